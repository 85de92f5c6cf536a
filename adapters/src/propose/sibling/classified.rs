//! A column of a statistical data base that breaks the figures down: its texts are the name of a classification and a
//! code or title of it, as `OCU_ISCO08_1` or `Occupation (ISCO-08): 1. Managers`, and it may hold several
//! classifications at once.

use indexmap::IndexMap;
use schemas::{codelist::Codelist, dataflow::Dataflow, registry::Registry};

use super::vocabulary::{Origin, vocabulary};
use crate::{
    definition::check::table::FILLED,
    inspect::{Column, words},
    propose::codes,
};

/// What becomes of the column.
pub(super) enum Use {
    /// It gives a dimension its codes; texts of other classifications are set aside.
    Dimension {
        id: String,
        map: IndexMap<String, String>,
        aside: Vec<String>,
    },
    /// No dimension is for it: only the rows with these texts are kept.
    Totals(Vec<String>),
    /// It tells an attribute, and only the rows with this text are kept.
    Attribute {
        name: String,
        code: String,
        kept: String,
    },
    /// Only the rows of migrants are kept.
    Part {
        kept: Vec<String>,
        origin: &'static Origin,
    },
    /// Nobody knows which rows to keep.
    Open(Vec<String>),
}

/// A text of the column, taken apart.
struct Part {
    text: String,
    head: String,
    tail: String,
}

/// The column's texts taken apart, if it is such a column.
fn parts(column: &Column) -> Option<Vec<Part>> {
    let mut parts = Vec::new();
    for (text, _) in column.codes() {
        let (head, tail) = text.split_once(": ").or_else(|| text.rsplit_once('_'))?;
        let [head, tail] = [head, tail].map(|part| part.trim().to_owned());
        parts.push(Part { text, head, tail });
    }
    (parts.len() > 1).then_some(parts)
}

/// Whether the column breaks figures down: its texts are taken apart, and one of them is a total, or they tell units.
pub(super) fn is_breakdown(column: &Column) -> bool {
    let told = |part: &Part| {
        let unit = vocabulary().attribute(&part.head).is_some();
        unit || vocabulary().is_total(&part.tail)
    };
    parts(column).is_some_and(|parts| parts.iter().any(told))
}

/// The breakdown by origin of which the column speaks.
pub(super) fn origin(column: &Column) -> Option<&'static Origin> {
    let parts = parts(column)?;
    let head = &parts.first()?.head;
    vocabulary().origin(head)
}

/// What becomes of the column in `dataflow`, whose dimensions in `taken` have their columns.
pub(super) fn used(column: &Column, dataflow: &'static Dataflow, taken: &[String]) -> Use {
    let texts = || column.codes().into_iter().map(|(text, _)| text).collect();
    let Some(parts) = parts(column) else {
        return Use::Open(texts());
    };
    if let Some(found) = dimension(&parts, dataflow, taken) {
        return found;
    }
    if let Some(origin) = origin(column).filter(|one| one.dataflow == dataflow.id.as_str()) {
        let is_part = |part: &&Part| {
            let code = origin.code(&part.tail);
            code.is_some_and(|code| origin.is_part(code))
        };
        let kept: Vec<String> = of(parts.iter().filter(is_part));
        if !kept.is_empty() {
            return Use::Part { kept, origin };
        }
    }
    if let Some(found) = attribute(&parts) {
        return found;
    }
    let totals = of(parts
        .iter()
        .filter(|part| vocabulary().is_total(&part.tail)));
    if totals.is_empty() {
        Use::Open(texts())
    } else {
        Use::Totals(totals)
    }
}

fn of<'a>(parts: impl Iterator<Item = &'a Part>) -> Vec<String> {
    parts.map(|part| part.text.clone()).collect()
}

