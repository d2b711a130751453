"""Who held which office when: terms*.csv is well formed, consistent, complete where it claims to be, and true."""

from __future__ import annotations

import csv
import datetime
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations, pairwise
from pathlib import Path
from urllib.parse import urlsplit

import pytest

import haluan.ontology
from haluan.ontology import ActorKind, Term, load

DATA = Path(haluan.ontology.__file__).parent / "data"
FILES = sorted(DATA.glob("terms*.csv"))
HEADER = ["person", "aliases", "actor", "office", "since", "until", "source", "checked"]
TERMS = load().terms
GOVERNMENT = "head_of_government"
COVERED = "2015"  # of the years before only some well-known people are listed
HEADS = frozenset({"head_of_state", GOVERNMENT})
SAMPLES = ("2016-03-15", "2019-11-15", "2022-03-15", "2024-03-15", "2025-06-15")


def words(text: str) -> frozenset[str]:
    """Split a table of words."""
    return frozenset(text.split())


# Commonwealth realms share a monarch, who in news is the British one; their prime ministers stand for them here.
REALMS = words("ATG AUS BHS BLZ CAN GRD JAM KNA LCA NZL PNG SLB TUV VCT")
# Heads of state that are several people at once.
# And Korea, where somebody acts for a president who is impeached but in office.
COLLEGES = frozenset({"BIH", "SMR", "KOR"})
# One name, two actors on the same day: ministers who presided over the General Assembly, and two namesakes.
DOUBLE = frozenset({"Sam Kutesa", "Abdulla Shahid", "Miroslav Lajčák", "Miroslav Lajcak", "David Johnston"})
# Given names and words that news uses all the time for others.
TOO_COMMON = words(
    """
    Abdul Abdullah Ahmad Ahmed Akar Ali Austin Bin Burhan Brown Bush Castro Chen Cooper Dan David Donald Duda Haddad
    Harris Hassan Hunt Hussein Ibrahim Ismail Johnson Jones Joseph Kennedy Khan Kim King Lee Li Lopez Maria Martin May
    Miller Mohamed Mohammed Morrison Muhammad Nguyen Omar Paus Pangeran Park Paul Peters Pope Presiden Puan Raja Rama
    Salam Salman Scott Sharif Singh Sisi Smith Sultan Syarif Thomas Tony Wallace Wang Wong Wood Wright Yunus Zhang
    """
)
# The 120 states that foreign news names most, by the corpora the project reads.
MOST_NAMED = words(
    """
    ISR USA PSE IRN RUS CHN IDN UKR GBR IND FRA LBN SAU DEU JPN TUR EGY AUS CAN KOR PAK YEM JOR PRK SYR MYS IRQ QAT
    TWN ITA THA PHL ESP ZAF SGP POL KHM VNM BRA ARE SWE AFG FIN MMR IRL NLD NOR BEL KWT HUN CHE AUT GRC MEX ARG VEN
    COL CHL PER CUB BOL ECU NZL PNG FJI SLB KAZ UZB KGZ TJK TKM AZE ARM GEO BLR MDA ROU BGR SRB XKX CZE SVK LTU LVA
    EST DNK PRT ISL CYP BHR OMN LBY TUN DZA MAR SDN ETH SOM KEN UGA NGA GHA SEN MLI NER COD RWA ZWE AGO MOZ BGD LKA
    NPL MDV MNG LAO BRN TLS VAT HTI
    """
)
# The groups whose foreign ministers must be known on any day: G20, ASEAN, Middle East, the wider neighbourhood of the
# wars that news writes about.
MINISTERS = words(
    """
    USA CHN RUS IND JPN KOR GBR FRA DEU ITA CAN MEX BRA ARG ZAF TUR SAU AUS IDN MYS SGP THA VNM PHL MMR KHM LAO BRN
    TLS ISR PSE IRN IRQ JOR EGY SYR ARE QAT KWT BHR OMN YEM CYP MAR DZA UKR BLR POL HUN GEO ARM AZE KAZ UZB KGZ TJK
    TKM PRK TWN PAK BGD NOR SWE FIN GRC CZE EST LVA LTU KEN ETH NGA COD
    """
)


def spellings(term: Term) -> tuple[str, ...]:
    return (term.person, *term.aliases)


def on(day: str, actor: str, *offices: str) -> list[str]:
    return [t.person for t in TERMS if t.actor == actor and t.office in offices and serves(t, day)]


def serves(term: Term, day: str) -> bool:
    return term.since <= day and (term.until is None or day < term.until)


