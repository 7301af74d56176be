//! The desk for people who are not members: "was I, or my car, reported?" (ADR 32).
//!
//! Threats: a stranger asks what was said about somebody else, hence an answer in ready-made words that shows nobody, written by people who look for themselves;
//! somebody tries which plates were reported, hence nothing is compared by the machine and no answer comes by itself; a queue is flooded, hence a code by mail
//! first, and limits by address, group and machine; more is collected than before, hence no paper and no number is asked for, and address and words go once the
//! answer was mailed.

use super::access::{self, Denied, InGroup};
use super::audit::{self, Note};
use super::sign_in::{parse_email, secret, six_digits};
use crate::app::App;
use jiff::tz::TimeZone;
use saar_domain::access::Action;
use saar_domain::audit::Deed;
use saar_domain::clock::{Span, Timestamp};
use saar_domain::country::Profile;
use saar_domain::field::{Errors, FieldError, Problem, tidy_text};
use saar_domain::id::{AccountId, GroupId, InquiryId, StreetId};
use saar_domain::import::PhoneRules;
use saar_domain::incident::report::{Street, choice};
use saar_domain::inquiry::{Asked, Finding, InquiryState, Reveals, came_at, day, due, names, reveals, soon_at};
use saar_domain::limits;
use saar_domain::preference::{Day, day_of};
use saar_store::group::Group;
use saar_store::incident::{self, Stored};
use saar_store::inquiry::{self, Inquiry, NewInquiry};
use saar_store::seal::token_hash;
use saar_store::{StoreError, Tx, challenge, group, member};
use subtle::ConstantTimeEq as _;

/// Why it was not done.
#[derive(Debug, thiserror::Error)]
pub enum InquiryError {
    /// Not there, or not allowed.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// Something typed was wrong.
    #[error("mistakes in what was typed")]
    Invalid(Vec<FieldError>),
    /// Too many codes went to this address in the last hour.
    #[error("too many codes for this address")]
    TooMany,
    /// It was answered, put off or taken back meanwhile.
    #[error("the question is not open any more")]
    NotOpen,
    /// The answer may show somebody else; asked once.
    #[error("something in the answer to think about")]
    Reveals(Vec<(Reveals, String)>),
}

impl From<StoreError> for InquiryError {
    fn from(error: StoreError) -> Self {
        Self::Denied(error.into())
    }
}

fn wrong(field: &'static str, problem: Problem) -> InquiryError {
    InquiryError::Invalid(vec![FieldError { field, problem }])
}

/// The desk of a group, as everybody may see it.
#[derive(Debug, Clone)]
pub struct Desk {
    /// The group.
    pub group: Group,
    /// Its streets.
    pub streets: Vec<Street>,
    /// The first and the last day that one may ask about.
    pub days: (Day, Day),
    /// What this device asked.
    pub mine: Option<Inquiry>,
}

/// The desk of a group, with what this device asked there.
pub async fn desk(app: &App, id: GroupId, device_secret: Option<&str>) -> Result<Desk, Denied> {
    let mut tx = app.db.read().await?;
    let group = group::find(&mut tx, id).await?.ok_or(Denied::NotHere)?;
    let mine = match device_secret {
        Some(secret) => inquiry::of_device(&mut tx, &app.sealer, id, token_hash(secret)).await?,
        None => None,
    };
    let today = day_of(app.now(), &zone(app, &group));
    let first = today.saturating_sub(jiff::Span::new().days(limits::INQUIRY_DAYS_BACK_MAX));
    Ok(Desk {
        streets: group::streets(&mut tx, id).await?,
        days: (first, today),
        // A code that is too old is as good as nothing asked.
        mine: mine.filter(|mine| mine.state != InquiryState::Unconfirmed || !is_over(app, mine)),
        group,
    })
}

fn zone(app: &App, group: &Group) -> TimeZone {
    app.profiles.get(&group.country).map_or(TimeZone::UTC, Profile::zone)
}

/// What somebody typed.
#[derive(Debug, Clone, Default)]
pub struct Typed {
    /// `person` or `vehicle`.
    pub about: String,
    /// The day.
    pub day: String,
    /// The id of one of the group's streets; empty: not known.
    pub street: String,
    /// By what they, or the car, are recognised.
    pub words: String,
    /// Where the answer goes.
    pub email: String,
}

/// A code is on its way.
#[derive(Debug, Clone)]
pub struct CodeOut {
    /// The device's half: kept in its cookie.
    pub device_secret: String,
    /// To whom.
    pub email: String,
    /// Six digits.
    pub code: String,
}

