//! A group's home, one's own groups, and the admin's page.

use super::access::{self, Denied, InGroup};
use super::audit::{self, Note};
use super::moderation;
use crate::app::App;
use saar_domain::access::{Action, Target, may};
use saar_domain::audit::Deed;
use saar_domain::budget::Fatigue;
use saar_domain::clock::Timestamp;
use saar_domain::delivery::ChannelKind;
use saar_domain::field::FieldError;
use saar_domain::id::{AccountId, GroupId, MemberId};
use saar_domain::incident::Response;
use saar_domain::incident::report::Street;
use saar_domain::incident::report::choice;
use saar_domain::limits;
use saar_domain::member::{Alias, Role, keeps_an_admin};
use saar_domain::reach::Coverage;
use saar_store::group::Group;
use saar_store::incident::Stored;
use saar_store::invite::Invite;
use saar_store::member::Member;
use saar_store::own_rule::OwnRules;
use saar_store::{
    StoreError, Tx, endpoint, flag, founding, group, incident, inquiry, invite, measure, member, own_rule, request,
    setting,
};
use std::collections::BTreeMap;

/// A group's home.
#[derive(Debug, Clone)]
pub struct Home {
    /// Who looks where.
    pub access: InGroup,
    /// Its streets.
    pub streets: Vec<Street>,
    /// What is going on, newest first.
    pub running: Vec<Stored>,
    /// Members, the viewer included.
    pub members: u32,
    /// When the last real alarm was.
    pub last_alarm_at: Option<Timestamp>,
    /// Since when the group waits for approval, if it does.
    pub waiting_since: Option<Timestamp>,
    /// Why it was not approved, for those who run it.
    pub refusal: Option<String>,
    /// The group's own house rules, and which of them the viewer accepted.
    pub own_rules: OwnRules,
    /// See `own_rules`.
    pub own_rules_accepted: u32,
    /// The group's own words for responses.
    pub response_texts: BTreeMap<Response, String>,
    /// The viewer's push subscriptions.
    pub push_endpoints: usize,
    /// The drill that everybody is told of now.
    pub drill: Option<super::drill::Planned>,
    /// The dead-man's switch, where it runs.
    pub switch: Option<super::continuity::Seen>,
    /// Liaisons who came or went lately.
    pub liaisons: Vec<super::liaison::Lately>,
}

/// A group's home; also what the alarm page needs.
pub async fn home(app: &App, account: AccountId, id: GroupId) -> Result<Home, Denied> {
    let mut tx = app.db.read().await?;
    let access = access::in_group(&mut tx, account, id, Action::ViewGroup).await?;
    let endpoints = endpoint::of_account(&mut tx, account).await?;
    let now = app.now();
    let refusal = if access.member.role.runs_the_group() {
        founding::refusal(&mut tx, id).await?
    } else {
        None
    };
    let switch = super::continuity::look(&mut tx, &access).await?;
    Ok(Home {
        refusal,
        own_rules: own_rule::of_group(&mut tx, id).await?,
        own_rules_accepted: own_rule::accepted(&mut tx, access.member.id).await?,
        access,
        switch,
        liaisons: super::liaison::lately(&mut tx, id, now).await?,
        streets: group::streets(&mut tx, id).await?,
        running: incident::running(&mut tx, id).await?,
        members: member::count_active(&mut tx, id).await?,
        last_alarm_at: incident::last_alarm_at(&mut tx, id).await?,
        drill: super::drill::next(&mut tx, id, now).await?,
        waiting_since: founding::waiting_since(&mut tx, id).await?,
        response_texts: setting::of_group(&mut tx, id).await?.settings.response_texts,
        push_endpoints: endpoints
            .iter()
            .filter(|endpoint| endpoint.channel == ChannelKind::WebPush && !endpoint.phone.is_silent(now))
            .count(),
    })
}

/// One of one's own groups.
#[derive(Debug, Clone)]
pub struct Mine {
    /// The group.
    pub group: Group,
    /// Who one is in it.
    pub member: Member,
    /// What is going on.
    pub running: u32,
    /// Members in all.
    pub members: u32,
}

