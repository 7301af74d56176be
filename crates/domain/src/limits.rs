//! Every maximum, named once. A list, a text, a file or a rate without a line here is a defect.

use crate::clock::Span;

/// Characters of a behaviour, a sighting or a remark.
pub const WORDS_CHARS_MAX: usize = 280;
/// Bytes of a line that `saar check-texts` reads: a long message with its labels.
pub const LABELLED_LINE_BYTES_MAX: usize = 64 * 1024;
/// Words of a group's own: as many as somebody reads through.
pub const OWN_WORDS_MAX: usize = 200;
/// Letters of one of them, at least: shorter ones are in too many others.
pub const OWN_WORD_CHARS_MIN: usize = 3;
/// Letters of one of them, at most.
pub const OWN_WORD_CHARS_MAX: usize = 24;
/// Groups whose own words are kept in memory, ready to be looked for.
pub const OWN_WORDS_GROUPS_KEPT: usize = 1_000;
/// Characters of the first simple appearance field.
pub const APPEARANCE_CHARS_MAX: usize = 200;
/// Characters of a short text in a description: a make, a lettering, a tattoo.
pub const DESCRIPTION_TEXT_CHARS_MAX: usize = 60;
/// Characters of what is said about the surroundings.
pub const SURROUNDINGS_CHARS_MAX: usize = 160;
/// Characters of a number plate without dashes: the longest in Europe have ten, and somebody may type a country's letters before it.
pub const PLATE_CHARS_MAX: usize = 12;
/// People that one description stands for: a group.
pub const PEOPLE_MAX: u8 = 50;
/// Occupants of a vehicle.
pub const OCCUPANTS_MAX: u8 = 20;
/// Descriptions of one incident.
pub const DESCRIPTIONS_MAX: usize = 50;
/// Characters of a description as it is read aloud, in any language: all choices and texts at their longest.
pub const DESCRIPTION_SAID_CHARS_MAX: usize = 1_500;
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
/// Groups that one account may found within [`FOUNDED_WITHIN`]: what a village's volunteer does; more is an umbrella's work, and the operator's.
pub const FOUNDED_MAX: u32 = 5;
/// See [`FOUNDED_MAX`]; what is older is forgotten.
pub const FOUNDED_WITHIN: Span = Span::days(365);
/// Characters of a boundary's code; those of Statistics Netherlands have 10.
pub const BOUNDARY_CODE_CHARS_MAX: usize = 40;
/// Groups that somebody who starts another is told of: those that have the same streets.
pub const COVERED_SHOWN_MAX: usize = 10;
/// Boundaries that a search shows.
pub const BOUNDARIES_SHOWN_MAX: u32 = 20;
/// Streets of a group.
pub const STREETS_MAX: usize = 200;
/// Points of a street's line: a bend every few metres of a long one.
pub const STREET_POINTS_MAX: usize = 100;
/// Bytes of a form that carries an area: its points with all their decimals, each sign of them written in three.
pub const AREA_FORM_BYTES_MAX: usize = 512 * 1024;
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
/// How long the way back in of somebody who lost phone and mailbox stands open: they stand beside the admin, or ring tomorrow.
pub const READMISSION_LIFETIME: Span = Span::days(2);
/// Characters of what somebody who is not a member writes about themselves or their car: enough to recognise it by.
pub const INQUIRY_WORDS_CHARS_MAX: usize = 400;
/// Characters of the answer.
pub const INQUIRY_ANSWER_CHARS_MAX: usize = 1_000;
/// Days back that somebody may ask about. Words go 30 days after the end: what is older is kept nowhere.
pub const INQUIRY_DAYS_BACK_MAX: i32 = 60;
/// Questions of a group that wait for an answer; more than that is a flood.
pub const INQUIRIES_PER_GROUP_MAX: u32 = 100;
/// Questions of one address to one group that wait.
pub const INQUIRIES_PER_ADDRESS_MAX: u32 = 3;
/// Months within which an answer is due, and in how many at most when it was put off with a reason (GDPR 12, 3).
pub const INQUIRY_MONTHS: i32 = 1;
/// See [`INQUIRY_MONTHS`].
pub const INQUIRY_MONTHS_MAX: i32 = 3;
/// So long before it is due, those who run the group are reminded.
pub const INQUIRY_REMINDED_BEFORE: Span = Span::days(7);
/// Once it is overdue, they are reminded again after each of these: often enough not to be forgotten, and seldom enough to be read.
pub const INQUIRY_REMINDED_AGAIN: Span = Span::days(7);
/// When the day of mails about questions begins, after midnight UTC: in the morning here, summer and winter.
pub const INQUIRY_MAILED_AT: Span = Span::hours(6);
/// So long before a question that nobody answered is forgotten, who asked is told that.
pub const INQUIRY_LAPSE_TOLD: Span = Span::days(3);
/// How long one goes on trying to mail who asked.
pub const INQUIRY_TELL_EXPIRY: Span = Span::days(3);
/// A mail to who asked that failed is tried again after that long.
pub const INQUIRY_TELL_AGAIN: Span = Span::minutes(15);
/// Where none came for so long, those who run the group are told of one at once. Two days, for what came in the first may be told in the second.
pub const INQUIRY_CAME_QUIET: Span = Span::days(2);
/// Mails about questions in one round.
pub const INQUIRIES_PER_ROUND: u32 = 50;
/// How long it counts that somebody showed that it is they: for taking along or erasing everything about themselves.
pub const PROOF_LIFETIME: Span = Span::minutes(10);
/// How often somebody takes another name in a group within [`ALIAS_CHANGES_WITHIN`]: a mistake is put right, and neighbours still know who said what.
pub const ALIAS_CHANGES_MAX: u32 = 3;
/// Within which time.
pub const ALIAS_CHANGES_WITHIN: Span = Span::days(30);
/// How long a change of address can be taken back from the former mailbox; until then there is no second one.
pub const ADDRESS_BACK_LIFETIME: Span = Span::days(7);
/// Characters of the way back, at most: an address of the longest, sealed.
pub const ADDRESS_BACK_CHARS_MAX: usize = 1_000;
/// How often somebody takes along everything about themselves, in a day: it reads every table, and a thief has no use for the sixth.
pub const EXPORTS_PER_DAY: usize = 5;
/// How long it is remembered that they did; for themselves.
pub const EXPORTS_REMEMBERED: Span = Span::days(365);
/// Characters of a reason that somebody else will read, at least: "omdat" says nothing.
pub const REASON_CHARS_MIN: usize = 10;
/// Characters of such a reason, at most.
pub const REASON_CHARS_MAX: usize = 280;
/// Characters that somebody writes to somebody about a measure: an explanation, an objection, an answer.
pub const MEASURE_CHARS_MAX: usize = 1_000;
/// How long an objection waits for somebody of the group before a coordinator of its umbrella may decide on it: before who was removed is forgotten, and most pauses are over.
pub const OBJECTION_WAITS: Span = Span::days(3);
/// How often it is written down that a coordinator read a member's objection: once in this time.
pub const OBJECTION_READ_ONCE: Span = Span::hours(1);
/// For how long the same step in the same words is the same step: a button that was tapped twice on a slow line.
pub const MEASURE_TWICE: Span = Span::minutes(5);
/// Days that a pause lasts at most: longer is removal.
pub const MEASURE_DAYS_MAX: u32 = 30;
/// Characters of what somebody who asks to join says about themselves: a line.
pub const REQUEST_ABOUT_CHARS_MAX: usize = 200;
/// Characters of an answer to a request: a short letter.
pub const REQUEST_ANSWER_CHARS_MAX: usize = 800;
/// Open requests of one group: more than a group may have members, and what its admins can read in an evening.
pub const REQUESTS_PER_GROUP_MAX: u32 = 300;
/// Open requests of one account: somebody lives in one street, works in another, and moves.
pub const REQUESTS_PER_ACCOUNT_MAX: u32 = 5;
/// Own house rules of a group: what fits on one screen, and what people remember.
pub const OWN_RULES_MAX: usize = 8;
/// Characters of one of them.
pub const OWN_RULE_CHARS_MAX: usize = 140;
/// Characters of its reason.
pub const OWN_RULE_REASON_CHARS_MAX: usize = 200;
/// Characters of the name of a desk.
pub const DESK_NAME_CHARS_MAX: usize = 80;
/// Characters of its number, as people write it.
pub const DESK_PHONE_CHARS_MAX: usize = 24;
/// Characters of the address of its page.
pub const DESK_URL_CHARS_MAX: usize = 200;
/// Characters of when it is open: one line on a phone or two.
pub const DESK_HOURS_CHARS_MAX: usize = 100;
/// Bytes of a file of desks: all topics with all that they may hold, several times over.
pub const DESK_FILE_BYTES_MAX: u64 = 64 * 1024;
/// Members that a group is made for, at least: somebody, and a neighbour.
pub const GROUP_SIZE_MIN: u32 = 2;
/// Minutes of quiet after which an incident closes by itself, at least: the police may need half an hour.
pub const QUIET_EXPIRY_MINUTES_MIN: u32 = 30;
/// The same at most: what is open for half a day is watched by nobody.
pub const QUIET_EXPIRY_MINUTES_MAX: u32 = 12 * 60;
/// The youngest age that a group may set: below it a parent has to agree (UAVG art. 5; Belgium says 13), which an exception for one person can say.
pub const MINIMUM_AGE_YEARS_MIN: u8 = 16;
/// The oldest: a higher one would shut adults out.
pub const MINIMUM_AGE_YEARS_MAX: u8 = 21;
/// Characters of a response in a group's own words: it stands on a button, beside others, on a phone.
pub const RESPONSE_TEXT_CHARS_MAX: usize = 30;
/// Letters that are made at once: both sides of a long street, and what a home printer does in one go.
pub const LETTERS_AT_ONCE_MAX: usize = 100;
/// Rows of houses of one group whose letters are still good.
pub const LETTERS_PER_GROUP_MAX: u32 = 50;
/// The highest house number.
pub const HOUSE_NUMBER_MAX: u32 = 9_999;
/// How long the code of a letter is good, at most, in days.
pub const LETTER_DAYS_MAX: u32 = 90;
/// Characters of a letter's code: 39 bits, in two groups of four to type.
pub const LETTER_CODE_CHARS: usize = 8;
/// How long it is tried to tell an asker of an answer, …
pub const REQUEST_TELL_EXPIRY: Span = Span::days(3);
/// … and how long is waited between two tries.
pub const REQUEST_TELL_AGAIN: Span = Span::minutes(15);
/// How long who left a group by themselves may come back by a tap, without asking again.
pub const LEAVE_UNDO: Span = Span::minutes(10);
/// Requests that one round of the schedule takes in hand.
pub const REQUESTS_PER_ROUND: u32 = 100;
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
/// … or this time around the tap on "send", when a phone sends by itself later on: nobody is there to ask (EDGES 9). As long as a phone may do so.
pub const UNATTENDED_SPAN: Span = Span::minutes(15);
/// It is compared with so many of the group's latest in that time, alarms or drills: more is no neighbourhood's night but a flood.
pub const DUPLICATES_AMONG: u32 = 100;
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
/// Passkeys of one account: a few phones, a laptop and a spare.
pub const PASSKEYS_MAX: usize = 10;
/// How long a passkey may take from our question to its answer, to the second: as long as browsers wait for a finger (WebAuthn 3, 15.1).
pub const PASSKEY_CEREMONY_LIFETIME: Span = Span::minutes(5);
/// Characters of a ceremony on its way back: with the ids of ten passkeys, some 3,000.
pub const PASSKEY_CEREMONY_CHARS_MAX: usize = 8_000;
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
/// How often open live pages are asked whether what they are signed in with still stands. Signing out here ends them at once; what expires, or is taken
/// back by another process (a command, another node), ends them at the next look.
pub const LIVE_SIGNED_IN_CHECK_EVERY: Span = Span::seconds(5);
/// Live pages that one statement asks about.
pub const LIVE_SIGNED_IN_CHECK_ROWS: usize = 200;
/// Frames that a resuming live page is given at most; with more it reloads.
pub const LIVE_REPLAY_MAX: i64 = 200;

