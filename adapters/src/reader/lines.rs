//! A text line by line, for the formats in which a line is a record. A line has a limit.

use std::fs::File;
use std::io::{BufRead, BufReader, Read};

use super::encoding::Decoding;
use super::error::{ReadError, ReadFault};
use super::limits::ROW_BYTES;
use super::meter::Meter;
use super::place::Place;

/// The lines of a text.
pub(super) struct Lines {
    source: BufReader<Box<dyn Read + Send>>,
    pub(super) decoding: Decoding,
    buffer: Vec<u8>,
    /// The line that was read last, from 1.
    pub(super) line: u64,
    pub(super) place: Place,
}

impl Lines {
    pub(super) fn new(
        file: File,
        decoding: Decoding,
        place: &Place,
        meter: &Meter,
    ) -> Result<Self, ReadError> {
        let source = decoding
            .reader(file, meter)
            .map_err(|cause| ReadError::new(place, ReadFault::NotReadable(cause)))?;
        Ok(Self {
            source: BufReader::with_capacity(1 << 16, source),
            decoding,
            buffer: Vec::new(),
            line: 0,
            place: place.clone(),
        })
    }

    /// Reads the next line, which may be blank.
    pub(super) fn advance(&mut self) -> Result<bool, ReadError> {
        self.buffer.clear();
        self.line += 1;
        let mut limited = (&mut self.source).take(ROW_BYTES + 1);
        let count = limited
            .read_until(b'\n', &mut self.buffer)
            .map_err(|cause| self.fault(ReadFault::NotReadable(cause)))?;
        if count as u64 > ROW_BYTES {
            return Err(self.fault(ReadFault::RowTooLong {
                limit_bytes: ROW_BYTES,
            }));
        }
        Ok(count > 0)
    }

    /// Reads the next line that is not blank.
    pub(super) fn advance_to_text(&mut self) -> Result<bool, ReadError> {
        while self.advance()? {
            if !self.buffer.trim_ascii().is_empty() {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// The line without its end.
    pub(super) fn text(&self) -> Result<&str, ReadError> {
        let mut bytes = self.buffer.as_slice();
        // The end of a file of DOS is a line of its own.
        while let [rest @ .., b'\n' | b'\r' | 0x1a] = bytes {
            bytes = rest;
        }
        self.decoding.text(bytes).map_err(|fault| self.fault(fault))
    }

    pub(super) fn fault(&self, fault: ReadFault) -> ReadError {
        ReadError::new(&self.place.at_row(self.line), fault)
    }
}
