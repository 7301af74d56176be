//! Photos: a page to add one without scripts, a page to look at one, and the part of an incident's page that shows them.

use super::frame::Frame;
use super::group::link;
use super::{asking, id, or_page, see_done};
use crate::usecase::identity::Identity;
use crate::usecase::incident::{self, ActError, RawSighting, Seen};
use crate::usecase::photo::{self, PhotoError, Where};
use crate::usecase::sign_in::secret;
use crate::web::auth::Reader;
use crate::web::error::{Fault, Unread, view_errors};
use crate::web::form::{Fields, Path};
use crate::web::view::photo::{PhotoAdd, PhotoLarge, Photos, Picker, Thumb};
use crate::web::view::shared::FieldError;
use crate::web::{Shared, Web};
use axum::Router;
use axum::extract::multipart::Field;
use axum::extract::{DefaultBodyLimit, FromRequest as _, Multipart, Request, State};
use axum::response::Response;
use axum::routing::{get, post};
use saar_domain::id::{PhotoId, UploadId};
use saar_domain::incident::Actor;
use saar_domain::photo::{Refusal, Size, Treatment};
use saar_domain::{field::Problem, limits};
use saar_store::photo::Photo;
use sha2::{Digest, Sha256};
use std::sync::Arc;

/// Four photos and the words beside them.
const FORM_BYTES_MAX: usize = limits::PHOTOS_PER_ADDITION_MAX * limits::PHOTO_BYTES_MAX + limits::BODY_BYTES_MAX;

/// Pages of photos.
pub fn router() -> Router<Arc<Web>> {
    let at = |rest: &str| format!("/groups/{{group}}/incidents/{{incident}}{rest}");
    let form = get(show).post(add).layer(DefaultBodyLimit::max(FORM_BYTES_MAX));
    Router::new()
        .route(&at("/photo"), form)
        .route(&at("/photos/{photo}"), get(large))
        .route(&at("/photos/{photo}/remove"), post(remove))
}

fn place(identity: &Identity, group: &str, incident: &str) -> Result<Where, Fault> {
    Ok((identity.account.id, id(group)?, id(incident)?))
}

fn number(size: usize) -> u32 {
    u32::try_from(size).unwrap_or(u32::MAX)
}

/// The photos of an incident's page.
pub(super) fn photos(web: &Web, seen: &Seen, waiting: &[String]) -> Photos {
    let stored = &seen.at.stored;
    let refused = seen.photos.treatment.err();
    let takes = stored.incident.state.is_running() && refused.is_none();
    Photos {
        shown: seen
            .photos
            .photos
            .iter()
            .map(|photo| thumb(web, seen, photo, Size::Small))
            .collect(),
        picker: takes.then(|| picker(seen, waiting)),
        refused: refused.map(|refusal| refusal.code().into()),
    }
}

fn picker(seen: &Seen, waiting: &[String]) -> Picker {
    let path = format!("/groups/{}/incidents/{}", seen.at.group.id, seen.at.stored.incident.id);
    Picker {
        uploads: format!("/api/v1{path}/uploads"),
        page: format!("{path}/photo"),
        count_max: number(limits::PHOTOS_PER_ADDITION_MAX),
        side_max: limits::PHOTO_LARGE_SIDE_PIXELS,
        fields: (seen.photos.treatment == Ok(Treatment::Fields)).then_some(limits::PHOTO_FIELDS_MAX),
        without_blur: seen.photos.without_blur,
        megabytes_max: number(limits::PHOTO_BYTES_MAX / (1024 * 1024)),
        waiting: waiting
            .iter()
            .filter(|upload| upload.parse::<UploadId>().is_ok())
            .cloned()
            .collect(),
    }
}

fn thumb(web: &Web, seen: &Seen, photo: &Photo, size: Size) -> Thumb {
    let shrunk = |length: u32| {
        let longer = photo.width.max(photo.height);
        let side = size.side_pixels_max().min(longer);
        (length * side / longer).max(1)
    };
    Thumb {
        id: photo.id.to_string(),
        path: photo::path(&web.app, seen.at.member.account, photo, size),
        width: shrunk(photo.width),
        height: shrunk(photo.height),
        at_ms: photo.uploaded_at.as_millis(),
        who: seen.alias(Actor::Member(photo.member)).map(str::to_owned),
        mine: photo.member == seen.at.member.id,
    }
}

/// What was typed beside the photos, and what came in already.
#[derive(Default)]
struct Typed {
    draft: String,
    words: String,
    waiting: Vec<String>,
}

