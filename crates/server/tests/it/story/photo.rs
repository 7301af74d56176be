//! Photos of a sighting: they come in piece by piece, say nothing that their file said, are seen by their group and nobody else, and go.

use super::photo_files::{GPS, announced, jpeg, laden};
use crate::world::{Answer, Person, World, read, tell, until};
use saar_domain::clock::Span;
use saar_domain::id::UploadId;
use saar_domain::limits;
use saar_domain::member::Role;
use saar_store::testing::files;
use serde_json::{Value, json};

/// An id as a phone makes it.
pub(super) fn upload_id(number: u32) -> String {
    format!("0193e4a0-0000-4000-8000-{number:012}")
}

impl Person {
    pub(super) fn upload_url(&self, incident: &str, upload: &str) -> String {
        self.api(&format!("/incidents/{incident}/uploads/{upload}"))
    }

    pub(super) async fn put(&self, url: &str, file: &[u8], from: usize, to: usize, language: &str) -> Answer {
        let request = self
            .http
            .put(url)
            .bearer_auth(&self.token)
            .header("accept-language", language);
        let request = request
            .header("upload-offset", from)
            .header("upload-length", file.len());
        read(request.body(file[from..to].to_vec()).send().await.unwrap()).await
    }

    /// Sends a whole photo; its upload's id.
    pub(super) async fn photo(&self, incident: &str, number: u32, file: &[u8]) -> String {
        let upload = upload_id(number);
        let url = self.upload_url(incident, &upload);
        self.put(&url, file, 0, file.len(), "nl").await.expect(201);
        upload
    }

    pub(super) async fn sight(&self, incident: &str, body: &Value) -> Answer {
        self.post(&self.api(&format!("/incidents/{incident}/sightings")), body)
            .await
    }

    pub(super) async fn photos(&self, incident: &str) -> Vec<Value> {
        let list = self
            .get(&self.api(&format!("/incidents/{incident}/photos")))
            .await
            .expect(200)
            .json();
        list["photos"].as_array().unwrap().clone()
    }

    pub(super) async fn fetch(&self, path: &str) -> (u16, reqwest::header::HeaderMap, Vec<u8>) {
        let answer = self
            .http
            .get(format!("{}{path}", self.base))
            .header("cookie", format!("saar={}", self.session))
            .send()
            .await
            .unwrap();
        (
            answer.status().as_u16(),
            answer.headers().clone(),
            answer.bytes().await.unwrap().to_vec(),
        )
    }
}

fn holds(bytes: &[u8], what: &str) -> bool {
    files::holds(bytes, what.as_bytes())
}

/// How many photos are stored, waiting or not.
pub(super) async fn stored(world: &World) -> i64 {
    let mut tx = world.app.db.read().await.unwrap();
    let row = saar_store::db::sql("SELECT COUNT(*) AS n FROM photo_pictures")
        .one(&mut tx)
        .await
        .unwrap();
    row.get("n").unwrap()
}

