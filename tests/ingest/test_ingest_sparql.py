from __future__ import annotations

import datetime
from email.utils import format_datetime

import pytest
from endpoint import Sparql, member

from haluan.ingest import Options, SourceError
from haluan.ingest.sparql import Endpoint

QUERY = "SELECT ?x WHERE { VALUES ?bloc { wd:Q7184 } }"


@pytest.fixture
def sparql():
    made = Sparql()
    made.members = [member("Q7184", "NATO", "FIN", "2023-04-04", state="Q33")]
    yield made
    made.close()


@pytest.fixture
def asking(sparql):
    """Make an endpoint that notes how long it would have slept."""

    def make(**options):
        slept = []
        settings = Options(**({"allow_private": True, "delay": 0.0, "timeout": 5.0, "user_agent": "test/1"} | options))
        return Endpoint(sparql.url, settings, options.get("cache"), sleep=slept.append), slept

    return make


def test_rows_are_variables_and_values(asking, sparql):
    (row,) = asking()[0].ask(QUERY)
    assert (row["name"], row["code"], row["since"]) == ("NATO", "FIN", "2023-04-04T00:00:00Z")
    assert "until" not in row
    query, headers = sparql.asked[0]
    assert query == QUERY
    assert headers["User-Agent"] == "test/1"
    assert headers["Accept"] == "application/sparql-results+json"


def test_a_private_endpoint_is_refused_unless_allowed(sparql):
    with pytest.raises(SourceError, match="private address"):
        Endpoint(sparql.url, Options(delay=0.0, timeout=5.0)).ask(QUERY)
    assert sparql.asked == []


@pytest.mark.parametrize("status", [429, 503])
def test_a_busy_endpoint_is_asked_again_after_the_time_that_it_gives(asking, sparql, status):
    sparql.before = lambda n: (status, {"Retry-After": "7"}, b"busy") if n < 3 else None
    endpoint, slept = asking()
    assert len(endpoint.ask(QUERY)) == 1
    assert slept == [7.0, 7.0]


def test_the_time_to_wait_may_be_a_date(asking, sparql):
    then = datetime.datetime.now(tz=datetime.UTC) + datetime.timedelta(seconds=60)
    sparql.before = lambda n: (429, {"Retry-After": format_datetime(then)}, b"") if n == 1 else None
    endpoint, slept = asking()
    endpoint.ask(QUERY)
    assert 30 < slept[0] <= 60


def test_an_endpoint_that_asks_for_an_hour_is_left_alone(asking, sparql):
    sparql.before = lambda _: (429, {"Retry-After": "3600"}, b"")
    endpoint, slept = asking()
    with pytest.raises(SourceError, match="wait 3600 seconds"):
        endpoint.ask(QUERY)
    assert (slept, len(sparql.asked)) == ([], 1)


def test_it_gives_up_after_some_tries(asking, sparql):
    sparql.before = lambda _: (503, {}, b"")
    with pytest.raises(SourceError, match="503"):
        asking()[0].ask(QUERY)
    assert len(sparql.asked) == 3


@pytest.mark.parametrize(
    ("status", "body", "reason"),
    [
        (400, b"malformed query", "400"),
        (302, b"", "302"),
        (200, b"<html>", "not the JSON"),
        (200, b'{"results": {"bindings": [{"x": 1}]}}', "not the JSON"),
        (200, b"[]", "not the JSON"),
    ],
)
def test_what_is_no_answer_is_an_error_that_is_not_kept(asking, sparql, tmp_path, status, body, reason):
    sparql.before = lambda n: (status, {"Location": "/x"}, body) if n == 1 else None
    endpoint = Endpoint(sparql.url, Options(allow_private=True, delay=0.0, timeout=5.0), tmp_path)
    with pytest.raises(SourceError, match=reason):
        endpoint.ask(QUERY)
    assert len(endpoint.ask(QUERY)) == 1


def test_answers_are_kept_for_their_time(sparql, tmp_path):
    options = Options(allow_private=True, delay=0.0, timeout=5.0)
    first = Endpoint(sparql.url, options, tmp_path / "cache").ask(QUERY)
    assert Endpoint(sparql.url, options, tmp_path / "cache").ask(QUERY) == first
    assert len(sparql.asked) == 1
    Endpoint(sparql.url, options, tmp_path / "cache", max_age=-1.0).ask(QUERY)
    assert len(sparql.asked) == 2
    for kept in (tmp_path / "cache").iterdir():
        kept.write_text("{")
    assert Endpoint(sparql.url, options, tmp_path / "cache").ask(QUERY) == first


def test_requests_leave_a_pause(sparql):
    slept = []
    endpoint = Endpoint(sparql.url, Options(allow_private=True, delay=30.0, timeout=5.0), sleep=slept.append)
    endpoint.ask(QUERY)
    endpoint.ask(f"{QUERY} LIMIT 1")
    assert len(slept) == 1
    assert 20 < slept[0] <= 30


def test_an_endpoint_is_a_web_address():
    with pytest.raises(SourceError, match="web address"):
        Endpoint("file:///etc/passwd", Options())
