//! Several hierarchies of one dimension: groups outside of the tree are sums too, in the table of
//! the office and in that of its reader, and every cell is what adding up by hand gives.

use std::collections::{BTreeMap, BTreeSet};

use disclosure::{
    AttackOptions, BlockSpec, ProtectedTable, PublishedTable, RuleSet, TableSpec, Tabulator,
    attack,
    geometry::{Axis, CellId},
    protect,
    rule::Zeros,
    table::State,
};
use proptest::prelude::*;
use schemas::{
    codelist::Codelist,
    finding::Finding,
    ids::DimensionId,
    observation::Observations,
    record::{CodeIndex, RecordLayout},
    registry::Registry,
};

const OCCUPATIONS: [&str; 8] = ["61", "62", "92", "91", "51", "6", "9", "AGR_WORK"];
const GROUPS: [&str; 3] = ["AGR_WORK", "SK_LOW", "SK_MED"];

/// Sex, occupation, how many of them.
type Records = Vec<(&'static str, &'static str, u32)>;

fn list() -> &'static Codelist {
    Registry::builtin()
        .codelist("CL_OCCUPATION")
        .expect("a list")
}

fn layout() -> RecordLayout {
    let dataflow = Registry::builtin().dataflow("DF_LM_STOCK");
    RecordLayout::of(dataflow.expect("a dataflow"))
}

fn id(text: &str) -> DimensionId {
    text.parse().expect("an identifier")
}

fn made(
    records: &Records,
    groups: &[&str],
    blocks: Vec<BlockSpec>,
    rules: &RuleSet,
) -> ProtectedTable {
    let layout = layout();
    let groups = groups.iter().map(|group| (*group).to_owned()).collect();
    let spec = TableSpec {
        dataflow: layout.dataflow(),
        ref_area: "SLV".to_owned(),
        period: "2024".parse().expect("a period"),
        measure: "N_PS".parse().expect("a measure"),
        statistic: disclosure::tabulate::Statistic::Sum,
        blocks,
        constants: BTreeMap::new(),
        groups: BTreeMap::from([(id("OCCUPATION"), groups)]),
    };
    let mut tabulator = Tabulator::new(spec, &layout).expect("a table");
    let defaults = layout.default_codes().iter();
    let defaults: Vec<CodeIndex> = defaults.map(|code| code.unwrap_or(CodeIndex(0))).collect();
    for (sex, occupation, times) in records {
        let mut codes = defaults.clone();
        for (name, code) in [
            ("SEX", *sex),
            ("LABOUR_STATUS", "EMP"),
            ("OCCUPATION", *occupation),
        ] {
            let position = layout.position(name).expect("a dimension");
            codes[position] = layout.code(position, code).expect("a code");
        }
        let measure = layout.measure("N_PS").expect("a measure");
        for _ in 0..*times {
            let record = layout.record(&codes, measure, 1.0, 1.0, None);
            tabulator.add(&record.expect("a record"));
        }
    }
    let raw = tabulator.finish().expect("a table");
    protect(raw, rules, &mut ()).expect("protected").table
}

/// What a reader makes of `observations` of `table`.
fn read(
    table: &ProtectedTable,
    observations: &Observations,
) -> Result<Vec<PublishedTable>, Vec<Finding>> {
    PublishedTable::from_observations(layout().dataflow(), observations, &table.statement())
}

fn by_sex_and_occupation() -> Vec<BlockSpec> {
    vec![BlockSpec {
        by: vec![id("SEX"), id("OCCUPATION")],
        only: BTreeMap::from([(id("LABOUR_STATUS"), "EMP".to_owned())]),
    }]
}

/// Whether a record at `code` belongs to `to`, by hand.
fn belongs(list: &Codelist, code: &str, to: &str) -> bool {
    let mut above = vec![code];
    while let Some(parent) = list.additive_parent(above[above.len() - 1]) {
        above.push(parent);
    }
    let group = list.get(to).map_or(&[][..], |code| &code.alt_members);
    above.contains(&to) || group.iter().any(|member| above.contains(&member.as_str()))
}

fn code_of(table: &ProtectedTable, cell: CellId, dimension: &str) -> String {
    let mut codes = table.grid().codes(cell);
    let found = codes.find(|(name, _)| *name == dimension);
    found.map_or_else(String::new, |(_, code)| code.to_owned())
}

fn records() -> impl Strategy<Value = Records> {
    let sex = prop::sample::select(vec!["M", "F"]);
    let record = (sex, prop::sample::select(OCCUPATIONS.to_vec()), 1u32..20);
    prop::collection::vec(record, 1..9)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn every_cell_is_what_adding_up_by_hand_gives(
        records in records(),
        groups in prop::sample::subsequence(GROUPS.to_vec(), 0..=3),
    ) {
        let published = RuleSet::profile("published").expect("a profile");
        let table = made(&records, &groups, by_sex_and_occupation(), &published);
        let sexes = Registry::builtin().codelist("CL_SEX").expect("a list");
        let mut shown = BTreeSet::new();
        for cell in 0..table.grid().count() {
            let (sex, occupation) = (code_of(&table, cell, "SEX"), code_of(&table, cell, "OCCUPATION"));
            let inside = records.iter().filter(|(of_sex, of_occupation, _)| {
                belongs(sexes, of_sex, &sex) && belongs(list(), of_occupation, &occupation)
            });
            let expected: u32 = inside.map(|(_, _, times)| *times).sum();
            prop_assert_eq!(table.value(cell), Some(f64::from(expected)), "{} {}", sex, occupation);
            shown.insert(occupation);
        }
        for group in groups {
            let some = records.iter().any(|(_, code, _)| belongs(list(), code, group));
            prop_assert_eq!(shown.contains(group), some, "{}", group);
        }
    }

    #[test]
    fn a_reader_sees_the_same_sums_and_cannot_undo_them(
        records in records(),
        groups in prop::sample::subsequence(GROUPS.to_vec(), 1..=3),
    ) {
        let rules = RuleSet::profile("count").expect("a profile");
        let table = made(&records, &groups, by_sex_and_occupation(), &rules);
        let read = read(&table, &table.observations()).expect("a table");
        let equations = |grid: &disclosure::geometry::Grid| grid.equations().expect("sums").len();
        prop_assert_eq!(equations(read[0].grid()), equations(table.grid()));
        prop_assert!(attack(&read[0], &AttackOptions::default()).is_clean());
    }
}

