//! What stands in a file of people, for programs: read, answered, dropped.

use super::Answer;
use crate::import::{Asked, Chair, ReadError};
use crate::usecase::import;
use crate::web::auth::{Caller, InPerson};
use crate::web::error::{Fault, ProblemDetails, Unread};
use crate::web::form::{Path, Query};
use crate::web::{Shared, Web};
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, header};
use futures_util::StreamExt as _;
use saar_domain::field::{FieldError, Problem};
use saar_domain::id::{AccountId, GroupId};
use saar_domain::import::{Kind, Note, Reading};
use saar_domain::limits;
use serde::{Deserialize, Serialize};
use tokio::time::timeout;
use utoipa::{IntoParams, ToSchema};

/// What the file holds.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct Holding {
    /// `chat`, `vcard` or `csv`; when it is not given, the content tells.
    format: Option<String>,
}

/// What was read.
#[derive(Debug, Serialize, ToSchema)]
pub struct FileRead {
    /// `chat`, `vcard` or `csv`; missing where that could not be told.
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<String>,
    /// All of it could be read.
    readable: bool,
    /// Lines of the file.
    lines: usize,
    /// Messages of a chat.
    written: usize,
    /// People who could be invited.
    candidates: Vec<CandidateRead>,
    /// How asleep the group is, from a chat.
    #[serde(skip_serializing_if = "Option::is_none")]
    sleep: Option<SleepRead>,
    /// What was mended or left out.
    repairs: Vec<NoteRead>,
    /// Why it, or a part of it, cannot be read.
    refusals: Vec<NoteRead>,
}

/// Somebody who could be invited.
#[derive(Debug, Serialize, ToSchema)]
pub struct CandidateRead {
    /// Place in the list, from 1.
    number: usize,
    /// Where they stand first in the file.
    line: usize,
    /// As the file has it.
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    /// In one form.
    phones: Vec<String>,
    /// In small letters.
    emails: Vec<String>,
    /// The number of the candidate that they seem to be.
    #[serde(skip_serializing_if = "Option::is_none")]
    duplicate_of: Option<usize>,
    /// By what: `phone`, `email`, `name`.
    #[serde(skip_serializing_if = "Option::is_none")]
    duplicate_by: Option<String>,
}

/// How asleep a group is.
#[derive(Debug, Serialize, ToSchema)]
pub struct SleepRead {
    /// Days from the first message to the last.
    days: i64,
    /// Messages a day.
    written_a_day: f64,
    /// Messages by the hour of the day, 0 to 23.
    by_hour: Vec<usize>,
    /// Messages from 23:00 to 6:59.
    at_night: usize,
    /// Messages that were looked at for what they are about.
    heard: usize,
    /// Of those: they look like an alarm.
    alarming: usize,
    /// They are for another desk.
    elsewhere: usize,
    /// Small talk.
    chatter: usize,
    /// Anything else.
    other: usize,
}

/// A place in the file.
#[derive(Debug, Serialize, ToSchema)]
pub struct NoteRead {
    /// From 1; missing where it is about the file as a whole.
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<usize>,
    /// A code.
    code: String,
    /// In English, with what to do.
    sentence: String,
}

fn note(note: &Note) -> NoteRead {
    NoteRead {
        line: note.line,
        code: note.code.into(),
        sentence: note.sentence.clone(),
    }
}

impl FileRead {
    fn of(reading: Reading) -> Self {
        let rhythm = reading.rhythm.as_ref().zip(reading.talk);
        Self {
            kind: reading.kind.map(|kind| kind.code().into()),
            readable: reading.readable(),
            lines: reading.counts.lines,
            written: reading.counts.messages,
            sleep: rhythm.map(|(rhythm, talk)| SleepRead {
                days: rhythm.days,
                written_a_day: rhythm.messages_a_day,
                by_hour: rhythm.by_hour.into(),
                at_night: rhythm.at_night,
                heard: talk.heard,
                alarming: talk.alarming,
                elsewhere: talk.elsewhere,
                chatter: talk.chatter,
                other: talk.other,
            }),
            repairs: reading.repairs.iter().map(note).collect(),
            refusals: reading.refusals.iter().map(note).collect(),
            candidates: reading
                .candidates
                .into_iter()
                .map(|one| CandidateRead {
                    number: one.number,
                    line: one.line,
                    name: one.name,
                    phones: one.phones,
                    emails: one.emails,
                    duplicate_of: one.duplicate_of,
                    duplicate_by: one.duplicate_by.map(|by| by.code().into()),
                })
                .collect(),
        }
    }
}

