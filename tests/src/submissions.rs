//! Small, valid submissions for tests of the exchange: labour market stocks that add up.

use std::collections::BTreeMap;

use chrono::{TimeZone, Utc};
use schemas::{
    ids::{DataflowId, ParticipantId, SubmissionId},
    observation::Observations,
    period::ReferencePeriod,
    submission::{DisclosureStatement, EXCHANGE_VERSION, Submission, SubmissionHeader},
};

/// Employed and unemployed persons of `provider` by sex in `period`; `seed` varies the figures.
///
/// # Panics
/// When `provider` or `period` does not have its form.
#[must_use]
pub fn labour_stock(provider: &str, period: &str, seed: u32) -> Submission {
    let provider: ParticipantId = provider.parse().expect("participant");
    let period: ReferencePeriod = period.parse().expect("period");
    let mut observations = Observations::default();
    let figures = |men: u32, women: u32| [("M", men), ("F", women), ("_T", men + women)];
    let employed = figures(52_000 + seed, 41_000 + 2 * seed);
    let unemployed = figures(3_100 + seed % 97, 2_900 + seed % 89);
    let outside = figures(20_000, 33_000 + seed);
    let area = provider.area().to_owned();
    let time = period.to_string();
    let add = |status: &str, sex: &str, value: u32, observations: &mut Observations| {
        let cells = [
            ("FREQ", period.frequency().code()),
            ("REF_AREA", area.as_str()),
            ("SEX", sex),
            ("AGE", "Y_GE15"),
            ("LABOUR_STATUS", status),
            ("MEASURE", "N_PS"),
            ("TIME_PERIOD", time.as_str()),
            ("OBS_STATUS", "A"),
            ("CONF_STATUS", "F"),
        ];
        observations.push(cells, Some(Some(f64::from(value))));
    };
    for ((sex, emp), ((_, une), (_, olf))) in employed
        .into_iter()
        .zip(unemployed.into_iter().zip(outside))
    {
        add("EMP", sex, emp, &mut observations);
        add("UNE", sex, une, &mut observations);
        add("LF", sex, emp + une, &mut observations);
        add("OLF", sex, olf, &mut observations);
        add("_T", sex, emp + une + olf, &mut observations);
    }
    Submission {
        header: header(provider, "DF_LM_STOCK", period),
        observations,
    }
}

/// A header that declares nothing suppressed.
fn header(provider: ParticipantId, dataflow: &str, period: ReferencePeriod) -> SubmissionHeader {
    let dataflow: DataflowId = dataflow.parse().expect("dataflow");
    let version = schemas::registry::Registry::builtin()
        .dataflow(dataflow.as_str())
        .expect("known dataflow")
        .version
        .clone();
    SubmissionHeader {
        exchange_version: EXCHANGE_VERSION.to_owned(),
        submission_id: SubmissionId::new(),
        dataflow,
        dataflow_version: version,
        provider,
        reference_period: period,
        revision: 0,
        prepared_at: Utc.with_ymd_and_hms(2026, 11, 2, 12, 0, 0).unwrap(),
        adapter: "manual".to_owned(),
        disclosure: DisclosureStatement {
            profile: "survey".to_owned(),
            rules: vec!["minimum_frequency=5".to_owned()],
            method: "suppression".to_owned(),
            primary: 0,
            secondary: 0,
            incomplete: BTreeMap::new(),
        },
        embargo_until: None,
    }
}

/// The same submission with some figures withheld: labour status, sex, and why.
#[must_use]
pub fn hide(mut submission: Submission, hidden: &[(&str, &str, &str)]) -> Submission {
    let whole = std::mem::take(&mut submission.observations);
    for row in 0..whole.len() {
        let get = |name: &str| whole.get(row, name);
        let cell = (get("LABOUR_STATUS"), get("SEX"));
        let reason = hidden
            .iter()
            .find(|(status, sex, _)| cell == (Some(*status), Some(*sex)));
        let status = reason.map_or(["A", "F"], |(_, _, reason)| ["Q", *reason]);
        let cells = whole
            .columns()
            .filter_map(|(name, column)| Some((name, column.get(row)?)))
            .filter(|(name, _)| !matches!(*name, "OBS_STATUS" | "CONF_STATUS"))
            .chain([("OBS_STATUS", status[0]), ("CONF_STATUS", status[1])]);
        let value = whole.value(row).filter(|_| reason.is_none());
        submission.observations.push(cells, Some(value));
    }
    submission
}
