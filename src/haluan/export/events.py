"""Claims as an event table: PLOVER's codes with all that a claim says, or the columns of GDELT 2.0."""

from __future__ import annotations

import csv
import datetime
import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from pathlib import Path

import yaml

from haluan.answers import Citation
from haluan.answers.flat import claim_columns, claim_row
from haluan.answers.markup import is_web_address
from haluan.export.cells import cell
from haluan.export.coding import Coded, code
from haluan.export.files import replacing
from haluan.export.source import Source, days
from haluan.ontology.types import ActorKind

PLOVER_COLUMNS = (
    "event_id", "event_date", "event_first", "event_last", "event_type", "event_mode", "event_context", "quad_code",
    "cameo_code", "goldstein", "source_code", "source_kind", "recipient_code", "recipient_kind",
)  # fmt: skip
NO_RELATION = "relation"  # left out: a relation that the table does not know
NO_CODE = "cameo"  # left out: CAMEO has no code for what did not, or not yet, happen
_BLANKS = re.compile(r"[\s\x00-\x1f]+")
_DAYS_OF_YEAR = 365


def write_plover(source: Source, out: Path) -> tuple[Path, ...]:
    """Write one row a claim: PLOVER's codes, then the columns of a claim."""
    with replacing(out) as (part,), part.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        columns: list[str] = []
        for citation in source:
            row = claim_row(citation)
            if not columns:
                columns = [column.name for column in claim_columns(row)]
                writer.writerow([*PLOVER_COLUMNS, *columns])
            coded = code(citation.cited.claim)
            if coded is None:
                source.skipped[NO_RELATION] += 1
                continue
            cells = (*_plover(source, citation, coded), *(row.get(name) for name in columns))
            writer.writerow([cell(value) for value in cells])
    return (out,)


def write_gdelt(source: Source, out: Path) -> tuple[Path, ...]:
    """Write the 61 columns of GDELT 2.0 without a header, and beside it ``OUT.claims.csv``: the claim of each event.

    GDELT has no column for status, confidence or quote, so they stand in the second file, under the same
    GLOBALEVENTID. What CAMEO has no code for is left out and counted in ``source.skipped``.
    """
    claims = out.with_name(f"{out.name}.claims.csv")
    with (
        replacing(out, claims) as (events_part, claims_part),
        events_part.open("w", encoding="utf-8", newline="") as events_file,
        claims_part.open("w", encoding="utf-8", newline="") as claims_file,
    ):
        writer = csv.writer(claims_file)
        columns: list[str] = []
        for citation in source:
            row = claim_row(citation)
            if not columns:
                columns = [column.name for column in claim_columns(row)]
                writer.writerow(["GLOBALEVENTID", *columns])
            coded = code(citation.cited.claim)
            if coded is None or coded.cameo is None:
                source.skipped[NO_RELATION if coded is None else NO_CODE] += 1
                continue
            values = _gdelt(source, citation, coded)
            events_file.write("\t".join(_field(values.get(name)) for name in gdelt_columns()) + "\n")
            writer.writerow([str(event_number(citation)), *(cell(row.get(name)) for name in columns)])
    return (out, claims)


@cache
def gdelt_columns() -> tuple[str, ...]:
    """The 61 columns of an event in GDELT 2.0."""
    text = (files("haluan.export") / "data" / "gdelt.yaml").read_text(encoding="utf-8")
    return tuple(yaml.safe_load(text)["columns"])


def event_number(citation: Citation) -> int:
    """A number for the claim that stays, out of its id: 60 bits, so that it fits a signed integer of 64."""
    return int(citation.cited.id[:15], 16)


def _plover(source: Source, citation: Citation, coded: Coded) -> Iterable[object]:
    claim = citation.cited.claim
    first, last = days(citation)
    return (
        citation.cited.id,
        first if first == last else None,
        first,
        last,
        coded.event,
        coded.mode,
        "; ".join(coded.contexts),
        coded.quad,
        coded.cameo,
        coded.goldstein,
        claim.source,
        source.actor(claim.source).kind.value,
        claim.target,
        source.actor(claim.target).kind.value,
    )


def _gdelt(source: Source, citation: Citation, coded: Coded) -> dict[str, object]:
    """Columns that a claim has a value for: the others stay empty."""
    claim, cited = citation.cited.claim, citation.cited
    assert coded.cameo is not None
    values: dict[str, object] = {
        "GLOBALEVENTID": event_number(citation),
        "EventCode": coded.cameo,
        "EventBaseCode": coded.cameo[:3],
        "EventRootCode": coded.cameo[:2],
        "QuadClass": coded.quad,
        "GoldsteinScale": coded.goldstein,
        "NumMentions": 1,  # a row is one claim: one mention in one article
        "NumSources": 1,
        "NumArticles": 1,
        "DATEADDED": re.sub(r"\D", "", cited.recorded)[:14],
        "SOURCEURL": cited.url if is_web_address(cited.url) else None,
    }
    for number, actor in (("1", claim.source), ("2", claim.target)):
        values[f"Actor{number}Name"] = source.actor(actor).name_en
        if source.actor(actor).kind is ActorKind.STATE:  # the codes of other actors are not CAMEO's
            values[f"Actor{number}Code"] = values[f"Actor{number}CountryCode"] = actor
    return values | _gdelt_dates(*days(citation))


def _gdelt_dates(first: str | None, last: str | None) -> dict[str, object]:
    """As much of the date as the claim tells: no day is made up for a month, no month for a year."""
    if first is None or last is None or first[:4] != last[:4]:
        return {}
    values: dict[str, object] = {"Year": first[:4]}
    if first[:7] == last[:7]:
        values["MonthYear"] = first[:7].replace("-", "")
    if first == last:
        date = datetime.date.fromisoformat(first)
        values["SQLDATE"] = first.replace("-", "")
        # GDELT's own approximation of the share of the year, with months of 30 days
        values["FractionDate"] = f"{date.year + ((date.month - 1) * 30 + date.day) / _DAYS_OF_YEAR:.4f}"
    return values


def _field(value: object) -> str:
    """A field between tabs, on one line."""
    return "" if value is None else _BLANKS.sub(" ", str(value)).strip()
