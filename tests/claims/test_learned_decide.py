"""From numbers to ties: directions, cuts, and the best guess of a tie whose kind is in doubt."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from haluan.claims.learned.decide import FLOOR, RULED, accepted, guesses, settle, ties
from haluan.claims.learned.numbers import RELATIONS

MEETS, ARMS = RELATIONS.index("meets"), RELATIONS.index("arms")
BOTH_WAYS = [(0, 0, 1), (0, 1, 0)]


def numbers(rows: int, **shares: tuple[float, ...]) -> np.ndarray:
    """Probabilities N x 23 with the given columns, the rest 0."""
    out = np.zeros((rows, len(RELATIONS)), np.float32)
    for relation, column in shares.items():
        out[:, RELATIONS.index(relation)] = column
    return out


def test_a_relation_without_direction_is_one_guess_of_both_directions() -> None:
    found = list(guesses(BOTH_WAYS, numbers(2, meets=(0.8, 0.4))))
    assert [(g.pair, g.relation) for g in found] == [((0, 0, 1), MEETS)]
    assert found[0].probability == pytest.approx(0.6)


def test_a_relation_with_direction_keeps_it() -> None:
    found = list(guesses(BOTH_WAYS, numbers(2, arms=(0.2, 0.9))))
    assert {(g.pair, g.relation): round(g.probability, 2) for g in found} == {
        ((0, 0, 1), ARMS): 0.2,
        ((0, 1, 0), ARMS): 0.9,
    }


def test_the_surer_direction_tells_whether_there_is_a_tie() -> None:
    assert ties(BOTH_WAYS, np.array([0.3, 0.7], np.float32)) == {(0, 0, 1): pytest.approx(0.7)}


@pytest.mark.parametrize(("some", "wanted"), [(0.9, [ARMS]), (0.5, [])])
def test_a_sure_tie_of_doubtful_kind_takes_its_best_kind(some: float, wanted: list[int]) -> None:
    found = list(guesses(BOTH_WAYS, numbers(2, arms=(0.45, 0.0), meets=(0.3, 0.3))))
    taken = accepted(found, {(0, 0, 1): some}, cut=0.6, tie=0.8)
    assert [g.relation for g in taken] == wanted


def test_a_tie_of_sure_kind_gets_no_second_guess() -> None:
    found = list(guesses(BOTH_WAYS, numbers(2, arms=(0.7, 0.0), meets=(0.5, 0.5))))
    taken = accepted(found, {(0, 0, 1): 1.0}, cut=0.6, tie=0.8)
    assert [g.relation for g in taken] == [ARMS]


SHARES = st.lists(st.floats(0, 1, width=32), min_size=2 * len(RELATIONS), max_size=2 * len(RELATIONS))


@given(SHARES, st.floats(0, 1), st.floats(0.3, 0.9), st.floats(0.3, 1.0))
def test_a_lower_cut_loses_nothing(shares: list[float], some: float, cut: float, tie: float) -> None:
    found = list(guesses(BOTH_WAYS, np.array(shares, np.float32).reshape(2, -1)))
    known = {(0, 0, 1): some}
    strict = {(g.pair, g.relation) for g in accepted(found, known, cut, tie) if g.probability >= cut}
    loose = {(g.pair, g.relation) for g in accepted(found, known, cut / 2, tie)}
    assert strict <= loose
    assert all(g.probability >= FLOOR for g in found)


def test_without_the_rules_the_likeliest_status_has_its_own_share() -> None:
    assert settle((0.5, 0.1, 0.1, 0.2, 0.1), None) == ("actual", pytest.approx(0.5))


def test_the_rules_win_unless_the_model_is_sure() -> None:
    assert settle((0.6, 0.1, 0.1, 0.1, 0.1), "denied")[0] == "denied"
    assert settle((0.95, 0.05, 0.0, 0.0, 0.0), "denied")[0] == "actual"


def test_a_vote_is_surer_where_both_agree_than_where_they_differ() -> None:
    states = (0.1, 0.6, 0.1, 0.1, 0.1)
    assert settle(states, "planned")[1] == pytest.approx((0.6 + RULED) / (1 + RULED))
    assert settle(states, "denied")[1] < 0.5 < settle(states, None)[1] < settle(states, "planned")[1]
