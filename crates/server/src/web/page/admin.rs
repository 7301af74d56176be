//! The admin's page: members under their aliases, and invites.

use super::frame::Frame;
use super::group::link;
use super::{Done, id, or_page, see_done};
use crate::usecase::group::{self, RoleError};
use crate::usecase::identity::Identity;
use crate::usecase::invite::{self, InviteError, Limits, why_unusable};
use crate::web::auth::Reader;
use crate::web::error::{Fault, view_errors};
use crate::web::form::{Fields, Path, Query};
use crate::web::view::admin::{Admin, Counts, Invite as InvitePage, InviteRow, MemberRow};
use crate::web::view::shared::FieldError;
use crate::web::{Shared, Web};
use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::{get, post};
use saar_domain::clock::Timestamp;
use saar_domain::field::{FieldError as Wrong, Problem};
use saar_domain::id::{GroupId, MemberId};
use saar_domain::limits::ADMINS_ADVISED;
use saar_domain::member::Role;
use saar_store::invite::Invite;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Pages for who runs a group.
pub fn router() -> Router<Arc<Web>> {
    Router::new()
        .route("/groups/{group}/admin", get(show))
        .route("/groups/{group}/admin/roles", post(assign))
        .route("/groups/{group}/admin/invites", post(create))
        .route("/groups/{group}/admin/invites/{invite}", get(show_invite))
        .route("/groups/{group}/admin/invites/{invite}/revoke", post(revoke))
        .route("/groups/{group}/admin/links/revoke", post(revoke_links))
}

const USES_PROPOSED: &str = "20";
const DAYS_PROPOSED: &str = "14";

async fn show(
    State(web): Shared,
    Reader(identity): Reader,
    Path(group_id): Path<String>,
    Query(done): Query<Done>,
) -> Response {
    or_page(
        &web,
        &identity,
        render(
            &web,
            &identity,
            &group_id,
            Typed::default(),
            Vec::new(),
            done.done.as_deref(),
        )
        .await,
    )
}

/// What the forms of the page hold.
struct Typed {
    uses_max: String,
    days: String,
    member: String,
    role: String,
    /// Until when the one who was chosen is paused.
    paused_until_ms: Option<i64>,
}

impl Default for Typed {
    fn default() -> Self {
        Self {
            uses_max: USES_PROPOSED.to_owned(),
            days: DAYS_PROPOSED.to_owned(),
            member: String::new(),
            role: String::new(),
            paused_until_ms: None,
        }
    }
}

async fn render(
    web: &Web,
    identity: &Identity,
    group_id: &str,
    typed: Typed,
    errors: Vec<FieldError>,
    done: Option<&str>,
) -> Result<Response, Fault> {
    let desk = group::desk(&web.app, identity.account.id, id(group_id)?).await?;
    let frame = Frame::in_group(web, identity, &desk.access.group, &desk.access.member).noticing(done);
    let aliases: BTreeMap<MemberId, &str> = desk
        .members
        .iter()
        .map(|member| (member.id, member.alias.as_str()))
        .collect();
    let count = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    let wrong = !errors.is_empty();
    let view = Admin {
        group: link(&frame)?,
        counts: Counts {
            members: count(desk.members.len()),
            members_max: desk.access.group.capacity,
            coverage: desk.coverage.map(|now| (now.reached, now.of)),
            alarms_month: desk.alarms.0,
            false_month: desk.alarms.1,
            admins: count(
                desk.members
                    .iter()
                    .filter(|member| member.role.runs_the_group())
                    .count(),
            ),
        },
        members: desk
            .members
            .iter()
            .map(|member| MemberRow {
                id: member.id.to_string(),
                alias: member.alias.clone(),
                role: member.role.code().into(),
                since_ms: member.joined_at.as_millis(),
                mine: member.id == desk.access.member.id,
            })
            .collect(),
        invites: desk
            .invites
            .iter()
            .map(|invite| row(invite, &aliases, web.app.now()))
            .collect(),
        flags_waiting: desk.flags_waiting,
        objections_waiting: desk.objections_waiting,
        needs_admin: count(desk.members.iter().filter(|member| member.role == Role::Admin).count()) < ADMINS_ADVISED,
        links: desk.links,
        requests_waiting: desk.requests_waiting,
        inquiries_waiting: desk.inquiries_waiting.0,
        inquiries_overdue: desk.inquiries_waiting.1,
        fatigue: super::budget::fatigue(&desk.fatigue),
        on_call: desk.on_call,
        may_assign: desk.may_assign,
        uses_max: typed.uses_max,
        days: typed.days,
        member: typed.member,
        role: typed.role,
        paused_until_ms: typed.paused_until_ms,
        errors,
    };
    frame.render_form(web, "admin", &view, wrong)
}

fn row(invite: &Invite, aliases: &BTreeMap<MemberId, &str>, now: Timestamp) -> InviteRow {
    use crate::usecase::invite::Unusable;
    let state = match why_unusable(invite, now) {
        None => "open",
        Some(Unusable::UsedUp | Unusable::Full) => "used",
        Some(Unusable::Expired | Unusable::Unknown) => "expired",
        Some(Unusable::Revoked | Unusable::Removed | Unusable::Paused) => "revoked",
    };
    InviteRow {
        id: invite.id.to_string(),
        by: invite
            .created_by
            .and_then(|member| aliases.get(&member))
            .map(|alias| (*alias).to_owned()),
        uses: invite.uses,
        uses_max: invite.uses_max,
        expires_ms: invite.expires_at.as_millis(),
        state: state.into(),
    }
}

