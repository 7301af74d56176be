//! The invented village: an umbrella, its groups with ground and streets, the people in them, and a year behind them.
//!
//! Nothing in it exists (EDGES 32): it lies in open water, its names are playful compounds, its addresses are at example.org. The same seed gives
//! the same village; its times count back from the moment it is made. People and ground go in by the store's own functions in one transaction; the
//! past is lived through the real use cases, under a clock that is set back.

mod history;
mod layout;
mod names;
mod past_mail;
mod scenes;

pub use names::{MAIN_GROUP, SIMULATED_MARK};

use super::assemble::{self, NoLetters, Parts};
use super::dice::Dice;
use super::persona::CAST;
use crate::app::App;
use crate::usecase::sign_in::new_account;
use anyhow::Context as _;
use history::Past;
use layout::Spot;
use names::{ALIASES, GROUPS, MUNICIPALITY, Plan, STREET_ENDS, STREET_STEMS, UMBRELLA};
use saar_delivery::guard::EndpointGuard;
use saar_domain::clock::{Clock, Span, Timestamp};
use saar_domain::geo::Area;
use saar_domain::id::{AccountId, GroupId, MemberId, StreetId, UmbrellaId};
use saar_domain::incident::report::Street;
use saar_domain::limits;
use saar_domain::member::{Alias, Role};
use saar_store::account::seen;
use saar_store::group::{self, Group};
use saar_store::member::{self, NewMember};
use saar_store::{Db, Tx, alert, coordinator};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

/// Code of the village's country profile.
const COUNTRY: &str = "NL";
/// The seed of everything.
const SEED: u64 = 1953;
/// When the first group was founded.
const FOUNDED_DAYS_AGO: i64 = 420;
/// Alerts whose expansion is ticked off in one transaction.
const ALERTS_AT_ONCE: u32 = 200;

/// A clock that the village's past is lived by: it stands where it is put.
#[derive(Debug)]
pub(super) struct PastClock(AtomicI64);

impl PastClock {
    /// Puts it.
    fn set(&self, at: Timestamp) {
        self.0.store(at.as_millis(), Ordering::SeqCst);
    }

    /// Lets time pass.
    fn pass(&self, span: Span) {
        self.0.fetch_add(span.as_millis(), Ordering::SeqCst);
    }
}

impl Clock for PastClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_millis(self.0.load(Ordering::SeqCst))
    }
}

/// A group with whom its past needs.
struct Founded {
    id: GroupId,
    admin: AccountId,
    /// Those who were there from the start: account, and who they are in the group.
    founders: Vec<(AccountId, MemberId)>,
    streets: Vec<StreetId>,
}

/// Fills an empty, migrated database with the village as it is at `now`. `tell` hears how many of how many groups have their past.
pub async fn fill(db: &Db, master: &[u8; 32], now: Timestamp, tell: impl Fn(usize, usize)) -> anyhow::Result<()> {
    let clock = Arc::new(PastClock(AtomicI64::new(0)));
    clock.set(now.minus(Span::days(FOUNDED_DAYS_AGO)));
    let app = assemble::app(Parts {
        db: db.clone(),
        master: *master,
        clock: Arc::clone(&clock) as Arc<dyn Clock>,
        entropy: Arc::new(Dice::new(SEED)),
        channels: vec![Box::new(past_mail::PastMail)],
        letters: Box::new(NoLetters),
        public_url: "http://127.0.0.1/".parse()?,
        push_guard: EndpointGuard::push_services(),
        push_public_key: String::new(),
        map: None,
        counts_writes: true,
    })
    .await?;
    let dice = Dice::new(SEED + 1);

    let mut tx = db.write().await?;
    let founded = found(&app, &clock, &mut tx, now, &dice)
        .await
        .context("founding the village")?;
    tx.commit().await?;

    let mut past = Past::new(&app, &clock, now).context("the country profile")?;
    for (done, group) in founded.iter().enumerate() {
        tell(done, founded.len());
        past.live(group, done == 0).await.context("living through the past")?;
    }
    tell(founded.len(), founded.len());
    nobody_is_told_again(db, now).await?;
    app.keys.close().await;
    Ok(())
}

