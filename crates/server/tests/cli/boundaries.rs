//! `saar boundaries import`, and `saar group approve`: what an operator does for those who found groups.

use crate::program::Home;

const FILE: &str = r#"{"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"code":"WK01","name":"Elzenwijk"},"geometry":{"type":"Polygon","coordinates":[[[5.0,52.0],[5.01,52.0],[5.01,52.01],[5.0,52.0]]]}},
{"type":"Feature","properties":{"code":"WK02","name":"Kruis"},"geometry":{"type":"Polygon","coordinates":[[[5.0,52.0],[5.01,52.01],[5.01,52.0],[5.0,52.01],[5.0,52.0]]]}}
]}"#;

#[test]
fn boundaries_are_loaded_and_what_cannot_be_is_named_by_its_line() {
    let home = Home::new();
    std::fs::write(home.path("wijken.geojson"), FILE).unwrap();
    let import = ["boundaries", "import", "wijken.geojson", "--level", "district"];
    for _ in 0..2 {
        let ran = home.run(&import);
        assert_eq!(ran.code, Some(0), "{}", ran.err);
        assert!(ran.err.contains("[1/2] reading wijken.geojson"), "{}", ran.err);
        assert!(
            ran.err.contains("left out: line 3: Kruis: A ring crosses"),
            "{}",
            ran.err
        );
        assert!(
            ran.err.contains("1 boundaries of NL are there, 1 were left out"),
            "{}",
            ran.err
        );
    }
    let belgian = home.fails(&[&import[..], &["--country=BE"]].concat(), 1);
    assert!(belgian.contains("nothing in it could be taken"), "{belgian}");
    let missing = home.fails(&["boundaries", "import", "none.geojson", "--level=district"], 1);
    assert!(missing.contains("FILE none.geojson"), "{missing}");
    home.fails(&["boundaries", "import", "wijken.geojson", "--level=street"], 2);
}

#[test]
fn approving_says_what_it_did() {
    let home = Home::new();
    let nowhere = "0193e4a0-0000-7000-8000-000000000001";
    let said = home.fails(&["group", "approve", nowhere], 1);
    assert!(said.contains("no such group; saar group list"), "{said}");
    home.ok(&[
        "group",
        "create",
        "--name=L",
        "--municipality=V",
        "--street=L",
        "--no-qr",
    ]);
    let listed = home.ok(&["group", "list"]);
    let id = listed.split(' ').next().unwrap();
    for (group, reason, why) in [
        (nowhere, "Er is al een groep.", "no such group"),
        (id, "Er is al een groep.", "does not wait for approval"),
        (id, "nee", "10 characters at least"),
    ] {
        let said = home.fails(&["group", "refuse", group, "--reason", reason], 1);
        assert!(said.contains(why), "{said}");
    }
    let ran = home.run(&["group", "approve", id]);
    assert!(
        ran.code == Some(0) && ran.err.contains("did not wait for approval"),
        "{}",
        ran.err
    );
}
