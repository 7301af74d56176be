-- Ids of sixteen bytes instead of thirty-six letters: they are in every key, every index and every reference. All tables that hold one
-- are made again, so this file shows the schema as it stands. On PostgreSQL all of them are locked first: a server that still runs must not write into one
-- that is copied already.
CREATE TABLE was_umbrellas AS SELECT * FROM umbrellas;
CREATE TABLE was_groups AS SELECT * FROM groups;
CREATE TABLE was_streets AS SELECT * FROM streets;
CREATE TABLE was_accounts AS SELECT * FROM accounts;
CREATE TABLE was_members AS SELECT * FROM members;
CREATE TABLE was_invites AS SELECT * FROM invites;
CREATE TABLE was_sessions AS SELECT * FROM sessions;
CREATE TABLE was_access_tokens AS SELECT * FROM access_tokens;
CREATE TABLE was_challenges AS SELECT * FROM challenges;
CREATE TABLE was_incidents AS SELECT * FROM incidents;
CREATE TABLE was_openings AS SELECT * FROM openings;
CREATE TABLE was_endpoints AS SELECT * FROM endpoints;
CREATE TABLE was_photos AS SELECT * FROM photos;
CREATE TABLE was_photo_pictures AS SELECT * FROM photo_pictures;
CREATE TABLE was_passkeys AS SELECT * FROM passkeys;
CREATE TABLE was_shreds AS SELECT * FROM shreds;
CREATE TABLE was_monthly_counts AS SELECT * FROM monthly_counts;
CREATE TABLE was_idempotency AS SELECT * FROM idempotency;
CREATE TABLE was_contents AS SELECT * FROM contents;
CREATE TABLE was_liaisons AS SELECT * FROM liaisons;
CREATE TABLE was_audit AS SELECT * FROM audit;
CREATE TABLE was_join_requests AS SELECT * FROM join_requests;
CREATE TABLE was_letters AS SELECT * FROM letters;
CREATE TABLE was_letter_codes AS SELECT * FROM letter_codes;
CREATE TABLE was_foundings AS SELECT * FROM foundings;
CREATE TABLE was_boundaries AS SELECT * FROM boundaries;
CREATE TABLE was_own_words AS SELECT * FROM own_words;
CREATE TABLE was_drills AS SELECT * FROM drills;
CREATE TABLE was_probes AS SELECT * FROM probes;
CREATE TABLE was_own_rules AS SELECT * FROM own_rules;
CREATE TABLE was_coordinators AS SELECT * FROM coordinators;
CREATE TABLE was_coordinators_asked AS SELECT * FROM coordinators_asked;
CREATE TABLE was_switches AS SELECT * FROM switches;
CREATE TABLE was_switch_steps AS SELECT * FROM switch_steps;
CREATE TABLE was_volunteers AS SELECT * FROM volunteers;
CREATE TABLE was_tidings AS SELECT * FROM tidings;
CREATE TABLE was_turns AS SELECT * FROM turns;
CREATE TABLE was_exports AS SELECT * FROM exports;
CREATE TABLE was_inquiries AS SELECT * FROM inquiries;
CREATE TABLE was_flags AS SELECT * FROM flags;
CREATE TABLE was_group_desks AS SELECT * FROM group_desks;
CREATE TABLE was_measures AS SELECT * FROM measures;
CREATE TABLE was_drill_counts AS SELECT * FROM drill_counts;
CREATE TABLE was_incident_events AS SELECT * FROM incident_events;
CREATE TABLE was_alerts AS SELECT * FROM alerts;
CREATE TABLE was_deliveries AS SELECT * FROM deliveries;
DROP TABLE deliveries;
DROP TABLE alerts;
DROP TABLE incident_events;
DROP TABLE drill_counts;
DROP TABLE measures;
DROP TABLE group_desks;
DROP TABLE flags;
DROP TABLE inquiries;
DROP TABLE exports;
DROP TABLE turns;
DROP TABLE tidings;
DROP TABLE volunteers;
DROP TABLE switch_steps;
DROP TABLE switches;
DROP TABLE coordinators_asked;
DROP TABLE coordinators;
DROP TABLE own_rules;
DROP TABLE probes;
DROP TABLE drills;
DROP TABLE own_words;
DROP TABLE boundaries;
DROP TABLE foundings;
DROP TABLE letter_codes;
DROP TABLE letters;
DROP TABLE join_requests;
DROP TABLE audit;
DROP TABLE liaisons;
DROP TABLE contents;
DROP TABLE idempotency;
DROP TABLE monthly_counts;
DROP TABLE shreds;
DROP TABLE passkeys;
DROP TABLE photo_pictures;
DROP TABLE photos;
DROP TABLE endpoints;
DROP TABLE openings;
DROP TABLE incidents;
DROP TABLE challenges;
DROP TABLE access_tokens;
DROP TABLE sessions;
DROP TABLE invites;
DROP TABLE members;
DROP TABLE accounts;
DROP TABLE streets;
DROP TABLE groups;
DROP TABLE umbrellas;

