//! A table as CSV with its hierarchies as JSON, for `protect` and `attack`.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

use disclosure::geometry::{Axis, GeometryError};
use disclosure::table::{LARGEST, Need, RawCell, State};
use disclosure::{PublishedTable, RawTable, RuleSet};
use schemas::language::args;
use serde::Deserialize;

use crate::context::{Context, Failure};

/// Columns that are figures; what stands before the first of them are dimensions.
const FIGURES: [&str; 14] = [
    "freq", "value", "ncontr", "top1", "top2", "top3", "top4", "top5", "cv", "primary", "lpl",
    "upl", "spl", "status",
];

const TOP: [&str; LARGEST] = ["top1", "top2", "top3", "top4", "top5"];

/// `hier_<dimension>.json`.
#[derive(Deserialize)]
struct Hierarchy {
    nodes: Vec<String>,
    equations: Vec<(String, Vec<String>)>,
}

/// One row: its figures, whether it says that it is primary, and its status.
pub(crate) struct Row {
    key: Vec<u16>,
    pub(crate) cell: RawCell,
    need: Option<Need>,
    status: Option<String>,
}

/// A table as it was read.
pub(crate) struct TableFile {
    axes: Vec<Axis>,
    pub(crate) codes: Vec<Vec<String>>,
    pub(crate) rows: Vec<Row>,
    needs_given: bool,
}

/// Reads a table and its hierarchies.
pub(crate) fn read(
    table: &Path,
    hierarchies: &Path,
    context: &Context,
) -> Result<TableFile, Failure> {
    let bad = |line: usize, column: &str| {
        let named = args([
            ("file", table.display().to_string()),
            ("line", line.to_string()),
            ("column", column.to_owned()),
        ]);
        Failure::Input(context.message("table-bad-cell", &named))
    };
    let mut reader = csv::Reader::from_reader(open(table, context)?);
    let header = reader.headers().map_err(|_| bad(1, ""))?.clone();
    let dimensions = header
        .iter()
        .take_while(|name| !FIGURES.contains(name))
        .count();
    let mut axes = Vec::new();
    for name in header.iter().take(dimensions) {
        axes.push(axis(name, hierarchies, context)?);
    }
    let places: Vec<BTreeMap<String, u16>> = axes
        .iter()
        .map(|axis| axis.codes.iter().cloned().zip(0..).collect())
        .collect();
    let mut file = TableFile {
        axes,
        codes: Vec::new(),
        rows: Vec::new(),
        needs_given: header.iter().any(|name| name == "primary"),
    };
    for (line, record) in (2..).zip(reader.records()) {
        let record = record.map_err(|_| bad(line, ""))?;
        let text = |name: &str| {
            let at = header.iter().position(|known| known == name)?;
            record
                .get(at)
                .map(str::trim)
                .filter(|text| !text.is_empty())
        };
        let number = |name: &str| match text(name).map(str::parse::<f64>) {
            None => Ok(0.0),
            Some(Ok(number)) if number.is_finite() => Ok(number),
            Some(_) => Err(bad(line, name)),
        };
        let mut key = Vec::new();
        for (at, places) in places.iter().enumerate() {
            let code = record.get(at).and_then(|code| places.get(code));
            key.push(*code.ok_or_else(|| bad(line, &file.axes[at].name))?);
        }
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a number of contributors; saturates"
        )]
        let contributors = number("ncontr")? as u32;
        let value = if text("value").is_some() {
            number("value")?
        } else {
            number("freq")?
        };
        let mut top = [0.0; LARGEST];
        for (place, name) in top.iter_mut().zip(TOP) {
            *place = number(name)?;
        }
        #[expect(
            clippy::cast_possible_truncation,
            reason = "a share; six digits are plenty"
        )]
        let cv = text("cv")
            .map(|_| number("cv"))
            .transpose()?
            .map(|cv| cv as f32);
        let primary = number("primary")? > 0.0;
        let (lower, upper, slide) = (number("lpl")?, number("upl")?, number("spl")?);
        file.codes
            .push(record.iter().take(dimensions).map(str::to_owned).collect());
        file.rows.push(Row {
            key,
            cell: RawCell {
                value,
                contributors,
                holders: contributors,
                top,
                cv,
                ..RawCell::default()
            },
            need: primary.then_some(Need {
                lower,
                upper,
                slide,
            }),
            status: text("status").map(str::to_owned),
        });
    }
    Ok(file)
}

