//! Incidents and their history. The row is what the history makes of it; both are written in one transaction.

use crate::db::{Row, Tx, sql};
use crate::error::{Result, StoreError};
use crate::keys::{ContentKey, KeyIds, KeyStore};
use saar_domain::clock::{Span, Timestamp};
use saar_domain::geo::Point;
use saar_domain::id::{GroupId, IncidentId, MemberId};
use saar_domain::incident::duplicate::Trace;
use saar_domain::incident::report::{Place, PlaceSource};
use saar_domain::incident::{Actor, Call, Event, Incident, Kind, Recorded, State};
use saar_domain::limits;
use std::cmp::Reverse;
use std::sync::LazyLock;

/// An incident as it stands in the database: the machine's state, and what is known beside it.
#[derive(Debug, Clone, PartialEq)]
pub struct Stored {
    /// The state machine's part.
    pub incident: Incident,
    /// In which group.
    pub group: GroupId,
    /// Code of a behaviour phrase; own words are content.
    pub phrase: Option<String>,
    /// Where. The exact point is gone once it was recalled.
    pub place: Place,
    /// The place lies outside the group's area.
    pub outside_area: bool,
    /// The keys of what is said about it.
    pub keys: KeyIds,
    /// The exact place while it is sealed: [`reveal`] opens it.
    pub sealed_place: Option<Vec<u8>>,
}

impl Stored {
    /// As much as it takes to compare it with another report.
    pub fn trace(&self) -> Trace {
        Trace {
            kind: self.incident.kind,
            drill: self.incident.drill,
            at: self.incident.reported_at,
            point: self.place.point,
            street: self.place.street,
            exact: self.place.source != PlaceSource::Street,
        }
    }
}

fn read(row: &Row) -> Result<Stored> {
    let call = match (row.get("call_by")?, row.get("call_at")?) {
        (Some(by), Some(at)) => Some(Call { by, at }),
        _ => None,
    };
    let sealed_place: Option<Vec<u8>> = row.get("place_sealed")?;
    let point = match (row.get::<Option<f64>>("lat")?, row.get::<Option<f64>>("lon")?) {
        // Beside a sealed place these say only roughly where.
        (Some(lat), Some(lon)) if sealed_place.is_none() => Point::new(lat, lon),
        _ => None,
    };
    let incident = Incident {
        id: row.get("id")?,
        kind: row.get("kind")?,
        witness: row.get("witness")?,
        drill: row.get("drill")?,
        reporter: row
            .get::<Option<MemberId>>("reporter_id")?
            .map_or(Actor::Former, Actor::Member),
        state: row.get("state")?,
        call,
        cannot_call: row.get("cannot_call")?,
        reported_at: row.get("reported_at")?,
        alerted_at: Some(row.get("alerted_at")?),
        ended_at: row.get("ended_at")?,
        reason: row.get("reason")?,
        active_at: row.get("active_at")?,
        version: row.get("version")?,
    };
    Ok(Stored {
        incident,
        group: row.get("group_id")?,
        phrase: row.get("phrase")?,
        place: Place {
            source: row.get("place_source")?,
            point,
            accuracy_metres: row.get("accuracy_metres")?,
            street: row.get("street_id")?,
        },
        outside_area: row.get("outside_area")?,
        keys: KeyIds {
            identifying: row.get("key_identifying")?,
            words: row.get("key_words")?,
        },
        sealed_place,
    })
}

/// Degrees to which the place of a row is rounded: a hundred metres north, two thirds of it east. It says no more than the street, which stays.
const ROUGH_DEGREES: f64 = 0.001;

fn rough(degrees: f64) -> f64 {
    (degrees / ROUGH_DEGREES).round() * ROUGH_DEGREES
}

fn place_context(incident: IncidentId) -> String {
    format!("incidents.place_sealed {incident}")
}

/// Opens the exact place of an incident. Where its key is gone, the street is all that is left.
pub async fn reveal(keys: &KeyStore, stored: &mut Stored) -> Result<()> {
    let Some(sealed) = stored.sealed_place.take() else {
        return Ok(());
    };
    let context = place_context(stored.incident.id);
    let plain = keys.unseal(stored.keys.identifying, &context, &sealed).await?;
    let mut numbers = plain
        .iter()
        .flat_map(|plain| plain.as_chunks::<8>().0)
        .copied()
        .map(f64::from_be_bytes);
    stored.place.point = match (numbers.next(), numbers.next()) {
        (Some(lat), Some(lon)) => Point::new(lat, lon),
        _ => None,
    };
    // Where none is sealed: the phone said none, or a version wrote it that kept it in the row.
    stored.place.accuracy_metres = numbers.next().or(stored.place.accuracy_metres);
    Ok(())
}

