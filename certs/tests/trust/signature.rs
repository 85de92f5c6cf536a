//! Detached signatures: what is accepted, and that nothing else is.

use base64::{
    Engine as _,
    engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD},
};
use certs::{
    authority::Validity,
    identity::Identity,
    signature::{Signer, Verification, sign_detached, verify_detached},
    trust::Trust,
};
use chrono::{Duration, Utc};
use openssl::{ecdsa::EcdsaSig, hash::MessageDigest, sign};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::region::Region;

const BODY: &[u8] = b"{\"observations\":[]}";

struct World {
    region: Region,
    office: Identity,
    trust: Trust,
}

fn world() -> World {
    let region = Region::new();
    let office = region.participant("HND-INE");
    let trust = Trust::load(&region.roots(), Some(&region.crl())).unwrap();
    World {
        region,
        office,
        trust,
    }
}

impl World {
    fn signed(&self, bytes: &[u8]) -> String {
        let signer = Signer::new(self.office.clone()).unwrap();
        sign_detached(&signer, bytes, Utc::now()).unwrap()
    }

    fn code(&self, jws: &str, bytes: &[u8]) -> &'static str {
        match verify_detached(jws, bytes, &self.trust, Utc::now()) {
            Ok(_) => "accepted",
            Err(error) => error.code(),
        }
    }

    /// A signature that is right but for its header.
    fn with_header(&self, header: &Value) -> String {
        self.with_header_text(&header.to_string())
    }

    fn with_header_text(&self, header: &str) -> String {
        let header = URL_SAFE_NO_PAD.encode(header);
        let mut signer = sign::Signer::new(MessageDigest::sha256(), self.office.key()).unwrap();
        signer.update(format!("{header}.").as_bytes()).unwrap();
        signer.update(BODY).unwrap();
        let signature = EcdsaSig::from_der(&signer.sign_to_vec().unwrap()).unwrap();
        let mut raw = signature.r().to_vec_padded(32).unwrap();
        raw.extend(signature.s().to_vec_padded(32).unwrap());
        format!("{header}..{}", URL_SAFE_NO_PAD.encode(raw))
    }

    fn header(&self) -> Value {
        let certificate = STANDARD.encode(self.office.certificate().to_der().unwrap());
        json!({"alg": "ES256", "b64": false, "crit": ["b64"], "iat": 1_764_000_000, "x5c": [certificate]})
    }
}

#[test]
fn what_was_signed_is_accepted_and_tells_who_and_what() {
    let world = world();
    let jws = world.signed(BODY);
    let signed = verify_detached(&jws, BODY, &world.trust, Utc::now()).unwrap();
    assert_eq!(signed.participant.as_str(), "HND-INE");
    assert_eq!(signed.digest, certs::receipt::digest(BODY));
    assert_eq!(
        signed.fingerprint,
        certs::certificate::fingerprint(world.office.certificate())
    );
    assert_eq!(
        world.code(&world.with_header(&world.header()), BODY),
        "accepted"
    );
}

#[test]
fn the_bytes_may_come_in_pieces() {
    let world = world();
    let body: Vec<u8> = (0..100_000u32).flat_map(u32::to_le_bytes).collect();
    let jws = world.signed(&body);
    let mut verification = Verification::begin(&jws, &world.trust, Utc::now()).unwrap();
    for piece in body.chunks(977) {
        verification.update(piece).unwrap();
    }
    assert_eq!(
        verification.finish().unwrap().digest,
        certs::receipt::digest(&body)
    );
}

#[test]
fn another_header_is_refused_with_its_code() {
    let world = world();
    let certificate = world.header()["x5c"][0].clone();
    let changed = |name: &str, value: Value| {
        let mut header = world.header();
        header[name] = value;
        world.code(&world.with_header(&header), BODY)
    };
    let without = |name: &str| {
        let mut header = world.header();
        header.as_object_mut().unwrap().remove(name);
        world.code(&world.with_header(&header), BODY)
    };
    for algorithm in ["none", "HS256", "RS256", "ES384", "ES512", "es256", ""] {
        assert_eq!(changed("alg", json!(algorithm)), "signature_algorithm");
    }
    assert_eq!(changed("alg", json!(null)), "signature_header");
    assert_eq!(changed("b64", json!(true)), "signature_header");
    assert_eq!(changed("crit", json!([])), "signature_header");
    assert_eq!(changed("crit", json!(["b64", "b64"])), "signature_header");
    assert_eq!(changed("crit", json!(["b64", "exp"])), "signature_header");
    assert_eq!(
        changed("typ", json!("puente-receipt+jws")),
        "signature_header"
    );
    for unknown in ["jwk", "jku", "kid", "x5u", "cty", "x5t#S256", "zip"] {
        assert_eq!(changed(unknown, json!("x")), "signature_header");
    }
    for needed in ["alg", "b64", "crit", "iat", "x5c"] {
        assert_eq!(without(needed), "signature_header", "without {needed}");
    }
    assert_eq!(changed("iat", json!(i64::MAX)), "signature_header");
    assert_eq!(changed("x5c", json!([])), "signature_certificates");
    assert_eq!(changed("x5c", json!(["AAAA"])), "signature_certificates");
    assert_eq!(
        changed(
            "x5c",
            json!([certificate, certificate, certificate, certificate])
        ),
        "signature_certificates"
    );
    let mut longer = STANDARD.decode(certificate.as_str().unwrap()).unwrap();
    longer.push(0);
    assert_eq!(
        changed("x5c", json!([STANDARD.encode(longer)])),
        "signature_certificates"
    );
    let twice = world
        .header()
        .to_string()
        .replacen('{', "{\"alg\":\"ES256\",", 1);
    assert_eq!(
        world.code(&world.with_header_text(&twice), BODY),
        "signature_header"
    );
}

