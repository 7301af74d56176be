//! Where it is and which way it goes: as sure as the phone was, said when it lies outside the group's ground, and forgotten but for the street.

use crate::page::Browser;
use crate::world::{Person, World, tell};
use saar_domain::clock::Span;
use saar_domain::member::Role;
use serde_json::{Value, json};

async fn raised(merel: &Person, place: Value) -> String {
    let mut report = Person::report("");
    report["place"] = place;
    let answer = merel.post(&merel.api("/incidents"), &report).await.expect(201).json();
    answer["id"].as_str().unwrap().to_owned()
}

/// So many metres north of the middle of the first street.
fn north(world: &World, metres: f64) -> (f64, f64) {
    let middle = world.streets[0].line[1];
    (middle.lat + metres / 111_195.0, middle.lon)
}

async fn page(world: &World, person: &Person, incident: &str) -> String {
    let browser = Browser::of(world, person);
    let path = format!("/groups/{}/incidents/{incident}", person.group);
    browser.get(&path).await.expect(200).text
}

#[tokio::test]
async fn a_place_is_as_sure_as_the_phone_was_and_becomes_the_street() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Admin).await;
        let eik = world.member("Eik", Role::Member).await;
        let (lat, lon) = north(world, 30.0);
        let id = raised(&merel, json!({"lat": lat, "lon": lon, "accuracy_m": 20.4})).await;
        let seen = eik.incident(&id).await;
        assert_eq!(
            (&seen["accuracy_m"], &seen["outside_area"]),
            (&json!(20.4), &json!(false))
        );
        let shown = page(world, &eik, &id).await;
        assert!(shown.contains("ongeveer 20 m nauwkeurig"), "{shown}");
        assert!(shown.contains("class=\"plan-unsure\""), "a circle as wide: {shown}");
        assert!(!shown.contains("buiten het gebied"), "{shown}");

        // On disk it is sealed with the place: the row says nothing of it.
        let mut tx = world.app.db.read().await.unwrap();
        let row = saar_store::incident::find(&mut tx, id.parse().unwrap())
            .await
            .unwrap()
            .unwrap();
        assert_eq!((row.place.point, row.place.accuracy_metres), (None, None));
        drop(tx);

        world.settle().await;
        merel.close(&id, "nothing_found").await.expect(200);
        world.settle().await;
        world.pass(Span::hours(72)).await;
        let after = eik.incident(&id).await;
        assert_eq!(after["point"], Value::Null);
        assert_eq!(after["accuracy_m"], Value::Null);
        assert_eq!(after["street"], "Beukenpad");
        let shown = page(world, &eik, &id).await;
        assert!(
            !shown.contains("nauwkeurig") && !shown.contains("plan-unsure"),
            "{shown}"
        );
    })
    .await;
}

#[tokio::test]
async fn outside_the_area_is_said_and_goes_out_all_the_same() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        let eik = world.member("Eik", Role::Member).await;
        let (lat, lon) = north(world, 1_200.0);
        let tapped = json!({"source": "plan", "lat": lat, "lon": lon});
        let id = raised(&merel, tapped).await;
        let seen = eik.incident(&id).await;
        assert_eq!(seen["outside_area"], true);
        assert_eq!(seen["accuracy_m"], Value::Null, "a tap has none");
        let marks = seen["timeline"].as_array().unwrap().iter();
        let marks: Vec<_> = marks.filter(|entry| entry["event"] == "marked").collect();
        assert_eq!(marks[0]["what"], "outside_area");
        let shown = page(world, &eik, &id).await;
        assert!(shown.contains("buiten het gebied van de groep"), "{shown}");
        assert!(
            shown.contains("class=\"plan-mark\""),
            "near enough to be drawn: {shown}"
        );

        // Kilometres away: the plan stays what it was, and says so.
        let (lat, lon) = north(world, 9_000.0);
        let far = raised(&merel, json!({"lat": lat, "lon": lon, "accuracy_m": 900})).await;
        let shown = page(world, &eik, &far).await;
        assert!(
            shown.contains("De plek ligt te ver weg voor deze plattegrond."),
            "{shown}"
        );
        assert!(
            shown.contains("ongeveer 900 m nauwkeurig") && !shown.contains("class=\"plan-mark\""),
            "{shown}"
        );
        world.settle().await;
    })
    .await;
}