/// Days ahead that a pause for a holiday may reach: a year, and a leap day.
pub const PAUSE_DAYS_MAX: u16 = 366;
/// Characters of the name of a time zone; the longest that exists has 32.
pub const ZONE_CHARS_MAX: usize = 64;
/// Test alarms of one account in an hour: enough to try each phone of a household, and no way to make a mail server angry.
pub const TESTS_PER_HOUR: u32 = 6;
/// A test alarm that arrives later than this says nothing about tonight.
pub const TEST_EXPIRY: Span = Span::minutes(10);
/// How long a page listens to what becomes of a test alarm.
pub const TEST_WATCHED: Span = Span::minutes(2);
/// How long a look at a phone waits for it: a phone may be off for a week.
pub const CHECK_EXPIRY: Span = Span::days(7);
/// How long it is tried to tell somebody that their phone does not answer.
pub const NOTICE_EXPIRY: Span = Span::days(3);
/// How long after its last proof a phone is looked at.
pub const CHECK_EVERY: Span = Span::days(30);
/// Looks without an answer after which a phone is taken as deaf: one may be lost with a restart of ours.
pub const CHECKS_UNANSWERED_MAX: u32 = 2;
/// Looks that begin in one round of the schedule: a village's phones are not woken in one minute.
pub const CHECKS_PER_ROUND: u32 = 100;
/// A phone that opens the app is looked at once in this time.
pub const CHECK_AT_OPENING_EVERY: Span = Span::days(1);
/// With fewer neighbours than this, "reaches 3 of 4" would say who.
pub const COVERAGE_MEMBERS_MIN: u32 = 5;
/// What tried the way is forgotten after this.
pub const PROBE_KEPT: Span = Span::days(14);

