### The command line itself
error-label = error
help = Puente: exchange of labour migration statistics between the countries of the Regional Conference on Migration
help-usage = Usage
help-heading-commands = Commands
help-heading-arguments = Arguments
help-heading-options = Options
help-word-options = OPTIONS
help-word-command = COMMAND
help-flag = Shows this help
help-version = Shows the version
help-global-lang = Language of all texts: es, en or fr (also by the variable PUENTE_LANG)
help-global-format = Form of the result on standard output: text for people, json for programs
usage-unknown-argument = unknown argument { $argument }
usage-unknown-command = unknown command { $command }
usage-missing-argument = missing arguments: { $argument }
usage-missing-command = say which command to run
usage-bad-value = the value “{ $value }” does not fit { $argument }
usage-bad-value-choice = the value “{ $value }” does not fit { $argument }. Valid values: { $valid }
usage-conflict = the argument { $argument } cannot be used with another one already given
usage-other = the command line is not correct
usage-hint = hint: use --help to see what each command takes

### files and connections
file-unreadable = “{ $file }” cannot be read: { $cause }
file-unwritable = “{ $file }” cannot be written: { $cause }
connection-attempt = { $file } (attempt { $attempt })
connection-pause = no answer yet; next attempt in { $seconds } s

### demo
help-demo = Brings up a whole region on this machine and shows the entire way
help-demo-dir = Folder for everything; must be empty or absent (default: demo-region)
help-demo-port = Port of the gateway on 127.0.0.1; 0 takes a free one (default)
help-demo-once = Ends after the pull instead of staying up until Ctrl-C
help-demo-real-data = Folder of the published national files; those that exist are used
help-demo-ministry = Ministry that reads the regional table (default: HND-SETRASS)
help-demo-examples = It makes a certificate authority, a gateway, and the offices and ministries of twelve countries, each
    with its own certificate. The offices adapt, protect, sign and submit; the gateway checks, keeps
    and routes what the agreements allow; the ministries pull.
    Records are synthetic, but for those that --real-data reads.

    EXAMPLES
      puente demo --once
      puente demo --dir /tmp/region --port 8443
      puente demo --once --real-data ../shared/real-data

    EXIT CODES
      0  the region worked and the regional table is printed
      1  an office could not prepare or submit its table
      2  wrong usage, or a folder that cannot be used
      3  network, disk or database failed
demo-dir-in-use = folder { $path } is not empty. Choose another with --dir, or delete it
demo-no-real-data = folder { $path } of --real-data does not exist
demo-unknown-ministry = the region has no ministry { $id }. It has: { $known }
demo-step-trust = Authority and { $count } certificates
demo-step-gateway = Gateway at { $url }
demo-step-agreements = { $participants } participants, { $agreements } agreements, { $calendars } calendar
demo-step-office = { $office } prepares { $adapter }
demo-office-done = { $office }: { $adapter } { $period }: { $read } rows read, { $rejected } rejected; { $cells } cells, primary suppressions: { $primary }, secondary: { $secondary }; { $origin }; receipt held
demo-office-failed = { $office }: { $adapter } could not be prepared or submitted: { $detail }
demo-origin-synthetic = SYNTHETIC records
demo-origin-published = published records: { $files }
demo-step-pull = { $ministry }: { $count } deliveries pulled and verified
demo-waiting = { $arrived } of { $expected } deliveries have reached the ministries
demo-late = the deliveries did not arrive in time: { $arrived } of { $expected }. The gateway's log is in { $log }
demo-gateway-ended = the gateway ended before it was ready. Its log is in { $log }
demo-as-ministry = What { $ministry } reads:
demo-synthetic-warning = The figures of this region are a demonstration: synthetic records come from a fixed seed and describe no country.
demo-synthetic-which = Synthetic: { $adapters }
demo-synthetic-none = No office used synthetic records.
demo-permits-title = Permits, visas and positions by origin
demo-permits-origin = Origin
demo-stocks-title = Employed and unemployed population by country and sex (persons)
demo-stocks-country = Country
demo-groups-title = Totals of groups of countries (persons); [2/3] = so many members reported, no total
demo-groups-group = Group
demo-corridors-title = Corridors as both sides count them (D destination, O origin); never added
demo-thousands = ,
demo-legend = (A) suppressed, few cases · (O) a single unit · (T) two units · (G) dominance · (D) suppressed to protect another · (S) withheld by the gateway because a member withholds it
    {"["}·] no figure, with its status · blank: not sent · figures of different stages are never added