/// EDGES 3: neither the place nor anything that follows from it.
#[tokio::test]
async fn who_cannot_call_is_not_given_away_by_what_follows_from_the_place() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        let eik = world.member("Eik", Role::Member).await;
        let (lat, lon) = north(world, 1_200.0);
        let mut report = Person::report("");
        report["call"] = json!({"by": "cannot_call"});
        report["place"] = json!({"lat": lat, "lon": lon, "accuracy_m": 15});
        let answer = merel.post(&merel.api("/incidents"), &report).await.expect(201).json();
        let id = answer["id"].as_str().unwrap();
        eik.sight(id, &json!({"direction": "n"})).await.expect(200);
        let seen = eik.incident(id).await;
        assert_eq!((&seen["point"], &seen["accuracy_m"]), (&Value::Null, &Value::Null));
        assert_eq!(seen["outside_area"], false);
        let shown = page(world, &eik, id).await;
        for word in [
            "nauwkeurig",
            "buiten het gebied",
            "plan-unsure",
            "plan-seen",
            "data-lat=",
        ] {
            assert!(!shown.contains(word), "{word}: {shown}");
        }
        world.settle().await;
    })
    .await;
}

#[tokio::test]
async fn towards_a_street_is_told_asked_about_and_read_out() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        let eik = world.member("Eik", Role::Member).await;
        let id = merel.alarm(&world.street(0)).await;
        let towards = json!({"towards_street": world.street(2)});
        let done = eik.sight(&id, &towards).await.expect(200).json();
        assert_eq!(done["call_again"], true, "a new way asks: call again?");
        let seen = merel.incident(&id).await;
        assert_eq!(seen["call_again"], true);
        let entry = seen["timeline"].as_array().unwrap().last().unwrap().clone();
        assert_eq!(
            (&entry["event"], &entry["towards_street"]),
            (&json!("sighted"), &json!("Lindelaan"))
        );
        let shown = page(world, &merel, &id).await;
        assert!(shown.contains("Er is iets nieuws. Bel 112 opnieuw?"), "{shown}");
        let facts = "<span class=\"entry-fact\">richting Lindelaan</span>";
        assert!(shown.contains(facts), "in what happened: {shown}");
        let aloud = shown.split("read-lines").nth(1).unwrap().split("</dl>").next().unwrap();
        assert!(aloud.contains("richting Lindelaan"), "what one reads to 112: {aloud}");
        // Lindelaan lies south of Beukenpad: the arrow on the plan points down.
        assert!(shown.contains("rotate(180"), "{shown}");

        let described = json!({"looks": {"sex": "man"}, "towards_street": world.street(1), "direction": "n"});
        let url = eik.api(&format!("/incidents/{id}/descriptions"));
        assert_eq!(eik.post(&url, &described).await.expect(200).json()["call_again"], true);
        let shown = page(world, &merel, &id).await;
        assert!(shown.contains("man, richting Dennenpad"), "{shown}");
        let settings = format!("{}/settings/language", world.base);
        merel.submit(&settings, &[("language", "en")]).await.expect(303);
        let english = page(world, &merel, &id).await;
        assert!(english.contains("man, towards Dennenpad"), "{english}");
        let stored = merel.incident(&id).await["descriptions"][0]["description"].clone();
        assert_eq!(stored["towards_street"], json!(world.street(1)));
        world.settle().await;
    })
    .await;
}

#[tokio::test]
async fn a_street_of_another_group_is_no_direction() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        let id = merel.alarm(&world.street(0)).await;
        let other = world.another_group().await;
        let mut tx = world.app.db.read().await.unwrap();
        let theirs = saar_store::group::streets(&mut tx, other).await.unwrap()[0]
            .id
            .to_string();
        drop(tx);
        for wrong in [theirs.as_str(), "Lindelaan"] {
            let towards = json!({"words": "rent weg", "towards_street": wrong});
            let answer = merel.sight(&id, &towards).await.expect(422).json();
            assert_eq!(answer["errors"][0]["field"], "towards_street", "{answer}");
            let url = merel.api(&format!("/incidents/{id}/descriptions"));
            let answer = merel
                .post(&url, &json!({"towards_street": wrong}))
                .await
                .expect(422)
                .json();
            assert_eq!(answer["errors"][0]["field"], "towards_street", "{answer}");
        }
        let form = [("words", "rent weg"), ("towards_street", theirs.as_str())];
        let path = format!("/groups/{}/incidents/{id}/sightings", merel.group);
        let again = Browser::of(world, &merel).post(&path, &form).await.expect(422).text;
        assert!(
            again.contains("Deze straat hoort niet bij de groep. Kies er één uit de lijst."),
            "{again}"
        );
        assert!(again.contains(">rent weg</textarea>"), "nothing typed is lost");
        world.settle().await;
    })
    .await;
}
