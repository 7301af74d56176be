-- Photos of sightings: gone 24 hours after upload, or at once when the incident is recalled.

CREATE TABLE photos (
  id TEXT NOT NULL PRIMARY KEY,
  incident_id TEXT NOT NULL REFERENCES incidents (id),
  group_id TEXT NOT NULL REFERENCES groups (id),
  -- Who sent it; with the id that their phone made, the same upload is one photo, however often it is sent.
  member_id TEXT NOT NULL REFERENCES members (id),
  upload_id TEXT NOT NULL,
  -- Bytes as they came in, for a phone that asks how far it got.
  upload_bytes INTEGER NOT NULL CHECK (upload_bytes > 0),
  -- The sighting that it belongs to; none while it waits for it, and until then nobody sees it.
  seq INTEGER,
  width INTEGER NOT NULL CHECK (width > 0),
  height INTEGER NOT NULL CHECK (height > 0),
  uploaded_at INTEGER NOT NULL,
  UNIQUE (member_id, upload_id)
) STRICT;
CREATE INDEX photos_incident ON photos (incident_id);
CREATE INDEX photos_group ON photos (group_id);
CREATE INDEX photos_uploaded ON photos (uploaded_at);

-- The pictures themselves, sealed.
CREATE TABLE photo_pictures (
  photo_id TEXT NOT NULL REFERENCES photos (id),
  size TEXT NOT NULL CHECK (size IN ('small', 'large')),
  sealed BLOB NOT NULL,
  PRIMARY KEY (photo_id, size)
) STRICT;

-- What a group allows, where it is stricter than its country; a looser one has no effect.
ALTER TABLE groups ADD COLUMN photo_policy TEXT CHECK (photo_policy IN ('description_only', 'unrecognisable', 'off'));
