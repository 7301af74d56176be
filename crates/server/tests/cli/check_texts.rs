//! `saar check-texts`.

use crate::program::Home;

#[test]
fn a_labelled_file_is_scored() {
    let home = Home::new();
    let file = home.path("texts.jsonl");
    std::fs::write(
        &file,
        "{\"text\": \"man voelt aan autodeuren\", \"labels\": [\"alarm_ok\"]}\n\n{\"text\": \"bedankt!\", \"labels\": [\"chatter\"]}\n{\"text\": \"groen\", \"labels\": [\"offensive\"]}\n",
    )
    .unwrap();
    let file = file.to_str().unwrap();
    let said = home.ok(&["check-texts", file, "--show-misses"]);
    assert!(said.contains("4: groen\n    is offensive, read as alarm_ok"), "{said}");
    assert!(
        said.contains("3 texts; fine and asked about: 0 of 1; not fine and let through: 1 of 2"),
        "{said}"
    );
    let json: serde_json::Value = serde_json::from_str(&home.ok(&["check-texts", file, "--json"])).unwrap();
    assert_eq!(json["labels"]["chatter"]["precision"], 1.0);
    assert_eq!(json["labels"]["offensive"]["recall"], 0.0);
}

#[test]
fn a_broken_line_is_named() {
    let home = Home::new();
    let file = home.path("texts.jsonl");
    let good = "{\"text\": \"bedankt!\", \"labels\": [\"chatter\"]}\n";
    for (line, why) in [
        ("{\"text\": 1}", "no object with text and labels"),
        ("{\"text\": \"a\", \"labels\": [\"rude\"]}", "unknown label «rude»"),
        (&"x".repeat(70_000), "longer than 65536 bytes"),
    ] {
        std::fs::write(&file, format!("{good}{line}\n")).unwrap();
        let said = home.fails(&["check-texts", file.to_str().unwrap()], 1);
        assert!(said.contains("texts.jsonl:2: ") && said.contains(why), "{said}");
    }
    std::fs::write(&file, "").unwrap();
    assert!(
        home.fails(&["check-texts", file.to_str().unwrap()], 1)
            .contains("there is no line in it")
    );
}