/// Photos of one addition: what a witness can see in a glance, and four uploads end on a bad network.
pub const PHOTOS_PER_ADDITION_MAX: usize = 4;
/// Bytes of one photo as it comes in: a phone's largest ordinary picture.
pub const PHOTO_BYTES_MAX: usize = 10 * 1024 * 1024;
/// Pixels of one photo: the 24 megapixels of present phones, and no 50. Decoded they are 75 MB.
pub const PHOTO_PIXELS_MAX: u64 = 25_000_000;
/// Pixels of one side: a strip one pixel high is no photo either.
pub const PHOTO_SIDE_PIXELS_MAX: u32 = 16_384;
/// Bytes that decoding one photo may ask for: all of its pixels in four colours of 8 bits, and a little.
pub const PHOTO_DECODE_BYTES_MAX: u64 = 128 * 1024 * 1024;
/// Photos that are worked on at once: memory is this many times the line above.
pub const PHOTO_DECODES_AT_ONCE: usize = 2;
/// How long working on one photo may take. Twelve megapixels take a sixth of a second (`bench/`).
pub const PHOTO_DECODE_TIME: Span = Span::seconds(20);
/// How long a photo waits for its turn before its sender is asked to try again.
pub const PHOTO_TURN_TIME: Span = Span::seconds(10);
/// Longer side of the small picture.
pub const PHOTO_SMALL_SIDE_PIXELS: u32 = 320;
/// Longer side of the large picture.
pub const PHOTO_LARGE_SIDE_PIXELS: u32 = 1_600;
/// Colour fields along the longer side where nobody may be recognisable. At 7 by 10 pixels people still recognise more than half
/// of the faces that they know (Sinha et al. 2006), so it has to be well below.
pub const PHOTO_FIELDS_MAX: u32 = 6;
/// Photos of one account in a group, within the day that they are kept.
pub const PHOTOS_PER_ACCOUNT_MAX: u32 = 40;
/// Photos of one incident.
pub const PHOTOS_PER_INCIDENT_MAX: u32 = 60;
/// Photos of one group: with half a megabyte each, 200 MB a day.
pub const PHOTOS_PER_GROUP_MAX: u32 = 400;
/// Uploads of one account that are under way.
pub const UPLOADS_PER_ACCOUNT_MAX: usize = 4;
/// Bytes of all uploads that are under way, in memory: ten of the largest, or hundreds of what the page sends.
pub const UPLOADS_BYTES_MAX: usize = 100 * 1024 * 1024;
/// How long an upload waits for its next bytes.
pub const UPLOAD_KEPT: Span = Span::minutes(15);
/// How long a finished photo waits for the addition that it belongs to.
pub const PHOTO_UNATTACHED_KEPT: Span = Span::hours(1);
/// How long an address of a photo is good: longer than somebody looks at a page, shorter than a link is passed on.
pub const PHOTO_LINK_LIFETIME: Span = Span::minutes(15);
/// Pieces of photos of one account in a minute. Photos have pieces; alarms and words do not wait for them.
pub const UPLOAD_PIECES_PER_MINUTE: u32 = 300;

