//! `puente submit`: signs tables that are ready and sends them until the gateway's receipt for
//! each is here. A file that has its receipt is not sent again.

use std::path::{Path, PathBuf};

use adapters::client::{
    Acknowledged, Client, ClientError,
    keep::{beside, whole},
};
use certs::{
    receipt,
    signature::{Signer, sign_detached, verify_detached},
    trust::Trust,
};
use chrono::Utc;
use indicatif::ProgressBar;
use schemas::{
    ids::{ParticipantId, SubmissionId},
    language::args,
};
use serde::Deserialize;
use serde_json::json;

use crate::{
    connection::{self, Connection},
    context::{Context, Failure, Format, Outcome},
};

/// Largest document that is sent, in bytes.
const MAX_DOCUMENT_BYTES: u64 = 1024 * 1024 * 1024;

/// Arguments of `puente submit`.
#[derive(clap::Args)]
pub(crate) struct Command {
    #[arg(required = true)]
    files: Vec<PathBuf>,
    #[command(flatten)]
    connection: Connection,
    #[arg(long)]
    dry_run: bool,
}

/// What must be known of a document to send it.
#[derive(Deserialize)]
struct Head {
    submission_id: SubmissionId,
    provider: ParticipantId,
}

/// A document with its place and its head.
struct Document {
    path: PathBuf,
    bytes: Vec<u8>,
    id: SubmissionId,
}

impl Command {
    pub(crate) fn run(self, context: &Context) -> Result<Outcome, Failure> {
        let identity = self.connection.identity(context)?;
        let trust = self.connection.trust(context)?;
        let signer = Signer::new(identity.clone())
            .map_err(|fault| Failure::Usage(fault.message(context.language)))?;
        trust
            .check(identity.certificate(), identity.chain(), Utc::now())
            .map_err(|fault| Failure::Usage(fault.message(context.language)))?;
        actix_rt::System::new().block_on(async {
            let client = self.connection.client(&identity, trust, context)?;
            let bar = connection::bar(self.files.len());
            let mut outcome = Outcome::Done;
            for path in &self.files {
                let document = document(path, signer.participant(), context)?;
                if self.dry_run {
                    self.tell_dry_run(&document, &signer, context);
                } else if submit(&client, &signer, &document, &bar, context).await?
                    == Outcome::Findings
                {
                    outcome = Outcome::Findings;
                }
                bar.inc(1);
            }
            bar.finish_and_clear();
            Ok(outcome)
        })
    }

    fn tell_dry_run(&self, document: &Document, signer: &Signer, context: &Context) {
        let values = args([
            ("file", document.path.display().to_string()),
            ("bytes", document.bytes.len().to_string()),
            ("submission", document.id.to_string()),
            ("participant", signer.participant().to_string()),
            ("url", self.connection.url.clone()),
        ]);
        if context.format == Format::Json {
            let told = json!({"dry_run": true, "file": document.path, "submission_id": document.id,
                "digest": receipt::digest(&document.bytes)});
            return context.result(&told.to_string());
        }
        context.result(&context.message("submit-would-send", &values));
    }
}

/// Signs, sends, keeps the receipt. A refusal is told and the next file follows; a network that
/// is down ends the command.
async fn submit(
    client: &Client,
    signer: &Signer,
    document: &Document,
    bar: &ProgressBar,
    context: &Context,
) -> Result<Outcome, Failure> {
    let place = beside(&document.path, "receipt");
    if let Some(receipt) = kept_receipt(&place, document, client.trust()) {
        bar.suspend(|| tell(document, &place, &receipt, true, context));
        return Ok(Outcome::Done);
    }
    let jws = signature(signer, document, client.trust(), context)?;
    let file = document.path.display().to_string();
    let told = |step| connection::show(bar, context, &file, step);
    let sent = client
        .submit(&document.id, &document.bytes, &jws, &told)
        .await;
    match sent {
        Ok(acknowledged) => {
            keep(&place, acknowledged.receipt_jws.as_bytes(), context)?;
            let Acknowledged {
                receipt, repeated, ..
            } = acknowledged;
            bar.suspend(|| tell(document, &place, &receipt.receipt, repeated, context));
            Ok(Outcome::Done)
        }
        Err(ref error @ ClientError::Refused(ref problem)) if !error.is_environment() => {
            bar.suspend(|| {
                context.talk(&format!("{file}: {}", error.message(context.language)));
                for finding in &problem.findings {
                    context.talk(&format!(
                        "  {} {} {}",
                        finding.code, finding.pointer, finding.message
                    ));
                }
            });
            Ok(Outcome::Findings)
        }
        Err(error) => Err(connection::failure(&error, context)),
    }
}

