### reader

read-place-file = file `{ $name }`
read-place-table = table `{ $name }`
read-place-sheet = sheet `{ $name }`
read-place-row = row { $name }
read-place-column = column { $name }
read-nearest = The nearest header is `{ $nearest }`: add it to the names of the column if it is the same.
read-renamed = If the column has a new name, add it to `names` of [columns.{ $column }] in the adapter.

read-file-not-found = there is no such file. Check the name and the folder.
read-file-is-folder = this is a folder, not a file. Name the files in it.
read-file-not-readable = the system refuses to read it ({ $cause }). Check its permissions and that no other program holds it.
read-file-empty = the file is empty. Ask the provider for it again.
read-file-no-rows = there is a header and no row below it. Check that the export was complete.
read-format-unknown = the content is none of the formats that Puente reads (it seems to be: { $seems }). Save it as CSV in UTF-8 or as XLSX.
read-format-not-declared = the content is { $found }, and the adapter expects { $declared }. Check that it is the right file, or add the format to `formats` in `[source]`.
read-source-table-wrong = `{ $key }` in `[source]` is `{ $value }`, which does not exist. Correct the adapter.
read-encoding-wrong = the adapter says that the text is { $declared }, and these bytes are not; they look like { $guess }. Set `encoding = "detect"`, or save the file as { $declared }.
read-encoding-changes = the text is { $guess } up to here, and these bytes are not. Two exports were probably joined; save each as UTF-8 and join them again.
read-text-nul-bytes = the text holds NUL bytes, which no table has. The file is damaged or not a text; export it again.
read-column-missing = no row among the first { $within } names the required column `{ $column }`. Looked for: { $names }. Found: { $headers }. { $proposal }
read-column-missing-in-table = the table does not have the required column `{ $column }`. Looked for: { $names }. The table has: { $headers }. { $proposal }
read-column-doubled = several columns answer to `{ $column }`: { $headers }. Leave one name in the adapter, or delete the other column.
read-table-of-figures = the adapter sends published figures as they stand, and of two different ones for the same thing the first counts; the rows of a table have no order. Use the file.
read-table-without-order = the adapter fills blank cells of `{ $column }` from the row above, and the rows of a table have no order. Fill the column in the database, or use the file.
read-position-missing = the text is of fixed width, and the required column `{ $column }` has no position. Write `position = [first character, number of characters]` into [columns.{ $column }], from the code book.
read-wide-header-missing = no row of the sheet begins with { $starts }, as the header of the wide table, or the title above it, does. This is another table, or `header` or `title` in `[source.wide]` must say what the first cell of the header or of the title says.
read-message-without-data = the message holds no data. Check dataflow, key and period of the query.
read-column-nested = the column `{ $column }` holds lists or groups, which no cell of a table holds. Export it with one value per row.
read-packing-unknown = the columns are packed with { $packing }, which Puente does not unpack. Save the file with Snappy or zstd.
read-page-too-large = a page of a column takes more than { $limit } MB. The file is damaged, or was written in pages that are too large; write it again with smaller ones.
read-sheet-missing = the workbook has no sheet `{ $sheet }`. It has: { $sheets }. Correct `sheet` in `[source]`.
read-row-too-long = the row is longer than { $limit } MB, or runs over too many lines. A quote is probably opened and never closed; correct it or export again.
read-quote-not-closed = a quote is opened here and not closed before the end of the file. Correct it or export again.
read-line-not-json = the line is not a JSON object. There must be one object a line; correct the line or export again.
read-file-damaged = the { $format } file is damaged or cut off. Copy or download it again.
read-workbook-protected = the workbook asks for a password. Open it, save a copy without password, and use the copy.
read-workbook-too-large = the workbook unpacks to more than { $limit } MB. Save the sheet as CSV in UTF-8, which is read at any size.

