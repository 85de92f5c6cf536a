//! What the gateway makes itself of what offices sent: totals of groups of countries, and corridors
//! as both sides count them. An office's figures go in when an agreement names the gateway as their
//! recipient; what comes out is a table of `PUENTE-GATEWAY`, signed by it, stored with its revision
//! and passed on under the agreements that name it as provider, like any other.

mod additive;
mod dense;
mod keys;
mod mirror;
mod product;
mod proof;
#[cfg(test)]
mod tests;
mod total;

use std::sync::LazyLock;

use certs::participant::GATEWAY;
use chrono::{DateTime, Utc};
use schemas::{
    dataflow::Dataflow,
    ids::{ParticipantId, SubmissionId},
    registry::Registry,
    submission::{EXCHANGE_VERSION, Submission, SubmissionHeader},
};

use crate::{
    agreement::{self, Flow, Policy},
    delivery::{self, Sign},
    observe::audit::{Act, Entry},
    schedule::Calendar,
    store::{
        Aborted, Store, StoreError, Transaction, agreements, audit, regional,
        submissions::{self, Evidence, SubmissionRow},
    },
};

const ACT: &str = "make a regional table";

/// As hard as zstd works on documents that are kept.
const COMPRESSION: i32 = 3;

/// The gateway as a participant.
pub(crate) fn gateway() -> &'static ParticipantId {
    #[expect(clippy::unwrap_used, reason = "a constant that has the form")]
    static ID: LazyLock<ParticipantId> = LazyLock::new(|| GATEWAY.parse().unwrap());
    &ID
}

/// Makes the regional tables that `calendar` speaks of, of the dataflows in which an agreement
/// names the gateway as provider, where something that goes into them has changed. Gives the
/// audit position up to which submissions were looked at.
///
/// # Errors
/// When the store fails or the gateway's key does not sign.
pub(crate) fn make(
    store: &Store,
    signer: &dyn Sign,
    calendar: &Calendar,
    now: DateTime<Utc>,
) -> Result<i64, StoreError> {
    let (looked_at, policy) =
        store.read(|rows| Ok((audit::last_position(rows)?, agreements::policy(rows)?)))?;
    if calendar
        .provider
        .as_ref()
        .is_some_and(|one| one != gateway())
    {
        return Ok(looked_at);
    }
    for dataflow in Registry::builtin().dataflows() {
        let is_spoken_of = calendar
            .dataflow
            .as_ref()
            .is_none_or(|one| *one == dataflow.id);
        let flow = Flow::at(now, gateway(), &dataflow.id);
        if !is_spoken_of || agreement::permit_submission(&policy, &flow, ()).is_err() {
            continue;
        }
        let sources = store.read(|rows| regional::sources(rows, &dataflow.id, gateway(), now))?;
        for (period, rows) in sources {
            let maker = Maker {
                store,
                signer,
                policy: &policy,
                dataflow,
                now,
            };
            maker.make(&period, &rows)?;
        }
    }
    Ok(looked_at)
}

struct Maker<'a> {
    store: &'a Store,
    signer: &'a dyn Sign,
    policy: &'a Policy,
    dataflow: &'a Dataflow,
    now: DateTime<Utc>,
}

/// A document ready to be stored.
struct Signed {
    header: SubmissionHeader,
    observations: usize,
    digest: String,
    bytes: u64,
    evidence: Evidence,
    detail: serde_json::Value,
}

