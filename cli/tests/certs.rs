//! `puente certs` and `puente verify` as an officer runs them: what is written, what is printed,
//! and the exit code.
#![expect(clippy::unwrap_used, reason = "a test fails where it stands")]

use std::{path::Path, process::Command};

use certs::{
    identity::Identity,
    receipt::{self, Receipt, Verdict},
    signature::{Signer, sign_detached},
};
use chrono::Utc;
use tempfile::TempDir;

const ID: &str = "0198c0de-0000-7000-8000-000000000001";

/// A folder in which the command is run.
struct Desk(TempDir);

impl Desk {
    /// A desk with an authority and the certificates of an office and of the gateway.
    fn new() -> Self {
        let desk = Self(TempDir::new().unwrap());
        desk.check(0, "certs init ca");
        for name in ["HND-INE", "PUENTE-GATEWAY"] {
            desk.check(0, &format!("certs request {name}"));
            desk.check(0, &format!("certs issue {name}.csr --authority ca"));
        }
        desk
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    /// Runs `puente` and checks its exit code; what it printed, results before talk.
    #[track_caller]
    fn check(&self, code: i32, words: &str) -> String {
        let output = Command::new(env!("CARGO_BIN_EXE_puente"))
            .args(words.split_whitespace())
            .current_dir(self.path())
            .env_remove("PUENTE_LANG")
            .output()
            .unwrap();
        let text = [output.stdout, output.stderr].concat();
        let text = String::from_utf8(text).unwrap();
        assert_eq!(output.status.code(), Some(code), "{words}: {text}");
        text
    }

    fn signer(&self, name: &str) -> Signer {
        let file = |end: &str| self.path().join(format!("{name}.{end}"));
        Signer::new(Identity::load(&file("crt"), &file("key")).unwrap()).unwrap()
    }

    fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        std::fs::write(self.path().join(name), bytes).unwrap();
    }

    /// A signed document with its receipt.
    fn submitted(&self) {
        let bytes = b"{\"observations\":[]}";
        let jws = sign_detached(&self.signer("HND-INE"), bytes, Utc::now()).unwrap();
        self.write("table.json", bytes);
        self.write("table.json.jws", jws);
        let receipt = Receipt {
            submission_id: ID.parse().unwrap(),
            digest: receipt::digest(bytes),
            received_at: Utc::now(),
            verdict: Verdict::Accepted,
            findings: Vec::new(),
            audit_position: 7,
        };
        let signed = receipt::sign(&self.signer("PUENTE-GATEWAY"), &receipt).unwrap();
        self.write("table.json.receipt", signed);
    }
}

#[test]
fn what_stands_already_is_left_as_it_is() {
    let desk = Desk::new();
    let key = std::fs::read(desk.path().join("HND-INE.key")).unwrap();
    assert!(
        desk.check(2, "certs init ca")
            .contains("ya hay una autoridad")
    );
    assert!(
        desk.check(2, "certs request HND-INE")
            .contains("ya hay una clave")
    );
    assert_eq!(std::fs::read(desk.path().join("HND-INE.key")).unwrap(), key);
}

#[test]
fn bad_words_and_bad_files_have_their_exit_codes() {
    let desk = Desk::new();
    desk.write("text.csr", "no request");
    desk.check(2, "certs request hnd_ine");
    desk.check(2, "certs issue text.csr --authority ca");
    desk.check(1, "certs issue text.csr --authority ca --dns a.example");
    desk.check(3, "certs issue absent.csr --authority ca");
    desk.check(2, "certs issue HND-INE.csr --authority absent");
    desk.check(1, "certs inspect text.csr");
    desk.check(1, "certs revoke 00 --authority ca");
    desk.check(0, "certs revoke HND-INE.crt --authority ca");
    desk.check(1, "certs revoke HND-INE.crt --authority ca");
    desk.check(1, "certs renew HND-INE.crt HND-INE.csr --authority ca");
}

#[test]
fn a_certificate_says_for_whom_it_is_in_three_languages() {
    let desk = Desk::new();
    let told = desk.check(0, "certs inspect HND-INE.crt");
    assert!(told.contains("participante: HND-INE"), "{told}");
    let told = desk.check(0, "--lang en certs inspect HND-INE.crt ca/authority.crl");
    assert!(
        told.contains("participant: HND-INE") && told.contains("revoked: 0"),
        "{told}"
    );
    let told = desk.check(0, "--lang fr certs inspect HND-INE.csr");
    assert!(told.contains("Demande au nom de HND-INE"), "{told}");
    let told = desk.check(0, "certs inspect HND-INE.crt --format json");
    let told: serde_json::Value = serde_json::from_str(&told).unwrap();
    assert_eq!(told["participant"], "HND-INE");
    assert_eq!(told["uses"], serde_json::json!(["client"]));
}

#[test]
fn verify_tells_who_signed_and_who_received() {
    let desk = Desk::new();
    desk.submitted();
    let told = desk.check(
        0,
        "verify table.json --receipt table.json.receipt --ca ca/authority.crt",
    );
    for text in [
        "Firma válida de HND-INE",
        "Acuse válido de PUENTE-GATEWAY",
        ID,
    ] {
        assert!(told.contains(text), "{told}");
    }
    let told = desk.check(
        0,
        "--lang en verify table.json.receipt --ca ca/authority.crt",
    );
    assert!(told.contains("Valid receipt of PUENTE-GATEWAY"), "{told}");
}

#[test]
fn verify_refuses_what_was_changed_and_what_belongs_elsewhere() {
    let desk = Desk::new();
    desk.submitted();
    desk.check(0, "certs init other");
    let told = desk.check(1, "verify table.json --ca other/authority.crt");
    assert!(told.contains("certificate_unknown_authority"), "{told}");
    desk.write("other.json", b"{}");
    let jws = sign_detached(&desk.signer("HND-INE"), b"{}", Utc::now()).unwrap();
    desk.write("other.json.jws", jws);
    desk.check(
        1,
        "verify other.json --receipt table.json.receipt --ca ca/authority.crt",
    );
    desk.write("table.json", b"{\"observations\":[1]}");
    let told = desk.check(1, "verify table.json --ca ca/authority.crt");
    assert!(told.contains("signature_mismatch"), "{told}");
    desk.check(3, "verify absent.json --ca ca/authority.crt");
}

#[test]
fn nothing_is_sent_of_another_provider_or_of_no_submission() {
    let desk = Desk::new();
    let gateway =
        "--url https://127.0.0.1:1 --cert HND-INE.crt --key HND-INE.key --ca ca/authority.crt";
    let document =
        |provider: &str| format!(r#"{{"submission_id":"{ID}","provider":"{provider}"}}"#);
    desk.write("ours.json", document("HND-INE"));
    desk.write("theirs.json", document("MEX-STPS"));
    desk.write("text.json", "a,b");
    let told = desk.check(0, &format!("submit ours.json {gateway} --dry-run"));
    assert!(told.contains("No se envió nada"), "{told}");
    assert!(!desk.path().join("ours.json.jws").exists());
    desk.check(2, &format!("submit theirs.json {gateway}"));
    desk.check(1, &format!("submit text.json {gateway}"));
    desk.check(2, &format!("submit ours.json {gateway} --lang xx"));
    desk.check(2, &format!("pull {gateway} --url http://x --out inbox"));
}