/// Asks; nobody reads it before the mailed code is typed on the same device.
pub async fn ask(app: &App, id: GroupId, typed: &Typed, language: &str) -> Result<CodeOut, InquiryError> {
    let (now, entropy) = (app.now(), app.entropy.as_ref());
    let mut tx = app.db.write().await?;
    let group = group::find(&mut tx, id).await?.ok_or(Denied::NotHere)?;
    // Nobody is left who could answer.
    if member::count_active(&mut tx, id).await? == 0 {
        return Err(Denied::NotHere.into());
    }
    let zone = zone(app, &group);
    let mut errors = Errors::default();
    let about = errors.take(
        "asks_about",
        choice::<Asked>(Some(&typed.about).filter(|text| !text.is_empty()).map(String::as_str)),
    );
    let day = errors.take("asks_day", day(&typed.day, day_of(now, &zone)));
    let street = match typed.street.trim() {
        "" => Ok(None),
        text => match text.parse::<StreetId>() {
            Ok(street) if group::street(&mut tx, id, street).await?.is_some() => Ok(Some(street)),
            _ => Err(Problem::NotAChoice),
        },
    };
    let street = errors.take("asks_street", street);
    let words =
        tidy_text(&typed.words, limits::INQUIRY_WORDS_CHARS_MAX).and_then(|words| words.ok_or(Problem::Missing));
    let words = errors.take("asks_words", words);
    let email = errors.take("email", parse_email(&typed.email));
    errors.into_result().map_err(InquiryError::Invalid)?;
    let (Some(about), Some(day), Some(street), Some(words), Some(email)) = (about, day, street, words, email) else {
        return Err(InquiryError::NotOpen);
    };
    // Threat: many requests at once, each of which counts before any of them is counted, flood a mailbox.
    challenge::lock_address(&mut tx, &app.sealer, &email).await?;
    if inquiry::count_since(&mut tx, &app.sealer, &email, now.minus(Span::hours(1))).await?
        >= limits::CODES_PER_ADDRESS_HOUR
    {
        return Err(InquiryError::TooMany);
    }
    let (device_secret, code) = (secret(entropy), six_digits(entropy));
    let new = InquiryId::new(now, entropy);
    let new = NewInquiry {
        id: new,
        group: id,
        device_hash: token_hash(&device_secret),
        code_hash: app.sealer.code_hash(&new.to_string(), &code),
        email: &email,
        language,
        about,
        day,
        street,
        words: &words,
        due_at: due(now, limits::INQUIRY_MONTHS, &zone),
    };
    inquiry::insert(&mut tx, &app.sealer, &new, now, entropy).await?;
    tx.commit().await?;
    Ok(CodeOut {
        device_secret,
        email,
        code,
    })
}

fn is_over(app: &App, mine: &Inquiry) -> bool {
    app.now().since(mine.asked_at) > limits::CODE_LIFETIME || mine.tries >= limits::CODE_TRIES_MAX
}

/// Types the code: from now on it waits for an answer.
pub async fn confirm(app: &App, id: GroupId, device_secret: &str, code: &str) -> Result<(), InquiryError> {
    let now = app.now();
    let mut tx = app.db.write().await?;
    access::lock(&mut tx, id, 0).await?;
    let mine = inquiry::of_device(&mut tx, &app.sealer, id, token_hash(device_secret)).await?;
    let mine = mine.ok_or_else(|| wrong("code", Problem::Malformed))?;
    if mine.state != InquiryState::Unconfirmed {
        return Ok(());
    }
    let code: String = code.chars().filter(char::is_ascii_digit).collect();
    // The try is counted and kept, whatever comes of it: five are five.
    let tries = inquiry::count_try(&mut tx, mine.id).await?;
    let right = bool::from(app.sealer.code_hash(&mine.id.to_string(), &code).ct_eq(&mine.code_hash));
    if is_over(app, &mine) || tries > limits::CODE_TRIES_MAX || !right {
        tx.commit().await?;
        return Err(wrong("code", Problem::Malformed));
    }
    let email = inquiry::email(&mut tx, &app.sealer, mine.id).await?.unwrap_or_default();
    let (of_all, of_address) = inquiry::count_open(&mut tx, &app.sealer, id, &email).await?;
    if of_all >= limits::INQUIRIES_PER_GROUP_MAX || of_address >= limits::INQUIRIES_PER_ADDRESS_MAX {
        let max = usize::try_from(limits::INQUIRIES_PER_ADDRESS_MAX).unwrap_or(usize::MAX);
        return Err(wrong("inquiries", Problem::TooMany { max }));
    }
    let since = now.minus(limits::INQUIRY_CAME_QUIET);
    let another = saar_store::audit::was_noted_in(&mut tx, id, Deed::InquiryCame, since).await?;
    if !inquiry::confirm(&mut tx, mine.id, came_at(now, another), now).await? {
        return Err(InquiryError::NotOpen);
    }
    let came = Note {
        group: id,
        deed: Deed::InquiryCame,
        by: None,
        about: None,
        detail: None,
        reason: None,
    };
    audit::note(app, &mut tx, came).await?;
    tx.commit().await?;
    Ok(())
}

