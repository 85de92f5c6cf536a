//! Whether a release opens cells together with the provider's earlier ones of the same dataflow and
//! period. A reader has them all: where nothing shows that a hidden figure has changed, he takes it
//! for the same in each, and one release gives away what another withholds.

mod pair;

use disclosure::{
    Attack, PublishedTable,
    attack::{Link, attack_all},
    read::TablePart,
    table::State,
};
use schemas::{
    dataflow::Dataflow,
    finding::{Finding, Severity},
    language::args,
    submission::SubmissionHeader,
};

use self::pair::Pair;
use super::{safe, stored};
use crate::{
    delivery,
    gateway::Gateway,
    refusal::Refusal,
    store::{StoreError, submissions},
};

/// Observations of earlier releases that are looked at, the newest first; the last release is
/// looked at whatever its size.
const MOST: i64 = 2_000_000;

/// One table of an earlier release.
struct Earlier {
    part: TablePart,
    submission: String,
    revision: i64,
}

/// Attacks `parts` together with what was released before.
///
/// # Errors
/// When the revision does not follow the last one, or a cell is opened.
pub(super) fn check(
    gateway: &Gateway,
    header: &SubmissionHeader,
    dataflow: &Dataflow,
    parts: Vec<TablePart>,
) -> Result<(), Refusal> {
    // What is stored until this one is written is exactly what is attacked here: another revision
    // that comes in between takes this one's number.
    let (last, is_known) = gateway.store.read(|rows| {
        let last = submissions::latest_revision(rows, header)?;
        let known = submissions::find(rows, header.submission_id.as_str())?;
        Ok((last, known.is_some()))
    })?;
    if is_known {
        // The transaction gives its receipt again, or refuses other bytes.
        return Ok(());
    }
    stored::follows(last, header.revision)?;
    if last.is_none() {
        return Ok(());
    }
    let earlier = released(gateway, header, dataflow)?;
    let mut findings = Vec::new();
    for part in parts {
        let same: Vec<&Earlier> = earlier
            .iter()
            .filter(|earlier| earlier.part.of == part.of)
            .collect();
        findings.extend(opened(&part, &same));
    }
    if findings.is_empty() {
        Ok(())
    } else {
        Err(Refusal::OpensRelease(findings))
    }
}

/// The tables of the earlier releases, the newest first.
fn released(
    gateway: &Gateway,
    header: &SubmissionHeader,
    dataflow: &Dataflow,
) -> Result<Vec<Earlier>, Refusal> {
    let rows = gateway
        .store
        .read(|rows| submissions::revisions(rows, header))?;
    let mut earlier = Vec::new();
    let mut observations = 0;
    for row in rows {
        observations += row.observations;
        if observations > MOST && !earlier.is_empty() {
            break;
        }
        let stored = gateway
            .store
            .read(|rows| submissions::evidence(rows, &row.id))?
            .and_then(|evidence| delivery::read_stored(&evidence.document))
            .ok_or_else(|| StoreError::new("read an earlier release", "it is damaged"))?;
        let statement = &stored.header.disclosure;
        let parts = PublishedTable::parts(dataflow, &stored.observations, statement)
            .map_err(|_| StoreError::new("read an earlier release", "it is no table"))?;
        earlier.extend(parts.into_iter().map(|part| Earlier {
            part,
            submission: row.id.clone(),
            revision: row.revision,
        }));
    }
    Ok(earlier)
}

/// The cells that `part` and the earlier tables open together.
fn opened(part: &TablePart, earlier: &[&Earlier]) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut known = Vec::new();
    let mut links = Vec::new();
    let mut tables = Vec::new();
    for (at, one) in (1..).zip(earlier) {
        let pair = Pair::of(&part.table, &one.part.table);
        let mut told = Vec::new();
        for (now, before) in pair.unchanged() {
            let (new, old) = (part.table.value(now), one.part.table.value(before));
            match (new, old) {
                (Some(figure), None) => {
                    if one.part.table.state(before).is_primary() {
                        findings.push(finding("cell_hidden_before", part, now, one));
                    }
                    told.push((before, figure));
                }
                (None, Some(figure)) => known.push((now, figure)),
                (None, None) => links.push(Link {
                    along: "REVISION".to_owned(),
                    sum: (0, now),
                    parts: vec![(at, before)],
                }),
                (Some(_), Some(_)) => {}
            }
        }
        tables.push(one.part.table.clone().with_known(&told));
    }
    tables.insert(0, part.table.clone().with_known(&known));
    let attacks = attack_all(&tables, &links, &safe::reader(), &mut |_, _| {});
    let Some((now, before)) = attacks.split_first() else {
        return findings;
    };
    if let Some(last) = earlier.first() {
        let recovered = now.recovered.iter();
        findings.extend(recovered.map(|cell| finding("cell_opened", part, cell.cell, last)));
    }
    for (attack, one) in before.iter().zip(earlier) {
        findings.extend(opened_before(attack, part, one));
    }
    let undecided = attacks.iter().map(|attack| attack.undecided.len()).sum();
    findings.extend(safe::undecided(undecided));
    findings
}

/// The cells of an earlier table that a rule had hidden and that are open now.
fn opened_before(attack: &Attack, part: &TablePart, one: &Earlier) -> Vec<Finding> {
    let table = &one.part.table;
    let is_hidden_by_rule = |cell: u32| {
        let state = table.state(cell);
        state.is_primary() && state != State::Hidden
    };
    attack
        .recovered
        .iter()
        .filter(|cell| is_hidden_by_rule(cell.cell))
        .map(|cell| {
            let mut finding = finding("cell_opened", part, u32::MAX, one);
            let codes = cell.codes.iter();
            let name = safe::name(codes.map(|(name, code)| (name.as_str(), code.as_str())));
            finding.args.insert("cell".to_owned(), name);
            finding
        })
        .collect()
}

fn finding(code: &str, part: &TablePart, cell: u32, one: &Earlier) -> Finding {
    let name = if cell < part.table.grid().count() {
        safe::name(part.table.grid().codes(cell))
    } else {
        String::new()
    };
    Finding {
        code: code.to_owned(),
        severity: Severity::Error,
        pointer: safe::pointer(part, cell),
        count: 1,
        args: args([
            ("cell", name),
            ("submission", one.submission.clone()),
            ("revision", one.revision.to_string()),
        ]),
    }
}
