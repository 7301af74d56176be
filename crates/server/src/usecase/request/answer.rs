//! Answering requests to join: yes with a place or on the waiting list, or no; and what the clock does with those that wait.
//!
//! A yes is said once. When the group is full it puts somebody on the waiting list, and a place that comes free goes by itself to the first of them: the
//! decision was made, and a volunteer does not have to come back for it ([ADR 26](../../../../../docs/adr/0026-who-asks-is-answered.md)).

use super::RequestError;
use crate::app::App;
use crate::usecase::access::{self, InGroup};
use crate::usecase::audit::{self, Note};
use crate::usecase::{group_setting, moderation};
use saar_domain::access::Action;
use saar_domain::audit::Deed;
use saar_domain::field::{Errors, FieldError, Problem, tidy_text};
use saar_domain::id::{AccountId, GroupId, MemberId, RequestId};
use saar_domain::incident::report::Street;
use saar_domain::joining::{RequestState, ResidenceCheck, after_yes, free_alias};
use saar_domain::limits;
use saar_domain::member::{Alias, Role};
use saar_domain::retention::Class;
use saar_store::group::Group;
use saar_store::member::NewMember;
use saar_store::request::{Joining, Request};
use saar_store::{StoreError, Tx, account, group, member, request, setting};
use std::collections::BTreeMap;

/// Who asks to join a group, for those who run it.
#[derive(Debug, Clone)]
pub struct Queue {
    /// Who looks where.
    pub access: InGroup,
    /// Open requests: those that wait for an answer, then those that wait for a place.
    pub open: Vec<Request>,
    /// The aliases of neighbours who know an asker.
    pub vouched_by: BTreeMap<RequestId, String>,
    /// The group's streets.
    pub streets: Vec<Street>,
    /// What the group wants of who asks.
    pub joining: Joining,
    /// The version of the group's settings, of which that is a part.
    pub version: u32,
    /// Members now.
    pub members: u32,
}

/// Who asks to join.
pub async fn queue(app: &App, account: AccountId, id: GroupId) -> Result<Queue, RequestError> {
    let mut tx = app.db.read().await?;
    let access = access::in_group(&mut tx, account, id, Action::AnswerRequests).await?;
    let open = request::open(&mut tx, &app.sealer, id).await?;
    let mut vouched_by = BTreeMap::new();
    for asked in &open {
        if let Some(alias) = super::residence::voucher(&mut tx, asked).await? {
            vouched_by.insert(asked.id, alias);
        }
    }
    Ok(Queue {
        access,
        open,
        vouched_by,
        version: setting::of_group(&mut tx, id).await?.version,
        streets: group::streets(&mut tx, id).await?,
        joining: request::joining(&mut tx, id).await?,
        members: member::count_active(&mut tx, id).await?,
    })
}

/// One request, for the page on which it is answered.
#[derive(Debug, Clone)]
pub struct Look {
    /// Who looks where.
    pub access: InGroup,
    /// The request.
    pub request: Request,
    /// Name of the street; none: another one.
    pub street: Option<String>,
    /// The alias of the neighbour who knows them.
    pub vouched_by: Option<String>,
    /// What the group wants of who asks.
    pub joining: Joining,
    /// No place is left.
    pub is_full: bool,
    /// The asker's language: the answer is in it.
    pub language: String,
}

/// One request that is open.
pub async fn look(app: &App, account: AccountId, id: GroupId, request_id: RequestId) -> Result<Look, RequestError> {
    let mut tx = app.db.read().await?;
    let access = access::in_group(&mut tx, account, id, Action::AnswerRequests).await?;
    let request = found(app, &mut tx, id, request_id).await?;
    let street = match request.asking.street {
        Some(street) => group::street(&mut tx, id, street).await?.map(|street| street.name),
        None => None,
    };
    let asker = account::find(&mut tx, request.account).await?.ok_or(StoreError::Gone)?;
    Ok(Look {
        vouched_by: super::residence::voucher(&mut tx, &request).await?,
        street,
        joining: request::joining(&mut tx, id).await?,
        is_full: member::count_active(&mut tx, id).await? >= access.group.capacity,
        language: asker.language,
        access,
        request,
    })
}