def overlapping(terms: list[Term]) -> Iterator[tuple[Term, Term]]:
    for first, second in combinations(terms, 2):
        if first.since < (second.until or "9999") and second.since < (first.until or "9999"):
            yield first, second


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_rows_are_clean(path: Path) -> None:
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, strict=True))
        assert list(rows[0]) == HEADER
    for row in rows:
        aliases = row["aliases"].split("|") if row["aliases"] else []
        assert all(cell == " ".join(cell.split()) for cell in (*row.values(), *aliases)), row
        assert len(set(aliases)) == len(aliases), row
        assert row["person"] not in aliases, row
        assert "" not in aliases, row
        assert urlsplit(row["source"]).scheme in ("http", "https"), row
        assert datetime.date.fromisoformat(row["checked"]), row
    keys = [(row["person"], row["actor"], row["office"], row["since"]) for row in rows]
    assert len(set(keys)) == len(keys)


def test_dates_are_days_in_order() -> None:
    for term in TERMS:
        since = datetime.date.fromisoformat(term.since)
        assert term.until is None or since < datetime.date.fromisoformat(term.until), term
        assert term.until is None or term.until > "1990", f"long before any article: {term}"


def test_one_head_of_government_at_a_time() -> None:
    by_actor: dict[str, list[Term]] = defaultdict(list)
    for term in TERMS:
        if term.office == GOVERNMENT:
            by_actor[term.actor].append(term)
    assert [pair for terms in by_actor.values() for pair in overlapping(terms)] == []


@pytest.mark.parametrize("office", ["head_of_state", "foreign_minister", "defence_minister"])
def test_one_holder_at_a_time(office: str) -> None:
    by_actor: dict[str, list[Term]] = defaultdict(list)
    for term in TERMS:
        if term.office == office and not (office == "head_of_state" and term.actor in COLLEGES):
            by_actor[term.actor].append(term)
    assert [pair for terms in by_actor.values() for pair in overlapping(terms)] == []


def test_a_spelling_means_one_actor_on_a_day() -> None:
    by_spelling: dict[str, list[Term]] = defaultdict(list)
    for term in TERMS:
        for spelling in spellings(term):
            by_spelling[spelling].append(term)
    clashes = {
        spelling
        for spelling, terms in by_spelling.items()
        if any(first.actor != second.actor for first, second in overlapping(terms))
    }
    assert clashes <= DOUBLE


def test_short_forms_are_no_common_words() -> None:
    assert {spelling for term in TERMS for spelling in spellings(term)} & TOO_COMMON == set()


def test_every_state_has_its_heads() -> None:
    states = {code for code, actor in load().actors.items() if actor.kind is ActorKind.STATE}
    people = {term.actor for term in TERMS if term.office in HEADS}
    with_head_of_state = {term.actor for term in TERMS if term.office == "head_of_state"}
    assert len(people & states) >= 197
    assert (people & states) - with_head_of_state == REALMS


@pytest.mark.parametrize("day", SAMPLES)
def test_the_most_named_states_have_a_head(day: str) -> None:
    assert len(MOST_NAMED) >= 120
    assert {code for code in MOST_NAMED if not on(day, code, *HEADS)} == set()


@pytest.mark.parametrize("day", SAMPLES)
def test_foreign_ministers_are_known(day: str) -> None:
    missing = {code for code in MINISTERS if not on(day, code, "foreign_minister")}
    # Caretaker months between two ministers are real.
    assert len(missing) <= 2, missing


def test_long_vacancies_of_heads_of_government_are_rare() -> None:
    gaps: set[str] = set()
    for code in {term.actor for term in TERMS}:
        covered = (term for term in TERMS if term.until is None or term.until > COVERED)
        heads = [term for term in covered if term.actor == code and term.office == GOVERNMENT]
        terms = sorted((term.since, term.until or term.since) for term in heads)
        for (_, left), (followed, _) in pairwise(terms):
            if datetime.date.fromisoformat(followed) - datetime.date.fromisoformat(left) > datetime.timedelta(days=60):
                gaps.add(code)
    # Abolished (BEN, SDN, SEN, TCD), a coup or takeover (AFG, MMR, TUN), an interim chief (BTN, KOR, MCO, MDA).
    assert gaps <= {"AFG", "BEN", "BTN", "KOR", "MCO", "MDA", "MMR", "SDN", "SEN", "TCD", "TUN"}


