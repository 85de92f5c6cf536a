//! What may stand in a column of a synthetic file: what the definition gives for it, or what its
//! maps, bands, titles and conditions know.

use indexmap::IndexSet;
use schemas::{codelist::Codelist, period::ReferencePeriod, registry::Registry};

use crate::definition::{
    Definition,
    check::REJECT,
    column::{Column, ColumnKind},
    condition::{Test, When},
    dimension::Dimension,
};

/// What may stand in a column.
pub(super) enum Candidates {
    /// One of these, the first ones oftener.
    Texts(Vec<String>),
    /// A number from … to …, small ones oftener; whole or not.
    Numbers(f64, f64, bool),
    /// A name from a pool, or the number of a case.
    Holder {
        /// Whether nearly each row has its own.
        case: bool,
    },
}

/// The candidates of the declared column `name`.
pub(super) fn of(
    definition: &Definition,
    name: &str,
    column: &Column,
    period: ReferencePeriod,
) -> Candidates {
    if column.kind == ColumnKind::Holder {
        let case = definition
            .repeated
            .as_ref()
            .is_some_and(|repeated| repeated.key == name);
        return Candidates::Holder { case };
    }
    let sample = column.sample.clone().unwrap_or_default();
    if !sample.values.is_empty() {
        return Candidates::Texts(sample.values);
    }
    if let Some(texts) = of_time(definition, name, column, period) {
        return Candidates::Texts(texts);
    }
    let whole = column.kind != ColumnKind::Number;
    if sample.from.is_some() || sample.to.is_some() {
        let from = sample.from.unwrap_or(0.0);
        return Candidates::Numbers(from, sample.to.unwrap_or(from + 40.0), whole);
    }
    let known = known(definition, name);
    if !known.is_empty() {
        return Candidates::Texts(known.into_iter().collect());
    }
    if is_age(definition, name) {
        return Candidates::Numbers(15.0, 80.0, true);
    }
    Candidates::Numbers(1.0, 40.0, whole)
}

fn of_time(
    definition: &Definition,
    name: &str,
    column: &Column,
    period: ReferencePeriod,
) -> Option<Vec<String>> {
    let time = definition.time.as_ref()?;
    let is = |column: &Option<String>| column.as_deref() == Some(name);
    let year = period.year();
    let first = time.first_month.unwrap_or(1);
    if is(&time.date) {
        let day = |month: u8, year: u16| format!("{year}-{month:02}-15");
        let months = (0..12u8).map(|offset| (first - 1 + offset) % 12 + 1);
        return Some(
            months
                .flat_map(|month| [day(month, year), day(month, year - 1)])
                .collect(),
        );
    }
    if is(&time.year) {
        let before = column.shape.after.as_deref().unwrap_or_default();
        let told = |year: u16| format!("{before}{year}");
        // A file has one title.
        let title = column.names.iter().any(|one| one == "title");
        let earlier = (!title).then(|| told(year - 1));
        return Some([told(year)].into_iter().chain(earlier).collect());
    }
    if is(&time.month) {
        return Some((1..=12).map(|month| month.to_string()).collect());
    }
    is(&time.quarter).then(|| (1..=4).map(|quarter| quarter.to_string()).collect())
}

/// Texts that the definition knows in the column.
fn known(definition: &Definition, name: &str) -> IndexSet<String> {
    let mut texts = IndexSet::new();
    for table in &definition.table {
        let dataflow = Registry::builtin().dataflow(&table.dataflow);
        let sections = table.dimension.iter().chain(&definition.dimension);
        for (id, section) in sections {
            let list = dataflow
                .and_then(|flow| flow.dimension(id)?.codelist.as_ref())
                .and_then(|id| Registry::builtin().codelist(id.as_str()));
            of_dimension(section, name, list, &definition.area, &mut texts);
        }
        of_condition(&table.when, name, &mut texts);
        for when in table.suppressed.iter().chain(table.flags.values()) {
            of_condition(when, name, &mut texts);
        }
    }
    for filter in &definition.filter {
        for when in filter.keep.iter().chain(&filter.drop) {
            of_condition(when, name, &mut texts);
        }
    }
    // Where the country that reports stands, the others stand too.
    if texts.contains(&definition.area) {
        texts.extend(definition.areas().iter().cloned());
    }
    texts
}

fn of_dimension(
    section: &Dimension,
    name: &str,
    list: Option<&Codelist>,
    area: &str,
    texts: &mut IndexSet<String>,
) {
    for case in &section.cases {
        of_condition(&case.when, name, texts);
    }
    if let Some(applies) = &section.applies {
        of_condition(applies, name, texts);
    }
    if section.column.as_deref() != Some(name) {
        return;
    }
    let mapped = section.map.iter().filter(|(_, code)| *code != REJECT);
    texts.extend(mapped.map(|(national, _)| national.clone()));
    for id in &section.concordance.0 {
        if let Some(concordance) = Registry::builtin().concordance(id) {
            texts.extend(concordance.codes().take(60).map(str::to_owned));
        }
    }
    let codes = list.into_iter().flat_map(Codelist::codes);
    let codes = codes.filter(|code| code.area.as_deref().is_none_or(|of| of == area));
    if section.titles {
        let titled = codes.filter(|code| !code.code.starts_with('_') && !code.names.es.is_empty());
        texts.extend(titled.take(40).map(|code| code.names.es.clone()));
    } else if section.map.is_empty()
        && section.bands.is_empty()
        && section.age_bands.is_none()
        && section.concordance.0.is_empty()
    {
        texts.extend(codes.map(|code| code.code.clone()));
    }
}

fn of_condition(when: &When, name: &str, texts: &mut IndexSet<String>) {
    for group in &when.any {
        if let Some(Test::In(all) | Test::NotIn(all) | Test::StartsWith(all)) = group.get(name) {
            texts.extend(all.iter().cloned());
        }
    }
}

fn is_age(definition: &Definition, name: &str) -> bool {
    let own = definition
        .table
        .iter()
        .flat_map(|table| table.dimension.values());
    definition
        .dimension
        .values()
        .chain(own)
        .any(|section| section.age_bands.is_some() && section.column.as_deref() == Some(name))
}
