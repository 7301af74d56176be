//! What was done in a group, what was done to oneself, and who may do what.

use super::frame::Frame;
use super::group::link;
use super::{id, or_page, see_done};
use crate::usecase::audit::{self, Named};
use crate::usecase::{group, member};
use crate::web::auth::Reader;
use crate::web::error::Fault;
use crate::web::form::{Path, Query};
use crate::web::view::member::{Log, LogLine, MyLog, WayIn, WhoMay, WhoMayRow};
use crate::web::{Shared, Web};
use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::{get, post};
use saar_domain::access::{Action, Standing, cell};
use saar_domain::id::AuditId;
use saar_domain::liaison::LiaisonView;
use saar_domain::member::Role;
use saar_store::invite::Invite;
use serde::Deserialize;
use std::sync::Arc;

/// Pages of logs.
pub fn router() -> Router<Arc<Web>> {
    Router::new()
        .route("/groups/{group}/log", get(show))
        .route("/groups/{group}/who-may", get(who_may))
        .route("/settings/log", get(mine))
        .route("/settings/log/{invite}/refuse", post(refuse))
}

#[derive(Deserialize)]
struct Before {
    before: Option<String>,
    done: Option<String>,
}

impl Before {
    /// The line before which a page begins. One that is none is a page that is not there.
    fn line(&self) -> Result<Option<AuditId>, Fault> {
        let before = self.before.as_deref();
        before.map(|text| text.parse().map_err(|_| Fault::NotFound)).transpose()
    }
}

/// A line for a template.
pub(super) fn line(named: Named, group: Option<String>) -> LogLine {
    LogLine {
        at_ms: named.line.at.as_millis(),
        deed: named.line.deed.code().into(),
        by_operator: named.line.by.is_none(),
        by: named.by,
        about: named.about,
        detail: named.line.detail,
        reason: named.line.reason,
        group,
    }
}

/// A way in for a template.
pub(super) fn way_in(invite: &Invite) -> WayIn {
    WayIn {
        id: invite.id.to_string(),
        expires_ms: invite.expires_at.as_millis(),
    }
}

async fn show(
    State(web): Shared,
    Reader(identity): Reader,
    Path(group_id): Path<String>,
    Query(query): Query<Before>,
) -> Response {
    let work = async {
        let before = query.line()?;
        let log = audit::look(&web.app, identity.account.id, id(&group_id)?, before).await?;
        let frame = Frame::in_group(&web, &identity, &log.access.group, &log.access.member);
        let view = Log {
            group: link(&frame)?,
            lines: log.lines.into_iter().map(|named| line(named, None)).collect(),
            next: log.next.map(|id| id.to_string()),
            continued: before.is_some(),
        };
        frame.render(&web, "log", &view)
    };
    or_page(&web, &identity, work.await)
}

async fn who_may(State(web): Shared, Reader(identity): Reader, Path(group_id): Path<String>) -> Response {
    let work = async {
        let home = group::home(&web.app, identity.account.id, id(&group_id)?).await?;
        let frame = Frame::in_group(&web, &identity, &home.access.group, &home.access.member);
        let view = WhoMay {
            group: link(&frame)?,
            columns: columns(),
            rows: Action::ALL.iter().map(|action| row(*action)).collect(),
        };
        frame.render(&web, "who_may", &view)
    };
    or_page(&web, &identity, work.await)
}

/// Everything that one can be in a group, with the last part of its translation `role-…`.
const COLUMNS: [(&str, Standing); 7] = [
    ("member", Standing::Member(Role::Member)),
    ("deputy", Standing::Member(Role::Deputy)),
    ("admin", Standing::Member(Role::Admin)),
    ("paused", Standing::Paused),
    ("coordinator", Standing::Coordinator),
    ("liaison-counts", Standing::Liaison(LiaisonView::Counts)),
    ("liaison-incidents", Standing::Liaison(LiaisonView::Incidents)),
];

/// The columns of the table.
pub(in crate::web) fn columns() -> Vec<String> {
    COLUMNS.iter().map(|column| column.0.into()).collect()
}

/// A row of the table, as the function that decides answers.
pub(in crate::web) fn row(action: Action) -> WhoMayRow {
    WhoMayRow {
        action: action.code().into(),
        cells: COLUMNS
            .iter()
            .map(|column| cell(column.1, action).code().into())
            .collect(),
    }
}

async fn mine(State(web): Shared, Reader(identity): Reader, Query(query): Query<Before>) -> Response {
    let work = async {
        let (account, before) = (identity.account.id, query.line()?);
        let (about, next) = audit::about_me(&web.app, account, before).await?;
        let ways = member::ways_into_my_place(&web.app, account).await?;
        let view = MyLog {
            lines: about
                .into_iter()
                .map(|about| line(about.line, Some(about.group)))
                .collect(),
            ways_in: ways.iter().map(way_in).collect(),
            next: next.map(|id| id.to_string()),
            continued: before.is_some(),
        };
        let frame = Frame::of(&web, &identity).noticing(query.done.as_deref());
        frame.render(&web, "my_log", &view)
    };
    or_page(&web, &identity, work.await)
}

async fn refuse(State(web): Shared, Reader(identity): Reader, Path(invite): Path<String>) -> Response {
    let work = async {
        web.limits.write(identity.account.id)?;
        member::refuse_readmission(&web.app, identity.account.id, id(&invite)?).await?;
        Ok(see_done("/settings/log", "readmission-refused"))
    };
    or_page(&web, &identity, work.await)
}
