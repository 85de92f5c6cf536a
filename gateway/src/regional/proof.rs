//! The proof: an intruder who has the regional totals and every national table behind them, and
//! knows that each total is the sum of its members, learns no hidden figure.

use std::collections::HashMap;

use disclosure::{
    Attack, AttackOptions, PublishedTable,
    attack::{Link, attack_all},
    geometry::CellId,
    read::TablePart,
};
use schemas::{
    dataflow::Dataflow,
    observation::Observations,
    submission::{DisclosureStatement, Submission},
};

use super::{
    keys::{Key, Keys},
    total::{GroupTable, Shared},
};

/// Whether the totals, read together with the national tables, give nothing away.
pub(super) fn holds(
    dataflow: &Dataflow,
    contributions: &[Submission],
    groups: &[GroupTable],
    shared: (&Keys<'_>, &Shared<'_>),
    totals: (&Observations, &DisclosureStatement),
) -> bool {
    let national = contributions
        .iter()
        .map(|one| (&one.observations, &one.header.disclosure));
    let parts: Result<Vec<Vec<TablePart>>, _> = national
        .chain([totals])
        .map(|(observations, statement)| PublishedTable::parts(dataflow, observations, statement))
        .collect();
    let Ok(parts) = parts else {
        return false;
    };
    let parts: Vec<TablePart> = parts.into_iter().flatten().collect();
    let cells = cells(&parts);
    let Some(links) = links(groups, shared, &cells) else {
        return false;
    };
    let options = AttackOptions {
        insiders: false,
        ..AttackOptions::default()
    };
    let tables: Vec<PublishedTable> = parts.into_iter().map(|part| part.table).collect();
    attack_all(&tables, &links, &options, &mut |_, _| {})
        .iter()
        .all(Attack::is_clean)
}

/// Table and cell by area and codes.
type Cells = HashMap<(String, String), (usize, CellId)>;

fn cells(parts: &[TablePart]) -> Cells {
    let mut cells = HashMap::new();
    for (at, part) in parts.iter().enumerate() {
        let [frequency, area, measure, period] = &part.of[..] else {
            continue;
        };
        let area = area.clone().unwrap_or_default();
        let apart = [frequency, measure, period].map(|text| text.as_deref().unwrap_or_default());
        let grid = part.table.grid();
        for cell in 0..grid.count() {
            let codes = format!("{},{}", apart.join(","), grid.label(cell));
            cells.insert((area.clone(), codes), (at, cell));
        }
    }
    cells
}

/// One link per total; none when a part of a total is not found.
fn links(
    groups: &[GroupTable],
    (keys, shared): (&Keys<'_>, &Shared<'_>),
    cells: &Cells,
) -> Option<Vec<Link>> {
    let mut links = Vec::new();
    for group in groups {
        for (key, areas) in group.sums(shared) {
            let codes = codes(keys, key);
            let find = |area: &str| cells.get(&(area.to_owned(), codes.clone())).copied();
            links.push(Link {
                along: "REF_AREA".to_owned(),
                sum: find(group.group)?,
                parts: areas.into_iter().map(find).collect::<Option<_>>()?,
            });
        }
    }
    Some(links)
}

/// The codes of a key as [`cells`] has them.
fn codes(keys: &Keys<'_>, key: &Key) -> String {
    let is_apart = |name: &str| matches!(name, "FREQ" | "MEASURE" | "TIME_PERIOD");
    let apart =
        ["FREQ", "MEASURE", "TIME_PERIOD"].map(|name| keys.code(key, name).unwrap_or_default());
    let rest: Vec<String> = keys
        .codes(key)
        .filter(|(name, _)| !is_apart(name))
        .map(|(name, code)| format!("{name}={code}"))
        .collect();
    format!("{},{}", apart.join(","), rest.join(","))
}
