//! `puente verify`: who signed a document or a receipt, and when; offline.

use std::{
    fs::File,
    io::{self, Read as _},
    path::{Path, PathBuf},
};

use adapters::client::keep::beside;
use certs::{
    receipt::{self, VerifiedReceipt},
    signature::{SignatureError, Signed, Verification},
    trust::Trust,
};
use chrono::{DateTime, Utc};
use schemas::language::args;
use serde_json::json;

use crate::context::{Context, Failure, Format, Outcome};

/// Longest file that is looked at as a receipt, in bytes.
const MAX_RECEIPT_BYTES: u64 = 8 * 1024 * 1024;

/// Arguments of `puente verify`.
#[derive(clap::Args)]
pub(crate) struct Command {
    file: PathBuf,
    #[arg(long)]
    ca: PathBuf,
    #[arg(long)]
    crl: Option<PathBuf>,
    #[arg(long)]
    signature: Option<PathBuf>,
    #[arg(long)]
    receipt: Option<PathBuf>,
    #[arg(long)]
    at: Option<DateTime<Utc>>,
}

impl Command {
    pub(crate) fn run(self, context: &Context) -> Result<Outcome, Failure> {
        let trust = Trust::load(&self.ca, self.crl.as_deref())
            .map_err(|error| Failure::Usage(error.message(context.language)))?;
        if let Some(jws) = as_receipt(&self.file) {
            return Ok(match receipt::verify(&jws, &trust) {
                Ok(verified) => tell_receipt(&self.file, &verified, context),
                Err(error) => tell_refused(&self.file, &error, context),
            });
        }
        let mut at = self.at.unwrap_or_else(Utc::now);
        let receipt = match &self.receipt {
            None => None,
            Some(path) => match receipt::verify(&text(path, context)?, &trust) {
                Ok(verified) => {
                    at = verified.receipt.received_at;
                    Some((path, verified))
                }
                Err(error) => return Ok(tell_refused(path, &error, context)),
            },
        };
        let signature = self
            .signature
            .clone()
            .unwrap_or_else(|| beside(&self.file, "jws"));
        let jws = text(&signature, context)?;
        let signed = match self.verified(&jws, &trust, at, context)? {
            Ok(signed) => signed,
            Err(error) => return Ok(tell_refused(&self.file, &error, context)),
        };
        tell_signed(&self.file, &signed, context);
        let Some((path, verified)) = receipt else {
            return Ok(Outcome::Done);
        };
        if verified.receipt.digest != signed.digest {
            let values = args([("file", path.display().to_string())]);
            context.talk(&context.message("verify-other-document", &values));
            return Ok(Outcome::Findings);
        }
        Ok(tell_receipt(path, &verified, context))
    }

    /// Verifies the document's signature piece by piece; a file that cannot be read is a failure.
    fn verified(
        &self,
        jws: &str,
        trust: &Trust,
        at: DateTime<Utc>,
        context: &Context,
    ) -> Result<Result<Signed, SignatureError>, Failure> {
        let mut verification = match Verification::begin(jws, trust, at) {
            Ok(verification) => verification,
            Err(error) => return Ok(Err(error)),
        };
        let unreadable = |error: io::Error| unreadable(&self.file, &error, context);
        let mut file = File::open(&self.file).map_err(unreadable)?;
        let mut piece = vec![0; 64 * 1024];
        loop {
            let length = file.read(&mut piece).map_err(unreadable)?;
            if length == 0 {
                return Ok(verification.finish());
            }
            if let Err(error) = verification.update(&piece[..length]) {
                return Ok(Err(error));
            }
        }
    }
}

/// The text of a file that is a receipt rather than a document.
fn as_receipt(path: &Path) -> Option<String> {
    let is_short = std::fs::metadata(path).ok()?.len() <= MAX_RECEIPT_BYTES;
    let text = is_short.then(|| std::fs::read_to_string(path).ok())??;
    let text = text.trim();
    let mut parts = text.split('.');
    let is_compact = parts.clone().count() == 3
        && parts.all(|part| {
            !part.is_empty()
                && part
                    .bytes()
                    .all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
        });
    is_compact.then(|| text.to_owned())
}

fn text(path: &Path, context: &Context) -> Result<String, Failure> {
    std::fs::read_to_string(path)
        .map(|text| text.trim().to_owned())
        .map_err(|error| unreadable(path, &error, context))
}

fn unreadable(path: &Path, error: &io::Error, context: &Context) -> Failure {
    let values = args([
        ("file", path.display().to_string()),
        ("cause", error.to_string()),
    ]);
    Failure::Environment(context.message("file-unreadable", &values))
}

fn tell_signed(path: &Path, signed: &Signed, context: &Context) {
    if context.format == Format::Json {
        let told = json!({
            "file": path,
            "verified": true,
            "participant": signed.participant,
            "fingerprint": signed.fingerprint,
            "digest": signed.digest,
            "signed_at": signed.signed_at,
        });
        return context.result(&told.to_string());
    }
    let values = args([
        ("file", path.display().to_string()),
        ("participant", signed.participant.to_string()),
        ("fingerprint", signed.fingerprint.clone()),
        ("digest", signed.digest.clone()),
        (
            "at",
            signed.signed_at.format("%Y-%m-%d %H:%M:%S UTC").to_string(),
        ),
    ]);
    context.result(&context.message("verify-signed", &values));
}

fn tell_receipt(path: &Path, verified: &VerifiedReceipt, context: &Context) -> Outcome {
    let receipt = &verified.receipt;
    if context.format == Format::Json {
        let told = json!({
            "file": path,
            "verified": true,
            "participant": verified.signed.participant,
            "fingerprint": verified.signed.fingerprint,
            "receipt": receipt,
        });
        context.result(&told.to_string());
        return Outcome::Done;
    }
    let values = args([
        ("file", path.display().to_string()),
        ("submission", receipt.submission_id.to_string()),
        ("digest", receipt.digest.clone()),
        (
            "at",
            receipt
                .received_at
                .format("%Y-%m-%d %H:%M:%S UTC")
                .to_string(),
        ),
        ("findings", receipt.findings.len().to_string()),
        ("position", receipt.audit_position.to_string()),
        ("participant", verified.signed.participant.to_string()),
        ("fingerprint", verified.signed.fingerprint.clone()),
    ]);
    context.result(&context.message("verify-receipt", &values));
    Outcome::Done
}

fn tell_refused(path: &Path, error: &SignatureError, context: &Context) -> Outcome {
    let reason = error.message(context.language);
    if context.format == Format::Json {
        let told = json!({
            "file": path,
            "verified": false,
            "code": error.code(),
            "detail": reason,
        });
        context.result(&told.to_string());
    } else {
        let values = args([
            ("file", path.display().to_string()),
            ("code", error.code().to_owned()),
            ("reason", reason),
        ]);
        context.result(&context.message("verify-refused", &values));
    }
    Outcome::Findings
}
