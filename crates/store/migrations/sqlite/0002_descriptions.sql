-- Descriptions: what was built by taps, as JSON; and the plate beside it in a row of its own, so that a country can hide it from the members. Both are
-- of the class `identifying`. No index and no hash of a plate, ever: nothing may look one up.
-- A CHECK cannot be changed in place on both databases: the table is made again.
CREATE TABLE contents_again (
  incident_id TEXT NOT NULL REFERENCES incidents (id),
  seq INTEGER NOT NULL,
  field TEXT NOT NULL CHECK (field IN ('behaviour', 'appearance', 'sighting', 'description', 'plate')),
  class TEXT NOT NULL CHECK (class IN ('words', 'identifying')),
  body TEXT NOT NULL,
  street_id TEXT REFERENCES streets (id),
  PRIMARY KEY (incident_id, seq, field),
  CHECK (field NOT IN ('appearance', 'description', 'plate') OR class = 'identifying')
) STRICT;
INSERT INTO contents_again (incident_id, seq, field, class, body, street_id)
  SELECT incident_id, seq, field, class, body, street_id FROM contents;
DROP TABLE contents;
ALTER TABLE contents_again RENAME TO contents;
