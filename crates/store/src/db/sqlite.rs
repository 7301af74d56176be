//! SQLite: one writer, a few readers, and group commit.
//!
//! A statement takes microseconds, less than handing it to another thread and back. So it runs where it is asked for; only what waits for the disk,
//! the commit, has a thread of its own.
//!
//! **Group commit.** Writers take turns, each behind a savepoint, inside one transaction of SQLite. Who is done gives up the turn at once and waits
//! for the disk together with all that were done by then. The commit's thread queues for the writer like everybody else: whoever waited before it is in
//! this commit, whoever comes later in the next. One `fdatasync` serves them all, and nobody is told "on disk" before it is.

mod connection;

pub use connection::Row;

use super::Query;
use crate::error::{Result, StoreError};
use connection::Connection;
use rusqlite::OpenFlags;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, mpsc};
use std::time::Duration;
use tokio::sync::{OwnedMutexGuard, OwnedSemaphorePermit, Semaphore, oneshot};

const READERS: usize = 4;
const WAIT_FOR_CONNECTION: Duration = Duration::from_secs(10);
/// How long to wait for another program that writes to the same file, and how often to ask.
const WAIT_FOR_OTHER_PROGRAM: Duration = Duration::from_secs(10);
const ASK_AGAIN: Duration = Duration::from_millis(5);
/// Commits between two copies of the log into the file: some thousand pages, as SQLite does by itself (ADR 15). The copy waits for the disk, so the thread of the
/// commits makes it, never one that serves others.
const COMMITS_PER_CHECKPOINT: u32 = 100;

/// A database file and its connections.
#[derive(Debug)]
pub struct Sqlite {
    path: PathBuf,
    writer: Arc<tokio::sync::Mutex<Writer>>,
    readers: Arc<Readers>,
    /// Wakes the thread that commits; it ends when nobody is left to ring.
    committer: mpsc::Sender<()>,
}

/// The connection that writes, and whose turn it was.
#[derive(Debug)]
struct Writer {
    /// None when closed.
    connection: Option<Connection>,
    /// Those that are done and wait for the disk. While it is not empty, SQLite's transaction is open.
    done: Vec<oneshot::Sender<Result<()>>>,
    /// How sure SQLite's transaction will be, while one is open.
    open: Option<Sure>,
    /// Whether the turn that runs began with a savepoint.
    marked: bool,
    /// What SQLite was told last.
    told: Sure,
    /// Commits since the log was copied into the file.
    in_log: u32,
}

/// How sure it is that a commit survives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sure {
    /// On the disk.
    Stored,
    /// With the operating system, and on the disk with the next commit that is [`Stored`](Sure::Stored): a crash of the program takes nothing, one of
    /// the machine takes the last of it.
    Soon,
}

/// The connections that read.
#[derive(Debug)]
struct Readers {
    idle: Mutex<Vec<Connection>>,
    /// As many as there are connections.
    places: Arc<Semaphore>,
    count: u32,
}

impl Sqlite {
    /// Opens the file, and makes it when it is missing.
    pub(super) fn open(path: &Path) -> Result<Self> {
        let writer = Connection::open(path, OpenFlags::default(), "PRAGMA journal_mode = WAL")?;
        // Waiting inside SQLite would hold up the thread that serves others: `begin` asks again by itself.
        writer.sqlite.busy_timeout(Duration::ZERO)?;
        let reader = |_| Connection::open(path, OpenFlags::default(), "PRAGMA query_only = ON");
        Self::with(path, writer, (0..READERS).map(reader).collect::<Result<_>>()?)
    }

