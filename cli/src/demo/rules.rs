//! What the gateway is told about the region: participants, agreements and one calendar, written as
//! the folder that `puente gateway apply` reads.

use std::{fs, path::Path};

use schemas::ids::ParticipantId;
use serde::Serialize;

use super::region::{Participant, Region};

/// How much was written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Written {
    pub(super) participants: usize,
    pub(super) agreements: usize,
    pub(super) calendars: usize,
}

#[derive(Serialize)]
struct Participants<'a> {
    participant: &'a [Participant],
}

#[derive(Serialize)]
struct Agreements {
    agreement: Vec<Agreement>,
}

#[derive(Serialize)]
struct Agreement {
    id: String,
    provider: ParticipantId,
    dataflow: String,
    recipient: &'static str,
    finest: &'static str,
    purpose: &'static str,
    valid_from: toml::value::Datetime,
}

#[derive(Serialize)]
struct Calendars {
    calendar: [Calendar; 1],
}

#[derive(Serialize)]
struct Calendar {
    id: &'static str,
    cron: &'static str,
    time_zone: &'static str,
}

/// Writes the folder: everyone of the region takes part, each office's dataflows go to the ministries
/// of all twelve countries, and what is due is routed every second.
pub(super) fn write(
    folder: &Path,
    region: &Region,
    flows: &[(ParticipantId, String)],
) -> anyhow::Result<Written> {
    let agreement = flows
        .iter()
        .map(|(provider, dataflow)| {
            Ok(Agreement {
                id: format!("{provider}-{dataflow}").to_lowercase(),
                provider: provider.clone(),
                dataflow: dataflow.clone(),
                recipient: "G_RCMX",
                finest: "all",
                purpose: "Demostración · Demonstration · Démonstration",
                valid_from: "2026-01-01".parse()?,
            })
        })
        .collect::<anyhow::Result<Vec<_>>>()?;
    let agreements = Agreements { agreement };
    let calendar = Calendar {
        id: "demo",
        cron: "* * * * * *",
        time_zone: "America/Tegucigalpa",
    };
    let participants = Participants {
        participant: &region.participants,
    };
    let calendars = Calendars {
        calendar: [calendar],
    };
    for (name, text) in [
        ("participants", toml::to_string(&participants)?),
        ("agreements", toml::to_string(&agreements)?),
        ("calendars", toml::to_string(&calendars)?),
    ] {
        fs::create_dir_all(folder.join(name))?;
        fs::write(folder.join(name).join("region.toml"), text)?;
    }
    Ok(Written {
        participants: region.participants.len(),
        agreements: agreements.agreement.len(),
        calendars: calendars.calendar.len(),
    })
}
