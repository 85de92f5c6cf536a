//! Files made for a test, and the reading of one.

use std::io::{Cursor, Write};
use std::path::PathBuf;

use adapters::reader::{self, ReadError, SourceRow, SourceSpec};
use flate2::{Compression, write::DeflateEncoder};
use tempfile::TempDir;
use zip::write::{SimpleFileOptions, ZipWriter};

/// A file in a folder of its own, which goes with it.
pub(crate) struct Source {
    _folder: TempDir,
    pub(crate) path: PathBuf,
}

/// A file `name` that holds `bytes`.
pub(crate) fn file(name: &str, bytes: impl AsRef<[u8]>) -> Source {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).expect("a file in it");
    Source {
        _folder: folder,
        path,
    }
}

/// The tables of an adapter.
pub(crate) fn spec(text: &str) -> SourceSpec {
    toml::from_str(text).expect("the test's own table is valid")
}

/// State, persons and employer; the order of the columns is alphabetical, as TOML's tables are.
pub(crate) const STATES: &str = r#"
[columns.a_state]
names = ["State", "Estado", "État"]
[columns.b_persons]
names = ["Persons", "Personas"]
kind = "number"
[columns.c_employer]
names = ["Employer"]
kind = "holder"
required = false
"#;

/// The rows of a file as `row number: cell|cell|…`; a holder is `#` when there is one.
pub(crate) fn rows(source: &Source, spec_text: &str) -> Result<Vec<String>, ReadError> {
    let spec = spec(spec_text);
    let mut reader = reader::open(&source.path, &spec)?;
    let mut row = SourceRow::default();
    let mut rows = Vec::new();
    while reader.next(&mut row)? {
        let cells: Vec<String> = (0..row.width())
            .map(|position| match row.holder(position) {
                Some(_) => "#".to_owned(),
                None => row.text(position).to_owned(),
            })
            .collect();
        let fault = row
            .fault()
            .map_or(String::new(), |fault| format!(" {}", fault.code()));
        rows.push(format!("{}: {}{fault}", row.row_number(), cells.join("|")));
    }
    Ok(rows)
}

/// The rows of a CSV text.
pub(crate) fn csv(bytes: impl AsRef<[u8]>, spec_text: &str) -> Vec<String> {
    let found = rows(&file("table.csv", bytes), spec_text);
    found.unwrap_or_else(|error| panic!("{}", error.message(schemas::language::Language::En)))
}

/// The code of the fault of a file.
pub(crate) fn code(source: &Source, spec_text: &str) -> &'static str {
    match rows(source, spec_text) {
        Ok(rows) => panic!("{} rows and no fault", rows.len()),
        Err(error) => error.code(),
    }
}

/// The English message of the fault of a file.
pub(crate) fn message(source: &Source, spec_text: &str) -> String {
    match rows(source, spec_text) {
        Ok(rows) => panic!("{} rows and no fault", rows.len()),
        Err(error) => error.message(schemas::language::Language::En),
    }
}

/// A sheet of a workbook: its name, whether it is visible, and the XML of its rows.
pub(crate) struct SheetXml<'a>(pub(crate) &'a str, pub(crate) bool, pub(crate) &'a str);

