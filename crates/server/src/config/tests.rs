use super::*;
use std::path::Path;

fn load_with(
    file: Option<(&Path, &str)>,
    environment: &[(&str, &str)],
    flags: &[(&'static str, &str)],
) -> Result<Settings, Problems> {
    if let Some((path, text)) = file {
        std::fs::write(path, text).unwrap();
    }
    load(&Sources {
        file: file.map(|(path, _)| path.to_path_buf()),
        environment: environment
            .iter()
            .map(|(name, value)| (name.into(), value.into()))
            .collect(),
        flags: flags.iter().map(|(key, value)| (*key, (*value).to_owned())).collect(),
    })
}

fn in_file(text: &str) -> Result<Settings, String> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("saar.toml");
    load_with(Some((&path, text)), &[], &[])
        .map_err(|problems| problems.to_string().replace(&path.display().to_string(), "saar.toml"))
}

#[test]
fn the_later_source_wins_and_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("saar.toml");
    let text = "listen = \"127.0.0.1:1\"\nlog = \"debug\"\ndata_dir = \"/a\"\n[smtp]\nport = 25\n";
    let environment = [
        ("SAAR_LISTEN", "127.0.0.1:2"),
        ("SAAR_DATA_DIR", "/b"),
        ("SAAR_SMTP_PORT", "26"),
    ];
    let settings = load_with(Some((&path, text)), &environment, &[("listen", "127.0.0.1:3")]).unwrap();
    assert_eq!(settings.listen.port(), 3);
    assert_eq!(settings.places["listen"], Place::Flag("listen".into()));
    assert_eq!(settings.data_dir, Path::new("/b"));
    assert_eq!(settings.places["data_dir"], Place::Variable("SAAR_DATA_DIR".into()));
    assert_eq!(settings.log.0, "debug");
    assert_eq!(settings.places["log"], Place::File { path, line: 2 });
    assert_eq!(settings.smtp_port, 26);
    assert_eq!(settings.places["public_url"], Place::Default);
    assert_eq!(settings.database(), "sqlite:/b/saar.db");
}

#[test]
fn what_is_wrong_is_named_with_its_place_and_mend() {
    for (text, expected) in [
        (
            "listn = \"x\"",
            "saar.toml:1: listn is no setting; did you mean listen?",
        ),
        (
            "\n[smtp]\nhots = \"x\"",
            "saar.toml:3: smtp.hots is no setting; did you mean smtp.host?",
        ),
        (
            "colour = 1",
            "saar.toml:1: colour is no setting; see every setting with: saar config example",
        ),
        (
            "\nlisten = 8080",
            "saar.toml:2: listen cannot be \"8080\"; expected an address and a port",
        ),
        ("listen = { port = 1 }", "saar.toml:1: listen cannot be a inline table"),
        (
            "[smtp]\ntls = \"ssl\"",
            "saar.toml:2: smtp.tls cannot be \"ssl\"; expected none",
        ),
        ("public_url = \"http://saar.example.org\"", "https://"),
        ("public_url = \"https://saar.example.org/path\"", "without a path"),
        ("log = \"verbose\"", "saar.toml:1: log cannot be \"verbose\""),
        (
            "listen = \"127.0.0.1:1\"\n\"",
            "saar.toml:2: the line is not understood",
        ),
        ("smtp = 3", "saar.toml:1: smtp is no setting"),
        ("[smtp]\nhost = \"mail.example.org\"", "settings: smtp.from is missing"),
        (
            "push_extra_origins = [\"https://x/y\"]",
            "saar.toml:1: push_extra_origins holds a wrong item",
        ),
        (
            "public_url = \"https://a.example.org\"\nletters_to_log = true",
            "saar.toml:2: letters_to_log is for localhost only",
        ),
        (
            "[map]\nbackground = \"google\"",
            "saar.toml:2: map.background cannot be \"google\"; expected plan, pdok, osm, or the address of tiles",
        ),
        (
            "[map]\nbackground = \"https://tiles.example.org/{z}/{x}/{y}.png\"",
            "settings: map.credit is missing; say whom to thank",
        ),
        (
            "database_url = \"mysql://x\"",
            "saar.toml:1: database_url names no database",
        ),
    ] {
        let problems = in_file(text).unwrap_err();
        let inline = problems.replace("a table", "a inline table");
        assert!(
            problems.contains(expected) || inline.contains(expected),
            "{text}\n{problems}"
        );
    }
}

