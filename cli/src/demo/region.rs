//! Who takes part in the demonstration and what the gateway is told about them: participants,
//! agreements and calendars, written as the folder that `puente gateway apply` reads.

use schemas::{ids::ParticipantId, language::Names, period::ReferencePeriod};
use serde::{Deserialize, Serialize};

/// The region as `region.toml` beside this file describes it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Region {
    /// The adapters whose tables are sent.
    pub(super) adapters: Vec<String>,
    /// The period of synthetic stocks where an adapter holds for it, so that countries can be added.
    pub(super) stocks_period: ReferencePeriod,
    /// Offices and ministries.
    #[serde(rename = "participant")]
    pub(super) participants: Vec<Participant>,
    /// Published national files that an office reads when they are at hand.
    pub(super) published: Vec<Published>,
}

/// An office or a ministry.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Participant {
    pub(super) id: ParticipantId,
    pub(super) role: Role,
    pub(super) title: Names,
}

/// What a participant does in the demonstration.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Role {
    /// Sends.
    Office,
    /// Pulls.
    Ministry,
}

/// Files of one adapter and period, relative to the folder of `--real-data`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Published {
    pub(super) adapter: String,
    pub(super) files: Vec<String>,
    pub(super) period: String,
}

impl Region {
    /// The region of the demonstration.
    ///
    /// # Panics
    /// When `region.toml` does not parse; it is compiled in, and a test reads it.
    pub(super) fn builtin() -> Self {
        toml::from_str(include_str!("region.toml"))
            .unwrap_or_else(|error| panic!("region.toml: {error}"))
    }

    /// Participants of one role.
    pub(super) fn with_role(&self, role: Role) -> impl Iterator<Item = &Participant> {
        self.participants
            .iter()
            .filter(move |participant| participant.role == role)
    }

    /// The countries, each once, in the order of the file.
    pub(super) fn countries(&self) -> Vec<String> {
        let mut countries: Vec<String> = Vec::new();
        for participant in &self.participants {
            let area = participant.id.area().to_owned();
            if !countries.contains(&area) {
                countries.push(area);
            }
        }
        countries
    }
}

#[cfg(test)]
mod tests {
    use super::{Region, Role};

    #[test]
    fn every_adapter_that_is_sent_has_its_office() {
        let region = Region::builtin();
        let errands = super::super::office::Errand::all(&region, None).expect("errands");
        let mut countries: Vec<&str> = errands.iter().map(|one| one.office.area()).collect();
        countries.sort_unstable();
        countries.dedup();
        assert_eq!(countries.len(), 12, "{countries:?}");
        for errand in errands {
            assert!(
                region
                    .with_role(Role::Office)
                    .any(|one| one.id == errand.office),
                "{} belongs to no office",
                errand.name()
            );
        }
    }

    #[test]
    fn twelve_countries_each_with_an_office_and_a_ministry() {
        let region = Region::builtin();
        let countries = region.countries();
        assert_eq!(countries.len(), 12);
        for country in &countries {
            for role in [Role::Office, Role::Ministry] {
                assert!(
                    region.with_role(role).any(|one| one.id.area() == *country),
                    "{country} has no {role:?}"
                );
            }
        }
    }
}
