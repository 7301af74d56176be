//! Liaisons: the community police officer, the municipality, the housing association. The group asks them, says what they see and until when, and ends it.
//!
//! Threats: somebody outside sees more than the group granted, or for longer; the group does not know who looks in; somebody is made a liaison without
//! their yes, or an admin tries by it which addresses are known here. So each page asks `access::looking_in` as it is at that moment, every look at
//! incidents is in the log before it is shown, everybody in the group reads who looks in, and whoever is asked is asked by mail, whatever the address.

use super::access::{self, Denied, InGroup};
use super::audit::note_of_liaison;
use super::continuity::{Asked, tell, tell_address};
use super::reach;
use super::sign_in::parse_email;
use crate::app::App;
use saar_domain::access::{Action, Standing, Target, may};
use saar_domain::audit::Deed;
use saar_domain::clock::Timestamp;
use saar_domain::continuity::News;
use saar_domain::country::Profile;
use saar_domain::field::{Errors, FieldError, Problem};
use saar_domain::id::{AccountId, GroupId, LiaisonId, MemberId};
use saar_domain::liaison::{LiaisonEnding, LiaisonViews, RawLiaison, last_day};
use saar_domain::limits;
use saar_domain::member::Role;
use saar_domain::reach::Coverage;
use saar_store::group::Group;
use saar_store::liaison::{self, AskedAddress, BareIncident, Liaison};
use saar_store::{StoreError, Tx, budget, continuity, group, incident, member, retention};
use std::collections::BTreeMap;

/// Why it was not done.
#[derive(Debug, thiserror::Error)]
pub enum LiaisonError {
    /// Not there, or not allowed.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// Something typed was wrong.
    #[error("mistakes in what was typed")]
    Invalid(Vec<FieldError>),
    /// It ended meanwhile.
    #[error("it has ended")]
    Ended,
}

impl From<StoreError> for LiaisonError {
    fn from(error: StoreError) -> Self {
        Self::Denied(error.into())
    }
}

/// A liaison, as somebody in the group reads of them.
#[derive(Debug, Clone)]
pub struct Row {
    /// The grant.
    pub liaison: Liaison,
    /// Alias of who asked them; none of who is gone.
    pub by: Option<String>,
    /// When they last looked at the incidents.
    pub looked_at: Option<Timestamp>,
}

/// Who looks in, for everybody in the group.
#[derive(Debug, Clone)]
pub struct Desk {
    /// Who reads it, where.
    pub access: InGroup,
    /// Asked, or looking in.
    pub now: Vec<Row>,
    /// Ended, while that is known.
    pub before: Vec<Row>,
    /// The reader may ask somebody: whom the country allows, and the most that each may see.
    pub may_grant: Option<LiaisonViews>,
    /// The reader may end it.
    pub may_end: bool,
}

/// Who looks in.
pub async fn of_group(app: &App, account: AccountId, id: GroupId) -> Result<Desk, Denied> {
    let now = app.now();
    let mut tx = app.db.read().await?;
    let access = access::in_group(&mut tx, account, id, Action::ViewGroup).await?;
    let aliases: BTreeMap<MemberId, String> = member::aliases(&mut tx, id).await?.into_iter().collect();
    let looks: BTreeMap<LiaisonId, Timestamp> = liaison::looks(&mut tx, id).await?.into_iter().collect();
    let rows = liaison::of_group(&mut tx, id, limits::PAGE_ROWS_MAX).await?;
    let rows = rows.into_iter().map(|liaison| Row {
        by: liaison.asked_by.and_then(|member| aliases.get(&member).cloned()),
        looked_at: looks.get(&liaison.id).copied(),
        liaison,
    });
    // What is over counts as ended, also before the clock has written it down.
    let is_open = |row: &Row| row.liaison.ended.is_none() && row.liaison.expires_at > now;
    let (open, before) = rows.partition(is_open);
    let can = |action| may(access.standing(), action, Target::Group);
    let profile = app.profiles.get(&access.group.country);
    Ok(Desk {
        may_grant: profile
            .filter(|_| can(Action::GrantView))
            .map(|profile| profile.liaisons.clone()),
        may_end: can(Action::EndView),
        access,
        now: open,
        before,
    })
}

