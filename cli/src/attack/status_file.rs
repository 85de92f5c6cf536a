//! The statuses that `protect` wrote, in any order of rows and columns.

use std::path::{Path, PathBuf};

use csv::StringRecord;
use disclosure::geometry::Axis;
use rustc_hash::FxHashMap;

use super::table_file::{Keys, Place, open, status};
use crate::context::{Context, Failure};

/// The status of each cell by the places of its codes.
pub(super) fn read(
    path: &Path,
    axes: &[Axis],
    files: &[PathBuf],
    context: &Context,
) -> Result<FxHashMap<Vec<u16>, u8>, Failure> {
    let mut reader = csv::Reader::from_reader(open(path, context)?);
    let mut place = Place {
        file: path,
        line: 1,
        context,
    };
    let header = reader.headers().map_err(|_| place.not_csv())?.clone();
    let find = |name: &str| {
        let at = header.iter().position(|known| known.trim() == name);
        at.ok_or_else(|| place.fault("statuses-bad-header", []))
    };
    let column = find("status")?;
    let columns = axes.iter().map(|axis| find(&axis.name));
    let keys = Keys::of(axes, files.to_vec(), columns.collect::<Result<_, _>>()?);
    let mut given = FxHashMap::default();
    let mut record = StringRecord::new();
    loop {
        place.line += 1;
        if !reader
            .read_record(&mut record)
            .map_err(|_| place.not_csv())?
        {
            return Ok(given);
        }
        let letter = record.get(column).and_then(|text| status(text.trim()));
        let letter = letter.ok_or_else(|| place.fault("table-bad-status", []))?;
        given.insert(keys.read(&record, &place)?, letter);
    }
}
