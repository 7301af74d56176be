//! The settings of a group, for its admins.

use super::frame::Frame;
use super::group::link;
use super::{Done, id, or_page, see_done};
use crate::usecase::group_setting::{self, Desk, GroupSettingError, Typed};
use crate::usecase::identity::Identity;
use crate::usecase::request::answer::NewJoining;
use crate::web::auth::Reader;
use crate::web::error::{Fault, view_errors};
use crate::web::form::{Fields, Path, Query};
use crate::web::view::group_setting::{GroupSettings, ResponseText, SettingNow};
use crate::web::view::shared::FieldError;
use crate::web::{Shared, Web};
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use saar_domain::country::{PhotoPolicy, Profile};
use saar_domain::limits;
use saar_domain::photo::policy;
use saar_domain::setting::RawSettings;
use std::sync::Arc;

/// Pages of a group's settings.
pub fn router() -> Router<Arc<Web>> {
    Router::new().route("/groups/{group}/admin/settings", get(show).post(save))
}

async fn show(
    State(web): Shared,
    Reader(identity): Reader,
    Path(group): Path<String>,
    Query(done): Query<Done>,
) -> Response {
    let work = async {
        let desk = group_setting::look(&web.app, identity.account.id, id(&group)?).await?;
        render(&web, &identity, &desk, done.done.as_deref(), None, Outcome::Fresh)
    };
    or_page(&web, &identity, work.await)
}

/// What came of what was typed.
enum Outcome {
    Fresh,
    Wrong(Vec<FieldError>),
    Meanwhile,
}

/// The settings as they are saved, as somebody would type them.
fn as_typed(desk: &Desk, profile: &Profile) -> Typed {
    let settings = &desk.kept.settings;
    Typed {
        version: desk.kept.version,
        settings: RawSettings {
            capacity: settings.capacity.to_string(),
            minimum_age: settings.minimum_age(profile).to_string(),
            minimum_age_reason: String::new(),
            association: settings.association.clone().unwrap_or_default(),
            open_to_non_members: settings.open_to_non_members,
            response_texts: profile
                .responses
                .iter()
                .map(|response| {
                    let own = settings.response_texts.get(response).cloned();
                    (response.code().to_owned(), own.unwrap_or_default())
                })
                .collect(),
            photo_policy: policy(profile, settings.photo_policy).code().to_owned(),
            quiet_expiry: settings.quiet_expiry_minutes.to_string(),
        },
        joining: NewJoining {
            takes_requests: desk.joining.takes_requests,
            checks: desk.joining.checks.codes().into_iter().map(str::to_owned).collect(),
        },
    }
}

fn render(
    web: &Web,
    identity: &Identity,
    desk: &Desk,
    done: Option<&str>,
    typed: Option<Typed>,
    outcome: Outcome,
) -> Result<Response, Fault> {
    let frame = Frame::in_group(web, identity, &desk.access.group, &desk.access.member).noticing(done);
    let profile = frame.profile(web)?;
    let saved = as_typed(desk, profile);
    let meanwhile = matches!(outcome, Outcome::Meanwhile);
    // Who mends a mistake still has the version that they read: somebody may have saved in between.
    let version = match (&typed, &outcome) {
        (Some(typed), Outcome::Wrong(_)) => typed.version,
        _ => desk.kept.version,
    };
    let differs = typed
        .as_ref()
        .filter(|_| meanwhile)
        .map(|typed| differing(web, &frame, typed, &saved));
    let errors = match outcome {
        Outcome::Fresh => Vec::new(),
        Outcome::Wrong(errors) => errors,
        Outcome::Meanwhile => vec![FieldError::new("", "error-meanwhile")],
    };
    let wrong = !errors.is_empty();
    let Typed { settings, joining, .. } = typed.unwrap_or(saved);
    let text = |code: &str| settings.response_texts.get(code).cloned().unwrap_or_default();
    let view = GroupSettings {
        group: link(&frame)?,
        version,
        meanwhile: differs,
        members: desk.members,
        capacity_max: profile.group_size_max.min(limits::GROUP_SIZE_MAX),
        country_age: profile.minimum_age_years,
        age_bounds: (limits::MINIMUM_AGE_YEARS_MIN, limits::MINIMUM_AGE_YEARS_MAX),
        responses: profile
            .responses
            .iter()
            .map(|response| ResponseText {
                code: response.code().into(),
                text: text(response.code()),
            })
            .collect(),
        response_max: limits::RESPONSE_TEXT_CHARS_MAX,
        safety_text: profile.safety_text.clone(),
        photo_policies: PhotoPolicy::ALL
            .iter()
            .filter(|policy| **policy >= profile.photo_policy)
            .map(|policy| policy.code().into())
            .collect(),
        quiet_bounds: (limits::QUIET_EXPIRY_MINUTES_MIN, limits::QUIET_EXPIRY_MINUTES_MAX),
        capacity: settings.capacity,
        minimum_age: settings.minimum_age,
        minimum_age_reason: settings.minimum_age_reason,
        association: settings.association,
        open_to_non_members: settings.open_to_non_members,
        photo_policy: settings.photo_policy,
        quiet_expiry: settings.quiet_expiry,
        takes_requests: joining.takes_requests,
        checks: joining.checks,
        errors,
    };
    if meanwhile {
        Ok((StatusCode::CONFLICT, frame.render(web, "group_settings", &view)?).into_response())
    } else if wrong {
        frame.render_wrong(web, "group_settings", &view)
    } else {
        frame.render(web, "group_settings", &view)
    }
}

