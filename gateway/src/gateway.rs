//! What every part of the running gateway shares: the store, whom it believes, what it signs
//! with, its clock and its limits.

use std::{
    path::Path,
    sync::{Arc, Mutex, PoisonError},
};

use certs::{
    certificate::CertificateFault,
    identity::{Identity, IdentityError},
    participant::GATEWAY,
    signature::Signer,
    tls::{Server, TlsError, Versions},
    trust::{Trust, TrustError},
};
use chrono::{DateTime, Utc};
use openssl::x509::X509;
use schemas::language::{Language, args};
use tokio::sync::Semaphore;

use crate::{
    catalogue::catalogue,
    config::Config,
    http::quota::Quotas,
    observe::audit::Entry,
    schedule::{Clock, RealClock},
    store::{Aborted, Store, StoreError, audit},
};

/// The shared parts.
pub(crate) struct Gateway {
    /// The configuration as it was read.
    pub(crate) config: Config,
    /// The database.
    pub(crate) store: Store,
    /// The TLS side: certificate and authorities.
    pub(crate) tls: Arc<Server>,
    /// Signs receipts and excerpts.
    pub(crate) signer: Signer,
    /// Where now comes from.
    pub(crate) clock: Arc<dyn Clock>,
    /// How much each participant may ask for.
    pub(crate) quotas: Quotas,
    /// Places for checking submissions.
    pub(crate) intakes: Arc<Semaphore>,
    /// Codes of what was wrong at the last look at the files of trust.
    alarms: Mutex<Vec<String>>,
}

/// Why the parts do not come together.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The database.
    #[error("failed to open the store")]
    Store(#[source] StoreError),
    /// The authorities.
    #[error("failed to load the authorities")]
    Trust(#[source] TrustError),
    /// The server's certificate.
    #[error("failed to load the server's certificate")]
    Tls(#[source] TlsError),
    /// The signing certificate.
    #[error("failed to load the signing certificate")]
    Signing(#[source] IdentityError),
    /// The signing certificate is no participant's.
    #[error("the signing certificate cannot sign")]
    Signer(#[source] CertificateFault),
    /// The signing certificate is another participant's.
    #[error("the signing certificate is not the gateway's")]
    OtherSigner,
}

impl OpenError {
    /// The stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Store(_) => "open_store",
            Self::Trust(error) => error.code(),
            Self::Tls(error) => error.code(),
            Self::Signing(error) => error.code(),
            Self::Signer(fault) => fault.code(),
            Self::OtherSigner => "open_other_signer",
        }
    }

    /// The sentence for a person.
    #[must_use]
    pub fn message(&self, language: Language) -> String {
        match self {
            Self::Store(error) => {
                let detail = args([("detail", error.chain())]);
                catalogue().message(language, self.code(), &detail)
            }
            Self::Trust(error) => error.message(language),
            Self::Tls(error) => error.message(language),
            Self::Signing(error) => error.message(language),
            Self::Signer(fault) => fault.message(language),
            Self::OtherSigner => catalogue().message(language, self.code(), &args([])),
        }
    }
}

impl Gateway {
    /// Opens the store, brings its tables to this version, and loads every certificate.
    ///
    /// # Errors
    /// When a part cannot be opened.
    pub(crate) fn open(config: Config) -> Result<Self, OpenError> {
        let store = Store::open(&config.store).map_err(OpenError::Store)?;
        store.migrate().map_err(OpenError::Store)?;
        Self::assemble(config, store)
    }

    /// The parts around an open store, whose tables are left as they are.
    ///
    /// # Errors
    /// When a certificate cannot be loaded.
    pub(crate) fn assemble(config: Config, store: Store) -> Result<Self, OpenError> {
        Ok(Self {
            tls: server(&config)?,
            signer: signer(&config)?,
            clock: Arc::new(RealClock),
            quotas: Quotas::new(&config.limits),
            intakes: Arc::new(Semaphore::new(config.limits.max_intakes.max(1))),
            alarms: Mutex::default(),
            store,
            config,
        })
    }

    /// Now.
    pub(crate) fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    /// Whom the gateway believes.
    pub(crate) fn trust(&self) -> &Trust {
        self.tls.trust()
    }

    /// Looks at the files of trust again. What is wrong with them is logged when it changes, and
    /// kept for the readiness check; the last good state serves on.
    pub(crate) fn reload_trust(&self) {
        let errors = self.tls.reload();
        let codes: Vec<String> = errors.iter().map(|error| error.code().to_owned()).collect();
        let mut alarms = self.alarms.lock().unwrap_or_else(PoisonError::into_inner);
        if *alarms == codes {
            return;
        }
        for error in &errors {
            tracing::error!(
                code = error.code(), error = ?error,
                "Kept the last good certificates and revocations: a newer file is not usable"
            );
        }
        if codes.is_empty() {
            tracing::info!("Certificates and revocations are usable again");
        }
        *alarms = codes;
    }

    /// Codes of what was wrong at the last look at the files of trust.
    pub(crate) fn alarms(&self) -> Vec<String> {
        let alarms = self.alarms.lock().unwrap_or_else(PoisonError::into_inner);
        alarms.clone()
    }

    /// The server's certificate as its file has it now.
    pub(crate) fn server_certificate(&self) -> Option<X509> {
        let tls = &self.config.tls;
        certificate(&tls.certificate, &tls.key)
    }

    /// The certificate that signs, as its file has it now.
    pub(crate) fn signing_certificate(&self) -> Option<X509> {
        let signing = &self.config.signing;
        certificate(&signing.certificate, &signing.key)
    }

    /// Writes an audit row that stands alone.
    ///
    /// # Errors
    /// When the store does not answer.
    pub(crate) fn tell(&self, entry: &Entry) -> Result<(), StoreError> {
        let written = self.store.write("tell", |transaction| {
            Ok::<_, Aborted<StoreError>>(audit::append(transaction, entry)?)
        });
        match written {
            Ok(_) => Ok(()),
            Err(Aborted::Store(error) | Aborted::Refused(error)) => Err(error),
        }
    }
}

fn certificate(certificate: &Path, key: &Path) -> Option<X509> {
    let identity = Identity::load(certificate, key).ok()?;
    Some(identity.certificate().clone())
}

fn server(config: &Config) -> Result<Arc<Server>, OpenError> {
    let tls = &config.tls;
    let trust = Trust::load(&tls.roots, tls.crl.as_deref()).map_err(OpenError::Trust)?;
    let versions = if tls.allow_tls_1_2 {
        Versions::Tls12And13
    } else {
        Versions::Tls13
    };
    Server::load(Arc::new(trust), &tls.certificate, &tls.key, versions).map_err(OpenError::Tls)
}

fn signer(config: &Config) -> Result<Signer, OpenError> {
    let signing = &config.signing;
    let identity =
        Identity::load(&signing.certificate, &signing.key).map_err(OpenError::Signing)?;
    let signer = Signer::new(identity).map_err(OpenError::Signer)?;
    if signer.participant().as_str() == GATEWAY {
        Ok(signer)
    } else {
        Err(OpenError::OtherSigner)
    }
}
