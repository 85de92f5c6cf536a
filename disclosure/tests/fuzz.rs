//! Tables that make no sense, and tables that nearly do: an answer or a typed error with its code
//! and place, never a panic; and what comes out is clean.

use disclosure::{
    AttackOptions, PublishedTable, RawTable, RuleSet, attack,
    geometry::Axis,
    protect,
    table::{Need, RawCell, State},
};
use proptest::prelude::*;
use schemas::language::Language;

/// What a hierarchy file could hold: codes, and sums of any of them.
type Hierarchy = (usize, Vec<(usize, Vec<usize>)>);

fn hierarchy() -> impl Strategy<Value = Hierarchy> {
    (1usize..6).prop_flat_map(|codes| {
        let parts = proptest::collection::vec(0..codes + 1, 0..4);
        (
            Just(codes),
            proptest::collection::vec((0..codes + 1, parts), 0..4),
        )
    })
}

fn axis(name: &str, (codes, sums): &Hierarchy) -> Result<Axis, String> {
    let code = |at: &usize| format!("{name}{at}");
    let nodes = (0..*codes).map(|at| code(&at)).collect();
    let sums: Vec<(String, Vec<String>)> = sums
        .iter()
        .map(|(parent, parts)| (code(parent), parts.iter().map(code).collect()))
        .collect();
    Axis::of_hierarchy(name, nodes, &sums).map_err(|error| {
        Language::ALL
            .map(|language| error.message(language))
            .join(error.code())
    })
}

fn figure() -> impl Strategy<Value = f64> {
    prop_oneof![
        8 => (0u32..20).prop_map(f64::from),
        1 => Just(-3.0),
        1 => prop_oneof![Just(f64::NAN), Just(f64::INFINITY), Just(1e300), Just(-0.0)],
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn nonsense_is_answered_with_an_error(
        first in hierarchy(),
        second in hierarchy(),
        rows in proptest::collection::vec(
            ((0u16..6, 0u16..6), figure(), 0u32..5, proptest::option::of(0.0f64..9.0)), 0..25),
        given in any::<bool>(),
    ) {
        let (Ok(a), Ok(b)) = (axis("A", &first), axis("B", &second)) else {
            return Ok(());
        };
        let rows: Vec<_> = rows
            .into_iter()
            // Which codes there are is the reader's to know.
            .filter(|((row, column), ..)| usize::from(*row) < first.0 && usize::from(*column) < second.0)
            .map(|((row, column), value, contributors, need)| {
                let cell = RawCell {
                    value,
                    contributors,
                    holders: contributors,
                    ..RawCell::default()
                };
                let need = need.map(|need| Need { lower: need, upper: need, slide: 0.0 });
                (vec![row, column], cell, need)
            })
            .collect();
        let seen = rows.iter().enumerate().map(|(at, (key, cell, _))| {
            let hidden = at % 3 == 0;
            let state = if hidden { State::Secondary } else { State::Published };
            (key.clone(), (!hidden).then_some(cell.value), state)
        });
        let rules = RuleSet::default();
        if let Ok(table) = PublishedTable::from_rows(vec![a.clone(), b.clone()], seen.collect(), rules) {
            let _ = attack(&table, &AttackOptions::default());
        }
        let raw = match RawTable::from_rows(vec![a, b], rows, given) {
            Ok(raw) => raw,
            Err(error) => {
                prop_assert!(error.code().starts_with("geometry_"));
                return Ok(());
            }
        };
        match protect(raw, &RuleSet::default(), &mut ()) {
            Ok(protected) => {
                let found = attack(&protected.table.office_view(), &AttackOptions::default());
                prop_assert!(found.is_clean(), "{:?}", found);
            }
            Err(error) => {
                for language in Language::ALL {
                    prop_assert!(!error.message(language).contains(error.code()));
                }
            }
        }
    }
}

/// A whole table of three by three with its margins, row by row.
fn whole(inner: &[u32]) -> Vec<(Vec<u16>, RawCell, Option<Need>)> {
    let part = |row: u16, column: u16| -> u32 {
        let chosen = (0..9u16)
            .filter(|at| (row == 0 || at / 3 + 1 == row) && (column == 0 || at % 3 + 1 == column));
        chosen.map(|at| inner[usize::from(at)]).sum()
    };
    let keys = (0..4).flat_map(|row| (0..4).map(move |column| (row, column)));
    keys.map(|(row, column)| {
        let value = part(row, column);
        let cell = RawCell {
            value: f64::from(value),
            contributors: value,
            holders: value,
            ..RawCell::default()
        };
        let need = (1..4).contains(&value).then_some(Need {
            lower: 0.0,
            upper: 1.0,
            slide: 2.0,
        });
        (vec![row, column], cell, need)
    })
    .collect()
}

fn three(name: &str) -> Axis {
    axis(name, &(4, vec![(0, vec![1, 2, 3])])).expect("a tree")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn one_fault_in_a_whole_table_is_named(
        inner in proptest::collection::vec(0u32..12, 9),
        at in 0usize..16,
        fault in 0usize..4,
    ) {
        let mut rows = whole(&inner);
        let expected = match fault {
            0 => {
                rows[at].1.value = f64::NAN;
                ["protect_bad_figure", "protect_not_additive"]
            }
            1 => {
                rows[at].1.value += 5.0;
                ["protect_not_additive"; 2]
            }
            2 => {
                let again = whole(&inner).swap_remove(at);
                rows.push(again);
                ["geometry_duplicate_cell"; 2]
            }
            _ => {
                rows[at].1.value = f64::INFINITY;
                ["protect_bad_figure", "protect_not_additive"]
            }
        };
        let (code, message) = match RawTable::from_rows(vec![three("A"), three("B")], rows, true) {
            Err(error) => (error.code(), error.message(Language::En)),
            Ok(raw) => match protect(raw, &RuleSet::default(), &mut ()) {
                Err(error) => (error.code(), error.message(Language::En)),
                Ok(_) => ("protected", String::new()),
            },
        };
        prop_assert!(expected.contains(&code), "{} {}", code, message);
        prop_assert!(message.contains("A=") || message.contains("B="), "{}", message);
    }
}
