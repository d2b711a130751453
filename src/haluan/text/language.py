"""Tells the language of an article."""

from __future__ import annotations

import re

import pycld2

from haluan.text.vocabulary import words

READ = frozenset(("id", "ms", "en"))
"""Languages that Haluan reads."""

_SAMPLE = 4000  # characters: more changes no decision and costs time
_WORD = re.compile(r"[^\W\d_]+")
# cld2 rejects what is not interchange-valid UTF-8: surrogates, non-characters and controls.
_INVALID = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\U0001fffe-\U0010ffff]"
)


def detect(text: str, hint: str | None = None) -> str:
    """Return the ISO 639-1 code of ``text``'s language; ``hint`` is what the source says of it.

    Headlines have too few words for statistics over letters, so function words vote first; `pycld2` decides the rest.
    A text that nothing decides has the hint's language, else Indonesian.
    """
    sample = _INVALID.sub(" ", text[:_SAMPLE])
    hint = hint.split("-")[0].split("_")[0].casefold() if hint else None
    votes = _votes(sample)
    best, second = sorted(votes.items(), key=lambda item: -item[1])[:2]
    if best[1] >= 2 and best[1] >= 3 * second[1]:
        return _malay_or(best[0], sample, hint)
    reliable, _, details = pycld2.detect(sample, bestEffort=True)
    code = str(details[0][1])
    if reliable and code != "un":
        return _malay_or(code, sample, hint) if code in READ else code
    if best[1] > second[1]:
        return best[0]
    return hint or "id"


def _votes(sample: str) -> dict[str, int]:
    found = {"id": 0, "en": 0}
    for word in _WORD.findall(sample.casefold()):
        for language in found:
            found[language] += word in words("language", language)
    return found


def _malay_or(code: str, sample: str, hint: str | None) -> str:
    return code
