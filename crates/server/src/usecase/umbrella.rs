//! An umbrella: who coordinates it, the page over all its groups, a new group with its admins, and appointing one where the dead-man's switch says so.
//!
//! Threats: a coordinator is in none of the groups, and learns of them what a count may say: no incident, no name, no address. Whoever is asked to be
//! coordinator, or admin of a new group, is asked by mail, and is it only after their own yes; which addresses are known here is said to nobody.

use super::access::{self, Denied};
use super::audit::{self, Note};
use super::continuity::{self as switch, Asked, ContinuityError};
use super::invite::{self, Limits};
use super::reach;
use super::sign_in::parse_email;
use crate::app::App;
use saar_domain::access::Action;
use saar_domain::audit::Deed;
use saar_domain::clock::{Span, Timestamp};
use saar_domain::continuity::Rung;
use saar_domain::field::{Errors, FieldError, Problem};
use saar_domain::founding::RawUnder;
use saar_domain::geo::Area;
use saar_domain::id::{AccountId, GroupId, MemberId, StreetId, UmbrellaId};
use saar_domain::incident::report::Street;
use saar_domain::limits;
use saar_domain::reach::Coverage;
use saar_store::continuity::Switch;
use saar_store::coordinator::{self, Umbrella};
use saar_store::group::Group;
use saar_store::{StoreError, Tx, budget, continuity, group, incident, invite as invites, member, request, retention};

/// Why it was not done.
#[derive(Debug, thiserror::Error)]
pub enum UmbrellaError {
    /// Not there, or not theirs: the same to the outside.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// Something typed was wrong.
    #[error("mistakes in what was typed")]
    Invalid(Vec<FieldError>),
}

impl From<StoreError> for UmbrellaError {
    fn from(error: StoreError) -> Self {
        Self::Denied(error.into())
    }
}

impl UmbrellaError {
    fn of(field: &'static str, problem: Problem) -> Self {
        Self::Invalid(vec![FieldError { field, problem }])
    }
}

/// A group as its umbrella's coordinator sees it: counts and times.
#[derive(Debug, Clone)]
pub struct Row {
    /// The group.
    pub group: Group,
    /// Members.
    pub members: u32,
    /// Admins.
    pub admins: u32,
    /// Requests to join that wait.
    pub requests: u32,
    /// How many an alarm would reach; none when there are so few that it would say who.
    pub coverage: Option<Coverage>,
    /// When the last drill was.
    pub drilled_at: Option<Timestamp>,
    /// Real alarms of the last 30 days: a group that is woken often does not sleep. None when there are so few members that it would say who.
    pub alarms: Option<u32>,
    /// Links by which somebody would become its admin that stand open.
    pub links: u32,
    /// The dead-man's switch, where it runs.
    pub switch: Option<Switch>,
    /// Who wants to be admin, once everybody was asked.
    pub volunteers: Vec<(MemberId, String)>,
}

/// The coordinator's page.
#[derive(Debug, Clone)]
pub struct Desk {
    /// The umbrella.
    pub umbrella: Umbrella,
    /// Its groups: those that need somebody first, then by name.
    pub rows: Vec<Row>,
    /// Objections on which a coordinator decides.
    pub objections: u32,
    /// How many coordinate it.
    pub coordinators: u32,
}

/// One's own umbrellas, and those that ask whether one wants to coordinate them.
pub async fn mine(app: &App, account: AccountId) -> Result<(Vec<Umbrella>, Vec<Umbrella>), StoreError> {
    let mut tx = app.db.read().await?;
    let own = coordinator::of_account(&mut tx, account).await?;
    let asked = coordinator::asked(&mut tx, account, app.now().minus(limits::COORDINATOR_ASKED)).await?;
    Ok((own, asked))
}

/// The umbrella, for who coordinates it.
pub async fn named(app: &App, account: AccountId, id: UmbrellaId) -> Result<Umbrella, Denied> {
    let mut tx = app.db.read().await?;
    access::coordinating(&mut tx, account, id, Action::Oversee).await
}

