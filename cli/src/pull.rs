//! `puente pull`: brings the inbox into a folder. What is there already, with the digest that the
//! gateway lists, is not fetched again; nothing unverified is written.

use std::path::{Path, PathBuf};

use adapters::client::{
    Client, Fetched, Listed,
    keep::{beside, whole},
};
use certs::receipt::digest;
use disclosure::report::metadata;
use indicatif::ProgressBar;
use schemas::{language::args, submission::DisclosureStatement};
use serde_json::json;

use crate::{
    connection::{self, Connection},
    context::{Context, Failure, Format, Outcome},
};

/// Arguments of `puente pull`.
#[derive(clap::Args)]
pub(crate) struct Command {
    #[command(flatten)]
    connection: Connection,
    #[arg(long)]
    out: PathBuf,
    #[arg(long)]
    dry_run: bool,
}

impl Command {
    pub(crate) fn run(self, context: &Context) -> Result<Outcome, Failure> {
        let identity = self.connection.identity(context)?;
        let trust = self.connection.trust(context)?;
        if !self.dry_run {
            std::fs::create_dir_all(&self.out)
                .map_err(|error| unwritable(&self.out, &error, context))?;
        }
        actix_rt::System::new().block_on(async {
            let client = self.connection.client(&identity, trust, context)?;
            let quiet = connection::bar(0);
            let told = |step| connection::show(&quiet, context, &self.connection.url, step);
            let listed = client
                .deliveries(0, &told)
                .await
                .map_err(|error| connection::failure(&error, context))?;
            quiet.finish_and_clear();
            let bar = connection::bar(listed.len());
            let mut fetched = 0;
            for delivery in &listed {
                let is_new = self.bring(&client, delivery, &bar, context).await?;
                fetched += usize::from(is_new);
                bar.inc(1);
            }
            bar.finish_and_clear();
            self.tell_end(listed.len(), fetched, context);
            Ok(Outcome::Done)
        })
    }

    /// Brings one delivery; says whether it was not here yet.
    async fn bring(
        &self,
        client: &Client,
        listed: &Listed,
        bar: &ProgressBar,
        context: &Context,
    ) -> Result<bool, Failure> {
        let place = self.out.join(name(listed));
        let signature = beside(&place, "jws");
        let is_here = signature.exists()
            && std::fs::read(&place).is_ok_and(|bytes| digest(&bytes) == listed.digest);
        if is_here {
            return Ok(false);
        }
        let mut method = None;
        if !self.dry_run {
            let file = place.display().to_string();
            let told = |step| connection::show(bar, context, &file, step);
            let fetched = client
                .fetch(listed, None, &told)
                .await
                .map_err(|error| connection::failure(&error, context))?;
            let Fetched::Document(document) = fetched else {
                return Ok(false);
            };
            method = told_method(&document.bytes, context);
            // The signature first: a document that is here has one.
            for (path, bytes) in [
                (&signature, document.jws.as_bytes()),
                (&place, document.bytes.as_slice()),
            ] {
                whole(path, bytes).map_err(|error| unwritable(path, &error, context))?;
            }
        }
        bar.suspend(|| {
            tell(listed, &place, self.dry_run, context);
            if let Some(method) = method.filter(|_| context.format == Format::Text) {
                context.result(&format!("  {method}"));
            }
        });
        Ok(true)
    }

    fn tell_end(&self, listed: usize, fetched: usize, context: &Context) {
        if context.format == Format::Json {
            return;
        }
        let values = args([
            ("listed", listed.to_string()),
            ("fetched", fetched.to_string()),
            ("folder", self.out.display().to_string()),
        ]);
        context.talk(&context.message("pull-end", &values));
    }
}

/// A file's name that says what is in it; what the gateway names is reduced to plain characters.
fn name(listed: &Listed) -> String {
    let plain = |text: &str| -> String {
        text.chars()
            .take(80)
            .map(|c| {
                if c.is_ascii_alphanumeric() || c == '-' {
                    c
                } else {
                    '_'
                }
            })
            .collect()
    };
    format!(
        "{}.{}.{}.r{}.{}.json",
        plain(&listed.dataflow),
        plain(&listed.provider),
        plain(&listed.reference_period),
        listed.revision,
        plain(&listed.id)
    )
}

/// What the header of a document says of disclosure control.
#[derive(serde::Deserialize)]
struct Header {
    disclosure: DisclosureStatement,
}

/// How the office protected the figures, in the reader's words.
fn told_method(document: &[u8], context: &Context) -> Option<String> {
    let header: Header = serde_json::from_slice(document).ok()?;
    Some(metadata(&header.disclosure, context.language))
}

fn tell(listed: &Listed, place: &Path, dry_run: bool, context: &Context) {
    if context.format == Format::Json {
        let told = json!({"dry_run": dry_run, "file": place, "delivery": listed});
        return context.result(&told.to_string());
    }
    let values = args([
        ("file", place.display().to_string()),
        ("dataflow", listed.dataflow.clone()),
        ("provider", listed.provider.clone()),
        ("period", listed.reference_period.clone()),
        ("revision", listed.revision.to_string()),
    ]);
    let key = if dry_run {
        "pull-would-fetch"
    } else {
        "pull-fetched"
    };
    context.result(&context.message(key, &values));
}

fn unwritable(path: &Path, error: &std::io::Error, context: &Context) -> Failure {
    let values = args([
        ("file", path.display().to_string()),
        ("cause", error.to_string()),
    ]);
    Failure::Environment(context.message("file-unwritable", &values))
}