fn axis(name: &str, hierarchies: &Path, context: &Context) -> Result<Axis, Failure> {
    let path = hierarchies.join(format!("hier_{name}.json"));
    let hierarchy: Hierarchy = serde_json::from_str(&text(&path, context)?).map_err(|error| {
        let named = [
            ("file", path.display().to_string()),
            ("line", error.line().to_string()),
            ("column", error.column().to_string()),
        ];
        Failure::Input(context.message("table-bad-cell", &args(named)))
    })?;
    Axis::of_hierarchy(name, hierarchy.nodes, &hierarchy.equations)
        .map_err(|error| told(&error, context))
}

fn told(error: &GeometryError, context: &Context) -> Failure {
    Failure::Input(error.message(context.language))
}

/// Opens a file.
pub(crate) fn open(path: &Path, context: &Context) -> Result<BufReader<File>, Failure> {
    File::open(path).map(BufReader::new).map_err(|error| {
        let named = [
            ("file", path.display().to_string()),
            ("cause", error.to_string()),
        ];
        Failure::Environment(context.message("file-unreadable", &args(named)))
    })
}

/// The text of a file.
pub(crate) fn text(path: &Path, context: &Context) -> Result<String, Failure> {
    let mut text = String::new();
    open(path, context)?
        .read_to_string(&mut text)
        .map_err(|error| {
            let named = [
                ("file", path.display().to_string()),
                ("cause", error.to_string()),
            ];
            Failure::Environment(context.message("file-unreadable", &args(named)))
        })?;
    Ok(text)
}

/// Whether the content is a JSON object, whatever the name.
pub(crate) fn starts_with_brace(path: &Path, context: &Context) -> Result<bool, Failure> {
    let first = open(path, context)?.bytes().map_while(Result::ok);
    Ok(first.take(64).find(|byte| !byte.is_ascii_whitespace()) == Some(b'{'))
}

impl TableFile {
    /// The names of the dimensions.
    pub(crate) fn header(&self) -> Vec<String> {
        self.axes.iter().map(|axis| axis.name.clone()).collect()
    }

    /// The table as an office has it.
    pub(crate) fn raw(self, context: &Context) -> Result<RawTable, Failure> {
        let rows = self
            .rows
            .into_iter()
            .map(|row| (row.key, row.cell, row.need));
        RawTable::from_rows(self.axes, rows.collect(), self.needs_given)
            .map_err(|error| told(&error, context))
    }

    /// The table as a reader has it, by the statuses in it or in a file of their own.
    pub(crate) fn published(
        self,
        statuses: Option<&Path>,
        context: &Context,
    ) -> Result<PublishedTable, Failure> {
        let mut given: BTreeMap<Vec<String>, String> = BTreeMap::new();
        if let Some(path) = statuses {
            let mut reader = csv::Reader::from_reader(open(path, context)?);
            for record in reader.records().map_while(Result::ok) {
                let mut fields: Vec<String> = record.iter().map(str::to_owned).collect();
                let status = fields.pop().unwrap_or_default();
                given.insert(fields, status);
            }
        }
        let negative_values = self.rows.iter().any(|row| row.cell.value < 0.0);
        let mut rows = Vec::new();
        for (row, codes) in self.rows.into_iter().zip(self.codes) {
            let status = row.status.or_else(|| given.get(&codes).cloned());
            let state = match status.as_deref() {
                Some("u") => State::Other,
                Some("m") => State::Secondary,
                Some("s" | "z") => State::Published,
                _ => {
                    return Err(Failure::Input(
                        context.message("attack-no-status", &args([])),
                    ));
                }
            };
            let value = (state == State::Published).then_some(row.cell.value);
            rows.push((row.key, value, state));
        }
        let rules = RuleSet {
            protection: 0.0,
            negative_values,
            ..RuleSet::default()
        };
        PublishedTable::from_rows(self.axes, rows, rules).map_err(|error| told(&error, context))
    }
}
