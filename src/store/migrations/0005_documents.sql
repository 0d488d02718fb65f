-- What is known of the files that entries refer to: how large each was and what was in it when it was last looked at. The
-- files stay where they are. No two rows are about one file: the program checks that, as it does for references.
CREATE TABLE file (
    id     INTEGER PRIMARY KEY,
    link   TEXT    NOT NULL CHECK (link <> ''),
    size   INTEGER NOT NULL CHECK (size >= 0),
    digest TEXT    NOT NULL CHECK (length(digest) = 64),
    "on"   TEXT    NOT NULL
) STRICT;

-- A forum that was handed over to another body's secretariat.
ALTER TABLE forum ADD COLUMN handed_to INTEGER REFERENCES organisation DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE forum ADD COLUMN handed_on TEXT;
