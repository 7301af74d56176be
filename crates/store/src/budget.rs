//! How often a group was woken and how soon it was reached: counts and times, read for everybody of the group.

use crate::account::read_pause;
use crate::db::{Tx, sql};
use crate::error::{Result, StoreError};
use saar_domain::budget::{Pace, Woken, pace};
use saar_domain::clock::{Span, Timestamp};
use saar_domain::delivery::ChannelKind;
use saar_domain::id::{GroupId, IncidentId, MemberId};
use saar_domain::limits;
use saar_domain::preference::HolidayPause;
use std::collections::BTreeMap;

/// Real alarms since then, the latest first.
pub async fn alarms_since(tx: &mut Tx, group: GroupId, since: Timestamp, rows_max: u32) -> Result<Vec<Woken>> {
    let rows = sql("SELECT reported_at, CAST(CASE WHEN state = 'recalled' THEN 1 ELSE 0 END AS BIGINT) AS unfounded
                    FROM incidents WHERE group_id = $1 AND drill = 0 AND reported_at >= $2 ORDER BY reported_at DESC LIMIT $3")
    .bind(group)
    .bind(since)
    .bind(rows_max)
    .all(tx)
    .await?;
    rows.iter()
        .map(|row| {
            Ok(Woken {
                at: row.get("reported_at")?,
                unfounded: row.get("unfounded")?,
            })
        })
        .collect()
}

/// The latest incidents of a group, real ones or drills, the latest first.
pub async fn latest(tx: &mut Tx, group: GroupId, drill: bool, rows_max: u32) -> Result<Vec<(IncidentId, Timestamp)>> {
    let rows = sql("SELECT id, reported_at FROM incidents WHERE group_id = $1 AND drill = $2 ORDER BY reported_at DESC, id DESC LIMIT $3")
        .bind(group)
        .bind(drill)
        .bind(rows_max)
        .all(tx)
        .await?;
    rows.iter()
        .map(|row| Ok((row.get("id")?, row.get("reported_at")?)))
        .collect()
}

/// How an alarm came to one of those it went to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Arrival {
    /// From the alarm to the first sign that it is there: shown on a device, taken by the mail server, the page opened (EDGES 16). None where there was none.
    pub after: Option<Span>,
    /// By which channel; none where the page was opened before anything came, or nothing came.
    pub channel: Option<ChannelKind>,
}

/// How the alarm of an incident came to each of those it went to, in no order that says who.
pub async fn arrivals(tx: &mut Tx, incident: IncidentId) -> Result<Vec<Arrival>> {
    // A device's word, or that of a mail server, which has no other.
    let rows = sql("SELECT d.member_id, d.channel, a.created_at, o.at AS opened_at,
                      COALESCE(d.delivered_at, CASE WHEN d.state IN ('delivered', 'seen') THEN d.accepted_at END) AS there_at
                    FROM deliveries d JOIN alerts a ON a.incident_id = d.incident_id AND a.id = d.alert_id
                      LEFT JOIN openings o ON o.incident_id = d.incident_id AND o.member_id = d.member_id
                    WHERE d.incident_id = $1 AND d.alert_kind = 'alarm'")
        .bind(incident)
        .all(tx)
        .await?;
    let mut first: BTreeMap<MemberId, Arrival> = BTreeMap::new();
    for row in rows {
        let begun: Timestamp = row.get("created_at")?;
        let after = |at: Option<Timestamp>| at.map(|at| at.since(begun));
        let opened = after(row.get("opened_at")?);
        let there = after(row.get("there_at")?).map(|span| (span, Some(row.get("channel"))));
        let found = there
            .into_iter()
            .chain(opened.map(|span| (span, None)))
            .min_by_key(|found| found.0);
        let entry = first.entry(row.get("member_id")?).or_insert(Arrival {
            after: None,
            channel: None,
        });
        if let Some((span, channel)) = found
            && entry.after.is_none_or(|known| span < known)
        {
            *entry = Arrival {
                after: Some(span),
                channel: channel.transpose()?,
            };
        }
    }
    let mut arrivals: Vec<Arrival> = first.into_values().collect();
    arrivals.sort_by_key(|arrival| arrival.after);
    Ok(arrivals)
}

/// How soon a drill reached those it went to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reached {
    /// Everybody together.
    pub all: Pace,
    /// By the channel that came first; without one: who opened the page before anything came. Who was not reached at all stands in no channel.
    pub by_channel: Vec<(Option<ChannelKind>, Pace)>,
}

