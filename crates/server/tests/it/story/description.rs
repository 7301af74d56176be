//! A description is added afterwards, read by everybody in their own language, told to nobody outside, and forgotten with its class.

use crate::page::Browser;
use crate::world::{Person, World, tell, tell_in};
use saar_domain::clock::Span;
use saar_domain::member::Role;
use serde_json::{Value, json};

const PLATE: &str = "V-999-ZZ";

fn man_on_a_bicycle() -> Value {
    json!({
        "looks": {"sex": "man", "age": "25_34", "top": {"kind": "jacket", "colour": "dark"}},
        "vehicle": {"kind": "ladies_bicycle", "colour": "red"},
    })
}

async fn describe(person: &Person, incident: &str, body: &Value) -> crate::world::Answer {
    let url = person.api(&format!("/incidents/{incident}/descriptions"));
    person.post(&url, body).await
}

async fn page(world: &World, person: &Person, language: &'static str, incident: &str) -> String {
    let browser = Browser::of(world, person).in_language(language);
    browser
        .get(&format!("/groups/{}/incidents/{incident}", person.group))
        .await
        .expect(200)
        .text
}

#[tokio::test]
async fn added_by_the_reporter_and_read_by_each_in_their_language() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        let eik = world.member("Eik", Role::Member).await;
        let phone = world.phone(&eik).await;
        let incident = merel.alarm(&world.street(0)).await;
        world.settle().await;
        eik.receipt(&phone.received()[0], "opened").await;
        crate::world::until("the receipt is written", async || {
            world.receipts_written(&incident).await == 1
        })
        .await;

        let done = describe(&merel, &incident, &man_on_a_bicycle())
            .await
            .expect(200)
            .json();
        assert_eq!(done["call_again"], false, "looks alone are no reason to call again");
        world.settle().await;

        let dutch = page(world, &eik, "nl", &incident).await;
        assert!(
            dutch.contains("man, ongeveer 30, donkere jas, op een rode damesfiets"),
            "{dutch}"
        );
        assert!(dutch.contains("Merel: signalement toegevoegd"));
        let settings = format!("{}/settings/language", world.base);
        eik.submit(&settings, &[("language", "en")]).await.expect(303);
        let english = page(world, &eik, "en", &incident).await;
        assert!(
            english.contains("man, about 30, dark jacket, on a red ladies&#x27; bicycle"),
            "{english}"
        );
        let stored = eik.incident(&incident).await;
        assert_eq!(stored["descriptions"][0]["who"], "Merel");
        assert_eq!(stored["descriptions"][0]["description"]["vehicle"]["colour"], "red");

        // EDGES 7 and 17: a silent word that there is news, and nothing of it.
        let pushes = phone.received();
        assert_eq!(pushes.len(), 2);
        assert!(pushes[1].is_silent());
        assert_eq!(pushes[1].body(), "Er is iets nieuws. Tik om te kijken.");
        let left = format!("{pushes:?} {:?}", world.mail.messages_to(&eik.email));
        assert!(!left.contains("jas") && !left.contains("fiets"), "{left}");
    })
    .await;
}

#[tokio::test]
async fn a_plate_or_a_way_asks_to_call_again() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        let eik = world.member("Eik", Role::Member).await;
        let incident = merel.alarm(&world.street(0)).await;
        for news in [json!({"vehicle": {"plate": PLATE}}), json!({"towards": "het station"})] {
            let done = describe(&eik, &incident, &news).await.expect(200).json();
            assert_eq!(done["call_again"], true, "{news}");
            let asked = page(world, &merel, "nl", &incident).await;
            assert!(asked.contains("Er is iets nieuws. Bel 112 opnieuw?"));
            assert!(
                asked.contains("id=\"read-aloud\" open"),
                "what to say lies open beside the button"
            );
            world.clock.push(Span::seconds(20));
            let call = merel.api(&format!("/incidents/{incident}/call"));
            merel.post(&call, &json!({"again": true})).await.expect(200);
            assert_eq!(merel.incident(&incident).await["call_again"], false, "it is recorded");
        }
        let seen = page(world, &merel, "nl", &incident).await;
        assert!(
            seen.contains("kenteken V-999-ZZ") && seen.contains("richting het station"),
            "{seen}"
        );
        world.settle().await;
    })
    .await;
}

