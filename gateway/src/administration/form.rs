//! The files of the folder as they are written. Each holds any number of tables of its kind, so
//! that one file per participant and one file for all are both possible.

use chrono::NaiveDate;
use serde::Deserialize;
use toml::Spanned;

use crate::{
    agreement::{Direction, Role, Status},
    schedule::Missed,
};

/// A file of `participants/`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ParticipantFile {
    /// `[[participant]]`.
    #[serde(default)]
    pub(super) participant: Vec<ParticipantForm>,
}

/// One participant.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ParticipantForm {
    /// As in its certificate, for example `HND-INE`.
    pub(super) id: Spanned<String>,
    /// `office` or `ministry`.
    pub(super) role: Role,
    /// Its country, alpha-3. Default: the first part of `id`.
    pub(super) area: Option<Spanned<String>>,
    /// `active` or `suspended`. Default: `active`.
    #[serde(default)]
    pub(super) status: Status,
    /// Its names.
    pub(super) title: Title,
}

/// A name in the three languages.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Title {
    pub(super) es: String,
    pub(super) en: String,
    pub(super) fr: String,
}

/// A file of `agreements/`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AgreementFile {
    /// `[[agreement]]`.
    #[serde(default)]
    pub(super) agreement: Vec<AgreementForm>,
}

/// One agreement.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AgreementForm {
    /// Chosen by who writes it down.
    pub(super) id: Spanned<String>,
    /// The participant that answers for the figures.
    pub(super) provider: Spanned<String>,
    /// The dataflow.
    pub(super) dataflow: Spanned<String>,
    /// A participant, a country (alpha-3) or a group (`G_RCM`).
    pub(super) recipient: Spanned<String>,
    /// `"all"`, or the dimensions that may be broken down.
    pub(super) finest: Spanned<FinestForm>,
    /// For what, in the parties' words.
    pub(super) purpose: String,
    /// First day, UTC.
    #[serde(deserialize_with = "day")]
    pub(super) valid_from: NaiveDate,
    /// Last day, UTC. Default: none.
    #[serde(default, deserialize_with = "some_day")]
    pub(super) valid_to: Option<NaiveDate>,
    /// `one_way` or `mutual`. Default: `one_way`.
    #[serde(default)]
    pub(super) direction: Direction,
}

/// How fine, as it is written.
#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum FinestForm {
    /// `"all"`.
    Word(String),
    /// `["SEX", "AGE"]`.
    Dimensions(Vec<String>),
}

/// A file of `calendars/`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CalendarFile {
    /// `[[calendar]]`.
    #[serde(default)]
    pub(super) calendar: Vec<CalendarForm>,
}

/// One calendar.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CalendarForm {
    /// Chosen by who writes it down.
    pub(super) id: Spanned<String>,
    /// Only this dataflow. Default: all.
    pub(super) dataflow: Option<Spanned<String>>,
    /// Only this provider. Default: all.
    pub(super) provider: Option<Spanned<String>>,
    /// Five fields, or six with seconds first.
    pub(super) cron: Spanned<String>,
    /// For example `America/Tegucigalpa`.
    pub(super) time_zone: Spanned<String>,
    /// `skip`, `run_once` or `run_all`. Default: `run_once`.
    #[serde(default)]
    pub(super) missed: Missed,
    /// Seconds after which a slot is missed. Default: the gateway's `schedule.late_after_s`.
    pub(super) late_after_s: Option<u32>,
}

/// A day as TOML writes it (`2026-01-31`) or as text of the same form.
fn day<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<NaiveDate, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Written {
        Day(toml::value::Datetime),
        Text(String),
    }
    let text = match Written::deserialize(deserializer)? {
        Written::Day(day) => day.to_string(),
        Written::Text(text) => text,
    };
    text.parse()
        .map_err(|_| serde::de::Error::custom("not a day such as 2026-01-31"))
}

fn some_day<'de, D: serde::Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<NaiveDate>, D::Error> {
    day(deserializer).map(Some)
}
