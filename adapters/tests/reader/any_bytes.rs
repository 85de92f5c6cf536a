//! Any bytes give rows or a fault, never a panic: bytes at random, and valid files that are cut off or of which
//! bytes are changed.

use adapters::reader::ReadFault;
use proptest::prelude::*;

use crate::columnar::parquet;
use crate::exchange::messages;
use crate::fixed_width::WIDTHS;
use crate::opendocument::{ods, table};
use crate::sources::{STATES, SheetXml, dbf, file, rows, sheet_rows, xlsx};
use crate::statistics::{dta, sav};

/// Reads, and looks at the message if there is one.
fn survives(name: &str, bytes: &[u8], spec: &str) {
    if let Err(error) = rows(&file(name, bytes), spec) {
        // Damage can glue a cell to a header, and headers are told; elsewhere no cell is.
        if matches!(error.fault(), ReadFault::MissingColumn { headers, .. } if !headers.is_empty())
        {
            return;
        }
        for language in schemas::language::Language::ALL {
            let said = error.message(language);
            assert!(!said.contains("SECRET"), "{said}");
        }
        assert!(!format!("{error:?}").contains("SECRET"));
    }
}

fn damaged(mut bytes: Vec<u8>, cut: usize, flips: &[(usize, u8)]) -> Vec<u8> {
    bytes.truncate(bytes.len() - cut % bytes.len());
    let length = bytes.len();
    for (at, value) in flips {
        bytes[at % length] ^= value;
    }
    bytes
}

fn damage() -> impl Strategy<Value = (usize, Vec<(usize, u8)>)> {
    let cut = prop_oneof![3 => Just(0_usize), 1 => any::<usize>()];
    (cut, prop::collection::vec((any::<usize>(), 1_u8..), 0..6))
}

fn text() -> Vec<u8> {
    let mut text = "État;Personas;Employer\n".to_owned();
    for row in 0..40 {
        text += &format!("SECRET{row};\"1 {row}\";\"SECRET\nSA\"\n");
    }
    text.into_bytes()
}

fn json() -> Vec<u8> {
    (0..40)
        .map(|row| format!("{{\"State\":\"SECRET{row}\",\"Persons\":{row}}}\n"))
        .collect::<String>()
        .into_bytes()
}

