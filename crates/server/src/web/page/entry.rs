//! Pages before and beside a group: the landing, signing in, joining, the demo's door.

use super::frame::Frame;
use super::group::first_page;
use super::request::placed_answer;
use super::{Done, or_page, or_page_signed_out, see, see_done};
use crate::usecase::invite::{self, LandingError, Unusable};
use crate::usecase::passkey;
use crate::usecase::sign_in::{self, Asked, CodeLetter, JoinRequest, SignInError, SignedIn};
use crate::web::ClientAddress;
use crate::web::auth::{self, CHALLENGE_COOKIE, Reader};
use crate::web::error::{Fault, sign_in_fault, view_errors};
use crate::web::form::{Fields, Path, Query};
use crate::web::view::entry::{Join, JoinInvalid, Plain, SignIn, SignInCode, SignInLink};
use crate::web::view::mail::CodeMail;
use crate::web::view::retention::{Privacy, lines};
use crate::web::view::shared::{FieldError, Reader as ViewReader};
use crate::web::{Shared, Web, limit};
use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum_extra::extract::CookieJar;
use saar_domain::id::GroupId;
use saar_domain::limits;
use serde::Deserialize;
use std::net::IpAddr;
use std::sync::Arc;

/// Pages for who is not signed in yet.
pub fn router() -> Router<Arc<Web>> {
    Router::new()
        .route("/", get(landing))
        .route("/about", get(about))
        .route("/privacy", get(privacy))
        .route("/sign-in", get(show_sign_in).post(ask_code))
        .route("/sign-in/code", get(show_code).post(confirm_code))
        .route("/sign-in/link", get(show_link).post(confirm_link))
        .route("/join/{invite}", get(show_join).post(ask_to_join))
}

pub(super) type Peer = Option<axum::Extension<ClientAddress>>;

pub(super) fn address(peer: &Peer) -> IpAddr {
    limit::address(peer.as_deref())
}

async fn landing(State(web): Shared, reader: Option<Reader>, headers: HeaderMap, Query(done): Query<Done>) -> Response {
    match reader {
        Some(Reader(identity)) => or_page(&web, &identity, first_page(&web, &identity).await),
        None => {
            let frame = Frame::signed_out(&web, auth::accept_language(&headers)).noticing(done.done.as_deref());
            or_page_signed_out(&web, &headers, frame.render(&web, "landing", &Plain {}))
        }
    }
}

async fn plain(web: &Web, reader: Option<Reader>, headers: &HeaderMap, template: &str) -> Response {
    let frame = match &reader {
        Some(Reader(identity)) => Frame::of(web, identity),
        None => Frame::signed_out(web, auth::accept_language(headers)),
    };
    or_page_signed_out(web, headers, frame.render(web, template, &Plain {}))
}

async fn about(State(web): Shared, reader: Option<Reader>, headers: HeaderMap) -> Response {
    plain(&web, reader, &headers, "about").await
}

async fn privacy(State(web): Shared, reader: Option<Reader>, headers: HeaderMap) -> Response {
    let frame = match &reader {
        Some(Reader(identity)) => Frame::of(&web, identity),
        None => Frame::signed_out(&web, auth::accept_language(&headers)),
    };
    let (app, shown) = (&web.app, &frame.page.reader);
    let retention = app.profiles.retention(&shown.country);
    let retention = lines(&app.i18n, &shown.lang, &shown.country, retention);
    let map_host = app.map.as_ref().map(|tiles| tiles.host().to_owned());
    let view = Privacy { retention, map_host };
    or_page_signed_out(&web, &headers, frame.render(&web, "privacy", &view))
}

#[derive(Debug, Default, Deserialize)]
struct Next {
    next: Option<String>,
}

/// A path of our own to go to afterwards. Threat: an address that looks like ours and leads elsewhere (`//other.example`, `/\other.example`).
fn own_path(text: Option<&str>) -> String {
    let path = text.unwrap_or_default();
    let ours = path.starts_with('/')
        && !path.starts_with("//")
        && !path.contains('\\')
        && !path.chars().any(char::is_control)
        && path.len() < 200;
    if ours { path.to_owned() } else { String::new() }
}

async fn show_sign_in(State(web): Shared, headers: HeaderMap, Query(next): Query<Next>) -> Response {
    let frame = Frame::signed_out(&web, auth::accept_language(&headers));
    let view = SignIn {
        next: own_path(next.next.as_deref()),
        passkeys: passkey::available(&web.app),
        ..SignIn::default()
    };
    or_page_signed_out(&web, &headers, frame.render(&web, "sign_in", &view))
}

