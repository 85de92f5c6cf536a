//! The table `[source.wide]` of an adapter: how a published table of rows and columns becomes rows of one figure
//! each. It tells where the header is, which columns hold labels, and which label stands under which.

use serde::Deserialize;

/// The table `[source.wide]`.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wide {
    /// How the first row of a header begins: the first filled cell of the row, whatever its case, accents and
    /// blanks. A header may come again, for the next block of the sheet.
    pub header: Vec<String>,
    /// How the title above the table begins. The title goes on to the header, and a header without it before is none:
    /// tables of one series have like headers.
    #[serde(default)]
    pub title: Vec<String>,
    /// In which column, from 1, that cell stands: where the labels of the rows are those of the columns, and the
    /// corner over them is empty. Without it, in any.
    #[serde(default)]
    pub header_column: Option<usize>,
    /// How many rows the header has, counted as in the sheet.
    #[serde(default = "one")]
    pub header_rows: u64,
    /// How many columns on the left hold labels.
    #[serde(default = "one_column")]
    pub labels: usize,
    /// Whether the label of a group stands above or below what belongs to it.
    #[serde(default)]
    pub parents: Parents,
    /// Whether a label may run over several lines, of which only the last has figures.
    #[serde(default)]
    pub label_lines: bool,
    /// Marks at the end of labels and headers that point to a note, such as `(R)`. Numbers in parentheses, raised
    /// figures and asterisks always do.
    #[serde(default)]
    pub footnotes: Vec<String>,
    /// Cells whose figure the office suppressed.
    #[serde(default)]
    pub suppressed: Vec<String>,
    /// Cells that say in signs that there is none: zero.
    #[serde(default)]
    pub zero: Vec<String>,
    /// Columns that say something of the figures beside them.
    #[serde(default)]
    pub beside: Vec<Beside>,
    /// The levels of the labels, from the outermost to the innermost.
    #[serde(rename = "level")]
    pub levels: Vec<Level>,
}

/// A table `[[source.wide.beside]]`: columns whose cells go with the figures that have the same header but for the row
/// that names it, and are no figures of their own.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Beside {
    /// The name of the column that the cells become.
    pub name: String,
    /// How the text in the header begins that names it.
    pub header: Vec<String>,
}

/// Where the label of a group stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Parents {
    /// Above what belongs to it.
    #[default]
    Before,
    /// Below it, as a sum stands below its parts.
    After,
}

/// A table `[[source.wide.level]]`: labels of one kind. A label is of the innermost level whose conditions it meets;
/// of those without a condition, the innermost is for the labels that meet none.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Level {
    /// The name of the column that the labels become.
    pub name: String,
    /// The labels of this level, whatever their case, accents and punctuation.
    pub labels: Vec<String>,
    /// How they begin.
    pub starts_with: Vec<String>,
    /// How they end.
    pub ends_with: Vec<String>,
    /// The column that they stand in, counted from 1.
    pub column: Option<usize>,
    /// Least and greatest number of blanks before them.
    pub indent: Option<[usize; 2]>,
    /// Whether nothing else stands in the row.
    pub alone: bool,
}

impl Level {
    /// Whether it knows its labels by what they say, or by standing alone.
    pub(super) fn is_told(&self) -> bool {
        let says = [&self.labels, &self.starts_with, &self.ends_with];
        self.alone || says.iter().any(|texts| !texts.is_empty())
    }

    /// Whether it takes any label.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.labels.is_empty()
            && self.starts_with.is_empty()
            && self.ends_with.is_empty()
            && self.column.is_none()
            && self.indent.is_none()
            && !self.alone
    }
}

fn one() -> u64 {
    1
}

fn one_column() -> usize {
    1
}
