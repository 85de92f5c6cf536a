//! Tables from outside: what a reader has in observations, and tables given as rows.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use schemas::{
    dataflow::{Dataflow, Dimension},
    finding::{Finding, Severity},
    language::args,
    observation::Observations,
    registry::Registry,
    submission::DisclosureStatement,
};

use crate::{
    geometry::{Axis, CellId, GeometryError, Grid, SUBDIVISION},
    method::Method,
    rule::{FrequencyOf, RuleSet},
    table::{Need, PublishedTable, RawCell, RawTable, State, TableContext},
};

/// What makes a table of its own: figures of different ones never add up.
const APART: [&str; 4] = ["FREQ", "REF_AREA", "MEASURE", "TIME_PERIOD"];

impl RawTable {
    pub(crate) fn new(
        context: TableContext,
        grid: Grid,
        mut cells: Vec<RawCell>,
        has_holders: bool,
    ) -> Result<Self, GeometryError> {
        let equations = grid.equations()?;
        cells.resize(grid.len() + equations.hidden() as usize, RawCell::default());
        for at in 0..equations.len() {
            let members = equations.members(at);
            if let Some(hidden) = members.last().filter(|last| **last >= grid.count()) {
                let mut rest = cells[members[0] as usize];
                for part in &members[1..members.len() - 1] {
                    let part = cells[*part as usize];
                    rest.value -= part.value;
                    rest.contributors = rest.contributors.saturating_sub(part.contributors);
                }
                // Sums are exact to the millionth; what is left below it is noise.
                let value = (rest.value * 1e6).round() / 1e6;
                cells[*hidden as usize] = RawCell {
                    value,
                    contributors: rest.contributors,
                    ..RawCell::default()
                };
            }
        }
        Ok(Self {
            context,
            grid,
            equations,
            cells,
            given: Vec::new(),
            has_holders,
            has_keys: false,
            structural: Vec::new(),
            statistics: None,
        })
    }

    /// The part of the table that `rules` allow to leave: nothing below the nation where they say
    /// so. What is left out is not suppressed, it is not a part of the table any more.
    ///
    /// # Errors
    /// When what is left does not form a table.
    pub fn within(self, rules: &RuleSet) -> Result<Self, GeometryError> {
        let axes = self.grid.axes();
        let place = axes.iter().position(|axis| axis.name == SUBDIVISION);
        let Some(place) = place.filter(|_| rules.national_only) else {
            return Ok(self);
        };
        let parts = axes[place].parts();
        let kept: Vec<CellId> = (0..self.grid.count())
            .filter(|cell| !parts[usize::from(self.grid.key(*cell)[place])])
            .collect();
        let mut axes = axes.to_vec();
        let codes = std::mem::take(&mut axes[place].codes);
        axes[place].equations.clear();
        let mut moved = vec![0u16; codes.len()];
        for (at, code) in codes.into_iter().enumerate().filter(|(at, _)| !parts[*at]) {
            moved[at] = u16::try_from(axes[place].codes.len()).unwrap_or(u16::MAX);
            axes[place].codes.push(code);
        }
        let mut keys = Vec::new();
        for cell in &kept {
            let mut key = self.grid.key(*cell).to_vec();
            key[place] = moved[usize::from(key[place])];
            keys.extend(key);
        }
        let cells = kept.iter().map(|cell| self.cells[*cell as usize]).collect();
        let known = |cell: &CellId| self.structural.get(*cell as usize).copied();
        let structural = kept.iter().filter_map(known).collect();
        let given = |cell: &CellId| self.given.get(*cell as usize).copied();
        let given = kept.iter().filter_map(given).collect();
        let statistics = self.statistics.as_ref().map(|all| {
            let known = kept.iter().filter_map(|cell| all.get(*cell as usize));
            known.copied().collect()
        });
        let mut context = self.context;
        context.incomplete.remove(SUBDIVISION);
        let table = Self::new(context, Grid::new(axes, keys)?, cells, self.has_holders)?;
        Ok(Self {
            given,
            structural,
            statistics,
            has_keys: self.has_keys,
            ..table
        })
    }

    /// A table given as rows, with the suppression and protection that a row may ask for. Cells
    /// may be missing.
    ///
    /// # Errors
    /// When the rows do not form a table.
    pub fn from_rows(
        axes: Vec<Axis>,
        rows: Vec<(Vec<u16>, RawCell, Option<Need>)>,
        needs_given: bool,
    ) -> Result<Self, GeometryError> {
        let keys = rows.iter().flat_map(|row| row.0.iter().copied()).collect();
        let given = rows.iter().map(|row| row.2).collect();
        let has_holders = !needs_given;
        let cells = rows.into_iter().map(|row| row.1).collect();
        let context = TableContext {
            dataflow: "TABLE".parse().map_err(|_| GeometryError::TooLarge)?,
            constants: BTreeMap::new(),
            incomplete: BTreeMap::new(),
        };
        let grid = Grid::new(axes, keys)?.in_part();
        grid.refuse_missing_totals()?;
        let mut table = Self::new(context, grid, cells, has_holders)?;
        if needs_given {
            table.given = given;
        }
        Ok(table)
    }
}

