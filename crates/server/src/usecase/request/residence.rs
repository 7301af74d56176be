//! How somebody who asks shows that they live here: a neighbour's word, or a code out of a letter. Neither lets anybody in: those who run the group do.
//!
//! Who asks gives the link to a neighbour they know; members see no list of who asks ([ADR 26](../../../../../docs/adr/0026-who-asks-is-answered.md)). Threat:
//! a link that can be made up would show strangers' lines to any member, hence our signature; a code that can be tried, hence a keyed hash, once, and limits.

use super::RequestError;
use crate::app::App;
use crate::usecase::access::{self, Denied, InGroup};
use crate::usecase::audit::{self, Note};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use saar_domain::access::Action;
use saar_domain::audit::Deed;
use saar_domain::clock::Span;
use saar_domain::field::{Errors, FieldError, Problem};
use saar_domain::id::{AccountId, GroupId, LetterId, RequestId, StreetId};
use saar_domain::incident::report::{Street, choice};
use saar_domain::joining::ResidenceCheck;
use saar_domain::letter::{LetterCode, Side, house_numbers};
use saar_domain::limits;
use saar_store::letter::{Counted, Letters};
use saar_store::request::Request;
use saar_store::{Sealer, Tx, group, letter, member, request};
use subtle::ConstantTimeEq;

/// Bytes of the signature in a link: 96 bits cannot be guessed.
const SIGNATURE_BYTES: usize = 12;

/// The word in the link that an asker gives to a neighbour: the id of the request with our signature.
pub fn vouch_word(sealer: &Sealer, id: RequestId) -> String {
    let id = id.to_string();
    let signature = URL_SAFE_NO_PAD.encode(&sealer.sign("vouch", &id)[..SIGNATURE_BYTES]);
    format!("{id}.{signature}")
}

fn read_word(sealer: &Sealer, text: &str) -> Option<RequestId> {
    let id: RequestId = text.split_once('.')?.0.parse().ok()?;
    bool::from(vouch_word(sealer, id).as_bytes().ct_eq(text.as_bytes())).then_some(id)
}

/// What a neighbour sees of somebody who asks: alias, street and line, and nothing else.
#[derive(Debug, Clone)]
pub struct Asker {
    /// Who looks where.
    pub access: InGroup,
    /// The request.
    pub request: Request,
    /// Name of the street; none: another one.
    pub street: Option<String>,
    /// It is known by a check that counts.
    pub checked: bool,
}

/// Looks behind the link that an asker gave.
pub async fn asker(app: &App, account: AccountId, id: GroupId, word: &str) -> Result<Asker, RequestError> {
    let mut tx = app.db.read().await?;
    let access = access::in_group(&mut tx, account, id, Action::Vouch).await?;
    let request = behind(app, &mut tx, id, word).await?;
    let street = match request.asking.street {
        Some(street) => group::street(&mut tx, id, street).await?.map(|street| street.name),
        None => None,
    };
    Ok(Asker {
        checked: request::joining(&mut tx, id).await?.checks.takes(request.residence),
        access,
        request,
        street,
    })
}

async fn behind(app: &App, tx: &mut Tx, group: GroupId, word: &str) -> Result<Request, RequestError> {
    let id = read_word(&app.sealer, word).ok_or(Denied::NotHere)?;
    // A group in which neighbours' words do not count shows nobody's.
    if !request::joining(tx, group).await?.checks.vouch {
        return Err(Denied::NotHere.into());
    }
    super::answer::found(app, tx, group, id).await
}

