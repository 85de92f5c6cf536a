//! The one statement that a run sends: the columns that the mapping reads, grouped, counted and sorted.

use super::name::{TableName, quoted};

/// What a database wants otherwise than another.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Dialect {
    /// What stands around a name.
    pub(super) quote: char,
    /// How a column is made into a text that is grouped byte by byte; none where the driver makes the text.
    pub(super) as_text: Option<fn(&str) -> String>,
}

/// A statement, and how many columns of text it gives before the count.
#[derive(Debug, Clone)]
pub(crate) struct Statement {
    pub(crate) text: String,
    pub(super) width: usize,
}

impl Statement {
    /// Groups `table` by `columns`. Sorted, so that two runs over one table tell everything in the same order.
    pub(crate) fn new(dialect: Dialect, table: &TableName, columns: &[&str]) -> Self {
        let from = table.quoted(dialect.quote);
        let names = columns.iter().map(|name| quoted(name, dialect.quote));
        let names: Vec<String> = match dialect.as_text {
            Some(as_text) => names.map(|name| as_text(&name)).collect(),
            None => names.collect(),
        };
        let width = columns.len();
        let text = if names.is_empty() {
            format!("SELECT COUNT(*) FROM {from}")
        } else {
            let listed = names.join(", ");
            format!("SELECT {listed}, COUNT(*) FROM {from} GROUP BY {listed} ORDER BY {listed}")
        };
        Self { text, width }
    }

    /// A statement that gives no row, and names and types of all columns of `table`.
    pub(super) fn of_columns(dialect: Dialect, table: &TableName) -> String {
        format!("SELECT * FROM {} WHERE 1 = 0", table.quoted(dialect.quote))
    }
}

#[cfg(test)]
mod tests {
    use super::{Dialect, Statement};

    fn text(dialect: Dialect, columns: &[&str]) -> String {
        let table = "lmis.permits".parse().expect("a name");
        Statement::new(dialect, &table, columns).text
    }

    #[test]
    fn columns_are_grouped_and_names_are_quoted() {
        let plain = Dialect {
            quote: '`',
            as_text: None,
        };
        insta::assert_snapshot!(
            text(plain, &["sexo", "a`b"]),
            @"SELECT `sexo`, `a``b`, COUNT(*) FROM `lmis`.`permits` GROUP BY `sexo`, `a``b` ORDER BY `sexo`, `a``b`"
        );
        insta::assert_snapshot!(text(plain, &[]), @"SELECT COUNT(*) FROM `lmis`.`permits`");
    }
}
