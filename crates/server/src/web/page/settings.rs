//! One's own settings: how an alarm reaches me, my devices, my access.

use super::frame::Frame;
use super::preference;
use super::{Done, or_page, see_done};
use crate::usecase::identity::Identity;
use crate::usecase::settings::{self, Preferences, Settings, SettingsError, TokenRequest};
use crate::usecase::sign_in;
use crate::usecase::{group, passkey};
use crate::web::auth::{self, Reader};
use crate::web::error::{Fault, view_errors};
use crate::web::form::{Fields, Json, Path, Query};
use crate::web::view::settings::{ChannelRow, ChannelWay, DeviceRow, Settings as View, TokenForm, TokenRow};
use crate::web::view::shared::{FieldError, GroupLink};
use crate::web::{Shared, Web};
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum_extra::extract::CookieJar;
use saar_delivery::webpush::Subscription;
use saar_domain::clock::Timestamp;
use saar_domain::delivery::ChannelKind;
use saar_store::endpoint::Endpoint;
use std::sync::Arc;

/// Pages of one's own.
pub fn router() -> Router<Arc<Web>> {
    Router::new()
        .route("/settings", get(show))
        .route("/settings/push", post(subscribe))
        .route("/settings/devices/{device}/revoke", post(revoke_device))
        .route("/settings/tokens", post(create_token))
        .route("/settings/tokens/{token}/revoke", post(revoke_token))
        .route("/sign-out", post(sign_out))
}

/// How long a token from the page lives.
const TOKEN_DAYS: u32 = 365;

async fn show(State(web): Shared, Reader(identity): Reader, Query(done): Query<Done>) -> Response {
    or_page(
        &web,
        &identity,
        render(
            &web,
            &identity,
            Shown {
                done: done.done,
                ..Shown::default()
            },
        )
        .await,
    )
}

/// What differs between a first look and what follows a form.
#[derive(Default)]
pub(super) struct Shown {
    pub(super) done: Option<String>,
    pub(super) new_token: Option<String>,
    /// Preferences as they were typed, after a mistake in them.
    pub(super) typed: Option<Preferences>,
    pub(super) token: TokenForm,
    pub(super) errors: Vec<FieldError>,
}

pub(super) async fn render(web: &Web, identity: &Identity, shown: Shown) -> Result<Response, Fault> {
    let mine = settings::look(&web.app, identity.account.id).await?;
    let groups = group::mine(&web.app, identity.account.id).await?;
    let frame = Frame::of(web, identity).noticing(shown.done.as_deref());
    let chosen = Preferences::of(&web.app, &mine.account, identity.country.as_deref());
    let typed = shown.typed.unwrap_or_else(|| chosen.clone());
    let zone = settings::own_zone(&web.app, mine.account.time_zone.as_deref(), identity.country.as_deref());
    let paused = mine
        .account
        .pause
        .is_some_and(|pause| pause.covers(web.app.now(), &zone));
    let wrong = !shown.errors.is_empty();
    let view = View {
        channels: channels(&mine, web.app.now()),
        email: mine.email,
        push_key: Some(web.app.push_public_key.clone()),
        passkeys: passkey::available(&web.app),
        test: preference::test_view(web, identity, &zone).await?,
        zones: preference::zones(web, identity, &typed.time_zone),
        paused,
        pause: chosen.pause.is_some(),
        pause_until_day: chosen.pause.map(|(_, until)| until).unwrap_or_default(),
        quiet_from: typed.quiet_from,
        quiet_to: typed.quiet_to,
        wake_at_night: !typed.mute_real_alarms,
        time_zone: typed.time_zone,
        pause_from: typed.pause.as_ref().map(|(from, _)| from.clone()).unwrap_or_default(),
        pause_until: typed.pause.map(|(_, until)| until).unwrap_or_default(),
        large_text: typed.large_text,
        left_hand: typed.left_hand,
        language: mine.account.language,
        devices: mine
            .sessions
            .into_iter()
            .map(|session| DeviceRow {
                id: session.id.to_string(),
                this: Some(session.id) == identity.session,
                name: session.device,
                last_ms: session.seen_at.as_millis(),
            })
            .collect(),
        tokens: mine
            .tokens
            .into_iter()
            .map(|token| TokenRow {
                id: token.id.to_string(),
                name: token.name,
                scopes: token.scopes.split(' ').map(str::to_owned).collect(),
                last_ms: None,
            })
            .collect(),
        new_token: shown.new_token,
        token_form: shown.token,
        groups: groups
            .into_iter()
            .map(|mine| GroupLink {
                id: mine.group.id.to_string(),
                name: mine.group.name,
                admin: mine.member.role.runs_the_group(),
            })
            .collect(),
        errors: shown.errors,
    };
    frame.render_form(web, "settings", &view, wrong)
}

