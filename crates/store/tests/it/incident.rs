use crate::world::{World, breaks, check};
use saar_domain::clock::Span;
use saar_domain::geo::{Direction, Point};
use saar_domain::id::IncidentId;
use saar_domain::incident::duplicate::Trace;
use saar_domain::incident::report::PlaceSource;
use saar_domain::incident::{Actor, ClosingReason, Command, Incident, Kind, Mark, Response, State, Witness};
use saar_domain::limits;
use saar_store::db::sql;
use saar_store::incident;
use saar_store::testing::on_each;

#[tokio::test]
async fn is_read_back_as_it_was_written() {
    on_each(async |test| {
        let world = World::new(test).await;
        let mut tx = world.write().await;
        let merel = world.neighbour(&mut tx, "Merel").await;
        let called = world.raise(&mut tx, merel.member, Kind::Burglary).await;
        let hiding = world.raise_as(&mut tx, merel.member, Kind::Violence, true, false).await;
        tx.commit().await.unwrap();
        let mut tx = world.read().await;
        for stored in [called, hiding] {
            let sealed = incident::find(&mut tx, stored.incident.id).await.unwrap().unwrap();
            assert_eq!(sealed.place.point, None, "the exact place is sealed");
            assert_eq!(world.find(&mut tx, stored.incident.id).await, stored);
        }
        assert_eq!(incident::find(&mut tx, world.id(IncidentId::new)).await.unwrap(), None);
    })
    .await;
}

/// The row is what the history makes of it: after every command, on the way to every end.
#[tokio::test]
async fn row_equals_the_rebuilt_history() {
    on_each(async |test| {
        let world = World::new(test).await;
        let mut tx = world.write().await;
        let merel = world.neighbour(&mut tx, "Merel").await;
        let ekster = Actor::Member(world.neighbour(&mut tx, "Ekster").await.member);
        let sight = Command::Sight {
            witness: Witness::Heard,
            direction: Some(Direction::SouthWest),
            towards: Some(world.street.id),
        };
        for (can_call, ends) in [
            (true, vec![Command::Close(ClosingReason::PoliceResolved)]),
            (
                false,
                vec![
                    Command::Close(ClosingReason::NothingFound),
                    Command::Close(ClosingReason::FalseAlarm),
                ],
            ),
            (true, vec![Command::Close(ClosingReason::KnownPerson)]),
        ] {
            let stored = world
                .raise_as(&mut tx, merel.member, Kind::Theft, false, can_call)
                .await;
            let mut incident = stored.incident;
            let said = [
                Command::Respond(Response::LightsOn),
                sight,
                Command::CallAgain(world.call()),
            ];
            for command in said.into_iter().chain(ends) {
                world.clock.push(Span::seconds(7));
                let actor = if matches!(command, Command::Close(_)) {
                    incident.reporter
                } else {
                    ekster
                };
                world.carry_out(&mut tx, &mut incident, command, actor).await;
                let row = incident::find(&mut tx, incident.id).await.unwrap().unwrap();
                let history = incident::history(&mut tx, incident.id).await.unwrap();
                assert_eq!(row.incident, Incident::rebuild(incident.id, &history).unwrap());
                assert_eq!(row.incident, incident);
            }
        }
    })
    .await;
}

#[tokio::test]
async fn history_keeps_marks_and_what_the_clock_did() {
    on_each(async |test| {
        let world = World::new(test).await;
        let mut tx = world.write().await;
        let merel = world.neighbour(&mut tx, "Merel").await;
        let mut incident = world.raise(&mut tx, merel.member, Kind::Theft).await.incident;
        let number = saar_store::group::lock(&mut tx, world.group, 1)
            .await
            .unwrap()
            .first_number;
        let before = incident.version;
        let marked = incident.mark(Mark::ManyAlarms, world.now());
        incident::append(&mut tx, incident.id, &[marked]).await.unwrap();
        assert!(incident::update(&mut tx, &incident, before, number).await.unwrap());
        world.clock.push(Span::hours(2));
        let expire = Command::Expire {
            now: world.now(),
            quiet: Span::hours(2),
        };
        world.carry_out(&mut tx, &mut incident, expire, Actor::System).await;

        let history = incident::history(&mut tx, incident.id).await.unwrap();
        let actors: Vec<_> = history.iter().map(|recorded| recorded.actor).collect();
        let reporter = Actor::Member(merel.member);
        assert_eq!(actors, [reporter, reporter, reporter, Actor::System, Actor::System]);
        assert_eq!(history[3], marked);
        assert_eq!(Incident::rebuild(incident.id, &history).unwrap(), incident);
        assert_eq!(incident.reason, Some(ClosingReason::Expired));
    })
    .await;
}

