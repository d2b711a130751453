"""The forms of data/patterns*.yaml, compiled."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from haluan.answers.checking.types import Against, Aspect, Kind, Share
from haluan.answers.checking.words import gap_features, load_yaml, words

_SECTIONS: Mapping[str, tuple[Kind, Aspect]] = {
    "membership_told": (Kind.MEMBERSHIP, Aspect.BEGAN),  # before the others: it holds the date
    "membership": (Kind.MEMBERSHIP, Aspect.NOW),
    "standings": (Kind.MEMBERSHIP, Aspect.NOW),
    "membership_began": (Kind.MEMBERSHIP, Aspect.BEGAN),
    "membership_ended": (Kind.MEMBERSHIP, Aspect.ENDED),
    "recognition": (Kind.RECOGNITION, Aspect.NOW),
    "recognition_ended": (Kind.RECOGNITION, Aspect.ENDED),
    "sovereignty": (Kind.SOVEREIGNTY, Aspect.NOW),
    "alliance": (Kind.ALLIANCE, Aspect.NOW),
    "alliance_began": (Kind.ALLIANCE, Aspect.BEGAN),
    "relations": (Kind.RELATIONS, Aspect.NOW),
    "relations_began": (Kind.RELATIONS, Aspect.BEGAN),
    "relations_ended": (Kind.RELATIONS, Aspect.ENDED),
    "office": (Kind.OFFICE, Aspect.NOW),
    "office_began": (Kind.OFFICE, Aspect.BEGAN),
    "office_ended": (Kind.OFFICE, Aspect.ENDED),
    "succession": (Kind.SUCCESSION, Aspect.BEGAN),
    "count": (Kind.COUNT, Aspect.NOW),
    "order": (Kind.ORDER, Aspect.BEGAN),
    "order_ended": (Kind.ORDER, Aspect.ENDED),
    "sequence": (Kind.SEQUENCE, Aspect.BEGAN),
    "group": (Kind.GROUP, Aspect.NOW),
    "region": (Kind.REGION, Aspect.NOW),
}
_FILES = (
    "patterns.yaml",
    "patterns_groups.yaml",
    "patterns_news.yaml",
    "patterns_bonds.yaml",
    "patterns_sequences.yaml",
    "patterns_loose.yaml",
    "patterns_idioms.yaml",
    "patterns_numbers.yaml",
)
_MACRO = re.compile(r"\{([A-Za-z]\w*)\}")
# What a form may leave out: a group with ``?`` or ``*`` behind it, or one of alternatives.
_OPTIONAL = re.compile(r"\((?:[^()]|\([^()]*\))*(?:\)[?*]|\|(?:[^()]|\([^()]*\))*\))")
_NEEDED = {"§B": re.compile(r"\{[OB]\}"), "§P": re.compile(r"\{(?:P|BOSS)\}|<p2>")}
_COPIES = ("2", "3", "4", "5", "6")
_TWICE = 5  # macros within macros are not deeper


@dataclass(frozen=True, slots=True)
class Pattern:
    """One form: what it asserts, and how a sentence with slots matches it. ``aside``: see `types.Assertion`.

    ``roles`` are alternatives of the fact's role; ``object`` is the code of an object that the form does not name.
    ``leads`` tells that the form says that somebody leads, not by which office. ``against`` tells which facts may
    speak against it; ``given`` is the code that the slot in group ``w`` must have; ``place`` is that of a sequence;
    ``loose`` tells that any words may stand between subject and predicate; ``needs`` are slots without which nothing
    matches,
    looked for first because most sentences have none of them.
    """

    kind: Kind
    aspect: Aspect
    regex: re.Pattern[str]
    roles: tuple[str, ...] = ()
    aside: bool = False
    of: Kind | None = None
    object: str | None = None
    leads: bool = False
    share: Share | None = None
    against: Against = Against.ANY
    given: str | None = None
    place: int | None = None
    loose: bool = False
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Carried:
    """How one sentence names members of a bloc and the next one, or the same, lists them or points back to one."""

    first: re.Pattern[str]
    then: re.Pattern[str]
    inside: re.Pattern[str]
    back: re.Pattern[str]


@cache
def patterns() -> tuple[Pattern, ...]:
    """All forms, in the order of the file, compiled once a process."""
    files = [load_yaml(name) for name in _FILES]
    macros = _macros({name: form for data in files for name, form in data.get("macros", {}).items()})
    return tuple(
        _pattern(section, entry, macros) for section in _SECTIONS for data in files for entry in data.get(section, ())
    )


@cache
def carried() -> Carried:
    """The forms of lists that a sentence takes from the one before it."""
    data = load_yaml("patterns.yaml")
    macros, forms = _macros(data["macros"]), data["carried"]
    return Carried(*(_compiled(forms[name], macros) for name in ("first", "then", "inside", "back")))


@cache
def role_words() -> Mapping[str, str]:
    """Word before "member" -> the role that it makes of it."""
    listed = load_yaml("patterns.yaml")["roles"]
    return {word: role for role, listing in listed.items() for word in listing}


def _pattern(section: str, entry: str | Mapping[str, Any], macros: Mapping[str, str]) -> Pattern:
    kind, aspect = _SECTIONS[section]
    if isinstance(entry, str):
        return Pattern(kind, aspect, _compiled(entry, macros), needs=_needs(entry))
    form = next(str(entry[key]) for key in ("form", "aside", "once") if key in entry)
    aspect = Aspect.ONCE if "once" in entry else aspect
    of = Kind(entry["of"]) if "of" in entry else None
    roles = tuple(entry["roles"]) if "roles" in entry else (entry["role"],) if "role" in entry else ()
    return Pattern(
        kind,
        aspect,
        _compiled(form, macros),
        roles,
        aside="aside" in entry,
        of=of,
        object=entry.get("object"),
        leads=bool(entry.get("leads")),
        share=Share(entry["share"]) if "share" in entry else None,
        against=Against(entry.get("against", Against.ANY)),
        given=entry.get("given"),
        place=entry.get("place"),
        loose=bool(entry.get("loose")),
        needs=_needs(form),
    )


def _needs(form: str) -> tuple[str, ...]:
    """Which slots every match holds, by the macros that the form names outside of anything optional."""
    sure = _OPTIONAL.sub("", form)
    return tuple(slot for slot, named in _NEEDED.items() if named.search(sure))


def _macros(listed: Mapping[str, str]) -> dict[str, str]:
    numbers = words()["numbers"]
    macros = dict(listed)
    for name in ("O", "R"):  # a form may name a place twice, by alternatives
        for copy in _COPIES:
            macros[name + copy] = macros[name].replace(f"<{name.lower()}>", f"<{name.lower()}{copy}>")
    macros["gapwords"] = _any(gap_features()) + r"|\w+ly|secara \w+"  # adverbs change nothing
    macros["rolewords"] = _any(role_words())
    macros["numberwords"] = _any((*numbers["units"], *numbers["tens"]))
    macros["ordinals"] = _any(numbers["ordinals"])
    macros["lastwords"] = _any(numbers["last"])
    return macros


def _any(choices: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(choices, key=lambda word: (-len(word), word)))


def _compiled(form: str, macros: Mapping[str, str]) -> re.Pattern[str]:
    for _ in range(_TWICE):
        form = _MACRO.sub(lambda found: macros[found[1]], form)
    return re.compile(rf"(?<![\w'])(?:{form})(?![\w'])", re.ASCII)
