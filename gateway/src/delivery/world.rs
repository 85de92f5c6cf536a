//! A region on one database under a clock that tests move: participants, agreements, calendars,
//! stored submissions, and as many schedulers and workers as a test asks for.

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, TimeZone, Utc};
use schemas::{
    ids::SubmissionId,
    language::Names,
    observation::Observations,
    submission::{DisclosureStatement, EXCHANGE_VERSION, Submission, SubmissionHeader},
};

use super::worker::{Sign, Worker};
use crate::{
    agreement::{Agreement, Direction, Finest, Participant, Role, Status},
    config::{DeliverySection, ScheduleSection, StoreSection},
    schedule::{Calendar, Clock, Missed, MockClock, Pattern, Scheduler},
    store::{
        Aborted, Store, StoreError, Transaction, agreements, calendars, participants,
        submissions::{self, Evidence, SubmissionRow},
    },
};

pub(crate) struct World {
    pub(crate) store: Store,
    pub(crate) clock: Arc<MockClock>,
    pub(crate) delivery: DeliverySection,
    pub(crate) schedule: ScheduleSection,
    folder: tempfile::TempDir,
}

/// Signs by naming the length: enough to see who signed.
struct PlainSigner;

impl Sign for PlainSigner {
    fn sign(
        &self,
        bytes: &[u8],
        _: DateTime<Utc>,
    ) -> Result<String, Box<dyn std::error::Error + Send + Sync>> {
        Ok(format!("gateway over {} bytes", bytes.len()))
    }
}

impl World {
    /// Midday of 1 March 2026.
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().expect("temporary folder");
        let section = StoreSection {
            path: folder.path().join("puente.sqlite"),
            readers: 2,
            busy_timeout_ms: 20_000,
            spool: None,
        };
        let store = Store::open(&section).expect("opened");
        store.migrate().expect("migrated");
        let noon = Utc.with_ymd_and_hms(2026, 3, 1, 12, 0, 0).single();
        Self {
            store,
            clock: Arc::new(MockClock::at(noon.expect("a moment"))),
            delivery: DeliverySection::default(),
            schedule: ScheduleSection::default(),
            folder,
        }
    }

    /// The same database and clock through connections of its own, as another gateway has them.
    pub(crate) fn another_gateway(&self) -> Self {
        let section = StoreSection {
            path: self.folder.path().join("puente.sqlite"),
            readers: 2,
            busy_timeout_ms: 20_000,
            spool: None,
        };
        Self {
            store: Store::open(&section).expect("opened"),
            clock: Arc::clone(&self.clock),
            delivery: self.delivery.clone(),
            schedule: self.schedule.clone(),
            folder: tempfile::tempdir().expect("temporary folder"),
        }
    }

    pub(crate) fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    pub(crate) fn advance(&self, by: TimeDelta) {
        self.clock.advance(by);
    }

    pub(crate) fn scheduler(&self, owner: &str) -> Scheduler {
        let clock: Arc<dyn Clock> = self.clock.clone();
        Scheduler::new(
            self.store.clone(),
            clock,
            self.schedule.clone(),
            Arc::new(PlainSigner),
            owner.to_owned(),
        )
    }

    pub(crate) fn worker(&self, owner: &str) -> Worker {
        let clock: Arc<dyn Clock> = self.clock.clone();
        Worker::new(
            self.store.clone(),
            clock,
            self.delivery.clone(),
            Arc::new(PlainSigner),
            owner.to_owned(),
        )
    }

    pub(crate) fn write<T>(
        &self,
        write: impl FnOnce(&mut Transaction<'_>) -> Result<T, StoreError>,
    ) -> T {
        let done = self
            .store
            .write("test", |rows| Ok::<_, Aborted<StoreError>>(write(rows)?));
        done.unwrap_or_else(|error| panic!("{error:?}"))
    }

    pub(crate) fn participant(&self, id: &str, role: Role) {
        self.write(|rows| participants::put(rows, &participant(id, role)));
    }

    pub(crate) fn agreement(&self, agreement: &Agreement) {
        self.write(|rows| agreements::put(rows, agreement));
    }

    pub(crate) fn calendar(&self, id: &str, cron: &str, zone: &str, missed: Missed) {
        let calendar = Calendar {
            id: id.to_owned(),
            dataflow: None,
            provider: None,
            pattern: Pattern::new(cron, zone).expect("pattern"),
            missed,
            late_after_s: None,
            starts_at: self.now(),
        };
        self.write(|rows| calendars::put(rows, &calendar, self.now()));
    }

    /// Stores a submission as intake does.
    pub(crate) fn submit(&self, submission: &Submission) -> String {
        let header = &submission.header;
        let bytes = schemas::submission::to_bytes(submission);
        let digest = super::excerpt::digest(&bytes);
        let len = bytes.len() as u64;
        let row = SubmissionRow::of(header, &digest, len, 1, self.now(), 0);
        let signed = Evidence {
            document: zstd::encode_all(&*bytes, 1).expect("compressed"),
            signature: "office".to_owned(),
        };
        self.write(|rows| submissions::insert(rows, &row, &signed, "receipt", "[]"));
        row.id
    }

    /// Looks at the calendars and works until nothing is ready.
    pub(crate) fn run(&self) {
        self.scheduler("a").tick().expect("tick");
        let worker = self.worker("a");
        while worker.work().expect("work") {}
    }
}

