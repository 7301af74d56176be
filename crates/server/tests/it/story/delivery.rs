//! Services that are slow, full, gone or wrong; what leaves the house, and how loud it is.

use crate::world::{Person, World, read, tell, until};
use saar_delivery::fake::Device;
use saar_domain::clock::Span;
use saar_domain::delivery::{ChannelKind, DeliveryState};
use saar_domain::limits;
use saar_domain::member::Role;
use saar_server::fault::Place;
use saar_server::job::outbox;
use saar_server::serve::{connection, health};
use saar_server::usecase::settings::{self, Preferences};
use serde_json::json;
use std::collections::BTreeSet;
use std::sync::Arc;
use tokio_util::sync::CancellationToken;

/// A reporter, and a neighbour with a phone and no other way.
async fn reporter_and_phone(world: &World) -> (Person, Person, Device) {
    let merel = world.member("Merel", Role::Member).await;
    let eik = world.member("Eik", Role::Member).await;
    let phone = world.phone(&eik).await;
    world.no_mailbox(&eik).await;
    (merel, eik, phone)
}

async fn channels_of(world: &World, person: &Person) -> Vec<ChannelKind> {
    let settings = settings::look(&world.app, person.account).await.unwrap();
    settings.endpoints.iter().map(|endpoint| endpoint.channel).collect()
}

#[tokio::test]
async fn a_service_that_asks_for_time_gets_it() {
    tell(async |world| {
        let (merel, _, phone) = reporter_and_phone(world).await;
        phone.answer_next(503, &[("retry-after", "120")]);
        merel.alarm(&world.street(0)).await;
        world.settle().await;
        world.pass(Span::seconds(119)).await;
        assert_eq!(phone.attempts(), 1, "not before it asked for");
        world.pass(Span::seconds(1)).await;
        assert_eq!((phone.attempts(), phone.received().len()), (2, 1));
    })
    .await;
}

#[tokio::test]
async fn an_attempt_that_breaks_is_tried_again_without_a_restart() {
    tell(async |world| {
        let (merel, _, phone) = reporter_and_phone(world).await;
        world.app.faults.break_at(Place::BeforeSend);
        let incident = merel.alarm(&world.street(0)).await;
        world.settle().await;
        let states = async || {
            world
                .deliveries(&incident)
                .await
                .into_iter()
                .map(|delivery| delivery.3)
                .collect::<Vec<_>>()
        };
        assert_eq!((phone.attempts(), states().await), (0, vec![DeliveryState::Pending]));
        assert_eq!(outbox::waiting(&world.app).await.unwrap().0, 1);
        world.pass(Span::millis(limits::RETRY_FIRST.as_millis() * 2)).await;
        assert_eq!(
            (phone.received().len(), states().await),
            (1, vec![DeliveryState::Accepted])
        );
    })
    .await;
}

#[tokio::test]
async fn waits_grow_while_a_service_is_out_of_order() {
    tell(async |world| {
        let (merel, _, phone) = reporter_and_phone(world).await;
        world.push.outage(503);
        let incident = merel.alarm(&world.street(0)).await;
        world.settle().await;
        let mut usual = limits::RETRY_FIRST.as_millis();
        for attempt in 1..=6 {
            assert_eq!(phone.attempts(), attempt);
            let (waiting, next) = outbox::waiting(&world.app).await.unwrap();
            assert_eq!(waiting, 1);
            let wait = next.unwrap().since(world.app.now());
            let spread = usual / 2..=usual * 3 / 2;
            assert!(
                spread.contains(&wait.as_millis()),
                "attempt {attempt}: {wait:?}, not in {spread:?}"
            );
            usual *= 2;
            world.clock.push(wait);
            world.settle().await;
        }
        world.push.end_outage();
        world.pass(limits::RETRY_LONGEST).await;
        assert_eq!(phone.received().len(), 1, "it comes in the end, and once");
        assert_eq!(world.deliveries(&incident).await[0].3, DeliveryState::Accepted);
    })
    .await;
}

#[tokio::test]
async fn a_subscription_that_is_gone_is_forgotten() {
    for status in [404, 410] {
        tell(async |world| {
            let (merel, eik, phone) = reporter_and_phone(world).await;
            let works = world.phone(&eik).await;
            phone.answer_next(status, &[]);
            let incident = merel.alarm(&world.street(0)).await;
            world.settle().await;
            assert_eq!(
                channels_of(world, &eik).await,
                [ChannelKind::WebPush],
                "{status}: the other one stays"
            );
            assert_eq!(works.received().len(), 1);
            merel.close(&incident, "police_resolved").await.expect(200);
            world.settle().await;
            assert_eq!(phone.attempts(), 1, "{status}: never again");
            assert_eq!(works.received().len(), 2);
        })
        .await;
    }
}