/// What a channel is called in forms, and in the names of texts.
pub(super) const fn channel_code(channel: ChannelKind) -> &'static str {
    match channel {
        ChannelKind::WebPush => "push",
        ChannelKind::Email => "mail",
    }
}

/// The channels in the order in which they are tried, each with its phones or mailboxes; an open page hears everything anyway.
fn channels(mine: &Settings, now: Timestamp) -> Vec<ChannelRow> {
    let way = |endpoint: &Endpoint| {
        let is_phone = endpoint.channel == ChannelKind::WebPush;
        let is_silent = is_phone && endpoint.phone.is_silent(now);
        let session = mine.sessions.iter().find(|known| Some(known.id) == endpoint.session);
        ChannelWay {
            state: if is_silent { "failing" } else { "working" }.into(),
            device: session.filter(|_| is_phone).map(|known| known.device.clone()),
            last_ms: endpoint.answered_at.filter(|_| is_phone).map(Timestamp::as_millis),
        }
    };
    let row = |channel: &ChannelKind| {
        let of_channel = mine.endpoints.iter().filter(|endpoint| endpoint.channel == *channel);
        ChannelRow {
            code: channel_code(*channel).into(),
            ways: of_channel.map(way).collect(),
        }
    };
    mine.account.channels.iter().map(row).collect()
}

/// A browser's push subscription, sent by a script at every opening.
async fn subscribe(
    State(web): Shared,
    Reader(identity): Reader,
    Json(subscription): Json<Subscription>,
) -> Result<StatusCode, Fault> {
    web.limits.write(identity.account.id)?;
    settings::subscribe(&web.app, identity.account.id, identity.session, subscription).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn revoke_device(State(web): Shared, Reader(identity): Reader, Path(device): Path<String>) -> Response {
    let work = async {
        let device = super::id(&device)?;
        if !sign_in::sign_out(&web.app, identity.account.id, device).await? {
            return Err(Fault::NotFound);
        }
        Ok(see_done("/settings", "device-revoked"))
    };
    or_page(&web, &identity, work.await)
}

async fn create_token(State(web): Shared, Reader(identity): Reader, fields: Fields) -> Response {
    let work = async {
        web.limits.write(identity.account.id)?;
        let request = TokenRequest {
            name: fields.text("name").to_owned(),
            scopes: fields.all("scopes"),
            days: TOKEN_DAYS,
        };
        let shown = match settings::create_token(&web.app, identity.account.id, &request).await {
            Ok((_, secret)) => Shown {
                new_token: Some(secret),
                ..Shown::default()
            },
            Err(SettingsError::Invalid(errors)) => Shown {
                errors: view_errors(&errors, &Frame::of(&web, &identity).emergency_number(&web)),
                token: TokenForm {
                    name: request.name,
                    scopes: request.scopes,
                },
                ..Shown::default()
            },
            Err(error) => return Err(error.into()),
        };
        render(&web, &identity, shown).await
    };
    or_page(&web, &identity, work.await)
}

async fn revoke_token(State(web): Shared, Reader(identity): Reader, Path(token): Path<String>) -> Response {
    let work = async {
        settings::revoke_token(&web.app, identity.account.id, super::id(&token)?).await?;
        Ok(see_done("/settings", "token-revoked"))
    };
    or_page(&web, &identity, work.await)
}

async fn sign_out(State(web): Shared, Reader(identity): Reader, jar: CookieJar) -> Response {
    let work = async {
        if let Some(session) = identity.session {
            sign_in::sign_out(&web.app, identity.account.id, session).await?;
        }
        let jar = jar.add(auth::no_cookie(&web, auth::cookie_name(&web)));
        Ok((jar, see_done("/", "signed-out")).into_response())
    };
    or_page(&web, &identity, work.await)
}
