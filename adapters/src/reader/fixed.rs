//! Text of fixed width, as census and survey offices leave it: no header, each column at its positions, which the
//! adapter takes from the code book. Positions count characters, whatever bytes the encoding gives to one.

use std::fs::File;
use std::sync::Arc;

use super::assemble::{Assembler, Taken};
use super::encoding::Decoding;
use super::error::{ReadError, ReadFault};
use super::layout::{FoundColumn, Layout};
use super::lines::Lines;
use super::meter::Meter;
use super::place::Place;
use super::raw::{RawCell, RawCells};
use super::row::SourceRow;
use super::spec::{Format, Position, SourceSpec};
use super::{Recognised, RowReader};

/// Reads one text of fixed width.
pub(super) struct FixedReader {
    lines: Lines,
    /// Of the declared columns, in the order of the line.
    positions: Vec<Position>,
    assembler: Assembler,
    meter: Meter,
    ended: bool,
}

pub(super) fn open(
    mut file: File,
    place: &Place,
    spec: &SourceSpec,
) -> Result<FixedReader, ReadError> {
    let fail = |fault| ReadError::new(place, fault);
    let decoding = Decoding::decide(&mut file, &spec.source.encoding).map_err(fail)?;
    let positions = positions(spec).map_err(fail)?;
    let layout = layout(spec, &positions, place);
    let meter = Meter::default();
    Ok(FixedReader {
        lines: Lines::new(file, decoding, place, &meter)?,
        positions,
        assembler: Assembler::new(spec, Arc::new(layout), true),
        meter,
        ended: false,
    })
}

impl RowReader for FixedReader {
    fn next(&mut self, row: &mut SourceRow) -> Result<bool, ReadError> {
        while !self.ended && self.lines.advance()? {
            let cells = FixedCells::new(self.lines.text()?, &self.positions);
            if self.assembler.take(&cells, self.lines.line, row) == Taken::Row {
                return Ok(true);
            }
        }
        self.ended = true;
        self.assembler.finish()
    }

    fn assembler(&self) -> &Assembler {
        &self.assembler
    }

    fn bytes_read(&self) -> u64 {
        self.meter.bytes()
    }

    fn recognised(&self) -> Recognised {
        Recognised {
            encoding: Some(self.lines.decoding.encoding.name()),
            encoding_guessed: self.lines.decoding.guessed,
            ..Recognised::of(Format::Fixed)
        }
    }
}

/// A line cut at the positions of the declared columns.
struct FixedCells<'a> {
    line: &'a str,
    positions: &'a [Position],
    is_ascii: bool,
    /// How many columns begin within the line.
    width: usize,
}

impl<'a> FixedCells<'a> {
    fn new(line: &'a str, positions: &'a [Position]) -> Self {
        let is_ascii = line.is_ascii();
        let length = if is_ascii {
            line.len()
        } else {
            line.chars().count()
        };
        let begins = |position: &&Position| position.range().start < length;
        Self {
            line,
            positions,
            is_ascii,
            width: positions.iter().take_while(begins).count(),
        }
    }
}

impl RawCells for FixedCells<'_> {
    fn width(&self) -> usize {
        self.width
    }

    fn cell(&self, index: usize) -> RawCell<'_> {
        let Some(position) = self.positions.get(index) else {
            return RawCell::Empty;
        };
        let range = position.range();
        let text = if self.is_ascii {
            let end = range.end.min(self.line.len());
            self.line.get(range.start..end)
        } else {
            let mut ends = self.line.char_indices().map(|(at, _)| at);
            ends.nth(range.start).map(|start| {
                let rest = &self.line[start..];
                let after = rest.char_indices().nth(range.len());
                after.map_or(rest, |(end, _)| &rest[..end])
            })
        };
        match text {
            None | Some("") => RawCell::Empty,
            Some(text) => RawCell::Text(text),
        }
    }
}

/// The positions of the declared columns, in the order of the line.
fn positions(spec: &SourceSpec) -> Result<Vec<Position>, ReadFault> {
    let mut positions = Vec::new();
    for (id, column) in &spec.columns {
        match column.position {
            Some(position) => positions.push(position),
            None if column.required => {
                return Err(ReadFault::NoPosition { column: id.clone() });
            }
            None => {}
        }
    }
    positions.sort_unstable_by_key(|position| position.range().start);
    positions.dedup();
    Ok(positions)
}

fn layout(spec: &SourceSpec, positions: &[Position], place: &Place) -> Layout {
    let columns = spec.columns.iter().map(|(id, column)| FoundColumn {
        index: positions
            .iter()
            .position(|position| Some(*position) == column.position),
        header: column.position.map(|position| position.to_string()),
        ..FoundColumn::new(spec, id, column)
    });
    Layout {
        place: place.clone(),
        header_row: 0,
        columns: columns.collect(),
        first: 0,
        width: positions.len(),
        unread: Vec::new(),
        lettered: false,
    }
}
