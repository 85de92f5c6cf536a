//! Files of statistics packages, written here byte by byte: Stata in each version and order of bytes, SPSS in each
//! packing. What the packages themselves wrote was compared by hand.

use std::io::Write;

use adapters::reader::{self, SourceRow};

use crate::sources::{STATES, code, file, rows, spec};

/// Numbers in one order of bytes or the other.
pub(crate) struct Bytes {
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

/// State (a text), persons (a float), employer (a text), level (a byte with labels), day, and a long note.
#[expect(
    clippy::too_many_lines,
    reason = "the parts of a file, one after the other"
)]
pub(crate) fn dta(version: u16, is_big_endian: bool) -> Vec<u8> {
    let has_tags = version >= 117;
    let wide = version >= 118;
    let mut file = Bytes::new(is_big_endian);
    let names = ["State", "Persons", "Employer", "level", "day", "note"];
    let count = if has_tags { 6 } else { 5 };
    let mut map = Vec::new();
    let mut map_at = 0;
    if has_tags {
        let order = if is_big_endian { "MSF" } else { "LSF" };
        let head = format!(
            "<stata_dta><header><release>{version}</release><byteorder>{order}</byteorder><K>"
        );
        file.text(&head, head.len(), 0);
        match version {
            119 => file.number(6_u32.to_le_bytes()),
            _ => file.number(6_u16.to_le_bytes()),
        }
        file.text("</K><N>", 7, 0);
        match version {
            117 => file.number(3_u32.to_le_bytes()),
            _ => file.number(3_u64.to_le_bytes()),
        }
        file.text("</N><label>", 11, 0);
        match version {
            117 => file.number([0]),
            _ => file.number([0; 2]),
        }
        let end = "</label><timestamp>\0</timestamp></header><map>";
        file.text(end, end.len(), 0);
        map_at = file.bytes.len();
        file.text("", 14 * 8, 0);
        file.text("</map>", 6, 0);
        map = vec![0, map_at as u64 - 5];
    } else {
        file.bytes = vec![version as u8, if is_big_endian { 1 } else { 2 }, 1, 0];
        file.number(5_u16.to_le_bytes());
        file.number(3_u32.to_le_bytes());
        file.text("", 81 + 18, 0);
    }
    let mut part = |file: &mut Bytes, tag: &str, write: &dyn Fn(&mut Bytes)| {
        map.push(file.bytes.len() as u64);
        if has_tags {
            file.text(format!("<{tag}>"), tag.len() + 2, 0);
        }
        write(file);
        if has_tags {
            file.text(format!("</{tag}>"), tag.len() + 3, 0);
        }
    };
    let name_width = if wide { 129 } else { 33 };
    part(&mut file, "variable_types", &|file| {
        if has_tags {
            for code in [4_u16, 65_527, 12, 65_530, 65_528, 32_768] {
                file.number(code.to_le_bytes());
            }
        } else {
            file.bytes.extend([4, 254, 12, 251, 253]);
        }
    });
    part(&mut file, "varnames", &|file| {
        names
            .iter()
            .take(count)
            .for_each(|name| file.text(name, name_width, 0));
    });
    part(&mut file, "sortlist", &|file| {
        file.text("", (count + 1) * if version == 119 { 4 } else { 2 }, 0);
    });
    part(&mut file, "formats", &|file| {
        let width = match version {
            113 => 12,
            114..=117 => 49,
            _ => 57,
        };
        for format in ["%4s", "%9.0g", "%12s", "%8.0g", "%td", "%9s"]
            .iter()
            .take(count)
        {
            file.text(format, width, 0);
        }
    });
    part(&mut file, "value_label_names", &|file| {
        for name in ["", "", "", "LEVEL", "", ""].iter().take(count) {
            file.text(name, name_width, 0);
        }
    });
    part(&mut file, "variable_labels", &|file| {
        file.text("", count * if wide { 321 } else { 81 }, 0);
    });
    part(&mut file, "characteristics", &|file| {
        if !has_tags {
            file.bytes.push(1);
            file.number(3_u32.to_le_bytes());
            file.text("abc", 3, 0);
            file.text("", 5, 0);
        }
    });
    part(&mut file, "data", &|file| {
        let junin: &[u8] = if wide { "ní".as_bytes() } else { b"n\xed" };
        let records: [(&[u8], u32, i8, i32); 3] = [
            (b"07", 2.1_f32.to_bits(), 1, 23_466),
            (junin, 3_f32.to_bits(), 102, 0),
            (b"12", 0x7f00_0000, 2, 2_147_483_621),
        ];
        for (index, (state, persons, level, day)) in records.into_iter().enumerate() {
            file.text(state, 4, 0);
            file.number(persons.to_le_bytes());
            file.text("SECRET", 12, 0);
            file.bytes.push(level.to_le_bytes()[0]);
            file.number(day.to_le_bytes());
            if has_tags {
                let record = if index == 1 { 0 } else { 1 };
                let variable = if record == 0 { 0 } else { 6 };
                long_text(file, version, variable, record);
            }
        }
    });
    if has_tags {
        part(&mut file, "strls", &|file| {
            file.text("GSO", 3, 0);
            file.number(6_u32.to_le_bytes());
            match version {
                117 => file.number(1_u32.to_le_bytes()),
                _ => file.number(1_u64.to_le_bytes()),
            }
            file.bytes.push(130);
            file.number(6_u32.to_le_bytes());
            file.text("a note", 6, 0);
        });
    }
    part(&mut file, "value_labels", &|file| {
        labels(file, has_tags, name_width)
    });
    if has_tags {
        map.push(file.bytes.len() as u64);
        file.text("</stata_dta>", 12, 0);
        map.push(file.bytes.len() as u64);
        let mut places = Bytes::new(is_big_endian);
        map.iter()
            .for_each(|place| places.number(place.to_le_bytes()));
        file.bytes[map_at..map_at + 14 * 8].copy_from_slice(&places.bytes);
    }
    file.bytes
}

