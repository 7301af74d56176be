//! The ground of a group: brought, mended or refused, given back, and compared with that of others; and its streets.

use crate::page::Browser;
use crate::world::{Answer, Person, World, read, tell, tell_in};
use saar_domain::geo::{Area, Point};
use saar_domain::import::boundary::{Boundary, Level};
use saar_domain::limits::{AREA_POINTS_MAX, STREETS_MAX};
use saar_domain::member::Role;
use saar_server::usecase::area::covering;
use saar_server::usecase::boundary;
use saar_server::usecase::founding::approve_as_operator;
use serde_json::{Value, json};

/// A square of a kilometre or so, in the Netherlands; `east` moves it by so much of its width.
pub fn square(east: f64) -> Value {
    let (west, south, side) = (5.0 + east * 0.01, 52.0, 0.01);
    let (east, north) = (west + side, south + side);
    json!({"type": "Polygon", "coordinates": [[[west, south], [east, south], [east, north], [west, north], [west, south]]]})
}

/// As a person: programs may not.
async fn ask(person: &Person, method: &str, rest: &str, body: Option<&Value>) -> Answer {
    let request = person
        .http
        .request(method.parse().unwrap(), person.api(rest))
        .header("cookie", format!("saar={}", person.session))
        .header("sec-fetch-site", "same-origin");
    let request = match body {
        Some(body) => request.json(body),
        None => request,
    };
    read(request.send().await.unwrap()).await
}

async fn put(person: &Person, geojson: &Value) -> Answer {
    ask(person, "PUT", "/area", Some(&json!({"geojson": geojson}))).await
}

async fn area_of(person: &Person) -> Value {
    ask(person, "GET", "/area", None).await.expect(200).json()
}

async fn names_at(world: &World, lat: f64, lon: f64) -> Vec<String> {
    let found = covering(&world.app, Point { lat, lon }).await.unwrap();
    found.into_iter().map(|group| group.name).collect()
}

#[tokio::test]
async fn an_area_is_brought_mended_and_given_back() {
    tell(async |world| {
        let vink = world.member("Vink", Role::Deputy).await;
        // Open, and turned the wrong way.
        let bent = json!({"type": "Feature", "properties": {}, "geometry":
            {"type": "Polygon", "coordinates": [[[5.0, 52.0], [5.0, 52.01], [5.01, 52.01], [5.01, 52.0]]]}});
        let saved = put(&vink, &bent).await.expect(200).json();
        assert_eq!(saved["repairs"], json!(["ring_closed", "ring_turned"]));
        let stands = area_of(&vink).await;
        let ring = stands["geojson"]["geometry"]["coordinates"][0][0].clone();
        assert_eq!((ring.as_array().unwrap().len(), &ring[0]), (5, &ring[4]), "{stands}");
        assert!(
            (stands["square_metres"].as_f64().unwrap() / 761_000.0 - 1.0).abs() < 0.01,
            "{stands}"
        );
        // What is given back can be brought again, and is the same.
        let again = put(&vink, &stands["geojson"]).await.expect(200).json();
        assert_eq!(again["repairs"], json!([]));
        assert_eq!(area_of(&vink).await["geojson"], stands["geojson"]);

        let browser = Browser::of(world, &vink);
        let page = browser
            .get(&format!("/groups/{}/area", vink.group))
            .await
            .expect(200)
            .text;
        assert!(page.contains("ongeveer 76 hectare"), "{page}");
        let file = browser
            .get(&format!("/groups/{}/area.geojson", vink.group))
            .await
            .expect(200);
        assert_eq!(file.headers["content-type"], "application/geo+json");
        assert_eq!(file.json(), stands["geojson"]);
        let cleared = browser.post(&format!("/groups/{}/area/clear", vink.group), &[]).await;
        let page = browser.follow(&cleared).await.expect(200).text;
        assert!(page.contains("Er is nog geen gebied getekend"), "{page}");
        assert!(area_of(&vink).await["geojson"]["geometry"].is_null());
    })
    .await;
}

