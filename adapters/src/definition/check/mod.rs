//! Whether the names in a definition exist and its keys agree: everything that can be told before
//! a file is read.

mod dimension;
mod statistic;
pub(crate) mod table;
mod texts;

use schemas::{ids::ParticipantId, registry::Registry};

use super::{
    Definition,
    column::ColumnKind,
    condition::When,
    error::{DefinitionError, DefinitionFault},
    table::Filter,
    text::nearest,
    time::Limit,
};
use crate::reader::{Format, MOST_HEADER_ROWS, folded, wide_columns};

/// All mistakes in `definition`. `line` finds the line of a key.
pub(super) fn check(
    definition: &Definition,
    file: &str,
    line: &dyn Fn(&str) -> Option<usize>,
) -> Vec<DefinitionError> {
    let mut checker = Checker {
        definition,
        file,
        line,
        errors: Vec::new(),
    };
    checker.head();
    checker.periods();
    checker.time();
    checker.repeated();
    for (at, filter) in definition.filter.iter().enumerate() {
        checker.filter(&format!("filter[{at}]"), filter);
    }
    table::check(&mut checker);
    texts::check(&mut checker);
    checker.errors
}

/// A code that means: this row is rejected.
pub(crate) const REJECT: &str = "reject";

struct Checker<'a> {
    definition: &'a Definition,
    file: &'a str,
    line: &'a dyn Fn(&str) -> Option<usize>,
    errors: Vec<DefinitionError>,
}

