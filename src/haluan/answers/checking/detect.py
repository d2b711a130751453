"""Finds what a sentence asserts that the facts may know, by the forms of data/patterns.yaml."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import product

from haluan.answers.checking import words as vocabulary
from haluan.answers.checking.beside import beside, is_act
from haluan.answers.checking.bond import SUSPENDED
from haluan.answers.checking.carrying import carried_on, pointed
from haluan.answers.checking.groups import shared
from haluan.answers.checking.patterns import Pattern, patterns, role_words
from haluan.answers.checking.shaping import features_of, is_place, is_plain, shaped, timed
from haluan.answers.checking.slots import SLOT, Slot, Slotted
from haluan.answers.checking.titles import held_offices, in_office, succeeded
from haluan.answers.checking.types import Against, Aspect, Assertion, Kind
from haluan.model import Article, Status

_NAMED_LAST = frozenset({Kind.MEMBERSHIP, Kind.RECOGNITION, Kind.RELATIONS})
_BACK = re.compile(r"\b(?:(?<!has )(?<!have )had|comprised|consisted|numbered|were)\b")
_PACTS = ("mutual_defence", "defence")
_OWED = re.compile(r"\b(?:mutual|collective|bersama|timbal balik|kolektif)\b")
_FOUNDED = re.compile(
    r"\b(?:founding|founders?|(?:co )?founded|cofounded|original|pioneers?"
    r"|pendiri|mendirikan|didirikan|dirintis|membidani|merintis|perintis)\b"
)
# "is not the only member": is one, beside others.
_NOT = re.compile(r"\b(?:not|no longer|never|bukan lagi|bukanlah|bukan|tidak)\b")
_NOT_ONLY = re.compile(rf"{_NOT.pattern}(?=(?: \w+){{0,2}} (?:only|just|merely|satu satunya|hanya|sekadar)\b)")
_JOINED = re.compile(r"\b(?:join(?:s|ed|ing)?|bergabung)\b")
_EURO = "EUROZONE"
_OBJECTS = ("o", "o2", "o3", "o4", "o5", "o6")  # where alternatives of a form name the bloc
_OTHERS = re.compile(r"§[SD]\d+ (?:yang|who|which|that)\b")
_RATIFIED = re.compile(r" (?:ratif|acced|meratifik|mengesahk|mengakses)")
_SEATS = ("security_council_permanent", "security_council_elected")
_RESTORED = re.compile(
    r"\b(?:dipulihkan|diaktifkan kembali|dikembalikan|restored|reinstated|readmitted|lifted|dicabut|diterima kembali)\b"
)
_WORLD = "WORLD"
_AFTERWARDS = re.compile(
    r" (?:after|since|outside|besides|other than|setelah|sesudah|sejak|selain|di luar|selepas)\b(?! §T)"
)
_CITY = "jerusalem_as_capital"  # the one city where an embassy is a stance


def detect(article: Article, sentences: Sequence[Slotted]) -> Iterator[Assertion]:
    """Give the assertions of an article's sentences, in order, each once."""
    seen: set[tuple[object, ...]] = set()  # an office without its actor is the one that was named with it
    for number, slotted in enumerate(sentences):
        before = sentences[number - 1] if number else None
        matched = tuple(_matched(article, slotted))
        for found in (
            *matched,
            *carried_on(article, slotted, before),
            *pointed(article, slotted, before),
            *_held_on(slotted, matched),
        ):
            key = (
                found.kind,
                found.subject,
                found.object,
                found.person,
                slotted.sentence.index,
                found.among,
                held(found),
            )
            people = (found.kind, None, found.person, slotted.sentence.index)
            named = (found.kind, found.object, found.person, slotted.sentence.index)
            titled = found.kind is Kind.OFFICE and found.aside and named in seen
            if key not in seen and not titled:
                seen |= {key, people, named}
                yield found


def held(found: Assertion) -> bool:
    """Whether it says of an office told before that it is held on."""
    return found.kind is Kind.OFFICE and found.aspect is Aspect.NOW and not found.aside


