//! Words of people about an incident, by the class that says when they are forgotten. History holds none of them.

use crate::db::{Tx, sql};
use crate::error::Result;
use saar_domain::clock::Timestamp;
use saar_domain::id::{IncidentId, StreetId};

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
    /// Its class in PRODUCT.md's table of forgetting.
    const fn class(self) -> &'static str {
        match self {
            Self::Appearance | Self::Description | Self::Plate => "identifying",
            Self::Behaviour | Self::Sighting => "words",
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

/// Adds a text.
pub async fn insert(tx: &mut Tx, incident: IncidentId, content: &Content) -> Result<()> {
    sql("INSERT INTO contents (incident_id, seq, field, class, body, street_id) VALUES ($1, $2, $3, $4, $5, $6)")
        .bind(incident)
        .bind(content.seq)
        .bind(content.field.code())
        .bind(content.field.class())
        .bind(content.body.as_str())
        .bind(content.street)
        .run(tx)
        .await?;
    Ok(())
}

/// Everything that is known of an incident.
pub async fn of_incident(tx: &mut Tx, incident: IncidentId) -> Result<Vec<Content>> {
    let rows = sql("SELECT seq, field, body, street_id FROM contents WHERE incident_id = $1 ORDER BY seq, field")
        .bind(incident)
        .all(tx)
        .await?;
    rows.iter()
        .map(|row| {
            let field: String = row.get("field")?;
            Ok(Content {
                seq: row.get("seq")?,
                field: field.parse().map_err(|_| crate::StoreError::corrupt("field"))?,
                body: row.get("body")?,
                street: row.get("street_id")?,
            })
        })
        .collect()
}

/// Forgets every word of an incident: a recall does this in its own transaction.
pub async fn forget(tx: &mut Tx, incident: IncidentId) -> Result<u64> {
    sql("DELETE FROM contents WHERE incident_id = $1")
        .bind(incident)
        .run(tx)
        .await
}

/// Forgets what is older than its class allows, of incidents that ended before these instants: looks and exact places, words, and who it was. Kind,
/// street, times and how it ended remain. Returns how many texts went.
pub async fn forget_ended(tx: &mut Tx, identifying: Timestamp, words: Timestamp, who: Timestamp) -> Result<u64> {
    let looks = sql("DELETE FROM contents WHERE class = 'identifying' AND incident_id IN (SELECT id FROM incidents WHERE ended_at <= $1)")
        .bind(identifying)
        .run(tx)
        .await?;
    sql("UPDATE incidents SET lat = NULL, lon = NULL, accuracy_metres = NULL WHERE ended_at <= $1 AND lat IS NOT NULL")
        .bind(identifying)
        .run(tx)
        .await?;
    let texts = sql(
        "DELETE FROM contents WHERE class = 'words' AND incident_id IN (SELECT id FROM incidents WHERE ended_at <= $1)",
    )
    .bind(words)
    .run(tx)
    .await?;
    sql("UPDATE incidents SET phrase = NULL WHERE ended_at <= $1 AND phrase IS NOT NULL")
        .bind(words)
        .run(tx)
        .await?;
    sql("UPDATE incidents SET reporter_id = NULL WHERE ended_at <= $1 AND reporter_id IS NOT NULL")
        .bind(who)
        .run(tx)
        .await?;
    sql(
        "UPDATE incident_events SET actor = 'former', member_id = NULL WHERE member_id IS NOT NULL
           AND incident_id IN (SELECT id FROM incidents WHERE ended_at <= $1)",
    )
    .bind(who)
    .run(tx)
    .await?;
    // Who was reached is "who" too; with the last delivery the alert has nothing left to tell.
    sql("DELETE FROM deliveries WHERE incident_id IN (SELECT id FROM incidents WHERE ended_at <= $1)")
        .bind(who)
        .run(tx)
        .await?;
    sql("DELETE FROM alerts WHERE expanded_at IS NOT NULL AND incident_id IN (SELECT id FROM incidents WHERE ended_at <= $1)")
        .bind(who)
        .run(tx)
        .await?;
    sql("DELETE FROM openings WHERE incident_id IN (SELECT id FROM incidents WHERE ended_at <= $1)")
        .bind(who)
        .run(tx)
        .await?;
    Ok(looks + texts)
}
