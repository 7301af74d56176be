//! Whom an alarm would reach: phones are looked at, their owners told when one falls silent, and everybody else sees a count.

use crate::app::App;
use crate::usecase::access::InGroup;
use crate::usecase::test_alarm::insert;
use saar_delivery::Address;
use saar_domain::country::Profile;
use saar_domain::delivery::ChannelKind;
use saar_domain::id::{AccountId, EndpointId, GroupId, MemberId};
use saar_domain::limits;
use saar_domain::preference::zone_of;
use saar_domain::probe::ProbePurpose;
use saar_domain::reach::{Care, Coverage};
use saar_store::alert::{self, Candidate};
use saar_store::{StoreError, Tx, endpoint, member, probe};
use std::collections::BTreeSet;

/// Takes care of phones that nobody looked at for long; how many were looked at, and how many owners told.
pub async fn care(app: &App) -> Result<(u32, u32), StoreError> {
    let now = app.now();
    let mut tx = app.db.read().await?;
    let since = now.minus(limits::CHECK_EXPIRY);
    let waiting = endpoint::not_looked_at_since(&mut tx, since, limits::CHECKS_PER_ROUND).await?;
    drop(tx);
    let (mut looked, mut told) = (0, 0);
    for phone in waiting {
        let care = phone.endpoint.phone.care(phone.told, now);
        if care == Care::Nothing {
            continue;
        }
        let mut tx = app.db.write_soon().await?;
        match care {
            Care::Nothing => {}
            Care::Check => {
                insert(app, &mut tx, phone.account, &phone.endpoint, ProbePurpose::Check, now).await?;
                endpoint::looked_at(&mut tx, phone.endpoint.id, now).await?;
                looked += 1;
            }
            Care::Tell if tell(app, &mut tx, phone.account, phone.endpoint.id).await? => told += 1,
            // Another phone of theirs answers: this one waits its turn again.
            Care::Tell => endpoint::looked_at(&mut tx, phone.endpoint.id, now).await?,
        }
        tx.commit().await?;
    }
    if looked + told > 0 {
        app.bus.wake_outbox();
    }
    Ok((looked, told))
}

/// Tells somebody by mail that a phone of theirs does not answer; whether there was anything to say. Once, until a phone answers again; and not while
/// another phone of theirs does.
pub async fn tell(app: &App, tx: &mut Tx, id: AccountId, silent: EndpointId) -> Result<bool, StoreError> {
    let now = app.now();
    let endpoints = endpoint::of_account(tx, id).await?;
    let answers = |other: &&endpoint::Endpoint| {
        other.channel == ChannelKind::WebPush
            && other.id != silent
            && other.phone.unanswered < limits::CHECKS_UNANSWERED_MAX
    };
    if endpoints.iter().any(|other| answers(&other)) || !endpoint::mark_told(tx, id, now).await? {
        return Ok(false);
    }
    for mailbox in endpoints
        .iter()
        .filter(|endpoint| endpoint.channel == ChannelKind::Email)
    {
        insert(app, tx, id, mailbox, ProbePurpose::Notice, now).await?;
    }
    Ok(true)
}

/// A service says that an endpoint is gone: it is forgotten, and the owner of a phone told.
pub async fn forget_gone(app: &App, tx: &mut Tx, id: EndpointId) -> Result<(), StoreError> {
    if let Some(owner) = endpoint::owner_of_phone(tx, id).await? {
        tell(app, tx, owner, id).await?;
    }
    endpoint::forget(tx, id).await
}

/// A phone opens the app: it is looked at, once a day, where that shows nothing.
pub async fn look_at_opening(app: &App, tx: &mut Tx, account: AccountId, address: &str) -> Result<bool, StoreError> {
    let shows = serde_json::from_str::<Address>(address).is_ok_and(|address| address.shows_everything());
    let Some(found) = endpoint::find(tx, &app.sealer, account, address).await? else {
        return Ok(false);
    };
    let now = app.now();
    let day_ago = now.minus(limits::CHECK_AT_OPENING_EVERY);
    if shows || found.phone.looked_at > day_ago || probe::was_checked_since(tx, found.id, day_ago).await? {
        return Ok(false);
    }
    insert(app, tx, account, &found, ProbePurpose::Check, now).await?;
    if found.phone.unanswered == 0 {
        // A second look counts only in its own time: somebody who opens the app each day is not told after two days.
        endpoint::looked_at(tx, found.id, now).await?;
    }
    Ok(true)
}

/// How many of the others in one's group an alarm would reach now.
pub async fn look(app: &App, access: &InGroup) -> Result<Option<Coverage>, StoreError> {
    let mut tx = app.db.read().await?;
    coverage(app, &mut tx, access.group.id, access.member.id).await
}

/// How many of a group an alarm would reach now, the viewer left out; none when there are so few that a count would say who.
pub async fn coverage(app: &App, tx: &mut Tx, id: GroupId, viewer: MemberId) -> Result<Option<Coverage>, StoreError> {
    count(app, tx, id, Some(viewer)).await
}

/// The same for who is not in the group.
pub async fn of_all(app: &App, tx: &mut Tx, id: GroupId) -> Result<Option<Coverage>, StoreError> {
    count(app, tx, id, None).await
}

async fn count(app: &App, tx: &mut Tx, id: GroupId, viewer: Option<MemberId>) -> Result<Option<Coverage>, StoreError> {
    let now = app.now();
    let Some(group) = saar_store::group::find(tx, id).await? else {
        return Ok(None);
    };
    let zone = app
        .profiles
        .get(&group.country)
        .map_or(jiff::tz::TimeZone::UTC, Profile::zone);
    let works = |way: &&Candidate| {
        let own = zone_of(way.time_zone.as_deref(), &zone);
        let is_away = way.pause.is_some_and(|pause| pause.covers(now, &own));
        Some(way.member) != viewer && !is_away && (way.channel != ChannelKind::WebPush || !way.phone.is_silent(now))
    };
    let ways = alert::candidates(tx, id).await?;
    let reached: BTreeSet<MemberId> = ways.iter().filter(works).map(|way| way.member).collect();
    let of = member::count_active(tx, id)
        .await?
        .saturating_sub(u32::from(viewer.is_some()));
    let reached = u32::try_from(reached.len()).unwrap_or(u32::MAX);
    Ok(Coverage { reached, of }.shown())
}
