//! Which country reports: named by the officer, by a column of the file, or by the subdivisions that it names.
//! A file of several countries has a column for it beside the one of nationalities, and offices have swapped the two.

use std::path::Path;

use schemas::{
    codelist::{Code, Codelist},
    language::Language,
    registry::Registry,
};

use super::{
    ProposeError,
    draft::Choice,
    layout::{Layout, Role},
};
use crate::{
    definition::{Adapter, text::fold},
    inspect::{Column, Examined, Guess, words},
};

/// The countries of the conference.
const MEMBERS: [&str; 12] = [
    "BLZ", "CAN", "CRI", "DOM", "GTM", "HND", "HTI", "MEX", "NIC", "PAN", "SLV", "USA",
];
/// No region has so many countries that report.
const MOST_REPORTERS: usize = 40;
/// Words of a column that tells who reports.
const REPORTER: [&str; 9] = [
    "geo",
    "reporter",
    "reporting",
    "informante",
    "reporta",
    "declarant",
    "ref",
    "host",
    "receptor",
];

/// Refuses a file whose column of the reporting country names more countries than a region has.
pub(super) fn refuse_swapped(examined: &Examined) -> Result<(), ProposeError> {
    let countries = countries(examined);
    let Some((reporter, many)) = reporting(&countries) else {
        return Ok(());
    };
    let other = countries
        .iter()
        .find(|(column, _)| column.header != reporter.header);
    match other {
        Some((counterpart, few)) if many > MOST_REPORTERS && *few < many => {
            Err(ProposeError::Swapped {
                reporter: reporter.header.clone(),
                countries: many,
                counterpart: counterpart.header.clone(),
            })
        }
        _ => Ok(()),
    }
}

/// The columns that name countries, and how many each.
fn countries(examined: &Examined) -> Vec<(&Column, usize)> {
    let columns = examined.columns.iter();
    columns
        .filter_map(|column| Some((column, countries_in(column)?)))
        .collect()
}

/// The one of them that tells who reports.
fn reporting<'e>(countries: &[(&'e Column, usize)]) -> Option<(&'e Column, usize)> {
    let reports = |column: &Column| {
        let tokens = words::tokens(&column.header);
        tokens.iter().any(|word| REPORTER.contains(&word.as_str()))
    };
    countries
        .iter()
        .copied()
        .find(|(column, _)| reports(column))
}

/// Gives the column of the reporting country its role.
pub(super) fn separate(examined: &Examined, area: Option<&str>, layout: &mut Layout) {
    let Some((reporter, _)) = reporting(&countries(examined)) else {
        return;
    };
    let texts = reporter.profile.counted();
    let own = area.and_then(|area| texts.iter().find(|(text, _)| country(text) == Some(area)));
    if let Some((text, _)) = own {
        layout.add(Role::Reporter, &reporter.header);
        layout
            .reporters
            .push((reporter.header.clone(), (*text).to_owned()));
    }
}

/// How many countries the column names, if that is what it does.
fn countries_in(column: &Column) -> Option<usize> {
    if !matches!(column.kind, Guess::Code | Guess::Label) {
        return None;
    }
    let texts = column.profile.counted();
    let known = texts
        .iter()
        .filter(|(text, _)| country(text).is_some())
        .count();
    (known >= 2 && known * 10 >= texts.len() * 7).then_some(known)
}

/// Whether the text is the code or the title of a country.
pub(super) fn is_country(text: &str) -> bool {
    country(text).is_some()
}

/// The country that a text is the code or the title of.
fn country(text: &str) -> Option<&'static str> {
    use std::{collections::HashMap, sync::LazyLock};
    static COUNTRIES: LazyLock<HashMap<String, &'static str>> = LazyLock::new(|| {
        let codes = Registry::builtin()
            .codelist("CL_AREA")
            .map_or(&[] as &[Code], Codelist::codes);
        let countries = codes
            .iter()
            .filter(|code| code.members.is_empty() && code.code.len() == 3);
        let named = countries.flat_map(|code| {
            let names = [&code.code, &code.names.es, &code.names.en, &code.names.fr];
            names.map(|name| (fold(name), code.code.as_str()))
        });
        named.collect()
    });
    COUNTRIES.get(&fold(text)).copied()
}

/// The country whose subdivisions some column names.
pub(super) fn area_of(examined: &Examined) -> Option<String> {
    let list = Registry::builtin().codelist("CL_GEO_ADM1")?;
    let mut best: Option<(usize, &str)> = None;
    for column in &examined.columns {
        if column.kind != Guess::Label && column.kind != Guess::Code {
            continue;
        }
        let texts: Vec<String> = column
            .profile
            .counted()
            .iter()
            .map(|(text, _)| fold(text))
            .collect();
        for area in MEMBERS {
            let met = texts
                .iter()
                .filter(|text| names_of(list, area, text))
                .count();
            if met >= 4 && met * 2 >= texts.len() && best.is_none_or(|(most, _)| met > most) {
                best = Some((met, area));
            }
        }
    }
    best.map(|(_, area)| area.to_owned())
}

/// Whether the text is the title, the code, or the end of the code, of a subdivision.
fn names_of(list: &Codelist, area: &str, text: &str) -> bool {
    list.codes()
        .iter()
        .filter(|code| code.area.as_deref() == Some(area))
        .any(|code| {
            let end = code.code.rsplit('-').next().unwrap_or_default();
            let letters = end.chars().all(char::is_alphabetic);
            let names = [&code.names.es, &code.names.en, &code.names.fr, &code.code];
            names.into_iter().any(|name| fold(name) == text) || (letters && fold(end) == text)
        })
}

/// The countries of the conference, to choose from.
pub(super) fn members(language: Language) -> Vec<Choice> {
    let list = Registry::builtin().codelist("CL_AREA");
    MEMBERS
        .into_iter()
        .map(|area| {
            let code = list.and_then(|list| list.get(area));
            Choice::new(area, code.map_or("", |code| code.names.get(language)))
        })
        .collect()
}

/// Offices of the country whose adapters exist.
pub(super) fn units(area: Option<&str>, folder: Option<&Path>) -> Vec<Choice> {
    let mut units: Vec<String> = Adapter::ids(folder)
        .iter()
        .filter_map(|id| Adapter::find(id, folder).ok())
        .map(|adapter| adapter.definition().clone())
        .filter(|definition| area.is_none_or(|area| definition.area == area))
        .map(|definition| definition.provider_unit)
        .collect();
    units.sort();
    units.dedup();
    if units.is_empty() {
        units.push("INE".to_owned());
    }
    units.iter().map(|unit| Choice::new(unit, "")).collect()
}
