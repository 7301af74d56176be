//! The check of what people write: asked once, sent the second time, and marked for who runs the group (EDGES 2 and 9).

use crate::page::{alarm_form, value_of, with};
use crate::world::{Person, World, tell};
use saar_domain::member::Role;
use serde_json::{Value, json};

const HURTS: &str = "die kl00tzak van hiernaast trekt aan deuren";

fn report(world: &World, words: &str) -> Value {
    let mut report = Person::report(&world.street(0));
    report["behaviour"] = json!({ "words": words });
    report
}

#[tokio::test]
async fn words_are_asked_about_once_and_sent_the_second_time_and_the_admin_sees_it() {
    tell(async |world| {
        let admin = world.member("Uil", Role::Admin).await;
        let merel = world.member("Merel", Role::Member).await;
        let street = world.street(0);
        let form = alarm_form(&street, "draft-words");
        let form = with(&form, &[("phrase", ""), ("words", HURTS)]);
        let alarm = merel.page("/alarm");
        let asked = merel.submit(&alarm, &form).await.expect(409).text;
        assert!(
            asked.contains("kl00tzak") && asked.contains("name=\"words_read\" value=\"1\""),
            "{asked}"
        );
        assert!(asked.contains(HURTS), "nothing typed is lost");
        let home = merel.look(&merel.page("")).await.expect(200).text;
        assert!(!home.contains("/incidents/"), "nothing went out yet");

        let sent = merel
            .submit(&alarm, &with(&form, &[("words_read", "1")]))
            .await
            .expect(303);
        let path = sent.location().split('?').next().unwrap().to_owned();
        world.settle().await;
        let id = path.rsplit('/').next().unwrap();
        let page = merel
            .look(&merel.page(&format!("/incidents/{id}")))
            .await
            .expect(200)
            .text;
        assert!(page.contains(HURTS) && !page.contains("words-offensive"));

        let desk = admin.look(&admin.page("/admin")).await.expect(200).text;
        assert!(desk.contains("id=\"flagged\""), "{desk}");
        let list = admin.look(&admin.page("/flags")).await.expect(200).text;
        assert!(list.contains(&path) && list.contains("Kwetsende woorden"), "{list}");
        assert!(!list.contains("kl00tzak"), "kinds only");
        // Whoever is no admin is not told that somebody was marked.
        let seen = merel.incident(id).await.to_string();
        assert!(!seen.contains("words_offensive"), "{seen}");
    })
    .await;
}

#[tokio::test]
async fn a_program_is_told_the_kinds_and_says_that_it_read_them() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        let mut report = report(world, "alweer die lantaarnpaal kapot");
        let problem = merel.post(&merel.api("/incidents"), &report).await.expect(409).json();
        assert_eq!(problem["type"], "/problems/words");
        assert_eq!(problem["words"], json!(["wrong_channel"]));
        report["words_read"] = json!(true);
        merel.post(&merel.api("/incidents"), &report).await.expect(201);
        world.settle().await;
    })
    .await;
}

#[tokio::test]
async fn a_phone_that_sends_by_itself_is_never_stopped_and_its_words_are_marked() {
    tell(async |world| {
        let admin = world.member("Uil", Role::Admin).await;
        let merel = world.member("Merel", Role::Member).await;
        let mut report = report(world, HURTS);
        report["unattended"] = json!(true);
        merel.post(&merel.api("/incidents"), &report).await.expect(201);
        world.settle().await;
        let desk = admin.look(&admin.page("/admin")).await.expect(200).text;
        assert!(desk.contains("id=\"flagged\""));
    })
    .await;
}

#[tokio::test]
async fn what_is_added_to_a_running_incident_is_asked_about_once_and_marked() {
    tell(async |world| {
        let admin = world.member("Uil", Role::Admin).await;
        let merel = world.member("Merel", Role::Member).await;
        let incident = merel.alarm(&world.street(0)).await;
        let desk = async || admin.look(&admin.page("/admin")).await.expect(200).text;
        let sightings = merel.api(&format!("/incidents/{incident}/sightings"));
        merel
            .post(&sightings, &json!({"words": "man met zwarte jas, rent weg"}))
            .await
            .expect(200);
        assert!(
            !desk().await.contains("id=\"flagged\""),
            "looks are fine where behaviour is known"
        );
        let mut said = json!({"words": "wat een hufter"});
        let problem = merel.post(&sightings, &said).await.expect(409).json();
        assert_eq!(problem["words"], json!(["offensive"]));
        assert_eq!(problem["word_fields"], json!(["words"]));
        assert!(!desk().await.contains("id=\"flagged\""), "nothing was done yet");
        said["words_read"] = json!(true);
        merel.post(&sightings, &said).await.expect(200);
        assert!(desk().await.contains("id=\"flagged\""));
        world.settle().await;
    })
    .await;
}

#[tokio::test]
async fn a_chosen_phrase_and_plain_words_are_never_asked_about() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        merel.alarm(&world.street(0)).await;
        let report = report(
            world,
            "man voelt aan autodeuren, diefstal van fiets bij de Jodenbreestraat",
        );
        let mut report = report;
        report["place"] = json!({"street": world.street(2)});
        merel.post(&merel.api("/incidents"), &report).await.expect(201);
        world.settle().await;
    })
    .await;
}

