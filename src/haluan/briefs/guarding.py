"""What a sentence must keep when it is worded anew: its names, numbers, quotes, citations, doubts and negations."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache

from haluan.briefs.wording import Wording

QUOTE = "[[Q]]"  # stands for the quote, which nobody may touch
_TOKEN = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_MARKS = re.compile(r"\[[^\[\]]*\]")


def kept(words: Wording, old: str, new: str, marks: str) -> bool:
    """Tell whether ``new`` says no more and no less than ``old``; both end with ``marks``, the citation in brackets.

    Names and numbers must be the same, the quote and the citation stand where they stood, doubts stay, and nothing is
    negated that was not.
    """
    if _MARKS.findall(new.replace(QUOTE, "")) != [marks] or not new.endswith(marks):
        return False
    if new.count(QUOTE) != old.count(QUOTE) or not new.isprintable():
        return False
    before, after = old.removesuffix(marks).replace(QUOTE, " "), new.removesuffix(marks).replace(QUOTE, " ")
    return (
        names(words, after, before) == names(words, before, before)
        and _numbers(words, after) == _numbers(words, before)
        and _found(words.get("negations"), after) == _found(words.get("negations"), before)
        and not _found(words.get("hedges"), before) - _found(words.get("hedges"), after)
    )


def names(words: Wording, text: str, known: str) -> frozenset[str]:
    """Words with a capital; the first one of a sentence only where neither ``known`` nor the phrases have it small."""
    small = {token.lower() for token in _TOKEN.findall(known) if token[0].islower()} | _vocabulary(words.language)
    found = set()
    for match in _TOKEN.finditer(text):
        token, before = match.group(), text[: match.start()].rstrip(" “\"'(")
        opens = not before or before[-1] in ".!?:"
        if any(letter.isupper() for letter in token) and not (opens and token.lower() in small):
            found.add(token)
    return frozenset(found)


def _numbers(words: Wording, text: str) -> Counter[str]:
    """Numbers in digits and in words, each as often as it stands there."""
    spelled = frozenset(words.get("numbers"))
    tokens = [token.lower() for token in _TOKEN.findall(text)]
    return Counter(token for token in tokens if token in spelled or any(letter.isdigit() for letter in token))


def _found(phrases: Iterable[str], text: str) -> Counter[str]:
    """How often each phrase stands in the text as whole words."""
    counts = {phrase: len(re.findall(rf"\b{re.escape(phrase)}\b", text, re.IGNORECASE)) for phrase in phrases}
    return Counter({phrase: count for phrase, count in counts.items() if count})


@cache
def _vocabulary(language: str) -> frozenset[str]:
    """All words that the phrases write with a small letter or at the head of a sentence."""

    def strings(value: object) -> Iterable[str]:
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict):
            for item in value.values():
                yield from strings(item)
        elif isinstance(value, list):
            for item in value:
                yield from strings(item)

    words = Wording(language)
    parts = (
        "statements",
        "attribution",
        "stance",
        "since",
        "why",
        "who",
        "unsure",
        "facts",
        "lead",
        "pronouns",
        "when",
    )
    return frozenset(
        token.lower() for part in parts for text in strings(words.get(part)) for token in _TOKEN.findall(text)
    )
