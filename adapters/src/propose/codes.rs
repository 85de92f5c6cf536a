//! Codes proposed for what a file writes: by the titles of a code list in three languages, and by the
//! classification that the codes in a column belong to.

use std::collections::BTreeSet;

use indexmap::IndexMap;
use schemas::{
    codelist::{Code, Codelist},
    concordance::Target,
    dataflow::Dataflow,
    language::Language,
    registry::Registry,
};

use super::draft::Choice;
use crate::{
    definition::{column::Column, dimension::Dimension, text::fold},
    inspect::share,
    mapping::Trial,
};

/// From here on a title is taken for the code without asking.
const SURE: f64 = 0.94;
/// From here on a title is offered.
const NEAR: f64 = 0.72;
/// Codes that are offered.
const OFFERED: usize = 12;

/// The code whose title, or whose text in the map that the series has `known` so far, the text nearly is.
pub(super) fn sure(
    list: &Codelist,
    area: &str,
    text: &str,
    known: &IndexMap<String, String>,
) -> Option<String> {
    let titled = ranked(list, area, text)
        .first()
        .map(|(score, code)| (*score, code.code.clone()));
    let mapped = in_map(text, known).into_iter().next();
    let best = titled.into_iter().chain(mapped);
    best.max_by(|one, other| one.0.total_cmp(&other.0))
        .filter(|(score, _)| *score >= SURE)
        .map(|(_, code)| code)
}

/// The code that one of the texts, which say the same in several languages, surely means.
pub(super) fn meant(list: &Codelist, area: &str, texts: &[&str]) -> Option<String> {
    let none = IndexMap::new();
    let mut titled = texts.iter().map(|text| sure(list, area, text, &none));
    let bands = || texts.iter().find_map(|text| band(list, text));
    titled.find_map(|code| code).or_else(bands)
}

/// The band of ages that the text writes: `15 to 24 years`, `65 años y más`, `Y15-24`, `YGE65`, `65+`.
pub(super) fn band(list: &Codelist, text: &str) -> Option<String> {
    if list.id.as_str() != "CL_AGE" {
        return None;
    }
    let numbers: Vec<u32> = text
        .split(|letter: char| !letter.is_ascii_digit())
        .filter_map(|digits| digits.parse().ok())
        .collect();
    let words = fold(text);
    let coded = |word: &str| {
        let from = word.trim_start_matches(['y', '_']).strip_prefix("ge");
        from.is_some_and(|from| from.starts_with(|letter: char| letter.is_ascii_digit()))
    };
    let opens = |word: &str| OPEN.contains(&word) || coded(word) || word.ends_with('+');
    let is_open = words.split_whitespace().any(opens);
    let code = match numbers[..] {
        [from, to] => format!("Y{from:02}T{to:02}"),
        [from] if is_open => format!("Y_GE{from}"),
        _ => return None,
    };
    list.get(&code).map(|code| code.code.clone())
}

/// What says that a band has no upper end.
const OPEN: [&str; 7] = ["mas", "more", "over", "older", "plus", "mayores", "above"];

/// Codes of the texts in a map that are like this one, the likest first.
fn in_map(text: &str, known: &IndexMap<String, String>) -> Vec<(f64, String)> {
    let text = fold(text);
    if !text.chars().any(char::is_alphabetic) || text.chars().count() < 2 {
        return Vec::new();
    }
    let mut all: Vec<(f64, String)> = known
        .iter()
        .map(|(national, code)| (alike(&text, &fold(national)), code.clone()))
        .filter(|(score, _)| *score >= NEAR)
        .collect();
    all.sort_by(|one, other| other.0.total_cmp(&one.0));
    all
}

