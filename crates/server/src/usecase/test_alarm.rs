//! A test alarm to oneself: over every channel, to see which of them works, and how fast. Through the real outbox. No incident, no group, nobody else.

use crate::app::App;
use crate::usecase::receipt;
use saar_domain::clock::{Span, Timestamp};
use saar_domain::id::{AccountId, DeliveryId};
use saar_domain::limits;
use saar_domain::probe::ProbePurpose;
use saar_store::endpoint::Endpoint;
use saar_store::probe::{self, NewProbe, Probe};
use saar_store::seal::token_hash;
use saar_store::session::Session;
use saar_store::{StoreError, Tx, endpoint, session};

/// Why none was sent.
#[derive(Debug, thiserror::Error)]
pub enum TestError {
    /// As many as may be in an hour.
    #[error("too many test alarms")]
    TooMany {
        /// When the next one may be.
        wait: Span,
    },
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What became of the last test alarm.
#[derive(Debug, Clone, Default)]
pub struct TestAlarm {
    /// When it was sent; none when there was none yet.
    pub sent_at: Option<Timestamp>,
    /// Each way that was tried, phones first.
    pub ways: Vec<Way>,
}

/// One phone or mailbox of a test alarm.
#[derive(Debug, Clone)]
pub struct Way {
    /// How far it came.
    pub probe: Probe,
    /// The device, in its browser's words; none for a mailbox, or when it is signed out.
    pub device: Option<String>,
}

/// Sends one over every channel.
pub async fn send(app: &App, account: AccountId) -> Result<TestAlarm, TestError> {
    let hour = Span::hours(1);
    let mut tx = app.db.write().await?;
    saar_store::account::lock(&mut tx, account).await?;
    let now = app.now();
    let before = probe::tests_since(&mut tx, account, now.minus(hour)).await?;
    if u32::try_from(before.len()).is_ok_and(|tests| tests >= limits::TESTS_PER_HOUR)
        && let Some(first) = before.first()
    {
        return Err(TestError::TooMany {
            wait: hour.minus(now.since(*first)),
        });
    }
    // Two in one millisecond are two: an instant is what tells one test from another.
    let at = before.last().map_or(now, |last| now.max(last.plus(Span::millis(1))));
    for endpoint in endpoint::of_account(&mut tx, account).await? {
        insert(app, &mut tx, account, &endpoint, ProbePurpose::Test, at).await?;
    }
    tx.commit().await?;
    app.bus.wake_outbox();
    Ok(look(app, account).await?)
}

/// Adds a probe to one of an account's endpoints.
pub async fn insert(
    app: &App,
    tx: &mut Tx,
    account: AccountId,
    to: &Endpoint,
    purpose: ProbePurpose,
    now: Timestamp,
) -> Result<(), StoreError> {
    let id = DeliveryId::new(now, app.entropy.as_ref());
    let new = NewProbe {
        id,
        account,
        endpoint: to.id,
        channel: to.channel,
        purpose,
        receipt_hash: token_hash(&receipt::token(&app.sealer, id)),
    };
    probe::insert(tx, &new, now).await
}

/// What became of the last one.
pub async fn look(app: &App, account: AccountId) -> Result<TestAlarm, StoreError> {
    let mut tx = app.db.read().await?;
    let probes = probe::last_test(&mut tx, account).await?;
    if probes.is_empty() {
        return Ok(TestAlarm::default());
    }
    let endpoints = endpoint::of_account(&mut tx, account).await?;
    let sessions = session::of_account(&mut tx, account).await?;
    let ways = probes.into_iter().map(|probe| Way {
        device: device_of(&probe, &endpoints, &sessions),
        probe,
    });
    let ways: Vec<Way> = ways.collect();
    Ok(TestAlarm {
        sent_at: ways.first().map(|way| way.probe.created_at),
        ways,
    })
}

fn device_of(probe: &Probe, endpoints: &[Endpoint], sessions: &[Session]) -> Option<String> {
    let endpoint = endpoints.iter().find(|known| Some(known.id) == probe.endpoint)?;
    let session = sessions.iter().find(|known| Some(known.id) == endpoint.session)?;
    Some(session.device.clone())
}

/// "The mail is there": no device says so of a mail, its reader does. Whether it was theirs.
pub async fn arrived(app: &App, account: AccountId, id: DeliveryId) -> Result<bool, StoreError> {
    let mut tx = app.db.write().await?;
    let is_theirs = probe::arrived(&mut tx, account, id, app.now()).await?;
    tx.commit().await?;
    app.bus.probed();
    Ok(is_theirs)
}
