//! A group at rest: my groups, its home, the other ways out, its history, its house rules, leaving.

use super::frame::Frame;
use super::own_rule::views as own_rule_views;
use super::{Done, id, or_page, plan, see, see_done};
use crate::usecase::{desk, group, incident, passkey, request};
use crate::web::auth::Reader;
use crate::web::error::Fault;
use crate::web::form::{Fields, Path, Query};
use crate::web::view::desk::Taps;
use crate::web::view::group::{GroupRow, Groups, History, Home, LeftRow, OwnRequestRow, Rules, Triage};
use crate::web::view::shared::{FieldError, GroupLink};
use crate::web::{Shared, Web, live};
use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, Uri};
use axum::response::Response;
use axum::routing::{get, post};
use saar_domain::clock::Timestamp;
use saar_domain::limits;
use saar_domain::preference::zone_of;
use serde::Deserialize;
use std::sync::Arc;

/// Pages of a group.
pub fn router() -> Router<Arc<Web>> {
    Router::new()
        .route("/groups", get(groups))
        .route("/groups/{group}", get(home))
        .route("/groups/{group}/triage", get(triage))
        .route("/groups/{group}/incidents", get(history))
        .route("/groups/{group}/rules", get(rules).post(accept_rules))
        .route("/groups/{group}/leave", post(leave))
        .route("/groups/{group}/return", post(come_back))
        .route("/groups/{group}/live", get(open_live))
}

async fn groups(State(web): Shared, Reader(identity): Reader, Query(done): Query<Done>) -> Response {
    let work = async {
        let mine = group::mine(&web.app, identity.account.id).await?;
        let rows = mine.into_iter().map(|mine| GroupRow {
            group: GroupLink {
                id: mine.group.id.to_string(),
                name: mine.group.name,
                admin: mine.member.role.runs_the_group(),
            },
            neighbours: mine.members.saturating_sub(1),
            running: mine.running,
            role: mine.member.role.code().into(),
        });
        let requests = request::mine(&web.app, identity.account.id).await?;
        let requests = requests.into_iter().map(|own| OwnRequestRow {
            group: own.request.asking.group.to_string(),
            group_name: own.group_name,
            state: own.request.state.code().into(),
        });
        let left = group::just_left(&web.app, identity.account.id).await?;
        let left = left.into_iter().map(|group| LeftRow {
            id: group.id.to_string(),
            name: group.name,
        });
        Frame::of(&web, &identity).noticing(done.done.as_deref()).render(
            &web,
            "groups",
            &Groups {
                groups: rows.collect(),
                requests: requests.collect(),
                left: left.collect(),
                undo_minutes: limits::LEAVE_UNDO.as_seconds() / 60,
                umbrellas: super::umbrella::mine(&web.app, identity.account.id).await?,
                liaisons: super::liaison::mine(&web.app, identity.account.id).await?,
            },
        )
    };
    or_page(&web, &identity, work.await)
}

async fn home(
    State(web): Shared,
    Reader(identity): Reader,
    Path(group_id): Path<String>,
    Query(done): Query<Done>,
) -> Response {
    let work = async {
        let home = group::home(&web.app, identity.account.id, id(&group_id)?).await?;
        let frame =
            Frame::in_group(&web, &identity, &home.access.group, &home.access.member).noticing(done.done.as_deref());
        let profile = frame.profile(&web)?;
        let (now, account) = (web.app.now(), &identity.account);
        let zone = zone_of(account.time_zone.as_deref(), &profile.zone());
        let pause = account.pause.filter(|pause| pause.covers(now, &zone));
        let hushed = pause.is_some()
            || account
                .quiet
                .is_some_and(|quiet| quiet.mute_real_alarms && quiet.cover(now, &zone));
        let alarmed: Vec<_> = home.running.iter().filter_map(|stored| stored.place.street).collect();
        let view = Home {
            group: link(&frame)?,
            neighbours: home.members.saturating_sub(1),
            last_alarm_ms: home.last_alarm_at.map(Timestamp::as_millis),
            running: home
                .running
                .iter()
                .map(|stored| plan::card(stored, &home.streets, profile))
                .collect(),
            plan: plan::draw(&home.access.group.area, &home.streets, &alarmed),
            push_off: home.push_endpoints == 0,
            push_key: Some(web.app.push_public_key.clone()),
            drill: home
                .drill
                .as_ref()
                .map(|planned| super::drill::next(planned, home.access.member.role.runs_the_group())),
            new_rules: home.access.member.rules_version < profile.house_rules_version
                || home.own_rules_accepted < home.own_rules.version,
            switch: home.switch.as_ref().map(super::continuity::home),
            liaisons: super::liaison::lately(&home.liaisons),
            sound: !hushed,
            offer_passkey: home.running.is_empty() && passkey::is_offered(&web.app, identity.account.id).await?,
            waiting: home.waiting_since.is_some(),
            refusal: home.refusal.clone(),
            paused: pause.is_some(),
            paused_until_ms: home.access.member.paused_until.map(Timestamp::as_millis),
            pause_until_day: pause
                .and_then(|pause| pause.until)
                .map(|day| day.to_string())
                .unwrap_or_default(),
        };
        frame.render(&web, "group", &view)
    };
    or_page(&web, &identity, work.await)
}

/// The group of a frame that is in one.
pub(super) fn link(frame: &Frame) -> Result<GroupLink, Fault> {
    frame.page.group.clone().ok_or(Fault::Trouble)
}

