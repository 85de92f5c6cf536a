//! Files of statistics packages, written here byte by byte: Stata in each version and order of bytes, SPSS in each
//! packing. What the packages themselves wrote was compared by hand.

mod spss;
mod stata;

use adapters::reader::{self, SourceRow};

use crate::sources::{STATES, code, file, rows, spec};
pub(crate) use spss::sav;
pub(crate) use stata::dta;

/// Numbers in one order of bytes or the other.
struct Bytes {
    bytes: Vec<u8>,
    is_big_endian: bool,
}

impl Bytes {
    fn new(is_big_endian: bool) -> Self {
        Self {
            bytes: Vec::new(),
            is_big_endian,
        }
    }

    fn number<const N: usize>(&mut self, little: [u8; N]) {
        let mut bytes = little;
        if self.is_big_endian {
            bytes.reverse();
        }
        self.bytes.extend(bytes);
    }

    fn text(&mut self, text: impl AsRef<[u8]>, width: usize, filler: u8) {
        let start = self.bytes.len();
        self.bytes.extend(text.as_ref());
        self.bytes.resize(start + width, filler);
    }
}

/// What all versions hold.
const LEVELS: &str = r#"
[columns.a_state]
names = ["State"]
[columns.b_persons]
names = ["Persons"]
kind = "number"
[columns.c_employer]
names = ["Employer"]
kind = "holder"
[columns.d_level]
names = ["Level"]
kind = "label"
[columns.e_day]
names = ["Day"]
kind = "date"
[columns.f_note]
names = ["Note"]
kind = "label"
required = false
"#;

#[test]
fn stata_is_read_in_every_version_and_order_of_bytes() {
    for version in [113, 114, 115, 117, 118, 119] {
        for is_big_endian in [false, true] {
            let note = if version >= 117 { "a note" } else { "" };
            let found = rows(&file("t.dta", dta(version, is_big_endian)), LEVELS)
                .unwrap_or_else(|error| panic!("{version}: {error:?}"));
            assert_eq!(
                found,
                [
                    format!("1: 07|2.1|#|low|2024-03-31|{note}"),
                    "2: ní|3|#||1960-01-01|".to_owned(),
                    format!("3: 12||#|high||{note}"),
                ],
                "{version} {is_big_endian}"
            );
        }
    }
}

#[test]
fn a_labelled_variable_gives_its_value_unless_labels_are_asked_for() {
    let codes = LEVELS.replace(
        "names = [\"Level\"]\nkind = \"label\"",
        "names = [\"Level\"]",
    );
    let found = rows(&file("t.dta", dta(118, false)), &codes).expect("reads");
    assert!(found[0].contains("|1|2024"), "{}", found[0]);
    let found = rows(&file("t.sav", sav(0, false)), &codes).expect("reads");
    assert!(found[0].contains("|1|2024"), "{}", found[0]);
}

#[test]
fn spss_is_read_in_every_packing_and_order_of_bytes() {
    for packing in [0, 1, 2] {
        for is_big_endian in [false, true] {
            let found = rows(&file("t.sav", sav(packing, is_big_endian)), LEVELS)
                .unwrap_or_else(|error| panic!("{packing}: {error:?}"));
            assert_eq!(
                found,
                [
                    format!("1: 07|2|#|low|2024-03-31|{}", "x".repeat(300)),
                    "2: ní||||| ".trim_end().to_owned(),
                    "3: 12||#|rather high||a note".to_owned(),
                ],
                "{packing} {is_big_endian}"
            );
        }
    }
}

#[test]
fn values_that_the_file_calls_missing_can_be_kept() {
    let kept = LEVELS.replace(
        "names = [\"Persons\"]\n",
        "names = [\"Persons\"]\nkeep = [\"-7\", \"9.5\"]\n",
    );
    let found = rows(&file("t.sav", sav(1, false)), &kept).expect("reads");
    assert!(found[1].starts_with("2: ní|9.5|"), "{}", found[1]);
    assert!(found[2].starts_with("3: 12|-7|"), "{}", found[2]);
}

#[test]
fn a_file_that_ends_before_its_last_record_is_damaged() {
    for bytes in [
        dta(114, false),
        dta(118, false),
        sav(0, false),
        sav(1, true),
        sav(2, false),
    ] {
        for cut in [60, 200, 700] {
            let source = file("t", &bytes[..bytes.len() - cut]);
            let said = match rows(&source, LEVELS) {
                Ok(rows) => panic!("{} rows of {} bytes less {cut}", rows.len(), bytes.len()),
                Err(error) => error.code(),
            };
            assert_eq!(said, "file_damaged");
        }
    }
}

/// Every offset and length of a file, made wrong in turn, gives rows or a fault, at once and in little memory.
#[test]
fn wrong_offsets_are_told() {
    for bytes in [dta(113, true), dta(118, false), sav(0, true), sav(2, false)] {
        let most = (bytes.len() - 4).min(1_400);
        for at in (4..most)
            .step_by(4)
            .chain(bytes.len().saturating_sub(200)..bytes.len() - 4)
        {
            for wrong in [0x7fff_ffff_u32, u32::MAX, 0, 0x0100_0000] {
                let mut bytes = bytes.clone();
                bytes[at..at + 4].copy_from_slice(&wrong.to_le_bytes());
                let source = file("t", &bytes);
                let started = std::time::Instant::now();
                let _ = rows(&source, STATES);
                assert!(started.elapsed().as_secs() < 5, "at {at}");
            }
        }
    }
}

#[test]
fn other_versions_are_not_taken_for_these() {
    let mut bytes = dta(118, false);
    bytes[28..31].copy_from_slice(b"120");
    assert_eq!(code(&file("t.dta", &bytes), LEVELS), "file_damaged");
    let found = reader::inspect(&file("t.sav", sav(2, false)).path).expect("looks");
    assert_eq!(
        (found.recognised.format, found.rows),
        (reader::Format::Spss, Some(3))
    );
    let header = found.header.expect("names").headers.join(" ");
    assert_eq!(header, "State PERSONS EMPLOYER Level DAY NOTE");
}

/// The same survey as a Stata file, a dBase table and a text.
#[test]
fn a_survey_published_as_stata_has_the_sums_of_the_manifest() {
    let Some(bytes) = crate::real_files::bytes("mx/ecovid0420.dta") else {
        return;
    };
    let source = file("ecovid.dta", bytes);
    let spec = spec(
        "[columns.clase2]\n[columns.fac_per]\nkind = \"number\"\n[columns.pb1]\nkind = \"label\"\n",
    );
    let position = |id: &str| spec.position(id).expect("a column");
    let mut reader = reader::open(&source.path, &spec).expect("opens");
    let mut row = SourceRow::default();
    let (mut read, mut all, mut employed, mut unemployed) = (0, 0.0, 0.0, 0.0);
    while reader.next(&mut row).expect("reads") {
        read += 1;
        let weight = row
            .number(position("fac_per"))
            .expect("a number")
            .unwrap_or(0.0);
        all += weight;
        match row.text(position("clase2")) {
            "1" => employed += weight,
            "2" => unemployed += weight,
            _ => {}
        }
    }
    assert_eq!(read, 5_593);
    assert_eq!(
        (all, employed, unemployed),
        (68_184_430.0, 32_891_935.0, 2_060_938.0)
    );
}
