//! Columns of a printed table that say something of the figures beside them, such as a coefficient of variation: their
//! cells go with those figures, and are no figures of their own.

use super::super::raw::{RawCell, RawCells, RawRow};
use super::header::Header;
use super::label::begins;
use super::spec::{Beside, Wide};

/// Whether the column at `index` is beside figures.
pub(super) fn is_one(wide: &Wide, header: &Header, index: usize) -> bool {
    wide.beside
        .iter()
        .any(|beside| row_of(beside, header, index).is_some())
}

/// What the row says beside the figure at `index`, in the order of the definition.
pub(super) fn of<'r>(
    wide: &'r Wide,
    header: &'r Header,
    row: &'r RawRow,
    index: usize,
) -> impl Iterator<Item = RawCell<'r>> {
    wide.beside.iter().map(move |beside| {
        let mut columns = wide.labels..row.width();
        let column = columns.find(|other| goes_with(beside, header, *other, index));
        column.map_or(RawCell::Empty, |column| row.cell(column))
    })
}

/// Whether the column at `other` says something of the figure at `index`: but for the row of the header that names what
/// it says, the two have the same header.
fn goes_with(beside: &Beside, header: &Header, other: usize, index: usize) -> bool {
    let Some(named) = row_of(beside, header, other) else {
        return false;
    };
    let pairs = header.over(other).zip(header.over(index)).enumerate();
    let mut rest = pairs.filter(|(row, _)| *row != named);
    rest.all(|(_, (theirs, ours))| theirs == ours)
}

/// The row of the header that names what stands beside figures.
fn row_of(beside: &Beside, header: &Header, index: usize) -> Option<usize> {
    header
        .over(index)
        .position(|text| begins(text, &beside.header))
}
