//! The gateway's configuration file: one struct per section, one file per struct, unknown keys
//! refused. Files that it names are taken relative to the folder of the configuration file.

mod delivery;
mod exchange;
mod limits;
mod log;
mod operations;
mod schedule;
mod signing;
mod store;
mod tls;

use std::path::{Path, PathBuf};

use schemas::language::{Language, args};
use serde::Deserialize;

pub use self::{
    delivery::DeliverySection, exchange::ExchangeSection, limits::LimitsSection, log::LogSection,
    operations::OperationsSection, schedule::ScheduleSection, signing::SigningSection,
    store::StoreSection, tls::TlsSection,
};

/// The whole configuration.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// Where participants connect.
    pub exchange: ExchangeSection,
    /// Where the host institution asks for health.
    #[serde(default)]
    pub operations: OperationsSection,
    /// Certificate of the server, and whom it believes.
    pub tls: TlsSection,
    /// Certificate that signs receipts and filtered documents.
    pub signing: SigningSection,
    /// The database.
    pub store: StoreSection,
    /// What is refused before anyone is asked who they are.
    #[serde(default)]
    pub limits: LimitsSection,
    /// When calendars are looked at.
    #[serde(default)]
    pub schedule: ScheduleSection,
    /// How deliveries are retried.
    #[serde(default)]
    pub delivery: DeliverySection,
    /// What is logged.
    #[serde(default)]
    pub log: LogSection,
}

/// A configuration that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file cannot be opened.
    #[error("failed to read configuration `{}`", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// The file is not TOML, or a key or value of it is wrong.
    #[error("failed to parse configuration `{}`", path.display())]
    Invalid {
        /// The file.
        path: PathBuf,
        /// Line, column and what was expected.
        #[source]
        source: Box<toml::de::Error>,
    },
}

impl ConfigError {
    /// The stable code, also the key of the message.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unreadable { .. } => "config_unreadable",
            Self::Invalid { .. } => "config_invalid",
        }
    }

    /// The text for a person.
    #[must_use]
    pub fn message(&self, language: Language) -> String {
        let (path, detail) = match self {
            Self::Unreadable { path, source } => (path, source.to_string()),
            Self::Invalid { path, source } => (path, source.to_string()),
        };
        let named = args([
            ("path", path.display().to_string()),
            ("detail", detail.trim_end().to_owned()),
        ]);
        crate::catalogue::catalogue().message(language, self.code(), &named)
    }
}

impl Config {
    /// Reads the file `path`.
    ///
    /// # Errors
    /// When the file cannot be read or says something that the gateway does not know.
    pub fn load(path: &Path) -> Result<Self, ConfigError> {
        let text = std::fs::read_to_string(path).map_err(|source| ConfigError::Unreadable {
            path: path.to_owned(),
            source,
        })?;
        let mut config: Self = toml::from_str(&text).map_err(|source| ConfigError::Invalid {
            path: path.to_owned(),
            source: Box::new(source),
        })?;
        config.resolve(path.parent().unwrap_or(Path::new(".")));
        Ok(config)
    }

    fn resolve(&mut self, folder: &Path) {
        for path in [
            &mut self.tls.certificate,
            &mut self.tls.key,
            &mut self.tls.roots,
            &mut self.signing.certificate,
            &mut self.signing.key,
            &mut self.store.path,
        ] {
            *path = folder.join(&*path);
        }
        if let Some(crl) = &mut self.tls.crl {
            *crl = folder.join(&*crl);
        }
        if let Some(spool) = &mut self.store.spool {
            *spool = folder.join(&*spool);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Config;

    #[test]
    fn the_samples_are_understood() {
        for sample in ["basic", "advanced"] {
            let path = format!(
                "{}/../docs/samples/{sample}/gateway.toml",
                env!("CARGO_MANIFEST_DIR")
            );
            let config = Config::load(path.as_ref());
            assert!(config.is_ok(), "{sample}: {:?}", config.err());
        }
    }

    #[test]
    fn the_advanced_sample_shows_every_key_with_its_default() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/samples");
        let basic = Config::load(format!("{folder}/basic/gateway.toml").as_ref()).expect("basic");
        let advanced =
            Config::load(format!("{folder}/advanced/gateway.toml").as_ref()).expect("advanced");
        assert_eq!(
            format!("{:?}", basic.limits),
            format!("{:?}", advanced.limits)
        );
        assert_eq!(
            format!("{:?}{:?}", basic.schedule, basic.delivery),
            format!("{:?}{:?}", advanced.schedule, advanced.delivery)
        );
    }

    #[test]
    fn an_unknown_key_is_refused_with_its_line() {
        let folder = tempfile::tempdir().expect("temporary folder");
        let path = folder.path().join("gateway.toml");
        std::fs::write(&path, "[exchange]\nadress = \"127.0.0.1:0\"\n").expect("written");
        let error = Config::load(&path).expect_err("unknown key");
        assert_eq!(error.code(), "config_invalid");
        let text = error.message(schemas::language::Language::En);
        assert!(text.contains("adress") && text.contains("line 2"), "{text}");
    }
}
