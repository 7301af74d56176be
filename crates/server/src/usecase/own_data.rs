//! What is known about oneself: looking at it, taking it along, and being forgotten (ADR 32).

use super::group::leaves_others_alone;
use super::identity::{Identity, SignedInBy};
use super::{access, letter, proof};
use crate::app::App;
use crate::web::view::mail::ExportedMail;
use crate::web::view::own_data::readable;
use crate::web::view::shared::Reader;
use saar_domain::clock::{Span, Timestamp};
use saar_domain::field::{FieldError, Problem};
use saar_domain::id::AccountId;
use saar_domain::limits;
use saar_store::export::{self, Everything, Known, Record};
use saar_store::request::{self, Joining};
use saar_store::{StoreError, account, group, member, retention, session};
use serde_json::{Map, Value};
use std::io::Write as _;

/// Why it was not done.
#[derive(Debug, thiserror::Error)]
pub enum OwnDataError {
    /// Signed in too long ago.
    #[error("a code first")]
    ProveFirst,
    /// Often enough today.
    #[error("too often today")]
    TooMany {
        /// Wait that long.
        retry_after_seconds: u32,
    },
    /// A group would be left without an admin.
    #[error("the last admin of a group stays")]
    LastAdmin,
    /// Not said in so many words.
    #[error("mistakes in what was chosen")]
    Invalid(Vec<FieldError>),
    /// A template or the archive.
    #[error("it could not be made: {0}")]
    Made(String),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<access::Denied> for OwnDataError {
    fn from(denied: access::Denied) -> Self {
        match denied {
            access::Denied::Store(error) => Self::Store(error),
            _ => Self::Store(StoreError::Gone),
        }
    }
}

/// A group that its last admin cannot leave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stuck {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
}

/// What somebody may do with what is known about them, now.
#[derive(Debug, Clone)]
pub struct Look {
    /// Their address.
    pub email: String,
    /// They showed lately that it is they.
    pub proved: bool,
    /// When they took everything along, latest first.
    pub exports: Vec<Timestamp>,
    /// Groups that need another admin first.
    pub stuck: Vec<Stuck>,
}

/// What somebody may do, now.
pub async fn look(app: &App, identity: &Identity) -> Result<Look, StoreError> {
    let mut tx = app.db.read().await?;
    let mine = identity.account.id;
    let mut stuck = Vec::new();
    for member in member::of_account(&mut tx, mine).await? {
        if leaves_others_alone(&mut tx, &member).await?
            && let Some(group) = group::find(&mut tx, member.group).await?
        {
            stuck.push(Stuck {
                id: group.id.to_string(),
                name: group.name,
            });
        }
    }
    Ok(Look {
        email: account::own_email(&mut tx, &app.sealer, mine).await?,
        proved: proof::is_recent(app, &mut tx, identity).await?,
        exports: export::of_account(&mut tx, mine).await?,
        stuck,
    })
}

/// Everything about oneself as a zip: JSON, a page to read, and one's own pictures. It is made in memory and stands nowhere else.
pub async fn take_along(app: &App, identity: &Identity) -> Result<Vec<u8>, OwnDataError> {
    let (now, mine) = (app.now(), identity.account.id);
    let mut tx = app.db.write().await?;
    account::lock(&mut tx, mine).await?;
    if !proof::is_recent(app, &mut tx, identity).await? {
        return Err(OwnDataError::ProveFirst);
    }
    let taken = export::since(&mut tx, mine, now).await?;
    if let Some(nth) = taken.get(limits::EXPORTS_PER_DAY - 1)
        && now.since(*nth) < Span::days(1)
    {
        let wait = nth.plus(Span::days(1)).since(now).as_seconds();
        return Err(OwnDataError::TooMany {
            retry_after_seconds: u32::try_from(wait).unwrap_or(1).max(1),
        });
    }
    export::note(&mut tx, mine, now).await?;
    tx.commit().await?;

    let mut tx = app.db.read().await?;
    let everything = export::everything(&mut tx, &app.sealer, &app.keys, mine).await?;
    drop(tx);
    let reader = reader(app, identity);
    let page = app
        .renderer
        .export(&reader, &readable(&app.i18n, &reader, &everything))
        .map_err(|error| OwnDataError::Made(error.to_string()))?;
    let made = tokio::task::spawn_blocking(move || archive(&page, now, everything));
    made.await
        .map_err(|error| OwnDataError::Made(error.to_string()))?
        .map_err(|error| OwnDataError::Made(error.to_string()))
}

fn reader(app: &App, identity: &Identity) -> Reader {
    let country = identity.country.clone().unwrap_or_else(|| app.country.clone());
    let profile = app.profiles.get(&country);
    Reader {
        lang: identity.account.language.clone(),
        time_zone: profile.map(|profile| profile.time_zone.clone()).unwrap_or_default(),
        now_ms: app.now().as_millis(),
        country,
    }
}