fn add_page(
    web: &Web,
    identity: &Identity,
    seen: &Seen,
    typed: Typed,
    errors: Vec<FieldError>,
) -> Result<Response, Fault> {
    let frame = Frame::in_group(web, identity, &seen.at.group, &seen.at.member);
    let incident = &seen.at.stored.incident;
    let wrong = !errors.is_empty();
    let view = PhotoAdd {
        group: link(&frame)?,
        incident: incident.id.to_string(),
        kind: incident.kind.code().into(),
        street: seen.street(seen.at.stored.place.street).map(str::to_owned),
        drill: incident.drill,
        photos: photos(web, seen, &typed.waiting),
        draft: typed.draft,
        words: typed.words,
        words_max: number(limits::WORDS_CHARS_MAX),
        errors,
    };
    frame.render_form(web, "photo_add", &view, wrong)
}

async fn show(
    State(web): Shared,
    Reader(identity): Reader,
    Path((group, incident)): Path<(String, String)>,
) -> Response {
    let work = async {
        let place = place(&identity, &group, &incident)?;
        let seen = incident::look(&web.app, place.0, place.1, place.2).await?;
        if !seen.at.stored.incident.state.is_running() {
            return Ok(see_done(
                &format!("/groups/{group}/incidents/{incident}"),
                "already-closed",
            ));
        }
        let typed = Typed {
            draft: secret(web.app.entropy.as_ref()),
            ..Typed::default()
        };
        add_page(&web, &identity, &seen, typed, Vec::new())
    };
    or_page(&web, &identity, work.await)
}

/// A form with files, as a browser without scripts sends it.
async fn add(
    State(web): Shared,
    Reader(identity): Reader,
    Path((group, incident)): Path<(String, String)>,
    request: Request,
) -> Response {
    let work = async {
        let place = place(&identity, &group, &incident)?;
        // Who may not is told before a byte is read.
        let seen = incident::look(&web.app, place.0, place.1, place.2).await?;
        web.limits.write(place.0)?;
        let path = format!("/groups/{group}/incidents/{incident}");
        if !seen.at.stored.incident.state.is_running() {
            return Ok(see_done(&path, "already-closed"));
        }
        seen.photos.treatment?;
        if !seen.photos.without_blur {
            return Err(Refusal::NeedsScripts.into());
        }
        let (mut typed, files) = read(request).await?;
        let taken = {
            let web = Arc::clone(&web);
            let draft = typed.draft.clone();
            take_in(&web, place, &draft, files).await
        };
        typed.waiting.extend(taken.waiting);
        let mut errors = Vec::new();
        match taken.refused {
            Some(PhotoError::Refused(refusal)) => {
                let megabytes = (limits::PHOTO_BYTES_MAX / (1024 * 1024)).to_string();
                let key = format!("problem-photo-{refusal}");
                errors.push(FieldError::new("photos", &key).with("megabytes", &megabytes));
            }
            Some(PhotoError::Ended) => return Ok(see_done(&path, "already-closed")),
            Some(error) => return Err(error.into()),
            None => {
                let raw = RawSighting {
                    key: Some(typed.draft.clone()).filter(|key| !key.is_empty()),
                    words: Some(typed.words.clone()),
                    photos: typed.waiting.clone(),
                    ..RawSighting::default()
                };
                match incident::sight(&web.app, place, &raw).await {
                    Ok(_) => return Ok(see_done(&path, "sighting")),
                    Err(ActError::Invalid(wrong)) => errors = view_errors(&wrong, ""),
                    Err(ActError::Refused(_)) => return Ok(see_done(&path, "already-closed")),
                    Err(ActError::KeyReused(_)) => return Ok(see_done(&path, "joined-running")),
                    // The photos are in: from the page that asks they go along as their ids.
                    Err(ActError::Words(found)) => {
                        let fields = as_fields(&typed);
                        let texts = asking::words_and_looks(&fields);
                        return super::incident::ask(&web, &identity, place, "sightings", texts, &fields, &found).await;
                    }
                    Err(error) => return Err(error.into()),
                }
            }
        }
        add_page(&web, &identity, &seen, typed, errors)
    };
    or_page(&web, &identity, work.await)
}

/// The form with its files taken in, as the page of the incident would send it.
fn as_fields(typed: &Typed) -> Fields {
    let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let mut pairs = vec![
        pair("draft", &typed.draft),
        pair("then", "photo"),
        pair("words", &typed.words),
    ];
    pairs.extend(typed.waiting.iter().map(|upload| pair("photo", upload)));
    Fields::of(pairs)
}

struct TakenIn {
    waiting: Vec<String>,
    refused: Option<PhotoError>,
}

