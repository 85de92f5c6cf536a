//! Rows of a table of a database: they have no order, so that no cell can be filled from the row above.

use adapters::reader::{CellType, ReadError, SourceRow, TableColumn, TableRows};

use crate::sources::spec;

const FILLED: &str = r#"
[source]
fill_down = ["province"]
[columns.province]
names = ["Province"]
[columns.stream]
names = ["Stream"]
"#;

/// The texts of a row of a table with these cells.
fn row_of(cells: [Option<&str>; 2]) -> Result<Vec<String>, ReadError> {
    let column = |name: &str| TableColumn {
        name: name.to_owned(),
        cells: CellType::Text,
    };
    let columns = [column("province"), column("stream")];
    let rows = TableRows::new(&spec(FILLED), "lmia", &columns, &[0, 1].into()).expect("columns");
    let mut row = SourceRow::default();
    rows.fill(|at| cells[at], (1, 1), &mut row)?;
    Ok((0..row.width()).map(|at| row.text(at).to_owned()).collect())
}

#[test]
fn a_blank_that_the_row_above_would_fill_is_refused_and_any_other_is_missing() {
    let filled = row_of([Some("Ontario"), None]).expect("a row");
    assert_eq!(filled, ["Ontario", ""]);
    for blank in [None, Some(""), Some("  ")] {
        let refused = row_of([blank, Some("High Wage")]).expect_err("no row above");
        assert_eq!(refused.code(), "table_without_order");
        for language in schemas::language::Language::ALL {
            let told = refused.message(language);
            assert!(
                told.contains("province") && !told.contains("High Wage"),
                "{told}"
            );
        }
    }
}
