//! Published tables of rows and columns, with groups, headers of several rows and notes, as rows of one figure each.
//! It stands between a workbook (or a delimited text, which is a workbook of one sheet) and whoever reads its rows, and gives
//! them, instead of the sheet's rows, a header and one row per figure. What follows need not know of it.
//!
//! The columns of these rows are the levels of the labels by their names; `label`, the label of the row itself;
//! `column_1`, `column_2`, …, the rows of the header over the figure, and `column`, all of them joined; `value`; and
//! `status`, which says `suppressed` where the office suppressed the figure; `title`, what stands above the table; and what
//! the definition names as standing beside the figures.

mod beside;
mod header;
mod label;
mod path;
mod spec;
mod title;

use calamine::Sheet;

use super::error::ReadFault;
use super::names::folded;
use super::raw::{RawCell, RawCells, RawRow, first_filled};
use super::workbook::{Stop, Workbook};
use header::Header;
use label::begins;
use path::{Labels, Levels, Path};
pub use spec::{Level, Parents, Wide};
use title::Title;

/// What `status` says of a suppressed figure.
pub const SUPPRESSED: &str = "suppressed";

/// A workbook whose sheets are wide tables.
pub(super) struct WideWorkbook<W> {
    inner: W,
    wide: Wide,
    footer: Vec<String>,
}

impl<W> WideWorkbook<W> {
    pub(super) fn new(inner: W, wide: Wide, footer: Vec<String>) -> Self {
        Self {
            inner,
            wide,
            footer,
        }
    }
}

impl<W: Workbook> Workbook for WideWorkbook<W> {
    fn sheets(&self) -> Vec<Sheet> {
        self.inner.sheets()
    }

    fn rows(
        &mut self,
        sheet: &str,
        take: &mut dyn FnMut(RawRow) -> Result<(), Stop>,
    ) -> Result<(), Stop> {
        let mut melting = Melting::new(&self.wide, &self.footer, take);
        self.inner.rows(sheet, &mut |row| melting.take(&row))?;
        melting.finish()
    }
}

/// A sheet on its way from rows to figures.
struct Melting<'a> {
    wide: &'a Wide,
    footer: &'a [String],
    give: &'a mut dyn FnMut(RawRow) -> Result<(), Stop>,
    levels: Levels,
    title: Title,
    header: Option<Header>,
    /// What the first cell of the first header says: one that comes again says the same.
    headed: String,
    state: State,
    path: Path,
    begun: String,
    /// Rows whose outer labels stand below them.
    waiting: Vec<Waiting>,
}

/// The figures of a row, with the labels that are known so far.
struct Waiting {
    path: Path,
    label: String,
    /// The outermost level that the row itself tells.
    outermost: usize,
    row: RawRow,
}

/// What the rows of a sheet are at a place.
#[derive(Clone, Copy, PartialEq)]
enum State {
    Title,
    Header,
    Data,
    Ended,
}

impl<'a> Melting<'a> {
    fn new(
        wide: &'a Wide,
        footer: &'a [String],
        give: &'a mut dyn FnMut(RawRow) -> Result<(), Stop>,
    ) -> Self {
        let levels = Levels::new(wide);
        Self {
            path: vec![String::new(); levels.len()],
            wide,
            footer,
            give,
            levels,
            title: Title::default(),
            header: None,
            headed: String::new(),
            state: State::Title,
            begun: String::new(),
            waiting: Vec::new(),
        }
    }

    fn take(&mut self, row: &RawRow) -> Result<(), Stop> {
        if self.header.is_none() && row.number > MOST_ROWS_ABOVE {
            return Err(self.no_header());
        }
        let Some(first) = first_filled(row) else {
            self.begun.clear();
            return Ok(());
        };
        if let RawCell::Text(text) = row.cell(first) {
            if self.is_header(text, first) {
                self.headed = folded(text);
                return self.begin(row);
            }
            if self.header.is_none() {
                self.title.take(text, row, self.wide);
            }
            if self.header.is_some() && first < self.wide.labels && begins(text, self.footer) {
                self.state = State::Ended;
            }
        }
        match (self.state, &mut self.header) {
            (State::Ended, _) => Ok(()),
            (State::Header, Some(header)) if row.number < header.first + self.wide.header_rows => {
                header.add(row, self.wide.labels, &self.wide.footnotes);
                Ok(())
            }
            (State::Header, Some(header)) => {
                header.close(self.wide.labels);
                self.state = State::Data;
                self.data(row)
            }
            _ => self.data(row),
        }
    }

    /// Whether a row whose first cell is `text` in the column at `first` begins a header.
    fn is_header(&self, text: &str, first: usize) -> bool {
        let wanted = self.wide.header_column;
        let here = wanted.is_none_or(|column| column == first + 1);
        let again = self.header.is_none() || folded(text) == self.headed;
        here && again && self.title.is_told(self.wide) && begins(text, &self.wide.header)
    }

    /// A header begins, the first or that of the next block.
    fn begin(&mut self, row: &RawRow) -> Result<(), Stop> {
        self.give_waiting()?;
        self.begun.clear();
        let first = self.header.is_none();
        let mut header = Header::begin(row.number);
        header.add(row, self.wide.labels, &self.wide.footnotes);
        self.header = Some(header);
        self.state = State::Header;
        if !first {
            return Ok(());
        }
        let mut names = RawRow::new(row.number);
        for (index, name) in columns(self.wide).enumerate() {
            names.put(index, RawCell::Text(&name));
        }
        (self.give)(names)
    }

