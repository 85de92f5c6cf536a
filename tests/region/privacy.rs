//! Records with marked values go the whole way, in three languages, with mistakes in them. None of
//! the marks is in anything that was written outside the office's own input.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Output,
    time::{Duration, Instant},
};

use adapters::{
    definition::Adapter,
    reader::Format,
    sample::{self, SampleOptions},
};
use tests::{binary::puente, exchange::Exchange};

/// Texts that stand in the records and nowhere else.
const MARKS: [&str; 8] = [
    "MARCA-NOMBRE-7Q",
    "MARCA-CALLE-8W",
    "555-0199-7731",
    "MARCACODIGO4X",
    "MARCANUMERO6Z",
    "913.7713",
    "MARCA EMPRESA 3K",
    "MARCAFEIN-2J",
];

#[test]
fn no_value_of_a_record_is_written_outside_the_office() {
    let office = tempfile::tempdir().expect("temporary folder");
    let survey = marked_survey(office.path());
    let register = marked_register(office.path());
    let mut exchange = Exchange::new("");
    fs::write(
        exchange.path("region/calendars/privacy.toml"),
        "[[calendar]]\nid = \"privacy\"\ncron = \"* * * * * *\"\ntime_zone = \"UTC\"\n",
    )
    .expect("written");
    let permits = fs::read_to_string(exchange.path("region/agreements/MEX-STPS.toml"))
        .expect("an agreement")
        .replace("hnd-", "usa-")
        .replace("HND-INE", "USA-DOL")
        .replace("DF_LM_STOCK", "DF_PERMIT");
    fs::write(exchange.path("region/agreements/USA.toml"), permits).expect("written");
    exchange.done(&["gateway", "apply", "--config", "gateway.toml", "region"]);
    exchange.serve();

    let mut written = Written::default();
    let out = exchange.path("out");
    for (adapter, file, period) in [
        ("hnd/ine_ephpm", &survey, "2023"),
        ("usa/oflc_h2a", &register, "2017"),
    ] {
        adapt(adapter, file, period, &out, &mut written);
    }
    for (office, table) in [
        ("HND-INE", "ine_ephpm/DF_LM_STOCK.json"),
        ("USA-DOL", "oflc_h2a/DF_PERMIT.json"),
    ] {
        let sent = exchange.submit(office, &out.join(table));
        let said = String::from_utf8_lossy(&sent.stderr);
        assert!(sent.status.success(), "{said}");
        written.keep("submit", sent);
    }
    pull(&exchange, &mut written);
    for words in [&["gateway", "audit"][..], &["gateway", "doctor"]] {
        let said = exchange.run(&[words, &["--config", "gateway.toml"]].concat());
        written.keep(words[1], said);
    }
    exchange.kill();

    written.collect(&exchange.path("."));
    assert!(written.texts.len() > 30, "{} texts", written.texts.len());
    let found: Vec<_> = written
        .texts
        .iter()
        .flat_map(|(name, bytes)| {
            let marks = MARKS.iter().filter(|mark| contains(bytes, mark));
            marks.map(move |mark| format!("{mark} in {name}"))
        })
        .collect();
    assert!(found.is_empty(), "{found:#?}");
}

/// Everything that was said or written outside the office, by name.
#[derive(Default)]
struct Written {
    texts: Vec<(String, Vec<u8>)>,
}

impl Written {
    fn keep(&mut self, name: &str, output: Output) {
        self.texts
            .push((format!("stdout of {name}"), output.stdout));
        self.texts
            .push((format!("stderr of {name}"), output.stderr));
    }

    fn collect(&mut self, folder: &Path) {
        for entry in fs::read_dir(folder).expect("listed") {
            let path = entry.expect("entry").path();
            if path.is_dir() {
                self.collect(&path);
            } else {
                let bytes = fs::read(&path).expect("read");
                self.texts.push((path.display().to_string(), bytes));
            }
        }
    }
}

/// Checks and runs the adapter in three languages and both formats, with an acceptable share of
/// rejected rows and with none.
fn adapt(adapter: &str, file: &Path, period: &str, out: &Path, written: &mut Written) {
    let system = adapter.rsplit('/').next().expect("a system");
    for language in ["es", "en", "fr"] {
        for format in ["text", "json"] {
            let words = ["--lang", language, "--format", format, "adapter"];
            let checked = puente()
                .args(words)
                .args(["check", adapter])
                .arg(file)
                .output();
            written.keep("check", checked.expect("puente runs"));
            for most in ["0.5", "0"] {
                let folder = out.join(if most == "0" { "refused" } else { system });
                let ran = puente()
                    .args(words)
                    .args(["run", adapter])
                    .arg(file)
                    .args(["--period", period, "--max-rejected", most, "--out"])
                    .arg(folder)
                    .output()
                    .expect("puente runs");
                let accepted = ran.status.success();
                let said = String::from_utf8_lossy(&ran.stderr).into_owned();
                assert_eq!(accepted, most == "0.5", "{adapter} {most}: {said}");
                written.keep("run", ran);
            }
        }
    }
}

