//! From records to observations and back to the reader's table: dense, additive, and the same
//! equations on both sides.

use std::collections::BTreeMap;

use disclosure::{
    AttackOptions, BlockSpec, PublishedTable, RawTable, RuleSet, TableSpec, Tabulator, attack,
    protect, read::below_threshold, tabulate::Statistic,
};
use schemas::{
    record::{CodeIndex, Holder, RecordLayout},
    registry::Registry,
};

fn dimension(id: &str) -> schemas::ids::DimensionId {
    id.parse().expect("an identifier")
}

fn layout() -> RecordLayout {
    RecordLayout::of(
        Registry::builtin()
            .dataflow("DF_LM_STOCK")
            .expect("a dataflow"),
    )
}

fn spec(layout: &RecordLayout) -> TableSpec {
    TableSpec {
        dataflow: layout.dataflow(),
        ref_area: "SLV".to_owned(),
        period: "2024".parse().expect("a period"),
        measure: "N_PS".parse().expect("a measure"),
        statistic: Statistic::Sum,
        blocks: vec![
            BlockSpec {
                by: vec![dimension("SEX"), dimension("LABOUR_STATUS")],
                only: BTreeMap::new(),
            },
            BlockSpec {
                by: vec![dimension("SEX"), dimension("OCCUPATION")],
                only: BTreeMap::from([(dimension("LABOUR_STATUS"), "EMP".to_owned())]),
            },
        ],
        constants: BTreeMap::from([("UNIT_MULT".to_owned(), "0".to_owned())]),
        groups: BTreeMap::new(),
    }
}

/// Records (sex, status, occupation), so many of each.
fn table(records: &[(&str, &str, &str, u32)], holder: Option<u64>) -> RawTable {
    let layout = layout();
    let mut tabulator = Tabulator::new(spec(&layout), &layout).expect("a table");
    let defaults = layout.default_codes().iter();
    let defaults: Vec<CodeIndex> = defaults.map(|code| code.unwrap_or(CodeIndex(0))).collect();
    for (sex, status, occupation, times) in records {
        let mut codes = defaults.clone();
        for (id, code) in [
            ("SEX", sex),
            ("LABOUR_STATUS", status),
            ("OCCUPATION", occupation),
        ] {
            let position = layout.position(id).expect("a dimension");
            codes[position] = layout.code(position, code).expect("a code");
        }
        let measure = layout.measure("N_PS").expect("a measure");
        for _ in 0..*times {
            let record = layout
                .record(&codes, measure, 1.0, 1.0, holder.map(Holder))
                .expect("a record");
            tabulator.add(&record);
        }
    }
    tabulator.finish().expect("a table")
}

const RECORDS: [(&str, &str, &str, u32); 8] = [
    ("M", "EMP", "OC92", 40),
    ("M", "EMP", "OC61", 3),
    ("F", "EMP", "OC92", 12),
    ("F", "EMP", "OC61", 30),
    ("M", "UNE", "_T", 9),
    ("F", "UNE", "_T", 2),
    ("M", "OLF", "_T", 20),
    ("F", "OLF", "_T", 50),
];

/// The codes of CL_OCCUPATION that the records use, as the list spells them.
fn records() -> Vec<(&'static str, &'static str, String, u32)> {
    let list = Registry::builtin()
        .codelist("CL_OCCUPATION")
        .expect("a list");
    let spelled = |wanted: &str| {
        let digits: String = wanted.chars().filter(char::is_ascii_digit).collect();
        let fits =
            |code: &&schemas::codelist::Code| !digits.is_empty() && code.code.ends_with(&digits);
        list.codes()
            .iter()
            .find(fits)
            .map_or("_T".to_owned(), |code| code.code.clone())
    };
    RECORDS
        .iter()
        .map(|(sex, status, code, times)| (*sex, *status, spelled(code), *times))
        .collect()
}

fn borrowed<'a>(
    records: &'a [(&'static str, &'static str, String, u32)],
) -> Vec<(&'a str, &'a str, &'a str, u32)> {
    records
        .iter()
        .map(|(sex, status, code, times)| (*sex, *status, code.as_str(), *times))
        .collect()
}

#[test]
fn records_become_a_dense_protected_table_that_its_reader_cannot_undo() {
    let records = records();
    let rules = RuleSet::profile("count").expect("a profile");
    let table = protect(table(&borrowed(&records), None), &rules, &mut ())
        .expect("protected")
        .table;
    assert!(table.primary() >= 2 && table.secondary() >= 2);
    let (observations, statement) = (table.observations(), table.statement());
    assert_eq!(observations.len(), table.cells());
    assert!(below_threshold(layout().dataflow(), &observations, &statement).is_empty());
    let read = PublishedTable::from_observations(layout().dataflow(), &observations, &statement)
        .expect("a table");
    assert_eq!(read.len(), 1);
    assert_eq!(
        read[0].suppressed() as u64,
        table.primary() + table.secondary()
    );
    assert!(attack(&read[0], &AttackOptions::default()).is_clean());
    for cell in table.office_view().secondary() {
        let opened = table
            .office_view()
            .with_published(cell)
            .expect("office")
            .seen_from_outside();
        assert!(
            !attack(&opened, &AttackOptions::default()).is_clean(),
            "cell {cell} was not needed"
        );
    }
}

#[test]
fn what_stands_at_a_coarse_code_makes_it_incomplete() {
    let mut records = records();
    let list = Registry::builtin()
        .codelist("CL_OCCUPATION")
        .expect("a list");
    let parent = list
        .additive_parent(&records[0].2)
        .expect("a parent")
        .to_owned();
    records.push(("M", "EMP", parent.clone(), 30));
    let rules = RuleSet::profile("count").expect("a profile");
    let table = protect(table(&borrowed(&records), None), &rules, &mut ())
        .expect("protected")
        .table;
    let statement = table.statement();
    assert_eq!(statement.incomplete["OCCUPATION"], [parent]);
    let read =
        PublishedTable::from_observations(layout().dataflow(), &table.observations(), &statement)
            .expect("a table");
    assert!(attack(&read[0], &AttackOptions::default()).is_clean());
}

#[test]
fn a_small_remainder_is_protected_like_a_cell() {
    let mut records = records();
    let list = Registry::builtin()
        .codelist("CL_OCCUPATION")
        .expect("a list");
    let parent = list
        .additive_parent(&records[0].2)
        .expect("a parent")
        .to_owned();
    records.push(("F", "EMP", parent, 2));
    let rules = RuleSet::profile("count").expect("a profile");
    let protected = protect(table(&borrowed(&records), None), &rules, &mut ());
    let table = protected.expect("protected").table;
    let (observations, statement) = (table.observations(), table.statement());
    let read = PublishedTable::from_observations(layout().dataflow(), &observations, &statement);
    let found = attack(&read.expect("a table")[0], &AttackOptions::default());
    assert!(found.is_clean(), "{found:?}");
}

#[test]
fn a_cell_of_one_unit_is_marked_so() {
    let records = records();
    let rules = RuleSet::profile("count").expect("a profile");
    let table = protect(table(&borrowed(&records), Some(7)), &rules, &mut ()).expect("protected");
    assert!(table.report.by_status.get("O").copied().unwrap_or_default() > 0);
    assert_eq!(
        table.report.by_status.get("D"),
        None,
        "all cells are of the one unit"
    );
}
