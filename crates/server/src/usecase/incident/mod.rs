//! What people do with incidents.

mod act;
mod describe;
mod flag;
mod history;
mod publish;
mod repeat;
mod sealing;
mod sighting;
mod view;
mod words;

pub use act::{ActError, Acted, CallRequest, close, expire, record_call, respond};
pub use describe::{DescribeRequest, Shown, describe, sees_plate};
pub use flag::{FlagError, Waiting, flaggable, flags_waiting, raise_flag, settle_flag, tell_of_flags};
pub use history::{Page, ended};
pub use publish::{CallerSays, PublishError, PublishRequest, Published, RawCall, begin_drill, publish};
pub use sighting::{RawSighting, Sighting, sight};
pub use view::{Seen, TakenAway, changes_since, look, note_opening};
pub use words::{Elsewhere, Found, FoundIn};

use crate::app::App;
use crate::bus::Numbers;
use crate::usecase::access::{self, Denied};
use crate::usecase::own_words::{self, Ready};
use saar_domain::alert::AlertKind;
use saar_domain::id::{AlertId, GroupId};
use saar_domain::incident::{Incident, Recorded};
use saar_store::alert::Alert;
use saar_store::group::{Group, Locked};
use saar_store::incident::Change;
use saar_store::{StoreError, Tx, alert, group, incident};

/// Numbers of the group's live sequence that one use case may need. Taken at once with the lock; what is left over is a gap, and gaps are harmless.
const CHANGES_PER_USE_CASE: u32 = 12;

/// The numbers of a block that begins with one.
fn block(first: i64) -> Numbers {
    let before = first - 1;
    Numbers {
        before,
        last: before + i64::from(CHANGES_PER_USE_CASE),
    }
}

/// A group's lock with the numbers that were taken under it.
struct Ledger {
    group: GroupId,
    numbers: Numbers,
    next_seq: i64,
    own_words_version: i64,
}

impl Ledger {
    /// Takes the group's lock: from here on nobody else writes to the group (EDGES 13). With it the group as it is.
    async fn open(tx: &mut Tx, group: GroupId) -> Result<(Self, Group), Denied> {
        let Locked {
            group,
            first_number,
            own_words_version,
        } = access::lock(tx, group, CHANGES_PER_USE_CASE).await?;
        let ledger = Self {
            group: group.id,
            numbers: block(first_number),
            next_seq: first_number,
            own_words_version,
        };
        Ok((ledger, group))
    }

    /// The group's own words, where `ready` are not those of now.
    async fn renewed_words(&self, app: &App, tx: &mut Tx, ready: &Ready) -> Result<Option<Ready>, StoreError> {
        own_words::renewed(app, tx, self.group, self.own_words_version, ready).await
    }

    /// The number under which the group hears of the next change.
    async fn number(&mut self, tx: &mut Tx) -> Result<i64, StoreError> {
        if self.next_seq > self.numbers.last {
            // The lock is held: the next block follows right after this one.
            let taken = group::lock(tx, self.group, CHANGES_PER_USE_CASE).await?;
            self.numbers.last = block(taken.first_number).last;
            self.next_seq = taken.first_number;
        }
        let number = self.next_seq;
        self.next_seq += 1;
        Ok(number)
    }

    /// Appends an event to an incident's history, and saves what it made of the incident.
    async fn save(
        &mut self,
        tx: &mut Tx,
        incident: &Incident,
        recorded: Recorded,
        version_before: u32,
    ) -> Result<(), StoreError> {
        let number = self.number(tx).await?;
        incident::append(tx, incident.id, &[recorded]).await?;
        if incident::update(tx, incident, version_before, number).await? {
            Ok(())
        } else {
            // Cannot happen under the group's lock; said rather than lost if it does.
            Err(StoreError::Gone)
        }
    }

    /// Adds the alert that tells people of the latest event.
    async fn alert(&self, app: &App, tx: &mut Tx, incident: &Incident, kind: AlertKind) -> Result<(), StoreError> {
        let now = app.now();
        let id = AlertId::new(now, app.entropy.as_ref());
        let new = Alert {
            id,
            incident: incident.id,
            group: self.group,
            kind,
            seq: incident.version,
            created_at: now,
        };
        alert::insert(tx, &new).await
    }

    /// After the commit: rings.
    fn ring(&self, app: &App, incident: &Incident) {
        let change = Change::of(incident, self.next_seq - 1);
        app.bus.changed(self.group, change, self.numbers);
        app.bus.wake_outbox();
    }
}
