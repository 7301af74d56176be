-- What everybody may do with what is known about them.

-- When somebody last showed on this device, after signing in, that it is they: for what a phone left on a table must not do.
ALTER TABLE sessions ADD COLUMN proved_at BIGINT;

-- When somebody took along everything about themselves: they read it back, and it cannot be done without end. What is older than a year goes with the next.
CREATE TABLE exports (
  account_id TEXT NOT NULL REFERENCES accounts (id),
  exported_at BIGINT NOT NULL
);
CREATE INDEX exports_account ON exports (account_id, exported_at);
