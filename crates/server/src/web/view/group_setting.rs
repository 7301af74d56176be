//! The settings of a group.

use super::shared::{FieldError, GroupLink};
use serde::Serialize;

/// A response of the country, and what the group calls it.
#[derive(Debug, Clone, Serialize)]
pub struct ResponseText {
    /// Its code: posted as `response_{code}`; the country's words are `response-{code}`.
    pub code: String,
    /// The group's own words; empty: none.
    pub text: String,
}

/// A setting that is another one by now than what was typed.
#[derive(Debug, Clone, Serialize)]
pub struct SettingNow {
    /// Its name; the text is `setting-{name}`.
    pub name: String,
    /// What it is now, in words.
    pub now: String,
}

/// `page/group_settings.html` at `/groups/{group}/admin/settings`; posts the fields that are named here, and `version`.
#[derive(Debug, Clone, Serialize)]
pub struct GroupSettings {
    /// The group.
    pub group: GroupLink,
    /// The version that is being changed.
    pub version: u32,
    /// Somebody else changed them meanwhile: these differ from what was typed.
    pub meanwhile: Option<Vec<SettingNow>>,
    /// Members now.
    pub members: u32,
    /// Members at most, as typed.
    pub capacity: String,
    /// What the software allows at most.
    pub capacity_max: u32,
    /// Youngest age, as typed.
    pub minimum_age: String,
    /// Why it is lower than the country's.
    pub minimum_age_reason: String,
    /// The country's.
    pub country_age: u8,
    /// The lowest and the highest that a group may set.
    pub age_bounds: (u8, u8),
    /// The association; empty: none.
    pub association: String,
    /// Neighbours need not be members of it.
    pub open_to_non_members: bool,
    /// The country's responses.
    pub responses: Vec<ResponseText>,
    /// Characters of own words.
    pub response_max: usize,
    /// Code of the safety line that stands above the responses.
    pub safety_text: String,
    /// Codes of what photos may show, none looser than the country's.
    pub photo_policies: Vec<String>,
    /// The one that holds.
    pub photo_policy: String,
    /// Minutes of quiet, as typed.
    pub quiet_expiry: String,
    /// The least and the most.
    pub quiet_bounds: (u32, u32),
    /// The group takes requests.
    pub takes_requests: bool,
    /// Codes of the checks of residence that count.
    pub checks: Vec<String>,
    /// Mistakes.
    pub errors: Vec<FieldError>,
}
