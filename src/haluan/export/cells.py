"""Cells of CSV files that no spreadsheet runs, and that can be read back exactly.

A text that begins with a sign at which a spreadsheet starts a formula gets an apostrophe in front, and so does one that
begins with an apostrophe. So whoever reads the file back takes one leading apostrophe away (`plain`).
"""

from __future__ import annotations

# Also the wide forms, which East Asian versions take for the narrow ones, and white space that is skipped.
_ACTIVE = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20'")


def cell(value: object) -> str:
    """Write one value: nothing for None, lists with semicolons, numbers and flags as they are."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return str(value)
    text = "; ".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)
    return f"'{text}" if text.startswith(_ACTIVE) else text


def plain(cell: str) -> str:
    """Undo `cell` for a text."""
    return cell.removeprefix("'")