#[tokio::test]
async fn the_page_says_what_was_mended_and_why_it_refuses() {
    tell(async |world| {
        let vink = world.member("Vink", Role::Admin).await;
        let browser = Browser::of(world, &vink);
        let path = format!("/groups/{}/area", vink.group);
        let before = area_of(&vink).await["geojson"].clone();
        let open = "{\"type\":\"Polygon\",\n\"coordinates\":[[[5.0,52.0],[5.01,52.0],[5.01,52.01]]]}";
        let saved = browser.post(&path, &[("geojson", open)]).await.expect(303);
        let page = browser.follow(&saved).await.expect(200).text;
        assert!(
            page.contains("Het gebied is bewaard.") && page.contains("Een rand was niet gesloten"),
            "{page}"
        );
        let odd = browser
            .get(&format!("{path}?mended=ring_closed,%3Cscript%3E"))
            .await
            .expect(200)
            .text;
        assert!(
            odd.contains("Een rand was niet gesloten") && !odd.contains("<script>,"),
            "{odd}"
        );
        put(&vink, &before).await.expect(200);

        let polygon = |ring: &str| format!("{{\"type\":\"Polygon\",\n\"coordinates\":[{ring}]}}");
        for (text, words) in [
            (String::new(), "Er staat nog niets"),
            ("geen json".into(), "Dit is geen geldige JSON"),
            (
                "{\"type\":\"Point\",\"coordinates\":[5,52]}".into(),
                "Er staat geen vlak in",
            ),
            (
                polygon("[[5.0,52.0],[5.01,52.01],[5.01,52.0],[5.0,52.01],[5.0,52.0]]"),
                "Regel 2: Een rand kruist of raakt zichzelf",
            ),
            (
                polygon("[[52.0,5.0],[52.0,5.01],[52.01,5.01],[52.0,5.0]]"),
                "Lengte en breedte zijn verwisseld",
            ),
            (
                polygon("[[5.0,52.0],[5.00001,52.0],[5.00001,52.00001],[5.0,52.0]]"),
                "te klein",
            ),
            (polygon("[[4.0,51.5],[6.0,51.5],[6.0,53.0],[4.0,51.5]]"), "te groot"),
            (
                polygon("[[2.0,48.8],[2.1,48.8],[2.1,48.9],[2.0,48.8]]"),
                "buiten het land",
            ),
        ] {
            let refused = browser.post(&path, &[("geojson", &text)]).await.expect(422).text;
            assert!(refused.contains(words), "{words}: {refused}");
        }
        let many: Vec<String> = (0..=AREA_POINTS_MAX).map(|at| format!("[5.0{at:05},52.0]")).collect();
        let refused = browser
            .post(&path, &[("geojson", &polygon(&format!("[{}]", many.join(","))))])
            .await
            .expect(422)
            .text;
        assert!(refused.contains("meer dan 2000 punten"), "{refused}");
        // The Dutch grid is named, and converted when somebody says so; what was typed stays.
        let rd = polygon("[[155000,463000],[156000,463000],[156000,464000],[155000,464000],[155000,463000]]");
        let refused = browser.post(&path, &[("geojson", &rd)]).await.expect(422).text;
        assert!(
            refused.contains("name=\"convert_rd\"") && refused.contains("[155000,463000]"),
            "{refused}"
        );
        assert_eq!(area_of(&vink).await["geojson"], before, "nothing was saved");
        browser
            .post(&path, &[("geojson", &rd), ("convert_rd", "yes")])
            .await
            .expect(303);
        assert!((area_of(&vink).await["square_metres"].as_f64().unwrap() / 1e6 - 1.0).abs() < 0.01);

        // By the API the same, in the reader's words, with the line and a code.
        let swapped =
            json!({"type": "Polygon", "coordinates": [[[52.0, 5.0], [52.0, 5.01], [52.01, 5.01], [52.0, 5.0]]]});
        let refused = put(&vink, &swapped).await.expect(422).json();
        assert_eq!(refused["type"], "/problems/area-refused");
        assert_eq!(refused["errors"][0]["problem"], "swapped_axes");
        assert!(refused["errors"][0]["detail"].as_str().unwrap().contains("verwisseld"));
    })
    .await;
}

#[tokio::test]
async fn a_belgian_group_lies_in_belgium() {
    tell_in(
        "BE",
        |_| (),
        async |world| {
            let vink = world.member("Vink", Role::Admin).await;
            let refused = put(&vink, &square(0.0)).await.expect(422).json();
            assert_eq!(refused["errors"][0]["problem"], "outside_country");
            put(
                &vink,
                &json!({"type": "Polygon", "coordinates": [[[4.4, 50.9], [4.41, 50.9], [4.41, 50.91], [4.4, 50.9]]]}),
            )
            .await
            .expect(200);
        },
    )
    .await;
}

