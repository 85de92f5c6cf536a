//! Tables that are none are refused with the cell and the sum that is wrong, in three languages
//! and without a figure.

use std::fmt::Write as _;

use disclosure::{
    AttackOptions, PublishedTable, RawTable, RuleSet, attack,
    geometry::{Axis, GeometryError},
    protect,
    table::RawCell,
};
use schemas::language::Language;

fn codes(codes: &[&str]) -> Vec<String> {
    codes.iter().map(|code| (*code).to_owned()).collect()
}

fn axis(sums: &[(&str, &[&str])]) -> Result<Axis, GeometryError> {
    let sums: Vec<(String, Vec<String>)> = sums
        .iter()
        .map(|(sum, parts)| ((*sum).to_owned(), codes(parts)))
        .collect();
    Axis::of_hierarchy("REGION", codes(&["T", "N", "S", "a", "b", "c"]), &sums)
}

const TREE: [(&str, &[&str]); 3] = [("T", &["N", "S"]), ("N", &["a", "b"]), ("S", &["c"])];

/// A table of one dimension with the figures of T, N, S, a, b, c.
fn table(figures: &[(u16, f64)]) -> Result<RawTable, GeometryError> {
    let rows = figures.iter().map(|(code, value)| {
        let cell = RawCell {
            value: *value,
            contributors: 50,
            ..RawCell::default()
        };
        (vec![*code], cell, None)
    });
    RawTable::from_rows(vec![axis(&TREE)?], rows.collect(), false)
}

/// What is told of a table, in the three languages.
fn told(figures: &[(u16, f64)], rules: &str) -> String {
    let rules = RuleSet::from_toml(rules).expect("a rule");
    let mut told = String::new();
    for language in [Language::Es, Language::En, Language::Fr] {
        let message = match table(figures) {
            Err(error) => error.message(language),
            Ok(table) => match protect(table, &rules, &mut ()) {
                Err(error) => error.message(language),
                Ok(_) => "sent".to_owned(),
            },
        };
        writeln!(told, "{message}").expect("text");
    }
    told
}

const WHOLE: [(u16, f64); 6] = [
    (0, 600.0),
    (1, 300.0),
    (2, 300.0),
    (3, 100.0),
    (4, 200.0),
    (5, 300.0),
];

fn with(code: u16, value: f64) -> Vec<(u16, f64)> {
    let change = |(at, known): &(u16, f64)| (*at, if *at == code { value } else { *known });
    WHOLE.iter().map(change).collect()
}

fn refused(told: &str, parts: &[&str]) {
    assert_eq!(told.lines().count(), 3, "{told}");
    for line in told.lines() {
        for part in parts {
            assert!(line.contains(part), "{part} is missing in: {line}");
        }
        assert!(
            !line.contains("600") && !line.contains("123"),
            "a figure is told: {line}"
        );
    }
    let mut lines: Vec<&str> = told.lines().collect();
    lines.dedup();
    assert_eq!(lines.len(), 3, "the languages differ: {told}");
}

#[test]
fn a_whole_table_passes() {
    assert_eq!(told(&WHOLE, ""), "sent\n".repeat(3));
}

#[test]
fn a_sum_that_is_none_is_named_with_its_parts() {
    refused(
        &told(&with(3, 123.0), ""),
        &["REGION=N", "REGION: N = a + b"],
    );
    refused(
        &told(&with(0, 123.0), ""),
        &["REGION=T", "REGION: T = N + S"],
    );
}

#[test]
fn what_is_no_number_is_named() {
    refused(&told(&with(4, f64::NAN), ""), &["REGION=b"]);
    refused(&told(&with(4, f64::INFINITY), ""), &["REGION=b"]);
}

#[test]
fn negative_figures_need_a_rule_that_speaks_of_them() {
    let net = [
        (0, 100.0),
        (1, -200.0),
        (2, 300.0),
        (3, 123.0),
        (4, -323.0),
        (5, 300.0),
    ];
    refused(&told(&net, ""), &["REGION=N", "negative_values = true"]);
    assert_eq!(told(&net, "negative_values = true"), "sent\n".repeat(3));
}

#[test]
fn a_missing_sum_and_a_second_row_are_named() {
    refused(&told(&WHOLE[1..], ""), &["REGION=T", "REGION: T = N + S"]);
    let twice = [&WHOLE[..], &[(2, 123.0)]].concat();
    refused(&told(&twice, ""), &["REGION=S"]);
}

