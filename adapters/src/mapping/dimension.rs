//! A dimension of a table, made ready: a constant, a column's values, or cases.

use schemas::record::CodeIndex;

use super::{
    condition::{Condition, Dictionaries, Values},
    coverage::{Guide, Ledger},
    dictionary::{Dictionary, Memo, ValueId},
    lookup::{Codes, Lookup, Outcome, Told},
};
use crate::{definition::dimension::Dimension as Section, reject::RejectCode};

/// Where the code of one dimension comes from.
pub(super) struct Dimension {
    /// Position in the record.
    pub(super) position: usize,
    source: Source,
    applies: Condition,
    total: Outcome,
    differs: bool,
}

enum Source {
    Constant(Outcome),
    Column {
        dictionary: usize,
        lookup: Box<Lookup>,
        decided: Memo<Outcome>,
        /// Which guide of the ledger this is, if it looks codes up.
        guide: Option<usize>,
        /// The value that the row asked for and that is not counted yet.
        asked: Option<ValueId>,
    },
    Cases {
        cases: Vec<(Condition, Outcome)>,
        otherwise: Outcome,
        dictionary: Option<usize>,
    },
}

impl Dimension {
    pub(super) fn new(
        position: usize,
        codes: Codes,
        section: &Section,
        area: &str,
        dictionaries: &mut Dictionaries<'_>,
    ) -> Self {
        let applies = section
            .applies
            .as_ref()
            .map_or_else(Condition::always, |when| Condition::new(when, dictionaries));
        let total = codes.named("_T", RejectCode::NoCase);
        Self {
            position,
            source: source(codes, section, area, dictionaries),
            applies,
            total,
            differs: section.differs,
        }
    }

    /// The code that does not depend on the row, if it does not.
    pub(super) fn constant(&self) -> Option<CodeIndex> {
        match self.source {
            Source::Constant(Ok(told)) => Some(told.code),
            _ => None,
        }
    }

    /// The code of the row.
    #[inline]
    pub(super) fn code(&mut self, values: &Values<'_>) -> Outcome {
        if !self.applies.holds(values) {
            return self.total;
        }
        let outcome = self.outcome(values);
        if self.differs {
            return outcome.map(Told::coarse);
        }
        outcome
    }

    #[inline]
    fn outcome(&mut self, values: &Values<'_>) -> Outcome {
        match &mut self.source {
            Source::Constant(outcome) => *outcome,
            Source::Column {
                dictionary,
                lookup,
                decided,
                asked,
                ..
            } => {
                let id = values.ids[*dictionary];
                *asked = Some(id);
                decided.get(id, || lookup.resolve(values.get(*dictionary)))
            }
            Source::Cases {
                cases, otherwise, ..
            } => cases
                .iter_mut()
                .find_map(|(condition, outcome)| condition.holds(values).then_some(*outcome))
                .unwrap_or(*otherwise),
        }
    }

    /// Counts what the row asked for.
    #[inline]
    pub(super) fn count(&mut self, times: u64, dictionaries: &[Dictionary], ledger: &mut Ledger) {
        if let Source::Column {
            guide: Some(guide),
            asked,
            lookup,
            dictionary,
            ..
        } = &mut self.source
            && let Some(id) = asked.take()
        {
            ledger.add(*guide, id, times, || {
                lookup.grade(dictionaries[*dictionary].value(id))
            });
        }
    }

    /// The dictionary and the lookup of the guide `wanted`, if this is it.
    pub(super) fn lookup_of(&self, wanted: usize) -> Option<(usize, &Lookup)> {
        match &self.source {
            Source::Column {
                guide: Some(guide),
                dictionary,
                lookup,
                ..
            } if *guide == wanted => Some((*dictionary, lookup)),
            _ => None,
        }
    }

    /// The dictionary of the column that a reject points at.
    pub(super) fn dictionary(&self) -> Option<usize> {
        match &self.source {
            Source::Constant(_) => None,
            Source::Column { dictionary, .. } => Some(*dictionary),
            Source::Cases { dictionary, .. } => *dictionary,
        }
    }

    /// The national code or title nearest to what the row holds.
    pub(super) fn nearest(&self, values: &Values<'_>) -> Option<String> {
        match &self.source {
            Source::Column {
                dictionary, lookup, ..
            } => lookup.nearest(&values.get(*dictionary).text),
            _ => None,
        }
    }
}

fn source(
    codes: Codes,
    section: &Section,
    area: &str,
    dictionaries: &mut Dictionaries<'_>,
) -> Source {
    if let Some(constant) = &section.constant {
        return Source::Constant(codes.named(constant, RejectCode::CodeRefused));
    }
    if let Some(column) = &section.column {
        let (dimension, list) = codes.named_by();
        let guide = Guide::looks_up(section).then(|| {
            dictionaries.guide(Guide {
                dimension: dimension.to_owned(),
                list: list.to_owned(),
                section: section.clone(),
            })
        });
        return Source::Column {
            dictionary: dictionaries.of(column),
            lookup: Box::new(Lookup::new(codes, section, area)),
            decided: Memo::new(),
            guide,
            asked: None,
        };
    }
    let first = section
        .cases
        .iter()
        .flat_map(|case| &case.when.any)
        .find_map(|group| group.keys().next());
    let dictionary = first.map(|column| dictionaries.of(column));
    let cases = section
        .cases
        .iter()
        .map(|case| {
            let outcome = codes.named(&case.then, RejectCode::CodeRefused);
            (Condition::new(&case.when, dictionaries), outcome)
        })
        .collect();
    let otherwise = section
        .otherwise
        .as_ref()
        .map_or(Err(RejectCode::NoCase), |code| {
            codes.named(code, RejectCode::NoCase)
        });
    Source::Cases {
        cases,
        otherwise,
        dictionary,
    }
}
