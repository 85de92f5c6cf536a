//! Fetching: the whole inbox page by page, and only documents whose signature verifies.

use adapters::client::{ClientError, Fetched, Listed};
use certs::{receipt::digest, signature::sign_detached};
use chrono::Utc;
use serde_json::json;

use crate::gateway::{Answer, Region, run};

const BYTES: &[u8] = b"{\"observations\":[1,2,3]}";

fn listed(id: &str) -> Listed {
    Listed {
        position: 1,
        id: id.to_owned(),
        submission_id: "0198c0de-0000-7000-8000-000000000001".to_owned(),
        provider: "HND-INE".to_owned(),
        dataflow: "DF_LM_STOCK".to_owned(),
        reference_period: "2024-Q3".to_owned(),
        revision: 0,
        delivered_at: Utc::now(),
        digest: digest(BYTES),
        bytes: BYTES.len() as u64,
        signed_by: "provider".to_owned(),
    }
}

fn fetch(region: &Region, listed: &Listed, answer: Answer) -> Result<Fetched, ClientError> {
    let answer = std::sync::Mutex::new(Some(answer));
    let gateway =
        region.gateway(move |_, _| answer.lock().unwrap().take().unwrap_or(Answer::HangUp));
    run(async {
        let client = region.client("MEX-STPS", &gateway);
        client.fetch(listed, Some("\"old\""), &|_| {}).await
    })
}

fn signed_by(region: &Region, id: &str, bytes: &[u8]) -> Answer {
    let jws = sign_detached(&region.signer(id), BYTES, Utc::now()).unwrap();
    let headers = vec![("puente-signature", jws), ("etag", "\"new\"".to_owned())];
    Answer::Say(200, headers, bytes.to_vec())
}

#[test]
fn the_inbox_is_read_to_its_end() {
    let region = Region::new();
    let gateway = region.gateway(|number, _| {
        let next = (number == 0).then_some(7);
        let page = json!({"deliveries": [listed("a"), listed("b")], "next": next});
        Answer::Say(200, Vec::new(), page.to_string().into_bytes())
    });
    let found = run(async {
        let client = region.client("MEX-STPS", &gateway);
        client.deliveries(0, &|_| {}).await.unwrap()
    });
    assert_eq!(found.len(), 4);
    let lines: Vec<_> = gateway
        .asked()
        .into_iter()
        .map(|asked| asked.line)
        .collect();
    assert_eq!(
        lines,
        [
            "GET /exchange/v1/deliveries?after=0 HTTP/1.1",
            "GET /exchange/v1/deliveries?after=7 HTTP/1.1"
        ]
    );
}

#[test]
fn an_inbox_that_never_ends_is_refused() {
    let region = Region::new();
    let gateway = region
        .gateway(|_, _| Answer::Say(200, Vec::new(), br#"{"deliveries":[],"next":7}"#.to_vec()));
    let error = run(async {
        let client = region.client("MEX-STPS", &gateway);
        client.deliveries(0, &|_| {}).await.unwrap_err()
    });
    assert_eq!(error.code(), "client_answer_malformed");
}

#[test]
fn a_document_of_its_provider_is_handed_out_with_its_signature() {
    let region = Region::new();
    let fetched = fetch(&region, &listed("a"), signed_by(&region, "HND-INE", BYTES)).unwrap();
    let Fetched::Document(document) = fetched else {
        panic!("a document")
    };
    assert_eq!(document.bytes, BYTES);
    assert_eq!(document.signed.participant.as_str(), "HND-INE");
    assert_eq!(document.etag.as_deref(), Some("\"new\""));
    let mut excerpt = listed("a");
    excerpt.signed_by = "gateway".to_owned();
    assert!(
        fetch(
            &region,
            &excerpt,
            signed_by(&region, "PUENTE-GATEWAY", BYTES)
        )
        .is_ok()
    );
}

#[test]
fn the_newest_copy_is_not_sent_again() {
    let region = Region::new();
    let fetched = fetch(
        &region,
        &listed("a"),
        Answer::Say(304, Vec::new(), Vec::new()),
    )
    .unwrap();
    assert!(matches!(fetched, Fetched::Unchanged));
}

#[test]
fn a_document_that_is_not_the_listed_one_is_refused() {
    let region = Region::new();
    let code = |listed: &Listed, answer: Answer| {
        let error = fetch(&region, listed, answer).unwrap_err();
        error.code().to_owned()
    };
    let changed = signed_by(&region, "HND-INE", b"{\"observations\":[9,9,9]}");
    assert_eq!(code(&listed("a"), changed), "signature_mismatch");
    let by_another = signed_by(&region, "MEX-STPS", BYTES);
    assert_eq!(code(&listed("a"), by_another), "client_other_delivery");
    let mut other = listed("a");
    other.digest = digest(b"other");
    let known = signed_by(&region, "HND-INE", BYTES);
    assert_eq!(code(&other, known), "client_other_delivery");
    let unsigned = Answer::Say(200, Vec::new(), BYTES.to_vec());
    assert_eq!(code(&listed("a"), unsigned), "client_answer_malformed");
    let too_long = signed_by(&region, "HND-INE", &vec![b' '; 200_000]);
    assert_eq!(code(&listed("a"), too_long), "client_answer_too_large");
    let gone = Answer::Say(404, Vec::new(), b"<html>".to_vec());
    assert_eq!(code(&listed("a"), gone), "http_404");
    for id in ["../../etc/passwd", "", "a b", "a?x=1", "a%2f"] {
        assert_eq!(code(&listed(id), Answer::HangUp), "client_answer_malformed");
    }
}
