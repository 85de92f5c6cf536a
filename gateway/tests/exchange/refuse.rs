//! What is refused: by its code, with one audit row, and with nothing left in the store.

use std::io::Write;

use crate::world::{Answer, FREE, HIDDEN, ID, OTHER_ID, World, document, read, row};

/// Asserts that `answer` refuses with `code`, that one more audit row says so, and that the
/// submission is not there.
fn check(world: &World, rows: usize, answer: &Answer, status: u16, code: &str) {
    let body = String::from_utf8_lossy(&answer.body);
    assert_eq!(
        (answer.status, answer.code().as_str()),
        (status, code),
        "{body}"
    );
    let audit = world.audit();
    assert_eq!(audit.len(), rows + 1, "one audit row for {code}");
    let last = audit.last().expect("a row");
    assert_eq!((last.act.as_str(), last.code.as_str()), ("refuse", code));
}

#[test]
fn bad_documents_are_refused_by_code_and_leave_nothing() {
    let world = World::new("max_body_bytes = 100000\nmax_document_bytes = 200000");
    let right = document(ID, "HND-INE", 0, &[&row("M", "120", FREE)]);
    let deep = format!("{}{}", "[".repeat(10_000), "]".repeat(10_000));
    let large = format!("{right}{}", " ".repeat(100_000));
    let open = [
        row("_T", "200", FREE),
        row("M", "195", FREE),
        row("F", "null", HIDDEN),
    ];
    let open: Vec<&str> = open.iter().map(String::as_str).collect();
    let twice = right.replacen("\"revision\":0", "\"revision\":0,\"revision\":0", 1);
    let mut wrong: Vec<(Vec<u8>, u16, &str)> = vec![
        (large.into_bytes(), 413, "body_too_large"),
        (right.as_bytes()[..300].to_vec(), 400, "document_truncated"),
        (twice.into_bytes(), 400, "duplicate_key"),
        (
            right.replacen("\"manual\"", &deep, 1).into_bytes(),
            400,
            "nesting_too_deep",
        ),
        (
            right.replace("manual", "man\u{0}l").into_bytes(),
            400,
            "invalid_json",
        ),
        (
            right.replace("\"0.1\"", "\"9.9\"").into_bytes(),
            422,
            "dataflow_version_unknown",
        ),
        (
            right.replace("DF_LM_STOCK", "DF_NONE").into_bytes(),
            422,
            "dataflow_unknown",
        ),
        (
            right.replace("\"M\"", "\"K\"").into_bytes(),
            422,
            "submission_invalid",
        ),
        (
            right.replace("HND-INE", "GTM-INE").into_bytes(),
            403,
            "provider_mismatch",
        ),
        (
            right.replace(":120", ":3").into_bytes(),
            422,
            "table_below_threshold",
        ),
        (
            document(ID, "HND-INE", 0, &open).into_bytes(),
            422,
            "table_recoverable",
        ),
        (
            right
                .replace("\"revision\":0", "\"revision\":3")
                .into_bytes(),
            409,
            "revision_out_of_order",
        ),
    ];
    let mut latin = right.clone().into_bytes();
    let at = right.find("manual").expect("there");
    latin[at] = 0xe9;
    wrong.push((latin, 400, "invalid_utf8"));
    for (rows, (body, status, code)) in wrong.iter().enumerate() {
        check(&world, rows, &world.submit("HND-INE", body), *status, code);
    }
    let first = world.submit("HND-INE", right.as_bytes());
    assert_eq!(first.status, 201, "none of them was stored");
}

#[test]
fn what_is_packed_wrongly_or_too_much_stops_at_the_limit() {
    let world = World::new("max_document_bytes = 200000");
    let right = document(ID, "HND-INE", 0, &[&row("M", "120", FREE)]).into_bytes();
    let signature = world.sign("HND-INE", &right);
    let send = |encoding: &str, body: &[u8]| {
        let fields = format!("Puente-Signature: {signature}\r\nContent-Encoding: {encoding}\r\n");
        world.post("HND-INE", &fields, body)
    };
    let bomb = zstd::encode_all(vec![b' '; 64 * 1024 * 1024].as_slice(), 3).expect("packed");
    check(&world, 0, &send("zstd", &bomb), 413, "document_too_large");
    check(
        &world,
        1,
        &send("gzip", &right),
        400,
        "content_encoding_invalid",
    );
    check(
        &world,
        2,
        &send("br", &right),
        415,
        "content_encoding_unsupported",
    );
    let cut = zstd::encode_all(right.as_slice(), 3).expect("packed");
    check(
        &world,
        3,
        &send("zstd", &cut[..cut.len() - 4]),
        400,
        "content_encoding_invalid",
    );
}

