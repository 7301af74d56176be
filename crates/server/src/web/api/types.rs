//! The shapes of the API, in the words of the glossary.

use super::description::DescriptionShown;
use crate::usecase::incident::{PublishRequest, RawCall, RawSighting, Seen};
use crate::web::form::object;
use crate::web::view::description::Words;
use saar_domain::geo::Point;
use saar_domain::id::IncidentId;
use saar_domain::incident::report::{RawPlace, RawReport};
use saar_domain::incident::{Actor, Event};
use saar_store::content::Field;
use saar_store::incident::Stored;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A report: what somebody saw or heard, after the call.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Report {
    /// Code of a kind that the group's country offers: `burglary`, `theft` …
    #[schema(example = "burglary", max_length = 40)]
    pub kind: Option<String>,
    /// A practised alarm: marked as such everywhere, and nothing dials.
    #[serde(default)]
    pub drill: bool,
    /// Whether the police were called. Without it nothing goes out.
    #[serde(default, deserialize_with = "object")]
    pub call: Option<ReportCall>,
    /// What somebody does; required, for looks never stand alone.
    #[serde(default, deserialize_with = "object")]
    pub behaviour: Option<Behaviour>,
    /// How the reporter knows.
    #[schema(example = "seen")]
    pub witness: Option<String>,
    /// Where.
    #[serde(default, deserialize_with = "object")]
    pub place: Option<Place>,
    /// How somebody looks, at most 200 characters; only beside behaviour.
    #[schema(max_length = 200)]
    pub appearance: Option<String>,
    /// Incidents that the reporter has seen and says are different ones.
    #[serde(default)]
    #[schema(max_items = 50)]
    pub not_the_same_as: Vec<String>,
    /// The words are meant as they are: after a 409 that named what is in them.
    #[serde(default)]
    pub words_read: bool,
    /// Sent by the program itself later on: a duplicate is joined as a sighting instead of asked about.
    #[serde(default)]
    pub unattended: bool,
    /// Seconds between the tap on "send" and an unattended request, a day of them at most: another report within fifteen minutes of that tap is the same.
    pub tapped_seconds_ago: Option<i64>,
}

/// The call to the police before an alarm.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReportCall {
    /// `me`, `neighbour`, or `cannot_call` (the alarm then asks others to call).
    #[schema(example = "me")]
    pub by: Option<String>,
    /// Seconds between the call and this request. What cannot be, as more than a day, is taken as just now and marked so.
    #[schema(example = 40)]
    pub seconds_ago: Option<i64>,
    /// Or the time on a watch, hh:mm: the latest past instant in the group's zone. What is none is taken as just now and marked so.
    pub at: Option<String>,
}

impl ReportCall {
    fn into_raw(self) -> RawCall {
        RawCall {
            by: self.by,
            seconds_ago: self.seconds_ago,
            at: self.at,
        }
    }
}

/// What somebody does: a phrase of the country profile, own words, or both.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Behaviour {
    /// Code of a phrase that belongs to the kind.
    #[schema(example = "tries_doors", max_length = 60)]
    pub phrase: Option<String>,
    /// Own words, at most 280 characters.
    #[schema(max_length = 280)]
    pub words: Option<String>,
}

/// Where: a street of the group, or a point.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// `position`, `street` or `plan`; when missing, whatever is given.
    pub source: Option<String>,
    /// Id of a street of the group.
    pub street: Option<String>,
    /// Latitude in degrees (WGS 84).
    #[schema(minimum = -90, maximum = 90)]
    pub lat: Option<f64>,
    /// Longitude in degrees.
    #[schema(minimum = -180, maximum = 180)]
    pub lon: Option<f64>,
    /// Uncertainty in metres.
    #[schema(minimum = 0, maximum = 5000)]
    pub accuracy_m: Option<f64>,
}

impl Report {
    /// As the use case takes it.
    pub fn into_request(self, key: String) -> PublishRequest {
        let behaviour = self.behaviour.unwrap_or(Behaviour {
            phrase: None,
            words: None,
        });
        let place = self.place.map_or_else(RawPlace::default, |place| RawPlace {
            source: place.source,
            street: place.street,
            lat: place.lat,
            lon: place.lon,
            accuracy_metres: place.accuracy_m,
        });
        let call = self.call.unwrap_or(ReportCall {
            by: None,
            seconds_ago: None,
            at: None,
        });
        PublishRequest {
            key,
            report: RawReport {
                kind: self.kind,
                witness: self.witness,
                drill: self.drill,
                phrase: behaviour.phrase,
                words: behaviour.words,
                appearance: self.appearance,
                place,
            },
            call: call.into_raw(),
            not_the_same_as: self
                .not_the_same_as
                .iter()
                .take(saar_domain::limits::SEEN_INCIDENTS_MAX)
                .filter_map(|id| id.parse::<IncidentId>().ok())
                .collect(),
            words_read: self.words_read,
            unattended: self.unattended,
            tapped_seconds_ago: self.tapped_seconds_ago,
        }
    }
}

