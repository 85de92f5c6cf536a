//! Movements that the office offers as proof that its hidden cells can move. Each is checked like
//! a stranger's: it must keep every row and every bound, or it counts for nothing.

use rustc_hash::FxHashMap;

use super::{
    ground::{Ground, Movement},
    part::Part,
    system::System,
    want::Want,
};

/// No movement is repeated more often.
const MOST_REPEATED: f64 = 1e6;
/// What a row may be off, relative to the largest movement.
const OFF: f64 = 1e-7;

/// What a cell must move at least to be moved, relative to the largest movement.
const MOVED: f64 = 1e-4;

/// By how much the cell moves that moves most.
fn largest(offer: &Movement) -> f64 {
    offer.iter().map(|(_, by)| by.abs()).fold(1e-3, f64::max)
}

/// The numbers of the offers by their first unknown.
pub(super) fn by_first(system: &System) -> FxHashMap<u32, Vec<usize>> {
    let mut by_first: FxHashMap<u32, Vec<usize>> = FxHashMap::default();
    for (at, offer) in system.offers.iter().enumerate() {
        if let Some((first, _)) = offer.first() {
            by_first.entry(*first).or_default().push(at);
        }
    }
    by_first
}

impl Ground<'_> {
    /// Accepts the offered movements of a part, both ways, as far as the bounds allow.
    pub(super) fn take_offers(&mut self, part: &Part) {
        for unknown in &part.cells {
            for at in self.offered.remove(unknown).unwrap_or_default() {
                let offer = &self.system.offers[at];
                self.spend(offer.len() as u64 * 10);
                if self.is_balanced(offer) {
                    let (forth, back) = self.repeats(offer);
                    self.accept_repeated(offer, forth);
                    self.accept_repeated(offer, -back);
                    self.free_moved(offer, forth.max(back));
                }
            }
        }
    }

    /// A figure that only must not follow moves, however little beside its size, when a movement
    /// moves it by far more than the movement's rows may be off.
    fn free_moved(&mut self, offer: &Movement, times: f64) {
        let largest = largest(offer);
        for (unknown, by) in offer {
            let want = &mut self.wants[*unknown as usize];
            if *want == Want::Distinct && by.abs() > MOVED * largest && times > MOVED {
                *want = Want::Nothing;
            }
        }
    }

    fn is_balanced(&self, offer: &Movement) -> bool {
        let mut sums: FxHashMap<usize, f64> = FxHashMap::default();
        let by: FxHashMap<u32, f64> = offer.iter().copied().collect();
        let rows = by
            .keys()
            .flat_map(|unknown| self.system.rows_of(*unknown as usize));
        for row in rows {
            sums.entry(row).or_insert_with(|| {
                let terms = self.system.terms.row(row).iter();
                let moved =
                    terms.filter_map(|(unknown, sign)| Some(by.get(unknown)? * f64::from(*sign)));
                moved.sum()
            });
        }
        let largest = largest(offer);
        sums.values().all(|sum| sum.abs() <= OFF * largest)
    }

    /// How often a movement and its mirror image can be made within the bounds.
    fn repeats(&self, offer: &Movement) -> (f64, f64) {
        let (mut forth, mut back) = (MOST_REPEATED, MOST_REPEATED);
        for (unknown, by) in offer {
            let at = *unknown as usize;
            let down = (self.at[at] - self.bounds.lower[at]).max(0.0) / by.abs();
            let up = (self.bounds.upper[at] - self.at[at]).max(0.0) / by.abs();
            let (with, against) = if *by > 0.0 { (up, down) } else { (down, up) };
            (forth, back) = (forth.min(with), back.min(against));
        }
        (forth, back)
    }

    fn accept_repeated(&mut self, offer: &Movement, times: f64) {
        if times != 0.0 {
            self.accept_against(
                offer
                    .iter()
                    .map(|(unknown, by)| (*unknown, by * times))
                    .collect(),
            );
        }
    }
}
