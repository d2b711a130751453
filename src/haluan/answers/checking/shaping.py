"""How what a form finds lies in time, and whether it is denied, planned or left open: by the words around it."""

from __future__ import annotations

import re
from dataclasses import replace

from haluan.answers.checking import words as vocabulary
from haluan.answers.checking.beside import DATED
from haluan.answers.checking.slots import SLOT, Slotted
from haluan.answers.checking.types import Aspect, Assertion, Kind
from haluan.model import Status
from haluan.ontology.facts import DateError, Period

_INSIDE = re.compile(r"((?: [a-z]+)*) (§T\d+)")
_BEFORE = re.compile(r"(?:^|, |and |dan )((?:[\w']+ ){0,2})(§T\d+)(?: ,)?(?: [\w']+){0,3} ?$")
_STATUSES = ("planned", "requested", "possible")
_NEGATIONS = frozenset({"not", "never"})
_SIGNED = frozenset({"signed", "ditandatangani", "diteken", "concluded", "dating", "inked"})
_TREATY = re.compile(r"(?:\w+ )*(?:treaty|pact|agreement|accord|alliance|perjanjian|pakta|traktat|aliansi)\b")
_STILL = re.compile(r"\b(?:remains?|still|masih|tetap|kini|now)\b")
_BARE = re.compile(r"^§\w\d+(?: \w+)? (?:join|rejoin|leave|enter|recogni[sz]e|withdraw|sign|ratify)\b")
_GERUND = re.compile(r"§\w\d+ (?:joining|rejoining|entering|leaving|recogni[sz]ing|ratifying)\b")
_FINITE = frozenset({"planned", "requested", "possible", "not", "never"})
# What stands behind the comma is so whatever the sentence says of its subject: "urged Canada, a G7 member, to".
_INSERTED = re.compile(
    r"§[SDB]\d+(?:(?: ,)?(?: and| dan| serta)* §[SDB]\d+)* ,"
    r"(?! (?:(?:and|dan|serta) )?(?:§|(?:if|jika|would|akan|could|should)\b))"
)
_SAT = re.compile(r" (?:sat|served|belonged)\b")
_HAS = re.compile(r" (?:has|have) (?:\w+ ){0,2}(?:sat|served|belonged)\b")
_PLACED = re.compile(r"\b(?:di|in|at|ke|from|dari) $")
_GOES_ON = re.compile(r"§\S+ , §T")
_FRONTED = re.compile(
    r"(?:^|, |that |bahwa )"
    r"(?:not once|never|at no (?:point|time)|belum pernah|tidak pernah|tak pernah|(?:tidak|belum) sekali pun)"
    r"(?: (?!§)[\w']+){0,6} ?$"
)
_DONE_TO = re.compile(r"(?:di[a-z]{4,}|[a-z]+ed) (?:in|on|pada|sejak|since|tahun)$")
_EARLY = re.compile(r"\b(?:first|earliest|pertama|awal)\b")
_AS_SOON = re.compile(r"(?:(?:^| )begitu(?: negara)?|as soon as|(?:^|, )once|the moment) $")
_PAST = frozenset({"past", "once"})


def features_of(gap: str) -> frozenset[str]:
    """Tell which features the words between subject and predicate have; longer phrases win over the words in them."""
    known, parts = vocabulary.gap_features(), tuple(gap.split())
    found, at = set(), 0
    while at < len(parts):
        for last, phrase in vocabulary.ngrams(parts, at, 4):
            if " ".join(phrase) in known:
                found.add(known[" ".join(phrase)])
                at = last - 1
                break
        at += 1
    return frozenset(found)


