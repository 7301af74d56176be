//! What one wants of us: channels, hours of quiet, the zone, a pause, language, letters, the hand; and a test alarm that shows what works.

use super::frame::Frame;
use super::settings::{Shown, channel_code, render};
use super::{or_page, see, see_done};
use crate::i18n::zone_code;
use crate::usecase::identity::Identity;
use crate::usecase::settings::{self, Preferences, SettingsError, own_zone};
use crate::usecase::test_alarm::{self, Way};
use crate::web::auth::Reader;
use crate::web::error::{Fault, view_errors};
use crate::web::form::{Fields, Path};
use crate::web::view::settings::{TestAlarm, TestWay, ZoneOption};
use crate::web::{Shared, Web};
use axum::Router;
use axum::extract::State;
use axum::http::{HeaderName, header};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::{get, post};
use jiff::tz::TimeZone;
use saar_domain::clock::Timestamp;
use saar_domain::delivery::{ChannelKind, DeliveryState};
use saar_domain::id::{AccountId, DeliveryId};
use saar_domain::limits;
use saar_domain::preference::moved;
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

/// Forms of the settings page that save a preference.
pub fn router() -> Router<Arc<Web>> {
    Router::new()
        .route("/settings/quiet-hours", post(save_quiet_hours))
        .route("/settings/zone", post(save_zone))
        .route("/settings/pause", post(save_pause))
        .route("/settings/pause/end", post(end_pause))
        .route("/settings/language", post(save_language))
        .route("/settings/display", post(save_display))
        .route("/settings/channels", post(save_channels))
        .route("/settings/test", get(look_at_test).post(test))
        .route("/settings/test/live", get(watch_test))
        .route("/settings/test/{probe}/arrived", post(arrived))
}

/// Zones on the page: where people of these streets go, or live for a while. Any other may be set by the API.
const ZONES: &[&str] = &[
    "Africa/Cairo",
    "Africa/Casablanca",
    "Africa/Johannesburg",
    "Africa/Lagos",
    "Africa/Nairobi",
    "America/Argentina/Buenos_Aires",
    "America/Bogota",
    "America/Chicago",
    "America/Curacao",
    "America/Denver",
    "America/Lima",
    "America/Los_Angeles",
    "America/Mexico_City",
    "America/New_York",
    "America/Paramaribo",
    "America/Santiago",
    "America/Sao_Paulo",
    "America/Toronto",
    "Asia/Bangkok",
    "Asia/Dubai",
    "Asia/Hong_Kong",
    "Asia/Jakarta",
    "Asia/Karachi",
    "Asia/Kolkata",
    "Asia/Makassar",
    "Asia/Manila",
    "Asia/Seoul",
    "Asia/Shanghai",
    "Asia/Singapore",
    "Asia/Tokyo",
    "Atlantic/Azores",
    "Atlantic/Canary",
    "Atlantic/Cape_Verde",
    "Atlantic/Reykjavik",
    "Australia/Adelaide",
    "Australia/Brisbane",
    "Australia/Darwin",
    "Australia/Perth",
    "Australia/Sydney",
    "Europe/Amsterdam",
    "Europe/Athens",
    "Europe/Berlin",
    "Europe/Brussels",
    "Europe/Dublin",
    "Europe/Helsinki",
    "Europe/Istanbul",
    "Europe/Lisbon",
    "Europe/London",
    "Europe/Madrid",
    "Europe/Moscow",
    "Europe/Paris",
    "Europe/Rome",
    "Europe/Warsaw",
    "Indian/Maldives",
    "Indian/Mauritius",
    "Pacific/Auckland",
    "Pacific/Honolulu",
];

/// The zones to choose from, with what the clock shows there: nobody has to know what an offset is. First the group's, then those that the country's profile
/// names, in words, then all others by their place; one that was set by another way is among these.
pub(super) fn zones(web: &Web, identity: &Identity, chosen: &str) -> Vec<ZoneOption> {
    let now = web.app.now().to_jiff();
    let option = |name: &str, code: Option<String>, zone: TimeZone| ZoneOption {
        name: name.to_owned(),
        code,
        place: name.rsplit('/').next().unwrap_or(name).replace('_', " "),
        now: now.to_zoned(zone).strftime("%H:%M").to_string(),
    };
    let known = |name: &str, code| Some(option(name, code, TimeZone::get(name).ok()?));
    let country = identity.country.as_deref();
    let profile = web.app.profiles.get(country.unwrap_or(&web.app.country));
    let often = profile.map_or(&[][..], |profile| &profile.zones);
    let in_words = |name: &String| known(name, Some(zone_code(name)));
    let is_other = |name: &&str| !often.iter().any(|known| known == name);
    let chosen = Some(chosen).filter(|name| !ZONES.contains(name));
    let others = ZONES.iter().copied().chain(chosen).filter(is_other);
    let mut others: Vec<_> = others.filter_map(|name| known(name, None)).collect();
    others.sort_by(|a, b| a.place.cmp(&b.place));
    let group = option("", None, own_zone(&web.app, None, country));
    std::iter::once(group)
        .chain(often.iter().filter_map(in_words))
        .chain(others)
        .collect()
}