/// A liaison who came or went in the last days, for the group's home.
#[derive(Debug, Clone)]
pub struct Lately {
    /// Name of the office or the function.
    pub office: String,
    /// It ended; else it began.
    pub ended: bool,
}

/// Who came or went lately.
pub(super) async fn lately(tx: &mut Tx, id: GroupId, now: Timestamp) -> Result<Vec<Lately>, StoreError> {
    let since = now.minus(limits::LIAISON_TOLD);
    let rows = liaison::of_group(tx, id, limits::PAGE_ROWS_MAX).await?;
    let lately = rows
        .into_iter()
        .filter(|row| row.accepted_at.is_some())
        .filter_map(|row| {
            let ended = row.ended.is_some();
            let at = row.ended.map_or(row.accepted_at, |(at, _)| Some(at))?;
            (at > since).then_some(Lately {
                office: row.office,
                ended,
            })
        });
    Ok(lately.collect())
}

/// Asks somebody outside to be a liaison. The answer is the same for every address.
pub async fn ask(
    app: &App,
    account: AccountId,
    id: GroupId,
    typed: &RawLiaison,
    email: &str,
) -> Result<LiaisonId, LiaisonError> {
    let now = app.now();
    let mut tx = app.db.write().await?;
    // Under the lock: two admins who ask at once are counted one after the other (EDGES 13).
    let group = access::lock(&mut tx, id, 0).await?.group;
    let access = access::within(&mut tx, account, group, Action::GrantView).await?;
    let profile = profile_of(app, &access.group)?;
    let mut errors = Errors::default();
    let new = errors.take_all(typed.check(&profile.liaisons, &profile.zone(), now));
    let email = errors.take("email", parse_email(email));
    let (open, lately) = liaison::counts(&mut tx, id, now.minus(saar_domain::clock::Span::days(1))).await?;
    if open >= limits::LIAISONS_MAX || lately >= limits::LIAISONS_ASKED_A_DAY {
        let max = usize::try_from(limits::LIAISONS_MAX).unwrap_or(usize::MAX);
        errors.add("liaisons", Problem::TooMany { max });
    }
    errors.into_result().map_err(LiaisonError::Invalid)?;
    let (Some(new), Some(email)) = (new, email) else {
        return Err(LiaisonError::Invalid(Vec::new()));
    };
    let made = LiaisonId::new(now, app.entropy.as_ref());
    let address = AskedAddress::new(&app.sealer, &email, app.entropy.as_ref());
    if !liaison::ask(&mut tx, made, id, &new, address, access.member.id, now).await? {
        let (field, problem) = ("liaison_email", Problem::Taken);
        return Err(LiaisonError::Invalid(vec![FieldError { field, problem }]));
    }
    let asked = liaison::find(&mut tx, made).await?.ok_or(StoreError::Gone)?;
    note_of_liaison(app, &mut tx, &asked, Deed::LiaisonAsked, Some(access.member.id)).await?;
    tell_address(
        app,
        &mut tx,
        Asked {
            email: &email,
            by: Some(account),
        },
        id,
        News::Liaison,
    )
    .await?;
    tx.commit().await?;
    Ok(made)
}

fn profile_of<'a>(app: &'a App, group: &Group) -> Result<&'a Profile, StoreError> {
    app.profiles.get(&group.country).ok_or(StoreError::Gone)
}

/// Lets a liaison look in until another day.
pub async fn extend(
    app: &App,
    account: AccountId,
    id: GroupId,
    which: LiaisonId,
    until: &str,
) -> Result<(), LiaisonError> {
    let (mut tx, access, found) = at_liaison(app, account, id, which, Action::GrantView).await?;
    let until = last_day(until, &profile_of(app, &access.group)?.zone(), app.now()).map_err(|problem| {
        let field = "liaison_until";
        LiaisonError::Invalid(vec![FieldError { field, problem }])
    })?;
    // What is over is asked for anew: nobody looks in again without a yes.
    if found.ended.is_some() || found.expires_at <= app.now() || !liaison::extend(&mut tx, which, until).await? {
        return Err(LiaisonError::Ended);
    }
    note_of_liaison(app, &mut tx, &found, Deed::LiaisonExtended, Some(access.member.id)).await?;
    Ok(tx.commit().await?)
}

