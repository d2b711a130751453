"""Long lists come in stretches: whoever follows the links has seen every line, and each once."""

from __future__ import annotations

import re
from html import unescape

import pytest
from starlette.testclient import TestClient

from haluan.web import chronicle, states, stretches, ties, watching

LISTS = {
    "/en/bloc/NATO": r"<h3>.*?</h3>",
    "/id/bloc/ABRAHAM": r"<h3>.*?</h3>",
    "/en/bloc/NATO?on=PSE": r"<h3>.*?</h3>",
    "/en/bloc/NATO?reach=ASIA": r"<h3>.*?</h3>",
    "/en/why/NOR/PSE": r'<td class="amount">.*?</blockquote>',
    "/en/tie/KAZ/ISR": r'<li class="told.*?</blockquote>',
    "/id/state/ISR?since=2020": r'<li class="told.*?</blockquote>',
    "/en/watch?since=2020": r'<h2><a href="[^"]*">.*?<span class="badge">[^<]*</span>',
    "/id/watch?since=2020&actor=ISR": r'<h2><a href="[^"]*">.*?<span class="badge">[^<]*</span>',
}


def _lines(page: str, pattern: str) -> list[str]:
    """What tells the lines of a page apart, without numbers of their order."""
    found = re.findall(pattern, page.partition("<main")[2], re.DOTALL)
    return [re.sub(r'<span class="number">\d+</span>|snapshot=\w+', "", one) for one in found]


def _onward(page: str) -> list[str]:
    """Addresses of the lines that follow, of each list of a page."""
    navs = re.findall(r'<nav class="more".*?</nav>', page, re.DOTALL)
    links = [re.findall(r'<a class="go" href="([^"]*)">(?!←)', nav) for nav in navs]
    return [unescape(one).partition("#")[0] for found in links for one in found]


@pytest.mark.parametrize("address", LISTS)
def test_the_links_lead_to_every_line_once(client: TestClient, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    told = ((watching, "_FIRST"), (chronicle, "SIZE"), (ties, "_FIRST"), (states, "_FIRST_TOLD"))
    sizes = (*told, (stretches, "SIZE"), (states, "SIZE"), (states, "_MOST_FIRST"), (watching, "SIZE"))
    for module, name in sizes:
        monkeypatch.setattr(module, name, 1000)
    whole = client.get(address).text
    assert not _onward(whole)
    for module, name in sizes:
        monkeypatch.setattr(module, name, 3 if (module, name) == (watching, "SIZE") else 1)
    seen, waiting, pages = list[str](), [address + ("&" if "?" in address else "?") + "short=1"], 0
    while waiting:
        answer = client.get(waiting.pop())
        assert answer.status_code == 200
        seen += _lines(answer.text, LISTS[address])
        waiting += _onward(answer.text)
        pages += 1
    expected = _lines(whole, LISTS[address])
    assert sorted(seen) == sorted(expected)
    assert (pages > 1) == (len(expected) > 1)


def test_a_stretch_leads_back_and_to_the_whole_page() -> None:
    cut = stretches.stretches({"members": range(80)}, {"part": "members", "start": "35"}, ("bloc", "X"), {"on": "USA"})
    assert list(cut["members"].lines) == list(range(35, 60))
    url = stretches.Addresses("en", {"since": "2020"})
    assert cut["members"].back(url) == "/en/bloc/X?since=2020&on=USA&part=members&start=10#members"
    assert cut["members"].onward(url) == "/en/bloc/X?since=2020&on=USA&part=members&start=60#members"
    assert cut["members"].whole(url) == "/en/bloc/X?since=2020&on=USA"


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/en/bloc/NATO?part=nothing", 404),
        ("/en/bloc/NATO?part=members&start=900", 404),
        ("/en/bloc/NATO?part=members&start=-1", 400),
        ("/en/watch?since=2020&start=900", 404),
        ("/en/tie/KAZ/ISR?part=time&start=900", 404),
        ("/id/state/ISR?part=time&start=-1", 400),
        ("/id/watch?since=2020&start=x", 400),
    ],
)
def test_there_is_no_page_beyond_the_lines(client: TestClient, address: str, status: int) -> None:
    assert client.get(address).status_code == status
