//! What the clock does with questions of people who are not members: mails them how it stands, and tells those who run the group that one came, is due and is
//! overdue.

use crate::app::{App, Letter};
use crate::usecase::audit::{self, Note};
use crate::usecase::inquiry::CodeOut;
use crate::usecase::letter::{self, tell_who_runs};
use crate::web::view::mail::{DeskMail, InquiryMail};
use crate::web::view::shared::Reader;
use fluent_bundle::FluentValue;
use saar_domain::audit::Deed;
use saar_domain::id::{AccountId, GroupId};
use saar_domain::inquiry::{self, Step};
use saar_domain::limits;
use saar_domain::retention::Class;
use saar_store::group::Group;
use saar_store::inquiry::{self as store, Inquiry};
use saar_store::{StoreError, coordinator, group};
use std::collections::BTreeMap;

/// One round of it.
pub(super) async fn round(app: &App) -> Result<(), StoreError> {
    remind(app).await?;
    tell(app).await
}

/// Tells those who run a group that questions came, are due soon or are overdue, and the coordinators of its umbrella once nobody answered in time: in one
/// mail for each step. Marked before it is sent: what waits stands on their page too.
async fn remind(app: &App) -> Result<(), StoreError> {
    let mut tx = app.db.read().await?;
    let groups = store::to_remind(&mut tx, app.now(), limits::INQUIRIES_PER_ROUND).await?;
    drop(tx);
    for id in groups {
        remind_of(app, id).await?;
    }
    Ok(())
}

async fn remind_of(app: &App, id: GroupId) -> Result<(), StoreError> {
    let now = app.now();
    let mut tx = app.db.write_soon().await?;
    let Some(group) = group::find(&mut tx, id).await? else {
        return Ok(());
    };
    let kept = app.profiles.retention(&group.country).span(Class::Inquiry);
    let mut steps: BTreeMap<&str, (Step, Vec<Inquiry>)> = BTreeMap::new();
    for waits in store::to_remind_of(&mut tx, &app.sealer, id, now).await? {
        let (step, next) = inquiry::step(waits.asked_at, waits.due_at, kept, now);
        if !store::reminded(&mut tx, waits.id, next, now).await? {
            continue;
        }
        let deed = match step {
            // That it came is written down.
            Step::Came => None,
            Step::Soon => Some(Deed::InquiryReminded),
            Step::Overdue => Some(Deed::InquiryOverdue),
            Step::Lapsing => Some(Deed::InquiryUnanswered),
        };
        if let Some(deed) = deed {
            let note = Note {
                group: id,
                deed,
                by: None,
                about: None,
                detail: None,
                reason: None,
            };
            audit::note(app, &mut tx, note).await?;
        }
        if step == Step::Lapsing {
            store::lapse(&mut tx, waits.id, now).await?;
        }
        steps.entry(step.code()).or_insert((step, Vec::new())).1.push(waits);
    }
    let coordinators = coordinator::of_group(&mut tx, id).await?;
    tx.commit().await?;
    for (step, waiting) in steps.values() {
        let coordinators = match step {
            Step::Came | Step::Soon => &[],
            Step::Overdue | Step::Lapsing => coordinators.as_slice(),
        };
        tell_crew(app, waiting, &group, *step, coordinators).await;
    }
    Ok(())
}

async fn tell_crew(app: &App, waiting: &[Inquiry], group: &Group, step: Step, coordinators: &[AccountId]) {
    let Some(first) = waiting.first() else { return };
    let subject = format!("mail-desk-{step}");
    let which = match waiting {
        [one] => format!("/{}", one.id),
        _ => String::new(),
    };
    let view = DeskMail {
        news: step.code().into(),
        group_name: group.name.clone(),
        n: waiting.len(),
        due_ms: first.due_at.as_millis(),
        coordinator: false,
        url: app.link(&format!("/groups/{}/admin/inquiries{which}", group.id)),
        settings_url: app.link("/settings"),
    };
    tell_who_runs(app, group.id, "desk", &subject, &view).await;
    let Some(umbrella) = group.umbrella else { return };
    // A coordinator does not read the question: they ask the group.
    let view = DeskMail {
        coordinator: true,
        url: app.link(&format!("/umbrellas/{umbrella}")),
        ..view
    };
    for coordinator in coordinators {
        letter::tell(app, *coordinator, "desk", &subject, &view).await;
    }
}

