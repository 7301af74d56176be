//! Requests to join a group, and what a group wants of who asks.

use crate::db::{Row, Tx, sql};
use crate::error::{Result, StoreError};
use crate::seal::Sealer;
use saar_domain::clock::{Entropy, Timestamp};
use saar_domain::id::{AccountId, GroupId, MemberId, RequestId, StreetId};
use saar_domain::joining::{RequestState, ResidenceCheck, ResidenceChecks};
use serde::{Deserialize, Serialize};

pub(crate) const ABOUT: &str = "join_requests.about";
pub(crate) const WORDS: &str = "join_requests.words";
pub(crate) const AGE_REASON: &str = "join_requests.age_reason";

/// What somebody asks of a group, checked; it waits in a challenge until the address is confirmed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asking {
    /// Which group.
    pub group: GroupId,
    /// Under which alias.
    pub alias: String,
    /// From which of its streets; none: another one.
    pub street: Option<StreetId>,
    /// A line about oneself.
    pub about: Option<String>,
    /// Which house rules were accepted.
    pub rules_version: u32,
    /// Which of the group's own; 0: none.
    #[serde(default)]
    pub own_rules_version: u32,
    /// Younger than the group asks, by their own word.
    #[serde(default)]
    pub younger: bool,
}

/// A request to join.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// Its id.
    pub id: RequestId,
    /// By which account.
    pub account: AccountId,
    /// What is asked.
    pub asking: Asking,
    /// Where it stands.
    pub state: RequestState,
    /// Since when.
    pub asked_at: Timestamp,
    /// When it was answered.
    pub answered_at: Option<Timestamp>,
    /// What those who run the group wrote.
    pub words: Option<String>,
    /// How it was checked that somebody lives here.
    pub residence: ResidenceCheck,
    /// When that was.
    pub residence_at: Option<Timestamp>,
    /// The neighbour who knows them.
    pub vouched_by: Option<MemberId>,
}

fn read(row: &Row, sealer: &Sealer) -> Result<Request> {
    let open = |context: &str, column: &'static str| -> Result<Option<String>> {
        let sealed: Option<Vec<u8>> = row.get(column)?;
        sealed.map(|sealed| sealer.open_text(context, &sealed)).transpose()
    };
    Ok(Request {
        id: row.get("id")?,
        account: row.get("account_id")?,
        asking: Asking {
            group: row.get("group_id")?,
            alias: row.get("alias")?,
            street: row.get("street_id")?,
            about: open(ABOUT, "about_sealed")?,
            rules_version: row.get("rules_version")?,
            own_rules_version: row.get("own_rules_version")?,
            younger: row.get("younger")?,
        },
        state: row.get("state")?,
        asked_at: row.get("asked_at")?,
        answered_at: row.get("answered_at")?,
        words: open(WORDS, "words_sealed")?,
        residence: row.get("residence_check")?,
        residence_at: row.get("residence_checked_at")?,
        vouched_by: row.get("vouched_by")?,
    })
}

fn read_all(rows: &[Row], sealer: &Sealer) -> Result<Vec<Request>> {
    rows.iter().map(|row| read(row, sealer)).collect()
}

/// Adds one that waits. False when this account has one in the group already.
pub async fn insert(
    tx: &mut Tx,
    sealer: &Sealer,
    id: RequestId,
    account: AccountId,
    asking: &Asking,
    now: Timestamp,
    entropy: &dyn Entropy,
) -> Result<bool> {
    let about = asking
        .about
        .as_ref()
        .map(|about| sealer.seal(ABOUT, about.as_bytes(), entropy));
    let added = sql("INSERT INTO join_requests (id, group_id, account_id, alias, street_id, about_sealed, rules_version, own_rules_version, younger, state, asked_at, residence_check)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'waiting', $10, 'none') ON CONFLICT (group_id, account_id) DO NOTHING")
        .bind(id)
        .bind(asking.group)
        .bind(account)
        .bind(asking.alias.as_str())
        .bind(asking.street)
        .bind(about)
        .bind(asking.rules_version)
        .bind(asking.own_rules_version)
        .bind(asking.younger)
        .bind(now)
        .run(tx)
        .await?;
    Ok(added > 0)
}

