//! The words that leave the house: kind, street, called state, time, OEFENING and a link (EDGES 17). Never behaviour, description or exact place.

use crate::app::App;
use crate::usecase::receipt;
use crate::web::view::mail::IncidentMail;
use crate::web::view::shared::Reader;
use fluent_bundle::FluentValue;
use saar_delivery::{Address, Mail, Message, Receipt, Urgency};
use saar_domain::alert::{AlertKind, Loudness, loudness};
use saar_domain::clock::Timestamp;
use saar_domain::country::Profile;
use saar_domain::preference::zone_of;
use saar_store::delivery::{Delivery, Dispatch};

/// Composes the message of a delivery, in the recipient's words.
pub fn compose(app: &App, held: &Delivery, dispatch: &Dispatch, address: &Address) -> Result<Message, ComposeError> {
    let profile = app.profiles.get(&dispatch.country).ok_or(ComposeError::NoProfile)?;
    let words = Words::new(app, dispatch, profile);
    let incident = &dispatch.stored.incident;
    // Midnight is where the member is, and the time of the call where the street is.
    let zone = zone_of(dispatch.account.time_zone.as_deref(), &profile.zone());
    let quiet = dispatch
        .account
        .quiet
        .map(|hours| (hours, hours.cover(app.now(), &zone)));
    let told_as = dispatch.past.told_as(held.alert_kind);
    let loud = loudness(told_as, incident.drill, !dispatch.ended_before, quiet);
    let expires_at = match told_as {
        // Also where it stands in for one: it is worth as long as the alarm that it replaces.
        AlertKind::Alarm => incident.reported_at.plus(AlertKind::Alarm.expiry()),
        _ => held.expires_at,
    };
    let link = app.link(&format!("/groups/{}/incidents/{}", dispatch.stored.group, incident.id));
    let topic = match address {
        Address::WebPush(subscription) => {
            let key = app.sealer.sign("push topic", "1");
            Some(saar_delivery::webpush::topic(
                &key,
                subscription,
                &incident.id.to_string(),
            ))
        }
        Address::Email { .. } => None,
    };
    let mail = match address {
        Address::Email { .. } => Some(words.mail(app, held, dispatch, &link)?),
        Address::WebPush(_) => None,
    };
    Ok(Message {
        delivery: held.id.to_string(),
        title: match &mail {
            Some(_) => words.subject(held.alert_kind),
            None => words.title(told_as),
        },
        body: words.body(told_as),
        language: dispatch.account.language.clone(),
        link,
        tag: incident.id.to_string(),
        version: i64::from(incident.version),
        silent: loud == Loudness::Silent,
        running: (!incident.drill).then(|| !held.alert_kind.is_ending()),
        urgency: if loud == Loudness::Sound || told_as == AlertKind::Alarm {
            Urgency::High
        } else {
            Urgency::Normal
        },
        ttl: expires_at.since(app.now()),
        topic,
        receipt: Some(Receipt {
            url: app.link("/receipts"),
            token: receipt::token(&app.sealer, held.id),
        }),
        mail,
    })
}

/// Why a message could not be composed: a mistake of ours.
#[derive(Debug, thiserror::Error)]
pub enum ComposeError {
    /// The group's country has no profile.
    #[error("the group's country has no profile")]
    NoProfile,
    /// A template is wrong.
    #[error(transparent)]
    Template(#[from] minijinja::Error),
}

/// The words of one incident for one reader.
struct Words<'a> {
    app: &'a App,
    language: &'a str,
    country: &'a str,
    dispatch: &'a Dispatch,
    number: &'a str,
    kind: String,
    street: String,
    time: Option<String>,
}

impl<'a> Words<'a> {
    fn new(app: &'a App, dispatch: &'a Dispatch, profile: &'a Profile) -> Self {
        let (language, country) = (dispatch.account.language.as_str(), dispatch.country.as_str());
        let incident = &dispatch.stored.incident;
        let text = |key: &str| app.i18n.text(language, country, key, &[]);
        Self {
            app,
            language,
            country,
            dispatch,
            number: profile.number(incident.kind),
            kind: text(&format!("kind-{}", incident.kind)),
            street: dispatch.street.clone().unwrap_or_else(|| text("street-unknown")),
            time: incident.call.map(|call| clock(call.at, &profile.zone())),
        }
    }

    fn text(&self, key: &str) -> String {
        let args = [
            ("kind", FluentValue::from(self.kind.as_str())),
            ("street", FluentValue::from(self.street.as_str())),
            ("number", FluentValue::from(self.number)),
            ("time", FluentValue::from(self.time.as_deref().unwrap_or_default())),
        ];
        self.app.i18n.text(self.language, self.country, key, &args)
    }