#[tokio::test]
async fn a_photo_comes_in_pieces_and_is_seen_with_its_sighting() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        let eik = world.member("Eik", Role::Member).await;
        let phone = world.phone(&eik).await;
        let incident = merel.alarm(&world.street(0)).await;
        world.settle().await;
        // The alarm was heard: news may follow it (ADR 14).
        eik.receipt(&phone.received()[0], "shown").await;
        until("the receipt is written", async || {
            world.receipts_written(&incident).await == 1
        })
        .await;
        let file = jpeg(400, 300);
        let (upload, half) = (upload_id(1), file.len() / 2);
        let url = merel.upload_url(&incident, &upload);

        let first = merel.put(&url, &file, 0, half, "nl").await.expect(200);
        assert_eq!(
            first.json(),
            json!({"offset": half, "length": file.len(), "photo": null})
        );
        // The network went away: the phone asks how far it got.
        let asked = read(merel.http.head(&url).bearer_auth(&merel.token).send().await.unwrap())
            .await
            .expect(200);
        assert_eq!(asked.headers["upload-offset"], half.to_string().as_str());
        assert_eq!(asked.headers["cache-control"], "no-store");
        let wrong = merel.put(&url, &file, 0, half, "nl").await.expect(409);
        assert_eq!(wrong.headers["upload-offset"], half.to_string().as_str());
        assert_eq!(wrong.json()["type"], "/problems/upload-offset");
        // The same id of somebody else is another upload.
        let theirs = read(eik.http.head(&url).bearer_auth(&eik.token).send().await.unwrap()).await;
        assert_eq!(theirs.status, 404);

        let done = merel.put(&url, &file, half, file.len(), "nl").await.expect(201).json();
        let again = merel.put(&url, &file, 0, file.len(), "nl").await.expect(200).json();
        assert_eq!(
            (&again, again["photo"].is_string()),
            (&done, true),
            "the same upload is the same photo"
        );
        assert!(
            merel.photos(&incident).await.is_empty(),
            "nobody sees it before its sighting"
        );

        let body = json!({"words": "Rode jas", "photos": [upload]});
        merel.sight(&incident, &body).await.expect(200);
        world.settle().await;
        let photos = eik.photos(&incident).await;
        assert_eq!(photos.len(), 1);
        assert_eq!((&photos[0]["id"], &photos[0]["width"]), (&done["photo"], &json!(400)));
        assert_eq!(photos[0]["may_remove"], false);
        let (status, headers, bytes) = eik.fetch(photos[0]["large"].as_str().unwrap()).await;
        assert_eq!(status, 200);
        assert!(bytes.starts_with(&[0xff, 0xd8, 0xff]));
        for (name, value) in [
            ("content-type", "image/jpeg"),
            ("cache-control", "no-store"),
            ("content-disposition", "inline"),
            ("x-content-type-options", "nosniff"),
            ("cross-origin-resource-policy", "same-origin"),
        ] {
            assert_eq!(headers[name], value);
        }
        assert!(headers["content-security-policy"].to_str().unwrap().contains("sandbox"));

        // On the page with words that say where it belongs; large on a page of its own.
        let page = eik
            .look(&eik.page(&format!("/incidents/{incident}")))
            .await
            .expect(200)
            .text;
        assert!(page.contains("alt=\"Foto bij inbraak, Beukenpad, "), "{page}");
        assert!(page.contains("met een foto"));
        let own = eik
            .look(&eik.page(&format!(
                "/incidents/{incident}/photos/{}",
                photos[0]["id"].as_str().unwrap()
            )))
            .await;
        assert!(own.expect(200).text.replace("&#x2f;", "/").contains("/large?expires="));

        // Nothing of it leaves the house (EDGES 17).
        let pushed = format!("{:?}", phone.received()).to_lowercase();
        let mailed = format!("{:?}", world.mail.messages_to(&eik.email)).to_lowercase();
        for trace in ["foto", "photo", "rode jas"] {
            assert!(!pushed.contains(trace) && !mailed.contains(trace), "{trace}");
        }
        assert_eq!(phone.received().len(), 2, "the sighting was told");
    })
    .await;
}

#[tokio::test]
async fn where_it_was_taken_is_in_no_answer_and_in_no_file() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        let incident = merel.alarm(&world.street(0)).await;
        let file = laden();
        assert!(holds(&file, GPS));
        let upload = merel.photo(&incident, 1, &file).await;
        merel.sight(&incident, &json!({"photos": [upload]})).await.expect(200);
        // And one that never comes to its end.
        let url = merel.upload_url(&incident, &upload_id(2));
        merel.put(&url, &file, 0, file.len() - 1, "nl").await.expect(200);
        for photo in merel.photos(&incident).await {
            for size in ["small", "large"] {
                let (status, _, bytes) = merel.fetch(photo[size].as_str().unwrap()).await;
                assert_eq!(status, 200);
                for trace in [GPS, "canary", "Exif", "8BIM", "ICC_PROFILE", "MPF", "ns.adobe"] {
                    assert!(!holds(&bytes, trace), "{size} {trace}");
                }
            }
        }
        let page = merel.look(&merel.page(&format!("/incidents/{incident}"))).await;
        assert!(!page.text.contains("canary"));
        // The database on disk, its log included.
        if let Some(path) = world.test.url.strip_prefix("sqlite:") {
            let folder = std::path::Path::new(path.trim_start_matches("//")).parent().unwrap();
            let mut searched = Vec::new();
            for entry in std::fs::read_dir(folder).unwrap() {
                let entry = entry.unwrap();
                let bytes = std::fs::read(entry.path()).unwrap();
                for trace in [GPS, "canary", "52.0907"] {
                    assert!(!holds(&bytes, trace), "{:?} {trace}", entry.file_name());
                }
                // Sealed: not even a JPEG of ours is there as such.
                assert!(!holds(&bytes, "JFIF"), "{:?}", entry.file_name());
                searched.push((
                    entry.file_name().into_string().unwrap(),
                    files::holds(&bytes, &upload.parse::<UploadId>().unwrap().into_bytes()),
                ));
            }
            assert!(
                searched
                    .iter()
                    .any(|(name, has_row)| name.ends_with("-wal") && *has_row),
                "{searched:?}"
            );
        }
        world.settle().await;
    })
    .await;
}

