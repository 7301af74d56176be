//! Reading a table (CSV): separated by semicolons, commas or tabs, with headers in Dutch, English, French or German, or with none.

use super::candidate::Candidate;
use super::contact;
use super::phone::PhoneRules;
use super::text::{clean, fold, lines, quote};
use super::{Notes, Progress};
use crate::limits::IMPORT_CANDIDATES_MAX;

crate::coded! {
    /// What a column holds.
    Column, "column" {
        /// The whole name.
        Name = "name",
        /// The first name.
        First = "first_name",
        /// What stands between: «van der».
        Infix = "infix",
        /// The last name.
        Last = "last_name",
        /// A phone number.
        Phone = "phone",
        /// An e-mail address.
        Email = "email",
        /// Something that is not read.
        Other = "other",
    }
}

/// A table as it was read.
#[derive(Debug, Clone, Default)]
pub(super) struct Table {
    pub(super) candidates: Vec<Candidate>,
    pub(super) separator: Option<char>,
    pub(super) columns: Vec<Column>,
    pub(super) header: bool,
    pub(super) rows: usize,
}

/// Headers, folded. The first that fits in this order decides; one that is only the start of a header fits too: «telefoon 1».
const HEADERS: &[(Column, &[&str])] = &[
    (
        Column::Email,
        &[
            "e mail",
            "email",
            "mail",
            "mailadres",
            "courriel",
            "adresse e mail",
            "adresse mail",
            "adresse electronique",
        ],
    ),
    (
        Column::Phone,
        &[
            "telefoon",
            "telefoonnummer",
            "tel",
            "telnr",
            "mobiel",
            "mobiele",
            "gsm",
            "gsmnummer",
            "06 nummer",
            "phone",
            "mobile",
            "cell",
            "telephone",
            "portable",
            "telefon",
            "telefonnummer",
            "handy",
            "handynummer",
            "mobil",
            "mobilnummer",
            "mobiltelefon",
            "rufnummer",
            "whatsapp",
            "numero de tel",
            "numero de gsm",
            "no de telephone",
            "n de telephone",
        ],
    ),
    (
        Column::First,
        &[
            "voornaam",
            "roepnaam",
            "first name",
            "firstname",
            "given name",
            "prenom",
            "vorname",
        ],
    ),
    (
        Column::Infix,
        &[
            "tussenvoegsel",
            "tussenvoegsels",
            "infix",
            "middle name",
            "additional name",
        ],
    ),
    (
        Column::Last,
        &[
            "achternaam",
            "familienaam",
            "last name",
            "lastname",
            "surname",
            "family name",
            "nom de famille",
            "nachname",
            "familienname",
        ],
    ),
    (
        Column::Name,
        &[
            "naam",
            "volledige naam",
            "name",
            "full name",
            "fullname",
            "display name",
            "nom",
            "nom complet",
            "nom et prenom",
            "vollstandiger name",
            "deelnemer",
            "contact",
            "contactpersoon",
            "lid",
            "bewoner",
            "member",
            "membre",
            "mitglied",
            "kontakt",
            "weergavenaam",
        ],
    ),
];

fn header(cell: &str) -> Column {
    let folded = fold(cell);
    let exact = HEADERS.iter().find(|(_, names)| names.contains(&folded.as_str()));
    let starts = |names: &&[&str]| {
        names.iter().any(|name| {
            // «telefoon 1», «telefoonnr»; a short word has to stand alone, and Google has a column that only says which kind it is.
            let long = name.len() > 4;
            let rest = folded.strip_prefix(name);
            rest.is_some_and(|rest| {
                (long || rest.starts_with(' ')) && !["type", "label", "typ"].iter().any(|word| rest.ends_with(word))
            })
        })
    };
    // Of names only the whole word: «name of street» is none.
    let begun = || {
        HEADERS
            .iter()
            .find(|(column, names)| matches!(column, Column::Email | Column::Phone) && starts(names))
    };
    exact.or_else(begun).map_or(Column::Other, |found| found.0)
}

const SEPARATORS: [char; 3] = [';', ',', '\t'];

/// Whether it looks like a table: the first lines have the same number of cells, and more than one.
pub(super) fn resembles(text: &str) -> bool {
    separator(text).is_some()
}

