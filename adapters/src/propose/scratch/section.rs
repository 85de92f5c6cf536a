//! The section of one dimension in the words of a definition, and what it makes of the file's codes.

use crate::{
    definition::{
        column::Column,
        dimension::{AgeBands, Dimension, OneOrMany},
        text::fold,
    },
    inspect::Examined,
    mapping::Trial,
    propose::{
        codes,
        draft::{list, quoted},
        roles::{Assigned, Source, Subject},
    },
};

/// A source in the words of the definition.
pub(super) fn told(source: &Source) -> String {
    match source {
        Source::Borrowed { adapter, .. } => adapter.clone(),
        Source::Titles => "titles".to_owned(),
        Source::Labels => "codebook".to_owned(),
        Source::Verbatim => "verbatim".to_owned(),
        Source::Concordance { id, .. } => id.clone(),
        Source::Age => "age_bands".to_owned(),
        Source::Unknown => "?".to_owned(),
    }
}

/// The dimension as it is going to be, ready to be tried.
pub(super) fn trial(subject: &Subject<'_>, one: &Assigned) -> Option<Trial> {
    let flow = (subject.dataflow, one.id.as_str());
    let plain =
        |section: &Dimension, shape: &str| codes::trial_of(subject.area, flow, section, shape);
    match &one.source {
        Source::Borrowed { section, shape, .. } => {
            let column = Column {
                shape: (**shape).clone(),
                ..Default::default()
            };
            Trial::new(subject.area, &[], &column, flow, section)
        }
        Source::Titles => plain(
            &Dimension {
                titles: true,
                ..Dimension::default()
            },
            "",
        ),
        Source::Verbatim => plain(&Dimension::default(), ""),
        Source::Concordance { id, shape } => plain(
            &Dimension {
                concordance: OneOrMany(vec![id.clone()]),
                ..Dimension::default()
            },
            shape,
        ),
        Source::Age | Source::Labels | Source::Unknown => None,
    }
}

/// The keys that look a cell up. `whole`: no map follows.
pub(super) fn looked_up(source: &Source, whole: bool) -> Vec<String> {
    match source {
        Source::Borrowed { section, .. } => borrowed(section),
        Source::Titles => vec!["titles = true".to_owned()],
        Source::Verbatim if whole => Vec::new(),
        Source::Verbatim => vec!["verbatim = true".to_owned()],
        Source::Concordance { id, .. } => vec![format!("concordance = {}", quoted(id))],
        Source::Age => vec!["age_bands = \"ten_years\"".to_owned()],
        Source::Labels | Source::Unknown => Vec::new(),
    }
}

/// What an adapter's section says, but for its map and the column.
fn borrowed(section: &Dimension) -> Vec<String> {
    let mut lines = Vec::new();
    if section.titles {
        lines.push("titles = true".to_owned());
    }
    if !section.concordance.0.is_empty() {
        lines.push(format!("concordance = {}", list(&section.concordance.0)));
    }
    if section.verbatim == Some(true) {
        lines.push("verbatim = true".to_owned());
    }
    if section.level > 0 {
        lines.push(format!("level = {}", section.level));
    }
    for (name, code) in [
        ("missing", &section.missing),
        ("unmapped", &section.unmapped),
        ("undecided", &section.undecided),
    ] {
        if let Some(code) = code {
            lines.push(format!("{name} = {}", quoted(code)));
        }
    }
    if let Some(bands) = section.age_bands {
        let name = match bands {
            AgeBands::FiveYears => "five_years",
            AgeBands::TenYears => "ten_years",
            AgeBands::Aggregate => "aggregate",
        };
        lines.push(format!("age_bands = {}", quoted(name)));
    }
    lines
}

/// The lines of a borrowed map that the file has use for.
pub(super) fn mapped(examined: &Examined, one: &Assigned) -> Vec<(String, String)> {
    let Source::Borrowed { section, .. } = &one.source else {
        return Vec::new();
    };
    let Some(column) = examined.column(&one.header) else {
        return Vec::new();
    };
    let texts = column.profile.counted();
    let stands = |national: &str| {
        let wanted = fold(national);
        section.map.len() <= 20 || texts.iter().any(|(text, _)| fold(text) == wanted)
    };
    section
        .map
        .iter()
        .filter(|(national, _)| stands(national))
        .map(|(national, code)| (national.clone(), code.clone()))
        .collect()
}