def is_plain(head: str, matched: str) -> bool:
    """Tell whether words that a loose form goes over leave it sure that it is said, and said of the subject.

    Behind a preposition a name is no subject, unless a relative clause follows: "a visit to Oman , which".
    """
    rules = vocabulary.words()
    related = re.match(r"§\S+(?: (?:and|dan|,|serta|§\S+))* , ", matched) is not None
    told = frozenset((*(() if related else head.split()[-4:]), *matched.split()))
    hedged = any(
        not told.isdisjoint(rules[kind]) for kind in ("open", "talked_about", "turned", "no_members", "quantified")
    )
    return not hedged and (related or frozenset(head.split()[-1:]).isdisjoint(rules["prepositions"]))


def is_place(head: str, matched: str) -> bool:
    """Tell whether the name only says where something is: "which since 1976 recognises X in Y, this week cut"."""
    return _PLACED.search(head) is not None and _GOES_ON.match(matched) is not None


def shaped(slotted: Slotted, match: re.Match[str], base: Assertion, features: frozenset[str]) -> Assertion:
    """Set aspect, negation and status by what stands between subject and predicate and before the subject."""
    text, head = slotted.text, slotted.text[: match.start()]
    clause = re.split(r" [,:] | but | tetapi | namun ", head)[-1].split()
    status = next((Status(name) for name in _STATUSES if name in features), base.status)
    question = slotted.sentence.words[-1] == "?" or text.startswith("apakah ")
    passing = _INSERTED.match(match[0]) or (base.aside and base.kind is Kind.OFFICE)  # a title
    opened = not frozenset(vocabulary.words()["open"]).isdisjoint(clause) and not passing
    if question or _AS_SOON.search(head) or opened:
        status = Status.POSSIBLE
    negated = bool(features & _NEGATIONS)
    if any(head.rstrip().endswith(phrase) for phrase in vocabulary.words()["untrue"]):
        negated = not negated
    if _FRONTED.search(head):  # "at no point has X been"
        negated = not negated
        features |= {"never"}
    if _GERUND.search(match[0]) and status is Status.ACTUAL and not features & _FINITE:
        status = Status.POSSIBLE  # "support for Sweden joining NATO"
    if _BARE.search(match[0]) and status is Status.ACTUAL and not features & _FINITE and _single(match):
        status = Status.POSSIBLE  # "let Sweden join NATO"
    if "then" in features:  # at the time of what is told, which nobody knows
        base = replace(base, vague=base.kind is not Kind.OFFICE)
    aspect = _aspect(match[0], base, features)
    out = base.kind is not Kind.ALLIANCE and re.search(r" (?:outside|di luar) ", match[0])  # not "ally outside NATO"
    outside = "non" in match.groupdict() or out
    if outside or (not base.roles and _is_non(head, match[0])):
        negated = not negated
    return replace(base, aspect=aspect, negated=negated, status=status)


def _aspect(matched: str, base: Assertion, features: frozenset[str]) -> Aspect:
    """How it lies in time by the words between subject and predicate."""
    if "former" in features:
        return Aspect.FORMER
    if "then" in features:
        return Aspect.ONCE
    if base.aspect is not Aspect.NOW or "still" in features:
        return base.aspect
    if base.kind is Kind.RECOGNITION and _EARLY.search(matched):
        return Aspect.ONCE  # "one of the first to recognize it"
    if "began" in features or re.search(r"\brecogni[sz]ed\b", matched):
        return Aspect.BEGAN
    sat = _SAT.search(matched) and not _HAS.search(matched)
    return Aspect.ONCE if features & _PAST or "never" in features or sat else Aspect.NOW


def _single(match: re.Match[str]) -> bool:
    """Whether one actor is the subject, so that a bare verb states nothing: "let Sweden join", not "both join"."""
    return len(SLOT.findall(match.groupdict().get("s") or "")) == 1


def _is_non(head: str, matched: str) -> bool:
    """Whether "non" stands before the bloc or the word for its members: "non-NATO member Ireland"."""
    whole = " ".join((*head.split()[-1:], matched))
    return (
        re.search(r"\b(?:non|nonanggota) (?:§B\d+ (?:member|anggota|country|state|nation)|anggota|member)", whole)
        is not None
    )


