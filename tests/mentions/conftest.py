"""A small ontology, so that these tests hold whatever the reference data says today."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from haluan import ontology as reference
from haluan.mentions import link
from haluan.model import Article, Document, Mention, MentionKind
from haluan.ontology.types import Actor, ActorKind, Name, NameKind, Ontology, Term
from haluan.text import prepare

STATES = {
    "IDN": "Indonesia/Indonesia",
    "USA": "United States/Amerika Serikat",
    "RUS": "Russia/Rusia",
    "UKR": "Ukraine/Ukraina",
    "ISR": "Israel/Israel",
    "PSE": "Palestine/Palestina",
    "CHN": "China/China",
    "KOR": "South Korea/Korea Selatan",
    "PRK": "North Korea/Korea Utara",
    "JPN": "Japan/Jepang",
    "IRN": "Iran/Iran",
    "VNM": "Vietnam/Vietnam",
    "GEO": "Georgia/Georgia",
    "COD": "DR Congo/Republik Demokratik Kongo",
    "COG": "Congo-Brazzaville/Republik Kongo",
    "NZL": "New Zealand/Selandia Baru",
    "PHL": "Philippines/Filipina",
    "KAZ": "Kazakhstan/Kazakhstan",
}
LOOSE = {"ASIA": "Asia/Asia", "EUROPE": "Europe/Eropa", "MUSLIM": "Muslim world/dunia Islam"}
BLOCS = {"NATO": "NATO/NATO", "UN": "United Nations/Perserikatan Bangsa-Bangsa", "EU": "European Union/Uni Eropa"}
GROUPS = {"HAMAS": "Hamas/Hamas"}
NAMES = """
USA|AS|id|short|1
USA|US|en|short|1
USA|U.S.|en|short|1
USA|Amerika|id|short|0
USA|American|en|demonym|0
USA|Washington|*|seat|0
USA|Gedung Putih|id|seat|0
USA|White House|en|seat|0
USA|Negeri Paman Sam|id|nickname|0
USA|Pentagon|*|body|0
IDN|RI|id|short|1
IDN|Jakarta|*|seat|0
RUS|Moskow|id|seat|0
RUS|Moscow|en|seat|0
RUS|Kremlin|*|seat|0
RUS|Russian|en|demonym|0
UKR|Ukrainian|en|demonym|0
UKR|Kyiv|*|seat|0
ISR|Israeli|en|demonym|0
ISR|IDF|*|body|1
PSE|Gaza|*|place|0
PSE|Jalur Gaza|id|place|0
PSE|Palestinian|en|demonym|0
CHN|Beijing|*|seat|0
CHN|Tiongkok|id|name|0
CHN|Republik Rakyat China|id|name|0
CHN|RRC|id|short|1
CHN|Chinese|en|demonym|0
KOR|Korsel|id|short|0
KOR|Seoul|*|seat|0
PRK|Korut|id|short|0
JPN|Tokyo|*|seat|0
JPN|Japanese|en|demonym|0
IRN|Teheran|id|seat|0
IRN|Iranian|en|demonym|0
COD|Kongo|id|short|0
COG|Kongo|id|short|0
UN|PBB|id|short|1
UN|UN|en|short|1
EU|Uni Eropa|id|name|0
ASIA|negara Asia|id|name|0
ASIA|Asian|en|demonym|1
ASIA|Asian countries|en|name|0
MUSLIM|negara mayoritas Muslim|id|name|0
""".strip()
TERMS = (
    Term("Donald Trump", ("Trump",), "USA", "head_of_state", "2017-01-20", "2021-01-20"),
    Term("Joe Biden", ("Biden",), "USA", "head_of_state", "2021-01-20", "2025-01-20"),
    Term("Donald Trump", ("Trump",), "USA", "head_of_state", "2025-01-20", None),
    Term("Vladimir Putin", ("Putin",), "RUS", "head_of_state", "2012-05-07", None),
    Term("Volodymyr Zelensky", ("Zelensky", "Zelenskyy"), "UKR", "head_of_state", "2019-05-20", None),
    Term("Benjamin Netanyahu", ("Netanyahu",), "ISR", "head_of_government", "2022-12-29", None),
    Term("Prabowo Subianto", ("Prabowo",), "IDN", "head_of_state", "2024-10-20", None),
    Term("Kim Jong Un", ("Kim Jong-un", "Kim"), "PRK", "head_of_state", "2011-12-17", None),
)


def _names() -> tuple[Name, ...]:
    names = []
    for code, both in {**STATES, **BLOCS, **GROUPS, **LOOSE}.items():
        for language, name in zip(("en", "id"), both.split("/"), strict=True):
            names.append(Name(code, name, language, NameKind.NAME, False))
    for line in NAMES.splitlines():
        code, name, language, kind, cased = line.split("|")
        names.append(Name(code, name, language, NameKind(kind), cased == "1"))
    return tuple(names)


@pytest.fixture(scope="session")
def ontology() -> Ontology:
    actors = {code: Actor(code, ActorKind.STATE, *both.split("/"), "") for code, both in STATES.items()}
    actors |= {code: Actor(code, ActorKind.BLOC, *both.split("/"), "") for code, both in BLOCS.items()}
    actors |= {code: Actor(code, ActorKind.LOOSE, *both.split("/"), "") for code, both in LOOSE.items()}
    actors |= {code: Actor(code, ActorKind.GROUP, *both.split("/"), "") for code, both in GROUPS.items()}
    return Ontology(
        actors=actors,
        names=_names(),
        terms=TERMS,
        relations={},
        regions={"EUROPE": frozenset({"UKR", "RUS"}), "ASIA": frozenset(STATES) - {"UKR", "RUS", "USA", "COD"}},
        region_names={"asia": "ASIA", "asia tenggara": "SOUTHEAST_ASIA", "eropa": "EUROPE"},
        offices=reference.load().offices,
        ambiguous={
            "georgia": {"GEO": ("Tbilisi", "Kaukasus", "Rusia"), "NONE": ("Atlanta", "senator", "Savannah")},
            "kongo": {"COD": ("Kinshasa", "M23"), "COG": ("Brazzaville",)},
        },
    )


Linker = Callable[..., tuple[Mention, ...]]


@pytest.fixture(scope="session")
def read(ontology: Ontology) -> Linker:
    """Link a text; gives the mentions."""

    def run(text: str, language: str = "id", date: str | None = "2025-08-12") -> tuple[Mention, ...]:
        article = Article(id="t", text=text, language=language, date=date)
        document = prepare(article)
        assert isinstance(document, Document)
        return link(document, ontology)

    return run


@pytest.fixture(scope="session")
def brief(read: Linker) -> Callable[..., list[str]]:
    """Link a text; gives "words=CODE+CODE" for every mention, in order."""

    def run(text: str, language: str = "id", date: str | None = "2025-08-12") -> list[str]:
        return [f"{text[m.span.start : m.span.end]}={'+'.join(m.actors) or '?'}" for m in read(text, language, date)]

    return run


@pytest.fixture(scope="session")
def anaphors(read: Linker) -> Callable[..., list[tuple[str, tuple[str, ...]]]]:
    """Link a text; gives the words and actors of every anaphor, in order."""

    def run(text: str, language: str = "id", date: str | None = "2025-08-12") -> list[tuple[str, tuple[str, ...]]]:
        found = read(text, language, date)
        return [(text[m.span.start : m.span.end], m.actors) for m in found if m.kind is MentionKind.ANAPHOR]

    return run
