//! The state machine by properties: random walks never reach an alert without a call, and never lose an event.
#![allow(clippy::unwrap_used, missing_docs, reason = "a test")]

use proptest::prelude::*;
use saar_domain::clock::{Entropy, Span, Timestamp};
use saar_domain::country::Profile;
use saar_domain::geo::Direction;
use saar_domain::id::{IncidentId, MemberId, StreetId};
use saar_domain::incident::machine::{Actor, Command, Event, Incident, Recorded};
use saar_domain::incident::{Call, CalledBy, ClosingReason, Kind, Refusal, Response, State, Witness};

struct Counter;
impl Entropy for Counter {
    fn fill(&self, bytes: &mut [u8]) {
        for (at, byte) in bytes.iter_mut().enumerate() {
            *byte = u8::try_from(at % 251).unwrap();
        }
    }
}

const START: Timestamp = Timestamp::from_millis(1_795_000_000_000);
const QUIET: Span = Span::hours(2);

fn member() -> MemberId {
    MemberId::new(START, &Counter)
}

fn any_call() -> impl Strategy<Value = Call> {
    (proptest::sample::select(CalledBy::ALL), 0_i64..10_000).prop_map(|(by, ago)| Call {
        by,
        at: START.minus(Span::millis(ago)),
    })
}

fn street(number: u8) -> StreetId {
    format!("0198f3a0-0000-7000-8000-00000000000{number}").parse().unwrap()
}

fn any_command() -> impl Strategy<Value = Command> {
    prop_oneof![
        any_call().prop_map(Command::RecordCall),
        any_call().prop_map(Command::CallAgain),
        Just(Command::SayCannotCall),
        Just(Command::Alert),
        proptest::sample::select(Response::ALL).prop_map(Command::Respond),
        (
            proptest::sample::select(Witness::ALL),
            proptest::option::of(proptest::sample::select(Direction::ALL)),
            proptest::option::of(proptest::sample::select(vec![street(1), street(2)]))
        )
            .prop_map(|(witness, direction, towards)| Command::Sight {
                witness,
                direction,
                towards
            }),
        (proptest::sample::select(Witness::ALL), any::<bool>(), any::<bool>())
            .prop_map(|(witness, way, plate)| Command::Describe { witness, way, plate }),
        proptest::sample::select(ClosingReason::ALL).prop_map(Command::Close),
        (0_i64..20_000_000).prop_map(|after| Command::Expire {
            now: START.plus(Span::millis(after)),
            quiet: QUIET
        }),
    ]
}

#[test]
fn a_sighting_of_an_older_version_went_towards_no_street() {
    let read = |text: &str| serde_json::from_str::<Event>(text).unwrap();
    let older = r#"{"event":"sighted","witness":"seen","direction":"n"}"#;
    let event = read(older);
    assert!(matches!(
        event,
        Event::Sighted {
            towards: None,
            direction: Some(Direction::North),
            ..
        }
    ));
    assert_eq!(serde_json::to_string(&event).unwrap(), older);
    let newer = Event::Sighted {
        witness: Witness::Seen,
        direction: None,
        towards: Some(street(1)),
    };
    assert_eq!(read(&serde_json::to_string(&newer).unwrap()), newer);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn walks(commands in proptest::collection::vec((any_command(), -5_000_i64..600_000), 0..40), drill: bool) {
        let id = IncidentId::new(START, &Counter);
        let (mut incident, first) = Incident::report(id, member(), Kind::Burglary, Witness::Seen, drill, START);
        let mut history: Vec<Recorded> = vec![first];
        let mut now = START;
        for (command, step) in commands {
            // The clock may jump back, too.
            now = now.plus(Span::millis(step));
            let before = incident.clone();
            match incident.carry_out(command, Actor::Member(member()), now) {
                Ok(recorded) => history.push(recorded),
                Err(refusal) => {
                    prop_assert_eq!(&incident, &before, "a refusal changes nothing: {}", refusal);
                    if command == Command::Alert && before.state == State::Signal {
                        prop_assert_eq!(refusal, Refusal::CallMissing);
                    }
                }
            }
            // No alert without a call, or a "cannot call" that asks others.
            prop_assert!(incident.alerted_at.is_none() || incident.call.is_some() || incident.cannot_call);
            // Nobody goes to the door of somebody who may be hiding before a call (EDGES 3).
            if let (Command::Respond(response), Some(Event::Responded { .. })) = (command, history.last().map(|last| last.event))
                && incident.version > before.version
            {
                prop_assert!(response.is_from_inside() || !before.cannot_call || before.call.is_some());
            }
            // No event lost, none out of order, none before its predecessor.
            prop_assert_eq!(incident.version as usize, history.len());
            prop_assert!(history.windows(2).all(|pair| pair[0].seq + 1 == pair[1].seq && pair[0].at <= pair[1].at));
            // An end has a reason, a recall one that recalls.
            prop_assert_eq!(incident.reason.is_some(), matches!(incident.state, State::Closed | State::Recalled));
            prop_assert_eq!(incident.reason.is_some_and(ClosingReason::recalls), incident.state == State::Recalled);
            // The state is what the events made of it.
            prop_assert_eq!(&Incident::rebuild(id, &history).unwrap(), &incident);
        }
        let text = serde_json::to_string(&history).unwrap();
        prop_assert_eq!(serde_json::from_str::<Vec<Recorded>>(&text).unwrap(), history, "history survives being written down");
    }
}

