"""The tools of the training data: packing, composing, checking, agreement."""

import json
from pathlib import Path

import pytest

from training import agreement, check, compose, labels, pack

TEXT = "Kabul menolak usul itu. Pakistan mengecam Afghanistan, kata Ishaq Dar kepada wartawan."
START = TEXT.index("Pakistan")
SHEET = [
    {"n": 1, "corpus": "id_articles", "article": "a1", "text": TEXT[: START - 1], "sentence": [0, START - 1]},
    {"n": 2, "corpus": "id_articles", "article": "a1", "text": TEXT[START:], "sentence": [START, len(TEXT)]},
]
TEXTS = {1: TEXT, 2: TEXT}


def packed(*claims: list[object]) -> tuple[list[labels.Row], list[str]]:
    return pack.pack(SHEET, [(1, {"n": 2, "claims": list(claims)})], TEXTS)


def test_pack_finds_evidence_and_speaker() -> None:
    made, problems = packed(
        ["PAK", "opposes", "AFG", "actual", 0, "Ishaq Dar", "2025-11", "Pakistan .. Afghanistan", 0]
    )
    assert problems == []
    assert made[0]["claims"] == []
    [claim] = made[1]["claims"]
    assert TEXT[slice(*claim["evidence"])] == "Pakistan mengecam Afghanistan"
    assert TEXT[slice(*claim["speaker"])] == "Ishaq Dar"
    assert list(check.standoff_faults(made[1], TEXT)) == []


def test_pack_fills_what_is_left_out() -> None:
    made, problems = packed(["PAK", "opposes", "AFG"])
    assert problems == []
    [claim] = made[1]["claims"]
    assert (claim["status"], claim["quiet"], claim["speaker"], claim["context"]) == ("actual", False, None, False)
    assert TEXT[slice(*claim["evidence"])] == TEXT[START:].removesuffix(".")


def test_pack_takes_a_speaker_from_elsewhere_in_the_article() -> None:
    made, problems = pack.pack(SHEET, [(1, {"n": 1, "claims": [["AFG", "opposes", "PAK", "actual", 0, "Dar"]]})], TEXTS)
    assert problems == []
    assert TEXT[slice(*made[0]["claims"][0]["speaker"])] == "Dar"


@pytest.mark.parametrize(
    ("claim", "word"),
    [
        (["PAK", "hates", "AFG"], "relation"),
        (["PAK", "opposes", "PAK"], "both"),
        (["PAX", "opposes", "AFG"], "PAX"),
        (["PAK", "opposes", "AFG", "maybe"], "status"),
        (["PAK", "opposes", "AFG", "actual", 2], "quiet"),
        (["PAK", "opposes", "AFG", "actual", 0, "Khan"], "Khan"),
        (["PAK", "opposes", "AFG", "actual", 0, None, "May 2025"], "EDTF"),
        (["PAK", "opposes", "AFG", "actual", 0, None, None, "India"], "India"),
        (["PAK"], "array"),
    ],
)
def test_pack_names_each_fault_with_its_line(claim: list[object], word: str) -> None:
    _, problems = packed(claim)
    assert len(problems) == 1
    assert problems[0].startswith("line 1 (n 2)")
    assert word in problems[0]


def test_pack_sees_twice_what_a_symmetric_relation_says_once() -> None:
    assert "twice" in packed(["PAK", "meets", "AFG"], ["AFG", "meets", "PAK"])[1][0]
    assert packed(["PAK", "opposes", "AFG"], ["AFG", "opposes", "PAK"])[1] == []


def test_pack_refuses_unknown_and_repeated_numbers() -> None:
    answers = [(1, {"n": 2, "claims": []}), (2, {"n": 2, "claims": []}), (3, {"n": 9, "claims": []})]
    problems = pack.pack(SHEET, answers, TEXTS)[1]
    assert [problem.split(":")[0] for problem in problems] == ["line 2", "line 3"]


def test_a_code_outside_the_ontology_has_to_be_meant() -> None:
    assert packed(["PAK", "joins", "XYZW"])[1] != []
    made, problems = packed(["PAK", "joins", "XYZW!"])
    assert problems == []
    assert made[1]["claims"][0]["target"] == "XYZW"


