-- Ids of sixteen bytes instead of thirty-six letters: they are in every key, every index and every reference. All tables that hold one
-- are made again, so this file shows the schema as it stands. On PostgreSQL all of them are locked first: a server that still runs must not write into one
-- that is copied already.
LOCK TABLE umbrellas, groups, streets, accounts, members, invites, sessions, access_tokens, challenges, incidents, openings, endpoints, photos,
  photo_pictures, passkeys, shreds, monthly_counts, idempotency, contents, liaisons, audit, join_requests, letters, letter_codes, foundings,
  boundaries, own_words, drills, probes, own_rules, coordinators, coordinators_asked, switches, switch_steps, volunteers, tidings, turns,
  exports, inquiries, flags, group_desks, measures, drill_counts, incident_events, alerts, deliveries
  IN ACCESS EXCLUSIVE MODE;
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
  id BYTEA NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  created_at BIGINT NOT NULL
);
INSERT INTO umbrellas (id, name, created_at)
  SELECT decode(replace(id, '-', ''), 'hex'), name, created_at
  FROM was_umbrellas;
DROP TABLE was_umbrellas;

CREATE TABLE groups (
  id BYTEA NOT NULL PRIMARY KEY,
  umbrella_id BYTEA REFERENCES umbrellas (id),
  name TEXT NOT NULL,
  municipality TEXT NOT NULL,
  country TEXT NOT NULL,
  area TEXT NOT NULL,
  capacity BIGINT NOT NULL CHECK (capacity > 0),
  quiet_expiry_minutes BIGINT NOT NULL CHECK (quiet_expiry_minutes > 0),
  demo BIGINT NOT NULL CHECK (demo IN (0, 1)),
  -- Bumped first by every use case that writes to the group: the row is the lock (EDGES 13).
  version BIGINT NOT NULL,
  -- Last-Event-ID of the group's live pages, assigned under that lock.
  event_seq BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  photo_policy TEXT CHECK (photo_policy IN ('description_only', 'unrecognisable', 'off')),
  takes_requests BIGINT NOT NULL DEFAULT 1 CHECK (takes_requests IN (0, 1)),
  residence_checks TEXT NOT NULL DEFAULT 'admin,vouch,letter',
  waiting_since BIGINT,
  area_revision BIGINT NOT NULL DEFAULT 1,
  association TEXT,
  open_to_non_members BIGINT NOT NULL DEFAULT 1 CHECK (open_to_non_members IN (0, 1)),
  response_texts TEXT NOT NULL DEFAULT '{}',
  own_words_version BIGINT NOT NULL DEFAULT 0,
  own_rules_version BIGINT NOT NULL DEFAULT 0,
  settings_version BIGINT NOT NULL DEFAULT 0,
  minimum_age_years BIGINT,
  refused_at BIGINT,
  refusal TEXT,
  desks_version BIGINT NOT NULL DEFAULT 0
);
INSERT INTO groups (id, umbrella_id, name, municipality, country, area, capacity, quiet_expiry_minutes, demo, version, event_seq, created_at, photo_policy,
    takes_requests, residence_checks, waiting_since, area_revision, association, open_to_non_members, response_texts, own_words_version,
    own_rules_version, settings_version, minimum_age_years, refused_at, refusal, desks_version)
  SELECT decode(replace(id, '-', ''), 'hex'), decode(replace(umbrella_id, '-', ''), 'hex'), name, municipality, country, area, capacity, quiet_expiry_minutes, demo, version,
    event_seq, created_at, photo_policy, takes_requests, residence_checks, waiting_since, area_revision, association, open_to_non_members,
    response_texts, own_words_version, own_rules_version, settings_version, minimum_age_years, refused_at, refusal, desks_version
  FROM was_groups;
DROP TABLE was_groups;

CREATE TABLE streets (
  id BYTEA NOT NULL PRIMARY KEY,
  group_id BYTEA NOT NULL REFERENCES groups (id),
  name TEXT NOT NULL,
  line TEXT NOT NULL,
  UNIQUE (group_id, name)
);
INSERT INTO streets (id, group_id, name, line)
  SELECT decode(replace(id, '-', ''), 'hex'), decode(replace(group_id, '-', ''), 'hex'), name, line
  FROM was_streets;
DROP TABLE was_streets;

CREATE TABLE accounts (
  id BYTEA NOT NULL PRIMARY KEY,
  email_sealed BYTEA NOT NULL,
  email_index BYTEA NOT NULL UNIQUE,
  language TEXT NOT NULL,
  channels TEXT NOT NULL,
  quiet_from BIGINT CHECK (quiet_from BETWEEN 0 AND 1439),
  quiet_to BIGINT CHECK (quiet_to BETWEEN 0 AND 1439),
  mute_real_alarms BIGINT NOT NULL CHECK (mute_real_alarms IN (0, 1)),
  created_at BIGINT NOT NULL,
  passkey_declined_at BIGINT,
  time_zone TEXT,
  paused BIGINT NOT NULL DEFAULT 0 CHECK (paused IN (0, 1)),
  pause_from TEXT CHECK (pause_from IS NULL OR paused = 1),
  pause_until TEXT CHECK (pause_until IS NULL OR paused = 1),
  large_text BIGINT NOT NULL DEFAULT 0 CHECK (large_text IN (0, 1)),
  left_hand BIGINT NOT NULL DEFAULT 0 CHECK (left_hand IN (0, 1)),
  silence_told_at BIGINT,
  seen_at BIGINT,
  email_index_b BYTEA,
  CHECK ((quiet_from IS NULL) = (quiet_to IS NULL))
);
INSERT INTO accounts (id, email_sealed, email_index, language, channels, quiet_from, quiet_to, mute_real_alarms, created_at, passkey_declined_at, time_zone, paused,
    pause_from, pause_until, large_text, left_hand, silence_told_at, seen_at, email_index_b)
  SELECT decode(replace(id, '-', ''), 'hex'), email_sealed, email_index, language, channels, quiet_from, quiet_to, mute_real_alarms, created_at, passkey_declined_at,
    time_zone, paused, pause_from, pause_until, large_text, left_hand, silence_told_at, seen_at, email_index_b
  FROM was_accounts;
DROP TABLE was_accounts;

