//! Signing in by a passkey: through to the server's own check of each signature, and everything that it refuses.

use crate::softkey::SoftKey;
use crate::world::{Answer, Person, World, at_a_name, read, tell_in, until};
use saar_domain::clock::Span;
use saar_domain::limits;
use saar_domain::member::Role;
use serde_json::{Value, json};

const MINE: &str = "/api/v1/me/passkeys";
/// What a key says that is not so.
type Lie = fn(&mut SoftKey);

const DOOR: &str = "/api/v1/sign-in/passkey";

/// In a world with a name: browsers give no passkeys to an address in numbers.
async fn story(tale: impl AsyncFn(&World)) {
    tell_in("NL", at_a_name, tale).await;
}

/// In somebody's browser.
async fn in_person(person: &Person, method: &str, path: &str, body: Option<Value>) -> Answer {
    let request = person
        .http
        .request(method.parse().unwrap(), format!("{}{path}", person.base))
        .header("cookie", format!("saar={}", person.session))
        .header("sec-fetch-site", "same-origin");
    let request = match body {
        Some(body) => request.json(&body),
        None => request,
    };
    read(request.send().await.unwrap()).await
}

/// In the browser of nobody in particular.
async fn at_the_door(world: &World, path: &str, body: &Value) -> Answer {
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    let request = http
        .post(format!("{}{path}", world.base))
        .header("sec-fetch-site", "same-origin");
    read(request.json(body).send().await.unwrap()).await
}

fn origin(world: &World) -> String {
    world.app.public_url.origin().ascii_serialization()
}

/// Asks for a new passkey and gives what the key makes of it.
async fn made(person: &Person, key: &mut SoftKey, name: &str) -> Value {
    let asked = in_person(person, "POST", &format!("{MINE}/ceremony"), None)
        .await
        .expect(200)
        .json();
    json!({"ceremony": asked["ceremony"], "name": name, "credential": key.create(&asked["options"])})
}

async fn register(person: &Person, key: &mut SoftKey, name: &str) -> Value {
    let body = made(person, key, name).await;
    in_person(person, "POST", MINE, Some(body)).await.expect(201).json()
}

/// A key's answer to a fresh question at the door.
async fn answer(world: &World, key: &mut SoftKey) -> Value {
    let asked = at_the_door(world, &format!("{DOOR}/ceremony"), &json!({}))
        .await
        .expect(200)
        .json();
    json!({"ceremony": asked["ceremony"], "credential": key.get(&asked["options"])})
}

/// Goes in; the session's secret, or the code of the problem.
async fn enter(world: &World, body: &Value) -> Result<String, String> {
    let answer = at_the_door(world, DOOR, body).await;
    let cookie = answer
        .headers
        .get("set-cookie")
        .map(|value| value.to_str().unwrap().to_owned());
    if answer.status == 204 {
        let cookie = cookie.expect("a session");
        assert!(
            cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"),
            "{cookie}"
        );
        return Ok(cookie.split(['=', ';']).nth(1).unwrap().to_owned());
    }
    assert!(cookie.is_none(), "no session for who is refused");
    Err(answer.json()["type"]
        .as_str()
        .unwrap()
        .trim_start_matches("/problems/")
        .to_owned())
}

fn refused(code: &str) -> Result<String, String> {
    Err(code.to_owned())
}

#[tokio::test]
async fn a_passkey_signs_in_like_a_code_and_without_an_address() {
    story(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        let mut key = SoftKey::new(1, &origin(world));
        let asked = in_person(&merel, "POST", &format!("{MINE}/ceremony"), None)
            .await
            .expect(200)
            .json();
        let options = &asked["options"];
        assert_eq!(options["rp"]["id"], "localhost");
        assert_eq!(options["authenticatorSelection"]["residentKey"], "required");
        assert_eq!(options["authenticatorSelection"]["userVerification"], "required");
        assert_eq!(
            options["attestation"], "none",
            "which phone it is, is nobody's business"
        );
        let body = json!({"ceremony": asked["ceremony"], "name": " Telefoon ", "credential": key.create(options)});
        let added = in_person(&merel, "POST", MINE, Some(body)).await.expect(201).json();
        assert_eq!((&added["name"], &added["used_ms"]), (&json!("Telefoon"), &Value::Null));
        let letter = &world.mail.wait_for(&merel.email, 1).await[0];
        assert!(
            letter.text.contains("Telefoon") && letter.text.contains("/settings/passkeys"),
            "{}",
            letter.text
        );

        world.clock.push(Span::minutes(3));
        let door = at_the_door(world, &format!("{DOOR}/ceremony"), &json!({}))
            .await
            .expect(200)
            .json();
        assert_eq!(
            door["options"]["allowCredentials"],
            json!([]),
            "whose it is, the phone says"
        );
        assert_eq!(door["options"]["userVerification"], "required");
        for _ in 0..2 {
            let body = answer(world, &mut key).await;
            let session = enter(world, &body).await.unwrap();
            let back = Person {
                session,
                ..merel.clone()
            };
            let me = back.look(&format!("{}/api/v1/me", world.base)).await.expect(200).json();
            assert_eq!(me["account"], merel.account.to_string());
        }
        let listed = in_person(&merel, "GET", MINE, None).await.expect(200).json();
        assert_eq!(listed[0]["used_ms"], world.app.now().as_millis());
        let devices = in_person(&merel, "GET", "/api/v1/me/devices", None)
            .await
            .expect(200)
            .json();
        assert_eq!(devices.as_array().unwrap().len(), 3, "each is a device like any other");
    })
    .await;
}

