//! Named places in the work where a test stops it on purpose: to kill the program there, or to let something else happen first.
//!
//! Outside tests nothing is armed, and a visit is one look at an empty list.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::Notify;

/// Every such place. A name once in the code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Place {
    /// The transaction of an alarm is about to be committed.
    BeforeCommit,
    /// It is committed; nobody knows yet.
    AfterCommit,
    /// An alert is about to be expanded.
    BeforeExpand,
    /// It is expanded; nothing is claimed.
    AfterExpand,
    /// Deliveries are claimed; nothing is sent.
    AfterClaim,
    /// A delivery is about to be sent.
    BeforeSend,
    /// It was sent; that is not recorded.
    AfterSend,
}

impl Place {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::BeforeCommit,
        Self::AfterCommit,
        Self::BeforeExpand,
        Self::AfterExpand,
        Self::AfterClaim,
        Self::BeforeSend,
        Self::AfterSend,
    ];

    /// Its name, for the environment of a program that is to be killed there.
    pub const fn name(self) -> &'static str {
        match self {
            Self::BeforeCommit => "before_commit",
            Self::AfterCommit => "after_commit",
            Self::BeforeExpand => "before_expand",
            Self::AfterExpand => "after_expand",
            Self::AfterClaim => "after_claim",
            Self::BeforeSend => "before_send",
            Self::AfterSend => "after_send",
        }
    }
}

/// What happens at the places.
#[derive(Debug, Clone, Default)]
pub struct Faults(Arc<Mutex<HashMap<Place, Fault>>>);

#[derive(Debug, Clone)]
enum Fault {
    Wait(Arc<Barrier>),
    /// Die there the n-th time, as by `kill -9`.
    Die(u32),
    Break,
}

/// A place where the work waits until the test lets it go on.
#[derive(Debug, Default)]
pub struct Barrier {
    arrived: Notify,
    go_on: Notify,
}

impl Barrier {
    /// Waits until the work is there.
    pub async fn arrived(&self) {
        self.arrived.notified().await;
    }
    /// Lets it go on.
    pub fn release(&self) {
        self.go_on.notify_one();
    }
}

impl Faults {
    /// From a text like `after_commit:3`: die there the third time. For the kill test, which starts the real program.
    pub fn from_text(text: &str) -> Option<Self> {
        let (name, count) = text.split_once(':')?;
        let place = Place::ALL.into_iter().find(|place| place.name() == name)?;
        let faults = Self::default();
        faults.locked().insert(place, Fault::Die(count.parse().ok()?));
        Some(faults)
    }

    /// Makes the work wait at a place, the next time it comes there.
    pub fn hold(&self, place: Place) -> Arc<Barrier> {
        let barrier = Arc::new(Barrier::default());
        self.locked().insert(place, Fault::Wait(Arc::clone(&barrier)));
        barrier
    }

    /// Makes the work break at a place by a panic, the next time it comes there: as a mistake of ours would.
    pub fn break_at(&self, place: Place) {
        self.locked().insert(place, Fault::Break);
    }

    /// The work passes a place.
    pub async fn pass(&self, place: Place) {
        let fault = {
            let mut armed = self.locked();
            match armed.get_mut(&place) {
                None => return,
                Some(Fault::Die(left)) if *left > 1 => {
                    *left -= 1;
                    return;
                }
                Some(_) => armed.remove(&place),
            }
        };
        match fault {
            Some(Fault::Wait(barrier)) => {
                barrier.arrived.notify_one();
                barrier.go_on.notified().await;
            }
            // Not a panic: nothing is unwound, nothing is flushed, as when the power goes.
            Some(Fault::Die(_)) => std::process::abort(),
            Some(Fault::Break) => panic!("a test broke the work at {}", place.name()),
            None => {}
        }
    }

    fn locked(&self) -> std::sync::MutexGuard<'_, HashMap<Place, Fault>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
