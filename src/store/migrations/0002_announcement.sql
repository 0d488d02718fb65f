-- Who speaks for a member, and the address to copy: what a circulation list is made from.
ALTER TABLE membership ADD COLUMN representative INTEGER REFERENCES contact DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE membership ADD COLUMN deputy INTEGER REFERENCES contact DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE membership ADD COLUMN office TEXT NOT NULL DEFAULT '';

-- The defaults are what the program writes for an agreement that says nothing of it, letter by letter: the history of
-- older registers leads to just that.
ALTER TABLE agreement ADD COLUMN sharing TEXT NOT NULL DEFAULT '{"what":"","how":"","when":"","with":"","security":""}'
    CHECK (json_valid(sharing));
ALTER TABLE agreement ADD COLUMN ladder TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(ladder));
ALTER TABLE agreement ADD COLUMN disagreements TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(disagreements));

CREATE TABLE announcement (
    id        INTEGER PRIMARY KEY,
    reference TEXT,
    title     TEXT NOT NULL CHECK (title <> ''),
    publisher INTEGER NOT NULL REFERENCES organisation DEFERRABLE INITIALLY DEFERRED,
    agreement INTEGER REFERENCES agreement DEFERRABLE INITIALLY DEFERRED,
    "on"      TEXT,
    "at"      TEXT,
    embargo   TEXT,
    shared    TEXT NOT NULL CHECK (json_valid(shared)),
    no_notice TEXT NOT NULL,
    published TEXT
) STRICT;

-- A reminder may be on an embargo too. A CHECK cannot be altered, so the table is made again; nothing refers to it.
CREATE TABLE reminder_2 (
    id    INTEGER PRIMARY KEY,
    kind  TEXT NOT NULL CHECK (kind IN ('review', 'action', 'to-fix', 'meeting', 'papers', 'returns', 'contact',
                                        'commitment', 'embargo', 'hand-over')),
    about TEXT NOT NULL,
    until TEXT NOT NULL,
    note  TEXT NOT NULL
) STRICT;
INSERT INTO reminder_2 (id, kind, about, until, note) SELECT id, kind, about, until, note FROM reminder;
DROP TABLE reminder;
ALTER TABLE reminder_2 RENAME TO reminder;