/// Whether the first line names a column of a table: a list that was saved as plain text.
pub(super) fn has_header(text: &str) -> bool {
    let first = lines(text)
        .map(|(_, line)| line)
        .find(|line| !clean(line).is_empty())
        .unwrap_or_default();
    let named = separator(text).map(|separator| {
        first
            .split(separator)
            .any(|cell| header(cell.trim_matches('"')) != Column::Other)
    });
    named.unwrap_or(false)
}

/// What stands between the cells: what the first row has, and at least half of the first rows as often; of several, what fits most rows.
fn separator(text: &str) -> Option<char> {
    let rows = counts(text);
    let first = rows.first().copied().unwrap_or_default();
    let score = |at: usize| {
        let wanted = first[at];
        let alike = rows.iter().filter(|row| wanted > 0 && row[at] == wanted).count();
        (alike > 0 && alike * 2 >= rows.len()).then_some((alike, wanted, SEPARATORS[at]))
    };
    let best = (0..SEPARATORS.len())
        .rev()
        .filter_map(score)
        .max_by_key(|(alike, count, _)| (*alike, *count));
    best.map(|(_, _, separator)| separator)
}

/// How often each separator stands, outside quotes, in each of the first rows that hold something.
fn counts(text: &str) -> Vec<[usize; SEPARATORS.len()]> {
    const LOOKED_AT: usize = 20;
    let mut rows = Vec::new();
    let (mut row, mut quoted, mut filled) = ([0; SEPARATORS.len()], false, false);
    for letter in text.chars().chain(['\n']) {
        quoted ^= letter == '"';
        if letter == '\n' && !quoted {
            if filled {
                rows.push(row);
            }
            (row, filled) = ([0; SEPARATORS.len()], false);
            if rows.len() == LOOKED_AT {
                break;
            }
        } else if !quoted && let Some(at) = SEPARATORS.iter().position(|separator| *separator == letter) {
            row[at] += 1;
            filled = true;
        } else {
            filled |= !letter.is_whitespace();
        }
    }
    rows
}

pub(super) fn read(
    text: &str,
    phones: &PhoneRules,
    repairs: &mut Notes,
    refusals: &mut Notes,
    progress: Progress<'_>,
) -> Table {
    let mut table = Table::default();
    // Excel's own line for the separator.
    let (said, body) = match text.split_once('\n') {
        Some((first, rest)) if first.len() <= 8 && first.to_ascii_lowercase().starts_with("sep=") => {
            (first.chars().nth(4), rest)
        }
        _ => (None, text),
    };
    let skipped = usize::from(body.len() < text.len());
    if let Some(line) = unclosed_quote(body) {
        refusals.add(
            line + skipped,
            "unclosed_quote",
            "A quotation mark on this line is never closed, so that it is not clear where its cell ends. Put a \" behind the cell, or take this one away.",
        );
        return table;
    }
    // Without any, it is a list of one column.
    let separator = said
        .filter(|said| SEPARATORS.contains(said))
        .or_else(|| separator(body))
        .unwrap_or(',');
    table.separator = Some(separator);
    let mut reader = ::csv::ReaderBuilder::new()
        .delimiter(u8::try_from(separator).unwrap_or(b','))
        .has_headers(false)
        .flexible(true)
        .from_reader(body.as_bytes());
    let mut first = true;
    let mut record = ::csv::StringRecord::new();
    loop {
        match reader.read_record(&mut record) {
            Ok(false) => break,
            Err(error) => {
                let line = error.position().map_or(1, |at| line_of(at, body));
                refusals.add(line + skipped, "broken_row", "This row cannot be read.");
                break;
            }
            Ok(true) => {}
        }
        let line = record.position().map_or(1, |at| line_of(at, body)) + skipped;
        if record.iter().all(|cell| clean(cell).is_empty()) {
            continue;
        }
        if first {
            first = false;
            table.columns = record.iter().map(header).collect();
            table.header = table.columns.iter().any(|column| *column != Column::Other);
            both_names(&mut table.columns);
            if !table.header {
                table.columns = guess(body, separator, phones);
            }
            let useful = table.columns.iter().any(|column| *column != Column::Other);
            if !useful {
                refusals.add(
                    line,
                    "columns_unknown",
                    format!(
                        "No column is known: expected a first line such as «Naam;Telefoon;E-mail», or cells with numbers or addresses; this line is «{}».",
                        quote(record.as_slice())
                    ),
                );
                return table;
            }
            if table.header {
                continue;
            }
        }
        table.rows += 1;
        if table.candidates.len() == IMPORT_CANDIDATES_MAX {
            refusals.add(
                line,
                "too_many_candidates",
                format!("More than {IMPORT_CANDIDATES_MAX} rows. Divide the table."),
            );
            break;
        }
        if record.len() != table.columns.len()
            && record
                .iter()
                .skip(table.columns.len())
                .any(|cell| !clean(cell).is_empty())
        {
            repairs.add(
                line,
                "long_row",
                format!(
                    "This row has {} cells and the table {} columns: the last ones were left out.",
                    record.len(),
                    table.columns.len()
                ),
            );
        } else if record.len() < table.columns.len() {
            repairs.add(
                line,
                "short_row",
                format!(
                    "This row has {} cells and the table {} columns: the missing ones were taken as empty.",
                    record.len(),
                    table.columns.len()
                ),
            );
        }
        table
            .candidates
            .extend(row(&record, &table.columns, line, phones, repairs));
        if table.rows.is_multiple_of(1000) {
            progress(usize::try_from(reader.position().byte()).unwrap_or(0));
        }
    }
    if table.candidates.is_empty() && refusals.is_empty() {
        refusals.add(
            1,
            "no_contacts",
            "There is nobody with a name, a number or an address in this table.",
        );
    }
    table
}