#[tokio::test]
async fn an_address_is_good_for_one_account_and_some_minutes() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        let eik = world.member("Eik", Role::Member).await;
        let elsewhere = world.another_group().await;
        let kauw = world.member_of(elsewhere, "Kauw", Role::Admin).await;
        let incident = merel.alarm(&world.street(0)).await;
        let upload = merel.photo(&incident, 1, &jpeg(40, 30)).await;
        merel.sight(&incident, &json!({"photos": [upload]})).await.expect(200);
        world.settle().await;
        let path = eik.photos(&incident).await[0]["small"].as_str().unwrap().to_owned();
        assert_eq!(eik.fetch(&path).await.0, 200);
        assert_eq!(merel.fetch(&path).await.0, 404, "passed on within the group");
        assert_eq!(kauw.fetch(&path).await.0, 404, "passed on to another group");
        let nobody = read(eik.http.get(format!("{}{path}", world.base)).send().await.unwrap()).await;
        assert_eq!(nobody.status, 401, "no session, no picture");
        for other in [
            path.replace("/small?", "/large?"),
            path.replace("expires=", "expires=9"),
            path.split("&signature").next().unwrap().to_owned(),
            path.split('?').next().unwrap().to_owned(),
            format!("{path}A"),
        ] {
            assert_eq!(eik.fetch(&other).await.0, 404, "{other}");
        }
        // In another group's name it is as if it were not there (EDGES 28).
        let moved = path.replace(&world.group.to_string(), &elsewhere.to_string());
        assert_eq!(kauw.fetch(&moved).await.0, 404);

        world.clock.push(limits::PHOTO_LINK_LIFETIME);
        assert_eq!(eik.fetch(&path).await.0, 404, "expired");
        let fresh = eik.photos(&incident).await[0]["small"].as_str().unwrap().to_owned();
        assert_eq!(eik.fetch(&fresh).await.0, 200);
        eik.leave().await.expect(204);
        assert_eq!(eik.fetch(&fresh).await.0, 404, "who left sees nothing more");
        world.settle().await;
    })
    .await;
}

#[tokio::test]
async fn what_is_no_good_photo_is_said_in_words_that_help() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        let incident = merel.alarm(&world.street(0)).await;
        let good = jpeg(300, 200);
        let heavy = [good.clone(), vec![0; limits::PHOTO_BYTES_MAX]].concat();
        let files: [(&str, Vec<u8>, u16); 9] = [
            ("photo-too-many-pixels", announced(65_500, 65_500), 422),
            ("photo-too-many-pixels", announced(8_660, 5_774), 422),
            (
                "photo-svg",
                b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>".to_vec(),
                415,
            ),
            ("photo-gif", b"GIF89a/*<svg onload=alert(1)>*/=1;".to_vec(), 415),
            ("photo-heic", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic".to_vec(), 415),
            ("photo-avif", b"\0\0\0\x18ftypavif\0\0\0\0mif1avif".to_vec(), 415),
            ("photo-not-a-picture", b"PK\x03\x04\xff\xd8\xff\xe0".to_vec(), 415),
            ("photo-broken", good[..good.len() * 2 / 3].to_vec(), 422),
            ("photo-too-large", heavy, 413),
        ];
        let mut number = 0;
        for (code, file, status) in files {
            for language in ["nl", "en"] {
                number += 1;
                let url = merel.upload_url(&incident, &upload_id(number));
                // A file that is too large is refused by what it announces.
                let to = file.len().min(100_000);
                let problem = merel.put(&url, &file, 0, to, language).await.expect(status).json();
                assert_eq!(problem["type"], format!("/problems/{code}"));
                let title = problem["title"].as_str().unwrap();
                assert!(title.contains(' ') && !title.contains("problem-"), "{language} {title}");
                // It is over, and the id is free again.
                let asked = read(merel.http.head(&url).bearer_auth(&merel.token).send().await.unwrap()).await;
                assert_eq!(asked.status, 404);
            }
        }
        let url = merel.upload_url(&incident, &upload_id(99));
        for (offset, length, field) in [
            (None, Some("10"), "Upload-Offset"),
            (Some("0"), Some("0"), "Upload-Length"),
            (Some("x"), None, "Upload-Offset"),
        ] {
            let mut request = merel.http.put(&url).bearer_auth(&merel.token);
            for (name, value) in [("upload-offset", offset), ("upload-length", length)] {
                if let Some(value) = value {
                    request = request.header(name, value);
                }
            }
            let problem = read(request.body("x").send().await.unwrap()).await.expect(422).json();
            assert_eq!(problem["errors"][0]["field"], field);
        }
        assert_eq!(stored(world).await, 0);
        world.settle().await;
    })
    .await;
}

