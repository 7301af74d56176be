-- House rules of a group's own, beside its country's, and its settings (ADR 30).

-- Goes up with each change; 0: there never were any. A member, a request and an attempt to join say which version was accepted.
ALTER TABLE groups ADD COLUMN own_rules_version BIGINT NOT NULL DEFAULT 0;
ALTER TABLE members ADD COLUMN own_rules_version BIGINT NOT NULL DEFAULT 0;
ALTER TABLE join_requests ADD COLUMN own_rules_version BIGINT NOT NULL DEFAULT 0;
ALTER TABLE challenges ADD COLUMN own_rules_version BIGINT NOT NULL DEFAULT 0;

CREATE TABLE own_rules (
  group_id TEXT NOT NULL REFERENCES groups (id),
  position BIGINT NOT NULL,
  rule TEXT NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (group_id, position)
);

-- Counts the changes of the settings: who saves says which version was read.
ALTER TABLE groups ADD COLUMN settings_version BIGINT NOT NULL DEFAULT 0;
-- Youngest age to join; none: the country's. That somebody is younger was said by themselves; who agreed, and why, stands in the group's log.
ALTER TABLE groups ADD COLUMN minimum_age_years BIGINT;
ALTER TABLE join_requests ADD COLUMN younger BIGINT NOT NULL DEFAULT 0 CHECK (younger IN (0, 1));
ALTER TABLE members ADD COLUMN age_exception BIGINT NOT NULL DEFAULT 0 CHECK (age_exception IN (0, 1));

-- A group that waits was looked at and not approved, with the words that its admins read. It goes on inside: taking it away would take away alarms (ADR 27).
ALTER TABLE groups ADD COLUMN refused_at BIGINT;
ALTER TABLE groups ADD COLUMN refusal TEXT;
