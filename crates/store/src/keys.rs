//! The key store: every class of an incident, and every photo, is sealed under a key of its own, and forgetting is destroying the key (EDGES 24).
//!
//! It is apart from the database: a second SQLite file, or a schema of its own on PostgreSQL. A backup of the database does not hold it, so that a
//! backup forgets too. Losing it loses descriptions, never alarms.
//!
//! **Keys are ready beforehand.** An alarm takes one from memory and notes its name in its own commit: nothing is written here while somebody waits. A
//! key is on disk before it is handed out. One whose transaction never happened is named nowhere, and swept away some days later.
//!
//! **A key is destroyed by writing zeroes over it where it stands.** Rows that are deleted make SQLite move their neighbours now and then, and
//! `secure_delete` does not reach the copies that stay behind; rows of one length that are only ever added and overwritten do not move. Dead rows go
//! when the whole file is written again.

use crate::db::{Db, Row, sql};
use crate::error::{Result, StoreError};
use crate::reseal::Done;
use crate::seal::{SEALED_BY_KEY, Sealer, WRITTEN_OVER};
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{Key, XChaCha20Poly1305, XNonce};
use saar_domain::clock::{Entropy, Span, Timestamp};
use saar_domain::id::{IncidentId, KeyId};
use saar_domain::limits;
use std::collections::{BTreeMap, HashMap, HashSet, VecDeque};
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::Notify;
use zeroize::Zeroizing;

/// Keys that are ready at most. A night of alarms, and 8 KiB.
pub const READY_MAX: usize = 256;
/// With so few left, more are made.
pub const READY_MIN: usize = 128;
/// A ready key that waited for longer is not used any more: what is older and named nowhere may then be swept away.
pub const READY_AGE_MAX: Span = Span::hours(24);
/// A key that is named nowhere is swept away when it is older than this. Later than [`READY_AGE_MAX`], for a transaction that is under way.
pub const UNNAMED_AGE_MAX: Span = Span::hours(48);
/// Keys kept open in memory, so that the page of an incident does not open its key for each of a whole neighbourhood.
const OPEN_MAX: usize = 256;
/// Keys that one statement adds.
const INSERT_AT_ONCE: usize = 16;
const NONCE_BYTES: usize = 24;
/// What every sealed key is long: first byte, nonce, key, tag. Zeroes of this length are a key that was destroyed.
const SEALED_KEY_BYTES: usize = 1 + NONCE_BYTES + 32 + 16;

/// A key for one class of one incident, or for one photo. Gone from memory when dropped.
pub struct ContentKey {
    id: KeyId,
    made_at: Timestamp,
    cipher: XChaCha20Poly1305,
}

impl fmt::Debug for ContentKey {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "ContentKey({})", self.id)
    }
}

impl ContentKey {
    /// Its name.
    pub const fn id(&self) -> KeyId {
        self.id
    }
}

/// The keys of an incident, by class: their names stand in its row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct KeyIds {
    /// Of looks, plates and the exact place.
    pub identifying: Option<KeyId>,
    /// Of words.
    pub words: Option<KeyId>,
}

/// Where keys are.
pub struct KeyStore {
    db: Db,
    sealer: Sealer,
    entropy: Arc<dyn Entropy>,
    ready: Mutex<VecDeque<Arc<ContentKey>>>,
    open: Mutex<HashMap<KeyId, Arc<ContentKey>>>,
    low: Notify,
    /// Something was destroyed that the log may still hold.
    unscrubbed: AtomicBool,
    was_missing: bool,
}

impl fmt::Debug for KeyStore {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("KeyStore")
            .field("db", &self.db)
            .finish_non_exhaustive()
    }
}

