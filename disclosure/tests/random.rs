//! Tiny random tables: what is protected stands up to the intruder and to exhaustive enumeration,
//! nothing is suppressed in vain, and published figures are never altered.

use disclosure::{
    AttackOptions, PublishedTable, RawTable, RuleSet, attack,
    attack::Disclosure,
    geometry::Axis,
    protect,
    protect::{Cost, Earlier, Options, Progress, Stage, protect_with},
    read::redundant_secondary,
    solver::Simplex,
    table::{RawCell, State},
};
use proptest::prelude::*;

/// Codes `T`, then the parts of `T`.
fn axis(name: &str, parts: usize) -> Axis {
    let codes: Vec<String> = std::iter::once("T".to_owned())
        .chain((1..=parts).map(|part| format!("{name}{part}")))
        .collect();
    let sums = [("T".to_owned(), codes[1..].to_vec())];
    Axis::of_hierarchy(name, codes, &sums).expect("a tree")
}

/// The dense table over inner figures `inner`, row by row, with its margins.
fn dense(sizes: &[usize], inner: &[u32]) -> Vec<(Vec<u16>, f64)> {
    let mut keys: Vec<Vec<u16>> = vec![Vec::new()];
    for size in sizes {
        keys = keys
            .iter()
            .flat_map(|key| {
                (0..=u16::try_from(*size).expect("small"))
                    .map(move |code| [&key[..], &[code]].concat())
            })
            .collect();
    }
    let leaves: Vec<&Vec<u16>> = keys.iter().filter(|key| !key.contains(&0)).collect();
    keys.iter()
        .map(|key| {
            let below = |leaf: &[u16]| {
                key.iter()
                    .zip(leaf)
                    .all(|(code, of)| *code == 0 || code == of)
            };
            let sum: u32 = leaves
                .iter()
                .zip(inner)
                .filter(|(leaf, _)| below(leaf))
                .map(|(_, value)| *value)
                .sum();
            (key.clone(), f64::from(sum))
        })
        .collect()
}

fn axes(sizes: &[usize]) -> Vec<Axis> {
    sizes
        .iter()
        .zip(["A", "B", "C"])
        .map(|(size, name)| axis(name, *size))
        .collect()
}

fn raw(sizes: &[usize], inner: &[u32]) -> RawTable {
    raw_of(sizes, dense(sizes, inner))
}

fn raw_of(sizes: &[usize], figures: Vec<(Vec<u16>, f64)>) -> RawTable {
    let rows = figures.into_iter().map(|(key, value)| {
        let cell = RawCell {
            value,
            contributors: value as u32,
            ..RawCell::default()
        };
        (key, cell, None)
    });
    RawTable::from_rows(axes(sizes), rows.collect(), false).expect("a table")
}

/// The time is over from the beginning.
struct Over;

impl Progress for Over {
    fn step(&mut self, _stage: Stage, _done: usize, _total: usize) {}

    fn is_over(&self) -> bool {
        true
    }
}

fn count_rules() -> RuleSet {
    RuleSet {
        minimum_holders: 0,
        ..RuleSet::profile("count").expect("known")
    }
}