CREATE TABLE members (
  id BYTEA NOT NULL PRIMARY KEY,
  group_id BYTEA NOT NULL REFERENCES groups (id),
  account_id BYTEA NOT NULL REFERENCES accounts (id),
  alias TEXT NOT NULL,
  alias_folded TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('member', 'deputy', 'admin')),
  membership TEXT NOT NULL CHECK (membership IN ('active', 'left')),
  rules_version BIGINT NOT NULL,
  rules_accepted_at BIGINT NOT NULL,
  adult_declared_at BIGINT NOT NULL,
  joined_at BIGINT NOT NULL,
  left_at BIGINT,
  residence_check TEXT NOT NULL DEFAULT 'none' CHECK (residence_check IN ('none', 'admin', 'vouch', 'letter')),
  residence_checked_at BIGINT CHECK ((residence_check = 'none') = (residence_checked_at IS NULL)),
  paused_until BIGINT,
  own_rules_version BIGINT NOT NULL DEFAULT 0,
  age_exception BIGINT NOT NULL DEFAULT 0 CHECK (age_exception IN (0, 1)),
  bound_to_secrecy BIGINT NOT NULL DEFAULT 0 CHECK (bound_to_secrecy IN (0, 1)),
  came_from BYTEA REFERENCES members (id),
  CHECK ((membership = 'left') = (left_at IS NOT NULL))
);
INSERT INTO members (id, group_id, account_id, alias, alias_folded, role, membership, rules_version, rules_accepted_at, adult_declared_at, joined_at, left_at,
    residence_check, residence_checked_at, paused_until, own_rules_version, age_exception, bound_to_secrecy, came_from)
  SELECT decode(replace(id, '-', ''), 'hex'), decode(replace(group_id, '-', ''), 'hex'), decode(replace(account_id, '-', ''), 'hex'), alias, alias_folded, role, membership,
    rules_version, rules_accepted_at, adult_declared_at, joined_at, left_at, residence_check, residence_checked_at, paused_until, own_rules_version,
    age_exception, bound_to_secrecy, decode(replace(came_from, '-', ''), 'hex')
  FROM was_members;
DROP TABLE was_members;

CREATE TABLE invites (
  id BYTEA NOT NULL PRIMARY KEY,
  group_id BYTEA NOT NULL REFERENCES groups (id),
  created_by BYTEA REFERENCES members (id),
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  uses_max BIGINT NOT NULL CHECK (uses_max > 0),
  uses BIGINT NOT NULL,
  revoked_at BIGINT,
  readmits BYTEA REFERENCES members (id),
  appoints BIGINT NOT NULL DEFAULT 0 CHECK (appoints IN (0, 1)),
  CHECK (uses BETWEEN 0 AND uses_max)
);
INSERT INTO invites (id, group_id, created_by, created_at, expires_at, uses_max, uses, revoked_at, readmits, appoints)
  SELECT decode(replace(id, '-', ''), 'hex'), decode(replace(group_id, '-', ''), 'hex'), decode(replace(created_by, '-', ''), 'hex'), created_at, expires_at, uses_max, uses,
    revoked_at, decode(replace(readmits, '-', ''), 'hex'), appoints
  FROM was_invites;
DROP TABLE was_invites;

CREATE TABLE sessions (
  id BYTEA NOT NULL PRIMARY KEY,
  account_id BYTEA NOT NULL REFERENCES accounts (id),
  token_hash BYTEA NOT NULL UNIQUE,
  device TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  seen_at BIGINT NOT NULL,
  proved_at BIGINT
);
INSERT INTO sessions (id, account_id, token_hash, device, created_at, seen_at, proved_at)
  SELECT decode(replace(id, '-', ''), 'hex'), decode(replace(account_id, '-', ''), 'hex'), token_hash, device, created_at, seen_at, proved_at
  FROM was_sessions;
DROP TABLE was_sessions;

CREATE TABLE access_tokens (
  id BYTEA NOT NULL PRIMARY KEY,
  account_id BYTEA NOT NULL REFERENCES accounts (id),
  token_hash BYTEA NOT NULL UNIQUE,
  name TEXT NOT NULL,
  scopes TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL
);
INSERT INTO access_tokens (id, account_id, token_hash, name, scopes, created_at, expires_at)
  SELECT decode(replace(id, '-', ''), 'hex'), decode(replace(account_id, '-', ''), 'hex'), token_hash, name, scopes, created_at, expires_at
  FROM was_access_tokens;
DROP TABLE was_access_tokens;

CREATE TABLE challenges (
  id BYTEA NOT NULL PRIMARY KEY,
  device_hash BYTEA NOT NULL,
  link_hash BYTEA NOT NULL UNIQUE,
  code_hash BYTEA NOT NULL,
  email_sealed BYTEA NOT NULL,
  email_index BYTEA NOT NULL,
  language TEXT NOT NULL,
  invite_id BYTEA REFERENCES invites (id),
  alias TEXT,
  rules_version BIGINT,
  tries BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  used_at BIGINT,
  request_sealed BYTEA,
  own_rules_version BIGINT NOT NULL DEFAULT 0
);
INSERT INTO challenges (id, device_hash, link_hash, code_hash, email_sealed, email_index, language, invite_id, alias, rules_version, tries, created_at, used_at,
    request_sealed, own_rules_version)
  SELECT decode(replace(id, '-', ''), 'hex'), device_hash, link_hash, code_hash, email_sealed, email_index, language, decode(replace(invite_id, '-', ''), 'hex'), alias,
    rules_version, tries, created_at, used_at, request_sealed, own_rules_version
  FROM was_challenges;
DROP TABLE was_challenges;

