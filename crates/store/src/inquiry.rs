//! Questions of people who are not members. Address and words are sealed, and go once the answer was mailed. Nothing of it is looked up in incidents.

use crate::account::{email_index, email_indexes};
use crate::db::{Row, Tx, sql};
use crate::error::{Result, StoreError};
use crate::seal::Sealer;
use saar_domain::clock::{Entropy, Timestamp};
use saar_domain::id::{GroupId, InquiryId, StreetId};
use saar_domain::inquiry::{Asked, Finding, InquiryState};
use saar_domain::limits;
use saar_domain::preference::Day;

pub(crate) const EMAIL: &str = "inquiries.email";
pub(crate) const WORDS: &str = "inquiries.words";
pub(crate) const EXTENSION: &str = "inquiries.extension";
pub(crate) const ANSWER: &str = "inquiries.answer";

/// A question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inquiry {
    /// Its id.
    pub id: InquiryId,
    /// Asked of which group.
    pub group: GroupId,
    /// Keyed hash of the six digits.
    pub code_hash: [u8; 32],
    /// Wrong codes so far.
    pub tries: u32,
    /// In which language the asker reads.
    pub language: String,
    /// About themselves or a vehicle.
    pub about: Asked,
    /// Which day.
    pub day: Day,
    /// Which street of the group; none: they do not know.
    pub street: Option<StreetId>,
    /// By what they are recognised; none once it was answered.
    pub words: Option<String>,
    /// Where it stands.
    pub state: InquiryState,
    /// When it was asked.
    pub asked_at: Timestamp,
    /// Until when the answer is due.
    pub due_at: Timestamp,
    /// When it was put off, and why.
    pub extension: Option<(Timestamp, String)>,
    /// The answer, in short and in words, and when.
    pub answer: Option<(Finding, String, Timestamp)>,
    /// When the asker is told next.
    pub tell_at: Option<Timestamp>,
}

fn read(row: &Row, sealer: &Sealer) -> Result<Inquiry> {
    let open = |context: &str, column: &'static str| -> Result<Option<String>> {
        let sealed: Option<Vec<u8>> = row.get(column)?;
        sealed.map(|sealed| sealer.open_text(context, &sealed)).transpose()
    };
    let day: String = row.get("day")?;
    let extended_at: Option<Timestamp> = row.get("extended_at")?;
    let answer = match (
        row.get::<Option<Finding>>("answer")?,
        open(ANSWER, "answer_sealed")?,
        row.get::<Option<Timestamp>>("answered_at")?,
    ) {
        (Some(finding), Some(words), Some(at)) => Some((finding, words, at)),
        _ => None,
    };
    Ok(Inquiry {
        id: row.get("id")?,
        group: row.get("group_id")?,
        code_hash: row.get::<Vec<u8>>("code_hash")?.try_into().unwrap_or([0; 32]),
        tries: row.get("tries")?,
        language: row.get("language")?,
        about: row.get("about")?,
        day: day.parse().map_err(|_| StoreError::corrupt("day"))?,
        street: row.get("street_id")?,
        words: open(WORDS, "words_sealed")?,
        state: row.get("state")?,
        asked_at: row.get("asked_at")?,
        due_at: row.get("due_at")?,
        extension: extended_at.zip(open(EXTENSION, "extension_sealed")?),
        answer,
        tell_at: row.get("tell_at")?,
    })
}

/// A question that waits for its code.
#[derive(Debug)]
pub struct NewInquiry<'a> {
    /// Its id.
    pub id: InquiryId,
    /// Asked of which group.
    pub group: GroupId,
    /// Hash of the secret that the asking device holds.
    pub device_hash: [u8; 32],
    /// Keyed hash of the six digits.
    pub code_hash: [u8; 32],
    /// Where the answer goes.
    pub email: &'a str,
    /// In which language.
    pub language: &'a str,
    /// About themselves or a vehicle.
    pub about: Asked,
    /// Which day.
    pub day: Day,
    /// Which street.
    pub street: Option<StreetId>,
    /// By what they are recognised.
    pub words: &'a str,
    /// Until when an answer is due.
    pub due_at: Timestamp,
}

