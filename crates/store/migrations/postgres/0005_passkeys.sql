-- Passkeys: public keys with which a phone signs somebody in, without an e-mailed code.
CREATE TABLE passkeys (
  id TEXT NOT NULL PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  -- How browsers call it.
  credential_id BYTEA NOT NULL UNIQUE,
  -- The public key with its counter, as JSON.
  credential TEXT NOT NULL,
  name TEXT NOT NULL,
  -- Bumped first by who signs in with it: the row is the lock (EDGES 13).
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  used_at BIGINT,
  -- Its counter went back, so there may be a copy: it signs nobody in any more.
  blocked_at BIGINT
);
CREATE INDEX passkeys_account ON passkeys (account_id);

-- Ceremonies that were used: each once. Kept until they would be too old anyway.
CREATE TABLE passkey_ceremonies (
  hash BYTEA NOT NULL PRIMARY KEY,
  expires_at BIGINT NOT NULL
);

-- Since when a passkey is not offered any more.
ALTER TABLE accounts ADD COLUMN passkey_declined_at BIGINT;
