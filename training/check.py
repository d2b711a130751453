"""Checks every file of the training data and counts what it holds.

    python -m training.check [--counts]

Faults go to stderr with file and line, and the exit status is 1. Written items are checked by themselves; offsets and
digests of stand-off labels only where the data folder stands beside the checkout. `second/` holds second passes over
sentences of `standoff/`, for agreement; nobody trains on it.
"""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from training.gold import Gold, read, words_of
from training.labels import CORPORA, HERE, Row, corpus, day, digest, faults, numbered, repeated, shared

WRITTEN_KEYS = ("id", "language", "date", "text", "sentences", "claims")
STANDOFF_CLAIM_KEYS = ("source", "relation", "target", "status", "quiet", "speaker", "when", "evidence", "context")
WRITTEN_CLAIM_KEYS = ("s", *STANDOFF_CLAIM_KEYS)
STANDOFF_KEYS = ("corpus", "article", "sentence", "digest", "claims")
LANGUAGES = ("id", "en", "ms")
MOST_OF_A_TEMPLATE = 2
_LEAST_FRAME = 4  # words besides names, or two sentences share a frame by chance
_FEWEST_TO_COMPARE = 7  # words; shorter sentences resemble a gold sentence by chance
_ID = re.compile(r"w-(?P<shard>[a-z]{2}-\d\d)-\d{4}")
_TOKEN = re.compile(r"\w+")


def paths(folder: Path, part: str) -> list[Path]:
    """Return the shards of ``part`` ("written", "standoff", "second")."""
    return sorted((folder / part).glob("*.jsonl"))


def written_faults(path: Path, item: Row) -> Iterator[str]:
    """Yield what is wrong with one written item."""
    if tuple(item) != WRITTEN_KEYS:
        yield f"keys {list(item)}"
        return
    named = _ID.fullmatch(item["id"])
    if named is None or named["shard"] != path.stem.replace("_", "-"):
        yield f"id {item['id']!r} does not fit the shard"
    if item["language"] not in LANGUAGES or not path.stem.startswith(item["language"]):
        yield f"language {item['language']!r}"
    if day(item["date"]) != item["date"]:
        yield f"date {item['date']!r}"
    if not 1 <= len(item["sentences"]) <= 3 or not _in_order(item["sentences"], item["text"]):
        yield f"sentences {item['sentences']}"
        return
    for claim in item["claims"]:
        yield from _written_claim(item, claim)
    for at in range(len(item["sentences"])):
        yield from repeated([claim for claim in item["claims"] if claim.get("s") == at])


def _in_order(spans: list[list[int]], text: str) -> bool:
    at = 0
    for start, end in spans:
        if not at <= start < end <= len(text) or text[at:start].strip() or text[start:end].strip() != text[start:end]:
            return False
        at = end
    return not text[at:].strip()


def _written_claim(item: Row, claim: Row) -> Iterator[str]:
    if tuple(claim) != WRITTEN_CLAIM_KEYS:
        yield f"keys of a claim {list(claim)}"
        return
    yield from faults(claim)
    if not isinstance(claim["s"], int) or not 0 <= claim["s"] < len(item["sentences"]):
        yield f"no sentence {claim['s']!r}"
        return
    start, end = item["sentences"][claim["s"]]
    if not claim["evidence"] or claim["evidence"] not in item["text"][start:end]:
        yield f"evidence {claim['evidence']!r} is not in its sentence"
    if claim["speaker"] is not None and claim["speaker"] not in item["text"]:
        yield f"speaker {claim['speaker']!r} is not in the text"


def standoff_faults(label: Row, text: str | None) -> Iterator[str]:
    """Yield what is wrong with one stand-off label; ``text`` is its article's, where there is one to compare with."""
    if tuple(label) != STANDOFF_KEYS or label["corpus"] not in CORPORA:
        yield f"keys {list(label)} or corpus {label.get('corpus')!r}"
        return
    start, end = label["sentence"]
    if text is not None and (end > len(text) or digest(text[start:end]) != label["digest"]):
        yield "the corpus has another sentence there"
        return
    for claim in label["claims"]:
        if tuple(claim) != STANDOFF_CLAIM_KEYS:
            yield f"keys of a claim {list(claim)}"
            continue
        yield from faults(claim)
        first, last = claim["evidence"]
        if not start <= first < last <= end:
            yield f"evidence {claim['evidence']} is outside of its sentence"
        if claim["speaker"] is not None and not _is_span(claim["speaker"], text):
            yield f"speaker {claim['speaker']} is no span of the article"
    yield from repeated(label["claims"])


def _is_span(span: object, text: str | None) -> bool:
    if not isinstance(span, list) or len(span) != 2:
        return False
    return 0 <= span[0] < span[1] and (text is None or span[1] <= len(text))


def sentences(item: Row) -> list[str]:
    """Return the sentences of a written item."""
    return [item["text"][start:end] for start, end in item["sentences"]]


def frame(sentence: str) -> tuple[str, ...]:
    """Return the sentence with its names and numbers masked: equal frames are one template."""
    words: list[str] = []
    for position, word in enumerate(_TOKEN.findall(sentence)):
        masked = word[0].isdigit() or (word[0].isupper() and position > 0)
        if not (masked and words and words[-1] == "_"):
            words.append("_" if masked else word.casefold())
    return tuple(words)


