//! The attention budget of a group, for everybody in it; with what keeps alarms from people for who runs it.

use super::frame::Frame;
use super::group::link;
use super::sleep::Words;
use super::{id, or_page};
use crate::usecase::budget::{self, Habits};
use crate::web::auth::Reader;
use crate::web::form::Path;
use crate::web::view::budget as view;
use crate::web::view::chart::{About, Chart, Datum};
use crate::web::{Shared, Web};
use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::get;
use saar_domain::budget::{Fatigue, Month, Pace};
use std::sync::Arc;

/// The page.
pub fn router() -> Router<Arc<Web>> {
    Router::new().route("/groups/{group}/budget", get(show))
}

async fn show(State(web): Shared, Reader(identity): Reader, Path(group): Path<String>) -> Response {
    let work = async {
        let found = budget::look(&web.app, identity.account.id, id(&group)?).await?;
        let frame = Frame::in_group(&web, &identity, &found.access.group, &found.access.member);
        let desk = found.desk;
        let view = view::Budget {
            group: link(&frame)?,
            alarms: found.lately.0,
            unfounded: found.lately.1,
            pace: found.pace.map(pace),
            known_days: found.known.as_seconds() / (24 * 3600),
            drill: found.drill.map(pace),
            chart: by_month(&Words::of(&web, &frame), &found.months),
            fatigue: desk.as_ref().map(|desk| fatigue(&desk.fatigue)).unwrap_or_default(),
            habits: desk.as_ref().and_then(|desk| desk.habits).map(habits),
            desk: desk.is_some(),
        };
        frame.render(&web, "budget", &view)
    };
    or_page(&web, &identity, work.await)
}

/// As the texts name them.
pub(super) fn fatigue(found: &[Fatigue]) -> Vec<String> {
    found.iter().map(|fatigue| fatigue.code().replace('_', "-")).collect()
}

/// Of a hundred: rounded, so that a few more or less do not show who answered.
pub(super) fn pace(pace: Pace) -> view::Pace {
    let share = |part: u32| {
        let hundred = u64::from(part) * 100 + u64::from(pace.of) / 2;
        u32::try_from(hundred / u64::from(pace.of.max(1))).unwrap_or(100)
    };
    view::Pace {
        reached: share(pace.reached),
        within: pace.within.map(share),
        median_seconds: pace.median_seconds,
    }
}

const fn habits(habits: Habits) -> view::Habits {
    view::Habits {
        muted: habits.muted,
        away: habits.away,
        unreachable: habits.unreachable,
        of: habits.of,
    }
}

fn by_month(words: &Words<'_>, months: &[Month]) -> Chart {
    let data = months.iter().map(|month| {
        let name = words.month(month.begin.month());
        Datum {
            label: format!("{name} {}", month.begin.year()),
            short: name.chars().take(3).collect(),
            value: u64::from(month.alarms),
            part: Some(u64::from(month.unfounded)),
            night: false,
        }
    });
    let count = |of: fn(&Month) -> u32| months.iter().map(of).sum::<u32>();
    let args = [
        ("n", count(|month| month.alarms).into()),
        ("unfounded", count(|month| month.unfounded).into()),
    ];
    let about = About {
        id: "budget-months",
        title: words.text("budget-months", &[]),
        desc: words.text("budget-months-desc", &args),
        columns: ["budget-col-month", "budget-col-alarms", "budget-col-unfounded"]
            .map(|key| words.text(key, &[]))
            .into(),
    };
    Chart::of(about, data.collect())
}