#[test]
fn everything_wrong_is_said_at_once_and_secrets_never() {
    let text = "listen = \"x\"\nlog_format = \"xml\"\n[smtp]\nhost = \"mail.example.org\"\npassword = \"\"\nfrom = \"nobody\"\n";
    let problems = in_file(text).unwrap_err();
    assert_eq!(problems.lines().count(), 3, "{problems}");
    let text = "[smtp]\nhost = \"mail.example.org\"\ntls = \"none\"\nuser = \"u\"\npassword = \"geheim\"\nfrom = \"a@example.org\"\n";
    let problems = in_file(text).unwrap_err();
    assert!(
        problems.contains("smtp.tls cannot be none with a password") && !problems.contains("geheim"),
        "{problems}"
    );
    let settings = in_file(&text.replace("none", "starttls")).unwrap();
    let report = check::report(&settings);
    assert!(
        report.contains("smtp.password") && report.contains("********") && !report.contains("geheim"),
        "{report}"
    );
    assert!(!format!("{settings:?}").contains("geheim"));
}

#[test]
fn a_slip_in_a_variable_is_a_mistake_and_another_programs_is_not() {
    let slip = load_with(None, &[("SAAR_LISTN", "127.0.0.1:1")], &[])
        .unwrap_err()
        .to_string();
    assert_eq!(slip, "SAAR_LISTN: SAAR_LISTN is no setting; did you mean SAAR_LISTEN?");
    for other in [
        "SAAR_BIN",
        "SAAR_CHROMIUM",
        "SAAR_FAULT",
        "SAAR_API_TOKEN",
        "SAAR_BENCH_SERVER",
    ] {
        assert!(load_with(None, &[(other, "x")], &[]).is_ok(), "{other}");
    }
}

#[test]
fn the_named_file_has_to_be_there() {
    let missing = Path::new("is-not-there.toml");
    let sources = Sources {
        file: Some(missing.into()),
        ..Sources::default()
    };
    assert!(load(&sources).unwrap_err().to_string().starts_with("is-not-there.toml"));
    let by_variable = load_with(None, &[("SAAR_CONFIG", "is-not-there.toml")], &[]);
    assert!(by_variable.unwrap_err().to_string().starts_with("is-not-there.toml"));
}

/// The example file with everything set.
fn example_uncommented() -> String {
    example::file()
        .lines()
        .map(|line| line.strip_prefix('#').filter(|rest| !rest.starts_with(' ')).unwrap_or(line))
        // Of the two ways to give a password only one may stand.
        .filter(|line| !line.starts_with("password ="))
        .map(|line| format!("{line}\n"))
        .collect()
}

#[test]
fn every_line_of_the_example_is_a_setting_that_is_understood() {
    let settings = in_file(&example_uncommented()).unwrap();
    let from_file = settings
        .places
        .values()
        .filter(|place| matches!(place, Place::File { .. }))
        .count();
    assert_eq!(from_file, TABLE.len() - 1);
}

#[test]
fn the_report_says_every_setting_as_it_was_set() {
    let report = check::report(&in_file(&example_uncommented()).unwrap());
    assert_eq!(report.lines().count(), TABLE.len(), "{report}");
    for (setting, line) in TABLE.iter().zip(report.lines()) {
        let (key, rest) = line.split_once(' ').unwrap();
        assert_eq!(key, setting.key, "{report}");
        if setting.kind == table::Kind::Secret {
            assert!(rest.trim_start().starts_with("- "), "it is left out: {line}");
            continue;
        }
        assert!(!rest.trim_start().starts_with("- "), "{line}");
        for item in setting.sample.split(',') {
            assert!(rest.contains(item), "{line}");
        }
    }
    // What the example shows of these two is what they are when nobody sets them.
    let report = check::report(&in_file("default_country = \"BE\"\n[founding]\napproval = true\n").unwrap());
    let shown = |key: &str| {
        let line = report.lines().find(|line| line.starts_with(key)).unwrap();
        line.split_whitespace().nth(1).unwrap().to_owned()
    };
    assert_eq!(shown("default_country"), "BE");
    assert_eq!(shown("founding.approval"), "true");
}

#[test]
fn names_follow_from_the_table() {
    let setting = Setting::of("smtp.password_file").unwrap();
    assert_eq!(
        (setting.variable().as_str(), setting.flag().as_deref()),
        ("SAAR_SMTP_PASSWORD_FILE", Some("smtp-password-file"))
    );
    assert_eq!(
        Setting::of("smtp.password").unwrap().flag(),
        None,
        "flags are read by every user of the machine"
    );
    let mut variables: Vec<String> = TABLE.iter().map(Setting::variable).collect();
    variables.sort();
    variables.dedup();
    assert_eq!(variables.len(), TABLE.len());
}
