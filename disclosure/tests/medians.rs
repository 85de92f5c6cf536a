//! Medians of records: what is sent, what is judged, and that no figure leaves that too few stand behind.

use std::collections::BTreeMap;

use disclosure::{
    AttackOptions, BlockSpec, ProtectedTable, PublishedTable, RuleSet, TableSpec, Tabulator,
    attack, protect,
    tabulate::{Statistic, TabulateError},
};
use proptest::prelude::*;
use schemas::{
    observation::Observations,
    record::{CodeIndex, Holder, RecordLayout},
    registry::Registry,
};

/// A person: sex, earnings in tenths, weight, employer.
type Person = (bool, u32, u8, u64);

fn layout() -> RecordLayout {
    let registry = Registry::builtin();
    RecordLayout::of(registry.dataflow("DF_COND").expect("a dataflow"))
}

fn tabulator(layout: &RecordLayout) -> Tabulator {
    let dimension = |id: &str| id.parse().expect("an identifier");
    let spec = TableSpec {
        dataflow: layout.dataflow(),
        ref_area: "GTM".to_owned(),
        period: "2024".parse().expect("a period"),
        measure: "EARN".parse().expect("a measure"),
        statistic: Statistic::Median,
        blocks: vec![BlockSpec {
            by: vec![dimension("SEX")],
            only: BTreeMap::from([(dimension("STAT_FUNC"), "MEDIAN".to_owned())]),
        }],
        constants: BTreeMap::from([("CURRENCY".to_owned(), "GTQ".to_owned())]),
        groups: BTreeMap::new(),
    };
    Tabulator::new(spec, layout).expect("a table")
}

fn add(tabulator: &mut Tabulator, layout: &RecordLayout, person: Person) {
    let defaults = layout.default_codes().iter();
    let mut codes: Vec<CodeIndex> = defaults.map(|code| code.unwrap_or(CodeIndex(0))).collect();
    let (man, tenths, weight, employer) = person;
    for (id, code) in [
        ("SEX", if man { "M" } else { "F" }),
        ("STAT_FUNC", "MEDIAN"),
    ] {
        let position = layout.position(id).expect("a dimension");
        codes[position] = layout.code(position, code).expect("a code");
    }
    let measure = layout.measure("EARN").expect("a measure");
    let (amount, weight) = (f64::from(tenths) / 10.0, f64::from(weight));
    let record = layout.record(&codes, measure, amount, weight, Some(Holder(employer)));
    tabulator.add(&record.expect("a record"));
}

fn protected(persons: &[Person], rules: &RuleSet) -> ProtectedTable {
    let layout = layout();
    let mut tabulator = tabulator(&layout);
    for person in persons {
        add(&mut tabulator, &layout, *person);
    }
    let raw = tabulator.finish().expect("a table");
    protect(raw, rules, &mut ()).expect("protected").table
}

fn money() -> RuleSet {
    RuleSet::profile("money").expect("a profile")
}

/// Figure and CONF_STATUS by sex.
fn told(observations: &Observations) -> BTreeMap<String, (Option<f64>, String)> {
    (0..observations.len())
        .map(|row| {
            let text = |name| observations.get(row, name).unwrap_or_default().to_owned();
            (text("SEX"), (observations.value(row), text("CONF_STATUS")))
        })
        .collect()
}

/// The middle by its definition: each person stands in the row as often as he weighs.
fn middle(persons: &[Person], of: impl Fn(bool) -> bool) -> Option<f64> {
    let chosen = persons.iter().filter(|person| of(person.0));
    let mut row: Vec<u32> = chosen
        .flat_map(|person| std::iter::repeat_n(person.1, usize::from(person.2)))
        .collect();
    row.sort_unstable();
    let half = row.len() / 2;
    let (above, below) = (row.get(half)?, row.get((row.len() - 1) / 2)?);
    Some(f64::from(above + below) / 20.0)
}

