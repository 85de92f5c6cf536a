//! The intruder on tables of any size: a synthetic table, hidden by a rule of thumb that hides
//! too much here and too little there, is decided throughout.

use std::time::Instant;

use super::{AttackOptions, Disclosure, attack, part::noise};
use crate::{
    RawTable, RuleSet,
    geometry::Axis,
    table::{ProtectedTable, PublishedTable, RawCell, State},
};

/// A tree: the total, `branches` codes below it, `leaves` below each of these.
fn tree(name: &str, branches: usize, leaves: usize) -> (Axis, Vec<Vec<u16>>) {
    let mut codes = vec!["T".to_owned()];
    let mut sums = vec![("T".to_owned(), Vec::new())];
    // For each leaf, the codes that it counts for.
    let mut chains = Vec::new();
    for branch in 0..branches {
        let own = u16::try_from(codes.len()).expect("small");
        codes.push(format!("{name}{branch}"));
        sums[0].1.push(format!("{name}{branch}"));
        let mut below = Vec::new();
        for leaf in 0..leaves {
            chains.push(vec![0, own, u16::try_from(codes.len()).expect("small")]);
            codes.push(format!("{name}{branch}_{leaf}"));
            below.push(format!("{name}{branch}_{leaf}"));
        }
        if below.is_empty() {
            chains.push(vec![0, own]);
        } else {
            sums.push((format!("{name}{branch}"), below));
        }
    }
    (
        Axis::of_hierarchy(name, codes, &sums).expect("a tree"),
        chains,
    )
}

/// A table of about `cells` cells, of people as unevenly spread as they are in a country.
fn synthetic(cells: usize) -> RawTable {
    let side = ((cells as f64 / 21.0).sqrt() / 1.12) as usize;
    let dimensions = [
        tree("AREA", side.div_ceil(10), 9),
        tree("OCCUPATION", side.div_ceil(9), 8),
        tree("AGE", 6, 0),
        tree("SEX", 2, 0),
    ];
    let counts: Vec<usize> = dimensions.iter().map(|one| one.0.codes.len()).collect();
    let all = counts.iter().product::<usize>();
    let mut values = vec![0.0f64; all];
    let weights: Vec<Vec<f64>> = dimensions
        .iter()
        .zip(1..)
        .map(|(one, seed)| {
            noise(seed, one.1.len())
                .iter()
                .map(|n| (2.0 * n).exp())
                .collect()
        })
        .collect();
    let leaves: usize = dimensions.iter().map(|one| one.1.len()).product();
    let chance = noise(77, leaves);
    for (leaf, chance) in chance.iter().enumerate() {
        let mut rest = leaf;
        let mut size = 2.0 * (2.0 * chance).exp();
        let mut chains: Vec<&Vec<u16>> = Vec::new();
        for (one, weights) in dimensions.iter().zip(&weights) {
            let at = rest % one.1.len();
            rest /= one.1.len();
            size *= weights[at] / 2.0;
            chains.push(&one.1[at]);
        }
        let size = size.floor();
        let mut places = vec![0usize];
        for (chain, count) in chains.iter().zip(&counts) {
            let longer = places.iter().flat_map(|place| {
                chain
                    .iter()
                    .map(move |code| place * count + usize::from(*code))
            });
            places = longer.collect();
        }
        for place in places {
            values[place] += size;
        }
    }
    let rows = values.iter().enumerate().map(|(at, value)| {
        let mut key = vec![0u16; counts.len()];
        let mut rest = at;
        for (code, count) in key.iter_mut().zip(&counts).rev() {
            *code = u16::try_from(rest % count).expect("small");
            rest /= count;
        }
        let cell = RawCell {
            value: *value,
            contributors: *value as u32,
            ..RawCell::default()
        };
        (key, cell, None)
    });
    let axes = dimensions.iter().map(|one| one.0.clone()).collect();
    RawTable::from_rows(axes, rows.collect(), false).expect("a table")
}

/// So many members of a sum are hidden at least, if one is.
const COMPANY: usize = 3;

/// Hides what is small, and in each sum with a hidden member the smallest others beside it.
fn hidden(raw: &RawTable, threshold: f64) -> Vec<State> {
    let value = |cell: u32| raw.cells[cell as usize].value;
    let small = |cell: &RawCell| cell.value > 0.0 && cell.value < threshold;
    let mut states: Vec<State> = raw
        .cells
        .iter()
        .map(|cell| {
            if small(cell) {
                State::Small
            } else {
                State::Published
            }
        })
        .collect();
    let mut changed = true;
    while changed {
        changed = false;
        for at in 0..raw.equations.len() {
            let members = raw.equations.members(at);
            let (mut open, shut): (Vec<u32>, Vec<u32>) = members
                .iter()
                .filter(|cell| value(**cell) > 0.0)
                .partition(|cell| states[**cell as usize] == State::Published);
            if shut.is_empty() || shut.len() >= COMPANY {
                continue;
            }
            open.sort_by(|a, b| value(*a).total_cmp(&value(*b)));
            for next in open.into_iter().take(COMPANY - shut.len()) {
                states[next as usize] = State::Secondary;
                changed = true;
            }
        }
    }
    states
}

#[test]
fn a_table_of_any_size_is_decided() {
    let cells = std::env::var("PUENTE_CELLS")
        .ok()
        .and_then(|text| text.parse().ok());
    let raw = synthetic(cells.unwrap_or(500));
    let rules = RuleSet {
        minimum_holders: 0,
        ..RuleSet::profile("count").expect("known")
    };
    let states = hidden(&raw, f64::from(rules.minimum_frequency));
    let table = ProtectedTable::new(raw, states, rules);
    for (whose, view) in [
        ("office", table.office_view()),
        ("reader", PublishedTable::from(&table)),
    ] {
        let started = Instant::now();
        let found = attack(&view, &AttackOptions::default());
        println!(
            "{whose}: {} cells, {} hidden: {} exact, {} in an interval, {} undecided, {:.1} s",
            found.cells,
            found.suppressed,
            found.count(Disclosure::Exact),
            found.count(Disclosure::Interval),
            found.undecided.len(),
            started.elapsed().as_secs_f64()
        );
        assert!(
            found
                .recovered
                .iter()
                .all(|cell| !cell.equations.is_empty())
        );
        assert!(found.undecided.is_empty());
    }
}
