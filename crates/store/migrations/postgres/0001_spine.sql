-- The spine: groups and people, incidents and their history, alerts and their deliveries.
-- The PostgreSQL file is the same text but for type names and STRICT; a test compares them.
-- Ids are UUIDv7 as text, times are milliseconds since 1970, flags are 0 or 1.

CREATE TABLE umbrellas (
  id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  created_at BIGINT NOT NULL
);

CREATE TABLE groups (
  id TEXT NOT NULL PRIMARY KEY,
  umbrella_id TEXT REFERENCES umbrellas (id),
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
  created_at BIGINT NOT NULL
);

CREATE TABLE streets (
  id TEXT NOT NULL PRIMARY KEY,
  group_id TEXT NOT NULL REFERENCES groups (id),
  name TEXT NOT NULL,
  line TEXT NOT NULL,
  UNIQUE (group_id, name)
);

CREATE TABLE accounts (
  id TEXT NOT NULL PRIMARY KEY,
  email_sealed BYTEA NOT NULL,
  email_index BYTEA NOT NULL UNIQUE,
  language TEXT NOT NULL,
  channels TEXT NOT NULL,
  quiet_from BIGINT CHECK (quiet_from BETWEEN 0 AND 1439),
  quiet_to BIGINT CHECK (quiet_to BETWEEN 0 AND 1439),
  mute_real_alarms BIGINT NOT NULL CHECK (mute_real_alarms IN (0, 1)),
  created_at BIGINT NOT NULL,
  CHECK ((quiet_from IS NULL) = (quiet_to IS NULL))
);

CREATE TABLE members (
  id TEXT NOT NULL PRIMARY KEY,
  group_id TEXT NOT NULL REFERENCES groups (id),
  account_id TEXT NOT NULL REFERENCES accounts (id),
  alias TEXT NOT NULL,
  alias_folded TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('member', 'deputy', 'admin')),
  membership TEXT NOT NULL CHECK (membership IN ('active', 'left')),
  rules_version BIGINT NOT NULL,
  rules_accepted_at BIGINT NOT NULL,
  adult_declared_at BIGINT NOT NULL,
  joined_at BIGINT NOT NULL,
  left_at BIGINT,
  CHECK ((membership = 'left') = (left_at IS NOT NULL))
);
CREATE UNIQUE INDEX members_once ON members (group_id, account_id) WHERE membership = 'active';
CREATE UNIQUE INDEX members_alias ON members (group_id, alias_folded) WHERE membership = 'active';
CREATE INDEX members_account ON members (account_id);

CREATE TABLE invites (
  id TEXT NOT NULL PRIMARY KEY,
  group_id TEXT NOT NULL REFERENCES groups (id),
  created_by TEXT REFERENCES members (id),
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  uses_max BIGINT NOT NULL CHECK (uses_max > 0),
  uses BIGINT NOT NULL,
  revoked_at BIGINT,
  CHECK (uses BETWEEN 0 AND uses_max)
);
CREATE INDEX invites_group ON invites (group_id);

CREATE TABLE sessions (
  id TEXT NOT NULL PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES accounts (id),
  token_hash BYTEA NOT NULL UNIQUE,
  device TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  seen_at BIGINT NOT NULL
);
CREATE INDEX sessions_account ON sessions (account_id);

CREATE TABLE access_tokens (
  id TEXT NOT NULL PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES accounts (id),
  token_hash BYTEA NOT NULL UNIQUE,
  name TEXT NOT NULL,
  scopes TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL
);
CREATE INDEX access_tokens_account ON access_tokens (account_id);

-- An attempt to sign in or to join that waits for its e-mailed code. The device that asked holds the other half (EDGES 26).
CREATE TABLE challenges (
  id TEXT NOT NULL PRIMARY KEY,
  device_hash BYTEA NOT NULL,
  link_hash BYTEA NOT NULL UNIQUE,
  code_hash BYTEA NOT NULL,
  email_sealed BYTEA NOT NULL,
  email_index BYTEA NOT NULL,
  language TEXT NOT NULL,
  invite_id TEXT REFERENCES invites (id),
  alias TEXT,
  rules_version BIGINT,
  tries BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  used_at BIGINT
);
CREATE INDEX challenges_email ON challenges (email_index, created_at);

CREATE TABLE incidents (
  id TEXT NOT NULL PRIMARY KEY,
  group_id TEXT NOT NULL REFERENCES groups (id),
  kind TEXT NOT NULL,
  witness TEXT NOT NULL,
  drill BIGINT NOT NULL CHECK (drill IN (0, 1)),
  state TEXT NOT NULL CHECK (state IN ('alerted', 'closed', 'recalled')),
  version BIGINT NOT NULL,
  cannot_call BIGINT NOT NULL CHECK (cannot_call IN (0, 1)),
  call_by TEXT,
  call_at BIGINT,
  reporter_id TEXT REFERENCES members (id),
  phrase TEXT,
  place_source TEXT NOT NULL,
  street_id TEXT REFERENCES streets (id),
  lat DOUBLE PRECISION,
  lon DOUBLE PRECISION,
  accuracy_metres DOUBLE PRECISION,
  outside_area BIGINT NOT NULL CHECK (outside_area IN (0, 1)),
  reported_at BIGINT NOT NULL,
  alerted_at BIGINT NOT NULL,
  active_at BIGINT NOT NULL,
  ended_at BIGINT,
  reason TEXT,
  -- What is on disk was alerted: never without a call, or the word that nobody could call.
  CHECK (call_at IS NOT NULL OR cannot_call = 1),
  CHECK ((call_at IS NULL) = (call_by IS NULL)),
  CHECK ((state = 'alerted') = (reason IS NULL)),
  CHECK ((state = 'alerted') = (ended_at IS NULL)),
  CHECK (state <> 'recalled' OR (reason IN ('false_alarm', 'known_person') AND lat IS NULL AND lon IS NULL AND phrase IS NULL))
);
CREATE INDEX incidents_group ON incidents (group_id, reported_at);
CREATE INDEX incidents_ended ON incidents (ended_at) WHERE ended_at IS NOT NULL;
CREATE INDEX incidents_running ON incidents (active_at) WHERE state = 'alerted';

