"""Whether a state lies in a region, or belongs to those that news speaks of together."""

from __future__ import annotations

from haluan.answers.checking.types import Assertion, Finding
from haluan.answers.checking.words import words
from haluan.ontology import load
from haluan.ontology.facts import Facts


def judge_region(facts: Facts, assertion: Assertion, as_of: str | None) -> Finding:
    """Look the state up in the ontology's regions; it is outside only where everybody draws the borders alike."""
    region, state = assertion.among or "", assertion.subject or ""
    known = (("actors", state),)
    if state in load().regions.get(region, ()):
        return Finding(True, "all_so", as_of, known=known)
    rules = words()
    if region not in rules["bounded"] or region in rules["between"].get(state, ()):
        return Finding(None, "incomplete", as_of)
    return Finding(False, "some_not", as_of, known=known)
