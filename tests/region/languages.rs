//! What an officer reads when a file is wrong: in three languages, with the place of the mistake and
//! what to do, the exit code of a mistake in the input, and nothing half-written.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Output,
};

use serde_json::Value;
use tests::{binary::puente, workbook};

const ADAPTER: &str = "hnd/ine_ephpm";
const LANGUAGES: [&str; 3] = ["es", "en", "fr"];
const HEADER: &str = "UR,SEXO,EDAD,CA501,CA502,CA503,CA504,CA505,CA506,CA507,CA508,CA508A,CA511,\
                      CA512,CA513,OC609,O02_CODIGO,O01_CODIGO,NOMBRE,FACTOR";

/// A file that is wrong in one way, and what the message about it must name.
struct Mistake {
    name: &'static str,
    bytes: Vec<u8>,
    names: &'static [&'static str],
    /// Whether the file can be read and some of its rows are wrong.
    rows: bool,
}

/// The line of an employed person, with what stands under SEXO, NOMBRE and FACTOR.
fn line(sex: &str, name: &str, factor: &str) -> String {
    format!("1,{sex},34,1,1,,2,,,,2,,3,2,,1,47110,522101,{name},{factor}")
}

/// The header and twenty right lines; `change` spoils them.
fn lines(change: impl FnOnce(&mut Vec<String>)) -> Vec<String> {
    let mut lines = vec![HEADER.to_owned()];
    lines.extend((0..20).map(|_| line("1", "Ana", "120.5")));
    change(&mut lines);
    lines
}

fn text(change: impl FnOnce(&mut Vec<String>)) -> Vec<u8> {
    let mut text = lines(change).join("\n");
    text.push('\n');
    text.into_bytes()
}

/// `Peña` as UTF-8 has it, far from the same name as Windows-1252 has it.
fn two_encodings() -> Vec<u8> {
    let mut bytes = text(|lines| lines[1] = line("1", "Peña", "120.5"));
    for _ in 0..4000 {
        bytes.extend_from_slice(line("2", "Ana", "99").as_bytes());
        bytes.push(b'\n');
    }
    let last = line("1", "Pe#a", "120.5");
    bytes.extend(
        last.bytes()
            .map(|byte| if byte == b'#' { 0xf1 } else { byte }),
    );
    bytes.push(b'\n');
    bytes
}

fn cut_off() -> Vec<u8> {
    let mut bytes = workbook::of_lines("Personas", &lines(|_| {}));
    bytes.truncate(bytes.len() / 2);
    bytes
}

fn mistakes() -> Vec<Mistake> {
    let of_file = |name, bytes, names| Mistake {
        name,
        bytes,
        names,
        rows: false,
    };
    let of_rows = |name, bytes, names| Mistake {
        name,
        bytes,
        names,
        rows: true,
    };
    vec![
        of_file("encoding.csv", two_encodings(), &["4022", "UTF-8"]),
        of_file(
            "column.csv",
            text(|lines| lines[0] = HEADER.replace("SEXO", "SEXO_P")),
            &["`SEXO`", "SEXO_P", "`sex`"],
        ),
        of_file("empty.csv", Vec::new(), &[]),
        of_file("cut_off.xlsx", cut_off(), &["xlsx"]),
        of_rows(
            "code.csv",
            text(|lines| lines[5] = line("7", "Ana", "120.5")),
            &["6", "SEXO", "code_unknown"],
        ),
        of_rows(
            "code.xlsx",
            workbook::of_lines("Personas", &lines(|lines| lines[5] = line("7", "Ana", "9"))),
            &["Personas", "6", "B (SEXO)", "code_unknown"],
        ),
        of_rows(
            "thousands.csv",
            text(|lines| lines[9] = line("1", "Ana", "\"1,120.5\"")),
            &["10", "FACTOR", "cell_undeclared_thousands"],
        ),
        of_rows(
            "footer.csv",
            text(|lines| lines.push("Fuente: INE".to_owned())),
            &["22", "row_too_few_cells"],
        ),
    ]
}

