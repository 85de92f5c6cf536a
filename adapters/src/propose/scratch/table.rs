//! The table: measure, blocks and the total to compare with.

use schemas::language::args;

use super::{OF_EMPLOYED, Writer};
use crate::propose::{draft::list, layout::Role};

impl Writer<'_> {
    pub(super) fn table(&mut self) {
        let flow = self.subject.dataflow;
        self.draft.gap();
        self.draft
            .look("propose-table", &args([("dataflow", flow.id.to_string())]));
        self.draft.line("[[table]]");
        self.draft.text("dataflow", flow.id.as_str());
        let measures: Vec<&str> = flow.measures.iter().map(|one| one.id.as_str()).collect();
        if let [first, rest @ ..] = measures.as_slice() {
            if !rest.is_empty() {
                self.draft
                    .look("propose-measure", &args([("measures", rest.join(", "))]));
            }
            self.draft.text("measure", first);
        }
        for (role, name) in [
            (Role::Amount, "amount"),
            (Role::Weight, "weight"),
            (Role::Holder, "holder"),
        ] {
            if let Some(id) = self.layout.id_of(role) {
                self.draft.text(name, &id);
            }
        }
        let weighted = self.layout.header(Role::Weight).is_some();
        self.draft.look("propose-profile", &args([]));
        self.draft
            .text("profile", if weighted { "survey" } else { "count" });
        self.blocks();
        self.totals(weighted);
    }

    fn blocks(&mut self) {
        let has: Vec<&str> = self.assigned.iter().map(|one| one.id.as_str()).collect();
        let labour = self.subject.dataflow.id.as_str() == "DF_LM_STOCK";
        let first: Vec<String> = if labour {
            let wanted = ["SEX", "AGE", "LABOUR_STATUS"];
            wanted
                .into_iter()
                .filter(|id| has.contains(id))
                .map(str::to_owned)
                .collect()
        } else {
            has.iter().take(2).map(|id| (*id).to_owned()).collect()
        };
        let rest: Vec<String> = has
            .iter()
            .filter(|id| !first.iter().any(|one| one == *id))
            .map(|id| (*id).to_owned())
            .collect();
        let mut lines = Vec::new();
        lines.push((first, false));
        for id in rest {
            let employed = labour && OF_EMPLOYED.contains(&id.as_str());
            lines.push((vec![id], employed));
        }
        for (by, employed) in lines {
            self.draft.gap();
            self.draft.line("[[table.block]]");
            self.draft.line(format!("by = {}", list(&by)));
            if employed {
                self.draft.line("only = { LABOUR_STATUS = \"EMP\" }");
            }
        }
    }

    fn totals(&mut self, weighted: bool) {
        self.draft.gap();
        self.draft.comment("propose-control", &args([]));
        self.draft.line("[[control_total]]");
        self.draft.text("name", "total");
        if let Some(amount) = self.layout.id_of(Role::Amount) {
            self.draft.text("column", &amount);
        }
        if let Some(weight) = self.layout.id_of(Role::Weight).filter(|_| weighted) {
            self.draft.text("weight", &weight);
        }
    }
}