    /// Opens a file to look at it: it is neither made nor changed, and nothing is put beside it.
    pub(super) fn look(path: &Path) -> Result<Self> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let open = || Connection::open(path, flags, "PRAGMA query_only = ON");
        Self::with(path, open()?, vec![open()?])
    }

    fn with(path: &Path, writer: Connection, readers: Vec<Connection>) -> Result<Self> {
        let writer = Arc::new(tokio::sync::Mutex::new(Writer {
            connection: Some(writer),
            done: Vec::new(),
            open: None,
            marked: false,
            told: Sure::Stored,
            in_log: 0,
        }));
        let (committer, rings) = mpsc::channel();
        let shared = Arc::clone(&writer);
        std::thread::Builder::new()
            .name("saar-commit".into())
            .spawn(move || {
                for () in rings {
                    let mut writer = shared.blocking_lock();
                    let outcome = writer.commit();
                    if writer.is_long() {
                        // Nobody waits for the copy.
                        outcome.tell();
                        writer.checkpoint();
                    } else {
                        // Whoever is told goes on at once, and mostly wants the writer again: it is free by then.
                        drop(writer);
                        outcome.tell();
                    }
                }
            })
            .map_err(|source| StoreError::File {
                what: "a thread for commits",
                source,
            })?;
        Ok(Self {
            path: path.to_owned(),
            writer,
            committer,
            readers: Arc::new(Readers {
                places: Arc::new(Semaphore::new(readers.len())),
                count: u32::try_from(readers.len()).unwrap_or(u32::MAX),
                idle: Mutex::new(readers),
            }),
        })
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Waits for the writer's turn.
    pub(super) async fn write(&self, sure: Sure) -> Result<Turn> {
        let turn = tokio::time::timeout(WAIT_FOR_CONNECTION, Arc::clone(&self.writer).lock_owned());
        let mut writer = turn.await.map_err(|_| StoreError::Busy)?;
        writer.begin(sure).await?;
        writer.mark()?;
        Ok(Turn {
            writer: Some(writer),
            committer: self.committer.clone(),
        })
    }

    /// Begins a snapshot for reading.
    pub(super) async fn read(&self) -> Result<Snapshot> {
        let reader = self.reader().await?;
        reader.connection()?.run("BEGIN")?;
        Ok(reader)
    }

    /// The first row of a statement that finds something by its key, outside of any transaction.
    pub(super) async fn glance(&self, query: &Query) -> Result<Option<Row>> {
        // The writer has its pages in memory; a reader forgets all of its own with every commit, and fetches them again. So the writer looks while it rests:
        // never inside a transaction, whose changes nobody knows of yet, and nobody waits for its turn to ask.
        if let Ok(writer) = self.writer.try_lock()
            && writer.connection()?.sqlite.is_autocommit()
        {
            match writer.connection()?.rows(query, 1) {
                // Another program has the file to itself for a moment: a reader has patience.
                Err(error) if error.is_busy() => {}
                found => return Ok(found?.pop()),
            }
        }
        Ok(self.reader().await?.connection()?.rows(query, 1)?.pop())
    }

    /// Waits for a connection that reads.
    async fn reader(&self) -> Result<Snapshot> {
        let place = tokio::time::timeout(WAIT_FOR_CONNECTION, Arc::clone(&self.readers.places).acquire_owned());
        let place = place
            .await
            .map_err(|_| StoreError::Busy)?
            .map_err(|_| StoreError::Closed)?;
        let connection = self.readers.lock().pop().ok_or(StoreError::Closed)?;
        Ok(Snapshot {
            connection: Some(connection),
            readers: Arc::clone(&self.readers),
            _place: place,
        })
    }

    /// Closes every connection, after what runs has ended. The last one tidies the log away.
    pub(super) async fn close(&self) {
        // An error means that somebody else has closed it.
        if let Ok(_all) = self.readers.places.acquire_many(self.readers.count).await {
            self.readers.places.close();
            self.readers.lock().clear();
        }
        let mut writer = self.writer.lock().await;
        writer.commit().tell();
        writer.connection = None;
    }

    /// Copies the log into the database file and empties it, so that what was overwritten is in neither. Whether it could: a reader may be in the way.
    pub async fn empty_log(&self) -> Result<bool> {
        let mut writer = Arc::clone(&self.writer).lock_owned().await;
        let emptied = tokio::task::spawn_blocking(move || {
            writer.commit().tell();
            let checkpoint = "PRAGMA wal_checkpoint(TRUNCATE)";
            let busy: i64 = writer
                .connection()?
                .sqlite
                .query_row(checkpoint, [], |row| row.get(0))?;
            Ok(busy == 0)
        });
        emptied.await.map_err(|_| StoreError::Closed)?
    }

    /// Writes the whole file again, row after row: nothing that was deleted, moved or overwritten is left in it. Holds the writer meanwhile.
    pub(super) async fn vacuum(&self) -> Result<()> {
        let mut writer = Arc::clone(&self.writer).lock_owned().await;
        let done = tokio::task::spawn_blocking(move || {
            writer.commit().tell();
            writer.connection()?.sqlite.execute_batch("VACUUM")?;
            Ok(())
        });
        done.await.map_err(|_| StoreError::Closed)?
    }

    /// Copies the file to another as it is now, while it is being used; on a thread that may wait for the disk.
    pub(crate) async fn copy(&self, to: PathBuf) -> Result<()> {
        let from = self.path.clone();
        let copied = tokio::task::spawn_blocking(move || {
            let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
            let connection = Connection::open(&from, flags, "")?;
            let to = to.to_str().ok_or(StoreError::File {
                what: "the backup's file name",
                source: std::io::ErrorKind::InvalidFilename.into(),
            })?;
            connection.sqlite.execute("VACUUM INTO ?1", [to])?;
            Ok(())
        });
        copied.await.map_err(|_| StoreError::Closed)?
    }

    /// Applies a migration and its mark in one transaction.
    pub(crate) async fn migrate(&self, text: &str, mark: Query) -> Result<()> {
        let turn = self.write(Sure::Stored).await?;
        turn.connection()?.sqlite.execute_batch(text)?;
        turn.connection()?.execute(&mark)?;
        turn.commit().await
    }
}

