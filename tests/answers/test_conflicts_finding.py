"""Contradictions between claims: the same as by comparing each with each, and what is one and what is none."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haluan.answers import Naming
from haluan.answers.conflicts import Kind, contradictions, load_rules
from haluan.answers.conflicts.times import ANY, Days, of_act, of_report
from haluan.model import CitedClaim, Claim, Evidence, Status
from haluan.ontology import load

NAMING = Naming(load(), "en")
RULES = load_rules()
RELATIONS = ("joins", "leaves", "recognizes", "agrees", "normalizes", "downgrades", "attacks")
WHENS = (
    None,
    "2024",
    "2024-05",
    "2024-05-03",
    "2024-05-20",
    "2024-06/..",
    "2023-11-01/2023-12-01",
    "2024-21",
    "../2020",
)


def cite(
    source: str,
    relation: str,
    target: str,
    status: Status,
    number: int,
    when: str | None = None,
    date: str | None = None,
) -> CitedClaim:
    evidence = Evidence(number, number + 1, "x")
    claim = Claim(f"a{number}", source, relation, target, status, evidence, when=when)
    return CitedClaim(claim.id, claim, f"g{number % 3}", None, date, None, None, None, "")


@st.composite
def corpora(draw: st.DrawFn) -> list[CitedClaim]:
    rows = st.tuples(
        st.permutations(["ISR", "PSE", "NATO"]),
        st.sampled_from(RELATIONS),
        st.sampled_from([Status.ACTUAL, Status.DENIED, Status.PLANNED]),
        st.sampled_from(WHENS),
        st.sampled_from([None, "2023-12-31", "2024-05-04", "2024-05-19", "2025-01-01"]),
    )
    return [
        cite(ends[0], relation, ends[1], status, number, when, date)
        for number, (ends, relation, status, when, date) in enumerate(draw(st.lists(rows, max_size=30)))
    ]


def same_tie(one: Claim, other: Claim) -> bool:
    ends, others = (one.source, one.target), (other.source, other.target)
    turned = NAMING.symmetric(one.relation) or NAMING.symmetric(other.relation)
    return ends == others or (turned and ends == others[::-1])


def kinds_of(one: CitedClaim, other: CitedClaim) -> set[Kind]:
    """The kinds in which two claims contradict each other, by the words of the rules."""
    a, b = one.claim, other.claim
    statuses, relations = {a.status, b.status}, {a.relation, b.relation}
    if not same_tie(a, b) or Status.PLANNED in statuses:
        return set()
    apart = of_report(a.when, one.date).apart(of_report(b.when, other.date))
    found = set()
    if len(relations) == 1 and len(statuses) == 2 and apart <= RULES.within(a.relation):
        found.add(Kind.DENIED)
    for first, second in RULES.exclusive:
        if relations == {first, second} and statuses == {Status.ACTUAL} and apart <= RULES.within(second):
            found.add(Kind.EXCLUSIVE)
    if len(relations) == 1 and statuses == {Status.ACTUAL} and a.relation in RULES.once and a.when and b.when:
        days, others, most = of_act(a.when), of_act(b.when), RULES.once[a.relation]
        if days and others and not days.overlaps(others) and (most is None or days.apart(others) <= most):
            found.add(Kind.DATES)
    return found


@given(corpora())
def test_the_index_finds_what_comparing_each_with_each_finds(claims: list[CitedClaim]) -> None:
    expected = {(kind, end.id) for pair in combinations(claims, 2) for kind in kinds_of(*pair) for end in pair}
    found = list(contradictions(claims, RULES, NAMING.symmetric))
    assert {(one.kind, dated.cited.id) for one in found for dated in (*one.left, *one.right)} == expected
    for one in found:
        for side, others in ((one.left, one.right), (one.right, one.left)):
            for dated in side:
                assert any(one.kind in kinds_of(dated.cited, other.cited) for other in others)


@given(corpora(), st.randoms())
def test_the_order_of_the_claims_does_not_matter(claims: list[CitedClaim], random) -> None:
    def sides(found):
        return {
            (one.kind, frozenset(d.cited.id for d in one.left), frozenset(d.cited.id for d in one.right))
            for one in found
        }

    shuffled = random.sample(claims, len(claims))
    assert sides(contradictions(claims, RULES, NAMING.symmetric)) == sides(
        contradictions(shuffled, RULES, NAMING.symmetric)
    )


@pytest.mark.parametrize(
    ("one", "other", "kinds"),
    [
        (("ISR", "attacks", "IRN", Status.ACTUAL), ("ISR", "attacks", "IRN", Status.DENIED), {Kind.DENIED}),
        (("ISR", "attacks", "IRN", Status.ACTUAL), ("IRN", "attacks", "ISR", Status.DENIED), set()),
        (("ISR", "meets", "IRN", Status.ACTUAL), ("IRN", "meets", "ISR", Status.DENIED), {Kind.DENIED}),
        (("ISR", "attacks", "IRN", Status.PLANNED), ("ISR", "attacks", "IRN", Status.DENIED), set()),
        (("CUB", "joins", "BRICS", Status.ACTUAL), ("CUB", "leaves", "BRICS", Status.ACTUAL), {Kind.EXCLUSIVE}),
        (("CUB", "joins", "BRICS", Status.ACTUAL), ("CUB", "leaves", "NATO", Status.ACTUAL), set()),
        (("CUB", "normalizes", "USA", Status.ACTUAL), ("USA", "downgrades", "CUB", Status.ACTUAL), {Kind.EXCLUSIVE}),
    ],
)
def test_what_contradicts_at_one_time(one: tuple, other: tuple, kinds: set[Kind]) -> None:
    claims = [cite(*one, 1, date="2024-05-01"), cite(*other, 2, date="2024-05-01")]
    assert {found.kind for found in contradictions(claims, RULES, NAMING.symmetric)} == kinds


@pytest.mark.parametrize(
    ("relation", "one", "other", "contradict"),
    [
        ("recognizes", "2024-05-28", "2024-06-04", True),
        ("recognizes", "2024-05", "2024-05-28", False),
        ("recognizes", "1988", "2024-05-28", True),
        ("recognizes", "2024-05/..", "2025", True),
        ("agrees", "2024-05-01", "2024-05-03", True),
        ("agrees", "2022", "2024-05-03", False),
        ("attacks", "2024-05-01", "2024-05-03", False),
    ],
)
def test_dates_contradict_where_the_act_happens_once(relation: str, one: str, other: str, contradict: bool) -> None:
    claims = [cite("NOR", relation, "PSE", Status.ACTUAL, n, when) for n, when in enumerate((one, other))]
    assert bool(list(contradictions(claims, RULES, NAMING.symmetric))) is contradict


def test_a_denial_of_long_ago_contradicts_nothing_but_an_undated_one_may() -> None:
    new = cite("ISR", "attacks", "IRN", Status.ACTUAL, 1, date="2025-06-13")
    old = cite("ISR", "attacks", "IRN", Status.DENIED, 2, date="2024-01-01")
    undated = cite("ISR", "attacks", "IRN", Status.DENIED, 3)
    assert list(contradictions([new, old], RULES, NAMING.symmetric)) == []
    [found] = contradictions([new, old, undated], RULES, NAMING.symmetric)
    assert [dated.cited for dated in found.right] == [undated]


@pytest.mark.parametrize(
    ("when", "days"),
    [
        ("2024-02", ("2024-02-01", "2024-02-29")),
        ("2024-02/..", ("2024-02-01", "2024-02-29")),
        ("2024-21", ("2024-01-01", "2024-12-31")),
        ("2024-XX", ("2024-01-01", "2024-12-31")),
        ("2024~", ("2024-01-01", "2024-12-31")),
        ("202X", None),
        ("0000", None),
        ("soon", None),
    ],
)
def test_days_of_an_act(when: str, days: tuple[str, str] | None) -> None:
    from datetime import date

    expected = days and Days(*(date.fromisoformat(day).toordinal() for day in days))
    assert of_act(when) == expected


@given(st.text("0123456789-/.X~?%", max_size=24), st.sampled_from([None, "2024-01-31"]))
def test_any_text_can_be_a_time(when: str, published: str | None) -> None:
    days = of_report(when, published)
    assert ANY.first <= days.first <= days.last <= ANY.last
