//! Leases of the outbox, the same for each table that it sends from: what is due is claimed for one start of the program, and is recorded, given back, or
//! freed by the next start (EDGES 11).

use crate::db::{Query, Row, Tx, Value, sql};
use crate::error::Result;
use saar_domain::clock::Timestamp;
use saar_domain::delivery::DeliveryState;
use saar_domain::id::{BootId, DeliveryId};

/// How an attempt ended, as it is recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ended {
    /// The service took it.
    Accepted,
    /// The service took it, and that means that it is there (mail). No device has shown it, and nobody is known to have looked.
    Delivered,
    /// Again, not before then. `attempted` is false when nothing was tried.
    Again {
        /// Not before.
        at: Timestamp,
        /// Whether anything may have left the house.
        attempted: bool,
        /// Why.
        why: String,
    },
    /// Over without success.
    Over {
        /// Failed, expired or withdrawn.
        state: DeliveryState,
        /// Whether anything may have left the house.
        attempted: bool,
        /// Why.
        why: String,
    },
}

/// The statements over one table.
pub(crate) struct Leases {
    claim: &'static str,
    claim_beside_others: &'static str,
    free: &'static str,
    give_back: &'static str,
    end: &'static str,
}

macro_rules! leases {
    ($table:literal) => {
        Leases {
            claim: leases!(claim $table, ""),
            claim_beside_others: leases!(claim $table, " FOR UPDATE SKIP LOCKED"),
            free: concat!("UPDATE ", $table, " SET state = 'pending', lease_boot = NULL, due_at = $2 WHERE state = 'leased' AND lease_boot <> $1"),
            give_back: leases!(record $table, "'pending', due_at = $5"),
            end: leases!(record $table, "$5"),
        }
    };
    (claim $table:literal, $lock:literal) => {
        concat!(
            "UPDATE ", $table, " SET state = 'leased', lease_boot = $1, attempts = attempts + 1 WHERE id IN (SELECT id FROM ", $table,
            " WHERE state = 'pending' AND due_at <= $2 ORDER BY due_at, id LIMIT $3", $lock, ") RETURNING *"
        )
    };
    (record $table:literal, $state:literal) => {
        concat!("UPDATE ", $table, " SET lease_boot = NULL, attempts = attempts - $3, why = $4, state = ", $state, " WHERE id = $1 AND lease_boot = $2")
    };
}

/// Alerts to endpoints.
pub(crate) const DELIVERIES: Leases = leases!("deliveries");
/// Messages to oneself.
pub(crate) const PROBES: Leases = leases!("probes");

impl Leases {
    /// Claims what is due, for this start of the program. The attempt counts from here: a crash while sending may have sent.
    pub(crate) async fn claim(&self, tx: &mut Tx, boot: BootId, now: Timestamp, rows_max: u32) -> Result<Vec<Row>> {
        sql(tx.skip_locked(self.claim, self.claim_beside_others))
            .bind(boot)
            .bind(now)
            .bind(rows_max)
            .all(tx)
            .await
    }

    /// Frees the leases of every other start of the program: what they held is sent again. How many.
    pub(crate) async fn free(&self, tx: &mut Tx, boot: BootId, now: Timestamp) -> Result<u64> {
        sql(self.free).bind(boot).bind(now).run(tx).await
    }

    /// What gives a lease back to be tried again, or ends it without success; none where an attempt succeeded, which each table records in its own way.
    /// Does nothing when the lease is somebody else's by now.
    pub(crate) fn unsent(&self, boot: BootId, id: DeliveryId, ended: &Ended) -> Option<Query> {
        let (text, attempted, why, last): (_, _, _, Value) = match ended {
            Ended::Accepted | Ended::Delivered => return None,
            Ended::Again { at, attempted, why } => (self.give_back, attempted, why, (*at).into()),
            Ended::Over { state, attempted, why } => (self.end, attempted, why, (*state).into()),
        };
        let query = sql(text).bind(id).bind(boot).bind(!attempted).bind(why.as_str());
        Some(query.bind(last))
    }
}
