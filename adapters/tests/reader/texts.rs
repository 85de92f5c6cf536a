//! Texts as offices write them: encodings, separators, line ends, titles, notes, blocks.

use adapters::reader::{self, CellFault, SourceRow};

use crate::sources::{STATES, csv, dbf, file, rows, spec};

const PLAIN: &str = "Estado,Personas,Name of person\nCusco,3,Ana\nJalisco,\"1,5\",Luis\n";

#[test]
fn only_declared_columns_are_kept_and_debug_shows_no_cell() {
    let source = file(
        "table.csv",
        "Estado,Personas,Employer,Name\nCusco,3,Acme,Ana\n",
    );
    let mut reader = reader::open(&source.path, &spec(STATES)).expect("opens");
    let mut row = SourceRow::default();
    assert!(reader.next(&mut row).expect("a row"));
    assert_eq!(
        (row.width(), row.text(0), row.number(1)),
        (3, "Cusco", Ok(Some(3.0)))
    );
    assert!(row.holder(2).is_some() && row.text(2).is_empty());
    let shown = format!("{row:?}");
    for value in ["Cusco", "Acme", "Ana"] {
        assert!(!shown.contains(value), "{shown}");
    }
    assert_eq!(row.cell_place(1).header.as_deref(), Some("Personas"));
}

#[test]
fn every_encoding_gives_the_same_rows() {
    let text = "État,Personas\nQuébec,3\nPérez – Núñez,4\n";
    let wanted = ["2: Québec|3|", "3: Pérez – Núñez|4|"];
    let mut marked = b"\xef\xbb\xbf".to_vec();
    marked.extend(text.as_bytes());
    let wide = |little: bool, mark: bool| -> Vec<u8> {
        let units = mark
            .then_some(0xfeff)
            .into_iter()
            .chain(text.encode_utf16());
        units
            .flat_map(|unit| {
                if little {
                    unit.to_le_bytes()
                } else {
                    unit.to_be_bytes()
                }
            })
            .collect()
    };
    let legacy = encoding_rs::WINDOWS_1252.encode(text).0.into_owned();
    let files = [
        text.as_bytes().to_vec(),
        marked,
        legacy,
        wide(true, true),
        wide(false, true),
        wide(true, false),
        wide(false, false),
    ];
    for bytes in files {
        assert_eq!(csv(bytes, STATES), wanted);
    }
    let declared = |label: &str| format!("[source]\nencoding = \"{label}\"\n{STATES}");
    assert_eq!(csv(wide(true, true), &declared("utf-16le")), wanted);
    assert_eq!(
        csv(
            encoding_rs::MACINTOSH.encode(text).0,
            &declared("macintosh")
        ),
        wanted
    );
}

#[test]
fn every_separator_is_found_by_the_header() {
    for separator in [",", ";", "\t", "|"] {
        let text = PLAIN.replace("\"1,5\"", "15").replace(',', separator);
        assert_eq!(
            csv(&text, STATES),
            ["2: Cusco|3|", "3: Jalisco|15|"],
            "{separator:?}"
        );
    }
    // More commas than semicolons do not mislead: the header decides.
    let text = "Lista, de estados, y personas\nEstado;Personas\n\"a, b, c\";3\n";
    assert_eq!(csv(text, STATES), ["3: a, b, c|3|"]);
}

#[test]
fn every_line_end_gives_the_line_of_an_editor() {
    let text = "State,Persons\nCusco,3\n\"two\nlines\",4\nLima,5\n";
    for end in ["\n", "\r\n"] {
        let found = csv(text.replace('\n', end), STATES);
        let inner = format!("3: two{end}lines|4|");
        assert_eq!(
            found,
            ["2: Cusco|3|", inner.as_str(), "5: Lima|5|"],
            "{end:?}"
        );
    }
    assert_eq!(
        csv("State,Persons\rCusco,3\rLima,5\r", STATES),
        ["2: Cusco|3|", "3: Lima|5|"]
    );
    let twice = "State,Persons\r\r\nCusco,3\r\r\nLima,5\r\r\n";
    assert_eq!(csv(twice, STATES), ["2: Cusco|3|", "3: Lima|5|"]);
    // Without a line end at the end, and with blank lines between.
    assert_eq!(
        csv("State,Persons\n\nCusco,3\n\n\nLima,5", STATES),
        ["3: Cusco|3|", "6: Lima|5|"]
    );
    assert_eq!(
        csv("State,Persons\r\nCusco,3\r\nLima,5", STATES),
        ["2: Cusco|3|", "3: Lima|5|"]
    );
}