/// Ends it at once: the next request of the liaison is answered by that. Ended twice is ended.
pub async fn end(app: &App, account: AccountId, id: GroupId, which: LiaisonId) -> Result<(), LiaisonError> {
    let (mut tx, access, found) = at_liaison(app, account, id, which, Action::EndView).await?;
    let by = Some(access.member.id);
    finish(app, &mut tx, &found, LiaisonEnding::Group, by).await?;
    Ok(tx.commit().await?)
}

/// A grant of a group, with who acts, under the group's lock.
async fn at_liaison(
    app: &App,
    account: AccountId,
    id: GroupId,
    which: LiaisonId,
    action: Action,
) -> Result<(Tx, InGroup, Liaison), LiaisonError> {
    let mut tx = app.db.write().await?;
    let group = access::lock(&mut tx, id, 0).await?.group;
    let access = access::within(&mut tx, account, group, action).await?;
    let found = liaison::find(&mut tx, which).await?.filter(|found| found.group == id);
    Ok((tx, access, found.ok_or(Denied::NotHere)?))
}

/// Ends a grant, writes it down and tells whom it concerns; nothing where it has ended.
async fn finish(
    app: &App,
    tx: &mut Tx,
    found: &Liaison,
    ending: LiaisonEnding,
    by: Option<MemberId>,
) -> Result<(), StoreError> {
    let asked = liaison::asked_account(tx, found.id).await?;
    if !liaison::end(tx, found.id, ending, app.now()).await? {
        return Ok(());
    }
    let deed = match ending {
        LiaisonEnding::Group => Deed::LiaisonEnded,
        LiaisonEnding::Liaison => Deed::LiaisonStopped,
        LiaisonEnding::Refused => Deed::LiaisonRefused,
        LiaisonEnding::Unanswered | LiaisonEnding::Expired => Deed::LiaisonExpired,
    };
    note_of_liaison(app, tx, found, deed, by).await?;
    // Who signed in to read the question, and is nothing else here.
    if let Some(account) = asked {
        retention::forget_account_of_nobody(tx, account).await?;
    }
    if let (Some(account), LiaisonEnding::Group | LiaisonEnding::Expired) = (found.account, ending) {
        tell(app, tx, account, found.group, News::LiaisonEnded).await?;
    }
    Ok(())
}

/// A group that asks somebody, or lets them look in.
#[derive(Debug, Clone)]
pub struct Mine {
    /// The grant.
    pub liaison: Liaison,
    /// The group's name.
    pub group_name: String,
    /// They have not answered.
    pub asked: bool,
}

/// Groups that ask somebody, and those that let them look in.
pub async fn mine(app: &App, account: AccountId) -> Result<Vec<Mine>, StoreError> {
    let now = app.now();
    let mut tx = app.db.read().await?;
    let mut all = liaison::of_account(&mut tx, account).await?;
    all.retain(|liaison| liaison.stands(now));
    let asking = liaison::asking(&mut tx, account, now.minus(limits::LIAISON_ASKED)).await?;
    all.extend(asking.into_iter().filter(|asking| asking.expires_at > now));
    let mut mine = Vec::new();
    for liaison in all {
        if let Some(group) = group::find(&mut tx, liaison.group).await? {
            mine.push(Mine {
                asked: liaison.account.is_none(),
                group_name: group.name,
                liaison,
            });
        }
    }
    Ok(mine)
}

/// What a liaison sees of a group.
#[derive(Debug, Clone)]
pub struct Insight {
    /// Aliases of its admins.
    pub admins: Vec<String>,
    /// It has an admin, and the dead-man's switch does not run.
    pub looked_after: bool,
    /// Members.
    pub members: u32,
    /// How many an alarm would reach; none when there are so few that it would say who.
    pub coverage: Option<Coverage>,
    /// Real alarms of the last 30 days, and of the last year; none when there are so few members that it would say who.
    pub alarms: Option<[u32; 2]>,
    /// When the last drill was.
    pub drilled_at: Option<Timestamp>,
    /// Incidents that ended, where they were granted; none when there are so few members that it would say who.
    pub incidents: Option<Vec<BareIncident>>,
}

