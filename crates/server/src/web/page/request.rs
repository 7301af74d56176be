//! Asking to join: the page that everybody may see, and where one's request stands.

use super::entry::{Peer, address, challenge_cookie, mail_code};
use super::frame::Frame;
use super::{Done, id, or_page, or_page_signed_out, see, see_done};
use crate::usecase::access::Denied;
use crate::usecase::request::{self, Mine, Placed, RequestError, Typed, residence};
use crate::web::auth::{self, Reader};
use crate::web::error::{Fault, view_errors};
use crate::web::form::{Fields, Path, Query};
use crate::web::view::request::{MyRequest, Typed as ViewTyped, Welcome};
use crate::web::view::shared::{FieldError, StreetOption};
use crate::web::{Shared, Web};
use axum::Router;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum_extra::extract::CookieJar;
use saar_domain::id::GroupId;
use saar_domain::incident::report::Street;
use saar_domain::joining::{ResidenceCheck, RoughCount};
use saar_domain::limits;
use std::sync::Arc;

/// Pages of who asks.
pub fn router() -> Router<Arc<Web>> {
    Router::new()
        .route("/welcome/{group}", get(show).post(ask))
        .route("/welcome/{group}/withdraw", post(withdraw))
        .route("/welcome/{group}/letter-code", post(enter_code))
}

async fn show(
    State(web): Shared,
    reader: Option<Reader>,
    headers: HeaderMap,
    Path(group): Path<String>,
    Query(done): Query<Done>,
) -> Response {
    let work = render(
        &web,
        &reader,
        &headers,
        &group,
        ViewTyped::default(),
        Vec::new(),
        done.done,
    );
    or_page_signed_out(&web, &headers, work.await)
}