@pytest.mark.parametrize(
    "value", ["2024", "2024-02-29", "2023-10/..", "../2022", "2023-01/2023-03", "2024-22", "2024?"]
)
def test_edtf(value: str) -> None:
    assert labels.is_edtf(value)


@pytest.mark.parametrize("value", ["", "24", "2024-13", "2023-02-29", "2024-05/2024-01", "../..", "..", "May 2024"])
def test_no_edtf(value: str) -> None:
    assert not labels.is_edtf(value)


NOTES = """\
2025-11-20
= Pakistan Kecam Afghanistan
PAK opposes AFG
# a note
- Kabul belum menanggapi, tetapi {akan} berunding di Doha, kata Dar.
AFG meets PAK ctx planned @2025-11 [Dar] | akan .. Doha

2025-11-21
- Harga kapas naik.
""".replace("{akan}", "akan")


def test_compose() -> None:
    (first, faults), (second, more) = compose.items(NOTES, "id_77")
    assert faults == more == []
    assert first["text"].startswith("Pakistan Kecam Afghanistan\nKabul")
    title, body = first["claims"]
    assert (title["s"], title["evidence"]) == (0, "Pakistan Kecam Afghanistan")
    assert (body["status"], body["when"], body["speaker"], body["context"]) == ("planned", "2025-11", "Dar", True)
    assert body["evidence"] == "akan berunding di Doha"
    assert (second["id"], second["claims"]) == ("w-id-77-0002", [])
    assert [list(check.written_faults(Path("id_77.jsonl"), item)) for item in (first, second)] == [[], []]


@pytest.mark.parametrize("line", ["PAK opposes AFG soon", "PAX opposes AFG", "PAK", "PAK opposes AFG | India"])
def test_compose_reports_what_it_cannot_read(line: str) -> None:
    [(_item, faults)] = compose.items(f"2025-11-20\n- Pakistan mengecam Afghanistan.\n{line}", "id_77")
    assert len(faults) == 1


def written(*sentences: str) -> str:
    notes = "\n\n".join(f"2025-11-20\n- {sentence}" for sentence in sentences)
    return "".join(json.dumps(item) + "\n" for item, _ in compose.items(notes, "id_77"))


def test_check_finds_copies_and_templates(tmp_path: Path) -> None:
    (tmp_path / "written").mkdir()
    shard = tmp_path / "written" / "id_77.jsonl"
    shard.write_text(written("Besok Peru akan menjual beras ke Chile.", "Hujan turun."))
    assert check.check(tmp_path) == []
    shard.write_text(written("Hujan turun.", "Hujan turun."))
    assert ["same sentence" in fault for fault in check.check(tmp_path)] == [True]
    names = (("Peru", "Chile"), ("Laos", "Kuba"), ("Mali", "Togo"))
    shard.write_text(written(*(f"Besok {a} akan menjual beras ke {b}." for a, b in names)))
    assert ["template" in fault for fault in check.check(tmp_path)] == [True]


def test_check_compares_the_digest(tmp_path: Path) -> None:
    made, _ = packed()
    assert list(check.standoff_faults(made[1], TEXT)) == []
    assert list(check.standoff_faults(made[1], TEXT.replace("Dar", "Xyz"))) != []
    assert list(check.standoff_faults(made[1], None)) == []


def test_agreement() -> None:
    first, _ = packed(["PAK", "opposes", "AFG"], ["PAK", "meets", "AFG"])
    second, _ = packed(["PAK", "opposes", "AFG", "denied"], ["AFG", "meets", "PAK"])
    figures = agreement.compare(first, second)
    assert (figures["claim F1"], figures["+status F1"], figures["pair F1"]) == (1.0, 0.5, 1.0)
    assert figures["kappa, has a claim"] == 1.0
    assert figures["same status"] == 0.5
    assert agreement.compare(first, packed()[0])["claim F1"] == 0.0


def test_kappa_takes_chance_out() -> None:
    assert agreement.kappa([(1, 1), (0, 0)]) == 1.0
    assert agreement.kappa([(1, 0), (0, 1)]) == -1.0
    assert agreement.kappa([(1, 1), (1, 0), (0, 1), (0, 0)]) == 0.0
