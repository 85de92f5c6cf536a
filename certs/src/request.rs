//! Requests for certificates. The key is made where it is used and stays there; only the request
//! travels to the authority.

use std::path::{Path, PathBuf};

use openssl::{
    ec::{Asn1Flag, EcGroup, EcKey},
    error::ErrorStack,
    hash::MessageDigest,
    nid::Nid,
    pkey::{PKey, Private},
    x509::{X509Name, X509NameBuilder, X509Req, X509ReqBuilder},
};

use crate::{authority::AuthorityError, files};

/// A new private key and the request for a certificate to it.
pub struct Request {
    /// The private key, PKCS#8 in PEM.
    pub key_pem: Vec<u8>,
    /// The request, PKCS#10 in PEM.
    pub csr_pem: Vec<u8>,
}

/// Makes a key and a request in the name of `name`: a participant's id or a server's host name.
///
/// # Errors
/// When the cryptographic library fails, or when the name is empty or longer than 64 characters.
pub fn create(name: &str) -> Result<Request, ErrorStack> {
    let key = new_key()?;
    let mut builder = X509ReqBuilder::new()?;
    builder.set_version(0)?;
    let subject = common_name(name)?;
    builder.set_subject_name(&subject)?;
    builder.set_pubkey(&key)?;
    builder.sign(&key, MessageDigest::sha256())?;
    Ok(Request {
        key_pem: key.private_key_to_pem_pkcs8()?,
        csr_pem: builder.build().to_pem()?,
    })
}

/// The files of a new key and its request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// The private key, readable by its owner alone.
    pub key: PathBuf,
    /// The request, to be sent to the authority.
    pub csr: PathBuf,
}

/// Makes a key and a request in the name of `name` as files of `folder`. A key that is already
/// there is never written over.
///
/// # Errors
/// When a file is there already or cannot be written; as [`create`].
pub fn create_in(folder: &Path, name: &str) -> Result<Written, AuthorityError> {
    let request = create(name).map_err(AuthorityError::Library)?;
    files::folder(folder).map_err(AuthorityError::File)?;
    let written = Written {
        key: folder.join(format!("{name}.key")),
        csr: folder.join(format!("{name}.csr")),
    };
    if written.key.exists() {
        return Err(AuthorityError::KeyExists(written.key));
    }
    files::create_secret(&written.key, &request.key_pem).map_err(AuthorityError::File)?;
    files::replace(&written.csr, &request.csr_pem).map_err(AuthorityError::File)?;
    Ok(written)
}

/// The name in whose name a request is made.
#[must_use]
pub fn name_of(request: &X509Req) -> Option<String> {
    let mut entries = request.subject_name().entries_by_nid(Nid::COMMONNAME);
    let name = entries.next()?.data().to_string().ok()?;
    entries.next().is_none().then_some(name)
}

/// A new private key on the curve P-256.
pub(crate) fn new_key() -> Result<PKey<Private>, ErrorStack> {
    let mut group = EcGroup::from_curve_name(Nid::X9_62_PRIME256V1)?;
    group.set_asn1_flag(Asn1Flag::NAMED_CURVE);
    PKey::from_ec_key(EcKey::generate(&group)?)
}

/// A name of one common name.
pub(crate) fn common_name(text: &str) -> Result<X509Name, ErrorStack> {
    let mut name = X509NameBuilder::new()?;
    name.append_entry_by_nid(Nid::COMMONNAME, text)?;
    Ok(name.build())
}