/// Takes it back, on the device that asked: it is gone.
pub async fn withdraw(app: &App, id: GroupId, device_secret: &str) -> Result<(), InquiryError> {
    let mut tx = app.db.write().await?;
    let mine = inquiry::of_device(&mut tx, &app.sealer, id, token_hash(device_secret)).await?;
    let mine = mine.ok_or(Denied::NotHere)?;
    inquiry::withdraw(&mut tx, mine.id).await?;
    Ok(tx.commit().await?)
}

/// What waits at a group's desk.
#[derive(Debug, Clone)]
pub struct Queue {
    /// Who looks where.
    pub access: InGroup,
    /// Those that wait, the soonest due first, then the answered ones.
    pub inquiries: Vec<Inquiry>,
    /// Streets of the group.
    pub streets: Vec<Street>,
}

/// What waits at a group's desk, for those who run the group.
pub async fn queue(app: &App, account: AccountId, id: GroupId) -> Result<Queue, Denied> {
    let mut tx = app.db.read().await?;
    let access = access::in_group(&mut tx, account, id, Action::AnswerInquiries).await?;
    Ok(Queue {
        access,
        inquiries: inquiry::of_group(&mut tx, &app.sealer, id, limits::INQUIRIES_PER_GROUP_MAX).await?,
        streets: group::streets(&mut tx, id).await?,
    })
}

/// A question, with what there was that day: people compare, the machine does not.
#[derive(Debug, Clone)]
pub struct Look {
    /// Who looks where.
    pub access: InGroup,
    /// The question.
    pub inquiry: Inquiry,
    /// Streets of the group.
    pub streets: Vec<Street>,
    /// Incidents of the group on that day.
    pub incidents: Vec<Stored>,
}

/// Incidents of a group on the day that somebody asks about.
async fn of_that_day(app: &App, tx: &mut Tx, group: &Group, inquiry: &Inquiry) -> Result<Vec<Stored>, StoreError> {
    let zone = zone(app, group);
    let begin = |day: Day| {
        day.to_zoned(zone.clone())
            .ok()
            .map(|at| Timestamp::from_millis(at.timestamp().as_millisecond()))
    };
    match (
        begin(inquiry.day),
        begin(inquiry.day.saturating_add(jiff::Span::new().days(1))),
    ) {
        (Some(from), Some(until)) => incident::between(tx, group.id, from, until, limits::PAGE_ROWS_MAX).await,
        _ => Ok(Vec::new()),
    }
}

/// Reads a question; it stands in the log.
pub async fn look(app: &App, account: AccountId, id: GroupId, which: InquiryId) -> Result<Look, Denied> {
    let mut tx = app.db.write().await?;
    let access = access::in_group(&mut tx, account, id, Action::AnswerInquiries).await?;
    let inquiry = inquiry::find(&mut tx, &app.sealer, id, which)
        .await?
        .ok_or(Denied::NotHere)?;
    let incidents = of_that_day(app, &mut tx, &access.group, &inquiry).await?;
    if inquiry.state == InquiryState::Open {
        audit::note(app, &mut tx, Note::new(id, Deed::InquiryRead, access.member.id)).await?;
    }
    let streets = group::streets(&mut tx, id).await?;
    tx.commit().await?;
    Ok(Look {
        access,
        inquiry,
        streets,
        incidents,
    })
}

