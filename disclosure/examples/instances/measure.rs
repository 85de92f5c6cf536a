//! Protects instances and tells cells, value, time and memory; each in a process of its own, so
//! that the peak is its own.

use std::{
    error::Error,
    fs::File,
    io::{BufWriter, Write},
    path::Path,
    process::Command,
    time::Instant,
};

use disclosure::{
    AttackOptions, ProtectedTable, RuleSet, attack,
    protect::{Cost, Options, protect_with},
    solver::Simplex,
    table::State,
};

use crate::{instance::Instance, kinds};

/// Prints a row of the table for each instance named, all when none is.
pub(crate) fn all(words: &[String]) -> Result<(), Box<dyn Error>> {
    let program = std::env::current_exe()?;
    let mut options = Vec::new();
    let mut names = Vec::new();
    let mut words = words.iter();
    while let Some(word) = words.next() {
        if word.starts_with("--") {
            options.push(word.clone());
            options.extend(words.next().cloned());
        } else {
            names.push(word.clone());
        }
    }
    if names.is_empty() {
        names = kinds::names();
    }
    println!(
        "| instance | cells | primary | secondary | value | seconds | CPU s | peak MB | intruder |"
    );
    println!("|---|---|---|---|---|---|---|---|---|");
    for name in names {
        let mut child = Command::new(&program);
        let ended = child
            .arg("measure-one")
            .arg(&name)
            .args(&options)
            .output()?;
        let told = String::from_utf8_lossy(&ended.stdout);
        if ended.status.success() {
            print!("{told}");
        } else {
            let reason = String::from_utf8_lossy(&ended.stderr);
            println!("| {name} | failed: {} |", reason.trim());
        }
    }
    Ok(())
}

/// Protects one instance and prints its row.
pub(crate) fn one(words: &[String]) -> Result<(), Box<dyn Error>> {
    let (name, _) = words.split_first().ok_or("which instance?")?;
    let folder = Path::new(name);
    let instance = if folder.is_dir() {
        Instance::read(folder)?
    } else {
        kinds::make(name).ok_or_else(|| format!("no instance {name}"))?
    };
    let values: Vec<f64> = instance.rows.iter().map(|row| row.cell.value).collect();
    let raw = instance.raw()?;
    drop(instance);
    let options = options_of(words)?;
    let rules = RuleSet {
        negative_values: values.iter().any(|value| *value < 0.0),
        ..RuleSet::default()
    };
    let (started, before) = (Instant::now(), cpu_seconds());
    let protected = protect_with(raw, &rules, &options, &mut (), &Simplex)?;
    let seconds = started.elapsed().as_secs_f64();
    let spent = match (before, cpu_seconds()) {
        (Some(before), Some(after)) => format!("{:.1}", after - before),
        _ => "not told".to_owned(),
    };
    let peak = peak_mb().map_or_else(|| "not told".to_owned(), |peak| peak.to_string());
    let table = protected.table;
    let hidden = (0..)
        .zip(&values)
        .filter(|(cell, _)| table.state(*cell) == State::Secondary);
    let value: f64 = hidden.map(|(_, value)| value).sum();
    let found = attack(&table.office_view(), &AttackOptions::default());
    let verdict = if found.is_clean() {
        "finds nothing".to_owned()
    } else {
        format!(
            "finds {}, {} undecided",
            found.recovered.len(),
            found.undecided.len()
        )
    };
    if let Some(out) = given(words, "--out") {
        write_statuses(Path::new(out), &table, &values)?;
    }
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    println!(
        "| {name} | {} | {} | {} | {value:.0} | {seconds:.1} | {spent} | {peak} | {verdict} |",
        values.len(),
        table.primary(),
        table.secondary(),
    );
    Ok(())
}

/// The word after `name`.
fn given<'w>(words: &'w [String], name: &str) -> Option<&'w str> {
    let at = words.iter().position(|word| word == name)?;
    words.get(at + 1).map(String::as_str)
}

/// The statuses as `puente protect` writes them, for an audit by others.
fn write_statuses(
    path: &Path,
    table: &ProtectedTable,
    values: &[f64],
) -> Result<(), Box<dyn Error>> {
    let mut file = BufWriter::new(File::create(path)?);
    for axis in table.grid().axes() {
        write!(file, "{},", axis.name)?;
    }
    writeln!(file, "status")?;
    for (cell, value) in (0..).zip(values) {
        for (_, code) in table.grid().codes(cell) {
            write!(file, "{code},")?;
        }
        let status = match table.state(cell) {
            State::Published if *value == 0.0 => 'z',
            State::Published => 's',
            State::Secondary => 'm',
            _ => 'u',
        };
        writeln!(file, "{status}")?;
    }
    Ok(file.flush()?)
}

fn options_of(words: &[String]) -> Result<Options, Box<dyn Error>> {
    Ok(Options {
        cost: match given(words, "--cost") {
            None | Some("mixed") => Cost::Mixed,
            Some("value") => Cost::Value,
            Some("cells") => Cost::Cells,
            Some(_) => return Err("--cost value|cells|mixed".into()),
        },
        insiders: given(words, "--insiders") != Some("none"),
        ..Options::default()
    })
}

/// Processor seconds of this process so far, where the system tells them (Linux, in hundredths).
fn cpu_seconds() -> Option<f64> {
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    let fields: Vec<&str> = stat.rsplit_once(')')?.1.split_whitespace().collect();
    let hundredths = |at: usize| fields.get(at)?.parse::<f64>().ok();
    Some((hundredths(11)? + hundredths(12)?) / 100.0)
}

/// The most memory that the process ever held, where the system tells it.
fn peak_mb() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: u64 = line.trim().trim_end_matches("kB").trim().parse().ok()?;
    Some(kilobytes / 1024)
}
