//! Which format a file is of, by its first bytes and never by its extension: offices send `.xls` files that are
//! HTML, and `.csv` files that are workbooks.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;

use zip::ZipArchive;

use super::error::{ReadError, ReadFault};
use super::place::Place;
use super::spec::{Format, SourceSpec};
use super::wide::{Wide, WideWorkbook};
use super::{
    Recognised, RowReader, dbf, delimited, fixed, ndjson, ods, parquet, sdmx, spss, stata,
    workbook, xls, xlsx,
};

/// Opens `path` with the reader of its format.
pub(super) fn open(path: &Path, spec: &SourceSpec) -> Result<Box<dyn RowReader>, ReadError> {
    let place = place_of(path);
    let fail = |fault| ReadError::new(&place, fault);
    let mut file = open_file(path).map_err(fail)?;
    let format = declared_text(format_of(&mut file).map_err(fail)?, spec);
    if !spec.source.formats.is_empty() && !spec.source.formats.contains(&format) {
        return Err(fail(ReadFault::OtherFormat {
            found: format,
            declared: spec.source.formats.clone(),
        }));
    }
    if let Some(wide) = &spec.source.wide {
        return wide_table(file, format, wide, &place, spec);
    }
    Ok(match format {
        Format::Csv | Format::SdmxCsv => Box::new(delimited::open(file, &place, spec, format)?),
        Format::SdmxJson => Box::new(workbook::read(
            move |meter| sdmx::json::open(file, meter),
            Recognised::of(format),
            &place,
            spec,
        )?),
        Format::SdmxMl => Box::new(workbook::read(
            move |meter| sdmx::ml::open(file, meter),
            Recognised::of(format),
            &place,
            spec,
        )?),
        Format::Ndjson => Box::new(ndjson::open(file, &place, spec)?),
        Format::Dbf => Box::new(dbf::open(file, &place, spec)?),
        Format::Xlsx => Box::new(workbook::read(
            move |meter| xlsx::open(file, meter),
            Recognised::of(format),
            &place,
            spec,
        )?),
        Format::Stata => Box::new(stata::open(file, &place, spec)?),
        Format::Spss => Box::new(spss::open(file, &place, spec)?),
        Format::Parquet => Box::new(parquet::open(file, &place, spec)?),
        Format::Fixed => Box::new(fixed::open(file, &place, spec)?),
        Format::Ods => Box::new(workbook::read(
            move |meter| ods::open(file, meter),
            Recognised::of(format),
            &place,
            spec,
        )?),
        Format::Xls => Box::new(workbook::read(
            move |meter| xls::open(file, meter),
            Recognised::of(format),
            &place,
            spec,
        )?),
    })
}

/// A wide table, of any format that has rows and columns.
fn wide_table(
    file: File,
    format: Format,
    wide: &Wide,
    place: &Place,
    spec: &SourceSpec,
) -> Result<Box<dyn RowReader>, ReadError> {
    let (wide, footer) = (wide.clone(), spec.source.footer.clone());
    Ok(match format {
        Format::Csv => {
            let (text, recognised) = delimited::sheet(file, place, spec)?;
            Box::new(workbook::read(
                move |_| Ok(WideWorkbook::new(text, wide, footer)),
                recognised,
                place,
                spec,
            )?)
        }
        Format::Xlsx => Box::new(workbook::read(
            move |meter| Ok(WideWorkbook::new(xlsx::open(file, meter)?, wide, footer)),
            Recognised::of(format),
            place,
            spec,
        )?),
        Format::Xls => Box::new(workbook::read(
            move |meter| Ok(WideWorkbook::new(xls::open(file, meter)?, wide, footer)),
            Recognised::of(format),
            place,
            spec,
        )?),
        Format::Ods => Box::new(workbook::read(
            move |meter| Ok(WideWorkbook::new(ods::open(file, meter)?, wide, footer)),
            Recognised::of(format),
            place,
            spec,
        )?),
        _ => {
            let declared = vec![Format::Csv, Format::Xlsx, Format::Xls, Format::Ods];
            let found = format;
            return Err(ReadError::new(
                place,
                ReadFault::OtherFormat { found, declared },
            ));
        }
    })
}

