"""Tells the language of an article."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import pycld2

from haluan.text.vocabulary import vocabulary, words

READ = frozenset(("id", "ms", "en"))
"""Languages that Haluan reads."""

_SAMPLE = 4000  # characters: more changes no decision and costs time
_SHORT = 40  # words: below, a headline's names mislead statistics over letters, and known words vote first
_SHARE = 0.2  # of a short text's words that must be known before they decide
_FEWEST = 6  # words: fewer say nothing to a detector
_SURE = 0.95
_WORD = re.compile(r"[^\W\d_]+")
# cld2 rejects what is not interchange-valid UTF-8: surrogates, non-characters and controls.
_INVALID = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\U0001fffe-\U0010ffff]"
)
_MALAYIC = frozenset(("id", "ms", "jw", "su", "min", "bjn"))  # what detectors call a short text in Indonesian


def detect(text: str, hint: str | None = None) -> str:
    """Return the ISO 639-1 code of ``text``'s language; ``hint`` is what the source says of it.

    Known words decide short texts; `pycld2` decides long ones, and `py3langid` where it is not sure. Indonesian and
    Malay are told apart by words that only one of them uses. A text that nothing decides has the hint's language,
    else Indonesian.
    """
    sample = _INVALID.sub(" ", text[:_SAMPLE])
    hint = re.split(r"[-_]", hint.strip().casefold())[0] if hint else None
    found = [word.casefold() for word in _WORD.findall(sample)]
    votes = {"id": _known(found, "id"), "en": _known(found, "en")}
    best, other = ("id", "en") if votes["id"] >= votes["en"] else ("en", "id")
    code = _cld2(sample)
    if code not in READ and len(found) < _FEWEST and sample.isascii():
        code = ""
    if code in _MALAYIC and (best == "id" or code == "id"):
        code = "id"  # one family: which of the two is settled at the end
    certain = votes[best] > votes[other] and votes[best] >= _SHARE * len(found)
    told = {"ms": "id"}.get(hint or "", hint)
    if len(found) < _SHORT and told in votes and votes[told] * 2 >= votes[best]:
        code = told  # a headline of names alone cannot contradict its source
    elif len(found) < _SHORT and certain and (votes[best] >= 2 or code in (best, "")):
        code = best
    elif not code:
        code = _langid(sample) if len(found) >= _FEWEST else ""
    if not code:
        code = best if votes[best] > votes[other] else hint or "id"
    return _standard(code, found, hint)


def _known(found: list[str], language: str) -> int:
    known = words("language", language) | vocabulary(language)
    return sum(word in known for word in found)


def _standard(code: str, found: list[str], hint: str | None) -> str:
    """Return Malay or Indonesian for what is one of the two, by their own words; every other code as it is."""
    if code not in ("id", "ms"):
        return code
    malay = sum(word in words("language", "ms_only") for word in found)
    indonesian = sum(word in words("language", "id_only") for word in found)
    if malay == indonesian:
        return "ms" if hint == "ms" else "id"
    return "ms" if malay > indonesian else "id"


def _cld2(sample: str) -> str:
    """Return what `pycld2` takes the text for, "" where it is not sure."""
    try:
        reliable, _, details = pycld2.detect(sample, bestEffort=True)
    except pycld2.error:
        return ""
    code = str(details[0][1])
    return code if reliable and code != "un" else ""


def _langid(sample: str) -> str:
    """Return what `py3langid` takes the text for, "" where it is not sure."""
    code, probability = _second_opinion().classify(sample)
    return str(code) if probability >= _SURE else ""


@cache
def _second_opinion() -> Any:
    # imported here: it takes 0.2 s and 40 MB that few runs need
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