/// A request of the group that is open. What another group's is, is not there.
pub(super) async fn found(app: &App, tx: &mut Tx, group: GroupId, id: RequestId) -> Result<Request, RequestError> {
    let found = request::find(tx, &app.sealer, group, id).await?;
    let found = found.ok_or(access::Denied::NotHere)?;
    if found.state.is_open() {
        Ok(found)
    } else {
        Err(RequestError::NotOpen)
    }
}

/// An answer, as it was typed.
#[derive(Debug, Clone, Default)]
pub struct Answer {
    /// A short letter to the asker; may be empty.
    pub words: String,
    /// Whoever answers knows, or checked, that the asker lives or works here.
    pub knows: bool,
    /// Why somebody younger than the group asks may join; asked for where they said so.
    pub age_reason: String,
}

/// Says yes: a place, or the waiting list of a full group.
pub async fn let_in(
    app: &App,
    account: AccountId,
    id: GroupId,
    request_id: RequestId,
    answer: &Answer,
) -> Result<RequestState, RequestError> {
    // Under the lock: two who say yes to the last place at once are counted one after the other (EDGES 13).
    let mut tx = app.db.write().await?;
    let group = access::lock(&mut tx, id, 0).await?.group;
    let access = access::within(&mut tx, account, group, Action::AnswerRequests).await?;
    let (group, by) = (access.group, access.member.id);
    let mut asked = found(app, &mut tx, id, request_id).await?;
    let joining = request::joining(&mut tx, id).await?;
    let mut errors = Errors::default();
    let words = errors.take("answer", tidy_text(&answer.words, limits::REQUEST_ANSWER_CHARS_MAX));
    // Also where another check was made that the group counts no more: an admin's word stands in for it.
    if answer.knows && joining.checks.admin && !joining.checks.takes(asked.residence) {
        let now = app.now();
        (asked.residence, asked.residence_at) = (ResidenceCheck::Admin, Some(now));
        request::check_residence(&mut tx, asked.id, ResidenceCheck::Admin, now).await?;
    }
    if !joining.checks.takes(asked.residence) {
        errors.add("residence", Problem::NotAccepted);
    }
    let age_reason = if asked.asking.younger {
        errors.take("age_reason", audit::reason(&answer.age_reason))
    } else {
        None
    };
    errors.into_result().map_err(RequestError::Invalid)?;
    // Who waits for a place comes before who is told yes now.
    fill(app, &mut tx, &group).await?;
    let words = words.flatten();
    let state = after_yes(member::count_active(&mut tx, id).await?, group.capacity);
    let now_is = request::find(&mut tx, &app.sealer, id, request_id).await?;
    let now_is = now_is.map_or(RequestState::Expired, |request| request.state);
    let came_of_it = if !now_is.is_open() || state == now_is {
        // This very one was the first on the list; or its asker has it on the list already.
        Some(now_is)
    } else if state == RequestState::LetIn {
        let came = admit(app, &mut tx, &group, &asked, words.as_deref()).await?;
        if let Came::In(member) = came {
            audit::note(app, &mut tx, Note::new(id, Deed::RequestLetIn, by).about(member)).await?;
            if let Some(reason) = &age_reason {
                let note = Note::new(id, Deed::AgeExcepted, by).about(member);
                audit::note(app, &mut tx, note.because(reason)).await?;
            }
        }
        (!matches!(came, Came::TooLate)).then_some(RequestState::LetIn)
    } else {
        let (now, entropy) = (app.now(), app.entropy.as_ref());
        let (sealer, words) = (&app.sealer, words.as_deref());
        let listed = request::answer(&mut tx, sealer, asked.id, state, words, now, entropy).await?;
        if listed {
            audit::note(app, &mut tx, Note::new(id, Deed::RequestApproved, by)).await?;
            if let Some(reason) = &age_reason {
                request::agree_to_age(&mut tx, sealer, asked.id, by, reason, entropy).await?;
            }
        }
        listed.then_some(state)
    };
    // Who came in from the list meanwhile stays in, whatever became of this one.
    tx.commit().await?;
    match came_of_it {
        Some(state @ (RequestState::LetIn | RequestState::Approved)) => Ok(state),
        // Taken back, answered or over at this very moment.
        _ => Err(RequestError::NotOpen),
    }
}

