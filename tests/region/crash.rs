//! The gateway is killed without a word at ten random points while offices send. What was
//! acknowledged is there once, nothing is there twice, and every receipt verifies.

use std::{
    collections::BTreeSet,
    fs,
    io::{BufRead, BufReader},
    path::PathBuf,
    process::{Child, Stdio},
    sync::mpsc::{self, Receiver},
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use certs::{receipt, trust::Trust};
use diesel::{Connection, QueryableByName, RunQueryDsl, SqliteConnection, sql_query, sql_types};
use schemas::submission::to_bytes;
use serde_json::Value;
use tests::{binary::puente, exchange::Exchange, submissions::labour_stock};

const SUBMISSIONS: usize = 200;
const SENDERS: usize = 4;
/// The offices; the senders take turns.
const OFFICES: [&str; 2] = ["HND-INE", "GTM-INE"];
const KILLS: usize = 10;
/// Longest time from the last acknowledgement before a kill to the kill, in microseconds.
const JITTER_US: u64 = 12_000;
/// Longest time without any acknowledgement.
const PATIENCE: Duration = Duration::from_secs(120);

#[test]
fn what_was_acknowledged_survives_kills_once_each() {
    let seed = seed();
    println!("seed {seed}; PUENTE_TEST_SEED={seed} chooses the same points again");
    let mut random = Random(seed | 1);
    let limits = "[limits]\nrequests_per_second = 10000\nrequest_burst = 10000\n";
    let mut exchange = Exchange::new(limits);
    let gtm = fs::read_to_string(exchange.path("region/agreements/MEX-STPS.toml"))
        .expect("an agreement")
        .replace("hnd-", "gtm-")
        .replace(OFFICES[0], OFFICES[1]);
    fs::write(exchange.path("region/agreements/GTM.toml"), gtm).expect("written");
    exchange.done(&["gateway", "apply", "--config", "gateway.toml", "region"]);
    let files = documents(&exchange);
    exchange.serve();
    keep_address(&exchange);

    let (mut senders, acknowledged) = send(&exchange, &files);
    let mut points: Vec<usize> = (0..KILLS)
        .map(|_| (random.next() as usize) % (SUBMISSIONS - 2 * SENDERS))
        .collect();
    points.sort_unstable();
    let mut told: Vec<Value> = Vec::new();
    for point in points {
        while told.len() <= point {
            told.push(
                acknowledged
                    .recv_timeout(PATIENCE)
                    .expect("an acknowledgement"),
            );
        }
        let jitter = Duration::from_micros(random.next() % JITTER_US);
        if let Ok(one) = acknowledged.recv_timeout(jitter) {
            told.push(one);
        }
        exchange.kill();
        exchange.serve();
    }
    for sender in &mut senders {
        assert!(sender.wait().expect("a sender ends").success());
    }
    told.extend(acknowledged.iter());
    exchange.kill();
    exchange.serve();
    check(&exchange, &files, &told);
}

/// What `PUENTE_TEST_SEED` says, and otherwise the clock.
fn seed() -> u64 {
    let asked = std::env::var("PUENTE_TEST_SEED").ok();
    asked.map_or_else(
        || {
            let since = SystemTime::now().duration_since(UNIX_EPOCH);
            since.map_or(1, |since| since.as_nanos() as u64)
        },
        |seed| seed.parse().expect("a number"),
    )
}

/// The office of the sender that sends document `at`.
fn office(at: usize) -> &'static str {
    OFFICES[at / (SUBMISSIONS / SENDERS) % OFFICES.len()]
}

/// The documents, one a month.
fn documents(exchange: &Exchange) -> Vec<PathBuf> {
    (0..SUBMISSIONS)
        .map(|at| {
            let period = format!("{:04}-{:02}", 2000 + at / 12, at % 12 + 1);
            let document = labour_stock(office(at), &period, u32::try_from(at).expect("small"));
            let file = exchange.path(&format!("{period}.json"));
            fs::write(&file, to_bytes(&document)).expect("written");
            file
        })
        .collect()
}

