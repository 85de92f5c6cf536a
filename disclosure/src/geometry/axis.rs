//! One dimension of a table: the codes that it shows, how they add up along the tree of a codelist
//! and its groups or along hierarchies that are given, and what is no hierarchy.

use rustc_hash::FxHashMap;
use schemas::codelist::Codelist;

use super::GeometryError;

/// So many parts of a sum are spelled out.
const MOST_SPELLED: usize = 8;

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

impl AxisEquation {
    /// The sum and its parts.
    pub(crate) fn codes(&self) -> impl Iterator<Item = u16> {
        std::iter::once(self.parent).chain(self.children.iter().copied())
    }
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

    /// Whether hierarchies cross: a code is part of several sums.
    pub(crate) fn crosses(&self) -> bool {
        let mut sums = vec![0; self.codes.len()];
        let parts = self.equations.iter().flat_map(|sum| &sum.children);
        for part in parts {
            sums[usize::from(*part)] += 1;
        }
        sums.iter().any(|sums| *sums > 1)
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
