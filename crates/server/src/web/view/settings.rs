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
    /// Quiet hours start, hh:mm, or empty.
    pub quiet_from: String,
    /// Quiet hours end, hh:mm, or empty.
    pub quiet_to: String,
    /// Real alarms wake at night; anything else is a choice in so many words (EDGES 7).
    pub wake_at_night: bool,
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

/// A channel and its state.
#[derive(Debug, Clone, Serialize)]
pub struct ChannelRow {
    /// Code: `push`, `mail`, `live`; the text is `channel-{code}`.
    pub code: String,
    /// `working`, `untested`, `off`, `failing`.
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
