//! The intruder against exhaustive enumeration, and what must not matter to him: the order of
//! dimensions, codes and rows. Units that are alone, pools of them, and tables that share figures.

use std::collections::BTreeSet;

use disclosure::{
    AttackOptions, PublishedTable, RuleSet, attack,
    attack::{Disclosure, Link, attack_all},
    geometry::Axis,
    table::State,
};
use proptest::prelude::*;

/// A dimension: its codes, its sums, and for each inner code the codes that it counts for.
#[derive(Clone)]
struct Dimension {
    name: &'static str,
    codes: Vec<String>,
    sums: Vec<(String, Vec<String>)>,
    counts_for: Vec<Vec<u16>>,
}

fn flat(name: &'static str, parts: u16) -> Dimension {
    let part = |at: u16| format!("{name}{at}");
    let parts_of: Vec<String> = (1..=parts).map(part).collect();
    Dimension {
        name,
        codes: std::iter::once("T".to_owned())
            .chain(parts_of.clone())
            .collect(),
        sums: vec![("T".to_owned(), parts_of)],
        counts_for: (1..=parts).map(|at| vec![0, at]).collect(),
    }
}

/// Three codes in two hierarchies: the total, and a group of two of them.
fn grouped(name: &'static str) -> Dimension {
    let text = |codes: &[&str]| {
        codes
            .iter()
            .map(|code| (*code).to_owned())
            .collect::<Vec<_>>()
    };
    Dimension {
        name,
        codes: text(&["T", "a", "b", "c", "G"]),
        sums: vec![
            ("T".to_owned(), text(&["a", "b", "c"])),
            ("G".to_owned(), text(&["b", "c"])),
        ],
        counts_for: vec![vec![0, 1], vec![0, 2, 4], vec![0, 3, 4]],
    }
}

fn shapes() -> Vec<Vec<Dimension>> {
    vec![
        vec![flat("A", 2), flat("B", 2)],
        vec![flat("A", 3), flat("B", 2)],
        vec![grouped("A"), flat("B", 2)],
        vec![flat("A", 2), flat("B", 2), flat("C", 2)],
    ]
}

fn axes(shape: &[Dimension]) -> Vec<Axis> {
    let axis =
        |one: &Dimension| Axis::of_hierarchy(one.name, one.codes.clone(), &one.sums).expect("sums");
    shape.iter().map(axis).collect()
}

fn keys(sizes: &[usize]) -> Vec<Vec<u16>> {
    let mut keys: Vec<Vec<u16>> = vec![Vec::new()];
    for size in sizes {
        let codes = 0..u16::try_from(*size).expect("small");
        keys = keys
            .iter()
            .flat_map(|key| codes.clone().map(move |code| [&key[..], &[code]].concat()))
            .collect();
    }
    keys
}

/// For each cell, the inner cells that it is the sum of.
fn members(shape: &[Dimension]) -> Vec<(Vec<u16>, Vec<usize>)> {
    let sizes: Vec<usize> = shape.iter().map(|one| one.codes.len()).collect();
    let inner: Vec<usize> = shape.iter().map(|one| one.counts_for.len()).collect();
    let inner = keys(&inner);
    let below = |key: &Vec<u16>| {
        let counts = |leaf: &Vec<u16>| {
            let mut each = shape.iter().zip(key).zip(leaf);
            each.all(|((one, code), leaf)| one.counts_for[usize::from(*leaf)].contains(code))
        };
        (0..inner.len()).filter(|at| counts(&inner[*at])).collect()
    };
    keys(&sizes)
        .into_iter()
        .map(|key| {
            let of = below(&key);
            (key, of)
        })
        .collect()
}

fn count_rules() -> RuleSet {
    RuleSet {
        minimum_holders: 0,
        ..RuleSet::profile("count").expect("known")
    }
}

type Row = (Vec<u16>, Option<f64>, State);

/// The table with some cells hidden, each with the status that tells why.
fn hide(cells: &[(Vec<u16>, Vec<usize>)], inner: &[u32], hidden: &[bool]) -> Vec<Row> {
    let value = |of: &[usize]| f64::from(of.iter().map(|at| inner[*at]).sum::<u32>());
    let seen = cells.iter().zip(hidden).map(|((key, of), hidden)| {
        let value = value(of);
        let (figure, state) = match value {
            value if value == 0.0 || !(*hidden || value < 5.0) => (Some(value), State::Published),
            value if value < 5.0 => (None, State::Small),
            _ => (None, State::Secondary),
        };
        (key.clone(), figure, state)
    });
    seen.collect()
}

