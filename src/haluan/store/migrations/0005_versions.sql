-- The claims in a pack tell which reading found them, so that packs stay good when an article is read again, and hold
-- for every earlier state. What stood in `ends` is read from them, from what is loose, and from the claims themselves.
DROP TRIGGER pairs_added;
DROP TRIGGER pairs_outdated;
DROP TRIGGER pairs_regrouped;
DROP TRIGGER ends_outdated;
DROP TRIGGER ends_added;
DROP VIEW claim_ends;
DROP TABLE ends;
DROP TABLE packs;
DROP TABLE pairs;

CREATE TABLE pairs (
    key     INTEGER PRIMARY KEY,
    a       TEXT NOT NULL,
    b       TEXT NOT NULL,
    packed  INTEGER NOT NULL DEFAULT 0,                             -- how many claims the pack holds
    spoiled INTEGER NOT NULL DEFAULT 0 CHECK (spoiled IN (0, 1)),   -- whether its packs are to be made anew from claims
    UNIQUE (a, b),
    CHECK (a < b)
);
CREATE INDEX pairs_b ON pairs (b, a);
CREATE INDEX pairs_spoiled ON pairs (key) WHERE spoiled = 1;

-- For each pair of actors the claims that the newest reading of an article found, as numbers.
CREATE TABLE packs (
    pair   INTEGER PRIMARY KEY REFERENCES pairs (key),
    claims BLOB NOT NULL                                            -- records of haluan.store.packing, by claim
);

-- The claims that older readings found, and for each the reading that took the place of the one that found it.
CREATE TABLE past_packs (
    pair   INTEGER PRIMARY KEY REFERENCES pairs (key),
    claims BLOB NOT NULL,                                           -- records as above
    untils BLOB NOT NULL                                            -- numbers of 8 bytes, little endian
);

-- What was found since the packs were made. Emptied with the next packs.
CREATE TABLE loose (
    pair       INTEGER NOT NULL,
    claim      INTEGER NOT NULL,
    reading    INTEGER NOT NULL,
    outgoing   INTEGER NOT NULL,  -- whether the first actor of the pair is the claim's source
    relation   TEXT NOT NULL,
    status     TEXT NOT NULL,
    day        INTEGER,           -- of claims.day, counted from 0001-01-01 as day 1 (Python's ordinals)
    happened   TEXT,
    quiet      INTEGER NOT NULL,
    context    INTEGER NOT NULL,
    confidence REAL NOT NULL,
    length     INTEGER NOT NULL,  -- characters of the quote
    article    INTEGER NOT NULL,
    PRIMARY KEY (pair, claim, reading)
) WITHOUT ROWID;

-- Readings whose place a newer one took since the packs were made. Emptied with the next packs.
CREATE TABLE superseded (
    reading INTEGER PRIMARY KEY,
    until   INTEGER NOT NULL      -- the reading that took its place
);

INSERT INTO pairs (a, b, spoiled) SELECT DISTINCT min(source, target), max(source, target), 1 FROM claims;

CREATE TRIGGER readings_superseded AFTER INSERT ON readings BEGIN
    INSERT INTO superseded
        SELECT max(key), new.key FROM readings WHERE article = new.article AND key < new.key HAVING max(key) IS NOT NULL;
END;
CREATE TRIGGER findings_loose AFTER INSERT ON findings BEGIN
    INSERT INTO pairs (a, b)
        SELECT min(source, target), max(source, target) FROM claims WHERE key = new.claim ON CONFLICT (a, b) DO NOTHING;
    INSERT INTO loose
        SELECT p.key, c.key, new.reading, c.source < c.target, c.relation, c.status,
               CAST(julianday(c.day) - 1721424.5 AS INTEGER), c.happened, new.quiet, new.context, new.confidence,
               c.evidence_end - c.evidence_start, c.article
        FROM claims AS c
        JOIN pairs AS p ON p.a = min(c.source, c.target) AND p.b = max(c.source, c.target)
        WHERE c.key = new.claim;
END;
-- Packs hold the group of each claim's article.
CREATE TRIGGER pairs_regrouped AFTER UPDATE OF leader ON article_groups WHEN new.leader <> old.leader BEGIN
    UPDATE pairs SET spoiled = 1
    WHERE (a, b) IN (SELECT min(source, target), max(source, target) FROM claims WHERE article = new.article);
END;

-- How many articles of each outlet there are in each month
DROP INDEX articles_outlet;
CREATE INDEX articles_outlet ON articles (outlet, date);
