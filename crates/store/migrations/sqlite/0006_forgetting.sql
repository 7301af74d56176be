-- Forgetting: what people say is sealed, each class of an incident under a key of its own. The keys are in another file or schema (migrations/keys), which
-- no backup holds: here stand their names. What was written before stays as it was, in `body`, until its time is over.
CREATE TABLE contents_again (
  incident_id TEXT NOT NULL REFERENCES incidents (id),
  seq INTEGER NOT NULL,
  field TEXT NOT NULL CHECK (field IN ('behaviour', 'appearance', 'sighting', 'description', 'plate')),
  class TEXT NOT NULL CHECK (class IN ('words', 'identifying')),
  body TEXT,
  sealed BLOB,
  street_id TEXT REFERENCES streets (id),
  PRIMARY KEY (incident_id, seq, field),
  CHECK (field NOT IN ('appearance', 'description', 'plate') OR class = 'identifying'),
  CHECK ((body IS NULL) <> (sealed IS NULL))
) STRICT;
INSERT INTO contents_again (incident_id, seq, field, class, body, street_id)
  SELECT incident_id, seq, field, class, body, street_id FROM contents;
DROP TABLE contents;
ALTER TABLE contents_again RENAME TO contents;

-- Keys by class; none until there is something to seal, and none again once it is forgotten.
ALTER TABLE incidents ADD COLUMN key_identifying TEXT;
ALTER TABLE incidents ADD COLUMN key_words TEXT;
-- The exact place. Beside it `lat` and `lon` are rounded to a hundred metres, enough to look for duplicates; without it they are the place itself: the
-- middle of a street.
ALTER TABLE incidents ADD COLUMN place_sealed BLOB CHECK (place_sealed IS NULL OR (lat IS NOT NULL AND state <> 'recalled'));
ALTER TABLE photos ADD COLUMN key_id TEXT;

-- Keys whose content went in a transaction here, and that are still to be destroyed over there.
CREATE TABLE shreds (
  key_id TEXT NOT NULL PRIMARY KEY
) STRICT;

-- What is left of incidents after two years. Drills are never counted.
CREATE TABLE monthly_counts (
  group_id TEXT NOT NULL REFERENCES groups (id),
  month TEXT NOT NULL,
  kind TEXT NOT NULL,
  reason TEXT NOT NULL,
  incidents INTEGER NOT NULL CHECK (incidents > 0),
  PRIMARY KEY (group_id, month, kind, reason)
) STRICT;

-- What the clock forgot, by class: numbers for operators, never content.
CREATE TABLE retention_runs (
  class TEXT NOT NULL PRIMARY KEY,
  run_at INTEGER NOT NULL,
  went_at INTEGER,
  went INTEGER NOT NULL,
  went_ever INTEGER NOT NULL
) STRICT;

CREATE INDEX members_left ON members (left_at) WHERE left_at IS NOT NULL;
