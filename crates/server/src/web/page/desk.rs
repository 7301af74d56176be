//! The right desk for what is not for the group, as the group's admins say it.

use super::frame::Frame;
use super::group::link;
use super::{Done, id, or_page, see_done};
use crate::usecase::desk::{self, DeskError, Directory};
use crate::usecase::identity::Identity;
use crate::web::auth::Reader;
use crate::web::error::{Fault, view_error};
use crate::web::form::{Fields, Path, Query};
use crate::web::view::desk::{DeskCard, DeskRow, GroupDesks, Taps, TopicDesk};
use crate::web::view::shared::FieldError;
use crate::web::{Shared, Web};
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use saar_domain::country::Profile;
use saar_domain::desk::{DeskSource, Desks, RawDesk, choose};
use saar_domain::limits;
use saar_domain::text::Topic;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Pages of a group's desks.
pub fn router() -> Router<Arc<Web>> {
    Router::new().route("/groups/{group}/admin/desks", get(show).post(save))
}

/// The desk of every topic, for everybody in the group.
pub(super) fn topics(directory: &Directory, profile: &Profile, taps: Taps) -> Vec<TopicDesk> {
    let row = |topic: &Topic| TopicDesk {
        topic: topic.code().replace('_', "-"),
        desk: directory.desk(*topic, profile).map(|desk| DeskCard::of(&desk, taps)),
    };
    Topic::ALL.iter().map(row).collect()
}

/// What was typed, and what came of it.
#[derive(Default)]
struct Typed {
    /// With the version that was read.
    desks: Option<(u32, BTreeMap<Topic, RawDesk>)>,
    meanwhile: bool,
    errors: Vec<FieldError>,
}

async fn show(
    State(web): Shared,
    Reader(identity): Reader,
    Path(group): Path<String>,
    Query(done): Query<Done>,
) -> Response {
    let work = render(&web, &identity, &group, done.done.as_deref(), Typed::default());
    or_page(&web, &identity, work.await)
}

fn as_typed(desks: &Desks) -> BTreeMap<Topic, RawDesk> {
    let typed = desks.iter().map(|(topic, desk)| {
        let raw = RawDesk {
            name: desk.name.clone(),
            phone: desk.phone.clone().unwrap_or_default(),
            url: desk.url.clone().unwrap_or_default(),
            hours: desk.hours.clone().unwrap_or_default(),
        };
        (*topic, raw)
    });
    typed.collect()
}

async fn render(
    web: &Web,
    identity: &Identity,
    group: &str,
    done: Option<&str>,
    typed: Typed,
) -> Result<Response, Fault> {
    let (access, directory) = desk::to_edit(&web.app, identity.account.id, id(group)?).await?;
    let frame = Frame::in_group(web, identity, &access.group, &access.member).noticing(done);
    let profile = frame.profile(web)?;
    let (version, desks) = match typed.desks {
        // Somebody who read what stands there now may decide on it; who mends a mistake still has the one that was read.
        Some((_, desks)) if typed.meanwhile => (directory.version, desks),
        Some(typed) => typed,
        None => (directory.version, as_typed(&directory.group)),
    };
    let row = |topic: &Topic| {
        let raw = desks.get(topic).cloned().unwrap_or_default();
        let other = choose(*topic, &directory.municipality, &Desks::new(), profile);
        let prefix = format!("{topic}-");
        DeskRow {
            topic: topic.code().into(),
            name: raw.name,
            phone: raw.phone,
            url: raw.url,
            hours: raw.hours,
            other: other.map(|desk| DeskCard::of(&desk, Taps::Nothing)),
            wrong: typed.errors.iter().any(|error| error.field.starts_with(&prefix)),
        }
    };
    let now = || {
        let card = |(topic, desk): (&Topic, &saar_domain::desk::Desk)| TopicDesk {
            topic: topic.code().replace('_', "-"),
            desk: Some(DeskCard::of(&(desk.clone(), DeskSource::Group), Taps::Nothing)),
        };
        directory.group.iter().map(card).collect()
    };
    let wrong = !typed.errors.is_empty();
    let view = GroupDesks {
        group: link(&frame)?,
        municipality: access.group.municipality.clone(),
        version,
        meanwhile: typed.meanwhile.then(now),
        rows: Topic::ALL.iter().map(row).collect(),
        max: (
            limits::DESK_NAME_CHARS_MAX,
            limits::DESK_PHONE_CHARS_MAX,
            limits::DESK_URL_CHARS_MAX,
            limits::DESK_HOURS_CHARS_MAX,
        ),
        errors: typed.errors,
    };
    if typed.meanwhile {
        Ok((StatusCode::CONFLICT, frame.render(web, "group_desks", &view)?).into_response())
    } else {
        frame.render_form(web, "group_desks", &view, wrong)
    }
}

async fn save(State(web): Shared, Reader(identity): Reader, Path(group): Path<String>, fields: Fields) -> Response {
    let work = async {
        web.limits.write(identity.account.id)?;
        let version = fields.parsed("version").unwrap_or(0);
        let raw = |topic: &Topic| {
            let text = |part: &str| fields.text(&format!("{topic}_{part}")).to_owned();
            let raw = RawDesk {
                name: text("name"),
                phone: text("phone"),
                url: text("url"),
                hours: text("hours"),
            };
            (*topic, raw)
        };
        let desks: BTreeMap<Topic, RawDesk> = Topic::ALL.iter().map(raw).collect();
        let outcome = desk::set(&web.app, identity.account.id, id(&group)?, version, &desks).await;
        let (meanwhile, errors) = match outcome {
            Ok(()) => return Ok(see_done(&format!("/groups/{group}/admin/desks"), "saved")),
            Err(DeskError::Invalid(errors)) => {
                let number = Frame::of(&web, &identity).emergency_number(&web);
                let shown = |(topic, error): &(Topic, _)| {
                    let mut shown = view_error(error, &number);
                    shown.field = format!("{topic}-{}", shown.field);
                    shown
                };
                (false, errors.iter().map(shown).collect())
            }
            Err(DeskError::Meanwhile) => (true, vec![FieldError::new("", "error-meanwhile")]),
            Err(error) => return Err(error.into()),
        };
        let typed = Typed {
            desks: Some((version, desks)),
            meanwhile,
            errors,
        };
        render(&web, &identity, &group, None, typed).await
    };
    or_page(&web, &identity, work.await)
}
