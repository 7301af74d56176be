//! The pages: HTML from templates, forms that post to their own path and redirect. All of them work without scripts.

pub mod admin;
pub mod alarm;
pub mod area;
mod asking;
pub mod budget;
pub mod continuity;
pub mod correct;
pub mod demo;
pub mod description;
pub mod desk;
pub mod drill;
pub mod entry;
pub mod flag;
pub mod founding;
pub mod frame;
pub mod group;
pub mod group_setting;
pub mod import;
pub mod incident;
pub mod inquiry;
pub mod liaison;
pub mod log;
pub mod manifest;
pub mod member;
pub mod moderation;
pub mod offline;
pub mod own_data;
pub mod own_rule;
pub mod own_words;
pub mod passkey;
pub mod photo;
pub mod plan;
pub mod preference;
pub mod request;
pub mod requests;
pub mod residence;
pub mod roster;
pub mod secrecy;
pub mod settings;
mod sleep;
pub mod umbrella;
pub mod umbrella_objection;

use super::error::{Fault, page};
use super::{Web, auth};
use crate::usecase::identity::Identity;
use axum::Router;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use frame::Frame;
use saar_domain::id::IncidentId;
use serde::Deserialize;
use std::sync::Arc;

/// Every page.
pub fn router() -> Router<Arc<Web>> {
    Router::new()
        .merge(entry::router())
        .merge(founding::router())
        .merge(group::router())
        .merge(alarm::router())
        .merge(area::router())
        .merge(offline::router())
        .merge(manifest::router())
        .merge(incident::router())
        .merge(flag::router())
        .merge(description::router())
        .merge(photo::router())
        .merge(admin::router())
        .merge(member::router())
        .merge(moderation::router())
        .merge(log::router())
        .merge(import::router())
        .merge(request::router())
        .merge(requests::router())
        .merge(inquiry::router())
        .merge(residence::router())
        .merge(own_words::router())
        .merge(budget::router())
        .merge(desk::router())
        .merge(drill::router())
        .merge(own_rule::router())
        .merge(group_setting::router())
        .merge(continuity::router())
        .merge(umbrella::router())
        .merge(umbrella_objection::router())
        .merge(roster::router())
        .merge(liaison::router())
        .merge(secrecy::router())
        .merge(settings::router())
        .merge(own_data::router())
        .merge(correct::router())
        .merge(passkey::router())
        .merge(preference::router())
        .merge(demo::router())
}

/// What was just done, in an address after a redirect.
#[derive(Debug, Default, Deserialize)]
pub struct Done {
    done: Option<String>,
}

/// The key of a form's draft: sent twice, it is one.
fn new_draft(web: &Web) -> String {
    // An id serves: unguessable enough for a key that counts only within one's own account.
    IncidentId::new(web.app.now(), web.app.entropy.as_ref()).to_string()
}

/// After a form was taken: go and look, and a reload does not send it again.
fn see(path: &str) -> Response {
    (StatusCode::SEE_OTHER, [(header::LOCATION, path)]).into_response()
}

/// The same with a notice.
fn see_done(path: &str, done: &str) -> Response {
    see(&format!("{path}?done={done}"))
}

/// Turns a fault of a signed-in reader into their page.
fn or_page(web: &Web, identity: &Identity, result: Result<Response, Fault>) -> Response {
    result.unwrap_or_else(|fault| page(web, &fault, &Frame::of(web, identity)))
}

/// Turns a fault of a signed-out reader into their page.
fn or_page_signed_out(web: &Web, headers: &HeaderMap, result: Result<Response, Fault>) -> Response {
    result.unwrap_or_else(|fault| page(web, &fault, &Frame::signed_out(web, auth::accept_language(headers))))
}

/// An id in a path; what is no id is not there.
fn id<T: std::str::FromStr>(text: &str) -> Result<T, Fault> {
    text.parse().map_err(|_| Fault::NotFound)
}