async fn ask_code(State(web): Shared, peer: Peer, headers: HeaderMap, jar: CookieJar, fields: Fields) -> Response {
    let language = auth::accept_language(&headers);
    let work = async {
        web.limits.signed_out(address(&peer))?;
        let next = own_path(Some(fields.text("next")));
        match sign_in::ask(&web.app, fields.text("email"), language).await {
            Ok(asked) => {
                mail_code(&web, &asked).await;
                Ok((
                    jar.add(challenge_cookie(&web, &asked)),
                    see(&with_next("/sign-in/code", &next)),
                )
                    .into_response())
            }
            Err(SignInError::Invalid(errors)) => {
                let frame = Frame::signed_out(&web, language);
                let view = SignIn {
                    email: fields.text("email").to_owned(),
                    next,
                    passkeys: passkey::available(&web.app),
                    errors: view_errors(&errors, &frame.emergency_number(&web)),
                };
                frame.render_wrong(&web, "sign_in", &view)
            }
            Err(error) => Err(sign_in_fault(error)),
        }
    };
    or_page_signed_out(&web, &headers, work.await)
}

fn with_next(path: &str, next: &str) -> String {
    if next.is_empty() {
        return path.to_owned();
    }
    let next: String = url::form_urlencoded::byte_serialize(next.as_bytes()).collect();
    format!("{path}?next={next}")
}

pub(in crate::web) fn challenge_cookie(web: &Web, asked: &Asked) -> axum_extra::extract::cookie::Cookie<'static> {
    auth::cookie(web, CHALLENGE_COOKIE, asked.device_secret.clone(), 1)
}

/// Mails the code after the answer is under way: its time must not tell whether the address has an account.
pub(in crate::web) async fn mail_code(web: &Arc<Web>, asked: &Asked) {
    let Some(letter) = asked.letter.clone() else { return };
    let web = Arc::clone(web);
    tokio::spawn(async move {
        if let Err(error) = send_code(&web, letter).await {
            tracing::error!(%error, "a code could not be mailed");
        }
    });
}

async fn send_code(web: &Web, letter: CodeLetter) -> Result<(), String> {
    let CodeLetter {
        email,
        code,
        link,
        language,
        group,
    } = letter;
    let (country, group_name) = match group {
        None => (web.app.country.clone(), None),
        Some(group) => crate::usecase::group::name_and_country(&web.app, group)
            .await
            .map_err(|error| error.to_string())?,
    };
    let time_zone = web
        .app
        .profiles
        .get(&country)
        .map(|profile| profile.time_zone.clone())
        .unwrap_or_default();
    let reader = ViewReader {
        lang: language.clone(),
        country: country.clone(),
        time_zone,
        now_ms: web.app.now().as_millis(),
    };
    // The secret stands behind the #: browsers send it to nobody, and no log sees it.
    let url = if link.is_empty() {
        String::new()
    } else {
        web.app.link(&format!("/sign-in/link#{link}"))
    };
    let minutes = u32::try_from(limits::CODE_LIFETIME.as_seconds() / 60).unwrap_or(10);
    let view = CodeMail {
        code,
        url,
        minutes,
        group_name,
    };
    let (text, html) = web
        .app
        .renderer
        .mail("code", &reader, &view)
        .map_err(|error| error.to_string())?;
    let subject = web.app.i18n.text(&language, &country, "mail-code-subject", &[]);
    web.app
        .letters
        .send(
            &email,
            crate::app::Letter {
                subject,
                text,
                html,
                language,
            },
        )
        .await
}

async fn show_code(State(web): Shared, headers: HeaderMap, Query(next): Query<Next>) -> Response {
    let frame = Frame::signed_out(&web, auth::accept_language(&headers));
    let view = SignInCode {
        next: own_path(next.next.as_deref()),
        ..SignInCode::default()
    };
    or_page_signed_out(&web, &headers, frame.render(&web, "sign_in_code", &view))
}

