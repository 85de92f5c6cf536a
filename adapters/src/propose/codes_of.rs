//! Codes of a known series that its adapter does not know: the classification that they now belong to, the
//! title that they resemble, or a question.

use schemas::{codelist::Codelist, dataflow::Dataflow, language::args, registry::Registry};

use super::{
    codes,
    draft::{UNANSWERED, list, quoted},
    mend::{Note, Planned, Series},
};
use crate::{
    definition::{
        check::REJECT,
        dimension::{Dimension, OneOrMany},
    },
    inspect::{self, Column, KnownCodes},
    mapping::Trial,
};

/// Codes of one dimension that are asked for one by one.
const ASKED: usize = 30;
/// Another classification must know so much more of the cells.
const BETTER: f64 = 0.05;

/// Keys of the new round about codes.
pub(super) fn planned(series: &Series<'_>) -> Vec<Planned> {
    let mut planned = Vec::new();
    for known in &series.fit.codes {
        // What stands in a table's own section cannot be changed by a round.
        let Some(section) = series.definition.dimension.get(&known.dimension) else {
            continue;
        };
        let column = series.examined.column(&known.header);
        let Some((column, one)) = column.zip(One::new(series, known, section)) else {
            continue;
        };
        one.plan(column, &mut planned);
    }
    planned
}

struct One<'a> {
    series: &'a Series<'a>,
    known: &'a KnownCodes,
    section: &'a Dimension,
    dataflow: &'static Dataflow,
    list: &'static Codelist,
}

impl<'a> One<'a> {
    fn new(series: &'a Series<'a>, known: &'a KnownCodes, section: &'a Dimension) -> Option<Self> {
        let mut tables = series.definition.table.iter();
        let dataflow = tables.find_map(|table| {
            let dataflow = Registry::builtin().dataflow(&table.dataflow)?;
            dataflow.dimension(&known.dimension).map(|_| dataflow)
        })?;
        Some(Self {
            series,
            known,
            section,
            dataflow,
            list: codes::list_of(dataflow, &known.dimension)?,
        })
    }

    fn plan(&self, column: &Column, planned: &mut Vec<Planned>) {
        let mut section = self.section.clone();
        let texts = column.profile.counted();
        if let Some(better) = self.reclassified(&texts) {
            let mut all = vec![better];
            all.extend(section.concordance.0.iter().cloned());
            planned.push(self.key(
                "concordance",
                list(&all),
                Note::Look(
                    "propose-concordance",
                    args([
                        ("header", self.known.header.clone()),
                        ("concordance", all[0].clone()),
                    ]),
                ),
            ));
            section.concordance = OneOrMany(all);
        }
        let Some(trial) = self.trial(&section) else {
            return;
        };
        let unknown: Vec<(String, u64)> = column
            .codes()
            .into_iter()
            .filter(|(text, _)| trial.code(text).is_none())
            .filter(|(text, _)| {
                let definition = self.series.definition;
                !inspect::is_filtered(definition, &self.known.column, text)
                    && !inspect::ends(definition, text)
            })
            .collect();
        if unknown.is_empty() || section.unmapped.as_deref().is_some_and(|one| one != REJECT) {
            return;
        }
        self.ask(&unknown, planned);
    }

    /// Another concordance to the same list that knows more of the cells.
    fn reclassified(&self, texts: &[(&str, u64)]) -> Option<String> {
        let verbatim = self.section.map.is_empty() && !self.section.titles;
        if texts.is_empty() || (self.section.concordance.0.is_empty() && !verbatim) {
            return None;
        }
        let mut best: Option<(f64, String)> = None;
        for concordance in Registry::builtin().concordances() {
            let id = concordance.id.to_string();
            if self.section.concordance.0.contains(&id) || !self.is_akin(&id) {
                continue;
            }
            let section = Dimension {
                concordance: OneOrMany(vec![id.clone()]),
                ..self.section.clone()
            };
            let Some(trial) = self.trial(&section) else {
                continue;
            };
            let share = inspect::share(&trial, texts);
            if best.as_ref().is_none_or(|(most, _)| share > *most) {
                best = Some((share, id));
            }
        }
        best.filter(|(share, _)| *share > self.known.share + BETTER)
            .map(|(_, id)| id)
    }

    /// Whether the concordance is of the same country and to the same standard as one in use; where none is
    /// in use, whether it leads to the list.
    fn is_akin(&self, id: &str) -> bool {
        if self.section.concordance.0.is_empty() {
            return codes::may_lead(id, &self.series.definition.area, self.list);
        }
        let ends = |one: &str| {
            let first = one.split('_').next().unwrap_or_default().to_owned();
            let last = one.rsplit('_').next().unwrap_or_default().to_owned();
            (first, last)
        };
        self.section
            .concordance
            .0
            .iter()
            .any(|one| ends(one) == ends(id))
    }

    fn trial(&self, section: &Dimension) -> Option<Trial> {
        let dataflow = self.dataflow.id.as_str();
        inspect::trial(
            self.series.definition,
            dataflow,
            &self.known.dimension,
            section,
        )
    }

    /// A map of each code, or one key for all where they are many.
    fn ask(&self, unknown: &[(String, u64)], planned: &mut Vec<Planned>) {
        let area = &self.series.definition.area;
        let language = self.series.wishes.language;
        let said = |code: &str, count: u64| {
            args([
                ("header", self.known.header.clone()),
                ("code", code.to_owned()),
                ("count", count.to_string()),
            ])
        };
        if unknown.len() > ASKED {
            let (code, count) = &unknown[0];
            planned.push(self.key(
                "unmapped",
                quoted(UNANSWERED),
                Note::Ask(
                    "propose-many-codes",
                    said(&format!("{code}, …"), *count),
                    codes::leftovers(self.list, language),
                ),
            ));
            return;
        }
        let known = &self.section.map;
        for (code, count) in unknown {
            let (value, note) = match codes::sure(self.list, area, code, known) {
                Some(meant) => (meant, Note::Look("propose-code", said(code, *count))),
                None => {
                    let choices = codes::choices(self.list, area, code, known, language);
                    let note = Note::Ask("propose-which-code", said(code, *count), choices);
                    (UNANSWERED.to_owned(), note)
                }
            };
            let mut key = self.key("map", quoted(&value), note);
            key.path.push(code.clone());
            planned.push(key);
        }
    }

    fn key(&self, key: &str, value: String, note: Note) -> Planned {
        Planned {
            path: vec![
                "dimension".to_owned(),
                self.known.dimension.clone(),
                key.to_owned(),
            ],
            value,
            note,
        }
    }
}
