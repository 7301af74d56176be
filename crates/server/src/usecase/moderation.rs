//! Keeping order, kindly: a step is taken with a member who broke a house rule, they read why and may object, and somebody else decides.

use super::access::{self, Denied, InGroup};
use super::audit::{self, Note};
use super::{letter, own_rule};
use crate::app::App;
use crate::web::view::mail::{MeasureMail, ObjectionMail};
use saar_domain::access::{Action, Standing, Target, may};
use saar_domain::audit::Deed;
use saar_domain::clock::Timestamp;
use saar_domain::field::FieldError;
use saar_domain::id::{AccountId, GroupId, MeasureId, MemberId, UmbrellaId};
use saar_domain::limits;
use saar_domain::member::{Alias, Role, keeps_an_admin};
use saar_domain::moderation::{NewMeasure, RawMeasure, Step, goes_to_umbrella, words};
use saar_store::coordinator::{self, Umbrella};
use saar_store::group::Group;
use saar_store::measure::{self, Decision, Measure};
use saar_store::member::Member;
use saar_store::{StoreError, Tx, group, member};

/// Why it was not done.
#[derive(Debug, thiserror::Error)]
pub enum ModerationError {
    /// Not there, or not allowed.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// Something typed was wrong.
    #[error("mistakes in what was typed")]
    Invalid(Vec<FieldError>),
    /// A group never has no admin.
    #[error("the last admin stays one")]
    LastAdmin,
    /// It was objected to, or decided, already.
    #[error("it was done already")]
    Done,
}

impl From<StoreError> for ModerationError {
    fn from(error: StoreError) -> Self {
        Self::Denied(error.into())
    }
}

fn typed(field: &'static str, text: &str) -> Result<String, ModerationError> {
    words(text).map_err(|problem| ModerationError::Invalid(vec![FieldError { field, problem }]))
}

/// A step that is about to be taken: whom it is about, and what is proposed.
#[derive(Debug, Clone)]
pub struct Proposal {
    /// Who would take it.
    pub access: InGroup,
    /// With whom.
    pub other: Member,
    /// The steps of the country, the mildest first.
    pub steps: Vec<Step>,
    /// The one above the highest that still counts.
    pub proposed: Option<Step>,
    /// Codes of the house rules that it may be about.
    pub rules: Vec<String>,
}

/// Looks at whom a step would be taken with, and which is proposed.
pub async fn propose(app: &App, account: AccountId, id: GroupId, other: MemberId) -> Result<Proposal, Denied> {
    let mut tx = app.db.read().await?;
    let group = group::find(&mut tx, id).await?.ok_or(Denied::NotHere)?;
    let at = access::over_member(&mut tx, account, group, other, Action::Moderate).await?;
    let steps = steps(app, &at.access.group);
    let taken = measure::of_member(&mut tx, &app.sealer, other).await?;
    Ok(Proposal {
        proposed: Step::proposed(
            &steps,
            taken.iter().filter(|taken| counts(taken)).map(|taken| taken.step),
        ),
        rules: own_rule::codes(app, &mut tx, &at.access.group).await?,
        access: at.access,
        other: at.other,
        steps,
    })
}

fn steps(app: &App, group: &Group) -> Vec<Step> {
    let profile = app.profiles.get(&group.country);
    profile
        .map(|profile| profile.moderation_steps.clone())
        .unwrap_or_default()
}

/// A measure that was taken back counts for nothing.
fn counts(measure: &Measure) -> bool {
    measure.decision.as_ref().is_none_or(|decision| decision.upheld)
}

/// What stands against somebody who comes into a group by an invite.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Against {
    /// They were removed: a link that lies about undoes no removal; asking those who run the group may.
    pub(super) removed: bool,
    /// Leaving ends no pause.
    pub(super) paused_until: Option<Timestamp>,
}

/// Looks what stands against somebody in a group, of what was not taken back.
pub(super) async fn against(app: &App, tx: &mut Tx, id: GroupId, account: AccountId) -> Result<Against, StoreError> {
    let now = app.now();
    let taken = measure::of_account(tx, &app.sealer, account).await?;
    let standing = || taken.iter().filter(|taken| taken.group == id && counts(taken));
    // Who was let in again by those who run the group is in as everybody else.
    let latest = member::latest(tx, id, account).await?;
    Ok(Against {
        removed: standing().any(|taken| taken.step == Step::Removal && latest == Some(taken.member)),
        paused_until: standing()
            .filter_map(|taken| taken.until)
            .filter(|until| *until > now)
            .max(),
    })
}

