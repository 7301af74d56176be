//! What several tests need: a message, chance that counts, and parts of the machine that may be missing.

use saar_delivery::{Mail, Message, Receipt, Urgency};
use saar_domain::clock::{Clock, Entropy, Span, Timestamp};
use std::io::Write as _;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

/// An evening in January 2027.
pub(crate) const EVENING: Timestamp = Timestamp::from_millis(1_800_050_000_000);

/// The alarm that all tests send.
pub(crate) fn alarm() -> Message {
    Message {
        delivery: "delivery-1".into(),
        title: "Inbraak · Lindelaan".into(),
        body: "112 is gebeld om 23:41. Tik om te zien wat er speelt.".into(),
        language: "nl".into(),
        link: "https://saar.example.org/i/1".into(),
        tag: "incident-1".into(),
        version: 1,
        silent: false,
        running: Some(true),
        urgency: Urgency::High,
        ttl: Span::hours(2),
        topic: Some("AAECAwQFBgcICQoLDA0ODxAREhMUFRYX".into()),
        receipt: Some(Receipt {
            url: "https://saar.example.org/receipt".into(),
            token: "AAAAAAAAAAAAAAAAAAAAAA".into(),
        }),
        mail: Some(Mail {
            text: "112 is gebeld om 23:41.\n.\nEen regel met één punt erboven.\n".into(),
            html: "<p>112 is gebeld om <b>23:41</b>.</p>".into(),
            message_id: "delivery-1@saar.example.org".into(),
            in_reply_to: None,
            unsubscribe: Some("https://saar.example.org/settings".into()),
        }),
    }
}

/// Bytes that never repeat and that a test can count on.
#[derive(Default)]
pub(crate) struct Counting(AtomicU64);

impl Entropy for Counting {
    fn fill(&self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(8) {
            let next = self
                .0
                .fetch_add(1, Ordering::Relaxed)
                .wrapping_add(0x0102_0304_0506_0708)
                .to_le_bytes();
            chunk.copy_from_slice(&next[..chunk.len()]);
        }
    }
}

/// A clock that the test pushes.
pub(crate) struct Pushed(pub(crate) Mutex<Timestamp>);

impl Clock for Pushed {
    fn now(&self) -> Timestamp {
        *self.0.lock().expect("no test panics while it holds the clock")
    }
}

/// Says that a part of this machine is missing. On CI that is a failure, elsewhere a loud line.
pub(crate) fn not_run(what: &str, why: &str) {
    assert!(
        std::env::var("CI").as_deref() != Ok("true"),
        "CI must run this, and cannot: {what}: {why}"
    );
    // Written past the test harness, which shows nothing of a test that passes. Nobody listening is no failure.
    let _ = std::io::stderr().write_all(format!("\n*** NOT RUN: {what}: {why} ***\n\n").as_bytes());
}
