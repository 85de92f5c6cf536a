//! OpenDocument workbooks: rows and cells that are repeated, hidden sheets, dates, errors, passwords.

use adapters::reader::{self, CellFault, SourceRow};

use crate::sources::{STATES, archive, code, file, rows, spec};

/// A workbook of these tables.
pub(crate) fn ods(tables: &[String]) -> Vec<u8> {
    archive(&[
        ("mimetype".into(), KIND.into()),
        (
            "META-INF/manifest.xml".into(),
            "<manifest:manifest/>".into(),
        ),
        (
            "content.xml".into(),
            format!(
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-content><office:automatic-styles>\
                 <style:style style:name=\"ta2\"><style:table-properties table:display=\"false\"/></style:style>\
                 </office:automatic-styles><office:body><office:spreadsheet>{}</office:spreadsheet></office:body>\
                 </office:document-content>",
                tables.concat()
            ),
        ),
    ])
}

/// A table of rows.
pub(crate) fn table(name: &str, rows: &str) -> String {
    format!("<table:table table:name=\"{name}\" table:style-name=\"ta1\">{rows}</table:table>")
}

fn row(cells: &str) -> String {
    format!("<table:table-row>{cells}</table:table-row>")
}

fn text(text: &str) -> String {
    format!(
        "<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>"
    )
}

fn number(value: &str) -> String {
    format!(
        "<table:table-cell office:value-type=\"float\" office:value=\"{value}\"><text:p>{value}</text:p></table:table-cell>"
    )
}

const KIND: &str = "application/vnd.oasis.opendocument.spreadsheet";

fn header() -> String {
    row(&[text("State"), text("Persons"), text("Employer")].concat())
}

#[test]
fn rows_and_cells_that_are_repeated_are_told_where_they_stand() {
    let blank = "<table:table-row table:number-rows-repeated=\"3\"><table:table-cell table:number-columns-repeated=\"1024\"/></table:table-row>";
    let twice = format!(
        "<table:table-row table:number-rows-repeated=\"2\">{}{}</table:table-row>",
        text("Junín"),
        number("2.5")
    );
    let end = "<table:table-row table:number-rows-repeated=\"1048500\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>";
    let padded = row(&format!(
        "<table:table-cell/>{}{}",
        "<table:table-cell table:number-columns-repeated=\"2\" office:value-type=\"string\"><text:p>Lima</text:p></table:table-cell>",
        ""
    ));
    let rows_xml = [blank, &header(), blank, &twice, &padded, end].concat();
    let source = file("t.ods", ods(&[table("Data", &rows_xml)]));
    let found = rows(&source, STATES).expect("reads");
    assert_eq!(found, ["8: Junín|2.5|", "9: Junín|2.5|", "10: |Lima|#"]);
}

#[test]
fn texts_are_those_that_a_person_sees() {
    let note = "<table:table-cell office:value-type=\"string\"><office:annotation><text:p>a note</text:p></office:annotation>\
                <text:p>San<text:s text:c=\"1\"/><text:span>Juan &amp; &#233;</text:span></text:p></table:table-cell>";
    let formula = "<table:table-cell table:formula=\"of:=[.A1]\" office:value-type=\"string\"><text:p>ok</text:p></table:table-cell>";
    let rows_xml = [header(), row(&[note, formula].concat())].concat();
    let source = file("t.ods", ods(&[table("Data", &rows_xml)]));
    assert_eq!(
        rows(&source, STATES).expect("reads"),
        ["2: San Juan & é|ok|"]
    );
}

#[test]
fn dates_errors_and_formulas_without_result_are_told() {
    let cells = [
        "<table:table-cell office:value-type=\"date\" office:date-value=\"2024-03-31\"><text:p>31/03/24</text:p></table:table-cell>",
        "<table:table-cell table:formula=\"of:=1/0\" calcext:value-type=\"error\" office:value-type=\"string\" office:string-value=\"\"><text:p>#DIV/0!</text:p></table:table-cell>",
    ];
    let unknown = "<table:table-cell table:formula=\"of:=[.A1]+1\"/>";
    let rows_xml = [
        header(),
        row(&cells.concat()),
        row(&[&text("x"), unknown].concat()),
    ]
    .concat();
    let source = file("t.ods", ods(&[table("Data", &rows_xml)]));
    let mut reader = reader::open(&source.path, &spec(STATES)).expect("opens");
    let mut found = SourceRow::default();
    assert!(reader.next(&mut found).expect("a row"));
    assert_eq!(found.text(0), "2024-03-31");
    assert_eq!(found.number(1), Err(CellFault::WorkbookError));
    assert!(reader.next(&mut found).expect("a row"));
    assert_eq!(found.number(1), Err(CellFault::FormulaWithoutResult));
}

#[test]
fn sheets_are_chosen_as_in_other_workbooks() {
    let one = [header(), row(&[text("a"), number("1")].concat())].concat();
    let two = [header(), row(&[text("b"), number("2")].concat())].concat();
    let hidden = table("Old", &one).replace("ta1", "ta2");
    let source = file("t.ods", ods(&[hidden, table("Data", &two)]));
    assert_eq!(rows(&source, STATES).expect("reads"), ["2: b|2|"]);
    let named = format!("[source]\nsheet = \"old\"\n{STATES}");
    assert_eq!(rows(&source, &named).expect("reads"), ["2: a|1|"]);
    let found = reader::inspect(&source.path).expect("looks");
    assert_eq!(found.recognised.format, reader::Format::Ods);
    assert_eq!(
        found
            .sheets
            .iter()
            .map(|sheet| (sheet.name.as_str(), sheet.visible))
            .collect::<Vec<_>>(),
        [("Old", false), ("Data", true)]
    );
}

#[test]
fn a_password_is_told() {
    let parts = [
        ("mimetype".into(), KIND.into()),
        (
            "META-INF/manifest.xml".into(),
            "<manifest:manifest><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>".into(),
        ),
        ("content.xml".into(), "noise".into()),
    ];
    let source = file("t.ods", archive(&parts));
    assert_eq!(code(&source, STATES), "workbook_protected");
}

#[test]
fn a_few_bytes_that_claim_a_billion_cells_are_refused() {
    let wide = "<table:table-row table:number-rows-repeated=\"1048576\"><table:table-cell table:number-columns-repeated=\"16384\" office:value-type=\"float\" office:value=\"1\"/></table:table-row>";
    let source = file("t.ods", ods(&[table("Data", &[&header(), wide].concat())]));
    let mut reader = reader::open(&source.path, &spec(STATES)).expect("opens");
    let mut row = SourceRow::default();
    let mut read = 0;
    let error = loop {
        match reader.next(&mut row) {
            Ok(true) => read += 1,
            Ok(false) => panic!("{read} rows and no fault"),
            Err(error) => break error,
        }
    };
    assert_eq!(error.code(), "workbook_too_large");
    assert!(read < 9_000, "{read}");
}