/// The reader counts a line where it looks for the record: empty lines above it come first.
fn line_of(at: &::csv::Position, body: &str) -> usize {
    let start = usize::try_from(at.byte()).unwrap_or(0);
    let empty = body
        .get(start..)
        .unwrap_or_default()
        .chars()
        .take_while(|each| matches!(each, '\n' | '\r'));
    usize::try_from(at.line()).unwrap_or(1) + empty.filter(|each| *each == '\n').count()
}

/// «Nom» beside «Prénom», and «Naam» beside «Voornaam», is the last name.
fn both_names(columns: &mut [Column]) {
    if columns.contains(&Column::First) && !columns.contains(&Column::Last) {
        for column in columns.iter_mut().filter(|column| **column == Column::Name) {
            *column = Column::Last;
        }
    }
}

/// What columns without a header hold, by most of their first cells.
fn guess(body: &str, separator: char, phones: &PhoneRules) -> Vec<Column> {
    const LOOKED_AT: usize = 50;
    let mut reader = ::csv::ReaderBuilder::new()
        .delimiter(u8::try_from(separator).unwrap_or(b','))
        .has_headers(false)
        .flexible(true)
        .from_reader(body.as_bytes());
    let rows: Vec<_> = reader.records().take(LOOKED_AT).filter_map(Result::ok).collect();
    let width = rows.first().map_or(0, ::csv::StringRecord::len);
    let mut columns: Vec<Column> = (0..width)
        .map(|at| {
            let cells: Vec<String> = rows
                .iter()
                .filter_map(|row| row.get(at))
                .map(clean)
                .filter(|cell| !cell.is_empty())
                .collect();
            let most = |of: &dyn Fn(&String) -> bool| cells.iter().filter(|cell| of(cell)).count() * 2 > cells.len();
            if most(&|cell| contact::is_email(cell)) {
                Column::Email
            } else if most(&|cell| phones.normalise(cell).is_some()) {
                Column::Phone
            } else if most(&|cell| {
                cell.chars().any(char::is_alphabetic) && !cell.contains(|each: char| each.is_ascii_digit())
            }) {
                Column::Name
            } else {
                Column::Other
            }
        })
        .collect();
    // Of several columns of words the first is the name; and words alone, without a number or an address, may be anything.
    let mut named = false;
    let reachable = columns
        .iter()
        .any(|column| matches!(column, Column::Email | Column::Phone));
    for column in columns.iter_mut().filter(|column| **column == Column::Name) {
        if named || !reachable {
            *column = Column::Other;
        }
        named = true;
    }
    columns
}