#[tokio::test]
async fn changes_only_from_the_version_that_was_decided_on() {
    on_each(async |test| {
        let world = World::new(test).await;
        let mut tx = world.write().await;
        let merel = world.neighbour(&mut tx, "Merel").await;
        let stored = world.raise(&mut tx, merel.member, Kind::Theft).await;
        let (mut first, mut second) = (stored.incident.clone(), stored.incident.clone());
        let actor = stored.incident.reporter;
        let close = |incident: &mut Incident, reason| {
            incident.carry_out(Command::Close(reason), actor, world.now()).unwrap();
        };
        close(&mut first, ClosingReason::NothingFound);
        close(&mut second, ClosingReason::FalseAlarm);
        let before = stored.incident.version;
        assert!(incident::update(&mut tx, &first, before, 2).await.unwrap());
        assert!(
            !incident::update(&mut tx, &second, before, 3).await.unwrap(),
            "two closings"
        );
        let row = incident::find(&mut tx, first.id).await.unwrap().unwrap();
        assert_eq!(row.incident, first);
    })
    .await;
}

#[tokio::test]
async fn recalled_keeps_the_street_and_neither_point_nor_phrase() {
    on_each(async |test| {
        let world = World::new(test).await;
        let mut tx = world.write().await;
        let merel = world.neighbour(&mut tx, "Merel").await;
        let stored = world.raise(&mut tx, merel.member, Kind::Theft).await;
        let mut incident = stored.incident.clone();
        world.close(&mut tx, &mut incident, ClosingReason::NothingFound).await;
        let closed = world.find(&mut tx, incident.id).await;
        assert_eq!((closed.place, &closed.phrase), (stored.place, &stored.phrase));

        world.close(&mut tx, &mut incident, ClosingReason::KnownPerson).await;
        let recalled = world.find(&mut tx, incident.id).await;
        assert_eq!(recalled.incident.state, State::Recalled);
        assert_eq!(recalled.phrase, None);
        assert_eq!(recalled.place.point, None);
        assert_eq!(recalled.place.accuracy_metres, None);
        assert_eq!(recalled.place.street, Some(world.street.id));
    })
    .await;
}

/// How unsure the phone was says where somebody stood, beside a street: it goes with the place, and where the place goes.
#[tokio::test]
async fn the_uncertainty_is_sealed_with_the_place() {
    on_each(async |test| {
        let world = World::new(test).await;
        let mut tx = world.write().await;
        let merel = world.neighbour(&mut tx, "Merel").await;
        let stored = world.raise(&mut tx, merel.member, Kind::Theft).await;
        let row = incident::find(&mut tx, stored.incident.id).await.unwrap().unwrap();
        assert_eq!(row.place.accuracy_metres, None, "in clear there is nothing");
        let opened = world.find(&mut tx, stored.incident.id).await;
        assert_eq!(opened.place.accuracy_metres, Some(12.5));

        // A version before sealed the place alone.
        sql("UPDATE incidents SET place_sealed = NULL, lat = 52.1, lon = 5.1, accuracy_metres = 7.5 WHERE id = $1")
            .bind(stored.incident.id)
            .run(&mut tx)
            .await
            .unwrap();
        let older = world.find(&mut tx, stored.incident.id).await;
        assert_eq!(older.place.accuracy_metres, Some(7.5));
    })
    .await;
}

