//! What the gateway is told about the region: participants, agreements and one calendar, written as
//! the folder that `puente gateway apply` reads.

use std::{fs, path::Path};

use certs::participant::GATEWAY;
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
/// of all twelve countries and into the gateway's regional tables, which go to the same ministries;
/// what is due is routed every second.
pub(super) fn write(
    folder: &Path,
    region: &Region,
    flows: &[(ParticipantId, String)],
) -> anyhow::Result<Written> {
    let agreements = agreements(flows)?;
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

/// Each office's dataflows to all ministries and to the gateway, and what it makes to all ministries.
fn agreements(flows: &[(ParticipantId, String)]) -> anyhow::Result<Agreements> {
    const ALL: &str = "G_RCMX";
    let gateway: ParticipantId = GATEWAY.parse()?;
    let mut dataflows: Vec<_> = flows.iter().map(|(_, dataflow)| dataflow).collect();
    dataflows.sort();
    dataflows.dedup();
    let national = flows.iter().flat_map(|(provider, dataflow)| {
        [ALL, GATEWAY].map(|recipient| (provider, dataflow, recipient))
    });
    let regional = dataflows
        .into_iter()
        .map(|dataflow| (&gateway, dataflow, ALL));
    let agreement = national
        .chain(regional)
        .map(|(provider, dataflow, recipient)| {
            Ok(Agreement {
                id: format!("{provider}-{dataflow}-{recipient}").to_lowercase(),
                provider: provider.clone(),
                dataflow: dataflow.clone(),
                recipient,
                finest: "all",
                purpose: "Demostración · Demonstration · Démonstration",
                valid_from: "2026-01-01".parse()?,
            })
        })
        .collect::<anyhow::Result<_>>()?;
    Ok(Agreements { agreement })
}
