//! Photos of sightings, for programs and for the page's script: uploads that go on where they broke off, and pictures under addresses that expire.

use super::Answer;
use super::types::{Photo, PhotoList, UploadState};
use crate::photo::{Closed, Key, State as Stands, Taken};
use crate::usecase::identity::Identity;
use crate::usecase::photo::{self, Ticket, Where};
use crate::web::auth::{Caller, ToRead, ToReport};
use crate::web::error::{Fault, ProblemDetails, Unread};
use crate::web::form::{Path, Query};
use crate::web::{Shared, Web};
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use futures_util::StreamExt as _;
use saar_domain::field::{FieldError, Problem};
use saar_domain::id::{GroupId, IncidentId, PhotoId, UploadId};
use saar_domain::limits;
use saar_domain::photo::{Refusal, Size};
use serde::Deserialize;
use std::sync::Arc;
use utoipa::IntoParams;

/// How far an upload is, in bytes; the name is that of resumable uploads elsewhere.
pub(crate) const UPLOAD_OFFSET: HeaderName = HeaderName::from_static("upload-offset");
/// How long the file is, in bytes.
const UPLOAD_LENGTH: HeaderName = HeaderName::from_static("upload-length");

/// A picture is looked at, and nothing else: even a file that a browser took for a page could do nothing.
const PICTURE_POLICY: &str = "default-src 'none'; img-src 'self'; sandbox; frame-ancestors 'none'";

type Place = Path<(GroupId, IncidentId)>;
type UploadPlace = Path<(GroupId, IncidentId, UploadId)>;

fn place(caller: &Identity, group: GroupId, incident: IncidentId) -> Where {
    (caller.account.id, group, incident)
}

/// Send a photo, or a piece of one
///
/// The client makes the id (a UUID in lower case) and sends the file's bytes from `Upload-Offset` on. When the connection breaks, ask with HEAD how far
/// it got and go on from there. The last piece answers 201 with the photo, or says why it is not taken. The photo is seen by nobody until a sighting
/// names the upload; without one it is gone after an hour. An unfinished upload is gone after 15 minutes of silence, or when the server restarts.
#[utoipa::path(put, path = "/api/v1/groups/{group}/incidents/{incident}/uploads/{upload}", tag = "photos",
    params(("group" = String, Path, description = "Id of the group"), ("incident" = String, Path, description = "Id of the incident"),
        ("upload" = String, Path, description = "Id of the upload, made by the client"),
        ("Upload-Offset" = u32, Header, description = "Where these bytes begin in the file"),
        ("Upload-Length" = u32, Header, description = "Bytes of the whole file, at most 10 MB", minimum = 1, maximum = 10485760)),
    request_body(content = Vec<u8>, content_type = "application/octet-stream", description = "Bytes of a JPEG, PNG or WebP"),
    responses((status = 200, body = UploadState, description = "More is to come, or the photo is here already"), (status = 201, body = UploadState, description = "It became a photo"),
        (status = 409, body = ProblemDetails, content_type = "application/problem+json", description = "It stands at the Upload-Offset of this answer: go on from there"),
        (status = 413, body = ProblemDetails, content_type = "application/problem+json", description = "Too many bytes"),
        (status = 415, body = ProblemDetails, content_type = "application/problem+json", description = "Not a JPEG, PNG or WebP, by its content"),
        (status = "4XX", body = ProblemDetails, content_type = "application/problem+json"),
        (status = 503, body = ProblemDetails, content_type = "application/problem+json", description = "Others' photos are being worked on: again after Retry-After")))]
pub async fn upload(
    State(web): Shared,
    Caller { identity, .. }: Caller<ToReport>,
    Path((group, incident, upload)): UploadPlace,
    headers: HeaderMap,
    body: Body,
) -> Answer<Response> {
    let place = place(&identity, group, incident);
    // Who may not is told before a byte is read.
    let (_, known) = photo::may_upload(&web.app, place, upload).await?;
    web.limits.piece(place.0)?;
    if let Some(photo) = known {
        return Ok(answer(StatusCode::OK, &UploadState::of_photo(&photo)));
    }
    receive(&web, place, upload, &headers, body).await
}

