//! Messages that may break a house rule: a member points at one, or the check of texts did, and somebody else who runs the group says what becomes of it.

use super::Ledger;
use super::view::{self, Seen};
use super::words::Found;
use crate::app::App;
use crate::usecase::access::{self, Denied, InGroup};
use crate::usecase::audit::{self, Note};
use crate::usecase::{continuity, own_rule, retention};
use saar_domain::access::{Action, Target, may};
use saar_domain::audit::Deed;
use saar_domain::clock::Timestamp;
use saar_domain::continuity::News;
use saar_domain::field::{FieldError, Problem};
use saar_domain::flag::{Outcome, RawFlag, is_message};
use saar_domain::id::{AccountId, FlagId, GroupId, IncidentId, MemberId};
use saar_domain::incident::{Actor, Event, Incident, Kind, Mark, Recorded};
use saar_store::flag::{self, Flag, Source};
use saar_store::{StoreError, Tx, content, group, incident, member, photo};

/// Why it was not done.
#[derive(Debug, thiserror::Error)]
pub enum FlagError {
    /// Not there, or not allowed.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// Something typed was wrong.
    #[error("mistakes in what was typed")]
    Invalid(Vec<FieldError>),
    /// What an alarm says stays while it runs.
    #[error("the alarm's own words stay while it runs")]
    Running,
}

impl From<StoreError> for FlagError {
    fn from(error: StoreError) -> Self {
        Self::Denied(error.into())
    }
}

/// An incident, and what in it somebody may point at.
#[derive(Debug)]
pub struct Flaggable {
    /// The incident.
    pub seen: Seen,
    /// Its messages by others, the oldest first.
    pub messages: Vec<Recorded>,
    /// Codes of the house rules that one may break.
    pub rules: Vec<String>,
}

/// Looks at what of an incident somebody may point at.
pub async fn flaggable(app: &App, account: AccountId, group: GroupId, id: IncidentId) -> Result<Flaggable, Denied> {
    let seen = view::look(app, account, group, id).await?;
    if !seen.at.may(Action::Flag) {
        return Err(Denied::NotAllowed);
    }
    let mut tx = app.db.read().await?;
    Ok(Flaggable {
        rules: own_rule::codes(app, &mut tx, &seen.at.group).await?,
        messages: messages(&seen.history, seen.at.member.id),
        seen,
    })
}

fn messages(history: &[Recorded], me: MemberId) -> Vec<Recorded> {
    // What was taken away is nothing that one could point at again.
    let taken: Vec<u32> = history
        .iter()
        .filter_map(|recorded| match recorded.event {
            Event::Blanked { message } => Some(message),
            _ => None,
        })
        .collect();
    let others = history
        .iter()
        .filter(|recorded| is_message(recorded, Actor::Member(me)) && !taken.contains(&recorded.seq));
    others.copied().collect()
}

/// A member points at a message. Twice at the same is once; who wrote it never learns who did.
pub async fn raise_flag(
    app: &App,
    account: AccountId,
    group: GroupId,
    id: IncidentId,
    raw: &RawFlag,
) -> Result<(), FlagError> {
    let mut tx = app.db.write().await?;
    let group = access::lock(&mut tx, group, 0).await?.group;
    let at = access::at_incident_within(&mut tx, account, group, id, Action::Flag).await?;
    let rules = own_rule::codes(app, &mut tx, &at.group).await?;
    let history = incident::history(&mut tx, id).await?;
    let messages: Vec<u32> = messages(&history, at.member.id).iter().map(|one| one.seq).collect();
    let new = raw.check(&messages, &rules).map_err(FlagError::Invalid)?;
    let now = app.now();
    let made = Flag {
        id: FlagId::new(now, app.entropy.as_ref()),
        group: at.group.id,
        incident: id,
        seq: new.seq,
        source: Source::Member {
            by: at.member.id,
            rule: new.rule,
            words: new.words,
        },
        at: now,
    };
    if flag::insert(&mut tx, &app.sealer, &made, app.entropy.as_ref()).await? {
        let note = Note {
            by: None,
            ..Note::new(at.group.id, Deed::Flagged, at.member.id)
        };
        audit::note(app, &mut tx, note).await?;
    }
    Ok(tx.commit().await?)
}

