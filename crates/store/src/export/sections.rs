//! The sections of the export: what each reads, and the tables that nobody gets.

use Form::{Code, Endpoint, Event, Flag, Id, Moment, Number, Sealed, Text, TimeOfDay};

pub(super) const SAID: &str = "said";
pub(super) const INCIDENTS: &str = "incidents";

/// How a column is read, and shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// As it stands.
    Text,
    /// An id.
    Id,
    /// A code; the name of its texts without the code, "role-", or nothing where it has none.
    Code(&'static str),
    /// An instant.
    Moment,
    /// A whole number.
    Number,
    /// Minutes since midnight.
    TimeOfDay,
    /// Yes or no.
    Flag,
    /// A sealed text, with the context in which it opens.
    Sealed(&'static str),
    /// The address of an endpoint: a mailbox as it is, of a phone the push service alone. The rest is a key to the phone, and says nothing about anybody.
    Endpoint,
    /// An event of history, as JSON of ids, codes and times.
    Event,
}

/// A part of what is known.
#[derive(Debug)]
pub struct Section {
    /// Its name; the text is `export-{code}`.
    pub code: &'static str,
    /// The tables that it tells everything of that is about the account.
    pub tables: &'static [&'static str],
    /// `$1` is the account.
    pub query: &'static str,
    /// Names of columns, in order; the texts are `export-field-{name}`.
    pub columns: &'static [(&'static str, Form)],
}

