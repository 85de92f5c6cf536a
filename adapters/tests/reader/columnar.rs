//! Parquet files, written by the crate that reads them; the same table says the same as a CSV.

use std::sync::Arc;

use adapters::reader;
use parquet::basic::Compression;
use parquet::column::writer::ColumnWriter;
use parquet::data_type::ByteArray;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;

use proptest::prelude::*;

use crate::sources::{STATES, code, file, message, rows};

const TABLE: &str = "message table {
    required binary State (UTF8);
    optional double Persons;
    required binary Employer (UTF8);
    required int32 day (DATE);
    required int64 long;
    required group nested { required int32 one; }
}";

/// Three row groups of so many rows each.
pub(crate) fn parquet(packing: Compression, rows: usize) -> Vec<u8> {
    let schema = Arc::new(parse_message_type(TABLE).expect("a schema"));
    let properties = WriterProperties::builder().set_compression(packing);
    let mut bytes = Vec::new();
    let mut writer = SerializedFileWriter::new(&mut bytes, schema, Arc::new(properties.build()))
        .expect("a file");
    for _ in 0..3 {
        let mut group = writer.next_row_group().expect("a group");
        let mut column = 0;
        while let Some(mut one) = group.next_column().expect("a column") {
            match one.untyped() {
                ColumnWriter::ByteArrayColumnWriter(writer) => {
                    let text = if column == 0 { "07" } else { "SECRET" };
                    let values = vec![ByteArray::from(text); rows];
                    writer.write_batch(&values, None, None).expect("texts");
                }
                ColumnWriter::DoubleColumnWriter(writer) => {
                    let levels: Vec<i16> = (0..rows).map(|row| i16::from(row > 0)).collect();
                    let mut values = vec![2.5; rows - 1];
                    if let Some(second) = values.get_mut(1) {
                        *second = f64::NAN;
                    }
                    writer
                        .write_batch(&values, Some(&levels), None)
                        .expect("numbers");
                }
                ColumnWriter::Int32ColumnWriter(writer) => {
                    writer
                        .write_batch(&vec![19_813; rows], None, None)
                        .expect("days");
                }
                ColumnWriter::Int64ColumnWriter(writer) => {
                    let values = vec![9_007_199_254_740_993; rows];
                    writer.write_batch(&values, None, None).expect("numbers");
                }
                _ => panic!("a column that the schema does not have"),
            }
            one.close().expect("a column");
            column += 1;
        }
        group.close().expect("a group");
    }
    writer.close().expect("a file");
    bytes
}

fn packings() -> [Compression; 4] {
    let zstd = parquet::basic::ZstdLevel::default();
    let gzip = parquet::basic::GzipLevel::default();
    [
        Compression::UNCOMPRESSED,
        Compression::SNAPPY,
        Compression::ZSTD(zstd),
        Compression::GZIP(gzip),
    ]
}

#[test]
fn row_groups_are_read_one_after_the_other_in_every_packing() {
    let spec = format!(
        "{STATES}[columns.d_day]\nkind = \"date\"\nnames = [\"Day\"]\n[columns.e_long]\nnames = [\"Long\"]\n"
    );
    for packing in packings() {
        let found = rows(&file("t.parquet", parquet(packing, 3)), &spec)
            .unwrap_or_else(|error| panic!("{packing}: {error:?}"));
        assert_eq!(found.len(), 9);
        assert_eq!(found[0], "1: 07||#|2024-03-31|9007199254740993");
        assert_eq!(found[1], "2: 07|2.5|#|2024-03-31|9007199254740993");
        assert_eq!(found[2], "3: 07||#|2024-03-31|9007199254740993");
        assert_eq!(found[8], "9: 07||#|2024-03-31|9007199254740993");
    }
}

#[test]
fn what_is_no_column_of_single_values_is_refused_in_words() {
    let source = file("t", parquet(Compression::SNAPPY, 2));
    let spec = format!("{STATES}[columns.nested]\n");
    assert_eq!(code(&source, &spec), "column_nested");
    assert!(message(&source, &spec).contains("nested"));
    let found = reader::inspect(&source.path).expect("looks");
    assert_eq!(found.rows, Some(6));
    assert_eq!(
        found.header.expect("names").headers.join(" "),
        "State Persons Employer day long nested"
    );
}

#[test]
fn a_file_that_was_cut_off_is_damaged() {
    let bytes = parquet(Compression::SNAPPY, 100);
    for kept in [4, 40, bytes.len() / 2, bytes.len() - 1] {
        let source = file("t.parquet", &bytes[..kept]);
        assert_eq!(code(&source, STATES), "file_damaged", "{kept}");
    }
}

