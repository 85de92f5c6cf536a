//! The office side reads a file of two gigabytes in bounded memory.

use std::{
    fs::File,
    io::{BufRead, BufReader, BufWriter, Write},
    path::{Path, PathBuf},
    process::Stdio,
};

use adapters::{
    definition::Adapter,
    reader::Format,
    sample::{self, SampleOptions},
};
use tests::binary::puente;
use wait4::Wait4;

const ADAPTER: &str = "hnd/ine_ephpm";
const MOST: u64 = 256 * 1024 * 1024;
const GIGABYTE: u64 = 1 << 30;

#[test]
fn two_gigabytes_of_records_are_adapted_in_less_than_256_megabytes() {
    let folder = tempfile::tempdir().expect("temporary folder");
    let sample = sample(folder.path());
    let small = peak(
        &repeated(&sample, folder.path(), GIGABYTE / 32),
        folder.path(),
    );
    let size = if cfg!(debug_assertions) && std::env::var_os("PUENTE_TEST_FULL").is_none() {
        println!("256 MB instead of 2 GB: unoptimised build, and PUENTE_TEST_FULL is not set");
        GIGABYTE / 4
    } else {
        2 * GIGABYTE
    };
    let large = peak(&repeated(&sample, folder.path(), size), folder.path());
    println!(
        "peak {} MB for {} MB, {} MB for {} MB",
        small >> 20,
        (GIGABYTE / 32) >> 20,
        large >> 20,
        size >> 20
    );
    assert!(large < MOST, "{} MB", large >> 20);
    // Flat: what a larger file adds is not its size.
    assert!(
        large < small + 32 * 1024 * 1024,
        "{} MB, then {} MB",
        small >> 20,
        large >> 20
    );
}

/// Synthetic records in the national layout.
fn sample(folder: &Path) -> PathBuf {
    let adapter = Adapter::builtin(ADAPTER).expect("adapter");
    let period = adapter.usual_period();
    let definition = adapter.for_period(period).expect("a round");
    let options = SampleOptions {
        rows: 4000,
        seed: 7,
        format: Format::Csv,
    };
    sample::generate(definition, period, &options, folder).expect("a sample")
}

/// A file of at least `size` bytes: the rows of the sample again and again.
fn repeated(sample: &Path, folder: &Path, size: u64) -> PathBuf {
    let mut lines = BufReader::new(File::open(sample).expect("sample")).lines();
    let header = lines.next().expect("header").expect("UTF-8");
    let mut block = String::new();
    for line in lines {
        block.push_str(&line.expect("UTF-8"));
        block.push('\n');
    }
    let path = folder.join("large.csv");
    let mut file = BufWriter::new(File::create(&path).expect("file"));
    writeln!(file, "{header}").expect("written");
    for _ in 0..=size / block.len() as u64 {
        file.write_all(block.as_bytes()).expect("written");
    }
    file.flush().expect("written");
    path
}

/// Peak memory of `puente adapter run` over `file`, in bytes.
fn peak(file: &Path, folder: &Path) -> u64 {
    let out = folder.join("out");
    let process = puente()
        .args(["adapter", "run", ADAPTER])
        .arg(file)
        .args(["--period", "2023", "--out"])
        .arg(&out)
        .stdout(Stdio::null())
        .spawn()
        .expect("puente runs");
    let used = process.wait4().expect("ended");
    assert!(used.status.success());
    assert!(out.join("DF_LM_STOCK.json").is_file());
    used.rusage.maxrss
}
