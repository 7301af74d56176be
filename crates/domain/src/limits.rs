//! Every maximum, named once. A list, a text, a file or a rate without a line here is a defect.

use crate::clock::Span;

/// Characters of a behaviour, a sighting or a remark.
pub const WORDS_CHARS_MAX: usize = 280;
/// Characters of the first simple appearance field.
pub const APPEARANCE_CHARS_MAX: usize = 200;
/// Characters of an alias, at least.
pub const ALIAS_CHARS_MIN: usize = 2;
/// Characters of an alias, at most.
pub const ALIAS_CHARS_MAX: usize = 30;
/// Characters of a group's or umbrella's name.
pub const NAME_CHARS_MAX: usize = 80;
/// Characters of an e-mail address (RFC 5321).
pub const EMAIL_CHARS_MAX: usize = 254;
/// Characters of an idempotency key.
pub const IDEMPOTENCY_KEY_CHARS_MAX: usize = 64;
/// How long an idempotency key is remembered. Longer than a draft lives on a phone.
pub const IDEMPOTENCY_KEPT: Span = Span::days(3);
/// Bytes of a request's body; everything that is sent to SAAR today is text.
pub const BODY_BYTES_MAX: usize = 64 * 1024;
/// Members of a group, unless the profile or the group says less.
pub const GROUP_SIZE_MAX: u32 = 256;
/// Streets of a group.
pub const STREETS_MAX: usize = 200;
/// Points of a group's area, all rings together.
pub const AREA_POINTS_MAX: usize = 2_000;
/// Endpoints (phones, mailboxes) of an account.
pub const ENDPOINTS_MAX: usize = 10;
/// Access tokens of an account.
pub const TOKENS_MAX: usize = 20;
/// Open invites of a group.
pub const INVITES_MAX: usize = 50;
/// How often one invite may be used.
pub const INVITE_USES_MAX: u32 = 256;
/// How long an invite is valid, at most.
pub const INVITE_DAYS_MAX: u32 = 90;
/// Ids that a client may say it has seen, in one report.
pub const SEEN_INCIDENTS_MAX: usize = 50;
/// Rows of one page of a list.
pub const PAGE_ROWS_MAX: u32 = 50;
/// Sightings of one incident.
pub const SIGHTINGS_MAX: usize = 200;
/// Events of one incident; beyond it only closing and recall are taken.
pub const EVENTS_MAX: u32 = 2_000;

/// Two reports of the same kind within this distance, in metres …
pub const DUPLICATE_METRES: f64 = 150.0;
/// … and this time are probably one incident (EDGES 12).
pub const DUPLICATE_SPAN: Span = Span::minutes(10);
/// A position is shown as "near" a street up to this distance, in metres.
pub const NEAR_STREET_METRES: f64 = 250.0;
/// The uncertainty of a position that is believed at all, in metres; what is larger is no position.
pub const ACCURACY_METRES_MAX: f64 = 5_000.0;

/// A call longer ago than this is taken as this long ago, and marked.
pub const CALL_AGE_MAX: Span = Span::hours(24);
/// "A neighbour called" so soon after the recorded call is that call: one shared state, and no "called again" that nobody made.
pub const SAME_CALL_SPAN: Span = Span::minutes(2);
/// An alarm that is older is not pushed as one.
pub const ALARM_EXPIRY: Span = Span::hours(2);
/// A sighting that is older is not pushed.
pub const UPDATE_EXPIRY: Span = Span::minutes(30);
/// A closing or recall that is older is not sent: who was woken yesterday reads it on the page.
pub const ENDING_EXPIRY: Span = Span::hours(24);

/// First wait after a failed attempt; doubles each time.
pub const RETRY_FIRST: Span = Span::seconds(2);
/// The longest wait between two attempts.
pub const RETRY_LONGEST: Span = Span::minutes(5);
/// A service may ask for at most this wait; a longer one is cut.
pub const RETRY_AFTER_MAX: Span = Span::minutes(30);
/// Attempts of one delivery.
pub const ATTEMPTS_MAX: u32 = 20;
/// No sign of life this long after the channel accepted: the next channel is tried (EDGES 10).
pub const ESCALATE_AFTER: Span = Span::seconds(90);
/// Grace after a start of the program, before anybody is escalated (EDGES 10).
pub const ESCALATE_GRACE: Span = Span::minutes(1);
/// Alarms older than this escalate to nobody (EDGES 10).
pub const ESCALATE_ALARM_AGE_MAX: Span = Span::minutes(10);

/// An e-mailed code is good for this long (EDGES 26).
pub const CODE_LIFETIME: Span = Span::minutes(10);
/// Wrong codes before a challenge is dead (EDGES 26).
pub const CODE_TRIES_MAX: u32 = 5;
/// Codes that are mailed to one address in an hour.
pub const CODES_PER_ADDRESS_HOUR: u32 = 5;
/// A session that is not used for this long ends. Phones stay signed in.
pub const SESSION_IDLE_MAX: Span = Span::days(180);
/// Access tokens live at most this long.
pub const TOKEN_DAYS_MAX: u32 = 366;
/// Writes of one account in a minute. Reading or raising an alarm never counts (EDGES 27).
pub const WRITES_PER_MINUTE: u32 = 60;
/// Alarms of one account in an hour before further ones are marked as odd; they are never refused (EDGES 2).
pub const ALARMS_PER_HOUR_ODD: u32 = 6;
/// Requests of one address in a minute while signed out.
pub const SIGNED_OUT_PER_MINUTE: u32 = 120;
/// Live pages of one account at once.
pub const LIVE_PER_ACCOUNT: usize = 20;
/// Frames that a resuming live page is given at most; with more it reloads.
pub const LIVE_REPLAY_MAX: i64 = 200;
