//! Receipts: signed by the gateway alone, verified later without it.

use certs::{
    receipt::{self, Receipt, Verdict},
    signature::{Signer, sign_detached, verify_detached},
    trust::Trust,
};
use chrono::{Duration, SubsecRound as _, Utc};
use schemas::ids::SubmissionId;

use crate::region::Region;

fn a_receipt() -> Receipt {
    Receipt {
        submission_id: SubmissionId::new(),
        digest: receipt::digest(b"bytes"),
        received_at: Utc::now().trunc_subsecs(6),
        verdict: Verdict::Accepted,
        findings: Vec::new(),
        audit_position: 17,
    }
}

#[test]
fn a_receipt_of_the_gateway_verifies_offline_and_is_the_same() {
    let region = Region::new();
    let signer = region.gateway_signer();
    let receipt = a_receipt();
    let jws = receipt::sign(&signer, &receipt).unwrap();
    let roots = std::fs::read(region.roots()).unwrap();
    let trust = Trust::parse(&roots, None).unwrap();
    let verified = receipt::verify(&jws, &trust).unwrap();
    assert_eq!(verified.receipt, receipt);
    assert_eq!(verified.signed.participant.as_str(), "PUENTE-GATEWAY");
    assert_eq!(
        verified.signed.signed_at,
        receipt.received_at.trunc_subsecs(0)
    );
}

#[test]
fn a_receipt_of_a_participant_is_refused() {
    let region = Region::new();
    let office = Signer::new(region.participant("HND-INE")).unwrap();
    let jws = receipt::sign(&office, &a_receipt()).unwrap();
    let refused = receipt::verify(&jws, &region.trust()).unwrap_err();
    assert_eq!(refused.code(), "signature_other_signer");
}

#[test]
fn a_receipt_dated_outside_the_gateways_certificate_is_refused() {
    let region = Region::new();
    let signer = region.gateway_signer();
    let mut receipt = a_receipt();
    receipt.received_at += Duration::days(365);
    let jws = receipt::sign(&signer, &receipt).unwrap();
    let refused = receipt::verify(&jws, &region.trust()).unwrap_err();
    assert_eq!(refused.code(), "certificate_expired");
}

#[test]
fn a_receipt_is_no_signature_and_a_signature_no_receipt() {
    let region = Region::new();
    let (signer, trust) = (region.gateway_signer(), region.trust());
    let jws = receipt::sign(&signer, &a_receipt()).unwrap();
    let payload = jws.split('.').nth(1).unwrap();
    let detached = jws.replacen(payload, "", 1);
    let refused = verify_detached(&detached, payload.as_bytes(), &trust, Utc::now()).unwrap_err();
    assert_eq!(refused.code(), "signature_header");
    let detached = sign_detached(&signer, payload.as_bytes(), Utc::now()).unwrap();
    let attached = detached.replace("..", &format!(".{payload}."));
    let refused = receipt::verify(&attached, &trust).unwrap_err();
    assert_eq!(refused.code(), "signature_header");
}

#[test]
fn any_change_of_a_receipt_is_refused() {
    let region = Region::new();
    let trust = region.trust();
    let jws = receipt::sign(&region.gateway_signer(), &a_receipt()).unwrap();
    for at in 0..jws.len() {
        let mut changed = jws.clone().into_bytes();
        changed[at] = if changed[at] == b'A' { b'B' } else { b'A' };
        let changed = String::from_utf8(changed).unwrap();
        assert!(
            receipt::verify(&changed, &trust).is_err(),
            "changed at {at}"
        );
    }
}