async fn confirm_code(State(web): Shared, peer: Peer, headers: HeaderMap, jar: CookieJar, fields: Fields) -> Response {
    let language = auth::accept_language(&headers);
    let work = async {
        web.limits.signed_out(address(&peer))?;
        let next = own_path(Some(fields.text("next")));
        let again = |key: &str, left: Option<u32>| {
            let error = FieldError::new("code", key).with("left", &left.unwrap_or(0).to_string());
            let view = SignInCode {
                next: next.clone(),
                errors: vec![error],
            };
            Frame::signed_out(&web, language).render_wrong(&web, "sign_in_code", &view)
        };
        let Some(device) = jar.get(CHALLENGE_COOKIE).map(|cookie| cookie.value().to_owned()) else {
            return again("error-code-other-device", None);
        };
        if fields.given("code").is_none() {
            return again("error-code-missing", None);
        }
        match sign_in::confirm_code(&web.app, &device, fields.text("code"), &auth::device_name(&headers)).await {
            Ok(signed_in) => Ok(signed_in_answer(&web, jar, signed_in, &next)),
            Err(SignInError::WrongCode { left }) => again("error-code-wrong", Some(left)),
            Err(SignInError::Over | SignInError::NoAccount) => again("error-code-expired", None),
            Err(SignInError::Invite(why)) => invalid(&web, language, why, None),
            Err(SignInError::Request(_)) => again("error-requests-closed", None),
            Err(error) => Err(sign_in_fault(error)),
        }
    };
    or_page_signed_out(&web, &headers, work.await)
}

fn signed_in_answer(web: &Web, jar: CookieJar, signed_in: SignedIn, next: &str) -> Response {
    let jar = jar
        .add(auth::session_cookie(web, signed_in.token))
        .add(auth::no_cookie(web, CHALLENGE_COOKIE));
    let welcome = |group: GroupId| see_done(&format!("/groups/{group}"), "welcome");
    let onward = match (signed_in.joined, signed_in.asked) {
        (Some(group), _) => welcome(group),
        (None, Some((group, placed))) => placed_answer(group, placed),
        (None, None) if next.is_empty() => see("/"),
        (None, None) => see(next),
    };
    (jar, onward).into_response()
}

async fn show_link(State(web): Shared, headers: HeaderMap) -> Response {
    let frame = Frame::signed_out(&web, auth::accept_language(&headers));
    or_page_signed_out(
        &web,
        &headers,
        frame.render(&web, "sign_in_link", &SignInLink::default()),
    )
}

async fn confirm_link(State(web): Shared, peer: Peer, headers: HeaderMap, jar: CookieJar, fields: Fields) -> Response {
    let language = auth::accept_language(&headers);
    let work = async {
        web.limits.signed_out(address(&peer))?;
        match sign_in::confirm_link(&web.app, fields.text("token"), &auth::device_name(&headers)).await {
            Ok(signed_in) => Ok(signed_in_answer(&web, jar, signed_in, "")),
            Err(SignInError::Over | SignInError::NoAccount) => {
                let view = SignInLink {
                    token: String::new(),
                    errors: vec![FieldError::new("", "error-link-expired")],
                };
                Frame::signed_out(&web, language).render_wrong(&web, "sign_in_link", &view)
            }
            Err(SignInError::Request(_)) => {
                let view = SignInLink {
                    token: String::new(),
                    errors: vec![FieldError::new("", "error-requests-closed")],
                };
                Frame::signed_out(&web, language).render_wrong(&web, "sign_in_link", &view)
            }
            Err(SignInError::Invite(why)) => invalid(&web, language, why, None),
            Err(error) => Err(sign_in_fault(error)),
        }
    };
    or_page_signed_out(&web, &headers, work.await)
}

async fn show_join(
    State(web): Shared,
    reader: Option<Reader>,
    headers: HeaderMap,
    Path(word): Path<String>,
) -> Response {
    let work = join_page(&web, &reader, auth::accept_language(&headers), &word, Join::default());
    or_page_signed_out(&web, &headers, work.await)
}

