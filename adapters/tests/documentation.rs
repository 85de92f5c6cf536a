//! `docs/ADAPTERS.md` is made from the definitions: what each adapter reads, what it makes and what an
//! officer must know. This test keeps it equal to them; `PUENTE_WRITE_DOCS=1` writes it anew.

use std::{collections::BTreeSet, fmt::Write as _, fs, path::Path};

use adapters::{
    definition::{Adapter, Definition, table::Table},
    readiness::readiness,
};
use schemas::{concordance::Target, registry::Registry};

const PAGE: &str = "../docs/ADAPTERS.md";
const HEAD: &str = "# Adapters\n\n\
    Made from `adapters/countries` by `PUENTE_WRITE_DOCS=1 cargo test -p adapters --test documentation`.\n\
    How one is written: [ADDING_AN_ADAPTER.md](ADDING_AN_ADAPTER.md). Only the columns named here are read; \
    a column of kind holder becomes a keyed hash while it is read.\n";

#[test]
fn the_page_of_adapters_says_what_the_definitions_say() {
    let expected = page();
    if std::env::var_os("PUENTE_WRITE_DOCS").is_some() {
        fs::write(PAGE, &expected).expect("the page can be written");
    }
    let written = fs::read_to_string(PAGE).unwrap_or_default();
    assert!(
        written == expected,
        "docs/ADAPTERS.md is behind the definitions: \
         PUENTE_WRITE_DOCS=1 cargo test -p adapters --test documentation"
    );
}

fn page() -> String {
    let mut definitions = definitions();
    definitions.sort_by(|a, b| a.id.cmp(&b.id));
    let mut page = HEAD.to_owned();
    page.push_str(&matrix(&definitions));
    page.push_str(&concordances(&definitions));
    for definition in &definitions {
        page.push_str(&section(definition));
    }
    page
}

/// Which country can feed which dataflow: how many adapters of it do.
fn matrix(definitions: &[Definition]) -> String {
    let all: Vec<&Definition> = definitions.iter().collect();
    let areas: BTreeSet<&String> = all.iter().flat_map(|one| one.areas()).collect();
    let areas: Vec<&str> = areas.into_iter().map(String::as_str).collect();
    let mut text = format!(
        "\n## Which country can feed which dataflow\n\n\
        The number of adapters; `–` where there is none yet. After `+`, those of files that hold many countries.\n\n\
        | dataflow | {} |\n|---|{}\n",
        areas.join(" | "),
        "---|".repeat(areas.len())
    );
    for row in readiness(&all) {
        let cells: Vec<String> = areas
            .iter()
            .map(
                |area| match (row.sources.get(*area), row.regional.get(*area)) {
                    (None, None) => "–".to_owned(),
                    (Some(own), None) => own.len().to_string(),
                    (own, Some(regional)) => {
                        format!("{}+{}", own.map_or(0, Vec::len), regional.len())
                    }
                },
            )
            .collect();
        let _ = writeln!(text, "| `{}` | {} |", row.dataflow, cells.join(" | "));
    }
    text
}

/// How many national codes of each concordance in use come to the finest level, to a coarser one, or to none.
fn concordances(definitions: &[Definition]) -> String {
    let mut text = "\n## How well concordances decide\n\n\
        National codes by what a record with them becomes: a code at the level that the concordance goes to, a coarser \
        one (its figures are flagged `OBS_STATUS D`), or none, because its targets have nothing in common. \
        `puente adapter check` tells the same of a file, in rows.\n\n\
        | concordance | to | finest | coarser | undecided |\n|---|---|--:|--:|--:|\n"
        .to_owned();
    let mut told = BTreeSet::new();
    for table in definitions
        .iter()
        .flat_map(|one| one.table.iter().map(move |table| (one, table)))
    {
        let (definition, table) = table;
        let Some(dataflow) = Registry::builtin().dataflow(&table.dataflow) else {
            continue;
        };
        for (id, section) in table.dimension.iter().chain(&definition.dimension) {
            let list = dataflow.dimension(id).and_then(|one| one.codelist.as_ref());
            for concordance in &section.concordance.0 {
                told.extend(list.map(|list| (concordance.clone(), list.to_string())));
            }
        }
    }
    for (id, list) in told {
        let registry = Registry::builtin();
        let pair = registry.concordance(&id).zip(registry.codelist(&list));
        let Some((concordance, codes)) = pair else {
            continue;
        };
        let (mut finest, mut coarser, mut undecided) = (0, 0, 0);
        for code in concordance.codes() {
            match concordance.target(code, codes) {
                Target::Code(_) => finest += 1,
                Target::Coarser(_) => coarser += 1,
                Target::Undecided | Target::Unknown => undecided += 1,
            }
        }
        let _ = writeln!(
            text,
            "| `{id}` | `{list}` | {finest} | {coarser} | {undecided} |"
        );
    }
    text
}

