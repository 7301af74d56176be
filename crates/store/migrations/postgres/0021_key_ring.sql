-- Master keys take turns (ADR 35). What is sealed begins with the version of its key. While one takes over from another, an address is indexed under both,
-- each in a column of its own, and both are unique: nobody is missed and nobody is there twice. A column without an index holds the row's id, or nothing.
ALTER TABLE accounts ADD COLUMN email_index_b BYTEA;
CREATE UNIQUE INDEX accounts_email_index_b ON accounts (email_index_b);
ALTER TABLE endpoints ADD COLUMN address_index_b BYTEA;
CREATE UNIQUE INDEX endpoints_address_index_b ON endpoints (address_index_b);
-- An index can only be made anew from its address. Rows from before have none: who was asked then is asked again after a rotation.
ALTER TABLE coordinators_asked ADD COLUMN email_sealed BYTEA;

-- Where a rotation stands. Each step is a generation; a program holds a lock by that number while it works by it, and nobody goes two steps ahead.
CREATE TABLE key_ring (
  one BIGINT NOT NULL PRIMARY KEY CHECK (one = 1),
  generation BIGINT NOT NULL,
  active BIGINT NOT NULL,
  other BIGINT,
  step TEXT NOT NULL CHECK (step IN ('still', 'coming', 'leaving')),
  CHECK ((step = 'still') = (other IS NULL))
);
INSERT INTO key_ring (one, generation, active, other, step) VALUES (1, 0, 1, NULL, 'still');

-- Which versions there were, and when. No keys.
CREATE TABLE key_versions (
  version BIGINT NOT NULL PRIMARY KEY,
  began_at BIGINT,
  sealed_from BIGINT,
  gone_at BIGINT
);
INSERT INTO key_versions (version, began_at, sealed_from, gone_at) VALUES (1, NULL, NULL, NULL);
