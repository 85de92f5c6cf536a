//! How much one participant may ask for: a token bucket over its requests, and a number of
//! submissions under way. Kept in memory: a restart forgets, an instance counts for itself.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
    time::Instant,
};

use schemas::ids::ParticipantId;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::{config::LimitsSection, refusal::Refusal};

/// The quotas of all participants.
#[derive(Debug)]
pub(crate) struct Quotas {
    per_second: f64,
    burst: f64,
    receiving_each: usize,
    receiving: Arc<Semaphore>,
    participants: Mutex<HashMap<ParticipantId, Quota>>,
}

#[derive(Debug)]
struct Quota {
    tokens: f64,
    filled: Instant,
    told: Option<Instant>,
    receiving: Arc<Semaphore>,
}

/// A request that found no token left.
#[derive(Debug)]
pub(crate) struct Exhausted {
    /// Why, for the caller.
    pub(crate) refusal: Refusal,
    /// Whether this is the first one of the last minute: one audit row tells of a flood.
    pub(crate) is_first: bool,
}

/// A place for receiving a submission, given back when dropped.
#[derive(Debug)]
pub(crate) struct Place {
    _of_participant: OwnedSemaphorePermit,
    _of_gateway: OwnedSemaphorePermit,
}

const TOLD_EACH_S: u64 = 60;

impl Quotas {
    /// Full buckets of this size.
    pub(crate) fn new(limits: &LimitsSection) -> Self {
        Self {
            per_second: f64::from(limits.requests_per_second.max(1)),
            burst: f64::from(limits.request_burst.max(1)),
            receiving_each: limits.max_receiving_per_participant.max(1),
            receiving: Arc::new(Semaphore::new(limits.max_receiving.max(1))),
            participants: Mutex::default(),
        }
    }

    /// Takes a token of `participant` for one request.
    ///
    /// # Errors
    /// When none is left.
    pub(crate) fn request(
        &self,
        participant: &ParticipantId,
        now: Instant,
    ) -> Result<(), Exhausted> {
        self.with(participant, now, |quota| {
            let elapsed = now.saturating_duration_since(quota.filled).as_secs_f64();
            quota.tokens = self
                .burst
                .min(elapsed.mul_add(self.per_second, quota.tokens));
            quota.filled = now;
            if quota.tokens >= 1.0 {
                quota.tokens -= 1.0;
                return Ok(());
            }
            let is_first = quota
                .told
                .is_none_or(|told| now.saturating_duration_since(told).as_secs() >= TOLD_EACH_S);
            if is_first {
                quota.told = Some(now);
            }
            Err(Exhausted {
                refusal: Refusal::RateLimited { retry_after_s: 1 },
                is_first,
            })
        })
    }

    /// Takes a place for receiving a submission of `participant`.
    ///
    /// # Errors
    /// When the participant, or the gateway, has none left.
    pub(crate) fn place(
        &self,
        participant: &ParticipantId,
        now: Instant,
    ) -> Result<Place, Refusal> {
        let own = self.with(participant, now, |quota| Arc::clone(&quota.receiving));
        let of_participant = own
            .try_acquire_owned()
            .map_err(|_| Refusal::ReceivingLimited)?;
        let of_gateway = Arc::clone(&self.receiving)
            .try_acquire_owned()
            .map_err(|_| Refusal::Busy)?;
        Ok(Place {
            _of_participant: of_participant,
            _of_gateway: of_gateway,
        })
    }

    fn with<T>(
        &self,
        participant: &ParticipantId,
        now: Instant,
        act: impl FnOnce(&mut Quota) -> T,
    ) -> T {
        let mut participants = self
            .participants
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        let quota = participants
            .entry(participant.clone())
            .or_insert_with(|| Quota {
                tokens: self.burst,
                filled: now,
                told: None,
                receiving: Arc::new(Semaphore::new(self.receiving_each)),
            });
        act(quota)
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::{LimitsSection, Quotas};

    #[test]
    fn a_burst_is_served_then_the_rate_holds_for_this_participant_alone() {
        let quotas = Quotas::new(&LimitsSection {
            requests_per_second: 2,
            request_burst: 3,
            ..LimitsSection::default()
        });
        let (one, other) = (
            "HND-INE".parse().expect("id"),
            "MEX-STPS".parse().expect("id"),
        );
        let start = Instant::now();
        for _ in 0..3 {
            assert!(quotas.request(&one, start).is_ok());
        }
        let refused = quotas.request(&one, start).expect_err("burst is spent");
        assert!(refused.is_first);
        let again = quotas.request(&one, start).expect_err("still spent");
        assert!(!again.is_first, "a flood is told once");
        assert!(quotas.request(&other, start).is_ok());
        let later = start + Duration::from_millis(500);
        assert!(quotas.request(&one, later).is_ok());
        assert!(quotas.request(&one, later).is_err());
    }

    #[test]
    fn places_are_given_back() {
        let quotas = Quotas::new(&LimitsSection {
            max_receiving_per_participant: 1,
            ..LimitsSection::default()
        });
        let one = "HND-INE".parse().expect("id");
        let now = Instant::now();
        let place = quotas.place(&one, now).expect("free");
        assert!(quotas.place(&one, now).is_err());
        drop(place);
        assert!(quotas.place(&one, now).is_ok());
    }
}