fn preferences(web: &Web, identity: &Identity) -> Preferences {
    Preferences::of(&web.app, &identity.account, identity.country.as_deref())
}

async fn save_quiet_hours(State(web): Shared, Reader(identity): Reader, fields: Fields) -> Response {
    let typed = Preferences {
        quiet_from: fields.text("quiet_from").to_owned(),
        quiet_to: fields.text("quiet_to").to_owned(),
        mute_real_alarms: fields.text("wake_at_night") == "no",
        ..preferences(&web, &identity)
    };
    save(&web, &identity, typed, "saved").await
}

async fn save_zone(State(web): Shared, Reader(identity): Reader, fields: Fields) -> Response {
    let typed = Preferences {
        time_zone: fields.text("time_zone").to_owned(),
        ..preferences(&web, &identity)
    };
    save(&web, &identity, typed, "saved").await
}

async fn save_pause(State(web): Shared, Reader(identity): Reader, fields: Fields) -> Response {
    let days = ["pause_from", "pause_until"].map(|name| fields.text(name).to_owned());
    let typed = Preferences {
        pause: Some(days.into()),
        ..preferences(&web, &identity)
    };
    save(&web, &identity, typed, "pause-set").await
}

async fn end_pause(State(web): Shared, Reader(identity): Reader) -> Response {
    let typed = Preferences {
        pause: None,
        ..preferences(&web, &identity)
    };
    save(&web, &identity, typed, "pause-ended").await
}

async fn save_language(State(web): Shared, Reader(identity): Reader, fields: Fields) -> Response {
    let typed = Preferences {
        language: fields.text("language").to_owned(),
        ..preferences(&web, &identity)
    };
    save(&web, &identity, typed, "saved").await
}

async fn save_display(State(web): Shared, Reader(identity): Reader, fields: Fields) -> Response {
    let typed = Preferences {
        large_text: fields.text("text") == "large",
        left_hand: fields.text("hand") == "left",
        ..preferences(&web, &identity)
    };
    save(&web, &identity, typed, "saved").await
}

/// A button beside a channel: it is tried earlier, or later.
async fn save_channels(State(web): Shared, Reader(identity): Reader, fields: Fields) -> Response {
    let earlier = !fields.text("up").is_empty();
    let code = fields.text(if earlier { "up" } else { "down" });
    let order = &identity.account.channels;
    let moved = match order.iter().find(|channel| channel_code(**channel) == code) {
        Some(channel) => moved(order, *channel, earlier),
        None => order.clone(),
    };
    let typed = Preferences {
        channels: moved.into_iter().map(|channel| channel.code().into()).collect(),
        ..preferences(&web, &identity)
    };
    save(&web, &identity, typed, "saved").await
}

async fn save(web: &Web, identity: &Identity, typed: Preferences, done: &str) -> Response {
    let work = async {
        web.limits.write(identity.account.id)?;
        let country = identity.country.as_deref();
        match settings::save(&web.app, identity.account.id, country, &typed).await {
            Ok(_) => Ok(see_done("/settings", done)),
            Err(SettingsError::Invalid(errors)) => {
                let shown = Shown {
                    errors: view_errors(&errors, &Frame::of(web, identity).emergency_number(web)),
                    typed: Some(typed),
                    ..Shown::default()
                };
                render(web, identity, shown).await
            }
            Err(error) => Err(error.into()),
        }
    };
    or_page(web, identity, work.await)
}

/// A test alarm to oneself, over every channel.
async fn test(State(web): Shared, Reader(identity): Reader) -> Response {
    let work = async {
        web.limits.write(identity.account.id)?;
        test_alarm::send(&web.app, identity.account.id).await?;
        Ok(see("/settings?done=test-sent#test"))
    };
    or_page(&web, &identity, work.await)
}

/// "The mail is there."
async fn arrived(State(web): Shared, Reader(identity): Reader, Path(probe): Path<String>) -> Response {
    let work = async {
        web.limits.write(identity.account.id)?;
        let probe: DeliveryId = super::id(&probe)?;
        if !test_alarm::arrived(&web.app, identity.account.id, probe).await? {
            return Err(Fault::NotFound);
        }
        Ok(see("/settings#test"))
    };
    or_page(&web, &identity, work.await)
}