/// How it stands between somebody outside and a group.
#[derive(Debug, Clone)]
pub enum Relation {
    /// The group asks them.
    Asked,
    /// They look in.
    Open(Insight),
    /// It has ended: when, and why.
    Ended(Timestamp, LiaisonEnding),
}

/// The page of a liaison.
#[derive(Debug, Clone)]
pub struct Look {
    /// The group.
    pub group: Group,
    /// The grant.
    pub liaison: Liaison,
    /// How it stands.
    pub stands: Relation,
}

/// The page of a liaison: asked, looking in, or ended. To everybody else it is not there.
pub async fn look(app: &App, account: AccountId, id: LiaisonId) -> Result<Look, Denied> {
    let now = app.now();
    // A look at incidents is in the log before they are shown: it is a write.
    let mut tx = app.db.write().await?;
    let (found, stands) = match own(app, &mut tx, account, id).await? {
        Own::Asked(found) => (found, Relation::Asked),
        Own::Ended(found, at, ending) => (found, Relation::Ended(at, ending)),
        Own::Open => {
            let (group, found) = access::looking_in(&mut tx, account, id, Action::Visit, now).await?;
            let insight = insight(app, &mut tx, &group, &found).await?;
            (found, Relation::Open(insight))
        }
    };
    let group = group::find(&mut tx, found.group).await?.ok_or(Denied::NotHere)?;
    tx.commit().await?;
    Ok(Look {
        group,
        liaison: found,
        stands,
    })
}

/// A grant of one's own.
enum Own {
    Asked(Liaison),
    Open,
    Ended(Liaison, Timestamp, LiaisonEnding),
}

async fn own(app: &App, tx: &mut Tx, account: AccountId, id: LiaisonId) -> Result<Own, Denied> {
    let now = app.now();
    let asking = liaison::asking(tx, account, now.minus(limits::LIAISON_ASKED)).await?;
    if let Some(asked) = asking
        .into_iter()
        .find(|asking| asking.id == id && asking.expires_at > now)
    {
        return Ok(Own::Asked(asked));
    }
    let mine = liaison::of_account(tx, account).await?;
    let found = mine.into_iter().find(|mine| mine.id == id).ok_or(Denied::NotHere)?;
    Ok(match found.ended {
        Some((at, ending)) => Own::Ended(found, at, ending),
        None if found.stands(now) => Own::Open,
        None => {
            let at = found.expires_at;
            Own::Ended(found, at, LiaisonEnding::Expired)
        }
    })
}

async fn insight(app: &App, tx: &mut Tx, group: &Group, found: &Liaison) -> Result<Insight, StoreError> {
    let now = app.now();
    let id = group.id;
    let members = member::active(tx, id).await?;
    let admins: Vec<String> = members
        .iter()
        .filter(|member| member.role == Role::Admin)
        .map(|member| member.alias.clone())
        .collect();
    let count = u32::try_from(members.len()).unwrap_or(u32::MAX);
    // Threat: in a group of a few, a count, or the hour of an alarm, says who.
    let tells = count >= limits::COVERAGE_MEMBERS_MIN;
    let since = |span| now.minus(span);
    let alarms = if tells {
        let month = incident::count_since(tx, id, since(limits::FATIGUE_SPAN)).await?.0;
        Some([
            month,
            incident::count_since(tx, id, since(limits::LIAISON_LOOKS_BACK))
                .await?
                .0,
        ])
    } else {
        None
    };
    let granted = may(Standing::Liaison(found.view), Action::ReadEnded, Target::Group);
    let incidents = if tells && granted {
        note_of_liaison(app, tx, found, Deed::LiaisonLooked, None).await?;
        let rows = limits::LIAISON_INCIDENTS_SHOWN;
        Some(liaison::incidents(tx, id, since(limits::LIAISON_LOOKS_BACK), rows).await?)
    } else {
        None
    };
    Ok(Insight {
        looked_after: !admins.is_empty() && continuity::running(tx, id).await?.is_none(),
        admins,
        members: count,
        coverage: reach::of_all(app, tx, id).await?,
        alarms,
        drilled_at: budget::latest(tx, id, true, 1).await?.first().map(|drill| drill.1),
        incidents,
    })
}

