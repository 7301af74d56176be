//! Throw-away databases for tests: what is asked of one is asked of SQLite and of PostgreSQL.

pub mod cluster;
pub mod files;

use crate::db::Db;
use crate::keys::KeyStore;
use crate::seal::Sealer;
use saar_domain::clock::{Clock, Entropy, Span, Timestamp};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

/// A migrated database that goes away with the test.
#[derive(Debug)]
pub struct TestDb {
    /// The database.
    pub db: Db,
    /// How it is reached, for a second connection or a second program.
    pub url: String,
    /// A sealer with a key for tests.
    pub sealer: Sealer,
    /// Its key store.
    pub keys: Arc<KeyStore>,
    keep: Keep,
}

#[derive(Debug)]
enum Keep {
    Folder(#[expect(dead_code, reason = "removed when dropped")] tempfile::TempDir),
    Cluster(#[expect(dead_code, reason = "removed when dropped")] cluster::PgDatabase),
}

impl TestDb {
    /// On SQLite, in a folder of its own.
    pub async fn sqlite() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let url = format!("sqlite:{}", folder.path().join("saar.db").display());
        Self::open(url, Keep::Folder(folder)).await
    }

    /// On PostgreSQL; none where the machine has none (said loudly; a failure when `CI=true`).
    pub async fn postgres() -> Option<Self> {
        let database = cluster::migrated_database(|url| async move {
            let db = Db::open(&url).await?;
            crate::migrate::migrate(&db).await?;
            db.close().await;
            Ok::<_, crate::StoreError>(())
        })
        .await
        .expect("PostgreSQL for tests")?;
        Some(Self::open(database.url().to_owned(), Keep::Cluster(database)).await)
    }

    async fn open(url: String, keep: Keep) -> Self {
        let db = Db::open(&url).await.expect("the database opens");
        crate::migrate::migrate(&db).await.expect("it migrates");
        let sealer = Sealer::new(&[7; 32]);
        let keys = Self::keys_of(&db, 0x6b65_7973).await;
        Self {
            db,
            url,
            sealer,
            keys,
            keep,
        }
    }

    /// The key store of a database of tests, for a second connection or a second program; each with chance of its own.
    pub async fn keys_of(db: &Db, seed: u64) -> Arc<KeyStore> {
        let entropy = Arc::new(SeededEntropy::new(seed));
        let keys = KeyStore::open(db, Sealer::new(&[7; 32]), entropy).await;
        Arc::new(keys.expect("the key store opens"))
    }

    /// Closes every connection.
    pub async fn close(&self) {
        self.db.close().await;
        self.keys.close().await;
    }

    /// `sqlite` or `postgres`, for messages.
    pub const fn name(&self) -> &'static str {
        match self.keep {
            Keep::Folder(_) => "sqlite",
            Keep::Cluster(_) => "postgres",
        }
    }
}

/// Runs a test on every database that there is.
pub async fn on_each(test: impl AsyncFn(&TestDb)) {
    let sqlite = TestDb::sqlite().await;
    println!("on {}", sqlite.name());
    test(&sqlite).await;
    sqlite.close().await;
    if let Some(postgres) = TestDb::postgres().await {
        println!("on {}", postgres.name());
        test(&postgres).await;
        postgres.close().await;
    }
}

/// A clock that stands still until it is pushed.
#[derive(Debug)]
pub struct PushedClock(AtomicI64);

impl PushedClock {
    /// Friday 20 November 2026, 23:41 in Amsterdam.
    pub const START: Timestamp = Timestamp::from_millis(1_795_214_460_000);

    /// One that stands at [`Self::START`].
    pub const fn new() -> Self {
        Self(AtomicI64::new(Self::START.as_millis()))
    }

    /// Lets time pass.
    pub fn push(&self, span: Span) {
        self.0.fetch_add(span.as_millis(), Ordering::SeqCst);
    }
}

impl Default for PushedClock {
    fn default() -> Self {
        Self::new()
    }
}

impl Clock for PushedClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_millis(self.0.load(Ordering::SeqCst))
    }
}

/// Chance that is the same in every run: a counter, well mixed.
#[derive(Debug, Default)]
pub struct SeededEntropy(AtomicU64);

impl SeededEntropy {
    /// From a seed.
    pub const fn new(seed: u64) -> Self {
        Self(AtomicU64::new(seed))
    }
}

impl Entropy for SeededEntropy {
    fn fill(&self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(8) {
            // SplitMix64.
            let mut mixed = self
                .0
                .fetch_add(0x9e37_79b9_7f4a_7c15, Ordering::Relaxed)
                .wrapping_add(0x9e37_79b9_7f4a_7c15);
            mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            chunk.copy_from_slice(&(mixed ^ (mixed >> 31)).to_le_bytes()[..chunk.len()]);
        }
    }
}
