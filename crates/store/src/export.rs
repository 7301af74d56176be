//! Everything that is known about one account, for its owner (ADR 32): a list of sections, each with the tables that it reads. A test holds the list against
//! the schema, so that a table cannot come without it being said whether its owner gets it.
//!
//! Nobody else is in it: other members are neither named nor numbered. What somebody wrote about another is in it as they wrote it.

mod sections;

pub use sections::{Form, LEFT_OUT, SECTIONS, Section};
use sections::{INCIDENTS, SAID};

use crate::content;
use crate::db::{AnyId, Row, Tx, sql};
use crate::error::{Result, StoreError};
use crate::incident;
use crate::keys::KeyStore;
use crate::photo::{self, Photo};
use crate::seal::Sealer;
use saar_domain::clock::Timestamp;
use saar_domain::id::{AccountId, IncidentId};
use saar_domain::limits;
use std::collections::{BTreeMap, BTreeSet};

/// What is known of one thing: fields in order.
pub type Record = Vec<(&'static str, Known)>;

/// A field.
#[derive(Debug, Clone, PartialEq)]
pub enum Known {
    /// Words, or an id.
    Text(String),
    /// A code, with the name of its texts.
    Code(&'static str, String),
    /// An instant.
    Moment(Timestamp),
    /// A number.
    Number(i64),
    /// Minutes since midnight.
    TimeOfDay(i64),
    /// Yes or no.
    Flag(bool),
    /// What happened, as JSON.
    Event(serde_json::Value),
}

/// A picture that somebody sent and that is kept still.
#[derive(Debug)]
pub struct Picture {
    /// Id of the photo.
    pub name: String,
    /// As it is kept.
    pub bytes: Vec<u8>,
}

/// Everything.
#[derive(Debug)]
pub struct Everything {
    /// Sections with what is known, in the order of [`SECTIONS`].
    pub sections: Vec<(&'static str, Vec<Record>)>,
    /// Pictures.
    pub pictures: Vec<Picture>,
}

fn known(row: &Row, sealer: &Sealer, name: &'static str, form: Form) -> Result<Option<Known>> {
    let number = || row.get::<Option<i64>>(name);
    let text = || row.get::<Option<String>>(name);
    Ok(match form {
        Form::Text => text()?.filter(|text| !text.is_empty()).map(Known::Text),
        Form::Id => row.get::<Option<AnyId>>(name)?.map(|id| Known::Text(id.to_string())),
        Form::Code(texts) => text()?.map(|code| Known::Code(texts, code)),
        Form::Moment => row.get::<Option<Timestamp>>(name)?.map(Known::Moment),
        Form::Number => number()?.map(Known::Number),
        Form::TimeOfDay => number()?.map(Known::TimeOfDay),
        Form::Flag => number()?.map(|flag| Known::Flag(flag != 0)),
        Form::Sealed(context) => {
            let sealed: Option<Vec<u8>> = row.get(name)?;
            sealed
                .map(|sealed| sealer.open_text(context, &sealed))
                .transpose()?
                .map(Known::Text)
        }
        Form::Endpoint => {
            let address = sealer.open_text(crate::endpoint::ADDRESS, &row.get::<Vec<u8>>(name)?)?;
            Some(Known::Text(reached_at(&address)))
        }
        Form::Event => {
            let event = text()?.unwrap_or_default();
            Some(Known::Event(
                serde_json::from_str(&event).map_err(|_| StoreError::corrupt(name))?,
            ))
        }
    })
}

/// A mailbox; or the name of the push service.
fn reached_at(address: &str) -> String {
    let Ok(address) = serde_json::from_str::<serde_json::Value>(address) else {
        return String::new();
    };
    let part = |name: &str| address.get(name).and_then(serde_json::Value::as_str);
    let service = || part("endpoint").and_then(|endpoint| endpoint.split('/').nth(2));
    part("address").or_else(service).unwrap_or_default().to_owned()
}

/// Reads everything about an account.
pub async fn everything(tx: &mut Tx, sealer: &Sealer, keys: &KeyStore, account: AccountId) -> Result<Everything> {
    let mut sections = Vec::with_capacity(SECTIONS.len());
    for section in SECTIONS {
        let rows = sql(section.query).bind(account).all(tx).await?;
        let mut records = Vec::with_capacity(rows.len());
        if section.code == SAID {
            said(tx, keys, &rows, &mut records).await?;
        }
        for row in rows.iter().filter(|_| !section.columns.is_empty()) {
            let mut record = Record::new();
            for (name, form) in section.columns {
                if let Some(value) = known(row, sealer, name, *form)? {
                    record.push((*name, value));
                }
            }
            if section.code == INCIDENTS
                && let Some(place) = exact_place(tx, keys, row.get("incident")?).await?
            {
                record.push(("exact_place", Known::Text(place)));
            }
            records.push(record);
        }
        sections.push((section.code, records));
    }
    Ok(Everything {
        sections,
        pictures: pictures(tx, keys, account).await?,
    })
}

async fn exact_place(tx: &mut Tx, keys: &KeyStore, id: IncidentId) -> Result<Option<String>> {
    let Some(mut stored) = incident::find(tx, id).await? else {
        return Ok(None);
    };
    incident::reveal(keys, &mut stored).await?;
    let exact = stored.place.exact();
    Ok(exact.map(|point| format!("{:.5}, {:.5}", point.lat, point.lon)))
}

/// One's own words, of the events that are one's own.
async fn said(tx: &mut Tx, keys: &KeyStore, events: &[Row], records: &mut Vec<Record>) -> Result<()> {
    let mut mine: BTreeMap<IncidentId, BTreeMap<u32, Timestamp>> = BTreeMap::new();
    for row in events {
        let at = row.get("at")?;
        mine.entry(row.get("incident")?)
            .or_default()
            .insert(row.get("seq")?, at);
    }
    for (incident, events) in mine {
        let mut said = content::of_incident(tx, keys, incident).await?;
        // Members do not read these any more; they are still kept.
        said.extend(content::taken_away(tx, keys, incident).await?);
        for content in said {
            if let Some(at) = events.get(&content.seq) {
                records.push(vec![
                    ("incident", Known::Text(incident.to_string())),
                    ("at", Known::Moment(*at)),
                    ("field", Known::Code("export-said-", content.field.code().to_owned())),
                    ("words", Known::Text(content.body)),
                ]);
            }
        }
    }
    Ok(())
}

async fn pictures(tx: &mut Tx, keys: &KeyStore, account: AccountId) -> Result<Vec<Picture>> {
    let mut pictures = Vec::new();
    for photo in photo::of_account(tx, account).await? {
        let Photo { id, .. } = photo;
        if let Some(bytes) = photo::picture(tx, keys, &photo, saar_domain::photo::Size::Large).await? {
            pictures.push(Picture {
                name: id.to_string(),
                bytes: bytes.to_vec(),
            });
        }
    }
    Ok(pictures)
}

/// When an account took its data along, of the year before now; what is older is forgotten with it. The caller holds the account's lock.
pub async fn since(tx: &mut Tx, account: AccountId, now: Timestamp) -> Result<Vec<Timestamp>> {
    sql("DELETE FROM exports WHERE account_id = $1 AND exported_at < $2")
        .bind(account)
        .bind(now.minus(limits::EXPORTS_REMEMBERED))
        .run(tx)
        .await?;
    of_account(tx, account).await
}

/// When an account took its data along, latest first.
pub async fn of_account(tx: &mut Tx, account: AccountId) -> Result<Vec<Timestamp>> {
    sql("SELECT exported_at FROM exports WHERE account_id = $1 ORDER BY exported_at DESC")
        .bind(account)
        .all(tx)
        .await?
        .iter()
        .map(|row| row.get("exported_at"))
        .collect()
}

/// Notes that it did.
pub async fn note(tx: &mut Tx, account: AccountId, now: Timestamp) -> Result<()> {
    sql("INSERT INTO exports (account_id, exported_at) VALUES ($1, $2)")
        .bind(account)
        .bind(now)
        .run(tx)
        .await?;
    Ok(())
}

/// The tables that the export speaks of, told or left out.
pub fn tables() -> BTreeSet<&'static str> {
    let told = SECTIONS.iter().flat_map(|section| section.tables.iter().copied());
    told.chain(LEFT_OUT.iter().map(|(table, _)| *table)).collect()
}