/// What was typed stands on the page that asks, the call and the way too; sent from there it goes, once.
#[tokio::test]
async fn a_sighting_is_asked_about_once_and_loses_nothing() {
    tell(async |world| {
        let admin = world.member("Uil", Role::Admin).await;
        let merel = world.member("Merel", Role::Member).await;
        let incident = merel.alarm(&world.street(0)).await;
        let path = merel.page(&format!("/incidents/{incident}/sightings"));
        let street = world.street(1);
        let form = [
            ("words", "die hufter rent weg"),
            ("direction", "ne"),
            ("street", street.as_str()),
            ("call", "me"),
            ("called_at", "23:41"),
        ];
        let asked = merel.submit(&path, &form).await.expect(409).text;
        for (name, value) in [
            ("direction", "ne"),
            ("street", &street),
            ("call", "me"),
            ("words_read", "1"),
        ] {
            assert_eq!(value_of(&asked, name), value, "{name}");
        }
        assert!(
            asked.contains("die hufter rent weg") && asked.contains("Toch zo toevoegen"),
            "{asked}"
        );
        let seen = merel.incident(&incident).await.to_string();
        assert!(!seen.contains("hufter"), "nothing was done yet");
        merel
            .submit(&path, &with(&form, &[("words_read", "1")]))
            .await
            .expect(303);
        world.settle().await;
        let seen = merel.incident(&incident).await.to_string();
        assert!(seen.contains("die hufter rent weg"), "{seen}");
        let list = admin.look(&admin.page("/flags")).await.expect(200).text;
        assert!(
            list.contains("Kwetsende woorden") && list.contains("De eigen woorden"),
            "{list}"
        );
        assert!(!list.contains("hufter"), "kinds and fields only");
        // Better words go at once.
        let better = with(&form, &[("words", "rent weg"), ("called_at", "23:50")]);
        merel.submit(&path, &better).await.expect(303);
        world.settle().await;
    })
    .await;
}

/// Looks are what a description is for: only what hurts or accuses is asked about, in whichever field.
#[tokio::test]
async fn every_field_of_a_description_is_read_and_the_flag_says_which() {
    tell(async |world| {
        let admin = world.member("Uil", Role::Admin).await;
        let merel = world.member("Merel", Role::Member).await;
        let incident = merel.alarm(&world.street(0)).await;
        let descriptions = merel.api(&format!("/incidents/{incident}/descriptions"));
        let fine = json!({
            "looks": {"tattoos": "een lamp met een kat", "carries": "kapotte lantaarn"},
            "vehicle": {"lettering": "Afvalservice"},
        });
        merel.post(&descriptions, &fine).await.expect(200);
        let cases = [
            ("looks.tattoos", json!({"looks": {"tattoos": "zo'n klootzak"}})),
            ("looks.language", json!({"looks": {"language": "kut marokkaan"}})),
            ("vehicle.lettering", json!({"vehicle": {"lettering": "kankerlijer"}})),
            (
                "surroundings.notes",
                json!({"surroundings": {"notes": "bij die hoerenzoon"}}),
            ),
        ];
        for (field, mut body) in cases {
            let problem = merel.post(&descriptions, &body).await.expect(409).json();
            assert_eq!(problem["word_fields"], json!([field]), "{problem}");
            body["words_read"] = json!(true);
            merel.post(&descriptions, &body).await.expect(200);
            let flags = admin.look(&admin.api("/flags")).await.expect(200).json();
            let says = |flag: &Value| flag["fields"] == json!([field]);
            assert!(flags.as_array().unwrap().iter().any(says), "{field}: {flags}");
        }
        let list = admin.look(&admin.page("/flags")).await.expect(200).text;
        assert!(list.contains("Tatoeage") && !list.contains("klootzak"), "{list}");

        // On the page: everything chosen goes along, and the text can be mended.
        let page = merel.page(&format!("/incidents/{incident}/description"));
        let form = [
            ("draft", "d-asked"),
            ("witness", "seen"),
            ("looks.top.kind", "jacket"),
            ("vehicle.plate", "V-999-ZZ"),
            ("looks.tattoos", "klootzak in de nek"),
        ];
        let asked = merel.submit(&page, &form).await.expect(409).text;
        assert_eq!(value_of(&asked, "vehicle.plate"), "V-999-ZZ");
        assert!(
            asked.contains("name=\"looks.tattoos\"") && asked.contains("klootzak in de nek"),
            "{asked}"
        );
        merel
            .submit(
                &page,
                &with(&form, &[("looks.tattoos", "spin in de nek"), ("words_read", "1")]),
            )
            .await
            .expect(303);
        world.settle().await;
    })
    .await;
}

/// Whatever kind of words is asked about, the page shows better ones for it, also where something is added to an alarm; and these are asked about no more.
#[tokio::test]
async fn better_words_fit_what_was_found_and_are_not_asked_about_themselves() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        let incident = merel.alarm(&world.street(0)).await;
        world.settle().await;
        let sightings = merel.page(&format!("/incidents/{incident}/sightings"));
        let asked = merel.submit(&sightings, &[("words", HURTS)]).await.expect(409).text;
        assert!(asked.contains("schopt tegen een auto"), "{asked}");
        assert!(
            !asked.contains("Is er wel iets aan de hand?"),
            "of this kind alone: {asked}"
        );
        for kind in saar_domain::text::TextKind::ALL {
            let key = format!("words-better-{}", kind.code().replace('_', "-"));
            for language in saar_server::i18n::LANGUAGES {
                let text = world.app.i18n.text(language, "NL", &key, &[]);
                let (_, example) = text.split_once('“').unwrap();
                let example = example.trim_end_matches('”');
                let url = merel.api(&format!("/incidents/{incident}/sightings"));
                let answer = merel.post(&url, &json!({ "words": example })).await;
                assert_eq!(answer.status, 200, "{key}: {example}: {}", answer.text);
            }
        }
        world.settle().await;
    })
    .await;
}
