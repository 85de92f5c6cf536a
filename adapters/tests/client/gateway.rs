//! A gateway that answers what a test tells it to, over real TLS on the loopback.

use std::{
    collections::BTreeMap,
    io::{BufReader, Write as _},
    net::{SocketAddr, TcpListener, TcpStream},
    path::PathBuf,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
    thread::JoinHandle,
};

use adapters::client::{Backoff, Client, ClientOptions};
use certs::{
    authority::{Authority, AuthoritySpec, Purpose},
    identity::Identity,
    receipt::{self, Receipt, Verdict},
    request,
    signature::Signer,
    tls::{Server, Versions},
    trust::Trust,
};
use chrono::Utc;
use openssl::ssl::{SslAcceptor, SslFiletype, SslMethod};
use schemas::ids::SubmissionId;
use tempfile::TempDir;

/// A region: an authority, its files, and identities made on demand.
pub(crate) struct Region {
    folder: TempDir,
    authority: Authority,
}

/// What the gateway was asked.
#[derive(Debug, Clone)]
pub(crate) struct Asked {
    pub(crate) line: String,
    pub(crate) headers: BTreeMap<String, String>,
    pub(crate) body: Vec<u8>,
}

/// What it answers.
pub(crate) enum Answer {
    Say(u16, Vec<(&'static str, String)>, Vec<u8>),
    /// Promises so many bytes, or does not say how many, and closes the connection after these.
    Cut(u16, Vec<(&'static str, String)>, Option<usize>, Vec<u8>),
    /// Closes the connection without a word.
    HangUp,
}

pub(crate) struct Gateway {
    address: SocketAddr,
    asked: Arc<Mutex<Vec<Asked>>>,
    ends: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Region {
    pub(crate) fn new() -> Self {
        let folder = TempDir::new().unwrap();
        let spec = AuthoritySpec::default();
        let authority = Authority::create(&folder.path().join("ca"), &spec).unwrap();
        Self { folder, authority }
    }

    pub(crate) fn trust(&self) -> Arc<Trust> {
        let file = |name: &str| self.authority.folder().join(name);
        let trust = Trust::load(&file("authority.crt"), Some(&file("authority.crl")));
        Arc::new(trust.unwrap())
    }

    pub(crate) fn identity(&self, id: &str) -> Identity {
        let purpose = match id {
            "PUENTE-GATEWAY" => Purpose::Gateway,
            _ => Purpose::Participant(id.parse().unwrap()),
        };
        let request = request::create(id).unwrap();
        let issued = self.authority.issue(&request.csr_pem, &purpose).unwrap();
        Identity::parse(&issued.certificate_pem, &request.key_pem).unwrap()
    }

    pub(crate) fn signer(&self, id: &str) -> Signer {
        Signer::new(self.identity(id)).unwrap()
    }

    pub(crate) fn client(&self, id: &str, gateway: &Gateway) -> Client {
        client(&self.identity(id), self.trust(), gateway)
    }

    /// Starts a gateway; `answer` gets the number of the request, from nought, and the request.
    pub(crate) fn gateway(
        &self,
        answer: impl Fn(usize, &Asked) -> Answer + Send + 'static,
    ) -> Gateway {
        let (certificate, key) = self.server_files();
        let server = Server::load(self.trust(), &certificate, &key, Versions::Tls13).unwrap();
        Gateway::start(server.acceptor().unwrap().build(), answer)
    }

    /// Starts a service that anybody may ask.
    pub(crate) fn service(
        &self,
        answer: impl Fn(usize, &Asked) -> Answer + Send + 'static,
    ) -> Gateway {
        let (certificate, key) = self.server_files();
        let mut acceptor = SslAcceptor::mozilla_intermediate_v5(SslMethod::tls_server()).unwrap();
        acceptor.set_certificate_chain_file(certificate).unwrap();
        acceptor
            .set_private_key_file(key, SslFiletype::PEM)
            .unwrap();
        Gateway::start(acceptor.build(), answer)
    }

    /// The file of the authority that the certificates come from.
    pub(crate) fn authority_file(&self) -> PathBuf {
        self.authority.folder().join("authority.crt")
    }

    fn server_files(&self) -> (PathBuf, PathBuf) {
        let request = request::create("127.0.0.1").unwrap();
        let purpose = Purpose::Server {
            dns: Vec::new(),
            ips: vec!["127.0.0.1".parse().unwrap()],
        };
        let issued = self.authority.issue(&request.csr_pem, &purpose).unwrap();
        let certificate = self.folder.path().join("server.crt");
        let key = self.folder.path().join("server.key");
        std::fs::write(&certificate, &issued.certificate_pem).unwrap();
        std::fs::write(&key, &request.key_pem).unwrap();
        (certificate, key)
    }
}

pub(crate) fn client(identity: &Identity, trust: Arc<Trust>, gateway: &Gateway) -> Client {
    let options = ClientOptions {
        max_answer_bytes: 100_000,
        backoff: Backoff {
            attempts: 4,
            first_pause_ms: 1,
            max_pause_ms: 5,
        },
        ..ClientOptions::default()
    };
    Client::new(identity, trust, &gateway.url(), options).unwrap()
}

/// Runs what is asynchronous to its end.
pub(crate) fn run<T>(work: impl Future<Output = T>) -> T {
    actix_rt::System::new().block_on(work)
}

pub(crate) fn receipt(signer: &Signer, id: &SubmissionId, bytes: &[u8]) -> Vec<u8> {
    let receipt = Receipt {
        submission_id: id.clone(),
        digest: receipt::digest(bytes),
        received_at: Utc::now(),
        verdict: Verdict::Accepted,
        findings: Vec::new(),
        audit_position: 1,
    };
    receipt::sign(signer, &receipt).unwrap().into_bytes()
}

impl Gateway {
    fn start(
        acceptor: SslAcceptor,
        answer: impl Fn(usize, &Asked) -> Answer + Send + 'static,
    ) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let asked = Arc::new(Mutex::new(Vec::new()));
        let ends = Arc::new(AtomicBool::new(false));
        let (seen, end) = (Arc::clone(&asked), Arc::clone(&ends));
        let thread = std::thread::spawn(move || {
            for socket in listener.incoming() {
                if end.load(Ordering::SeqCst) {
                    return;
                }
                serve(&acceptor, socket.unwrap(), &seen, &answer);
            }
        });
        Self {
            address,
            asked,
            ends,
            thread: Some(thread),
        }
    }

    pub(crate) fn url(&self) -> String {
        format!("https://{}", self.address)
    }

    pub(crate) fn asked(&self) -> Vec<Asked> {
        self.asked.lock().unwrap().clone()
    }
}

impl Drop for Gateway {
    fn drop(&mut self) {
        self.ends.store(true, Ordering::SeqCst);
        let _ = TcpStream::connect(self.address);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn serve(
    acceptor: &SslAcceptor,
    socket: TcpStream,
    seen: &Mutex<Vec<Asked>>,
    answer: &impl Fn(usize, &Asked) -> Answer,
) {
    let Ok(stream) = acceptor.accept(socket) else {
        return;
    };
    let mut reader = BufReader::new(stream);
    let Some(asked) = read(&mut reader) else {
        return;
    };
    let number = seen.lock().unwrap().len();
    seen.lock().unwrap().push(asked.clone());
    let (status, headers, length, body) = match answer(number, &asked) {
        Answer::Say(status, headers, body) => (status, headers, Some(body.len()), body),
        Answer::Cut(status, headers, length, body) => (status, headers, length, body),
        Answer::HangUp => return,
    };
    let mut head = format!("HTTP/1.1 {status} Said\r\nconnection: close\r\n");
    for (name, value) in headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    if let Some(length) = length.filter(|_| status != 304) {
        head.push_str(&format!("content-length: {length}\r\n"));
    }
    head.push_str("\r\n");
    let stream = reader.get_mut();
    let _ = stream.write_all(head.as_bytes());
    let _ = stream.write_all(&body);
    let _ = stream.shutdown();
}

fn read(reader: &mut impl std::io::BufRead) -> Option<Asked> {
    let mut lines = Vec::new();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok().filter(|read| *read > 0)?;
        match line.trim_end() {
            "" => break,
            text => lines.push(text.to_owned()),
        }
    }
    let headers: BTreeMap<String, String> = lines[1..]
        .iter()
        .filter_map(|line| line.split_once(':'))
        .map(|(name, value)| (name.to_ascii_lowercase(), value.trim().to_owned()))
        .collect();
    let length = headers.get("content-length");
    let length = length.map_or(0, |length| length.parse().unwrap());
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    Some(Asked {
        line: lines[0].clone(),
        headers,
        body,
    })
}