/// Every section.
pub const SECTIONS: &[Section] = &[
    Section {
        code: "account",
        tables: &["accounts"],
        query: "SELECT email_sealed, created_at, language, channels, quiet_from, quiet_to, mute_real_alarms, time_zone, paused, pause_from, pause_until, large_text,
                  left_hand, passkey_declined_at, silence_told_at, seen_at FROM accounts WHERE id = $1",
        columns: &[
            ("email_sealed", Sealed(crate::account::EMAIL)),
            ("created_at", Moment),
            ("language", Code("language-")),
            ("channels", Text),
            ("quiet_from", TimeOfDay),
            ("quiet_to", TimeOfDay),
            ("mute_real_alarms", Flag),
            ("time_zone", Text),
            ("paused", Flag),
            ("pause_from", Text),
            ("pause_until", Text),
            ("large_text", Flag),
            ("left_hand", Flag),
            ("passkey_declined_at", Moment),
            ("silence_told_at", Moment),
            ("seen_at", Moment),
        ],
    },
    Section {
        code: "memberships",
        tables: &["members"],
        query: "SELECT g.name AS in_group, m.alias, m.role, m.membership, m.joined_at, m.left_at, m.paused_until, m.rules_version, m.rules_accepted_at,
                  m.adult_declared_at, m.age_exception, m.bound_to_secrecy, m.own_rules_version, m.residence_check, m.residence_checked_at,
                  CAST(CASE WHEN m.came_from IS NULL THEN 0 ELSE 1 END AS BIGINT) AS came_back
                FROM members m JOIN groups g ON g.id = m.group_id WHERE m.account_id = $1 ORDER BY m.joined_at, m.id",
        columns: &[
            ("in_group", Text),
            ("alias", Text),
            ("role", Code("role-")),
            ("membership", Code("export-membership-")),
            ("joined_at", Moment),
            ("left_at", Moment),
            ("paused_until", Moment),
            ("rules_version", Number),
            ("rules_accepted_at", Moment),
            ("adult_declared_at", Moment),
            ("age_exception", Flag),
            ("bound_to_secrecy", Flag),
            ("own_rules_version", Number),
            ("residence_check", Code("residence-is-")),
            ("residence_checked_at", Moment),
            ("came_back", Flag),
        ],
    },
    Section {
        code: INCIDENTS,
        tables: &["incidents"],
        query: "SELECT i.id AS incident, g.name AS in_group, i.kind, i.reported_at, i.witness, i.drill, s.name AS street, i.phrase, i.cannot_call, i.call_at, i.ended_at, i.reason
                FROM incidents i JOIN members m ON m.id = i.reporter_id JOIN groups g ON g.id = i.group_id LEFT JOIN streets s ON s.id = i.street_id
                WHERE m.account_id = $1 ORDER BY i.reported_at, i.id",
        columns: &[
            ("incident", Id),
            ("in_group", Text),
            ("kind", Code("kind-")),
            ("reported_at", Moment),
            ("witness", Code("witness-was-")),
            ("drill", Flag),
            ("street", Text),
            ("phrase", Code("phrase-")),
            ("cannot_call", Flag),
            ("call_at", Moment),
            ("ended_at", Moment),
            ("reason", Code("closing-")),
        ],
    },
    Section {
        code: "deeds",
        tables: &["incident_events"],
        query: "SELECT e.incident_id AS incident, e.at, e.event FROM incident_events e JOIN members m ON m.id = e.member_id
                WHERE m.account_id = $1 ORDER BY e.at, e.incident_id, e.seq",
        columns: &[("incident", Id), ("at", Moment), ("event", Event)],
    },
    // Filled apart: it is sealed under the keys of incidents.
    Section {
        code: SAID,
        tables: &["contents"],
        query: "SELECT e.incident_id AS incident, e.seq, e.at FROM incident_events e JOIN members m ON m.id = e.member_id
                WHERE m.account_id = $1 ORDER BY e.at, e.incident_id, e.seq",
        columns: &[],
    },
    Section {
        code: "photos",
        tables: &["photos", "photo_pictures"],
        query: "SELECT p.id AS photo, p.incident_id AS incident, p.uploaded_at, p.width, p.height FROM photos p JOIN members m ON m.id = p.member_id
                WHERE m.account_id = $1 ORDER BY p.uploaded_at, p.id",
        columns: &[
            ("photo", Id),
            ("incident", Id),
            ("uploaded_at", Moment),
            ("width", Number),
            ("height", Number),
        ],
    },
    Section {
        code: "openings",
        tables: &["openings"],
        query: "SELECT o.incident_id AS incident, o.at FROM openings o JOIN members m ON m.id = o.member_id WHERE m.account_id = $1 ORDER BY o.at, o.incident_id",
        columns: &[("incident", Id), ("at", Moment)],
    },
    Section {
        code: "deliveries",
        tables: &["deliveries"],
        query: "SELECT d.incident_id AS incident, d.alert_kind, d.channel, d.state, d.accepted_at, d.delivered_at, d.seen_at
                FROM deliveries d JOIN members m ON m.id = d.member_id WHERE m.account_id = $1 ORDER BY d.due_at, d.id",
        columns: &[
            ("incident", Id),
            ("alert_kind", Code("export-alert-")),
            ("channel", Code("export-channel-")),
            ("state", Code("export-state-")),
            ("accepted_at", Moment),
            ("delivered_at", Moment),
            ("seen_at", Moment),
        ],
    },
    Section {
        code: "tests",
        tables: &["probes"],
        query: "SELECT purpose, created_at, channel, state, accepted_at, delivered_at, seen_at FROM probes WHERE account_id = $1 ORDER BY created_at, id",
        columns: &[
            ("purpose", Code("export-purpose-")),
            ("created_at", Moment),
            ("channel", Code("export-channel-")),
            ("state", Code("export-state-")),
            ("accepted_at", Moment),
            ("delivered_at", Moment),
            ("seen_at", Moment),
        ],
    },
    Section {
        code: "ways",
        tables: &["endpoints"],
        query: "SELECT e.channel, e.address_sealed, s.device, e.created_at, e.answered_at, e.checked_at, e.unanswered
                FROM endpoints e LEFT JOIN sessions s ON s.id = e.session_id WHERE e.account_id = $1 ORDER BY e.created_at, e.id",
        columns: &[
            ("channel", Code("export-channel-")),
            ("address_sealed", Endpoint),
            ("device", Text),
            ("created_at", Moment),
            ("answered_at", Moment),
            ("checked_at", Moment),
            ("unanswered", Number),
        ],
    },
    Section {
        code: "devices",
        tables: &["sessions"],
        query: "SELECT device, created_at, seen_at, proved_at FROM sessions WHERE account_id = $1 ORDER BY created_at, id",
        columns: &[
            ("device", Text),
            ("created_at", Moment),
            ("seen_at", Moment),
            ("proved_at", Moment),
        ],
    },
    Section {
        code: "passkeys",
        tables: &["passkeys"],
        query: "SELECT name, created_at, used_at, blocked_at FROM passkeys WHERE account_id = $1 ORDER BY created_at, id",
        columns: &[
            ("name", Text),
            ("created_at", Moment),
            ("used_at", Moment),
            ("blocked_at", Moment),
        ],
    },
    Section {
        code: "tokens",
        tables: &["access_tokens"],
        query: "SELECT name, scopes, created_at, expires_at FROM access_tokens WHERE account_id = $1 ORDER BY created_at, id",
        columns: &[
            ("name", Text),
            ("scopes", Text),
            ("created_at", Moment),
            ("expires_at", Moment),
        ],
    },
    Section {
        code: "codes",
        tables: &["challenges"],
        query: "SELECT c.created_at, c.used_at, c.alias FROM challenges c JOIN accounts a ON c.email_index IN (a.email_index, a.email_index_b) WHERE a.id = $1 ORDER BY c.created_at, c.id",
        columns: &[("created_at", Moment), ("used_at", Moment), ("alias", Text)],
    },
    Section {
        code: "requests",
        tables: &["join_requests"],
        query: "SELECT g.name AS in_group, r.alias, s.name AS street, r.about_sealed, r.state, r.asked_at, r.answered_at, r.words_sealed, r.residence_check, r.residence_checked_at, r.younger, r.age_reason_sealed
                FROM join_requests r JOIN groups g ON g.id = r.group_id LEFT JOIN streets s ON s.id = r.street_id WHERE r.account_id = $1 ORDER BY r.asked_at, r.id",
        columns: &[
            ("in_group", Text),
            ("alias", Text),
            ("street", Text),
            ("about_sealed", Sealed(crate::request::ABOUT)),
            ("state", Code("export-request-")),
            ("asked_at", Moment),
            ("answered_at", Moment),
            ("words_sealed", Sealed(crate::request::WORDS)),
            ("residence_check", Code("residence-is-")),
            ("residence_checked_at", Moment),
            ("younger", Flag),
            ("age_reason_sealed", Sealed(crate::request::AGE_REASON)),
        ],
    },
    // That one vouched, and not for whom.
    Section {
        code: "vouches",
        tables: &["join_requests"],
        query: "SELECT g.name AS in_group, r.residence_checked_at AS at FROM join_requests r JOIN members m ON m.id = r.vouched_by JOIN groups g ON g.id = r.group_id
                WHERE m.account_id = $1 ORDER BY r.residence_checked_at, r.id",
        columns: &[("in_group", Text), ("at", Moment)],
    },
    // Whose age was agreed to, and why, while they wait for a place; once they are in, the log says it.
    Section {
        code: "ages_agreed",
        tables: &["join_requests"],
        query: "SELECT g.name AS in_group, r.age_reason_sealed FROM join_requests r JOIN members m ON m.id = r.agreed_by JOIN groups g ON g.id = r.group_id
                WHERE m.account_id = $1 ORDER BY r.asked_at, r.id",
        columns: &[("in_group", Text), ("age_reason_sealed", Sealed(crate::request::AGE_REASON))],
    },
    Section {
        code: "invites",
        tables: &["invites"],
        query: "SELECT g.name AS in_group, i.created_at, i.expires_at, i.uses_max, i.uses, i.revoked_at
                FROM invites i JOIN members m ON m.id = i.created_by JOIN groups g ON g.id = i.group_id WHERE m.account_id = $1 ORDER BY i.created_at, i.id",
        columns: &[
            ("in_group", Text),
            ("created_at", Moment),
            ("expires_at", Moment),
            ("uses_max", Number),
            ("uses", Number),
            ("revoked_at", Moment),
        ],
    },
    Section {
        code: "ways-in",
        tables: &["invites"],
        query: "SELECT g.name AS in_group, i.created_at, i.expires_at, i.uses, i.revoked_at
                FROM invites i JOIN members m ON m.id = i.readmits JOIN groups g ON g.id = i.group_id WHERE m.account_id = $1 ORDER BY i.created_at, i.id",
        columns: &[
            ("in_group", Text),
            ("created_at", Moment),
            ("expires_at", Moment),
            ("uses", Number),
            ("revoked_at", Moment),
        ],
    },
    Section {
        code: "log-about",
        tables: &["audit"],
        query: "SELECT g.name AS in_group, x.at, x.deed, x.detail, x.reason_sealed,
                  CASE WHEN x.by_member IS NULL AND x.deed = 'pause_ended' THEN 'clock' WHEN x.by_member IS NULL AND x.deed = 'appointed_by_coordinator' THEN 'coordinator'
                  WHEN x.by_member IS NULL THEN 'operator' WHEN b.account_id = $1 THEN 'self' ELSE 'member' END AS by_whom
                FROM audit x JOIN members m ON m.id = x.about_member JOIN groups g ON g.id = x.group_id LEFT JOIN members b ON b.id = x.by_member
                WHERE m.account_id = $1 ORDER BY x.id",
        columns: &[
            ("in_group", Text),
            ("at", Moment),
            ("deed", Code("export-deed-")),
            ("detail", Text),
            ("reason_sealed", Sealed(crate::audit::REASON)),
            ("by_whom", Code("export-by-")),
        ],
    },
    Section {
        code: "log-by",
        tables: &["audit"],
        query: "SELECT g.name AS in_group, x.at, x.deed, x.detail, x.reason_sealed FROM audit x JOIN members m ON m.id = x.by_member JOIN groups g ON g.id = x.group_id
                LEFT JOIN members o ON o.id = x.about_member WHERE m.account_id = $1 AND (o.account_id IS NULL OR o.account_id <> $1) ORDER BY x.id",
        columns: &[
            ("in_group", Text),
            ("at", Moment),
            ("deed", Code("export-deed-")),
            ("detail", Text),
            ("reason_sealed", Sealed(crate::audit::REASON)),
        ],
    },
    Section {
        code: "measures",
        tables: &["measures"],
        query: "SELECT g.name AS in_group, x.step, x.rule, x.words_sealed, x.at, x.until, x.objection_sealed, x.objected_at, x.answer_sealed, x.decided_at, x.upheld
                FROM measures x JOIN members m ON m.id = x.member_id JOIN groups g ON g.id = x.group_id WHERE m.account_id = $1 ORDER BY x.at, x.id",
        columns: &[
            ("in_group", Text),
            ("step", Code("measure-")),
            ("rule", Code("rule-")),
            ("words_sealed", Sealed(crate::measure::WORDS)),
            ("at", Moment),
            ("until", Moment),
            ("objection_sealed", Sealed(crate::measure::OBJECTION)),
            ("objected_at", Moment),
            ("answer_sealed", Sealed(crate::measure::ANSWER)),
            ("decided_at", Moment),
            ("upheld", Flag),
        ],
    },
    Section {
        code: "measures-by",
        tables: &["measures"],
        query: "SELECT g.name AS in_group, x.step, x.rule, x.words_sealed, x.at, x.until FROM measures x JOIN members m ON m.id = x.by_member
                JOIN groups g ON g.id = x.group_id WHERE m.account_id = $1 ORDER BY x.at, x.id",
        columns: &[
            ("in_group", Text),
            ("step", Code("measure-")),
            ("rule", Code("rule-")),
            ("words_sealed", Sealed(crate::measure::WORDS)),
            ("at", Moment),
            ("until", Moment),
        ],
    },
    Section {
        code: "decisions",
        tables: &["measures"],
        query: "SELECT g.name AS in_group, x.step, x.answer_sealed, x.decided_at, x.upheld FROM measures x JOIN members m ON m.id = x.decided_by
                JOIN groups g ON g.id = x.group_id WHERE m.account_id = $1 ORDER BY x.decided_at, x.id",
        columns: &[
            ("in_group", Text),
            ("step", Code("measure-")),
            ("answer_sealed", Sealed(crate::measure::ANSWER)),
            ("decided_at", Moment),
            ("upheld", Flag),
        ],
    },
    // What one pointed at; never what was pointed at in one's own words: who did that is not told (ADR 33).
    Section {
        code: "flags",
        tables: &["flags"],
        query: "SELECT g.name AS in_group, x.incident_id AS incident, x.rule, x.words_sealed, x.at FROM flags x JOIN members m ON m.id = x.by_member
                JOIN groups g ON g.id = x.group_id WHERE m.account_id = $1 ORDER BY x.at, x.id",
        columns: &[
            ("in_group", Text),
            ("incident", Id),
            ("rule", Code("rule-")),
            ("words_sealed", Sealed(crate::flag::WORDS)),
            ("at", Moment),
        ],
    },
    Section {
        code: "flags-settled",
        tables: &["flags"],
        query: "SELECT g.name AS in_group, x.incident_id AS incident, x.outcome, x.settled_at AS at FROM flags x JOIN members m ON m.id = x.settled_by
                JOIN groups g ON g.id = x.group_id WHERE m.account_id = $1 ORDER BY x.settled_at, x.id",
        columns: &[
            ("in_group", Text),
            ("incident", Id),
            ("outcome", Code("outcome-")),
            ("at", Moment),
        ],
    },
    Section {
        code: "turns",
        tables: &["turns"],
        query: "SELECT g.name AS in_group, x.weekday, x.day, x.part, x.agreed_at FROM turns x JOIN members m ON m.id = x.member_id
                JOIN groups g ON g.id = x.group_id WHERE m.account_id = $1 ORDER BY x.id",
        columns: &[
            ("in_group", Text),
            ("weekday", Number),
            ("day", Text),
            ("part", Code("turn-")),
            ("agreed_at", Moment),
        ],
    },
    Section {
        code: "volunteered",
        tables: &["volunteers"],
        query: "SELECT g.name AS in_group, x.at FROM volunteers x JOIN members m ON m.id = x.member_id JOIN groups g ON g.id = m.group_id
                WHERE m.account_id = $1 ORDER BY x.at, x.member_id",
        columns: &[("in_group", Text), ("at", Moment)],
    },
    Section {
        code: "coordinates",
        tables: &["coordinators"],
        query: "SELECT u.name AS umbrella, x.since AS at FROM coordinators x JOIN umbrellas u ON u.id = x.umbrella_id WHERE x.account_id = $1 ORDER BY x.since, u.id",
        columns: &[("umbrella", Text), ("at", Moment)],
    },
    Section {
        code: "asked-to-coordinate",
        tables: &["coordinators_asked"],
        query: "SELECT u.name AS umbrella, x.asked_at AS at FROM coordinators_asked x JOIN accounts a ON x.email_index IN (a.email_index, a.email_index_b)
                JOIN umbrellas u ON u.id = x.umbrella_id WHERE a.id = $1 ORDER BY x.asked_at, u.id",
        columns: &[("umbrella", Text), ("at", Moment)],
    },
    Section {
        code: "liaison-of",
        tables: &["liaisons"],
        query: "SELECT g.name AS in_group, x.kind, x.office, x.view, x.asked_at, x.accepted_at, x.expires_at, x.ended_at, x.ending
                FROM liaisons x JOIN groups g ON g.id = x.group_id LEFT JOIN accounts a ON x.email_index IN (a.email_index, a.email_index_b)
                WHERE x.account_id = $1 OR a.id = $1 ORDER BY x.id",
        columns: &[
            ("in_group", Text),
            ("kind", Code("liaison-kind-")),
            ("office", Text),
            ("view", Code("liaison-view-")),
            ("asked_at", Moment),
            ("accepted_at", Moment),
            ("expires_at", Moment),
            ("ended_at", Moment),
            ("ending", Code("liaison-ending-")),
        ],
    },
    Section {
        code: "liaisons-asked",
        tables: &["liaisons"],
        query: "SELECT g.name AS in_group, x.kind, x.office, x.view, x.asked_at FROM liaisons x JOIN members m ON m.id = x.asked_by
                JOIN groups g ON g.id = x.group_id WHERE m.account_id = $1 ORDER BY x.id",
        columns: &[
            ("in_group", Text),
            ("kind", Code("liaison-kind-")),
            ("office", Text),
            ("view", Code("liaison-view-")),
            ("asked_at", Moment),
        ],
    },
    Section {
        code: "tidings",
        tables: &["tidings"],
        query: "SELECT x.news, x.created_at FROM tidings x WHERE x.account_id = $1 ORDER BY x.created_at, x.id",
        columns: &[("news", Text), ("created_at", Moment)],
    },
    // Only what its asker confirmed: a stranger may have typed the address.
    Section {
        code: "inquiries",
        tables: &["inquiries"],
        query: "SELECT g.name AS in_group, x.about, x.day, s.name AS street, x.words_sealed, x.state, x.asked_at, x.due_at, x.extended_at, x.extension_sealed,
                  x.answered_at, x.answer AS finding, x.answer_sealed
                FROM inquiries x JOIN accounts a ON x.email_index IN (a.email_index, a.email_index_b) JOIN groups g ON g.id = x.group_id
                LEFT JOIN streets s ON s.id = x.street_id WHERE a.id = $1 AND x.state <> 'unconfirmed' ORDER BY x.asked_at, x.id",
        columns: &[
            ("in_group", Text),
            ("about", Text),
            ("day", Text),
            ("street", Text),
            ("words_sealed", Sealed(crate::inquiry::WORDS)),
            ("state", Text),
            ("asked_at", Moment),
            ("due_at", Moment),
            ("extended_at", Moment),
            ("extension_sealed", Sealed(crate::inquiry::EXTENSION)),
            ("answered_at", Moment),
            ("finding", Code("inquiry-finding-")),
            ("answer_sealed", Sealed(crate::inquiry::ANSWER)),
        ],
    },
    Section {
        code: "foundings",
        tables: &["foundings"],
        query: "SELECT founded_at AS at FROM foundings WHERE account_id = $1 ORDER BY founded_at",
        columns: &[("at", Moment)],
    },
    Section {
        code: "repeats",
        tables: &["idempotency"],
        query: "SELECT incident_id AS incident, outcome, created_at FROM idempotency WHERE account_id = $1 ORDER BY created_at, key",
        columns: &[("incident", Id), ("outcome", Code("export-outcome-")), ("created_at", Moment)],
    },
    Section {
        code: "exports",
        tables: &["exports"],
        query: "SELECT exported_at AS at FROM exports WHERE account_id = $1 ORDER BY exported_at",
        columns: &[("at", Moment)],
    },
];