demo-suppressed = In the { $tables } tables received: { $cells } cells; suppressed by a rule: { $primary }; to protect others: { $secondary }
demo-stage-REQ = requested
demo-stage-CERT = certified
demo-stage-PET = petitions
demo-stage-VISA = visas
demo-stage-PERM = permits
demo-status-EMP = Employed
demo-status-UNE = Unemployed
demo-sex-T = total
demo-sex-F = women
demo-sex-M = men
demo-where = Where everything is
demo-where-manifest = Addresses, certificates and submissions
demo-where-certs = Authority and certificates
demo-where-offices = Offices: files, tables, reports and receipts
demo-where-ministries = Ministries: pulled deliveries
demo-where-gateway = Gateway: configuration, database and log
demo-where-pull = To pull as a ministry
demo-stays-up = The region stays up. Ctrl-C ends it
demo-ended = Region ended

### adapter
help-adapter = Reads national records with an adapter and prepares protected tables

### protect
help-protect = Protects a table against disclosure
help-protect-table = The table (CSV): dimensions, then freq,value,ncontr,top1,top2 and, if wanted, primary,lpl,upl,spl
help-protect-hierarchies = Folder of hier_<dimension>.json, or one file with a hierarchy or a list of them
help-protect-rule = Rule file (TOML); not needed when the table says itself what is primary
help-protect-out = Where the statuses are written (CSV): u primary, m secondary, s published, z zero
help-protect-cost = What is to be kept small: value, cells or mixed
help-protect-insiders = single: whoever is alone in a cell learns nothing of others; none: left out
help-protect-earlier = Statuses (CSV) that `puente protect` wrote before for the same figures; may be repeated. What was hidden stays hidden, and what was published hides nothing
help-protect-seconds = Seconds after which nothing is made better any more, only safe: more may be suppressed than is needed. Without it the result is the same on every machine
help-protect-examples =
    EXAMPLES
      puente protect table.csv --hierarchies . --out statuses.csv
      puente protect table.csv --hierarchies . --rule rule.toml --out statuses.csv --cost value --format json

    EXIT CODES
      0  protected, and the attack finds nothing    1  the table cannot be protected
      2  wrong usage or rule                        3  a file cannot be read or written
protect-done = { $cells } cells: { $primary } suppressed by rule, { $secondary } to protect them
protect-stage-suppress = suppressing cells to protect others
protect-stage-give-back = giving back what was not needed
protect-stage-renew = what is dear is replaced
protect-stage-attack = the intruder attacks

### attack
help-attack = Tries to recompute the suppressed cells of a table
help-attack-table = A submission (JSON), or a table (CSV) with a column status
help-attack-hierarchies = Folder of hier_<dimension>.json, or one file with a hierarchy or a list of them
help-attack-statuses = The statuses that protect wrote, when the table has no column status
help-attack-examples =
    EXAMPLES
      puente attack DF_LM_STOCK.json
      puente attack table.csv --hierarchies . --statuses statuses.csv --format json

    EXIT CODES
      0  nothing can be recomputed    1  something can, or could not be decided
      2  wrong usage                  3  a file cannot be read
attack-done = { $cells } cells, { $suppressed } suppressed: { $recovered } can be recomputed, { $undecided } undecided
attack-recovered = { $cell }: { $kind } (sums along { $along })
attack-kind-exact = its figure follows
attack-kind-interval = its figure lies in too narrow an interval
attack-kind-insider = a unit that is alone in a cell learns too much of it
attack-needs-hierarchies = a table needs --hierarchies
attack-no-status = the table has no column status: give --statuses
attack-unknown-dataflow = no dataflow { $dataflow }
attack-published-primary = { $count } cells that the table marks as primary are published: suppress them
table-not-csv = { $file }, line { $line }: a line of CSV in UTF-8 with as many fields as the header is expected; look at commas, quotes and encoding
table-bad-header = { $file }, line { $line }: the dimensions are expected first, then at least the column value or freq; correct the header
table-empty = { $file } has a header only: one row per cell is expected, totals too
table-bad-number = { $file }, line { $line }, column { $column }: a number with a decimal point and no thousands separator is expected (in ncontr, whole and not negative); correct that field
table-unknown-code = { $file }, line { $line }, column { $column }: the code is not in { $hierarchy }; add it there or correct the row
table-bad-status = { $file }, line { $line }, column status: u, m, s or z is expected
statuses-bad-header = { $file }, line { $line }: the dimensions of the table and the column status are expected; use the file that protect wrote
hierarchy-bad-json = { $file }, line { $line }, column { $column }: JSON of the form {"{"}"dim", "total", "nodes": […], "equations": [["parent", ["child", …]], …]{"}"} is expected
hierarchy-missing = There is no hierarchy for the dimension { $dimension }: it is expected in { $file }; make it or give another path in --hierarchies

