//! Forgetting by class: what is due, and letting it go. What was sealed loses its key; which keys those are stands in `shreds` from the transaction
//! that forgets until the key store has destroyed them, so that a crash between the two loses nothing of it.

use crate::db::{AnyId, Tx, sql};
use crate::error::{Result, StoreError};
use saar_domain::clock::Timestamp;
use saar_domain::id::{AccountId, GroupId, IncidentId, KeyId, MemberId, PhotoId, RequestId};
use saar_domain::incident::{ClosingReason, Kind};
use saar_domain::retention::Class;
use std::collections::HashSet;

/// Two statements over the same rows: some of them, and how many there are.
struct Due {
    find: &'static str,
    count: &'static str,
}

/// What stands between `SELECT` and the limit. `$1` is the country, `$2` the instant since when it is over.
macro_rules! due {
    ($($rows:literal),+) => {
        Due {
            find: concat!("SELECT x.id AS id FROM ", $($rows,)+ " ORDER BY x.id LIMIT $3"),
            count: concat!("SELECT COUNT(*) AS n FROM ", $($rows),+),
        }
    };
}

const PHOTOS: Due = due!("photos x JOIN groups g ON g.id = x.group_id WHERE g.country = $1 AND x.uploaded_at <= $2");
const WAITING_PHOTOS: Due =
    due!("photos x JOIN groups g ON g.id = x.group_id WHERE g.country = $1 AND x.seq IS NULL AND x.uploaded_at <= $2");
const IDENTIFYING: Due = due!(
    "incidents x JOIN groups g ON g.id = x.group_id WHERE g.country = $1 AND x.ended_at <= $2",
    " AND (x.key_identifying IS NOT NULL OR x.lat IS NOT NULL OR x.accuracy_metres IS NOT NULL",
    " OR EXISTS (SELECT 1 FROM contents c WHERE c.incident_id = x.id AND c.class = 'identifying'))"
);
const WORDS: Due = due!(
    "incidents x JOIN groups g ON g.id = x.group_id WHERE g.country = $1 AND x.ended_at <= $2",
    " AND (x.key_words IS NOT NULL OR x.phrase IS NOT NULL",
    " OR EXISTS (SELECT 1 FROM contents c WHERE c.incident_id = x.id AND c.class = 'words'))"
);
const WHO: Due = due!(
    "incidents x JOIN groups g ON g.id = x.group_id WHERE g.country = $1 AND x.ended_at <= $2",
    " AND (x.reporter_id IS NOT NULL",
    " OR EXISTS (SELECT 1 FROM incident_events e WHERE e.incident_id = x.id AND e.member_id IS NOT NULL)",
    " OR EXISTS (SELECT 1 FROM deliveries d WHERE d.incident_id = x.id)",
    " OR EXISTS (SELECT 1 FROM alerts a WHERE a.incident_id = x.id AND a.expanded_at IS NOT NULL)",
    " OR EXISTS (SELECT 1 FROM openings o WHERE o.incident_id = x.id))"
);
const BARE_EVENTS: Due =
    due!("incidents x JOIN groups g ON g.id = x.group_id WHERE g.country = $1 AND x.ended_at <= $2");
/// What was planned, whether it was begun or not. One that was begun ended later: its incident goes after it.
const DRILLS: Due = due!("drills x JOIN groups g ON g.id = x.group_id WHERE g.country = $1 AND x.planned_at <= $2");
/// A recall empties in its own transaction: what is found here comes from a backup, or from before there were keys.
const RECALLED: Due = due!(
    "incidents x JOIN groups g ON g.id = x.group_id WHERE g.country = $1 AND x.ended_at <= $2 AND x.state = 'recalled'",
    " AND (x.key_identifying IS NOT NULL OR x.key_words IS NOT NULL",
    " OR EXISTS (SELECT 1 FROM contents c WHERE c.incident_id = x.id)",
    " OR EXISTS (SELECT 1 FROM photos p WHERE p.incident_id = x.id))"
);
const MEMBERS: Due =
    due!("members x JOIN groups g ON g.id = x.group_id WHERE g.country = $1 AND x.left_at <= $2 AND x.alias <> ''");