read-row-too-few-cells = the row ends before a required column
read-row-too-many-cells = the row has more cells than the header; a separator inside a cell is probably not quoted
read-row-below-footer = the row is filled as rows of the table are, but is, or stands below, the row at which `footer` in [source] ended the table. If it belongs to the table, write the beginnings in `footer` longer, so that no row of the table begins so; if it is a note or a sum, delete it, or write how it begins into `footer`
read-row-before-table = something stands before the column in which the header of the table begins, in this row or above it, so that it is not certain which columns hold the labels. Delete what stands there; if it belongs to the table, set `header_column` in [source.wide] and count those columns in `labels`
read-cell-not-a-number = a number was expected
read-cell-undeclared-thousands = the number has a sign that the adapter does not declare; set `decimal` and `thousands`
read-cell-not-whole = a whole number was expected
read-cell-not-a-date = a date was expected; set `date_order` if it is written with numbers
read-cell-workbook-error = the cell holds a spreadsheet error, such as a division by zero
read-cell-formula-without-result = the cell holds a formula that was never calculated; open the workbook in a spreadsheet program, save it and use that file

### definition

definition-line = line { $line }
definition-nearest = Did you mean “{ $nearest }”?
definition-not-readable = the file cannot be read ({ $cause }). Check the path and the permissions
adapter-unknown = no adapter has this identifier. { $proposal } `puente adapter list` names them all
definition-syntax = not valid: { $detail }
definition-unknown-key = there is no such key. The keys of the section are: { $expected }. { $proposal }
definition-unknown-name = “{ $found }” does not exist as a { $kind ->
    [column] column declared in [columns]
    [dimension] dimension of the dataflow
    [code] code of the codelist
    [dataflow] dataflow
    [measure] measure of the dataflow
    [concordance] concordance
   *[other] confidentiality profile
}. { $proposal }
definition-missing-dimension = the dimension { $dimension }, which the dataflow demands, is not given. Add [dimension.{ $dimension }]; a date goes into [texts]
definition-exactly-one = exactly one of these keys must be given: { $keys }
definition-not-allowed = the value is not allowed. Expected: { $expected }
reporter-not-chosen = the file holds several countries, and nobody said which of them reports. Add --area with one of these: { $areas }
reporter-unknown = { $area } does not report with this adapter. Countries: { $areas }
period-outside-definition = the adapter does not hold for the period { $period }; it holds for { $holds }. If the period is right, make a copy that holds for it: puente adapter new FILE --period { $period } --adapters FOLDER

### client
client_url = “{ $url }” is not the URL of a gateway. Expected: https://HOST:PORT
client_handshake = the gateway and this office do not accept each other’s certificates ({ $cause }). Check that --ca is the region’s authority, that --cert has not expired, and that it is not revoked
client_unreachable = the gateway did not answer after { $attempts } attempts ({ $cause }). Nothing is lost: run the same command again
client_refused = the gateway refused it ({ $code }, HTTP { $status }): { $title } { $detail }
client_answer_too_large = the gateway’s answer is longer than this program reads
client_answer_malformed = the gateway’s answer is not in the exchange format. Check the URL and the version of the gateway
client_signature = the gateway’s answer is not believed: { $reason }
client_other_receipt = the receipt speaks of another submission or of other bytes; the submission does not count as acknowledged
client_other_delivery = the document is not the one that the inbox lists, or is signed by somebody else; it was not kept

### service
service_address = “{ $address }” is not an address of HTTPS. Expected: https://HOST/… without user or password
service_authorities = the certification authorities cannot be read ({ $cause }). Name a PEM file with --service-ca
service_unknown_host = the host “{ $host }” is not known. Check its name and the network (DNS)
service_tls = the certificate of the service is not believed, or there is no TLS in common ({ $cause }). If the service has an authority of its own, name it with --service-ca
service_unreachable = the service gave no whole answer after { $attempts } attempts ({ $cause }). Try later; nothing was made
service_status = the service refused the query (HTTP { $status }). Check the query with whoever runs it
service_no_records = the query has no results: the service has no data for these codes and this period
service_not_found = there is nothing at the address (HTTP 404). Check the dataflow and the path
service_not_acceptable = the service has none of the adapter’s formats (HTTP 406). Add one that it has to `formats`
service_redirects = the service points elsewhere more than { $most } times. Use the final address
service_redirected = the service points to “{ $address }”, which is not an address of HTTPS; it was not followed
service_too_large = the answer takes more than { $limit } MB. Split the query by period
service_packed = the answer is packed in a way that is not understood, or damaged. Try again, or download the file
service_not_kept = the answer cannot be kept ({ $cause }). Check the space on the temporary disk

