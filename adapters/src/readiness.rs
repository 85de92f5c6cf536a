//! Which country can feed which dataflow, made from the definitions: what is still missing in the
//! region is seen at a glance.

use std::collections::BTreeMap;

use schemas::registry::Registry;

use crate::definition::Definition;

/// The sources of one dataflow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Readiness {
    /// The dataflow.
    pub dataflow: &'static str,
    /// The ids of the adapters that feed it, by the country that reports.
    pub sources: BTreeMap<String, Vec<String>>,
    /// The same of the adapters of files that hold many countries.
    pub regional: BTreeMap<String, Vec<String>>,
}

/// The readiness of every dataflow of the registry, in its order; those that nobody can feed too.
#[must_use]
pub fn readiness(definitions: &[&Definition]) -> Vec<Readiness> {
    let dataflows = Registry::builtin().dataflows();
    dataflows
        .map(|dataflow| {
            let mut row = Readiness {
                dataflow: dataflow.id.as_str(),
                sources: BTreeMap::new(),
                regional: BTreeMap::new(),
            };
            let feeds = |definition: &&&Definition| {
                let mut tables = definition.table.iter();
                tables.any(|table| table.dataflow == dataflow.id.as_str())
            };
            for definition in definitions.iter().filter(feeds) {
                let sources = match &definition.reporters {
                    Some(reporters) if !reporters.own => &mut row.regional,
                    _ => &mut row.sources,
                };
                for area in definition.areas() {
                    let country = sources.entry(area.clone()).or_default();
                    country.push(definition.id.clone());
                }
            }
            row
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::readiness;
    use crate::definition::Adapter;

    #[test]
    fn twelve_countries_feed_labour_market_stocks_and_sitlam_comes_from_three_sides() {
        let adapters: Vec<Adapter> = Adapter::ids(None)
            .iter()
            .map(|id| Adapter::builtin(id).expect("a definition"))
            .collect();
        let definitions: Vec<_> = adapters.iter().map(Adapter::definition).collect();
        let matrix = readiness(&definitions);
        let of = |dataflow: &str| {
            let row = matrix.iter().find(|row| row.dataflow == dataflow);
            row.expect("the dataflow").sources.clone()
        };
        assert_eq!(of("DF_LM_STOCK").len(), 12);
        let stocks = matrix.iter().find(|row| row.dataflow == "DF_MIG_STOCK");
        let stocks = stocks.expect("the dataflow");
        assert!(!stocks.sources.contains_key("BLZ"));
        assert_eq!(stocks.regional.len(), 12);
        assert!(stocks.regional["BLZ"].contains(&"region/undesa_stocks".to_owned()));
        // A register is each country's own, although one definition reads all.
        assert_eq!(of("DF_MECHANISM").len(), 12);
        let permits = of("DF_PERMIT");
        for area in ["CRI", "NIC", "PAN"] {
            let id = format!("{}/sitlam", area.to_lowercase());
            assert!(permits[area].contains(&id), "{permits:?}");
        }
    }
}
