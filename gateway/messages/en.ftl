### Configuration
config_unreadable = cannot read the configuration “{ $path }”: { $detail }
config_invalid = the configuration “{ $path }” is not correct: { $detail }

### Agreements
participant_unknown = The participant is not registered with this gateway
participant_suspended = The participant is suspended
agreement_missing = No agreement allows this exchange
agreement_not_in_force = The agreement that allowed this exchange is not in force
agreement_narrowed = The agreement in force allows only less detailed figures than these

### Deliveries
delivery_unknown = There is no delivery with that identifier in your inbox

### Configuration as code
folder_invalid = The configuration folder has faults: { $count }. Nothing was changed
store_behind = The tables of the database are of an older version. Run `puente gateway migrate` first
folder_proposal = Did you mean `{ $proposal }`?
folder_unreadable = cannot be read: { $detail }
folder_file_invalid = not understood: { $detail }
folder_word_unknown = `{ $written }` is not known. Allowed: { $known }
folder_key_missing = the key `{ $written }` is missing
participant_id_invalid = `{ $written }` is not a participant identifier: expected the three-letter code of the country, a hyphen and the institution in capitals, for example HND-INE
area_not_known = the country of `{ $written }` is not in CL_AREA
id_repeated = the identifier `{ $written }` is already taken by another entry
participant_not_in_folder = the participant `{ $written }` is not in the folder participants
recipient_not_known = `{ $written }` is neither a participant nor a country or group of CL_AREA
dataflow_not_known = there is no dataflow `{ $written }`
dimension_not_known = `{ $written }` is not a dimension of { $dataflow }; use "all" or a list of dimensions
validity_reversed = the validity of `{ $written }` ends before it starts
cron_invalid = `{ $written }` is not a cron expression of five fields, or of six with seconds first
cron_never = the cron expression `{ $written }` is never met
time_zone_not_known = there is no time zone `{ $written }`