#[tokio::test]
async fn a_service_that_refuses_is_not_asked_again() {
    tell(async |world| {
        let (merel, eik, phone) = reporter_and_phone(world).await;
        phone.answer_next(400, &[]);
        let incident = merel.alarm(&world.street(0)).await;
        world.settle().await;
        world.pass(Span::minutes(30)).await;
        assert_eq!(phone.attempts(), 1);
        assert_eq!(world.deliveries(&incident).await[0].3, DeliveryState::Failed);
        assert_eq!(
            channels_of(world, &eik).await,
            [ChannelKind::WebPush],
            "the fault may be ours: kept"
        );
    })
    .await;
}

#[tokio::test]
async fn an_alarm_two_hours_old_wakes_nobody() {
    tell(async |world| {
        let (merel, _, phone) = reporter_and_phone(world).await;
        let vink = world.member("Vink", Role::Admin).await;
        let incident = merel.alarm(&world.street(0)).await;
        world.clock.push(limits::ALARM_EXPIRY);
        world.settle().await;
        let became = world.deliveries(&incident).await;
        assert_eq!(became.len(), 2);
        assert!(
            became.iter().all(|delivery| delivery.3 == DeliveryState::Expired),
            "{became:?}"
        );
        // Its end neither: nobody was woken.
        world.pass(Span::minutes(1)).await;
        assert_eq!(merel.incident(&incident).await["reason"], "expired");
        assert_eq!(phone.attempts(), 0);
        assert!(world.mail.messages_to(&vink.email).is_empty());
    })
    .await;
}

#[tokio::test]
async fn one_push_service_is_asked_for_so_much_at_once() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        let phones = world.village(80).await;
        let at_once = world.app.channels[&ChannelKind::WebPush]
            .capabilities()
            .concurrency_per_origin;
        assert!(phones.len() > 64 && at_once < 64, "more than one round");
        phones.iter().for_each(Device::hang);
        let attempts = || phones.iter().map(Device::attempts).sum::<usize>();

        let stop = CancellationToken::new();
        let running = tokio::spawn(outbox::run(Arc::clone(&world.app), stop.clone()));
        merel.alarm(&world.street(0)).await;
        until("the lane is full", async || attempts() >= at_once).await;
        // Time for one too many to show itself.
        for _ in 0..20 {
            merel.get(&merel.api("")).await.expect(200);
        }
        assert_eq!(attempts(), at_once);
        phones.iter().for_each(Device::resume);
        // On a busy machine some waited too long for the lane, and are due a little later, by a clock that stands still: it is pushed.
        until("everybody has it", async || {
            world.clock.push(Span::seconds(1));
            phones.iter().all(|phone| !phone.received().is_empty())
        })
        .await;
        assert!(phones.iter().all(|phone| phone.received().len() == 1));
        stop.cancel();
        running.await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn what_is_being_sent_when_it_has_to_stop_is_waited_for_and_sent_once() {
    tell(async |world| {
        let (merel, _, phone) = reporter_and_phone(world).await;
        phone.hang();
        let stop = CancellationToken::new();
        let running = tokio::spawn(outbox::run(Arc::clone(&world.app), stop.clone()));
        let incident = merel.alarm(&world.street(0)).await;
        until("it is being sent", async || phone.attempts() == 1).await;
        stop.cancel();
        // Time to end too early.
        for _ in 0..20 {
            merel.get(&merel.api("")).await.expect(200);
        }
        assert!(!running.is_finished(), "its round is under way");
        phone.resume();
        running.await.unwrap();
        let states = async || {
            let all = world.deliveries(&incident).await;
            all.iter().map(|delivery| delivery.3).collect::<Vec<_>>()
        };
        assert_eq!(
            (phone.received().len(), states().await),
            (1, vec![DeliveryState::Accepted])
        );

        outbox::drain(&world.restart().await).await.unwrap();
        assert_eq!(phone.attempts(), 1, "what was written down is not sent again");
        assert_eq!(states().await, [DeliveryState::Accepted]);
    })
    .await;
}

#[tokio::test]
async fn an_alarm_that_waits_to_be_expanded_is_work_that_is_left() {
    tell(async |world| {
        let (merel, _, phone) = reporter_and_phone(world).await;
        assert_eq!(world.left().await, 0);
        merel.alarm(&world.street(0)).await;
        assert_eq!(world.left().await, 1, "a story that ended here would fail");
        world.settle().await;
        assert_eq!((world.left().await, phone.received().len()), (0, 1));
    })
    .await;
}

