//! What must not depend on how a table is written: the order of its dimensions and codes, and the
//! unit of its figures. And what holds of any table whatever its shape: several hierarchies over
//! the same leaves, two dataflows that share a block, a rule instead of given needs.

use disclosure::{
    AttackOptions, PublishedTable, RawTable, RuleSet, attack,
    geometry::Axis,
    protect,
    protect::{Cost, Options, protect_with},
    read::redundant_secondary,
    solver::Simplex,
    table::{Need, RawCell, State},
};
use proptest::prelude::*;

/// A dimension as the number of its codes (0 is the total) and its sums.
type Shape = (usize, &'static [(usize, &'static [usize])]);

const FLAT: Shape = (4, &[(0, &[1, 2, 3])]);
const TREE: Shape = (6, &[(0, &[1, 2]), (1, &[3, 4, 5])]);
/// Regions 1 and 2 over the leaves 3 to 6; zones 7 and 8 over the same leaves.
const DAG: Shape = (
    9,
    &[
        (0, &[1, 2]),
        (1, &[3, 4]),
        (2, &[5, 6]),
        (0, &[7, 8]),
        (7, &[3, 5]),
        (8, &[4, 6]),
    ],
);

/// What unit and order must not change. The mixed cost weighs cells against value, so that it
/// depends on the unit by its nature.
const COSTS: [Cost; 2] = [Cost::Cells, Cost::Value];

/// A cell before it is a row.
#[derive(Clone)]
struct Cell {
    key: Vec<usize>,
    value: f64,
    contributors: u32,
    need: Option<Need>,
}

/// A table of `shapes` over random figures of its innermost cells, where `shown`.
fn cells(shapes: &[Shape], inner: &[u32], shown: fn(&[usize]) -> bool) -> Vec<Cell> {
    let mut keys: Vec<Vec<usize>> = vec![Vec::new()];
    for (codes, _) in shapes {
        keys = keys
            .iter()
            .flat_map(|key| (0..*codes).map(move |code| [&key[..], &[code]].concat()))
            .collect();
    }
    let is_leaf = |shape: &Shape, code: usize| shape.1.iter().all(|(parent, _)| *parent != code);
    let leaves: Vec<Vec<usize>> = keys
        .iter()
        .filter(|key| {
            key.iter()
                .zip(shapes)
                .all(|(code, shape)| is_leaf(shape, *code))
        })
        .cloned()
        .collect();
    let figures: Vec<(Vec<usize>, u32)> = leaves
        .into_iter()
        .zip(inner.iter().copied().cycle())
        .collect();
    let sum = |key: &[usize]| -> u32 {
        let below = figures.iter().filter(|(leaf, _)| {
            leaf.iter()
                .zip(key)
                .zip(shapes)
                .all(|((leaf, code), shape)| is_in(shape, *leaf, *code))
        });
        below.map(|(_, value)| *value).sum()
    };
    keys.into_iter()
        .filter(|key| shown(key))
        .map(|key| {
            let contributors = sum(&key);
            let need = Need {
                lower: 0.0,
                upper: 1.0,
                slide: 2.0,
            };
            Cell {
                value: f64::from(contributors),
                contributors,
                need: (1..4).contains(&contributors).then_some(need),
                key,
            }
        })
        .collect()
}

/// Whether `leaf` is part of `code`, by any hierarchy.
fn is_in(shape: &Shape, leaf: usize, code: usize) -> bool {
    leaf == code
        || shape
            .1
            .iter()
            .filter(|(parent, _)| *parent == code)
            .any(|(_, parts)| parts.iter().any(|part| is_in(shape, leaf, *part)))
}

/// The table with its dimensions in the order `turn`.
fn raw(shapes: &[Shape], cells: &[Cell], turn: &[usize]) -> RawTable {
    let axes = turn.iter().map(|at| {
        let code = |node: usize| format!("{at}.{node}");
        let (codes, sums) = shapes[*at];
        let sums: Vec<(String, Vec<String>)> = sums
            .iter()
            .map(|(parent, parts)| {
                (
                    code(*parent),
                    parts.iter().map(|part| code(*part)).collect(),
                )
            })
            .collect();
        let name = ["A", "B", "C"][*at];
        Axis::of_hierarchy(name, (0..codes).map(code).collect(), &sums).expect("a hierarchy")
    });
    let rows = cells.iter().map(|cell| {
        let key = turn
            .iter()
            .map(|at| u16::try_from(cell.key[*at]).expect("small"));
        let known = RawCell {
            value: cell.value,
            contributors: cell.contributors,
            holders: cell.contributors,
            ..RawCell::default()
        };
        (key.collect(), known, cell.need)
    });
    RawTable::from_rows(axes.collect(), rows.collect(), true).expect("a table")
}

