//! A member's page, the log of a group, what was done to oneself, and who may do what.

use serde::Serialize;

use super::moderation::MeasureRow;
use super::shared::{FieldError, GroupLink};

/// A line of a log. The text is `deed-{deed}`.
#[derive(Debug, Clone, Serialize)]
pub struct LogLine {
    /// When, epoch milliseconds.
    pub at_ms: i64,
    /// What was done.
    pub deed: String,
    /// It was the operator of the installation.
    pub by_operator: bool,
    /// Alias of who did it; none when they are gone.
    pub by: Option<String>,
    /// Alias of whom it is about; none when they are gone, or it is about nobody.
    pub about: Option<String>,
    /// A code that belongs to the deed: a role.
    pub detail: Option<String>,
    /// Why, in the words of who did it.
    pub reason: Option<String>,
    /// Name of the group, where lines of several stand together.
    pub group: Option<String>,
}

/// `page/log.html` at `/groups/{group}/log`: for those who run the group.
#[derive(Debug, Clone, Serialize)]
pub struct Log {
    /// The group.
    pub group: GroupLink,
    /// Newest first.
    pub lines: Vec<LogLine>,
    /// There is more: `?before={next}`.
    pub next: Option<String>,
    /// It is not the first page.
    pub continued: bool,
}

/// `page/my_log.html` at `/settings/log`: what others did to the reader.
#[derive(Debug, Clone, Serialize)]
pub struct MyLog {
    /// Newest first.
    pub lines: Vec<LogLine>,
    /// Ways in that stand open at the reader's place; refusing one posts to `/settings/log/{id}/refuse`.
    pub ways_in: Vec<WayIn>,
    /// There is more, before this line.
    pub next: Option<String>,
    /// This is not the first page.
    pub continued: bool,
}

/// A way in at somebody's place, for who lost phone and mailbox.
#[derive(Debug, Clone, Serialize)]
pub struct WayIn {
    /// Id of the invite.
    pub id: String,
    /// Until when, epoch milliseconds.
    pub expires_ms: i64,
}

/// `page/member.html` at `/groups/{group}/members/{member}`: posts `why` to `…/contact` and `…/readmit`.
#[derive(Debug, Clone, Serialize)]
pub struct Member {
    /// The group.
    pub group: GroupLink,
    /// Id in the group.
    pub id: String,
    /// Alias.
    pub alias: String,
    /// `member`, `deputy`, `admin`.
    pub role: String,
    /// Joined, epoch milliseconds.
    pub since_ms: i64,
    /// Bound to professional secrecy, by their own word.
    pub bound_to_secrecy: bool,
    /// What was done about them, newest first.
    pub lines: Vec<LogLine>,
    /// The reader may look up how they are reached.
    pub may_show_contact: bool,
    /// The reader may let them in again.
    pub may_readmit: bool,
    /// The reader may remind, warn, pause or remove them: at `…/measures/new`.
    pub may_moderate: bool,
    /// Until when they are paused, epoch milliseconds.
    pub paused_until_ms: Option<i64>,
    /// What was taken with them, newest first.
    pub measures: Vec<MeasureRow>,
    /// The address, on the one answer to having asked for it.
    pub contact: Option<String>,
    /// The way in that stands open for them.
    pub way_in: Option<WayIn>,
    /// Which form was sent and not taken: `contact` or `readmit`.
    pub form: String,
    /// What was typed there.
    pub why: String,
    /// Mistakes.
    pub errors: Vec<FieldError>,
}

/// `page/who_may.html` at `/groups/{group}/who-may`: made from the function that decides.
#[derive(Debug, Clone, Serialize)]
pub struct WhoMay {
    /// The group.
    pub group: GroupLink,
    /// What one can be, in the order of the columns. The text is `role-{column}`.
    pub columns: Vec<String>,
    /// One an action.
    pub rows: Vec<WhoMayRow>,
}

/// What everybody may of one action.
#[derive(Debug, Clone, Serialize)]
pub struct WhoMayRow {
    /// The text is `action-{action}`.
    pub action: String,
    /// One a column; the text is `may-{cell}`.
    pub cells: Vec<String>,
}
