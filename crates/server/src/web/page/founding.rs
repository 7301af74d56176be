//! Starting a group.

use super::frame::Frame;
use super::{or_page, see_done};
use crate::usecase::founding::{self, FoundError};
use crate::usecase::identity::Identity;
use crate::web::auth::Reader;
use crate::web::error::{Fault, view_errors};
use crate::web::form::{Fields, Query};
use crate::web::view::founding::{CoveredRow, Found};
use crate::web::view::shared::FieldError;
use crate::web::{Shared, Web};
use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::{get, post};
use saar_domain::founding::{RawFounding, waits};
use saar_domain::limits;
use serde::Deserialize;
use std::sync::Arc;

/// The page.
pub fn router() -> Router<Arc<Web>> {
    Router::new()
        .route("/groups/new", get(show).post(found))
        .route("/groups/new/check", post(check))
}

#[derive(Deserialize)]
struct Where {
    country: Option<String>,
}

async fn show(State(web): Shared, Reader(identity): Reader, Query(place): Query<Where>) -> Response {
    let typed = Found {
        country: place.country.unwrap_or_default(),
        ..Found::default()
    };
    or_page(&web, &identity, render(&web, &identity, typed))
}

fn render(web: &Web, identity: &Identity, typed: Found) -> Result<Response, Fault> {
    let mut frame = Frame::of(web, identity);
    if web.app.profiles.get(&typed.country).is_some() {
        frame.page.reader.country.clone_from(&typed.country);
    }
    let profile = frame.profile(web)?;
    let wrong = !typed.errors.is_empty();
    let view = Found {
        countries: web.app.profiles.countries().map(str::to_owned).collect(),
        country: profile.country.clone(),
        waits: waits(profile, web.app.founding_approval),
        draft: if typed.draft.is_empty() {
            super::new_draft(web)
        } else {
            typed.draft.clone()
        },
        rules: profile.house_rules.clone(),
        rules_version: profile.house_rules_version,
        minimum_age_years: profile.minimum_age_years,
        ..typed
    };
    frame.render_form(web, "found", &view, wrong)
}

/// Which groups have these streets already: asked before somebody starts another, with everything that was typed kept. Posted, for where somebody lives
/// stands in no address.
async fn check(State(web): Shared, Reader(identity): Reader, fields: Fields) -> Response {
    let work = async {
        web.limits.write(identity.account.id)?;
        let typed = Found {
            country: fields.text("country").to_owned(),
            group_name: fields.text("group_name").to_owned(),
            municipality: fields.text("municipality").to_owned(),
            streets: fields.text("streets").to_owned(),
            alias: fields.text("alias").to_owned(),
            adult: fields.given("adult").is_some(),
            rules_accepted: fields.given("rules").is_some(),
            draft: draft(&fields).unwrap_or_default(),
            ..Found::default()
        };
        let streets: Vec<String> = typed.streets.lines().map(str::to_owned).collect();
        let found = founding::covered(&web.app, &typed.country, &typed.municipality, &streets).await?;
        let row = |covered: founding::Covered| CoveredRow {
            group: covered.group.to_string(),
            name: covered.name,
            streets: covered.streets,
        };
        let covered = Some(found.into_iter().map(row).collect());
        render(&web, &identity, Found { covered, ..typed })
    };
    or_page(&web, &identity, work.await)
}

/// The key of the form that was sent.
fn draft(fields: &Fields) -> Option<String> {
    let key = fields.text("draft");
    (1..=limits::IDEMPOTENCY_KEY_CHARS_MAX)
        .contains(&key.len())
        .then(|| key.to_owned())
}

async fn found(State(web): Shared, Reader(identity): Reader, fields: Fields) -> Response {
    let work = async {
        web.limits.write(identity.account.id)?;
        let accepted = fields.given("rules").is_some();
        let typed = RawFounding {
            name: fields.text("group_name").to_owned(),
            municipality: fields.text("municipality").to_owned(),
            streets: fields.text("streets").lines().map(str::to_owned).collect(),
            alias: fields.text("alias").to_owned(),
            adult: fields.given("adult").is_some(),
            rules_version: if accepted {
                fields.parsed("rules_version").unwrap_or(0)
            } else {
                0
            },
        };
        let country = fields.text("country").to_owned();
        let account = identity.account.id;
        let (asked, place, key) = (typed.clone(), country.clone(), draft(&fields));
        let work = founding::found(&web.app, account, &place, &asked, key.as_deref());
        let (draft, errors) = match work.await {
            Ok(founded) => return Ok(see_done(&format!("/groups/{}/area", founded.group.id), "founded")),
            Err(FoundError::Invalid(errors)) => {
                let number = Frame::of(&web, &identity).emergency_number(&web);
                (draft(&fields).unwrap_or_default(), view_errors(&errors, &number))
            }
            // Sent again out of an old page, with other words: another group, or a mend. Which one is for a person to say; the key is a new one.
            Err(FoundError::KeyReused(_)) => (String::new(), vec![FieldError::new("", "error-founded-already")]),
            Err(FoundError::Store(error)) => return Err(error.into()),
        };
        let typed = Found {
            country,
            group_name: typed.name,
            municipality: typed.municipality,
            streets: fields.text("streets").to_owned(),
            alias: typed.alias,
            adult: typed.adult,
            rules_accepted: accepted,
            draft,
            errors,
            ..Found::default()
        };
        render(&web, &identity, typed)
    };
    or_page(&web, &identity, work.await)
}
