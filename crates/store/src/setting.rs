//! The settings of a group, by version: of two who save at the same moment the second is told.

use crate::db::{Tx, sql};
use crate::error::{Result, StoreError};
use saar_domain::id::GroupId;
use saar_domain::setting::Settings;

/// Settings as they stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Goes up with each change.
    pub version: u32,
    /// The settings.
    pub settings: Settings,
}

/// Those of a group.
pub async fn of_group(tx: &mut Tx, group: GroupId) -> Result<Kept> {
    let row = sql(
        "SELECT settings_version, capacity, minimum_age_years, association, open_to_non_members, response_texts, photo_policy, quiet_expiry_minutes
         FROM groups WHERE id = $1",
    )
    .bind(group)
    .one(tx)
    .await?;
    let texts: String = row.get("response_texts")?;
    let age: Option<i64> = row.get("minimum_age_years")?;
    let age = age.map(|age| u8::try_from(age).map_err(|_| StoreError::corrupt("minimum_age_years")));
    Ok(Kept {
        version: row.get("settings_version")?,
        settings: Settings {
            capacity: row.get("capacity")?,
            minimum_age_years: age.transpose()?,
            association: row.get("association")?,
            open_to_non_members: row.get("open_to_non_members")?,
            response_texts: serde_json::from_str(&texts).map_err(|_| StoreError::corrupt("response_texts"))?,
            photo_policy: row.get("photo_policy")?,
            quiet_expiry_minutes: row.get("quiet_expiry_minutes")?,
        },
    })
}

/// Counts a change that was made beside [`save`]: a page that was opened before it is old.
pub async fn touch(tx: &mut Tx, group: GroupId) -> Result<()> {
    sql("UPDATE groups SET settings_version = settings_version + 1 WHERE id = $1")
        .bind(group)
        .run(tx)
        .await?;
    Ok(())
}

/// Puts others in their place as a new version, unless the version is another one by now; whether it did.
pub async fn save(tx: &mut Tx, group: GroupId, version: u32, new: &Settings) -> Result<bool> {
    let texts = serde_json::to_string(&new.response_texts).map_err(|_| StoreError::corrupt("response_texts"))?;
    let saved = sql("UPDATE groups SET settings_version = settings_version + 1, capacity = $3, minimum_age_years = $4, association = $5, open_to_non_members = $6,
                     response_texts = $7, photo_policy = $8, quiet_expiry_minutes = $9 WHERE id = $1 AND settings_version = $2")
        .bind(group)
        .bind(version)
        .bind(new.capacity)
        .bind(new.minimum_age_years.map(u32::from))
        .bind(new.association.clone())
        .bind(new.open_to_non_members)
        .bind(texts)
        .bind(new.photo_policy)
        .bind(new.quiet_expiry_minutes)
        .run(tx)
        .await?;
    Ok(saved > 0)
}