fn book() -> Vec<u8> {
    xlsx(&[SheetXml(
        "Data",
        true,
        &sheet_rows(&[&["State", "Persons"], &["SECRET", "1"], &["SECRET", "2.5"]]),
    )])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn bytes_at_random(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        survives("any", &bytes, STATES);
    }

    #[test]
    fn text_at_random(text in "[State,;Persons\t|\"\r\n0-9é\u{0}]{0,300}", encoding in "(detect|utf-8|utf-16le|windows-1252|shift_jis)") {
        survives("any.csv", text.as_bytes(), &format!("[source]\nencoding = \"{encoding}\"\n{STATES}"));
    }

    #[test]
    fn texts_that_are_damaged((cut, flips) in damage()) {
        survives("t.csv", &damaged(text(), cut, &flips), STATES);
        survives("t.jsonl", &damaged(json(), cut, &flips), STATES);
    }

    #[test]
    fn dbase_tables_that_are_damaged((cut, flips) in damage()) {
        let table = dbf(&[("01", "1", "SECRET"), ("02", "2", "SECRET"), ("*3", "3", "SECRET")]);
        survives("t.dbf", &damaged(table, cut, &flips), STATES);
    }

    #[test]
    fn workbooks_that_are_damaged((cut, flips) in damage()) {
        survives("b.xlsx", &damaged(book(), cut, &flips), STATES);
    }

    #[test]
    fn opendocument_that_is_damaged((cut, flips) in damage()) {
        let rows = "<table:table-row><table:table-cell office:value-type=\"string\"><text:p>State</text:p></table:table-cell><table:table-cell office:value-type=\"string\"><text:p>Persons</text:p></table:table-cell></table:table-row><table:table-row table:number-rows-repeated=\"9\"><table:table-cell><text:p>SECRET</text:p></table:table-cell><table:table-cell office:value-type=\"float\" office:value=\"1\"/></table:table-row>";
        survives("b.ods", &damaged(ods(&[table("Data", rows)]), cut, &flips), STATES);
        let rows = damaged(rows.as_bytes().to_vec(), cut, &flips);
        survives("b.ods", &ods(&[table("Data", &String::from_utf8_lossy(&rows))]), STATES);
    }

    #[test]
    fn files_of_statistics_packages_that_are_damaged((cut, flips) in damage(), version in prop::sample::select(vec![113_u16, 115, 117, 118, 119]), packing in 0_u32..3, is_big_endian: bool) {
        survives("t.dta", &damaged(dta(version, is_big_endian), cut, &flips), STATES);
        survives("t.sav", &damaged(sav(packing, is_big_endian), cut, &flips), STATES);
        let near: Vec<(usize, u8)> = flips.iter().map(|(at, value)| (at % 300, *value)).collect();
        survives("t.dta", &damaged(dta(version, is_big_endian), 0, &near), STATES);
        survives("t.sav", &damaged(sav(packing, is_big_endian), 0, &near), STATES);
    }

    #[test]
    fn messages_that_are_damaged((cut, flips) in damage(), which in 0_usize..4) {
        survives("t", &damaged(messages()[which].clone().into_bytes(), cut, &flips), STATES);
    }

    #[test]
    fn parquet_that_is_damaged((cut, flips) in damage()) {
        let bytes = parquet(parquet::basic::Compression::SNAPPY, 20);
        let near: Vec<(usize, u8)> = flips.iter().map(|(at, value)| (bytes.len() - 1 - at % 600, *value)).collect();
        survives("t", &damaged(bytes.clone(), cut, &flips), STATES);
        survives("t", &damaged(bytes, 0, &near), STATES);
    }

    #[test]
    fn fixed_width_that_is_damaged((cut, flips) in damage(), encoding in "(detect|utf-8|windows-1252)") {
        let lines = "07SECRET é 3\r\n12SECRET  14\r\n".repeat(9).into_bytes();
        survives("t.txt", &damaged(lines, cut, &flips), &WIDTHS.replace("detect", &encoding));
    }

    #[test]
    fn sheets_whose_xml_is_damaged((cut, flips) in damage()) {
        let rows = damaged(sheet_rows(&[&["State", "Persons"], &["SECRET", "1"]]).into_bytes(), cut, &flips);
        let rows = String::from_utf8_lossy(&rows).into_owned();
        survives("b.xlsx", &xlsx(&[SheetXml("Data", true, &rows)]), STATES);
    }

    #[test]
    fn what_is_written_as_csv_is_read_back(table in prop::collection::vec(("[a-zé\" ,;\n|]{1,12}x", 0_u32..1_000_000), 1..30), separator in "[,;|\t]") {
        let mut writer = csv::WriterBuilder::new().delimiter(separator.as_bytes()[0]).from_writer(Vec::new());
        writer.write_record(["State", "Persons"]).expect("a header");
        for (state, persons) in &table {
            writer.write_record([state.as_str(), &persons.to_string()]).expect("a row");
        }
        let bytes = writer.into_inner().expect("a text");
        let found: Vec<String> = rows(&file("t.csv", bytes), STATES)
            .unwrap_or_else(|error| panic!("{}", error.message(schemas::language::Language::En)))
            .iter()
            .map(|row| row.split_once(": ").expect("a number").1.to_owned())
            .collect();
        let wanted: Vec<String> = table.iter().map(|(state, persons)| format!("{}|{persons}|", state.trim())).collect();
        prop_assert_eq!(found, wanted);
    }
}

/// There is no writer of `.xls` here: the damage is done to a file that an agency published.
#[test]
fn old_workbooks_that_are_damaged() {
    let Some(bytes) = crate::real_files::bytes("mx/2020_trim_1_Nacional_sexo.xls") else {
        return;
    };
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig::with_cases(24));
    runner
        .run(&damage(), |(cut, flips)| {
            let near: Vec<(usize, u8)> = flips
                .iter()
                .map(|(at, value)| (at % 4096, *value))
                .collect();
            survives("b.xls", &damaged(bytes.clone(), cut, &flips), STATES);
            survives("b.xls", &damaged(bytes.clone(), 0, &near), STATES);
            Ok(())
        })
        .expect("no panic");
}
