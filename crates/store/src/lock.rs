//! One program a database file: the lock lives as long as the guard.

use crate::error::{Result, StoreError};
use std::fs::{File, TryLockError};
use std::path::Path;

/// Holds the file; the operating system lets go of it when the process dies, however that happens.
#[derive(Debug)]
pub struct Guard(#[expect(dead_code, reason = "held, not read")] File);

/// Takes the lock beside a database file, or says that another program has it.
pub fn take(database: &Path) -> Result<Guard> {
    let failed = |source| StoreError::File {
        what: "the lock file beside the database",
        source,
    };
    let file = File::options()
        .create(true)
        .append(true)
        .open(database.with_extension("lock"))
        .map_err(failed)?;
    match file.try_lock() {
        Ok(()) => Ok(Guard(file)),
        Err(TryLockError::WouldBlock) => Err(StoreError::InUse),
        Err(TryLockError::Error(source)) => Err(failed(source)),
    }
}
