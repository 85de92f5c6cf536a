//! Which cells a table has and which of them add up: axes (a dimension's shown codes and the
//! equations between them), the grid of cells, and the equations of the grid.

use rustc_hash::FxHashMap;
use schemas::codelist::Codelist;

/// Number of a cell in its table; what lies beyond the sent cells is a hidden remainder.
pub type CellId = u32;

/// The dimension of the subdivisions of a country.
pub const SUBDIVISION: &str = "GEO_ADM1";

/// One additive relation between the codes of a dimension.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AxisEquation {
    /// The code that is the sum.
    pub parent: u16,
    /// The codes that are summed.
    pub children: Vec<u16>,
    /// Whether the children exhaust the parent; if not, a hidden remainder completes them.
    pub exhaustive: bool,
}

/// A dimension: the codes that the table shows and how they add up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Axis {
    /// The dimension's name.
    pub name: String,
    /// The shown codes.
    pub codes: Vec<String>,
    /// Sums between them; several equations of one parent are several hierarchies.
    pub equations: Vec<AxisEquation>,
}

/// What is wrong with the shape of a table.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum GeometryError {
    /// A sum names a code that the dimension lacks.
    #[error("dimension {dimension}: unknown code {code}")]
    UnknownCode {
        /// The dimension.
        dimension: String,
        /// The code.
        code: String,
    },
    /// A code is part of itself.
    #[error("dimension {dimension}: code {code} is part of itself")]
    Cycle {
        /// The dimension.
        dimension: String,
        /// The code.
        code: String,
    },
    /// Two rows speak of the same cell.
    #[error("the cell {0} stands twice")]
    DuplicateCell(String),
    /// A breakdown is shown in part only.
    #[error("the breakdown of {cell} by {dimension} is not whole")]
    PartialBreakdown {
        /// The parent cell.
        cell: String,
        /// The dimension of the breakdown.
        dimension: String,
    },
    /// More codes, dimensions or cells than a table can hold.
    #[error("the table is too large")]
    TooLarge,
}

impl Axis {
    /// The axis of a codelist restricted to the shown codes: each adds up to its nearest shown
    /// ancestor; codes outside of the tree (groups, alternative groupings) add up to nothing.
    #[must_use]
    pub fn of_codelist(
        name: &str,
        codes: Vec<String>,
        list: Option<&Codelist>,
        incomplete: &[String],
    ) -> Self {
        let position: FxHashMap<&str, u16> = (0u16..)
            .zip(&codes)
            .map(|(at, code)| (code.as_str(), at))
            .collect();
        let mut children: Vec<Vec<u16>> = vec![Vec::new(); codes.len()];
        for (code, at) in &position {
            let parent = list
                .and_then(|list| list.nearest_ancestor(code, |code| position.contains_key(code)));
            if let Some(parent) = parent.and_then(|parent| position.get(parent)) {
                children[usize::from(*parent)].push(*at);
            }
        }
        let equations = (0u16..)
            .zip(children)
            .filter(|(_, children)| !children.is_empty())
            .map(|(parent, mut children)| {
                children.sort_unstable();
                AxisEquation {
                    parent,
                    children,
                    exhaustive: !incomplete.contains(&codes[usize::from(parent)]),
                }
            })
            .collect();
        Self {
            name: name.to_owned(),
            codes,
            equations,
        }
    }

    /// The axis of a hierarchy given as sums of named codes.
    ///
    /// # Errors
    /// When a sum names an unknown code or a code is part of itself.
    pub fn of_hierarchy(
        name: &str,
        codes: Vec<String>,
        sums: &[(String, Vec<String>)],
    ) -> Result<Self, GeometryError> {
        let find = |code: &String| {
            codes
                .iter()
                .position(|known| known == code)
                .and_then(|at| u16::try_from(at).ok())
                .ok_or_else(|| GeometryError::UnknownCode {
                    dimension: name.to_owned(),
                    code: code.clone(),
                })
        };
        let equations = sums
            .iter()
            .map(|(parent, children)| {
                Ok(AxisEquation {
                    parent: find(parent)?,
                    children: children.iter().map(find).collect::<Result<_, _>>()?,
                    exhaustive: true,
                })
            })
            .collect::<Result<_, GeometryError>>()?;
        let axis = Self {
            name: name.to_owned(),
            codes,
            equations,
        };
        axis.refuse_cycles()?;
        Ok(axis)
    }

    /// Per code, whether it is part of another.
    pub(crate) fn parts(&self) -> Vec<bool> {
        let mut parts = vec![false; self.codes.len()];
        for child in self
            .equations
            .iter()
            .flat_map(|equation| &equation.children)
        {
            parts[usize::from(*child)] = true;
        }
        parts
    }

