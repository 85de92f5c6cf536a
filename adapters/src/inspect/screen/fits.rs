//! The adapters that fit a file, and how well, in words.

use schemas::language::args;

use super::{CODES, Say, short};
use crate::inspect::{Examined, Fit};

/// Adapters that are named.
const ADAPTERS: usize = 3;

/// The best adapters, with what they find and what they know.
pub(super) fn told(say: Say, fits: &[Fit]) -> Vec<String> {
    if fits.is_empty() {
        return vec![say.plain("inspect-no-adapter")];
    }
    let mut lines = vec![say.plain("inspect-adapters")];
    for fit in fits.iter().take(ADAPTERS) {
        lines.extend(adapter(say, fit));
    }
    // One file may hold the registers of many countries, each with its adapter.
    let more = fits
        .iter()
        .skip(ADAPTERS)
        .filter(|fit| fit.is_whole() && fit.set_aside.is_none());
    let more: Vec<&str> = more.map(|fit| fit.adapter.as_str()).collect();
    if !more.is_empty() {
        let said = args([("adapters", more.join(", "))]);
        lines.push(format!("  {}", say.with("inspect-more-adapters", &said)));
    }
    lines
}

/// Tables of other sheets, which need a run of their own.
pub(super) fn other_tables(say: Say, examined: &Examined) -> Vec<String> {
    let others = examined.other_tables.iter().map(|table| {
        let said = args([
            ("adapter", table.adapter.clone()),
            ("sheet", table.sheet.clone()),
        ]);
        let key = if table.visible {
            "inspect-other-table"
        } else {
            "inspect-other-table-hidden"
        };
        format!("  {}", say.with(key, &said))
    });
    let others: Vec<String> = others.collect();
    if others.is_empty() {
        return others;
    }
    [say.plain("inspect-other-tables")]
        .into_iter()
        .chain(others)
        .collect()
}

fn adapter(say: Say, fit: &Fit) -> Vec<String> {
    let exact = fit.found.iter().filter(|one| one.likeness >= 1.0).count();
    let all = fit.found.len() + fit.missing.len() + fit.missing_optional.len();
    let (from, to) = fit.years;
    let to = to.map_or_else(|| say.plain("inspect-until-now"), |to| to.to_string());
    let round = fit.round.as_ref().map_or_else(String::new, |round| {
        say.with("inspect-round", &args([("round", round.clone())]))
    });
    let said = args([
        ("adapter", fit.adapter.clone()),
        ("round", round),
        ("years", format!("{from}–{to}")),
        ("score", format!("{:.0}", fit.score * 100.0)),
        ("exact", exact.to_string()),
        ("all", all.to_string()),
    ]);
    let mut lines = vec![format!("  {}", say.with("inspect-fit", &said))];
    let mut line = |text: String| lines.push(format!("    {text}"));
    if !fit.format {
        line(say.plain("inspect-fit-format"));
    }
    if let Some(header) = &fit.set_aside {
        let said = args([("header", short(header))]);
        let key = match fit.is_sibling() {
            true => "inspect-fit-sibling",
            false => "inspect-fit-set-aside",
        };
        line(say.with(key, &said));
    }
    for found in fit.found.iter().filter(|one| one.likeness < 1.0) {
        let said = args([
            ("column", found.column.clone()),
            ("header", short(&found.header)),
        ]);
        line(say.with("inspect-fit-renamed", &said));
    }
    if !fit.missing.is_empty() {
        line(say.with(
            "inspect-fit-missing",
            &args([("columns", fit.missing.join(", "))]),
        ));
    }
    if !fit.missing_optional.is_empty() {
        let said = args([("columns", fit.missing_optional.join(", "))]);
        line(say.with("inspect-fit-optional", &said));
    }
    if !fit.otherwise.is_empty() {
        let said = args([("columns", fit.otherwise.join(", "))]);
        line(say.with("inspect-fit-otherwise", &said));
    }
    lines.extend(
        known(say, fit)
            .into_iter()
            .map(|text| format!("    {text}")),
    );
    lines
}

/// How much of the codes an adapter knows, and the wordings that it does not.
fn known(say: Say, fit: &Fit) -> Vec<String> {
    let mut lines = Vec::new();
    for known in &fit.codes {
        let said = args([
            ("dimension", known.dimension.clone()),
            ("header", short(&known.header)),
            ("share", format!("{:.1}", known.share * 100.0)),
            ("codes", say.codes(&known.unknown)),
        ]);
        lines.push(if known.unknown.is_empty() {
            say.with("inspect-fit-codes", &said)
        } else {
            say.with("inspect-fit-new-codes", &said)
        });
    }
    for wording in &fit.wordings {
        let said = args([
            ("header", short(&wording.header)),
            ("codes", say.codes(&wording.unknown)),
        ]);
        lines.push(say.with("inspect-fit-wording", &said));
        for (text, like) in wording.like.iter().take(CODES) {
            let said = args([("text", text.clone()), ("like", like.clone())]);
            lines.push(format!("  {}", say.with("inspect-fit-wording-like", &said)));
        }
    }
    lines
}
