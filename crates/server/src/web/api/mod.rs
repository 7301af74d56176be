//! `/api/v1`: everything that the pages do, for programs, but what only a mailbox can answer (signing in, joining by a link, a question from outside). The same use cases, described by OpenAPI.

pub mod area;
pub mod budget;
pub mod continuity;
pub mod correct;
pub mod description;
pub mod desk;
pub mod drill;
pub mod flag;
pub mod founding;
pub mod group;
pub mod group_setting;
pub mod import;
pub mod incident;
pub mod inquiry;
pub mod liaison;
pub mod me;
pub mod member;
pub mod moderation;
pub mod own_data;
pub mod own_rule;
pub mod own_words;
pub mod passkey;
pub mod photo;
pub mod request;
pub mod residence;
pub mod roster;
pub mod secrecy;
pub mod types;
pub mod umbrella;

use super::Web;
use super::error::Fault;
use super::form::Json;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::get;
use saar_domain::limits;
use std::sync::Arc;
use utoipa::OpenApi;
use utoipa::openapi::security::{ApiKey, ApiKeyValue, Http, HttpAuthScheme, SecurityScheme};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// What every API handler returns; the fault becomes problem details on its way out ([`super::answer`]).
pub type Answer<T> = Result<T, Fault>;

#[derive(OpenApi)]
#[openapi(
    info(
        title = "SAAR",
        description = "Alarms of a neighbourhood by the SAAR method: signal, alarm (the call comes first), app, react. Words are those of GLOSSARY.md. \
            Times are milliseconds since 1970. Faults are problem details (RFC 9457) with the paths of the fields. A personal access token is made under \
            Settings and sent as a bearer; a signed-in browser may use its cookie. What only a mailbox can answer is done on the pages: signing in, \
            joining by a link, a question from outside.",
        license(name = "EUPL-1.2", identifier = "EUPL-1.2")
    ),
    modifiers(&Security),
    security(("token" = []), ("cookie" = []))
)]
struct Described;

struct Security;

impl utoipa::Modify for Security {
    fn modify(&self, openapi: &mut utoipa::openapi::OpenApi) {
        let components = openapi.components.get_or_insert_with(Default::default);
        components.add_security_scheme("token", SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer)));
        components.add_security_scheme(
            "cookie",
            SecurityScheme::ApiKey(ApiKey::Cookie(ApiKeyValue::new("saar"))),
        );
    }
}

