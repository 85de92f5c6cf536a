//! The text of the definition of another indicator.

use indexmap::IndexMap;
use schemas::language::args;

use super::{
    Sibling,
    blocks::{Block, blocks},
    classified::{self, Use},
    figures::UNIT,
};
use crate::{
    definition::check::table::FILLED,
    inspect::Column,
    propose::{
        codes,
        draft::{Choice, Draft, Proposal, UNANSWERED, key, list, quoted},
        scratch::slug,
    },
};

/// A column that breaks the figures down, with its name in the definition.
struct Breakdown<'a> {
    column: &'a Column,
    id: String,
    used: Use,
}

/// The definition.
pub(super) fn written(sibling: &Sibling<'_>) -> Proposal {
    let blocks = blocks(sibling.adapter.text());
    let mut writer = Writer {
        draft: Draft::new(sibling.wishes.language),
        breakdowns: breakdowns(sibling),
        sibling,
        blocks,
    };
    writer.head();
    for name in ["reporters", "source"] {
        writer.taken(name);
    }
    writer.periods();
    writer.taken("time");
    writer.columns();
    writer.filters();
    writer.dimensions();
    writer.table();
    let id = writer.id();
    writer.draft.into("", "", &id, Some(&sibling.fit.adapter))
}

fn breakdowns<'a>(sibling: &'a Sibling<'_>) -> Vec<Breakdown<'a>> {
    let kept = sibling.kept();
    let own = sibling.definition.dimension.iter();
    let own = own.filter(|(_, section)| {
        let column = section.column.as_deref();
        column.is_some_and(|column| kept.contains(column))
    });
    let mut taken: Vec<String> = own.map(|(id, _)| id.clone()).collect();
    let mut all: Vec<Breakdown<'_>> = Vec::new();
    for column in sibling.breakdowns() {
        let used = classified::used(column, sibling.dataflow, &taken);
        if let Use::Dimension { id, .. } = &used {
            taken.push(id.clone());
        }
        let mut id = slug(&format!("{}.", column.header));
        while sibling.definition.columns.contains_key(&id) || all.iter().any(|one| one.id == id) {
            id.push_str("_2");
        }
        all.push(Breakdown { column, id, used });
    }
    all
}

struct Writer<'a> {
    draft: Draft,
    sibling: &'a Sibling<'a>,
    blocks: Vec<Block<'a>>,
    breakdowns: Vec<Breakdown<'a>>,
}

