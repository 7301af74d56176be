//! What the clock does with questions of people who are not members: mails them how it stands, and reminds those who run the group before an answer is due.

use crate::app::{App, Letter};
use crate::usecase::inquiry::CodeOut;
use crate::usecase::letter::tell_who_runs;
use crate::web::view::mail::{DeskMail, InquiryMail};
use crate::web::view::shared::Reader;
use fluent_bundle::FluentValue;
use saar_domain::id::GroupId;
use saar_domain::limits;
use saar_store::inquiry::{self, Inquiry};
use saar_store::{StoreError, group};

/// One round of it.
pub(super) async fn round(app: &App) -> Result<(), StoreError> {
    remind(app).await?;
    tell(app).await
}

async fn remind(app: &App) -> Result<(), StoreError> {
    let now = app.now();
    let mut tx = app.db.read().await?;
    let due = inquiry::to_remind(&mut tx, &app.sealer, now, limits::INQUIRIES_PER_ROUND).await?;
    drop(tx);
    for waits in due {
        let mut tx = app.db.write_soon().await?;
        let first = inquiry::reminded(&mut tx, waits.id, now).await?;
        let group = group::find(&mut tx, waits.group).await?;
        tx.commit().await?;
        if let Some(group) = group.filter(|_| first) {
            let view = DeskMail {
                group_name: group.name,
                due_ms: waits.due_at.as_millis(),
                url: app.link(&format!("/groups/{}/admin/inquiries/{}", waits.group, waits.id)),
            };
            tell_who_runs(app, waits.group, "desk", "mail-desk", &view).await;
        }
    }
    Ok(())
}

/// Tells who asked. A mail that could not be sent is tried again; the page of their device tells them anyway.
async fn tell(app: &App) -> Result<(), StoreError> {
    let now = app.now();
    let mut tx = app.db.read().await?;
    let due = inquiry::to_tell(&mut tx, &app.sealer, now, limits::INQUIRIES_PER_ROUND).await?;
    drop(tx);
    for asked in due {
        let (news, words, since) = match (&asked.answer, &asked.extension) {
            (Some((finding, words, at)), _) => (finding.code(), Some(words.clone()), *at),
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
        inquiry::tell_next(&mut tx, &asked, next).await?;
        tx.commit().await?;
    }
    Ok(())
}

async fn send(app: &App, asked: &Inquiry, news: &str, words: Option<String>) -> Result<(), String> {
    let mut tx = app.db.read().await.map_err(|error| error.to_string())?;
    let email = inquiry::email(&mut tx, &app.sealer, asked.id).await;
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