/// PRODUCT: in Belgium a plate is for the call, hidden from the members.
#[tokio::test]
async fn belgium_hides_plates_from_who_did_not_see_them() {
    tell_in(
        "BE",
        |_| (),
        async |world| {
            let merel = world.member("Merel", Role::Member).await;
            let eik = world.member("Eik", Role::Admin).await;
            let incident = merel.alarm(&world.street(0)).await;
            let van = json!({"vehicle": {"kind": "van", "colour": "white", "plate": "1-QQQ-000"}});
            describe(&merel, &incident, &van).await.expect(200);

            let mine = page(world, &merel, "nl", &incident).await;
            assert!(mine.contains("nummerplaat 1-QQQ-000") && mine.contains("Er is iets nieuws. Bel 101 opnieuw?"));
            let theirs = page(world, &eik, "nl", &incident).await;
            assert!(
                theirs.contains("witte bestelwagen") && theirs.contains("Er is een nummerplaat genoteerd"),
                "{theirs}"
            );
            let stored = eik.incident(&incident).await;
            for text in [theirs.clone(), stored.to_string()] {
                assert!(!text.contains("QQQ"), "{text}");
            }
            assert_eq!(stored["descriptions"][0]["plate_hidden"], true);
            assert_eq!(stored["call_again"], false, "whoever has no plate has nothing to tell");
            assert!(!theirs.contains("Bel 101 opnieuw?"));
            world.settle().await;
        },
    )
    .await;
}

#[tokio::test]
async fn skin_colour_is_taken_by_the_rule_and_stays_on_the_page() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        let skin = |witness: &str| json!({"witness": witness, "looks": {"sex": "man", "skin_colour": "light"}});
        let seen = merel.alarm(&world.street(0)).await;
        describe(&merel, &seen, &skin("seen")).await.expect(200);
        let shown = page(world, &merel, "nl", &seen).await;
        assert!(shown.contains("man, lichte huid"), "{shown}");
        let stored = merel.incident(&seen).await.to_string();
        assert!(
            !stored.contains("huid") && !stored.contains("skin"),
            "no program passes it on: {stored}"
        );
        let share = shown
            .split("id=\"share-text\"")
            .nth(1)
            .unwrap()
            .split("</details>")
            .next()
            .unwrap();
        assert!(!share.contains("huid"));
        for path in ["", "/incidents"] {
            let list = merel.look(&merel.page(path)).await.expect(200).text;
            assert!(!list.contains("huid"), "{path}");
        }

        // Not seen, or of another kind: refused by name, and not offered.
        let answer = describe(&merel, &seen, &skin("told")).await.expect(422).json();
        assert_eq!(
            (&answer["errors"][0]["field"], &answer["errors"][0]["problem"]),
            (&json!("looks.skin_colour"), &json!("not_offered"))
        );
        let mut report = Person::report(&world.street(1));
        report["kind"] = json!("suspicious_behaviour");
        let answer = merel.post(&merel.api("/incidents"), &report).await.expect(201).json();
        let suspicious = answer["id"].as_str().unwrap();
        describe(&merel, suspicious, &skin("seen")).await.expect(422);
        let builder = |incident: &str| merel.page(&format!("/incidents/{incident}/description"));
        let offered = merel.look(&builder(&seen)).await.expect(200).text;
        assert!(offered.contains("looks.skin_colour"));
        let not_offered = merel.look(&builder(suspicious)).await.expect(200).text;
        assert!(not_offered.contains("looks.sex") && !not_offered.contains("skin_colour"));
        world.settle().await;
    })
    .await;
}

