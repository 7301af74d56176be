-- When somebody was last at the screen: a group whose admins are not seen for long reminds them, and looks for others. Sessions come and go with devices.
ALTER TABLE accounts ADD COLUMN seen_at BIGINT;
UPDATE accounts SET seen_at = (SELECT MAX(s.seen_at) FROM sessions s WHERE s.account_id = accounts.id);

-- Who looks after all groups of an umbrella.
CREATE TABLE coordinators (
  umbrella_id TEXT NOT NULL REFERENCES umbrellas (id),
  account_id TEXT NOT NULL REFERENCES accounts (id),
  since BIGINT NOT NULL,
  PRIMARY KEY (umbrella_id, account_id)
);
CREATE INDEX coordinators_account ON coordinators (account_id);

-- Who was asked, by a keyed index of the address, and has not answered: nobody is made one silently, and an address need not be known here.
CREATE TABLE coordinators_asked (
  umbrella_id TEXT NOT NULL REFERENCES umbrellas (id),
  email_index BYTEA NOT NULL,
  asked_at BIGINT NOT NULL,
  PRIMARY KEY (umbrella_id, email_index)
);
CREATE INDEX coordinators_asked_email ON coordinators_asked (email_index);
CREATE INDEX groups_umbrella ON groups (umbrella_id) WHERE umbrella_id IS NOT NULL;

-- A run of a group's dead-man's switch. One at a time, and each of its steps once.
CREATE TABLE switches (
  id TEXT NOT NULL PRIMARY KEY,
  group_id TEXT NOT NULL REFERENCES groups (id),
  cause TEXT NOT NULL CHECK (cause IN ('silence', 'requests')),
  begun_at BIGINT NOT NULL,
  ended_at BIGINT
);
CREATE UNIQUE INDEX switches_running ON switches (group_id) WHERE ended_at IS NULL;
CREATE INDEX switches_group ON switches (group_id, begun_at);
CREATE TABLE switch_steps (
  switch_id TEXT NOT NULL REFERENCES switches (id) ON DELETE CASCADE,
  rung TEXT NOT NULL CHECK (rung IN ('remind', 'deputies', 'coordinators', 'volunteers')),
  at BIGINT NOT NULL,
  PRIMARY KEY (switch_id, rung)
);

-- Who wants to be admin of a group that seeks one; gone with the end of the switch.
CREATE TABLE volunteers (
  switch_id TEXT NOT NULL REFERENCES switches (id) ON DELETE CASCADE,
  member_id TEXT NOT NULL REFERENCES members (id),
  at BIGINT NOT NULL,
  PRIMARY KEY (switch_id, member_id)
);
CREATE INDEX volunteers_member ON volunteers (member_id);

-- Mails about running a group that are to be sent: written with what they tell of, gone once they were sent.
CREATE TABLE tidings (
  id TEXT NOT NULL PRIMARY KEY,
  -- To an account, or to an address that may be nobody's here.
  account_id TEXT REFERENCES accounts (id) ON DELETE CASCADE,
  email_sealed BYTEA,
  -- Of a group, of an invite into it, or of an umbrella.
  group_id TEXT REFERENCES groups (id),
  invite_id TEXT REFERENCES invites (id),
  umbrella_id TEXT REFERENCES umbrellas (id),
  news TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  due_at BIGINT NOT NULL,
  CHECK ((account_id IS NULL) <> (email_sealed IS NULL)),
  CHECK ((group_id IS NULL) <> (umbrella_id IS NULL)),
  CHECK (invite_id IS NULL OR group_id IS NOT NULL)
);
CREATE INDEX tidings_due ON tidings (due_at);
CREATE INDEX tidings_account ON tidings (account_id);

-- An invite by a coordinator: whoever comes by it is admin.
ALTER TABLE invites ADD COLUMN appoints BIGINT NOT NULL DEFAULT 0 CHECK (appoints IN (0, 1));

-- Who is on call: turns each week or once, of an evening or a night. Without `agreed_at` they were asked and are not on call.
CREATE TABLE turns (
  id TEXT NOT NULL PRIMARY KEY,
  group_id TEXT NOT NULL REFERENCES groups (id),
  member_id TEXT NOT NULL REFERENCES members (id),
  -- 1 is Monday.
  weekday BIGINT CHECK (weekday BETWEEN 1 AND 7),
  -- As 2026-11-28.
  day TEXT,
  part TEXT NOT NULL CHECK (part IN ('evening', 'night')),
  agreed_at BIGINT,
  CHECK ((weekday IS NULL) <> (day IS NULL))
);
CREATE INDEX turns_group ON turns (group_id);
CREATE INDEX turns_member ON turns (member_id);