    /// Per code, whether it is `code` or a part of it, directly or not.
    pub(crate) fn below(&self, code: &str) -> Vec<bool> {
        let mut below: Vec<bool> = self.codes.iter().map(|known| known == code).collect();
        // Each round goes one level down; there are fewer levels than codes.
        for _ in 0..self.codes.len() {
            let reached = self
                .equations
                .iter()
                .filter(|equation| below[usize::from(equation.parent)]);
            let next: Vec<u16> = reached
                .flat_map(|equation| equation.children.clone())
                .collect();
            let before = below.clone();
            for child in next {
                below[usize::from(child)] = true;
            }
            if before == below {
                break;
            }
        }
        below
    }

    fn refuse_cycles(&self) -> Result<(), GeometryError> {
        // Depth grows along parent to child; more rounds than codes means a cycle.
        let mut depth = vec![0usize; self.codes.len()];
        for round in 0..=self.codes.len() {
            let mut changed = None;
            for equation in &self.equations {
                let below = depth[usize::from(equation.parent)] + 1;
                for child in &equation.children {
                    if depth[usize::from(*child)] < below {
                        depth[usize::from(*child)] = below;
                        changed = Some(*child);
                    }
                }
            }
            match changed {
                None => return Ok(()),
                Some(code) if round == self.codes.len() => {
                    return Err(GeometryError::Cycle {
                        dimension: self.name.clone(),
                        code: self.codes[usize::from(code)].clone(),
                    });
                }
                Some(_) => {}
            }
        }
        Ok(())
    }
}

/// The cells of a table: one code per axis each.
#[derive(Debug, Clone)]
pub struct Grid {
    axes: Vec<Axis>,
    keys: Vec<u16>,
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
        fits.then_some(Self { axes, keys })
            .ok_or(GeometryError::TooLarge)
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
        let parts: Vec<String> = self
            .codes(cell)
            .map(|(name, code)| format!("{name}={code}"))
            .collect();
        parts.join(",")
    }

    /// The equations between the cells.
    ///
    /// # Errors
    /// When a cell stands twice or a breakdown is shown in part only.
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
                    if missing > 0 {
                        return Err(GeometryError::PartialBreakdown {
                            cell: self.label(cell),
                            dimension: axis.name.clone(),
                        });
                    }
                    if !axis.equations[*at].exhaustive {
                        equations.members.push(self.count() + equations.hidden);
                        equations.hidden += 1;
                    }
                    equations.close(axis_at);
                }
            }
        }
        Ok(equations)
    }

    /// Number of cells as a cell number.
    #[must_use]
    pub fn count(&self) -> CellId {
        CellId::try_from(self.len()).unwrap_or(CellId::MAX)
    }

    fn shifts(&self) -> Vec<u32> {
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

    fn index(&self) -> Result<FxHashMap<u128, CellId>, GeometryError> {
        let shifts = self.shifts();
        let mut index = FxHashMap::with_capacity_and_hasher(self.len(), rustc_hash::FxBuildHasher);
        for cell in 0..self.count() {
            if index.insert(pack(self.key(cell), &shifts), cell).is_some() {
                return Err(GeometryError::DuplicateCell(self.label(cell)));
            }
        }
        Ok(index)
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

fn pack(key: &[u16], shifts: &[u32]) -> u128 {
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

    fn close(&mut self, axis: usize) {
        self.starts
            .push(u32::try_from(self.members.len()).unwrap_or(u32::MAX));
        self.axes.push(u8::try_from(axis).unwrap_or(u8::MAX));
    }
}

impl GeometryError {
    /// Stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::UnknownCode { .. } => "geometry_unknown_code",
            Self::Cycle { .. } => "geometry_cycle",
            Self::DuplicateCell(_) => "geometry_duplicate_cell",
            Self::PartialBreakdown { .. } => "geometry_partial_breakdown",
            Self::TooLarge => "geometry_too_large",
        }
    }
}

impl GeometryError {
    /// The variables of its message.
    #[must_use]
    pub fn args(&self) -> schemas::language::MessageArgs {
        use schemas::language::args;
        match self {
            Self::UnknownCode { dimension, code } | Self::Cycle { dimension, code } => {
                args([("dimension", dimension.clone()), ("code", code.clone())])
            }
            Self::DuplicateCell(cell) => args([("cell", cell.clone())]),
            Self::PartialBreakdown { cell, dimension } => {
                args([("cell", cell.clone()), ("dimension", dimension.clone())])
            }
            Self::TooLarge => schemas::language::MessageArgs::new(),
        }
    }
}
