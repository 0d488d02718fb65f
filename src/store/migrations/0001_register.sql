-- Every change ever made, oldest first. Nothing is ever deleted from here.
CREATE TABLE journal (
    id      INTEGER PRIMARY KEY,
    at      TEXT    NOT NULL,
    actor   TEXT    NOT NULL,
    label   TEXT    NOT NULL,
    kind    TEXT    NOT NULL CHECK (kind IN ('do', 'undo', 'redo')),
    target  INTEGER REFERENCES journal DEFERRABLE INITIALLY DEFERRED,
    schema  INTEGER NOT NULL,
    erased  TEXT,
    -- Reckoned over all of the entry and its edits, so that a changed letter is found (store/digest.rs).
    digest  INTEGER NOT NULL,
    CHECK ((target IS NULL) = (kind = 'do')),
    CHECK (target < id)
) STRICT;

-- What a change did to one record. SQL's NULL says "was not there"; erasing a person
-- blanks a value to JSON's 'null' instead, so that what was created stays created.
CREATE TABLE journal_edit (
    entry   INTEGER NOT NULL REFERENCES journal DEFERRABLE INITIALLY DEFERRED,
    seq     INTEGER NOT NULL,
    kind    TEXT    NOT NULL,
    record  INTEGER NOT NULL,
    before  TEXT    CHECK (before IS NULL OR json_valid(before)),
    after   TEXT    CHECK (after IS NULL OR json_valid(after)),
    PRIMARY KEY (entry, seq),
    CHECK (before IS NOT NULL OR after IS NOT NULL)
) STRICT, WITHOUT ROWID;

CREATE INDEX journal_edit_record ON journal_edit (kind, record);

-- The kinds of record, in the order of domain/register.rs. Dates are domain::date codes
-- ("2021-09-30", "by 2021-09", "2018/19~"); lists that are edited inside their entry are JSON.
CREATE TABLE organisation (
    id         INTEGER PRIMARY KEY,
    reference  TEXT,
    name       TEXT NOT NULL CHECK (name <> ''),
    acronym    TEXT,
    aliases    TEXT NOT NULL CHECK (json_valid(aliases)),
    sort       TEXT NOT NULL,
    successors TEXT NOT NULL CHECK (json_valid(successors)),
    enquiries  TEXT NOT NULL
) STRICT;

CREATE TABLE contact (
    id           INTEGER PRIMARY KEY,
    organisation INTEGER NOT NULL REFERENCES organisation DEFERRABLE INITIALLY DEFERRED,
    name         TEXT NOT NULL,
    post         TEXT NOT NULL,
    "from"       TEXT,
    "to"         TEXT,
    telephone    TEXT NOT NULL,
    email        TEXT NOT NULL,
    met          TEXT
) STRICT;

CREATE TABLE forum (
    id             INTEGER PRIMARY KEY,
    reference      TEXT,
    name           TEXT NOT NULL CHECK (name <> ''),
    acronym        TEXT,
    purpose        TEXT NOT NULL,
    level          TEXT CHECK (level IN ('local', 'regional', 'national')),
    agreement      INTEGER REFERENCES agreement DEFERRABLE INITIALLY DEFERRED,
    cadence        TEXT NOT NULL CHECK (json_valid(cadence)),
    starts         TEXT,
    chair          TEXT NOT NULL CHECK (json_valid(chair)),
    record_rule    TEXT NOT NULL CHECK (record_rule IN ('the Secretariat', 'the Chair''s organisation')),
    record_kind    TEXT NOT NULL CHECK (record_kind IN ('action note', 'minutes')),
    decides        INTEGER NOT NULL CHECK (decides IN (0, 1)),
    returns_lead   TEXT,
    papers_lead    TEXT,
    windows        TEXT NOT NULL CHECK (json_valid(windows)),
    start          TEXT,
    "end"          TEXT,
    place          TEXT NOT NULL,
    standing_items TEXT NOT NULL CHECK (json_valid(standing_items)),
    publish        INTEGER NOT NULL CHECK (publish IN (0, 1))
) STRICT;