/// What is sealed of an exact place: its degrees, and the phone's uncertainty where it said one.
fn exact_bytes(point: Point, accuracy_metres: Option<f64>) -> Vec<u8> {
    [Some(point.lat), Some(point.lon), accuracy_metres]
        .into_iter()
        .flatten()
        .flat_map(f64::to_be_bytes)
        .collect()
}

/// Adds an incident that was alerted, under a number of the group's live sequence; its exact place sealed with the key of what identifies; without one, see
/// [`KeyStore::seal`]. Drafts live on phones.
pub async fn insert(
    tx: &mut Tx,
    keys: &KeyStore,
    identifying: Option<&ContentKey>,
    stored: &Stored,
    group_seq: i64,
) -> Result<()> {
    let Stored {
        incident,
        group,
        phrase,
        place,
        outside_area,
        keys: key_ids,
        sealed_place: _,
    } = stored;
    let exact = place.exact();
    // Beside it the row says roughly where; what is no secret stands as it is.
    let shown = |degrees: f64| if exact.is_some() { rough(degrees) } else { degrees };
    let sealed_place = exact.map(|point| {
        let plain = exact_bytes(point, place.accuracy_metres);
        keys.seal(identifying, &place_context(incident.id), &plain)
    });
    sql("INSERT INTO incidents (id, group_id, kind, witness, drill, state, version, cannot_call, call_by, call_at, reporter_id, phrase, place_source,
           street_id, lat, lon, accuracy_metres, outside_area, reported_at, alerted_at, active_at,
           key_identifying, key_words, place_sealed, group_seq)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25)")
        .bind(incident.id)
        .bind(*group)
        .bind(incident.kind)
        .bind(incident.witness)
        .bind(incident.drill)
        .bind(incident.state)
        .bind(incident.version)
        .bind(incident.cannot_call)
        .bind(incident.call.map(|call| call.by))
        .bind(incident.call.map(|call| call.at))
        .bind(member_of(incident.reporter))
        .bind(phrase.clone())
        .bind(place.source)
        .bind(place.street)
        .bind(place.point.map(|point| shown(point.lat)))
        .bind(place.point.map(|point| shown(point.lon)))
        .bind(place.accuracy_metres.filter(|_| exact.is_none()))
        .bind(*outside_area)
        .bind(incident.reported_at)
        .bind(incident.alerted_at)
        .bind(incident.active_at)
        .bind(key_ids.identifying)
        .bind(key_ids.words)
        .bind(sealed_place)
        .bind(group_seq)
        .run(tx)
        .await?;
    Ok(())
}

const fn member_of(actor: Actor) -> Option<MemberId> {
    match actor {
        Actor::Member(id) => Some(id),
        Actor::Former | Actor::System => None,
    }
}

/// Who reported an incident; none when they have left since, or it is gone.
pub async fn reporter(tx: &mut Tx, id: IncidentId) -> Result<Option<MemberId>> {
    let row = sql("SELECT reporter_id FROM incidents WHERE id = $1")
        .bind(id)
        .first(tx)
        .await?;
    row.map_or(Ok(None), |row| row.get("reporter_id"))
}

/// One incident, if it is there.
pub async fn find(tx: &mut Tx, id: IncidentId) -> Result<Option<Stored>> {
    sql("SELECT * FROM incidents WHERE id = $1")
        .bind(id)
        .first(tx)
        .await?
        .as_ref()
        .map(read)
        .transpose()
}

/// Running incidents of a group, newest first.
pub async fn running(tx: &mut Tx, group: GroupId) -> Result<Vec<Stored>> {
    // "+ 0": by the index of those that run, rather than in the order of all that the group ever had.
    sql("SELECT * FROM incidents WHERE group_id = $1 AND state = 'alerted' ORDER BY reported_at + 0 DESC, id DESC")
        .bind(group)
        .all(tx)
        .await?
        .iter()
        .map(read)
        .collect()
}