### reject
reject-cell-missing = the cell is empty and the dimension has no code for that. Complete the file, or name `missing` in the dimension
reject-code-unknown = no map, title or concordance knows the cell. Correct the file, or add the code to the adapter
reject-code-undecided = the concordance leads to several codes that no one code holds. Name `undecided` in the dimension
reject-code-refused = the adapter rejects this code
reject-no-case = no case of the adapter holds for the row. Add the case, or name `otherwise`
reject-text-too-long = the text has more than 2000 characters: shorten it
reject-told-otherwise = another figure was told for the same thing before. See which of the two the office stands by, or tell them apart with a dimension

### run
run-no-office-key = { $dataflow } asks for cell-key perturbation: give the office's key with --office-key
run-previous-of-another-table = The previous submission is of { $dataflow } and of the period { $period }, which this adapter does not make now. Give with --previous submissions of the same dataflow and period
run-methods-differ = The tables of { $dataflow } travel in one submission and must be protected by the same method
run-no-rows = no row fits the tables: see that the file and the period are those of the adapter
run-recoverable = nothing was written: { $cells } suppressed cells of { $dataflow } can be recomputed. Cross fewer dimensions in the adapter, and report this failure
run-not-written = { $path } cannot be written ({ $cause }). Check the space and the permissions of the folder
run-stopped = stopped: nothing was written

### inspect
inspect-file = “{ $file }”: { $what }
inspect-encoding-guessed = { $encoding } (guessed from the bytes)
inspect-separator = separator “{ $separator }”
inspect-sheets = sheets: { $sheets }
inspect-sheet = { $name }
inspect-sheet-read = { $name } (the one that was read)
inspect-sheet-elsewhere = the adapter reads the sheet “{ $named }”, which is not there; the table is in the sheet “{ $found }”
inspect-sheet-hidden = { $name } (hidden: not read)
inspect-no-header = no header is recognised: none of the first rows names the columns. Add a row of names, or give the names in an adapter
inspect-header = header in row { $row }; title lines above it: { $titles }
inspect-rows = about { $rows } rows; { $seen } were looked at
inspect-unread = figures that will be rejected: { $count }, from row { $row } on: { $reason }
inspect-footer = at the foot, from row { $row } on, { $count } rows look like notes; the first begins with “{ $starts }”: in an adapter, footer = ["{ $starts }"]
inspect-blank = blank rows: { $count }
inspect-ragged = rows with fewer cells than the header: { $short }; with more: { $long }; the first is row { $row }. Usually a separator in a cell without quotes
inspect-doubled = headers that stand more than once and cannot be read by name: { $headers }. Change one of the two
inspect-columns = Columns (codes are shown where they recur; names and identifiers never):
inspect-kind-code = code
inspect-kind-label = category
inspect-kind-integer = whole number
inspect-kind-number = number
inspect-kind-date = date
inspect-kind-identifier = name or identifier, not shown
inspect-kind-free-text = free text, not shown
inspect-kind-empty = empty
inspect-codes = { $distinct } different: { $codes }
inspect-codes-rare = { $distinct } different, none recurs often enough to be shown
inspect-date-order = written in the order { $order }
inspect-date-two-orders = written in two orders at once (day/month and month/day): ask whoever sent it
inspect-date-unordered = there is no telling whether the day comes before the month: ask whoever sent it
inspect-mark-comma = comma between thousands
inspect-mark-blank = blank between thousands
inspect-mark-decimal = decimal comma
inspect-markers = no data: { $markers }
inspect-adapters = Adapters that fit:
inspect-no-adapter = No adapter resembles it.
inspect-until-now = now
inspect-round = , round { $round }
inspect-more-adapters = These fit as well: { $adapters }
inspect-other-tables = Other sheets of the workbook have tables that are read too, each with its adapter:
inspect-other-table = { $adapter }: sheet “{ $sheet }”
inspect-other-table-hidden = { $adapter }: hidden sheet “{ $sheet }”; confirm with the office that it may be sent
inspect-fit = { $adapter }{ $round } ({ $years }): { $score }% — { $exact } of { $all } columns by name
inspect-fit-format = the adapter does not declare this format: add it to formats
inspect-fit-renamed = column { $column } seems to be “{ $header }”
inspect-fit-missing = required columns are missing: { $columns }
inspect-fit-optional = columns that are not required are missing: { $columns }
inspect-fit-otherwise = numbers or dates written otherwise than declared: { $columns }
inspect-fit-codes = { $dimension } (“{ $header }”): knows { $share }% of the cells
inspect-fit-new-codes = { $dimension } (“{ $header }”): knows { $share }% of the cells; new codes: { $codes }
inspect-fit-wording = “{ $header }”: no condition knows these texts; their rows feed no table: { $codes }
inspect-fit-wording-like = “{ $text }” is like “{ $like }”: if it means the same, add it to the condition
inspect-same = Nothing has changed since “{ $before }”.
inspect-changes = Changes since “{ $before }”:
inspect-change-form = was { $before }; now is { $now }
inspect-change-renamed = column “{ $before }” seems to be called “{ $now }” now
inspect-change-gone = column “{ $header }” is gone
inspect-change-new = new column: “{ $header }”
inspect-change-moved = stand elsewhere: “{ $header }” (of no matter: columns are found by name)
inspect-change-kind = “{ $header }” held { $before }; now { $now }
inspect-change-new-codes = “{ $header }”: codes that appear for the first time: { $codes }
inspect-change-gone-codes = “{ $header }”: codes that no longer appear: { $codes }
inspect-an-area = COUNTRY
inspect-a-period = PERIOD
inspect-next-check = Next: check the file with the adapter.
inspect-next-period = Next: the adapter does not hold for the period of the file, or holds with another form of the table. Make a copy for that period.
inspect-next-mend = Next: make a copy of the adapter with the changes proposed, and answer its questions.
inspect-next-new = Next: make a new adapter and answer its questions.
definition-unanswered = the question is not answered. Read the comment above and write the answer in place of “?”

