//! A definition proposed for a file: a commented TOML that an officer completes. What could be found out stands
//! in it; what could not is a question, `"?"`, that the definition's check demands an answer to. A file of a
//! known series gets the series' adapter with a `[[round]]` of differences; any other, a definition from nothing.

mod absent;
mod amounts;
mod codes;
mod codes_of;
mod draft;
mod layout;
mod mend;
mod nearest;
mod register;
mod reporter;
mod roles;
mod scratch;
mod sibling;
mod spread;

use std::path::Path;

use schemas::{language::Language, period::ReferencePeriod};

pub use draft::{Proposal, Question};

use crate::{
    definition::{Adapter, UnknownName, error::DefinitionError},
    inspect::{self, Examined, Fit},
};

/// What the officer told beforehand.
#[derive(Debug, Clone, Default)]
pub struct Wishes {
    /// The adapter of the series; the one that fits best without it.
    pub like: Option<String>,
    /// The id of the new definition.
    pub id: Option<String>,
    /// The country that reports.
    pub area: Option<String>,
    /// The dataflow.
    pub dataflow: Option<String>,
    /// The period of the file; its name tells it otherwise.
    pub period: Option<ReferencePeriod>,
    /// An adapter that is not looked at.
    pub without: Option<String>,
    /// The language of the comments.
    pub language: Language,
}

/// No definition can be proposed.
#[derive(Debug, thiserror::Error)]
pub enum ProposeError {
    /// No header is recognised: there are no columns to speak of.
    #[error("failed to find a header")]
    NoHeader,
    /// The adapter named by the officer cannot be used.
    #[error("failed to use the adapter")]
    Definition(Vec<DefinitionError>),
    /// The column of the reporting country holds the nationalities, and the other way round.
    #[error("the columns of country and nationality are swapped")]
    Swapped {
        /// The column that should tell who reports.
        reporter: String,
        /// How many countries it names.
        countries: usize,
        /// The column that should tell the nationality.
        counterpart: String,
    },
    /// The country or dataflow named by the officer does not exist.
    #[error("no such code")]
    Unknown(UnknownName),
}

impl ProposeError {
    /// The stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoHeader => "propose_no_header",
            Self::Definition(_) => "propose_definition",
            Self::Swapped { .. } => "columns_swapped",
            Self::Unknown(_) => "propose_unknown",
        }
    }

    /// What is wrong and what to do.
    #[must_use]
    pub fn message(&self, language: Language) -> String {
        use schemas::language::args;
        let say = |key: &str, args| crate::catalogue::catalogue().message(language, key, &args);
        match self {
            Self::NoHeader => say("inspect-no-header", args([])),
            Self::Definition(errors) => {
                let told: Vec<_> = errors.iter().map(|one| one.message(language)).collect();
                told.join("\n")
            }
            Self::Swapped {
                reporter,
                countries,
                counterpart,
            } => say(
                "propose-swapped",
                args([
                    ("reporter", reporter.clone()),
                    ("countries", countries.to_string()),
                    ("counterpart", counterpart.clone()),
                ]),
            ),
            Self::Unknown(name) => name.message(language),
        }
    }
}

/// From here on a file is taken for one of the adapter's series.
const SAME_SERIES: f64 = 0.62;
/// A series may lose a column; a file that lacks more only shares sex, age and nationality with it.
const MOST_MISSING: usize = 1;

/// A file that has the name of the series may lack one column more.
fn most_missing(fit: &Fit) -> usize {
    MOST_MISSING + usize::from(fit.named >= inspect::SYSTEM)
}

/// Proposes a definition for a file.
///
/// # Errors
/// When the file has no header, or what the officer named does not exist.
pub fn propose(
    examined: &Examined,
    folder: Option<&Path>,
    wishes: &Wishes,
) -> Result<Proposal, ProposeError> {
    if examined.columns.is_empty() {
        return Err(ProposeError::NoHeader);
    }
    reporter::refuse_swapped(examined)?;
    let fits = inspect::fits(examined, folder, wishes.without.as_deref());
    let chosen = match &wishes.like {
        Some(id) => Some(inspect::fit_of(examined, id, folder).map_err(ProposeError::Definition)?),
        None => fits
            .first()
            .filter(|fit| {
                fit.score + fit.named >= SAME_SERIES && fit.missing.len() <= most_missing(fit)
            })
            // What its filters set aside is another table, whatever its columns.
            .filter(|fit| fit.set_aside.is_none())
            .filter(|_| wishes.dataflow.is_none())
            .filter(|_| wishes.area.is_none() && wishes.id.is_none())
            .cloned(),
    };
    match chosen {
        Some(fit) => return mend(examined, &fit, folder, wishes),
        None if wishes.dataflow.is_none() => {
            if let Some(proposal) = sibling::propose(examined, &fits, folder, wishes) {
                return Ok(proposal);
            }
        }
        None => {}
    }
    match register::of(examined, folder, wishes) {
        Some(id) => {
            let fit = inspect::fit_of(examined, &id, folder).map_err(ProposeError::Definition)?;
            mend(examined, &fit, folder, wishes)
        }
        None => scratch::propose(examined, folder, wishes),
    }
}

fn mend(
    examined: &Examined,
    fit: &Fit,
    folder: Option<&Path>,
    wishes: &Wishes,
) -> Result<Proposal, ProposeError> {
    let adapter = Adapter::find(&fit.adapter, folder).map_err(ProposeError::Definition)?;
    Ok(mend::propose(examined, fit, &adapter, wishes))
}