/// Tells who asked. A mail that could not be sent is tried again; the page of their device tells them anyway.
async fn tell(app: &App) -> Result<(), StoreError> {
    let now = app.now();
    let mut tx = app.db.read().await?;
    let due = store::to_tell(&mut tx, &app.sealer, now, limits::INQUIRIES_PER_ROUND).await?;
    drop(tx);
    for asked in due {
        let mut tx = app.db.read().await?;
        let group = group::find(&mut tx, asked.group).await?;
        drop(tx);
        let country = group.map(|group| group.country).unwrap_or_default();
        let kept = app.profiles.retention(&country).span(Class::Inquiry);
        let lapses = inquiry::lapses_at(asked.asked_at, kept);
        let (news, words, since) = match (&asked.answer, &asked.extension) {
            (Some((finding, words, at)), _) => (finding.code(), Some(words.clone()), *at),
            (None, _) if now >= lapses => ("unanswered", None, lapses),
            (None, Some((at, why))) => ("extended", Some(why.clone()), *at),
            (None, None) => ("received", None, asked.asked_at),
        };
        let next = match send(app, &asked, news, words).await {
            Ok(()) => None,
            Err(error) if now.since(since) >= limits::INQUIRY_TELL_EXPIRY => {
                tracing::error!(%error, inquiry = %asked.id, "who asked could not be told, and is not tried any more");
                None
            }
            Err(error) => {
                tracing::warn!(%error, inquiry = %asked.id, "who asked could not be told yet");
                Some(now.plus(limits::INQUIRY_TELL_AGAIN))
            }
        };
        let mut tx = app.db.write_soon().await?;
        store::tell_next(&mut tx, &asked, next).await?;
        tx.commit().await?;
    }
    Ok(())
}

async fn send(app: &App, asked: &Inquiry, news: &str, words: Option<String>) -> Result<(), String> {
    let mut tx = app.db.read().await.map_err(|error| error.to_string())?;
    let email = store::email(&mut tx, &app.sealer, asked.id).await;
    drop(tx);
    let email = email.map_err(|error| error.to_string())?.ok_or("the address is gone")?;
    let due_ms = Some(asked.due_at.as_millis());
    mail(
        app,
        asked.group,
        &email,
        &asked.language,
        news,
        words.unwrap_or_default(),
        due_ms,
    )
    .await
}

/// Mails the code of a question, beside the answer to who asked.
pub async fn mail_code(app: &App, group: GroupId, out: &CodeOut, language: &str) {
    if let Err(error) = mail(app, group, &out.email, language, "code", out.code.clone(), None).await {
        tracing::error!(%error, "a code could not be mailed");
    }
}

async fn mail(
    app: &App,
    id: GroupId,
    email: &str,
    language: &str,
    news: &str,
    words: String,
    due_ms: Option<i64>,
) -> Result<(), String> {
    let mut tx = app.db.read().await.map_err(|error| error.to_string())?;
    let group = group::find(&mut tx, id).await.map_err(|error| error.to_string())?;
    drop(tx);
    let group = group.ok_or("the group is gone")?;
    let profile = app.profiles.get(&group.country).ok_or("no such country")?;
    let view = InquiryMail {
        news: news.to_owned(),
        words,
        due_ms,
        url: app.link(&format!("/ask/{id}")),
        group_name: group.name.clone(),
    };
    let reader = Reader {
        lang: language.to_owned(),
        country: group.country.clone(),
        time_zone: profile.time_zone.clone(),
        now_ms: app.now().as_millis(),
    };
    let (text, html) = app
        .renderer
        .mail("inquiry", &reader, &view)
        .map_err(|error| error.to_string())?;
    let args = [("group", FluentValue::from(group.name))];
    let letter = Letter {
        subject: app.i18n.text(language, &group.country, "mail-inquiry-subject", &args),
        text,
        html,
        language: language.to_owned(),
    };
    app.letters.send(email, letter).await
}
