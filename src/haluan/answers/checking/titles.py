"""Which office a form says that somebody holds, and of which state or bloc: by its own words, or by who leads it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from haluan.answers.checking.names import key_of
from haluan.answers.checking.patterns import Pattern
from haluan.answers.checking.shaping import readable
from haluan.answers.checking.slots import Slot, Slotted
from haluan.answers.checking.types import Aspect, Assertion
from haluan.answers.checking.words import words
from haluan.ontology import load

# "Before Marcos, the country was led by", "for six years".
_BACK_THEN = re.compile(
    r"^(?:sebelum|before|prior to|sepeninggal|until) (?:§[PT]|\w+ §P)|\bselama (?:\w+ ){1,3}(?:tahun|bulan|dekade)\b"
    r"|\bfor (?:\w+ ){1,3}(?:years|months|decades|terms)\b"
)
_AS = re.compile(r"§P\d+ (?:as|sebagai|menjadi|selaku|di)\b")
# "my predecessor, President X": he was it.
_PREDECESSOR = re.compile(r"\b(?:pendahulu(?:nya)?(?: \w+)?|predecessor) , $")
_FORMER = frozenset({"former", "mantan", "bekas", "eks", "ex"})
_GIVEN = frozenset({"by", "oleh", "from", "dari", "with", "dengan", "against"})  # "left by X is"
_THEN = frozenset({"then", "then2", "then3"})
_HEADS = ("bloc_head",)
_LEADERS = ("head_of_government", "head_of_state", "bloc_head")
_GOVERN = frozenset({"head_of_government", "head_of_state"})


def in_office(head: str, matched: str, *, aside: bool) -> bool:
    """Tell whether the words before a form leave it a statement about who holds an office."""
    before = head.split()[-2:]
    last, rules = frozenset(before[-1:]), words()
    helps = before[:1] if before[-1:] in (["to"], ["for"], ["bagi"], ["kepada"]) else before[-1:]
    led = any(word.startswith("§O") for word in helps) and not matched.startswith("§P")  # "aide to leader"
    others = _AS.match(matched) is not None and not last.isdisjoint(rules["followed"])
    given = matched.startswith("§P") and not aside and not last.isdisjoint(_GIVEN)
    whole = matched.startswith("§O") and not last.isdisjoint(_FORMER)  # another form reads the whole
    silent = led or others or given or whole or _PREDECESSOR.search(head) is not None
    return not silent and frozenset(before).isdisjoint(rules["not_in_office"])


def held_offices(
    slotted: Slotted, form: Pattern, groups: dict[str, str | None], base: Assertion
) -> Iterator[Assertion]:
    """Give the office that one form says a person holds, if its words leave no doubt which."""
    title, person = groups.get("j"), slotted.slot(groups["p"] or "")
    office = slotted.slot(title) if title else None
    named = slotted.slot(groups["o"] or "") if groups.get("o") else None
    boss = slotted.slot(groups["boss"] or "") if groups.get("boss") else None
    actor = named.codes[0] if named else _led_by(boss.text) if boss else None
    if boss and actor is None:
        return
    roles = _roles_of(slotted.text, form, groups, office, named)
    if not roles:
        return
    if base.when is None and _THEN.isdisjoint(name for name in groups if groups[name]) is False:
        base = replace(base, when=_only_date(slotted))
    aspect, aside = _aspect(slotted.text, groups, base)
    yield replace(base, object=actor, person=person.text, roles=roles, aspect=aspect, aside=aside)


def _only_date(slotted: Slotted) -> str | None:
    """The date to which "at that time" points, where the sentence has no other."""
    told = [readable(slot.when) for slot in slotted.slots if slot.letter == "T"]
    return told[0] if len(told) == 1 else None


def _aspect(text: str, groups: dict[str, str | None], base: Assertion) -> tuple[Aspect, bool]:
    """When the office is held by the words around the title, and whether its date may belong to something else."""
    if groups.get("f2") == "then" or any(groups.get(name) for name in _THEN):
        return Aspect.ONCE if base.when is None else Aspect.NOW, False  # at the time of what is told, up to today
    if groups.get("f") or groups.get("f2"):
        return Aspect.FORMER, base.aside
    told_back = base.aspect is Aspect.NOW and base.when is None and _BACK_THEN.search(text) is not None
    fallen = base.aside and not frozenset(words()["fell"]).isdisjoint(text.split())
    return Aspect.ONCE if told_back or fallen else base.aspect, base.aside


def succeeded(slotted: Slotted, form: Pattern, groups: dict[str, str | None], base: Assertion) -> Iterator[Assertion]:
    """Give who took over from whom; the office may be left out, none that leads too many."""
    new, old = slotted.slot(groups["p"] or ""), slotted.slot(groups["p2"] or "")
    office = slotted.slot(groups["j"] or "") if groups.get("j") else None
    named = slotted.slot(groups["o"] or "") if groups.get("o") else None
    roles = office.roles if office else ()
    if office and named and named.letter == "B" and office.text.casefold() in words()["heads"]:
        roles = _HEADS  # "president of the Commission"
    led = named is not None and named.letter == "B"
    if new.text != old.text and (roles or office is None or led):
        actor = named.codes[0] if named else None
        yield replace(base, object=actor, person=new.text, predecessor=old.text, roles=roles, place=form.place)


def _roles_of(
    text: str, form: Pattern, groups: dict[str, str | None], office: Slot | None, actor: Slot | None
) -> tuple[str, ...]:
    """The offices that the words may mean, none where they lead too many."""
    if office is not None and office.roles:
        return office.roles
    if form.roles:
        return form.roles
    if form.leads and actor is not None:  # a ministry is led by its minister
        ministries = words()["ministries"].items()
        ministry = " ".join((groups.get("min") or "", actor.text.casefold(), groups.get("min2") or ""))
        led = (office for word, office in ministries if word in ministry)
        body = actor.letter == "S" and actor.entries[0].body  # an army or a company of the state
        return next(((office,) for office in led), () if body else _LEADERS)
    return _HEADS if office and actor and _heads(text, groups, office, actor) else ()


def _heads(text: str, groups: dict[str, str | None], office: Slot, actor: Slot) -> bool:
    """Whether a word that may lead any office leads a bloc: "NATO chief", "Ketua Komisi Eropa"."""
    first, last = sorted((groups["j"] or "", groups["o"] or ""), key=text.find)
    beside = re.search(rf"{first}(?: (?:of|dari|'s))? {last}(?![\w§])", text) is not None
    own = next((entry for entry in actor.entries if entry.value == actor.codes[0]), None)
    chair = office.text.casefold() in words()["chairs"] and actor.codes[0] in words()["rotating"]
    if chair and not (own and own.body):  # "ASEAN chair": the state whose turn it is
        return False
    return actor.letter == "B" and beside and office.text.casefold() in words()["heads"]


def _led_by(person: str) -> str | None:
    """The only state that the person leads or has led: of "Netanyahu's cabinet" Israel."""
    key = key_of(person)
    led = {
        term.actor
        for term in load().terms
        if term.office in _GOVERN and key in (key_of(name) for name in (term.person, *term.aliases))
    }
    led |= {term.actor for term in load().terms if term.office in _GOVERN and key == key_of(term.person)[-1:]}
    return led.pop() if len(led) == 1 else None
