//! The running gateway: revocation on an open connection, health, a hang-up, an orderly end.

use std::{
    io::{Read, Write},
    net::{Shutdown, TcpStream},
    time::{Duration, Instant},
};

use openssl::ssl::SslStream;

use crate::world::{FREE, ID, World, document, read, row};

/// Asks for the inbox on a connection that stays open; gives the status and the whole answer.
fn ask(stream: &mut SslStream<TcpStream>) -> (u16, String) {
    stream
        .write_all(b"GET /exchange/v1/deliveries HTTP/1.1\r\nHost: localhost\r\n\r\n")
        .expect("asked");
    let mut all = Vec::new();
    let mut byte = [0];
    while !all.ends_with(b"\r\n\r\n") {
        stream.read_exact(&mut byte).expect("answered");
        all.push(byte[0]);
    }
    let head = String::from_utf8(all).expect("UTF-8").to_lowercase();
    let length = head.split("content-length: ").nth(1).expect("a length");
    let length = length.split('\r').next().expect("a line").parse();
    let mut body = vec![0; length.expect("a number")];
    stream.read_exact(&mut body).expect("answered");
    let status = head[9..12].parse().expect("a status");
    (status, String::from_utf8(body).expect("UTF-8"))
}

#[test]
fn a_revocation_ends_an_open_connection_within_seconds() {
    let world = World::new("requests_per_second = 100000\nrequest_burst = 100000");
    let mut open = world.connect("MEX-STPS");
    assert_eq!(ask(&mut open).0, 200);
    world.revoke("MEX-STPS");
    let revoked = Instant::now();
    let (status, body) = loop {
        let answer = ask(&mut open);
        if answer.0 != 200 || revoked.elapsed() > Duration::from_secs(10) {
            break answer;
        }
    };
    assert_eq!(status, 401, "{body}");
    assert!(body.contains("certificate_revoked"), "{body}");
    assert!(
        revoked.elapsed() < Duration::from_secs(5),
        "{:?}",
        revoked.elapsed()
    );
    let identity = world.identity("MEX-STPS");
    let request = b"GET /exchange/v1/deliveries HTTP/1.1\r\nHost: localhost\r\n\r\n";
    assert!(world.try_request(Some(&identity), request).is_none());
}

#[test]
fn health_names_the_part_that_fails_and_nothing_is_acknowledged_without_a_database() {
    let world = World::new("");
    let ready = world.health("/health/ready");
    assert_eq!(
        ready.status,
        200,
        "{}",
        String::from_utf8_lossy(&ready.body)
    );
    let away = world.path("away.sqlite");
    std::fs::rename(world.path("puente.sqlite"), &away).expect("moved");
    assert_eq!(world.health("/health/live").status, 200);
    let ready = world.health("/health/ready");
    let told: serde_json::Value = serde_json::from_slice(&ready.body).expect("JSON");
    assert_eq!(
        (ready.status, told["status"].as_str()),
        (503, Some("not_ready"))
    );
    assert_eq!(told["parts"][0]["name"], "database");
    assert_eq!(told["parts"][0]["state"], "fail");
    let body = document(ID, "HND-INE", 0, &[&row("M", "120", FREE)]);
    let answer = world.submit("HND-INE", body.as_bytes());
    assert_eq!(
        (answer.status, answer.code().as_str()),
        (503, "store_unavailable")
    );
    std::fs::rename(&away, world.path("puente.sqlite")).expect("moved back");
    assert_eq!(world.health("/health/ready").status, 200);
    assert_eq!(world.submit("HND-INE", body.as_bytes()).status, 201);
}

#[test]
fn a_body_that_ends_by_a_hang_up_stores_nothing() {
    let world = World::new("");
    let body = document(ID, "HND-INE", 0, &[&row("M", "120", FREE)]);
    let head = format!(
        "POST /exchange/v1/submissions HTTP/1.1\r\nHost: localhost\r\n\
         Content-Type: application/json\r\nContent-Length: {}\r\nPuente-Signature: {}\r\n\r\n",
        body.len(),
        world.sign("HND-INE", body.as_bytes())
    );
    let mut stream = world.connect("HND-INE");
    stream.write_all(head.as_bytes()).expect("sent");
    stream
        .write_all(&body.as_bytes()[..body.len() / 2])
        .expect("sent");
    stream.get_ref().shutdown(Shutdown::Both).expect("hung up");
    let deadline = Instant::now() + Duration::from_secs(10);
    while world.audit().is_empty() && Instant::now() < deadline {}
    let audit = world.audit();
    assert_eq!(audit.len(), 1);
    assert_eq!(
        (audit[0].act.as_str(), audit[0].code.as_str()),
        ("refuse", "body_truncated")
    );
    assert_eq!(
        world.submit("HND-INE", body.as_bytes()).status,
        201,
        "nothing was stored"
    );
}

#[test]
fn what_was_begun_is_ended_before_the_gateway_stops() {
    let mut world = World::new("");
    let body = document(ID, "HND-INE", 0, &[&row("M", "120", FREE)]);
    let head = format!(
        "POST /exchange/v1/submissions HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\
         Expect: 100-continue\r\nContent-Type: application/json\r\nContent-Length: {}\r\nPuente-Signature: {}\r\n\r\n",
        body.len(),
        world.sign("HND-INE", body.as_bytes())
    );
    let mut stream = world.connect("HND-INE");
    stream.write_all(head.as_bytes()).expect("sent");
    // The gateway has taken the request up; its body comes while the gateway is asked to end.
    let mut taken = [0; 25];
    stream.read_exact(&mut taken).expect("taken up");
    assert!(taken.starts_with(b"HTTP/1.1 100 Continue"));
    let sending = std::thread::spawn(move || {
        stream.write_all(body.as_bytes()).expect("sent");
        read(stream)
    });
    world.stop();
    assert_eq!(sending.join().expect("answered").status, 201);
    let chain = gateway::upkeep::verify(&world.config()).expect("read");
    assert_eq!(chain.broken_at(), None);
    assert_eq!(world.audit().len(), 1);
}
