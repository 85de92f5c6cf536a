//! A table of the definition, made ready: which rows feed it, with which codes, amount, weight
//! and holder.

use chrono::NaiveDate;
use schemas::{
    period::ReferencePeriod,
    record::{CanonicalRecord, CodeIndex, Holder, RecordFault, RecordKey, RecordLayout},
    registry::Registry,
};

use super::{
    condition::{Condition, Dictionaries, Values},
    coverage::Ledger,
    dictionary::{Dictionary, divisor},
    dimension::Dimension,
    lookup::{Codes, Lookup},
    texts::{Text, Texts, span},
    time::last_day,
    told::{Before, Told},
};
use crate::{
    definition::{
        Definition,
        check::table::FILLED,
        column::ColumnKind,
        dimension::Dimension as Section,
        table::{MissingAmount, Table},
    },
    reader::{CellFault, SourceRow},
    reject::RejectCode,
};

/// A table made ready.
pub(super) struct Ready {
    layout: RecordLayout,
    measure: usize,
    amount: Option<NumberColumn>,
    /// What each amount is divided by.
    per: Option<NumberColumn>,
    missing_amount: MissingAmount,
    weight: Option<NumberColumn>,
    holder: Option<usize>,
    /// The column that identifies the record.
    record: Option<usize>,
    when: Condition,
    /// Figures that the office published, and those among them that it suppressed.
    suppressed: Option<Condition>,
    /// What the office said of figures, in the order of the definition.
    flags: Vec<Condition>,
    told: Option<Told>,
    texts: Texts,
    /// The day on which a figure that is 1 while something is in force looks.
    in_force: Option<(Condition, NaiveDate)>,
    dimensions: Vec<Dimension>,
    defaults: Vec<CodeIndex>,
    codes: Vec<CodeIndex>,
    /// How many more proposals may be looked for: each compares with all titles of a list.
    proposals: u32,
}

/// A numeric column and its implied decimals.
#[derive(Clone, Copy)]
pub(super) struct NumberColumn {
    position: usize,
    divisor: f64,
    /// Of whole numbers, the mark that none of them has.
    decimal: Option<char>,
}

/// Why a row is rejected: the reason, the declared column, and the dimension that met it.
pub(super) struct Rejection {
    pub(super) code: RejectCode,
    pub(super) column: Option<usize>,
    pub(super) nearest: Option<String>,
}

impl NumberColumn {
    pub(super) fn new(definition: &Definition, name: &str) -> Option<Self> {
        let (position, _, column) = definition.columns.get_full(name)?;
        Some(Self {
            position,
            divisor: divisor(column),
            decimal: None,
        })
    }

    /// The column of an amount: what is counted in whole numbers has no decimals.
    fn of_amount(definition: &Definition, name: &str) -> Option<Self> {
        let (_, _, column) = definition.columns.get_full(name)?;
        let decimal = column.decimal.unwrap_or(definition.source.decimal);
        let decimal = Some(decimal).filter(|_| column.kind == ColumnKind::Integer);
        Self::new(definition, name).map(|column| Self { decimal, ..column })
    }

    /// The declared column.
    pub(super) fn position(self) -> usize {
        self.position
    }

    /// The number; `None` when missing.
    pub(super) fn read(self, row: &SourceRow) -> Result<Option<f64>, Rejection> {
        match row.number(self.position) {
            Ok(Some(_)) if self.is_grouped(row.text(self.position)) => {
                let fault = CellFault::UndeclaredThousands;
                Err(self.rejection(RejectCode::Cell(fault)))
            }
            Ok(number) => Ok(number.map(|number| number / self.divisor)),
            Err(fault) => Err(self.rejection(RejectCode::Cell(fault))),
        }
    }

    /// Whether a whole number has three digits behind the decimal mark: `5.000` is five thousand, not five.
    fn is_grouped(self, text: &str) -> bool {
        let behind = self.decimal.and_then(|mark| text.split_once(mark));
        behind.is_some_and(|(_, behind)| {
            behind.len() == 3 && behind.bytes().all(|byte| byte.is_ascii_digit())
        })
    }

    fn rejection(self, code: RejectCode) -> Rejection {
        Rejection {
            code,
            column: Some(self.position),
            nearest: None,
        }
    }
}

