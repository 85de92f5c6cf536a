//! Published figures of which none is a part of another: invented ones would not add up.

use schemas::record::{CanonicalRecord, CodeIndex, RecordLayout};

/// The codes of the figures that are kept, of one table.
#[derive(Default)]
pub(super) struct Apart {
    kept: Vec<Vec<CodeIndex>>,
}

impl Apart {
    /// Keeps the figure, unless it is a whole or a part of one that is kept.
    pub(super) fn keeps(&mut self, layout: &RecordLayout, record: &CanonicalRecord) -> bool {
        let codes = record.codes();
        self.kept.resize(codes.len(), Vec::new());
        let related = |(at, code): (usize, &CodeIndex)| {
            let mut kept = self.kept[at].iter();
            kept.any(|one| is_part(layout, at, *one, *code) || is_part(layout, at, *code, *one))
        };
        if codes.iter().enumerate().any(related) {
            return false;
        }
        for (kept, code) in self.kept.iter_mut().zip(codes) {
            if !kept.contains(code) {
                kept.push(*code);
            }
        }
        true
    }
}

fn is_part(layout: &RecordLayout, at: usize, part: CodeIndex, whole: CodeIndex) -> bool {
    let whole = layout.code_text(at, whole);
    let part = layout.code_text(at, part);
    let list = layout.codelist(at);
    part != whole && list.nearest_ancestor(part, |code| code == whole).is_some()
}