### submit
help-submit = Signs a protected table and submits it to the gateway
help-submit-files = Submissions made by “puente adapter run”, one JSON document each
help-submit-url = The gateway, https://HOST:PORT
help-submit-cert = Certificate of the office, PEM
help-submit-key = Private key of the office, PEM
help-submit-ca = Certificate of the region’s authority, PEM
help-submit-crl = The authority’s list of revocations, PEM
help-submit-dry-run = Checks file, certificate and key, and sends nothing
help-submit-examples =
    EXAMPLES
      puente submit envio/DF_LM_STOCK.json --url https://gateway.example:8443 --cert HND-INE.crt --key HND-INE.key --ca authority.crt

    The signature is kept as FILE.jws and the gateway’s receipt as FILE.receipt. A file with its receipt is not sent again.

    EXIT CODES
      0  every file is acknowledged    1  the gateway refused a file
      2  wrong usage                   3  network or disk
submit-acknowledged =
    Acknowledged by the gateway on { $at } with { $findings } findings
      file: { $file }
      submission: { $submission }
      receipt: { $receipt }
      next: puente verify { $receipt } --ca AUTHORITY.crt
submit-already-acknowledged =
    The gateway has had it since { $at }
      file: { $file }
      submission: { $submission }
      receipt: { $receipt }
submit-would-send = { $file }: would send { $bytes } bytes as { $participant }, submission { $submission }, to { $url }. Nothing was sent
submit-too-large = “{ $file }” is larger than { $cause } bytes
submit-no-submission = “{ $file }” is not a submission (at { $cause }). Make it with “puente adapter run”
submit-other-provider = “{ $file }” is of { $provider }, but the certificate is of { $participant }. Use the certificate of { $provider }

### pull
help-pull = Fetches the deliveries that wait at the gateway
help-pull-url = The gateway, https://HOST:PORT
help-pull-cert = Certificate of the participant, PEM
help-pull-key = Private key of the participant, PEM
help-pull-ca = Certificate of the region’s authority, PEM
help-pull-crl = The authority’s list of revocations, PEM
help-pull-out = Folder for the documents and their signatures
help-pull-dry-run = Lists what is new, and fetches nothing
help-pull-examples =
    EXAMPLES
      puente pull --url https://gateway.example:8443 --cert MEX-STPS.crt --key MEX-STPS.key --ca authority.crt --out inbox

    Running it again fetches only what is new. Each document has its verified signature beside it, as FILE.jws.

    EXIT CODES
      0  everything is here    1  the gateway refused
      2  wrong usage           3  network or disk, or a signature that does not verify
pull-fetched = { $file }: { $dataflow } of { $provider }, { $period }, revision { $revision }, signature verified
pull-would-fetch = { $file }: { $dataflow } of { $provider }, { $period }, revision { $revision }; would be fetched
pull-end = { $fetched } new of { $listed } in the inbox; folder { $folder }

### verify
help-verify = Verifies signatures, receipts and the audit log offline
help-verify-file = A document with its signature beside it, or a receipt
help-verify-ca = Certificate of the region’s authority, PEM
help-verify-crl = The authority’s list of revocations, PEM
help-verify-signature = The signature, when it is not beside the document as FILE.jws
help-verify-receipt = The gateway’s receipt: it must be for this document, and tells when it was received
help-verify-at = The moment at which the signer’s certificate must stand (RFC 3339); now, or the receipt’s
help-verify-examples =
    EXAMPLES
      puente verify envio/DF_LM_STOCK.json --receipt envio/DF_LM_STOCK.json.receipt --ca authority.crt
      puente verify envio/DF_LM_STOCK.json.receipt --ca authority.crt

    EXIT CODES
      0  the signature belongs to the document    1  it does not
      2  wrong usage                              3  a file cannot be read
