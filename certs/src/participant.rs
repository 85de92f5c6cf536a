//! The participant that a certificate names: one URI `urn:puente:participant:<ID>` among its
//! alternative names, and nothing else of that kind.

use openssl::x509::X509Ref;
use schemas::ids::ParticipantId;

use crate::{
    certificate::CertificateFault,
    der::{CLIENT_AUTH, extended_key_usage},
};

/// What a participant's URI begins with.
pub(crate) const URN: &str = "urn:puente:participant:";

/// The gateway's own name as a participant.
pub const GATEWAY: &str = "PUENTE-GATEWAY";

/// The participant of a certificate that is fit for one: client use and exactly one well-formed
/// name. Says nothing about who issued it or when; [`crate::trust::Trust`] does.
///
/// # Errors
/// [`CertificateFault::NotForParticipants`] without the client use,
/// [`CertificateFault::NoParticipant`] without exactly one name.
pub fn participant_of(certificate: &X509Ref) -> Result<ParticipantId, CertificateFault> {
    let der = certificate
        .to_der()
        .map_err(|_| CertificateFault::Malformed)?;
    let for_clients = extended_key_usage(&der)
        .is_some_and(|uses| uses.iter().any(|purpose| purpose == CLIENT_AUTH));
    if !for_clients {
        return Err(CertificateFault::NotForParticipants);
    }
    let names = certificate
        .subject_alt_names()
        .ok_or(CertificateFault::NoParticipant)?;
    let mut participants = names
        .iter()
        .filter_map(|name| name.uri()?.strip_prefix(URN));
    match (participants.next(), participants.next()) {
        (Some(name), None) => name.parse().map_err(|_| CertificateFault::NoParticipant),
        _ => Err(CertificateFault::NoParticipant),
    }
}