/// How long a copy of the key store is kept (EDGES 24): for as long, somebody who has it can open what was forgotten since.
pub const KEY_COPY_KEPT: Span = Span::hours(24);
/// How often a program looks whether the master key is being rotated.
pub const KEY_RING_LOOK: Span = Span::seconds(1);
/// How long a program waits after it turned to another key, or before it forgets one: what it began before has ended by then.
pub const KEY_RING_SETTLE: Span = Span::seconds(2);
/// Rows sealed anew in one transaction: others who write wait for no more than these.
pub const RESEAL_AT_ONCE: u32 = 200;

/// Months of alarms that are drawn, the present one included.
pub const BUDGET_MONTHS: usize = 12;
/// Alarms of those months that are read: one each night and a third more.
pub const BUDGET_ALARMS_MAX: u32 = 500;
/// Of how many of the latest alarms it is worked out how soon they reached people.
pub const BUDGET_ALARMS_TIMED: u32 = 10;
/// Alarms in [`FATIGUE_SPAN`] from which on people are warned: about one a week, at which groups begin to mute.
pub const FATIGUE_ALARMS: u32 = 4;
/// The time in which they are counted.
pub const FATIGUE_SPAN: Span = Span::days(30);
/// Alarms in [`DOUBT_SPAN`] below which nothing is said about how many were for nothing: one of two is chance.
pub const DOUBT_ALARMS_MIN: u32 = 3;
/// The time in which those are counted.
pub const DOUBT_SPAN: Span = Span::days(90);
/// Within how many seconds people are counted as reached: a phone in the hand, one in the house, and before it is over.
pub const REACH_SECONDS: [u32; 3] = [10, 60, 300];

