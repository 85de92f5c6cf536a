//! What changed from one file to the next of the same series: columns that are gone, renamed, new or moved, and
//! codes that stand there for the first time.

use serde::Serialize;

use super::{Column, Examined, Guess, Sample, fit::likeness};

/// One change.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "change", rename_all = "snake_case")]
pub enum Change {
    /// The format, the encoding or the separator is another.
    Form {
        /// Before and now.
        before: String,
        /// See `before`.
        now: String,
    },
    /// The column has a new name.
    Renamed {
        /// Before and now.
        before: String,
        /// See `before`.
        now: String,
    },
    /// The column is not there any more.
    Gone {
        /// Its header.
        header: String,
    },
    /// The column was not there.
    New {
        /// Its header.
        header: String,
    },
    /// Columns stand in another order.
    Moved {
        /// Their headers.
        headers: Vec<String>,
    },
    /// The column holds other things than before.
    OtherKind {
        /// Its header.
        header: String,
        /// Before and now.
        before: Guess,
        /// See `before`.
        now: Guess,
    },
    /// Codes that stand there for the first time, or no more.
    Codes(NewCodes),
}

/// Codes that are new in a column, and those that are gone.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct NewCodes {
    /// The header.
    pub header: String,
    /// Codes that stand there for the first time.
    pub new: Vec<Sample>,
    /// Codes that were common and are gone.
    pub gone: Vec<Sample>,
}

/// From here on a header is taken for the new name of another.
const SAME: f64 = 0.6;

/// What is different in `now`.
#[must_use]
pub fn changes(before: &Examined, now: &Examined) -> Vec<Change> {
    let mut changes = Vec::new();
    let (old, new) = (form(before), form(now));
    if old != new {
        changes.push(Change::Form {
            before: old,
            now: new,
        });
    }
    let mut pairs: Vec<(&Column, &Column)> = before
        .columns
        .iter()
        .filter_map(|column| Some((column, now.column(&column.header)?)))
        .collect();
    let moved = moved(&pairs, now);
    if !moved.is_empty() {
        changes.push(Change::Moved { headers: moved });
    }
    let mut gone: Vec<&Column> = lacking(before, now);
    let mut fresh: Vec<&Column> = lacking(now, before);
    while let Some((old, new)) = renamed(&gone, &fresh) {
        changes.push(Change::Renamed {
            before: old.header.clone(),
            now: new.header.clone(),
        });
        gone.retain(|column| column.header != old.header);
        fresh.retain(|column| column.header != new.header);
        pairs.push((old, new));
    }
    let header = |column: &&Column| column.header.clone();
    changes.extend(gone.iter().map(|one| Change::Gone {
        header: header(one),
    }));
    changes.extend(fresh.iter().map(|one| Change::New {
        header: header(one),
    }));
    changes.extend(pairs.into_iter().filter_map(|(old, new)| content(old, new)));
    changes
}

fn form(examined: &Examined) -> String {
    let mut parts = vec![examined.format.to_owned()];
    parts.extend(examined.encoding.map(str::to_owned));
    parts.extend(examined.separator.map(|separator| format!("{separator:?}")));
    parts.join(" ")
}

/// The columns of `one` whose name `other` does not have.
fn lacking<'a>(one: &'a Examined, other: &Examined) -> Vec<&'a Column> {
    one.columns
        .iter()
        .filter(|column| other.column(&column.header).is_none())
        .collect()
}

/// Columns that do not stand in the order of before: those to take away until the rest is in order.
fn moved(pairs: &[(&Column, &Column)], now: &Examined) -> Vec<String> {
    let place = |column: &Column| {
        now.columns
            .iter()
            .position(|one| one.header == column.header)
    };
    let places: Vec<usize> = pairs.iter().filter_map(|(_, new)| place(new)).collect();
    let kept = longest_rise(&places);
    pairs
        .iter()
        .zip(&places)
        .filter(|(_, place)| !kept.contains(place))
        .map(|((_, new), _)| new.header.clone())
        .collect()
}

/// A longest rising part of `places`.
fn longest_rise(places: &[usize]) -> Vec<usize> {
    let mut best: Vec<Vec<usize>> = Vec::new();
    for place in places {
        let before = best
            .iter()
            .filter(|run| run.last().is_some_and(|last| last < place))
            .max_by_key(|run| run.len())
            .cloned();
        let mut run = before.unwrap_or_default();
        run.push(*place);
        best.push(run);
    }
    best.into_iter().max_by_key(Vec::len).unwrap_or_default()
}

/// The two that are most alike.
fn renamed<'a>(gone: &[&'a Column], fresh: &[&'a Column]) -> Option<(&'a Column, &'a Column)> {
    let pairs = gone
        .iter()
        .flat_map(|old| fresh.iter().map(|new| (alike(old, new), (*old, *new))));
    pairs
        .filter(|(score, _)| *score >= SAME)
        .max_by(|one, other| one.0.total_cmp(&other.0))
        .map(|(_, pair)| pair)
}

/// Likeness by name, and by what the columns hold.
fn alike(old: &Column, new: &Column) -> f64 {
    let named = likeness(&old.header, &new.header);
    let (texts, others) = (old.profile.counted(), &new.profile.texts);
    if texts.len() < 3 || others.is_empty() {
        return named;
    }
    let shared = texts
        .iter()
        .filter(|(text, _)| others.contains_key(*text))
        .count();
    #[expect(clippy::cast_precision_loss, reason = "a share, not a count")]
    let share = shared as f64 / texts.len().max(others.len()) as f64;
    0.5 * named + 0.5 * share
}

/// Whether what the column holds is another thing, or has other codes.
fn content(old: &Column, new: &Column) -> Option<Change> {
    let shows = old.kind.shows() && new.kind.shows();
    let empty = old.kind == Guess::Empty || new.kind == Guess::Empty;
    if old.kind != new.kind && !shows && !empty {
        return Some(Change::OtherKind {
            header: new.header.clone(),
            before: old.kind,
            now: new.kind,
        });
    }
    let lacking = |one: &Column, other: &Column, least: u64| -> Vec<Sample> {
        let texts = one.codes().into_iter();
        texts
            .filter(|(text, count)| {
                *count >= least && !other.profile.texts.contains_key(text.as_str())
            })
            .map(|(code, count)| Sample { code, count })
            .collect()
    };
    if !shows || new.profile.full_at.is_some() || old.profile.full_at.is_some() {
        return None;
    }
    let (fresh, gone) = (lacking(new, old, 1), lacking(old, new, 20));
    (!fresh.is_empty() || !gone.is_empty()).then(|| {
        Change::Codes(NewCodes {
            header: new.header.clone(),
            new: fresh,
            gone,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::longest_rise;

    #[test]
    fn what_has_not_moved_is_the_longest_part_in_order() {
        assert_eq!(longest_rise(&[0, 1, 2, 3]), [0, 1, 2, 3]);
        assert_eq!(longest_rise(&[3, 0, 1, 2]), [0, 1, 2]);
    }
}