CREATE TABLE incidents (
  id BYTEA NOT NULL PRIMARY KEY,
  group_id BYTEA NOT NULL REFERENCES groups (id),
  kind TEXT NOT NULL,
  witness TEXT NOT NULL,
  drill BIGINT NOT NULL CHECK (drill IN (0, 1)),
  state TEXT NOT NULL CHECK (state IN ('alerted', 'closed', 'recalled')),
  version BIGINT NOT NULL,
  cannot_call BIGINT NOT NULL CHECK (cannot_call IN (0, 1)),
  call_by TEXT,
  call_at BIGINT,
  reporter_id BYTEA REFERENCES members (id),
  phrase TEXT,
  place_source TEXT NOT NULL,
  street_id BYTEA REFERENCES streets (id),
  lat DOUBLE PRECISION,
  lon DOUBLE PRECISION,
  accuracy_metres DOUBLE PRECISION,
  outside_area BIGINT NOT NULL CHECK (outside_area IN (0, 1)),
  reported_at BIGINT NOT NULL,
  alerted_at BIGINT NOT NULL,
  active_at BIGINT NOT NULL,
  ended_at BIGINT,
  reason TEXT,
  key_identifying BYTEA,
  key_words BYTEA,
  place_sealed BYTEA CHECK (place_sealed IS NULL OR (lat IS NOT NULL AND state <> 'recalled')),
  group_seq BIGINT,
  -- What is on disk was alerted: never without a call, or the word that nobody could call.
  CHECK (call_at IS NOT NULL OR cannot_call = 1),
  CHECK ((call_at IS NULL) = (call_by IS NULL)),
  CHECK ((state = 'alerted') = (reason IS NULL)),
  CHECK ((state = 'alerted') = (ended_at IS NULL)),
  CHECK (state <> 'recalled' OR (reason IN ('false_alarm', 'known_person') AND lat IS NULL AND lon IS NULL AND phrase IS NULL))
);
INSERT INTO incidents (id, group_id, kind, witness, drill, state, version, cannot_call, call_by, call_at, reporter_id, phrase, place_source, street_id, lat, lon,
    accuracy_metres, outside_area, reported_at, alerted_at, active_at, ended_at, reason, key_identifying, key_words, place_sealed, group_seq)
  SELECT decode(replace(id, '-', ''), 'hex'), decode(replace(group_id, '-', ''), 'hex'), kind, witness, drill, state, version, cannot_call, call_by, call_at,
    decode(replace(reporter_id, '-', ''), 'hex'), phrase, place_source, decode(replace(street_id, '-', ''), 'hex'), lat, lon, accuracy_metres, outside_area, reported_at,
    alerted_at, active_at, ended_at, reason, decode(replace(key_identifying, '-', ''), 'hex'), decode(replace(key_words, '-', ''), 'hex'), place_sealed, group_seq
  FROM was_incidents;
DROP TABLE was_incidents;

CREATE TABLE openings (
  incident_id BYTEA NOT NULL REFERENCES incidents (id),
  member_id BYTEA NOT NULL REFERENCES members (id),
  at BIGINT NOT NULL,
  PRIMARY KEY (incident_id, member_id)
);
INSERT INTO openings (incident_id, member_id, at)
  SELECT decode(replace(incident_id, '-', ''), 'hex'), decode(replace(member_id, '-', ''), 'hex'), at
  FROM was_openings;
DROP TABLE was_openings;

CREATE TABLE endpoints (
  id BYTEA NOT NULL PRIMARY KEY,
  account_id BYTEA NOT NULL REFERENCES accounts (id),
  channel TEXT NOT NULL,
  address_sealed BYTEA NOT NULL,
  address_index BYTEA NOT NULL UNIQUE,
  session_id BYTEA REFERENCES sessions (id) ON DELETE SET NULL,
  created_at BIGINT NOT NULL,
  answered_at BIGINT,
  checked_at BIGINT,
  unanswered BIGINT NOT NULL DEFAULT 0 CHECK (unanswered >= 0),
  address_index_b BYTEA
);
INSERT INTO endpoints (id, account_id, channel, address_sealed, address_index, session_id, created_at, answered_at, checked_at, unanswered, address_index_b)
  SELECT decode(replace(id, '-', ''), 'hex'), decode(replace(account_id, '-', ''), 'hex'), channel, address_sealed, address_index, decode(replace(session_id, '-', ''), 'hex'),
    created_at, answered_at, checked_at, unanswered, address_index_b
  FROM was_endpoints;
DROP TABLE was_endpoints;

CREATE TABLE photos (
  id BYTEA NOT NULL PRIMARY KEY,
  incident_id BYTEA NOT NULL REFERENCES incidents (id),
  group_id BYTEA NOT NULL REFERENCES groups (id),
  -- Who sent it; with the id that their phone made, the same upload is one photo, however often it is sent.
  member_id BYTEA NOT NULL REFERENCES members (id),
  upload_id BYTEA NOT NULL,
  -- Bytes as they came in, for a phone that asks how far it got.
  upload_bytes BIGINT NOT NULL CHECK (upload_bytes > 0),
  -- The sighting that it belongs to; none while it waits for it, and until then nobody sees it.
  seq BIGINT,
  width BIGINT NOT NULL CHECK (width > 0),
  height BIGINT NOT NULL CHECK (height > 0),
  uploaded_at BIGINT NOT NULL,
  key_id BYTEA,
  UNIQUE (member_id, upload_id)
);
INSERT INTO photos (id, incident_id, group_id, member_id, upload_id, upload_bytes, seq, width, height, uploaded_at, key_id)
  SELECT decode(replace(id, '-', ''), 'hex'), decode(replace(incident_id, '-', ''), 'hex'), decode(replace(group_id, '-', ''), 'hex'), decode(replace(member_id, '-', ''), 'hex'),
    decode(replace(upload_id, '-', ''), 'hex'), upload_bytes, seq, width, height, uploaded_at, decode(replace(key_id, '-', ''), 'hex')
  FROM was_photos;
DROP TABLE was_photos;

CREATE TABLE photo_pictures (
  photo_id BYTEA NOT NULL REFERENCES photos (id),
  size TEXT NOT NULL CHECK (size IN ('small', 'large')),
  sealed BYTEA NOT NULL,
  PRIMARY KEY (photo_id, size)
);
INSERT INTO photo_pictures (photo_id, size, sealed)
  SELECT decode(replace(photo_id, '-', ''), 'hex'), size, sealed
  FROM was_photo_pictures;
DROP TABLE was_photo_pictures;

CREATE TABLE passkeys (
  id BYTEA NOT NULL PRIMARY KEY,
  account_id BYTEA NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  -- How browsers call it.
  credential_id BYTEA NOT NULL UNIQUE,
  -- The public key with its counter, as JSON.
  credential TEXT NOT NULL,
  name TEXT NOT NULL,
  -- Bumped first by who signs in with it: the row is the lock (EDGES 13).
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  used_at BIGINT,
  -- Its counter went back, so there may be a copy: it signs nobody in any more.
  blocked_at BIGINT
);
INSERT INTO passkeys (id, account_id, credential_id, credential, name, version, created_at, used_at, blocked_at)
  SELECT decode(replace(id, '-', ''), 'hex'), decode(replace(account_id, '-', ''), 'hex'), credential_id, credential, name, version, created_at, used_at, blocked_at
  FROM was_passkeys;
