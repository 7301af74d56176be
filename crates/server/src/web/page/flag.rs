//! Pointing at a message that may break a house rule, and what waits for those who run the group.

use super::frame::Frame;
use super::group::link;
use super::{Done, id, or_page, see_done};
use crate::usecase::identity::Identity;
use crate::usecase::incident::{self, FlagError};
use crate::web::auth::Reader;
use crate::web::error::{Fault, view_errors};
use crate::web::form::{Fields, Path, Query};
use crate::web::view::flag::{FlagNew, FlagRow, Flags, MessageRow};
use crate::web::view::shared::FieldError;
use crate::web::{Shared, Web};
use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::{get, post};
use saar_domain::flag::{Outcome, RawFlag};
use saar_domain::id::{FlagId, GroupId, IncidentId};
use saar_domain::incident::{Event, Recorded};
use saar_domain::limits;
use saar_store::flag::Source;
use serde::Deserialize;
use std::sync::Arc;

/// Pages of flags.
pub fn router() -> Router<Arc<Web>> {
    Router::new()
        .route("/groups/{group}/incidents/{incident}/flags/new", get(show_new))
        .route("/groups/{group}/incidents/{incident}/flags", post(raise))
        .route("/groups/{group}/flags", get(show_waiting))
        .route("/groups/{group}/flags/{flag}", post(settle))
}

#[derive(Deserialize)]
struct Chosen {
    seq: Option<u32>,
}

async fn show_new(
    State(web): Shared,
    Reader(identity): Reader,
    Path((group, incident)): Path<(String, String)>,
    Query(chosen): Query<Chosen>,
) -> Response {
    let work = async {
        let raw = RawFlag {
            seq: chosen.seq,
            ..RawFlag::default()
        };
        render_new(&web, &identity, (id(&group)?, id(&incident)?), raw, Vec::new()).await
    };
    or_page(&web, &identity, work.await)
}

async fn render_new(
    web: &Web,
    identity: &Identity,
    (group, incident): (GroupId, IncidentId),
    raw: RawFlag,
    errors: Vec<FieldError>,
) -> Result<Response, Fault> {
    let found = incident::flaggable(&web.app, identity.account.id, group, incident).await?;
    let at = &found.seen.at;
    let frame = Frame::in_group(web, identity, &at.group, &at.member);
    let row = |recorded: &Recorded| MessageRow {
        seq: recorded.seq,
        what: match recorded.event {
            Event::Sighted { .. } => "sighting",
            Event::Described { .. } => "described",
            _ => "reported",
        }
        .into(),
        who: found.seen.alias(recorded.actor).map(str::to_owned),
        at_ms: recorded.at.as_millis(),
    };
    let messages: Vec<_> = found.messages.iter().map(row).collect();
    let only = match messages.as_slice() {
        [only] => Some(only.seq),
        _ => None,
    };
    let wrong = !errors.is_empty();
    let view = FlagNew {
        group: link(&frame)?,
        incident: incident.to_string(),
        seq: raw.seq.or(only),
        messages,
        rules: found.rules,
        rule: raw.rule,
        words: raw.words,
        chars_max: limits::WORDS_CHARS_MAX,
        errors,
    };
    frame.render_form(web, "flag_new", &view, wrong)
}

async fn raise(
    State(web): Shared,
    Reader(identity): Reader,
    Path((group, incident)): Path<(String, String)>,
    fields: Fields,
) -> Response {
    let work = async {
        web.limits.write(identity.account.id)?;
        let at: (GroupId, IncidentId) = (id(&group)?, id(&incident)?);
        let raw = RawFlag {
            seq: fields.parsed("seq"),
            rule: fields.text("rule").to_owned(),
            words: fields.text("words").to_owned(),
        };
        let (account, sent) = (identity.account.id, raw.clone());
        match incident::raise_flag(&web.app, account, at.0, at.1, &sent).await {
            Ok(()) => Ok(see_done(&format!("/groups/{}/incidents/{}", at.0, at.1), "flagged")),
            Err(FlagError::Invalid(errors)) => {
                let errors = view_errors(&errors, &Frame::of(&web, &identity).emergency_number(&web));
                render_new(&web, &identity, at, raw, errors).await
            }
            Err(error) => Err(error.into()),
        }
    };
    or_page(&web, &identity, work.await)
}

async fn show_waiting(
    State(web): Shared,
    Reader(identity): Reader,
    Path(group): Path<String>,
    Query(done): Query<Done>,
) -> Response {
    let work = async { render_waiting(&web, &identity, id(&group)?, Vec::new(), done.done.as_deref()).await };
    or_page(&web, &identity, work.await)
}

async fn render_waiting(
    web: &Web,
    identity: &Identity,
    group: GroupId,
    errors: Vec<FieldError>,
    done: Option<&str>,
) -> Result<Response, Fault> {
    let (access, waiting) = incident::flags_waiting(&web.app, identity.account.id, group).await?;
    let frame = Frame::in_group(web, identity, &access.group, &access.member).noticing(done);
    let row = |waiting: incident::Waiting| {
        let (rule, words, mark, fields) = match waiting.flag.source {
            Source::Member { rule, words, .. } => (Some(rule), words, None, Vec::new()),
            Source::Check { mark, fields } => (None, None, Some(mark.code().replace('_', "-")), fields),
        };
        let (author, author_alias) = waiting.author.unzip();
        FlagRow {
            id: waiting.flag.id.to_string(),
            incident: waiting.flag.incident.to_string(),
            seq: waiting.flag.seq,
            kind: waiting.kind.code().into(),
            at_ms: waiting.flag.at.as_millis(),
            rule,
            mark,
            fields: fields.iter().map(|path| label_of(path)).collect(),
            words,
            by: waiting.by,
            author: author.map(|author| author.to_string()),
            author_alias,
            may_settle: waiting.may_settle,
        }
    };
    let wrong = !errors.is_empty();
    let view = Flags {
        group: link(&frame)?,
        flags: waiting.into_iter().map(row).collect(),
        outcomes: Outcome::ALL.iter().map(|outcome| outcome.code().into()).collect(),
        errors,
    };
    frame.render_form(web, "flags", &view, wrong)
}

/// Key of a field's label, by its path.
fn label_of(path: &str) -> String {
    match path {
        "words" => "flag-field-words".into(),
        "appearance" => "field-appearance".into(),
        _ => format!("builder-label-{}", path.replace('.', "-")),
    }
}

async fn settle(
    State(web): Shared,
    Reader(identity): Reader,
    Path((group, flag)): Path<(String, String)>,
    fields: Fields,
) -> Response {
    let work = async {
        web.limits.write(identity.account.id)?;
        let (group, flag): (GroupId, FlagId) = (id(&group)?, id(&flag)?);
        let (account, outcome) = (identity.account.id, fields.text("outcome").to_owned());
        match incident::settle_flag(&web.app, account, group, flag, &outcome).await {
            Ok(()) => Ok(see_done(&format!("/groups/{group}/flags"), "flag-settled")),
            Err(FlagError::Running) => {
                let errors = vec![FieldError::new("flags", "problem-flag-running")];
                render_waiting(&web, &identity, group, errors, None).await
            }
            Err(error) => Err(error.into()),
        }
    };
    or_page(&web, &identity, work.await)
}
