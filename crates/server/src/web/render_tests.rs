//! Every template with invented views, in Dutch, Flemish and English: strict, safe and without a wrong number.

use std::sync::{Arc, LazyLock};

use super::super::view::sample;
use super::*;

const READERS: [(&str, &str); 4] = [("nl", "NL"), ("nl", "BE"), ("en", "NL"), ("en", "BE")];

fn renderer() -> Renderer {
    Renderer::new(&Arc::new(I18n::new().unwrap()), true)
}

/// Name, sample and page of every sample in every language, rendered once for all tests.
static PAGES: LazyLock<Vec<(String, sample::Sample, String)>> = LazyLock::new(|| {
    let renderer = renderer();
    let mut pages = Vec::new();
    for (lang, country) in READERS {
        for sample in sample::pages(lang, country) {
            let name = format!("{}-{}.{lang}-{country}", sample.template, sample.variant);
            let html = renderer
                .page(sample.template, &sample.page, &sample.view)
                .unwrap_or_else(|error| panic!("{name}: {error:#}"));
            pages.push((name, sample, html));
        }
    }
    pages
});

fn page(name: &str) -> &'static str {
    PAGES
        .iter()
        .find(|(found, ..)| found == name)
        .map(|(.., html)| html.as_str())
        .unwrap()
}

#[test]
fn every_page_renders_strictly_in_every_language() {
    // Set to look at the pages in a browser: each sample becomes a file.
    if let Some(folder) = std::env::var_os("SAAR_SAMPLES_DIR") {
        for (name, _, html) in PAGES.iter() {
            std::fs::write(std::path::Path::new(&folder).join(format!("{name}.html")), html).unwrap();
        }
    }
    for file in Templates::iter().filter(|file| file.starts_with("page/")) {
        assert!(
            PAGES
                .iter()
                .any(|(_, sample, _)| format!("page/{}.html", sample.template) == file.as_ref()),
            "{file} has no sample"
        );
    }
}

#[test]
fn pages_obey_the_content_security_policy() {
    for (name, _, html) in PAGES.iter() {
        assert!(!html.contains(" style="), "{name}: inline style");
        assert!(!html.contains("<style"), "{name}: style element");
        assert!(!html.contains("javascript:"), "{name}: script in a link");
        for (at, _) in html.match_indices("<script") {
            let ours = ["app.js", "alarm.js", "photo.js", "passkey.js", "area.js", "import.js"]
                .map(|file| format!("<script type=\"module\" src=\"/assets/{file}"));
            assert!(
                ours.iter().any(|tag| html[at..].starts_with(tag)),
                "{name}: inline script"
            );
        }
        for handler in [" onclick=", " onload=", " onsubmit=", " onchange="] {
            assert!(!html.contains(handler), "{name}: {handler}");
        }
    }
}

#[test]
fn what_people_write_is_escaped() {
    let wrong = page("alarm-wrong.nl-NL");
    assert!(wrong.contains("&lt;nummer&gt;"));
    assert!(!wrong.contains("<nummer>"));
}

/// EDGES 1: no surface of the demo or a drill dials.
#[test]
fn demo_and_drill_never_dial() {
    let mut checked = 0;
    for (name, sample, html) in PAGES.iter() {
        let drill = sample.view["drill"].as_bool().unwrap_or_default();
        if drill || sample.page.demo {
            checked += 1;
            assert!(!html.contains("tel:"), "{name} dials");
            assert!(!sample.page.demo || html.contains("DEMO"), "{name} does not say DEMO");
            assert!(
                !drill || html.contains("OEFENING") || html.contains("DRILL"),
                "{name} does not say drill"
            );
        }
    }
    assert!(checked >= 8);
}

/// EDGES 5: the number follows the kind; Belgium dials 101 first and offers 112 for fire and injuries.
#[test]
fn the_dial_buttons_are_those_of_the_country() {
    for (country, first, also) in [("NL", "tel:112", None), ("BE", "tel:101", Some("tel:112"))] {
        let name = format!("alarm-quiet.nl-{country}");
        let html = page(&name);
        let dialled: Vec<_> = html
            .match_indices("href=\"tel:")
            .map(|(at, _)| &html[at + 6..at + 13])
            .collect();
        assert_eq!(dialled.first(), Some(&first));
        assert_eq!(dialled.get(1).copied(), also);
    }
}

