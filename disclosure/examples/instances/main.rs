//! Instances of disclosure control that nobody tuned for, and the measurement of `protect` on
//! them: `generate FOLDER [NAME…]` writes them as files, `measure [NAME|FOLDER…] [--cost …]
//! [--insiders none] [--out STATUSES.csv]` protects each in a process of its own and prints the rows
//! of docs/PERFORMANCE.md.

#![expect(clippy::print_stdout, reason = "its answer is a table on stdout")]

mod dimension;
mod instance;
mod kinds;
mod measure;
mod random;

use std::{error::Error, path::Path};

fn main() -> Result<(), Box<dyn Error>> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let rest = words.get(1..).unwrap_or_default();
    match words.first().map(String::as_str) {
        Some("generate") => generate(rest),
        Some("measure") => measure::all(rest),
        Some("measure-one") => measure::one(rest),
        _ => Err("instances generate FOLDER [NAME…] | measure [NAME|FOLDER…] [--cost value|cells|mixed] [--insiders none] [--out STATUSES.csv]".into()),
    }
}

fn generate(words: &[String]) -> Result<(), Box<dyn Error>> {
    let (folder, names) = words.split_first().ok_or("which folder?")?;
    let names = if names.is_empty() {
        kinds::names()
    } else {
        names.to_vec()
    };
    for name in names {
        let instance = kinds::make(&name).ok_or_else(|| format!("no instance {name}"))?;
        let folder = Path::new(folder).join(&name);
        instance.write(&folder)?;
        let primary = instance
            .rows
            .iter()
            .filter(|row| row.need.is_some())
            .count();
        println!(
            "{}: {} cells, {primary} primary",
            folder.display(),
            instance.rows.len()
        );
    }
    Ok(())
}
