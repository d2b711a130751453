"""What every tool of the training data shares: the corpora beside the checkout, and what a valid label is."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from haluan import ontology
from haluan.model import Status

ROOT = Path(__file__).parents[1]
HERE = Path(__file__).parent
CORPORA = ("id_articles", "id_headlines", "en_briefs")
STATUSES = tuple(status.value for status in Status)
DIGEST = 12
"""Hex digits of a sentence's SHA-256 that a label keeps."""

Row = dict[str, Any]

_NEW_CODE = re.compile(r"[A-Z][A-Z0-9-]{1,23}")
_DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_SEASONS = range(21, 25)


def shared() -> Path | None:
    """Return the data folder beside the checkout (``HALUAN_SHARED`` overrides), or None where there is none."""
    folder = Path(os.environ.get("HALUAN_SHARED", ROOT.parent / "shared"))
    return folder if folder.is_dir() else None


def numbered(path: Path) -> Iterator[tuple[int, Row]]:
    """Yield the objects of a JSONL file, packed or not, with their line numbers; a line that is none stops the tool."""
    data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    for number, line in enumerate(data.decode("utf-8").split("\n"), 1):
        if not line.strip():
            continue
        try:
            value = json.loads(line)
        except json.JSONDecodeError as error:
            raise SystemExit(f"{path.name}:{number}: no JSON: {error}") from error
        if not isinstance(value, dict):
            raise SystemExit(f"{path.name}:{number}: no object")
        yield number, value


def rows(path: Path) -> Iterator[Row]:
    """Yield the objects of a JSONL file, packed or not."""
    return (row for _number, row in numbered(path))


def write(path: Path, items: Iterator[Row] | list[Row]) -> None:
    """Write objects as JSONL in UTF-8, one a line."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text = "".join(json.dumps(item, ensure_ascii=False) + "\n" for item in items)
    path.write_text(text, encoding="utf-8")


@cache
def corpus(name: str) -> Mapping[str, Row]:
    """Return a corpus by article id; raises `SystemExit` where the data folder is missing."""
    folder = shared()
    if folder is None:
        raise SystemExit("no data folder beside the checkout: set HALUAN_SHARED")
    return {row["id"]: row for row in rows(folder / "corpus" / f"{name}.jsonl.gz")}


def digest(text: str) -> str:
    """Return the short SHA-256 that ties a label to its sentence."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:DIGEST]


def day(value: str | None) -> str | None:
    """Return an ISO day, or None where a corpus has no usable date ("nan")."""
    return value[:10] if value and re.match(r"\d{4}-\d\d-\d\d", value) else None


def key(claim: Row) -> tuple[str, str, str, str]:
    """Return what may stand once in a sentence; the order of a symmetric pair does not matter."""
    first, last = claim["source"], claim["target"]
    relation = ontology.load().relations.get(claim["relation"])
    if relation and relation.symmetric and last < first:
        first, last = last, first
    return first, claim["relation"], last, claim["status"]


def known(code: str) -> bool:
    """Tell whether the ontology has the actor."""
    return code in ontology.load().actors


def faults(claim: Row) -> Iterator[str]:
    """Yield what is wrong with the codes, words and dates of one claim."""
    for end in ("source", "target"):
        if not known(claim[end]) and not _NEW_CODE.fullmatch(claim[end]):
            yield f"{end} {claim[end]!r} is no actor's code"
    if claim["source"] == claim["target"]:
        yield f"source and target are both {claim['source']}"
    if claim["relation"] not in ontology.load().relations:
        yield f"{claim['relation']!r} is no relation"
    if claim["status"] not in STATUSES:
        yield f"{claim['status']!r} is no status"
    yield from (f"{flag} must be true or false" for flag in ("quiet", "context") if not isinstance(claim[flag], bool))
    if claim["when"] is not None and not is_edtf(claim["when"]):
        yield f"{claim['when']!r} is no EDTF date"


def repeated(claims: list[Row]) -> Iterator[str]:
    """Yield the claims that stand twice in one sentence."""
    seen: set[tuple[str, str, str, str]] = set()
    for claim in claims:
        if key(claim) in seen:
            yield "twice in one sentence: " + " ".join(key(claim))
        seen.add(key(claim))


def is_edtf(value: str) -> bool:
    """Tell whether ``value`` is EDTF as the guideline uses it: a day, month, season or year, or an interval of them."""
    ends = value.split("/")
    if len(ends) > 2 or ends in (["..", ".."], [".."]):
        return False
    if not all(end == ".." or _is_date(end.rstrip("?~%")) for end in ends):
        return False
    return len(ends) < 2 or ".." in ends or ends[0] <= ends[1]


def _is_date(value: str) -> bool:
    if not _DAY.fullmatch(value):
        return False
    year, month, number = (*(int(part) for part in value.split("-")), 1, 1)[:3]
    if len(value) == 7 and month in _SEASONS:
        return True
    try:
        date(year, month, number)
    except ValueError:
        return False
    return True