CREATE TABLE umbrellas (
  id BLOB NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;
INSERT INTO umbrellas (id, name, created_at)
  SELECT unhex(replace(id, '-', '')), name, created_at
  FROM was_umbrellas;
DROP TABLE was_umbrellas;

CREATE TABLE groups (
  id BLOB NOT NULL PRIMARY KEY,
  umbrella_id BLOB REFERENCES umbrellas (id),
  name TEXT NOT NULL,
  municipality TEXT NOT NULL,
  country TEXT NOT NULL,
  area TEXT NOT NULL,
  capacity INTEGER NOT NULL CHECK (capacity > 0),
  quiet_expiry_minutes INTEGER NOT NULL CHECK (quiet_expiry_minutes > 0),
  demo INTEGER NOT NULL CHECK (demo IN (0, 1)),
  -- Bumped first by every use case that writes to the group: the row is the lock (EDGES 13).
  version INTEGER NOT NULL,
  -- Last-Event-ID of the group's live pages, assigned under that lock.
  event_seq INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  photo_policy TEXT CHECK (photo_policy IN ('description_only', 'unrecognisable', 'off')),
  takes_requests INTEGER NOT NULL DEFAULT 1 CHECK (takes_requests IN (0, 1)),
  residence_checks TEXT NOT NULL DEFAULT 'admin,vouch,letter',
  waiting_since INTEGER,
  area_revision INTEGER NOT NULL DEFAULT 1,
  association TEXT,
  open_to_non_members INTEGER NOT NULL DEFAULT 1 CHECK (open_to_non_members IN (0, 1)),
  response_texts TEXT NOT NULL DEFAULT '{}',
  own_words_version INTEGER NOT NULL DEFAULT 0,
  own_rules_version INTEGER NOT NULL DEFAULT 0,
  settings_version INTEGER NOT NULL DEFAULT 0,
  minimum_age_years INTEGER,
  refused_at INTEGER,
  refusal TEXT,
  desks_version INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO groups (id, umbrella_id, name, municipality, country, area, capacity, quiet_expiry_minutes, demo, version, event_seq, created_at, photo_policy,
    takes_requests, residence_checks, waiting_since, area_revision, association, open_to_non_members, response_texts, own_words_version,
    own_rules_version, settings_version, minimum_age_years, refused_at, refusal, desks_version)
  SELECT unhex(replace(id, '-', '')), unhex(replace(umbrella_id, '-', '')), name, municipality, country, area, capacity, quiet_expiry_minutes, demo, version,
    event_seq, created_at, photo_policy, takes_requests, residence_checks, waiting_since, area_revision, association, open_to_non_members,
    response_texts, own_words_version, own_rules_version, settings_version, minimum_age_years, refused_at, refusal, desks_version
  FROM was_groups;
DROP TABLE was_groups;

CREATE TABLE streets (
  id BLOB NOT NULL PRIMARY KEY,
  group_id BLOB NOT NULL REFERENCES groups (id),
  name TEXT NOT NULL,
  line TEXT NOT NULL,
  UNIQUE (group_id, name)
) STRICT;
INSERT INTO streets (id, group_id, name, line)
  SELECT unhex(replace(id, '-', '')), unhex(replace(group_id, '-', '')), name, line
  FROM was_streets;
DROP TABLE was_streets;

CREATE TABLE accounts (
  id BLOB NOT NULL PRIMARY KEY,
  email_sealed BLOB NOT NULL,
  email_index BLOB NOT NULL UNIQUE,
  language TEXT NOT NULL,
  channels TEXT NOT NULL,
  quiet_from INTEGER CHECK (quiet_from BETWEEN 0 AND 1439),
  quiet_to INTEGER CHECK (quiet_to BETWEEN 0 AND 1439),
  mute_real_alarms INTEGER NOT NULL CHECK (mute_real_alarms IN (0, 1)),
  created_at INTEGER NOT NULL,
  passkey_declined_at INTEGER,
  time_zone TEXT,
  paused INTEGER NOT NULL DEFAULT 0 CHECK (paused IN (0, 1)),
  pause_from TEXT CHECK (pause_from IS NULL OR paused = 1),
  pause_until TEXT CHECK (pause_until IS NULL OR paused = 1),
  large_text INTEGER NOT NULL DEFAULT 0 CHECK (large_text IN (0, 1)),
  left_hand INTEGER NOT NULL DEFAULT 0 CHECK (left_hand IN (0, 1)),
  silence_told_at INTEGER,
  seen_at INTEGER,
  email_index_b BLOB,
  CHECK ((quiet_from IS NULL) = (quiet_to IS NULL))
) STRICT;
INSERT INTO accounts (id, email_sealed, email_index, language, channels, quiet_from, quiet_to, mute_real_alarms, created_at, passkey_declined_at, time_zone, paused,
    pause_from, pause_until, large_text, left_hand, silence_told_at, seen_at, email_index_b)
  SELECT unhex(replace(id, '-', '')), email_sealed, email_index, language, channels, quiet_from, quiet_to, mute_real_alarms, created_at, passkey_declined_at,
    time_zone, paused, pause_from, pause_until, large_text, left_hand, silence_told_at, seen_at, email_index_b
  FROM was_accounts;
DROP TABLE was_accounts;

CREATE TABLE members (
  id BLOB NOT NULL PRIMARY KEY,
  group_id BLOB NOT NULL REFERENCES groups (id),
  account_id BLOB NOT NULL REFERENCES accounts (id),
  alias TEXT NOT NULL,
  alias_folded TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('member', 'deputy', 'admin')),
  membership TEXT NOT NULL CHECK (membership IN ('active', 'left')),
  rules_version INTEGER NOT NULL,
  rules_accepted_at INTEGER NOT NULL,
  adult_declared_at INTEGER NOT NULL,
  joined_at INTEGER NOT NULL,
  left_at INTEGER,
  residence_check TEXT NOT NULL DEFAULT 'none' CHECK (residence_check IN ('none', 'admin', 'vouch', 'letter')),
  residence_checked_at INTEGER CHECK ((residence_check = 'none') = (residence_checked_at IS NULL)),
  paused_until INTEGER,
  own_rules_version INTEGER NOT NULL DEFAULT 0,
  age_exception INTEGER NOT NULL DEFAULT 0 CHECK (age_exception IN (0, 1)),
  bound_to_secrecy INTEGER NOT NULL DEFAULT 0 CHECK (bound_to_secrecy IN (0, 1)),
  came_from BLOB REFERENCES members (id),
  CHECK ((membership = 'left') = (left_at IS NOT NULL))
) STRICT;
INSERT INTO members (id, group_id, account_id, alias, alias_folded, role, membership, rules_version, rules_accepted_at, adult_declared_at, joined_at, left_at,
    residence_check, residence_checked_at, paused_until, own_rules_version, age_exception, bound_to_secrecy, came_from)
  SELECT unhex(replace(id, '-', '')), unhex(replace(group_id, '-', '')), unhex(replace(account_id, '-', '')), alias, alias_folded, role, membership,
    rules_version, rules_accepted_at, adult_declared_at, joined_at, left_at, residence_check, residence_checked_at, paused_until, own_rules_version,
    age_exception, bound_to_secrecy, unhex(replace(came_from, '-', ''))
  FROM was_members;
DROP TABLE was_members;

CREATE TABLE invites (
  id BLOB NOT NULL PRIMARY KEY,
  group_id BLOB NOT NULL REFERENCES groups (id),
  created_by BLOB REFERENCES members (id),
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  uses_max INTEGER NOT NULL CHECK (uses_max > 0),
  uses INTEGER NOT NULL,
  revoked_at INTEGER,
  readmits BLOB REFERENCES members (id),
  appoints INTEGER NOT NULL DEFAULT 0 CHECK (appoints IN (0, 1)),
  CHECK (uses BETWEEN 0 AND uses_max)
) STRICT;
INSERT INTO invites (id, group_id, created_by, created_at, expires_at, uses_max, uses, revoked_at, readmits, appoints)
  SELECT unhex(replace(id, '-', '')), unhex(replace(group_id, '-', '')), unhex(replace(created_by, '-', '')), created_at, expires_at, uses_max, uses,
    revoked_at, unhex(replace(readmits, '-', '')), appoints
  FROM was_invites;
DROP TABLE was_invites;

CREATE TABLE sessions (
  id BLOB NOT NULL PRIMARY KEY,
  account_id BLOB NOT NULL REFERENCES accounts (id),
  token_hash BLOB NOT NULL UNIQUE,
  device TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  seen_at INTEGER NOT NULL,
  proved_at INTEGER
) STRICT;
INSERT INTO sessions (id, account_id, token_hash, device, created_at, seen_at, proved_at)
  SELECT unhex(replace(id, '-', '')), unhex(replace(account_id, '-', '')), token_hash, device, created_at, seen_at, proved_at
  FROM was_sessions;
DROP TABLE was_sessions;

CREATE TABLE access_tokens (
  id BLOB NOT NULL PRIMARY KEY,
  account_id BLOB NOT NULL REFERENCES accounts (id),
  token_hash BLOB NOT NULL UNIQUE,
  name TEXT NOT NULL,
  scopes TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT;
INSERT INTO access_tokens (id, account_id, token_hash, name, scopes, created_at, expires_at)
  SELECT unhex(replace(id, '-', '')), unhex(replace(account_id, '-', '')), token_hash, name, scopes, created_at, expires_at
  FROM was_access_tokens;
DROP TABLE was_access_tokens;

CREATE TABLE challenges (
  id BLOB NOT NULL PRIMARY KEY,
  device_hash BLOB NOT NULL,
  link_hash BLOB NOT NULL UNIQUE,
  code_hash BLOB NOT NULL,
  email_sealed BLOB NOT NULL,
  email_index BLOB NOT NULL,
  language TEXT NOT NULL,
  invite_id BLOB REFERENCES invites (id),
  alias TEXT,
  rules_version INTEGER,
  tries INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  used_at INTEGER,
  request_sealed BLOB,
  own_rules_version INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO challenges (id, device_hash, link_hash, code_hash, email_sealed, email_index, language, invite_id, alias, rules_version, tries, created_at, used_at,
    request_sealed, own_rules_version)
  SELECT unhex(replace(id, '-', '')), device_hash, link_hash, code_hash, email_sealed, email_index, language, unhex(replace(invite_id, '-', '')), alias,
    rules_version, tries, created_at, used_at, request_sealed, own_rules_version
  FROM was_challenges;
DROP TABLE was_challenges;

CREATE TABLE incidents (
  id BLOB NOT NULL PRIMARY KEY,
  group_id BLOB NOT NULL REFERENCES groups (id),
  kind TEXT NOT NULL,
  witness TEXT NOT NULL,
  drill INTEGER NOT NULL CHECK (drill IN (0, 1)),
  state TEXT NOT NULL CHECK (state IN ('alerted', 'closed', 'recalled')),
  version INTEGER NOT NULL,
  cannot_call INTEGER NOT NULL CHECK (cannot_call IN (0, 1)),
  call_by TEXT,
  call_at INTEGER,
  reporter_id BLOB REFERENCES members (id),
  phrase TEXT,
  place_source TEXT NOT NULL,
  street_id BLOB REFERENCES streets (id),
  lat REAL,
  lon REAL,
  accuracy_metres REAL,
  outside_area INTEGER NOT NULL CHECK (outside_area IN (0, 1)),
  reported_at INTEGER NOT NULL,
  alerted_at INTEGER NOT NULL,
  active_at INTEGER NOT NULL,
  ended_at INTEGER,
  reason TEXT,
  key_identifying BLOB,
  key_words BLOB,
  place_sealed BLOB CHECK (place_sealed IS NULL OR (lat IS NOT NULL AND state <> 'recalled')),
  group_seq INTEGER,
  -- What is on disk was alerted: never without a call, or the word that nobody could call.
  CHECK (call_at IS NOT NULL OR cannot_call = 1),
  CHECK ((call_at IS NULL) = (call_by IS NULL)),
  CHECK ((state = 'alerted') = (reason IS NULL)),
  CHECK ((state = 'alerted') = (ended_at IS NULL)),
  CHECK (state <> 'recalled' OR (reason IN ('false_alarm', 'known_person') AND lat IS NULL AND lon IS NULL AND phrase IS NULL))
) STRICT;
INSERT INTO incidents (id, group_id, kind, witness, drill, state, version, cannot_call, call_by, call_at, reporter_id, phrase, place_source, street_id, lat, lon,
    accuracy_metres, outside_area, reported_at, alerted_at, active_at, ended_at, reason, key_identifying, key_words, place_sealed, group_seq)
  SELECT unhex(replace(id, '-', '')), unhex(replace(group_id, '-', '')), kind, witness, drill, state, version, cannot_call, call_by, call_at,
    unhex(replace(reporter_id, '-', '')), phrase, place_source, unhex(replace(street_id, '-', '')), lat, lon, accuracy_metres, outside_area, reported_at,
    alerted_at, active_at, ended_at, reason, unhex(replace(key_identifying, '-', '')), unhex(replace(key_words, '-', '')), place_sealed, group_seq
  FROM was_incidents;
DROP TABLE was_incidents;

CREATE TABLE openings (
  incident_id BLOB NOT NULL REFERENCES incidents (id),
  member_id BLOB NOT NULL REFERENCES members (id),
  at INTEGER NOT NULL,
  PRIMARY KEY (incident_id, member_id)
) STRICT;
INSERT INTO openings (incident_id, member_id, at)
  SELECT unhex(replace(incident_id, '-', '')), unhex(replace(member_id, '-', '')), at
  FROM was_openings;
DROP TABLE was_openings;

CREATE TABLE endpoints (
  id BLOB NOT NULL PRIMARY KEY,
  account_id BLOB NOT NULL REFERENCES accounts (id),
  channel TEXT NOT NULL,
  address_sealed BLOB NOT NULL,
  address_index BLOB NOT NULL UNIQUE,
  session_id BLOB REFERENCES sessions (id) ON DELETE SET NULL,
  created_at INTEGER NOT NULL,
  answered_at INTEGER,
  checked_at INTEGER,
  unanswered INTEGER NOT NULL DEFAULT 0 CHECK (unanswered >= 0),
  address_index_b BLOB
) STRICT;
INSERT INTO endpoints (id, account_id, channel, address_sealed, address_index, session_id, created_at, answered_at, checked_at, unanswered, address_index_b)
  SELECT unhex(replace(id, '-', '')), unhex(replace(account_id, '-', '')), channel, address_sealed, address_index, unhex(replace(session_id, '-', '')),
    created_at, answered_at, checked_at, unanswered, address_index_b
  FROM was_endpoints;
DROP TABLE was_endpoints;

CREATE TABLE photos (
  id BLOB NOT NULL PRIMARY KEY,
  incident_id BLOB NOT NULL REFERENCES incidents (id),
  group_id BLOB NOT NULL REFERENCES groups (id),
  -- Who sent it; with the id that their phone made, the same upload is one photo, however often it is sent.
  member_id BLOB NOT NULL REFERENCES members (id),
  upload_id BLOB NOT NULL,
  -- Bytes as they came in, for a phone that asks how far it got.
  upload_bytes INTEGER NOT NULL CHECK (upload_bytes > 0),
  -- The sighting that it belongs to; none while it waits for it, and until then nobody sees it.
  seq INTEGER,
  width INTEGER NOT NULL CHECK (width > 0),
  height INTEGER NOT NULL CHECK (height > 0),
  uploaded_at INTEGER NOT NULL,
  key_id BLOB,
  UNIQUE (member_id, upload_id)
) STRICT;
INSERT INTO photos (id, incident_id, group_id, member_id, upload_id, upload_bytes, seq, width, height, uploaded_at, key_id)
  SELECT unhex(replace(id, '-', '')), unhex(replace(incident_id, '-', '')), unhex(replace(group_id, '-', '')), unhex(replace(member_id, '-', '')),
    unhex(replace(upload_id, '-', '')), upload_bytes, seq, width, height, uploaded_at, unhex(replace(key_id, '-', ''))
  FROM was_photos;
DROP TABLE was_photos;

CREATE TABLE photo_pictures (
  photo_id BLOB NOT NULL REFERENCES photos (id),
  size TEXT NOT NULL CHECK (size IN ('small', 'large')),
  sealed BLOB NOT NULL,
  PRIMARY KEY (photo_id, size)
) STRICT;
INSERT INTO photo_pictures (photo_id, size, sealed)
  SELECT unhex(replace(photo_id, '-', '')), size, sealed
  FROM was_photo_pictures;
DROP TABLE was_photo_pictures;

CREATE TABLE passkeys (
  id BLOB NOT NULL PRIMARY KEY,
  account_id BLOB NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  -- How browsers call it.
  credential_id BLOB NOT NULL UNIQUE,
  -- The public key with its counter, as JSON.
  credential TEXT NOT NULL,
  name TEXT NOT NULL,
  -- Bumped first by who signs in with it: the row is the lock (EDGES 13).
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  used_at INTEGER,
  -- Its counter went back, so there may be a copy: it signs nobody in any more.
  blocked_at INTEGER
) STRICT;
INSERT INTO passkeys (id, account_id, credential_id, credential, name, version, created_at, used_at, blocked_at)
  SELECT unhex(replace(id, '-', '')), unhex(replace(account_id, '-', '')), credential_id, credential, name, version, created_at, used_at, blocked_at
  FROM was_passkeys;
DROP TABLE was_passkeys;

CREATE TABLE shreds (
  key_id BLOB NOT NULL PRIMARY KEY
) STRICT;
INSERT INTO shreds (key_id)
  SELECT unhex(replace(key_id, '-', ''))
  FROM was_shreds;
DROP TABLE was_shreds;

CREATE TABLE monthly_counts (
  group_id BLOB NOT NULL REFERENCES groups (id),
  month TEXT NOT NULL,
  kind TEXT NOT NULL,
  reason TEXT NOT NULL,
  incidents INTEGER NOT NULL CHECK (incidents > 0),
  PRIMARY KEY (group_id, month, kind, reason)
) STRICT;
INSERT INTO monthly_counts (group_id, month, kind, reason, incidents)
  SELECT unhex(replace(group_id, '-', '')), month, kind, reason, incidents
  FROM was_monthly_counts;
DROP TABLE was_monthly_counts;

CREATE TABLE idempotency (
  account_id BLOB NOT NULL REFERENCES accounts (id),
  key TEXT NOT NULL,
  -- Of what was asked: the same key with another request is a mistake, not a repeat.
  fingerprint BLOB NOT NULL,
  incident_id BLOB NOT NULL REFERENCES incidents (id),
  outcome TEXT NOT NULL CHECK (outcome IN ('published', 'joined')),
  created_at INTEGER NOT NULL,
  PRIMARY KEY (account_id, key)
) STRICT, WITHOUT ROWID;
INSERT INTO idempotency (account_id, key, fingerprint, incident_id, outcome, created_at)
  SELECT unhex(replace(account_id, '-', '')), key, fingerprint, unhex(replace(incident_id, '-', '')), outcome, created_at
  FROM was_idempotency;
DROP TABLE was_idempotency;

CREATE TABLE contents (
  incident_id BLOB NOT NULL REFERENCES incidents (id),
  seq INTEGER NOT NULL,
  field TEXT NOT NULL CHECK (field IN ('behaviour', 'appearance', 'sighting', 'description', 'plate')),
  class TEXT NOT NULL CHECK (class IN ('words', 'identifying')),
  body TEXT,
  sealed BLOB,
  street_id BLOB REFERENCES streets (id),
  taken_away INTEGER NOT NULL DEFAULT 0 CHECK (taken_away IN (0, 1)),
  PRIMARY KEY (incident_id, seq, field),
  CHECK (field NOT IN ('appearance', 'description', 'plate') OR class = 'identifying'),
  CHECK ((body IS NULL) <> (sealed IS NULL))
) STRICT, WITHOUT ROWID;
INSERT INTO contents (incident_id, seq, field, class, body, sealed, street_id, taken_away)
  SELECT unhex(replace(incident_id, '-', '')), seq, field, class, body, sealed, unhex(replace(street_id, '-', '')), taken_away
  FROM was_contents;
DROP TABLE was_contents;

CREATE TABLE liaisons (
  id BLOB NOT NULL PRIMARY KEY,
  group_id BLOB NOT NULL REFERENCES groups (id),
  kind TEXT NOT NULL CHECK (kind IN ('police', 'municipality', 'housing_association')),
  -- Name of the office or the function, never of a person.
  office TEXT NOT NULL,
  view TEXT NOT NULL CHECK (view IN ('counts', 'incidents')),
  -- Who was asked, by a keyed index of the address, until they answer: nobody is made one silently, and an address need not be known here.
  email_index BLOB,
  -- Sealed, for its index is made anew when keys are rotated.
  email_sealed BLOB,
  -- Who said yes; some days after the end nobody any more.
  account_id BLOB REFERENCES accounts (id),
  asked_by BLOB REFERENCES members (id),
  asked_at INTEGER NOT NULL,
  accepted_at INTEGER,
  expires_at INTEGER NOT NULL,
  -- When the admins were reminded that the last day comes near; none again once it is put off.
  reminded_at INTEGER,
  ended_at INTEGER,
  ending TEXT CHECK (ending IN ('group', 'liaison', 'refused', 'unanswered', 'expired')),
  CHECK ((ended_at IS NULL) = (ending IS NULL)),
  CHECK (ended_at IS NOT NULL OR (email_index IS NULL) <> (account_id IS NULL)),
  CHECK ((email_index IS NULL) = (email_sealed IS NULL)),
  CHECK (account_id IS NULL OR accepted_at IS NOT NULL)
) STRICT;
INSERT INTO liaisons (id, group_id, kind, office, view, email_index, email_sealed, account_id, asked_by, asked_at, accepted_at, expires_at, reminded_at, ended_at, ending)
  SELECT unhex(replace(id, '-', '')), unhex(replace(group_id, '-', '')), kind, office, view, email_index, email_sealed, unhex(replace(account_id, '-', '')),
    unhex(replace(asked_by, '-', '')), asked_at, accepted_at, expires_at, reminded_at, ended_at, ending
  FROM was_liaisons;
DROP TABLE was_liaisons;

CREATE TABLE audit (
  id BLOB NOT NULL PRIMARY KEY,
  group_id BLOB NOT NULL REFERENCES groups (id),
  at INTEGER NOT NULL,
  deed TEXT NOT NULL,
  by_member BLOB REFERENCES members (id),
  about_member BLOB REFERENCES members (id),
  -- A code that belongs to the deed, such as the new role.
  detail TEXT,
  reason_sealed BLOB,
  liaison_id BLOB REFERENCES liaisons (id)
) STRICT;
INSERT INTO audit (id, group_id, at, deed, by_member, about_member, detail, reason_sealed, liaison_id)
  SELECT unhex(replace(id, '-', '')), unhex(replace(group_id, '-', '')), at, deed, unhex(replace(by_member, '-', '')), unhex(replace(about_member, '-', '')),
    detail, reason_sealed, unhex(replace(liaison_id, '-', ''))
  FROM was_audit;
DROP TABLE was_audit;

CREATE TABLE join_requests (
  id BLOB NOT NULL PRIMARY KEY,
  group_id BLOB NOT NULL REFERENCES groups (id),
  account_id BLOB NOT NULL REFERENCES accounts (id),
  alias TEXT NOT NULL,
  -- One of the group's; none: another street.
  street_id BLOB REFERENCES streets (id) ON DELETE SET NULL,
  about_sealed BLOB,
  rules_version INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'approved', 'let_in', 'refused', 'expired')),
  asked_at INTEGER NOT NULL,
  answered_at INTEGER,
  -- What those who run the group wrote to the asker.
  words_sealed BLOB,
  -- When the asker is told next by mail; empty once that was done, and while there is nothing to tell.
  tell_at INTEGER,
  residence_check TEXT NOT NULL CHECK (residence_check IN ('none', 'admin', 'vouch', 'letter')),
  residence_checked_at INTEGER,
  -- The neighbour who knows them; goes with the request.
  vouched_by BLOB REFERENCES members (id),
  own_rules_version INTEGER NOT NULL DEFAULT 0,
  younger INTEGER NOT NULL DEFAULT 0 CHECK (younger IN (0, 1)),
  age_reason_sealed BLOB,
  agreed_by BLOB REFERENCES members (id),
  -- One request per address and group.
  UNIQUE (group_id, account_id),
  CHECK ((state = 'waiting') = (answered_at IS NULL)),
  CHECK ((residence_check = 'none') = (residence_checked_at IS NULL))
) STRICT;
INSERT INTO join_requests (id, group_id, account_id, alias, street_id, about_sealed, rules_version, state, asked_at, answered_at, words_sealed, tell_at, residence_check,
    residence_checked_at, vouched_by, own_rules_version, younger, age_reason_sealed, agreed_by)
  SELECT unhex(replace(id, '-', '')), unhex(replace(group_id, '-', '')), unhex(replace(account_id, '-', '')), alias, unhex(replace(street_id, '-', '')),
    about_sealed, rules_version, state, asked_at, answered_at, words_sealed, tell_at, residence_check, residence_checked_at,
    unhex(replace(vouched_by, '-', '')), own_rules_version, younger, age_reason_sealed, unhex(replace(agreed_by, '-', ''))
  FROM was_join_requests;
DROP TABLE was_join_requests;

CREATE TABLE letters (
  id BLOB NOT NULL PRIMARY KEY,
  group_id BLOB NOT NULL REFERENCES groups (id),
  street TEXT NOT NULL,
  first_number INTEGER NOT NULL CHECK (first_number > 0),
  last_number INTEGER NOT NULL CHECK (last_number >= first_number),
  side TEXT NOT NULL CHECK (side IN ('both', 'even', 'odd')),
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT;
INSERT INTO letters (id, group_id, street, first_number, last_number, side, created_at, expires_at)
  SELECT unhex(replace(id, '-', '')), unhex(replace(group_id, '-', '')), street, first_number, last_number, side, created_at, expires_at
  FROM was_letters;
DROP TABLE was_letters;

CREATE TABLE letter_codes (
  letter_id BLOB NOT NULL REFERENCES letters (id) ON DELETE CASCADE,
  group_id BLOB NOT NULL REFERENCES groups (id),
  -- Keyed, for a code is short.
  code_hash BLOB NOT NULL,
  used INTEGER NOT NULL CHECK (used IN (0, 1)),
  PRIMARY KEY (group_id, code_hash)
) STRICT;
INSERT INTO letter_codes (letter_id, group_id, code_hash, used)
  SELECT unhex(replace(letter_id, '-', '')), unhex(replace(group_id, '-', '')), code_hash, used
  FROM was_letter_codes;
DROP TABLE was_letter_codes;

CREATE TABLE foundings (
  account_id BLOB NOT NULL REFERENCES accounts (id),
  founded_at INTEGER NOT NULL,
  key TEXT,
  fingerprint BLOB,
  group_id BLOB REFERENCES groups (id)
) STRICT;
INSERT INTO foundings (account_id, founded_at, key, fingerprint, group_id)
  SELECT unhex(replace(account_id, '-', '')), founded_at, key, fingerprint, unhex(replace(group_id, '-', ''))
  FROM was_foundings;
DROP TABLE was_foundings;

CREATE TABLE boundaries (
  id BLOB NOT NULL PRIMARY KEY,
  country TEXT NOT NULL,
  level TEXT NOT NULL CHECK (level IN ('municipality', 'district', 'neighbourhood')),
  -- As whoever drew it names it; a second import of the same replaces the first.
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  name_folded TEXT NOT NULL,
  -- The municipality that it lies in, where the file says so.
  municipality TEXT NOT NULL,
  area TEXT NOT NULL,
  UNIQUE (country, level, code)
) STRICT;
INSERT INTO boundaries (id, country, level, code, name, name_folded, municipality, area)
  SELECT unhex(replace(id, '-', '')), country, level, code, name, name_folded, municipality, area
  FROM was_boundaries;
DROP TABLE was_boundaries;

CREATE TABLE own_words (
  id BLOB NOT NULL PRIMARY KEY,
  group_id BLOB NOT NULL REFERENCES groups (id),
  word TEXT NOT NULL,
  -- As it is compared.
  folded TEXT NOT NULL,
  verdict TEXT NOT NULL CHECK (verdict IN ('hurts', 'fine')),
  added_at INTEGER NOT NULL,
  UNIQUE (group_id, folded)
) STRICT;
INSERT INTO own_words (id, group_id, word, folded, verdict, added_at)
  SELECT unhex(replace(id, '-', '')), unhex(replace(group_id, '-', '')), word, folded, verdict, added_at
  FROM was_own_words;
DROP TABLE was_own_words;

CREATE TABLE drills (
  id BLOB NOT NULL PRIMARY KEY,
  group_id BLOB NOT NULL REFERENCES groups (id),
  planned_at INTEGER NOT NULL,
  called_off_at INTEGER,
  incident_id BLOB REFERENCES incidents (id) ON DELETE SET NULL,
  CHECK (called_off_at IS NULL OR incident_id IS NULL)
) STRICT;
INSERT INTO drills (id, group_id, planned_at, called_off_at, incident_id)
  SELECT unhex(replace(id, '-', '')), unhex(replace(group_id, '-', '')), planned_at, called_off_at, unhex(replace(incident_id, '-', ''))
  FROM was_drills;
DROP TABLE was_drills;

CREATE TABLE probes (
  id BLOB NOT NULL PRIMARY KEY,
  account_id BLOB NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  endpoint_id BLOB REFERENCES endpoints (id) ON DELETE SET NULL,
  channel TEXT NOT NULL,
  purpose TEXT NOT NULL CHECK (purpose IN ('test', 'check', 'notice', 'drill')),
  state TEXT NOT NULL CHECK (state IN ('pending', 'leased', 'accepted', 'delivered', 'seen', 'failed', 'expired', 'withdrawn')),
  attempts INTEGER NOT NULL,
  -- What was asked for together has the same instant.
  created_at INTEGER NOT NULL,
  due_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  lease_boot BLOB,
  accepted_at INTEGER,
  delivered_at INTEGER,
  seen_at INTEGER,
  receipt_hash BLOB NOT NULL UNIQUE,
  why TEXT,
  -- The drill that it tells of, where its purpose is that.
  drill_id BLOB REFERENCES drills (id) ON DELETE CASCADE,
  CHECK ((state = 'leased') = (lease_boot IS NOT NULL)),
  CHECK (drill_id IS NULL OR purpose = 'drill')
) STRICT;
INSERT INTO probes (id, account_id, endpoint_id, channel, purpose, state, attempts, created_at, due_at, expires_at, lease_boot, accepted_at, delivered_at, seen_at,
    receipt_hash, why, drill_id)
  SELECT unhex(replace(id, '-', '')), unhex(replace(account_id, '-', '')), unhex(replace(endpoint_id, '-', '')), channel, purpose, state, attempts,
    created_at, due_at, expires_at, unhex(replace(lease_boot, '-', '')), accepted_at, delivered_at, seen_at, receipt_hash, why,
    unhex(replace(drill_id, '-', ''))
  FROM was_probes;
DROP TABLE was_probes;

CREATE TABLE own_rules (
  group_id BLOB NOT NULL REFERENCES groups (id),
  position INTEGER NOT NULL,
  rule TEXT NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (group_id, position)
) STRICT;
INSERT INTO own_rules (group_id, position, rule, reason)
  SELECT unhex(replace(group_id, '-', '')), position, rule, reason
  FROM was_own_rules;
DROP TABLE was_own_rules;

CREATE TABLE coordinators (
  umbrella_id BLOB NOT NULL REFERENCES umbrellas (id),
  account_id BLOB NOT NULL REFERENCES accounts (id),
  since INTEGER NOT NULL,
  PRIMARY KEY (umbrella_id, account_id)
) STRICT;
INSERT INTO coordinators (umbrella_id, account_id, since)
  SELECT unhex(replace(umbrella_id, '-', '')), unhex(replace(account_id, '-', '')), since
  FROM was_coordinators;
DROP TABLE was_coordinators;

CREATE TABLE coordinators_asked (
  umbrella_id BLOB NOT NULL REFERENCES umbrellas (id),
  email_index BLOB NOT NULL,
  asked_at INTEGER NOT NULL,
  email_sealed BLOB,
  PRIMARY KEY (umbrella_id, email_index)
) STRICT;
INSERT INTO coordinators_asked (umbrella_id, email_index, asked_at, email_sealed)
  SELECT unhex(replace(umbrella_id, '-', '')), email_index, asked_at, email_sealed
  FROM was_coordinators_asked;
DROP TABLE was_coordinators_asked;

CREATE TABLE switches (
  id BLOB NOT NULL PRIMARY KEY,
  group_id BLOB NOT NULL REFERENCES groups (id),
  cause TEXT NOT NULL CHECK (cause IN ('silence', 'requests')),
  begun_at INTEGER NOT NULL,
  ended_at INTEGER
) STRICT;
INSERT INTO switches (id, group_id, cause, begun_at, ended_at)
  SELECT unhex(replace(id, '-', '')), unhex(replace(group_id, '-', '')), cause, begun_at, ended_at
  FROM was_switches;
DROP TABLE was_switches;

CREATE TABLE switch_steps (
  switch_id BLOB NOT NULL REFERENCES switches (id) ON DELETE CASCADE,
  rung TEXT NOT NULL CHECK (rung IN ('remind', 'deputies', 'coordinators', 'volunteers')),
  at INTEGER NOT NULL,
  PRIMARY KEY (switch_id, rung)
) STRICT;
INSERT INTO switch_steps (switch_id, rung, at)
  SELECT unhex(replace(switch_id, '-', '')), rung, at
  FROM was_switch_steps;
DROP TABLE was_switch_steps;

CREATE TABLE volunteers (
  switch_id BLOB NOT NULL REFERENCES switches (id) ON DELETE CASCADE,
  member_id BLOB NOT NULL REFERENCES members (id),
  at INTEGER NOT NULL,
  PRIMARY KEY (switch_id, member_id)
) STRICT;
INSERT INTO volunteers (switch_id, member_id, at)
  SELECT unhex(replace(switch_id, '-', '')), unhex(replace(member_id, '-', '')), at
  FROM was_volunteers;
DROP TABLE was_volunteers;

CREATE TABLE tidings (
  id BLOB NOT NULL PRIMARY KEY,
  -- To an account, or to an address that may be nobody's here.
  account_id BLOB REFERENCES accounts (id) ON DELETE CASCADE,
  email_sealed BLOB,
  -- Of a group, of an invite into it, or of an umbrella.
  group_id BLOB REFERENCES groups (id),
  invite_id BLOB REFERENCES invites (id),
  umbrella_id BLOB REFERENCES umbrellas (id),
  news TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  due_at INTEGER NOT NULL,
  language TEXT,
  CHECK ((account_id IS NULL) <> (email_sealed IS NULL)),
  CHECK ((group_id IS NULL) <> (umbrella_id IS NULL)),
  CHECK (invite_id IS NULL OR group_id IS NOT NULL)
) STRICT;
INSERT INTO tidings (id, account_id, email_sealed, group_id, invite_id, umbrella_id, news, created_at, due_at, language)
  SELECT unhex(replace(id, '-', '')), unhex(replace(account_id, '-', '')), email_sealed, unhex(replace(group_id, '-', '')),
    unhex(replace(invite_id, '-', '')), unhex(replace(umbrella_id, '-', '')), news, created_at, due_at, language
  FROM was_tidings;
DROP TABLE was_tidings;

CREATE TABLE turns (
  id BLOB NOT NULL PRIMARY KEY,
  group_id BLOB NOT NULL REFERENCES groups (id),
  member_id BLOB NOT NULL REFERENCES members (id),
  -- 1 is Monday.
  weekday INTEGER CHECK (weekday BETWEEN 1 AND 7),
  -- As 2026-11-28.
  day TEXT,
  part TEXT NOT NULL CHECK (part IN ('evening', 'night')),
  agreed_at INTEGER,
  CHECK ((weekday IS NULL) <> (day IS NULL))
) STRICT;
INSERT INTO turns (id, group_id, member_id, weekday, day, part, agreed_at)
  SELECT unhex(replace(id, '-', '')), unhex(replace(group_id, '-', '')), unhex(replace(member_id, '-', '')), weekday, day, part, agreed_at
  FROM was_turns;
DROP TABLE was_turns;

CREATE TABLE exports (
  account_id BLOB NOT NULL REFERENCES accounts (id),
  exported_at INTEGER NOT NULL
) STRICT;
INSERT INTO exports (account_id, exported_at)
  SELECT unhex(replace(account_id, '-', '')), exported_at
  FROM was_exports;
DROP TABLE was_exports;

CREATE TABLE inquiries (
  id BLOB NOT NULL PRIMARY KEY,
  group_id BLOB NOT NULL REFERENCES groups (id),
  -- The device that asked: for the mailed code, and to look where it stands.
  device_hash BLOB NOT NULL UNIQUE,
  code_hash BLOB NOT NULL,
  tries INTEGER NOT NULL,
  email_sealed BLOB,
  email_index BLOB,
  language TEXT NOT NULL,
  about TEXT NOT NULL CHECK (about IN ('person', 'vehicle')),
  day TEXT NOT NULL,
  -- One of the group's; none: the asker does not know.
  street_id BLOB REFERENCES streets (id) ON DELETE SET NULL,
  words_sealed BLOB,
  state TEXT NOT NULL CHECK (state IN ('unconfirmed', 'open', 'answered')),
  asked_at INTEGER NOT NULL,
  due_at INTEGER NOT NULL,
  extended_at INTEGER,
  extension_sealed BLOB,
  answer TEXT CHECK (answer IN ('nothing', 'reported', 'erased', 'unclear')),
  answer_sealed BLOB,
  answered_at INTEGER,
  -- When those who run the group are told next, and when the asker is; empty while there is nothing to tell.
  remind_at INTEGER,
  tell_at INTEGER,
  CHECK ((state = 'answered') = (answered_at IS NOT NULL) AND (state = 'answered') = (answer IS NOT NULL)),
  CHECK ((extended_at IS NULL) = (extension_sealed IS NULL))
) STRICT;
INSERT INTO inquiries (id, group_id, device_hash, code_hash, tries, email_sealed, email_index, language, about, day, street_id, words_sealed, state, asked_at, due_at,
    extended_at, extension_sealed, answer, answer_sealed, answered_at, remind_at, tell_at)
  SELECT unhex(replace(id, '-', '')), unhex(replace(group_id, '-', '')), device_hash, code_hash, tries, email_sealed, email_index, language, about, day,
    unhex(replace(street_id, '-', '')), words_sealed, state, asked_at, due_at, extended_at, extension_sealed, answer, answer_sealed, answered_at,
    remind_at, tell_at
  FROM was_inquiries;
DROP TABLE was_inquiries;

CREATE TABLE flags (
  id BLOB NOT NULL PRIMARY KEY,
  group_id BLOB NOT NULL REFERENCES groups (id),
  incident_id BLOB NOT NULL REFERENCES incidents (id),
  -- Number of the event that is the message.
  seq INTEGER NOT NULL,
  -- Who pointed at it, and at which house rule; or what the check found.
  by_member BLOB REFERENCES members (id),
  rule TEXT,
  mark TEXT,
  words_sealed BLOB,
  at INTEGER NOT NULL,
  -- When those who run the group were told; what the check found waits on their page.
  told_at INTEGER,
  settled_by BLOB REFERENCES members (id),
  settled_at INTEGER,
  outcome TEXT CHECK (outcome IN ('fine', 'spoken', 'blanked')),
  fields TEXT,
  CHECK ((rule IS NULL) = (by_member IS NULL) AND (rule IS NULL) = (mark IS NOT NULL)),
  CHECK ((settled_at IS NULL) = (outcome IS NULL) AND (settled_at IS NULL) = (settled_by IS NULL)),
  -- Pointing twice at the same is pointing once.
  UNIQUE (incident_id, seq, by_member)
) STRICT;
INSERT INTO flags (id, group_id, incident_id, seq, by_member, rule, mark, words_sealed, at, told_at, settled_by, settled_at, outcome, fields)
  SELECT unhex(replace(id, '-', '')), unhex(replace(group_id, '-', '')), unhex(replace(incident_id, '-', '')), seq, unhex(replace(by_member, '-', '')), rule,
    mark, words_sealed, at, told_at, unhex(replace(settled_by, '-', '')), settled_at, outcome, fields
  FROM was_flags;
DROP TABLE was_flags;

CREATE TABLE group_desks (
  group_id BLOB NOT NULL REFERENCES groups (id),
  topic TEXT NOT NULL,
  name TEXT NOT NULL,
  phone TEXT,
  url TEXT,
  hours TEXT,
  PRIMARY KEY (group_id, topic),
  CHECK (phone IS NOT NULL OR url IS NOT NULL)
) STRICT;
INSERT INTO group_desks (group_id, topic, name, phone, url, hours)
  SELECT unhex(replace(group_id, '-', '')), topic, name, phone, url, hours
  FROM was_group_desks;
DROP TABLE was_group_desks;

CREATE TABLE measures (
  id BLOB NOT NULL PRIMARY KEY,
  group_id BLOB NOT NULL REFERENCES groups (id),
  member_id BLOB NOT NULL REFERENCES members (id),
  step TEXT NOT NULL CHECK (step IN ('reminder', 'warning', 'pause', 'removal')),
  -- Code of the house rule that it is about.
  rule TEXT NOT NULL,
  words_sealed BLOB NOT NULL,
  by_member BLOB NOT NULL REFERENCES members (id),
  at INTEGER NOT NULL,
  -- The end of a pause.
  until INTEGER,
  objection_sealed BLOB,
  objected_at INTEGER,
  -- None where a coordinator of the umbrella did.
  decided_by BLOB REFERENCES members (id),
  decided_at INTEGER,
  upheld INTEGER CHECK (upheld IN (0, 1)),
  answer_sealed BLOB,
  umbrella_told_at INTEGER,
  CHECK ((step = 'pause') = (until IS NOT NULL)),
  CHECK ((objected_at IS NULL) = (objection_sealed IS NULL)),
  -- Nobody decides where nobody objected, and nobody on what they did themselves.
  CHECK (decided_at IS NULL OR objected_at IS NOT NULL),
  CHECK (decided_by IS NULL OR decided_by <> by_member),
  CHECK (decided_at IS NOT NULL OR decided_by IS NULL),
  CHECK ((decided_at IS NULL) = (upheld IS NULL) AND (decided_at IS NULL) = (answer_sealed IS NULL))
) STRICT;
INSERT INTO measures (id, group_id, member_id, step, rule, words_sealed, by_member, at, until, objection_sealed, objected_at, decided_by, decided_at, upheld,
    answer_sealed, umbrella_told_at)
  SELECT unhex(replace(id, '-', '')), unhex(replace(group_id, '-', '')), unhex(replace(member_id, '-', '')), step, rule, words_sealed,
    unhex(replace(by_member, '-', '')), at, until, objection_sealed, objected_at, unhex(replace(decided_by, '-', '')), decided_at, upheld, answer_sealed,
    umbrella_told_at
  FROM was_measures;
DROP TABLE was_measures;

CREATE TABLE drill_counts (
  incident_id BLOB NOT NULL REFERENCES incidents (id),
  -- The channel that came first, `page` for who opened the page before anything came, `all` for everybody together.
  way TEXT NOT NULL CHECK (way IN ('all', 'page', 'web_push', 'email')),
  went_to INTEGER NOT NULL,
  reached INTEGER NOT NULL,
  within_10 INTEGER NOT NULL,
  within_60 INTEGER NOT NULL,
  within_300 INTEGER NOT NULL,
  median_seconds INTEGER,
  PRIMARY KEY (incident_id, way),
  CHECK (within_10 BETWEEN 0 AND within_60 AND within_60 <= within_300 AND within_300 <= reached AND reached <= went_to)
) STRICT;
INSERT INTO drill_counts (incident_id, way, went_to, reached, within_10, within_60, within_300, median_seconds)
  SELECT unhex(replace(incident_id, '-', '')), way, went_to, reached, within_10, within_60, within_300, median_seconds
  FROM was_drill_counts;
DROP TABLE was_drill_counts;

CREATE TABLE incident_events (
  incident_id BLOB NOT NULL REFERENCES incidents (id),
  seq INTEGER NOT NULL,
  at INTEGER NOT NULL,
  actor TEXT NOT NULL CHECK (actor IN ('member', 'former', 'system')),
  member_id BLOB REFERENCES members (id),
  event TEXT NOT NULL,
  PRIMARY KEY (incident_id, seq),
  CHECK ((actor = 'member') = (member_id IS NOT NULL))
) STRICT, WITHOUT ROWID;
INSERT INTO incident_events (incident_id, seq, at, actor, member_id, event)
  SELECT unhex(replace(incident_id, '-', '')), seq, at, actor, unhex(replace(member_id, '-', '')), event
  FROM was_incident_events;
DROP TABLE was_incident_events;

CREATE TABLE alerts (
  id BLOB NOT NULL,
  incident_id BLOB NOT NULL REFERENCES incidents (id),
  group_id BLOB NOT NULL REFERENCES groups (id),
  kind TEXT NOT NULL,
  seq INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  expanded_at INTEGER,
  PRIMARY KEY (incident_id, id)
) STRICT, WITHOUT ROWID;
INSERT INTO alerts (id, incident_id, group_id, kind, seq, created_at, expanded_at)
  SELECT unhex(replace(id, '-', '')), unhex(replace(incident_id, '-', '')), unhex(replace(group_id, '-', '')), kind, seq, created_at, expanded_at
  FROM was_alerts;
DROP TABLE was_alerts;

CREATE TABLE deliveries (
  id BLOB NOT NULL PRIMARY KEY,
  alert_id BLOB NOT NULL,
  incident_id BLOB NOT NULL REFERENCES incidents (id),
  member_id BLOB NOT NULL REFERENCES members (id),
  -- Empty once the endpoint was forgotten.
  endpoint_id BLOB REFERENCES endpoints (id) ON DELETE SET NULL,
  channel TEXT NOT NULL,
  alert_kind TEXT NOT NULL,
  escalated INTEGER NOT NULL CHECK (escalated IN (0, 1)),
  state TEXT NOT NULL CHECK (state IN ('pending', 'leased', 'accepted', 'delivered', 'seen', 'failed', 'expired', 'withdrawn')),
  attempts INTEGER NOT NULL,
  due_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  lease_boot BLOB,
  accepted_at INTEGER,
  accepted_boot BLOB,
  delivered_at INTEGER,
  seen_at INTEGER,
  receipt_hash BLOB UNIQUE,
  why TEXT,
  UNIQUE (alert_id, endpoint_id),
  FOREIGN KEY (incident_id, alert_id) REFERENCES alerts (incident_id, id),
  CHECK ((state = 'leased') = (lease_boot IS NOT NULL))
) STRICT;
INSERT INTO deliveries (id, alert_id, incident_id, member_id, endpoint_id, channel, alert_kind, escalated, state, attempts, due_at, expires_at, lease_boot, accepted_at,
    accepted_boot, delivered_at, seen_at, receipt_hash, why)
  SELECT unhex(replace(id, '-', '')), unhex(replace(alert_id, '-', '')), unhex(replace(incident_id, '-', '')), unhex(replace(member_id, '-', '')),
    unhex(replace(endpoint_id, '-', '')), channel, alert_kind, escalated, state, attempts, due_at, expires_at, unhex(replace(lease_boot, '-', '')),
    accepted_at, unhex(replace(accepted_boot, '-', '')), delivered_at, seen_at, receipt_hash, why
  FROM was_deliveries;
DROP TABLE was_deliveries;

CREATE UNIQUE INDEX members_once ON members (group_id, account_id) WHERE membership = 'active';
CREATE UNIQUE INDEX members_alias ON members (group_id, alias_folded) WHERE membership = 'active';
CREATE INDEX invites_group ON invites (group_id);
CREATE INDEX sessions_account ON sessions (account_id);
CREATE INDEX access_tokens_account ON access_tokens (account_id);
CREATE INDEX challenges_email ON challenges (email_index, created_at);
CREATE INDEX incidents_ended ON incidents (ended_at) WHERE ended_at IS NOT NULL;
CREATE INDEX endpoints_account ON endpoints (account_id);
CREATE INDEX photos_incident ON photos (incident_id);
CREATE INDEX photos_group ON photos (group_id);
CREATE INDEX photos_uploaded ON photos (uploaded_at);
CREATE INDEX members_reached ON members (group_id, membership, account_id, joined_at, id);
CREATE INDEX passkeys_account ON passkeys (account_id);
CREATE INDEX members_left ON members (left_at) WHERE left_at IS NOT NULL;
CREATE INDEX members_account ON members (account_id, membership, joined_at, id, group_id);
CREATE INDEX audit_group ON audit (group_id, id);
CREATE INDEX audit_about ON audit (about_member, id) WHERE about_member IS NOT NULL;
CREATE INDEX invites_readmits ON invites (readmits) WHERE readmits IS NOT NULL;
CREATE INDEX join_requests_account ON join_requests (account_id);
CREATE INDEX join_requests_state ON join_requests (state, asked_at);
CREATE INDEX join_requests_tell ON join_requests (tell_at) WHERE tell_at IS NOT NULL;
CREATE INDEX letters_group ON letters (group_id);
CREATE INDEX letter_codes_letter ON letter_codes (letter_id);
CREATE INDEX foundings_account ON foundings (account_id);
CREATE INDEX groups_area_revision ON groups (area_revision);
CREATE INDEX boundaries_name ON boundaries (country, name_folded);
CREATE INDEX drills_group ON drills (group_id, planned_at);
CREATE INDEX drills_incident ON drills (incident_id);
CREATE INDEX probes_account ON probes (account_id, purpose, created_at);
CREATE INDEX probes_endpoint ON probes (endpoint_id);
CREATE INDEX probes_due ON probes (due_at) WHERE state = 'pending';
CREATE INDEX probes_leased ON probes (lease_boot) WHERE state = 'leased';
CREATE INDEX probes_created ON probes (created_at);
CREATE INDEX probes_drill ON probes (drill_id) WHERE drill_id IS NOT NULL;
CREATE INDEX members_paused ON members (paused_until) WHERE paused_until IS NOT NULL;
CREATE INDEX coordinators_account ON coordinators (account_id);
CREATE INDEX coordinators_asked_email ON coordinators_asked (email_index);
CREATE INDEX groups_umbrella ON groups (umbrella_id) WHERE umbrella_id IS NOT NULL;
CREATE UNIQUE INDEX switches_running ON switches (group_id) WHERE ended_at IS NULL;
CREATE INDEX switches_group ON switches (group_id, begun_at);
CREATE INDEX volunteers_member ON volunteers (member_id);
CREATE INDEX tidings_due ON tidings (due_at);
CREATE INDEX tidings_account ON tidings (account_id);
CREATE INDEX turns_group ON turns (group_id);
CREATE INDEX turns_member ON turns (member_id);
CREATE INDEX exports_account ON exports (account_id, exported_at);
CREATE INDEX inquiries_group ON inquiries (group_id, state, due_at);
CREATE INDEX inquiries_email ON inquiries (email_index, asked_at);
CREATE INDEX inquiries_remind ON inquiries (remind_at) WHERE remind_at IS NOT NULL;
CREATE INDEX inquiries_tell ON inquiries (tell_at) WHERE tell_at IS NOT NULL;
CREATE INDEX flags_group ON flags (group_id, settled_at, at);
CREATE INDEX flags_to_tell ON flags (at) WHERE told_at IS NULL AND by_member IS NOT NULL;
CREATE INDEX liaisons_group ON liaisons (group_id);
CREATE INDEX liaisons_account ON liaisons (account_id) WHERE account_id IS NOT NULL;
CREATE INDEX liaisons_email ON liaisons (email_index) WHERE email_index IS NOT NULL;
CREATE INDEX liaisons_asked_by ON liaisons (asked_by);
CREATE INDEX audit_liaison ON audit (liaison_id) WHERE liaison_id IS NOT NULL;
CREATE UNIQUE INDEX accounts_email_index_b ON accounts (email_index_b);
CREATE UNIQUE INDEX endpoints_address_index_b ON endpoints (address_index_b);
CREATE INDEX measures_group ON measures (group_id, id);
CREATE INDEX measures_member ON measures (member_id, id);
CREATE INDEX drills_planned ON drills (planned_at);
CREATE UNIQUE INDEX foundings_key ON foundings (account_id, key);
CREATE INDEX members_came_from ON members (came_from) WHERE came_from IS NOT NULL;
CREATE UNIQUE INDEX incidents_changed ON incidents (group_id, group_seq) WHERE group_seq IS NOT NULL;
CREATE INDEX alerts_unexpanded ON alerts (created_at) WHERE expanded_at IS NULL;
CREATE INDEX deliveries_due ON deliveries (due_at) WHERE state = 'pending';
CREATE INDEX deliveries_receipts ON deliveries (expires_at) WHERE receipt_hash IS NOT NULL;
CREATE INDEX deliveries_leased ON deliveries (lease_boot) WHERE state = 'leased';
CREATE INDEX deliveries_incident ON deliveries (incident_id, member_id);
CREATE INDEX incidents_group ON incidents (group_id, reported_at, reporter_id, drill, kind, street_id, lat, lon);
CREATE INDEX incidents_running ON incidents (group_id, alerted_at) WHERE state = 'alerted';