fn definitions() -> Vec<Definition> {
    let mut found = Vec::new();
    for country in fs::read_dir("countries").expect("the folder of adapters is there") {
        let country = country.expect("a folder can be listed").path();
        for file in fs::read_dir(country).expect("a country's folder can be listed") {
            let file = file.expect("a file can be listed").path();
            if file
                .extension()
                .is_some_and(|extension| extension == "toml")
            {
                found.push(definition(&file));
            }
        }
    }
    found
}

fn definition(file: &Path) -> Definition {
    let adapter = Adapter::load(file).unwrap_or_else(|errors| panic!("{errors:?}"));
    adapter.definition().clone()
}

fn section(definition: &Definition) -> String {
    let mut text = format!("\n## {}\n\n{}.\n\n", definition.id, definition.titles.en);
    if let Some(note) = &definition.note {
        let _ = writeln!(text, "{}\n", note.en);
    }
    let formats: Vec<String> = definition
        .source
        .formats
        .iter()
        .map(|format| format!("{format:?}").to_lowercase())
        .collect();
    if definition.reporters.is_some() {
        let areas = definition.areas().join(", ");
        let _ = writeln!(text, "- reported by one of, chosen with `--area`: {areas}");
    }
    let _ = writeln!(text, "- reads: {}", formats.join(", "));
    let _ = writeln!(text, "- columns: {}", columns(definition));
    let _ = writeln!(text, "- periods: {}", periods(definition));
    for table in &definition.table {
        let _ = writeln!(text, "- makes: {}", made(table));
    }
    if !definition.texts.is_empty() {
        let texts: Vec<&str> = definition.texts.keys().map(String::as_str).collect();
        let _ = writeln!(text, "- each figure carries: {}", texts.join(", "));
    }
    let totals: Vec<&str> = definition
        .control_total
        .iter()
        .map(|total| total.name.as_str())
        .collect();
    let _ = writeln!(text, "- control totals: {}", totals.join(", "));
    text
}

fn columns(definition: &Definition) -> String {
    let mut names: Vec<String> = definition
        .columns
        .iter()
        .map(|(word, column)| {
            let first = column.names.first().unwrap_or(word);
            let kind = format!("{:?}", column.kind).to_lowercase();
            match kind.as_str() {
                "holder" => format!("`{first}` (holder)"),
                _ => format!("`{first}`"),
            }
        })
        .collect();
    names.sort();
    names.join(", ")
}

fn periods(definition: &Definition) -> String {
    let from = definition.periods.from;
    match definition.periods.to.map(|to| to.to_string()) {
        Some(to) if to == from.to_string() => to,
        Some(to) => format!("{from} to {to}"),
        None => format!("from {from}"),
    }
}

fn made(table: &Table) -> String {
    let blocks: Vec<String> = table
        .block
        .iter()
        .map(|block| {
            let only: Vec<&str> = block.only.values().map(String::as_str).collect();
            if only.is_empty() {
                block.by.join(" × ")
            } else {
                format!("{} for {}", block.by.join(" × "), only.join(", "))
            }
        })
        .collect();
    format!(
        "`{}` `{}`, profile {}, by {}",
        table.dataflow,
        table.measure,
        table.profile,
        blocks.join("; ")
    )
}
