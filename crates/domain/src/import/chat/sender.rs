//! Who wrote, and which lines are the app's own. Both are told by all lines together: a name may hold a colon, and so may a message.

use super::{Chat, Entry, Head, Language, SystemKind, What, nature, words};
use crate::import::text::{clean, fold, is_invisible, is_space};
use crate::limits::IMPORT_NAME_MAX;
use std::collections::{HashMap, HashSet};

/// A place where a name may end: the name before it, and where the words begin.
#[derive(Clone, Copy)]
struct Split<'a> {
    name: &'a str,
    begins: usize,
    /// iPhones put a mark of direction there before words of the app.
    marked: bool,
}

/// At most so many colons are looked at: a name with more is none.
const COLONS_MAX: usize = 4;
/// A part of a name that holds a colon has at most so many characters.
const PART_MAX: usize = 40;

/// What people put before a colon at the start of a message, folded; never the second half of a name.
const EXCLAMATIONS: &[&str] = &[
    "let op",
    "attentie",
    "alarm",
    "update",
    "vraag",
    "vraagje",
    "ps",
    "nb",
    "info",
    "tip",
    "melding",
    "oproep",
    "verdacht",
    "signalement",
    "kenteken",
    "locatie",
    "gezien",
    "politie",
    "112",
    "101",
    "attention",
    "alert",
    "warning",
    "question",
    "note",
    "achtung",
    "frage",
    "hinweis",
    "alerte",
    "question",
    "re",
    "fw",
    "peiling",
    "poll",
    "sondage",
    "umfrage",
    "http",
    "https",
    "link",
    "ja",
    "nee",
];

/// Gives every head its sender, or says that it is a line of the app, and fills the chat.
pub(super) fn resolve<'a>(heads: &[Head<'a>], chat: &mut Chat<'a>) {
    let splits: Vec<Vec<Split<'a>>> = heads.iter().map(|head| splits(head.rest)).collect();
    let chosen = choose(&splits);
    let mut numbers: HashMap<String, usize> = HashMap::new();
    let mut cleaned: HashMap<&'a str, String> = HashMap::new();
    // Asked of every message, and there are few names.
    let mut telling: HashMap<&'a str, bool> = HashMap::new();
    for ((head, splits), choice) in heads.iter().zip(&splits).zip(chosen) {
        let split = choice.and_then(|at| splits.get(at));
        if let Some(kind) = of_the_app(head, splits.first(), split, &mut telling, chat) {
            chat.entries.push(Entry {
                line: head.line,
                at: head.at,
                what: What::System(kind),
                text: head.body,
            });
            continue;
        }
        let Some(split) = split else { continue };
        let name = cleaned.entry(split.name).or_insert_with(|| clean(split.name)).clone();
        let sender = *numbers.entry(name).or_insert_with_key(|name| {
            chat.senders.push(name.clone());
            chat.senders.len() - 1
        });
        let text = head.body.get(split.begins..).unwrap_or_default();
        let (media, deleted, edited) = nature(text, chat);
        chat.entries.push(Entry {
            line: head.line,
            at: head.at,
            what: What::Message {
                sender,
                media,
                deleted,
                edited,
            },
            text,
        });
    }
}

/// Where the name may end: at a colon with a space, or at the end of the line, behind it.
fn splits(rest: &str) -> Vec<Split<'_>> {
    let mut found = Vec::new();
    for (at, _) in rest.match_indices(':').take(COLONS_MAX * 2) {
        let behind = &rest[at + 1..];
        let space = behind.chars().next().filter(|each| is_space(*each));
        if !(behind.is_empty() || space.is_some()) {
            continue;
        }
        let name = &rest[..at];
        let length = name.chars().filter(|each| !is_invisible(*each)).count();
        if length == 0 || length > IMPORT_NAME_MAX || clean(name).is_empty() {
            break;
        }
        let begins = at + 1 + space.map_or(0, char::len_utf8);
        found.push(Split {
            name,
            begins,
            marked: rest[begins..].starts_with(['\u{200e}', '\u{200f}']),
        });
        if found.len() == COLONS_MAX {
            break;
        }
    }
    found
}