/// Two rows that say the same once led the reader's search to no number at all, and every cell
/// that hung on them was taken for known.
#[test]
fn equations_that_say_the_same_twice_give_nothing_away() {
    let records = vec![
        ("F", "61", 2),
        ("F", "92", 11),
        ("F", "6", 11),
        ("M", "62", 3),
        ("F", "9", 1),
        ("M", "6", 6),
        ("M", "92", 13),
        ("F", "91", 11),
    ];
    let rules = RuleSet::profile("count").expect("a profile");
    let table = made(&records, &["AGR_WORK"], by_sex_and_occupation(), &rules);
    let read = read(&table, &table.observations()).expect("a table");
    let found = attack(&read[0], &AttackOptions::default());
    assert!(found.is_clean(), "{found:?}");
}

/// In a submission a missing cell is a lost one.
#[test]
fn a_submission_that_lost_a_cell_is_refused() {
    let records = vec![
        ("F", "61", 9),
        ("M", "61", 8),
        ("F", "92", 7),
        ("M", "92", 6),
    ];
    let rules = RuleSet::profile("published").expect("a profile");
    let table = made(&records, &[], by_sex_and_occupation(), &rules);
    let whole = table.observations();
    let last = whole.len() - 1;
    let mut part = Observations::default();
    for row in 0..last {
        let columns = whole.columns();
        let texts = columns.filter_map(|(name, column)| Some((name, column.get(row)?)));
        part.push(texts, Some(whole.value(row)));
    }
    let findings = read(&table, &part).expect_err("a cell is missing");
    assert_eq!(findings[0].code, "geometry_partial_breakdown");
}

#[test]
fn a_group_is_the_sum_of_its_members_or_of_what_is_shown_below_them() {
    let codes = ["_T", "61", "51", "92", "SK_MED", "AGR_WORK", "SK_HIGH"];
    let axis = Axis::of_codelist(
        "OCCUPATION",
        codes.map(str::to_owned).to_vec(),
        Some(list()),
        &["AGR_WORK".to_owned()],
    );
    let spelled: Vec<String> = axis.equations.iter().map(|sum| axis.spelled(sum)).collect();
    assert_eq!(
        spelled,
        [
            "OCCUPATION: _T = 61 + 51 + 92",
            "OCCUPATION: SK_MED = 61 + 51",
            "OCCUPATION: AGR_WORK = 61 + 92",
        ]
    );
    let exhaustive: Vec<bool> = axis.equations.iter().map(|sum| sum.exhaustive).collect();
    assert_eq!(exhaustive, [true, true, false]);
}

#[test]
fn areas_are_in_several_groups_at_once() {
    let list = Registry::builtin().codelist("CL_AREA").expect("a list");
    let codes = ["BLZ", "GTM", "SLV", "G_SICA", "G_CA4", "G_ROW"].map(str::to_owned);
    let axis = Axis::of_codelist("COUNTERPART_AREA", codes.to_vec(), Some(list), &[]);
    let spelled: Vec<String> = axis.equations.iter().map(|sum| axis.spelled(sum)).collect();
    assert_eq!(
        spelled,
        [
            "COUNTERPART_AREA: G_SICA = BLZ + GTM + SLV",
            "COUNTERPART_AREA: G_CA4 = GTM + SLV",
        ]
    );
}

#[test]
fn protected_zeros_leave_out_where_nobody_can_be() {
    let rules = RuleSet {
        zeros: Zeros::Protect,
        ..RuleSet::profile("count").expect("a profile")
    };
    let records = vec![("M", "61", 30), ("F", "61", 40), ("M", "92", 20)];
    let blocks = vec![
        BlockSpec {
            by: vec![id("SEX"), id("OCCUPATION")],
            only: BTreeMap::from([(id("LABOUR_STATUS"), "EMP".to_owned())]),
        },
        // Nobody without work has an occupation: these zeros tell nothing.
        BlockSpec {
            by: vec![id("LABOUR_STATUS"), id("OCCUPATION")],
            only: BTreeMap::new(),
        },
    ];
    let table = made(&records, &[], blocks, &rules);
    let find = |sex: &str, status: &str, occupation: &str| {
        let at = (0..table.grid().count()).find(|cell| {
            code_of(&table, *cell, "SEX") == sex
                && code_of(&table, *cell, "LABOUR_STATUS") == status
                && code_of(&table, *cell, "OCCUPATION") == occupation
        });
        at.map(|cell| table.state(cell))
    };
    // No woman in elementary agricultural work was met: that is hidden.
    assert_eq!(find("F", "EMP", "92"), Some(State::Small));
    assert!((0..table.grid().count()).all(|cell| {
        code_of(&table, cell, "LABOUR_STATUS") != "UNE" || table.value(cell) == Some(0.0)
    }));
}