/// A table of texts as a Parquet file; an empty cell is a null.
fn texts(header: &[String], table: &[Vec<String>]) -> Vec<u8> {
    let columns: String = header
        .iter()
        .map(|name| format!("optional binary {name} (UTF8);"))
        .collect();
    let schema = parse_message_type(&format!("message t {{ {columns} }}")).expect("a schema");
    let properties = WriterProperties::builder().set_compression(Compression::SNAPPY);
    let mut bytes = Vec::new();
    let mut writer =
        SerializedFileWriter::new(&mut bytes, Arc::new(schema), Arc::new(properties.build()))
            .expect("a file");
    for rows in table.chunks(1000) {
        let mut group = writer.next_row_group().expect("a group");
        for column in 0..header.len() {
            let cells = rows.iter().map(|row| row[column].as_str());
            let levels: Vec<i16> = cells
                .clone()
                .map(|cell| i16::from(!cell.is_empty()))
                .collect();
            let values: Vec<ByteArray> = cells
                .filter(|cell| !cell.is_empty())
                .map(ByteArray::from)
                .collect();
            let mut one = group.next_column().expect("a column").expect("one more");
            let ColumnWriter::ByteArrayColumnWriter(texts) = one.untyped() else {
                panic!("a column of texts");
            };
            texts
                .write_batch(&values, Some(&levels), None)
                .expect("texts");
            one.close().expect("a column");
        }
        group.close().expect("a group");
    }
    writer.close().expect("a file");
    bytes
}

/// The cells of the rows, without the numbers of the rows: a CSV has its header in row 1.
fn cells(name: &str, bytes: &[u8], spec: &str) -> Vec<String> {
    let found = rows(&file(name, bytes), spec)
        .unwrap_or_else(|error| panic!("{}", error.message(schemas::language::Language::En)));
    let cells = found
        .iter()
        .map(|row| row.split_once(": ").expect("a number").1);
    cells.map(str::to_owned).collect()
}

fn compare(header: &[String], csv: &[u8], spec: &str) -> usize {
    let table: Vec<Vec<String>> = csv::Reader::from_reader(csv)
        .records()
        .map(|record| record.expect("a row").iter().map(str::to_owned).collect())
        .collect();
    let from_csv = cells("t.csv", csv, spec);
    let from_parquet = cells("t.parquet", &texts(header, &table), spec);
    assert!(from_csv == from_parquet, "the rows differ");
    from_csv.len()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn the_rows_equal_those_of_the_same_table_as_csv(table in prop::collection::vec(("[ a-zé\",.\n-]{0,9}", "(|NA|[0-9]{1,6}([.][0-9]{1,3})?|x)", "[A-Z ]{0,5}"), 1..60)) {
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(["State", "Persons", "Employer"]).expect("a header");
        for (state, persons, employer) in &table {
            writer.write_record([&format!("{state}z"), persons, employer]).expect("a row");
        }
        let bytes = writer.into_inner().expect("a text");
        let header = ["State", "Persons", "Employer"].map(str::to_owned);
        prop_assert_eq!(compare(&header, &bytes, STATES), table.len());
    }
}

/// The ILO publishes this table as CSV and as Parquet; the columns have points in their names.
#[test]
fn a_published_table_reads_the_same_from_both() {
    let Some(bytes) = crate::real_files::bytes("region/EMP_NIFL_SEX_RT_A-20240726T0000.csv") else {
        return;
    };
    let text = String::from_utf8(bytes).expect("UTF-8");
    let (names, rest) = text
        .trim_start_matches('\u{feff}')
        .split_once('\n')
        .expect("a header");
    let header: Vec<String> = names
        .trim()
        .split(',')
        .map(|name| name.trim_matches('"').replace('.', "_"))
        .collect();
    let text = format!("{}\n{rest}", header.join(","));
    let mut spec = String::new();
    for (name, kind) in [
        ("ref_area_label", "code"),
        ("sex_label", "label"),
        ("time", "code"),
        ("obs_value", "number"),
        ("note_source_label", "label"),
    ] {
        spec += &format!("[columns.{name}]\nnames = [\"{name}\"]\nkind = \"{kind}\"\n");
    }
    assert_eq!(compare(&header, text.as_bytes(), &spec), 3559);
}

#[test]
fn a_page_that_unpacks_to_more_than_the_limit_is_refused() {
    let long = "a".repeat(1 << 20);
    let header = ["State", "Persons"].map(str::to_owned);
    let packing = Compression::GZIP(parquet::basic::GzipLevel::default());
    let bytes = one_page(packing, &long, 130);
    assert!(bytes.len() < 1 << 20, "{}", bytes.len());
    assert_eq!(code(&file("t.parquet", bytes), STATES), "page_too_large");
    let small = texts(&header, &[vec!["07".to_owned(), "1".to_owned()]]);
    assert_eq!(cells("t.parquet", &small, STATES), ["07|1|"]);
}

/// A page of so many long texts, and one of as many short ones.
fn one_page(packing: Compression, text: &str, times: usize) -> Vec<u8> {
    let schema =
        parse_message_type("message t { required binary State; required binary Persons; }")
            .expect("a schema");
    let properties = WriterProperties::builder()
        .set_compression(packing)
        .set_dictionary_enabled(false)
        .set_data_page_size_limit(1 << 30)
        .set_write_batch_size(1 << 20);
    let mut bytes = Vec::new();
    let mut writer =
        SerializedFileWriter::new(&mut bytes, Arc::new(schema), Arc::new(properties.build()))
            .expect("a file");
    let mut group = writer.next_row_group().expect("a group");
    let mut is_long = true;
    while let Some(mut one) = group.next_column().expect("a column") {
        let ColumnWriter::ByteArrayColumnWriter(texts) = one.untyped() else {
            panic!("a column of texts");
        };
        let text = if is_long { text } else { "1" };
        is_long = false;
        texts
            .write_batch(&vec![ByteArray::from(text); times], None, None)
            .expect("texts");
        one.close().expect("a column");
    }
    group.close().expect("a group");
    writer.close().expect("a file");
    bytes
}
