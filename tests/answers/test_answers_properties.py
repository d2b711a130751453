"""What holds of ties and relationships whatever the claims are."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from haluan.answers import Naming
from haluan.answers.ties import make_ties, relate
from haluan.answers.weights import load_weights
from haluan.model import CitedClaim, Claim, Evidence, Status
from haluan.ontology import load

NAMING = Naming(load(), "en")
OTHERS = ("VNM", "MYS", "NATO", "NEWBLOC")


@st.composite
def cited_claims(draw: st.DrawFn) -> CitedClaim:
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
        confidence=draw(st.floats(0.01, 1)),
    )
    return CitedClaim(claim.id, claim, group, None, draw(st.sampled_from([None, "2025-01-02"])), None, None, None, "")


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


@given(st.lists(cited_claims(), min_size=1, max_size=20))
def test_friendly_and_hostile_are_what_the_ties_add_up_to(claims: list[CitedClaim]) -> None:
    line = relate("ISR", claims, NAMING, load_weights())
    assert line.friendly == sum(tie.weight for tie in line.supporting)
    assert line.hostile == sum(tie.weight for tie in line.contrary)
    assert line.claims == len(claims)
    assert line.stance in {"friendly", "hostile", "mixed", "neutral"}
    assert (line.stance == "neutral") == (line.friendly == line.hostile == 0)


@given(st.lists(cited_claims(), min_size=1, max_size=20))
def test_a_denial_never_counts_for_what_it_denies(claims: list[CitedClaim]) -> None:
    for tie in relate("ISR", claims, NAMING, load_weights()).ties:
        sign = NAMING.sign(tie.relation)
        assert tie.sign == (-sign if tie.status is Status.DENIED else sign)
