//! From a national code or title to a code of the codelist: map, bands, titles, concordances, in
//! the order that the definition promises.

use std::{
    borrow::Cow,
    collections::{HashMap, HashSet},
};

use schemas::{
    codelist::Codelist,
    concordance::{Concordance, Target},
    record::{CodeIndex, RecordLayout},
    registry::Registry,
};

use super::{
    coverage::Grade,
    dictionary::{Value, reshape},
};
use crate::{
    definition::{
        areas,
        check::REJECT,
        column::Shape,
        dimension::{AgeBands, Dimension},
        text::fold,
    },
    reject::RejectCode,
};

/// A code and how well it is decided, or why the row is rejected.
pub(super) type Outcome = Result<Told, RejectCode>;

/// A code, and whether a concordance decided only something coarser than it should.
#[derive(Clone, Copy)]
pub(super) struct Told {
    pub(super) code: CodeIndex,
    pub(super) coarse: bool,
}

impl From<CodeIndex> for Told {
    fn from(code: CodeIndex) -> Self {
        let coarse = false;
        Self { code, coarse }
    }
}

impl Told {
    /// The same code, flagged.
    pub(super) fn coarse(self) -> Self {
        Self {
            coarse: true,
            ..self
        }
    }
}

/// How the values of one column become codes of one dimension.
pub(super) struct Lookup {
    codes: Codes,
    shape: Shape,
    map: HashMap<String, Outcome>,
    folded: HashMap<String, Outcome>,
    bands: Vec<(f64, f64, Outcome)>,
    titles: HashMap<String, CodeIndex>,
    concordances: Vec<&'static Concordance>,
    verbatim: bool,
    missing: Outcome,
    unmapped: Outcome,
    undecided: Outcome,
}

/// The codes of one dimension of a layout.
pub(super) struct Codes {
    layout: RecordLayout,
    position: usize,
    list: &'static Codelist,
    level: usize,
}

impl Codes {
    /// The codes of the dimension at `position`; `None` when it has no codelist.
    pub(super) fn new(
        layout: &RecordLayout,
        position: usize,
        list: &str,
        level: usize,
    ) -> Option<Self> {
        Some(Self {
            layout: layout.clone(),
            position,
            list: Registry::builtin().codelist(list)?,
            level,
        })
    }

    /// The code, lifted to the level that the dimension asks for.
    pub(super) fn code(&self, text: &str) -> Option<CodeIndex> {
        self.layout.code(self.position, self.lifted(text))
    }

    /// The dimension and its list.
    pub(super) fn named_by(&self) -> (&'static str, &'static str) {
        let dimension = self.layout.dimensions()[self.position];
        (dimension.id.as_str(), self.list.id.as_str())
    }

    /// Whether the code says that it is not known.
    fn leaves_open(&self, code: CodeIndex) -> bool {
        let text = self.layout.code_text(self.position, code);
        matches!(text, "X" | "_X" | "_U")
    }

    fn lifted<'t>(&'t self, text: &'t str) -> &'t str {
        if self.level == 0 {
            return text;
        }
        let mut chain = vec![text];
        while let Some(parent) = chain
            .last()
            .and_then(|code| self.list.additive_parent(code))
        {
            if parent == "_T" || chain.len() > 20 {
                break;
            }
            chain.push(parent);
        }
        chain[chain.len().saturating_sub(self.level)]
    }

    /// The code that a definition names, or the word `reject`.
    pub(super) fn named(&self, text: &str, otherwise: RejectCode) -> Outcome {
        if text == REJECT {
            return Err(otherwise);
        }
        self.code(text).map(Told::from).ok_or(otherwise)
    }

    /// Whether `code` stands above the level that the dimension asks for.
    fn is_above_level(&self, code: &str) -> bool {
        let mut depth = 1;
        let mut at = code;
        while let Some(parent) = self.list.additive_parent(at).filter(|up| *up != "_T") {
            depth += 1;
            at = parent;
        }
        self.level == 0 || depth < self.level
    }

    /// The code that the definition names; without one, the first of `defaults` that the list has.
    fn or_default(
        &self,
        named: Option<&String>,
        defaults: &[&str],
        otherwise: RejectCode,
    ) -> Outcome {
        match named {
            Some(text) => self.named(text, otherwise),
            None => defaults
                .iter()
                .find_map(|code| self.code(code))
                .map(Told::from)
                .ok_or(otherwise),
        }
    }
}

