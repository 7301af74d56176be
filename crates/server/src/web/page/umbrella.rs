//! The coordinator's pages: all groups of an umbrella, a new one, who coordinates.

use super::frame::Frame;
use super::{Done, id, or_page, see_done};
use crate::app::App;
use crate::usecase::identity::Identity;
use crate::usecase::umbrella::{self, Row, UmbrellaError};
use crate::web::auth::Reader;
use crate::web::error::{Fault, view_errors};
use crate::web::form::{Fields, Path, Query};
use crate::web::view::continuity::{SwitchStep, Volunteer};
use crate::web::view::shared::FieldError;
use crate::web::view::umbrella::{NewGroup, OwnUmbrella, Umbrella, UmbrellaGroup};
use crate::web::{Shared, Web};
use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::{get, post};
use saar_domain::clock::Timestamp;
use saar_domain::founding::RawUnder;
use saar_domain::id::{AccountId, GroupId, MemberId, UmbrellaId};
use saar_domain::limits;
use std::sync::Arc;

/// Pages of an umbrella.
pub fn router() -> Router<Arc<Web>> {
    Router::new()
        .route("/umbrellas/{umbrella}", get(show))
        .route("/umbrellas/{umbrella}/answer", post(answer))
        .route("/umbrellas/{umbrella}/coordinators", post(ask))
        .route("/umbrellas/{umbrella}/step-down", post(step_down))
        .route("/umbrellas/{umbrella}/groups/new", get(show_new).post(found))
        .route("/umbrellas/{umbrella}/groups/{group}/appoint", post(appoint))
        .route("/umbrellas/{umbrella}/groups/{group}/admins", post(ask_admins))
        .route("/umbrellas/{umbrella}/groups/{group}/admins/revoke", post(revoke_links))
}

/// The reader's own, for the list of their groups.
pub(super) async fn mine(app: &App, account: AccountId) -> Result<Vec<OwnUmbrella>, Fault> {
    let (own, asked) = umbrella::mine(app, account).await?;
    let row = |asked| {
        move |umbrella: saar_store::coordinator::Umbrella| OwnUmbrella {
            id: umbrella.id.to_string(),
            name: umbrella.name,
            asked,
        }
    };
    Ok(own
        .into_iter()
        .map(row(false))
        .chain(asked.into_iter().map(row(true)))
        .collect())
}

async fn show(
    State(web): Shared,
    Reader(identity): Reader,
    Path(umbrella): Path<String>,
    Query(done): Query<Done>,
) -> Response {
    let work = render(&web, &identity, &umbrella, Typed::default(), done.done.as_deref());
    or_page(&web, &identity, work.await)
}

/// What was typed on the page, and what is wrong with it.
#[derive(Default)]
struct Typed {
    /// For asking somebody to coordinate.
    email: String,
    /// For asking admins of a group: which, and whom.
    group: String,
    emails: String,
    errors: Vec<FieldError>,
}

async fn render(
    web: &Web,
    identity: &Identity,
    umbrella: &str,
    typed: Typed,
    done: Option<&str>,
) -> Result<Response, Fault> {
    let desk = umbrella::desk(&web.app, identity.account.id, id(umbrella)?).await?;
    let frame = Frame::of(web, identity).noticing(done);
    let wrong = !typed.errors.is_empty();
    let mut groups: Vec<UmbrellaGroup> = desk.rows.iter().map(group).collect();
    for row in groups.iter_mut().filter(|row| row.id == typed.group) {
        row.emails.clone_from(&typed.emails);
    }
    let count = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    let view = Umbrella {
        id: umbrella.to_owned(),
        name: desk.umbrella.name,
        without: count(desk.rows.iter().filter(|row| row.admins == 0).count()),
        alone: count(desk.rows.iter().filter(|row| row.admins == 1).count()),
        requests: desk.rows.iter().map(|row| row.requests).sum(),
        groups,
        objections: desk.objections,
        coordinators: desk.coordinators,
        email: typed.email,
        errors: typed.errors,
    };
    frame.render_form(web, "umbrella", &view, wrong)
}

