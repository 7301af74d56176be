-- The key store: keys of content, each sealed with the master key. In a file of its own beside the database (on PostgreSQL in a schema of its own), and in
-- no backup. A key that was destroyed is zeroes of the same length: it is written over where it stands. A row that were deleted would make room, and
-- SQLite may then move its neighbours and leave a copy of them behind.
CREATE TABLE content_keys (
  id TEXT NOT NULL PRIMARY KEY,
  sealed BLOB NOT NULL,
  made_at INTEGER NOT NULL
) STRICT;
