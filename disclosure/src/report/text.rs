//! The report in the officer's language, and what the public is told of a method.

use schemas::{
    language::{Language, args},
    registry::Registry,
    submission::DisclosureStatement,
};

use super::{Loss, Report};
use crate::{catalogue::catalogue, method::Method, recode::Proposal, rule::RuleSet};

impl Report {
    /// The report, line by line.
    #[must_use]
    pub fn lines(&self, language: Language) -> Vec<String> {
        let mut lines = vec![match self.altered {
            None => self.withheld(language),
            Some(altered) => {
                let said = args([
                    ("count", altered.cells.to_string()),
                    ("cells", self.cells.to_string()),
                    ("mean", format!("{:.2}", altered.mean_distance)),
                    ("largest", format!("{}", altered.largest_distance)),
                ]);
                catalogue().message(language, "report_altered", &said)
            }
        }];
        for (status, count) in &self.by_status {
            let list = Registry::builtin().codelist("CL_CONF_STATUS");
            let code = list.and_then(|list| list.get(status));
            let said = args([
                ("status", status.clone()),
                (
                    "name",
                    code.map_or_else(String::new, |code| code.names.get(language).to_owned()),
                ),
                ("count", count.to_string()),
            ]);
            lines.push(catalogue().message(language, "report_status", &said));
        }
        lines.extend(self.levels(language));
        for proposal in &self.proposals {
            lines.push(proposal.line(language));
        }
        lines
    }

    fn withheld(&self, language: Language) -> String {
        let said = args([
            ("count", self.loss.suppressed.to_string()),
            ("cells", self.loss.cells.to_string()),
            ("share", percent(self.loss.share_of_cells)),
            ("value", percent(self.loss.share_of_value)),
        ]);
        catalogue().message(language, "report_withheld", &said)
    }

    /// One line per level from which something was withheld.
    fn levels(&self, language: Language) -> Vec<String> {
        let mut lines = Vec::new();
        for (dimension, loss) in &self.by_dimension {
            let is_crossed = loss.levels.len() > 1;
            let levels = loss.levels.iter().enumerate();
            for (
                level,
                Loss {
                    suppressed,
                    share_of_cells,
                    share_of_value,
                    ..
                },
            ) in levels
            {
                if *suppressed == 0 || !is_crossed {
                    continue;
                }
                let said = args([
                    ("dimension", dimension.clone()),
                    ("level", level.to_string()),
                    ("share", percent(*share_of_cells)),
                    ("value", percent(*share_of_value)),
                ]);
                lines.push(catalogue().message(language, "report_level", &said));
            }
        }
        lines
    }
}

impl Proposal {
    fn line(&self, language: Language) -> String {
        let said = args([
            ("dimension", self.dimension.clone()),
            ("level", self.level.to_string()),
            ("share", percent(self.loss.share_of_cells)),
            ("value", percent(self.loss.share_of_value)),
            ("published", self.published.to_string()),
        ]);
        let key = if self.estimated {
            "report_proposal_estimated"
        } else {
            "report_proposal"
        };
        catalogue().message(language, key, &said)
    }
}

fn percent(share: f64) -> String {
    format!("{:.1}", share * 100.0)
}

/// What the readers of a table are told of how it was protected, from its statement.
#[must_use]
pub fn metadata(statement: &DisclosureStatement, language: Language) -> String {
    let rules = RuleSet::of_statement(&statement.profile, &statement.rules);
    let key = match Method::of_name(&statement.method) {
        Method::Suppression if statement.method == "none" => "metadata_none",
        Method::Suppression => "metadata_suppression",
        Method::Rounding if rules.reach > 1 => "metadata_rounding_wide",
        Method::Rounding => "metadata_rounding",
        Method::SmallCountRounding => "metadata_small_count_rounding",
        Method::CellKey => "metadata_cell_key",
        Method::IndependentRounding => "metadata_independent_rounding",
    };
    let base = rules.rounding_base();
    let said = args([
        ("primary", statement.primary.to_string()),
        ("secondary", statement.secondary.to_string()),
        ("base", base.to_string()),
        ("below", base.saturating_sub(1).to_string()),
        ("far", (base * rules.reach.min(1000)).to_string()),
        ("deviation", rules.noise.deviation.to_string()),
        ("variance", rules.noise.variance.to_string()),
        ("forbidden", rules.noise.forbidden.to_string()),
    ]);
    catalogue().message(language, key, &said)
}
