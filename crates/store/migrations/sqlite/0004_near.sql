-- An alarm looks for incidents near it, for how many its reporter raised, and for whom it reaches: each by an index that answers alone, so that the
-- thousandth of a night is as quick as the first.
CREATE INDEX incidents_street ON incidents (group_id, kind, street_id) WHERE state = 'alerted';
CREATE INDEX incidents_near ON incidents (group_id, kind, lat, lon) WHERE state = 'alerted';
CREATE INDEX incidents_reporter ON incidents (reporter_id, reported_at) WHERE drill = 0;
CREATE INDEX members_reached ON members (group_id, membership, account_id, joined_at, id);
