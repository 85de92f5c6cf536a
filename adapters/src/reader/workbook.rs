//! What the two kinds of workbook share: which sheet is read, where its header is, and the way of its rows to
//! the caller. The library is run in a thread of its own, because its cells borrow from it; a few hundred rows
//! are under way at a time, and when the caller stops, so does the thread.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use calamine::{Sheet, SheetType, SheetVisible};

use super::assemble::{Assembler, Taken};
use super::error::{ReadError, ReadFault};
use super::guard::guarded;
use super::header::Search;
use super::layout::Layout;
use super::limits::ROW_BYTES;
use super::meter::Meter;
use super::names::folded;
use super::place::Place;
use super::raw::{RawRow, texts};
use super::row::SourceRow;
use super::spec::{Format, SourceSpec};
use super::{Recognised, RowReader, Skipped};

/// A workbook that a library has opened.
pub(super) trait Workbook {
    /// Its sheets, in order.
    fn sheets(&self) -> Vec<Sheet>;
    /// Gives the rows of `sheet` to `take`, until it asks to stop.
    fn rows(
        &mut self,
        sheet: &str,
        take: &mut dyn FnMut(RawRow) -> Result<(), Stop>,
    ) -> Result<(), Stop>;
}

/// Why the rows of a sheet are not read further.
pub(super) enum Stop {
    /// Nobody wants more of them.
    Enough,
    /// The file is at fault.
    Fault(ReadFault),
}

/// Reads one workbook.
pub(super) struct WorkbookReader {
    feed: Receiver<Feed>,
    batch: std::vec::IntoIter<RawRow>,
    assembler: Assembler,
    /// What was left aside in the sheets before.
    before: Skipped,
    ended: bool,
    recognised: Recognised,
    spec: Arc<SourceSpec>,
    meter: Meter,
}

enum Feed {
    /// Hidden sheets that are not read.
    Hidden(Vec<String>),
    /// A sheet begins: its layout, and the lines above its header.
    Sheet(Arc<Layout>, u64),
    Rows(Vec<RawRow>),
    Failed(ReadError),
}

/// Opens the workbook in a thread, and waits for its header.
pub(super) fn read<W, O>(
    open: O,
    recognised: Recognised,
    place: &Place,
    spec: &SourceSpec,
) -> Result<WorkbookReader, ReadError>
where
    W: Workbook,
    O: FnOnce(&Meter) -> Result<W, ReadFault> + Send + 'static,
{
    let format = recognised.format;
    let meter = Meter::default();
    let feeding = meter.clone();
    let (sender, feed) = sync_channel(4);
    let feeder = Feeder {
        sender,
        spec: Arc::new(spec.clone()),
        place: place.clone(),
    };
    let spec = Arc::clone(&feeder.spec);
    std::thread::Builder::new()
        .name("reader".to_owned())
        .spawn(move || feeder.run(|| open(&feeding), format))
        .map_err(|cause| ReadError::new(place, ReadFault::NotReadable(cause)))?;
    let mut recognised = recognised;
    let mut first = feed.recv();
    if let Ok(Feed::Hidden(names)) = first {
        recognised.hidden_sheets = names;
        first = feed.recv();
    }
    match first {
        Ok(Feed::Sheet(layout, title_lines)) => {
            let mut assembler = Assembler::new(&spec, layout, false);
            assembler.skipped.title_lines = title_lines;
            Ok(WorkbookReader {
                feed,
                batch: Vec::new().into_iter(),
                assembler,
                before: Skipped::default(),
                ended: false,
                recognised,
                spec,
                meter,
            })
        }
        Ok(Feed::Failed(error)) => Err(error),
        Ok(_) | Err(_) => Err(ReadError::new(place, ReadFault::Damaged { format })),
    }
}

impl RowReader for WorkbookReader {
    fn next(&mut self, row: &mut SourceRow) -> Result<bool, ReadError> {
        while !self.ended {
            let Some(raw) = self.batch.next() else {
                self.receive()?;
                continue;
            };
            if self.assembler.take(&raw, raw.number, row) == Taken::Row {
                return Ok(true);
            }
        }
        self.assembler.finish()
    }

