//! The settings of a group, for programs.

use super::{Answer, Json};
use crate::usecase::group_setting::{self, Typed};
use crate::usecase::request::answer::NewJoining;
use crate::web::Shared;
use crate::web::auth::{Caller, InPerson};
use crate::web::error::ProblemDetails;
use crate::web::form::Path;
use axum::extract::State;
use axum::http::StatusCode;
use saar_domain::id::GroupId;
use saar_domain::limits;
use saar_domain::photo::policy;
use saar_domain::setting::RawSettings;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// The settings of a group.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GroupSettings {
    /// The version that was read: who changes them says which one.
    version: u32,
    /// Members at most; no fewer than there are.
    #[schema(minimum = 2, maximum = 256)]
    capacity: u32,
    /// Youngest age to join, in years.
    #[schema(minimum = 16, maximum = 21)]
    minimum_age: u8,
    /// Why it is lower than the country's; asked for when it becomes so, and kept in the group's log.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(min_length = 10, max_length = 280)]
    minimum_age_reason: Option<String>,
    /// The residents' association under whose flag the group is.
    #[serde(default)]
    #[schema(max_length = 80)]
    association: Option<String>,
    /// Neighbours need not be members of it.
    open_to_non_members: bool,
    /// Own words for responses of the country, by their code; at most 30 characters each.
    #[serde(default)]
    response_texts: BTreeMap<String, String>,
    /// `description_only`, `unrecognisable` or `off`; never looser than the country's.
    photo_policy: String,
    /// Minutes of quiet after which an incident closes by itself.
    #[schema(minimum = 30, maximum = 720)]
    quiet_expiry: u32,
    /// The group takes requests to join.
    takes_requests: bool,
    /// Checks of residence that count, of `admin`, `vouch` and `letter`; none: the group asks for none.
    residence_checks: Vec<String>,
}

/// The settings of a group, for its admins
#[utoipa::path(get, path = "/api/v1/groups/{group}/settings", tag = "groups", params(("group" = String, Path, description = "Id of the group")),
    responses((status = 200, body = GroupSettings), (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn one(
    State(web): Shared,
    Caller { identity, .. }: Caller<InPerson>,
    Path(group): Path<GroupId>,
) -> Answer<axum::Json<GroupSettings>> {
    let desk = group_setting::look(&web.app, identity.account.id, group).await?;
    let country = &desk.access.group.country;
    let profile = web.app.profiles.get(country).ok_or(saar_store::StoreError::Gone)?;
    let kept = desk.kept.settings;
    Ok(axum::Json(GroupSettings {
        version: desk.kept.version,
        capacity: kept.capacity,
        minimum_age: kept.minimum_age(profile),
        minimum_age_reason: None,
        open_to_non_members: kept.open_to_non_members,
        photo_policy: policy(profile, kept.photo_policy).code().into(),
        quiet_expiry: kept.quiet_expiry_minutes,
        takes_requests: desk.joining.takes_requests,
        residence_checks: desk.joining.checks.codes().into_iter().map(str::to_owned).collect(),
        response_texts: kept
            .response_texts
            .into_iter()
            .map(|(response, text)| (response.code().to_owned(), text))
            .collect(),
        association: kept.association,
    }))
}

/// Change the settings of a group
///
/// All of them together, by an admin. Where somebody else changed them since they were read, the answer is 409 and nothing is changed.
#[utoipa::path(put, path = "/api/v1/groups/{group}/settings", tag = "groups", request_body = GroupSettings, params(("group" = String, Path, description = "Id of the group")),
    responses((status = 204), (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn set(
    State(web): Shared,
    Caller { identity, .. }: Caller<InPerson>,
    Path(group): Path<GroupId>,
    Json(body): Json<GroupSettings>,
) -> Answer<StatusCode> {
    web.limits.write(identity.account.id)?;
    let typed = Typed {
        version: body.version,
        settings: RawSettings {
            capacity: body.capacity.to_string(),
            minimum_age: body.minimum_age.to_string(),
            minimum_age_reason: body.minimum_age_reason.unwrap_or_default(),
            association: body.association.unwrap_or_default(),
            open_to_non_members: body.open_to_non_members,
            response_texts: body.response_texts,
            photo_policy: body.photo_policy,
            quiet_expiry: body.quiet_expiry.to_string(),
        },
        joining: NewJoining {
            takes_requests: body.takes_requests,
            checks: body.residence_checks,
        },
    };
    group_setting::set(&web.app, identity.account.id, group, &typed).await?;
    Ok(StatusCode::NO_CONTENT)
}

const _: () = assert!(
    limits::GROUP_SIZE_MIN == 2
        && limits::GROUP_SIZE_MAX == 256
        && limits::MINIMUM_AGE_YEARS_MIN == 16
        && limits::MINIMUM_AGE_YEARS_MAX == 21
        && limits::QUIET_EXPIRY_MINUTES_MIN == 30
        && limits::QUIET_EXPIRY_MINUTES_MAX == 720
        && limits::RESPONSE_TEXT_CHARS_MAX == 30,
    "the numbers in the description are those of the limits"
);
