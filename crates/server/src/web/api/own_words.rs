//! The words of a group's own, for programs that a person drives.

use super::{Answer, Json};
use crate::usecase::own_words::{self, RawWord};
use crate::web::Shared;
use crate::web::auth::{Caller, InPerson};
use crate::web::error::ProblemDetails;
use crate::web::form::Path;
use axum::extract::State;
use axum::http::StatusCode;
use saar_domain::id::{GroupId, OwnWordId};
use saar_store::own_words::Kept;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A word of a group's own.
#[derive(Debug, Serialize, ToSchema)]
pub struct OwnWordEntry {
    /// Its id.
    id: String,
    /// The word.
    word: String,
    /// `hurts`: whoever writes it is asked. `fine`: a name that only looks bad.
    verdict: String,
    /// Since when.
    added_at_ms: i64,
}

fn entry(kept: Kept) -> OwnWordEntry {
    OwnWordEntry {
        id: kept.id.to_string(),
        word: kept.own.word,
        verdict: kept.own.verdict.code().into(),
        added_at_ms: kept.added_at.as_millis(),
    }
}

/// A word to add.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewOwnWord {
    /// One word, 3 to 24 letters or digits.
    #[schema(example = "Hoerenstraat", min_length = 3, max_length = 24)]
    word: String,
    /// `hurts` or `fine`.
    #[schema(example = "fine")]
    verdict: String,
}

/// The words of a group's own, for those who run it
#[utoipa::path(get, path = "/api/v1/groups/{group}/own-words", tag = "groups", params(("group" = String, Path, description = "Id of the group")),
    responses((status = 200, body = [OwnWordEntry]), (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn list(
    State(web): Shared,
    Caller { identity, .. }: Caller<InPerson>,
    Path(group): Path<GroupId>,
) -> Answer<axum::Json<Vec<OwnWordEntry>>> {
    let list = own_words::look(&web.app, identity.account.id, group).await?;
    Ok(axum::Json(list.words.into_iter().map(entry).collect()))
}

/// Add a word of the group's own
///
/// At most 200. Texts that say one that hurts here are asked about once; one that is fine here is no longer taken for an insult.
#[utoipa::path(post, path = "/api/v1/groups/{group}/own-words", tag = "groups", request_body = NewOwnWord, params(("group" = String, Path, description = "Id of the group")),
    responses((status = 201, body = OwnWordEntry), (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn add(
    State(web): Shared,
    Caller { identity, .. }: Caller<InPerson>,
    Path(group): Path<GroupId>,
    Json(body): Json<NewOwnWord>,
) -> Answer<(StatusCode, axum::Json<OwnWordEntry>)> {
    web.limits.write(identity.account.id)?;
    let account = identity.account.id;
    let NewOwnWord { word, verdict } = body;
    let raw = RawWord { word, verdict };
    let added = own_words::add(&web.app, account, group, &raw).await?;
    Ok((StatusCode::CREATED, axum::Json(entry(added))))
}

/// Take a word off the group's list
#[utoipa::path(delete, path = "/api/v1/groups/{group}/own-words/{word}", tag = "groups",
    params(("group" = String, Path, description = "Id of the group"), ("word" = String, Path, description = "Id of the word")),
    responses((status = 204), (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn remove(
    State(web): Shared,
    Caller { identity, .. }: Caller<InPerson>,
    Path((group, word)): Path<(GroupId, OwnWordId)>,
) -> Answer<StatusCode> {
    web.limits.write(identity.account.id)?;
    let account = identity.account.id;
    own_words::remove(&web.app, account, group, word).await?;
    Ok(StatusCode::NO_CONTENT)
}