/// The page over all groups of an umbrella.
pub async fn desk(app: &App, account: AccountId, id: UmbrellaId) -> Result<Desk, Denied> {
    let mut tx = app.db.read().await?;
    let umbrella = access::coordinating(&mut tx, account, id, Action::Oversee).await?;
    let now = app.now();
    let month = now.minus(limits::FATIGUE_SPAN);
    let mut rows = Vec::new();
    for group in coordinator::groups(&mut tx, id).await? {
        let switch = continuity::running(&mut tx, group.id).await?;
        let volunteers = match &switch {
            Some(switch) if switch.reached(Rung::Volunteers) => continuity::volunteers(&mut tx, switch.id).await?,
            _ => Vec::new(),
        };
        let members = member::count_active(&mut tx, group.id).await?;
        let alarms = incident::count_since(&mut tx, group.id, month).await?.0;
        rows.push(Row {
            members,
            admins: member::count_admins(&mut tx, group.id).await?,
            requests: request::count_waiting(&mut tx, group.id).await?,
            coverage: reach::of_all(app, &mut tx, group.id).await?,
            drilled_at: budget::latest(&mut tx, group.id, true, 1)
                .await?
                .first()
                .map(|drill| drill.1),
            alarms: (members >= limits::COVERAGE_MEMBERS_MIN).then_some(alarms),
            links: invites::count_appointing(&mut tx, group.id, now).await?,
            switch,
            volunteers,
            group,
        });
    }
    rows.sort_by_key(|row| {
        let needs = row.switch.is_some() || row.admins == 0;
        (!needs, row.group.name.to_lowercase())
    });
    Ok(Desk {
        umbrella,
        rows,
        objections: super::moderation::count_under(app, &mut tx, account, id).await?,
        coordinators: coordinator::count(&mut tx, id).await?,
    })
}

/// Makes a group of the umbrella. Whom the coordinator names is mailed a link, and is its admin once they came by it.
pub async fn found(
    app: &App,
    account: AccountId,
    id: UmbrellaId,
    country: &str,
    typed: &RawUnder,
) -> Result<Group, UmbrellaError> {
    let (now, entropy) = (app.now(), app.entropy.as_ref());
    let mut tx = app.db.write().await?;
    access::coordinating(&mut tx, account, id, Action::Oversee).await?;
    let profile = app
        .profiles
        .get(country)
        .ok_or_else(|| UmbrellaError::of("country", Problem::NotAChoice))?;
    let mut errors = Errors::default();
    let checked = errors.take_all(typed.check());
    let emails = errors.take("emails", emails(&typed.emails));
    if coordinator::groups(&mut tx, id).await?.len() >= limits::UMBRELLA_GROUPS_MAX {
        let max = limits::UMBRELLA_GROUPS_MAX;
        errors.add("umbrella_groups", Problem::TooMany { max });
    }
    errors.into_result().map_err(UmbrellaError::Invalid)?;
    let (Some(checked), Some(emails)) = (checked, emails) else {
        return Err(UmbrellaError::Invalid(Vec::new()));
    };
    let founded = Group {
        id: GroupId::new(now, entropy),
        umbrella: Some(id),
        name: checked.name,
        municipality: checked.municipality,
        country: profile.country.clone(),
        area: Area::default(),
        capacity: profile.group_size_max,
        quiet_expiry: Span::minutes(i64::from(profile.quiet_expiry_minutes)),
        demo: app.demo,
        created_at: now,
    };
    group::insert(&mut tx, &founded).await?;
    for name in checked.streets {
        let street = Street {
            id: StreetId::new(now, entropy),
            name,
            line: Vec::new(),
        };
        group::insert_street(&mut tx, founded.id, &street).await?;
    }
    mail_links(app, &mut tx, account, founded.id, &emails).await?;
    audit::note(app, &mut tx, by_coordinator(founded.id, Deed::GroupMade)).await?;
    tx.commit().await?;
    tracing::info!(group = %founded.id, umbrella = %id, "a group was made by a coordinator");
    Ok(founded)
}