/// What became of it, alone: for the page that watches.
async fn look_at_test(State(web): Shared, Reader(identity): Reader) -> Response {
    let work = async {
        let frame = Frame::of(&web, &identity);
        let zone = own_zone(
            &web.app,
            identity.account.time_zone.as_deref(),
            identity.country.as_deref(),
        );
        let test = test_view(&web, &identity, &zone).await?.ok_or(Fault::NotFound)?;
        let part = web.app.renderer.part("test_alarm", &frame.page, &test)?;
        Ok(Html(part).into_response())
    };
    or_page(&web, &identity, work.await)
}

/// The last test alarm as the page shows it; none after its hour, or when there was none.
pub(super) async fn test_view(web: &Web, identity: &Identity, zone: &TimeZone) -> Result<Option<TestAlarm>, Fault> {
    let test = test_alarm::look(&web.app, identity.account.id).await?;
    let Some(sent_at) = test.sent_at else { return Ok(None) };
    let ways: Vec<TestWay> = test.ways.iter().map(test_way).collect();
    let is_young = web.app.now().since(sent_at) < limits::TEST_WATCHED;
    Ok(Some(TestAlarm {
        sent: sent_at
            .to_jiff()
            .to_zoned(zone.clone())
            .strftime("%H:%M:%S")
            .to_string(),
        open: is_young
            && ways
                .iter()
                .any(|way| !matches!(way.state.as_str(), "opened" | "failed")),
        ways,
    }))
}

fn test_way(way: &Way) -> TestWay {
    let probe = &way.probe;
    // Rounded up: what took a third of a second took "1 second", and nothing takes none.
    let seconds = |at: Timestamp| at.since(probe.created_at).as_millis().max(0) / 1000 + 1;
    let is_mail = probe.channel == ChannelKind::Email;
    let state = match probe.state {
        DeliveryState::Pending if probe.attempts == 0 => "waiting",
        DeliveryState::Pending | DeliveryState::Leased => "under_way",
        DeliveryState::Accepted => "accepted",
        DeliveryState::Delivered => "arrived",
        DeliveryState::Seen => "opened",
        DeliveryState::Failed | DeliveryState::Expired | DeliveryState::Withdrawn => "failed",
    };
    TestWay {
        id: probe.id.to_string(),
        code: if is_mail { "mail" } else { "push" }.into(),
        device: way.device.clone(),
        state: state.into(),
        accepted_s: probe.accepted_at.map(seconds),
        arrived_s: probe.delivered_at.map(seconds),
        ask: is_mail && probe.state == DeliveryState::Accepted,
    }
}

/// Tells the page that something came of the test alarm; it fetches the rest itself. Ends by itself when nothing more is expected.
async fn watch_test(State(web): Shared, Reader(identity): Reader) -> Response {
    let work = async {
        web.limits.write(identity.account.id)?;
        let until = web.app.now().plus(limits::TEST_WATCHED);
        let watching = Watching {
            account: identity.account.id,
            until,
            told: None,
            web: Arc::clone(&web),
        };
        let events = futures_util::stream::unfold(watching, async |mut watching| {
            let event = watching.next().await?;
            Some((Ok::<_, Infallible>(event), watching))
        });
        let stream = Sse::new(events).keep_alive(KeepAlive::new().interval(Duration::from_secs(20)));
        let unbuffered = [
            (HeaderName::from_static("x-accel-buffering"), "no"),
            (header::CACHE_CONTROL, "no-store"),
        ];
        Ok((unbuffered, stream).into_response())
    };
    or_page(&web, &identity, work.await)
}

/// A page that watches its test alarm.
struct Watching {
    web: Arc<Web>,
    account: AccountId,
    until: Timestamp,
    told: Option<Vec<DeliveryState>>,
}

impl Watching {
    /// A ring may be missed, and another process does not ring here.
    const POLL: Duration = Duration::from_secs(1);

    async fn next(&mut self) -> Option<Event> {
        loop {
            let rings = self.web.app.bus.probe_rings();
            // To its end, also when the page is closed meanwhile: a look that is cut off would keep its place at the database.
            let (web, account) = (Arc::clone(&self.web), self.account);
            let look = tokio::spawn(async move { test_alarm::look(&web.app, account).await });
            let test = look.await.ok()?.ok()?;
            let states: Vec<_> = test.ways.iter().map(|way| way.probe.state).collect();
            if self.told.as_ref() != Some(&states) {
                self.told = Some(states);
                return Some(Event::default().event("test").data("{}"));
            }
            if self.web.app.now() >= self.until || self.web.live.is_closing() {
                return None;
            }
            let _ = tokio::time::timeout(Self::POLL, rings).await;
        }
    }
}
