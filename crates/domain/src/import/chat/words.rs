//! What WhatsApp itself writes into a chat, in Dutch, English, French and German: lines of its own, stand-ins for media, deleted and edited.
//!
//! `*` stands for anything. The words differ by phone, version and year; a line without a sender is the app's own even when no row fits.

use super::Language;

crate::coded! {
    /// What a line of the app itself is about.
    SystemKind, "kind of system line" {
        /// That messages are encrypted.
        Encryption = "encryption",
        /// The group was made.
        Created = "created",
        /// Somebody was added.
        Added = "added",
        /// Somebody came by a link.
        Joined = "joined",
        /// Somebody left.
        Left = "left",
        /// Somebody was removed.
        Removed = "removed",
        /// The group's name.
        Subject = "subject",
        /// The group's picture or description.
        Look = "look",
        /// Somebody has a new number.
        NumberChanged = "number_changed",
        /// A security code changed.
        SecurityCode = "security_code",
        /// Admins and settings.
        Settings = "settings",
        /// Something else.
        Other = "other",
    }
}

use Language::{De, En, Fr, Nl};
use SystemKind::{
    Added, Created, Encryption, Joined, Left, Look, NumberChanged, Removed, SecurityCode, Settings, Subject,
};

const SYSTEM: &[(Language, SystemKind, &str)] = &[
    (Nl, Encryption, "*end-to-end versleuteld*"),
    (Nl, Encryption, "*end-to-endversleutel*"),
    (Nl, Encryption, "*end-to-end-versleutel*"),
    (Nl, Created, "* heeft de groep *gemaakt*"),
    (Nl, Created, "* heeft deze groep *gemaakt*"),
    (Nl, Created, "* heeft groep *gemaakt*"),
    (Nl, Created, "* hebt de groep *gemaakt*"),
    (Nl, Created, "* hebt deze groep *gemaakt*"),
    (Nl, Created, "* hebt groep *gemaakt*"),
    (Nl, Joined, "* is toegetreden *"),
    (Nl, Joined, "* uitnodigingslink*"),
    (Nl, Joined, "* heeft deelgenomen*"),
    (Nl, Joined, "* neemt nu deel*"),
    (Nl, Joined, "* is lid geworden*"),
    (Nl, Added, "* heeft * toegevoegd"),
    (Nl, Added, "* hebt * toegevoegd"),
    (Nl, Added, "* is toegevoegd"),
    (Nl, Added, "* bent toegevoegd"),
    (Nl, Added, "* werd toegevoegd"),
    (Nl, Added, "* is toegevoegd door *"),
    (Nl, Added, "* werd toegevoegd door *"),
    (Nl, Left, "* heeft de groep verlaten"),
    (Nl, Left, "* heeft deze groep verlaten"),
    (Nl, Left, "* hebt de groep verlaten"),
    (Nl, Left, "* is vertrokken"),
    (Nl, Left, "* bent vertrokken"),
    (Nl, Look, "* heeft de groepsafbeelding*"),
    (Nl, Look, "* heeft de afbeelding van *groep*"),
    (Nl, Look, "* heeft het groepspictogram*"),
    (Nl, Look, "* heeft het pictogram van *groep*"),
    (Nl, Look, "* heeft de groepsbeschrijving*"),
    (Nl, Look, "* heeft de groepsomschrijving*"),
    (Nl, Look, "* heeft de beschrijving van *groep*"),
    (Nl, Removed, "* heeft * verwijderd"),
    (Nl, Removed, "* hebt * verwijderd"),
    (Nl, Removed, "* is verwijderd"),
    (Nl, Subject, "* heeft het onderwerp *"),
    (Nl, Subject, "* hebt het onderwerp *"),
    (Nl, Subject, "* heeft de groepsnaam *"),
    (Nl, Subject, "* heeft de naam van *groep*"),
    (Nl, NumberChanged, "* telefoonnummer *gewijzigd*"),
    (Nl, NumberChanged, "* telefoonnummer *veranderd*"),
    (Nl, NumberChanged, "* nieuw nummer*"),
    (Nl, NumberChanged, "* nieuw telefoonnummer*"),
    (Nl, SecurityCode, "*beveiligingscode *gewijzigd*"),
    (Nl, SecurityCode, "*beveiligingscode *veranderd*"),
    (Nl, Settings, "* nu beheerder*"),
    (Nl, Settings, "* nu een beheerder*"),
    (Nl, Settings, "* nu groepsbeheerder*"),
    (Nl, Settings, "* geen beheerder meer*"),
    (Nl, Settings, "* heeft de groepsinstellingen*"),
    (Nl, Settings, "* heeft de instellingen van *groep*"),
    (Nl, Settings, "* tijdelijke berichten *"),
    (Nl, Settings, "* zelfverwijderende berichten *"),
    (Nl, Settings, "* verdwijnende berichten *"),
    (Nl, Settings, "* heeft een bericht vastgezet*"),
    (En, Encryption, "*end-to-end encrypted*"),
    (En, Encryption, "*end-to-end encryption*"),
    (En, Created, "* created group *"),
    (En, Created, "* created this group*"),
    (En, Created, "* created the group*"),
    (En, Joined, "* joined using *"),
    (En, Joined, "* joined from *"),
    (En, Joined, "* joined via *"),
    (En, Joined, "* joined"),
    (En, Joined, "* joined the group*"),
    (En, Added, "* was added"),
    (En, Added, "* were added"),
    (En, Added, "* was added by *"),
    (En, Added, "* added *"),
    (En, Left, "* left"),
    (En, Left, "* left the group"),
    (En, Removed, "* was removed"),
    (En, Removed, "* were removed"),
    (En, Removed, "* removed *"),
    (En, Subject, "* changed the subject *"),
    (En, Subject, "* changed the group name *"),
    (En, Look, "* changed this group's icon*"),
    (En, Look, "* changed this group’s icon*"),
    (En, Look, "* deleted this group's icon*"),
    (En, Look, "* changed the group description*"),
    (En, Look, "* deleted the group description*"),
    (En, NumberChanged, "* changed their phone number*"),
    (En, NumberChanged, "* changed to a new number*"),
    (En, NumberChanged, "* changed to +*"),
    (En, SecurityCode, "*security code *changed*"),
    (En, Settings, "* now an admin*"),
    (En, Settings, "* no longer an admin*"),
    (En, Settings, "* changed this group's settings*"),
    (En, Settings, "* changed this group’s settings*"),
    (En, Settings, "* disappearing messages*"),
    (En, Settings, "* message timer*"),
    (En, Settings, "* pinned a message*"),
    (Fr, Encryption, "*chiffrés de bout en bout*"),
    (Fr, Encryption, "*chiffrement de bout en bout*"),
    (Fr, Created, "* a créé *groupe*"),
    (Fr, Created, "* avez créé *groupe*"),
    (Fr, Joined, "* a rejoint *"),
    (Fr, Joined, "* lien d'invitation*"),
    (Fr, Joined, "* lien d’invitation*"),
    (Fr, Added, "* a ajouté *"),
    (Fr, Added, "* avez ajouté *"),
    (Fr, Added, "* vous a ajouté*"),
    (Fr, Added, "* a été ajouté*"),
    (Fr, Added, "* avez été ajouté*"),
    (Fr, Left, "* a quitté le groupe"),
    (Fr, Left, "* est parti"),
    (Fr, Left, "* est partie"),
    (Fr, Left, "* est parti(e)"),
    (Fr, Left, "* a quitté"),
    (Fr, Left, "* avez quitté le groupe"),
    (Fr, Look, "* icône d*groupe*"),
    (Fr, Look, "* image du groupe*"),
    (Fr, Look, "* description du groupe*"),
    (Fr, Removed, "* a retiré *"),
    (Fr, Removed, "* a supprimé *"),
    (Fr, Removed, "* avez retiré *"),
    (Fr, Removed, "* a été retiré*"),
    (Fr, Subject, "* a changé le sujet *"),
    (Fr, Subject, "* a modifié le sujet *"),
    (Fr, Subject, "* a changé l'objet *"),
    (Fr, Subject, "* a changé le nom du groupe *"),
    (Fr, Subject, "* a modifié le nom du groupe *"),
    (Fr, NumberChanged, "* a changé de numéro*"),
    (Fr, NumberChanged, "* a changé son numéro*"),
    (Fr, NumberChanged, "* nouveau numéro*"),
    (Fr, SecurityCode, "*code de sécurité *changé*"),
    (Fr, Settings, "* maintenant *admin*"),
    (Fr, Settings, "* désormais *admin*"),
    (Fr, Settings, "* n'est plus admin*"),
    (Fr, Settings, "* n’est plus admin*"),
    (Fr, Settings, "* paramètres *groupe*"),
    (Fr, Settings, "* messages éphémères*"),
    (De, Encryption, "*ende-zu-ende-verschlüssel*"),
    (De, Encryption, "*ende-zu-ende verschlüsselt*"),
    (De, Created, "* hat *gruppe *erstellt*"),
    (De, Created, "* hast *gruppe *erstellt*"),
    (De, Joined, "* einladungslink *"),
    (De, Joined, "* ist der gruppe beigetreten*"),
    (De, Joined, "* ist beigetreten*"),
    (De, Added, "* hat * hinzugefügt"),
    (De, Added, "* hast * hinzugefügt"),
    (De, Added, "* wurde hinzugefügt"),
    (De, Added, "* wurdest hinzugefügt"),
    (De, Added, "* wurde von * hinzugefügt"),
    (De, Left, "* hat die gruppe verlassen"),
    (De, Left, "* hast die gruppe verlassen"),
    (De, Look, "* hat das gruppenbild *"),
    (De, Look, "* hat die gruppenbeschreibung *"),
    (De, Removed, "* hat * entfernt"),
    (De, Removed, "* hast * entfernt"),
    (De, Removed, "* wurde entfernt"),
    (De, Subject, "* hat den betreff *"),
    (De, Subject, "* hat den gruppennamen *"),
    (De, Subject, "* hast den betreff *"),
    (De, NumberChanged, "* telefonnummer *geändert*"),
    (De, NumberChanged, "* telefonnummer gewechselt*"),
    (De, NumberChanged, "* neue nummer *"),
    (De, NumberChanged, "* neue telefonnummer *"),
    (De, SecurityCode, "*sicherheitsnummer *geändert*"),
    (De, Settings, "* jetzt admin*"),
    (De, Settings, "* jetzt ein admin*"),
    (De, Settings, "* kein admin mehr*"),
    (De, Settings, "* hat die gruppeneinstellungen *"),
    (De, Settings, "* selbstlöschende nachrichten *"),
];

