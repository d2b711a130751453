"""Value types that every stage shares: what is read, what is found in it, what is answered from it.

Frozen and slotted, no I/O, no third-party import. Offsets are code points of ``Article.text`` as stored
(Python string indices), half-open: ``text[start:end]``.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from enum import StrEnum


class HaluanError(Exception):
    """Base of every error that Haluan raises on purpose; its message is fit for a user to read."""


class EvidenceError(HaluanError):
    """A quote does not stand at its offsets in the text."""


class Status(StrEnum):
    """What the text says of the act: it happened, is promised, asked for, conceivable, or is not so."""

    ACTUAL = "actual"
    PLANNED = "planned"
    REQUESTED = "requested"
    POSSIBLE = "possible"
    DENIED = "denied"


class Verdict(StrEnum):
    """What a person says of a claim, or that an earlier judgement is withdrawn."""

    ACCEPT = "accept"
    REJECT = "reject"
    CORRECT = "correct"
    WITHDRAW = "withdraw"


class MentionKind(StrEnum):
    """How an actor is named at one place of a text."""

    NAME = "name"  # Indonesia, NATO, Hamas
    DEMONYM = "demonym"  # Russian, Israeli
    SEAT = "seat"  # Kremlin, Gedung Putih, Beijing for the government
    NICKNAME = "nickname"  # Negeri Paman Sam
    PLACE = "place"  # Rafah, Odesa: a place of the actor, not its government
    BODY = "body"  # Pentagon, IRGC, Kemlu RI: an organ of the actor
    OFFICE = "office"  # "Presiden Vietnam", "tentara Israel": a phrase of office and actor
    PERSON = "person"  # Netanyahu, while in office
    ANAPHOR = "anaphor"  # "kedua negara", "ia", "pihaknya": found through another sentence


CORRECTABLE = ("source", "relation", "target", "status", "quiet", "speaker", "when", "evidence")
"""Fields of a claim that a person can correct. That of ``evidence`` is a `quoted` stretch of the text."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open range of characters ``[start, end)``, never empty."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"not a span: [{self.start}, {self.end})")

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two ranges share a character."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """Tell whether ``other`` lies inside this range."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Article:
    """One text as stored. ``text`` is never changed: every offset in the system indexes it.

    ``date`` is an ISO calendar day (``2025-06-18``) of publication, or None where nobody knows.
    ``origin`` says where it was read from (a path, a URL, ``-``, or ``file.jsonl:12``).
    """

    id: str
    text: str
    title: str | None = None
    date: str | None = None
    language: str | None = None
    outlet: str | None = None
    url: str | None = None
    author: str | None = None
    origin: str | None = None

    @property
    def digest(self) -> str:
        """SHA-256 of the text in hex: two articles with equal digests have equal texts."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence as parallel tuples of its tokens; glued words stand already apart.

    ``words[i]`` is ``text[starts[i]:ends[i]]``; ``lower[i]`` is its casefolded form. A token is a word, a number
    or one punctuation mark. ``paragraph`` counts lines of the text, so that list headings can be recognised.
    """

    index: int
    span: Span
    words: tuple[str, ...]
    lower: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    paragraph: int = 0
    title: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """An article made readable: its language, its sentences without boilerplate, and the boilerplate's spans."""

    article: Article
    language: str
    sentences: tuple[Sentence, ...]
    boilerplate: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in a sentence that names one actor, or several ("kedua negara").

    ``first``/``last`` are token indices, half-open, within sentence ``sentence``. ``actors`` holds the codes it stands
    for; empty where it stays undecided, and then ``candidates`` (code, weight) says between which.
    ``person`` is the office holder's usual name where a person is named.
    """

    sentence: int
    first: int
    last: int
    span: Span
    kind: MentionKind
    actors: tuple[str, ...]
    candidates: tuple[tuple[str, float], ...] = ()
    person: str | None = None

    @property
    def named(self) -> bool:
        """Whether the sentence itself names the actor (ANNOTATION rule 14: ``context`` is false)."""
        return self.kind is not MentionKind.ANAPHOR


@dataclass(frozen=True, slots=True)
class Evidence:
    """A quote and its place. Made by `cut`, so that it stands in the text by construction."""

    start: int
    end: int
    text: str

    def __post_init__(self) -> None:
        if self.start < 0 or self.end - self.start != len(self.text) or not self.text:
            raise EvidenceError(f"a quote of {len(self.text)} characters cannot stand at [{self.start}, {self.end})")

    @classmethod
    def cut(cls, text: str, start: int, end: int) -> Evidence:
        """Cut the quote out of ``text``; raises `EvidenceError` where the range is empty or outside."""
        return cls(start, end, text[start:end] if start >= 0 else "")

    def check(self, text: str) -> None:
        """Raise `EvidenceError` unless this quote stands at its offsets in ``text``."""
        if text[self.start : self.end] != self.text:
            raise EvidenceError(f"the quote at [{self.start}, {self.end}) is not in the text")


def quoted(evidence: Evidence) -> str:
    """Write a quote as one text: "120:Hanoi membeli radar"; `unquoted` reads it."""
    return f"{evidence.start}:{evidence.text}"


def unquoted(text: str) -> Evidence:
    """Read what `quoted` wrote; raises ValueError."""
    start, _, quote = text.partition(":")
    if not (start.isascii() and start.isdigit() and quote.strip()):
        raise ValueError(f"{text!r} is no quote with its place")
    return Evidence(int(start), int(start) + len(quote), quote)


@dataclass(frozen=True, slots=True)
class Claim:
    """According to ``speaker``, in ``article``: ``source`` stands in ``relation`` to ``target``; see docs/en/claims.md.

    ``speaker`` None is the article's own voice; ``when`` is EDTF or None; ``context`` tells that an actor was
    found through another sentence; ``confidence`` in (0, 1] is the reader's own estimate that all of it is right;
    ``cue`` is the lexicon entry or feature that fired, for people who ask why.
    """

    article: str
    source: str
    relation: str
    target: str
    status: Status
    evidence: Evidence
    quiet: bool = False
    speaker: str | None = None
    when: str | None = None
    context: bool = False
    confidence: float = 1.0
    reader: str = ""
    reader_version: str = ""
    cue: str | None = None

    def __post_init__(self) -> None:
        if self.source == self.target:
            raise ValueError(f"a claim needs two actors, not {self.source} twice")
        if not 0.0 < self.confidence <= 1.0:
            raise ValueError(f"confidence {self.confidence} is not in (0, 1]")

    @property
    def id(self) -> str:
        """Content hash of what is claimed and where, so that reading twice adds nothing. 16 hex digits."""
        parts = (
            self.article,
            str(self.evidence.start),
            str(self.evidence.end),
            self.source,
            self.relation,
            self.target,
            self.status.value,
            self.speaker or "",
            self.when or "",
        )
        return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Skip:
    """Something that was not read, and why.

    ``stage`` is ingest, text, mentions, claims or store; ``unchanged`` where there was no need to.
    """

    origin: str
    stage: str
    reason: str
    article: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading one article gave: a pure function's result, ready to be stored in one transaction.

    ``signature`` is the near-duplicate signature of the text (see `haluan.text.duplicates`).
    ``undecided`` are mentions that stayed ambiguous, kept so that people can settle them.
    """

    article: Article
    language: str
    claims: tuple[Claim, ...]
    boilerplate: tuple[Span, ...] = ()
    undecided: tuple[Mention, ...] = ()
    signature: tuple[int, ...] = ()
    sentences: int = 0
    reader: str = ""
    reader_version: str = ""
    skipped: Skip | None = None  # stored, but not read for claims (a language that we do not read)


