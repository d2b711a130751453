from __future__ import annotations

import json

import pytest
from endpoint import Sparql, holder, member

from haluan.refresh import run


@pytest.fixture
def sparql():
    made = Sparql()
    made.members = [
        member("Q7184", "NATO", "FIN", "2023-04-04", state="Q33"),  # as we know
        member("Q7184", "NATO", "CHE", "2026-03-01", state="Q39"),
        member("Q7795", "OPEC", "IRN", "1960-09-14", "2026-02", state="Q794"),
        member("Q243630", "Bricks of the World", "FIN", "2026-01-01", state="Q33"),
    ]
    made.holders = [holder("ISL", "head_of_government", "Hulda Jónsdóttir", "2026-06-01", state="Q189")]
    yield made
    made.close()


@pytest.fixture
def refresh(haluan, sparql, tmp_path, monkeypatch):
    """Run the command against the local endpoint, without the pauses between queries."""
    monkeypatch.setattr(run, "_PAUSE", 0.0)

    def ask(*words, **options):
        where = "--contact", "desk@example.org", "--endpoint", sparql.url, "--project", tmp_path
        return haluan("facts", "refresh", *where, *words, **options)

    return ask


def files(folder):
    return sorted(path.name for path in folder.iterdir() if path.suffix == ".csv")


def test_differences_are_shown_and_not_applied(refresh, sparql, tmp_path):
    done = refresh("--allow-private")
    assert done.exit_code == 0
    assert "4 differences" in done.stdout
    assert "Switzerland joined NATO (2026-03-01)" in done.stdout
    assert "+ CHE · NATO · member · 2026-03-01" in done.stdout
    assert "- IRN · OPEC · member · 1960-09-14" in done.stdout
    assert "https://www.wikidata.org/wiki/Q39" in done.stdout
    assert "Hulda Jónsdóttir took office" in done.stdout
    assert "Bricks of the World" in done.stderr  # a wrong item puts nobody into a bloc
    assert "FIN" not in done.stdout
    assert "--yes" in done.stderr
    assert files(tmp_path) == []
    queries = [query for query, _ in sparql.asked]
    assert 4 < len(queries) < 20  # batches, not a query a state
    assert all("desk@example.org" in headers["User-Agent"] for _, headers in sparql.asked)


def test_approved_differences_count_from_then_on(refresh, haluan, tmp_path, monkeypatch):
    assert refresh("--allow-private", "--yes").exit_code == 0
    assert files(tmp_path) == ["haluan-facts.csv", "haluan-terms.csv"]
    monkeypatch.setenv("HALUAN_PROJECT", str(tmp_path))
    assert haluan("facts", "member", "NATO", "CHE", "--as-of", "2026-04-01").exit_code == 0
    assert haluan("facts", "member", "NATO", "CHE", "--as-of", "2026-02-01").exit_code == 1
    assert haluan("facts", "member", "OPEC", "IRN", "--as-of", "2026-03-01").exit_code == 1
    assert "Hulda Jónsdóttir" in haluan("facts", "office", "ISL", "--as-of", "2026-07-01").stdout
    again = refresh("--allow-private", "--yes")
    assert again.exit_code == 1
    assert "0 differences" in again.stdout
    news = tmp_path / "news.txt"
    news.write_text("Switzerland is a member of NATO. Prime Minister Hulda Jónsdóttir of Iceland spoke.")
    words = "check", news, "--date", "2026-07-01", "--json"
    texts = [json.loads(haluan(*words, *more).stdout)["texts"][0] for more in ((), ("--project", tmp_path / "other"))]
    with_it, without = ([check["verdict"] for check in text["checks"]] for text in texts)
    assert with_it == ["supported", "supported"]
    assert without[0] == "contradicted"


def test_a_term_that_was_taken_over_is_read(refresh, haluan, tmp_path):
    refresh("--allow-private", "--yes")
    news = tmp_path / "news.txt"
    news.write_text("Hulda Jónsdóttir criticised Russia on Monday in Reykjavik.\n")
    words = "read", news, "--date", "2026-07-01", "--language", "en", "--quiet-progress", "--reader", "rules"
    store = tmp_path / "haluan.db"
    assert haluan(*words, "--db", store).exit_code == 0
    claims = haluan("claims", "--db", store, "--json").stdout
    assert '"ISL"' in claims
    (tmp_path / "haluan-terms.csv").unlink()
    assert "1 " in haluan(*words, "--db", store).stderr  # read anew without it
    assert '"ISL"' not in haluan("claims", "--db", store, "--json").stdout