impl Ready {
    /// `None` when the dataflow or measure does not exist: the definition was checked.
    pub(super) fn new(
        definition: &Definition,
        table: &Table,
        period: ReferencePeriod,
        dictionaries: &mut Dictionaries<'_>,
    ) -> Option<Self> {
        let dataflow = Registry::builtin().dataflow(&table.dataflow)?;
        let layout = RecordLayout::for_area(dataflow, &definition.area);
        let number = |name: &Option<String>| {
            name.as_ref()
                .and_then(|name| NumberColumn::new(definition, name))
        };
        let mut dimensions = Vec::new();
        for (id, section) in sections(definition, table) {
            let Some(position) = layout.position(&id) else {
                continue;
            };
            let list = dataflow.dimension(&id)?.codelist.as_ref()?;
            let codes = Codes::new(&layout, position, list.as_str(), section.level)?;
            dimensions.push(Dimension::new(
                position,
                codes,
                &section,
                &definition.area,
                dictionaries,
            ));
        }
        Some(Self {
            defaults: defaults(&layout),
            measure: layout.measure(&table.measure)?,
            layout,
            amount: table
                .amount
                .as_ref()
                .and_then(|name| NumberColumn::of_amount(definition, name)),
            per: number(&table.per),
            missing_amount: table.missing_amount,
            weight: number(&table.weight),
            holder: table
                .holder
                .as_ref()
                .and_then(|name| definition.columns.get_index_of(name)),
            record: table
                .record
                .as_ref()
                .and_then(|name| definition.columns.get_index_of(name)),
            when: Condition::new(&table.when, dictionaries),
            suppressed: table
                .suppressed
                .as_ref()
                .map(|when| Condition::new(when, dictionaries)),
            flags: table
                .flags
                .values()
                .map(|when| Condition::new(when, dictionaries))
                .collect(),
            told: table.figures.then(Told::default),
            texts: if table.figures {
                Texts::new(definition, dataflow)
            } else {
                Texts::default()
            },
            in_force: match &table.in_force {
                Some(when) => Some((Condition::new(when, dictionaries), last_day(period)?)),
                None => None,
            },
            dimensions,
            codes: Vec::new(),
            proposals: MOST_PROPOSALS,
        })
    }

    /// The layout of the records.
    pub(super) fn layout(&self) -> &RecordLayout {
        &self.layout
    }

    /// The positions of the columns that are read of a row besides those of codes.
    pub(super) fn columns(&self) -> impl Iterator<Item = usize> {
        let numbers = [self.amount, self.per, self.weight].into_iter().flatten();
        let units = [self.holder, self.record].into_iter().flatten();
        let numbers = numbers.map(NumberColumn::position);
        numbers.chain(units).chain(self.texts.columns())
    }

    /// Dimensions that hold one code for each record, by position.
    pub(super) fn constants(&self) -> impl Iterator<Item = (usize, CodeIndex)> {
        self.dimensions
            .iter()
            .filter_map(|dimension| Some((dimension.position, dimension.constant()?)))
    }

    /// Counts what the row asked of maps and concordances.
    #[inline]
    pub(super) fn count(&mut self, times: u64, dictionaries: &[Dictionary], ledger: &mut Ledger) {
        for dimension in &mut self.dimensions {
            dimension.count(times, dictionaries, ledger);
        }
    }

    /// The dictionary and the lookup of a guide, if a dimension of this table is it.
    pub(super) fn lookup_of(&self, guide: usize) -> Option<(usize, &Lookup)> {
        let mut dimensions = self.dimensions.iter();
        dimensions.find_map(|dimension| dimension.lookup_of(guide))
    }

    /// The record that the row makes for this table; `None` when the table does not want it.
    pub(super) fn record(
        &mut self,
        row: &SourceRow,
        values: &Values<'_>,
    ) -> Result<Option<(CanonicalRecord, Vec<Text>)>, Rejection> {
        if !self.when.holds(values) {
            return Ok(None);
        }
        let withheld = self
            .suppressed
            .as_mut()
            .is_some_and(|suppressed| suppressed.holds(values));
        let amount = if withheld {
            Some(0.0)
        } else {
            self.amount(row)?
        };
        let Some(mut amount) = amount else {
            return Ok(None);
        };
        let weight = match self.weight {
            None => 1.0,
            Some(column) => column
                .read(row)?
                .ok_or_else(|| column.rejection(RejectCode::CellMissing))?,
        };
        self.codes.clone_from(&self.defaults);
        let mut approximate = 0u32;
        for dimension in &mut self.dimensions {
            match dimension.code(values) {
                Ok(told) => {
                    self.codes[dimension.position] = told.code;
                    approximate |= u32::from(told.coarse) << dimension.position;
                }
                Err(code) => return Err(refused(dimension, code, values, &mut self.proposals)),
            }
        }
        let texts = self.texts.of_row(row)?;
        if let Some((when, day)) = &mut self.in_force {
            let span = span(&texts);
            let begun = span.from.is_some_and(|from| from.first() <= *day);
            let ended = span.to.is_some_and(|to| to.last() < *day);
            amount = f64::from(u8::from(begun && !ended && when.holds(values)));
        }
        let holder = self
            .holder
            .and_then(|position| row.holder(position))
            .map(Holder);
        let key = self.record.and_then(|position| row.holder(position));
        let flag = self.flags.iter_mut().position(|flag| flag.holds(values));
        let keyed = |record: CanonicalRecord| match (key, flag) {
            (Some(hash), _) => record.with_key(key_of(hash)),
            (None, _) if withheld => record.withheld(),
            (None, Some(flag)) => record.flagged(flag),
            (None, None) => record,
        };
        self.layout
            .record(&self.codes, self.measure, amount, weight, holder)
            .map(|record| Some((keyed(record.approximate_at(approximate)), texts)))
            .map_err(|fault| self.broken(&fault, values))
    }

