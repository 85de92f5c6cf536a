//! Known instances of the literature, where they are found: safe on all of them.

#![expect(
    clippy::print_stdout,
    reason = "says what it measured and what it skipped"
)]

use std::{collections::BTreeMap, path::PathBuf, time::Instant};

use disclosure::{
    AttackOptions, RawTable, RuleSet, attack,
    geometry::Axis,
    protect::{Cost, Options, protect_with},
    solver::Simplex,
    table::{Need, RawCell},
};

fn folder() -> Option<PathBuf> {
    let named = std::env::var_os("PUENTE_DISCLOSURE_INSTANCES").map(PathBuf::from);
    let beside = || {
        let mut at = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
        loop {
            let found = at.join("shared/disclosure-instances");
            if found.is_dir() {
                return Some(found);
            }
            if !at.pop() {
                return None;
            }
        }
    };
    named.or_else(beside)
}

fn read(folder: &std::path::Path) -> RawTable {
    let text = std::fs::read_to_string(folder.join("table.csv")).expect("table");
    let mut lines = text.lines();
    let header: Vec<&str> = lines.next().expect("header").split(',').collect();
    let column = |name: &str| header.iter().position(|known| *known == name);
    let dimensions = column("freq").expect("freq");
    let axes: Vec<Axis> = header[..dimensions]
        .iter()
        .map(|name| {
            let text = std::fs::read_to_string(folder.join(format!("hier_{name}.json")))
                .expect("hierarchy");
            let file: serde_json::Value = serde_json::from_str(&text).expect("JSON");
            let codes: Vec<String> = serde_json::from_value(file["nodes"].clone()).expect("nodes");
            let sums: Vec<(String, Vec<String>)> =
                serde_json::from_value(file["equations"].clone()).expect("sums");
            Axis::of_hierarchy(name, codes, &sums).expect("a hierarchy")
        })
        .collect();
    let places: Vec<BTreeMap<&str, u16>> = axes
        .iter()
        .map(|axis| axis.codes.iter().map(String::as_str).zip(0..).collect())
        .collect();
    let rows = lines.map(|line| {
        let cells: Vec<&str> = line.split(',').collect();
        let number = |name: &str| {
            cells[column(name).expect("column")]
                .parse::<f64>()
                .expect("number")
        };
        let key = places
            .iter()
            .zip(&cells)
            .map(|(codes, code)| codes[code])
            .collect();
        let cell = RawCell {
            value: number("value"),
            contributors: number("ncontr") as u32,
            holders: number("ncontr") as u32,
            top: [number("top1"), number("top2"), 0.0, 0.0, 0.0],
            ..RawCell::default()
        };
        let need = (number("primary") > 0.0).then(|| Need {
            lower: number("lpl"),
            upper: number("upl"),
            slide: number("spl"),
        });
        (key, cell, need)
    });
    RawTable::from_rows(axes.clone(), rows.collect(), true).expect("a table")
}

#[test]
fn known_instances_are_safe() {
    let Some(folder) = folder() else {
        println!("SKIPPED: no folder of disclosure instances");
        return;
    };
    let names = [
        "i1_tiny_freq",
        "i2_singleton_trap",
        "i4a_insee_act_size",
        "i6_lfs_8k",
    ];
    let chosen = std::env::var("PUENTE_INSTANCE").unwrap_or_default();
    for name in names.iter().filter(|name| name.starts_with(&chosen)) {
        if cfg!(debug_assertions) && chosen.is_empty() && name.starts_with("i6") {
            println!("SKIPPED: {name} takes long without optimisation; set PUENTE_INSTANCE=i6");
            continue;
        }
        let started = Instant::now();
        let options = Options {
            cost: Cost::Mixed,
            insiders: true,
            ..Options::default()
        };
        let protected = protect_with(
            read(&folder.join(name)),
            &RuleSet::default(),
            &options,
            &mut Told(started, None),
            &Simplex,
        )
        .expect("protected");
        let report = &protected.report;
        println!(
            "{name}: {} cells, {} primary, {} secondary, {:.1} s",
            report.cells,
            report.primary,
            report.secondary,
            started.elapsed().as_secs_f64()
        );
        let again = attack(&protected.table.office_view(), &AttackOptions::default());
        assert!(again.is_clean(), "{name}");
    }
}
struct Told(Instant, Option<disclosure::protect::Stage>);

impl disclosure::Progress for Told {
    fn step(&mut self, stage: disclosure::protect::Stage, done: usize, total: usize) {
        if self.1 != Some(stage) || done.is_multiple_of(100) {
            self.1 = Some(stage);
            println!(
                "{stage:?} {done}/{total} after {:.1} s",
                self.0.elapsed().as_secs_f64()
            );
        }
    }
}
