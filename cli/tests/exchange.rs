//! `puente submit` and `puente pull` as they are run, against a gateway made of a socket and
//! OpenSSL: what lies in the folder afterwards, and that running them again changes nothing.
#![expect(clippy::unwrap_used, reason = "a test fails where it stands")]

use std::{
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::{TcpListener, TcpStream},
    path::Path,
    process::Command,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
};

use certs::{
    authority::{Authority, AuthoritySpec, Purpose},
    identity::Identity,
    receipt::{self, Receipt, Verdict, digest},
    request,
    signature::{Signer, sign_detached},
    tls::{Server, Versions},
    trust::Trust,
};
use chrono::Utc;
use openssl::ssl::{SslAcceptor, SslStream};
use serde_json::json;
use tempfile::TempDir;

const ID: &str = "0198c0de-0000-7000-8000-000000000001";

/// A region in a folder: `ca`, and per name a certificate and a key.
struct Region {
    folder: TempDir,
    authority: Authority,
}

impl Region {
    fn new() -> Self {
        let folder = TempDir::new().unwrap();
        let spec = AuthoritySpec::default();
        let authority = Authority::create(&folder.path().join("ca"), &spec).unwrap();
        Self { folder, authority }
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    fn issue(&self, name: &str, purpose: &Purpose) -> Identity {
        let written = request::create_in(self.path(), name).unwrap();
        let csr = std::fs::read(&written.csr).unwrap();
        let issued = self.authority.issue(&csr, purpose).unwrap();
        let certificate = self.path().join(format!("{name}.crt"));
        std::fs::write(&certificate, &issued.certificate_pem).unwrap();
        Identity::load(&certificate, &written.key).unwrap()
    }

    fn signer(&self, id: &str, purpose: &Purpose) -> Signer {
        Signer::new(self.issue(id, purpose)).unwrap()
    }

    fn acceptor(&self) -> SslAcceptor {
        let ips = vec!["127.0.0.1".parse().unwrap()];
        self.issue(
            "127.0.0.1",
            &Purpose::Server {
                dns: Vec::new(),
                ips,
            },
        );
        let trust = Trust::load(&self.path().join("ca/authority.crt"), None).unwrap();
        let file = |end: &str| self.path().join(format!("127.0.0.1.{end}"));
        let server = Server::load(Arc::new(trust), &file("crt"), &file("key"), Versions::Tls13);
        server.unwrap().acceptor().unwrap().build()
    }

    #[track_caller]
    fn check(&self, code: i32, words: &str) -> String {
        let output = Command::new(env!("CARGO_BIN_EXE_puente"))
            .args(words.split_whitespace())
            .args(["--ca", "ca/authority.crt"])
            .current_dir(self.path())
            .output()
            .unwrap();
        let text = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
        assert_eq!(output.status.code(), Some(code), "{words}: {text}");
        text
    }
}

/// Serves until `work`, which gets the URL, has ended; the request lines that came.
fn serving(
    acceptor: &SslAcceptor,
    answer: impl Fn(&str, &[u8]) -> (u16, String, Vec<u8>) + Sync,
    work: impl FnOnce(&str),
) -> Vec<String> {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let (lines, ends) = (Mutex::new(Vec::new()), AtomicBool::new(false));
    std::thread::scope(|scope| {
        scope.spawn(|| {
            for socket in listener.incoming() {
                if ends.load(Ordering::SeqCst) {
                    return;
                }
                let stream = acceptor.accept(socket.unwrap()).unwrap();
                lines.lock().unwrap().push(serve(stream, &answer));
            }
        });
        work(&format!("https://{address}"));
        ends.store(true, Ordering::SeqCst);
        TcpStream::connect(address).unwrap();
    });
    lines.into_inner().unwrap()
}

fn serve(
    stream: SslStream<TcpStream>,
    answer: &impl Fn(&str, &[u8]) -> (u16, String, Vec<u8>),
) -> String {
    let mut reader = BufReader::new(stream);
    let (mut first, mut length) = (String::new(), 0);
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).unwrap();
        let line = line.trim_end().to_owned();
        if line.is_empty() {
            break;
        }
        if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length: ") {
            length = value.parse().unwrap();
        }
        if first.is_empty() {
            first = line;
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).unwrap();
    let (status, headers, said) = answer(&first, &body);
    let head = format!(
        "HTTP/1.1 {status} Said\r\nconnection: close\r\ncontent-length: {}\r\n{headers}\r\n",
        said.len()
    );
    let stream = reader.get_mut();
    stream.write_all(head.as_bytes()).unwrap();
    stream.write_all(&said).unwrap();
    let _ = stream.shutdown();
    first
}

