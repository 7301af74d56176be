//! Photos of a sighting: taken in, looked at, taken away.
//!
//! A photo comes in alone and waits, seen by nobody, until the sighting that it belongs to is sent: words never wait for pictures, and a picture that
//! was begun and left is gone within the hour.

use crate::app::App;
use crate::photo::{Darkroom, Prepared};
use crate::usecase::access::{self, AtIncident, Denied};
use crate::usecase::retention;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use saar_domain::access::Action;
use saar_domain::clock::Timestamp;
use saar_domain::country::PhotoPolicy;
use saar_domain::id::{AccountId, GroupId, IncidentId, MemberId, PhotoId, UploadId};
use saar_domain::photo::{self as rules, Refusal, Size, Treatment};
use saar_domain::retention::{Class, Retention};
use saar_store::photo::{self, Photo};
use saar_store::{StoreError, Tx, group, setting};
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

/// Why not.
#[derive(Debug, thiserror::Error)]
pub enum PhotoError {
    /// Not there, or not allowed.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// The incident has ended.
    #[error("the incident has ended")]
    Ended,
    /// The photo is not taken.
    #[error("not taken: {0}")]
    Refused(Refusal),
}

impl From<StoreError> for PhotoError {
    fn from(error: StoreError) -> Self {
        Self::Denied(error.into())
    }
}

/// Who, in which group, at which incident.
pub type Where = (AccountId, GroupId, IncidentId);

/// The photos of an incident as one viewer finds them.
#[derive(Debug, Clone)]
pub struct Shown {
    /// Those of its sightings, in their order.
    pub photos: Vec<Photo>,
    /// What would become of another one, or why there is none.
    pub treatment: Result<Treatment, Refusal>,
    /// Whether a browser that cannot blur may send one.
    pub without_blur: bool,
}

/// Everything about photos that the page of an incident shows.
pub(crate) async fn at(app: &App, tx: &mut Tx, at: &AtIncident) -> Result<Shown, StoreError> {
    Ok(Shown {
        photos: photo::of_incident(tx, at.stored.incident.id, kept_since(app, at)).await?,
        treatment: treatment(app, tx, at).await?,
        without_blur: app
            .profiles
            .get(&at.group.country)
            .is_some_and(|profile| profile.photos_without_blur),
    })
}

/// What was uploaded before is gone, also while the clock has not come round to deleting it.
fn kept_since(app: &App, at: &AtIncident) -> Timestamp {
    kept_since_in(app, &at.group.country)
}

fn kept_since_in(app: &App, country: &str) -> Timestamp {
    app.profiles.retention(country).over(Class::Photo, app.now())
}

/// When a photo of a group is gone.
pub fn gone_at(app: &App, at: &AtIncident, photo: &Photo) -> Timestamp {
    rules::gone_at(photo.uploaded_at, app.profiles.retention(&at.group.country))
}

async fn treatment(app: &App, tx: &mut Tx, at: &AtIncident) -> Result<Result<Treatment, Refusal>, StoreError> {
    let profile = app.profiles.get(&at.group.country).ok_or(StoreError::Gone)?;
    let own = photo::group_policy(tx, at.group.id).await?;
    Ok(rules::treatment(profile, own, at.stored.incident.kind))
}

/// Whether an account may add a photo now, and what becomes of it; with the photo, if this upload became one before.
pub async fn may_upload(app: &App, place: Where, upload: UploadId) -> Result<(Treatment, Option<Photo>), PhotoError> {
    let mut tx = app.db.read().await?;
    let at = access::at_incident(&mut tx, place.0, place.1, place.2, Action::Sight).await?;
    if let Some(known) = photo::uploaded(&mut tx, at.member.id, upload).await? {
        return if known.incident == place.2 {
            Ok((Treatment::Reencoded, Some(known)))
        } else {
            Err(Denied::NotHere.into())
        };
    }
    let treatment = allowed(app, &mut tx, &at).await?;
    Ok((treatment, None))
}

async fn allowed(app: &App, tx: &mut Tx, at: &AtIncident) -> Result<Treatment, PhotoError> {
    if !at.stored.incident.state.is_running() {
        return Err(PhotoError::Ended);
    }
    let treatment = treatment(app, tx, at).await?.map_err(PhotoError::Refused)?;
    let kept = photo::kept(tx, at.group.id, at.stored.incident.id, at.member.account).await?;
    kept.takes_one_more().map_err(PhotoError::Refused)?;
    Ok(treatment)
}