/// What became of a report.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Published {
    /// The incident that was made or joined.
    pub id: String,
    /// `published` or `joined`.
    pub outcome: String,
    /// The same key was here before: nothing was done again.
    pub repeated: bool,
    /// Path of its page.
    pub path: String,
}

/// An incident in a list.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct IncidentSummary {
    /// Its id.
    pub id: String,
    /// Grows with each event.
    pub version: u32,
    /// What.
    pub kind: String,
    /// `alerted`, `closed` or `recalled`.
    pub state: String,
    /// A practised alarm.
    pub drill: bool,
    /// Name of the street, where one is known.
    pub street: Option<String>,
    /// When it was reported.
    pub reported_ms: i64,
    /// When the police were first called.
    pub called_ms: Option<i64>,
    /// When it ended.
    pub ended_ms: Option<i64>,
    /// How it ended.
    pub reason: Option<String>,
}

impl IncidentSummary {
    /// Of an incident, with the name of its street.
    pub fn of(stored: &Stored, street: Option<&str>) -> Self {
        let incident = &stored.incident;
        Self {
            id: incident.id.to_string(),
            version: incident.version,
            kind: incident.kind.code().into(),
            state: incident.state.code().into(),
            drill: incident.drill,
            street: street.map(str::to_owned),
            reported_ms: incident.reported_at.as_millis(),
            called_ms: incident.call.map(|call| call.at.as_millis()),
            ended_ms: incident.ended_at.map(saar_domain::clock::Timestamp::as_millis),
            reason: incident.reason.map(|reason| reason.code().into()),
        }
    }
}

/// A page of a list.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct IncidentPage {
    /// Newest first.
    pub incidents: Vec<IncidentSummary>,
    /// Cursor of the next page; missing on the last.
    pub next: Option<String>,
}

/// An incident as its group sees it.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Incident {
    /// What a list shows of it.
    #[serde(flatten)]
    pub summary: IncidentSummary,
    /// How the reporter knows.
    pub witness: String,
    /// The reporter could not call; others are asked to.
    pub cannot_call: bool,
    /// Code of the behaviour phrase.
    pub phrase: Option<String>,
    /// The reporter's words.
    pub words: Option<String>,
    /// How somebody looks.
    pub appearance: Option<String>,
    /// Descriptions that are still kept, oldest first.
    pub descriptions: Vec<DescriptionShown>,
    /// The exact place, where the viewer may see it.
    pub point: Option<LatLon>,
    /// Uncertainty of that place in metres, where a phone said it.
    pub accuracy_m: Option<f64>,
    /// It lies outside the group's area; said as long as the exact place is kept.
    pub outside_area: bool,
    /// How far the alarm reached.
    pub reach: Reach,
    /// Everything that happened, in order.
    pub timeline: Vec<Entry>,
    /// News came in after the latest call: call again?
    pub call_again: bool,
    /// The caller may end it.
    pub may_close: bool,
    /// The caller may take it back, also after it ended.
    pub may_recall: bool,
}

/// A point in WGS 84 degrees.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
pub struct LatLon {
    /// Latitude.
    pub lat: f64,
    /// Longitude.
    pub lon: f64,
}

impl From<Point> for LatLon {
    fn from(point: Point) -> Self {
        Self {
            lat: point.lat,
            lon: point.lon,
        }
    }
}

/// How far an alarm reached, out of those who had a channel when it went out.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
pub struct Reach {
    /// Members that it went to.
    pub recipients: u32,
    /// Members who have it on a device or in their mailbox.
    pub reached: u32,
    /// Members who opened it.
    pub seen: u32,
}