/// Whether a table of each office is in the ministry's folder.
fn has_both(inbox: &Path) -> bool {
    let Ok(entries) = fs::read_dir(inbox) else {
        return false;
    };
    let names: Vec<_> = entries
        .map(|entry| entry.expect("entry").file_name().display().to_string())
        .collect();
    ["DF_LM_STOCK.HND-INE.", "DF_PERMIT.USA-DOL."]
        .iter()
        .all(|table| names.iter().any(|name| name.starts_with(table)))
}

/// Pulls as the ministry until both deliveries are there.
fn pull(exchange: &Exchange, written: &mut Written) {
    let deadline = Instant::now() + Duration::from_secs(60);
    let inbox = exchange.path("inbox");
    let url = format!("https://{}", exchange.address("exchange"));
    while !has_both(&inbox) {
        assert!(Instant::now() < deadline, "not both were delivered");
        let pulled = exchange.run(&[
            "pull",
            "--url",
            &url,
            "--ca",
            "authority/authority.crt",
            "--cert",
            "MEX-STPS.crt",
            "--key",
            "MEX-STPS.key",
            "--out",
            "inbox",
        ]);
        assert!(
            pulled.status.success(),
            "{}",
            String::from_utf8_lossy(&pulled.stderr)
        );
        written.keep("pull", pulled);
    }
}

fn contains(bytes: &[u8], mark: &str) -> bool {
    bytes
        .windows(mark.len())
        .any(|window| window == mark.as_bytes())
}

/// A synthetic file of the adapter as a header and rows of cells.
fn sample(adapter: &str, period: &str, folder: &Path) -> (Vec<String>, Vec<Vec<String>>) {
    let adapter = Adapter::builtin(adapter).expect("adapter");
    let period = period.parse().expect("period");
    let definition = adapter.for_period(period).expect("a round");
    let options = SampleOptions {
        rows: 1500,
        seed: 11,
        format: Format::Csv,
    };
    let path = sample::generate(definition, period, &options, folder).expect("a sample");
    let text = fs::read_to_string(path).expect("UTF-8");
    let mut lines = text
        .lines()
        .map(|line| line.split(',').map(str::to_owned).collect());
    (lines.next().expect("header"), lines.collect())
}

/// Writes the rows again, with the columns that identify a person or an employer on the right.
fn rewrite(path: &Path, header: &[String], rows: &[Vec<String>]) {
    let mut text = format!("{},NOMBRE,DIRECCION,TELEFONO,FEIN\n", header.join(","));
    for row in rows {
        text.push_str(&row.join(","));
        text.push_str(",MARCA-NOMBRE-7Q,MARCA-CALLE-8W,555-0199-7731,MARCAFEIN-2J\n");
    }
    fs::write(path, text).expect("written");
}

fn position(header: &[String], name: &str) -> usize {
    header.iter().position(|one| one == name).expect("column")
}

fn marked_survey(folder: &Path) -> PathBuf {
    let (header, mut rows) = sample("hnd/ine_ephpm", "2023", folder);
    let (sex, factor) = (position(&header, "SEXO"), position(&header, "FACTOR"));
    rows[10][sex] = "MARCACODIGO4X".to_owned();
    rows[20][factor] = "MARCANUMERO6Z".to_owned();
    rows[30][factor] = "913.7713".to_owned();
    let path = folder.join("encuesta.csv");
    rewrite(&path, &header, &rows);
    path
}

fn marked_register(folder: &Path) -> PathBuf {
    let (header, mut rows) = sample("usa/oflc_h2a", "2017", folder);
    let employer = position(&header, "EMPLOYER_NAME");
    for row in rows.iter_mut().step_by(7) {
        row[employer] = "MARCA EMPRESA 3K".to_owned();
    }
    rows[10][position(&header, "WORKSITE_STATE")] = "MARCACODIGO4X".to_owned();
    rows[20][position(&header, "NBR_WORKERS_CERTIFIED")] = "MARCANUMERO6Z".to_owned();
    let path = folder.join("registro.csv");
    rewrite(&path, &header, &rows);
    path
}