/// Running incidents of a group that may be the same as a new one, newest first: of its kind, reported within `span` of it, in its street or around its
/// point, roughly, and among the latest [`limits::DUPLICATES_AMONG`] alarms, or drills, of the group at that time. Their places are opened; whether they
/// are the same is the domain's to say.
pub async fn near(tx: &mut Tx, keys: &KeyStore, group: GroupId, trace: &Trace, span: Span) -> Result<Vec<Stored>> {
    // Rows hold the place rounded, up to half a step away.
    const ROUNDED: f64 = ROUGH_DEGREES / 2.0;
    let around = trace.around();
    // The index of the group's incidents holds all that is asked, and grows at its end alone: indexes of places and streets cost an alarm four pages more
    // than this look does. Threat: in a flood everybody's alarm would look at all others of ten minutes; so it looks at the latest; drills, of
    // which anybody may begin many, are counted apart.
    let rows = sql(
        "SELECT * FROM incidents WHERE group_id = $1 AND kind = $2 AND state = 'alerted'
           AND reported_at >= COALESCE((SELECT reported_at FROM incidents WHERE group_id = $1 AND reported_at BETWEEN $3 AND $4 AND drill = $5
                                         ORDER BY reported_at DESC LIMIT 1 OFFSET $6), $3)
           AND reported_at <= $4 AND drill = $5
           AND (street_id = $7 OR lat BETWEEN $8 AND $9 AND lon BETWEEN $10 AND $11)",
    )
    .bind(group)
    .bind(trace.kind)
    .bind(trace.at.minus(span))
    .bind(trace.at.plus(span))
    .bind(trace.drill)
    .bind(limits::DUPLICATES_AMONG - 1)
    .bind(trace.street)
    .bind(around.map(|around| around.lat_min - ROUNDED))
    .bind(around.map(|around| around.lat_max + ROUNDED))
    .bind(around.map(|around| around.lon_min - ROUNDED))
    .bind(around.map(|around| around.lon_max + ROUNDED))
    .all(tx)
    .await?;
    let mut near = rows.iter().map(read).collect::<Result<Vec<_>>>()?;
    // Here, for SQLite would make a table for it each time.
    near.sort_by_key(|stored| Reverse((stored.incident.reported_at, stored.incident.id)));
    for stored in &mut near {
        reveal(keys, stored).await?;
    }
    Ok(near)
}

/// Ended incidents of a group, newest first, before an incident where one is given.
pub async fn ended(tx: &mut Tx, group: GroupId, before: Option<IncidentId>, rows_max: u32) -> Result<Vec<Stored>> {
    // Ids sort by the instant they were made: the id is the cursor.
    sql("SELECT * FROM incidents WHERE group_id = $1 AND state <> 'alerted' AND ($2 IS NULL OR id < $2) ORDER BY id DESC LIMIT $3")
        .bind(group)
        .bind(before)
        .bind(rows_max)
        .all(tx)
        .await?
        .iter()
        .map(read)
        .collect()
}

/// Real incidents that were reported within a time, or ran into it, oldest first, at most so many: what happens at midnight belongs to both days.
pub async fn between(
    tx: &mut Tx,
    group: GroupId,
    from: Timestamp,
    until: Timestamp,
    rows_max: u32,
) -> Result<Vec<Stored>> {
    sql("SELECT * FROM incidents WHERE group_id = $1 AND reported_at < $3 AND (ended_at IS NULL OR ended_at >= $2) AND drill = 0 ORDER BY reported_at, id LIMIT $4")
        .bind(group)
        .bind(from)
        .bind(until)
        .bind(rows_max)
        .all(tx)
        .await?
        .iter()
        .map(read)
        .collect()
}

/// When the group last had a real alarm that was not taken back.
pub async fn last_alarm_at(tx: &mut Tx, group: GroupId) -> Result<Option<Timestamp>> {
    sql("SELECT MAX(reported_at) AS at FROM incidents WHERE group_id = $1 AND drill = 0 AND state <> 'recalled'")
        .bind(group)
        .one(tx)
        .await?
        .get("at")
}

