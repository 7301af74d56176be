//! One member, for those who run the group: how they are reached, a way back in, and what was done about them.

use super::frame::Frame;
use super::group::link;
use super::log::{line, way_in};
use super::moderation::row;
use super::{Done, id, or_page, see_done};
use crate::usecase::identity::Identity;
use crate::usecase::member::{self, MemberError};
use crate::usecase::moderation;
use crate::web::auth::Reader;
use crate::web::error::{Fault, view_errors};
use crate::web::form::{Fields, Path, Query};
use crate::web::view::member::Member;
use crate::web::view::shared::FieldError;
use crate::web::{Shared, Web};
use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::{get, post};
use saar_domain::id::{GroupId, MemberId};
use std::sync::Arc;

/// Pages of members.
pub fn router() -> Router<Arc<Web>> {
    Router::new()
        .route("/groups/{group}/members/{member}", get(show))
        .route("/groups/{group}/members/{member}/contact", post(contact))
        .route("/groups/{group}/members/{member}/readmit", post(readmit))
}

/// What the page shows besides the member: what was asked for, or what was wrong with it.
#[derive(Default)]
struct Extra<'a> {
    contact: Option<String>,
    form: &'static str,
    why: &'a str,
    errors: Vec<FieldError>,
}

async fn render(
    web: &Web,
    identity: &Identity,
    (group, member): (GroupId, MemberId),
    extra: Extra<'_>,
    done: Option<&str>,
) -> Result<Response, Fault> {
    let look = member::look(&web.app, identity.account.id, group, member).await?;
    let (_, measures) = moderation::of_member(&web.app, identity.account.id, group, member).await?;
    let frame = Frame::in_group(web, identity, &look.access.group, &look.access.member).noticing(done);
    let wrong = !extra.errors.is_empty();
    let view = Member {
        group: link(&frame)?,
        id: look.other.id.to_string(),
        alias: look.other.alias,
        role: look.other.role.code().into(),
        since_ms: look.other.joined_at.as_millis(),
        bound_to_secrecy: look.other.bound_to_secrecy,
        lines: look.lines.into_iter().map(|named| line(named, None)).collect(),
        may_show_contact: look.may_show_contact,
        may_readmit: look.may_readmit,
        may_moderate: look.may_moderate,
        paused_until_ms: look.other.paused_until.map(saar_domain::clock::Timestamp::as_millis),
        measures: measures.into_iter().map(|named| row(named, false)).collect(),
        contact: extra.contact,
        way_in: look.way_in.as_ref().map(way_in),
        form: extra.form.into(),
        why: extra.why.to_owned(),
        errors: extra.errors,
    };
    frame.render_form(web, "member", &view, wrong)
}

fn ids((group, member): &(String, String)) -> Result<(GroupId, MemberId), Fault> {
    Ok((id(group)?, id(member)?))
}

async fn show(
    State(web): Shared,
    Reader(identity): Reader,
    Path(path): Path<(String, String)>,
    Query(done): Query<Done>,
) -> Response {
    let work = async { render(&web, &identity, ids(&path)?, Extra::default(), done.done.as_deref()).await };
    or_page(&web, &identity, work.await)
}

/// Shown on the answer itself, never behind an address: a reload asks, and writes down, again.
async fn contact(
    State(web): Shared,
    Reader(identity): Reader,
    Path(path): Path<(String, String)>,
    fields: Fields,
) -> Response {
    let work = async {
        web.limits.write(identity.account.id)?;
        let at @ (group, member) = ids(&path)?;
        let (account, why) = (identity.account.id, fields.text("why").to_owned());
        let extra = match member::contact(&web.app, account, group, member, &why).await {
            Ok(found) => Extra {
                contact: Some(found.email),
                ..Extra::default()
            },
            Err(error) => wrong(&web, &identity, error, "contact", &fields)?,
        };
        render(&web, &identity, at, extra, None).await
    };
    or_page(&web, &identity, work.await)
}

async fn readmit(
    State(web): Shared,
    Reader(identity): Reader,
    Path(path): Path<(String, String)>,
    fields: Fields,
) -> Response {
    let work = async {
        web.limits.write(identity.account.id)?;
        let at @ (group, member) = ids(&path)?;
        let (account, why) = (identity.account.id, fields.text("why").to_owned());
        match member::readmit(&web.app, account, group, member, &why).await {
            Ok(made) => Ok(see_done(
                &format!("/groups/{group}/admin/invites/{}", made.id),
                "readmitted",
            )),
            Err(error) => {
                let extra = wrong(&web, &identity, error, "readmit", &fields)?;
                render(&web, &identity, at, extra, None).await
            }
        }
    };
    or_page(&web, &identity, work.await)
}

/// What was wrong with a form of the page; what is not the reader's to mend is a fault.
fn wrong<'a>(
    web: &Web,
    identity: &Identity,
    error: MemberError,
    form: &'static str,
    fields: &'a Fields,
) -> Result<Extra<'a>, Fault> {
    match error {
        MemberError::Invalid(errors) => Ok(Extra {
            contact: None,
            form,
            why: fields.text("why"),
            errors: view_errors(&errors, &Frame::of(web, identity).emergency_number(web)),
        }),
        MemberError::Denied(denied) => Err(denied.into()),
    }
}