verify-signed =
    Valid signature of { $participant }
      document: { $file }
      signed on: { $at }, by the signer’s clock
      digest: { $digest }
      certificate: { $fingerprint }
verify-receipt =
    Valid receipt of { $participant }
      file: { $file }
      submission: { $submission }
      received on: { $at }
      findings: { $findings }
      audit log: position { $position }
      digest: { $digest }
      certificate: { $fingerprint }
verify-refused = { $file }: NOT verified ({ $code }): { $reason }
verify-other-document = the receipt “{ $file }” is for another document

### schema
help-schema = Shows and checks the exchange format
help-schema-list = Lists the dataflows
help-schema-show = Shows dimensions and measures of a dataflow; with --format json, its JSON Schema
help-schema-show-id = The dataflow, for example DF_PERMIT
help-schema-validate = Checks a submission and tells each finding with its place
help-schema-validate-file = The submission, a JSON document; - reads standard input
help-schema-generate = Writes the JSON Schemas that are generated from the definitions
help-schema-generate-dir = Folder of the schemas
help-schema-generate-check = Writes nothing: tells which files are not current and ends with 1
schema-unknown-dataflow = there is no dataflow “{ $id }”; see them with puente schema list
schema-dimensions = Dimensions (code list, default)
schema-measures = Measures (unit)
schema-valid = the submission follows the format
help-schema-examples =
    EXAMPLES
      puente schema show DF_PERMIT
      puente schema validate out/DF_PERMIT.json

    EXIT CODES
      0  no errors    1  errors    2  wrong usage    3  disk

### certs
help-certs = Authority and certificates
help-certs-examples =
    EXAMPLES
      puente certs init authority --name "Regional authority"
      puente certs request HND-INE
      puente certs issue HND-INE.csr --authority authority
      puente certs inspect HND-INE.crt

    EXIT CODES
      0  done    1  the request or certificate is refused
      2  wrong usage    3  a file cannot be read or written
help-certs-init = Makes the authority of a region: its certificate, its key and an empty list of revocations
help-certs-init-folder = Folder of the authority; keep it offline
help-certs-init-name = Name in the authority’s certificate
help-certs-init-days = Days that the authority’s certificate is valid
help-certs-init-crl-days = Days until the list of revocations is due again
help-certs-request = Makes a key, which stays here, and the request for its certificate
help-certs-request-name = A participant (HND-INE), the gateway (PUENTE-GATEWAY), or a server’s host name
help-certs-request-out = Folder for the key and the request
help-certs-issue = Issues the certificate that a request asks for
help-certs-issue-request = The request (.csr)
help-certs-issue-authority = Folder of the authority
help-certs-issue-dns = Host name of a server; may be repeated
help-certs-issue-ip = Address of a server; may be repeated
help-certs-issue-days = Days that the certificate is valid
help-certs-issue-out = File of the certificate; beside the request when not given
help-certs-issue-examples =
    EXAMPLES
      puente certs issue HND-INE.csr --authority authority
      puente certs issue gateway.example.csr --authority authority --dns gateway.example --ip 192.0.2.7

    EXIT CODES
      0  issued    1  the request is refused    2  wrong usage    3  a file cannot be read or written
