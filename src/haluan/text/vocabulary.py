"""Loads the word lists and patterns of this stage from ``data/``."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@cache
def table(name: str) -> dict[str, Any]:
    """Return the YAML mapping ``data/<name>.yaml``; raises `FileNotFoundError` where there is none."""
    content = files("haluan.text").joinpath("data", f"{name}.yaml").read_text(encoding="utf-8")
    loaded = yaml.safe_load(content)
    if not isinstance(loaded, dict):
        raise TypeError(f"data/{name}.yaml is not a mapping")
    return loaded


@cache
def words(name: str, key: str) -> frozenset[str]:
    """Return the words under ``key`` of ``data/<name>.yaml``, where they stand as lists or as blocks of words."""
    value = table(name)[key]
    items = value.split() if isinstance(value, str) else value
    return frozenset(str(item) for item in items)


@cache
def vocabulary(language: str = "id") -> frozenset[str]:
    """Return common plain words of news in ``id`` (four letters and more) or ``en``, in small letters, disjoint."""
    content = files("haluan.text").joinpath("data", f"vocabulary.{language}.txt").read_text(encoding="utf-8")
    return frozenset(content.split())
