//! The roster: who is on call tonight, and putting oneself or others on it.

use super::frame::Frame;
use super::group::link;
use super::{Done, id, or_page, see_done};
use crate::usecase::identity::Identity;
use crate::usecase::roster::{self, RosterError};
use crate::web::auth::Reader;
use crate::web::error::{Fault, view_errors};
use crate::web::form::{Fields, Path, Query};
use crate::web::view::roster::{Choice, Roster, TurnRow};
use crate::web::view::shared::FieldError;
use crate::web::{Shared, Web};
use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::{get, post};
use saar_domain::id::{GroupId, MemberId, TurnId};
use saar_domain::roster::{On, RawTurn};
use std::sync::Arc;

/// The page.
pub fn router() -> Router<Arc<Web>> {
    Router::new()
        .route("/groups/{group}/roster", get(show).post(put))
        .route("/groups/{group}/turns/{turn}/agree", post(agree))
        .route("/groups/{group}/turns/{turn}/remove", post(remove))
}

/// What was typed, and what is wrong with it.
#[derive(Default)]
struct Typed {
    member: String,
    turn: RawTurn,
    errors: Vec<FieldError>,
}

async fn show(
    State(web): Shared,
    Reader(identity): Reader,
    Path(group): Path<String>,
    Query(done): Query<Done>,
) -> Response {
    let work = render(&web, &identity, &group, Typed::default(), done.done.as_deref());
    or_page(&web, &identity, work.await)
}

async fn render(
    web: &Web,
    identity: &Identity,
    group: &str,
    typed: Typed,
    done: Option<&str>,
) -> Result<Response, Fault> {
    let found = roster::look(&web.app, identity.account.id, id(group)?).await?;
    let frame = Frame::in_group(web, identity, &found.access.group, &found.access.member).noticing(done);
    let me = found.access.member.id;
    let wrong = !typed.errors.is_empty();
    let view = Roster {
        group: link(&frame)?,
        tonight: found.tonight.iter().map(|turn| turn.alias.clone()).collect(),
        turns: found
            .turns
            .iter()
            .map(|turn| TurnRow {
                id: turn.id.to_string(),
                alias: turn.alias.clone(),
                weekday: match turn.on {
                    On::Weekday(weekday) => Some(weekday),
                    On::Day(_) => None,
                },
                day: match turn.on {
                    On::Weekday(_) => String::new(),
                    On::Day(day) => day.to_string(),
                },
                part: turn.part.code().into(),
                agreed: turn.agreed,
                mine: turn.member == me,
                may_remove: turn.member == me || found.others.is_some(),
            })
            .collect(),
        others: found.others.map(|others| {
            let others = others.into_iter().filter(|other| other.0 != me);
            let choice = |(id, alias): (MemberId, String)| Choice {
                id: id.to_string(),
                alias,
            };
            others.map(choice).collect()
        }),
        member: typed.member,
        weekday: typed.turn.weekday,
        day: typed.turn.day,
        part: typed.turn.part,
        errors: typed.errors,
    };
    frame.render_form(web, "roster", &view, wrong)
}

async fn put(State(web): Shared, Reader(identity): Reader, Path(group): Path<String>, fields: Fields) -> Response {
    let work = async {
        web.limits.write(identity.account.id)?;
        let (account, id) = (identity.account.id, id::<GroupId>(&group)?);
        let turn = RawTurn {
            weekday: fields.text("weekday").to_owned(),
            day: fields.text("day").to_owned(),
            part: fields.text("part").to_owned(),
        };
        let member = fields.given("member").unwrap_or_default();
        let who = match member.as_str() {
            "" => None,
            text => Some(text.parse::<MemberId>().map_err(|_| Fault::NotFound)?),
        };
        let put = {
            let turn = turn.clone();
            roster::put(&web.app, account, id, who, &turn).await
        };
        match put {
            Ok(()) => Ok(see_done(
                &format!("/groups/{group}/roster"),
                if who.is_some() { "turn-asked" } else { "saved" },
            )),
            Err(RosterError::Invalid(errors)) => {
                let errors = view_errors(&errors, &Frame::of(&web, &identity).emergency_number(&web));
                let typed = Typed { member, turn, errors };
                render(&web, &identity, &group, typed, None).await
            }
            Err(error) => Err(error.into()),
        }
    };
    or_page(&web, &identity, work.await)
}

type At = Path<(String, String)>;

async fn agree(State(web): Shared, Reader(identity): Reader, Path((group, turn)): At) -> Response {
    let work = async {
        web.limits.write(identity.account.id)?;
        let account = identity.account.id;
        let (at, turn) = (id::<GroupId>(&group)?, id::<TurnId>(&turn)?);
        roster::agree(&web.app, account, at, turn).await?;
        Ok(see_done(&format!("/groups/{group}/roster"), "saved"))
    };
    or_page(&web, &identity, work.await)
}

async fn remove(State(web): Shared, Reader(identity): Reader, Path((group, turn)): At) -> Response {
    let work = async {
        web.limits.write(identity.account.id)?;
        let account = identity.account.id;
        let (at, turn) = (id::<GroupId>(&group)?, id::<TurnId>(&turn)?);
        roster::remove(&web.app, account, at, turn).await?;
        Ok(see_done(&format!("/groups/{group}/roster"), "saved"))
    };
    or_page(&web, &identity, work.await)
}
