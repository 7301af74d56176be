//! Keeping order, kindly: a step is taken with a member who broke a house rule, they read why and may object, and somebody else decides.

mod objection;

pub(super) use objection::{count_under, nobody_decides, tell_new_decider};
pub use objection::{decide, decide_under, object, tell_umbrellas, waiting, waiting_under};

use super::access::{self, Denied, InGroup};
use super::audit::{self, Note};
use super::continuity::tell;
use super::own_rule;
use crate::app::App;
use saar_domain::access::Action;
use saar_domain::audit::Deed;
use saar_domain::clock::Timestamp;
use saar_domain::continuity::News;
use saar_domain::field::FieldError;
use saar_domain::id::{AccountId, GroupId, MeasureId, MemberId};
use saar_domain::limits;
use saar_domain::member::{Role, keeps_an_admin};
use saar_domain::moderation::{NewMeasure, RawMeasure, Step, words};
use saar_store::group::Group;
use saar_store::measure::{self, Measure};
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
    /// Nobody could decide on an objection to it; see [`nobody_decides`].
    pub nobody_decides: bool,
}

/// Looks at whom a step would be taken with, and which is proposed.
pub async fn propose(app: &App, account: AccountId, id: GroupId, other: MemberId) -> Result<Proposal, Denied> {
    let mut tx = app.db.read().await?;
    let group = group::find(&mut tx, id).await?.ok_or(Denied::NotHere)?;
    let at = access::over_member(&mut tx, account, group, other, Action::Moderate).await?;
    let steps = steps(app, &at.access.group);
    let taken = measure::of_person(&mut tx, &app.sealer, other).await?;
    Ok(Proposal {
        proposed: Step::proposed(
            &steps,
            taken.iter().filter(|taken| counts(taken)).map(|taken| taken.step),
        ),
        rules: own_rule::codes(app, &mut tx, &at.access.group).await?,
        nobody_decides: objection::nobody_would_decide(&mut tx, id, (at.access.member.id, other)).await?,
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
    let Some(latest) = member::latest(tx, id, account).await? else {
        return Ok(Against::default());
    };
    // Threat: somebody comes in by another of their addresses.
    let taken = measure::of_person(tx, &app.sealer, latest).await?;
    let standing = || taken.iter().filter(|taken| counts(taken));
    // Who was let in again by those who run the group is in as everybody else.
    let mut newest = Some(latest);
    for account in member::accounts_of_person(tx, latest).await? {
        newest = newest.max(member::latest(tx, id, account).await?);
    }
    Ok(Against {
        removed: standing().any(|taken| taken.step == Step::Removal && newest == Some(taken.member)),
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
    if let Some(before) = just_taken(app, &mut tx, account, id, other, raw).await? {
        return Ok(before);
    }
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
    tell(app, &mut tx, at.other.account, id, News::of_step(made.step)).await?;
    tx.commit().await?;
    if made.step == Step::Removal {
        app.bus.left(at.other.account, id);
    }
    Ok(made)
}

/// The same step in the same words, taken a moment ago by the same person: a button that was tapped twice takes one, and the next proposal does not climb.
/// Whom a removal was about is gone by the second tap: they are looked for among what was done.
async fn just_taken(
    app: &App,
    tx: &mut Tx,
    account: AccountId,
    id: GroupId,
    other: MemberId,
    raw: &RawMeasure,
) -> Result<Option<Measure>, ModerationError> {
    let me = member::in_group(tx, id, account).await?.ok_or(Denied::NotHere)?;
    let (now, said) = (app.now(), words(&raw.words).ok());
    let lasts = |taken: &Measure| taken.until.map(|until| until.since(taken.at));
    let same = |taken: &Measure| {
        taken.group == id
            && taken.by == me.id
            && taken.step.code() == raw.step
            && taken.rule == raw.rule
            && Some(&taken.words) == said.as_ref()
            && raw.lasts(taken.step) == Ok(lasts(taken))
            && taken.objection.is_none()
            && now.since(taken.at) < limits::MEASURE_TWICE
    };
    let taken = measure::of_person(tx, &app.sealer, other).await?;
    Ok(taken.into_iter().find(same))
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
        // A shorter one does not end a longer one, which stands.
        member::pause(tx, other.id, new.until.max(other.paused_until)).await?;
    } else {
        member::leave(tx, other.id, app.now()).await?;
    }
    Ok(())
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
    /// It is not decided, and nobody could; see [`nobody_decides`].
    pub nobody_decides: bool,
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
        let nobody_decides = measure.decision.is_none() && nobody_decides(tx, &measure).await?;
        found.push(Named {
            nobody_decides,
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
    let measures = measure::of_person(&mut tx, &app.sealer, other).await?;
    Ok((at.access, named(&mut tx, measures).await?))
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
        tell(app, &mut tx, paused.account, group.id, News::MeasureOver).await?;
        tx.commit().await?;
    }
    Ok(over.len())
}
