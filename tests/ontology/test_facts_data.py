"""The reference facts are true: counts, samples, and an independent package's lists, with the differences written."""

from __future__ import annotations

import csv
import importlib.metadata
import urllib.parse
from functools import cache

import pycountry
import pytest

from haluan.ontology import ActorKind, load
from haluan.ontology.facts import FactKind, FactStatus, Holds, load_facts

FACTS = load_facts()
# Our codes that ISO 3166 lacks: Kosovo has a user-assigned one.
NOT_ISO = {"XKX"}


@cache
def table() -> list[dict[str, str]]:
    """The table of country_converter, read as data: the package itself is not needed."""
    path = importlib.metadata.distribution("country_converter").locate_file("country_converter/country_data.tsv")
    with open(str(path), encoding="utf-8", newline="") as lines:  # noqa: PTH123 - a path of importlib's own kind
        return list(csv.DictReader(lines, delimiter="\t"))


def theirs(column: str) -> set[str]:
    return {"XKX" if row["ISO3"] in ("XKV", "XKK") else row["ISO3"] for row in table() if row[column]}


def ours(bloc: str, as_of: str) -> set[str]:
    return set(FACTS.members(bloc, as_of).codes)


# Column -> (our bloc, our date, only theirs, only ours). Each difference has its reason beside it.
LISTS = {
    "UNmember": ("UN", "2025-01-01", set(), set()),
    "EU28": ("EU", "2019-06-01", set(), set()),
    "EU27": ("EU", "2021-06-01", set(), set()),
    "EU27_2007": ("EU", "2008-06-01", set(), set()),
    "EU25": ("EU", "2005-06-01", set(), set()),
    "EU15": ("EU", "2000-06-01", set(), set()),
    "OECD": ("OECD", "2025-01-01", set(), set()),
    "APEC": ("APEC", "2020-01-01", set(), set()),
    "BRIC": ("BRICS", "2010-01-01", set(), set()),
    "G7": ("G7", "2025-01-01", set(), set()),
    # Theirs lists the members of the EU one by one.
    "G20": ("G20", "2023-01-01", theirs("EU27"), {"EU", "DEU", "FRA", "ITA"}),
    # Theirs leaves out Kyrgyzstan, a member since 1991.
    "CIS": ("CIS", "2024-01-01", set(), {"KGZ"}),
    "CoE": ("COUNCILOFEUROPE", "2025-01-01", set(), set()),
    "EURO": ("EUROZONE", "2024-01-01", set(), set()),
    # Theirs counts two parts of Denmark, which stand outside the area but need no border checks.
    "Schengen": ("SCHENGEN", "2022-06-01", {"FRO", "GRL"}, set()),
}


@pytest.mark.parametrize("column", LISTS)
def test_members_are_those_of_an_independent_list(column: str) -> None:
    bloc, as_of, only_theirs, only_ours = LISTS[column]
    there, here = theirs(column), ours(bloc, as_of)
    if column == "G20":
        there, here = there - only_theirs, here - only_ours
        only_theirs, only_ours = set(), set()
    assert there - here == only_theirs
    assert here - there == only_ours


def test_years_of_joining_the_un_are_those_of_an_independent_list() -> None:
    years = {row["ISO3"]: row["UNmember"] for row in table() if row["UNmember"]}
    joined = {fact.subject: fact.since[:4] for fact in FACTS.members("UN", "2025-01-01").facts}
    assert {code for code in years if years[code] != joined[code]} == set()


def test_years_of_joining_the_oecd_are_those_of_an_independent_list() -> None:
    years = {row["ISO3"]: row["OECD"] for row in table() if row["OECD"]}
    joined = {fact.subject: fact.since[:4] for fact in FACTS.members("OECD", "2025-01-01").facts}
    assert {code for code in years if years[code] != joined[code]} == set()