def _held_on(slotted: Slotted, matched: Sequence[Assertion]) -> Iterator[Assertion]:
    """The only office of the sentence, where it goes on: "..., and still holds that post"."""
    told = [found for found in matched if found.kind is Kind.OFFICE]
    goes_on = any(phrase in slotted.text for phrase in vocabulary.words()["holds_on"])
    if goes_on and len({(found.person, found.object) for found in told}) == 1:
        yield replace(told[0], aspect=Aspect.NOW, when=None, aside=False, negated=False)


@cache
def _ranked() -> tuple[Pattern, ...]:
    """All forms, those of an order first; ranked once a process, since a pattern takes long to hash and compare.

    What is said in passing comes last, so that a date told with the same thing is not lost.
    """
    return tuple(
        sorted(
            patterns(),
            key=lambda form: (form.kind is not Kind.ORDER, form.loose, form.aside and form.kind in _NAMED_LAST),
        )
    )


def _matched(article: Article, slotted: Slotted) -> Iterator[Assertion]:
    for form in _ranked():
        if not all(slot in slotted.text for slot in form.needs):
            continue
        for match in form.regex.finditer(slotted.text):
            yield from _read(article, slotted, form, match)


def _read(article: Article, slotted: Slotted, form: Pattern, match: re.Match[str]) -> Iterator[Assertion]:
    groups = match.groupdict()
    if form.kind in _NAMED_LAST and not _ends_there(slotted, form.kind, match):
        return
    if form.loose and not is_plain(slotted.text[: match.start()], match[0]):
        return
    if not form.aside and is_place(slotted.text[: match.start()], match[0]):
        return
    if form.given and form.given not in slotted.slot(groups["w"] or "").codes:
        return
    head = slotted.text[: match.start()]
    if _OTHERS.match(match[0]) and any(head.endswith(f"{word} ") for word in vocabulary.words()["beside"]):
        return
    bare = "" if match[0].startswith("§") or "g" in groups else " ".join(head.split()[-3:])  # "will recognize it, as"
    gap = " ".join(filter(None, (bare, groups.get("g"), groups.get("g2"))))
    features = features_of(_NOT.sub("", gap, count=1) if _NOT_ONLY.search(match[0]) else gap)
    base = Assertion(
        form.kind,
        None,
        None,
        slotted.evidence(article, match.start(), match.end()),
        form.aspect,
        form.roles,
        aside=form.aside,
        of=form.of if form.kind is Kind.COUNT else None,
        against=form.against,
    )
    base = timed(slotted, match, shaped(slotted, match, base, features))
    if form.kind is Kind.OFFICE:
        if in_office(slotted.text[: match.start()], match[0], aside=form.aside):
            yield from held_offices(slotted, form, groups, base)
    elif form.kind is Kind.SUCCESSION:
        yield from succeeded(slotted, form, groups, base)
    elif form.kind is Kind.COUNT:
        yield from (one for one in _counts(slotted, match, base) if form.object in (None, one.object))
    elif form.kind is Kind.REGION:
        yield from _lying(slotted, match, base)
    elif form.kind is Kind.SEQUENCE:
        yield from _sequence(slotted, form, match, base)
    elif form.kind is Kind.GROUP:
        yield from shared(slotted, form, match, base)
    else:
        yield from _bonds(slotted, form, match, base)


def _lying(slotted: Slotted, match: re.Match[str], base: Assertion) -> Iterator[Assertion]:
    """Who lies where; that somebody lies in the world says nothing."""
    region = slotted.slot(match["r"]).codes[0]
    for slot in _listed(slotted, match["s"] if region != _WORLD else None):
        yield replace(base, subject=slot.codes[0], among=region)


def _sequence(slotted: Slotted, form: Pattern, match: re.Match[str], base: Assertion) -> Iterator[Assertion]:
    """Who did it before or after whom; the date told is that of one of them."""
    rivals = tuple(slot.codes[0] for slot in _listed(slotted, match["s2"]))
    for subject, object_ in product(_listed(slotted, match["s"]), _listed(slotted, match["o"])):
        told = replace(base, subject=subject.codes[0], object=object_.codes[0], when=None)
        yield replace(told, others=rivals, of=form.of, place=form.place)


