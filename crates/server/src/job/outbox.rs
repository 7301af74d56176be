//! The outbox: expand → claim → send → record. The database is the queue; nothing is held in memory that could be lost.
//!
//! At least once: a crash between sending and recording sends again, with the same delivery id, and the phone drops the repeat. No transaction is
//! open while something is sent.

use super::{AFTER_TROUBLE, message, pause, probe};
use crate::app::App;
use crate::fault::Place;
use crate::usecase::reach;
use futures_util::FutureExt as _;
use saar_delivery::{Address, Outcome};
use saar_domain::alert::{AlertKind, Rendering, rendering};
use saar_domain::clock::{Entropy, Span, Timestamp};
use saar_domain::delivery::{ChannelKind, DeliveryState, Reach, escalates, next_attempt};
use saar_domain::id::{DeliveryId, EndpointId, GroupId, MemberId};
use saar_domain::limits;
use saar_domain::preference::zone_of;
use saar_store::alert::{self, Alert, Candidate, Waiting};
use saar_store::delivery::{self, Delivery, Ended, NewDelivery, Silent};
use saar_store::probe::Probe;
use saar_store::seal::token_hash;
use saar_store::{StoreError, Tx, account, endpoint, group, incident};
use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap};
use std::panic::AssertUnwindSafe;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::Semaphore;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

/// Alerts expanded in one round.
const ALERTS_PER_ROUND: u32 = 50;
/// Deliveries claimed in one round.
const CLAIM: u32 = 64;
/// Rounds under way at once: a push service that answers slowly holds its own round, not the others.
const ROUNDS: usize = 4;
/// How long after it found nothing it looks again at the earliest. An alarm that comes alone is expanded at once; of many at once, a commit and a look at
/// the whole group for each would cost as much as the alarms themselves, and no push service is so quick that anybody notices.
const LOOK_AGAIN: Duration = Duration::from_millis(20);
/// The doorbell may be missed; then the poll finds it.
const POLL: Duration = Duration::from_millis(500);
/// How long a delivery waits for its place in the lane to its service. Longer, and a service that hangs would hold the rounds, and with them the
/// alarms that go elsewhere.
pub(super) const LANE_PATIENCE: Duration = Duration::from_secs(2);
/// How often it is asked who stayed silent.
const ESCALATE_EVERY: Span = Span::seconds(5);

/// Runs until the token is cancelled, then waits for the rounds that are under way.
pub async fn run(app: Arc<App>, stop: CancellationToken) {
    let rounds = Arc::new(Semaphore::new(ROUNDS));
    let origins = Origins::default();
    while let Err(error) = free_old_leases(&app).await {
        tracing::error!(%error, "outbox: leases of an earlier start could not be freed");
        pause(&stop, AFTER_TROUBLE).await;
        if stop.is_cancelled() {
            return;
        }
    }
    let mut escalated_at = app.now();
    let mut rang = false;
    while !stop.is_cancelled() {
        let Ok(permit) = Arc::clone(&rounds).acquire_owned().await else {
            return;
        };
        if app.now().since(escalated_at) >= ESCALATE_EVERY {
            escalated_at = app.now();
            if let Err(error) = escalate(&app).await {
                tracing::error!(%error, "outbox: escalation failed; it is tried again");
            }
        }
        match take_any(&app, std::mem::take(&mut rang)).await {
            Ok(claimed) if claimed.is_empty() => {
                drop(permit);
                let not_before = tokio::time::Instant::now() + LOOK_AGAIN;
                tokio::select! {
                    () = app.bus.outbox_rings() => {
                        rang = true;
                        tokio::time::sleep_until(not_before).await;
                    }
                    () = tokio::time::sleep(POLL) => {}
                    () = stop.cancelled() => {}
                }
            }
            Ok(claimed) => {
                let (app, origins) = (Arc::clone(&app), origins.clone());
                tokio::spawn(async move {
                    claimed.send(&app, &origins).await;
                    drop(permit);
                    // What came back for another attempt, and endings that waited, may be due.
                    app.bus.wake_outbox();
                });
            }
            Err(error) => {
                tracing::error!(%error, "outbox: the database did not answer; it is tried again");
                drop(permit);
                pause(&stop, AFTER_TROUBLE).await;
            }
        }
    }
    // Rounds that are under way finish: SIGTERM drains.
    let _ = rounds.acquire_many(u32::try_from(ROUNDS).unwrap_or(1)).await;
}

