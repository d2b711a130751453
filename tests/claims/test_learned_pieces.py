"""Segmentation against brute force."""

from functools import lru_cache

from hypothesis import given
from hypothesis import strategies as st

from haluan.claims.learned.pieces import SPACE, Pieces

TABLE = [(SPACE, -5.0), ("a", -3.0), ("b", -3.5), ("ab", -4.0), (SPACE + "a", -3.2), ("ba", -5.5), ("bab", -6.0)]
PIECES = Pieces.of(TABLE)


def best_score(text: str) -> float:
    @lru_cache
    def best(i: int) -> float:
        if i == len(text):
            return 0.0
        options = [PIECES.unknown + best(i + 1)]
        for piece, score in TABLE:
            if text.startswith(piece, i):
                options.append(score + best(i + len(piece)))
        return max(options)

    return best(0)


@given(st.text("abc", min_size=1, max_size=9))
def test_no_segmentation_scores_higher(word: str) -> None:
    names = {k + 4: (piece, score) for k, (piece, score) in enumerate(TABLE)}
    ids = PIECES.split(word)
    score = sum(names[i][1] if i in names else PIECES.unknown for i in ids)
    assert score == best_score(SPACE + word)
    assert sum(len(names[i][0]) if i in names else 1 for i in ids) == len(word) + 1


def test_unknown_characters_become_one_unknown_piece_each() -> None:
    assert PIECES.split("xy")[1:] == (3, 3)
