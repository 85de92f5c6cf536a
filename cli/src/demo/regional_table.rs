//! The regional table as a ministry reads it from what it pulled: permits by origin, labour market
//! stocks by country and sex, and what the gateway made of them. Nothing is added up here: each
//! figure is the one that its office or the gateway published, and a suppressed one is told from a
//! missing one.

mod made;

use std::collections::BTreeMap;

use schemas::{
    language::{Language, MessageArgs, args},
    observation::{Observations, Row},
    registry::Registry,
    submission::Submission,
};

use crate::catalogue::catalogue;

/// The table as text in `language`, with its legend.
pub(super) fn render(
    submissions: &[Submission],
    countries: &[String],
    language: Language,
) -> String {
    let text = |key: &str| catalogue().message(language, key, &MessageArgs::new());
    let national = || submissions.iter().filter(|one| !made::is_regional(one));
    let permits = Grid::of(national(), "DF_PERMIT", permit_cell).shown(countries);
    let stocks = Grid::of(national(), "DF_LM_STOCK", stock_cell).shown(countries);
    format!(
        "{}\n\n{}\n{}\n\n{}\n{}{}\n{}\n",
        text("demo-permits-title"),
        permits.lines(language, "demo-permits-origin", permit_heading),
        text("demo-stocks-title"),
        stocks.lines(language, "demo-stocks-country", stock_heading),
        made::render(submissions, language),
        text("demo-legend"),
        suppressed(submissions, language),
    )
}

/// How many cells of all that was read are suppressed.
fn suppressed(submissions: &[Submission], language: Language) -> String {
    let mut counts = [0_usize; 3];
    for submission in submissions {
        let observations = &submission.observations;
        counts[0] += observations.len();
        for row in 0..observations.len() {
            match figure(observations, row) {
                Figure::Suppressed(reason) if matches!(reason.as_str(), "D" | "S") => {
                    counts[2] += 1
                }
                Figure::Suppressed(_) => counts[1] += 1,
                Figure::Number(_) | Figure::Missing(_) => {}
            }
        }
    }
    let named = args([
        ("tables", submissions.len().to_string()),
        ("cells", counts[0].to_string()),
        ("primary", counts[1].to_string()),
        ("secondary", counts[2].to_string()),
    ]);
    catalogue().message(language, "demo-suppressed", &named)
}

/// One published figure, or why there is none.
#[derive(Debug, Clone, PartialEq)]
enum Figure {
    Number(f64),
    /// Suppressed; the code of `CONF_STATUS`.
    Suppressed(String),
    /// Missing for another reason; the code of `OBS_STATUS`.
    Missing(String),
}

/// Figures by row (an area, then a period where periods differ) and column (a key of codes).
struct Grid {
    cells: BTreeMap<CellKey, Figure>,
}

type CellKey = (Vec<String>, Vec<String>);