help-certs-renew = Issues a successor of a certificate, for the same purpose, to a new request
help-certs-renew-certificate = The certificate that is about to end
help-certs-renew-request = The new request (.csr)
help-certs-renew-authority = Folder of the authority
help-certs-renew-out = File of the new certificate; beside the request when not given
help-certs-revoke = Withdraws a certificate and signs a new list of revocations
help-certs-revoke-certificate = The certificate’s file or its serial number
help-certs-revoke-authority = Folder of the authority
help-certs-revoke-crl-days = Days until the list of revocations is due again
help-certs-crl = Signs the list of revocations anew
help-certs-crl-authority = Folder of the authority
help-certs-crl-crl-days = Days until the list is due again
help-certs-crl-out = A further place for the list
help-certs-export = Writes certificate, key and authority as one PKCS#12 file, for a browser
help-certs-export-cert = The certificate, PEM
help-certs-export-key = The private key, PEM
help-certs-export-ca = Certificate of the authority, PEM
help-certs-export-password-file = File whose first line is the password of the PKCS#12 file
help-certs-export-out = The PKCS#12 file
help-certs-inspect = Shows what a certificate, a request or a list of revocations says
help-certs-inspect-files = Files in PEM form
certs-made =
    Authority made
      certificate: { $certificate } (give it to every participant)
      key: { $key } (keep it offline; never give it away)
      revocations: { $crl }
      fingerprint: { $fingerprint }
      next: puente certs issue REQUEST.csr --authority { $folder }
certs-requested =
    Key and request made
      key: { $key } (stays here; never send it)
      request: { $request }
      next: send { $request } to the authority, which runs: puente certs issue { $request } --authority FOLDER
certs-bad-name = “{ $name }” is neither a participant (HND-INE), nor PUENTE-GATEWAY, nor a host name in lower case
certs-needs-hosts = the request “{ $file }” is in the name of “{ $name }”, which is not a participant. For a server, say --dns or --ip
certs-issued =
    Certificate issued
      file: { $file }
      fingerprint: { $fingerprint }
      serial number: { $serial }
      valid until: { $until }
      next: puente certs inspect { $file }
certs-revoked =
    Certificate of { $name } revoked
      serial number: { $serial }
      fingerprint: { $fingerprint }
      list: { $crl }
      next: bring the list to the gateway, which reads it within seconds
certs-listed =
    List of revocations signed
      file: { $file }
      revoked: { $count }
      due again: { $due }
      next: bring the list to the gateway, which reads it within seconds
certs-no-password = the first line of “{ $file }” is empty; a PKCS#12 file needs a password
certs-exported =
    PKCS#12 file written
      file: { $file }
      next: import it into the browser, with the password
certs-nothing-found = “{ $file }” holds no certificate, request or list of revocations in PEM form
certs-a-certificate =
    Certificate of { $subject }
      participant: { $participant }
      hosts: { $hosts }
      uses: { $uses }
      issued by: { $issuer }
      valid from: { $from }
      valid until: { $until }
      serial number: { $serial }
      fingerprint: { $fingerprint }
certs-a-request = Request in the name of { $subject }, signed by its own key
certs-a-broken-request = Request in the name of { $subject }, NOT signed by its own key
certs-a-list =
    Revocations of { $issuer }
      made: { $made }
      due again: { $due }
      revoked: { $count }

### gateway
help-gateway = Serves and administers the gateway
help-gateway-examples =
    EXAMPLES
      puente gateway doctor --config gateway.toml
      puente gateway apply --config gateway.toml region/
      puente gateway serve --config gateway.toml

    EXIT CODES
      0  done    1  a check failed
      2  wrong usage or configuration    3  network, disk or database
help-gateway-plan = Shows what `apply` would change: participants, agreements and calendars
help-gateway-plan-config = Configuration file of the gateway
help-gateway-plan-folder = Folder with participants, agreements and calendars
help-gateway-plan-examples =
    EXAMPLES
      puente gateway plan --config gateway.toml region/

    EXIT CODES
      0 shown · 2 the folder or the configuration has faults · 3 the database does not answer
help-gateway-apply = Writes into the gateway what the folder says, all or nothing, and notes it in the audit log
help-gateway-apply-config = Configuration file of the gateway
help-gateway-apply-folder = Folder with participants, agreements and calendars
help-gateway-apply-examples =
    EXAMPLES
      puente gateway apply --config gateway.toml region/

    EXIT CODES
      0 written · 2 the folder or the configuration has faults · 3 the database does not answer
gateway-change-added-participant = { "+" } participant { $id } added
gateway-change-added-agreement = { "+" } agreement { $id } added
gateway-change-added-calendar = { "+" } calendar { $id } added
gateway-change-changed-participant = { "~" } participant { $id } changed
gateway-change-changed-agreement = { "~" } agreement { $id } changed
gateway-change-changed-calendar = { "~" } calendar { $id } changed
gateway-change-removed-participant = { "-" } participant { $id } removed
gateway-change-removed-agreement = { "-" } agreement { $id } removed
gateway-change-removed-calendar = { "-" } calendar { $id } removed
gateway-plan-done = Changes to apply: { $count }
gateway-apply-done = Changes applied: { $count }