/// Founds the umbrella and every group, and lets people in.
async fn found(app: &App, clock: &PastClock, tx: &mut Tx, now: Timestamp, dice: &Dice) -> anyhow::Result<Vec<Founded>> {
    let start = app.now();
    let umbrella = UmbrellaId::new(start, app.entropy.as_ref());
    group::insert_umbrella(tx, umbrella, UMBRELLA, start).await?;
    let centres: Vec<Spot> = GROUPS.iter().map(|plan| Spot { x: plan.x, y: plan.y }).collect();
    let mut names = street_names();
    let mut founded = Vec::new();
    for (number, (plan, ground)) in GROUPS.iter().zip(layout::grounds(&centres)).enumerate() {
        clock.set(start.plus(Span::hours(i64::try_from(number).unwrap_or(0) * 5)));
        let id = GroupId::new(app.now(), app.entropy.as_ref());
        let ring = ground.iter().map(|corner| corner.on_earth()).collect();
        let profile = app.profiles.get(COUNTRY).context("no profile NL")?;
        let new = Group {
            id,
            umbrella: Some(umbrella),
            name: plan.name.to_owned(),
            municipality: MUNICIPALITY.to_owned(),
            country: COUNTRY.to_owned(),
            area: Area { rings: vec![ring] },
            capacity: profile.group_size_max.min(limits::GROUP_SIZE_MAX),
            quiet_expiry: Span::minutes(i64::from(profile.quiet_expiry_minutes)),
            demo: true,
            created_at: app.now(),
        };
        group::insert(tx, &new).await?;
        let mut streets = Vec::new();
        for line in layout::streets(&ground, plan.streets, dice) {
            let street = Street {
                id: StreetId::new(app.now(), app.entropy.as_ref()),
                name: names.next().context("more streets than names")?,
                line: line.into_iter().map(Spot::on_earth).collect(),
            };
            group::insert_street(tx, id, &street).await?;
            streets.push(street.id);
        }
        let people = people(number, plan, dice)?;
        let (admin, founders) = settle(app, clock, tx, (id, profile.house_rules_version), &people, now).await?;
        if plan.name == MAIN_GROUP {
            coordinator::appoint(tx, umbrella, admin, now).await?;
        }
        founded.push(Founded {
            id,
            admin,
            founders,
            streets,
        });
    }
    Ok(founded)
}

/// Every name of a street, once: stems first, then the same stems with another end.
fn street_names() -> impl Iterator<Item = String> {
    (0..STREET_STEMS.len() * 3).map(|number| {
        let (round, stem) = (number / STREET_STEMS.len(), number % STREET_STEMS.len());
        let end = STREET_ENDS[(stem + round * 3) % STREET_ENDS.len()];
        format!("{}{end}", STREET_STEMS[stem])
    })
}

/// Somebody before they join.
struct Person {
    alias: Alias,
    email: String,
    role: Role,
    /// Days after the group's founding.
    joins_after_days: i64,
}

/// The people of a group, its admin and deputy first. In the main group four of them wait for the visitor.
fn people(number: usize, plan: &Plan, dice: &Dice) -> anyhow::Result<Vec<Person>> {
    let mut pool = ALIASES;
    dice.shuffle(&mut pool);
    let played: &[super::persona::Part] = if plan.name == MAIN_GROUP { &CAST } else { &[] };
    let mut people = Vec::with_capacity(plan.members);
    for part in played {
        people.push((part.alias.to_owned(), part.role));
    }
    for alias in pool.iter().take(plan.members.saturating_sub(played.len())) {
        let role = match people.len() {
            0 => Role::Admin,
            1 => Role::Deputy,
            _ => Role::Member,
        };
        people.push((format!("{alias}{SIMULATED_MARK}"), role));
    }
    let founders = people.len() * 2 / 3;
    people
        .into_iter()
        .enumerate()
        .map(|(place, (alias, role))| {
            let alias = Alias::parse(&alias).map_err(|problem| anyhow::anyhow!("alias {alias}: {problem:?}"))?;
            Ok(Person {
                alias,
                // No name in it, and a domain that can never be somebody's (RFC 2606).
                email: format!("buur-{:02}-{:02}@example.org", number + 1, place + 1),
                role,
                joins_after_days: if place < founders { 0 } else { dice.between(10, 400) },
            })
        })
        .collect()
}

