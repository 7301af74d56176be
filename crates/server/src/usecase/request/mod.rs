//! Asking to join a group: what strangers see of it, asking, looking where one's request stands, taking it back.
//!
//! Nobody is added silently: whoever asks confirms the address by an e-mailed code, and those who run the group answer ([`answer`]). Threats: a stranger
//! tries which addresses are members' or which aliases are taken, hence one answer to all until the mailbox has answered, and an alias is settled when
//! somebody is let in; one machine floods a queue, hence limits by address, by account and by group.

pub mod answer;
pub mod residence;

use super::access::Denied;
use super::sign_in::{self, Asked, SignInError};
use crate::app::App;
use saar_domain::field::{Errors, FieldError, Problem, tidy_text};
use saar_domain::id::{AccountId, GroupId, RequestId, StreetId};
use saar_domain::incident::report::Street;
use saar_domain::joining::RoughCount;
use saar_domain::limits;
use saar_domain::member::Alias;
use saar_domain::setting::Settings;
use saar_store::group::Group;
use saar_store::own_rule::OwnRules;
use saar_store::request::{Asking, Joining, Request};
use saar_store::{StoreError, Tx, account, challenge, founding, group, member, own_rule, request, retention, setting};

/// Why a request was not taken.
#[derive(Debug, thiserror::Error)]
pub enum RequestError {
    /// No such group, no such request, or not theirs.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// Something typed was wrong, or the group takes no requests now.
    #[error("mistakes in what was typed")]
    Invalid(Vec<FieldError>),
    /// Somebody else changed what the group wants of who asks, since it was read.
    #[error("changed meanwhile")]
    Meanwhile,
    /// It was answered, withdrawn or forgotten meanwhile.
    #[error("the request is not open any more")]
    NotOpen,
    /// The code could not be asked for.
    #[error(transparent)]
    SignIn(#[from] SignInError),
}

impl From<StoreError> for RequestError {
    fn from(error: StoreError) -> Self {
        Self::Denied(error.into())
    }
}

impl From<RequestError> for SignInError {
    fn from(error: RequestError) -> Self {
        match error {
            RequestError::Invalid(errors) => Self::Request(errors),
            RequestError::Denied(Denied::Store(error)) => Self::Store(error),
            RequestError::SignIn(error) => error,
            RequestError::Denied(Denied::NotHere | Denied::NotAllowed | Denied::Paused(_))
            | RequestError::NotOpen
            | RequestError::Meanwhile => Self::Over,
        }
    }
}

/// What follows when an e-mailed code is right, besides signing in.
#[derive(Debug)]
pub(super) enum Follows {
    /// Joining by an invite.
    Joining(challenge::Joining),
    /// A request to join.
    Asking(Asking),
}

/// What the reader is to a group that shows itself to everybody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mine {
    /// Nothing.
    Stranger,
    /// A member.
    Member,
    /// Somebody who asked to join.
    Asked(Box<Request>),
}

/// A group as everybody may see it. Nothing in it says who is a member.
#[derive(Debug, Clone)]
pub struct Welcome {
    /// The group.
    pub group: Group,
    /// The streets that belong to it.
    pub streets: Vec<Street>,
    /// Members, roughly.
    pub members: RoughCount,
    /// No place is left.
    pub is_full: bool,
    /// What it wants of who asks.
    pub joining: Joining,
    /// Its own house rules.
    pub own_rules: OwnRules,
    /// What it decided for itself.
    pub settings: Settings,
    /// What the reader is to it.
    pub mine: Mine,
}

/// A group as everybody may see it.
pub async fn welcome(app: &App, account: Option<AccountId>, id: GroupId) -> Result<Welcome, Denied> {
    let mut tx = app.db.read().await?;
    let group = group::find(&mut tx, id).await?.ok_or(Denied::NotHere)?;
    let members = member::count_active(&mut tx, id).await?;
    let mine = match account {
        None => Mine::Stranger,
        Some(account) if member::in_group(&mut tx, id, account).await?.is_some() => Mine::Member,
        Some(account) => request::of_account_in(&mut tx, &app.sealer, id, account)
            .await?
            .map_or(Mine::Stranger, |request| Mine::Asked(Box::new(request))),
    };
    // What waits for approval is told to nobody outside (ADR 27); its members see what others will.
    if mine != Mine::Member && founding::waiting_since(&mut tx, id).await?.is_some() {
        return Err(Denied::NotHere);
    }
    Ok(Welcome {
        streets: group::streets(&mut tx, id).await?,
        members: RoughCount::of(members),
        is_full: members >= group.capacity,
        joining: request::joining(&mut tx, id).await?,
        own_rules: own_rule::of_group(&mut tx, id).await?,
        settings: setting::of_group(&mut tx, id).await?.settings,
        group,
        mine,
    })
}

