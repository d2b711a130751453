-- What questions about many claims read: for each pair of actors all claims of `ends` in one piece, as numbers. Derived:
-- the end of a run packs what is loose, triggers mark what is not packed, and that is read from `ends`.
CREATE TABLE pairs (
    key       INTEGER PRIMARY KEY,
    a         TEXT NOT NULL,
    b         TEXT NOT NULL,
    packed_to INTEGER NOT NULL DEFAULT 0,                            -- the last claim in the pack; 0 where none is good
    packed    INTEGER NOT NULL DEFAULT 0,                            -- how many claims the pack holds
    loose     INTEGER NOT NULL DEFAULT 1 CHECK (loose IN (0, 1)),    -- whether `ends` may hold claims beyond it
    UNIQUE (a, b),
    CHECK (a < b)
);
CREATE INDEX pairs_b ON pairs (b, a);
CREATE INDEX pairs_loose ON pairs (key) WHERE loose = 1;

CREATE TABLE packs (
    pair   INTEGER PRIMARY KEY REFERENCES pairs (key),
    claims BLOB NOT NULL                                             -- records of haluan.store.packing, by key
);

-- The numbers that stand for words in the packs; never changed, so that old packs stay readable.
CREATE TABLE terms (
    kind TEXT NOT NULL CHECK (kind IN ('relation', 'when')),
    code INTEGER NOT NULL CHECK (code > 0),
    term TEXT NOT NULL,
    PRIMARY KEY (kind, code),
    UNIQUE (kind, term)
) WITHOUT ROWID;

INSERT INTO pairs (a, b) SELECT DISTINCT actor, other FROM ends WHERE actor < other;

-- A claim that is new stands behind the pack; one that comes back from an older reading belongs into it.
CREATE TRIGGER pairs_added AFTER INSERT ON ends WHEN new.actor < new.other BEGIN
    INSERT INTO pairs (a, b) VALUES (new.actor, new.other)
        ON CONFLICT (a, b) DO UPDATE SET loose = 1, packed_to = iif(new.claim <= packed_to, 0, packed_to);
END;
CREATE TRIGGER pairs_outdated AFTER DELETE ON ends WHEN old.actor < old.other BEGIN
    UPDATE pairs SET loose = 1, packed_to = 0 WHERE a = old.actor AND b = old.other AND packed_to >= old.claim;
END;
CREATE TRIGGER pairs_regrouped AFTER UPDATE OF leader ON article_groups WHEN new.leader <> old.leader BEGIN
    UPDATE pairs SET loose = 1, packed_to = 0
    WHERE (a, b) IN (SELECT min(source, target), max(source, target) FROM claims WHERE article = new.article);
END;
