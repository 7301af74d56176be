//! Whole chats, in the layouts and languages that phones export.

use super::*;
use crate::import::phone::tests::rules;
use crate::import::{Options, Reading};
use proptest::prelude::*;

fn inspect(text: &str) -> Reading {
    let options = Options {
        kind: None,
        extension: "txt".into(),
        phones: rules().0,
        bounds: Vec::new(),
        convert_rd: false,
    };
    crate::import::read(text.as_bytes(), &options, &mut |_| {})
}

fn layout(reading: &Reading) -> &Layout {
    match &reading.layout {
        Some(crate::import::Layout::Chat(layout)) => layout,
        other => panic!("{other:?}"),
    }
}

fn names(reading: &Reading) -> Vec<&str> {
    reading.senders.iter().map(|sender| sender.name.as_str()).collect()
}

#[test]
fn a_dutch_android_chat() {
    let reading = inspect(
        "31-12-2025 23:40 - Berichten en oproepen worden end-to-end versleuteld. Niemand buiten deze chat kan ze lezen.\n\
         31-12-2025 23:40 - Els Hof heeft Jan toegevoegd\n\
         31-12-2025 23:41 - Els Hof: Verdacht: man bij de schuren\ntweede regel\n\n31-12-2025 zonder tijd\n\
         31-12-2025 23:42 - +31 6 00000001: <Media weggelaten>\n\
         01-01-2026 00:10 - Jan: Dit bericht is verwijderd\n\
         01-01-2026 00:11 - Jan heeft het onderwerp gewijzigd van \"BP: Hof\" naar \"BP: Hof en Laan\"\n\
         01-01-2026 00:12 - Jan: rustig weer <Dit bericht is bewerkt>\r\n",
    );
    assert!(reading.readable(), "{:?}", reading.refusals);
    let counts = &reading.counts;
    assert_eq!(
        (counts.lines, counts.messages, counts.system_lines, counts.media),
        (10, 4, 3, 1)
    );
    assert_eq!((counts.deleted, counts.edited, counts.senders), (1, 1, 3));
    assert_eq!(reading.first.as_deref(), Some("2025-12-31T23:40:00"));
    assert_eq!(reading.last.as_deref(), Some("2026-01-01T00:12:00"));
    let layout = layout(&reading);
    assert_eq!(
        (layout.phone, layout.language, layout.clock_hours),
        (Frame::Dash, Some(Language::Nl), 24)
    );
    assert!(layout.date_order_certain);
    assert_eq!(reading.candidates[1].phones, ["+31600000001"]);
    assert_eq!(
        (reading.candidates[1].line, reading.candidates[1].name.as_deref()),
        (7, None)
    );
    let rhythm = reading.rhythm.as_ref().expect("messages");
    assert_eq!(
        (rhythm.days, rhythm.at_night, rhythm.by_hour[23], rhythm.by_hour[0]),
        (2, 4, 2, 2)
    );
}

#[test]
fn an_english_iphone_chat_with_marks() {
    let reading = inspect(
        "\u{feff}[12/31/25, 11:40:05\u{202f}PM] Hof watch: \u{200e}Messages and calls are end-to-end encrypted.\r\n\
         [12/31/25, 11:41:05\u{202f}PM] Els: \u{200e}Els created this group\r\n\
         \u{200e}[12/31/25, 11:42:05\u{202f}PM] ~\u{202f}Piet: \u{200e}image omitted\r\n\
         [12/31/25, 11:43:05\u{202f}PM] \u{202a}+31\u{a0}6\u{a0}00000002\u{202c}: Jan left the gate open\r\n\
         [12/31/25, 11:44:05\u{202f}PM] piet: Els left\r\n",
    );
    assert_eq!(
        (
            reading.counts.messages,
            reading.counts.system_lines,
            reading.counts.media
        ),
        (3, 2, 1)
    );
    assert_eq!(names(&reading), ["Piet", "+31 6 00000002", "piet"]);
    assert!(reading.senders[0].unsaved);
    let layout = layout(&reading);
    assert_eq!(
        (layout.phone, layout.date_order, layout.clock_hours),
        (Frame::Brackets, DateOrder::MonthDayYear, 12)
    );
    assert_eq!((layout.seconds, layout.language), (true, Some(Language::En)));
    assert_eq!(reading.last.as_deref(), Some("2025-12-31T23:44:05"));
    assert_eq!(reading.candidates[2].duplicate_of, Some(1), "piet and ~ Piet");
}

