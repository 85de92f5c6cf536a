//! Files that offices published, as files and as tables of a database.

use adapters::{definition::Adapter, reader::Format};

use super::{
    cluster::shared,
    real_data::real_data,
    table::{Rectangle, Types},
    ways::compare,
};

#[test]
fn real_files_give_the_same_in_a_database() {
    // The line of the header, from 0, and the different rows that came back for all rows.
    let files = [
        ("mex/inegi_ecovid", "mx/ecovid0420.csv", "2020-04", 0),
        ("usa/oflc_h2a", "us/H2a_FY2006.csv", "2006", 0),
        (
            "can/esdc_lmia",
            "ca/2016_positive_employer_en.csv",
            "2016",
            1,
        ),
        ("gtm/ine_enei", "gt/eneiPer16.csv", "2016", 0),
    ];
    let (Some(cluster), Some(folder)) = (shared(), real_data()) else {
        return;
    };
    for (id, file, period, header) in files {
        let adapter = Adapter::builtin(id).unwrap_or_else(|errors| panic!("{errors:?}"));
        let period = period.parse().unwrap_or_else(|_| panic!("{period}"));
        let mut rows = Rectangle::of_text(&folder.join(file), b',', header);
        let definition = adapter.for_period(period).expect("a round");
        rows.prepare(definition);
        let name = id.replace('/', "_");
        let both = compare(
            &cluster,
            &adapter,
            period,
            (&rows, Types::Text),
            (Format::Csv, &name),
        );
        assert!(both.difference.is_none(), "{file}");
        let made = match both.database {
            Ok(made) => made.report,
            Err(error) => panic!("{file}: {}", error.code()),
        };
        let query = made.query.expect("a query");
        println!("{file}: {} rows, {} came back", made.rows_read, query.rows);
        assert_eq!(made.rows_read, rows.rows.len() as u64, "{file}");
        assert!(!made.tables.is_empty(), "{file}");
    }
}
