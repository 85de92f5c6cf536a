//! Participants and agreements as they stand, and which agreements cover a flow.

use std::{collections::BTreeMap, sync::LazyLock};

use certs::participant::GATEWAY;
use chrono::NaiveDate;
use schemas::{
    ids::{DataflowId, ParticipantId},
    language::Names,
};
use serde::{Deserialize, Serialize};

use super::{Flow, extent::Finest, party::Party, permitted::Denied};

/// An office or ministry that may connect.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Participant {
    /// As in its certificate.
    pub(crate) id: ParticipantId,
    /// Whether it sends or receives on behalf of its country.
    pub(crate) role: Role,
    /// Its country, alpha-3.
    pub(crate) area: String,
    /// Whether it takes part now.
    pub(crate) status: Status,
    /// Its names.
    pub(crate) title: Names,
}

/// What a participant is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Role {
    /// Produces figures.
    Office,
    /// Uses figures.
    Ministry,
}

/// Whether a participant takes part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Status {
    /// It does.
    #[default]
    Active,
    /// It neither sends nor receives.
    Suspended,
}

/// Who may receive what, from whom, how fine, for what, until when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Agreement {
    /// Chosen by who wrote it down.
    pub(crate) id: String,
    /// The participant that answers for the figures.
    pub(crate) provider: ParticipantId,
    /// The dataflow.
    pub(crate) dataflow: DataflowId,
    /// Who receives.
    pub(crate) recipient: Party,
    /// How fine.
    pub(crate) finest: Finest,
    /// For what, in the parties' words.
    pub(crate) purpose: String,
    /// First day, UTC.
    pub(crate) valid_from: NaiveDate,
    /// Last day, UTC; none while no end is agreed.
    pub(crate) valid_to: Option<NaiveDate>,
    /// Whether it goes both ways.
    pub(crate) direction: Direction,
}

/// Which way figures go under an agreement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Direction {
    /// From provider to recipient.
    #[default]
    OneWay,
    /// Also from recipient to provider.
    Mutual,
}

impl Agreement {
    fn is_in_force(&self, day: NaiveDate) -> bool {
        self.valid_from <= day && self.valid_to.is_none_or(|last| day <= last)
    }

    fn lets_provide(&self, provider: &Participant) -> bool {
        self.provider == provider.id
            || (self.direction == Direction::Mutual && self.recipient.provides_as(provider))
    }

    fn lets_pass(&self, provider: &Participant, recipient: &Participant) -> bool {
        let forward = self.provider == provider.id && self.recipient.receives_as(recipient);
        let back = self.direction == Direction::Mutual
            && self.provider == recipient.id
            && self.recipient.provides_as(provider);
        forward || back
    }
}

/// Participants and agreements at one moment.
#[derive(Debug, Clone, Default)]
pub(crate) struct Policy {
    participants: BTreeMap<ParticipantId, Participant>,
    agreements: BTreeMap<String, Agreement>,
}

/// The gateway, which agreements may name as recipient of figures for regional tables and as
/// provider of those tables. It is no row, and has no inbox.
static OURSELVES: LazyLock<Participant> = LazyLock::new(|| {
    #[expect(clippy::unwrap_used, reason = "a constant that has the form")]
    let id: ParticipantId = GATEWAY.parse().unwrap();
    Participant {
        role: Role::Office,
        area: id.area().to_owned(),
        status: Status::Active,
        title: Names::default(),
        id,
    }
});

impl Policy {
    /// The policy of these rows.
    pub(crate) fn of(
        participants: impl IntoIterator<Item = Participant>,
        agreements: impl IntoIterator<Item = Agreement>,
    ) -> Self {
        Self {
            participants: participants
                .into_iter()
                .map(|row| (row.id.clone(), row))
                .collect(),
            agreements: agreements
                .into_iter()
                .map(|row| (row.id.clone(), row))
                .collect(),
        }
    }

    /// Every participant, in order.
    pub(super) fn participants(&self) -> impl Iterator<Item = &ParticipantId> {
        self.participants.keys()
    }

    /// The agreements in force under which the flow's provider may submit its dataflow.
    pub(super) fn covering_submission(&self, flow: &Flow) -> Result<Vec<&Agreement>, Denied> {
        let provider = self.active(&flow.provider)?;
        self.in_force(flow, |agreement| agreement.lets_provide(provider))
    }

    /// The agreements in force under which `recipient` may have the flow.
    pub(super) fn covering_recipient(
        &self,
        flow: &Flow,
        recipient: &ParticipantId,
    ) -> Result<Vec<&Agreement>, Denied> {
        let provider = self.active(&flow.provider)?;
        let recipient = self.active(recipient)?;
        if provider.id == recipient.id {
            return Err(Denied::NoAgreement);
        }
        self.in_force(flow, |agreement| agreement.lets_pass(provider, recipient))
    }

    /// The participant `id`, when it takes part now.
    pub(super) fn active(&self, id: &ParticipantId) -> Result<&Participant, Denied> {
        if id.as_str() == GATEWAY {
            return Ok(&OURSELVES);
        }
        let participant = self
            .participants
            .get(id)
            .ok_or(Denied::UnknownParticipant)?;
        match participant.status {
            Status::Active => Ok(participant),
            Status::Suspended => Err(Denied::Suspended),
        }
    }

    fn in_force(
        &self,
        flow: &Flow,
        names: impl Fn(&Agreement) -> bool,
    ) -> Result<Vec<&Agreement>, Denied> {
        let named: Vec<&Agreement> = self
            .agreements
            .values()
            .filter(|agreement| agreement.dataflow == flow.dataflow && names(agreement))
            .collect();
        if named.is_empty() {
            return Err(Denied::NoAgreement);
        }
        let covering: Vec<&Agreement> = named
            .into_iter()
            .filter(|agreement| agreement.is_in_force(flow.day))
            .collect();
        if covering.is_empty() {
            return Err(Denied::NotInForce);
        }
        Ok(covering)
    }
}
