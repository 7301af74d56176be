//! A group that nobody looks after any more: the dead-man's switch, who volunteers, who takes over, who appoints.
//!
//! Threats: a deputy, or a member, who wants the group for themselves. Nobody rises before the switch says so, everybody sees each step on the group's
//! home, the group's log has a line of it, and no admin loses the role by it.

use super::access::{self, Denied, InGroup};
use super::audit::{self, Note};
use super::{invite, letter, moderation, roster};
use crate::app::App;
use crate::web::view::mail::{MeasureMail, TidingMail};
use saar_domain::access::{Action, Target, may};
use saar_domain::audit::Deed;
use saar_domain::clock::Timestamp;
use saar_domain::continuity::{News, Next, Rung, next};
use saar_domain::id::{AccountId, GroupId, InviteId, MemberId, SwitchId, TidingId, UmbrellaId};
use saar_domain::limits;
use saar_domain::member::Role;
use saar_store::continuity::{self, Switch};
use saar_store::group::Group;
use saar_store::member::Member;
use saar_store::tiding::{self, Recipient, Subject, Tiding};
use saar_store::{StoreError, Tx, account, coordinator, flag, group, liaison, measure, member, request};

/// Why it was not done.
#[derive(Debug, thiserror::Error)]
pub enum ContinuityError {
    /// Not there, or not allowed.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// The switch has not come to that, or is over, or there is nothing to become.
    #[error("the switch does not say so now")]
    NotNow,
}

impl From<StoreError> for ContinuityError {
    fn from(error: StoreError) -> Self {
        Self::Denied(error.into())
    }
}

/// A switch that runs, as somebody in the group sees it.
#[derive(Debug, Clone)]
pub struct Seen {
    /// The switch.
    pub switch: Switch,
    /// They may take over now.
    pub may_take_over: bool,
    /// They may say that they want to be admin.
    pub may_volunteer: bool,
    /// They said so.
    pub volunteered: bool,
    /// Who said so, for those who may appoint one.
    pub volunteers: Option<Vec<(MemberId, String)>>,
    /// Nobody but the group's own admins and who runs the installation could appoint.
    pub is_alone: bool,
}

/// The switch of a group, as a member sees it; none where all is well.
pub async fn look(tx: &mut Tx, access: &InGroup) -> Result<Option<Seen>, StoreError> {
    let Some(switch) = continuity::running(tx, access.group.id).await? else {
        return Ok(None);
    };
    let volunteers = continuity::volunteers(tx, switch.id).await?;
    let me = access.member.id;
    let is = |action, rung| {
        switch.reached(rung) && access.member.role != Role::Admin && may(access.standing(), action, Target::Group)
    };
    let volunteered = volunteers.iter().any(|volunteer| volunteer.0 == me);
    let may_appoint = switch.reached(Rung::Volunteers) && may(access.standing(), Action::Appoint, Target::Group);
    Ok(Some(Seen {
        may_take_over: is(Action::TakeOver, Rung::Deputies),
        may_volunteer: is(Action::Volunteer, Rung::Volunteers) && !volunteered,
        volunteered,
        volunteers: may_appoint.then_some(volunteers),
        is_alone: coordinator::of_group(tx, access.group.id).await?.is_empty(),
        switch,
    }))
}

/// The same for programs.
pub async fn of_group(app: &App, account: AccountId, id: GroupId) -> Result<Option<Seen>, Denied> {
    let mut tx = app.db.read().await?;
    let access = access::in_group(&mut tx, account, id, Action::ViewGroup).await?;
    Ok(look(&mut tx, &access).await?)
}

/// What somebody does when the switch has come to it: under the group's lock, so that two who act at once are one after the other (EDGES 13).
async fn acting(
    app: &App,
    account: AccountId,
    id: GroupId,
    action: Action,
    rung: Rung,
) -> Result<(Tx, InGroup, Switch), ContinuityError> {
    let mut tx = app.db.write().await?;
    let group = access::lock(&mut tx, id, 0).await?.group;
    let access = access::within(&mut tx, account, group, action).await?;
    let switch = continuity::running(&mut tx, id)
        .await?
        .filter(|switch| switch.reached(rung))
        .ok_or(ContinuityError::NotNow)?;
    Ok((tx, access, switch))
}

