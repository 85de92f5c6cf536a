//! What figures that do not add up, such as the median of earnings, carry besides codes: their currency, how many were
//! asked, how sure they are. Of figures that are added up the engine could not tell whose attribute the sum has.

use std::fmt::Write;

use schemas::{
    column::{ColumnRule, Content},
    dataflow::{Dataflow, Measure},
};

use super::Template;
use crate::definition::told::carried;

/// Attributes that an office knows of a single figure, whatever the dataflow.
const OF_FIGURES: [&str; 2] = ["SAMPLE_N", "CV"];
/// Attributes that say in what an amount is told.
const OF_AMOUNTS: [&str; 3] = ["CURRENCY", "PER", "EARN_NET_GROSS"];

/// What is typed beside a figure of the measure.
pub(super) fn texts(flow: &'static Dataflow, measure: &Measure) -> Vec<ColumnRule> {
    if measure.additive {
        return Vec::new();
    }
    let money = matches!(measure.unit.as_str(), "XDC" | "USD");
    let typed = |rule: &ColumnRule| {
        OF_FIGURES.contains(&rule.name) || (money && OF_AMOUNTS.contains(&rule.name))
    };
    carried(flow).filter(typed).collect()
}

/// `[texts]` of the columns.
pub(super) fn sections(template: &Template, text: &mut String) {
    if template.texts.is_empty() {
        return;
    }
    let _ = writeln!(text, "[texts]");
    for rule in &template.texts {
        let titles = matches!(rule.content, Content::Code(_) | Content::YesNo);
        let titles = if titles { ", titles = true" } else { "" };
        let name = rule.name.to_lowercase();
        let _ = writeln!(text, "{} = {{ column = \"{name}\"{titles} }}", rule.name);
    }
}