/// Tables of which nobody gets anything, each with the reason.
pub const LEFT_OUT: &[(&str, &str)] = &[
    ("umbrellas", "a body, not a person"),
    ("groups", "of the group; its name stands beside what is one's own"),
    (
        "streets",
        "of the group; a street's name stands beside what is one's own",
    ),
    ("boundaries", "ground"),
    ("key_ring", "of the installation"),
    ("key_versions", "of the installation"),
    ("area_clock", "a counter"),
    ("own_words", "words of a list, with nobody's name"),
    (
        "drills",
        "plans of the group, with nobody's name; a drill that was run is an incident",
    ),
    ("drill_counts", "counts"),
    ("alerts", "of an incident; who was told is in deliveries"),
    ("own_rules", "rules of the group, with nobody's name"),
    ("group_desks", "offices, with nobody's name"),
    ("municipality_desks", "offices, with nobody's name"),
    ("switches", "of the group; what was done then stands in the log"),
    ("switch_steps", "of the group, with nobody's name"),
    ("letters", "rows of houses; which house got which code stands nowhere"),
    ("letter_codes", "hashes of codes; who used one stands nowhere"),
    ("monthly_counts", "counts"),
    ("passkey_ceremonies", "hashes of questions to a phone, of nobody"),
    ("shreds", "names of keys that are to be destroyed"),
    ("retention_runs", "counts of what was forgotten"),
    ("secrets", "keys of the installation"),
];
