//! Pages before and beside a group: landing, signing in, joining, the demo's door, errors.

use serde::Serialize;

use super::shared::FieldError;

/// `page/landing.html`, `page/about.html`: nothing but the frame.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Plain {}

/// `page/sign_in.html` at `/sign-in`; posts `email` (and `next`).
#[derive(Debug, Clone, Default, Serialize)]
pub struct SignIn {
    /// What was typed, kept after a mistake.
    pub email: String,
    /// Path within this site to go to afterwards; empty for none.
    pub next: String,
    /// This installation takes passkeys.
    pub passkeys: bool,
    /// Mistakes.
    pub errors: Vec<FieldError>,
}

/// `page/sign_in_code.html` at `/sign-in/code`; posts `code`. A code lives ten minutes and five tries (EDGES 26).
#[derive(Debug, Clone, Default, Serialize)]
pub struct SignInCode {
    /// Path within this site to go to afterwards; empty for none.
    pub next: String,
    /// Mistakes.
    pub errors: Vec<FieldError>,
}

/// `page/sign_in_link.html` at `/sign-in/link`; a button posts `token`, since mail scanners open links (EDGES 26).
///
/// The token may also stand in the address after `#`: then `token` is empty and the script fills the field.
#[derive(Debug, Clone, Default, Serialize)]
pub struct SignInLink {
    /// Token from the address.
    pub token: String,
    /// Mistakes.
    pub errors: Vec<FieldError>,
}

/// `page/join.html` at `/join/{invite}`; posts `alias`, `email`, `adult`, `rules`, `rules_version`.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Join {
    /// Alias of who comes back, having lost phone and mailbox: it is not asked for.
    pub comes_back: Option<String>,
    /// The invite of the address.
    pub invite: String,
    /// Name of the group.
    pub group_name: String,
    /// Municipality or village, to recognise the group by.
    pub place: String,
    /// Names of the streets that belong to the group.
    pub streets: Vec<String>,
    /// Members now.
    pub members: u32,
    /// Youngest age to join without an admin's word, in years.
    pub minimum_age_years: u8,
    /// The group takes requests.
    pub may_ask: bool,
    /// Id of the group: who is younger asks on its public page, where it takes requests.
    pub group_id: String,
    /// The residents' association under whose flag it is.
    pub association: Option<String>,
    /// It is for members of that association alone.
    pub members_only: bool,
    /// Ticked: a member of it.
    pub association_member: bool,
    /// House rule codes of the country profile, in order; texts are `rule-…` and `rule-…-why`.
    pub rules: Vec<String>,
    /// Version of these rules.
    pub rules_version: u32,
    /// The group's own.
    pub own_rules: Vec<super::own_rule::OwnRuleView>,
    /// Their version; 0: there are none.
    pub own_rules_version: u32,
    /// Typed alias, kept after a mistake.
    pub alias: String,
    /// Typed address, kept after a mistake.
    pub email: String,
    /// Ticked "18 or older".
    pub adult: bool,
    /// Ticked "I keep to these rules".
    pub rules_accepted: bool,
    /// The reader is already signed in: only the alias and the rules are asked.
    pub signed_in: bool,
    /// Mistakes.
    pub errors: Vec<FieldError>,
}

/// `page/join_invalid.html`: an invite that does not work (any more), and what to do now.
#[derive(Debug, Clone, Serialize)]
pub struct JoinInvalid {
    /// `invalid`, `expired`, `used`, `revoked`, `full` or `member` (is one already).
    pub reason: String,
    /// Id of the group, where it is full and one may ask for a place on its waiting list.
    pub asks_at: Option<String>,
}

/// `page/demo.html` at `/demo`: who one can be. Each posts `persona` to `/demo`.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Demo {
    /// Two residents, an admin, a deputy.
    pub personas: Vec<Persona>,
}

/// Somebody invented, to be for a while.
#[derive(Debug, Clone, Serialize)]
pub struct Persona {
    /// Code that the form sends.
    pub code: String,
    /// Alias.
    pub alias: String,
    /// Role code: `member`, `admin`, `deputy`.
    pub role: String,
    /// Name of the group.
    pub group_name: String,
}

/// `page/error.html` for 403, 404, 409, 410, 413, 422, 429, 500, 503.
#[derive(Debug, Clone, Serialize)]
pub struct ErrorPage {
    /// Translation key of what happened.
    pub title: String,
    /// Translation key of what to do now.
    pub text: String,
    /// Where to go: a path within this site.
    pub back: String,
    /// The reader is paused in the group until then, and could do it otherwise.
    pub paused_until_ms: Option<i64>,
    /// Reference to give to who runs the site (a request id), for 500.
    pub reference: Option<String>,
    /// Seconds to wait, for 429.
    pub retry_after_seconds: Option<u32>,
    /// The emergency number to name, so that a fault never stands between somebody and the call.
    pub emergency_number: String,
}