-- History: appended, never edited. Ids, enums and times only; the member's id alone may be forgotten later.
CREATE TABLE incident_events (
  incident_id TEXT NOT NULL REFERENCES incidents (id),
  seq BIGINT NOT NULL,
  group_id TEXT NOT NULL REFERENCES groups (id),
  group_seq BIGINT NOT NULL,
  at BIGINT NOT NULL,
  actor TEXT NOT NULL CHECK (actor IN ('member', 'former', 'system')),
  member_id TEXT REFERENCES members (id),
  event TEXT NOT NULL,
  PRIMARY KEY (incident_id, seq),
  UNIQUE (group_id, group_seq),
  CHECK ((actor = 'member') = (member_id IS NOT NULL))
);

-- Words of people, by the class that says when they are forgotten.
CREATE TABLE contents (
  incident_id TEXT NOT NULL REFERENCES incidents (id),
  seq BIGINT NOT NULL,
  field TEXT NOT NULL CHECK (field IN ('behaviour', 'appearance', 'sighting')),
  class TEXT NOT NULL CHECK (class IN ('words', 'identifying')),
  body TEXT NOT NULL,
  street_id TEXT REFERENCES streets (id),
  PRIMARY KEY (incident_id, seq, field)
);

CREATE TABLE idempotency (
  account_id TEXT NOT NULL REFERENCES accounts (id),
  key TEXT NOT NULL,
  -- Of what was asked: the same key with another request is a mistake, not a repeat.
  fingerprint BYTEA NOT NULL,
  incident_id TEXT NOT NULL REFERENCES incidents (id),
  outcome TEXT NOT NULL CHECK (outcome IN ('published', 'joined')),
  created_at BIGINT NOT NULL,
  PRIMARY KEY (account_id, key)
);

-- Who opened the page of an incident: a sign of life, and "seen".
CREATE TABLE openings (
  incident_id TEXT NOT NULL REFERENCES incidents (id),
  member_id TEXT NOT NULL REFERENCES members (id),
  at BIGINT NOT NULL,
  PRIMARY KEY (incident_id, member_id)
);

CREATE TABLE endpoints (
  id TEXT NOT NULL PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES accounts (id),
  channel TEXT NOT NULL,
  address_sealed BYTEA NOT NULL,
  address_index BYTEA NOT NULL UNIQUE,
  session_id TEXT REFERENCES sessions (id) ON DELETE SET NULL,
  created_at BIGINT NOT NULL,
  answered_at BIGINT
);
CREATE INDEX endpoints_account ON endpoints (account_id);

CREATE TABLE alerts (
  id TEXT NOT NULL PRIMARY KEY,
  incident_id TEXT NOT NULL REFERENCES incidents (id),
  group_id TEXT NOT NULL REFERENCES groups (id),
  kind TEXT NOT NULL,
  seq BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  expanded_at BIGINT
);
CREATE INDEX alerts_unexpanded ON alerts (created_at) WHERE expanded_at IS NULL;
CREATE INDEX alerts_incident ON alerts (incident_id);

CREATE TABLE deliveries (
  id TEXT NOT NULL PRIMARY KEY,
  alert_id TEXT NOT NULL REFERENCES alerts (id),
  incident_id TEXT NOT NULL REFERENCES incidents (id),
  member_id TEXT NOT NULL REFERENCES members (id),
  -- Empty once the endpoint was forgotten.
  endpoint_id TEXT REFERENCES endpoints (id) ON DELETE SET NULL,
  channel TEXT NOT NULL,
  alert_kind TEXT NOT NULL,
  escalated BIGINT NOT NULL CHECK (escalated IN (0, 1)),
  state TEXT NOT NULL CHECK (state IN ('pending', 'leased', 'accepted', 'delivered', 'seen', 'failed', 'expired', 'withdrawn')),
  attempts BIGINT NOT NULL,
  due_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  lease_boot TEXT,
  accepted_at BIGINT,
  accepted_boot TEXT,
  delivered_at BIGINT,
  seen_at BIGINT,
  receipt_hash BYTEA UNIQUE,
  why TEXT,
  UNIQUE (alert_id, endpoint_id),
  CHECK ((state = 'leased') = (lease_boot IS NOT NULL))
);
CREATE INDEX deliveries_due ON deliveries (due_at) WHERE state = 'pending';
CREATE INDEX deliveries_receipts ON deliveries (expires_at) WHERE receipt_hash IS NOT NULL;
CREATE INDEX deliveries_leased ON deliveries (lease_boot) WHERE state = 'leased';
CREATE INDEX deliveries_incident ON deliveries (incident_id, member_id);

-- Secrets of the installation that every node shares: the push key. Sealed with the master key.
CREATE TABLE secrets (
  name TEXT NOT NULL PRIMARY KEY,
  sealed BYTEA NOT NULL,
  created_at BIGINT NOT NULL
);
