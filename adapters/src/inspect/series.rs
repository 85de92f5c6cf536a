//! What tells one series from another that has the same columns, and what its definition does with them before
//! codes are looked up: the name of the file, the only number, the rows that are set aside.

use indexmap::IndexMap;
use schemas::registry::Registry;

use super::{Column, Examined, Guess, Mark, fit::Found, words};
use crate::{
    definition::{
        Definition,
        column::{Column as Declared, ColumnKind},
        condition::{Test, When},
        text::fold,
    },
    mapping::reshaped,
    reader::{DateOrder, folded},
};

/// The name of the country.
const COUNTRY: f64 = 0.1;
/// A part of the adapter's id, such as `h2b`.
pub(crate) const SYSTEM: f64 = 0.06;
/// A word of its title.
const TITLE: f64 = 0.03;
/// The name alone proves no more than this.
const MOST: f64 = 0.2;

/// How much the name of a file speaks for a series.
pub(super) fn named(file: &str, definition: &Definition) -> f64 {
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let whole = folded(stem);
    let has = |text: &str| text.chars().count() >= 3 && whole.contains(&folded(text));
    let areas = Registry::builtin().codelist("CL_AREA");
    let country = areas
        .into_iter()
        .flat_map(|list| list.codes())
        .filter(|code| code.code == definition.area)
        .any(|code| {
            [&code.names.es, &code.names.en, &code.names.fr]
                .into_iter()
                .any(|name| has(name))
        });
    let tokens = words::tokens(stem);
    // `irreg` is the beginning of `irregulares`.
    let begins = |word: &str, least: usize| {
        let mut long = tokens.iter().filter(|token| token.chars().count() >= least);
        long.any(|token| word.starts_with(token.as_str()))
    };
    let parts = definition.id.split(['/', '_']).skip(1);
    let system = parts.filter(|part| has(part) || begins(part, 3));
    let titles = [
        &definition.titles.es,
        &definition.titles.en,
        &definition.titles.fr,
    ];
    let told = titles.into_iter().map(|title| {
        let words = words::tokens(title);
        words.iter().filter(|word| begins(word, 5)).count()
    });
    #[expect(clippy::cast_precision_loss, reason = "a handful of words")]
    let sum = if country { COUNTRY } else { 0.0 }
        + SYSTEM * system.count() as f64
        + TITLE * told.max().unwrap_or(0) as f64;
    sum.min(MOST)
}

/// The only column of numbers that is left, for the only amount that was not found.
pub(super) fn lone_amount(
    examined: &Examined,
    definition: &Definition,
    found: &[Found],
) -> Option<Found> {
    let met = |name: &str| found.iter().any(|one| one.column == name);
    let amounts = definition.columns.iter().filter(|(name, column)| {
        let is = |table: &crate::definition::table::Table| table.amount.as_ref() == Some(name);
        column.required && !met(name) && definition.table.iter().any(is)
    });
    let is_amount = |column: &&Column| {
        matches!(column.kind, Guess::Integer | Guess::Number)
            && !found.iter().any(|one| one.header == column.header)
            && !words::is_age(&column.header)
            && !is_time(&column.header)
    };
    let (name, _) = lone(amounts)?;
    let header = lone(examined.columns.iter().filter(is_amount))?;
    // A file of which nothing else is known may be anything. The header of figures stands for a date.
    let date = definition.time.as_ref().and_then(|time| time.date.as_ref());
    let date = date.filter(|_| examined.spread.is_some());
    let others = definition
        .columns
        .iter()
        .filter(|(name, one)| one.required && Some(*name) != date)
        .count();
    (found.len() + 1 >= others && !found.is_empty()).then(|| Found {
        column: name.clone(),
        header: header.header.clone(),
        likeness: LONE,
        rivals: Vec::new(),
    })
}

/// The only column of dates that is left, for the date of the series, where something else of it was found.
pub(super) fn lone_date(
    examined: &Examined,
    definition: &Definition,
    found: &[Found],
) -> Option<Found> {
    let date = definition.time.as_ref()?.date.as_ref()?;
    let met = found.iter().any(|one| one.column == *date);
    let is_free = |column: &&Column| {
        column.kind == Guess::Date && !found.iter().any(|one| one.header == column.header)
    };
    let header = lone(examined.columns.iter().filter(is_free))?;
    (!met && !found.is_empty()).then(|| Found {
        column: date.clone(),
        header: header.header.clone(),
        likeness: LONE,
        rivals: Vec::new(),
    })
}