#[tokio::test]
async fn a_recall_takes_it_at_once_and_the_clock_after_72_hours() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        let mut body = man_on_a_bicycle();
        body["vehicle"]["plate"] = json!(PLATE);
        let there = |text: &str| text.contains("donkere jas") || text.contains("V-999-ZZ") || text.contains("V999ZZ");

        let recalled = merel.alarm(&world.street(0)).await;
        describe(&merel, &recalled, &body).await.expect(200);
        assert!(there(&page(world, &merel, "nl", &recalled).await));
        merel.close(&recalled, "known_person").await.expect(200);
        assert!(!there(&page(world, &merel, "nl", &recalled).await));
        assert_eq!(merel.incident(&recalled).await["descriptions"], json!([]));
        describe(&merel, &recalled, &body).await.expect(409);

        let closed = merel.alarm(&world.street(1)).await;
        describe(&merel, &closed, &body).await.expect(200);
        merel.close(&closed, "nothing_found").await.expect(200);
        world.pass(Span::hours(71)).await;
        assert!(there(&page(world, &merel, "nl", &closed).await), "the police may ask");
        world.pass(Span::hours(1)).await;
        assert!(!there(&page(world, &merel, "nl", &closed).await));
        let mut tx = world.app.db.read().await.unwrap();
        let id = closed.parse().unwrap();
        let left = saar_store::content::of_incident(&mut tx, &world.app.keys, id).await.unwrap();
        assert!(!there(&format!("{left:?}")), "{left:?}");
        let history = saar_store::incident::history(&mut tx, id).await.unwrap();
        let row = saar_store::incident::find(&mut tx, id).await.unwrap().unwrap().incident;
        let rebuilt = saar_domain::incident::Incident::rebuild(id, &history).unwrap();
        assert_eq!(
            rebuilt, row,
            "state is rebuilt from history also after the purge (EDGES 25)"
        );
    })
    .await;
}

#[tokio::test]
async fn the_plain_form_keeps_what_was_typed_and_is_sent_once() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        let browser = Browser::of(world, &merel);
        let incident = merel.alarm(&world.street(0)).await;
        let path = format!("/groups/{}/incidents/{incident}/description", merel.group);
        let form = browser.get(&path).await.expect(200).text;
        let draft = crate::page::value_of(&form, "draft");

        // A mistake is named, with its mend, and nothing is lost.
        let long = "A".repeat(13);
        let typed = [
            ("draft", draft.as_str()),
            ("looks.sex", "woman"),
            ("vehicle.plate", &long),
            ("towards", "de <dijk>"),
        ];
        let wrong = browser.post(&path, &typed).await.expect(422).text;
        assert!(
            wrong.contains("Dit kenteken is te lang: 12 letters en cijfers is het meeste."),
            "{wrong}"
        );
        assert!(wrong.contains("href=\"#vehicle.plate\"") && wrong.contains("id=\"vehicle.plate\""));
        assert!(wrong.contains("name=\"looks.sex\" value=\"woman\" checked"));
        assert!(wrong.contains(&long) && wrong.contains("de &lt;dijk&gt;"));
        assert!(
            wrong.contains("vrouw, richting de &lt;dijk&gt;"),
            "what is right is said"
        );
        let nothing = browser.post(&path, &[("draft", &draft)]).await.expect(422).text;
        assert!(nothing.contains("U heeft nog niets gekozen."));

        // Without scripts the sentence is a button away; nothing of it is kept.
        let looked = [("draft", draft.as_str()), ("looks.sex", "man"), ("look", "1")];
        assert!(
            browser
                .post(&path, &looked)
                .await
                .expect(200)
                .text
                .contains("data-said>man</p>")
        );
        let part = browser.post(&format!("{path}/preview"), &looked).await.expect(200).text;
        assert!(part.contains("data-said>man</p>") && !part.contains("<html"));
        assert_eq!(merel.incident(&incident).await["descriptions"], json!([]));

        // Sent twice is added once.
        for _ in 0..2 {
            let sent = browser.post(&path, &[("draft", &draft), ("looks.sex", "man")]).await;
            let after = browser.follow(&sent).await.expect(200).text;
            assert!(after.contains("Dank u. Het signalement staat erbij."));
        }
        assert_eq!(
            merel.incident(&incident).await["descriptions"]
                .as_array()
                .unwrap()
                .len(),
            1
        );

        // From "I see something now": what was typed is sent, and the builder follows.
        let sightings = format!("/groups/{}/incidents/{incident}/sightings", merel.group);
        let on = browser
            .post(&sightings, &[("words", "rent weg"), ("then", "description")])
            .await
            .expect(303);
        assert_eq!(on.location(), path);
        let on = browser
            .post(&sightings, &[("words", ""), ("then", "description")])
            .await
            .expect(303);
        assert_eq!(on.location(), path, "nothing typed is no mistake here");
        let page = browser
            .get(&format!("/groups/{}/incidents/{incident}", merel.group))
            .await
            .expect(200)
            .text;
        assert_eq!(page.matches("rent weg").count(), 1);

        // When it has ended there is nothing to add.
        merel.close(&incident, "nothing_found").await.expect(200);
        browser.get(&path).await.expect(303);
        let late = browser.post(&path, &[("looks.sex", "man")]).await.expect(303);
        assert!(late.location().ends_with("?done=already-closed"));
        world.settle().await;
    })
    .await;
}