    fn assembler(&self) -> &Assembler {
        &self.assembler
    }

    fn skipped(&self) -> Skipped {
        self.before.plus(self.assembler.skipped)
    }

    fn recognised(&self) -> Recognised {
        self.recognised.clone()
    }

    fn bytes_read(&self) -> u64 {
        self.meter.bytes()
    }
}

impl WorkbookReader {
    /// Takes what the thread gives next.
    fn receive(&mut self) -> Result<(), ReadError> {
        match self.feed.recv() {
            Ok(Feed::Rows(rows)) => {
                self.batch = rows.into_iter();
                Ok(())
            }
            Ok(Feed::Sheet(layout, title_lines)) => {
                self.before = self.skipped();
                let mut next = Assembler::new(&self.spec, layout, false);
                next.continue_after(&self.assembler);
                next.skipped.title_lines = title_lines;
                self.assembler = next;
                Ok(())
            }
            Ok(Feed::Failed(error)) => {
                self.ended = true;
                Err(error)
            }
            Ok(Feed::Hidden(_)) | Err(_) => {
                self.ended = true;
                Ok(())
            }
        }
    }
}

/// The side of the thread.
struct Feeder {
    sender: SyncSender<Feed>,
    spec: Arc<SourceSpec>,
    place: Place,
}

impl Feeder {
    fn run<W: Workbook>(self, open: impl FnOnce() -> Result<W, ReadFault>, format: Format) {
        let outcome = guarded(|| match open() {
            Ok(workbook) => self.feed(workbook),
            Err(fault) => Err(ReadError::new(&self.place, fault)),
        });
        let outcome = outcome
            .unwrap_or_else(|_| Err(ReadError::new(&self.place, ReadFault::Damaged { format })));
        if let Err(error) = outcome {
            // Nobody listens when the caller has stopped; then nobody needs the error.
            let _ = self.sender.send(Feed::Failed(error));
        }
    }

    fn feed<W: Workbook>(&self, mut workbook: W) -> Result<(), ReadError> {
        let sheets = self
            .candidates(&workbook.sheets())
            .map_err(|fault| ReadError::new(&self.place, fault))?;
        let all = self.spec.source.sheet.trim().eq_ignore_ascii_case(ALL);
        let hidden = self.unread(&workbook.sheets());
        // Where nobody listens, nothing else will be taken either.
        if !hidden.is_empty() && self.send(Feed::Hidden(hidden)).is_err() {
            return Ok(());
        }
        let mut closest: Option<(usize, ReadError)> = None;
        let mut fed = false;
        for sheet in sheets {
            match self.feed_sheet(&mut workbook, &sheet)? {
                SheetOutcome::Fed => fed = true,
                SheetOutcome::Unwanted => return Ok(()),
                SheetOutcome::NoHeader(found, error) => {
                    if closest.as_ref().is_none_or(|(best, _)| found > *best) {
                        closest = Some((found, error));
                    }
                }
            }
            if fed && !all {
                break;
            }
        }
        match closest {
            Some((_, error)) if !fed => Err(error),
            _ if fed => Ok(()),
            _ => Err(ReadError::new(&self.place, ReadFault::Empty)),
        }
    }

    /// The names of the sheets that may be read.
    fn candidates(&self, sheets: &[Sheet]) -> Result<Vec<String>, ReadFault> {
        if let [only] = sheets
            && only.name.is_empty()
        {
            return Ok(vec![String::new()]);
        }
        let tables = || {
            sheets
                .iter()
                .filter(|sheet| sheet.typ == SheetType::WorkSheet)
        };
        let Some(wanted) = self.named() else {
            let visible = tables().filter(|sheet| sheet.visible == SheetVisible::Visible);
            return Ok(visible.map(|sheet| sheet.name.clone()).collect());
        };
        let name = folded(wanted);
        let found = tables()
            .find(|sheet| sheet.name == wanted)
            .or_else(|| tables().find(|sheet| folded(&sheet.name) == name));
        match found {
            Some(sheet) => Ok(vec![sheet.name.clone()]),
            None => Err(ReadFault::MissingSheet {
                sheet: wanted.to_owned(),
                sheets: tables().map(|sheet| sheet.name.clone()).collect(),
            }),
        }
    }