/// Does everything that is due, to the end. For tests, which push the clock instead of waiting.
pub async fn drain(app: &Arc<App>) -> Result<(), StoreError> {
    let origins = Origins::default();
    free_old_leases(app).await?;
    escalate(app).await?;
    loop {
        let claimed = take_any(app, false).await?;
        if claimed.is_empty() {
            return Ok(());
        }
        claimed.send(app, &origins).await;
    }
}

/// What one round sends.
enum Claimed {
    Deliveries(Vec<Delivery>),
    Probes(Vec<Probe>),
}

impl Claimed {
    fn is_empty(&self) -> bool {
        match self {
            Self::Deliveries(claimed) => claimed.is_empty(),
            Self::Probes(claimed) => claimed.is_empty(),
        }
    }

    async fn send(self, app: &Arc<App>, origins: &Origins) {
        match self {
            Self::Deliveries(claimed) => deliver(app, origins, claimed).await,
            Self::Probes(claimed) => probe::deliver(app, origins, claimed).await,
        }
    }
}

/// Expands what is to be expanded, and claims what is due. An alarm goes first: what only tries the way is sent when nothing else is due.
///
/// Where the doorbell `rang` there is mostly an alarm: it is taken without a look before.
async fn take_any(app: &App, rang: bool) -> Result<Claimed, StoreError> {
    let mut waiting = Waiting {
        alert: rang,
        ..Waiting::default()
    };
    if !rang {
        let mut tx = app.db.read().await?;
        waiting = alert::waiting(&mut tx, app.now()).await?;
    }
    while waiting.alert {
        app.faults.pass(Place::BeforeExpand).await;
        waiting = expand(app).await?;
        app.faults.pass(Place::AfterExpand).await;
    }
    let deliveries = if waiting.delivery {
        claim(app).await?
    } else {
        Vec::new()
    };
    if deliveries.is_empty() && waiting.probe {
        return Ok(Claimed::Probes(probe::claim(app).await?));
    }
    Ok(Claimed::Deliveries(deliveries))
}

async fn free_old_leases(app: &App) -> Result<(), StoreError> {
    let mut tx = app.db.write().await?;
    let freed = delivery::free_leases(&mut tx, app.boot, app.now()).await?
        + saar_store::probe::free_leases(&mut tx, app.boot, app.now()).await?;
    tx.commit().await?;
    if freed > 0 {
        tracing::info!(freed, "outbox: deliveries of an earlier start are sent again");
    }
    Ok(())
}

/// Not waited for: a lease that the power takes is claimed again.
async fn claim(app: &App) -> Result<Vec<Delivery>, StoreError> {
    let mut tx = app.db.write_soon().await?;
    let claimed = delivery::claim(&mut tx, app.boot, app.now(), CLAIM).await?;
    tx.commit().await?;
    app.faults.pass(Place::AfterClaim).await;
    Ok(claimed)
}

/// Makes the deliveries of every alert that has none yet: all that wait in one transaction, each with its mark (EDGES 14). Sixteen alerts at once
/// are one more commit, not sixteen. Gives what waits then.
async fn expand(app: &App) -> Result<Waiting, StoreError> {
    // Not waited for either: the alert is on the disk, and is expanded again.
    let mut tx = app.db.write_soon().await?;
    let mut known = Candidates::new();
    for alert in alert::take(&mut tx, ALERTS_PER_ROUND, app.now()).await? {
        expand_one(app, &mut tx, &alert, &mut known).await?;
    }
    let waiting = alert::waiting(&mut tx, app.now()).await?;
    tx.commit().await?;
    Ok(waiting)
}

/// Who is in the groups that alerts of this round go to: looked up once a round, in its transaction.
type Candidates = HashMap<GroupId, Vec<Candidate>>;

