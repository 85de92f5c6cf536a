//! A definition from nothing, for a file that resembles no series: head, source, columns, dimensions and tables,
//! each with what could be found out and a question for what could not.

use std::path::Path;

use schemas::{dataflow::Dataflow, language::args, period::ReferencePeriod, registry::Registry};

use super::{
    ProposeError, Wishes, codes,
    draft::{Choice, Draft, Proposal, UNANSWERED, key, list, quoted},
    layout::{Layout, Role},
    roles::{self, Assigned, Source, Subject},
};
use crate::{
    definition::{check::table::FILLED, text::nearest},
    inspect::{self, Examined, words},
    mapping::Trial,
};

/// Codes of one dimension that are asked for one by one.
const ASKED: usize = 40;

/// Proposes a definition.
pub(super) fn propose(
    examined: &Examined,
    folder: Option<&Path>,
    wishes: &Wishes,
) -> Result<Proposal, ProposeError> {
    let weighted = examined
        .columns
        .iter()
        .any(|column| words::is_weight(&column.header) && column.profile.numbers > 0);
    let named = wishes
        .dataflow
        .as_deref()
        .unwrap_or_else(|| roles::dataflow_of(examined, weighted));
    let dataflow = dataflow(named)?;
    let area = area(examined, wishes)?;
    let mut layout = Layout::of(examined, dataflow);
    super::reporter::separate(examined, area.as_deref(), &mut layout);
    let subject = Subject {
        examined,
        area: area.as_deref().unwrap_or(SOME_AREA),
        dataflow,
    };
    let taken = layout.taken();
    let assigned = roles::assign(&subject, folder, wishes.without.as_deref(), &taken);
    layout.give(&assigned);
    let mut writer = Writer {
        draft: Draft::new(wishes.language),
        subject,
        layout,
        assigned,
        wishes,
        area: area.clone(),
    };
    writer.head(folder);
    writer.source();
    writer.columns();
    writer.dimensions();
    writer.table();
    Ok(writer.finish())
}

/// A country to try subdivisions with, where none is known.
const SOME_AREA: &str = "MEX";

fn dataflow(id: &str) -> Result<&'static Dataflow, ProposeError> {
    let registry = Registry::builtin();
    registry.dataflow(id).ok_or_else(|| ProposeError::Unknown {
        kind: "dataflow",
        found: id.to_owned(),
        nearest: nearest(id, registry.dataflows().map(|flow| flow.id.as_str())),
    })
}

/// The country that the officer names, or whose subdivisions the file names.
fn area(examined: &Examined, wishes: &Wishes) -> Result<Option<String>, ProposeError> {
    let registry = Registry::builtin();
    if let Some(area) = &wishes.area {
        let known = registry
            .codelist("CL_AREA")
            .filter(|list| list.get(area).is_none());
        return match known {
            None => Ok(Some(area.clone())),
            Some(list) => Err(ProposeError::Unknown {
                kind: "area",
                found: area.clone(),
                nearest: nearest(area, list.codes().iter().map(|code| code.code.as_str())),
            }),
        };
    }
    Ok(super::reporter::area_of(examined))
}

struct Writer<'a> {
    draft: Draft,
    subject: Subject<'a>,
    layout: Layout,
    assigned: Vec<Assigned>,
    wishes: &'a Wishes,
    area: Option<String>,
}