/// The states that protection gives, by the cells' own order; nothing when no pattern protects.
fn states(shapes: &[Shape], cells: &[Cell], turn: &[usize], cost: Cost) -> Option<Vec<State>> {
    let options = Options {
        cost,
        insiders: true,
        ..Options::default()
    };
    let raw = raw(shapes, cells, turn);
    let protected = protect_with(raw, &RuleSet::default(), &options, &mut (), &Simplex).ok()?;
    let table = protected.table;
    Some(
        (0..)
            .zip(cells)
            .map(|(cell, _)| table.state(cell))
            .collect(),
    )
}

fn value(cells: &[Cell], states: &[State]) -> f64 {
    let hidden = cells
        .iter()
        .zip(states)
        .filter(|(_, state)| **state == State::Secondary);
    hidden.map(|(cell, _)| cell.value).sum()
}

fn inner(most: usize) -> impl Strategy<Value = Vec<u32>> {
    let figure = prop_oneof![2 => Just(0u32), 4 => 1u32..5, 6 => 5u32..40];
    proptest::collection::vec(figure, most)
}

/// What holds of every protected table.
fn holds(shapes: &[Shape], cells: &[Cell]) -> Result<(), TestCaseError> {
    let turn: Vec<usize> = (0..shapes.len()).collect();
    let Ok(protected) = protect(raw(shapes, cells, &turn), &RuleSet::default(), &mut ()) else {
        return Ok(());
    };
    let office = protected.table.office_view();
    let found = attack(&office, &AttackOptions::default());
    prop_assert!(found.is_clean(), "{:?}", found);
    let outside = PublishedTable::from(&protected.table);
    prop_assert!(attack(&outside, &AttackOptions::default()).is_clean());
    for (at, cell) in (0..).zip(cells) {
        let state = protected.table.state(at);
        prop_assert_eq!(cell.need.is_some(), state.is_primary());
        let sent = protected.table.value(at);
        prop_assert!(
            sent.is_none_or(|sent| sent == cell.value),
            "a figure is altered"
        );
    }
    let redundant = redundant_secondary(&office);
    prop_assert!(redundant.is_empty(), "hidden in vain: {:?}", redundant);
    Ok(())
}

/// Area × occupation for all areas, area × activity for the regions only: what is left is absent.
fn two_dataflows(key: &[usize]) -> bool {
    key[2] == 0 || (key[1] == 0 && key[0] <= 2)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn tables_with_several_hierarchies_hold(inner in inner(12)) {
        let shapes = [DAG, FLAT];
        holds(&shapes, &cells(&shapes, &inner, |_| true))?;
    }

    #[test]
    fn linked_dataflows_hold(inner in inner(36)) {
        let shapes = [DAG, FLAT, FLAT];
        holds(&shapes, &cells(&shapes, &inner, two_dataflows))?;
    }

    #[test]
    fn ragged_tables_of_three_dimensions_hold(inner in inner(24)) {
        let shapes = [TREE, FLAT, (3, &[(0, &[1, 2])])];
        holds(&shapes, &cells(&shapes, &inner, |_| true))?;
    }

    /// In another order of dimensions or rows the same cells are primary, and what is lost besides
    /// differs by ties only.
    #[test]
    fn the_order_of_dimensions_and_rows_changes_little(inner in inner(12)) {
        let shapes = [TREE, FLAT];
        let mut cells = cells(&shapes, &inner, |_| true);
        let Some(first) = states(&shapes, &cells, &[0, 1], Cost::Mixed) else {
            return Ok(());
        };
        let turned = states(&shapes, &cells, &[1, 0], Cost::Mixed);
        prop_assert!(turned.is_some());
        let lost = value(&cells, &first);
        cells.reverse();
        let reversed = states(&shapes, &cells, &[0, 1], Cost::Mixed);
        prop_assert!(reversed.is_some());
        let mut reversed = reversed.unwrap_or_default();
        let again = value(&cells, &reversed);
        reversed.reverse();
        for (one, other) in first.iter().zip(&reversed) {
            prop_assert_eq!(one.is_primary(), other.is_primary());
        }
        prop_assert!((lost - again).abs() <= 0.5 * lost.max(again) + 10.0, "{} {}", lost, again);
    }

    /// In another unit exactly the same cells are hidden.
    #[test]
    fn the_unit_changes_nothing(inner in inner(12), unit in prop_oneof![Just(1024.0), Just(0.125)]) {
        let shapes = [TREE, FLAT];
        let cells = cells(&shapes, &inner, |_| true);
        let larger: Vec<Cell> = cells
            .iter()
            .map(|cell| Cell {
                value: cell.value * unit,
                need: cell.need.map(|need| Need {
                    lower: need.lower * unit,
                    upper: need.upper * unit,
                    slide: need.slide * unit,
                }),
                ..cell.clone()
            })
            .collect();
        for cost in COSTS {
            let one = states(&shapes, &cells, &[0, 1], cost);
            let other = states(&shapes, &larger, &[0, 1], cost);
            prop_assert_eq!(one, other);
        }
    }
}