/// Takes a whole file in: makes its pictures, stores them, and lets the photo wait for its sighting. The same upload again is the same photo.
pub async fn take_in(
    app: &App,
    room: &Darkroom,
    place: Where,
    upload: UploadId,
    file: Vec<u8>,
) -> Result<Photo, PhotoError> {
    let (treatment, known) = may_upload(app, place, upload).await?;
    if let Some(known) = known {
        return Ok(known);
    }
    let upload_bytes = u32::try_from(file.len()).map_err(|_| PhotoError::Refused(Refusal::TooLarge))?;
    // No transaction is open while this goes on.
    let prepared = room.prepare(file, treatment).await.map_err(PhotoError::Refused)?;
    store(app, place, upload, upload_bytes, treatment, &prepared).await
}

async fn store(
    app: &App,
    place: Where,
    upload: UploadId,
    upload_bytes: u32,
    treatment: Treatment,
    prepared: &Prepared,
) -> Result<Photo, PhotoError> {
    let (now, entropy) = (app.now(), app.entropy.as_ref());
    let mut tx = app.db.write().await?;
    // The lock: a recall that runs meanwhile either finds this photo or has ended the incident (EDGES 13).
    let group = access::lock(&mut tx, place.1, 0).await?.group;
    let at = access::at_incident_within(&mut tx, place.0, group, place.2, Action::Sight).await?;
    if let Some(known) = photo::uploaded(&mut tx, at.member.id, upload).await? {
        return Ok(known);
    }
    if allowed(app, &mut tx, &at).await? != treatment {
        // The group became stricter while the picture was worked on: it has to be made again.
        return Err(PhotoError::Refused(Refusal::Busy));
    }
    // A photo can wait until the store of keys is mended; it is asked for again.
    let key = app.keys.take(now).await.ok_or(PhotoError::Refused(Refusal::Busy))?;
    let photo = Photo {
        id: PhotoId::new(now, entropy),
        incident: place.2,
        group: place.1,
        member: at.member.id,
        upload,
        upload_bytes,
        seq: None,
        width: prepared.width,
        height: prepared.height,
        uploaded_at: now,
        key: Some(key.id()),
    };
    let pictures = [
        (Size::Small, prepared.small.as_slice()),
        (Size::Large, prepared.large.as_slice()),
    ];
    photo::insert(&mut tx, &app.keys, &key, &photo, &pictures).await?;
    tx.commit().await?;
    Ok(photo)
}