/// Said of media that were not exported: the whole text, or its last words behind a mark.
const MEDIA_WHOLE: &[(Language, &str)] = &[
    (Nl, "<media weggelaten>"),
    (En, "<media omitted>"),
    (Fr, "<médias omis>"),
    (Fr, "<fichier multimédia omis>"),
    (De, "<medien ausgeschlossen>"),
    (De, "<medien weggelassen>"),
];

/// Nouns and endings of stand-ins for media on iPhones: «afbeelding weggelaten», «video omitted».
const MEDIA_NOUNS: &[(Language, &[&str], &[&str])] = &[
    (
        Nl,
        &[
            "afbeelding",
            "foto",
            "video",
            "videobericht",
            "audio",
            "gif",
            "sticker",
            "document",
            "contactkaart",
            "spraakbericht",
            "media",
        ],
        &["weggelaten"],
    ),
    (
        En,
        &[
            "image",
            "photo",
            "video",
            "video note",
            "audio",
            "gif",
            "sticker",
            "document",
            "contact card",
            "voice message",
            "media",
        ],
        &["omitted"],
    ),
    (
        Fr,
        &[
            "image",
            "photo",
            "vidéo",
            "note vidéo",
            "audio",
            "gif",
            "sticker",
            "autocollant",
            "document",
            "carte de contact",
            "fiche contact",
            "message vocal",
            "médias",
            "média",
        ],
        &[
            "absent",
            "absente",
            "omis",
            "omise",
            "omises",
            "retiré",
            "retirée",
            "manquant",
            "manquante",
            "ignoré",
            "ignorée",
        ],
    ),
    (
        De,
        &[
            "bild",
            "foto",
            "video",
            "videonachricht",
            "audio",
            "gif",
            "sticker",
            "dokument",
            "kontaktkarte",
            "sprachnachricht",
            "medien",
        ],
        &["weggelassen", "ausgelassen", "ausgeschlossen", "nicht enthalten"],
    ),
];