### gateway serve, migrate, doctor, audit
help-gateway-serve = Serves participants until it is asked to end
help-gateway-serve-config = Configuration file of the gateway
help-gateway-migrate = Brings the tables of the database to this version
help-gateway-migrate-config = Configuration file of the gateway
help-gateway-migrate-examples =
    EXAMPLES
      puente gateway migrate --config gateway.toml

    EXIT CODES
      0  the tables are of this version    2  wrong configuration    3  the database does not answer
help-gateway-doctor = Looks at everything that the gateway needs, without starting it
help-gateway-doctor-config = Configuration file of the gateway
help-gateway-doctor-examples =
    EXAMPLES
      puente gateway doctor --config gateway.toml
      puente gateway doctor --config gateway.toml --format json

    EXIT CODES
      0  it can serve    1  a part fails    2  wrong configuration
help-gateway-audit = Shows the audit log, or proves that nobody altered it
help-gateway-audit-config = Configuration file of the gateway
help-gateway-audit-verify = Proves the chain of the whole log instead of showing it
help-gateway-audit-after = Shows only what follows this position
help-gateway-audit-examples =
    EXAMPLES
      puente gateway audit --config gateway.toml --after 120
      puente gateway audit --config gateway.toml --verify

    EXIT CODES
      0  shown, or the chain holds    1  the chain is broken
      2  wrong configuration    3  the database does not answer
gateway-migrated = Steps applied: { $count }
gateway-store = the database does not answer: { $detail }
gateway-log-filter = the filter of the log cannot be read: { $detail }
gateway-audit-holds = The chain holds: { $rows } rows, the last with the hash { $hash }
gateway-audit-broken = The chain breaks at row { $position }: it was changed, taken away or moved
help-gateway-serve-examples =
    EXAMPLES
      puente gateway serve --config gateway.toml

    Where it listens is written as one JSON line on standard output; the log goes to standard error.

    EXIT CODES
      0  ended when asked to    2  wrong configuration
      3  network, disk or database

### adapter-commands
help-adapter-adapters = Folder with adapters of your own, which win over those built in (DIR/<iso3>/<system>.toml)
help-adapter-list = Lists the adapters
help-adapter-show = Shows what an adapter reads and makes
help-adapter-check = Checks files with an adapter and writes nothing
help-adapter-run = Turns files into protected, unsigned submissions
help-adapter-list-adapters = Folder with adapters of your own, which win over those built in (DIR/<iso3>/<system>.toml)
help-adapter-show-adapters = Folder with adapters of your own, which win over those built in (DIR/<iso3>/<system>.toml)
help-adapter-check-adapters = Folder with adapters of your own, which win over those built in (DIR/<iso3>/<system>.toml)
help-adapter-template-adapters = Folder with adapters of your own, which win over those built in (DIR/<iso3>/<system>.toml)
help-adapter-new-adapters = Folder with adapters of your own, which win over those built in (DIR/<iso3>/<system>.toml)
help-adapter-inspect-adapters = Folder with adapters of your own, which win over those built in (DIR/<iso3>/<system>.toml)
help-adapter-run-adapters = Folder with adapters of your own, which win over those built in (DIR/<iso3>/<system>.toml)
help-adapter-show-id = Identifier of the adapter, for example usa/oflc_h2a
help-adapter-check-id = Identifier of the adapter, for example usa/oflc_h2a
help-adapter-run-id = Identifier of the adapter, for example usa/oflc_h2a
help-adapter-check-files = Files of the office, or https:// addresses of a service of SDMX; several are read as one
help-adapter-run-files = Files of the office, or https:// addresses of a service of SDMX; several are read as one
help-adapter-check-before = Files of earlier rounds: told where the file repeats their rows
help-adapter-check-report = XLSX workbook to write the report to
help-adapter-check-area = Alpha-3 code of the country that reports; only for adapters of files that hold several countries (region/…)
help-adapter-check-period = Reference period (2024, 2024-S1, 2024-Q3, 2024-07); the last of the adapter without it
help-adapter-check-show-values = Shows the values of rejected cells; use it inside the office only
help-adapter-check-service-ca = PEM file with the authorities of the service's certificate; those of the system without it
help-adapter-run-sql = A database in place of files: postgres://user@server/database (PostgreSQL, Citus, Greenplum…), or odbc: and a connection string. The database groups the records, and only different combinations of the adapter's columns come back, with their counts. The password is taken from PGPASSWORD or PGPASSFILE (ODBC: PUENTE_SQL_PASSWORD)
help-adapter-run-table = Table or view of the database: table or schema.table
help-adapter-run-explain = Show the statement that the database would be asked, and read nothing
help-adapter-run-area = Alpha-3 code of the country that reports; only for adapters of files that hold several countries (region/…)
help-adapter-run-period = Reference period: 2024, 2024-S1, 2024-Q3, 2024-07
help-adapter-run-out = Folder for the submissions and the report
help-adapter-run-provider = Participant that answers for the figures; by default the one of the adapter
help-adapter-run-previous = A submission of the same period that was sent before (JSON); may be repeated. What it hid stays hidden, so that the correction reveals nothing
help-adapter-run-revision = 0 for the first submission of a period; 1, 2… for corrections
help-adapter-run-max-rejected = Share of rejected rows (0 to 1) above which only the report is written
help-adapter-run-office-key = File with the office's key (32 hexadecimal digits, for example of openssl rand -hex 16); the method cell_key demands it, and it must be the same for every release
help-adapter-run-show-values = Writes the values of rejected cells into the report; use it inside the office only
help-adapter-run-service-ca = PEM file with the authorities of the service's certificate; those of the system without it
adapter-fetching = asking { $url }
help-adapter-list-examples =
    EXAMPLES
    {"  "}puente adapter list

    EXIT CODES
    {"  "}0 done
    {"  "}2 wrong usage or adapter