#[test]
fn signatures_must_be_of_the_sender_over_these_bytes() {
    let world = World::new("");
    let right = document(ID, "HND-INE", 0, &[&row("M", "120", FREE)]).into_bytes();
    let signed = |jws: &str| format!("Puente-Signature: {jws}\r\n");
    let missing = world.post("HND-INE", "", &right);
    check(&world, 0, &missing, 400, "signature_missing");
    let other_bytes = signed(&world.sign("HND-INE", b"other"));
    let answer = world.post("HND-INE", &other_bytes, &right);
    check(&world, 1, &answer, 403, "signature_mismatch");
    let other_signer = signed(&world.sign("GTM-INE", &right));
    let answer = world.post("HND-INE", &other_signer, &right);
    check(&world, 2, &answer, 403, "signature_other_signer");
    let answer = world.post("HND-INE", &signed("a.b.c"), &right);
    check(&world, 3, &answer, 403, "signature_malformed");
}

#[test]
fn agreements_and_membership_decide() {
    let world = World::new("");
    let of = |id: &str| {
        document(ID, id, 0, &[&row("M", "120", FREE)])
            .replace("\"HND\"", &format!("\"{}\"", &id[..3]))
    };
    let answer = world.submit("GTM-INE", of("GTM-INE").as_bytes());
    check(&world, 0, &answer, 403, "agreement_missing");
    let answer = world.submit("SLV-MTPS", of("SLV-MTPS").as_bytes());
    check(&world, 1, &answer, 403, "participant_unknown");
}

#[test]
fn an_identifier_and_a_revision_are_taken_once() {
    let world = World::new("");
    let right = document(ID, "HND-INE", 0, &[&row("M", "120", FREE)]);
    assert_eq!(world.submit("HND-INE", right.as_bytes()).status, 201);
    let other = right.replace(":120", ":121");
    let answer = world.submit("HND-INE", other.as_bytes());
    check(&world, 1, &answer, 409, "submission_id_reused");
    let same_revision = other.replace(ID, OTHER_ID);
    let answer = world.submit("HND-INE", same_revision.as_bytes());
    check(&world, 2, &answer, 409, "revision_taken");
    let path = format!("/exchange/v1/submissions/{ID}/receipt");
    check(
        &world,
        3,
        &world.get("GTM-INE", &path),
        404,
        "submission_unknown",
    );
}

#[test]
fn a_truncated_and_a_slow_body_are_refused() {
    let world = World::new("progress_window_s = 1");
    let right = document(ID, "HND-INE", 0, &[&row("M", "120", FREE)]);
    let head = format!(
        "POST /exchange/v1/submissions HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\
         Content-Type: application/json\r\nContent-Length: {}\r\nPuente-Signature: {}\r\n\r\n",
        right.len() + 10,
        world.sign("HND-INE", right.as_bytes())
    );
    let mut stream = world.connect("HND-INE");
    stream.write_all(head.as_bytes()).expect("sent");
    stream.write_all(right.as_bytes()).expect("sent");
    check(&world, 0, &read(stream), 408, "body_too_slow");
}

#[test]
fn the_host_of_the_handshake_is_the_host_of_the_request() {
    let world = World::new("");
    let head =
        b"GET /exchange/v1/deliveries HTTP/1.1\r\nHost: elsewhere\r\nConnection: close\r\n\r\n";
    let answer = crate::world::exchange(world.connect("MEX-STPS"), head, &[]);
    check(&world, 0, &answer, 421, "host_mismatch");
    check(
        &world,
        1,
        &world.get("MEX-STPS", "/other"),
        404,
        "route_unknown",
    );
    let answer = world.get("MEX-STPS", "/exchange/v1/submissions");
    check(&world, 2, &answer, 405, "method_not_allowed");
}

#[test]
fn a_flood_gets_429_and_one_audit_row() {
    let world = World::new("requests_per_second = 1\nrequest_burst = 2");
    for _ in 0..2 {
        assert_eq!(world.get("MEX-STPS", "/exchange/v1/deliveries").status, 200);
    }
    for _ in 0..3 {
        let answer = world.get("MEX-STPS", "/exchange/v1/deliveries");
        assert!(
            answer.status == 200 || answer.code() == "rate_limited",
            "{}",
            answer.status
        );
    }
    let told = world
        .audit()
        .into_iter()
        .filter(|row| row.code == "rate_limited");
    assert_eq!(told.count(), 1);
}
