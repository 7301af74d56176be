//! The builder of descriptions, and descriptions on the page of their incident.

use super::frame::Frame;
use super::group::link;
use super::incident::{Where, place};
use super::{asking, or_page, see, see_done};
use crate::usecase::identity::Identity;
use crate::usecase::incident::{self, ActError, DescribeRequest, FoundIn, Seen};
use crate::usecase::sign_in::secret;
use crate::web::auth::Reader;
use crate::web::error::{Fault, view_errors};
use crate::web::form::{Fields, Path};
use crate::web::view::alarm::AskedText;
use crate::web::view::description::{DescriptionPage, DescriptionShown, ReadAloud, Words, sections};
use crate::web::view::shared::FieldError;
use crate::web::{Shared, Web};
use axum::Router;
use axum::extract::State;
use axum::response::{Html, IntoResponse, Response};
use axum::routing::{get, post};
use saar_domain::description::offers_skin_colour;
use saar_domain::description::raw::{FIELDS, RawDescription, Takes, WITNESS};
use saar_domain::id::{AccountId, GroupId, IncidentId};
use saar_domain::incident::{Event, Refusal, Witness};
use saar_domain::limits;
use saar_store::content::Field;
use std::sync::Arc;

/// Pages of the builder.
pub fn router() -> Router<Arc<Web>> {
    let at = |rest: &str| format!("/groups/{{group}}/incidents/{{incident}}/description{rest}");
    Router::new()
        .route(&at(""), get(show).post(add))
        .route(&at("/preview"), post(preview))
}

/// Its address.
pub(super) fn path((_, group, incident): &(AccountId, GroupId, IncidentId)) -> String {
    format!("/groups/{group}/incidents/{incident}/description")
}

fn raw_of(fields: &Fields) -> RawDescription {
    let mut raw = RawDescription::of(fields.given(WITNESS));
    for (path, _) in FIELDS {
        raw.put(path, fields.text(path));
    }
    raw
}

async fn show(State(web): Shared, Reader(identity): Reader, Path(at): Where) -> Response {
    let work = async {
        let at = place(&identity, &at)?;
        let seen = incident::look(&web.app, at.0, at.1, at.2).await?;
        if !seen.at.stored.incident.state.is_running() {
            return Ok(see(&format!("/groups/{}/incidents/{}", at.1, at.2)));
        }
        let typed = Typed {
            draft: secret(web.app.entropy.as_ref()),
            // Whoever saw it happen has mostly seen them too; somebody else says it again.
            witness: seen.at.stored.incident.witness.code().into(),
            ..Typed::default()
        };
        let frame = frame(&web, &identity, &seen);
        frame.render(&web, "description", &view(&web, &frame, &seen, &typed, Vec::new())?)
    };
    or_page(&web, &identity, work.await)
}

/// The form with what was typed.
#[derive(Default)]
struct Typed {
    draft: String,
    witness: String,
    raw: RawDescription,
}

impl Typed {
    fn of(web: &Web, fields: &Fields) -> Self {
        let fits = |draft: &String| draft.len() <= limits::IDEMPOTENCY_KEY_CHARS_MAX;
        Self {
            draft: fields
                .given("draft")
                .filter(fits)
                .unwrap_or_else(|| secret(web.app.entropy.as_ref())),
            witness: fields.text(WITNESS).to_owned(),
            raw: raw_of(fields),
        }
    }
}

async fn add(State(web): Shared, Reader(identity): Reader, Path(at): Where, fields: Fields) -> Response {
    let work = async {
        let at = place(&identity, &at)?;
        let typed = Typed::of(&web, &fields);
        let only_look = fields.given("look").is_some();
        let outcome = if only_look {
            None
        } else {
            web.limits.write(identity.account.id)?;
            let request = DescribeRequest {
                key: Some(typed.draft.clone()),
                raw: typed.raw.clone(),
                words_read: fields.text(asking::WORDS_READ) == "1",
            };
            Some(incident::describe(&web.app, at, &request).await)
        };
        let page = format!("/groups/{}/incidents/{}", at.1, at.2);
        let errors = match outcome {
            Some(Ok(_)) => return Ok(see_done(&page, "described")),
            Some(Err(ActError::Refused(Refusal::Ended))) => return Ok(see_done(&page, "already-closed")),
            Some(Err(ActError::KeyReused(_))) => return Ok(see(&page)),
            Some(Err(ActError::Invalid(errors))) => errors,
            Some(Err(ActError::Words(found))) => {
                let texts = found.fields.iter().map(|found| asked_text(found, &fields)).collect();
                return super::incident::ask(&web, &identity, at, "description", texts, &fields, &found).await;
            }
            Some(Err(error)) => return Err(error.into()),
            None => Vec::new(),
        };
        let seen = incident::look(&web.app, at.0, at.1, at.2).await?;
        let frame = frame(&web, &identity, &seen);
        let number = frame.emergency_number(&web);
        let view = view(&web, &frame, &seen, &typed, view_errors(&errors, &number))?;
        if only_look {
            frame.render(&web, "description", &view)
        } else {
            frame.render_wrong(&web, "description", &view)
        }
    };
    or_page(&web, &identity, work.await)
}

