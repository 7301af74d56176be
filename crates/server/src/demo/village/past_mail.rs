//! The mail of the past: everything arrived, and nothing is sent now.

use saar_delivery::{Address, Capabilities, Channel, Message, Outcome, Sending};
use saar_domain::clock::Timestamp;
use saar_domain::delivery::ChannelKind;

/// A channel to mailboxes that takes everything and keeps nothing: so that past alarms have reached people as the outbox records it.
pub(super) struct PastMail;

impl Channel for PastMail {
    fn kind(&self) -> ChannelKind {
        ChannelKind::Email
    }

    fn capabilities(&self) -> Capabilities {
        Capabilities {
            receipts: false,
            replaces: false,
            urgency: true,
            payload_bytes_max: usize::MAX,
            concurrency_per_origin: 64,
            accepted_is_delivered: true,
        }
    }

    fn origin(&self, _to: &Address) -> String {
        String::new()
    }

    fn send<'a>(&'a self, _message: &'a Message, _to: &'a Address, _now: Timestamp) -> Sending<'a> {
        Box::pin(async { Outcome::Accepted })
    }
}