/// Says that one wants to be admin. Said twice is said.
pub async fn volunteer(app: &App, account: AccountId, id: GroupId) -> Result<(), ContinuityError> {
    let (mut tx, access, switch) = acting(app, account, id, Action::Volunteer, Rung::Volunteers).await?;
    if access.member.role == Role::Admin {
        return Err(ContinuityError::NotNow);
    }
    if continuity::volunteer(&mut tx, switch.id, access.member.id, app.now()).await? {
        let note = Note::new(id, Deed::Volunteered, access.member.id);
        audit::note(app, &mut tx, note).await?;
        for account in appointers(&mut tx, id).await? {
            tell(app, &mut tx, account, id, News::Volunteered).await?;
        }
    }
    Ok(tx.commit().await?)
}

/// Who may appoint somebody: those who run the group, and the coordinators of its umbrella.
async fn appointers(tx: &mut Tx, id: GroupId) -> Result<Vec<AccountId>, StoreError> {
    let mut all = continuity::accounts(tx, id, Some(Role::Admin)).await?;
    all.extend(continuity::accounts(tx, id, Some(Role::Deputy)).await?);
    all.extend(coordinator::of_group(tx, id).await?);
    all.sort_unstable();
    all.dedup();
    Ok(all)
}

/// A deputy becomes admin, for the admins do not answer. They stay what they are.
pub async fn take_over(app: &App, account: AccountId, id: GroupId) -> Result<(), ContinuityError> {
    let (mut tx, access, switch) = acting(app, account, id, Action::TakeOver, Rung::Deputies).await?;
    if access.member.role == Role::Admin {
        return Err(ContinuityError::NotNow);
    }
    // The clock looks once an hour: an admin may be back since.
    let (signs, crew) = continuity::look(&mut tx, id).await?;
    if next(Some(switch.running()), signs, crew, app.now()) == Next::End {
        finish(app, &mut tx, id, switch.id).await?;
        tx.commit().await?;
        return Err(ContinuityError::NotNow);
    }
    let by = Some(access.member.id);
    rise(app, &mut tx, &access.member, by, switch.id).await?;
    Ok(tx.commit().await?)
}

/// Makes a volunteer admin.
pub async fn appoint(app: &App, account: AccountId, id: GroupId, chosen: MemberId) -> Result<(), ContinuityError> {
    let (mut tx, access, switch) = acting(app, account, id, Action::Appoint, Rung::Volunteers).await?;
    appoint_volunteer(app, &mut tx, id, &switch, chosen, Some(access.member.id)).await?;
    Ok(tx.commit().await?)
}

/// The same, also for a coordinator, who is no member (`by` is none). The caller holds the group's lock and may.
pub(super) async fn appoint_volunteer(
    app: &App,
    tx: &mut Tx,
    id: GroupId,
    switch: &Switch,
    chosen: MemberId,
    by: Option<MemberId>,
) -> Result<(), ContinuityError> {
    if !switch.reached(Rung::Volunteers) {
        return Err(ContinuityError::NotNow);
    }
    let other = volunteering(tx, id, switch, chosen).await?;
    rise(app, tx, &other, by, switch.id).await?;
    Ok(tell(app, tx, other.account, id, News::Appointed).await?)
}

/// Somebody who volunteered, and could be admin. Who did not is not there: nobody is made admin against their will.
async fn volunteering(tx: &mut Tx, id: GroupId, switch: &Switch, chosen: MemberId) -> Result<Member, ContinuityError> {
    let volunteers = continuity::volunteers(tx, switch.id).await?;
    if !volunteers.iter().any(|volunteer| volunteer.0 == chosen) {
        return Err(Denied::NotHere.into());
    }
    Ok(member::find(tx, id, chosen).await?.ok_or(Denied::NotHere)?)
}

/// Somebody is admin from now on. They were just at the screen, or said that they want to: a silence is over by it. Requests that wait go on waiting for
/// them.
async fn rise(app: &App, tx: &mut Tx, who: &Member, by: Option<MemberId>, switch: SwitchId) -> Result<(), StoreError> {
    if who.role != Role::Admin {
        member::set_role(tx, who.id, Role::Admin).await?;
    }
    let note = Note {
        group: who.group,
        deed: by.map_or(Deed::AppointedByCoordinator, |_| Deed::RoleChanged),
        by,
        about: Some(who.id),
        detail: by.map(|_| Role::Admin.code()),
        reason: None,
    };
    audit::note(app, tx, note).await?;
    if !who.role.runs_the_group() {
        let role = Role::Admin;
        moderation::tell_new_decider(app, tx, &Member { role, ..who.clone() }).await?;
    }
    finish(app, tx, who.group, switch).await
}