const LOOK_UPS: Due = due!(
    "(SELECT id, group_id, at FROM audit UNION ALL SELECT id, group_id, ended_at AS at FROM liaisons WHERE ended_at IS NOT NULL",
    // An invite is part of what the log tells. What still points at one goes within days.
    " UNION ALL SELECT id, group_id, expires_at AS at FROM invites i WHERE NOT EXISTS (SELECT 1 FROM challenges c WHERE c.invite_id = i.id)",
    " AND NOT EXISTS (SELECT 1 FROM tidings t WHERE t.invite_id = i.id)) x",
    " JOIN groups g ON g.id = x.group_id WHERE g.country = $1 AND x.at <= $2"
);
const ORDER: Due = due!(
    "(SELECT id, group_id, at FROM measures UNION ALL SELECT id, group_id, at FROM flags) x",
    " JOIN groups g ON g.id = x.group_id WHERE g.country = $1 AND x.at <= $2"
);
const REQUESTS: Due = due!(
    "join_requests x JOIN groups g ON g.id = x.group_id WHERE g.country = $1 AND x.asked_at <= $2 AND x.state = 'waiting'"
);
const WAITING_LIST: Due = due!(
    "join_requests x JOIN groups g ON g.id = x.group_id WHERE g.country = $1 AND x.asked_at <= $2 AND x.state = 'approved'"
);
const INQUIRIES: Due = due!("inquiries x JOIN groups g ON g.id = x.group_id WHERE g.country = $1 AND x.asked_at <= $2");
const ANSWERS: Due = due!(
    "join_requests x JOIN groups g ON g.id = x.group_id WHERE g.country = $1 AND x.answered_at <= $2",
    " AND x.state IN ('let_in', 'refused', 'expired')"
);

/// Countries that groups are in.
pub async fn countries(tx: &mut Tx) -> Result<Vec<String>> {
    let rows = sql("SELECT DISTINCT country FROM groups ORDER BY country")
        .all(tx)
        .await?;
    rows.iter().map(|row| row.get("country")).collect()
}

/// What is counted and let go by country.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// Everything of a class, in its own unit: photos, incidents, members.
    Class(Class),
    /// Photos that wait for a sighting that never came.
    WaitingPhotos,
    /// Plans of drills, with the bare events.
    Drills,
}

impl What {
    const fn due(self) -> Option<&'static Due> {
        Some(match self {
            Self::WaitingPhotos => &WAITING_PHOTOS,
            Self::Drills => &DRILLS,
            Self::Class(Class::Photo) => &PHOTOS,
            Self::Class(Class::Identifying) => &IDENTIFYING,
            Self::Class(Class::Words) => &WORDS,
            Self::Class(Class::Who) => &WHO,
            Self::Class(Class::BareEvent) => &BARE_EVENTS,
            Self::Class(Class::Recalled) => &RECALLED,
            Self::Class(Class::Membership) => &MEMBERS,
            Self::Class(Class::LookUps) => &LOOK_UPS,
            Self::Class(Class::Moderation) => &ORDER,
            Self::Class(Class::Request) => &REQUESTS,
            Self::Class(Class::WaitingList) => &WAITING_LIST,
            Self::Class(Class::Answer) => &ANSWERS,
            Self::Class(Class::Inquiry) => &INQUIRIES,
            Self::Class(
                Class::SignIn | Class::Device | Class::Repeat | Class::Probe | Class::Export | Class::CoordinatorAsked,
            ) => return None,
        })
    }
}

/// How many of a country's are over since before an instant.
pub async fn count(tx: &mut Tx, what: What, country: &str, before: Timestamp) -> Result<u64> {
    let Some(due) = what.due() else { return Ok(0) };
    let row = sql(due.count).bind(country).bind(before).one(tx).await?;
    u64::try_from(row.get::<i64>("n")?).map_err(|_| StoreError::corrupt("n"))
}