/// What somebody typed.
#[derive(Debug, Clone, Default)]
pub struct Typed {
    /// The name that others will see.
    pub alias: String,
    /// Where they live: the id of one of the group's streets, or [`ANOTHER_STREET`]; empty when nothing was chosen.
    pub street: String,
    /// A line about themselves; may be empty.
    pub about: String,
    /// For the code; of no meaning for somebody signed in.
    pub email: String,
    /// As old as the group asks.
    pub adult: bool,
    /// Younger than that: those who run the group agree to it, or do not.
    pub younger: bool,
    /// A member of the association, where the group is for its members.
    pub association_member: bool,
    /// The house rules that were accepted, by version; 0 when they were not.
    pub rules_version: u32,
    /// The group's own that were accepted with them; 0 where it has none.
    pub own_rules_version: u32,
}

/// The choice of somebody whose street is not the group's.
pub const ANOTHER_STREET: &str = "other";

/// Asks to join, signed out; the request exists once the code is confirmed.
pub async fn ask(app: &App, id: GroupId, typed: &Typed, language: &str) -> Result<Asked, RequestError> {
    let mut tx = app.db.write().await?;
    let email = sign_in::parse_email(&typed.email);
    let (asking, email) = check(app, &mut tx, id, typed, Some(email)).await?;
    let known = account::find_by_email(&mut tx, &app.sealer, &email).await?;
    let email = account::own_spelling(&mut tx, &app.sealer, known.as_ref(), email).await?;
    let language = known.map_or_else(|| language.to_owned(), |account| account.language);
    let follows = Follows::Asking(asking);
    let mut asked = sign_in::challenge(app, &mut tx, email, language, Some(follows)).await?;
    tx.commit().await?;
    if let Some(letter) = &mut asked.letter {
        letter.group = Some(id);
    }
    Ok(asked)
}

/// Asks to join, signed in: the address is known already.
pub async fn ask_signed_in(app: &App, account: AccountId, id: GroupId, typed: &Typed) -> Result<Placed, RequestError> {
    let mut tx = app.db.write().await?;
    let (asking, _) = check(app, &mut tx, id, typed, None).await?;
    let placed = place(app, &mut tx, account, &asking).await?;
    tx.commit().await?;
    Ok(placed)
}

/// What was typed, as a request; the address too, where one is asked for.
async fn check(
    app: &App,
    tx: &mut Tx,
    id: GroupId,
    typed: &Typed,
    email: Option<Result<String, Problem>>,
) -> Result<(Asking, String), RequestError> {
    let group = group::find(tx, id).await?.ok_or(Denied::NotHere)?;
    // Nobody outside is told of a group that waits for approval (ADR 27): nobody asks it anything either.
    if founding::waiting_since(tx, id).await?.is_some() {
        return Err(Denied::NotHere.into());
    }
    let profile = app.profiles.get(&group.country).ok_or(StoreError::Gone)?;
    let mut errors = Errors::default();
    if !request::joining(tx, id).await?.takes_requests {
        errors.add("requests", Problem::NotOffered);
    }
    // Whether a member has the alias is not said to strangers: that would tell them who is in.
    let alias = errors.take("alias", Alias::parse(&typed.alias));
    let street = match typed.street.trim() {
        "" => Err(Problem::Missing),
        ANOTHER_STREET => Ok(None),
        text => match text.parse::<StreetId>() {
            Ok(street) if group::street(tx, id, street).await?.is_some() => Ok(Some(street)),
            _ => Err(Problem::NotAChoice),
        },
    };
    let street = errors.take("home_street", street);
    let about = errors.take("about", tidy_text(&typed.about, limits::REQUEST_ABOUT_CHARS_MAX));
    let email = email.map_or(Some(String::new()), |email| errors.take("email", email));
    if !typed.adult && !typed.younger {
        errors.add("adult", Problem::NotAccepted);
    }
    let settings = setting::of_group(tx, id).await?.settings;
    if settings.members_only().is_some() && !typed.association_member {
        errors.add("association_member", Problem::NotAccepted);
    }
    let own_rules_version = own_rule::of_group(tx, id).await?.version;
    if typed.rules_version != profile.house_rules_version {
        errors.add("rules", Problem::NotAccepted);
    } else if typed.own_rules_version != own_rules_version {
        errors.add("rules", Problem::NotAChoice);
    }
    errors.into_result().map_err(RequestError::Invalid)?;
    let (Some(alias), Some(street), Some(about), Some(email)) = (alias, street, about, email) else {
        return Err(RequestError::NotOpen);
    };
    let asking = Asking {
        group: id,
        alias: alias.as_str().to_owned(),
        street,
        about,
        rules_version: typed.rules_version,
        own_rules_version,
        younger: typed.younger && !typed.adult,
    };
    Ok((asking, email))
}