#[test]
fn a_wrong_file_is_told_in_three_languages_with_its_place() {
    let folder = tempfile::tempdir().expect("temporary folder");
    let mut spanish = String::new();
    for mistake in mistakes() {
        let file = folder.path().join(mistake.name);
        fs::write(&file, &mistake.bytes).expect("written");
        let told = LANGUAGES.map(|language| check(language, &file));
        for (language, told) in LANGUAGES.iter().zip(&told) {
            for name in mistake.names.iter().chain([&mistake.name]) {
                assert!(told.contains(name), "{name} in {language}: {told}");
            }
        }
        let [es, en, fr] = &told;
        assert!(es != en && en != fr && es != fr, "{}", mistake.name);
        spanish.push_str(&format!("## {}\n{es}\n", mistake.name));
    }
    insta::assert_snapshot!(spanish);
}

#[test]
fn a_wrong_file_leaves_nothing_half_written() {
    let folder = tempfile::tempdir().expect("temporary folder");
    for mistake in mistakes() {
        let file = folder.path().join(mistake.name);
        fs::write(&file, &mistake.bytes).expect("written");
        let fresh = folder.path().join(format!("{}.out", mistake.name));
        refused(&file, &fresh);
        let earlier = folder.path().join(format!("{}.earlier", mistake.name));
        let right = folder.path().join("right.csv");
        fs::write(&right, text(|_| {})).expect("written");
        let done = run(&right, &earlier);
        assert!(done.status.success(), "{}", said(&done));
        let before = contents(&earlier);
        refused(&file, &earlier);
        if mistake.rows {
            only_the_report(&fresh);
            only_the_report(&earlier);
        } else {
            assert!(!fresh.exists(), "{}", mistake.name);
            assert_eq!(contents(&earlier), before, "{}", mistake.name);
        }
        let left = names(folder.path());
        assert!(left.iter().all(|name| !name.starts_with('.')), "{left:?}");
    }
}

#[test]
fn a_file_that_is_not_there_is_a_wrong_call() {
    let folder = tempfile::tempdir().expect("temporary folder");
    let file = folder.path().join("absent.csv");
    let told = LANGUAGES.map(|language| {
        let output = call(language, &["check", ADAPTER], &file, &[]);
        assert_eq!(output.status.code(), Some(2));
        said(&output)
    });
    assert!(told.iter().all(|told| told.contains("absent.csv")));
    assert!(told[0] != told[1] && told[1] != told[2] && told[0] != told[2]);
}

fn call(language: &str, words: &[&str], file: &Path, more: &[&str]) -> Output {
    puente()
        .args(["--lang", language, "adapter"])
        .args(words)
        .arg(file)
        .args(more)
        .output()
        .expect("puente runs")
}

/// What `puente adapter check` says of a file that is wrong.
fn check(language: &str, file: &Path) -> String {
    let output = call(language, &["check", ADAPTER], file, &["--period", "2023"]);
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    said(&output)
}

fn run(file: &Path, out: &Path) -> Output {
    let out = out.display().to_string();
    let more = ["--period", "2023", "--max-rejected", "0", "--out", &out];
    call("es", &["run", ADAPTER], file, &more)
}

fn refused(file: &Path, out: &Path) {
    let output = run(file, out);
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
}

/// The report is there, whole, and nothing that could pass for a result of the run.
fn only_the_report(out: &Path) {
    assert_eq!(names(out), ["report.json"]);
    let report = fs::read(out.join("report.json")).expect("the report");
    let report: Value = serde_json::from_slice(&report).expect("a whole report");
    assert_eq!(report["rows_rejected"], 1);
}

fn said(output: &Output) -> String {
    let parts = [&output.stdout, &output.stderr];
    parts.map(|part| String::from_utf8_lossy(part)).concat()
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> = paths(folder)
        .iter()
        .filter_map(|path| Some(path.file_name()?.to_str()?.to_owned()))
        .collect();
    names.sort();
    names
}

fn contents(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut paths = paths(folder);
    paths.sort();
    paths
        .into_iter()
        .map(|path| (path.clone(), fs::read(path).expect("read")))
        .collect()
}

fn paths(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("listed");
    entries.map(|entry| entry.expect("entry").path()).collect()
}
