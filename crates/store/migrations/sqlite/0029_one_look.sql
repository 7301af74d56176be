-- Two indexes fewer for an alarm. Whether it is one with another is asked of the group's latest alarms, which one index answers that grows at its end alone;
-- an index of places and one of streets were written somewhere in the middle, a page each and often two. Who runs is asked by group, and since when.
DROP INDEX incidents_near;
DROP INDEX incidents_street;
DROP INDEX incidents_group;
DROP INDEX incidents_running;
CREATE INDEX incidents_group ON incidents (group_id, reported_at, reporter_id, drill, kind, street_id, lat, lon);
-- Since when never changes: unlike the last activity, by which it was, no response writes it again.
CREATE INDEX incidents_running ON incidents (group_id, alerted_at) WHERE state = 'alerted';
