//! Keeping order: a step is taken, the member reads it and may object, somebody else decides.

use super::frame::Frame;
use super::group::link;
use super::{Done, id, or_page, see_done};
use crate::usecase::identity::Identity;
use crate::usecase::moderation::{self, ModerationError, Named};
use crate::web::auth::Reader;
use crate::web::error::{Fault, view_errors};
use crate::web::form::{Fields, Path, Query};
use crate::web::view::moderation::{DecisionRow, MeasureNew, MeasureRow, MyMeasures, Objections, TypedAnswer};
use crate::web::view::shared::FieldError;
use crate::web::{Shared, Web};
use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::{get, post};
use saar_domain::id::{GroupId, MeasureId, MemberId};
use saar_domain::limits;
use saar_domain::moderation::RawMeasure;
use serde::Deserialize;
use std::sync::Arc;

/// Pages of moderation.
pub fn router() -> Router<Arc<Web>> {
    Router::new()
        .route("/groups/{group}/members/{member}/measures/new", get(show_new))
        .route("/groups/{group}/members/{member}/measures", post(take))
        .route("/groups/{group}/objections", get(show_waiting))
        .route("/groups/{group}/objections/{measure}", post(decide))
        .route("/settings/measures", get(mine))
        .route("/settings/measures/{measure}/object", post(object))
}

/// Days of a pause that the form proposes.
const DAYS_PROPOSED: &str = "7";

fn paragraphs(text: &str) -> Vec<String> {
    text.split("\n\n").map(str::to_owned).collect()
}

/// A measure for a template.
pub(super) fn row(named: Named, may_decide: bool) -> MeasureRow {
    let measure = named.measure;
    MeasureRow {
        id: measure.id.to_string(),
        group: named.group.name,
        member: named.member,
        step: measure.step.code().into(),
        rule: measure.rule,
        words: paragraphs(&measure.words),
        by: named.by,
        at_ms: measure.at.as_millis(),
        until_ms: measure.until.map(saar_domain::clock::Timestamp::as_millis),
        objection: measure.objection.map(|(words, _)| paragraphs(&words)),
        decision: measure.decision.map(|decision| DecisionRow {
            by_umbrella: decision.by.is_none(),
            by: named.decided_by,
            at_ms: decision.at.as_millis(),
            upheld: decision.upheld,
            answer: paragraphs(&decision.answer),
        }),
        may_decide,
        nobody_decides: named.nobody_decides,
        typed: None,
    }
}

/// Which of several forms was not taken, with what was typed there, and why.
#[derive(Default)]
pub(super) struct Wrong {
    measure: String,
    typed: TypedAnswer,
    pub(super) errors: Vec<FieldError>,
}

impl Wrong {
    /// Of a form that was sent.
    pub(super) fn of(
        web: &Web,
        identity: &Identity,
        measure: String,
        fields: &Fields,
        error: ModerationError,
    ) -> Result<Self, Fault> {
        Ok(Self {
            errors: mistakes(web, identity, error)?,
            measure,
            typed: TypedAnswer {
                words: fields.text("words").to_owned(),
                upheld: fields.text("upheld").to_owned(),
            },
        })
    }

    pub(super) fn typed_into(&self, rows: &mut [MeasureRow]) {
        for row in rows.iter_mut().filter(|row| row.id == self.measure) {
            row.typed = Some(self.typed.clone());
        }
    }
}

/// What is the reader's to mend; the rest is a fault.
fn mistakes(web: &Web, identity: &Identity, error: ModerationError) -> Result<Vec<FieldError>, Fault> {
    match error {
        ModerationError::Invalid(errors) => Ok(view_errors(&errors, &Frame::of(web, identity).emergency_number(web))),
        ModerationError::LastAdmin => Ok(vec![FieldError::new("step", "problem-last-admin")]),
        other => Err(other.into()),
    }
}

#[derive(Deserialize)]
struct Chosen {
    step: Option<String>,
}

async fn show_new(
    State(web): Shared,
    Reader(identity): Reader,
    Path((group, member)): Path<(String, String)>,
    Query(chosen): Query<Chosen>,
) -> Response {
    let work = async {
        let raw = RawMeasure {
            step: chosen.step.unwrap_or_default(),
            ..RawMeasure::default()
        };
        let at = (id(&group)?, id(&member)?);
        render_new(&web, &identity, at, raw, DAYS_PROPOSED, None).await
    };
    or_page(&web, &identity, work.await)
}

/// The form, with ready-made words, or with what was typed and what was wrong with it.
async fn render_new(
    web: &Web,
    identity: &Identity,
    (group, member): (GroupId, MemberId),
    raw: RawMeasure,
    days: &str,
    errors: Option<Vec<FieldError>>,
) -> Result<Response, Fault> {
    let proposal = moderation::propose(&web.app, identity.account.id, group, member).await?;
    let frame = Frame::in_group(web, identity, &proposal.access.group, &proposal.access.member);
    let steps: Vec<String> = proposal.steps.iter().map(|step| step.code().into()).collect();
    let proposed = proposal.proposed.map_or("", |step| step.code());
    let wrong = errors.is_some();
    let view = MeasureNew {
        group: link(&frame)?,
        member: member.to_string(),
        alias: proposal.other.alias,
        me: proposal.access.member.alias,
        step: if steps.contains(&raw.step) {
            raw.step
        } else {
            proposed.into()
        },
        steps,
        rules: proposal.rules,
        nobody_decides: proposal.nobody_decides,
        rule: raw.rule,
        words: wrong.then_some(raw.words),
        days: days.to_owned(),
        days_max: limits::MEASURE_DAYS_MAX,
        chars_max: limits::MEASURE_CHARS_MAX,
        errors: errors.unwrap_or_default(),
    };
    frame.render_form(web, "measure_new", &view, wrong)
}