    fn reason(&self) -> &'static str {
        self.dispatch
            .stored
            .incident
            .reason
            .map_or("expired", saar_domain::incident::ClosingReason::code)
    }

    fn title(&self, kind: AlertKind) -> String {
        let drill = self.dispatch.stored.incident.drill;
        self.text(match kind {
            AlertKind::Alarm | AlertKind::CallMade | AlertKind::Update if drill => "push-drill-title",
            AlertKind::Closing | AlertKind::Recall if drill => "push-drill-closing-title",
            AlertKind::Alarm => "push-alarm-title",
            AlertKind::CallMade | AlertKind::Update => "push-update-title",
            AlertKind::Closing => "push-closing-title",
            AlertKind::Recall => "push-recall-title",
        })
    }

    fn body(&self, kind: AlertKind) -> String {
        let drill = self.dispatch.stored.incident.drill;
        match kind {
            AlertKind::Closing | AlertKind::Recall if drill => self.text("push-drill-closing-body"),
            AlertKind::Alarm if drill => self.text("push-drill-body"),
            AlertKind::Alarm if self.time.is_none() => self.text("push-alarm-body-not-called"),
            AlertKind::Alarm => self.text("push-alarm-body"),
            AlertKind::CallMade if drill => self.text("push-drill-body-called"),
            AlertKind::CallMade => self.text("push-update-body-called"),
            AlertKind::Update => self.text("push-update-body"),
            AlertKind::Closing => self.text(&format!("push-closing-body-{}", self.reason())),
            AlertKind::Recall => self.text(&format!("push-recall-body-{}", self.reason())),
        }
    }

    fn subject(&self, kind: AlertKind) -> String {
        let drill = self.dispatch.stored.incident.drill;
        let subject = self.text(match kind {
            AlertKind::Alarm if drill => "mail-subject-drill",
            AlertKind::Alarm if self.time.is_none() => "mail-subject-alarm-not-called",
            AlertKind::Alarm => "mail-subject-alarm",
            AlertKind::CallMade | AlertKind::Update => "mail-subject-update",
            AlertKind::Closing => "mail-subject-closing",
            AlertKind::Recall => "mail-subject-recall",
        });
        if drill && kind != AlertKind::Alarm {
            format!("{}: {subject}", self.text("drill-mark"))
        } else {
            subject
        }
    }

    fn mail(&self, app: &App, held: &Delivery, dispatch: &Dispatch, link: &str) -> Result<Mail, ComposeError> {
        let incident = &dispatch.stored.incident;
        let template = match held.alert_kind {
            AlertKind::Alarm if incident.drill => "drill",
            AlertKind::Alarm => "alarm",
            AlertKind::CallMade | AlertKind::Update => "update",
            AlertKind::Closing => "closing",
            AlertKind::Recall => "recall",
        };
        let reader = Reader {
            lang: self.language.to_owned(),
            country: self.country.to_owned(),
            time_zone: app
                .profiles
                .get(self.country)
                .map(|profile| profile.time_zone.clone())
                .unwrap_or_default(),
            now_ms: app.now().as_millis(),
        };
        let view = IncidentMail {
            group_name: dispatch.group_name.clone(),
            kind: incident.kind.code().to_owned(),
            street: dispatch.street.clone(),
            number: self.number.to_owned(),
            called_ms: incident.call.map(|call| call.at.as_millis()),
            drill: incident.drill,
            reason: incident.reason.map(|reason| reason.code().to_owned()),
            url: link.to_owned(),
            settings_url: app.link("/settings"),
        };
        let (text, html) = app.renderer.mail(template, &reader, &view)?;
        let host = app.public_url.host_str().unwrap_or("localhost");
        // One thread for each recipient and incident: the alarm's mail is the first, its corrections answer it.
        let message_id = |which: &str| format!("{which}.{}.{}@{host}", held.member, incident.id);
        let first = message_id("alarm");
        let is_first = held.alert_kind == AlertKind::Alarm;
        Ok(Mail {
            text,
            html,
            message_id: if is_first {
                first.clone()
            } else {
                message_id(&held.id.to_string())
            },
            in_reply_to: (!is_first).then_some(first),
            unsubscribe: Some(app.link("/settings")),
        })
    }
}

/// hh:mm in the group's zone.
fn clock(at: Timestamp, zone: &jiff::tz::TimeZone) -> String {
    at.to_jiff().to_zoned(zone.clone()).strftime("%H:%M").to_string()
}