@pytest.mark.parametrize(
    ("bloc", "as_of", "count"),
    [
        ("NATO", "1990-06-01", 16),
        ("NATO", "1999-06-01", 19),
        ("NATO", "2005-06-01", 26),
        ("NATO", "2023-02-01", 30),
        ("NATO", "2023-06-01", 31),
        ("NATO", "2024-04-01", 32),
        ("EU", "1992-01-01", 12),
        ("EU", "2019-06-01", 28),
        ("EU", "2020-02-01", 27),
        ("EU", "2021-06-01", 27),
        ("ASEAN", "1996-01-01", 7),
        ("ASEAN", "2024-06-01", 10),
        ("ASEAN", "2025-12-31", 11),
        (
            "UN",
            "1990-12-31",
            157,
        ),  # 159 then, with Czechoslovakia and the old Yugoslavia, whose heirs were admitted anew
        ("UN", "2012-01-01", 193),
        ("AU", "2024-01-01", 55),
        ("OIC", "2024-01-01", 57),
        ("ARABLEAGUE", "2024-01-01", 22),
        ("GCC", "2024-01-01", 6),
        ("BRICS", "2009-12-31", 4),
        ("BRICS", "2023-12-31", 5),
        ("BRICS", "2024-06-01", 9),
        ("BRICS", "2025-02-01", 10),
        ("OPEC", "2018-12-31", 15),
        ("OPEC", "2019-06-01", 14),
        ("OPEC", "2023-12-31", 13),
        ("OPEC", "2024-02-01", 12),
        ("OPEC", "2026-05-02", 11),
        ("SCO", "2016-01-01", 6),
        ("SCO", "2022-01-01", 8),
        ("SCO", "2024-12-31", 10),
        ("CSTO", "2020-01-01", 6),
        ("EAEU", "2020-01-01", 5),
        ("G7", "2013-06-01", 8),
        ("G7", "2015-06-01", 7),
        ("G20", "2022-06-01", 20),
        ("G20", "2024-06-01", 21),
        ("APEC", "2010-01-01", 21),
        ("QUAD", "2022-01-01", 4),
        ("AUKUS", "2022-01-01", 3),
        ("FIVEEYES", "2022-01-01", 5),
        ("IP4", "2023-01-01", 4),
        ("CPTPP", "2024-12-31", 12),
        ("RCEP", "2021-06-01", 15),
        ("ABRAHAM", "2020-10-01", 3),
        ("ABRAHAM", "2025-12-01", 6),
        ("ICC", "2025-06-01", 125),
        ("ICC", "2016-06-01", 124),
        ("NPT", "2020-01-01", 190),
        ("ECOWAS", "2025-06-01", 12),
        ("ECOWAS", "2024-06-01", 15),
    ],
)
def test_number_of_members(bloc: str, as_of: str, count: int) -> None:
    listing = FACTS.members(bloc, as_of)
    assert len(listing.codes) == count
    assert listing.complete


@pytest.mark.parametrize("year", range(2010, 2027))
def test_the_security_council_has_five_permanent_and_ten_elected_seats(year: int) -> None:
    day = f"{year}-06-01"
    assert len(FACTS.members("UN", day, "security_council_permanent").codes) == 5
    assert len(FACTS.members("UN", day, "security_council_elected").codes) == 10


@pytest.mark.parametrize(
    ("actor", "as_of", "count"),
    [("PSE", "2025-08-31", 147), ("PSE", "2025-10-31", 157), ("ISR", "2025-10-31", 164), ("XKX", "2017-03-01", 111)],
)
def test_number_of_un_members_that_recognize(actor: str, as_of: str, count: int) -> None:
    listing = FACTS.recognizers(actor, as_of)
    assert len(set(listing.codes) & ours("UN", as_of)) == count
    assert listing.complete


def test_the_twelve_that_recognize_taiwan() -> None:
    twelve = ["BLZ", "GTM", "HTI", "KNA", "LCA", "MHL", "PLW", "PRY", "SWZ", "TUV", "VAT", "VCT"]
    assert list(FACTS.recognizers("TWN", "2025-06-01").codes) == twelve


@pytest.mark.parametrize(
    ("actor", "bloc", "as_of", "holds"),
    [
        ("IRL", "NATO", "2025-06-01", Holds.NO),
        ("ESP", "NATO", "2025-06-01", Holds.YES),
        ("ISR", "NATO", "2025-06-01", Holds.NO),
        ("FIN", "NATO", "2023-04-03", Holds.NO),
        ("FIN", "NATO", "2023", Holds.PARTLY),
        ("GBR", "EU", "2020-01-31", Holds.YES),
        ("GBR", "EU", "2020-02-01", Holds.NO),
        ("SAU", "BRICS", "2025-06-01", Holds.UNKNOWN),
        ("IDN", "BRICS", "2025-06-01", Holds.YES),
        ("IDN", "OPEC", "2024-01-01", Holds.NO),
        ("TUR", "EU", "2025-01-01", Holds.NO),
        ("TWN", "UN", "2025-01-01", Holds.NO),
        ("PSE", "UN", "2025-01-01", Holds.NO),
        ("KAZ", "ABRAHAM", "2025-12-01", Holds.YES),
        ("SAU", "ABRAHAM", "2025-12-01", Holds.NO),
        ("SAU", "ABRAHAM", "2026-11-01", Holds.UNKNOWN),
        ("PHL", "ROMESTATUTE", "2020-01-01", Holds.NO),
        ("HUN", "ICC", "2025-07-01", Holds.YES),
        ("IND", "NPT", "2025-01-01", Holds.NO),
        ("PRK", "NPT", "2002-01-01", Holds.YES),
        ("CHE", "IP4", "2025-01-01", Holds.NO),
        ("IDN", "JCPOA", "2016-01-01", Holds.NO),
        ("IDN", "BALKANS", "2016-01-01", Holds.UNKNOWN),
    ],
)
def test_who_belonged(actor: str, bloc: str, as_of: str, holds: Holds) -> None:
    assert FACTS.is_member(actor, bloc, as_of).holds is holds


