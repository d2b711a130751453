"""The learned reader with the shipped weights: sound for any text, honest about what it loads."""

import json
import pickle
import shutil
from importlib import resources
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from haluan.claims import reader
from haluan.claims.learned.numbers import RELATIONS
from haluan.claims.learned.reader import LearnedReader
from haluan.claims.learned.weights import FOLDER, WeightsError, open_weights, shipped
from haluan.mentions import link
from haluan.model import Article, Claim, Skip, Status
from haluan.text import prepare

WEIGHTS = Path(str(resources.files("haluan.claims.learned") / FOLDER))


def read(text: str, language: str = "id") -> tuple[Claim, ...]:
    document = prepare(Article(id="a", text=text, language=language, date="2024-05-06"))
    assert not isinstance(document, Skip), document
    return reader("learned").read(document, link(document))


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Spanyol adalah anggota NATO, tetapi Irlandia bukan anggota NATO.", Status.DENIED),
        ("Iran mengakui telah mengirim drone kepada Rusia.", Status.ACTUAL),
        ("India tidak pernah mengecam Rusia.", Status.DENIED),
    ],
)
def test_the_status_that_the_rules_read_stands(text: str, status: Status) -> None:
    document = prepare(Article(id="a", text=text, language="id", date="2024-05-06"))
    assert not isinstance(document, Skip)
    ruled = {c.source: c.status for c in reader("rules").read(document, link(document))}
    last = read(text)[-1]
    assert last.status is ruled[last.source] is status


WORDS = ["Israel", "Gaza", "Rusia", "Ukraina", "NATO", "Trump", "menyerang", "mengecam", "bertemu", "dengan", "oleh"]
WORDS += ["ke", "tidak", "akan", ",", ".", '"', "kedua", "negara", "itu", "ia", "kata", "sanksi", "terhadap", "(", ")"]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(WORDS), min_size=3, max_size=40))
def test_any_order_of_words_gives_sound_claims(words: list[str]) -> None:
    text = " ".join(words)
    document = prepare(Article(id="a", text=text, language="id", date="2024-05-06"))
    if isinstance(document, Skip):
        return
    claims = reader("learned").read(document, link(document))
    spans = [s.span for s in document.sentences]
    for claim in claims:
        claim.evidence.check(text)
        assert sum(s.start <= claim.evidence.start and claim.evidence.end <= s.end for s in spans) == 1
        assert claim.relation in RELATIONS
        assert 0 < claim.confidence <= 1
        assert claim.reader == "learned"


@pytest.mark.parametrize(
    ("text", "language", "wanted"),
    [
        ("Rusia menyerang Ukraina.", "id", "RUS attacks UKR actual"),
        ("Israel's air force bombed targets in southern Lebanon on Monday.", "en", "ISR attacks LBN actual"),
        ("Presiden Prabowo Subianto bertemu Presiden Prancis Emmanuel Macron di Paris.", "id", "FRA meets IDN actual"),
        ("Amerika Serikat menjatuhkan sanksi terhadap Iran.", "id", "USA sanctions IRN actual"),
    ],
)
def test_plain_sentences(text: str, language: str, wanted: str) -> None:
    found = {f"{c.source} {c.relation} {c.target} {c.status}" for c in read(text, language)}
    turned = {f"{c.target} {c.relation} {c.source} {c.status}" for c in read(text, language) if c.relation == "meets"}
    assert wanted in found | turned


def test_reading_twice_gives_the_same() -> None:
    text = "Rusia menyerang Ukraina. Kedua negara lalu berunding di Istanbul."
    assert read(text) == read(text)


def test_reader_travels_between_processes() -> None:
    assert pickle.loads(pickle.dumps(LearnedReader())).name == "learned"


def test_version_names_weights_and_rules() -> None:
    assert reader("learned").version == f"{shipped().version}+{reader('rules').version}"


def test_altered_weights_are_refused(tmp_path: Path) -> None:
    folder = shutil.copytree(WEIGHTS, tmp_path / "weights")
    with (folder / "pieces.json").open("a", encoding="utf-8") as handle:
        handle.write(" ")
    with pytest.raises(WeightsError, match=r"pieces\.json"):
        open_weights(folder)


def test_missing_weights_are_named(tmp_path: Path) -> None:
    with pytest.raises(WeightsError, match="no weights"):
        open_weights(tmp_path)


def test_card_tells_what_the_weights_are() -> None:
    card = json.loads((WEIGHTS / "card.json").read_text(encoding="utf-8"))
    assert 0.2 < card["cut"] < 1
    assert card["tie"] > 0.2
    assert set(card["held out"]["by relation"]) == set(RELATIONS)
    assert card["held out"]["claims"] > 100
    xs = [x for x, _ in card["calibration"]]
    ys = [y for _, y in card["calibration"]]
    assert xs == sorted(xs)
    assert ys == sorted(ys)


def test_unadvised_it_reads_by_itself_and_says_so() -> None:
    document = prepare(Article(id="a", text="Rusia menyerang Ukraina pada Senin pagi.", language="id"))
    assert not isinstance(document, Skip)
    alone = LearnedReader(name="model", advised=False)
    assert {(c.source, c.relation, c.target) for c in alone.read(document, link(document))} == {
        ("RUS", "attacks", "UKR")
    }
    assert alone.version != LearnedReader().version
