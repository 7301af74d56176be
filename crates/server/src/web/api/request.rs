//! Asking to join, and answering, for programs.

use super::own_rule::OwnRule;
use super::{Answer, Json};
use crate::usecase::request::answer::{self, Answer as Said, NewJoining};
use crate::usecase::request::{self, ANOTHER_STREET, Placed, Typed};
use crate::web::Shared;
use crate::web::auth::{Caller, InPerson};
use crate::web::error::ProblemDetails;
use crate::web::form::Path;
use axum::extract::State;
use axum::http::StatusCode;
use saar_domain::id::{GroupId, RequestId};
use saar_domain::joining::RoughCount;
use saar_domain::limits;
use saar_store::request::Request;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A group as everybody may see it. Nothing in it says who is a member.
#[derive(Debug, Serialize, ToSchema)]
pub struct Welcome {
    /// Its id.
    id: String,
    /// Its name.
    name: String,
    /// Its municipality.
    municipality: String,
    /// Code of its country.
    country: String,
    /// The streets that belong to it.
    streets: Vec<HomeStreet>,
    /// Members in tens, rounded down; 0: fewer than ten.
    members_tens: u32,
    /// No place is left: who asks comes on the waiting list.
    full: bool,
    /// It takes requests.
    takes_requests: bool,
    /// Youngest age to join without an admin's word.
    minimum_age_years: u8,
    /// The residents' association under whose flag it is; missing: nobody's.
    #[serde(skip_serializing_if = "Option::is_none")]
    association: Option<String>,
    /// It is for members of that association alone.
    members_only: bool,
    /// Codes of the house rules.
    rules: Vec<String>,
    /// Their version: what is accepted with a request.
    rules_version: u32,
    /// The group's own house rules.
    own_rules: Vec<OwnRule>,
    /// Their version; 0: there are none.
    own_rules_version: u32,
}

/// A street of a group.
#[derive(Debug, Serialize, ToSchema)]
pub struct HomeStreet {
    /// Its id.
    id: String,
    /// Its name.
    name: String,
}