@pytest.mark.parametrize(
    ("subject", "object_", "as_of", "holds"),
    [
        ("IDN", "PSE", "2000-01-01", Holds.YES),
        ("IDN", "ISR", "2025-01-01", Holds.NO),
        ("NOR", "PSE", "2024-05-27", Holds.NO),
        ("NOR", "PSE", "2024-05-28", Holds.YES),
        ("NOR", "PSE", "2024-05", Holds.PARTLY),
        ("BEL", "PSE", "2025-11-01", Holds.UNKNOWN),
        ("JPN", "PSE", "2025-11-01", Holds.NO),
        ("ESP", "XKX", "2025-01-01", Holds.NO),
        ("LBR", "XKX", "2020-01-01", Holds.UNKNOWN),
        ("HND", "TWN", "2023-03-25", Holds.YES),
        ("HND", "TWN", "2023-03-27", Holds.NO),
        ("RUS", "TALIBAN", "2025-08-01", Holds.YES),
        ("CHN", "TALIBAN", "2025-08-01", Holds.NO),
        ("ETH", "SOMALILAND", "2024-06-01", Holds.NO),
    ],
)
def test_who_recognized(subject: str, object_: str, as_of: str, holds: Holds) -> None:
    assert FACTS.recognizes(subject, object_, as_of).holds is holds


def test_israel_is_a_major_non_nato_ally_since_1987() -> None:
    verdict = FACTS.stands(FactKind.PARTNERSHIP, "ISR", "USA", "major_non_nato_ally", "2023-06-01")
    assert verdict.holds is Holds.YES
    assert verdict.facts[0].since == "1987"
    allies = {ally.actor for ally in FACTS.allies("USA", "2025-10-01")}
    assert {"ISR", "JPN", "KOR", "PHL", "DEU"} <= allies
    assert not allies & {"VNM", "IRL", "RUS", "AFG"}


def test_a_pact_binds_both_sides() -> None:
    for one, other in (("PRK", "RUS"), ("RUS", "PRK")):
        assert other in {ally.actor for ally in FACTS.allies(one, "2025-06-01")}
        assert other not in {ally.actor for ally in FACTS.allies(one, "2023-06-01")}


def test_every_row_has_a_date_a_source_and_known_states() -> None:
    states = {code for code, actor in load().actors.items() if actor.kind is ActorKind.STATE}
    iso = {country.alpha_3 for country in pycountry.countries}
    assert states - iso == NOT_ISO
    assert len(FACTS.facts) > 2000
    for fact in FACTS.facts:
        assert fact.since, fact
        assert urllib.parse.urlsplit(fact.source).netloc, fact
        assert fact.checked >= "2026-11-22", fact
        assert fact.status in FactStatus, fact


def test_a_permanent_or_elected_seat_is_one_of_a_member() -> None:
    for fact in FACTS.facts:
        if fact.role.startswith("security_council"):
            assert FACTS.is_member(fact.subject, "UN", fact.since).holds is Holds.YES


def test_whoever_was_suspended_was_a_member() -> None:
    for fact in FACTS.facts:
        if fact.kind is FactKind.MEMBERSHIP and fact.role == "suspended":
            assert FACTS.is_member(fact.subject, fact.object, fact.since).holds is Holds.YES, fact


def test_a_complete_roster_of_a_bloc_is_not_empty() -> None:
    over = {"INF", "NEWSTART", "JCPOA"}  # ended before the day until which their rosters are complete
    for roster in FACTS.rosters.values():
        if roster.kind is FactKind.MEMBERSHIP and roster.role in ("member", "signatory"):
            codes = FACTS.members(roster.object, roster.complete_until).codes
            assert bool(codes) is (roster.object not in over), roster
