//! Rounded tables add up, stay near the truth, and hold no count below the threshold: over tiny
//! and larger tables, with hierarchies, and with two breakdowns of one margin.

use disclosure::{
    AttackOptions, ProtectError, PublishedTable, RawTable, RuleSet, attack,
    geometry::{Axis, Grid},
    method::{Method, MethodError},
    protect,
    rounding::adds_up,
    table::RawCell,
};
use proptest::prelude::*;

const BASE: u32 = 5;

/// Codes `T`, `parts` of it, and where `deep` two parts of each of those.
fn axis(name: &str, parts: usize, deep: bool) -> Axis {
    let first: Vec<String> = (1..=parts).map(|part| format!("{name}{part}")).collect();
    let mut codes = vec!["T".to_owned()];
    let mut sums = vec![("T".to_owned(), first.clone())];
    codes.extend(first.iter().cloned());
    if deep {
        for part in first {
            let below: Vec<String> = ["a", "b"].map(|end| format!("{part}{end}")).into();
            codes.extend(below.iter().cloned());
            sums.push((part, below));
        }
    }
    Axis::of_hierarchy(name, codes, &sums).expect("a tree")
}

/// Per code of an axis, the codes at its lower end.
fn ends(axis: &Axis) -> Vec<Vec<u16>> {
    let below = |code: u16| axis.equations.iter().find(|sum| sum.parent == code);
    let codes = u16::try_from(axis.codes.len()).expect("small");
    (0..codes)
        .map(|code| {
            let mut open = vec![code];
            let mut ends = Vec::new();
            while let Some(code) = open.pop() {
                match below(code) {
                    Some(sum) => open.extend(&sum.children),
                    None => ends.push(code),
                }
            }
            ends
        })
        .collect()
}

type Rows = Vec<(Vec<u16>, f64)>;

/// All cells of the crossing of `axes`, from the counts at the lower ends.
fn crossed(axes: &[Axis], mut count: impl FnMut() -> u32) -> Rows {
    let ends: Vec<Vec<Vec<u16>>> = axes.iter().map(ends).collect();
    let mut keys: Vec<Vec<u16>> = vec![Vec::new()];
    let mut sums = std::collections::BTreeMap::new();
    for axis in axes {
        let codes = 0..u16::try_from(axis.codes.len()).expect("small");
        keys = keys
            .iter()
            .flat_map(|key| codes.clone().map(move |code| [&key[..], &[code]].concat()))
            .collect();
    }
    for key in &keys {
        let mut open: Vec<Vec<u16>> = vec![Vec::new()];
        for (at, code) in key.iter().enumerate() {
            let below = &ends[at][usize::from(*code)];
            open = open
                .iter()
                .flat_map(|start| below.iter().map(move |end| [&start[..], &[*end]].concat()))
                .collect();
        }
        let sum: u32 = open
            .into_iter()
            .map(|end| *sums.entry(end).or_insert_with(&mut count))
            .sum();
        sums.insert(key.clone(), sum);
    }
    let figure = |key: Vec<u16>| {
        let value = f64::from(sums[&key]);
        (key, value)
    };
    keys.into_iter().map(figure).collect()
}

fn raw(axes: &[Axis], rows: &Rows) -> RawTable {
    let rows = rows.iter().map(|(key, value)| {
        let cell = RawCell {
            value: *value,
            contributors: *value as u32,
            ..RawCell::default()
        };
        (key.clone(), cell, None)
    });
    RawTable::from_rows(axes.to_vec(), rows.collect(), false).expect("a table")
}

fn rules(method: Method) -> RuleSet {
    RuleSet {
        method,
        minimum_holders: 0,
        ..RuleSet::profile("count").expect("known")
    }
}

/// The figures of a table after `method`, checked for what every method owes; and the reach.
fn altered(axes: &[Axis], rows: &Rows, method: Method) -> Result<(Vec<f64>, u32), ProtectError> {
    let table = protect(raw(axes, rows), &rules(method), &mut ())?.table;
    let figures: Vec<f64> = (0..table.grid().count())
        .map(|cell| table.value(cell).expect("nothing is withheld"))
        .collect();
    let keys = rows.iter().flat_map(|row| row.0.iter().copied()).collect();
    let grid = Grid::new(axes.to_vec(), keys).expect("a grid");
    assert!(adds_up(&figures, &grid.equations().expect("equations")));
    assert!(
        figures
            .iter()
            .all(|one| *one == 0.0 || *one >= f64::from(BASE))
    );
    let statement = table.statement();
    assert_eq!(statement.method, method.name());
    let reach = statement
        .rules
        .iter()
        .find_map(|rule| rule.strip_prefix("reach="));
    let reach = reach.and_then(|text| text.parse().ok()).expect("a reach");
    let seen = PublishedTable::from(&table);
    assert!(attack(&seen, &AttackOptions::default()).is_clean());
    Ok((figures, reach))
}

