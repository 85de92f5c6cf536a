//! The head of a definition from nothing: id, country, kind of source, titles.

use std::path::Path;

use schemas::{language::args, registry::Registry};

use super::Writer;
use crate::{
    inspect::words,
    propose::{
        draft::{Choice, quoted},
        layout::Role,
        reporter,
    },
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
        self.office(folder);
        self.attributes();
        self.draft.comment("propose-max-rejected", &args([]));
        self.draft.line("max_rejected = 0.01");
        self.draft.look("propose-titles", &args([]));
        let stem = file.rsplit_once('.').map_or(&*file, |(stem, _)| stem);
        let titles = self.subject.examined.titles.iter().map(String::as_str);
        let title = titles.max_by_key(|title| title.chars().count());
        let title = quoted(title.unwrap_or(stem));
        self.draft.line(format!(
            "titles = {{ es = {title}, en = {title}, fr = {title} }}"
        ));
    }

    /// From what kind of source the figures come and who answers for them: as in the adapter that is about the like.
    fn office(&mut self, folder: Option<&Path>) {
        if let Some(nearest) = &self.nearest {
            let definition = &nearest.definition;
            let (source, unit) = (&definition.source_type, &definition.provider_unit);
            let said = args([("adapter", nearest.id.clone())]);
            self.draft.look("propose-as-nearest", &said);
            self.draft.text("source_type", source);
            self.draft.text("provider_unit", unit);
            return;
        }
        let weighted = self.layout.header(Role::Weight).is_some();
        self.source_type(weighted);
        let units = reporter::units(self.area.as_deref(), folder);
        self.question("propose-which-unit", &units, "provider_unit");
    }

    /// The power of ten that the titles or the header of the amount tell, and the decimals.
    fn attributes(&mut self) {
        let examined = self.subject.examined;
        let amount = self.layout.header(Role::Amount);
        let mut told = examined.titles.iter().map(String::as_str).chain(amount);
        let power = told.find_map(|text| Some((words::power(text)?, text.to_owned())));
        if let Some((power, text)) = &power {
            let said = args([("header", text.clone()), ("unit", power.to_string())]);
            self.draft.look("propose-unit", &said);
        }
        let unit = power.map_or(0, |(power, _)| power);
        self.draft.line(format!(
            "attributes = {{ UNIT_MULT = \"{unit}\", DECIMALS = \"0\" }}"
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