/// Said of media that were exported along: behind a file's name, or before it in angle brackets.
const MEDIA_FILE: &[(Language, &str)] = &[
    (Nl, "*(bestand bijgevoegd)"),
    (Nl, "*<bijgevoegd:*>"),
    (Nl, "*<bijlage:*>"),
    (En, "*(file attached)"),
    (En, "*<attached:*>"),
    (Fr, "*(fichier joint)"),
    (Fr, "*<pièce jointe*>"),
    (Fr, "*<joint*:*>"),
    (De, "*(datei angehängt)"),
    (De, "*<anhang:*>"),
    (De, "*<angehängt:*>"),
];

const DELETED: &[(Language, &str)] = &[
    (Nl, "dit bericht is verwijderd*"),
    (Nl, "dit bericht werd verwijderd*"),
    (Nl, "je hebt dit bericht verwijderd*"),
    (Nl, "u hebt dit bericht verwijderd*"),
    (Nl, "u heeft dit bericht verwijderd*"),
    (En, "this message was deleted*"),
    (En, "you deleted this message*"),
    (Fr, "ce message a été supprimé*"),
    (Fr, "vous avez supprimé ce message*"),
    (Fr, "tu as supprimé ce message*"),
    (De, "diese nachricht wurde gelöscht*"),
    (De, "diese nachricht wurde * gelöscht*"),
    (De, "du hast diese nachricht gelöscht*"),
];

