### Configuración
config_unreadable = no se puede leer la configuración «{ $path }»: { $detail }
config_invalid = la configuración «{ $path }» no es correcta: { $detail }