    /// A row after a header, or a title above the first.
    fn data(&mut self, row: &RawRow) -> Result<(), Stop> {
        let labels = self.wide.labels;
        let figures = (labels..row.width()).any(|index| !row.cell(index).is_blank());
        let Labels::Of(found) = self.levels.of(row, !figures, &mut self.begun) else {
            return Ok(());
        };
        let label = found.last().map_or(String::new(), |last| last.text.clone());
        let outermost = found.first().map_or(0, |first| first.level);
        // Above a table stand titles, of which only some hold for it; labels below their parts never do.
        let above = self.state != State::Data;
        let holds = !figures && self.wide.parents == Parents::Before;
        for one in found
            .into_iter()
            .filter(|one| !above || (holds && one.titled))
        {
            self.path[one.level] = one.text;
            if self.wide.parents == Parents::Before {
                self.path[one.level + 1..].fill(String::new());
            }
        }
        match self.wide.parents {
            _ if above => Ok(()),
            Parents::Before if figures => {
                let path = self.path.clone();
                self.give_figures(&path, &label, row)
            }
            Parents::Before => Ok(()),
            Parents::After => self.wait(outermost, label, row),
        }
    }

    /// Keeps the row until the labels come that stand below it, and tells those to the rows before.
    fn wait(&mut self, outermost: usize, label: String, row: &RawRow) -> Result<(), Stop> {
        let own = std::mem::replace(&mut self.path, vec![String::new(); self.levels.len()]);
        for waiting in &mut self.waiting {
            for (theirs, ours) in waiting.path[..waiting.outermost].iter_mut().zip(&own) {
                if theirs.is_empty() {
                    theirs.clone_from(ours);
                }
            }
        }
        self.waiting.push(Waiting {
            path: own,
            label,
            outermost,
            row: row.clone(),
        });
        if outermost == 0 {
            self.give_waiting()?;
        }
        Ok(())
    }

    fn give_waiting(&mut self) -> Result<(), Stop> {
        for waiting in std::mem::take(&mut self.waiting) {
            self.give_figures(&waiting.path, &waiting.label, &waiting.row)?;
        }
        Ok(())
    }

    /// One row per figure of `row`.
    fn give_figures(&mut self, path: &Path, label: &str, row: &RawRow) -> Result<(), Stop> {
        let Some(header) = &self.header else {
            return Ok(());
        };
        let labels = self.wide.labels;
        let of_label = (0..labels).rfind(|index| !row.cell(*index).is_blank());
        for index in labels..row.width() {
            let over = header.path(index);
            let blank = row.cell(index).is_blank() || over.is_empty();
            if blank || beside::is_one(self.wide, header, index) {
                continue;
            }
            let (value, status) = figure(self.wide, row.cell(index));
            let mut figure = RawRow::new(row.number);
            for text in path.iter().map(String::as_str).chain([label]) {
                figure.put_from(of_label.unwrap_or(0), RawCell::Text(text));
            }
            let levels = self.wide.header_rows.min(MOST_HEADER_ROWS) as usize;
            for text in header.over(index).chain(std::iter::repeat("")).take(levels) {
                figure.put_from(index, RawCell::Text(text));
            }
            figure.put_from(index, RawCell::Text(&over));
            figure.put_from(index, value);
            figure.put_from(index, RawCell::Text(status));
            figure.put_from(0, RawCell::Text(self.title.text()));
            for cell in beside::of(self.wide, header, row, index) {
                figure.put_from(index, cell);
            }
            (self.give)(figure)?;
        }
        Ok(())
    }

    /// The sheet has ended.
    fn finish(mut self) -> Result<(), Stop> {
        if self.header.is_none() {
            return Err(self.no_header());
        }
        self.give_waiting()
    }

    fn no_header(&self) -> Stop {
        Stop::Fault(ReadFault::NoWideHeader {
            starts: self.title.awaited(self.wide).to_vec(),
        })
    }
}

/// The names of the columns that figures are given in.
pub(crate) fn columns(wide: &Wide) -> impl Iterator<Item = String> {
    let levels = wide.levels.iter().map(|level| level.name.clone());
    let header = (1..=wide.header_rows.min(MOST_HEADER_ROWS)).map(|row| format!("column_{row}"));
    let last = ["column", "value", "status", "title"].map(str::to_owned);
    let beside = wide.beside.iter().map(|beside| beside.name.clone());
    let known = levels.chain(["label".to_owned()]).chain(header).chain(last);
    known.chain(beside)
}

/// The figure of a cell and what is to say about it.
fn figure<'c>(wide: &Wide, cell: RawCell<'c>) -> (RawCell<'c>, &'static str) {
    let RawCell::Text(text) = cell else {
        return (cell, "");
    };
    let is = |marks: &[String]| marks.iter().any(|mark| mark == text.trim());
    if is(&wide.suppressed) {
        (RawCell::Empty, SUPPRESSED)
    } else if is(&wide.zero) {
        (RawCell::Number(0.0), "")
    } else {
        (cell, "")
    }
}

/// More rows than stand above any table: a long file of another kind need not be read to its end.
const MOST_ROWS_ABOVE: u64 = 500;
/// More rows than any header has.
pub(crate) const MOST_HEADER_ROWS: u64 = 20;
