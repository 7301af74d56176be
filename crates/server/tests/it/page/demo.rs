//! What must never leave: a dial from a demo or a drill (EDGES 1), anything from triage (21, 22), words in a share text (23).

use super::{Browser, alarm_form, attribute, plain, survey};
use crate::world::{tell, tell_in};

const DIALS: [&str; 2] = ["tel:112", "tel:101"];

#[tokio::test]
async fn no_page_of_a_demo_dials() {
    for country in ["NL", "BE"] {
        let demo = |app: &mut saar_server::app::App| app.demo = true;
        tell_in(country, demo, async |world| {
            let mut survey = survey(world).await;
            survey.pages.extend(["/", "/demo"].map(str::to_owned));
            for browser in [
                Browser::of(world, &survey.admin),
                Browser::of(world, &survey.member),
                Browser::fresh(world),
            ] {
                for path in &survey.pages {
                    let page = browser.get(path).await;
                    assert!(page.status < 500, "{path}: {}", page.status);
                    for dial in DIALS {
                        assert!(!page.text.contains(dial), "{country} {path} has {dial}");
                    }
                    if page.status == 200 && !path.ends_with("/fragment") {
                        assert!(page.text.contains("DEMO"), "{path} does not say DEMO");
                    }
                }
            }
            // What forms answer with, too.
            let browser = Browser::of(world, &survey.member);
            let (street, group) = (world.street(0), survey.group);
            for fields in [vec![], alarm_form(&street, "nog een")] {
                let answer = browser.post(&format!("/groups/{group}/alarm"), &fields).await;
                assert!([409, 422].contains(&answer.status));
                assert!(DIALS.iter().all(|dial| !answer.text.contains(dial)));
            }
            world.settle().await;
        })
        .await;
    }
}

#[tokio::test]
async fn no_page_of_a_drill_dials_but_the_real_ones_do() {
    tell(async |world| {
        let survey = survey(world).await;
        let browser = Browser::of(world, &survey.member);
        let (group, drill) = (survey.group, &survey.drill);
        let at = format!("/groups/{group}/incidents/{drill}");
        browser
            .post(&format!("{at}/sightings"), &[("direction", "n")])
            .await
            .expect(303);
        let mut pages = Vec::new();
        for path in [format!("/groups/{group}/drill"), at.clone(), format!("{at}/fragment")] {
            pages.push(browser.get(&path).await.expect(200));
        }
        pages.push(browser.post(&format!("/groups/{group}/drill"), &[]).await.expect(422));
        pages.push(browser.post(&format!("{at}/sightings"), &[]).await.expect(422));
        pages.push(
            browser
                .post(&format!("/groups/{group}/drill"), &alarm_form(&world.street(2), "x"))
                .await
                .expect(409),
        );
        for page in pages {
            assert!(page.text.contains("OEFENING"), "{}", page.text);
            assert!(DIALS.iter().all(|dial| !page.text.contains(dial)), "{}", page.text);
        }
        // The test itself can fail: the real pages do dial.
        for path in ["/alarm".to_owned(), format!("/incidents/{}", survey.incidents[0])] {
            assert!(
                browser
                    .get(&format!("/groups/{group}{path}"))
                    .await
                    .text
                    .contains("tel:112")
            );
        }
        world.settle().await;
    })
    .await;
}

#[tokio::test]
async fn triage_sends_nothing_and_leaves_no_trace() {
    tell(async |world| {
        let survey = survey(world).await;
        let browser = Browser::of(world, &survey.member);
        let page = browser
            .get(&format!("/groups/{}/triage", survey.group))
            .await
            .expect(200)
            .text;
        let main = page.split("<main").nth(1).unwrap().split("</main>").next().unwrap();
        for sender in [
            "<form",
            "<input",
            "<button",
            "<iframe",
            "<img",
            "<script",
            "data-live",
            "formaction",
            "ping=",
        ] {
            assert!(!main.contains(sender), "{sender}");
        }
        assert!(main.contains("<details"));
        let details = main
            .split("<details")
            .skip(1)
            .map(|rest| rest.split("</details>").next().unwrap());
        for way in details {
            let links: Vec<String> = way
                .split("<a ")
                .skip(1)
                .filter_map(|tag| attribute(&format!(" {tag}"), "href"))
                .collect();
            // Numbers of desks, 144 among them, and never the one for an emergency.
            let dials = |link: &String| link.strip_prefix("tel:").is_some_and(|number| number != "112");
            assert!(
                links.iter().all(dials),
                "an address would stay in the history: {links:?}"
            );
            assert!(
                !way.contains(" id=") && !way.contains(" name="),
                "an anchor would change the address"
            );
        }
    })
    .await;
}

#[tokio::test]
async fn into_a_chat_go_kind_street_call_and_link_alone() {
    tell(async |world| {
        let merel = world.member("Merel", saar_domain::member::Role::Member).await;
        let browser = Browser::of(world, &merel);
        let street = world.street(0);
        for (call, expected) in [
            (
                "me",
                "Alarm inbraak Beukenpad. 112 is gebeld om 23:40, bel niet nog eens. Kijk hier: ",
            ),
            (
                "cannot_call",
                "Alarm inbraak Beukenpad. Nog niemand belde 112: bel als u kunt. Kijk hier: ",
            ),
        ] {
            let typed = [
                ("words", "klimt over een schutting"),
                ("appearance", "groene jas"),
                ("call", call),
            ];
            let mut form = super::with(&alarm_form(&street, call), &typed);
            let candidates = merel.get(&merel.api("/incidents")).await.json();
            let seen = candidates["incidents"][0]["id"].as_str().unwrap_or_default().to_owned();
            form.push(("not_the_same_as", &seen));
            let sent = browser
                .post(&format!("/groups/{}/alarm", merel.group), &form)
                .await
                .expect(303);
            let page = browser.follow(&sent).await.expect(200).text;
            let text = page
                .split("id=\"share-text\">")
                .nth(1)
                .unwrap()
                .split('<')
                .next()
                .unwrap();
            let url = format!("{}{}", world.base, sent.location().split('?').next().unwrap());
            assert_eq!(plain(text), format!("{expected}{url}"));
            let link = page
                .split("href=\"https://wa.me/?text=")
                .nth(1)
                .unwrap()
                .split('"')
                .next()
                .unwrap();
            let encoded = format!("text={}", plain(link));
            let (_, decoded) = url::form_urlencoded::parse(encoded.as_bytes()).next().unwrap();
            assert_eq!(decoded, format!("{expected}{url}"));
        }
        world.settle().await;
    })
    .await;
}
