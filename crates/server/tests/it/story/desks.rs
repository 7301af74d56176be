//! The right desk for what is not for the group: the municipality's, else the group's, else the country's; named once, and never in the way of an alarm.

use super::joining::call;
use crate::page::{alarm_form, value_of, with};
use crate::world::{Person, World, tell, tell_in};
use saar_domain::desk::DeskFile;
use saar_domain::geo::Area;
use saar_domain::import::boundary::{Boundary, Level};
use saar_domain::member::Role;
use saar_server::usecase::{boundary, desk};
use serde_json::{Value, json};

const LAMP: &str = "alweer die lantaarnpaal kapot";

async fn import(world: &World, municipality: &str, name: &str) -> usize {
    let file = format!(
        "country = \"nl\"\nmunicipality = \"{municipality}\"\n[desks.lamp]\nname = \"{name}\"\nphone = \"14 0123\"\n\
         url = \"https://www.example.org/melden\"\nhours = \"9 tot 17 uur\"\n"
    );
    let file = DeskFile::from_toml(&file).unwrap();
    desk::import(&world.app, &file).await.unwrap().groups
}

async fn lamp(person: &Person) -> Value {
    let list = person.get(&person.api("/desks")).await.expect(200).json();
    let desks = list["desks"].as_array().unwrap();
    desks.iter().find(|desk| desk["topic"] == "lamp").unwrap().clone()
}

fn own(name: &str) -> Vec<(&'static str, String)> {
    vec![
        ("version", "0".into()),
        ("lamp_name", name.into()),
        ("lamp_phone", "020-123 45 67".into()),
        ("lamp_url", String::new()),
        ("lamp_hours", String::new()),
    ]
}

fn borrowed<'a>(form: &'a [(&'static str, String)]) -> Vec<(&'a str, &'a str)> {
    form.iter().map(|(name, value)| (*name, value.as_str())).collect()
}

#[tokio::test]
async fn a_lamp_in_an_alarm_gets_its_desk_once_and_goes_the_second_time() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        import(world, "VERZONNEN", "Meldpunt licht").await;
        let street = world.street(0);
        let form = alarm_form(&street, "draft-lamp");
        let form = with(&form, &[("phrase", ""), ("words", LAMP)]);
        let asked = merel.submit(&merel.page("/alarm"), &form).await.expect(409).text;
        for words in [
            "Meldpunt licht",
            "href=\"tel:140123\"",
            "href=\"https:&#x2f;&#x2f;www.example.org&#x2f;melden\"",
            "9 tot 17 uur",
            LAMP,
        ] {
            assert!(asked.contains(words), "{words}: {asked}");
        }
        // Everything goes along, and it is asked once.
        assert_eq!(value_of(&asked, "street"), street);
        let home = merel.look(&merel.page("")).await.expect(200).text;
        assert!(!home.contains("/incidents/"), "nothing went out, and nothing is kept");
        merel
            .submit(&merel.page("/alarm"), &with(&form, &[("words_read", "1")]))
            .await
            .expect(303);
        world.settle().await;

        // A drill never dials (EDGES 1).
        let form = with(&form, &[("draft", "draft-drill")]);
        let drill = merel.submit(&merel.page("/drill"), &form).await.expect(409).text;
        assert!(drill.contains("14 0123") && !drill.contains("href=\"tel:"), "{drill}");

        // A program is told the same.
        let mut report = Person::report(&world.street(1));
        report["behaviour"] = json!({ "words": LAMP });
        let problem = merel.post(&merel.api("/incidents"), &report).await.expect(409).json();
        assert_eq!(problem["word_fields"], json!(["words"]));
        assert_eq!(
            problem["desk"],
            json!({"topic": "lamp", "name": "Meldpunt licht", "phone": "14 0123", "url": "https://www.example.org/melden", "hours": "9 tot 17 uur", "source": "municipality"})
        );
    })
    .await;
}

#[tokio::test]
async fn the_municipality_goes_first_then_the_group_then_the_country() {
    tell(async |world| {
        let vink = world.member("Vink", Role::Admin).await;
        let eik = world.member("Eik", Role::Member).await;
        let desks = vink.page("/admin/desks");
        eik.look(&desks).await.expect(403);
        assert_eq!(lamp(&eik).await, json!({"topic": "lamp"}), "nobody says which desk");
        let triage = async || eik.look(&eik.page("/triage")).await.expect(200).text;
        assert!(triage().await.contains("Fraudehelpdesk"), "the country's");

        let form = own("Wijkbeheer");
        vink.submit(&desks, &borrowed(&form)).await.expect(303);
        assert_eq!(lamp(&eik).await["source"], "group");
        assert!(triage().await.contains("Wijkbeheer"));
        // The same again is no change; each change is a line in the log.
        vink.submit(&desks, &borrowed(&form)).await.expect(303);
        let log = vink.look(&vink.page("/log")).await.expect(200).text;
        assert_eq!(
            log.matches("Vink veranderde de instellingen: het juiste loket").count(),
            1,
            "{log}"
        );

        assert_eq!(import(world, "Verzonnen", "Meldpunt licht").await, 1);
        assert_eq!(lamp(&eik).await["name"], "Meldpunt licht");
        let page = vink.look(&desks).await.expect(200).text;
        assert!(
            page.contains("Meldpunt licht") && page.contains("Wijkbeheer"),
            "both stand there"
        );
        // A file without desks takes them away.
        let empty = DeskFile::from_toml("country = \"NL\"\nmunicipality = \"Verzonnen\"").unwrap();
        desk::import(&world.app, &empty).await.unwrap();
        assert_eq!(lamp(&eik).await["name"], "Wijkbeheer");
    })
    .await;
}

