"""What a line may stand on: a sure claim, several reports, or all that one report says."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

import haluan
from haluan.answers import PairAnswer, Window
from haluan.answers.trust import ALIKE
from haluan.cli import main
from haluan.model import Article, Claim, Evidence, Reading, Status
from haluan.store import open_store

WEAK, FAIR, SURE = 0.45, 0.7, 0.9
Told = tuple[str, str, str, float]


def ask(tmp_path: Path, *reports: list[Told], window: Window | None = None) -> PairAnswer:
    """Ask about Laos and Cuba; each report says its claims in sentences of different lengths."""
    with open_store(tmp_path / "haluan.db") as store:
        for number, told in enumerate(reports):
            sentences = [f"Kalimat {'panjang ' * place}nomor {number}." for place in range(len(told))]
            text, claims, start = " ".join(sentences), [], 0
            for sentence, (source, relation, target, confidence) in zip(sentences, told, strict=True):
                quote = Evidence.cut(text, start, start + len(sentence))
                start += len(sentence) + 1
                claims.append(
                    Claim(f"a{number}", source, relation, target, Status.ACTUAL, quote, confidence=confidence)
                )
            store.add([Reading(Article(f"a{number}", text), "id", tuple(claims), reader="hand")])
    with haluan.open(tmp_path / "haluan.db") as db:
        return db.pair("LAO", "CUB", window)


def firm(answer: PairAnswer) -> set[str]:
    return {tie.relation for tie in answer.relationship.ties}


def unsure(answer: PairAnswer) -> set[str]:
    return {tie.relation for tie in answer.relationship.unsure}


def test_a_sure_claim_stands_and_a_fair_one_is_set_apart_and_counts_in_no_weight(tmp_path: Path) -> None:
    answer = ask(tmp_path, [("LAO", "aids", "CUB", SURE), ("LAO", "opposes", "CUB", FAIR)])
    assert (firm(answer), unsure(answer)) == ({"aids"}, {"opposes"})
    assert answer.relationship.hostile == 0
    assert (answer.relationship.claims, answer.relationship.independent) == (1, 1)
    assert {moment.relation for moment in answer.timeline} == {"aids"}
    assert [tie.doubtful for tie in (*answer.relationship.ties, *answer.relationship.unsure)] == [False, True]


@pytest.mark.parametrize(("confidence", "stands"), [(FAIR, True), (ALIKE - 0.01, False)])
def test_two_independent_reports_bear_each_other_out_where_each_is_fair(
    tmp_path: Path, confidence: float, stands: bool
) -> None:
    answer = ask(tmp_path, *([("LAO", "recognizes", "CUB", confidence)] for _ in range(2)))
    assert firm(answer) == ({"recognizes"} if stands else set())


@pytest.mark.parametrize("relation", ["supports", "joins"])
def test_a_report_of_one_mind_bears_what_is_general_and_nothing_settled(tmp_path: Path, relation: str) -> None:
    answer = ask(
        tmp_path, [("LAO", "trades", "CUB", FAIR), ("LAO", "aids", "CUB", FAIR), ("LAO", relation, "CUB", WEAK)]
    )
    assert firm(answer) == {"trades", "aids"} | ({"supports"} if relation == "supports" else set())


def test_a_report_that_says_both_sides_bears_neither(tmp_path: Path) -> None:
    answer = ask(
        tmp_path, [("LAO", "aids", "CUB", FAIR), ("LAO", "supports", "CUB", FAIR), ("LAO", "opposes", "CUB", FAIR)]
    )
    assert firm(answer) == set()
    assert unsure(answer) == {"aids", "supports", "opposes"}


def test_what_one_side_does_bears_nothing_of_the_other(tmp_path: Path) -> None:
    answer = ask(tmp_path, [("LAO", "opposes", "CUB", SURE), ("CUB", "attacks", "LAO", FAIR)])
    assert (firm(answer), unsure(answer)) == ({"opposes"}, {"attacks"})


def test_who_asks_for_another_confidence_gets_it(tmp_path: Path) -> None:
    told: list[Told] = [("LAO", "aids", "CUB", WEAK), ("LAO", "opposes", "CUB", 0.2)]
    answer = ask(tmp_path, told, window=Window.of(min_confidence=0))
    assert (firm(answer), unsure(answer)) == ({"aids", "opposes"}, set())


def test_lists_name_those_of_whom_only_unsure_claims_tell_and_do_not_call_them_silent(tmp_path: Path) -> None:
    ask(tmp_path, [("LAO", "opposes", "CUB", WEAK)])
    with haluan.open(tmp_path / "haluan.db") as db:
        ranked, state = db.rank("CUB", "Asia"), db.state("LAO")
    assert ([one.actor for one in ranked.unsure], ranked.ranked, ranked.others) == (["LAO"], (), ())
    assert "LAO" not in {gap.actor for gap in ranked.gaps}
    assert ([one.actor for one in state.unsure], state.relationships, state.gaps) == (["CUB"], (), ())


def test_the_facts_bear_out_an_unsure_membership(tmp_path: Path) -> None:
    ask(tmp_path, [("LAO", "joins", "ASEAN", WEAK), ("CUB", "joins", "ASEAN", WEAK)])
    with haluan.open(tmp_path / "haluan.db") as db:
        answer = db.bloc("ASEAN")
    assert [member.actor for member in answer.members] == ["LAO"]
    assert [one.actor for one in answer.unsure] == ["CUB"]


@pytest.mark.parametrize(("language", "told"), [("en", "not by the facts"), ("id", "menurut fakta bukan anggota")])
def test_a_membership_that_the_facts_contradict_is_never_printed_without_that(
    tmp_path: Path, language: str, told: str
) -> None:
    ask(tmp_path, [("CUB", "joins", "ASEAN", SURE), ("LAO", "joins", "ASEAN", SURE)])
    pages = {
        actor: CliRunner().invoke(main, ["pair", actor, "ASEAN", "--db", f"{tmp_path}/haluan.db", "--lang", language])
        for actor in ("CUB", "LAO")
    }
    assert told in " ".join(pages["CUB"].output.split())
    assert told not in " ".join(pages["LAO"].output.split())