DROP TABLE was_passkeys;

CREATE TABLE shreds (
  key_id BYTEA NOT NULL PRIMARY KEY
);
INSERT INTO shreds (key_id)
  SELECT decode(replace(key_id, '-', ''), 'hex')
  FROM was_shreds;
DROP TABLE was_shreds;

CREATE TABLE monthly_counts (
  group_id BYTEA NOT NULL REFERENCES groups (id),
  month TEXT NOT NULL,
  kind TEXT NOT NULL,
  reason TEXT NOT NULL,
  incidents BIGINT NOT NULL CHECK (incidents > 0),
  PRIMARY KEY (group_id, month, kind, reason)
);
INSERT INTO monthly_counts (group_id, month, kind, reason, incidents)
  SELECT decode(replace(group_id, '-', ''), 'hex'), month, kind, reason, incidents
  FROM was_monthly_counts;
DROP TABLE was_monthly_counts;

CREATE TABLE idempotency (
  account_id BYTEA NOT NULL REFERENCES accounts (id),
  key TEXT NOT NULL,
  -- Of what was asked: the same key with another request is a mistake, not a repeat.
  fingerprint BYTEA NOT NULL,
  incident_id BYTEA NOT NULL REFERENCES incidents (id),
  outcome TEXT NOT NULL CHECK (outcome IN ('published', 'joined')),
  created_at BIGINT NOT NULL,
  PRIMARY KEY (account_id, key)
);
INSERT INTO idempotency (account_id, key, fingerprint, incident_id, outcome, created_at)
  SELECT decode(replace(account_id, '-', ''), 'hex'), key, fingerprint, decode(replace(incident_id, '-', ''), 'hex'), outcome, created_at
  FROM was_idempotency;
DROP TABLE was_idempotency;

CREATE TABLE contents (
  incident_id BYTEA NOT NULL REFERENCES incidents (id),
  seq BIGINT NOT NULL,
  field TEXT NOT NULL CHECK (field IN ('behaviour', 'appearance', 'sighting', 'description', 'plate')),
  class TEXT NOT NULL CHECK (class IN ('words', 'identifying')),
  body TEXT,
  sealed BYTEA,
  street_id BYTEA REFERENCES streets (id),
  taken_away BIGINT NOT NULL DEFAULT 0 CHECK (taken_away IN (0, 1)),
  PRIMARY KEY (incident_id, seq, field),
  CHECK (field NOT IN ('appearance', 'description', 'plate') OR class = 'identifying'),
  CHECK ((body IS NULL) <> (sealed IS NULL))
);
INSERT INTO contents (incident_id, seq, field, class, body, sealed, street_id, taken_away)
  SELECT decode(replace(incident_id, '-', ''), 'hex'), seq, field, class, body, sealed, decode(replace(street_id, '-', ''), 'hex'), taken_away
  FROM was_contents;
DROP TABLE was_contents;

CREATE TABLE liaisons (
  id BYTEA NOT NULL PRIMARY KEY,
  group_id BYTEA NOT NULL REFERENCES groups (id),
  kind TEXT NOT NULL CHECK (kind IN ('police', 'municipality', 'housing_association')),
  -- Name of the office or the function, never of a person.
  office TEXT NOT NULL,
  view TEXT NOT NULL CHECK (view IN ('counts', 'incidents')),
  -- Who was asked, by a keyed index of the address, until they answer: nobody is made one silently, and an address need not be known here.
  email_index BYTEA,
  -- Sealed, for its index is made anew when keys are rotated.
  email_sealed BYTEA,
  -- Who said yes; some days after the end nobody any more.
  account_id BYTEA REFERENCES accounts (id),
  asked_by BYTEA REFERENCES members (id),
  asked_at BIGINT NOT NULL,
  accepted_at BIGINT,
  expires_at BIGINT NOT NULL,
  -- When the admins were reminded that the last day comes near; none again once it is put off.
  reminded_at BIGINT,
  ended_at BIGINT,
  ending TEXT CHECK (ending IN ('group', 'liaison', 'refused', 'unanswered', 'expired')),
  CHECK ((ended_at IS NULL) = (ending IS NULL)),
  CHECK (ended_at IS NOT NULL OR (email_index IS NULL) <> (account_id IS NULL)),
  CHECK ((email_index IS NULL) = (email_sealed IS NULL)),
  CHECK (account_id IS NULL OR accepted_at IS NOT NULL)
);
INSERT INTO liaisons (id, group_id, kind, office, view, email_index, email_sealed, account_id, asked_by, asked_at, accepted_at, expires_at, reminded_at, ended_at, ending)
  SELECT decode(replace(id, '-', ''), 'hex'), decode(replace(group_id, '-', ''), 'hex'), kind, office, view, email_index, email_sealed, decode(replace(account_id, '-', ''), 'hex'),
    decode(replace(asked_by, '-', ''), 'hex'), asked_at, accepted_at, expires_at, reminded_at, ended_at, ending
  FROM was_liaisons;
DROP TABLE was_liaisons;

CREATE TABLE audit (
  id BYTEA NOT NULL PRIMARY KEY,
  group_id BYTEA NOT NULL REFERENCES groups (id),
  at BIGINT NOT NULL,
  deed TEXT NOT NULL,
  by_member BYTEA REFERENCES members (id),
  about_member BYTEA REFERENCES members (id),
  -- A code that belongs to the deed, such as the new role.
  detail TEXT,
  reason_sealed BYTEA,
  liaison_id BYTEA REFERENCES liaisons (id)
);
INSERT INTO audit (id, group_id, at, deed, by_member, about_member, detail, reason_sealed, liaison_id)
  SELECT decode(replace(id, '-', ''), 'hex'), decode(replace(group_id, '-', ''), 'hex'), at, deed, decode(replace(by_member, '-', ''), 'hex'), decode(replace(about_member, '-', ''), 'hex'),
    detail, reason_sealed, decode(replace(liaison_id, '-', ''), 'hex')
  FROM was_audit;
DROP TABLE was_audit;

