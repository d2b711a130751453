"""What can be wrong with a store. Each message is fit for a user to read."""

# ruff: noqa: N818 - each name says what is the matter; "Error" would add nothing

from __future__ import annotations

from haluan.model import HaluanError


class StoreError(HaluanError):
    """Base: the store cannot do what was asked."""


class StoreMissing(StoreError):
    """There is no store at the path."""


class StoreUnreadable(StoreError):
    """The path holds no store, a damaged one, or one that this user may not open."""


class StoreNewer(StoreError):
    """A newer Haluan made the store; this one does not know its form."""


class StoreBusy(StoreError):
    """Another process is writing and did not finish in the time given."""


class StoreFull(StoreError):
    """No room is left for writing. What was stored before is kept."""


class NotInStore(StoreError):
    """No article, claim or run has this id."""


class AmbiguousId(StoreError):
    """A shortened claim id fits several claims."""
