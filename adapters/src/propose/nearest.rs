//! What the office's other series say: the adapter of the same country and dataflow of whose words the name and the titles
//! of a file speak tells what the file itself does not.

use std::{collections::BTreeSet, path::Path};

use schemas::dataflow::Dataflow;

use super::Wishes;
use crate::{
    definition::{Adapter, Definition, dimension::Dimension, text::fold},
    inspect::{Examined, words},
};

/// The adapter, and the words of the file.
pub(super) struct Nearest {
    pub(super) id: String,
    pub(super) definition: Definition,
    dataflow: String,
    words: BTreeSet<String>,
    caption: String,
}

/// Shorter words stand in any title.
const SHORTEST: usize = 3;

/// The adapter of `area` and `dataflow` of which the file speaks most; the only one, if there is one only.
pub(super) fn of(
    examined: &Examined,
    area: &str,
    dataflow: &Dataflow,
    folder: Option<&Path>,
    wishes: &Wishes,
) -> Option<Nearest> {
    let caption = examined.caption();
    let told = words::tokens(&caption).into_iter();
    let telling = |word: &String| word.len() >= SHORTEST && word.starts_with(char::is_alphabetic);
    let words: BTreeSet<String> = told.filter(telling).collect();
    let all = Adapter::all(folder, wishes.without.as_deref());
    let own = all.filter(|(_, adapter)| {
        let definition = adapter.definition();
        let mut tables = definition.table.iter();
        let same = tables.any(|table| table.dataflow == dataflow.id.as_str());
        same && definition.reporters.is_none() && definition.area == area
    });
    let mut ranked: Vec<_> = own
        .map(|(id, adapter)| {
            (
                spoken(&words, adapter.definition()),
                id,
                adapter.definition().clone(),
            )
        })
        .collect();
    ranked.sort_by_key(|one| std::cmp::Reverse(one.0));
    let only = ranked.len() == 1;
    let (score, id, definition) = ranked.into_iter().next()?;
    (score > 0 || only).then(|| Nearest {
        id,
        definition,
        dataflow: dataflow.id.to_string(),
        words,
        caption: format!(" {} ", fold(&caption)),
    })
}

/// How many of the words stand in the titles of the adapter or in what it knows of programmes.
fn spoken(words: &BTreeSet<String>, definition: &Definition) -> usize {
    let titles = &definition.titles;
    let mut own: BTreeSet<String> = [&titles.es, &titles.en, &titles.fr]
        .into_iter()
        .flat_map(|title| words::tokens(title))
        .collect();
    let programmes = definition.dimension.get(MECHANISM);
    let programmes = programmes.iter().flat_map(|section| section.map.keys());
    own.extend(programmes.flat_map(|text| words::tokens(text)));
    words.intersection(&own).count()
}

const MECHANISM: &str = "MECHANISM";

impl Nearest {
    /// The code that the adapter gives all rows in the dimension; else the only code of its map of whose texts the
    /// name and titles of the file speak.
    pub(super) fn constant(&self, id: &str) -> Option<String> {
        let tables = self.definition.table.iter();
        let mine = tables.filter(|table| table.dataflow == self.dataflow);
        let sections: Vec<&Dimension> = mine
            .filter_map(|table| table.dimension.get(id))
            .chain(self.definition.dimension.get(id))
            .collect();
        let constants: BTreeSet<&String> = sections
            .iter()
            .filter_map(|section| section.constant.as_ref())
            .collect();
        if let (Some(one), 1) = (constants.first(), constants.len()) {
            return Some((*one).clone());
        }
        let maps = sections.iter().flat_map(|section| &section.map);
        let spoken = maps.filter(|(text, code)| self.speaks(text) && *code != "reject");
        let codes: BTreeSet<&String> = spoken.map(|(_, code)| code).collect();
        codes
            .first()
            .filter(|_| codes.len() == 1)
            .map(|code| (*code).clone())
    }

    /// Whether the file speaks of the text: a word of some length, or several in a row.
    fn speaks(&self, text: &str) -> bool {
        let text = fold(text);
        let long = text.chars().count() >= SHORTEST;
        long && (self.words.contains(&text) || (text.contains(' ') && self.caption.contains(&text)))
    }
}
