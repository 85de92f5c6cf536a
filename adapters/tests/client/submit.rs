//! Submitting: patience with the network, none with a refusal, and no acknowledgement without a
//! receipt for these very bytes.

use std::cell::RefCell;

use adapters::client::{Acknowledged, Client, ClientError, ClientOptions, Compression, Step};
use certs::signature::{sign_detached, verify_detached};
use chrono::Utc;
use schemas::ids::SubmissionId;

use crate::gateway::{Answer, Gateway, Region, client, receipt, run};

const BYTES: &[u8] = b"{\"observations\":[1,2,3]}";

fn submit(
    region: &Region,
    gateway: &Gateway,
    id: &SubmissionId,
) -> Result<Acknowledged, ClientError> {
    let jws = sign_detached(&region.signer("HND-INE"), BYTES, Utc::now()).unwrap();
    run(async {
        let client = region.client("HND-INE", gateway);
        client.submit(id, BYTES, &jws, &|_| {}).await
    })
}

#[test]
fn it_tries_again_under_the_same_id_until_the_receipt_is_here() {
    let region = Region::new();
    let (signer, id) = (region.signer("PUENTE-GATEWAY"), SubmissionId::new());
    let known = id.clone();
    let gateway = region.gateway(move |number, _| match number {
        0 => Answer::HangUp,
        1 => Answer::Say(503, vec![("retry-after", "0".to_owned())], Vec::new()),
        2 => Answer::Say(429, Vec::new(), Vec::new()),
        _ => Answer::Say(201, Vec::new(), receipt(&signer, &known, BYTES)),
    });
    let steps = RefCell::new(Vec::new());
    let jws = sign_detached(&region.signer("HND-INE"), BYTES, Utc::now()).unwrap();
    let acknowledged = run(async {
        let client = region.client("HND-INE", &gateway);
        let told = |step| steps.borrow_mut().push(step);
        client.submit(&id, BYTES, &jws, &told).await.unwrap()
    });
    assert_eq!(acknowledged.receipt.receipt.submission_id, id);
    assert!(!acknowledged.repeated);
    let attempts = steps
        .borrow()
        .iter()
        .filter(|step| matches!(step, Step::Attempt(_)))
        .count();
    assert_eq!(attempts, 4);
    for asked in gateway.asked() {
        assert_eq!(asked.line, "POST /exchange/v1/submissions HTTP/1.1");
        assert_eq!(asked.headers["content-encoding"], "zstd");
        assert_eq!(asked.headers["content-type"], "application/json");
        assert_eq!(asked.headers["accept-language"], "es");
        let body = zstd::decode_all(asked.body.as_slice()).unwrap();
        assert_eq!(body, BYTES);
        let signature = &asked.headers["puente-signature"];
        assert!(verify_detached(signature, &body, &region.trust(), Utc::now()).is_ok());
    }
}

#[test]
fn a_refusal_ends_it_at_once_and_brings_the_findings() {
    let region = Region::new();
    let gateway = region.gateway(|_, _| {
        let problem = br#"{"type":"https://x/errors/schema_invalid","code":"schema_invalid",
            "title":"No cumple","detail":"Corrija","findings":[{"code":"code_not_in_codelist",
            "severity":"error","pointer":"/observations/1/SEX","count":3,"message":"Fuera de la lista"}]}"#;
        Answer::Say(422, vec![("content-type", "application/problem+json".to_owned())], problem.to_vec())
    });
    let error = submit(&region, &gateway, &SubmissionId::new()).unwrap_err();
    assert_eq!(gateway.asked().len(), 1);
    assert_eq!(error.code(), "schema_invalid");
    assert!(!error.is_environment());
    let ClientError::Refused(problem) = error else {
        panic!("a refusal")
    };
    assert_eq!(problem.status, 422);
    assert_eq!(problem.findings[0].pointer, "/observations/1/SEX");
    assert_eq!(problem.findings[0].count, 3);
    assert_eq!(problem.findings[0].message, "Fuera de la lista");
}

#[test]
fn a_receipt_that_is_not_for_these_bytes_is_no_acknowledgement() {
    let region = Region::new();
    let id = SubmissionId::new();
    let check = |body: Vec<u8>, code: &str| {
        let gateway = region.gateway(move |_, _| Answer::Say(201, Vec::new(), body.clone()));
        let error = submit(&region, &gateway, &id).unwrap_err();
        assert_eq!(error.code(), code);
        assert!(error.is_environment());
    };
    let signer = region.signer("PUENTE-GATEWAY");
    check(
        receipt(&signer, &id, b"other bytes"),
        "client_other_receipt",
    );
    check(
        receipt(&signer, &SubmissionId::new(), BYTES),
        "client_other_receipt",
    );
    check(
        receipt(&region.signer("MEX-STPS"), &id, BYTES),
        "signature_other_signer",
    );
    let stranger = Region::new().signer("PUENTE-GATEWAY");
    check(
        receipt(&stranger, &id, BYTES),
        "certificate_unknown_authority",
    );
    check(b"{\"accepted\":true}".to_vec(), "signature_malformed");
    check(vec![0xff, 0xfe], "client_answer_malformed");
}

