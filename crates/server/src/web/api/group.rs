//! Groups, their members and invites, and their live stream, for programs.

use super::{Answer, Json};
use crate::usecase::{group, invite, reach};
use crate::web::auth::{Caller, InPerson, ToRead};
use crate::web::error::{Fault, ProblemDetails};
use crate::web::form::Path;
use crate::web::{Shared, live as streams};
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::Response;
use saar_domain::field::{FieldError, Problem};
use saar_domain::id::{GroupId, InviteId, MemberId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// One of one's own groups.
#[derive(Debug, Serialize, ToSchema)]
pub struct GroupSummary {
    /// Its id.
    id: String,
    /// Its name.
    name: String,
    /// Its municipality.
    municipality: String,
    /// Code of its country.
    country: String,
    /// `member`, `deputy` or `admin`.
    role: String,
    /// One's own alias in it.
    alias: String,
    /// Members in all.
    members: u32,
    /// Incidents that are going on.
    running: u32,
}

/// The groups of the caller
#[utoipa::path(get, path = "/api/v1/groups", tag = "groups", responses((status = 200, body = [GroupSummary]), (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn list(
    State(web): Shared,
    Caller { identity, .. }: Caller<ToRead>,
) -> Answer<axum::Json<Vec<GroupSummary>>> {
    let mine = group::mine(&web.app, identity.account.id).await?;
    let summaries = mine.into_iter().map(|mine| GroupSummary {
        id: mine.group.id.to_string(),
        name: mine.group.name,
        municipality: mine.group.municipality,
        country: mine.group.country,
        role: mine.member.role.code().into(),
        alias: mine.member.alias,
        members: mine.members,
        running: mine.running,
    });
    Ok(axum::Json(summaries.collect()))
}

/// A group with what a report needs.
#[derive(Debug, Serialize, ToSchema)]
pub struct GroupDetail {
    /// Its id.
    id: String,
    /// Its name.
    name: String,
    /// Its streets.
    streets: Vec<Street>,
    /// Kinds that it offers, with their number and phrases.
    kinds: Vec<KindDetail>,
    /// Codes of responses.
    responses: Vec<String>,
    /// The group's own words for some of them, by code: shown behind the country's safety line.
    response_texts: BTreeMap<String, String>,
    /// Codes of reasons to close with.
    closing_reasons: Vec<String>,
    /// When the last real alarm was.
    last_alarm_ms: Option<i64>,
    /// Members in all.
    members: u32,
    /// Since when the group waits for approval; missing when it does not. Everything works meanwhile.
    #[serde(skip_serializing_if = "Option::is_none")]
    waiting_since_ms: Option<i64>,
    /// How many of the others an alarm would reach now; missing when there are so few that a count would say who.
    #[serde(skip_serializing_if = "Option::is_none")]
    coverage: Option<Coverage>,
}

/// How many an alarm would reach: a count, never who.
#[derive(Debug, Serialize, ToSchema)]
pub struct Coverage {
    /// Those with a way that works.
    reached: u32,
    /// All of them.
    of: u32,
}

/// A street of a group.
#[derive(Debug, Serialize, ToSchema)]
pub struct Street {
    /// Its id.
    id: String,
    /// Its name.
    name: String,
}

/// A kind of incident.
#[derive(Debug, Serialize, ToSchema)]
pub struct KindDetail {
    /// Its code.
    kind: String,
    /// The emergency number for it.
    number: String,
    /// Codes of its phrases.
    phrases: Vec<String>,
}

