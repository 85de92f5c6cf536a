//! The canonical record: one person, permit or position in the shared shape. It exists only
//! inside the office. It can be neither serialised nor displayed, its `Debug` is redacted, and a
//! fault names the rule and the column, never what stood there.

use std::fmt;

use rustc_hash::FxHashMap;

use crate::{
    catalogue::catalogue,
    codelist::Codelist,
    dataflow::{Dataflow, Dimension},
    ids::DimensionId,
    language::{Language, args},
    registry::Registry,
    rule::{self, Clause, Test},
};

/// Most dimensions that a record may be classified by; a test holds all dataflows to it.
pub const MOST_DIMENSIONS: usize = 20;

/// Position of a code in the codelist of its dimension.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CodeIndex(pub u16);

/// The keyed hash of an employer, or of another unit whose contribution could be disclosed. It
/// is made where the file is read, so that names never exist as text past it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Holder(pub u64);

/// The key of a record: a keyed hash of its identifier, made where the file is read. The keys of
/// the records behind a figure decide how cell-key perturbation moves it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct RecordKey(pub u32);

/// One record, made only by [`RecordLayout::record`].
#[derive(Clone)]
pub struct CanonicalRecord {
    codes: [CodeIndex; MOST_DIMENSIONS],
    length: usize,
    measure: usize,
    amount: f64,
    weight: f64,
    holder: Option<Holder>,
    key: Option<RecordKey>,
    approximate: u32,
    withheld: bool,
    flag: Option<u8>,
}

/// How the records of one dataflow are classified, with its rules compiled to bit tables.
#[derive(Debug, Clone)]
pub struct RecordLayout {
    dataflow: &'static Dataflow,
    dimensions: Vec<&'static Dimension>,
    codelists: Vec<&'static Codelist>,
    indexes: Vec<FxHashMap<&'static str, CodeIndex>>,
    defaults: Vec<Option<CodeIndex>>,
    rules: Vec<CompiledRule>,
}

/// Why something is not a record. Never holds a value.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RecordFault {
    /// Another number of codes than the dataflow has dimensions.
    #[error("a record needs one code per dimension")]
    Dimensions,
    /// A code index that the list of the dimension does not have.
    #[error("a code of {dimension} is not in its list")]
    Code {
        /// The dimension.
        dimension: DimensionId,
    },
    /// A measure that the dataflow does not have.
    #[error("the measure is not one of the dataflow")]
    Measure,
    /// An amount that is not a finite number.
    #[error("the amount is not a finite number")]
    Amount,
    /// A weight that is not a finite number above zero.
    #[error("the weight is not a finite number above zero")]
    Weight,
    /// A conditional rule that does not hold.
    #[error("the rule {rule} does not hold for {column}")]
    Rule {
        /// Code of the rule, which is also the code of the fault.
        rule: &'static str,
        /// The column that the rule makes a demand of.
        column: &'static str,
    },
}

#[derive(Debug, Clone)]
struct CompiledRule {
    code: &'static str,
    column: &'static str,
    when: Vec<CompiledClause>,
    then: CompiledClause,
}

/// Which codes (or measures) of a place pass.
#[derive(Debug, Clone)]
struct CompiledClause {
    place: Place,
    passes: Vec<bool>,
}

#[derive(Debug, Clone, Copy)]
enum Place {
    Dimension(usize),
    Measure,
}

impl RecordLayout {
    /// The layout of `dataflow`, without a reporting country: the rule that a partner differs
    /// from it is not checked.
    #[must_use]
    pub fn of(dataflow: &'static Dataflow) -> Self {
        Self::new(dataflow, None)
    }

    /// The layout of `dataflow` for records that `area` reports.
    #[must_use]
    pub fn for_area(dataflow: &'static Dataflow, area: &str) -> Self {
        Self::new(dataflow, Some(area))
    }

