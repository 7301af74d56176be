//! A connection: statements prepared once, and rows copied out of it.

use crate::db::{Query, Value};
use crate::error::{Result, StoreError};
use rusqlite::config::DbConfig;
use rusqlite::types::{FromSql, Null, ToSqlOutput};
use rusqlite::{CachedStatement, OpenFlags, ToSql};
use std::cell::RefCell;
use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

/// A reader meets a lock only while another program opens or repairs the file.
const READER_PATIENCE: Duration = Duration::from_secs(5);
/// Every statement of the program fits; preparing one again would cost more than running it.
const STATEMENTS_KEPT: usize = 512;

/// A connection, with what is known of each statement.
#[derive(Debug)]
pub(super) struct Connection {
    pub(super) sqlite: rusqlite::Connection,
    /// By address and length of the statement's text, which never moves: cheaper than to read the text again.
    shapes: RefCell<HashMap<(usize, usize), Shape>>,
}

/// What a statement takes and returns: asked of SQLite once.
#[derive(Debug, Clone)]
struct Shape {
    /// For each of SQLite's parameters, which of the bound values it is. SQLite counts them as they come; `$2` is the second that was bound, wherever
    /// it stands.
    parameters: Arc<[usize]>,
    columns: Columns,
}

type Columns = Arc<[String]>;

impl Connection {
    pub(super) fn open(path: &Path, flags: OpenFlags, pragma: &str) -> Result<Self> {
        let sqlite = rusqlite::Connection::open_with_flags(path, flags)?;
        sqlite.busy_timeout(READER_PATIENCE)?;
        sqlite.set_prepared_statement_cache_capacity(STATEMENTS_KEPT);
        sqlite.execute_batch(PRAGMAS)?;
        // One plan for each statement. Otherwise SQLite plans every range anew for the values that are bound, which costs more than to run it.
        sqlite.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
        sqlite.execute_batch(pragma)?;
        Ok(Self {
            sqlite,
            shapes: RefCell::default(),
        })
    }

    pub(super) fn run(&self, text: &str) -> Result<()> {
        self.sqlite.prepare_cached(text)?.raw_execute()?;
        Ok(())
    }

    fn prepare(&self, query: &Query) -> Result<(CachedStatement<'_>, Columns)> {
        let mut statement = self.sqlite.prepare_cached(query.text)?;
        let shape = self.shape(query.text, &statement)?;
        for (index, number) in shape.parameters.iter().enumerate() {
            let value = query.values.get(*number).ok_or(StoreError::Unbound)?;
            statement.raw_bind_parameter(index + 1, value)?;
        }
        Ok((statement, shape.columns))
    }

    pub(super) fn execute(&self, query: &Query) -> Result<u64> {
        let (mut statement, _) = self.prepare(query)?;
        // A statement that also returns rows is run to its end.
        let mut rows = statement.raw_query();
        while rows.next()?.is_some() {}
        drop(rows);
        Ok(self.sqlite.changes())
    }

    /// Reads rows, at most so many.
    pub(super) fn rows(&self, query: &Query, at_most: usize) -> Result<Vec<Row>> {
        let (mut statement, columns) = self.prepare(query)?;
        let mut rows = statement.raw_query();
        let mut found = Vec::new();
        while found.len() < at_most {
            let Some(row) = rows.next()? else { break };
            let values = (0..columns.len()).map(|index| row.get::<_, rusqlite::types::Value>(index));
            found.push(Row {
                values: values.collect::<rusqlite::Result<_>>()?,
                columns: Arc::clone(&columns),
            });
        }
        Ok(found)
    }

    fn shape(&self, text: &'static str, statement: &CachedStatement<'_>) -> Result<Shape> {
        let mut known = self.shapes.borrow_mut();
        let key = (text.as_ptr().addr(), text.len());
        if let Some(shape) = known.get(&key) {
            return Ok(shape.clone());
        }
        let number = |index| {
            let name = statement.parameter_name(index)?;
            name[1..].parse::<usize>().ok()?.checked_sub(1)
        };
        let shape = Shape {
            parameters: (1..=statement.parameter_count())
                .map(|index| number(index).ok_or(StoreError::Unbound))
                .collect::<Result<_>>()?,
            columns: statement.column_names().into_iter().map(str::to_owned).collect(),
        };
        known.insert(key, shape.clone());
        Ok(shape)
    }
}

const PRAGMAS: &str = "
    PRAGMA synchronous = FULL;
    -- Pages in memory, 16 MiB: what an alarm of a large installation looks at. The default is 2.
    PRAGMA cache_size = -16384;
    -- The thread of the commits does it: see COMMITS_PER_CHECKPOINT.
    PRAGMA wal_autocheckpoint = 0;
    PRAGMA foreign_keys = ON;
    -- What was deleted is overwritten with zeroes: a recalled description does not stay in free pages.
    PRAGMA secure_delete = ON;
    -- A file that was brought from elsewhere runs no functions of its schema.
    PRAGMA trusted_schema = OFF;
    -- What a savepoint may have to take back stays in memory, and out of files that nobody empties.
    PRAGMA temp_store = MEMORY;";

/// A row, copied out of SQLite.
#[derive(Debug)]
pub struct Row {
    columns: Columns,
    values: Vec<rusqlite::types::Value>,
}

impl Row {
    pub(in crate::db) fn get<T: FromSql>(&self, name: &'static str) -> Result<T> {
        let index = self.columns.iter().position(|column| column == name);
        let value = index
            .and_then(|index| self.values.get(index))
            .ok_or(StoreError::corrupt(name))?;
        T::column_result(value.into()).map_err(|_| StoreError::corrupt(name))
    }
}

impl ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        match self {
            Self::Id(Some(value)) => value.to_sql(),
            Self::Text(Some(value)) => value.to_sql(),
            Self::Int(Some(value)) => value.to_sql(),
            Self::Real(Some(value)) => value.to_sql(),
            Self::Bytes(Some(value)) => value.to_sql(),
            Self::Id(None) | Self::Text(None) | Self::Int(None) | Self::Real(None) | Self::Bytes(None) => {
                Ok(Null.into())
            }
        }
    }
}
