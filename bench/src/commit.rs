//! What a durable commit costs, beside the cheapest durable write that the disk can do.
//!
//! The reference overwrites a preallocated file page by page and calls `fdatasync` after each:
//! no file grows, so the file system has nothing of its own to write.

use std::fs::OpenOptions;
use std::os::unix::fs::FileExt;
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sqlx::{ConnectOptions as _, Connection as _, SqliteConnection};

use crate::report::Metrics;

const PAGE_BYTES: usize = 4096;
const PREALLOCATED_PAGES: u64 = 4096;
const ROW_BYTES: usize = 300;
/// Rows in one commit, for what group commit can give.
const GROUP_ROWS: usize = 64;

/// SQLite as a durable alert needs it: WAL, `synchronous=FULL`, one writer.
pub(crate) async fn open_database(file: &Path) -> Result<SqliteConnection> {
    let options = SqliteConnectOptions::new()
        .filename(file)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full);
    let mut database = options.connect().await.context("cannot open SQLite")?;
    sqlx::query("CREATE TABLE alert (id INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT")
        .execute(&mut database)
        .await?;
    Ok(database)
}

/// One round: the reference, one row a commit, and [`GROUP_ROWS`] rows a commit, a third of the
/// time each.
pub(crate) fn measure(data_root: &Path, duration: Duration) -> Result<Metrics> {
    let data = tempfile::Builder::new().prefix("saar-bench-").tempdir_in(data_root)?;
    let slice = duration / 3;
    let reference = fdatasyncs_per_second(&data.path().join("preallocated"), slice)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let (single, grouped) = runtime.block_on(async {
        let mut database = open_database(&data.path().join("commit.sqlite")).await?;
        let single = commits_per_second(&mut database, 1, slice).await?;
        let grouped = commits_per_second(&mut database, GROUP_ROWS, slice).await?;
        database.close().await?;
        anyhow::Ok((single, grouped))
    })?;
    let mut metrics = Metrics::new();
    metrics.insert("fdatasync_per_s", reference);
    metrics.insert("one_row_commits_per_s", single);
    metrics.insert("one_row_over_fdatasync", single / reference);
    metrics.insert("grouped_rows_per_s", grouped * 64.0);
    metrics.insert("grouped_rows_over_fdatasync", grouped * 64.0 / reference);
    Ok(metrics)
}

fn fdatasyncs_per_second(file: &Path, duration: Duration) -> Result<f64> {
    let file = OpenOptions::new()
        .create_new(true)
        .write(true)
        .open(file)
        .context("cannot create the reference file")?;
    let page = [0x5a; PAGE_BYTES];
    for number in 0..PREALLOCATED_PAGES {
        file.write_all_at(&page, number * PAGE_BYTES as u64)?;
    }
    file.sync_all()?;
    let started = Instant::now();
    let mut writes: u32 = 0;
    while started.elapsed() < duration {
        let number = u64::from(writes) % PREALLOCATED_PAGES;
        file.write_all_at(&page, number * PAGE_BYTES as u64)?;
        file.sync_data()?;
        writes += 1;
    }
    Ok(f64::from(writes) / started.elapsed().as_secs_f64())
}

async fn commits_per_second(database: &mut SqliteConnection, rows: usize, duration: Duration) -> Result<f64> {
    let body = "x".repeat(ROW_BYTES);
    let started = Instant::now();
    let mut commits: u32 = 0;
    while started.elapsed() < duration {
        if rows == 1 {
            insert(database, &body).await?;
            commits += 1;
            continue;
        }
        let mut transaction = database.begin_with("BEGIN IMMEDIATE").await?;
        for _ in 0..rows {
            insert(&mut transaction, &body).await?;
        }
        transaction.commit().await?;
        commits += 1;
    }
    Ok(f64::from(commits) / started.elapsed().as_secs_f64())
}

/// One alert; a statement by itself is a transaction by itself.
pub(crate) async fn insert(database: &mut SqliteConnection, body: &str) -> Result<()> {
    sqlx::query("INSERT INTO alert (body) VALUES ($1)")
        .bind(body)
        .execute(database)
        .await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(flavor = "current_thread")]
    async fn the_database_keeps_what_it_commits() -> Result<()> {
        let data = tempfile::tempdir()?;
        let mut database = open_database(&data.path().join("t.sqlite")).await?;
        // 2 is FULL. Without it a commit would be fast and not durable.
        let synchronous: i64 = sqlx::query_scalar("PRAGMA synchronous")
            .fetch_one(&mut database)
            .await?;
        assert_eq!(synchronous, 2);
        let journal: String = sqlx::query_scalar("PRAGMA journal_mode")
            .fetch_one(&mut database)
            .await?;
        assert_eq!(journal, "wal");
        Ok(())
    }
}