def timed(slotted: Slotted, match: re.Match[str], base: Assertion) -> Assertion:
    """Find the date of what is asserted: right behind it, else before it in its clause."""
    rules, tail = vocabulary.words(), slotted.text[match.end() :]
    groups = match.groupdict()  # before or behind "which", or in the form itself
    inside = groups.get("tin") or groups.get("tin2") or groups.get("tin3") or ""
    behind = None if base.aside and groups.get("s") and match.end("s") == match.end() else DATED.match(tail)
    after = behind or _INSIDE.match(inside)  # of "once a member, X has since 2019" the date is no part
    found = after or _BEFORE.search(slotted.text[: match.start()])
    if found is None:
        return replace(base, when=_any_date(slotted)) if base.aside and base.aspect is Aspect.NOW else base
    when, lead = readable(slotted.slot(found[2]).when), found[1].split()
    last = lead[-1] if lead else ""
    told_of = after is None and _DONE_TO.match(" ".join(lead)) is not None  # "suspended in 2011, its seat was"
    if told_of or not frozenset(rules["other_date"]).isdisjoint(lead):
        return base
    dated = after is None and _TREATY.match(match[0]) is not None  # "the 1951 treaty that binds"
    if base.kind is Kind.ALLIANCE and base.aspect is Aspect.NOW and (dated or not _SIGNED.isdisjoint(lead)):
        return base  # the day of signing, before it was in force
    if base.kind is Kind.OFFICE and base.aside:  # a title says nothing of its own time: "PM Modi has since 2014..."
        return replace(base, when=when)
    if after and not frozenset(rules["vague"]).isdisjoint(lead[:-1]):
        return base  # "outside the union after leaving in 1984": the date of the leaving
    if last in rules["vague"] and after and base.aspect is Aspect.NOW and _STILL.search(match[0]):
        return base  # "remains one after the vote": so it is today
    if last in rules["vague"] and after:
        return replace(base, vague=True)
    if last in rules["until"] and after and base.negated:  # "did not join until 2004"
        return replace(base, when=when, aspect=Aspect.BEGAN, negated=False)
    if last in rules["until"] and after:
        end = (when or "").removeprefix("../")
        return replace(base, when=end, aspect=Aspect.ENDED, until=True) if end else base  # "until today": it goes on
    if after and when is None and base.aspect in (Aspect.BEGAN, Aspect.ENDED) and slotted.slot(found[2]).when:
        return replace(base, vague=True)  # "left it in the nineties"
    if "/" in (when or "").strip("/.") and base.aspect in (Aspect.NOW, Aspect.ONCE):  # "from 1973 to 2020"
        return replace(base, when=when, aspect=Aspect.NOW)
    since = last in rules["since"] or bool({"since", "sejak"} & {*lead}) or (when or "").endswith("/..")
    if since and base.aspect in (Aspect.NOW, Aspect.ONCE, Aspect.BEGAN):
        ended = re.match(r" (?:to|until|till|hingga|sampai) (§T\d+)", slotted.text[match.end() + found.end() :])
        if after and ended:
            return replace(base, when=readable(slotted.slot(ended[1]).when), aspect=Aspect.ENDED)
        if not (when or "").removesuffix("/.."):
            return base  # "since the nineties": so it is today
        return replace(base, when=(when or "").removesuffix("/..") or None, aspect=Aspect.SINCE)
    if base.aspect is Aspect.ONCE:
        return replace(base, when=when, aspect=Aspect.NOW)
    return replace(base, when=when)


def _any_date(slotted: Slotted) -> str | None:
    return next((when for slot in slotted.slots if slot.letter == "T" and (when := readable(slot.when))), None)


def readable(when: str | None) -> str | None:
    """Keep a date that the facts can be asked about: no decade or century."""
    try:
        return when if when and Period.parse(when.removesuffix("/..")) else None
    except DateError:
        return None
