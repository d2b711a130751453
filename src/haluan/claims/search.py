"""Finds the phrase that fills a role: the subject left of a cue, the object or the governed phrase right of it."""

from __future__ import annotations

from haluan import ontology
from haluan.claims.clause import COMMA, HARD_STOPS, QUOTES, Clause, Phrase, grammar
from haluan.claims.lexicon import words
from haluan.ontology.types import ActorKind

_ALONE = frozenset({ActorKind.STATE, ActorKind.GROUP})
OBJECT_REACH = 12  # tokens from a cue to its object; longer gaps are mostly another clause (measured on train)
NOUN_REACH = 6


def stops(clause: Clause, i: int) -> bool:
    """Whether token ``i`` divides clauses for good."""
    token = clause.tokens[i]
    return token in HARD_STOPS or token in QUOTES


def begins_clause(clause: Clause, i: int) -> bool:
    """Whether token ``i`` is a conjunction that opens another clause ("saat", but not in "saat ini")."""
    width = grammar("clause").at(clause.tokens, i)
    if not width:
        return False
    after = clause.tokens[i + width] if i + width < len(clause.tokens) else ""
    return after not in grammar("deictics")


def subject(clause: Clause, at: int, *, allow_prep: frozenset[str] = frozenset()) -> Phrase | None:
    """Nearest phrase left of token ``at`` that can be its subject: not governed by a preposition, in its clause.

    Parentheses and paired commas are stepped over ("Rusia, yang ..., menyerang"); a conjunction, a quotation mark or
    a colon ends the search.
    """
    i, commas = at - 1, 0
    while i >= 0:
        phrase = clause.phrase_at(i)
        if phrase is not None:
            if not phrase.label and (phrase.prep is None or phrase.prep in allow_prep):
                return None if partial(clause, phrase) else phrase
            i = phrase.first - 1
            continue
        if stops(clause, i):
            return None
        if clause.tokens[i] in grammar("heads"):
            return _head(clause, i)
        if begins_clause(clause, i) and not _subjectless(clause, i, at):
            if commas != 1 or i == 0 or clause.tokens[i - 1] != COMMA:
                return None
            commas, i = 2, i - 2  # an aside between commas: "Japan, as host of the summit, criticised"
            continue
        if clause.tokens[i] == COMMA:
            commas += 1
            if commas > 2 or (commas == 1 and not _light_gap(clause, i + 1, at)):
                return None
        i -= 1
    return None


def partial(clause: Clause, phrase: Phrase) -> bool:
    """Whether only a part of the phrase's actor is meant: "beberapa anggota NATO", "ribuan warga Spanyol"."""
    before = clause.tokens[phrase.first - 1] if phrase.first else ""
    behind = clause.tokens[phrase.last] if phrase.last < len(clause.tokens) else ""
    crowd = grammar("crowd_before")
    return (
        before in grammar("partitive")
        or before in crowd
        or clause.tokens[phrase.first] in crowd
        or behind in grammar("crowd_behind")
    )


def of_kin(clause: Clause, phrase: Phrase) -> bool:
    """Whether the phrase only says whose allies or neighbours are meant: "sekutu dekat [AS]", "[Iran]'s allies".

    "Sekutu Barat" and "NATO allies" are the group itself.
    """
    known = ontology.load().actors
    if not phrase.named or any(code in known and known[code].kind not in _ALONE for code in phrase.actors):
        return False
    for i in range(phrase.first - 1, max(phrase.first - 4, -1), -1):
        if grammar("kin_before").at(clause.tokens, i):
            return True
        if clause.tokens[i] not in grammar("kin_links"):
            break
    for i in range(phrase.last, min(phrase.last + 3, len(clause.tokens))):
        token = clause.tokens[i]
        if token in grammar("kin_behind"):
            return clause.tokens[i + 1 : i + 2] != ("with",)  # "China allies with Russia" is what China does
        if token not in grammar("kin_links") and token != "'s":
            break
    return False


def modality_word(clause: Clause, i: int) -> bool:
    """Whether token ``i`` only turns the status of the verb behind it."""
    keys = ("denied", "planned", "possible", "requested", "light", "undergo")
    return any(words("modality.yaml", key).at(clause.tokens, i) for key in keys)


def opening(clause: Clause, first: int, at: int) -> Phrase | None:
    """Subject of a clause that opens the sentence and has none: "Dengan saling mendukung, [Rusia dan China] ...".

    The phrase behind the first comma after token ``at``, where no phrase stands before token ``first``.
    """
    if any(p.last <= first for p in clause.phrases):
        return None
    for i in range(at, len(clause.tokens) - 1):
        if clause.tokens[i] == COMMA and clause.owner[i] < 0:
            return adjacent_right(clause, i + 1, reach=3)
        if stops(clause, i):
            return None
    return None


def _head(clause: Clause, i: int) -> Phrase | None:
    """What a relative clause at token ``i`` is about: the phrase right before it, or nobody that is named.

    "Kanada menjadi negara Barat terbaru yang mengakui" is about Canada: a copula hands the question on.
    """
    for k in range(i - 1, max(i - 4, -1), -1):
        phrase = clause.phrase_at(k)
        if phrase is not None:
            for c in range(phrase.first - 1, max(phrase.first - 4, -1), -1):
                if grammar("copula").at(clause.tokens, c):
                    return subject(clause, c)
            return phrase
        if clause.tokens[k] == COMMA or clause.tokens[k] in grammar("closers"):
            continue
        break
    for c in range(i - 1, max(i - 6, -1), -1):
        if clause.owner[c] >= 0:
            return None
        if grammar("copula").at(clause.tokens, c):
            return subject(clause, c)
    return None


