//! What cannot be read is refused with a stable code, a place and a remedy, and never with a cell's value.

use std::path::Path;

use adapters::reader::{self, ReadError};
use schemas::language::Language;

use crate::sources::{
    STATES, SheetXml, archive, code, dbf, file, message, rows, sheet_rows, spec, xlsx,
};

fn text_code(bytes: impl AsRef<[u8]>, spec_text: &str) -> &'static str {
    code(&file("table.csv", bytes), spec_text)
}

fn declared(key: &str, value: &str) -> String {
    format!("[source]\n{key} = {value}\n{STATES}")
}

fn opening(path: &Path) -> ReadError {
    match reader::open(path, &spec(STATES)) {
        Ok(_) => panic!("opens"),
        Err(error) => error,
    }
}

#[test]
fn paths_that_are_no_files() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    assert_eq!(opening(folder.path()).code(), "file_is_folder");
    assert_eq!(
        opening(&folder.path().join("none.csv")).code(),
        "file_not_found"
    );
    #[cfg(unix)]
    assert_eq!(opening(Path::new("/dev/zero")).code(), "file_not_readable");
}

#[test]
fn files_without_rows() {
    assert_eq!(text_code("", STATES), "file_empty");
    assert_eq!(text_code(" \n\r\n\t\n", STATES), "file_empty");
    assert_eq!(text_code(b"\xef\xbb\xbf", STATES), "file_empty");
    assert_eq!(text_code("State,Persons\n", STATES), "file_no_rows");
    assert_eq!(text_code("State,Persons\n,,\n", STATES), "file_no_rows");
    assert_eq!(code(&file("t.dbf", dbf(&[])), STATES), "file_no_rows");
    let book = xlsx(&[SheetXml(
        "Data",
        true,
        &sheet_rows(&[&["State", "Persons"]]),
    )]);
    assert_eq!(code(&file("b.xlsx", book), STATES), "file_no_rows");
    let book = xlsx(&[SheetXml("Data", true, "")]);
    assert_eq!(code(&file("b.xlsx", book), STATES), "file_empty");
}

#[test]
fn formats_are_told_by_content() {
    assert_eq!(text_code("%PDF-1.7 …", STATES), "format_unknown");
    assert_eq!(text_code(b"\x1f\x8b\x08\0\0", STATES), "format_unknown");
    assert_eq!(
        text_code(" <HTML><table><tr><td>State</td>", STATES),
        "format_unknown"
    );
    assert_eq!(text_code("[{\"State\": 1}]", STATES), "format_unknown");
    assert_eq!(text_code([7_u8; 100], STATES), "format_unknown");
    let sheet = archive(&[
        ("content.xml".into(), "<x/>".into()),
        (
            "mimetype".into(),
            "application/vnd.oasis.opendocument.text".into(),
        ),
    ]);
    assert!(message(&file("t.xlsx", sheet), STATES).contains("odt"));
    assert_eq!(
        text_code(
            "State,Persons\nCusco,1\n",
            &declared("formats", "[\"xlsx\", \"xls\"]")
        ),
        "format_not_declared"
    );
}

#[test]
fn encodings_that_are_not_what_they_should_be() {
    let utf8 = declared("encoding", "\"utf-8\"");
    let legacy = b"State,Persons\nCusco,1\nJun\xedn,2\n";
    assert_eq!(text_code(legacy, &utf8), "encoding_wrong");
    let said = message(&file("table.csv", legacy), &utf8);
    assert!(
        said.contains("row 3") && said.contains("windows-1252"),
        "{said}"
    );
    assert!(!said.contains("Jun"), "{said}");
    let windows = declared("encoding", "\"windows-1252\"");
    assert_eq!(
        text_code("State,Persons\nJunín,2\n", &windows),
        "encoding_wrong"
    );
    assert_eq!(
        text_code(
            "State,Persons\nJunín,2\n",
            &declared("encoding", "\"latin-9000\"")
        ),
        "source_table_wrong"
    );
    let mut joined = "State,Persons\nJunín,2\n".as_bytes().to_vec();
    joined.extend(b"Huanuco,1\nJun\xedn,2\n");
    assert!(message(&file("table.csv", &joined), STATES).contains("row 4"));
    assert_eq!(text_code(&joined, STATES), "encoding_changes");
    let mut joined = b"State,Persons\nJun\xedn,2\n".to_vec();
    joined.extend("Junín,2\n".as_bytes());
    assert_eq!(text_code(&joined, STATES), "encoding_changes");
    assert_eq!(
        text_code(b"State,Persons\nCusco,1\nLi\0ma,2\n", STATES),
        "text_nul_bytes"
    );
}

#[test]
fn a_late_letter_still_decides_the_encoding() {
    let mut text = b"State,Persons\n".to_vec();
    text.extend(b"Cusco,1\n".repeat(100_000));
    text.extend(b"Jun\xedn,2\n");
    let found = rows(&file("table.csv", text), STATES).expect("reads");
    assert_eq!(found.last().map(String::as_str), Some("100002: Junín|2|"));
}

