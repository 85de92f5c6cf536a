//! From a queued row to the recipient's inbox, and from the inbox to its reader. What an agreement
//! allows whole travels as the office signed it; what it allows in part is cut down and signed by
//! the gateway. Every reading asks the agreements again.

mod backoff;
mod document;
mod excerpt;
mod inbox;
mod service;
#[cfg(test)]
mod simulation;
mod stored;
#[cfg(test)]
mod tests;
mod worker;
#[cfg(test)]
pub(crate) mod world;

pub(crate) use self::{
    document::{Document, document},
    excerpt::{digest, excerpt},
    inbox::{Inbox, InboxError, inbox},
    service::{DeliveryHandle, start},
    stored::read as read_stored,
    worker::{Sign, Worker},
};
