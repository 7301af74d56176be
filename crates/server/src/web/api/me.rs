//! One's own account, for programs.

use super::{Answer, Json};
use crate::usecase::settings::{self, Preferences, TokenRequest};
use crate::usecase::{sign_in, test_alarm};
use crate::web::Shared;
use crate::web::auth::{Caller, InPerson, ToRead};
use crate::web::error::{Fault, ProblemDetails};
use crate::web::form::{Path, object, one_object};
use axum::extract::State;
use axum::http::StatusCode;
use saar_delivery::webpush::Subscription;
use saar_domain::clock::Timestamp;
use saar_domain::field::{FieldError, Problem};
use saar_domain::id::{SessionId, TokenId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Who is calling.
#[derive(Debug, Serialize, ToSchema)]
pub struct Me {
    /// Id of the account.
    account: String,
    /// Language on screen.
    language: String,
    /// What the token may; missing for a signed-in browser, which may everything.
    scopes: Option<Vec<String>>,
}

/// Who is calling
#[utoipa::path(get, path = "/api/v1/me", tag = "me", responses((status = 200, body = Me), (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn me(caller: Caller) -> axum::Json<Me> {
    let identity = caller.identity;
    let scopes = identity
        .scopes
        .map(|scopes| scopes.iter().map(|scope| scope.code().to_owned()).collect());
    axum::Json(Me {
        account: identity.account.id.to_string(),
        language: identity.account.language,
        scopes,
    })
}

/// How somebody wants to be reached, and how pages look for them.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PreferenceBody {
    /// `nl` or `en`.
    #[schema(example = "nl", max_length = 8)]
    language: String,
    /// Codes of channels in the order in which they are tried.
    #[schema(max_items = 10)]
    channels: Vec<String>,
    /// Begin of the quiet hours, hh:mm; empty for none.
    #[serde(default)]
    #[schema(max_length = 8)]
    quiet_from: String,
    /// Their end.
    #[serde(default)]
    #[schema(max_length = 8)]
    quiet_to: String,
    /// Real alarms make no sound in quiet hours either.
    #[serde(default)]
    mute_real_alarms: bool,
    /// IANA name of the zone in which hours and days are meant; empty for the group's.
    #[serde(default)]
    #[schema(example = "Europe/Lisbon", max_length = 64)]
    time_zone: String,
    /// A pause while away: no alarm is sent meanwhile. Missing or null for none.
    #[serde(default, deserialize_with = "object")]
    holiday_pause: Option<PauseBody>,
    /// Pages in large letters.
    #[serde(default)]
    large_text: bool,
    /// Pages for a left thumb.
    #[serde(default)]
    left_hand: bool,
}

/// Days of a pause, in the member's zone.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PauseBody {
    /// The first day; empty: from now on.
    #[serde(default)]
    #[schema(example = "2026-12-20", max_length = 10)]
    from: String,
    /// The last day; empty: until it is ended.
    #[serde(default)]
    #[schema(example = "2027-01-03", max_length = 10)]
    until: String,
}

impl From<Preferences> for PreferenceBody {
    fn from(chosen: Preferences) -> Self {
        Self {
            language: chosen.language,
            channels: chosen.channels,
            quiet_from: chosen.quiet_from,
            quiet_to: chosen.quiet_to,
            mute_real_alarms: chosen.mute_real_alarms,
            time_zone: chosen.time_zone,
            holiday_pause: chosen.pause.map(|(from, until)| PauseBody { from, until }),
            large_text: chosen.large_text,
            left_hand: chosen.left_hand,
        }
    }
}

impl From<PreferenceBody> for Preferences {
    fn from(body: PreferenceBody) -> Self {
        Self {
            language: body.language,
            channels: body.channels,
            quiet_from: body.quiet_from,
            quiet_to: body.quiet_to,
            mute_real_alarms: body.mute_real_alarms,
            time_zone: body.time_zone,
            pause: body.holiday_pause.map(|pause| (pause.from, pause.until)),
            large_text: body.large_text,
            left_hand: body.left_hand,
        }
    }
}