async fn finish(app: &App, tx: &mut Tx, id: GroupId, switch: SwitchId) -> Result<(), StoreError> {
    continuity::end(tx, switch, app.now()).await?;
    audit::note(app, tx, by_the_clock(id, Deed::SwitchEnded, None)).await
}

const fn by_the_clock(group: GroupId, deed: Deed, detail: Option<&'static str>) -> Note<'static> {
    Note {
        group,
        deed,
        by: None,
        about: None,
        detail,
        reason: None,
    }
}

/// Looks at every group that may have nobody left, and takes the step that is due; how many were taken. By the clock. What is done is decided and written
/// under the group's lock, in one transaction with its mails: a crash before it does nothing, and two clocks do it once.
pub async fn watch(app: &App) -> Result<u32, StoreError> {
    let now = app.now();
    let (asked, seen) = (
        now.minus(limits::SWITCH_REQUEST_WAIT),
        now.minus(limits::SWITCH_SILENCE),
    );
    let mut tx = app.db.read().await?;
    let groups = continuity::to_look_at(&mut tx, asked, seen).await?;
    drop(tx);
    let mut steps = 0;
    for id in groups {
        let mut tx = app.db.write_soon().await?;
        group::lock(&mut tx, id, 0).await?;
        let switch = continuity::running(&mut tx, id).await?;
        let (signs, crew) = continuity::look(&mut tx, id).await?;
        match (next(switch.as_ref().map(Switch::running), signs, crew, now), switch) {
            (Next::Begin(cause, rung), _) => {
                let run = SwitchId::new(now, app.entropy.as_ref());
                continuity::begin(&mut tx, run, id, cause, now).await?;
                climb(app, &mut tx, id, run, rung).await?;
            }
            (Next::Climb(rung), Some(switch)) => climb(app, &mut tx, id, switch.id, rung).await?,
            (Next::End, Some(switch)) => finish(app, &mut tx, id, switch.id).await?,
            (Next::Wait | Next::Climb(_) | Next::End, _) => continue,
        }
        tx.commit().await?;
        steps += 1;
    }
    Ok(steps)
}

async fn climb(app: &App, tx: &mut Tx, id: GroupId, run: SwitchId, rung: Rung) -> Result<(), StoreError> {
    continuity::climb(tx, run, rung, app.now()).await?;
    audit::note(app, tx, by_the_clock(id, Deed::SwitchClimbed, Some(rung.code()))).await?;
    let told = match rung {
        Rung::Remind => continuity::accounts(tx, id, Some(Role::Admin)).await?,
        Rung::Deputies => continuity::accounts(tx, id, Some(Role::Deputy)).await?,
        Rung::Coordinators => coordinator::of_group(tx, id).await?,
        Rung::Volunteers => continuity::accounts(tx, id, None).await?,
    };
    for account in told {
        tell(app, tx, account, id, rung.news()).await?;
    }
    Ok(())
}

/// Somebody asks to join.
pub(super) async fn tell_of_request(app: &App, tx: &mut Tx, group: &Group) -> Result<(), StoreError> {
    tell_on_call(app, tx, group, (News::Request, News::RequestOthers), &[]).await
}

/// Who is on call is told of something that waits and can see to it; the others who run the group a while later, if it waits still. Where nobody is on
/// call, all are told at once. Threat: somebody on call keeps from the others what they may not see to themselves, for it is about them (`parties`).
pub(super) async fn tell_on_call(
    app: &App,
    tx: &mut Tx,
    group: &Group,
    (first, others): (News, News),
    parties: &[AccountId],
) -> Result<(), StoreError> {
    let on_call = roster::on_call(app, tx, group).await?;
    let mut members = member::active(tx, group.id).await?;
    members.retain(|member| member.role.runs_the_group() && member.paused_until.is_none());
    let has_turn =
        |member: &Member| !parties.contains(&member.account) && on_call.iter().any(|turn| turn.member == member.id);
    let nobody = !members.iter().any(has_turn);
    for member in &members {
        let news = if nobody || has_turn(member) { first } else { others };
        tell(app, tx, member.account, group.id, news).await?;
    }
    Ok(())
}

/// Somebody is to be mailed news of a group, after the commit and by the clock.
pub(super) async fn tell(
    app: &App,
    tx: &mut Tx,
    account: AccountId,
    group: GroupId,
    news: News,
) -> Result<(), StoreError> {
    mail(app, tx, Recipient::Account(account), Subject::Group(group), news).await
}

/// An address that may be nobody's here, and who asks its reader for something; none: the operator.
#[derive(Debug, Clone, Copy)]
pub(super) struct Asked<'a> {
    pub(super) email: &'a str,
    pub(super) by: Option<AccountId>,
}