/// The rules of one row hold against the SQL of tomorrow's programmer, too.
#[tokio::test]
async fn rows_that_cannot_be_true_are_refused() {
    on_each(async |test| {
        let world = World::new(test).await;
        let mut tx = world.write().await;
        let merel = world.neighbour(&mut tx, "Merel").await;
        let mut recalled = world.raise(&mut tx, merel.member, Kind::Theft).await.incident;
        world.close(&mut tx, &mut recalled, ClosingReason::FalseAlarm).await;
        let running = world.raise(&mut tx, merel.member, Kind::Theft).await.incident;
        tx.commit().await.unwrap();
        for (id, text) in [
            // Alerted without a call.
            (
                running.id,
                "UPDATE incidents SET call_at = NULL, call_by = NULL WHERE id = $1",
            ),
            // A call by nobody.
            (running.id, "UPDATE incidents SET call_by = NULL WHERE id = $1"),
            // Closed without a reason, a reason without an end.
            (
                running.id,
                "UPDATE incidents SET state = 'closed', ended_at = 1 WHERE id = $1",
            ),
            (
                running.id,
                "UPDATE incidents SET state = 'closed', reason = 'expired' WHERE id = $1",
            ),
            (running.id, "UPDATE incidents SET reason = 'expired' WHERE id = $1"),
            // Never on the server's disk: drafts live on phones.
            (running.id, "UPDATE incidents SET state = 'signal' WHERE id = $1"),
            // Recalled, and still in the words or the place of the report.
            (recalled.id, "UPDATE incidents SET lat = 52.1 WHERE id = $1"),
            (recalled.id, "UPDATE incidents SET phrase = 'tries_doors' WHERE id = $1"),
            (
                recalled.id,
                "UPDATE incidents SET reason = 'nothing_found' WHERE id = $1",
            ),
        ] {
            let mut tx = world.write().await;
            breaks(sql(text).bind(id).run(&mut tx).await, check);
        }
        // A draft never becomes a row through the front door either.
        let (draft, first) = Incident::report(
            world.id(IncidentId::new),
            merel.member,
            Kind::Theft,
            Witness::Seen,
            false,
            world.now(),
        );
        let mut tx = world.write().await;
        let stored = incident::find(&mut tx, running.id).await.unwrap().unwrap();
        let stored = incident::Stored {
            incident: draft,
            ..stored
        };
        assert!(world.save_new(&mut tx, &stored, &[first]).await.is_err());
    })
    .await;
}