impl Readers {
    fn lock(&self) -> std::sync::MutexGuard<'_, Vec<Connection>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Writer {
    fn connection(&self) -> Result<&Connection> {
        self.connection.as_ref().ok_or(StoreError::Closed)
    }

    fn run(&self, text: &str) -> Result<()> {
        self.connection()?.run(text)
    }

    /// Opens SQLite's transaction, if no turn before this one has.
    async fn begin(&mut self, sure: Sure) -> Result<()> {
        if self.open == Some(Sure::Soon) && sure == Sure::Stored {
            // What is open would not be sure enough. Its commit waits for no disk, so it needs no other thread.
            self.commit().tell();
        }
        if self.open.is_none() && self.told != sure {
            // FULL: a commit is on the disk before it is acknowledged. NORMAL alone would lose the last alarms with the power (EDGES 31).
            self.run(match sure {
                Sure::Stored => "PRAGMA synchronous = FULL",
                Sure::Soon => "PRAGMA synchronous = NORMAL",
            })?;
            self.told = sure;
        }
        let asked_until = tokio::time::Instant::now() + WAIT_FOR_OTHER_PROGRAM;
        while self.open.is_none() {
            // IMMEDIATE: take the file's write lock at once. A transaction that reads first and writes later could be refused half way.
            match self.run("BEGIN IMMEDIATE") {
                Ok(()) => self.open = Some(sure),
                Err(error) if error.is_busy() && tokio::time::Instant::now() < asked_until => {
                    tokio::time::sleep(ASK_AGAIN).await;
                }
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    /// Begins a turn. A savepoint copies every page that the turn touches: the first turn of a transaction needs none, since there is nothing else in it
    /// that would have to stay.
    fn mark(&mut self) -> Result<()> {
        self.marked = !self.done.is_empty();
        if self.marked {
            self.run("SAVEPOINT turn")
        } else {
            Ok(())
        }
    }

    /// Ends a turn: keeps what it wrote, for the next commit.
    fn keep(&mut self) -> Result<oneshot::Receiver<Result<()>>> {
        if self.marked {
            self.run("RELEASE turn")?;
        }
        let (told, outcome) = oneshot::channel();
        self.done.push(told);
        Ok(outcome)
    }

    /// Ends a turn: it never happened.
    fn take_back(&mut self) {
        let undone = self.marked
            && self
                .run("ROLLBACK TO turn")
                .and_then(|()| self.run("RELEASE turn"))
                .is_ok();
        if !undone {
            self.roll_back("a turn could not be taken back").tell();
        }
    }

    /// Writes to disk what is done. What came of it is to be told to everybody who waits for it.
    fn commit(&mut self) -> Outcome {
        if self.done.is_empty() {
            return Outcome::default();
        }
        match self.run("COMMIT") {
            Ok(()) => {
                self.open = None;
                self.in_log += 1;
                Outcome {
                    waiting: std::mem::take(&mut self.done),
                    failure: None,
                }
            }
            Err(error) => self.roll_back(&error.to_string()),
        }
    }

    /// It is time to copy the log into the file.
    const fn is_long(&self) -> bool {
        self.in_log >= COMMITS_PER_CHECKPOINT
    }

    /// Copies the log into the file, when it is time. A reader in the way leaves the rest for the next time.
    fn checkpoint(&mut self) {
        if !self.is_long() || self.open.is_some() {
            return;
        }
        self.in_log = 0;
        let copied = self.connection().and_then(|connection| {
            let all = connection
                .sqlite
                .query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()));
            Ok(all?)
        });
        if let Err(error) = copied {
            tracing::warn!(%error, "sqlite: the log could not be copied into the file; it is tried again");
        }
    }

    fn roll_back(&mut self, why: &str) -> Outcome {
        self.open = None;
        // SQLite may have rolled back by itself: then this finds nothing to do.
        let _ = self.run("ROLLBACK");
        Outcome {
            waiting: std::mem::take(&mut self.done),
            failure: Some(why.to_owned()),
        }
    }
}

/// What came of a transaction, and who waits to hear it.
#[must_use = "somebody waits to hear it"]
#[derive(Debug, Default)]
struct Outcome {
    waiting: Vec<oneshot::Sender<Result<()>>>,
    /// None: it is as sure as was asked.
    failure: Option<String>,
}

impl Outcome {
    fn tell(self) {
        for told in self.waiting {
            // Who stopped waiting has it on disk all the same.
            let _ = told.send(
                self.failure
                    .clone()
                    .map_or(Ok(()), |why| Err(StoreError::NotCommitted(why))),
            );
        }
    }
}

/// A turn of the writer: dropped without [`Turn::commit`], it never happened.
#[derive(Debug)]
pub struct Turn {
    /// None once the turn is over.
    writer: Option<OwnedMutexGuard<Writer>>,
    committer: mpsc::Sender<()>,
}

impl Turn {
    fn connection(&self) -> Result<&Connection> {
        self.writer.as_ref().ok_or(StoreError::Closed)?.connection()
    }

