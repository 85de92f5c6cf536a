//! In which encoding a text is. A declared encoding is checked against the bytes; `detect` looks for a byte
//! order mark, then for valid UTF-8, then asks chardetng, whose answer is a guess and is called one. A text that
//! is ASCII until the end is UTF-8.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use encoding_rs_io::DecodeReaderBytesBuilder;

use super::error::ReadFault;
use super::limits::SAMPLE_BYTES;
use super::meter::Meter;
use super::spec::DETECT;

/// How a text becomes UTF-8.
#[derive(Clone, Copy)]
pub(super) struct Decoding {
    pub(super) encoding: &'static Encoding,
    /// Whether the encoding was found out and not declared.
    pub(super) guessed: bool,
    /// Bytes of the byte order mark.
    mark: u64,
}

/// What the bytes of a file tell.
struct Evidence {
    start: Vec<u8>,
    /// The bytes from the first that is not ASCII; empty when all are.
    sample: Vec<u8>,
    complete: bool,
}

impl Decoding {
    /// Decides for `file` by its bytes and by what the adapter declares.
    pub(super) fn decide(file: &mut File, declared: &str) -> Result<Self, ReadFault> {
        let detect = declared.trim().is_empty() || declared.eq_ignore_ascii_case(DETECT);
        let known = if detect {
            None
        } else {
            Some(
                Encoding::for_label(declared.trim().as_bytes()).ok_or_else(|| {
                    ReadFault::BadSource {
                        key: "encoding",
                        value: declared.to_owned(),
                    }
                })?,
            )
        };
        let evidence = Evidence::gather(file).map_err(ReadFault::NotReadable)?;
        let mark = Encoding::for_bom(&evidence.start);
        let Some(known) = known else {
            let (encoding, mark) = mark.unwrap_or_else(|| (evidence.guess(), 0));
            return Ok(Self::new(encoding, true, mark));
        };
        evidence.contradicts(known, mark)?;
        let (encoding, mark) = mark.unwrap_or((known, 0));
        Ok(Self::new(encoding, false, mark))
    }

    fn new(encoding: &'static Encoding, guessed: bool, mark: usize) -> Self {
        Self {
            encoding,
            guessed,
            mark: mark as u64,
        }
    }

    /// The text of `file` from its start, as UTF-8 and without byte order mark. UTF-8 passes as it is. Its reading
    /// moves `meter`.
    pub(super) fn reader(&self, file: File, meter: &Meter) -> io::Result<Box<dyn Read + Send>> {
        let mut file = meter.measure(file);
        file.seek(SeekFrom::Start(self.mark))?;
        if self.encoding == UTF_8 {
            return Ok(Box::new(file));
        }
        let decoded = DecodeReaderBytesBuilder::new()
            .encoding(Some(self.encoding))
            .bom_sniffing(false)
            .build(file);
        Ok(Box::new(decoded))
    }

    /// The text of a record, or why its bytes are not what the file began as.
    pub(super) fn text<'a>(&self, bytes: &'a [u8]) -> Result<&'a str, ReadFault> {
        if bytes.contains(&0) {
            return Err(ReadFault::NulBytes);
        }
        let Ok(text) = std::str::from_utf8(bytes) else {
            return Err(self.fault(bytes));
        };
        if self.encoding != UTF_8 && !text.is_ascii() && self.is_spoilt(text) {
            return Err(self.fault(bytes));
        }
        Ok(text)
    }

    /// Whether the decoder met bytes that are not of the encoding. Windows-1252 gives a sense to every byte,
    /// and shows UTF-8 as `Ã` or `Â` with a sign that no word has there.
    fn is_spoilt(&self, text: &str) -> bool {
        if self.encoding != WINDOWS_1252 {
            return text.contains('\u{fffd}');
        }
        let mut letters = text.chars().peekable();
        while let Some(letter) = letters.next() {
            let next = letters.peek().copied().unwrap_or(' ');
            let continues = matches!(next, '\u{80}'..='\u{bf}' | '\u{2018}'..='\u{203a}' | '€' | '™' | 'ƒ' | 'Š' | 'š' | 'Œ' | 'œ' | 'Ž' | 'ž' | 'Ÿ' | 'ˆ' | '˜')
                && next != '\u{a0}';
            if matches!(letter, 'Ã' | 'Â') && continues {
                return true;
            }
        }
        false
    }

    fn fault(&self, bytes: &[u8]) -> ReadFault {
        if self.guessed || self.encoding != UTF_8 {
            return ReadFault::EncodingChanges {
                guess: self.encoding.name().to_owned(),
            };
        }
        ReadFault::WrongEncoding {
            declared: self.encoding.name().to_owned(),
            guess: legacy_guess(bytes).name().to_owned(),
        }
    }
}

