"""Checks: what a text says against what is known. ``Checker("en").check(document, mentions, claims)``.

A claim about membership, recognition, sovereignty, named alliances, diplomatic relations, offices held, numbers of
members or an order ("first of Asia") is supported, contradicted or not covered, as of the date that it is about.
Absence contradicts only where the facts are marked complete for that date.
"""

from haluan.answers.checking.check import Checker
from haluan.answers.checking.claimreview import claim_review, claim_reviews
from haluan.answers.checking.storedtexts import check_stored
from haluan.answers.checking.types import Check, Hint, Outcome, TextCheck

__all__ = ["Check", "Checker", "Hint", "Outcome", "TextCheck", "check_stored", "claim_review", "claim_reviews"]