/// Says yes or no to being asked.
pub async fn answer(app: &App, account: AccountId, id: LiaisonId, yes: bool) -> Result<(), LiaisonError> {
    let mut tx = app.db.write().await?;
    let Own::Asked(asked) = own(app, &mut tx, account, id).await? else {
        return Err(Denied::NotHere.into());
    };
    // Under the lock: the group ends it at this very moment (EDGES 13).
    access::lock(&mut tx, asked.group, 0).await?;
    if yes {
        if !liaison::accept(&mut tx, id, account, app.now()).await? {
            return Err(LiaisonError::Ended);
        }
        note_of_liaison(app, &mut tx, &asked, Deed::LiaisonCame, None).await?;
    } else {
        finish(app, &mut tx, &asked, LiaisonEnding::Refused, None).await?;
    }
    Ok(tx.commit().await?)
}

/// A liaison stops by themselves.
pub async fn stop(app: &App, account: AccountId, id: LiaisonId) -> Result<(), LiaisonError> {
    let mut tx = app.db.write().await?;
    let (_, found) = access::looking_in(&mut tx, account, id, Action::Visit, app.now()).await?;
    finish(app, &mut tx, &found, LiaisonEnding::Liaison, None).await?;
    Ok(tx.commit().await?)
}

/// Ends everything that somebody is to groups from outside, for they are about to be forgotten.
pub(super) async fn stop_all(app: &App, tx: &mut Tx, account: AccountId) -> Result<(), StoreError> {
    for found in liaison::of_account(tx, account).await? {
        finish(app, tx, &found, LiaisonEnding::Liaison, None).await?;
    }
    for asked in liaison::asking(tx, account, Timestamp::from_millis(0)).await? {
        finish(app, tx, &asked, LiaisonEnding::Refused, None).await?;
    }
    Ok(())
}

/// Writes down what is over, reminds admins of what will be, and lets go of who looked in some days ago. By the clock.
pub async fn watch(app: &App) -> Result<(), StoreError> {
    let now = app.now();
    let mut tx = app.db.read().await?;
    let over = liaison::over(
        &mut tx,
        now,
        now.minus(limits::LIAISON_ASKED),
        limits::TIDINGS_PER_ROUND,
    )
    .await?;
    let before = now.plus(limits::LIAISON_REMIND_BEFORE);
    let begun = now.minus(limits::LIAISON_REMIND_BEFORE);
    let near = liaison::to_remind(&mut tx, before, begun, limits::TIDINGS_PER_ROUND).await?;
    drop(tx);
    for found in over {
        let mut tx = app.db.write_soon().await?;
        // As it is now, under the lock: an admin may have put the day off.
        group::lock(&mut tx, found.group, 0).await?;
        let still = liaison::find(&mut tx, found.id).await?;
        let ending = match still {
            Some(ref still) if still.ended.is_none() && still.expires_at <= now => LiaisonEnding::Expired,
            Some(ref still) if still.ended.is_none() && still.accepted_at.is_none() => LiaisonEnding::Unanswered,
            _ => continue,
        };
        finish(app, &mut tx, &found, ending, None).await?;
        tx.commit().await?;
    }
    for found in near {
        let mut tx = app.db.write_soon().await?;
        group::lock(&mut tx, found.group, 0).await?;
        if liaison::reminded(&mut tx, found.id, now).await? {
            for admin in continuity::accounts(&mut tx, found.group, Some(Role::Admin)).await? {
                tell(app, &mut tx, admin, found.group, News::LiaisonRenew).await?;
            }
        }
        tx.commit().await?;
    }
    let mut tx = app.db.write_soon().await?;
    for account in liaison::unlink(&mut tx, now.minus(limits::LIAISON_LINGERS)).await? {
        retention::forget_account_of_nobody(&mut tx, account).await?;
    }
    tx.commit().await
}
