//! Code books: the table in which an office tells what each variable of its file is called, which codes it holds and
//! what they mean. Columns are found by words of three languages; a code stands beside its variable or in the rows
//! below it. A code book tells of a classification and of nobody, so that all of it may be shown.

use std::{collections::HashMap, path::Path, sync::LazyLock};

use indexmap::IndexMap;
use schemas::language::{Language, args};
use serde::Serialize;

use crate::{
    catalogue::catalogue,
    inspect::words::tokens,
    reader::{
        self, ColumnSpec, HeaderSpec, Inspection, ReadError, SourceOptions, SourceRow, SourceSpec,
        folded,
    },
};

/// What variables and codes are called, in the languages of the book.
pub type Titles = IndexMap<&'static str, String>;

/// What a code book says of one variable.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Variable {
    /// Its titles.
    pub titles: Titles,
    /// Its codes with what they mean, in the order of the book.
    pub labels: IndexMap<String, Titles>,
    /// In a text of fixed width, its first character from 1 and how many it has.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub position: Option<[usize; 2]>,
}

/// A code book.
#[derive(Debug, Clone, Default)]
pub struct CodeBook {
    variables: IndexMap<String, Variable>,
    names: HashMap<String, usize>,
}

/// A file that cannot be used as a code book.
#[derive(Debug, thiserror::Error)]
pub enum CodeBookError {
    /// It cannot be read.
    #[error("failed to read the code book")]
    Read(#[from] ReadError),
    /// No column of it names variables, or none says what they or their codes mean.
    #[error("failed to find variables in the code book")]
    NoVariables {
        /// The headers that were found.
        headers: Vec<String>,
    },
}

impl CodeBookError {
    /// The stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Read(error) => error.code(),
            Self::NoVariables { .. } => "codebook_no_variables",
        }
    }

    /// What is wrong and what to do.
    #[must_use]
    pub fn message(&self, language: Language) -> String {
        match self {
            Self::Read(error) => error.message(language),
            Self::NoVariables { headers } => {
                let said = args([("headers", headers.join(", "))]);
                catalogue().message(language, "codebook-no-variables", &said)
            }
        }
    }
}

impl CodeBook {
    /// Reads the code book at `path`.
    ///
    /// # Errors
    /// When it cannot be read, or has no columns that a code book has.
    pub fn read(path: &Path) -> Result<Self, CodeBookError> {
        let inspection = reader::inspect(path)?;
        let header = inspection.header.as_ref();
        let headers = header.map_or_else(Vec::new, |header| header.headers.clone());
        let refused = || CodeBookError::NoVariables {
            headers: headers.iter().map(|one| plain(one)).collect(),
        };
        let columns = Columns::of(&headers).ok_or_else(refused)?;
        let spec = spec(&inspection, &headers);
        let mut reader = reader::open(path, &spec)?;
        let mut row = SourceRow::default();
        let mut book = Self::default();
        let mut open = None;
        while reader.next(&mut row)? {
            book.take(&columns, &row, &mut open);
        }
        if book.variables.is_empty() {
            return Err(refused());
        }
        Ok(book)
    }

    /// The variables with what is said of them, in the order of the book.
    pub fn variables(&self) -> impl Iterator<Item = (&str, &Variable)> {
        self.variables
            .iter()
            .map(|(name, one)| (name.as_str(), one))
    }

    /// What is said of the variable `name`, whatever its case, accents and blanks.
    #[must_use]
    pub fn variable(&self, name: &str) -> Option<&Variable> {
        let at = self.names.get(&folded(name))?;
        self.variables.get_index(*at).map(|(_, variable)| variable)
    }

    /// Takes a row; `open` is the variable to which codes belong that stand without one.
    fn take(&mut self, columns: &Columns, row: &SourceRow, open: &mut Option<usize>) {
        let text = |at: usize| plain(row.text(at));
        let name = text(columns.variable);
        let names = !name.is_empty();
        if names {
            let at = match self.names.get(&folded(&name)) {
                Some(at) => *at,
                None => {
                    self.variables
                        .insert_full(name.clone(), Variable::default())
                        .0
                }
            };
            self.names.insert(folded(&name), at);
            *open = Some(at);
        }
        let variable = open.and_then(|at| self.variables.get_index_mut(at));
        let Some((_, variable)) = variable else {
            return;
        };
        let told = |columns: &[(Option<&'static str>, usize)]| -> Titles {
            let said = columns
                .iter()
                .map(|(language, at)| (language.unwrap_or(UNSAID), text(*at)));
            said.filter(|(_, text)| !text.is_empty()).collect()
        };
        if names && variable.titles.is_empty() {
            variable.titles = told(&columns.titles);
            let number = |at: Option<usize>| text(at?).parse::<usize>().ok().filter(|one| *one > 0);
            variable.position = number(columns.position)
                .zip(number(columns.length))
                .map(|(from, length)| [from, length]);
        }
        let code = columns.code.map(text).filter(|code| is_code(code));
        // Where one column tells of both, it tells of the variable beside its name.
        let labels = if columns.labels.is_empty() && !names {
            told(&columns.titles)
        } else {
            told(&columns.labels)
        };
        if let Some(code) = code.filter(|_| !labels.is_empty()) {
            variable.labels.entry(code).or_insert(labels);
        }
    }
}

impl Variable {
    /// Its title in `language`, else in another.
    #[must_use]
    pub fn title(&self, language: Language) -> &str {
        said(&self.titles, language)
    }

