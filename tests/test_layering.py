"""What import-linter cannot say: `haluan.model` imports nothing but the standard library."""

import ast
import sys
from pathlib import Path

import haluan.model


def imported(tree: ast.AST) -> set[str]:
    """Top-level names of all modules that are imported anywhere in the tree; "" for a relative import."""
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add("" if node.level else (node.module or "").partition(".")[0])
    return names


def test_model_needs_only_the_standard_library() -> None:
    assert haluan.model.__file__ is not None
    source = Path(haluan.model.__file__).read_text(encoding="utf-8")
    assert imported(ast.parse(source)) <= sys.stdlib_module_names


def test_an_inner_import_is_seen() -> None:
    assert imported(ast.parse("def f():\n    import yaml.nodes\n    from . import x")) == {"yaml", ""}
