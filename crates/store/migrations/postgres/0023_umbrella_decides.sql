-- Where nobody of the group can decide on an objection, a coordinator of its umbrella does, who is no member (ADR 25).
CREATE TABLE measures_again (
  id TEXT NOT NULL PRIMARY KEY,
  group_id TEXT NOT NULL REFERENCES groups (id),
  member_id TEXT NOT NULL REFERENCES members (id),
  step TEXT NOT NULL CHECK (step IN ('reminder', 'warning', 'pause', 'removal')),
  -- Code of the house rule that it is about.
  rule TEXT NOT NULL,
  words_sealed BYTEA NOT NULL,
  by_member TEXT NOT NULL REFERENCES members (id),
  at BIGINT NOT NULL,
  -- The end of a pause.
  until BIGINT,
  objection_sealed BYTEA,
  objected_at BIGINT,
  -- None where a coordinator of the umbrella did.
  decided_by TEXT REFERENCES members (id),
  decided_at BIGINT,
  upheld BIGINT CHECK (upheld IN (0, 1)),
  answer_sealed BYTEA,
  CHECK ((step = 'pause') = (until IS NOT NULL)),
  CHECK ((objected_at IS NULL) = (objection_sealed IS NULL)),
  -- Nobody decides where nobody objected, and nobody on what they did themselves.
  CHECK (decided_at IS NULL OR objected_at IS NOT NULL),
  CHECK (decided_by IS NULL OR decided_by <> by_member),
  CHECK (decided_at IS NOT NULL OR decided_by IS NULL),
  CHECK ((decided_at IS NULL) = (upheld IS NULL) AND (decided_at IS NULL) = (answer_sealed IS NULL))
);
INSERT INTO measures_again (id, group_id, member_id, step, rule, words_sealed, by_member, at, until, objection_sealed, objected_at, decided_by, decided_at, upheld, answer_sealed)
SELECT id, group_id, member_id, step, rule, words_sealed, by_member, at, until, objection_sealed, objected_at, decided_by, decided_at, upheld, answer_sealed FROM measures;
DROP TABLE measures;
ALTER TABLE measures_again RENAME TO measures;
CREATE INDEX measures_group ON measures (group_id, id);
CREATE INDEX measures_member ON measures (member_id, id);