CREATE TABLE join_requests (
  id BYTEA NOT NULL PRIMARY KEY,
  group_id BYTEA NOT NULL REFERENCES groups (id),
  account_id BYTEA NOT NULL REFERENCES accounts (id),
  alias TEXT NOT NULL,
  -- One of the group's; none: another street.
  street_id BYTEA REFERENCES streets (id) ON DELETE SET NULL,
  about_sealed BYTEA,
  rules_version BIGINT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'approved', 'let_in', 'refused', 'expired')),
  asked_at BIGINT NOT NULL,
  answered_at BIGINT,
  -- What those who run the group wrote to the asker.
  words_sealed BYTEA,
  -- When the asker is told next by mail; empty once that was done, and while there is nothing to tell.
  tell_at BIGINT,
  residence_check TEXT NOT NULL CHECK (residence_check IN ('none', 'admin', 'vouch', 'letter')),
  residence_checked_at BIGINT,
  -- The neighbour who knows them; goes with the request.
  vouched_by BYTEA REFERENCES members (id),
  own_rules_version BIGINT NOT NULL DEFAULT 0,
  younger BIGINT NOT NULL DEFAULT 0 CHECK (younger IN (0, 1)),
  age_reason_sealed BYTEA,
  agreed_by BYTEA REFERENCES members (id),
  -- One request per address and group.
  UNIQUE (group_id, account_id),
  CHECK ((state = 'waiting') = (answered_at IS NULL)),
  CHECK ((residence_check = 'none') = (residence_checked_at IS NULL))
);
INSERT INTO join_requests (id, group_id, account_id, alias, street_id, about_sealed, rules_version, state, asked_at, answered_at, words_sealed, tell_at, residence_check,
    residence_checked_at, vouched_by, own_rules_version, younger, age_reason_sealed, agreed_by)
  SELECT decode(replace(id, '-', ''), 'hex'), decode(replace(group_id, '-', ''), 'hex'), decode(replace(account_id, '-', ''), 'hex'), alias, decode(replace(street_id, '-', ''), 'hex'),
    about_sealed, rules_version, state, asked_at, answered_at, words_sealed, tell_at, residence_check, residence_checked_at,
    decode(replace(vouched_by, '-', ''), 'hex'), own_rules_version, younger, age_reason_sealed, decode(replace(agreed_by, '-', ''), 'hex')
  FROM was_join_requests;
DROP TABLE was_join_requests;

CREATE TABLE letters (
  id BYTEA NOT NULL PRIMARY KEY,
  group_id BYTEA NOT NULL REFERENCES groups (id),
  street TEXT NOT NULL,
  first_number BIGINT NOT NULL CHECK (first_number > 0),
  last_number BIGINT NOT NULL CHECK (last_number >= first_number),
  side TEXT NOT NULL CHECK (side IN ('both', 'even', 'odd')),
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL
);
INSERT INTO letters (id, group_id, street, first_number, last_number, side, created_at, expires_at)
  SELECT decode(replace(id, '-', ''), 'hex'), decode(replace(group_id, '-', ''), 'hex'), street, first_number, last_number, side, created_at, expires_at
  FROM was_letters;
DROP TABLE was_letters;

CREATE TABLE letter_codes (
  letter_id BYTEA NOT NULL REFERENCES letters (id) ON DELETE CASCADE,
  group_id BYTEA NOT NULL REFERENCES groups (id),
  -- Keyed, for a code is short.
  code_hash BYTEA NOT NULL,
  used BIGINT NOT NULL CHECK (used IN (0, 1)),
  PRIMARY KEY (group_id, code_hash)
);
INSERT INTO letter_codes (letter_id, group_id, code_hash, used)
  SELECT decode(replace(letter_id, '-', ''), 'hex'), decode(replace(group_id, '-', ''), 'hex'), code_hash, used
  FROM was_letter_codes;
DROP TABLE was_letter_codes;

CREATE TABLE foundings (
  account_id BYTEA NOT NULL REFERENCES accounts (id),
  founded_at BIGINT NOT NULL,
  key TEXT,
  fingerprint BYTEA,
  group_id BYTEA REFERENCES groups (id)
);
INSERT INTO foundings (account_id, founded_at, key, fingerprint, group_id)
  SELECT decode(replace(account_id, '-', ''), 'hex'), founded_at, key, fingerprint, decode(replace(group_id, '-', ''), 'hex')
  FROM was_foundings;
DROP TABLE was_foundings;

CREATE TABLE boundaries (
  id BYTEA NOT NULL PRIMARY KEY,
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
);
INSERT INTO boundaries (id, country, level, code, name, name_folded, municipality, area)
  SELECT decode(replace(id, '-', ''), 'hex'), country, level, code, name, name_folded, municipality, area
  FROM was_boundaries;
DROP TABLE was_boundaries;

CREATE TABLE own_words (
  id BYTEA NOT NULL PRIMARY KEY,
  group_id BYTEA NOT NULL REFERENCES groups (id),
  word TEXT NOT NULL,
  -- As it is compared.
  folded TEXT NOT NULL,
  verdict TEXT NOT NULL CHECK (verdict IN ('hurts', 'fine')),
  added_at BIGINT NOT NULL,
  UNIQUE (group_id, folded)
);
INSERT INTO own_words (id, group_id, word, folded, verdict, added_at)
  SELECT decode(replace(id, '-', ''), 'hex'), decode(replace(group_id, '-', ''), 'hex'), word, folded, verdict, added_at
  FROM was_own_words;
DROP TABLE was_own_words;

CREATE TABLE drills (
  id BYTEA NOT NULL PRIMARY KEY,
  group_id BYTEA NOT NULL REFERENCES groups (id),
  planned_at BIGINT NOT NULL,
  called_off_at BIGINT,
  incident_id BYTEA REFERENCES incidents (id) ON DELETE SET NULL,
  CHECK (called_off_at IS NULL OR incident_id IS NULL)
);
INSERT INTO drills (id, group_id, planned_at, called_off_at, incident_id)
  SELECT decode(replace(id, '-', ''), 'hex'), decode(replace(group_id, '-', ''), 'hex'), planned_at, called_off_at, decode(replace(incident_id, '-', ''), 'hex')
  FROM was_drills;
DROP TABLE was_drills;