def _subjectless(clause: Clause, i: int, at: int) -> bool:
    """Whether the clause that token ``i`` opens has no subject of its own: "setelah melancarkan serangan"."""
    between = range(i + 1, at)
    return all(clause.tokens[k] in grammar("auxiliaries") for k in between)


def _light_gap(clause: Clause, first: int, last: int) -> bool:
    """Whether only auxiliaries and the like stand between the last comma and the cue, so that no new subject does."""
    return all(
        clause.owner[i] >= 0
        or clause.tokens[i] in grammar("auxiliaries")
        or clause.tokens[i] in grammar("and")
        or clause.tokens[i] in grammar("closers")
        or modality_word(clause, i)
        for i in range(first, last)
    )


def following(
    clause: Clause, at: int, preps: frozenset[str], *, bare: bool, reach: int = OBJECT_REACH
) -> Phrase | None:
    """First phrase right of token ``at`` that stands bare (if ``bare``) or behind one of ``preps``.

    A phrase behind another preposition is passed over, and then only an explicit preposition counts.
    """
    prep: str | None = None
    bare_ok = bare
    between = bool(preps & grammar_words("between"))
    i, end = at, min(at + reach, len(clause.tokens))
    while i < end:
        phrase = clause.phrase_at(i)
        if phrase is not None:
            if phrase.label and prep is None and not bare_ok:
                return None
            if (prep is None and bare_ok) or (prep is not None and prep in preps):
                return phrase
            bare_ok, prep = False, None
            i = phrase.last
            continue
        token = clause.tokens[i]
        if token == COMMA and i == at and i + 1 < end and clause.tokens[i + 1] in preps:
            i += 1  # "kunjungan X, Y, ke Z": the comma closes an apposition
            continue
        if stops(clause, i) or token == COMMA or (begins_clause(clause, i) and token not in preps):
            return None
        if token in grammar("title_preps") and token not in preps:
            return None  # "mengkritik keputusan itu sebagai dukungan terhadap X" is no word about X
        if token in grammar("transparent") or (i > at and grammar("examples").at(clause.tokens, i)):
            pass  # "mendukung kelompok seperti X"
        elif token in grammar("prepositions"):
            if not (prep in preps and token in grammar("owning")):
                prep = token
        elif grammar("heads").at(clause.tokens, i) and _done_by(clause, i + 1):
            prep = None  # "aksi yang dilakukan X": the doer of the deed is who is meant
        elif not between and (grammar("complement").at(clause.tokens, i) or grammar("relative").at(clause.tokens, i)):
            return None
        i += 1
    return None


def grammar_words(key: str) -> frozenset[str]:
    """Single words of a grammar list as a set."""
    return frozenset(grammar(key).index)


def _done_by(clause: Clause, i: int) -> bool:
    """Whether a passive of doing stands at token ``i`` ("dilakukan", "dilancarkan", "carried out by")."""
    return i < len(clause.tokens) and grammar("done").at(clause.tokens, i) > 0


def agent(clause: Clause, at: int, *, reach: int = OBJECT_REACH) -> Phrase | None:
    """The "oleh X" / "by X" phrase right of token ``at``."""
    by = grammar("by")
    end = min(at + reach, len(clause.tokens))
    for i in range(at, end):
        if clause.tokens[i] in by:
            for j in range(i + 1, min(i + 5, len(clause.tokens))):
                phrase = clause.phrase_at(j)
                if phrase is not None:
                    return phrase
                if clause.tokens[j] in grammar("prepositions") or clause.tokens[j] == COMMA:
                    break
            return None
        if stops(clause, i) or begins_clause(clause, i):
            return None
    return None


def adjacent_right(clause: Clause, at: int, *, reach: int = 3) -> Phrase | None:
    """Phrase at most ``reach`` tokens right of ``at`` with no preposition, comma or cue between."""
    for i in range(at, min(at + reach + 1, len(clause.tokens))):
        phrase = clause.phrase_at(i)
        if phrase is not None:
            return phrase
        token = clause.tokens[i]
        if not token[0].isalnum() or token in grammar("prepositions") or begins_clause(clause, i):
            return None
        if grammar("relative").at(clause.tokens, i) or (i > at and clause.cue_at[i] >= 0):
            return None
    return None


def adjacent_left(clause: Clause, at: int, *, reach: int = 3) -> Phrase | None:
    """Phrase that ends at most ``reach`` tokens left of ``at`` with nothing but adjectives or a genitive between."""
    for i in range(at - 1, max(at - reach - 2, -1), -1):
        phrase = clause.phrase_at(i)
        if phrase is not None:
            return phrase
        token = clause.tokens[i]
        if token in {"'s", "'", "-"}:
            continue
        if not token[0].isalnum() or token in grammar("prepositions") or begins_clause(clause, i):
            return None
    return None
