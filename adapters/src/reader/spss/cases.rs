//! The cases of a system file: as they are, packed with a byte for each element, or that again packed with zlib in
//! blocks.

use std::collections::VecDeque;
use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};

use flate2::read::ZlibDecoder;

use super::super::binary::{Binary, ordered};
use super::super::error::ReadFault;
use super::super::limits::DICTIONARY_BYTES;
use super::super::meter::Metered;
use super::super::spec::Format;
use super::dictionary::{Compression, Dictionary};

/// The cases, one after the other.
pub(super) struct Cases {
    source: Source,
    left: Option<u64>,
}

enum Source {
    Plain(BufReader<Metered<File>>),
    Packed(Codes<BufReader<Metered<File>>>),
    Zipped(Codes<BufReader<Blocks>>),
}

impl Cases {
    pub(super) fn new(mut source: Binary, dictionary: &Dictionary) -> Result<Self, ReadFault> {
        let is_big_endian = source.is_big_endian;
        let (data, bias) = (dictionary.data, dictionary.bias);
        let source = match dictionary.compression {
            Compression::None => Source::Plain(BufReader::new(source.into_rest(data)?)),
            Compression::Bytecodes => {
                let source = BufReader::new(source.into_rest(data)?);
                Source::Packed(Codes::new(source, bias, is_big_endian))
            }
            Compression::Zlib => {
                let places = places(&mut source, data)?;
                let current = Current::Between(source.into_rest(data)?);
                let source = BufReader::new(Blocks { places, current });
                Source::Zipped(Codes::new(source, bias, is_big_endian))
            }
        };
        Ok(Self {
            source,
            left: dictionary.cases,
        })
    }

    /// Fills `case`; `false` after the last.
    pub(super) fn next(&mut self, case: &mut [u8]) -> Result<bool, ReadFault> {
        if self.left == Some(0) {
            return Ok(false);
        }
        let more = match &mut self.source {
            Source::Plain(source) => fill(source, case),
            Source::Packed(codes) => codes.next(case),
            Source::Zipped(codes) => codes.next(case),
        }
        .map_err(|cause| {
            if cause.raw_os_error().is_some() {
                ReadFault::NotReadable(cause)
            } else {
                DAMAGED
            }
        })?;
        match &mut self.left {
            Some(_) if !more => Err(DAMAGED),
            Some(left) => {
                *left -= 1;
                Ok(true)
            }
            None => Ok(more),
        }
    }
}

/// Elements that are told by a byte each, eight bytes before the elements that need more.
struct Codes<R> {
    source: R,
    bias: f64,
    is_big_endian: bool,
    codes: [u8; 8],
    at: usize,
}

impl<R: Read> Codes<R> {
    fn new(source: R, bias: f64, is_big_endian: bool) -> Self {
        Self {
            source,
            bias,
            is_big_endian,
            codes: [0; 8],
            at: 8,
        }
    }

    fn next(&mut self, case: &mut [u8]) -> io::Result<bool> {
        for (index, element) in case.chunks_exact_mut(8).enumerate() {
            let Some(code) = self.code()? else {
                return if index == 0 {
                    Ok(false)
                } else {
                    Err(io::ErrorKind::UnexpectedEof.into())
                };
            };
            match code {
                LITERAL => self.source.read_exact(element)?,
                BLANKS => element.fill(b' '),
                MISSING => self.put(element, f64::MIN),
                code => self.put(element, f64::from(code) - self.bias),
            }
        }
        Ok(true)
    }

    /// The next code that stands for an element; none at the end.
    fn code(&mut self) -> io::Result<Option<u8>> {
        loop {
            if self.at == self.codes.len() {
                if !fill(&mut self.source, &mut self.codes)? {
                    return Ok(None);
                }
                self.at = 0;
            }
            let code = self.codes[self.at];
            self.at += 1;
            match code {
                PADDING => {}
                END => return Ok(None),
                code => return Ok(Some(code)),
            }
        }
    }

    fn put(&self, element: &mut [u8], value: f64) {
        element.copy_from_slice(&ordered(value.to_le_bytes(), self.is_big_endian));
    }
}

/// Fills the whole buffer, or nothing at the end of the source.
fn fill(source: &mut impl Read, buffer: &mut [u8]) -> io::Result<bool> {
    let mut filled = 0;
    while filled < buffer.len() {
        match source.read(&mut buffer[filled..])? {
            0 if filled == 0 => return Ok(false),
            0 => return Err(io::ErrorKind::UnexpectedEof.into()),
            count => filled += count,
        }
    }
    Ok(true)
}

/// The blocks of a `.zsav`, unpacked one after the other.
struct Blocks {
    /// Where the blocks are, and their bytes.
    places: VecDeque<(u64, u64)>,
    current: Current,
}

enum Current {
    Between(Metered<File>),
    Within(Box<ZlibDecoder<io::Take<Metered<File>>>>),
    Ended,
}

/// The directory of the blocks, at the end of the file.
fn places(source: &mut Binary, data: u64) -> Result<VecDeque<(u64, u64)>, ReadFault> {
    source.seek(data)?;
    let (head, directory, length) = (source.u64()?, source.u64()?, source.u64()?);
    if head != data || length > DICTIONARY_BYTES {
        return Err(DAMAGED);
    }
    source.seek(directory)?;
    source.skip(8 + 8 + 4)?;
    let count = u64::from(source.u32()?);
    if 24 + count * 24 != length || count * 24 > source.left() {
        return Err(DAMAGED);
    }
    let mut places = VecDeque::new();
    for _ in 0..count {
        source.skip(8)?;
        let start = source.u64()?;
        source.skip(4)?;
        let bytes = u64::from(source.u32()?);
        if start < data || start.saturating_add(bytes) > directory {
            return Err(DAMAGED);
        }
        places.push_back((start, bytes));
    }
    Ok(places)
}

impl Read for Blocks {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            match std::mem::replace(&mut self.current, Current::Ended) {
                Current::Ended => return Ok(0),
                Current::Between(mut file) => {
                    let Some((start, bytes)) = self.places.pop_front() else {
                        return Ok(0);
                    };
                    file.seek(SeekFrom::Start(start))?;
                    let block = ZlibDecoder::new(file.take(bytes));
                    self.current = Current::Within(Box::new(block));
                }
                Current::Within(mut block) => match block.read(buffer)? {
                    0 => self.current = Current::Between(block.into_inner().into_inner()),
                    count => {
                        self.current = Current::Within(block);
                        return Ok(count);
                    }
                },
            }
        }
    }
}

const PADDING: u8 = 0;
const END: u8 = 252;
const LITERAL: u8 = 253;
const BLANKS: u8 = 254;
const MISSING: u8 = 255;
const DAMAGED: ReadFault = ReadFault::Damaged {
    format: Format::Spss,
};
