-- What everybody may do with what is known about them.

-- When somebody last showed on this device, after signing in, that it is they: for what a phone left on a table must not do.
ALTER TABLE sessions ADD COLUMN proved_at INTEGER;

-- When somebody took along everything about themselves: they read it back, and it cannot be done without end. What is older than a year goes with the next.
CREATE TABLE exports (
  account_id TEXT NOT NULL REFERENCES accounts (id),
  exported_at INTEGER NOT NULL
) STRICT;
CREATE INDEX exports_account ON exports (account_id, exported_at);

-- Questions of people who are not members: "was I, or my car, reported?" What they wrote and their address are sealed, and go as soon as the answer was mailed.
-- Nothing in here is looked up in what was reported: people read it.
CREATE TABLE inquiries (
  id TEXT NOT NULL PRIMARY KEY,
  group_id TEXT NOT NULL REFERENCES groups (id),
  -- The device that asked: for the mailed code, and to look where it stands.
  device_hash BLOB NOT NULL UNIQUE,
  code_hash BLOB NOT NULL,
  tries INTEGER NOT NULL,
  email_sealed BLOB,
  email_index BLOB,
  language TEXT NOT NULL,
  about TEXT NOT NULL CHECK (about IN ('person', 'vehicle')),
  day TEXT NOT NULL,
  -- One of the group's; none: the asker does not know.
  street_id TEXT REFERENCES streets (id) ON DELETE SET NULL,
  words_sealed BLOB,
  state TEXT NOT NULL CHECK (state IN ('unconfirmed', 'open', 'answered')),
  asked_at INTEGER NOT NULL,
  due_at INTEGER NOT NULL,
  extended_at INTEGER,
  extension_sealed BLOB,
  answer TEXT CHECK (answer IN ('nothing', 'reported', 'erased', 'unclear')),
  answer_sealed BLOB,
  answered_at INTEGER,
  -- When those who run the group are told next, and when the asker is; empty while there is nothing to tell.
  remind_at INTEGER,
  tell_at INTEGER,
  CHECK ((state = 'answered') = (answered_at IS NOT NULL) AND (state = 'answered') = (answer IS NOT NULL)),
  CHECK ((extended_at IS NULL) = (extension_sealed IS NULL))
) STRICT;
CREATE INDEX inquiries_group ON inquiries (group_id, state, due_at);
CREATE INDEX inquiries_email ON inquiries (email_index, asked_at);
CREATE INDEX inquiries_remind ON inquiries (remind_at) WHERE remind_at IS NOT NULL;
CREATE INDEX inquiries_tell ON inquiries (tell_at) WHERE tell_at IS NOT NULL;
