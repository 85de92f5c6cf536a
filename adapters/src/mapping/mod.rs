//! Rows to records: each row of a national file becomes records of one or more tables, or is
//! counted as excluded with a reason, or as rejected with a code and a column. None is dropped
//! silently, and a row is never half in: it feeds all its tables or none.

mod condition;
mod coverage;
mod dictionary;
mod dimension;
mod known;
mod lookup;
mod moment;
mod month;
mod repeated;
mod sum;
mod table;
mod texts;
mod time;
mod told;
mod trial;

use std::collections::BTreeSet;

use indexmap::IndexMap;
use schemas::{
    period::ReferencePeriod,
    record::{CanonicalRecord, CodeIndex, RecordLayout},
};

use crate::{
    definition::Definition,
    reader::SourceRow,
    reject::{RejectCode, Rejects},
};
use condition::{Condition, Dictionaries, Values};
use coverage::Ledger;
pub use coverage::{Coverage, Decided};
pub(crate) use dictionary::reshaped;
use dictionary::{Dictionary, ValueId};
pub(crate) use month::is_name as is_month;
use repeated::Cases;
use sum::Sum;
use table::{NumberColumn, Ready, Rejection};
pub use texts::Text;
pub(crate) use texts::known as known_codes;
use time::Calendar;
use told::Before;
pub(crate) use trial::Trial;

/// A definition made ready for the rows of one period.
pub struct Mapping {
    dictionaries: Vec<Dictionary>,
    ids: Vec<ValueId>,
    calendar: Option<Calendar>,
    filters: Vec<Filter>,
    cases: Option<(Cases, String)>,
    tables: Vec<Ready>,
    totals: Vec<Total>,
    records: Vec<(usize, CanonicalRecord, Vec<Text>)>,
    ledger: Ledger,
    counts: Counts,
}

/// What became of the rows.
pub struct Counts {
    /// Rows read.
    pub read: u64,
    /// Rows that fed at least one table.
    pub accepted: u64,
    /// Rows that are not records of this flow, by reason.
    pub excluded: IndexMap<String, u64>,
    /// Rows that no rule of the definition fits.
    pub rejects: Rejects,
    /// Sums over the accepted rows, by name; complete when all rows are taken.
    pub control_totals: IndexMap<String, f64>,
}

struct Filter {
    condition: Condition,
    keep: bool,
    reason: String,
}

struct Total {
    name: String,
    column: Option<NumberColumn>,
    weight: Option<NumberColumn>,
    when: Condition,
    with_excluded: Vec<String>,
    sum: Sum,
}

/// What became of one row.
enum Verdict {
    Accepted,
    Excluded(String),
}

impl Mapping {
    /// Makes `definition` ready for `period`. `show_values`: the officer asked to see the values
    /// of rejected cells.
    #[must_use]
    pub fn new(definition: &Definition, period: ReferencePeriod, show_values: bool) -> Self {
        let mut dictionaries = Dictionaries::new(definition);
        let tables = definition
            .table
            .iter()
            .filter_map(|table| Ready::new(definition, table, period, &mut dictionaries))
            .collect();
        let filters = filters(definition, &mut dictionaries);
        let totals = totals(definition, &mut dictionaries);
        let counts = Counts {
            read: 0,
            accepted: 0,
            excluded: IndexMap::new(),
            rejects: Rejects::new(show_values),
            control_totals: IndexMap::new(),
        };
        let ledger = Ledger::new(dictionaries.guides);
        let dictionaries = dictionaries.made;
        let mut mapping = Self {
            ids: vec![0; dictionaries.len()],
            dictionaries,
            calendar: definition
                .time
                .as_ref()
                .map(|time| Calendar::new(definition, time, period)),
            filters,
            cases: None,
            tables,
            totals,
            records: Vec::new(),
            ledger,
            counts,
        };
        let read = mapping.columns();
        mapping.cases = definition.repeated.as_ref().and_then(|repeated| {
            let cases = Cases::new(definition, repeated, read)?;
            Some((cases, repeated.reason.clone()))
        });
        mapping
    }

    /// The positions of the declared columns that are read of a row. Of two rows that agree in
    /// them, the same becomes.
    #[must_use]
    pub fn columns(&self) -> BTreeSet<usize> {
        let codes = self.dictionaries.iter().map(Dictionary::position);
        let times = self.calendar.iter().flat_map(Calendar::columns);
        let tables = self.tables.iter().flat_map(Ready::columns);
        let totals = self.totals.iter().flat_map(Total::columns);
        let cases = self.cases.iter().flat_map(|(cases, _)| cases.columns());
        codes
            .chain(times)
            .chain(tables)
            .chain(totals)
            .chain(cases.copied())
            .collect()
    }

    /// The layout of the records of the definition's table `table`.
    #[must_use]
    pub fn layout(&self, table: usize) -> &RecordLayout {
        self.tables[table].layout()
    }

