//! The page of a group's own words: the list, one to add, each to take off.

use super::frame::Frame;
use super::group::link;
use super::{Done, id, or_page, see_done};
use crate::usecase::identity::Identity;
use crate::usecase::own_words::{self, OwnWordError, RawWord};
use crate::web::auth::Reader;
use crate::web::error::{Fault, view_errors};
use crate::web::form::{Fields, Path, Query};
use crate::web::view::own_words::{OwnWordRow, OwnWords};
use crate::web::view::shared::FieldError;
use crate::web::{Shared, Web};
use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::{get, post};
use saar_domain::id::{GroupId, OwnWordId};
use saar_domain::limits;
use saar_domain::text::Verdict;
use std::sync::Arc;

/// Pages of own words.
pub fn router() -> Router<Arc<Web>> {
    Router::new()
        .route("/groups/{group}/admin/words", get(show).post(add))
        .route("/groups/{group}/admin/words/{word}/remove", post(remove))
}

/// What was typed, and what is wrong with it.
#[derive(Default)]
struct Typed {
    word: String,
    verdict: String,
    errors: Vec<FieldError>,
}

async fn render(
    web: &Web,
    identity: &Identity,
    group: GroupId,
    typed: Typed,
    done: Option<&str>,
) -> Result<Response, Fault> {
    let list = own_words::look(&web.app, identity.account.id, group).await?;
    let frame = Frame::in_group(web, identity, &list.access.group, &list.access.member).noticing(done);
    let with = |verdict: Verdict| {
        let words = list.words.iter().filter(move |kept| kept.own.verdict == verdict);
        let row = words.map(|kept| OwnWordRow {
            id: kept.id.to_string(),
            word: kept.own.word.clone(),
        });
        row.collect()
    };
    let wrong = !typed.errors.is_empty();
    let view = OwnWords {
        group: link(&frame)?,
        hurting: with(Verdict::Hurts),
        fine: with(Verdict::Fine),
        chars_max: limits::OWN_WORD_CHARS_MAX,
        words_max: limits::OWN_WORDS_MAX,
        word: typed.word,
        verdict: typed.verdict,
        errors: typed.errors,
    };
    frame.render_form(web, "own_words", &view, wrong)
}

async fn show(
    State(web): Shared,
    Reader(identity): Reader,
    Path(group): Path<String>,
    Query(done): Query<Done>,
) -> Response {
    let work = async {
        let group = id(&group)?;
        render(&web, &identity, group, Typed::default(), done.done.as_deref()).await
    };
    or_page(&web, &identity, work.await)
}

async fn add(State(web): Shared, Reader(identity): Reader, Path(group): Path<String>, fields: Fields) -> Response {
    let work = async {
        web.limits.write(identity.account.id)?;
        let (group, account): (GroupId, _) = (id(&group)?, identity.account.id);
        let (word, verdict) = (fields.text("word").to_owned(), fields.text("verdict").to_owned());
        let raw = RawWord { word, verdict };
        let typed = raw.clone();
        match own_words::add(&web.app, account, group, &raw).await {
            Ok(_) => Ok(see_done(&format!("/groups/{group}/admin/words"), "own-word-added")),
            Err(OwnWordError::Invalid(errors)) => {
                let errors = view_errors(&errors, &Frame::of(&web, &identity).emergency_number(&web));
                let RawWord { word, verdict } = typed;
                let typed = Typed { word, verdict, errors };
                render(&web, &identity, group, typed, None).await
            }
            Err(error) => Err(error.into()),
        }
    };
    or_page(&web, &identity, work.await)
}

async fn remove(State(web): Shared, Reader(identity): Reader, Path((group, word)): Path<(String, String)>) -> Response {
    let work = async {
        web.limits.write(identity.account.id)?;
        let (group, word): (GroupId, OwnWordId) = (id(&group)?, id(&word)?);
        let account = identity.account.id;
        own_words::remove(&web.app, account, group, word).await?;
        Ok(see_done(&format!("/groups/{group}/admin/words"), "own-word-removed"))
    };
    or_page(&web, &identity, work.await)
}