/// A workbook of these sheets.
pub(crate) fn xlsx(sheets: &[SheetXml<'_>]) -> Vec<u8> {
    let mut listed = String::new();
    let mut related = String::new();
    let mut parts = Vec::new();
    for (index, SheetXml(name, visible, rows)) in sheets.iter().enumerate() {
        let state = if *visible { "" } else { " state=\"hidden\"" };
        let id = index + 1;
        listed += &format!("<sheet name=\"{name}\" sheetId=\"{id}\" r:id=\"r{id}\"{state}/>");
        related += &format!(
            "<Relationship Id=\"r{id}\" Type=\"{OFFICE}/worksheet\" Target=\"worksheets/sheet{id}.xml\"/>"
        );
        parts.push((
            format!("xl/worksheets/sheet{id}.xml"),
            format!("<worksheet xmlns=\"{MAIN}\"><sheetData>{rows}</sheetData></worksheet>"),
        ));
    }
    parts.push((
        "[Content_Types].xml".into(),
        "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>".into(),
    ));
    parts.push(("_rels/.rels".into(), format!("<Relationships xmlns=\"{PACKAGE}\"><Relationship Id=\"r1\" Type=\"{OFFICE}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>")));
    parts.push((
        "xl/workbook.xml".into(),
        format!(
            "<workbook xmlns=\"{MAIN}\" xmlns:r=\"{OFFICE}\"><sheets>{listed}</sheets></workbook>"
        ),
    ));
    parts.push((
        "xl/_rels/workbook.xml.rels".into(),
        format!("<Relationships xmlns=\"{PACKAGE}\">{related}</Relationships>"),
    ));
    archive(&parts)
}

/// A zip archive of these parts.
pub(crate) fn archive(parts: &[(String, String)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(name.as_str(), SimpleFileOptions::default())
            .expect("a part");
        zip.write_all(text.as_bytes()).expect("its text");
    }
    zip.finish().expect("an archive").into_inner()
}

/// A zip archive of a workbook's one part, which unpacks to `mebibytes` of blanks and claims to hold `claimed` bytes.
pub(crate) fn bomb(mebibytes: usize, claimed: u32) -> Vec<u8> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(&vec![b' '; 1 << 20]).expect("blanks");
    encoder.flush().expect("a block that ends on a byte");
    let mut data = encoder.get_ref().repeat(mebibytes);
    data.extend([3, 0]);
    let name = b"xl/workbook.xml";
    let packed = u32::try_from(data.len()).expect("a small file");
    // Version, flags, method, time and date, checksum, sizes, length of the name, no extra field.
    let mut header: Vec<u8> = vec![20, 0, 0, 0, 8, 0, 0, 0, 0x21, 0x58, 0, 0, 0, 0];
    header.extend(packed.to_le_bytes());
    header.extend(claimed.to_le_bytes());
    header.extend([name.len() as u8, 0, 0, 0]);
    let mut bytes = [b"PK\x03\x04".as_slice(), &header, name, &data].concat();
    let directory = u32::try_from(bytes.len()).expect("a small file");
    bytes.extend([b"PK\x01\x02".as_slice(), &[20, 0], &header, &[0; 14], name].concat());
    let length = u32::try_from(bytes.len()).expect("a small file") - directory;
    bytes.extend(b"PK\x05\x06\0\0\0\0\x01\0\x01\0");
    bytes.extend([length.to_le_bytes(), directory.to_le_bytes()].concat());
    bytes.extend([0, 0]);
    bytes
}

/// Rows of texts as the XML of a sheet; what parses as a number is one.
pub(crate) fn sheet_rows(table: &[&[&str]]) -> String {
    let mut xml = String::new();
    for (row, cells) in table.iter().enumerate() {
        let number = row + 1;
        xml += &format!("<row r=\"{number}\">");
        for (column, text) in cells
            .iter()
            .enumerate()
            .filter(|(_, text)| !text.is_empty())
        {
            let place = format!("{}{number}", reader::column_letter(column));
            xml += &match text.parse::<f64>() {
                Ok(value) => format!("<c r=\"{place}\"><v>{value}</v></c>"),
                Err(_) => format!("<c r=\"{place}\" t=\"inlineStr\"><is><t>{text}</t></is></c>"),
            };
        }
        xml += "</row>";
    }
    xml
}

/// A dBase table of a state (text), a number of persons (numeric) and an employer (text). A record starts with
/// `*` when it is deleted.
pub(crate) fn dbf(records: &[(&str, &str, &str)]) -> Vec<u8> {
    let fields: [(&str, u8, u8); 3] = [
        ("ESTADO", b'C', 4),
        ("PERSONAS", b'N', 6),
        ("EMPLOYER", b'C', 12),
    ];
    let mut bytes = vec![0x03, 120, 4, 30];
    bytes.extend(
        u32::try_from(records.len())
            .expect("few records")
            .to_le_bytes(),
    );
    bytes.extend((32 + 32 * 3 + 1_u16).to_le_bytes());
    bytes.extend(23_u16.to_le_bytes());
    bytes.resize(32, 0);
    for (name, kind, length) in fields {
        let mut field = [0_u8; 32];
        field[..name.len()].copy_from_slice(name.as_bytes());
        (field[11], field[16]) = (kind, length);
        bytes.extend(field);
    }
    bytes.push(0x0d);
    for (state, persons, employer) in records {
        let deleted = state.starts_with('*');
        let line = format!(
            "{}{:<4}{persons:>6}{employer:<12}",
            if deleted { '*' } else { ' ' },
            state.trim_start_matches('*')
        );
        bytes.extend(encoding_rs::WINDOWS_1252.encode(&line).0.iter());
    }
    bytes.push(0x1a);
    bytes
}

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
