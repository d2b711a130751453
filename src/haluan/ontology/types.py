"""What the reference data holds, as types. No extraction rules here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class ActorKind(StrEnum):
    """What sort of actor a code stands for."""

    STATE = "state"
    BLOC = "bloc"  # organisations and formal groups: NATO, ASEAN, UN
    PACT = "pact"  # treaties that one can join: ABRAHAM, NPT
    GROUP = "group"  # armed non-state groups: HAMAS
    LOOSE = "loose"  # loose groups: WEST, ARAB, MUSLIM


class NameKind(StrEnum):
    """How a name in the gazetteer stands for its actor."""

    NAME = "name"
    SHORT = "short"
    DEMONYM = "demonym"
    SEAT = "seat"  # capital or building used for the government
    NICKNAME = "nickname"
    PLACE = "place"
    BODY = "body"  # named organ: Pentagon, IRGC, Knesset


@dataclass(frozen=True, slots=True)
class Actor:
    """A state, bloc, pact, group or loose group, with its display names."""

    code: str
    kind: ActorKind
    name_en: str
    name_id: str
    region: str  # code of the smallest region in regions.yaml that holds it, "" for actors without a place

    def name(self, language: str) -> str:
        """Display name in ``id`` or ``en``."""
        return self.name_id if language == "id" else self.name_en


@dataclass(frozen=True, slots=True)
class Name:
    """One name of one actor in one language (``*`` = any)."""

    code: str
    name: str
    language: str
    kind: NameKind
    cased: bool  # matches only as written ("AS", "RI", "WHO"), never casefolded


@dataclass(frozen=True, slots=True)
class Term:
    """One person's time in one office. ``since``/``until`` are ISO days, ``until`` None while in office."""

    person: str  # usual full name
    aliases: tuple[str, ...]  # other spellings and the short forms that news uses ("Putin", "MBS")
    actor: str
    office: (
        str  # key of offices.yaml: head_of_state, head_of_government, foreign_minister, defence_minister, bloc_head...
    )
    since: str
    until: str | None
    source: str = ""  # web address of the list that says so
    checked: str = ""  # day on which the row was last checked


@dataclass(frozen=True, slots=True)
class Relation:
    """One of the 23 relations of ANNOTATION.md."""

    name: str
    symmetric: bool
    plover: str
    coarse: str  # verbal+ material+ verbal- material-
    sign: int  # +1 friendly, -1 hostile, 0 neither
    channel: str  # "said" or "done"
    label_en: str  # "{source} recognizes {target}"
    label_id: str


@dataclass(frozen=True, slots=True)
class Ontology:
    """All reference data, loaded once a process by `haluan.ontology.load`."""

    actors: Mapping[str, Actor]
    names: tuple[Name, ...]
    terms: tuple[Term, ...]
    relations: Mapping[str, Relation]
    regions: Mapping[str, frozenset[str]]  # region code -> state codes, subregions included
    region_names: Mapping[str, str]  # casefolded name in any language -> region code
    # "office.KEY" (a person who holds it; KEY as in Term.office) or "organ.KEY" (a body) -> casefolded words and
    # phrases that name it, all languages. A single word leads an official phrase.
    offices: Mapping[str, tuple[str, ...]]
    # casefolded name -> code -> context words that decide for it. "*" among the words: the reading to take where no
    # word decides. Code "NONE": no actor.
    ambiguous: Mapping[str, Mapping[str, tuple[str, ...]]]