#[test]
fn what_is_there_already_is_told_as_repeated() {
    let region = Region::new();
    let (signer, id) = (region.signer("PUENTE-GATEWAY"), SubmissionId::new());
    let known = id.clone();
    let gateway =
        region.gateway(move |_, _| Answer::Say(200, Vec::new(), receipt(&signer, &known, BYTES)));
    assert!(submit(&region, &gateway, &id).unwrap().repeated);
}

#[test]
fn a_lost_receipt_is_fetched_again() {
    let region = Region::new();
    let (signer, id) = (region.signer("PUENTE-GATEWAY"), SubmissionId::new());
    let known = id.clone();
    let gateway =
        region.gateway(move |_, _| Answer::Say(200, Vec::new(), receipt(&signer, &known, BYTES)));
    let found = run(async {
        let client = region.client("HND-INE", &gateway);
        client.receipt(&id, BYTES, &|_| {}).await.unwrap()
    });
    assert_eq!(found.receipt.receipt.submission_id, id);
    let line = format!("GET /exchange/v1/submissions/{id}/receipt HTTP/1.1");
    assert_eq!(gateway.asked()[0].line, line);
}

#[test]
fn patience_ends() {
    let region = Region::new();
    let gateway = region.gateway(|_, _| Answer::HangUp);
    let error = submit(&region, &gateway, &SubmissionId::new()).unwrap_err();
    assert!(
        matches!(error, ClientError::Unreachable { attempts: 4, .. }),
        "{error}"
    );
    assert_eq!(gateway.asked().len(), 4);
    let gateway = region.gateway(|_, _| Answer::Say(503, Vec::new(), Vec::new()));
    let error = submit(&region, &gateway, &SubmissionId::new()).unwrap_err();
    assert_eq!(error.code(), "http_503");
    assert!(error.is_environment());
}

#[test]
fn a_gateway_or_an_office_of_another_authority_is_told_and_not_tried_again() {
    let (region, elsewhere) = (Region::new(), Region::new());
    let gateway = region.gateway(|_, _| Answer::HangUp);
    let jws = sign_detached(&region.signer("HND-INE"), BYTES, Utc::now()).unwrap();
    let meet = |client: &dyn Fn() -> Client| {
        let steps = RefCell::new(0);
        let error = run(async {
            let told = |_| *steps.borrow_mut() += 1;
            client()
                .submit(&SubmissionId::new(), BYTES, &jws, &told)
                .await
                .unwrap_err()
        });
        assert_eq!(error.code(), "client_handshake", "{error}");
        assert_eq!(steps.into_inner(), 1);
    };
    meet(&|| client(&region.identity("HND-INE"), elsewhere.trust(), &gateway));
    meet(&|| client(&elsewhere.identity("HND-INE"), region.trust(), &gateway));
    assert!(gateway.asked().is_empty());
}

#[test]
fn gzip_is_spoken_too() {
    let region = Region::new();
    let (signer, id) = (region.signer("PUENTE-GATEWAY"), SubmissionId::new());
    let known = id.clone();
    let gateway =
        region.gateway(move |_, _| Answer::Say(201, Vec::new(), receipt(&signer, &known, BYTES)));
    let jws = sign_detached(&region.signer("HND-INE"), BYTES, Utc::now()).unwrap();
    let options = ClientOptions {
        compression: Compression::Gzip,
        ..ClientOptions::default()
    };
    run(async {
        let identity = region.identity("HND-INE");
        let client = Client::new(&identity, region.trust(), &gateway.url(), options).unwrap();
        client.submit(&id, BYTES, &jws, &|_| {}).await.unwrap();
    });
    let asked = gateway.asked().remove(0);
    assert_eq!(asked.headers["content-encoding"], "gzip");
    let mut body = Vec::new();
    std::io::Read::read_to_end(
        &mut flate2::read::GzDecoder::new(asked.body.as_slice()),
        &mut body,
    )
    .unwrap();
    assert_eq!(body, BYTES);
}

#[test]
fn only_the_url_of_a_gateway_is_taken() {
    let region = Region::new();
    for url in [
        "",
        "gateway",
        "http://gateway",
        "https://",
        "https://a/b",
        "https://a?x",
        "https://u@a",
    ] {
        let made = Client::new(
            &region.identity("HND-INE"),
            region.trust(),
            url,
            ClientOptions::default(),
        );
        assert_eq!(made.unwrap_err().code(), "client_url", "{url}");
    }
}
