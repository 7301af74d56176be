//! What the device is told, in the shape of Declarative Web Push: Safari shows it by itself, and the worker of other
//! browsers reads the same.

use crate::{Message, Urgency};
use serde::Serialize;

/// The number by which a browser knows the shape (Push API, "declarative push message").
const DECLARATIVE: u16 = 8030;

/// The payload of a message: JSON, in the recipient's language. It holds nothing that [`Message`] does not (EDGES 17).
pub fn payload(message: &Message) -> Vec<u8> {
    let loud = message.urgency == Urgency::High && !message.silent;
    let declarative = Declarative {
        web_push: DECLARATIVE,
        notification: Notification {
            title: &message.title,
            body: &message.body,
            lang: &message.language,
            dir: "auto",
            tag: &message.tag,
            silent: message.silent,
            // Without it a recall that replaces the alarm would do so without a sound. Browsers refuse it beside an
            // empty tag.
            renotify: loud && !message.tag.is_empty(),
            require_interaction: loud,
            navigate: &message.link,
            data: Data {
                delivery: &message.delivery,
                version: message.version,
                link: &message.link,
                running: message.running,
                receipt: message.receipt.as_ref().map(|receipt| Receipt {
                    url: &receipt.url,
                    token: &receipt.token,
                }),
            },
        },
        // So that the worker may send its receipt, and drop what the phone has seen (EDGES 15, 19).
        mutable: true,
    };
    // Strings and numbers only: writing them cannot fail.
    serde_json::to_vec(&declarative).unwrap_or_default()
}

#[derive(Serialize)]
struct Declarative<'a> {
    web_push: u16,
    notification: Notification<'a>,
    mutable: bool,
}

#[derive(Serialize)]
struct Notification<'a> {
    title: &'a str,
    body: &'a str,
    lang: &'a str,
    dir: &'static str,
    tag: &'a str,
    silent: bool,
    renotify: bool,
    #[serde(rename = "requireInteraction")]
    require_interaction: bool,
    navigate: &'a str,
    data: Data<'a>,
}

/// What the worker reads. `link` repeats `navigate`, which a `Notification` object does not give back in every browser.
#[derive(Serialize)]
struct Data<'a> {
    delivery: &'a str,
    version: i64,
    link: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    running: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    receipt: Option<Receipt<'a>>,
}

#[derive(Serialize)]
struct Receipt<'a> {
    url: &'a str,
    token: &'a str,
}

#[cfg(test)]
mod tests {
    use super::*;
    use saar_domain::clock::Span;

    fn alarm() -> Message {
        Message {
            delivery: "d-1".into(),
            title: "Inbraak · Lindelaan".into(),
            body: "112 is gebeld om 23:41.".into(),
            language: "nl".into(),
            link: "https://saar.example.org/i/1".into(),
            tag: "incident-1".into(),
            version: 3,
            silent: false,
            running: Some(true),
            urgency: Urgency::High,
            ttl: Span::hours(2),
            topic: None,
            receipt: Some(crate::Receipt {
                url: "https://saar.example.org/r".into(),
                token: "AAAAAAAAAAAAAAAAAAAAAA".into(),
            }),
            mail: None,
        }
    }

    #[test]
    fn has_the_declarative_shape() {
        let json: serde_json::Value = serde_json::from_slice(&payload(&alarm())).unwrap();
        let expected = serde_json::json!({
            "web_push": 8030,
            "notification": {
                "title": "Inbraak · Lindelaan", "body": "112 is gebeld om 23:41.",
                "lang": "nl", "dir": "auto", "tag": "incident-1",
                "silent": false, "renotify": true, "requireInteraction": true,
                "navigate": "https://saar.example.org/i/1",
                "data": {
                    "delivery": "d-1", "version": 3, "link": "https://saar.example.org/i/1", "running": true,
                    "receipt": {"url": "https://saar.example.org/r", "token": "AAAAAAAAAAAAAAAAAAAAAA"},
                },
            },
            "mutable": true,
        });
        assert_eq!(json, expected);
    }

    #[test]
    fn a_closing_replaces_without_a_sound() {
        let closing = Message {
            silent: true,
            urgency: Urgency::Normal,
            receipt: None,
            ..alarm()
        };
        let json: serde_json::Value = serde_json::from_slice(&payload(&closing)).unwrap();
        let notification = &json["notification"];
        assert_eq!(notification["silent"], true);
        assert_eq!(notification["renotify"], false);
        assert_eq!(notification["requireInteraction"], false);
        assert_eq!(notification["data"].get("receipt"), None);
    }
}