    /// The dataflow.
    #[must_use]
    pub fn dataflow(&self) -> &'static Dataflow {
        self.dataflow
    }

    /// The dimensions that classify a record, in the order of its codes.
    #[must_use]
    pub fn dimensions(&self) -> &[&'static Dimension] {
        &self.dimensions
    }

    /// The position of dimension `id` among them.
    #[must_use]
    pub fn position(&self, id: &str) -> Option<usize> {
        self.dimensions
            .iter()
            .position(|dimension| dimension.id.as_str() == id)
    }

    /// The codelist of the dimension at `position`.
    ///
    /// # Panics
    /// When `position` is not one of [`Self::dimensions`].
    #[must_use]
    pub fn codelist(&self, position: usize) -> &'static Codelist {
        self.codelists[position]
    }

    /// The index of `code` in the list of the dimension at `position`.
    #[must_use]
    pub fn code(&self, position: usize, code: &str) -> Option<CodeIndex> {
        self.indexes.get(position)?.get(code).copied()
    }

    /// The text of a code of the dimension at `position`.
    ///
    /// # Panics
    /// When `position` or `code` is not of this layout.
    #[must_use]
    pub fn code_text(&self, position: usize, code: CodeIndex) -> &'static str {
        self.codelists[position].codes()[usize::from(code.0)]
            .code
            .as_str()
    }

    /// Per dimension the code of "no distinction": the declared default, else the total of the
    /// list; none where a record must say it.
    #[must_use]
    pub fn default_codes(&self) -> &[Option<CodeIndex>] {
        &self.defaults
    }

    /// The position of measure `id` among those of the dataflow.
    #[must_use]
    pub fn measure(&self, id: &str) -> Option<usize> {
        self.dataflow
            .measures
            .iter()
            .position(|measure| measure.id.as_str() == id)
    }

    /// Makes a record, if it follows every rule of the record schema.
    ///
    /// # Errors
    /// The first rule that it breaks.
    pub fn record(
        &self,
        codes: &[CodeIndex],
        measure: usize,
        amount: f64,
        weight: f64,
        holder: Option<Holder>,
    ) -> Result<CanonicalRecord, RecordFault> {
        self.check(codes, measure)?;
        if !amount.is_finite() {
            return Err(RecordFault::Amount);
        }
        if !weight.is_finite() || weight <= 0.0 {
            return Err(RecordFault::Weight);
        }
        let mut kept = [CodeIndex(0); MOST_DIMENSIONS];
        kept[..codes.len()].copy_from_slice(codes);
        Ok(CanonicalRecord {
            codes: kept,
            length: codes.len(),
            measure,
            amount,
            weight,
            holder,
            key: None,
            approximate: 0,
            withheld: false,
            flag: None,
        })
    }

    /// Whether codes and measure follow the rules, apart from amount and weight. The verdict is
    /// the same for equal codes, so that a caller may keep it.
    ///
    /// # Errors
    /// The first rule that they break.
    pub fn check(&self, codes: &[CodeIndex], measure: usize) -> Result<(), RecordFault> {
        if codes.len() != self.dimensions.len() {
            return Err(RecordFault::Dimensions);
        }
        for (position, code) in codes.iter().enumerate() {
            if usize::from(code.0) >= self.codelists[position].codes().len() {
                return Err(RecordFault::Code {
                    dimension: self.dimensions[position].id.clone(),
                });
            }
        }
        if measure >= self.dataflow.measures.len() {
            return Err(RecordFault::Measure);
        }
        let broken = self.rules.iter().find(|rule| {
            rule.when.iter().all(|clause| clause.holds(codes, measure))
                && !rule.then.holds(codes, measure)
        });
        broken.map_or(Ok(()), |rule| {
            Err(RecordFault::Rule {
                rule: rule.code,
                column: rule.column,
            })
        })
    }

    fn new(dataflow: &'static Dataflow, area: Option<&str>) -> Self {
        let registry = Registry::builtin();
        let mut dimensions = Vec::new();
        let mut codelists: Vec<&'static Codelist> = Vec::new();
        for dimension in rule::classification(dataflow) {
            let list = dimension.codelist.as_ref().map(|id| id.as_str());
            if let Some(list) = list.and_then(|id| registry.codelist(id)) {
                dimensions.push(dimension);
                codelists.push(list);
            }
        }
        let indexes: Vec<FxHashMap<&str, CodeIndex>> =
            codelists.iter().map(|list| index(list)).collect();
        let defaults = dimensions
            .iter()
            .zip(&indexes)
            .map(|(dimension, index)| {
                let default = dimension.default.as_deref().unwrap_or("_T");
                index.get(default).copied()
            })
            .collect();
        let mut layout = Self {
            dataflow,
            dimensions,
            codelists,
            indexes,
            defaults,
            rules: Vec::new(),
        };
        layout.rules = rule::rules(dataflow)
            .iter()
            .filter_map(|rule| layout.compile(rule, area))
            .collect();
        layout
    }

    /// The rule over codes; none when it speaks of what a record does not have.
    fn compile(&self, rule: &rule::Rule, area: Option<&str>) -> Option<CompiledRule> {
        let mut when = Vec::new();
        for clause in &rule.when {
            if clause.column == "REF_AREA" {
                // Without a country nothing is known of it, so that the condition does not hold.
                area.filter(|area| clause.test.passes(Some(area)))?;
            } else {
                when.push(self.compile_clause(clause)?);
            }
        }
        Some(CompiledRule {
            code: rule.code,
            column: rule.then.column,
            when,
            then: self.compile_clause(&rule.then)?,
        })
    }

    fn compile_clause(&self, clause: &Clause) -> Option<CompiledClause> {
        if matches!(clause.test, Test::Null | Test::Number) {
            return None;
        }
        let (place, texts): (Place, Vec<&str>) = if clause.column == "MEASURE" {
            let measures = &self.dataflow.measures;
            let texts = measures.iter().map(|measure| measure.id.as_str()).collect();
            (Place::Measure, texts)
        } else {
            let position = self.position(clause.column)?;
            let codes = self.codelists[position].codes();
            let texts = codes.iter().map(|code| code.code.as_str()).collect();
            (Place::Dimension(position), texts)
        };
        let passes = texts
            .into_iter()
            .map(|text| clause.test.passes(Some(text)))
            .collect();
        Some(CompiledClause { place, passes })
    }
}

