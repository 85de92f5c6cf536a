//! The proof that an agreement in force covers something, and the refusal when none does.

use schemas::language::{Language, MessageArgs};

use super::{extent::Extent, policy::Agreement};

/// Something that an agreement in force covers. Only this room makes one.
#[derive(Debug)]
pub(crate) struct Permitted<T> {
    inner: T,
    permit: Permit,
}

impl<T> Permitted<T> {
    pub(super) fn new(inner: T, permit: Permit) -> Self {
        Self { inner, permit }
    }

    /// The permit.
    pub(crate) fn permit(&self) -> &Permit {
        &self.permit
    }

    /// What is permitted.
    pub(crate) fn get(&self) -> &T {
        &self.inner
    }

    /// What is permitted, without its permit.
    pub(crate) fn into_inner(self) -> T {
        self.inner
    }
}

/// The agreements that cover something, and how fine they allow it together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Permit {
    agreements: Vec<String>,
    extent: Extent,
}

impl Permit {
    pub(super) fn under(agreements: &[&Agreement]) -> Self {
        Self {
            agreements: agreements.iter().map(|row| row.id.clone()).collect(),
            extent: Extent::of(agreements.iter().map(|row| row.finest.clone())),
        }
    }

    /// Identifiers of the agreements, in order.
    pub(crate) fn agreements(&self) -> &[String] {
        &self.agreements
    }

    /// How fine.
    pub(crate) fn extent(&self) -> &Extent {
        &self.extent
    }
}

/// Why nothing is permitted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Denied {
    /// A party is not among the participants.
    #[error("no such participant")]
    UnknownParticipant,
    /// A party is suspended.
    #[error("participant is suspended")]
    Suspended,
    /// No agreement names this provider, dataflow and recipient.
    #[error("no agreement")]
    NoAgreement,
    /// An agreement names them, and is not in force on that day.
    #[error("no agreement in force")]
    NotInForce,
    /// The agreement in force allows only coarser figures than these.
    #[error("agreement allows only coarser figures")]
    Narrowed,
}

impl Denied {
    /// The stable code, also the key of the message.
    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::UnknownParticipant => "participant_unknown",
            Self::Suspended => "participant_suspended",
            Self::NoAgreement => "agreement_missing",
            Self::NotInForce => "agreement_not_in_force",
            Self::Narrowed => "agreement_narrowed",
        }
    }

    /// The text for a person.
    pub(crate) fn message(self, language: Language) -> String {
        crate::catalogue::catalogue().message(language, self.code(), &MessageArgs::new())
    }
}