/// Says no, with words.
pub async fn refuse(
    app: &App,
    account: AccountId,
    id: GroupId,
    request_id: RequestId,
    words: &str,
) -> Result<(), RequestError> {
    let mut tx = app.db.write().await?;
    let group = access::lock(&mut tx, id, 0).await?.group;
    let access = access::within(&mut tx, account, group, Action::AnswerRequests).await?;
    let asked = found(app, &mut tx, id, request_id).await?;
    // A no without a word is what people remember of a group.
    let words = tidy_text(words, limits::REQUEST_ANSWER_CHARS_MAX).and_then(|words| words.ok_or(Problem::Missing));
    let words = words.map_err(|problem| {
        let field = "answer";
        RequestError::Invalid(vec![FieldError { field, problem }])
    })?;
    let (now, entropy) = (app.now(), app.entropy.as_ref());
    let (sealer, no) = (&app.sealer, RequestState::Refused);
    if !request::answer(&mut tx, sealer, asked.id, no, Some(&words), now, entropy).await? {
        return Err(RequestError::NotOpen);
    }
    // Who asked was never in the group: the log does not say who it was.
    let note = Note::new(id, Deed::RequestRefused, access.member.id);
    audit::note(app, &mut tx, note).await?;
    tx.commit().await?;
    Ok(())
}

/// What came of letting somebody in.
enum Came {
    /// A member now.
    In(MemberId),
    /// They were one already, by another way: the request is gone.
    Already,
    /// Their request was taken back, or was over, at this very moment.
    TooLate,
}

/// Ends a request with a yes, and makes its asker a member. The caller holds the group's lock and has counted. The answer comes first: who takes a request
/// back, or ends it by the clock, holds no lock of the group, and of the two the one who writes first is right. Otherwise somebody becomes a member who
/// has gone away, and whose address is forgotten.
async fn admit(
    app: &App,
    tx: &mut Tx,
    group: &Group,
    asked: &Request,
    words: Option<&str>,
) -> Result<Came, RequestError> {
    // A removal that was taken back, or a link: there is one place for one person.
    if member::in_group(tx, group.id, asked.account).await?.is_some() {
        request::forget_of(tx, group.id, asked.account).await?;
        return Ok(Came::Already);
    }
    let (now, entropy) = (app.now(), app.entropy.as_ref());
    if !request::answer(tx, &app.sealer, asked.id, RequestState::LetIn, words, now, entropy).await? {
        return Ok(Came::TooLate);
    }
    let wanted = Alias::parse(&asked.asking.alias).map_err(|_| StoreError::Gone)?;
    let members = member::active(tx, group.id).await?;
    let alias = free_alias(&wanted, |alias| {
        members
            .iter()
            .any(|member| member.alias.to_lowercase() == alias.folded())
    });
    let new = NewMember {
        id: MemberId::new(now, entropy),
        group: group.id,
        account: asked.account,
        alias: &alias,
        role: Role::Member,
        rules_version: asked.asking.rules_version,
    };
    member::insert(tx, &new, now).await?;
    request::hand_over(tx, asked, new.id).await?;
    // Leaving and asking ends no pause.
    let against = moderation::against(app, tx, group.id, asked.account).await?;
    if against.paused_until.is_some() {
        member::pause(tx, new.id, against.paused_until).await?;
    }
    Ok(Came::In(new.id))
}

