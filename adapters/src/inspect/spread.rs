//! Tables with a column per month or year: they are looked at as tables of one figure each, so that the column that a series
//! has for its time is the header of the figures. The labels on the left are the other columns.

use std::collections::BTreeSet;

use crate::{
    mapping,
    reader::{HeaderGuess, Level, Parents, SourceSpec, Wide, folded, wide_columns},
};

use super::{Examined, Guess, column_spec};

/// How such a table is read.
#[derive(Debug, Clone)]
pub(crate) struct Spread {
    /// What its header says of the figures below.
    pub(crate) part: Part,
    /// First and last year of the headers.
    pub(crate) years: Option<(u16, u16)>,
    /// The level of labels that stand under others in the same column, if there is one.
    pub(crate) inner: Option<String>,
    /// How a header ends that stands over sums of the others.
    pub(crate) sums: Vec<String>,
    /// The layout.
    pub(crate) wide: Wide,
}

/// What a header may say of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    Year,
    Month,
}

/// Fewer columns are a choice of the office, such as this year and the last.
const LEAST: usize = 3;

/// The name of labels that stand under others.
const INNER: &str = "label_within";

/// The column that holds what the header says.
pub(crate) const COLUMN: &str = "column_1";

/// The way to read the table whose columns were looked at, if the numbers on its right are of months or years.
pub(super) fn of(header: &HeaderGuess, examined: &Examined) -> Option<Spread> {
    let texts = &header.headers;
    let first = texts.iter().position(|text| part_of(text).is_some())?;
    let part = part_of(texts.get(first)?)?;
    let is_of = |text: &&String| part_of(text) == Some(part);
    let run = texts[first..].iter().take_while(is_of).count();
    let sums: Vec<String> = texts[first + run..].to_vec();
    let labels = *header.places.get(first)?;
    let summed = sums
        .iter()
        .all(|text| TOTALS.contains(&folded(text).as_str()));
    let numeric = texts[first..first + run].iter().all(|text| {
        let column = examined.column(text);
        column.is_some_and(|one| {
            matches!(
                one.kind,
                Guess::Integer | Guess::Number | Guess::Code | Guess::Empty
            )
        })
    });
    if run < LEAST || labels == 0 || !summed || !numeric {
        return None;
    }
    let named = |place: usize| {
        let at = header.places.iter().position(|one| *one == place)?;
        texts.get(at).cloned()
    };
    let mut wide = Wide {
        header: texts.first().cloned().into_iter().collect(),
        title: Vec::new(),
        header_column: header.places.first().filter(|at| **at > 0).map(|at| at + 1),
        header_rows: 1,
        labels,
        parents: Parents::Before,
        label_lines: false,
        footnotes: Vec::new(),
        suppressed: Vec::new(),
        zero: Vec::new(),
        beside: Vec::new(),
        levels: Vec::new(),
    };
    let mut taken: BTreeSet<String> = wide_columns(&wide).map(|name| folded(&name)).collect();
    for place in 0..labels {
        let own = named(place).filter(|name| taken.insert(folded(name)));
        wide.levels.push(Level {
            name: own.unwrap_or_else(|| format!("label_{}", place + 1)),
            column: Some(place + 1),
            ..Level::default()
        });
    }
    let told = texts[first..first + run].iter();
    let years: Vec<u16> = told.filter_map(|text| text.trim().parse().ok()).collect();
    let years = years.iter().min().copied().zip(years.iter().max().copied());
    Some(Spread {
        part,
        years,
        inner: None,
        sums,
        wide,
    })
}

/// The part of time that a header names.
fn part_of(text: &str) -> Option<Part> {
    let text = text.trim();
    let digits = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    if digits {
        let year = text.parse::<u16>().ok()?;
        return (1950..=2100).contains(&year).then_some(Part::Year);
    }
    let lettered = text.chars().next().is_some_and(char::is_alphabetic);
    let month = lettered && mapping::is_month(text);
    month.then_some(Part::Month)
}

/// What a column of sums is called, folded.
const TOTALS: [&str; 6] = [
    "total",
    "totales",
    "totalgeneral",
    "acumulado",
    "suma",
    "totalanual",
];

impl Spread {
    /// The same with a level for labels that blanks set under the others, where labels have one column.
    pub(super) fn indented(&self) -> Option<Self> {
        let [outer] = self.wide.levels.as_slice() else {
            return None;
        };
        let level = |name: &str, indent| Level {
            name: name.to_owned(),
            column: Some(1),
            indent: Some(indent),
            ..Level::default()
        };
        let mut all = self.clone();
        all.wide.levels = vec![level(&outer.name, [0, 0]), level(INNER, [1, 99])];
        all.inner = Some(INNER.to_owned());
        Some(all)
    }

    /// All columns of the table as it is read now; the rest is as `flat` has it.
    pub(super) fn spec(&self, flat: &SourceSpec) -> SourceSpec {
        let columns = wide_columns(&self.wide).map(|name| (name.clone(), column_spec(&name, true)));
        let mut spec = flat.clone();
        spec.columns = columns.collect();
        spec.source.wide = Some(self.wide.clone());
        spec
    }

    /// The section as a definition has it.
    pub(super) fn section(&self) -> Vec<String> {
        let mut lines = vec!["[source.wide]".to_owned()];
        lines.extend(self.keys().map(|(key, value)| format!("{key} = {value}")));
        for level in &self.wide.levels {
            lines.push(String::new());
            lines.push("[[source.wide.level]]".to_owned());
            lines.extend(told(level));
        }
        lines
    }

    /// The same in one line.
    pub(crate) fn inline(&self) -> String {
        let mut keys: Vec<String> = self
            .keys()
            .map(|(key, value)| format!("{key} = {value}"))
            .collect();
        let levels = self.wide.levels.iter();
        let levels = levels.map(|level| format!("{{ {} }}", told(level).join(", ")));
        keys.push(format!(
            "level = [{}]",
            levels.collect::<Vec<_>>().join(", ")
        ));
        format!("{{ {} }}", keys.join(", "))
    }

    fn keys(&self) -> impl Iterator<Item = (&'static str, String)> {
        let header = self.wide.header.iter().map(|one| quoted(one));
        let header = format!("[{}]", header.collect::<Vec<_>>().join(", "));
        let place = self
            .wide
            .header_column
            .map(|at| ("header_column", at.to_string()));
        [("header", header)]
            .into_iter()
            .chain(place)
            .chain([("labels", self.wide.labels.to_string())])
    }
}

/// The keys of a level.
fn told(level: &Level) -> Vec<String> {
    let mut keys = vec![format!("name = {}", quoted(&level.name))];
    keys.extend(level.column.map(|column| format!("column = {column}")));
    let indent = level
        .indent
        .map(|[from, to]| format!("indent = [{from}, {to}]"));
    keys.extend(indent);
    keys
}

fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

#[cfg(test)]
mod tests {
    use super::{Part, part_of};

    #[test]
    fn headers_of_months_and_years_are_known_in_three_languages() {
        for month in ["Enero", "ENE.", "Feb", "March", "Sept.", "août", "DIC"] {
            assert_eq!(part_of(month), Some(Part::Month), "{month}");
        }
        assert_eq!(part_of(" 2024 "), Some(Part::Year));
        for other in ["Total", "I", "4", "Nacionalidad", "Marca", "12345", "2.5"] {
            assert_eq!(part_of(other), None, "{other}");
        }
    }
}
