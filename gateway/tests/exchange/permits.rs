//! Who may do what: every kind of caller at every address. The table below is what the gateway
//! did, read row by row by a person before it was kept; an address without its refusals fails.

use std::fmt::Write;

use certs::identity::Identity;

use crate::world::{Answer, FREE, ID, REVOKED, World, document, row};

/// Callers: what they are, and whose certificate they show.
const CALLERS: [(&str, Option<&str>); 9] = [
    ("no certificate", None),
    (
        "certificate of another authority",
        Some("elsewhere/HND-INE"),
    ),
    ("revoked certificate", Some(REVOKED)),
    ("certificate, but no participant", Some("SLV-MTPS")),
    ("suspended participant", Some("CRI-INEC")),
    ("office without agreement", Some("GTM-INE")),
    ("office with agreement, sender", Some("HND-INE")),
    ("ministry, recipient", Some("MEX-STPS")),
    ("ministry, not the recipient", Some("GTM-MTPS")),
];

fn identity(world: &World, files: &str) -> Identity {
    world.identity(files)
}

/// The request of `caller` to an address, for the things of HND-INE and MEX-STPS.
fn request(
    world: &World,
    method: &str,
    path: &str,
    caller: Option<&str>,
    things: &Things,
) -> Vec<u8> {
    let id = things.next_id();
    let participant = caller.map_or("HND-INE", |files| files.rsplit('/').next().unwrap_or(files));
    let (path, body) = match (method, path) {
        ("POST", "/exchange/v1/submissions") => {
            let rows = row("M", "120", FREE).replace("HND", &participant[..3]);
            (path.to_owned(), document(&id, participant, 1, &[&rows]))
        }
        ("GET", "/exchange/v1/submissions/{id}/receipt") => {
            (path.replace("{id}", ID), String::new())
        }
        ("GET", "/exchange/v1/deliveries") => (path.to_owned(), String::new()),
        ("GET", "/exchange/v1/deliveries/{id}") => {
            (path.replace("{id}", &things.delivery), String::new())
        }
        other => panic!("{other:?} is not in the table of who may do what"),
    };
    let signature = world.sign(caller.unwrap_or("HND-INE"), body.as_bytes());
    format!(
        "{method} {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\
         Content-Type: application/json\r\nContent-Length: {}\r\n\
         Puente-Signature: {signature}\r\n\r\n{body}",
        body.len()
    )
    .into_bytes()
}

struct Things {
    delivery: String,
    made: std::cell::Cell<u32>,
}

impl Things {
    fn next_id(&self) -> String {
        self.made.set(self.made.get() + 1);
        format!("0190a3a0-0000-7000-8000-0000000001{:02}", self.made.get())
    }
}

/// Sends what HND-INE has, and waits until it lies in the inbox of MEX-STPS.
fn delivered(world: &World) -> String {
    world.pass_on();
    let row = row("M", "120", FREE);
    let first = world.submit("HND-INE", document(ID, "HND-INE", 0, &[&row]).as_bytes());
    assert_eq!(first.status, 201);
    let deadline = std::time::Instant::now() + std::time::Duration::from_secs(20);
    while std::time::Instant::now() < deadline {
        let listed = world.get("MEX-STPS", "/exchange/v1/deliveries");
        let inbox: serde_json::Value = serde_json::from_slice(&listed.body).expect("JSON");
        if let Some(id) = inbox["deliveries"][0]["id"].as_str() {
            return id.to_owned();
        }
    }
    panic!("nothing was delivered");
}

fn told(answer: Option<&Answer>) -> String {
    match answer {
        None => "no connection".to_owned(),
        Some(answer) if answer.status < 300 => {
            let body: serde_json::Value = serde_json::from_slice(&answer.body).unwrap_or_default();
            match body["deliveries"].as_array().map(Vec::as_slice) {
                Some([]) => format!("{}, empty", answer.status),
                Some(_) => format!("{}, its deliveries", answer.status),
                None => answer.status.to_string(),
            }
        }
        Some(answer) => format!("{} {}", answer.status, answer.code()),
    }
}

#[test]
fn who_may_do_what() {
    let world = World::new("requests_per_second = 100000\nrequest_burst = 100000");
    let things = Things {
        delivery: delivered(&world),
        made: std::cell::Cell::default(),
    };
    let mut table = String::new();
    for (method, path) in gateway::addresses() {
        writeln!(table, "{method} {path}").expect("written");
        let mut refused = 0;
        for (caller, files) in CALLERS {
            let shown = files.map(|files| identity(&world, files));
            let request = request(&world, method, path, files, &things);
            let answer = world.try_request(shown.as_ref(), &request);
            refused += usize::from(answer.as_ref().is_none_or(|answer| answer.status >= 400));
            writeln!(table, "  {caller:<34}{}", told(answer.as_ref())).expect("written");
        }
        assert!(refused >= 5, "{method} {path} refuses too few");
        assert!(refused < CALLERS.len(), "{method} {path} serves nobody");
    }
    insta::assert_snapshot!(table);
}

#[test]
fn a_delivery_is_read_by_its_recipient_alone_as_it_was_signed() {
    let world = World::new("requests_per_second = 100000\nrequest_burst = 100000");
    let path = format!("/exchange/v1/deliveries/{}", delivered(&world));
    let row = row("M", "120", FREE);
    let read = world.get("MEX-STPS", &path);
    assert_eq!(read.status, 200);
    assert_eq!(read.body, document(ID, "HND-INE", 0, &[&row]).into_bytes());
    let other = world.get("GTM-MTPS", &path);
    assert_eq!(
        (other.status, other.code().as_str()),
        (404, "delivery_unknown")
    );
    assert_eq!(world.get("HND-INE", &path).status, 404);
    let acts: Vec<(String, String)> = world
        .audit()
        .into_iter()
        .filter(|row| row.object.starts_with("delivery/") && row.act != "send")
        .map(|row| (row.act, row.actor))
        .collect();
    let wanted = [
        ("read", "MEX-STPS"),
        ("refuse", "GTM-MTPS"),
        ("refuse", "HND-INE"),
    ];
    let wanted = wanted.map(|(act, actor)| (act.to_owned(), actor.to_owned()));
    assert_eq!(acts, wanted);
}
