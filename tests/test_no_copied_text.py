"""The project holds only sentences that we wrote: none of the publishers' text in the data folder beside it."""

import gzip
import json
import os
import re
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SHARED = Path(os.environ.get("HALUAN_SHARED", ROOT.parent / "shared"))
RUN = 9  # words
TOLERATED = 2  # a chain of titles and names ("Perdana Menteri ... dan Presiden ...") is nobody's sentence
BINARY = {".onnx", ".bin", ".gz", ".parquet", ".lock", ".svg", ".png", ".warc", ".woff2"}
LARGEST = 8_000_000  # bytes; no text that people wrote is longer


def runs(text: str) -> set[int]:
    """Hashes of all runs of nine words; hashes, because the shared texts hold millions of runs."""
    words = re.findall(r"\w+", text.lower())
    return {hash(tuple(words[i : i + RUN])) for i in range(len(words) - RUN + 1)}


def shared_texts() -> Iterator[str]:
    for path in sorted((SHARED / "seeds").glob("*.txt")):
        yield path.read_text(encoding="utf-8", errors="replace")
    for path in sorted((SHARED / "gold").glob("*.jsonl")):
        yield from lines(path.read_bytes())
    for name in ("id_articles", "id_headlines", "en_briefs"):
        path = SHARED / "corpus" / f"{name}.jsonl.gz"
        if path.exists():
            yield from lines(gzip.decompress(path.read_bytes()))


def lines(data: bytes) -> Iterator[str]:
    for line in data.decode("utf-8").splitlines():
        if line.strip():
            row = json.loads(line)
            yield f"{row.get('title') or ''}\n{row.get('text') or ''}"


def project_files() -> list[Path]:
    try:
        listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("no git checkout: the project's files cannot be listed")
    paths = [ROOT / name for name in listed.splitlines()]
    return [p for p in paths if p.is_file() and p.suffix not in BINARY and p.stat().st_size < LARGEST]


@pytest.mark.skipif(not SHARED.is_dir(), reason="no shared data beside the checkout to compare with")
def test_no_text_of_publishers() -> None:
    ours = {path: runs(path.read_text(encoding="utf-8", errors="replace")) for path in project_files()}
    every = set().union(*ours.values())
    copied = set().union(*(every & runs(text) for text in shared_texts()))
    hits = Counter({str(path.relative_to(ROOT)): len(found & copied) for path, found in ours.items()})
    assert {name: n for name, n in hits.items() if n > TOLERATED} == {}


def test_a_copied_run_is_seen() -> None:
    sentence = "one two three four five six seven eight nine ten"
    assert len(runs(sentence)) == 2
    assert runs(sentence) & runs("and " + sentence.upper() + "!")