fn group(row: &Row) -> UmbrellaGroup {
    let steps = row.switch.iter().flat_map(|switch| &switch.steps);
    UmbrellaGroup {
        id: row.group.id.to_string(),
        name: row.group.name.clone(),
        members: row.members,
        admins: row.admins,
        requests: row.requests,
        coverage: row.coverage.map(|now| (now.reached, now.of)),
        drilled_ms: row.drilled_at.map(Timestamp::as_millis),
        alarms: row.alarms,
        sleeps: row.alarms.is_some_and(|alarms| alarms < limits::FATIGUE_ALARMS),
        links: row.links,
        emails: String::new(),
        steps: steps
            .map(|(rung, at)| SwitchStep {
                rung: rung.code().into(),
                at_ms: at.as_millis(),
            })
            .collect(),
        volunteers: row
            .volunteers
            .iter()
            .map(|(id, alias)| Volunteer {
                id: id.to_string(),
                alias: alias.clone(),
            })
            .collect(),
    }
}

async fn ask(State(web): Shared, Reader(identity): Reader, Path(umbrella): Path<String>, fields: Fields) -> Response {
    let work = async {
        web.limits.write(identity.account.id)?;
        let (account, id) = (identity.account.id, id::<UmbrellaId>(&umbrella)?);
        let email = fields.text("email").to_owned();
        let asked = {
            let email = email.clone();
            umbrella::ask(&web.app, account, id, &email).await
        };
        match asked {
            Ok(()) => Ok(see_done(&format!("/umbrellas/{umbrella}"), "coordinator-asked")),
            Err(UmbrellaError::Invalid(errors)) => {
                let errors = view_errors(&errors, &Frame::of(&web, &identity).emergency_number(&web));
                let typed = Typed {
                    email,
                    errors,
                    ..Typed::default()
                };
                render(&web, &identity, &umbrella, typed, None).await
            }
            Err(error) => Err(error.into()),
        }
    };
    or_page(&web, &identity, work.await)
}

async fn answer(
    State(web): Shared,
    Reader(identity): Reader,
    Path(umbrella): Path<String>,
    fields: Fields,
) -> Response {
    let work = async {
        web.limits.write(identity.account.id)?;
        let (account, id) = (identity.account.id, id::<UmbrellaId>(&umbrella)?);
        let yes = fields.text("answer") == "yes";
        umbrella::answer(&web.app, account, id, yes).await?;
        Ok(if yes {
            see_done(&format!("/umbrellas/{umbrella}"), "coordinator-now")
        } else {
            see_done("/groups", "saved")
        })
    };
    or_page(&web, &identity, work.await)
}

async fn step_down(State(web): Shared, Reader(identity): Reader, Path(umbrella): Path<String>) -> Response {
    let work = async {
        web.limits.write(identity.account.id)?;
        let (account, id) = (identity.account.id, id::<UmbrellaId>(&umbrella)?);
        umbrella::step_down(&web.app, account, id).await?;
        Ok(see_done("/groups", "saved"))
    };
    or_page(&web, &identity, work.await)
}

async fn show_new(State(web): Shared, Reader(identity): Reader, Path(umbrella): Path<String>) -> Response {
    let work = render_new(&web, &identity, &umbrella, NewGroup::default());
    or_page(&web, &identity, work.await)
}

async fn render_new(web: &Web, identity: &Identity, umbrella: &str, typed: NewGroup) -> Result<Response, Fault> {
    let found = umbrella::named(&web.app, identity.account.id, id(umbrella)?).await?;
    let frame = Frame::of(web, identity);
    let wrong = !typed.errors.is_empty();
    let country = if typed.country.is_empty() {
        frame.page.reader.country.clone()
    } else {
        typed.country.clone()
    };
    let view = NewGroup {
        id: umbrella.to_owned(),
        name: found.name,
        countries: web.app.profiles.countries().map(str::to_owned).collect(),
        country,
        ..typed
    };
    frame.render_form(web, "umbrella_group", &view, wrong)
}