#[test]
fn columns_that_are_missing_or_doubled() {
    let source = file("permits.csv", "Estate,Persons,Notes\nCusco,1,Ana\n");
    insta::assert_snapshot!(message(&source, STATES), @"file `permits.csv`: no row among the first 2 names the required column `a_state`. Looked for: `State`, `Estado`, `État`. Found: `Estate`, `Persons`, `Notes`. The nearest header is `Estate`: add it to the names of the column if it is the same.");
    // A file without a header: its first row is a record, and is not shown.
    let source = file("permits.csv", "Cusco,1,Ana Quispe\nLima,2,Luis Rojas\n");
    insta::assert_snapshot!(message(&source, STATES), @"file `permits.csv`: no row among the first 2 names the required column `a_state`. Looked for: `State`, `Estado`, `État`. Found: –. If the column has a new name, add it to `names` of [columns.a_state] in the adapter.");
    let source = file("permits.csv", "State,Persons,STATE\nCusco,1,Ana\n");
    insta::assert_snapshot!(message(&source, STATES), @"file `permits.csv`, row 1: several columns answer to `a_state`: `State (1)`, `STATE (3)`. Leave one name in the adapter, or delete the other column.");
    let late = format!("{}State,Persons\nCusco,1\n", "title\n".repeat(40));
    assert_eq!(text_code(late, STATES), "column_missing");
    assert_eq!(
        text_code("{\"Estate\":\"x\",\"Persons\":1}\n", STATES),
        "column_missing"
    );
    assert_eq!(
        text_code("{\"State\":\"x\",\"Persons\":1,\"STATE\":2}\n", STATES),
        "column_doubled"
    );
}

#[test]
fn rows_without_end() {
    let mut text = b"State,Persons\nCusco,1\n".to_vec();
    text.extend(vec![b'x'; 100_000_000]);
    assert_eq!(text_code(&text, STATES), "row_too_long");
    let quoted = format!("State,Persons\nCusco,\"1\n{}", "Lima,2\n".repeat(2_000));
    assert_eq!(text_code(quoted, STATES), "row_too_long");
    let source = file(
        "table.csv",
        "State,Persons,x\nLima,1,2\nCusco,\"1\nLima,2\nPuno,3\n",
    );
    assert_eq!(code(&source, STATES), "quote_not_closed");
    assert!(message(&source, STATES).contains("row 3"));
    let line = format!(
        "{{\"State\":\"x\",\"Persons\":\"{}\"}}\n",
        "1".repeat(3_000_000)
    );
    assert_eq!(text_code(line, STATES), "row_too_long");
    let book = xlsx(&[SheetXml(
        "Data",
        true,
        &sheet_rows(&[&["State", "Persons"], &[&"x".repeat(3_000_000), "1"]]),
    )]);
    assert_eq!(code(&file("b.xlsx", book), STATES), "row_too_long");
}

#[test]
fn lines_that_are_not_json() {
    let good = "{\"State\":\"Cusco\",\"Persons\":1}\n";
    for bad in [
        "{\"State\":\"Ana\"",
        "[1]",
        "Ana",
        "{} {}",
        "{\"State\":\"Ana\",}",
    ] {
        let source = file("t.jsonl", format!("{}{bad}\n", good.repeat(40)));
        assert_eq!(code(&source, STATES), "line_not_json", "{bad}");
        let said = message(&source, STATES);
        assert!(said.contains("row 41") && !said.contains("Ana"), "{said}");
    }
    let deep = format!("{good}{}\n", "{\"State\":".repeat(100_000));
    assert_eq!(text_code(deep, STATES), "line_not_json");
}

#[test]
fn files_that_are_cut_off() {
    let book = xlsx(&[SheetXml(
        "Data",
        true,
        &sheet_rows(&[&["State", "Persons"], &["Cusco", "1"]]),
    )]);
    assert_eq!(
        code(&file("b.xlsx", &book[..book.len() / 2]), STATES),
        "file_damaged"
    );
    let table = dbf(&[("01", "1", "x"), ("02", "2", "x")]);
    assert_eq!(
        code(&file("t.dbf", &table[..table.len() - 10]), STATES),
        "file_damaged"
    );
    let said = message(&file("t.dbf", &table[..table.len() - 10]), STATES);
    assert!(said.contains("row 2"), "{said}");
    let mut shell = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    assert_eq!(code(&file("b.xls", &shell), STATES), "file_damaged");
    shell.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    assert_eq!(code(&file("b.xlsx", &shell), STATES), "workbook_protected");
}

#[test]
fn every_fault_speaks_three_languages() {
    let source = file("permisos.csv", "Estate,Persons\nCusco,1\n");
    let Err(error) = rows(&source, STATES) else {
        panic!("reads")
    };
    let said: Vec<String> = Language::ALL.map(|language| error.message(language)).into();
    insta::assert_snapshot!(said.join("\n"), @r"
    archivo «permisos.csv»: ninguna de las primeras 2 filas nombra la columna obligatoria `a_state`. Se buscó: `State`, `Estado`, `État`. Se encontró: `Estate`, `Persons`. El encabezado más parecido es «Estate»: si es el mismo, agréguelo a los nombres de la columna.
    file `permisos.csv`: no row among the first 2 names the required column `a_state`. Looked for: `State`, `Estado`, `État`. Found: `Estate`, `Persons`. The nearest header is `Estate`: add it to the names of the column if it is the same.
    fichier « permisos.csv »: aucune des 2 premières lignes ne nomme la colonne obligatoire `a_state`. Cherché : `State`, `Estado`, `État`. Trouvé : `Estate`, `Persons`. L'en-tête le plus proche est « Estate » : ajoutez-le aux noms de la colonne si c'est la même.
    ");
    insta::assert_snapshot!(error, @"failed to read file `permisos.csv`");
}

#[test]
fn every_fault_has_an_entry_in_the_list_of_errors() {
    let list = include_str!("../../../docs/ERRORS.md");
    let keys = include_str!("../../messages/en.ftl")
        .lines()
        .filter_map(|line| {
            let key = line.strip_prefix("read-")?.split(' ').next()?;
            (!key.starts_with("place-") && !matches!(key, "nearest" | "renamed"))
                .then(|| key.trim_end_matches("-in-table").replace('-', "_"))
        });
    let mut count = 0;
    for code in keys {
        assert!(list.contains(&format!("`{code}`")), "{code}");
        count += 1;
    }
    assert!(count > 20);
}