#[test]
fn french_and_german_chats() {
    let french = inspect(
        "31/12/2025 à 23:40 - Els a créé le groupe « Hof : nuit »\n31/12/2025 à 23:41 - Els: <Médias omis>\n31/12/2025 à 23:42 - Jan a quitté le groupe\n",
    );
    assert_eq!(
        (french.counts.messages, french.counts.system_lines, french.counts.media),
        (1, 2, 1)
    );
    assert_eq!(layout(&french).language, Some(Language::Fr));
    let german = inspect(
        "31.12.25, 23:40 - Els hat Jan hinzugefügt\n31.12.25, 23:41 - Jan: <Medien ausgeschlossen>\n31.12.25, 23:42 - Jan hat den Betreff von „Hof: alt“ zu „Hof“ geändert\n",
    );
    assert_eq!(
        (german.counts.messages, german.counts.system_lines, german.counts.media),
        (1, 2, 1)
    );
    assert_eq!(layout(&german).language, Some(Language::De));
}

#[test]
fn a_name_may_hold_a_colon_and_so_may_a_message() {
    let reading = inspect(
        "31-12-2025 10:00 - BP: Els: Goedemorgen\n31-12-2025 10:01 - BP: Jan: ook\n31-12-2025 10:02 - BP: Els: let op: glad\n\
         31-12-2025 10:03 - BP: Jan: ja\n31-12-2025 10:04 - Piet: Let op: gladde weg\n31-12-2025 10:05 - Piet: Let op: nog steeds\n\
         31-12-2025 10:06 - Mo: om 12:30 bij mij\n31-12-2025 10:07 - Mo: thuis: ja\n31-12-2025 10:08 - Mo: goed\n",
    );
    assert_eq!(names(&reading), ["Mo", "BP: Els", "BP: Jan", "Piet"]);
    // A mark says it, even once.
    let marked = inspect(
        "[31-12-2025 10:00:00] Hof: Els: \u{200e}afbeelding weggelaten\n[31-12-2025 10:01:00] Hof: Els: hallo\n",
    );
    assert_eq!((names(&marked), marked.counts.media), (vec!["Hof: Els"], 1));
}

#[test]
fn people_may_write_what_the_app_writes() {
    let reading = inspect(
        "[31-12-2025 10:00:00] Hof: Berichten en oproepen zijn end-to-end versleuteld. Niemand kan ze lezen.\n\
         [31-12-2025 10:01:00] Els: Signal is ook end-to-end versleuteld, zullen we daarheen gaan met de hele straat?\n\
         [31-12-2025 10:02:00] Jan: Piet heeft Els toegevoegd\n",
    );
    assert_eq!((reading.counts.system_lines, names(&reading)), (1, vec!["Els", "Jan"]));
}

#[test]
fn a_pasted_chat_stays_a_part_of_its_message() {
    let reading = inspect(
        "31-12-2025 10:00 - Els: uit de andere groep\n[30-12-2025 09:00:00] Vreemde: hallo\n31-12-2025 10:02 - Jan: ok\n",
    );
    assert_eq!((names(&reading), reading.counts.messages), (vec!["Els", "Jan"], 2));
}

#[test]
fn what_is_no_chat_is_refused_with_its_first_line() {
    for (text, line, code) in [
        ("", 1, "empty"),
        ("\n \u{200e}\n", 1, "empty"),
        ("\n\nBoodschappen: melk\n", 3, "no_messages"),
        ("31-12-2025 10:00 - notitie\n", 1, "no_messages"),
        ("31-12-2025 10:00 - Els: a\nb\0c\n", 2, "binary"),
    ] {
        let reading = inspect(text);
        let refusal = reading.refusals.first().expect("refused");
        assert_eq!((refusal.line, refusal.code), (Some(line), code), "{text:?}");
    }
}