/// Gives free places to those who wait for one, first come first. The caller holds the group's lock. How many came in.
pub(in crate::usecase) async fn fill(app: &App, tx: &mut Tx, group: &Group) -> Result<u32, RequestError> {
    let mut came = 0;
    while member::count_active(tx, group.id).await? < group.capacity {
        let Some(first) = request::first_approved(tx, &app.sealer, group.id).await? else {
            break;
        };
        // Without the words of the yes: they say that the group is full.
        if let Came::In(member) = admit(app, tx, group, &first, None).await? {
            came += 1;
            if let Some((by, reason)) = request::age_agreed(tx, &app.sealer, first.id).await? {
                let note = Note::new(group.id, Deed::AgeExcepted, by).about(member);
                audit::note(app, tx, note.because(&reason)).await?;
            }
        }
    }
    Ok(came)
}

/// Gives every place that came free, whatever the reason, to the first on its group's waiting list. What goes wrong in one group holds up no other.
pub async fn fill_places(app: &App) -> Result<u32, StoreError> {
    let mut tx = app.db.read().await?;
    let groups = request::with_a_place(&mut tx).await?;
    drop(tx);
    let mut came = 0;
    for id in groups {
        match fill_group(app, id).await {
            Ok(here) => came += here,
            Err(error) => tracing::error!(%error, group = %id, "a place that came free was not given"),
        }
    }
    Ok(came)
}

async fn fill_group(app: &App, id: GroupId) -> Result<u32, RequestError> {
    let mut tx = app.db.write().await?;
    let group = access::lock(&mut tx, id, 0).await?.group;
    let came = fill(app, &mut tx, &group).await?;
    tx.commit().await?;
    Ok(came)
}

/// Ends requests that nobody answered in time; who asked is told.
pub async fn expire(app: &App) -> Result<u64, StoreError> {
    let (now, mut ended) = (app.now(), 0);
    let mut tx = app.db.read().await?;
    let countries = saar_store::retention::countries(&mut tx).await?;
    drop(tx);
    for country in countries {
        let before = app.profiles.retention(&country).over(Class::Request, now);
        let mut tx = app.db.write_soon().await?;
        ended += request::expire(&mut tx, &country, before, now).await?;
        tx.commit().await?;
    }
    Ok(ended)
}

/// What a group wants of who asks, as it was chosen.
#[derive(Debug, Clone, Default)]
pub struct NewJoining {
    /// It takes requests.
    pub takes_requests: bool,
    /// Codes of the checks that count; none: the group asks for none.
    pub checks: Vec<String>,
}

/// An admin says whether the group takes requests, and which checks count. `version` is the one that was read: of two who change it at the same moment the
/// second is told, instead of taking back unseen what the first one chose; none: whatever stands there is replaced.
pub async fn set_joining(
    app: &App,
    account: AccountId,
    id: GroupId,
    version: Option<u32>,
    new: &NewJoining,
) -> Result<(), RequestError> {
    let mut tx = app.db.write().await?;
    let group = access::lock(&mut tx, id, 0).await?.group;
    let access = access::within(&mut tx, account, group, Action::SetJoining).await?;
    if let Some(read) = version
        && setting::of_group(&mut tx, id).await?.version != read
    {
        return Err(RequestError::Meanwhile);
    }
    let new = group_setting::joining_of(new).map_err(RequestError::Invalid)?;
    let changed: Vec<_> = group_setting::changed_joining(request::joining(&mut tx, id).await?, new).collect();
    if changed.is_empty() {
        return Ok(());
    }
    request::set_joining(&mut tx, id, new).await?;
    setting::touch(&mut tx, id).await?;
    let changed = changed.join(",");
    let note = Note::new(id, Deed::SettingsChanged, access.member.id).detail(&changed);
    audit::note(app, &mut tx, note).await?;
    tx.commit().await?;
    Ok(())
}
