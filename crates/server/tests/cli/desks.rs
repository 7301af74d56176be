//! `saar desks`: what a municipality says of where matters go.

use crate::program::Home;

const FILE: &str = "\
country = \"NL\"
municipality = \"Voorbeeldstad\"

[desks.lamp]
name = \"Meldpunt openbare ruimte\"
phone = \"14 0123\"

[desks.noise]
name = \"Team handhaving\"
url = \"https://www.example.org/lawaai\"
";

#[test]
fn desks_are_loaded_shown_and_taken_away_and_mistakes_name_their_desk() {
    let home = Home::new();
    let write = |text: &str| std::fs::write(home.path("desks.toml"), text).unwrap();
    write(FILE);
    let ran = home.run(&["desks", "import", "desks.toml"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert!(ran.err.contains("Voorbeeldstad (NL): 2 desks are there"), "{}", ran.err);
    let shown = home.run(&["desks", "show"]).out;
    assert!(
        shown.contains("Meldpunt openbare ruimte: 14 0123") && shown.contains("https://www.example.org/lawaai"),
        "{shown}"
    );
    // Nothing of a file with a mistake is taken.
    write(&FILE.replace("14 0123", "112").replace("https", "http"));
    let wrong = home.fails(&["desks", "import", "desks.toml"], 1);
    assert!(
        wrong.contains("desks.lamp: phone is the emergency number")
            && wrong.contains("desks.noise: url is no https address"),
        "{wrong}"
    );
    write(&FILE.replace("desks.lamp", "desks.ufo"));
    let unknown = home.fails(&["desks", "import", "desks.toml"], 1);
    assert!(unknown.contains("ufo"), "{unknown}");
    write(&FILE.replace("NL", "FR"));
    let foreign = home.fails(&["desks", "import", "desks.toml"], 1);
    assert!(foreign.contains("country FR"), "{foreign}");
    assert!(home.run(&["desks", "show"]).out.contains("Meldpunt"));
    write(FILE.split("[desks").next().unwrap());
    assert_eq!(home.run(&["desks", "import", "desks.toml"]).code, Some(0));
    assert!(home.run(&["desks", "show"]).err.contains("no desks yet"));
}
