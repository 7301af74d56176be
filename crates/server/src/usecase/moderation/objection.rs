//! Objections: the member says why a step is wrong, somebody else of the group decides, or a coordinator where nobody there can or did.

use super::super::access::{self, Denied, InGroup};
use super::super::audit::{self, Note};
use super::super::continuity::tell;
use super::{ModerationError, Named, against, named, typed};
use crate::app::App;
use saar_domain::access::{Action, Standing, Target, may};
use saar_domain::audit::Deed;
use saar_domain::continuity::News;
use saar_domain::id::{AccountId, GroupId, MeasureId, MemberId, UmbrellaId};
use saar_domain::limits;
use saar_domain::member::Alias;
use saar_domain::moderation::{Step, goes_to_umbrella, words};
use saar_store::coordinator::{self, Umbrella};
use saar_store::group::Group;
use saar_store::measure::{self, Decision, Measure};
use saar_store::member::Member;
use saar_store::{StoreError, Tx, member, request};

/// Objections that wait in a group, each with whether the reader may decide on it.
pub async fn waiting(app: &App, account: AccountId, id: GroupId) -> Result<(InGroup, Vec<(Named, bool)>), Denied> {
    let mut tx = app.db.read().await?;
    let access = access::in_group(&mut tx, account, id, Action::ViewAdmin).await?;
    let measures = measure::waiting(&mut tx, &app.sealer, id).await?;
    let mut rows = Vec::new();
    for named in named(&mut tx, measures).await? {
        let parties = parties(&mut tx, (named.measure.by, named.measure.member)).await?;
        let allowed = may_decide(&access.member, &parties);
        rows.push((named, allowed));
    }
    Ok((access, rows))
}

/// Objections under an umbrella that its coordinator decides on. What they read of a group is a line in its log.
pub async fn waiting_under(app: &App, account: AccountId, id: UmbrellaId) -> Result<(Umbrella, Vec<Named>), Denied> {
    let mut tx = app.db.write().await?;
    let umbrella = access::coordinating(&mut tx, account, id, Action::Oversee).await?;
    let theirs = under(app, &mut tx, account, id).await?;
    let lately = app.now().minus(limits::OBJECTION_READ_ONCE);
    for read in &theirs {
        // Once an hour: who looks again, or mends what they typed, fills no log.
        if saar_store::audit::was_noted(&mut tx, read.member, Deed::ObjectionRead, lately).await? {
            continue;
        }
        let note = Note {
            by: None,
            ..Note::new(read.group, Deed::ObjectionRead, read.member)
        };
        audit::note(app, &mut tx, note.about(read.member)).await?;
    }
    let named = named(&mut tx, theirs).await?;
    tx.commit().await?;
    Ok((umbrella, named))
}

/// How many those are.
pub(in crate::usecase) async fn count_under(
    app: &App,
    tx: &mut Tx,
    account: AccountId,
    id: UmbrellaId,
) -> Result<u32, StoreError> {
    Ok(u32::try_from(under(app, tx, account, id).await?.len()).unwrap_or(u32::MAX))
}

async fn under(app: &App, tx: &mut Tx, account: AccountId, id: UmbrellaId) -> Result<Vec<Measure>, StoreError> {
    let mut theirs = Vec::new();
    for waiting in measure::waiting_under(tx, &app.sealer, id).await? {
        if is_the_umbrellas(app, tx, account, &waiting).await? {
            theirs.push(waiting);
        }
    }
    Ok(theirs)
}

/// Whether this coordinator decides on an objection. Threat: they read what the group settles by itself, or decide on what they did in it themselves.
async fn is_the_umbrellas(app: &App, tx: &mut Tx, account: AccountId, measure: &Measure) -> Result<bool, StoreError> {
    let Some((_, objected_at)) = measure.objection else {
        return Ok(false);
    };
    let parties = parties(tx, (measure.by, measure.member)).await?;
    let somebody_can = !who_may_decide(tx, measure.group, &parties).await?.is_empty();
    let own = parties.contains(&account);
    let allowed = may(Standing::Coordinator, Action::Decide, Target::Measure { own });
    Ok(allowed && goes_to_umbrella(somebody_can, objected_at, app.now()))
}

