//! Numbers and blocks of a binary file. What the file claims is checked against its size before memory is asked for.

use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};

use super::error::ReadFault;
use super::limits::DICTIONARY_BYTES;
use super::meter::{Meter, Metered};
use super::spec::Format;

/// A binary file under way.
pub(super) struct Binary {
    source: BufReader<Metered<File>>,
    size: u64,
    at: u64,
    format: Format,
    /// Whether numbers begin with their greatest byte.
    pub(super) is_big_endian: bool,
}

impl Binary {
    /// `file` from its start.
    pub(super) fn new(mut file: File, format: Format, meter: &Meter) -> Result<Self, ReadFault> {
        let size = file.metadata().map_err(ReadFault::NotReadable)?.len();
        file.seek(SeekFrom::Start(0))
            .map_err(ReadFault::NotReadable)?;
        Ok(Self {
            source: BufReader::with_capacity(1 << 16, meter.measure(file)),
            size,
            at: 0,
            format,
            is_big_endian: false,
        })
    }

    pub(super) fn damaged(&self) -> ReadFault {
        ReadFault::Damaged {
            format: self.format,
        }
    }

    /// Where the next byte is.
    pub(super) fn position(&self) -> u64 {
        self.at
    }

    /// How many bytes follow.
    pub(super) fn left(&self) -> u64 {
        self.size.saturating_sub(self.at)
    }

    pub(super) fn seek(&mut self, to: u64) -> Result<(), ReadFault> {
        if to > self.size {
            return Err(self.damaged());
        }
        self.source
            .seek(SeekFrom::Start(to))
            .map_err(ReadFault::NotReadable)?;
        self.at = to;
        Ok(())
    }

    pub(super) fn skip(&mut self, count: u64) -> Result<(), ReadFault> {
        let to = self.at.saturating_add(count);
        if to > self.size {
            return Err(self.damaged());
        }
        self.source
            .seek_relative(i64::try_from(count).map_err(|_| self.damaged())?)
            .map_err(ReadFault::NotReadable)?;
        self.at = to;
        Ok(())
    }

    pub(super) fn fill(&mut self, buffer: &mut [u8]) -> Result<(), ReadFault> {
        self.source
            .read_exact(buffer)
            .map_err(|cause| match cause.kind() {
                io::ErrorKind::UnexpectedEof => self.damaged(),
                _ => ReadFault::NotReadable(cause),
            })?;
        self.at += buffer.len() as u64;
        Ok(())
    }

    /// So many bytes; refused when the file has fewer, or when they are more than any dictionary has.
    pub(super) fn bytes(&mut self, count: u64) -> Result<Vec<u8>, ReadFault> {
        if count > self.left() {
            return Err(self.damaged());
        }
        if count > DICTIONARY_BYTES {
            return Err(ReadFault::TooLarge {
                limit_bytes: DICTIONARY_BYTES,
            });
        }
        let mut bytes = vec![0; usize::try_from(count).map_err(|_| self.damaged())?];
        self.fill(&mut bytes)?;
        Ok(bytes)
    }

    /// Passes over `tag`, which must be there.
    pub(super) fn expect(&mut self, tag: &str) -> Result<(), ReadFault> {
        if self.bytes(tag.len() as u64)? == tag.as_bytes() {
            Ok(())
        } else {
            Err(self.damaged())
        }
    }

    pub(super) fn array<const N: usize>(&mut self) -> Result<[u8; N], ReadFault> {
        let mut bytes = [0; N];
        self.fill(&mut bytes)?;
        Ok(bytes)
    }

    pub(super) fn u8(&mut self) -> Result<u8, ReadFault> {
        Ok(self.array::<1>()?[0])
    }

    pub(super) fn u16(&mut self) -> Result<u16, ReadFault> {
        let bytes = self.array()?;
        Ok(u16::from_le_bytes(self.ordered(bytes)))
    }

    pub(super) fn u32(&mut self) -> Result<u32, ReadFault> {
        let bytes = self.array()?;
        Ok(u32::from_le_bytes(self.ordered(bytes)))
    }

    pub(super) fn i32(&mut self) -> Result<i32, ReadFault> {
        let bytes = self.array()?;
        Ok(i32::from_le_bytes(self.ordered(bytes)))
    }

    pub(super) fn u64(&mut self) -> Result<u64, ReadFault> {
        let bytes = self.array()?;
        Ok(u64::from_le_bytes(self.ordered(bytes)))
    }

    /// The bytes of a number, the least first.
    pub(super) fn ordered<const N: usize>(&self, bytes: [u8; N]) -> [u8; N] {
        ordered(bytes, self.is_big_endian)
    }

    /// The rest of the file, unbuffered, from `to` on.
    pub(super) fn into_rest(self, to: u64) -> Result<Metered<File>, ReadFault> {
        let mut source = self.source.into_inner();
        source
            .seek(SeekFrom::Start(to))
            .map_err(ReadFault::NotReadable)?;
        Ok(source)
    }
}

/// The bytes of a number, the least first.
pub(super) fn ordered<const N: usize>(mut bytes: [u8; N], is_big_endian: bool) -> [u8; N] {
    if is_big_endian {
        bytes.reverse();
    }
    bytes
}

/// The bytes before the first NUL.
pub(super) fn until_nul(bytes: &[u8]) -> &[u8] {
    let end = bytes.iter().position(|byte| *byte == 0);
    &bytes[..end.unwrap_or(bytes.len())]
}
