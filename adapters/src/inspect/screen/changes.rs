//! What has changed since the round before, in words.

use schemas::language::args;

use super::{Say, short};
use crate::inspect::{Change, Guess, NewCodes};

/// A line per change.
pub(super) fn told(say: Say, before: &str, changes: &[Change]) -> Vec<String> {
    let said = args([("before", before.to_owned())]);
    if changes.is_empty() {
        return vec![say.with("inspect-same", &said)];
    }
    let mut lines = vec![say.with("inspect-changes", &said)];
    for change in changes {
        lines.extend(
            told_change(say, change)
                .into_iter()
                .map(|line| format!("  {line}")),
        );
    }
    lines
}

fn told_change(say: Say, change: &Change) -> Vec<String> {
    let pair =
        |before: &str, now: &str| args([("before", before.to_owned()), ("now", now.to_owned())]);
    let header = |header: &str| args([("header", short(header))]);
    let line = match change {
        Change::Form { before, now } => say.with("inspect-change-form", &pair(before, now)),
        Change::Renamed { before, now } => {
            say.with("inspect-change-renamed", &pair(&short(before), &short(now)))
        }
        Change::Gone { header: name } => say.with("inspect-change-gone", &header(name)),
        Change::New { header: name } => say.with("inspect-change-new", &header(name)),
        Change::Moved { headers } => say.with("inspect-change-moved", &header(&headers.join(", "))),
        Change::OtherKind {
            header,
            before,
            now,
        } => {
            let kind = |guess: &Guess| say.plain(&format!("inspect-kind-{}", guess.word()));
            let said = args([
                ("header", short(header)),
                ("before", kind(before)),
                ("now", kind(now)),
            ]);
            say.with("inspect-change-kind", &said)
        }
        Change::Codes(codes) => return told_codes(say, codes),
    };
    vec![line]
}

fn told_codes(say: Say, codes: &NewCodes) -> Vec<String> {
    let told = [
        ("inspect-change-new-codes", &codes.new),
        ("inspect-change-gone-codes", &codes.gone),
    ];
    told.into_iter()
        .filter(|(_, samples)| !samples.is_empty())
        .map(|(key, samples)| {
            let said = args([
                ("header", short(&codes.header)),
                ("codes", say.codes(samples)),
            ]);
            say.with(key, &said)
        })
        .collect()
}