CREATE TABLE membership (
    id           INTEGER PRIMARY KEY,
    forum        INTEGER NOT NULL REFERENCES forum DEFERRABLE INITIALLY DEFERRED,
    organisation INTEGER NOT NULL REFERENCES organisation DEFERRABLE INITIALLY DEFERRED,
    role         TEXT NOT NULL CHECK (role IN ('member', 'Chair', 'Secretariat', 'invitee', 'invitee as necessary', 'observer')),
    "from"       TEXT,
    "to"         TEXT,
    position     INTEGER NOT NULL CHECK (position >= 0)
) STRICT;

CREATE TABLE meeting (
    id        INTEGER PRIMARY KEY,
    reference TEXT,
    forum     INTEGER NOT NULL REFERENCES forum DEFERRABLE INITIALLY DEFERRED,
    number    INTEGER CHECK (number > 0),
    "on"      TEXT NOT NULL,
    start     TEXT,
    "end"     TEXT,
    place     TEXT NOT NULL,
    link      TEXT NOT NULL,
    state     TEXT NOT NULL CHECK (state IN ('planned', 'confirmed', 'postponed', 'held', 'cancelled')),
    chair     INTEGER REFERENCES organisation DEFERRABLE INITIALLY DEFERRED,
    papers    TEXT NOT NULL,
    record    TEXT NOT NULL,
    publish   INTEGER NOT NULL CHECK (publish IN (0, 1))
) STRICT;

CREATE TABLE item (
    id           INTEGER PRIMARY KEY,
    meeting      INTEGER NOT NULL REFERENCES meeting DEFERRABLE INITIALLY DEFERRED,
    position     INTEGER NOT NULL CHECK (position > 0),
    number       TEXT,
    section      TEXT NOT NULL,
    title        TEXT NOT NULL CHECK (title <> ''),
    purpose      TEXT CHECK (purpose IN ('to note', 'for information', 'for discussion', 'for decision')),
    paper        TEXT,
    paper_state  TEXT NOT NULL CHECK (paper_state IN ('none', 'expected', 'received', 'late', 'tabled', 'verbal')),
    start        TEXT,
    minutes      INTEGER CHECK (minutes >= 0),
    presenter    TEXT NOT NULL,
    outcome      TEXT NOT NULL,
    state        TEXT NOT NULL CHECK (state IN ('open', 'discussed', 'deferred')),
    carried_from INTEGER REFERENCES item DEFERRABLE INITIALLY DEFERRED,
    agreement    INTEGER REFERENCES agreement DEFERRABLE INITIALLY DEFERRED,
    reserved     TEXT
) STRICT;

CREATE TABLE action (
    id        INTEGER PRIMARY KEY,
    reference TEXT,
    forum     INTEGER NOT NULL REFERENCES forum DEFERRABLE INITIALLY DEFERRED,
    number    INTEGER NOT NULL CHECK (number > 0),
    meeting   INTEGER REFERENCES meeting DEFERRABLE INITIALLY DEFERRED,
    item      INTEGER REFERENCES item DEFERRABLE INITIALLY DEFERRED,
    text      TEXT NOT NULL CHECK (text <> ''),
    owner     INTEGER REFERENCES organisation DEFERRABLE INITIALLY DEFERRED,
    post      TEXT NOT NULL,
    due       TEXT,
    progress  TEXT NOT NULL,
    closed    TEXT,
    outcome   TEXT CHECK (outcome IN ('done', 'overtaken', 'withdrawn')),
    reserved  TEXT,
    CHECK ((closed IS NULL) = (outcome IS NULL))
) STRICT;