/// Running incidents that were quiet since before then, oldest first.
pub async fn quiet_since(tx: &mut Tx, before: Timestamp, rows_max: u32) -> Result<Vec<(GroupId, IncidentId)>> {
    let rows = sql("SELECT i.group_id, i.id FROM incidents i JOIN groups g ON g.id = i.group_id
                    WHERE i.state = 'alerted' AND i.active_at + g.quiet_expiry_minutes * 60000 <= $1 ORDER BY i.active_at LIMIT $2")
        .bind(before)
        .bind(rows_max)
        .all(tx)
        .await?;
    rows.iter()
        .map(|row| Ok((row.get("group_id")?, row.get("id")?)))
        .collect()
}

/// How many alarms a member of a group raised since then, drills left out; counted up to a number, and among the group's latest thousand.
pub async fn raised_since(
    tx: &mut Tx,
    group: GroupId,
    reporter: MemberId,
    since: Timestamp,
    up_to: u32,
) -> Result<u32> {
    // By the index of the group's incidents, which answers alone: an index of each reporter's would be one more page that every alarm writes. Threat: one
    // member who floods would make everybody else's alarm look at all of theirs; so it looks at a thousand.
    sql("SELECT COUNT(*) AS raised FROM
         (SELECT 1 AS one FROM
           (SELECT reporter_id, drill FROM incidents WHERE group_id = $1 AND reported_at >= $3 ORDER BY reported_at DESC LIMIT 1000) AS latest
          WHERE reporter_id = $2 AND drill = 0 LIMIT $4) AS counted")
        .bind(group)
        .bind(reporter)
        .bind(since)
        .bind(up_to)
        .one(tx)
        .await?
        .get("raised")
}

/// Saves what events made of an incident, under a number of the group's live sequence, if it still is at the version that they were decided on. A recall
/// takes the exact place and the phrase with it.
pub async fn update(tx: &mut Tx, incident: &Incident, version_before: u32, group_seq: i64) -> Result<bool> {
    let changed = sql("UPDATE incidents SET state = $3, version = $4, call_by = $5, call_at = $6, active_at = $7, ended_at = $8, reason = $9, group_seq = $10,
                         lat = CASE WHEN $3 = 'recalled' THEN NULL ELSE lat END,
                         lon = CASE WHEN $3 = 'recalled' THEN NULL ELSE lon END,
                         accuracy_metres = CASE WHEN $3 = 'recalled' THEN NULL ELSE accuracy_metres END,
                         phrase = CASE WHEN $3 = 'recalled' THEN NULL ELSE phrase END,
                         place_sealed = CASE WHEN $3 = 'recalled' THEN NULL ELSE place_sealed END
                       WHERE id = $1 AND version = $2")
        .bind(incident.id)
        .bind(version_before)
        .bind(incident.state)
        .bind(incident.version)
        .bind(incident.call.map(|call| call.by))
        .bind(incident.call.map(|call| call.at))
        .bind(incident.active_at)
        .bind(incident.ended_at)
        .bind(incident.reason)
        .bind(group_seq)
        .run(tx)
        .await?;
    Ok(changed > 0)
}

/// Events that one statement appends.
const EVENTS_AT_ONCE: usize = 8;

/// The statement that appends so many events. An alarm has four or five, and one statement for them costs little more than one for each.
fn append_text(events: usize) -> &'static str {
    static TEXTS: LazyLock<Vec<String>> = LazyLock::new(|| {
        let row = |event: usize| {
            let column = |column: usize| format!("${}", event * 6 + column);
            format!("({})", (1..=6).map(column).collect::<Vec<_>>().join(", "))
        };
        let text = |events: usize| {
            let rows = (0..events).map(row).collect::<Vec<_>>().join(", ");
            format!("INSERT INTO incident_events (incident_id, seq, at, actor, member_id, event) VALUES {rows}")
        };
        (1..=EVENTS_AT_ONCE).map(text).collect()
    });
    &TEXTS[events - 1]
}

/// Appends events to history.
pub async fn append(tx: &mut Tx, incident: IncidentId, recorded: &[Recorded]) -> Result<()> {
    for some in recorded.chunks(EVENTS_AT_ONCE) {
        let mut insert = sql(append_text(some.len()));
        for recorded in some {
            let (actor, member) = match recorded.actor {
                Actor::Member(member) => ("member", Some(member)),
                Actor::Former => ("former", None),
                Actor::System => ("system", None),
            };
            insert = insert
                .bind(incident)
                .bind(recorded.seq)
                .bind(recorded.at)
                .bind(actor)
                .bind(member)
                .bind(serde_json::to_string(&recorded.event).map_err(|_| StoreError::corrupt("event"))?);
        }
        insert.run(tx).await?;
    }
    Ok(())
}

/// The member who wrote an event; none when that is forgotten, or nobody did.
pub async fn written_by(tx: &mut Tx, incident: IncidentId, seq: u32) -> Result<Option<MemberId>> {
    let row = sql("SELECT member_id FROM incident_events WHERE incident_id = $1 AND seq = $2 AND actor = 'member'")
        .bind(incident)
        .bind(seq)
        .first(tx)
        .await?;
    row.map(|row| row.get("member_id")).transpose()
}

/// The whole history of an incident, in order.
pub async fn history(tx: &mut Tx, incident: IncidentId) -> Result<Vec<Recorded>> {
    let rows = sql("SELECT seq, at, actor, member_id, event FROM incident_events WHERE incident_id = $1 ORDER BY seq")
        .bind(incident)
        .all(tx)
        .await?;
    rows.iter()
        .map(|row| {
            let actor = match (row.get::<String>("actor")?.as_str(), row.get("member_id")?) {
                ("member", Some(member)) => Actor::Member(member),
                ("system", None) => Actor::System,
                _ => Actor::Former,
            };
            let event: String = row.get("event")?;
            let event: Event = serde_json::from_str(&event).map_err(|_| StoreError::corrupt("event"))?;
            Ok(Recorded {
                seq: row.get("seq")?,
                at: row.get("at")?,
                actor,
                event,
            })
        })
        .collect()
}

/// One incident's latest change after a number of the group's live sequence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change {
    /// Its number in the group's live sequence.
    pub group_seq: i64,
    /// Which incident.
    pub incident: IncidentId,
    /// Its version then.
    pub version: u32,
    /// Where it stands now.
    pub state: State,
    /// What it is.
    pub kind: Kind,
    /// A practised alarm.
    pub drill: bool,
    /// When the police were first called.
    pub called_at: Option<Timestamp>,
}

impl Change {
    /// What an incident is after a change with that number.
    pub fn of(incident: &Incident, group_seq: i64) -> Self {
        Self {
            group_seq,
            incident: incident.id,
            version: incident.version,
            state: incident.state,
            kind: incident.kind,
            drill: incident.drill,
            called_at: incident.call.map(|call| call.at),
        }
    }
}

/// Incidents that changed after a number of the group's live sequence, one row each, oldest change first.
pub async fn changed_since(tx: &mut Tx, group: GroupId, after: i64) -> Result<Vec<Change>> {
    let rows = sql("SELECT * FROM incidents WHERE group_id = $1 AND group_seq > $2 ORDER BY group_seq LIMIT $3")
        .bind(group)
        .bind(after)
        .bind(limits::LIVE_REPLAY_MAX)
        .all(tx)
        .await?;
    rows.iter()
        .map(|row| Ok(Change::of(&read(row)?.incident, row.get("group_seq")?)))
        .collect()
}

/// Notes that a member opened an incident's page. Whether it is the first time.
pub async fn note_opening(tx: &mut Tx, incident: IncidentId, member: MemberId, now: Timestamp) -> Result<bool> {
    let new = sql("INSERT INTO openings (incident_id, member_id, at) VALUES ($1, $2, $3) ON CONFLICT (incident_id, member_id) DO NOTHING")
        .bind(incident)
        .bind(member)
        .bind(now)
        .run(tx)
        .await?;
    Ok(new > 0)
}

/// Whether a member opened an incident's page before.
pub async fn was_opened(tx: &mut Tx, incident: IncidentId, member: MemberId) -> Result<bool> {
    let row = sql("SELECT at FROM openings WHERE incident_id = $1 AND member_id = $2")
        .bind(incident)
        .bind(member)
        .first(tx)
        .await?;
    Ok(row.is_some())
}

/// How many real alarms a group had since then, and how many of them were taken back.
pub async fn count_since(tx: &mut Tx, group: GroupId, since: Timestamp) -> Result<(u32, u32)> {
    let row = sql("SELECT COUNT(*) AS alarms, COALESCE(CAST(SUM(CASE WHEN state = 'recalled' THEN 1 ELSE 0 END) AS BIGINT), 0) AS recalled
                   FROM incidents WHERE group_id = $1 AND drill = 0 AND reported_at >= $2")
        .bind(group)
        .bind(since)
        .one(tx)
        .await?;
    Ok((row.get("alarms")?, row.get("recalled")?))
}