#[test]
fn titles_notes_blocks_and_repeated_headers_are_no_rows() {
    let text = "Permits by state,,\n\nSTATE , persons,Name\nNorth,,\n  Cusco  ,3,x\n,4,x\nstate,PERSONS,name\nSouth,5,x\nNotes:,,\n1. Source,,x\n";
    let spec = format!(
        "[source]\nfill_down = [\"a_state\"]\nrepeated_header = true\nfooter = [\"nóte\"]\n{STATES}"
    );
    assert_eq!(
        csv(text, &spec),
        ["5: Cusco|3|", "6: Cusco|4|", "8: South|5|"]
    );
}

#[test]
fn missing_markers_and_what_a_column_keeps() {
    let text = "State,Persons\nNA,3\nCusco,NA\n--,4\n";
    let spec = format!(
        "[source]\nmissing = [\"NA\", \"--\"]\n{}",
        STATES.replacen("names", "keep = [\"NA\"]\nnames", 1)
    );
    assert_eq!(csv(text, &spec), ["2: NA|3|", "3: Cusco||", "4: |4|"]);
}

#[test]
fn a_row_that_is_short_or_long_is_told_by_the_row() {
    let text = "State,Persons,x\nCusco\nLima,3,x,,\nPuno,4,x,y\n";
    assert_eq!(
        csv(text, STATES),
        [
            "2: Cusco|| row_too_few_cells",
            "3: Lima|3|",
            "4: Puno|4| row_too_many_cells"
        ]
    );
}

#[test]
fn a_column_without_a_name_is_a_column() {
    assert_eq!(csv(",State,Persons,\n1,Lima,3,x\n", STATES), ["2: Lima|3|"]);
}

#[test]
fn an_undeclared_thousands_sign_is_a_fault_of_the_cell() {
    let source = file("table.csv", "State,Persons\nCusco,\"17,715\"\n");
    let mut row = SourceRow::default();
    let mut reader = reader::open(&source.path, &spec(STATES)).expect("opens");
    assert!(reader.next(&mut row).expect("a row"));
    assert_eq!(row.number(1), Err(CellFault::UndeclaredThousands));
    let declared = spec(&format!("[source]\nthousands = \",\"\n{STATES}"));
    let mut reader = reader::open(&source.path, &declared).expect("opens");
    assert!(reader.next(&mut row).expect("a row"));
    assert_eq!(
        (row.number(1), row.integer(1)),
        (Ok(Some(17_715.0)), Ok(Some(17_715)))
    );
}

#[test]
fn the_first_name_that_a_file_has_is_taken() {
    let text = "WORK STATE,employer-state,Persons\nTexas,Ohio,3\n";
    let spec = STATES.replace("\"State\"", "\"EMPLOYER_STATE\", \"WORK_STATE\"");
    assert_eq!(csv(text, &spec), ["2: Ohio|3|"]);
}

#[test]
fn a_holder_is_the_same_hash_in_every_file_of_a_run() {
    let hash = |text: &str| {
        let source = file(
            "table.csv",
            format!("State,Persons,Employer\nCusco,3,\"{text}\"\n"),
        );
        let mut row = SourceRow::default();
        let mut reader = reader::open(&source.path, &spec(STATES)).expect("opens");
        assert!(reader.next(&mut row).expect("a row"));
        row.holder(2)
    };
    assert_eq!(hash("Acme, Inc."), hash("ACME INC"));
    assert_ne!(hash("Acme, Inc."), hash("Apex, Inc."));
}

#[test]
fn json_lines_in_any_order_of_keys() {
    let text = "{\"Persons\":\"1,085\",\"Name\":{\"a\":[1]},\"State\":\"Cusco\"}\n\n{\"state\":7,\"Persons\":1.5,\"extra\":null}\n{\"State\":null,\"Persons\":\"\"}\n{\"State\":\"Lima\",\"Persons\":12345678901234567890}\n";
    let found = rows(&file("table.csv", text), STATES).expect("reads");
    assert_eq!(
        found,
        [
            "1: Cusco|1,085|",
            "3: 7|1.5|",
            "5: Lima|12345678901234567890|"
        ]
    );
}

#[test]
fn dbase_keeps_zeros_passes_over_deleted_rows_and_knows_its_code_page() {
    let records = [
        ("01", "12", "Ñandú SA"),
        ("*02", "7", "x"),
        ("03", "******", ""),
    ];
    let found = rows(&file("table.txt", dbf(&records)), STATES).expect("reads");
    assert_eq!(found, ["1: 01|12|#", "3: 03||"]);
}