#[test]
fn a_part_may_be_missing_as_long_as_the_others_are_not_more_than_the_sum() {
    let part = [&WHOLE[..3], &WHOLE[4..]].concat();
    assert_eq!(told(&part, ""), "sent\n".repeat(3));
    let more = [&WHOLE[..3], &[(4, 400.0)], &WHOLE[5..]].concat();
    refused(&told(&more, ""), &["REGION=N"]);
}

#[test]
fn a_part_of_two_sums_is_counted_twice_in_the_sum_of_both() {
    let error = axis(&[TREE[0], TREE[1], ("S", &["b", "c"])]).expect_err("b is in N and in S");
    let message = error.message(Language::En);
    assert_eq!(error.code(), "geometry_counted_twice");
    assert!(
        message.contains("b is counted twice") && message.contains("T = N + S"),
        "{message}"
    );
    let twice = axis(&[("T", &["a", "b", "a"])]).expect_err("a stands twice");
    assert_eq!(twice.code(), "geometry_counted_twice");
    // Two hierarchies side by side are none of this.
    assert!(
        axis(&[
            ("T", &["N", "c"]),
            ("N", &["a", "b"]),
            ("T", &["a", "S"]),
            ("S", &["b", "c"])
        ])
        .is_ok()
    );
}

#[test]
fn a_code_that_is_part_of_itself_is_refused() {
    let error = axis(&[("T", &["N"]), ("N", &["a"]), ("a", &["N"])]).expect_err("a cycle");
    assert_eq!(error.code(), "geometry_cycle");
}

/// Nation and two subdivisions.
fn by_area() -> RawTable {
    let area = Axis::of_hierarchy(
        "GEO_ADM1",
        codes(&["_T", "A", "B"]),
        &[("_T".to_owned(), codes(&["A", "B"]))],
    );
    let rows = [90.0, 40.0, 50.0]
        .into_iter()
        .zip(0u16..)
        .map(|(value, code)| {
            let cell = RawCell {
                value,
                contributors: 40,
                ..RawCell::default()
            };
            (vec![code], cell, None)
        });
    RawTable::from_rows(vec![area.expect("a tree")], rows.collect(), false).expect("a table")
}

#[test]
fn a_national_rule_lets_nothing_below_the_nation_leave() {
    let rules = RuleSet::from_toml("national_only = true").expect("a rule");
    let error = protect(by_area(), &rules, &mut ()).expect_err("below the nation");
    assert_eq!(error.code(), "protect_below_nation");
    let table = protect(by_area().within(&rules).expect("a table"), &rules, &mut ());
    let table = table.expect("protected").table;
    assert_eq!((table.cells(), table.value(0)), (1, Some(90.0)));
}

/// Net flows by region and sex: regions gain and lose.
#[test]
fn net_flows_are_protected_and_stand_up_to_a_stranger() {
    let region = Axis::of_hierarchy(
        "REGION",
        codes(&["T", "a", "b", "c"]),
        &[("T".to_owned(), codes(&["a", "b", "c"]))],
    );
    let sex = Axis::of_hierarchy(
        "SEX",
        codes(&["_T", "M", "F"]),
        &[("_T".to_owned(), codes(&["M", "F"]))],
    );
    let inner = [[-40.0, 25.0], [60.0, -10.0], [35.0, 90.0]];
    let mut rows = Vec::new();
    for area in 0u16..4 {
        for code in 0u16..3 {
            let of = |row: &[f64; 2]| match code {
                0 => row.iter().sum::<f64>(),
                code => row[usize::from(code) - 1],
            };
            let value = match area {
                0 => inner.iter().map(of).sum(),
                area => of(&inner[usize::from(area) - 1]),
            };
            let holders = if (area, code) == (1, 1) { 1 } else { 20 };
            let cell = RawCell {
                value,
                contributors: holders,
                holders,
                ..RawCell::default()
            };
            rows.push((vec![area, code], cell, None));
        }
    }
    let axes = vec![region.expect("a tree"), sex.expect("a tree")];
    let raw = RawTable::from_rows(axes, rows, false).expect("a table");
    let rules = RuleSet::from_toml("minimum_holders = 3\nnegative_values = true").expect("a rule");
    let table = protect(raw, &rules, &mut ()).expect("protected").table;
    assert_eq!(table.state(4).conf_status(), "O");
    let options = AttackOptions::default();
    assert!(attack(&table.office_view(), &options).is_clean());
    let outside = attack(&PublishedTable::from(&table), &options);
    assert!(outside.is_clean(), "{outside:?}");
}