#[tokio::test]
async fn what_does_not_hold_is_refused_and_makes_no_session() {
    story(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        let vink = world.member("Vink", Role::Member).await;
        let mut key = SoftKey::new(1, &origin(world));
        register(&merel, &mut key, "Telefoon").await;
        let lies: [(&str, Lie); 5] = [
            ("another site", |key| key.origin = "https://saar.example.com".into()),
            ("another port", |key| key.origin = "http://localhost:1".into()),
            ("not encrypted any more", |key| {
                key.origin = key.origin.replace("http:", "https:");
            }),
            ("another relying party", |key| key.rp_id = "example.org".into()),
            ("no finger", |key| key.verified = false),
        ];
        for (what, lie) in lies {
            let mut liar = key.clone();
            lie(&mut liar);
            let body = answer(world, &mut liar).await;
            assert_eq!(enter(world, &body).await, refused("passkey-unknown"), "{what}");
            let mut liar = SoftKey::new(9, &origin(world));
            lie(&mut liar);
            let body = made(&merel, &mut liar, "").await;
            let answer = in_person(&merel, "POST", MINE, Some(body)).await.expect(403);
            assert_eq!(answer.json()["type"], "/problems/passkey-unknown", "{what}");
        }
        // Signed by another key, under this one's name; or with somebody else's account.
        let mut stranger = SoftKey::new(2, &origin(world));
        register(&vink, &mut stranger, "").await;
        let mut body = answer(world, &mut key).await;
        body["credential"]["response"]["signature"] =
            answer(world, &mut stranger).await["credential"]["response"]["signature"].clone();
        assert_eq!(enter(world, &body).await, refused("passkey-unknown"));
        let mut body = answer(world, &mut key).await;
        body["credential"]["response"]["userHandle"] =
            answer(world, &mut stranger).await["credential"]["response"]["userHandle"].clone();
        assert_eq!(enter(world, &body).await, refused("passkey-unknown"));
        let mut body = answer(world, &mut key).await;
        body["credential"]["response"]["userHandle"] = Value::Null;
        assert_eq!(enter(world, &body).await, refused("passkey-unknown"));
        // One that nobody knows.
        let body = answer(world, &mut SoftKey::new(3, &origin(world))).await;
        assert_eq!(enter(world, &body).await, refused("passkey-unknown"));
        // The answer to one question under another.
        let (mut body, other) = (answer(world, &mut key).await, answer(world, &mut key).await);
        body["ceremony"] = other["ceremony"].clone();
        assert_eq!(enter(world, &body).await, refused("passkey-unknown"));
        for nonsense in [json!({}), json!("x"), json!({"id": "x", "type": "public-key"})] {
            let body = json!({"ceremony": "x", "credential": nonsense});
            at_the_door(world, DOOR, &body).await.expect(422);
        }
        // And after all that the true one still goes in.
        let body = answer(world, &mut key).await;
        enter(world, &body).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_ceremony_is_good_once_in_time_and_for_who_began_it() {
    story(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        let vink = world.member("Vink", Role::Member).await;
        let mut key = SoftKey::new(1, &origin(world));
        // Begun by one, finished by another: their key would open the first one's door.
        let body = made(&vink, &mut key, "").await;
        let other = in_person(&merel, "POST", MINE, Some(body.clone())).await.expect(409);
        assert_eq!(other.json()["type"], "/problems/passkey-over");
        in_person(&vink, "POST", MINE, Some(body.clone())).await.expect(201);
        let again = in_person(&vink, "POST", MINE, Some(body)).await.expect(409);
        assert_eq!(again.json()["type"], "/problems/passkey-over");
        // The same key to a second account.
        let body = made(&merel, &mut SoftKey::new(1, &origin(world)), "").await;
        let known = in_person(&merel, "POST", MINE, Some(body)).await.expect(409);
        assert_eq!(known.json()["type"], "/problems/passkey-known");

        let body = answer(world, &mut key).await;
        enter(world, &body).await.unwrap();
        assert_eq!(enter(world, &body).await, refused("passkey-over"), "sent again");
        world.pass(Span::millis(0)).await;
        assert_eq!(
            enter(world, &body).await,
            refused("passkey-over"),
            "and again after forgetting"
        );
        // One that was refused is used up too.
        let mut body = answer(world, &mut key).await;
        let right = body["credential"]["response"]["userHandle"].take();
        body["credential"]["response"]["userHandle"] = json!("AAAAAAAAAAAAAAAAAAAAAA");
        assert_eq!(enter(world, &body).await, refused("passkey-unknown"));
        body["credential"]["response"]["userHandle"] = right;
        assert_eq!(enter(world, &body).await, refused("passkey-over"));

        let body = answer(world, &mut key).await;
        world.clock.push(limits::PASSKEY_CEREMONY_LIFETIME);
        enter(world, &body).await.unwrap();
        let body = answer(world, &mut key).await;
        world
            .clock
            .push(Span::millis(limits::PASSKEY_CEREMONY_LIFETIME.as_millis() + 1));
        assert_eq!(enter(world, &body).await, refused("passkey-over"), "too late");
        world.pass(Span::millis(0)).await;
        assert_eq!(enter(world, &body).await, refused("passkey-over"), "and forgotten");

        // Of the other kind, changed, another spelling, or too long.
        let asked = in_person(&merel, "POST", &format!("{MINE}/ceremony"), None)
            .await
            .expect(200)
            .json();
        let mut body = answer(world, &mut key).await;
        let mut changed = body["ceremony"].as_str().unwrap().to_owned();
        changed.replace_range(40..41, if &changed[40..41] == "A" { "B" } else { "A" });
        let padded = format!("{}=", body["ceremony"].as_str().unwrap());
        let long = "A".repeat(limits::PASSKEY_CEREMONY_CHARS_MAX + 1);
        for ceremony in [asked["ceremony"].as_str().unwrap(), &changed, &padded, &long, ""] {
            body["ceremony"] = json!(ceremony);
            assert_eq!(enter(world, &body).await, refused("passkey-over"), "{ceremony}");
        }
    })
    .await;
}

#[tokio::test]
async fn of_the_same_answer_twice_at_once_one_goes_in() {
    story(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        let mut key = SoftKey::new(1, &origin(world));
        register(&merel, &mut key, "").await;
        for _ in 0..4 {
            let body = answer(world, &mut key).await;
            let (one, other) = tokio::join!(enter(world, &body), enter(world, &body));
            assert!(one.is_ok() != other.is_ok(), "{one:?} {other:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_counter_that_goes_back_blocks_the_passkey_and_its_owner_hears_it() {
    story(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        let mut key = SoftKey::new(1, &origin(world));
        register(&merel, &mut key, "Telefoon").await;
        world.mail.wait_for(&merel.email, 1).await;
        let mut copy = key.clone();
        for _ in 0..3 {
            let body = answer(world, &mut key).await;
            enter(world, &body).await.unwrap();
        }
        copy.counter = 2;
        let body = answer(world, &mut copy).await;
        assert_eq!(copy.counter, 3, "the same counter is no progress either");
        assert_eq!(enter(world, &body).await, refused("passkey-unknown"));
        let letter = &world.mail.wait_for(&merel.email, 2).await[1];
        assert!(
            letter.text.contains("geblokkeerd") && letter.text.contains("Telefoon"),
            "{}",
            letter.text
        );
        // Which of the two is the copy, nobody knows: neither goes in, and no second mail.
        for key in [&mut key, &mut copy] {
            key.counter = 100;
            let body = answer(world, key).await;
            assert_eq!(enter(world, &body).await, refused("passkey-unknown"));
        }
        let listed = in_person(&merel, "GET", MINE, None).await.expect(200).json();
        assert_eq!(listed[0]["blocked_ms"], world.app.now().as_millis());
        assert!(
            merel
                .look(&format!("{}/settings/passkeys", world.base))
                .await
                .text
                .contains("Geblokkeerd")
        );
        assert_eq!(world.mail.messages_to(&merel.email).len(), 2);

        // A passkey that several phones share counts nothing, ever.
        let mut shared = SoftKey::new(2, &origin(world));
        shared.step = 0;
        register(&merel, &mut shared, "Gedeeld").await;
        for _ in 0..2 {
            let body = answer(world, &mut shared).await;
            enter(world, &body).await.unwrap();
        }
        until("the mail of the second one", async || {
            world.mail.messages_to(&merel.email).len() == 3
        })
        .await;
    })
    .await;
}

#[tokio::test]
async fn passkeys_are_renamed_and_taken_back_and_there_are_ten_at_most() {
    story(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        let vink = world.member("Vink", Role::Admin).await;
        let mut key = SoftKey::new(1, &origin(world));
        let added = register(&merel, &mut key, "").await;
        assert_eq!(added["name"], "Passkey", "a program has no name for its device");
        let at = format!("{MINE}/{}", added["id"].as_str().unwrap());
        let name = format!("{at}/name");
        for (typed, status) in [
            ("Laptop", 204),
            (" ", 422),
            (&"é".repeat(80), 204),
            (&"é".repeat(81), 422),
        ] {
            in_person(&merel, "PUT", &name, Some(json!({"name": typed})))
                .await
                .expect(status);
        }
        in_person(&vink, "PUT", &name, Some(json!({"name": "Van mij"})))
            .await
            .expect(404);
        in_person(&vink, "DELETE", &at, None).await.expect(404);
        let body = answer(world, &mut key).await;
        let session = enter(world, &body).await.unwrap();
        in_person(&merel, "DELETE", &at, None).await.expect(204);
        in_person(&merel, "DELETE", &at, None).await.expect(404);
        let body = answer(world, &mut key).await;
        assert_eq!(enter(world, &body).await, refused("passkey-unknown"));
        // What it signed in stays so: a device is signed out by itself.
        let device = Person {
            session,
            ..merel.clone()
        };
        in_person(&device, "GET", MINE, None).await.expect(200);

        let last = made(&merel, &mut SoftKey::new(99, &origin(world)), "").await;
        for seed in 0..u8::try_from(limits::PASSKEYS_MAX).unwrap() {
            register(&merel, &mut SoftKey::new(seed + 10, &origin(world)), "Reeks").await;
        }
        // Also one that was begun when there was room.
        for full in [
            in_person(&merel, "POST", MINE, Some(last)).await,
            in_person(&merel, "POST", &format!("{MINE}/ceremony"), None).await,
        ] {
            let error = full.expect(422).json()["errors"][0].clone();
            assert_eq!((&error["field"], &error["max"]), (&json!("passkeys"), &json!(10)));
        }
    })
    .await;
}

#[tokio::test]
async fn guessing_at_the_door_is_limited_and_looking_is_not() {
    story(async |world| {
        for _ in 0..=limits::SIGNED_OUT_PER_MINUTE {
            at_the_door(world, &format!("{DOOR}/ceremony"), &json!({}))
                .await
                .expect(200);
        }
        let guess = json!({"ceremony": "x", "credential": {}});
        at_the_door(world, DOOR, &guess).await.expect(422);
        // The limit grows again while one guesses: it is met all the same.
        for _ in 0..10 * limits::SIGNED_OUT_PER_MINUTE {
            let answer = at_the_door(world, DOOR, &guess).await;
            if answer.status == 429 {
                assert!(answer.headers.contains_key("retry-after"));
                return;
            }
            answer.expect(422);
        }
        panic!("guessing was never limited");
    })
    .await;
}

#[tokio::test]
async fn an_address_in_numbers_and_a_demo_have_no_passkeys() {
    let in_numbers = |_: &mut saar_server::app::App| ();
    let demo = |app: &mut saar_server::app::App| {
        at_a_name(app);
        app.demo = true;
    };
    let not_encrypted = |app: &mut saar_server::app::App| app.public_url.set_host(Some("saar.example.org")).unwrap();
    let changes: [&dyn Fn(&mut saar_server::app::App); 3] = [&in_numbers, &demo, &not_encrypted];
    for change in changes {
        tell_in("NL", change, async |world| {
            let merel = world.member("Merel", Role::Member).await;
            for answer in [
                in_person(&merel, "POST", &format!("{MINE}/ceremony"), None).await,
                at_the_door(world, &format!("{DOOR}/ceremony"), &json!({})).await,
            ] {
                assert_eq!(answer.expect(404).json()["type"], "/problems/passkey-off");
            }
            for page in [
                "/sign-in".to_owned(),
                "/settings/passkeys".into(),
                format!("/groups/{}", world.group),
            ] {
                let text = merel.look(&format!("{}{page}", world.base)).await.expect(200).text;
                assert!(!text.contains("data-passkey"), "{page}");
            }
        })
        .await;
    }
}
