//! Generated data: every adapter that is compiled in, with columns that have types of their own; and, as a property,
//! any adapter over columns of text of which some cells hold anything at all.

use std::{
    sync::{
        Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
};

use adapters::{definition::Adapter, sql::SqlError};
use proptest::{
    prelude::*,
    test_runner::{Config, TestRunner},
};

use super::{
    cluster::{Cluster, shared},
    table::Types,
    ways::{compare, in_database, sample},
};

/// Enough for each rule of a definition to meet a row.
const ROWS: usize = 400;

/// The adapter, as the first of its countries reports with it.
fn adapter_of(id: &str) -> Adapter {
    let adapter = Adapter::builtin(id).expect("an adapter");
    let area = &adapter.definition().area;
    adapter.reported_by(area).expect("its own country")
}

/// The adapters that read one record a row: published figures are none of a database.
fn tabular() -> Vec<String> {
    let is_tabular = |id: &String| {
        let adapter = adapter_of(id);
        let definition = adapter.for_period(adapter.usual_period());
        let definition = definition.expect("a round");
        definition.source.wide.is_none() && !definition.table.iter().any(|table| table.figures)
    };
    Adapter::ids(None).into_iter().filter(is_tabular).collect()
}

#[test]
fn every_adapter_gives_the_same_in_a_file_and_in_a_database() {
    let Some(cluster) = shared() else { return };
    let ids = tabular();
    let next = AtomicUsize::new(0);
    let complaints = Mutex::new(Vec::new());
    let work = || {
        while let Some(id) = ids.get(next.fetch_add(1, Ordering::Relaxed)) {
            let found = complaint_about(&cluster, id);
            complaints.lock().expect("no panic").extend(found);
        }
    };
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(work);
        }
    });
    let complaints = complaints.into_inner().expect("no panic");
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

fn complaint_about(cluster: &Cluster, id: &str) -> Option<String> {
    let adapter = adapter_of(id);
    let period = adapter.usual_period();
    let definition = adapter.for_period(period).expect("a round");
    let folder = tempfile::tempdir().expect("a folder");
    let (mut rows, format) = sample(&adapter, period, (ROWS, 7), folder.path());
    rows.keep_typed(definition);
    let name = id.replace('/', "_");
    let both = compare(
        cluster,
        &adapter,
        period,
        (&rows, Types::Own),
        (format, &name),
    );
    let complaint = match (both.difference, both.database) {
        (Some(difference), _) => Some(difference),
        (None, Err(error)) => Some(error.code().to_owned()),
        (None, Ok(made)) => {
            let query = made.report.query.expect("a query");
            let reduced = query.rows <= made.report.rows_read;
            let declared = !query.statement.contains("PERSONA");
            (!reduced || !declared).then_some(query.statement)
        }
    };
    complaint.map(|complaint| format!("{id}: {complaint}"))
}

#[test]
fn any_rows_give_the_same_in_a_file_and_in_a_database() {
    let Some(cluster) = shared() else { return };
    // Where blanks are filled from above, a database is refused, for its rows have no order.
    let mut ids = tabular();
    ids.retain(|id| {
        let adapter = adapter_of(id);
        let definition = adapter.for_period(adapter.usual_period());
        definition.expect("a round").source.fill_down.is_empty()
    });
    let cell = prop_oneof![
        Just(String::new()),
        Just("  ".to_owned()),
        Just("NA".to_owned()),
        "[0-9]{1,9}([.,][0-9]{1,3})?",
        "[ \"';,.|\\\\áÑ€A-Za-z0-9-]{1,12}",
    ];
    let strategy = (
        any::<prop::sample::Index>(),
        0_u64..1_000_000,
        20_usize..200,
        prop::collection::vec(
            (
                any::<prop::sample::Index>(),
                any::<prop::sample::Index>(),
                cell,
            ),
            0..40,
        ),
        prop::collection::vec(any::<prop::sample::Index>(), 0..60),
    );
    let mut runner = TestRunner::new(Config {
        cases: 12,
        failure_persistence: None,
        ..Config::default()
    });
    let tried = runner.run(&strategy, |(at, seed, count, cells, again)| {
        let id = at.get(ids.as_slice());
        let adapter = adapter_of(id);
        let period = adapter.usual_period();
        let folder = tempfile::tempdir().expect("a folder");
        let (mut rows, format) = sample(&adapter, period, (count, seed), folder.path());
        for (row, column, text) in cells {
            let width = rows.header.len();
            let length = rows.rows.len();
            rows.rows[row.index(length)][column.index(width)] = text;
        }
        for row in again {
            let row = row.get(&rows.rows).clone();
            rows.rows.push(row);
        }
        rows.rows
            .retain(|row| row.iter().any(|cell| !cell.trim().is_empty()));
        let both = compare(
            &cluster,
            &adapter,
            period,
            (&rows, Types::Text),
            (format, "anything"),
        );
        prop_assert_eq!(both.difference, None, "{}", id);
        Ok(())
    });
    if let Err(error) = tried {
        panic!("{error}");
    }
}

