-- An alarm writes to a score of trees, and each costs a page in the log. Tables that are only ever read by their key live in its tree on SQLite, instead
-- of in one more; and what has no street, or no point, is in no index of them.
CREATE TABLE incident_events_again (
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
INSERT INTO incident_events_again (incident_id, seq, group_id, group_seq, at, actor, member_id, event)
  SELECT incident_id, seq, group_id, group_seq, at, actor, member_id, event FROM incident_events;
DROP TABLE incident_events;
ALTER TABLE incident_events_again RENAME TO incident_events;

CREATE TABLE idempotency_again (
  account_id TEXT NOT NULL REFERENCES accounts (id),
  key TEXT NOT NULL,
  -- Of what was asked: the same key with another request is a mistake, not a repeat.
  fingerprint BYTEA NOT NULL,
  incident_id TEXT NOT NULL REFERENCES incidents (id),
  outcome TEXT NOT NULL CHECK (outcome IN ('published', 'joined')),
  created_at BIGINT NOT NULL,
  PRIMARY KEY (account_id, key)
);
INSERT INTO idempotency_again (account_id, key, fingerprint, incident_id, outcome, created_at)
  SELECT account_id, key, fingerprint, incident_id, outcome, created_at FROM idempotency;
DROP TABLE idempotency;
ALTER TABLE idempotency_again RENAME TO idempotency;

DROP INDEX incidents_street;
DROP INDEX incidents_near;
CREATE INDEX incidents_street ON incidents (group_id, kind, street_id) WHERE state = 'alerted' AND street_id IS NOT NULL;
CREATE INDEX incidents_near ON incidents (group_id, kind, lat, lon) WHERE state = 'alerted' AND lat IS NOT NULL;
