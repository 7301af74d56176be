//! Looking at an incident: everything that a page, the API or a fragment shows, read in one snapshot.

use super::describe::{self, Shown};
use crate::app::App;
use crate::usecase::access::{self, AtIncident, Denied};
use crate::usecase::photo;
use saar_domain::access::Action;
use saar_domain::country::Profile;
use saar_domain::description::Description;
use saar_domain::geo::Point;
use saar_domain::id::{AccountId, GroupId, IncidentId, MemberId};
use saar_domain::incident::report::Street;
use saar_domain::incident::{Actor, Call, ClosingReason, Event, Recorded, Response, Trigger};
use saar_store::content::{self, Content, Field};
use saar_store::delivery::{self, ReachCounts};
use saar_store::incident::{self, Change};
use saar_store::{StoreError, group, member, setting};
use std::collections::BTreeMap;

/// An incident as its group sees it.
#[derive(Debug, Clone)]
pub struct Seen {
    /// Who looks at what.
    pub at: AtIncident,
    /// Everything that happened.
    pub history: Vec<Recorded>,
    /// Every word that is still kept; descriptions and plates only through [`Self::descriptions`], which knows who may see what.
    pub contents: Vec<Content>,
    /// The descriptions that are still kept, as this viewer may see them, oldest first.
    pub descriptions: Vec<Shown>,
    /// What was taken away from its messages, for a viewer who runs the group; else nothing.
    pub taken_away: TakenAway,
    /// The viewer may see every plate, not only their own.
    pub sees_plates: bool,
    /// Aliases of the group's members, gone ones too.
    pub aliases: BTreeMap<MemberId, String>,
    /// The group's streets.
    pub streets: Vec<Street>,
    /// The group's own words for responses.
    pub response_texts: BTreeMap<Response, String>,
    /// The photos of its sightings.
    pub photos: photo::Shown,
    /// How far the alarm reached.
    pub reach: ReachCounts,
    /// The viewer may end it.
    pub may_close: bool,
    /// The viewer may take it back, also after it ended.
    pub may_recall: bool,
    /// The viewer has opened it before.
    pub opened_before: bool,
}

/// Words of messages that members do not read any more.
#[derive(Debug, Clone, Default)]
pub struct TakenAway {
    contents: Vec<Content>,
    descriptions: Vec<Shown>,
}

impl TakenAway {
    /// Those of one message; `whole` puts a description into words.
    pub fn of(&self, seq: u32, whole: impl Fn(&Description) -> String) -> Vec<String> {
        let contents = self.contents.iter().filter(|content| content.seq == seq);
        let contents = contents.map(|content| content.body.clone());
        let descriptions = self.descriptions.iter().filter(|shown| shown.seq == seq);
        let descriptions = descriptions.map(|shown| whole(&shown.description));
        contents.chain(descriptions).filter(|words| !words.is_empty()).collect()
    }
}

impl Seen {
    /// Who somebody is to the viewer. The reporter who could not call stays unnamed (EDGES 3).
    pub fn alias(&self, actor: Actor) -> Option<&str> {
        let Actor::Member(id) = actor else { return None };
        let hidden = self.at.stored.incident.cannot_call && actor == self.at.stored.incident.reporter;
        if hidden {
            None
        } else {
            self.aliases.get(&id).map(String::as_str)
        }
    }

    /// The exact place with its uncertainty in metres, where the viewer may see it: never of a reporter who could not call, who may be hiding there
    /// (EDGES 3).
    pub fn exact_place(&self) -> Option<(Point, Option<f64>)> {
        let stored = &self.at.stored;
        let exact = stored.place.exact().filter(|_| !stored.incident.cannot_call)?;
        Some((exact, stored.place.accuracy_metres))
    }

    /// It lies outside the ground of the group. Said of what anybody may know the place of, and for as long as that is known.
    pub fn is_outside(&self) -> bool {
        self.at.stored.outside_area && self.exact_place().is_some()
    }

    /// The latest call, first or again.
    pub fn latest_call(&self) -> Option<Call> {
        self.history
            .iter()
            .rev()
            .find_map(|recorded| recorded.event.call())
            .or(self.at.stored.incident.call)
    }

