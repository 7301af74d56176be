//! A test alarm to oneself: over every channel, to see which of them works. No incident, no group, nobody else.

use crate::app::App;
use fluent_bundle::FluentValue;
use saar_delivery::{Address, Mail, Message, Outcome, Urgency};
use saar_domain::clock::Span;
use saar_domain::id::DeliveryId;
use saar_store::account::Account;
use saar_store::{StoreError, endpoint};

/// Sends it; how many channels took it, of how many.
pub async fn send(app: &App, account: &Account) -> Result<(usize, usize), StoreError> {
    let mut tx = app.db.read().await?;
    let mut addresses = Vec::new();
    for endpoint in endpoint::of_account(&mut tx, account.id).await? {
        if let Some(text) = endpoint::address(&mut tx, &app.sealer, endpoint.id).await?
            && let Ok(address) = serde_json::from_str::<Address>(&text)
        {
            addresses.push(address);
        }
    }
    drop(tx);
    let mut accepted = 0;
    for address in &addresses {
        let Some(channel) = app.channels.get(&address.kind()) else {
            continue;
        };
        if channel.send(&message(app, account, address), address, app.now()).await == Outcome::Accepted {
            accepted += 1;
        }
    }
    Ok((accepted, addresses.len()))
}

fn message(app: &App, account: &Account, address: &Address) -> Message {
    let text = |key: &str| {
        app.i18n
            .text(&account.language, "NL", key, &[] as &[(&str, FluentValue<'_>)])
    };
    let id = DeliveryId::new(app.now(), app.entropy.as_ref()).to_string();
    let (link, body) = (app.link("/settings"), text("push-test-body"));
    let mail = match address {
        Address::Email { .. } => Some(Mail {
            text: format!("{body}\n\n{link}\n"),
            html: format!("<p>{body}</p><p><a href=\"{link}\">SAAR</a></p>"),
            message_id: format!("test.{id}@{}", app.public_url.host_str().unwrap_or("localhost")),
            in_reply_to: None,
            unsubscribe: None,
        }),
        Address::WebPush(_) => None,
    };
    Message {
        delivery: id,
        title: if mail.is_some() {
            text("mail-subject-test")
        } else {
            text("push-test-title")
        },
        body,
        language: account.language.clone(),
        link,
        tag: "test".into(),
        version: app.now().as_millis(),
        silent: false,
        running: None,
        urgency: Urgency::High,
        ttl: Span::minutes(5),
        topic: None,
        receipt: None,
        mail,
    }
}