impl Lookup {
    pub(super) fn new(codes: Codes, dimension: &Dimension, area: &str) -> Self {
        let known = |text: &str| codes.named(text, RejectCode::CodeRefused);
        let map: HashMap<_, _> = dimension
            .map
            .iter()
            .map(|(national, code)| (national.trim().to_owned(), known(code)))
            .collect();
        let folded = dimension
            .map
            .iter()
            .map(|(national, code)| (fold(national), known(code)))
            .collect();
        let guided = !map.is_empty()
            || !dimension.bands.is_empty()
            || dimension.age_bands.is_some()
            || dimension.titles
            || !dimension.concordance.0.is_empty();
        let named =
            |text: Option<&String>, defaults: &[&str], code| codes.or_default(text, defaults, code);
        Self {
            map,
            folded,
            bands: bands(dimension, &codes),
            titles: if dimension.titles {
                titles(&codes, area)
            } else {
                HashMap::new()
            },
            concordances: dimension
                .concordance
                .0
                .iter()
                .filter_map(|id| Registry::builtin().concordance(id))
                .collect(),
            verbatim: dimension.verbatim.unwrap_or(!guided),
            missing: named(
                dimension.missing.as_ref(),
                &["_U", "X", "_X"],
                RejectCode::CellMissing,
            ),
            unmapped: named(dimension.unmapped.as_ref(), &[], RejectCode::CodeUnknown),
            undecided: named(
                dimension.undecided.as_ref(),
                &["_X", "X", "_U"],
                RejectCode::CodeUndecided,
            ),
            shape: dimension.shape.clone(),
            codes,
        }
    }

    /// What `value` means.
    pub(super) fn resolve(&self, value: &Value) -> Outcome {
        self.known(value).unwrap_or(self.unmapped)
    }

    /// How well `value` is decided.
    pub(super) fn grade(&self, value: &Value) -> Grade {
        if value.missing {
            return Grade::Missing;
        }
        match self.known(value) {
            Some(Err(RejectCode::CodeUndecided)) => Grade::Open,
            None | Some(Err(_)) => Grade::Unknown,
            Some(Ok(told)) if self.codes.leaves_open(told.code) => Grade::Open,
            Some(Ok(told)) if told.coarse => Grade::Coarser,
            Some(Ok(_)) => Grade::Finest,
        }
    }

    /// The code in `value`, as it is looked up.
    pub(super) fn read(&self, value: &Value) -> String {
        reshape(&self.shape, &value.text)
    }

    /// What `value` means; `None` when nothing knows it.
    pub(super) fn known(&self, value: &Value) -> Option<Outcome> {
        if let Some(fault) = value.fault {
            return Some(Err(RejectCode::Cell(fault)));
        }
        if value.missing {
            return Some(self.missing);
        }
        let text = reshape(&self.shape, &value.text);
        let folded = if text == value.text {
            Cow::Borrowed(value.folded.as_str())
        } else {
            Cow::Owned(fold(&text))
        };
        let told = self
            .map
            .get(&text)
            .or_else(|| self.folded.get(folded.as_ref()))
            .copied();
        told.or_else(|| self.band(value.number))
            .or_else(|| {
                let titled = self.titles.get(folded.as_ref());
                titled.map(|code| Ok((*code).into()))
            })
            .or_else(|| self.concordant(&text))
            .or_else(|| {
                self.verbatim
                    .then(|| self.codes.code(&text))
                    .flatten()
                    .map(|code| Ok(code.into()))
            })
    }

    fn band(&self, number: Option<f64>) -> Option<Outcome> {
        let number = number?;
        self.bands
            .iter()
            .find(|(from, to, _)| (*from..=*to).contains(&number))
            .map(|(_, _, outcome)| *outcome)
    }

    fn concordant(&self, text: &str) -> Option<Outcome> {
        self.concordances.iter().find_map(|concordance| {
            match concordance.target(text, self.codes.list) {
                Target::Code(code) => Some(self.decided(&code)),
                Target::Coarser(code) => {
                    let decided = self.decided(&code);
                    let coarse = self.codes.is_above_level(&code);
                    Some(if coarse {
                        decided.map(Told::coarse)
                    } else {
                        decided
                    })
                }
                Target::Undecided => Some(self.undecided.map(Told::coarse)),
                Target::Unknown => None,
            }
        })
    }

