//! Synthetic files in the layout of a national one, made from the definition itself: the same
//! seed gives the same bytes. The file's name says that it is synthetic; no line of it was ever
//! about anybody.
//!
//! The generator proposes rows and the definition disposes: combinations that no rule fits are
//! left out, but for a few that are kept on purpose, so that a run has dirt to report.

mod apart;
mod candidates;
mod wide;
mod write;

use std::{
    io,
    path::{Path, PathBuf},
};

use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use schemas::{period::ReferencePeriod, registry::Registry};

use crate::{
    definition::{Definition, column::Column},
    mapping::Mapping,
    reader::{self, Format, ReadError, SourceRow},
};
use apart::Apart;
use candidates::Candidates;

/// What to make.
#[derive(Debug, Clone, Copy)]
pub struct SampleOptions {
    /// Rows that the definition accepts or excludes; a few that it rejects come on top.
    pub rows: usize,
    /// The same seed gives the same bytes.
    pub seed: u64,
    /// The format; one of the definition's.
    pub format: Format,
}

/// A synthetic file cannot be made.
#[derive(Debug, thiserror::Error)]
pub enum SampleError {
    /// The generator does not write this format, or the definition does not read it.
    #[error("failed to make a synthetic file in the format `{}`", .0.name())]
    Format(Format),
    /// The file cannot be written.
    #[error("failed to write the synthetic file")]
    Write(#[source] io::Error),
    /// The file that was made cannot be read: the definition contradicts itself.
    #[error("failed to read the synthetic file")]
    Read(#[source] ReadError),
}

/// One row of texts, in the order of the declared columns.
type Row = Vec<String>;

/// One row in so many is made to be rejected.
const ROWS_PER_REJECT: usize = 400;
/// Rows proposed for each row wanted.
const PROPOSALS: usize = 4;

/// Writes a synthetic file for `period` into `folder` and gives its path.
///
/// # Errors
/// When the format is not one that both the definition and the generator know, or the file cannot
/// be written.
pub fn generate(
    definition: &Definition,
    period: ReferencePeriod,
    options: &SampleOptions,
    folder: &Path,
) -> Result<PathBuf, SampleError> {
    let accepted = definition.source.formats.contains(&options.format);
    if !accepted || !write::knows(options.format) {
        return Err(SampleError::Format(options.format));
    }
    let proposals = propose(definition, period, options);
    let trial = tempfile::tempdir_in(folder).map_err(SampleError::Write)?;
    let path = trial.path().join("trial");
    write::file(&path, definition, options.format, &proposals).map_err(SampleError::Write)?;
    let fitting = dispose(definition, period, &path, proposals)?;
    let rows = with_dirt(definition, fitting, options);
    let system = definition.id.rsplit('/').next().unwrap_or(&definition.id);
    let name = format!("{system}_{period}_SINTETICO.{}", options.format.name());
    let path = folder.join(name);
    write::file(&path, definition, options.format, &rows).map_err(SampleError::Write)?;
    Ok(path)
}

/// Rows of which each cell is one that its column may hold.
fn propose(definition: &Definition, period: ReferencePeriod, options: &SampleOptions) -> Vec<Row> {
    let mut random = ChaCha8Rng::seed_from_u64(options.seed);
    let columns: Vec<_> = definition
        .columns
        .iter()
        .map(|(name, column)| candidates::of(definition, name, column, period))
        .collect();
    let rounded: Vec<(usize, f64)> = rounded(definition).collect();
    (0..options.rows * PROPOSALS)
        .map(|at| {
            let cells = columns.iter();
            let mut row: Row = cells
                .map(|column| cell(column, at, options.rows, &mut random))
                .collect();
            for (position, base) in &rounded {
                let figure: f64 = row[*position].parse().unwrap_or_default();
                row[*position] = (base * (figure / base).round()).to_string();
            }
            row
        })
        .collect()
}

/// The columns whose figures the office rounds, and to what.
fn rounded(definition: &Definition) -> impl Iterator<Item = (usize, f64)> {
    let tables = definition.table.iter().filter(|table| table.rounded_to > 0);
    tables.filter_map(|table| {
        let position = definition.columns.get_index_of(table.amount.as_ref()?)?;
        Some((position, f64::from(table.rounded_to)))
    })
}

/// The rows that the definition accepts or excludes, and whether it accepts them.
fn dispose(
    definition: &Definition,
    period: ReferencePeriod,
    path: &Path,
    proposals: Vec<Row>,
) -> Result<Vec<(Row, bool)>, SampleError> {
    let mut reader = reader::open(path, &definition.source_spec()).map_err(SampleError::Read)?;
    let mut mapping = Mapping::new(definition, period, false);
    let mut row = SourceRow::default();
    let mut fitting = Vec::new();
    let mut proposals = proposals.into_iter();
    // What does not add up has no parts.
    let published = |table: usize| {
        let of = &definition.table[table];
        let flow = Registry::builtin().dataflow(&of.dataflow);
        let measure = flow.and_then(|flow| flow.measure(&of.measure));
        of.figures && measure.is_none_or(|measure| measure.additive)
    };
    let mut apart: Vec<Apart> = definition.table.iter().map(|_| Apart::default()).collect();
    while reader.next(&mut row).map_err(SampleError::Read)? {
        let (rejected, accepted) = (mapping.counts().rejects.count(), mapping.counts().accepted);
        let mut made = Vec::new();
        mapping.map(0, &row, |table, record, _, _| {
            made.push((table, record.clone()))
        });
        let keeps = made.iter().all(|(table, record)| {
            !published(*table) || apart[*table].keeps(mapping.layout(*table), record)
        });
        let Some(proposal) = proposals.next() else {
            break;
        };
        if keeps && mapping.counts().rejects.count() == rejected {
            fitting.push((proposal, mapping.counts().accepted > accepted));
        }
    }
    Ok(fitting)
}

/// As many rows as wanted; a few that would be accepted get a cell that no rule fits.
fn with_dirt(
    definition: &Definition,
    mut rows: Vec<(Row, bool)>,
    options: &SampleOptions,
) -> Vec<Row> {
    rows.truncate(options.rows);
    if let Some(column) = dirty_column(definition) {
        // A table of one figure keeps it, and has the dirt in another row of the same labels.
        let mut accepted = rows.iter().filter(|(_, accepted)| *accepted);
        if let (Some(only), None) = (accepted.next(), accepted.next()) {
            let only = only.clone();
            rows.push(only);
        }
        let accepted = rows.iter_mut().filter(|(_, accepted)| *accepted);
        for (row, _) in accepted.step_by(ROWS_PER_REJECT) {
            row[column] = DIRT.to_owned();
        }
    }
    rows.into_iter().map(|(row, _)| row).collect()
}

/// A column in which [`DIRT`] is rejected: the amount or weight of a table, or a code that must be
/// known.
fn dirty_column(definition: &Definition) -> Option<usize> {
    let position = |name: &String| definition.columns.get_index_of(name);
    let numbers = definition
        .table
        .iter()
        .flat_map(|table| table.amount.iter().chain(&table.weight));
    let codes = definition
        .dimension
        .values()
        .filter(|section| section.unmapped.is_none() && section.verbatim != Some(true))
        .filter_map(|section| section.column.as_ref());
    numbers.chain(codes).find_map(position)
}

/// A cell that is no number and no code.
const DIRT: &str = "¿?#";

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "small positive numbers"
)]
fn cell(candidates: &Candidates, at: usize, rows: usize, random: &mut ChaCha8Rng) -> String {
    let even: f64 = random.random();
    match candidates {
        Candidates::Texts(texts) => {
            let place = (even * even * texts.len() as f64) as usize;
            texts.get(place).cloned().unwrap_or_default()
        }
        Candidates::Numbers(from, to, whole) => {
            let number = from + (to - from) * even * even;
            if *whole {
                format!("{number:.0}")
            } else {
                format!("{number:.2}")
            }
        }
        Candidates::Holder { case: true } => format!("SINTETICO-{:06}", at - at % 9 % 2),
        Candidates::Holder { case: false } => {
            let pool = (rows as f64 / 6.0).max(3.0);
            format!(
                "EMPRESA SINTETICA {}",
                (even * even * even * pool) as usize + 1
            )
        }
    }
}

/// The header under which a column is written.
fn header<'a>(name: &'a str, column: &'a Column) -> &'a str {
    column.names.first().map_or(name, String::as_str)
}
