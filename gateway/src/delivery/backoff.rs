//! How long to wait before the next attempt: doubled each time, capped, with full jitter.

use chrono::TimeDelta;

use crate::config::DeliverySection;

/// The wait after the attempt number `attempts`; `share` of 0 to 1 is drawn by the caller.
pub(super) fn wait(section: &DeliverySection, attempts: u32, share: f64) -> TimeDelta {
    let doubled = section.backoff_s.saturating_mul(
        1_u64
            .checked_shl(attempts.saturating_sub(1))
            .unwrap_or(u64::MAX),
    );
    let longest_ms = doubled.min(section.max_backoff_s).saturating_mul(1000);
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        reason = "milliseconds of a capped wait, where a rounding does not matter"
    )]
    let wait_ms = (longest_ms as f64 * share.clamp(0.0, 1.0)) as i64;
    TimeDelta::milliseconds(wait_ms)
}

#[cfg(test)]
mod tests {
    use super::wait;
    use crate::config::DeliverySection;

    #[test]
    fn waits_double_up_to_the_cap() {
        let section = DeliverySection::default();
        let longest = |attempts| wait(&section, attempts, 1.0).num_seconds();
        assert_eq!([1, 2, 3, 9, 10, 200].map(longest), [2, 4, 8, 512, 600, 600]);
        assert_eq!(wait(&section, 5, 0.0).num_seconds(), 0);
        assert_eq!(wait(&section, 5, 0.5).num_seconds(), 16);
    }
}