fn document(path: &Path, we: &ParticipantId, context: &Context) -> Result<Document, Failure> {
    let named = |cause: String| args([("file", path.display().to_string()), ("cause", cause)]);
    let environment = |error: std::io::Error| {
        Failure::Environment(context.message("file-unreadable", &named(error.to_string())))
    };
    let length = std::fs::metadata(path).map_err(environment)?.len();
    if length > MAX_DOCUMENT_BYTES {
        let values = named(MAX_DOCUMENT_BYTES.to_string());
        return Err(Failure::Input(context.message("submit-too-large", &values)));
    }
    let bytes = std::fs::read(path).map_err(environment)?;
    let head: Head = serde_json::from_slice(&bytes).map_err(|error| {
        let place = format!("{}:{}", error.line(), error.column());
        Failure::Input(context.message("submit-no-submission", &named(place)))
    })?;
    if head.provider != *we {
        let values = args([
            ("file", path.display().to_string()),
            ("provider", head.provider.to_string()),
            ("participant", we.to_string()),
        ]);
        return Err(Failure::Usage(
            context.message("submit-other-provider", &values),
        ));
    }
    Ok(Document {
        path: path.to_owned(),
        bytes,
        id: head.submission_id,
    })
}

/// The receipt that is already beside the document, when it is for these very bytes.
fn kept_receipt(place: &Path, document: &Document, trust: &Trust) -> Option<receipt::Receipt> {
    let jws = std::fs::read_to_string(place).ok()?;
    let receipt = receipt::verify(jws.trim(), trust).ok()?.receipt;
    let ours =
        receipt.submission_id == document.id && receipt.digest == receipt::digest(&document.bytes);
    ours.then_some(receipt)
}

/// The signature beside the document when it still holds, else a new one, kept there.
fn signature(
    signer: &Signer,
    document: &Document,
    trust: &Trust,
    context: &Context,
) -> Result<String, Failure> {
    let place = beside(&document.path, "jws");
    let now = Utc::now();
    if let Ok(kept) = std::fs::read_to_string(&place) {
        let kept = kept.trim();
        let holds = verify_detached(kept, &document.bytes, trust, now)
            .is_ok_and(|signed| signed.fingerprint == signer.fingerprint());
        if holds {
            return Ok(kept.to_owned());
        }
    }
    let jws = sign_detached(signer, &document.bytes, now)
        .map_err(|error| Failure::Environment(error.to_string()))?;
    keep(&place, jws.as_bytes(), context)?;
    Ok(jws)
}

fn keep(place: &Path, bytes: &[u8], context: &Context) -> Result<(), Failure> {
    whole(place, bytes).map_err(|error| {
        let values = args([
            ("file", place.display().to_string()),
            ("cause", error.to_string()),
        ]);
        Failure::Environment(context.message("file-unwritable", &values))
    })
}

fn tell(
    document: &Document,
    place: &Path,
    receipt: &receipt::Receipt,
    repeated: bool,
    context: &Context,
) {
    if context.format == Format::Json {
        let told = json!({
            "file": document.path,
            "receipt_file": place,
            "repeated": repeated,
            "receipt": receipt,
        });
        return context.result(&told.to_string());
    }
    let values = args([
        ("file", document.path.display().to_string()),
        ("receipt", place.display().to_string()),
        ("submission", receipt.submission_id.to_string()),
        (
            "at",
            receipt
                .received_at
                .format("%Y-%m-%d %H:%M:%S UTC")
                .to_string(),
        ),
        ("findings", receipt.findings.len().to_string()),
    ]);
    let key = if repeated {
        "submit-already-acknowledged"
    } else {
        "submit-acknowledged"
    };
    context.result(&context.message(key, &values));
}
