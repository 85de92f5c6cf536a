//! Receiving a body: decompressed, counted, hashed and verified as it arrives, and spooled to a
//! file without a name, so that neither a large body nor a killed process leaves anything behind.
//! The body must make progress in every window of time, and stops at the limits.

use std::{
    fs::File,
    io::{self, BufRead, BufReader, Read, Seek, Write},
    time::Duration,
};

use actix_web::{error::PayloadError, web::Bytes};
use certs::signature::{Signed, Verification};
use futures_util::{Stream, StreamExt};
use tokio::{sync::mpsc, time::Instant};

use crate::{config::Config, refusal::Refusal};

/// Largest window of a zstd frame, as a power of two: 8 MiB, what RFC 8878 asks decoders to take.
const ZSTD_WINDOW_LOG: u32 = 23;
const COPY_BYTES: usize = 64 * 1024;
const CHUNKS_UNDER_WAY: usize = 4;

/// A body that came whole and whose signature stands.
#[derive(Debug)]
pub(crate) struct ReceivedSubmission {
    /// The exact bytes of the document, decompressed; at its start.
    pub(crate) spool: File,
    /// Their number.
    pub(crate) bytes: u64,
    /// Who signed them, and their digest.
    pub(crate) signed: Signed,
    /// The signature as it came.
    pub(crate) signature: String,
}

/// How a body is packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Encoding {
    /// Not at all.
    Identity,
    /// RFC 1952.
    Gzip,
    /// RFC 8878.
    Zstd,
}

impl Encoding {
    /// The encoding of a `Content-Encoding` header.
    ///
    /// # Errors
    /// When it is another one, or more than one.
    pub(crate) fn parse(header: Option<&str>) -> Result<Self, Refusal> {
        match header.map(str::trim).unwrap_or_default() {
            "" | "identity" => Ok(Self::Identity),
            "gzip" | "x-gzip" => Ok(Self::Gzip),
            "zstd" => Ok(Self::Zstd),
            _ => Err(Refusal::EncodingUnsupported),
        }
    }
}

/// Receives the body `chunks`, signed by `signature`.
///
/// # Errors
/// When the body stops at a limit, is damaged, or its signature does not stand.
pub(crate) async fn receive(
    config: &Config,
    chunks: impl Stream<Item = Result<Bytes, PayloadError>> + Unpin,
    encoding: Encoding,
    signature: &str,
    verification: Verification,
) -> Result<ReceivedSubmission, Refusal> {
    let (sender, receiver) = mpsc::channel(CHUNKS_UNDER_WAY);
    let spool = spool_file(config)?;
    let limit = config.limits.max_document_bytes;
    let writing = tokio::task::spawn_blocking(move || {
        write_spool(Chunks::new(receiver), encoding, limit, spool, verification)
    });
    let came = feed(config, chunks, sender).await;
    let written = writing.await.map_err(Refusal::internal)?;
    // What stopped the stream explains what the writer then missed.
    came?;
    let (spool, bytes, signed) = written?;
    Ok(ReceivedSubmission {
        spool,
        bytes,
        signed,
        signature: signature.to_owned(),
    })
}

fn spool_file(config: &Config) -> Result<File, Refusal> {
    match &config.store.spool {
        Some(folder) => tempfile::tempfile_in(folder),
        None => tempfile::tempfile(),
    }
    .map_err(Refusal::Spool)
}

/// Passes chunks on to the writer, as long as they come fast enough and within the limit.
async fn feed(
    config: &Config,
    mut chunks: impl Stream<Item = Result<Bytes, PayloadError>> + Unpin,
    sender: mpsc::Sender<Bytes>,
) -> Result<(), Refusal> {
    let limits = &config.limits;
    let mut total: u64 = 0;
    let mut pace = Pace::new(limits.progress_window_s, limits.progress_bytes);
    loop {
        let chunk = match tokio::time::timeout_at(pace.deadline, chunks.next()).await {
            Err(_) => return Err(Refusal::BodyTooSlow),
            Ok(None) => return Ok(()),
            Ok(Some(Err(PayloadError::Incomplete(_)))) => return Err(Refusal::BodyTruncated),
            Ok(Some(Err(PayloadError::Overflow))) => {
                return Err(Refusal::BodyTooLarge {
                    limit: limits.max_body_bytes,
                });
            }
            Ok(Some(Err(_))) => return Err(Refusal::BodyTruncated),
            Ok(Some(Ok(chunk))) => chunk,
        };
        let length = chunk.len() as u64;
        total += length;
        if total > limits.max_body_bytes {
            return Err(Refusal::BodyTooLarge {
                limit: limits.max_body_bytes,
            });
        }
        if sender.send(chunk).await.is_err() {
            // The writer stopped and says why itself.
            return Ok(());
        }
        pace.came(length);
    }
}

