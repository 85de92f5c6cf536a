//! `puente protect`: protects a table given as CSV with its hierarchies.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use disclosure::attack::Disclosure;
use disclosure::protect::{Cost, Earlier, Options, Protected, Stage, protect_with};
use disclosure::report::metadata;
use disclosure::solver::Simplex;
use disclosure::table::State;
use disclosure::{Attack, AttackOptions, Progress, ProtectedTable, RuleSet, attack};
use indicatif::{ProgressBar, ProgressStyle};
use schemas::language::args;

use crate::attack::table_file;
use crate::context::{Context, Failure, Outcome};

/// Arguments of `puente protect`.
#[derive(clap::Args)]
pub(crate) struct Command {
    /// The table.
    table: PathBuf,
    /// Folder of `hier_<dimension>.json`, or one file of hierarchies.
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
    /// Seconds after which nothing is made better any more, only safe.
    #[arg(long)]
    seconds: Option<u32>,
    /// What earlier releases of the same figures hid.
    #[arg(long, value_name = "STATUSES")]
    earlier: Vec<PathBuf>,
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

/// Tells the stage and how far it is; on a terminal only.
struct Bar<'a> {
    bar: ProgressBar,
    stage: Option<Stage>,
    /// When the time is over.
    end: Option<Instant>,
    context: &'a Context,
}

impl<'a> Bar<'a> {
    fn new(end: Option<Instant>, context: &'a Context) -> Self {
        let bar = ProgressBar::new(0);
        if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len} {elapsed} {wide_msg}")
        {
            bar.set_style(style);
        }
        Self {
            bar,
            stage: None,
            end,
            context,
        }
    }
}

impl Progress for Bar<'_> {
    fn step(&mut self, stage: Stage, done: usize, total: usize) {
        if self.stage != Some(stage) {
            self.stage = Some(stage);
            let key = match stage {
                Stage::Suppress => "protect-stage-suppress",
                Stage::GiveBack => "protect-stage-give-back",
                Stage::Renew => "protect-stage-renew",
                Stage::Attack => "protect-stage-attack",
            };
            self.bar.set_message(self.context.message(key, &args([])));
        }
        self.bar.set_length(total as u64);
        self.bar.set_position(done as u64);
    }

    fn is_over(&self) -> bool {
        self.end.is_some_and(|end| Instant::now() > end)
    }
}

impl Command {
    pub(crate) fn run(self, context: &Context) -> Result<Outcome, Failure> {
        let started = Instant::now();
        let mut rules = self.rules(context)?;
        let file = table_file::read(&self.table, &self.hierarchies, context)?;
        let values: Vec<f64> = file.rows.iter().map(|row| row.cell.value).collect();
        rules.negative_values |= values.iter().any(|value| *value < 0.0);
        let releases = file.hidden_in(&self.earlier, context)?;
        let raw = file.raw(context)?;
        let seconds = self
            .seconds
            .map(|seconds| Duration::from_secs(seconds.into()));
        let mut bar = Bar::new(seconds.map(|seconds| started + seconds), context);
        let mut options = self.options();
        for hidden in releases {
            let told = |key: &[u16]| hidden.get(key).copied();
            options.earlier.join(Earlier::of(&raw, told));
        }
        let Protected { table, mut report } =
            protect_with(raw, &rules, &options, &mut bar, &Simplex)
                .map_err(|error| Failure::Input(error.message(context.language)))?;
        bar.bar.finish_and_clear();
        write(&self.out, &table, &values).map_err(|error| {
            let named = [
                ("file", self.out.display().to_string()),
                ("cause", error.to_string()),
            ];
            Failure::Environment(context.message("file-unwritable", &args(named)))
        })?;
        let found = attack(&table.office_view(), &AttackOptions::default());
        let mut summary = summary(&table, &values, &found);
        summary["seconds"] = started.elapsed().as_secs_f64().into();
        summary["peak_kb"] = peak_kb().into();
        tell(&summary, context);
        if context.format == crate::Format::Text {
            report.propose(&table, &options);
            for line in report.lines(context.language) {
                context.result(&format!("  {line}"));
            }
            context.result(&metadata(&table.statement(), context.language));
        }
        Ok(if found.is_clean() {
            Outcome::Done
        } else {
            Outcome::Findings
        })
    }

    fn options(&self) -> Options {
        Options {
            cost: match self.cost {
                CostWord::Value => Cost::Value,
                CostWord::Cells => Cost::Cells,
                CostWord::Mixed => Cost::Mixed,
            },
            insiders: self.insiders == InsidersWord::Single,
            ..Options::default()
        }
    }

    fn rules(&self, context: &Context) -> Result<RuleSet, Failure> {
        let Some(path) = &self.rule else {
            return Ok(RuleSet::default());
        };
        let text = table_file::text(path, context)?;
        RuleSet::from_toml(&text).map_err(|error| Failure::Usage(error.message(context.language)))
    }
}

fn summary(table: &ProtectedTable, values: &[f64], found: &Attack) -> serde_json::Value {
    let secondary = (0..)
        .zip(values)
        .filter(|(cell, _)| table.state(*cell) == State::Secondary);
    serde_json::json!({
        "cells": values.len(),
        "primary": table.primary(),
        "secondary": table.secondary(),
        "value_secondary": secondary.fold(0.0, |sum, (_, value)| sum + value),
        "attack": {
            "exact": found.count(Disclosure::Exact),
            "underprotected": found.count(Disclosure::Interval),
            "singleton": found.count(Disclosure::Insider),
            "undecided": found.undecided.len(),
        },
    })
}

fn tell(summary: &serde_json::Value, context: &Context) {
    if context.format == crate::Format::Json {
        context.result(&summary.to_string());
        return;
    }
    let named = ["cells", "primary", "secondary"].map(|key| (key, summary[key].to_string()));
    context.result(&context.message("protect-done", &args(named)));
}

/// The most memory that this process ever held, where the system tells it (Linux); elsewhere
/// nothing is told rather than something else.
fn peak_kb() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix("kB")?.trim().parse().ok()
}

/// Writes the dimensions and `status`: u primary, m secondary, s published, z zero; and `value`
/// where the method alters figures.
fn write(path: &Path, table: &ProtectedTable, values: &[f64]) -> Result<(), csv::Error> {
    let mut writer = csv::Writer::from_path(path)?;
    let alters = table.alters_figures();
    let axes = table.grid().axes().iter().map(|axis| axis.name.as_str());
    writer.write_record(axes.chain(["status"]).chain(alters.then_some("value")))?;
    for (cell, value) in (0..).zip(values) {
        let sent = table.value(cell);
        let status = match table.state(cell) {
            State::Published if sent.unwrap_or(*value) == 0.0 => "z",
            State::Published => "s",
            State::Secondary => "m",
            _ => "u",
        };
        let sent = sent.filter(|_| alters).map(|sent| sent.to_string());
        let codes = table.grid().codes(cell).map(|(_, code)| code);
        writer.write_record(codes.chain([status]).chain(sent.as_deref()))?;
    }
    writer.flush()?;
    Ok(())
}
