//! Tiny random tables: what is protected stands up to the intruder and to exhaustive enumeration,
//! nothing is suppressed in vain, and published figures are never altered.

use disclosure::{
    AttackOptions, PublishedTable, RawTable, RuleSet, attack,
    attack::Disclosure,
    geometry::Axis,
    protect,
    read::redundant_secondary,
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
    let rows = dense(sizes, inner).into_iter().map(|(key, value)| {
        let cell = RawCell {
            value,
            contributors: value as u32,
            ..RawCell::default()
        };
        (key, cell, None)
    });
    RawTable::from_rows(axes(sizes), rows.collect(), false).expect("a table")
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
