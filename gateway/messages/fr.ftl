### Configuration
config_unreadable = impossible de lire la configuration « { $path } » : { $detail }
config_invalid = la configuration « { $path } » n’est pas correcte : { $detail }
