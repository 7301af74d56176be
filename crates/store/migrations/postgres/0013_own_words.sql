-- Words of a group's own for the check of texts: what hurts here, and what only looks bad. Words of a list, not of a person; they go when somebody who runs the
-- group takes them off. The version says whether what is kept in memory still holds: a group without any costs no statement.
CREATE TABLE own_words (
  id TEXT NOT NULL PRIMARY KEY,
  group_id TEXT NOT NULL REFERENCES groups (id),
  word TEXT NOT NULL,
  -- As it is compared.
  folded TEXT NOT NULL,
  verdict TEXT NOT NULL CHECK (verdict IN ('hurts', 'fine')),
  added_at BIGINT NOT NULL,
  UNIQUE (group_id, folded)
);
ALTER TABLE groups ADD COLUMN own_words_version BIGINT NOT NULL DEFAULT 0;
