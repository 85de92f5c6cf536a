//! One dimension of a definition, tried on texts that come from no row of a run: how much of what a
//! column holds a definition would know.

use schemas::{
    dataflow::Dataflow,
    record::{CodeIndex, RecordLayout},
};

use super::{
    dictionary::{Value, divisor, reshape},
    lookup::{Codes, Lookup},
};
use crate::definition::{column::Column, dimension::Dimension, text::fold};

/// How one column becomes the codes of one dimension.
pub(crate) struct Trial {
    lookup: Lookup,
    layout: RecordLayout,
    position: usize,
    column: Column,
    missing: Vec<String>,
}

impl Trial {
    /// The dimension `id` of `dataflow` as `section` gives it from `column`; `None` where the
    /// dataflow has no such dimension. `missing`: cells that say nothing in any column.
    pub(crate) fn new(
        area: &str,
        missing: &[String],
        column: &Column,
        (dataflow, id): (&'static Dataflow, &str),
        section: &Dimension,
    ) -> Option<Self> {
        let layout = RecordLayout::for_area(dataflow, area);
        let position = layout.position(id)?;
        let list = dataflow.dimension(id)?.codelist.as_ref()?;
        let codes = Codes::new(&layout, position, list.as_str(), section.level)?;
        let missing = missing.iter().chain(&column.missing).cloned();
        Some(Self {
            lookup: Lookup::new(codes, section, area),
            position,
            missing: missing
                .filter(|marker| !column.keep.contains(marker))
                .collect(),
            column: column.clone(),
            layout,
        })
    }

    /// The code that `text` becomes: `Some(None)` when it is rejected on purpose or says nothing,
    /// `None` when nothing knows it.
    pub(crate) fn code(&self, text: &str) -> Option<Option<&'static str>> {
        let value = self.value(text);
        let known = self.lookup.known(&value)?;
        Some(known.ok().map(|told| self.text(told.code)))
    }

    fn text(&self, code: CodeIndex) -> &'static str {
        self.layout.code_text(self.position, code)
    }

    /// `text` as a run would understand it.
    fn value(&self, text: &str) -> Value {
        let text = text.trim();
        if text.is_empty() || self.missing.iter().any(|marker| marker == text) {
            return Value {
                missing: true,
                ..Value::default()
            };
        }
        let shaped = reshape(&self.column.shape, text);
        let number: Option<f64> = text.parse().ok();
        Value {
            folded: fold(&shaped),
            text: shaped,
            number: number.map(|number| number / divisor(&self.column)),
            missing: false,
            fault: None,
        }
    }
}
