-- What people in a group do to one another, a line each time: looked up, let in again, given a role. Rows are added, never changed, and go after their
-- year. Without `by_member` it was the operator, on the command line. The reason is somebody's own words: sealed.
CREATE TABLE audit (
  id TEXT NOT NULL PRIMARY KEY,
  group_id TEXT NOT NULL REFERENCES groups (id),
  at BIGINT NOT NULL,
  deed TEXT NOT NULL,
  by_member TEXT REFERENCES members (id),
  about_member TEXT REFERENCES members (id),
  -- A code that belongs to the deed, such as the new role.
  detail TEXT,
  reason_sealed BYTEA
);
CREATE INDEX audit_group ON audit (group_id, id);
CREATE INDEX audit_about ON audit (about_member, id) WHERE about_member IS NOT NULL;

-- An invite that lets one member in again, who lost phone and mailbox: the membership at the old address ends with its use.
ALTER TABLE invites ADD COLUMN readmits TEXT REFERENCES members (id);
CREATE INDEX invites_readmits ON invites (readmits) WHERE readmits IS NOT NULL;
