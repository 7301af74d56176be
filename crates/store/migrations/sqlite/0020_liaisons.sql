-- Whom a group lets look in from outside: the community police officer, the municipality, the housing association. One row a grant.
CREATE TABLE liaisons (
  id TEXT NOT NULL PRIMARY KEY,
  group_id TEXT NOT NULL REFERENCES groups (id),
  kind TEXT NOT NULL CHECK (kind IN ('police', 'municipality', 'housing_association')),
  -- Name of the office or the function, never of a person.
  office TEXT NOT NULL,
  view TEXT NOT NULL CHECK (view IN ('counts', 'incidents')),
  -- Who was asked, by a keyed index of the address, until they answer: nobody is made one silently, and an address need not be known here.
  email_index BLOB,
  -- Sealed, for its index is made anew when keys are rotated.
  email_sealed BLOB,
  -- Who said yes; some days after the end nobody any more.
  account_id TEXT REFERENCES accounts (id),
  asked_by TEXT REFERENCES members (id),
  asked_at INTEGER NOT NULL,
  accepted_at INTEGER,
  expires_at INTEGER NOT NULL,
  -- When the admins were reminded that the last day comes near; none again once it is put off.
  reminded_at INTEGER,
  ended_at INTEGER,
  ending TEXT CHECK (ending IN ('group', 'liaison', 'refused', 'unanswered', 'expired')),
  CHECK ((ended_at IS NULL) = (ending IS NULL)),
  CHECK (ended_at IS NOT NULL OR (email_index IS NULL) <> (account_id IS NULL)),
  CHECK ((email_index IS NULL) = (email_sealed IS NULL)),
  CHECK (account_id IS NULL OR accepted_at IS NOT NULL)
) STRICT;
CREATE INDEX liaisons_group ON liaisons (group_id);
CREATE INDEX liaisons_account ON liaisons (account_id) WHERE account_id IS NOT NULL;
CREATE INDEX liaisons_email ON liaisons (email_index) WHERE email_index IS NOT NULL;
CREATE INDEX liaisons_asked_by ON liaisons (asked_by);

-- The liaison whom a line of the log is about.
ALTER TABLE audit ADD COLUMN liaison_id TEXT REFERENCES liaisons (id);
CREATE INDEX audit_liaison ON audit (liaison_id) WHERE liaison_id IS NOT NULL;

-- Bound to professional secrecy, by their own word: they are reminded of it where they read and write. Of which profession is nobody's business.
ALTER TABLE members ADD COLUMN bound_to_secrecy INTEGER NOT NULL DEFAULT 0 CHECK (bound_to_secrecy IN (0, 1));
