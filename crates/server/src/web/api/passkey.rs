//! Passkeys, for one's own browser: made and answered by scripts, so here and not in forms.
//!
//! Only in person: a program with a token that could add a passkey would stay after the token is taken back.

use super::{Answer, Json};
use crate::usecase::passkey::{self, Asked, News, PasskeyError, Refusal};
use crate::web::auth::{self, Caller, InPerson};
use crate::web::error::{Fault, ProblemDetails};
use crate::web::form::Path;
use crate::web::{ClientAddress, Shared, Web};
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum_extra::extract::CookieJar;
use saar_domain::clock::Timestamp;
use saar_domain::id::{AccountId, PasskeyId};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::sync::Arc;
use utoipa::ToSchema;

/// A passkey of one's own.
#[derive(Debug, Serialize, ToSchema)]
pub struct Passkey {
    /// Its id.
    id: String,
    /// What its owner calls it.
    name: String,
    /// When it was made.
    created_ms: i64,
    /// When it last signed somebody in.
    used_ms: Option<i64>,
    /// Since when it signs nobody in any more: its counter went back, so there may be a copy.
    blocked_ms: Option<i64>,
}

impl From<saar_store::passkey::Passkey> for Passkey {
    fn from(stored: saar_store::passkey::Passkey) -> Self {
        Self {
            id: stored.id.to_string(),
            name: stored.name,
            created_ms: stored.created_at.as_millis(),
            used_ms: stored.used_at.map(Timestamp::as_millis),
            blocked_ms: stored.blocked_at.map(Timestamp::as_millis),
        }
    }
}

/// What a browser is asked.
#[derive(Debug, Serialize, ToSchema)]
pub struct Ceremony {
    /// Goes back with the answer, unread and unchanged. Good once, for five minutes.
    ceremony: String,
    /// For `PublicKeyCredential.parseCreationOptionsFromJSON` or `parseRequestOptionsFromJSON`.
    #[schema(value_type = Object)]
    options: Value,
}

impl From<Asked> for Ceremony {
    fn from(asked: Asked) -> Self {
        Self {
            ceremony: asked.ceremony,
            options: asked.options,
        }
    }
}

