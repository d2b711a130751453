"""Work sheets: sentences to label, with what a labeler sees beside them. They hold text, so they stay elsewhere."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from training.labels import Row, day, shared, write

from haluan.model import Span


def options(about: str | None, seed: int, first: int | None = None) -> argparse.Namespace:
    """Parse what the drawing commands are told: `folder`, `seed` and, of later samples, `first` and `taken`."""
    parser = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="where the sheets go: outside the repository, they hold text")
    parser.add_argument("--seed", type=int, default=seed)
    if first is not None:
        parser.add_argument("--first", type=int, default=first, help="number of the first sheet")
        parser.add_argument("--taken", type=Path, nargs="*", default=[], help="sheets that are being labelled")
    return parser.parse_args()


def data() -> Path:
    """The data folder; ends the command where there is none."""
    folder = shared()
    if folder is None:
        raise SystemExit("no data folder beside the checkout: set HALUAN_SHARED")
    return folder


def line(corpus: str, row: Row, span: Span, before: Sequence[Span] | None = None) -> Row:
    """One sentence of an article; ``before`` are the sentences that are shown with it."""
    text = row["text"]
    shown = {} if before is None else {"before": [text[s.start : s.end] for s in before]}
    return {
        "corpus": corpus,
        "article": row["id"],
        "date": day(row.get("date")),
        "language": row.get("language"),
        "outlet": row.get("outlet"),
        "title": row.get("title"),
        **shown,
        "text": text[span.start : span.end],
        "sentence": [span.start, span.end],
    }


def write_sheets(folder: Path, first: int, dealt: Sequence[Sequence[Row]]) -> None:
    """Write each sheet with its lines numbered, and print what it holds."""
    for number, sheet in enumerate(dealt, first):
        write(folder / f"sheet_{number:02}.jsonl", [{"n": n, **row} for n, row in enumerate(sheet, 1)])
        print(f"sheet_{number:02}: {len(sheet)} sentences", dict(Counter(row["corpus"] for row in sheet)))