#[tokio::test]
async fn an_addition_has_a_few_photos_that_are_there() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        let eik = world.member("Eik", Role::Member).await;
        let incident = merel.alarm(&world.street(0)).await;
        let mut uploads = Vec::new();
        for number in 1..=5 {
            uploads.push(merel.photo(&incident, number, &jpeg(40, 30)).await);
        }
        let many = merel
            .sight(&incident, &json!({"words": "x", "photos": uploads}))
            .await
            .expect(422)
            .json();
        assert_eq!(
            (&many["errors"][0]["field"], &many["errors"][0]["max"]),
            (&json!("photos"), &json!(4))
        );
        let gone = merel
            .sight(&incident, &json!({"words": "x", "photos": [upload_id(77)]}))
            .await
            .expect(422)
            .json();
        assert_eq!(gone["errors"][0]["problem"], "not_a_choice");
        // Nobody adds somebody else's.
        eik.sight(&incident, &json!({"photos": [uploads[0]]})).await.expect(422);
        let timeline = |incident: &Value| {
            incident["timeline"]
                .as_array()
                .unwrap()
                .iter()
                .filter(|entry| entry["event"] == "sighted")
                .count()
        };
        assert_eq!(
            timeline(&merel.incident(&incident).await),
            0,
            "a sighting without its photos is none"
        );

        // A page keeps what was typed and what arrived.
        let url = merel.page(&format!("/incidents/{incident}/sightings"));
        let fields = [
            ("words", "Loopt weg"),
            ("photo", uploads[0].as_str()),
            ("photo", "0193e4a0-0000-4000-8000-00000000dead"),
        ];
        let page = merel.submit(&url, &fields).await.expect(422).text;
        assert!(
            page.contains("Loopt weg") && page.contains(&format!("value=\"{}\"", uploads[0])),
            "{page}"
        );

        merel
            .sight(&incident, &json!({"photos": uploads[..4]}))
            .await
            .expect(200);
        assert_eq!(eik.photos(&incident).await.len(), 4);
        // What waits can be taken back; what belongs to a sighting is taken away by its own id.
        let waiting = merel.upload_url(&incident, &uploads[4]);
        for _ in 0..2 {
            read(
                merel
                    .http
                    .delete(&waiting)
                    .bearer_auth(&merel.token)
                    .send()
                    .await
                    .unwrap(),
            )
            .await
            .expect(204);
        }
        assert_eq!(stored(world).await, 8);
        world.settle().await;
    })
    .await;
}

#[tokio::test]
async fn quotas_hold_and_words_go_on() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        let incident = merel.alarm(&world.street(0)).await;
        let file = jpeg(20, 20);
        for number in 0..limits::PHOTOS_PER_ACCOUNT_MAX {
            merel.photo(&incident, number, &file).await;
        }
        let url = merel.upload_url(&incident, &upload_id(999));
        let problem = merel.put(&url, &file, 0, file.len(), "nl").await.expect(429).json();
        assert_eq!(problem["type"], "/problems/photo-account-quota");
        merel.sight(&incident, &json!({"words": "Loopt weg"})).await.expect(200);
        // Uploads that are begun and left take a place for a while.
        let eik = world.member("Eik", Role::Member).await;
        let begin = async |number: usize| {
            let url = eik.upload_url(&incident, &upload_id(u32::try_from(number).unwrap()));
            eik.put(&url, &file, 0, 10, "nl").await
        };
        for number in 0..limits::UPLOADS_PER_ACCOUNT_MAX {
            begin(number).await.expect(200);
        }
        let busy = begin(50).await.expect(503);
        assert!(busy.headers.contains_key("retry-after"));
        world.clock.push(limits::UPLOAD_KEPT);
        world.clock.push(Span::seconds(1));
        begin(50).await.expect(200);
        world.settle().await;
    })
    .await;
}