impl Grid {
    fn of<'a>(
        submissions: impl Iterator<Item = &'a Submission>,
        dataflow: &str,
        key: impl Fn(&Submission, Row) -> Option<CellKey>,
    ) -> Self {
        let mut cells = BTreeMap::new();
        let wanted =
            submissions.filter(|submission| submission.header.dataflow.as_str() == dataflow);
        for submission in wanted {
            for row in 0..submission.observations.len() {
                if let Some(key) = key(submission, row) {
                    cells.insert(key, figure(&submission.observations, row));
                }
            }
        }
        Self { cells }
    }

    /// Keeps the rows of the region's countries and the totals.
    fn shown(mut self, countries: &[String]) -> Self {
        self.cells
            .retain(|(row, _), _| row[0] == "_T" || countries.contains(&row[0]));
        self
    }

    /// Keeps the rows of groups of countries.
    fn of_groups(mut self) -> Self {
        self.cells.retain(|(row, _), _| row[0].starts_with("G_"));
        self
    }

    fn lines(
        &self,
        language: Language,
        corner: &str,
        heading: impl Fn(&[String], Language) -> Vec<String>,
    ) -> String {
        let columns: Vec<&Vec<String>> = {
            let mut columns: Vec<_> = self.cells.keys().map(|(_, column)| column).collect();
            columns.sort();
            columns.dedup();
            columns
        };
        let rows = self.rows(language);
        let headings: Vec<Vec<String>> = columns
            .iter()
            .map(|column| heading(column, language))
            .collect();
        let depth = headings.iter().map(Vec::len).max().unwrap_or(0);
        let mut table: Vec<Vec<String>> = (0..depth)
            .map(|line| {
                let first = if line + 1 == depth {
                    catalogue().message(language, corner, &MessageArgs::new())
                } else {
                    String::new()
                };
                std::iter::once(first)
                    .chain(
                        headings
                            .iter()
                            .map(|h| h.get(line).cloned().unwrap_or_default()),
                    )
                    .collect()
            })
            .collect();
        for (label, row) in rows {
            let mut line = vec![label];
            line.extend(columns.iter().map(|column| {
                self.cells
                    .get(&(row.clone(), (*column).clone()))
                    .map_or_else(String::new, |figure| written(figure, language))
            }));
            table.push(line);
        }
        aligned(&table)
    }

    /// The rows with their labels: areas by title, the total last.
    fn rows(&self, language: Language) -> Vec<(String, &Vec<String>)> {
        let mut rows: Vec<_> = self
            .cells
            .keys()
            .map(|(row, _)| {
                let mut label = vec![title("CL_AREA", &row[0], language)];
                label.extend(row[1..].iter().cloned());
                (label.join(" · "), row)
            })
            .collect();
        rows.sort_by(|a, b| (a.1[0] == "_T", &a.0).cmp(&(b.1[0] == "_T", &b.0)));
        rows.dedup();
        rows
    }
}

fn figure(observations: &Observations, row: Row) -> Figure {
    let code = |column: &str| observations.get(row, column).unwrap_or_default().to_owned();
    match observations.value(row) {
        Some(number) => Figure::Number(number),
        None if observations.get(row, "OBS_STATUS") == Some("Q") => {
            Figure::Suppressed(code("CONF_STATUS"))
        }
        // A group without a number says how many of its members reported.
        None => Figure::Missing(match code("OBS_NOTE").split_once(": ") {
            Some((members, _)) if code("REF_AREA").starts_with("G_") => members.to_owned(),
            _ => code("OBS_STATUS"),
        }),
    }
}

/// Whether every dimension but `free` stands at its total or is not carried.
fn is_margin(observations: &Observations, row: Row, totals: &[&str]) -> bool {
    totals
        .iter()
        .all(|dimension| matches!(observations.get(row, dimension), None | Some("_T")))
}

fn permit_cell(submission: &Submission, row: Row) -> Option<CellKey> {
    let observations = &submission.observations;
    let totals = ["SEX", "AGE", "ACTIVITY", "OCCUPATION", "GEO_ADM1"];
    if !is_margin(observations, row, &totals) {
        return None;
    }
    let code = |dimension: &str| observations.get(row, dimension).map(str::to_owned);
    let (origin, destination) = match observations.get(row, "REPORTER_ROLE")? {
        "DEST" => (code("COUNTERPART_AREA")?, code("REF_AREA")?),
        _ => (code("REF_AREA")?, code("COUNTERPART_AREA")?),
    };
    let column = vec![
        destination,
        code("MECHANISM")?,
        code("PERMIT_STAGE")?,
        code("TIME_PERIOD")?,
    ];
    Some((vec![origin], column))
}

fn permit_heading(column: &[String], language: Language) -> Vec<String> {
    let stage = column.get(2).map_or("", String::as_str);
    let stage = catalogue().message(
        language,
        &format!("demo-stage-{stage}"),
        &MessageArgs::new(),
    );
    let stage = stage
        .strip_prefix("demo-stage-")
        .map(str::to_owned)
        .unwrap_or(stage);
    vec![
        column[0].clone(),
        column[1].clone(),
        stage,
        column[3].clone(),
    ]
}

