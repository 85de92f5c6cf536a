//! One definition for a file that holds many countries: `[reporters]` says which of them may report with it, the
//! officer chooses one, and `{ reporter = true }` in a condition stands for the texts by which the file names it.

use std::collections::BTreeMap;

use schemas::registry::Registry;
use serde::Deserialize;
use toml::{Table, Value};

use super::areas;

/// The `[reporters]` section, in place of `area`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reporters {
    /// Alpha-3 codes of the countries that may report.
    pub areas: Vec<String>,
    /// Whether each of them keeps a file of its own in this layout, so that its figures are its own. Default false: one
    /// file tells of all.
    #[serde(default)]
    pub own: bool,
    /// How the file names a country, besides its code, its titles in three languages, and
    /// the other names that are known.
    #[serde(default)]
    pub names: BTreeMap<String, Vec<String>>,
}

impl Reporters {
    /// The texts by which files name `area`.
    fn texts(&self, area: &str) -> Vec<String> {
        let areas = Registry::builtin().codelist("CL_AREA");
        let code = areas.and_then(|list| list.get(area));
        let titles = code.into_iter().flat_map(|code| {
            let names = [&code.names.es, &code.names.en, &code.names.fr];
            names.into_iter().filter(|name| !name.is_empty()).cloned()
        });
        let mut texts = vec![area.to_owned()];
        texts.extend(titles);
        texts.extend(areas::of(area).iter().cloned());
        texts.extend(self.names.get(area).into_iter().flatten().cloned());
        texts
    }
}

/// The definition as `area` reports with it: its `area` is that country, and each condition on the reporter names
/// it. Without `area` the first country stands for all, and the conditions name all of them.
pub(super) fn settle(whole: &mut Table, reporters: &Reporters, area: Option<&str>) {
    let first = reporters.areas.first().map_or("", String::as_str);
    let texts: Vec<String> = match area {
        Some(area) => reporters.texts(area),
        None => {
            let areas = reporters.areas.iter();
            areas.flat_map(|area| reporters.texts(area)).collect()
        }
    };
    let texts = Value::Array(texts.into_iter().map(Value::String).collect());
    for (_, value) in whole.iter_mut() {
        replace(value, &texts);
    }
    let area = Value::String(area.unwrap_or(first).to_owned());
    whole.insert("area".to_owned(), area);
}

/// Puts `texts` in the place of each `{ reporter = true }`.
fn replace(value: &mut Value, texts: &Value) {
    match value {
        Value::Table(table) if is_mark(table) => *value = texts.clone(),
        Value::Table(table) => {
            for (_, inner) in table.iter_mut() {
                replace(inner, texts);
            }
        }
        Value::Array(items) => {
            for item in items {
                replace(item, texts);
            }
        }
        _ => {}
    }
}

fn is_mark(table: &Table) -> bool {
    table.len() == 1 && table.get("reporter") == Some(&Value::Boolean(true))
}