/// Which of its splits each head has.
fn choose(splits: &[Vec<Split<'_>>]) -> Vec<Option<usize>> {
    // A mark says it for sure, and then for every other line of that name.
    let sure: HashSet<&str> = splits
        .iter()
        .filter_map(|splits| splits.iter().find(|split| split.marked))
        .map(|split| split.name)
        .collect();
    let mut chosen: Vec<Option<usize>> = splits
        .iter()
        .map(|splits| {
            let marked = splits.iter().position(|split| split.marked);
            let known = || splits.iter().rposition(|split| sure.contains(split.name));
            marked.or_else(known).or((!splits.is_empty()).then_some(0))
        })
        .collect();
    for _ in 1..COLONS_MAX {
        let longer = longer_names(splits, &chosen, &sure);
        if longer.is_empty() {
            break;
        }
        for (splits, choice) in splits.iter().zip(&mut chosen) {
            let Some(at) = *choice else { continue };
            if splits.get(at).is_some_and(|split| longer.contains(split.name)) {
                *choice = Some(at + 1);
            }
        }
    }
    chosen
}

/// Names that go on behind their colon: none of their lines does without a second one, and what stands between comes back.
fn longer_names<'a>(splits: &[Vec<Split<'a>>], chosen: &[Option<usize>], sure: &HashSet<&str>) -> HashSet<&'a str> {
    let mut groups: HashMap<&'a str, Option<(usize, HashSet<&'a str>)>> = HashMap::new();
    for (splits, choice) in splits.iter().zip(chosen) {
        let Some(at) = *choice else { continue };
        let Some(split) = splits.get(at) else { continue };
        let next = splits
            .get(at + 1)
            .filter(|next| part_of_a_name(&next.name[split.begins.min(next.name.len())..]));
        let group = groups.entry(split.name).or_insert_with(|| Some((0, HashSet::new())));
        match (next, group.as_mut()) {
            (Some(next), Some((lines, names))) => {
                *lines += 1;
                names.insert(next.name);
            }
            _ => *group = None,
        }
    }
    groups
        .into_iter()
        .filter(|(name, group)| {
            let comes_back = |(lines, names): &(usize, HashSet<&str>)| *lines >= 2 && names.len() * 2 <= *lines;
            !sure.contains(name) && group.as_ref().is_some_and(comes_back)
        })
        .map(|(name, _)| name)
        .collect()
}

fn part_of_a_name(part: &str) -> bool {
    let part = clean(part);
    let letters = || part.chars().filter(|each| each.is_alphabetic());
    let shouted = letters().count() > 2 && letters().all(char::is_uppercase);
    let short = part.chars().count() <= PART_MAX && part.split(' ').count() <= 4;
    short && letters().next().is_some() && !shouted && !EXCLAMATIONS.contains(&fold(&part).as_str())
}

/// What a line of the app is about, or none for a message.
fn of_the_app<'a>(
    head: &Head<'a>,
    first: Option<&Split<'a>>,
    split: Option<&Split<'a>>,
    telling: &mut HashMap<&'a str, bool>,
    chat: &mut Chat<'a>,
) -> Option<SystemKind> {
    let note = |found: Option<(Language, SystemKind)>, chat: &mut Chat<'_>| {
        let (language, kind) = found?;
        chat.heard(language);
        Some(kind)
    };
    let (Some(first), Some(split)) = (first, split) else {
        let small = clean(head.rest).to_lowercase();
        return Some(note(words::system(&small), chat).unwrap_or(SystemKind::Other));
    };
    let words = head.rest.get(split.begins..).unwrap_or_default();
    // Without a sender, with a colon in a name: «Els changed the subject to "Hof: news"». Few names hold a word of these sentences.
    let tells = || words::begins_in(&clean(first.name).to_lowercase());
    if *telling.entry(first.name).or_insert_with(tells) {
        let small = clean(head.rest).to_lowercase();
        let end = clean(first.name).to_lowercase().len();
        if let Some(kind) = note(words::system_before(&small, end), chat) {
            return Some(kind);
        }
    }
    // With a sender, as iPhones write: behind a mark, or naming the sender once more. Without both, people may say such words.
    let small = || clean(words).to_lowercase();
    let named_again = || {
        let name = clean(split.name).to_lowercase();
        let name = name.trim_start_matches(['~', ' ']);
        !name.is_empty() && small().trim_start_matches(['~', ' ']).starts_with(&format!("{name} "))
    };
    if words.len() > 1000 {
        return None;
    }
    if split.marked || named_again() {
        let small = small();
        let of_a_message = words::deleted(&small).is_some() || words::media(&small).is_some();
        return if of_a_message {
            None
        } else {
            note(words::system(&small), chat)
        };
    }
    // The notice above everything, of an export whose marks a mail program took away. Further down people write about it.
    let notice = chat.entries.is_empty().then(|| words::system(&small())).flatten();
    note(notice.filter(|(_, kind)| *kind == SystemKind::Encryption), chat)
}