/// Nothing of what is chosen here is stored or even sent (EDGES 22): it is one page that unfolds.
async fn triage(State(web): Shared, Reader(identity): Reader, Path(group_id): Path<String>) -> Response {
    let work = async {
        let (access, directory) = desk::of_group(&web.app, identity.account.id, id(&group_id)?).await?;
        let frame = Frame::in_group(&web, &identity, &access.group, &access.member);
        let profile = frame.profile(&web)?;
        let view = Triage {
            group: link(&frame)?,
            non_urgent: profile.non_urgent.number().map(str::to_owned),
            anonymous_tip: profile.anonymous_tip.number().map(str::to_owned),
            emergency_number: profile.emergency.default.clone(),
            desks: super::desk::topics(
                &directory,
                profile,
                if frame.page.demo { Taps::Nothing } else { Taps::Dial },
            ),
        };
        frame.render(&web, "triage", &view)
    };
    or_page(&web, &identity, work.await)
}

#[derive(Deserialize)]
struct After {
    after: Option<String>,
}

async fn history(
    State(web): Shared,
    Reader(identity): Reader,
    Path(group_id): Path<String>,
    Query(query): Query<After>,
) -> Response {
    let work = async {
        let before = query
            .after
            .as_deref()
            .map(|text| text.parse().map_err(|_| Fault::NotFound))
            .transpose()?;
        let ended = incident::ended(&web.app, identity.account.id, id(&group_id)?, before).await?;
        let frame = Frame::in_group(&web, &identity, &ended.access.group, &ended.access.member);
        let profile = frame.profile(&web)?;
        let view = History {
            group: link(&frame)?,
            incidents: ended
                .incidents
                .iter()
                .map(|stored| plan::card(stored, &ended.streets, profile))
                .collect(),
            next: ended.next.map(|id| id.to_string()),
            continued: before.is_some(),
        };
        frame.render(&web, "history", &view)
    };
    or_page(&web, &identity, work.await)
}

async fn rules(State(web): Shared, Reader(identity): Reader, Path(group_id): Path<String>) -> Response {
    or_page(
        &web,
        &identity,
        show_rules(&web, &identity, &group_id, Vec::new()).await,
    )
}

async fn show_rules(
    web: &Web,
    identity: &crate::usecase::identity::Identity,
    group_id: &str,
    errors: Vec<FieldError>,
) -> Result<Response, Fault> {
    let home = group::home(&web.app, identity.account.id, id(group_id)?).await?;
    let frame = Frame::in_group(web, identity, &home.access.group, &home.access.member);
    let profile = frame.profile(web)?;
    let wrong = !errors.is_empty();
    let view = Rules {
        group: link(&frame)?,
        rules: profile.house_rules.clone(),
        rules_version: profile.house_rules_version,
        accepted: home.access.member.rules_version >= profile.house_rules_version
            && home.own_rules_accepted >= home.own_rules.version,
        own_rules: own_rule_views(&home.own_rules),
        own_rules_version: home.own_rules.version,
        errors,
    };
    frame.render_form(web, "rules", &view, wrong)
}

async fn accept_rules(
    State(web): Shared,
    Reader(identity): Reader,
    Path(group_id): Path<String>,
    fields: Fields,
) -> Response {
    let work = async {
        if fields.given("rules").is_none() {
            return show_rules(
                &web,
                &identity,
                &group_id,
                vec![FieldError::new("rules", "error-rules-missing")],
            )
            .await;
        }
        let version = fields.parsed("rules_version").unwrap_or(0);
        let own_version = fields.parsed("own_rules_version").unwrap_or(0);
        if !group::accept_rules(&web.app, identity.account.id, id(&group_id)?, version, own_version).await? {
            return show_rules(
                &web,
                &identity,
                &group_id,
                vec![FieldError::new("rules", "error-rules-changed")],
            )
            .await;
        }
        Ok(see_done(&format!("/groups/{group_id}"), "rules"))
    };
    or_page(&web, &identity, work.await)
}

async fn leave(State(web): Shared, Reader(identity): Reader, Path(group_id): Path<String>) -> Response {
    let work = async {
        let (account, group) = (identity.account.id, id(&group_id)?);
        group::leave(&web.app, account, group).await?;
        Ok(see_done("/groups", "left"))
    };
    or_page(&web, &identity, work.await)
}

/// Takes back that one left.
async fn come_back(State(web): Shared, Reader(identity): Reader, Path(group_id): Path<String>) -> Response {
    let work = async {
        web.limits.write(identity.account.id)?;
        let (account, group) = (identity.account.id, id(&group_id)?);
        group::come_back(&web.app, account, group).await?;
        Ok(see_done(&format!("/groups/{group}"), "returned"))
    };
    or_page(&web, &identity, work.await)
}

async fn open_live(
    State(web): Shared,
    Reader(identity): Reader,
    Path(group_id): Path<String>,
    uri: Uri,
    headers: HeaderMap,
    connection: live::Connection,
) -> Response {
    let work = async {
        let group_id = id(&group_id)?;
        group::may_listen(&web.app, identity.account.id, group_id).await?;
        let last = live::last_heard(&uri, &headers);
        live::stream(&web.live, &web.app, group_id, &identity, last, connection).await
    };
    or_page(&web, &identity, work.await)
}

/// A signed-in reader's first page: their only group, or all of them.
pub(super) async fn first_page(web: &Web, identity: &crate::usecase::identity::Identity) -> Result<Response, Fault> {
    let mine = group::mine(&web.app, identity.account.id).await?;
    Ok(match mine.as_slice() {
        [only] => see(&format!("/groups/{}", only.group.id)),
        _ => see("/groups"),
    })
}
