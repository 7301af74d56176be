//! In whose words a fault is answered: the reader's language, and the number of the reader's country.

use crate::page::Browser;
use crate::world::{Answer, Person, World, read, tell, tell_in};
use saar_domain::member::Role;
use serde_json::{Value, json};

async fn report(person: &Person, headers: &[(&str, &str)], body: &Value) -> Value {
    let mut request = person.http.post(person.api("/incidents")).json(body);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    read(request.send().await.unwrap()).await.json()
}

async fn in_english(person: &Person) {
    let url = format!("{}/settings/language", person.base);
    person.submit(&url, &[("language", "en")]).await.expect(303);
}

#[tokio::test]
async fn a_fault_is_told_in_the_readers_language() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        let token = format!("Bearer {}", merel.token);
        let cookie = format!("saar={}", merel.session);
        let no_call = json!({"kind": "burglary"});
        let by_token = |language: &'static str| [("authorization", token.as_str()), ("accept-language", language)];
        let by_cookie = [
            ("cookie", cookie.as_str()),
            ("sec-fetch-site", "same-origin"),
            ("accept-language", "nl"),
        ];
        let detail = |problem: &Value| problem["errors"][0]["detail"].as_str().unwrap().to_owned();
        let said = report(&merel, &by_token("en"), &no_call).await;
        assert!(detail(&said).contains("Call 112, or say"), "{said}");
        let said = report(&merel, &[("authorization", &token)], &no_call).await;
        assert!(detail(&said).contains("Bel 112, of zeg"), "{said}");
        in_english(&merel).await;
        for headers in [&[("authorization", token.as_str())][..], &by_cookie] {
            let said = report(&merel, headers, &no_call).await;
            assert!(detail(&said).contains("Call 112, or say"), "the account's: {said}");
            assert_eq!(said["title"], "Something is missing or not right.");
        }
        let said = report(&merel, &by_token("nl"), &no_call).await;
        assert!(
            detail(&said).contains("Bel 112, of zeg"),
            "a program that asks for Dutch gets it: {said}"
        );

        // What cannot be read at all, too; what the reader of JSON says is quoted.
        let typo = json!({"behavior": {}});
        for (language, words) in [("nl", "zoals de API hem beschrijft"), ("en", "as the API describes it")] {
            let said = report(&merel, &by_token(language), &typo).await;
            let detail = said["detail"].as_str().unwrap();
            assert!(detail.contains(words) && detail.contains("behavior"), "{said}");
            assert_eq!(said["type"], "/problems/unreadable", "codes stay");
        }
    })
    .await;
}

#[tokio::test]
async fn in_belgium_a_fault_says_101() {
    tell_in(
        "BE",
        |_| (),
        async |world| {
            let merel = world.member("Merel", Role::Member).await;
            let token = format!("Bearer {}", merel.token);
            let said = report(&merel, &[("authorization", &token)], &json!({"kind": "burglary"})).await;
            let text = said.to_string();
            assert!(text.contains("101") && !text.contains("112"), "{said}");
            for path in ["/nothing-here", "/groups/none", "/settings/none"] {
                let page = merel.look(&format!("{}{path}", merel.base)).await.expect(404).text;
                assert!(page.contains("Bel 101") && !page.contains("Bel 112"), "{path}: {page}");
            }
            // Nobody is known: the installation is Dutch.
            let page = Browser::fresh(world).get("/nothing-here").await.expect(404).text;
            assert!(page.contains("Bel 112"), "{page}");
        },
    )
    .await;
    let belgian = |app: &mut saar_server::app::App| app.country = "BE".into();
    tell_in("BE", belgian, async |world| {
        let browser = Browser::fresh(world);
        let page = browser.get("/nothing-here").await.expect(404).text;
        assert!(page.contains("Bel 101"), "{page}");
        let page = browser.post("/sign-in", &[("email", "x")]).await.expect(422).text;
        assert!(page.contains("Bel 101") && !page.contains("Bel 112"), "{page}");
        let dutch = world.another_group().await;
        let kauw = world.member_of(dutch, "Kauw", Role::Member).await;
        let page = kauw.look(&format!("{}/nothing-here", kauw.base)).await.expect(404).text;
        assert!(page.contains("Bel 112"), "their own group's: {page}");
    })
    .await;
}

async fn put(world: &World, person: Option<&Person>, path: &str) -> Answer {
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    let mut request = http
        .put(format!("{}{path}", world.base))
        .header("sec-fetch-site", "same-origin");
    if let Some(person) = person {
        request = request.header("cookie", format!("saar={}", person.session));
    }
    read(request.send().await.unwrap()).await
}

#[tokio::test]
async fn a_method_that_is_not_there_is_answered_in_words() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        let answer = put(world, Some(&merel), &format!("/groups/{}", merel.group))
            .await
            .expect(405);
        assert!(answer.headers["allow"].to_str().unwrap().contains("GET"));
        assert!(
            answer.text.contains("Zo werkt deze pagina niet") && answer.text.contains("Bel 112"),
            "{}",
            answer.text
        );
        for person in [None, Some(&merel)] {
            let answer = put(world, person, "/api/v1/groups").await.expect(405);
            assert_eq!(answer.headers["content-type"], "application/problem+json");
            assert!(answer.headers["allow"].to_str().unwrap().contains("GET"));
            assert_eq!(answer.json()["type"], "/problems/wrong-method");
        }
        let none = put(world, None, "/api/v1/none").await.expect(404);
        assert_eq!(none.json()["type"], "/problems/not-found");
    })
    .await;
}