CREATE TABLE probes (
  id BYTEA NOT NULL PRIMARY KEY,
  account_id BYTEA NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  endpoint_id BYTEA REFERENCES endpoints (id) ON DELETE SET NULL,
  channel TEXT NOT NULL,
  purpose TEXT NOT NULL CHECK (purpose IN ('test', 'check', 'notice', 'drill')),
  state TEXT NOT NULL CHECK (state IN ('pending', 'leased', 'accepted', 'delivered', 'seen', 'failed', 'expired', 'withdrawn')),
  attempts BIGINT NOT NULL,
  -- What was asked for together has the same instant.
  created_at BIGINT NOT NULL,
  due_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  lease_boot BYTEA,
  accepted_at BIGINT,
  delivered_at BIGINT,
  seen_at BIGINT,
  receipt_hash BYTEA NOT NULL UNIQUE,
  why TEXT,
  -- The drill that it tells of, where its purpose is that.
  drill_id BYTEA REFERENCES drills (id) ON DELETE CASCADE,
  CHECK ((state = 'leased') = (lease_boot IS NOT NULL)),
  CHECK (drill_id IS NULL OR purpose = 'drill')
);
INSERT INTO probes (id, account_id, endpoint_id, channel, purpose, state, attempts, created_at, due_at, expires_at, lease_boot, accepted_at, delivered_at, seen_at,
    receipt_hash, why, drill_id)
  SELECT decode(replace(id, '-', ''), 'hex'), decode(replace(account_id, '-', ''), 'hex'), decode(replace(endpoint_id, '-', ''), 'hex'), channel, purpose, state, attempts,
    created_at, due_at, expires_at, decode(replace(lease_boot, '-', ''), 'hex'), accepted_at, delivered_at, seen_at, receipt_hash, why,
    decode(replace(drill_id, '-', ''), 'hex')
  FROM was_probes;
DROP TABLE was_probes;

CREATE TABLE own_rules (
  group_id BYTEA NOT NULL REFERENCES groups (id),
  position BIGINT NOT NULL,
  rule TEXT NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (group_id, position)
);
INSERT INTO own_rules (group_id, position, rule, reason)
  SELECT decode(replace(group_id, '-', ''), 'hex'), position, rule, reason
  FROM was_own_rules;
DROP TABLE was_own_rules;

CREATE TABLE coordinators (
  umbrella_id BYTEA NOT NULL REFERENCES umbrellas (id),
  account_id BYTEA NOT NULL REFERENCES accounts (id),
  since BIGINT NOT NULL,
  PRIMARY KEY (umbrella_id, account_id)
);
INSERT INTO coordinators (umbrella_id, account_id, since)
  SELECT decode(replace(umbrella_id, '-', ''), 'hex'), decode(replace(account_id, '-', ''), 'hex'), since
  FROM was_coordinators;
DROP TABLE was_coordinators;

CREATE TABLE coordinators_asked (
  umbrella_id BYTEA NOT NULL REFERENCES umbrellas (id),
  email_index BYTEA NOT NULL,
  asked_at BIGINT NOT NULL,
  email_sealed BYTEA,
  PRIMARY KEY (umbrella_id, email_index)
);
INSERT INTO coordinators_asked (umbrella_id, email_index, asked_at, email_sealed)
  SELECT decode(replace(umbrella_id, '-', ''), 'hex'), email_index, asked_at, email_sealed
  FROM was_coordinators_asked;
DROP TABLE was_coordinators_asked;

CREATE TABLE switches (
  id BYTEA NOT NULL PRIMARY KEY,
  group_id BYTEA NOT NULL REFERENCES groups (id),
  cause TEXT NOT NULL CHECK (cause IN ('silence', 'requests')),
  begun_at BIGINT NOT NULL,
  ended_at BIGINT
);
INSERT INTO switches (id, group_id, cause, begun_at, ended_at)
  SELECT decode(replace(id, '-', ''), 'hex'), decode(replace(group_id, '-', ''), 'hex'), cause, begun_at, ended_at
  FROM was_switches;
DROP TABLE was_switches;

CREATE TABLE switch_steps (
  switch_id BYTEA NOT NULL REFERENCES switches (id) ON DELETE CASCADE,
  rung TEXT NOT NULL CHECK (rung IN ('remind', 'deputies', 'coordinators', 'volunteers')),
  at BIGINT NOT NULL,
  PRIMARY KEY (switch_id, rung)
);
INSERT INTO switch_steps (switch_id, rung, at)
  SELECT decode(replace(switch_id, '-', ''), 'hex'), rung, at
  FROM was_switch_steps;
DROP TABLE was_switch_steps;

CREATE TABLE volunteers (
  switch_id BYTEA NOT NULL REFERENCES switches (id) ON DELETE CASCADE,
  member_id BYTEA NOT NULL REFERENCES members (id),
  at BIGINT NOT NULL,
  PRIMARY KEY (switch_id, member_id)
);
INSERT INTO volunteers (switch_id, member_id, at)
  SELECT decode(replace(switch_id, '-', ''), 'hex'), decode(replace(member_id, '-', ''), 'hex'), at
  FROM was_volunteers;
DROP TABLE was_volunteers;

CREATE TABLE tidings (
  id BYTEA NOT NULL PRIMARY KEY,
  -- To an account, or to an address that may be nobody's here.
  account_id BYTEA REFERENCES accounts (id) ON DELETE CASCADE,
  email_sealed BYTEA,
  -- Of a group, of an invite into it, or of an umbrella.
  group_id BYTEA REFERENCES groups (id),
  invite_id BYTEA REFERENCES invites (id),
  umbrella_id BYTEA REFERENCES umbrellas (id),
  news TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  due_at BIGINT NOT NULL,
  language TEXT,
  CHECK ((account_id IS NULL) <> (email_sealed IS NULL)),
  CHECK ((group_id IS NULL) <> (umbrella_id IS NULL)),
  CHECK (invite_id IS NULL OR group_id IS NOT NULL)
);
INSERT INTO tidings (id, account_id, email_sealed, group_id, invite_id, umbrella_id, news, created_at, due_at, language)
  SELECT decode(replace(id, '-', ''), 'hex'), decode(replace(account_id, '-', ''), 'hex'), email_sealed, decode(replace(group_id, '-', ''), 'hex'),
    decode(replace(invite_id, '-', ''), 'hex'), decode(replace(umbrella_id, '-', ''), 'hex'), news, created_at, due_at, language
  FROM was_tidings;
DROP TABLE was_tidings;

