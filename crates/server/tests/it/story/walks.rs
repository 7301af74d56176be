//! Whatever people do, two at a time, their group has an admin, or a running call for one. Random walks over everything that ends or changes a role; the
//! seed is printed, and repeats the choices (`SAAR_SEED`).

use crate::world::{World, tell_on_postgres};
use saar_domain::clock::Span;
use saar_domain::id::AccountId;
use saar_domain::member::Role;
use saar_domain::moderation::RawMeasure;
use saar_server::app::App;
use saar_server::job::schedule;
use saar_server::usecase::invite;
use saar_server::usecase::own_data::{self, OwnDataError};
use saar_server::usecase::sign_in::{self, JoinRequest};
use saar_server::usecase::{continuity, group, identity, member as members, moderation};
use saar_store::member::Member;
use saar_store::{StoreError, continuity as switches, measure, member};
use std::sync::Arc;

/// Walks, and pairs of deeds in each.
const WALKS: u64 = 3;
const PAIRS: usize = 40;
/// A group that has fewer gets newcomers: alone, nothing can happen.
const MEMBERS_MIN: usize = 5;

/// Chance that repeats (splitmix64).
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((bits ^ (bits >> 31)) % u64::try_from(end).unwrap()).unwrap()
    }

    fn one_of<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }
}