fn tables() -> impl Strategy<Value = (Vec<usize>, Vec<u32>)> {
    let figure = prop_oneof![2 => Just(0u32), 4 => 1u32..5, 5 => 5u32..30];
    prop_oneof![
        (2usize..5, 2usize..5).prop_map(|(a, b)| vec![a, b]),
        (2usize..4, 2usize..4, 2usize..3).prop_map(|(a, b, c)| vec![a, b, c]),
    ]
    .prop_flat_map(move |sizes| {
        let cells = sizes.iter().product::<usize>();
        (
            Just(sizes),
            proptest::collection::vec(figure.clone(), cells),
        )
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn what_is_protected_stands_and_nothing_is_hidden_in_vain((sizes, inner) in tables()) {
        let table = protect(raw(&sizes, &inner), &count_rules(), &mut ()).expect("protected").table;
        for (cell, (_, value)) in (0..).zip(dense(&sizes, &inner)) {
            if let Some(published) = table.value(cell) {
                prop_assert_eq!(published, value);
                prop_assert!(value == 0.0 || value >= 5.0, "a small count is published");
            } else {
                prop_assert!(value > 0.0, "a zero is hidden");
            }
        }
        let office = table.office_view();
        prop_assert!(attack(&office, &AttackOptions::default()).is_clean());
        let outside = attack(&PublishedTable::from(&table), &AttackOptions::default());
        prop_assert!(outside.is_clean(), "{:?}", outside);
        let redundant = redundant_secondary(&office);
        prop_assert!(redundant.is_empty(), "{:?}", redundant);
    }

    #[test]
    fn who_has_no_time_gets_a_safe_table_all_the_same((sizes, inner) in tables()) {
        let raw = raw(&sizes, &inner);
        let table = protect(raw, &count_rules(), &mut Over).expect("protected").table;
        prop_assert!(attack(&table.office_view(), &AttackOptions::default()).is_clean());
        prop_assert!(attack(&PublishedTable::from(&table), &AttackOptions::default()).is_clean());
    }

    /// Inner cells that were never computed: who adds up the others of their row and column must
    /// learn neither a hidden cell nor a small figure of the missing ones together.
    #[test]
    fn a_table_with_missing_cells_is_protected_with_what_they_hold_together(
        (sizes, inner) in tables(),
        missing in proptest::collection::vec(proptest::bool::weighted(0.2), 64),
    ) {
        let mut figures = dense(&sizes, &inner);
        let mut missing = missing.into_iter().cycle();
        figures.retain(|(key, _)| key.contains(&0) || missing.next() != Some(true));
        let table = protect(raw_of(&sizes, figures.clone()), &count_rules(), &mut ()).expect("protected").table;
        let attacked = |seen: &PublishedTable| attack(seen, &AttackOptions::default());
        prop_assert!(attacked(&table.office_view()).is_clean());
        let outside = attacked(&PublishedTable::from(&table));
        prop_assert!(outside.is_clean(), "{:?}", outside);
        // A remainder below 5 is never what two published figures differ by.
        for (at, (key, _)) in (0..).zip(&figures) {
            for axis in (0..key.len()).filter(|axis| key[*axis] == 0) {
                let parts: Vec<u32> = (0u32..).zip(&figures).filter(|(_, (other, _))| {
                    other[axis] != 0 && (0..key.len()).all(|one| one == axis || other[one] == key[one])
                }).map(|(part, _)| part).collect();
                let known: Option<f64> = parts.iter().map(|part| table.value(*part)).sum();
                if let (Some(sum), Some(known)) = (table.value(at), known)
                    && !parts.is_empty()
                {
                    prop_assert!(sum == known || sum - known >= 5.0, "{} - {}", sum, known);
                }
            }
        }
    }

    #[test]
    fn the_order_of_dimensions_does_not_make_a_table_unsafe(inner in proptest::collection::vec(0u32..9, 12)) {
        let turned: Vec<u32> = (0..12).map(|at| inner[(at % 3) * 4 + at / 3]).collect();
        for (sizes, inner) in [(vec![3, 4], inner), (vec![4, 3], turned)] {
            let table = protect(raw(&sizes, &inner), &count_rules(), &mut ()).expect("protected").table;
            prop_assert!(attack(&PublishedTable::from(&table), &AttackOptions::default()).is_clean());
        }
    }
}

/// All tables of inner figures up to `most` that agree with what is published.
fn agreeing(sizes: &[usize], seen: &[(Option<f64>, State)], most: u32) -> Vec<Vec<f64>> {
    let cells = sizes.iter().product::<usize>();
    let mut found = Vec::new();
    let mut inner = vec![0u32; cells];
    loop {
        let full: Vec<f64> = dense(sizes, &inner)
            .into_iter()
            .map(|(_, value)| value)
            .collect();
        let agrees =
            full.iter()
                .zip(seen)
                .all(|(value, (published, state))| match (published, state) {
                    (Some(published), _) => published == value,
                    (None, State::Small) => (1.0..=4.0).contains(value),
                    (None, _) => *value >= 5.0,
                });
        if agrees {
            found.push(full);
        }
        let Some(at) = inner.iter().position(|value| *value < most) else {
            return found;
        };
        inner[at] += 1;
        inner[..at].fill(0);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    /// On two-way tables the linear programs are exact for whole numbers, so the intruder must
    /// find exactly the hidden cells that enumeration finds.
    #[test]
    fn the_intruder_agrees_with_enumeration(
        inner in proptest::collection::vec(0u32..8, 4),
        hidden in proptest::collection::vec(any::<bool>(), 9),
    ) {
        let sizes = [2, 2];
        let rows = dense(&sizes, &inner);
        let seen: Vec<(Option<f64>, State)> = rows.iter().zip(&hidden).map(|((_, value), hidden)| match *value {
            value if value == 0.0 || !(*hidden || value < 5.0) => (Some(value), State::Published),
            value if value < 5.0 => (None, State::Small),
            _ => (None, State::Secondary),
        }).collect();
        let total: u32 = inner.iter().sum();
        prop_assume!(total < 16);
        let all = agreeing(&sizes, &seen, total);
        // Hidden margins without upper bound: enumeration stops at the most, the intruder does not.
        prop_assume!(seen[0].0.is_some());
        let given = rows.iter().zip(&seen).map(|((key, _), (value, state))| (key.clone(), *value, *state));
        let table = PublishedTable::from_rows(axes(&sizes), given.collect(), count_rules()).expect("a table");
        let found = attack(&table, &AttackOptions::default());
        for (cell, (value, state)) in (0u32..).zip(&seen) {
            if value.is_some() {
                continue;
            }
            let figures: Vec<f64> = all.iter().map(|table| table[cell as usize]).collect();
            let low = figures.iter().copied().fold(f64::INFINITY, f64::min);
            let high = figures.iter().copied().fold(f64::NEG_INFINITY, f64::max);
            let verdict = found.recovered.iter().find(|recovered| recovered.cell == cell);
            let enough = if *state == State::Small { 2.0 } else { 1.0 };
            prop_assert_eq!(verdict.is_none(), high - low >= enough, "cell {} {} {}", cell, low, high);
            if let Some(verdict) = verdict {
                prop_assert_eq!(verdict.kind == Disclosure::Exact, low == high);
            }
        }
    }
}

/// The first table with one inner figure changed.
fn revised(inner: &[u32], at: usize, figure: u32) -> Vec<u32> {
    let mut inner = inner.to_vec();
    let at = at % inner.len();
    inner[at] = figure;
    inner
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// Whoever keeps the first release knows what it showed, as far as it has not changed.
    #[test]
    fn a_revision_opens_nothing_to_those_who_keep_the_release_before(
        (sizes, inner) in tables(),
        at in 0usize..100,
        figure in 0u32..12,
    ) {
        let first = protect(raw(&sizes, &inner), &count_rules(), &mut ()).expect("protected").table;
        let (before, after) = (dense(&sizes, &inner), dense(&sizes, &revised(&inner, at, figure)));
        let hid: Vec<bool> = (0..).zip(&before).map(|(cell, _)| first.value(cell).is_none()).collect();
        let known: Vec<bool> = (0..before.len()).map(|at| !hid[at] && before[at].1 == after[at].1).collect();
        let place = |key: &[u16]| before.iter().position(|(known, _)| known == key).expect("a cell");
        let again = raw(&sizes, &revised(&inner, at, figure));
        let earlier = Earlier::of(&again, |key| match place(key) {
            at if hid[at] => Some(true),
            at => known[at].then_some(false),
        });
        let options = Options { cost: Cost::Cells, earlier, ..Options::default() };
        let second = match protect_with(again, &count_rules(), &options, &mut (), &Simplex) {
            Ok(protected) => protected.table,
            Err(error) => {
                prop_assert_eq!(error.code(), "protect_no_pattern");
                return Ok(());
            }
        };
        let states: Vec<State> = (0..).zip(&known).map(|(cell, known)| {
            if *known { State::Published } else { second.state(cell) }
        }).collect();
        for (at, (_, value)) in after.iter().enumerate() {
            prop_assert!(!hid[at] || *value == 0.0 || states[at] != State::Published, "a cell comes to light");
        }
        let seen = raw(&sizes, &revised(&inner, at, figure)).suppressed_as(&states, &count_rules());
        let found = attack(&seen, &AttackOptions::default());
        let open: Vec<u32> = found.recovered.iter().map(|cell| cell.cell).filter(|cell| {
            states[*cell as usize] != State::Secondary || hid[*cell as usize]
        }).collect();
        prop_assert!(open.is_empty(), "{:?}", found);
    }
}
