"""Sources - files, folders, feeds, web pages, WARC, JSON lines - to articles. The only user of the network."""

from haluan.ingest.options import Options, SourceError, Validators
from haluan.ingest.sources import articles, sources

__all__ = ["Options", "SourceError", "Validators", "articles", "sources"]