#[tokio::test]
async fn overlap_is_said_as_a_share_and_refuses_nobody() {
    tell_in("NL", |app| app.founding_approval = true, async |world| {
        let vink = world.member("Vink", Role::Admin).await;
        let elsewhere = world.another_group().await;
        let kauw = world.member_of(elsewhere, "Kauw", Role::Admin).await;
        put(&kauw, &square(0.75)).await.expect(200);
        let saved = put(&vink, &square(0.0)).await.expect(200).json();
        let share = saved["overlaps"][0]["share"].as_f64().unwrap();
        assert!((share - 0.25).abs() < 0.005 && saved["overlaps"].as_array().unwrap().len() == 1, "{saved}");
        let browser = Browser::of(world, &vink);
        let page = browser.get(&format!("/groups/{}/area", vink.group)).await.expect(200).text;
        assert!(page.contains("25% van uw gebied hoort ook bij"), "{page}");
        assert_eq!(names_at(world, 52.005, 5.008).await.len(), 2);

        // True after each change.
        put(&kauw, &square(3.0)).await.expect(200);
        assert_eq!(area_of(&vink).await["overlaps"], json!([]));
        assert_eq!(names_at(world, 52.005, 5.008).await.len(), 1);
        assert_eq!(names_at(world, 52.005, 5.035).await.len(), 1);

        // Nobody outside is told of a group that waits, until it is approved.
        let body = json!({"country": "NL", "group_name": "Lindehof", "municipality": "Voorbeeldstad", "streets": ["Lindelaan"],
            "alias": "Merel", "adult": true, "rules_version": 2});
        let made = crate::story::founding::found(&vink, &body).await.expect(201).json();
        let founder = Person { group: made["id"].as_str().unwrap().parse().unwrap(), ..vink.clone() };
        put(&founder, &square(9.0)).await.expect(200);
        assert_eq!(names_at(world, 52.005, 5.095).await, Vec::<String>::new());
        approve_as_operator(&world.app, founder.group).await.unwrap();
        assert_eq!(names_at(world, 52.005, 5.095).await, ["Lindehof"]);
        let spot = json!({"lat": 52.005, "lon": 5.095});
        let found = vink.post(&format!("{}/api/v1/covering", vink.base), &spot).await.expect(200).json();
        assert_eq!(found, json!([{"group_name": "Lindehof", "municipality": "Voorbeeldstad"}]));
        let nowhere = vink.post(&format!("{}/api/v1/covering", vink.base), &json!({"lat": 152.0, "lon": 5.0})).await;
        nowhere.expect(422);
    })
    .await;
}

#[tokio::test]
async fn what_another_process_writes_is_known_at_once() {
    tell(async |world| {
        let vink = world.member("Vink", Role::Admin).await;
        put(&vink, &square(0.0)).await.expect(200);
        assert_eq!(names_at(world, 52.005, 5.005).await.len(), 1);
        let (other, _) = world.second_server().await;
        saar_server::usecase::area::save(&other, vink.account, vink.group, None, &square(5.0).to_string(), false)
            .await
            .unwrap();
        assert_eq!(names_at(world, 52.005, 5.005).await.len(), 0);
        assert_eq!(names_at(world, 52.005, 5.055).await.len(), 1);
        let merel = world.member("Merel", Role::Member).await;
        put(&merel, &square(0.0)).await.expect(403);
    })
    .await;
}

