//! How much of what a file holds a definition knows: the codes of its dimensions, and whether its filters leave any row.

use super::{
    Examined, Sample,
    fit::{Found, KnownCodes, sections, trial},
    series,
};
use crate::{definition::Definition, mapping::Trial};

/// Whether filters set aside every row, by what this column holds: the file is of another indicator or country.
pub(super) fn is_set_aside(examined: &Examined, definition: &Definition, one: &Found) -> bool {
    let Some(column) = examined.column(&one.header) else {
        return false;
    };
    let texts = column.profile.in_any_order();
    let filtered = |text: &str| series::is_filtered(definition, &one.column, text);
    // Rows in which the cell is empty may be those that are kept.
    let empty = column.filled < examined.rows_seen && !filtered("");
    !empty && !texts.is_empty() && texts.iter().all(|(text, _)| filtered(text))
}

/// How much of what each column holds the dimensions know.
pub(super) fn known_codes(
    examined: &Examined,
    definition: &Definition,
    found: &[Found],
) -> Vec<KnownCodes> {
    let mut known = Vec::new();
    let sections = sections(definition);
    for (dataflow, id, section) in sections.filter(|(_, _, section)| !section.knows_nothing()) {
        let named = section.column.as_deref();
        let Some(one) = found.iter().find(|one| named == Some(one.column.as_str())) else {
            continue;
        };
        let Some(column) = examined.column(&one.header) else {
            continue;
        };
        let kept = |text: &str| {
            !series::is_filtered(definition, &one.column, text) && !series::ends(definition, text)
        };
        let mut texts = column.profile.in_any_order();
        texts.retain(|(text, _)| kept(text));
        let Some(trial) = trial(definition, dataflow, id, section) else {
            continue;
        };
        if texts.is_empty() {
            continue;
        }
        let unknown = column
            .codes()
            .into_iter()
            .filter(|(text, _)| trial.code(text).is_none())
            .filter(|(text, _)| kept(text))
            .map(|(code, count)| Sample { code, count })
            .collect();
        known.push(KnownCodes {
            dimension: id.to_owned(),
            column: one.column.clone(),
            header: one.header.clone(),
            share: share(&trial, &texts),
            unknown,
        });
    }
    known
}

/// The share of the cells that the dimension knows.
pub(crate) fn share(trial: &Trial, texts: &[(&str, u64)]) -> f64 {
    share_from(0.0, trial, texts)
}

/// The share of the cells that the dimension knows; 0 as soon as it cannot be `least` any more.
#[expect(clippy::cast_precision_loss, reason = "a share, not a count")]
pub(super) fn share_from(least: f64, trial: &Trial, texts: &[(&str, u64)]) -> f64 {
    let all: u64 = texts.iter().map(|(_, count)| count).sum();
    let mut unknown = 0;
    for (text, count) in texts {
        if trial.code(text).is_none() {
            unknown += count;
            if ((all - unknown) as f64) < least * all as f64 {
                return 0.0;
            }
        }
    }
    if all == 0 {
        0.0
    } else {
        (all - unknown) as f64 / all as f64
    }
}