/// A text of fixed width looks like a delimited one: that it is none is for the adapter to say. A message of SDMX is
/// a delimited text too, for an adapter that declares no more than that.
fn declared_text(format: Format, spec: &SourceSpec) -> Format {
    let formats = &spec.source.formats;
    if format == Format::SdmxCsv && formats.contains(&Format::Csv) && !formats.contains(&format) {
        return Format::Csv;
    }
    if format == Format::Csv && formats.contains(&Format::Fixed) && !formats.contains(&format) {
        return Format::Fixed;
    }
    format
}

/// The name of the file, without its folders: they may name a person.
pub(super) fn place_of(path: &Path) -> Place {
    Place::of_file(
        &path
            .file_name()
            .unwrap_or(path.as_os_str())
            .to_string_lossy(),
    )
}

pub(super) fn open_file(path: &Path) -> Result<File, ReadFault> {
    let refused = |cause: io::Error| match cause.kind() {
        io::ErrorKind::NotFound => ReadFault::NotFound,
        _ => ReadFault::NotReadable(cause),
    };
    let kind = std::fs::metadata(path).map_err(refused)?;
    if kind.is_dir() {
        return Err(ReadFault::IsFolder);
    }
    // A pipe or device can be read once and may never end; the readers look twice.
    if !kind.is_file() {
        return Err(ReadFault::NotReadable(io::ErrorKind::Unsupported.into()));
    }
    File::open(path).map_err(refused)
}

/// The format of an open file.
pub(super) fn format_of(file: &mut File) -> Result<Format, ReadFault> {
    let mut start = Vec::new();
    file.seek(SeekFrom::Start(0))
        .map_err(ReadFault::NotReadable)?;
    file.take(START_BYTES)
        .read_to_end(&mut start)
        .map_err(ReadFault::NotReadable)?;
    let size = file.metadata().map_err(ReadFault::NotReadable)?.len();
    if start.is_empty() {
        return Err(ReadFault::Empty);
    }
    if start.starts_with(b"PK\x03\x04") || start.starts_with(b"PK\x05\x06") {
        return archive(file);
    }
    if start.starts_with(COMPOUND_FILE) {
        return compound(file);
    }
    if is_stata(&start) {
        return Ok(Format::Stata);
    }
    if start.starts_with(b"PAR1") {
        return Ok(Format::Parquet);
    }
    if start.starts_with(b"$FL2") || start.starts_with(b"$FL3") {
        return Ok(Format::Spss);
    }
    if is_dbf(&start, size) {
        return Ok(Format::Dbf);
    }
    if let Some((_, seems)) = OTHERS.iter().find(|(magic, _)| start.starts_with(magic)) {
        return Err(ReadFault::UnknownFormat { seems });
    }
    text(&start)
}

fn archive(file: &mut File) -> Result<Format, ReadFault> {
    file.seek(SeekFrom::Start(0))
        .map_err(ReadFault::NotReadable)?;
    // Nearly every archive that an office sends is a workbook; one that was cut off has no directory.
    let Ok(mut archive) = ZipArchive::new(io::BufReader::new(file)) else {
        return Err(ReadFault::Damaged {
            format: Format::Xlsx,
        });
    };
    let mut kind = String::new();
    if let Ok(part) = archive.by_name("mimetype") {
        // A damaged part says nothing.
        let _ = part.take(100).read_to_string(&mut kind);
    }
    if kind.contains("opendocument.spreadsheet") {
        return Ok(Format::Ods);
    }
    let has = |name: &str| {
        archive
            .file_names()
            .any(|part| part.is_ok_and(|part| part.eq_ignore_ascii_case(name)))
    };
    if has("xl/workbook.xml") {
        return Ok(Format::Xlsx);
    }
    let seems = if has("xl/workbook.bin") {
        "xlsb"
    } else if kind.contains("opendocument") {
        "odt"
    } else if has("[Content_Types].xml") {
        return Ok(Format::Xlsx);
    } else {
        "zip"
    };
    Err(ReadFault::UnknownFormat { seems })
}

/// A compound file is an `.xls` workbook, or the shell around an encrypted one. Its directory names its streams
/// in UTF-16.
fn compound(file: &mut File) -> Result<Format, ReadFault> {
    let mut bytes = Vec::new();
    file.seek(SeekFrom::Start(0))
        .map_err(ReadFault::NotReadable)?;
    file.take(super::limits::XLS_BYTES)
        .read_to_end(&mut bytes)
        .map_err(ReadFault::NotReadable)?;
    let names = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        bytes.windows(wide.len()).any(|window| window == wide)
    };
    if names("EncryptedPackage") {
        return Err(ReadFault::PasswordProtected);
    }
    if names("WordDocument") {
        return Err(ReadFault::UnknownFormat { seems: "doc" });
    }
    Ok(Format::Xls)
}