/// Landmarks that both people and screen readers steer by.
#[test]
fn each_page_has_one_title_one_main_and_one_first_heading() {
    for (name, _, html) in PAGES.iter() {
        for part in ["</head>", "<main ", "<h1 "] {
            assert_eq!(html.matches(part).count(), 1, "{name}: {part}");
        }
        let head = html.split("</head>").next().unwrap_or_default();
        assert_eq!(head.matches("<title>").count(), 1, "{name}: title");
        for id in html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            assert_eq!(
                html.matches(&format!(" id=\"{id}\"")).count(),
                1,
                "{name}: id {id} twice"
            );
        }
        for target in html.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next()) {
            assert!(
                html.contains(&format!(" id=\"{target}\"")),
                "{name}: nothing has the id {target}"
            );
        }
    }
}

#[test]
fn the_live_part_renders_alone() {
    let renderer = renderer();
    for sample in sample::pages("nl", "NL")
        .iter()
        .filter(|sample| sample.template == "incident")
    {
        let html = renderer.part("incident_live", &sample.page, &sample.view).unwrap();
        assert!(html.contains("data-version=\"7\"") && !html.contains("<html"));
    }
}

#[test]
fn what_is_said_renders_alone() {
    let renderer = renderer();
    for sample in sample::pages("nl", "NL")
        .iter()
        .filter(|sample| sample.template == "description")
    {
        let html = renderer.part("description_said", &sample.page, &sample.view).unwrap();
        assert!(html.contains("data-said") && !html.contains("<html"), "{html}");
    }
}

/// EDGES 17: mails carry kind, street, called and a link, and stop by one click.
#[test]
fn every_mail_renders_with_a_button_and_a_way_to_stop() {
    let renderer = renderer();
    for (lang, country) in READERS {
        for sample in sample::mails() {
            let (text, html) = renderer
                .mail(sample.template, &sample::reader(lang, country), &sample.view)
                .unwrap();
            assert!(text.contains("https://saar.example.org/"), "{}: link", sample.template);
            assert!(!text.contains("&#"), "{}: plain text is not escaped", sample.template);
            assert!(
                html.contains("<a href=\"https:") || html.contains("<a href=\"https&#x2f;"),
                "{}: button",
                sample.template
            );
            // Who asks as a stranger gets what they asked for, once, and has no settings; neither has a mailbox that was left behind.
            if !["code", "inquiry", "address_changed"].contains(&sample.template) {
                assert!(
                    text.contains("/settings") && html.contains("settings"),
                    "{}: how to stop",
                    sample.template
                );
            }
            for (file, body) in [("txt", &text), ("html", &html)] {
                if sample.template == "drill" {
                    assert!(
                        body.contains("OEFENING") || body.contains("DRILL"),
                        "drill.{file} is marked"
                    );
                }
            }
        }
    }
}

#[test]
fn times_are_those_of_the_group_and_days_have_names() {
    let quiet = page("group-quiet.nl-NL");
    assert!(quiet.contains("Laatste alarm: 12 dagen geleden"));
    let running = page("incident-running.nl-NL");
    assert!(running.contains("112 gebeld om 23:41 door de melder"));
    let history = page("history-busy.nl-NL");
    assert!(history.contains("8 november 23:45"), "{history}");
}

/// EDGES 3: with a hidden reporter nobody is invited to go there, also after the call.
#[test]
fn nobody_is_sent_to_a_reporter_who_cannot_call() {
    assert!(page("incident-running.nl-NL").contains("value=\"going_outside\""));
    for name in ["incident-cannot-other.nl-NL", "incident-cannot-called.nl-NL"] {
        let html = page(name);
        assert!(html.contains("Bel niet aan"), "{name}");
        assert!(!html.contains("going_outside") && !html.contains("who_joins"), "{name}");
    }
}

/// EDGES 17: what leaves the house has a text for each way to end, in each language.
#[test]
fn each_way_to_end_has_words_for_a_push() {
    let i18n = I18n::new().unwrap();
    for (lang, country) in READERS {
        for key in [
            "push-closing-body-police_resolved",
            "push-closing-body-nothing_found",
            "push-closing-body-expired",
            "push-recall-body-false_alarm",
            "push-recall-body-known_person",
            "push-drill-closing-body",
        ] {
            assert!(
                i18n.try_text(lang, country, key, &[]).is_ok(),
                "{key} in {lang}-{country}"
            );
        }
        let title = [("kind", "Inbraak".into()), ("street", "Lindelaan".into())];
        assert_eq!(
            i18n.try_text(lang, country, "push-alarm-title", &title).unwrap(),
            "Inbraak · Lindelaan"
        );
    }
}
