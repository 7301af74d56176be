-- Planned drills: a time, and what became of it. They are told to everybody beforehand, each in the way of an alarm: a probe may tell of one.
CREATE TABLE drills (
  id TEXT NOT NULL PRIMARY KEY,
  group_id TEXT NOT NULL REFERENCES groups (id),
  planned_at INTEGER NOT NULL,
  called_off_at INTEGER,
  incident_id TEXT REFERENCES incidents (id) ON DELETE SET NULL,
  CHECK (called_off_at IS NULL OR incident_id IS NULL)
) STRICT;
CREATE INDEX drills_group ON drills (group_id, planned_at);
CREATE INDEX drills_incident ON drills (incident_id);

CREATE TABLE probes_again (
  id TEXT NOT NULL PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  endpoint_id TEXT REFERENCES endpoints (id) ON DELETE SET NULL,
  channel TEXT NOT NULL,
  purpose TEXT NOT NULL CHECK (purpose IN ('test', 'check', 'notice', 'drill')),
  state TEXT NOT NULL CHECK (state IN ('pending', 'leased', 'accepted', 'delivered', 'seen', 'failed', 'expired', 'withdrawn')),
  attempts INTEGER NOT NULL,
  -- What was asked for together has the same instant.
  created_at INTEGER NOT NULL,
  due_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  lease_boot TEXT,
  accepted_at INTEGER,
  delivered_at INTEGER,
  seen_at INTEGER,
  receipt_hash BLOB NOT NULL UNIQUE,
  why TEXT,
  -- The drill that it tells of, where its purpose is that.
  drill_id TEXT REFERENCES drills (id) ON DELETE CASCADE,
  CHECK ((state = 'leased') = (lease_boot IS NOT NULL)),
  CHECK (drill_id IS NULL OR purpose = 'drill')
) STRICT;
INSERT INTO probes_again (id, account_id, endpoint_id, channel, purpose, state, attempts, created_at, due_at, expires_at, lease_boot, accepted_at, delivered_at,
    seen_at, receipt_hash, why)
  SELECT id, account_id, endpoint_id, channel, purpose, state, attempts, created_at, due_at, expires_at, lease_boot, accepted_at, delivered_at,
    seen_at, receipt_hash, why FROM probes;
DROP TABLE probes;
ALTER TABLE probes_again RENAME TO probes;
CREATE INDEX probes_account ON probes (account_id, purpose, created_at);
CREATE INDEX probes_endpoint ON probes (endpoint_id);
CREATE INDEX probes_due ON probes (due_at) WHERE state = 'pending';
CREATE INDEX probes_leased ON probes (lease_boot) WHERE state = 'leased';
CREATE INDEX probes_created ON probes (created_at);
CREATE INDEX probes_drill ON probes (drill_id) WHERE drill_id IS NOT NULL;
