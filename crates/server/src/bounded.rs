//! Work on files of others: a few at once, on threads of their own, and not for ever.

use saar_domain::clock::Span;
use std::sync::Arc;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, oneshot};
use tokio::time::timeout;

/// Bounds how much of one kind of work goes on.
///
/// Threat: a file at which the work hangs or balloons. Each works on a thread of its own, not in the pool that everything else needs, and which would be
/// waited for at the end of the program; its place is taken until it really ends. When all places hang, files are refused and alarms go on.
#[derive(Debug, Clone)]
pub struct Bounded {
    what: &'static str,
    places: Arc<Semaphore>,
    turn_time: Span,
    work_time: Span,
}

/// Why there is no result.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stopped {
    /// Every place was taken.
    Busy,
    /// The work itself failed on this file.
    Broken,
    /// It did not come to an end.
    TooSlow,
}

/// A place to work at, until it is dropped.
#[derive(Debug)]
pub struct Place(#[expect(dead_code, reason = "held, not read")] OwnedSemaphorePermit);

impl Bounded {
    /// `what` names it in the log and among the threads.
    pub fn new(what: &'static str, at_once: usize, turn_time: Span, work_time: Span) -> Self {
        Self {
            what,
            places: Arc::new(Semaphore::new(at_once)),
            turn_time,
            work_time,
        }
    }

    /// The same with other times: for tests of what happens when they are over.
    #[cfg(test)]
    pub fn within(self, turn_time: Span, work_time: Span) -> Self {
        Self {
            turn_time,
            work_time,
            ..self
        }
    }

    /// Waits for a place.
    pub async fn place(&self) -> Result<Place, Stopped> {
        match timeout(self.turn_time.to_std(), Arc::clone(&self.places).acquire_owned()).await {
            Ok(Ok(permit)) => Ok(Place(permit)),
            _ => {
                tracing::warn!(what = self.what, "every place is taken, one is turned away");
                Err(Stopped::Busy)
            }
        }
    }

    /// Works at a place.
    pub async fn work<T: Send + 'static>(
        &self,
        place: Place,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Stopped> {
        let (done, result) = oneshot::channel();
        let thread = std::thread::Builder::new().name(self.what.into()).spawn(move || {
            let _ = done.send(work());
            drop(place);
        });
        if let Err(error) = thread {
            tracing::error!(%error, what = self.what, "no thread to work on");
            return Err(Stopped::Busy);
        }
        match timeout(self.work_time.to_std(), result).await {
            Ok(Ok(result)) => Ok(result),
            // The work panicked: its thread is gone, and nothing else is.
            Ok(Err(_)) => Err(Stopped::Broken),
            Err(_) => {
                tracing::error!(what = self.what, "the work on a file does not come to an end");
                Err(Stopped::TooSlow)
            }
        }
    }
}