def _is_value(field: str, value: object) -> bool:
    """Tell whether a correctable field can have the value."""
    if field == "quiet":
        return isinstance(value, bool)
    if field in ("speaker", "when"):
        return value is None or (isinstance(value, str) and value.strip() != "")
    if field == "evidence":
        return isinstance(value, str) and re.fullmatch(r"[0-9]+:(?=.*\S).+", value, re.DOTALL) is not None
    return isinstance(value, str) and value.strip() != "" and (field != "status" or value in list(Status))


@dataclass(frozen=True, slots=True)
class Judgement:
    """What ``reviewer`` judged of the claim with the id ``claim`` at ``time`` (ISO, UTC, to the microsecond).

    ``corrected`` holds (field, value) of what a correction changes, sorted; fields are those of `CORRECTABLE`.
    ``undoes`` is the id of the judgement that a withdrawal takes back.
    """

    claim: str
    reviewer: str
    verdict: Verdict
    time: str
    corrected: tuple[tuple[str, str | bool | None], ...] = ()
    note: str | None = None
    undoes: str | None = None

    def __post_init__(self) -> None:
        if not self.reviewer.strip():
            raise ValueError("a judgement needs a reviewer")
        if (self.verdict is Verdict.WITHDRAW) != (self.undoes is not None):
            raise ValueError("a withdrawal, and nothing else, names the judgement that it undoes")
        if (self.verdict is Verdict.CORRECT) != bool(self.corrected):
            raise ValueError("a correction, and nothing else, says what it corrects")
        fields = [field for field, _ in self.corrected]
        if fields != sorted(set(fields)) or not set(fields) <= set(CORRECTABLE):
            raise ValueError(f"a correction names fields out of {', '.join(CORRECTABLE)}, sorted, each once")
        for field, value in self.corrected:
            if not _is_value(field, value):
                raise ValueError(f"a correction cannot make {field} {value!r}")

    @property
    def id(self) -> str:
        """Content hash, so that a judgement that comes from another store twice adds nothing. 16 hex digits."""
        parts = (self.claim, self.reviewer, self.verdict.value, self.time, repr(self.corrected), self.note, self.undoes)
        return hashlib.sha256("\x1f".join(part or "" for part in parts).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Review:
    """What people's judgements of a claim come to: the latest verdict, by whom the claim was judged, and whether they
    are at odds. ``notes`` are theirs, oldest first."""

    verdict: Verdict
    reviewers: tuple[str, ...]
    disputed: bool = False
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ClaimQuery:
    """Which claims to fetch; an empty field does not filter. Sets are alternatives.

    ``between`` holds two sets of codes: claims whose ends lie one in each, in either direction.
    ``since``/``until`` are ISO days on the date of the event, else of the article.
    """

    ids: frozenset[str] = frozenset()
    actors: frozenset[str] = frozenset()
    sources: frozenset[str] = frozenset()
    targets: frozenset[str] = frozenset()
    between: tuple[frozenset[str], frozenset[str]] | None = None
    relations: frozenset[str] = frozenset()
    statuses: frozenset[str] = frozenset()
    quiet: bool | None = None
    since: str | None = None
    until: str | None = None
    articles: frozenset[str] = frozenset()
    outlets: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    min_confidence: float = 0.0
    limit: int | None = None


@dataclass(frozen=True, slots=True)
class Scope:
    """Which claims a question about ties is asked of; an empty field does not filter.

    ``actors`` stand at one end, ``others`` at the other, in either direction. ``since``/``until`` are ISO days on the
    date of the event, else of the article: with either, undated claims are left out. ``known`` leaves out claims that
    were stored after that key (see `Store.snapshots`), ``below`` those that are as sure as that or surer.
    ``outlets`` are names of outlets; it is `haluan.answers.view.View` that leaves the others out.
    """

    actors: frozenset[str] = frozenset()
    others: frozenset[str] = frozenset()
    relations: frozenset[str] = frozenset()
    since: str | None = None
    until: str | None = None
    min_confidence: float = 0.0
    known: int | None = None
    outlets: frozenset[str] = frozenset()
    below: float | None = None


@dataclass(frozen=True, slots=True)
class CitedClaim:
    """A stored claim with what a citation needs. ``group`` numbers the near-duplicate group of its article:
    two claims from one group come from one independent source. ``review`` is what people judged of it, and then the
    claim is as they corrected it."""

    id: str
    claim: Claim
    group: str
    outlet: str | None
    date: str | None
    title: str | None
    url: str | None
    language: str | None
    recorded: str
    review: Review | None = None