### propose
propose-look = CHECK
propose-question = QUESTION { $number }: { $text }
propose-options = Options: { $options }
propose-swapped = column “{ $reporter }”, which should tell the country that reports, names { $countries } countries: it looks like the nationality. And “{ $counterpart }” looks like the country that reports. If they are swapped, exchange the headers of the file and repeat
propose-unknown = “{ $found }” does not exist ({ $kind }). The nearest: { $nearest }
propose-mended = Copy of { $adapter } for “{ $file }”, made by “puente adapter new”. Questions to answer: { $questions }. Look for QUESTION and CHECK; then use “puente adapter check”.
propose-round = What is different in “{ $file }”:
propose-round-copied = From round { $round }, which it resembles most:
propose-years = the rows tell their period; this round holds from { $from }, the first year of the file. Change it if the difference began later.
propose-year = the name “{ $file }” does not tell the year; write the right one.
propose-format = the adapter did not declare this format.
propose-encoding = the file is in another encoding than declared.
propose-separator = the file has another separator than declared.
propose-header = the header stands further down, in row { $row }.
propose-sheet = the workbook lacks the sheet that the adapter names.
propose-footer = from row { $row } on there seem to be notes; the data end there.
propose-renamed = “{ $header }” seems to be column { $column } under another name. If it is not, take it off the list.
propose-marks = so are the values of “{ $header }” written.
propose-attribute-year = the adapter says “{ $text }” in { $name }, of another year. See what holds for this file.
propose-absent = there is no column for { $column } (looked for: { $names }). If it is there under another name, add it to names and delete this line.
propose-which-optional = which column is { $column }? Looked for: { $names }. If the file does not have it, delete this line.
propose-which-column = which column is { $column }? Looked for: { $names }. If the file lacks it, delete this line and write required = false.
propose-concordance = the codes of “{ $header }” are of another version of the classification; { $concordance } knows them.
propose-code = “{ $code }” ({ $count } rows of “{ $header }”) is very like this title.
propose-which-code = what does “{ $code }” mean ({ $count } rows of “{ $header }”)?
propose-many-codes = “{ $header }” has many codes that nothing knows, such as “{ $code }” ({ $count } rows). Which code do they get? With reject, those rows are rejected and counted. You can add them one by one to map.
propose-scratch = Adapter for “{ $file }”, made by “puente adapter new”. Look for QUESTION (to be answered in place of “?”) and CHECK (a proposal). docs/ADDING_AN_ADAPTER.md explains each key. Then use “puente adapter check”.
propose-area = the country was deduced from the file.
propose-which-area = which country reports?
propose-which-source = from what kind of source does it come?
propose-which-unit = which office answers for the figures? (its initials, in capitals)
propose-max-rejected = Share of rejected rows above which nothing is made.
propose-titles = write the title of the series in the three languages.
propose-one-sheet = the workbook has several visible sheets; with "all", each that has the header is read.
propose-fill-down = in { $columns } the value seems to be written on the first row of each block only.
propose-time = these columns seem to tell to which period each row belongs. Without this section, all belong to the period that is asked for.
propose-which-order = in which order are the dates written?
propose-not-declared = Columns with names, identifiers or free text that are not declared, and so never read: { $count }. Do not add them.
propose-reporter = “{ $header }” tells the country that reports; only the rows of { $area } are taken.
propose-which-constant = the file does not tell { $dimension }: what is it, for all rows?
propose-dimension = { $dimension } comes from “{ $header }”; { $from } knows { $share }% of the cells.
propose-dimension-unknown = by its name, “{ $header }” looks like { $dimension }. If it is not, delete this section.
propose-which-employed = which code of “{ $header }” stands for employed persons?
propose-table = dataflow { $dataflow } was deduced from the names; “puente schema list” shows the others.
propose-measure = other measures of the dataflow: { $measures }.
propose-profile = disclosure profile: survey, count (a register), money, sensitive, published (figures already public).
propose-control = Compare this total with a figure that the office has published.

