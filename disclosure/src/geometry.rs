//! Which cells a table has and which of them add up: axes (a dimension's shown codes and the
//! equations between them), the grid of cells, and the equations of the grid.

use rustc_hash::FxHashMap;
use schemas::codelist::Codelist;

/// Number of a cell in its table; what lies beyond the sent cells is a hidden remainder.
pub type CellId = u32;

/// So many parts of a sum are spelled out.
const MOST_SPELLED: usize = 8;

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
    /// A code is counted twice in one of the codes above it: its hierarchy is neither a tree nor
    /// several hierarchies side by side.
    #[error("dimension {dimension}: {code} is counted twice in {equation}")]
    CountedTwice {
        /// The dimension.
        dimension: String,
        /// The code that is counted twice.
        code: String,
        /// The sum in which it is.
        equation: String,
    },
    /// The parts of a sum are shown, the sum is not.
    #[error("{cell} is missing, the sum {equation}")]
    MissingTotal {
        /// The cell that is missing.
        cell: String,
        /// The sum that it would be.
        equation: String,
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
    /// ancestor, and a group outside of the tree (of areas, of occupations) is the sum of its
    /// shown members, so that a code may be part of its parent and of several groups.
    #[must_use]
    pub fn of_codelist(
        name: &str,
        codes: Vec<String>,
        list: Option<&Codelist>,
        incomplete: &[String],
    ) -> Self {
        let position: FxHashMap<&str, u16> = codes.iter().map(String::as_str).zip(0u16..).collect();
        let mut equations = Vec::new();
        if let Some(list) = list {
            for (parent, children) in by_ancestor(list, &codes, &position).into_iter().enumerate() {
                let members = members(list, &codes[parent]);
                let grouped = in_group(list, &codes, &position, members);
                let parent = u16::try_from(parent).unwrap_or(u16::MAX);
                for mut children in [children, grouped] {
                    children.retain(|child| *child != parent);
                    children.sort_unstable();
                    children.dedup();
                    if !children.is_empty() {
                        equations.push(AxisEquation {
                            parent,
                            children,
                            exhaustive: !incomplete.contains(&codes[usize::from(parent)]),
                        });
                    }
                }
            }
        }
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
        axis.refuse_double_counting()?;
        Ok(axis)
    }

    /// `DIMENSION: SUM = PART + PART`, by codes; long sums are cut.
    #[must_use]
    pub fn spelled(&self, equation: &AxisEquation) -> String {
        let code = |at: &u16| self.codes[usize::from(*at)].as_str();
        let parts: Vec<&str> = equation
            .children
            .iter()
            .map(code)
            .take(MOST_SPELLED)
            .collect();
        let more = if equation.children.len() > MOST_SPELLED {
            " + …"
        } else {
            ""
        };
        let (name, sum) = (&self.name, code(&equation.parent));
        format!("{name}: {sum} = {}{more}", parts.join(" + "))
    }

    /// A code may be part of several sums, but in each of them only once, whatever way leads down.
    fn refuse_double_counting(&self) -> Result<(), GeometryError> {
        let mut below = vec![Vec::new(); self.codes.len()];
        for equation in &self.equations {
            below[usize::from(equation.parent)].extend(equation.children.iter().copied());
        }
        // By which part, counted over all sums, a code was reached last.
        let mut reached = vec![0u32; self.codes.len()];
        let mut part = 0u32;
        for equation in &self.equations {
            let first = part + 1;
            for child in &equation.children {
                part += 1;
                let mut stack = vec![*child];
                while let Some(code) = stack.pop() {
                    let last = std::mem::replace(&mut reached[usize::from(code)], part);
                    if last >= first && last < part {
                        return Err(GeometryError::CountedTwice {
                            dimension: self.name.clone(),
                            code: self.codes[usize::from(code)].clone(),
                            equation: self.spelled(equation),
                        });
                    }
                    if last != part {
                        stack.extend(&below[usize::from(code)]);
                    }
                }
            }
        }
        Ok(())
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

/// The members of a group: of areas, or of a second grouping of another list.
pub(crate) fn members<'a>(list: &'a Codelist, group: &str) -> &'a [String] {
    match list.get(group) {
        Some(code) if code.members.is_empty() => &code.alt_members,
        Some(code) => &code.members,
        None => &[],
    }
}

/// Per shown code, the shown codes of which it is the nearest ancestor.
fn by_ancestor(
    list: &Codelist,
    codes: &[String],
    position: &FxHashMap<&str, u16>,
) -> Vec<Vec<u16>> {
    let mut children: Vec<Vec<u16>> = vec![Vec::new(); codes.len()];
    for (code, at) in position {
        let parent = list.nearest_ancestor(code, |code| position.contains_key(code));
        if let Some(parent) = parent.and_then(|parent| position.get(parent)) {
            children[usize::from(*parent)].push(*at);
        }
    }
    children
}

/// The shown codes that make up a group: its members, and in the place of a member that is not
/// shown the topmost shown codes below it.
fn in_group(
    list: &Codelist,
    codes: &[String],
    position: &FxHashMap<&str, u16>,
    members: &[String],
) -> Vec<u16> {
    let mut found = Vec::new();
    for member in members {
        if let Some(at) = position.get(member.as_str()) {
            found.push(*at);
            continue;
        }
        let below = |code: &String| {
            let known = |above: &str| above == member || position.contains_key(above);
            list.nearest_ancestor(code, known) == Some(member.as_str())
        };
        let below = codes.iter().filter(|code| below(code));
        found.extend(below.filter_map(|code| position.get(code.as_str())));
    }
    found
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
            Self::CountedTwice { .. } => "geometry_counted_twice",
            Self::MissingTotal { .. } => "geometry_missing_total",
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
            Self::CountedTwice {
                dimension,
                code,
                equation,
            } => args([
                ("dimension", dimension.clone()),
                ("code", code.clone()),
                ("equation", equation.clone()),
            ]),
            Self::MissingTotal { cell, equation } => {
                args([("cell", cell.clone()), ("equation", equation.clone())])
            }
            Self::DuplicateCell(cell) => args([("cell", cell.clone())]),
            Self::PartialBreakdown { cell, dimension } => {
                args([("cell", cell.clone()), ("dimension", dimension.clone())])
            }
            Self::TooLarge => schemas::language::MessageArgs::new(),
        }
    }
}