CREATE TABLE turns (
  id BYTEA NOT NULL PRIMARY KEY,
  group_id BYTEA NOT NULL REFERENCES groups (id),
  member_id BYTEA NOT NULL REFERENCES members (id),
  -- 1 is Monday.
  weekday BIGINT CHECK (weekday BETWEEN 1 AND 7),
  -- As 2026-11-28.
  day TEXT,
  part TEXT NOT NULL CHECK (part IN ('evening', 'night')),
  agreed_at BIGINT,
  CHECK ((weekday IS NULL) <> (day IS NULL))
);
INSERT INTO turns (id, group_id, member_id, weekday, day, part, agreed_at)
  SELECT decode(replace(id, '-', ''), 'hex'), decode(replace(group_id, '-', ''), 'hex'), decode(replace(member_id, '-', ''), 'hex'), weekday, day, part, agreed_at
  FROM was_turns;
DROP TABLE was_turns;

CREATE TABLE exports (
  account_id BYTEA NOT NULL REFERENCES accounts (id),
  exported_at BIGINT NOT NULL
);
INSERT INTO exports (account_id, exported_at)
  SELECT decode(replace(account_id, '-', ''), 'hex'), exported_at
  FROM was_exports;
DROP TABLE was_exports;

CREATE TABLE inquiries (
  id BYTEA NOT NULL PRIMARY KEY,
  group_id BYTEA NOT NULL REFERENCES groups (id),
  -- The device that asked: for the mailed code, and to look where it stands.
  device_hash BYTEA NOT NULL UNIQUE,
  code_hash BYTEA NOT NULL,
  tries BIGINT NOT NULL,
  email_sealed BYTEA,
  email_index BYTEA,
  language TEXT NOT NULL,
  about TEXT NOT NULL CHECK (about IN ('person', 'vehicle')),
  day TEXT NOT NULL,
  -- One of the group's; none: the asker does not know.
  street_id BYTEA REFERENCES streets (id) ON DELETE SET NULL,
  words_sealed BYTEA,
  state TEXT NOT NULL CHECK (state IN ('unconfirmed', 'open', 'answered')),
  asked_at BIGINT NOT NULL,
  due_at BIGINT NOT NULL,
  extended_at BIGINT,
  extension_sealed BYTEA,
  answer TEXT CHECK (answer IN ('nothing', 'reported', 'erased', 'unclear')),
  answer_sealed BYTEA,
  answered_at BIGINT,
  -- When those who run the group are told next, and when the asker is; empty while there is nothing to tell.
  remind_at BIGINT,
  tell_at BIGINT,
  CHECK ((state = 'answered') = (answered_at IS NOT NULL) AND (state = 'answered') = (answer IS NOT NULL)),
  CHECK ((extended_at IS NULL) = (extension_sealed IS NULL))
);
INSERT INTO inquiries (id, group_id, device_hash, code_hash, tries, email_sealed, email_index, language, about, day, street_id, words_sealed, state, asked_at, due_at,
    extended_at, extension_sealed, answer, answer_sealed, answered_at, remind_at, tell_at)
  SELECT decode(replace(id, '-', ''), 'hex'), decode(replace(group_id, '-', ''), 'hex'), device_hash, code_hash, tries, email_sealed, email_index, language, about, day,
    decode(replace(street_id, '-', ''), 'hex'), words_sealed, state, asked_at, due_at, extended_at, extension_sealed, answer, answer_sealed, answered_at,
    remind_at, tell_at
  FROM was_inquiries;
DROP TABLE was_inquiries;

CREATE TABLE flags (
  id BYTEA NOT NULL PRIMARY KEY,
  group_id BYTEA NOT NULL REFERENCES groups (id),
  incident_id BYTEA NOT NULL REFERENCES incidents (id),
  -- Number of the event that is the message.
  seq BIGINT NOT NULL,
  -- Who pointed at it, and at which house rule; or what the check found.
  by_member BYTEA REFERENCES members (id),
  rule TEXT,
  mark TEXT,
  words_sealed BYTEA,
  at BIGINT NOT NULL,
  -- When those who run the group were told; what the check found waits on their page.
  told_at BIGINT,
  settled_by BYTEA REFERENCES members (id),
  settled_at BIGINT,
  outcome TEXT CHECK (outcome IN ('fine', 'spoken', 'blanked')),
  fields TEXT,
  CHECK ((rule IS NULL) = (by_member IS NULL) AND (rule IS NULL) = (mark IS NOT NULL)),
  CHECK ((settled_at IS NULL) = (outcome IS NULL) AND (settled_at IS NULL) = (settled_by IS NULL)),
  -- Pointing twice at the same is pointing once.
  UNIQUE (incident_id, seq, by_member)
);
INSERT INTO flags (id, group_id, incident_id, seq, by_member, rule, mark, words_sealed, at, told_at, settled_by, settled_at, outcome, fields)
  SELECT decode(replace(id, '-', ''), 'hex'), decode(replace(group_id, '-', ''), 'hex'), decode(replace(incident_id, '-', ''), 'hex'), seq, decode(replace(by_member, '-', ''), 'hex'), rule,
    mark, words_sealed, at, told_at, decode(replace(settled_by, '-', ''), 'hex'), settled_at, outcome, fields
  FROM was_flags;
DROP TABLE was_flags;

CREATE TABLE group_desks (
  group_id BYTEA NOT NULL REFERENCES groups (id),
  topic TEXT NOT NULL,
  name TEXT NOT NULL,
  phone TEXT,
  url TEXT,
  hours TEXT,
  PRIMARY KEY (group_id, topic),
  CHECK (phone IS NOT NULL OR url IS NOT NULL)
);
INSERT INTO group_desks (group_id, topic, name, phone, url, hours)
  SELECT decode(replace(group_id, '-', ''), 'hex'), topic, name, phone, url, hours
  FROM was_group_desks;
DROP TABLE was_group_desks;

