"""haluan read --reader llm: what it needs, where it sends the text, and what becomes of a bad answer."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from fakemodel import FakeEndpoint, answer, claim, document_of, endpoint, refused

Haluan = Callable[..., Result]
TEXTS = {
    "one": "Malaysia mengecam Israel dalam sidang itu. Pemerintah menolak kebijakan itu kemarin sore.",
    "two": "Rusia menyerang Ukraina sejak pagi. Pemerintah tidak memberi keterangan kepada wartawan.",
    "three": "Turki bergabung dengan NATO lama sebelum itu. Pemerintah mengingatnya dalam sebuah upacara.",
}
KEPT = {
    "one": ("MYS", "opposes", "ISR", "Malaysia mengecam Israel"),
    "two": ("RUS", "attacks", "UKR", "Rusia menyerang Ukraina"),
    "three": ("TUR", "joins", "NATO", "Turki bergabung dengan NATO"),
}


def honest(body: Any) -> str:
    """Finds the one claim of each text, and one that no text holds."""
    text = " ".join(document_of(body["messages"][1]["content"])["sentences"].values())
    [found] = [row for row in KEPT.values() if row[3] in text]
    return answer(claim(*found), claim(found[0], "arms", found[2], "kata yang tidak ada"))


@pytest.fixture
def fake() -> Iterator[FakeEndpoint]:
    with endpoint(honest) as server:
        yield server


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("URL", "MODEL", "KEY"):
        monkeypatch.delenv(f"HALUAN_LLM_{name}", raising=False)
    rows = [{"id": name, "text": text, "date": "2024-05-06", "language": "id"} for name, text in TEXTS.items()]
    (tmp_path / "in.jsonl").write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")


def read(haluan: Haluan, *words: str) -> Result:
    return haluan("read", "in.jsonl", "--db", "new.db", "--jobs", "1", "--reader", "llm", *words)


def asked(fake: FakeEndpoint) -> tuple[str, ...]:
    return "--llm-url", fake.url, "--llm-model", "fake"


def test_proven_claims_are_stored_and_the_others_counted_and_listed(haluan: Haluan, fake: FakeEndpoint) -> None:
    result = read(haluan, *asked(fake), "--claims", "out.jsonl")
    assert result.exit_code == 0, result.output
    found = [json.loads(line) for line in Path("out.jsonl").read_text("utf-8").splitlines()]
    assert [(c["source"], c["relation"], c["target"], c["evidence"]["text"]) for c in found] == list(KEPT.values())
    assert {c["reader"] for c in found} == {"llm"}
    assert "3 of the skipped are claims that their articles do not prove" in result.stderr
    assert haluan("log", "--db", "new.db", "--json").stdout.count("does not stand in the text") == 3


def test_settings_come_from_the_environment_and_the_key_goes_nowhere_else(
    haluan: Haluan, fake: FakeEndpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HALUAN_LLM_URL", fake.url)
    monkeypatch.setenv("HALUAN_LLM_MODEL", "fake")
    monkeypatch.setenv("HALUAN_LLM_KEY", "hush-hush")
    result = read(haluan)
    assert result.exit_code == 0
    assert {headers["Authorization"] for _, headers, _ in fake.asked} == {"Bearer hush-hush"}
    assert "hush" not in result.output
    assert b"hush" not in Path("new.db").read_bytes()


def test_an_article_is_not_asked_about_twice(haluan: Haluan, fake: FakeEndpoint) -> None:
    read(haluan, *asked(fake))
    before = len(fake.asked)
    report = json.loads(read(haluan, *asked(fake), "--json").stdout)
    assert (report["articles"], report["known"]) == (0, 3)
    assert [path for path, _, _ in fake.asked[before:]] == ["/v1/models"]


@pytest.mark.parametrize(
    "broken", ["I would rather not.", refused(400, message="too long"), refused(500)], ids=["prose", "400", "500"]
)
def test_one_broken_answer_costs_one_article_which_comes_again(haluan: Haluan, fake: FakeEndpoint, broken: Any) -> None:
    fake.reply = lambda body: broken if "Rusia" in body["messages"][1]["content"] else honest(body)
    report = json.loads(read(haluan, *asked(fake), "--json").stdout)
    assert (report["articles"], report["claims"], report["skips"], report["dropped"]) == (2, 2, 3, 2)
    assert "in.jsonl:2" in haluan("log", "--db", "new.db").stdout
    fake.reply = honest
    report = json.loads(read(haluan, *asked(fake), "--json").stdout)
    assert (report["articles"], report["known"], report["claims"]) == (1, 2, 1)


@pytest.mark.parametrize(
    ("words", "missing"),
    [((), "HALUAN_LLM_URL"), (("--llm-url", "http://127.0.0.1:1/v1"), "HALUAN_LLM_MODEL")],
)
def test_what_is_not_set_is_named(haluan: Haluan, words: tuple[str, ...], missing: str) -> None:
    result = read(haluan, *words)
    assert result.exit_code == 2
    assert missing in result.stderr


@pytest.mark.parametrize("url", ["http://127.0.0.1:1/v1", "ftp://host/v1"])
def test_an_endpoint_that_is_not_there_is_one_error_and_makes_no_store(haluan: Haluan, url: str) -> None:
    result = read(haluan, "--llm-url", url, "--llm-model", "fake")
    assert result.exit_code == 2
    assert "Traceback" not in result.output
    assert len(result.stderr.strip().splitlines()) == 1
    assert not Path("new.db").exists()


def test_a_key_that_is_refused_is_one_error(haluan: Haluan, fake: FakeEndpoint) -> None:
    fake.models = refused(401)
    result = read(haluan, *asked(fake))
    assert (result.exit_code, "HALUAN_LLM_KEY" in result.stderr) == (2, True)


@pytest.mark.parametrize(("language", "word"), [("en", "is not this machine"), ("id", "bukan komputer ini")])
def test_a_remote_endpoint_is_pointed_out(haluan: Haluan, language: str, word: str) -> None:
    result = read(haluan, "--llm-url", "http://models.invalid/v1", "--llm-model", "m", "--lang", language)
    assert word in result.stderr


def test_a_local_endpoint_needs_no_warning(haluan: Haluan, fake: FakeEndpoint) -> None:
    assert "not this machine" not in read(haluan, *asked(fake)).stderr


def test_other_readers_ask_no_model(haluan: Haluan, fake: FakeEndpoint, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HALUAN_LLM_URL", fake.url)
    monkeypatch.setenv("HALUAN_LLM_MODEL", "fake")
    assert haluan("read", "in.jsonl", "--db", "new.db", "--jobs", "1", "--reader", "rules").exit_code == 0
    assert fake.asked == []