    fn decided(&self, code: &str) -> Outcome {
        let known = self.codes.code(code).map(Told::from);
        known.map_or_else(|| self.undecided.map(Told::coarse), Ok)
    }

    /// The code whose national code or title is nearest to `text`, for a proposal.
    pub(super) fn nearest(&self, text: &str) -> Option<String> {
        let names = self.map.keys().chain(self.titles.keys());
        crate::definition::text::nearest(text, names.map(String::as_str))
    }
}

fn bands(dimension: &Dimension, codes: &Codes) -> Vec<(f64, f64, Outcome)> {
    let standard = dimension.age_bands.map_or(&[] as &[_], standard_bands);
    let own = dimension.bands.iter().map(|band| {
        let from = band.from.unwrap_or(f64::NEG_INFINITY);
        (from, band.to.unwrap_or(f64::INFINITY), band.code.as_str())
    });
    own.chain(standard.iter().copied())
        .map(|(from, to, code)| (from, to, codes.named(code, RejectCode::CodeRefused)))
        .collect()
}

/// The titles of the list in three languages, and what countries are called besides. A title of two codes means the
/// finer one, or neither.
fn titles(codes: &Codes, area: &str) -> HashMap<String, CodeIndex> {
    let all = codes.list.codes();
    let parents: HashSet<&str> = all
        .iter()
        .filter_map(|code| code.parent.as_deref())
        .collect();
    let mut found: HashMap<String, Vec<&str>> = HashMap::new();
    for code in all {
        if code.area.as_deref().is_some_and(|of| of != area) {
            continue;
        }
        for title in [&code.names.es, &code.names.en, &code.names.fr] {
            let known = found.entry(fold(title)).or_default();
            if !title.is_empty() && !known.contains(&code.code.as_str()) {
                known.push(&code.code);
            }
        }
    }
    let mut titles: HashMap<String, CodeIndex> = found
        .into_iter()
        .filter_map(|(title, mut meant)| {
            if meant.len() > 1 {
                meant.retain(|code| !parents.contains(code));
            }
            let [code] = meant[..] else { return None };
            Some((title, codes.code(code)?))
        })
        .collect();
    for (name, code) in areas::of_list(codes.list.id.as_str()) {
        if let Some(code) = codes.code(code) {
            titles.entry(name.to_owned()).or_insert(code);
        }
    }
    titles
}

fn standard_bands(bands: AgeBands) -> &'static [(f64, f64, &'static str)] {
    match bands {
        AgeBands::FiveYears => &FIVE_YEARS,
        AgeBands::TenYears => &TEN_YEARS,
        AgeBands::Aggregate => &AGGREGATE,
    }
}

/// Ages above this are no ages; a survey's codes for "not stated" are mapped before.
const OLDEST: f64 = 130.0;

const FIVE_YEARS: [(f64, f64, &str); 16] = [
    (0.0, 4.0, "Y00T04"),
    (5.0, 9.0, "Y05T09"),
    (10.0, 14.0, "Y10T14"),
    (15.0, 19.0, "Y15T19"),
    (20.0, 24.0, "Y20T24"),
    (25.0, 29.0, "Y25T29"),
    (30.0, 34.0, "Y30T34"),
    (35.0, 39.0, "Y35T39"),
    (40.0, 44.0, "Y40T44"),
    (45.0, 49.0, "Y45T49"),
    (50.0, 54.0, "Y50T54"),
    (55.0, 59.0, "Y55T59"),
    (60.0, 64.0, "Y60T64"),
    (65.0, 69.0, "Y65T69"),
    (70.0, 74.0, "Y70T74"),
    (75.0, OLDEST, "Y_GE75"),
];

const TEN_YEARS: [(f64, f64, &str); 7] = [
    (0.0, 14.0, "Y_LT15"),
    (15.0, 24.0, "Y15T24"),
    (25.0, 34.0, "Y25T34"),
    (35.0, 44.0, "Y35T44"),
    (45.0, 54.0, "Y45T54"),
    (55.0, 64.0, "Y55T64"),
    (65.0, OLDEST, "Y_GE65"),
];

const AGGREGATE: [(f64, f64, &str); 5] = [
    (0.0, 14.0, "Y_LT15"),
    (15.0, 24.0, "Y15T24"),
    (25.0, 54.0, "Y25T54"),
    (55.0, 64.0, "Y55T64"),
    (65.0, OLDEST, "Y_GE65"),
];
