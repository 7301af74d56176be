//! Web Push: our own module for RFC 8030 (the protocol), RFC 8188 and 8291 (the encryption) and RFC 8292 (VAPID, who
//! we are).
//!
//! The push service in between is somebody else's computer. It learns that a message of a fixed size went to a device,
//! how urgent it is, and a [`topic()`] that means nothing outside one subscription; never what it says, and never that
//! two people belong to one group.

mod channel;
mod encrypt;
mod payload;
mod subscription;
mod topic;
mod vapid;

pub use channel::{WebPush, WebPushError};
pub use encrypt::{EncryptError, Ephemeral, PLAINTEXT_BYTES_MAX, RECORD_BYTES_MAX, SALT_BYTES, encrypt, encrypt_once};
pub use payload::payload;
pub use subscription::{ENDPOINT_CHARS_MAX, Subscription, SubscriptionError};
pub use topic::{TOPIC_CHARS_MAX, topic};
pub use vapid::{TokenCache, VapidError, VapidKey};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

/// Bytes as base64url without padding, as every part of Web Push writes them.
fn to_base64url(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// The bytes of base64url text. Some browsers' libraries pad: the padding is ignored.
fn from_base64url(text: &str) -> Option<Vec<u8>> {
    URL_SAFE_NO_PAD.decode(text.trim_end_matches('=')).ok()
}
