"""Turns a labeler's compact answers into stand-off labels without text.

    python -m training.pack SHEET.jsonl ANSWERS.jsonl training/standoff/NAME.jsonl

ANSWERS has a line for each sentence with claims: ``{"n": 17, "claims": [[source, relation, target, status, quiet,
speaker, when, evidence, context], ...]}``. An ``n`` that is missing has no claims. Each array may end early; the
defaults are "actual", 0, null, null, the whole sentence, 0. Evidence is copied from the sentence, or given by its ends
("first words .. last words"). A code that the ontology does not know is written with "!" ("EAEU!"), so that slips show.
Every fault is reported with its line; nothing is written before there is none.
"""

from __future__ import annotations

import sys
from pathlib import Path

from training.labels import Row, corpus, digest, faults, known, numbered, repeated, rows, write

FIELDS = ("source", "relation", "target", "status", "quiet", "speaker", "when", "evidence", "context")
_DEFAULTS = ("actual", 0, None, None, None, 0)
_GAP = " .. "


class FaultError(Exception):
    """An answer that cannot be turned into a label; the message says why."""


def pack(sheet: list[Row], answers: list[tuple[int, Row]], texts: dict[int, str]) -> tuple[list[Row], list[str]]:
    """Return the labels of a sheet and the faults of the answers.

    ``answers`` come with their line numbers; ``texts`` holds the whole article of each ``n``.
    """
    problems: list[str] = []
    given: dict[int, tuple[int, Row]] = {}
    numbers = {row["n"] for row in sheet}
    for line, answer in answers:
        number = answer.get("n")
        if not isinstance(number, int) or number not in numbers:
            problems.append(f"line {line}: the sheet has no sentence {number!r}")
        elif number in given:
            problems.append(f"line {line}: sentence {number} was answered in line {given[number][0]}")
        else:
            given[number] = (line, answer)
    labels = []
    for row in sheet:
        line, answer = given.get(row["n"], (0, {"claims": []}))
        claims, wrong = _claims(row, answer.get("claims", []), texts[row["n"]])
        problems += [f"line {line} (n {row['n']}): {problem}" for problem in wrong]
        place = {"corpus": row["corpus"], "article": row["article"], "sentence": row["sentence"]}
        labels.append(place | {"digest": digest(row["text"]), "claims": claims})
    return labels, problems


def _claims(row: Row, answers: object, article: str) -> tuple[list[Row], list[str]]:
    problems: list[str] = []
    claims: list[Row] = []
    if not isinstance(answers, list):
        return [], ["claims must be a list of arrays"]
    for answer in answers:
        try:
            claim = _claim(row, answer, article)
        except FaultError as fault:
            problems.append(str(fault))
            continue
        problems += faults(claim)
        claims.append(claim)
    return claims, problems + list(repeated(claims))


def _claim(row: Row, answer: object, article: str) -> Row:
    if not isinstance(answer, list) or not 3 <= len(answer) <= len(FIELDS):
        raise FaultError(f"a claim is an array of 3 to {len(FIELDS)} values: {answer!r}")
    values = [*answer, *_DEFAULTS[len(answer) - 3 :]]
    claim: Row = dict(zip(FIELDS, values, strict=True))
    if not all(isinstance(claim[name], str) for name in ("source", "relation", "target", "status")):
        raise FaultError(f"source, relation, target and status are words: {answer!r}")
    for end in ("source", "target"):
        claim[end] = _code(claim[end])
    if claim["quiet"] not in (0, 1) or claim["context"] not in (0, 1):
        raise FaultError(f"quiet and context are 0 or 1: {answer!r}")
    claim["quiet"], claim["context"] = bool(claim["quiet"]), bool(claim["context"])
    start, end = row["sentence"]
    claim["speaker"] = _speaker(claim["speaker"], article, start, end)
    first, last = locate(row["text"], claim["evidence"])
    claim["evidence"] = [start + first, start + last]
    return claim


def _code(written: str) -> str:
    code = written.removesuffix("!")
    if code == written and not known(code):
        raise FaultError(f"the ontology has no actor {code!r}; write {code + '!'!r} if you mean it")
    return code


def locate(sentence: str, quote: str | None) -> tuple[int, int]:
    """Return where ``quote`` stands in ``sentence``; "a .. b" runs from a to the first b after it; None is all of it.

    Raises `FaultError` where it does not stand there.
    """
    if quote is None:
        return _bare(sentence)
    at = sentence.find(quote)
    if quote and at >= 0:
        return at, at + len(quote)
    head, gap, tail = quote.partition(_GAP)
    at = sentence.find(head)
    to = sentence.find(tail, at + len(head)) if gap else -1
    if not quote or not gap or at < 0 or to < 0:
        raise FaultError(f"evidence {quote!r} is not in the sentence {sentence!r}")
    return at, to + len(tail)


def _bare(sentence: str) -> tuple[int, int]:
    """Return the sentence without spaces around it and without its full stop."""
    end = len(sentence.rstrip().removesuffix("."))
    start = len(sentence) - len(sentence.lstrip())
    return (start, end) if start < end else (0, len(sentence))


def _speaker(name: object, article: str, start: int, end: int) -> list[int] | None:
    """Find a speaker in the sentence, else as near before it as there is, else after it."""
    if name is None:
        return None
    if not isinstance(name, str) or not name.strip():
        raise FaultError(f"a speaker is a text or null: {name!r}")
    at = article.find(name, start, end)
    if at < 0:
        at = article.rfind(name, 0, start)
    if at < 0:
        at = article.find(name, end)
    if at < 0:
        raise FaultError(f"speaker {name!r} does not stand in the article")
    return [at, at + len(name)]


def main(arguments: list[str]) -> int:
    """Pack one sheet; 1 where answers have faults, which go to stderr."""
    if len(arguments) != 3:
        print(__doc__, file=sys.stderr)
        return 2
    sheet, answers, target = (Path(argument) for argument in arguments)
    lines = list(rows(sheet))
    texts = {row["n"]: corpus(row["corpus"])[row["article"]]["text"] for row in lines}
    labels, problems = pack(lines, list(numbered(answers)), texts)
    if problems:
        print(*problems, sep="\n", file=sys.stderr)
        print(f"{len(problems)} faults; nothing written", file=sys.stderr)
        return 1
    write(target, labels)
    with_claims = sum(bool(label["claims"]) for label in labels)
    count = sum(len(label["claims"]) for label in labels)
    print(f"{target}: {len(labels)} sentences, {with_claims} with claims, {count} claims")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
