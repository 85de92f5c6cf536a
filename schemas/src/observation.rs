//! Observations in columns: each text column holds its distinct values once and a number per
//! row, so that a million observations fit in tens of megabytes and each distinct value is
//! checked once.

use indexmap::IndexSet;

/// Row position, counted from zero.
pub type Row = usize;

/// No value in this row of a text column (the key is absent from the observation).
const ABSENT: u32 = u32::MAX;

/// A text column: distinct values and, per row, which of them.
#[derive(Debug, Clone, Default)]
pub struct Column {
    distinct: IndexSet<String>,
    rows: Vec<u32>,
}

impl Column {
    /// The distinct values, in order of first appearance.
    #[must_use]
    pub fn distinct(&self) -> &IndexSet<String> {
        &self.distinct
    }

    /// The value in `row`, `None` when the observation does not carry this column.
    #[must_use]
    pub fn get(&self, row: Row) -> Option<&str> {
        self.id(row)
            .and_then(|id| self.distinct.get_index(id))
            .map(String::as_str)
    }

    /// Which distinct value stands in `row`.
    #[must_use]
    pub fn id(&self, row: Row) -> Option<usize> {
        self.rows
            .get(row)
            .filter(|id| **id != ABSENT)
            .map(|id| *id as usize)
    }

    /// The first row in which the distinct value `id` stands.
    #[must_use]
    pub fn first_row(&self, id: usize) -> Option<Row> {
        self.rows.iter().position(|row| *row as usize == id)
    }

    fn push(&mut self, value: &str) {
        let id = match self.distinct.get_index_of(value) {
            Some(id) => id,
            None => self.distinct.insert_full(value.to_owned()).0,
        };
        self.rows.push(u32::try_from(id).unwrap_or(ABSENT - 1));
    }

    fn pad_to(&mut self, rows: usize) {
        self.rows.resize(rows, ABSENT);
    }
}

/// `OBS_VALUE` of one observation: a number, or `null` with a status that says why.
pub type Value = Option<f64>;

/// All observations of a submission. Every column but `OBS_VALUE` is text.
#[derive(Debug, Clone, Default)]
pub struct Observations {
    names: IndexSet<String>,
    columns: Vec<Column>,
    values: Vec<Value>,
    has_value: Vec<bool>,
}

impl Observations {
    /// Number of observations.
    #[must_use]
    pub fn len(&self) -> usize {
        self.values.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// The columns with their names, in order of first appearance, without `OBS_VALUE`.
    pub fn columns(&self) -> impl Iterator<Item = (&str, &Column)> {
        self.names.iter().map(String::as_str).zip(&self.columns)
    }

    /// The column `name`.
    #[must_use]
    pub fn column(&self, name: &str) -> Option<&Column> {
        self.names.get_index_of(name).map(|at| &self.columns[at])
    }

    /// The text in `row` of column `name`.
    #[must_use]
    pub fn get(&self, row: Row, name: &str) -> Option<&str> {
        self.column(name)?.get(row)
    }

    /// `OBS_VALUE` in `row`; `None` when it is `null` or absent.
    #[must_use]
    pub fn value(&self, row: Row) -> Value {
        self.values.get(row).copied().flatten()
    }

    /// Whether the observation in `row` carries the key `OBS_VALUE` at all.
    #[must_use]
    pub fn has_value(&self, row: Row) -> bool {
        self.has_value.get(row).copied().unwrap_or(false)
    }

    /// Adds one observation: its text columns and `OBS_VALUE` (outer `None`: key absent).
    pub fn push<'a>(
        &mut self,
        cells: impl IntoIterator<Item = (&'a str, &'a str)>,
        value: Option<Value>,
    ) {
        let row = self.values.len();
        for (name, text) in cells {
            let at = match self.names.get_index_of(name) {
                Some(at) => at,
                None => {
                    self.columns.push(Column::default());
                    self.names.insert_full(name.to_owned()).0
                }
            };
            let column = &mut self.columns[at];
            column.pad_to(row);
            column.push(text);
        }
        self.values.push(value.flatten());
        self.has_value.push(value.is_some());
        for column in &mut self.columns {
            column.pad_to(row + 1);
        }
    }

    /// Adds all observations of `other`.
    pub fn append(&mut self, other: &Self) {
        for row in 0..other.len() {
            let cells = other
                .columns()
                .filter_map(|(name, column)| Some((name, column.get(row)?)));
            let value = other.has_value(row).then(|| other.value(row));
            self.push(cells, value);
        }
    }

    /// One observation as JSON, keys in column order, `OBS_VALUE` last.
    #[must_use]
    pub fn to_json(&self, row: Row) -> serde_json::Map<String, serde_json::Value> {
        let mut object = serde_json::Map::new();
        for (name, column) in self.columns() {
            if let Some(text) = column.get(row) {
                object.insert(name.to_owned(), text.into());
            }
        }
        if self.has_value(row) {
            object.insert("OBS_VALUE".to_owned(), number(self.value(row)));
        }
        object
    }
}

/// A value as a JSON number: whole numbers without a decimal point, `null` for none.
#[must_use]
pub fn number(value: Value) -> serde_json::Value {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    match value {
        None => serde_json::Value::Null,
        #[expect(clippy::cast_possible_truncation, reason = "whole and below 2^53")]
        Some(number) if number.fract() == 0.0 && number.abs() < EXACT => (number as i64).into(),
        Some(number) => number.into(),
    }
}
