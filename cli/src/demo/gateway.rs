//! The gateway of the demonstration: its configuration, its database, what it is told about the
//! region, and its process.

use std::{
    fs,
    io::{BufRead, BufReader},
    path::PathBuf,
    process::{Child, Stdio},
};

use anyhow::{Context as _, bail};
use certs::participant::GATEWAY;
use schemas::language::Language;

use super::{
    command::{CallError, puente, run},
    layout::Layout,
    trust::Certificates,
};

/// A running gateway. Dropped, it is told to end.
pub(super) struct Gateway {
    process: Child,
    url: String,
    operations_url: String,
}

/// Its file of standard error, one JSON object per line.
pub(super) fn log_file(layout: &Layout) -> PathBuf {
    layout.gateway().join("gateway.log")
}

/// Its configuration file.
pub(super) fn configuration(layout: &Layout) -> PathBuf {
    layout.gateway().join("gateway.toml")
}

/// Writes the configuration file.
pub(super) fn configure(
    layout: &Layout,
    certificates: &Certificates,
    port: u16,
) -> anyhow::Result<()> {
    let path = |path: PathBuf| toml::Value::String(path.display().to_string());
    let mut tls = toml::Table::new();
    tls.insert(
        "certificate".into(),
        path(certificates.certificate("server")),
    );
    tls.insert("key".into(), path(certificates.key("server")));
    tls.insert("roots".into(), path(certificates.authority()));
    tls.insert("crl".into(), path(certificates.revocations()));
    let mut signing = toml::Table::new();
    signing.insert(
        "certificate".into(),
        path(certificates.certificate(GATEWAY)),
    );
    signing.insert("key".into(), path(certificates.key(GATEWAY)));
    let exchange = toml::Table::from_iter([("address".into(), format!("127.0.0.1:{port}").into())]);
    let store = toml::Table::from_iter([("path".into(), "puente.sqlite".into())]);
    let sections = [
        ("exchange", exchange),
        ("tls", tls),
        ("signing", signing),
        ("store", store),
    ];
    let document = toml::Table::from_iter(
        sections.map(|(name, section)| (name.to_owned(), toml::Value::Table(section))),
    );
    fs::write(configuration(layout), toml::to_string(&document)?)?;
    Ok(())
}

/// Makes the database and tells it about the region.
pub(super) fn prepare(layout: &Layout, language: Language) -> Result<(), CallError> {
    for words in [&["gateway", "migrate"][..], &["gateway", "apply"]] {
        let mut command = puente(language)?;
        command.args(words);
        if words.contains(&"apply") {
            command.arg(layout.rules());
        }
        run(command.arg("--config").arg(configuration(layout)))?;
    }
    Ok(())
}

impl Gateway {
    /// Starts the process and waits until it says where it listens.
    pub(super) fn start(layout: &Layout, language: Language) -> anyhow::Result<Self> {
        let log = fs::File::create(log_file(layout))?;
        let mut process = puente(language)?
            .args(["gateway", "serve", "--config"])
            .arg(configuration(layout))
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(log)
            .spawn()
            .context("failed to start the gateway")?;
        let mut first = String::new();
        if let Some(stdout) = process.stdout.take() {
            BufReader::new(stdout).read_line(&mut first)?;
        }
        let told: serde_json::Value = serde_json::from_str(&first).unwrap_or_default();
        let address = |key: &str| told.get(key).and_then(serde_json::Value::as_str);
        match (address("exchange"), address("operations")) {
            (Some(exchange), Some(operations)) => Ok(Self {
                url: format!("https://{exchange}"),
                operations_url: format!("http://{operations}"),
                process,
            }),
            _ => {
                let _ = process.kill();
                let _ = process.wait();
                bail!(NotReady)
            }
        }
    }

    /// Where participants connect.
    pub(super) fn url(&self) -> &str {
        &self.url
    }

    /// Where health is asked for.
    pub(super) fn operations_url(&self) -> &str {
        &self.operations_url
    }
}

/// The gateway ended before it said where it listens.
#[derive(Debug, thiserror::Error)]
#[error("the gateway ended before it was ready")]
pub(super) struct NotReady;

impl Drop for Gateway {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
