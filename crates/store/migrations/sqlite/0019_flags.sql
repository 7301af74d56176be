-- Messages of incidents that may break a house rule: a member pointed at one, or the check of texts marked one that was sent all the same. What a member
-- says is sealed. Everything goes 90 days after it was written.
CREATE TABLE flags (
  id TEXT NOT NULL PRIMARY KEY,
  group_id TEXT NOT NULL REFERENCES groups (id),
  incident_id TEXT NOT NULL REFERENCES incidents (id),
  -- Number of the event that is the message.
  seq INTEGER NOT NULL,
  -- Who pointed at it, and at which house rule; or what the check found.
  by_member TEXT REFERENCES members (id),
  rule TEXT,
  mark TEXT,
  words_sealed BLOB,
  at INTEGER NOT NULL,
  -- When those who run the group were told; what the check found waits on their page.
  told_at INTEGER,
  settled_by TEXT REFERENCES members (id),
  settled_at INTEGER,
  outcome TEXT CHECK (outcome IN ('fine', 'spoken', 'blanked')),
  CHECK ((rule IS NULL) = (by_member IS NULL) AND (rule IS NULL) = (mark IS NOT NULL)),
  CHECK ((settled_at IS NULL) = (outcome IS NULL) AND (settled_at IS NULL) = (settled_by IS NULL)),
  -- Pointing twice at the same is pointing once.
  UNIQUE (incident_id, seq, by_member)
) STRICT;
CREATE INDEX flags_group ON flags (group_id, settled_at, at);
CREATE INDEX flags_to_tell ON flags (at) WHERE told_at IS NULL AND by_member IS NOT NULL;
