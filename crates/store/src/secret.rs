//! Secrets that every node of an installation shares, such as the push key. Sealed with the master key.

use crate::db::{Tx, sql};
use crate::error::Result;
use crate::seal::Sealer;
use saar_domain::clock::{Entropy, Timestamp};

/// The secret of a name; made by `make` the first time. Two nodes that start together get the same.
pub async fn get_or_make(
    tx: &mut Tx,
    sealer: &Sealer,
    name: &str,
    now: Timestamp,
    entropy: &dyn Entropy,
    make: impl FnOnce() -> String + Send,
) -> Result<String> {
    sql("INSERT INTO secrets (name, sealed, created_at) VALUES ($1, $2, $3) ON CONFLICT (name) DO NOTHING")
        .bind(name)
        .bind(sealer.seal(name, make().as_bytes(), entropy))
        .bind(now)
        .run(tx)
        .await?;
    let row = sql("SELECT sealed FROM secrets WHERE name = $1")
        .bind(name)
        .one(tx)
        .await?;
    sealer.open_text(name, &row.get::<Vec<u8>>("sealed")?)
}