help-adapter-show-examples =
    EXAMPLES
    {"  "}puente adapter show usa/oflc_h2a

    EXIT CODES
    {"  "}0 done
    {"  "}2 wrong usage or adapter
help-adapter-inspect = Tells what a file is, what each column holds, which adapter fits it and what has changed
help-adapter-inspect-file = File to look at; nothing is written
help-adapter-inspect-before = File of the round before, to tell what has changed
help-adapter-inspect-rows = Most rows to look at; 200,000 unless told
help-adapter-inspect-codebook = The office's code book: what each variable and each code means
help-adapter-inspect-examples =
    EXAMPLES
    {"  "}puente adapter inspect january.csv
    {"  "}puente adapter inspect 2024_q2.xlsx --before 2024_q1.xlsx
    {"  "}puente adapter inspect survey.csv --codebook dictionary.xlsx

    EXIT CODES
    {"  "}0 done
    {"  "}1 the file cannot be read
    {"  "}2 wrong usage
    {"  "}3 disk
help-adapter-new = Makes an adapter for a file, with proposals and questions
help-adapter-new-file = File that it is made for
help-adapter-new-like = Adapter of the same series; without it, the one that fits best
help-adapter-new-id = Identifier of the new adapter, for example pan/mitradel_permits
help-adapter-new-area = Country that reports (PAN, CRI…)
help-adapter-new-dataflow = Dataflow, for example DF_PERMIT
help-adapter-new-period = Period of the file; without it, the one that its name tells
help-adapter-new-out = TOML file to write; without it, in the folder of --adapters, or to the output
help-adapter-new-rows = Most rows to look at; 200,000 unless told
help-adapter-new-codebook = The office's code book: what each variable and each code means
help-adapter-new-examples =
    EXAMPLES
    {"  "}puente adapter new 2024.csv --adapters adapters
    {"  "}puente adapter new cards.xlsx --area PAN --dataflow DF_PERMIT --id pan/cards --out cards.toml

    EXIT CODES
    {"  "}0 done
    {"  "}1 the file cannot be read, or contradicts what its columns say
    {"  "}2 wrong usage or adapter
    {"  "}3 disk, or the adapter exists
