-- When the coordinators of the umbrella were told that an objection is theirs to decide (ADR 25): once, whether nobody of the group can, or nobody did in time.
ALTER TABLE measures ADD COLUMN umbrella_told_at INTEGER;
-- In which language somebody without an account reads: as who asked them does. None: as the installation.
ALTER TABLE tidings ADD COLUMN language TEXT;
-- Words that somebody who runs the group took away: members read them no more, and those who run it do for as long as the words' class lasts (ADR 33).
ALTER TABLE contents ADD COLUMN taken_away INTEGER NOT NULL DEFAULT 0 CHECK (taken_away IN (0, 1));