#[tokio::test]
async fn streets_come_change_and_go() {
    tell(async |world| {
        let vink = world.member("Vink", Role::Admin).await;
        let street = |name: &str, line: &str| json!({"street_name": name, "street_line": line});
        let made = ask(&vink, "POST", "/streets", Some(&street("Zijweg", "52.1,5.1 52.2,5.1")))
            .await
            .expect(201)
            .json();
        let rest = format!("/streets/{}", made["id"].as_str().unwrap());
        assert_eq!(made["street_line"], "52.1,5.1 52.2,5.1");
        let field = |answer: Value| answer["errors"][0]["field"].as_str().unwrap().to_owned();
        for (wrong, expected) in [
            (street("zijweg", ""), "street_name"),
            (street(" ", ""), "street_name"),
            (street("Anders", "52.1"), "street_line"),
            (street("Anders", "5.1,52.1"), "street_line"),
        ] {
            let answer = ask(&vink, "POST", "/streets", Some(&wrong)).await.expect(422).json();
            assert_eq!(field(answer), expected, "{wrong}");
        }
        let renamed = ask(&vink, "PUT", &rest, Some(&street("Zijpad", "")))
            .await
            .expect(200)
            .json();
        assert_eq!(
            (&renamed["street_name"], &renamed["street_line"]),
            (&json!("Zijpad"), &json!(""))
        );

        // Where something was reported the street stays; it can have another name.
        vink.alarm(&world.street(0)).await;
        let used = format!("/streets/{}", world.street(0));
        let stays = ask(&vink, "DELETE", &used, None).await.expect(422).json();
        assert_eq!(stays["errors"][0]["problem"], "in_use");
        ask(
            &vink,
            "PUT",
            &used,
            Some(&street("Nieuw Beukenpad", "52.1,5.1 52.2,5.1")),
        )
        .await
        .expect(200);
        ask(&vink, "DELETE", &rest, None).await.expect(204);
        ask(&vink, "DELETE", &rest, None).await.expect(404);
        ask(&vink, "PUT", &rest, Some(&street("Weg", ""))).await.expect(404);
        world.settle().await;

        // By the page: what was typed stays beside what was wrong with it.
        let browser = Browser::of(world, &vink);
        let path = format!("/groups/{}/streets", vink.group);
        let page = browser
            .post(&path, &[("street_name", "Lindelaan"), ("street_line", "52.1")])
            .await
            .expect(422)
            .text;
        assert!(
            page.contains("Schrijf elk punt als breedte,lengte") && page.contains("value=\"Lindelaan\""),
            "{page}"
        );
        let page = browser
            .post(
                &format!("/groups/{}{used}", vink.group),
                &[("street_name", "Dennenpad")],
            )
            .await
            .expect(422)
            .text;
        assert!(page.contains("Deze straat staat al in de lijst"), "{page}");
        let page = browser
            .post(&format!("/groups/{}{used}/remove", vink.group), &[])
            .await
            .expect(422)
            .text;
        assert!(page.contains("daarom kan de straat niet weg"), "{page}");
        let gone = browser
            .post(
                &format!("/groups/{}/streets/{}/remove", vink.group, world.street(1)),
                &[],
            )
            .await;
        assert!(
            browser
                .follow(&gone)
                .await
                .expect(200)
                .text
                .contains("De straat is weg.")
        );
    })
    .await;
}

#[tokio::test]
async fn a_group_has_one_street_at_least_and_so_many_at_most() {
    tell(async |world| {
        let vink = world.member("Vink", Role::Admin).await;
        for at in 3..STREETS_MAX {
            let new = saar_server::usecase::street::RawStreet {
                name: format!("Laan {at}"),
                line: String::new(),
            };
            saar_server::usecase::street::add(&world.app, vink.account, vink.group, &new)
                .await
                .unwrap();
        }
        let full = ask(&vink, "POST", "/streets", Some(&json!({"street_name": "Te veel"})))
            .await
            .expect(422)
            .json();
        assert_eq!(full["errors"][0]["field"], "streets");
        let streets = area_of(&vink).await["streets"].as_array().unwrap().clone();
        let ids: Vec<_> = streets
            .iter()
            .map(|street| street["id"].as_str().unwrap().parse().unwrap())
            .collect();
        let (last, others) = ids.split_last().unwrap();
        for id in others {
            saar_server::usecase::street::remove(&world.app, vink.account, vink.group, *id)
                .await
                .unwrap();
        }
        let stays = ask(&vink, "DELETE", &format!("/streets/{last}"), None)
            .await
            .expect(422)
            .json();
        assert!(
            stays["errors"][0]["detail"]
                .as_str()
                .unwrap()
                .contains("minstens één straat"),
            "{stays}"
        );
    })
    .await;
}

