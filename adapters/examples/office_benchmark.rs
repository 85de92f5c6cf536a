//! The office side over a large file, to be measured beside a database that does the bare aggregation
//! (`tests/benchmarks/office.py` runs both). `write` makes synthetic records in the layout of Honduras'
//! household survey, always the same; `run` does with them what `puente adapter run` does.

use std::error::Error;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use adapters::definition::Adapter;
use adapters::pipeline::{self, Options, Unwatched};
use rand::seq::IndexedRandom;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

const ADAPTER: &str = "hnd/ine_ephpm";
const PERIOD: &str = "2023";
const SEED: u64 = 20_231_101;

/// The columns that the definition reads, in the middle of those that it must leave alone.
const HEADER: &str = "HOGAR,NPER,DOMINIO,UR,ESTRATO,SEXO,EDAD,CA501,CA502,CA503,CA504,CA505,CA506,CA507,CA508,CA508A,CA511,CA512,CA513,OC609,O02_CODIGO,O01_CODIGO,YPERHG,FACTOR,UPM";

fn main() -> Result<(), Box<dyn Error>> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    match words.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["write", path, rows] => write(Path::new(path), rows.parse()?),
        ["run", path, out] => run(Path::new(path), Path::new(out)),
        _ => Err("office_benchmark write FILE ROWS | run FILE FOLDER".into()),
    }
}

fn write(path: &Path, rows: u32) -> Result<(), Box<dyn Error>> {
    let mut random = ChaCha8Rng::seed_from_u64(SEED);
    let mut file = BufWriter::with_capacity(1 << 20, File::create(path)?);
    writeln!(file, "{HEADER}")?;
    for row in 0..rows {
        record(&mut file, row, &mut random)?;
    }
    file.flush()?;
    Ok(())
}

fn record(file: &mut impl Write, row: u32, random: &mut ChaCha8Rng) -> Result<(), Box<dyn Error>> {
    let household = 1_000_000 + row / 4;
    let any = |list: &[&'static str], random: &mut ChaCha8Rng| {
        list.choose(random).copied().unwrap_or_default()
    };
    write!(
        file,
        "{household},{},{},{},{},{},{},",
        row % 4 + 1,
        random.random_range(1..=8),
        random.random_range(1..=2),
        random.random_range(11..=48),
        random.random_range(1..=2),
        random.random_range(0..=95),
    )?;
    let works = random.random_bool(0.6);
    let [first, second] = if works { ["1", "1"] } else { ["2", "2"] };
    write!(file, "{first},{second},")?;
    let answers = if works { ",2,,,,2," } else { "10,2,7,2,3,2,2" };
    write!(file, "{answers},")?;
    write!(
        file,
        "{},{},{},",
        any(&["1", "2", "3"], random),
        any(&["1", "2", "2", "2"], random),
        any(&["", "1", "3"], random),
    )?;
    if works {
        let status = random.random_range(1..=11);
        let (activity, occupation) = (any(&ACTIVITIES, random), any(&OCCUPATIONS, random));
        write!(file, "{status},{activity},{occupation},")?;
    } else {
        write!(file, ",,,")?;
    }
    let income = random.random_range(0..9_000_000);
    let weight = random.random_range(5_000_000..90_000_000);
    writeln!(
        file,
        "{}.{:02},{}.{:05},{}",
        income / 100,
        income % 100,
        weight / 100_000,
        weight % 100_000,
        random.random_range(1000..9999),
    )?;
    Ok(())
}

fn run(path: &Path, out: &Path) -> Result<(), Box<dyn Error>> {
    let adapter = Adapter::builtin(ADAPTER).map_err(|_| "the definition is not valid")?;
    let files = [PathBuf::from(path)];
    let options = Options::new(out.to_owned());
    let outcome = pipeline::run(&adapter, &files, PERIOD.parse()?, &options, &mut Unwatched)?;
    let counts = &outcome.counts;
    let mut said = std::io::stdout().lock();
    let rejected = counts.rejects.count();
    writeln!(
        said,
        "{} rows read, {} accepted, {rejected} rejected",
        counts.read, counts.accepted
    )?;
    for (name, total) in &counts.control_totals {
        writeln!(said, "{name} {total:.3}")?;
    }
    Ok(())
}

/// Branches of activity with five digits, of which two are the division.
const ACTIVITIES: [&str; 24] = [
    "01110", "01220", "01410", "03111", "10711", "14101", "25110", "35101", "41001", "43211",
    "45201", "47110", "47211", "49221", "55101", "56101", "62010", "68101", "80100", "84111",
    "85100", "86101", "96020", "97000",
];
/// Occupations with six digits, of which the first is the great group.
const OCCUPATIONS: [&str; 20] = [
    "111201", "121101", "221101", "234101", "263101", "311201", "332201", "411001", "421101",
    "512001", "522101", "531101", "611101", "621001", "711101", "723101", "832201", "911101",
    "921101", "961201",
];
