//! Words of people about an incident, by the class that says when they are forgotten. History holds none of them.

use crate::db::{Tx, sql};
use crate::error::{Result, StoreError};
use crate::incident::Stored;
use crate::keys::{ContentKey, KeyStore, content_context};
use saar_domain::clock::Timestamp;
use saar_domain::id::{IncidentId, StreetId};
use saar_domain::retention::Class;
use zeroize::Zeroizing;

saar_domain::coded! {
    /// What a text is.
    Field, "field" {
        /// What somebody does, in the reporter's words.
        Behaviour = "behaviour",
        /// How somebody looks, in the words of the alarm's first simple field.
        Appearance = "appearance",
        /// What a member added.
        Sighting = "sighting",
        /// How somebody or something looks, as it was built: JSON of a [`saar_domain::description::Description`].
        Description = "description",
        /// The plate of a description, normalised. By itself, so that it can be hidden by itself.
        Plate = "plate",
    }
}

impl Field {
    /// Its class in the table of forgetting.
    pub const fn class(self) -> Class {
        match self {
            Self::Appearance | Self::Description | Self::Plate => Class::Identifying,
            Self::Behaviour | Self::Sighting => Class::Words,
        }
    }
}

/// A text with the event that it belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Content {
    /// The event's number in the incident.
    pub seq: u32,
    /// What it is.
    pub field: Field,
    /// The text; empty where a sighting says only where.
    pub body: String,
    /// The street of a sighting.
    pub street: Option<StreetId>,
}

/// Adds a text to an incident that has the key for its class, or gets one now: the key's name is saved with it.
pub async fn add(tx: &mut Tx, keys: &KeyStore, stored: &mut Stored, content: &Content, now: Timestamp) -> Result<()> {
    let (known, save) = match content.field.class() {
        Class::Identifying => (
            &mut stored.keys.identifying,
            "UPDATE incidents SET key_identifying = $2 WHERE id = $1",
        ),
        _ => (
            &mut stored.keys.words,
            "UPDATE incidents SET key_words = $2 WHERE id = $1",
        ),
    };
    let there = match *known {
        Some(id) => keys.find(id).await.ok().flatten(),
        None => None,
    };
    let key = match there {
        Some(key) => Some(key),
        // The first of its class; or the key was lost, and what it sealed with it.
        None => keys.take(now).await,
    };
    if let Some(key) = &key
        && *known != Some(key.id())
    {
        sql(save).bind(stored.incident.id).bind(key.id()).run(tx).await?;
        *known = Some(key.id());
    }
    insert(tx, keys, key.as_deref(), stored.incident.id, content).await
}

/// Adds a text, sealed with a key whose name the incident's row holds already. Without one, see [`KeyStore::seal`].
pub async fn insert(
    tx: &mut Tx,
    keys: &KeyStore,
    key: Option<&ContentKey>,
    incident: IncidentId,
    content: &Content,
) -> Result<()> {
    let context = content_context(incident, content.seq, content.field.code());
    sql("INSERT INTO contents (incident_id, seq, field, class, sealed, street_id) VALUES ($1, $2, $3, $4, $5, $6)")
        .bind(incident)
        .bind(content.seq)
        .bind(content.field.code())
        .bind(content.field.class().code())
        .bind(keys.seal(key, &context, content.body.as_bytes()))
        .bind(content.street)
        .run(tx)
        .await?;
    Ok(())
}

/// Everything that members may know of an incident. What was sealed with a key that is gone is not there: the incident stays readable without it.
pub async fn of_incident(tx: &mut Tx, keys: &KeyStore, incident: IncidentId) -> Result<Vec<Content>> {
    read(tx, keys, incident, false).await
}

/// What was taken away from an incident's messages, for those who run the group.
pub async fn taken_away(tx: &mut Tx, keys: &KeyStore, incident: IncidentId) -> Result<Vec<Content>> {
    read(tx, keys, incident, true).await
}

async fn read(tx: &mut Tx, keys: &KeyStore, incident: IncidentId, taken_away: bool) -> Result<Vec<Content>> {
    let rows = sql("SELECT c.seq, c.field, c.body, c.sealed, c.street_id, i.key_identifying, i.key_words
                    FROM contents c JOIN incidents i ON i.id = c.incident_id WHERE c.incident_id = $1 AND c.taken_away = $2 ORDER BY c.seq, c.field")
        .bind(incident)
        .bind(taken_away)
        .all(tx)
        .await?;
    let mut known = Vec::with_capacity(rows.len());
    for row in &rows {
        let field: String = row.get("field")?;
        let field: Field = field.parse().map_err(|_| StoreError::corrupt("field"))?;
        let seq = row.get("seq")?;
        let body = match (
            row.get::<Option<String>>("body")?,
            row.get::<Option<Vec<u8>>>("sealed")?,
        ) {
            // Written before there were keys.
            (Some(body), _) => Some(body),
            (None, None) => None,
            (None, Some(sealed)) => {
                let key = row.get(match field.class() {
                    Class::Identifying => "key_identifying",
                    _ => "key_words",
                })?;
                let context = content_context(incident, seq, field.code());
                let plain = keys.unseal(key, &context, &sealed);
                // What does not open with a key that is there is damaged; the incident stays readable all the same.
                plain.await.ok().flatten().as_ref().map(text).transpose()?
            }
        };
        if let Some(body) = body {
            known.push(Content {
                seq,
                field,
                body,
                street: row.get("street_id")?,
            });
        }
    }
    Ok(known)
}

fn text(plain: &Zeroizing<Vec<u8>>) -> Result<String> {
    std::str::from_utf8(plain)
        .map(str::to_owned)
        .map_err(|_| StoreError::Unsealable)
}

/// Forgets every word of an incident, and leaves their keys to be destroyed: a recall does this in its own transaction.
pub async fn forget(tx: &mut Tx, incident: IncidentId) -> Result<u64> {
    crate::retention::shred_incident(tx, incident).await?;
    // Who pointed at them may have said them again.
    sql("UPDATE flags SET words_sealed = NULL WHERE incident_id = $1 AND words_sealed IS NOT NULL")
        .bind(incident)
        .run(tx)
        .await?;
    sql("DELETE FROM contents WHERE incident_id = $1")
        .bind(incident)
        .run(tx)
        .await
}

/// Takes the words of one message away from the members; how many rows. They are forgotten with the others of their class.
pub async fn take_away(tx: &mut Tx, incident: IncidentId, seq: u32) -> Result<u64> {
    sql("UPDATE contents SET taken_away = 1 WHERE incident_id = $1 AND seq = $2")
        .bind(incident)
        .bind(seq)
        .run(tx)
        .await
}
