"""Who says it: finds reported speech in a sentence and the stretch of tokens that each speaker answers for."""

from __future__ import annotations

from dataclasses import dataclass

from haluan.claims.clause import COMMA, QUOTES, Clause, Phrase, grammar
from haluan.claims.lexicon import WordSet, words
from haluan.model import Mention, MentionKind

NAME_REACH = 7  # tokens between a speaker and the verb: an aside in commas or a day in parentheses


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker as written, with the actors that he speaks for (none for analysts and nameless sources)."""

    name: str
    actors: tuple[str, ...] = ()
    phrase: Phrase | None = None  # where he stands, if in this sentence


@dataclass(frozen=True, slots=True)
class Speech:
    """``voice`` answers for the tokens in ``[first, last)``; only the quoted ones if ``quoted``. ``verb`` says so."""

    voice: Voice
    first: int
    last: int
    quoted: bool
    verb: int

    def covers(self, token: int, quoted: tuple[bool, ...]) -> bool:
        """Whether the speaker answers for token ``token``."""
        return self.first <= token < self.last and (not self.quoted or quoted[token])


def speech(key: str) -> WordSet:
    """Words of speech.yaml under ``key``."""
    return words("speech.yaml", key)


def speeches(clause: Clause, last: Voice | None) -> tuple[Speech, ...]:
    """All reported speech of a sentence, left to right. ``last`` is the voice that a pronoun stands for."""
    n = len(clause.tokens)
    found: list[Speech] = list(_colon(clause))
    for i in range(n):
        if clause.owner[i] >= 0 or clause.quoted[i]:
            continue
        said = _speech_at(clause, i, last)
        if said is not None:
            found.append(said)
    return tuple(found)


def _speech_at(clause: Clause, i: int, last: Voice | None) -> Speech | None:
    n = len(clause.tokens)
    if _says_after(clause, i):
        voice = _right(clause, i + 1, last)
        if voice:
            return Speech(voice, 0, i, any(clause.quoted[:i]), i)
    width = speech("according").at(clause.tokens, i)
    if width and not speech("passing").at(clause.tokens, max(i - 1, 0)):
        voice = _right(clause, i + width, last)
        if voice:
            return Speech(voice, 0, n, False, i)
    width = speech("before").at(clause.tokens, i)
    if width:
        voice = _left(clause, i, last)
        if voice:
            return Speech(voice, i + width, n, False, i)
    return None


def carried(clauses: list[Clause], said: list[tuple[Speech, ...]]) -> list[tuple[Speech, ...]]:
    """Add to each sentence inside a longer quotation the voice that its end, or else its beginning, names."""
    out = list(said)
    for i, clause in enumerate(clauses):
        if not any(clause.quoted) or any(s.covers(k, clause.quoted) for s in said[i] for k in _inside(clause)):
            continue
        voice = _ahead(clauses, said, i) or _behind(clauses, said, i)
        if voice is not None:
            out[i] = (*said[i], Speech(voice, 0, len(clause.tokens), True, len(clause.tokens)))
    return out


def _inside(clause: Clause) -> list[int]:
    return [k for k, quoted in enumerate(clause.quoted) if quoted]


def _ahead(clauses: list[Clause], said: list[tuple[Speech, ...]], i: int) -> Voice | None:
    """Whom the end of the quotation names: `"... . ...," kata X`."""
    while i + 1 < len(clauses) and clauses[i].open_after and clauses[i + 1].paragraph == clauses[i].paragraph:
        i += 1
        after = [s for s in said[i] if s.quoted]
        if after:
            return after[0].voice
    return None


def _behind(clauses: list[Clause], said: list[tuple[Speech, ...]], i: int) -> Voice | None:
    """The last voice of this or the sentence before, where a quotation goes on without a new name."""
    here = list(said[i])
    if here:
        return here[-1].voice
    if i and said[i - 1] and clauses[i - 1].paragraph >= clauses[i].paragraph - 1:
        return said[i - 1][-1].voice
    return None


def _colon(clause: Clause) -> tuple[Speech, ...]:
    """Headlines name the speaker before a colon: "PM Israel: perang sampai akhir"."""
    first = clause.phrase_at(0)
    if first is None or first.last >= len(clause.tokens) or clause.tokens[first.last] != ":":
        return ()
    voice = _voice(clause, first.mentions[0])
    return (Speech(voice, first.last + 1, len(clause.tokens), False, first.last),)


def speaker_of(found: tuple[Speech, ...], clause: Clause, token: int) -> Voice | None:
    """The innermost speaker of the content at ``token``: the one whose verb stands nearest to it."""
    covering = [s for s in found if s.covers(token, clause.quoted)]
    if not covering:
        return None
    return min(covering, key=lambda s: abs(s.verb - token)).voice


def _says_after(clause: Clause, i: int) -> bool:
    """Whether token ``i`` is a speech word that follows its content: behind a quotation mark or a comma."""
    if not speech("after").at(clause.tokens, i) or i == 0:
        return False
    return clause.tokens[i - 1] in QUOTES or clause.tokens[i - 1] == COMMA


def _voice(clause: Clause, mention: Mention) -> Voice:
    return Voice(surface(clause, mention), mention.actors, clause.phrase_at(mention.first))


def _known(clause: Clause, mention: Mention, last: Voice | None) -> Voice | None:
    """The voice of a mention; a pronoun speaks with the name that it stands for."""
    if mention.named:
        return _voice(clause, mention)
    if mention.person:
        return Voice(mention.person, mention.actors, clause.phrase_at(mention.first))
    return last


def surface(clause: Clause, mention: Mention) -> str:
    """A mention as a speaker: the person's name where one is named, else the phrase as written."""
    sentence = clause.sentence
    first = mention.first
    if mention.person and mention.kind in {MentionKind.OFFICE, MentionKind.PERSON}:
        parts = {p.casefold() for p in mention.person.replace("-", " ").split()}
        for i in range(mention.first, mention.last):
            if sentence.lower[i] in parts:
                first = i
                break
    return _text(clause, first, mention.last)