@pytest.mark.parametrize(
    ("day", "actor", "office", "person"),
    [
        ("2016-06-01", "USA", "head_of_state", "Barack Obama"),
        ("2020-06-01", "USA", "head_of_state", "Donald Trump"),
        ("2023-06-01", "USA", "head_of_state", "Joe Biden"),
        ("2026-01-01", "USA", "head_of_state", "Donald Trump"),
        ("2024-01-01", "USA", "foreign_minister", "Antony Blinken"),
        ("2025-06-01", "USA", "foreign_minister", "Marco Rubio"),
        ("2024-10-19", "IDN", "head_of_state", "Joko Widodo"),
        ("2024-10-21", "IDN", "head_of_state", "Prabowo Subianto"),
        ("2022-01-01", "IDN", "defence_minister", "Prabowo Subianto"),
        ("2023-01-01", "IDN", "foreign_minister", "Retno Marsudi"),
        ("2025-01-01", "IDN", "foreign_minister", "Sugiono"),
        ("2023-02-01", "JPN", "head_of_government", "Fumio Kishida"),
        ("2025-11-01", "JPN", "head_of_government", "Sanae Takaichi"),
        ("2022-10-01", "GBR", "head_of_government", "Liz Truss"),
        ("2025-01-01", "GBR", "head_of_government", "Keir Starmer"),
        ("2022-01-01", "ISR", "head_of_government", "Naftali Bennett"),
        ("2023-10-07", "ISR", "defence_minister", "Yoav Gallant"),
        ("2025-08-01", "ISR", "foreign_minister", "Gideon Sa'ar"),
        ("2024-05-18", "IRN", "head_of_government", "Ebrahim Raisi"),
        ("2025-06-13", "IRN", "head_of_state", "Ali Khamenei"),
        ("2026-05-01", "IRN", "head_of_state", "Mojtaba Khamenei"),
        ("2022-03-01", "RUS", "head_of_state", "Vladimir Putin"),
        ("2022-03-01", "UKR", "head_of_state", "Volodymyr Zelenskyy"),
        ("2023-08-01", "NATO", "bloc_head", "Jens Stoltenberg"),
        ("2025-06-01", "NATO", "bloc_head", "Mark Rutte"),
        ("2023-06-01", "NLD", "head_of_government", "Mark Rutte"),
        ("2024-06-01", "EU", "foreign_minister", "Josep Borrell"),
        ("2022-01-01", "DEU", "head_of_government", "Olaf Scholz"),
        ("2025-06-01", "DEU", "head_of_government", "Friedrich Merz"),
        ("2024-12-01", "SYR", "head_of_state", "Bashar al-Assad"),
        ("2025-02-01", "SYR", "head_of_state", "Ahmed al-Sharaa"),
        ("2024-05-01", "HAMAS", "group_head", "Ismail Haniyeh"),
        ("2024-01-01", "HEZBOLLAH", "group_head", "Hassan Nasrallah"),
        ("2025-06-01", "HOUTHI", "group_head", "Abdul-Malik al-Houthi"),
        ("2023-01-01", "ASEAN", "bloc_head", "Kao Kim Hourn"),
        ("2025-07-15", "THA", "head_of_government", "Phumtham Wechayachai"),
        ("2025-06-15", "VAT", "head_of_state", "Pope Leo XIV"),
        ("2024-06-01", "CAN", "head_of_government", "Justin Trudeau"),
        ("2026-06-01", "HUN", "head_of_government", "Péter Magyar"),
        ("2026-09-01", "GBR", "head_of_government", "Andy Burnham"),
    ],
)
def test_who_held_an_office(day: str, actor: str, office: str, person: str) -> None:
    assert person in on(day, actor, office)


@pytest.mark.parametrize(
    ("short", "day", "actor"),
    [
        ("Putin", "2023-01-01", "RUS"),
        ("Zelenskiy", "2023-01-01", "UKR"),
        ("Zelensky", "2023-01-01", "UKR"),
        ("Jokowi", "2020-01-01", "IDN"),
        ("MBS", "2023-01-01", "SAU"),
        ("Muhammad bin Salman", "2020-01-01", "SAU"),
        ("Erdogan", "2023-01-01", "TUR"),
        ("Lee Jae Myung", "2025-07-01", "KOR"),
        ("Kim Jong-Un", "2023-01-01", "PRK"),
        ("Ben Gvir", "2024-01-01", "ISR"),
        ("Rutte", "2023-01-01", "NLD"),
        ("Rutte", "2025-01-01", "NATO"),
        ("Costa", "2025-01-01", None),
        ("Trump", "2022-01-01", None),
        ("Haniyeh", "2025-01-01", None),
    ],
)
def test_short_forms_name_the_actor_of_the_day(short: str, day: str, actor: str | None) -> None:
    found = {term.actor for term in TERMS if short in spellings(term) and serves(term, day)}
    assert found == ({actor} if actor else set())
