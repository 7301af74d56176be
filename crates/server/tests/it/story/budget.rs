//! How often a group is woken and how soon it is reached: told in figures, and a warning before people stop listening.

use crate::world::{Person, World, tell, tell_in, until};
use saar_domain::alert::QuietHours;
use saar_domain::clock::Span;
use saar_domain::member::Role;
use saar_store::account;
use serde_json::{Value, json};

async fn budget(person: &Person) -> Value {
    person.get(&person.api("/budget")).await.expect(200).json()
}

async fn page(person: &Person) -> String {
    person.look(&person.page("/budget")).await.expect(200).text
}

/// Real alarms are silent for them in their hours of quiet.
async fn mutes(world: &World, person: &Person) {
    let mut tx = world.app.db.write().await.unwrap();
    let mut account = account::find(&mut tx, person.account).await.unwrap().unwrap();
    account.quiet = Some(QuietHours {
        from: 23 * 60,
        to: 7 * 60,
        mute_real_alarms: true,
    });
    account::save_preferences(&mut tx, &account).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn a_village_sees_how_soon_it_is_reached_and_its_admin_what_keeps_alarms_away() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Admin).await;
        let vink = world.member("Vink", Role::Member).await;
        assert!(page(&vink).await.contains("In de laatste 30 dagen was er geen alarm."));
        assert!(page(&vink).await.contains("Dat is nu niet te zeggen."));
        let phones = world.village(6).await;
        mutes(world, &vink).await;
        let incident = merel.alarm(&world.street(0)).await;
        world.settle().await;
        // Two are there within ten seconds, one after a minute, three never; Vink has a mailbox, whose server takes it at once.
        for (seconds, phone) in [(5, 0), (0, 1), (60, 2)] {
            world.clock.push(Span::seconds(seconds));
            merel.receipt(&phones[phone].received()[0], "shown").await;
            let there = phone + 2;
            until("the receipt is written", async || {
                world.receipts_written(&incident).await == there
            })
            .await;
        }
        merel.close(&incident, "false_alarm").await.expect(200);
        world.settle().await;

        let seen = budget(&vink).await;
        assert_eq!((&seen["alarms"], &seen["unfounded"]), (&json!(1), &json!(1)));
        assert_eq!(seen["months"].as_array().unwrap().len(), 12);
        assert_eq!(
            seen["pace"],
            json!({"of": 7, "reached": 4, "within_10_s": 3, "within_60_s": 3, "within_300_s": 4, "median_s": 5})
        );
        assert_eq!(
            (&seen["habits"], &seen["fatigue"]),
            (&Value::Null, &Value::Null),
            "not for a member"
        );
        let shown = page(&vink).await;
        for words in [
            "was er 1 alarm. 1 daarvan was voor niets",
            "waren er 43 binnen 10 seconden bereikt, 43 binnen een minuut en 57 binnen 5 minuten",
            "De helft wist het binnen 5 seconden.",
        ] {
            assert!(shown.contains(words), "{words}: {shown}");
        }
        assert!(!shown.contains("Wie hoort het niet?"), "{shown}");
        let desk = budget(&merel).await["habits"].clone();
        assert_eq!(desk, json!({"muted": 1, "away": 0, "unreachable": 0, "of": 7}));
        assert!(
            page(&merel)
                .await
                .contains("1 deelnemer laat echte alarmen in de nacht stil.")
        );
        assert!(!page(&merel).await.contains("Vink"), "never who");

        // A drill counts as no alarm, and has a pace of its own.
        world.pass(Span::hours(1)).await;
        let mut drill = Person::report(&world.street(1));
        drill["drill"] = json!(true);
        merel.post(&merel.api("/incidents"), &drill).await.expect(201);
        world.settle().await;
        let seen = budget(&vink).await;
        assert_eq!((&seen["alarms"], &seen["drill"]["of"]), (&json!(1), &json!(7)));
        assert!(page(&vink).await.contains("Bij de laatste oefening"));
    })
    .await;
}

#[tokio::test]
async fn who_runs_a_tired_group_is_warned_and_nobody_else() {
    tell_in(
        "BE",
        |_| (),
        async |world| {
            let merel = world.member("Merel", Role::Deputy).await;
            let vink = world.member("Vink", Role::Member).await;
            for (number, reason) in ["false_alarm", "nothing_found", "known_person", "nothing_found"]
                .iter()
                .enumerate()
            {
                assert_eq!(
                    budget(&merel).await["fatigue"],
                    match number {
                        3 => json!(["for_nothing"]),
                        _ => Value::Null,
                    }
                );
                let incident = vink.alarm(&world.street(number % 3)).await;
                world.settle().await;
                merel.close(&incident, reason).await.expect(200);
                world.settle().await;
                world.pass(Span::hours(3)).await;
            }
            assert_eq!(budget(&merel).await["fatigue"], json!(["often", "for_nothing"]));
            let warned = page(&merel).await;
            assert!(
                warned.contains("ongeveer elke week gewekt") && warned.contains("Minstens de helft"),
                "{warned}"
            );
            assert!(
                warned.contains("te weinig buren om te tellen"),
                "two neighbours are not counted"
            );
            let member = page(&vink).await;
            assert!(!member.contains("ongeveer elke week gewekt"), "{member}");
            assert!(
                member.contains("Dat is nu niet te zeggen."),
                "a time would say who answered"
            );
            world.pass(Span::days(20)).await;
            assert_eq!(budget(&merel).await["fatigue"], json!(["often", "for_nothing"]));
        },
    )
    .await;
}
