"""What holds of ties and relationships whatever the claims are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haluan.alignment import default_weights
from haluan.answers import Naming, Relationship
from haluan.answers.gathering import gather
from haluan.answers.ties import make_ties
from haluan.answers.view import View
from haluan.answers.weights import load_weights
from haluan.columns import ClaimColumns
from haluan.days import day_of, ordinal
from haluan.model import CitedClaim, Claim, Evidence, Judgement, Status
from haluan.ontology import load
from haluan.store import Store

NAMING = Naming(load(), "en")
OTHERS = ("VNM", "MYS", "NATO", "NEWBLOC")
SURE = 0.95  # so sure that a line may stand on the claim alone, wherever its actors are named


@st.composite
def cited_claims(draw: st.DrawFn, least: float = 0.01) -> CitedClaim:
    ends = draw(st.permutations(["ISR", draw(st.sampled_from(OTHERS))]))
    start = draw(st.integers(0, 30))
    quote = draw(st.text(min_size=1, max_size=8))
    group = draw(st.sampled_from("abc"))
    claim = Claim(
        article=group,
        source=ends[0],
        relation=draw(st.sampled_from([*NAMING.ontology.relations, "likes"])),
        target=ends[1],
        status=draw(st.sampled_from(Status)),
        evidence=Evidence(start, start + len(quote), quote),
        quiet=draw(st.booleans()),
        when=draw(st.sampled_from([None, "2024", "2024-05-01"])),
        confidence=draw(st.floats(least, 1)),
    )
    return CitedClaim(claim.id, claim, group, None, draw(st.sampled_from([None, "2025-01-02"])), None, None, None, "")


class Shelf:
    """As much of a store as gathering needs."""

    def __init__(self, claims: list[CitedClaim]) -> None:
        self._claims = dict(enumerate(claims))

    def cited(self, keys: Iterable[int]) -> dict[int, CitedClaim]:
        return {key: self._claims[key] for key in keys}

    def judgements(self) -> Iterator[Judgement]:
        return iter(())

    def columns(self) -> ClaimColumns:
        return ClaimColumns.of(
            (
                key,
                claim.source,
                claim.relation,
                claim.target,
                claim.status.value,
                ordinal(day) if (day := day_of(claim.when, cited.date)) else None,
                claim.when,
                int(claim.quiet),
                int(claim.context),
                claim.confidence,
                len(claim.evidence.text),
                ord(cited.group),
            )
            for key, cited in self._claims.items()
            for claim in [cited.claim]
        )


def relate(claims: list[CitedClaim]) -> list[Relationship]:
    """Where Israel stands with each of the others."""
    shelf = Shelf(claims)
    view = View(cast(Store, shelf), NAMING, load_weights(), default_weights())
    found = gather(view, shelf.columns(), "ISR", "2025-06-01", own=True)
    return list(found.lines(found.told(), None, 99).values())


@given(st.lists(cited_claims(), max_size=20), st.sampled_from(["ISR", ""]))
def test_every_claim_stands_in_exactly_one_tie(claims: list[CitedClaim], viewer: str) -> None:
    ties = make_ties(claims, viewer, NAMING, load_weights())
    assert sorted(citation.cited.id for tie in ties for citation in tie.citations) == sorted(c.id for c in claims)
    assert all(tie.claims == len(tie.citations) for tie in ties)
    keys = [(tie.source, tie.relation, tie.target, tie.status is Status.DENIED) for tie in ties]
    assert len(keys) == len(set(keys))


@given(st.lists(cited_claims(), max_size=20))
def test_a_tie_weighs_no_more_than_its_independent_sources(claims: list[CitedClaim]) -> None:
    for tie in make_ties(claims, "ISR", NAMING, load_weights()):
        assert 0 < tie.weight <= tie.independent <= min(3, tie.claims)


@given(st.lists(cited_claims(), max_size=20))
def test_the_order_of_the_claims_does_not_matter(claims: list[CitedClaim]) -> None:
    unique = list({cited.id: cited for cited in claims}.values())
    shuffled = sorted(unique, key=lambda cited: cited.id)
    first = make_ties(unique, "ISR", NAMING, load_weights())
    second = make_ties(shuffled, "ISR", NAMING, load_weights())
    assert [(tie.label, tie.status, tie.citations) for tie in first] == [
        (tie.label, tie.status, tie.citations) for tie in second
    ]


@given(st.lists(cited_claims(SURE), min_size=1, max_size=20))
def test_friendly_and_hostile_are_what_the_ties_add_up_to(claims: list[CitedClaim]) -> None:
    lines = relate(claims)
    assert sum(line.claims for line in lines) == len(claims)
    for line in lines:
        assert line.friendly == sum(tie.weight for tie in line.supporting)
        assert line.hostile == sum(tie.weight for tie in line.contrary)
        assert line.stance in {"friendly", "hostile", "mixed", "neutral"}
        assert (line.stance == "neutral") == (line.friendly == line.hostile == 0)


@given(st.lists(cited_claims(), max_size=20))
def test_nobody_is_lost_for_being_unsure(claims: list[CitedClaim]) -> None:
    shelf = Shelf(claims)
    view = View(cast(Store, shelf), NAMING, load_weights(), default_weights())
    found = gather(view, shelf.columns(), "ISR", "2025-06-01", own=True)
    told = {cited.claim.source for cited in claims} | {cited.claim.target for cited in claims}
    assert {*(found.others[line] for line in found.told()), *found.unsure_only()} == told - {"ISR"}


@given(st.lists(cited_claims(SURE), max_size=20))
def test_lines_have_the_same_ties_as_claims_alone_make(claims: list[CitedClaim]) -> None:
    ours = {
        (tie.source, tie.relation, tie.target, tie.status is Status.DENIED): tie
        for line in relate(claims)
        for tie in line.ties
    }
    plain = make_ties(claims, "ISR", NAMING, load_weights())
    assert len(ours) == len(plain)
    for tie in plain:
        other = ours[tie.source, tie.relation, tie.target, tie.status is Status.DENIED]
        assert (tie.direction, tie.claims, tie.independent) == (other.direction, other.claims, other.independent)
        # status and quiet of a line are those of the claim that it quotes
        assert other.status in {citation.cited.claim.status for citation in tie.citations}
        assert tie.quiet or not other.quiet
        assert other.best.cited.claim.quiet or not other.quiet
        assert other.marked <= tie.marked <= tie.claims
        assert tie.weight == pytest.approx(other.weight)
        assert {citation.cited.id for citation in tie.citations} == {citation.cited.id for citation in other.citations}


@pytest.mark.parametrize(("marking", "sources", "quiet"), [(0, 1, False), (1, 1, True), (1, 10, True), (1, 11, False)])
@pytest.mark.parametrize("copies", [1, 3])
def test_a_tie_is_quiet_where_enough_of_its_sources_say_so(
    marking: int, sources: int, quiet: bool, copies: int
) -> None:
    claims = []
    for group in range(sources):
        quote = Evidence(group, group + 4, "says")
        for copy in range(copies):
            claim = Claim(
                f"{group}.{copy}", "ISR", "trades", "VNM", Status.ACTUAL, quote, group < marking, confidence=SURE
            )
            claims.append(CitedClaim(claim.id, claim, chr(97 + group), None, None, None, None, None, ""))
    (plain,) = make_ties(claims, "ISR", NAMING, load_weights())
    ((tie,),) = [line.ties for line in relate(claims)]
    assert (plain.quiet, plain.marked, plain.independent) == (quiet, marking * copies, sources)
    assert (tie.quiet, tie.marked, tie.independent) == (quiet, marking * copies, sources)
    assert tie.partly == (tie.marked if marking < sources else 0)


@given(st.lists(cited_claims(), max_size=20), st.integers(2, 4), st.integers(1, 3))
def test_what_is_left_out_is_counted_and_never_a_whole_side(claims: list[CitedClaim], most: int, cited: int) -> None:
    shelf = Shelf(claims)
    view = View(cast(Store, shelf), NAMING, load_weights(), default_weights())
    found = gather(view, shelf.columns(), "ISR", "2025-06-01", own=True)
    for other, line in found.lines(found.told(), most, cited).items():
        ties = found.ties.sure(found.line(other))
        assert len(line.ties) <= most
        assert len(line.ties) + line.more_ties == len(ties)
        assert all(0 < len(tie.citations) <= cited for tie in line.ties)
        assert {tie.sign for tie in line.ties} >= set(found.ties.sign[ties].tolist()) - {0}


@given(st.lists(cited_claims(), min_size=1, max_size=20))
def test_a_denial_never_counts_for_what_it_denies(claims: list[CitedClaim]) -> None:
    for tie in (tie for line in relate(claims) for tie in line.ties):
        sign = NAMING.sign(tie.relation)
        assert tie.sign == (-sign if tie.status is Status.DENIED else sign)
