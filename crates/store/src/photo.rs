//! Photos of sightings. Sealed at rest, and looked at by nobody before they belong to a sighting.

use crate::db::{Row, Tx, sql};
use crate::error::{Result, StoreError};
use crate::keys::{ContentKey, KeyStore};
use saar_domain::clock::Timestamp;
use saar_domain::country::PhotoPolicy;
use saar_domain::id::{AccountId, GroupId, IncidentId, KeyId, MemberId, PhotoId, UploadId};
use saar_domain::photo::{Kept, Size};
use zeroize::Zeroizing;

/// What is known of a photo besides its pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Photo {
    /// Its id.
    pub id: PhotoId,
    /// Of which incident.
    pub incident: IncidentId,
    /// Of which group.
    pub group: GroupId,
    /// Who sent it.
    pub member: MemberId,
    /// The id that the sender's phone made.
    pub upload: UploadId,
    /// Bytes as they came in.
    pub upload_bytes: u32,
    /// The sighting that it belongs to; none while it waits.
    pub seq: Option<u32>,
    /// Pixels of the large picture.
    pub width: u32,
    /// Pixels of the large picture.
    pub height: u32,
    /// When it was whole.
    pub uploaded_at: Timestamp,
    /// The key of its pictures; none on one from before there were keys.
    pub key: Option<KeyId>,
}

impl Photo {
    fn of(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            incident: row.get("incident_id")?,
            group: row.get("group_id")?,
            member: row.get("member_id")?,
            upload: row.get("upload_id")?,
            upload_bytes: row.get("upload_bytes")?,
            seq: row
                .get::<Option<i64>>("seq")?
                .map(|seq| u32::try_from(seq).map_err(|_| StoreError::corrupt("seq")))
                .transpose()?,
            width: row.get("width")?,
            height: row.get("height")?,
            uploaded_at: row.get("uploaded_at")?,
            key: row.get("key_id")?,
        })
    }
}

/// Where it stands: moved to another photo, incident or size, it does not open.
fn context(photo: &Photo, size: Size) -> String {
    format!("photo_pictures.sealed {} {} {size}", photo.incident, photo.id)
}

/// Adds a photo with its pictures, sealed with its key. It waits for its sighting.
pub async fn insert(
    tx: &mut Tx,
    keys: &KeyStore,
    key: &ContentKey,
    photo: &Photo,
    pictures: &[(Size, &[u8])],
) -> Result<()> {
    sql("INSERT INTO photos (id, incident_id, group_id, member_id, upload_id, upload_bytes, seq, width, height, uploaded_at, key_id)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)")
        .bind(photo.id)
        .bind(photo.incident)
        .bind(photo.group)
        .bind(photo.member)
        .bind(photo.upload)
        .bind(photo.upload_bytes)
        .bind(photo.seq.map(i64::from))
        .bind(photo.width)
        .bind(photo.height)
        .bind(photo.uploaded_at)
        .bind(key.id())
        .run(tx)
        .await?;
    for (size, bytes) in pictures {
        sql("INSERT INTO photo_pictures (photo_id, size, sealed) VALUES ($1, $2, $3)")
            .bind(photo.id)
            .bind(size.code())
            .bind(keys.seal(Some(key), &context(photo, *size), bytes))
            .run(tx)
            .await?;
    }
    Ok(())
}

/// The photos of an incident's sightings that were uploaded after an instant, in their order.
pub async fn of_incident(tx: &mut Tx, incident: IncidentId, after: Timestamp) -> Result<Vec<Photo>> {
    let rows =
        sql("SELECT * FROM photos WHERE incident_id = $1 AND seq IS NOT NULL AND uploaded_at > $2 ORDER BY seq, uploaded_at, id")
            .bind(incident)
            .bind(after)
            .all(tx)
            .await?;
    rows.iter().map(Photo::of).collect()
}

/// Those that an account sent, whole, in their order.
pub async fn of_account(tx: &mut Tx, account: AccountId) -> Result<Vec<Photo>> {
    let rows = sql("SELECT p.* FROM photos p JOIN members m ON m.id = p.member_id WHERE m.account_id = $1 ORDER BY p.uploaded_at, p.id")
        .bind(account)
        .all(tx)
        .await?;
    rows.iter().map(Photo::of).collect()
}

/// One photo of an incident's sightings, if it was uploaded after an instant.
pub async fn find(tx: &mut Tx, incident: IncidentId, id: PhotoId, after: Timestamp) -> Result<Option<Photo>> {
    let row = sql("SELECT * FROM photos WHERE id = $1 AND incident_id = $2 AND seq IS NOT NULL AND uploaded_at > $3")
        .bind(id)
        .bind(incident)
        .bind(after)
        .first(tx)
        .await?;
    row.as_ref().map(Photo::of).transpose()
}