/// What became of a request whose address is confirmed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Placed {
    /// It waits now.
    Waits,
    /// There was one already: it stays as it is, with its answer.
    Already,
    /// A member needs none.
    Member,
}

/// Puts a request into the group's queue, for an account whose address is confirmed.
pub(super) async fn place(app: &App, tx: &mut Tx, account: AccountId, asking: &Asking) -> Result<Placed, RequestError> {
    // Under the group's lock: what is counted here stays true, and nobody becomes a member meanwhile.
    let group = super::access::lock(tx, asking.group, 0).await?.group;
    if member::in_group(tx, asking.group, account).await?.is_some() {
        return Ok(Placed::Member);
    }
    if request::of_account_in(tx, &app.sealer, asking.group, account)
        .await?
        .is_some()
    {
        return Ok(Placed::Already);
    }
    let refused = |problem| {
        let field = "requests";
        Err(RequestError::Invalid(vec![FieldError { field, problem }]))
    };
    if !request::joining(tx, asking.group).await?.takes_requests {
        return refused(Problem::NotOffered);
    }
    let (in_group, of_account) = request::count_open(tx, asking.group, account).await?;
    for (open, max) in [
        (in_group, limits::REQUESTS_PER_GROUP_MAX),
        (of_account, limits::REQUESTS_PER_ACCOUNT_MAX),
    ] {
        if open >= max {
            let max = usize::try_from(max).unwrap_or(usize::MAX);
            return refused(Problem::TooMany { max });
        }
    }
    let (now, entropy) = (app.now(), app.entropy.as_ref());
    let id = RequestId::new(now, entropy);
    let added = request::insert(tx, &app.sealer, id, account, asking, now, entropy).await?;
    if !added {
        return Ok(Placed::Already);
    }
    super::continuity::tell_of_request(app, tx, &group).await?;
    Ok(Placed::Waits)
}

/// One's own request, with the name of its group.
#[derive(Debug, Clone)]
pub struct OwnRequest {
    /// The request.
    pub request: Request,
    /// Name of the group.
    pub group_name: String,
    /// Name of the street; none: another one.
    pub street: Option<String>,
    /// What stands last in the link to give to a neighbour who knows them, where that counts and is still missing.
    pub vouch_word: Option<String>,
}

/// One's own requests, newest first; those that made somebody a member are no news any more.
pub async fn mine(app: &App, account: AccountId) -> Result<Vec<OwnRequest>, StoreError> {
    let mut tx = app.db.read().await?;
    let mut own = Vec::new();
    for request in request::of_account(&mut tx, &app.sealer, account).await? {
        let Some(group) = group::find(&mut tx, request.asking.group).await? else {
            continue;
        };
        if member::in_group(&mut tx, group.id, account).await?.is_some() {
            continue;
        }
        let street = match request.asking.street {
            Some(street) => group::street(&mut tx, group.id, street)
                .await?
                .map(|street| street.name),
            None => None,
        };
        let checks = request::joining(&mut tx, group.id).await?.checks;
        let wants_word = request.state.is_open() && checks.vouch && !checks.takes(request.residence);
        own.push(OwnRequest {
            vouch_word: wants_word.then(|| residence::vouch_word(&app.sealer, request.id)),
            request,
            group_name: group.name,
            street,
        });
    }
    Ok(own)
}

/// Takes one's own request back: it is gone, and with it everything of somebody who is in no group.
pub async fn withdraw(app: &App, account: AccountId, id: RequestId) -> Result<(), RequestError> {
    let mut tx = app.db.write().await?;
    if !request::withdraw(&mut tx, account, id).await? {
        let own = request::of_account(&mut tx, &app.sealer, account).await?;
        let answered = own.iter().any(|request| request.id == id);
        return Err(if answered {
            RequestError::NotOpen
        } else {
            Denied::NotHere.into()
        });
    }
    retention::forget_account_of_nobody(&mut tx, account).await?;
    tx.commit().await?;
    Ok(())
}
