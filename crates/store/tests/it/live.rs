//! The group's live sequence, by which a page that was away resumes (`Last-Event-ID`).

use crate::world::{World, breaks, unique};
use saar_domain::clock::Span;
use saar_domain::incident::{ClosingReason, Command, Kind, Response, State};
use saar_domain::limits::LIVE_REPLAY_MAX;
use saar_store::incident;
use saar_store::testing::on_each;

#[tokio::test]
async fn what_changed_comes_once_an_incident_in_order() {
    on_each(async |test| {
        let mut world = World::new(test).await;
        let mut tx = world.write().await;
        let merel = world.neighbour(&mut tx, "Merel").await;
        let mut first = world.raise(&mut tx, merel.member, Kind::Theft).await.incident;
        let second = world.raise(&mut tx, merel.member, Kind::Vandalism).await.incident;
        let reporter = first.reporter;
        let seen_until = saar_store::group::event_seq(&mut tx, world.group).await.unwrap();
        assert_eq!(seen_until, 2, "a change each");
        world
            .carry_out(&mut tx, &mut first, Command::Respond(Response::LightsOn), reporter)
            .await;
        let latest = world.close(&mut tx, &mut first, ClosingReason::NothingFound).await;

        let change_of_first = (latest, first.id, 5, State::Closed);
        let change_of_second = (2, second.id, 3, State::Alerted);
        for (after, expected) in [
            (0, vec![change_of_second, change_of_first]),
            (1, vec![change_of_second, change_of_first]),
            (seen_until, vec![change_of_first]),
            (3, vec![change_of_first]),
            (latest, vec![]),
            // A number from another life of the database is no reason to fail.
            (1_000_000, vec![]),
        ] {
            let changes = incident::changed_since(&mut tx, world.group, after).await.unwrap();
            let found: Vec<_> = changes
                .iter()
                .map(|change| (change.group_seq, change.incident, change.version, change.state))
                .collect();
            assert_eq!(found, expected, "after {after}");
        }

        // Another group has a sequence of its own.
        world.group = world.add_group(&mut tx, "Beukenbuurt", Span::hours(1)).await;
        let other = world.raise(&mut tx, merel.member, Kind::Theft).await.incident;
        let changes = incident::changed_since(&mut tx, world.group, 0).await.unwrap();
        assert_eq!(
            changes.iter().map(|c| (c.group_seq, c.incident)).collect::<Vec<_>>(),
            [(1, other.id)]
        );
    })
    .await;
}

#[tokio::test]
async fn what_changed_is_bounded_and_starts_with_the_oldest() {
    on_each(async |test| {
        let world = World::new(test).await;
        let mut tx = world.write().await;
        let merel = world.neighbour(&mut tx, "Merel").await;
        let replayed = usize::try_from(LIVE_REPLAY_MAX).unwrap();
        let mut raised = Vec::new();
        for _ in 0..=replayed {
            raised.push(world.raise(&mut tx, merel.member, Kind::Theft).await.incident.id);
        }
        let changes = incident::changed_since(&mut tx, world.group, 0).await.unwrap();
        let changed: Vec<_> = changes.iter().map(|change| change.incident).collect();
        assert_eq!(changed, raised[..replayed]);
    })
    .await;
}

#[tokio::test]
async fn a_number_is_given_once() {
    on_each(async |test| {
        let world = World::new(test).await;
        let mut tx = world.write().await;
        let merel = world.neighbour(&mut tx, "Merel").await;
        let mut incident = world.raise(&mut tx, merel.member, Kind::Theft).await.incident;
        world.raise(&mut tx, merel.member, Kind::Vandalism).await;
        let reporter = incident.reporter;
        let before = incident.version;
        incident
            .carry_out(Command::Respond(Response::LightsOn), reporter, world.now())
            .unwrap();
        breaks(incident::update(&mut tx, &incident, before, 2).await, unique);
    })
    .await;
}
