//! A file of people with the real program: what its files and its log hold afterwards, read byte for byte.

use crate::GROUP;
use crate::neighbour::moves_in;
use crate::program::Home;
use saar_domain::member::Role;
use saar_server::config::Settings;
use saar_server::serve::{Mode, Replacements, assemble};
use saar_server::usecase::sign_in;
use saar_store::account;
use saar_store::testing::files::files_holding;
use std::path::PathBuf;

const FILE: &str = "naam;telefoon;e-mail\nXqmerel Hof;06-00009901;post@xq.example.org\nXqels;geen nummer xq-rommel;\n";
const MARKERS: [&str; 6] = ["Xqmerel", "00009901", "xq.example", "Xqels", "xq-rommel", "xq-bestand"];

/// An admin signs in; the group's id and the session.
async fn admin(home: &Home) -> (String, String) {
    home.ok(&GROUP);
    let listed = home.ok(&["group", "list"]);
    let group = listed.split(' ').next().unwrap().to_owned();
    let mut settings = Settings::defaults().unwrap();
    settings.data_dir = home.path("data");
    let assembly = assemble(&settings, Mode::Command, Replacements::default())
        .await
        .unwrap();
    let app = &assembly.app;
    moves_in(app, group.parse().unwrap(), "Merel", Role::Admin).await;
    let mut tx = app.db.write().await.unwrap();
    let found = account::find_by_email(&mut tx, &app.sealer, "merel@example.org").await;
    let session = sign_in::new_session(app, &mut tx, found.unwrap().unwrap().id, "Test")
        .await
        .unwrap();
    tx.commit().await.unwrap();
    app.keys.close().await;
    app.db.close().await;
    (group, session)
}

#[tokio::test]
async fn nothing_of_a_file_is_in_a_file_or_in_the_log() {
    let home = Home::new();
    let (group, session) = admin(&home).await;
    let server = home.serve(&["--log=trace"]);
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    let edge = "edge-of-a-form-xy";
    let url = format!("http://{}/groups/{group}/admin/import", server.address);
    let send = async |file: &str| {
        let form = format!(
            "--{edge}\r\ncontent-disposition: form-data; name=\"file\"; filename=\"xq-bestand.csv\"\r\n\r\n{file}\r\n--{edge}--\r\n"
        );
        let request = http
            .post(&url)
            .header("cookie", format!("saar={session}"))
            .header("sec-fetch-site", "same-origin")
            .header("content-type", format!("multipart/form-data; boundary={edge}"));
        let answer = request.body(form).send().await.unwrap();
        (answer.status().as_u16(), answer.text().await.unwrap())
    };
    let (status, page) = send(FILE).await;
    assert!(
        status == 200 && page.contains("Xqmerel") && page.contains("00009901"),
        "{status} {page}"
    );
    // One that is refused, with a piece of it in what the reader says.
    let (status, page) = send("xq-rommel Xqmerel 00009901").await;
    assert_eq!(status, 422, "{page}");
    let absent = |when: &str| {
        for marker in MARKERS {
            let found = files_holding(&home.path(""), marker.as_bytes());
            assert_eq!(found, Vec::<PathBuf>::new(), "{marker} {when}");
        }
    };
    absent("while it runs");
    let ended = server.terminate();
    absent("when it has ended");
    assert!(ended.err.len() + ended.out.len() > 200, "it says a lot: {}", ended.err);
    for said in [&ended.out, &ended.err] {
        for marker in MARKERS {
            assert!(!said.contains(marker), "{marker} is in the log");
        }
    }
}