/// What somebody tries.
#[derive(Debug, Clone)]
enum Try {
    Leave,
    Role(&'static str),
    Step(&'static str),
    Object,
    Decide,
    Readmit(usize),
    Volunteer,
    TakeOver,
    Appoint,
    ForgetMe,
    Clock,
}

const TRIES: &[Try] = &[
    Try::Leave,
    Try::Leave,
    Try::Role("member"),
    Try::Role("deputy"),
    Try::Role("admin"),
    Try::Step("pause"),
    Try::Step("removal"),
    Try::Step("removal"),
    Try::Object,
    Try::Decide,
    Try::Readmit(0),
    Try::Volunteer,
    Try::TakeOver,
    Try::Appoint,
    Try::ForgetMe,
    Try::Clock,
];

/// Joins by an invite's word, as somebody at an address: asks, and types the code.
async fn join(app: &App, word: &str, alias: &str, email: &str) -> Result<(), String> {
    let request = JoinRequest {
        alias: alias.into(),
        email: email.into(),
        adult: true,
        rules_version: 2,
        own_rules_version: 0,
        association_member: false,
    };
    let asked = sign_in::ask_to_join(app, word, &request, "nl").await.map_err(say)?;
    let letter = asked.letter.ok_or("no letter")?;
    let done = sign_in::confirm_code(app, &asked.device_secret, &letter.code, "Test").await;
    done.map(|_| ()).map_err(say)
}

/// A refusal is fine; a database that fails is not: two deeds that wait for one another would show here.
fn say(error: impl std::fmt::Debug) -> String {
    let text = format!("{error:?}");
    assert!(!text.contains("Store("), "{text}");
    text
}

async fn attempt(world: &World, app: &Arc<App>, what: Try, by: &Member, about: &Member) -> Result<(), String> {
    let (id, account) = (world.group, by.account);
    match what {
        Try::Leave => group::leave(app, account, id).await.map_err(say),
        Try::Role(role) => group::set_role(app, account, id, about.id, role)
            .await
            .map(|_| ())
            .map_err(say),
        Try::Step(step) => {
            let raw = RawMeasure {
                step: step.into(),
                rule: "adults".into(),
                words: "Een vriendelijk woord.".into(),
                days: (step == "pause").then_some(3),
            };
            moderation::take(app, account, id, about.id, &raw)
                .await
                .map(|_| ())
                .map_err(say)
        }
        Try::Object => {
            let taken = of_account(app, about.account).await;
            let taken = taken.first().ok_or("nothing was taken")?;
            moderation::object(app, about.account, *taken, "Zo was het niet.")
                .await
                .map_err(say)
        }
        Try::Decide => {
            let (_, waiting) = moderation::waiting(app, account, id).await.map_err(say)?;
            let found = waiting.first().ok_or("no objection")?.0.measure.id;
            moderation::decide(app, account, id, found, Some(false), "U heeft gelijk.")
                .await
                .map_err(say)
        }
        Try::Readmit(number) => {
            let made = members::readmit(app, account, id, about.id, "Telefoon en mailbox zijn weg.").await;
            let word = invite::word(&app.sealer, made.map_err(say)?.id);
            join(app, &word, &about.alias, &format!("terug.{number}@example.org")).await
        }
        Try::Volunteer => continuity::volunteer(app, account, id).await.map_err(say),
        Try::TakeOver => continuity::take_over(app, account, id).await.map_err(say),
        Try::Appoint => continuity::appoint(app, account, id, about.id).await.map_err(say),
        Try::ForgetMe => forget_me(app, account).await,
        Try::Clock => schedule::tick(app).await.map_err(say),
    }
}

/// Somebody signs in on a new device, and wants to be forgotten.
async fn forget_me(app: &App, account: AccountId) -> Result<(), String> {
    let mut tx = app.db.write().await.unwrap();
    // They may be forgotten already.
    let token = sign_in::new_session(app, &mut tx, account, "Test").await;
    let token = token.map_err(|error| error.to_string())?;
    tx.commit().await.unwrap();
    let identity = identity::by_session(app, &token).await.unwrap().ok_or("signed out")?;
    match own_data::forget_me(app, &identity, true).await {
        // They came in again at this very moment; they may try again.
        Err(OwnDataError::Store(StoreError::Gone)) => Err("gone".into()),
        done => done.map_err(say),
    }
}

async fn of_account(app: &App, account: AccountId) -> Vec<saar_domain::id::MeasureId> {
    let mut tx = app.db.read().await.unwrap();
    let taken = measure::of_account(&mut tx, &app.sealer, account).await.unwrap();
    taken.into_iter().map(|taken| taken.id).collect()
}

#[tokio::test]
async fn whatever_two_do_at_once_a_group_has_an_admin_or_a_running_call_for_one() {
    let seed: u64 = std::env::var("SAAR_SEED").map_or(20_261_122, |text| text.parse().unwrap());
    for walk in 0..WALKS {
        let seed = seed.wrapping_add(walk);
        println!("SAAR_SEED={seed}");
        tell_on_postgres(async |world| take(world, seed).await).await;
    }
}

/// Whatever was done before: where no admin was seen for long, or a request waits, the clock has begun to look for somebody.
async fn a_call_runs_when_it_must(world: &World, seed: u64, said: &[String]) {
    // One round ends what is over, the next begins what is due.
    schedule::tick(&world.app).await.unwrap();
    let mut tx = world.app.db.read().await.unwrap();
    let (signs, _) = switches::look(&mut tx, world.group).await.unwrap();
    let running = switches::running(&mut tx, world.group).await.unwrap();
    let cause = signs.cause(world.app.now());
    assert!(
        cause.is_none() || running.is_some(),
        "SAAR_SEED={seed}: {cause:?}, and nobody is sought\n{}",
        said.join("\n")
    );
}

async fn take(world: &World, seed: u64) {
    let (second, _) = world.second_server().await;
    let mut dice = Dice(seed);
    let mut newcomers = 0;
    for (alias, role) in [("Vink", Role::Admin), ("Uil", Role::Admin), ("Merel", Role::Deputy)] {
        world.member(alias, role).await;
    }
    let (mut done, mut said) = (0, Vec::new());
    for pair in 0..PAIRS {
        let all = loop {
            let mut tx = world.app.db.read().await.unwrap();
            let all = member::active(&mut tx, world.group).await.unwrap();
            drop(tx);
            if all.len() >= MEMBERS_MIN {
                break all;
            }
            newcomers += 1;
            world.member(&format!("Buur {newcomers}"), Role::Member).await;
        };
        if dice.below(4) == 0 {
            let days = [1, 4, 8, 31][dice.below(4)];
            world.pass(Span::days(days)).await;
            said.push(format!("{days} days"));
            a_call_runs_when_it_must(world, seed, &said).await;
        }
        // Mostly those who may: what is refused to a member is not where it breaks.
        let runs: Vec<&Member> = all.iter().filter(|member| member.role.runs_the_group()).collect();
        let mut choose = || {
            let what = match dice.one_of(TRIES).clone() {
                Try::Readmit(_) => Try::Readmit(pair * 2 + dice.below(2)),
                what => what,
            };
            let by = if dice.below(4) > 0 && !runs.is_empty() {
                (*dice.one_of(&runs)).clone()
            } else {
                dice.one_of(&all).clone()
            };
            (what, by, dice.one_of(&all).clone())
        };
        let (one, other) = (choose(), choose());
        let (first, then) = tokio::join!(
            attempt(world, &world.app, one.0.clone(), &one.1, &one.2),
            attempt(world, &second, other.0.clone(), &other.1, &other.2)
        );
        done += usize::from(first.is_ok()) + usize::from(then.is_ok());
        for ((what, by, about), result) in [(&one, &first), (&other, &then)] {
            said.push(format!("{} {what:?} {}: {result:?}", by.alias, about.alias));
        }
        let mut tx = world.app.db.read().await.unwrap();
        let left = member::active(&mut tx, world.group).await.unwrap();
        // Counted here: who is paused runs nothing, whatever their role says.
        let runs = |member: &Member| member.role == Role::Admin && member.paused_until.is_none();
        let paused = |member: &&Member| member.role.runs_the_group() && member.paused_until.is_some();
        assert!(
            left.iter().find(paused).is_none(),
            "SAAR_SEED={seed}, pair {pair}: who is paused has a role\n{}",
            said.join("\n")
        );
        assert!(
            left.is_empty() || left.iter().any(runs),
            "SAAR_SEED={seed}, pair {pair}: nobody runs it\n{}",
            said.join("\n")
        );
    }
    assert!(
        done > PAIRS / 4,
        "SAAR_SEED={seed}: only {done} of {} deeds were done",
        2 * PAIRS
    );
    world.settle().await;
}
