"""Bringing a project's reference facts up to date from Wikidata: asked, compared, shown, and applied only if approved.

The composer of `haluan.ingest` (which alone reaches the network) and the facts of the ontology. What is approved goes
into the overlay of the project (`haluan.ontology.facts.overlay`); the facts that ship with Haluan stay as they are.
"""

from haluan.refresh.changes import Change, ChangeKind, approved
from haluan.refresh.run import ENDPOINT, Differences, RefreshError, Wanted, refresh

__all__ = ["ENDPOINT", "Change", "ChangeKind", "Differences", "RefreshError", "Wanted", "approved", "refresh"]
