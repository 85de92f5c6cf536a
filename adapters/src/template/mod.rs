//! Workbooks for offices that type their table: one per dataflow, with a drop-down list per dimension, and the
//! built-in adapter `template` that reads each of them back. What a template is of stands in a hidden sheet of it.
//! A register has a row for each thing that it tells of, with dates and words beside its codes.

mod error;
mod figures;
mod read;
mod register;
mod write;

use schemas::{
    codelist::{Code, Codelist},
    column::{ColumnRule, Content},
    dataflow::{Dataflow, Dimension, Measure},
    language::{Language, args},
    registry::Registry,
};

pub use error::TemplateError;
pub use read::adapter_for;
pub use write::write;

use crate::{
    catalogue::catalogue,
    definition::{UnknownName, check::table::FILLED, told},
};

/// The id under which the command line knows the adapter of all templates.
pub const ID: &str = "template";

/// The hidden sheet that says what the template is of.
const ABOUT: &str = "_puente";
/// Between a code and its title in a drop-down list.
const MARK: &str = " · ";
/// The name of the column of figures, besides its title in each language.
const VALUE: &str = "OBS_VALUE";

/// A column of the sheet to fill, besides that of the figure.
struct Typed {
    id: &'static str,
    content: Content,
}

/// What a template is of.
#[derive(Debug, Clone)]
pub struct Template {
    dataflow: &'static Dataflow,
    measure: &'static Measure,
    dimensions: Vec<&'static Dimension>,
    /// Of a register, and of figures that stand as they are: what the rows carry besides codes.
    texts: Vec<ColumnRule>,
    area: String,
    unit: String,
    source_type: String,
}

impl Template {
    /// A template of `dataflow` for the country `area`. `by`: the dimensions to type; those that the dataflow
    /// demands without it. `unit`: the office, for example `INEC`.
    ///
    /// # Errors
    /// When a name does not exist.
    pub fn new(
        dataflow: &str,
        measure: Option<&str>,
        by: &[String],
        area: &str,
        unit: &str,
        source_type: &str,
    ) -> Result<Self, TemplateError> {
        let registry = Registry::builtin();
        let flow = registry.dataflow(dataflow).ok_or_else(|| {
            let all = registry.dataflows().map(|flow| flow.id.as_str());
            unknown("dataflow", dataflow, all)
        })?;
        let found = match measure {
            None => flow.measures.first(),
            Some(id) => flow.measure(id),
        };
        let measure = found.ok_or_else(|| {
            let all = flow.measures.iter().map(|one| one.id.as_str());
            unknown("measure", measure.unwrap_or_default(), all)
        })?;
        let texts = match told::is_register(flow) {
            true => register::texts(flow),
            false => figures::texts(flow, measure),
        };
        for (list, code, kind) in [
            ("CL_AREA", area, "area"),
            ("CL_SOURCE_TYPE", source_type, "source_type"),
        ] {
            let known = registry.codelist(list);
            if let Some(list) = known.filter(|list| list.get(code).is_none()) {
                let all = list.codes().iter().map(|code| code.code.as_str());
                return Err(unknown(kind, code, all));
            }
        }
        Ok(Self {
            dataflow: flow,
            measure,
            dimensions: dimensions(flow, by)?,
            texts,
            area: area.to_owned(),
            unit: unit.to_owned(),
            source_type: source_type.to_owned(),
        })
    }
}

impl Template {
    /// Whether its rows carry words and dates: it is a register, in which nothing adds up.
    fn is_register(&self) -> bool {
        told::is_register(self.dataflow)
    }

    /// The columns to fill, but for that of the figure.
    fn columns(&self) -> Vec<Typed> {
        let dimensions = self.dimensions.iter().filter_map(|dimension| {
            Some(Typed {
                id: dimension.id.as_str(),
                content: Content::Code(list_of(dimension)?),
            })
        });
        let texts = self.texts.iter().map(|rule| Typed {
            id: rule.name,
            content: rule.content,
        });
        dimensions.chain(texts).collect()
    }

    /// The measure that is typed.
    fn typed(&self) -> &'static Measure {
        match self.is_register() {
            true => register::typed(self.dataflow).unwrap_or(self.measure),
            false => self.measure,
        }
    }

    /// The identifier of the column of figures.
    fn value(&self) -> &'static str {
        match self.is_register() {
            true => self.typed().id.as_str(),
            false => VALUE,
        }
    }

    /// The codes of a list that can be chosen: no totals, which the program adds up, and no subdivisions of other
    /// countries. An agreement may be open to all countries.
    fn offered<'a>(&'a self, list: &'a Codelist) -> impl Iterator<Item = &'a Code> {
        let open = self.is_register() && list.id.as_str() == "CL_AREA";
        list.codes()
            .iter()
            .filter(move |code| {
                (open && code.code == "_T") || !matches!(code.code.as_str(), "_T" | "_Z")
            })
            .filter(|code| code.area.as_deref().is_none_or(|of| of == self.area))
    }
}

/// The dimensions to type: those named, and those that have no default.
fn dimensions(
    flow: &'static Dataflow,
    by: &[String],
) -> Result<Vec<&'static Dimension>, TemplateError> {
    let typed = |dimension: &&Dimension| {
        dimension.codelist.is_some() && !FILLED.contains(&dimension.id.as_str())
    };
    let all = || flow.dimensions.iter().filter(typed);
    let is = |id: &String, dimension: &&Dimension| dimension.id.as_str() == id.as_str();
    if let Some(absent) = by.iter().find(|id| !all().any(|one| is(id, &one))) {
        let ids = all().map(|dimension| dimension.id.as_str());
        return Err(unknown("dimension", absent, ids));
    }
    let wanted = |dimension: &&Dimension| {
        let named = by.iter().any(|id| is(id, dimension));
        named || (dimension.required && (by.is_empty() || dimension.default.is_none()))
    };
    Ok(all().filter(wanted).collect())
}

/// The codelist of a dimension that a template has.
fn list_of(dimension: &Dimension) -> Option<&'static Codelist> {
    Registry::builtin().codelist(dimension.codelist.as_ref()?.as_str())
}

/// Whether the figures of the dimension may be added: its list has a total.
fn adds_up(dimension: &Dimension) -> bool {
    list_of(dimension).is_some_and(|list| list.get("_T").is_some())
}

/// The title of a dimension, or of the column of figures, with its identifier.
fn heading(id: &str, language: Language) -> String {
    let key = format!("template-heading-{id}");
    let title = if catalogue().has(&key) {
        catalogue().message(language, &key, &args([]))
    } else {
        return id.to_owned();
    };
    format!("{title} [{id}]")
}

/// The names that the column may have in a template of any language.
fn names_of(id: &str) -> Vec<String> {
    let languages = [Language::Es, Language::En, Language::Fr];
    let mut names: Vec<String> = languages
        .into_iter()
        .map(|language| heading(id, language))
        .collect();
    names.push(id.to_owned());
    names.dedup();
    names
}

fn unknown<'n>(
    kind: &'static str,
    found: &str,
    names: impl IntoIterator<Item = &'n str>,
) -> TemplateError {
    TemplateError::Unknown(UnknownName::of(kind, found, names))
}
