-- Whose place somebody was let in at who had lost phone and mailbox: the same person under another account, who decides on nothing that they did before.
ALTER TABLE members ADD COLUMN came_from TEXT REFERENCES members (id);
CREATE INDEX members_came_from ON members (came_from) WHERE came_from IS NOT NULL;
