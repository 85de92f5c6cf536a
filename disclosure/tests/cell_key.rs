//! Cell-key perturbation: unbiased, bounded, of the variance that was asked for, without figures
//! that are too small to be shown; and the same records give the same figure in every table.

use std::collections::BTreeMap;

use disclosure::{
    AttackOptions, BlockSpec, ProtectError, Protected, PublishedTable, RuleSet, TableSpec,
    Tabulator, attack,
    cell_key::{Noise, PTable},
    method::{Method, MethodError},
    protect,
    table::ProtectedTable,
};
use proptest::prelude::*;
use schemas::{
    record::{CodeIndex, RecordKey, RecordLayout},
    registry::Registry,
};

fn noises() -> impl Strategy<Value = Noise> {
    (2u32..10, 0.5f64..4.0, 0u32..4)
        .prop_map(|(deviation, variance, forbidden)| Noise {
            deviation,
            variance,
            forbidden,
        })
        .prop_filter("possible", |noise| noise.is_possible())
}

proptest! {
    #[test]
    fn the_noise_is_as_it_was_asked_for(noise in noises()) {
        for transition in PTable::of(noise).transitions() {
            let moment = |power: i32| -> f64 {
                let terms = transition.movements.iter();
                terms.map(|(by, p)| p * f64::from(*by).powi(power)).sum()
            };
            prop_assert!((moment(0) - 1.0).abs() < 1e-9);
            prop_assert!(moment(1).abs() < 1e-6, "biased at {}: {}", transition.count, moment(1));
            for (by, _) in &transition.movements {
                let figure = i64::from(transition.count) + i64::from(*by);
                prop_assert!(by.unsigned_abs() <= noise.deviation && figure >= 0);
                prop_assert!(figure == 0 || figure > i64::from(noise.forbidden));
            }
            if transition.count > noise.deviation + noise.forbidden {
                prop_assert!((moment(2) - noise.variance).abs() < 1e-6, "{}", moment(2));
            }
        }
    }
}

#[test]
fn over_many_cells_the_noise_averages_out() {
    let noise = Noise::default();
    let table = PTable::of(noise);
    for count in [1.0, 2.0, 3.0, 7.0, 1000.0] {
        let (mut sum, mut key) = (0.0, 12_345u32);
        for _ in 0..200_000 {
            key = key.wrapping_mul(747_796_405).wrapping_add(2_891_336_453);
            let figure = table.perturbed(count, key);
            assert!((figure - count).abs() <= f64::from(noise.deviation));
            sum += figure - count;
        }
        assert!(
            (sum / 200_000.0).abs() < 0.03,
            "{count}: {}",
            sum / 200_000.0
        );
    }
    assert_eq!(table.perturbed(0.0, 99), 0.0);
}

/// The table of persons by `by`; each person is of one sex and one age, and has a key.
fn persons(by: &[&str], leave_out: u32, keys: bool) -> Result<ProtectedTable, ProtectError> {
    let dataflow = Registry::builtin().dataflow("DF_LM_STOCK").expect("known");
    let layout = RecordLayout::of(dataflow);
    let id = |text: &&str| text.parse().expect("an identifier");
    let spec = TableSpec {
        dataflow: layout.dataflow(),
        ref_area: "SLV".to_owned(),
        period: "2024".parse().expect("a period"),
        measure: "N_PS".parse().expect("a measure"),
        statistic: disclosure::tabulate::Statistic::Sum,
        blocks: vec![BlockSpec {
            by: by.iter().map(id).collect(),
            only: BTreeMap::new(),
        }],
        constants: BTreeMap::new(),
        groups: BTreeMap::new(),
    };
    let mut tabulator = Tabulator::new(spec, &layout).expect("a table");
    let defaults = layout.default_codes().iter();
    let defaults: Vec<CodeIndex> = defaults.map(|code| code.unwrap_or(CodeIndex(0))).collect();
    let measure = layout.measure("N_PS").expect("a measure");
    for person in leave_out..900 {
        let mut codes = defaults.clone();
        let sex = ["M", "F"][person as usize % 2];
        let age =
            ["Y15T19", "Y20T24", "Y25T29", "Y30T34", "Y35T39"][(person * person) as usize % 5];
        for (name, code) in [("SEX", sex), ("AGE", age)] {
            let position = layout.position(name).expect("a dimension");
            codes[position] = layout.code(position, code).expect("a code");
        }
        let record = layout
            .record(&codes, measure, 1.0, 1.0, None)
            .expect("a record");
        let key = RecordKey(person.wrapping_mul(2_654_435_761) ^ 0x5bd1_e995);
        tabulator.add(&if keys { record.with_key(key) } else { record });
    }
    let rules = RuleSet {
        method: Method::CellKey,
        ..RuleSet::profile("count").expect("known")
    };
    let raw = tabulator.finish().expect("a table");
    protect(raw, &rules, &mut ()).map(|Protected { table, .. }| table)
}

fn figures(table: &ProtectedTable) -> BTreeMap<String, f64> {
    let cells = 0..table.grid().count();
    cells
        .map(|cell| {
            let codes = table.grid().codes(cell).filter(|(_, code)| *code != "_T");
            let named: Vec<String> = codes.map(|(name, code)| format!("{name}={code}")).collect();
            (
                named.join(","),
                table.value(cell).expect("nothing is withheld"),
            )
        })
        .collect()
}

#[test]
fn the_same_records_give_the_same_figure_in_every_table() {
    let both = figures(&persons(&["SEX", "AGE"], 0, true).expect("perturbed"));
    let ages = figures(&persons(&["AGE"], 0, true).expect("perturbed"));
    assert!(ages.len() > 4);
    for (cell, figure) in &ages {
        assert_eq!(both.get(cell), Some(figure), "{cell}");
    }
    // Another release, without the first person: only cells that counted it may change.
    let later = figures(&persons(&["AGE", "SEX"], 1, true).expect("perturbed"));
    for (cell, figure) in &both {
        let counts_others_only = cell.contains("SEX=F") || cell.contains("AGE=Y20T24");
        if counts_others_only {
            assert_eq!(later.get(cell), Some(figure), "{cell}");
        }
    }
}

#[test]
fn a_perturbed_table_says_so_and_stands() {
    let table = persons(&["SEX", "AGE"], 0, true).expect("perturbed");
    let statement = table.statement();
    assert_eq!(statement.method, "cell_key");
    assert!(statement.rules.contains(&"deviation=5".to_owned()));
    let seen = PublishedTable::from(&table);
    assert!(attack(&seen, &AttackOptions::default()).is_clean());
    let refused = persons(&["SEX"], 0, false).expect_err("refused");
    assert_eq!(refused, ProtectError::Method(MethodError::NoRecordKeys));
}
