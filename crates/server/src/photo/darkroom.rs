//! Where pictures are worked on: a few at once, on threads of their own, and not for ever.

use super::{Prepared, prepare};
use saar_domain::clock::Span;
use saar_domain::limits;
use saar_domain::photo::{Refusal, Treatment};
use std::sync::Arc;
use tokio::sync::{Semaphore, oneshot};
use tokio::time::timeout;

/// Bounds how much decoding goes on.
///
/// Threat: a decoder that hangs or balloons. Each works on a thread of its own, not in the pool that everything else needs, and which would be waited
/// for at the end of the program; its place is taken until it really ends. When all places hang, photos are refused and alarms go on.
#[derive(Debug, Clone)]
pub struct Darkroom {
    places: Arc<Semaphore>,
    turn_time: Span,
    work_time: Span,
    work: fn(&[u8], Treatment) -> Result<Prepared, Refusal>,
}

impl Default for Darkroom {
    fn default() -> Self {
        Self::working(prepare)
    }
}

impl Darkroom {
    fn working(work: fn(&[u8], Treatment) -> Result<Prepared, Refusal>) -> Self {
        Self {
            places: Arc::new(Semaphore::new(limits::PHOTO_DECODES_AT_ONCE)),
            turn_time: limits::PHOTO_TURN_TIME,
            work_time: limits::PHOTO_DECODE_TIME,
            work,
        }
    }

    /// Makes the pictures that are kept of a file.
    pub async fn prepare(&self, bytes: Vec<u8>, treatment: Treatment) -> Result<Prepared, Refusal> {
        let turn = timeout(self.turn_time.to_std(), Arc::clone(&self.places).acquire_owned()).await;
        let Ok(Ok(place)) = turn else {
            tracing::warn!("photos: every place is taken, one is turned away");
            return Err(Refusal::Busy);
        };
        let (done, result) = oneshot::channel();
        let work = self.work;
        let thread = std::thread::Builder::new().name("photo".into()).spawn(move || {
            let _ = done.send(work(&bytes, treatment));
            drop(place);
        });
        if let Err(error) = thread {
            tracing::error!(%error, "photos: no thread to work on");
            return Err(Refusal::Busy);
        }
        match timeout(self.work_time.to_std(), result).await {
            Ok(Ok(prepared)) => prepared,
            // The decoder panicked: its thread is gone, and nothing else is.
            Ok(Err(_)) => Err(Refusal::Broken),
            Err(_) => {
                tracing::error!("photos: a decoder does not come to an end");
                Err(Refusal::TooSlow)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn naughty(bytes: &[u8], _: Treatment) -> Result<Prepared, Refusal> {
        match bytes {
            b"hang" => loop {
                std::thread::park();
            },
            // As a panic, without the hook that writes a backtrace and takes its time.
            b"panic" => std::panic::resume_unwind(Box::new("a decoder's own mistake")),
            _ => Err(Refusal::Gif),
        }
    }

    #[tokio::test]
    async fn decoders_that_hang_or_panic_take_nothing_else_along() {
        let room = Darkroom {
            turn_time: Span::seconds(3),
            work_time: Span::seconds(3),
            ..Darkroom::working(naughty)
        };
        let ask = |what: &str| room.prepare(what.as_bytes().to_vec(), Treatment::Reencoded);
        assert_eq!(ask("panic").await, Err(Refusal::Broken));
        assert_eq!(ask("").await, Err(Refusal::Gif));
        for place in 0..limits::PHOTO_DECODES_AT_ONCE {
            assert_eq!(
                ask("").await,
                Err(Refusal::Gif),
                "a place is left beside {place} that hang"
            );
            assert_eq!(ask("hang").await, Err(Refusal::TooSlow));
        }
        // All places hang: the next one is turned away, and the program goes on.
        assert_eq!(ask("").await, Err(Refusal::Busy));
    }
}
