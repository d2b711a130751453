"""Sources - files, folders, feeds, web pages, WARC, JSON lines - to articles. The only user of the network."""

from haluan.ingest.options import UNCHANGED, Options, SourceError, Validators
from haluan.ingest.sources import articles, check, sources

__all__ = ["UNCHANGED", "Options", "SourceError", "Validators", "articles", "check", "sources"]