/// How long before a drill people are told of it, at least: nobody is to be startled by a drill that nobody knew of.
pub const DRILL_NOTICE: Span = Span::hours(1);
/// Days ahead that a drill may be planned.
pub const DRILL_DAYS_MAX: u32 = 90;
/// Planned drills of one group: each is told to everybody.
pub const DRILLS_PLANNED_MAX: usize = 3;
/// How long before its time a drill may begin.
pub const DRILL_EARLY: Span = Span::minutes(15);
/// How long after its time it may still begin; later, nobody remembers that it was told.
pub const DRILL_LATE: Span = Span::hours(2);
/// How long before its time a group's home tells of it.
pub const DRILL_TOLD_AHEAD: Span = Span::days(14);
/// How long before its time who was not told of a drill is told after all: who joined since, or was away.
pub const DRILL_TOLD_AGAIN: Span = Span::days(1);
/// Drills that are looked back at.
pub const DRILL_REPORTS_SHOWN: u32 = 6;

/// How long nobody who runs a group is seen before they are reminded: longer than a holiday.
pub const SWITCH_SILENCE: Span = Span::days(30);
/// How long a request to join waits before they are: with [`SWITCH_STEP_WAIT`] everybody is asked before it ends without an answer (`retention`).
pub const SWITCH_REQUEST_WAIT: Span = Span::days(7);
/// How long a step of the dead-man's switch is given: a week has an evening for everybody.
pub const SWITCH_STEP_WAIT: Span = Span::days(7);
/// How often the clock looks for groups that nobody looks after.
pub const SWITCH_EVERY: Span = Span::hours(1);
/// Admins that a group is advised to have: one may fall ill.
pub const ADMINS_ADVISED: u32 = 2;
/// How long news of a request to join waits for more of them: one mail tells of all, and who floods a queue floods no mailbox.
pub const REQUEST_NEWS_AFTER: Span = Span::minutes(10);
/// How long something waits for who is on call before the others who run the group are told too: a night, and the morning after it.
pub const ON_CALL_ALONE: Span = Span::hours(12);
/// Coordinators of one umbrella, those who were asked included: a committee.
pub const COORDINATORS_MAX: u32 = 20;
/// How long somebody may think about coordinating an umbrella.
pub const COORDINATOR_ASKED: Span = Span::days(14);
/// Groups of one umbrella: a large town. The coordinator's page shows all of them.
pub const UMBRELLA_GROUPS_MAX: usize = 200;
/// Admins that a new group is given at once.
pub const APPOINTED_AT_ONCE_MAX: usize = 5;
/// Links to become its admin that a group is given in a day: each is a mail to an address that may be anybody's.
pub const APPOINTED_A_DAY_MAX: u32 = 10;
/// For how many days the link to become admin is good: as long as somebody may be on holiday.
pub const APPOINTING_INVITE_DAYS: u32 = 14;
/// Liaisons of one group, those who were asked included: three kinds, with a stand-in each, and room.
pub const LIAISONS_MAX: u32 = 10;
/// Liaisons that one group may ask in a day: each is a mail to an address that may be anybody's.
pub const LIAISONS_ASKED_A_DAY: u32 = 10;
/// Characters of the name of an office or a function.
pub const LIAISON_OFFICE_CHARS_MAX: usize = 80;
/// Days ahead for which a group may let somebody look in: each year somebody says again that they should.
pub const LIAISON_DAYS_MAX: i64 = 366;
/// How long somebody may think about being a liaison.
pub const LIAISON_ASKED: Span = Span::days(14);
/// How long before the last day the admins are reminded: an evening for it can be found.
pub const LIAISON_REMIND_BEFORE: Span = Span::days(14);
/// For how long a group's home tells that a liaison came or went.
pub const LIAISON_TOLD: Span = Span::days(7);
/// How long the account of a liaison stays after the end, to read that it ended; as long as a member's who left.
pub const LIAISON_LINGERS: Span = Span::days(7);
/// Incidents that a liaison sees: the latest ones.
pub const LIAISON_INCIDENTS_SHOWN: u32 = 50;
/// How far back.
pub const LIAISON_LOOKS_BACK: Span = Span::days(365);
/// Turns on one roster: two for each evening and night of a week, and as many dates.
pub const TURNS_MAX: usize = 60;
/// Days ahead for which a turn may be put on the roster.
pub const TURN_DAYS_MAX: i64 = 180;
/// Mails about running groups that are sent in one round.
pub const TIDINGS_PER_ROUND: u32 = 50;
/// How long it takes until one that could not be sent is tried again.
pub const TIDING_AGAIN: Span = Span::minutes(5);
/// How long it is tried; later, the page tells it alone.
pub const TIDING_EXPIRY: Span = Span::days(3);

