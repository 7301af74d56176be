//! Photos by the rules of a country and a group, and from a browser without scripts.

use super::photo::{stored, upload_id};
use super::photo_files::{form, jpeg, laden};
use crate::world::{Answer, Person, read, tell, tell_in};
use saar_domain::country::PhotoPolicy;
use saar_domain::member::Role;
use saar_server::usecase::photo::set_group_policy;
use serde_json::json;

#[tokio::test]
async fn in_belgium_nobody_can_be_recognised_and_a_group_may_be_stricter() {
    tell_in(
        "BE",
        |_| (),
        async |world| {
            let merel = world.member("Merel", Role::Member).await;
            let file = jpeg(900, 600);
            let burglary = merel.alarm(&world.street(0)).await;
            let url = merel.upload_url(&burglary, &upload_id(1));
            let refused = merel.put(&url, &file, 0, file.len(), "nl").await.expect(403).json();
            assert_eq!(refused["type"], "/problems/photo-wrong-kind");
            let page = merel
                .look(&merel.page(&format!("/incidents/{burglary}")))
                .await
                .expect(200)
                .text;
            assert!(page.contains("Bij deze soort melding mogen geen foto") && !page.contains("data-photos"));

            let mut report = Person::report(&world.street(1));
            report["kind"] = json!("suspicious_vehicle");
            report["behaviour"] = json!({"words": "rijdt stapvoets"});
            let answer = merel.post(&merel.api("/incidents"), &report).await.expect(201).json();
            let incident = answer["id"].as_str().unwrap();
            let upload = merel.photo(incident, 2, &file).await;
            merel.sight(incident, &json!({"photos": [upload]})).await.expect(200);
            let path = merel.photos(incident).await[0]["large"].as_str().unwrap().to_owned();
            let (_, _, bytes) = merel.fetch(&path).await;
            let shown = image::load_from_memory_with_format(&bytes, image::ImageFormat::Jpeg)
                .unwrap()
                .into_rgb8();
            assert_eq!(
                (shown.width(), shown.height()),
                (318, 212),
                "six fields by four, and no more of it anywhere"
            );
            let page = merel
                .look(&merel.page(&format!("/incidents/{incident}")))
                .await
                .expect(200)
                .text;
            assert!(page.contains("data-fields=\"6\""));

            // Without scripts the phone cannot do its part.
            let plain = merel
                .look(&merel.page(&format!("/incidents/{incident}/photo")))
                .await
                .expect(200)
                .text;
            assert!(!plain.contains("multipart/form-data") && plain.contains("alleen met scripts aan"));
            let sent = send_form(&merel, incident, &[("words", "x")], &[&file])
                .await
                .expect(403);
            assert!(sent.text.contains("alleen met scripts aan"));

            set_group_policy(&world.app, world.group, Some(PhotoPolicy::DescriptionOnly))
                .await
                .unwrap();
            let page = merel
                .look(&merel.page(&format!("/incidents/{incident}")))
                .await
                .expect(200)
                .text;
            assert!(page.contains("data-fields=\"6\""), "a group cannot loosen its country");
            set_group_policy(&world.app, world.group, Some(PhotoPolicy::Off))
                .await
                .unwrap();
            let url = merel.upload_url(incident, &upload_id(3));
            let off = merel.put(&url, &file, 0, file.len(), "nl").await.expect(403).json();
            assert_eq!(off["type"], "/problems/photo-off");
            world.settle().await;
        },
    )
    .await;
}

async fn send_form(person: &Person, incident: &str, fields: &[(&str, &str)], files: &[&[u8]]) -> Answer {
    let (media_type, body) = form(fields, files);
    let request = person
        .http
        .post(person.page(&format!("/incidents/{incident}/photo")))
        .header("cookie", format!("saar={}", person.session))
        .header("sec-fetch-site", "same-origin")
        .header("content-type", media_type);
    read(request.body(body).send().await.unwrap()).await
}

#[tokio::test]
async fn a_browser_without_scripts_sends_photos_as_they_are_and_is_told_so() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        let incident = merel.alarm(&world.street(0)).await;
        let page = merel
            .look(&merel.page(&format!("/incidents/{incident}/photo")))
            .await
            .expect(200)
            .text;
        assert!(page.contains("multipart/form-data") && page.contains("zonder scripts gaat hij zoals hij is"));
        let (good, draft) = (laden(), ("draft", "een-formulier"));
        // One of two is no photo: the other is kept, and so are the words.
        let wrong = send_form(&merel, &incident, &[draft, ("words", "Rode jas")], &[&good, b"<svg>"])
            .await
            .expect(422);
        assert!(
            wrong.text.contains("Rode jas") && wrong.text.contains("(SVG)"),
            "{}",
            wrong.text
        );
        let kept = wrong.text.split("name=\"photo\" value=\"").nth(1).unwrap();
        let kept = kept.split('"').next().unwrap();
        assert_eq!(stored(world).await, 2);
        let fields = [draft, ("words", "Rode jas"), ("photo", kept)];
        for _ in 0..2 {
            // The same form twice is one addition.
            let sent = send_form(&merel, &incident, &fields, &[b""]).await.expect(303);
            assert!(sent.location().contains(&incident), "{}", sent.location());
        }
        assert_eq!(merel.photos(&incident).await.len(), 1);
        let many: Vec<&[u8]> = vec![&good; 5];
        assert_eq!(send_form(&merel, &incident, &[], &many).await.status, 422);
        send_form(&merel, &incident, &[("draft", "ander")], &[])
            .await
            .expect(422);
        let other = world.another_group().await;
        let kauw = world.member_of(other, "Kauw", Role::Member).await;
        let stranger = Person {
            group: merel.group,
            ..kauw
        };
        send_form(&stranger, &incident, &[], &[&good]).await.expect(404);
        world.settle().await;
    })
    .await;
}