#[tokio::test]
async fn every_mistake_has_its_path_and_an_incident_holds_only_so_many() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        let incident = merel.alarm(&world.street(0)).await;
        let wrong = json!({"people": 51, "looks": {"top": {"colour": "mauve"}}, "vehicle": {"make": "x".repeat(61)}});
        let answer = describe(&merel, &incident, &wrong).await.expect(422).json();
        let fields: Vec<_> = answer["errors"]
            .as_array()
            .unwrap()
            .iter()
            .map(|error| &error["field"])
            .collect();
        assert_eq!(fields, ["people", "looks.top.colour", "vehicle.make"], "{answer}");
        assert_eq!(answer["errors"][2]["max"], 60);
        assert!(
            answer["errors"][0]["detail"].as_str().unwrap().contains("50"),
            "{answer}"
        );
        describe(&merel, &incident, &json!({})).await.expect(422);
        describe(&merel, &incident, &json!({"suspect": "x"})).await.expect(400);
        for n in 0..saar_domain::limits::DESCRIPTIONS_MAX {
            if n % 40 == 0 {
                world.clock.push(Span::minutes(2));
            }
            describe(&merel, &incident, &json!({"people": 2})).await.expect(200);
        }
        world.clock.push(Span::minutes(2));
        let full = describe(&merel, &incident, &json!({"people": 2}))
            .await
            .expect(409)
            .json();
        assert_eq!(full["type"], "/problems/not-now");
        world.settle().await;
    })
    .await;
}

/// EDGES 1 and 3: the words to read aloud dial in no drill, and say nothing of a reporter who hides.
#[tokio::test]
async fn read_aloud_never_dials_in_a_drill_and_betrays_nobody() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        let eik = world.member("Eik", Role::Member).await;
        let mut drill = Person::report(&world.street(0));
        drill["drill"] = json!(true);
        let answer = merel.post(&merel.api("/incidents"), &drill).await.expect(201).json();
        let drill = answer["id"].as_str().unwrap().to_owned();
        let done = describe(&merel, &drill, &json!({"vehicle": {"plate": PLATE}}))
            .await
            .expect(200)
            .json();
        assert_eq!(done["call_again"], false, "nobody is called for a drill");
        let text = page(world, &eik, "nl", &drill).await;
        assert!(text.contains("Lees voor aan 112") && text.contains("OEFENING") && !text.contains("tel:"));
        let builder = eik
            .look(&eik.page(&format!("/incidents/{drill}/description")))
            .await
            .expect(200)
            .text;
        assert!(builder.contains("OEFENING") && !builder.contains("tel:"));

        let mut hiding = Person::report(&world.street(1));
        hiding["call"] = json!({"by": "cannot_call"});
        let answer = merel.post(&merel.api("/incidents"), &hiding).await.expect(201).json();
        let hiding = answer["id"].as_str().unwrap().to_owned();
        describe(&merel, &hiding, &man_on_a_bicycle()).await.expect(200);
        let text = page(world, &eik, "nl", &hiding).await;
        assert!(
            text.contains("id=\"read-aloud\" open"),
            "others are asked to call: here is what to say"
        );
        assert!(text.contains("Dennenpad, Verzonnen") && text.contains("donkere jas"));
        assert!(!text.contains("Merel") && !eik.incident(&hiding).await.to_string().contains("Merel"));
        world.settle().await;
    })
    .await;
}