async fn mail_links(
    app: &App,
    tx: &mut Tx,
    by: AccountId,
    group: GroupId,
    emails: &[String],
) -> Result<(), StoreError> {
    for email in emails {
        let asked = Asked { email, by: Some(by) };
        let limits = Limits {
            uses_max: Some(1),
            days: Some(limits::APPOINTING_INVITE_DAYS),
        };
        let invite = invite::appointing(app, tx, group, limits).await?;
        switch::invite_by_mail(app, tx, asked, group, invite).await?;
    }
    Ok(())
}

/// A group of the umbrella, under its lock.
async fn of_umbrella(tx: &mut Tx, account: AccountId, id: UmbrellaId, in_group: GroupId) -> Result<Group, Denied> {
    let group = access::lock(tx, in_group, 0).await?.group;
    access::coordinating(tx, account, id, Action::Oversee).await?;
    Some(group)
        .filter(|group| group.umbrella == Some(id))
        .ok_or(Denied::NotHere)
}

/// Mails new links to become admin of a group that has none: nobody answered the first ones. Those end by it. Threat: a coordinator who makes themselves
/// admin of a group that has people; so it goes only where nobody is admin, and stands in the group's log.
pub async fn ask_admins(
    app: &App,
    account: AccountId,
    id: UmbrellaId,
    in_group: GroupId,
    typed: &[String],
) -> Result<(), UmbrellaError> {
    let now = app.now();
    let mut tx = app.db.write().await?;
    let group = of_umbrella(&mut tx, account, id, in_group).await?;
    let emails = emails(typed).map_err(|problem| UmbrellaError::of("emails", problem))?;
    if member::count_active(&mut tx, group.id).await? > 0 {
        return Err(UmbrellaError::of("emails", Problem::NotOffered));
    }
    let made = invites::count_appointing_since(&mut tx, group.id, now.minus(Span::days(1))).await?;
    let asked = u32::try_from(emails.len()).unwrap_or(u32::MAX);
    if made.saturating_add(asked) > limits::APPOINTED_A_DAY_MAX {
        let max = usize::try_from(limits::APPOINTED_A_DAY_MAX).unwrap_or(usize::MAX);
        return Err(UmbrellaError::of("links", Problem::TooMany { max }));
    }
    invites::revoke_appointing(&mut tx, group.id, now).await?;
    mail_links(app, &mut tx, account, group.id, &emails).await?;
    audit::note(app, &mut tx, by_coordinator(group.id, Deed::AdminsAsked)).await?;
    Ok(tx.commit().await?)
}

/// Takes the links back by which somebody would become admin of a group. Taken back twice is taken back.
pub async fn revoke_links(
    app: &App,
    account: AccountId,
    id: UmbrellaId,
    in_group: GroupId,
) -> Result<(), UmbrellaError> {
    let mut tx = app.db.write().await?;
    let group = of_umbrella(&mut tx, account, id, in_group).await?;
    if invites::revoke_appointing(&mut tx, group.id, app.now()).await? {
        audit::note(app, &mut tx, by_coordinator(group.id, Deed::AdminLinksRevoked)).await?;
    }
    Ok(tx.commit().await?)
}

const fn by_coordinator(group: GroupId, deed: Deed) -> Note<'static> {
    Note {
        group,
        deed,
        by: None,
        about: None,
        detail: Some("coordinator"),
        reason: None,
    }
}

/// Addresses, a line each; one that stands there twice is one.
fn emails(typed: &[String]) -> Result<Vec<String>, Problem> {
    let mut emails: Vec<String> = Vec::new();
    for line in typed.iter().filter(|line| !line.trim().is_empty()) {
        let email = parse_email(line)?;
        if !emails.contains(&email) {
            emails.push(email);
        }
    }
    match emails.len() {
        0 => Err(Problem::Missing),
        count if count > limits::APPOINTED_AT_ONCE_MAX => Err(Problem::TooMany {
            max: limits::APPOINTED_AT_ONCE_MAX,
        }),
        _ => Ok(emails),
    }
}