/// Members of the group who may decide on an objection.
async fn who_may_decide(tx: &mut Tx, group: GroupId, parties: &[AccountId]) -> Result<Vec<Member>, StoreError> {
    let mut members = member::active(tx, group).await?;
    members.retain(|member| may_decide(member, parties));
    Ok(members)
}

/// Whether there is nobody who could decide on an objection, in the group or over it: the one admin of a group took the step, and no umbrella has a
/// coordinator. Then it stands, open, until the group has a second one.
pub(in crate::usecase) async fn nobody_decides(tx: &mut Tx, measure: &Measure) -> Result<bool, StoreError> {
    let parties = parties(tx, (measure.by, measure.member)).await?;
    nobody_but(tx, measure.group, &parties).await
}

/// The same before a step is taken by somebody with somebody.
pub(super) async fn nobody_would_decide(
    tx: &mut Tx,
    group: GroupId,
    of: (MemberId, MemberId),
) -> Result<bool, StoreError> {
    let parties = parties(tx, of).await?;
    nobody_but(tx, group, &parties).await
}

async fn nobody_but(tx: &mut Tx, group: GroupId, parties: &[AccountId]) -> Result<bool, StoreError> {
    let coordinators = coordinator::of_group(tx, group).await?;
    let nobody_over_it = coordinators.iter().all(|coordinator| parties.contains(coordinator));
    Ok(nobody_over_it && who_may_decide(tx, group, parties).await?.is_empty())
}

/// Accounts of who took a step and of whom it is about. Threat: they leave and come in again, or are let in at another address, and are another member
/// by then: they are the same person, and do not decide on what they did.
async fn parties(tx: &mut Tx, (by, about): (MemberId, MemberId)) -> Result<Vec<AccountId>, StoreError> {
    let mut accounts = member::accounts_of_person(tx, by).await?;
    accounts.extend(member::accounts_of_person(tx, about).await?);
    Ok(accounts)
}

fn may_decide(me: &Member, parties: &[AccountId]) -> bool {
    let own = parties.contains(&me.account);
    may(access::standing(me), Action::Decide, Target::Measure { own })
}

/// The member says why it is wrong. Once, and also after a removal.
pub async fn object(app: &App, account: AccountId, id: MeasureId, text: &str) -> Result<(), ModerationError> {
    let mut tx = app.db.write().await?;
    let mine = measure::of_account(&mut tx, &app.sealer, account).await?;
    // Somebody else's measure is not there (EDGES 28).
    let found = mine
        .into_iter()
        .find(|mine| mine.id == id)
        .ok_or(ModerationError::Denied(Denied::NotHere))?;
    let objection = typed("words", text)?;
    let (now, entropy) = (app.now(), app.entropy.as_ref());
    if !measure::object(&mut tx, &app.sealer, id, &objection, now, entropy).await? {
        return Err(ModerationError::Done);
    }
    let note = Note::new(found.group, Deed::Objected, found.member);
    audit::note(app, &mut tx, note.about(found.member).detail(found.step.code())).await?;
    // The mail says that somebody objected, and nothing of who or against what.
    let parties = parties(&mut tx, (found.by, found.member)).await?;
    let deciders = who_may_decide(&mut tx, found.group, &parties).await?;
    let (news, told) = if nobody_decides(&mut tx, &found).await? {
        let mut members = member::active(&mut tx, found.group).await?;
        members.retain(|member| member.role.runs_the_group());
        (News::ObjectionNobody, members)
    } else {
        (News::Objection, deciders)
    };
    for member in told {
        tell(app, &mut tx, member.account, found.group, news).await?;
    }
    Ok(tx.commit().await?)
}

