"""Answers as rows: which columns a kind of record has, and its values in them.

Works on the fields of the dataclasses, so that a new field of an answer is a new column without a line here.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from enum import Enum, StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from haluan.answers.types import Basis, Citation, Tie


class Kind(StrEnum):
    """What a column holds."""

    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"
    FLAG = "flag"
    TEXTS = "texts"  # a list of texts


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table; every cell may be empty."""

    name: str
    kind: Kind


Row = dict[str, Any]

# Order and kinds of a claim's columns. What `Citation.to_dict` holds beyond these comes behind them, as text.
CLAIM_COLUMNS = tuple(
    Column(name, kind)
    for kind, names in (
        (Kind.TEXT, "id article source source_name relation target target_name status"),
        (Kind.FLAG, "quiet"),
        (Kind.TEXT, "speaker when quote"),
        (Kind.INTEGER, "start end"),
        (Kind.NUMBER, "confidence"),
        (Kind.FLAG, "context"),
        (Kind.TEXT, "label outlet date title url language group reader reader_version cue recorded review"),
        (Kind.TEXTS, "reviewers"),
        (Kind.FLAG, "disputed"),
        (Kind.TEXTS, "review_notes"),
    )
    for name in names.split()
)
_SCALARS = {str: Kind.TEXT, int: Kind.INTEGER, float: Kind.NUMBER, bool: Kind.FLAG}


def claim_row(citation: Citation) -> Row:
    """Return a claim in `CLAIM_COLUMNS`: the form of `Citation.to_dict` with its quote and its review spread out."""
    row = citation.to_dict()
    quote, review = row.pop("evidence"), row.pop("review")
    known = {"quote": quote["text"], "start": quote["start"], "end": quote["end"], "review": None}
    if review:
        known |= {"review": review["verdict"], "reviewers": review["reviewers"], "disputed": review["disputed"]}
        known["review_notes"] = review["notes"]
    return {name: _plain(value) for name, value in (row | known).items()}


def claim_columns(row: Row | None = None) -> tuple[Column, ...]:
    """Columns of claims; ``row`` is one of them, for the columns beyond `CLAIM_COLUMNS`."""
    known = {column.name for column in CLAIM_COLUMNS}
    return CLAIM_COLUMNS + tuple(Column(name, Kind.TEXT) for name in row or () if name not in known)


def flatten(record: Any, prefix: str = "") -> Row:
    """Spread one record over columns: what it holds once, not the lists of records under it."""
    if isinstance(record, Citation):
        return {prefix + name: value for name, value in claim_row(record).items()}
    row: Row = {}
    for field in fields(record):
        value = getattr(record, field.name)
        if is_dataclass(value):
            row |= flatten(value, f"{prefix}{field.name}_")
        elif not _holds_records(value):
            row[prefix + field.name] = _plain(value)
    return row


def columns_of(kind: Any, prefix: str = "") -> tuple[Column, ...]:
    """Columns of a kind of record, as its annotations say: the same for an answer that holds nothing."""
    if issubclass(kind, Citation):
        return tuple(Column(prefix + column.name, column.kind) for column in CLAIM_COLUMNS)
    hints = _hints(kind)
    found: list[Column] = []
    for field in fields(kind):
        hint = _required(hints[field.name])
        if is_record(hint):
            found += columns_of(hint, f"{prefix}{field.name}_")
        elif item_of(hint) is None:
            found.append(Column(prefix + field.name, _kind(hint)))
    return tuple(found)


def parts_of(kind: Any) -> tuple[tuple[str, type], ...]:
    """Fields of an answer that hold its lines, each with the kind of record in it; not what the answer rests on."""
    hints = _hints(kind)
    found: list[tuple[str, type]] = []
    for field in fields(kind):
        hint = _required(hints[field.name])
        item = item_of(hint)
        if item is not None:
            found.append((field.name, item))
        elif is_record(hint) and hint is not Basis and _holds_ties(hint):
            found.append((field.name, hint))
    return tuple(found)


def lines(record: Any) -> Iterator[tuple[str, Any]]:
    """Yield (part, record) of every line of an answer; a record without lines is its own line."""
    parts = parts_of(type(record))
    if not parts:
        yield "", record
    for name, _ in parts:
        value = getattr(record, name)
        for item in value if isinstance(value, tuple) else (value,):
            if item is not None:
                yield name, item


@dataclass(frozen=True, slots=True)
class Found:
    """A record that stands inside an answer: in which part, and under the line of which actor (code and name)."""

    part: str
    actor: str | None
    name: str | None
    record: Any


def find(
    record: Any, wanted: type, part: str = "", owner: tuple[str | None, str | None] = (None, None)
) -> Iterator[Found]:
    """Yield all records of the kind ``wanted`` inside ``record``, in order, not those inside one another."""
    if isinstance(record, wanted):
        yield Found(part, *owner, record)
        return
    if part and hasattr(record, "actor") and hasattr(record, "name"):
        owner = (record.actor, record.name)
    for field in fields(record):
        value = getattr(record, field.name)
        for item in value if isinstance(value, tuple) else (value,):
            if is_dataclass(item):
                yield from find(item, wanted, part or field.name, owner)


def is_record(hint: Any) -> bool:
    """Tell whether a type is a dataclass."""
    return isinstance(hint, type) and is_dataclass(hint)


def item_of(hint: Any) -> type | None:
    """Kind of the records in ``tuple[Record, ...]``; None for other types."""
    arguments = get_args(hint)
    if get_origin(hint) is tuple and len(arguments) == 2 and arguments[1] is Ellipsis and is_record(arguments[0]):
        kind: type = arguments[0]
        return kind
    return None


@cache
def _hints(kind: Any) -> Mapping[str, Any]:
    """Types of a dataclass's fields; worked out once, since it takes a while."""
    return get_type_hints(kind)


def _holds_ties(kind: type) -> bool:
    return kind in (Citation, Tie) or any(item is Tie for _, item in parts_of(kind))


def _required(hint: Any) -> Any:
    """Type of a value that may be None as well."""
    if get_origin(hint) in (Union, UnionType):
        rest = [argument for argument in get_args(hint) if argument is not NoneType]
        return rest[0] if len(rest) == 1 else str
    return hint


def _kind(hint: Any) -> Kind:
    if get_origin(hint) is tuple and get_args(hint) == (str, Ellipsis):
        return Kind.TEXTS
    return _SCALARS.get(hint, Kind.TEXT)


def _holds_records(value: Any) -> bool:
    return isinstance(value, tuple) and any(is_dataclass(item) for item in value)


def _plain(value: Any) -> Any:
    """A value as a cell: lists of texts and scalars as they are, all else as JSON."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, (tuple, list)) and all(isinstance(item, str) for item in value):
        return list(value)
    if isinstance(value, (tuple, list, Mapping)):
        return json.dumps(value, ensure_ascii=False, default=str)
    return value