impl CompiledClause {
    fn holds(&self, codes: &[CodeIndex], measure: usize) -> bool {
        match self.place {
            Place::Dimension(position) => self.passes[usize::from(codes[position].0)],
            Place::Measure => self.passes[measure],
        }
    }
}

fn index(list: &'static Codelist) -> FxHashMap<&'static str, CodeIndex> {
    (0u16..)
        .zip(list.codes())
        .map(|(at, code)| (code.code.as_str(), CodeIndex(at)))
        .collect()
}

impl CanonicalRecord {
    /// One code per dimension of the layout.
    #[must_use]
    pub fn codes(&self) -> &[CodeIndex] {
        &self.codes[..self.length]
    }

    /// Position of the measure in the dataflow.
    #[must_use]
    pub fn measure(&self) -> usize {
        self.measure
    }

    /// The value before weighting; 1 for a person.
    #[must_use]
    pub fn amount(&self) -> f64 {
        self.amount
    }

    /// How many of the population the record stands for.
    #[must_use]
    pub fn weight(&self) -> f64 {
        self.weight
    }

    /// The unit whose contribution could be disclosed.
    #[must_use]
    pub fn holder(&self) -> Option<Holder> {
        self.holder
    }

    /// The same record, whose codes at the positions of the bits in `positions` are coarser than the
    /// list allows, or follow another definition than the list's: a figure told at such a code is
    /// flagged `D`.
    #[must_use]
    pub fn approximate_at(mut self, positions: u32) -> Self {
        self.approximate = positions;
        self
    }

    /// The bits of the positions whose codes are approximate.
    #[must_use]
    pub fn approximate(&self) -> u32 {
        self.approximate
    }
}

impl CanonicalRecord {
    /// The same record with its key.
    #[must_use]
    pub fn with_key(mut self, key: RecordKey) -> Self {
        self.key = Some(key);
        self
    }

    /// The same record as a figure of a published table that the office withheld: its amount says nothing.
    #[must_use]
    pub fn withheld(mut self) -> Self {
        self.withheld = true;
        self
    }

    /// The same record as a published figure of which the office said something: which of the things that it says.
    #[must_use]
    pub fn flagged(mut self, flag: usize) -> Self {
        self.flag = u8::try_from(flag).ok();
        self
    }

    /// What the office said of the published figure.
    #[must_use]
    pub fn flag(&self) -> Option<usize> {
        self.flag.map(usize::from)
    }

    /// Whether it is a figure that the office withheld.
    #[must_use]
    pub fn is_withheld(&self) -> bool {
        self.withheld
    }

    /// The key, where the source identifies its records.
    #[must_use]
    pub fn key(&self) -> Option<RecordKey> {
        self.key
    }
}

impl fmt::Debug for CanonicalRecord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CanonicalRecord(redacted)")
    }
}

impl fmt::Debug for CodeIndex {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CodeIndex(redacted)")
    }
}

impl fmt::Debug for RecordKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RecordKey(redacted)")
    }
}

impl fmt::Debug for Holder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Holder(redacted)")
    }
}

impl RecordFault {
    /// Stable code, also the key of the message.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Dimensions => "record_dimensions",
            Self::Code { .. } => "record_code",
            Self::Measure => "record_measure",
            Self::Amount => "record_amount",
            Self::Weight => "record_weight",
            Self::Rule { rule, .. } => rule,
        }
    }

    /// The sentence for a person.
    #[must_use]
    pub fn message(&self, language: Language) -> String {
        let column = match self {
            Self::Code { dimension } => dimension.to_string(),
            Self::Rule { column, .. } => (*column).to_owned(),
            _ => String::new(),
        };
        catalogue().message(language, self.code(), &args([("column", column)]))
    }
}
