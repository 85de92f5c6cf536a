//! Whether what a table makes of its records is what its measure says: sums add up, medians do not.

use disclosure::tabulate::Statistic;
use schemas::dataflow::Dataflow;

use super::{Checker, DefinitionFault};
use crate::definition::table::Table;

/// A measure that does not add up is published as it stands, or is a median; a median has an amount, is judged by
/// records and not by figures that somebody has published, and is no sum for another table.
pub(super) fn check(checker: &mut Checker<'_>, key: &str, table: &Table, dataflow: &Dataflow) {
    let measure = dataflow.measure(&table.measure);
    let median = table.statistic == Statistic::Median;
    if measure.is_some_and(|measure| !measure.additive) && !median && !table.figures {
        let expected = "statistic = \"median\", figures = true";
        checker.add(key, DefinitionFault::NotAllowed { expected });
    }
    let judged = ["money", "survey"].contains(&table.profile.as_str());
    let whole = table.amount.is_some() && !table.figures && judged;
    let of_medians = measure.is_some_and(|measure| measure.function == "MEDIAN");
    if median && !(whole && of_medians) {
        let expected = "amount, profile = \"money\" | \"survey\"; MEDIAN";
        let key = format!("{key}.statistic");
        checker.add(&key, DefinitionFault::NotAllowed { expected });
    }
    if let Some(section) = stated(checker, table, "STAT_FUNC")
        && median != (section == "MEDIAN")
        && !table.figures
    {
        let expected = if median { "MEDIAN" } else { "N" };
        let key = format!("{key}.dimension.STAT_FUNC");
        checker.add(&key, DefinitionFault::NotAllowed { expected });
    }
    if table.per.is_some() && !median {
        let expected = "statistic = \"median\"";
        checker.add(
            &format!("{key}.per"),
            DefinitionFault::NotAllowed { expected },
        );
    }
    let differs = |other: &Table| {
        other.dataflow == table.dataflow
            && other.measure == table.measure
            && other.statistic != table.statistic
    };
    if median && checker.definition.table.iter().any(differs) {
        let expected = "statistic = \"median\"";
        checker.add(key, DefinitionFault::NotAllowed { expected });
    }
}

/// The one code that the dimension `id` of a table holds.
fn stated<'a>(checker: &Checker<'a>, table: &'a Table, id: &str) -> Option<&'a str> {
    let own = table.dimension.get(id);
    let section = own.or_else(|| checker.definition.dimension.get(id))?;
    section.constant.as_deref()
}