/// One event.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Entry {
    /// 1, 2, 3 …
    pub seq: u32,
    /// When.
    pub at_ms: i64,
    /// Alias of who did it; missing for SAAR itself and for who is not shown.
    pub who: Option<String>,
    /// `reported`, `called`, `cannot_call`, `alerted`, `called_again`, `responded`, `sighted`, `described`, `closed`, `recalled`, `marked`.
    pub event: String,
    /// Code of the response, direction, witness, reason or mark.
    pub what: Option<String>,
    /// How somebody knows a sighting: `seen`, `heard` or `told`.
    pub witness: Option<String>,
    /// Words of a sighting.
    pub words: Option<String>,
    /// How somebody looks, by a sighting.
    pub appearance: Option<String>,
    /// Street of a sighting.
    pub street: Option<String>,
    /// Name of the street that they went towards, by a sighting.
    pub towards_street: Option<String>,
    /// Time of a call.
    pub called_ms: Option<i64>,
    /// What was taken away from a message (`blanked`), for those who run the group and while such words are kept.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub taken_away: Vec<String>,
}

impl Incident {
    /// Of what somebody may see, in words of a language.
    pub fn of(seen: &Seen, language: &Words<'_>) -> Self {
        let stored = &seen.at.stored;
        let words = |field| seen.said(1, field).map(|content| content.body.clone());
        let exact = seen.exact_place();
        Self {
            summary: IncidentSummary::of(stored, seen.street(stored.place.street)),
            witness: stored.incident.witness.code().into(),
            cannot_call: stored.incident.cannot_call,
            phrase: stored.phrase.clone(),
            words: words(Field::Behaviour),
            appearance: words(Field::Appearance),
            descriptions: seen
                .descriptions
                .iter()
                .map(|shown| DescriptionShown::of(seen, shown, language))
                // Of one that said skin colour alone nothing is left here.
                .filter(|shown| !shown.text.is_empty() || shown.plate_hidden)
                .collect(),
            point: exact.map(|(point, _)| LatLon::from(point)),
            accuracy_m: exact.and_then(|(_, accuracy)| accuracy),
            outside_area: seen.is_outside(),
            reach: Reach {
                recipients: seen.reach.recipients,
                reached: seen.reach.reached,
                seen: seen.reach.seen,
            },
            timeline: seen
                .history
                .iter()
                .filter(is_for_members)
                .map(|recorded| Entry::of(seen, recorded, language))
                .collect(),
            call_again: seen.has_news_for_police(),
            may_close: seen.may_close,
            may_recall: seen.may_recall,
        }
    }
}

/// What is said about words is for who runs the group.
fn is_for_members(recorded: &&saar_domain::incident::Recorded) -> bool {
    !matches!(recorded.event, Event::Marked { mark } if mark.is_of_words())
}

impl Entry {
    fn of(seen: &Seen, recorded: &saar_domain::incident::Recorded, language: &Words<'_>) -> Self {
        let content = seen.said(recorded.seq, Field::Sighting);
        // What was reported at first stands above the timeline.
        let appearance = seen.said(recorded.seq, Field::Appearance).filter(|_| recorded.seq > 1);
        let (event, what, called) = match recorded.event {
            Event::Reported { kind, .. } => ("reported", Some(kind.code()), None),
            Event::Marked { mark } => ("marked", Some(mark.code()), None),
            Event::Called { call } => ("called", Some(call.by.code()), Some(call.at)),
            Event::CannotCall => ("cannot_call", None, None),
            Event::Alerted => ("alerted", None, None),
            Event::CalledAgain { call } => ("called_again", Some(call.by.code()), Some(call.at)),
            Event::Responded { response } => ("responded", Some(response.code()), None),
            Event::Sighted { direction, .. } => ("sighted", direction.map(saar_domain::geo::Direction::code), None),
            Event::Described { witness, .. } => ("described", Some(witness.code()), None),
            Event::Blanked { .. } => ("blanked", None, None),
            Event::Closed { reason } => ("closed", Some(reason.code()), None),
            Event::Recalled { reason } => ("recalled", Some(reason.code()), None),
        };
        Self {
            seq: recorded.seq,
            at_ms: recorded.at.as_millis(),
            who: if recorded.actor == Actor::System {
                None
            } else {
                seen.alias(recorded.actor).map(str::to_owned)
            },
            event: event.into(),
            what: what.map(str::to_owned),
            words: content
                .map(|content| content.body.clone())
                .filter(|body| !body.is_empty()),
            appearance: appearance.map(|content| content.body.clone()),
            street: content
                .and_then(|content| seen.street(content.street))
                .map(str::to_owned),
            witness: match recorded.event {
                Event::Sighted { witness, .. } => Some(witness.code().into()),
                _ => None,
            },
            towards_street: match recorded.event {
                Event::Sighted { towards, .. } => seen.street(towards).map(str::to_owned),
                _ => None,
            },
            called_ms: called.map(saar_domain::clock::Timestamp::as_millis),
            taken_away: match recorded.event {
                Event::Blanked { message } => seen.taken_away.of(message, |description| language.whole(description)),
                _ => Vec::new(),
            },
        }
    }
}

