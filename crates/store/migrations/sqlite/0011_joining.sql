-- Asking to join. A request waits for those who run the group; who was let in, refused or never answered is forgotten soon after (retention). What is kept
-- about where somebody lives is that it was checked, how and when: never an address.
ALTER TABLE groups ADD COLUMN takes_requests INTEGER NOT NULL DEFAULT 1 CHECK (takes_requests IN (0, 1));
-- Codes of the checks that count, by commas; empty: none is asked for.
ALTER TABLE groups ADD COLUMN residence_checks TEXT NOT NULL DEFAULT 'admin,vouch,letter';

ALTER TABLE members ADD COLUMN residence_check TEXT NOT NULL DEFAULT 'none' CHECK (residence_check IN ('none', 'admin', 'vouch', 'letter'));
ALTER TABLE members ADD COLUMN residence_checked_at INTEGER CHECK ((residence_check = 'none') = (residence_checked_at IS NULL));

CREATE TABLE join_requests (
  id TEXT NOT NULL PRIMARY KEY,
  group_id TEXT NOT NULL REFERENCES groups (id),
  account_id TEXT NOT NULL REFERENCES accounts (id),
  alias TEXT NOT NULL,
  -- One of the group's; none: another street.
  street_id TEXT REFERENCES streets (id) ON DELETE SET NULL,
  about_sealed BLOB,
  rules_version INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'approved', 'let_in', 'refused', 'expired')),
  asked_at INTEGER NOT NULL,
  answered_at INTEGER,
  -- What those who run the group wrote to the asker.
  words_sealed BLOB,
  -- When the asker is told next by mail; empty once that was done, and while there is nothing to tell.
  tell_at INTEGER,
  residence_check TEXT NOT NULL CHECK (residence_check IN ('none', 'admin', 'vouch', 'letter')),
  residence_checked_at INTEGER,
  -- One request per address and group.
  UNIQUE (group_id, account_id),
  CHECK ((state = 'waiting') = (answered_at IS NULL)),
  CHECK ((residence_check = 'none') = (residence_checked_at IS NULL))
) STRICT;
CREATE INDEX join_requests_account ON join_requests (account_id);
CREATE INDEX join_requests_state ON join_requests (state, asked_at);
CREATE INDEX join_requests_tell ON join_requests (tell_at) WHERE tell_at IS NOT NULL;

-- What somebody asks of a group while the address is not confirmed yet.
ALTER TABLE challenges ADD COLUMN request_sealed BLOB;
