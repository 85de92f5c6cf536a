//! When to try again: exponential pauses with full jitter, so that twelve offices that lost the
//! gateway in the same minute do not come back in the same second.

use std::time::Duration;

use rand::Rng as _;

/// How often to try and how long to wait in between.
#[derive(Debug, Clone)]
pub struct Backoff {
    /// Attempts in all.
    pub attempts: u32,
    /// Upper bound of the first pause, in milliseconds; it doubles with each attempt.
    pub first_pause_ms: u64,
    /// Upper bound of any pause, in milliseconds, the gateway's own wish included.
    pub max_pause_ms: u64,
}

impl Default for Backoff {
    fn default() -> Self {
        Self {
            attempts: 8,
            first_pause_ms: 500,
            max_pause_ms: 60_000,
        }
    }
}

impl Backoff {
    /// The pause after the attempt `attempt` (the first is 1). `retry_after_s` is what the
    /// gateway asked for: at least that long, so long as it is within the bound.
    pub(crate) fn pause(&self, attempt: u32, retry_after_s: Option<u64>) -> Duration {
        let bound = self
            .first_pause_ms
            .saturating_mul(1 << attempt.saturating_sub(1).min(20))
            .min(self.max_pause_ms);
        let jitter = rand::rng().random_range(0..=bound);
        let asked = retry_after_s.unwrap_or(0).saturating_mul(1000);
        Duration::from_millis(asked.saturating_add(jitter).min(self.max_pause_ms))
    }
}

#[cfg(test)]
mod tests {
    use super::Backoff;

    #[test]
    fn pauses_grow_within_their_bound_and_honour_the_gateways_wish() {
        let backoff = Backoff::default();
        for attempt in 1..40 {
            let bound = (500u128 << (attempt - 1).min(20)).min(60_000);
            assert!(backoff.pause(attempt, None).as_millis() <= bound);
            assert!(backoff.pause(attempt, Some(7)).as_millis() >= 7_000);
            assert_eq!(backoff.pause(attempt, Some(u64::MAX)).as_millis(), 60_000);
        }
    }
}
