//! People of a file, to invite. What comes in is read, shown to who brought it, and dropped; what is chosen comes back with the form.

use super::admin::qr;
use super::frame::Frame;
use super::group::link;
use super::{id, or_page, sleep};
use crate::import::{Asked, ReadError};
use crate::usecase::identity::Identity;
use crate::usecase::import::{self, Counter};
use crate::usecase::invite::{self, InviteError};
use crate::web::auth::Reader;
use crate::web::error::{Fault, Unread, view_errors};
use crate::web::form::Path;
use crate::web::view::import::{Found, Import, Invited, InviteeRow, NoteRow, PersonRow};
use crate::web::view::shared::FieldError;
use crate::web::{Shared, Web};
use axum::Router;
use axum::extract::{DefaultBodyLimit, FromRequest as _, Multipart, RawForm, Request, State};
use axum::response::Response;
use axum::routing::{get, post};
use saar_domain::import::candidate::{Candidate, SameBy};
use saar_domain::import::{Note, Reading, is_email};
use saar_domain::limits;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::sync::Arc;
use tokio::time::timeout;

const MEGABYTE: u64 = 1024 * 1024;

/// Pages of an import.
pub fn router() -> Router<Arc<Web>> {
    let file = get(show)
        .post(bring)
        .layer(DefaultBodyLimit::max(limits::IMPORT_SWALLOWED_BYTES_MAX));
    let choice = post(invite).layer(DefaultBodyLimit::max(limits::IMPORT_CHOICE_BYTES_MAX));
    Router::new()
        .route("/groups/{group}/admin/import", file)
        .route("/groups/{group}/admin/import/invite", choice)
}

/// Why there is no list.
enum Mishap {
    /// The form has no file.
    Missing,
    /// The file is larger than any that is read.
    TooLarge,
    /// It came in too slowly, or reading it did not end.
    TooSlow,
    /// Others are reading, or one of one's own files is.
    Busy,
    /// Nothing in it can be read.
    Unreadable(Vec<Note>),
    /// Something else.
    Fault(Fault),
}

impl From<ReadError> for Mishap {
    fn from(error: ReadError) -> Self {
        match error {
            ReadError::Busy => Self::Busy,
            ReadError::TooSlow => Self::TooSlow,
            ReadError::Broken => Self::Fault(Fault::Trouble),
        }
    }
}

async fn show(State(web): Shared, Reader(identity): Reader, Path(group): Path<String>) -> Response {
    let work = async {
        let counter = import::counter(&web.app, identity.account.id, id(&group)?).await?;
        ask(&web, &identity, &counter, None, Vec::new())
    };
    or_page(&web, &identity, work.await)
}

/// The page that asks for a file, perhaps with what was wrong with the last one.
fn ask(
    web: &Web,
    identity: &Identity,
    counter: &Counter,
    error: Option<&str>,
    refusals: Vec<NoteRow>,
) -> Result<Response, Fault> {
    let frame = Frame::in_group(web, identity, &counter.access.group, &counter.access.member);
    let megabytes = limits::IMPORT_BYTES_MAX / MEGABYTE;
    let error = error.map(|key| FieldError::new("file", key).with("megabytes", &megabytes.to_string()));
    let view = Import {
        group: link(&frame)?,
        megabytes_max: megabytes,
        bytes_max: limits::IMPORT_BYTES_MAX,
        refusals,
        errors: error.into_iter().collect(),
    };
    frame.render_form(web, "import", &view, !view.errors.is_empty())
}

async fn bring(State(web): Shared, Reader(identity): Reader, Path(group): Path<String>, request: Request) -> Response {
    let work = async {
        // Who may not is told before a byte is read.
        let counter = import::counter(&web.app, identity.account.id, id(&group)?).await?;
        web.limits.write(identity.account.id)?;
        let wrong = |key| ask(&web, &identity, &counter, Some(key), Vec::new());
        match read(&web, &identity, &counter, request).await {
            Ok(reading) => found(&web, &identity, &counter, &reading),
            Err(Mishap::Missing) => wrong("error-import-missing"),
            Err(Mishap::TooLarge) => wrong("error-import-large"),
            Err(Mishap::TooSlow) => wrong("error-import-slow"),
            Err(Mishap::Busy) => wrong("error-import-busy"),
            Err(Mishap::Unreadable(refusals)) => ask(
                &web,
                &identity,
                &counter,
                Some("error-import-unreadable"),
                notes(&refusals),
            ),
            Err(Mishap::Fault(fault)) => Err(fault),
        }
    };
    or_page(&web, &identity, work.await)
}