/// One after the other; what came in before one was refused is not lost.
async fn take_in(web: &Web, place: Where, draft: &str, files: Vec<Vec<u8>>) -> TakenIn {
    let mut waiting = Vec::new();
    for (number, file) in files.into_iter().enumerate() {
        // The same form again is the same uploads.
        let upload = upload_of(&format!("{draft} {number} {}", file.len()));
        let taken = match upload {
            Some(upload) => photo::take_in(&web.app, &web.darkroom, place, upload, file).await,
            None => Err(PhotoError::Refused(Refusal::Broken)),
        };
        match taken {
            Ok(photo) => waiting.push(photo.upload.to_string()),
            Err(error) => {
                return TakenIn {
                    waiting,
                    refused: Some(error),
                };
            }
        }
    }
    TakenIn { waiting, refused: None }
}

/// An id that follows from a text, in the shape that a script's random ones have.
fn upload_of(text: &str) -> Option<UploadId> {
    let digest = Sha256::digest(text.as_bytes());
    let hex: String = digest.iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    let parts = [&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]];
    parts.join("-").parse().ok()
}

async fn read(request: Request) -> Result<(Typed, Vec<Vec<u8>>), Fault> {
    let unreadable = || Fault::Unreadable(Unread::Broken);
    let mut form = Multipart::from_request(request, &())
        .await
        .map_err(|_| Fault::UnsupportedMedia)?;
    let (mut typed, mut files) = (Typed::default(), Vec::new());
    while let Some(field) = form.next_field().await.map_err(|_| unreadable())? {
        match field.name() {
            Some("file") => {
                let bytes = whole(field, limits::PHOTO_BYTES_MAX).await?;
                // A field without a choice sends an empty file.
                if !bytes.is_empty() {
                    files.push(bytes);
                }
                if files.len() > limits::PHOTOS_PER_ADDITION_MAX {
                    let problem = Problem::OutOfRange {
                        min: 0,
                        max: i64::from(number(limits::PHOTOS_PER_ADDITION_MAX)),
                    };
                    return Err(Fault::Invalid(vec![saar_domain::field::FieldError {
                        field: "photos",
                        problem,
                    }]));
                }
            }
            Some("words") => typed.words = text(field, limits::BODY_BYTES_MAX).await?,
            Some("draft") => typed.draft = text(field, limits::IDEMPOTENCY_KEY_CHARS_MAX).await?,
            Some("photo") if typed.waiting.len() < limits::PHOTOS_PER_ADDITION_MAX => {
                typed
                    .waiting
                    .push(text(field, limits::IDEMPOTENCY_KEY_CHARS_MAX).await?);
            }
            _ => {}
        }
    }
    Ok((typed, files))
}

async fn whole(mut field: Field<'_>, bytes_max: usize) -> Result<Vec<u8>, Fault> {
    let mut bytes = Vec::new();
    let broken = |_| Fault::Unreadable(Unread::Broken);
    while let Some(piece) = field.chunk().await.map_err(broken)? {
        if bytes.len() + piece.len() > bytes_max {
            return Err(Refusal::TooLarge.into());
        }
        bytes.extend_from_slice(&piece);
    }
    Ok(bytes)
}

async fn text(field: Field<'_>, bytes_max: usize) -> Result<String, Fault> {
    String::from_utf8(whole(field, bytes_max).await?).map_err(|_| Fault::Unreadable(Unread::Form))
}

type PhotoPlace = Path<(String, String, String)>;

async fn large(State(web): Shared, Reader(identity): Reader, Path((group, incident, photo)): PhotoPlace) -> Response {
    let work = async {
        let place = place(&identity, &group, &incident)?;
        let photo: PhotoId = id(&photo)?;
        let seen = incident::look(&web.app, place.0, place.1, place.2).await?;
        let photo = seen
            .photos
            .photos
            .iter()
            .find(|shown| shown.id == photo)
            .ok_or(Fault::NotFound)?;
        let frame = Frame::in_group(&web, &identity, &seen.at.group, &seen.at.member);
        let stored = &seen.at.stored;
        let view = PhotoLarge {
            group: link(&frame)?,
            incident,
            kind: stored.incident.kind.code().into(),
            street: seen.street(stored.place.street).map(str::to_owned),
            drill: stored.incident.drill,
            photo: thumb(&web, &seen, photo, Size::Large),
            gone_ms: photo::gone_at(&web.app, &seen.at, photo).as_millis(),
            may_remove: photo::may_remove(&seen.at, photo),
        };
        frame.render(&web, "photo", &view)
    };
    or_page(&web, &identity, work.await)
}

async fn remove(State(web): Shared, Reader(identity): Reader, Path((group, incident, photo)): PhotoPlace) -> Response {
    let work = async {
        web.limits.write(identity.account.id)?;
        let place = place(&identity, &group, &incident)?;
        photo::remove(&web.app, place, id(&photo)?).await?;
        Ok(see_done(
            &format!("/groups/{group}/incidents/{incident}"),
            "photo-removed",
        ))
    };
    or_page(&web, &identity, work.await)
}