/// Adds one.
pub async fn insert(
    tx: &mut Tx,
    sealer: &Sealer,
    new: &NewInquiry<'_>,
    now: Timestamp,
    entropy: &dyn Entropy,
) -> Result<()> {
    sql("INSERT INTO inquiries (id, group_id, device_hash, code_hash, tries, email_sealed, email_index, language, about, day, street_id, words_sealed, state, asked_at, due_at)
         VALUES ($1, $2, $3, $4, 0, $5, $6, $7, $8, $9, $10, $11, 'unconfirmed', $12, $13)")
        .bind(new.id)
        .bind(new.group)
        .bind(new.device_hash)
        .bind(new.code_hash)
        .bind(sealer.seal(EMAIL, new.email.as_bytes(), entropy))
        .bind(email_index(sealer, new.email))
        .bind(new.language)
        .bind(new.about)
        .bind(new.day.to_string())
        .bind(new.street)
        .bind(sealer.seal(WORDS, new.words.as_bytes(), entropy))
        .bind(now)
        .bind(new.due_at)
        .run(tx)
        .await?;
    Ok(())
}

/// What a device asked of a group.
pub async fn of_device(tx: &mut Tx, sealer: &Sealer, group: GroupId, device_hash: [u8; 32]) -> Result<Option<Inquiry>> {
    let row = sql("SELECT * FROM inquiries WHERE group_id = $1 AND device_hash = $2")
        .bind(group)
        .bind(device_hash)
        .first(tx)
        .await?;
    row.as_ref().map(|row| read(row, sealer)).transpose()
}

/// One of a group's that was confirmed.
pub async fn find(tx: &mut Tx, sealer: &Sealer, group: GroupId, id: InquiryId) -> Result<Option<Inquiry>> {
    let row = sql("SELECT * FROM inquiries WHERE id = $1 AND group_id = $2 AND state <> 'unconfirmed'")
        .bind(id)
        .bind(group)
        .first(tx)
        .await?;
    row.as_ref().map(|row| read(row, sealer)).transpose()
}

/// A group's: those that wait, the soonest due first, then those that were answered, at most so many.
pub async fn of_group(tx: &mut Tx, sealer: &Sealer, group: GroupId, rows_max: u32) -> Result<Vec<Inquiry>> {
    sql("SELECT * FROM inquiries WHERE group_id = $1 AND state <> 'unconfirmed'
         ORDER BY CASE WHEN state = 'open' THEN 0 ELSE 1 END, due_at, id LIMIT $2")
    .bind(group)
    .bind(rows_max)
    .all(tx)
    .await?
    .iter()
    .map(|row| read(row, sealer))
    .collect()
}

/// How many of a group wait, and how many of those from one address.
pub async fn count_open(tx: &mut Tx, sealer: &Sealer, group: GroupId, email: &str) -> Result<(u32, u32)> {
    let indexes = email_indexes(sealer, email);
    let row = sql("SELECT COUNT(*) AS of_all, COUNT(CASE WHEN email_index IN ($2, $3) THEN 1 END) AS of_address FROM inquiries WHERE group_id = $1 AND state = 'open'")
        .bind(group)
        .bind(indexes.a)
        .bind(indexes.b)
        .one(tx)
        .await?;
    Ok((row.get("of_all")?, row.get("of_address")?))
}

/// How many of a group wait, and how many of those for longer than they may.
pub async fn count_waiting(tx: &mut Tx, group: GroupId, now: Timestamp) -> Result<(u32, u32)> {
    let row = sql("SELECT COUNT(*) AS of_all, COUNT(CASE WHEN due_at <= $2 THEN 1 END) AS overdue FROM inquiries WHERE group_id = $1 AND state = 'open'")
        .bind(group)
        .bind(now)
        .one(tx)
        .await?;
    Ok((row.get("of_all")?, row.get("overdue")?))
}

/// How many codes went to an address since an instant.
pub async fn count_since(tx: &mut Tx, sealer: &Sealer, email: &str, since: Timestamp) -> Result<u32> {
    let indexes = email_indexes(sealer, email);
    sql("SELECT COUNT(*) AS codes FROM inquiries WHERE email_index IN ($1, $2) AND asked_at > $3")
        .bind(indexes.a)
        .bind(indexes.b)
        .bind(since)
        .one(tx)
        .await?
        .get("codes")
}

/// Counts a try at the code; how many there were by then.
pub async fn count_try(tx: &mut Tx, id: InquiryId) -> Result<u32> {
    sql("UPDATE inquiries SET tries = tries + 1 WHERE id = $1 RETURNING tries")
        .bind(id)
        .one(tx)
        .await?
        .get("tries")
}

/// The address is confirmed: it waits for an answer from now on, and who runs the group is told then. Whether it did not before.
pub async fn confirm(tx: &mut Tx, id: InquiryId, remind_at: Timestamp, now: Timestamp) -> Result<bool> {
    let changed = sql(
        "UPDATE inquiries SET state = 'open', remind_at = $2, tell_at = $3 WHERE id = $1 AND state = 'unconfirmed'",
    )
    .bind(id)
    .bind(remind_at)
    .bind(now)
    .run(tx)
    .await?;
    Ok(changed > 0)
}

/// Puts the answer off, once, with a reason. Whether it waited and was not put off before.
pub async fn extend(
    tx: &mut Tx,
    sealer: &Sealer,
    inquiry: &Inquiry,
    (due_at, remind_at): (Timestamp, Timestamp),
    why: &str,
    now: Timestamp,
    entropy: &dyn Entropy,
) -> Result<bool> {
    let changed = sql(
        "UPDATE inquiries SET due_at = $2, remind_at = $3, extended_at = $4, extension_sealed = $5, tell_at = $4
                       WHERE id = $1 AND state = 'open' AND extended_at IS NULL",
    )
    .bind(inquiry.id)
    .bind(due_at)
    .bind(remind_at)
    .bind(now)
    .bind(sealer.seal(EXTENSION, why.as_bytes(), entropy))
    .run(tx)
    .await?;
    Ok(changed > 0)
}

/// Answers it. Whether it waited.
pub async fn answer(
    tx: &mut Tx,
    sealer: &Sealer,
    id: InquiryId,
    finding: Finding,
    words: &str,
    now: Timestamp,
    entropy: &dyn Entropy,
) -> Result<bool> {
    let changed = sql("UPDATE inquiries SET state = 'answered', answer = $2, answer_sealed = $3, answered_at = $4, tell_at = $4, remind_at = NULL
                       WHERE id = $1 AND state = 'open'")
    .bind(id)
    .bind(finding)
    .bind(sealer.seal(ANSWER, words.as_bytes(), entropy))
    .bind(now)
    .run(tx)
    .await?;
    Ok(changed > 0)
}

/// Takes it back: of what was asked nothing is left. Threat: who asks and takes back, over and over, floods somebody's mailbox with codes; so the bare row
/// with the address's keyed hash counts for a day, and opens with no code.
pub async fn withdraw(tx: &mut Tx, id: InquiryId) -> Result<()> {
    sql(
        "UPDATE inquiries SET state = 'unconfirmed', tries = $2, email_sealed = NULL, words_sealed = NULL, street_id = NULL, extended_at = NULL,
           extension_sealed = NULL, answer = NULL, answer_sealed = NULL, answered_at = NULL, remind_at = NULL, tell_at = NULL
         WHERE id = $1",
    )
    .bind(id)
    .bind(limits::CODE_TRIES_MAX)
    .run(tx)
    .await?;
    Ok(())
}

/// Those whose asker is to be told something, at most so many.
pub async fn to_tell(tx: &mut Tx, sealer: &Sealer, now: Timestamp, rows_max: u32) -> Result<Vec<Inquiry>> {
    sql("SELECT * FROM inquiries WHERE tell_at <= $1 ORDER BY tell_at, id LIMIT $2")
        .bind(now)
        .bind(rows_max)
        .all(tx)
        .await?
        .iter()
        .map(|row| read(row, sealer))
        .collect()
}

/// Where to; none once it was answered.
pub async fn email(tx: &mut Tx, sealer: &Sealer, id: InquiryId) -> Result<Option<String>> {
    let row = sql("SELECT email_sealed FROM inquiries WHERE id = $1")
        .bind(id)
        .one(tx)
        .await?;
    let sealed: Option<Vec<u8>> = row.get("email_sealed")?;
    sealed.map(|sealed| sealer.open_text(EMAIL, &sealed)).transpose()
}

/// When the asker is told next; none: it is done. What came meanwhile is told after that. Once there is nothing more to tell of an answered one, the address and
/// what was written go.
pub async fn tell_next(tx: &mut Tx, told: &Inquiry, at: Option<Timestamp>) -> Result<()> {
    sql("UPDATE inquiries SET tell_at = $2 WHERE id = $1 AND tell_at = $3")
        .bind(told.id)
        .bind(at)
        .bind(told.tell_at)
        .run(tx)
        .await?;
    sql("UPDATE inquiries SET email_sealed = NULL, email_index = NULL, words_sealed = NULL WHERE id = $1 AND state = 'answered' AND tell_at IS NULL")
        .bind(told.id)
        .run(tx)
        .await?;
    Ok(())
}

/// Groups with questions of which somebody is to be reminded, those that wait longest first, at most so many.
pub async fn to_remind(tx: &mut Tx, now: Timestamp, rows_max: u32) -> Result<Vec<GroupId>> {
    sql("SELECT group_id, MIN(remind_at) AS first FROM inquiries WHERE remind_at <= $1 GROUP BY group_id ORDER BY first, group_id LIMIT $2")
        .bind(now)
        .bind(rows_max)
        .all(tx)
        .await?
        .iter()
        .map(|row| row.get("group_id"))
        .collect()
}

/// A group's of which somebody is to be reminded, the soonest due first.
pub async fn to_remind_of(tx: &mut Tx, sealer: &Sealer, group: GroupId, now: Timestamp) -> Result<Vec<Inquiry>> {
    sql("SELECT * FROM inquiries WHERE group_id = $1 AND remind_at <= $2 AND state = 'open' ORDER BY due_at, id")
        .bind(group)
        .bind(now)
        .all(tx)
        .await?
        .iter()
        .map(|row| read(row, sealer))
        .collect()
}

/// They are told, and are told again then; whether nobody else did it meanwhile, and it waits still.
pub async fn reminded(tx: &mut Tx, id: InquiryId, next: Option<Timestamp>, now: Timestamp) -> Result<bool> {
    let changed = sql("UPDATE inquiries SET remind_at = $3 WHERE id = $1 AND remind_at <= $2 AND state = 'open'")
        .bind(id)
        .bind(now)
        .bind(next)
        .run(tx)
        .await?;
    Ok(changed > 0)
}

/// Nobody answered, and it is forgotten soon: its asker is to be told.
pub async fn lapse(tx: &mut Tx, id: InquiryId, now: Timestamp) -> Result<()> {
    sql("UPDATE inquiries SET tell_at = $2 WHERE id = $1 AND state = 'open'")
        .bind(id)
        .bind(now)
        .run(tx)
        .await?;
    Ok(())
}

/// Forgets those that nobody confirmed; how many.
pub async fn forget_unconfirmed(tx: &mut Tx, before: Timestamp) -> Result<u64> {
    sql("DELETE FROM inquiries WHERE state = 'unconfirmed' AND asked_at < $1")
        .bind(before)
        .run(tx)
        .await
}