CREATE TABLE agreement (
    id              INTEGER PRIMARY KEY,
    reference       TEXT,
    kind            TEXT,
    title           TEXT NOT NULL CHECK (title <> ''),
    signatures      TEXT NOT NULL CHECK (json_valid(signatures)),
    effective       TEXT,
    published       TEXT,
    review_due      TEXT,
    review_every    TEXT,
    review_clause   TEXT NOT NULL,
    states          TEXT NOT NULL CHECK (json_valid(states)),
    parent          INTEGER REFERENCES agreement DEFERRABLE INITIALLY DEFERRED,
    supersedes      TEXT NOT NULL CHECK (json_valid(supersedes)),
    team            TEXT NOT NULL,
    summary         TEXT NOT NULL,
    scope           TEXT NOT NULL,
    level           TEXT CHECK (level IN ('local', 'regional', 'national')),
    area            TEXT NOT NULL,
    legal_status    TEXT NOT NULL,
    basis           TEXT NOT NULL,
    focus_areas     TEXT NOT NULL CHECK (json_valid(focus_areas)),
    ways_of_working TEXT NOT NULL CHECK (json_valid(ways_of_working)),
    annexes         TEXT NOT NULL CHECK (json_valid(annexes)),
    links           TEXT NOT NULL CHECK (json_valid(links)),
    publish         INTEGER NOT NULL CHECK (publish IN (0, 1))
) STRICT;

CREATE TABLE party (
    id           INTEGER PRIMARY KEY,
    agreement    INTEGER NOT NULL REFERENCES agreement DEFERRABLE INITIALLY DEFERRED,
    organisation INTEGER NOT NULL REFERENCES organisation DEFERRABLE INITIALLY DEFERRED,
    capacity     TEXT NOT NULL CHECK (capacity IN ('party', 'signatory', 'supporter', 'adopter')),
    lead         TEXT NOT NULL,
    signed       TEXT,
    position     INTEGER NOT NULL CHECK (position >= 0)
) STRICT;

CREATE TABLE review (
    id        INTEGER PRIMARY KEY,
    agreement INTEGER NOT NULL REFERENCES agreement DEFERRABLE INITIALLY DEFERRED,
    "on"      TEXT NOT NULL,
    outcome   TEXT NOT NULL CHECK (outcome IN ('reaffirmed', 'amended', 'replaced', 'extended', 'ended')),
    "by"      TEXT NOT NULL CHECK ("by" <> ''),
    was_due   TEXT,
    next      TEXT,
    note      TEXT NOT NULL
) STRICT;

CREATE TABLE commitment (
    id        INTEGER PRIMARY KEY,
    agreement INTEGER REFERENCES agreement DEFERRABLE INITIALLY DEFERRED,
    forum     INTEGER REFERENCES forum DEFERRABLE INITIALLY DEFERRED,
    paragraph TEXT NOT NULL,
    rule      TEXT NOT NULL CHECK (rule <> ''),
    sort      TEXT NOT NULL,
    clock     TEXT NOT NULL CHECK (json_valid(clock)),
    trigger   TEXT NOT NULL,
    who       TEXT NOT NULL,
    post      TEXT NOT NULL,
    started   TEXT,
    evidence  TEXT NOT NULL CHECK (json_valid(evidence)),
    CHECK ((agreement IS NULL) <> (forum IS NULL))
) STRICT;

-- What a reminder, a note or an origin is about may be of any kind ("agreement 12"): no foreign key can say that,
-- so the program checks it.
CREATE TABLE reminder (
    id    INTEGER PRIMARY KEY,
    kind  TEXT NOT NULL CHECK (kind IN ('review', 'action', 'to-fix', 'meeting', 'papers', 'returns', 'contact',
                                        'commitment', 'hand-over')),
    about TEXT NOT NULL,
    until TEXT NOT NULL,
    note  TEXT NOT NULL
) STRICT;

CREATE TABLE note (
    id    INTEGER PRIMARY KEY,
    about TEXT NOT NULL,
    "on"  TEXT,
    text  TEXT NOT NULL,
    file  TEXT
) STRICT;

CREATE TABLE origin (
    id     INTEGER PRIMARY KEY,
    about  TEXT NOT NULL,
    file   TEXT NOT NULL,
    "key"  TEXT NOT NULL,
    source TEXT NOT NULL,
    given  TEXT NOT NULL CHECK (json_valid(given))
) STRICT;