/// How soon it was; none of fewer than a count may be shown of.
pub fn reached(arrivals: &[Arrival]) -> Option<Reached> {
    let mut channels: BTreeMap<Option<ChannelKind>, Vec<Option<Span>>> = BTreeMap::new();
    for arrival in arrivals.iter().filter(|arrival| arrival.after.is_some()) {
        channels.entry(arrival.channel).or_default().push(arrival.after);
    }
    let all = pace(arrivals.iter().map(|arrival| arrival.after));
    (all.of >= limits::COVERAGE_MEMBERS_MIN).then(|| Reached {
        all,
        by_channel: channels
            .into_iter()
            .map(|(channel, times)| (channel, pace(times)))
            .collect(),
    })
}

const ALL: &str = "all";
const PAGE: &str = "page";

/// Keeps the counts of a drill whose deliveries are about to be forgotten. A channel that fewer came by than a count may be shown of is not kept: for years,
/// that is more than anybody needs.
pub(crate) async fn keep_counts(tx: &mut Tx, incident: IncidentId) -> Result<()> {
    let drill = sql("SELECT id FROM incidents WHERE id = $1 AND drill = 1").bind(incident);
    if drill.first(tx).await?.is_none() {
        return Ok(());
    }
    let Some(found) = reached(&arrivals(tx, incident).await?) else {
        return Ok(());
    };
    let kept = found
        .by_channel
        .iter()
        .filter(|(_, pace)| pace.of >= limits::COVERAGE_MEMBERS_MIN)
        .map(|(channel, pace)| (channel.map_or(PAGE, ChannelKind::code), *pace));
    for (way, pace) in [(ALL, found.all)].into_iter().chain(kept) {
        let [ten, minute, five] = pace.within;
        sql("INSERT INTO drill_counts (incident_id, way, went_to, reached, within_10, within_60, within_300, median_seconds)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (incident_id, way) DO NOTHING")
        .bind(incident)
        .bind(way)
        .bind(pace.of)
        .bind(pace.reached)
        .bind(ten)
        .bind(minute)
        .bind(five)
        .bind(pace.median_seconds)
        .run(tx)
        .await?;
    }
    Ok(())
}

/// How soon a drill reached people: as long as it is known who they were, from that, and then from the counts that were kept.
pub async fn of_drill(tx: &mut Tx, incident: IncidentId) -> Result<Option<Reached>> {
    let rows = sql("SELECT * FROM drill_counts WHERE incident_id = $1 ORDER BY way DESC")
        .bind(incident)
        .all(tx)
        .await?;
    if rows.is_empty() {
        return Ok(reached(&arrivals(tx, incident).await?));
    }
    let (mut all, mut by_channel) = (None, Vec::new());
    for row in &rows {
        let pace = Pace {
            of: row.get("went_to")?,
            reached: row.get("reached")?,
            within: [row.get("within_10")?, row.get("within_60")?, row.get("within_300")?],
            median_seconds: row
                .get::<Option<i64>>("median_seconds")?
                .map(|seconds| u32::try_from(seconds).map_err(|_| StoreError::corrupt("median_seconds")))
                .transpose()?,
        };
        match row.get::<String>("way")?.as_str() {
            ALL => all = Some(pace),
            PAGE => by_channel.push((None, pace)),
            way => {
                let channel = way.parse().map_err(|_| StoreError::corrupt("way"))?;
                by_channel.push((Some(channel), pace));
            }
        }
    }
    by_channel.sort_by_key(|(channel, _)| *channel);
    Ok(all.map(|all| Reached { all, by_channel }))
}

/// What one of a group chose that keeps alarms from them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Habit {
    /// Real alarms make no sound in their hours of quiet.
    pub mutes: bool,
    /// Away, perhaps.
    pub pause: Option<HolidayPause>,
    /// Their zone; none: the group's.
    pub time_zone: Option<String>,
}

/// What those of a group chose, but for who looks, in no order that says who.
pub async fn habits(tx: &mut Tx, group: GroupId, viewer: MemberId) -> Result<Vec<Habit>> {
    let rows = sql("SELECT CAST(CASE WHEN a.mute_real_alarms = 1 AND a.quiet_from IS NOT NULL THEN 1 ELSE 0 END AS BIGINT) AS mutes,
                      a.paused, a.pause_from, a.pause_until, a.time_zone
                    FROM members m JOIN accounts a ON a.id = m.account_id WHERE m.group_id = $1 AND m.membership = 'active' AND m.id <> $2")
    .bind(group)
    .bind(viewer)
    .all(tx)
    .await?;
    rows.iter()
        .map(|row| {
            Ok(Habit {
                mutes: row.get("mutes")?,
                pause: read_pause(row)?,
                time_zone: row.get("time_zone")?,
            })
        })
        .collect()
}
