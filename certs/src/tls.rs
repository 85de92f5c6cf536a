//! TLS settings of the gateway and of its clients. A client without a participant's certificate
//! does not get past the handshake; there are no session tickets, so that none outlives a
//! revocation. Server certificate and authorities are swapped while connections come in: each
//! handshake starts by taking over the newest context.

use std::{
    path::{Path, PathBuf},
    sync::{Arc, PoisonError, RwLock},
};

use chrono::Utc;
use openssl::{
    error::ErrorStack,
    ssl::{
        AlpnError, ClientHelloResponse, SslAcceptor, SslAcceptorBuilder, SslConnector,
        SslConnectorBuilder, SslContext, SslContextBuilder, SslMethod, SslOptions,
        SslSessionCacheMode, SslVerifyMode, SslVersion, select_next_proto,
    },
    x509::{X509, X509PurposeId, X509StoreContextRef, X509VerifyResult},
};
use schemas::language::Language;

use crate::{
    certificate::CertificateFault,
    identity::{Identity, IdentityError},
    trust::{Trust, TrustError, roots},
};

/// The application protocols that we speak, in the wire form of ALPN.
const PROTOCOLS: &[u8] = b"\x08http/1.1";
const TLS_1_3_SUITES: &str =
    "TLS_AES_256_GCM_SHA384:TLS_AES_128_GCM_SHA256:TLS_CHACHA20_POLY1305_SHA256";
const TLS_1_2_SUITES: &str =
    "ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-ECDSA-CHACHA20-POLY1305";

/// Why TLS could not be set up.
#[derive(Debug, thiserror::Error)]
pub enum TlsError {
    /// The certificate or its key.
    #[error("the certificate cannot be used")]
    Identity(#[source] IdentityError),
    /// The authorities or their revocations.
    #[error("the authorities cannot be used")]
    Trust(#[source] TrustError),
    /// The cryptographic library failed.
    #[error("the cryptographic library failed")]
    Library(#[source] ErrorStack),
}

impl TlsError {
    /// The stable code of `docs/ERRORS.md`.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Identity(error) => error.code(),
            Self::Trust(error) => error.code(),
            Self::Library(error) => IdentityError::Library(error.clone()).code(),
        }
    }

    /// The sentence for a person.
    #[must_use]
    pub fn message(&self, language: Language) -> String {
        match self {
            Self::Identity(error) => error.message(language),
            Self::Trust(error) => error.message(language),
            Self::Library(error) => IdentityError::Library(error.clone()).message(language),
        }
    }
}

/// The versions of TLS that a server speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Versions {
    /// TLS 1.3 alone.
    Tls13,
    /// TLS 1.2 too, with AEAD ciphers and ephemeral keys only.
    Tls12And13,
}

/// The server's side: its certificate, whom it believes, and the newest context made of both.
pub struct Server {
    trust: Arc<Trust>,
    certificate: PathBuf,
    key: PathBuf,
    versions: Versions,
    context: RwLock<SslContext>,
}

impl Server {
    /// Reads the server's certificate and key and makes the first context.
    ///
    /// # Errors
    /// When the files do not hold a certificate with its key.
    pub fn load(
        trust: Arc<Trust>,
        certificate: &Path,
        key: &Path,
        versions: Versions,
    ) -> Result<Arc<Self>, TlsError> {
        let identity = Identity::load(certificate, key).map_err(TlsError::Identity)?;
        let context = context(&trust, &identity, versions)?;
        Ok(Arc::new(Self {
            trust,
            certificate: certificate.to_owned(),
            key: key.to_owned(),
            versions,
            context: RwLock::new(context),
        }))
    }

    /// Whom the server believes.
    #[must_use]
    pub fn trust(&self) -> &Arc<Trust> {
        &self.trust
    }

    /// Looks at all files again: authorities, revocations, the server's certificate and key. A
    /// bad file keeps what was in force; the errors are alarms for the caller to raise.
    #[must_use = "each error is an alarm"]
    pub fn reload(&self) -> Vec<TlsError> {
        let mut alarms = Vec::new();
        if let Err(error) = self.trust.reload() {
            alarms.push(TlsError::Trust(error));
        }
        let fresh = Identity::load(&self.certificate, &self.key)
            .map_err(TlsError::Identity)
            .and_then(|identity| context(&self.trust, &identity, self.versions));
        match fresh {
            Ok(fresh) => {
                *self.context.write().unwrap_or_else(PoisonError::into_inner) = fresh;
            }
            Err(error) => alarms.push(error),
        }
        alarms
    }