#[test]
fn submit_keeps_signature_and_receipt_and_sends_once() {
    let region = Region::new();
    region.issue("HND-INE", &Purpose::Participant("HND-INE".parse().unwrap()));
    let gateway = region.signer("PUENTE-GATEWAY", &Purpose::Gateway);
    let document = json!({"submission_id": ID, "provider": "HND-INE"}).to_string();
    std::fs::write(region.path().join("table.json"), &document).unwrap();
    let answer = |_: &str, body: &[u8]| {
        let bytes = zstd::decode_all(body).unwrap();
        let receipt = Receipt {
            submission_id: ID.parse().unwrap(),
            digest: digest(&bytes),
            received_at: Utc::now(),
            verdict: Verdict::Accepted,
            findings: Vec::new(),
            audit_position: 1,
        };
        let jws = receipt::sign(&gateway, &receipt).unwrap();
        (201, String::new(), jws.into_bytes())
    };
    let lines = serving(&region.acceptor(), answer, |url| {
        let words = format!("submit table.json --url {url} --cert HND-INE.crt --key HND-INE.key");
        assert!(region.check(0, &words).contains("Recibido por la pasarela"));
        assert!(region.check(0, &words).contains("ya lo tiene"));
    });
    assert_eq!(lines, ["POST /exchange/v1/submissions HTTP/1.1"]);
    region.check(0, "verify table.json --receipt table.json.receipt");
}

#[test]
fn a_refusal_is_told_and_leaves_no_receipt() {
    let region = Region::new();
    region.issue("HND-INE", &Purpose::Participant("HND-INE".parse().unwrap()));
    let document = json!({"submission_id": ID, "provider": "HND-INE"}).to_string();
    std::fs::write(region.path().join("table.json"), document).unwrap();
    let answer = |_: &str, _: &[u8]| {
        let problem =
            json!({"code": "no_agreement", "title": "Sin convenio", "detail": "Pida uno"});
        (403, String::new(), problem.to_string().into_bytes())
    };
    serving(&region.acceptor(), answer, |url| {
        let words = format!("submit table.json --url {url} --cert HND-INE.crt --key HND-INE.key");
        let told = region.check(1, &words);
        assert!(
            told.contains("no_agreement") && told.contains("Sin convenio"),
            "{told}"
        );
    });
    assert!(!region.path().join("table.json.receipt").exists());
}

#[test]
fn pull_brings_what_is_new_whole_and_verified_and_nothing_twice() {
    let region = Region::new();
    let office = region.signer("HND-INE", &Purpose::Participant("HND-INE".parse().unwrap()));
    region.issue(
        "MEX-STPS",
        &Purpose::Participant("MEX-STPS".parse().unwrap()),
    );
    let bytes = b"{\"observations\":[]}";
    let jws = sign_detached(&office, bytes, Utc::now()).unwrap();
    let listed = json!({"position": 1, "id": "d-1", "submission_id": ID, "provider": "HND-INE",
        "dataflow": "DF_LM_STOCK", "reference_period": "../2024", "revision": 0,
        "delivered_at": Utc::now(), "digest": digest(bytes), "bytes": bytes.len(),
        "signed_by": "provider"});
    let inbox = json!({"deliveries": [listed], "next": null}).to_string();
    let damaged = AtomicBool::new(true);
    let answer = |line: &str, _: &[u8]| {
        if line.contains("?after=0") {
            return (200, String::new(), inbox.clone().into_bytes());
        }
        let mut said = bytes.to_vec();
        if damaged.swap(false, Ordering::SeqCst) {
            said[0] = b'[';
        }
        (200, format!("puente-signature: {jws}\r\n"), said)
    };
    let name = "DF_LM_STOCK.HND-INE.___2024.r0.d-1.json";
    let lines = serving(&region.acceptor(), answer, |url| {
        let words = format!("pull --url {url} --cert MEX-STPS.crt --key MEX-STPS.key --out inbox");
        let files = || {
            std::fs::read_dir(region.path().join("inbox"))
                .unwrap()
                .count()
        };
        region.check(3, &words);
        assert_eq!(files(), 0, "a damaged document leaves nothing");
        assert!(region.check(0, &words).contains("firma verificada"));
        assert_eq!(files(), 2);
        region.check(0, &words);
        std::fs::write(region.path().join("inbox").join(name), b"cut").unwrap();
        region.check(0, &words);
        assert_eq!(
            std::fs::read(region.path().join("inbox").join(name)).unwrap(),
            bytes
        );
    });
    let fetched = lines
        .iter()
        .filter(|line| line.contains("/deliveries/d-1 "))
        .count();
    assert_eq!((lines.len(), fetched), (7, 3));
    region.check(0, &format!("verify inbox/{name}"));
}