/// Bytes of a text that somebody brings from elsewhere: WhatsApp stops at 40,000 messages, which are 3 MB; a vCard file with portraits is larger.
pub const IMPORT_BYTES_MAX: u64 = 32 * 1024 * 1024;
/// Lines of such a text: ten times the chat of a busy group.
pub const IMPORT_LINES_MAX: usize = 500_000;
/// People in one file: more than any umbrella has.
pub const IMPORT_CANDIDATES_MAX: usize = 100_000;
/// Places that are named for what was mended or refused; the rest is counted.
pub const IMPORT_NOTES_MAX: usize = 200;
/// Characters of a name that somebody brings; what is longer is no name.
pub const IMPORT_NAME_MAX: usize = 120;
/// Bytes of a zip file: a chat with its pictures. Only its table and one text are read.
pub const IMPORT_ZIP_BYTES_MAX: u64 = 4 * 1024 * 1024 * 1024;
/// Files in a zip file: WhatsApp packs at most 10,000 pictures.
pub const IMPORT_ZIP_ENTRIES_MAX: usize = 20_000;
/// How many times larger a text in a zip file may become. Chats become 3 to 10 times larger; deflate could do 1,000.
pub const IMPORT_ZIP_RATIO_MAX: u64 = 200;
/// Files of others that are read at once: each may hold some 100 MB of memory for a moment.
pub const IMPORTS_AT_ONCE: usize = 4;
/// How long one waits for a place to be read at.
pub const IMPORT_TURN_TIME: Span = Span::seconds(5);
/// How long a file may take to come in: the largest at 2 Mbit/s, a usual chat over a bad line.
pub const IMPORT_UPLOAD_TIME: Span = Span::minutes(2);
/// Bytes that are let by of a file that is too large, so that the browser hears why instead of finding its line cut: a chat with its pictures.
pub const IMPORT_SWALLOWED_BYTES_MAX: usize = 256 * 1024 * 1024;
/// How long reading one may take: the largest takes a few seconds.
pub const IMPORT_READ_TIME: Span = Span::minutes(1);
/// People of a file that a page shows: more than three full groups. The rest is counted.
pub const IMPORT_PEOPLE_SHOWN_MAX: usize = 1_000;
/// Bytes of the form that comes back from that page with who is invited.
pub const IMPORT_CHOICE_BYTES_MAX: usize = 2 * 1024 * 1024;
/// Messages of a chat that are looked at for what they are about; of more, an even sample.
pub const IMPORT_MESSAGES_HEARD_MAX: usize = 20_000;
/// For how many days an invite from an import is good: as long as somebody may be on holiday.
pub const IMPORT_INVITE_DAYS: u32 = 14;
/// Polygons of one area: a village with its hamlets.
pub const AREA_POLYGONS_MAX: usize = 100;
/// Rings of one polygon: the border and its holes.
pub const AREA_RINGS_MAX: usize = 100;
/// Objects of GeoJSON within one another.
pub const AREA_DEPTH_MAX: usize = 8;
/// The smallest area: a few houses.
pub const AREA_SQUARE_METRES_MIN: f64 = 1_000.0;
/// The largest area: a village with its fields.
pub const AREA_SQUARE_METRES_MAX: f64 = 100_000_000.0;
