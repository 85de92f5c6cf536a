//! Movements in a neighbourhood. With all cells outside held still, a movement proves freedom for
//! every cell that it moves. With the outside left loose, the farthest movement bounds what any
//! table that agrees with the published figures can hold: where that is too narrow, the cell is
//! given away, whatever the rest of the table is.

use super::{
    ground::{Ground, Movement},
    simplex,
    system::number,
    want::Want,
};

/// Bounds of a neighbourhood's movements are cut at this many units.
const FARTHEST: f64 = 1e4;
const NOWHERE: u32 = u32::MAX;
/// Gain of the cell asked for, over those that may come along.
const FIRST: f64 = 100.0;

/// What is asked of a neighbourhood.
#[derive(Clone, Copy)]
pub(super) struct Question<'q> {
    pub(super) unknown: usize,
    /// 1 for up, −1 for down.
    pub(super) sign: f64,
    /// How far it makes sense to go.
    pub(super) want: Want,
    /// Units whose cells stand still.
    pub(super) units: &'q [u32],
    /// Whether no unit that is alone moves at all, but the asked cell's own.
    pub(super) no_unit: bool,
    /// Whether other cells that still lack something come along.
    pub(super) together: bool,
}

/// The cells and rows of a neighbourhood.
struct Around {
    cells: Vec<u32>,
    rows: Vec<Vec<(u32, i8)>>,
}

