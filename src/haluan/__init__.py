"""Haluan: who stands with whom among states, as reported, with the words that prove it."""

__version__ = "0.1.0"
