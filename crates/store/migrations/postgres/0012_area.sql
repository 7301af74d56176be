-- Founding, the area, boundaries to take it from, and the settings of a group.

-- How many groups an account founded lately, and not which: that is all that the limit asks for.
CREATE TABLE foundings (
  account_id TEXT NOT NULL REFERENCES accounts (id),
  founded_at BIGINT NOT NULL
);
CREATE INDEX foundings_account ON foundings (account_id);

-- Since when a group waits for approval; none: it needs none, or has it. Inside it everything works meanwhile (ADR 27).
ALTER TABLE groups ADD COLUMN waiting_since BIGINT;

-- Each change of an area takes the next number, under the lock of this one row: who knows all up to a number asks for what came after it (ADR 27).
CREATE TABLE area_clock (
  one BIGINT NOT NULL PRIMARY KEY CHECK (one = 1),
  revision BIGINT NOT NULL
);
INSERT INTO area_clock (one, revision) VALUES (1, 1);
ALTER TABLE groups ADD COLUMN area_revision BIGINT NOT NULL DEFAULT 1;
CREATE INDEX groups_area_revision ON groups (area_revision);

-- Settings of a group; none: as the country has it. A new opinion about photos stands in photo_policy already.
ALTER TABLE groups ADD COLUMN association TEXT;
ALTER TABLE groups ADD COLUMN open_to_non_members BIGINT NOT NULL DEFAULT 1 CHECK (open_to_non_members IN (0, 1));
-- Own words for responses, by their code, as JSON.
ALTER TABLE groups ADD COLUMN response_texts TEXT NOT NULL DEFAULT '{}';

-- Districts and municipalities that an area may be taken from. Facts about ground, the same for all groups.
CREATE TABLE boundaries (
  id TEXT NOT NULL PRIMARY KEY,
  country TEXT NOT NULL,
  level TEXT NOT NULL CHECK (level IN ('municipality', 'district', 'neighbourhood')),
  -- As whoever drew it names it; a second import of the same replaces the first.
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  name_folded TEXT NOT NULL,
  -- The municipality that it lies in, where the file says so.
  municipality TEXT NOT NULL,
  area TEXT NOT NULL,
  UNIQUE (country, level, code)
);
CREATE INDEX boundaries_name ON boundaries (country, name_folded);
