//! The channels by which an alert reaches people, behind one shape.
//!
//! A channel is given a finished [`Message`] and an [`Address`], and answers with an [`Outcome`]: it knows nothing of SQL, of groups or of
//! who else is told. What a channel can do is data ([`Capabilities`]), so that the engine asks and never guesses.

pub mod email;
#[cfg(feature = "fake")]
pub mod fake;
pub mod guard;
pub mod webpush;

use saar_domain::clock::{Span, Timestamp};
use saar_domain::delivery::ChannelKind;
use serde::{Deserialize, Serialize};
use std::future::Future;
use std::pin::Pin;

/// How loud a message may be. The channel maps it to its own words (Web Push: `Urgency`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Urgency {
    /// Wakes people: an alarm, or a recall while people may be outside because of it.
    High,
    /// Does not: a closing, a sighting, a drill in quiet hours.
    Normal,
    /// Waits until the phone is awake anyway: a look whether it answers.
    Low,
}

/// Where to: what a channel needs to reach one device or mailbox. Stored sealed; never logged (its `Debug` says only the kind).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "channel", rename_all = "snake_case")]
pub enum Address {
    /// A browser's push subscription (`PushSubscription.toJSON()`).
    WebPush(webpush::Subscription),
    /// A mailbox.
    Email {
        /// `name@host`, already validated.
        address: String,
    },
}

impl std::fmt::Debug for Address {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "Address::{:?}(…)", self.kind())
    }
}

impl Address {
    /// Whether the device shows every message, also one that is only to be answered, and punishes what it may not show: then it is not looked at
    /// more than it has to be.
    pub fn shows_everything(&self) -> bool {
        match self {
            Self::WebPush(subscription) => subscription.shows_everything(),
            Self::Email { .. } => true,
        }
    }

    /// The channel that this address belongs to.
    pub fn kind(&self) -> ChannelKind {
        match self {
            Self::WebPush(_) => ChannelKind::WebPush,
            Self::Email { .. } => ChannelKind::Email,
        }
    }
}

/// A finished message in the recipient's language. It carries only what may leave the house (EDGES 17): kind, street, called state, time,
/// OEFENING and a link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// The idempotency key that travels with it: the delivery's id. A phone drops what it has seen.
    pub delivery: String,
    /// One line: "Inbraak · Lindelaan".
    pub title: String,
    /// One or two lines: "112 is gebeld om 23:41. Tik om te zien wat er speelt."
    pub body: String,
    /// BCP 47 language of title and body, `nl` or `en`.
    pub language: String,
    /// Absolute address of the page to open. Holds ids only.
    pub link: String,
    /// Messages with the same tag replace one another on the device: one tag an incident.
    pub tag: String,
    /// Version of the incident that this message tells of; a device drops one lower than it has shown.
    pub version: i64,
    /// Replaces silently what the device shows (sighting, closing), or makes a sound (alarm).
    pub silent: bool,
    /// Whether a real alarm goes on after this: for the badge on the home screen. None where the message says nothing of it (a drill, a test).
    pub running: Option<bool>,
    /// How loud.
    pub urgency: Urgency,
    /// How long it is worth something: afterwards a push service drops it.
    pub ttl: Span,
    /// At most 32 characters of base64url; the same incident and subscription give the same (EDGES 19).
    pub topic: Option<String>,
    /// Random token with which the device says "shown" or "opened" (EDGES 20), and where it posts that.
    pub receipt: Option<Receipt>,
    /// What only a mail has.
    pub mail: Option<Mail>,
}

/// How a device reports back: `POST url` with the token in the body, without a cookie; always answered 204.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// Absolute address of the receipt desk.
    pub url: String,
    /// The token: 22 characters of base64url.
    pub token: String,
}

/// The parts of a message that only a mailbox understands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mail {
    /// The finished plain text.
    pub text: String,
    /// The finished HTML, which says the same.
    pub html: String,
    /// `Message-ID` of this mail, without angle brackets.
    pub message_id: String,
    /// `Message-ID` of the alarm that this mail corrects or ends, so that mail programs thread them.
    pub in_reply_to: Option<String>,
    /// Address of a page with which one stops these mails (`List-Unsubscribe`).
    pub unsubscribe: Option<String>,
}

/// What a channel can do, as data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Capabilities {
    /// The device says "shown" and "opened" by itself.
    pub receipts: bool,
    /// A later message replaces an earlier one on the device.
    pub replaces: bool,
    /// Knows loud and soft.
    pub urgency: bool,
    /// The largest payload in bytes that it carries.
    pub payload_bytes_max: usize,
    /// How many sends to one origin may be under way at once.
    pub concurrency_per_origin: usize,
    /// Acceptance means that it lies in the recipient's box (mail), not only at a service under way (push).
    pub accepted_is_delivered: bool,
}

/// How one attempt ended. Every failure is one of three: again later, never, or forget the address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The service took it. Not the same as delivered, and not the same as seen.
    Accepted,
    /// Try again; not before this long from now, where the service said so (`Retry-After`).
    Retry {
        /// What the service asked for.
        after: Option<Span>,
        /// For the log and the admin's page; holds no address.
        why: String,
    },
    /// This message will never be taken; the address may still be good.
    GiveUp {
        /// For the log; holds no address.
        why: String,
    },
    /// The recipient is gone: forget the address.
    Gone {
        /// For the log; holds no address.
        why: String,
    },
}

/// A boxed future, so that channels of different kinds stand in one table.
pub type Sending<'a> = Pin<Box<dyn Future<Output = Outcome> + Send + 'a>>;

/// A way to reach people. One implementation a folder or file of this crate.
pub trait Channel: Send + Sync {
    /// Which one this is.
    fn kind(&self) -> ChannelKind;
    /// What it can do.
    fn capabilities(&self) -> Capabilities;
    /// The host that sends to this address go to; sends are limited per origin. Holds nothing personal.
    fn origin(&self, to: &Address) -> String;
    /// Sends one message once. Bounded in time and size; never retries by itself: that is the engine's.
    fn send<'a>(&'a self, message: &'a Message, to: &'a Address, now: Timestamp) -> Sending<'a>;
}