/// Ids of what is over, at most so many.
pub async fn due(tx: &mut Tx, what: What, country: &str, before: Timestamp, rows_max: u32) -> Result<Vec<AnyId>> {
    let Some(due) = what.due() else { return Ok(Vec::new()) };
    let rows = sql(due.find).bind(country).bind(before).bind(rows_max).all(tx).await?;
    rows.iter().map(|row| row.get("id")).collect()
}

/// Lets one of them go. A bare event is counted first, by who knows its month: [`bare_event`].
pub async fn forget(tx: &mut Tx, what: What, id: AnyId) -> Result<()> {
    let incident = IncidentId::from(id);
    match what {
        What::WaitingPhotos | What::Class(Class::Photo) => {
            let photo = PhotoId::from(id);
            crate::photo::forget(tx, photo).await?;
        }
        What::Class(Class::Identifying) => forget_identifying(tx, incident).await?,
        What::Class(Class::Words) => forget_words(tx, incident).await?,
        What::Class(Class::Who) => forget_who(tx, incident).await?,
        What::Class(Class::BareEvent) => forget_incident(tx, incident).await?,
        What::Class(Class::Recalled) => {
            crate::photo::forget_of(tx, incident).await?;
            crate::content::forget(tx, incident).await?;
        }
        What::Class(Class::Membership) => {
            let member = MemberId::from(id);
            forget_member(tx, member).await?;
        }
        What::Class(Class::LookUps) => {
            // A liaison's last line is of the end: with the grant its lines are over too.
            for statement in [
                "DELETE FROM audit WHERE id = $1 OR liaison_id = $1",
                "DELETE FROM liaisons WHERE id = $1",
                "DELETE FROM invites WHERE id = $1",
            ] {
                sql(statement).bind(id).run(tx).await?;
            }
        }
        What::Class(Class::Inquiry) => {
            sql("DELETE FROM inquiries WHERE id = $1").bind(id).run(tx).await?;
        }
        What::Class(Class::Moderation) => {
            for statement in ["DELETE FROM measures WHERE id = $1", "DELETE FROM flags WHERE id = $1"] {
                sql(statement).bind(id).run(tx).await?;
            }
            crate::member::forget_who_came_back(tx).await?;
        }
        What::Class(Class::Request | Class::WaitingList | Class::Answer) => {
            let request = RequestId::from(id);
            forget_request(tx, request).await?;
        }
        What::Drills => {
            sql("DELETE FROM drills WHERE id = $1").bind(id).run(tx).await?;
        }
        What::Class(
            Class::SignIn | Class::Device | Class::Repeat | Class::Probe | Class::Export | Class::CoordinatorAsked,
        ) => {}
    }
    Ok(())
}

