//! A group's own house rules, for its admins.

use super::frame::Frame;
use super::group::link;
use super::{Done, id, or_page, see_done};
use crate::usecase::identity::Identity;
use crate::usecase::own_rule::{self, OwnRuleError};
use crate::web::auth::Reader;
use crate::web::error::{Fault, view_error};
use crate::web::form::{Fields, Path, Query};
use crate::web::view::own_rule::{OwnRuleView, OwnRulesForm};
use crate::web::view::shared::FieldError;
use crate::web::{Shared, Web};
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use saar_domain::limits;
use saar_store::own_rule::OwnRules;
use std::sync::Arc;

/// Pages of a group's own house rules.
pub fn router() -> Router<Arc<Web>> {
    Router::new().route("/groups/{group}/admin/rules", get(show).post(save))
}

/// Empty rows below those that are filled: saving gives more.
const ROWS_OFFERED: usize = 2;

/// Own rules, as pages show them.
pub(super) fn views(own: &OwnRules) -> Vec<OwnRuleView> {
    let view = |own: &saar_store::own_rule::OwnRule| OwnRuleView {
        rule: own.rule.clone(),
        reason: own.reason.clone(),
    };
    own.rules.iter().map(view).collect()
}

/// What was typed, and what came of it.
#[derive(Default)]
struct Typed {
    rows: Option<Vec<OwnRuleView>>,
    /// The version that was read, for who mends a mistake: somebody may have saved in between. None: the one of now is shown.
    version: Option<u32>,
    meanwhile: bool,
    errors: Vec<FieldError>,
}

async fn show(
    State(web): Shared,
    Reader(identity): Reader,
    Path(group): Path<String>,
    Query(done): Query<Done>,
) -> Response {
    let work = render(&web, &identity, &group, done.done.as_deref(), Typed::default());
    or_page(&web, &identity, work.await)
}

async fn render(
    web: &Web,
    identity: &Identity,
    group: &str,
    done: Option<&str>,
    typed: Typed,
) -> Result<Response, Fault> {
    let (access, own) = own_rule::look(&web.app, identity.account.id, id(group)?).await?;
    let frame = Frame::in_group(web, identity, &access.group, &access.member).noticing(done);
    let mut rows = typed.rows.unwrap_or_else(|| views(&own));
    let filled = rows
        .iter()
        .rposition(|row| !(row.rule.is_empty() && row.reason.is_empty()));
    let offered = filled.map_or(0, |last| last + 1) + ROWS_OFFERED;
    rows.resize(
        offered.min(limits::OWN_RULES_MAX.max(rows.len())),
        OwnRuleView::default(),
    );
    let wrong = !typed.errors.is_empty();
    let view = OwnRulesForm {
        group: link(&frame)?,
        version: typed.version.unwrap_or(own.version),
        meanwhile: typed.meanwhile.then(|| views(&own)),
        rows,
        rules_max: limits::OWN_RULES_MAX,
        rule_max: limits::OWN_RULE_CHARS_MAX,
        reason_max: limits::OWN_RULE_REASON_CHARS_MAX,
        errors: typed.errors,
    };
    if typed.meanwhile {
        Ok((StatusCode::CONFLICT, frame.render(web, "own_rules", &view)?).into_response())
    } else if wrong {
        frame.render_wrong(web, "own_rules", &view)
    } else {
        frame.render(web, "own_rules", &view)
    }
}

async fn save(State(web): Shared, Reader(identity): Reader, Path(group): Path<String>, fields: Fields) -> Response {
    let work = async {
        web.limits.write(identity.account.id)?;
        let typed: Vec<_> = fields.all("rule").into_iter().zip(fields.all("reason")).collect();
        let version = fields.parsed("version").unwrap_or(0);
        let outcome = own_rule::set(&web.app, identity.account.id, id(&group)?, version, &typed).await;
        let rows = || {
            let rows = typed.iter().cloned();
            Some(rows.map(|(rule, reason)| OwnRuleView { rule, reason }).collect())
        };
        let typed = match outcome {
            Ok(()) => return Ok(see_done(&format!("/groups/{group}/admin/rules"), "own-rules")),
            Err(OwnRuleError::Invalid(errors)) => {
                let number = Frame::of(&web, &identity).emergency_number(&web);
                let shown = |(row, error): &(usize, _)| {
                    let mut shown = view_error(error, &number);
                    if !shown.field.is_empty() {
                        shown.field = format!("{}-{}", shown.field, row + 1);
                    }
                    shown
                };
                Typed {
                    rows: rows(),
                    version: Some(version),
                    meanwhile: false,
                    errors: errors.iter().map(shown).collect(),
                }
            }
            Err(OwnRuleError::Meanwhile) => Typed {
                rows: rows(),
                version: None,
                meanwhile: true,
                errors: vec![FieldError::new("", "error-meanwhile")],
            },
            Err(error) => return Err(error.into()),
        };
        render(&web, &identity, &group, None, typed).await
    };
    or_page(&web, &identity, work.await)
}