### check
check-rows = { $read } rows read = { $accepted } accepted + { $excluded } set aside + { $rejected } rejected
check-excluded = set aside: { $count } for { $reason }
check-share-allowed = { $share }% of the rows are rejected; the adapter allows up to { $allowed }% (max_rejected): it can be run.
check-share-refused = { $share }% of the rows are rejected and the adapter allows { $allowed }% (max_rejected): no table would be made. Mend what follows.
check-rejected = { $column } · rows: { $count } · { $reason } [{ $code }]
check-value = “{ $value }” (rows: { $count })
check-value-near = “{ $value }” (rows: { $count }); the nearest that the adapter knows: “{ $nearest }”
check-nearest = the nearest that the adapter knows: “{ $nearest }”
check-tail = All rows of “{ $file }” from { $row } to the end ({ $count }) are rejected: if they are footnotes, add their first words to footer in [source] and they will not be read.
check-swapped = Column { $column } holds { $distinct } values that belong to { $other } ({ $dimension }): the two columns seem to be swapped. No table is made; exchange the headers in the file or the names in the adapter.
check-swapped-filter = The filter on { $column } finds nothing of what it keeps among its { $distinct } values, and { $other } holds it: the two columns seem to be swapped. No table is made; exchange the headers in the file or the names in the adapter.
check-same-file = “{ $one }” and “{ $other }” hold exactly the same rows: it is the same round under another name. Take one of them away.
check-overlap = { $share }% of the rows of “{ $one }” and “{ $other }” are the same: the rounds seem to overlap and would be counted twice. See which period each file covers.
check-hidden-sheets = “{ $file }” has hidden sheets, which are not read: { $sheets }. To read one, write its name into `sheet` in `[source]`.
check-full-footer = Row { $row } of “{ $file }” begins as `footer` in [source] says and ends the table there, but it is filled as its rows are. It was not read. If it belongs to the table, write that beginning in `footer` longer; if it is a sum, write its whole first cell into `footer`.
check-coverage = How codes were decided, in rows (different codes in brackets):
check-coverage-line = { $dimension } (“{ $column }”, by { $by }): { $parts }
check-coverage-finest = at the level asked for { $share } % ({ $codes })
check-coverage-coarser = at a coarser level, flagged D, { $share } % ({ $codes })
check-coverage-open = left open (X, _X or _U) { $share } % ({ $codes })
check-coverage-unknown = unknown { $share } % ({ $codes })
check-coverage-missing = missing { $share } %
check-coverage-doubt = many rows have codes that nothing knows: is it another version of the classification? “puente adapter new” proposes the one that knows them
check-coverage-coarse = coarser or left open: { $codes }
check-coverage-head-dimension = Dimension
check-coverage-head-column = Column
check-coverage-head-by = Decided by
check-coverage-head-rows = rows
check-coverage-head-codes = codes
check-coverage-finest-head = At the level asked for
check-coverage-coarser-head = Coarser, flagged D
check-coverage-open-head = Left open
check-coverage-unknown-head = Unknown
check-coverage-missing-head = Missing
check-sheet-coverage = Coverage
check-sheet-summary = Summary
check-sheet-mistakes = Rejected rows
check-column-file = File
check-column-sheet = Sheet
check-column-row = Row
check-column-cell = Cell
check-column-column = Column
check-column-reason = Reason
check-column-code = Code of the reason
check-column-count = Rows for this reason
check-column-nearest = Nearest