def test_a_dry_run_changes_nothing(refresh, tmp_path):
    done = refresh("--allow-private", "--dry-run", "--json")
    rows = json.loads(done.stdout)
    assert {row["kind"] for row in rows["changes"]} == {"joined", "left", "left_office", "took_office"}
    assert not any(row["applied"] for row in rows["changes"])
    assert rows["mistaken"] == [{"code": "BRICS", "label": "Bricks of the World"}]
    assert files(tmp_path) == []


def test_json_tells_what_was_applied(refresh, tmp_path):
    rows = json.loads(refresh("--allow-private", "--yes", "--json").stdout)
    assert all(row["applied"] for row in rows["changes"])
    assert files(tmp_path) == ["haluan-facts.csv", "haluan-terms.csv"]


def test_answers_are_kept_for_the_second_run(refresh, sparql, tmp_path):
    refresh("--allow-private")
    asked = len(sparql.asked)
    refresh("--allow-private")
    assert len(sparql.asked) == asked
    assert len(list((tmp_path / ".haluan-cache").iterdir())) == asked


def test_a_private_endpoint_must_be_allowed(refresh, sparql):
    done = refresh()
    assert done.exit_code == 2
    assert "private address" in done.stderr
    assert sparql.asked == []


def test_an_endpoint_that_fails_changes_nothing(refresh, sparql, tmp_path):
    sparql.before = lambda _: (500, {"Retry-After": "0"}, b"")
    done = refresh("--allow-private", "--yes")
    assert done.exit_code == 2
    assert "500" in done.stderr
    assert files(tmp_path) == []


def test_the_keepers_must_know_whom_to_write_to(haluan):
    assert "--contact" in haluan("facts", "refresh").stderr
    assert haluan("facts", "refresh", "--contact", " ").exit_code == 2
    assert haluan("facts", "refresh", "--contact", "a\nX-Evil: b").exit_code == 2


def test_a_malformed_overlay_is_named_with_its_line(haluan, tmp_path):
    (tmp_path / "haluan-facts.csv").write_text("kind,subject\n")
    done = haluan("facts", "member", "NATO", "--project", tmp_path)
    assert done.exit_code == 2
    assert "haluan-facts.csv:1" in done.stderr


@pytest.fixture
def typed(refresh, sparql, tmp_path):
    """Start the command on a terminal; what the endpoint says is kept from a run before."""
    from terminal import Terminal  # skips where there are none

    assert refresh("--allow-private", "--dry-run").exit_code == 0
    where = "--contact", "desk@example.org", "--endpoint", sparql.url, "--project", str(tmp_path), "--allow-private"
    started = Terminal("facts", "refresh", *where, "--lang", "en")
    yield started
    started.close()


def test_a_terminal_is_asked_and_yes_takes_all(typed, tmp_path):
    asked = typed.until("(y, n, e) [n]: ")
    assert "Switzerland joined NATO" in asked
    assert "Apply 4 differences?" in asked
    assert files(tmp_path) == []
    typed.press("y\n")
    typed.until("haluan-terms.csv")
    assert typed.process.wait(60) == 0
    assert files(tmp_path) == ["haluan-facts.csv", "haluan-terms.csv"]


def test_enter_alone_takes_nothing(typed, tmp_path):
    typed.until("(y, n, e) [n]: ")
    typed.press("\n")
    assert typed.process.wait(60) == 0
    assert files(tmp_path) == []


def test_each_difference_may_be_taken_by_itself(typed, tmp_path):
    typed.until("(y, n, e) [n]: ")
    typed.press("maybe\n")
    typed.until("(y, n, e) [n]: ")
    typed.press("e\n")
    taken = []
    for _ in range(4):
        question = typed.until("[y/N]: ")
        mine = "Switzerland" in question.splitlines()[-1]
        taken += [question] if mine else []
        typed.press("y\n" if mine else "n\n")
    assert typed.process.wait(60) == 0
    assert len(taken) == 1
    assert files(tmp_path) == ["haluan-facts.csv"]
    rows = (tmp_path / "haluan-facts.csv").read_text(encoding="utf-8").splitlines()
    assert [row.split(",")[1] for row in rows[1:]] == ["CHE"]


def test_leaving_at_the_question_takes_nothing(typed, tmp_path):
    typed.until("(y, n, e) [n]: ")
    assert typed.interrupt() != 0
    assert files(tmp_path) == []
