//! The attention budget of a group: for everybody in it in a few figures, for who runs it with what keeps alarms from people. Counts, never who.

use super::access::{self, Denied, InGroup};
use super::reach;
use crate::app::App;
use saar_domain::access::Action;
use saar_domain::budget::{self, Fatigue, Month, Pace, Woken};
use saar_domain::clock::Span;
use saar_domain::country::Profile;
use saar_domain::id::{AccountId, GroupId};
use saar_domain::limits;
use saar_domain::preference::zone_of;
use saar_domain::reach::Coverage;
use saar_domain::retention::Class;
use saar_store::{StoreError, Tx};

/// How a group is doing.
#[derive(Debug, Clone)]
pub struct Budget {
    /// Who looks where.
    pub access: InGroup,
    /// The latest months, the present one last.
    pub months: Vec<Month>,
    /// Alarms in the last 30 days, and how many of those for nothing.
    pub lately: (u32, u32),
    /// How soon the latest alarms reached people; none without an alarm, where there are so few neighbours that it would say who, or when that is forgotten.
    pub pace: Option<Pace>,
    /// How long after its end it is known who an alarm reached.
    pub known: Span,
    /// The same of the latest drill.
    pub drill: Option<Pace>,
    /// For who runs the group alone.
    pub desk: Option<Desk>,
}

/// What wears a group out, for who runs it.
pub(super) async fn fatigue(app: &App, tx: &mut Tx, group: GroupId) -> Result<Vec<Fatigue>, StoreError> {
    let now = app.now();
    let since = now.minus(limits::DOUBT_SPAN);
    let alarms = saar_store::budget::alarms_since(tx, group, since, limits::BUDGET_ALARMS_MAX).await?;
    Ok(budget::fatigue(&alarms, now))
}

/// What keeps alarms from people, and what may.
#[derive(Debug, Clone)]
pub struct Desk {
    /// What wears the group out.
    pub fatigue: Vec<Fatigue>,
    /// None where there are so few neighbours that a count would say who.
    pub habits: Option<Habits>,
}

/// How many chose, or are, what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Habits {
    /// Real alarms make no sound in their quiet hours.
    pub muted: u32,
    /// Away now.
    pub away: u32,
    /// No alarm would reach them now: away, without a channel, or with a phone that does not answer.
    pub unreachable: u32,
    /// Of how many others.
    pub of: u32,
}

/// A year, and the month that has begun.
const LOOKED_BACK: Span = Span::days(366);

/// How a group is doing.
pub async fn look(app: &App, account: AccountId, group: GroupId) -> Result<Budget, Denied> {
    let now = app.now();
    let mut tx = app.db.read().await?;
    let access = access::in_group(&mut tx, account, group, Action::ViewGroup).await?;
    let zone = app
        .profiles
        .get(&access.group.country)
        .map_or(jiff::tz::TimeZone::UTC, Profile::zone);
    let since = now.minus(LOOKED_BACK);
    let alarms: Vec<Woken> = saar_store::budget::alarms_since(&mut tx, group, since, limits::BUDGET_ALARMS_MAX).await?;
    let desk = if access.member.role.runs_the_group() {
        Some(Desk {
            fatigue: budget::fatigue(&alarms, now),
            habits: habits(app, &mut tx, &access, &zone).await?,
        })
    } else {
        None
    };
    Ok(Budget {
        months: budget::months(&alarms, now, &zone),
        lately: budget::since(&alarms, now.minus(limits::FATIGUE_SPAN)),
        pace: pace_of_latest(&mut tx, group).await?,
        drill: match saar_store::budget::latest(&mut tx, group, true, 1).await?.first() {
            Some((latest, _)) => saar_store::budget::of_drill(&mut tx, *latest)
                .await?
                .map(|reached| reached.all),
            None => None,
        },
        known: app.profiles.retention(&access.group.country).span(Class::Who),
        access,
        desk,
    })
}

async fn pace_of_latest(tx: &mut Tx, group: GroupId) -> Result<Option<Pace>, StoreError> {
    let mut arrivals = Vec::new();
    for (incident, _) in saar_store::budget::latest(tx, group, false, limits::BUDGET_ALARMS_TIMED).await? {
        let each = saar_store::budget::arrivals(tx, incident).await?;
        // Of a few, a time would say who answered.
        if u32::try_from(each.len()).unwrap_or(u32::MAX) >= limits::COVERAGE_MEMBERS_MIN {
            arrivals.extend(each);
        }
    }
    let pace = budget::pace(arrivals.into_iter().map(|arrival| arrival.after));
    Ok((pace.of > 0).then_some(pace))
}

async fn habits(
    app: &App,
    tx: &mut Tx,
    access: &InGroup,
    zone: &jiff::tz::TimeZone,
) -> Result<Option<Habits>, StoreError> {
    let Some(Coverage { reached, of }) = reach::coverage(app, tx, access.group.id, access.member.id).await? else {
        return Ok(None);
    };
    let now = app.now();
    let habits = saar_store::budget::habits(tx, access.group.id, access.member.id).await?;
    let count = |these: usize| u32::try_from(these).unwrap_or(u32::MAX);
    let away = habits.iter().filter(|habit| {
        let own = zone_of(habit.time_zone.as_deref(), zone);
        habit.pause.is_some_and(|pause| pause.covers(now, &own))
    });
    Ok(Some(Habits {
        muted: count(habits.iter().filter(|habit| habit.mutes).count()),
        away: count(away.count()),
        unreachable: of.saturating_sub(reached),
        of,
    }))
}
