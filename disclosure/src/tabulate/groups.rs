//! Groups outside of the tree of a dimension, and the cells in which nobody can be.

use std::collections::BTreeSet;

use schemas::record::RecordLayout;

use super::{Block, TableSpec, TabulateError};
use crate::{
    geometry::{CellId, members},
    table::RawTable,
};

/// Per cell, whether nobody can be in it: the dataflow admits no record of its codes nor of those
/// below (an occupation of the unemployed).
pub(super) fn structural(table: &RawTable, mut possible: Vec<bool>) -> Vec<bool> {
    let sent = possible.len();
    loop {
        let mut changed = false;
        for at in 0..table.equations.len() {
            let members = table.equations.members(at);
            let some = |cell: &CellId| possible.get(*cell as usize).copied().unwrap_or(false);
            if !some(&members[0]) && members[1..].iter().any(some) {
                possible[members[0] as usize] = true;
                changed = true;
            }
        }
        if !changed {
            return possible.into_iter().take(sent).map(|can| !can).collect();
        }
    }
}

/// The groups that are asked for, and those at which a block is held.
pub(super) fn groups(
    spec: &TableSpec,
    blocks: &[Block],
    layout: &RecordLayout,
) -> Result<Vec<BTreeSet<u16>>, TabulateError> {
    let mut groups = vec![BTreeSet::new(); layout.dimensions().len()];
    for (id, codes) in &spec.groups {
        let position = layout
            .position(id.as_str())
            .ok_or_else(|| TabulateError::UnknownDimension(id.to_string()))?;
        for code in codes {
            let list = layout.codelist(position);
            let found = layout.code(position, code);
            let group = found.filter(|_| !members(list, code).is_empty());
            let group = group.ok_or_else(|| TabulateError::UnknownCode {
                dimension: id.to_string(),
                code: code.clone(),
            })?;
            groups[position].insert(group.0);
        }
    }
    for (position, code) in blocks.iter().flat_map(|block| &block.held) {
        let text = layout.code_text(*position, *code);
        if !members(layout.codelist(*position), text).is_empty() {
            groups[*position].insert(code.0);
        }
    }
    Ok(groups)
}