impl PublishedTable {
    /// A table given as rows: code positions, figure unless suppressed, state. Cells may be missing.
    ///
    /// # Errors
    /// When the rows do not form a table.
    pub fn from_rows(
        axes: Vec<Axis>,
        rows: Vec<(Vec<u16>, Option<f64>, State)>,
        rules: RuleSet,
    ) -> Result<Self, GeometryError> {
        let keys = rows.iter().flat_map(|row| row.0.iter().copied()).collect();
        let values = rows.iter().map(|row| row.1.unwrap_or(f64::NAN)).collect();
        let states = rows.iter().map(|row| row.2).collect();
        Self::of_grid(Grid::new(axes, keys)?.in_part(), values, states, rules)
    }

    fn of_grid(
        grid: Grid,
        mut values: Vec<f64>,
        mut states: Vec<State>,
        rules: RuleSet,
    ) -> Result<Self, GeometryError> {
        let equations = grid.equations()?;
        let all = grid.len() + equations.hidden() as usize;
        values.resize(all, f64::NAN);
        states.resize(all, State::Hidden);
        Ok(Self {
            grid,
            equations,
            values,
            states,
            rules,
            office: None,
        })
    }

    /// The tables of a submission as its reader has them: one per measure, period, country and
    /// frequency.
    ///
    /// # Errors
    /// Findings where the observations do not form tables.
    pub fn from_observations(
        dataflow: &Dataflow,
        observations: &Observations,
        statement: &DisclosureStatement,
    ) -> Result<Vec<Self>, Vec<Finding>> {
        let parts = Self::parts(dataflow, observations, statement)?;
        Ok(parts.into_iter().map(|part| part.table).collect())
    }

    /// The tables of a submission with what each speaks of and where its cells stand.
    ///
    /// # Errors
    /// Findings where the observations do not form tables.
    pub fn parts(
        dataflow: &Dataflow,
        observations: &Observations,
        statement: &DisclosureStatement,
    ) -> Result<Vec<TablePart>, Vec<Finding>> {
        let mut rules = RuleSet::of_statement(&statement.profile, &statement.rules);
        rules.method = Method::of_name(&statement.method);
        let mut tables: BTreeMap<Vec<Option<usize>>, Vec<u32>> = BTreeMap::new();
        let apart: Vec<_> = APART.iter().map(|name| observations.column(name)).collect();
        for row in 0..observations.len() {
            let key = apart
                .iter()
                .map(|column| column.and_then(|column| column.id(row)));
            let row = u32::try_from(row).unwrap_or(u32::MAX);
            tables.entry(key.collect()).or_default().push(row);
        }
        let mut found = Vec::new();
        let mut findings = Vec::new();
        for rows in tables.into_values() {
            match table_of(dataflow, observations, statement, &rules, &rows) {
                Ok(table) => {
                    let first = rows.first().map_or(0, |row| *row as usize);
                    let text = |name: &&str| observations.get(first, name).map(str::to_owned);
                    found.push(TablePart {
                        of: APART.iter().map(text).collect(),
                        rows,
                        table,
                    });
                }
                Err(error) => findings.push(geometry_finding(&error)),
            }
        }
        if findings.is_empty() {
            Ok(found)
        } else {
            Err(findings)
        }
    }
}

/// One table of a submission.
#[derive(Debug, Clone)]
pub struct TablePart {
    /// What it speaks of: frequency, country, measure, period.
    pub of: Vec<Option<String>>,
    /// The observation of each cell.
    pub rows: Vec<u32>,
    /// The table.
    pub table: PublishedTable,
}