fn stock_cell(submission: &Submission, row: Row) -> Option<CellKey> {
    let observations = &submission.observations;
    let totals = [
        "STATUS_EMP",
        "ACTIVITY",
        "OCCUPATION",
        "EDUCATION",
        "URBAN_RURAL",
        "GEO_ADM1",
    ];
    if !is_margin(observations, row, &totals) || observations.get(row, "MEASURE") != Some("N_PS") {
        return None;
    }
    let code = |dimension: &str| observations.get(row, dimension).map(str::to_owned);
    let status = code("LABOUR_STATUS")?;
    if !matches!(status.as_str(), "EMP" | "UNE")
        || observations.get(row, "AGE") != widest_age(observations)
    {
        return None;
    }
    let row = vec![code("REF_AREA")?, code("TIME_PERIOD")?];
    Some((row, vec![status, code("SEX")?]))
}

fn stock_heading(column: &[String], language: Language) -> Vec<String> {
    let word = |prefix: &str, code: &str| {
        catalogue().message(
            language,
            &format!("{prefix}-{}", code.trim_start_matches('_')),
            &MessageArgs::new(),
        )
    };
    vec![
        word("demo-status", &column[0]),
        word("demo-sex", &column[1]),
    ]
}

/// The age group that no other shown one contains: `_T`, or the national working age.
fn widest_age(observations: &Observations) -> Option<&str> {
    let column = observations.column("AGE")?;
    let list = Registry::builtin().codelist("CL_AGE")?;
    let shown = |code: &str| column.distinct().contains(code);
    column
        .distinct()
        .iter()
        .map(String::as_str)
        .find(|code| list.nearest_ancestor(code, shown).is_none())
}

fn title(list: &str, code: &str, language: Language) -> String {
    Registry::builtin()
        .codelist(list)
        .and_then(|list| list.get(code))
        .map_or_else(
            || code.to_owned(),
            |code| code.names.get(language).to_owned(),
        )
}

fn written(figure: &Figure, language: Language) -> String {
    match figure {
        Figure::Number(number) => grouped(*number, language),
        Figure::Suppressed(reason) => format!("({reason})"),
        Figure::Missing(status) => format!("[{status}]"),
    }
}

/// A number rounded to units, with the separator of thousands of the language.
fn grouped(number: f64, language: Language) -> String {
    let separator = catalogue().message(language, "demo-thousands", &args([]));
    let digits = format!("{:.0}", number.abs());
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push_str(&separator);
        }
        grouped.push(digit);
    }
    if number < 0.0 {
        format!("-{grouped}")
    } else {
        grouped
    }
}

/// Columns padded to equal width: the first to the left, the figures to the right.
fn aligned(table: &[Vec<String>]) -> String {
    let width = |column: usize| {
        table
            .iter()
            .filter_map(|line| line.get(column))
            .map(|cell| cell.chars().count())
            .max()
            .unwrap_or(0)
    };
    let widths: Vec<usize> = (0..table.first().map_or(0, Vec::len)).map(width).collect();
    let mut lines = String::new();
    for line in table {
        for (at, (cell, width)) in line.iter().zip(&widths).enumerate() {
            let pad = " ".repeat(width - cell.chars().count());
            if at == 0 {
                lines.push_str(cell);
                lines.push_str(&pad);
            } else {
                lines.push_str("  ");
                lines.push_str(&pad);
                lines.push_str(cell);
            }
        }
        lines.truncate(lines.trim_end_matches(' ').len());
        lines.push('\n');
    }
    lines
}

#[cfg(test)]
mod tests {
    use schemas::{
        language::Language,
        submission::{ReadLimits, from_slice},
    };

