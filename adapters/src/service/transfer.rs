//! The bytes of an answer on their way into a file. They are kept as they come, so that a transfer that broke can go
//! on; when all are there they are unpacked and named by their digest.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use openssl::sha::Sha256;
use tempfile::NamedTempFile;

use super::{Fetched, ServiceError, address::Address};

/// An answer under way.
pub(super) struct Transfer {
    part: NamedTempFile,
    folder: PathBuf,
    most: u64,
    /// Bytes that are there.
    pub(super) length: u64,
    digest: Sha256,
    /// How many bytes the service says that there are.
    pub(super) promised: Option<u64>,
    /// What came the last time that nothing told the end.
    before: Option<[u8; 32]>,
    /// What tells whether the service still has the same answer.
    pub(super) validator: Option<String>,
    /// What the service says that it sends.
    pub(super) media_type: Option<String>,
    /// Whether the bytes are packed.
    pub(super) is_packed: bool,
}

impl Transfer {
    pub(super) fn new(folder: &Path, most: u64) -> Result<Self, ServiceError> {
        Ok(Self {
            part: NamedTempFile::new_in(folder).map_err(ServiceError::Kept)?,
            folder: folder.to_owned(),
            most,
            length: 0,
            digest: Sha256::new(),
            promised: None,
            before: None,
            validator: None,
            media_type: None,
            is_packed: false,
        })
    }

    /// Forgets what is there: the answer comes from its beginning.
    pub(super) fn restart(&mut self) -> Result<(), ServiceError> {
        (self.length, self.promised, self.validator) = (0, None, None);
        self.digest = Sha256::new();
        let file = self.part.as_file_mut();
        let emptied = file.set_len(0).and_then(|()| file.seek(SeekFrom::Start(0)));
        emptied.map(|_| ()).map_err(ServiceError::Kept)
    }

    pub(super) fn take(&mut self, bytes: &[u8]) -> Result<(), ServiceError> {
        self.length += bytes.len() as u64;
        if self.length > self.most {
            return Err(ServiceError::TooLarge {
                limit_bytes: self.most,
            });
        }
        self.digest.update(bytes);
        self.part.write_all(bytes).map_err(ServiceError::Kept)
    }

    /// Whether all is there. A length tells the end of an answer, and so does packing; an answer that has neither must
    /// come twice the same, because a broken one looks no different.
    pub(super) fn is_whole(&mut self) -> bool {
        if let Some(promised) = self.promised {
            return self.length == promised;
        }
        let now = self.digest.clone().finish();
        self.is_packed || self.before.replace(now) == Some(now)
    }

    /// Unpacks what came, and says what it is.
    pub(super) fn finish(mut self, address: &Address) -> Result<Fetched, ServiceError> {
        let file = self.part.as_file_mut();
        file.seek(SeekFrom::Start(0)).map_err(ServiceError::Kept)?;
        let path = self.folder.join(name(address));
        let mut whole = File::create(&path).map_err(ServiceError::Kept)?;
        let source: Box<dyn Read> = if self.is_packed {
            Box::new(flate2::read::MultiGzDecoder::new(file))
        } else {
            Box::new(file)
        };
        let (bytes, digest) = copied(source, &mut whole, self.most)?;
        Ok(Fetched {
            url: address.to_string(),
            media_type: self.media_type,
            bytes,
            digest,
            path,
        })
    }
}

/// Copies and digests; the first that is wrong ends it.
fn copied(source: impl Read, whole: &mut File, most: u64) -> Result<(u64, String), ServiceError> {
    let mut source = source.take(most + 1);
    let mut digest = Sha256::new();
    let (mut bytes, mut buffer) = (0, vec![0; 1 << 16]);
    loop {
        let count = match source.read(&mut buffer) {
            Ok(0) => break,
            Ok(count) => count,
            Err(cause) if cause.kind() == io::ErrorKind::Interrupted => continue,
            Err(_) => return Err(ServiceError::Packed),
        };
        bytes += count as u64;
        digest.update(&buffer[..count]);
        whole
            .write_all(&buffer[..count])
            .map_err(ServiceError::Kept)?;
    }
    if bytes > most {
        return Err(ServiceError::TooLarge { limit_bytes: most });
    }
    whole.flush().map_err(ServiceError::Kept)?;
    let digits = digest.finish().map(|byte| format!("{byte:02x}")).concat();
    Ok((bytes, format!("sha-256:{digits}")))
}

/// A name for the file by which a person knows where it is from.
fn name(address: &Address) -> String {
    let text = format!("{}{}", address.host(), address.uri().path());
    let plain = text.chars().map(|letter| {
        let is_plain = letter.is_ascii_alphanumeric() || matches!(letter, '.' | '-');
        if is_plain { letter } else { '_' }
    });
    plain.take(100).collect()
}