/// The window of time in which the next bytes must come.
struct Pace {
    window: Duration,
    least: u64,
    came: u64,
    deadline: Instant,
}

impl Pace {
    fn new(window_s: u64, least: u64) -> Self {
        let window = Duration::from_secs(window_s.max(1));
        Self {
            window,
            least: least.max(1),
            came: 0,
            deadline: Instant::now() + window,
        }
    }

    /// Counts bytes that came and were taken: enough of them open a new window.
    fn came(&mut self, bytes: u64) {
        self.came += bytes;
        if self.came >= self.least {
            self.came = 0;
            self.deadline = Instant::now() + self.window;
        }
    }
}

type Written = (File, u64, Signed);

/// Writes the document behind `chunks` to `spool`.
fn write_spool(
    chunks: Chunks,
    encoding: Encoding,
    limit: u64,
    mut spool: File,
    mut verification: Verification,
) -> Result<Written, Refusal> {
    let mut packed = BufReader::with_capacity(COPY_BYTES, chunks);
    let bytes = match encoding {
        Encoding::Identity => copy(&mut packed, &mut spool, limit, &mut verification),
        Encoding::Gzip => {
            let mut unpacked = flate2::bufread::GzDecoder::new(&mut packed);
            copy(&mut unpacked, &mut spool, limit, &mut verification)
        }
        Encoding::Zstd => {
            let mut unpacked = zstd::Decoder::with_buffer(&mut packed)
                .map_err(Refusal::internal)?
                .single_frame();
            unpacked
                .window_log_max(ZSTD_WINDOW_LOG)
                .map_err(Refusal::internal)?;
            copy(&mut unpacked, &mut spool, limit, &mut verification)
        }
    }?;
    let is_at_end = packed
        .fill_buf()
        .map_err(|_| Refusal::BodyTruncated)?
        .is_empty();
    if !is_at_end {
        return Err(Refusal::EncodingInvalid);
    }
    let signed = verification.finish().map_err(Refusal::Signature)?;
    spool.rewind().map_err(Refusal::Spool)?;
    Ok((spool, bytes, signed))
}

fn copy(
    document: &mut impl Read,
    spool: &mut File,
    limit: u64,
    verification: &mut Verification,
) -> Result<u64, Refusal> {
    let mut buffer = vec![0; COPY_BYTES];
    let mut total: u64 = 0;
    loop {
        let length = match document.read(&mut buffer) {
            Ok(0) => return Ok(total),
            Ok(length) => length,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(_) => return Err(Refusal::EncodingInvalid),
        };
        total += length as u64;
        if total > limit {
            return Err(Refusal::DocumentTooLarge { limit });
        }
        let bytes = &buffer[..length];
        verification.update(bytes).map_err(Refusal::Signature)?;
        spool.write_all(bytes).map_err(Refusal::Spool)?;
    }
}

/// The chunks of a channel as a reader.
struct Chunks {
    receiver: mpsc::Receiver<Bytes>,
    current: Bytes,
}

impl Chunks {
    fn new(receiver: mpsc::Receiver<Bytes>) -> Self {
        Self {
            receiver,
            current: Bytes::new(),
        }
    }
}

impl Read for Chunks {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.current.is_empty() {
            match self.receiver.blocking_recv() {
                Some(chunk) => self.current = chunk,
                None => return Ok(0),
            }
        }
        let length = self.current.len().min(buffer.len());
        buffer[..length].copy_from_slice(&self.current.split_to(length));
        Ok(length)
    }
}