/// Makes a volunteer admin, where the switch has come to the coordinators and somebody volunteered.
pub async fn appoint(
    app: &App,
    account: AccountId,
    id: UmbrellaId,
    in_group: GroupId,
    chosen: MemberId,
) -> Result<(), ContinuityError> {
    let mut tx = app.db.write().await?;
    let group = access::lock(&mut tx, in_group, 0).await?.group;
    access::coordinating(&mut tx, account, id, Action::Appoint).await?;
    if group.umbrella != Some(id) {
        return Err(Denied::NotHere.into());
    }
    let running = continuity::running(&mut tx, in_group).await?;
    let running = running.ok_or(ContinuityError::NotNow)?;
    switch::appoint_volunteer(app, &mut tx, in_group, &running, chosen, None).await?;
    Ok(tx.commit().await?)
}

/// A coordinator asks somebody to coordinate too, by mail. The answer says nothing of whether the address is known.
pub async fn ask(app: &App, account: AccountId, id: UmbrellaId, email: &str) -> Result<(), UmbrellaError> {
    let mut tx = app.db.write().await?;
    access::coordinating(&mut tx, account, id, Action::Oversee).await?;
    ask_within(app, &mut tx, id, email, Some(account)).await?;
    Ok(tx.commit().await?)
}

/// The same by who runs the installation, for the first one.
pub async fn ask_as_operator(app: &App, id: UmbrellaId, email: &str) -> Result<Umbrella, UmbrellaError> {
    let mut tx = app.db.write().await?;
    let umbrella = coordinator::find(&mut tx, id).await?.ok_or(Denied::NotHere)?;
    ask_within(app, &mut tx, id, email, None).await?;
    tx.commit().await?;
    Ok(umbrella)
}

async fn ask_within(
    app: &App,
    tx: &mut Tx,
    id: UmbrellaId,
    email: &str,
    by: Option<AccountId>,
) -> Result<(), UmbrellaError> {
    let email = parse_email(email).map_err(|problem| UmbrellaError::of("email", problem))?;
    let since = app.now().minus(limits::COORDINATOR_ASKED);
    let open = coordinator::count(tx, id).await? + coordinator::count_asked(tx, id, since).await?;
    if open >= limits::COORDINATORS_MAX {
        let max = usize::try_from(limits::COORDINATORS_MAX).unwrap_or(usize::MAX);
        return Err(UmbrellaError::of("coordinators", Problem::TooMany { max }));
    }
    let asked = coordinator::ask(tx, &app.sealer, id, &email, app.now(), app.entropy.as_ref()).await?;
    if asked {
        switch::ask_by_mail(app, tx, Asked { email: &email, by }, id).await?;
    }
    Ok(())
}

/// Says yes, or no, to being asked.
pub async fn answer(app: &App, account: AccountId, id: UmbrellaId, yes: bool) -> Result<(), UmbrellaError> {
    let now = app.now();
    let mut tx = app.db.write().await?;
    let asked = coordinator::asked(&mut tx, account, now.minus(limits::COORDINATOR_ASKED)).await?;
    if !asked.iter().any(|umbrella| umbrella.id == id) {
        return Err(Denied::NotHere.into());
    }
    coordinator::settle(&mut tx, id, account).await?;
    if yes {
        coordinator::appoint(&mut tx, id, account, now).await?;
    } else {
        retention::forget_account_of_nobody(&mut tx, account).await?;
    }
    Ok(tx.commit().await?)
}

/// Is no coordinator any more. With the last thing that somebody was here, their account goes.
pub async fn step_down(app: &App, account: AccountId, id: UmbrellaId) -> Result<(), UmbrellaError> {
    let mut tx = app.db.write().await?;
    access::coordinating(&mut tx, account, id, Action::Oversee).await?;
    coordinator::step_down(&mut tx, id, account).await?;
    retention::forget_account_of_nobody(&mut tx, account).await?;
    Ok(tx.commit().await?)
}