fn long_text(file: &mut Bytes, version: u16, variable: u64, record: u64) {
    let divided = match version {
        117 => (variable, 4, record, 4),
        118 => (variable, 2, record, 6),
        _ => (variable, 3, record, 5),
    };
    for (number, width) in [(divided.0, divided.1), (divided.2, divided.3)] {
        let mut bytes = number.to_le_bytes()[..width].to_vec();
        if file.is_big_endian {
            bytes.reverse();
        }
        file.bytes.extend(bytes);
    }
}

fn labels(file: &mut Bytes, has_tags: bool, name_width: usize) {
    for (name, texts) in [("OTHER", "x\0y\0"), ("LEVEL", "low\0high\0")] {
        if has_tags {
            file.text("<lbl>", 5, 0);
        }
        file.number((8 + 16 + texts.len() as u32).to_le_bytes());
        file.text(name, name_width + 3, 0);
        let second = texts.find('\0').expect("two texts") as u32 + 1;
        for number in [2, texts.len() as u32, 0, second, 1, 2] {
            file.number(number.to_le_bytes());
        }
        file.text(texts, texts.len(), 0);
        if has_tags {
            file.text("</lbl>", 6, 0);
        }
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

/// The same table as a system file; `packing` 0 plain, 1 bytecodes, 2 zlib.
pub(crate) fn sav(packing: u32, is_big_endian: bool) -> Vec<u8> {
    let mut file = Bytes::new(is_big_endian);
    file.text(if packing == 2 { "$FL3" } else { "$FL2" }, 4, 0);
    file.text("@(#) SPSS DATA FILE", 60, b' ');
    for number in [2, 8, packing, 0, 3] {
        file.number(number.to_le_bytes());
    }
    file.number(100_f64.to_le_bytes());
    file.text("01 Jan 2400:00:00", 17, b' ');
    file.text("", 64 + 3, b' ');
    let format = |kind: u32, width: u32| kind << 16 | width << 8;
    variable(&mut file, "STATE", 4, format(1, 4), &[]);
    variable(&mut file, "PERSONS", 0, format(5, 8), &[9.0, 10.0, -7.0]);
    variable(&mut file, "EMPLOYER", 12, format(1, 12), &[]);
    variable(&mut file, "V4", 0, format(5, 8), &[]);
    variable(&mut file, "DAY", 0, format(20, 11), &[]);
    for (name, width) in [("NOTE", 255), ("NOTE0", 300 - 252)] {
        variable(&mut file, name, width, format(1, width), &[]);
    }
    file.number(3_u32.to_le_bytes());
    file.number(2_u32.to_le_bytes());
    for (value, label) in [(1_f64, "low"), (2_f64, "rather high")] {
        file.number(value.to_le_bytes());
        file.bytes.push(label.len() as u8);
        file.text(label, (label.len() + 1).div_ceil(8) * 8 - 1, b' ');
    }
    for number in [4_u32, 1, 5] {
        file.number(number.to_le_bytes());
    }
    for (kind, text) in [
        (13_u32, "V4=Level\tSTATE=State"),
        (14, "NOTE=00300\0\t"),
        (20, "UTF-8"),
        (99, "unknown"),
    ] {
        for number in [7, kind, 1, text.len() as u32] {
            file.number(number.to_le_bytes());
        }
        file.text(text, text.len(), 0);
    }
    file.number(999_u32.to_le_bytes());
    file.number(0_u32.to_le_bytes());
    let cases = [
        ("07", 2.0, "SECRET", 1.0, 13_931_222_400.0, "x".repeat(300)),
        ("ní", 9.5, "", f64::MIN, f64::MIN, String::new()),
        ("12", -7.0, "SECRET", 2.0, f64::MIN, "a note".to_owned()),
    ];
    let mut elements = Bytes::new(is_big_endian);
    for (state, persons, employer, level, day, note) in cases {
        elements.text(state, 8, b' ');
        elements.number(f64::to_le_bytes(persons));
        elements.text(employer, 16, b' ');
        elements.number(f64::to_le_bytes(level));
        elements.number(f64::to_le_bytes(day));
        elements.text(&note[..note.len().min(255)], 256, b' ');
        elements.text(note.get(255..).unwrap_or(""), 48, b' ');
    }
    match packing {
        0 => file.bytes.extend(elements.bytes),
        1 => file.bytes.extend(packed(&elements)),
        _ => zipped(&mut file, &packed(&elements)),
    }
    file.bytes
}

/// A variable, and the nameless ones after a text of more than one element.
fn variable(file: &mut Bytes, name: &str, width: u32, format: u32, missing: &[f64]) {
    let count = if missing.len() == 3 {
        -3
    } else {
        missing.len() as i32
    };
    for number in [2, width as i32, 0, count, format as i32, format as i32] {
        file.number(number.to_le_bytes());
    }
    file.text(name, 8, b' ');
    missing
        .iter()
        .for_each(|value| file.number(value.to_le_bytes()));
    for _ in 1..width.div_ceil(8) {
        for number in [2, -1, 0, 0, 0, 0] {
            file.number(i32::to_le_bytes(number));
        }
        file.text("", 8, b' ');
    }
}

fn packed(elements: &Bytes) -> Vec<u8> {
    let mut packed = Vec::new();
    for eight in elements.bytes.chunks(64) {
        let mut codes = Vec::new();
        let mut literals: Vec<u8> = Vec::new();
        for element in eight.chunks(8) {
            let mut bytes: [u8; 8] = element.try_into().expect("eight bytes");
            if elements.is_big_endian {
                bytes.reverse();
            }
            let value = f64::from_le_bytes(bytes);
            codes.push(if element == b"        " {
                254
            } else if value == f64::MIN {
                255
            } else if value.fract() == 0.0 && (-99.0..=151.0).contains(&value) {
                (value + 100.0) as u8
            } else {
                literals.extend(element);
                253
            });
        }
        codes.resize(8, 252);
        packed.extend(codes);
        packed.extend(literals);
    }
    packed
}

/// Two blocks, and their directory behind them.
fn zipped(file: &mut Bytes, codes: &[u8]) {
    let start = file.bytes.len() as u64;
    let mut blocks = Vec::new();
    let mut packed = Vec::new();
    for block in codes.chunks(codes.len().div_ceil(2)) {
        let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(block).expect("packs");
        let bytes = encoder.finish().expect("packs");
        blocks.push((
            start + 24 + packed.len() as u64,
            block.len() as u32,
            bytes.len() as u32,
        ));
        packed.extend(bytes);
    }
    for number in [
        start,
        start + 24 + packed.len() as u64,
        24 + 24 * blocks.len() as u64,
    ] {
        file.number(number.to_le_bytes());
    }
    file.bytes.extend(packed);
    for number in [0_u64.wrapping_sub(100), 0] {
        file.number(number.to_le_bytes());
    }
    file.number((codes.len() as u32).to_le_bytes());
    file.number((blocks.len() as u32).to_le_bytes());
    for (place, whole, bytes) in blocks {
        file.number(place.to_le_bytes());
        file.number(place.to_le_bytes());
        file.number(whole.to_le_bytes());
        file.number(bytes.to_le_bytes());
    }
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