#[tokio::test]
async fn a_municipality_is_known_by_its_ground_where_no_name_fits() {
    tell(async |world| {
        let eik = world.member("Eik", Role::Member).await;
        assert_eq!(
            import(world, "Groot-Verzonnen", "Meldpunt licht").await,
            0,
            "no group names it so"
        );
        import(world, "Elders", "Verkeerd").await;
        assert_eq!(lamp(&eik).await, json!({"topic": "lamp"}));
        let middle = world.streets[0].middle().unwrap();
        let around = |name: &str, east: f64| {
            let at = |north: f64, more: f64| saar_domain::geo::Point {
                lat: middle.lat + north,
                lon: middle.lon + east + more,
            };
            Boundary {
                code: name.into(),
                name: name.into(),
                municipality: String::new(),
                area: Area {
                    rings: vec![vec![at(-0.1, -0.1), at(-0.1, 0.1), at(0.1, 0.1), at(0.1, -0.1)]],
                },
            }
        };
        let some = [around("Elders", 0.5), around("Groot Verzonnen", 0.0)];
        boundary::load(&world.app, "NL", Level::Municipality, &some, |_| ())
            .await
            .unwrap();
        assert_eq!(lamp(&eik).await["name"], "Meldpunt licht");
    })
    .await;
}

#[tokio::test]
async fn nothing_typed_is_lost_by_a_mistake_or_by_somebody_else() {
    tell(async |world| {
        let vink = world.member("Vink", Role::Admin).await;
        let uil = world.member("Uil", Role::Admin).await;
        let desks = vink.page("/admin/desks");
        let form = own("Wijkbeheer");
        let wrong = [("lamp_phone", "112"), ("lamp_url", "https://192.168.1.1/lamp")];
        let wrong = with(&borrowed(&form), &wrong);
        let told = vink.submit(&desks, &wrong).await.expect(422).text;
        for words in [
            "Dit is het alarmnummer",
            "Dit adres kan niet",
            "Wijkbeheer",
            "192.168.1.1",
        ] {
            assert!(told.contains(words), "{words}");
        }
        vink.submit(&desks, &borrowed(&own("Wijkbeheer"))).await.expect(303);
        let told = uil
            .submit(&desks, &borrowed(&own("Lampenploeg")))
            .await
            .expect(409)
            .text;
        for words in ["Iemand anders veranderde dit intussen", "Wijkbeheer", "Lampenploeg"] {
            assert!(told.contains(words), "{words}");
        }
        let refused = call(&uil, "PUT", &uil.api("/desks"), json!({"version": 0, "desks": {}})).await;
        assert_eq!(refused.expect(409).json()["type"], "/problems/changed-meanwhile");
        // Having seen the other's, they decide.
        let mut form = own("Lampenploeg");
        form[0].1 = value_of(&told, "version");
        uil.submit(&desks, &borrowed(&form)).await.expect(303);
        assert_eq!(lamp(&uil).await["name"], "Lampenploeg");
        let unknown = json!({"version": 2, "desks": {"ufo": {"name": "x", "phone": "144"}}});
        call(&uil, "PUT", &uil.api("/desks"), unknown).await.expect(422);
    })
    .await;
}

#[tokio::test]
async fn belgian_numbers_are_belgian() {
    tell_in(
        "BE",
        |_| (),
        async |world| {
            let vink = world.member("Vink", Role::Admin).await;
            let dutch = json!({"version": 0, "desks": {"lamp": {"name": "Stad", "phone": "14 0123"}}});
            call(&vink, "PUT", &vink.api("/desks"), dutch).await.expect(422);
            let belgian = json!({"version": 0, "desks": {"lamp": {"name": "Stad", "phone": "02 123 45 67"}}});
            call(&vink, "PUT", &vink.api("/desks"), belgian).await.expect(204);
            assert_eq!(lamp(&vink).await["phone"], "02 123 45 67");
        },
    )
    .await;
}