    /// News came in after the latest call: call again?
    pub fn has_news_for_police(&self) -> bool {
        let incident = &self.at.stored.incident;
        // A plate that is hidden from somebody is no news that they could tell.
        let me = Actor::Member(self.at.member.id);
        let is_news = |recorded: &&Recorded| match recorded.event {
            Event::Sighted { direction, towards, .. } => direction.is_some() || towards.is_some(),
            Event::Described { way, plate, .. } => way || (plate && (self.sees_plates || recorded.actor == me)),
            _ => false,
        };
        let is_call = |recorded: &&Recorded| recorded.event.call().is_some();
        let latest =
            |wanted: &dyn Fn(&&Recorded) -> bool| self.history.iter().filter(wanted).map(|recorded| recorded.seq).max();
        incident.state.is_running() && !incident.drill && latest(&is_news) > latest(&is_call)
    }

    /// What somebody said with an event, of one sort.
    pub fn said(&self, seq: u32, field: Field) -> Option<&Content> {
        self.contents
            .iter()
            .find(|content| content.seq == seq && content.field == field)
    }

    /// The reasons that the viewer may end it with now: all of the country's while it runs; once it ended, those that take it back.
    pub fn closing_reasons(&self, profile: &Profile) -> Vec<ClosingReason> {
        let state = self.at.stored.incident.state;
        let allowed = |reason: &ClosingReason| {
            let (allowed, trigger) = if reason.recalls() {
                (self.may_recall, Trigger::Recall)
            } else {
                (self.may_close, Trigger::Close)
            };
            allowed && state.next(trigger).is_some()
        };
        profile.closing_reasons.iter().copied().filter(allowed).collect()
    }

    /// Name of a street.
    pub fn street(&self, id: Option<saar_domain::id::StreetId>) -> Option<&str> {
        self.streets
            .iter()
            .find(|street| Some(street.id) == id)
            .map(|street| street.name.as_str())
    }
}

/// Looks at an incident.
pub async fn look(app: &App, account: AccountId, group_id: GroupId, id: IncidentId) -> Result<Seen, Denied> {
    let mut tx = app.db.read().await?;
    let mut at = access::at_incident(&mut tx, account, group_id, id, Action::ViewIncident).await?;
    incident::reveal(&app.keys, &mut at.stored).await?;
    let profile = app.profiles.get(&at.group.country).ok_or(StoreError::Gone)?;
    let history = incident::history(&mut tx, id).await?;
    let mut contents = content::of_incident(&mut tx, &app.keys, id).await?;
    let me = Actor::Member(at.member.id);
    let descriptions = describe::shown(&at.stored, &history, &contents, profile, me);
    contents.retain(is_said);
    let mut taken_away = TakenAway::default();
    if at.may(Action::ViewAdmin) {
        let mut contents = content::taken_away(&mut tx, &app.keys, id).await?;
        taken_away.descriptions = describe::shown(&at.stored, &history, &contents, profile, me);
        contents.retain(is_said);
        taken_away.contents = contents;
    }
    let seen = Seen {
        history,
        contents,
        descriptions,
        taken_away,
        sees_plates: profile.plates_shown_to_members,
        aliases: member::aliases(&mut tx, group_id).await?.into_iter().collect(),
        streets: group::streets(&mut tx, group_id).await?,
        response_texts: setting::of_group(&mut tx, group_id).await?.settings.response_texts,
        photos: photo::at(app, &mut tx, &at).await?,
        reach: delivery::reach(&mut tx, id).await?,
        may_close: at.may(Action::Close),
        may_recall: at.may(Action::Recall),
        opened_before: incident::was_opened(&mut tx, id, at.member.id).await?,
        at,
    };
    Ok(seen)
}

/// Descriptions and plates are shown by the rules of who may see what, and not as they lie there.
fn is_said(content: &Content) -> bool {
    !matches!(content.field, Field::Description | Field::Plate)
}

/// Notes that a member opened an incident: a sign of life, and "seen". Only the first time writes.
pub async fn note_opening(app: &App, seen: &Seen) -> Result<(), StoreError> {
    if seen.opened_before {
        return Ok(());
    }
    let mut tx = app.db.write_soon().await?;
    incident::note_opening(&mut tx, seen.at.stored.incident.id, seen.at.member.id, app.now()).await?;
    tx.commit().await
}

/// What changed in a group since a number of its live sequence; and the latest number there is.
pub async fn changes_since(app: &App, group_id: GroupId, after: i64) -> Result<(Vec<Change>, i64), StoreError> {
    let mut tx = app.db.read().await?;
    let latest = group::event_seq(&mut tx, group_id).await?;
    if after >= latest {
        return Ok((Vec::new(), latest));
    }
    Ok((incident::changed_since(&mut tx, group_id, after).await?, latest))
}