/// A tag since version 117; before, the version, the order of bytes, and a one.
fn is_stata(start: &[u8]) -> bool {
    start.starts_with(b"<stata_dta>") || matches!(start, [113..=115, 1 | 2, 1, 0, ..])
}

/// A dBase header: a known version, a field at least, and lengths that hold together.
fn is_dbf(start: &[u8], size: u64) -> bool {
    let Some(header) = start.get(..32) else {
        return false;
    };
    let known = matches!(
        header[0],
        0x02 | 0x03
            | 0x04
            | 0x05
            | 0x30
            | 0x31
            | 0x32
            | 0x43
            | 0x63
            | 0x83
            | 0x8b
            | 0x8e
            | 0xcb
            | 0xf5
            | 0xfb
    );
    let date = header[2] <= 12 && header[3] <= 31;
    let length = u64::from(u16::from_le_bytes([header[8], header[9]]));
    let record = u16::from_le_bytes([header[10], header[11]]);
    known && date && length >= 33 && length <= size.max(33) && record >= 1
}

fn text(start: &[u8]) -> Result<Format, ReadFault> {
    let wide = start.starts_with(b"\xff\xfe") || start.starts_with(b"\xfe\xff");
    let visible: Vec<u8> = start
        .iter()
        .copied()
        .filter(|byte| {
            *byte != 0 && !byte.is_ascii_whitespace() && !b"\xef\xbb\xbf\xff\xfe".contains(byte)
        })
        .take(64)
        .collect();
    let lower = visible.to_ascii_lowercase();
    if lower.starts_with(b"<html")
        || lower.starts_with(b"<!doctype")
        || lower.starts_with(b"<table")
    {
        return Err(ReadFault::UnknownFormat { seems: "html" });
    }
    if lower.starts_with(b"<?xml") && is_sdmx_ml(start) {
        return Ok(Format::SdmxMl);
    }
    if lower.starts_with(b"<?xml") {
        return Err(ReadFault::UnknownFormat { seems: "xml" });
    }
    let starts = |text: &[u8]| lower.starts_with(text);
    if starts(b"dataflow,") || starts(b"dataflow;") || starts(b"structure,structure_id") {
        return Ok(Format::SdmxCsv);
    }
    if starts(b"structure;structure_id") || starts(b"structure[;],structure_id") {
        return Ok(Format::SdmxCsv);
    }
    let has = |text: &str| contains(start, text);
    if visible.starts_with(b"{") && (has("sdmx-json") || has("\"dataSets\"")) {
        return Ok(Format::SdmxJson);
    }
    if visible.starts_with(b"{") {
        return Ok(Format::Ndjson);
    }
    if visible.starts_with(b"[{") {
        return Err(ReadFault::UnknownFormat { seems: "json" });
    }
    let controls = start
        .iter()
        .filter(|byte| matches!(byte, 0x01..=0x08 | 0x0e..=0x1a | 0x1c..=0x1f | 0x7f))
        .count();
    if !wide && controls * 20 > start.len() {
        return Err(ReadFault::UnknownFormat { seems: "binary" });
    }
    Ok(Format::Csv)
}

/// The root of a data message, or of the answer that there are no data.
fn is_sdmx_ml(start: &[u8]) -> bool {
    const ROOTS: [&str; 4] = [
        "GenericData",
        "StructureSpecificData",
        "CompactData",
        "TimeSeriesData",
    ];
    ROOTS.into_iter().any(|root| contains(start, root))
        || (contains(start, "ErrorMessage") && contains(start, "sdmx"))
}

fn contains(start: &[u8], text: &str) -> bool {
    start
        .windows(text.len())
        .any(|window| window == text.as_bytes())
}

const START_BYTES: u64 = 4096;
const COMPOUND_FILE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
const OTHERS: [(&[u8], &str); 8] = [
    (b"\x1f\x8b", "gzip"),
    (b"\x28\xb5\x2f\xfd", "zstd"),
    (b"BZh", "bzip2"),
    (b"7z\xbc\xaf", "7z"),
    (b"Rar!", "rar"),
    (b"%PDF", "pdf"),
    (b"SQLite format 3", "sqlite"),
    (b"{\\rtf", "rtf"),
];
