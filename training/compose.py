"""Turns the notation in which people write training items into `training/written` shards.

    python -m training.compose NOTES.txt training/written/id_01.jsonl

NOTES has items parted by blank lines. An item begins with its date; each sentence is a line that starts with "- ", and
the claims of a sentence are the lines below it::

    2024-05-12
    - Rusia mengecam keputusan Jepang, kata Kremlin pada Sabtu.
    RUS opposes JPN @2024-05-11 [Kremlin] | Rusia mengecam .. Jepang
    - Tokyo belum menanggapinya.

A claim is SOURCE RELATION TARGET; then in any order a status (else actual), ``quiet``, ``ctx``, an EDTF date after "@",
the speaker as written in brackets; then after ``|`` the evidence, copied or given by its ends as "first .. last"
(without ``|``: the whole sentence). Codes that the ontology does not have end with "!". Lines with "#" are notes.
Sentences are joined by a space; one that starts with "= " instead of "- " is a title and gets a line of its own.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from training.check import written_faults
from training.labels import STATUSES, Row, known, write
from training.pack import FaultError, locate

_SENTENCE = re.compile(r"(?P<mark>[-=]) (?P<text>\S.*)")
_CLAIM = re.compile(r"(?P<source>\S+) (?P<relation>[a-z]+) (?P<target>\S+)(?P<rest>[^|]*)(?:\| ?(?P<evidence>.+))?")
_EXTRA = re.compile(r"\s*(?:\[(?P<speaker>[^\]]+)\]|@(?P<when>\S+)|(?P<word>[a-z]+))")


def items(notes: str, shard: str) -> Iterator[tuple[Row, list[str]]]:
    """Yield each item with its faults; ``shard`` is the file's stem ("id_01")."""
    number = 0
    for block in re.split(r"\n\s*\n", notes):
        lines = [line.strip() for line in block.splitlines() if line.strip() and not line.startswith("#")]
        if lines:
            number += 1
            yield _item(lines, shard, number)


def _item(lines: list[str], shard: str, number: int) -> tuple[Row, list[str]]:
    text, spans, claims, faults = "", [], [], []
    joint = ""
    for line in lines[1:]:
        sentence = _SENTENCE.fullmatch(line)
        if sentence:
            text += joint
            spans.append([len(text), len(text) + len(sentence["text"])])
            text += sentence["text"]
            joint = "\n" if sentence["mark"] == "=" else " "
            continue
        try:
            claims.append(_claim(line, len(spans) - 1, text[slice(*spans[-1])]))
        except (FaultError, IndexError) as error:
            faults.append(f"{line!r}: {error}")
    item: Row = {
        "id": f"w-{shard.replace('_', '-')}-{number:04}",
        "language": shard[:2],
        "date": lines[0],
        "text": text,
        "sentences": spans,
        "claims": claims,
    }
    return item, faults


def _claim(line: str, at: int, sentence: str) -> Row:
    parts = _CLAIM.fullmatch(line)
    if parts is None:
        raise FaultError("no claim")
    claim: Row = {"s": at, "source": _code(parts["source"]), "relation": parts["relation"]}
    claim |= {"target": _code(parts["target"]), "status": "actual", "quiet": False, "speaker": None, "when": None}
    context = False
    rest = parts["rest"].strip()
    position = 0
    while position < len(rest):
        extra = _EXTRA.match(rest, position)
        word = extra["word"] if extra else None
        if extra is None or (word and word not in (*STATUSES, "quiet", "ctx")):
            raise FaultError(f"what is {rest[position:]!r}?")
        position = extra.end()
        if word in STATUSES:
            claim["status"] = word
        claim["quiet"] |= word == "quiet"
        context |= word == "ctx"
        claim["speaker"] = extra["speaker"] or claim["speaker"]
        claim["when"] = extra["when"] or claim["when"]
    start, end = locate(sentence, parts["evidence"])
    return claim | {"evidence": sentence[start:end], "context": context}


def _code(written: str) -> str:
    code = written.removesuffix("!")
    if code == written and not known(code):
        raise FaultError(f"the ontology has no actor {code!r}")
    return code


def main(arguments: list[str]) -> int:
    """Write a shard; 1 where notes have faults, which go to stderr."""
    if len(arguments) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    notes, target = (Path(argument) for argument in arguments)
    made: list[Row] = []
    problems: list[str] = []
    for item, faults in items(notes.read_text(encoding="utf-8"), target.stem):
        made.append(item)
        wrong = faults or list(written_faults(target, item))
        problems += [f"{item['id']}: {fault}\n    {item['text'][:90]}" for fault in wrong]
    if problems:
        print(*problems, f"{len(problems)} faults; nothing written", sep="\n", file=sys.stderr)
        return 1
    write(target, made)
    print(f"{target}: {len(made)} items, {sum(len(item['sentences']) for item in made)} sentences")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
