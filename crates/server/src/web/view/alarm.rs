//! Raising an alarm: one page, everything on it at once.

use serde::Serialize;

use super::desk::TopicDesk;
use super::shared::{EmergencyNumber, FieldError, GroupLink, IncidentCard, Plan, StreetOption, TileMap};

/// `page/alarm.html` at `/groups/{group}/alarm` and `/groups/{group}/drill`.
///
/// The form posts to its own path; fields are those of [`AlarmForm`].
#[derive(Debug, Clone, Serialize)]
pub struct Alarm {
    /// The group.
    pub group: GroupLink,
    /// A drill: marked everywhere, and nothing dials (EDGES 1).
    pub drill: bool,
    /// Nothing dials: a drill, or the demo. No `tel:` link may be rendered then.
    pub simulated: bool,
    /// Who would get it: the number in the send button, without the reporter.
    pub neighbours: u32,
    /// How many of them an alarm would reach now; none when there are so few that it would say who.
    pub coverage: Option<(u32, u32)>,
    /// Emergency numbers, the default first (EDGES 5).
    pub numbers: Vec<EmergencyNumber>,
    /// Name of the app to chat with the control room, and the key of how to (EDGES 3).
    pub chat_app: ChatApp,
    /// Kinds in the order of the country profile.
    pub kinds: Vec<KindOption>,
    /// Streets of the group, in alphabetical order.
    pub streets: Vec<StreetOption>,
    /// The area, drawn; a tap on it is a place.
    pub plan: Plan,
    /// The map in its place, where one is configured.
    pub map: Option<TileMap>,
    /// Incidents going on now (EDGES 4): shown first when a neighbour has called.
    pub running: Vec<IncidentCard>,
    /// What the form holds.
    pub form: AlarmForm,
    /// Mistakes.
    pub errors: Vec<FieldError>,
    /// Longest words, in characters.
    pub words_max: u32,
    /// Longest appearance, in characters.
    pub appearance_max: u32,
    /// The page as the phone keeps it for when there is no network.
    pub offline: bool,
    /// Whose drafts begin here, as an opaque mark.
    pub owner: String,
}

/// `page/offline.html` at `/groups/{group}/offline`: what the phone shows instead of a page that it cannot reach. Holds nothing of what others say.
#[derive(Debug, Clone, Serialize)]
pub struct Offline {
    /// The group.
    pub group: GroupLink,
    /// Nothing dials: the demo.
    pub simulated: bool,
    /// Emergency numbers, the default first.
    pub numbers: Vec<EmergencyNumber>,
    /// The police's number when it is not urgent; none where it differs by zone.
    pub non_urgent: Option<String>,
    /// The line for anonymous tips; none where there is no national one.
    pub anonymous_tip: Option<String>,
    /// The reader's other groups.
    pub others: Vec<GroupLink>,
}

/// Chatting with the control room.
#[derive(Debug, Clone, Default, Serialize)]
pub struct ChatApp {
    /// Name of the app: "112NL", "112 BE".
    pub name: String,
    /// Translation key of how it works.
    pub how: String,
}

/// A kind and its behaviour phrases.
#[derive(Debug, Clone, Serialize)]
pub struct KindOption {
    /// Code, such as `burglary`; the text is `kind-{code}`.
    pub kind: String,
    /// The number for it, so that the dial button follows the kind.
    pub number: String,
    /// Phrases in order.
    pub phrases: Vec<PhraseOption>,
}

/// A behaviour phrase.
#[derive(Debug, Clone, Serialize)]
pub struct PhraseOption {
    /// Code, such as `tries_doors`; the text is `phrase-{code}`.
    pub code: String,
    /// Heard rather than seen: choosing it proposes "I hear it".
    pub heard: bool,
}

/// The fields of an alarm as the browser sends them, all text, kept after a mistake.
#[derive(Debug, Clone, Default, Serialize)]
pub struct AlarmForm {
    /// Idempotency key made with the draft.
    pub draft: String,
    /// `me`, `neighbour`, `cannot_call` or empty.
    pub call: String,
    /// Seconds since the call as the phone counts them; empty without script.
    pub called_ago_seconds: String,
    /// hh:mm of the call; the latest past instant in the group's zone (EDGES 8).
    pub called_at: String,
    /// Kind code or empty.
    pub kind: String,
    /// Phrase code or empty.
    pub phrase: String,
    /// Own words.
    pub words: String,
    /// `seen`, `heard` or `told`.
    pub witness: String,
    /// `position`, `street` or `plan`.
    pub place: String,
    /// Id of the street or empty.
    pub street: String,
    /// Latitude in degrees or empty.
    pub lat: String,
    /// Longitude in degrees or empty.
    pub lon: String,
    /// Accuracy of the position in metres or empty.
    pub accuracy_m: String,
    /// Simple appearance; only beside behaviour.
    pub appearance: String,
    /// Ids of the incidents that the page showed, by comma (EDGES 12).
    pub seen_incidents: String,
    /// Ids of which the reporter said that this is another one, by comma.
    pub not_the_same_as: String,
    /// `1` once the reporter was asked about the words.
    pub words_read: String,
}

/// `page/duplicate.html`, answered with 409: is it one of these?
///
/// "The same" posts the form's words as a sighting to `/groups/{group}/incidents/{id}/sightings`; "something else" posts the
/// whole form again with `not_the_same_as`.
#[derive(Debug, Clone, Serialize)]
pub struct Duplicate {
    /// The group.
    pub group: GroupLink,
    /// A drill.
    pub drill: bool,
    /// What looks the same.
    pub candidates: Vec<IncidentCard>,
    /// The form as sent, with `not_the_same_as` holding all candidates.
    pub form: AlarmForm,
    /// Who would get a separate alarm.
    pub neighbours: u32,
}

/// `page/words.html`, answered with 409: do you want to write this? Posts the whole form again with `words_read`, and it goes.
#[derive(Debug, Clone, Serialize)]
pub struct Words {
    /// The group.
    pub group: GroupLink,
    /// A drill.
    pub drill: bool,
    /// What was found, by kind.
    pub said: Vec<Said>,
    /// What it is about, when it is for another desk.
    pub elsewhere: Option<TopicDesk>,
    /// Where the form goes.
    pub action: String,
    /// What goes along unseen: names and values.
    pub kept: Vec<(String, String)>,
    /// Texts that can be changed.
    pub texts: Vec<AskedText>,
    /// Who would get the alarm; none where something is added to one.
    pub neighbours: Option<u32>,
    /// Where one goes who does not send it.
    pub leave: String,
}

/// A text that its writer is asked about.
#[derive(Debug, Clone, Serialize)]
pub struct AskedText {
    /// Name of the field.
    pub name: String,
    /// Key of its label.
    pub label: String,
    /// What was typed.
    pub value: String,
    /// Characters at most.
    pub max: usize,
}

/// Something in the words to think about.
#[derive(Debug, Clone, Serialize)]
pub struct Said {
    /// `offensive`, `accusation` and so on; the text is `words-{kind}`, with underscores as dashes.
    pub kind: String,
    /// The words concerned, for their writer alone.
    pub quoted: Vec<String>,
}
