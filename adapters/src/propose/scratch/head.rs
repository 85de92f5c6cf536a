//! The head of a definition from nothing: id, country, kind of source, titles.

use std::path::Path;

use schemas::{language::args, registry::Registry};

use super::Writer;
use crate::propose::{
    draft::{Choice, quoted},
    layout::Role,
    reporter,
};

impl Writer<'_> {
    pub(super) fn head(&mut self, folder: Option<&Path>) {
        let file = self.subject.examined.file.clone();
        self.draft
            .comment("propose-scratch", &args([("file", file.clone())]));
        let id = self.id();
        self.draft.text("id", &id);
        match self.area.clone() {
            Some(area) => {
                self.draft.look("propose-area", &args([]));
                self.draft.text("area", &area);
            }
            None => {
                let countries = reporter::members(self.draft.language());
                self.question("propose-which-area", &countries, "area");
            }
        }
        let weighted = self.layout.header(Role::Weight).is_some();
        self.source_type(weighted);
        let units = reporter::units(self.area.as_deref(), folder);
        self.question("propose-which-unit", &units, "provider_unit");
        self.draft
            .line("attributes = { UNIT_MULT = \"0\", DECIMALS = \"0\" }");
        self.draft.comment("propose-max-rejected", &args([]));
        self.draft.line("max_rejected = 0.01");
        self.draft.look("propose-titles", &args([]));
        let title = quoted(file.rsplit_once('.').map_or(&file, |(stem, _)| stem));
        self.draft.line(format!(
            "titles = {{ es = {title}, en = {title}, fr = {title} }}"
        ));
    }

    fn source_type(&mut self, weighted: bool) {
        let language = self.draft.language();
        let Some(list) = Registry::builtin().codelist("CL_SOURCE_TYPE") else {
            return;
        };
        let likely = match self.subject.dataflow.id.as_str() {
            _ if weighted => "LFS",
            "DF_PERMIT" => "ADM_PERM",
            "DF_RETURN" => "ADM_RETURN",
            "DF_REMIT" => "ADM_BOP",
            "DF_MIG_FLOW" => "ADM_BORD",
            "DF_VACANCY" => "ADM_PES",
            _ => "ADM",
        };
        let first = list.get(likely).into_iter();
        let rest = list.codes().iter().filter(|code| code.code != likely);
        let choices: Vec<Choice> = first
            .chain(rest)
            .map(|code| Choice::new(&code.code, code.names.get(language)))
            .collect();
        self.question("propose-which-source", &choices, "source_type");
    }
}
