//! A region of two offices and a ministry around a running gateway.

use std::{
    io::{Read, Write},
    net::{Shutdown, TcpStream},
    path::{Path, PathBuf},
};

use certs::{
    authority::{Authority, AuthoritySpec, Purpose},
    identity::Identity,
    request,
    signature::{Signer, sign_detached},
    tls::connector,
    trust::Trust,
};
use gateway::{
    config::Config,
    observe::audit::Row,
    serve::{Addresses, Running},
    upkeep,
};
use openssl::ssl::{SslConnector, SslMethod, SslStream};

/// Participants with a certificate. SLV-MTPS has one and is in no list.
const CERTIFIED: [&str; 6] = [
    "HND-INE", "GTM-INE", "CRI-INEC", "MEX-STPS", "GTM-MTPS", "SLV-MTPS",
];
/// A participant whose certificate was withdrawn before the gateway started.
pub(crate) const REVOKED: &str = "PAN-INEC";

/// The region.
pub(crate) struct World {
    folder: tempfile::TempDir,
    running: Option<Running>,
    runtime: tokio::runtime::Runtime,
}

/// An answer.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    /// The code of a problem.
    pub(crate) fn code(&self) -> String {
        let problem: serde_json::Value = serde_json::from_slice(&self.body).unwrap_or_default();
        problem["code"].as_str().unwrap_or_default().to_owned()
    }
}

impl World {
    /// A gateway with an agreement for HND-INE, whose limits are `limits`.
    pub(crate) fn new(limits: &str) -> Self {
        let folder = tempfile::tempdir().expect("temporary folder");
        let at = folder.path();
        let authority_folder = at.join("authority");
        let authority =
            Authority::create(&authority_folder, &AuthoritySpec::default()).expect("authority");
        for id in CERTIFIED {
            issue_participant(&authority, at, id);
        }
        let withdrawn = issue_participant(&authority, at, REVOKED);
        authority.revoke(&withdrawn, 30).expect("revoked");
        let elsewhere = at.join("elsewhere");
        let other = Authority::create(&elsewhere.join("authority"), &AuthoritySpec::default())
            .expect("other");
        issue_participant(&other, &elsewhere, "HND-INE");
        issue(&authority, at, "PUENTE-GATEWAY", &Purpose::Gateway);
        let server = Purpose::Server {
            dns: vec!["localhost".to_owned()],
            ips: Vec::new(),
        };
        issue(&authority, at, "localhost", &server);
        let roots = authority.certificate().to_pem().expect("pem");
        std::fs::write(at.join("roots.pem"), roots).expect("written");
        std::fs::write(at.join("revoked.pem"), authority.crl(30).expect("crl")).expect("written");
        std::fs::write(at.join("gateway.toml"), configuration(limits)).expect("written");
        agreements(&at.join("region"));
        let mut world = Self {
            folder,
            running: None,
            runtime: tokio::runtime::Runtime::new().expect("runtime"),
        };
        let config = world.config();
        upkeep::migrate(&config).expect("migrated");
        gateway::apply(&config, &world.path("region")).expect("applied");
        let running = world.runtime.block_on(gateway::serve::start(config));
        world.running = Some(running.expect("started"));
        world
    }