/// Reads the bytes as they arrive, and finishes when they are all there.
async fn receive(
    web: &Arc<Web>,
    place: Where,
    upload: UploadId,
    headers: &HeaderMap,
    body: Body,
) -> Result<Response, Fault> {
    let (offset, length) = (number(headers, &UPLOAD_OFFSET, 0)?, number(headers, &UPLOAD_LENGTH, 1)?);
    let key: Key = (place.0, place.2, upload);
    let elsewhere = |stands: Stands| Fault::UploadOffset(stands.offset);
    let piece = web
        .uploads
        .open(key, length, offset, web.app.now())
        .map_err(|closed| match closed {
            Closed::Elsewhere(stands) => elsewhere(stands),
            Closed::Refused(refusal) => Fault::Photo(refusal),
        })?;
    let mut pieces = body.into_data_stream();
    while let Some(bytes) = pieces.next().await {
        // The connection broke. What came is kept; nobody hears this answer.
        let bytes = bytes.map_err(|_| Fault::Unreadable(Unread::Broken))?;
        match web.uploads.add(piece, &bytes, web.app.now()) {
            Ok(Taken::Partly(_)) => {}
            Ok(Taken::Elsewhere(stands)) => return Err(elsewhere(stands)),
            Ok(Taken::Whole(file)) => return finish(web, place, key, file).await,
            Err(refusal) => {
                web.uploads.done(key);
                return Err(Fault::Photo(refusal));
            }
        }
    }
    let stands = web.uploads.state(key).unwrap_or(Stands { offset: 0, length });
    Ok(answer(StatusCode::OK, &UploadState::of(stands)))
}

/// Takes the upload off the desk when its work ends, however that is.
struct Finishing(Arc<Web>, Key);

impl Drop for Finishing {
    fn drop(&mut self) {
        self.0.uploads.done(self.1);
    }
}

async fn finish(web: &Arc<Web>, place: Where, key: Key, file: Vec<u8>) -> Result<Response, Fault> {
    let finishing = Finishing(Arc::clone(web), key);
    let web = &finishing.0;
    let photo = photo::take_in(&web.app, &web.darkroom, place, key.2, file).await?;
    Ok(answer(StatusCode::CREATED, &UploadState::of_photo(&photo)))
}

fn number(headers: &HeaderMap, name: &HeaderName, min: usize) -> Result<usize, Fault> {
    let field = if *name == UPLOAD_OFFSET {
        "Upload-Offset"
    } else {
        "Upload-Length"
    };
    let wrong = |problem| Fault::Invalid(vec![FieldError { field, problem }]);
    let value = headers.get(name).ok_or_else(|| wrong(Problem::Missing))?;
    let number = value.to_str().ok().and_then(|text| text.parse::<usize>().ok());
    let number = number.ok_or_else(|| wrong(Problem::Malformed))?;
    // One above the limit is answered as too large, with words about photos.
    if number < min {
        let max = i64::try_from(limits::PHOTO_BYTES_MAX).unwrap_or(i64::MAX);
        return Err(wrong(Problem::OutOfRange { min: 1, max }));
    }
    Ok(number)
}

fn answer(status: StatusCode, state: &UploadState) -> Response {
    let mut response = (status, axum::Json(state)).into_response();
    response
        .headers_mut()
        .insert(UPLOAD_OFFSET, HeaderValue::from(state.offset));
    response
        .headers_mut()
        .insert(UPLOAD_LENGTH, HeaderValue::from(state.length));
    response
}

/// How far an upload is
#[utoipa::path(head, path = "/api/v1/groups/{group}/incidents/{incident}/uploads/{upload}", tag = "photos",
    params(("group" = String, Path, description = "Id of the group"), ("incident" = String, Path, description = "Id of the incident"),
        ("upload" = String, Path, description = "Id of the upload, made by the client")),
    responses((status = 200, description = "It stands at Upload-Offset of Upload-Length"), (status = "4XX", description = "404: nothing of it is here; begin at 0")))]
pub async fn stand(
    State(web): Shared,
    Caller { identity, .. }: Caller<ToReport>,
    Path((group, incident, upload)): UploadPlace,
) -> Answer<Response> {
    let place = place(&identity, group, incident);
    let (_, known) = photo::may_upload(&web.app, place, upload).await?;
    if let Some(photo) = known {
        return Ok(answer(StatusCode::OK, &UploadState::of_photo(&photo)));
    }
    let stands = web.uploads.state((place.0, place.2, upload)).ok_or(Fault::NotFound)?;
    Ok(answer(StatusCode::OK, &UploadState::of(stands)))
}

