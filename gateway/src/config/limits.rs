//! Section `[limits]`: what is refused before anyone is asked who they are, and how much one
//! participant may ask for.

use serde::Deserialize;

/// Bounds on connections, requests and bodies.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct LimitsSection {
    /// Open connections per worker thread. Default 512.
    pub max_connections: usize,
    /// TLS handshakes under way per worker thread. Default 64.
    pub max_handshakes: usize,
    /// Seconds for a TLS handshake. Default 5.
    pub handshake_timeout_s: u64,
    /// Seconds for the header of a request, from its first byte or from the connection. Default 5.
    pub header_timeout_s: u64,
    /// Seconds that a connection may stay open without a request. Default 30.
    pub idle_timeout_s: u64,
    /// Bytes of all header fields of a request together. Default 16384.
    pub max_header_bytes: usize,
    /// Bytes of a body as it arrives, still compressed. Default 128 MiB.
    pub max_body_bytes: u64,
    /// Bytes of a document after decompression. Default 768 MiB.
    pub max_document_bytes: u64,
    /// Seconds of a window in which a body must make progress. Default 10.
    pub progress_window_s: u64,
    /// Bytes that a body must bring in each window. Default 4096.
    pub progress_bytes: u64,
    /// Submissions that are received at the same time. Default 64.
    pub max_receiving: usize,
    /// Submissions of one participant that are received at the same time. Default 8.
    pub max_receiving_per_participant: usize,
    /// Submissions that are checked at the same time. Default 2.
    pub max_intakes: usize,
    /// Seconds that a received submission waits for its check before it is sent away with 503. Default 20.
    pub intake_wait_s: u64,
    /// Requests per second of one participant, on average. Default 50.
    pub requests_per_second: u32,
    /// Requests of one participant in a burst. Default 200.
    pub request_burst: u32,
    /// Findings that one answer names; the rest is counted. Default 100.
    pub max_findings: usize,
}

impl Default for LimitsSection {
    fn default() -> Self {
        Self {
            max_connections: 512,
            max_handshakes: 64,
            handshake_timeout_s: 5,
            header_timeout_s: 5,
            idle_timeout_s: 30,
            max_header_bytes: 16 * 1024,
            max_body_bytes: 128 * 1024 * 1024,
            max_document_bytes: 768 * 1024 * 1024,
            progress_window_s: 10,
            progress_bytes: 4096,
            max_receiving: 64,
            max_receiving_per_participant: 8,
            max_intakes: 2,
            intake_wait_s: 20,
            requests_per_second: 50,
            request_burst: 200,
            max_findings: 100,
        }
    }
}