impl Writer<'_> {
    fn period(&self) -> Option<ReferencePeriod> {
        let told = self.wishes.period;
        told.or_else(|| inspect::period_of_name(&self.subject.examined.file))
    }

    fn id(&self) -> String {
        if let Some(id) = &self.wishes.id {
            return id.clone();
        }
        let area = self.area.as_deref().unwrap_or("xxx").to_lowercase();
        format!("{area}/{}", slug(&self.subject.examined.file))
    }

    fn head(&mut self, folder: Option<&Path>) {
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
                let countries = super::reporter::members(self.draft.language());
                self.question("propose-which-area", &countries, "area");
            }
        }
        let weighted = self.layout.header(Role::Weight).is_some();
        self.source_type(weighted);
        let units = super::reporter::units(self.area.as_deref(), folder);
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

    fn question(&mut self, text: &str, choices: &[Choice], name: &str) {
        let line = format!("{name} = {}", quoted(UNANSWERED));
        self.draft.ask(text, &args([]), choices, &line, name);
    }

    fn source(&mut self) {
        let examined = self.subject.examined;
        self.draft.gap();
        self.draft.line("[source]");
        self.draft
            .line(format!("formats = [{}]", quoted(examined.format)));
        if let Some(row) = examined.header_row.filter(|row| *row > 25) {
            self.draft
                .line(format!("header = {{ within = {} }}", row + 5));
        }
        if let Some(sheet) = &examined.sheet {
            let others = examined.sheets.iter().filter(|sheet| sheet.visible).count() > 1;
            if others {
                self.draft.look("propose-one-sheet", &args([]));
                self.draft.text("sheet", sheet);
            }
        }
        if let Some(footer) = examined
            .footer
            .as_ref()
            .filter(|one| !one.starts.is_empty())
        {
            let said = args([("row", footer.row.to_string())]);
            self.draft.look("propose-footer", &said);
            let starts = list(std::slice::from_ref(&footer.starts));
            self.draft.line(format!("footer = {starts}"));
        }
        let filled = self.layout.filled_down(examined);
        if !filled.is_empty() {
            let said = args([("columns", filled.join(", "))]);
            self.draft.look("propose-fill-down", &said);
            self.draft.line(format!("fill_down = {}", list(&filled)));
        }
        self.periods();
        self.time();
    }

    fn periods(&mut self) {
        self.draft.gap();
        self.draft.line("[periods]");
        let period = self.period();
        if period.is_none() {
            let said = args([("file", self.subject.examined.file.clone())]);
            self.draft.look("propose-year", &said);
        }
        let year = period.map_or(2024, ReferencePeriod::year);
        self.draft.line(format!("from = {year}"));
        if let Some(period) = period.filter(|_| self.layout.header(Role::Date).is_none()) {
            self.draft.line(format!(
                "frequencies = [{}]",
                quoted(period.frequency().code())
            ));
        }
    }

    fn time(&mut self) {
        let id = |role| self.layout.id_of(role);
        let (date, year, month) = (id(Role::Date), id(Role::Year), id(Role::Month));
        if date.is_none() && year.is_none() {
            return;
        }
        self.draft.gap();
        self.draft.look("propose-time", &args([]));
        self.draft.line("[time]");
        if let Some(date) = date {
            self.draft.text("date", &date);
            return;
        }
        for (name, column) in [("year", year), ("month", month)] {
            if let Some(column) = column {
                self.draft.text(name, &column);
            }
        }
    }

    fn columns(&mut self) {
        for declared in self.layout.declared(self.subject.examined) {
            self.draft.gap();
            self.draft.line(format!("[columns.{}]", declared.id));
            self.draft
                .line(format!("names = {}", list(&[declared.header])));
            for line in declared.lines {
                self.draft.line(line);
            }
            if declared.unordered_date {
                let choices = [
                    Choice::new("dmy", "31/12/2024"),
                    Choice::new("mdy", "12/31/2024"),
                ];
                self.question("propose-which-order", &choices, "date_order");
            }
        }
        if self.layout.hidden > 0 {
            self.draft.gap();
            let said = args([("count", self.layout.hidden.to_string())]);
            self.draft.comment("propose-not-declared", &said);
        }
        for (header, area) in self.layout.reporters.clone() {
            self.draft.gap();
            let said = args([("header", header.clone()), ("area", area.clone())]);
            self.draft.look("propose-reporter", &said);
            let id = self.layout.id_of_header(&header);
            self.draft.line("[[filter]]");
            self.draft
                .line(format!("keep = {{ {id} = {} }}", quoted(&area)));
            self.draft.text("reason", "other_country");
        }
    }

    fn dimensions(&mut self) {
        let flow = self.subject.dataflow;
        let assigned = std::mem::take(&mut self.assigned);
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

    /// A dimension that no column gives: the same for all rows, says the officer.
    fn constant(&mut self, id: &str) {
        let Some(list) = codes::list_of(self.subject.dataflow, id) else {
            return;
        };
        let choices = codes::constants(list, self.subject.area, self.draft.language());
        self.draft.gap();
        self.draft.line(format!("[dimension.{id}]"));
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
        for (code, count) in unknown {
            let said = args([
                ("header", one.header.clone()),
                ("code", code.clone()),
                ("count", count.to_string()),
            ]);
            if let Some(meant) = codes::sure(list, area, code) {
                self.draft.look("propose-code", &said);
                self.draft
                    .line(format!("{} = {}", quoted(code), quoted(&meant)));
                continue;
            }
            let choices = codes::choices(list, area, code, &[], language);
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

    /// The codes that the source does not know.
    fn unknown(&self, one: &Assigned) -> Vec<(String, u64)> {
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

    fn table(&mut self) {
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

    fn finish(self) -> Proposal {
        let id = self.id();
        self.draft.into("", "", &id, None)
    }
}

/// The dimensions of those who are employed.
const OF_EMPLOYED: [&str; 3] = ["STATUS_EMP", "ACTIVITY", "OCCUPATION"];

/// A source in the words of the definition.
fn told(source: &Source) -> String {
    match source {
        Source::Borrowed { adapter, .. } => adapter.clone(),
        Source::Titles => "titles".to_owned(),
        Source::Verbatim => "verbatim".to_owned(),
        Source::Concordance { id, .. } => id.clone(),
        Source::Age => "age_bands".to_owned(),
        Source::Unknown => "?".to_owned(),
    }
}

/// The dimension as it is going to be, ready to be tried.
fn trial(subject: &Subject<'_>, one: &Assigned) -> Option<Trial> {
    use crate::definition::dimension::{Dimension, OneOrMany};
    let flow = (subject.dataflow, one.id.as_str());
    let plain =
        |section: &Dimension, shape: &str| codes::trial_of(subject.area, flow, section, shape);
    match &one.source {
        Source::Borrowed { section, shape, .. } => {
            let column = crate::definition::column::Column {
                shape: (**shape).clone(),
                ..Default::default()
            };
            Trial::new(subject.area, &[], &column, flow, section)
        }
        Source::Titles => plain(
            &Dimension {
                titles: true,
                ..Dimension::default()
            },
            "",
        ),
        Source::Verbatim => plain(&Dimension::default(), ""),
        Source::Concordance { id, shape } => plain(
            &Dimension {
                concordance: OneOrMany(vec![id.clone()]),
                ..Dimension::default()
            },
            shape,
        ),
        Source::Age | Source::Unknown => None,
    }
}

/// The keys that look a cell up. `whole`: no map follows.
fn looked_up(source: &Source, whole: bool) -> Vec<String> {
    match source {
        Source::Borrowed { section, .. } => borrowed(section),
        Source::Titles => vec!["titles = true".to_owned()],
        Source::Verbatim if whole => Vec::new(),
        Source::Verbatim => vec!["verbatim = true".to_owned()],
        Source::Concordance { id, .. } => vec![format!("concordance = {}", quoted(id))],
        Source::Age => vec!["age_bands = \"ten_years\"".to_owned()],
        Source::Unknown => Vec::new(),
    }
}

/// What an adapter's section says, but for its map and the column.
fn borrowed(section: &crate::definition::dimension::Dimension) -> Vec<String> {
    let mut lines = Vec::new();
    if section.titles {
        lines.push("titles = true".to_owned());
    }
    if !section.concordance.0.is_empty() {
        lines.push(format!("concordance = {}", list(&section.concordance.0)));
    }
    if section.verbatim == Some(true) {
        lines.push("verbatim = true".to_owned());
    }
    if section.level > 0 {
        lines.push(format!("level = {}", section.level));
    }
    for (name, code) in [
        ("missing", &section.missing),
        ("unmapped", &section.unmapped),
        ("undecided", &section.undecided),
    ] {
        if let Some(code) = code {
            lines.push(format!("{name} = {}", quoted(code)));
        }
    }
    if let Some(bands) = section.age_bands {
        use crate::definition::dimension::AgeBands;
        let name = match bands {
            AgeBands::FiveYears => "five_years",
            AgeBands::TenYears => "ten_years",
            AgeBands::Aggregate => "aggregate",
        };
        lines.push(format!("age_bands = {}", quoted(name)));
    }
    lines
}

/// The lines of a borrowed map that the file has use for.
fn mapped(examined: &Examined, one: &Assigned) -> Vec<(String, String)> {
    use crate::definition::text::fold;
    let Source::Borrowed { section, .. } = &one.source else {
        return Vec::new();
    };
    let Some(column) = examined.column(&one.header) else {
        return Vec::new();
    };
    let texts = column.profile.counted();
    let stands = |national: &str| {
        let wanted = fold(national);
        section.map.len() <= 20 || texts.iter().any(|(text, _)| fold(text) == wanted)
    };
    section
        .map
        .iter()
        .filter(|(national, _)| stands(national))
        .map(|(national, code)| (national.clone(), code.clone()))
        .collect()
}

/// A file's name as the name of an adapter.
fn slug(file: &str) -> String {
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let letters = words::tokens(stem)
        .into_iter()
        .map(|word| {
            word.chars()
                .filter(char::is_ascii_alphanumeric)
                .collect::<String>()
        })
        .filter(|word| !word.is_empty());
    let name = letters.collect::<Vec<_>>().join("_");
    if name.is_empty() {
        "nuevo".to_owned()
    } else {
        name
    }
}