/// One of a group's.
pub async fn find(tx: &mut Tx, sealer: &Sealer, group: GroupId, id: RequestId) -> Result<Option<Request>> {
    let row = sql("SELECT * FROM join_requests WHERE id = $1 AND group_id = $2")
        .bind(id)
        .bind(group)
        .first(tx)
        .await?;
    row.as_ref().map(|row| read(row, sealer)).transpose()
}

/// That of an account in a group.
pub async fn of_account_in(
    tx: &mut Tx,
    sealer: &Sealer,
    group: GroupId,
    account: AccountId,
) -> Result<Option<Request>> {
    let row = sql("SELECT * FROM join_requests WHERE group_id = $1 AND account_id = $2")
        .bind(group)
        .bind(account)
        .first(tx)
        .await?;
    row.as_ref().map(|row| read(row, sealer)).transpose()
}

/// Those of an account, newest first.
pub async fn of_account(tx: &mut Tx, sealer: &Sealer, account: AccountId) -> Result<Vec<Request>> {
    let rows = sql("SELECT * FROM join_requests WHERE account_id = $1 ORDER BY asked_at DESC, id DESC")
        .bind(account)
        .all(tx)
        .await?;
    read_all(&rows, sealer)
}

/// The open ones of a group: first those that wait for an answer, then those that wait for a place, each in the order in which they came.
pub async fn open(tx: &mut Tx, sealer: &Sealer, group: GroupId) -> Result<Vec<Request>> {
    let rows = sql("SELECT * FROM join_requests WHERE group_id = $1 AND state IN ('waiting', 'approved') ORDER BY state DESC, asked_at, id")
        .bind(group)
        .all(tx)
        .await?;
    read_all(&rows, sealer)
}

/// How many of a group wait for an answer.
pub async fn count_waiting(tx: &mut Tx, group: GroupId) -> Result<u32> {
    sql("SELECT COUNT(*) AS n FROM join_requests WHERE group_id = $1 AND state = 'waiting'")
        .bind(group)
        .one(tx)
        .await?
        .get("n")
}

/// Since when the oldest of those waits.
pub async fn waiting_since(tx: &mut Tx, group: GroupId) -> Result<Option<Timestamp>> {
    sql("SELECT MIN(asked_at) AS since FROM join_requests WHERE group_id = $1 AND state = 'waiting'")
        .bind(group)
        .one(tx)
        .await?
        .get("since")
}

