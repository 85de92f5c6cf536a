//! What the figures of the new definition are: their measure, their power of ten, and their first year.

use schemas::period::ReferencePeriod;

use super::Sibling;
use crate::inspect::{Column, words};

impl Sibling<'_> {
    /// The first year that the file tells, or for which it is.
    pub(super) fn first_year(&self) -> Option<u16> {
        let time = self.definition.time.as_ref();
        let year = time.and_then(|time| time.year.as_ref());
        let found = self.fit.found.iter().find(|one| Some(&one.column) == year);
        let column = found.and_then(|one| self.examined.column(&one.header));
        let texts = column.map_or_else(Vec::new, Column::codes);
        let told = texts.iter().filter_map(|(text, _)| text.parse().ok()).min();
        let period = self.wishes.period.or_else(|| self.examined.told_period());
        told.into_iter()
            .chain(period.map(ReferencePeriod::year))
            .min()
    }

    pub(super) fn measure(&self) -> Option<&str> {
        let measured = self.measured.as_ref()?;
        let there = self.dataflow.measure(&measured.measure).is_some();
        there.then_some(measured.measure.as_str())
    }

    /// The power of ten of the figures: what the indicator's title or a column of the file says, else that of the
    /// adapter where it has the same measure. Shares and amounts of money are told as they are.
    pub(super) fn power(&self) -> Option<u8> {
        let told = || {
            let column = self.examined.column(UNIT)?;
            match column.codes().as_slice() {
                [(power, _)] => power.parse().ok(),
                _ => None,
            }
        };
        let mut tables = self.definition.table.iter();
        let same = tables.any(|table| Some(table.measure.as_str()) == self.measure());
        let of_adapter = || self.definition.attributes.get(UNIT)?.parse().ok();
        let counted = |measure: &&str| measure.starts_with("N_");
        let plain = || self.measure().filter(|one| !counted(one)).map(|_| 0);
        let told = words::power(&self.named.text).or_else(told);
        told.or_else(|| if same { of_adapter() } else { plain() })
    }
}

/// The attribute of a figure that says by which power of ten it is counted.
pub(super) const UNIT: &str = "UNIT_MULT";