/// What became of a member's upload, whether it waits or not.
pub async fn uploaded(tx: &mut Tx, member: MemberId, upload: UploadId) -> Result<Option<Photo>> {
    let row = sql("SELECT * FROM photos WHERE member_id = $1 AND upload_id = $2")
        .bind(member)
        .bind(upload)
        .first(tx)
        .await?;
    row.as_ref().map(Photo::of).transpose()
}

/// The picture of a photo in one size; none when it or its key is gone.
pub async fn picture(tx: &mut Tx, keys: &KeyStore, photo: &Photo, size: Size) -> Result<Option<Zeroizing<Vec<u8>>>> {
    let row = sql("SELECT sealed FROM photo_pictures WHERE photo_id = $1 AND size = $2")
        .bind(photo.id)
        .bind(size.code())
        .first(tx)
        .await?;
    let Some(row) = row else { return Ok(None) };
    keys.unseal(photo.key, &context(photo, size), &row.get::<Vec<u8>>("sealed")?)
        .await
}

/// Gives a member's waiting photo to a sighting of its incident; whether there was one.
pub async fn attach(
    tx: &mut Tx,
    incident: IncidentId,
    member: MemberId,
    upload: UploadId,
    seq: u32,
    after: Timestamp,
) -> Result<bool> {
    let changed = sql(
        "UPDATE photos SET seq = $4 WHERE incident_id = $1 AND member_id = $2 AND upload_id = $3 AND seq IS NULL AND uploaded_at > $5",
    )
    .bind(incident)
    .bind(member)
    .bind(upload)
    .bind(seq)
    .bind(after)
    .run(tx)
    .await?;
    Ok(changed == 1)
}

/// How much there is: of an account, of an incident, of their group.
pub async fn kept(tx: &mut Tx, group: GroupId, incident: IncidentId, account: AccountId) -> Result<Kept> {
    let row = sql("SELECT COUNT(*) AS in_group,
           CAST(COALESCE(SUM(CASE WHEN incident_id = $2 THEN 1 ELSE 0 END), 0) AS BIGINT) AS at_incident,
           CAST(COALESCE(SUM(CASE WHEN member_id IN (SELECT id FROM members WHERE account_id = $3) THEN 1 ELSE 0 END), 0) AS BIGINT) AS by_account
         FROM photos WHERE group_id = $1")
        .bind(group)
        .bind(incident)
        .bind(account)
        .one(tx)
        .await?;
    Ok(Kept {
        by_account: row.get("by_account")?,
        at_incident: row.get("at_incident")?,
        in_group: row.get("in_group")?,
    })
}

/// Forgets one photo.
pub async fn forget(tx: &mut Tx, photo: PhotoId) -> Result<u64> {
    sql("INSERT INTO shreds (key_id) SELECT key_id FROM photos WHERE id = $1 AND key_id IS NOT NULL ON CONFLICT (key_id) DO NOTHING")
        .bind(photo)
        .run(tx)
        .await?;
    sql("DELETE FROM photo_pictures WHERE photo_id = $1")
        .bind(photo)
        .run(tx)
        .await?;
    sql("DELETE FROM photos WHERE id = $1").bind(photo).run(tx).await
}

/// Forgets every photo of an incident: a recall does this in its own transaction.
pub async fn forget_of(tx: &mut Tx, incident: IncidentId) -> Result<u64> {
    sql("INSERT INTO shreds (key_id) SELECT key_id FROM photos WHERE incident_id = $1 AND key_id IS NOT NULL ON CONFLICT (key_id) DO NOTHING")
        .bind(incident)
        .run(tx)
        .await?;
    sql("DELETE FROM photo_pictures WHERE photo_id IN (SELECT id FROM photos WHERE incident_id = $1)")
        .bind(incident)
        .run(tx)
        .await?;
    sql("DELETE FROM photos WHERE incident_id = $1")
        .bind(incident)
        .run(tx)
        .await
}

/// What a group allows of its own accord; none where it follows its country.
pub async fn group_policy(tx: &mut Tx, group: GroupId) -> Result<Option<PhotoPolicy>> {
    sql("SELECT photo_policy FROM groups WHERE id = $1")
        .bind(group)
        .one(tx)
        .await?
        .get("photo_policy")
}

/// Sets it.
pub async fn set_group_policy(tx: &mut Tx, group: GroupId, policy: Option<PhotoPolicy>) -> Result<()> {
    sql("UPDATE groups SET photo_policy = $2 WHERE id = $1")
        .bind(group)
        .bind(policy)
        .run(tx)
        .await?;
    Ok(())
}
