-- Steps that were taken with members who broke the house rules, each with the objection to it and what somebody else decided. Words are somebody's own:
-- sealed. Everything goes 90 days after it was written.
CREATE TABLE measures (
  id TEXT NOT NULL PRIMARY KEY,
  group_id TEXT NOT NULL REFERENCES groups (id),
  member_id TEXT NOT NULL REFERENCES members (id),
  step TEXT NOT NULL CHECK (step IN ('reminder', 'warning', 'pause', 'removal')),
  -- Code of the house rule that it is about.
  rule TEXT NOT NULL,
  words_sealed BLOB NOT NULL,
  by_member TEXT NOT NULL REFERENCES members (id),
  at INTEGER NOT NULL,
  -- The end of a pause.
  until INTEGER,
  objection_sealed BLOB,
  objected_at INTEGER,
  decided_by TEXT REFERENCES members (id),
  decided_at INTEGER,
  upheld INTEGER CHECK (upheld IN (0, 1)),
  answer_sealed BLOB,
  CHECK ((step = 'pause') = (until IS NOT NULL)),
  CHECK ((objected_at IS NULL) = (objection_sealed IS NULL)),
  -- Nobody decides where nobody objected, and nobody on what they did themselves.
  CHECK (decided_at IS NULL OR objected_at IS NOT NULL),
  CHECK (decided_by IS NULL OR decided_by <> by_member),
  CHECK ((decided_at IS NULL) = (decided_by IS NULL) AND (decided_at IS NULL) = (upheld IS NULL) AND (decided_at IS NULL) = (answer_sealed IS NULL))
) STRICT;
CREATE INDEX measures_group ON measures (group_id, id);
CREATE INDEX measures_member ON measures (member_id, id);

-- Until when a member is paused; the clock takes it away when it is over.
ALTER TABLE members ADD COLUMN paused_until INTEGER;
CREATE INDEX members_paused ON members (paused_until) WHERE paused_until IS NOT NULL;
