//! Doorbells: they wake who waits after a commit. Nothing is lost when one is not heard, for the database is the truth and a poll catches up.

use crate::usecase::identity::SignedInBy;
use saar_domain::id::{AccountId, GroupId};
use saar_store::incident::Change;
use std::sync::Arc;
use tokio::sync::{Notify, broadcast};

/// How many rings a slow listener may miss before it has to look in the database itself.
const RINGS_KEPT: usize = 1024;

/// What rings.
#[derive(Debug, Clone, Copy)]
pub enum Ring {
    /// An incident of a group changed.
    Changed {
        /// In which group.
        group: GroupId,
        /// What changed.
        change: Change,
        /// The numbers of the group's live sequence that were taken for it.
        numbers: Numbers,
    },
    /// Somebody left a group: their open pages end at once (EDGES 14).
    Left {
        /// Who.
        account: AccountId,
        /// Which group.
        group: GroupId,
    },
    /// A device was signed out, or a token taken back: what listens by it ends at once.
    SignedOut {
        /// Whose.
        account: AccountId,
        /// What does not stand any more.
        by: SignedInBy,
    },
}

/// The numbers of a group's live sequence that one commit took. The next commit's begin where these end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Numbers {
    /// The last number that was taken before.
    pub before: i64,
    /// The last one that was taken; those that no change used are a gap.
    pub last: i64,
}

/// The doorbells of one process.
#[derive(Debug, Clone)]
pub struct Bus {
    changes: broadcast::Sender<Ring>,
    outbox: Arc<Notify>,
    probes: Arc<Notify>,
}

impl Default for Bus {
    fn default() -> Self {
        Self {
            changes: broadcast::channel(RINGS_KEPT).0,
            outbox: Arc::default(),
            probes: Arc::default(),
        }
    }
}

impl Bus {
    /// Tells the open pages of a group that an incident changed.
    pub fn changed(&self, group: GroupId, change: Change, numbers: Numbers) {
        // Nobody listening is no error.
        let _ = self.changes.send(Ring::Changed { group, change, numbers });
    }

    /// Tells the open pages of an account that they are not in the group any more.
    pub fn left(&self, account: AccountId, group: GroupId) {
        let _ = self.changes.send(Ring::Left { account, group });
    }

    /// Tells what listens by a session or token that it does not stand any more.
    pub fn signed_out(&self, account: AccountId, by: SignedInBy) {
        let _ = self.changes.send(Ring::SignedOut { account, by });
    }

    /// Hears every change from now on.
    pub fn listen(&self) -> broadcast::Receiver<Ring> {
        self.changes.subscribe()
    }

    /// Tells whoever watches a test alarm that something came of one. Whose does not ring: they look.
    pub fn probed(&self) {
        self.probes.notify_waiters();
    }

    /// Waits for that bell.
    pub async fn probe_rings(&self) {
        self.probes.notified().await;
    }

    /// Wakes the outbox.
    pub fn wake_outbox(&self) {
        self.outbox.notify_one();
    }

    /// Waits for the outbox's bell.
    pub async fn outbox_rings(&self) {
        self.outbox.notified().await;
    }
}