/// A field of the builder in which something was found.
fn asked_text(found: &FoundIn, fields: &Fields) -> AskedText {
    let takes = FIELDS.iter().find(|(path, _)| *path == found.field);
    AskedText {
        name: found.field.into(),
        label: format!("builder-label-{}", found.field.replace('.', "-")),
        value: fields.text(found.field).to_owned(),
        max: match takes {
            Some((_, Takes::Text { max })) => *max,
            _ => limits::DESCRIPTION_TEXT_CHARS_MAX,
        },
    }
}

/// What is said with the choices so far: nothing of it is kept.
async fn preview(State(web): Shared, Reader(identity): Reader, Path(at): Where, fields: Fields) -> Response {
    let work = async {
        let at = place(&identity, &at)?;
        let seen = incident::look(&web.app, at.0, at.1, at.2).await?;
        let frame = frame(&web, &identity, &seen);
        let view = view(&web, &frame, &seen, &Typed::of(&web, &fields), Vec::new())?;
        Ok(Html(web.app.renderer.part("description_said", &frame.page, &view)?).into_response())
    };
    or_page(&web, &identity, work.await)
}

fn frame(web: &Web, identity: &Identity, seen: &Seen) -> Frame {
    Frame::in_group(web, identity, &seen.at.group, &seen.at.member)
}

pub(super) fn words<'a>(web: &'a Web, frame: &'a Frame, seen: &'a Seen) -> Words<'a> {
    Words {
        i18n: &web.app.i18n,
        lang: &frame.page.reader.lang,
        country: &frame.page.reader.country,
        streets: &seen.streets,
    }
}

fn view(
    web: &Web,
    frame: &Frame,
    seen: &Seen,
    typed: &Typed,
    errors: Vec<FieldError>,
) -> Result<DescriptionPage, Fault> {
    let profile = frame.profile(web)?;
    let (stored, words) = (&seen.at.stored, words(web, frame, seen));
    let incident = &stored.incident;
    let skin_colour = offers_skin_colour(incident.kind, incident.witness, Witness::Seen);
    // What is wrong says nothing; the rest is said all the same.
    let check = |raw: &RawDescription| raw.check(incident.kind, incident.witness, &seen.streets);
    let checked = check(&typed.raw).or_else(|wrong| check(&typed.raw.without(&wrong)));
    Ok(DescriptionPage {
        group: link(frame)?,
        id: incident.id.to_string(),
        kind: incident.kind.code().into(),
        street: seen.street(stored.place.street).map(str::to_owned),
        drill: incident.drill,
        number: profile.number(incident.kind).into(),
        draft: typed.draft.clone(),
        witness: Some(typed.witness.clone())
            .filter(|code| !code.is_empty())
            .unwrap_or_else(|| Witness::Seen.code().into()),
        sections: sections(&words, &typed.raw, skin_colour, &errors),
        said: checked.map_or_else(|_| String::new(), |described| words.whole(&described.description)),
        plate_private: !profile.plates_shown_to_members,
        errors,
    })
}

/// The descriptions of an incident for its page, newest first.
pub(super) fn shown(web: &Web, frame: &Frame, seen: &Seen) -> Vec<DescriptionShown> {
    let words = words(web, frame, seen);
    let me = saar_domain::incident::Actor::Member(seen.at.member.id);
    let shown = seen.descriptions.iter().rev().map(|one| DescriptionShown {
        text: words.whole(&one.description),
        who: seen.alias(one.actor).map(str::to_owned),
        mine: one.actor == me,
        at_ms: one.at.as_millis(),
        witness: one.witness.code().into(),
        plate_hidden: one.plate_hidden,
    });
    shown.collect()
}

/// What to say to the control room.
pub(super) fn read_aloud(web: &Web, frame: &Frame, seen: &Seen) -> ReadAloud {
    let words = words(web, frame, seen);
    let who = seen.descriptions.iter().rev().map(|one| words.who(&one.description));
    let simple = seen.contents.iter().find(|content| content.field == Field::Appearance);
    let who = who.chain(simple.map(|content| content.body.clone()));
    let way = seen.history.iter().rev().find_map(|recorded| {
        let way = match recorded.event {
            Event::Sighted { direction, towards, .. } => words.went(direction, towards)?,
            Event::Described { way: true, .. } => {
                let one = seen.descriptions.iter().find(|one| one.seq == recorded.seq)?;
                words.way(&one.description)
            }
            _ => return None,
        };
        Some((way, recorded.at.as_millis()))
    });
    ReadAloud {
        municipality: seen.at.group.municipality.clone(),
        who: who.filter(|text| !text.is_empty()).collect(),
        way_ms: way.as_ref().map_or(0, |(_, at)| *at),
        way: way.map(|(way, _)| way),
    }
}
