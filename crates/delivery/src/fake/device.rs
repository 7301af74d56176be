//! A device: what a browser and its service worker are to a sender.

use super::{PATIENCE, decrypt, lock};
use crate::webpush::{Subscription, SubscriptionError};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use http::StatusCode;
use p256::SecretKey;
use p256::elliptic_curve::sec1::ToSec1Point as _;
use ring::rand::{SecureRandom as _, SystemRandom};
use saar_domain::clock::{Span, Timestamp};
use serde_json::Value;
use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex};
use tokio::sync::watch;

/// A push as the device has it: decrypted, with what the push service was told of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Received {
    /// The payload.
    pub payload: Value,
    /// `TTL`, in seconds.
    pub ttl_seconds: i64,
    /// `Urgency`: `high` or `normal`.
    pub urgency: String,
    /// `Topic`.
    pub topic: Option<String>,
    /// Length of the encrypted body, in bytes.
    pub body_bytes: usize,
    /// When the push service took it, by its clock.
    pub accepted_at: Timestamp,
    /// Whom the push service would write to about it.
    pub contact: String,
}

impl Received {
    fn text(&self, pointer: &str) -> &str {
        self.payload
            .pointer(pointer)
            .and_then(Value::as_str)
            .unwrap_or_default()
    }

    /// The notification's title; empty when it has none, as with the other texts here.
    pub fn title(&self) -> &str {
        self.text("/notification/title")
    }

    /// The notification's body.
    pub fn body(&self) -> &str {
        self.text("/notification/body")
    }

    /// The tag: notifications with the same one replace each other.
    pub fn tag(&self) -> &str {
        self.text("/notification/tag")
    }

    /// The page that a tap opens.
    pub fn link(&self) -> &str {
        self.text("/notification/navigate")
    }

    /// The delivery's id, by which a phone drops repeats.
    pub fn delivery(&self) -> &str {
        self.text("/notification/data/delivery")
    }

    /// The incident's version.
    pub fn version(&self) -> i64 {
        self.payload
            .pointer("/notification/data/version")
            .and_then(Value::as_i64)
            .unwrap_or_default()
    }

    /// Whether it comes without a sound.
    pub fn is_silent(&self) -> bool {
        self.payload
            .pointer("/notification/silent")
            .and_then(Value::as_bool)
            .unwrap_or_default()
    }

    /// Where a receipt is posted, and the token that goes into its body.
    pub fn receipt(&self) -> Option<(&str, &str)> {
        let receipt = self.payload.pointer("/notification/data/receipt")?;
        Some((receipt.get("url")?.as_str()?, receipt.get("token")?.as_str()?))
    }
}

/// A subscribed device. Clones are the same device.
#[derive(Clone)]
pub struct Device {
    inner: Arc<Inner>,
}

struct Inner {
    secret: SecretKey,
    auth: [u8; 16],
    state: Mutex<State>,
    /// Rings at every change of the state.
    changed: watch::Sender<()>,
}

#[derive(Default)]
struct State {
    received: Vec<Received>,
    waiting: Vec<Received>,
    answers: VecDeque<Answer>,
    application_server_key: Option<Vec<u8>>,
    attempts: usize,
    is_asleep: bool,
    is_gone: bool,
    is_hanging: bool,
    broken: Vec<String>,
}

/// A scripted answer of the push service.
#[derive(Debug, Clone)]
pub(super) struct Answer {
    pub(super) status: StatusCode,
    pub(super) headers: Vec<(String, String)>,
}

/// A push that the push service found in order.
pub(super) struct Pushed {
    pub(super) body: Vec<u8>,
    pub(super) ttl_seconds: i64,
    pub(super) urgency: String,
    pub(super) topic: Option<String>,
    pub(super) accepted_at: Timestamp,
    pub(super) contact: String,
}

impl Device {
    /// A new device at an endpoint. Only a sender with `application_server_key` may push to it, where one is given.
    pub(super) fn subscribe(
        endpoint: &str,
        application_server_key: Option<Vec<u8>>,
    ) -> Result<(Subscription, Self), SubscriptionError> {
        let mut auth = [0; 16];
        fill(&mut auth);
        let secret = loop {
            let mut bytes = [0; 32];
            fill(&mut bytes);
            if let Ok(secret) = SecretKey::from_slice(&bytes) {
                break secret;
            }
        };
        let public = URL_SAFE_NO_PAD.encode(secret.public_key().to_sec1_point(false).as_bytes());
        let subscription = Subscription::parse(endpoint, &public, &URL_SAFE_NO_PAD.encode(auth))?;
        let state = State {
            application_server_key,
            ..State::default()
        };
        let inner = Inner {
            secret,
            auth,
            state: Mutex::new(state),
            changed: watch::Sender::new(()),
        };
        Ok((subscription, Self { inner: Arc::new(inner) }))
    }

    /// Everything that it received, repeats included, oldest first.
    pub fn received(&self) -> Vec<Received> {
        lock(&self.inner.state).received.clone()
    }

