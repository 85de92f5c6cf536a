//! Which format a file is of, by its first bytes and never by its extension alone: offices send `.xls` files
//! that are HTML, and `.csv` files that are workbooks.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use super::RowReader;
use super::error::{ReadError, ReadFault};
use super::place::Place;
use super::spec::SourceSpec;

pub(super) fn open(path: &Path, _spec: &SourceSpec) -> Result<Box<dyn RowReader>, ReadError> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let place = Place::of_file(&name);
    let mut first = [0; 1];
    let fail = |fault| ReadError::new(&place, fault);
    let mut file = open_file(path).map_err(fail)?;
    let count = file
        .read(&mut first)
        .map_err(|cause| fail(ReadFault::NotReadable(cause)))?;
    Err(fail(if count == 0 {
        ReadFault::Empty
    } else {
        ReadFault::UnknownFormat { seems: "binary" }
    }))
}

fn open_file(path: &Path) -> Result<File, ReadFault> {
    let refused = |cause: std::io::Error| match cause.kind() {
        std::io::ErrorKind::NotFound => ReadFault::NotFound,
        _ => ReadFault::NotReadable(cause),
    };
    let kind = std::fs::metadata(path).map_err(refused)?;
    if kind.is_dir() {
        return Err(ReadFault::IsFolder);
    }
    File::open(path).map_err(refused)
}