/// How many are open: of a group, and of an account.
pub async fn count_open(tx: &mut Tx, group: GroupId, account: AccountId) -> Result<(u32, u32)> {
    let row = sql("SELECT COUNT(CASE WHEN group_id = $1 THEN 1 END) AS in_group, COUNT(CASE WHEN account_id = $2 THEN 1 END) AS of_account
                   FROM join_requests WHERE (group_id = $1 OR account_id = $2) AND state IN ('waiting', 'approved')")
        .bind(group)
        .bind(account)
        .one(tx)
        .await?;
    Ok((row.get("in_group")?, row.get("of_account")?))
}

/// The first of those that wait for a place in a group.
pub async fn first_approved(tx: &mut Tx, sealer: &Sealer, group: GroupId) -> Result<Option<Request>> {
    let row =
        sql("SELECT * FROM join_requests WHERE group_id = $1 AND state = 'approved' ORDER BY asked_at, id LIMIT 1")
            .bind(group)
            .first(tx)
            .await?;
    row.as_ref().map(|row| read(row, sealer)).transpose()
}

/// Groups with a place for somebody on their waiting list.
pub async fn with_a_place(tx: &mut Tx) -> Result<Vec<GroupId>> {
    let rows = sql("SELECT g.id FROM groups g WHERE g.id IN (SELECT r.group_id FROM join_requests r WHERE r.state = 'approved')
                    AND g.capacity > (SELECT COUNT(*) FROM members m WHERE m.group_id = g.id AND m.membership = 'active') ORDER BY g.id")
        .all(tx)
        .await?;
    rows.iter().map(|row| row.get("id")).collect()
}

/// Answers one that is open: yes with a place or without one, or no, with these words alone. The asker is to be told. False when it is not open any more.
pub async fn answer(
    tx: &mut Tx,
    sealer: &Sealer,
    id: RequestId,
    state: RequestState,
    words: Option<&str>,
    now: Timestamp,
    entropy: &dyn Entropy,
) -> Result<bool> {
    let words = words.map(|words| sealer.seal(WORDS, words.as_bytes(), entropy));
    let answered = sql(
        "UPDATE join_requests SET state = $2, answered_at = $3, tell_at = $3, words_sealed = $4
                        WHERE id = $1 AND state IN ('waiting', 'approved')",
    )
    .bind(id)
    .bind(state)
    .bind(now)
    .bind(words)
    .run(tx)
    .await?;
    Ok(answered > 0)
}

/// Notes that it was checked where the asker lives.
pub async fn check_residence(tx: &mut Tx, id: RequestId, check: ResidenceCheck, now: Timestamp) -> Result<()> {
    sql("UPDATE join_requests SET residence_check = $2, residence_checked_at = $3, vouched_by = NULL WHERE id = $1")
        .bind(id)
        .bind(check)
        .bind((check != ResidenceCheck::None).then_some(now))
        .run(tx)
        .await?;
    Ok(())
}

/// Notes who agreed, and why, that somebody who comes on the waiting list is younger than the group asks: the log says it once there is somebody to name.
pub async fn agree_to_age(
    tx: &mut Tx,
    sealer: &Sealer,
    id: RequestId,
    by: MemberId,
    reason: &str,
    entropy: &dyn Entropy,
) -> Result<()> {
    sql("UPDATE join_requests SET age_reason_sealed = $2, agreed_by = $3 WHERE id = $1")
        .bind(id)
        .bind(sealer.seal(AGE_REASON, reason.as_bytes(), entropy))
        .bind(by)
        .run(tx)
        .await?;
    Ok(())
}

/// Who agreed to the age of somebody on the waiting list, and why; none where nobody had to.
pub async fn age_agreed(tx: &mut Tx, sealer: &Sealer, id: RequestId) -> Result<Option<(MemberId, String)>> {
    let row = sql("SELECT agreed_by, age_reason_sealed FROM join_requests WHERE id = $1 AND agreed_by IS NOT NULL")
        .bind(id)
        .first(tx)
        .await?;
    row.map(|row| {
        let sealed: Vec<u8> = row.get("age_reason_sealed")?;
        Ok((row.get("agreed_by")?, sealer.open_text(AGE_REASON, &sealed)?))
    })
    .transpose()
}

/// Notes which neighbour knows the asker, in place of what was checked before. False when it is not open any more.
pub async fn vouch(tx: &mut Tx, id: RequestId, by: MemberId, now: Timestamp) -> Result<bool> {
    let noted = sql(
        "UPDATE join_requests SET residence_check = 'vouch', residence_checked_at = $3, vouched_by = $2
                     WHERE id = $1 AND state IN ('waiting', 'approved')",
    )
    .bind(id)
    .bind(by)
    .bind(now)
    .run(tx)
    .await?;
    Ok(noted > 0)
}

/// What was declared and checked with the request holds for the member from now on, with its own times.
pub async fn hand_over(tx: &mut Tx, request: &Request, member: MemberId) -> Result<()> {
    sql("UPDATE members SET rules_accepted_at = $2, adult_declared_at = $2, residence_check = $3, residence_checked_at = $4, own_rules_version = $5, age_exception = $6 WHERE id = $1")
        .bind(member)
        .bind(request.asked_at)
        .bind(request.residence)
        .bind(request.residence_at)
        .bind(request.asking.own_rules_version)
        .bind(request.asking.younger)
        .run(tx)
        .await?;
    Ok(())
}

/// Takes back one's own that is open. Whether there was one.
pub async fn withdraw(tx: &mut Tx, account: AccountId, id: RequestId) -> Result<bool> {
    let gone = sql("DELETE FROM join_requests WHERE id = $1 AND account_id = $2 AND state IN ('waiting', 'approved')")
        .bind(id)
        .bind(account)
        .run(tx)
        .await?;
    Ok(gone > 0)
}

/// Forgets that of an account in a group: they became a member by another way.
pub async fn forget_of(tx: &mut Tx, group: GroupId, account: AccountId) -> Result<()> {
    sql("DELETE FROM join_requests WHERE group_id = $1 AND account_id = $2")
        .bind(group)
        .bind(account)
        .run(tx)
        .await?;
    Ok(())
}

/// Ends those of a country that waited since before an instant for an answer that never came. What they said goes at once; they are to be told. How many.
pub async fn expire(tx: &mut Tx, country: &str, before: Timestamp, now: Timestamp) -> Result<u64> {
    sql("UPDATE join_requests SET state = 'expired', alias = '', street_id = NULL, about_sealed = NULL, answered_at = $3, tell_at = $3
         WHERE state = 'waiting' AND asked_at <= $2 AND group_id IN (SELECT id FROM groups WHERE country = $1)")
        .bind(country)
        .bind(before)
        .bind(now)
        .run(tx)
        .await
}

/// Those whose asker is to be told by now.
pub async fn to_tell(tx: &mut Tx, sealer: &Sealer, now: Timestamp, rows_max: u32) -> Result<Vec<Request>> {
    let rows = sql("SELECT * FROM join_requests WHERE tell_at <= $1 ORDER BY tell_at, id LIMIT $2")
        .bind(now)
        .bind(rows_max)
        .all(tx)
        .await?;
    read_all(&rows, sealer)
}

/// When the asker is told next of what a request is now; none: it is done. What was answered meanwhile keeps its own time.
pub async fn tell_next(tx: &mut Tx, request: &Request, at: Option<Timestamp>) -> Result<()> {
    sql("UPDATE join_requests SET tell_at = $2 WHERE id = $1 AND state = $3")
        .bind(request.id)
        .bind(at)
        .bind(request.state)
        .run(tx)
        .await?;
    Ok(())
}

/// What a group wants of who asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Joining {
    /// It takes requests.
    pub takes_requests: bool,
    /// Checks that count.
    pub checks: ResidenceChecks,
}

/// What a group wants of who asks.
pub async fn joining(tx: &mut Tx, group: GroupId) -> Result<Joining> {
    let row = sql("SELECT CASE WHEN EXISTS (SELECT 1 FROM members m WHERE m.group_id = groups.id AND m.membership = 'active') THEN takes_requests ELSE 0 END AS takes_requests,
           residence_checks FROM groups WHERE id = $1")
        .bind(group)
        .one(tx)
        .await?;
    let codes: String = row.get("residence_checks")?;
    let codes = codes.split(',').filter(|code| !code.is_empty());
    Ok(Joining {
        takes_requests: row.get("takes_requests")?,
        checks: ResidenceChecks::from_codes(codes).map_err(|_| StoreError::corrupt("residence_checks"))?,
    })
}

/// Says what a group wants of who asks.
pub async fn set_joining(tx: &mut Tx, group: GroupId, joining: Joining) -> Result<()> {
    sql("UPDATE groups SET takes_requests = $2, residence_checks = $3 WHERE id = $1")
        .bind(group)
        .bind(joining.takes_requests)
        .bind(joining.checks.codes().join(","))
        .run(tx)
        .await?;
    Ok(())
}
