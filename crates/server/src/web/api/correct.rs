//! Correcting one's name in a group, and one's address, for programs that a person drives.

use super::{Answer, Json};
use crate::usecase::correct;
use crate::web::Shared;
use crate::web::auth::{self, CHALLENGE_COOKIE, Caller, InPerson};
use crate::web::error::{Fault, ProblemDetails};
use crate::web::form::Path;
use crate::web::page::correct::change;
use crate::web::page::entry::{challenge_cookie, mail_code};
use axum::extract::State;
use axum::http::StatusCode;
use axum_extra::extract::CookieJar;
use saar_domain::field::{FieldError, Problem};
use saar_domain::id::GroupId;
use serde::Deserialize;
use utoipa::ToSchema;

/// A name in a group.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AliasBody {
    /// The name that others will see.
    #[schema(example = "Merel", min_length = 2, max_length = 30)]
    alias: String,
}

/// Change your name in a group; it stands in the group's log
#[utoipa::path(put, path = "/api/v1/groups/{group}/alias", tag = "groups", request_body = AliasBody, params(("group" = String, Path, description = "Id of the group")),
    responses((status = 204), (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn alias(
    State(web): Shared,
    Caller { identity, .. }: Caller<InPerson>,
    Path(group): Path<GroupId>,
    Json(body): Json<AliasBody>,
) -> Answer<StatusCode> {
    web.limits.write(identity.account.id)?;
    correct::alias(&web.app, identity.account.id, group, &body.alias).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// An address.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AddressBody {
    /// The new one.
    #[schema(example = "merel@example.org", max_length = 254)]
    email: String,
}

/// Ask for a code at the address that is to be yours; this device's half comes as a cookie
#[utoipa::path(post, path = "/api/v1/me/email", tag = "me", request_body = AddressBody,
    responses((status = 204), (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn ask_address(
    State(web): Shared,
    Caller { identity, .. }: Caller<InPerson>,
    jar: CookieJar,
    Json(body): Json<AddressBody>,
) -> Answer<(CookieJar, StatusCode)> {
    web.limits.write(identity.account.id)?;
    let asked = correct::ask_address(&web.app, &identity, &body.email).await?;
    mail_code(&web, &asked).await;
    Ok((jar.add(challenge_cookie(&web, &asked)), StatusCode::NO_CONTENT))
}

/// A code.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AddressCodeBody {
    /// Six digits.
    #[schema(example = "012345", max_length = 20)]
    code: String,
}

/// Change your address by the code that was mailed there; the former one is told, with a way back
#[utoipa::path(put, path = "/api/v1/me/email", tag = "me", request_body = AddressCodeBody,
    responses((status = 204), (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn address(
    State(web): Shared,
    Caller { identity, .. }: Caller<InPerson>,
    jar: CookieJar,
    Json(body): Json<AddressCodeBody>,
) -> Answer<(CookieJar, StatusCode)> {
    web.limits.write(identity.account.id)?;
    let Some(device) = jar.get(CHALLENGE_COOKIE) else {
        let (field, problem) = ("code", Problem::Missing);
        return Err(Fault::Invalid(vec![FieldError { field, problem }]));
    };
    change(&web, &identity, device.value(), &body.code).await??;
    Ok((jar.add(auth::no_cookie(&web, CHALLENGE_COOKIE)), StatusCode::NO_CONTENT))
}
