//! All rows of a table of a database through the mapping, grouped by the database; twice where a case is told
//! in several rows.

use schemas::record::CanonicalRecord;

use super::{PipelineError, Progress, Stage};
use crate::{
    definition::Definition,
    mapping::{Mapping, Text},
    reader::{SourceRow, TableRows},
    sql::{self, Database, SqlError, Statement},
};

/// A table under way.
pub(super) struct Table {
    database: Box<dyn Database>,
    rows: TableRows,
    statement: Statement,
}

impl Table {
    /// Connects and looks for the columns that `mapping` reads. Published figures are refused before.
    pub(super) fn open(
        definition: &Definition,
        source: &sql::Source,
        mapping: &Mapping,
    ) -> Result<Self, PipelineError> {
        if definition.table.iter().any(|table| table.figures) {
            let refused = TableRows::refuse_figures(&source.table.to_string());
            return Err(PipelineError::Read(refused));
        }
        let mut database = source.open()?;
        let columns = database.columns(&source.table)?;
        let spec = definition.source_spec();
        let name = source.table.to_string();
        let rows = TableRows::new(&spec, &name, &columns, &mapping.columns())
            .map_err(PipelineError::Read)?;
        let names: Vec<&str> = rows.asked().map(|at| columns[at].name.as_str()).collect();
        let statement = Statement::new(database.dialect(), &source.table, &names);
        Ok(Self {
            database,
            rows,
            statement,
        })
    }

    /// What is asked of the database.
    pub(super) fn statement(&self) -> &str {
        &self.statement.text
    }

    /// Reads all; gives the number of different rows that came.
    pub(super) fn read(
        &mut self,
        mapping: &mut Mapping,
        progress: &mut dyn Progress,
        mut record: impl FnMut(usize, &CanonicalRecord, &[Text], u64),
    ) -> Result<u64, PipelineError> {
        if mapping.reads_twice() {
            self.once(Stage::Survey, progress, |row| mapping.note(0, row))?;
        }
        let came = self.once(Stage::Read, progress, |row| {
            mapping.map(0, row, &mut record);
        })?;
        if came == 0 {
            return Err(PipelineError::Read(self.rows.no_rows()));
        }
        Ok(came)
    }

    fn once(
        &mut self,
        stage: Stage,
        progress: &mut dyn Progress,
        mut take: impl FnMut(&SourceRow),
    ) -> Result<u64, PipelineError> {
        progress.stage(Stage::Query, 0);
        let rows = &self.rows;
        let mut row = SourceRow::default();
        let mut came = 0;
        sql::each(self.database.as_mut(), &self.statement, |groups| {
            if progress.stopped() {
                return Err(PipelineError::Stopped);
            }
            let Some(groups) = groups else { return Ok(()) };
            if came == 0 {
                progress.stage(stage, 0);
            }
            for (cell, times) in groups.rows().filter(|(_, times)| *times > 0) {
                came += 1;
                rows.fill(cell, (came, times), &mut row)
                    .map_err(PipelineError::Read)?;
                take(&row);
            }
            progress.read(came, 0);
            Ok(())
        })?;
        Ok(came)
    }
}

impl From<SqlError> for PipelineError {
    fn from(error: SqlError) -> Self {
        Self::Sql(error)
    }
}