impl Evidence {
    /// Reads until the sample is full. ASCII is passed over at the speed of the disk.
    fn gather(file: &mut File) -> io::Result<Self> {
        file.seek(SeekFrom::Start(0))?;
        let mut evidence = Self {
            start: Vec::new(),
            sample: Vec::new(),
            complete: false,
        };
        let mut chunk = vec![0; 1 << 16];
        loop {
            let count = file.read(&mut chunk)?;
            if count == 0 {
                evidence.complete = true;
                return Ok(evidence);
            }
            let read = &chunk[..count];
            if evidence.start.is_empty() {
                evidence.start.extend_from_slice(&read[..count.min(4096)]);
            }
            if !evidence.sample.is_empty() || !read.is_ascii() {
                evidence.sample.extend_from_slice(read);
            }
            if evidence.sample.len() >= SAMPLE_BYTES || evidence.wide().is_some() {
                return Ok(evidence);
            }
        }
    }

    fn guess(&self) -> &'static Encoding {
        if let Some(wide) = self.wide() {
            return wide;
        }
        match std::str::from_utf8(&self.sample) {
            Ok(_) => UTF_8,
            // Letters of UTF-8 before the first fault: a text of UTF-8 that changes, which its row tells.
            Err(error) if !self.sample[..error.valid_up_to()].is_ascii() => UTF_8,
            Err(error) if error.error_len().is_none() && !self.complete => UTF_8,
            Err(_) => legacy_guess(&self.sample),
        }
    }

    /// UTF-16 without byte order mark: every other byte of a text in Latin letters is zero.
    fn wide(&self) -> Option<&'static Encoding> {
        let zeros = |parity: usize| {
            self.start
                .iter()
                .skip(parity)
                .step_by(2)
                .filter(|byte| **byte == 0)
                .count()
        };
        let most = self.start.len() / 2 * 7 / 10;
        match (zeros(0), zeros(1)) {
            _ if self.start.len() < 8 => None,
            (even, odd) if odd > most && even <= odd / 10 => Some(UTF_16LE),
            (even, odd) if even > most && odd <= even / 10 => Some(UTF_16BE),
            _ => None,
        }
    }

    /// Refuses a declared encoding that the bytes exclude.
    fn contradicts(
        &self,
        declared: &'static Encoding,
        mark: Option<(&'static Encoding, usize)>,
    ) -> Result<(), ReadFault> {
        let wide = |encoding| encoding == UTF_16LE || encoding == UTF_16BE;
        let found = match mark {
            Some((marked, _)) if marked == declared || (wide(marked) && wide(declared)) => None,
            Some((marked, _)) => Some(marked),
            None if wide(declared) => None,
            None => self.wide().or_else(|| {
                let unicode = std::str::from_utf8(&self.sample).is_ok() && !self.sample.is_empty();
                (unicode && declared != UTF_8).then_some(UTF_8)
            }),
        };
        match found {
            None => Ok(()),
            Some(found) => Err(ReadFault::WrongEncoding {
                declared: declared.name().to_owned(),
                guess: found.name().to_owned(),
            }),
        }
    }
}

/// The likeliest encoding of bytes that are not UTF-8, for countries that write Spanish, English or French.
fn legacy_guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(Some(b"mx"), Utf8Detection::Deny)
}
