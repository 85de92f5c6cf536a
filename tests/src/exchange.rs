//! One gateway as a process of its own: authority, certificates and agreements made with
//! `puente`, as an administrator would.

use std::{
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Child, Command, ExitStatus, Output, Stdio},
};

use serde_json::Value;

use crate::binary::puente;

/// The participants, with their roles. HND-INE may send labour market stocks to MEX-STPS, which
/// gets them whole, and to GTM-MTPS, which gets them by sex, age and occupation; every second.
const PARTICIPANTS: [(&str, &str); 5] = [
    ("HND-INE", "office"),
    ("GTM-INE", "office"),
    ("USA-DOL", "office"),
    ("MEX-STPS", "ministry"),
    ("GTM-MTPS", "ministry"),
];

/// The folder of the region, and the gateway when it runs.
pub struct Exchange {
    folder: tempfile::TempDir,
    serving: Option<Serving>,
}

struct Serving {
    process: Child,
    // Open as long as the process may write to it.
    _told: BufReader<std::process::ChildStdout>,
    addresses: Value,
}

impl Exchange {
    /// Certificates, configuration and agreements; `configuration` is added to the gateway's.
    ///
    /// # Panics
    /// When a step fails.
    #[must_use]
    pub fn new(configuration: &str) -> Self {
        let folder = tempfile::tempdir().expect("temporary folder");
        let exchange = Self {
            folder,
            serving: None,
        };
        exchange.certificates();
        exchange.region();
        let text = format!(
            "[exchange]\naddress = \"127.0.0.1:0\"\n[operations]\naddress = \"127.0.0.1:0\"\n\
             [tls]\ncertificate = \"localhost.crt\"\nkey = \"localhost.key\"\n\
             roots = \"authority/authority.crt\"\ncrl = \"authority/authority.crl\"\nreload_s = 1\n\
             [signing]\ncertificate = \"PUENTE-GATEWAY.crt\"\nkey = \"PUENTE-GATEWAY.key\"\n\
             [store]\npath = \"puente.sqlite\"\n{configuration}\n"
        );
        exchange.write("gateway.toml", &text);
        exchange.done(&["gateway", "migrate", "--config", "gateway.toml"]);
        exchange.done(&["gateway", "apply", "--config", "gateway.toml", "region"]);
        exchange
    }

    fn certificates(&self) {
        self.done(&["certs", "init", "authority"]);
        let issue = |name: &str, words: &[&str]| {
            self.done(&["certs", "request", name]);
            let request = format!("{name}.csr");
            let issue = ["certs", "issue", &request, "--authority", "authority"];
            self.done(&[&issue, words].concat());
        };
        for (id, _) in PARTICIPANTS {
            issue(id, &[]);
        }
        issue("PUENTE-GATEWAY", &[]);
        issue("localhost", &["--dns", "localhost", "--ip", "127.0.0.1"]);
    }

    fn region(&self) {
        for kind in ["participants", "agreements", "calendars"] {
            std::fs::create_dir_all(self.path("region").join(kind)).expect("folder");
        }
        self.write(
            "region/calendars/always.toml",
            "[[calendar]]\nid = \"always\"\ncron = \"* * * * * *\"\ntime_zone = \"UTC\"\n",
        );
        for (id, role) in PARTICIPANTS {
            let text = format!(
                "[[participant]]\nid = \"{id}\"\nrole = \"{role}\"\n\
                 title = {{ es = \"{id}\", en = \"{id}\", fr = \"{id}\" }}\n"
            );
            self.write(&format!("region/participants/{id}.toml"), &text);
        }
        let finest = [
            ("MEX-STPS", "\"all\""),
            (
                "GTM-MTPS",
                "[\"SEX\", \"AGE\", \"LABOUR_STATUS\", \"OCCUPATION\"]",
            ),
        ];
        for (recipient, finest) in finest {
            let text = format!(
                "[[agreement]]\nid = \"hnd-{recipient}\"\nprovider = \"HND-INE\"\n\
                 dataflow = \"DF_LM_STOCK\"\nrecipient = \"{recipient}\"\nfinest = {finest}\n\
                 purpose = \"test\"\nvalid_from = \"2020-01-01\"\n"
            );
            self.write(&format!("region/agreements/{recipient}.toml"), &text);
        }
    }