/// Headers of columns whose numbers or dates are written otherwise than the definition declares.
pub(super) fn otherwise_written(
    examined: &Examined,
    definition: &Definition,
    found: &[Found],
) -> Vec<String> {
    let differs = |one: &&Found| {
        let declared = definition.columns.get(&one.column);
        let pair = declared.zip(examined.column(&one.header));
        pair.is_some_and(|(declared, column)| {
            Written::otherwise(definition, declared, column).is_some()
        })
    };
    found
        .iter()
        .filter(differs)
        .map(|one| one.header.clone())
        .collect()
}

/// How a column writes numbers or dates, where the definition does not say so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Written {
    Thousands(char),
    DecimalComma,
    /// The day or the month first.
    Order(DateOrder),
    /// The day or the month first: only the officer knows.
    Unordered,
}

impl Written {
    /// What is different about `column`, found for the column that is `declared`.
    pub(crate) fn otherwise(
        definition: &Definition,
        declared: &Declared,
        column: &Column,
    ) -> Option<Self> {
        let source = &definition.source;
        match declared.kind {
            ColumnKind::Number | ColumnKind::Integer => {
                let thousands = declared.thousands.or(source.thousands);
                let decimal = declared.decimal.unwrap_or(source.decimal);
                match column.profile.mark()? {
                    Mark::CommaThousands if thousands != Some(',') => Some(Self::Thousands(',')),
                    Mark::BlankThousands if thousands != Some(' ') => Some(Self::Thousands(' ')),
                    Mark::CommaDecimal if decimal != ',' => Some(Self::DecimalComma),
                    _ => None,
                }
            }
            // What was declared is not doubted because all dates are first days of months.
            ColumnKind::Date
                if declared.date_order != DateOrder::Ymd
                    && column.profile.first_of_months().is_some() =>
            {
                None
            }
            ColumnKind::Date => match column.profile.date_order() {
                Some(order) => (order != declared.date_order).then_some(Self::Order(order)),
                None if column.profile.unordered > 0 && declared.date_order == DateOrder::Ymd => {
                    Some(Self::Unordered)
                }
                None => None,
            },
            _ => None,
        }
    }
}

/// What it proves that no other number is left.
const LONE: f64 = 0.7;

fn is_time(header: &str) -> bool {
    let time = [
        "year",
        "month",
        "ano",
        "anio",
        "mes",
        "annee",
        "mois",
        "trimestre",
        "quarter",
    ];
    words::tokens(header)
        .iter()
        .any(|word| time.contains(&word.as_str()))
}

fn lone<T>(mut all: impl Iterator<Item = T>) -> Option<T> {
    let first = all.next()?;
    all.next().is_none().then_some(first)
}

/// Whether a filter sets aside the rows that hold `text` in the column, whatever else they hold.
pub(crate) fn is_filtered(definition: &Definition, column: &str, text: &str) -> bool {
    let Some(declared) = definition.columns.get(column) else {
        return false;
    };
    let shaped = reshaped(declared, text);
    let label = declared.kind == ColumnKind::Label;
    let held = |group: &IndexMap<String, Test>| {
        let test = group.get(column)?;
        Some(holds(test, &shaped, label))
    };
    // Kept by no group that could hold; dropped by one that asks nothing else.
    let not_kept = |keep: &When| {
        !keep.any.is_empty() && keep.any.iter().all(|group| held(group) == Some(false))
    };
    let dropped = |drop: &When| {
        let mut groups = drop.any.iter();
        groups.any(|group| group.len() == 1 && held(group) == Some(true))
    };
    definition.filter.iter().any(|filter| {
        filter.keep.as_ref().is_some_and(not_kept) || filter.drop.as_ref().is_some_and(dropped)
    })
}

/// Whether `text`, as the column compares it, meets the test.
pub(super) fn holds(test: &Test, text: &str, label: bool) -> bool {
    let same = |one: &String| {
        if label {
            fold(one) == fold(text)
        } else {
            one.trim() == text
        }
    };
    let number: Option<f64> = text.parse().ok();
    match test {
        Test::In(texts) => texts.iter().any(same),
        Test::NotIn(texts) => !texts.iter().any(same),
        Test::StartsWith(texts) => texts.iter().any(|start| {
            if label {
                fold(text).starts_with(&fold(start))
            } else {
                text.starts_with(start.as_str())
            }
        }),
        Test::Missing(missing) => text.is_empty() == *missing,
        Test::Between { from, to } => number.is_some_and(|number| {
            from.is_none_or(|from| number >= from) && to.is_none_or(|to| number <= to)
        }),
    }
}

/// Whether a row with this first cell ends the table, as a sum does.
pub(crate) fn ends(definition: &Definition, text: &str) -> bool {
    let text = folded(text);
    let mut footers = definition.source.footer.iter();
    footers.any(|footer| folded(footer) == text)
}