/// The lowest and highest figure of each cell over all whole tables that agree with what is seen.
fn enumerated(
    cells: &[(Vec<u16>, Vec<usize>)],
    seen: &[Row],
    inner: usize,
    total: u32,
) -> Option<Vec<(f64, f64)>> {
    let single = |at: usize| {
        cells
            .iter()
            .position(|(_, of)| *of == [at])
            .expect("an inner cell")
    };
    let range = |at: usize| match seen[single(at)] {
        (_, Some(figure), _) => (figure as u32, figure as u32),
        (_, None, State::Small) => (1, 4),
        _ => (5, total),
    };
    let ranges: Vec<(u32, u32)> = (0..inner).map(range).collect();
    let combinations = ranges
        .iter()
        .map(|(low, high)| f64::from(high.saturating_sub(*low) + 1));
    if combinations.product::<f64>() > 5000.0 {
        return None;
    }
    let mut found = vec![(f64::INFINITY, f64::NEG_INFINITY); cells.len()];
    let mut figures: Vec<u32> = ranges.iter().map(|range| range.0).collect();
    loop {
        let values = cells
            .iter()
            .map(|(_, of)| f64::from(of.iter().map(|at| figures[*at]).sum::<u32>()));
        let values: Vec<f64> = values.collect();
        let agrees = |(value, row): (&f64, &Row)| match row {
            (_, Some(figure), _) => figure == value,
            (_, None, State::Small) => (1.0..=4.0).contains(value),
            _ => *value >= 5.0,
        };
        if values.iter().zip(seen).all(agrees) {
            for (range, value) in found.iter_mut().zip(&values) {
                *range = (range.0.min(*value), range.1.max(*value));
            }
        }
        let Some(at) = (0..inner).find(|at| figures[*at] < ranges[*at].1) else {
            return Some(found);
        };
        figures[at] += 1;
        for at in 0..at {
            figures[at] = ranges[at].0;
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, max_global_rejects: 20_000, ..ProptestConfig::default() })]

    #[test]
    fn the_intruder_finds_what_enumeration_finds(
        shape in 0usize..4,
        figures in proptest::collection::vec(prop_oneof![1 => Just(0u32), 4 => 1u32..5, 2 => 5u32..9], 8),
        hidden in proptest::collection::vec(any::<bool>(), 27),
    ) {
        let two_way = shape < 2;
        let shape = &shapes()[shape];
        let cells = members(shape);
        let count = shape.iter().map(|one| one.counts_for.len()).product::<usize>();
        let inner = &figures[..count];
        let mut hidden = hidden;
        hidden[0] = false;
        let seen = hide(&cells, inner, &hidden);
        // A hidden total has no end: enumeration must stop somewhere, the intruder need not.
        prop_assume!(seen[0].1.is_some());
        let ranges = enumerated(&cells, &seen, count, inner.iter().sum());
        prop_assume!(ranges.is_some());
        let table = PublishedTable::from_rows(axes(shape), seen.clone(), count_rules()).expect("a table");
        let found = attack(&table, &AttackOptions::default());
        prop_assert!(found.undecided.is_empty());
        for ((cell, (low, high)), row) in (0u32..).zip(ranges.unwrap_or_default()).zip(&seen) {
            if row.1.is_some() {
                continue;
            }
            let enough = if row.2 == State::Small { 2.0 } else { 1.0 };
            let verdict = found.recovered.iter().find(|recovered| recovered.cell == cell);
            let is_free = high - low >= enough;
            // Corners of two-way tables are whole; elsewhere whole numbers may allow less than
            // the intervals, never more.
            prop_assert!(verdict.is_none() || !is_free, "{:?} {} {}", row, low, high);
            prop_assert!(verdict.is_some() || is_free || !two_way, "{:?} {} {}", row, low, high);
            if let Some(verdict) = verdict {
                prop_assert!(verdict.kind != Disclosure::Exact || low == high);
                prop_assert!(verdict.kind == Disclosure::Exact || low < high || !two_way);
                prop_assert!(!verdict.equations.is_empty());
            }
        }
    }

    #[test]
    fn neither_order_of_dimensions_nor_of_codes_nor_of_rows_matters(
        shape in 0usize..4,
        figures in proptest::collection::vec(0u32..9, 8),
        hidden in proptest::collection::vec(any::<bool>(), 27),
        turn in 0usize..27,
    ) {
        let shape = &shapes()[shape];
        let cells = members(shape);
        let seen = hide(&cells, &figures, &hidden);
        let named = |table: PublishedTable| -> BTreeSet<(BTreeSet<(String, String)>, &'static str)> {
            let found = attack(&table, &AttackOptions::default());
            found.recovered.into_iter().map(|one| (one.codes.into_iter().collect(), one.kind.code())).collect()
        };
        let plain = PublishedTable::from_rows(axes(shape), seen.clone(), count_rules()).expect("a table");
        let mut turned: Vec<Dimension> = shape.clone();
        for one in &mut turned {
            one.codes.reverse();
            one.sums.reverse();
        }
        turned.reverse();
        let last: Vec<u16> = shape.iter().map(|one| u16::try_from(one.codes.len() - 1).expect("small")).collect();
        let mut rows: Vec<Row> = seen.into_iter().map(|(key, figure, state)| {
            let mut key: Vec<u16> = key.iter().zip(&last).map(|(code, last)| last - code).collect();
            key.reverse();
            (key, figure, state)
        }).collect();
        let length = rows.len();
        rows.rotate_left(turn % length);
        let other = PublishedTable::from_rows(axes(&turned), rows, count_rules()).expect("a table");
        prop_assert_eq!(named(plain), named(other));
    }
}