    fn write(&self, name: &str, text: &str) {
        std::fs::write(self.path(name), text).expect("written");
    }

    /// The path of `name` in the region's folder.
    #[must_use]
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Runs `puente` with `words` in the region's folder.
    ///
    /// # Panics
    /// When it does not start.
    #[must_use]
    pub fn run(&self, words: &[&str]) -> Output {
        let mut command = self.command();
        command.args(words).output().expect("puente runs")
    }

    fn command(&self) -> Command {
        let mut command = puente();
        command.current_dir(self.folder.path());
        command
    }

    /// Runs `puente` with `words`, which must end with 0; gives its standard output.
    ///
    /// # Panics
    /// When it ends otherwise.
    pub fn done(&self, words: &[&str]) -> String {
        let output = self.run(words);
        let told = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{words:?}: {told}");
        String::from_utf8(output.stdout).expect("UTF-8")
    }

    /// Starts the gateway and waits until it listens. Its log is `gateway.log`.
    ///
    /// # Panics
    /// When it does not start.
    pub fn serve(&mut self) {
        let log = std::fs::File::create(self.path("gateway.log")).expect("log");
        let mut process = self
            .command()
            .args(["gateway", "serve", "--config", "gateway.toml"])
            .stdout(Stdio::piped())
            .stderr(log)
            .spawn()
            .expect("puente runs");
        let mut told = BufReader::new(process.stdout.take().expect("standard output"));
        let mut line = String::new();
        told.read_line(&mut line).expect("a line");
        let addresses = serde_json::from_str(&line).expect("the addresses");
        self.serving = Some(Serving {
            process,
            _told: told,
            addresses,
        });
    }

    fn serving(&self) -> &Serving {
        self.serving.as_ref().expect("the gateway runs")
    }

    /// The gateway's process.
    #[must_use]
    pub fn process(&self) -> u32 {
        self.serving().process.id()
    }

    /// Where participants connect, or where the host asks for health.
    ///
    /// # Panics
    /// When the gateway does not run.
    #[must_use]
    pub fn address(&self, listener: &str) -> String {
        let address = self.serving().addresses[listener].as_str();
        address.expect("an address").to_owned()
    }

    /// Submits the document in `file` as `participant`.
    ///
    /// # Panics
    /// When `puente` does not start.
    #[must_use]
    pub fn submit(&self, participant: &str, file: &Path) -> Output {
        let mut command = self.as_participant("submit", participant);
        command.arg(file).output().expect("puente runs")
    }

    /// Fetches what is new for `participant` into the folder `out`.
    ///
    /// # Panics
    /// When `puente` does not start.
    #[must_use]
    pub fn pull(&self, participant: &str, out: &Path) -> Output {
        let mut command = self.as_participant("pull", participant);
        command.arg("--out").arg(out).output().expect("puente runs")
    }

    fn as_participant(&self, act: &str, participant: &str) -> Command {
        let url = format!("https://{}", self.address("exchange"));
        let mut command = self.command();
        command.args([act, "--url", &url, "--ca", "authority/authority.crt"]);
        command.args(["--cert", &format!("{participant}.crt")]);
        command.args(["--key", &format!("{participant}.key")]);
        command
    }

    /// Kills the gateway with no word of warning.
    ///
    /// # Panics
    /// When it cannot be killed.
    pub fn kill(&mut self) -> ExitStatus {
        let mut serving = self.serving.take().expect("the gateway runs");
        serving.process.kill().expect("killed");
        serving.process.wait().expect("ended")
    }
}

impl Drop for Exchange {
    fn drop(&mut self) {
        if self.serving.is_some() {
            self.kill();
        }
    }
}