    /// Dimensions of the table `table` that hold one code for each record, by position.
    pub fn constants(&self, table: usize) -> impl Iterator<Item = (usize, CodeIndex)> {
        self.tables[table].constants()
    }

    /// Whether the files must be read once before, for [`Self::note`].
    #[must_use]
    pub fn reads_twice(&self) -> bool {
        self.cases.is_some()
    }

    /// Takes notice of a row in the first reading; `file` is its file's position.
    pub fn note(&mut self, file: u32, row: &SourceRow) {
        self.look_up(row);
        // A row that is rejected or excluded before stands for no case; the second reading
        // counts it.
        if !matches!(self.before_cases(row), Ok(None)) {
            return;
        }
        if let Some((cases, _)) = &mut self.cases {
            let _ = cases.note(file, row);
        }
    }

    /// Takes a row; `record` is given each record that it makes, with the position of its table, the texts that
    /// it carries if it is a published figure, and how often it is there.
    pub fn map(
        &mut self,
        file: u32,
        row: &SourceRow,
        mut record: impl FnMut(usize, &CanonicalRecord, &[Text], u64),
    ) {
        self.counts.read += row.times();
        self.look_up(row);
        self.records.clear();
        let before = match self.before_cases(row) {
            Ok(None) => None,
            Ok(Some(reason)) => Some(Ok(Verdict::Excluded(reason.to_owned()))),
            Err(rejection) => Some(Err(rejection)),
        };
        if let Some(verdict) = before {
            return self.settle(row, row.times(), verdict, &mut record);
        }
        let mut standing = row.times();
        if let Some((cases, reason)) = &self.cases {
            standing = cases.standing(file, row);
            if standing < row.times() {
                let others = Ok(Verdict::Excluded(reason.clone()));
                self.settle(row, row.times() - standing, others, &mut record);
            }
        }
        // Of figures that are told again the first counts, and not the others.
        let again = self.tables.iter().any(Ready::remembers);
        let (turns, times) = if again { (standing, 1) } else { (1, standing) };
        for _ in (0..turns).filter(|_| standing > 0) {
            self.records.clear();
            let verdict = self.verdict(row);
            self.ledger.next_row();
            for table in &mut self.tables {
                table.count(times, &self.dictionaries, &mut self.ledger);
            }
            self.settle(row, times, verdict, &mut record);
        }
    }

    /// Counts `times` rows like `row` as `verdict` says, and hands their records on.
    fn settle(
        &mut self,
        row: &SourceRow,
        times: u64,
        verdict: Result<Verdict, Rejection>,
        record: &mut impl FnMut(usize, &CanonicalRecord, &[Text], u64),
    ) {
        let added = verdict.and_then(|verdict| {
            self.add_totals(row, times, &verdict)?;
            Ok(verdict)
        });
        match added {
            Ok(Verdict::Accepted) => {
                self.counts.accepted += times;
                for (table, made, texts) in &self.records {
                    record(*table, made, texts, times);
                }
            }
            Ok(Verdict::Excluded(reason)) => {
                *self.counts.excluded.entry(reason).or_default() += times;
            }
            Err(rejection) => self.reject(row, times, rejection),
        }
    }

    /// What became of the rows so far.
    #[must_use]
    pub fn counts(&self) -> &Counts {
        &self.counts
    }

    /// How well maps and concordances decided what the rows held.
    #[must_use]
    pub fn coverage(&self, definition: &Definition) -> Vec<Coverage> {
        self.ledger.told(definition, &self.dictionaries, |guide| {
            self.tables.iter().find_map(|table| table.lookup_of(guide))
        })
    }

    /// What became of the rows.
    #[must_use]
    pub fn into_counts(mut self) -> Counts {
        let totals = self.totals.into_iter();
        self.counts.control_totals = totals.map(|one| (one.name, one.sum.value())).collect();
        self.counts
    }

    /// Different texts that the declared column `name` held, at most so many; none where nothing looks at
    /// its texts.
    pub(crate) fn texts(&self, definition: &Definition, name: &str, most: usize) -> Vec<&str> {
        let position = definition.columns.get_index_of(name);
        let mut dictionaries = self.dictionaries.iter();
        let dictionary = dictionaries.find(|one| Some(one.position()) == position);
        dictionary.map_or_else(Vec::new, |one| one.texts().take(most).collect())
    }

    fn look_up(&mut self, row: &SourceRow) {
        for (id, dictionary) in self.ids.iter_mut().zip(&mut self.dictionaries) {
            *id = dictionary.look_up(row);
        }
    }