/// Tells somebody who runs the group from now on that objections wait on which they may decide: who could before was told then.
pub(in crate::usecase) async fn tell_new_decider(app: &App, tx: &mut Tx, member: &Member) -> Result<(), StoreError> {
    for waiting in measure::waiting(tx, &app.sealer, member.group).await? {
        let parties = parties(tx, (waiting.by, waiting.member)).await?;
        if may_decide(member, &parties) {
            return tell(app, tx, member.account, member.group, News::Objection).await;
        }
    }
    Ok(())
}

/// Tells the coordinators of an umbrella of the objections that are theirs to decide, once each. By the clock, which also sees that nobody did in time.
pub async fn tell_umbrellas(app: &App) -> Result<(), StoreError> {
    let mut tx = app.db.read().await?;
    let untold = measure::umbrella_untold(&mut tx, limits::PAGE_ROWS_MAX).await?;
    drop(tx);
    for id in untold {
        if let Err(error) = tell_umbrella(app, id).await {
            tracing::error!(%error, measure = %id, "no coordinator could be told of an objection");
        }
    }
    Ok(())
}

async fn tell_umbrella(app: &App, id: MeasureId) -> Result<(), StoreError> {
    let mut tx = app.db.read().await?;
    let Some(found) = measure::find(&mut tx, &app.sealer, id).await? else {
        return Ok(());
    };
    let mut asked = Vec::new();
    for coordinator in coordinator::of_group(&mut tx, found.group).await? {
        if is_the_umbrellas(app, &mut tx, coordinator, &found).await? {
            asked.push(coordinator);
        }
    }
    drop(tx);
    if asked.is_empty() {
        return Ok(());
    }
    let mut tx = app.db.write_soon().await?;
    if measure::umbrella_told(&mut tx, id, app.now()).await? {
        for coordinator in asked {
            tell(app, &mut tx, coordinator, found.group, News::ObjectionUnder).await?;
        }
    }
    tx.commit().await
}

/// Somebody else decides: it stands, or it is taken back. Taken back, a pause ends, and who was removed is in again; roles are given anew.
pub async fn decide(
    app: &App,
    account: AccountId,
    id: GroupId,
    measure_id: MeasureId,
    upheld: Option<bool>,
    answer: &str,
) -> Result<(), ModerationError> {
    let mut tx = app.db.write().await?;
    let group = access::lock(&mut tx, id, 0).await?.group;
    let access = access::within(&mut tx, account, group, Action::ViewAdmin).await?;
    let found = measure::find(&mut tx, &app.sealer, measure_id)
        .await?
        .filter(|found| found.group == id && found.objection.is_some())
        .ok_or(ModerationError::Denied(Denied::NotHere))?;
    if !may_decide(&access.member, &parties(&mut tx, (found.by, found.member)).await?) {
        return Err(ModerationError::Denied(Denied::NotAllowed));
    }
    settle(app, tx, &access.group, &found, Some(access.member.id), (upheld, answer)).await
}

/// A coordinator of the umbrella decides, where nobody of the group can or did.
pub async fn decide_under(
    app: &App,
    account: AccountId,
    id: UmbrellaId,
    measure_id: MeasureId,
    upheld: Option<bool>,
    answer: &str,
) -> Result<(), ModerationError> {
    let mut tx = app.db.write().await?;
    access::coordinating(&mut tx, account, id, Action::Oversee).await?;
    let found = measure::find(&mut tx, &app.sealer, measure_id).await?;
    let found = found.ok_or(Denied::NotHere)?;
    let group = access::lock(&mut tx, found.group, 0).await?.group;
    // Somebody of the group may have decided meanwhile: then it is done, and not gone.
    let decided = found.objection.is_some() && found.decision.is_some();
    if group.umbrella != Some(id) || !(decided || is_the_umbrellas(app, &mut tx, account, &found).await?) {
        return Err(ModerationError::Denied(Denied::NotHere));
    }
    settle(app, tx, &group, &found, None, (upheld, answer)).await
}