    /// What stands on its screen: one for each tag, the highest version, as the service worker decides (EDGES 15).
    pub fn shown(&self) -> Vec<Received> {
        let received = self.received();
        let mut newest: HashMap<&str, usize> = HashMap::new();
        for (index, push) in received.iter().enumerate() {
            let shown = newest.entry(push.tag()).or_insert(index);
            if push.version() >= received[*shown].version() {
                *shown = index;
            }
        }
        let mut indices: Vec<usize> = newest.into_values().collect();
        indices.sort_unstable();
        indices.into_iter().map(|index| received[index].clone()).collect()
    }

    /// How often a sender tried to reach it, whatever the answer was.
    pub fn attempts(&self) -> usize {
        lock(&self.inner.state).attempts
    }

    /// What it could not decrypt or read, and why.
    pub fn broken(&self) -> Vec<String> {
        lock(&self.inner.state).broken.clone()
    }

    /// Waits until it received that many in all, and gives them.
    ///
    /// # Panics
    /// After ten seconds, saying how many came.
    pub async fn wait_for(&self, count: usize) -> Vec<Received> {
        let mut changed = self.inner.changed.subscribe();
        let enough =
            async { while lock(&self.inner.state).received.len() < count && changed.changed().await.is_ok() {} };
        let in_time = tokio::time::timeout(PATIENCE, enough).await.is_ok();
        let (received, broken) = (self.received(), self.broken());
        assert!(
            in_time,
            "the device received {} of {count} pushes in {PATIENCE:?}; broken: {broken:?}",
            received.len()
        );
        received
    }

    /// The push service will answer the next push to it like this, once. Several stand in a queue.
    ///
    /// # Panics
    /// When this is not a status of HTTP.
    pub fn answer_next(&self, status: u16, headers: &[(&str, &str)]) {
        let answer = Answer {
            status: StatusCode::from_u16(status).expect("a status of HTTP"),
            headers: headers
                .iter()
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
                .collect(),
        };
        self.change(|state| state.answers.push_back(answer));
    }

    /// The push service will take pushes to it and never answer, until [`Device::resume`].
    pub fn hang(&self) {
        self.change(|state| state.is_hanging = true);
    }

    /// Ends [`Device::hang`]: what hangs is answered.
    pub fn resume(&self) {
        self.change(|state| state.is_hanging = false);
    }

    /// Its subscription ended: the push service answers 410 from now on.
    pub fn gone(&self) {
        self.change(|state| state.is_gone = true);
    }

    /// It is out of reach: the push service keeps what comes, and drops what a newer one with the same topic replaces.
    pub fn sleep(&self) {
        self.change(|state| state.is_asleep = true);
    }

    /// It is back: it receives what waited and is not over its time to live.
    pub fn wake(&self, now: Timestamp) {
        self.change(|state| {
            state.is_asleep = false;
            let waiting = std::mem::take(&mut state.waiting);
            let lives = |push: &Received| push.accepted_at.plus(Span::seconds(push.ttl_seconds)) > now;
            state.received.extend(waiting.into_iter().filter(lives));
        });
    }

    fn change<T>(&self, change: impl FnOnce(&mut State) -> T) -> T {
        let changed = change(&mut lock(&self.inner.state));
        self.inner.changed.send_replace(());
        changed
    }

    /// A sender is here: waits while it hangs, and gives the answer that the script wants, if any.
    pub(super) async fn attempt(&self) -> Option<Answer> {
        let mut changed = self.inner.changed.subscribe();
        self.change(|state| state.attempts += 1);
        while lock(&self.inner.state).is_hanging {
            if changed.changed().await.is_err() {
                break;
            }
        }
        self.change(|state| {
            let gone = || Answer {
                status: StatusCode::GONE,
                headers: Vec::new(),
            };
            state.answers.pop_front().or_else(|| state.is_gone.then(gone))
        })
    }

    /// Whether this sender's public key is the one that the device subscribed with.
    pub(super) fn accepts_sender(&self, key: &[u8]) -> bool {
        let state = lock(&self.inner.state);
        state.application_server_key.as_ref().is_none_or(|bound| bound == key)
    }

    /// The push arrives, or waits while the device sleeps.
    pub(super) fn push(&self, pushed: Pushed) {
        let plain = decrypt::decrypt(&pushed.body, &self.inner.secret, &self.inner.auth);
        let payload = plain
            .map_err(str::to_owned)
            .and_then(|plain| serde_json::from_slice(&plain).map_err(|error| error.to_string()));
        self.change(|state| match payload {
            Err(why) => state.broken.push(why),
            Ok(payload) => {
                let push = Received {
                    payload,
                    ttl_seconds: pushed.ttl_seconds,
                    urgency: pushed.urgency,
                    topic: pushed.topic,
                    body_bytes: pushed.body.len(),
                    accepted_at: pushed.accepted_at,
                    contact: pushed.contact,
                };
                if state.is_asleep {
                    state
                        .waiting
                        .retain(|older| older.topic.is_none() || older.topic != push.topic);
                    state.waiting.push(push);
                } else {
                    state.received.push(push);
                }
            }
        });
    }
}

fn fill(bytes: &mut [u8]) {
    SystemRandom::new()
        .fill(bytes)
        .expect("the operating system gives randomness");
}