#[test]
fn another_text_is_refused_with_its_code() {
    let world = world();
    let jws = world.signed(BODY);
    for bad in ["", ".", "..", "...", "a.b.c", "no signature at all", "ñ..ñ"] {
        assert_eq!(world.code(bad, BODY), "signature_malformed", "{bad}");
    }
    assert_eq!(world.code(&format!("{jws}."), BODY), "signature_malformed");
    assert_eq!(world.code(&format!("{jws}=="), BODY), "signature_malformed");
    assert_eq!(world.code(&format!(" {jws}"), BODY), "signature_malformed");
    let attached = jws.replace("..", &format!(".{}.", URL_SAFE_NO_PAD.encode(BODY)));
    assert_eq!(world.code(&attached, BODY), "signature_malformed");
    let long = format!("{}..{}", "A".repeat(20_000), "A".repeat(86));
    assert_eq!(world.code(&long, BODY), "signature_too_large");
    let (header, _) = jws.split_once("..").unwrap();
    let zeros = URL_SAFE_NO_PAD.encode([0; 64]);
    assert_eq!(
        world.code(&format!("{header}..{zeros}"), BODY),
        "signature_mismatch"
    );
    let short = URL_SAFE_NO_PAD.encode([1; 63]);
    assert_eq!(
        world.code(&format!("{header}..{short}"), BODY),
        "signature_malformed"
    );
}

#[test]
fn a_text_that_decodes_to_the_same_signature_is_refused() {
    let world = world();
    let jws = world.signed(BODY);
    let last = jws.chars().last().unwrap();
    let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let others = alphabet.chars().filter(|other| *other != last);
    for other in others {
        let mut malleated = jws.clone();
        malleated.pop();
        malleated.push(other);
        assert_ne!(world.code(&malleated, BODY), "accepted");
    }
}

#[test]
fn a_signer_whose_certificate_does_not_stand_is_refused() {
    let world = world();
    let elsewhere = Region::new();
    let stranger = Signer::new(elsewhere.participant("HND-INE")).unwrap();
    let jws = sign_detached(&stranger, BODY, Utc::now()).unwrap();
    assert_eq!(world.code(&jws, BODY), "certificate_unknown_authority");

    let past = Validity {
        from: Utc::now() - Duration::days(9),
        until: Utc::now() - Duration::minutes(10),
    };
    let expired = Signer::new(world.region.participant_for("HND-INE", past).0).unwrap();
    let jws = sign_detached(&expired, BODY, Utc::now()).unwrap();
    assert_eq!(world.code(&jws, BODY), "certificate_expired");
    let then = Utc::now() - Duration::minutes(30);
    assert!(verify_detached(&jws, BODY, &world.trust, then).is_ok());

    let (office, issued) = world.region.participant_for("MEX-STPS", Validity::days(9));
    let jws = sign_detached(&Signer::new(office).unwrap(), BODY, Utc::now()).unwrap();
    assert_eq!(world.code(&jws, BODY), "accepted");
    world.region.authority.revoke(&issued.serial, 30).unwrap();
    world.trust.reload().unwrap();
    let later = Utc::now() + Duration::seconds(1);
    let refused = verify_detached(&jws, BODY, &world.trust, later).unwrap_err();
    assert_eq!(refused.code(), "certificate_revoked");
}

#[test]
fn a_server_certificate_does_not_sign() {
    let world = world();
    let (certificate, key) = world.region.server_files();
    let identity = Identity::load(&certificate, &key).unwrap();
    assert!(Signer::new(identity).is_err());
}

#[test]
fn any_change_of_one_byte_is_refused() {
    let world = world();
    let jws = world.signed(BODY);
    proptest!(ProptestConfig::with_cases(256), |(at in 0..BODY.len(), flip in 1..=255u8)| {
        let mut changed = BODY.to_vec();
        changed[at] ^= flip;
        prop_assert_eq!(world.code(&jws, &changed), "signature_mismatch");
    });
    proptest!(ProptestConfig::with_cases(512), |(at in 0..jws.len(), byte in 0x20..0x7fu8)| {
        let mut changed = jws.clone().into_bytes();
        prop_assume!(changed[at] != byte);
        changed[at] = byte;
        let changed = String::from_utf8(changed).unwrap();
        prop_assert_ne!(world.code(&changed, BODY), "accepted");
    });
}

#[test]
fn any_text_is_an_error_and_never_a_panic() {
    let world = world();
    proptest!(|(text in "\\PC{0,200}", bytes in proptest::collection::vec(any::<u8>(), 0..200))| {
        prop_assert_ne!(world.code(&text, BODY), "accepted");
        let encoded = URL_SAFE_NO_PAD.encode(&bytes);
        let as_header = format!("{encoded}..{encoded}");
        prop_assert_ne!(world.code(&as_header, BODY), "accepted");
        prop_assert!(certs::receipt::verify(&text, &world.trust).is_err());
        let as_receipt = format!("{encoded}.{encoded}.{encoded}");
        prop_assert!(certs::receipt::verify(&as_receipt, &world.trust).is_err());
    });
}
