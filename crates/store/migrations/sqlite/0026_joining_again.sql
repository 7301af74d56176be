-- Who agreed that somebody on the waiting list is younger than the group asks, and why: the log says it with the person, once there is one.
ALTER TABLE join_requests ADD COLUMN age_reason_sealed BLOB;
ALTER TABLE join_requests ADD COLUMN agreed_by TEXT REFERENCES members (id);

-- A group that is asked for twice, by two taps or by a phone that heard no answer, is one: by the key of the draft. Forgotten after some days, like keys of alarms.
ALTER TABLE foundings ADD COLUMN key TEXT;
ALTER TABLE foundings ADD COLUMN fingerprint BLOB;
ALTER TABLE foundings ADD COLUMN group_id TEXT REFERENCES groups (id);
CREATE UNIQUE INDEX foundings_key ON foundings (account_id, key);
