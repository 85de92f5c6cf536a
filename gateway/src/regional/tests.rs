//! Totals are sums of what is published, or withheld, or not there; corridors stand side by side.

use schemas::{
    observation::Observations,
    registry::Registry,
    submission::{ReadLimits, Submission, from_slice, to_bytes},
};

use super::{
    additive::Figure,
    keys::Keys,
    product, proof,
    total::{self, Shared},
};
use crate::{
    agreement::{Direction, Role},
    delivery::{self, world},
    schedule::Missed,
};

/// Employed persons by sex: a figure, or the reason why it is hidden.
type Row<'a> = (&'a str, Result<f64, &'a str>);

fn stock(provider: &str, rows: &[Row<'_>], attributes: &[(&str, &str)]) -> Submission {
    let mut submission = world::submission(provider);
    let area = submission.header.provider.area().to_owned();
    submission.header.disclosure.profile = "count".to_owned();
    submission.header.disclosure.rules = vec!["minimum_frequency=5".to_owned()];
    let mut observations = Observations::default();
    for (sex, figure) in rows {
        let status = match figure {
            Ok(_) => [("OBS_STATUS", "A"), ("CONF_STATUS", "F")],
            Err(reason) => [("OBS_STATUS", "Q"), ("CONF_STATUS", *reason)],
        };
        let cells = [
            ("FREQ", "A"),
            ("REF_AREA", area.as_str()),
            ("SEX", *sex),
            ("AGE", "_T"),
            ("LABOUR_STATUS", "EMP"),
            ("MEASURE", "N_PS"),
            ("TIME_PERIOD", "2025"),
        ];
        let all = cells.into_iter().chain(attributes.iter().copied());
        observations.push(all.chain(status), Some(figure.ok()));
    }
    submission.observations = observations;
    submission
}

fn check(dataflow: &str, contributions: &[Submission]) -> Vec<String> {
    let dataflow = Registry::builtin().dataflow(dataflow).expect("dataflow");
    let Some(made) = product::make(dataflow, contributions) else {
        return Vec::new();
    };
    assert!(made.withheld.is_empty());
    let observations = made.observations;
    (0..observations.len())
        .map(|row| {
            let get = |name: &str| observations.get(row, name).unwrap_or("-").to_owned();
            let value = observations.value(row);
            let value = value.map_or_else(|| "-".to_owned(), |value| value.to_string());
            format!(
                "{} {} {value} {}{} {}",
                get("REF_AREA"),
                get("SEX"),
                get("OBS_STATUS"),
                get("CONF_STATUS"),
                get("OBS_NOTE")
            )
        })
        .collect()
}

const OPEN: [Row<'static>; 3] = [("_T", Ok(100.0)), ("M", Ok(60.0)), ("F", Ok(40.0))];
const HIDDEN: [Row<'static>; 3] = [("_T", Ok(100.0)), ("M", Err("D")), ("F", Err("A"))];

#[test]
fn a_total_is_the_sum_of_its_members_and_is_hidden_where_one_of_them_hides() {
    let all = |last: &[Row<'_>]| {
        check(
            "DF_LM_STOCK",
            &[
                stock("GTM-INE", &OPEN, &[]),
                stock("HND-INE", &OPEN, &[]),
                stock("SLV-ONEC", last, &[]),
            ],
        )
        .into_iter()
        .filter(|line| line.starts_with("G_NCA"))
        .collect::<Vec<_>>()
    };
    assert_eq!(
        all(&OPEN),
        [
            "G_NCA _T 300 AF 3/3: GTM SLV HND",
            "G_NCA M 180 AF 3/3: GTM SLV HND",
            "G_NCA F 120 AF 3/3: GTM SLV HND",
        ]
    );
    assert_eq!(
        all(&HIDDEN),
        [
            "G_NCA _T 300 AF 3/3: GTM SLV HND",
            "G_NCA M - QS 3/3: GTM SLV HND",
            "G_NCA F - QS 3/3: GTM SLV HND",
        ]
    );
}

#[test]
fn without_a_member_there_is_no_number_but_how_many_reported() {
    let two = check(
        "DF_LM_STOCK",
        &[stock("GTM-INE", &OPEN, &[]), stock("HND-INE", &OPEN, &[])],
    );
    assert!(!two.is_empty());
    for line in &two {
        assert!(line.contains(" - OF 2/"), "{line}");
    }
    assert!(
        two.iter()
            .any(|line| line.starts_with("G_NCA") && line.ends_with("2/3: GTM HND"))
    );
    let one = check("DF_LM_STOCK", &[stock("GTM-INE", &OPEN, &[])]);
    assert!(one.is_empty(), "{one:?}");
}

#[test]
fn what_counts_something_else_is_not_added() {
    let with = |attributes: &[(&str, &str)]| {
        let made = check(
            "DF_LM_STOCK",
            &[
                stock(
                    "GTM-INE",
                    &OPEN,
                    &[("ICLS_VERSION", "ICLS13"), ("AGE_COVERAGE", "15+")],
                ),
                stock(
                    "HND-INE",
                    &OPEN,
                    &[("ICLS_VERSION", "ICLS13"), ("AGE_COVERAGE", "15+")],
                ),
                stock("SLV-ONEC", &OPEN, attributes),
            ],
        );
        made.iter().any(|line| line.starts_with("G_NCA _T 300"))
    };
    assert!(with(&[("ICLS_VERSION", "ICLS13"), ("AGE_COVERAGE", "15+")]));
    assert!(!with(&[
        ("ICLS_VERSION", "ICLS19"),
        ("AGE_COVERAGE", "15+")
    ]));
    assert!(!with(&[("ICLS_VERSION", "ICLS13"), ("AGE_COVERAGE", "7+")]));
}

/// A total that knows what a member hides is found out, were it ever made.
#[test]
fn the_proof_fails_for_a_total_that_gives_a_member_away() {
    let dataflow = Registry::builtin()
        .dataflow("DF_LM_STOCK")
        .expect("dataflow");
    let contributions = [
        stock("GTM-INE", &OPEN, &[]),
        stock("HND-INE", &OPEN, &[]),
        stock("SLV-ONEC", &HIDDEN, &[]),
    ];
    let mut keys = Keys::of(dataflow);
    let mut shared = Shared::new();
    for one in &contributions {
        for row in 0..one.observations.len() {
            let key = keys.read(&one.observations, row).expect("key");
            shared.entry(key).or_default().push(Figure {
                area: one.header.provider.area(),
                observations: &one.observations,
                row,
            });
        }
    }
    let mut groups = total::groups(dataflow, &keys, &shared, &["GTM", "HND", "SLV"]);
    groups.retain(|group| group.group == "G_NCA");
    let statement = product::make(dataflow, &contributions)
        .expect("made")
        .disclosure;
    let mut right = Observations::default();
    groups[0].write(&keys, &shared, &mut right);
    let holds = |totals: &Observations| {
        let shared = (&keys, &shared);
        proof::holds(
            dataflow,
            &contributions,
            &groups,
            shared,
            (totals, &statement),
        )
    };
    assert!(holds(&right));
    let mut wrong = Observations::default();
    for row in 0..right.len() {
        let cells = right
            .columns()
            .filter_map(|(name, column)| Some((name, column.get(row)?)));
        let value = right
            .value(row)
            .or((right.get(row, "SEX") == Some("F")).then_some(83.0));
        wrong.push(cells, Some(value));
    }
    assert!(!holds(&wrong));
}

fn permit(provider: &str, role: &str, counterpart: &str, figure: Result<f64, &str>) -> Submission {
    let mut submission = stock(provider, &[], &[]);
    submission.header.dataflow = "DF_PERMIT".parse().expect("dataflow");
    let area = submission.header.provider.area().to_owned();
    let status = match figure {
        Ok(_) => ("A", "F"),
        Err(reason) => ("Q", reason),
    };
    submission.observations.push(
        [
            ("FREQ", "A"),
            ("REF_AREA", area.as_str()),
            ("REPORTER_ROLE", role),
            ("COUNTERPART_AREA", counterpart),
            ("MECHANISM", "US_H2A"),
            ("PERMIT_STAGE", "VISA"),
            ("SOURCE_TYPE", "ADM_PERM"),
            ("SEX", "_T"),
            ("AGE", "_T"),
            ("MEASURE", "N"),
            ("TIME_PERIOD", "2025"),
            ("OBS_STATUS", status.0),
            ("CONF_STATUS", status.1),
        ],
        Some(figure.ok()),
    );
    submission
}

#[test]
fn a_corridor_stands_side_by_side_and_is_never_added() {
    let both = |origin: Result<f64, &str>| {
        check(
            "DF_PERMIT",
            &[
                permit("USA-DOS", "DEST", "HND", Ok(120.0)),
                permit("HND-SETRASS", "ORIG", "USA", origin),
            ],
        )
    };
    assert_eq!(
        both(Ok(100.0)),
        [
            "HND _T 100 AF USA: COMPARABLE=YES; D=120; O=100; ASYM_ABS=20; ASYM_REL=18.2; CLASS=MODERATE; RATIO=1.200",
            "USA _T 120 AF HND: COMPARABLE=YES; D=120; O=100; ASYM_ABS=20; ASYM_REL=18.2; CLASS=MODERATE; RATIO=1.200",
        ]
    );
    let hidden = both(Err("A"));
    assert_eq!(
        hidden,
        [
            "HND _T - QA USA: COMPARABLE=YES",
            "USA _T 120 AF HND: COMPARABLE=YES"
        ]
    );
}

/// Three countries, their ministries, and a region in which the gateway may do its part.
#[test]
fn regional_tables_are_made_on_schedule_where_agreements_say_so() {
    let region = world::World::new();
    let offices = ["GTM-INE", "HND-INE", "SLV-ONEC"];
    for office in offices {
        region.participant(office, Role::Office);
    }
    region.participant("MEX-STPS", Role::Ministry);
    region.calendar("always", "* * * * * *", "UTC", Missed::RunOnce);
    for office in offices {
        region.submit(&stock(office, &OPEN, &[]));
    }
    let got = || {
        region.advance(chrono::TimeDelta::seconds(1));
        region.run();
        let reader = "MEX-STPS".parse().expect("participant");
        let inbox = delivery::inbox(&region.store, &reader, 0, 100, region.now()).expect("inbox");
        inbox.deliveries
    };
    assert!(got().is_empty());
    let mut out = world::agreement("PUENTE-GATEWAY", "MEX-STPS", &["all"]);
    out.direction = Direction::OneWay;
    region.agreement(&out);
    assert!(
        got().is_empty(),
        "no office has agreed that its figures are used"
    );
    for office in offices {
        region.agreement(&world::agreement(
            office,
            "PUENTE-GATEWAY",
            &["SEX", "LABOUR_STATUS"],
        ));
    }
    let first = got();
    assert_eq!(first.len(), 1);
    assert_eq!(
        (first[0].provider.as_str(), first[0].revision),
        ("PUENTE-GATEWAY", 0)
    );
    assert_eq!(got().len(), 1, "nothing has changed since");
    let mut second = stock("SLV-ONEC", &HIDDEN, &[]);
    second.header.revision = 1;
    region.submit(&second);
    let deliveries = got();
    assert_eq!(deliveries.len(), 2);
    let reader = "MEX-STPS".parse().expect("participant");
    let (store, now) = (&region.store, region.now());
    let document = delivery::document(store, &reader, &deliveries[1].id, now, "r1").expect("read");
    let chunks: Result<Vec<_>, _> = document.chunks().expect("chunks").collect();
    let bytes = chunks.expect("undamaged").concat();
    let whole = from_slice(&bytes, &ReadLimits::default()).expect("a submission");
    assert_eq!(to_bytes(&whole), bytes);
    assert_eq!(
        (whole.header.revision, whole.header.disclosure.secondary),
        (1, 2)
    );
    let findings = schemas::validate::validate(&whole, 100);
    assert!(findings.is_empty(), "{findings:?}");
}