const EDITED: &[(Language, &str)] = &[
    (Nl, "*<dit bericht is bewerkt>"),
    (Nl, "*<dit bericht is aangepast>"),
    (Nl, "*<dit bericht werd bewerkt>"),
    (En, "*<this message was edited>"),
    (Fr, "*<ce message a été modifié>"),
    (De, "*<diese nachricht wurde bearbeitet>"),
];

/// Longer is no sentence of the app.
const SENTENCE_BYTES_MAX: usize = 600;

/// What a line of the app itself is about. `text` is cleaned and in small letters.
pub(super) fn system(text: &str) -> Option<(Language, SystemKind)> {
    let text = sentence(text)?;
    let found = SYSTEM.iter().find(|(_, _, pattern)| fits(pattern, text))?;
    Some((found.0, found.1))
}

/// The same, when the telling words begin before `end`: what follows may be a name with a colon.
pub(super) fn system_before(text: &str, end: usize) -> Option<(Language, SystemKind)> {
    let text = sentence(text)?;
    let begins = |pattern: &str| {
        let first = telling_words(pattern);
        text.find(first).is_some_and(|at| at + first.len() <= end)
    };
    let found = SYSTEM
        .iter()
        .find(|(_, _, pattern)| begins(pattern) && fits(pattern, text))?;
    Some((found.0, found.1))
}

/// Whether a sentence of the app may begin in what stands before a colon. `text` is cleaned and in small letters.
pub(super) fn begins_in(text: &str) -> bool {
    SYSTEM
        .iter()
        .any(|(_, _, pattern)| text.contains(telling_words(pattern)))
}

/// What a pattern begins with.
fn telling_words(pattern: &str) -> &str {
    pattern.split('*').find(|part| !part.is_empty()).unwrap_or_default()
}

fn sentence(text: &str) -> Option<&str> {
    // Some languages and versions end with a full stop.
    (text.len() <= SENTENCE_BYTES_MAX).then(|| text.trim_end_matches(['.', ' ']))
}

/// Whether the first line of a message stands for media. `text` is cleaned and in small letters.
pub(super) fn media(text: &str) -> Option<Language> {
    let whole = MEDIA_WHOLE.iter().find(|(_, words)| *words == text);
    let file = || MEDIA_FILE.iter().find(|(_, pattern)| fits(pattern, text));
    whole.or_else(file).map(|found| found.0).or_else(|| {
        MEDIA_NOUNS.iter().find_map(|(language, nouns, endings)| {
            let before = endings
                .iter()
                .find_map(|ending| text.strip_suffix(ending)?.strip_suffix(' '))?;
            let stands = |noun: &&&str| before == **noun || before.strip_suffix(**noun).is_some_and(names_a_file);
            nouns.iter().find(stands).map(|_| *language)
        })
    })
}

/// «verslag.pdf • 3 pagina's »: what iPhones put before the stand-in of a document.
fn names_a_file(before: &str) -> bool {
    before.ends_with(' ')
        && (before.contains('•')
            || before
                .trim_end()
                .rsplit_once('.')
                .is_some_and(|(_, end)| end.len() <= 5))
}

/// Whether a message was deleted. `text` is cleaned and in small letters.
pub(super) fn deleted(text: &str) -> Option<Language> {
    // Somebody may begin a sentence like that: the app's own is short.
    let short = text.len() <= 100;
    let found = DELETED.iter().find(|(_, pattern)| short && fits(pattern, text))?;
    Some(found.0)
}

/// Whether a message was edited. `text` is cleaned and in small letters.
pub(super) fn edited(text: &str) -> Option<Language> {
    let found = EDITED.iter().find(|(_, pattern)| fits(pattern, text))?;
    Some(found.0)
}