def _ends_there(slotted: Slotted, kind: Kind, match: re.Match[str]) -> bool:
    """Whether the name that ends the match stands for itself, not before a noun: "joined NATO" but no "NATO drills".

    Indonesian puts the noun first ("latihan NATO"), so that only "mengakui" may go on: "mengakui Israel menyerang".
    """
    if not re.search(r"§[SB]\d+$", match[0]) or match.groupdict().get("s", "").endswith(match[0].split()[-1]):
        return True
    following = slotted.text[match.end() :].split()
    if kind is Kind.MEMBERSHIP and is_act(slotted.text[match.end() :], joined=_JOINED.search(match[0]) is not None):
        return False
    if following[:1] == ["of"] and following[1:2] and following[1].startswith("§B"):
        return True  # "the statute of the court": one thing
    if not following or not following[0][0].isalpha():
        return not following or following[0] != "'s"
    if slotted.language != "en" and kind is Kind.MEMBERSHIP:
        return True
    return following[0] in vocabulary.words()["next"] or following[0].endswith("ly")


def _by_signature(bloc: str) -> bool:
    """Whether one belongs to a pact by signing it: the rows of its parties say so."""
    return bloc in vocabulary.words()["by_signature"]


def _listed(slotted: Slotted, text: str | None) -> Iterator[Slot]:
    for name in SLOT.findall(text or ""):
        yield slotted.slot(name)


def _bonds(slotted: Slotted, form: Pattern, match: re.Match[str], base: Assertion) -> Iterator[Assertion]:
    groups = match.groupdict()
    if form.kind in (Kind.RECOGNITION, Kind.RELATIONS) and not groups.get("tail"):
        following = slotted.text[match.end() :]
        if following.startswith((" 's ", " as ", " sebagai ")) and groups.get("o") and match[0].endswith(groups["o"]):
            return  # "recognised Israel's right", "recognised Jordan as host"
    role = role_words().get(groups.get("role") or groups.get("role2") or "")
    if any(_territory(slot) != _CITY for slot in _listed(slotted, groups.get("city"))):
        return
    objects = [slot.codes[0] for slot in _listed(slotted, groups.get("o"))] or list(filter(None, (form.object,)))
    if form.kind in (Kind.RECOGNITION, Kind.MEMBERSHIP) and form.object:
        objects = [code for code in objects if code == form.object]
    narrowed = next((slot.roles for slot in _listed(slotted, groups.get("o")) if slot.roles), ())
    if role in _SEATS:
        narrowed, role = ((role,) if narrowed else ()), None
    if base.roles and base.roles[0] in _SEATS:
        if not narrowed:
            return  # a veto elsewhere
        narrowed = base.roles
    if form.kind is Kind.MEMBERSHIP and _FOUNDED.search(match[0]):
        base, role = replace(base, founder=True), None if role == "founding" else role
    roles = (role,) if role else narrowed or base.roles
    if roles == SUSPENDED and base.aspect is Aspect.SINCE and _RESTORED.search(slotted.text[match.end() :]):
        base = replace(base, aspect=Aspect.BEGAN)  # suspended since then, until it was let in again
    if roles == _PACTS and (base.negated or _OWED.search(match[0])):
        roles = _PACTS[:1]  # whoever has no mutual defence pact may have a looser agreement
    if groups.get("both"):
        yield from _mutual(slotted, groups["both"], replace(base, roles=roles))
        return
    if form.kind is Kind.SOVEREIGNTY:
        roles = (_territory(slotted.slot(groups["z"])),)
    if form.kind is Kind.ORDER and re.search(r"one of|salah satu|among", groups.get("g") or ""):
        return  # "one of the first" is no order
    if base.when and _RATIFIED.search(match[0]):  # months before it comes into force
        base = replace(base, against=Against.OTHERS)
    if groups.get("sign") and base.when and any(not _by_signature(code) for code in objects):
        # One signs years before one is a party, where a treaty must be ratified.
        ratified = frozenset(vocabulary.words()["all_ratified"]).issuperset(objects)
        base = replace(base, when=None) if ratified else replace(base, vague=True)
    if form.kind is Kind.ORDER:
        base = _order(slotted, form, groups, base)
    if form.kind is Kind.ORDER and _AFTERWARDS.match(slotted.text[match.end() :]):
        return  # "the first to join after its founders"
    if form.kind is Kind.ORDER and (narrowed or (groups.get("sign") and not all(map(_by_signature, objects)))):
        return  # the newest on a council is no new member; who signs first is often no party yet
    names = _compared(slotted.text[: match.start()], groups.get("s"))
    if any(phrase in match[0] for phrase in vocabulary.words()["latter"]):
        names = (SLOT.findall(names or "") or [None])[-1]
    if groups.get("n") and vocabulary.number(groups["n"] or "") != len(SLOT.findall(names or "")):
        return  # "the five members, Iran and Iraq"
    for subject in (*_listed(slotted, names), *_listed(slotted, groups.get("s2")), *_along(slotted, match, base)):
        for object_ in objects:
            lent = form.object == _EURO and subject.codes[0] in vocabulary.words()["use_euro"]  # without belonging
            if subject.codes[0] != object_ and not lent:
                yield replace(base, subject=subject.codes[0], object=object_, roles=roles)


