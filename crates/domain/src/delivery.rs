//! One alert to one endpoint: its states, when to try again, and when to try another way. All pure.

use serde::{Deserialize, Serialize};

/// A way to reach people, in the order in which a member prefers them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChannelKind {
    /// A browser's push subscription.
    WebPush,
    /// A mailbox.
    Email,
}
