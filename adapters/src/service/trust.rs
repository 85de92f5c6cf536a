//! Whom a fetch believes: the authorities of the system, or those of a file.

use std::path::{Path, PathBuf};

use openssl::ssl::{SslConnector, SslMethod, SslVersion};

use super::ServiceError;

/// Where systems keep the authorities that they believe.
const BUNDLES: [&str; 5] = [
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/ssl/ca-bundle.pem",
    "/etc/ssl/cert.pem",
    "/usr/local/share/certs/ca-root-nss.crt",
];

/// A connector that demands a valid certificate for the name of the host.
pub(super) fn connector(authorities: Option<&Path>) -> Result<SslConnector, ServiceError> {
    let failed = |cause: &dyn std::fmt::Display| ServiceError::Authorities(cause.to_string());
    let mut builder =
        SslConnector::builder(SslMethod::tls_client()).map_err(|cause| failed(&cause))?;
    let versions = builder.set_min_proto_version(Some(SslVersion::TLS1_2));
    versions.map_err(|cause| failed(&cause))?;
    let named = std::env::var_os("SSL_CERT_FILE").map(PathBuf::from);
    let of_system = || {
        let known = BUNDLES.iter().map(PathBuf::from);
        named.into_iter().chain(known).find(|file| file.is_file())
    };
    let found = match authorities.map(Path::to_owned).or_else(of_system) {
        Some(file) => builder
            .set_ca_file(&file)
            .map_err(|_| failed(&file.display())),
        None => builder
            .set_default_verify_paths()
            .map_err(|cause| failed(&cause)),
    };
    found?;
    Ok(builder.build())
}
