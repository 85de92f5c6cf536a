//! Submitting: the same bytes under the same id until the gateway's receipt for them is here.

use std::io::Write as _;

use awc::http::{StatusCode, header};
use certs::{
    receipt::{self, VerifiedReceipt},
    signature::SIGNATURE_HEADER,
};
use flate2::write::GzEncoder;
use schemas::ids::SubmissionId;

use super::{Client, ClientError, Compression, Step};

const ZSTD_LEVEL: i32 = 3;

/// A submission that the gateway has stored.
#[derive(Debug, Clone)]
pub struct Acknowledged {
    /// The receipt as it came, for the files.
    pub receipt_jws: String,
    /// What it says.
    pub receipt: VerifiedReceipt,
    /// Whether the gateway had it already.
    pub repeated: bool,
}

impl Client {
    /// Submits a signed document. Returns only with the gateway's receipt for these very bytes.
    ///
    /// # Errors
    /// When the gateway refuses, is not reached after all attempts, or answers with a receipt
    /// that does not verify or speaks of something else.
    pub async fn submit(
        &self,
        id: &SubmissionId,
        bytes: &[u8],
        jws: &str,
        told: &dyn Fn(Step),
    ) -> Result<Acknowledged, ClientError> {
        let compression = self.options.compression;
        let body = compressed(bytes, compression).map_err(|_| ClientError::Malformed)?;
        let url = format!("{}/exchange/v1/submissions", self.base);
        let request = |http: &awc::Client| {
            http.post(&url)
                .content_type("application/json")
                .insert_header((header::CONTENT_ENCODING, compression.token()))
                .insert_header((SIGNATURE_HEADER, jws))
        };
        let answer = self.send(request, Some(&body), told).await?;
        self.acknowledged(id, bytes, &answer.body, answer.status == StatusCode::OK)
    }

    /// The receipt of an earlier submission of these bytes.
    ///
    /// # Errors
    /// As [`Client::submit`].
    pub async fn receipt(
        &self,
        id: &SubmissionId,
        bytes: &[u8],
        told: &dyn Fn(Step),
    ) -> Result<Acknowledged, ClientError> {
        let url = format!("{}/exchange/v1/submissions/{id}/receipt", self.base);
        let answer = self.send(|http| http.get(&url), None, told).await?;
        self.acknowledged(id, bytes, &answer.body, true)
    }

    fn acknowledged(
        &self,
        id: &SubmissionId,
        bytes: &[u8],
        body: &[u8],
        repeated: bool,
    ) -> Result<Acknowledged, ClientError> {
        let jws = std::str::from_utf8(body).map_err(|_| ClientError::Malformed)?;
        let verified = receipt::verify(jws, &self.trust).map_err(ClientError::Signature)?;
        let ours = verified.receipt.submission_id == *id
            && verified.receipt.digest == receipt::digest(bytes);
        if !ours {
            return Err(ClientError::OtherReceipt);
        }
        Ok(Acknowledged {
            receipt_jws: jws.to_owned(),
            receipt: verified,
            repeated,
        })
    }
}

impl Compression {
    fn token(self) -> &'static str {
        match self {
            Self::Zstd => "zstd",
            Self::Gzip => "gzip",
        }
    }
}

fn compressed(bytes: &[u8], compression: Compression) -> std::io::Result<Vec<u8>> {
    match compression {
        Compression::Zstd => zstd::encode_all(bytes, ZSTD_LEVEL),
        Compression::Gzip => {
            let mut encoder = GzEncoder::new(Vec::new(), flate2::Compression::default());
            encoder.write_all(bytes)?;
            encoder.finish()
        }
    }
}