async fn read(web: &Web, identity: &Identity, counter: &Counter, request: Request) -> Result<Reading, Mishap> {
    let received = timeout(limits::IMPORT_UPLOAD_TIME.to_std(), async {
        let chair = web.reading_room.enter(identity.account.id).await;
        // Without a place the file is let go by as it comes.
        let file = receive(request, chair.is_ok()).await;
        (chair, file)
    });
    let (chair, file) = received.await.map_err(|_| Mishap::TooSlow)?;
    let (chair, (bytes, name)) = (chair?, file?);
    let asked = Asked {
        bytes,
        name,
        kind: None,
        phones: counter.phones.clone(),
    };
    let reading = web.reading_room.read(&web.app, chair, asked).await?;
    if reading.candidates.is_empty() && !reading.readable() {
        return Err(Mishap::Unreadable(reading.refusals));
    }
    Ok(reading)
}

/// The file of the form and its name.
async fn receive(request: Request, wanted: bool) -> Result<(Vec<u8>, String), Mishap> {
    let bytes_max = usize::try_from(limits::IMPORT_BYTES_MAX).unwrap_or(usize::MAX);
    let broken = |_| Mishap::Fault(Fault::Unreadable(Unread::Broken));
    let mut form = Multipart::from_request(request, &())
        .await
        .map_err(|_| Mishap::Fault(Fault::UnsupportedMedia))?;
    while let Some(mut field) = form.next_field().await.map_err(broken)? {
        if field.name() != Some("file") {
            continue;
        }
        let name = field.file_name().unwrap_or_default().to_owned();
        let (mut bytes, mut too_large) = (Vec::new(), false);
        while let Some(piece) = field.chunk().await.map_err(broken)? {
            too_large |= bytes.len() + piece.len() > bytes_max;
            if too_large {
                bytes = Vec::new();
            } else if wanted {
                bytes.extend_from_slice(&piece);
            }
        }
        return match (too_large, bytes.is_empty() && wanted) {
            (true, _) => Err(Mishap::TooLarge),
            // A field without a choice sends an empty file without a name.
            (_, true) if name.is_empty() => Err(Mishap::Missing),
            _ => Ok((bytes, name)),
        };
    }
    Err(Mishap::Missing)
}

fn notes(notes: &[Note]) -> Vec<NoteRow> {
    let row = |note: &Note| NoteRow {
        line: note.line,
        code: note.code.replace('_', "-"),
    };
    notes.iter().map(row).collect()
}

fn found(web: &Web, identity: &Identity, counter: &Counter, reading: &Reading) -> Result<Response, Fault> {
    let frame = Frame::in_group(web, identity, &counter.access.group, &counter.access.member);
    let shown: Vec<Brought> = reading
        .candidates
        .iter()
        .take(limits::IMPORT_PEOPLE_SHOWN_MAX)
        .map(Brought::of)
        .collect();
    let view = Found {
        group: link(&frame)?,
        kind: reading.kind.map(|kind| kind.code().into()),
        lines: reading.counts.lines,
        count: reading.counts.candidates,
        duplicates: reading.counts.duplicates,
        people: reading
            .candidates
            .iter()
            .take(limits::IMPORT_PEOPLE_SHOWN_MAX)
            .map(|one| row(one, one.duplicate_of.is_none()))
            .collect(),
        people_json: serde_json::to_string(&shown).unwrap_or_default(),
        people_more: reading.candidates.len() - shown.len(),
        free: counter.free,
        sleep: sleep::of(web, &frame, reading),
        refusals: notes(&reading.refusals),
        repairs: notes(&reading.repairs),
        notes_more: reading.repairs_more + reading.refusals_more,
        errors: Vec::new(),
    };
    frame.render(web, "import_found", &view)
}

fn row(one: &Candidate, chosen: bool) -> PersonRow {
    PersonRow {
        number: one.number,
        name: one.name.clone(),
        phones: few(&one.phones),
        emails: few(&one.emails),
        line: one.line,
        duplicate_of: one.duplicate_of,
        duplicate_by: one.duplicate_by.map(|by| by.code().into()),
        chosen,
    }
}

/// Numbers, and addresses, of one person that go to the page and back.
const WAYS_MAX: usize = 3;

fn few(ways: &[String]) -> Vec<String> {
    ways.iter().take(WAYS_MAX).cloned().collect()
}

