//! A copy of a running SQLite database, taken online and verified. PostgreSQL has better tools of its own (`pg_dump`).

use crate::db::{Db, sql};
use crate::error::{Result, StoreError};
use std::path::Path;

/// Copies the database to a new file while it is being used: one snapshot, without what was deleted. Never overwrites.
pub async fn copy(db: &Db, to: &Path) -> Result<()> {
    let Db::Sqlite(file) = db else {
        return Err(StoreError::UnknownScheme);
    };
    if to.exists() {
        let source = std::io::Error::from(std::io::ErrorKind::AlreadyExists);
        return Err(StoreError::File {
            what: "the backup's file",
            source,
        });
    }
    file.copy(to.to_owned()).await?;
    verify(to).await.map(|_| ())
}

/// The versions of the master key under which a backup is sealed: two when it was made during a rotation.
pub async fn sealed_under(path: &Path) -> Result<Vec<u8>> {
    let db = Db::look(path)?;
    let versions = async {
        // Before there were versions, there was one.
        if crate::migrate::current(&db).await? < WITH_VERSIONS {
            return Ok(vec![crate::seal::FIRST_VERSION]);
        }
        let state = crate::key_ring::state(&mut db.read().await?).await?;
        Ok(std::iter::once(state.active).chain(state.other).collect())
    }
    .await;
    db.close().await;
    versions
}

/// The version of the master key under which the keys in a copy of the key store are sealed: most of them, for one that is damaged, or opened under no key
/// any more, is not worth the others. None in an empty one.
pub async fn keys_sealed_under(path: &Path) -> Result<Vec<u8>> {
    let db = Db::look(path)?;
    let versions = async {
        let counts = crate::keys::counts(&db).await?;
        let most = counts.into_iter().max_by_key(|(_, keys)| *keys);
        Ok(most.map(|(version, _)| version).into_iter().collect())
    }
    .await;
    db.close().await;
    versions
}

/// The schema since which keys have versions.
const WITH_VERSIONS: i64 = 21;

/// Reads a whole database file and checks it, without changing it; its schema version. An empty database is not a backup of anything.
pub async fn verify(path: &Path) -> Result<i64> {
    let db = Db::look(path)?;
    let verdict = async {
        let mut tx = db.read().await?;
        let row = sql("SELECT integrity_check AS verdict FROM pragma_integrity_check LIMIT 1")
            .one(&mut tx)
            .await?;
        if row.get::<String>("verdict")? != "ok" {
            return Err(StoreError::corrupt("integrity_check"));
        }
        // A last page that was cut short reads as if it ended in zeroes, which integrity_check cannot tell from a page with room left.
        let page_bytes: i64 = sql("SELECT page_size FROM pragma_page_size")
            .one(&mut tx)
            .await?
            .get("page_size")?;
        let file_bytes = std::fs::metadata(path).map_err(|source| StoreError::File {
            what: "the backup's file",
            source,
        })?;
        if page_bytes <= 0 || file_bytes.len() % page_bytes.unsigned_abs() != 0 {
            return Err(StoreError::corrupt("the last page"));
        }
        drop(tx);
        match crate::migrate::current(&db).await? {
            // A file that was cut to nothing is a sound, empty database to SQLite.
            0 => Err(StoreError::File {
                what: "the file holds no database of SAAR",
                source: std::io::ErrorKind::InvalidData.into(),
            }),
            schema => Ok(schema),
        }
    }
    .await;
    db.close().await;
    verdict
}
