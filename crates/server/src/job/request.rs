//! What the clock does with requests to join: ends those that nobody answered, gives places that came free, and tells who asked, by mail.

use crate::app::{App, Letter};
use crate::usecase::request::answer;
use crate::web::view::mail::RequestMail;
use crate::web::view::shared::Reader;
use fluent_bundle::FluentValue;
use saar_domain::joining::RequestState;
use saar_domain::limits;
use saar_store::request::Request;
use saar_store::{StoreError, account, group, member, request};

/// One round of it.
pub(super) async fn round(app: &App) -> Result<(), StoreError> {
    let ended = answer::expire(app).await;
    let came = answer::fill_places(app).await;
    // Whatever became of the two: who was answered is told.
    let told = tell(app).await;
    let (ended, came) = (ended?, came?);
    if ended + u64::from(came) > 0 {
        tracing::info!(
            ended,
            came,
            "requests to join: ended without an answer, let in from a waiting list"
        );
    }
    told
}

/// Tells who asked. A mail that could not be sent is tried again; the page tells them anyway. What is answered is on disk before: a crash repeats a mail, and
/// loses none.
async fn tell(app: &App) -> Result<(), StoreError> {
    let now = app.now();
    let mut tx = app.db.read().await?;
    let due = request::to_tell(&mut tx, &app.sealer, now, limits::REQUESTS_PER_ROUND).await?;
    drop(tx);
    for asked in due {
        let since = asked.answered_at.unwrap_or(now);
        let next = match send(app, &asked).await {
            Ok(()) => None,
            Err(error) if now.since(since) >= limits::REQUEST_TELL_EXPIRY => {
                tracing::error!(%error, request = %asked.id, "who asked to join could not be told, and is not tried any more");
                None
            }
            Err(error) => {
                tracing::warn!(%error, request = %asked.id, "who asked to join could not be told yet");
                Some(now.plus(limits::REQUEST_TELL_AGAIN))
            }
        };
        let mut tx = app.db.write_soon().await?;
        request::tell_next(&mut tx, &asked, next).await?;
        tx.commit().await?;
    }
    Ok(())
}

async fn send(app: &App, asked: &Request) -> Result<(), String> {
    let trouble = |error: StoreError| error.to_string();
    let mut tx = app.db.read().await.map_err(trouble)?;
    let group = group::find(&mut tx, asked.asking.group).await.map_err(trouble)?;
    let asker = account::find(&mut tx, asked.account).await.map_err(trouble)?;
    let (Some(group), Some(asker)) = (group, asker) else {
        return Err("the group or the account is gone".into());
    };
    let email = account::own_email(&mut tx, &app.sealer, asker.id)
        .await
        .map_err(trouble)?;
    let inside = member::in_group(&mut tx, group.id, asker.id).await.map_err(trouble)?;
    drop(tx);
    let profile = app.profiles.get(&group.country).ok_or("no such country")?;
    let path = match asked.state {
        RequestState::LetIn => format!("/groups/{}", group.id),
        _ => format!("/welcome/{}", group.id),
    };
    let view = RequestMail {
        news: asked.state.code().into(),
        alias: inside.map_or_else(|| asked.asking.alias.clone(), |member| member.alias),
        words: asked.words.clone(),
        url: app.link(&path),
        settings_url: app.link("/settings"),
        group_name: group.name.clone(),
    };
    let reader = Reader {
        lang: asker.language.clone(),
        country: group.country.clone(),
        time_zone: profile.time_zone.clone(),
        now_ms: app.now().as_millis(),
    };
    let (text, html) = app
        .renderer
        .mail("request", &reader, &view)
        .map_err(|error| error.to_string())?;
    let key = format!("mail-request-{}-subject", asked.state);
    let args = [("group", FluentValue::from(group.name))];
    let subject = app.i18n.text(&asker.language, &group.country, &key, &args);
    let language = asker.language;
    let letter = Letter {
        subject,
        text,
        html,
        language,
    };
    app.letters.send(&email, letter).await
}