#[test]
fn a_median_is_sent_where_thirty_persons_and_three_employers_stand_behind_it() {
    let men = (0..30).map(|at| (true, 100 + at, 1, u64::from(at % 3)));
    let women = (0..29).map(|at| (false, 300 + at, 9, u64::from(at % 5)));
    let persons: Vec<Person> = men.chain(women).collect();
    let told = told(&protected(&persons, &money()).observations());
    let expected = middle(&persons, |_| true);
    assert_eq!(told["_T"], (expected, "F".to_owned()));
    assert_eq!(told["M"], (Some(11.45), "F".to_owned()));
    assert_eq!(told["F"], (None, "A".to_owned()));
}

#[test]
fn an_employer_whose_workers_are_most_of_a_cell_hides_its_median() {
    let of = |employers: fn(u32) -> u64| {
        let persons: Vec<Person> = (0..60).map(|at| (true, at, 1, employers(at))).collect();
        told(&protected(&persons, &money()).observations())["M"]
            .1
            .clone()
    };
    assert_eq!(of(|at| u64::from(at % 4)), "F");
    assert_eq!(of(|_| 7), "O");
    assert_eq!(of(|at| u64::from(at % 2)), "T");
    assert_eq!(of(|at| if at < 48 { 0 } else { u64::from(at) }), "O");
}

#[test]
fn what_is_stated_of_medians_is_no_rule_of_counts() {
    let persons: Vec<Person> = (0..40)
        .map(|at| (true, 1 + at % 3, 1, u64::from(at)))
        .collect();
    let table = protected(&persons, &RuleSet::profile("count").expect("a profile"));
    let statement = table.statement();
    let named = |rule: &String| rule.starts_with("EARN/");
    assert!(statement.rules.iter().all(named), "{:?}", statement.rules);
    assert!(
        statement
            .rules
            .contains(&"EARN/minimum_frequency=10".to_owned())
    );
    // A wage of 0.2 is no count below the threshold.
    let (layout, observations) = (layout(), table.observations());
    let found = disclosure::read::below_threshold(layout.dataflow(), &observations, &statement);
    assert!(found.is_empty());
}

#[test]
fn too_many_different_amounts_are_refused_and_not_kept() {
    let layout = layout();
    let mut tabulator = tabulator(&layout);
    for at in 0..(1 << 19) + 2 {
        add(&mut tabulator, &layout, (true, at, 1, 1));
    }
    let refused = tabulator.finish().expect_err("too many");
    assert_eq!(refused, TabulateError::TooManyAmounts { most: 1 << 19 });
}

proptest! {
    #[test]
    fn the_median_is_the_middle_of_the_weighted_records(
        persons in prop::collection::vec((any::<bool>(), 0u32..40, 1u8..4, 0u64..9), 1..80)
    ) {
        let open = RuleSet { protection: 0.0, ..RuleSet::default() };
        let told = told(&protected(&persons, &open).observations());
        let code = |code: &str| told.get(code).and_then(|(value, _)| *value);
        prop_assert_eq!(code("_T"), middle(&persons, |_| true));
        prop_assert_eq!(code("M"), middle(&persons, |man| man));
        prop_assert_eq!(code("F"), middle(&persons, |man| !man));
    }

    #[test]
    fn the_order_of_records_does_not_matter_and_nothing_is_given_away(
        persons in prop::collection::vec((any::<bool>(), 0u32..400, 1u8..4, 0u64..6), 1..120)
    ) {
        let table = protected(&persons, &money());
        let turned: Vec<Person> = persons.iter().rev().copied().collect();
        let other = protected(&turned, &money());
        let (observations, statement) = (table.observations(), table.statement());
        prop_assert_eq!(told(&observations), told(&other.observations()));
        prop_assert!(attack(&table.office_view(), &AttackOptions::default()).is_clean());
        for man in [true, false] {
            let records = persons.iter().filter(|person| person.0 == man).count();
            let shown = told(&observations)
                .get(if man { "M" } else { "F" })
                .is_some_and(|(value, _)| value.is_some());
            prop_assert!(!shown || records >= 30);
        }
        let layout = layout();
        let tables = PublishedTable::from_observations(layout.dataflow(), &observations, &statement);
        for table in tables.expect("tables") {
            prop_assert!(attack(&table, &AttackOptions::default()).is_clean());
        }
    }
}
