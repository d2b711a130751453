"""What an article has talked about so far: who spoke, who acted, and which section of a list it is in."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from haluan.mentions.found import Found
from haluan.mentions.words import Anaphors, Phrases
from haluan.model import MentionKind, Sentence

_SPOKEN = 4  # tokens between a speech verb and the one who speaks
QUOTES = frozenset('"“”„‟«»')


@dataclass(frozen=True, slots=True)
class Turn:
    """One sentence as coreference sees it. ``speaker`` may stand for nobody known (``stranger``)."""

    sentence: Sentence
    found: tuple[Found, ...]
    subject: Found | None
    speaker: Found | None
    stranger: bool  # somebody who is no actor speaks or acts here, so that "ia" may be that person
    unknown_voice: bool = False  # somebody who is no actor speaks here


def turn(sentence: Sentence, found: Sequence[Found], anaphors: Anaphors, phrases: Phrases) -> Turn:
    """Look at one sentence: who is its subject, and who is reported as speaking."""
    subject = _subject(sentence, found, anaphors)
    speaker, unknown = _speaker(sentence, found, anaphors, phrases)
    stranger = unknown or _other_subject(sentence, found, phrases)
    return Turn(sentence, tuple(found), subject, speaker, stranger, unknown)


def _subject(sentence: Sentence, found: Sequence[Found], anaphors: Anaphors) -> Found | None:
    """Return the mention that opens the sentence or one of its clauses; "serangan Israel" opens none."""
    for item in found:
        before = sentence.lower[item.first - 1] if item.first else ""
        opening = not before or not before[0].isalnum() or before in anaphors.openers
        if item.actors and item.kind is not MentionKind.PLACE and opening and before != "(":
            return item
    return None


def _speaker(
    sentence: Sentence, found: Sequence[Found], anaphors: Anaphors, phrases: Phrases
) -> tuple[Found | None, bool]:
    """Return the one who speaks, and whether a stranger does."""
    lower, stranger = sentence.lower, False
    for at, word in enumerate(lower):
        speaker = None
        if word in anaphors.speech and at:
            speaker, unknown = _speaker_before(sentence, found, at, anaphors, phrases)
            stranger = stranger or unknown
        if speaker is None and word in anaphors.speech_after and (at == 0 or not lower[at - 1][0].isalnum()):
            speaker, unknown = _speaker_after(sentence, found, at, anaphors)
            stranger = stranger or unknown
        if speaker is not None:
            return speaker, False
    return None, stranger


def _speaker_before(
    sentence: Sentence, found: Sequence[Found], at: int, anaphors: Anaphors, phrases: Phrases
) -> tuple[Found | None, bool]:
    """X mengatakan: the mention that ends before the word of speech, or a name or role that is no mention."""
    words, lower = sentence.words, sentence.lower
    end = at
    while end > 1 and lower[end - 1] in anaphors.adverbs:
        end -= 1
    before = next((item for item in found if item.last == end), None)
    if before is not None:
        return (before, False) if before.actors else (None, False)
    if lower[end - 1] == "," and end > 1:
        end -= 1
    name = words[end - 1][0].isupper() and end > 1 and not any(item.last == end for item in found)
    return None, name or lower[end - 1] in anaphors.people or lower[end - 1] in phrases.private


def _speaker_after(
    sentence: Sentence, found: Sequence[Found], at: int, anaphors: Anaphors
) -> tuple[Found | None, bool]:
    """ "... ," kata X: the next mention, unless a capitalised name or a comma stands before it."""
    words = sentence.words
    after = next((item for item in found if at < item.first <= at + _SPOKEN), None)
    between = words[at + 1 : at + 2] if after is None else words[at + 1 : after.first]
    if any(word[0].isupper() for word in between):
        return None, True
    if after is None:
        return None, bool(between) and sentence.lower[at + 1] in anaphors.somebody
    if not after.actors or any(not word[0].isalnum() for word in between):
        return None, True
    return after, False


def _other_subject(sentence: Sentence, found: Sequence[Found], phrases: Phrases) -> bool:
    """Whether the sentence opens with a person's name or a private role that is no actor."""
    lower, words = sentence.lower, sentence.words
    if lower[0] in phrases.private or lower[0] in phrases.former:
        return True
    covered = bool(found) and found[0].first <= 1
    return not covered and len(words) > 2 and words[0][0].isupper() and words[1][0].isupper() and words[1].isalpha()


def quoted(sentence: Sentence, open_before: bool) -> tuple[Collection[int], bool]:
    """Return the tokens that stand in quotation marks, and whether a quotation stays open at the end."""
    inside: set[int] = set()
    is_open = open_before
    for at, word in enumerate(sentence.words):
        if word in QUOTES:
            is_open = word in "“„«" or (word == '"' and not is_open)
        elif is_open:
            inside.add(at)
    return inside, is_open