async fn expand_one(app: &App, tx: &mut Tx, alert: &Alert, known: &mut Candidates) -> Result<(), StoreError> {
    let recipients = match alert.kind {
        AlertKind::Alarm => {
            let reporter = incident::reporter(tx, alert.incident).await?;
            let candidates = match known.entry(alert.group) {
                Entry::Occupied(known) => known.into_mut(),
                Entry::Vacant(empty) => empty.insert(alert::candidates(tx, alert.group).await?),
            };
            let now = app.now();
            // Most groups have nobody who said when they are away: then no zone is asked for.
            let zone = if candidates.iter().any(|candidate| candidate.pause.is_some()) {
                group_zone(app, tx, alert.group).await?
            } else {
                jiff::tz::TimeZone::UTC
            };
            // Nobody waits for who is away: no delivery, and so neither counted nor escalated to.
            let is_there = |candidate: &&Candidate| {
                let own = zone_of(candidate.time_zone.as_deref(), &zone);
                !candidate.pause.is_some_and(|pause| pause.covers(now, &own))
            };
            let hears = |candidate: &&Candidate| candidate.hears(alert, reporter);
            first_choice(candidates.iter().filter(hears).filter(is_there))
        }
        // Updates go only where they replace what is shown: nobody is mailed for every sighting.
        AlertKind::Update => {
            let replaces = |channel: ChannelKind| {
                app.channels
                    .get(&channel)
                    .is_some_and(|channel| channel.capabilities().replaces)
            };
            alert::alerted(tx, alert.incident)
                .await?
                .into_iter()
                .filter(|(_, _, channel)| replaces(*channel))
                .collect()
        }
        // Who was asked to call hears, by whatever way they were asked, that somebody has (EDGES 3).
        AlertKind::CallMade | AlertKind::Closing | AlertKind::Recall => alert::alerted(tx, alert.incident).await?,
    };
    for (member, endpoint, channel) in recipients {
        add(app, tx, alert, (member, endpoint, channel), false).await?;
    }
    Ok(())
}

async fn add(
    app: &App,
    tx: &mut Tx,
    alert: &Alert,
    to: (MemberId, EndpointId, ChannelKind),
    escalated: bool,
) -> Result<bool, StoreError> {
    let now = app.now();
    let id = DeliveryId::new(now, app.entropy.as_ref());
    let (member, endpoint, channel) = to;
    let new = NewDelivery {
        id,
        alert: alert.id,
        alert_kind: alert.kind,
        incident: alert.incident,
        member,
        endpoint,
        channel,
        escalated,
        expires_at: alert.created_at.plus(alert.kind.expiry()),
        receipt_hash: token_hash(&crate::usecase::receipt::token(&app.sealer, id)),
    };
    delivery::insert(tx, &new, now).await
}

/// The zone of a group's country.
async fn group_zone(app: &App, tx: &mut Tx, id: GroupId) -> Result<jiff::tz::TimeZone, StoreError> {
    let group = group::find(tx, id).await?.ok_or(StoreError::Gone)?;
    Ok(app
        .profiles
        .get(&group.country)
        .map_or(jiff::tz::TimeZone::UTC, saar_domain::country::Profile::zone))
}

/// Of each member: every endpoint of the first channel in their order for which they have one.
fn first_choice<'a>(candidates: impl Iterator<Item = &'a Candidate>) -> Vec<(MemberId, EndpointId, ChannelKind)> {
    let mut by_member: BTreeMap<MemberId, Vec<&Candidate>> = BTreeMap::new();
    for candidate in candidates {
        by_member.entry(candidate.member).or_default().push(candidate);
    }
    let choose = |of_member: Vec<&'a Candidate>| {
        let order = of_member.first().map_or(&[][..], |candidate| &candidate.order);
        let has = |channel: &&ChannelKind| of_member.iter().any(|candidate| candidate.channel == **channel);
        let chosen = order.iter().find(has).copied();
        of_member
            .into_iter()
            .filter(move |candidate| Some(candidate.channel) == chosen)
    };
    by_member
        .into_values()
        .flat_map(choose)
        .map(|candidate| (candidate.member, candidate.endpoint, candidate.channel))
        .collect()
}

/// Tries another way for those who stayed silent. Who that is, is decided purely ([`escalates`]).
async fn escalate(app: &App) -> Result<(), StoreError> {
    let now = app.now();
    let uptime = now.since(app.boot_at);
    let mut tx = app.db.read().await?;
    let silent = delivery::silent(
        &mut tx,
        now.minus(limits::ESCALATE_ALARM_AGE_MAX),
        app.boot,
        app.boot_at,
    )
    .await?;
    drop(tx);
    for person in silent {
        let mut tx = app.db.write().await?;
        if let Some((alert, next)) = next_way(app, &mut tx, &person, uptime).await? {
            for (endpoint, channel) in next {
                add(app, &mut tx, &alert, (person.member, endpoint, channel), true).await?;
            }
            tx.commit().await?;
            metrics::counter!("saar_escalations_total").increment(1);
        }
    }
    Ok(())
}

type NextWay = (Alert, Vec<(EndpointId, ChannelKind)>);

