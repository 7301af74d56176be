-- How soon a drill reached people, in counts: kept when it is forgotten who they were (ADR 29). Of fewer than are shown, nothing.
CREATE TABLE drill_counts (
  incident_id TEXT NOT NULL REFERENCES incidents (id),
  -- The channel that came first, `page` for who opened the page before anything came, `all` for everybody together.
  way TEXT NOT NULL CHECK (way IN ('all', 'page', 'web_push', 'email')),
  went_to BIGINT NOT NULL,
  reached BIGINT NOT NULL,
  within_10 BIGINT NOT NULL,
  within_60 BIGINT NOT NULL,
  within_300 BIGINT NOT NULL,
  median_seconds BIGINT,
  PRIMARY KEY (incident_id, way),
  CHECK (within_10 BETWEEN 0 AND within_60 AND within_60 <= within_300 AND within_300 <= reached AND reached <= went_to)
);
-- The clock looks which of them are soon, and which are long over.
CREATE INDEX drills_planned ON drills (planned_at);