#[tokio::test]
async fn an_area_is_taken_from_a_boundary_that_was_loaded() {
    tell(async |world| {
        let vink = world.member("Vink", Role::Deputy).await;
        let browser = Browser::of(world, &vink);
        let path = format!("/groups/{}/area", vink.group);
        assert!(
            !browser.get(&path).await.expect(200).text.contains("bestaande grens"),
            "there are none yet"
        );
        let boundary = |code: &str, name: &str, side: f64| {
            let at = |north: f64, east: f64| Point {
                lat: 52.0 + north,
                lon: 5.0 + east,
            };
            Boundary {
                code: code.into(),
                name: name.into(),
                municipality: "Voorbeeldstad".into(),
                area: Area {
                    rings: vec![vec![at(0.0, 0.0), at(0.0, side), at(side, side), at(side, 0.0)]],
                },
            }
        };
        let some = [
            boundary("W1", "Dé Elzenwijk", 0.01),
            boundary("W2", "Oud-Elzenwijk", 0.02),
        ];
        let mut said = Vec::new();
        boundary::load(&world.app, "NL", Level::District, &some, |done| said.push(done))
            .await
            .unwrap();
        assert_eq!(said, [2]);
        let large = [boundary("G1", "Elzendaal", 0.5)];
        boundary::load(&world.app, "NL", Level::Municipality, &large, |_| ())
            .await
            .unwrap();
        // The same again replaces it, and keeps its id.
        let found = async |name: &str| {
            ask(&vink, "GET", &format!("/boundaries?name={name}"), None)
                .await
                .expect(200)
                .json()
        };
        let before = found("oud").await[0]["id"].clone();
        boundary::load(
            &world.app,
            "NL",
            Level::District,
            &[boundary("W2", "Oud Elzenwijk", 0.02)],
            |_| (),
        )
        .await
        .unwrap();
        assert_eq!(
            (&found("oud").await[0]["id"], &found("oud").await[0]["name"]),
            (&before, &json!("Oud Elzenwijk"))
        );
        let names = |list: &Value| {
            list.as_array()
                .unwrap()
                .iter()
                .map(|one| one["name"].clone())
                .collect::<Vec<_>>()
        };
        assert_eq!(
            names(&found("elzen").await),
            ["Elzendaal", "Dé Elzenwijk", "Oud Elzenwijk"],
            "what begins so comes first"
        );
        assert_eq!(found("%25").await, json!([]));
        assert_eq!(found("").await, json!([]));

        let page = browser.get(&format!("{path}?boundary=DE+ELZEN")).await.expect(200).text;
        assert!(
            page.contains("Dé Elzenwijk") && page.contains("wijk, Voorbeeldstad") && !page.contains("Oud Elzenwijk"),
            "{page}"
        );
        let none = browser.get(&format!("{path}?boundary=zzz")).await.expect(200).text;
        assert!(none.contains("Geen grens met zzz in de naam"), "{none}");
        let id = found("de").await[0]["id"].as_str().unwrap().to_owned();
        let taken = browser
            .post(&format!("{path}/boundary"), &[("boundary", &id)])
            .await
            .expect(303);
        assert!(
            browser
                .follow(&taken)
                .await
                .expect(200)
                .text
                .contains("ongeveer 76 hectare")
        );
        let too_large = json!({"boundary": found("elzendaal").await[0]["id"]});
        let refused = ask(&vink, "PUT", "/area/boundary", Some(&too_large))
            .await
            .expect(422)
            .json();
        assert_eq!(refused["errors"][0]["problem"], "too_large");
        let id = found("elzendaal").await[0]["id"].as_str().unwrap().to_owned();
        let page = browser
            .post(&format!("{path}/boundary"), &[("boundary", &id), ("query", "elzen")])
            .await
            .expect(422)
            .text;
        assert!(
            page.contains("te groot voor één groep") && page.contains("value=\"elzen\""),
            "{page}"
        );
    })
    .await;
}

/// A boundary of one country is none of another.
#[tokio::test]
async fn a_belgian_group_takes_no_dutch_boundary() {
    tell_in(
        "BE",
        |_| (),
        async |world| {
            let vink = world.member("Vink", Role::Admin).await;
            let dutch = Boundary {
                code: "W1".into(),
                name: "Elzenwijk".into(),
                municipality: String::new(),
                area: Area::default(),
            };
            boundary::load(&world.app, "NL", Level::District, &[dutch], |_| ())
                .await
                .unwrap();
            assert_eq!(
                ask(&vink, "GET", "/boundaries?name=elzen", None)
                    .await
                    .expect(200)
                    .json(),
                json!([])
            );
            let mut tx = world.app.db.read().await.unwrap();
            let there = saar_store::boundary::search(&mut tx, "NL", "elzen", 9).await.unwrap();
            drop(tx);
            let body = json!({"boundary": there[0].id.to_string()});
            ask(&vink, "PUT", "/area/boundary", Some(&body)).await.expect(404);
        },
    )
    .await;
}
