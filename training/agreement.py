"""Tells how far two people agree on the sentences that both labelled.

    python -m training.agreement FIRST.jsonl SECOND.jsonl [--differences N]

F1 of claims as the scorer counts them (sentence, source, relation, target), with status, and of pairs; Cohen's kappa of
"has a claim" over sentences and of the relation over pairs that both found; shares of equal status, quiet, speaker,
date and context on the claims that both found.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Hashable, Iterable
from pathlib import Path

from training.labels import Row, corpus, key, rows, shared

FIELDS = ("status", "quiet", "speaker", "when", "context")

Place = tuple[str, int]
Claims = dict[tuple[Place, str, str, str], Row]


def f1(first: set[Hashable], second: set[Hashable]) -> float:
    """Return the F1 of one set against the other; 1.0 where both are empty."""
    total = len(first) + len(second)
    return 2 * len(first & second) / total if total else 1.0


def kappa(pairs: Iterable[tuple[Hashable, Hashable]]) -> float:
    """Return Cohen's kappa of two people's answers; 1.0 where chance alone would agree always."""
    answers = list(pairs)
    if not answers:
        return 1.0
    n = len(answers)
    agreed = sum(a == b for a, b in answers) / n
    first, second = Counter(a for a, _ in answers), Counter(b for _, b in answers)
    chance = sum(first[answer] * second[answer] for answer in first) / n**2
    return 1.0 if chance == 1 else (agreed - chance) / (1 - chance)


def compare(first: list[Row], second: list[Row]) -> dict[str, float]:
    """Return the figures for two lists of stand-off labels, over the sentences that stand in both."""
    places = {_place(label) for label in first} & {_place(label) for label in second}
    ours, theirs = _claims(first, places), _claims(second, places)
    with_ours, with_theirs = {claim[0] for claim in ours}, {claim[0] for claim in theirs}
    both = ours.keys() & theirs.keys()
    figures = {
        "sentences": float(len(places)),
        "claims of the first": float(len(ours)),
        "claims of the second": float(len(theirs)),
        "claim F1": f1(set(ours), set(theirs)),
        "+status F1": f1(_statuses(ours), _statuses(theirs)),
        "pair F1": f1(set(_relations(ours)), set(_relations(theirs))),
        "kappa, has a claim": kappa((place in with_ours, place in with_theirs) for place in places),
        "kappa, relation of a pair": kappa(_common(_relations(ours), _relations(theirs))),
    }
    for field in FIELDS:
        same = sum(ours[claim][field] == theirs[claim][field] for claim in both)
        figures[f"same {field}"] = same / len(both) if both else 1.0
    return figures


def _place(label: Row) -> Place:
    return label["article"], label["sentence"][0]


def _claims(labels: list[Row], places: set[Place]) -> Claims:
    return {
        (_place(label), *key(claim)[:3]): claim
        for label in labels
        if _place(label) in places
        for claim in label["claims"]
    }


def _statuses(claims: Claims) -> set[Hashable]:
    return {(*at, claim["status"]) for at, claim in claims.items()}


def _relations(claims: Claims) -> dict[tuple[Place, frozenset[str]], frozenset[str]]:
    found: dict[tuple[Place, frozenset[str]], frozenset[str]] = {}
    for place, source, relation, target in claims:
        pair = (place, frozenset((source, target)))
        found[pair] = found.get(pair, frozenset()) | {relation}
    return found


def _common(
    first: dict[tuple[Place, frozenset[str]], frozenset[str]],
    second: dict[tuple[Place, frozenset[str]], frozenset[str]],
) -> list[tuple[Hashable, Hashable]]:
    return [(first[pair], second[pair]) for pair in sorted(first.keys() & second.keys(), key=str)]


def differences(first: list[Row], second: list[Row]) -> list[str]:
    """Return a line for each claim that only one of the two has, with its sentence where the texts are at hand."""
    places = {_place(label) for label in first} & {_place(label) for label in second}
    ours, theirs = _claims(first, places), _claims(second, places)
    labels = {_place(label): label for label in first}
    lines = []
    for at in sorted(ours.keys() ^ theirs.keys()):
        mark, claim = ("<", ours[at]) if at in ours else (">", theirs[at])
        label = labels[at[0]]
        text = corpus(label["corpus"])[label["article"]]["text"][slice(*label["sentence"])] if shared() else ""
        lines.append(f"{mark} {at[1]} {at[2]} {at[3]} {claim['status']} {label['article']}: {text}")
    return lines


def main() -> None:
    """Print the figures, and some of the differences."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("first", type=Path)
    parser.add_argument("second", type=Path)
    parser.add_argument("--differences", type=int, default=0, metavar="N", help="show N claims that only one has")
    options = parser.parse_args()
    first, second = list(rows(options.first)), list(rows(options.second))
    for name, value in compare(first, second).items():
        print(f"{name:26} {value:.3f}" if not value.is_integer() or value <= 1 else f"{name:26} {value:.0f}")
    print(*differences(first, second)[: options.differences], sep="\n", end="")


if __name__ == "__main__":
    main()
