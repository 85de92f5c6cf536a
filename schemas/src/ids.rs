//! Identifiers as types, so that a dataflow cannot be passed where a participant is meant.

use std::fmt;

use serde::{Deserialize, Serialize};

/// An identifier that does not have the form its kind requires.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a valid {kind} identifier")]
pub struct InvalidId {
    /// What the identifier should have named, for example `participant`.
    pub kind: &'static str,
}

macro_rules! identifier {
    ($(#[$doc:meta])* $name:ident, $kind:literal, $accepts:path) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// The identifier as text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl std::str::FromStr for $name {
            type Err = InvalidId;
            fn from_str(text: &str) -> Result<Self, InvalidId> {
                Self::try_from(text.to_owned())
            }
        }

        impl TryFrom<String> for $name {
            type Error = InvalidId;
            fn try_from(text: String) -> Result<Self, InvalidId> {
                if $accepts(&text) { Ok(Self(text)) } else { Err(InvalidId { kind: $kind }) }
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> Self {
                id.0
            }
        }
    };
}

identifier!(
    /// An office or ministry that takes part, for example `HND-INE`: alpha-3 of its country, a
    /// hyphen, the institution in capitals and digits. The gateway itself is `PUENTE-GATEWAY`.
    ParticipantId, "participant", is_participant
);
identifier!(
    /// A dataflow, for example `DF_PERMIT`.
    DataflowId, "dataflow", is_name
);
identifier!(
    /// A dimension or attribute column, for example `GEO_ADM1`.
    DimensionId, "dimension", is_name
);
identifier!(
    /// A measure, for example `N_PS`.
    MeasureId, "measure", is_name
);
identifier!(
    /// A codelist, for example `CL_SEX`.
    CodelistId, "codelist", is_name
);
identifier!(
    /// A concordance, for example `US_SOC10_ISCO08`.
    ConcordanceId, "concordance", is_name
);
identifier!(
    /// A submission: a UUID in lower case with hyphens, made by the office that submits.
    SubmissionId, "submission", is_uuid
);

impl SubmissionId {
    /// A new identifier, ordered by time of making (UUID version 7).
    #[must_use]
    pub fn new() -> Self {
        Self(uuid::Uuid::now_v7().to_string())
    }
}

impl Default for SubmissionId {
    fn default() -> Self {
        Self::new()
    }
}

impl ParticipantId {
    /// The alpha-3 code of the participant's country, `PUENTE` for the gateway itself.
    #[must_use]
    pub fn area(&self) -> &str {
        self.0.split('-').next().unwrap_or_default()
    }
}

fn is_participant(text: &str) -> bool {
    let capitals = |part: &str| {
        !part.is_empty()
            && part
                .bytes()
                .all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_')
    };
    text.len() <= 40
        && text.split_once('-').is_some_and(|(area, unit)| {
            (area == "PUENTE" || area.len() == 3) && capitals(area) && capitals(unit)
        })
}

fn is_name(text: &str) -> bool {
    (1..=40).contains(&text.len())
        && text
            .bytes()
            .all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_')
}

fn is_uuid(text: &str) -> bool {
    text.len() == 36 && uuid::Uuid::try_parse(text).is_ok_and(|parsed| parsed.to_string() == text)
}
