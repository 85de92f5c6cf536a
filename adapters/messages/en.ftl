### reader

read-place-file = file `{ $name }`
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
read-column-doubled = several columns answer to `{ $column }`: { $headers }. Leave one name in the adapter, or delete the other column.
read-position-missing = the text is of fixed width, and the required column `{ $column }` has no position. Write `position = [first character, number of characters]` into [columns.{ $column }], from the code book.
read-sheet-missing = the workbook has no sheet `{ $sheet }`. It has: { $sheets }. Correct `sheet` in `[source]`.
read-row-too-long = the row is longer than { $limit } MB, or runs over too many lines. A quote is probably opened and never closed; correct it or export again.
read-quote-not-closed = a quote is opened here and not closed before the end of the file. Correct it or export again.
read-line-not-json = the line is not a JSON object. There must be one object a line; correct the line or export again.
read-file-damaged = the { $format } file is damaged or cut off. Copy or download it again.
read-workbook-protected = the workbook asks for a password. Open it, save a copy without password, and use the copy.
read-workbook-too-large = the workbook unpacks to more than { $limit } MB. Save the sheet as CSV in UTF-8, which is read at any size.

read-row-too-few-cells = the row ends before a required column
read-row-too-many-cells = the row has more cells than the header; a separator inside a cell is probably not quoted
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
definition-missing-dimension = the dimension { $dimension }, which the dataflow demands, is not given. Add [dimension.{ $dimension }]
definition-exactly-one = exactly one of these keys must be given: { $keys }
definition-not-allowed = the value is not allowed. Expected: { $expected }
period-outside-definition = the adapter does not hold for the period { $period }; it holds for { $holds }

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

### reject
reject-cell-missing = the cell is empty and the dimension has no code for that. Complete the file, or name `missing` in the dimension
reject-code-unknown = no map, title or concordance knows the cell. Correct the file, or add the code to the adapter
reject-code-undecided = the concordance leads to several codes that no one code holds. Name `undecided` in the dimension
reject-code-refused = the adapter rejects this code
reject-no-case = no case of the adapter holds for the row. Add the case, or name `otherwise`

### run
run-no-rows = no row fits the tables: see that the file and the period are those of the adapter
run-recoverable = nothing was written: { $cells } suppressed cells of { $dataflow } can be recomputed. Cross fewer dimensions in the adapter, and report this failure
run-not-written = { $path } cannot be written ({ $cause }). Check the space and the permissions of the folder
run-stopped = stopped: nothing was written