/// The page behind an invite's link, with what was typed and what was wrong with it.
async fn join_page(
    web: &Web,
    reader: &Option<Reader>,
    language: &'static str,
    word: &str,
    typed: Join,
) -> Result<Response, Fault> {
    let landing = match invite::land(&web.app, word).await {
        Ok(landing) => landing,
        Err(LandingError::Unusable(Unusable::Full)) => return full(web, language, word).await,
        Err(LandingError::Unusable(why)) => return invalid(web, language, why, None),
        Err(LandingError::Store(error)) => return Err(error.into()),
    };
    let mut frame = match reader {
        Some(Reader(identity)) => Frame::of(web, identity),
        None => Frame::signed_out(web, language),
    };
    frame.page.reader.country.clone_from(&landing.group.country);
    frame.page.demo |= landing.group.demo;
    let profile = frame.profile(web)?;
    let wrong = !typed.errors.is_empty();
    let view = Join {
        invite: word.to_owned(),
        group_name: landing.group.name,
        place: landing.group.municipality,
        streets: landing.streets.into_iter().map(|street| street.name).collect(),
        members: landing.members,
        minimum_age_years: landing.settings.minimum_age(profile),
        may_ask: landing.may_ask,
        group_id: landing.group.id.to_string(),
        members_only: landing.settings.members_only().is_some(),
        association: landing.settings.association,
        rules: profile.house_rules.clone(),
        rules_version: profile.house_rules_version,
        own_rules: super::own_rule::views(&landing.own_rules),
        own_rules_version: landing.own_rules.version,
        signed_in: false,
        comes_back: landing.comes_back,
        ..typed
    };
    frame.render_form(web, "join", &view, wrong)
}

/// No place is left behind this link; where the group takes requests, there is a waiting list.
async fn full(web: &Web, language: &str, word: &str) -> Result<Response, Fault> {
    let asks_at = invite::waiting_list(&web.app, word).await?;
    invalid(web, language, Unusable::Full, asks_at)
}

fn invalid(web: &Web, language: &str, why: Unusable, asks_at: Option<GroupId>) -> Result<Response, Fault> {
    let reason = match why {
        Unusable::Unknown => "invalid",
        Unusable::Expired => "expired",
        Unusable::UsedUp => "used",
        Unusable::Revoked => "revoked",
        Unusable::Full => "full",
        Unusable::Removed => "removed",
        Unusable::Paused => "paused",
    };
    let status = if why == Unusable::Unknown {
        StatusCode::NOT_FOUND
    } else {
        StatusCode::GONE
    };
    let view = JoinInvalid {
        reason: reason.into(),
        asks_at: asks_at.map(|group| group.to_string()),
    };
    Ok((
        status,
        Frame::signed_out(web, language).render(web, "join_invalid", &view)?,
    )
        .into_response())
}

async fn ask_to_join(
    State(web): Shared,
    reader: Option<Reader>,
    peer: Peer,
    headers: HeaderMap,
    jar: CookieJar,
    Path(word): Path<String>,
    fields: Fields,
) -> Response {
    let language = auth::accept_language(&headers);
    let work = async {
        web.limits.signed_out(address(&peer))?;
        let accepted = fields.given("rules").is_some();
        let request = JoinRequest {
            alias: fields.text("alias").to_owned(),
            email: fields.text("email").to_owned(),
            adult: fields.given("adult").is_some(),
            association_member: fields.given("association_member").is_some(),
            rules_version: if accepted {
                fields.parsed("rules_version").unwrap_or(0)
            } else {
                0
            },
            own_rules_version: fields.parsed("own_rules_version").unwrap_or(0),
        };
        match sign_in::ask_to_join(&web.app, &word, &request, language).await {
            Ok(asked) => {
                mail_code(&web, &asked).await;
                Ok((jar.add(challenge_cookie(&web, &asked)), see("/sign-in/code")).into_response())
            }
            Err(SignInError::Invalid(errors)) => {
                let typed = Join {
                    alias: request.alias,
                    email: request.email,
                    adult: request.adult,
                    association_member: request.association_member,
                    // What was ticked may have been other rules: these are read first.
                    rules_accepted: accepted && !errors.iter().any(|error| error.field == "rules"),
                    errors: view_errors(&errors, &Frame::signed_out(&web, language).emergency_number(&web)),
                    ..Join::default()
                };
                join_page(&web, &reader, language, &word, typed).await
            }
            Err(SignInError::Invite(Unusable::Full)) => full(&web, language, &word).await,
            Err(SignInError::Invite(why)) => invalid(&web, language, why, None),
            Err(error) => Err(sign_in_fault(error)),
        }
    };
    or_page_signed_out(&web, &headers, work.await)
}

#[cfg(test)]
mod tests {
    use super::own_path;

    #[test]
    fn only_our_own_paths_are_followed() {
        assert_eq!(own_path(Some("/groups/1?done=sent")), "/groups/1?done=sent");
        for elsewhere in [
            "//evil.example",
            "/\\evil.example",
            "https://evil.example",
            "evil",
            "/a\nb",
            "",
        ] {
            assert_eq!(own_path(Some(elsewhere)), "", "{elsewhere}");
        }
        assert_eq!(own_path(None), "");
    }
}
