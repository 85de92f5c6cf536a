//! Workbooks as offices make them: titles above, hidden sheets, numbers as text, errors, dates.

use adapters::reader::{self, CellFault, SourceRow};

use crate::sources::{STATES, SheetXml, bomb, code, file, message, rows, sheet_rows, spec, xlsx};

fn table() -> String {
    sheet_rows(&[
        &["Permits by state"],
        &[],
        &["State", "Persons", "Employer"],
        &["07", "3", "Acme"],
        &["Lima", "1085", ""],
    ])
}

#[test]
fn the_first_visible_sheet_that_holds_the_header_is_read() {
    let other = sheet_rows(&[&["Contents"], &["State and more", "2"]]);
    let hidden = sheet_rows(&[&["State", "Persons"], &["hidden", "1"]]);
    let book = xlsx(&[
        SheetXml("Old", false, &hidden),
        SheetXml("Contents", true, &other),
        SheetXml("Data ", true, &table()),
    ]);
    let source = file("book.csv", &book);
    assert_eq!(
        rows(&source, STATES).expect("reads"),
        ["4: 7|3|#", "5: Lima|1085|"]
    );
    let named = |sheet: &str| format!("[source]\nsheet = \"{sheet}\"\n{STATES}");
    assert_eq!(
        rows(&source, &named("old")).expect("reads"),
        ["2: hidden|1|"]
    );
    assert_eq!(code(&source, &named("Datos")), "sheet_missing");
    assert_eq!(code(&source, &named("contents")), "column_missing");
}

#[test]
fn all_sheets_with_the_header_are_read_on_demand() {
    let book = xlsx(&[
        SheetXml("2023", true, &table()),
        SheetXml("Notes", true, &sheet_rows(&[&["text"]])),
        SheetXml("2024", true, &table()),
    ]);
    let spec = format!("[source]\nsheet = \"all\"\nfooter = [\"Lima\"]\n{STATES}");
    let found = rows(&file("book.xlsx", book), &spec).expect("reads");
    assert_eq!(found, ["4: 7|3|#", "4: 7|3|#"]);
}

#[test]
fn a_fault_in_a_cell_is_told_with_sheet_row_and_column() {
    let cells = "<row r=\"1\"><c r=\"B1\" t=\"inlineStr\"><is><t>State</t></is></c><c r=\"C1\" t=\"inlineStr\"><is><t>Persons</t></is></c></row>\
                 <row r=\"5\"><c r=\"B5\" t=\"inlineStr\"><is><t>Cusco</t></is></c><c r=\"C5\" t=\"e\"><v>#DIV/0!</v></c></row>";
    let source = file("book.xlsx", xlsx(&[SheetXml("Data", true, cells)]));
    let mut reader = reader::open(&source.path, &spec(STATES)).expect("opens");
    let mut row = SourceRow::default();
    assert!(reader.next(&mut row).expect("a row"));
    assert_eq!(row.number(1), Err(CellFault::WorkbookError));
    let place = row.cell_place(1).message(schemas::language::Language::Es);
    assert_eq!(
        place,
        "archivo «book.xlsx», hoja «Data», fila 5, columna C (Persons)"
    );
}

#[test]
fn codes_that_are_numbers_have_no_decimals_and_long_ones_no_exponent() {
    let book = xlsx(&[SheetXml(
        "Data",
        true,
        &sheet_rows(&[
            &["State", "Persons"],
            &["452092.0", "2.5"],
            &["100000000000000000000", "1"],
        ]),
    )]);
    let found = rows(&file("book.xlsx", book), STATES).expect("reads");
    assert_eq!(found, ["2: 452092|2.5|", "3: 100000000000000000000|1|"]);
}

#[test]
fn a_bomb_is_refused_whatever_size_it_claims() {
    let mebibytes =
        u32::try_from(reader::limits::SHARED_TEXT_BYTES >> 20).expect("a small number") + 1;
    let honest = bomb(mebibytes as usize, mebibytes << 20);
    assert!(honest.len() < 4 << 20);
    let said = message(&file("book.xlsx", honest), STATES);
    assert!(said.contains("256 MB") && said.contains("CSV"), "{said}");
    let lying = bomb(mebibytes as usize, 10);
    assert_eq!(code(&file("book.xlsx", lying), STATES), "file_damaged");
}

#[test]
fn a_reader_that_is_left_in_the_middle_ends_its_thread() {
    let many: Vec<[&str; 2]> = std::iter::once(["State", "Persons"])
        .chain(std::iter::repeat_n(["Cusco", "1"], 5_000))
        .collect();
    let many: Vec<&[&str]> = many.iter().map(<[&str; 2]>::as_slice).collect();
    let source = file(
        "book.xlsx",
        xlsx(&[SheetXml("Data", true, &sheet_rows(&many))]),
    );
    for _ in 0..20 {
        let mut reader = reader::open(&source.path, &spec(STATES)).expect("opens");
        assert!(reader.next(&mut SourceRow::default()).expect("a row"));
    }
    assert_eq!(rows(&source, STATES).expect("reads").len(), 5_000);
}

#[test]
fn hidden_sheets_are_told_unless_a_definition_names_its_sheet() {
    let hidden = sheet_rows(&[&["State", "Persons"], &["hidden", "1"]]);
    let book = xlsx(&[
        SheetXml("Old", false, &hidden),
        SheetXml("Data", true, &table()),
    ]);
    let path = file("book.xlsx", book);
    let told = |text: &str| {
        let reader = reader::open(&path.path, &spec(text)).expect("a table");
        reader.recognised().hidden_sheets
    };
    assert_eq!(told(STATES), ["Old"]);
    let named = format!("[source]\nsheet = \"Data\"\n{STATES}");
    assert!(told(&named).is_empty());
}
