//! What to do next with a file: check it with the adapter as it is, for a period that the adapter has, or make a copy with
//! what is different about it.

use schemas::period::ReferencePeriod;

use super::{Examined, fit, period, wide};
use crate::definition::{
    Adapter,
    time::{Limit, Round},
};

/// The next step with an adapter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step {
    /// The adapter holds for the period; none where the file does not tell one.
    Check(Option<ReferencePeriod>),
    /// The adapter does not hold for the period of the file, or holds for another layout then.
    Mend(ReferencePeriod),
}

/// The step for `examined` with `adapter`, which fits it best.
pub(super) fn step(examined: &Examined, adapter: &Adapter) -> Step {
    let reads = |period: &ReferencePeriod| reads(examined, adapter, *period);
    let last = adapter.definition().periods.to;
    let within = |year: u16| match last {
        Some(Limit::Period(last)) if last.year() == year => Some(last),
        _ => None,
    };
    if let Some(named) = period::of_name(&examined.file) {
        // `FY14_Q4` is the last of four editions of one year, which its register tells by the year.
        let whole = [year(named.year()), within(named.year())];
        let mut candidates = [Some(named)].into_iter().chain(whole).flatten();
        let held = candidates.find(reads);
        return held.map_or(Step::Mend(named), |period| Step::Check(Some(period)));
    }
    let told = examined.years().map(|(_, newest)| newest);
    let Some(newest) = told.or_else(|| newest_told(examined, adapter)) else {
        return Step::Check(None);
    };
    // A table of many years is read for each of them: the newest that the adapter has is meant.
    let to = last.map_or(newest, |last| last.year().min(newest));
    let mut candidates = [within(to), year(to)].into_iter().flatten();
    if let Some(held) = candidates.find(reads) {
        return Step::Check(Some(held));
    }
    // Where the adapter wants months or quarters, a year says nothing against it.
    let frequencies = &adapter.definition().periods.frequencies;
    let yearly = frequencies.is_empty() || frequencies.iter().any(|one| one == "A");
    match year(newest) {
        Some(newest) if yearly && adapter.for_period(newest).is_err() => Step::Mend(newest),
        _ => Step::Check(None),
    }
}

/// The newest year in the column from which the adapter takes the year of a row.
fn newest_told(examined: &Examined, adapter: &Adapter) -> Option<u16> {
    let definition = adapter.definition();
    let name = definition.time.as_ref()?.year.as_ref()?;
    let mut headers = definition.columns.get(name)?.names.iter();
    let column = headers.find_map(|header| examined.column(header))?;
    let texts = column.profile.texts.keys();
    texts.filter_map(|text| period::year_in(text)).max()
}

fn year(year: u16) -> Option<ReferencePeriod> {
    year.to_string().parse().ok()
}

/// Whether the adapter reads the file as it is for `period`, with the round that it has for it.
fn reads(examined: &Examined, adapter: &Adapter, period: ReferencePeriod) -> bool {
    adapter.for_period(period).is_ok_and(|definition| {
        wide::is_read_so(examined, definition)
            && fit::fit(examined, "", None, definition).is_whole()
    })
}

/// The round that `period` gets.
pub(crate) fn chosen(adapter: &Adapter, period: ReferencePeriod) -> Option<&Round> {
    let mut rounds = adapter.rounds().map(|(round, _)| round);
    rounds.find(|round| round.holds(period))
}
