//! The worker: leases a queued delivery, makes what its recipient may have, puts it into the inbox
//! together with its audit row, or says when to try again. A worker that dies leaves a lease that
//! runs out; one that comes back late finds its token spent and writes nothing.

use std::{
    sync::{Arc, mpsc},
    time::Duration,
};

use chrono::{DateTime, TimeDelta, Utc};

use super::{
    backoff,
    excerpt::{self, ExcerptError},
};
use crate::{
    agreement::{self, Denied, Flow, Permit},
    config::DeliverySection,
    observe::audit::{Act, Entry},
    schedule::Clock,
    store::{
        Aborted, Store, StoreError, Transaction, agreements, audit,
        deliveries::{self, Ended, LeasedDelivery},
        inbox::{self, Incoming},
        submissions,
    },
};

/// Signs what the gateway makes.
pub(crate) trait Sign: Send + Sync {
    /// A detached JWS over `bytes`, made at `at`.
    fn sign(
        &self,
        bytes: &[u8],
        at: DateTime<Utc>,
    ) -> Result<String, Box<dyn std::error::Error + Send + Sync>>;
}

impl Sign for certs::signature::Signer {
    fn sign(
        &self,
        bytes: &[u8],
        at: DateTime<Utc>,
    ) -> Result<String, Box<dyn std::error::Error + Send + Sync>> {
        Ok(certs::signature::sign_detached(self, bytes, at)?)
    }
}

/// Makes deliveries.
#[derive(Clone)]
pub(crate) struct Worker {
    store: Store,
    clock: Arc<dyn Clock>,
    section: DeliverySection,
    signer: Arc<dyn Sign>,
    owner: String,
}

