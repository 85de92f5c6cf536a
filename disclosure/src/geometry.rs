//! Which cells a table has and which of them add up: axes (a dimension's shown codes and the
//! equations between them), the grid of cells, and the equations of the grid.

mod axis;
mod error;

use rustc_hash::FxHashMap;

pub(crate) use axis::members;
pub use axis::{Axis, AxisEquation};
pub use error::GeometryError;

/// Number of a cell in its table; what lies beyond the sent cells is a hidden remainder.
pub type CellId = u32;

/// The dimension of the subdivisions of a country.
pub const SUBDIVISION: &str = "GEO_ADM1";

/// The cells of a table: one code per axis each.
#[derive(Debug, Clone)]
pub struct Grid {
    axes: Vec<Axis>,
    keys: Vec<u16>,
    in_part: bool,
}

impl Grid {
    /// A grid of `keys`: for each cell, the position of its code on each axis.
    ///
    /// # Errors
    /// When the axes are too large to number.
    pub fn new(axes: Vec<Axis>, keys: Vec<u16>) -> Result<Self, GeometryError> {
        let fits = axes
            .iter()
            .all(|axis| axis.codes.len() < usize::from(u16::MAX))
            && axes.iter().map(bits).sum::<u32>() <= 128
            && keys.len() < usize::try_from(u32::MAX / 2).unwrap_or(usize::MAX);
        let grid = Self {
            axes,
            keys,
            in_part: false,
        };
        fits.then_some(grid).ok_or(GeometryError::TooLarge)
    }

    /// The same grid, of a table in which cells may be missing that were never computed: what the
    /// missing ones of a breakdown hold together is its hidden remainder.
    #[must_use]
    pub fn in_part(self) -> Self {
        Self {
            in_part: true,
            ..self
        }
    }

    /// The axes.
    #[must_use]
    pub fn axes(&self) -> &[Axis] {
        &self.axes
    }

    /// Number of cells.
    #[must_use]
    pub fn len(&self) -> usize {
        self.keys.len().checked_div(self.axes.len()).unwrap_or(0)
    }

    /// Whether it has no cell.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    /// The code positions of `cell`.
    #[must_use]
    pub fn key(&self, cell: CellId) -> &[u16] {
        let start = cell as usize * self.axes.len();
        &self.keys[start..start + self.axes.len()]
    }

    /// The codes of `cell` by dimension.
    pub fn codes(&self, cell: CellId) -> impl Iterator<Item = (&str, &str)> {
        self.axes
            .iter()
            .zip(self.key(cell))
            .map(|(axis, code)| (axis.name.as_str(), axis.codes[usize::from(*code)].as_str()))
    }

    /// `DIMENSION=CODE` for each dimension whose code is not a total, for people.
    #[must_use]
    pub fn label(&self, cell: CellId) -> String {
        self.label_of(self.key(cell))
    }

    fn label_of(&self, key: &[u16]) -> String {
        let codes = self.axes.iter().zip(key);
        let parts: Vec<String> = codes
            .map(|(axis, code)| format!("{}={}", axis.name, axis.codes[usize::from(*code)]))
            .collect();
        parts.join(",")
    }

    /// Equation `at` of `equations` in codes: its dimension, its sum and its shown parts.
    #[must_use]
    pub fn spelled(&self, equations: &Equations, at: usize) -> String {
        let axis = equations.axis(at);
        let members = equations.members(at).iter();
        let mut codes = members
            .filter(|cell| **cell < self.count())
            .map(|cell| self.key(*cell)[axis]);
        self.axes[axis].spelled(&AxisEquation {
            parent: codes.next().unwrap_or_default(),
            children: codes.collect(),
            exhaustive: true,
        })
    }

    /// The equations between the cells.
    ///
    /// # Errors
    /// When a cell stands twice or a breakdown is shown in part only and should not be.
    pub fn equations(&self) -> Result<Equations, GeometryError> {
        let index = self.index()?;
        let shifts = self.shifts();
        let mut equations = Equations {
            starts: vec![0],
            members: Vec::new(),
            axes: Vec::new(),
            hidden: 0,
        };
        let by_parent: Vec<Vec<Vec<usize>>> = self.axes.iter().map(equations_by_parent).collect();
        for cell in 0..self.count() {
            let key = self.key(cell);
            let packed = pack(key, &shifts);
            for (axis_at, axis) in self.axes.iter().enumerate() {
                let code = key[axis_at];
                for at in &by_parent[axis_at][usize::from(code)] {
                    let base = packed - (u128::from(code) << shifts[axis_at]);
                    let found = axis.equations[*at].children.iter().map(|child| {
                        index
                            .get(&(base + (u128::from(*child) << shifts[axis_at])))
                            .copied()
                    });
                    let from = equations.members.len();
                    equations.members.push(cell);
                    let mut missing = 0usize;
                    for child in found {
                        match child {
                            Some(child) => equations.members.push(child),
                            None => missing += 1,
                        }
                    }
                    if missing == axis.equations[*at].children.len() {
                        equations.members.truncate(from);
                        continue;
                    }
                    if missing > 0 && !self.in_part {
                        return Err(GeometryError::PartialBreakdown {
                            cell: self.label(cell),
                            dimension: axis.name.clone(),
                        });
                    }
                    if missing > 0 || !axis.equations[*at].exhaustive {
                        equations.members.push(self.count() + equations.hidden);
                        equations.hidden += 1;
                    }
                    equations.close(axis_at);
                }
            }
        }
        Ok(equations)
    }

