//! The dimensions: what gives each its codes, and the codes that the officer is asked for.

use indexmap::IndexMap;
use schemas::language::args;

use super::{
    OF_EMPLOYED, Writer,
    section::{looked_up, mapped, told, trial},
};
use crate::{
    codebook,
    definition::check::table::FILLED,
    inspect::{self, words},
    propose::{
        codes,
        draft::{Choice, UNANSWERED, key, list, quoted},
        roles::{Assigned, Source},
    },
};

/// Codes of one dimension that are asked for one by one.
const ASKED: usize = 40;

impl Writer<'_> {
    pub(super) fn dimensions(&mut self) {
        let flow = self.subject.dataflow;
        let assigned = std::mem::take(&mut self.assigned);
        for one in &assigned {
            self.sums(one);
        }
        for dimension in &flow.dimensions {
            let id = dimension.id.as_str();
            if FILLED.contains(&id) || dimension.codelist.is_none() {
                continue;
            }
            if let Some(one) = assigned.iter().find(|one| one.id == id) {
                self.dimension(one, &assigned);
            } else if dimension.required && dimension.default.is_none() {
                self.constant(id);
            }
        }
        self.assigned = assigned;
    }

    /// Rows of sums, whose label is none of the codes: they are of what the other rows tell.
    fn sums(&mut self, one: &Assigned) {
        let texts = self.unknown_texts(one).into_iter().map(|(text, _)| text);
        let sums: Vec<String> = texts.filter(|text| is_sum(text)).collect();
        if sums.is_empty() {
            return;
        }
        let column = self.layout.id_of_header(&one.header);
        self.draft.gap();
        let said = args([("header", one.header.clone())]);
        self.draft.look("propose-sums", &said);
        self.draft.line("[[filter]]");
        self.draft
            .line(format!("drop = {{ {column} = {} }}", list(&sums)));
        self.draft.text("reason", "sums_of_the_table");
    }

    /// A dimension that no column gives: the same for all rows, says the officer.
    fn constant(&mut self, id: &str) {
        let Some(list) = codes::list_of(self.subject.dataflow, id) else {
            return;
        };
        let choices = codes::constants(list, self.subject.area, self.draft.language());
        self.draft.gap();
        self.draft.line(format!("[dimension.{id}]"));
        let nearest = self.nearest.as_ref();
        let known = nearest.and_then(|one| Some((one.constant(id)?, one.id.clone())));
        let known = known.filter(|(code, _)| list.get(code).is_some());
        if let Some((code, adapter)) = known {
            let said = args([("dimension", id.to_owned()), ("adapter", adapter)]);
            self.draft.look("propose-constant-as-nearest", &said);
            self.draft.text("constant", &code);
            return;
        }
        if let [only] = choices.as_slice() {
            self.draft.text("constant", &only.code);
            return;
        }
        let said = args([("dimension", id.to_owned())]);
        let line = format!("constant = {}", quoted(UNANSWERED));
        let path = format!("dimension.{id}.constant");
        self.draft
            .ask("propose-which-constant", &said, &choices, &line, &path);
    }

    fn dimension(&mut self, one: &Assigned, all: &[Assigned]) {
        self.draft.gap();
        let said = args([
            ("dimension", one.id.clone()),
            ("header", one.header.clone()),
            ("share", format!("{:.0}", one.share * 100.0)),
            ("from", told(&one.source)),
        ]);
        let key = if matches!(one.source, Source::Unknown) {
            "propose-dimension-unknown"
        } else {
            "propose-dimension"
        };
        self.draft.look(key, &said);
        self.draft.line(format!("[dimension.{}]", one.id));
        self.draft
            .text("column", &self.layout.id_of_header(&one.header));
        self.applies(one, all);
        let unknown = self.unknown(one);
        let many = unknown.len() > ASKED;
        for line in looked_up(&one.source, unknown.is_empty()) {
            self.draft.line(line);
        }
        if many {
            self.leftovers(one, &unknown);
        }
        let mapped = mapped(self.subject.examined, one);
        if (unknown.is_empty() || many) && mapped.is_empty() {
            return;
        }
        self.draft.gap();
        self.draft.line(format!("[dimension.{}.map]", one.id));
        for (national, code) in mapped {
            self.draft
                .line(format!("{} = {}", quoted(&national), quoted(&code)));
        }
        if !many {
            self.ask_codes(one, &unknown);
        }
    }

    fn leftovers(&mut self, one: &Assigned, unknown: &[(String, u64)]) {
        let Some(list) = codes::list_of(self.subject.dataflow, &one.id) else {
            return;
        };
        let said = args([
            ("header", one.header.clone()),
            ("code", format!("{}, …", unknown[0].0)),
            ("count", unknown[0].1.to_string()),
        ]);
        let choices = codes::leftovers(list, self.draft.language());
        let line = format!("unmapped = {}", quoted(UNANSWERED));
        let path = format!("dimension.{}.unmapped", one.id);
        self.draft
            .ask("propose-many-codes", &said, &choices, &line, &path);
    }

    fn ask_codes(&mut self, one: &Assigned, unknown: &[(String, u64)]) {
        let Some(list) = codes::list_of(self.subject.dataflow, &one.id) else {
            return;
        };
        let (area, language) = (self.subject.area, self.draft.language());
        let none = IndexMap::new();
        let column = self.subject.examined.column(&one.header);
        for (code, count) in unknown {
            let told = column.map_or_else(Vec::new, |column| column.meanings(code));
            let mut shown = code.clone();
            if let Some(label) = told.first() {
                let book = column.and_then(|column| column.book.as_ref()?.label(code));
                let label = book.map_or(*label, |titles| codebook::said(titles, language));
                shown = format!("{code} = {label}");
            }
            let said = args([
                ("header", one.header.clone()),
                ("code", shown),
                ("count", count.to_string()),
            ]);
            let of_book = codes::meant(list, area, &told);
            let meant = of_book.or_else(|| {
                // A code that the book explains is not what it looks like.
                let plain = told.is_empty();
                plain
                    .then(|| codes::sure(list, area, code, &none))
                    .flatten()
            });
            if let Some(meant) = meant {
                self.draft.look("propose-code", &said);
                self.draft
                    .line(format!("{} = {}", quoted(code), quoted(&meant)));
                continue;
            }
            let asked = told.first().copied().unwrap_or(code);
            let choices = codes::choices(list, area, asked, &none, language);
            let line = format!("{} = {}", quoted(code), quoted(UNANSWERED));
            let path = format!("dimension.{}.map.{}", one.id, key(code));
            self.draft
                .ask("propose-which-code", &said, &choices, &line, &path);
        }
    }

    /// Occupation, activity and status belong to employed persons only.
    fn applies(&mut self, one: &Assigned, all: &[Assigned]) {
        if self.subject.dataflow.id.as_str() != "DF_LM_STOCK"
            || !OF_EMPLOYED.contains(&one.id.as_str())
        {
            return;
        }
        let Some(status) = all.iter().find(|other| other.id == "LABOUR_STATUS") else {
            return;
        };
        let texts = self.texts(status);
        let employed: Vec<String> = trial(&self.subject, status)
            .map(|trial| {
                let is = |text: &&(String, u64)| trial.code(&text.0) == Some(Some("EMP"));
                texts
                    .iter()
                    .filter(is)
                    .map(|(text, _)| text.clone())
                    .collect()
            })
            .unwrap_or_default();
        let column = self.layout.id_of_header(&status.header);
        if !employed.is_empty() {
            self.draft
                .line(format!("applies = {{ {column} = {} }}", list(&employed)));
            return;
        }
        let choices: Vec<Choice> = texts
            .iter()
            .map(|(text, _)| Choice::new(text, ""))
            .collect();
        let line = format!("applies = {{ {column} = {} }}", quoted(UNANSWERED));
        let path = format!("dimension.{}.applies.{column}", one.id);
        let said = args([("header", status.header.clone())]);
        self.draft
            .ask("propose-which-employed", &said, &choices, &line, &path);
    }

    /// The codes of the column that may be shown.
    fn texts(&self, one: &Assigned) -> Vec<(String, u64)> {
        let column = self.subject.examined.column(&one.header);
        column.map_or_else(Vec::new, inspect::Column::codes)
    }

    /// The codes that the source does not know, but for the labels of sums.
    fn unknown(&self, one: &Assigned) -> Vec<(String, u64)> {
        let mut unknown = self.unknown_texts(one);
        unknown.retain(|(text, _)| !is_sum(text));
        unknown
    }

    fn unknown_texts(&self, one: &Assigned) -> Vec<(String, u64)> {
        let texts = self.texts(one);
        if matches!(one.source, Source::Age) {
            return Vec::new();
        }
        match trial(&self.subject, one) {
            Some(trial) => texts
                .into_iter()
                .filter(|(text, _)| trial.code(text).is_none())
                .collect(),
            None => texts,
        }
    }
}

/// Whether the label is that of a sum of all rows.
fn is_sum(text: &str) -> bool {
    let words = words::tokens(text);
    let first = words.first().map(String::as_str);
    matches!(first, Some("total" | "totales" | "totaux")) && words.len() <= MOST_WORDS
}

/// `Total general`, `Total nacional`, `Total of all`: more words say of what it is a total.
const MOST_WORDS: usize = 3;
