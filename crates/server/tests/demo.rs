//! The demo's village: filled once, the same for everybody, and nothing in it exists.

use saar_domain::clock::Clock as _;
use saar_domain::incident::Incident;
use saar_server::demo::village;
use saar_store::testing::{PushedClock, TestDb};
use saar_store::{account, group, incident, member};

const MASTER: [u8; 32] = [7; 32];

#[tokio::test]
async fn the_village_is_filled() {
    let test = TestDb::sqlite().await;
    let now = PushedClock::new().now();
    let started = std::time::Instant::now();
    village::fill(&test.db, &MASTER, now, |_, _| {}).await.unwrap();
    println!("filled in {:?}", started.elapsed());
}
