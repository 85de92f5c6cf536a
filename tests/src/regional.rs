//! The intruder of a whole region: every national table and every regional total in one attack. It
//! shares no code with the gateway that made the totals.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use disclosure::{
    Attack, AttackOptions, PublishedTable,
    attack::{Link, attack_all},
    geometry::CellId,
};
use schemas::{
    registry::Registry,
    submission::{ReadLimits, Submission, from_slice},
};

/// What an attack on all tables together came to.
#[derive(Debug)]
pub struct Joint {
    /// Totals that were tied to the figures that they are the sum of.
    pub totals: usize,
    /// Groups with a published total.
    pub groups: BTreeSet<String>,
    /// Whether no hidden figure is given away.
    pub is_clean: bool,
}

/// Table and cell by area and codes.
type Cells = BTreeMap<(String, String), (usize, CellId)>;

/// Attacks `national` and `regional` submissions of one dataflow together.
///
/// # Panics
/// When a table cannot be read, or a total is not the sum of its members.
#[must_use]
pub fn attack_together(national: &[Submission], regional: &[Submission]) -> Joint {
    let mut tables = Vec::new();
    let (mut cells, mut sums) = (Cells::new(), Cells::new());
    for (submissions, found) in [(national, &mut cells), (regional, &mut sums)] {
        for one in submissions {
            let dataflow = Registry::builtin().dataflow(one.header.dataflow.as_str());
            let dataflow = dataflow.expect("a dataflow");
            let statement = &one.header.disclosure;
            let parts = PublishedTable::parts(dataflow, &one.observations, statement);
            for part in parts.expect("tables") {
                let text = |at: usize| part.of[at].clone().unwrap_or_default();
                let apart = format!("{} {} {}", text(0), text(2), text(3));
                let grid = part.table.grid();
                for cell in 0..grid.count() {
                    let codes = format!("{apart} {}", grid.label(cell));
                    found.insert((text(1), codes), (tables.len(), cell));
                }
                tables.push(part.table);
            }
        }
    }
    let mut groups = BTreeSet::new();
    let links: Vec<Link> = sums
        .iter()
        .filter(|((area, _), _)| area.starts_with("G_"))
        .filter_map(|((area, codes), sum)| {
            let parts = members(area, codes)
                .map(|member| cells.get(&(member, codes.clone())).copied())
                .collect::<Option<Vec<_>>>()?;
            if let Some(total) = tables[sum.0].value(sum.1) {
                let figures = parts
                    .iter()
                    .map(|(table, cell)| tables[*table].value(*cell));
                let figures: Option<f64> = figures.sum();
                let figures = figures.expect("a total of published figures only");
                assert!((figures - total).abs() < 0.01, "{area} {codes}");
                groups.insert(area.clone());
            }
            Some(Link {
                along: "REF_AREA".to_owned(),
                sum: *sum,
                parts,
            })
        })
        .collect();
    let options = AttackOptions {
        insiders: false,
        ..AttackOptions::default()
    };
    let attacks = attack_all(&tables, &links, &options, &mut |_, _| {});
    Joint {
        totals: links.len(),
        groups,
        is_clean: attacks.iter().all(Attack::is_clean),
    }
}

/// The members of a group that can report a key: a country is never its own counterpart.
fn members(group: &str, codes: &str) -> impl Iterator<Item = String> {
    let list = Registry::builtin().codelist("CL_AREA").expect("areas");
    let members = list.get(group).expect("a group").members.iter();
    members
        .filter(move |area| !codes.contains(&format!("COUNTERPART_AREA={area},")))
        .cloned()
}

/// Reads a submission.
///
/// # Panics
/// When the file is none.
#[must_use]
pub fn read(file: &Path) -> Submission {
    let bytes = std::fs::read(file).expect("a file");
    from_slice(&bytes, &ReadLimits::default()).expect("a submission")
}