async fn next_way(app: &App, tx: &mut Tx, person: &Silent, uptime: Span) -> Result<Option<NextWay>, StoreError> {
    let tried = delivery::channels_tried(tx, person.alert, person.member).await?;
    let Some(account) = account::find(tx, person.account).await? else {
        return Ok(None);
    };
    let endpoints = endpoint::of_account(tx, person.account).await?;
    let has = |channel: &ChannelKind| {
        !tried.contains(channel) && endpoints.iter().any(|endpoint| endpoint.channel == *channel)
    };
    let next = account.channels.iter().copied().find(has);
    let now = app.now();
    // Who went away since it was sent is not looked for any further.
    let zone = zone_of(account.time_zone.as_deref(), &group_zone(app, tx, person.group).await?);
    if account.pause.is_some_and(|pause| pause.covers(now, &zone)) {
        return Ok(None);
    }
    let reach = Reach {
        alerted_at: person.alerted_at,
        running: true,
        drill: person.drill,
        waited: person.accepted_at.map(|at| now.since(at)),
        all_failed: person.open == 0,
        alive: false,
        escalated: person.escalated,
        has_next: next.is_some(),
    };
    let (true, Some(channel)) = (escalates(&reach, now, uptime), next) else {
        return Ok(None);
    };
    let alert = Alert {
        id: person.alert,
        incident: person.incident,
        group: person.group,
        kind: AlertKind::Alarm,
        seq: 0,
        created_at: person.alerted_at,
    };
    let ways = endpoints
        .into_iter()
        .filter(|endpoint| endpoint.channel == channel)
        .map(|endpoint| (endpoint.id, channel));
    Ok(Some((alert, ways.collect())))
}

/// How many sends to one origin are under way.
#[derive(Debug, Clone, Default)]
pub(super) struct Origins(Arc<Mutex<HashMap<String, Arc<Semaphore>>>>);

impl Origins {
    pub(super) fn of(&self, origin: String, at_once: usize) -> Arc<Semaphore> {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(known.entry(origin).or_insert_with(|| Arc::new(Semaphore::new(at_once))))
    }
}

/// Sends what was claimed, and records each as soon as it ends, several in one transaction where they end together.
///
/// Each attempt is a task: while one is recorded, the others go on. Polled in between, they would hold the connections that the recording waits for.
async fn deliver(app: &Arc<App>, origins: &Origins, claimed: Vec<Delivery>) {
    let mut under_way = JoinSet::new();
    for delivery in claimed {
        let (app, origins) = (Arc::clone(app), origins.clone());
        under_way.spawn(async move {
            // A mistake of ours may break one attempt, and it is tried again as after any other failure: its lease would hold until the next start.
            let attempt = AssertUnwindSafe(attempt(&app, &origins, &delivery)).catch_unwind();
            let ended = attempt.await.unwrap_or_else(|_| {
                tracing::error!(delivery = %delivery.id, "outbox: an attempt broke");
                again(&app, &delivery, None, true, "the attempt broke".into()).into()
            });
            (delivery, ended)
        });
    }
    while let Some(first) = under_way.join_next().await {
        let ended = std::iter::once(first).chain(std::iter::from_fn(|| under_way.try_join_next()));
        let chunk: Vec<_> = ended
            .filter_map(|ended| {
                ended
                    .inspect_err(|error| tracing::error!(%error, "outbox: an attempt broke"))
                    .ok()
            })
            .collect();
        app.faults.pass(Place::AfterSend).await;
        while let Err(error) = record(app, &chunk).await {
            // The lease stays until it is written down: sent twice is within the contract, forgotten is not.
            tracing::error!(%error, "outbox: what was sent could not be recorded; it is tried again");
            tokio::time::sleep(AFTER_TROUBLE).await;
        }
    }
}

/// How an attempt ended, and whether its endpoint is gone.
struct Attempted {
    ended: Ended,
    forget: Option<EndpointId>,
}

impl From<Ended> for Attempted {
    fn from(ended: Ended) -> Self {
        Self { ended, forget: None }
    }
}

async fn record(app: &App, chunk: &[(Delivery, Attempted)]) -> Result<(), StoreError> {
    let now = app.now();
    // Nor is this: what the power takes is sent again with the same id.
    let mut tx = app.db.write_soon().await?;
    for (held, attempted) in chunk {
        delivery::record(&mut tx, app.boot, held.id, &attempted.ended, now).await?;
        if let Some(endpoint) = attempted.forget {
            reach::forget_gone(app, &mut tx, endpoint).await?;
        }
    }
    tx.commit().await
}

async fn attempt(app: &App, origins: &Origins, held: &Delivery) -> Attempted {
    match try_once(app, origins, held).await {
        Ok(attempted) => attempted,
        Err(error) => {
            tracing::error!(%error, delivery = %held.id, "outbox: could not be sent");
            again(app, held, None, false, "the database did not answer".into()).into()
        }
    }
}