    /// A submission of one dataflow whose observations are `rows`: (columns, value).
    fn submission(
        provider: &str,
        dataflow: &str,
        rows: &[(&str, Option<f64>)],
    ) -> super::Submission {
        let observations: Vec<_> = rows
            .iter()
            .map(|(columns, value)| {
                let cells = columns.split(' ').filter_map(|cell| cell.split_once('='));
                let mut object: serde_json::Map<_, _> = cells
                    .map(|(name, code)| (name.to_owned(), code.into()))
                    .collect();
                object.insert("OBS_VALUE".to_owned(), (*value).into());
                object
            })
            .collect();
        let document = serde_json::json!({
            "exchange_version": "1.0",
            "submission_id": "0190c9a2-0000-7000-8000-000000000001",
            "dataflow": dataflow,
            "dataflow_version": "0.1",
            "provider": provider,
            "reference_period": "2024",
            "revision": 0,
            "prepared_at": "2026-01-01T00:00:00Z",
            "adapter": "manual",
            "disclosure": {"profile": "count", "rules": [], "method": "suppression", "primary": 0, "secondary": 0},
            "observations": observations,
        });
        from_slice(document.to_string().as_bytes(), &ReadLimits::default()).expect("a submission")
    }

    #[test]
    fn a_suppressed_cell_is_told_from_a_missing_one_and_from_zero() {
        let permits = submission(
            "USA-DOL",
            "DF_PERMIT",
            &[
                (
                    "REF_AREA=USA REPORTER_ROLE=DEST COUNTERPART_AREA=HND MECHANISM=US_H2A PERMIT_STAGE=VISA SEX=_T AGE=_T TIME_PERIOD=2024 OBS_STATUS=Q CONF_STATUS=A",
                    None,
                ),
                (
                    "REF_AREA=USA REPORTER_ROLE=DEST COUNTERPART_AREA=GTM MECHANISM=US_H2A PERMIT_STAGE=VISA SEX=_T AGE=_T TIME_PERIOD=2024 OBS_STATUS=A CONF_STATUS=F",
                    Some(0.0),
                ),
                (
                    "REF_AREA=USA REPORTER_ROLE=DEST COUNTERPART_AREA=_T MECHANISM=US_H2A PERMIT_STAGE=VISA SEX=_T AGE=_T TIME_PERIOD=2024 OBS_STATUS=A CONF_STATUS=F",
                    Some(1_234_567.0),
                ),
                (
                    "REF_AREA=USA REPORTER_ROLE=DEST COUNTERPART_AREA=_T MECHANISM=US_H2A PERMIT_STAGE=VISA SEX=_T AGE=_T GEO_ADM1=US-FL TIME_PERIOD=2024 OBS_STATUS=Q CONF_STATUS=D",
                    None,
                ),
            ],
        );
        let stocks = submission(
            "HND-INE",
            "DF_LM_STOCK",
            &[
                (
                    "REF_AREA=HND LABOUR_STATUS=EMP SEX=F AGE=Y_GE15 MEASURE=N_PS TIME_PERIOD=2024 OBS_STATUS=Q CONF_STATUS=D",
                    None,
                ),
                (
                    "REF_AREA=HND LABOUR_STATUS=EMP SEX=M AGE=Y_GE15 MEASURE=N_PS TIME_PERIOD=2024 OBS_STATUS=O CONF_STATUS=F",
                    None,
                ),
                (
                    "REF_AREA=HND LABOUR_STATUS=EMP SEX=_T AGE=Y_GE15 MEASURE=N_PS TIME_PERIOD=2024 OBS_STATUS=A CONF_STATUS=F",
                    Some(4_000.4),
                ),
                (
                    "REF_AREA=HND LABOUR_STATUS=EMP SEX=_T AGE=Y15T24 MEASURE=N_PS TIME_PERIOD=2024 OBS_STATUS=A CONF_STATUS=F",
                    Some(9.0),
                ),
            ],
        );
        let countries = ["GTM", "HND", "USA"].map(str::to_owned);
        let rendered = super::render(&[permits, stocks], &countries, Language::En);
        let tables = rendered.split("\n(A)").next().unwrap_or_default();
        insta::assert_snapshot!(tables);
        assert!(
            rendered.contains("suppressed by a rule: 1; to protect others: 2"),
            "{rendered}"
        );
    }
}