/// Makes the gateway listen where it listens now, whenever it starts.
fn keep_address(exchange: &Exchange) {
    let file = exchange.path("gateway.toml");
    let text = fs::read_to_string(&file).expect("configuration");
    let address = exchange.address("exchange");
    let text = text.replacen("127.0.0.1:0", &address, 1);
    fs::write(&file, text).expect("written");
}

/// Starts the senders; every acknowledgement that one of them tells comes out of the channel.
fn send(exchange: &Exchange, files: &[PathBuf]) -> (Vec<Child>, Receiver<Value>) {
    let (sink, source) = mpsc::channel();
    let senders = files
        .chunks(SUBMISSIONS / SENDERS)
        .enumerate()
        .map(|(sender, files)| {
            let office = office(sender * (SUBMISSIONS / SENDERS));
            let url = format!("https://{}", exchange.address("exchange"));
            let mut sender = puente()
                .args(["--format", "json", "submit", "--url", &url])
                .args(["--ca".into(), exchange.path("authority/authority.crt")])
                .args(["--cert".into(), exchange.path(&format!("{office}.crt"))])
                .args(["--key".into(), exchange.path(&format!("{office}.key"))])
                .args(files)
                .stdout(Stdio::piped())
                .stderr(Stdio::inherit())
                .spawn()
                .expect("puente runs");
            let lines = BufReader::new(sender.stdout.take().expect("standard output")).lines();
            let sink = sink.clone();
            std::thread::spawn(move || {
                for line in lines.map_while(Result::ok) {
                    let told = serde_json::from_str(&line).expect("JSON");
                    let _ = sink.send(told);
                }
            });
            sender
        })
        .collect();
    (senders, source)
}

#[derive(QueryableByName)]
struct Stored {
    #[diesel(sql_type = sql_types::Text)]
    id: String,
    #[diesel(sql_type = sql_types::Text)]
    reference_period: String,
}

#[derive(QueryableByName)]
struct Accepted {
    #[diesel(sql_type = sql_types::Text)]
    object: String,
}

fn check(exchange: &Exchange, files: &[PathBuf], told: &[Value]) {
    let acknowledged: BTreeSet<&str> = told
        .iter()
        .map(|one| one["receipt"]["submission_id"].as_str().expect("an id"))
        .collect();
    assert_eq!(acknowledged.len(), SUBMISSIONS);

    let database = exchange.path("puente.sqlite").display().to_string();
    let mut database = SqliteConnection::establish(&database).expect("the database");
    let stored: Vec<Stored> = sql_query("SELECT id, reference_period FROM submissions")
        .load(&mut database)
        .expect("rows");
    let ids: BTreeSet<&str> = stored.iter().map(|one| one.id.as_str()).collect();
    let periods: BTreeSet<&str> = stored
        .iter()
        .map(|one| one.reference_period.as_str())
        .collect();
    assert_eq!(stored.len(), SUBMISSIONS, "none twice");
    assert_eq!(periods.len(), SUBMISSIONS, "each period once");
    assert_eq!(ids, acknowledged, "every acknowledged one");
    let accepted: Vec<Accepted> = sql_query("SELECT object FROM audit WHERE act = 'accept'")
        .load(&mut database)
        .expect("rows");
    let objects: BTreeSet<&str> = accepted.iter().map(|one| one.object.as_str()).collect();
    assert_eq!((accepted.len(), objects.len()), (SUBMISSIONS, SUBMISSIONS));

    let roots = exchange.path("authority/authority.crt");
    let trust = Trust::load(&roots, None).expect("the authority");
    for file in files {
        let jws = fs::read_to_string(format!("{}.receipt", file.display())).expect("a receipt");
        let verified = receipt::verify(jws.trim(), &trust).expect("a receipt that verifies");
        let bytes = fs::read(file).expect("the document");
        assert_eq!(verified.receipt.digest, receipt::digest(&bytes));
    }
    exchange.done(&["gateway", "audit", "--verify", "--config", "gateway.toml"]);
}

/// Xorshift: the points only have to differ from run to run, and to be repeatable from the seed.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }
}