/// The dimension that knows most of the texts, of those of which the names of the classifications speak.
fn dimension(parts: &[Part], dataflow: &'static Dataflow, taken: &[String]) -> Option<Use> {
    let mut best: Option<(usize, Use)> = None;
    for dimension in &dataflow.dimensions {
        let id = dimension.id.as_str();
        if FILLED.contains(&id) || taken.iter().any(|one| one == id) {
            continue;
        }
        let Some(list) = codes::list_of(dataflow, id) else {
            continue;
        };
        let spoken = |part: &Part| {
            let speaks = words::dimensions(&part.head).any(|one| one == id);
            speaks || (id == "BIRTHPLACE" && vocabulary().origin(&part.head).is_some())
        };
        if !parts.iter().all(spoken) {
            continue;
        }
        let (map, aside) = mapped(parts, list);
        let met = map.values().filter(|code| code.as_str() != "_T").count();
        if met > 0 && best.as_ref().is_none_or(|(most, _)| met > *most) {
            let id = id.to_owned();
            best = Some((met, Use::Dimension { id, map, aside }));
        }
    }
    best.map(|(_, found)| found)
}

/// The codes of the texts of those classifications that are known whole, or best; and the texts that are set aside.
fn mapped(parts: &[Part], list: &Codelist) -> (IndexMap<String, String>, Vec<String>) {
    let mut heads: IndexMap<&str, Vec<(&Part, Option<String>)>> = IndexMap::new();
    for part in parts {
        let known = heads.entry(&part.head).or_default();
        known.push((part, code(part, list)));
    }
    let known = |all: &[(&Part, Option<String>)]| all.iter().filter(|one| one.1.is_some()).count();
    let is_whole = |all: &[(&Part, Option<String>)]| known(all) == all.len();
    let any_whole = heads.values().any(|all| is_whole(all) && all.len() > 1);
    let most = heads.values().map(|all| known(all)).max().unwrap_or(0);
    let (mut map, mut aside) = (IndexMap::new(), Vec::new());
    for all in heads.values() {
        let taken = match any_whole {
            true => is_whole(all),
            false => known(all) == most,
        };
        for (part, code) in all {
            match code.as_ref().filter(|_| taken) {
                Some(code) => {
                    map.insert(part.text.clone(), code.clone());
                }
                None => aside.push(part.text.clone()),
            }
        }
    }
    (map, aside)
}

/// The code that the end of a text means.
fn code(part: &Part, list: &Codelist) -> Option<String> {
    let tail = part.tail.as_str();
    let is = |code: &str| list.get(code).map(|code| code.code.clone());
    if !vocabulary().is_current(&part.head) {
        return None;
    }
    if vocabulary().is_total(tail) {
        return is("_T");
    }
    if vocabulary().is_unknown(tail) {
        return ["_U", "_X", "X"].into_iter().find_map(is);
    }
    if list.id.as_str() == "CL_BIRTHPLACE_GRP" {
        return is(vocabulary().origin(&part.head)?.code(tail)?);
    }
    let numbered = tail.split_once(". ").map(|(code, _)| code);
    let plain = is(tail).or_else(|| is(numbered?));
    plain
        .or_else(|| codes::band(list, tail))
        .or_else(|| codes::sure(list, "", tail, &IndexMap::new()))
}

/// The attribute that the column tells, where its code list knows one of the texts.
fn attribute(parts: &[Part]) -> Option<Use> {
    let name = vocabulary().attribute(&parts.first()?.head)?;
    let list = Registry::builtin().codelist(&format!("CL_{name}"))?;
    let mut known = parts.iter().filter_map(|part| {
        let code = list.get(&part.tail).map(|code| code.code.clone());
        let code = code.or_else(|| codes::sure(list, "", &part.tail, &IndexMap::new()))?;
        Some((part, code))
    });
    let (part, code) = known.next()?;
    known.next().is_none().then(|| Use::Attribute {
        name: name.to_owned(),
        code,
        kept: part.text.clone(),
    })
}
