//! What is known about oneself: taking it along, and being forgotten. For signed-in people: no token may.

use super::{Answer, Json};
use crate::usecase::sign_in::SignInError;
use crate::usecase::{own_data, proof};
use crate::web::Shared;
use crate::web::auth::{self, CHALLENGE_COOKIE, Caller, InPerson};
use crate::web::error::{Fault, ProblemDetails, sign_in_fault};
use crate::web::page::entry::{challenge_cookie, mail_code};
use crate::web::page::own_data::archive;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use axum_extra::extract::CookieJar;
use saar_domain::field::{FieldError, Problem};
use serde::Deserialize;
use utoipa::ToSchema;

/// Ask for a code to show that it is you; it is mailed, and this device's half comes as a cookie
#[utoipa::path(post, path = "/api/v1/me/proof", tag = "me", responses((status = 204), (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn ask(
    State(web): Shared,
    Caller { identity, .. }: Caller<InPerson>,
    jar: CookieJar,
) -> Answer<(CookieJar, StatusCode)> {
    web.limits.write(identity.account.id)?;
    let asked = proof::ask(&web.app, &identity).await.map_err(sign_in_fault)?;
    mail_code(&web, &asked).await;
    Ok((jar.add(challenge_cookie(&web, &asked)), StatusCode::NO_CONTENT))
}

/// A code.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ProofBody {
    /// Six digits.
    #[schema(example = "012345", max_length = 20)]
    code: String,
}

/// Show by the mailed code that it is you: for ten minutes
#[utoipa::path(put, path = "/api/v1/me/proof", tag = "me", request_body = ProofBody,
    responses((status = 204), (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn prove(
    State(web): Shared,
    Caller { identity, .. }: Caller<InPerson>,
    jar: CookieJar,
    Json(body): Json<ProofBody>,
) -> Answer<(CookieJar, StatusCode)> {
    web.limits.write(identity.account.id)?;
    let wrong = |problem| {
        let field = "code";
        Fault::Invalid(vec![FieldError { field, problem }])
    };
    let device = jar.get(CHALLENGE_COOKIE).ok_or_else(|| wrong(Problem::Missing))?;
    match proof::confirm(&web.app, &identity, device.value(), &body.code).await {
        Ok(()) => {}
        Err(SignInError::WrongCode { .. } | SignInError::Over) => return Err(wrong(Problem::Malformed)),
        Err(error) => return Err(sign_in_fault(error)),
    }
    Ok((jar.add(auth::no_cookie(&web, CHALLENGE_COOKIE)), StatusCode::NO_CONTENT))
}

/// Take everything about yourself along: a zip with JSON, a page to read, and your own pictures
#[utoipa::path(post, path = "/api/v1/me/export", tag = "me", responses((status = 200, content_type = "application/zip"), (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn export(State(web): Shared, Caller { identity, .. }: Caller<InPerson>) -> Answer<Response> {
    web.limits.write(identity.account.id)?;
    archive(&web, &identity).await
}

/// That it is meant.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ForgetBody {
    /// It cannot be taken back.
    sure: bool,
}

/// Be forgotten: all memberships, the address, devices, passkeys and tokens, at once
#[utoipa::path(delete, path = "/api/v1/me", tag = "me", request_body = ForgetBody,
    responses((status = 204), (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn forget(
    State(web): Shared,
    Caller { identity, .. }: Caller<InPerson>,
    Json(body): Json<ForgetBody>,
) -> Answer<StatusCode> {
    web.limits.write(identity.account.id)?;
    own_data::forget_me(&web.app, &identity, body.sure).await?;
    Ok(StatusCode::NO_CONTENT)
}
