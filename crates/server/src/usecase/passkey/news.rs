//! What the owner of an account is told by mail: a new key was made for their door, or one was blocked.

use crate::app::{App, Letter};
use crate::web::view::mail::PasskeyMail;
use crate::web::view::shared::Reader;
use saar_domain::id::AccountId;
use saar_store::StoreError;
use saar_store::account::{self, Account, AtHome};

/// What there is to tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum News {
    /// A passkey was added. Threat: somebody else did it, on a phone that lay open.
    Added,
    /// One was blocked: its counter went back.
    Blocked,
}

/// Mails it, after the commit and beside the answer. What cannot be mailed stands on the page of the passkeys too.
pub async fn tell(app: &App, account: AccountId, news: News, name: &str) {
    if let Err(error) = send(app, account, news, name).await {
        tracing::error!(%error, "news of a passkey could not be mailed");
    }
}

async fn send(app: &App, id: AccountId, news: News, name: &str) -> Result<(), String> {
    let Some((account, country, email)) = owner(app, id).await.map_err(|error| error.to_string())? else {
        return Ok(());
    };
    let country = country.unwrap_or_else(|| app.country.clone());
    let profile = app.profiles.get(&country);
    let reader = Reader {
        lang: account.language.clone(),
        time_zone: profile.map(|profile| profile.time_zone.clone()).unwrap_or_default(),
        now_ms: app.now().as_millis(),
        country,
    };
    let view = PasskeyMail {
        news: match news {
            News::Added => "added",
            News::Blocked => "blocked",
        }
        .into(),
        name: name.to_owned(),
        at_ms: reader.now_ms,
        url: app.link("/settings/passkeys"),
    };
    let (text, html) = app
        .renderer
        .mail("passkey", &reader, &view)
        .map_err(|error| error.to_string())?;
    let key = format!("mail-passkey-{}", view.news);
    let subject = app.i18n.text(&reader.lang, &reader.country, &key, &[]);
    let letter = Letter {
        subject,
        text,
        html,
        language: account.language,
    };
    app.letters.send(&email, letter).await
}

/// The account, the country of its first group, and its address.
async fn owner(app: &App, id: AccountId) -> Result<Option<(Account, Option<String>, String)>, StoreError> {
    let mut tx = app.db.read().await?;
    let Some(AtHome { account, country }) = account::find_at_home(&mut tx, id).await? else {
        return Ok(None);
    };
    let email = account::own_email(&mut tx, &app.sealer, id).await?;
    Ok(Some((account, country, email)))
}
