//! The intruder and altered figures: he names those that the stated method does not make.

use disclosure::{
    AttackOptions, PublishedTable, RuleSet, attack, attack::Disclosure, geometry::Axis,
    method::Method, table::State,
};

const PARTS: u16 = 45;

/// Rows of a total and two parts each, and the total of the rows.
fn table(method: Method, count: impl Fn(u16, u16) -> f64) -> PublishedTable {
    let axis = |name: &str, parts: u16| {
        let parts: Vec<String> = (1..=parts).map(|part| format!("{name}{part}")).collect();
        let codes = [vec!["T".to_owned()], parts.clone()].concat();
        Axis::of_hierarchy(name, codes, &[("T".to_owned(), parts)]).expect("a tree")
    };
    let mut rows = Vec::new();
    for row in 0..=PARTS {
        for column in 0..=2u16 {
            let figure = count(row, column);
            rows.push((vec![row, column], Some(figure), State::Published));
        }
    }
    let rules = RuleSet {
        method,
        ..RuleSet::profile("count").expect("known")
    };
    PublishedTable::from_rows(vec![axis("A", PARTS), axis("B", 2)], rows, rules).expect("a table")
}

fn additive(part: impl Fn(u16, u16) -> f64) -> impl Fn(u16, u16) -> f64 {
    move |row, column| {
        let rows = if row == 0 { 1..=PARTS } else { row..=row };
        let columns = if column == 0 { 1..=2 } else { column..=column };
        rows.flat_map(|row| columns.clone().map(move |column| (row, column)))
            .map(|(row, column)| part(row, column))
            .sum()
    }
}

fn named(table: &PublishedTable) -> Vec<String> {
    let found = attack(table, &AttackOptions::default());
    let all = found.recovered.iter();
    all.map(|cell| {
        assert_eq!(cell.kind, Disclosure::Unaltered);
        let codes: Vec<&str> = cell.codes.iter().map(|(_, code)| code.as_str()).collect();
        codes.join(",")
    })
    .collect()
}

#[test]
fn multiples_that_add_up_stand_and_others_are_named() {
    let five = |row: u16, column: u16| f64::from(5 * (row * column % 7));
    assert!(named(&table(Method::Rounding, additive(five))).is_empty());
    let one_is_true = additive(move |row, column| {
        five(row, column) + f64::from(u8::from((row, column) == (3, 1)))
    });
    let open = named(&table(Method::Rounding, one_is_true));
    assert_eq!(open, ["T,T", "T,B1", "A3,T", "A3,B1"]);
    let whole = additive(five);
    let total_is_true =
        move |row, column| whole(row, column) + f64::from(5 * u8::from(row + column == 0));
    assert_eq!(named(&table(Method::Rounding, total_is_true)), ["T,T"]);
}

#[test]
fn figures_rounded_one_by_one_need_not_add_up_and_those_that_are_not_rounded_are_named() {
    let total = |row: u16, column: u16| f64::from(5 * (1 + (row + column) % 3));
    assert!(named(&table(Method::IndependentRounding, total)).is_empty());
    let one_is_true =
        move |row, column| total(row, column) + f64::from(u8::from((row, column) == (3, 1)));
    let open = named(&table(Method::IndependentRounding, one_is_true));
    assert_eq!(open, ["A3,B1"]);
}

#[test]
fn a_count_below_the_base_is_named() {
    let counts = additive(|row, column| if (row, column) == (2, 2) { 3.0 } else { 8.0 });
    let open = named(&table(Method::SmallCountRounding, counts));
    assert_eq!(open, ["A2,B2"]);
}

#[test]
fn a_table_that_was_not_perturbed_is_named_by_its_small_counts() {
    let counts = |row: u16, column: u16| f64::from(3 + row * column % 5);
    let exact = named(&table(Method::CellKey, additive(counts)));
    assert!(exact.contains(&"A5,B1".to_owned()), "{exact:?}");
    let whole = additive(counts);
    let noisy = move |row: u16, column: u16| whole(row, column) + f64::from(row % 3);
    assert!(named(&table(Method::CellKey, &noisy)).is_empty());
    let forbidden = |row, column| {
        if (row, column) == (7, 1) {
            2.0
        } else {
            noisy(row, column)
        }
    };
    assert_eq!(named(&table(Method::CellKey, forbidden)), ["A7,B1"]);
}