    /// Refuses a table that shows all parts of a sum without the sum.
    ///
    /// # Errors
    /// Names the first cell that is missing.
    pub fn refuse_missing_totals(&self) -> Result<(), GeometryError> {
        let index = self.index()?;
        let shifts = self.shifts();
        for (at, axis) in self.axes.iter().enumerate() {
            let mut first: Vec<Vec<&AxisEquation>> = vec![Vec::new(); axis.codes.len()];
            for equation in &axis.equations {
                if let Some(child) = equation.children.first() {
                    first[usize::from(*child)].push(equation);
                }
            }
            for cell in 0..self.count() {
                let key = self.key(cell);
                let base = pack(key, &shifts) - (u128::from(key[at]) << shifts[at]);
                let shown =
                    |code: &u16| index.contains_key(&(base + (u128::from(*code) << shifts[at])));
                for equation in &first[usize::from(key[at])] {
                    if !shown(&equation.parent) && equation.children.iter().all(shown) {
                        let mut missing = key.to_vec();
                        missing[at] = equation.parent;
                        return Err(GeometryError::MissingTotal {
                            cell: self.label_of(&missing),
                            equation: axis.spelled(equation),
                        });
                    }
                }
            }
        }
        Ok(())
    }

    /// Number of cells as a cell number.
    #[must_use]
    pub fn count(&self) -> CellId {
        CellId::try_from(self.len()).unwrap_or(CellId::MAX)
    }

    pub(crate) fn shifts(&self) -> Vec<u32> {
        let mut shift = 0;
        self.axes
            .iter()
            .map(|axis| {
                let at = shift;
                shift += bits(axis);
                at
            })
            .collect()
    }

    /// The cell of each key, of several the last.
    pub(crate) fn places(&self) -> FxHashMap<u128, CellId> {
        let shifts = self.shifts();
        let places = (0..self.count()).map(|cell| (pack(self.key(cell), &shifts), cell));
        places.collect()
    }

    fn index(&self) -> Result<FxHashMap<u128, CellId>, GeometryError> {
        let places = self.places();
        let shifts = self.shifts();
        let is_twice = |cell: &CellId| places.get(&pack(self.key(*cell), &shifts)) != Some(cell);
        match (0..self.count()).find(is_twice) {
            Some(cell) => Err(GeometryError::DuplicateCell(self.label(cell))),
            None => Ok(places),
        }
    }
}

fn equations_by_parent(axis: &Axis) -> Vec<Vec<usize>> {
    let mut by_parent = vec![Vec::new(); axis.codes.len()];
    for (at, equation) in axis.equations.iter().enumerate() {
        by_parent[usize::from(equation.parent)].push(at);
    }
    by_parent
}

fn bits(axis: &Axis) -> u32 {
    usize::BITS - axis.codes.len().saturating_sub(1).leading_zeros()
}

pub(crate) fn pack(key: &[u16], shifts: &[u32]) -> u128 {
    key.iter()
        .zip(shifts)
        .map(|(code, shift)| u128::from(*code).checked_shl(*shift).unwrap_or(0))
        .sum()
}

/// The equations of a grid: the first member is the sum of the others.
#[derive(Debug, Clone, Default)]
pub struct Equations {
    starts: Vec<u32>,
    members: Vec<CellId>,
    axes: Vec<u8>,
    hidden: u32,
}

impl Equations {
    /// Number of equations.
    #[must_use]
    pub fn len(&self) -> usize {
        self.axes.len()
    }

    /// Whether nothing adds up.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.axes.is_empty()
    }

    /// Number of hidden remainders; they are numbered from the number of cells on.
    #[must_use]
    pub fn hidden(&self) -> u32 {
        self.hidden
    }

    /// The members of equation `at`: the sum first, then its parts.
    #[must_use]
    pub fn members(&self, at: usize) -> &[CellId] {
        &self.members[self.starts[at] as usize..self.starts[at + 1] as usize]
    }

    /// The axis along which equation `at` adds up.
    #[must_use]
    pub fn axis(&self, at: usize) -> usize {
        usize::from(self.axes[at])
    }

    /// Per cell, where its equations start, and the equations in which it stands.
    pub(crate) fn by_cell(&self, cells: usize) -> (Vec<u32>, Vec<u32>) {
        let mut starts = vec![0u32; cells + 1];
        for cell in &self.members {
            starts[*cell as usize + 1] += 1;
        }
        for at in 0..cells {
            starts[at + 1] += starts[at];
        }
        let mut next = starts.clone();
        let mut rows = vec![0u32; self.members.len()];
        for (at, bounds) in (0u32..).zip(self.starts.windows(2)) {
            for cell in &self.members[bounds[0] as usize..bounds[1] as usize] {
                rows[next[*cell as usize] as usize] = at;
                next[*cell as usize] += 1;
            }
        }
        (starts, rows)
    }

    fn close(&mut self, axis: usize) {
        self.starts
            .push(u32::try_from(self.members.len()).unwrap_or(u32::MAX));
        self.axes.push(u8::try_from(axis).unwrap_or(u8::MAX));
    }
}