### template
template-sheet-help = Instructions
template-sheet-data = Data
template-sheet-lists = Lists
template-help-measure = The column of figures is: { $measure } ({ $unit }).
template-help-rows = In the sheet Data write one row per figure, from the second row on and without title rows. Do not change the headings or the hidden sheet.
template-help-lists = Choose from the list in each cell; the code alone or the title alone will do too.
template-help-blank = Leave blank, in all rows, the columns that you have no breakdown of. A column is filled in all rows or in none: mixed breakdowns would count twice.
template-help-totals = Write no totals: the program adds the rows up.
template-help-published = The figures are taken as already published or already protected: none is suppressed. If they come from single records, use an adapter, which protects them.
template-help-check = To check the filled file: { $command }
template-help-fixed = “{ $heading }” does not add up: it may have several values, and each is a table of its own.
template-help-register = Write one row per mechanism or agreement and pair of countries, those that have ended too.
template-help-sheet = Write in the sheet Data, from the second row on and without title rows. Do not change the headings or the hidden sheet.
template-help-optional = Mechanism, origin, destination, instrument and the beginning are required; leave the rest blank where it is not known. If the agreement has no end, leave “In force until” blank.
template-help-open = A mechanism open to any country has _T as origin or as destination. One that the list lacks goes as OTH_BILAT, OTH_DEST or OTH_GEN, with its title.
template-help-in-force = Whether it is in force is not written: the program finds it from the dates, for the last day of the period.
template-help-days-dmy = Dates: 01/03/2019 (day, month, year), 2019-03-01, March 1st, 2019; where the day is not known, March 2019 or 2019.
template-help-days-mdy = Dates: 03/01/2019 (month, day, year), 2019-03-01, March 1st, 2019; where the day is not known, March 2019 or 2019.
template-help-days-ymd = Dates: 2019-03-01 (year, month, day), March 1st, 2019; where the day is not known, March 2019 or 2019.
template-yes = yes
template-no = no
template-error-list = Choose a value from the list.
template-error-number = Write a number that is not negative.
template-not-written = the template cannot be written ({ $cause }). Check the folder, the permissions, and that the file is not open
template-not-one = the file is no template of Puente: it lacks the hidden sheet that says of which table it is. Make one with “puente adapter template” and copy the data into it
template-mixed = some rows fill “{ $dimension }” ({ $filled }) and others do not ({ $blank }): it would be counted twice. Fill it in all or in none; for another breakdown use another file
template-heading-OBS_VALUE = Value
template-heading-REPORTER_ROLE = Role of the reporting country
template-heading-COUNTERPART_AREA = Counterpart country
template-heading-MECHANISM = Mechanism
template-heading-PERMIT_STAGE = Stage
template-heading-SEX = Sex
template-heading-AGE = Age
template-heading-ACTIVITY = Economic activity
template-heading-OCCUPATION = Occupation
template-heading-GEO_ADM1 = Province, department or state
template-heading-LABOUR_STATUS = Labour force status
template-heading-STATUS_EMP = Status in employment
template-heading-EDUCATION = Education
template-heading-URBAN_RURAL = Urban or rural
template-heading-MIG_CRITERION = Migration criterion
template-heading-MIG_CONCEPT = Migration concept
template-heading-DIRECTION = Direction
template-heading-DURATION = Duration
template-heading-WORKER_CATEGORY = Category of worker
template-heading-RETURN_REASON = Reason of return
template-heading-REINTEG = Reintegration
template-heading-REMIT_ITEM = Remittance item
template-heading-CHANNEL = Channel
template-heading-VACANCY = Vacancy
template-heading-BIRTHPLACE = Place of birth
template-heading-STAT_FUNC = Statistical function
template-heading-EARN_TYPE = Type of earnings
template-heading-CONTRACT = Contract
template-heading-JOB_TIME = Working time
template-heading-SOCSEC_BRANCH = Branch of social security
template-heading-INJURY = Injury
template-heading-CITIZENSHIP_GRP = Citizenship group
template-heading-SCOPE = Scope
template-heading-COST_ITEM = Cost item
template-heading-OCC_SKILL = Skill level
template-heading-COMPLAINT = Complaint
template-heading-OUTCOME = Outcome
template-heading-RECOG_TYPE = Type of recognition
template-heading-RECOGNITION = Recognition
template-heading-ORIGIN = Origin
template-heading-DESTINATION = Destination
template-heading-INSTRUMENT = Instrument
template-heading-VALID_FROM = In force since
template-heading-VALID_TO = In force until
template-heading-LEGAL_REF = Legal reference
template-heading-INSTITUTION_ORIGIN = Institution of the country of origin
template-heading-INSTITUTION_DEST = Institution of the country of destination
template-heading-SECTOR = Economic sector
template-heading-CLAUSE_SOCSEC = Clause on social security
template-heading-CLAUSE_FAIR_RECRUIT = Clause on fair recruitment
template-heading-CLAUSE_SKILL = Clause on skills
template-heading-CLAUSE_COMPLAINT = Clause on complaints
template-heading-CARD = Card
template-heading-REPORT_AS = Reported as
template-heading-TITLE = Title in another language
template-heading-TITLE_ES = Title in Spanish
template-heading-TITLE_EN = Title in English
template-heading-TITLE_FR = Title in French
template-heading-URL = Link
template-heading-OBS_NOTE = Remarks
template-heading-QUOTA = Quota