#[tokio::test]
async fn nobody_is_told_that_all_is_well_while_an_alarm_waits_for_minutes() {
    tell(async |world| {
        let (merel, ..) = reporter_and_phone(world).await;
        let stop = CancellationToken::new();
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let readyz = format!("http://{}/readyz", listener.local_addr().unwrap());
        let router = health::router(Arc::clone(&world.app), stop.clone(), false);
        let serving = tokio::spawn(connection::serve(listener, router, stop.clone()));
        let ready = async || read(merel.http.get(&readyz).send().await.unwrap()).await;

        merel.alarm(&world.street(0)).await;
        world.clock.push(Span::minutes(2));
        ready().await.expect(200);
        // Nothing expands it: not one row of a delivery is there to be late.
        world.clock.push(Span::seconds(1));
        let trouble = ready().await.expect(503).text;
        assert!(trouble.contains("1 wait") && trouble.contains("121 s"), "{trouble}");
        world.settle().await;
        ready().await.expect(200);
        stop.cancel();
        serving.await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_mail_server_that_is_busy_is_asked_again() {
    tell(async |world| {
        // Without an admin the neighbours would be asked for one by mail.
        let merel = world.member("Merel", Role::Admin).await;
        let eik = world.member("Eik", Role::Member).await;
        world.mail.reject_next(450, "4.2.0 greylisted, come back later");
        let incident = merel.alarm(&world.street(0)).await;
        world.settle().await;
        assert!(world.mail.messages_to(&eik.email).is_empty());
        world.pass(Span::seconds(3)).await;
        assert_eq!(world.mail.messages_to(&eik.email).len(), 1);
        assert_eq!(world.deliveries(&incident).await[0].3, DeliveryState::Delivered);
    })
    .await;
}

#[tokio::test]
async fn a_mailbox_that_does_not_exist_is_forgotten() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        let eik = world.member("Eik", Role::Member).await;
        world.mailbox(&eik, "verhuisd@example.org").await;
        world.mail.reject("verhuisd@example.org", 550, "5.1.1 no such mailbox");
        let incident = merel.alarm(&world.street(0)).await;
        world.settle().await;
        assert_eq!(
            channels_of(world, &eik).await,
            [ChannelKind::Email],
            "the other one stays"
        );
        assert_eq!(world.mail.messages_to(&eik.email).len(), 1);
        merel.close(&incident, "nothing_found").await.expect(200);
        world.settle().await;
        assert_eq!(world.mail.messages_to(&eik.email).len(), 2);
    })
    .await;
}

#[tokio::test]
async fn nothing_personal_leaves_the_house() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        let eik = world.member("Eik", Role::Member).await;
        let vink = world.member("Vink", Role::Admin).await;
        let phone = world.phone(&eik).await;
        let centre = world.streets[0].line[1];
        let mut report = Person::report(&world.street(0));
        report["behaviour"] = json!({"words": "wrikt met een kwastelorum"});
        report["appearance"] = json!("vlinderstrikjas");
        report["place"] = json!({"lat": centre.lat + 0.000_123, "lon": centre.lon, "accuracy_m": 10});
        let incident = merel.post(&merel.api("/incidents"), &report).await.expect(201).json()["id"].clone();
        let incident = incident.as_str().unwrap();
        world.settle().await;
        eik.incident(incident).await;
        let at = |rest: &str| merel.api(&format!("/incidents/{incident}/{rest}"));
        let sighting = json!({"words": "stapt op een zwabberfiets", "direction": "sw", "street": world.street(1)});
        merel.post(&at("sightings"), &sighting).await.expect(200);
        world.settle().await;
        eik.post(&at("responses"), &json!({"response": "lights_on"}))
            .await
            .expect(200);
        merel
            .post(&at("call"), &json!({"seconds_ago": 5, "again": true}))
            .await
            .expect(200);
        world.settle().await;
        merel.close(incident, "known_person").await.expect(200);
        world.settle().await;

        let (pushes, mails) = (phone.received(), world.mail.messages_to(&vink.email));
        assert!(
            pushes.len() >= 3 && mails.len() == 2,
            "{} pushes, {} mails",
            pushes.len(),
            mails.len()
        );
        let mut all: Vec<String> = pushes.iter().map(|push| push.payload.to_string()).collect();
        all.extend(
            mails
                .iter()
                .map(|mail| format!("{} {} {} {}", mail.subject, mail.text, mail.html, mail.raw)),
        );
        let position = format!("{:.5}", centre.lat + 0.000_123);
        for text in &all {
            for planted in [
                "kwastelorum",
                "vlinderstrikjas",
                "zwabberfiets",
                "Dennenpad",
                "Merel",
                "merel",
                "Eik",
                position.as_str(),
            ] {
                // The recipient's own address stands in the envelope's headers of a mail, and nobody else's.
                assert!(!text.contains(planted), "{planted} left the house: {text}");
            }
        }
        assert!(all.iter().all(|text| text.contains(incident)), "each leads to the page");
    })
    .await;
}