pub(crate) fn participant(id: &str, role: Role) -> Participant {
    let id: schemas::ids::ParticipantId = id.parse().expect("participant");
    Participant {
        role,
        area: id.area().to_owned(),
        status: Status::Active,
        title: Names::default(),
        id,
    }
}

/// An agreement of DF_LM_STOCK since 2026 without end.
pub(crate) fn agreement(provider: &str, recipient: &str, finest: &[&str]) -> Agreement {
    let dimensions = finest.iter().map(|id| id.parse().expect("dimension"));
    Agreement {
        id: format!("{provider}/{recipient}/{}", finest.join("+")),
        provider: provider.parse().expect("participant"),
        dataflow: "DF_LM_STOCK".parse().expect("dataflow"),
        recipient: recipient.parse().expect("party"),
        finest: match finest {
            ["all"] => Finest::ALL,
            _ => Finest::Dimensions(dimensions.collect()),
        },
        purpose: "regional statistics".to_owned(),
        valid_from: "2026-01-01".parse().expect("day"),
        valid_to: None,
        direction: Direction::OneWay,
    }
}

/// A submission of DF_LM_STOCK: total, by sex, by age, by both; one cell is suppressed.
pub(crate) fn submission(provider: &str) -> Submission {
    let mut observations = Observations::default();
    for (sex, age, value) in [
        ("_T", "_T", Some(100.0)),
        ("M", "_T", Some(60.0)),
        ("F", "_T", Some(40.0)),
        ("_T", "Y15T24", Some(30.0)),
        ("M", "Y15T24", None),
        ("F", "Y15T24", None),
    ] {
        let (status, confidentiality) = match (value, sex) {
            (Some(_), _) => ("A", "F"),
            (None, "M") => ("Q", "A"),
            (None, _) => ("Q", "D"),
        };
        observations.push(
            [
                ("FREQ", "A"),
                ("REF_AREA", "HND"),
                ("SEX", sex),
                ("AGE", age),
                ("LABOUR_STATUS", "_T"),
                ("MEASURE", "N_PS"),
                ("TIME_PERIOD", "2025"),
                ("OBS_STATUS", status),
                ("CONF_STATUS", confidentiality),
            ],
            Some(value),
        );
    }
    Submission {
        header: SubmissionHeader {
            exchange_version: EXCHANGE_VERSION.to_owned(),
            submission_id: SubmissionId::new(),
            dataflow: "DF_LM_STOCK".parse().expect("dataflow"),
            dataflow_version: "0.1".to_owned(),
            provider: provider.parse().expect("participant"),
            reference_period: "2025".parse().expect("period"),
            revision: 0,
            prepared_at: DateTime::UNIX_EPOCH,
            adapter: "manual".to_owned(),
            disclosure: DisclosureStatement {
                profile: "survey".to_owned(),
                rules: Vec::new(),
                method: "suppression".to_owned(),
                primary: 1,
                secondary: 1,
                incomplete: std::collections::BTreeMap::new(),
            },
            embargo_until: None,
        },
        observations,
    }
}
