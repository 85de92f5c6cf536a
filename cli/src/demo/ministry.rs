//! The ministries of the demonstration: each pulls with its own certificate until everything that it
//! is entitled to is there, and reads it.

use std::{fs, path::PathBuf, time::Duration};

use anyhow::{Context as _, bail};
use schemas::{
    ids::ParticipantId,
    submission::{ReadLimits, Submission, from_slice},
};

use super::{
    command::{connection, puente, run},
    manifest::ManifestDelivery,
    office::Post,
};

/// How long the deliveries may take.
const PATIENCE: Duration = Duration::from_secs(180);
/// How long to wait between two looks at the inbox.
const INTERVAL: Duration = Duration::from_millis(500);

/// Pulls until `expected` deliveries of offices are there; the gateway's own regional tables come
/// before the last of those that went into them.
pub(super) async fn pull(
    ministry: &ParticipantId,
    expected: usize,
    post: &Post<'_>,
) -> anyhow::Result<Vec<ManifestDelivery>> {
    let deadline = tokio::time::Instant::now() + PATIENCE;
    let mut looks = tokio::time::interval(INTERVAL);
    let mut pulled = Vec::new();
    loop {
        looks.tick().await;
        pulled.extend(look(ministry, post)?);
        let arrived = pulled.iter().filter(|one| !one.is_regional()).count();
        if arrived >= expected {
            return Ok(pulled);
        }
        if tokio::time::Instant::now() >= deadline {
            bail!(Late { arrived, expected });
        }
    }
}

/// The deliveries did not arrive in time.
#[derive(Debug, thiserror::Error)]
#[error("{arrived} of {expected} deliveries arrived")]
pub(super) struct Late {
    pub(super) arrived: usize,
    pub(super) expected: usize,
}

/// One `puente pull`: what was new.
fn look(ministry: &ParticipantId, post: &Post<'_>) -> anyhow::Result<Vec<ManifestDelivery>> {
    let told = run(puente(post.language)?
        .arg("pull")
        .args(connection(post.certificates, ministry, post.url))
        .arg("--out")
        .arg(post.layout.ministry(ministry)))?;
    told.lines
        .iter()
        .map(|line| {
            let text = |pointer: &str| {
                line.pointer(pointer)
                    .and_then(serde_json::Value::as_str)
                    .map(str::to_owned)
                    .with_context(|| format!("pull told no {pointer}"))
            };
            Ok(ManifestDelivery {
                id: text("/delivery/id")?,
                recipient: ministry.clone(),
                provider: text("/delivery/provider")?.parse()?,
                submission_id: text("/delivery/submission_id")?,
                file: PathBuf::from(text("/file")?),
            })
        })
        .collect()
}

/// Reads what a ministry pulled.
pub(super) fn read(deliveries: &[ManifestDelivery]) -> anyhow::Result<Vec<Submission>> {
    deliveries
        .iter()
        .map(|delivery| {
            let bytes = fs::read(&delivery.file)?;
            from_slice(&bytes, &ReadLimits::default())
                .map_err(|_| anyhow::anyhow!("{} is not a submission", delivery.file.display()))
        })
        .collect()
}
