//! An incident: what everybody sees, live.

use serde::Serialize;

use super::description::{DescriptionShown, ReadAloud};
use super::photo::Photos;
use super::shared::{CallState, FieldError, GroupLink, Plan, StreetOption, TileMap};

/// `page/incident.html` at `/groups/{group}/incidents/{id}`; its live part alone is `part/incident_live.html`, answered at
/// `…/fragment` with the same view.
#[derive(Debug, Clone, Serialize)]
pub struct Incident {
    /// The group.
    pub group: GroupLink,
    /// Id as in the address.
    pub id: String,
    /// Version of the incident; the page drops older news.
    pub version: u64,
    /// Kind code.
    pub kind: String,
    /// Street name; none outside the group's streets.
    pub street: Option<String>,
    /// `running`, `closed`, `recalled` or `expired`.
    pub state: String,
    /// A practised alarm.
    pub drill: bool,
    /// Nothing dials here: a drill or the demo (EDGES 1).
    pub simulated: bool,
    /// The reader raised it.
    pub mine: bool,
    /// When it was reported on the phone, epoch milliseconds.
    pub reported_ms: i64,
    /// When the server had it; shown beside the first when they differ by minutes (EDGES 9).
    pub sent_ms: i64,
    /// The shared "called" state.
    pub call: CallState,
    /// Phrase code, if one was chosen and is still kept.
    pub phrase: Option<String>,
    /// Own words, if any and still kept.
    pub words: Option<String>,
    /// `seen`, `heard` or `told`.
    pub witness: String,
    /// Appearance, if any and still kept.
    pub appearance: Option<String>,
    /// Descriptions that are still kept, newest first.
    pub descriptions: Vec<DescriptionShown>,
    /// What to say to the control room; none when it has ended.
    pub read: Option<ReadAloud>,
    /// The reader may add a description: it is running.
    pub may_describe: bool,
    /// The reader may add what they see.
    pub may_sight: bool,
    /// Until when the reader is paused in the group: they hear alarms and may raise one.
    pub paused_until_ms: Option<i64>,
    /// Content has been forgotten by class or by recall.
    pub forgotten: bool,
    /// Photos of its sightings, and how one is added.
    pub photos: Photos,
    /// The area with the place marked, where the reader may see it; none for "cannot call" (EDGES 3).
    pub plan: Option<Plan>,
    /// The map in its place, where one is configured.
    pub map: Option<TileMap>,
    /// Uncertainty of the exact place in whole metres, where a phone said it and the reader may see it.
    pub accuracy_m: Option<f64>,
    /// The place lies outside the group's area, and the reader may know that.
    pub outside_area: bool,
    /// How far it reached.
    pub reach: Reach,
    /// Buttons of the R, in order; empty when it has ended.
    pub responses: Vec<ResponseOption>,
    /// Key of the safety line above them.
    pub safety_text: String,
    /// News, newest first.
    pub timeline: Vec<Entry>,
    /// The reader may record a call: it is running.
    pub may_call: bool,
    /// New facts came after the last call: "call again?".
    pub call_again: bool,
    /// Reasons the reader may close with (reporter, admin); once it ended, those that take it back; empty for others.
    pub closing_reasons: Vec<String>,
    /// Somebody else wrote something that the reader may point at.
    pub may_flag: bool,
    /// How it ended.
    pub closing: Option<Closing>,
    /// Absolute address of this page, for sharing; none when it may not be shared (ended, drill).
    pub share_url: Option<String>,
    /// Streets for a sighting.
    pub streets: Vec<StreetOption>,
    /// What the sighting form holds.
    pub form: SightingForm,
    /// Mistakes.
    pub errors: Vec<FieldError>,
    /// Longest words of a sighting, in characters.
    pub words_max: u32,
}

/// "47 of 61 reached · 12 seen" (EDGES 16).
#[derive(Debug, Clone, Copy, Default, Serialize)]
pub struct Reach {
    /// Neighbours who had a channel when it went out.
    pub total: u32,
    /// Of those: accepted or shown on a device.
    pub delivered: u32,
    /// Of those: opened.
    pub seen: u32,
}

/// One button of the R.
#[derive(Debug, Clone, Serialize)]
pub struct ResponseOption {
    /// Code that the form sends as `response`; the text is `response-{code}`. `see_something` opens the sighting form.
    pub code: String,
    /// The group's own words for it.
    pub text: Option<String>,
    /// The reader has chosen it.
    pub mine: bool,
    /// Neighbours who have.
    pub count: u32,
}

/// One line of the history.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Entry {
    /// Number of the event; of several responses together, of the first.
    pub seq: u32,
    /// Epoch milliseconds.
    pub at_ms: i64,
    /// `reported`, `called`, `called_again`, `response`, `sighting`, `described`, `blanked`, `closed`, `recalled`, `expired`, `alerted`.
    pub what: String,
    /// Alias; none for "a member" (forgotten) or the software itself.
    pub who: Option<String>,
    /// It was the reader.
    pub mine: bool,
    /// How somebody knows a sighting: `seen`, `heard` or `told`.
    pub witness: Option<String>,
    /// Words of a sighting.
    pub words: Option<String>,
    /// How somebody looks, by a sighting.
    pub appearance: Option<String>,
    /// Direction code of a sighting: `n`, `ne`, … .
    pub direction: Option<String>,
    /// Name of the street that they went towards.
    pub towards: Option<String>,
    /// Street of a sighting.
    pub street: Option<String>,
    /// Photos of a sighting that are still there.
    pub photos: u32,
    /// Response code.
    pub response: Option<String>,
    /// The group's own words for that response.
    pub response_text: Option<String>,
    /// How many (responses of one code together).
    pub count: u32,
    /// Closing reason.
    pub reason: Option<String>,
    /// What was taken away, for who runs the group.
    pub taken_away: Vec<String>,
}

/// How it ended.
#[derive(Debug, Clone, Serialize)]
pub struct Closing {
    /// Reason code, `expired` included.
    pub reason: String,
    /// Epoch milliseconds.
    pub at_ms: i64,
    /// Alias of who closed; none when forgotten or automatic.
    pub by: Option<String>,
}

/// The fields of a sighting, kept after a mistake.
#[derive(Debug, Clone, Default, Serialize)]
pub struct SightingForm {
    /// `seen`, `heard` or `told`; empty reads as seen.
    pub witness: String,
    /// What is seen.
    pub words: String,
    /// How somebody looks; only a report that became a sighting has it.
    pub appearance: String,
    /// `n`, `ne`, `e`, `se`, `s`, `sw`, `w`, `nw` or empty.
    pub direction: String,
    /// Id of the street that they went towards, or empty.
    pub towards_street: String,
    /// Street id or empty.
    pub street: String,
    /// Uploads that are here already.
    pub photos: Vec<String>,
    /// Fields of the report that became a sighting, by name, to go along when it is sent again.
    pub unseen: Vec<(String, String)>,
}