/// What a member does.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Respond {
    /// Code of one of the country's responses.
    #[schema(example = "lights_on", max_length = 40)]
    pub response: String,
}

/// What a member adds: also a report that turned out to be this incident, with the call that was made for it.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Sighting {
    /// Code of a behaviour phrase of the group's country.
    #[schema(max_length = 60)]
    pub phrase: Option<String>,
    /// Own words, at most 280 characters.
    #[schema(max_length = 280)]
    pub words: Option<String>,
    /// How somebody looks, at most 200 characters; only beside what they do.
    #[schema(max_length = 200)]
    pub appearance: Option<String>,
    /// `seen`, `heard` or `told`; seen when missing.
    pub witness: Option<String>,
    /// Which way: `n`, `ne`, `e`, `se`, `s`, `sw`, `w`, `nw`.
    pub direction: Option<String>,
    /// Id of the street of the group that they went towards.
    pub towards_street: Option<String>,
    /// Id of a street of the group.
    pub street: Option<String>,
    /// Ids of uploads that became photos: they are shown from now on. At most 4.
    #[serde(default)]
    #[schema(max_items = 4)]
    pub photos: Vec<String>,
    /// The call that was made for it. The first becomes the incident's, one's own after it is a call again; a neighbour's that is recorded already
    /// stays one.
    #[serde(default, deserialize_with = "object")]
    pub call: Option<ReportCall>,
    /// Its writer was asked about these words, and sends them.
    #[serde(default)]
    pub words_read: bool,
}

impl Sighting {
    /// As the use case takes it.
    pub fn into_raw(self, key: Option<String>) -> RawSighting {
        RawSighting {
            key,
            phrase: self.phrase,
            words: self.words,
            appearance: self.appearance,
            witness: self.witness,
            direction: self.direction,
            towards: self.towards_street,
            street: self.street,
            photos: self.photos,
            call: self.call.map(ReportCall::into_raw),
            words_read: self.words_read,
        }
    }
}

/// A call to the police that a member records, the first or another.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RecordCall {
    /// Seconds between the call and this request; just now when missing. What cannot be is taken as just now and marked so.
    pub seconds_ago: Option<i64>,
    /// Or the time on a watch, hh:mm.
    pub at: Option<String>,
    /// The police were called before, with other news. Is found out by itself; accepted so that the intention can be said.
    #[serde(default)]
    pub again: bool,
}

/// How an incident ended.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Close {
    /// `police_resolved`, `nothing_found`, or, to take it back, `false_alarm`, `known_person`.
    #[schema(example = "nothing_found", max_length = 40)]
    pub reason: String,
}

/// What was done.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
pub struct Done {
    /// The incident's version after it.
    pub version: u32,
    /// Something new that the police may want to know: call again?
    pub call_again: bool,
}

/// How far an upload is.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct UploadState {
    /// Bytes that are here.
    pub offset: u32,
    /// Bytes of the whole file.
    pub length: u32,
    /// Id of the photo that it became; missing until it is whole.
    pub photo: Option<String>,
}

impl UploadState {
    /// Of one that is under way.
    pub fn of(stands: crate::photo::State) -> Self {
        let bytes = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        Self {
            offset: bytes(stands.offset),
            length: bytes(stands.length),
            photo: None,
        }
    }

    /// Of one that became a photo.
    pub fn of_photo(photo: &saar_store::photo::Photo) -> Self {
        Self {
            offset: photo.upload_bytes,
            length: photo.upload_bytes,
            photo: Some(photo.id.to_string()),
        }
    }
}

/// The photos of an incident.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PhotoList {
    /// In the order of their sightings.
    pub photos: Vec<Photo>,
}

/// A photo of a sighting, without its pixels.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Photo {
    /// Its id.
    pub id: String,
    /// Number of the sighting in the incident's timeline.
    pub seq: u32,
    /// Path of the picture of at most 320 pixels; good for this caller and some minutes.
    pub small: String,
    /// Path of the picture of at most 1600 pixels; good for this caller and some minutes.
    pub large: String,
    /// Pixels of the large picture.
    pub width: u32,
    /// Pixels of the large picture.
    pub height: u32,
    /// When it was uploaded.
    pub uploaded_ms: i64,
    /// When it is gone, 24 hours later.
    pub gone_ms: i64,
    /// The caller may take it away.
    pub may_remove: bool,
}
