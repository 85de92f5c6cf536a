//! Mirror statistics: a corridor as its destination counts it and as its origin counts it, side by
//! side, both as sent. Where both count the same thing the difference is noted; the two are never
//! added, and nothing is calculated from a figure that one of them withholds.

use std::collections::BTreeMap;

use schemas::observation::Observations;

use super::{
    additive::{self, Figure},
    dense,
    keys::{Key, Keys},
    total::Shared,
};

/// Differences of figures that are both at most this large say nothing.
const SMALL: f64 = 50.0;

/// Classes of the relative difference, in percent at most.
const CLASSES: [(f64, &str); 3] = [(10.0, "AGREE"), (25.0, "MODERATE"), (50.0, "LARGE")];

/// Adds both sides of every corridor that two countries report; gives the codes whose parts are not
/// all among them.
pub(super) fn write(
    keys: &Keys<'_>,
    shared: &Shared<'_>,
    observations: &mut Observations,
) -> Vec<BTreeMap<String, Vec<String>>> {
    let (Some(role), Some(counterpart)) =
        (keys.axis("REPORTER_ROLE"), keys.axis("COUNTERPART_AREA"))
    else {
        return Vec::new();
    };
    let mut by_area: BTreeMap<&str, BTreeMap<Key, (Figure<'_>, String)>> = BTreeMap::new();
    for (key, figures) in shared {
        if keys.code(key, "REPORTER_ROLE") != Some("DEST") {
            continue;
        }
        let Some(origin) = keys.code(key, "COUNTERPART_AREA") else {
            continue;
        };
        for destination in figures {
            let mirrored = || {
                let mut key = key.clone();
                key[role] = keys.place(role, "ORIG")?;
                key[counterpart] = keys.place(counterpart, destination.area)?;
                Some(key)
            };
            let Some(mirrored) = mirrored() else { continue };
            let (Some(origin), true) = (
                only(shared, &mirrored, origin),
                only(shared, key, destination.area).is_some(),
            ) else {
                continue;
            };
            let note = compared(destination, &origin);
            for (key, figure, other) in [
                (key, *destination, origin),
                (&mirrored, origin, *destination),
            ] {
                let note = format!("{}: {note}", other.area);
                let table = by_area.entry(figure.area).or_default();
                table.insert(key.clone(), (figure, note));
            }
        }
    }
    for table in by_area.values_mut() {
        dense::keep_whole(keys, table);
    }
    for (figure, note) in by_area.values().flat_map(BTreeMap::values) {
        let columns = figure.observations.columns();
        let cells = columns
            .filter_map(|(name, column)| Some((name, column.get(figure.row)?)))
            .filter(|(name, _)| *name != "OBS_NOTE")
            .chain([("OBS_NOTE", note.as_str())]);
        observations.push(cells, Some(figure.value()));
    }
    let tables = by_area.values();
    tables.map(|table| keys.lacking(table.keys())).collect()
}

/// The one figure of `area` for `key`.
fn only<'a>(shared: &Shared<'a>, key: &Key, area: &str) -> Option<Figure<'a>> {
    let mut own = shared.get(key)?.iter().filter(|figure| figure.area == area);
    own.next().copied().filter(|_| own.next().is_none())
}

/// What the two sides come to: D is the destination's figure, O the origin's.
fn compared(destination: &Figure<'_>, origin: &Figure<'_>) -> String {
    if !additive::same_concept(&[*destination, *origin]) {
        return "COMPARABLE=NO".to_owned();
    }
    let (Some(d), Some(o)) = (destination.value(), origin.value()) else {
        return "COMPARABLE=YES".to_owned();
    };
    let mut note = format!("COMPARABLE=YES; D={d}; O={o}; ASYM_ABS={}", d - o);
    if d + o > 0.0 {
        let relative = 200.0 * (d - o) / (d + o);
        let large = CLASSES.iter().find(|(most, _)| relative.abs() <= *most);
        let class = if d <= SMALL && o <= SMALL {
            "SMALL"
        } else {
            large.map_or("VERY_LARGE", |(_, class)| class)
        };
        note.push_str(&format!("; ASYM_REL={relative:.1}; CLASS={class}"));
    }
    if o > 0.0 {
        note.push_str(&format!("; RATIO={:.3}", d / o));
    }
    note
}
