"""Every page of the desk on a store of synthetic claims: server time cold and warm, size, and first paint in a browser.

python bench/desk_speed.py [--store FILE | 100000] [--paint] [--pinned SHARE]

Cold is the first request for a page in a process that has answered another one; warm is the median of three more, none
of them a page that the desk kept. The desk has prepared what it prepares when it starts. The server time is that of
the application alone, without a network; beside it stands how much of it was spent on the processor, which tells more
where others use the machine too. ``--paint`` opens the pages in Chromium and prints the first contentful paint that the
browser reports. ``--pinned 10`` shows the pages of the state before a run that read every tenth article of a copy of
the store again and found something else there (1: all of them; 0: none, only new articles).
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain, islice
from pathlib import Path

from starlette.testclient import TestClient

from haluan.web.app import make_app
from haluan.web.desk import Desk
from haluan.web.warming import prepare

sys.path.insert(0, str(Path(__file__).parent))
from haluan.model import Reading
from haluan.store import open_store
from questions_speed import make, readings

PAGES = {
    "start": "/en/",
    "rank": "/en/rank?toward=USA&in=ASIA",
    "rank, quietly": "/en/rank?toward=USA&in=ASIA&quiet=1",
    "rank, a period": "/en/rank?toward=USA&in=ASIA&since=2015&until=2018",
    "tie": "/en/tie/CHN/USA",
    "claim": "",
    "why": "/en/why/CHN/USA",
    "sources": "/en/sources/CHN/USA",
    "states": "/en/state",
    "state": "/en/state/IDN",
    "bloc": "/en/bloc/NATO",
    "reach": "/en/bloc/NATO?reach=ASIA",
    "split": "/en/bloc/NATO?on=USA",
    "map": "/en/explore?toward=USA",
    "network": "/en/explore/web?toward=USA",
    "matrix": "/en/explore/matrix?toward=USA",
    "turns": "/en/explore/turns?toward=USA",
    "line of time": "/en/state/USA?part=time",
    "article": "/en/article?id=s17",
    "search": "/en/search?text=drone+treaty",
    "watch": "/en/watch",
    "watch one": "/en/watch?actor=IDN",
    "watch, a period": "/en/watch?since=2023",
    "corpus": "/en/corpus",
    "review": "/en/review",
    "check": "/en/check",
}


def go_on(path: Path, claims: int, share: int) -> str:
    """Read every so manieth article again and some new ones, and return the state before that."""
    known, new = islice(readings(claims), 0, None, share) if share else iter(()), islice(readings(12_000, seed=2), 1000)
    with open_store(path) as store:
        before, run = store.snapshot(), store.start_run({"synthetic": "again"})
        for batch in batched(chain(map(again, known), map(renamed, new)), 2000):
            store.add(batch, run=run)
        store.finish_run(run, {})
    return before


def batched(some: Iterable[Reading], most: int) -> Iterator[list[Reading]]:
    some = iter(some)
    while batch := list(islice(some, most)):
        yield batch


def again(reading: Reading) -> Reading:
    """Another version of the reader finds most claims again, surer ones, and every tenth the other way round."""
    claims = (replace(claim, reader_version="2", confidence=0.9) for claim in reading.claims)
    turned = (
        replace(claim, source=claim.target, target=claim.source) if place % 10 == 0 else claim
        for place, claim in enumerate(claims)
    )
    return replace(reading, reader_version="2", claims=tuple(turned))


def renamed(reading: Reading) -> Reading:
    """An article that is new to the store."""
    name, text = f"new-{reading.article.id}", f"{reading.article.text}\nNew."
    claims = tuple(replace(claim, article=name) for claim in reading.claims)
    return replace(reading, article=replace(reading.article, id=name, text=text), claims=claims)


def measure(client: TestClient, address: str) -> tuple[list[float], list[float], int]:
    """Milliseconds of each request, those on the processor, and the size of the page."""
    times, busy, size = [], [], 0
    for number in range(4):
        fresh = f"{address}&n={number}"  # else it would be a page that the desk kept
        begun, spent = time.perf_counter(), time.process_time()
        answer = client.get(fresh)
        times.append(1000 * (time.perf_counter() - begun))
        busy.append(1000 * (time.process_time() - spent))
        if answer.status_code != 200:
            sys.exit(f"{address}: {answer.status_code}")
        size = len(answer.content)
    return times, busy, size


def paint(desk: Desk, pages: dict[str, str]) -> None:
    """Print the first contentful paint of each page, as the browser's performance API gives it."""
    import uvicorn
    from playwright.sync_api import sync_playwright

    from haluan.web.listening import listen

    listener = listen("127.0.0.1", 0)
    server = uvicorn.Server(uvicorn.Config(make_app(desk), log_level="error"))
    threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True).start()
    while not server.started:
        time.sleep(0.02)
    base = f"http://127.0.0.1:{listener.getsockname()[1]}"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page()
        page.goto(base + "/en/check")
        for name, address in pages.items():
            page.goto(base + address)
            found = None
            while found is None:  # asked again from here: the policy of the pages forbids the browser to poll
                found = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0]?.startTime")
            print(f"  {name:15} first paint {found:6.0f} ms", flush=True)
        browser.close()
    server.should_exit = True


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("claims", nargs="?", type=int, default=100_000)
    parser.add_argument("--store", type=Path, help="a store that is there already")
    parser.add_argument("--paint", action="store_true", help="open the pages in Chromium too")
    parser.add_argument("--pinned", type=int, metavar="SHARE", help="pages of the state before a later run")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = arguments.store or Path(folder) / "synthetic.db"
        if not path.exists():
            make(path, arguments.claims)
        state = ""
        if arguments.pinned is not None:
            path = Path(shutil.copy(path, Path(folder) / "later.db"))
            with open_store(path, read_only=True) as store:
                claims = store.counts().claims
            state = f"&snapshot={go_on(path, claims, arguments.pinned)}"
        desk = Desk(path, reviewer="Ani")
        client = TestClient(make_app(desk), base_url="http://localhost:8400", follow_redirects=False)
        prepare(desk)
        claim = client.get(f"/en/article?id=s17{state}").text.partition("/en/claim/")[2][:16]
        pages = PAGES | {"claim": f"/en/claim/{claim}"}
        print("page, cold ms, of these on the processor, warm ms, of these on the processor, KB")
        for name, address in pages.items():
            times, busy, size = measure(client, f"{address}{'' if '?' in address else '?'}{state}")
            cold, warm = ((some[0], statistics.median(some[1:])) for some in (times, busy))
            shown = (cold[0], warm[0], cold[1], warm[1], size / 1000)
            print(f"  {name:15}", *(f"{number:7.0f}" for number in shown), flush=True)
        if arguments.paint:
            paint(desk, pages)


if __name__ == "__main__":
    main()
