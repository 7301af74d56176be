//! Where pictures are worked on: a few at once, on threads of their own, and not for ever.

use super::{Prepared, prepare};
use crate::bounded::{Bounded, Stopped};
use saar_domain::limits;
use saar_domain::photo::{Refusal, Treatment};

/// Bounds how much decoding goes on.
#[derive(Debug, Clone)]
pub struct Darkroom {
    bounded: Bounded,
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
            bounded: Bounded::new(
                "photo",
                limits::PHOTO_DECODES_AT_ONCE,
                limits::PHOTO_TURN_TIME,
                limits::PHOTO_DECODE_TIME,
            ),
            work,
        }
    }

    /// Makes the pictures that are kept of a file.
    pub async fn prepare(&self, bytes: Vec<u8>, treatment: Treatment) -> Result<Prepared, Refusal> {
        let work = self.work;
        let prepared = async {
            let place = self.bounded.place().await?;
            self.bounded.work(place, move || work(&bytes, treatment)).await
        };
        prepared.await.unwrap_or_else(|stopped| {
            Err(match stopped {
                Stopped::Busy => Refusal::Busy,
                Stopped::Broken => Refusal::Broken,
                Stopped::TooSlow => Refusal::TooSlow,
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use saar_domain::clock::Span;

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
        let room = Darkroom::working(naughty);
        let room = Darkroom {
            bounded: room.bounded.within(Span::seconds(3), Span::seconds(3)),
            ..room
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
