//! Who is behind a request: a signed-in device, or a program with its access token; and what the token's scopes let it do.

use crate::app::App;
use saar_domain::access::Action;
use saar_domain::clock::Span;
use saar_domain::id::{SessionId, TokenId};
use saar_domain::limits;
use saar_store::StoreError;
use saar_store::account::{Account, AtHome};
use saar_store::db::AnyId;
use saar_store::seal::token_hash;
use saar_store::session;

/// Who is behind a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// The account.
    pub account: Account,
    /// The signed-in device; none for an access token.
    pub session: Option<SessionId>,
    /// What a token may; none for a session, which may everything.
    pub scopes: Option<Vec<Scope>>,
    /// By what they are signed in: when that is taken back, their open streams end.
    pub by: SignedInBy,
    /// The country of the group that was joined first; none before.
    pub country: Option<String>,
    /// The session's time began anew with this request: the device has to keep its secret as long.
    pub renewed: bool,
}

/// By what somebody is signed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SignedInBy {
    /// A device's session.
    Session(SessionId),
    /// A program's access token.
    Token(TokenId),
}

impl SignedInBy {
    fn id(self) -> AnyId {
        match self {
            Self::Session(id) => id.into(),
            Self::Token(id) => id.into(),
        }
    }
}

/// Which of these do not stand any more: a device that was signed out or not used for long, a token that was taken back or has expired. Also when another
/// process did it: the database is asked.
pub async fn ended(app: &App, by: &[SignedInBy]) -> Result<Vec<SignedInBy>, StoreError> {
    let now = app.now();
    let mut tx = app.db.read().await?;
    let mut ended = Vec::new();
    for some in by.chunks(limits::LIVE_SIGNED_IN_CHECK_ROWS) {
        let ids: Vec<AnyId> = some.iter().map(|by| by.id()).collect();
        let gone = session::ended(&mut tx, &ids, now.minus(limits::SESSION_IDLE_MAX), now).await?;
        ended.extend(
            some.iter()
                .zip(&ids)
                .filter(|(_, id)| gone.contains(id))
                .map(|(by, _)| *by),
        );
    }
    Ok(ended)
}

saar_domain::coded! {
    /// What an access token may do.
    Scope, "scope" {
        /// See groups and incidents.
        Read = "read",
        /// Raise alarms and drills, add sightings, record calls.
        Report = "report",
        /// Respond and close.
        Respond = "respond",
    }
}

impl Scope {
    /// The scope that an action asks of a token; none when tokens may not do it at all.
    pub const fn of(action: Action) -> Option<Self> {
        match action {
            Action::ViewGroup | Action::ViewIncident => Some(Self::Read),
            Action::Report | Action::Drill | Action::RecordCall | Action::Sight => Some(Self::Report),
            Action::Respond | Action::Close | Action::Recall => Some(Self::Respond),
            Action::ViewAdmin
            | Action::ViewLog
            | Action::EditWords
            | Action::Invite
            | Action::EditArea
            | Action::AnswerRequests
            | Action::AnswerInquiries
            | Action::Vouch
            | Action::SetJoining
            | Action::EditSettings
            | Action::AssignRoles
            | Action::ViewMember
            | Action::ShowContact
            | Action::Readmit
            | Action::Moderate
            | Action::Decide
            | Action::Flag
            | Action::SettleFlag
            | Action::Volunteer
            | Action::TakeOver
            | Action::Appoint
            | Action::Oversee
            | Action::TakeTurn
            | Action::EditRoster
            | Action::Visit
            | Action::ReadEnded
            | Action::GrantView
            | Action::EndView
            | Action::DeclareSecrecy
            | Action::ChangeAlias
            | Action::Leave => None,
        }
    }
}

impl Identity {
    /// Whether the session, or the token's scopes, allow it. What the account itself may is [`super::access`]'s.
    pub fn allows(&self, scope: Option<Scope>) -> bool {
        match (&self.scopes, scope) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some(scopes), Some(scope)) => scopes.contains(&scope),
        }
    }
}

/// How often a session's last use is written down.
const TOUCH_EVERY: Span = Span::hours(1);

/// Who a session's secret belongs to, if it still does.
pub async fn by_session(app: &App, token: &str) -> Result<Option<Identity>, StoreError> {
    let Some(session) = session::by_token(&app.db, token_hash(token)).await? else {
        return Ok(None);
    };
    let now = app.now();
    if session.seen_at < now.minus(limits::SESSION_IDLE_MAX) {
        return Ok(None);
    }
    let renewed = now.since(session.seen_at) > TOUCH_EVERY;
    if renewed {
        let mut tx = app.db.write_soon().await?;
        session::touch(&mut tx, session.id, now).await?;
        tx.commit().await?;
    }
    let AtHome { account, country } = session.owner;
    Ok(Some(Identity {
        account,
        session: Some(session.id),
        scopes: None,
        by: SignedInBy::Session(session.id),
        country,
        renewed,
    }))
}

/// Who an access token belongs to, if it still does.
pub async fn by_token(app: &App, token: &str) -> Result<Option<Identity>, StoreError> {
    let Some(token) = session::token_by_hash(&app.db, token_hash(token), app.now()).await? else {
        return Ok(None);
    };
    let AtHome { account, country } = token.owner;
    let scopes = token.scopes.split(' ').filter_map(|code| code.parse().ok()).collect();
    Ok(Some(Identity {
        account,
        session: None,
        scopes: Some(scopes),
        by: SignedInBy::Token(token.id),
        country,
        renewed: false,
    }))
}
