-- What a member wants beside the hours of quiet: the zone in which they are meant, a pause while they are away (days in that zone, the last one
-- included), large text, and buttons for the left hand. Days are ISO 8601 as text: they compare as they follow one another.
ALTER TABLE accounts ADD COLUMN time_zone TEXT;
ALTER TABLE accounts ADD COLUMN paused INTEGER NOT NULL DEFAULT 0 CHECK (paused IN (0, 1));
ALTER TABLE accounts ADD COLUMN pause_from TEXT CHECK (pause_from IS NULL OR paused = 1);
ALTER TABLE accounts ADD COLUMN pause_until TEXT CHECK (pause_until IS NULL OR paused = 1);
ALTER TABLE accounts ADD COLUMN large_text INTEGER NOT NULL DEFAULT 0 CHECK (large_text IN (0, 1));
ALTER TABLE accounts ADD COLUMN left_hand INTEGER NOT NULL DEFAULT 0 CHECK (left_hand IN (0, 1));

-- Whether phones still answer: when one was last looked at, how many looks it left without an answer, and when its owner was told.
ALTER TABLE endpoints ADD COLUMN checked_at INTEGER;
ALTER TABLE endpoints ADD COLUMN unanswered INTEGER NOT NULL DEFAULT 0 CHECK (unanswered >= 0);
ALTER TABLE accounts ADD COLUMN silence_told_at INTEGER;

-- Messages to oneself that try the way of an alarm. No incident, no group: they count nowhere. The outbox sends them when no alarm waits.
CREATE TABLE probes (
  id TEXT NOT NULL PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  endpoint_id TEXT REFERENCES endpoints (id) ON DELETE SET NULL,
  channel TEXT NOT NULL,
  purpose TEXT NOT NULL CHECK (purpose IN ('test', 'check', 'notice')),
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
  CHECK ((state = 'leased') = (lease_boot IS NOT NULL))
) STRICT;
CREATE INDEX probes_account ON probes (account_id, purpose, created_at);
CREATE INDEX probes_endpoint ON probes (endpoint_id);
CREATE INDEX probes_due ON probes (due_at) WHERE state = 'pending';
CREATE INDEX probes_leased ON probes (lease_boot) WHERE state = 'leased';
CREATE INDEX probes_created ON probes (created_at);
