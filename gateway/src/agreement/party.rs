//! The other side of an agreement: one participant, a country, or a group of countries.

use std::fmt;

use schemas::{ids::ParticipantId, registry::Registry};

use super::policy::{Participant, Role};

/// The recipient of an agreement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Party {
    /// One participant, whatever its role.
    Participant(ParticipantId),
    /// The ministries of a country (alpha-3); its offices where it provides.
    Country(String),
    /// The ministries of the members of a group (`G_RCM`); their offices where they provide.
    Group(String),
}

/// A text that is neither a participant nor an area of `CL_AREA`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("neither a participant nor a country or group of CL_AREA")]
pub(crate) struct UnknownParty;

impl Party {
    /// Whether `participant` receives as this party.
    pub(crate) fn receives_as(&self, participant: &Participant) -> bool {
        self.includes(participant, Role::Ministry)
    }

    /// Whether `participant` provides as this party, under a mutual agreement.
    pub(crate) fn provides_as(&self, participant: &Participant) -> bool {
        self.includes(participant, Role::Office)
    }

    fn includes(&self, participant: &Participant, role: Role) -> bool {
        match self {
            Self::Participant(id) => *id == participant.id,
            Self::Country(area) => participant.role == role && *area == participant.area,
            Self::Group(group) => participant.role == role && is_member(group, &participant.area),
        }
    }
}

fn is_member(group: &str, area: &str) -> bool {
    Registry::builtin()
        .codelist("CL_AREA")
        .and_then(|areas| areas.get(group))
        .is_some_and(|group| group.members.iter().any(|member| member == area))
}

impl std::str::FromStr for Party {
    type Err = UnknownParty;

    fn from_str(text: &str) -> Result<Self, UnknownParty> {
        if let Ok(id) = text.parse() {
            return Ok(Self::Participant(id));
        }
        let areas = Registry::builtin()
            .codelist("CL_AREA")
            .ok_or(UnknownParty)?;
        let area = areas.get(text).ok_or(UnknownParty)?;
        if !area.members.is_empty() {
            return Ok(Self::Group(text.to_owned()));
        }
        if is_country(text) {
            Ok(Self::Country(text.to_owned()))
        } else {
            Err(UnknownParty)
        }
    }
}

/// Whether `code` is a country of `CL_AREA`: an alpha-3 code, neither a region nor a group.
pub(crate) fn is_country(code: &str) -> bool {
    code.len() == 3
        && code.bytes().all(|byte| byte.is_ascii_uppercase())
        && Registry::builtin()
            .codelist("CL_AREA")
            .is_some_and(|areas| areas.get(code).is_some())
}

impl fmt::Display for Party {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Participant(id) => id.fmt(f),
            Self::Country(area) | Self::Group(area) => f.write_str(area),
        }
    }
}