/// The name of a column as its owner reads it: that it is sealed where it stands, is nothing that they have to know.
pub fn field_name(column: &'static str) -> &'static str {
    column.strip_suffix("_sealed").unwrap_or(column)
}

fn json(known: Known) -> Value {
    match known {
        Known::Text(text) | Known::Code(_, text) => text.into(),
        Known::Moment(at) => at.to_jiff().to_string().into(),
        Known::Number(number) => number.into(),
        Known::TimeOfDay(minutes) => format!("{:02}:{:02}", minutes / 60, minutes % 60).into(),
        Known::Flag(flag) => flag.into(),
        Known::Event(event) => event,
    }
}

fn archive(
    page: &str,
    now: Timestamp,
    everything: Everything,
) -> Result<Vec<u8>, Box<dyn std::error::Error + Send + Sync>> {
    let record = |record: Record| -> Value {
        let fields = record
            .into_iter()
            .map(|(name, known)| (field_name(name).to_owned(), json(known)));
        Value::Object(fields.collect())
    };
    let sections = everything.sections.into_iter();
    let mut all: Map<String, Value> = sections
        .map(|(code, records)| (code.to_owned(), records.into_iter().map(record).collect()))
        .collect();
    all.insert("made_at".into(), now.to_jiff().to_string().into());
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    zip.start_file("index.html", options)?;
    zip.write_all(page.as_bytes())?;
    zip.start_file("data.json", options)?;
    serde_json::to_writer_pretty(&mut zip, &Value::Object(all))?;
    for picture in everything.pictures {
        zip.start_file(format!("photos/{}.jpg", picture.name), options)?;
        zip.write_all(&picture.bytes)?;
    }
    Ok(zip.finish()?.into_inner())
}

/// Tells somebody by mail that everything about them was taken along: whoever did not do it signs their devices out.
pub async fn tell_taken_along(app: &App, account: AccountId) {
    let view = ExportedMail {
        url: app.link("/settings/data"),
    };
    letter::tell(app, account, "exported", "mail-exported", &view).await;
}

/// Forgets everything that names somebody or reaches them, at once: memberships, address, devices, passkeys, programs. What they said of incidents goes with
/// its class, from "a former member". `sure` says it in so many words.
pub async fn forget_me(app: &App, identity: &Identity, sure: bool) -> Result<(), OwnDataError> {
    if !sure {
        let (field, problem) = ("sure", Problem::NotAccepted);
        return Err(OwnDataError::Invalid(vec![FieldError { field, problem }]));
    }
    let (now, mine) = (app.now(), identity.account.id);
    let mut tx = app.db.write().await?;
    account::lock(&mut tx, mine).await?;
    if !proof::is_recent(app, &mut tx, identity).await? {
        return Err(OwnDataError::ProveFirst);
    }
    let mut members = member::of_account(&mut tx, mine).await?;
    // Locks of groups in one order: two people who leave the same two groups wait for one another, and not in a circle.
    members.sort_by_key(|member| member.group);
    for member in &members {
        access::lock(&mut tx, member.group, 0).await?;
        // As it is now, under the lock: somebody may have changed the role, or removed them.
        let Some(member) = member::find(&mut tx, member.group, member.id).await? else {
            continue;
        };
        if leaves_others_alone(&mut tx, &member).await? {
            return Err(OwnDataError::LastAdmin);
        }
        member::leave(&mut tx, member.id, now).await?;
        if member::count_active(&mut tx, member.group).await? == 0 {
            // Nobody is left who could answer.
            let joining = request::joining(&mut tx, member.group).await?;
            let closed = Joining {
                takes_requests: false,
                ..joining
            };
            request::set_joining(&mut tx, member.group, closed).await?;
        }
    }
    let sessions = session::of_account(&mut tx, mine).await?;
    let tokens = session::tokens_of_account(&mut tx, mine).await?;
    super::liaison::stop_all(app, &mut tx, mine).await?;
    if !retention::forget_account(&mut tx, mine).await? {
        // They joined a group at this very moment, on another device: nothing happened, and they may try again.
        return Err(OwnDataError::Store(StoreError::Gone));
    }
    tx.commit().await?;
    for member in &members {
        app.bus.left(mine, member.group);
    }
    let sessions = sessions.iter().map(|session| SignedInBy::Session(session.id));
    for by in sessions.chain(tokens.iter().map(|token| SignedInBy::Token(token.id))) {
        app.bus.signed_out(mine, by);
    }
    // What stood in the log of the database is overwritten as soon as nobody reads there.
    if let Err(error) = app.db.empty_log().await {
        tracing::error!(%error, "the log of the database could not be emptied; the clock tries again");
    }
    Ok(())
}
