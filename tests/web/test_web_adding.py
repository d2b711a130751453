"""Articles that people add at the desk: by address, by file, and what is said of those that cannot be read."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from site_here import HTML, MOVED, site
from starlette.testclient import TestClient

import haluan
from haluan.i18n import LANGUAGES
from haluan.web.desk import Desk
from haluan.web.reading import Jobs
from haluan.web.uploads import called, keep

PAGE = "<html lang='id'><title>{}</title><article><h1>{}</h1><p>{}</p></article></html>"
TEXT = (
    "Indonesia mengecam Israel dalam sidang itu. Malaysia mendukung Palestina, kata juru bicaranya pada hari Selasa. "
)
REFUSED = {"en": "127.0.0.1 is a private address", "id": "127.0.0.1 adalah alamat pribadi"}


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[str]:
    pages = {"/news": (HTML, PAGE.format("Sidang", "Sidang", TEXT * 4))}
    with site(pages) as address:
        pages["/moved"] = (MOVED, f"{address}/news")
        yield address


def add(client: TestClient, language: str = "en", **fields: str):
    key = re.search(r'name="csrf" value="([0-9a-f]+)"', client.get(f"/{language}/corpus").text)
    assert key
    return client.post(f"/{language}/corpus/add", data={"csrf": key[1], **fields})


def ended(client: TestClient, job: str) -> str:
    for _ in range(1200):
        page = client.get(job).text
        if "http-equiv" not in page:  # without JavaScript the page comes again by itself, until it says how it ended
            return page
        time.sleep(0.05)
    raise AssertionError(page)


def test_an_address_leads_to_its_article_with_marked_claims(make_client, writable, elsewhere) -> None:
    client: TestClient = make_client(db=writable, allow_private=True)
    page = ended(client, add(client, url=f"{elsewhere}/news", date="2024-05-06").headers["location"])
    article = re.search(r'href="(/en/article\?id=[^"]+)">Sidang<', page)
    assert article
    shown = client.get(unescape(article[1])).text
    assert "2024-05-06" in shown
    assert re.search(r"<mark[^>]*>[^<]*Indonesia mengecam Israel", shown)


def test_an_address_that_is_known_leads_to_its_article_too(make_client, writable, elsewhere) -> None:
    client: TestClient = make_client(db=writable, allow_private=True)
    pages = [ended(client, add(client, url=f"{elsewhere}/news").headers["location"]) for _ in range(2)]
    assert "1 known already" in pages[1]
    link = re.compile(r"/en/article\?id=\w+")
    assert link.findall(pages[0]) == link.findall(pages[1]) != []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_was_not_read_is_said_with_its_reason_and_can_be_tried_again(
    make_client, writable, elsewhere, language: str
) -> None:
    before = writable_articles(writable)
    for allowed, path, said in ((False, "news", REFUSED[language]), (True, "none", "404")):
        client: TestClient = make_client(db=writable, allow_private=allowed)
        sent = {"url": f"{elsewhere}/{path}", "date": "2024-05-06", "outlet": "Media Uji"}
        page = ended(client, add(client, language, **sent).headers["location"])
        assert said in unescape(page)
        assert {"en": "Nothing was read", "id": "Tidak ada yang terbaca"}[language] in page
        for value in sent.values():
            assert f'value="{value}"' in page
    assert writable_articles(writable) == before


@pytest.fixture
def public(monkeypatch: pytest.MonkeyPatch) -> str:
    """A public host, as far as names and numbers tell, that is this machine."""
    real = socket.getaddrinfo

    def resolve(host, port, *rest, **more):
        if host == "public.example":
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("93.184.216.34", port))]
        return real("127.0.0.1" if host == "93.184.216.34" else host, port, *rest, **more)

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    return "public.example"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_redirect_to_a_private_address_is_followed_only_where_that_is_allowed(
    make_client, writable, elsewhere, public: str, language: str
) -> None:
    url = f"{elsewhere.replace('127.0.0.1', public)}/moved"
    closed: TestClient = make_client(db=writable)
    page = ended(closed, add(closed, language, url=url).headers["location"])
    assert REFUSED[language] in page
    assert f'value="{url}"' in page
    allowing: TestClient = make_client(db=writable, allow_private=True)
    assert ">Sidang<" in ended(allowing, add(allowing, language, url=f"{elsewhere}/moved").headers["location"])


def writable_articles(path: Path) -> int:
    with haluan.open(path) as database:
        return database.coverage().articles


@pytest.mark.parametrize(
    ("wrong", "fields"),
    [
        ("url", {"url": ""}),
        ("url", {"url": "ftp://example.org/x", "outlet": "Media Uji"}),
        ("date", {"url": "https://example.org/x", "date": "kemarin"}),
    ],
)
def test_a_form_that_cannot_be_used_comes_back_with_what_was_written(client, wrong: str, fields) -> None:
    answer = add(client, "id", **fields)
    assert answer.status_code == 400
    field = re.search(rf'<input[^>]* name="{wrong}"[^>]*>', answer.text)
    assert field
    assert 'aria-invalid="true" aria-describedby="wrong"' in field[0]
    assert 'id="wrong"' in answer.text
    assert all(f'value="{value}"' in answer.text for value in fields.values())


def test_files_and_an_address_are_both_read(make_client, writable, elsewhere) -> None:
    client: TestClient = make_client(db=writable, allow_private=True)
    key = re.search(r'name="csrf" value="([0-9a-f]+)"', client.get("/en/corpus").text)
    assert key
    file = {"file": ("satu.txt", b"Vietnam mendukung Palestina.", "text/plain")}
    answer = client.post("/en/corpus/add", data={"csrf": key[1], "url": f"{elsewhere}/news"}, files=file)
    assert "2 articles new" in ended(client, answer.headers["location"])


def test_nothing_is_sent_while_there_is_nothing_new(make_client, writable, elsewhere) -> None:
    client: TestClient = make_client(db=writable, allow_private=True)
    job = add(client, url=f"{elsewhere}/news").headers["location"]
    ended(client, job)
    polled = {"hx-request": "true"}
    first = client.get(f"{job}?seen=waiting-0-0-0-0-0", headers=polled)
    assert first.status_code == 200
    assert "<title>Done" in first.text
    assert 'id="again" hx-swap-oob="true"' in first.text
    again = client.get(f"{job}?seen=done-0-1-{claims(first.text)}-0-0", headers=polled)
    assert (again.status_code, again.text) == (204, "")


def claims(page: str) -> int:
    found = re.search(r"new, (\d+) claims", page)
    assert found
    return int(found[1])


def test_a_desk_that_was_started_anew_has_the_page_say_that_it_forgot(client) -> None:
    polled = client.get("/en/corpus/job/0000", headers={"hx-request": "true"})
    assert polled.headers["hx-refresh"] == "true"
    assert client.get("/en/corpus/job/0000").status_code == 404


def test_an_addition_waits_for_another_program_that_writes(make_client, writable, elsewhere, monkeypatch) -> None:
    monkeypatch.setattr(haluan.pipeline, "open_store", briefly(haluan.pipeline.open_store))
    client: TestClient = make_client(db=writable, allow_private=True)
    hold = (
        "import sys; from haluan.store import open_store\n"
        "with open_store(sys.argv[1]): print('held', flush=True); input()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", hold, str(writable)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout
        assert other.stdout.readline() == "held\n"
        job = add(client, url=f"{elsewhere}/news").headers["location"]
        until(lambda: "Another program is writing" in client.get(job).text)
        other.communicate("\n")
    assert "1 article new" in ended(client, job)


def briefly(open_store):
    """Do not wait long for the other writer, so that the test need not."""
    return lambda *given, **more: open_store(*given, **{**more, "wait": 0.1})


def until(true) -> None:
    ends = time.monotonic() + 60
    while not true():
        assert time.monotonic() < ends
        time.sleep(0.05)


def test_an_upload_is_called_by_its_name(tmp_path: Path) -> None:
    folder = tmp_path / "haluan-added-x1_y"
    folder.mkdir()
    path = keep(folder, 0, "..\\..\\berita satu.txt", b"x")
    assert path.parent.parent == folder
    assert called(f"{path}: no text") == "berita_satu.txt: no text"
    assert called("https://example.org/added-1/0/x") == "https://example.org/added-1/0/x"
    assert called(None) == ""


def test_the_contents_of_uploads_are_not_kept(writable: Path) -> None:
    from haluan.web.forms import File
    from haluan.web.reading import Source

    jobs = Jobs(Desk(writable))
    started = jobs.add(Source((File("x.txt", b"Vietnam mendukung Palestina."),)))
    until(lambda: jobs.get(started.id).ended)  # type: ignore[union-attr]
    found = jobs.get(started.id)
    assert found
    assert (found.articles, found.source.files) == (1, (File("x.txt", b""),))


def test_what_could_not_be_read_is_counted_at_once(make_client, writable, elsewhere) -> None:
    client: TestClient = make_client(db=writable)

    def skipped() -> int:
        found = re.search(r"<dt>skipped</dt><dd>(\d+)</dd>", client.get("/en/corpus").text)
        assert found
        return int(found[1])

    before = skipped()
    ended(client, add(client, url=f"{elsewhere}/news").headers["location"])
    assert skipped() == before + 1
