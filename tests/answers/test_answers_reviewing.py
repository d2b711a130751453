"""The review desk: what comes first, judging and undoing, agreement, files between stores, labels for training."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from training.check import standoff_faults
from world import make_world

from haluan.answers import ReviewError, UnknownNameError
from haluan.answers import open as open_database
from haluan.answers.reviewing import _kappa
from haluan.model import ClaimQuery, HaluanError, Judgement, Verdict
from haluan.ontology import load
from haluan.store import StoreMissing, open_store


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return make_world(tmp_path / "world.db")


@pytest.fixture
def desk(path: Path):
    with open_database(path, writing=True) as database:
        yield database


def ids(database, **query) -> list[str]:
    return [citation.cited.id for citation in database.claims(ClaimQuery(**query))]


def test_contradicted_unsure_and_weighty_claims_come_first_and_judged_ones_not_again(desk) -> None:
    tasks = desk.tasks("ani")
    assert len(tasks) == 27
    assert [task.contradicted for task in tasks[:3]] == [True] * 3
    assert not any(task.contradicted for task in tasks[3:])
    rest = [task.usefulness for task in tasks[3:]]
    assert rest == sorted(rest, reverse=True)
    assert rest[-1] < rest[0]
    first = tasks[0].citation.cited.id
    desk.judge(first, "ani", Verdict.ACCEPT)
    assert first not in {task.citation.cited.id for task in desk.tasks("ani")}
    assert first in {task.citation.cited.id for task in desk.tasks("budi")}
    assert {task.citation.cited.claim.source for task in desk.tasks("ani", "Kuba", 2)} == {"CUB"}


def test_a_correction_takes_names_as_people_write_them(desk) -> None:
    [claim] = ids(desk, quiet=True)
    changes = {
        "source": "Filipina",
        "relation": "OPPOSES",
        "status": "denied",
        "quiet": "no",
        "when": "2024-05",
        "speaker": "-",
    }
    desk.judge(claim[:6], "ani", Verdict.CORRECT, changes, note="misread")
    changed = desk.show(claim).citation.cited
    found = changed.claim
    assert (found.source, found.relation, found.target) == ("PHL", "opposes", "ISR")
    assert (found.status.value, found.quiet, found.when, found.speaker) == ("denied", False, "2024-05", None)
    assert changed.review.notes == ("misread",)
    assert claim in ids(desk, sources=frozenset({"PHL"}))
    assert claim not in ids(desk, sources=frozenset({"VNM"}))


@pytest.mark.parametrize("how", ["words", "offsets"])
def test_the_quote_can_be_corrected_and_stands_in_the_text(desk, how: str) -> None:
    [claim] = ids(desk, quiet=True)
    before = desk.show(claim).citation.cited.claim
    text = desk.view.store.article(before.article).article.text
    start = text.index("Vietnam juga membantu Israel")
    typed = "Vietnam juga membantu Israel" if how == "words" else f"{start}:{start + 28}"
    desk.judge(claim, "ani", Verdict.CORRECT, {"evidence": typed})
    found = desk.show(claim).citation.cited.claim.evidence
    assert (found.start, found.text) == (start, "Vietnam juga membantu Israel")
    assert text[found.start : found.end] == found.text
    desk.undo("ani")
    assert desk.show(claim).citation.cited.claim.evidence == before.evidence


def test_of_words_that_stand_twice_the_place_near_the_quote_is_meant(desk) -> None:
    [claim] = ids(desk, quiet=True)
    before = desk.show(claim).citation.cited.claim
    text = desk.view.store.article(before.article).article.text
    assert text.count("Israel") > 2
    desk.judge(claim, "ani", Verdict.CORRECT, {"evidence": "Israel"})
    found = desk.show(claim).citation.cited.claim.evidence
    others = [at for at in range(len(text)) if text.startswith("Israel", at)]
    assert found.start == min(others, key=lambda at: abs(at - before.evidence.start))


def test_a_quote_from_another_store_that_does_not_stand_here_is_not_taken(desk) -> None:
    [claim] = ids(desk, quiet=True)
    before = desk.show(claim).citation.cited.claim.evidence
    moment = "2026-01-01T00:00:00.000000+00:00"
    judgement = Judgement(claim, "budi", Verdict.CORRECT, moment, (("evidence", "3:tidak ada di sini"),))
    desk.view.store.judge([judgement])
    assert desk.show(claim).citation.cited.claim.evidence == before
    with pytest.raises(ValueError, match="evidence"):
        Judgement(claim, "budi", Verdict.CORRECT, moment, (("evidence", "tidak ada"),))


@pytest.mark.parametrize(
    "changes",
    [
        {"source": "Filipna"},
        {"source": "Israel"},
        {"relation": "likes"},
        {"status": "certain"},
        {"quiet": "perhaps"},
        {"when": "soon"},
        {"evidence": "kata yang tidak ada"},
        {"evidence": "5:5"},
        {"evidence": "5:900000"},
        {"evidence": "9:3"},
        {"evidence": ""},
        {"likes": "x"},
        {},
    ],
)
def test_a_correction_that_cannot_be_is_refused_and_nothing_is_kept(desk, changes: dict[str, str]) -> None:
    [claim] = ids(desk, quiet=True)
    with pytest.raises(HaluanError):
        desk.judge(claim, "ani", Verdict.CORRECT, changes)
    assert list(desk.export_judgements()) == []


def test_a_reviewer_needs_a_name(desk) -> None:
    with pytest.raises(ReviewError, match="reviewer"):
        desk.judge(ids(desk)[0], " ", Verdict.ACCEPT)
    with pytest.raises(UnknownNameError):
        desk.tasks("ani", "Filipna")


def test_undo_takes_back_the_latest_of_that_reviewer_alone(desk) -> None:
    one, other, *_ = ids(desk)
    desk.judge(one, "ani", Verdict.REJECT)
    desk.judge(other, "ani", Verdict.REJECT)
    desk.judge(other, "budi", Verdict.REJECT)
    assert desk.undo("ani").claim == other
    assert one not in ids(desk)
    assert other not in ids(desk)
    assert desk.undo("budi").claim == other
    assert desk.undo("ani").claim == one
    assert {one, other} <= set(ids(desk))
    assert desk.undo("ani") is None


def test_judging_makes_no_store(tmp_path: Path) -> None:
    with pytest.raises(StoreMissing):
        open_database(tmp_path / "none.db", writing=True)
    assert list(tmp_path.iterdir()) == []


def test_judgements_travel_between_stores_and_twice_adds_nothing(desk, tmp_path: Path) -> None:
    one, other, *_ = ids(desk)
    desk.judge(one, "ani", Verdict.REJECT, note="salah")
    desk.judge(other, "ani", Verdict.CORRECT, {"quiet": "yes"})
    desk.undo("ani")
    lines = [json.dumps(line) for line in desk.export_judgements()]
    with open_database(make_world(tmp_path / "second.db"), writing=True) as second:
        second.judge(one, "budi", Verdict.ACCEPT)
        assert (second.import_judgements([*lines, ""]).judgements, second.import_judgements(lines).new) == (3, 0)
        assert second.show(one).citation.cited.review.disputed
        back = [json.dumps(line) for line in second.export_judgements()]
    assert desk.import_judgements(back).new == 1
    assert [json.dumps(line) for line in desk.export_judgements()] == back


@pytest.mark.parametrize("broken", ["{", "[]", "1", "{}", "changed", '{"claim": "x"}'])
def test_a_broken_file_adds_nothing(desk, tmp_path: Path, broken: str) -> None:
    desk.judge(ids(desk)[0], "ani", Verdict.REJECT)
    [line] = map(json.dumps, desk.export_judgements())
    with open_database(make_world(tmp_path / "second.db"), writing=True) as second:
        with pytest.raises(ReviewError, match="line 2"):
            second.import_judgements([line, line.replace("reject", "accept") if broken == "changed" else broken])
        assert list(second.export_judgements()) == []


def test_agreement_counts_what_both_judged(desk) -> None:
    claims = ids(desk)
    for at, (one, other) in enumerate(["aa"] * 20 + ["ar"] * 1 + ["rr"] * 3):
        for reviewer, verdict in (("ani", one), ("budi", other)):
            desk.judge(
                claims[at] if at < len(claims) else claims[0],
                reviewer,
                {"a": Verdict.ACCEPT, "r": Verdict.REJECT}[verdict],
            )
    answer = desk.agreement("ani", "budi")
    assert answer.pairs == (("accept", "accept", 20), ("accept", "reject", 1), ("reject", "reject", 3))
    assert (answer.claims, answer.observed) == (24, pytest.approx(23 / 24))
    assert desk.agreement("ani", "nobody").kappa is None


def test_kappa_of_the_textbook_table() -> None:
    table = Counter(
        {("accept", "accept"): 20, ("accept", "reject"): 5, ("reject", "accept"): 10, ("reject", "reject"): 15}
    )
    assert _kappa(table) == (pytest.approx(0.7), pytest.approx(0.4))
    assert _kappa(Counter({("accept", "accept"): 5})) == (1.0, None)


@given(st.dictionaries(st.tuples(st.sampled_from("arc"), st.sampled_from("arc")), st.integers(1, 50), min_size=1))
def test_kappa_lies_between_minus_one_and_one_and_is_symmetric(table: dict[tuple[str, str], int]) -> None:
    observed, kappa = _kappa(Counter(table))
    turned = Counter({(other, one): count for (one, other), count in table.items()})
    assert _kappa(turned) == (observed, kappa)
    assert kappa is None or -1 <= kappa <= observed <= 1
    assert (kappa == 1) == (observed == 1) or kappa is None


def test_labels_for_training_are_those_of_fully_reviewed_sentences(desk, path: Path) -> None:
    for claim in ids(desk, articles=frozenset({"trade"})):
        desk.judge(claim, "ani", Verdict.ACCEPT)
    protest = {
        c.cited.claim.relation + c.cited.claim.source: c.cited.id
        for c in desk.claims(ClaimQuery(articles=frozenset({"protest"})))
    }
    desk.judge(protest["opposesMYS"], "ani", Verdict.CORRECT, {"status": "planned"})
    desk.judge(protest["sanctionsMYS"], "ani", Verdict.REJECT)
    desk.judge(protest["meetsKAZ"], "ani", Verdict.ACCEPT)
    desk.judge(protest["meetsKAZ"], "budi", Verdict.REJECT)
    lines = list(desk.training_lines("store"))
    labels = {
        (line["article"], one["source"], one["relation"], one["status"]) for line in lines for one in line["claims"]
    }
    assert labels == {
        ("trade", "ISR", "arms", "actual"),
        ("trade", "VNM", "supports", "actual"),
        ("protest", "MYS", "opposes", "planned"),
    }
    with open_store(path, read_only=True) as store:
        for line in lines:
            text = store.article(line["article"]).article.text
            assert list(standoff_faults(line | {"corpus": "id_articles"}, text)) == []
    assert "text" not in {key for line in lines for key in line}
    assert all(one["source"] in load().actors for line in lines for one in line["claims"])
