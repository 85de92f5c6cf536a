//! Text of fixed width: columns at the positions of the code book.

use crate::sources::{code, file, message, rows};

/// State, employer and persons at their positions.
pub(crate) const WIDTHS: &str = r#"
[source]
formats = ["fixed"]
encoding = "detect"
[columns.a_state]
position = [1, 2]
[columns.b_employer]
position = [3, 9]
kind = "holder"
[columns.c_persons]
position = [12, 3]
kind = "number"
"#;

#[test]
fn columns_stand_at_their_positions_whatever_their_order() {
    let swapped = WIDTHS
        .replace("a_state", "z_state")
        .replace("c_persons", "a_persons");
    let text = "07Acme       3\n\n12          14\n";
    let found = |spec: &str| rows(&file("t.txt", text), spec).expect("reads");
    assert_eq!(found(WIDTHS), ["1: 07|#|3", "3: 12||14"]);
    assert_eq!(found(&swapped), ["1: 3|#|07", "3: 14||12"]);
}

#[test]
fn positions_count_characters_in_every_encoding() {
    let spec = "[source]\nformats = [\"fixed\"]\n[columns.a]\nposition = [1, 5]\n[columns.b]\nposition = [6, 2]\n";
    let text = "Junín07\r\nPeñas\r\nÁáÉéÍ12  \r\n\u{1a}";
    for encoding in [encoding_rs::UTF_8, encoding_rs::WINDOWS_1252] {
        let source = file("t.dat", encoding.encode(text).0);
        let found = rows(&source, spec).expect("reads");
        assert_eq!(
            found,
            ["1: Junín|07", "2: Peñas| row_too_few_cells", "3: ÁáÉéÍ|12"],
            "{}",
            encoding.name()
        );
    }
}

#[test]
fn blanks_that_an_editor_cut_off_are_blanks() {
    let found = rows(&file("t.txt", "07Acme       3\n07"), WIDTHS).expect("reads");
    assert_eq!(found[1], "2: 07|| row_too_few_cells");
    let lenient = WIDTHS.replace("[12, 3]\n", "[12, 3]\nrequired = false\n");
    let lenient = lenient.replace("[3, 9]\n", "[3, 9]\nrequired = false\n");
    let found = rows(&file("t.txt", "07Acme       3\n07"), &lenient).expect("reads");
    assert_eq!(found[1], "2: 07||");
}

#[test]
fn a_required_column_without_position_is_named() {
    let spec = WIDTHS.replace("position = [12, 3]\n", "");
    let source = file("t.txt", "07Acme       3\n");
    assert_eq!(code(&source, &spec), "position_missing");
    assert!(message(&source, &spec).contains("c_persons"));
    for wrong in ["[0, 2]", "[1, 0]", "[1, 4000000000]"] {
        let spec = WIDTHS.replace("[12, 3]", wrong);
        assert!(toml::from_str::<adapters::reader::SourceSpec>(&spec).is_err());
    }
}

#[test]
fn a_binary_file_is_no_text_of_fixed_width() {
    assert_eq!(code(&file("t.txt", [7_u8; 100]), WIDTHS), "format_unknown");
    assert_eq!(code(&file("t.txt", "\n\n"), WIDTHS), "file_no_rows");
}

/// A part of a survey's microdata whose CSV is published, cut at fixed positions and read back.
#[test]
fn a_published_survey_at_fixed_positions_has_the_same_sum() {
    let Some(bytes) = crate::real_files::bytes("mx/ecovid0420.csv") else {
        return;
    };
    let mut reader = csv::Reader::from_reader(bytes.as_slice());
    let headers = reader.byte_headers().expect("headers").clone();
    let at = |name: &str| {
        headers
            .iter()
            .position(|header| header.eq_ignore_ascii_case(name.as_bytes()))
            .expect("the column")
    };
    let (class, weight) = (at("CLASE2"), at("FAC_PER"));
    let mut text = String::new();
    for record in reader.byte_records() {
        let record = record.expect("a record");
        let cell = |index| String::from_utf8_lossy(&record[index]).trim().to_owned();
        text += &format!("X{:<2}{:>9}\n", cell(class), cell(weight));
    }
    let spec = "[source]\nformats = [\"fixed\"]\n[columns.a]\nposition = [2, 2]\n[columns.b]\nposition = [4, 9]\nkind = \"number\"\n";
    let employed: f64 = rows(&file("t.txt", text), spec)
        .expect("reads")
        .iter()
        .filter_map(|row| row.split_once(": 1|"))
        .map(|(_, weight)| weight.parse::<f64>().expect("a number"))
        .sum();
    assert!((employed - 32_891_935.0).abs() < 0.5, "{employed}");
}