/// One's passkeys, newest first
#[utoipa::path(get, path = "/api/v1/me/passkeys", tag = "me",
    responses((status = 200, body = [Passkey]), (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn list(State(web): Shared, Caller { identity, .. }: Caller<InPerson>) -> Answer<axum::Json<Vec<Passkey>>> {
    let mine = passkey::look(&web.app, identity.account.id).await?;
    Ok(axum::Json(mine.into_iter().map(Passkey::from).collect()))
}

/// Begin a new passkey
#[utoipa::path(post, path = "/api/v1/me/passkeys/ceremony", tag = "me",
    responses((status = 200, body = Ceremony), (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn begin(State(web): Shared, Caller { identity, .. }: Caller<InPerson>) -> Answer<axum::Json<Ceremony>> {
    web.limits.write(identity.account.id)?;
    Ok(axum::Json(passkey::begin(&web.app, identity.account.id).await?.into()))
}

/// A passkey that the browser made.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewPasskey {
    /// As it came with the question.
    #[schema(max_length = 8000)]
    ceremony: String,
    /// What its owner calls it; empty: the system and the browser that ask.
    #[serde(default)]
    #[schema(max_length = 80)]
    name: String,
    /// `PublicKeyCredential.toJSON()` of what `navigator.credentials.create` gave.
    #[schema(value_type = Object)]
    credential: Value,
}

/// Add the passkey that the browser made
///
/// Its owner gets a mail.
#[utoipa::path(post, path = "/api/v1/me/passkeys", tag = "me", request_body = NewPasskey,
    responses((status = 201, body = Passkey), (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn add(
    State(web): Shared,
    Caller { identity, .. }: Caller<InPerson>,
    headers: HeaderMap,
    Json(body): Json<NewPasskey>,
) -> Answer<(StatusCode, axum::Json<Passkey>)> {
    let account = identity.account.id;
    web.limits.write(account)?;
    let device = auth::device_name(&headers);
    let added = passkey::add(&web.app, account, &body.ceremony, &body.name, body.credential, &device).await?;
    tell(&web, account, News::Added, &added.name);
    Ok((StatusCode::CREATED, axum::Json(added.into())))
}

/// A passkey's new name.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PasskeyName {
    /// What its owner calls it.
    #[schema(min_length = 1, max_length = 80)]
    name: String,
}

/// Give a passkey another name
#[utoipa::path(put, path = "/api/v1/me/passkeys/{passkey}/name", tag = "me", request_body = PasskeyName,
    params(("passkey" = String, Path, description = "Id of the passkey")),
    responses((status = 204), (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn rename(
    State(web): Shared,
    Caller { identity, .. }: Caller<InPerson>,
    Path(id): Path<PasskeyId>,
    Json(body): Json<PasskeyName>,
) -> Answer<StatusCode> {
    web.limits.write(identity.account.id)?;
    there(passkey::rename(&web.app, identity.account.id, id, &body.name).await?)
}

/// Take a passkey back
///
/// Devices that it signed in stay signed in; see the devices.
#[utoipa::path(delete, path = "/api/v1/me/passkeys/{passkey}", tag = "me", params(("passkey" = String, Path, description = "Id of the passkey")),
    responses((status = 204), (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn revoke(
    State(web): Shared,
    Caller { identity, .. }: Caller<InPerson>,
    Path(id): Path<PasskeyId>,
) -> Answer<StatusCode> {
    there(passkey::revoke(&web.app, identity.account.id, id).await?)
}

fn there(was_there: bool) -> Answer<StatusCode> {
    if was_there {
        Ok(StatusCode::NO_CONTENT)
    } else {
        Err(Fault::NotFound)
    }
}

/// Be offered a passkey no more
#[utoipa::path(delete, path = "/api/v1/me/passkey-offer", tag = "me",
    responses((status = 204), (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn decline(State(web): Shared, Caller { identity, .. }: Caller<InPerson>) -> Answer<StatusCode> {
    web.limits.write(identity.account.id)?;
    passkey::decline(&web.app, identity.account.id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Begin to sign in by a passkey
///
/// Nothing is kept for it.
#[utoipa::path(post, path = "/api/v1/sign-in/passkey/ceremony", tag = "sign-in", security(()),
    responses((status = 200, body = Ceremony), (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn begin_sign_in(State(web): Shared) -> Answer<axum::Json<Ceremony>> {
    Ok(axum::Json(passkey::begin_sign_in(&web.app)?.into()))
}

/// A passkey's answer.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PasskeyAnswer {
    /// As it came with the question.
    #[schema(max_length = 8000)]
    ceremony: String,
    /// `PublicKeyCredential.toJSON()` of what `navigator.credentials.get` gave.
    #[schema(value_type = Object)]
    credential: Value,
}

/// Sign this browser in by a passkey
///
/// The answer sets the cookie of a session.
#[utoipa::path(post, path = "/api/v1/sign-in/passkey", tag = "sign-in", security(()), request_body = PasskeyAnswer,
    responses((status = 204), (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn sign_in(
    State(web): Shared,
    peer: Option<axum::Extension<ClientAddress>>,
    headers: HeaderMap,
    jar: CookieJar,
    Json(body): Json<PasskeyAnswer>,
) -> Answer<(CookieJar, StatusCode)> {
    web.limits.signed_out(crate::web::limit::address(peer.as_deref()))?;
    let device = auth::device_name(&headers);
    match passkey::sign_in(&web.app, &body.ceremony, body.credential, &device).await {
        Ok(signed_in) => Ok((
            jar.add(auth::session_cookie(&web, signed_in.token)),
            StatusCode::NO_CONTENT,
        )),
        Err(error) => {
            if let PasskeyError::Copied { account, name } = &error {
                tell(&web, *account, News::Blocked, name);
            }
            Err(error.into())
        }
    }
}

/// Mails the owner, beside the answer.
fn tell(web: &Arc<Web>, account: AccountId, news: News, name: &str) {
    let (web, name) = (Arc::clone(web), name.to_owned());
    tokio::spawn(async move { passkey::tell(&web.app, account, news, &name).await });
}

/// The HTTP status of a refusal.
pub(crate) const fn passkey_status(refusal: Refusal) -> StatusCode {
    match refusal {
        Refusal::Off => StatusCode::NOT_FOUND,
        Refusal::Over | Refusal::Known => StatusCode::CONFLICT,
        Refusal::Unknown => StatusCode::FORBIDDEN,
    }
}

/// The code of a refusal's problem.
pub(crate) const fn passkey_code(refusal: Refusal) -> &'static str {
    match refusal {
        Refusal::Off => "passkey-off",
        Refusal::Over => "passkey-over",
        Refusal::Unknown => "passkey-unknown",
        Refusal::Known => "passkey-known",
    }
}

impl From<PasskeyError> for Fault {
    fn from(error: PasskeyError) -> Self {
        match error {
            PasskeyError::Refused(refusal) => Self::Passkey(refusal),
            // A copy learns nothing; the owner gets a mail.
            PasskeyError::Copied { .. } => Self::Passkey(Refusal::Unknown),
            PasskeyError::Invalid(errors) => Self::Invalid(errors),
            PasskeyError::Store(error) => error.into(),
        }
    }
}