/// An admin says who is admin, deputy or member.
async fn assign(
    State(web): Shared,
    Reader(identity): Reader,
    Path(group_id): Path<String>,
    fields: Fields,
) -> Response {
    let work = async {
        web.limits.write(identity.account.id)?;
        let (group, account): (GroupId, _) = (id(&group_id)?, identity.account.id);
        // Nobody chosen is nobody of the group; whether the reader may choose at all comes first.
        let member = fields
            .parsed("member")
            .unwrap_or_else(|| MemberId::new(web.app.now(), web.app.entropy.as_ref()));
        let role = fields.text("role").to_owned();
        let outcome = group::set_role(&web.app, account, group, member, &role).await;
        let mut paused_until_ms = None;
        let errors = match outcome {
            Ok(_) => return Ok(see_done(&format!("/groups/{group}/admin"), "role-changed")),
            Err(RoleError::Invalid(errors)) => view_errors(&errors, &Frame::of(&web, &identity).emergency_number(&web)),
            Err(RoleError::NoSuchMember) => {
                let (field, problem) = ("member", Problem::NotAChoice);
                view_errors(
                    &[Wrong { field, problem }],
                    &Frame::of(&web, &identity).emergency_number(&web),
                )
            }
            Err(RoleError::LastAdmin) => vec![FieldError::new("role", "problem-last-admin")],
            Err(RoleError::Paused(until)) => {
                paused_until_ms = Some(until.as_millis());
                vec![FieldError::new("member", "problem-member-paused")]
            }
            Err(RoleError::Denied(denied)) => return Err(denied.into()),
        };
        let typed = Typed {
            paused_until_ms,
            member: fields.text("member").to_owned(),
            role: fields.text("role").to_owned(),
            ..Typed::default()
        };
        render(&web, &identity, &group_id, typed, errors, None).await
    };
    or_page(&web, &identity, work.await)
}

async fn create(
    State(web): Shared,
    Reader(identity): Reader,
    Path(group_id): Path<String>,
    fields: Fields,
) -> Response {
    let work = async {
        web.limits.write(identity.account.id)?;
        let limits = Limits {
            uses_max: fields.parsed("uses_max"),
            days: fields.parsed("days"),
        };
        match invite::create(&web.app, identity.account.id, id(&group_id)?, limits).await {
            Ok(made) => Ok(see_done(
                &format!("/groups/{group_id}/admin/invites/{}", made.id),
                "invite-made",
            )),
            Err(InviteError::Invalid(errors)) => {
                let typed = Typed {
                    uses_max: fields.text("uses_max").to_owned(),
                    days: fields.text("days").to_owned(),
                    ..Typed::default()
                };
                render(
                    &web,
                    &identity,
                    &group_id,
                    typed,
                    view_errors(&errors, &Frame::of(&web, &identity).emergency_number(&web)),
                    None,
                )
                .await
            }
            Err(error) => Err(error.into()),
        }
    };
    or_page(&web, &identity, work.await)
}

async fn show_invite(
    State(web): Shared,
    Reader(identity): Reader,
    Path((group_id, invite_id)): Path<(String, String)>,
    Query(done): Query<Done>,
) -> Response {
    let work = async {
        let (access, invite) = invite::look(&web.app, identity.account.id, id(&group_id)?, id(&invite_id)?).await?;
        let frame = Frame::in_group(&web, &identity, &access.group, &access.member).noticing(done.done.as_deref());
        let aliases = BTreeMap::from([(access.member.id, access.member.alias.as_str())]);
        let url = web
            .app
            .link(&format!("/join/{}", invite::word(&web.app.sealer, invite.id)));
        let open = why_unusable(&invite, web.app.now()).is_none();
        let view = InvitePage {
            group: link(&frame)?,
            invite: row(&invite, &aliases, web.app.now()),
            qr_svg: if open { qr(&url) } else { None },
            url: open.then_some(url),
        };
        frame.render(&web, "invite", &view)
    };
    or_page(&web, &identity, work.await)
}

/// The QR code of an address as an SVG element without inline style. Dark on light whatever the theme: scanners want it so.
pub(super) fn qr(url: &str) -> Option<String> {
    let code = qrcode::QrCode::with_error_correction_level(url, qrcode::EcLevel::M).ok()?;
    let svg = code
        .render::<qrcode::render::svg::Color<'_>>()
        .min_dimensions(240, 240)
        .quiet_zone(true)
        .build();
    // What comes before the element (an XML declaration) has no place inside a page.
    svg.find("<svg").map(|begin| svg[begin..].to_owned())
}

async fn revoke(
    State(web): Shared,
    Reader(identity): Reader,
    Path((group_id, invite_id)): Path<(String, String)>,
) -> Response {
    let work = async {
        invite::revoke(&web.app, identity.account.id, id(&group_id)?, id(&invite_id)?).await?;
        Ok(see_done(&format!("/groups/{group_id}/admin"), "invite-revoked"))
    };
    or_page(&web, &identity, work.await)
}

async fn revoke_links(State(web): Shared, Reader(identity): Reader, Path(group_id): Path<String>) -> Response {
    let work = async {
        web.limits.write(identity.account.id)?;
        invite::revoke_appointing(&web.app, identity.account.id, id(&group_id)?).await?;
        Ok(see_done(&format!("/groups/{group_id}/admin"), "links-revoked"))
    };
    or_page(&web, &identity, work.await)
}