fn described() -> OpenApiRouter<Arc<Web>> {
    OpenApiRouter::with_openapi(Described::openapi())
        .routes(routes!(me::me, own_data::forget))
        .routes(routes!(own_data::ask, own_data::prove))
        .routes(routes!(own_data::export))
        .routes(routes!(correct::ask_address, correct::address))
        .routes(routes!(correct::alias))
        .routes(routes!(me::preferences, me::save_preferences))
        .routes(routes!(me::subscribe, me::unsubscribe))
        .routes(routes!(me::test_alarm, me::look_at_test_alarm))
        .routes(routes!(me::devices))
        .routes(routes!(me::sign_out_device))
        .routes(routes!(passkey::list, passkey::add))
        .routes(routes!(passkey::begin))
        .routes(routes!(passkey::revoke))
        .routes(routes!(passkey::rename))
        .routes(routes!(passkey::decline))
        .routes(routes!(passkey::begin_sign_in))
        .routes(routes!(passkey::sign_in))
        .routes(routes!(me::tokens, me::create_token))
        .routes(routes!(me::revoke_token))
        .routes(routes!(group::list, founding::found))
        .routes(routes!(group::one))
        .routes(routes!(area::look, area::clear))
        .merge(
            OpenApiRouter::new()
                .routes(routes!(area::save))
                .layer(DefaultBodyLimit::max(limits::AREA_FORM_BYTES_MAX)),
        )
        .routes(routes!(area::add_street))
        .routes(routes!(area::change_street, area::remove_street))
        .routes(routes!(area::covering))
        .routes(routes!(area::boundaries))
        .routes(routes!(area::take_boundary))
        .routes(routes!(group::members))
        .routes(routes!(group::set_role))
        .routes(routes!(moderation::of_member, moderation::take))
        .routes(routes!(moderation::propose))
        .routes(routes!(moderation::waiting))
        .routes(routes!(flag::raise))
        .routes(routes!(flag::waiting))
        .routes(routes!(flag::settle))
        .routes(routes!(moderation::decide))
        .routes(routes!(moderation::mine))
        .routes(routes!(moderation::object))
        .routes(routes!(member::contact))
        .routes(routes!(member::readmit))
        .routes(routes!(member::log))
        .routes(routes!(member::my_log))
        .routes(routes!(member::refuse_readmission))
        .routes(routes!(group::invites, group::create_invite))
        .routes(routes!(group::revoke_invite))
        .routes(routes!(import::read))
        .routes(routes!(own_words::list, own_words::add))
        .routes(routes!(own_words::remove))
        .routes(routes!(budget::show))
        .routes(routes!(continuity::show))
        .routes(routes!(continuity::volunteer))
        .routes(routes!(continuity::take_over))
        .routes(routes!(continuity::appoint))
        .routes(routes!(roster::show, roster::put))
        .routes(routes!(roster::agree))
        .routes(routes!(roster::remove))
        .routes(routes!(umbrella::mine))
        .routes(routes!(umbrella::show))
        .routes(routes!(umbrella::found))
        .routes(routes!(umbrella::ask))
        .routes(routes!(umbrella::answer))
        .routes(routes!(umbrella::step_down))
        .routes(routes!(umbrella::appoint))
        .routes(routes!(moderation::waiting_under))
        .routes(routes!(moderation::decide_under))
        .routes(routes!(umbrella::ask_admins, umbrella::revoke_links))
        .routes(routes!(group::revoke_appointing))
        .routes(routes!(drill::list, drill::plan))
        .routes(routes!(drill::begin))
        .routes(routes!(drill::call_off))
        .routes(routes!(secrecy::show, secrecy::declare))
        .routes(routes!(liaison::list, liaison::ask))
        .routes(routes!(liaison::extend, liaison::end))
        .routes(routes!(liaison::mine))
        .routes(routes!(liaison::look, liaison::stop))
        .routes(routes!(liaison::answer))
        .routes(routes!(group::accept_rules))
        .routes(routes!(group::leave))
        .routes(routes!(group::come_back))
        .routes(routes!(group::live))
        .routes(routes!(own_rule::set))
        .routes(routes!(desk::list, desk::set))
        .routes(routes!(group_setting::one, group_setting::set))
        .routes(routes!(request::welcome))
        .routes(routes!(request::ask))
        .routes(routes!(request::mine))
        .routes(routes!(request::withdraw))
        .routes(routes!(request::queue))
        .routes(routes!(request::let_in))
        .routes(routes!(request::refuse))
        .routes(routes!(request::joining, request::set_joining))
        .routes(routes!(residence::vouch))
        .routes(routes!(residence::enter_code))
        .routes(routes!(residence::letters, residence::make_letters))
        .routes(routes!(residence::revoke_letters))
        .routes(routes!(inquiry::queue))
        .routes(routes!(inquiry::one))
        .routes(routes!(inquiry::answer))
        .routes(routes!(inquiry::extend))
        .routes(routes!(incident::list, incident::publish))
        .routes(routes!(incident::one))
        .routes(routes!(incident::respond))
        .routes(routes!(incident::sight))
        .routes(routes!(incident::describe))
        .routes(routes!(incident::record_call))
        .routes(routes!(incident::close))
        .routes(routes!(photo::upload, photo::stand, photo::forget_upload))
        .routes(routes!(photo::list))
        .routes(routes!(photo::picture))
        .routes(routes!(photo::remove))
}

/// The description of the API, as it is committed and served.
pub fn openapi() -> utoipa::openapi::OpenApi {
    described().into_openapi()
}

/// The routes of the API.
pub fn router() -> Router<Arc<Web>> {
    let (router, document) = described().split_for_parts();
    let document = serde_json::to_string(&document).unwrap_or_default();
    let json = [(axum::http::header::CONTENT_TYPE, "application/json")];
    router
        .route("/api/v1/openapi.json", get(move || async move { (json, document) }))
        .route("/api/{*rest}", axum::routing::any(super::answer::not_found))
}
