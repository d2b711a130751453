"""Grows a bare name into the official phrase around it: "Menteri Pertahanan Rusia", "Israeli military".

All functions look at one sentence's folded tokens and answer with token indices; they know no actors.
"""

from __future__ import annotations

from collections.abc import Sequence

from haluan.mentions.words import Phrases

_REACH = 12  # tokens that an official phrase may have before the name
_JOINS = frozenset(("dan", "and", "&", "-"))
_OPEN, _CLOSE = frozenset("(["), frozenset(")]")


def is_head(words: Phrases, lower: Sequence[str], at: int) -> bool:
    """Tell whether the token leads an official phrase, and is not an adjective of a thing ("bantuan militer")."""
    word = lower[at]
    if word not in words.offices and word not in words.forces and word not in words.organs:
        return False
    if word in words.adjectival:
        beside = (lower[at - 1] if at else "", lower[at + 1] if at + 1 < len(lower) else "")
        return not words.things.intersection(beside)
    return True


def start(words: Phrases, lower: Sequence[str], first: int, floor: int) -> tuple[int, str] | None:
    """Return where the phrase that ends before ``first`` begins, and its head; None where there is none.

    Walks left over heads and fills ("Juru Bicara Kementerian Luar Negeri" AS), not beyond ``floor``.
    """
    head: int | None = None
    at = first - 1
    while at >= max(floor, first - _REACH):
        word = lower[at]
        if at == first - 1 and word in _JOINS:
            break
        if is_head(words, lower, at):
            head = at
        elif word in _CLOSE and at - 2 >= floor and lower[at - 2] in _OPEN:
            at -= 2  # "Perdana Menteri (PM) Jepang"
        elif word not in words.fills:
            break
        at -= 1
    if head is None:
        return None
    begin = head
    while begin > floor and lower[begin - 1] in words.leads:
        begin -= 1
    return begin, lower[head]


def start_before_of(words: Phrases, lower: Sequence[str], first: int, floor: int) -> tuple[int, str] | None:
    """Return where an English phrase with "of" begins: "the foreign minister of" Vietnam."""
    at = first - 1
    if at > floor and lower[at] == "the":
        at -= 1
    if at <= floor or lower[at] != "of":
        return None
    return start(words, lower, at, floor)


def end(words: Phrases, lower: Sequence[str], last: int, ceiling: int) -> tuple[int, str] | None:
    """Return where the English phrase that begins at ``last`` ends, and its head: Russian "foreign ministry"."""
    head: int | None = None
    at = last
    while at < min(ceiling, last + _REACH):
        if is_head(words, lower, at):
            head = at
        elif lower[at] not in words.fills or (head is not None and lower[at] == "and"):
            break
        at += 1
    if head is None:
        return None
    if at > head + 2 and lower[head + 1] == "of" and lower[at - 1] not in ("of", "the"):
        return at, lower[head]  # "Secretary of State"
    return head + 1, lower[head]


def former(words: Phrases, lower: Sequence[str], first: int, last: int) -> bool:
    """Tell whether a word before the phrase, or one in it, says that the office is past ("mantan", "(Purn)")."""
    before = [word for word in lower[max(0, first - 3) : first] if word != "-"]
    return (bool(before) and before[-1] in words.former) or not words.former.isdisjoint(lower[first:last])


def is_private(words: Phrases, lower: Sequence[str], first: int, floor: int) -> bool:
    """Tell whether the words before a name speak of people or firms that do not act for it ("perusahaan AS")."""
    at = first - 1
    while at > floor and lower[at] in words.fills:
        at -= 1
    return at >= floor and lower[at] in words.private


def is_private_after(words: Phrases, lower: Sequence[str], last: int, ceiling: int) -> bool:
    """The same for the English order: Israeli "tech companies"."""
    at = last
    while at < ceiling - 1 and lower[at] in words.fills:
        at += 1
    return at < ceiling and lower[at] in words.private


def duty_end(words: Phrases, lower: Sequence[str], first: int, last: int) -> int | None:
    """Return the token where a place of duty may begin: "Duta Besar Palestina untuk" (Indonesia)."""
    if last >= len(lower) or lower[last] not in words.duty:
        return None
    if not words.envoys.intersection(lower[first:last]):
        return None
    after = last + 1
    return after + 1 if after < len(lower) and lower[after] == "the" else after
