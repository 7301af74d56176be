//! The right desk for what is not for the group.

use super::shared::{FieldError, GroupLink};
use saar_domain::desk::{Desk, DeskSource, dialled};
use serde::Serialize;

/// A desk, as `part/desk.html` shows it.
#[derive(Debug, Clone, Serialize)]
pub struct DeskCard {
    /// What it is called.
    pub name: String,
    /// Its number, as people write it.
    pub phone: Option<String>,
    /// The same to dial; none where nothing dials.
    pub tel: Option<String>,
    /// Its page to open; none where nothing is opened.
    pub url: Option<String>,
    /// Name of the site.
    pub site: Option<String>,
    /// The whole address as one types it.
    pub address: Option<String>,
    /// When it is open.
    pub hours: Option<String>,
    /// Who says so: the text is `desk-source-{source}`.
    pub source: String,
}

/// What of a desk may be tapped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taps {
    /// Its number and its page.
    All,
    /// Its number. Triage opens no address: it would stay in a history that others in the house read (EDGES 22).
    Dial,
    /// Nothing: demo and drill never dial (EDGES 1).
    Nothing,
}

impl DeskCard {
    /// Of a desk, and who says so.
    pub fn of((desk, source): &(Desk, DeskSource), taps: Taps) -> Self {
        let address = |url: &String| url.trim_start_matches("https://").trim_end_matches('/').to_owned();
        let address = desk.url.as_ref().map(address);
        let site = |address: &String| address.split(['/', '?', '#']).next().unwrap_or_default().to_owned();
        Self {
            name: desk.name.clone(),
            phone: desk.phone.clone(),
            tel: desk.phone.as_deref().filter(|_| taps != Taps::Nothing).map(dialled),
            url: desk.url.clone().filter(|_| taps == Taps::All),
            site: address.as_ref().map(site),
            address,
            hours: desk.hours.clone(),
            source: source.code().into(),
        }
    }
}

/// A matter that is not for the group, with its desk.
#[derive(Debug, Clone, Serialize)]
pub struct TopicDesk {
    /// The text is `desk-{topic}`, with underscores as dashes.
    pub topic: String,
    /// The desk, where somebody said which one it is.
    pub desk: Option<DeskCard>,
}

/// A desk as an admin types it; posts `{topic}_name`, `{topic}_phone`, `{topic}_url`, `{topic}_hours`.
#[derive(Debug, Clone, Default, Serialize)]
pub struct DeskRow {
    /// Code of the topic.
    pub topic: String,
    /// What it is called.
    pub name: String,
    /// Its number.
    pub phone: String,
    /// Its page.
    pub url: String,
    /// When it is open.
    pub hours: String,
    /// What people see where these stay empty, or whatever stands here: by the municipality, or the country.
    pub other: Option<DeskCard>,
    /// Something in it is wrong.
    pub wrong: bool,
}

/// `page/group_desks.html` at `/groups/{group}/admin/desks`; posts `version` and the rows.
#[derive(Debug, Clone, Serialize)]
pub struct GroupDesks {
    /// The group.
    pub group: GroupLink,
    /// Its municipality.
    pub municipality: String,
    /// The version that is being changed.
    pub version: u32,
    /// Somebody else changed them meanwhile: these stand there now.
    pub meanwhile: Option<Vec<TopicDesk>>,
    /// One for each topic.
    pub rows: Vec<DeskRow>,
    /// Characters of a name, a number, an address, the hours.
    pub max: (usize, usize, usize, usize),
    /// Mistakes; those of a row are `lamp-name`, `lamp-phone` and so on.
    pub errors: Vec<FieldError>,
}