/// Notes what the check of texts found in a message that was sent all the same.
pub(super) async fn of_check(
    app: &App,
    tx: &mut Tx,
    (group, incident): (GroupId, IncidentId),
    seq: u32,
    found: &Found,
) -> Result<(), StoreError> {
    let now = app.now();
    for kind in found.kinds() {
        let made = Flag {
            id: FlagId::new(now, app.entropy.as_ref()),
            group,
            incident,
            seq,
            source: Source::Check {
                mark: Mark::from(kind),
                fields: found.fields_of(kind).map(|found| found.field.to_owned()).collect(),
            },
            at: now,
        };
        flag::insert(tx, &app.sealer, &made, app.entropy.as_ref()).await?;
    }
    Ok(())
}

/// A message that waits for somebody who looks.
#[derive(Debug, Clone)]
pub struct Waiting {
    /// Who pointed at it, and why.
    pub flag: Flag,
    /// What kind of incident it belongs to.
    pub kind: Kind,
    /// When that was reported.
    pub reported_at: Timestamp,
    /// Who wrote the message, and their alias; none when that is forgotten, or nobody may know (EDGES 3).
    pub author: Option<(MemberId, String)>,
    /// Alias of who pointed at it; none to who wrote the message, or when its author is no member any more.
    pub by: Option<String>,
    /// The viewer may say what becomes of it: somebody else wrote it.
    pub may_settle: bool,
}

/// What waits in a group, the oldest first.
pub async fn flags_waiting(app: &App, account: AccountId, id: GroupId) -> Result<(InGroup, Vec<Waiting>), Denied> {
    let mut tx = app.db.read().await?;
    let access = access::in_group(&mut tx, account, id, Action::ViewAdmin).await?;
    let aliases = member::aliases(&mut tx, id).await?;
    let alias = |id: MemberId| aliases.iter().find(|(member, _)| *member == id).cloned();
    let mut waiting = Vec::new();
    for flag in flag::waiting(&mut tx, &app.sealer, id).await? {
        let Some(stored) = incident::find(&mut tx, flag.incident).await? else {
            continue;
        };
        let author = incident::written_by(&mut tx, flag.incident, flag.seq).await?;
        let own = is_own(&mut tx, &access, author).await?;
        let hidden =
            stored.incident.cannot_call && stored.incident.reporter == author.map_or(Actor::Former, Actor::Member);
        waiting.push(Waiting {
            kind: stored.incident.kind,
            reported_at: stored.incident.reported_at,
            author: author.filter(|_| !hidden).and_then(alias),
            // Threat: who runs the group wrote it, and would make somebody pay for pointing at it. Somebody who is gone may have come back at another
            // address: of their messages it is said to nobody.
            by: match flag.source {
                Source::Member { by, .. } if !own && is_in(&mut tx, id, author).await? => {
                    alias(by).map(|(_, alias)| alias)
                }
                _ => None,
            },
            may_settle: may(access.standing(), Action::SettleFlag, Target::Measure { own }),
            flag,
        });
    }
    Ok((access, waiting))
}

/// Whether the viewer wrote it, also as the member that they were before they left and came in again, or were let in at another address.
async fn is_own(tx: &mut Tx, access: &InGroup, author: Option<MemberId>) -> Result<bool, StoreError> {
    let Some(author) = author else { return Ok(false) };
    let accounts = member::accounts_of_person(tx, author).await?;
    Ok(accounts.contains(&access.member.account))
}

/// Whether who wrote it is a member now.
async fn is_in(tx: &mut Tx, group: GroupId, author: Option<MemberId>) -> Result<bool, StoreError> {
    match author {
        Some(author) => Ok(member::find(tx, group, author).await?.is_some()),
        None => Ok(false),
    }
}

/// Who could not call stays unnamed (EDGES 3), also in what is said of their words.
fn is_hidden(incident: &Incident, author: Option<MemberId>) -> bool {
    incident.cannot_call && author.is_some_and(|author| incident.reporter == Actor::Member(author))
}

