//! The desk for people who are not members: asking without an account, and answering.

use super::entry::{Peer, address};
use super::frame::Frame;
use super::group::link;
use super::plan::card;
use super::request::street_name;
use super::{Done, id, or_page, or_page_signed_out, see, see_done};
use crate::job::inquiry::mail_code;
use crate::usecase::identity::Identity;
use crate::usecase::inquiry::{self, Given, InquiryError, Typed};
use crate::web::auth::{self, Reader};
use crate::web::error::{Fault, view_error, view_errors};
use crate::web::form::{Fields, Path, Query};
use crate::web::view::inquiry::{
    AskPage, FindingChoice, InquiryAnswer, InquiryQueue, InquiryRow, MyInquiry, TypedInquiry,
};
use crate::web::view::shared::{FieldError, StreetOption};
use crate::web::{Shared, Web};
use axum::Router;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum_extra::extract::CookieJar;
use axum_extra::extract::cookie::Cookie;
use saar_domain::id::{GroupId, InquiryId};
use saar_domain::incident::report::Street;
use saar_domain::inquiry::{Finding, InquiryState, Reveals};
use saar_domain::limits;
use saar_store::inquiry::Inquiry;
use std::sync::Arc;

/// Pages of the desk.
pub fn router() -> Router<Arc<Web>> {
    Router::new()
        .route("/ask/{group}", get(show).post(ask))
        .route("/ask/{group}/code", post(confirm))
        .route("/ask/{group}/withdraw", post(withdraw))
        .route("/groups/{group}/admin/inquiries", get(queue))
        .route("/groups/{group}/admin/inquiries/{inquiry}", get(look))
        .route("/groups/{group}/admin/inquiries/{inquiry}/answer", post(answer))
        .route("/groups/{group}/admin/inquiries/{inquiry}/extend", post(extend))
}

/// The cookie of a device that asked: it outlives the longest term.
const COOKIE: &str = "saar-ask";
const COOKIE_DAYS: i64 = 120;