/// Takes a step with a member. They are told by mail and on their page, with the words.
pub async fn take(
    app: &App,
    account: AccountId,
    id: GroupId,
    other: MemberId,
    raw: &RawMeasure,
) -> Result<Measure, ModerationError> {
    let mut tx = app.db.write().await?;
    let group = access::lock(&mut tx, id, 0).await?.group;
    let at = access::over_member(&mut tx, account, group, other, Action::Moderate).await?;
    let now = app.now();
    let rules = own_rule::codes(app, &mut tx, &at.access.group).await?;
    let new = raw
        .check(&steps(app, &at.access.group), &rules, now)
        .map_err(ModerationError::Invalid)?;
    carry_out(&mut tx, id, &at.other, &new, app).await?;
    let made = Measure {
        id: MeasureId::new(now, app.entropy.as_ref()),
        group: id,
        member: other,
        step: new.step,
        rule: new.rule,
        words: new.words,
        by: at.access.member.id,
        at: now,
        until: new.until,
        objection: None,
        decision: None,
    };
    measure::insert(&mut tx, &app.sealer, &made, app.entropy.as_ref()).await?;
    let note = Note::new(id, Deed::Measured, at.access.member.id);
    audit::note(app, &mut tx, note.about(other).detail(made.step.code())).await?;
    tx.commit().await?;
    if made.step == Step::Removal {
        app.bus.left(at.other.account, id);
    }
    tell(app, &at.access.group, &at.other, made.step.code()).await;
    Ok(made)
}

/// What the step does beside being said.
async fn carry_out(
    tx: &mut Tx,
    id: GroupId,
    other: &Member,
    new: &NewMeasure,
    app: &App,
) -> Result<(), ModerationError> {
    if !matches!(new.step, Step::Pause | Step::Removal) {
        return Ok(());
    }
    // Who is paused or out runs no group, and a group is always run by somebody.
    let admins = member::count_admins(tx, id).await?;
    if !keeps_an_admin(other.role, None, admins) {
        return Err(ModerationError::LastAdmin);
    }
    if other.role != Role::Member {
        member::set_role(tx, other.id, Role::Member).await?;
    }
    if new.step == Step::Pause {
        member::pause(tx, other.id, new.until).await?;
    } else {
        member::leave(tx, other.id, app.now()).await?;
    }
    Ok(())
}

/// The mail says what was done in which group; the words stand behind the door (EDGES 17).
async fn tell(app: &App, group: &Group, member: &Member, news: &str) {
    let view = MeasureMail {
        news: news.to_owned(),
        group_name: group.name.clone(),
        url: app.link("/settings/measures"),
    };
    letter::tell(app, member.account, "measure", &format!("mail-measure-{news}"), &view).await;
}

/// A measure with whom it is about and who took it; no name of who is gone.
#[derive(Debug, Clone)]
pub struct Named {
    /// The measure.
    pub measure: Measure,
    /// The group.
    pub group: Group,
    /// With whom.
    pub member: Option<String>,
    /// By whom.
    pub by: Option<String>,
    /// Who decided.
    pub decided_by: Option<String>,
}

async fn named(tx: &mut Tx, measures: Vec<Measure>) -> Result<Vec<Named>, StoreError> {
    let mut found = Vec::with_capacity(measures.len());
    for measure in measures {
        let Some(group) = group::find(tx, measure.group).await? else {
            continue;
        };
        let aliases = member::aliases(tx, group.id).await?;
        let alias = |id: MemberId| {
            aliases
                .iter()
                .find(|(member, _)| *member == id)
                .map(|row| row.1.clone())
        };
        found.push(Named {
            member: alias(measure.member),
            by: alias(measure.by),
            decided_by: measure.decision.as_ref().and_then(|decision| alias(decision.by?)),
            group,
            measure,
        });
    }
    Ok(found)
}

/// What was taken with me, in every group that I am or was in.
pub async fn mine(app: &App, account: AccountId) -> Result<Vec<Named>, StoreError> {
    let mut tx = app.db.read().await?;
    let measures = measure::of_account(&mut tx, &app.sealer, account).await?;
    named(&mut tx, measures).await
}

/// What was taken with a member, for those who may.
pub async fn of_member(
    app: &App,
    account: AccountId,
    id: GroupId,
    other: MemberId,
) -> Result<(InGroup, Vec<Named>), Denied> {
    let mut tx = app.db.read().await?;
    let group = group::find(&mut tx, id).await?.ok_or(Denied::NotHere)?;
    let at = access::over_member(&mut tx, account, group, other, Action::ViewMember).await?;
    let measures = measure::of_member(&mut tx, &app.sealer, other).await?;
    Ok((at.access, named(&mut tx, measures).await?))
}