fn near(rows: &Rows, figures: &[f64], reach: u32) -> bool {
    let most = f64::from(reach * BASE);
    rows.iter()
        .zip(figures)
        .all(|((_, truth), figure)| (truth - figure).abs() < most)
}

/// Skewed counts, always the same.
fn counts() -> impl FnMut() -> u32 {
    let mut state = 7u32;
    move || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let drawn = (state >> 16) % 100;
        if drawn < 40 {
            0
        } else if drawn < 85 {
            drawn % 9
        } else {
            drawn * 3
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn a_table_of_two_dimensions_is_rounded_within_one_base(
        parts in (2usize..5, 2usize..5),
        deep in any::<bool>(),
        inner in proptest::collection::vec(prop_oneof![Just(0u32), 1u32..40], 64),
    ) {
        let axes = [axis("A", parts.0, deep), axis("B", parts.1, false)];
        let mut inner = inner.into_iter();
        let rows = crossed(&axes, || inner.next().unwrap_or(3));
        let (figures, reach) = altered(&axes, &rows, Method::Rounding).expect("rounded");
        prop_assert_eq!(reach, 1);
        prop_assert!(near(&rows, &figures, 1));
        prop_assert!(figures.iter().all(|figure| figure % f64::from(BASE) == 0.0));
        for ((_, truth), figure) in rows.iter().zip(&figures) {
            prop_assert!(truth % f64::from(BASE) != 0.0 || truth == figure, "a multiple moved");
        }
    }

    #[test]
    fn small_counts_go_and_larger_ones_stay(
        inner in proptest::collection::vec(prop_oneof![Just(0u32), 1u32..5, 5u32..30], 27),
    ) {
        let axes = ["A", "B", "C"].map(|name| axis(name, 3, false));
        let mut inner = inner.into_iter();
        let rows = crossed(&axes, || inner.next().unwrap_or(3));
        let (figures, _) = altered(&axes, &rows, Method::SmallCountRounding).expect("rounded");
        for ((key, truth), figure) in rows.iter().zip(&figures) {
            if !key.contains(&0) && (*truth == 0.0 || *truth >= f64::from(BASE)) {
                prop_assert_eq!(truth, figure);
            }
        }
    }
}

#[test]
fn larger_tables_of_three_dimensions_stay_within_two_bases() {
    let axes = [axis("A", 12, true), axis("B", 8, true), axis("C", 6, false)];
    let rows = crossed(&axes, counts());
    let (figures, reach) = altered(&axes, &rows, Method::Rounding).expect("rounded");
    assert!(reach <= 2 && near(&rows, &figures, reach), "{reach}");
    assert!(figures.iter().all(|figure| figure % f64::from(BASE) == 0.0));
    let again = altered(&axes, &rows, Method::Rounding).expect("rounded");
    assert_eq!(again.0, figures, "another result for the same table");
}

/// Two breakdowns of A: by B and by C, that are not crossed.
fn two_breakdowns(small: bool) -> (Vec<Axis>, Rows) {
    let parts = if small { 3 } else { 30 };
    let axes = vec![
        axis("A", 8, false),
        axis("B", parts, false),
        axis("C", parts, false),
    ];
    let rows = crossed(&axes, counts());
    let shown = |row: &(Vec<u16>, f64)| row.0[1] == 0 || row.0[2] == 0;
    (axes, rows.into_iter().filter(shown).collect())
}

#[test]
fn two_breakdowns_of_one_margin_agree() {
    for small in [true, false] {
        let (axes, rows) = two_breakdowns(small);
        let (figures, reach) = altered(&axes, &rows, Method::Rounding).expect("rounded");
        assert!(reach <= 2 && near(&rows, &figures, reach), "{reach}");
        altered(&axes, &rows, Method::SmallCountRounding).expect("rounded");
    }
}

#[test]
fn what_a_method_does_not_protect_is_refused() {
    let (axes, rows) = two_breakdowns(true);
    let survey = RuleSet {
        method: Method::Rounding,
        ..RuleSet::profile("survey").expect("known")
    };
    let refused = protect(raw(&axes, &rows), &survey, &mut ()).expect_err("refused");
    assert!(matches!(
        refused,
        ProtectError::Method(MethodError::Unfit { .. })
    ));
    let low = RuleSet {
        base: 3,
        ..rules(Method::Rounding)
    };
    let refused = protect(raw(&axes, &rows), &low, &mut ()).expect_err("refused");
    assert_eq!(refused.code(), "method_base");
}