/// Codes that the text may mean, the likeliest first: by title or by a text of the map that the series has
/// `known` so far, then the codes of that map; then those that leave it open; then `reject`.
pub(super) fn choices(
    list: &Codelist,
    area: &str,
    text: &str,
    known: &IndexMap<String, String>,
    language: Language,
) -> Vec<Choice> {
    let mut ranked = ranked(list, area, text);
    for (score, meant) in in_map(text, known) {
        ranked.extend(
            of_area(list, area)
                .find(|code| code.code == meant)
                .map(|code| (score, code)),
        );
    }
    ranked.sort_by(|one, other| other.0.total_cmp(&one.0));
    let mut near: Vec<&Code> = Vec::new();
    for (_, code) in ranked.iter().filter(|(score, _)| *score >= NEAR) {
        if near.len() < 4 && !near.iter().any(|one| one.code == code.code) {
            near.push(code);
        }
    }
    let used: BTreeSet<&str> = known.values().map(String::as_str).collect();
    // Many codes are countries or places: none of them is likelier than another.
    let few = used.len() <= OFFERED;
    let of_series = of_area(list, area).filter(|code| few && used.contains(code.code.as_str()));
    for code in of_series.filter(|code| !is_open(code)) {
        if !near.iter().any(|one| one.code == code.code) {
            near.push(code);
        }
    }
    if near.is_empty() && of_area(list, area).count() <= OFFERED + 4 {
        near = of_area(list, area).filter(|code| !is_open(code)).collect();
    }
    let open = list.codes().iter().filter(|code| says_nothing(code));
    let mut choices: Vec<Choice> = near
        .into_iter()
        .take(OFFERED)
        .chain(open)
        .map(|code| Choice::new(&code.code, code.names.get(language)))
        .collect();
    choices.push(Choice::new("reject", ""));
    choices
}

/// The codes of a dimension that may be a constant.
pub(super) fn constants(list: &Codelist, area: &str, language: Language) -> Vec<Choice> {
    let real = of_area(list, area).filter(|code| !is_open(code));
    let total = list.codes().iter().filter(|code| code.code == "_T");
    let unknown = list.codes().iter().filter(|code| code.code == "_U");
    let several = of_area(list, area).count() > 40;
    let all: Vec<&Code> = if several {
        total.chain(unknown).chain(real.take(6)).collect()
    } else {
        real.take(30).chain(total).chain(unknown).collect()
    };
    all.into_iter()
        .map(|code| Choice::new(&code.code, code.names.get(language)))
        .collect()
}

/// The code for what nothing knows: that of the list, or `reject`.
pub(super) fn leftovers(list: &Codelist, language: Language) -> Vec<Choice> {
    let open = list.codes().iter().filter(|code| says_nothing(code));
    let mut choices = vec![Choice::new("reject", "")];
    choices.extend(open.map(|code| Choice::new(&code.code, code.names.get(language))));
    choices
}

/// Whether the code stands for what is not known.
fn says_nothing(code: &Code) -> bool {
    matches!(code.code.as_str(), "_U" | "_X" | "X")
}

fn is_open(code: &Code) -> bool {
    matches!(code.code.as_str(), "_U" | "_X" | "X" | "_T" | "_Z") || code.names.es.is_empty()
}

fn of_area<'a>(list: &'a Codelist, area: &'a str) -> impl Iterator<Item = &'a Code> {
    let mine = move |code: &&Code| code.area.as_deref().is_none_or(|of| of == area);
    list.codes().iter().filter(mine)
}

fn ranked<'a>(list: &'a Codelist, area: &str, text: &str) -> Vec<(f64, &'a Code)> {
    let text = fold(text);
    if !text.chars().any(char::is_alphabetic) || text.chars().count() < 2 {
        return Vec::new();
    }
    let mut all: Vec<(f64, &Code)> = list
        .codes()
        .iter()
        .filter(|code| code.area.as_deref().is_none_or(|of| of == area))
        .filter(|code| code.code != "_T")
        .map(|code| (nearness(&text, code), code))
        .collect();
    all.sort_by(|one, other| other.0.total_cmp(&one.0));
    all
}

fn nearness(text: &str, code: &Code) -> f64 {
    if text == fold(&code.code) {
        return 1.0;
    }
    let names = [&code.names.es, &code.names.en, &code.names.fr];
    names
        .into_iter()
        .filter(|name| !name.is_empty())
        .map(|name| alike(text, &fold(name)))
        .fold(0.0, f64::max)
}

/// How much alike two folded titles are.
pub(super) fn alike(text: &str, title: &str) -> f64 {
    let (text, title) = (plain(text), plain(title));
    let letters = strsim::normalized_damerau_levenshtein(&text, &title);
    let (short, long) = if text.len() < title.len() {
        (&text, &title)
    } else {
        (&title, &text)
    };
    // A title cut off, or one with a remark behind it.
    let starts = short.chars().count() >= 6 && long.starts_with(short.as_str());
    let within = if starts {
        WITHIN
    } else if has_words(long, short) {
        WORDS
    } else {
        0.0
    };
    letters.max(within)
}