/// Somebody who runs the group, and did not write it, says what becomes of a message: of everything that points at it.
pub async fn settle_flag(
    app: &App,
    account: AccountId,
    group: GroupId,
    id: FlagId,
    outcome: &str,
) -> Result<(), FlagError> {
    let mut tx = app.db.write().await?;
    let (mut ledger, group) = Ledger::open(&mut tx, group).await?;
    let access = access::within(&mut tx, account, group, Action::ViewAdmin).await?;
    let found = flag::find_waiting(&mut tx, &app.sealer, id)
        .await?
        .filter(|found| found.group == access.group.id)
        .ok_or(Denied::NotHere)?;
    let author = incident::written_by(&mut tx, found.incident, found.seq).await?;
    let own = is_own(&mut tx, &access, author).await?;
    if !may(access.standing(), Action::SettleFlag, Target::Measure { own }) {
        return Err(Denied::NotAllowed.into());
    }
    let outcome: Outcome = outcome.parse().map_err(|_| {
        FlagError::Invalid(vec![FieldError {
            field: "outcome",
            problem: Problem::NotAChoice,
        }])
    })?;
    let now = app.now();
    let mut changed = None;
    if outcome == Outcome::Blanked {
        changed = Some(blank(app, &mut tx, &mut ledger, &found, access.member.id).await?);
    }
    flag::settle(&mut tx, &found, access.member.id, outcome, now).await?;
    let note = Note::new(access.group.id, Deed::FlagSettled, access.member.id).detail(outcome.code());
    let stored = incident::find(&mut tx, found.incident).await?.ok_or(Denied::NotHere)?;
    let note = match author.filter(|_| !is_hidden(&stored.incident, author)) {
        Some(author) => note.about(author),
        None => note,
    };
    audit::note(app, &mut tx, note).await?;
    tx.commit().await?;
    if let Some(incident) = changed {
        ledger.ring(app, &incident);
        // A photo's key goes with it.
        retention::shred(app).await;
    }
    Ok(())
}

/// Takes the words and the description of a message away from the members, and its photos from everybody: those who run the group can still read what they
/// decided on, for as long as such words are kept. An alarm is never stopped by it: what it says itself stays while it runs, and who runs the group may take
/// the whole of it back.
async fn blank(app: &App, tx: &mut Tx, ledger: &mut Ledger, flag: &Flag, by: MemberId) -> Result<Incident, FlagError> {
    let stored = incident::find(tx, flag.incident).await?.ok_or(Denied::NotHere)?;
    let mut incident = stored.incident;
    if flag.seq == 1 && incident.state.is_running() && !incident.drill {
        return Err(FlagError::Running);
    }
    content::take_away(tx, flag.incident, flag.seq).await?;
    let photos = photo::of_incident(tx, flag.incident, Timestamp::from_millis(0)).await?;
    for photo in photos.iter().filter(|photo| photo.seq == Some(flag.seq)) {
        photo::forget(tx, photo.id).await?;
    }
    let before = incident.version;
    let recorded = incident.blank(flag.seq, Actor::Member(by), app.now());
    ledger.save(tx, &incident, recorded, before).await?;
    Ok(incident)
}

/// Tells those who run a group that somebody pointed at a message there, who is on call first; one mail for all that came since the last round. By the
/// clock.
pub async fn tell_of_flags(app: &App) -> Result<(), StoreError> {
    loop {
        let mut tx = app.db.write_soon().await?;
        let Some(id) = flag::group_to_tell(&mut tx).await? else {
            return Ok(());
        };
        let mut parties = Vec::new();
        for author in flag::authors_to_tell(&mut tx, id).await? {
            parties.extend(member::accounts_of_person(&mut tx, author).await?);
        }
        flag::told(&mut tx, id, app.now()).await?;
        let group = group::find(&mut tx, id).await?.ok_or(StoreError::Gone)?;
        continuity::tell_on_call(app, &mut tx, &group, (News::Flag, News::FlagOthers), &parties).await?;
        tx.commit().await?;
    }
}
