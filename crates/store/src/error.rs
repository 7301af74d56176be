//! What can go wrong with the database.

/// The result of everything here.
pub type Result<T> = std::result::Result<T, StoreError>;

/// What went wrong. Holds no values of rows: it is logged.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database said no, or did not answer.
    #[error("database: {0}")]
    Database(#[from] sqlx::Error),
    /// SQLite said no.
    #[error("database: {0}")]
    Sqlite(#[from] rusqlite::Error),
    /// The commit failed: nothing of it is stored.
    #[error("database: not committed: {0}")]
    NotCommitted(String),
    /// Every connection is in use, for longer than anybody should wait.
    #[error("database: no connection was free in time")]
    Busy,
    /// The program is stopping.
    #[error("database: closed")]
    Closed,
    /// A statement of this program names a value that was not bound.
    #[error("database: a statement has a parameter without a value")]
    Unbound,
    /// The schema could not be brought up to date.
    #[error("migrations: {0}")]
    Migrate(#[from] sqlx::migrate::MigrateError),
    /// A newer program has been here.
    #[error(
        "the database has schema {found}, this program knows {known}: use the program that wrote it, or a newer one"
    )]
    NewerSchema {
        /// Its version.
        found: i64,
        /// The newest that this program knows.
        known: i64,
    },
    /// Another program holds the file while it migrates or runs.
    #[error("another saar uses this database file; stop it first")]
    InUse,
    /// Neither `sqlite:` nor `postgres:`.
    #[error("a database is named by sqlite:PATH or postgres://USER@HOST/NAME")]
    UnknownScheme,
    /// A row that had to be there is not.
    #[error("a row that had to be there is gone")]
    Gone,
    /// A value that this program did not write.
    #[error("column {column} holds what this program does not understand")]
    Corrupt {
        /// Where.
        column: &'static str,
    },
    /// A history that cannot be.
    #[error(transparent)]
    Broken(#[from] saar_domain::incident::machine::Broken),
    /// A sealed text that this master key does not open.
    #[error("the master key does not open what is stored: is it the key of this database?")]
    Unsealable,
    /// Somebody else rotates the keys of this installation.
    #[error("another `saar keys rotate` is at work on this installation")]
    Rotating,
    /// A file could not be read or written.
    #[error("{what}: {source}")]
    File {
        /// What was tried.
        what: &'static str,
        /// Why not.
        source: std::io::Error,
    },
}

impl StoreError {
    /// Whether a row like it was there already.
    pub fn is_unique_violation(&self) -> bool {
        match self {
            Self::Database(sqlx::Error::Database(error)) => error.is_unique_violation(),
            Self::Sqlite(error) => matches!(
                error.sqlite_error().map(|error| error.extended_code),
                Some(rusqlite::ffi::SQLITE_CONSTRAINT_UNIQUE | rusqlite::ffi::SQLITE_CONSTRAINT_PRIMARYKEY)
            ),
            _ => false,
        }
    }

    /// Whether a lock was waited for as long as it may be. PostgreSQL alone says so.
    pub(crate) fn is_lock_timeout(&self) -> bool {
        matches!(self, Self::Database(sqlx::Error::Database(error)) if error.code().as_deref() == Some("55P03"))
    }

    /// Whether the row broke a rule of its table.
    pub fn is_check_violation(&self) -> bool {
        match self {
            Self::Database(sqlx::Error::Database(error)) => error.is_check_violation(),
            Self::Sqlite(error) => {
                error.sqlite_error().map(|error| error.extended_code) == Some(rusqlite::ffi::SQLITE_CONSTRAINT_CHECK)
            }
            _ => false,
        }
    }

    /// Whether another program holds the file.
    pub(crate) fn is_busy(&self) -> bool {
        matches!(self, Self::Sqlite(error) if error.sqlite_error_code() == Some(rusqlite::ErrorCode::DatabaseBusy))
    }

    pub(crate) const fn corrupt(column: &'static str) -> Self {
        Self::Corrupt { column }
    }
}
