//! Parquet files, by the `parquet` crate, page by page of the declared columns only. Columns that are lists or
//! groups are no table; packings other than Snappy, zlib and zstd are refused in words.

use std::fs::File;
use std::sync::Arc;

use parquet::basic::{Compression, Repetition};
use parquet::errors::ParquetError;
use parquet::file::reader::FileReader;
use parquet::record::{Row, reader::RowIter};
use parquet::schema::types::{Type, TypePtr};

use crate::reader::assemble::{Assembler, Taken};
use crate::reader::error::{ReadError, ReadFault};
use crate::reader::guard::guarded;
use crate::reader::header::Search;
use crate::reader::place::Place;
use crate::reader::raw::RawRow;
use crate::reader::row::SourceRow;
use crate::reader::spec::{Format, SourceSpec};
use crate::reader::{Recognised, RowReader, limits};

use pages::PagedFile;

mod pages;
mod value;

/// Reads one Parquet file.
pub(in crate::reader) struct ParquetReader {
    rows: RowIter<'static>,
    /// Where each column that is read stands in the file.
    indices: Vec<usize>,
    read: u64,
    promised: u64,
    size: u64,
    ended: bool,
    assembler: Assembler,
    raw: RawRow,
    place: Place,
}

pub(in crate::reader) fn open(
    file: File,
    place: &Place,
    spec: &SourceSpec,
) -> Result<ParquetReader, ReadError> {
    let fail = |fault| ReadError::new(place, fault);
    let size = file
        .metadata()
        .map_err(|cause| fail(ReadFault::NotReadable(cause)))?
        .len();
    let reader = reader(file).map_err(fail)?;
    let (names, promised) = contents(&reader);
    let mut search = Search::of_names(spec);
    let Some(header) = search.offer(names).map_err(fail)? else {
        return Err(fail(search.failure()));
    };
    let layout = header.layout(spec, place.clone(), 0, false);
    let mut indices: Vec<usize> = layout
        .columns
        .iter()
        .filter_map(|column| column.index)
        .collect();
    indices.sort_unstable();
    indices.dedup();
    let fields = columns(&reader, &indices).map_err(fail)?;
    let root = reader.metadata().file_metadata().schema();
    let projection = Type::group_type_builder(root.name()).with_fields(fields);
    let projection = parsed(|| projection.build()).map_err(fail)?;
    let rows = parsed(|| RowIter::from_file_into(Box::new(reader)).project(Some(projection)))
        .map_err(fail)?;
    Ok(ParquetReader {
        rows,
        indices,
        read: 0,
        promised,
        size,
        ended: false,
        assembler: Assembler::new(spec, Arc::new(layout), false),
        raw: RawRow::default(),
        place: place.clone(),
    })
}

impl RowReader for ParquetReader {
    fn next(&mut self, row: &mut SourceRow) -> Result<bool, ReadError> {
        while !self.ended {
            let rows = &mut self.rows;
            let found = parsed(|| rows.next().transpose()).map_err(|fault| {
                self.ended = true;
                ReadError::new(&self.place.at_row(self.read + 1), fault)
            })?;
            let Some(found) = found else { break };
            self.read += 1;
            self.fill(&found);
            if self.assembler.take(&self.raw, self.read, row) == Taken::Row {
                return Ok(true);
            }
        }
        // A file that ends before the rows that it promises was cut by hand.
        if !self.ended && self.read < self.promised {
            self.ended = true;
            return Err(ReadError::new(&self.place.at_row(self.read + 1), DAMAGED));
        }
        self.ended = true;
        self.assembler.finish()
    }

    fn assembler(&self) -> &Assembler {
        &self.assembler
    }

    /// Columns lie apart from each other: how far the file is, is told by its rows.
    fn bytes_read(&self) -> u64 {
        let share = u128::from(self.size) * u128::from(self.read);
        u64::try_from(share / u128::from(self.promised.max(1))).unwrap_or(self.size)
    }

    fn recognised(&self) -> Recognised {
        Recognised::of(Format::Parquet)
    }
}

impl ParquetReader {
    fn fill(&mut self, found: &Row) {
        self.raw.clear(self.read);
        for ((_, field), index) in found.get_column_iter().zip(&self.indices) {
            value::put(&mut self.raw, *index, field);
        }
    }
}

/// The names of the columns, and how many rows there are.
pub(in crate::reader) fn names(file: File) -> Result<(Vec<String>, Option<u64>), ReadFault> {
    let (names, rows) = contents(&reader(file)?);
    Ok((names, Some(rows)))
}

fn reader(file: File) -> Result<PagedFile, ReadFault> {
    let reader = parsed(|| PagedFile::new(file))?;
    if !reader.metadata().file_metadata().schema().is_group() {
        return Err(DAMAGED);
    }
    Ok(reader)
}

/// What the crate makes of bytes that nobody has checked.
fn parsed<T>(work: impl FnOnce() -> Result<T, ParquetError>) -> Result<T, ReadFault> {
    match guarded(work) {
        Ok(Ok(found)) => Ok(found),
        Ok(Err(error)) if pages::is_too_large(&error) => Err(ReadFault::PageTooLarge {
            limit_bytes: limits::PARQUET_PAGE_BYTES,
        }),
        Ok(Err(_)) | Err(_) => Err(DAMAGED),
    }
}

fn contents(reader: &PagedFile) -> (Vec<String>, u64) {
    let metadata = reader.metadata().file_metadata();
    let names = metadata.schema().get_fields().iter();
    (
        names.map(|field| field.name().to_owned()).collect(),
        u64::try_from(metadata.num_rows()).unwrap_or(0),
    )
}

/// The declared columns, if each is a column of single values that can be unpacked.
fn columns(reader: &PagedFile, indices: &[usize]) -> Result<Vec<TypePtr>, ReadFault> {
    let all = reader.metadata().file_metadata().schema().get_fields();
    let mut fields = Vec::new();
    for index in indices {
        let field = &all[*index];
        let is_list = || field.get_basic_info().repetition() == Repetition::REPEATED;
        if !field.is_primitive() || is_list() {
            return Err(ReadFault::ColumnNested {
                column: field.name().to_owned(),
            });
        }
        for group in reader.metadata().row_groups() {
            let columns = group.columns().iter();
            let mut chunks = columns.filter(|chunk| {
                let path = chunk.column_path().parts();
                path.len() == 1 && path[0] == field.name()
            });
            let packing = chunks.next().map(|chunk| chunk.compression());
            if let Some(packing) = packing.filter(|packing| !is_known(*packing)) {
                return Err(ReadFault::PackingUnknown {
                    packing: packing.to_string(),
                });
            }
        }
        fields.push(Arc::clone(field));
    }
    Ok(fields)
}

fn is_known(packing: Compression) -> bool {
    matches!(
        packing,
        Compression::UNCOMPRESSED
            | Compression::SNAPPY
            | Compression::GZIP(_)
            | Compression::ZSTD(_)
    )
}

const DAMAGED: ReadFault = ReadFault::Damaged {
    format: Format::Parquet,
};