/// Objections that wait in a group, each with whether the reader may decide on it.
pub async fn waiting(app: &App, account: AccountId, id: GroupId) -> Result<(InGroup, Vec<(Named, bool)>), Denied> {
    let mut tx = app.db.read().await?;
    let access = access::in_group(&mut tx, account, id, Action::ViewAdmin).await?;
    let measures = measure::waiting(&mut tx, &app.sealer, id).await?;
    let named = named(&mut tx, measures).await?;
    let rows = named.into_iter().map(|named| {
        let allowed = may_decide(access.standing(), access.member.id, &named.measure);
        (named, allowed)
    });
    Ok((access.clone(), rows.collect()))
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
pub(super) async fn count_under(app: &App, tx: &mut Tx, account: AccountId, id: UmbrellaId) -> Result<u32, StoreError> {
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
    let mut own = false;
    for party in [measure.by, measure.member] {
        own |= member::with_former(tx, party)
            .await?
            .is_some_and(|party| party.account == account);
    }
    let somebody_can = somebody_can_decide(tx, measure).await?;
    let allowed = may(Standing::Coordinator, Action::Decide, Target::Measure { own });
    Ok(allowed && goes_to_umbrella(somebody_can, objected_at, app.now()))
}

async fn somebody_can_decide(tx: &mut Tx, measure: &Measure) -> Result<bool, StoreError> {
    let members = member::active(tx, measure.group).await?;
    let can = |member: &Member| may_decide(access::standing(member), member.id, measure);
    Ok(members.iter().any(can))
}

fn may_decide(actor: Standing, me: MemberId, measure: &Measure) -> bool {
    let own = measure.by == me || measure.member == me;
    may(actor, Action::Decide, Target::Measure { own })
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
    Ok(tx.commit().await?)
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
    let group = group::find(&mut tx, found.group).await?.ok_or(StoreError::Gone)?;
    drop(tx);
    let (false, Some(umbrella)) = (asked.is_empty(), group.umbrella) else {
        return Ok(());
    };
    // Marked before it is sent: it stands on their page too.
    let mut tx = app.db.write_soon().await?;
    let told = measure::umbrella_told(&mut tx, id, app.now()).await?;
    tx.commit().await?;
    let view = ObjectionMail {
        group_name: group.name,
        url: app.link(&format!("/umbrellas/{umbrella}/objections")),
        settings_url: app.link("/settings"),
    };
    for coordinator in asked.into_iter().filter(|_| told) {
        letter::tell(app, coordinator, "objection", "mail-objection", &view).await;
    }
    Ok(())
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
    if !may_decide(access.standing(), access.member.id, &found) {
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
    let member = member::with_former(&mut tx, found.member).await?;
    if !upheld && let Some(member) = &member {
        undo(app, &mut tx, group, member, found.step).await?;
    }
    let deed = by.map_or(Deed::DecidedByCoordinator, |_| Deed::Decided);
    let note = Note {
        by,
        ..Note::new(group.id, deed, found.member)
    };
    let code = if upheld { "upheld" } else { "taken_back" };
    audit::note(app, &mut tx, note.about(found.member).detail(code)).await?;
    tx.commit().await?;
    if let Some(member) = member {
        tell(app, group, &member, code).await;
    }
    Ok(())
}

/// Puts back what the step had done. Who was removed comes back while their place is still known; a full group takes them all the same, for it was theirs.
async fn undo(app: &App, tx: &mut Tx, group: &Group, member: &Member, step: Step) -> Result<(), StoreError> {
    match step {
        Step::Reminder | Step::Warning => Ok(()),
        Step::Pause => {
            member::pause(tx, member.id, None).await?;
            // They may have left and come in again: what else stands against them goes on.
            if let Some(again) = member::in_group(tx, group.id, member.account).await? {
                let still = against(app, tx, group.id, member.account).await?.paused_until;
                member::pause(tx, again.id, still).await?;
            }
            Ok(())
        }
        Step::Removal => {
            let back = member::in_group(tx, group.id, member.account).await?.is_some();
            if !back {
                give_place_back(tx, member).await?;
            }
            Ok(())
        }
    }
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

/// Ends pauses that are over; how many. By the clock.
pub async fn end_pauses(app: &App) -> Result<usize, StoreError> {
    let mut tx = app.db.read().await?;
    let over = member::pause_over(&mut tx, app.now()).await?;
    drop(tx);
    for paused in &over {
        let mut tx = app.db.write().await?;
        // Taken back, or removed, meanwhile: under the lock it is seen.
        let group = group::lock(&mut tx, paused.group, 0).await?.group;
        let still = member::find(&mut tx, group.id, paused.id).await?;
        if still.is_none_or(|still| still.paused_until != paused.paused_until) {
            continue;
        }
        member::pause(&mut tx, paused.id, None).await?;
        let note = Note {
            by: None,
            ..Note::new(group.id, Deed::PauseEnded, paused.id)
        };
        audit::note(app, &mut tx, note.about(paused.id)).await?;
        tx.commit().await?;
        tell(app, &group, paused, "pause-ended").await;
    }
    Ok(over.len())
}