impl Asked<'_> {
    /// Whoever has an account chose a language; to anybody else it is written as who asks them reads.
    async fn recipient(self, app: &App, tx: &mut Tx) -> Result<Recipient, StoreError> {
        let reader = account::find_by_email(tx, &app.sealer, self.email).await?;
        let asker = match (&reader, self.by) {
            (None, Some(by)) => account::find(tx, by).await?,
            _ => None,
        };
        Ok(Recipient::Address {
            email: self.email.to_owned(),
            language: reader.or(asker).map(|account| account.language),
        })
    }
}

/// The same to an address that may be nobody's here.
pub(super) async fn tell_address(
    app: &App,
    tx: &mut Tx,
    asked: Asked<'_>,
    group: GroupId,
    news: News,
) -> Result<(), StoreError> {
    let to = asked.recipient(app, tx).await?;
    mail(app, tx, to, Subject::Group(group), news).await
}

/// Somebody is to be mailed the way into a group.
pub(super) async fn invite_by_mail(
    app: &App,
    tx: &mut Tx,
    asked: Asked<'_>,
    group: GroupId,
    invite: InviteId,
) -> Result<(), StoreError> {
    let to = asked.recipient(app, tx).await?;
    mail(app, tx, to, Subject::Invite(group, invite), News::Invited).await
}

/// Somebody is to be asked to coordinate an umbrella.
pub(super) async fn ask_by_mail(
    app: &App,
    tx: &mut Tx,
    asked: Asked<'_>,
    umbrella: UmbrellaId,
) -> Result<(), StoreError> {
    let to = asked.recipient(app, tx).await?;
    mail(app, tx, to, Subject::Umbrella(umbrella), News::Coordinate).await
}

async fn mail(app: &App, tx: &mut Tx, to: Recipient, about: Subject, news: News) -> Result<(), StoreError> {
    let now = app.now();
    let new = Tiding {
        id: TidingId::new(now, app.entropy.as_ref()),
        to,
        about,
        news,
        created_at: now,
    };
    tiding::insert(tx, &app.sealer, &new, app.entropy.as_ref()).await
}

/// Sends what is to be mailed. What could not be sent is tried again; the page tells it anyway.
pub async fn write_letters(app: &App) -> Result<(), StoreError> {
    let now = app.now();
    let mut tx = app.db.read().await?;
    let due = tiding::due(&mut tx, &app.sealer, now, limits::TIDINGS_PER_ROUND).await?;
    drop(tx);
    for tiding in due {
        let again = match write(app, &tiding).await {
            Ok(again) => again,
            Err(error) if now.since(tiding.created_at) >= limits::TIDING_EXPIRY => {
                tracing::error!(%error, tiding = %tiding.id, "news of a group could not be mailed, and is not tried any more");
                None
            }
            Err(error) => {
                tracing::warn!(%error, tiding = %tiding.id, "news of a group could not be mailed yet");
                Some(now.plus(limits::TIDING_AGAIN))
            }
        };
        let mut tx = app.db.write_soon().await?;
        tiding::settle(&mut tx, tiding.id, again).await?;
        tx.commit().await?;
    }
    Ok(())
}

