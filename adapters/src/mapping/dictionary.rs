//! Each distinct text of a column is understood once: a row's cell becomes a small number, and
//! what conditions and dimensions decided about that number is remembered.

use super::known::Known;
use crate::{
    definition::{
        column::{Column, ColumnKind, Shape},
        text::fold,
    },
    reader::{CellFault, SourceRow},
};

/// Which distinct value of a column.
pub(super) type ValueId = usize;

pub(super) const MISSING: ValueId = 0;
/// A value met after the dictionary was full: decided anew each time.
pub(super) const FRESH: ValueId = 1;
/// Most distinct values that are remembered; a column of codes has far fewer.
const MOST: usize = 1 << 16;

/// The distinct values of one declared column.
pub(super) struct Dictionary {
    position: usize,
    shape: Shape,
    label: bool,
    divisor: f64,
    known: Known,
    values: Vec<Value>,
}

/// One distinct value, as conditions and dimensions compare it.
#[derive(Default)]
pub(super) struct Value {
    /// The text after the column's shape.
    pub(super) text: String,
    /// The text as people read it.
    pub(super) folded: String,
    /// The number that the cell holds, if it holds one.
    pub(super) number: Option<f64>,
    /// Whether the cell says nothing.
    pub(super) missing: bool,
    /// Why the cell cannot be read at all.
    pub(super) fault: Option<CellFault>,
}

impl Dictionary {
    pub(super) fn new(position: usize, column: &Column) -> Self {
        let missing = Value {
            missing: true,
            ..Value::default()
        };
        Self {
            position,
            shape: column.shape.clone(),
            label: column.kind == ColumnKind::Label,
            divisor: divisor(column),
            known: Known::default(),
            values: vec![missing, Value::default()],
        }
    }

    /// Whether texts are compared as people read them.
    pub(super) fn is_label(&self) -> bool {
        self.label
    }

    /// The declared column.
    pub(super) fn position(&self) -> usize {
        self.position
    }

    /// The different texts, as the file writes them.
    pub(super) fn texts(&self) -> impl Iterator<Item = &str> {
        self.known.texts()
    }

    pub(super) fn value(&self, id: ValueId) -> &Value {
        &self.values[id]
    }

    /// Which value the row holds in this column.
    pub(super) fn look_up(&mut self, row: &SourceRow) -> ValueId {
        if row.is_missing(self.position) {
            return MISSING;
        }
        let text = row.text(self.position);
        if let Some(id) = self.known.get(text) {
            return id;
        }
        let value = self.understand(row, text);
        // A workbook's error value has no text of its own.
        if self.values.len() >= MOST || value.fault.is_some() {
            self.values[FRESH] = value;
            return FRESH;
        }
        self.values.push(value);
        self.known.insert(text, self.values.len() - 1);
        self.values.len() - 1
    }

    fn understand(&self, row: &SourceRow, text: &str) -> Value {
        let number = row.number(self.position);
        let fault = match number {
            Err(fault @ CellFault::WorkbookError) => Some(fault),
            _ => None,
        };
        let shaped = reshape(&self.shape, text);
        Value {
            folded: fold(&shaped),
            text: shaped,
            number: number.ok().flatten().map(|number| number / self.divisor),
            missing: false,
            fault,
        }
    }
}

/// What a number of the column is divided by for its implied decimals.
pub(super) fn divisor(column: &Column) -> f64 {
    10_f64.powi(i32::try_from(column.decimals).unwrap_or(0))
}

/// `text` as conditions on `column` compare it, where it is no label.
pub(crate) fn reshaped(column: &Column, text: &str) -> String {
    reshape(&column.shape, text)
}

/// `text` after `shape`.
pub(super) fn reshape(shape: &Shape, text: &str) -> String {
    let mut text = text.trim().to_owned();
    if shape.is_identity() {
        return text;
    }
    if let Some((before, _)) = shape
        .before
        .as_deref()
        .and_then(|mark| text.split_once(mark))
    {
        text = before.trim().to_owned();
    }
    if let Some((_, after)) = shape
        .after
        .as_deref()
        .and_then(|mark| text.split_once(mark))
    {
        text = after.trim().to_owned();
    }
    for removed in &shape.remove {
        text = text.replace(removed.as_str(), "");
    }
    if shape.digits {
        text.retain(|c| c.is_ascii_digit());
    }
    let length = text.chars().count();
    if length > 0 && length < shape.pad {
        text.insert_str(0, &"0".repeat(shape.pad - length));
    }
    if shape.skip > 0 {
        text = text.chars().skip(shape.skip).collect();
    }
    if shape.take > 0 {
        text = text.chars().take(shape.take).collect();
    }
    if let Some(pattern) = &shape.pattern {
        text = laid_out(pattern, &text);
    }
    if shape.upper {
        text = text.to_uppercase();
    }
    format!("{}{text}{}", shape.prefix, shape.suffix)
}

fn laid_out(pattern: &str, text: &str) -> String {
    let places = pattern.chars().filter(|c| *c == '#').count();
    if text.chars().count() < places {
        return text.to_owned();
    }
    let mut characters = text.chars();
    pattern
        .chars()
        .filter_map(|c| if c == '#' { characters.next() } else { Some(c) })
        .collect()
}

/// What was decided about each value of a column.
pub(super) struct Memo<T>(Vec<Option<T>>);

impl<T: Copy> Memo<T> {
    pub(super) fn new() -> Self {
        Self(Vec::new())
    }

    /// The decision about `id`, taken by `decide` the first time.
    #[inline]
    pub(super) fn get(&mut self, id: ValueId, decide: impl FnOnce() -> T) -> T {
        if let Some(Some(known)) = self.0.get(id) {
            return *known;
        }
        let decided = decide();
        if id != FRESH {
            if self.0.len() <= id {
                self.0.resize(id + 1, None);
            }
            self.0[id] = Some(decided);
        }
        decided
    }
}

#[cfg(test)]
mod tests {
    use super::{Shape, reshape};

    fn shape(toml: &str) -> Shape {
        match toml::from_str(toml) {
            Ok(shape) => shape,
            Err(error) => panic!("{error}"),
        }
    }

    #[test]
    fn codes_get_back_what_they_lost() {
        let soc = shape("digits = true\ntake = 6\npattern = \"##-####\"");
        for text in ["45-2092", "452092", "45-2092.02", " 45-2092.00 "] {
            assert_eq!(reshape(&soc, text), "45-2092");
        }
        assert_eq!(
            reshape(&shape("before = \"-\"\npad = 4"), "124-Title"),
            "0124"
        );
        assert_eq!(
            reshape(&shape("upper = true\nprefix = \"US-\""), "ca"),
            "US-CA"
        );
        assert_eq!(reshape(&shape("skip = 1\ntake = 2"), "abcd"), "bc");
        assert_eq!(reshape(&shape("pad = 4"), ""), "");
    }
}