/// Gives waiting photos to a sighting, in the sighting's own transaction; whether all of them were there.
pub(crate) async fn attach(
    app: &App,
    tx: &mut Tx,
    incident: IncidentId,
    member: MemberId,
    seq: u32,
    uploads: &[UploadId],
) -> Result<bool, StoreError> {
    // One that waits is forgotten within the hour, in every country.
    let kept_since = Retention::default().over(Class::Photo, app.now());
    for upload in uploads {
        if !photo::attach(tx, incident, member, *upload, seq, kept_since).await? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// The photos of an incident, for who may see it.
pub async fn list(app: &App, place: Where) -> Result<(AtIncident, Vec<Photo>), Denied> {
    let mut tx = app.db.read().await?;
    let at = access::at_incident(&mut tx, place.0, place.1, place.2, Action::ViewIncident).await?;
    let photos = photo::of_incident(&mut tx, place.2, kept_since(app, &at)).await?;
    Ok((at, photos))
}

/// One photo, for who may see its incident.
pub async fn one(app: &App, place: Where, id: PhotoId) -> Result<(AtIncident, Photo), Denied> {
    let mut tx = app.db.read().await?;
    let at = access::at_incident(&mut tx, place.0, place.1, place.2, Action::ViewIncident).await?;
    let photo = photo::find(&mut tx, place.2, id, kept_since(app, &at)).await?;
    Ok((at, photo.ok_or(Denied::NotHere)?))
}

/// Whether somebody may take a photo away: who sent it, and who may take the whole incident back.
pub fn may_remove(at: &AtIncident, photo: &Photo) -> bool {
    photo.member == at.member.id || at.may(Action::Recall)
}

/// Takes a photo away, at once.
pub async fn remove(app: &App, place: Where, id: PhotoId) -> Result<(), Denied> {
    let mut tx = app.db.write().await?;
    let group = access::lock(&mut tx, place.1, 0).await?.group;
    let at = access::at_incident_within(&mut tx, place.0, group, place.2, Action::ViewIncident).await?;
    let photo = photo::find(&mut tx, place.2, id, kept_since(app, &at))
        .await?
        .ok_or(Denied::NotHere)?;
    if !may_remove(&at, &photo) {
        return Err(Denied::NotAllowed);
    }
    photo::forget(&mut tx, id).await?;
    tx.commit().await?;
    retention::shred(app).await;
    Ok(())
}

/// Takes away what was uploaded and waits; nothing when it never came, or belongs to a sighting already.
pub async fn forget_upload(app: &App, place: Where, upload: UploadId) -> Result<(), Denied> {
    let mut tx = app.db.write().await?;
    let at = access::at_incident(&mut tx, place.0, place.1, place.2, Action::Sight).await?;
    let waiting = photo::uploaded(&mut tx, at.member.id, upload)
        .await?
        .filter(|photo| photo.seq.is_none());
    if let Some(photo) = waiting {
        photo::forget(&mut tx, photo.id).await?;
        tx.commit().await?;
        retention::shred(app).await;
    }
    Ok(())
}

/// What makes an address of a picture good: until when, and the proof that we made it for this account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ticket {
    /// Milliseconds since 1970.
    pub expires: i64,
    /// Of photo, size, account and expiry, with a key of the installation.
    pub signature: String,
}

/// A ticket for a picture.
pub fn ticket(app: &App, account: AccountId, photo: &Photo, size: Size) -> Ticket {
    // The country may be stricter: then the photo is gone before its address is.
    let expires = rules::link_expiry(app.now(), rules::gone_at(photo.uploaded_at, &Retention::default())).as_millis();
    Ticket {
        expires,
        signature: URL_SAFE_NO_PAD.encode(signed(app, account, photo.id, size, expires)),
    }
}

fn signed(app: &App, account: AccountId, photo: PhotoId, size: Size, expires: i64) -> [u8; 32] {
    app.sealer
        .sign("photo address", &format!("{photo} {size} {account} {expires}"))
}

/// The path of a picture, good for this account and a few minutes.
pub fn path(app: &App, account: AccountId, photo: &Photo, size: Size) -> String {
    let Ticket { expires, signature } = ticket(app, account, photo, size);
    format!(
        "/api/v1/groups/{}/incidents/{}/photos/{}/{size}?expires={expires}&signature={signature}",
        photo.group, photo.incident, photo.id
    )
}

/// A picture's bytes. Threat: an address that was passed on, or kept. It takes a ticket of this account that is still good, and a membership as well
/// (EDGES 28); without either, the picture is not there.
pub async fn picture(
    app: &App,
    place: Where,
    id: PhotoId,
    size: Size,
    ticket: &Ticket,
) -> Result<Zeroizing<Vec<u8>>, Denied> {
    let given = URL_SAFE_NO_PAD.decode(&ticket.signature).unwrap_or_default();
    let ours = signed(app, place.0, id, size, ticket.expires);
    let good = bool::from(given.as_slice().ct_eq(&ours)) && app.now() < Timestamp::from_millis(ticket.expires);
    let mut tx = app.db.read().await?;
    let at = access::at_incident(&mut tx, place.0, place.1, place.2, Action::ViewIncident).await?;
    let photo = photo::find(&mut tx, place.2, id, kept_since(app, &at)).await?;
    let Some(photo) = photo.filter(|_| good) else {
        return Err(Denied::NotHere);
    };
    photo::picture(&mut tx, &app.keys, &photo, size)
        .await?
        .ok_or(Denied::NotHere)
}

/// What a group allows of its own accord.
pub async fn set_group_policy(app: &App, group_id: GroupId, policy: Option<PhotoPolicy>) -> Result<(), StoreError> {
    let mut tx = app.db.write().await?;
    group::lock(&mut tx, group_id, 0).await?;
    photo::set_group_policy(&mut tx, group_id, policy).await?;
    // A settings page that is open somewhere is of before.
    setting::touch(&mut tx, group_id).await?;
    tx.commit().await
}
