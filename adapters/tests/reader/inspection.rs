//! What a file is, without an adapter.

use adapters::{
    inspect::{self, USUAL_ROWS},
    reader::{self, Format},
};

use crate::sources::{SheetXml, dbf, file, sheet_rows, xlsx};

#[test]
fn a_text_is_told_with_its_encoding_separator_header_and_rows() {
    let text = "Permisos por estado\nEstado;Año;Personas\nJunín;2024;3\nLima;2024;4\n";
    let source = file("t.csv", encoding_rs::WINDOWS_1252.encode(text).0);
    let found = reader::inspect(&source.path).expect("looks");
    assert_eq!(found.recognised.encoding, Some("windows-1252"));
    assert!(found.recognised.encoding_guessed);
    assert_eq!(found.recognised.separator, Some(';'));
    let header = found.header.expect("a header");
    assert_eq!(
        (header.row, header.headers.join("|").as_str()),
        (2, "Estado|Año|Personas")
    );
    assert_eq!(found.rows, Some(2));
}

#[test]
fn a_first_row_that_may_be_a_record_is_not_shown() {
    let source = file("t.csv", "Cusco,Ana Quispe,1\nLima,Luis Rojas,2\n");
    assert_eq!(reader::inspect(&source.path).expect("looks").header, None);
    let source = file("t.csv", "Cusco,Ana Quispe\nLima,Luis Rojas\n");
    assert_eq!(reader::inspect(&source.path).expect("looks").header, None);
}

#[test]
fn workbooks_tables_and_lines_are_told() {
    let rows = sheet_rows(&[
        &["Title"],
        &[],
        &["State", "Persons"],
        &["Cusco", "1"],
        &["Lima", "2"],
    ]);
    let book = xlsx(&[SheetXml("Old", false, &rows), SheetXml("Data", true, &rows)]);
    let found = reader::inspect(&file("b.xlsx", book).path).expect("looks");
    assert_eq!((found.sheets.len(), found.rows), (2, Some(2)));
    let header = found.header.expect("a header");
    assert_eq!((header.sheet.as_deref(), header.row), (Some("Data"), 3));
    let found = reader::inspect(&file("t.dbf", dbf(&[("01", "1", "x")])).path).expect("looks");
    assert_eq!(
        (found.recognised.format, found.rows),
        (Format::Dbf, Some(1))
    );
    let found = reader::inspect(&file("t.jsonl", "{\"a\":1}\n{\"b\":2}\n").path).expect("looks");
    assert_eq!(
        (found.header.expect("keys").headers.len(), found.rows),
        (2, Some(2))
    );
    assert_eq!(
        reader::inspect(&file("t", "").path)
            .expect_err("empty")
            .code(),
        "file_empty"
    );
}

#[test]
fn a_printed_table_that_a_definition_knows_is_found_behind_another_table() {
    let register = sheet_rows(&[&["State", "Persons"], &["Cusco", "1"], &["Lima", "2"]]);
    let printed = sheet_rows(&[
        &["Cuadro 2"],
        &["Área, provincia, comarca indígena y condición", "Total"],
        &["", "Agosto 2023"],
        &["", "Hombres"],
        &["TOTAL", "30"],
        &["Ocupada", "20"],
    ]);
    let columns = |sheets: &[SheetXml]| {
        let source = file("b.xlsx", xlsx(sheets));
        let examined = inspect::examine(&source.path, USUAL_ROWS).expect("looks");
        let headers = examined.columns.iter().map(|one| one.header.clone());
        (examined.sheet, headers.collect::<Vec<_>>().join(" "))
    };
    let only = [SheetXml("Register", true, &register)];
    let both = [
        SheetXml("Register", true, &register),
        SheetXml("Table", true, &printed),
    ];
    assert_eq!(columns(&only).1, "State Persons");
    assert_eq!(
        columns(&both),
        (
            Some("Table".to_owned()),
            "province area condition label column_1 column_2 column_3 column value status title"
                .to_owned()
        )
    );
}
