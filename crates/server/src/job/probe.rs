//! Probes through the outbox: the same channels, lanes, leases and retries as an alarm, after every alarm. Marked as what they are on every surface.

use super::outbox::{LANE_PATIENCE, Origins, jitter, outcome_name};
use super::{AFTER_TROUBLE, message};
use crate::app::App;
use crate::usecase::{reach, receipt};
use crate::web::view::mail::{DrillMail, ProbeMail};
use crate::web::view::shared::Reader;
use saar_delivery::{Address, Mail, Message, Outcome, Receipt, Urgency};
use saar_domain::clock::{Span, Timestamp};
use saar_domain::country::Profile;
use saar_domain::delivery::{DeliveryState, next_attempt};
use saar_domain::id::EndpointId;
use saar_domain::probe::ProbePurpose;
use saar_store::account::{Account, AtHome};
use saar_store::delivery::Ended;
use saar_store::drill::{self, Drill};
use saar_store::probe::{self, Probe};
use saar_store::{StoreError, account, endpoint};
use std::sync::Arc;
use tokio::task::JoinSet;

/// Probes claimed in one round: few, so that an alarm that comes meanwhile finds its lane soon.
const CLAIM: u32 = 16;

/// Claims what is due.
pub(super) async fn claim(app: &App) -> Result<Vec<Probe>, StoreError> {
    let mut tx = app.db.write_soon().await?;
    let claimed = probe::claim(&mut tx, app.boot, app.now(), CLAIM).await?;
    tx.commit().await?;
    Ok(claimed)
}

/// Sends what was claimed, and records each as soon as it ends.
pub(super) async fn deliver(app: &Arc<App>, origins: &Origins, claimed: Vec<Probe>) {
    let mut under_way = JoinSet::new();
    for probe in claimed {
        let (app, origins) = (Arc::clone(app), origins.clone());
        under_way.spawn(async move {
            let ended = attempt(&app, &origins, &probe).await;
            (probe, ended)
        });
    }
    while let Some(ended) = under_way.join_next().await {
        let (held, (ended, forget)) = match ended {
            Ok(ended) => ended,
            Err(error) => {
                // Its lease holds until the next start: nobody is woken for a test.
                tracing::error!(%error, "outbox: a probe broke");
                continue;
            }
        };
        while let Err(error) = record(app, &held, &ended, forget).await {
            tracing::error!(%error, "outbox: what was sent could not be recorded; it is tried again");
            tokio::time::sleep(AFTER_TROUBLE).await;
        }
        app.bus.probed();
    }
}

async fn record(app: &App, held: &Probe, ended: &Ended, forget: Option<EndpointId>) -> Result<(), StoreError> {
    let mut tx = app.db.write_soon().await?;
    probe::record(&mut tx, app.boot, held.id, ended, app.now()).await?;
    if let Some(endpoint) = forget {
        reach::forget_gone(app, &mut tx, endpoint).await?;
    }
    tx.commit().await
}

type Attempted = (Ended, Option<EndpointId>);

async fn attempt(app: &App, origins: &Origins, held: &Probe) -> Attempted {
    match try_once(app, origins, held).await {
        Ok(attempted) => attempted,
        Err(error) => {
            tracing::error!(%error, probe = %held.id, "outbox: could not be sent");
            (
                again(app, held, None, false, "the database did not answer".into()),
                None,
            )
        }
    }
}