/// Take back an upload that no sighting has named yet
#[utoipa::path(delete, path = "/api/v1/groups/{group}/incidents/{incident}/uploads/{upload}", tag = "photos",
    params(("group" = String, Path, description = "Id of the group"), ("incident" = String, Path, description = "Id of the incident"),
        ("upload" = String, Path, description = "Id of the upload, made by the client")),
    responses((status = 204, description = "Nothing of it is here"), (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn forget_upload(
    State(web): Shared,
    Caller { identity, .. }: Caller<ToReport>,
    Path((group, incident, upload)): UploadPlace,
) -> Answer<StatusCode> {
    let place = place(&identity, group, incident);
    photo::forget_upload(&web.app, place, upload).await?;
    web.uploads.done((place.0, place.2, upload));
    Ok(StatusCode::NO_CONTENT)
}

/// The photos of an incident, with addresses that are good for this caller and some minutes
#[utoipa::path(get, path = "/api/v1/groups/{group}/incidents/{incident}/photos", tag = "photos",
    params(("group" = String, Path, description = "Id of the group"), ("incident" = String, Path, description = "Id of the incident")),
    responses((status = 200, body = PhotoList), (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn list(
    State(web): Shared,
    Caller { identity, .. }: Caller<ToRead>,
    Path((group, incident)): Place,
) -> Answer<axum::Json<PhotoList>> {
    let place = place(&identity, group, incident);
    let (at, photos) = photo::list(&web.app, place).await?;
    let shown = |kept: &saar_store::photo::Photo| Photo {
        id: kept.id.to_string(),
        seq: kept.seq.unwrap_or_default(),
        small: photo::path(&web.app, place.0, kept, Size::Small),
        large: photo::path(&web.app, place.0, kept, Size::Large),
        width: kept.width,
        height: kept.height,
        uploaded_ms: kept.uploaded_at.as_millis(),
        gone_ms: photo::gone_at(&web.app, &at, kept).as_millis(),
        may_remove: photo::may_remove(&at, kept),
    };
    Ok(axum::Json(PhotoList {
        photos: photos.iter().map(shown).collect(),
    }))
}

/// What stands behind the `?` of a picture's address.
#[derive(Debug, Deserialize, IntoParams)]
pub struct PictureQuery {
    /// Until when the address is good.
    expires: Option<i64>,
    /// The proof that it was made here, for this account.
    signature: Option<String>,
}

/// A picture of a photo: `small` or `large`, JPEG
///
/// Only under an address from the list of photos, only for the account that it was made for, and only until it expires.
#[utoipa::path(get, path = "/api/v1/groups/{group}/incidents/{incident}/photos/{photo}/{size}", tag = "photos",
    params(("group" = String, Path, description = "Id of the group"), ("incident" = String, Path, description = "Id of the incident"),
        ("photo" = String, Path, description = "Id of the photo"), ("size" = String, Path, description = "`small` or `large`"), PictureQuery),
    responses((status = 200, content_type = "image/jpeg", body = Vec<u8>), (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn picture(
    State(web): Shared,
    Caller { identity, .. }: Caller<ToRead>,
    Path((group, incident, photo, size)): Path<(GroupId, IncidentId, PhotoId, Size)>,
    Query(query): Query<PictureQuery>,
) -> Answer<Response> {
    let place = place(&identity, group, incident);
    let ticket = Ticket {
        expires: query.expires.unwrap_or_default(),
        signature: query.signature.unwrap_or_default(),
    };
    let bytes = photo::picture(&web.app, place, photo, size, &ticket).await?;
    let headers = [
        (header::CONTENT_TYPE, "image/jpeg"),
        (header::CACHE_CONTROL, "no-store"),
        (header::CONTENT_DISPOSITION, "inline"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::CONTENT_SECURITY_POLICY, PICTURE_POLICY),
    ];
    Ok((headers, bytes.to_vec()).into_response())
}

/// Take a photo away: by who sent it, or who may take the incident back
#[utoipa::path(delete, path = "/api/v1/groups/{group}/incidents/{incident}/photos/{photo}", tag = "photos",
    params(("group" = String, Path, description = "Id of the group"), ("incident" = String, Path, description = "Id of the incident"),
        ("photo" = String, Path, description = "Id of the photo")),
    responses((status = 204, description = "It is gone"), (status = "4XX", body = ProblemDetails, content_type = "application/problem+json")))]
pub async fn remove(
    State(web): Shared,
    Caller { identity, .. }: Caller<ToReport>,
    Path((group, incident, photo)): Path<(GroupId, IncidentId, PhotoId)>,
) -> Answer<StatusCode> {
    web.limits.write(identity.account.id)?;
    let place = place(&identity, group, incident);
    photo::remove(&web.app, place, photo).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A refusal with its fault, for who is told on a page.
impl From<Refusal> for Fault {
    fn from(refusal: Refusal) -> Self {
        Self::Photo(refusal)
    }
}
