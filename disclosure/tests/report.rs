//! What the officer and the public are told: losses by dimension and level, coarser tables that
//! lose less, and the method in three languages.

use disclosure::{
    Protected, RawTable, RuleSet, geometry::Axis, method::Method, protect, protect::Options,
    report::metadata, table::RawCell,
};
use schemas::language::Language;

/// Ages of two levels by four places; small counts at the lower level only.
fn table() -> RawTable {
    let fine: Vec<String> = (0..8).map(|age| format!("Y{age}")).collect();
    let coarse = ["LOW", "HIGH"].map(str::to_owned);
    let ages = [vec!["T".to_owned()], coarse.to_vec(), fine.clone()].concat();
    let sums = [
        ("T".to_owned(), coarse.to_vec()),
        ("LOW".to_owned(), fine[..4].to_vec()),
        ("HIGH".to_owned(), fine[4..].to_vec()),
    ];
    let age = Axis::of_hierarchy("AGE", ages, &sums).expect("a tree");
    let places: Vec<String> = (0..4).map(|place| format!("P{place}")).collect();
    let sums = [("T".to_owned(), places.clone())];
    let codes = [vec!["T".to_owned()], places].concat();
    let place = Axis::of_hierarchy("PLACE", codes, &sums).expect("a tree");
    let count = |age: u16, place: u16| f64::from(1 + (age * 7 + place * 5) % 9);
    let mut rows = Vec::new();
    for age in 0..11u16 {
        for place in 0..5u16 {
            let fine = match age {
                0 => 3..11,
                1 => 3..7,
                2 => 7..11,
                age => age..age + 1,
            };
            let places = if place == 0 { 1..5 } else { place..place + 1 };
            let all = fine.flat_map(|age| places.clone().map(move |place| count(age, place)));
            let cell = RawCell {
                value: all.sum(),
                contributors: 9,
                ..RawCell::default()
            };
            rows.push((vec![age, place], cell, None));
        }
    }
    RawTable::from_rows(vec![age, place], rows, false).expect("a table")
}

fn rules(method: Method) -> RuleSet {
    RuleSet {
        method,
        minimum_holders: 0,
        ..RuleSet::profile("count").expect("known")
    }
}

#[test]
fn losses_are_told_by_level_and_a_coarser_table_is_proposed() {
    let Protected { table, mut report } =
        protect(table(), &rules(Method::Suppression), &mut ()).expect("protected");
    assert_eq!(report.primary + report.secondary, report.loss.suppressed);
    let age = &report.by_dimension["AGE"];
    let by_level: usize = age.levels.iter().map(|level| level.suppressed).sum();
    assert_eq!(by_level, report.loss.suppressed);
    assert!(age.levels[2].share_of_cells > age.levels[0].share_of_cells);
    assert!(report.loss.share_of_cells > 0.3, "{:?}", report.loss);
    assert!(report.proposals.is_empty());
    report.propose(&table, &Options::default());
    let first = report.proposals.first().expect("a proposal");
    assert_eq!((first.dimension.as_str(), first.level), ("AGE", 2));
    assert!(first.loss.share_of_cells < report.loss.share_of_cells && !first.estimated);
    for language in Language::ALL {
        let lines = report.lines(language);
        assert!(lines.iter().any(|line| line.contains("AGE")));
        assert!(
            lines.iter().all(|line| !line.starts_with("report_")),
            "{lines:?}"
        );
    }
}

#[test]
fn the_public_is_told_the_method_in_three_languages() {
    for method in [
        Method::Suppression,
        Method::Rounding,
        Method::SmallCountRounding,
    ] {
        let protected = protect(table(), &rules(method), &mut ()).expect("protected");
        let statement = protected.table.statement();
        let mut told: Vec<String> = Language::ALL
            .iter()
            .map(|language| metadata(&statement, *language))
            .collect();
        told.dedup();
        assert_eq!(told.len(), 3);
        assert!(
            told.iter().all(|text| !text.starts_with("metadata_")),
            "{told:?}"
        );
    }
}