#[tokio::test]
async fn recent_ones_may_be_duplicates_and_ended_ones_not() {
    on_each(async |test| {
        let world = World::new(test).await;
        let mut tx = world.write().await;
        let merel = world.neighbour(&mut tx, "Merel").await;
        let old = world.raise(&mut tx, merel.member, Kind::Theft).await;
        world.clock.push(Span::minutes(10));
        let edge = world.raise(&mut tx, merel.member, Kind::Theft).await;
        let mut ended = world.raise(&mut tx, merel.member, Kind::Theft).await.incident;
        world.close(&mut tx, &mut ended, ClosingReason::NothingFound).await;
        world.raise(&mut tx, merel.member, Kind::Vandalism).await;
        world.clock.push(Span::minutes(9));
        let young = world.raise(&mut tx, merel.member, Kind::Theft).await;

        let near = async |tx: &mut _, trace| {
            incident::near(tx, world.keys(), world.group, &trace, Span::minutes(9))
                .await
                .unwrap()
        };
        let here = young.trace();
        assert_eq!(near(&mut tx, here).await, [young.clone(), edge.clone()]);
        let elsewhere = Point::new(here.point.unwrap().lat + 0.01, here.point.unwrap().lon);
        let in_its_street = Trace {
            point: elsewhere,
            ..here
        };
        assert_eq!(near(&mut tx, in_its_street).await.len(), 2, "by the street alone");
        let by_its_point = Trace { street: None, ..here };
        assert_eq!(near(&mut tx, by_its_point).await.len(), 2, "by the point alone");
        let nowhere_near = Trace {
            street: None,
            ..in_its_street
        };
        assert_eq!(near(&mut tx, nowhere_near).await, []);
        let without_point = Trace { point: None, ..here };
        assert_eq!(near(&mut tx, without_point).await.len(), 2, "a street without a line");
        let placeless = Trace {
            point: None,
            ..nowhere_near
        };
        assert_eq!(near(&mut tx, placeless).await, []);
        assert_eq!(near(&mut tx, Trace { drill: true, ..here }).await, []);
        let running = incident::running(&mut tx, world.group).await.unwrap();
        assert_eq!(running.len(), 4);
        let ends = (running.first().unwrap(), running.last().unwrap());
        assert_eq!((&ends.0.incident, &ends.1.incident), (&young.incident, &old.incident));
        // In a flood only the latest are looked at, one more here with each.
        for _ in 2..limits::DUPLICATES_AMONG {
            world.raise(&mut tx, merel.member, Kind::Robbery).await;
        }
        assert_eq!(near(&mut tx, here).await.len(), 2);
        world.raise(&mut tx, merel.member, Kind::Robbery).await;
        assert_eq!(near(&mut tx, here).await, std::slice::from_ref(&young));
        // A phone that sends later by itself asks about the time of its tap, whatever came since.
        world.clock.push(Span::minutes(20));
        for _ in 0..limits::DUPLICATES_AMONG {
            world.raise(&mut tx, merel.member, Kind::Robbery).await;
        }
        assert_eq!(near(&mut tx, here).await, std::slice::from_ref(&young));
        let trace = young.trace();
        assert!(
            trace.resembles(&edge.trace()),
            "same kind and place, nine minutes apart"
        );
        assert!(!trace.resembles(&old.trace()), "nineteen minutes apart");
        assert!(trace.exact && young.place.source == PlaceSource::Position);
    })
    .await;
}

#[tokio::test]
async fn ended_ones_are_paged_without_loss_or_repeat() {
    on_each(async |test| {
        let world = World::new(test).await;
        let mut tx = world.write().await;
        let merel = world.neighbour(&mut tx, "Merel").await;
        let mut expected = Vec::new();
        for number in 0..7 {
            // Two in the same millisecond now and then: the cursor still tells them apart.
            if number % 3 != 0 {
                world.clock.push(Span::minutes(1));
            }
            let mut incident = world.raise(&mut tx, merel.member, Kind::Theft).await.incident;
            let reason = if number % 2 == 0 {
                ClosingReason::NothingFound
            } else {
                ClosingReason::FalseAlarm
            };
            world.close(&mut tx, &mut incident, reason).await;
            expected.push(incident.id);
        }
        world.raise(&mut tx, merel.member, Kind::Theft).await;
        expected.sort();
        expected.reverse();
        let (mut pages, mut cursor) = (Vec::new(), None);
        loop {
            let page = incident::ended(&mut tx, world.group, cursor, 3).await.unwrap();
            let Some(last) = page.last() else { break };
            cursor = Some(last.incident.id);
            pages.extend(page.iter().map(|stored| stored.incident.id));
            assert!(pages.len() <= expected.len(), "a page came twice");
        }
        assert_eq!(pages, expected);
    })
    .await;
}

