//! Conditions of a definition, made ready: each clause decides once per distinct value.

use std::collections::HashMap;

use super::{
    coverage::Guide,
    dictionary::{Dictionary, Memo, Value, ValueId},
};
use crate::definition::{
    condition::{Test, When},
    text::fold,
};

/// A condition on a row; without groups it always holds.
pub(super) struct Condition {
    groups: Vec<Vec<Clause>>,
}

struct Clause {
    dictionary: usize,
    test: Ready,
    decided: Memo<bool>,
}

/// A test whose texts are as the column compares them.
struct Ready {
    test: Test,
    label: bool,
}

/// The values of one row, by dictionary.
pub(super) struct Values<'a> {
    pub(super) ids: &'a [ValueId],
    pub(super) dictionaries: &'a [Dictionary],
}

impl Values<'_> {
    pub(super) fn get(&self, dictionary: usize) -> &Value {
        self.dictionaries[dictionary].value(self.ids[dictionary])
    }
}

impl Condition {
    /// `dictionary_of` finds a column's dictionary, making it where there is none yet.
    pub(super) fn new(when: &When, dictionaries: &mut Dictionaries<'_>) -> Self {
        let groups = when
            .any
            .iter()
            .map(|group| {
                group
                    .iter()
                    .map(|(column, test)| Clause::new(column, test, dictionaries))
                    .collect()
            })
            .collect();
        Self { groups }
    }

    pub(super) fn always() -> Self {
        Self { groups: Vec::new() }
    }

    /// Whether the condition holds for the row.
    #[inline]
    pub(super) fn holds(&mut self, values: &Values<'_>) -> bool {
        self.groups.is_empty()
            || self
                .groups
                .iter_mut()
                .any(|group| group.iter_mut().all(|clause| clause.holds(values)))
    }
}

impl Clause {
    fn new(column: &str, test: &Test, dictionaries: &mut Dictionaries<'_>) -> Self {
        let dictionary = dictionaries.of(column);
        let label = dictionaries.made[dictionary].is_label();
        let ready = |texts: &[String]| {
            let ready = |text: &String| {
                if label {
                    fold(text)
                } else {
                    text.trim().to_owned()
                }
            };
            texts.iter().map(ready).collect()
        };
        let test = match test {
            Test::In(texts) => Test::In(ready(texts)),
            Test::NotIn(texts) => Test::NotIn(ready(texts)),
            Test::StartsWith(texts) => Test::StartsWith(ready(texts)),
            other => other.clone(),
        };
        Self {
            dictionary,
            test: Ready { test, label },
            decided: Memo::new(),
        }
    }

    fn holds(&mut self, values: &Values<'_>) -> bool {
        let test = &self.test;
        self.decided.get(values.ids[self.dictionary], || {
            test.holds(values.get(self.dictionary))
        })
    }
}

impl Ready {
    fn holds(&self, value: &Value) -> bool {
        let text = if self.label {
            &value.folded
        } else {
            &value.text
        };
        match &self.test {
            Test::In(texts) => texts.contains(text),
            Test::NotIn(texts) => !texts.contains(text),
            Test::StartsWith(texts) => texts.iter().any(|start| text.starts_with(start)),
            Test::Missing(missing) => value.missing == *missing,
            Test::Between { from, to } => value.number.is_some_and(|number| {
                from.is_none_or(|from| number >= from) && to.is_none_or(|to| number <= to)
            }),
        }
    }
}

/// The dictionaries that a definition needs, made as its parts ask for them.
pub(super) struct Dictionaries<'a> {
    definition: &'a crate::definition::Definition,
    by_column: HashMap<String, usize>,
    pub(super) made: Vec<Dictionary>,
    /// What looks codes or titles up.
    pub(super) guides: Vec<Guide>,
}

impl<'a> Dictionaries<'a> {
    pub(super) fn new(definition: &'a crate::definition::Definition) -> Self {
        Self {
            definition,
            by_column: HashMap::new(),
            made: Vec::new(),
            guides: Vec::new(),
        }
    }

    /// Which guide this is, each once.
    pub(super) fn guide(&mut self, guide: Guide) -> usize {
        let known = self.guides.iter().position(|one| *one == guide);
        known.unwrap_or_else(|| {
            self.guides.push(guide);
            self.guides.len() - 1
        })
    }

    /// The dictionary of the declared column `name`.
    ///
    /// # Panics
    /// When the column is not declared: the definition was checked.
    pub(super) fn of(&mut self, name: &str) -> usize {
        if let Some(at) = self.by_column.get(name) {
            return *at;
        }
        let columns = &self.definition.columns;
        let Some((position, _, column)) = columns.get_full(name) else {
            panic!("a checked definition names no column that it does not declare");
        };
        self.made.push(Dictionary::new(position, column));
        self.by_column.insert(name.to_owned(), self.made.len() - 1);
        self.made.len() - 1
    }
}