def _text(clause: Clause, first: int, last: int) -> str:
    """The tokens as written, with a space where a scraper glued two words."""
    s = clause.sentence
    out = s.words[first]
    for i in range(first + 1, last):
        apart = s.starts[i] > s.ends[i - 1] or (s.words[i][0].isalpha() and s.words[i - 1][-1].isalpha())
        out += (" " if apart else "") + s.words[i]
    return out.strip(" ,")


def _mention_at(clause: Clause, i: int) -> Mention | None:
    phrase = clause.phrase_at(i)
    if phrase is None:
        return None
    return next((m for m in phrase.mentions if m.first <= i < m.last), None)


def _right(clause: Clause, i: int, last: Voice | None) -> Voice | None:
    """Who is named right of a speech word: a mention, a pronoun, capitalised words or a nameless source."""
    if i >= len(clause.tokens):
        return None
    mention = _mention_at(clause, i)
    if mention is not None:
        return _known(clause, mention, last)
    if clause.tokens[i] in speech("pronouns"):
        return last
    if clause.tokens[i] in speech("nameless"):
        return Voice(_nameless(clause, i))
    end = i
    while end < len(clause.tokens) and _capital(clause, end):
        end += 1
    return Voice(_text(clause, i, end)) if end > i else None


def _capital(clause: Clause, i: int) -> bool:
    return clause.sentence.words[i][0].isupper()


def _nameless(clause: Clause, i: int) -> str:
    """A speaker without a name, as written: "sebuah sumber", "laporan intelijen"."""
    end = i + 1
    while end < min(i + 8, len(clause.tokens)) and not (
        clause.tokens[end] in speech("nameless_ends") or not clause.tokens[end][0].isalnum()
    ):
        end += 1
    return _text(clause, i, end)


def _left(clause: Clause, i: int, last: Voice | None) -> Voice | None:
    """The subject of a speech verb at ``i``: a phrase, a pronoun or a run of capitalised words on its left."""
    for j in range(i - 1, max(i - NAME_REACH, -1), -1):
        token = clause.tokens[j]
        mention = _mention_at(clause, j)
        if mention is not None:
            return _known(clause, mention, last)
        if token in speech("pronouns"):
            return last
        if token in QUOTES or token in {".", ";", ":"}:
            return None
        if _capital(clause, j) and token not in grammar("closers") and token not in speech("no_names"):
            start = j
            while start > 0 and _capital(clause, start - 1) and clause.owner[start - 1] < 0:
                start -= 1
            return Voice(_text(clause, start, j + 1))
    return None
