"""Where a document names actors, and which actor each place names."""

from haluan.mentions.link import link

__all__ = ["link"]
