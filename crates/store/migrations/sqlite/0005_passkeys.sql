-- Passkeys: public keys with which a phone signs somebody in, without an e-mailed code.
CREATE TABLE passkeys (
  id TEXT NOT NULL PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  -- How browsers call it.
  credential_id BLOB NOT NULL UNIQUE,
  -- The public key with its counter, as JSON.
  credential TEXT NOT NULL,
  name TEXT NOT NULL,
  -- Bumped first by who signs in with it: the row is the lock (EDGES 13).
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  used_at INTEGER,
  -- Its counter went back, so there may be a copy: it signs nobody in any more.
  blocked_at INTEGER
) STRICT;
CREATE INDEX passkeys_account ON passkeys (account_id);

-- Ceremonies that were used: each once. Kept until they would be too old anyway.
CREATE TABLE passkey_ceremonies (
  hash BLOB NOT NULL PRIMARY KEY,
  expires_at INTEGER NOT NULL
) STRICT;

-- Since when a passkey is not offered any more.
ALTER TABLE accounts ADD COLUMN passkey_declined_at INTEGER;