async fn try_once(app: &App, origins: &Origins, held: &Probe) -> Result<Attempted, StoreError> {
    let over = |state, why: &str| {
        let (attempted, why) = (false, why.into());
        Ok((Ended::Over { state, attempted, why }, None))
    };
    if app.now() >= held.expires_at {
        return over(DeliveryState::Expired, "too old to be worth sending");
    }
    let Some(channel) = app.channels.get(&held.channel) else {
        return over(DeliveryState::Failed, "this installation has no such channel");
    };
    let mut tx = app.db.read().await?;
    let found = account::find_at_home(&mut tx, held.account).await?;
    let address = match held.endpoint {
        Some(endpoint) => endpoint::address(&mut tx, &app.sealer, endpoint).await?,
        None => None,
    };
    let planned = drill::of_probe(&mut tx, held.id).await?;
    drop(tx);
    if held.purpose == ProbePurpose::Drill && planned.as_ref().is_none_or(|(drill, _)| !told_of(drill, app.now())) {
        return over(DeliveryState::Withdrawn, "the drill has begun, or its time is over");
    }
    let (Some(AtHome { account, country }), Some(address)) = (found, address) else {
        return over(DeliveryState::Withdrawn, "the endpoint or the account is gone");
    };
    let Ok(address) = serde_json::from_str::<Address>(&address) else {
        return over(DeliveryState::Failed, "the stored address cannot be read");
    };
    let lane = origins.of(
        channel.origin(&address),
        channel.capabilities().concurrency_per_origin.max(1),
    );
    let Ok(Ok(_place)) = tokio::time::timeout(LANE_PATIENCE, lane.acquire()).await else {
        let (at, attempted, why) = (app.now().plus(Span::seconds(1)), false, "the lane is full".into());
        return Ok((Ended::Again { at, attempted, why }, None));
    };
    let country = country.unwrap_or_else(|| app.country.clone());
    let composed = match &planned {
        Some((drill, group)) => announce(app, held, &account, &country, &address, (drill, group)),
        None => compose(app, held, &account, &country, &address),
    };
    let message = match composed {
        Ok(message) => message,
        Err(error) => {
            tracing::error!(%error, "outbox: a message could not be rendered");
            return over(DeliveryState::Failed, "the message could not be rendered");
        }
    };
    let outcome = channel.send(&message, &address, app.now()).await;
    let name = held.channel.code();
    metrics::counter!("saar_probes_total", "channel" => name, "outcome" => outcome_name(&outcome)).increment(1);
    let failed = |why| Ended::Over {
        state: DeliveryState::Failed,
        attempted: true,
        why,
    };
    Ok(match outcome {
        Outcome::Accepted => (Ended::Accepted, None),
        Outcome::Retry { after, why } => (again(app, held, after, true, why), None),
        Outcome::GiveUp { why } => (failed(why), None),
        Outcome::Gone { why } => (failed(why), held.endpoint),
    })
}

fn again(app: &App, held: &Probe, after: Option<Span>, attempted: bool, why: String) -> Ended {
    let jitter = jitter(app.entropy.as_ref());
    match next_attempt(app.now(), held.expires_at, held.attempts, after, jitter) {
        Some(at) => Ended::Again { at, attempted, why },
        None => Ended::Over {
            state: DeliveryState::Failed,
            attempted,
            why,
        },
    }
}

/// Whether a drill is still worth telling of: it is to come, or it was called off before its time.
fn told_of(drill: &Drill, now: Timestamp) -> bool {
    drill.incident.is_none() && now < drill.at
}

