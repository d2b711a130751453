"""docs/cli.md is current, and every command that a page shows runs."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import click
import pytest
from click.testing import Result
from fakemodel import endpoint

from haluan.cli import COMMANDS, main

Haluan = Callable[..., Result]
ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
_COMMAND = re.compile(r"^\s*(?:[\w./ -]+\| )?\$? ?(haluan [^|#<>`\n]*)", re.MULTILINE)


def _documented() -> Iterator[tuple[str, str]]:
    """Yield (page, command) of every line in a code block that calls haluan."""
    for page in PAGES:
        for block in re.findall(r"```\w*\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL):
            for command in _COMMAND.findall(block):
                # One writes into the home folder, one takes an hour, one asks Wikidata.
                if not command.startswith(("haluan completion fish >", "haluan train", "haluan facts refresh")):
                    yield page.name, command.strip()


DOCUMENTED = sorted(set(_documented()))


def test_the_page_of_the_commands_is_current() -> None:
    script = ROOT / "scripts" / "build_cli_docs.py"
    done = subprocess.run([sys.executable, script, "--check"], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_a_summary_help_and_examples(name: str) -> None:
    command = main.get_command(click.Context(main), name)
    assert command is not None
    assert command.help
    assert f"haluan {name}" in (command.epilog or "")


@pytest.fixture(scope="module")
def workplace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the demo's store and files of the names that the pages use."""
    folder = tmp_path_factory.mktemp("documented")
    result = click.testing.CliRunner().invoke(main, ["demo", "--db", str(folder / "haluan.db"), "--json"])
    assert result.exit_code == 0, result.output
    (folder / "judgements.jsonl").touch()
    return folder


@pytest.fixture(scope="module")
def model() -> Iterator[str]:
    """The address of a language model, in the place of the one on the pages."""
    with endpoint() as fake:
        yield fake.url


@pytest.mark.parametrize(("page", "command"), DOCUMENTED, ids=[" in ".join(pair[::-1]) for pair in DOCUMENTED])
def test_documented_commands_run(
    haluan: Haluan, workplace: Path, model: str, page: str, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(workplace)
    monkeypatch.delenv("HALUAN_DB")
    monkeypatch.setattr("uvicorn.Server.serve", _served)  # what serves would do so for ever
    words = shlex.split(command.replace("http://127.0.0.1:8080/v1", model))[1:]
    if words[0] in ("read", "check"):
        words = [word for word in words if not word.startswith("https://")]
        _make_sources(words)
    if "-" in words:
        code, output = _with_standard_input(words)
    else:
        result = haluan(*words)
        code, output = result.exit_code, result.output
    # A question may find nothing in the demo's store, and a check nothing right; reading finds its source.
    named = len(words) > 1 and not words[1].startswith("--")  # not only by an address, which was taken away above
    expected = {0} if words[0] == "read" and named else {0, 1} if words[0] not in ("read", "check") or named else {2}
    assert code in expected, output
    assert "Traceback" not in output


async def _served(*_: object, **__: object) -> None:
    """Serve nobody."""


def _with_standard_input(words: list[str]) -> tuple[int, str]:
    program = [sys.executable, "-c", "from haluan.cli import main; main()", *words]
    text = b"Rusia menyerang Ukraina. Kementerian di Moskwa belum memberi keterangan apa pun."
    done = subprocess.run(program, input=text, capture_output=True, timeout=60, check=False)
    return done.returncode, (done.stdout + done.stderr).decode()


def _make_sources(words: list[str]) -> None:
    """Make what a read command names: folders for a slash at the end, files of the right kind otherwise."""
    for word in words[1:]:
        path = Path(word)
        if word.endswith("/"):
            path.mkdir(parents=True, exist_ok=True)
            (path / "a.txt").write_text("Iran mengancam Israel. Teheran belum menjelaskan ancaman itu.", "utf-8")
        elif path.suffix in {".txt", ".html"}:
            path.write_text(
                "<p>Iran mengancam Israel. Teheran belum menjelaskan ancaman itu kepada wartawan.</p>", "utf-8"
            )
        elif (
            path.suffix in {".jsonl", ".gz"}
            and word != words[words.index("--claims") + 1 if "--claims" in words else 0]
        ):
            import gzip

            line = b'{"id": "x", "text": "Iran mengancam Israel. Teheran belum menjelaskannya."}\n'
            path.write_bytes(gzip.compress(line) if path.suffix == ".gz" else line)
