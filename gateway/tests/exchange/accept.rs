//! What is accepted, and that it is accepted once.

use std::thread;

use certs::receipt;

use crate::world::{FREE, ID, OTHER_ID, World, document, row};

fn right(id: &str, revision: u32) -> Vec<u8> {
    let row = row("M", "120", FREE);
    document(id, "HND-INE", revision, &[&row]).into_bytes()
}

#[test]
fn a_right_submission_is_receipted_and_the_same_bytes_get_the_same_receipt() {
    let world = World::new("");
    let body = right(ID, 0);
    let first = world.submit("HND-INE", &body);
    assert_eq!(
        first.status,
        201,
        "{}",
        String::from_utf8_lossy(&first.body)
    );
    let text = String::from_utf8(first.body.clone()).expect("text");
    let verified = receipt::verify(&text, &world.trust()).expect("the receipt verifies");
    assert_eq!(verified.receipt.submission_id.as_str(), ID);
    assert_eq!(verified.receipt.digest, receipt::digest(&body));
    let again = world.submit("HND-INE", &body);
    assert_eq!((again.status, &again.body), (200, &first.body));
    let asked = world.get("HND-INE", &format!("/exchange/v1/submissions/{ID}/receipt"));
    assert_eq!((asked.status, &asked.body), (200, &first.body));
    let acts: Vec<String> = world.audit().into_iter().map(|row| row.act).collect();
    assert_eq!(acts, ["accept", "read", "read"]);
    let chain = gateway::upkeep::verify(&world.config()).expect("read");
    assert_eq!(chain.broken_at(), None);
}

#[test]
fn packed_bodies_are_the_documents_they_hold() {
    let world = World::new("");
    let sent = |body: &[u8], packed: Vec<u8>, encoding: &str| {
        let signature = world.sign("HND-INE", body);
        let fields = format!("Puente-Signature: {signature}\r\nContent-Encoding: {encoding}\r\n");
        world.post("HND-INE", &fields, &packed).status
    };
    let body = right(ID, 0);
    let zstd = zstd::encode_all(body.as_slice(), 3).expect("packed");
    assert_eq!(sent(&body, zstd, "zstd"), 201);
    let body = right(OTHER_ID, 1);
    let mut gzip = flate2::read::GzEncoder::new(body.as_slice(), flate2::Compression::fast());
    let mut packed = Vec::new();
    std::io::Read::read_to_end(&mut gzip, &mut packed).expect("packed");
    assert_eq!(sent(&body, packed, "gzip"), 201);
}

#[test]
fn the_same_submission_sent_many_times_at_once_is_stored_once() {
    let world = World::new("");
    let body = right(ID, 0);
    let answers: Vec<_> = thread::scope(|scope| {
        let sent: Vec<_> = (0..8)
            .map(|_| scope.spawn(|| world.submit("HND-INE", &body)))
            .collect();
        sent.into_iter()
            .map(|sent| sent.join().expect("answered"))
            .collect()
    });
    let first = answers.iter().filter(|answer| answer.status == 201).count();
    assert_eq!(first, 1);
    assert!(answers.iter().all(|answer| answer.body == answers[0].body));
    let accepted = world.audit().into_iter().filter(|row| row.act == "accept");
    assert_eq!(accepted.count(), 1);
}

#[test]
fn an_inbox_is_listed_with_its_tag_and_only_members_have_one() {
    let world = World::new("");
    let listed = world.get("MEX-STPS", "/exchange/v1/deliveries");
    assert_eq!(listed.status, 200);
    assert!(
        listed.head.to_lowercase().contains("etag: "),
        "{}",
        listed.head
    );
    let stranger = world.get("SLV-MTPS", "/exchange/v1/deliveries");
    assert_eq!(
        (stranger.status, stranger.code().as_str()),
        (403, "participant_unknown")
    );
}