/// The words about a planned drill as it stands now (EDGES 15): a message that waited for a drill that was called off meanwhile says so. It makes no sound.
fn announce(
    app: &App,
    held: &Probe,
    account: &Account,
    country: &str,
    address: &Address,
    (drill, group_name): (&Drill, &str),
) -> Result<Message, message::ComposeError> {
    let state = if drill.called_off_at.is_some() { "off" } else { "on" };
    let profile = app.profiles.get(country);
    let reader = Reader {
        lang: account.language.clone(),
        country: country.to_owned(),
        time_zone: profile.map(|profile| profile.time_zone.clone()).unwrap_or_default(),
        now_ms: app.now().as_millis(),
    };
    let words =
        |key: &str, args: &[(&str, fluent_bundle::FluentValue<'_>)]| app.i18n.text(&reader.lang, country, key, args);
    let zone = profile.map_or(jiff::tz::TimeZone::UTC, Profile::zone);
    let at = jiff::Timestamp::from_millisecond(drill.at.as_millis()).unwrap_or_default();
    let at = at.to_zoned(zone);
    let day = words(
        "date-day",
        &[
            ("day", i64::from(at.day()).into()),
            ("month", i64::from(at.month()).into()),
        ],
    );
    let title = words(
        &format!("drill-mail-subject-{state}"),
        &[
            ("day", day.into()),
            ("time", format!("{:02}:{:02}", at.hour(), at.minute()).into()),
        ],
    );
    let title = format!("{}: {title}", words("drill-mark", &[]));
    let link = app.link(&format!("/groups/{}", drill.group));
    let mail = match address {
        Address::WebPush(_) => None,
        Address::Email { .. } => {
            let view = DrillMail {
                state: state.into(),
                at_ms: drill.at.as_millis(),
                group_name: group_name.to_owned(),
                url: link.clone(),
                settings_url: app.link("/settings"),
            };
            let (text, html) = app.renderer.mail("drill_planned", &reader, &view)?;
            Some(Mail {
                text,
                html,
                message_id: format!("drill.{}@{}", held.id, app.public_url.host_str().unwrap_or("localhost")),
                in_reply_to: None,
                unsubscribe: Some(app.link("/settings")),
            })
        }
    };
    Ok(Message {
        delivery: held.id.to_string(),
        title,
        body: words(&format!("drill-mail-text-{state}"), &[("group", group_name.into())]),
        language: account.language.clone(),
        link,
        // What was called off replaces what was planned.
        tag: format!("drill-{}", drill.id),
        version: held.created_at.as_millis(),
        silent: true,
        running: None,
        urgency: Urgency::Low,
        ttl: held.expires_at.since(app.now()),
        topic: None,
        receipt: Some(Receipt {
            url: app.link("/receipts"),
            token: receipt::token(&app.sealer, held.id),
        }),
        mail,
    })
}

/// The words of a probe, in its owner's language. It says nothing of any incident, group or neighbour.
fn compose(
    app: &App,
    held: &Probe,
    account: &Account,
    country: &str,
    address: &Address,
) -> Result<Message, message::ComposeError> {
    let text = |key: &str| app.i18n.text(&account.language, country, key, &[]);
    let purpose = held.purpose.code();
    let link = app.link("/settings#test");
    let mail = match address {
        Address::WebPush(_) => None,
        Address::Email { .. } => {
            let reader = Reader {
                lang: account.language.clone(),
                country: country.to_owned(),
                time_zone: app
                    .profiles
                    .get(country)
                    .map(|profile| profile.time_zone.clone())
                    .unwrap_or_default(),
                now_ms: app.now().as_millis(),
            };
            let view = ProbeMail { url: link.clone() };
            let (text, html) = app.renderer.mail(purpose, &reader, &view)?;
            Some(Mail {
                text,
                html,
                message_id: format!(
                    "{purpose}.{}@{}",
                    held.id,
                    app.public_url.host_str().unwrap_or("localhost")
                ),
                in_reply_to: None,
                unsubscribe: Some(app.link("/settings")),
            })
        }
    };
    let is_test = held.purpose == ProbePurpose::Test;
    Ok(Message {
        delivery: held.id.to_string(),
        title: text(&match mail {
            Some(_) => format!("mail-subject-{purpose}"),
            None => format!("push-{purpose}-title"),
        }),
        body: text(&format!("push-{purpose}-body")),
        language: account.language.clone(),
        link,
        tag: purpose.into(),
        version: held.created_at.as_millis(),
        silent: !is_test,
        running: None,
        urgency: if is_test { Urgency::High } else { Urgency::Low },
        ttl: held.expires_at.since(app.now()),
        topic: None,
        receipt: Some(Receipt {
            url: app.link("/receipts"),
            token: receipt::token(&app.sealer, held.id),
        }),
        mail,
    })
}