/// One group
#[utoipa::path(get, path = "/api/v1/groups/{group}", tag = "groups", params(("group" = String, Path, description = "Id of the group")),
    responses((status = 200, body = GroupDetail), (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn one(
    State(web): Shared,
    Caller { identity, .. }: Caller<ToRead>,
    Path(group_id): Path<GroupId>,
) -> Answer<axum::Json<GroupDetail>> {
    let home = group::home(&web.app, identity.account.id, group_id).await?;
    let profile = web
        .app
        .profiles
        .get(&home.access.group.country)
        .ok_or(saar_store::StoreError::Gone)?;
    let coverage = reach::look(&web.app, &home.access).await?;
    Ok(axum::Json(GroupDetail {
        coverage: coverage.map(|now| Coverage {
            reached: now.reached,
            of: now.of,
        }),
        waiting_since_ms: home.waiting_since.map(saar_domain::clock::Timestamp::as_millis),
        id: group_id.to_string(),
        name: home.access.group.name,
        streets: home
            .streets
            .into_iter()
            .map(|street| Street {
                id: street.id.to_string(),
                name: street.name,
            })
            .collect(),
        kinds: profile
            .kinds
            .iter()
            .map(|offered| KindDetail {
                kind: offered.kind.code().into(),
                number: profile.number(offered.kind).into(),
                phrases: offered.phrases.clone(),
            })
            .collect(),
        responses: profile
            .responses
            .iter()
            .map(|response| response.code().into())
            .collect(),
        response_texts: home
            .response_texts
            .into_iter()
            .map(|(response, text)| (response.code().to_owned(), text))
            .collect(),
        closing_reasons: profile
            .closing_reasons
            .iter()
            .map(|reason| reason.code().into())
            .collect(),
        last_alarm_ms: home.last_alarm_at.map(saar_domain::clock::Timestamp::as_millis),
        members: home.members,
    }))
}

/// A member, as an admin sees one: under the alias, never with an address.
#[derive(Debug, Serialize, ToSchema)]
pub struct MemberSummary {
    /// Id in the group.
    id: String,
    /// The name that others see.
    alias: String,
    /// `member`, `deputy` or `admin`.
    role: String,
    /// Since when.
    joined_ms: i64,
    /// Until when they are paused.
    #[serde(skip_serializing_if = "Option::is_none")]
    paused_until_ms: Option<i64>,
    /// Bound to professional secrecy, by their own word.
    bound_to_secrecy: bool,
}

/// Members of a group, for its admins
#[utoipa::path(get, path = "/api/v1/groups/{group}/members", tag = "groups", params(("group" = String, Path, description = "Id of the group")),
    responses((status = 200, body = [MemberSummary]), (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn members(
    State(web): Shared,
    Caller { identity, .. }: Caller<InPerson>,
    Path(group_id): Path<GroupId>,
) -> Answer<axum::Json<Vec<MemberSummary>>> {
    let desk = group::desk(&web.app, identity.account.id, group_id).await?;
    let summaries = desk.members.into_iter().map(|member| MemberSummary {
        id: member.id.to_string(),
        alias: member.alias,
        role: member.role.code().into(),
        joined_ms: member.joined_at.as_millis(),
        paused_until_ms: member.paused_until.map(saar_domain::clock::Timestamp::as_millis),
        bound_to_secrecy: member.bound_to_secrecy,
    });
    Ok(axum::Json(summaries.collect()))
}

/// What a member is to be.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewRole {
    /// `member`, `deputy` or `admin`.
    #[schema(example = "deputy", max_length = 40)]
    role: String,
}

/// Make a member admin, deputy, or member again
///
/// By an admin. A group never has no admin: the last one stays one until somebody else is.
#[utoipa::path(put, path = "/api/v1/groups/{group}/members/{member}/role", tag = "groups", request_body = NewRole,
    params(("group" = String, Path, description = "Id of the group"), ("member" = String, Path, description = "Id of the member")),
    responses((status = 204), (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn set_role(
    State(web): Shared,
    Caller { identity, .. }: Caller<InPerson>,
    Path((group_id, member_id)): Path<(GroupId, MemberId)>,
    Json(body): Json<NewRole>,
) -> Answer<StatusCode> {
    web.limits.write(identity.account.id)?;
    let account = identity.account.id;
    let changed = group::set_role(&web.app, account, group_id, member_id, &body.role).await;
    changed?;
    Ok(StatusCode::NO_CONTENT)
}

/// An invite.
#[derive(Debug, Serialize, ToSchema)]
pub struct InviteSummary {
    /// Its id.
    id: String,
    /// Its link.
    url: String,
    /// Used so often.
    uses: u32,
    /// Of so many.
    uses_max: u32,
    /// Until when.
    expires_ms: i64,
    /// It was taken back.
    revoked: bool,
}

pub(super) fn summary(web: &crate::web::Web, invite: &saar_store::invite::Invite) -> InviteSummary {
    InviteSummary {
        id: invite.id.to_string(),
        url: web
            .app
            .link(&format!("/join/{}", invite::word(&web.app.sealer, invite.id))),
        uses: invite.uses,
        uses_max: invite.uses_max,
        expires_ms: invite.expires_at.as_millis(),
        revoked: invite.revoked_at.is_some(),
    }
}

/// Invites of a group, for its admins
#[utoipa::path(get, path = "/api/v1/groups/{group}/invites", tag = "groups", params(("group" = String, Path, description = "Id of the group")),
    responses((status = 200, body = [InviteSummary]), (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn invites(
    State(web): Shared,
    Caller { identity, .. }: Caller<InPerson>,
    Path(group_id): Path<GroupId>,
) -> Answer<axum::Json<Vec<InviteSummary>>> {
    let desk = group::desk(&web.app, identity.account.id, group_id).await?;
    Ok(axum::Json(
        desk.invites.iter().map(|invite| summary(&web, invite)).collect(),
    ))
}

/// How an invite is limited.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewInvite {
    /// How often it may be used, 1 to 256.
    #[schema(minimum = 1, maximum = 256)]
    uses_max: u32,
    /// For how many days, 1 to 90.
    #[schema(minimum = 1, maximum = 90)]
    days: u32,
}

/// Make an invite
#[utoipa::path(post, path = "/api/v1/groups/{group}/invites", tag = "groups", request_body = NewInvite, params(("group" = String, Path, description = "Id of the group")),
    responses((status = 201, body = InviteSummary), (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn create_invite(
    State(web): Shared,
    Caller { identity, .. }: Caller<InPerson>,
    Path(group_id): Path<GroupId>,
    Json(body): Json<NewInvite>,
) -> Answer<(StatusCode, axum::Json<InviteSummary>)> {
    web.limits.write(identity.account.id)?;
    let limits = invite::Limits {
        uses_max: Some(body.uses_max),
        days: Some(body.days),
    };
    let made = invite::create(&web.app, identity.account.id, group_id, limits).await?;
    Ok((StatusCode::CREATED, axum::Json(summary(&web, &made))))
}

/// Take an invite back
#[utoipa::path(delete, path = "/api/v1/groups/{group}/invites/{invite}", tag = "groups",
    params(("group" = String, Path, description = "Id of the group"), ("invite" = String, Path, description = "Id of the invite")),
    responses((status = 204), (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn revoke_invite(
    State(web): Shared,
    Caller { identity, .. }: Caller<InPerson>,
    Path((group_id, invite_id)): Path<(GroupId, InviteId)>,
) -> Answer<StatusCode> {
    invite::revoke(&web.app, identity.account.id, group_id, invite_id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Take back the links of a coordinator by which somebody would become admin
#[utoipa::path(delete, path = "/api/v1/groups/{group}/admin-links", tag = "groups", params(("group" = String, Path, description = "Id of the group")),
    responses((status = 204), (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn revoke_appointing(
    State(web): Shared,
    Caller { identity, .. }: Caller<InPerson>,
    Path(group_id): Path<GroupId>,
) -> Answer<StatusCode> {
    web.limits.write(identity.account.id)?;
    invite::revoke_appointing(&web.app, identity.account.id, group_id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Which house rules are accepted.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AcceptRules {
    /// Their version: only the one in force can be accepted.
    #[schema(minimum = 1)]
    version: u32,
    /// Version of the group's own; 0 where it has none.
    #[serde(default)]
    own_version: u32,
}

/// Accept the house rules
#[utoipa::path(post, path = "/api/v1/groups/{group}/rules", tag = "groups", request_body = AcceptRules, params(("group" = String, Path, description = "Id of the group")),
    responses((status = 204), (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn accept_rules(
    State(web): Shared,
    Caller { identity, .. }: Caller<InPerson>,
    Path(group_id): Path<GroupId>,
    Json(body): Json<AcceptRules>,
) -> Answer<StatusCode> {
    let accepted = group::accept_rules(&web.app, identity.account.id, group_id, body.version, body.own_version).await;
    if accepted? {
        return Ok(StatusCode::NO_CONTENT);
    }
    let error = FieldError {
        field: "rules",
        problem: Problem::NotAccepted,
    };
    Err(Fault::Invalid(vec![error]))
}

/// Leave a group
///
/// Deliveries under way stop, and no ending of what runs now will follow.
#[utoipa::path(post, path = "/api/v1/groups/{group}/leave", tag = "groups", params(("group" = String, Path, description = "Id of the group")),
    responses((status = 204), (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn leave(
    State(web): Shared,
    Caller { identity, .. }: Caller<InPerson>,
    Path(group_id): Path<GroupId>,
) -> Answer<StatusCode> {
    let account = identity.account.id;
    let left = group::leave(&web.app, account, group_id).await;
    left?;
    Ok(StatusCode::NO_CONTENT)
}

/// Take back that one left
///
/// For ten minutes after leaving, with the same alias and role; 409 when the place was given to somebody else, 404 when there is nothing to take back.
#[utoipa::path(post, path = "/api/v1/groups/{group}/return", tag = "groups", params(("group" = String, Path, description = "Id of the group")),
    responses((status = 204), (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn come_back(
    State(web): Shared,
    Caller { identity, .. }: Caller<InPerson>,
    Path(group_id): Path<GroupId>,
) -> Answer<StatusCode> {
    web.limits.write(identity.account.id)?;
    let account = identity.account.id;
    group::come_back(&web.app, account, group_id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// What happens in a group, as server-sent events
///
/// Events are named `incident`; their data is `{"incident", "version", "state", "kind", "drill", "called_ms"}`. Their ids are a sequence per group: a
/// client that sends the last one as `Last-Event-ID`, or as `after`, is told what it missed. The first event is named `begin`: it carries no news, and its
/// id is where the stream begins, so that also a client which has heard nothing yet can resume there.
#[utoipa::path(get, path = "/api/v1/groups/{group}/live", tag = "groups",
    params(("group" = String, Path, description = "Id of the group"), ("Last-Event-ID" = Option<String>, Header, description = "Id of the last event that was heard; what is none is ignored"),
        ("after" = Option<String>, Query, description = "The same, for clients that cannot set the header; the header goes before")),
    responses((status = 200, description = "A stream of events, `text/event-stream`"), (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn live(
    State(web): Shared,
    Caller { identity, .. }: Caller<ToRead>,
    Path(group_id): Path<GroupId>,
    uri: Uri,
    headers: HeaderMap,
    connection: streams::Connection,
) -> Answer<Response> {
    group::may_listen(&web.app, identity.account.id, group_id).await?;
    let last = streams::last_heard(&uri, &headers);
    streams::stream(&web.live, &web.app, group_id, &identity, last, connection).await
}