#[tokio::test]
async fn topics_tell_the_push_service_nothing() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        let eik = world.member("Eik", Role::Member).await;
        let vink = world.member("Vink", Role::Admin).await;
        let phones = [
            world.phone(&eik).await,
            world.phone(&eik).await,
            world.phone(&vink).await,
        ];
        let first = merel.alarm(&world.street(0)).await;
        world.settle().await;
        merel.close(&first, "police_resolved").await.expect(200);
        world.settle().await;
        merel.alarm(&world.street(1)).await;
        world.settle().await;

        let mut topics = BTreeSet::new();
        for phone in &phones {
            let pushes = phone.received();
            let of_phone: Vec<&str> = pushes.iter().map(|push| push.topic.as_deref().unwrap()).collect();
            assert_eq!(of_phone.len(), 3);
            assert_eq!(
                of_phone[0], of_phone[1],
                "two messages of one incident replace one another"
            );
            assert_ne!(of_phone[1], of_phone[2], "two incidents do not");
            assert!(of_phone.iter().all(|topic| topic.len() <= 32));
            topics.extend(of_phone.into_iter().map(str::to_owned));
        }
        assert_eq!(topics.len(), 6, "no two subscriptions share one: {topics:?}");
    })
    .await;
}

#[tokio::test]
async fn real_alarms_wake_and_drills_do_not() {
    tell(async |world| {
        let vink = world.member("Vink", Role::Admin).await;
        let phones = [("Eik", None), ("Merel", Some(false)), ("Reiger", Some(true))];
        let mut sleepers = Vec::new();
        for (alias, mute_real_alarms) in phones {
            let person = world.member(alias, Role::Member).await;
            if let Some(mute_real_alarms) = mute_real_alarms {
                let preferences = Preferences {
                    language: "nl".into(),
                    quiet_from: "22:00".into(),
                    quiet_to: "07:00".into(),
                    mute_real_alarms,
                    ..Preferences::default()
                };
                settings::save(&world.app, person.account, None, &preferences)
                    .await
                    .unwrap();
            }
            sleepers.push(world.phone(&person).await);
        }
        // Which of their latest pushes made a sound.
        let loud = || {
            sleepers
                .iter()
                .map(|phone| !phone.received().last().unwrap().is_silent())
                .collect::<Vec<_>>()
        };

        // It is 23:41.
        let incident = vink.alarm(&world.street(0)).await;
        world.settle().await;
        assert_eq!(
            loud(),
            [true, true, false],
            "quiet hours hush an alarm only when chosen in so many words"
        );
        vink.close(&incident, "false_alarm").await.expect(200);
        world.settle().await;
        assert_eq!(loud(), [true, true, false], "people may be outside");
        let mut drill = Person::report(&world.street(1));
        drill["drill"] = json!(true);
        vink.post(&vink.api("/incidents"), &drill).await.expect(201);
        world.settle().await;
        assert_eq!(loud(), [true, false, false], "a drill lets people sleep");

        // The next day at noon.
        world.pass(Span::hours(12)).await;
        vink.post(&vink.api("/incidents"), &drill).await.expect(201);
        world.settle().await;
        assert_eq!(loud(), [true, true, true], "the quiet hours are over");
    })
    .await;
}

#[tokio::test]
async fn a_known_phone_that_says_so_again_takes_nobody_s_place() {
    tell(async |world| {
        let eik = world.member("Eik", Role::Member).await;
        let ids = async || {
            let settings = settings::look(&world.app, eik.account).await.unwrap();
            let ids = settings.endpoints.iter().map(|endpoint| endpoint.id);
            ids.collect::<Vec<_>>()
        };
        let mut subscriptions = Vec::new();
        for _ in 0..limits::ENDPOINTS_MAX {
            world.clock.push(Span::minutes(1));
            let (subscription, _) = world.push.subscribe_with(&world.app.push_public_key);
            subscriptions.push(subscription.clone());
            settings::subscribe(&world.app, eik.account, None, subscription)
                .await
                .unwrap();
        }
        let all = ids().await;
        assert_eq!(all.len(), limits::ENDPOINTS_MAX + 1, "and the mailbox");
        // Pages send it again at every opening: the oldest, the newest, all of them.
        for subscription in subscriptions {
            settings::subscribe(&world.app, eik.account, None, subscription)
                .await
                .unwrap();
        }
        assert_eq!(ids().await, all);
        // One more phone: the one that was there longest makes room.
        world.phone(&eik).await;
        let now = ids().await;
        let gone: Vec<_> = all.iter().filter(|id| !now.contains(id)).collect();
        assert_eq!(
            (now.len(), gone),
            (all.len(), vec![&all[1]]),
            "behind the mailbox, which was first"
        );
    })
    .await;
}