/// One for each group: who asks a second one keeps what they asked the first.
fn of_group(mut cookie: Cookie<'static>, group: GroupId) -> Cookie<'static> {
    cookie.set_path(format!("/ask/{group}"));
    cookie
}

async fn show(
    State(web): Shared,
    reader: Option<Reader>,
    headers: HeaderMap,
    jar: CookieJar,
    Path(group): Path<String>,
    Query(done): Query<Done>,
) -> Response {
    let work = render(
        &web,
        &reader,
        &headers,
        &jar,
        &group,
        TypedInquiry::default(),
        Vec::new(),
        done.done,
    );
    or_page_signed_out(&web, &headers, work.await)
}

#[expect(clippy::too_many_arguments, reason = "one page, looked at and sent")]
async fn render(
    web: &Web,
    reader: &Option<Reader>,
    headers: &HeaderMap,
    jar: &CookieJar,
    group: &str,
    typed: TypedInquiry,
    errors: Vec<FieldError>,
    done: Option<String>,
) -> Result<Response, Fault> {
    let asked = jar.get(COOKIE).map(Cookie::value);
    let desk = inquiry::desk(&web.app, id(group)?, asked).await?;
    let mut frame = match reader {
        Some(Reader(identity)) => Frame::of(web, identity),
        None => Frame::signed_out(web, auth::accept_language(headers)),
    };
    frame = frame.noticing(done.as_deref());
    frame.page.reader.country.clone_from(&desk.group.country);
    frame.page.demo |= desk.group.demo;
    let time_zone = frame.profile(web)?.time_zone.clone();
    frame.page.reader.time_zone = time_zone;
    let streets = desk.streets.into_iter().map(|street| StreetOption {
        id: street.id.to_string(),
        name: street.name,
    });
    let wrong = !errors.is_empty();
    // A code that is over has no field any more: the page asks anew.
    let mut errors = errors;
    if desk.mine.is_none() {
        errors
            .iter_mut()
            .filter(|error| error.field == "code")
            .for_each(|error| error.field.clear());
    }
    let view = AskPage {
        group_id: desk.group.id.to_string(),
        group_name: desk.group.name,
        place: desk.group.municipality,
        streets: streets.collect(),
        day_min: desk.days.0.to_string(),
        day_max: desk.days.1.to_string(),
        words_max: limits::INQUIRY_WORDS_CHARS_MAX,
        mine: desk.mine.map(|asked| mine(web, asked, desk.group.umbrella.is_some())),
        typed,
        errors,
    };
    frame.render_form(web, "inquiry", &view, wrong)
}

fn mine(web: &Web, asked: Inquiry, umbrella: bool) -> MyInquiry {
    let (finding, answer) = asked
        .answer
        .map(|(finding, words, _)| (finding.code().to_owned(), words))
        .unzip();
    MyInquiry {
        state: asked.state.code().into(),
        day: asked.day.to_string(),
        due_ms: asked.due_at.as_millis(),
        overdue: asked.state == InquiryState::Open && asked.due_at <= web.app.now(),
        umbrella,
        extended_why: asked.extension.map(|(_, why)| why),
        finding,
        answer,
    }
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
    let language = match &reader {
        Some(Reader(identity)) => identity.account.language.clone(),
        None => auth::accept_language(&headers).to_owned(),
    };
    let work = async {
        web.limits.signed_out(address(&peer))?;
        let group_id: GroupId = id(&group)?;
        let typed = Typed {
            about: fields.text("asks_about").to_owned(),
            day: fields.text("asks_day").to_owned(),
            street: fields.text("asks_street").to_owned(),
            words: fields.text("asks_words").to_owned(),
            email: fields.text("email").to_owned(),
        };
        match inquiry::ask(&web.app, group_id, &typed, &language).await {
            Ok(out) => {
                let cookie = auth::cookie(&web, COOKIE, out.device_secret.clone(), COOKIE_DAYS);
                let jar = jar.add(of_group(cookie, group_id));
                // Beside the answer: nobody waits for a mail server.
                let app = Arc::clone(&web.app);
                tokio::spawn(async move { mail_code(&app, group_id, &out, &language).await });
                Ok((jar, see(&format!("/ask/{group_id}"))).into_response())
            }
            Err(InquiryError::Invalid(errors)) => {
                let errors = view_errors(&errors, "");
                let typed = TypedInquiry {
                    about: typed.about,
                    day: typed.day,
                    street: typed.street,
                    words: typed.words,
                    email: typed.email,
                };
                // What this device asked before does not stand in the way of mending this.
                render(&web, &reader, &headers, &CookieJar::new(), &group, typed, errors, None).await
            }
            Err(error) => Err(error.into()),
        }
    };
    or_page_signed_out(&web, &headers, work.await)
}

async fn confirm(
    State(web): Shared,
    reader: Option<Reader>,
    peer: Peer,
    headers: HeaderMap,
    jar: CookieJar,
    Path(group): Path<String>,
    fields: Fields,
) -> Response {
    let work = async {
        web.limits.signed_out(address(&peer))?;
        let group_id: GroupId = id(&group)?;
        let secret = jar
            .get(COOKIE)
            .map(|cookie| cookie.value().to_owned())
            .unwrap_or_default();
        match inquiry::confirm(&web.app, group_id, &secret, fields.text("code")).await {
            Ok(()) => Ok(see_done(&format!("/ask/{group_id}"), "inquiry-sent")),
            Err(InquiryError::Invalid(errors)) => {
                let errors = errors.iter().map(|error| match error.field {
                    "code" => FieldError::new("code", "error-inquiry-code"),
                    _ => view_error(error, ""),
                });
                render(
                    &web,
                    &reader,
                    &headers,
                    &jar,
                    &group,
                    TypedInquiry::default(),
                    errors.collect(),
                    None,
                )
                .await
            }
            Err(error) => Err(error.into()),
        }
    };
    or_page_signed_out(&web, &headers, work.await)
}

async fn withdraw(
    State(web): Shared,
    peer: Peer,
    headers: HeaderMap,
    jar: CookieJar,
    Path(group): Path<String>,
) -> Response {
    let work = async {
        web.limits.signed_out(address(&peer))?;
        let group_id: GroupId = id(&group)?;
        let secret = jar
            .get(COOKIE)
            .map(|cookie| cookie.value().to_owned())
            .unwrap_or_default();
        inquiry::withdraw(&web.app, group_id, &secret).await?;
        let jar = jar.add(of_group(auth::no_cookie(&web, COOKIE), group_id));
        Ok((jar, see_done(&format!("/ask/{group_id}"), "inquiry-withdrawn")).into_response())
    };
    or_page_signed_out(&web, &headers, work.await)
}

fn row(web: &Web, streets: &[Street], asked: &Inquiry) -> InquiryRow {
    let (now, open) = (web.app.now(), asked.state == InquiryState::Open);
    let overdue = open && asked.due_at <= now;
    InquiryRow {
        id: asked.id.to_string(),
        about: asked.about.code().into(),
        day: asked.day.to_string(),
        street: street_name(streets, asked.street),
        due_ms: asked.due_at.as_millis(),
        urgent: open && !overdue && asked.due_at <= now.plus(limits::INQUIRY_REMINDED_BEFORE),
        overdue,
        finding: asked.answer.as_ref().map(|answer| answer.0.code().into()),
    }
}

async fn queue(
    State(web): Shared,
    Reader(identity): Reader,
    Path(group): Path<String>,
    Query(done): Query<Done>,
) -> Response {
    let work = async {
        let queue = inquiry::queue(&web.app, identity.account.id, id(&group)?).await?;
        let frame =
            Frame::in_group(&web, &identity, &queue.access.group, &queue.access.member).noticing(done.done.as_deref());
        let streets = queue.streets;
        let (open, answered): (Vec<_>, Vec<_>) = queue
            .inquiries
            .iter()
            .map(|asked| row(&web, &streets, asked))
            .partition(|row| row.finding.is_none());
        let view = InquiryQueue {
            group: link(&frame)?,
            url: web.app.link(&format!("/ask/{}", queue.access.group.id)),
            open,
            answered,
        };
        frame.render(&web, "inquiries", &view)
    };
    or_page(&web, &identity, work.await)
}

/// What was typed into a form that was not taken.
#[derive(Default)]
struct Mistaken {
    finding: String,
    answer: String,
    asked: bool,
    why: String,
    errors: Vec<FieldError>,
}

async fn look(State(web): Shared, Reader(identity): Reader, Path((group, which)): Path<(String, String)>) -> Response {
    let work = render_one(&web, &identity, &group, &which, Mistaken::default());
    or_page(&web, &identity, work.await)
}

async fn render_one(
    web: &Web,
    identity: &Identity,
    group: &str,
    which: &str,
    mistaken: Mistaken,
) -> Result<Response, Fault> {
    let look = inquiry::look(&web.app, identity.account.id, id(group)?, id(which)?).await?;
    let frame = Frame::in_group(web, identity, &look.access.group, &look.access.member);
    let profile = frame.profile(web)?;
    let given = look.inquiry.answer.as_ref().map(|answer| answer.1.clone());
    let country = &frame.page.reader.country;
    let findings = Finding::ALL.iter().map(|finding| FindingChoice {
        code: finding.code().into(),
        words: inquiry::ready_made(&web.app, country, &look.inquiry.language, *finding),
    });
    let wrong = !mistaken.errors.is_empty();
    let view = InquiryAnswer {
        group: link(&frame)?,
        row: row(web, &look.streets, &look.inquiry),
        words: look.inquiry.words.filter(|_| given.is_none()),
        asked_ms: look.inquiry.asked_at.as_millis(),
        extended: look.inquiry.extension.is_some(),
        incidents: look
            .incidents
            .iter()
            .map(|stored| card(stored, &look.streets, profile))
            .collect(),
        findings: findings.collect(),
        finding: mistaken.finding,
        answer: given.unwrap_or(mistaken.answer),
        asked: mistaken.asked,
        language: look.inquiry.language,
        answer_max: limits::INQUIRY_ANSWER_CHARS_MAX,
        why: mistaken.why,
        errors: mistaken.errors,
    };
    frame.render_form(web, "inquiry_answer", &view, wrong)
}

async fn answer(
    State(web): Shared,
    Reader(identity): Reader,
    Path((group, which)): Path<(String, String)>,
    fields: Fields,
) -> Response {
    let work = async {
        web.limits.write(identity.account.id)?;
        let (group_id, inquiry_id): (GroupId, InquiryId) = (id(&group)?, id(&which)?);
        let given = Given {
            finding: fields.text("finding").to_owned(),
            words: fields.text("answer").to_owned(),
            sure: fields.given("sure").is_some(),
        };
        let answered = inquiry::answer(&web.app, identity.account.id, group_id, inquiry_id, &given).await;
        let (asked, errors) = match answered {
            Ok(()) => {
                return Ok(see_done(
                    &format!("/groups/{group_id}/admin/inquiries"),
                    "inquiry-answered",
                ));
            }
            Err(InquiryError::Invalid(errors)) => (given.sure, view_errors(&errors, "")),
            Err(InquiryError::Reveals(found)) => {
                let error = |(what, words): &(Reveals, String)| {
                    FieldError::new("answer", &format!("error-inquiry-reveals-{what}")).with("what", words)
                };
                (true, found.iter().map(error).collect())
            }
            Err(error) => return Err(error.into()),
        };
        let mistaken = Mistaken {
            finding: given.finding,
            answer: given.words,
            asked,
            errors,
            ..Mistaken::default()
        };
        render_one(&web, &identity, &group, &which, mistaken).await
    };
    or_page(&web, &identity, work.await)
}

async fn extend(
    State(web): Shared,
    Reader(identity): Reader,
    Path((group, which)): Path<(String, String)>,
    fields: Fields,
) -> Response {
    let work = async {
        web.limits.write(identity.account.id)?;
        let (group_id, inquiry_id): (GroupId, InquiryId) = (id(&group)?, id(&which)?);
        let why = fields.text("why");
        match inquiry::extend(&web.app, identity.account.id, group_id, inquiry_id, why).await {
            Ok(()) => Ok(see_done(
                &format!("/groups/{group_id}/admin/inquiries"),
                "inquiry-extended",
            )),
            Err(InquiryError::Invalid(errors)) => {
                let mistaken = Mistaken {
                    why: why.to_owned(),
                    errors: view_errors(&errors, ""),
                    ..Mistaken::default()
                };
                render_one(&web, &identity, &group, &which, mistaken).await
            }
            Err(error) => Err(error.into()),
        }
    };
    or_page(&web, &identity, work.await)
}