/// The file of the keys, beside a database's: `keys.db` beside `saar.db`, and `NAME-keys.db` beside any other.
pub fn file_beside(database: &Path) -> PathBuf {
    let stem = database.file_stem().unwrap_or_default();
    if stem == "saar" {
        return database.with_file_name("keys.db");
    }
    let mut name = stem.to_owned();
    name.push("-keys.db");
    database.with_file_name(name)
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn context(id: KeyId) -> String {
    format!("content_keys.sealed {id}")
}

impl KeyStore {
    /// Opens the store that belongs to a database, and makes it when it is missing.
    pub async fn open(main: &Db, sealer: Sealer, entropy: Arc<dyn Entropy>) -> Result<Self> {
        let db = main.open_keys().await?;
        let was_missing = crate::migrate::migrate_keys(&db).await?;
        Ok(Self {
            db,
            sealer,
            entropy,
            ready: Mutex::default(),
            open: Mutex::default(),
            low: Notify::new(),
            // Who ran before may have been stopped between destroying and scrubbing.
            unscrubbed: AtomicBool::new(true),
            was_missing,
        })
    }

    /// It was not there and had to be made: at a first start, or since it was lost with all that it could open.
    pub const fn was_missing(&self) -> bool {
        self.was_missing
    }

    /// Closes its connections.
    pub async fn close(&self) {
        self.db.close().await;
    }

    /// A key that nobody used, for new content. Mostly from memory; where none is ready, more are made first. None only when the store fails: nobody's
    /// alarm waits for that, see [`KeyStore::seal`].
    pub async fn take(&self, now: Timestamp) -> Option<Arc<ContentKey>> {
        for _ in 0..2 {
            if let Some(key) = self.take_ready(now) {
                return Some(key);
            }
            if let Err(error) = self.make(now, INSERT_AT_ONCE).await {
                tracing::error!(%error, "the key store fails: content is sealed with the master key alone, and backups will keep it");
                return None;
            }
        }
        None
    }

    fn take_ready(&self, now: Timestamp) -> Option<Arc<ContentKey>> {
        let mut ready = lock(&self.ready);
        let mut found = None;
        while let Some(key) = ready.pop_front() {
            // A clock that jumped back makes keys of the future: as good as new.
            if now.since(key.made_at) <= READY_AGE_MAX {
                found = Some(key);
                break;
            }
        }
        if ready.len() < READY_MIN {
            self.low.notify_one();
        }
        drop(ready);
        let key = found?;
        self.remember(&key);
        Some(key)
    }

    /// Waits until keys are running low.
    pub async fn until_low(&self) {
        self.low.notified().await;
    }

    /// Makes keys until there are enough, and puts them on disk before anybody gets one.
    pub async fn refill(&self, now: Timestamp) -> Result<()> {
        let wanted = READY_MAX.saturating_sub(lock(&self.ready).len());
        self.make(now, wanted).await
    }

    async fn make(&self, now: Timestamp, wanted: usize) -> Result<()> {
        let mut made = Vec::with_capacity(wanted);
        let mut tx = self.db.write().await?;
        while made.len() < wanted {
            let mut insert = sql(INSERT);
            for _ in 0..INSERT_AT_ONCE {
                let id = KeyId::new(now, self.entropy.as_ref());
                let bytes = Zeroizing::new(self.entropy.bytes::<32>());
                insert = insert
                    .bind(id.to_string())
                    .bind(self.sealer.seal(&context(id), &*bytes, self.entropy.as_ref()))
                    .bind(now);
                made.push(key(id, now, &bytes));
            }
            insert.run(&mut tx).await?;
        }
        tx.commit().await?;
        lock(&self.ready).extend(made);
        Ok(())
    }

    /// A key that content was sealed with; none when it was destroyed or lost.
    pub async fn find(&self, id: KeyId) -> Result<Option<Arc<ContentKey>>> {
        if let Some(key) = lock(&self.open).get(&id) {
            return Ok(Some(Arc::clone(key)));
        }
        let mut tx = self.db.read().await?;
        let row = sql("SELECT sealed, made_at FROM content_keys WHERE id = $1")
            .bind(id.to_string())
            .first(&mut tx)
            .await?;
        let Some(row) = row else { return Ok(None) };
        // Zeroes do not open, and neither does the key of another installation: both mean that the content is gone.
        let Ok(bytes) = self.sealer.open(&context(id), &row.get::<Vec<u8>>("sealed")?) else {
            return Ok(None);
        };
        let bytes: &[u8; 32] = bytes.as_slice().try_into().map_err(|_| StoreError::corrupt("sealed"))?;
        let key = key(id, row.get("made_at")?, bytes);
        self.remember(&key);
        Ok(Some(key))
    }

    fn remember(&self, key: &Arc<ContentKey>) {
        let mut open = lock(&self.open);
        if open.len() >= OPEN_MAX {
            open.clear();
        }
        open.insert(key.id, Arc::clone(key));
    }

    /// Seals content. Without a key, which is only when the store itself fails, under the master key alone: then a backup keeps it for as long as the
    /// backup is kept, but nobody's alarm waits for a disk to be mended.
    pub fn seal(&self, key: Option<&ContentKey>, context: &str, plain: &[u8]) -> Vec<u8> {
        let Some(key) = key else {
            return self.sealer.seal(context, plain, self.entropy.as_ref());
        };
        let nonce = self.entropy.bytes::<NONCE_BYTES>();
        let payload = Payload {
            msg: plain,
            aad: context.as_bytes(),
        };
        let sealed = key.cipher.encrypt(&XNonce::from(nonce), payload).unwrap_or_default();
        [&[SEALED_BY_KEY], nonce.as_slice(), &sealed].concat()
    }

    /// Opens content; none when its key is gone. What was sealed by the master key alone, as photos were before there were keys, opens with that.
    pub async fn unseal(&self, id: Option<KeyId>, context: &str, sealed: &[u8]) -> Result<Option<Zeroizing<Vec<u8>>>> {
        let Some(rest) = sealed.strip_prefix(&[SEALED_BY_KEY]) else {
            return self.sealer.open(context, sealed).map(Some);
        };
        let Some(id) = id else { return Ok(None) };
        let key = match self.find(id).await {
            Ok(Some(key)) => key,
            Ok(None) => return Ok(None),
            // What it held is not to be seen now; what happened, and that it happened, is.
            Err(error) => {
                tracing::error!(%error, "the key store fails: content is shown as gone");
                return Ok(None);
            }
        };
        let (nonce, sealed) = rest.split_first_chunk::<NONCE_BYTES>().ok_or(StoreError::Unsealable)?;
        let payload = Payload {
            msg: sealed,
            aad: context.as_bytes(),
        };
        key.cipher
            .decrypt(&XNonce::from(*nonce), payload)
            .map(|plain| Some(Zeroizing::new(plain)))
            .map_err(|_| StoreError::Unsealable)
    }

    /// Destroys keys, on disk and in memory. Keys that are gone already are no mistake.
    pub async fn destroy(&self, ids: &[KeyId]) -> Result<()> {
        if ids.is_empty() {
            return Ok(());
        }
        let mut tx = self.db.write().await?;
        for id in ids {
            sql("UPDATE content_keys SET sealed = $2 WHERE id = $1")
                .bind(id.to_string())
                .bind(vec![0; SEALED_KEY_BYTES])
                .run(&mut tx)
                .await?;
            lock(&self.open).remove(id);
        }
        self.unscrubbed.store(true, Ordering::SeqCst);
        tx.commit().await?;
        self.scrub().await
    }

    /// Sees to it that no file holds what was destroyed. What stands in the way is tried again by the next call.
    pub async fn scrub(&self) -> Result<()> {
        if self.unscrubbed.swap(false, Ordering::SeqCst) {
            let scrubbed = match &self.db {
                Db::Sqlite(_) => self.db.empty_log().await,
                Db::Postgres(_) => self.db.rewrite_keys().await,
            };
            if !matches!(scrubbed, Ok(true)) {
                self.unscrubbed.store(true, Ordering::SeqCst);
            }
            scrubbed?;
        }
        Ok(())
    }

    /// Destroys keys that are named nowhere and were made before an instant, and clears away the rows of all that were destroyed; how many went.
    pub async fn sweep(&self, named: &HashSet<KeyId>, made_before: Timestamp) -> Result<u64> {
        let mut tx = self.db.read().await?;
        let rows = sql("SELECT id FROM content_keys WHERE made_at < $1 AND sealed <> $2")
            .bind(made_before)
            .bind(vec![0; SEALED_KEY_BYTES])
            .all(&mut tx)
            .await?;
        drop(tx);
        let ids = rows.iter().map(name).collect::<Result<Vec<KeyId>>>()?;
        let unnamed: Vec<_> = ids.into_iter().filter(|id| !named.contains(id)).collect();
        self.destroy(&unnamed).await?;
        let mut tx = self.db.write().await?;
        let dead = sql("DELETE FROM content_keys WHERE sealed = $1")
            .bind(vec![0; SEALED_KEY_BYTES])
            .run(&mut tx)
            .await?;
        tx.commit().await?;
        if dead > 0 {
            self.unscrubbed.store(true, Ordering::SeqCst);
            // On PostgreSQL that is what scrubbing does.
            if matches!(self.db, Db::Sqlite(_)) {
                self.db.rewrite_keys().await?;
            }
            self.scrub().await?;
        }
        Ok(dead)
    }

    /// Seals the keys themselves anew, under the master key that seals now, a few at a time. One that is destroyed meanwhile stays destroyed. How many, and
    /// how many open under no master key that there is.
    pub async fn reseal(&self, mut told: impl FnMut(u64)) -> Result<Done> {
        let (mut done, mut after) = (Done::default(), String::new());
        loop {
            let mut tx = self.db.write().await?;
            let rows = sql("SELECT id, sealed FROM content_keys WHERE substr(sealed, 1, 1) NOT IN ($1, $2) AND id > $3 ORDER BY id LIMIT $4")
                .bind(vec![self.sealer.active()])
                .bind(vec![WRITTEN_OVER])
                .bind(after.as_str())
                .bind(limits::RESEAL_AT_ONCE)
                .all(&mut tx)
                .await?;
            let Some(last) = rows.last() else { break };
            after = last.get("id")?;
            let count = u64::try_from(rows.len()).unwrap_or(u64::MAX);
            for row in rows {
                let (id, sealed): (KeyId, Vec<u8>) = (name(&row)?, row.get("sealed")?);
                let Ok(bytes) = self.sealer.open(&context(id), &sealed) else {
                    done.unopened += 1;
                    continue;
                };
                done.resealed += sql("UPDATE content_keys SET sealed = $2 WHERE id = $1 AND sealed = $3")
                    .bind(id.to_string())
                    .bind(self.sealer.seal(&context(id), &bytes, self.entropy.as_ref()))
                    .bind(sealed)
                    .run(&mut tx)
                    .await?;
            }
            tx.commit().await?;
            told(count);
        }
        if done.resealed > 0 {
            self.unscrubbed.store(true, Ordering::SeqCst);
        }
        Ok(done)
    }

    /// How many keys there are under each version of the master key.
    pub async fn counts(&self) -> Result<BTreeMap<u8, u64>> {
        counts(&self.db).await
    }

    /// Names of the keys that are there and were not destroyed.
    pub async fn names(&self) -> Result<Vec<KeyId>> {
        let mut tx = self.db.read().await?;
        let rows = sql("SELECT id FROM content_keys WHERE sealed <> $1 ORDER BY id")
            .bind(vec![0; SEALED_KEY_BYTES])
            .all(&mut tx)
            .await?;
        rows.iter().map(name).collect()
    }

    /// Copies the store to a file of its own, verified. SQLite only.
    pub async fn copy(&self, to: &Path) -> Result<()> {
        crate::backup::copy(&self.db, to).await
    }
}

pub(crate) async fn counts(db: &Db) -> Result<BTreeMap<u8, u64>> {
    let mut tx = db.read().await?;
    let rows = sql("SELECT substr(sealed, 1, 1) AS version, COUNT(*) AS n FROM content_keys GROUP BY 1")
        .all(&mut tx)
        .await?;
    let mut counts = BTreeMap::new();
    for row in rows {
        let version = row.get::<Vec<u8>>("version")?.first().copied();
        if let Some(version) = version.filter(|version| *version != WRITTEN_OVER) {
            counts.insert(version, u64::from(row.get::<u32>("n")?));
        }
    }
    Ok(counts)
}

/// Where a sealed text of an incident stands: moved elsewhere, it does not open.
pub(crate) fn content_context(incident: IncidentId, seq: u32, field: &str) -> String {
    format!("contents.sealed {incident} {seq} {field}")
}

fn key(id: KeyId, made_at: Timestamp, bytes: &[u8; 32]) -> Arc<ContentKey> {
    Arc::new(ContentKey {
        id,
        made_at,
        cipher: XChaCha20Poly1305::new(&Key::from(*bytes)),
    })
}

/// The name of a key, which this store keeps as text.
fn name(row: &Row) -> Result<KeyId> {
    row.get::<String>("id")?.parse().map_err(|_| StoreError::corrupt("id"))
}

/// Adds [`INSERT_AT_ONCE`] keys: one statement for them costs little more than one for each.
const INSERT: &str = "INSERT INTO content_keys (id, sealed, made_at) VALUES
    ($1, $2, $3), ($4, $5, $6), ($7, $8, $9), ($10, $11, $12), ($13, $14, $15), ($16, $17, $18), ($19, $20, $21), ($22, $23, $24),
    ($25, $26, $27), ($28, $29, $30), ($31, $32, $33), ($34, $35, $36), ($37, $38, $39), ($40, $41, $42), ($43, $44, $45), ($46, $47, $48)";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_database_has_a_key_file_of_its_own() {
        let beside = |name: &str| file_beside(Path::new(name)).display().to_string();
        assert_eq!(beside("/data/saar.db"), "/data/keys.db");
        assert_eq!(beside("/data/other.db"), "/data/other-keys.db");
    }
}