async fn found(State(web): Shared, Reader(identity): Reader, Path(umbrella): Path<String>, fields: Fields) -> Response {
    let work = async {
        web.limits.write(identity.account.id)?;
        let (account, id) = (identity.account.id, id::<UmbrellaId>(&umbrella)?);
        let country = fields.text("country").to_owned();
        let lines = |name: &str| fields.text(name).lines().map(str::to_owned).collect();
        let typed = RawUnder {
            name: fields.text("group_name").to_owned(),
            municipality: fields.text("municipality").to_owned(),
            streets: lines("streets"),
            emails: lines("emails"),
        };
        let founded = {
            let country = country.clone();
            umbrella::found(&web.app, account, id, &country, &typed).await
        };
        match founded {
            Ok(_) => Ok(see_done(&format!("/umbrellas/{umbrella}"), "umbrella-founded")),
            Err(UmbrellaError::Invalid(errors)) => {
                let typed = NewGroup {
                    country,
                    group_name: fields.text("group_name").to_owned(),
                    municipality: fields.text("municipality").to_owned(),
                    streets: fields.text("streets").to_owned(),
                    emails: fields.text("emails").to_owned(),
                    errors: view_errors(&errors, &Frame::of(&web, &identity).emergency_number(&web)),
                    ..NewGroup::default()
                };
                render_new(&web, &identity, &umbrella, typed).await
            }
            Err(error) => Err(error.into()),
        }
    };
    or_page(&web, &identity, work.await)
}

async fn appoint(
    State(web): Shared,
    Reader(identity): Reader,
    Path((umbrella, group)): Path<(String, String)>,
    fields: Fields,
) -> Response {
    let work = async {
        web.limits.write(identity.account.id)?;
        let account = identity.account.id;
        let (id, in_group) = (id::<UmbrellaId>(&umbrella)?, id::<GroupId>(&group)?);
        // Nobody chosen is nobody of the group; whether the reader may choose at all comes first.
        let chosen = fields
            .parsed("member")
            .unwrap_or_else(|| MemberId::new(web.app.now(), web.app.entropy.as_ref()));
        umbrella::appoint(&web.app, account, id, in_group, chosen).await?;
        Ok(see_done(&format!("/umbrellas/{umbrella}"), "role-changed"))
    };
    or_page(&web, &identity, work.await)
}

async fn ask_admins(
    State(web): Shared,
    Reader(identity): Reader,
    Path((umbrella, group)): Path<(String, String)>,
    fields: Fields,
) -> Response {
    let work = async {
        web.limits.write(identity.account.id)?;
        let account = identity.account.id;
        let (id, in_group) = (id::<UmbrellaId>(&umbrella)?, id::<GroupId>(&group)?);
        let emails = fields.text("emails").to_owned();
        let lines: Vec<String> = emails.lines().map(str::to_owned).collect();
        let asked = umbrella::ask_admins(&web.app, account, id, in_group, &lines).await;
        match asked {
            Ok(()) => Ok(see_done(&format!("/umbrellas/{umbrella}"), "admins-asked")),
            Err(UmbrellaError::Invalid(errors)) => {
                let mut errors = view_errors(&errors, "");
                for error in errors.iter_mut().filter(|error| error.field == "emails") {
                    error.field = format!("emails-{in_group}");
                }
                let typed = Typed {
                    group,
                    emails,
                    errors,
                    ..Typed::default()
                };
                render(&web, &identity, &umbrella, typed, None).await
            }
            Err(error) => Err(error.into()),
        }
    };
    or_page(&web, &identity, work.await)
}

async fn revoke_links(
    State(web): Shared,
    Reader(identity): Reader,
    Path((umbrella, group)): Path<(String, String)>,
) -> Response {
    let work = async {
        web.limits.write(identity.account.id)?;
        let account = identity.account.id;
        let (id, in_group) = (id::<UmbrellaId>(&umbrella)?, id::<GroupId>(&group)?);
        umbrella::revoke_links(&web.app, account, id, in_group).await?;
        Ok(see_done(&format!("/umbrellas/{umbrella}"), "links-revoked"))
    };
    or_page(&web, &identity, work.await)
}