#[tokio::test]
async fn who_sent_it_or_may_recall_takes_it_away_and_nobody_else() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        let eik = world.member("Eik", Role::Member).await;
        let wilg = world.member("Wilg", Role::Member).await;
        let vink = world.member("Vink", Role::Admin).await;
        let incident = merel.alarm(&world.street(0)).await;
        let uploads = [
            eik.photo(&incident, 1, &jpeg(40, 30)).await,
            eik.photo(&incident, 2, &jpeg(40, 30)).await,
        ];
        eik.sight(&incident, &json!({"photos": uploads})).await.expect(200);
        let photos = eik.photos(&incident).await;
        let url = |at: usize| {
            eik.api(&format!(
                "/incidents/{incident}/photos/{}",
                photos[at]["id"].as_str().unwrap()
            ))
        };
        let delete = async |who: &Person, at: usize| {
            read(who.http.delete(url(at)).bearer_auth(&who.token).send().await.unwrap()).await
        };
        delete(&wilg, 0).await.expect(403);
        delete(&eik, 0).await.expect(204);
        delete(&eik, 0).await.expect(404);
        let page = format!(
            "/incidents/{incident}/photos/{}/remove",
            photos[1]["id"].as_str().unwrap()
        );
        let answer = vink.submit(&vink.page(&page), &[]).await.expect(303);
        assert!(answer.location().ends_with("?done=photo-removed"));
        assert_eq!(stored(world).await, 0);
        assert!(eik.photos(&incident).await.is_empty());
        world.settle().await;
    })
    .await;
}

#[tokio::test]
async fn photos_are_gone_with_a_recall_at_once_and_after_a_day_anyway() {
    tell(async |world| {
        let merel = world.member("Merel", Role::Member).await;
        let recalled = merel.alarm(&world.street(0)).await;
        let upload = merel.photo(&recalled, 1, &jpeg(40, 30)).await;
        merel.photo(&recalled, 2, &jpeg(40, 30)).await;
        merel.sight(&recalled, &json!({"photos": [upload]})).await.expect(200);
        // One on its way when the incident is taken back does not come in any more.
        let file = jpeg(50, 50);
        let url = merel.upload_url(&recalled, &upload_id(3));
        merel.put(&url, &file, 0, 20, "nl").await.expect(200);
        assert_eq!(stored(world).await, 4);
        merel.close(&recalled, "known_person").await.expect(200);
        assert_eq!(
            stored(world).await,
            0,
            "in the recall's own transaction, the waiting one as well"
        );
        let late = merel.put(&url, &file, 20, file.len(), "nl").await.expect(409).json();
        assert_eq!(late["type"], "/problems/ended");

        let incident = merel.alarm(&world.street(1)).await;
        let upload = merel.photo(&incident, 4, &file).await;
        merel.sight(&incident, &json!({"photos": [upload]})).await.expect(200);
        merel.photo(&incident, 5, &file).await;
        world.settle().await;
        merel.close(&incident, "police_resolved").await.expect(200);
        world.pass(Span::minutes(61)).await;
        assert_eq!(
            stored(world).await,
            2,
            "what waited for nothing is gone within the hour"
        );
        world.pass(Span::minutes(22 * 60 + 58)).await;
        assert_eq!(
            merel.photos(&incident).await.len(),
            1,
            "a closed incident keeps its photos for the day"
        );
        world.clock.push(Span::minutes(1));
        assert!(
            merel.photos(&incident).await.is_empty(),
            "gone on the minute, before the clock comes round"
        );
        world.pass(Span::seconds(1)).await;
        assert_eq!(stored(world).await, 0);
    })
    .await;
}
