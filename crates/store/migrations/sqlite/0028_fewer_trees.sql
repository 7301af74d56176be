-- Fewer trees for an alarm: each costs a page in the log, and now and then three more when it is full. The number under which a group heard of an incident
-- last stands with the incident, where its pages ask for it, and no more with each event. Alerts are read by their incident and live in its tree; who raised
-- how many is found in the index of the group's incidents.
ALTER TABLE incidents ADD COLUMN group_seq INTEGER;
UPDATE incidents SET group_seq = (SELECT MAX(e.group_seq) FROM incident_events e WHERE e.incident_id = incidents.id);
-- Partial: the columns of a whole unique index count as a key for PostgreSQL, and whoever changes one waits for everybody who refers to the row.
CREATE UNIQUE INDEX incidents_changed ON incidents (group_id, group_seq) WHERE group_seq IS NOT NULL;
DROP INDEX incidents_reporter;
DROP INDEX incidents_group;
CREATE INDEX incidents_group ON incidents (group_id, reported_at, reporter_id, drill);

CREATE TABLE incident_events_again (
  incident_id TEXT NOT NULL REFERENCES incidents (id),
  seq INTEGER NOT NULL,
  at INTEGER NOT NULL,
  actor TEXT NOT NULL CHECK (actor IN ('member', 'former', 'system')),
  member_id TEXT REFERENCES members (id),
  event TEXT NOT NULL,
  PRIMARY KEY (incident_id, seq),
  CHECK ((actor = 'member') = (member_id IS NOT NULL))
) STRICT, WITHOUT ROWID;
INSERT INTO incident_events_again (incident_id, seq, at, actor, member_id, event)
  SELECT incident_id, seq, at, actor, member_id, event FROM incident_events;
DROP TABLE incident_events;
ALTER TABLE incident_events_again RENAME TO incident_events;

CREATE TABLE alerts_again (
  id TEXT NOT NULL,
  incident_id TEXT NOT NULL REFERENCES incidents (id),
  group_id TEXT NOT NULL REFERENCES groups (id),
  kind TEXT NOT NULL,
  seq INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  expanded_at INTEGER,
  PRIMARY KEY (incident_id, id)
) STRICT, WITHOUT ROWID;
INSERT INTO alerts_again (id, incident_id, group_id, kind, seq, created_at, expanded_at)
  SELECT id, incident_id, group_id, kind, seq, created_at, expanded_at FROM alerts;
CREATE TABLE deliveries_again (
  id TEXT NOT NULL PRIMARY KEY,
  alert_id TEXT NOT NULL,
  incident_id TEXT NOT NULL REFERENCES incidents (id),
  member_id TEXT NOT NULL REFERENCES members (id),
  -- Empty once the endpoint was forgotten.
  endpoint_id TEXT REFERENCES endpoints (id) ON DELETE SET NULL,
  channel TEXT NOT NULL,
  alert_kind TEXT NOT NULL,
  escalated INTEGER NOT NULL CHECK (escalated IN (0, 1)),
  state TEXT NOT NULL CHECK (state IN ('pending', 'leased', 'accepted', 'delivered', 'seen', 'failed', 'expired', 'withdrawn')),
  attempts INTEGER NOT NULL,
  due_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  lease_boot TEXT,
  accepted_at INTEGER,
  accepted_boot TEXT,
  delivered_at INTEGER,
  seen_at INTEGER,
  receipt_hash BLOB UNIQUE,
  why TEXT,
  UNIQUE (alert_id, endpoint_id),
  FOREIGN KEY (incident_id, alert_id) REFERENCES alerts_again (incident_id, id),
  CHECK ((state = 'leased') = (lease_boot IS NOT NULL))
) STRICT;
INSERT INTO deliveries_again (id, alert_id, incident_id, member_id, endpoint_id, channel, alert_kind, escalated, state, attempts, due_at, expires_at,
    lease_boot, accepted_at, accepted_boot, delivered_at, seen_at, receipt_hash, why)
  SELECT id, alert_id, incident_id, member_id, endpoint_id, channel, alert_kind, escalated, state, attempts, due_at, expires_at,
    lease_boot, accepted_at, accepted_boot, delivered_at, seen_at, receipt_hash, why FROM deliveries;
DROP TABLE deliveries;
DROP TABLE alerts;
ALTER TABLE alerts_again RENAME TO alerts;
ALTER TABLE deliveries_again RENAME TO deliveries;
CREATE INDEX alerts_unexpanded ON alerts (created_at) WHERE expanded_at IS NULL;
CREATE INDEX deliveries_due ON deliveries (due_at) WHERE state = 'pending';
CREATE INDEX deliveries_receipts ON deliveries (expires_at) WHERE receipt_hash IS NOT NULL;
CREATE INDEX deliveries_leased ON deliveries (lease_boot) WHERE state = 'leased';
CREATE INDEX deliveries_incident ON deliveries (incident_id, member_id);
