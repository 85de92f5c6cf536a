//! What the gateway made of the offices' tables: totals of groups of countries, and corridors as
//! both of their sides count them.

use std::collections::BTreeMap;

use certs::participant::GATEWAY;
use schemas::{
    language::{Language, MessageArgs},
    observation::{Observations, Row},
    submission::Submission,
};

use super::{Grid, is_margin, stock_cell, stock_heading, title};
use crate::catalogue::catalogue;

/// Whether the gateway made it.
pub(super) fn is_regional(submission: &Submission) -> bool {
    submission.header.provider.as_str() == GATEWAY
}

/// The two tables, each with its title; nothing when there is nothing to add or to compare.
pub(super) fn render(submissions: &[Submission], language: Language) -> String {
    let text = |key: &str| catalogue().message(language, key, &MessageArgs::new());
    let latest = latest(submissions);
    let mut all = String::new();
    let totals = Grid::of(latest.iter().copied(), "DF_LM_STOCK", stock_cell).of_groups();
    if !totals.cells.is_empty() {
        let lines = totals.lines(language, "demo-groups-group", stock_heading);
        all.push_str(&format!("{}\n{lines}\n", text("demo-groups-title")));
    }
    let corridors: Vec<String> = latest
        .iter()
        .flat_map(|one| corridors(&one.observations, language))
        .collect();
    if !corridors.is_empty() {
        let lines = corridors.join("\n");
        all.push_str(&format!("{}\n{lines}\n\n", text("demo-corridors-title")));
    }
    all
}

/// The latest revision of each dataflow and period.
fn latest(submissions: &[Submission]) -> Vec<&Submission> {
    let mut latest: BTreeMap<(String, String), &Submission> = BTreeMap::new();
    for one in submissions.iter().filter(|one| is_regional(one)) {
        let header = &one.header;
        let key = (
            header.dataflow.to_string(),
            header.reference_period.to_string(),
        );
        let last = latest.entry(key).or_insert(one);
        if last.header.revision < header.revision {
            *last = one;
        }
    }
    latest.into_values().collect()
}

/// One line per corridor of permits: from, to, of what, and what both sides say.
fn corridors(observations: &Observations, language: Language) -> Vec<String> {
    let totals = ["SEX", "AGE", "ACTIVITY", "OCCUPATION", "GEO_ADM1"];
    let line = |row: Row| {
        let code = |name: &str| observations.get(row, name);
        if code("REPORTER_ROLE")? != "DEST" || !is_margin(observations, row, &totals) {
            return None;
        }
        let (destination, origin) = (code("REF_AREA")?, code("COUNTERPART_AREA")?);
        let (_, note) = code("OBS_NOTE")?.split_once(": ")?;
        let what: Vec<&str> = ["MECHANISM", "MIG_CONCEPT", "PERMIT_STAGE", "TIME_PERIOD"]
            .iter()
            .filter_map(|name| code(name))
            .collect();
        let place = |code: &str| title("CL_AREA", code, language);
        let (origin, destination) = (place(origin), place(destination));
        Some(format!(
            "{origin} → {destination} · {}: {note}",
            what.join(" · ")
        ))
    };
    (0..observations.len()).filter_map(line).collect()
}