    /// What `code` means, whatever zeros the file or the book writes before it.
    #[must_use]
    pub fn label(&self, code: &str) -> Option<&Titles> {
        let bare = |code: &str| code.trim_start_matches('0').to_owned();
        let is_number = code.bytes().all(|byte| byte.is_ascii_digit());
        self.labels.get(code).or_else(|| {
            let mut labels = self.labels.iter().filter(|_| is_number);
            let found = labels.find(|(known, _)| bare(known) == bare(code));
            found.map(|(_, titles)| titles)
        })
    }
}

/// Whether a table with these headers is a code book: it names variables, codes, and what they mean.
pub(crate) fn is_like<'h>(headers: impl Iterator<Item = &'h String>) -> bool {
    let headers: Vec<String> = headers.cloned().collect();
    Columns::of(&headers).is_some_and(|columns| columns.code.is_some())
}

/// What `titles` say in `language`, else in another.
#[must_use]
pub fn said(titles: &Titles, language: Language) -> &str {
    let own = titles.get(language.code());
    let any = || titles.values().next();
    own.or_else(any).map_or("", String::as_str)
}

/// The language of a column that does not say which.
const UNSAID: &str = "";

/// Without line breaks and other doubled blanks.
fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether the text is one code: no range and no word for a blank cell.
fn is_code(text: &str) -> bool {
    let ranged = text.contains('-')
        && text
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b'-');
    let blank = WORDS.blank.contains(&folded(text));
    !text.is_empty() && !blank && (!ranged || text.starts_with('-'))
}

/// Which column of the book is what.
struct Columns {
    variable: usize,
    code: Option<usize>,
    titles: Vec<(Option<&'static str>, usize)>,
    labels: Vec<(Option<&'static str>, usize)>,
    position: Option<usize>,
    length: Option<usize>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    variable: Vec<String>,
    name: Vec<String>,
    title: Vec<String>,
    label: Vec<String>,
    code: Vec<String>,
    position: Vec<String>,
    length: Vec<String>,
    note: Vec<String>,
    blank: Vec<String>,
    es: Vec<String>,
    en: Vec<String>,
    fr: Vec<String>,
}

// Unwrap safety: the file is compiled in and a test reads it.
#[expect(clippy::unwrap_used, reason = "compiled in")]
static WORDS: LazyLock<Words> =
    LazyLock::new(|| toml::from_str(include_str!("codebook.toml")).unwrap());

impl Columns {
    /// By the words of the headers; nothing where no header names variables, or nothing tells of them.
    fn of(headers: &[String]) -> Option<Self> {
        let words: Vec<Vec<String>> = headers.iter().map(|header| tokens(header)).collect();
        let has = |at: usize, list: &[String]| words[at].iter().any(|word| list.contains(word));
        let all = || 0..headers.len();
        let of_variable = |at: &usize| has(*at, &WORDS.variable);
        let tells = |at: &usize| has(*at, &WORDS.title) || has(*at, &WORDS.label);
        // `Variable`, then `Variable name`, then `Name`: the plainest names it.
        let variable = all()
            .find(|at| of_variable(at) && !tells(at) && !has(*at, &WORDS.name))
            .or_else(|| all().find(|at| of_variable(at) && !tells(at)))
            .or_else(|| all().find(|at| has(*at, &WORDS.name) && !tells(at)))?;
        let others = || all().filter(move |at| *at != variable && !has(*at, &WORDS.note));
        let code = others().find(|at| has(*at, &WORDS.code) && !of_variable(at) && !tells(at));
        let language = |at: usize| {
            let known = [("es", &WORDS.es), ("en", &WORDS.en), ("fr", &WORDS.fr)];
            let mut known = known.into_iter();
            known.find(|(_, words)| has(at, words)).map(|(id, _)| id)
        };
        let named = |at: usize| (language(at), at);
        let of_code = |at: &usize| {
            let plain = has(*at, &WORDS.label) && !of_variable(at);
            tells(at) && (has(*at, &WORDS.code) || plain)
        };
        let labels: Vec<_> = others().filter(of_code).map(named).collect();
        let titles: Vec<_> = others()
            .filter(|at| Some(*at) != code && !of_code(at))
            .filter(|at| tells(at) || (of_variable(at) && has(*at, &WORDS.name)))
            .map(named)
            .collect();
        let columns = Self {
            variable,
            code,
            position: others().find(|at| has(*at, &WORDS.position)),
            length: others().find(|at| has(*at, &WORDS.length)),
            titles,
            labels,
        };
        let tells = !columns.titles.is_empty() || !columns.labels.is_empty();
        tells.then_some(columns)
    }
}

/// All columns, in the order of their headers.
fn spec(inspection: &Inspection, headers: &[String]) -> SourceSpec {
    let header = inspection.header.as_ref();
    let columns = headers.iter().map(|name| {
        let column = ColumnSpec::of_codes(vec![name.clone()], headers.first() == Some(name));
        (name.clone(), column)
    });
    let columns: IndexMap<String, ColumnSpec> = columns.collect();
    let row = header.map_or(0, |header| header.row);
    let source = SourceOptions {
        header: HeaderSpec {
            within: usize::try_from(row).unwrap_or(0).max(30) + 5,
        },
        sheet: header
            .and_then(|header| header.sheet.clone())
            .unwrap_or_else(|| "first".to_owned()),
        ..SourceOptions::default()
    };
    SourceSpec { source, columns }
}
