//! Phones of simulated neighbours: devices at the demo's own push service, which say "shown" and "opened" as people's phones would.

use super::dice::Dice;
use super::pace::Pace;
use crate::app::App;
use saar_delivery::fake::{Device, PushService, Received};
use saar_delivery::webpush::WebPush;
use saar_delivery::{Address, Capabilities, Channel, Message, Outcome, Sending};
use saar_domain::clock::Timestamp;
use saar_domain::delivery::ChannelKind;
use saar_domain::id::{AccountId, EndpointId};
use saar_store::endpoint::{self, NewEndpoint};
use saar_store::{StoreError, Tx};
use std::time::Duration;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

/// So many of a hundred neighbours have a phone; the others are reached by mail.
const PHONES_PERCENT: usize = 72;
/// How often phones are looked at.
const LOOK_MILLIS: i64 = 150;
/// How long a receipt may take to be posted.
const RECEIPT_TIMEOUT: Duration = Duration::from_secs(10);

/// How a phone's owner is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Temper {
    /// The phone lies on the table.
    Quick,
    /// It takes its time.
    Slow,
    /// It is switched off: after a while SAAR tries the mail.
    Off,
}

struct Phone {
    device: Device,
    temper: Temper,
    dice: Dice,
    /// Pushes that were dealt with.
    answered: usize,
}

/// All phones of the demo.
pub(super) struct Phones {
    phones: Vec<Phone>,
    /// Where receipts may be posted: our own desk, and nowhere else.
    desk: String,
    client: reqwest::Client,
    pace: Pace,
}

impl Phones {
    /// Gives most of these accounts a phone at the push service, in place of the phones of an earlier start, whose keys are gone.
    pub(super) async fn hand_out(
        app: &App,
        service: &PushService,
        accounts: &[AccountId],
        client: reqwest::Client,
        pace: Pace,
    ) -> anyhow::Result<Self> {
        let dice = Dice::named("phones");
        let mut phones = Vec::new();
        let mut tx = app.db.write().await?;
        for account in accounts {
            take_back(&mut tx, *account).await?;
            if !dice.percent(PHONES_PERCENT) {
                continue;
            }
            let (subscription, device) = service.subscribe_with(&app.push_public_key);
            let address = serde_json::to_string(&Address::WebPush(subscription))?;
            let new = NewEndpoint {
                id: EndpointId::new(app.now(), app.entropy.as_ref()),
                account: *account,
                channel: ChannelKind::WebPush,
                address: &address,
                session: None,
            };
            endpoint::save(&mut tx, &app.sealer, &new, app.now(), app.entropy.as_ref()).await?;
            phones.push(Phone {
                device,
                temper: match dice.below(10) {
                    0..=4 => Temper::Quick,
                    5..=7 => Temper::Slow,
                    _ => Temper::Off,
                },
                dice: Dice::named(&format!("phone of {account}")),
                answered: 0,
            });
        }
        tx.commit().await?;
        Ok(Self {
            phones,
            desk: app.link("/receipts"),
            client,
            pace,
        })
    }

    /// Lets phones answer until the token is cancelled.
    pub(super) async fn answer(mut self, tasks: TaskTracker, stop: CancellationToken) {
        while !stop.is_cancelled() {
            for phone in &mut self.phones {
                let received = phone.device.received();
                for push in received.iter().skip(phone.answered) {
                    if let Some(answer) = phone.answer(push, &self.desk, self.pace) {
                        let client = self.client.clone();
                        let stop = stop.clone();
                        tasks.spawn(async move { stop.run_until_cancelled_owned(answer.give(client)).await });
                    }
                }
                phone.answered = received.len();
            }
            let _ = tokio::time::timeout(self.pace.millis(LOOK_MILLIS), stop.cancelled()).await;
        }
    }
}

/// Takes the phones of an earlier start back. What belongs to a signed-in device is a visitor's own browser, and stays.
async fn take_back(tx: &mut Tx, account: AccountId) -> Result<(), StoreError> {
    for old in endpoint::of_account(tx, account).await? {
        if old.channel == ChannelKind::WebPush && old.session.is_none() {
            endpoint::forget(tx, old.id).await?;
        }
    }
    Ok(())
}

impl Phone {
    /// What it will say to a push, if anything.
    fn answer(&self, push: &Received, desk: &str, pace: Pace) -> Option<Answer> {
        let (url, token) = push.receipt().filter(|(url, _)| *url == desk)?;
        let shown_after = match self.temper {
            Temper::Quick => self.dice.between(400, 6_000),
            Temper::Slow => self.dice.between(6_000, 50_000),
            Temper::Off => return None,
        };
        // Only what makes a sound is picked up and tapped.
        let is_tapped = !push.is_silent() && self.dice.percent(30);
        Some(Answer {
            url: url.to_owned(),
            token: token.to_owned(),
            shown_after: pace.millis(shown_after),
            opened_after: is_tapped.then(|| pace.millis(self.dice.between(2_000, 45_000))),
        })
    }
}

/// Receipts that a phone will post.
struct Answer {
    url: String,
    token: String,
    shown_after: Duration,
    opened_after: Option<Duration>,
}

impl Answer {
    async fn give(self, client: reqwest::Client) {
        tokio::time::sleep(self.shown_after).await;
        self.post(&client, "shown").await;
        if let Some(after) = self.opened_after {
            tokio::time::sleep(after).await;
            self.post(&client, "opened").await;
        }
    }

    async fn post(&self, client: &reqwest::Client, state: &str) {
        let body = serde_json::json!({ "token": self.token, "state": state });
        let sent = client.post(&self.url).timeout(RECEIPT_TIMEOUT).json(&body).send().await;
        if let Err(error) = sent {
            tracing::debug!(%error, "demo: a receipt was not taken");
        }
    }
}

/// Web Push that goes to the demo's own push service only: a visitor may subscribe a real browser, and the demo still talks to nobody outside
/// this machine.
pub(super) struct OwnServiceOnly {
    /// The real channel.
    pub(super) channel: WebPush,
    /// The service's origin.
    pub(super) origin: String,
}

impl Channel for OwnServiceOnly {
    fn kind(&self) -> ChannelKind {
        self.channel.kind()
    }

    fn capabilities(&self) -> Capabilities {
        self.channel.capabilities()
    }

    fn origin(&self, to: &Address) -> String {
        self.channel.origin(to)
    }

    fn send<'a>(&'a self, message: &'a Message, to: &'a Address, now: Timestamp) -> Sending<'a> {
        if self.channel.origin(to) == self.origin {
            return self.channel.send(message, to, now);
        }
        Box::pin(async {
            Outcome::GiveUp {
                why: "the demo pushes to nobody outside this machine".to_owned(),
            }
        })
    }
}