help-adapter-template = Makes an XLSX workbook with drop-down lists for an office that types its table
help-adapter-template-dataflow = Dataflow, for example DF_PERMIT
help-adapter-template-out = XLSX workbook to write
help-adapter-template-area = Country that reports (PAN, CRI…)
help-adapter-template-unit = Initials of the office; INE unless told
help-adapter-template-source-type = Kind of source (CL_SOURCE_TYPE); ADM unless told
help-adapter-template-measure = Measure; the first of the dataflow unless told
help-adapter-template-by = Dimensions to type, separated by commas; those that the dataflow demands unless told
help-adapter-template-examples =
    EXAMPLES
    {"  "}puente adapter template DF_PERMIT --area PAN --unit MITRADEL --out permits.xlsx
    {"  "}puente adapter template DF_PERMIT --area PAN --by SEX,GEO_ADM1 --out permits.xlsx
    {"  "}puente adapter check template permits.xlsx --period 2024
    {"  "}puente adapter run template permits.xlsx --period 2024 --out out

    EXIT CODES
    {"  "}0 done
    {"  "}2 wrong usage
    {"  "}3 disk
help-adapter-check-examples =
    EXAMPLES
    {"  "}puente adapter check usa/oflc_h2a H-2A_FY17.xlsx --period 2017

    EXIT CODES
    {"  "}0 done
    {"  "}1 rows are rejected, or the file cannot be read
    {"  "}2 wrong usage or adapter
    {"  "}3 disk, or stopped
help-adapter-run-examples =
    EXAMPLES
    {"  "}puente adapter run usa/oflc_h2a H-2A_FY17.xlsx --period 2017 --out out
    {"  "}puente adapter run slv/simel "https://HOST/rest/data/LFS" --period 2023 --out out
    {"  "}puente adapter run usa/oflc_h2a --sql postgres://puente@db/lmis --table lmis.h2a --period 2017 --out out

    EXIT CODES
    {"  "}0 done
    {"  "}1 too many rows are rejected, or the table cannot be protected
    {"  "}2 wrong usage or adapter
    {"  "}3 disk, the database, or stopped
adapter-new-mended = { $id }: copy of { $based } with { $proposed } proposals and { $questions } questions
adapter-new-made = { $id }: new adapter with { $proposed } proposals and { $questions } questions
adapter-new-question = line { $line }: { $key }
adapter-new-exists = { $path } exists and is not overwritten. Delete it, or give another with --out
adapter-codebook = the code book “{ $book }” describes { $known } of { $columns } columns; it does not describe: { $unknown }
adapter-codebook-all = the code book “{ $book }” describes all { $columns } columns
adapter-new-not-written = { $path } cannot be written ({ $cause }). Check the folder and the permissions
adapter-readiness = Which countries can feed which dataflow
adapter-readiness-regional = (from regional files only: { $countries })
adapter-readiness-none = none yet
adapter-until-now = now
adapter-show-reporters = Countries that may report (--area)
adapter-show-provider = Participant
adapter-show-formats = Formats
adapter-show-periods = Periods
adapter-show-rounds = Rounds
adapter-show-columns = Columns that are read
adapter-show-hashed = a hash only
adapter-show-optional = optional
adapter-show-excluded = Rows set aside
adapter-show-table = Table
adapter-show-block = crossing
adapter-show-totals = Control totals
adapter-file = { $file } ({ $what }; header in row { $header }): { $rows } rows
adapter-skipped-titles = { $count } title lines
adapter-skipped-headers = { $count } repeated headers
adapter-skipped-footer = { $count } lines at the foot
adapter-skipped-blank = { $count } blank rows
adapter-skipped-deleted = { $count } rows marked as deleted
adapter-rows = { $read } rows read = { $accepted } accepted + { $excluded } excluded + { $rejected } rejected ({ $share } %)
adapter-excluded = excluded: { $count } ({ $reason })
adapter-total = { $name } = { $total }
adapter-table = { $dataflow }: { $cells } cells, { $primary } suppressed by a rule and { $secondary } to protect them
adapter-office-key-wrong = { $file } does not hold a key of 32 hexadecimal digits
adapter-written = written: { $path }
adapter-refused = { $share } % of the rows were rejected and { $allowed } % are allowed: only the report was written. Correct the file or the adapter, or give --max-rejected
adapter-stage-survey = First reading
adapter-stage-query = Asking the database
adapter-stage-read = Reading
adapter-stage-protect = Protecting
adapter-stage-attack = Trial attack
adapter-stage-write = Writing