async fn try_once(app: &App, origins: &Origins, held: &Delivery) -> Result<Attempted, StoreError> {
    let over = |state, why: &str| Ended::Over {
        state,
        attempted: false,
        why: why.into(),
    };
    if app.now() >= held.expires_at {
        return Ok(over(DeliveryState::Expired, "too old to be worth sending").into());
    }
    let Some(channel) = app.channels.get(&held.channel) else {
        return Ok(over(DeliveryState::Failed, "this installation has no such channel").into());
    };
    let read = async || {
        let mut tx = app.db.read().await?;
        delivery::dispatch(&mut tx, &app.sealer, app.boot, held).await
    };
    let Some(dispatch) = read().await? else {
        return Ok(over(DeliveryState::Withdrawn, "the endpoint or the member is gone").into());
    };
    let Ok(address) = serde_json::from_str::<Address>(&dispatch.address) else {
        return Ok(over(DeliveryState::Failed, "the stored address cannot be read").into());
    };
    let lane = origins.of(
        channel.origin(&address),
        channel.capabilities().concurrency_per_origin.max(1),
    );
    let Ok(Ok(_place)) = tokio::time::timeout(LANE_PATIENCE, lane.acquire()).await else {
        let (at, why) = (
            app.now().plus(Span::seconds(1)),
            "the lane to this service is full".into(),
        );
        return Ok(Ended::Again {
            at,
            attempted: false,
            why,
        }
        .into());
    };
    app.faults.pass(Place::BeforeSend).await;
    // Read again behind the barrier: what is sent is what is true now, not when it was claimed (EDGES 15).
    let Some(dispatch) = read().await? else {
        return Ok(over(DeliveryState::Withdrawn, "the endpoint or the member is gone").into());
    };
    match rendering(held.alert_kind, dispatch.stored.incident.state, dispatch.past) {
        Rendering::Nothing => return Ok(over(DeliveryState::Withdrawn, "there is nothing left to tell").into()),
        Rendering::Wait => {
            let at = app.now().plus(Span::seconds(1));
            return Ok(Ended::Again {
                at,
                attempted: false,
                why: "the alarm that it ends is under way".into(),
            }
            .into());
        }
        Rendering::Send => {}
    }
    let message = match message::compose(app, held, &dispatch, &address) {
        Ok(message) => message,
        Err(error) => {
            tracing::error!(%error, "outbox: a message could not be rendered");
            return Ok(over(DeliveryState::Failed, "the message could not be rendered").into());
        }
    };
    let outcome = channel.send(&message, &address, app.now()).await;
    let name = held.channel.code();
    metrics::counter!("saar_sends_total", "channel" => name, "outcome" => outcome_name(&outcome)).increment(1);
    Ok(match outcome {
        Outcome::Accepted if channel.capabilities().accepted_is_delivered => Ended::Delivered.into(),
        Outcome::Accepted => Ended::Accepted.into(),
        Outcome::Retry { after, why } => again(app, held, after, true, why).into(),
        Outcome::GiveUp { why } => Ended::Over {
            state: DeliveryState::Failed,
            attempted: true,
            why,
        }
        .into(),
        Outcome::Gone { why } => Attempted {
            ended: Ended::Over {
                state: DeliveryState::Failed,
                attempted: true,
                why,
            },
            forget: held.endpoint,
        },
    })
}

pub(super) const fn outcome_name(outcome: &Outcome) -> &'static str {
    match outcome {
        Outcome::Accepted => "accepted",
        Outcome::Retry { .. } => "retry",
        Outcome::GiveUp { .. } => "give_up",
        Outcome::Gone { .. } => "gone",
    }
}

fn again(app: &App, held: &Delivery, after: Option<Span>, attempted: bool, why: String) -> Ended {
    match next_attempt(
        app.now(),
        held.expires_at,
        held.attempts,
        after,
        jitter(app.entropy.as_ref()),
    ) {
        Some(at) => Ended::Again { at, attempted, why },
        None => Ended::Over {
            state: DeliveryState::Failed,
            attempted,
            why,
        },
    }
}

pub(super) fn jitter(entropy: &dyn Entropy) -> f64 {
    f64::from(u16::from_be_bytes(entropy.bytes())) / f64::from(u16::MAX)
}

/// What is still to be done, alerts that nobody expanded yet among it, and when the next of it is due. For `/readyz`, metrics and tests.
pub async fn waiting(app: &App) -> Result<(u32, Option<Timestamp>), StoreError> {
    let mut tx = app.db.read().await?;
    delivery::queue(&mut tx).await
}
