"""Packages that only some users need: imported when they are asked for, with a clear word where they are missing."""

from __future__ import annotations

import importlib
from types import ModuleType

from haluan.model import HaluanError


class MissingExtraError(HaluanError):
    """An optional package is not installed; the message says how to install it."""


def need(module: str, extra: str) -> ModuleType:
    """Import an optional module of the extra ``haluan[extra]``; raises `MissingExtraError` where it is missing."""
    try:
        return importlib.import_module(module)
    except ImportError as error:
        package = module.partition(".")[0]
        raise MissingExtraError(f"this needs the package {package}: pip install 'haluan[{extra}]'") from error
