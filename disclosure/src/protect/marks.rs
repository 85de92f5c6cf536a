//! Sets of cells and equations that are emptied in an instant: the searches for movements are many
//! and small.

/// A set of numbers below its size.
#[derive(Debug)]
pub(super) struct Marks {
    round: u32,
    marked_in: Vec<u32>,
    /// What the numbers of this round stand for.
    places: Vec<u32>,
}

impl Marks {
    pub(super) fn new(size: usize) -> Self {
        Self {
            round: 0,
            marked_in: vec![0; size],
            places: vec![0; size],
        }
    }

    /// Empties the set and puts `numbers` in.
    pub(super) fn restart(&mut self, numbers: &[u32]) {
        self.round = self.round.wrapping_add(1);
        if self.round == 0 {
            self.marked_in.fill(0);
            self.round = 1;
        }
        for number in numbers {
            self.marked_in[*number as usize] = self.round;
        }
    }

    pub(super) fn has(&self, number: u32) -> bool {
        self.marked_in[number as usize] == self.round
    }

    /// Whether `number` is new.
    pub(super) fn insert(&mut self, number: u32) -> bool {
        let mark = &mut self.marked_in[number as usize];
        let is_new = *mark != self.round;
        *mark = self.round;
        is_new
    }

    /// The place of `number`, which `next` gives it when it is new.
    pub(super) fn place(&mut self, number: u32, next: impl FnOnce() -> u32) -> u32 {
        if self.insert(number) {
            self.places[number as usize] = next();
        }
        self.places[number as usize]
    }
}

/// What a search marks.
#[derive(Debug)]
pub(super) struct Search {
    pub(super) cells: Marks,
    pub(super) rows: Marks,
}