/// The groups of an account.
pub async fn mine(app: &App, account: AccountId) -> Result<Vec<Mine>, StoreError> {
    let mut tx = app.db.read().await?;
    let mut groups = Vec::new();
    for member in member::of_account(&mut tx, account).await? {
        let Some(group) = group::find(&mut tx, member.group).await? else {
            continue;
        };
        let running = incident::running(&mut tx, group.id).await?.len();
        let members = member::count_active(&mut tx, group.id).await?;
        groups.push(Mine {
            group,
            member,
            running: u32::try_from(running).unwrap_or(u32::MAX),
            members,
        });
    }
    Ok(groups)
}

/// The admin's page.
#[derive(Debug, Clone)]
pub struct Desk {
    /// Who looks where.
    pub access: InGroup,
    /// Members, under their aliases.
    pub members: Vec<Member>,
    /// How many an alarm would reach now; none when there are so few that it would say who.
    pub coverage: Option<Coverage>,
    /// Invites, newest first.
    pub invites: Vec<Invite>,
    /// Real alarms of the last 30 days, and how many of them were taken back.
    pub alarms: (u32, u32),
    /// Messages that wait for somebody who looks.
    pub flags_waiting: u32,
    /// Objections that wait for a decision.
    pub objections_waiting: u32,
    /// Requests to join that wait for an answer.
    pub requests_waiting: u32,
    /// Questions of people who are not members that wait for an answer, and how many of those for too long.
    pub inquiries_waiting: (u32, u32),
    /// What wears the group out.
    pub fatigue: Vec<Fatigue>,
    /// Aliases of who is on call tonight.
    pub on_call: Vec<String>,
    /// The viewer may say who is admin, deputy or member.
    pub may_assign: bool,
    /// Links of a coordinator by which somebody would become admin that stand open; for who may take them back.
    pub links: u32,
}

/// The admin's page.
pub async fn desk(app: &App, account: AccountId, id: GroupId) -> Result<Desk, Denied> {
    let mut tx = app.db.read().await?;
    let access = access::in_group(&mut tx, account, id, Action::ViewAdmin).await?;
    let month = app.now().minus(saar_domain::clock::Span::days(30));
    Ok(Desk {
        coverage: super::reach::coverage(app, &mut tx, id, access.member.id).await?,
        requests_waiting: request::count_waiting(&mut tx, id).await?,
        inquiries_waiting: inquiry::count_waiting(&mut tx, id, app.now()).await?,
        fatigue: super::budget::fatigue(app, &mut tx, id).await?,
        on_call: super::roster::tonight(app, &mut tx, &access.group)
            .await?
            .into_iter()
            .map(|turn| turn.alias)
            .collect(),
        links: if may(access.standing(), Action::AssignRoles, Target::Group) {
            invite::count_appointing(&mut tx, id, app.now()).await?
        } else {
            0
        },
        may_assign: may(access.standing(), Action::AssignRoles, Target::Group),
        access,
        members: member::active(&mut tx, id).await?,
        invites: invite::of_group(&mut tx, id).await?,
        alarms: incident::count_since(&mut tx, id, month).await?,
        flags_waiting: flag::count_waiting(&mut tx, id).await?,
        objections_waiting: measure::count_waiting(&mut tx, id).await?,
    })
}

/// Why somebody does not leave a group.
#[derive(Debug, thiserror::Error)]
pub enum LeaveError {
    /// Not in the group.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// A group never has no admin.
    #[error("the last admin cannot leave")]
    LastAdmin,
}

/// Whether others would be left without an admin. Who is alone in a group leaves nobody behind: the group is empty then, and takes nobody in until somebody
/// outside gives it an admin.
pub(super) async fn leaves_others_alone(tx: &mut Tx, member: &Member) -> Result<bool, StoreError> {
    let admins = member::count_admins(tx, member.group).await?;
    Ok(!keeps_an_admin(member.role, None, admins) && member::count_active(tx, member.group).await? > 1)
}

/// Ends one's membership at once: deliveries under way stop, open pages close.
pub async fn leave(app: &App, account: AccountId, id: GroupId) -> Result<(), LeaveError> {
    let denied = |error: StoreError| LeaveError::Denied(error.into());
    let mut tx = app.db.write().await.map_err(denied)?;
    let group = access::lock(&mut tx, id, 0).await?.group;
    let access = access::within(&mut tx, account, group, Action::Leave).await?;
    if leaves_others_alone(&mut tx, &access.member).await.map_err(denied)? {
        return Err(LeaveError::LastAdmin);
    }
    member::leave(&mut tx, access.member.id, app.now())
        .await
        .map_err(denied)?;
    tx.commit().await.map_err(denied)?;
    app.bus.left(account, id);
    Ok(())
}

