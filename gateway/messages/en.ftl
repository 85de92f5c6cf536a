### Configuration
config_unreadable = cannot read the configuration “{ $path }”: { $detail }
config_invalid = the configuration “{ $path }” is not correct: { $detail }
