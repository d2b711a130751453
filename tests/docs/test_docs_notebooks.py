"""The notebooks of the documentation run from end to end, and say the same in both languages."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

DOCS = Path(__file__).parents[2] / "docs"
PAGES = [DOCS / language / "notebook.ipynb" for language in ("en", "id")]


def cells(path: Path, kind: str) -> list[Any]:
    return [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == kind]


@pytest.mark.parametrize("path", PAGES, ids=["en", "id"])
def test_the_notebook_runs(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(Path(sys.executable).parent), prepend=os.pathsep)
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(tmp_path)}}).execute()
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", ())]
    pages = [output.data["text/html"] for output in outputs if "text/html" in output.get("data", {})]
    assert sum("<mark>" in page for page in pages) >= 3  # the ranking, the shown claim, the bloc
    assert sum("<table" in page for page in pages) >= 3  # the data frames
    assert not [output for output in outputs if output.output_type == "error"]


def test_the_notebooks_are_kept_without_output() -> None:
    for path in PAGES:
        assert all(not cell.outputs and cell.execution_count is None for cell in cells(path, "code"))


def test_the_notebooks_have_the_same_code() -> None:
    english, indonesian = ([cell.source for cell in cells(path, "code")] for path in PAGES)
    assert [source.replace('language="en"', 'language="id"') for source in english] == indonesian
    texts = [[cell.source for cell in cells(path, "markdown")] for path in PAGES]
    assert len(texts[0]) == len(texts[1])
    assert not set(texts[0]) & set(texts[1])
