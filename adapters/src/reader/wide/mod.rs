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
use super::number::looks_like_number;
use super::raw::{RawCell, RawCells, RawRow, first_filled};
use super::row::RowFault;
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
    /// Rows above the first header: only below it shows at which column the table begins.
    above: Vec<RawRow>,
    /// The rows of the header, until then.
    heading: Vec<RawRow>,
    /// How many columns stand before the table.
    shift: usize,
    /// Whether something has stood in them since the header.
    strays: bool,
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
            above: Vec::new(),
            heading: Vec::new(),
            shift: 0,
            strays: false,
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
                return self.begin(row, first);
            }
            if self.header.is_none() {
                self.title.take(text, row, self.wide);
            }
        }
        if self.header.is_none() {
            if row.text_bytes() <= MOST_BYTES_ABOVE {
                self.above.push(row.clone());
            }
            return Ok(());
        }
        if self.ends(row, first) {
            self.settle(self.shift)?;
            self.state = State::Ended;
        } else if self.is_of_header(row) {
            self.heading.push(row.clone());
            return Ok(());
        }
        self.settle(first)?;
        self.strays |= first < self.shift;
        let row = &row.without_first(self.shift);
        match self.state {
            State::Ended if self.is_sum(row) => Ok(()),
            State::Ended => self.below_footer(row),
            _ => self.data(row),
        }
    }

    /// Whether the row is a footer.
    fn ends(&self, row: &RawRow, first: usize) -> bool {
        let RawCell::Text(text) = row.cell(first) else {
            return false;
        };
        first < self.shift + self.wide.labels && begins(text, self.footer)
    }

    /// Whether the row is labelled as the definition says that a row of sums is, and not only begins so.
    fn is_sum(&self, row: &RawRow) -> bool {
        let label = first_filled(row).filter(|first| *first < self.wide.labels);
        let Some(RawCell::Text(text)) = label.map(|first| row.cell(first)) else {
            return false;
        };
        let text = folded(text);
        self.footer.iter().any(|footer| folded(footer) == text)
    }

    /// Whether the row is a further row of the header.
    fn is_of_header(&self, row: &RawRow) -> bool {
        let begun = self.header.as_ref().map_or(0, |header| header.first);
        self.state == State::Header && row.number < begun + self.wide.header_rows
    }

    /// The header is whole, and the first row below it begins at `first`: now it shows where the table begins.
    fn settle(&mut self, first: usize) -> Result<(), Stop> {
        if self.state != State::Header {
            return Ok(());
        }
        self.shift = self.shift.min(first);
        for above in std::mem::take(&mut self.above) {
            let before = first_filled(&above).map_or(0, |first| first.min(self.shift));
            self.data(&above.without_first(before))?;
        }
        self.begun.clear();
        if let Some(header) = &mut self.header {
            let labels = self.wide.labels;
            for row in std::mem::take(&mut self.heading) {
                let row = row.without_first(self.shift);
                header.add(&row, labels, &self.wide.footnotes);
            }
            header.close(labels);
        }
        self.state = State::Data;
        Ok(())
    }

    /// Whether a row whose first cell is `text` in the column at `first` begins a header.
    fn is_header(&self, text: &str, first: usize) -> bool {
        let wanted = self.wide.header_column;
        let here = wanted.is_none_or(|column| column == first + 1);
        let again = self.header.is_none() || folded(text) == self.headed;
        here && again && self.title.is_told(self.wide) && begins(text, &self.wide.header)
    }

    /// A header begins at the column `at`, the first or that of the next block. The table begins there too, unless what
    /// is below begins before it, or the definition tells at which of its columns the header begins.
    fn begin(&mut self, row: &RawRow, at: usize) -> Result<(), Stop> {
        self.give_waiting()?;
        self.shift = self.wide.header_column.map_or(at, |_| 0);
        self.strays = false;
        self.begun.clear();
        let first = self.header.is_none();
        self.header = Some(Header::begin(row.number));
        self.heading = vec![row.clone()];
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
                self.give_figures(&path, &label, row, None)
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
            self.give_figures(&waiting.path, &waiting.label, &waiting.row, None)?;
        }
        Ok(())
    }

    /// The row of a footer or one below it: what looks like a figure there is told, and never taken for one.
    fn below_footer(&mut self, row: &RawRow) -> Result<(), Stop> {
        let nothing = vec![String::new(); self.levels.len()];
        self.give_figures(&nothing, "", row, Some(RowFault::BelowFooter))
    }

    /// One row per figure of `row`; with a fault, of those only that look like one.
    fn give_figures(
        &mut self,
        path: &Path,
        label: &str,
        row: &RawRow,
        fault: Option<RowFault>,
    ) -> Result<(), Stop> {
        let Some(header) = &self.header else {
            return Ok(());
        };
        let fault = fault.or(self.strays.then_some(RowFault::BeforeTable));
        let (labels, shift) = (self.wide.labels, self.shift);
        let of_label = (0..labels).rfind(|index| !row.cell(*index).is_blank());
        for index in labels..row.width() {
            let over = header.path(index);
            let blank = row.cell(index).is_blank() || over.is_empty();
            if blank || beside::is_one(self.wide, header, index) {
                continue;
            }
            if fault == Some(RowFault::BelowFooter)
                && !looks_like_figure(self.wide, row.cell(index))
            {
                continue;
            }
            let (value, status) = figure(self.wide, row.cell(index));
            let mut figure = RawRow::new(row.number);
            figure.fault = fault;
            for text in path.iter().map(String::as_str).chain([label]) {
                figure.put_from(shift + of_label.unwrap_or(0), RawCell::Text(text));
            }
            let levels = self.wide.header_rows.min(MOST_HEADER_ROWS) as usize;
            for text in header.over(index).chain(std::iter::repeat("")).take(levels) {
                figure.put_from(shift + index, RawCell::Text(text));
            }
            figure.put_from(shift + index, RawCell::Text(&over));
            figure.put_from(shift + index, value);
            figure.put_from(shift + index, RawCell::Text(status));
            figure.put_from(shift, RawCell::Text(self.title.text()));
            for cell in beside::of(self.wide, header, row, index) {
                figure.put_from(shift + index, cell);
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

/// Whether a cell holds a number, in whatever signs, or one of the marks that stand for a figure.
fn looks_like_figure(wide: &Wide, cell: RawCell<'_>) -> bool {
    let RawCell::Text(text) = cell else {
        return matches!(cell, RawCell::Number(_));
    };
    let text = text.trim();
    let mut marks = wide.suppressed.iter().chain(&wide.zero);
    marks.any(|mark| mark == text) || looks_like_number(text)
}

/// More rows than stand above any table: a long file of another kind need not be read to its end.
const MOST_ROWS_ABOVE: u64 = 500;
/// A longer row above a table is none of its titles.
const MOST_BYTES_ABOVE: usize = 1 << 16;
/// More rows than any header has.
pub(crate) const MOST_HEADER_ROWS: u64 = 20;