/// A member says of an asker: I know that they live here. Saying it again changes nothing.
pub async fn vouch(app: &App, account: AccountId, id: GroupId, word: &str) -> Result<(), RequestError> {
    let mut tx = app.db.write().await?;
    let group = access::lock(&mut tx, id, 0).await?.group;
    let access = access::within(&mut tx, account, group, Action::Vouch).await?;
    let asked = behind(app, &mut tx, id, word).await?;
    // The first word stands, and so does another check that counts.
    if !request::joining(&mut tx, id).await?.checks.takes(asked.residence) {
        request::vouch(&mut tx, asked.id, access.member.id, app.now()).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// Who vouched, as those who run the group see it: the alias of a member.
pub(super) async fn voucher(tx: &mut Tx, asked: &Request) -> Result<Option<String>, RequestError> {
    let Some(by) = asked.vouched_by else { return Ok(None) };
    let found = member::find(tx, asked.asking.group, by).await?;
    Ok(found.map(|member| member.alias))
}

/// An asker types the code of a letter.
pub async fn enter_code(app: &App, account: AccountId, id: GroupId, text: &str) -> Result<(), RequestError> {
    let mut tx = app.db.write().await?;
    // Under the lock: a code is used by one of two who type it at once.
    access::lock(&mut tx, id, 0).await?;
    let asked = request::of_account_in(&mut tx, &app.sealer, id, account).await?;
    let asked = asked.ok_or(Denied::NotHere)?;
    if !asked.state.is_open() {
        return Err(RequestError::NotOpen);
    }
    let wrong = |problem| {
        let field = "letter_code";
        RequestError::Invalid(vec![FieldError { field, problem }])
    };
    // Threat: nobody can answer with yes where a code stands that does not count any more, and in its stead no other check was made.
    if !request::joining(&mut tx, id).await?.checks.letter {
        return Err(wrong(Problem::NotOffered));
    }
    let code = LetterCode::parse(text).map_err(wrong)?;
    let now = app.now();
    if asked.residence == ResidenceCheck::Letter {
        return Ok(());
    }
    if !letter::take(&mut tx, &app.sealer, id, &code, now).await? {
        return Err(wrong(Problem::NotAChoice));
    }
    request::check_residence(&mut tx, asked.id, ResidenceCheck::Letter, now).await?;
    tx.commit().await?;
    Ok(())
}

/// Letters of a group, for those who run it.
#[derive(Debug, Clone)]
pub struct LetterDesk {
    /// Who looks where.
    pub access: InGroup,
    /// Letters whose codes are good, newest first.
    pub letters: Vec<Counted>,
    /// The group's streets.
    pub streets: Vec<Street>,
}

/// Letters of a group.
pub async fn letters(app: &App, account: AccountId, id: GroupId) -> Result<LetterDesk, RequestError> {
    let mut tx = app.db.read().await?;
    let access = access::in_group(&mut tx, account, id, Action::AnswerRequests).await?;
    Ok(LetterDesk {
        access,
        letters: letter::of_group(&mut tx, id, app.now()).await?,
        streets: group::streets(&mut tx, id).await?,
    })
}

/// A row of houses, as it was typed.
#[derive(Debug, Clone, Default)]
pub struct Row {
    /// Id of one of the group's streets.
    pub street: String,
    /// From this number …
    pub first_number: Option<u32>,
    /// … to this one.
    pub last_number: Option<u32>,
    /// `both`, `even` or `odd`.
    pub side: String,
    /// For how many days the codes are good.
    pub days: Option<u32>,
}

/// A letter, to be printed now: its code is shown once.
#[derive(Debug, Clone)]
pub struct Letter {
    /// House number.
    pub house_number: u32,
    /// The code.
    pub code: LetterCode,
}

/// Letters that were made.
#[derive(Debug, Clone)]
pub struct Made {
    /// Who made them, where.
    pub access: InGroup,
    /// The row of houses.
    pub letters: Letters,
    /// One for each house.
    pub each: Vec<Letter>,
}

/// Makes letters for a row of houses.
pub async fn make_letters(app: &App, account: AccountId, id: GroupId, row: &Row) -> Result<Made, RequestError> {
    let mut tx = app.db.write().await?;
    let group = access::lock(&mut tx, id, 0).await?.group;
    let access = access::within(&mut tx, account, group, Action::AnswerRequests).await?;
    let (now, entropy) = (app.now(), app.entropy.as_ref());
    let mut errors = Errors::default();
    let within = |value: Option<u32>, max: u32| match value {
        Some(value) if (1..=max).contains(&value) => Ok(value),
        _ => Err(Problem::OutOfRange {
            min: 1,
            max: i64::from(max),
        }),
    };
    let street = match row.street.trim().parse::<StreetId>() {
        Ok(street) => group::street(&mut tx, id, street).await?.ok_or(Problem::NotAChoice),
        Err(_) => Err(Problem::Missing),
    };
    let street = errors.take("letter_street", street);
    let first = errors.take("first_number", within(row.first_number, limits::HOUSE_NUMBER_MAX));
    let last = errors.take("last_number", within(row.last_number, limits::HOUSE_NUMBER_MAX));
    let side = errors.take("side", choice::<Side>(Some(&row.side)));
    let days = errors.take("days", within(row.days, limits::LETTER_DAYS_MAX));
    let numbers = match (first, last, side) {
        (Some(first), Some(last), Some(side)) => errors.take("last_number", house_numbers(first, last, side)),
        _ => None,
    };
    let open = letter::of_group(&mut tx, id, now).await?.len();
    let max = usize::try_from(limits::LETTERS_PER_GROUP_MAX).unwrap_or(usize::MAX);
    if open >= max {
        errors.add("letters", Problem::TooMany { max });
    }
    errors.into_result().map_err(RequestError::Invalid)?;
    let (Some(street), Some(first), Some(last), Some(side), Some(days), Some(numbers)) =
        (street, first, last, side, days, numbers)
    else {
        return Err(RequestError::NotOpen);
    };
    let each: Vec<Letter> = numbers
        .into_iter()
        .map(|house_number| Letter {
            house_number,
            code: LetterCode::new(entropy),
        })
        .collect();
    let letters = Letters {
        id: LetterId::new(now, entropy),
        group: id,
        street: street.name,
        first_number: first,
        last_number: last,
        side,
        created_at: now,
        expires_at: now.plus(Span::days(i64::from(days))),
    };
    let codes: Vec<LetterCode> = each.iter().map(|letter| letter.code.clone()).collect();
    letter::insert(&mut tx, &app.sealer, &letters, &codes).await?;
    audit::note(app, &mut tx, Note::new(id, Deed::LettersMade, access.member.id)).await?;
    tx.commit().await?;
    Ok(Made { access, letters, each })
}

/// Takes letters back: their codes open nothing any more.
pub async fn revoke_letters(app: &App, account: AccountId, id: GroupId, letters: LetterId) -> Result<(), RequestError> {
    let mut tx = app.db.write().await?;
    let access = access::in_group(&mut tx, account, id, Action::AnswerRequests).await?;
    if !letter::revoke(&mut tx, id, letters).await? {
        return Err(Denied::NotHere.into());
    }
    audit::note(app, &mut tx, Note::new(id, Deed::LettersRevoked, access.member.id)).await?;
    tx.commit().await?;
    Ok(())
}
