//! `puente protect`: protects a table given as CSV with its hierarchies.

use std::path::PathBuf;
use std::time::Instant;

use disclosure::attack::Disclosure;
use disclosure::protect::{Cost, Options, Stage, protect_with};
use disclosure::solver::Simplex;
use disclosure::table::State;
use disclosure::{AttackOptions, Progress, RuleSet, attack};
use schemas::language::args;

use crate::attack::table_file;
use crate::context::{Context, Failure, Outcome};

/// Arguments of `puente protect`.
#[derive(clap::Args)]
pub(crate) struct Command {
    /// The table.
    table: PathBuf,
    /// Folder of `hier_<dimension>.json`.
    #[arg(long)]
    hierarchies: PathBuf,
    /// Rule file; a table that says itself what is primary needs none.
    #[arg(long)]
    rule: Option<PathBuf>,
    /// Where the statuses go.
    #[arg(long)]
    out: PathBuf,
    /// What is kept small.
    #[arg(long, value_enum, default_value = "mixed")]
    cost: CostWord,
    /// Whether contributors that are alone in a cell count as intruders.
    #[arg(long, value_enum, default_value = "single")]
    insiders: InsidersWord,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum CostWord {
    Value,
    Cells,
    Mixed,
}

#[derive(Clone, Copy, PartialEq, clap::ValueEnum)]
enum InsidersWord {
    Single,
    None,
}

struct Bar(indicatif::ProgressBar);

impl Progress for Bar {
    fn step(&mut self, _stage: Stage, done: usize, total: usize) {
        self.0.set_length(total as u64);
        self.0.set_position(done as u64);
    }
}

impl Command {
    pub(crate) fn run(self, context: &Context) -> Result<Outcome, Failure> {
        let started = Instant::now();
        let mut rules = self.rules(context)?;
        let file = table_file::read(&self.table, &self.hierarchies, context)?;
        let values: Vec<f64> = file.rows.iter().map(|row| row.cell.value).collect();
        rules.negative_values |= values.iter().any(|value| *value < 0.0);
        let (header, codes) = (file.header(), file.codes.clone());
        let raw = file.raw(context)?;
        let options = Options {
            cost: match self.cost {
                CostWord::Value => Cost::Value,
                CostWord::Cells => Cost::Cells,
                CostWord::Mixed => Cost::Mixed,
            },
            insiders: self.insiders == InsidersWord::Single,
        };
        let mut bar = Bar(indicatif::ProgressBar::new(0));
        let table = protect_with(raw, &rules, &options, &mut bar, &Simplex)
            .map_err(|error| Failure::Input(error.message(context.language)))?
            .table;
        bar.0.finish_and_clear();
        let states: Vec<State> = (0..)
            .map(|cell| table.state(cell))
            .take(codes.len())
            .collect();
        write(&self.out, &header, &codes, &states, &values).map_err(|error| {
            let named = [
                ("file", self.out.display().to_string()),
                ("cause", error.to_string()),
            ];
            Failure::Environment(context.message("file-unwritable", &args(named)))
        })?;
        let found = attack(&table.office_view(), &AttackOptions::default());
        let secondary = states
            .iter()
            .zip(&values)
            .filter(|(state, _)| **state == State::Secondary);
        let summary = serde_json::json!({
            "cells": codes.len(),
            "primary": table.primary(),
            "secondary": table.secondary(),
            "value_secondary": secondary.map(|(_, value)| value).sum::<f64>(),
            "seconds": started.elapsed().as_secs_f64(),
            "attack": {
                "exact": found.count(Disclosure::Exact),
                "underprotected": found.count(Disclosure::Interval),
                "singleton": found.count(Disclosure::Insider),
            },
        });
        if context.format == crate::Format::Json {
            context.result(&summary.to_string());
        } else {
            let named =
                ["cells", "primary", "secondary"].map(|key| (key, summary[key].to_string()));
            context.result(&context.message("protect-done", &args(named)));
        }
        Ok(if found.is_clean() {
            Outcome::Done
        } else {
            Outcome::Findings
        })
    }

    fn rules(&self, context: &Context) -> Result<RuleSet, Failure> {
        let Some(path) = &self.rule else {
            return Ok(RuleSet::default());
        };
        let text = table_file::text(path, context)?;
        RuleSet::from_toml(&text).map_err(|error| Failure::Usage(error.message(context.language)))
    }
}

/// Writes the dimensions and `status`: u primary, m secondary, s published, z zero.
fn write(
    path: &std::path::Path,
    header: &[String],
    codes: &[Vec<String>],
    states: &[State],
    values: &[f64],
) -> Result<(), csv::Error> {
    let mut writer = csv::Writer::from_path(path)?;
    writer.write_record(header.iter().map(String::as_str).chain(["status"]))?;
    for ((codes, state), value) in codes.iter().zip(states).zip(values) {
        let status = match state {
            State::Published if *value == 0.0 => "z",
            State::Published => "s",
            State::Secondary => "m",
            _ => "u",
        };
        writer.write_record(codes.iter().map(String::as_str).chain([status]))?;
    }
    writer.flush()?;
    Ok(())
}
