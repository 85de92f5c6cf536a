//! Cells that the rules want spared are hidden for others' sake only where nothing else hides them.

use disclosure::{
    ProtectedTable, RawTable, RuleSet,
    geometry::Axis,
    protect,
    table::{RawCell, State},
};

/// Areas by sex: two men in A, whom either the margins of the areas hide or those of the sexes.
const PERSONS: [[u32; 2]; 3] = [[2, 900], [5000, 0], [0, 5000]];

fn axis(name: &str, parts: &[&str]) -> Axis {
    let parts: Vec<String> = parts.iter().map(|part| (*part).to_owned()).collect();
    let codes = [vec!["_T".to_owned()], parts.clone()].concat();
    Axis::of_hierarchy(name, codes, &[("_T".to_owned(), parts)]).expect("a tree")
}

fn protected(spared: &str) -> ProtectedTable {
    let sums = |area: usize, sex: usize| -> u32 {
        let rows = PERSONS.iter().enumerate();
        let rows = rows.filter(|(at, _)| area == 0 || area == at + 1);
        let columns = |row: &[u32; 2]| match sex {
            0 => row.iter().sum::<u32>(),
            sex => row[sex - 1],
        };
        rows.map(|(_, row)| columns(row)).sum()
    };
    let rows = (0..4usize).flat_map(|area| (0..3usize).map(move |sex| (area, sex)));
    let rows = rows.map(|(area, sex)| {
        let persons = sums(area, sex);
        let cell = RawCell {
            value: f64::from(persons),
            contributors: persons,
            ..RawCell::default()
        };
        (vec![area as u16, sex as u16], cell, None)
    });
    let axes = vec![axis("AREA", &["A", "B", "C"]), axis("SEX", &["M", "F"])];
    let raw = RawTable::from_rows(axes, rows.collect(), false).expect("a table");
    let rule = format!("minimum_frequency = 5\nfrequency_of = \"value\"\nspared = {spared}");
    let rules = RuleSet::from_toml(&rule).expect("a rule");
    protect(raw, &rules, &mut ()).expect("protected").table
}

/// The codes of the cells that are hidden for others' sake.
fn secondary(table: &ProtectedTable) -> Vec<String> {
    let hidden = (0..table.grid().count()).filter(|cell| table.state(*cell) == State::Secondary);
    hidden
        .map(|cell| {
            let codes = table.grid().codes(cell).map(|(_, code)| code);
            codes.collect::<Vec<_>>().join(" ")
        })
        .collect()
}

#[test]
fn margins_that_are_spared_stay_while_others_can_hide_the_cell() {
    assert_eq!(secondary(&protected("[]")), ["A _T", "B _T", "B M"]);
    assert_eq!(
        secondary(&protected("[[\"SEX\"]]")),
        ["A _T", "B _T", "B M"]
    );
    assert_eq!(
        secondary(&protected("[[\"AREA\"]]")),
        ["_T M", "_T F", "A F"]
    );
}

#[test]
fn where_all_of_them_are_to_be_spared_the_cell_is_hidden_all_the_same() {
    let table = protected("[[\"AREA\"], [\"SEX\"]]");
    assert_eq!((table.primary(), table.secondary()), (1, 3));
}