CREATE TABLE measures (
  id BYTEA NOT NULL PRIMARY KEY,
  group_id BYTEA NOT NULL REFERENCES groups (id),
  member_id BYTEA NOT NULL REFERENCES members (id),
  step TEXT NOT NULL CHECK (step IN ('reminder', 'warning', 'pause', 'removal')),
  -- Code of the house rule that it is about.
  rule TEXT NOT NULL,
  words_sealed BYTEA NOT NULL,
  by_member BYTEA NOT NULL REFERENCES members (id),
  at BIGINT NOT NULL,
  -- The end of a pause.
  until BIGINT,
  objection_sealed BYTEA,
  objected_at BIGINT,
  -- None where a coordinator of the umbrella did.
  decided_by BYTEA REFERENCES members (id),
  decided_at BIGINT,
  upheld BIGINT CHECK (upheld IN (0, 1)),
  answer_sealed BYTEA,
  umbrella_told_at BIGINT,
  CHECK ((step = 'pause') = (until IS NOT NULL)),
  CHECK ((objected_at IS NULL) = (objection_sealed IS NULL)),
  -- Nobody decides where nobody objected, and nobody on what they did themselves.
  CHECK (decided_at IS NULL OR objected_at IS NOT NULL),
  CHECK (decided_by IS NULL OR decided_by <> by_member),
  CHECK (decided_at IS NOT NULL OR decided_by IS NULL),
  CHECK ((decided_at IS NULL) = (upheld IS NULL) AND (decided_at IS NULL) = (answer_sealed IS NULL))
);
INSERT INTO measures (id, group_id, member_id, step, rule, words_sealed, by_member, at, until, objection_sealed, objected_at, decided_by, decided_at, upheld,
    answer_sealed, umbrella_told_at)
  SELECT decode(replace(id, '-', ''), 'hex'), decode(replace(group_id, '-', ''), 'hex'), decode(replace(member_id, '-', ''), 'hex'), step, rule, words_sealed,
    decode(replace(by_member, '-', ''), 'hex'), at, until, objection_sealed, objected_at, decode(replace(decided_by, '-', ''), 'hex'), decided_at, upheld, answer_sealed,
    umbrella_told_at
  FROM was_measures;
DROP TABLE was_measures;

CREATE TABLE drill_counts (
  incident_id BYTEA NOT NULL REFERENCES incidents (id),
  -- The channel that came first, `page` for who opened the page before anything came, `all` for everybody together.
  way TEXT NOT NULL CHECK (way IN ('all', 'page', 'web_push', 'email')),
  went_to BIGINT NOT NULL,
  reached BIGINT NOT NULL,
  within_10 BIGINT NOT NULL,
  within_60 BIGINT NOT NULL,
  within_300 BIGINT NOT NULL,
  median_seconds BIGINT,
  PRIMARY KEY (incident_id, way),
  CHECK (within_10 BETWEEN 0 AND within_60 AND within_60 <= within_300 AND within_300 <= reached AND reached <= went_to)
);
INSERT INTO drill_counts (incident_id, way, went_to, reached, within_10, within_60, within_300, median_seconds)
  SELECT decode(replace(incident_id, '-', ''), 'hex'), way, went_to, reached, within_10, within_60, within_300, median_seconds
  FROM was_drill_counts;
DROP TABLE was_drill_counts;

CREATE TABLE incident_events (
  incident_id BYTEA NOT NULL REFERENCES incidents (id),
  seq BIGINT NOT NULL,
  at BIGINT NOT NULL,
  actor TEXT NOT NULL CHECK (actor IN ('member', 'former', 'system')),
  member_id BYTEA REFERENCES members (id),
  event TEXT NOT NULL,
  PRIMARY KEY (incident_id, seq),
  CHECK ((actor = 'member') = (member_id IS NOT NULL))
);
INSERT INTO incident_events (incident_id, seq, at, actor, member_id, event)
  SELECT decode(replace(incident_id, '-', ''), 'hex'), seq, at, actor, decode(replace(member_id, '-', ''), 'hex'), event
  FROM was_incident_events;
DROP TABLE was_incident_events;

CREATE TABLE alerts (
  id BYTEA NOT NULL,
  incident_id BYTEA NOT NULL REFERENCES incidents (id),
  group_id BYTEA NOT NULL REFERENCES groups (id),
  kind TEXT NOT NULL,
  seq BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  expanded_at BIGINT,
  PRIMARY KEY (incident_id, id)
);
INSERT INTO alerts (id, incident_id, group_id, kind, seq, created_at, expanded_at)
  SELECT decode(replace(id, '-', ''), 'hex'), decode(replace(incident_id, '-', ''), 'hex'), decode(replace(group_id, '-', ''), 'hex'), kind, seq, created_at, expanded_at
  FROM was_alerts;
DROP TABLE was_alerts;

CREATE TABLE deliveries (
  id BYTEA NOT NULL PRIMARY KEY,
  alert_id BYTEA NOT NULL,
  incident_id BYTEA NOT NULL REFERENCES incidents (id),
  member_id BYTEA NOT NULL REFERENCES members (id),
  -- Empty once the endpoint was forgotten.
  endpoint_id BYTEA REFERENCES endpoints (id) ON DELETE SET NULL,
  channel TEXT NOT NULL,
  alert_kind TEXT NOT NULL,
  escalated BIGINT NOT NULL CHECK (escalated IN (0, 1)),
  state TEXT NOT NULL CHECK (state IN ('pending', 'leased', 'accepted', 'delivered', 'seen', 'failed', 'expired', 'withdrawn')),
  attempts BIGINT NOT NULL,
  due_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  lease_boot BYTEA,
  accepted_at BIGINT,
  accepted_boot BYTEA,
  delivered_at BIGINT,
  seen_at BIGINT,
  receipt_hash BYTEA UNIQUE,
  why TEXT,
  UNIQUE (alert_id, endpoint_id),
  FOREIGN KEY (incident_id, alert_id) REFERENCES alerts (incident_id, id),
  CHECK ((state = 'leased') = (lease_boot IS NOT NULL))
);
INSERT INTO deliveries (id, alert_id, incident_id, member_id, endpoint_id, channel, alert_kind, escalated, state, attempts, due_at, expires_at, lease_boot, accepted_at,
    accepted_boot, delivered_at, seen_at, receipt_hash, why)
  SELECT decode(replace(id, '-', ''), 'hex'), decode(replace(alert_id, '-', ''), 'hex'), decode(replace(incident_id, '-', ''), 'hex'), decode(replace(member_id, '-', ''), 'hex'),
    decode(replace(endpoint_id, '-', ''), 'hex'), channel, alert_kind, escalated, state, attempts, due_at, expires_at, decode(replace(lease_boot, '-', ''), 'hex'),
    accepted_at, decode(replace(accepted_boot, '-', ''), 'hex'), delivered_at, seen_at, receipt_hash, why
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
