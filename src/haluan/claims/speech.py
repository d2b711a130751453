"""Who says it: finds reported speech in a sentence and the stretch of tokens that each speaker answers for."""

from __future__ import annotations

from dataclasses import dataclass

from haluan.claims.clause import COMMA, QUOTES, Clause, grammar
from haluan.claims.lexicon import WordSet, words
from haluan.model import Mention, MentionKind

NAME_REACH = 7  # tokens between a speaker and the verb: an aside in commas or a day in parentheses


@dataclass(frozen=True, slots=True)
class Speech:
    """``speaker`` answers for the tokens in ``[first, last)``; only the quoted ones if ``quoted``."""

    speaker: str
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


def speeches(clause: Clause, last_speaker: str | None) -> tuple[Speech, ...]:
    """All reported speech of a sentence, left to right. ``last_speaker`` stands in for a pronoun."""
    n = len(clause.tokens)
    found: list[Speech] = list(_colon(clause))
    for i in range(n):
        if clause.owner[i] >= 0 or clause.quoted[i]:
            continue
        width = speech("according").at(clause.tokens, i)
        if width and not speech("passing").at(clause.tokens, max(i - 1, 0)):
            said = _name_right(clause, i + width, last_speaker)
            if said:
                found.append(Speech(said, 0, n, False, i))
                continue
        if _says_after(clause, i):
            said = _name_right(clause, i + 1, last_speaker)
            if said:
                found.append(Speech(said, 0, i, any(clause.quoted[:i]), i))
                continue
        width = speech("before").at(clause.tokens, i)
        if width:
            said = _name_left(clause, i, last_speaker)
            if said:
                found.append(Speech(said, i + width, n, False, i))
    return tuple(found)


def _colon(clause: Clause) -> tuple[Speech, ...]:
    """Headlines name the speaker before a colon: "PM Israel: perang sampai akhir"."""
    first = clause.phrase_at(0)
    if first is None or first.last >= len(clause.tokens) or clause.tokens[first.last] != ":":
        return ()
    speaker = surface(clause, first.mentions[0])
    return (Speech(speaker, first.last + 1, len(clause.tokens), False, first.last),)


def speaker_of(found: tuple[Speech, ...], clause: Clause, token: int) -> str | None:
    """The innermost speaker of the content at ``token``: the one whose verb stands nearest to it."""
    covering = [s for s in found if s.covers(token, clause.quoted)]
    if not covering:
        return None
    return min(covering, key=lambda s: abs(s.verb - token)).speaker


def _says_after(clause: Clause, i: int) -> bool:
    """Whether token ``i`` is a speech word that follows its content: behind a quotation mark or a comma."""
    if not speech("after").at(clause.tokens, i) or i == 0:
        return False
    return clause.tokens[i - 1] in QUOTES or clause.tokens[i - 1] == COMMA


def _mention_at(clause: Clause, i: int) -> Mention | None:
    phrase = clause.phrase_at(i)
    if phrase is None:
        return None
    return next((m for m in phrase.mentions if m.first <= i < m.last), None)


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
    """The tokens as written, with single spaces where the text has any space or none that should be there."""
    s = clause.sentence
    out = s.words[first]
    for i in range(first + 1, last):
        out += ("" if s.starts[i] == s.ends[i - 1] and not s.words[i][0].isalpha() else " ") + s.words[i]
    return out.strip(" ,")


def _capital_run_right(clause: Clause, i: int) -> int:
    """End of the run of capitalised words that starts at ``i``."""
    s = clause.sentence
    end = i
    while end < len(s.words) and (s.words[end][0].isupper() or (end > i and s.words[end] in {"-", "al", "bin"})):
        end += 1
    return end


def _name_right(clause: Clause, i: int, last_speaker: str | None) -> str | None:
    n = len(clause.tokens)
    if i >= n:
        return None
    if clause.tokens[i] in speech("pronouns"):
        return last_speaker
    if clause.tokens[i] in speech("nameless"):
        return _nameless(clause, i)
    mention = _mention_at(clause, i)
    if mention is not None:
        return surface(clause, mention) if mention.named else (mention.person or last_speaker)
    end = _capital_run_right(clause, i)
    if end == i:
        return None
    return _text(clause, i, end)


def _nameless(clause: Clause, i: int) -> str:
    """A speaker without a name, as written: "sebuah sumber", "laporan intelijen"."""
    end = i + 1
    while end < min(i + 8, len(clause.tokens)) and not (
        clause.tokens[end] in speech("nameless_ends") or not clause.tokens[end][0].isalnum()
    ):
        end += 1
    return _text(clause, i, end)


def _name_left(clause: Clause, i: int, last_speaker: str | None) -> str | None:
    """The subject of a speech verb at ``i``: a phrase, a pronoun or a run of capitalised words on its left."""
    j = i - 1
    low = max(i - NAME_REACH, -1)
    while j > low:
        token = clause.tokens[j]
        mention = _mention_at(clause, j)
        if mention is not None:
            return surface(clause, mention) if mention.named else (mention.person or last_speaker)
        if token in speech("pronouns"):
            return last_speaker
        if token in QUOTES or token in {".", ";", ":"}:
            return None
        if clause.sentence.words[j][0].isupper() and token not in grammar("closers"):
            start = j
            while start > 0 and clause.sentence.words[start - 1][0].isupper() and clause.owner[start - 1] < 0:
                start -= 1
            return _text(clause, start, j + 1)
        j -= 1
    return None