/// Why somebody who has just left is not back.
#[derive(Debug, thiserror::Error)]
pub enum ReturnError {
    /// They did not leave this group lately by themselves, or it took somebody in under their name meanwhile.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// Their place was given to somebody else.
    #[error("the group is full")]
    Full,
}

impl From<StoreError> for ReturnError {
    fn from(error: StoreError) -> Self {
        Self::Denied(error.into())
    }
}

/// Takes back that one left, within a few minutes: leaving is one tap, and so is this. The membership goes on as it was, with its role. Threat: who was
/// removed comes back by it; so it asks what stands against them, as an invite does.
pub async fn come_back(app: &App, account: AccountId, id: GroupId) -> Result<(), ReturnError> {
    // Under the lock: the last place is given once (EDGES 13).
    let mut tx = app.db.write().await?;
    let group = access::lock(&mut tx, id, 0).await?.group;
    if member::in_group(&mut tx, id, account).await?.is_some() {
        return Ok(());
    }
    let left = member::left_since(&mut tx, account, app.now().minus(limits::LEAVE_UNDO)).await?;
    let before = left.iter().find(|member| member.group == id).ok_or(Denied::NotHere)?;
    let against = moderation::against(app, &mut tx, id, account).await?;
    if against.removed {
        return Err(Denied::NotHere.into());
    }
    if member::count_active(&mut tx, id).await? >= group.capacity {
        return Err(ReturnError::Full);
    }
    let alias = Alias::parse(&before.alias).map_err(|_| Denied::NotHere)?;
    if !member::return_as(&mut tx, before.id, &alias).await? {
        return Err(Denied::NotHere.into());
    }
    if against.paused_until.is_some() {
        member::pause(&mut tx, before.id, against.paused_until).await?;
    }
    // Who had asked to join again meanwhile is answered.
    request::forget_of(&mut tx, id, account).await?;
    Ok(tx.commit().await?)
}

/// Groups that somebody left by themselves in the last minutes: the way back is offered.
pub async fn just_left(app: &App, account: AccountId) -> Result<Vec<Group>, StoreError> {
    let mut tx = app.db.read().await?;
    let mut groups: Vec<Group> = Vec::new();
    for before in member::left_since(&mut tx, account, app.now().minus(limits::LEAVE_UNDO)).await? {
        let known = groups.iter().any(|group| group.id == before.group);
        if known
            || member::in_group(&mut tx, before.group, account).await?.is_some()
            || moderation::against(app, &mut tx, before.group, account).await?.removed
        {
            continue;
        }
        groups.extend(group::find(&mut tx, before.group).await?);
    }
    Ok(groups)
}

/// Why a role was not changed.
#[derive(Debug, thiserror::Error)]
pub enum RoleError {
    /// Not in the group, or no admin of it.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// Something chosen was wrong.
    #[error("mistakes in what was chosen")]
    Invalid(Vec<FieldError>),
    /// Nobody who is in the group.
    #[error("no such member")]
    NoSuchMember,
    /// A group never has no admin.
    #[error("the last admin stays one")]
    LastAdmin,
    /// Who is paused runs nothing until then: a group would be left to somebody who can do nothing in it.
    #[error("the member is paused")]
    Paused(Timestamp),
}

impl From<StoreError> for RoleError {
    fn from(error: StoreError) -> Self {
        Self::Denied(error.into())
    }
}

/// A role that was changed.
#[derive(Debug, Clone)]
pub struct RoleChange {
    /// The group.
    pub group: Group,
    /// The member, with the new role.
    pub member: Member,
    /// The role before; the same when there was nothing to change.
    pub from: Role,
    /// Admins that the group has now.
    pub admins: u32,
}