    /// The sheet that the definition names.
    fn named(&self) -> Option<&str> {
        let wanted = self.spec.source.sheet.trim();
        let any = |word: &&str| wanted.eq_ignore_ascii_case(word);
        let none = wanted.is_empty() || [FIRST, ALL].iter().any(any);
        (!none).then_some(wanted)
    }

    /// The hidden sheets, where the definition leaves it to the workbook which sheets are read.
    fn unread(&self, sheets: &[Sheet]) -> Vec<String> {
        let hidden = |sheet: &&Sheet| {
            sheet.typ == SheetType::WorkSheet && sheet.visible != SheetVisible::Visible
        };
        let names = sheets.iter().filter(hidden).map(|sheet| sheet.name.clone());
        names.filter(|_| self.named().is_none()).collect()
    }

    fn feed_sheet<W: Workbook>(
        &self,
        workbook: &mut W,
        sheet: &str,
    ) -> Result<SheetOutcome, ReadError> {
        let place = Place {
            sheet: (!sheet.is_empty()).then(|| sheet.into()),
            ..self.place.clone()
        };
        let mut search = Search::new(&self.spec);
        let mut batch = Vec::new();
        let mut header_row = None;
        let mut at = 0;
        let outcome = workbook.rows(sheet, &mut |row| {
            at = row.number;
            if row.text_bytes() as u64 > ROW_BYTES {
                return Err(Stop::Fault(ReadFault::RowTooLong {
                    limit_bytes: ROW_BYTES,
                }));
            }
            if header_row.is_some() {
                batch.push(row);
                return if batch.len() < BATCH_ROWS {
                    Ok(())
                } else {
                    self.send(Feed::Rows(std::mem::take(&mut batch)))
                };
            }
            if !search.goes_on() {
                return Err(Stop::Enough);
            }
            let Some(header) = search.offer(texts(&row)).map_err(Stop::Fault)? else {
                return Ok(());
            };
            header_row = Some(row.number);
            let layout = header.layout(&self.spec, place.clone(), row.number, !sheet.is_empty());
            self.send(Feed::Sheet(Arc::new(layout), row.number.saturating_sub(1)))
        });
        match (outcome, header_row) {
            // Another sheet may hold the table.
            (Err(Stop::Fault(fault @ ReadFault::NoWideHeader { .. })), None) => {
                Ok(SheetOutcome::NoHeader(0, ReadError::new(&place, fault)))
            }
            (Err(Stop::Fault(fault)), _) => Err(ReadError::new(&place.at_row(at), fault)),
            (_, None) => Ok(SheetOutcome::NoHeader(
                search.closeness(),
                ReadError::new(&place, search.failure()),
            )),
            (Err(Stop::Enough), Some(_)) => Ok(SheetOutcome::Unwanted),
            (Ok(()), Some(_)) => Ok(match self.send(Feed::Rows(batch)) {
                Ok(()) => SheetOutcome::Fed,
                Err(_) => SheetOutcome::Unwanted,
            }),
        }
    }

    fn send(&self, feed: Feed) -> Result<(), Stop> {
        self.sender.send(feed).map_err(|_| Stop::Enough)
    }
}

/// What became of a sheet.
enum SheetOutcome {
    /// All its rows are sent.
    Fed,
    /// The caller has stopped.
    Unwanted,
    /// It has no header; how many declared columns its closest row names.
    NoHeader(usize, ReadError),
}

const FIRST: &str = "first";
const ALL: &str = "all";
const BATCH_ROWS: usize = 128;