#[tokio::test]
async fn quiet_ones_are_found_by_their_groups_own_span() {
    on_each(async |test| {
        let mut world = World::new(test).await;
        let mut tx = world.write().await;
        let merel = world.neighbour(&mut tx, "Merel").await;
        let patient = world.group;
        let slow = world.raise(&mut tx, merel.member, Kind::Theft).await.incident;
        world.group = world.add_group(&mut tx, "Beukenbuurt", Span::minutes(30)).await;
        let mut quick = world.raise(&mut tx, merel.member, Kind::Theft).await.incident;
        let hasty = world.group;
        let start = world.now();
        let quiet = async |tx: &mut _, minutes| {
            let at = start.plus(Span::minutes(minutes));
            incident::quiet_since(tx, at, 10).await.unwrap()
        };
        assert_eq!(quiet(&mut tx, 29).await, []);
        assert_eq!(quiet(&mut tx, 30).await, [(hasty, quick.id)]);
        assert_eq!(quiet(&mut tx, 120).await.len(), 2);
        assert_eq!(
            incident::quiet_since(&mut tx, start.plus(Span::hours(9)), 1)
                .await
                .unwrap()
                .len(),
            1
        );

        // A sign of anybody starts the quiet anew.
        world.clock.push(Span::minutes(20));
        let reporter = quick.reporter;
        world
            .carry_out(&mut tx, &mut quick, Command::Respond(Response::LightsOn), reporter)
            .await;
        assert_eq!(quiet(&mut tx, 30).await, []);
        assert_eq!(quiet(&mut tx, 50).await, [(hasty, quick.id)]);
        world.close(&mut tx, &mut quick, ClosingReason::NothingFound).await;
        assert_eq!(quiet(&mut tx, 600).await, [(patient, slow.id)]);
    })
    .await;
}

#[tokio::test]
async fn drills_and_recalls_do_not_count_as_alarms() {
    on_each(async |test| {
        let world = World::new(test).await;
        let mut tx = world.write().await;
        let merel = world.neighbour(&mut tx, "Merel").await;
        let ekster = world.neighbour(&mut tx, "Ekster").await;
        assert_eq!(incident::last_alarm_at(&mut tx, world.group).await.unwrap(), None);
        let start = world.now();
        world.raise(&mut tx, merel.member, Kind::Theft).await;
        world.clock.push(Span::minutes(1));
        world.raise_as(&mut tx, merel.member, Kind::Theft, true, true).await;
        let mut recalled = world.raise(&mut tx, merel.member, Kind::Theft).await.incident;
        world.close(&mut tx, &mut recalled, ClosingReason::FalseAlarm).await;
        assert_eq!(
            incident::last_alarm_at(&mut tx, world.group).await.unwrap(),
            Some(start)
        );

        let counted = async |tx: &mut _, since| incident::count_since(tx, world.group, since).await.unwrap();
        assert_eq!(
            counted(&mut tx, start).await,
            (2, 1),
            "alarms, and those of them taken back"
        );
        assert_eq!(counted(&mut tx, world.now()).await, (1, 1));
        assert_eq!(counted(&mut tx, world.now().plus(Span::millis(1))).await, (0, 0));

        let raised =
            async |tx: &mut _, who, since| incident::raised_since(tx, world.group, who, since, 3).await.unwrap();
        assert_eq!(raised(&mut tx, merel.member, start).await, 2, "the drill is left out");
        assert_eq!(raised(&mut tx, merel.member, world.now()).await, 1);
        assert_eq!(raised(&mut tx, ekster.member, start).await, 0);
        let counted = incident::raised_since(&mut tx, world.group, merel.member, start, 1).await;
        assert_eq!(counted.unwrap(), 1, "no further than asked");
    })
    .await;
}

#[tokio::test]
async fn openings_are_noted_once() {
    on_each(async |test| {
        let world = World::new(test).await;
        let alarm = world.alarm(1).await;
        let member = alarm.recipients[0].0.member;
        let mut tx = world.write().await;
        assert!(!incident::was_opened(&mut tx, alarm.id(), member).await.unwrap());
        let mut first = Vec::new();
        for _ in 0..2 {
            first.push(
                incident::note_opening(&mut tx, alarm.id(), member, world.now())
                    .await
                    .unwrap(),
            );
        }
        assert_eq!(first, [true, false]);
        assert!(incident::was_opened(&mut tx, alarm.id(), member).await.unwrap());
        assert!(
            !incident::was_opened(&mut tx, alarm.id(), alarm.reporter.member)
                .await
                .unwrap()
        );
    })
    .await;
}
