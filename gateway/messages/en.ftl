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

### Refusals
route_unknown = There is nothing at this address
route_unknown-remedy = Check the address: those that exist are in docs/API.md.
method_not_allowed = This address does not take that method
method_not_allowed-remedy = Use the method given in docs/API.md.
header_too_large = The header fields of the request take more than { $limit } bytes
header_too_large-remedy = Send fewer or shorter header fields.
host_mismatch = The Host header is not the name that the connection asked for
host_mismatch-remedy = Open a connection for the same name that Host gives.
parameter_invalid = The address has a parameter that cannot be read; the only one here is { $name }
parameter_invalid-remedy = Leave it out, or give it the value described in docs/API.md.
rate_limited = Too many requests in a short time
rate_limited-remedy = Wait { $seconds } s and try again, more slowly.
receiving_limited = You are already sending as many submissions at once as are allowed
receiving_limited-remedy = Wait until one of them ends and try again.
gateway_busy = The gateway is busy with other submissions
gateway_busy-remedy = Try again in a few seconds with the same identifier: nothing was stored.
media_type_unsupported = The body must be application/json
media_type_unsupported-remedy = Send the document with Content-Type: application/json.
content_encoding_unsupported = The compression named in Content-Encoding is not supported
content_encoding_unsupported-remedy = Use gzip or zstd, once, or none.
content_encoding_invalid = The body is not what Content-Encoding says
content_encoding_invalid-remedy = Compress the document again and send it once more.
body_too_large = The body is larger than { $limit } bytes
body_too_large-remedy = Compress it with zstd or gzip, or split the table by period.
document_too_large = The document is larger than { $limit } bytes after decompression
document_too_large-remedy = Split the table by period.
body_truncated = The body ended early
body_truncated-remedy = Send it again with the same identifier: nothing was stored.
body_too_slow = The body comes too slowly
body_too_slow-remedy = Check your line and send it again with the same identifier; compressed it takes less time.
signature_missing = The document is not signed
signature_missing-remedy = Sign the exact bytes and send the signature in the header Puente-Signature; `puente submit` does so.
submission_invalid = The submission does not keep the rules of its dataflow
submission_invalid-remedy = Correct the findings in the office and send the corrected document, signed again.
dataflow_unknown = The dataflow does not exist in this version
dataflow_unknown-remedy = `puente schema list` shows the dataflows that exist.
dataflow_version_unknown = The version of the dataflow is not known
dataflow_version_unknown-remedy = Prepare the submission with version { $known }.
provider_mismatch = The submission names another participant as its provider
provider_mismatch-remedy = Each office sends only its own figures, with its own certificate.
table_below_threshold = Some cells have fewer cases than the confidentiality profile allows
table_below_threshold-remedy = Protect the table again in the office with `puente adapter run` or `puente protect`, and send it again.
table_recoverable = Some suppressed cells can be computed from the published ones
table_recoverable-remedy = Suppress more cells: `puente protect` chooses them, and `puente attack` checks before you send.
release_opens_cells = Together with an earlier release of the same period, suppressed cells can be computed
release_opens_cells-remedy = Hide the same cells as before: `puente adapter run --previous` and `puente protect --earlier` take the earlier release into account.
submission_id_reused = The identifier already belongs to another submission
submission_id_reused-remedy = Give a new document a new identifier; send the same document again without changing a byte.
revision_taken = That revision of the period already exists
revision_taken-remedy = If the figures changed, send them as revision { $next }.
revision_out_of_order = The revision does not follow the last one
revision_out_of_order-remedy = Send it as revision { $next }, or send the missing ones first.
submission_unknown = There is no submission of yours with that identifier
submission_unknown-remedy = Check the identifier; if the submission did not arrive, send it.
store_unavailable = The gateway's database does not answer
store_unavailable-remedy = Try again later with the same identifier: nothing was stored.
spool_unavailable = The gateway has no room to receive the body
spool_unavailable-remedy = Try again later with the same identifier: nothing was stored.
internal_error = Something failed in the gateway
internal_error-remedy = Try again; if it happens again, give the administrator the identifier of the request.
certificate-remedy = Open a connection with a certificate of your authority that is in force.
signature-remedy = Sign the exact bytes of the document with the certificate of the office that sends it; `puente submit` does so.
denied-remedy = Ask the administrator of the gateway which agreements are in force.

### Start
open_store = cannot open the database: { $detail }
open_other_signer = the signing certificate is not that of PUENTE-GATEWAY
listen_failed = cannot listen on { $address }: { $detail }
schedule_failed = cannot start the scheduler: { $detail }
serve_failed = the gateway stopped serving: { $detail }
log_filter_invalid = the filter of the log cannot be read: { $detail }
tables_behind = the tables are of an older version: run `puente gateway migrate`
trust_crl_stale = the list of revoked certificates should have been renewed
certificate_ends_soon = the certificate ends in less than 14 days
certificate_file_expired = the certificate has expired
certificate_file_malformed = the certificate cannot be read
cell_unaltered = The figure of { $cell } is not one that the stated method makes
cell_recoverable = The suppressed cell { $cell } can be computed from the others
cell_undecided = Whether { $count } suppressed cells can be computed could not be decided; send the table with fewer breakdowns
cell_hidden_before = The cell { $cell }, hidden in submission { $submission } (revision { $revision }), is published now
cell_opened = The suppressed cell { $cell } can be computed from this release and submission { $submission } (revision { $revision }) together
