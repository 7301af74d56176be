//! The kill test (EDGES 31): the real program on SQLite, alarms from several phones, killed and started again. Whatever was acknowledged is on disk
//! once and reaches everybody; repeats stay within the contract, which is at least once, with the delivery's id to drop them by.
//!
//! A kill does not test the disk: that the writer syncs (`PRAGMA synchronous = 2`) is asked in the store's tests.
//!
//! `SAAR_KILLS=10000 cargo test -p saar-server --test kill -- --nocapture` kills longer; `SAAR_SEED` repeats the choices of a run.
#![allow(clippy::unwrap_used, missing_docs, unreachable_pub, reason = "tests")]

mod contract;
mod phone;
mod program;
mod village;

use contract::Told;
use program::Program;
use saar_domain::clock::Entropy;
use saar_server::fault::Place;
use saar_server::system::OsEntropy;
use saar_store::testing::SeededEntropy;
use std::time::Duration;
use village::{Alarm, Village};

/// Kills in one village; after that a new one is founded, so that a long run stays small.
const KILLS_A_VILLAGE: u32 = 20;
const KILLS: u32 = 20;
/// Alarms raised at once, at most.
const CLIENTS: u64 = 3;
/// The program is killed this long after it was started or was ready, at most.
const KILLED_WITHIN_MS: u64 = 600;

/// Each named place once, on the alarm's way out; those of the outbox on the ending's way too.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn it_may_die_at_any_named_place() {
    let village = Village::found().await;
    let mut alarms = Vec::new();
    for place in Place::ALL {
        println!("dies at {}", place.name());
        let mut doomed = village.start(Some(place));
        let raising = tokio::spawn(village.raise());
        doomed.dies_by_itself().await;
        let mut program = village.start(None);
        program.is_ready().await;
        alarms.push(raising.await.unwrap());
        village.until_told(&alarms, Told::Alarm).await;
        village.kill(program).await;
    }
    let of_the_outbox = Place::ALL
        .into_iter()
        .filter(|place| !matches!(place, Place::BeforeCommit | Place::AfterCommit));
    let mut open = alarms.clone();
    for place in of_the_outbox {
        println!("dies at {}, with an ending", place.name());
        let mut doomed = village.start(Some(place));
        let closing = tokio::spawn(village.close(open.pop().unwrap()));
        doomed.dies_by_itself().await;
        let mut program = village.start(None);
        program.is_ready().await;
        let closed = closing.await.unwrap();
        village.until_told(&[closed], Told::Ending).await;
        village.kill(program).await;
    }
    let mut program = village.start(None);
    program.is_ready().await;
    for alarm in open {
        village.close(alarm).await;
    }
    village.until_told(&alarms, Told::Ending).await;
    village.kill(program).await;
    village.assert_stored(&alarms).await;
}

/// Kills at moments that are chosen by a seed: two thirds while alarms are raised, the others while they end.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_acknowledged_is_lost_however_often_it_is_killed() {
    let number = |name: &str| std::env::var(name).ok().map(|text| text.parse::<u64>().unwrap());
    let kills = number("SAAR_KILLS").map_or(KILLS, |kills| u32::try_from(kills).unwrap());
    let first_seed = number("SAAR_SEED").unwrap_or_else(|| any(&OsEntropy));
    let mut left = kills;
    for seed in (0..).map(|village: u64| first_seed.wrapping_add(village)) {
        let now = left.min(KILLS_A_VILLAGE);
        println!(
            "{} of {kills} kills done; the next {now} by SAAR_SEED={seed}",
            kills - left
        );
        let failing = SayTheSeed { seed, kills: now };
        survive(&SeededEntropy::new(seed), now).await;
        std::mem::forget(failing);
        left -= now;
        if left == 0 {
            return;
        }
    }
}

/// Says how to repeat it, if the test fails while this lives.
struct SayTheSeed {
    seed: u64,
    kills: u32,
}

impl Drop for SayTheSeed {
    fn drop(&mut self) {
        let Self { seed, kills } = self;
        eprintln!(
            "\nto repeat the choices: SAAR_SEED={seed} SAAR_KILLS={kills} cargo test -p saar-server --test kill -- --nocapture\n"
        );
    }
}

async fn survive(dice: &SeededEntropy, kills: u32) {
    let village = Village::found().await;
    let raising = kills - kills / 3;
    let mut on_the_way = Vec::new();
    for _ in 0..raising {
        let program = village.start(None);
        for _ in 0..=below(dice, CLIENTS) {
            on_the_way.push(tokio::spawn(village.raise()));
        }
        killed_at_some_moment(&village, program, dice).await;
    }
    let mut program = village.start(None);
    program.is_ready().await;
    let mut alarms: Vec<Alarm> = Vec::new();
    for raised in on_the_way {
        alarms.push(raised.await.unwrap());
    }
    village.until_told(&alarms, Told::Alarm).await;
    village.kill(program).await;

    let mut open = alarms.clone();
    let mut on_the_way = Vec::new();
    for round in 0..kills - raising {
        let program = village.start(None);
        // The last round has ended all of them.
        let rounds_left = usize::try_from(kills - raising - round).unwrap();
        for _ in 0..open.len().div_ceil(rounds_left) {
            on_the_way.push(tokio::spawn(village.close(open.pop().unwrap())));
        }
        killed_at_some_moment(&village, program, dice).await;
    }
    on_the_way.extend(open.into_iter().map(|alarm| tokio::spawn(village.close(alarm))));
    let mut program = village.start(None);
    program.is_ready().await;
    for closed in on_the_way {
        closed.await.unwrap();
    }
    village.until_told(&alarms, Told::Ending).await;
    village.kill(program).await;
    village.assert_stored(&alarms).await;
    println!(
        "{} alarms, {} kills, {} repeats, {} requests sent again",
        alarms.len(),
        village.kills(),
        village.repeats(),
        alarms.iter().map(|alarm| alarm.sent_again).sum::<u32>()
    );
}

/// One time in four before it is ready: while it migrates, takes its lock, frees its leases.
async fn killed_at_some_moment(village: &Village, mut program: Program, dice: &SeededEntropy) {
    let early = below(dice, 4) == 0;
    let wait = Duration::from_millis(below(dice, KILLED_WITHIN_MS));
    if !early {
        program.is_ready().await;
    }
    tokio::time::sleep(wait).await;
    village.kill(program).await;
}

fn below(dice: &SeededEntropy, limit: u64) -> u64 {
    any(dice) % limit
}

fn any(entropy: &dyn Entropy) -> u64 {
    u64::from_le_bytes(entropy.bytes())
}