impl Writer<'_> {
    fn id(&self) -> String {
        let folder = self.sibling.fit.adapter.split('/').next().unwrap_or("xxx");
        let named = || {
            format!(
                "{folder}/{}",
                slug(&format!("{}.", self.sibling.named.text))
            )
        };
        self.sibling.wishes.id.clone().unwrap_or_else(named)
    }

    fn head(&mut self) {
        let (sibling, definition) = (self.sibling, self.sibling.definition);
        let said = args([
            ("adapter", sibling.fit.adapter.clone()),
            ("file", sibling.examined.file.clone()),
            ("indicator", sibling.named.text.clone()),
        ]);
        self.draft.comment("propose-sibling", &said);
        let id = self.id();
        self.draft.text("id", &id);
        if definition.reporters.is_none() {
            self.draft.text("area", &definition.area);
        }
        self.draft.text("source_type", &definition.source_type);
        self.draft.text("provider_unit", &definition.provider_unit);
        self.attributes();
        self.draft.look("propose-titles", &args([]));
        let title = format!("{}: {}", definition.provider_unit, sibling.named.text);
        let title = quoted(&title);
        self.draft.line(format!(
            "titles = {{ es = {title}, en = {title}, fr = {title} }}"
        ));
    }

    /// The attributes of the adapter, but for what they say of its own indicator.
    fn attributes(&mut self) {
        let sibling = self.sibling;
        let mut attributes: IndexMap<String, String> = IndexMap::new();
        for (name, text) in &sibling.definition.attributes {
            if name == INFORMAL && sibling.measure() != Some("RT_INF") {
                continue;
            }
            let of_code = text.split(' ').map(|word| {
                let is_code = word.matches('_').count() >= 2;
                if is_code {
                    sibling.named.text.as_str()
                } else {
                    word
                }
            });
            let text = of_code.collect::<Vec<_>>().join(" ");
            attributes.insert(name.clone(), text);
        }
        let power = sibling.power();
        let told = power.map_or_else(|| UNANSWERED.to_owned(), |power| power.to_string());
        attributes.insert(UNIT.to_owned(), told.clone());
        for one in &self.breakdowns {
            if let Use::Attribute { name, code, .. } = &one.used {
                attributes.insert(name.clone(), code.clone());
            }
        }
        let pairs = attributes.iter();
        let pairs: Vec<String> = pairs
            .map(|(name, text)| format!("{} = {}", key(name), quoted(text)))
            .collect();
        let line = format!("attributes = {{ {} }}", pairs.join(", "));
        let said = args([("unit", told)]);
        if power.is_some() {
            self.draft.look("propose-sibling-unit", &said);
            self.draft.line(line);
        } else {
            let choices = ["0", "3", "6"].map(|power| Choice::new(power, ""));
            let path = format!("attributes.{UNIT}");
            self.draft
                .ask("propose-sibling-which-unit", &said, &choices, &line, &path);
        }
    }

    /// The sections of the adapter with this name, as they stand.
    fn taken(&mut self, name: &str) {
        for block in self.blocks.iter().filter(|block| block.is_of(name)) {
            self.draft.gap();
            for line in &block.lines {
                self.draft.line(*line);
            }
        }
    }

    /// The periods of the adapter, and those before in which the file begins.
    fn periods(&mut self) {
        let first = self.sibling.first_year();
        let from = first.filter(|first| *first < self.sibling.definition.periods.from);
        for block in self.blocks.iter().filter(|block| block.is_of("periods")) {
            self.draft.gap();
            for line in &block.lines {
                match from.filter(|_| line.starts_with("from")) {
                    Some(from) => self.draft.line(format!("from = {from}")),
                    None => self.draft.line(*line),
                }
            }
        }
    }

    fn columns(&mut self) {
        let sibling = self.sibling;
        let kept = sibling.kept();
        for (name, declared) in &sibling.definition.columns {
            let there = kept.contains(name.as_str());
            let found = sibling.fit.found.iter().any(|one| one.column == *name);
            if !there && (found || declared.required) {
                continue;
            }
            self.column(name);
        }
        for at in 0..self.breakdowns.len() {
            let one = &self.breakdowns[at];
            let header = one.column.header.clone();
            let texts: Vec<String> = one
                .column
                .codes()
                .into_iter()
                .map(|(text, _)| text)
                .collect();
            let lines = [
                format!("[columns.{}]", one.id),
                format!("names = {}", list(&[header])),
                "kind = \"label\"".to_owned(),
                format!("sample.values = {}", list(&texts)),
            ];
            self.draft.gap();
            for line in lines {
                self.draft.line(line);
            }
        }
    }

    /// A column of the adapter; that of the indicator with what the file says in it.
    fn column(&mut self, name: &str) {
        let indicator = name == self.sibling.named.column;
        self.draft.gap();
        let section = format!("columns.{name}");
        for block in self.blocks.iter().filter(|block| block.is_of(&section)) {
            for line in &block.lines {
                if !(indicator && line.starts_with("sample")) {
                    self.draft.line(*line);
                }
            }
        }
        if indicator {
            let text = std::slice::from_ref(&self.sibling.named.text);
            self.draft.line(format!("sample.values = {}", list(text)));
        }
    }

    fn filters(&mut self) {
        let sibling = self.sibling;
        let blocks: Vec<Vec<&str>> = self
            .blocks
            .iter()
            .filter(|block| block.name == "filter")
            .map(|block| block.lines.clone())
            .collect();
        for (filter, lines) in sibling.definition.filter.iter().zip(blocks) {
            let when = filter.keep.as_ref().or(filter.drop.as_ref());
            if when.is_some_and(|when| sibling.holds_still(when)) {
                self.draft.gap();
                for line in lines {
                    self.draft.line(line);
                }
            }
        }
        let said = args([("header", sibling.named.header.clone())]);
        let one = std::slice::from_ref(&sibling.named.text).to_vec();
        let column = sibling.named.column.clone();
        self.filter(
            ("keep", &column, &one),
            "other_indicator",
            "propose-sibling-indicator",
            &said,
        );
        for at in 0..self.breakdowns.len() {
            self.set_aside(at);
        }
    }

    fn filter(
        &mut self,
        (verb, column, texts): (&str, &str, &[String]),
        reason: &str,
        note: &str,
        said: &schemas::language::MessageArgs,
    ) {
        self.draft.gap();
        self.draft.look(note, said);
        self.draft.line("[[filter]]");
        self.draft
            .line(format!("{verb} = {{ {column} = {} }}", list(texts)));
        self.draft.text("reason", reason);
    }

    /// The rows of a breakdown that the tables cannot take.
    fn set_aside(&mut self, at: usize) {
        let one = &self.breakdowns[at];
        let (id, header) = (one.id.clone(), one.column.header.clone());
        let said = args([("header", header)]);
        match &one.used {
            Use::Dimension { aside, .. } if aside.is_empty() => {}
            Use::Dimension { aside, .. } => {
                let aside = aside.clone();
                self.filter(
                    ("drop", &id, &aside),
                    "classification_without_code",
                    "propose-sibling-aside",
                    &said,
                );
            }
            Use::Totals(totals) => {
                let totals = totals.clone();
                self.filter(
                    ("keep", &id, &totals),
                    "breakdown_without_dimension",
                    "propose-sibling-totals",
                    &said,
                );
            }
            Use::Attribute { name, code, kept } => {
                let said = args([
                    ("header", one.column.header.clone()),
                    ("attribute", format!("{name} = {code}")),
                ]);
                let kept = vec![kept.clone()];
                self.filter(
                    ("keep", &id, &kept),
                    "other_unit",
                    "propose-sibling-attribute",
                    &said,
                );
            }
            Use::Part { kept, origin } => {
                let (kept, reason) = (kept.clone(), origin.reason.as_str());
                self.filter(("keep", &id, &kept), reason, "propose-sibling-part", &said);
            }
            Use::Open(texts) => {
                let choices: Vec<Choice> = texts.iter().map(|text| Choice::new(text, "")).collect();
                self.draft.gap();
                self.draft.line("[[filter]]");
                self.draft.text("reason", "breakdown_without_dimension");
                let line = format!("keep = {{ {id} = {} }}", quoted(UNANSWERED));
                let path = format!("filter.keep.{id}");
                self.draft
                    .ask("propose-sibling-which", &said, &choices, &line, &path);
            }
        }
    }

    fn dimensions(&mut self) {
        let sibling = self.sibling;
        let kept = sibling.kept();
        for dimension in &sibling.dataflow.dimensions {
            let id = dimension.id.as_str();
            if FILLED.contains(&id) || dimension.codelist.is_none() {
                continue;
            }
            if self.broken_down(id) {
                continue;
            }
            let own = sibling.definition.dimension.get(id);
            let own = own.and_then(|section| section.column.as_deref());
            if own.is_some_and(|column| kept.contains(column)) {
                self.taken(&format!("dimension.{id}"));
            } else if let Some(code) = self.set(id) {
                self.draft.gap();
                let said = args([("dimension", id.to_owned()), ("code", code.clone())]);
                self.draft.look("propose-sibling-constant", &said);
                self.draft.line(format!("[dimension.{id}]"));
                self.draft.text("constant", &code);
            } else if dimension.required && dimension.default.is_none() {
                self.constant(id);
            }
        }
    }

    /// Writes the dimension, if a breakdown gives it its codes.
    fn broken_down(&mut self, id: &str) -> bool {
        let found = self.breakdowns.iter().find_map(|one| match &one.used {
            Use::Dimension { id: of, map, .. } if of == id => Some((one.id.clone(), map.clone())),
            _ => None,
        });
        let Some((column, map)) = found else {
            return false;
        };
        self.draft.gap();
        self.draft.line(format!("[dimension.{id}]"));
        self.draft.text("column", &column);
        self.draft.gap();
        self.draft.line(format!("[dimension.{id}.map]"));
        for (text, code) in map {
            self.draft
                .line(format!("{} = {}", quoted(&text), quoted(&code)));
        }
        true
    }

    /// The code that the indicator, or a breakdown of which a part is taken, gives the dimension.
    fn set(&self, id: &str) -> Option<String> {
        let parts = self.breakdowns.iter().filter_map(|one| match &one.used {
            Use::Part { origin, .. } => origin.set.get(id),
            _ => None,
        });
        let measured = self.sibling.measured.as_ref();
        let measured = measured.and_then(|measured| measured.set.get(id));
        parts.chain(measured).next().cloned()
    }

    fn constant(&mut self, id: &str) {
        let Some(list) = codes::list_of(self.sibling.dataflow, id) else {
            return;
        };
        let area = &self.sibling.definition.area;
        let choices = codes::constants(list, area, self.draft.language());
        self.draft.gap();
        self.draft.line(format!("[dimension.{id}]"));
        let said = args([("dimension", id.to_owned())]);
        let line = format!("constant = {}", quoted(UNANSWERED));
        let path = format!("dimension.{id}.constant");
        self.draft
            .ask("propose-which-constant", &said, &choices, &line, &path);
    }

    fn table(&mut self) {
        let sibling = self.sibling;
        self.draft.gap();
        let measures: Vec<(&str, &str)> = sibling
            .dataflow
            .measures
            .iter()
            .map(|one| (one.id.as_str(), one.names.get(self.draft.language())))
            .collect();
        let told = measures.iter().map(|(id, _)| *id).collect::<Vec<_>>();
        let dataflow = sibling.dataflow.id.to_string();
        self.draft.look(
            "propose-sibling-table",
            &args([
                ("dataflow", dataflow.clone()),
                ("measures", told.join(", ")),
            ]),
        );
        self.draft.line("[[table]]");
        self.draft.text("dataflow", &dataflow);
        match sibling.measure() {
            Some(measure) => self.draft.text("measure", measure),
            None => {
                let choices: Vec<Choice> = measures
                    .iter()
                    .map(|(id, title)| Choice::new(id, title))
                    .collect();
                let line = format!("measure = {}", quoted(UNANSWERED));
                let said = args([("indicator", sibling.named.text.clone())]);
                self.draft.ask(
                    "propose-sibling-measure",
                    &said,
                    &choices,
                    &line,
                    "table.measure",
                );
            }
        }
        let block = self.blocks.iter().find(|block| block.name == "table");
        let lines = block.map_or_else(Vec::new, |block| block.lines.clone());
        for line in lines.into_iter().skip(1) {
            let key = line.split('=').next().unwrap_or_default().trim();
            if !matches!(key, "dataflow" | "measure" | "when" | "attributes") {
                self.draft.line(line);
            }
        }
        self.draft.gap();
        self.draft.comment("propose-control", &args([]));
        self.draft.line("[[control_total]]");
        self.draft.text("name", "figures");
    }
}

/// The attribute that only speaks of informal jobs.
const INFORMAL: &str = "INFORMAL_STD";
