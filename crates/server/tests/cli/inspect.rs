//! `saar inspect`: support looks at a file that somebody brought.

use crate::program::Home;
use std::io::Write as _;

const CHAT: &str = "31-12-2025 23:40 - Els heeft Jan toegevoegd\n31-12-2025 23:41 - Els: <Media weggelaten>\n31-12-2025 23:42 - 0475 00 00 01: dank\n";

/// What it printed, and how it ended.
fn inspect(home: &Home, words: &[&str]) -> (Option<i32>, serde_json::Value) {
    let ran = home.run(&[&["inspect"], words].concat());
    assert_eq!(ran.err, "", "progress is for terminals");
    (ran.code, serde_json::from_str(&ran.out).unwrap())
}

fn zipped(home: &Home, name: &str, entries: &[(&str, &[u8])]) {
    let mut zip = zip::ZipWriter::new(std::fs::File::create(home.path(name)).unwrap());
    for (entry, bytes) in entries {
        zip.start_file(*entry, zip::write::SimpleFileOptions::default())
            .unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap();
}

#[test]
fn a_chat_and_its_zip_are_shown_and_nothing_is_kept() {
    let home = Home::new();
    std::fs::write(home.path("_chat.txt"), CHAT).unwrap();
    let (code, plain) = inspect(&home, &["_chat.txt", "--country=be"]);
    assert_eq!(
        (code, plain["readable"].as_bool(), plain["kind"].as_str()),
        (Some(0), Some(true), Some("chat"))
    );
    assert_eq!(
        (plain["counts"]["messages"].as_u64(), plain["counts"]["media"].as_u64()),
        (Some(2), Some(1))
    );
    assert_eq!(plain["counts"]["system_lines"], 1);
    assert_eq!(plain["layout"]["phone"], "android");
    assert_eq!(plain["last"], "2025-12-31T23:42:00");
    assert_eq!(plain["candidates"][1]["phones"][0], "+32475000001");
    zipped(
        &home,
        "export.zip",
        &[
            ("IMG-1.jpg", b"\xff\xd8"),
            ("WhatsApp Chat met Hof.txt", CHAT.as_bytes()),
        ],
    );
    let (code, zipped) = inspect(&home, &["export.zip", "--country", "BE"]);
    assert_eq!(
        (code, zipped["file"]["entry"].as_str()),
        (Some(0), Some("WhatsApp Chat met Hof.txt"))
    );
    assert_eq!(
        (&zipped["counts"], &zipped["candidates"]),
        (&plain["counts"], &plain["candidates"])
    );
    assert!(!home.path("data").exists(), "nothing is made");
}

#[test]
fn what_cannot_be_read_is_refused_with_its_line() {
    let home = Home::new();
    let refused = |name: &str| {
        let (code, said) = inspect(&home, &[name]);
        assert_eq!((code, said["readable"].as_bool()), (Some(1), Some(false)), "{name}");
        let refusal = &said["refusals"][0];
        assert!(refusal["sentence"].as_str().unwrap().ends_with('.'), "{said}");
        (refusal["line"].as_u64(), refusal["code"].as_str().unwrap().to_owned())
    };
    std::fs::write(home.path("list.txt"), "\nmelk\n").unwrap();
    assert_eq!(refused("list.txt"), (Some(2), "no_messages".into()));
    assert_eq!(refused("nowhere.txt"), (None, "cannot_open".into()));
    assert_eq!(refused("."), (None, "cannot_open".into()));
    std::fs::write(home.path("torn.zip"), b"PK\x03\x04torn").unwrap();
    assert_eq!(refused("torn.zip"), (None, "broken_zip".into()));
    zipped(&home, "pictures.zip", &[("a.jpg", b"x")]);
    assert_eq!(refused("pictures.zip"), (None, "no_text_in_zip".into()));
    zipped(&home, "two.zip", &[("a.txt", b"x"), ("b.txt", b"x")]);
    assert_eq!(refused("two.zip"), (None, "several_in_zip".into()));
    zipped(&home, "bomb.zip", &[("_chat.txt", &vec![b'a'; 3_000_000])]);
    assert_eq!(refused("bomb.zip"), (None, "zip_bomb".into()));
    std::fs::write(home.path("huge.txt"), vec![b'\n'; 33 * 1024 * 1024]).unwrap();
    assert_eq!(refused("huge.txt"), (None, "too_many_bytes".into()));
}

#[test]
fn contacts_tables_and_areas_are_told_by_their_content() {
    let home = Home::new();
    std::fs::write(
        home.path("contacts"),
        "BEGIN:VCARD\nVERSION:3.0\nFN:Els\nTEL:06-00000001\nEND:VCARD\n",
    )
    .unwrap();
    std::fs::write(
        home.path("leden.csv"),
        "Naam;Telefoon\nEls;06-00000001\nels;06 0000 0001\n",
    )
    .unwrap();
    let area =
        "{\"type\":\"Polygon\",\"coordinates\":[[[155000,463000],[155500,463000],[155500,463500],[155000,463500]]]}";
    std::fs::write(home.path("hof.geojson"), area).unwrap();
    let (code, cards) = inspect(&home, &["contacts"]);
    assert_eq!(
        (code, cards["kind"].as_str(), cards["layout"]["version"].as_str()),
        (Some(0), Some("vcard"), Some("3.0"))
    );
    let (code, table) = inspect(&home, &["leden.csv"]);
    assert_eq!(
        (code, table["candidates"][1]["duplicate_of"].as_u64()),
        (Some(0), Some(1))
    );
    assert_eq!(table["layout"]["columns"], serde_json::json!(["name", "phone"]));
    let (code, refused) = inspect(&home, &["hof.geojson"]);
    assert_eq!(
        (code, refused["refusals"][0]["code"].as_str()),
        (Some(1), Some("rd_coordinates"))
    );
    let (code, converted) = inspect(&home, &["hof.geojson", "--convert-rd"]);
    assert_eq!((code, converted["area"]["coordinates"].as_str()), (Some(0), Some("rd")));
    assert_eq!(converted["repairs"][0]["code"], "ring_closed");
    // Said otherwise, it is read otherwise.
    let (code, forced) = inspect(&home, &["leden.csv", "--kind", "chat"]);
    assert_eq!(
        (code, forced["refusals"][0]["code"].as_str()),
        (Some(1), Some("no_messages"))
    );
}
