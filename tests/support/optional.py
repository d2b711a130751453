"""Tests of what a machine may be unable to install: there they are skipped, but never where all is checked (CI)."""

from __future__ import annotations

import os
from importlib.util import find_spec

import pytest

MISSING_FTM = find_spec("followthemoney") is None and not os.environ.get("CI")
WHY = "followthemoney is not installed: it builds PyICU, which needs ICU's headers (libicu-dev, pkg-config, g++)"
needs_ftm = pytest.mark.skipif(MISSING_FTM, reason=WHY)


def forms(names: tuple[str, ...]) -> list[object]:
    """Forms of export as parameters of a test."""
    return [pytest.param(name, marks=needs_ftm) if name == "ftm" else name for name in names]