/// Lets people in; the account of the admin, and who was there from the start.
async fn settle(
    app: &App,
    clock: &PastClock,
    tx: &mut Tx,
    (group, rules_version): (GroupId, u32),
    people: &[Person],
    now: Timestamp,
) -> anyhow::Result<(AccountId, Vec<(AccountId, MemberId)>)> {
    let founded_at = app.now();
    let mut admin = None;
    let mut founders = Vec::new();
    for person in people {
        clock.set(founded_at.plus(Span::days(person.joins_after_days)).min(now));
        let account = new_account(app, tx, &person.email, "nl").await?;
        let new = NewMember {
            id: MemberId::new(app.now(), app.entropy.as_ref()),
            group,
            account: account.id,
            alias: &person.alias,
            role: person.role,
            rules_version,
        };
        member::insert(tx, &new, app.now()).await?;
        if person.role.runs_the_group() {
            // The village is looked after: it was founded a year ago, and nobody in it was at a screen since.
            seen(tx, account.id, now).await?;
        }
        if person.role == Role::Admin {
            admin = Some(account.id);
        }
        if person.joins_after_days == 0 {
            founders.push((account.id, new.id));
        }
    }
    Ok((admin.context("a group without an admin")?, founders))
}

/// The past's alerts went out in the past: without this the outbox would expand a year of them at the first start.
async fn nobody_is_told_again(db: &Db, now: Timestamp) -> anyhow::Result<()> {
    loop {
        let mut tx = db.write().await?;
        let old = alert::take(&mut tx, ALERTS_AT_ONCE, now).await?;
        tx.commit().await?;
        if old.is_empty() {
            return Ok(());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_street_has_a_name_of_its_own() {
        let streets: usize = GROUPS.iter().map(|plan| plan.streets).sum();
        let names: Vec<String> = street_names().take(streets).collect();
        assert_eq!(names.len(), streets);
        assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), streets);
    }

    #[test]
    fn the_ground_is_shared_out_without_gap_or_overlap() {
        let centres: Vec<Spot> = GROUPS.iter().map(|plan| Spot { x: plan.x, y: plan.y }).collect();
        let areas: Vec<Area> = layout::grounds(&centres)
            .iter()
            .map(|ground| Area {
                rings: vec![ground.iter().map(|corner| corner.on_earth()).collect()],
            })
            .collect();
        let dice = Dice::new(7);
        for _ in 0..2_000 {
            let spot = Spot {
                x: dice.fraction() * 1_600.0 - 800.0,
                y: dice.fraction() * 1_400.0 - 700.0,
            };
            let owners = areas.iter().filter(|area| area.contains(spot.on_earth())).count();
            assert_eq!(owners, 1, "{spot:?}");
        }
        for (area, centre) in areas.iter().zip(centres) {
            assert!(area.contains(centre.on_earth()), "{centre:?} lies in its own ground");
        }
    }

    #[test]
    fn streets_stay_on_their_ground() {
        let centres: Vec<Spot> = GROUPS.iter().map(|plan| Spot { x: plan.x, y: plan.y }).collect();
        let dice = Dice::new(8);
        for (plan, ground) in GROUPS.iter().zip(layout::grounds(&centres)) {
            let area = Area {
                rings: vec![ground.iter().map(|corner| corner.on_earth()).collect()],
            };
            let streets = layout::streets(&ground, plan.streets, &dice);
            assert_eq!(streets.len(), plan.streets, "{}", plan.name);
            for spot in streets.iter().flatten() {
                assert!(area.contains(spot.on_earth()), "{}: {spot:?}", plan.name);
            }
        }
    }
}