/// An admin makes a member admin, deputy, or member again; also themselves.
pub async fn set_role(
    app: &App,
    account: AccountId,
    id: GroupId,
    member: MemberId,
    role: &str,
) -> Result<RoleChange, RoleError> {
    // Under the lock: two admins who step down at once are counted one after the other (EDGES 13).
    let mut tx = app.db.write().await?;
    let group = access::lock(&mut tx, id, 0).await?.group;
    let access = access::within(&mut tx, account, group, Action::AssignRoles).await?;
    let role = choice::<Role>(Some(role)).map_err(|problem| {
        let field = "role";
        RoleError::Invalid(vec![FieldError { field, problem }])
    })?;
    let member = member::find(&mut tx, id, member)
        .await?
        .ok_or(RoleError::NoSuchMember)?;
    change_role(app, tx, access.group, member, role, Some(access.member.id)).await
}

/// The same by who runs the installation, for a group whose admins cannot be reached any more.
pub async fn set_role_as_operator(app: &App, id: GroupId, alias: &str, role: Role) -> Result<RoleChange, RoleError> {
    let mut tx = app.db.write().await?;
    let group = access::lock(&mut tx, id, 0).await?.group;
    // What cannot be an alias is nobody's.
    let alias = Alias::parse(alias).map_err(|_| RoleError::NoSuchMember)?;
    let member = member::by_alias(&mut tx, id, &alias).await?;
    let member = member.ok_or(RoleError::NoSuchMember)?;
    change_role(app, tx, group, member, role, None).await
}

/// `by` is none where the operator does it.
async fn change_role(
    app: &App,
    mut tx: saar_store::Tx,
    group: Group,
    mut member: Member,
    role: Role,
    by: Option<MemberId>,
) -> Result<RoleChange, RoleError> {
    let from = member.role;
    let admins = member::count_admins(&mut tx, group.id).await?;
    if !keeps_an_admin(from, Some(role), admins) {
        return Err(RoleError::LastAdmin);
    }
    if let Some(until) = member.paused_until
        && role.runs_the_group()
    {
        return Err(RoleError::Paused(until));
    }
    if from != role && !member::set_role(&mut tx, member.id, role).await? {
        return Err(RoleError::NoSuchMember);
    }
    if from != role {
        let note = Note {
            group: group.id,
            deed: Deed::RoleChanged,
            by,
            about: Some(member.id),
            detail: Some(role.code()),
            reason: None,
        };
        audit::note(app, &mut tx, note).await?;
    }
    member.role = role;
    if role.runs_the_group() && !from.runs_the_group() {
        moderation::tell_new_decider(app, &mut tx, &member).await?;
    }
    let admins = member::count_admins(&mut tx, group.id).await?;
    tx.commit().await?;
    if from != role {
        // Who it is about stands in the group's own log; the program's is read by others.
        let by = by.map_or("the operator", |_| "an admin");
        tracing::info!(group = %group.id, %from, to = %role, by, admins, "a member's role was changed");
    }
    Ok(RoleChange {
        group,
        member,
        from,
        admins,
    })
}

/// Whether an account may hear what happens in a group.
pub async fn may_listen(app: &App, account: AccountId, id: GroupId) -> Result<(), Denied> {
    let mut tx = app.db.read().await?;
    access::in_group(&mut tx, account, id, Action::ViewGroup)
        .await
        .map(|_| ())
}

/// Accepts the house rules, the country's and the group's own; false when a version is not the one in force.
pub async fn accept_rules(
    app: &App,
    account: AccountId,
    id: GroupId,
    version: u32,
    own_version: u32,
) -> Result<bool, Denied> {
    let mut tx = app.db.write().await?;
    let access = access::in_group(&mut tx, account, id, Action::ViewGroup).await?;
    if app
        .profiles
        .get(&access.group.country)
        .map(|profile| profile.house_rules_version)
        != Some(version)
    {
        return Ok(false);
    }
    if own_rule::of_group(&mut tx, id).await?.version != own_version {
        return Ok(false);
    }
    member::accept_rules(&mut tx, access.member.id, version, app.now()).await?;
    own_rule::accept(&mut tx, access.member.id, own_version).await?;
    tx.commit().await?;
    Ok(true)
}

/// Name and country of a group, for a letter to somebody who is about to join it.
pub async fn name_and_country(app: &App, id: GroupId) -> Result<(String, Option<String>), StoreError> {
    let mut tx = app.db.read().await?;
    let group = group::find(&mut tx, id).await?.ok_or(StoreError::Gone)?;
    Ok((group.country, Some(group.name)))
}