impl Checker<'_> {
    fn add(&mut self, key: &str, fault: DefinitionFault) {
        self.errors.push(DefinitionError {
            file: self.file.to_owned(),
            line: (self.line)(key),
            key: key.to_owned(),
            fault,
        });
    }

    fn unknown<'n>(
        &mut self,
        key: &str,
        kind: &'static str,
        found: &str,
        names: impl IntoIterator<Item = &'n str>,
    ) {
        let fault = DefinitionFault::UnknownName {
            found: found.to_owned(),
            kind,
            nearest: nearest(found, names),
        };
        self.add(key, fault);
    }

    fn head(&mut self) {
        let definition = self.definition;
        self.code("area", "CL_AREA", &definition.area);
        if let Some(reporters) = &definition.reporters {
            if reporters.areas.is_empty() {
                let expected = "areas = [\"BLZ\", …]";
                self.add("reporters.areas", DefinitionFault::NotAllowed { expected });
            }
            for area in reporters.areas.iter().chain(reporters.names.keys()) {
                self.code("reporters", "CL_AREA", area);
            }
        }
        self.code("source_type", "CL_SOURCE_TYPE", &definition.source_type);
        let provider = format!("{}-{}", definition.area, definition.provider_unit);
        if provider.parse::<ParticipantId>().is_err() {
            let expected = "A–Z, 0–9, _";
            self.add("provider_unit", DefinitionFault::NotAllowed { expected });
        }
        if definition.source.formats.is_empty() {
            let expected = "csv, xlsx, xls, ods, dbf, stata, spss, parquet, ndjson, fixed, sdmx_csv, sdmx_json, sdmx_ml";
            self.add("source.formats", DefinitionFault::NotAllowed { expected });
        }
        if !(0.0..=1.0).contains(&definition.max_rejected) {
            self.add(
                "max_rejected",
                DefinitionFault::NotAllowed {
                    expected: "0.0–1.0",
                },
            );
        }
        for column in &definition.source.fill_down {
            self.column("source.fill_down", column);
        }
        self.positions();
        self.wide();
    }

    /// A wide table has a header to be known by and at least one level of labels; its columns are those that it
    /// is read into.
    fn wide(&mut self) {
        let Some(wide) = &self.definition.source.wide else {
            return;
        };
        let rows = 1..=MOST_HEADER_ROWS;
        if wide.header.iter().all(|start| start.trim().is_empty())
            || !rows.contains(&wide.header_rows)
        {
            let expected = "header = [\"…\"], header_rows = 1–20";
            self.add("source.wide", DefinitionFault::NotAllowed { expected });
        }
        if wide.levels.is_empty() || wide.levels.iter().any(|level| level.name.is_empty()) {
            let expected = "[[source.wide.level]] name = \"…\"";
            self.add("source.wide", DefinitionFault::NotAllowed { expected });
        }
        let known: Vec<String> = wide_columns(wide).collect();
        for (name, column) in &self.definition.columns {
            let is_known = |one: &String| known.iter().any(|known| folded(known) == folded(one));
            if column.required && !is_known(name) && !column.names.iter().any(is_known) {
                let found = column.names.first().unwrap_or(name);
                let names = known.iter().map(String::as_str);
                self.unknown(&format!("columns.{name}"), "column", found, names);
            }
        }
    }

    /// A definition that reads nothing but texts of fixed width tells where its columns stand.
    fn positions(&mut self) {
        if self.definition.source.formats != [Format::Fixed] {
            return;
        }
        for (name, column) in &self.definition.columns {
            if column.required && column.position.is_none() {
                let expected = "position = [1, 2]";
                self.add(
                    &format!("columns.{name}"),
                    DefinitionFault::NotAllowed { expected },
                );
            }
        }
    }

    /// Years of four digits and frequencies that a period can have.
    fn periods(&mut self) {
        let periods = &self.definition.periods;
        let years = [Some(periods.from), periods.to.map(Limit::year)];
        if years
            .into_iter()
            .flatten()
            .any(|year| !(1900..=9999).contains(&year))
        {
            self.add(
                "periods",
                DefinitionFault::NotAllowed {
                    expected: "1900–9999",
                },
            );
        }
        let known = |one: &String| ["A", "S", "Q", "M"].contains(&one.as_str());
        if !periods.frequencies.iter().all(known) {
            self.add(
                "periods.frequencies",
                DefinitionFault::NotAllowed {
                    expected: "A, S, Q, M",
                },
            );
        }
    }

    fn time(&mut self) {
        let Some(time) = &self.definition.time else {
            return;
        };
        let part = time.month.is_some() || time.quarter.is_some();
        let either = time.date.is_some() != time.year.is_some();
        if !(either || (part && time.date.is_none())) {
            self.add("time", DefinitionFault::ExactlyOne { keys: "date, year" });
        }
        let months = [
            ("time.first_month", time.first_month),
            ("time.year_begins", time.year_begins),
        ];
        for (key, month) in months {
            if month.is_some_and(|month| !(1..=12).contains(&month)) {
                self.add(key, DefinitionFault::NotAllowed { expected: "1–12" });
            }
        }
        let columns = [
            ("time.date", &time.date),
            ("time.year", &time.year),
            ("time.quarter", &time.quarter),
            ("time.month", &time.month),
        ];
        for (key, column) in columns {
            if let Some(column) = column {
                self.column(key, column);
            }
        }
    }

    fn repeated(&mut self) {
        if let Some(repeated) = &self.definition.repeated {
            self.holder("repeated.key", &repeated.key);
            for column in &repeated.greatest {
                self.column("repeated.greatest", column);
            }
        }
    }

    fn filter(&mut self, key: &str, filter: &Filter) {
        match (&filter.keep, &filter.drop) {
            (Some(keep), None) => self.when(&format!("{key}.keep"), keep),
            (None, Some(drop)) => self.when(&format!("{key}.drop"), drop),
            _ => self.add(key, DefinitionFault::ExactlyOne { keys: "keep, drop" }),
        }
    }

    /// The columns of a condition exist.
    fn when(&mut self, key: &str, when: &When) {
        for group in &when.any {
            for column in group.keys() {
                self.column(key, column);
            }
        }
    }

    fn column(&mut self, key: &str, name: &str) {
        let columns = &self.definition.columns;
        if !columns.contains_key(name) {
            self.unknown(key, "column", name, columns.keys().map(String::as_str));
        }
    }

    fn holder(&mut self, key: &str, name: &str) {
        self.column(key, name);
        let column = self.definition.columns.get(name);
        if column.is_some_and(|column| column.kind != ColumnKind::Holder) {
            let expected = "kind = \"holder\"";
            self.add(key, DefinitionFault::NotAllowed { expected });
        }
    }

    /// The code exists in the codelist.
    fn code(&mut self, key: &str, codelist: &str, code: &str) {
        let Some(list) = Registry::builtin().codelist(codelist) else {
            return;
        };
        if list.get(code).is_none() {
            let codes: Vec<&str> = list.codes().iter().map(|code| code.code.as_str()).collect();
            self.unknown(key, "code", code, codes);
        }
    }

    /// The code exists, or it is the word `reject`.
    fn code_or_reject(&mut self, key: &str, codelist: &str, code: &str) {
        if code != REJECT {
            self.code(key, codelist, code);
        }
    }
}