def check(folder: Path = HERE) -> list[str]:
    """Return all faults of the training data, each with its file and line."""
    return [*_check_written(folder), *_check_standoff(folder, "standoff"), *_check_standoff(folder, "second")]


def _check_written(folder: Path) -> Iterator[str]:
    ids: dict[str, str] = {}
    seen: dict[str, str] = {}
    frames: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for path in paths(folder, "written"):
        for number, item in numbered(path):
            place = f"{path.name}:{number}"
            wrong = list(written_faults(path, item))
            yield from (f"{place}: {fault}" for fault in wrong)
            if wrong:
                continue
            if ids.setdefault(item["id"], place) != place:
                yield f"{place}: id as in {ids[item['id']]}"
            for sentence in sentences(item):
                if seen.setdefault(sentence.casefold(), place) != place:
                    yield f"{place}: the same sentence as in {seen[sentence.casefold()]}"
                frames[frame(sentence)].append(place)
    for shape, places in frames.items():
        if len(places) > MOST_OF_A_TEMPLATE and sum(word != "_" for word in shape) >= _LEAST_FRAME:
            yield f"{', '.join(places)}: one template: {' '.join(shape)}"


def _check_standoff(folder: Path, part: str) -> Iterator[str]:
    seen: dict[tuple[str, int], str] = {}
    for path in paths(folder, part):
        for number, label in numbered(path):
            place = f"{part}/{path.name}:{number}"
            text = corpus(label["corpus"])[label["article"]]["text"] if shared() else None
            yield from (f"{place}: {fault}" for fault in standoff_faults(label, text))
            key = (label["article"], label["sentence"][0])
            if seen.setdefault(key, place) != place:
                yield f"{place}: the same sentence as in {seen[key]}"


def leaks(folder: Path = HERE) -> list[str]:
    """Return the training sentences that stand in, or nearly in, the gold files that measure; needs the data folder."""
    data = shared()
    if data is None:
        raise SystemExit("no data folder beside the checkout: set HALUAN_SHARED")
    gold = Gold(data)
    found = []
    for path in paths(folder, "written"):
        for number, item in numbered(path):
            near = (words_of(sentence) for sentence in sentences(item))
            if any(len(words) >= _FEWEST_TO_COMPARE and gold.has_sentence(words) for words in near):
                found.append(f"{path.name}:{number}: as a gold sentence")
    for path in paths(folder, "standoff"):
        copies: dict[str, bool] = {}
        for number, label in numbered(path):
            row = corpus(label["corpus"])[label["article"]]
            if label["article"] not in copies:
                document = read(row)
                copies[label["article"]] = document is not None and gold.has(row, document)
            words = words_of(row["text"][slice(*label["sentence"])])
            if copies[label["article"]] or (len(words) >= _FEWEST_TO_COMPARE and gold.has_sentence(words)):
                found.append(f"{path.name}:{number}: of a gold article, or as a gold sentence")
    return found


def counts(folder: Path = HERE) -> str:
    """Return tables of sentences by part and language, and of claims by relation, status and language."""
    sizes: Counter[tuple[str, str]] = Counter()
    empty: Counter[tuple[str, str]] = Counter()
    cells: Counter[tuple[str, str]] = Counter()
    for part, language, claims, n, without in _groups(folder):
        sizes[part, language] += n
        empty[part, language] += without
        for claim in claims:
            for column in (claim["status"], language, *(k for k in ("quiet", "context") if claim[k]), "all"):
                cells[claim["relation"], column] += 1
                cells["all", column] += 1
    lines = ["| part | language | sentences | without claims |", "|---|---|---:|---:|"]
    lines += [f"| {p} | {lang} | {n} | {empty[p, lang]} |" for (p, lang), n in sorted(sizes.items())]
    columns = ("actual", "planned", "requested", "possible", "denied", "quiet", "context", *LANGUAGES, "all")
    lines += ["", "| relation | " + " | ".join(columns) + " |", "|---" + "|---:" * len(columns) + "|"]
    names = sorted({name for name, _column in cells}, key=lambda name: -cells[name, "all"])
    lines += ["| " + " | ".join([name, *(str(cells[name, column]) for column in columns)]) + " |" for name in names]
    return "\n".join(lines)


def _groups(folder: Path) -> Iterator[tuple[str, str, list[Row], int, int]]:
    """Yield part, language, claims, number of sentences and of those without claims, for each line."""
    for path in paths(folder, "written"):
        for _number, item in numbered(path):
            with_claims = {claim["s"] for claim in item["claims"]}
            n = len(item["sentences"])
            yield "written", item["language"], item["claims"], n, n - len(with_claims)
    for path in paths(folder, "standoff"):
        for _number, label in numbered(path):
            language = "en" if label["corpus"].startswith("en_") else "id"
            yield "standoff", language, label["claims"], 1, int(not label["claims"])


def main(arguments: list[str]) -> int:
    """Check all; 1 where there are faults."""
    problems = check()
    if shared() is None:
        print("no data folder beside the checkout: offsets, digests and leaks not checked", file=sys.stderr)
    else:
        problems += leaks()
    print(*problems, sep="\n", end="\n" if problems else "", file=sys.stderr)
    if "--counts" in arguments:
        print(counts())
    print(f"{len(problems)} faults", file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