impl Maker<'_> {
    /// Makes the table of a period when its sources are not those of the last one.
    fn make(&self, period: &str, rows: &[SubmissionRow]) -> Result<(), StoreError> {
        let agreed: Vec<_> = rows.iter().filter_map(|row| self.agreed(row)).collect();
        let inputs: Vec<_> = agreed
            .iter()
            .map(|(row, permit)| (&row.id, permit.extent()))
            .collect();
        let inputs = serde_json::to_string(&inputs).map_err(|error| StoreError::new(ACT, error))?;
        let last = self
            .store
            .read(|rows| regional::inputs(rows, &self.dataflow.id, period))?;
        if last.as_deref() == Some(&inputs) {
            return Ok(());
        }
        let contributions = agreed
            .iter()
            .filter_map(|(row, permit)| self.contribution(row, permit).transpose())
            .collect::<Result<Vec<_>, _>>()?;
        let product = product::make(self.dataflow, &contributions);
        let signed = match product {
            Some(product) => Some(self.sign(period, product, rows)?),
            None => None,
        };
        let done = self.store.write("make_regional", |transaction| {
            // Another gateway may have been faster.
            let now = transaction.read(|rows| regional::inputs(rows, &self.dataflow.id, period))?;
            if now == last {
                regional::put_inputs(transaction, &self.dataflow.id, period, &inputs)?;
                if let Some(signed) = &signed {
                    self.put(transaction, signed)?;
                }
            }
            Ok::<_, Aborted<StoreError>>(())
        });
        done.map_err(|aborted| match aborted {
            Aborted::Store(error) | Aborted::Refused(error) => error,
        })
    }

    /// The permit under which the gateway may use a submission.
    fn agreed<'r>(&self, row: &'r SubmissionRow) -> Option<(&'r SubmissionRow, agreement::Permit)> {
        let provider = row.provider.parse().ok()?;
        let flow = Flow::at(self.now, &provider, &self.dataflow.id);
        let permitted = agreement::permit_recipient(self.policy, &flow, gateway()).ok()?;
        Some((row, permitted.permit().clone()))
    }

    /// What the permit allows of a submission.
    fn contribution(
        &self,
        row: &SubmissionRow,
        permit: &agreement::Permit,
    ) -> Result<Option<Submission>, StoreError> {
        let whole = self
            .store
            .read(|rows| submissions::evidence(rows, &row.id))?
            .and_then(|evidence| delivery::read_stored(&evidence.document))
            .ok_or_else(|| StoreError::new(ACT, "a stored document is damaged"))?;
        Ok(if permit.extent().is_all() {
            Some(whole)
        } else {
            delivery::excerpt(&whole, self.dataflow, permit.extent())
        })
    }

    fn sign(
        &self,
        period: &str,
        product: product::Product,
        rows: &[SubmissionRow],
    ) -> Result<Signed, StoreError> {
        let from: Vec<&str> = rows.iter().map(|row| row.id.as_str()).collect();
        let detail = serde_json::json!({
            "dataflow": self.dataflow.id,
            "reference_period": period,
            "groups": product.groups,
            "groups_withheld": product.withheld,
            "suppressed": product.disclosure.secondary,
            "from": from,
        });
        let mut header = SubmissionHeader {
            exchange_version: EXCHANGE_VERSION.to_owned(),
            submission_id: SubmissionId::new(),
            dataflow: self.dataflow.id.clone(),
            dataflow_version: self.dataflow.version.clone(),
            provider: gateway().clone(),
            reference_period: period
                .parse()
                .map_err(|error| StoreError::new(ACT, error))?,
            revision: 0,
            prepared_at: self.now,
            adapter: "regional".to_owned(),
            disclosure: product.disclosure,
            embargo_until: None,
        };
        let last = self
            .store
            .read(|rows| submissions::latest_revision(rows, &header))?;
        header.revision = last.map_or(0, |last| u32::try_from(last + 1).unwrap_or(u32::MAX));
        let submission = Submission {
            header,
            observations: product.observations,
        };
        let bytes = schemas::submission::to_bytes(&submission);
        let document = zstd::encode_all(&*bytes, COMPRESSION);
        let signature = self.signer.sign(&bytes, self.now);
        Ok(Signed {
            observations: submission.observations.len(),
            header: submission.header,
            digest: delivery::digest(&bytes),
            bytes: bytes.len() as u64,
            evidence: Evidence {
                document: document.map_err(|error| StoreError::new(ACT, error))?,
                signature: signature.map_err(|error| StoreError::new(ACT, error))?,
            },
            detail,
        })
    }

    fn put(&self, transaction: &mut Transaction<'_>, signed: &Signed) -> Result<(), StoreError> {
        let entry = Entry {
            at: self.now,
            act: Act::Accept,
            actor: "regional".to_owned(),
            object: format!("submission/{}", signed.header.submission_id),
            code: String::new(),
            detail: signed.detail.clone(),
            request: String::new(),
        };
        let position = audit::append(transaction, &entry)?;
        let row = SubmissionRow::of(
            &signed.header,
            &signed.digest,
            signed.bytes,
            signed.observations,
            self.now,
            position,
        );
        submissions::insert_own(transaction, &row, &signed.evidence)
    }
}
