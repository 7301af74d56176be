//! My settings: how an alarm reaches me, my devices, my access.

use serde::Serialize;

use super::shared::{FieldError, GroupLink};

/// `page/settings.html` at `/settings`.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Settings {
    /// The reader's own address.
    pub email: String,
    /// Channels in the order in which they are tried.
    pub channels: Vec<ChannelRow>,
    /// Public key of the server for Web Push, base64url; none when push is not set up.
    pub push_key: Option<String>,
    /// This installation takes passkeys.
    pub passkeys: bool,
    /// Quiet hours start, hh:mm, or empty.
    pub quiet_from: String,
    /// Quiet hours end, hh:mm, or empty.
    pub quiet_to: String,
    /// Real alarms wake at night; anything else is a choice in so many words (EDGES 7).
    pub wake_at_night: bool,
    /// The last test alarm; none when there was none yet.
    pub test: Option<TestAlarm>,
    /// Zones to choose from.
    pub zones: Vec<ZoneOption>,
    /// IANA name that is chosen; empty for the group's.
    pub time_zone: String,
    /// A pause is set.
    pub pause: bool,
    /// It runs now: no alarm comes.
    pub paused: bool,
    /// Its last day as it is kept, `2027-01-03`; empty when it has none.
    pub pause_until_day: String,
    /// First day in the form, `2026-12-20`, or empty.
    pub pause_from: String,
    /// Last day in the form, or empty.
    pub pause_until: String,
    /// Pages in large letters.
    pub large_text: bool,
    /// Pages for a left thumb.
    pub left_hand: bool,
    /// `nl` or `en`.
    pub language: String,
    /// Signed-in devices.
    pub devices: Vec<DeviceRow>,
    /// Personal access tokens.
    pub tokens: Vec<TokenRow>,
    /// What the form of a new token holds.
    pub token_form: TokenForm,
    /// A token made just now, shown once.
    pub new_token: Option<String>,
    /// Groups, to leave.
    pub groups: Vec<GroupLink>,
    /// Mistakes.
    pub errors: Vec<FieldError>,
}

/// A channel. Buttons post its code as `up` or `down` to `/settings/channels`.
#[derive(Debug, Clone, Serialize)]
pub struct ChannelRow {
    /// Code: `push`, `mail`; the text is `channel-{code}`.
    pub code: String,
    /// Its phones or mailboxes; none: it is off.
    pub ways: Vec<ChannelWay>,
}

/// A phone or a mailbox, and its state.
#[derive(Debug, Clone, Serialize)]
pub struct ChannelWay {
    /// `working`, `failing`.
    pub state: String,
    /// Which device, in the member's own words; none for mail.
    pub device: Option<String>,
    /// Last receipt, epoch milliseconds.
    pub last_ms: Option<i64>,
}

/// A signed-in device.
#[derive(Debug, Clone, Serialize)]
pub struct DeviceRow {
    /// Id; revoking posts to `/settings/devices/{id}/revoke`.
    pub id: String,
    /// Browser and system, such as "Firefox op Android".
    pub name: String,
    /// Last seen, epoch milliseconds.
    pub last_ms: i64,
    /// The one that shows this page.
    pub this: bool,
}

/// The fields of a new token, kept after a mistake.
#[derive(Debug, Clone, Default, Serialize)]
pub struct TokenForm {
    /// What it is to be called.
    pub name: String,
    /// Codes of scopes that were ticked.
    pub scopes: Vec<String>,
}

/// A personal access token.
#[derive(Debug, Clone, Serialize)]
pub struct TokenRow {
    /// Id; revoking posts to `/settings/tokens/{id}/revoke`.
    pub id: String,
    /// Name given by the member.
    pub name: String,
    /// Scope codes: `read`, `report`, `respond`.
    pub scopes: Vec<String>,
    /// Last used, epoch milliseconds.
    pub last_ms: Option<i64>,
}

/// A zone to choose.
#[derive(Debug, Clone, Serialize)]
pub struct ZoneOption {
    /// IANA name; empty for the group's.
    pub name: String,
    /// Names its words, `zone-name-{code}`; none: the place is said as it stands.
    pub code: Option<String>,
    /// The place by which people know it.
    pub place: String,
    /// What the clock shows there now, hh:mm.
    pub now: String,
}

/// `part/test_alarm.html`, also alone at `/settings/test`: what became of a test alarm.
#[derive(Debug, Clone, Serialize)]
pub struct TestAlarm {
    /// When it was sent, hh:mm:ss where the reader is.
    pub sent: String,
    /// Something may still change.
    pub open: bool,
    /// Each way that was tried.
    pub ways: Vec<TestWay>,
}

/// One phone or mailbox of a test alarm.
#[derive(Debug, Clone, Serialize)]
pub struct TestWay {
    /// Id; the button of a mailbox posts to `/settings/test/{id}/arrived`.
    pub id: String,
    /// Code: `push`, `mail`.
    pub code: String,
    /// Which device, if it is known.
    pub device: Option<String>,
    /// `waiting`, `under_way`, `accepted`, `arrived`, `opened`, `failed`.
    pub state: String,
    /// Seconds until the channel's service took it.
    pub accepted_s: Option<i64>,
    /// Seconds until it was there.
    pub arrived_s: Option<i64>,
    /// No device says of a mail that it is there: its reader may.
    pub ask: bool,
}