/// Why an attempt did not end in the inbox.
#[derive(Debug, thiserror::Error)]
pub(super) enum AttemptError {
    /// No agreement allows it as things stand.
    #[error("delivery is not permitted")]
    Denied(#[source] Denied),
    /// Agreements allow some of it, and nothing in it is as coarse as that.
    #[error("nothing in the submission is as coarse as agreed")]
    NothingAgreed,
    /// The part that is allowed was not made.
    #[error("failed to make the document of a delivery")]
    Excerpt(#[source] ExcerptError),
    /// The store did not answer.
    #[error("failed to make a delivery")]
    Store(#[source] StoreError),
    /// The workers that held it before did not come back, as often as attempts are allowed.
    #[error("workers did not come back with a delivery")]
    WorkersLost,
    /// Somebody else has the delivery.
    #[error("the lease of a delivery ran out")]
    LeaseLost,
}

impl From<StoreError> for AttemptError {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl AttemptError {
    fn code(&self) -> &'static str {
        match self {
            Self::Denied(denied) => denied.code(),
            Self::NothingAgreed => deliveries::NOTHING_AGREED,
            Self::Excerpt(error) => error.code(),
            Self::Store(error) => error.code(),
            Self::WorkersLost => "delivery_workers_lost",
            Self::LeaseLost => "lease_lost",
        }
    }
}

impl Worker {
    /// A worker on `store`, known to others as `owner`.
    pub(crate) fn new(
        store: Store,
        clock: Arc<dyn Clock>,
        section: DeliverySection,
        signer: Arc<dyn Sign>,
        owner: String,
    ) -> Self {
        Self {
            store,
            clock,
            section,
            signer,
            owner,
        }
    }

    /// Takes the next delivery that is ready and tries it; `false` when none is.
    ///
    /// # Errors
    /// When the store fails; the lease runs out and the delivery is tried again.
    pub(crate) fn work(&self) -> Result<bool, StoreError> {
        let Some(delivery) = self.lease()? else {
            return Ok(false);
        };
        if delivery.attempts > self.section.max_attempts {
            self.give_back(&delivery, &AttemptError::WorkersLost)?;
            return Ok(true);
        }
        match self.with_heartbeat(&delivery, || self.attempt(&delivery)) {
            Ok(()) => tracing::info!(
                delivery.id = delivery.id, submission.id = delivery.submission_id,
                recipient = %delivery.recipient,
                "Delivered submission {} to {}", delivery.submission_id, delivery.recipient
            ),
            Err(error) => self.give_back(&delivery, &error)?,
        }
        Ok(true)
    }

    /// Takes the next delivery that is ready.
    pub(super) fn lease(&self) -> Result<Option<LeasedDelivery>, StoreError> {
        let now = self.clock.now();
        if !self.store.read(|rows| deliveries::any_ready(rows, now))? {
            return Ok(None);
        }
        self.write("lease_delivery", |transaction| {
            deliveries::lease(transaction, &self.owner, now, self.lease_time())
        })
    }

    /// Permit, document, inbox: one delivery from end to end.
    pub(super) fn attempt(&self, delivery: &LeasedDelivery) -> Result<(), AttemptError> {
        let flow = self.flow(delivery)?;
        let policy = self.store.read(agreements::policy)?;
        let permit = agreement::permit_recipient(&policy, &flow, &delivery.recipient)
            .map_err(AttemptError::Denied)?
            .permit()
            .clone();
        let incoming = self.document(delivery, &flow, &permit)?;
        self.deliver(delivery, &permit, &incoming)
    }

    fn flow(&self, delivery: &LeasedDelivery) -> Result<Flow, AttemptError> {
        const ACT: &str = "read a submission for delivery";
        let row = self.submission(delivery)?;
        let provider = row.provider.parse();
        let dataflow = row.dataflow.parse();
        let (provider, dataflow) = provider
            .and_then(|provider| Ok((provider, dataflow?)))
            .map_err(|error| StoreError::new(ACT, error))?;
        Ok(Flow::at(self.clock.now(), &provider, &dataflow))
    }

    fn submission(
        &self,
        delivery: &LeasedDelivery,
    ) -> Result<submissions::SubmissionRow, StoreError> {
        self.store
            .read(|rows| submissions::find(rows, &delivery.submission_id))?
            .ok_or_else(|| StoreError::new("read a submission for delivery", "no such row"))
    }

    /// What the permit allows of the submission: the office's own bytes, or an excerpt.
    fn document(
        &self,
        delivery: &LeasedDelivery,
        flow: &Flow,
        permit: &Permit,
    ) -> Result<Incoming, AttemptError> {
        if permit.extent().is_all() {
            let row = self.submission(delivery)?;
            return Ok(Incoming {
                digest: row.digest,
                bytes: u64::try_from(row.bytes).unwrap_or_default(),
                made: None,
            });
        }
        let evidence = self
            .store
            .read(|rows| submissions::evidence(rows, &delivery.submission_id))?
            .ok_or_else(|| StoreError::new("read what an office signed", "no such row"))?;
        excerpt::make(
            &evidence.document,
            flow,
            permit.extent(),
            &*self.signer,
            self.clock.now(),
        )
        .map_err(AttemptError::Excerpt)?
        .ok_or(AttemptError::NothingAgreed)
    }

    /// Ends the delivery in the inbox. The agreements are asked once more inside the transaction:
    /// they may have changed while the document was made.
    fn deliver(
        &self,
        delivery: &LeasedDelivery,
        permit: &Permit,
        incoming: &Incoming,
    ) -> Result<(), AttemptError> {
        let flow = self.flow(delivery)?;
        let now = self.clock.now();
        let done = self.store.write("deliver", |transaction| {
            let policy = agreements::policy_in(transaction)?;
            agreement::permit_read(&policy, &flow, &delivery.recipient, permit.extent(), ())
                .map_err(|denied| Aborted::Refused(AttemptError::Denied(denied)))?;
            if !deliveries::end(transaction, delivery, &Ended::Delivered(permit))? {
                return Err(Aborted::Refused(AttemptError::LeaseLost));
            }
            inbox::put(transaction, delivery, incoming, now)?;
            let detail = serde_json::json!({
                "submission": delivery.submission_id,
                "recipient": delivery.recipient,
                "agreements": permit.agreements(),
                "digest": incoming.digest,
            });
            Ok(append(transaction, delivery, now, Act::Send, "", detail)?)
        });
        done.map_err(|aborted| match aborted {
            Aborted::Refused(error) => error,
            Aborted::Store(error) => AttemptError::Store(error),
        })
    }

    /// Ends an attempt that failed: withheld, to be tried again, or set aside.
    fn give_back(&self, delivery: &LeasedDelivery, error: &AttemptError) -> Result<(), StoreError> {
        let (now, code) = (self.clock.now(), error.code());
        let ended = match error {
            AttemptError::LeaseLost => return Ok(()),
            AttemptError::Denied(_) | AttemptError::NothingAgreed => Ended::Withheld(code),
            _ if delivery.attempts >= self.section.max_attempts => Ended::Dead(code),
            _ => {
                let share: f64 = rand::random();
                let wait = backoff::wait(&self.section, delivery.attempts, share);
                Ended::Retry(now + wait, code)
            }
        };
        let is_final = !matches!(ended, Ended::Retry(..));
        self.write("end_attempt", |transaction| {
            if deliveries::end(transaction, delivery, &ended)? && is_final {
                let detail = serde_json::json!({
                    "submission": delivery.submission_id,
                    "recipient": delivery.recipient,
                    "attempts": delivery.attempts,
                });
                append(transaction, delivery, now, Act::Refuse, code, detail)?;
            }
            Ok(())
        })?;
        tracing::warn!(
            delivery.id = delivery.id, code, attempts = delivery.attempts, error = ?error,
            "Delivery {} did not reach {}", delivery.id, delivery.recipient
        );
        Ok(())
    }

    /// Runs `act` while the lease is extended at every third of its time.
    fn with_heartbeat<T>(&self, delivery: &LeasedDelivery, act: impl FnOnce() -> T) -> T {
        let beat = Duration::from_secs(self.section.lease_s.max(3) / 3);
        std::thread::scope(|scope| {
            let (done, ended) = mpsc::channel::<()>();
            scope.spawn(move || {
                while ended.recv_timeout(beat) == Err(mpsc::RecvTimeoutError::Timeout) {
                    let until = self.clock.now() + self.lease_time();
                    let extended = self.write("extend_lease", |transaction| {
                        deliveries::extend(transaction, delivery, until)
                    });
                    if !matches!(extended, Ok(true)) {
                        tracing::warn!(delivery.id = delivery.id, "A lease was not extended");
                    }
                }
            });
            let result = act();
            drop(done);
            result
        })
    }

    fn lease_time(&self) -> TimeDelta {
        i64::try_from(self.section.lease_s)
            .ok()
            .and_then(TimeDelta::try_seconds)
            .unwrap_or(TimeDelta::MAX)
    }

    fn write<T>(
        &self,
        name: &'static str,
        write: impl FnOnce(&mut Transaction<'_>) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let done = self.store.write(name, |transaction| {
            Ok::<_, Aborted<StoreError>>(write(transaction)?)
        });
        done.map_err(|aborted| match aborted {
            Aborted::Store(error) | Aborted::Refused(error) => error,
        })
    }
}

fn append(
    transaction: &mut Transaction<'_>,
    delivery: &LeasedDelivery,
    at: DateTime<Utc>,
    act: Act,
    code: &str,
    detail: serde_json::Value,
) -> Result<(), StoreError> {
    let entry = Entry {
        at,
        act,
        actor: "delivery".to_owned(),
        object: format!("delivery/{}", delivery.id),
        code: code.to_owned(),
        detail,
        request: String::new(),
    };
    audit::append(transaction, &entry).map(drop)
}
