-- The life of an agreement: on what its review depends, how long before it starts, and with whom the text is; who signed
-- for a party and for how long it is one; when a contact was last confirmed; what a review looked at; which forums keep a
-- commitment; a body that is no more.
ALTER TABLE organisation ADD COLUMN ceased TEXT;

ALTER TABLE contact ADD COLUMN confirmed TEXT;

ALTER TABLE agreement ADD COLUMN review_event TEXT NOT NULL DEFAULT '';
ALTER TABLE agreement ADD COLUMN no_review INTEGER NOT NULL DEFAULT 0 CHECK (no_review IN (0, 1));
ALTER TABLE agreement ADD COLUMN review_lead TEXT;
ALTER TABLE agreement ADD COLUMN waiting_for TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(waiting_for));

ALTER TABLE party ADD COLUMN signed_by TEXT NOT NULL DEFAULT '';
ALTER TABLE party ADD COLUMN "from" TEXT;
ALTER TABLE party ADD COLUMN "to" TEXT;

ALTER TABLE review ADD COLUMN checks TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(checks));

ALTER TABLE commitment ADD COLUMN kept_by TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(kept_by));

-- The published page as it went out. No program ever changes a row of this table.
CREATE TABLE published_page (
    id       INTEGER PRIMARY KEY,
    "on"     TEXT NOT NULL,
    parts    TEXT NOT NULL CHECK (json_valid(parts)),
    document TEXT NOT NULL CHECK (json_valid(document))
) STRICT;

-- A reminder may be on an agreement that is out for signature, too. A CHECK cannot be altered, so the table is made
-- again; nothing refers to it.
CREATE TABLE reminder_4 (
    id    INTEGER PRIMARY KEY,
    kind  TEXT NOT NULL CHECK (kind IN ('review', 'action', 'to-fix', 'meeting', 'papers', 'returns', 'contact',
                                        'commitment', 'embargo', 'hand-over', 'offer', 'text', 'signature')),
    about TEXT NOT NULL,
    until TEXT NOT NULL,
    note  TEXT NOT NULL
) STRICT;
INSERT INTO reminder_4 (id, kind, about, until, note) SELECT id, kind, about, until, note FROM reminder;
DROP TABLE reminder;
ALTER TABLE reminder_4 RENAME TO reminder;
