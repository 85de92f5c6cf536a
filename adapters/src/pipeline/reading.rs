//! All rows of all files through the mapping; twice where a case is told in several rows.

use std::path::PathBuf;

use schemas::record::CanonicalRecord;

use super::{PipelineError, Progress, Stage};
use crate::{
    check::Sketch,
    definition::Definition,
    mapping::{Mapping, Text},
    reader::{self, Layout, Recognised, RowFault, Skipped, SourceRow},
};

/// What was found out about one file.
#[derive(Debug, Clone)]
pub struct FileRead {
    /// Its name, without folders.
    pub name: String,
    /// Format, encoding, separator.
    pub recognised: Recognised,
    /// The line or row of the header.
    pub header_row: u64,
    /// Declared columns that the file does not have, by their ids.
    pub absent: Vec<String>,
    /// The headers of its columns that are not declared.
    pub unread: Vec<String>,
    /// What was left aside because it is no row of data.
    pub skipped: Skipped,
    /// Rows of data.
    pub rows: u64,
    /// Rows at the end that were rejected, without another row between them.
    pub tail_rejected: u64,
    /// The first of them.
    pub tail_row: u64,
}

/// Rows between two looks at the watcher.
const ROWS_PER_LOOK: u64 = 8_192;

/// Reads all files; `look` is given each row, with the position of its file.
pub(super) fn all(
    definition: &Definition,
    files: &[PathBuf],
    mapping: &mut Mapping,
    progress: &mut dyn Progress,
    mut record: impl FnMut(usize, &CanonicalRecord, &[Text], u64),
    mut look: impl FnMut(usize, &SourceRow),
) -> Result<Vec<FileRead>, PipelineError> {
    if mapping.reads_twice() {
        once(definition, files, Stage::Survey, progress, |file, row| {
            mapping.note(file, row);
            false
        })?;
    }
    once(definition, files, Stage::Read, progress, |file, row| {
        let before = mapping.counts().rejects.count();
        mapping.map(file, row, &mut record);
        look(file as usize, row);
        mapping.counts().rejects.count() > before
    })
}

/// What is kept of the rows of files of earlier rounds.
pub(super) fn sketches(
    definition: &Definition,
    files: &[PathBuf],
    progress: &mut dyn Progress,
) -> Result<Vec<(String, Sketch)>, PipelineError> {
    let mut sketches = vec![Sketch::default(); files.len()];
    let read = once(definition, files, Stage::Survey, progress, |file, row| {
        if let Some(sketch) = sketches.get_mut(file as usize) {
            sketch.take(row);
        }
        false
    })?;
    let names = read.into_iter().map(|file| file.name);
    Ok(names.zip(sketches).collect())
}

/// Reads all files once; `take` tells whether it rejects the row.
fn once(
    definition: &Definition,
    files: &[PathBuf],
    stage: Stage,
    progress: &mut dyn Progress,
    mut take: impl FnMut(u32, &SourceRow) -> bool,
) -> Result<Vec<FileRead>, PipelineError> {
    let sizes: Vec<u64> = files
        .iter()
        .map(|path| std::fs::metadata(path).map_or(0, |metadata| metadata.len()))
        .collect();
    progress.stage(stage, sizes.iter().sum());
    let spec = definition.source_spec();
    let mut row = SourceRow::default();
    let mut found = Vec::with_capacity(files.len());
    let (mut rows_before, mut bytes_before) = (0, 0);
    for ((file, path), size) in (0u32..).zip(files).zip(sizes) {
        let mut reader = reader::open(path, &spec).map_err(PipelineError::Read)?;
        let mut rows = 0;
        let (mut tail_rejected, mut tail_row) = (0, 0);
        while reader.next(&mut row).map_err(PipelineError::Read)? {
            // What stands below a footer is told as such, and wants no other footer.
            let below = row.fault() == Some(RowFault::BelowFooter);
            if take(file, &row) && !below {
                tail_rejected += 1;
                if tail_rejected == 1 {
                    tail_row = row.row_number();
                }
            } else {
                tail_rejected = 0;
            }
            rows += 1;
            if rows % ROWS_PER_LOOK == 0 {
                let bytes = reader.bytes_read().min(size);
                look(progress, rows_before + rows, bytes_before + bytes)?;
            }
        }
        found.push(FileRead {
            name: reader.layout().place.file.to_string(),
            recognised: reader.recognised(),
            header_row: reader.layout().header_row,
            absent: absent(reader.layout()),
            unread: reader.layout().unread.clone(),
            skipped: reader.skipped(),
            rows,
            tail_rejected,
            tail_row,
        });
        rows_before += rows;
        bytes_before += size;
        look(progress, rows_before, bytes_before)?;
    }
    Ok(found)
}

fn absent(layout: &Layout) -> Vec<String> {
    let absent = layout.columns.iter().filter(|one| one.index.is_none());
    absent.map(|one| one.id.clone()).collect()
}

fn look(progress: &mut dyn Progress, rows: u64, bytes: u64) -> Result<(), PipelineError> {
    progress.read(rows, bytes);
    if progress.stopped() {
        Err(PipelineError::Stopped)
    } else {
        Ok(())
    }
}
