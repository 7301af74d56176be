//! How somebody wants to be reached, on which devices, and by which programs of their own.

use super::identity::{Scope, SignedInBy};
use super::sign_in::secret;
use crate::app::App;
use jiff::tz::TimeZone;
use saar_delivery::Address;
use saar_delivery::webpush::Subscription;
use saar_domain::alert::QuietHours;
use saar_domain::clock::Span;
use saar_domain::delivery::ChannelKind;
use saar_domain::field::{Errors, FieldError, Problem, tidy_text};
use saar_domain::id::{AccountId, EndpointId, SessionId, TokenId};
use saar_domain::incident::call::CalledWhen;
use saar_domain::limits;
use saar_domain::preference::{Day, HolidayPause, day_of, zone_name, zone_of};
use saar_store::account::{self, Account};
use saar_store::endpoint::{self, Endpoint, NewEndpoint};
use saar_store::seal::token_hash;
use saar_store::session::{self, AccessToken, Session};
use saar_store::{StoreError, Tx};

/// Why something was not saved.
#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    /// Something typed was wrong.
    #[error("mistakes in what was typed")]
    Invalid(Vec<FieldError>),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl SettingsError {
    fn field(field: &'static str, problem: Problem) -> Self {
        Self::Invalid(vec![FieldError { field, problem }])
    }
}

/// Everything on the settings page.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Language, channels, quiet hours.
    pub account: Account,
    /// One's own address, for one's own eyes.
    pub email: String,
    /// Phones and mailboxes.
    pub endpoints: Vec<Endpoint>,
    /// Signed-in devices.
    pub sessions: Vec<Session>,
    /// Access tokens.
    pub tokens: Vec<AccessToken>,
}

/// Reads one's own settings.
pub async fn look(app: &App, account: AccountId) -> Result<Settings, StoreError> {
    let mut tx = app.db.read().await?;
    Ok(Settings {
        account: account::find(&mut tx, account).await?.ok_or(StoreError::Gone)?,
        email: account::own_email(&mut tx, &app.sealer, account).await?,
        endpoints: endpoint::of_account(&mut tx, account).await?,
        sessions: session::of_account(&mut tx, account).await?,
        tokens: session::tokens_of_account(&mut tx, account).await?,
    })
}

/// Preferences as typed.
#[derive(Debug, Clone, Default)]
pub struct Preferences {
    /// `nl` or `en`.
    pub language: String,
    /// Codes of channels in order; the rest follows in the usual order.
    pub channels: Vec<String>,
    /// "22:00", or nothing.
    pub quiet_from: String,
    /// "07:00", or nothing.
    pub quiet_to: String,
    /// Real alarms make no sound in quiet hours either. Chosen in so many words.
    pub mute_real_alarms: bool,
    /// IANA name of the zone in which hours and days are meant; empty: the group's.
    pub time_zone: String,
    /// Away, if so: the first and the last day, as `2026-12-24` or empty.
    pub pause: Option<(String, String)>,
    /// Pages in large letters.
    pub large_text: bool,
    /// Pages for a left thumb.
    pub left_hand: bool,
}

impl Preferences {
    /// What an account has chosen: for a form that changes some of it. A pause that is over is none.
    pub fn of(app: &App, account: &Account, country: Option<&str>) -> Self {
        let zone = own_zone(app, account.time_zone.as_deref(), country);
        let pause = account.pause.filter(|pause| !pause.is_over(app.now(), &zone));
        let hours = |pick: fn(&QuietHours) -> u16| account.quiet.as_ref().map(pick).map(wall).unwrap_or_default();
        let day = |day: Option<Day>| day.map(|day| day.to_string()).unwrap_or_default();
        Self {
            language: account.language.clone(),
            channels: account.channels.iter().map(|channel| channel.code().into()).collect(),
            quiet_from: hours(|quiet| quiet.from),
            quiet_to: hours(|quiet| quiet.to),
            mute_real_alarms: account.quiet.is_some_and(|quiet| quiet.mute_real_alarms),
            time_zone: account.time_zone.clone().unwrap_or_default(),
            pause: pause.map(|pause| (day(pause.from), day(pause.until))),
            large_text: account.large_text,
            left_hand: account.left_hand,
        }
    }
}