fn table_of(
    dataflow: &Dataflow,
    observations: &Observations,
    statement: &DisclosureStatement,
    rules: &RuleSet,
    rows: &[u32],
) -> Result<PublishedTable, GeometryError> {
    let first = rows.first().map_or(0, |row| *row as usize);
    let additive = is_additive(dataflow, observations, first);
    let dimensions = dataflow
        .dimensions
        .iter()
        .filter(|dimension| !APART.contains(&dimension.id.as_str()));
    let dimensions: Vec<&Dimension> = dimensions.collect();
    let mut axes = Vec::new();
    let mut keys = vec![0u16; rows.len() * dimensions.len()];
    for (place, dimension) in dimensions.iter().enumerate() {
        let codes = codes_of(observations, dimension, rows, |at, code| {
            keys[at * dimensions.len() + place] = code;
        });
        let list = dimension.codelist.as_ref().filter(|_| additive);
        let list = list.and_then(|list| Registry::builtin().codelist(list.as_str()));
        let name = dimension.id.as_str();
        let open = statement
            .incomplete
            .get(name)
            .map_or(&[][..], Vec::as_slice);
        axes.push(Axis::of_codelist(name, codes?, list, open));
    }
    let row_values = rows.iter().map(|row| observations.value(*row as usize));
    let values = row_values.map(|value| value.unwrap_or(f64::NAN)).collect();
    let states = rows.iter().map(|row| {
        let row = *row as usize;
        match observations.value(row) {
            Some(_) => State::Published,
            None => State::of_conf_status(observations.get(row, "CONF_STATUS").unwrap_or("")),
        }
    });
    let states = states.collect();
    let rules = if additive {
        rules.clone()
    } else {
        // The rules that are stated are those of counts and amounts: nothing follows from a median.
        RuleSet::of_statement(&statement.profile, &[])
    };
    PublishedTable::of_grid(Grid::new(axes, keys)?, values, states, rules)
}

/// Whether the figures of the observation's measure add up.
fn is_additive(dataflow: &Dataflow, observations: &Observations, row: usize) -> bool {
    let measure = observations.get(row, "MEASURE");
    measure
        .and_then(|measure| dataflow.measure(measure))
        .is_none_or(|measure| measure.additive)
}

/// The codes of a dimension that the rows show, and to `place` each row's position among them.
fn codes_of(
    observations: &Observations,
    dimension: &Dimension,
    rows: &[u32],
    mut place: impl FnMut(usize, u16),
) -> Result<Vec<String>, GeometryError> {
    let column = observations.column(dimension.id.as_str());
    let default = dimension.default.as_deref().unwrap_or("_T");
    let mut positions: FxHashMap<Option<usize>, u16> = FxHashMap::default();
    let mut codes: Vec<String> = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        let id = column.and_then(|column| column.id(*row as usize));
        let position = match positions.get(&id) {
            Some(position) => *position,
            None => {
                let text = column
                    .and_then(|column| column.get(*row as usize))
                    .unwrap_or(default);
                let known = codes.iter().position(|code| code == text);
                let position = known.unwrap_or(codes.len());
                if known.is_none() {
                    codes.push(text.to_owned());
                }
                let position = u16::try_from(position).map_err(|_| GeometryError::TooLarge)?;
                positions.insert(id, position);
                position
            }
        };
        place(at, position);
    }
    Ok(codes)
}

fn geometry_finding(error: &GeometryError) -> Finding {
    Finding {
        code: error.code().to_owned(),
        severity: Severity::Error,
        pointer: "/observations".to_owned(),
        count: 1,
        args: error.args(),
    }
}

/// Published counts that the statement's own threshold forbids, and thresholds that are lower
/// than those of the profile as the reporting country applies it: one finding, with the first place and the number of cells.
/// Figures that do not add up (medians, rates) are no counts.
#[must_use]
pub fn below_threshold(
    dataflow: &Dataflow,
    observations: &Observations,
    statement: &DisclosureStatement,
) -> Vec<Finding> {
    let stated = RuleSet::of_statement(&statement.profile, &statement.rules);
    let area = (0..observations.len()).find_map(|row| observations.get(row, "REF_AREA"));
    let rules = match RuleSet::of_country(area.unwrap_or_default(), &statement.profile) {
        Ok(profile) => profile.stricter(&stated),
        Err(_) => stated,
    };
    // Noise makes small counts, of which none is known to be true.
    if Method::of_name(&statement.method) == Method::CellKey {
        return Vec::new();
    }
    if rules.frequency_of != FrequencyOf::Value || rules.minimum_frequency == 0 {
        return Vec::new();
    }
    let threshold = f64::from(rules.minimum_frequency);
    let below: Vec<usize> = (0..observations.len())
        .filter(|row| is_additive(dataflow, observations, *row))
        .filter(|row| {
            observations
                .value(*row)
                .is_some_and(|value| value > 0.0 && value < threshold)
        })
        .collect();
    let Some(first) = below.first() else {
        return Vec::new();
    };
    vec![Finding {
        code: "cell_below_threshold".to_owned(),
        severity: Severity::Error,
        pointer: format!("/observations/{first}/OBS_VALUE"),
        count: below.len(),
        args: args([("threshold", rules.minimum_frequency.to_string())]),
    }]
}

/// The secondary cells that may be published without giving anything away: those for which the
/// office's own attack on the table with that cell published finds nothing.
#[must_use]
pub fn redundant_secondary(table: &PublishedTable) -> Vec<CellId> {
    let options = crate::attack::AttackOptions::default();
    let harmless = |cell: &CellId| {
        table
            .with_published(*cell)
            .is_some_and(|table| crate::attack::attack(&table, &options).is_clean())
    };
    table.secondary().into_iter().filter(harmless).collect()
}