#[test]
fn what_was_mended_is_named_with_its_line() {
    let reading = inspect("uit mijn telefoon\n31-12-2025 10:00 - Els: a\n31-13-2025 10:01 - Jan: b\n");
    let repairs: Vec<_> = reading.repairs.iter().map(|note| (note.line, note.code)).collect();
    assert_eq!(
        repairs,
        [(Some(3), "impossible_date"), (Some(1), "before_the_first_message")]
    );
    assert_eq!(reading.counts.messages, 1);
    let undecided = inspect("01/02/2025, 10:00 - Els: a\n");
    assert_eq!(undecided.repairs[0].code, "date_order_undecided");
    assert!(!layout(&undecided).date_order_certain);
}

/// A layout to write a chat in.
fn written(layout: usize, at: DateTime, name: &str, words: &str) -> String {
    let (y, mo, d, h, mi, s) = (at.year(), at.month(), at.day(), at.hour(), at.minute(), at.second());
    let (short, twelve) = (y % 100, if h % 12 == 0 { 12 } else { h % 12 });
    let half = if h < 12 { ["AM", "a.m."] } else { ["PM", "p.m."] };
    match layout {
        0 => format!("{d:02}-{mo:02}-{y} {h:02}:{mi:02} - {name}: {words}\n"),
        1 => format!(
            "{mo}/{d}/{short:02}, {twelve}:{mi:02}\u{202f}{} - {name}: {words}\n",
            half[0]
        ),
        2 => format!("[{d:02}-{mo:02}-{y} {h:02}:{mi:02}:{s:02}] {name}: {words}\r\n"),
        3 => format!(
            "\u{200e}[{d:02}/{mo:02}/{y}, {twelve}:{mi:02}:{s:02}\u{a0}{}] {name}: {words}\r\n",
            half[1]
        ),
        _ => format!("{d:02}.{mo:02}.{short:02}, {h:02}:{mi:02} - {name}: {words}\n"),
    }
}

proptest! {
    #[test]
    fn what_is_written_in_a_layout_is_read_back(
        layout in 0_usize..5,
        messages in prop::collection::vec((0_i64..2_000_000, 0_usize..4, "[a-z]{1,8}( [a-z]{1,8}){0,4}(\n[a-z]{1,9})?"), 1..30),
    ) {
        const NAMES: [&str; 4] = ["Els Hof", "Jan", "+31 6 00000003", "Zoë 🦔"];
        let start = DateTime::new(2025, 1, 20, 0, 0, 0, 0).expect("a day");
        // A day above 12 first, so that the order is told by the numbers.
        let mut minutes: Vec<i64> = messages.iter().map(|message| message.0).collect();
        minutes.sort_unstable();
        let mut text = written(layout, start, NAMES[0], "begin");
        let mut wanted = vec![(start, NAMES[0].to_owned(), "begin".to_owned())];
        for ((_, name, words), minutes) in messages.iter().zip(minutes) {
            let at = start.checked_add(jiff::Span::new().minutes(minutes)).expect("near");
            text += &written(layout, at, NAMES[*name], words);
            wanted.push((at, NAMES[*name].to_owned(), words.clone()));
        }
        let chat = read(&text, &mut |_| {});
        let found: Vec<_> = chat
            .messages()
            .map(|(entry, sender)| (entry.at, chat.senders[sender].clone(), entry.text.to_owned()))
            .collect();
        prop_assert_eq!(found, wanted);
        prop_assert!(chat.refusals.is_empty());
    }

    #[test]
    fn no_text_brings_it_down(text in "(\\PC|[\n\r\0\u{200e}\u{202f}\u{2068}]|[0-9/.:,\\[\\] -]{1,6}|31-12-2025 23:41 - |\\[1/2/25, 1:00:00 PM\\] |Jan: |: ){0,60}") {
        let reading = inspect(&text);
        prop_assert!(reading.repairs.iter().chain(&reading.refusals).all(|note| note.line != Some(0)));
    }

    #[test]
    fn no_bytes_bring_it_down(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let options = Options { kind: None, extension: String::new(), phones: rules().0, bounds: Vec::new(), convert_rd: false };
        let reading = crate::import::read(&bytes, &options, &mut |_| {});
        prop_assert!(reading.repairs.iter().chain(&reading.refusals).all(|note| note.line != Some(0)));
    }
}
