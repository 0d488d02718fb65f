-- The meeting cycle: numbering and the template of returns are rules of the forum; a meeting knows where it was moved
-- from, the steps of its two texts and its record; a paper has a sender and a place; an action may want a reply of each.
ALTER TABLE forum ADD COLUMN item_numbers TEXT NOT NULL DEFAULT '';
ALTER TABLE forum ADD COLUMN paper_numbers TEXT NOT NULL DEFAULT '';
ALTER TABLE forum ADD COLUMN return_headings TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(return_headings));

ALTER TABLE meeting ADD COLUMN sort TEXT NOT NULL DEFAULT '';
ALTER TABLE meeting ADD COLUMN moved_from TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(moved_from));
ALTER TABLE meeting ADD COLUMN record_by INTEGER REFERENCES organisation DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE meeting ADD COLUMN record_link TEXT NOT NULL DEFAULT '';
ALTER TABLE meeting ADD COLUMN agenda_steps TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(agenda_steps));
ALTER TABLE meeting ADD COLUMN record_steps TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(record_steps));
ALTER TABLE meeting ADD COLUMN post_meeting_notes TEXT NOT NULL DEFAULT '[]'
    CHECK (json_valid(post_meeting_notes));

-- The defaults are what the program writes for a row that says nothing of it, letter by letter: the history of older
-- registers leads to just that.
ALTER TABLE item ADD COLUMN is_sub INTEGER NOT NULL DEFAULT 0 CHECK (is_sub IN (0, 1));
ALTER TABLE item ADD COLUMN copy TEXT NOT NULL DEFAULT '{"from":null,"link":"","on":null}' CHECK (json_valid(copy));
ALTER TABLE item ADD COLUMN sent_out TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(sent_out));

ALTER TABLE action ADD COLUMN doer TEXT NOT NULL DEFAULT '';
ALTER TABLE action ADD COLUMN replies TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(replies));

ALTER TABLE review ADD COLUMN item INTEGER REFERENCES item DEFERRABLE INITIALLY DEFERRED;

CREATE TABLE attendance (
    id           INTEGER PRIMARY KEY,
    meeting      INTEGER NOT NULL REFERENCES meeting DEFERRABLE INITIALLY DEFERRED,
    presence     TEXT NOT NULL CHECK (presence IN ('present', 'apologies', 'deputy', 'in attendance', 'observer')),
    organisation INTEGER REFERENCES organisation DEFERRABLE INITIALLY DEFERRED,
    contact      INTEGER REFERENCES contact DEFERRABLE INITIALLY DEFERRED,
    name         TEXT NOT NULL,
    post         TEXT NOT NULL,
    stands_for   TEXT NOT NULL,
    item         INTEGER REFERENCES item DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE TABLE member_return (
    id           INTEGER PRIMARY KEY,
    meeting      INTEGER NOT NULL REFERENCES meeting DEFERRABLE INITIALLY DEFERRED,
    organisation INTEGER NOT NULL REFERENCES organisation DEFERRABLE INITIALLY DEFERRED,
    asked        TEXT,
    received     TEXT,
    sent         TEXT,
    text         TEXT NOT NULL,
    link         TEXT NOT NULL
) STRICT;

CREATE TABLE offer (
    id          INTEGER PRIMARY KEY,
    forum       INTEGER NOT NULL REFERENCES forum DEFERRABLE INITIALLY DEFERRED,
    title       TEXT NOT NULL CHECK (title <> ''),
    "by"        INTEGER REFERENCES organisation DEFERRABLE INITIALLY DEFERRED,
    "on"        TEXT,
    meeting     INTEGER REFERENCES meeting DEFERRABLE INITIALLY DEFERRED,
    state       TEXT NOT NULL CHECK (state IN ('offered', 'taken', 'parked', 'declined')),
    purpose     TEXT CHECK (purpose IN ('to note', 'for information', 'for discussion', 'for decision')),
    minutes     INTEGER CHECK (minutes >= 0),
    presenter   TEXT NOT NULL,
    why         TEXT NOT NULL,
    item        INTEGER REFERENCES item DEFERRABLE INITIALLY DEFERRED,
    from_item   INTEGER REFERENCES item DEFERRABLE INITIALLY DEFERRED,
    from_return INTEGER REFERENCES member_return DEFERRABLE INITIALLY DEFERRED,
    reserved    TEXT
) STRICT;

-- A text as it went out. No program ever changes a row of this table.
CREATE TABLE issued_text (
    id          INTEGER PRIMARY KEY,
    meeting     INTEGER NOT NULL REFERENCES meeting DEFERRABLE INITIALLY DEFERRED,
    what        TEXT NOT NULL CHECK (what IN ('agenda', 'record')),
    number      INTEGER NOT NULL CHECK (number > 0),
    "on"        TEXT NOT NULL,
    public      TEXT NOT NULL CHECK (json_valid(public)),
    members     TEXT NOT NULL CHECK (json_valid(members)),
    secretariat TEXT NOT NULL CHECK (json_valid(secretariat))
) STRICT;

-- What went to whom on which day: an issued text, or a request for what is owed. What it is about may be of any kind:
-- no foreign key can say that, so the program checks it.
CREATE TABLE sending (
    id      INTEGER PRIMARY KEY,
    about   TEXT NOT NULL,
    "to"    INTEGER REFERENCES organisation DEFERRABLE INITIALLY DEFERRED,
    address TEXT NOT NULL,
    "on"    TEXT NOT NULL
) STRICT;

-- A reminder may be on an item offered or parked, and on a text that is with somebody, too. A CHECK cannot be altered,
-- so the table is made again; nothing refers to it.
CREATE TABLE reminder_3 (
    id    INTEGER PRIMARY KEY,
    kind  TEXT NOT NULL CHECK (kind IN ('review', 'action', 'to-fix', 'meeting', 'papers', 'returns', 'contact',
                                        'commitment', 'embargo', 'hand-over', 'offer', 'text')),
    about TEXT NOT NULL,
    until TEXT NOT NULL,
    note  TEXT NOT NULL
) STRICT;
INSERT INTO reminder_3 (id, kind, about, until, note) SELECT id, kind, about, until, note FROM reminder;
DROP TABLE reminder;
ALTER TABLE reminder_3 RENAME TO reminder;