/// Whether the text fits a pattern in which `*` stands for anything.
fn fits(pattern: &str, text: &str) -> bool {
    let mut parts = pattern.split('*');
    let Some(mut rest) = parts.next().and_then(|start| text.strip_prefix(start)) else {
        return false;
    };
    let mut parts = parts.peekable();
    if parts.peek().is_none() {
        return rest.is_empty();
    }
    while let Some(part) = parts.next() {
        if parts.peek().is_none() {
            return rest.ends_with(part);
        }
        match rest.find(part) {
            None => return false,
            Some(at) => rest = &rest[at + part.len()..],
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns() {
        assert!(fits("a*b", "axxb") && fits("a*", "a") && fits("*", "") && fits("* left", "jan left"));
        assert!(fits("* hat * hinzugefügt", "els hat jan und piet hinzugefügt"));
        assert!(!fits("* left", "jan left early") && !fits("a", "ab") && !fits("ab*b", "ab") && !fits("", "a"));
    }

    #[test]
    fn lines_of_the_app_in_four_languages() {
        for (text, language, kind) in [
            (
                "berichten en oproepen worden end-to-end versleuteld. niemand buiten deze chat kan ze lezen.",
                Nl,
                Encryption,
            ),
            ("els heeft jan toegevoegd", Nl, Added),
            ("jan neemt deel via de uitnodigingslink van deze groep", Nl, Joined),
            ("jan heeft de groep verlaten", Nl, Left),
            ("els heeft het onderwerp gewijzigd van \"a\" naar \"b\"", Nl, Subject),
            (
                "jan heeft een nieuw telefoonnummer. tik om een bericht te sturen",
                Nl,
                NumberChanged,
            ),
            (
                "messages and calls are end-to-end encrypted. no one outside of this chat can read them.",
                En,
                Encryption,
            ),
            ("els created group \"hof\"", En, Created),
            ("jan joined using this group's invite link", En, Joined),
            ("els added jan", En, Added),
            ("jan left", En, Left),
            ("els removed jan", En, Removed),
            (
                "jan changed their phone number to a new number. tap to message.",
                En,
                NumberChanged,
            ),
            ("els a ajouté jan", Fr, Added),
            ("jan a quitté le groupe", Fr, Left),
            ("els a créé le groupe « hof »", Fr, Created),
            ("jan a rejoint le groupe via un lien d'invitation", Fr, Joined),
            (
                "nachrichten und anrufe sind ende-zu-ende-verschlüsselt. tippe für mehr infos.",
                De,
                Encryption,
            ),
            ("els hat die gruppe „hof“ erstellt", De, Created),
            ("els hat jan hinzugefügt", De, Added),
            ("jan hat die gruppe verlassen.", De, Left),
            ("jan ist der gruppe über den einladungslink beigetreten", De, Joined),
        ] {
            assert_eq!(system(text), Some((language, kind)), "{text}");
        }
        assert_eq!(system("er loopt iemand langs de schuren"), None);
    }

    #[test]
    fn stand_ins_for_media() {
        for (text, language) in [
            ("<media weggelaten>", Nl),
            ("<media omitted>", En),
            ("<médias omis>", Fr),
            ("<medien ausgeschlossen>", De),
            ("afbeelding weggelaten", Nl),
            ("gif weggelaten", Nl),
            ("verslag.pdf • 3 pagina’s document weggelaten", Nl),
            ("image omitted", En),
            ("image absente", Fr),
            ("bild weggelassen", De),
            ("img-20250101-wa0001.jpg (bestand bijgevoegd)", Nl),
            ("img-20250101-wa0001.jpg (file attached)", En),
            ("img-20250101-wa0001.jpg (fichier joint)", Fr),
            ("img-20250101-wa0001.jpg (datei angehängt)", De),
            ("<attached: 00000012-photo-2025-01-01.jpg>", En),
            ("<bijgevoegd: 00000012-photo-2025-01-01.jpg>", Nl),
        ] {
            assert_eq!(media(text), Some(language), "{text}");
        }
        for text in ["ik heb de foto weggelaten", "foto", "weggelaten", ""] {
            assert_eq!(media(text), None, "{text}");
        }
    }

    #[test]
    fn deleted_and_edited() {
        assert_eq!(deleted("dit bericht is verwijderd"), Some(Nl));
        assert_eq!(deleted("this message was deleted by admin els."), Some(En));
        assert_eq!(deleted("diese nachricht wurde gelöscht."), Some(De));
        assert_eq!(edited("rustig weer <dit bericht is bewerkt>"), Some(Nl));
        assert_eq!(deleted("het bericht is verwijderd"), None);
    }
}