/// One's preferences
#[utoipa::path(get, path = "/api/v1/me/preferences", tag = "me",
    responses((status = 200, body = PreferenceBody), (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn preferences(
    State(web): Shared,
    Caller { identity, .. }: Caller<ToRead>,
) -> Answer<axum::Json<PreferenceBody>> {
    let chosen = Preferences::of(&web.app, &identity.account, identity.country.as_deref());
    Ok(axum::Json(chosen.into()))
}

/// Save one's preferences
#[utoipa::path(put, path = "/api/v1/me/preferences", tag = "me", request_body = PreferenceBody,
    responses((status = 200, body = PreferenceBody), (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn save_preferences(
    State(web): Shared,
    Caller { identity, .. }: Caller<InPerson>,
    Json(body): Json<PreferenceBody>,
) -> Answer<axum::Json<PreferenceBody>> {
    web.limits.write(identity.account.id)?;
    let country = identity.country.as_deref();
    let saved = settings::save(&web.app, identity.account.id, country, &body.into()).await?;
    Ok(axum::Json(Preferences::of(&web.app, &saved, country).into()))
}

/// A browser's push subscription, as `PushSubscription.toJSON()` gives it.
#[derive(Debug, Clone, Deserialize, ToSchema)]
pub struct PushSubscription {
    /// Address at the push service.
    #[schema(max_length = 1024)]
    endpoint: String,
    /// The browser's keys.
    #[serde(deserialize_with = "one_object")]
    keys: PushKeys,
}

/// The keys of a subscription, base64url.
#[derive(Debug, Clone, Deserialize, ToSchema)]
pub struct PushKeys {
    /// Public key.
    #[schema(max_length = 100)]
    p256dh: String,
    /// Shared secret.
    #[schema(max_length = 40)]
    auth: String,
}

/// Have alarms pushed to this browser
///
/// Also sent at every opening, for browsers change their subscription silently.
#[utoipa::path(post, path = "/api/v1/me/push-subscription", tag = "me", request_body = PushSubscription,
    responses((status = 204), (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn subscribe(
    State(web): Shared,
    Caller { identity, .. }: Caller<InPerson>,
    Json(body): Json<PushSubscription>,
) -> Answer<StatusCode> {
    web.limits.write(identity.account.id)?;
    let subscription = Subscription::parse(&body.endpoint, &body.keys.p256dh, &body.keys.auth).map_err(|error| {
        Fault::Invalid(vec![FieldError {
            field: error.field(),
            problem: Problem::Malformed,
        }])
    })?;
    settings::subscribe(&web.app, identity.account.id, identity.session, subscription).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// No pushes to this browser any more
#[utoipa::path(delete, path = "/api/v1/me/push-subscription", tag = "me",
    responses((status = 204), (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn unsubscribe(State(web): Shared, Caller { identity, .. }: Caller<InPerson>) -> Answer<StatusCode> {
    if let Some(session) = identity.session {
        settings::unsubscribe(&web.app, session).await?;
    }
    Ok(StatusCode::NO_CONTENT)
}

/// What became of one's last test alarm. It is counted nowhere, and nobody else sees it.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct TestAlarm {
    /// When it was sent; missing when there was none yet.
    #[serde(skip_serializing_if = "Option::is_none")]
    sent_ms: Option<i64>,
    /// Each phone and mailbox, phones first.
    ways: Vec<TestWay>,
}

/// How far a test alarm came on one way. Accepted, delivered and seen are different things.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct TestWay {
    /// Its id.
    id: String,
    /// Code of the channel.
    channel: String,
    /// The device, in its browser's words; missing for a mailbox.
    #[serde(skip_serializing_if = "Option::is_none")]
    device: Option<String>,
    /// `pending`, `leased`, `accepted`, `delivered`, `seen`, `failed`, `expired` or `withdrawn`.
    state: String,
    /// When the channel's service took it.
    #[serde(skip_serializing_if = "Option::is_none")]
    accepted_ms: Option<i64>,
    /// When a device showed it.
    #[serde(skip_serializing_if = "Option::is_none")]
    delivered_ms: Option<i64>,
    /// When it was opened, or its reader said that it is there.
    #[serde(skip_serializing_if = "Option::is_none")]
    seen_ms: Option<i64>,
}

impl From<test_alarm::TestAlarm> for TestAlarm {
    fn from(test: test_alarm::TestAlarm) -> Self {
        let ways = test.ways.into_iter().map(|way| TestWay {
            id: way.probe.id.to_string(),
            channel: way.probe.channel.code().into(),
            device: way.device,
            state: way.probe.state.code().into(),
            accepted_ms: way.probe.accepted_at.map(Timestamp::as_millis),
            delivered_ms: way.probe.delivered_at.map(Timestamp::as_millis),
            seen_ms: way.probe.seen_at.map(Timestamp::as_millis),
        });
        Self {
            sent_ms: test.sent_at.map(Timestamp::as_millis),
            ways: ways.collect(),
        }
    }
}

/// Send a test alarm to oneself, over every channel
///
/// By the same way as an alarm. What becomes of it is read afterwards; at most six an hour.
#[utoipa::path(post, path = "/api/v1/me/test-alarm", tag = "me",
    responses((status = 200, body = TestAlarm), (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn test_alarm(
    State(web): Shared,
    Caller { identity, .. }: Caller<InPerson>,
) -> Answer<axum::Json<TestAlarm>> {
    web.limits.write(identity.account.id)?;
    Ok(axum::Json(
        test_alarm::send(&web.app, identity.account.id).await?.into(),
    ))
}

/// What became of one's last test alarm
#[utoipa::path(get, path = "/api/v1/me/test-alarm", tag = "me",
    responses((status = 200, body = TestAlarm), (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn look_at_test_alarm(
    State(web): Shared,
    Caller { identity, .. }: Caller<InPerson>,
) -> Answer<axum::Json<TestAlarm>> {
    Ok(axum::Json(
        test_alarm::look(&web.app, identity.account.id).await?.into(),
    ))
}

/// A signed-in device.
#[derive(Debug, Serialize, ToSchema)]
pub struct Device {
    /// Its id.
    id: String,
    /// System and browser.
    name: String,
    /// Last used, to within an hour.
    seen_ms: i64,
    /// The one that asks.
    this: bool,
}

/// One's signed-in devices
#[utoipa::path(get, path = "/api/v1/me/devices", tag = "me", responses((status = 200, body = [Device]), (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn devices(State(web): Shared, Caller { identity, .. }: Caller<InPerson>) -> Answer<axum::Json<Vec<Device>>> {
    let mine = settings::look(&web.app, identity.account.id).await?;
    let devices = mine.sessions.into_iter().map(|session| Device {
        id: session.id.to_string(),
        this: Some(session.id) == identity.session,
        name: session.device,
        seen_ms: session.seen_at.as_millis(),
    });
    Ok(axum::Json(devices.collect()))
}

/// Sign a device out
#[utoipa::path(delete, path = "/api/v1/me/devices/{device}", tag = "me", params(("device" = String, Path, description = "Id of the device")),
    responses((status = 204), (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn sign_out_device(
    State(web): Shared,
    Caller { identity, .. }: Caller<InPerson>,
    Path(device): Path<SessionId>,
) -> Answer<StatusCode> {
    let ended = sign_in::sign_out(&web.app, identity.account.id, device).await?;
    if ended {
        Ok(StatusCode::NO_CONTENT)
    } else {
        Err(Fault::NotFound)
    }
}

/// A personal access token.
#[derive(Debug, Serialize, ToSchema)]
pub struct Token {
    /// Its id.
    id: String,
    /// What its owner calls it.
    name: String,
    /// Codes of scopes.
    scopes: Vec<String>,
    /// Until when.
    expires_ms: i64,
    /// The secret; only right after it was made.
    #[serde(skip_serializing_if = "Option::is_none")]
    secret: Option<String>,
}

fn token(token: &saar_store::session::AccessToken, secret: Option<String>) -> Token {
    Token {
        id: token.id.to_string(),
        name: token.name.clone(),
        scopes: token.scopes.split(' ').map(str::to_owned).collect(),
        expires_ms: token.expires_at.as_millis(),
        secret,
    }
}

/// One's access tokens
#[utoipa::path(get, path = "/api/v1/me/tokens", tag = "me", responses((status = 200, body = [Token]), (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn tokens(State(web): Shared, Caller { identity, .. }: Caller<InPerson>) -> Answer<axum::Json<Vec<Token>>> {
    let mine = settings::look(&web.app, identity.account.id).await?;
    Ok(axum::Json(mine.tokens.iter().map(|made| token(made, None)).collect()))
}

/// A token to be made.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewToken {
    /// What its owner calls it.
    #[schema(max_length = 80)]
    name: String,
    /// `read`, `report`, `respond`.
    #[schema(max_items = 3)]
    scopes: Vec<String>,
    /// For how many days, 1 to 366.
    #[schema(minimum = 1, maximum = 366)]
    days: u32,
}

/// Make an access token; its secret is shown once
#[utoipa::path(post, path = "/api/v1/me/tokens", tag = "me", request_body = NewToken,
    responses((status = 201, body = Token), (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn create_token(
    State(web): Shared,
    Caller { identity, .. }: Caller<InPerson>,
    Json(body): Json<NewToken>,
) -> Answer<(StatusCode, axum::Json<Token>)> {
    web.limits.write(identity.account.id)?;
    let request = TokenRequest {
        name: body.name,
        scopes: body.scopes,
        days: body.days,
    };
    let (made, secret) = settings::create_token(&web.app, identity.account.id, &request).await?;
    Ok((StatusCode::CREATED, axum::Json(token(&made, Some(secret)))))
}

/// Take a token back
#[utoipa::path(delete, path = "/api/v1/me/tokens/{token}", tag = "me", params(("token" = String, Path, description = "Id of the token")),
    responses((status = 204), (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn revoke_token(
    State(web): Shared,
    Caller { identity, .. }: Caller<InPerson>,
    Path(token): Path<TokenId>,
) -> Answer<StatusCode> {
    let revoked = settings::revoke_token(&web.app, identity.account.id, token).await?;
    if revoked {
        Ok(StatusCode::NO_CONTENT)
    } else {
        Err(Fault::NotFound)
    }
}
