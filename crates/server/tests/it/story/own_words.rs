//! The words of a group's own: who runs the group adds them, and the next alarm is read with them.

use crate::page::plain;
use crate::world::{Answer, Person, World, read, tell};
use saar_domain::id::OwnWordId;
use saar_domain::limits::OWN_WORDS_MAX;
use saar_domain::member::Role;
use saar_domain::text::{OwnWord, Verdict};
use saar_store::own_words::{self, Kept};
use serde_json::{Value, json};

fn report(world: &World, words: &str) -> Value {
    let mut report = Person::report(&world.street(0));
    report["behaviour"] = json!({ "words": words });
    report
}

/// By the session of a browser: tokens do not run a group.
async fn in_person(person: &Person, method: &str, url: &str, body: Option<Value>) -> Answer {
    let request = person.http.request(method.parse().unwrap(), url);
    let request = request
        .header("cookie", format!("saar={}", person.session))
        .header("sec-fetch-site", "same-origin");
    let request = match body {
        Some(body) => request.json(&body),
        None => request,
    };
    read(request.send().await.unwrap()).await
}

async fn add(person: &Person, word: &str, verdict: &str) -> Answer {
    let body = json!({"word": word, "verdict": verdict});
    in_person(person, "POST", &person.api("/own-words"), Some(body)).await
}

/// Whether these words are asked about; if not, an alarm goes out.
async fn is_asked(world: &World, person: &Person, words: &str) -> bool {
    let answer = person.post(&person.api("/incidents"), &report(world, words)).await;
    if answer.status == 409 {
        assert_eq!(answer.json()["type"], "/problems/words");
        return true;
    }
    answer.expect(201);
    false
}

#[tokio::test]
async fn a_word_that_hurts_here_is_asked_about_until_it_is_taken_off() {
    tell(async |world| {
        let admin = world.member("Uil", Role::Admin).await;
        let merel = world.member("Merel", Role::Member).await;
        let words = "die l4pzw4bber trekt aan deuren";
        let added = add(&admin, "Lapzwabber", "hurts").await.expect(201).json();
        assert!(is_asked(world, &merel, words).await);
        // Kept in memory by now: the second time too, and for what is added.
        assert!(is_asked(world, &merel, words).await);
        let list = admin.api("/own-words");
        let url = format!("{list}/{}", added["id"].as_str().unwrap());
        in_person(&admin, "DELETE", &url, None).await.expect(204);
        assert_eq!(admin.look(&list).await.expect(200).json(), json!([]));
        assert!(!is_asked(world, &merel, words).await);
        world.settle().await;
    })
    .await;
}

#[tokio::test]
async fn what_is_added_to_an_incident_is_read_with_them() {
    tell(async |world| {
        let admin = world.member("Uil", Role::Admin).await;
        let merel = world.member("Merel", Role::Member).await;
        let incident = merel.alarm(&world.street(0)).await;
        add(&admin, "lapzwabber", "hurts").await.expect(201);
        let sightings = merel.api(&format!("/incidents/{incident}/sightings"));
        let mut said = json!({"words": "de lapzwabber rent weg"});
        merel.post(&sightings, &said).await.expect(409);
        said["words_read"] = json!(true);
        merel.post(&sightings, &said).await.expect(200);
        let desk = admin.look(&admin.page("/admin")).await.expect(200).text;
        assert!(desk.contains("id=\"flagged\""), "{desk}");
        world.settle().await;
    })
    .await;
}

#[tokio::test]
async fn a_name_that_only_looks_bad_is_fine_in_this_group_and_in_no_other() {
    tell(async |world| {
        let admin = world.member("Uil", Role::Admin).await;
        let merel = world.member("Merel", Role::Member).await;
        let words = "man voelt aan deuren in de Hoerenstraat";
        assert!(is_asked(world, &merel, words).await);
        let elsewhere = world.another_group().await;
        let there = world.member_of(elsewhere, "Reiger", Role::Admin).await;
        for (person, word) in [(&there, "Teringlaan"), (&admin, "Hoerenstraat")] {
            add(person, word, "fine").await.expect(201);
        }
        let other = "man voelt aan deuren in de Teringlaan";
        assert!(
            is_asked(world, &merel, other).await,
            "what another group says is its own"
        );
        assert!(!is_asked(world, &merel, words).await);
        world.settle().await;
    })
    .await;
}

#[tokio::test]
async fn the_page_lists_adds_and_removes_and_says_what_is_wrong_with_a_word() {
    tell(async |world| {
        let admin = world.member("Uil", Role::Admin).await;
        let url = admin.page("/admin/words");
        let desk = admin.look(&admin.page("/admin")).await.expect(200).text;
        assert!(desk.contains("/admin/words\""), "the admin's page leads there");
        let type_in =
            async |word: &str, verdict: &str| admin.submit(&url, &[("word", word), ("verdict", verdict)]).await;
        for (word, verdict, why) in [
            ("", "hurts", "Schrijf een woord van minstens 3 letters."),
            ("ab", "hurts", "Schrijf een woord van minstens 3 letters."),
            ("van der Kut", "fine", "Schrijf één woord"),
            ("een-twee", "fine", "Schrijf één woord"),
            ("abcdefghijklmnopqrstuvwxyz", "fine", "24 tekens is het meeste"),
            ("lapzwabber", "", "Kies wat het voor woord is."),
        ] {
            let page = type_in(word, verdict).await.expect(422).text;
            assert!(plain(&page).contains(why), "{word} {verdict}: {page}");
            assert!(
                page.contains(&format!("value=\"{word}\"")),
                "nothing typed is lost: {page}"
            );
        }
        type_in("Lapzwabber", "hurts").await.expect(303);
        let again = type_in("lápzwabber", "fine").await.expect(422).text;
        assert!(plain(&again).contains("Dit woord staat al op de lijst."), "{again}");
        let page = admin.look(&url).await.expect(200).text;
        let remove = page.split("action=\"").find(|part| part.contains("/remove\"")).unwrap();
        let remove = format!("{}{}", world.base, remove.split('"').next().unwrap());
        admin.submit(&remove, &[]).await.expect(303);
        assert!(!admin.look(&url).await.expect(200).text.contains("Lapzwabber"));
        admin.submit(&remove, &[]).await.expect(404);
    })
    .await;
}

#[tokio::test]
async fn a_list_has_an_end() {
    tell(async |world| {
        let admin = world.member("Uil", Role::Admin).await;
        let mut tx = world.app.db.write().await.unwrap();
        for number in 0..OWN_WORDS_MAX {
            let own = OwnWord::new(&format!("woord{number}"), Verdict::Hurts);
            let added_at = world.app.now();
            let kept = Kept {
                id: OwnWordId::new(added_at, world.app.entropy.as_ref()),
                own: own.unwrap(),
                added_at,
            };
            own_words::insert(&mut tx, admin.group, &kept).await.unwrap();
        }
        tx.commit().await.unwrap();
        let refused = add(&admin, "nogeen", "hurts").await;
        let problem = refused.expect(422).json();
        assert_eq!(problem["errors"][0]["field"], "own_words", "{problem}");
        let detail = problem["errors"][0]["detail"].as_str().unwrap();
        assert!(
            detail.contains(&format!("Meer dan {OWN_WORDS_MAX} woorden")),
            "{problem}"
        );
    })
    .await;
}
