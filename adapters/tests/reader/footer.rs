//! Where a table ends: what stands below its footer is left aside where it is a note, and told where it may be a record.

use adapters::reader::{self, Skipped, SourceRow};

use crate::sources::{STATES, SheetXml, csv, file, rows, sheet_rows, spec, xlsx};

fn by(footer: &str) -> String {
    format!("[source]\nfooter = [{footer}]\n{STATES}")
}

fn skipped(text: &str, definition: &str) -> Skipped {
    let source = file("table.csv", text);
    let mut reader = reader::open(&source.path, &spec(definition)).expect("opens");
    let mut row = SourceRow::default();
    while reader.next(&mut row).expect("a row") {}
    reader.skipped()
}

const TWO_BLOCKS: &str = "\
State,Persons,Employer
Cusco,3,Acme
Lima,4,Acme
Total,7,
Puno,5,Acme
Tacna,\"1,085\",
Total,6,

Source: the office
1. As of May,,2024
";

#[test]
fn rows_below_a_footer_that_look_like_records_are_told_and_notes_are_not() {
    let expected = [
        "2: Cusco|3|#",
        "3: Lima|4|#",
        "5: Puno|5|# row_below_footer",
        "6: Tacna|1,085| row_below_footer",
    ];
    let definition = by("\"Total\", \"Source\"");
    assert_eq!(csv(TWO_BLOCKS, &definition), expected);
    let skipped = skipped(TWO_BLOCKS, &definition);
    assert_eq!((skipped.footer_lines, skipped.blank), (4, 0));
    assert_eq!(skipped.full_footer, None, "a sum that the definition names");
}

#[test]
fn they_are_told_in_a_workbook_and_in_all_its_sheets() {
    let sheet = sheet_rows(&[
        &["State", "Persons", "Employer"],
        &["Lima", "4", "Acme"],
        &["Total", "4", ""],
        &["Puno", "5", "Acme"],
        &["Source: the office"],
    ]);
    let one = xlsx(&[SheetXml("2023", true, &sheet)]);
    let found = rows(&file("book.xlsx", one), &by("\"Total\"")).expect("reads");
    let once = ["2: Lima|4|#", "4: Puno|5|# row_below_footer"];
    assert_eq!(found, once);
    let two = xlsx(&[
        SheetXml("2023", true, &sheet),
        SheetXml("2024", true, &sheet),
    ]);
    let all = by("\"Total\"").replace("footer", "sheet = \"all\"\nfooter");
    let found = rows(&file("book.xlsx", two), &all).expect("reads");
    assert_eq!(found, [once, once].concat());
}

#[test]
fn lines_of_json_below_a_footer_are_told_too() {
    let lines = "{\"State\":\"Lima\",\"Persons\":4}\n{\"State\":\"Total\",\"Persons\":4}\n{\"State\":\"Puno\",\"Persons\":5}\n";
    let found = rows(&file("table.json", lines), &by("\"Total\"")).expect("reads");
    assert_eq!(found, ["1: Lima|4|", "3: Puno|5| row_below_footer"]);
}

#[test]
fn a_record_that_begins_as_a_footer_does_is_told() {
    let text = "State,Persons,Employer\nCusco,3,Acme\nNotaría del Sur,4,Acme\nNota: a note\n";
    let found = skipped(text, &by("\"Nota\""));
    assert_eq!((found.footer_lines, found.full_footer), (2, Some(3)));
    let longer = by("\"Nota: a\"");
    assert_eq!(csv(text, &longer).len(), 2);
    assert_eq!(skipped(text, &longer).full_footer, None);
}