/// The page, with what was typed and what was wrong with it.
async fn render(
    web: &Web,
    reader: &Option<Reader>,
    headers: &HeaderMap,
    group: &str,
    typed: ViewTyped,
    errors: Vec<FieldError>,
    done: Option<String>,
) -> Result<Response, Fault> {
    let account = reader.as_ref().map(|Reader(identity)| identity.account.id);
    let shown = request::welcome(&web.app, account, id(group)?).await?;
    let mut frame = match reader {
        Some(Reader(identity)) => Frame::of(web, identity),
        None => Frame::signed_out(web, auth::accept_language(headers)),
    };
    frame = frame.noticing(done.as_deref());
    frame.page.reader.country.clone_from(&shown.group.country);
    frame.page.demo |= shown.group.demo;
    let profile = frame.profile(web)?;
    let mine = match &shown.mine {
        Mine::Asked(request) => Some(MyRequest {
            state: request.state.code().into(),
            open: request.state.is_open(),
            alias: request.asking.alias.clone(),
            street: street_name(&shown.streets, request.asking.street),
            about: request.asking.about.clone(),
            asked_ms: request.asked_at.as_millis(),
            words: request.words.clone(),
            residence: if shown.joining.checks.takes(request.residence) {
                request.residence.code().into()
            } else {
                ResidenceCheck::None.code().into()
            },
            vouch_url: (shown.joining.checks.vouch && !shown.joining.checks.takes(request.residence)).then(|| {
                let word = residence::vouch_word(&web.app.sealer, request.id);
                web.app.link(&format!("/groups/{}/vouch/{word}", shown.group.id))
            }),
            takes_letter: shown.joining.checks.letter && !shown.joining.checks.takes(request.residence),
            letter_code: typed.letter_code.clone(),
        }),
        Mine::Stranger | Mine::Member => None,
    };
    let wrong = !errors.is_empty();
    let view = Welcome {
        group_id: shown.group.id.to_string(),
        group_name: shown.group.name,
        place: shown.group.municipality,
        streets: shown
            .streets
            .into_iter()
            .map(|street| StreetOption {
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
        own_rules: super::own_rule::views(&shown.own_rules),
        own_rules_version: shown.own_rules.version,
        member: shown.mine == Mine::Member,
        mine,
        signed_in: reader.is_some(),
        typed,
        about_max: limits::REQUEST_ABOUT_CHARS_MAX,
        errors,
    };
    frame.render_form(web, "welcome", &view, wrong)
}

/// The name of one of the group's streets; none for another one.
pub(super) fn street_name(streets: &[Street], id: Option<saar_domain::id::StreetId>) -> Option<String> {
    let id = id?;
    streets
        .iter()
        .find(|street| street.id == id)
        .map(|street| street.name.clone())
}

async fn ask(
    State(web): Shared,
    reader: Option<Reader>,
    peer: Peer,
    headers: HeaderMap,
    jar: CookieJar,
    Path(group): Path<String>,
    fields: Fields,
) -> Response {
    let language = auth::accept_language(&headers);
    let work = async {
        let group_id: GroupId = id(&group)?;
        let accepted = fields.given("rules").is_some();
        let typed = Typed {
            alias: fields.text("alias").to_owned(),
            street: fields.text("home_street").to_owned(),
            about: fields.text("about").to_owned(),
            email: fields.text("email").to_owned(),
            adult: fields.text("adult") == "yes",
            younger: fields.text("adult") == "younger",
            association_member: fields.given("association_member").is_some(),
            rules_version: fields.parsed("rules_version").filter(|_| accepted).unwrap_or(0),
            own_rules_version: fields.parsed("own_rules_version").unwrap_or(0),
        };
        let outcome = if let Some(Reader(identity)) = &reader {
            web.limits.write(identity.account.id)?;
            let (account, typed) = (identity.account.id, typed.clone());
            let asked = request::ask_signed_in(&web.app, account, group_id, &typed);
            asked.await.map(|placed| placed_answer(group_id, placed))
        } else {
            web.limits.signed_out(address(&peer))?;
            match request::ask(&web.app, group_id, &typed, language).await {
                Ok(asked) => {
                    mail_code(&web, &asked).await;
                    Ok((jar.add(challenge_cookie(&web, &asked)), see("/sign-in/code")).into_response())
                }
                Err(error) => Err(error),
            }
        };
        match outcome {
            Ok(answer) => Ok(answer),
            Err(RequestError::Invalid(errors)) => {
                let errors = view_errors(&errors, &Frame::signed_out(&web, language).emergency_number(&web));
                let typed = ViewTyped {
                    alias: typed.alias,
                    home_street: typed.street,
                    about: typed.about,
                    email: typed.email,
                    adult: typed.adult,
                    younger: typed.younger,
                    association_member: typed.association_member,
                    // What was ticked may have been other rules: these are read first.
                    rules: accepted && !errors.iter().any(|error| error.field == "rules"),
                    ..ViewTyped::default()
                };
                render(&web, &reader, &headers, &group, typed, errors, None).await
            }
            Err(error) => Err(error.into()),
        }
    };
    or_page_signed_out(&web, &headers, work.await)
}

/// Where somebody goes whose request is in the queue, was there already, or is not needed.
pub(super) fn placed_answer(group: GroupId, placed: Placed) -> Response {
    match placed {
        Placed::Waits => see_done(&format!("/welcome/{group}"), "request-sent"),
        Placed::Already => see(&format!("/welcome/{group}")),
        Placed::Member => see(&format!("/groups/{group}")),
    }
}

async fn withdraw(State(web): Shared, Reader(identity): Reader, Path(group): Path<String>) -> Response {
    let work = async {
        let (account, group_id) = (identity.account.id, id(&group)?);
        let shown = request::welcome(&web.app, Some(account), group_id).await?;
        let Mine::Asked(mine) = shown.mine else {
            return Err(Fault::NotFound);
        };
        match request::withdraw(&web.app, account, mine.id).await {
            Ok(()) => Ok(see_done(&format!("/welcome/{group_id}"), "request-withdrawn")),
            // Answered meanwhile: the page says how.
            Err(RequestError::NotOpen | RequestError::Denied(Denied::NotHere)) => {
                Ok(see(&format!("/welcome/{group_id}")))
            }
            Err(error) => Err(error.into()),
        }
    };
    or_page(&web, &identity, work.await)
}

/// The code of a letter that came to the asker's house.
async fn enter_code(
    State(web): Shared,
    Reader(identity): Reader,
    headers: HeaderMap,
    Path(group): Path<String>,
    fields: Fields,
) -> Response {
    let work = async {
        web.limits.write(identity.account.id)?;
        let (account, group_id, typed) = (identity.account.id, id(&group)?, fields.text("letter_code").to_owned());
        match residence::enter_code(&web.app, account, group_id, &typed).await {
            Ok(()) => Ok(see_done(&format!("/welcome/{group_id}"), "letter-code")),
            Err(RequestError::NotOpen) => Ok(see(&format!("/welcome/{group_id}"))),
            Err(RequestError::Invalid(errors)) => {
                let errors = view_errors(&errors, &Frame::of(&web, &identity).emergency_number(&web));
                let typed = ViewTyped {
                    letter_code: typed,
                    ..ViewTyped::default()
                };
                render(
                    &web,
                    &Some(Reader(identity.clone())),
                    &headers,
                    &group,
                    typed,
                    errors,
                    None,
                )
                .await
            }
            Err(error) => Err(error.into()),
        }
    };
    or_page(&web, &identity, work.await)
}