/// What is saved by now and is another thing than what was typed, in words.
fn differing(web: &Web, frame: &Frame, typed: &Typed, saved: &Typed) -> Vec<SettingNow> {
    let reader = &frame.page.reader;
    let word = |key: &str| web.app.i18n.text(&reader.lang, &reader.country, key, &[]);
    let or_none = |text: String| if text.is_empty() { word("setting-none") } else { text };
    let switch = |on: bool| word(if on { "setting-on" } else { "setting-off" });
    let words = |codes: &[String], prefix: &str| {
        let words: Vec<_> = codes.iter().map(|code| word(&format!("{prefix}{code}"))).collect();
        or_none(words.join(", "))
    };
    let texts = saved.settings.response_texts.values().filter(|text| !text.is_empty());
    let texts: Vec<&str> = texts.map(String::as_str).collect();
    let (was, now) = (&typed.settings, &saved.settings);
    [
        ("capacity", was.capacity != now.capacity, now.capacity.clone()),
        (
            "minimum_age",
            was.minimum_age != now.minimum_age,
            now.minimum_age.clone(),
        ),
        (
            "association",
            was.association != now.association,
            or_none(now.association.clone()),
        ),
        (
            "open_to_non_members",
            was.open_to_non_members != now.open_to_non_members,
            switch(now.open_to_non_members),
        ),
        (
            "takes_requests",
            typed.joining.takes_requests != saved.joining.takes_requests,
            switch(saved.joining.takes_requests),
        ),
        (
            "residence_checks",
            typed.joining.checks != saved.joining.checks,
            words(&saved.joining.checks, "residence-"),
        ),
        (
            "quiet_expiry",
            was.quiet_expiry != now.quiet_expiry,
            now.quiet_expiry.clone(),
        ),
        (
            "photo_policy",
            was.photo_policy != now.photo_policy,
            word(&format!("photo-policy-{}", now.photo_policy)),
        ),
        (
            "response_texts",
            was.response_texts != now.response_texts,
            or_none(texts.join(", ")),
        ),
    ]
    .into_iter()
    .filter(|(_, differs, _)| *differs)
    .map(|(name, _, now)| SettingNow { name: name.into(), now })
    .collect()
}

async fn save(State(web): Shared, Reader(identity): Reader, Path(group): Path<String>, fields: Fields) -> Response {
    let work = async {
        web.limits.write(identity.account.id)?;
        let (account, group) = (identity.account.id, id(&group)?);
        let text = |name: &str| fields.text(name).trim().to_owned();
        let desk = group_setting::look(&web.app, account, group).await?;
        let country = &desk.access.group.country;
        let profile = web.app.profiles.get(country).ok_or(saar_store::StoreError::Gone)?;
        let typed = Typed {
            version: fields.parsed("version").unwrap_or(0),
            settings: RawSettings {
                capacity: text("capacity"),
                minimum_age: text("minimum_age"),
                minimum_age_reason: text("minimum_age_reason"),
                association: text("association"),
                open_to_non_members: fields.given("open_to_non_members").is_some(),
                response_texts: profile
                    .responses
                    .iter()
                    .map(|response| (response.code().to_owned(), text(&format!("response_{response}"))))
                    .collect(),
                photo_policy: text("photo_policy"),
                quiet_expiry: text("quiet_expiry"),
            },
            joining: NewJoining {
                takes_requests: fields.given("takes_requests").is_some(),
                checks: fields.all("residence_checks"),
            },
        };
        let outcome = match group_setting::set(&web.app, account, group, &typed).await {
            Ok(()) => return Ok(see_done(&format!("/groups/{group}/admin/settings"), "saved")),
            Err(GroupSettingError::Invalid(errors)) => {
                let number = Frame::of(&web, &identity).emergency_number(&web);
                Outcome::Wrong(view_errors(&errors, &number))
            }
            Err(GroupSettingError::Meanwhile) => Outcome::Meanwhile,
            Err(error) => return Err(error.into()),
        };
        // As it stands by now: what was read above may be what the other one has changed.
        let desk = group_setting::look(&web.app, account, group).await?;
        render(&web, &identity, &desk, None, Some(typed), outcome)
    };
    or_page(&web, &identity, work.await)
}