/// A group, for who wants to join it
///
/// Open to everybody.
#[utoipa::path(get, path = "/api/v1/welcome/{group}", tag = "joining", security(()), params(("group" = String, Path, description = "Id of the group")),
    responses((status = 200, body = Welcome), (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn welcome(State(web): Shared, Path(group): Path<GroupId>) -> Answer<axum::Json<Welcome>> {
    let shown = request::welcome(&web.app, None, group).await?;
    let profile = web.app.profiles.get(&shown.group.country);
    let profile = profile.ok_or(saar_store::StoreError::Gone)?;
    Ok(axum::Json(Welcome {
        id: group.to_string(),
        name: shown.group.name,
        municipality: shown.group.municipality,
        country: shown.group.country,
        streets: shown
            .streets
            .into_iter()
            .map(|street| HomeStreet {
                id: street.id.to_string(),
                name: street.name,
            })
            .collect(),
        members_tens: match shown.members {
            RoughCount::Few => 0,
            RoughCount::AtLeast(tens) => tens,
        },
        full: shown.is_full,
        takes_requests: shown.joining.takes_requests,
        minimum_age_years: shown.settings.minimum_age(profile),
        members_only: shown.settings.members_only().is_some(),
        association: shown.settings.association,
        rules: profile.house_rules.clone(),
        rules_version: profile.house_rules_version,
        own_rules_version: shown.own_rules.version,
        own_rules: shown.own_rules.rules.into_iter().map(OwnRule::from).collect(),
    }))
}

/// What somebody asks.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewRequest {
    /// The name that others will see.
    #[schema(max_length = 30)]
    alias: String,
    /// Id of one of the group's streets; missing for another one.
    #[serde(default)]
    home_street: Option<String>,
    /// A line about oneself.
    #[serde(default)]
    #[schema(max_length = 200)]
    about: String,
    /// 18 or older, or what the group's country says.
    adult: bool,
    /// Younger than that: those who run the group agree to it with a reason, or do not.
    #[serde(default)]
    younger: bool,
    /// A member of the association, where the group is for its members.
    #[serde(default)]
    association_member: bool,
    /// The version of the house rules that is accepted.
    rules_version: u32,
    /// The version of the group's own that is accepted; 0 where it has none.
    #[serde(default)]
    own_rules_version: u32,
}

/// One's own request.
#[derive(Debug, Serialize, ToSchema)]
pub struct OwnRequest {
    /// Its id.
    id: String,
    /// Id of the group.
    group: String,
    /// Name of the group.
    group_name: String,
    /// `waiting`, `approved` (waits for a place), `refused` or `expired`.
    state: String,
    /// The name that others will see.
    alias: String,
    /// Name of the street; missing for another one.
    #[serde(skip_serializing_if = "Option::is_none")]
    home_street: Option<String>,
    /// A line about oneself.
    #[serde(skip_serializing_if = "Option::is_none")]
    about: Option<String>,
    /// When it was asked.
    asked_ms: i64,
    /// What those who run the group wrote.
    #[serde(skip_serializing_if = "Option::is_none")]
    answer: Option<String>,
    /// How it was checked that one lives here: `none`, `admin`, `vouch` or `letter`.
    residence: String,
    /// What a neighbour who knows the asker posts to `/api/v1/groups/{group}/vouches`, where that counts and is still missing: the asker gives it to them.
    #[serde(skip_serializing_if = "Option::is_none")]
    vouch_word: Option<String>,
}

/// Ask to join a group
///
/// One request per account and group: who asked already gets 200, and the request stays as it is; so does a member, who needs none.
#[utoipa::path(post, path = "/api/v1/welcome/{group}/requests", tag = "joining", request_body = NewRequest, params(("group" = String, Path, description = "Id of the group")),
    responses((status = 201), (status = 200), (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn ask(
    State(web): Shared,
    Caller { identity, .. }: Caller<InPerson>,
    Path(group): Path<GroupId>,
    Json(body): Json<NewRequest>,
) -> Answer<StatusCode> {
    web.limits.write(identity.account.id)?;
    let typed = Typed {
        alias: body.alias,
        street: body.home_street.unwrap_or_else(|| ANOTHER_STREET.to_owned()),
        about: body.about,
        email: String::new(),
        adult: body.adult,
        younger: body.younger,
        association_member: body.association_member,
        rules_version: body.rules_version,
        own_rules_version: body.own_rules_version,
    };
    let account = identity.account.id;
    let placed = request::ask_signed_in(&web.app, account, group, &typed);
    Ok(match placed.await? {
        Placed::Waits => StatusCode::CREATED,
        Placed::Already | Placed::Member => StatusCode::OK,
    })
}

/// One's own requests, newest first
#[utoipa::path(get, path = "/api/v1/me/requests", tag = "joining",
    responses((status = 200, body = [OwnRequest]), (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn mine(
    State(web): Shared,
    Caller { identity, .. }: Caller<InPerson>,
) -> Answer<axum::Json<Vec<OwnRequest>>> {
    let mine = request::mine(&web.app, identity.account.id).await?;
    let own = mine.into_iter().map(|own| OwnRequest {
        id: own.request.id.to_string(),
        group: own.request.asking.group.to_string(),
        group_name: own.group_name,
        state: own.request.state.code().into(),
        residence: own.request.residence.code().into(),
        vouch_word: own.vouch_word,
        alias: own.request.asking.alias,
        home_street: own.street,
        about: own.request.asking.about,
        asked_ms: own.request.asked_at.as_millis(),
        answer: own.request.words,
    });
    Ok(axum::Json(own.collect()))
}

/// Take one's own request back
///
/// It is gone, and with it the account of somebody who is in no group.
#[utoipa::path(delete, path = "/api/v1/me/requests/{request}", tag = "joining", params(("request" = String, Path, description = "Id of the request")),
    responses((status = 204), (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn withdraw(
    State(web): Shared,
    Caller { identity, .. }: Caller<InPerson>,
    Path(id): Path<RequestId>,
) -> Answer<StatusCode> {
    request::withdraw(&web.app, identity.account.id, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A request, as those who run the group see it: never with an address.
#[derive(Debug, Serialize, ToSchema)]
pub struct RequestSummary {
    /// Its id.
    id: String,
    /// `waiting` or `approved` (waits for a place).
    state: String,
    /// The name that others will see.
    alias: String,
    /// Id of the street; missing for another one.
    #[serde(skip_serializing_if = "Option::is_none")]
    home_street: Option<String>,
    /// A line about themselves.
    #[serde(skip_serializing_if = "Option::is_none")]
    about: Option<String>,
    /// When it was asked.
    asked_ms: i64,
    /// How it was checked that they live here: `none`, `admin`, `vouch` or `letter`.
    residence: String,
    /// The alias of the neighbour who knows them, where one does.
    #[serde(skip_serializing_if = "Option::is_none")]
    vouched_by: Option<String>,
    /// Younger than the group asks, by their own word.
    younger: bool,
}

fn summary(request: Request, vouched_by: Option<String>) -> RequestSummary {
    RequestSummary {
        vouched_by,
        id: request.id.to_string(),
        state: request.state.code().into(),
        alias: request.asking.alias,
        home_street: request.asking.street.map(|street| street.to_string()),
        about: request.asking.about,
        younger: request.asking.younger,
        asked_ms: request.asked_at.as_millis(),
        residence: request.residence.code().into(),
    }
}

/// Who asks to join a group, for those who run it
///
/// First those that wait for an answer, then those that wait for a place, each in the order in which they came.
#[utoipa::path(get, path = "/api/v1/groups/{group}/requests", tag = "joining", params(("group" = String, Path, description = "Id of the group")),
    responses((status = 200, body = [RequestSummary]), (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn queue(
    State(web): Shared,
    Caller { identity, .. }: Caller<InPerson>,
    Path(group): Path<GroupId>,
) -> Answer<axum::Json<Vec<RequestSummary>>> {
    let mut queue = answer::queue(&web.app, identity.account.id, group).await?;
    let open = queue.open.into_iter().map(|request| {
        let vouched_by = queue.vouched_by.remove(&request.id);
        summary(request, vouched_by)
    });
    Ok(axum::Json(open.collect()))
}

/// A yes.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Yes {
    /// A short letter to the asker.
    #[serde(default)]
    #[schema(max_length = 800)]
    answer: String,
    /// Whoever answers knows, or checked, that the asker lives or works here.
    #[serde(default)]
    knows: bool,
    /// Why somebody younger than the group asks may join: asked for where the request says so, kept in the log, read by them.
    #[serde(default)]
    #[schema(max_length = 280)]
    age_reason: String,
}

/// What became of a yes.
#[derive(Debug, Serialize, ToSchema)]
pub struct AfterYes {
    /// `let_in`, or `approved`: the group is full, and they wait for a place.
    state: String,
}

/// Let somebody in
///
/// When the group is full they come on the waiting list; a place that comes free goes to the first of them by itself.
#[utoipa::path(post, path = "/api/v1/groups/{group}/requests/{request}/let-in", tag = "joining", request_body = Yes,
    params(("group" = String, Path, description = "Id of the group"), ("request" = String, Path, description = "Id of the request")),
    responses((status = 200, body = AfterYes), (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn let_in(
    State(web): Shared,
    Caller { identity, .. }: Caller<InPerson>,
    Path((group, id)): Path<(GroupId, RequestId)>,
    Json(body): Json<Yes>,
) -> Answer<axum::Json<AfterYes>> {
    web.limits.write(identity.account.id)?;
    let account = identity.account.id;
    let said = Said {
        words: body.answer,
        knows: body.knows,
        age_reason: body.age_reason,
    };
    let state = answer::let_in(&web.app, account, group, id, &said);
    Ok(axum::Json(AfterYes {
        state: state.await?.code().into(),
    }))
}

/// A no.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct No {
    /// A short letter to the asker: a no has words.
    #[schema(max_length = 800)]
    answer: String,
}

/// Say no
#[utoipa::path(post, path = "/api/v1/groups/{group}/requests/{request}/refuse", tag = "joining", request_body = No,
    params(("group" = String, Path, description = "Id of the group"), ("request" = String, Path, description = "Id of the request")),
    responses((status = 204), (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn refuse(
    State(web): Shared,
    Caller { identity, .. }: Caller<InPerson>,
    Path((group, id)): Path<(GroupId, RequestId)>,
    Json(body): Json<No>,
) -> Answer<StatusCode> {
    web.limits.write(identity.account.id)?;
    answer::refuse(&web.app, identity.account.id, group, id, &body.answer).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// What a group wants of who asks.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Joining {
    /// The version of the group's settings that was read: 409 when somebody else changed them since; missing: whatever stands there is replaced.
    #[serde(default)]
    version: Option<u32>,
    /// It takes requests.
    takes_requests: bool,
    /// Checks of residence that count, of `admin`, `vouch` and `letter`; none: the group asks for none.
    residence_checks: Vec<String>,
}

/// What a group wants of who asks, for those who run it
#[utoipa::path(get, path = "/api/v1/groups/{group}/joining", tag = "joining", params(("group" = String, Path, description = "Id of the group")),
    responses((status = 200, body = Joining), (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn joining(
    State(web): Shared,
    Caller { identity, .. }: Caller<InPerson>,
    Path(group): Path<GroupId>,
) -> Answer<axum::Json<Joining>> {
    let queue = answer::queue(&web.app, identity.account.id, group).await?;
    Ok(axum::Json(Joining {
        version: Some(queue.version),
        takes_requests: queue.joining.takes_requests,
        residence_checks: queue.joining.checks.codes().into_iter().map(str::to_owned).collect(),
    }))
}

/// Say whether a group takes requests, and which checks of residence count
#[utoipa::path(put, path = "/api/v1/groups/{group}/joining", tag = "joining", request_body = Joining, params(("group" = String, Path, description = "Id of the group")),
    responses((status = 204), (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn set_joining(
    State(web): Shared,
    Caller { identity, .. }: Caller<InPerson>,
    Path(group): Path<GroupId>,
    Json(body): Json<Joining>,
) -> Answer<StatusCode> {
    web.limits.write(identity.account.id)?;
    let new = NewJoining {
        takes_requests: body.takes_requests,
        checks: body.residence_checks,
    };
    answer::set_joining(&web.app, identity.account.id, group, body.version, &new).await?;
    Ok(StatusCode::NO_CONTENT)
}

const _: () = assert!(
    limits::REQUEST_ABOUT_CHARS_MAX == 200 && limits::REQUEST_ANSWER_CHARS_MAX == 800,
    "the lengths in the description are those of the limits"
);
