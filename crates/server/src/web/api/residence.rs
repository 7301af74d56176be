//! Showing that one lives here, for programs: a neighbour's word, a code out of a letter, and the letters.

use super::{Answer, Json};
use crate::usecase::request::residence::{self, Row};
use crate::web::Shared;
use crate::web::auth::{Caller, InPerson};
use crate::web::error::ProblemDetails;
use crate::web::form::Path;
use axum::extract::State;
use axum::http::StatusCode;
use saar_domain::id::{GroupId, LetterId};
use saar_store::letter::Counted;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A neighbour's word.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewVouch {
    /// What stands last in the link that the asker gave.
    #[schema(max_length = 80)]
    word: String,
}

/// Say of somebody who asks to join that they live here
///
/// By a member to whom the asker gave a link. It lets nobody in: those who run the group do.
#[utoipa::path(post, path = "/api/v1/groups/{group}/vouches", tag = "joining", request_body = NewVouch, params(("group" = String, Path, description = "Id of the group")),
    responses((status = 204), (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn vouch(
    State(web): Shared,
    Caller { identity, .. }: Caller<InPerson>,
    Path(group): Path<GroupId>,
    Json(body): Json<NewVouch>,
) -> Answer<StatusCode> {
    web.limits.write(identity.account.id)?;
    residence::vouch(&web.app, identity.account.id, group, &body.word).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The code of a letter.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TypedCode {
    /// Eight letters and digits; small letters, spaces and dashes do not matter.
    #[schema(max_length = 20)]
    letter_code: String,
}

/// Type the code of a letter, with one's own open request
#[utoipa::path(post, path = "/api/v1/welcome/{group}/letter-code", tag = "joining", request_body = TypedCode, params(("group" = String, Path, description = "Id of the group")),
    responses((status = 204), (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn enter_code(
    State(web): Shared,
    Caller { identity, .. }: Caller<InPerson>,
    Path(group): Path<GroupId>,
    Json(body): Json<TypedCode>,
) -> Answer<StatusCode> {
    web.limits.write(identity.account.id)?;
    residence::enter_code(&web.app, identity.account.id, group, &body.letter_code).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Letters to a row of houses. Which house got which code is not kept.
#[derive(Debug, Serialize, ToSchema)]
pub struct LettersSummary {
    /// Their id.
    id: String,
    /// Name of the street.
    street: String,
    /// From this house number.
    first_number: u32,
    /// To this one.
    last_number: u32,
    /// `both`, `even` or `odd`.
    side: String,
    /// Codes.
    codes: u32,
    /// Codes that were used.
    used: u32,
    /// Until when the codes are good.
    expires_ms: i64,
}

/// Letters of a group whose codes are good, for those who run it
#[utoipa::path(get, path = "/api/v1/groups/{group}/letters", tag = "joining", params(("group" = String, Path, description = "Id of the group")),
    responses((status = 200, body = [LettersSummary]), (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn letters(
    State(web): Shared,
    Caller { identity, .. }: Caller<InPerson>,
    Path(group): Path<GroupId>,
) -> Answer<axum::Json<Vec<LettersSummary>>> {
    let desk = residence::letters(&web.app, identity.account.id, group).await?;
    let summary = |Counted { letters, codes, used }: Counted| LettersSummary {
        id: letters.id.to_string(),
        street: letters.street,
        first_number: letters.first_number,
        last_number: letters.last_number,
        side: letters.side.code().into(),
        codes,
        used,
        expires_ms: letters.expires_at.as_millis(),
    };
    Ok(axum::Json(desk.letters.into_iter().map(summary).collect()))
}

/// A row of houses.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewLetters {
    /// Id of one of the group's streets.
    letter_street: String,
    /// From this house number.
    #[schema(minimum = 1, maximum = 9999)]
    first_number: u32,
    /// To this one; at most 100 houses at once.
    #[schema(minimum = 1, maximum = 9999)]
    last_number: u32,
    /// `both`, `even` or `odd`.
    side: String,
    /// For how many days the codes are good, 1 to 90.
    #[schema(minimum = 1, maximum = 90)]
    days: u32,
}

/// Letters that were made: their codes are told this once.
#[derive(Debug, Serialize, ToSchema)]
pub struct MadeLetters {
    /// Their id.
    id: String,
    /// Where one asks to join.
    url: String,
    /// Until when the codes are good.
    expires_ms: i64,
    /// One for each house.
    letters: Vec<MadeLetter>,
}

/// A letter to one house.
#[derive(Debug, Serialize, ToSchema)]
pub struct MadeLetter {
    /// House number.
    house_number: u32,
    /// Its code.
    letter_code: String,
}

/// Make letters for a row of houses
///
/// Each has a code that is good once. Codes are kept as hashes, and not with a house number.
#[utoipa::path(post, path = "/api/v1/groups/{group}/letters", tag = "joining", request_body = NewLetters, params(("group" = String, Path, description = "Id of the group")),
    responses((status = 201, body = MadeLetters), (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn make_letters(
    State(web): Shared,
    Caller { identity, .. }: Caller<InPerson>,
    Path(group): Path<GroupId>,
    Json(body): Json<NewLetters>,
) -> Answer<(StatusCode, axum::Json<MadeLetters>)> {
    web.limits.write(identity.account.id)?;
    let row = Row {
        street: body.letter_street,
        first_number: Some(body.first_number),
        last_number: Some(body.last_number),
        side: body.side,
        days: Some(body.days),
    };
    let account = identity.account.id;
    let made = residence::make_letters(&web.app, account, group, &row);
    let made = made.await?;
    let letters = made.each.iter().map(|letter| MadeLetter {
        house_number: letter.house_number,
        letter_code: letter.code.printed(),
    });
    let made = MadeLetters {
        id: made.letters.id.to_string(),
        url: web.app.link(&format!("/welcome/{group}")),
        expires_ms: made.letters.expires_at.as_millis(),
        letters: letters.collect(),
    };
    Ok((StatusCode::CREATED, axum::Json(made)))
}

/// Take letters back
///
/// Their codes open nothing any more. What was checked by one of them stays checked.
#[utoipa::path(delete, path = "/api/v1/groups/{group}/letters/{letter}", tag = "joining",
    params(("group" = String, Path, description = "Id of the group"), ("letter" = String, Path, description = "Id of the letters")),
    responses((status = 204), (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn revoke_letters(
    State(web): Shared,
    Caller { identity, .. }: Caller<InPerson>,
    Path((group, letters)): Path<(GroupId, LetterId)>,
) -> Answer<StatusCode> {
    residence::revoke_letters(&web.app, identity.account.id, group, letters).await?;
    Ok(StatusCode::NO_CONTENT)
}
