"""Evaluation gate: read the gold texts, score the claims, ask the seeds' questions, compare with eval/floors.toml.

    python scripts/eval.py [--readme]

The data folder beside the checkout (or HALUAN_SHARED) holds the gold files and their scorer; without it the gate says
that it was skipped and passes. ``--readme`` writes the table and a terminal session between their markers in README.md.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path
from typing import Any

from haluan.mentions import link
from haluan.model import Article, Skip
from haluan.text import prepare

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("HALUAN_SHARED", ROOT.parent / "shared"))
GOLD = SHARED / "gold"
HALUAN = Path(sys.executable).parent / "haluan"
NOTHING_FOUND = 1  # exit code of a question without an answer, which is a result here
LABELS = {
    "dev": "held-out articles (dev)",
    "train": "articles that the reader learned from (train)",
    "seeds": "the five seed documents",
}
COLUMNS = {
    "claim.p": "claim precision",
    "claim.r": "claim recall",
    "claim.f1": "claim F1",
    "pair.r": "pair recall",
    "pair.f1": "pair F1",
    "on matched.status": "status right",
    "evidence": "quotes verbatim",
    "names": "names found",
}
# What --readme shows of the bundled reports.
SESSION = ("rank --toward ISR --in Asia --quiet", "pair AZE ISR")


def haluan(*arguments: str | Path, allowed: tuple[int, ...] = (0,)) -> str:
    """Run the product as a user does and return its output; leave with its complaint for another exit code."""
    done = subprocess.run([str(HALUAN), *map(str, arguments)], capture_output=True, text=True, stdin=subprocess.DEVNULL)
    if done.returncode not in allowed:
        sys.exit(f"haluan {' '.join(map(str, arguments))} left with {done.returncode}:\n{done.stderr}")
    return done.stdout


def score(name: str, home: Path) -> dict[str, Any]:
    """Read one gold file into a store of its own and return what the scorer says of the claims."""
    gold, claims = GOLD / f"{name}.jsonl", home / f"{name}.claims.jsonl"
    haluan("read", gold, "--db", home / f"{name}.db", "--claims", claims)
    command = [sys.executable, str(GOLD / "score.py"), str(gold), str(claims), "--json"]
    figures = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    scored: dict[str, Any] = json.loads(figures)
    return scored | {"names": names_found(gold)}


def names_found(gold: Path) -> float:
    """Share of the actors that a gold file finds named in the sentence of a claim that the linker finds there too."""
    found = total = 0
    for line in gold.read_text(encoding="utf-8").splitlines():
        item = json.loads(line)
        asked = {
            (claim["s"], claim[end]) for claim in item["claims"] if not claim["context"] for end in ("source", "target")
        }
        fields = {key: item.get(key) for key in ("title", "date", "language", "outlet")}
        document = prepare(Article(item["id"], item["text"], **fields))
        mentions = () if isinstance(document, Skip) else link(document)
        for sentence, actor in asked:
            start, end = item["sentences"][sentence]
            found += any(actor in one.actors and start <= one.span.start < end for one in mentions)
        total += len(asked)
    return found / max(total, 1)


def figure(scored: dict[str, Any], name: str) -> float:
    """Look up ``claim.p`` and the like; 0 where nothing matched and the scorer leaves the figure out."""
    value: Any = scored
    for part in name.split("."):
        value = value.get(part, 0.0)
    return float(value)


def below(scores: dict[str, dict[str, Any]], floors: dict[str, Any]) -> list[str]:
    """Say which figures are below their floors."""
    return [
        f"{name}: {COLUMNS.get(key, key)} {figure(scored, key):.3f} is below {floor}"
        for name, scored in scores.items()
        for key, floor in floors.get(name, {}).items()
        if figure(scored, key) < floor
    ]


def unanswered(home: Path, questions: list[dict[str, Any]]) -> list[str]:
    """Read the seed documents as plain files, ask, and say who is missing in the answers."""
    db = home / "documents.db"
    haluan("read", SHARED / "seeds", "--db", db)
    missing = []
    for question in questions:
        answer = haluan(*question["ask"].split(), "--db", db, "--json", allowed=(0, NOTHING_FOUND))
        ranked = json.loads(answer)["ranked"]
        absent = [code for code in question["names"] if code not in {line["actor"] for line in ranked}]
        print(f"{question['ask']}: {', '.join(line['actor'] for line in ranked) or 'nobody'}")
        if absent:
            missing.append(f"{question['ask']}: {', '.join(absent)} not among the answers")
    return missing


def table(scores: dict[str, dict[str, Any]]) -> str:
    """Return the figures as a Markdown table."""
    rows = [["texts", "items", *COLUMNS.values()], ["---"] + ["---:"] * (len(COLUMNS) + 1)]
    rows += [
        [LABELS[name], str(scored["items"]), *(f"{figure(scored, key):.3f}" for key in COLUMNS)]
        for name, scored in scores.items()
    ]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def session(home: Path) -> str:
    """Return a terminal session on the bundled reports, as a user sees it."""
    db = home / "demo.db"
    haluan("read", ROOT / "src" / "haluan" / "demo" / "corpus.jsonl", "--db", db)
    shown = [f"$ haluan {ask}\n{haluan(*ask.split(), '--db', db, '--lang', 'en').strip()}" for ask in SESSION]
    return "```console\n" + "\n\n".join(shown).replace(f" --db {db}", "") + "\n```"


def write_readme(name: str, text: str) -> None:
    """Put ``text`` between the markers ``name`` of README.md."""
    readme, start, end = ROOT / "README.md", f"<!-- {name}: by scripts/eval.py --readme -->", f"<!-- /{name} -->"
    head, _, rest = readme.read_text(encoding="utf-8").partition(start)
    _, found, tail = rest.partition(end)
    if not found:
        sys.exit(f"README.md has lost its markers for {name}")
    readme.write_text(f"{head}{start}\n{text}\n{end}{tail}", encoding="utf-8")


def main() -> None:
    """Score, print, compare; leave with 1 where a floor is not reached."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--readme", action="store_true", help="write the table into README.md")
    arguments = parser.parse_args()
    if not GOLD.is_dir():
        print(f"evaluation SKIPPED: no gold files in {GOLD} (set HALUAN_SHARED to the data folder)")
        return
    floors = tomllib.loads((ROOT / "eval" / "floors.toml").read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        scores = {name: score(name, home) for name in LABELS if (GOLD / f"{name}.jsonl").exists()}
        print(table(scores))
        failures = below(scores, floors) + unanswered(home, floors["answers"])
        if arguments.readme:
            write_readme("accuracy", table(scores))
            write_readme("session", session(home))
    for failure in failures:
        print(f"FAILED {failure}", file=sys.stderr)
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