async fn each(tx: &mut Tx, statements: &[&'static str], id: impl Into<crate::db::Value> + Copy) -> Result<()> {
    for statement in statements {
        sql(statement).bind(id).run(tx).await?;
    }
    Ok(())
}

const SHRED_IDENTIFYING: &str =
    "INSERT INTO shreds (key_id) SELECT key_identifying FROM incidents WHERE id = $1 AND key_identifying IS NOT NULL
    ON CONFLICT (key_id) DO NOTHING";
const SHRED_WORDS: &str =
    "INSERT INTO shreds (key_id) SELECT key_words FROM incidents WHERE id = $1 AND key_words IS NOT NULL
    ON CONFLICT (key_id) DO NOTHING";

/// Leaves the keys of an incident to be destroyed.
pub(crate) async fn shred_incident(tx: &mut Tx, incident: IncidentId) -> Result<()> {
    let forget = "UPDATE incidents SET key_identifying = NULL, key_words = NULL WHERE id = $1";
    each(tx, &[SHRED_IDENTIFYING, SHRED_WORDS, forget], incident).await
}

/// Looks and the exact place go. The street remains.
async fn forget_identifying(tx: &mut Tx, incident: IncidentId) -> Result<()> {
    let statements = [
        SHRED_IDENTIFYING,
        "UPDATE incidents SET key_identifying = NULL, place_sealed = NULL, lat = NULL, lon = NULL, accuracy_metres = NULL WHERE id = $1",
        "DELETE FROM contents WHERE incident_id = $1 AND class = 'identifying'",
    ];
    each(tx, &statements, incident).await
}

async fn forget_words(tx: &mut Tx, incident: IncidentId) -> Result<()> {
    let statements = [
        SHRED_WORDS,
        "UPDATE incidents SET key_words = NULL, phrase = NULL WHERE id = $1",
        "DELETE FROM contents WHERE incident_id = $1 AND class = 'words'",
    ];
    each(tx, &statements, incident).await
}

/// History goes on without names. Who was reached and who looked is "who" too; with the last delivery the alert has nothing left to tell.
async fn forget_who(tx: &mut Tx, incident: IncidentId) -> Result<()> {
    crate::budget::keep_counts(tx, incident).await?;
    let statements = [
        "UPDATE incidents SET reporter_id = NULL WHERE id = $1",
        "UPDATE incident_events SET actor = 'former', member_id = NULL WHERE incident_id = $1 AND member_id IS NOT NULL",
        "DELETE FROM deliveries WHERE incident_id = $1",
        "DELETE FROM alerts WHERE incident_id = $1 AND expanded_at IS NOT NULL",
        "DELETE FROM openings WHERE incident_id = $1",
    ];
    each(tx, &statements, incident).await
}

/// Nothing of an incident is left.
async fn forget_incident(tx: &mut Tx, incident: IncidentId) -> Result<()> {
    crate::photo::forget_of(tx, incident).await?;
    crate::content::forget(tx, incident).await?;
    let statements = [
        "DELETE FROM deliveries WHERE incident_id = $1",
        "DELETE FROM alerts WHERE incident_id = $1",
        "DELETE FROM openings WHERE incident_id = $1",
        "DELETE FROM drill_counts WHERE incident_id = $1",
        "DELETE FROM idempotency WHERE incident_id = $1",
        "DELETE FROM flags WHERE incident_id = $1",
        "DELETE FROM incident_events WHERE incident_id = $1",
        "DELETE FROM incidents WHERE id = $1",
    ];
    each(tx, &statements, incident).await
}

/// Everything that names an account or reaches it. The row stays, for history and memberships point at it; it names nobody. A table that comes to hold
/// something about accounts gets its line here: the test of the whole schema asks for it.
const FORGET_ACCOUNT: [&str; 9] = [
    "DELETE FROM tidings WHERE account_id = $1",
    "DELETE FROM probes WHERE account_id = $1",
    "DELETE FROM passkeys WHERE account_id = $1",
    "DELETE FROM endpoints WHERE account_id = $1",
    "DELETE FROM sessions WHERE account_id = $1",
    "DELETE FROM access_tokens WHERE account_id = $1",
    "DELETE FROM idempotency WHERE account_id = $1",
    "DELETE FROM foundings WHERE account_id = $1",
    "DELETE FROM exports WHERE account_id = $1",
];

/// Forgets an account at once, as its owner asks. Its memberships have ended in this transaction; false when one began meanwhile, and the account is there
/// still: the caller drops the transaction.
pub async fn forget_account(tx: &mut Tx, account: AccountId) -> Result<bool> {
    let statements = [
        "UPDATE members SET alias = '', alias_folded = '', residence_check = 'none', residence_checked_at = NULL, age_exception = 0, bound_to_secrecy = 0 WHERE account_id = $1 AND membership = 'left'",
        "DELETE FROM join_requests WHERE account_id = $1",
        "DELETE FROM inquiries WHERE email_index IN (SELECT email_index FROM accounts WHERE id = $1 UNION SELECT email_index_b FROM accounts WHERE id = $1)",
        "DELETE FROM coordinators WHERE account_id = $1",
        "DELETE FROM coordinators_asked WHERE email_index IN (SELECT email_index FROM accounts WHERE id = $1 UNION SELECT email_index_b FROM accounts WHERE id = $1)",
        // They have ended in this transaction: what the group granted stays in its own log, and leads to nobody.
        "UPDATE liaisons SET account_id = NULL WHERE account_id = $1 AND ended_at IS NOT NULL",
    ];
    each(tx, &statements, account).await?;
    crate::member::forget_who_came_back(tx).await?;
    forget_account_of_nobody(tx, account).await
}

/// A member who left loses the alias; with the last membership that has one, the account goes.
async fn forget_member(tx: &mut Tx, member: MemberId) -> Result<()> {
    sql("UPDATE members SET alias = '', alias_folded = '', residence_check = 'none', residence_checked_at = NULL, age_exception = 0, bound_to_secrecy = 0 WHERE id = $1 AND membership = 'left'")
        .bind(member)
        .run(tx)
        .await?;
    crate::member::forget_who_came_back(tx).await?;
    let row = sql("SELECT account_id FROM members WHERE id = $1")
        .bind(member)
        .first(tx)
        .await?;
    match row {
        Some(row) => forget_account_of_nobody(tx, row.get("account_id")?).await.map(|_| ()),
        None => Ok(()),
    }
}

/// A request goes whole; with the last one of somebody who is in no group, the account goes.
async fn forget_request(tx: &mut Tx, request: RequestId) -> Result<()> {
    let row = sql("DELETE FROM join_requests WHERE id = $1 RETURNING account_id")
        .bind(request)
        .first(tx)
        .await?;
    match row {
        Some(row) => forget_account_of_nobody(tx, row.get("account_id")?).await.map(|_| ()),
        None => Ok(()),
    }
}

/// An account that is in no group, and left none some days ago, asks to join none, coordinates none, and is nobody's liaison, loses its address and everything by which it is reached. Whether it
/// did.
pub async fn forget_account_of_nobody(tx: &mut Tx, account: AccountId) -> Result<bool> {
    let row = sql("SELECT a.id FROM accounts a WHERE a.id = $1
                   AND NOT EXISTS (SELECT 1 FROM members m WHERE m.account_id = a.id AND m.alias <> '')
                   AND NOT EXISTS (SELECT 1 FROM join_requests r WHERE r.account_id = a.id)
                   AND NOT EXISTS (SELECT 1 FROM coordinators c WHERE c.account_id = a.id)
                   AND NOT EXISTS (SELECT 1 FROM coordinators_asked q WHERE q.email_index IN (a.email_index, a.email_index_b))
                   AND NOT EXISTS (SELECT 1 FROM liaisons l WHERE l.account_id = a.id OR l.email_index IN (a.email_index, a.email_index_b))")
    .bind(account)
    .first(tx)
    .await?;
    if row.is_none() {
        return Ok(false);
    }
    // Codes that were sent to the address go by it.
    sql("DELETE FROM challenges WHERE email_index IN (SELECT email_index FROM accounts WHERE id = $1 UNION SELECT email_index_b FROM accounts WHERE id = $1)")
        .bind(account)
        .run(tx)
        .await?;
    each(tx, &FORGET_ACCOUNT, account).await?;
    sql("UPDATE accounts SET email_sealed = $2, email_index = $3, email_index_b = NULL, language = '', channels = '', quiet_from = NULL, quiet_to = NULL, mute_real_alarms = 0,
           passkey_declined_at = NULL, time_zone = NULL, paused = 0, pause_from = NULL, pause_until = NULL, large_text = 0, left_hand = 0,
           silence_told_at = NULL, seen_at = NULL
         WHERE id = $1")
    .bind(account)
    .bind(Vec::new())
    // An index is of 32 bytes that come from a key: this is neither, and still each account's own.
    .bind(account.to_string().into_bytes())
    .run(tx)
    .await?;
    Ok(true)
}

/// An incident whose time is over, as much of it as its month's count takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BareEvent {
    /// Of which group.
    pub group: GroupId,
    /// What it was.
    pub kind: Kind,
    /// How it ended.
    pub reason: ClosingReason,
    /// Only practised: not counted.
    pub drill: bool,
    /// When.
    pub reported_at: Timestamp,
}

/// Reads one that is about to go.
pub async fn bare_event(tx: &mut Tx, id: AnyId) -> Result<Option<BareEvent>> {
    let row =
        sql("SELECT group_id, kind, reason, drill, reported_at FROM incidents WHERE id = $1 AND reason IS NOT NULL")
            .bind(id)
            .first(tx)
            .await?;
    row.map(|row| {
        Ok(BareEvent {
            group: row.get("group_id")?,
            kind: row.get("kind")?,
            reason: row.get("reason")?,
            drill: row.get("drill")?,
            reported_at: row.get("reported_at")?,
        })
    })
    .transpose()
}

/// Counts one incident more in a month, "2026-11" in its group's zone.
pub async fn count_in_month(tx: &mut Tx, event: &BareEvent, month: &str) -> Result<()> {
    sql(
        "INSERT INTO monthly_counts (group_id, month, kind, reason, incidents) VALUES ($1, $2, $3, $4, 1)
         ON CONFLICT (group_id, month, kind, reason) DO UPDATE SET incidents = monthly_counts.incidents + 1",
    )
    .bind(event.group)
    .bind(month)
    .bind(event.kind)
    .bind(event.reason)
    .run(tx)
    .await?;
    Ok(())
}

/// What is left of a group's oldest incidents: month, kind, how they ended, how many.
pub async fn monthly_counts(tx: &mut Tx, group: GroupId) -> Result<Vec<(String, Kind, ClosingReason, u32)>> {
    let rows = sql(
        "SELECT month, kind, reason, incidents FROM monthly_counts WHERE group_id = $1 ORDER BY month, kind, reason",
    )
    .bind(group)
    .all(tx)
    .await?;
    rows.iter()
        .map(|row| {
            Ok((
                row.get("month")?,
                row.get("kind")?,
                row.get("reason")?,
                row.get("incidents")?,
            ))
        })
        .collect()
}

/// The doors' own classes: codes, devices and tokens, marks of requests, looks at phones, and what else is of an account and not of a group. They belong to no country, and are counted and forgotten by
/// [`count_at_doors`] and [`forget_at_doors`].
pub const DOORS: [Class; 6] = [
    Class::SignIn,
    Class::Device,
    Class::Repeat,
    Class::Probe,
    Class::Export,
    Class::CoordinatorAsked,
];

/// How many of them are over.
pub async fn count_at_doors(tx: &mut Tx, class: Class, before: Timestamp, now: Timestamp) -> Result<u64> {
    let text = match class {
        Class::SignIn => {
            "SELECT (SELECT COUNT(*) FROM challenges WHERE created_at < $1) + (SELECT COUNT(*) FROM passkey_ceremonies WHERE expires_at < $2)
               + (SELECT COUNT(*) FROM inquiries WHERE state = 'unconfirmed' AND asked_at < $1) AS n"
        }
        Class::Device => {
            "SELECT (SELECT COUNT(*) FROM sessions WHERE seen_at < $1) + (SELECT COUNT(*) FROM access_tokens WHERE expires_at < $2) AS n"
        }
        Class::Repeat => {
            "SELECT (SELECT COUNT(*) FROM idempotency WHERE created_at < $1 AND $2 > 0) + (SELECT COUNT(*) FROM foundings WHERE founded_at < $1 AND key IS NOT NULL) AS n"
        }
        Class::Probe => crate::probe::COUNT_OVER,
        Class::Export => "SELECT COUNT(*) AS n FROM exports WHERE exported_at < $1 AND $2 > 0",
        Class::CoordinatorAsked => "SELECT COUNT(*) AS n FROM coordinators_asked WHERE asked_at <= $1 AND $2 > 0",
        _ => return Ok(0),
    };
    let row = sql(text).bind(before).bind(now).one(tx).await?;
    u64::try_from(row.get::<i64>("n")?).map_err(|_| StoreError::corrupt("n"))
}

/// Lets them go; how many.
pub async fn forget_at_doors(tx: &mut Tx, class: Class, before: Timestamp, now: Timestamp) -> Result<u64> {
    match class {
        Class::SignIn => {
            let unconfirmed = crate::inquiry::forget_unconfirmed(tx, before).await?;
            let codes = crate::challenge::forget_before(tx, before).await?;
            Ok(unconfirmed + codes + crate::passkey::forget_ceremonies(tx, now).await?)
        }
        Class::Device => {
            let tokens = sql("DELETE FROM access_tokens WHERE expires_at < $1")
                .bind(now)
                .run(tx)
                .await?;
            Ok(crate::session::end_idle(tx, before).await? + tokens)
        }
        Class::Repeat => Ok(crate::idempotency::forget_before(tx, before).await?
            + crate::founding::forget_keys_before(tx, before).await?),
        Class::Probe => crate::probe::forget_before(tx, before, now).await,
        Class::Export => {
            sql("DELETE FROM exports WHERE exported_at < $1")
                .bind(before)
                .run(tx)
                .await
        }
        Class::CoordinatorAsked => {
            let (asked, accounts) = crate::coordinator::forget_asked(tx, before).await?;
            for account in accounts {
                forget_account_of_nobody(tx, account).await?;
            }
            Ok(asked)
        }
        _ => Ok(0),
    }
}

/// Keys whose content is gone and that are still to be destroyed, at most so many.
pub async fn shreds(tx: &mut Tx, rows_max: u32) -> Result<Vec<KeyId>> {
    let rows = sql("SELECT key_id FROM shreds ORDER BY key_id LIMIT $1")
        .bind(rows_max)
        .all(tx)
        .await?;
    rows.iter().map(|row| row.get("key_id")).collect()
}

/// They were destroyed.
pub async fn shredded(tx: &mut Tx, keys: &[KeyId]) -> Result<()> {
    for key in keys {
        sql("DELETE FROM shreds WHERE key_id = $1").bind(*key).run(tx).await?;
    }
    Ok(())
}

/// Every key that something is sealed with.
pub async fn named_keys(tx: &mut Tx) -> Result<HashSet<KeyId>> {
    let rows = sql(
        "SELECT key_identifying AS id FROM incidents WHERE key_identifying IS NOT NULL
                    UNION SELECT key_words FROM incidents WHERE key_words IS NOT NULL
                    UNION SELECT key_id FROM photos WHERE key_id IS NOT NULL",
    )
    .all(tx)
    .await?;
    rows.iter().map(|row| row.get("id")).collect()
}

/// What the clock did with a class.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Run {
    /// Which.
    pub class: Class,
    /// When it last looked.
    pub run_at: Timestamp,
    /// When something last went.
    pub went_at: Option<Timestamp>,
    /// How much went then.
    pub went: u64,
    /// How much ever went.
    pub went_ever: u64,
}

/// Notes that it looked at a class, and how much went.
pub async fn note_run(tx: &mut Tx, class: Class, went: u64, now: Timestamp) -> Result<()> {
    let went = i64::try_from(went).unwrap_or(i64::MAX);
    sql(
        "INSERT INTO retention_runs (class, run_at, went_at, went, went_ever) VALUES ($1, $2, $3, $4, $4)
         ON CONFLICT (class) DO UPDATE SET run_at = $2, went_at = COALESCE($3, retention_runs.went_at),
           went = CASE WHEN $4 > 0 THEN $4 ELSE retention_runs.went END, went_ever = retention_runs.went_ever + $4",
    )
    .bind(class.code())
    .bind(now)
    .bind((went > 0).then_some(now))
    .bind(went)
    .run(tx)
    .await?;
    Ok(())
}

/// What it did with each class, in the order of the table.
pub async fn runs(tx: &mut Tx) -> Result<Vec<Run>> {
    let rows = sql("SELECT class, run_at, went_at, went, went_ever FROM retention_runs")
        .all(tx)
        .await?;
    let whole =
        |row: &crate::db::Row, name| u64::try_from(row.get::<i64>(name)?).map_err(|_| StoreError::corrupt(name));
    let mut runs = Vec::new();
    for row in &rows {
        let class: String = row.get("class")?;
        // A class of a later version is not ours to show.
        let Ok(class) = class.parse() else { continue };
        runs.push(Run {
            class,
            run_at: row.get("run_at")?,
            went_at: row.get("went_at")?,
            went: whole(row, "went")?,
            went_ever: whole(row, "went_ever")?,
        });
    }
    runs.sort_by_key(|run| run.class);
    Ok(runs)
}
