//! How much of a file has been read: for the progress of a run, and to bound what one row or one element may take.

use std::io::{self, Read, Seek, SeekFrom};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

/// The bytes read so far; shared between a reader and whoever watches it.
#[derive(Clone, Default)]
pub(super) struct Meter(Arc<AtomicU64>);

impl Meter {
    /// The bytes read so far.
    pub(super) fn bytes(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }

    /// Says that the file has been read up to `bytes`. A reader that goes back does not undo that.
    pub(super) fn reached(&self, bytes: u64) {
        self.0.fetch_max(bytes, Ordering::Relaxed);
    }

    /// `source`, whose reading from here on moves the meter.
    pub(super) fn measure<R>(&self, source: R) -> Metered<R> {
        Metered {
            source,
            at: 0,
            meter: self.clone(),
        }
    }
}

/// A source whose reading moves a meter.
pub(super) struct Metered<R> {
    source: R,
    at: u64,
    meter: Meter,
}

impl<R: Read> Read for Metered<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.source.read(buffer)?;
        self.at += count as u64;
        self.meter.reached(self.at);
        Ok(count)
    }
}

impl<R: Seek> Seek for Metered<R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.at = self.source.seek(to)?;
        Ok(self.at)
    }
}

/// Lets so many bytes through and no more, until it is refilled for the next row or element.
pub(super) struct Budget<R> {
    source: R,
    purse: Purse,
}

/// What is left of a budget.
#[derive(Clone, Default)]
pub(super) struct Purse {
    left: Arc<AtomicU64>,
    at_end: Arc<AtomicBool>,
}

impl<R> Budget<R> {
    pub(super) fn new(source: R) -> (Self, Purse) {
        let purse = Purse::default();
        let budget = Self {
            source,
            purse: purse.clone(),
        };
        (budget, purse)
    }
}

impl Purse {
    pub(super) fn refill(&self, bytes: u64) {
        self.left.store(bytes, Ordering::Relaxed);
    }

    /// Whether the source has ended.
    pub(super) fn is_at_end(&self) -> bool {
        self.at_end.load(Ordering::Relaxed)
    }
}

impl<R: Read> Read for Budget<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let left = self.purse.left.load(Ordering::Relaxed);
        if left == 0 {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        let count = self.source.read(buffer)?;
        self.purse.refill(left.saturating_sub(count as u64));
        if count == 0 {
            self.purse.at_end.store(true, Ordering::Relaxed);
        }
        Ok(count)
    }
}