    pub(crate) fn config(&self) -> Config {
        Config::load(&self.path("gateway.toml")).expect("configuration")
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn addresses(&self) -> Addresses {
        self.running.as_ref().expect("running").addresses()
    }

    /// Withdraws the certificate of `id`; the gateway's list of revocations is the new one.
    pub(crate) fn revoke(&self, id: &str) {
        let authority = Authority::open(&self.path("authority")).expect("authority");
        let issued = authority.issued().expect("register");
        let entry = issued.iter().find(|entry| entry.name == id);
        let serial = &entry.expect("issued").serial;
        authority.revoke(serial, 30).expect("revoked");
        let list = authority.crl(30).expect("list");
        std::fs::write(self.path("revoked.pem"), list).expect("written");
    }

    /// From now on, submissions are passed on every second.
    pub(crate) fn pass_on(&self) {
        let text = "[[calendar]]\nid = \"always\"\ncron = \"* * * * * *\"\ntime_zone = \"UTC\"\n";
        std::fs::write(self.path("region/calendars/always.toml"), text).expect("written");
        gateway::apply(&self.config(), &self.path("region")).expect("applied");
    }

    /// Ends the gateway as a signal does.
    pub(crate) fn stop(&mut self) {
        let running = self.running.take().expect("running");
        self.runtime.block_on(running.stop()).expect("ended");
    }

    /// The host institution asks for `path`.
    pub(crate) fn health(&self, path: &str) -> Answer {
        let mut stream = TcpStream::connect(self.addresses().operations).expect("connected");
        let head = format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        stream.write_all(head.as_bytes()).expect("asked");
        let mut all = Vec::new();
        stream.read_to_end(&mut all).expect("answered");
        answer(all).expect("an answer")
    }

    /// Audit rows after the `apply` of the start.
    pub(crate) fn audit(&self) -> Vec<Row> {
        let mut rows = Vec::new();
        upkeep::audit(&self.config(), 0, |row| rows.push(row)).expect("read");
        rows.retain(|row| row.act != "change");
        rows
    }

    pub(crate) fn identity(&self, id: &str) -> Identity {
        let (certificate, key) = (format!("{id}.pem"), format!("{id}.key"));
        Identity::load(&self.path(&certificate), &self.path(&key)).expect("identity")
    }

    pub(crate) fn trust(&self) -> Trust {
        Trust::load(&self.path("roots.pem"), None).expect("trust")
    }

    /// A connection of `id`.
    pub(crate) fn connect(&self, id: &str) -> SslStream<TcpStream> {
        let connector = connector(&self.identity(id), &self.trust()).expect("connector");
        let stream = TcpStream::connect(self.addresses().exchange).expect("connected");
        connector
            .build()
            .connect("localhost", stream)
            .expect("handshake")
    }

    /// A request of a caller with this identity, or none; `None` when the gateway does not let it
    /// come to a request.
    pub(crate) fn try_request(
        &self,
        identity: Option<&Identity>,
        request: &[u8],
    ) -> Option<Answer> {
        let builder = match identity {
            Some(identity) => connector(identity, &self.trust()).expect("connector"),
            None => {
                let mut builder =
                    SslConnector::builder(SslMethod::tls_client()).expect("connector");
                builder.set_ca_file(self.path("roots.pem")).expect("roots");
                builder
            }
        };
        let stream = TcpStream::connect(self.addresses().exchange).expect("connected");
        let mut stream = builder.build().connect("localhost", stream).ok()?;
        stream.write_all(request).ok()?;
        let mut all = Vec::new();
        let _ = stream.read_to_end(&mut all);
        answer(all)
    }

    /// Signs `bytes` as `id`.
    pub(crate) fn sign(&self, id: &str, bytes: &[u8]) -> String {
        let signer = Signer::new(self.identity(id)).expect("signer");
        sign_detached(&signer, bytes, chrono::Utc::now()).expect("signed")
    }

    /// `id` sends `body` with these fields.
    pub(crate) fn post(&self, id: &str, fields: &str, body: &[u8]) -> Answer {
        let head = format!(
            "POST /exchange/v1/submissions HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\
             Content-Type: application/json\r\nContent-Length: {}\r\n{fields}\r\n",
            body.len()
        );
        exchange(self.connect(id), head.as_bytes(), body)
    }

    /// `id` sends `body`, signed by itself.
    pub(crate) fn submit(&self, id: &str, body: &[u8]) -> Answer {
        let signature = format!("Puente-Signature: {}\r\n", self.sign(id, body));
        self.post(id, &signature, body)
    }

    /// `id` asks for `path`.
    pub(crate) fn get(&self, id: &str, path: &str) -> Answer {
        let head = format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        exchange(self.connect(id), head.as_bytes(), &[])
    }
}

impl Drop for World {
    fn drop(&mut self) {
        if let Some(running) = self.running.take() {
            let _ = self.runtime.block_on(running.stop());
        }
    }
}

/// Sends a request and reads the answer to its end.
pub(crate) fn exchange(mut stream: SslStream<TcpStream>, head: &[u8], body: &[u8]) -> Answer {
    stream.write_all(head).expect("head sent");
    let _ = stream.write_all(body);
    read(stream)
}

/// Reads an answer to its end.
pub(crate) fn read(mut stream: SslStream<TcpStream>) -> Answer {
    let mut all = Vec::new();
    let _ = stream.read_to_end(&mut all);
    let _ = stream.get_ref().shutdown(Shutdown::Both);
    answer(all).expect("an answer")
}

fn answer(mut all: Vec<u8>) -> Option<Answer> {
    let end = all.windows(4).position(|window| window == b"\r\n\r\n")?;
    let head = String::from_utf8_lossy(&all[..end]).into_owned();
    let status = head.split(' ').nth(1).expect("status").parse();
    Some(Answer {
        status: status.expect("a number"),
        head,
        body: all.split_off(end + 4),
    })
}

fn issue_participant(authority: &Authority, folder: &Path, id: &str) -> String {
    let purpose = Purpose::Participant(id.parse().expect("id"));
    issue(authority, folder, id, &purpose)
}

fn issue(authority: &Authority, folder: &Path, name: &str, purpose: &Purpose) -> String {
    let made = request::create(name).expect("request");
    let issued = authority.issue(&made.csr_pem, purpose).expect("issued");
    std::fs::write(folder.join(format!("{name}.pem")), issued.certificate_pem).expect("written");
    std::fs::write(folder.join(format!("{name}.key")), made.key_pem).expect("written");
    issued.serial
}

fn configuration(limits: &str) -> String {
    format!(
        "[exchange]\naddress = \"127.0.0.1:0\"\ndrain_s = 1\n[tls]\ncertificate = \"localhost.pem\"\n\
         key = \"localhost.key\"\nroots = \"roots.pem\"\ncrl = \"revoked.pem\"\nreload_s = 1\n\
         [signing]\ncertificate = \"PUENTE-GATEWAY.pem\"\nkey = \"PUENTE-GATEWAY.key\"\n[store]\n\
         path = \"puente.sqlite\"\n[limits]\n{limits}\n"
    )
}

fn agreements(folder: &Path) {
    for kind in ["participants", "agreements", "calendars"] {
        std::fs::create_dir_all(folder.join(kind)).expect("folder");
    }
    let write = |path: &str, text: &str| std::fs::write(folder.join(path), text).expect("written");
    for (id, role, status) in [
        ("HND-INE", "office", "active"),
        ("GTM-INE", "office", "active"),
        ("CRI-INEC", "office", "suspended"),
        (REVOKED, "office", "active"),
        ("MEX-STPS", "ministry", "active"),
        ("GTM-MTPS", "ministry", "active"),
    ] {
        let text = format!(
            "[[participant]]\nid = \"{id}\"\nrole = \"{role}\"\nstatus = \"{status}\"\ntitle = {{ es = \"a\", en = \"a\", fr = \"a\" }}\n"
        );
        write(&format!("participants/{id}.toml"), &text);
    }
    for id in ["HND-INE", "CRI-INEC", REVOKED] {
        let text = format!(
            "[[agreement]]\nid = \"{id}\"\nprovider = \"{id}\"\ndataflow = \"DF_LM_STOCK\"\n\
             recipient = \"MEX-STPS\"\nfinest = \"all\"\npurpose = \"test\"\n\
             valid_from = \"2020-01-01\"\n"
        );
        write(&format!("agreements/{id}.toml"), &text);
    }
}

/// A submission `id` of `provider` with these observations.
pub(crate) fn document(id: &str, provider: &str, revision: u32, rows: &[&str]) -> String {
    format!(
        r#"{{"exchange_version":"1.0","submission_id":"{id}","dataflow":"DF_LM_STOCK","dataflow_version":"0.1","provider":"{provider}","reference_period":"2024","revision":{revision},"prepared_at":"2024-05-01T00:00:00Z","adapter":"manual","disclosure":{{"profile":"count","rules":["minimum_frequency=5"],"method":"suppression","primary":0,"secondary":0}},"observations":[{}]}}"#,
        rows.join(",")
    )
}

/// An observation of employed persons of this sex.
pub(crate) fn row(sex: &str, value: &str, status: &str) -> String {
    format!(
        r#"{{"FREQ":"A","REF_AREA":"HND","SEX":"{sex}","AGE":"_T","LABOUR_STATUS":"EMP","MEASURE":"N_PS","TIME_PERIOD":"2024",{status},"OBS_VALUE":{value}}}"#
    )
}

/// The status of a figure that is free.
pub(crate) const FREE: &str = r#""OBS_STATUS":"A","CONF_STATUS":"F""#;
/// The status of a figure that is withheld.
pub(crate) const HIDDEN: &str = r#""OBS_STATUS":"Q","CONF_STATUS":"A""#;
pub(crate) const ID: &str = "0190a3a0-0000-7000-8000-000000000001";
pub(crate) const OTHER_ID: &str = "0190a3a0-0000-7000-8000-000000000002";