#[test]
fn what_cannot_be_asked_has_a_code_and_no_password_is_told() {
    let Some(cluster) = shared() else { return };
    let adapter = Adapter::builtin("usa/oflc_h2a").expect("an adapter");
    let period = adapter.usual_period();
    let out = tempfile::tempdir().expect("a folder");
    let options = adapters::pipeline::Options::new(out.path().join("out"));
    let mut client = cluster.client();
    client
        .batch_execute("CREATE TABLE other (anything text); CREATE ROLE guest LOGIN")
        .expect("a table and a user");
    let definition = adapter.for_period(period).expect("a round");
    let (rows, _) = sample(&adapter, period, (20, 1), out.path());
    rows.load(&mut client, "closed", definition, Types::Text);
    let url = cluster.url();
    let guest = url.replace("postgres@", "guest:hunter2@");
    let nobody = url.replace("postgres@", "nobody:hunter2@");
    let nowhere = url.replace("pg", "nowhere");
    for (url, table, code) in [
        (&url, "nothing", "sql_table_missing"),
        (&url, "nowhere.other", "sql_table_missing"),
        (&url, "other", "column_missing"),
        (&url, "a..b", "sql_table_name_wrong"),
        (&guest, "closed", "sql_not_allowed"),
        (&nobody, "closed", "sql_login_refused"),
        (&nowhere, "closed", "sql_unreachable"),
    ] {
        let made = in_database(url, table, &adapter, period, &options);
        let Err(error) = made else {
            panic!("{table}: made something");
        };
        assert_eq!(error.code(), code, "{table}");
        for language in schemas::language::Language::ALL {
            let message = error.message(language);
            assert!(!message.contains("hunter2"), "{message}");
            let names_what_is_there = message.contains("`anything`");
            assert_eq!(names_what_is_there, code == "column_missing", "{message}");
        }
        assert!(!format!("{error:?}").contains("hunter2"));
    }
    assert!(!out.path().join("out").exists(), "nothing was written");
    assert_eq!(SqlError::NoOdbc.code(), "sql_without_odbc");
}

#[test]
fn what_needs_an_order_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let options = adapters::pipeline::Options::new(folder.path().join("out"));
    // Published figures: nothing is asked of the database, so that none need be there.
    let adapter = adapter_of("region/ilostat_ocupados");
    let period = adapter.usual_period();
    let url = "postgres://nobody@nowhere.invalid/none";
    let made = in_database(url, "figures", &adapter, period, &options);
    let refused = made.map(drop).map_err(|error| error.code());
    assert_eq!(refused, Err("table_of_figures"));
    // Blanks that are filled from above.
    let Some(cluster) = shared() else { return };
    let adapter = adapter_of("can/esdc_lmia");
    let period = adapter.usual_period();
    let definition = adapter.for_period(period).expect("a round");
    let (mut rows, _) = sample(&adapter, period, (20, 1), folder.path());
    let column = rows
        .header
        .iter()
        .position(|name| name.starts_with("Province"));
    rows.rows[1][column.expect("the province")].clear();
    rows.load(
        &mut cluster.client(),
        "filled_down",
        definition,
        Types::Text,
    );
    let made = in_database(&cluster.url(), "filled_down", &adapter, period, &options);
    let refused = made.map(drop).map_err(|error| error.code());
    assert_eq!(refused, Err("table_without_order"));
}
