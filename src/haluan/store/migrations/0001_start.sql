-- The first form of the store. What is read is immutable: articles, readings, claims and findings are only ever added.
-- Derived tables (article_groups) and working notes (runs, validators) may change.

CREATE TABLE articles (
    key      INTEGER PRIMARY KEY,
    id       TEXT NOT NULL UNIQUE CHECK (id <> ''),
    digest   TEXT NOT NULL CHECK (length(digest) = 64),
    title    TEXT,
    date     TEXT CHECK (date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    language TEXT,
    outlet   TEXT,
    url      TEXT,
    author   TEXT,
    origin   TEXT,
    recorded TEXT NOT NULL,
    -- NUL ends a string for substr(), so that offsets behind it could not be proved; last, so that headers read fast
    text     TEXT NOT NULL CHECK (instr(text, char(0)) = 0)
);
CREATE INDEX articles_digest ON articles (digest);
CREATE INDEX articles_outlet ON articles (outlet);

-- One pass of one reader version over one article.
CREATE TABLE readings (
    key         INTEGER PRIMARY KEY,
    article     INTEGER NOT NULL REFERENCES articles (key),
    reader      TEXT NOT NULL,
    version     TEXT NOT NULL,
    language    TEXT NOT NULL,
    sentences   INTEGER NOT NULL CHECK (sentences >= 0),
    skipped     TEXT,
    boilerplate TEXT NOT NULL CHECK (json_valid(boilerplate)),
    recorded    TEXT NOT NULL,
    UNIQUE (article, reader, version)
);

-- What an article claims, by content hash: the same claim found by two readers stands here once.
CREATE TABLE claims (
    key            INTEGER PRIMARY KEY,
    id             TEXT NOT NULL UNIQUE CHECK (length(id) = 16 AND id NOT GLOB '*[^0-9a-f]*'),
    article        INTEGER NOT NULL REFERENCES articles (key),
    source         TEXT NOT NULL CHECK (source <> '' AND instr(source, ' ') = 0),
    relation       TEXT NOT NULL CHECK (relation <> '' AND relation NOT GLOB '*[^a-z]*'),
    target         TEXT NOT NULL CHECK (target <> '' AND instr(target, ' ') = 0),
    status         TEXT NOT NULL CHECK (status IN ('actual', 'planned', 'requested', 'possible', 'denied')),
    speaker        TEXT,
    happened       TEXT,          -- EDTF
    day            TEXT,          -- first day of happened, else the article's date: what since and until compare
    evidence_start INTEGER NOT NULL CHECK (evidence_start >= 0),
    evidence_end   INTEGER NOT NULL,
    evidence       TEXT NOT NULL,
    recorded       TEXT NOT NULL,
    CHECK (source <> target),
    CHECK (evidence_end > evidence_start)
);
CREATE INDEX claims_source ON claims (source, target, day);
CREATE INDEX claims_target ON claims (target, day);
CREATE INDEX claims_article ON claims (article);
CREATE INDEX claims_day ON claims (day);

-- Which reading found which claim, and how sure it was.
CREATE TABLE findings (
    reading    INTEGER NOT NULL REFERENCES readings (key),
    claim      INTEGER NOT NULL REFERENCES claims (key),
    quiet      INTEGER NOT NULL CHECK (quiet IN (0, 1)),
    context    INTEGER NOT NULL CHECK (context IN (0, 1)),
    confidence REAL NOT NULL CHECK (confidence > 0 AND confidence <= 1),
    cue        TEXT,
    PRIMARY KEY (reading, claim)
) WITHOUT ROWID;
CREATE INDEX findings_claim ON findings (claim);

-- Mentions that stayed ambiguous, for people to settle.
CREATE TABLE undecided (
    key            INTEGER PRIMARY KEY,
    reading        INTEGER NOT NULL REFERENCES readings (key),
    mention_start  INTEGER NOT NULL CHECK (mention_start >= 0),
    mention_end    INTEGER NOT NULL,
    candidates     TEXT NOT NULL CHECK (json_valid(candidates)),
    CHECK (mention_end > mention_start)
);
CREATE INDEX undecided_reading ON undecided (reading);

CREATE TABLE runs (
    key       INTEGER PRIMARY KEY,
    started   TEXT NOT NULL,
    ended     TEXT,
    arguments TEXT NOT NULL CHECK (json_valid(arguments)),
    counts    TEXT CHECK (counts IS NULL OR json_valid(counts))
);

-- What was not read and why, once each; run_skips tells in which runs it happened.
CREATE TABLE skips (
    key      INTEGER PRIMARY KEY,
    origin   TEXT NOT NULL,
    stage    TEXT NOT NULL,
    reason   TEXT NOT NULL,
    article  TEXT NOT NULL,       -- '' where the article had no id yet: NULL would not be unique
    recorded TEXT NOT NULL,
    UNIQUE (origin, stage, reason, article)
);
CREATE TABLE run_skips (
    run  INTEGER NOT NULL REFERENCES runs (key),
    skip INTEGER NOT NULL REFERENCES skips (key),
    PRIMARY KEY (run, skip)
) WITHOUT ROWID;
CREATE INDEX run_skips_skip ON run_skips (skip);

-- Near-duplicates: signatures and the bands that find candidates; a group is named by its oldest article.
CREATE TABLE signatures (
    article   INTEGER PRIMARY KEY REFERENCES articles (key),
    signature BLOB NOT NULL
);
CREATE TABLE bands (
    band    INTEGER NOT NULL,
    article INTEGER NOT NULL REFERENCES articles (key),
    PRIMARY KEY (band, article)
) WITHOUT ROWID;
CREATE TABLE article_groups (
    article INTEGER PRIMARY KEY REFERENCES articles (key),
    leader  INTEGER NOT NULL REFERENCES articles (key)
);
CREATE INDEX article_groups_leader ON article_groups (leader);

-- What a server told us, for conditional requests; for each reader version, since a new one must see the page again.
CREATE TABLE validators (
    url           TEXT NOT NULL,
    reader        TEXT NOT NULL,
    etag          TEXT,
    last_modified TEXT,
    PRIMARY KEY (url, reader)
) WITHOUT ROWID;

CREATE VIRTUAL TABLE article_search USING fts5 (
    title, text, content = 'articles', content_rowid = 'key', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE TRIGGER articles_searchable AFTER INSERT ON articles BEGIN
    INSERT INTO article_search (rowid, title, text) VALUES (new.key, new.title, new.text);
END;

-- A quote that does not stand in its article never enters.
CREATE TRIGGER claims_evidence BEFORE INSERT ON claims
WHEN NOT EXISTS (
    SELECT 1 FROM articles
    WHERE key = new.article
      AND substr(text, new.evidence_start + 1, new.evidence_end - new.evidence_start) = new.evidence
) BEGIN
    SELECT RAISE(ABORT, 'the evidence does not stand in the article at its offsets');
END;
-- A finding belongs to the article that its claim is about.
CREATE TRIGGER findings_article BEFORE INSERT ON findings
WHEN (SELECT article FROM claims WHERE key = new.claim) <> (SELECT article FROM readings WHERE key = new.reading) BEGIN
    SELECT RAISE(ABORT, 'the claim belongs to another article than the reading');
END;

CREATE TRIGGER articles_fixed BEFORE UPDATE ON articles BEGIN SELECT RAISE(ABORT, 'articles are append-only'); END;
CREATE TRIGGER articles_kept BEFORE DELETE ON articles BEGIN SELECT RAISE(ABORT, 'articles are append-only'); END;
CREATE TRIGGER readings_fixed BEFORE UPDATE ON readings BEGIN SELECT RAISE(ABORT, 'readings are append-only'); END;
CREATE TRIGGER readings_kept BEFORE DELETE ON readings BEGIN SELECT RAISE(ABORT, 'readings are append-only'); END;
CREATE TRIGGER claims_fixed BEFORE UPDATE ON claims BEGIN SELECT RAISE(ABORT, 'claims are append-only'); END;
CREATE TRIGGER claims_kept BEFORE DELETE ON claims BEGIN SELECT RAISE(ABORT, 'claims are append-only'); END;
CREATE TRIGGER findings_fixed BEFORE UPDATE ON findings BEGIN SELECT RAISE(ABORT, 'findings are append-only'); END;
CREATE TRIGGER findings_kept BEFORE DELETE ON findings BEGIN SELECT RAISE(ABORT, 'findings are append-only'); END;

-- Questions are asked of the newest reading of each article; older ones stay underneath.
CREATE VIEW newest_readings AS
    SELECT * FROM readings AS r
    WHERE NOT EXISTS (SELECT 1 FROM readings AS n WHERE n.article = r.article AND n.key > r.key);
CREATE VIEW newest_claims AS
    SELECT c.* FROM claims AS c JOIN findings AS f ON f.claim = c.key JOIN newest_readings AS r ON r.key = f.reading;
