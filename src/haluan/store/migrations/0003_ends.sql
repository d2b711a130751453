-- What questions about actors read: each claim of a newest reading twice, once under either end, in one stretch of the
-- file for an actor and within it for a pair, with all that ties and scores are made of. Derived: triggers keep it.
CREATE TABLE ends (
    actor      TEXT NOT NULL,
    other      TEXT NOT NULL,
    claim      INTEGER NOT NULL REFERENCES claims (key),
    outgoing   INTEGER NOT NULL CHECK (outgoing IN (0, 1)),  -- whether the actor is the claim's source
    relation   TEXT NOT NULL,
    status     TEXT NOT NULL,
    day        INTEGER,       -- of claims.day, counted from 0001-01-01 as day 1 (Python's ordinals)
    happened   TEXT,
    quiet      INTEGER NOT NULL,
    context    INTEGER NOT NULL,
    confidence REAL NOT NULL,
    length     INTEGER NOT NULL,  -- characters of the quote
    article    INTEGER NOT NULL,
    PRIMARY KEY (actor, other, claim)
) WITHOUT ROWID;

CREATE VIEW claim_ends AS
    SELECT c.source AS actor, c.target AS other, c.key AS claim, 1 AS outgoing, c.relation, c.status,
           CAST(julianday(c.day) - 1721424.5 AS INTEGER) AS day, c.happened, f.quiet, f.context, f.confidence,
           c.evidence_end - c.evidence_start AS length, c.article, f.reading
    FROM claims AS c JOIN findings AS f ON f.claim = c.key
    UNION ALL
    SELECT c.target, c.source, c.key, 0, c.relation, c.status,
           CAST(julianday(c.day) - 1721424.5 AS INTEGER), c.happened, f.quiet, f.context, f.confidence,
           c.evidence_end - c.evidence_start, c.article, f.reading
    FROM claims AS c JOIN findings AS f ON f.claim = c.key;

INSERT INTO ends
    SELECT e.actor, e.other, e.claim, e.outgoing, e.relation, e.status, e.day, e.happened, e.quiet, e.context,
           e.confidence, e.length, e.article
    FROM claim_ends AS e JOIN newest_readings AS r ON r.key = e.reading ORDER BY 1, 2, 3;

-- A new reading takes the place of the older ones.
CREATE TRIGGER ends_outdated AFTER INSERT ON readings BEGIN
    -- By all three columns of the key, so that only the claims of the article are looked at
    DELETE FROM ends
    WHERE actor IN (SELECT source FROM claims WHERE article = new.article
                    UNION SELECT target FROM claims WHERE article = new.article)
      AND other IN (SELECT target FROM claims WHERE article = new.article
                    UNION SELECT source FROM claims WHERE article = new.article)
      AND claim IN (SELECT key FROM claims WHERE article = new.article);
END;
CREATE TRIGGER ends_added AFTER INSERT ON findings
WHEN NOT EXISTS (
    SELECT 1 FROM readings AS r JOIN readings AS n ON n.article = r.article AND n.key > r.key WHERE r.key = new.reading
) BEGIN
    INSERT INTO ends
        SELECT c.source, c.target, c.key, 1, c.relation, c.status, CAST(julianday(c.day) - 1721424.5 AS INTEGER),
               c.happened, new.quiet, new.context, new.confidence, c.evidence_end - c.evidence_start, c.article
        FROM claims AS c WHERE c.key = new.claim;
    INSERT INTO ends
        SELECT c.target, c.source, c.key, 0, c.relation, c.status, CAST(julianday(c.day) - 1721424.5 AS INTEGER),
               c.happened, new.quiet, new.context, new.confidence, c.evidence_end - c.evidence_start, c.article
        FROM claims AS c WHERE c.key = new.claim;
END;

CREATE INDEX articles_date ON articles (date);

-- States of the store that it can be compared with later, noted at the end of a run and with judgements: how far the
-- claims reached. The newest row may hold what the store covers, counted once instead of with every question.
CREATE TABLE snapshots (
    key      INTEGER PRIMARY KEY,
    id       TEXT NOT NULL,
    recorded TEXT NOT NULL,
    readings INTEGER NOT NULL,   -- the last key of each table then
    claims   INTEGER NOT NULL,
    skips    INTEGER NOT NULL,
    coverage TEXT CHECK (coverage IS NULL OR json_valid(coverage))
);
CREATE INDEX snapshots_id ON snapshots (id);