async fn take(
    State(web): Shared,
    Reader(identity): Reader,
    Path((group, member)): Path<(String, String)>,
    fields: Fields,
) -> Response {
    let work = async {
        web.limits.write(identity.account.id)?;
        let at @ (group, member): (GroupId, MemberId) = (id(&group)?, id(&member)?);
        let raw = RawMeasure {
            step: fields.text("step").to_owned(),
            rule: fields.text("rule").to_owned(),
            words: fields.text("words").to_owned(),
            days: fields.parsed("days"),
        };
        let (account, sent) = (identity.account.id, raw.clone());
        let taken = moderation::take(&web.app, account, group, member, &sent).await;
        match taken {
            Ok(made) => Ok(see_done(
                // Who was removed has no page any more.
                &if made.step == saar_domain::moderation::Step::Removal {
                    format!("/groups/{group}/admin")
                } else {
                    format!("/groups/{group}/members/{member}")
                },
                "measure-taken",
            )),
            Err(error) => {
                let errors = mistakes(&web, &identity, error)?;
                render_new(&web, &identity, at, raw, fields.text("days"), Some(errors)).await
            }
        }
    };
    or_page(&web, &identity, work.await)
}

async fn mine(State(web): Shared, Reader(identity): Reader, Query(done): Query<Done>) -> Response {
    let work = render_mine(&web, &identity, Wrong::default(), done.done.as_deref());
    or_page(&web, &identity, work.await)
}

async fn render_mine(web: &Web, identity: &Identity, wrong: Wrong, done: Option<&str>) -> Result<Response, Fault> {
    let mine = moderation::mine(&web.app, identity.account.id).await?;
    let mut measures: Vec<_> = mine.into_iter().map(|named| row(named, false)).collect();
    wrong.typed_into(&mut measures);
    let frame = Frame::of(web, identity).noticing(done);
    let failed = !wrong.errors.is_empty();
    let view = MyMeasures {
        measures,
        errors: wrong.errors,
    };
    frame.render_form(web, "my_measures", &view, failed)
}

async fn object(State(web): Shared, Reader(identity): Reader, Path(measure): Path<String>, fields: Fields) -> Response {
    let work = async {
        web.limits.write(identity.account.id)?;
        let measure_id: MeasureId = id(&measure)?;
        let (account, words) = (identity.account.id, fields.text("words").to_owned());
        match moderation::object(&web.app, account, measure_id, &words).await {
            Ok(()) => Ok(see_done("/settings/measures", "objected")),
            Err(error) => {
                let wrong = Wrong::of(&web, &identity, measure, &fields, error)?;
                render_mine(&web, &identity, wrong, None).await
            }
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
    let work = async { render_waiting(&web, &identity, id(&group)?, Wrong::default(), done.done.as_deref()).await };
    or_page(&web, &identity, work.await)
}

async fn render_waiting(
    web: &Web,
    identity: &Identity,
    group: GroupId,
    wrong: Wrong,
    done: Option<&str>,
) -> Result<Response, Fault> {
    let (access, waiting) = moderation::waiting(&web.app, identity.account.id, group).await?;
    let mut measures: Vec<_> = waiting.into_iter().map(|(named, may)| row(named, may)).collect();
    wrong.typed_into(&mut measures);
    let frame = Frame::in_group(web, identity, &access.group, &access.member).noticing(done);
    let failed = !wrong.errors.is_empty();
    let view = Objections {
        group: link(&frame)?,
        measures,
        errors: wrong.errors,
    };
    frame.render_form(web, "objections", &view, failed)
}

/// What the form of a decision says; none where nothing was chosen.
pub(super) fn upheld(fields: &Fields) -> Option<bool> {
    match fields.text("upheld") {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    }
}

async fn decide(
    State(web): Shared,
    Reader(identity): Reader,
    Path((group, measure)): Path<(String, String)>,
    fields: Fields,
) -> Response {
    let work = async {
        web.limits.write(identity.account.id)?;
        let (group, measure_id): (GroupId, MeasureId) = (id(&group)?, id(&measure)?);
        let upheld = upheld(&fields);
        let (account, words) = (identity.account.id, fields.text("words").to_owned());
        let decided = moderation::decide(&web.app, account, group, measure_id, upheld, &words);
        match decided.await {
            Ok(()) => Ok(see_done(&format!("/groups/{group}/objections"), "decided")),
            Err(error) => {
                let wrong = Wrong::of(&web, &identity, measure, &fields, error)?;
                render_waiting(&web, &identity, group, wrong, None).await
            }
        }
    };
    or_page(&web, &identity, work.await)
}
