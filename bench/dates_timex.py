"""How much of the time expressions that people marked in Kompas articles the date grammar finds.

    python bench/dates_timex.py [--wrong N]

Reads ``nlp/timex_*.txt`` (one token and its BIO label a line) of the optional data folder (``HALUAN_SHARED``, by
default ``../shared`` beside the checkout). The marks have no classes and no values, and hold much that is no date of an
event: hours, durations, habits, words for the present. So each marked span is put in a class by its words, recall is
told by class, and precision is the share of our spans that overlap a marked one of any class.
"""

from __future__ import annotations

import argparse
import os
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from haluan.claims import dates

SHARED = Path(os.environ.get("HALUAN_SHARED", Path(__file__).resolve().parents[2] / "shared"))
PUBLISHED = "2014-12-31"  # any day does: only places are compared
CONTEXT = 6
CLASSES = (
    ("hour", r"^(sekitar )?(pukul|jam)\b|\b(menit|jam|detik)\b"),
    ("habit", r"\b(setiap|tiap)\b"),
    ("present or vague", r"^(saat|kini|sekarang|dulu|nanti|baru|masa|jauh|beberapa|sejenak|periode|akhir|malam|-|/)\b"),
    ("present or vague", r"^[-/,.]$|^(tahun|akhir ini|hari itu|musim \w+)$|waktu lalu|sekarang"),
    ("told from another day", r"\b(sebelumnya|kemudian|itu|yang sama)$"),
    ("duration", r"^(hampir |lebih dari |sekitar )?(\w+|\d[\d ,]*)? ?(hari|pekan|minggu|bulan|tahun|dekade)$"),
    ("duration", r"^(sehari|seminggu|sepekan|sebulan|setahun|setengah hari|bertahun)$"),
)
NAMED = re.compile(
    r"\d{4}|\b(januari|februari|maret|april|mei|juni|juli|agustus|september|oktober|november|desember"
    r"|senin|selasa|rabu|kamis|jumat|sabtu|minggu)\b"
)


def marked(path: Path) -> tuple[list[str], list[str]]:
    """Tokens and labels, with "17 / 10 / 2013" made one token as the text stage cuts it."""
    words: list[str] = []
    labels: list[str] = []
    for line in path.read_text("cp1252", errors="replace").splitlines():
        word, _, label = line.partition("\t")
        if not word:
            continue
        glued = len(words) > 1 and words[-1] == "/" and words[-2][-1:].isdigit() and word.isdigit()
        if glued:
            words[-2:] = [f"{words[-2]}/{word}"]
            labels.pop()
            continue
        words.append(word)
        labels.append(label[:1] or "O")
    return words, labels


def spans(words: list[str], labels: list[str]) -> Iterator[tuple[int, int]]:
    """Marked spans; a comma inside a date that is marked as a beginning of its own joins on."""
    first = -1
    for i, label in enumerate([*labels, "O"]):
        begins = label == "B" and not (first >= 0 and words[i] == ",")
        if first >= 0 and (label == "O" or begins):
            yield first, i
            first = -1
        if label != "O" and first < 0:
            first = i


def class_of(text: str) -> str:
    if not NAMED.search(text) or re.match(r"(sekitar )?(pukul|jam)\b", text):
        for name, pattern in CLASSES:
            if re.search(pattern, text):
                return name
    return "date"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--wrong", type=int, default=0, help="print this many dates missed and spans too many")
    options = parser.parse_args()
    total: Counter[str] = Counter()
    exact: Counter[str] = Counter()
    touched: Counter[str] = Counter()
    ours = right = same = 0
    shown: Counter[str] = Counter()
    for path in sorted((SHARED / "nlp").glob("timex_*.txt")):
        words, labels = marked(path)
        gold = list(spans(words, labels))
        found = [(d.first, d.last) for d in dates.find(tuple(w.casefold() for w in words), PUBLISHED)]
        ours += len(found)
        same += len(set(found) & set(gold))
        for a, b in found:
            hit = any(a < d and c < b for c, d in gold)
            right += hit
            if not hit and shown["extra"] < options.wrong:
                shown["extra"] += 1
                print("EXTRA", words[max(a - CONTEXT, 0) : a], words[a:b], words[b : b + CONTEXT])
        for c, d in gold:
            name = class_of(" ".join(words[c:d]).casefold())
            total[name] += 1
            exact[name] += (c, d) in found
            hit = any(a < d and c < b for a, b in found)
            touched[name] += hit
            if not hit and name == "date" and shown["missed"] < options.wrong:
                shown["missed"] += 1
                print("MISSED", words[max(c - CONTEXT, 0) : c], words[c:d], words[d : d + CONTEXT])
    print(f"our spans: {ours}; overlapping a marked one {right / ours:.3f}, the same as one {same / ours:.3f}")
    for name, n in total.most_common():
        print(f"{name:22} {n:4} marked; found by overlap {touched[name] / n:.3f}, exactly {exact[name] / n:.3f}")


if __name__ == "__main__":
    main()
