//! Names of things: one type a noun, so that a member's id never stands where an incident's belongs.
//!
//! Every id is a UUID version 7: it sorts by the instant it was made, and says nothing about a person.

use crate::clock::{Entropy, Timestamp};
use serde::{Deserialize, Deserializer, Serialize};
use std::fmt;
use std::str::FromStr;

/// What was given as an id is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an id: expected 36 characters like 01928c2e-7b1a-7c3d-8e4f-0123456789ab")]
pub struct NotAnId;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        #[serde(transparent)]
        pub struct $name(uuid::Uuid);

        impl $name {
            /// A new one, from the instant and chance that are given.
            pub fn new(now: Timestamp, entropy: &dyn Entropy) -> Self {
                Self(uuid_v7(now, entropy))
            }

            /// From its bytes, as a database keeps them.
            pub const fn from_bytes(bytes: [u8; 16]) -> Self {
                Self(uuid::Uuid::from_bytes(bytes))
            }

            /// Its bytes, which sort as the ids do.
            pub const fn into_bytes(self) -> [u8; 16] {
                self.0.into_bytes()
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.hyphenated().fmt(out)
            }
        }

        impl FromStr for $name {
            type Err = NotAnId;
            fn from_str(text: &str) -> Result<Self, NotAnId> {
                // Only the one spelling that we write: two spellings of one id would be two cache entries and two limits.
                if text.len() != 36 || text.bytes().any(|byte| byte.is_ascii_uppercase()) {
                    return Err(NotAnId);
                }
                uuid::Uuid::try_parse(text).map(Self).map_err(|_| NotAnId)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                // As strict as from text: a path of the web is read by this too.
                String::deserialize(from)?.parse().map_err(serde::de::Error::custom)
            }
        }
    )*};
}

ids! {
    /// A body that runs several groups (*koepel*).
    UmbrellaId
    /// A neighbourhood group (*buurtgroep*).
    GroupId
    /// A street of a group.
    StreetId
    /// A district or municipality that an area may be taken from.
    BoundaryId
    /// Somebody who can sign in; a person may be a member of several groups.
    AccountId
    /// A person in a group (*deelnemer*).
    MemberId
    /// An invitation to join a group.
    InviteId
    /// Somebody's request to join a group.
    RequestId
    /// Letters with codes to a row of houses.
    LetterId
    /// A signed-in device.
    SessionId
    /// A personal access token.
    TokenId
    /// A key on somebody's phone that signs them in.
    PasskeyId
    /// An attempt to sign in or to join that waits for its e-mailed code.
    ChallengeId
    /// One event in the world (*melding*).
    IncidentId
    /// Something that went out to a group for an incident (*alarm*).
    AlertId
    /// One address of a channel: a browser's push subscription, a mailbox.
    EndpointId
    /// One alert to one endpoint (*bezorging*).
    DeliveryId
    /// A photo of a sighting.
    PhotoId
    /// A photo on its way in, by the id that its phone made.
    UploadId
    /// A line of a group's log.
    AuditId
    /// A step that was taken with a member who broke the house rules.
    MeasureId
    /// A message that may break a house rule, pointed at.
    FlagId
    /// A question of somebody who is not a member.
    InquiryId
    /// A word of a group's own.
    OwnWordId
    /// Somebody outside whom a group lets look in (*contactpersoon*).
    LiaisonId
    /// A key that seals one class of one incident, or one photo.
    KeyId
    /// A planned drill (*oefening*).
    DrillId
    /// A turn of somebody on call.
    TurnId
    /// A run of a group's dead-man's switch.
    SwitchId
    /// A mail about running a group that is to be sent.
    TidingId
    /// One start of the program; leases of the outbox belong to it.
    BootId
}

impl MemberId {
    /// Nobody: stands where history holds the actor.
    pub(crate) const fn nobody() -> Self {
        Self(uuid::Uuid::nil())
    }
}

fn uuid_v7(now: Timestamp, entropy: &dyn Entropy) -> uuid::Uuid {
    let millis = u64::try_from(now.as_millis()).unwrap_or(0);
    uuid::Builder::from_unix_timestamp_millis(millis, &entropy.bytes()).into_uuid()
}