/// Likeness of a title that begins another one, and of one whose words all stand in another one.
const WITHIN: f64 = 0.86;
const WORDS: f64 = 0.8;

/// Whether all words of `short`, of which one must be of some length, stand in `long`.
fn has_words(long: &str, short: &str) -> bool {
    let words: Vec<&str> = long.split(' ').collect();
    let mut telling = false;
    let all = short.split(' ').all(|word| {
        telling |= word.chars().count() >= 5;
        words.contains(&word)
    });
    all && telling
}

/// Without marks between words; `&` is a word.
fn plain(text: &str) -> String {
    let text = text.replace('&', " and ");
    let words = text.split(|letter: char| !letter.is_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

/// A national classification that a column's codes belong to.
pub(super) struct Recognised {
    pub(super) concordance: String,
    /// The reshaping that its codes need, as TOML; empty for none.
    pub(super) shape: &'static str,
    pub(super) share: f64,
}

/// Ways in which offices write codes of classifications.
const SHAPES: [&str; 4] = [
    "",
    "{ before = \"-\" }",
    "{ digits = true, take = 6, pattern = \"##-####\" }",
    "{ take = 2 }",
];

/// The classification to which most of the codes belong, if it leads to the list of this dimension.
pub(super) fn recognise(
    flow: (&'static Dataflow, &str),
    area: &str,
    texts: &[(&str, u64)],
) -> Option<Recognised> {
    let list = list_of(flow.0, flow.1)?;
    if texts.len() < 3 {
        return None;
    }
    let own = country_prefix(area);
    let mut best: Option<Recognised> = None;
    for concordance in Registry::builtin().concordances() {
        let id = concordance.id.as_str();
        if !belongs(id, own.as_deref()) || !leads_to(concordance, list) {
            continue;
        }
        for shape in SHAPES {
            let section = Dimension {
                concordance: crate::definition::dimension::OneOrMany(vec![id.to_owned()]),
                ..Dimension::default()
            };
            let Some(trial) = trial_of(area, flow, &section, shape) else {
                continue;
            };
            let share = share(&trial, texts);
            if best.as_ref().is_none_or(|best| share > best.share + 0.01) {
                best = Some(Recognised {
                    concordance: id.to_owned(),
                    shape,
                    share,
                });
            }
        }
    }
    best
}

/// A dimension tried on a column that is declared as plainly as can be.
pub(super) fn trial_of(
    area: &str,
    flow: (&'static Dataflow, &str),
    section: &Dimension,
    shape: &str,
) -> Option<Trial> {
    let mut column = Column::default();
    if !shape.is_empty() {
        #[derive(serde::Deserialize)]
        struct Shaped {
            shape: crate::definition::column::Shape,
        }
        let shaped: Shaped = toml::from_str(&format!("shape = {shape}")).ok()?;
        column.shape = shaped.shape;
    }
    Trial::new(area, &[], &column, flow, section)
}

/// The codelist of a dimension.
pub(super) fn list_of(dataflow: &'static Dataflow, id: &str) -> Option<&'static Codelist> {
    Registry::builtin().codelist(dataflow.dimension(id)?.codelist.as_ref()?.as_str())
}

/// Whether the concordance `id` is none of another country, and leads to the list.
pub(super) fn may_lead(id: &str, area: &str, list: &Codelist) -> bool {
    let concordance = Registry::builtin().concordance(id);
    belongs(id, country_prefix(area).as_deref())
        && concordance.is_some_and(|concordance| leads_to(concordance, list))
}

fn leads_to(concordance: &schemas::concordance::Concordance, list: &Codelist) -> bool {
    let mut codes = concordance.codes().take(20);
    codes.any(|code| {
        matches!(
            concordance.target(code, list),
            Target::Code(_) | Target::Coarser(_)
        )
    })
}

/// A concordance of another country is none for this one.
fn belongs(id: &str, own: Option<&str>) -> bool {
    let prefix = id.split('_').next().unwrap_or_default();
    prefix.len() != 2 || own.is_none_or(|own| own == prefix)
}

/// Alpha-2 of a country, as its subdivisions write it.
fn country_prefix(area: &str) -> Option<String> {
    let list = Registry::builtin().codelist("CL_GEO_ADM1")?;
    let code = list
        .codes()
        .iter()
        .find(|code| code.area.as_deref() == Some(area))?;
    code.code.split('-').next().map(str::to_owned)
}