    /// An acceptor for the web server. Every handshake takes over the newest context first.
    ///
    /// # Errors
    /// When the cryptographic library fails.
    pub fn acceptor(self: &Arc<Self>) -> Result<SslAcceptorBuilder, TlsError> {
        let identity = Identity::load(&self.certificate, &self.key).map_err(TlsError::Identity)?;
        let mut builder = SslAcceptor::mozilla_intermediate_v5(SslMethod::tls_server())
            .map_err(TlsError::Library)?;
        configure(&mut builder, &self.trust, &identity, self.versions)?;
        let server = Arc::clone(self);
        builder.set_client_hello_callback(move |connection, _alert| {
            let newest = server
                .context
                .read()
                .unwrap_or_else(PoisonError::into_inner)
                .clone();
            connection.set_ssl_context(&newest)?;
            Ok(ClientHelloResponse::SUCCESS)
        });
        Ok(builder)
    }
}

impl std::fmt::Debug for Server {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Server")
            .field("certificate", &self.certificate)
            .field("versions", &self.versions)
            .finish_non_exhaustive()
    }
}

/// A connector for clients: shows `identity`, believes `authorities`, checks the server's name.
///
/// # Errors
/// When the cryptographic library fails.
pub fn connector(identity: &Identity, trust: &Trust) -> Result<SslConnectorBuilder, TlsError> {
    let state = trust.state();
    let store = roots::store(state.authorities(), X509PurposeId::SSL_SERVER, false)
        .map_err(TlsError::Trust)?;
    let build = || {
        // The library's own client settings would look for the system's authorities too; a
        // client of Puente believes none but its region's.
        let mut builder = SslConnector::builder(SslMethod::tls_client())?;
        builder.set_cert_store(store);
        builder.set_min_proto_version(Some(SslVersion::TLS1_2))?;
        builder.set_cipher_list(TLS_1_2_SUITES)?;
        builder.set_ciphersuites(TLS_1_3_SUITES)?;
        builder.set_alpn_protos(PROTOCOLS)?;
        builder.set_verify(SslVerifyMode::PEER);
        show(&mut builder, identity)?;
        Ok(builder)
    };
    build().map_err(TlsError::Library)
}

fn context(
    trust: &Arc<Trust>,
    identity: &Identity,
    versions: Versions,
) -> Result<SslContext, TlsError> {
    let mut builder = SslContext::builder(SslMethod::tls_server()).map_err(TlsError::Library)?;
    configure(&mut builder, trust, identity, versions)?;
    Ok(builder.build())
}

/// Everything that the gateway demands of a handshake.
fn configure(
    builder: &mut SslContextBuilder,
    trust: &Arc<Trust>,
    identity: &Identity,
    versions: Versions,
) -> Result<(), TlsError> {
    let store = roots::store(
        trust.state().authorities(),
        X509PurposeId::SSL_CLIENT,
        false,
    )
    .map_err(TlsError::Trust)?;
    let apply = || {
        builder.set_min_proto_version(Some(match versions {
            Versions::Tls13 => SslVersion::TLS1_3,
            Versions::Tls12And13 => SslVersion::TLS1_2,
        }))?;
        builder.set_cipher_list(TLS_1_2_SUITES)?;
        builder.set_ciphersuites(TLS_1_3_SUITES)?;
        builder.set_options(
            SslOptions::NO_TICKET | SslOptions::NO_RENEGOTIATION | SslOptions::NO_COMPRESSION,
        );
        builder.set_session_cache_mode(SslSessionCacheMode::OFF);
        builder.set_num_tickets(0)?;
        builder.set_session_id_context(b"puente")?;
        builder.set_alpn_select_callback(|_, offered| {
            select_next_proto(PROTOCOLS, offered).ok_or(AlpnError::ALERT_FATAL)
        });
        builder.set_cert_store(store);
        let trust = Arc::clone(trust);
        builder.set_verify_callback(
            SslVerifyMode::PEER | SslVerifyMode::FAIL_IF_NO_PEER_CERT,
            move |signed, context| signed && stands(&trust, context),
        );
        show(builder, identity)
    };
    apply().map_err(TlsError::Library)
}

fn show(builder: &mut SslContextBuilder, identity: &Identity) -> Result<(), ErrorStack> {
    builder.set_certificate(identity.certificate())?;
    for above in &identity.chain()[1..] {
        builder.add_extra_chain_cert(above.clone())?;
    }
    builder.set_private_key(identity.key())?;
    builder.check_private_key()
}

/// The checks of ours on top of the library's, once, when it has come down to the certificate
/// of the client itself.
fn stands(trust: &Trust, context: &mut X509StoreContextRef) -> bool {
    if context.error_depth() > 0 {
        return true;
    }
    let chain: Vec<X509> = context
        .chain()
        .map(|chain| chain.iter().map(ToOwned::to_owned).collect())
        .unwrap_or_default();
    match trust.state().check_chain(&chain, Utc::now()) {
        Ok(_) => true,
        Err(fault) => {
            refuse(context, fault);
            false
        }
    }
}

fn refuse(context: &mut X509StoreContextRef, fault: CertificateFault) {
    context.set_error(X509VerifyResult::APPLICATION_VERIFICATION);
    tracing::info!(code = fault.code(), "Refused a client in the handshake");
}