/// A table of amounts whose inner cells are hidden for the given reasons.
fn amounts(columns: u16, inner: &[State]) -> PublishedTable {
    let shape = [flat("A", 2), flat("B", columns)];
    let rows = members(&shape).into_iter().map(|(key, of)| match of[..] {
        [at] => (key, None, inner[at]),
        _ => (key, Some(100.0 * of.len() as f64), State::Published),
    });
    let rules = RuleSet {
        minimum_holders: 0,
        protection: 0.1,
        ..RuleSet::default()
    };
    PublishedTable::from_rows(axes(&shape), rows.collect(), rules).expect("a table")
}

#[test]
fn a_reader_who_is_alone_in_a_cell_learns_what_leans_on_it_only() {
    let table = amounts(
        2,
        &[
            State::One,
            State::Dominated,
            State::Secondary,
            State::Secondary,
        ],
    );
    let found = attack(&table, &AttackOptions::default());
    assert_eq!(found.count(Disclosure::Insider), 1, "{found:?}");
    assert_eq!(found.recovered[0].codes[1].1, "B2");
    assert!(!found.recovered[0].equations.is_empty());
    let stranger = AttackOptions {
        insiders: false,
        ..AttackOptions::default()
    };
    assert!(attack(&table, &stranger).is_clean());
}

#[test]
fn units_that_pool_what_they_know_learn_more_than_each() {
    let one = [State::One, State::One, State::Dominated];
    let table = amounts(3, &[one, [State::Secondary; 3]].concat());
    assert!(attack(&table, &AttackOptions::default()).is_clean());
    let pool = AttackOptions {
        coalition: 2,
        ..AttackOptions::default()
    };
    let found = attack(&table, &pool);
    assert_eq!(found.count(Disclosure::Insider), 1, "{found:?}");
}

#[test]
fn what_one_table_hides_and_another_publishes_is_given_away_and_the_link_is_named() {
    let hiding = amounts(2, &[State::Dominated; 4]);
    let shape = [flat("A", 2), flat("B", 2)];
    let rows = members(&shape)
        .into_iter()
        .map(|(key, of)| (key, Some(100.0 * of.len() as f64), State::Published));
    let rules = RuleSet {
        protection: 0.1,
        ..RuleSet::default()
    };
    let open = PublishedTable::from_rows(axes(&shape), rows.collect(), rules).expect("a table");
    let same = |cell| Link {
        along: "release".to_owned(),
        sum: (0, cell),
        parts: vec![(1, cell)],
    };
    let first_inner = 4;
    let found = attack_all(
        &[hiding.clone(), open],
        &[same(first_inner)],
        &AttackOptions::default(),
        &mut |_, _| {},
    );
    assert_eq!(found[0].count(Disclosure::Exact), 4, "{found:?}");
    assert!(
        found[0]
            .recovered
            .iter()
            .any(|cell| cell.equations.iter().any(|one| one.along == "release"))
    );
    assert!(found[1].is_clean());
    let known = hiding.with_known(&[(first_inner, 100.0)]);
    assert_eq!(
        attack(&known, &AttackOptions::default()).count(Disclosure::Exact),
        3
    );
}

#[test]
fn an_effort_that_is_used_up_leaves_cells_undecided_never_clean() {
    let table = amounts(3, &[State::Dominated; 6]);
    let none = AttackOptions {
        effort: 0,
        ..AttackOptions::default()
    };
    let found = attack(&table, &none);
    assert!(!found.is_clean() || found.recovered.is_empty());
    assert!(attack(&table, &AttackOptions::default()).is_clean());
}
