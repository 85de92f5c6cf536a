//! Concordances: maps from a national classification to a codelist. One-to-many maps are never
//! split: the finest level that all targets share is decided, else a coarser one, else nothing.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::OnceLock,
};

use serde::Deserialize;

use crate::{codelist::Codelist, ids::ConcordanceId};

/// A concordance as its data file has it.
#[derive(Debug, Clone, Deserialize)]
#[serde(from = "ConcordanceFile")]
pub struct Concordance {
    /// For example `US_SOC10_ISCO08`.
    pub id: ConcordanceId,
    /// The national classification.
    pub from: String,
    /// The codelist or standard that it leads to.
    pub to: String,
    /// How far it was verified, where the file says so.
    pub status: Option<String>,
    /// Where it was taken from, where the file says so.
    pub source: Option<String>,
    /// What a user must know.
    pub note: Option<String>,
    targets: BTreeMap<String, BTreeSet<String>>,
    deepest: OnceLock<usize>,
}

/// Where a national code leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// A code at the level that the concordance goes to.
    Code(String),
    /// Only a coarser code is decided; the observation is to be flagged `D`.
    Coarser(String),
    /// The code is known, but its targets have nothing in common.
    Undecided,
    /// The concordance does not have the code.
    Unknown,
}

#[derive(Deserialize)]
struct ConcordanceFile {
    id: ConcordanceId,
    from: String,
    to: String,
    status: Option<String>,
    source: Option<String>,
    note: Option<String>,
    rows: Vec<RowFile>,
}

/// A row, in the union of the forms that the sources have. What is only for people to read
/// (`label`, `basis`, `match_pct`) stays in the file.
#[derive(Deserialize)]
struct RowFile {
    from: String,
    to: Option<String>,
    #[serde(default)]
    alternatives: Vec<String>,
    #[serde(default)]
    isco2: Vec<String>,
    division: Option<String>,
    section: Option<String>,
    #[serde(default)]
    mixed: bool,
}

impl RowFile {
    /// All codes that the row leads to; none when the source leaves the code open.
    fn targets(self) -> Vec<String> {
        if self.mixed {
            return Vec::new();
        }
        let named = self.to.or(self.division).or(self.section);
        let named = named.iter().flat_map(|codes| codes.split('/'));
        named
            .map(str::to_owned)
            .chain(self.alternatives)
            .chain(self.isco2)
            .collect()
    }
}

impl From<ConcordanceFile> for Concordance {
    fn from(file: ConcordanceFile) -> Self {
        let mut targets: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for row in file.rows {
            let from = normal(&row.from).to_owned();
            targets.entry(from).or_default().extend(row.targets());
        }
        Self {
            id: file.id,
            from: file.from,
            to: file.to,
            status: file.status,
            source: file.source,
            note: file.note,
            targets,
            deepest: OnceLock::new(),
        }
    }
}

impl Concordance {
    /// The national codes that the concordance has, in order, leading zeros of numbers taken away.
    pub fn codes(&self) -> impl Iterator<Item = &str> {
        self.targets.keys().map(String::as_str)
    }

    /// Where the national code `from` leads in `codelist`, which is always the same list for one
    /// concordance. Blanks around the code and leading zeros of a number do not matter.
    #[must_use]
    pub fn target(&self, from: &str, codelist: &Codelist) -> Target {
        let Some(targets) = self.targets.get(normal(from)) else {
            return Target::Unknown;
        };
        let mut shared: Option<Vec<&str>> = None;
        for target in targets {
            let path = path(codelist, target);
            shared = Some(match shared {
                None => path,
                Some(known) => known.into_iter().filter(|at| path.contains(at)).collect(),
            });
        }
        match shared.as_deref() {
            None | Some([]) => Target::Undecided,
            Some([code, ..]) if self.is_coarse(code, codelist) => {
                Target::Coarser((*code).to_owned())
            }
            Some([code, ..]) => Target::Code((*code).to_owned()),
        }
    }

    /// Whether `code` has children in the list and the concordance goes deeper elsewhere.
    fn is_coarse(&self, code: &str, codelist: &Codelist) -> bool {
        let deepest = *self.deepest.get_or_init(|| {
            let all = self.targets.values().flatten();
            all.map(|target| path(codelist, target).len())
                .max()
                .unwrap_or(0)
        });
        path(codelist, code).len() < deepest
            && codelist
                .codes()
                .iter()
                .any(|other| other.parent.as_deref() == Some(code))
    }
}

/// `code` and its ancestors below the total, finest first; empty when the list does not have it.
fn path<'l>(codelist: &'l Codelist, code: &str) -> Vec<&'l str> {
    let mut path = Vec::new();
    let mut at = codelist.get(code).map(|found| found.code.as_str());
    while let Some(found) = at.filter(|found| *found != "_T" && path.len() < 20) {
        path.push(found);
        at = codelist.additive_parent(found);
    }
    path
}

/// A code without blanks around it and, when it is a number, without leading zeros.
fn normal(code: &str) -> &str {
    let code = code.trim();
    if code.len() > 1 && code.bytes().all(|byte| byte.is_ascii_digit()) {
        let significant = code.trim_start_matches('0');
        if significant.is_empty() {
            "0"
        } else {
            significant
        }
    } else {
        code
    }
}

#[cfg(test)]
mod tests {
    use super::Target;
    use crate::registry::Registry;

    fn target(concordance: &str, from: &str, codelist: &str) -> Target {
        let registry = Registry::builtin();
        let codelist = registry.codelist(codelist).expect("the list is there");
        let concordance = registry.concordance(concordance).expect("it is there");
        concordance.target(from, codelist)
    }

    #[test]
    fn the_finest_level_that_all_targets_share_is_decided() {
        let soc = |code| target("US_SOC10_ISCO08", code, "CL_OCCUPATION");
        assert_eq!(soc("11-2011"), Target::Code("12".to_owned()));
        assert_eq!(soc("11-2031"), Target::Coarser("1".to_owned()));
        assert_eq!(soc("11-1021"), Target::Undecided);
        assert_eq!(soc("99-9999"), Target::Unknown);
    }

    #[test]
    fn leading_zeros_and_blanks_do_not_matter() {
        for code in ["1", "01", " 1 "] {
            let found = target("US_FIPS_ADM1", code, "CL_GEO_ADM1");
            assert_eq!(found, Target::Code("US-AL".to_owned()));
        }
    }

    #[test]
    fn codes_of_two_sections_and_mixed_groups_are_left_open() {
        let naics = target("NAICS2_ISIC_SECTION", "22", "CL_ACTIVITY");
        assert_eq!(naics, Target::Undecided);
        let open = target("MX_CMO09_ISCO08", "1106", "CL_OCCUPATION");
        assert_eq!(open, Target::Undecided);
    }

    #[test]
    fn every_target_is_a_code_of_a_list() {
        let registry = Registry::builtin();
        for concordance in registry.concordances() {
            let lists: Vec<_> = registry.codelists().collect();
            for target in concordance.targets.values().flatten() {
                assert!(
                    lists.iter().any(|list| list.get(target).is_some()),
                    "{}: {target}",
                    concordance.id
                );
            }
        }
    }
}