### sql

sql-address-wrong = this is no address of a database. Write postgres://user@server/database, or odbc: and a connection string
sql-without-odbc = this program was built without ODBC. Use one built with `--features odbc`, or an address postgres://
sql-table-name-wrong = `{ $name }` is not the name of a table. Write schema.table; between double quotes if the name has a point in it
sql-unreachable = the database cannot be reached, or the connection was lost ({ $cause }). Check server, port and network
sql-tls-failed = the connection could not be encrypted, or the server's certificate could not be verified. Give sslrootcert=FILE with the authority of your office; only in a network that you trust, sslmode=disable
sql-roots-not-readable = the certificates of sslrootcert cannot be read. Check the path and the permissions
sql-login-refused = the database does not accept the user or the password. The password is taken from PGPASSWORD or PGPASSFILE (with ODBC, from PUENTE_SQL_PASSWORD)
sql-table-missing = there is no table { $table }. Write the name as the database has it, with its capitals and its schema
sql-not-allowed = the user may not read the table { $table }. Ask for the right to SELECT from it; no other is needed
sql-refused = the database did not answer the query (SQLSTATE { $state }). Show the query of --explain to whoever runs the database

inspect-book-title = code book: “{ $title }”
inspect-book = code book: “{ $title }”: { $labels }
codebook-no-variables = the code book has no column that names the variables, or none that says what they mean. Headers: { $headers }. It needs a column “Variable” (or “Field”) and a “Description” or “Label”
inspect-next-book = Next step: it seems to be a code book. Use it with the file of data that it describes.
inspect-a-file = DATA