/// Writes down what was decided, undoes what was taken back, and tells the member.
async fn settle(
    app: &App,
    mut tx: Tx,
    group: &Group,
    found: &Measure,
    by: Option<MemberId>,
    (upheld, answer): (Option<bool>, &str),
) -> Result<(), ModerationError> {
    let mut errors = saar_domain::field::Errors::default();
    let upheld = errors.take("upheld", upheld.ok_or(saar_domain::field::Problem::NotAChoice));
    let answer = errors.take("words", words(answer));
    errors.into_result().map_err(ModerationError::Invalid)?;
    let (Some(upheld), Some(answer)) = (upheld, answer) else {
        return Err(ModerationError::Done);
    };
    let (now, entropy) = (app.now(), app.entropy.as_ref());
    let decision = Decision {
        by,
        at: now,
        upheld,
        answer,
    };
    if !measure::decide(&mut tx, &app.sealer, found.id, &decision, entropy).await? {
        return Err(ModerationError::Done);
    }
    let former = member::with_former(&mut tx, found.member).await?;
    if !upheld {
        undo(app, &mut tx, group, found, former.as_ref()).await?;
    }
    let deed = by.map_or(Deed::DecidedByCoordinator, |_| Deed::Decided);
    let note = Note {
        by,
        ..Note::new(group.id, deed, found.member)
    };
    let code = if upheld { "upheld" } else { "taken_back" };
    audit::note(app, &mut tx, note.about(found.member).detail(code)).await?;
    let news = if upheld {
        News::MeasureUpheld
    } else {
        News::MeasureTakenBack
    };
    // Where they are now: who was let in again reads no mail at the old address.
    let now_in = memberships(&mut tx, group.id, found.member).await?;
    if let Some(member) = now_in.first().or(former.as_ref()) {
        tell(app, &mut tx, member.account, group.id, news).await?;
    }
    Ok(tx.commit().await?)
}

/// What somebody is in the group now, under any of their accounts.
async fn memberships(tx: &mut Tx, group: GroupId, member: MemberId) -> Result<Vec<Member>, StoreError> {
    let mut found = Vec::new();
    for account in member::accounts_of_person(tx, member).await? {
        found.extend(member::in_group(tx, group, account).await?);
    }
    Ok(found)
}

/// Puts back what the step had done. Who was removed comes back while their place is still known; a full group takes them all the same, for it was theirs.
async fn undo(
    app: &App,
    tx: &mut Tx,
    group: &Group,
    found: &Measure,
    former: Option<&Member>,
) -> Result<(), StoreError> {
    match found.step {
        Step::Reminder | Step::Warning => return Ok(()),
        Step::Pause => {}
        Step::Removal => {
            if memberships(tx, group.id, found.member).await?.is_empty()
                && let Some(former) = former
            {
                give_place_back(tx, former).await?;
            }
            for back in memberships(tx, group.id, found.member).await? {
                // Who had asked to join again meanwhile is answered: the yes that waits for a place would fail over somebody who has one.
                request::forget_of(tx, group.id, back.account).await?;
            }
        }
    }
    // What else stands against them goes on, also where they left and came in again: leaving had ended their pause.
    for now_in in memberships(tx, group.id, found.member).await? {
        let still = against(app, tx, group.id, now_in.account).await?.paused_until;
        member::pause(tx, now_in.id, still).await?;
    }
    Ok(())
}

/// Makes somebody a member again. Whose name is another's by now gets a number behind it, and can change it. Where all are taken the decision stands
/// without the place: they may ask to join as everybody else.
async fn give_place_back(tx: &mut Tx, member: &Member) -> Result<(), StoreError> {
    let short: String = member.alias.chars().take(limits::ALIAS_CHARS_MAX - 3).collect();
    let numbered = (2..=99).map(|number| format!("{short} {number}"));
    for name in std::iter::once(member.alias.clone()).chain(numbered) {
        if let Ok(alias) = Alias::parse(&name)
            && member::return_as(tx, member.id, &alias).await?
        {
            return Ok(());
        }
    }
    tracing::warn!(member = %member.id, "no name is free for whoever comes back");
    Ok(())
}
