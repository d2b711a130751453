"""Judgements of people as training examples: labels of `haluan review export --training`, texts from the store."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from haluan.model import Article, HaluanError
from haluan.store import NotInStore, Store, open_store
from haluan.training.data import Example, standoff_examples

ORIGIN = "reviewed"


class ReviewedError(HaluanError):
    """A label does not fit the store: its article is not there, or its sentence reads otherwise."""


def from_reviewed(paths: Iterable[Path], store: Path) -> Iterator[Example]:
    """Examples of exported judgements; raises `ReviewedError` with file and line, and `StoreError`."""
    rows: dict[str, list[tuple[str, Mapping[str, Any]]]] = defaultdict(list)
    for path in paths:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            where = f"{path.name}:{number}"
            row = _row(where, line)
            rows[row["article"]].append((where, row))
    with open_store(store, read_only=True) as opened:
        for name, labelled in rows.items():
            article = _article(labelled[0][0], name, opened)
            for where, row in labelled:
                _check(where, row, article)
            yield from standoff_examples(article, [row for _, row in labelled], ORIGIN)


def _row(where: str, line: str) -> Mapping[str, Any]:
    try:
        row = json.loads(line)
        start, end = row["sentence"]
        complete = isinstance(row["article"], str) and isinstance(start, int) and isinstance(end, int)
        complete &= isinstance(row["digest"], str) and all(
            {"source", "relation", "target", "status", "quiet", "evidence"} <= claim.keys() for claim in row["claims"]
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ReviewedError(f"{where}: no label of `haluan review export --training`") from error
    if not complete:
        raise ReviewedError(f"{where}: no label of `haluan review export --training`")
    return row  # type: ignore[no-any-return]


def _article(where: str, name: str, store: Store) -> Article:
    try:
        return store.article(name).article
    except NotInStore as error:
        raise ReviewedError(f"{where}: {error}") from error


def _check(where: str, row: Mapping[str, Any], article: Article) -> None:
    start, end = row["sentence"]
    digest = hashlib.sha256(article.text[start:end].encode()).hexdigest()
    if not row["digest"] or not digest.startswith(row["digest"]):
        raise ReviewedError(f"{where}: the sentence of article {article.id} reads otherwise in this store")
