//! A sensitive figure beside one that dwarfs it, or beside nothing but zeros: what hides it moves the large one by a
//! hair, which is movement all the same, and a loss may be larger than all that is published.

use disclosure::{
    RawTable, RuleSet,
    geometry::Axis,
    protect,
    table::{Need, RawCell},
};

fn axis(name: &str) -> Axis {
    let codes = ["T", "A", "B"].map(str::to_owned).to_vec();
    let sums = [("T".to_owned(), codes[1..].to_vec())];
    Axis::of_hierarchy(name, codes, &sums).expect("a tree")
}

/// Four cells with their sums; the first is sensitive.
fn table(cells: [[f64; 2]; 2]) -> RawTable {
    let figure = |row: usize, column: usize| -> f64 {
        let rows = if row == 0 { 0..2 } else { row - 1..row };
        let columns = if column == 0 {
            0..2
        } else {
            column - 1..column
        };
        rows.map(|row| cells[row][columns.clone()].iter().sum::<f64>())
            .sum()
    };
    let need = Need {
        lower: 0.1 * cells[0][0],
        upper: 0.1 * cells[0][0],
        slide: 0.0,
    };
    let places = (0u16..3).flat_map(|row| (0u16..3).map(move |column| (row, column)));
    let rows = places.map(|(row, column)| {
        let cell = RawCell {
            value: figure(usize::from(row), usize::from(column)),
            contributors: 20,
            ..RawCell::default()
        };
        (
            vec![row, column],
            cell,
            ((row, column) == (1, 1)).then_some(need),
        )
    });
    RawTable::from_rows(vec![axis("ROW"), axis("COLUMN")], rows.collect(), true).expect("a table")
}

#[test]
fn a_large_figure_that_moves_by_a_hair_still_moves() {
    let raw = table([[0.5, 1_000_000.0], [0.75, 2_000_000.0]]);
    let rules = RuleSet::from_toml("minimum_frequency = 1").expect("a rule");
    let done = protect(raw, &rules, &mut ()).expect("a safe pattern");
    assert_eq!((done.table.primary(), done.table.secondary()), (1, 5));
}

#[test]
fn losses_beside_nothing_but_zeros_are_hidden_too() {
    let codes = ["T", "A", "B", "C"].map(str::to_owned).to_vec();
    let sums = [("T".to_owned(), codes[1..].to_vec())];
    let axis = Axis::of_hierarchy("ROW", codes, &sums).expect("a tree");
    let rows = [-313.0, -683.0, 370.0, 0.0];
    let rows = (0u16..).zip(rows).map(|(row, value)| {
        let cell = RawCell {
            value,
            contributors: u32::from(value != 0.0),
            ..RawCell::default()
        };
        let need = Need {
            lower: 0.1 * value.abs(),
            upper: 0.1 * value.abs(),
            slide: 0.0,
        };
        (vec![row], cell, (value != 0.0).then_some(need))
    });
    let raw = RawTable::from_rows(vec![axis], rows.collect(), true).expect("a table");
    let rules = RuleSet::from_toml("negative_values = true").expect("a rule");
    let done = protect(raw, &rules, &mut ()).expect("a safe pattern");
    assert_eq!((done.table.primary(), done.table.secondary()), (3, 0));
}
