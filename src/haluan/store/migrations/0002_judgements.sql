-- What people judged of claims. Append-only: who errs withdraws, with a judgement of its own. The claim is named by its id
-- and need not be here: judgements come from other stores too, and count as soon as the claim is read.
CREATE TABLE judgements (
    key       INTEGER PRIMARY KEY,
    id        TEXT NOT NULL UNIQUE CHECK (length(id) = 16 AND id NOT GLOB '*[^0-9a-f]*'),
    claim     TEXT NOT NULL CHECK (length(claim) = 16 AND claim NOT GLOB '*[^0-9a-f]*'),
    reviewer  TEXT NOT NULL CHECK (trim(reviewer) <> ''),
    verdict   TEXT NOT NULL CHECK (verdict IN ('accept', 'reject', 'correct', 'withdraw')),
    corrected TEXT NOT NULL CHECK (json_type(corrected) = 'object'),
    note      TEXT,
    time      TEXT NOT NULL CHECK (time <> ''),
    undoes    TEXT,
    CHECK ((verdict = 'withdraw') = (undoes IS NOT NULL)),
    CHECK ((verdict = 'correct') = (corrected <> '{}'))
);
CREATE INDEX judgements_claim ON judgements (claim);

CREATE TRIGGER judgements_fixed BEFORE UPDATE ON judgements BEGIN
    SELECT RAISE(ABORT, 'judgements are append-only');
END;
CREATE TRIGGER judgements_kept BEFORE DELETE ON judgements BEGIN
    SELECT RAISE(ABORT, 'judgements are append-only');
END;
