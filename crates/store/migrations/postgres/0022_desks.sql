-- The right desk for what is not for the group (ADR 36): by municipality, out of the operator's file, and by group, where its admins say so.

-- A municipality is a name in a country: as its groups write it, or as its boundary is called. Facts about offices, with nobody's name.
CREATE TABLE municipality_desks (
  country TEXT NOT NULL,
  municipality TEXT NOT NULL,
  -- As it is compared.
  municipality_folded TEXT NOT NULL,
  topic TEXT NOT NULL,
  name TEXT NOT NULL,
  phone TEXT,
  url TEXT,
  hours TEXT,
  PRIMARY KEY (country, municipality_folded, topic),
  CHECK (phone IS NOT NULL OR url IS NOT NULL)
);

CREATE TABLE group_desks (
  group_id TEXT NOT NULL REFERENCES groups (id),
  topic TEXT NOT NULL,
  name TEXT NOT NULL,
  phone TEXT,
  url TEXT,
  hours TEXT,
  PRIMARY KEY (group_id, topic),
  CHECK (phone IS NOT NULL OR url IS NOT NULL)
);
-- Counts their changes: who saves says which version was read.
ALTER TABLE groups ADD COLUMN desks_version BIGINT NOT NULL DEFAULT 0;

-- In which fields of a message the check of texts found something: paths, separated by commas, never the words.
ALTER TABLE flags ADD COLUMN fields TEXT;
