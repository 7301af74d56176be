//! How often a group was woken and how soon it was reached: counts and times, read for everybody of the group.

use crate::account::read_pause;
use crate::db::{Tx, sql};
use crate::error::Result;
use saar_domain::budget::Woken;
use saar_domain::clock::{Span, Timestamp};
use saar_domain::delivery::ChannelKind;
use saar_domain::id::{GroupId, IncidentId, MemberId};
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
                    FROM deliveries d JOIN alerts a ON a.id = d.alert_id
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

/// What those of a group chose, in no order that says who.
pub async fn habits(tx: &mut Tx, group: GroupId) -> Result<Vec<Habit>> {
    let rows = sql("SELECT CAST(CASE WHEN a.mute_real_alarms = 1 AND a.quiet_from IS NOT NULL THEN 1 ELSE 0 END AS BIGINT) AS mutes,
                      a.paused, a.pause_from, a.pause_until, a.time_zone
                    FROM members m JOIN accounts a ON a.id = m.account_id WHERE m.group_id = $1 AND m.membership = 'active'")
    .bind(group)
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