/// Somebody on their way to the page and back: number in the list, line, name, phones, addresses, whom they seem to be, by what.
#[derive(Serialize, Deserialize)]
struct Brought(
    usize,
    usize,
    Option<String>,
    Vec<String>,
    Vec<String>,
    Option<usize>,
    Option<String>,
);

impl Brought {
    fn of(one: &Candidate) -> Self {
        Self(
            one.number,
            one.line,
            one.name.clone(),
            few(&one.phones),
            few(&one.emails),
            one.duplicate_of,
            one.duplicate_by.map(|by| by.code().into()),
        )
    }

    /// As it was sent to the page; what a browser made of it otherwise is left out.
    fn back(self, counter: &Counter) -> Candidate {
        let Self(number, line, name, phones, emails, duplicate_of, by) = self;
        let phones = phones.iter().filter_map(|phone| counter.phones.normalise(phone));
        Candidate {
            number,
            line,
            name: name.map(|name| name.chars().take(limits::IMPORT_NAME_MAX).collect()),
            phones: phones.take(WAYS_MAX).collect(),
            emails: emails
                .into_iter()
                .filter(|email| is_email(email))
                .take(WAYS_MAX)
                .collect(),
            duplicate_of,
            duplicate_by: by.and_then(|by| by.parse::<SameBy>().ok()),
        }
    }
}

/// Makes the link for who was chosen. Nothing of them goes farther than the page that shows it.
async fn invite(
    State(web): Shared,
    Reader(identity): Reader,
    Path(group): Path<String>,
    form: Result<RawForm, axum::extract::rejection::RawFormRejection>,
) -> Response {
    let work = async {
        let (account, group_id) = (identity.account.id, id(&group)?);
        let counter = import::counter(&web.app, account, group_id).await?;
        web.limits.write(account)?;
        let RawForm(form) = form.map_err(|_| Fault::TooLarge)?;
        let (mut people, mut chosen) = (Vec::new(), BTreeSet::new());
        for (name, value) in url::form_urlencoded::parse(&form) {
            match &*name {
                "people" => people = brought(&value, &counter)?,
                "chosen" => chosen.extend(value.parse::<usize>().ok()),
                _ => {}
            }
        }
        let invited: Vec<&Candidate> = people.iter().filter(|one| chosen.contains(&one.number)).collect();
        let frame = Frame::in_group(&web, &identity, &counter.access.group, &counter.access.member);
        match import::invite(&web.app, account, group_id, &invited).await {
            Ok(made) => {
                let url = web
                    .app
                    .link(&format!("/join/{}", invite::word(&web.app.sealer, made.id)));
                let view = Invited {
                    group: link(&frame)?,
                    invite: made.id.to_string(),
                    qr_svg: qr(&url),
                    url,
                    uses_max: made.uses_max,
                    expires_ms: made.expires_at.as_millis(),
                    people: invited.into_iter().map(invitee).collect(),
                };
                frame.render(&web, "import_invited", &view)
            }
            Err(InviteError::Invalid(errors)) => {
                let view = Found {
                    group: link(&frame)?,
                    kind: None,
                    lines: 0,
                    count: people.len(),
                    duplicates: people.iter().filter(|one| one.duplicate_of.is_some()).count(),
                    people_json: serde_json::to_string(&people.iter().map(Brought::of).collect::<Vec<_>>())
                        .unwrap_or_default(),
                    people: people
                        .iter()
                        .map(|one| row(one, chosen.contains(&one.number)))
                        .collect(),
                    people_more: 0,
                    free: counter.free,
                    sleep: None,
                    refusals: Vec::new(),
                    repairs: Vec::new(),
                    notes_more: 0,
                    errors: view_errors(&errors, ""),
                };
                frame.render_wrong(&web, "import_found", &view)
            }
            Err(error) => Err(error.into()),
        }
    };
    or_page(&web, &identity, work.await)
}

fn brought(json: &str, counter: &Counter) -> Result<Vec<Candidate>, Fault> {
    let people: Vec<Brought> = serde_json::from_str(json).map_err(|_| Fault::Unreadable(Unread::Form))?;
    let people = people.into_iter().take(limits::IMPORT_PEOPLE_SHOWN_MAX);
    Ok(people.map(|one| one.back(counter)).collect())
}

fn invitee(one: &Candidate) -> InviteeRow {
    let first = [&one.phones, &one.emails].into_iter().find_map(|list| list.first());
    InviteeRow {
        name: one.name.clone().or_else(|| first.cloned()).unwrap_or_default(),
        phones: one.phones.clone(),
        emails: one.emails.clone(),
    }
}
