//! The rows of a file that is looked at, counted: what its columns hold, rows that do not fit its header, and
//! notes at its end.

use std::path::Path;

use super::kind;
use super::profile::Profile;
use super::{Column, Examined, Footer, SHOWN, Sample, Unread};
use crate::reader::{self, ReadError, ReadFault, RowFault, Skipped, SourceRow, SourceSpec, folded};

/// What was counted.
pub(super) struct Rows {
    profiles: Vec<Profile>,
    opens: Vec<bool>,
    header_row: u64,
    sheet: Option<String>,
    skipped: Skipped,
    seen: u64,
    short: u64,
    long: u64,
    first_ragged: Option<u64>,
    unread: Vec<Unread>,
    /// Rows since the last that looks like a record.
    thin: Option<Footer>,
}

/// More thin rows at the end are a block of the table.
const LONGEST_FOOTER: u64 = 60;
/// More filled cells make a record.
const NOTE_CELLS: usize = 1;

impl Rows {
    pub(super) fn read(path: &Path, spec: &SourceSpec, most: u64) -> Result<Self, ReadError> {
        let mut reader = reader::open(path, spec)?;
        let mut rows = Self {
            profiles: spec.columns.iter().map(|_| Profile::default()).collect(),
            opens: vec![false; spec.columns.len()],
            header_row: reader.layout().header_row,
            sheet: reader.layout().place.sheet.as_deref().map(str::to_owned),
            skipped: Skipped::default(),
            seen: 0,
            short: 0,
            long: 0,
            first_ragged: None,
            unread: Vec::new(),
            thin: None,
        };
        let mut row = SourceRow::default();
        let mut whole = true;
        loop {
            match reader.next(&mut row) {
                Ok(true) => rows.take(&row),
                Ok(false) => break,
                Err(error) if matches!(error.fault(), ReadFault::NoRows) => break,
                Err(error) => return Err(error),
            }
            if rows.seen >= most {
                whole = false;
                break;
            }
        }
        rows.skipped = reader.skipped();
        if !whole
            || rows
                .thin
                .as_ref()
                .is_some_and(|run| run.count > LONGEST_FOOTER)
        {
            rows.thin = None;
        }
        Ok(rows)
    }

    fn take(&mut self, row: &SourceRow) {
        if let Some(fault @ (RowFault::BelowFooter | RowFault::BeforeTable)) = row.fault() {
            self.not_read(fault, row.row_number());
            return;
        }
        let width = row.width();
        let filled = |position: &usize| !row.is_missing(*position);
        let cells = (0..width).filter(filled).count();
        let thin = width > 2 && cells <= NOTE_CELLS && filled(&0);
        if thin || (row.fault() == Some(RowFault::TooFewCells) && cells <= NOTE_CELLS) {
            let run = self.thin.get_or_insert_with(|| Footer {
                row: row.row_number(),
                count: 0,
                starts: first_words(row.text(0)),
            });
            run.count += 1;
            return;
        }
        // Thin rows within the data are titles of blocks, or rows that only a block fills.
        self.thin = None;
        match row.fault() {
            Some(RowFault::TooFewCells) => self.short += 1,
            Some(RowFault::TooManyCells) => self.long += 1,
            Some(RowFault::BelowFooter | RowFault::BeforeTable) | None => {}
        }
        if row.fault().is_some() {
            self.first_ragged.get_or_insert(row.row_number());
        }
        for (position, profile) in self.profiles.iter_mut().enumerate() {
            profile.take(row, position);
            if self.seen == 0 {
                self.opens[position] = !row.is_missing(position);
            }
        }
        self.seen += 1;
    }

    fn not_read(&mut self, fault: RowFault, row: u64) {
        match self.unread.iter_mut().find(|unread| unread.fault == fault) {
            Some(unread) => unread.count += 1,
            None => self.unread.push(Unread {
                code: fault.code(),
                row,
                count: 1,
                fault,
            }),
        }
    }

    /// Puts what was counted into `examined`.
    pub(super) fn tell(self, examined: &mut Examined, spec: &SourceSpec) {
        examined.header_row = Some(self.header_row);
        examined.sheet = self.sheet;
        examined.title_lines = self.skipped.title_lines;
        examined.blank_rows = self.skipped.blank;
        let seen = self.seen;
        examined.rows_seen = seen;
        examined.short_rows = self.short;
        examined.long_rows = self.long;
        examined.first_ragged = self.first_ragged;
        examined.unread = self.unread;
        examined.footer = self.thin.map(|footer| Footer {
            starts: telling(&footer.starts, self.profiles.first()),
            ..footer
        });
        examined.columns = spec
            .columns
            .keys()
            .zip(self.profiles)
            .zip(self.opens)
            .map(|((header, profile), opens)| column(header, profile, opens, seen))
            .collect();
    }
}

fn column(header: &str, profile: Profile, opens_block: bool, rows: u64) -> Column {
    let guess = kind::guess(header, &profile);
    // So few texts for so many rows are no names of persons.
    let block = opens_block && profile.filled * BLOCK <= rows;
    let mut samples = kind::shown(guess, header, &profile, block);
    samples.truncate(SHOWN);
    let mut markers: Vec<Sample> = profile
        .markers
        .iter()
        .map(|(marker, count)| Sample {
            code: (*marker).to_owned(),
            count: *count,
        })
        .collect();
    markers.sort_by(|one, other| other.count.cmp(&one.count).then(one.code.cmp(&other.code)));
    Column {
        header: header.to_owned(),
        kind: guess,
        filled: profile.filled,
        distinct: profile.full_at.is_none().then_some(profile.texts.len()),
        samples: samples
            .into_iter()
            .map(|(code, count)| Sample { code, count })
            .collect(),
        markers,
        book: None,
        profile,
        opens_block,
        block,
    }
}

/// A text that stands above so many rows on average stands for all of them.
const BLOCK: u64 = 20;

/// The first words of a note: more than enough to tell it from a record.
fn first_words(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().take(MOST_WORDS).collect();
    words.join(" ").chars().take(LONGEST_START).collect()
}

/// As few of the first words as tell the note from every record; `footer` in `[source]` compares with them.
fn telling(starts: &str, first: Option<&Profile>) -> String {
    let texts = first.map_or_else(Vec::new, Profile::counted);
    let records: Vec<String> = texts.iter().map(|(text, _)| folded(text)).collect();
    let unknown = records.is_empty();
    let words: Vec<&str> = starts.split(' ').collect();
    (1..=words.len())
        .map(|count| words[..count].join(" "))
        .find(|start| {
            let start = folded(start);
            let numbered = start.chars().all(char::is_numeric);
            !numbered && !unknown && !records.iter().any(|record| record.starts_with(&start))
        })
        .unwrap_or_else(|| starts.to_owned())
}

const MOST_WORDS: usize = 6;
const LONGEST_START: usize = 60;
