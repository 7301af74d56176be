//! Showing that one lives here: a neighbour's word, a code out of a letter, and the letters themselves.

use super::admin::qr;
use super::frame::Frame;
use super::group::link;
use super::{Done, id, or_page, see_done};
use crate::usecase::identity::Identity;
use crate::usecase::request::RequestError;
use crate::usecase::request::residence::{self, Row};
use crate::web::auth::Reader;
use crate::web::error::{Fault, view_errors};
use crate::web::form::{Fields, Path, Query};
use crate::web::view::residence::{Letter, Letters, LettersPrint, LettersRow, TypedRow, Vouch};
use crate::web::view::shared::{FieldError, StreetOption};
use crate::web::{Shared, Web};
use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::{get, post};
use saar_domain::id::GroupId;
use std::sync::Arc;

/// Pages about who lives here.
pub fn router() -> Router<Arc<Web>> {
    Router::new()
        .route("/groups/{group}/vouch/{word}", get(show_asker).post(vouch))
        .route("/groups/{group}/admin/letters", get(show_letters).post(make_letters))
        .route("/groups/{group}/admin/letters/{letter}/revoke", post(revoke_letters))
}

const DAYS_PROPOSED: &str = "30";

async fn show_asker(
    State(web): Shared,
    Reader(identity): Reader,
    Path((group, word)): Path<(String, String)>,
    Query(done): Query<Done>,
) -> Response {
    let work = async {
        let asker = residence::asker(&web.app, identity.account.id, id(&group)?, &word).await?;
        let access = &asker.access;
        let frame = Frame::in_group(&web, &identity, &access.group, &access.member).noticing(done.done.as_deref());
        let view = Vouch {
            group: link(&frame)?,
            word: word.clone(),
            alias: asker.request.asking.alias,
            street: asker.street,
            about: asker.request.asking.about,
            checked: asker.checked,
        };
        frame.render(&web, "vouch", &view)
    };
    or_page(&web, &identity, work.await)
}

async fn vouch(State(web): Shared, Reader(identity): Reader, Path((group, word)): Path<(String, String)>) -> Response {
    let work = async {
        web.limits.write(identity.account.id)?;
        residence::vouch(&web.app, identity.account.id, id(&group)?, &word).await?;
        Ok(see_done(&format!("/groups/{group}"), "vouched"))
    };
    or_page(&web, &identity, work.await)
}

async fn show_letters(
    State(web): Shared,
    Reader(identity): Reader,
    Path(group): Path<String>,
    Query(done): Query<Done>,
) -> Response {
    let typed = TypedRow {
        side: "both".into(),
        days: DAYS_PROPOSED.into(),
        ..TypedRow::default()
    };
    let work = render(&web, &identity, &group, done.done.as_deref(), typed, Vec::new());
    or_page(&web, &identity, work.await)
}

async fn render(
    web: &Web,
    identity: &Identity,
    group: &str,
    done: Option<&str>,
    typed: TypedRow,
    errors: Vec<FieldError>,
) -> Result<Response, Fault> {
    let desk = residence::letters(&web.app, identity.account.id, id(group)?).await?;
    let frame = Frame::in_group(web, identity, &desk.access.group, &desk.access.member).noticing(done);
    let wrong = !errors.is_empty();
    let streets = desk.streets.into_iter().map(|street| StreetOption {
        id: street.id.to_string(),
        name: street.name,
    });
    let rows = desk.letters.into_iter().map(|counted| LettersRow {
        id: counted.letters.id.to_string(),
        street: counted.letters.street,
        first_number: counted.letters.first_number,
        last_number: counted.letters.last_number,
        side: counted.letters.side.code().into(),
        codes: counted.codes,
        used: counted.used,
        expires_ms: counted.letters.expires_at.as_millis(),
    });
    let view = Letters {
        group: link(&frame)?,
        streets: streets.collect(),
        typed,
        rows: rows.collect(),
        errors,
    };
    frame.render_form(web, "letters", &view, wrong)
}

/// The answer is the paper itself, and no redirect: the codes stand nowhere to be looked up again.
async fn make_letters(
    State(web): Shared,
    Reader(identity): Reader,
    Path(group): Path<String>,
    fields: Fields,
) -> Response {
    let work = async {
        web.limits.write(identity.account.id)?;
        let group_id: GroupId = id(&group)?;
        let row = Row {
            street: fields.text("letter_street").to_owned(),
            first_number: fields.parsed("first_number"),
            last_number: fields.parsed("last_number"),
            side: fields.text("side").to_owned(),
            days: fields.parsed("days"),
        };
        let account = identity.account.id;
        let made = residence::make_letters(&web.app, account, group_id, &row);
        let made = match made.await {
            Ok(made) => made,
            Err(RequestError::Invalid(errors)) => {
                let errors = view_errors(&errors, &Frame::of(&web, &identity).emergency_number(&web));
                let typed = TypedRow {
                    street: fields.text("letter_street").to_owned(),
                    first_number: fields.text("first_number").to_owned(),
                    last_number: fields.text("last_number").to_owned(),
                    side: fields.text("side").to_owned(),
                    days: fields.text("days").to_owned(),
                };
                return render(&web, &identity, &group, None, typed, errors).await;
            }
            Err(error) => return Err(error.into()),
        };
        let frame = Frame::in_group(&web, &identity, &made.access.group, &made.access.member);
        let url = web.app.link(&format!("/welcome/{group_id}"));
        let letters = made.each.iter().map(|letter| Letter {
            house_number: letter.house_number,
            code: letter.code.printed(),
        });
        let view = LettersPrint {
            group: link(&frame)?,
            street: made.letters.street,
            letters: letters.collect(),
            qr_svg: qr(&url),
            url,
            expires_ms: made.letters.expires_at.as_millis(),
        };
        frame.render(&web, "letters_print", &view)
    };
    or_page(&web, &identity, work.await)
}

async fn revoke_letters(
    State(web): Shared,
    Reader(identity): Reader,
    Path((group, letters)): Path<(String, String)>,
) -> Response {
    let work = async {
        residence::revoke_letters(&web.app, identity.account.id, id(&group)?, id(&letters)?).await?;
        Ok(see_done(&format!("/groups/{group}/admin/letters"), "letters-revoked"))
    };
    or_page(&web, &identity, work.await)
}
