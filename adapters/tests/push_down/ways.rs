//! One adapter over one rectangle, both ways.

use std::path::Path;

use adapters::{
    definition::Adapter,
    pipeline::{self, Options, Outcome, PipelineError, Unwatched},
    reader::Format,
    sql::{Address, Secrets, Source},
};
use schemas::period::ReferencePeriod;

use super::{
    cluster::Cluster,
    table::{Rectangle, Types, told},
};

/// What both ways made.
pub(crate) struct Both {
    /// What the database way gave.
    pub(crate) database: Result<Outcome, PipelineError>,
    /// What differs; none when nothing does.
    pub(crate) difference: Option<String>,
}

/// Runs `adapter` over `rows` as a file, and as the table `name` of the cluster.
pub(crate) fn compare(
    cluster: &Cluster,
    adapter: &Adapter,
    period: ReferencePeriod,
    (rows, types): (&Rectangle, Types),
    (format, name): (Format, &str),
) -> Both {
    let definition = adapter.for_period(period).expect("a round");
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("rows");
    rows.write(&file, definition, format);
    rows.load(&mut cluster.client(), name, definition, types);
    let options = |out: &str| Options {
        prepared_at: chrono::DateTime::UNIX_EPOCH,
        ..Options::new(folder.path().join(out))
    };
    let read = pipeline::run(adapter, &[file], period, &options("file"), &mut Unwatched);
    let wanted = told(&read);
    let mut difference = None;
    let mut database = None;
    for url in urls(cluster) {
        let out = options(&format!("database{}", database.is_some()));
        let made = in_database(&url, name, adapter, period, &out);
        let found = told(&made);
        if found != wanted {
            difference = Some(first_difference(&wanted, &found));
        }
        database = Some(made);
    }
    Both {
        database: database.expect("one way at least"),
        difference,
    }
}

/// The addresses under which the database is asked.
#[cfg(not(feature = "odbc"))]
fn urls(cluster: &Cluster) -> Vec<String> {
    vec![cluster.url()]
}

/// The addresses under which the database is asked.
#[cfg(feature = "odbc")]
fn urls(cluster: &Cluster) -> Vec<String> {
    let server = cluster.socket().display();
    let odbc = format!(
        "odbc:Driver={{PostgreSQL Unicode}};Server={server};Port=5432;Database=postgres;UID=postgres"
    );
    vec![cluster.url(), odbc]
}

/// Runs `adapter` over the table `name` behind `url`.
pub(crate) fn in_database(
    url: &str,
    name: &str,
    adapter: &Adapter,
    period: ReferencePeriod,
    options: &Options,
) -> Result<Outcome, PipelineError> {
    let address = Address::new(url, &Secrets::default()).map_err(PipelineError::from)?;
    let table = name.parse().map_err(PipelineError::from)?;
    let source = Source { address, table };
    pipeline::run_in_database(adapter, &source, period, options, &mut Unwatched)
}

/// The first line that differs. Of synthetic rows and of tables only.
fn first_difference(wanted: &str, found: &str) -> String {
    let mut lines = wanted.lines().zip(found.lines());
    match lines.find(|(one, other)| one != other) {
        Some((one, other)) => format!("file:     {one}\ndatabase: {other}"),
        None => "one is longer".to_owned(),
    }
}

/// A synthetic file of the adapter, as a rectangle.
pub(crate) fn sample(
    adapter: &Adapter,
    period: ReferencePeriod,
    (rows, seed): (usize, u64),
    folder: &Path,
) -> (Rectangle, Format) {
    let definition = adapter.for_period(period).expect("a round");
    let format = if definition.source.formats.contains(&Format::Csv) {
        Format::Csv
    } else {
        Format::Ndjson
    };
    let options = adapters::sample::SampleOptions { rows, seed, format };
    let file = adapters::sample::generate(definition, period, &options, folder).expect("a sample");
    (Rectangle::of_sample(&file, definition, format), format)
}