def _along(slotted: Slotted, match: re.Match[str], base: Assertion) -> tuple[Slot, ...]:
    """Who does it beside the subject: "signed the accords along with Oman in 2020"."""
    told = base.kind in (Kind.MEMBERSHIP, Kind.RECOGNITION) and base.status is Status.ACTUAL and not base.negated
    if not told or not match.groupdict().get("s"):
        return ()
    return tuple(_listed(slotted, beside(slotted.text[match.end() :], objects=base.kind is Kind.RECOGNITION)))


def _compared(head: str, names: str | None) -> str | None:
    """Of "unlike Egypt and Jordan, Libya" only who stands behind the comma: the others are said to be otherwise."""
    if any(head.rstrip().endswith(phrase) for phrase in vocabulary.words()["except"]):
        return None  # what is said of all but them
    unlike = any(head.rstrip().endswith(phrase) for phrase in vocabulary.words()["unlike"])
    return names.rpartition(" , ")[2] if unlike and names else names


def _mutual(slotted: Slotted, names: str | None, base: Assertion) -> Iterator[Assertion]:
    """What two have with each other: "Iran and Israel have no relations". Of three, nobody knows who with whom."""
    codes = [slot.codes[0] for slot in _listed(slotted, names)]
    if len(codes) == 2 and codes[0] != codes[1]:
        yield replace(base, subject=codes[0], object=codes[1])


def _territory(slot: Slot) -> str:
    """The fact's role for what sovereignty is over: a territory, or a state that is claimed."""
    territory = next((entry.value for entry in slot.entries if entry.slot == "Z"), None)
    return territory or slot.codes[0].lower()


def _order(slotted: Slotted, form: Pattern, groups: dict[str, str | None], base: Assertion) -> Assertion:
    region = groups.get("r") or groups.get("r2")
    among = slotted.slot(region).codes[0] if region else None
    place = form.place or vocabulary.place(groups["ord"] or "")
    if place is not None and place < 0:  # the last two are named together; who still recognizes may be "the last" too
        place *= len(SLOT.findall(groups.get("s") or "")) or 1
        place = None if form.of is Kind.RECOGNITION else place
    return replace(base, place=place, among=among, of=form.of, roles=form.roles)


def _counts(slotted: Slotted, match: re.Match[str], base: Assertion) -> Iterator[Assertion]:
    groups = match.groupdict()
    number = vocabulary.number(groups["n"] or "")
    bloc = next(_listed(slotted, next(filter(None, map(groups.get, _OBJECTS)), None)), None)
    before = slotted.text[: match.start("n")].split()
    about = frozenset(vocabulary.words()["about"])
    if bloc is None or number is None or (before and (before[-1] in about or " ".join(before[-2:]) in about)):
        return
    if not groups.get("exact") and len(tuple(_listed(slotted, groups.get("o")))) > 1:
        return
    back = not base.when and _BACK.search(match[0] + " " + " ".join(before[-2:]))
    loose = bool(back) or not frozenset(vocabulary.words()["back_then"]).isdisjoint(slotted.text.split())
    yield replace(base, object=bloc.codes[0], vague=loose and not base.when, number=number, roles=bloc.roles)
