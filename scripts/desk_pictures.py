"""Take the README's pictures of the desk anew, with the bundled reports, in Debian's Chromium.

python scripts/desk_pictures.py
"""

from __future__ import annotations

import shutil
import tempfile
import threading
import time
from importlib.resources import as_file, files
from pathlib import Path

import uvicorn
from playwright.sync_api import Page, sync_playwright

from haluan.pipeline import Options, read_into
from haluan.web.app import make_app
from haluan.web.desk import Desk
from haluan.web.listening import listen

PICTURES = Path(__file__).parents[1] / "docs" / "img"
SIZE = {"width": 1180, "height": 760}


def main() -> None:
    """Read the bundled reports, serve them and take the pictures."""
    with tempfile.TemporaryDirectory() as folder, as_file(files("haluan.demo") / "corpus.jsonl") as corpus:
        store = Path(folder) / "demo.db"
        read_into(store, [str(corpus)], Options(workers=1))
        listener = listen("127.0.0.1", 0)
        server = uvicorn.Server(uvicorn.Config(make_app(Desk(store, reviewer="Ani")), log_level="error"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.02)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
            take(browser.new_page(viewport=SIZE), f"http://127.0.0.1:{listener.getsockname()[1]}")
            browser.close()
        server.should_exit = True
        thread.join(10)


def take(page: Page, desk: str) -> None:
    """Go from a question to the highlighted words, and to the proof of a tie."""
    page.goto(f"{desk}/en/")
    page.get_by_label("Your question").fill("Who in Asia stands by Russia?")
    page.keyboard.press("Enter")
    page.locator("#answer").wait_for()
    page.screenshot(path=PICTURES / "desk-ask.png")
    page.locator("main .quote blockquote a").first.click()
    page.locator("mark.chosen").first.wait_for()
    page.evaluate("scrollTo(0, 0)")
    page.screenshot(path=PICTURES / "desk-article.png")


if __name__ == "__main__":
    main()