/// Mails one; when it is to be looked at again, if what it tells of does not wait for long enough.
async fn write(app: &App, tiding: &Tiding) -> Result<Option<Timestamp>, String> {
    let trouble = |error: StoreError| error.to_string();
    let mut tx = app.db.read().await.map_err(trouble)?;
    let (name, country, path) = match tiding.about {
        Subject::Group(id) | Subject::Invite(id, _) => {
            let group = group::find(&mut tx, id).await.map_err(trouble)?;
            let group = group.ok_or("the group is gone")?;
            // A coordinator is in none of their groups: to them it is not there.
            let is_outside = match &tiding.to {
                Recipient::Account(account) => {
                    let inside = member::in_group(&mut tx, group.id, *account).await.map_err(trouble)?;
                    inside.is_none()
                }
                Recipient::Address { .. } => false,
            };
            let now = app.now();
            let since = match tiding.news {
                News::Request | News::RequestOthers => request::waiting_since(&mut tx, group.id).await,
                News::Flag | News::FlagOthers => flag::pointed_at_since(&mut tx, group.id).await,
                News::Objection | News::ObjectionUnder | News::ObjectionNobody => {
                    let waiting = measure::count_waiting(&mut tx, group.id).await;
                    waiting.map(|waiting| (waiting > 0).then_some(now))
                }
                _ => Ok(Some(now)),
            };
            let Some(since) = since.map_err(trouble)? else {
                // Somebody saw to it meanwhile.
                return Ok(None);
            };
            // What it was written for was seen to, and what waits came later: who is on call has as long for that.
            let from = since.plus(limits::ON_CALL_ALONE);
            if matches!(tiding.news, News::RequestOthers | News::FlagOthers) && from > now {
                return Ok(Some(from));
            }
            if let (News::Liaison, Recipient::Address { email, .. }) = (tiding.news, &tiding.to) {
                let since = app.now().minus(limits::LIAISON_ASKED);
                let asked = liaison::is_asked(&mut tx, &app.sealer, email, since, Some(group.id)).await;
                if !asked.map_err(trouble)? {
                    // Taken back meanwhile.
                    return Ok(None);
                }
            }
            let path = path(app, tiding, &group, is_outside);
            (group.name, group.country, path)
        }
        Subject::Umbrella(id) => {
            let umbrella = coordinator::find(&mut tx, id).await.map_err(trouble)?;
            let umbrella = umbrella.ok_or("the umbrella is gone")?;
            (umbrella.name, app.country.clone(), "/groups".to_owned())
        }
    };
    let nobody_decides = nobody_decides(app, &mut tx, tiding).await.map_err(trouble)?;
    drop(tx);
    let news = tiding.news.code();
    if let (true, Recipient::Account(account)) = (tiding.news.is_about_reader(), &tiding.to) {
        let view = MeasureMail {
            nobody_decides,
            may_object: tiding.news.is_open_to_objection(),
            news: news.to_owned(),
            group_name: name,
            url: app.link(&path),
        };
        let subject = format!("mail-{news}");
        letter::send(app, (*account, Some(country)), "measure", &subject, &view).await?;
        return Ok(None);
    }
    let view = TidingMail {
        news: news.to_owned(),
        group_name: name,
        url: app.link(&path),
        settings_url: app.link("/settings"),
    };
    let subject = format!("mail-news-{news}-subject");
    match &tiding.to {
        Recipient::Account(account) => letter::send(app, (*account, Some(country)), "news", &subject, &view).await?,
        Recipient::Address { email, language } => {
            let language = language.as_deref().unwrap_or(crate::i18n::LANGUAGES[0]);
            let to = (email.as_str(), language);
            letter::send_to(app, to, country, "news", &subject, &view).await?;
        }
    }
    Ok(None)
}

/// Whether what was done last to who reads it is open to an objection on which nobody could decide.
async fn nobody_decides(app: &App, tx: &mut Tx, tiding: &Tiding) -> Result<bool, StoreError> {
    let (Recipient::Account(account), Subject::Group(group)) = (&tiding.to, tiding.about) else {
        return Ok(false);
    };
    if !tiding.news.is_about_reader() {
        return Ok(false);
    }
    let taken = measure::of_account(tx, &app.sealer, *account).await?;
    match taken.iter().find(|taken| taken.group == group) {
        Some(taken) => moderation::nobody_decides(tx, taken).await,
        None => Ok(false),
    }
}

/// Where something can be done about it.
fn path(app: &App, tiding: &Tiding, group: &Group, is_outside: bool) -> String {
    let id = group.id;
    match (tiding.news, tiding.about, group.umbrella) {
        (news, ..) if news.is_about_reader() => "/settings/measures".to_owned(),
        (News::ObjectionUnder, _, Some(umbrella)) => format!("/umbrellas/{umbrella}/objections"),
        (_, Subject::Invite(_, invite), _) => format!("/join/{}", invite::word(&app.sealer, invite)),
        // They are in no group: what asks them, and what they see, stands in the list of their own.
        (News::Liaison | News::LiaisonEnded, ..) => "/groups".to_owned(),
        (News::LiaisonRenew, ..) => format!("/groups/{id}/liaisons"),
        (News::Coordinators, _, Some(umbrella)) => format!("/umbrellas/{umbrella}"),
        (_, _, Some(umbrella)) if is_outside => format!("/umbrellas/{umbrella}"),
        (News::Remind | News::Appointed, ..) => format!("/groups/{id}/admin"),
        (News::Turn, ..) => format!("/groups/{id}/roster"),
        (News::Request | News::RequestOthers, ..) => format!("/groups/{id}/admin/requests"),
        (News::Flag | News::FlagOthers, ..) => format!("/groups/{id}/flags"),
        (News::Objection | News::ObjectionNobody, ..) => format!("/groups/{id}/objections"),
        _ => format!("/groups/{id}"),
    }
}
