//! Where the header is and which of its cells is which declared column. A header is the first row that names
//! every required column; case, accents, blanks and punctuation do not count.

use super::error::ReadFault;
use super::layout::{FoundColumn, Layout};
use super::names::{NEAR, folded, likeness};
use super::place::Place;
use super::spec::SourceSpec;

/// The search for a header, offered one row after the other.
pub(super) struct Search<'a> {
    spec: &'a SourceSpec,
    /// Per declared column, its names without what does not count.
    wanted: Vec<Vec<String>>,
    rows: usize,
    closest: Option<Closest>,
    /// Whether the row can only be names.
    certain: bool,
}

/// The row that comes closest to a header so far.
struct Closest {
    found: usize,
    missing: usize,
    headers: Vec<String>,
}

/// A row that is the header.
pub(super) struct Header {
    /// Per declared column, its position in the file.
    indices: Vec<Option<usize>>,
    headers: Vec<String>,
}

impl<'a> Search<'a> {
    pub(super) fn new(spec: &'a SourceSpec) -> Self {
        let wanted = spec
            .columns
            .iter()
            .map(|(id, column)| {
                let mut names: Vec<String> = column.names.iter().map(|name| folded(name)).collect();
                names.push(folded(id));
                names.retain(|name| !name.is_empty());
                names
            })
            .collect();
        Self {
            spec,
            wanted,
            rows: 0,
            closest: None,
            certain: false,
        }
    }

    /// The same where the only row is one of names: no row of data can be taken for it.
    pub(super) fn of_names(spec: &'a SourceSpec) -> Self {
        Self {
            certain: true,
            ..Self::new(spec)
        }
    }

    /// Whether the header may still come.
    pub(super) fn goes_on(&self) -> bool {
        self.rows < self.spec.source.header.within.max(1)
    }

    /// The header, if this row is it.
    pub(super) fn offer(&mut self, headers: Vec<String>) -> Result<Option<Header>, ReadFault> {
        self.rows += 1;
        let names: Vec<String> = headers.iter().map(|header| folded(header)).collect();
        let indices: Vec<Option<usize>> = (0..self.wanted.len())
            .map(|position| self.index_of(position, &names))
            .collect();
        let found = indices.iter().flatten().count();
        let missing = self
            .spec
            .columns
            .values()
            .zip(&indices)
            .position(|(column, index)| column.required && index.is_none());
        match missing {
            None if found > 0 => {
                self.refuse_doubled(&indices, &names, &headers)?;
                Ok(Some(Header { indices, headers }))
            }
            None => Ok(None),
            Some(missing) => {
                self.keep_closest(found, missing, &names, headers);
                Ok(None)
            }
        }
    }

    /// How many declared columns the closest row names.
    pub(super) fn closeness(&self) -> usize {
        self.closest.as_ref().map_or(0, |closest| closest.found)
    }

    /// What to say when no row was the header.
    pub(super) fn failure(self) -> ReadFault {
        if self.rows == 0 {
            return ReadFault::Empty;
        }
        let required = || {
            self.spec
                .columns
                .values()
                .position(|column| column.required)
        };
        let (position, headers) = match self.closest {
            Some(closest) => (closest.missing, closest.headers),
            None => (required().unwrap_or(0), Vec::new()),
        };
        let (column, names) = self
            .spec
            .columns
            .get_index(position)
            .map(|(id, column)| (id.clone(), column.names.clone()))
            .unwrap_or_default();
        let nearest = self
            .wanted
            .get(position)
            .and_then(|wanted| nearest(wanted, &headers));
        ReadFault::MissingColumn {
            column,
            names,
            headers: headers
                .into_iter()
                .filter(|header| !header.is_empty())
                .collect(),
            nearest,
            within: self.rows,
        }
    }

    /// The first name of the column that the row has: the order of the names is their preference.
    fn index_of(&self, position: usize, names: &[String]) -> Option<usize> {
        self.wanted[position]
            .iter()
            .find_map(|wanted| names.iter().position(|name| name == wanted))
    }

    /// Keeps the row for the error message. A row that names no declared column, nor nearly, may be a row of
    /// data: its cells are not kept.
    fn keep_closest(
        &mut self,
        found: usize,
        missing: usize,
        names: &[String],
        headers: Vec<String>,
    ) {
        let best = self
            .closest
            .as_ref()
            .is_none_or(|closest| found > closest.found);
        if !best {
            return;
        }
        let named = self.certain
            || found > 0
            || self.wanted.iter().flatten().any(|wanted| {
                names
                    .iter()
                    .any(|name| wanted.len() > 3 && likeness(wanted, name) >= NEAR)
            });
        if named {
            self.closest = Some(Closest {
                found,
                missing,
                headers,
            });
        }
    }

    fn refuse_doubled(
        &self,
        indices: &[Option<usize>],
        names: &[String],
        headers: &[String],
    ) -> Result<(), ReadFault> {
        for (position, index) in indices.iter().enumerate() {
            let Some(index) = *index else { continue };
            let same: Vec<usize> = (0..names.len())
                .filter(|other| names[*other] == names[index])
                .collect();
            if same.len() > 1 {
                return Err(ReadFault::DoubledColumn {
                    column: self
                        .spec
                        .columns
                        .get_index(position)
                        .map(|(id, _)| id.clone())
                        .unwrap_or_default(),
                    headers: same
                        .iter()
                        .map(|other| format!("{} ({})", headers[*other], other + 1))
                        .collect(),
                });
            }
        }
        Ok(())
    }
}

impl Header {
    /// The layout of the file whose header this is.
    pub(super) fn layout(
        self,
        spec: &SourceSpec,
        place: Place,
        row: u64,
        lettered: bool,
    ) -> Layout {
        let columns = spec
            .columns
            .iter()
            .zip(&self.indices)
            .map(|((id, column), index)| FoundColumn {
                index: *index,
                header: index.map(|index| self.headers[index].clone()),
                ..FoundColumn::new(spec, id, column)
            })
            .collect();
        let named = |header: &String| !header.is_empty();
        let read = |at: &usize| self.indices.contains(&Some(*at));
        let unread = (0..self.headers.len()).filter(|at| !read(at));
        let unread = unread.map(|at| self.headers[at].clone()).filter(named);
        let first = self.headers.iter().position(named).unwrap_or(0);
        // A column without a name is a column, and a row that fills it is not too long.
        let width = self.headers.len();
        Layout {
            place,
            header_row: row,
            columns,
            first,
            width,
            unread: unread.collect(),
            lettered,
        }
    }

    /// How many declared columns it names.
    pub(super) fn found(&self) -> usize {
        self.indices.iter().flatten().count()
    }
}

fn nearest(wanted: &[String], headers: &[String]) -> Option<String> {
    let score = |header: &String| {
        let name = folded(header);
        wanted
            .iter()
            .map(|wanted| likeness(wanted, &name))
            .fold(0.0, f64::max)
    };
    headers
        .iter()
        .map(|header| (score(header), header))
        .max_by(|one, other| one.0.total_cmp(&other.0))
        .filter(|(score, _)| *score >= 0.5)
        .map(|(_, header)| header.clone())
}
