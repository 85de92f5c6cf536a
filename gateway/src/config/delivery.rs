//! Section `[delivery]`: how deliveries are made and retried.

use serde::Deserialize;

/// How deliveries are made and retried.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct DeliverySection {
    /// Seconds that a worker holds a delivery before another may take it over. Default 120.
    pub lease_s: u64,
    /// Seconds before the first retry; doubled for each next one, with full jitter. Default 2.
    pub backoff_s: u64,
    /// Longest wait between retries in seconds. Default 600.
    pub max_backoff_s: u64,
    /// Attempts before a delivery is set aside. Default 10.
    pub max_attempts: u32,
}

impl Default for DeliverySection {
    fn default() -> Self {
        Self {
            lease_s: 120,
            backoff_s: 2,
            max_backoff_s: 600,
            max_attempts: 10,
        }
    }
}
