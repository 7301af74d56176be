//! The frame around a page: who reads it, in which words, in which group.

use crate::usecase::identity::Identity;
use crate::web::Web;
use crate::web::error::Fault;
use crate::web::view::shared::{GroupLink, Notice, Page, Reader};
use axum::response::{Html, IntoResponse, Response};
use saar_domain::country::Profile;
use saar_store::group::Group;
use saar_store::member::Member;
use serde::Serialize;
use std::collections::BTreeMap;

/// Notices that may stand in an address after a form was taken (`?done=…`): anything else there is ignored.
const NOTICES: &[&str] = &[
    "saved",
    "signed-out",
    "proof-sent",
    "proved",
    "forgotten",
    "alias-changed",
    "address-code-sent",
    "address-changed",
    "inquiry-sent",
    "inquiry-withdrawn",
    "inquiry-answered",
    "inquiry-extended",
    "welcome",
    "test-sent",
    "pause-set",
    "pause-ended",
    "left",
    "founded",
    "area-saved",
    "area-cleared",
    "street-added",
    "street-changed",
    "street-removed",
    "invite-revoked",
    "invite-made",
    "drill-planned",
    "drill-called-off",
    "role-changed",
    "volunteered",
    "took-over",
    "turn-asked",
    "coordinator-asked",
    "coordinator-now",
    "umbrella-founded",
    "admins-asked",
    "links-revoked",
    "liaison-asked",
    "liaison-extended",
    "liaison-ended",
    "liaison-now",
    "own-word-added",
    "own-word-removed",
    "readmitted",
    "flag-settled",
    "flagged",
    "measure-taken",
    "objected",
    "decided",
    "readmission-refused",
    "device-revoked",
    "token-revoked",
    "passkey-added",
    "passkey-renamed",
    "passkey-revoked",
    "sent",
    "drill-sent",
    "joined-running",
    "sighting",
    "described",
    "photo-removed",
    "response",
    "called",
    "closed",
    "rules",
    "already-closed",
    "request-sent",
    "own-rules",
    "returned",
    "vouched",
    "letter-code",
    "letters-revoked",
    "request-withdrawn",
    "request-let-in",
    "request-approved",
    "request-refused",
    "request-answered",
];

/// The frame around a page.
#[derive(Debug, Clone)]
pub struct Frame {
    /// What templates are given.
    pub page: Page,
}

impl Frame {
    /// For somebody who is not signed in.
    pub fn signed_out(web: &Web, language: &str) -> Self {
        Self::new(web, language, None)
    }

    /// For somebody signed in, outside a group.
    pub fn of(web: &Web, identity: &Identity) -> Self {
        Self::new(web, &identity.account.language, Some(identity))
    }

    /// For somebody signed in, in a group.
    pub fn in_group(web: &Web, identity: &Identity, group: &Group, member: &Member) -> Self {
        let mut frame = Self::beside(web, identity, group);
        frame.page.group = Some(GroupLink {
            id: group.id.to_string(),
            name: group.name.clone(),
            admin: member.role.runs_the_group(),
        });
        frame.page.bound_to_secrecy = member.bound_to_secrecy;
        frame
    }

    /// For somebody signed in who looks at a group from outside: its country and its clocks, and no way into it.
    pub fn beside(web: &Web, identity: &Identity, group: &Group) -> Self {
        let mut frame = Self::of(web, identity);
        frame.page.demo |= group.demo;
        frame.page.reader.country.clone_from(&group.country);
        if let Some(profile) = web.app.profiles.get(&group.country) {
            frame.page.reader.time_zone.clone_from(&profile.time_zone);
        }
        frame
    }

    fn new(web: &Web, language: &str, identity: Option<&Identity>) -> Self {
        let own = identity.and_then(|identity| identity.country.as_deref());
        let country = own.unwrap_or(&web.app.country);
        let time_zone = web
            .app
            .profiles
            .get(country)
            .map(|profile| profile.time_zone.clone())
            .unwrap_or_default();
        let reader = Reader {
            lang: language.to_owned(),
            country: country.to_owned(),
            time_zone,
            now_ms: web.app.now().as_millis(),
        };
        Self {
            page: Page {
                reader,
                demo: web.app.demo,
                signed_in: identity.is_some(),
                large_text: identity.is_some_and(|identity| identity.account.large_text),
                left_hand: identity.is_some_and(|identity| identity.account.left_hand),
                bound_to_secrecy: false,
                group: None,
                notice: None,
            },
        }
    }

    /// With the notice that an address names, if it is one of ours.
    #[must_use]
    pub fn noticing(mut self, done: Option<&str>) -> Self {
        let known = done.filter(|done| NOTICES.contains(done));
        self.page.notice = known.map(|done| Notice {
            key: format!("notice-{done}"),
            args: BTreeMap::new(),
        });
        self
    }

    /// Path of the reader's group, if the page belongs to one.
    pub fn group_path(&self) -> Option<String> {
        self.page.group.as_ref().map(|group| format!("/groups/{}", group.id))
    }

    /// The country's profile.
    pub fn profile<'a>(&self, web: &'a Web) -> Result<&'a Profile, Fault> {
        web.app.profiles.get(&self.page.reader.country).ok_or(Fault::Trouble)
    }

    /// The number to call when nothing else is known.
    pub fn emergency_number(&self, web: &Web) -> String {
        self.profile(web)
            .map_or_else(|_| "112".into(), |profile| profile.emergency.default.clone())
    }

    /// Renders a page.
    pub fn render<V: Serialize>(&self, web: &Web, template: &str, view: &V) -> Result<Response, Fault> {
        Ok(Html(web.app.renderer.page(template, &self.page, view)?).into_response())
    }

    /// Renders a page with a form: as it is, or with what was wrong in it.
    pub fn render_form<V: Serialize>(
        &self,
        web: &Web,
        template: &str,
        view: &V,
        wrong: bool,
    ) -> Result<Response, Fault> {
        if wrong {
            self.render_wrong(web, template, view)
        } else {
            self.render(web, template, view)
        }
    }

    /// Renders a page that says what was wrong: 422, with what was typed.
    pub fn render_wrong<V: Serialize>(&self, web: &Web, template: &str, view: &V) -> Result<Response, Fault> {
        Ok((
            axum::http::StatusCode::UNPROCESSABLE_ENTITY,
            self.render(web, template, view)?,
        )
            .into_response())
    }
}
