"""What holds of said and done whatever the claims are; and the model on small cases worked out by hand."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from haluan.alignment import Reading, Stance, breakdown, default_weights, score, seen_from, stances, toward, weigh
from haluan.columns import ClaimColumns
from haluan.model import Status
from haluan.ontology import load

RELATIONS = load().relations
WEIGHTS = default_weights()
AT = date(2025, 6, 1).toordinal()
OTHERS = ("VNM", "MYS", "IRN")
Row = tuple[object, ...]


def symmetric(relation: str) -> bool:
    return relation in RELATIONS and RELATIONS[relation].symmetric


def row(key: int, source: str, relation: str, target: str, status: str = "actual", **fields: object) -> Row:
    known = {"day": AT, "when": None, "quiet": 0, "context": 0, "confidence": 0.8, "length": 40, "group": key}
    return (key, source, relation, target, status, *(known | fields).values())


def toward_israel(rows: list[Row], weights=WEIGHTS) -> dict[str, Stance]:
    columns = ClaimColumns.of(rows)
    weighed = weigh(columns, toward(columns, "ISR"), AT, weights, symmetric)
    return {actor: stance for (actor, _), stance in stances(weighed, weights).items()}


GROUPS = st.integers(1, 5)


@st.composite
def claims(draw: st.DrawFn, group: st.SearchStrategy[int] = GROUPS) -> Row:
    ends = draw(st.permutations(["ISR", draw(st.sampled_from(OTHERS))]))
    dated = draw(st.booleans())
    return row(
        draw(st.integers(1, 10**6)),
        ends[0],
        draw(st.sampled_from([*RELATIONS, "likes"])),
        ends[1],
        draw(st.sampled_from(Status)).value,
        day=draw(st.integers(AT - 3000, AT)) if dated else draw(st.sampled_from([None, AT - 10])),
        when="2024" if dated else None,
        quiet=int(draw(st.booleans())),
        confidence=draw(st.floats(0.01, 1)),
        group=draw(group),
    )


CLAIMS = st.lists(claims(), max_size=25, unique_by=lambda one: one[0])


@given(CLAIMS)
def test_contributions_sum_exactly_to_the_score(rows: list[Row]) -> None:
    columns = ClaimColumns.of(rows)
    weighed = weigh(columns, toward(columns, "ISR"), AT, WEIGHTS, symmetric)
    keys = []
    for line, stance in stances(weighed, WEIGHTS).items():
        for channel in ("said", "done"):
            apart = breakdown(weighed, line, channel, WEIGHTS)
            assert math.fsum(part.contribution for part in apart.parts) == apart.score.value
            assert apart.score.value == pytest.approx(getattr(stance, channel).value)
            assert all(part.contribution or part.because for part in apart.parts)
            keys += [part.key for part in apart.parts]
    assert sorted(keys) == sorted(columns.key)


@given(CLAIMS)
def test_scores_lie_within_their_intervals_within_bounds(rows: list[Row]) -> None:
    for stance in toward_israel(rows).values():
        for found in (stance.said, stance.done):
            assert -1 <= found.low <= found.value <= found.high <= 1


@given(CLAIMS, st.data())
def test_a_wire_copy_changes_nothing(rows: list[Row], data: st.DataObject) -> None:
    assume(rows)
    one = data.draw(st.sampled_from(rows))
    later = one[5] if one[6] or one[5] is None else one[5] + data.draw(st.integers(0, 9))
    copy = (10**6 + 1, *one[1:5], later, *one[6:])
    assert toward_israel([*rows, copy]) == toward_israel(rows)


@given(CLAIMS, claims(group=st.just(99)))
def test_contrary_evidence_never_raises_and_friendly_never_lowers(rows: list[Row], new: Row) -> None:
    sign = math.copysign(1, WEIGHTS.intensity.get(str(new[2]), 0.0)) * (-1 if new[4] == "denied" else 1)
    new = (10**6 + 1, *new[1:])
    before, after = toward_israel(rows), toward_israel([*rows, new])
    # what ends sanctions frees from them: friendly as an act, and friendly in what it ends
    for actor in before:
        for channel in ("said", "done"):
            was, now = getattr(before[actor], channel).value, getattr(after[actor], channel).value
            assert sign * (now - was) >= -1e-9


@given(CLAIMS, st.permutations(OTHERS))
def test_relabelling_actors_permutes_the_answer(rows: list[Row], names: list[str]) -> None:
    new = dict(zip(OTHERS, names, strict=True)) | {"ISR": "ISR"}
    moved = [(one[0], new[str(one[1])], one[2], new[str(one[3])], *one[4:]) for one in rows]
    after = toward_israel(moved)
    for actor, stance in toward_israel(rows).items():
        assert after[new[actor]] == replace(stance, actor=new[actor])


@given(CLAIMS, st.randoms())
def test_the_order_of_claims_does_not_matter(rows: list[Row], random) -> None:
    shuffled = list(rows)
    random.shuffle(shuffled)
    assert toward_israel(shuffled) == toward_israel(rows)


@given(st.floats(0, 50), st.floats(0, 50), st.floats(1.01, 10))
def test_intervals_shrink_with_evidence(friendly: float, hostile: float, times: float) -> None:
    assume(friendly + hostile > 0.01)
    less, more = score(friendly, hostile, 0.9), score(friendly * times, hostile * times, 0.9)
    assert more.high - more.low < less.high - less.low


@given(st.lists(claims(), min_size=1, max_size=8, unique_by=lambda one: one[0]))
def test_another_source_for_all_that_is_said_narrows_where_nothing_speaks_against_it(rows: list[Row]) -> None:
    def affirm(number: int) -> list[Row]:
        return [(n + number, "VNM", "arms", "ISR", "actual", *one[5:-1], n + number) for n, one in enumerate(rows)]

    once, twice = toward_israel(affirm(1))["VNM"].done, toward_israel([*affirm(1), *affirm(1000)])["VNM"].done
    assert twice.high - twice.low < once.high - once.low


def test_nothing_known_is_zero_with_the_widest_interval() -> None:
    nothing = score(0, 0, 0.9)
    assert (nothing.value, nothing.low, nothing.high) == (0, -1, 1)


def test_one_report_worked_out_by_hand() -> None:
    (stance,) = toward_israel([row(1, "VNM", "arms", "ISR")]).values()
    observation = 8.3 / 5 * 0.8  # intensity / unit, times how sure the reader is of a new and actual act
    assert stance.done.value == pytest.approx(observation / (observation + 1.6448536**2))
    assert stance.said.value == 0


def test_many_reports_of_one_event_make_it_sure_but_not_many_events() -> None:
    one = toward_israel([row(1, "VNM", "arms", "ISR")])["VNM"].done.friendly
    hundred = toward_israel([row(n, "VNM", "arms", "ISR") for n in range(100)])["VNM"].done.friendly
    assert one < hundred <= 8.3 / 5 + 1e-9
    months = [row(n, "VNM", "arms", "ISR", day=AT - 31 * n) for n in range(12)]
    assert toward_israel(months)["VNM"].done.friendly > hundred


def test_events_fade_and_standing_ties_do_not() -> None:
    old = AT - 3650
    faded = toward_israel([row(1, "VNM", "arms", "ISR", day=old)])["VNM"]
    fresh = toward_israel([row(1, "VNM", "arms", "ISR")])["VNM"]
    assert 0 < faded.done.value < fresh.done.value
    for relation in WEIGHTS.standing:
        before, now = (toward_israel([row(1, "VNM", relation, "ISR", day=day)])["VNM"] for day in (old, AT))
        assert before == now


@pytest.mark.parametrize(
    ("relation", "ender"),
    [("joins", "leaves"), ("partners", "downgrades"), ("normalizes", "downgrades"), ("sanctions", "eases")],
)
def test_a_standing_tie_ends_by_what_ends_it_and_begins_anew(relation: str, ender: str) -> None:
    tie, end = row(1, "VNM", relation, "ISR", day=AT - 900), row(2, "VNM", ender, "ISR", day=AT - 500)
    channel = WEIGHTS.channel[relation]

    def without_end(rows: list[Row]) -> float:
        found = getattr(toward_israel(rows)["VNM"], channel)
        return found.friendly if WEIGHTS.intensity[relation] > 0 else found.hostile

    assert without_end([tie]) > 0
    assert without_end([tie, end]) == 0
    assert without_end([tie, (*end[:5], AT - 1000, *end[6:])]) > 0  # ended before it was affirmed
    assert without_end([tie, end, row(3, "VNM", relation, "ISR", day=AT - 100)]) > 0


def test_a_tie_that_held_until_a_day_ends_on_it_and_may_begin_anew() -> None:
    def friendly(rows: list[Row]) -> float:
        found = toward_israel(rows)["VNM"]
        return found.said.friendly + found.done.friendly

    day = date(2020, 12, 31).toordinal()
    told = row(1, "VNM", "partners", "ISR", day=day, when="../2020")
    assert friendly([row(1, "VNM", "partners", "ISR", day=day)]) > 0 == friendly([told])
    assert friendly([told, row(2, "VNM", "partners", "ISR", day=day + 100)]) > 0
    assert friendly([told, row(2, "VNM", "partners", "ISR", day=day - 100)]) == 0
    later = row(2, "VNM", "partners", "ISR", day=day + 1500)
    assert friendly([told, later]) > 0 == friendly([told, (*later[:-1], 1)])  # the same report speaks of the past
    unsure = row(1, "VNM", "partners", "ISR", day=day, when="../2020", confidence=0.2)
    assert friendly([unsure]) > 0


def test_a_denial_of_later_date_ends_recognition_an_earlier_or_unsure_one_does_not() -> None:
    tie = row(1, "VNM", "recognizes", "ISR", day=AT - 900)
    for day, confidence, ends in ((AT - 10, 0.9, True), (AT - 1000, 0.9, False), (AT - 10, 0.2, False)):
        denial = row(2, "VNM", "recognizes", "ISR", "denied", day=day, confidence=confidence)
        assert (toward_israel([tie, denial])["VNM"].said.friendly == 0) is ends


def test_promised_deeds_are_words_and_wishes_of_others_nothing() -> None:
    promised = toward_israel([row(1, "VNM", "arms", "ISR", "planned")])["VNM"]
    assert promised.said.value > 0 == promised.done.value
    wished = toward_israel([row(1, "VNM", "arms", "ISR", "requested")])["VNM"]
    assert wished.said.value == wished.done.value == 0


def test_what_the_pole_says_is_not_what_the_actor_says() -> None:
    assert toward_israel([row(1, "ISR", "supports", "VNM")])["VNM"].said.value == 0
    given = toward_israel([row(1, "ISR", "arms", "VNM")])["VNM"].done
    assert 0 < given.value < toward_israel([row(1, "VNM", "arms", "ISR")])["VNM"].done.value


def test_a_relation_without_a_direction_counts_alike_from_both_ends() -> None:
    one, other = (
        toward_israel([row(1, *ends)])["VNM"] for ends in (("VNM", "agrees", "ISR"), ("ISR", "agrees", "VNM"))
    )
    assert one == other
    columns = ClaimColumns.of([row(1, "VNM", "agrees", "ISR")])
    (mine,) = stances(weigh(columns, seen_from(columns, "ISR"), AT, WEIGHTS, symmetric), WEIGHTS).values()
    assert (mine.actor, mine.pole, mine.done) == ("ISR", "VNM", one.done)


@pytest.mark.parametrize(
    ("rows", "reading"),
    [
        ([row(1, "VNM", "meets", "ISR", confidence=0.1)], Reading.UNKNOWN),
        ([row(1, "VNM", "supports", "ISR"), row(2, "VNM", "arms", "ISR", day=AT - 900)], Reading.OPEN),
        ([row(1, "VNM", "opposes", "ISR"), row(2, "VNM", "attacks", "ISR")], Reading.OPEN),
        ([row(1, "VNM", "arms", "ISR")], Reading.QUIET),
        ([row(1, "VNM", "supports", "ISR", quiet=1)], Reading.QUIET),
        ([row(n, "VNM", "supports", "ISR", quiet=n < 4, day=AT - 40 * n) for n in range(20)], Reading.QUIET),
        ([row(n, "VNM", "supports", "ISR", quiet=n == 1, day=AT - 40 * n) for n in range(20)], Reading.OPEN),
        ([row(1, "VNM", "arms", "ISR"), row(2, "VNM", "sanctions", "ISR")], Reading.HEDGING),
        ([row(n, "VNM", "opposes", "ISR") for n in (1, 2, 3)] + [row(4, "VNM", "trades", "ISR")], Reading.QUIET),
        ([row(1, "VNM", "cooperates", "ISR", "denied")], Reading.DENIED),
    ],
)
def test_readings(rows: list[Row], reading: Reading) -> None:
    assert toward_israel(rows)["VNM"].reading is reading


def test_open_quiet_and_denied_ties_are_counted() -> None:
    rows = [
        row(1, "VNM", "arms", "ISR"),
        row(2, "VNM", "arms", "ISR"),
        row(3, "VNM", "supports", "ISR", quiet=1),
        row(4, "VNM", "supports", "ISR"),
        row(5, "VNM", "cooperates", "ISR", "denied"),
        row(6, "VNM", "opposes", "ISR", "denied"),
    ]
    stance = toward_israel(rows)["VNM"]
    assert (stance.open, stance.quiet, stance.denied) == (1, 1, 1)


@pytest.mark.parametrize(("sources", "counts"), [(10, (0, 1)), (11, (1, 0))])
def test_one_mark_among_many_sources_makes_no_tie_quiet(sources: int, counts: tuple[int, int]) -> None:
    rows = [row(n, "VNM", "supports", "ISR", quiet=int(n == 0)) for n in range(sources)]
    copies = [row(99 + n, "VNM", "supports", "ISR", group=0, quiet=1) for n in range(5)]
    stance = toward_israel(rows + copies)["VNM"]
    assert (stance.open, stance.quiet) == counts
