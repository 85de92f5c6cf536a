//! Whether the gateway can serve: each part that it needs, by name.

use serde::Serialize;

use crate::gateway::Gateway;

/// Days before the end of a certificate from which its part warns.
const CERTIFICATE_WARNING_DAYS: u32 = 14;

/// How one part is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum State {
    /// It works.
    Pass,
    /// It works, and somebody should look.
    Warn,
    /// It does not work.
    Fail,
}

/// One part.
#[derive(Debug, Serialize)]
pub(crate) struct Part {
    /// What it is.
    pub(crate) name: &'static str,
    /// How it is.
    pub(crate) state: State,
    /// Stable code of what is wrong; empty when nothing is.
    pub(crate) code: String,
}

/// All parts.
#[derive(Debug, Serialize)]
pub(crate) struct Health {
    status: &'static str,
    /// Each of them.
    pub(crate) parts: Vec<Part>,
}

impl Health {
    /// Whether no part fails.
    pub(crate) fn is_ready(&self) -> bool {
        self.parts.iter().all(|part| part.state != State::Fail)
    }
}

/// Looks at every part.
pub(crate) fn look(gateway: &Gateway) -> Health {
    let parts = vec![
        database(gateway),
        tables(gateway),
        spool(gateway),
        trust(gateway),
        certificate("server_certificate", gateway.server_certificate()),
        certificate("signing_certificate", gateway.signing_certificate()),
        intake(gateway),
    ];
    let mut health = Health {
        status: "ready",
        parts,
    };
    if !health.is_ready() {
        health.status = "not_ready";
    }
    health
}

fn part(name: &'static str, state: State, code: &str) -> Part {
    Part {
        name,
        state,
        code: code.to_owned(),
    }
}

fn database(gateway: &Gateway) -> Part {
    match gateway.store.ping() {
        Ok(()) => part("database", State::Pass, ""),
        Err(error) => part("database", State::Fail, error.code()),
    }
}

fn tables(gateway: &Gateway) -> Part {
    match gateway.store.is_behind() {
        Ok(false) => part("tables", State::Pass, ""),
        Ok(true) => part("tables", State::Fail, "tables_behind"),
        Err(error) => part("tables", State::Fail, error.code()),
    }
}

fn spool(gateway: &Gateway) -> Part {
    let made = match &gateway.config.store.spool {
        Some(folder) => tempfile::tempfile_in(folder),
        None => tempfile::tempfile(),
    };
    match made {
        Ok(_) => part("spool", State::Pass, ""),
        Err(_) => part("spool", State::Fail, "spool_unavailable"),
    }
}

/// The last good authorities and revocations serve on; what is wrong with newer files is told.
fn trust(gateway: &Gateway) -> Part {
    if let Some(code) = gateway.alarms().first() {
        return part("trust", State::Warn, code);
    }
    match gateway.trust().stale_since(gateway.now()) {
        Some(_) => part("trust", State::Warn, "trust_crl_stale"),
        None => part("trust", State::Pass, ""),
    }
}

fn certificate(name: &'static str, certificate: Option<openssl::x509::X509>) -> Part {
    let ends_within = |days: u32| {
        let limit = openssl::asn1::Asn1Time::days_from_now(days).ok()?;
        let certificate = certificate.as_ref()?;
        Some(certificate.not_after() < limit)
    };
    match (ends_within(0), ends_within(CERTIFICATE_WARNING_DAYS)) {
        (Some(false), Some(false)) => part(name, State::Pass, ""),
        (Some(false), Some(true)) => part(name, State::Warn, "certificate_ends_soon"),
        (Some(true), _) => part(name, State::Fail, "certificate_file_expired"),
        _ => part(name, State::Fail, "certificate_file_malformed"),
    }
}

fn intake(gateway: &Gateway) -> Part {
    if gateway.intakes.available_permits() == 0 {
        part("intake", State::Warn, "gateway_busy")
    } else {
        part("intake", State::Pass, "")
    }
}