    /// Gives up the turn, and waits for the disk together with the others. One that waits for no disk needs no other thread.
    pub(super) async fn commit(mut self) -> Result<()> {
        let writer = self.writer.as_mut().ok_or(StoreError::Closed)?;
        let outcome = writer.keep()?;
        if writer.open == Some(Sure::Soon) {
            writer.commit().tell();
        }
        let is_first = writer.done.len() == 1;
        let is_long = writer.is_long();
        self.writer = None;
        if is_first || is_long {
            // Those who come later are found by the same ring.
            self.committer.send(()).map_err(|_| StoreError::Closed)?;
        }
        outcome.await.map_err(|_| StoreError::Closed)?
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        if let Some(mut writer) = self.writer.take() {
            writer.take_back();
        }
    }
}

/// A snapshot for reading; gives its connection back when it is dropped.
#[derive(Debug)]
pub struct Snapshot {
    /// Taken by `drop`.
    connection: Option<Connection>,
    readers: Arc<Readers>,
    _place: OwnedSemaphorePermit,
}

impl Snapshot {
    fn connection(&self) -> Result<&Connection> {
        self.connection.as_ref().ok_or(StoreError::Closed)
    }
}

impl Drop for Snapshot {
    fn drop(&mut self) {
        let Some(connection) = self.connection.take() else {
            return;
        };
        // One that cannot end its snapshot would show the next reader the past: it is not used again, and its place with it.
        if connection.sqlite.is_autocommit() || connection.run("ROLLBACK").is_ok() {
            self.readers.lock().push(connection);
        }
    }
}

/// A transaction of SQLite.
#[derive(Debug)]
pub enum Tx {
    /// One that may write.
    Write(Turn),
    /// One that only reads.
    Read(Snapshot),
}

impl Tx {
    fn connection(&self) -> Result<&Connection> {
        match self {
            Self::Write(turn) => turn.connection(),
            Self::Read(snapshot) => snapshot.connection(),
        }
    }

    pub(super) async fn commit(self) -> Result<()> {
        match self {
            Self::Write(turn) => turn.commit().await,
            Self::Read(_) => Ok(()),
        }
    }

    pub(super) fn execute(&self, query: &Query) -> Result<u64> {
        self.connection()?.execute(query)
    }

    pub(super) fn rows(&self, query: &Query, at_most: usize) -> Result<Vec<Row>> {
        self.connection()?.rows(query, at_most)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::sql;

    /// What a turn wrote that has ended, and that the disk does not have yet, is nobody's business.
    #[tokio::test]
    async fn a_glance_sees_only_what_is_committed() {
        let folder = tempfile::tempdir().unwrap();
        let file = Sqlite::open(&folder.path().join("saar.db")).unwrap();
        let query = || sql("SELECT name FROM street");
        {
            let mut writer = file.writer.lock().await;
            writer.begin(Sure::Stored).await.unwrap();
            writer.run("CREATE TABLE street (name TEXT NOT NULL)").unwrap();
            let outcome = writer.keep().unwrap();
            writer.commit().tell();
            outcome.await.unwrap().unwrap();
            writer.begin(Sure::Stored).await.unwrap();
            writer.run("INSERT INTO street VALUES ('Lindelaan')").unwrap();
            assert!(file.glance(&query()).await.unwrap().is_none(), "the writer has a turn");
            let _outcome = writer.keep().unwrap();
        }
        assert!(file.glance(&query()).await.unwrap().is_none(), "not committed yet");
        file.writer.lock().await.commit().tell();
        let found = file.glance(&query()).await.unwrap().unwrap();
        assert_eq!(found.get::<String>("name").unwrap(), "Lindelaan");
        // While the writer works, a reader looks.
        let _busy = file.writer.lock().await;
        assert!(file.glance(&query()).await.unwrap().is_some());
    }
}
