//! People of a file, who may be invited; and how asleep its chat is. Shown once to who brought the file, and dropped.

use super::chart::Chart;
use super::shared::{FieldError, GroupLink};
use serde::Serialize;

/// `page/import.html` at `/groups/{group}/admin/import`; posts `file` to the same path.
#[derive(Debug, Clone, Serialize)]
pub struct Import {
    /// The group.
    pub group: GroupLink,
    /// The largest file.
    pub megabytes_max: u64,
    /// The same in bytes, for the script that looks before it sends.
    pub bytes_max: u64,
    /// What was wrong with a file.
    pub refusals: Vec<NoteRow>,
    /// Mistakes.
    pub errors: Vec<FieldError>,
}

/// Something about a place in the file. The text is `import-note-{code}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NoteRow {
    /// The line, from 1; none where it is about the file as a whole.
    pub line: Option<usize>,
    /// Its code.
    pub code: String,
}

/// `page/import_found.html`: who stands in the file. Posts `people` and `chosen` to `…/admin/import/invite`.
#[derive(Debug, Clone, Serialize)]
pub struct Found {
    /// The group.
    pub group: GroupLink,
    /// What the file holds: `chat`, `vcard`, `csv`; none when the list came back with a mistake.
    pub kind: Option<String>,
    /// Lines of the file.
    pub lines: usize,
    /// People in it.
    pub count: usize,
    /// Of those, how many seem to stand there twice.
    pub duplicates: usize,
    /// Those that are shown.
    pub people: Vec<PersonRow>,
    /// All of those, for the form to bring back: nothing of them is kept here.
    pub people_json: String,
    /// How many more there are.
    pub people_more: usize,
    /// Places left in the group.
    pub free: u32,
    /// The chat in pictures.
    pub sleep: Option<Sleep>,
    /// What could not be read.
    pub refusals: Vec<NoteRow>,
    /// What was mended or left out.
    pub repairs: Vec<NoteRow>,
    /// How many more of both.
    pub notes_more: usize,
    /// Mistakes.
    pub errors: Vec<FieldError>,
}

/// Somebody in the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PersonRow {
    /// Place in the list, from 1.
    pub number: usize,
    /// Name, or none.
    pub name: Option<String>,
    /// Numbers in one form.
    pub phones: Vec<String>,
    /// Addresses.
    pub emails: Vec<String>,
    /// The line of the file.
    pub line: usize,
    /// The number of the one they seem to be.
    pub duplicate_of: Option<usize>,
    /// By what: `phone`, `email`, `name`.
    pub duplicate_by: Option<String>,
    /// Is invited unless unticked.
    pub chosen: bool,
}

/// How asleep a group is.
#[derive(Debug, Clone, Serialize)]
pub struct Sleep {
    /// Messages in all.
    pub messages: usize,
    /// Days from the first to the last.
    pub days: i64,
    /// Messages a day, as one writes them: "12,5".
    pub a_day: String,
    /// Messages at night.
    pub at_night: usize,
    /// Of a hundred, how many look like an alarm, as one writes it.
    pub alarming_percent: String,
    /// Messages that were looked at for that.
    pub heard: usize,
    /// By time, by hour, by what they are about.
    pub charts: Vec<Chart>,
}

/// `page/import_invited.html`: the one link, and ways to bring it to each.
#[derive(Debug, Clone, Serialize)]
pub struct Invited {
    /// The group.
    pub group: GroupLink,
    /// Id of the invite.
    pub invite: String,
    /// Its link.
    pub url: String,
    /// Its QR code.
    pub qr_svg: Option<String>,
    /// How many may use it.
    pub uses_max: u32,
    /// Until when, epoch milliseconds.
    pub expires_ms: i64,
    /// The people.
    pub people: Vec<InviteeRow>,
}

/// Somebody to invite by one's own phone or mail program: their numbers and addresses stand in links of this page alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct InviteeRow {
    /// Name, number or address.
    pub name: String,
    /// Numbers in one form, with their plus.
    pub phones: Vec<String>,
    /// Addresses.
    pub emails: Vec<String>,
}