async fn open(
    app: &App,
    tx: &mut Tx,
    account: AccountId,
    id: GroupId,
    which: InquiryId,
) -> Result<(InGroup, Inquiry), InquiryError> {
    let group = access::lock(tx, id, 0).await?.group;
    let access = access::within(tx, account, group, Action::AnswerInquiries).await?;
    let found = inquiry::find(tx, &app.sealer, id, which)
        .await?
        .ok_or(Denied::NotHere)?;
    if found.state == InquiryState::Open {
        Ok((access, found))
    } else {
        Err(InquiryError::NotOpen)
    }
}

/// Puts the answer off by two months, once, with a reason that the asker gets.
pub async fn extend(
    app: &App,
    account: AccountId,
    id: GroupId,
    which: InquiryId,
    why: &str,
) -> Result<(), InquiryError> {
    let mut tx = app.db.write().await?;
    let (access, found) = open(app, &mut tx, account, id, which).await?;
    // Who asked is told within the month that it takes longer (GDPR 12(3)), or not at all.
    if app.now() > found.due_at {
        return Err(InquiryError::NotOpen);
    }
    let why = audit::reason(why).map_err(|problem| wrong("why", problem))?;
    let due_at = due(found.asked_at, limits::INQUIRY_MONTHS_MAX, &zone(app, &access.group));
    let times = (due_at, soon_at(due_at));
    if !inquiry::extend(
        &mut tx,
        &app.sealer,
        &found,
        times,
        &why,
        app.now(),
        app.entropy.as_ref(),
    )
    .await?
    {
        return Err(InquiryError::NotOpen);
    }
    let note = Note::new(id, Deed::InquiryExtended, access.member.id);
    audit::note(app, &mut tx, note.because(&why)).await?;
    Ok(tx.commit().await?)
}

/// The ready-made words of an answer, in the asker's language, whatever the reader's.
pub fn ready_made(app: &App, country: &str, language: &str, finding: Finding) -> String {
    let key = format!("inquiry-words-{finding}");
    app.i18n.text(language, country, &key, &[])
}

/// An answer, as typed.
#[derive(Debug, Clone, Default)]
pub struct Given {
    /// What it comes down to.
    pub finding: String,
    /// In words; empty: those that are ready-made.
    pub words: String,
    /// Who writes was asked about what may show somebody else, and sends it.
    pub sure: bool,
}

/// Answers, in words that the asker gets by mail and on the device that asked.
pub async fn answer(
    app: &App,
    account: AccountId,
    id: GroupId,
    which: InquiryId,
    given: &Given,
) -> Result<(), InquiryError> {
    let mut tx = app.db.write().await?;
    let (access, found) = open(app, &mut tx, account, id, which).await?;
    let mut errors = Errors::default();
    let finding = Some(given.finding.as_str()).filter(|text| !text.is_empty());
    let finding = errors.take("finding", choice::<Finding>(finding));
    let words = errors.take("answer", tidy_text(&given.words, limits::INQUIRY_ANSWER_CHARS_MAX));
    errors.into_result().map_err(InquiryError::Invalid)?;
    let (Some(finding), Some(words)) = (finding, words) else {
        return Err(InquiryError::NotOpen);
    };
    let words = match words {
        Some(words) => {
            check(app, &mut tx, &access.group, &words, given.sure).await?;
            words
        }
        None => ready_made(app, &access.group.country, &found.language, finding),
    };
    if !inquiry::answer(
        &mut tx,
        &app.sealer,
        found.id,
        finding,
        &words,
        app.now(),
        app.entropy.as_ref(),
    )
    .await?
    {
        return Err(InquiryError::NotOpen);
    }
    audit::note(app, &mut tx, Note::new(id, Deed::InquiryAnswered, access.member.id)).await?;
    Ok(tx.commit().await?)
}

/// Threat: a stranger asks, and learns of somebody else from an answer that was written in a hurry. Nobody of the group is named, and what else may show
/// somebody is asked about once: the plate may be the asker's own. Threat: who runs the group asks here themselves, answers with one alias after another,
/// and learns who reported from what is refused; so every alias is refused alike, and no incident is looked at.
async fn check(app: &App, tx: &mut Tx, group: &Group, words: &str, sure: bool) -> Result<(), InquiryError> {
    let aliases = member::aliases(tx, group.id).await?;
    if aliases.iter().any(|(_, alias)| names(words, alias)) {
        return Err(wrong("answer", Problem::NotOffered));
    }
    let profile = app.profiles.get(&group.country).ok_or(StoreError::Gone)?;
    let found = reveals(words, &PhoneRules::of(profile));
    if sure || found.is_empty() {
        Ok(())
    } else {
        Err(InquiryError::Reveals(found))
    }
}