    /// The rejection of a row whose codes break a rule, at the column that tells the code of which the rule makes
    /// its demand.
    fn broken(&self, fault: &RecordFault, values: &Values<'_>) -> Rejection {
        let code = RejectCode::from(fault);
        let told = |wanted: &str| {
            let position = self.layout.position(wanted)?;
            let mut dimensions = self.dimensions.iter();
            let dimension = dimensions.find(|one| one.position == position)?;
            Some(values.dictionaries[dimension.dictionary()?].position())
        };
        let column = match code {
            RejectCode::Record { column, .. } => told(column),
            _ => None,
        };
        Rejection {
            code,
            column,
            nearest: None,
        }
    }

    /// Whether it remembers which figures were told.
    pub(super) fn remembers(&self) -> bool {
        self.told.is_some()
    }

    /// Whether a figure was told before, where the table is made of published figures.
    pub(super) fn told(&mut self, record: &CanonicalRecord, texts: &[Text]) -> Before {
        let told = self.told.as_mut();
        let is_key = |name: &str| self.texts.is_key(name);
        told.map_or(Before::Not, |told| told.tell(record, texts, is_key))
    }

    fn amount(&self, row: &SourceRow) -> Result<Option<f64>, Rejection> {
        let Some(column) = self.amount else {
            return Ok(Some(1.0));
        };
        let read = column.read(row)?;
        let amount = match self.per {
            None => read,
            Some(per) => {
                let by = per.read(row)?.filter(|by| *by != 0.0);
                read.zip(by).map(|(amount, by)| amount / by)
            }
        };
        match (amount, self.missing_amount) {
            (Some(amount), _) => Ok(Some(amount)),
            (None, MissingAmount::Skip) => Ok(None),
            (None, MissingAmount::Zero) => Ok(Some(0.0)),
            (None, MissingAmount::Reject) => Err(column.rejection(RejectCode::CellMissing)),
        }
    }
}

/// The key of a record from the keyed hash of its identifier.
fn key_of(hash: u64) -> RecordKey {
    let [a, b, c, d, ..] = hash.to_be_bytes();
    RecordKey(u32::from_be_bytes([a, b, c, d]))
}

/// The rejection of a row by one of its dimensions, with a proposal while there are not many.
fn refused(
    dimension: &Dimension,
    code: RejectCode,
    values: &Values<'_>,
    proposals: &mut u32,
) -> Rejection {
    let wanted = code == RejectCode::CodeUnknown && *proposals > 0;
    if wanted {
        *proposals -= 1;
    }
    let column = dimension.dictionary();
    Rejection {
        code,
        column: column.map(|at| values.dictionaries[at].position()),
        nearest: wanted.then(|| dimension.nearest(values)).flatten(),
    }
}

const MOST_PROPOSALS: u32 = 500;

/// The codes of a record of which nothing is told. A dimension without such a code is always
/// told: the definition was checked.
fn defaults(layout: &RecordLayout) -> Vec<CodeIndex> {
    let default = |code: &Option<CodeIndex>| code.unwrap_or(CodeIndex(0));
    layout.default_codes().iter().map(default).collect()
}

/// The sections of the table's dimensions: its own, the shared ones, and the source's type.
fn sections(definition: &Definition, table: &Table) -> Vec<(String, Section)> {
    let mut sections: Vec<(String, Section)> = table
        .dimension
        .iter()
        .chain(
            definition
                .dimension
                .iter()
                .filter(|(id, _)| !table.dimension.contains_key(*id)),
        )
        .map(|(id, section)| (id.clone(), section.clone()))
        .collect();
    let source_type = FILLED[2];
    if !sections.iter().any(|(id, _)| id == source_type) {
        let section = Section {
            constant: Some(definition.source_type.clone()),
            ..Section::default()
        };
        sections.push((source_type.to_owned(), section));
    }
    sections
}