    /// Time and filters: the reason to exclude the row, if there is one.
    fn before_cases(&mut self, row: &SourceRow) -> Result<Option<&str>, Rejection> {
        if let Some(fault) = row.fault() {
            return Err(Rejection {
                code: RejectCode::Row(fault),
                column: None,
                nearest: None,
            });
        }
        if let Some(calendar) = &self.calendar
            && !calendar.holds(row)?
        {
            return Ok(Some(OTHER_PERIOD));
        }
        let values = Values {
            ids: &self.ids,
            dictionaries: &self.dictionaries,
        };
        Ok(self.filters.iter_mut().find_map(|filter| {
            (filter.condition.holds(&values) != filter.keep).then_some(filter.reason.as_str())
        }))
    }

    /// What a row that nothing excludes before becomes.
    fn verdict(&mut self, row: &SourceRow) -> Result<Verdict, Rejection> {
        let values = Values {
            ids: &self.ids,
            dictionaries: &self.dictionaries,
        };
        for (at, table) in self.tables.iter_mut().enumerate() {
            if let Some((made, texts)) = table.record(row, &values)? {
                self.records.push((at, made, texts));
            }
        }
        if self.records.is_empty() {
            return Ok(Verdict::Excluded(NO_TABLE.to_owned()));
        }
        self.told_before()
    }

    /// Whether the row tells figures that are new; a row whose tables disagree about that is rejected.
    fn told_before(&mut self) -> Result<Verdict, Rejection> {
        let mut same = 0;
        for (at, made, texts) in &self.records {
            match self.tables[*at].told(made, texts) {
                Before::Not => {}
                Before::Same => same += 1,
                Before::Other => {
                    return Err(Rejection {
                        code: RejectCode::ToldOtherwise,
                        column: None,
                        nearest: None,
                    });
                }
            }
        }
        if same == self.records.len() {
            return Ok(Verdict::Excluded(TOLD_BEFORE.to_owned()));
        }
        Ok(Verdict::Accepted)
    }

    /// Adds `times` rows to the control totals that want them: to all of those or, if they are rejected, to
    /// none.
    fn add_totals(
        &mut self,
        row: &SourceRow,
        times: u64,
        verdict: &Verdict,
    ) -> Result<(), Rejection> {
        let wants = |total: &Total| match verdict {
            Verdict::Accepted => true,
            Verdict::Excluded(reason) => total.with_excluded.contains(reason),
        };
        let values = Values {
            ids: &self.ids,
            dictionaries: &self.dictionaries,
        };
        let mut added = Vec::with_capacity(self.totals.len());
        for total in &mut self.totals {
            let wanted = wants(total);
            added.push(if wanted { total.of(row, &values)? } else { 0.0 });
        }
        for (total, value) in self.totals.iter_mut().zip(added) {
            total.sum.add(value, times);
        }
        Ok(())
    }

    fn reject(&mut self, row: &SourceRow, times: u64, rejection: Rejection) {
        let Rejection {
            code,
            column,
            nearest,
        } = rejection;
        let place = || column.map_or_else(|| row.place(), |position| row.cell_place(position));
        let value = || column.map_or("", |position| row.text(position)).to_owned();
        let rejects = &mut self.counts.rejects;
        rejects.add(code, column, times, place, nearest, value);
    }
}

impl Total {
    /// The positions of the columns that it reads besides those of its condition.
    fn columns(&self) -> impl Iterator<Item = usize> {
        let numbers = [self.column, self.weight].into_iter().flatten();
        numbers.map(NumberColumn::position)
    }

    fn of(&mut self, row: &SourceRow, values: &Values<'_>) -> Result<f64, Rejection> {
        if !self.when.holds(values) {
            return Ok(0.0);
        }
        let read = |column: Option<NumberColumn>| match column {
            Some(column) => Ok(column.read(row)?.unwrap_or(0.0)),
            None => Ok(1.0),
        };
        Ok(read(self.column)? * read(self.weight)?)
    }
}

fn filters(definition: &Definition, dictionaries: &mut Dictionaries<'_>) -> Vec<Filter> {
    definition
        .filter
        .iter()
        .filter_map(|filter| {
            let when = filter.keep.as_ref().or(filter.drop.as_ref())?;
            Some(Filter {
                condition: Condition::new(when, dictionaries),
                keep: filter.keep.is_some(),
                reason: filter.reason.clone(),
            })
        })
        .collect()
}

fn totals(definition: &Definition, dictionaries: &mut Dictionaries<'_>) -> Vec<Total> {
    let number = |name: &Option<String>| {
        name.as_ref()
            .and_then(|name| NumberColumn::new(definition, name))
    };
    definition
        .control_total
        .iter()
        .map(|total| Total {
            name: total.name.clone(),
            column: number(&total.column),
            weight: number(&total.weight),
            when: Condition::new(&total.when, dictionaries),
            with_excluded: total.with_excluded.clone(),
            sum: Sum::default(),
        })
        .collect()
}

/// Reason of rows that belong to another period than the one asked for.
const OTHER_PERIOD: &str = "other_period";
/// Reason of published figures that were told before.
const TOLD_BEFORE: &str = "told_before";
/// Reason of rows that no table wants.
const NO_TABLE: &str = "no_table";
