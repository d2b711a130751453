"""How well `haluan check` judges single statements: a table of expected against given verdicts, and every miss.

    python bench/check_statements.py [FILE]

FILE has one statement a line: ``{"id", "text", "date"?, "language", "expected"}``, by default
tests/answers/statements.jsonl. The sets beside that one are mastered and guarded by tests, which also tell how many of
each were right before anybody had looked at its misses. bench/wordings.jsonl is harder on purpose: 1,140 sentences of
which each words its fact in another way, half of them true; about half are not covered.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

from haluan import pipeline
from haluan.answers.checking import Checker, Outcome
from haluan.model import Article, Skip

STATEMENTS = Path(__file__).parents[1] / "tests" / "answers" / "statements.jsonl"


def main() -> None:
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else STATEMENTS
    checker = Checker("en")
    table: Counter[tuple[str, str, str]] = Counter()
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        study = pipeline.study(Article(row["id"], row["text"], date=row.get("date"), language=row["language"]))
        assert not isinstance(study, Skip), study
        text = checker.check(study.document, study.mentions, study.claims)
        table[row["language"], row["expected"], text.verdict.value] += 1
        if text.verdict.value != row["expected"]:
            print(f"{row['id']}: {text.verdict.value} instead of {row['expected']}: {row['text']}")
            for check in text.checks:
                print(f"    {check.verdict.value}: {check.reason}")
    verdicts = [outcome.value for outcome in Outcome]
    print(f"\n{'expected':24}" + "".join(f"{verdict:>14}" for verdict in verdicts))
    for language in ("en", "id"):
        for expected in verdicts:
            counts = "".join(f"{table[language, expected, verdict]:14}" for verdict in verdicts)
            print(f"{language} {expected:21}{counts}")
    right = sum(count for (_, expected, given), count in table.items() if expected == given)
    wrong = sum(table[language, "supported", "contradicted"] for language in ("en", "id"))
    print(f"\naccuracy {right / table.total():.3f} of {table.total()}; true statements contradicted: {wrong}")


if __name__ == "__main__":
    main()