#[test]
fn damaged_histories_are_named_and_not_believed() {
    let id = IncidentId::new(START, &Counter);
    let (mut incident, first) = Incident::report(id, member(), Kind::Theft, Witness::Heard, false, START);
    let call = Call {
        by: CalledBy::Reporter,
        at: START,
    };
    let called = incident
        .carry_out(Command::RecordCall(call), first.actor, START)
        .unwrap();
    let alerted = incident.carry_out(Command::Alert, first.actor, START).unwrap();
    assert!(Incident::rebuild(id, &[first, called, alerted]).is_ok());
    let without_call = Recorded { seq: 2, ..alerted };
    for (why, history) in [
        ("empty", vec![]),
        ("no report", vec![called]),
        ("a gap", vec![first, alerted]),
        ("twice", vec![first, Recorded { seq: 2, ..first }]),
        ("an alert without a call", vec![first, without_call]),
        (
            "after the end",
            vec![
                first,
                called,
                alerted,
                Recorded {
                    seq: 4,
                    event: Event::CannotCall,
                    ..alerted
                },
            ],
        ),
    ] {
        assert!(Incident::rebuild(id, &history).is_err(), "{why}");
    }
}

#[test]
fn somebody_calls_where_the_reporter_could_not() {
    let id = IncidentId::new(START, &Counter);
    let (mut incident, first) = Incident::report(id, member(), Kind::Violence, Witness::Heard, false, START);
    incident.carry_out(Command::SayCannotCall, first.actor, START).unwrap();
    incident.carry_out(Command::Alert, first.actor, START).unwrap();
    assert_eq!(incident.call, None);
    for response in Response::ALL {
        let decided = incident.decide(Command::Respond(*response));
        if response.is_from_inside() {
            assert!(decided.is_ok(), "{response}");
        } else {
            assert_eq!(
                decided,
                Err(Refusal::CallFirst),
                "nobody is sent to the door: {response}"
            );
        }
    }
    let call = Call {
        by: CalledBy::Member,
        at: START.plus(Span::seconds(40)),
    };
    let recorded = incident
        .carry_out(Command::CallAgain(call), Actor::Member(member()), call.at)
        .unwrap();
    assert_eq!(
        recorded.event,
        Event::Called { call },
        "the first call, whatever button it came from"
    );
    let second = incident
        .carry_out(Command::RecordCall(call), Actor::Member(member()), call.at)
        .unwrap();
    assert!(matches!(second.event, Event::CalledAgain { .. }));
    assert!(incident.decide(Command::Respond(Response::GoingOutside)).is_ok());
}

#[test]
fn the_first_call_may_be_a_neighbours() {
    let id = IncidentId::new(START, &Counter);
    let (mut incident, first) = Incident::report(id, member(), Kind::Violence, Witness::Heard, false, START);
    incident.carry_out(Command::SayCannotCall, first.actor, START).unwrap();
    incident.carry_out(Command::Alert, first.actor, START).unwrap();
    let call = |by| Call { by, at: START };
    for (said, recorded) in [
        (CalledBy::Neighbour, CalledBy::Neighbour),
        (CalledBy::Member, CalledBy::Member),
        (CalledBy::Reporter, CalledBy::Member),
    ] {
        let event = incident.decide(Command::CallAgain(call(said)));
        assert_eq!(event, Ok(Event::Called { call: call(recorded) }), "{said}");
    }
}

#[test]
fn quiet_ends_it_and_nobody_else_may_say_so() {
    let id = IncidentId::new(START, &Counter);
    let (mut incident, first) = Incident::report(id, member(), Kind::Theft, Witness::Seen, false, START);
    incident
        .carry_out(
            Command::RecordCall(Call {
                by: CalledBy::Reporter,
                at: START,
            }),
            first.actor,
            START,
        )
        .unwrap();
    incident.carry_out(Command::Alert, first.actor, START).unwrap();
    let expire = |after| Command::Expire {
        now: START.plus(after),
        quiet: QUIET,
    };
    assert_eq!(incident.decide(expire(Span::minutes(119))), Err(Refusal::NotQuiet));
    assert_eq!(
        incident.decide(Command::Close(ClosingReason::Expired)),
        Err(Refusal::OnlyTheClock)
    );
    incident
        .carry_out(
            Command::Respond(Response::LightsOn),
            first.actor,
            START.plus(Span::hours(1)),
        )
        .unwrap();
    assert_eq!(
        incident.decide(expire(Span::hours(2))),
        Err(Refusal::NotQuiet),
        "a response is a sign of life"
    );
    assert!(incident.decide(expire(Span::hours(3))).is_ok());
}

#[test]
fn both_profiles_are_sound() {
    for text in [
        include_str!("../../../profiles/nl.toml"),
        include_str!("../../../profiles/be.toml"),
    ] {
        Profile::from_toml(text).unwrap();
    }
    let be = Profile::from_toml(include_str!("../../../profiles/be.toml")).unwrap();
    assert_eq!(
        (
            be.number(Kind::Fire),
            be.number(Kind::Injury),
            be.number(Kind::Burglary)
        ),
        ("112", "112", "101")
    );
    let wrong = include_str!("../../../profiles/be.toml").replace("default = \"101\"", "default = \"10l\"");
    assert!(Profile::from_toml(&wrong).is_err_and(|error| error.to_string().contains("10l")));
}