fn row(
    record: &::csv::StringRecord,
    columns: &[Column],
    line: usize,
    phones: &PhoneRules,
    repairs: &mut Notes,
) -> Option<Candidate> {
    let mut one = Candidate {
        line,
        ..Candidate::default()
    };
    let cells = || record.iter().zip(columns);
    for (cell, column) in cells() {
        match column {
            // Google puts several into one cell.
            Column::Phone => {
                for part in cell.split(" ::: ") {
                    contact::add_phone(&mut one, line, part, phones, repairs);
                }
            }
            Column::Email => {
                for part in cell.split(" ::: ") {
                    contact::add_email(&mut one, line, part, repairs);
                }
            }
            _ => {}
        }
    }
    let of = |wanted: Column| {
        cells()
            .find(|(cell, column)| **column == wanted && !clean(cell).is_empty())
            .map(|(cell, _)| clean(cell))
    };
    let parts = [Column::First, Column::Infix, Column::Last]
        .into_iter()
        .filter_map(of)
        .collect::<Vec<_>>()
        .join(" ");
    one.name = of(Column::Name).or(Some(parts)).filter(|name| !name.is_empty());
    contact::finish(one, repairs)
}

/// The line of a quotation mark at the start of a cell that is never closed: all that follows would be one cell.
fn unclosed_quote(text: &str) -> Option<usize> {
    let (mut line, mut opened, mut cell_begins) = (1, None, true);
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        line += usize::from(letter == '\n');
        if opened.is_some() {
            if letter == '"' && letters.next_if_eq(&'"').is_none() {
                opened = None;
            }
            cell_begins = false;
        } else {
            if letter == '"' && cell_begins {
                opened = Some(line);
            }
            cell_begins = letter == '\n' || letter == '\r' || SEPARATORS.contains(&letter);
        }
    }
    opened
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::phone::tests::rules;

    fn table(text: &str) -> (Table, Notes, Notes) {
        let (mut repairs, mut refusals) = (Notes::default(), Notes::default());
        let table = read(text, &rules().0, &mut repairs, &mut refusals, &mut |_| {});
        (table, repairs, refusals)
    }

    #[test]
    fn headers_in_four_languages() {
        for text in [
            "Naam;Telefoonnummer;E-mailadres\nEls van Hof;06-00000001;els@example.org\n",
            "sep=;\nVoornaam;Tussenvoegsel;Achternaam;Mobiel;E-mail\nEls;van;Hof;0600000001;Els@example.org\n",
            "First Name,Last Name,Phone 1 - Label,Phone 1 - Value,E-mail 1 - Value\nEls,van Hof,Mobile,+31 6 00000001,els@example.org\n",
            "Nom,Prénom,Téléphone,Adresse e-mail\nvan Hof,Els,+31600000001,els@example.org\n",
            "Vorname\tNachname\tHandy\tE-Mail\nEls\tvan Hof\t0031600000001\tels@example.org\n",
            "\"els@example.org\",\"Els van Hof\",600000001\n\"jan@example.org\",\"Jan\",600000002\n",
        ] {
            let (found, repairs, refusals) = table(text);
            assert!(
                refusals.is_empty() && repairs.is_empty(),
                "{text}: {repairs:?} {refusals:?}"
            );
            let one = &found.candidates[0];
            let name = one.name.as_deref().unwrap_or_default();
            let turned = if text.starts_with("Nom") { "Els van Hof" } else { name };
            assert_eq!((name, turned), ("Els van Hof", "Els van Hof"), "{text}");
            assert_eq!(
                (&one.phones[0][..], &one.emails[0][..]),
                ("+31600000001", "els@example.org"),
                "{text}"
            );
        }
    }

    #[test]
    fn lines_are_counted_through_cells_of_several_lines_and_empty_ones() {
        let (found, repairs, _) = table("Naam;Telefoon\n\n\"Els\nHof\";06-00000001\n\nJan;112\nPiet\n;\n");
        let places: Vec<_> = found.candidates.iter().map(|one| one.line).collect();
        assert_eq!(places, [3, 6, 7]);
        let named: Vec<_> = repairs.named.iter().map(|note| (note.line, note.code)).collect();
        assert_eq!(named, [(Some(6), "phone_unreadable"), (Some(7), "short_row")]);
        assert_eq!(found.candidates[0].name.as_deref(), Some("Els Hof"));
    }

    #[test]
    fn a_broken_table_is_named_by_its_line() {
        for (text, line, code) in [
            (
                "Naam;Telefoon\nEls;06-00000001\n\"Jan;06-00000002\nPiet;06-00000003\n",
                3,
                "unclosed_quote",
            ),
            ("kleur;maat\nrood;groot\n", 1, "columns_unknown"),
            ("Naam;Telefoon\n", 1, "no_contacts"),
        ] {
            let (_, _, refusals) = table(text);
            assert_eq!(
                (refusals.named[0].line, refusals.named[0].code),
                (Some(line), code),
                "{text}"
            );
        }
    }
}