/// Read a file of people who could be invited
///
/// A chat that WhatsApp exported (or its zip), contacts (vCard) or a table (CSV), at most 32 MB. The file is read, answered and dropped: nothing of it
/// is stored, and nobody is invited or compared with who is in. Invite by making an invite. By admins and deputies, one file at a time.
#[utoipa::path(post, path = "/api/v1/groups/{group}/import", tag = "groups", params(("group" = String, Path, description = "Id of the group"), Holding),
    request_body(content = Vec<u8>, content_type = "application/octet-stream", description = "Bytes of the file"),
    responses((status = 200, body = FileRead), (status = 413, body = ProblemDetails, content_type = "application/problem+json", description = "Too many bytes"),
        (status = 429, body = ProblemDetails, content_type = "application/problem+json", description = "Other files are being read: again after Retry-After"),
        (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn read(
    State(web): Shared,
    Caller { identity, .. }: Caller<InPerson>,
    Path(group): Path<GroupId>,
    Query(holding): Query<Holding>,
    headers: HeaderMap,
    body: Body,
) -> Answer<axum::Json<FileRead>> {
    let account = identity.account.id;
    // Who may not is told before a byte is read.
    let counter = import::counter(&web.app, account, group).await?;
    web.limits.write(account)?;
    if headers
        .get(header::CONTENT_TYPE)
        .is_none_or(|given| given != "application/octet-stream")
    {
        return Err(Fault::UnsupportedMedia);
    }
    let kind = kind(holding.format.as_deref())?;
    let received = timeout(limits::IMPORT_UPLOAD_TIME.to_std(), receive(&web, account, body));
    let (chair, bytes) = received.await.map_err(|_| again())??;
    let asked = Asked {
        bytes,
        name: String::new(),
        kind,
        phones: counter.phones,
    };
    let reading = web.reading_room.read(&web.app, chair, asked).await.map_err(fault)?;
    Ok(axum::Json(FileRead::of(reading)))
}

fn kind(code: Option<&str>) -> Result<Option<Kind>, Fault> {
    let wrong = || {
        Fault::Invalid(vec![FieldError {
            field: "format",
            problem: Problem::NotAChoice,
        }])
    };
    match code.map(str::parse) {
        None => Ok(None),
        Some(Ok(Kind::Geojson) | Err(_)) => Err(wrong()),
        Some(Ok(kind)) => Ok(Some(kind)),
    }
}

async fn receive(web: &Web, account: AccountId, body: Body) -> Result<(Chair, Vec<u8>), Fault> {
    let chair = web.reading_room.enter(account).await.map_err(fault)?;
    let bytes_max = usize::try_from(limits::IMPORT_BYTES_MAX).unwrap_or(usize::MAX);
    let (mut bytes, mut pieces) = (Vec::new(), body.into_data_stream());
    while let Some(piece) = pieces.next().await {
        let piece = piece.map_err(|_| Fault::Unreadable(Unread::Broken))?;
        if bytes.len() + piece.len() > bytes_max {
            return Err(Fault::TooLarge);
        }
        bytes.extend_from_slice(&piece);
    }
    Ok((chair, bytes))
}

/// As long as reading the largest takes.
const fn again() -> Fault {
    Fault::TooMany {
        retry_after_seconds: 60,
    }
}

const fn fault(error: ReadError) -> Fault {
    match error {
        ReadError::Busy | ReadError::TooSlow => again(),
        ReadError::Broken => Fault::Trouble,
    }
}
