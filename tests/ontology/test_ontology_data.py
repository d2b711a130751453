"""The reference data that ships: complete, consistent with ISO 3166 and CLDR, free of names that are common words."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pycountry
import pytest
from babel import Locale

import haluan.ontology
from haluan.ontology import DEFAULT, NONE, ActorKind, Name, NameKind, load, resolve, resolve_region

ONTOLOGY = load()


def words(text: str) -> frozenset[str]:
    """Split a table of words."""
    return frozenset(text.split())


DATA = Path(haluan.ontology.__file__).parent / "data"
STATES = sorted(code for code, actor in ONTOLOGY.actors.items() if actor.kind is ActorKind.STATE)

# ISO 3166-1 codes of territories that news counts to another state, or does not name at all.
LEFT_OUT = words(
    """
    ABW AIA ALA ASM ATA ATF BES BLM BMU BVT CCK CUW CXR CYM FLK FRO GGY GIB GLP GUF GUM HMD IMN IOT JEY MAF MNP MSR
    MTQ MYT NFK PCN PRI REU SGS SHN SJM SPM SXM TCA TKL UMI VGB VIR WLF
    """
)
# Cities that are their own seat.
NO_SEAT = frozenset({"HKG", "MAC"})
# What CLDR calls a state in words that our names rule out on purpose.
CLDR_EXCEPTIONS = {
    ("PSE", "en"): "Palestinian Territories",
    ("PSE", "id"): "Wilayah Palestina",
    ("PSE", "ms"): "Wilayah Palestin",
}
# Words of Indonesian, Malay and English that would name an actor by accident if case were ignored.
COMMON_WORDS = words(
    """
    a ad ada air aku al all am aman an ancient and are as at au ban barat baru bar be bern besar bin bisa black brit
    but by can car chad cis coast cold come congress cook could d dan dane dari de deal di diet do dpr e east emirat
    engels english era eu far fed finn for french from garda gao general get go gulf guinea hama hari he her hold home
    homs i ia icc ice if imf in ini irish is islam isi it itu jaya jawa java jordan juba jet kami kano ke kecil kali
    king kita kiwi ko korps ku la lain lama laut lima lod lome lyon mali male man march marib may me medan mei men menu
    merah mi mo more my nasional ne negara negeri new nice niger no north not o of off oman on one or osh our out pa
    pada paris pasifik pasukan pbb pea per perm peru pole poles polish prc province pusat quad ri rif riga roma rome
    ruler s saat sad satu saya sea selatan senate serb she sinai so sofia solo south state sudah sun surat
    surin swede swiss tahun tanah tara telah teluk tengah thai that the they this timur to togo tonga town trat tula
    turk turkey turks tyre uae ue uea uk un untuk up us usa utara valencia vila wales was we wellington west who wina
    with word you zero
    """
)


def named(code: str, *kinds: NameKind) -> list[Name]:
    return [name for name in ONTOLOGY.names if name.code == code and name.kind in kinds]


def test_the_actors_of_the_guideline_are_there() -> None:
    blocs = words(
        """
    UN NATO EU ASEAN OIC ARABLEAGUE GCC BRICS G7 G20 SCO CSTO AU IAEA ICC ICJ QUAD AUKUS APEC WTO IMF
    WORLDBANK OPEC ABRAHAM NPT RCEP CPTPP PARIS WEST ARAB MUSLIM EUROPE ASIA AFRICA GULF CENTRALASIA PACIFIC HAMAS
    HEZBOLLAH HOUTHI ISIS PKK TALIBAN PIJ
        """
    )
    assert not [code for code in [*blocs, "XKX", "PSE", "TWN"] if code not in ONTOLOGY.actors]


def test_every_iso_code_is_an_actor_or_left_out_on_purpose() -> None:
    iso = {country.alpha_3 for country in pycountry.countries}
    assert set(STATES) - iso == {"XKX"}
    assert iso - set(STATES) == LEFT_OUT


@pytest.mark.parametrize("language", ["en", "id", "ms"])
def test_cldr_names_resolve(language: str) -> None:
    territories = Locale(language).territories
    wrong = {}
    for code in STATES:
        country = pycountry.countries.get(alpha_3=code)
        name = territories["XK" if country is None else country.alpha_2].split(" (")[0]
        found = resolve(name, ONTOLOGY)
        options = {found.code} | {candidate.code for candidate in found.candidates if candidate.score == 100.0}
        if code not in options and CLDR_EXCEPTIONS.get((code, language)) != name:
            wrong[code] = (name, found)
    assert not wrong


@pytest.mark.parametrize("code", STATES)
def test_every_state_can_be_named(code: str) -> None:
    actor = ONTOLOGY.actors[code]
    assert resolve(actor.name_en, ONTOLOGY).code == code
    assert resolve(actor.name_id, ONTOLOGY).code == code
    assert any(name.language in ("en", "*") for name in named(code, NameKind.DEMONYM))
    assert code in NO_SEAT or named(code, NameKind.SEAT)
    assert code in ONTOLOGY.regions[actor.region]


def test_every_actor_has_its_display_names() -> None:
    def shown(code: str, name: str) -> bool:
        found = resolve(name, ONTOLOGY)
        return code in {found.code} | {candidate.code for candidate in found.candidates}

    actors = ONTOLOGY.actors.values()
    assert not [a.code for a in actors if not shown(a.code, a.name_en) or not shown(a.code, a.name("id"))]


def test_no_name_stands_twice() -> None:
    count = Counter((name.code, name.name, name.kind) for name in ONTOLOGY.names)
    assert not [key for key, number in count.items() if number > 1]


def test_no_common_word_matches_in_any_case() -> None:
    loose = {name.name.casefold() for name in ONTOLOGY.names if not name.cased}
    assert not loose & COMMON_WORDS


def test_short_acronyms_match_only_as_written() -> None:
    loose = [name.name for name in ONTOLOGY.names if name.name.isupper() and len(name.name) <= 3 and not name.cased]
    assert sorted(set(loose)) == ["D-8", "D8", "G-7", "G-8", "G20", "G7", "G77", "G8", "IP4", "M23"]


def test_ambiguous_names_are_names_with_at_least_one_of_their_readings() -> None:
    codes: dict[str, set[str]] = {}
    for name in ONTOLOGY.names:
        codes.setdefault(name.name.casefold(), set()).add(name.code)
    assert not [key for key, readings in ONTOLOGY.ambiguous.items() if not codes.get(key, set()) & set(readings)]


def test_default_readings() -> None:
    def default(name: str) -> str | None:
        return next((code for code, words in ONTOLOGY.ambiguous[name].items() if DEFAULT in words), None)

    assert default("georgia") == "GEO"
    assert default("lima") == NONE
    assert default("korea") is None


def test_relations_follow_the_guideline() -> None:
    relations = ONTOLOGY.relations
    assert len(relations) == 23
    symmetric = {name for name, relation in relations.items() if relation.symmetric}
    assert symmetric == {"normalizes", "meets", "partners", "agrees", "trains", "disputes", "trades", "cooperates"}
    said = {name for name, relation in relations.items() if relation.channel == "said"}
    assert {"recognizes", "supports", "opposes", "urges", "threatens"} <= said
    assert {"arms", "trains", "trades", "aids", "sanctions", "attacks", "meets", "joins"} <= set(relations) - said
    for relation in relations.values():
        assert "{source}" in relation.label_en
        assert "{target}" in relation.label_id
        # A hostile class cannot be friendly; mediation and appeals are neither.
        assert relation.sign == 0 or (relation.sign > 0) == relation.coarse.endswith("+")


def test_each_office_word_stands_under_one_key() -> None:
    count = Counter(word.casefold() for words in ONTOLOGY.offices.values() for word in words)
    assert not [word for word, number in count.items() if number > 1]


def test_terms_name_known_actors_and_offices() -> None:
    for term in ONTOLOGY.terms:
        assert term.actor in ONTOLOGY.actors
        assert f"office.{term.office}" in ONTOLOGY.offices


def test_regions() -> None:
    asia, regions = ONTOLOGY.regions["ASIA"], ONTOLOGY.regions
    assert {"IDN", "JPN", "KAZ", "IND", "ISR", "TUR", "AZE", "CYP"} <= asia
    assert not {"RUS", "EGY", "AUS"} & asia
    assert regions["SOUTHEAST_ASIA"] == words("BRN IDN KHM LAO MMR MYS PHL SGP THA TLS VNM")
    continents = [regions[code] for code in ("AFRICA", "AMERICAS", "ASIA", "EUROPE", "OCEANIA")]
    assert sum(map(len, continents)) == len(frozenset().union(*continents)) == len(STATES)
    for name, code in (("Timur Tengah", "MIDDLE_EAST"), ("dunia arab", "ARAB_WORLD"), ("South Asia", "SOUTHERN_ASIA")):
        assert resolve_region(name, ONTOLOGY).code == code


def test_data_files_have_unix_line_ends_and_no_stray_spaces() -> None:
    for path in sorted(path for path in DATA.iterdir() if path.suffix != ".gz"):
        text = path.read_text("utf-8")
        assert "\r" not in text, path.name
        assert not [line for line in text.splitlines() if line != line.rstrip()], path.name
        assert text.endswith("\n"), path.name
