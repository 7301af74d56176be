-- When the coordinators of the umbrella were told that an objection is theirs to decide (ADR 25): once, whether nobody of the group can, or nobody did in time.
ALTER TABLE measures ADD COLUMN umbrella_told_at INTEGER;
-- In which language somebody without an account reads: as who asked them does. None: as the installation.
ALTER TABLE tidings ADD COLUMN language TEXT;
