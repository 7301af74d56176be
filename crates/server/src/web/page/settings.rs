//! One's own settings: how an alarm reaches me, my devices, my access.

use super::frame::Frame;
use super::{Done, or_page, see_done};
use crate::usecase::settings::{self, Preferences, Settings, SettingsError, TokenRequest};
use crate::usecase::sign_in::{self, Identity};
use crate::usecase::{group, test_alarm};
use crate::web::api::wall;
use crate::web::auth::{self, Reader};
use crate::web::error::{Fault, view_errors};
use crate::web::form::{Fields, Json, Path, Query};
use crate::web::view::settings::{ChannelRow, DeviceRow, Settings as View, TokenForm, TokenRow};
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
use std::sync::Arc;

/// Pages of one's own.
pub fn router() -> Router<Arc<Web>> {
    Router::new()
        .route("/settings", get(show))
        .route("/settings/quiet-hours", post(save_quiet_hours))
        .route("/settings/language", post(save_language))
        .route("/settings/channels", post(save_channels))
        .route("/settings/push", post(subscribe))
        .route("/settings/test", post(test))
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
struct Shown {
    done: Option<String>,
    new_token: Option<String>,
    quiet: Option<(String, String)>,
    token: TokenForm,
    errors: Vec<FieldError>,
}

async fn render(web: &Web, identity: &Identity, shown: Shown) -> Result<Response, Fault> {
    let mine = settings::look(&web.app, identity.account.id).await?;
    let groups = group::mine(&web.app, identity.account.id).await?;
    let frame = Frame::of(web, identity).noticing(shown.done.as_deref());
    let (quiet_from, quiet_to) = shown.quiet.unwrap_or_else(|| match mine.account.quiet {
        Some(quiet) => (wall(quiet.from), wall(quiet.to)),
        None => Default::default(),
    });
    let wrong = !shown.errors.is_empty();
    let view = View {
        channels: channels(&mine),
        email: mine.email,
        push_key: Some(web.app.push_public_key.clone()),
        quiet_from,
        quiet_to,
        wake_at_night: !mine.account.quiet.is_some_and(|quiet| quiet.mute_real_alarms),
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
    if wrong {
        frame.render_wrong(web, "settings", &view)
    } else {
        frame.render(web, "settings", &view)
    }
}

/// The channels in the order in which they are tried; an open page hears everything anyway.
fn channels(mine: &Settings) -> Vec<ChannelRow> {
    let device = |session| {
        mine.sessions
            .iter()
            .find(|known| Some(known.id) == session)
            .map(|known| known.device.clone())
    };
    let mut rows = Vec::new();
    for channel in &mine.account.channels {
        let code = match channel {
            ChannelKind::WebPush => "push",
            ChannelKind::Email => "mail",
        };
        let mut found = mine
            .endpoints
            .iter()
            .filter(|endpoint| endpoint.channel == *channel)
            .peekable();
        if found.peek().is_none() {
            rows.push(ChannelRow {
                code: code.into(),
                state: "off".into(),
                device: None,
                last_ms: None,
            });
        }
        rows.extend(found.map(|endpoint| {
            ChannelRow {
                code: code.into(),
                state: "working".into(),
                device: if *channel == ChannelKind::WebPush {
                    device(endpoint.session)
                } else {
                    None
                },
                last_ms: endpoint
                    .answered_at
                    .filter(|_| *channel == ChannelKind::WebPush)
                    .map(Timestamp::as_millis),
            }
        }));
    }
    rows
}

fn preferences(identity: &Identity) -> Preferences {
    let account = &identity.account;
    Preferences {
        language: account.language.clone(),
        channels: account.channels.iter().map(|channel| channel.code().into()).collect(),
        quiet_from: account.quiet.map(|quiet| wall(quiet.from)).unwrap_or_default(),
        quiet_to: account.quiet.map(|quiet| wall(quiet.to)).unwrap_or_default(),
        mute_real_alarms: account.quiet.is_some_and(|quiet| quiet.mute_real_alarms),
    }
}

async fn save_quiet_hours(State(web): Shared, Reader(identity): Reader, fields: Fields) -> Response {
    let (from, to) = (fields.text("quiet_from").to_owned(), fields.text("quiet_to").to_owned());
    let typed = Preferences {
        quiet_from: from.clone(),
        quiet_to: to.clone(),
        mute_real_alarms: fields.text("wake_at_night") == "no",
        ..preferences(&identity)
    };
    save(&web, &identity, typed, Some((from, to))).await
}

async fn save_language(State(web): Shared, Reader(identity): Reader, fields: Fields) -> Response {
    let typed = Preferences {
        language: fields.text("language").to_owned(),
        ..preferences(&identity)
    };
    save(&web, &identity, typed, None).await
}

/// Which channel is tried first; the others follow.
async fn save_channels(State(web): Shared, Reader(identity): Reader, fields: Fields) -> Response {
    let first = match fields.text("first") {
        "mail" => ChannelKind::Email,
        _ => ChannelKind::WebPush,
    };
    let typed = Preferences {
        channels: vec![first.code().into()],
        ..preferences(&identity)
    };
    save(&web, &identity, typed, None).await
}

async fn save(web: &Web, identity: &Identity, typed: Preferences, quiet: Option<(String, String)>) -> Response {
    let work = async {
        web.limits.write(identity.account.id)?;
        match settings::save(&web.app, identity.account.id, &typed).await {
            Ok(_) => Ok(see_done("/settings", "saved")),
            Err(SettingsError::Invalid(errors)) => {
                render(
                    web,
                    identity,
                    Shown {
                        errors: view_errors(&errors, &Frame::of(web, identity).emergency_number(web)),
                        quiet,
                        ..Shown::default()
                    },
                )
                .await
            }
            Err(error) => Err(error.into()),
        }
    };
    or_page(web, identity, work.await)
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

/// A test alarm to oneself, over every channel.
async fn test(State(web): Shared, Reader(identity): Reader) -> Response {
    let work = async {
        web.limits.write(identity.account.id)?;
        test_alarm::send(&web.app, &identity.account).await?;
        Ok(see_done("/settings", "test-sent"))
    };
    or_page(&web, &identity, work.await)
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
