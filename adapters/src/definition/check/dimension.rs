//! Whether a dimension's codes, columns and concordances exist.

use schemas::registry::Registry;

use super::{Checker, DefinitionFault};
use crate::definition::dimension::Dimension;

/// Checks one dimension section against the codelist of the dimension.
pub(super) fn check(checker: &mut Checker<'_>, key: &str, codelist: &str, dimension: &Dimension) {
    let ways = [
        dimension.constant.is_some(),
        !dimension.cases.is_empty(),
        dimension.column.is_some(),
    ];
    if ways.into_iter().filter(|way| *way).count() != 1 {
        let keys = "constant, cases, column";
        checker.add(key, DefinitionFault::ExactlyOne { keys });
    }
    codes(checker, key, codelist, dimension);
    if let Some(column) = &dimension.column {
        checker.column(&format!("{key}.column"), column);
    }
    if let Some(applies) = &dimension.applies {
        checker.when(&format!("{key}.applies"), applies);
    }
    if dimension.age_bands.is_some() && codelist != "CL_AGE" {
        let fault = DefinitionFault::NotAllowed { expected: "CL_AGE" };
        checker.add(&format!("{key}.age_bands"), fault);
    }
    for name in &dimension.concordance.0 {
        if Registry::builtin().concordance(name).is_none() {
            let all: Vec<&str> = Registry::builtin()
                .concordances()
                .map(|concordance| concordance.id.as_str())
                .collect();
            checker.unknown(&format!("{key}.concordance"), "concordance", name, all);
        }
    }
}

/// All codes that the section names.
fn codes(checker: &mut Checker<'_>, key: &str, codelist: &str, dimension: &Dimension) {
    let named = [
        ("constant", &dimension.constant),
        ("missing", &dimension.missing),
        ("unmapped", &dimension.unmapped),
        ("undecided", &dimension.undecided),
        ("otherwise", &dimension.otherwise),
    ];
    for (name, code) in named {
        if let Some(code) = code {
            checker.code_or_reject(&format!("{key}.{name}"), codelist, code);
        }
    }
    for (national, code) in &dimension.map {
        checker.code_or_reject(&format!("{key}.map.{national}"), codelist, code);
    }
    for (at, band) in dimension.bands.iter().enumerate() {
        checker.code_or_reject(&format!("{key}.bands[{at}]"), codelist, &band.code);
    }
    for (at, case) in dimension.cases.iter().enumerate() {
        let key = format!("{key}.cases[{at}]");
        checker.code_or_reject(&format!("{key}.then"), codelist, &case.then);
        checker.when(&format!("{key}.when"), &case.when);
    }
}
