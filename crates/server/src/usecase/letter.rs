//! Mails to the owner of an account about their own doors: who made a key for it, who let somebody in at their place.

use crate::app::{App, Letter};
use crate::web::view::shared::Reader;
use saar_domain::id::{AccountId, GroupId};
use saar_store::StoreError;
use saar_store::account::{self, Account, AtHome};
use saar_store::member;
use serde::Serialize;

/// Mails it in the owner's language, after the commit and beside the answer. `subject` is a translation. What cannot be mailed stands on a page too: a
/// fault is in the log and stops nobody.
pub(crate) async fn tell<V: Serialize>(app: &App, account: AccountId, template: &'static str, subject: &str, view: &V) {
    if let Err(error) = send(app, (account, None), template, subject, view).await {
        tracing::error!(%error, template, "a letter could not be mailed");
    }
}

/// The same to everybody who runs a group.
pub(crate) async fn tell_who_runs<V: Serialize>(
    app: &App,
    group: GroupId,
    template: &'static str,
    subject: &str,
    view: &V,
) {
    let members = async {
        let mut tx = app.db.read().await?;
        member::active(&mut tx, group).await
    };
    match members.await {
        Ok(members) => {
            for member in members.iter().filter(|member| member.role.runs_the_group()) {
                tell(app, member.account, template, subject, view).await;
            }
        }
        Err(error) => tracing::error!(%error, template, "who runs a group could not be told"),
    }
}

/// The same for who tries again when it fails: the error says why, without the address. In the words of a country, where it is about a group there: who
/// was removed from their only one is at home in none; else in those of their first group.
pub(super) async fn send<V: Serialize>(
    app: &App,
    (id, about_country): (AccountId, Option<String>),
    template: &str,
    subject: &str,
    view: &V,
) -> Result<(), String> {
    let Some((account, country, email)) = owner(app, id).await.map_err(|error| error.to_string())? else {
        return Ok(());
    };
    let country = about_country.or(country).unwrap_or_else(|| app.country.clone());
    let profile = app.profiles.get(&country);
    let reader = Reader {
        lang: account.language.clone(),
        time_zone: profile.map(|profile| profile.time_zone.clone()).unwrap_or_default(),
        now_ms: app.now().as_millis(),
        country,
    };
    let (text, html) = app
        .renderer
        .mail(template, &reader, view)
        .map_err(|error| error.to_string())?;
    let letter = Letter {
        subject: app.i18n.text(&reader.lang, &reader.country, subject, &[]),
        text,
        html,
        language: account.language,
    };
    app.letters.send(&email, letter).await
}

/// To an address that may be nobody's here, in a language.
pub(super) async fn send_to<V: Serialize>(
    app: &App,
    (email, language): (&str, &str),
    country: String,
    template: &str,
    subject: &str,
    view: &V,
) -> Result<(), String> {
    let profile = app.profiles.get(&country);
    let reader = Reader {
        lang: language.to_owned(),
        time_zone: profile.map(|profile| profile.time_zone.clone()).unwrap_or_default(),
        now_ms: app.now().as_millis(),
        country,
    };
    let (text, html) = app
        .renderer
        .mail(template, &reader, view)
        .map_err(|error| error.to_string())?;
    let letter = Letter {
        subject: app.i18n.text(&reader.lang, &reader.country, subject, &[]),
        text,
        html,
        language: reader.lang,
    };
    app.letters.send(email, letter).await
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