/// Minutes after midnight as hh:mm.
pub fn wall(minutes: u16) -> String {
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

/// The zone in which somebody's own hours and days are meant; `country` is that of their group.
pub fn own_zone(app: &App, own: Option<&str>, country: Option<&str>) -> TimeZone {
    let profile = app.profiles.get(country.unwrap_or(&app.country));
    zone_of(own, &profile.map_or(TimeZone::UTC, saar_domain::country::Profile::zone))
}

/// Saves preferences; `country` is that of the member's group.
pub async fn save(
    app: &App,
    account: AccountId,
    country: Option<&str>,
    typed: &Preferences,
) -> Result<Account, SettingsError> {
    let mut errors = Errors::default();
    if !crate::i18n::LANGUAGES.contains(&typed.language.as_str()) {
        errors.add("language", Problem::NotAChoice);
    }
    let mut channels: Vec<ChannelKind> = Vec::new();
    for code in &typed.channels {
        match code.parse::<ChannelKind>() {
            Ok(channel) if !channels.contains(&channel) => channels.push(channel),
            Ok(_) => {}
            Err(_) => errors.add("channels", Problem::NotAChoice),
        }
    }
    let rest: Vec<_> = ChannelKind::ALL
        .iter()
        .filter(|channel| !channels.contains(channel))
        .copied()
        .collect();
    channels.extend(rest);
    let quiet = errors.take("quiet_from", typed.quiet()).flatten();
    let time_zone = errors.take("time_zone", zone_name(&typed.time_zone)).flatten();
    let zone = own_zone(app, time_zone.as_deref(), country);
    let pause = typed.pause(day_of(app.now(), &zone), &mut errors);
    errors.into_result().map_err(SettingsError::Invalid)?;
    let mut tx = app.db.write().await?;
    let saved = Account {
        id: account,
        language: typed.language.clone(),
        channels,
        quiet,
        time_zone,
        pause,
        large_text: typed.large_text,
        left_hand: typed.left_hand,
    };
    account::save_preferences(&mut tx, &saved).await?;
    tx.commit().await?;
    Ok(saved)
}

impl Preferences {
    fn pause(&self, today: Day, errors: &mut Errors) -> Option<HolidayPause> {
        let (from, until) = self.pause.as_ref()?;
        match HolidayPause::parse(from, until, today) {
            Ok(pause) => Some(pause),
            Err(wrong) => {
                for error in wrong {
                    errors.add(error.field, error.problem);
                }
                None
            }
        }
    }

    fn quiet(&self) -> Result<Option<QuietHours>, Problem> {
        if self.quiet_from.trim().is_empty() && self.quiet_to.trim().is_empty() {
            return Ok(None);
        }
        if self.quiet_from.trim().is_empty() || self.quiet_to.trim().is_empty() {
            return Err(Problem::Missing);
        }
        let minutes = |text: &str| match CalledWhen::parse_wall(text)? {
            CalledWhen::WallMinutes(minutes) => Ok(minutes),
            CalledWhen::SecondsAgo(_) => Err(Problem::Malformed),
        };
        let (from, to) = (minutes(&self.quiet_from)?, minutes(&self.quiet_to)?);
        Ok(Some(QuietHours {
            from,
            to,
            mute_real_alarms: self.mute_real_alarms,
        }))
    }
}

/// Alarms may be pushed to this browser from now on. Sent again at every opening, for browsers change it silently.
pub async fn subscribe(
    app: &App,
    account: AccountId,
    session: Option<SessionId>,
    subscription: Subscription,
) -> Result<(), SettingsError> {
    // Threat: an endpoint is somebody else's URL that we will call; only known push services, checked again at every send.
    app.push_guard
        .check(subscription.endpoint())
        .map_err(|_| SettingsError::field("endpoint", Problem::NotAChoice))?;
    let address = serde_json::to_string(&Address::WebPush(subscription)).map_err(|_| StoreError::Gone)?;
    let mut tx = app.db.write().await?;
    // A phone that says again what is known of it needs no room.
    if !endpoint::has(&mut tx, &app.sealer, account, &address).await? {
        make_room(&mut tx, account).await?;
    }
    let (now, entropy) = (app.now(), app.entropy.as_ref());
    let new = NewEndpoint {
        id: EndpointId::new(now, entropy),
        account,
        channel: ChannelKind::WebPush,
        address: &address,
        session,
    };
    endpoint::save(&mut tx, &app.sealer, &new, now, entropy).await?;
    let looks = super::reach::look_at_opening(app, &mut tx, account, &address).await?;
    tx.commit().await?;
    if looks {
        app.bus.wake_outbox();
    }
    Ok(())
}

/// The phone in the hand counts; the one that was there longest makes room.
async fn make_room(tx: &mut Tx, account: AccountId) -> Result<(), StoreError> {
    let known = endpoint::of_account(tx, account).await?;
    let mut pushes = known.iter().filter(|endpoint| endpoint.channel == ChannelKind::WebPush);
    match pushes.next() {
        Some(oldest) if pushes.count() + 1 >= limits::ENDPOINTS_MAX => endpoint::forget(tx, oldest.id).await,
        _ => Ok(()),
    }
}

/// No pushes to this device any more.
pub async fn unsubscribe(app: &App, session: SessionId) -> Result<(), StoreError> {
    let mut tx = app.db.write().await?;
    endpoint::forget_of_session(&mut tx, session).await?;
    tx.commit().await
}

/// A token as asked for.
#[derive(Debug, Clone, Default)]
pub struct TokenRequest {
    /// What its owner calls it.
    pub name: String,
    /// Codes of scopes.
    pub scopes: Vec<String>,
    /// For how many days.
    pub days: u32,
}

/// What tokens begin with, so that scanners of leaked secrets know them.
pub const TOKEN_PREFIX: &str = "saar_pat_";

/// Makes an access token; its secret is shown once, and never again.
pub async fn create_token(
    app: &App,
    account: AccountId,
    request: &TokenRequest,
) -> Result<(AccessToken, String), SettingsError> {
    let mut tx = app.db.write().await?;
    let made = insert_token(app, &mut tx, account, request).await?;
    tx.commit().await?;
    Ok(made)
}

async fn insert_token(
    app: &App,
    tx: &mut Tx,
    account: AccountId,
    request: &TokenRequest,
) -> Result<(AccessToken, String), SettingsError> {
    let mut errors = Errors::default();
    let name = errors
        .take("name", tidy_text(&request.name, limits::NAME_CHARS_MAX))
        .flatten();
    if name.is_none() && request.name.trim().is_empty() {
        errors.add("name", Problem::Missing);
    }
    let scopes: Vec<Scope> = request.scopes.iter().filter_map(|code| code.parse().ok()).collect();
    if scopes.is_empty() || scopes.len() != request.scopes.len() {
        errors.add(
            "scopes",
            if scopes.is_empty() {
                Problem::Missing
            } else {
                Problem::NotAChoice
            },
        );
    }
    if !(1..=limits::TOKEN_DAYS_MAX).contains(&request.days) {
        errors.add(
            "days",
            Problem::OutOfRange {
                min: 1,
                max: i64::from(limits::TOKEN_DAYS_MAX),
            },
        );
    }
    if session::tokens_of_account(tx, account).await?.len() >= limits::TOKENS_MAX {
        errors.add(
            "tokens",
            Problem::OutOfRange {
                min: 0,
                max: i64::try_from(limits::TOKENS_MAX).unwrap_or(i64::MAX),
            },
        );
    }
    errors.into_result().map_err(SettingsError::Invalid)?;
    let now = app.now();
    let token = format!("{TOKEN_PREFIX}{}", secret(app.entropy.as_ref()));
    let made = AccessToken {
        id: TokenId::new(now, app.entropy.as_ref()),
        account,
        name: name.unwrap_or_default(),
        scopes: scopes.iter().map(|scope| scope.code()).collect::<Vec<_>>().join(" "),
        created_at: now,
        expires_at: now.plus(Span::days(i64::from(request.days))),
    };
    session::insert_token(tx, &made, token_hash(&token)).await?;
    Ok((made, token))
}

/// Takes a token back; what listens with it hears nothing more.
pub async fn revoke_token(app: &App, account: AccountId, id: TokenId) -> Result<bool, StoreError> {
    let mut tx = app.db.write().await?;
    let revoked = session::revoke_token(&mut tx, account, id).await?;
    tx.commit().await?;
    if revoked {
        app.bus.signed_out(account, SignedInBy::Token(id));
    }
    Ok(revoked)
}
