//! Coarser tables that lose less: for each dimension, the table without its lowest level is
//! protected again (or estimated where it is large), and what remains decides the order.

use serde::Serialize;

use crate::{
    geometry::{Axis, CellId, GeometryError, Grid},
    method::Method,
    protect::{Options, protect_with},
    report::{Loss, share},
    solver::Simplex,
    table::{ProtectedTable, RawTable, State},
};

/// Cells up to which a coarser table is protected to see what remains of it.
const MOST_CELLS: usize = 1_500;

/// A level to leave out.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Proposal {
    /// The dimension.
    pub dimension: String,
    /// Its lowest level, which is left out; the total is 0.
    pub level: usize,
    /// Number of codes that go with it.
    pub codes: usize,
    /// Cells, not zero, that would be published.
    pub published: usize,
    /// What would be withheld of the coarser table.
    pub loss: Loss,
    /// Whether this is an estimate: as many secondary cells per primary one as now.
    pub estimated: bool,
}

/// Per code of an axis, how many sums lie above it at most: 0 for a total.
#[must_use]
pub fn levels(axis: &Axis) -> Vec<usize> {
    let mut levels = vec![0; axis.codes.len()];
    // As many rounds as there are codes reach the lowest in any order of the equations.
    for _ in 0..axis.codes.len() {
        let mut changed = false;
        for equation in &axis.equations {
            let below = levels[usize::from(equation.parent)] + 1;
            for child in &equation.children {
                let level = &mut levels[usize::from(*child)];
                changed |= *level < below;
                *level = below.max(*level);
            }
        }
        if !changed {
            break;
        }
    }
    levels
}

/// The tables without the lowest level of one dimension that lose a smaller share than now: those
/// within the limit first, then by the number of figures that remain.
pub(crate) fn proposals(table: &ProtectedTable, now: &Loss, options: &Options) -> Vec<Proposal> {
    let axes = table.grid().axes();
    let most = table.rules().max_suppressed_share;
    let mut found: Vec<Proposal> = (0..axes.len())
        .filter_map(|axis| proposal(table, axis, options))
        .filter(|proposal| {
            proposal.published > 0
                && (proposal.loss.share_of_cells < now.share_of_cells
                    || proposal.loss.share_of_value < now.share_of_value)
        })
        .collect();
    let beyond = |loss: &Loss| loss.share_of_cells > most || loss.share_of_value > most;
    found.sort_by_key(|proposal| {
        let remains = std::cmp::Reverse(proposal.published);
        (beyond(&proposal.loss), remains, proposal.dimension.clone())
    });
    found
}

fn proposal(table: &ProtectedTable, axis: usize, options: &Options) -> Option<Proposal> {
    let levels = levels(&table.grid().axes()[axis]);
    let level = levels.iter().copied().max().filter(|level| *level > 0)?;
    let stays: Vec<bool> = levels.iter().map(|one| *one < level).collect();
    let kept: Vec<CellId> = (0..table.grid().count())
        .filter(|cell| stays[usize::from(table.grid().key(*cell)[axis])])
        .collect();
    let (loss, estimated) = if kept.len() <= MOST_CELLS {
        (protected(table, axis, &stays, &kept, options)?, false)
    } else {
        (estimated(table, &kept), true)
    };
    Some(Proposal {
        dimension: table.grid().axes()[axis].name.clone(),
        level,
        codes: stays.iter().filter(|stays| !**stays).count(),
        published: loss.cells - loss.suppressed,
        loss,
        estimated,
    })
}

/// What is withheld of the coarser table, by protecting it.
fn protected(
    table: &ProtectedTable,
    axis: usize,
    stays: &[bool],
    kept: &[CellId],
    options: &Options,
) -> Option<Loss> {
    let raw = coarser(table.raw(), axis, stays, kept).ok()?;
    let mut rules = table.rules().clone();
    rules.method = Method::Suppression;
    let protected = protect_with(raw, &rules, options, &mut (), &Simplex).ok()?;
    Some(protected.report.loss)
}

/// The same from the primary cells that remain, with as many secondary ones for each as now.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a number of cells, at most as many as there are"
)]
fn estimated(table: &ProtectedTable, kept: &[CellId]) -> Loss {
    let value = |cell: CellId| table.raw().cells[cell as usize].value.abs();
    let (mut sum, mut primary_sum, mut cells, mut primary) = (0.0, 0.0, 0, 0);
    for cell in kept.iter().copied().filter(|cell| value(*cell) > 0.0) {
        cells += 1;
        sum += value(cell);
        if table.state(cell).is_primary() {
            primary += 1;
            primary_sum += value(cell);
        }
    }
    let (mut now_primary, mut now_secondary) = ((0, 0.0), (0, 0.0));
    for cell in 0..table.grid().count() {
        let tally = match table.state(cell) {
            State::Secondary => &mut now_secondary,
            state if state.is_primary() => &mut now_primary,
            _ => continue,
        };
        tally.0 += 1;
        tally.1 += value(cell);
    }
    let per_cell = 1.0 + share(now_secondary.0, now_primary.0);
    let withheld = if now_primary.1 > 0.0 {
        primary_sum * (1.0 + now_secondary.1 / now_primary.1)
    } else {
        0.0
    };
    let suppressed = ((f64::from(primary) * per_cell).round() as usize).min(cells);
    Loss {
        cells,
        suppressed,
        share_of_cells: share(suppressed, cells),
        share_of_value: if sum > 0.0 {
            (withheld / sum).min(1.0)
        } else {
            0.0
        },
    }
}

/// The table without the codes of `axis` that do not stay.
fn coarser(
    raw: &RawTable,
    axis: usize,
    stays: &[bool],
    kept: &[CellId],
) -> Result<RawTable, GeometryError> {
    let mut place = vec![0u16; stays.len()];
    let mut next = 0u16;
    for (at, stays) in stays.iter().enumerate() {
        place[at] = next;
        next += u16::from(*stays);
    }
    let mut axes = raw.grid.axes().to_vec();
    let cut = &mut axes[axis];
    let mut stayed = stays.iter();
    cut.codes.retain(|_| stayed.next().copied().unwrap_or(true));
    let whole = |children: &[u16]| children.iter().all(|child| stays[usize::from(*child)]);
    cut.equations
        .retain(|equation| stays[usize::from(equation.parent)] && whole(&equation.children));
    for equation in &mut cut.equations {
        equation.parent = place[usize::from(equation.parent)];
        for child in &mut equation.children {
            *child = place[usize::from(*child)];
        }
    }
    let keys = kept.iter().flat_map(|cell| {
        let key = raw.grid.key(*cell).iter().enumerate();
        key.map(|(at, code)| {
            if at == axis {
                place[usize::from(*code)]
            } else {
                *code
            }
        })
    });
    let grid = Grid::new(axes, keys.collect())?;
    let cells = kept.iter().map(|cell| raw.cells[*cell as usize]).collect();
    let mut table = RawTable::new(raw.context.clone(), grid, cells, raw.has_holders)?;
    table.has_keys = raw.has_keys;
    let known = |cell: &CellId| raw.structural.get(*cell as usize).copied();
    table.structural = kept.iter().filter_map(known).collect();
    let figure = |cell: &CellId| raw.figure(*cell as usize);
    let statistics = raw.statistics.as_ref();
    table.statistics = statistics.map(|_| kept.iter().map(figure).collect());
    if !raw.given.is_empty() {
        table.given = kept.iter().map(|cell| raw.given[*cell as usize]).collect();
    }
    Ok(table)
}