impl Ground<'_> {
    /// The farthest movement of at most `reach` cells; whether none of these cells allows more.
    pub(super) fn inner(&mut self, question: Question, reach: usize) -> (Option<Movement>, bool) {
        let Some(around) = self.still_around(question, reach) else {
            return (None, true);
        };
        let unit = self.unit(question);
        let mut program = simplex::Movement::default();
        for cell in &around.cells {
            let variable = self.variable(question, *cell as usize, unit);
            program.variables.push(variable);
        }
        program.rows = around.rows;
        let moved = program.solve();
        self.spend(moved.work);
        let moves = around.cells.iter().zip(&moved.by);
        let moves = moves.filter(|(_, by)| by.abs() > 1e-7);
        let movement: Movement = moves.map(|(cell, by)| (*cell, by * unit)).collect();
        let goes = movement
            .iter()
            .any(|(cell, _)| *cell as usize == question.unknown);
        (
            (goes || question.together).then_some(movement),
            moved.is_farthest,
        )
    }

    /// The farthest that the cell can be from where it stands, in one direction, by the given
    /// rows alone, and on demand those of them that bind; `None` when the program was given up.
    pub(super) fn outer(
        &mut self,
        question: Question,
        rows: &[u32],
        explain: bool,
    ) -> Option<(f64, Vec<u32>)> {
        let around = self.loose_around(question.unknown, rows);
        let unit = self.unit(question);
        let farthest = question.want.farthest(self.at[question.unknown]) * 1.01 / unit;
        let mut program = simplex::Movement::default();
        for cell in &around.cells {
            let cell = *cell as usize;
            let own = cell == question.unknown;
            let (low, high) = self.room(cell);
            let (low, high) = (low / unit, high / unit);
            let still = !own && self.stands_still(question, cell);
            program.variables.push(match (own, still) {
                (true, _) => (question.sign, low.max(-farthest), high.min(farthest)),
                (_, true) => (0.0, 0.0, 0.0),
                _ => (0.0, low, high),
            });
        }
        program.rows = around.rows;
        let moved = program.solve();
        self.spend(moved.work);
        let own = around
            .cells
            .iter()
            .position(|cell| *cell as usize == question.unknown);
        let by = own.map_or(0.0, |own| moved.by[own] * unit);
        let binding = if explain {
            program.binding(&moved)
        } else {
            Vec::new()
        };
        let binding = binding.into_iter().map(|row| rows[row]).collect();
        moved.is_farthest.then_some((by, binding))
    }

    pub(super) fn unit(&self, question: Question) -> f64 {
        let at = self.at[question.unknown];
        question.want.step(at).max(f64::MIN_POSITIVE)
    }

    /// How far an unknown may go down and up from where it stands.
    fn room(&self, unknown: usize) -> (f64, f64) {
        let at = self.at[unknown];
        let low = self.bounds.lower[unknown] - at;
        let high = self.bounds.upper[unknown] - at;
        (low.min(0.0), high.max(0.0))
    }

    pub(super) fn variable(
        &self,
        question: Question,
        unknown: usize,
        unit: f64,
    ) -> (f64, f64, f64) {
        let (mut low, mut high) = self.room(unknown);
        let mut gain = 0.0;
        let at = self.at[unknown];
        if unknown == question.unknown {
            let farthest = question.want.farthest(at);
            (low, high) = (low.max(-farthest), high.min(farthest));
            gain = question.sign * FIRST;
        } else if question.together {
            let want = self.wants[unknown];
            let wish = match self.lacks(unknown) {
                (true, true) => question.sign,
                (true, false) => -1.0,
                (false, true) => 1.0,
                (false, false) => 0.0,
            };
            if wish != 0.0 {
                let farthest = want.farthest(at);
                (low, high) = (low.max(-farthest), high.min(farthest));
                gain = wish * unit / want.step(at);
            }
        }
        let cut = |bound: f64| (bound / unit).clamp(-FARTHEST, FARTHEST);
        (gain, cut(low), cut(high))
    }

    pub(super) fn stands_still(&self, question: Question, unknown: usize) -> bool {
        let Some(group) = self.group(unknown) else {
            return false;
        };
        if self.group(question.unknown) == Some(group) {
            return false;
        }
        question.no_unit || question.units.contains(&group)
    }

    /// The cells around that can move at all while everything farther away stands still: what is
    /// alone in a row cannot.
    fn still_around(&mut self, question: Question, reach: usize) -> Option<Around> {
        let cells = self.nearest(question, reach);
        let mut rows: Vec<u32> = Vec::new();
        for cell in &cells {
            for row in self.system.rows_of(*cell as usize) {
                if self.row_place[row] == NOWHERE {
                    self.row_place[row] = number(rows.len());
                    rows.push(number(row));
                }
            }
        }
        let left = self.peel(&cells, &rows);
        let kept = left[0].then(|| self.connected(&cells, &left, rows.len()));
        for row in &rows {
            self.row_place[*row as usize] = NOWHERE;
        }
        for cell in &cells {
            self.place[*cell as usize] = NOWHERE;
        }
        let mut around = self.around(kept?, &rows);
        around.rows.retain(|row| !row.is_empty());
        Some(around)
    }

    /// The cells that are left and hang together with the first; places are set.
    fn connected(&self, cells: &[u32], left: &[bool], rows: usize) -> Vec<u32> {
        let mut seen = vec![false; cells.len()];
        let mut row_seen = vec![false; rows];
        let mut found = vec![cells[0]];
        seen[0] = true;
        let mut at = 0;
        while at < found.len() {
            for row in self.system.rows_of(found[at] as usize) {
                if std::mem::replace(&mut row_seen[self.row_place[row] as usize], true) {
                    continue;
                }
                for (next, _) in self.system.terms.row(row) {
                    let place = self.place[*next as usize] as usize;
                    if left.get(place) == Some(&true) && !std::mem::replace(&mut seen[place], true)
                    {
                        found.push(*next);
                    }
                }
            }
            at += 1;
        }
        found
    }

    /// Which of the cells are left when those that are alone in a row are taken away, over and over.
    fn peel(&self, cells: &[u32], rows: &[u32]) -> Vec<bool> {
        let place = |unknown: u32| self.place[unknown as usize] as usize;
        let mut left = vec![true; cells.len()];
        let members = |row: u32| {
            let terms = self.system.terms.row(row as usize).iter();
            terms.filter(|term| self.place[term.0 as usize] != NOWHERE)
        };
        let mut counts: Vec<u32> = rows
            .iter()
            .map(|row| number(members(*row).count()))
            .collect();
        let mut single: Vec<u32> = (0..number(rows.len()))
            .filter(|row| counts[*row as usize] == 1)
            .collect();
        while let Some(row) = single.pop() {
            let alone = members(rows[row as usize]).find(|term| left[place(term.0)]);
            let Some((unknown, _)) = alone else {
                continue;
            };
            left[place(*unknown)] = false;
            for other in self.system.rows_of(*unknown as usize) {
                let other = self.row_place[other];
                counts[other as usize] -= 1;
                if counts[other as usize] == 1 {
                    single.push(other);
                }
            }
        }
        left
    }

    /// At most `reach` cells around the asked one, nearest first; their places are set.
    fn nearest(&mut self, question: Question, reach: usize) -> Vec<u32> {
        let mut cells = vec![number(question.unknown)];
        self.place[question.unknown] = 0;
        let mut rows: Vec<usize> = Vec::new();
        let mut at = 0;
        while at < cells.len() && cells.len() < reach {
            for row in self.system.rows_of(cells[at] as usize) {
                if std::mem::replace(&mut self.row_place[row], 0) != NOWHERE {
                    continue;
                }
                rows.push(row);
                for (next, _) in self.system.terms.row(row) {
                    let unknown = *next as usize;
                    let free = self.place[unknown] == NOWHERE
                        && !self.bounds.known[unknown]
                        && !self.stands_still(question, unknown);
                    if free && cells.len() < reach {
                        self.place[unknown] = number(cells.len());
                        cells.push(*next);
                    }
                }
            }
            at += 1;
        }
        for row in rows {
            self.row_place[row] = NOWHERE;
        }
        cells
    }

    /// The rows nearest to an unknown, at most `most`.
    pub(super) fn nearest_rows(&mut self, unknown: usize, most: usize) -> Vec<u32> {
        let mut cells = vec![number(unknown)];
        self.place[unknown] = 0;
        let mut rows: Vec<u32> = Vec::new();
        let mut at = 0;
        while at < cells.len() && rows.len() < most {
            for row in self.system.rows_of(cells[at] as usize) {
                if rows.len() >= most || std::mem::replace(&mut self.row_place[row], 0) != NOWHERE {
                    continue;
                }
                rows.push(number(row));
                for (next, _) in self.system.terms.row(row) {
                    let known = self.bounds.known[*next as usize];
                    if !known && self.place[*next as usize] == NOWHERE {
                        self.place[*next as usize] = 0;
                        cells.push(*next);
                    }
                }
            }
            at += 1;
        }
        for row in &rows {
            self.row_place[*row as usize] = NOWHERE;
        }
        for cell in &cells {
            self.place[*cell as usize] = NOWHERE;
        }
        rows
    }

    fn loose_around(&mut self, unknown: usize, rows: &[u32]) -> Around {
        let mut cells = vec![number(unknown)];
        for row in rows {
            let terms = self.system.terms.row(*row as usize).iter();
            cells.extend(
                terms
                    .map(|term| term.0)
                    .filter(|cell| !self.bounds.known[*cell as usize]),
            );
        }
        cells.sort_unstable();
        cells.dedup();
        self.around(cells, rows)
    }

    /// The rows in terms of the places of `cells`.
    fn around(&mut self, cells: Vec<u32>, rows: &[u32]) -> Around {
        for (place, cell) in (0..).zip(&cells) {
            self.place[*cell as usize] = place;
        }
        let local = |row: &u32| {
            let terms = self.system.terms.row(*row as usize).iter();
            let terms = terms.map(|(unknown, sign)| (self.place[*unknown as usize], *sign));
            terms.filter(|term| term.0 != NOWHERE).collect::<Vec<_>>()
        };
        let rows = rows
            .iter()
            .map(local)
            .filter(|row| !row.is_empty())
            .collect();
        for cell in &cells {
            self.place[*cell as usize] = NOWHERE;
        }
        Around { cells, rows }
    }
}
