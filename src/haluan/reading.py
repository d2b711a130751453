"""Reading one article: text -> mentions -> claims, composed as a pure function that can be pickled."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from haluan import ingest
from haluan.claims import DEFAULT, Reader, reader
from haluan.ingest.deadline import OverdueError, deadline
from haluan.mentions import link
from haluan.model import Article, Claim, Document, EvidenceError, HaluanError, Mention, Reading, Skip
from haluan.store import Nearness
from haluan.text import duplicates, prepare

_PROBE = Article("probe", "Indonesia mengecam Israel di Jakarta pada Senin.", language="id")


class InstallationError(HaluanError):
    """No article can be read at all, because a data file or a library is missing or damaged."""


@dataclass(frozen=True, slots=True)
class Stages:
    """The stages that are composed, as picklable functions."""

    sources: Callable[[Iterable[str], ingest.Options], Iterator[Article | Skip]] = ingest.sources
    prepare: Callable[[Article], Document | Skip] = prepare
    link: Callable[[Document], tuple[Mention, ...]] = link
    reader: Callable[[str], Reader] = reader
    signature: Callable[[str], tuple[int, ...]] = duplicates.signature
    nearness: Nearness = field(default=Nearness(duplicates.bands, duplicates.is_duplicate))


STAGES = Stages()


@dataclass(frozen=True, slots=True)
class Study:
    """All that the stages find in one article, for those who look into it and store nothing."""

    document: Document
    mentions: tuple[Mention, ...]
    claims: tuple[Claim, ...]


def study(article: Article, reader_name: str = DEFAULT, stages: Stages = STAGES) -> Study | Skip:
    """Read one article and keep what the stages found on the way; pure, like `read`. Raises nothing, see `Skip`."""
    try:
        document = stages.prepare(article)
        if isinstance(document, Skip):
            return document
        mentions = stages.link(document)
        return Study(document, mentions, _verified(article, stages.reader(reader_name).read(document, mentions))[0])
    except Exception as error:
        return failure(article, "claims", _why(error))


@dataclass(frozen=True, slots=True)
class Outcome:
    """What reading one article gave, and the claims that were dropped because they did not prove themselves."""

    result: Reading | Skip
    dropped: tuple[Skip, ...] = ()


def read(article: Article, reader_name: str = DEFAULT, stages: Stages = STAGES) -> Reading | Skip:
    """Read one article: a pure function. Whatever goes wrong in a stage is a `Skip` with its reason.

    A text in a language that is not read gives a `Reading` without claims, so that it is stored all the same.
    """
    return _read(article, reader_name, stages).result


def _read(article: Article, reader_name: str, stages: Stages) -> Outcome:
    stage = "text"
    try:
        document = stages.prepare(article)
        text = article.text if isinstance(document, Skip) else duplicates.readable(document)
        signature = stages.signature(text)
        stage = "claims"
        chosen = stages.reader(reader_name)
        empty = Reading(article, "", (), signature=signature, reader=chosen.name, reader_version=chosen.version)
        if isinstance(document, Skip):
            return Outcome(replace(empty, language=article.language or "und", skipped=document))
        stage = "mentions"
        mentions = stages.link(document)
        stage = "claims"
        claims, dropped = _verified(article, chosen.read(document, mentions))
    except Exception as error:
        return Outcome(failure(article, stage, _why(error)))
    reading = replace(
        empty,
        language=document.language,
        claims=claims,
        boilerplate=document.boilerplate,
        undecided=tuple(mention for mention in mentions if not mention.actors),
        sentences=len(document.sentences),
    )
    return Outcome(reading, dropped)


def _verified(article: Article, claims: Iterable[Claim | Skip]) -> tuple[tuple[Claim, ...], tuple[Skip, ...]]:
    """Part the claims whose quotes stand in the text from the others, and from what the reader itself dropped."""
    kept, dropped = [], []
    for claim in claims:
        if isinstance(claim, Skip):
            dropped.append(replace(claim, origin=article.origin or article.id))
            continue
        try:
            claim.evidence.check(article.text)
        except EvidenceError as error:
            dropped.append(failure(article, "claims", f"{claim.source} {claim.relation} {claim.target}: {error}"))
        else:
            kept.append(claim)
    return tuple(kept), tuple(dropped)


def failure(article: Article, stage: str, reason: str) -> Skip:
    """Say why an article, or something in it, was not read."""
    return Skip(article.origin or article.id, stage, reason, article.id)


def _why(error: Exception) -> str:
    return str(error) if isinstance(error, HaluanError) else f"{type(error).__name__}: {error}"


def read_chunk(articles: Sequence[Article], reader_name: str, timeout: float, stages: Stages) -> list[Outcome]:
    """Read several articles, one outcome each; an article that takes longer than ``timeout`` seconds is skipped."""
    outcomes = []
    for article in articles:
        try:
            with deadline(timeout):
                outcome = _read(article, reader_name, stages)
        except OverdueError:
            outcome = Outcome(failure(article, "claims", f"reading took longer than {timeout:g} s"))
        outcomes.append(outcome)
    return outcomes


def probe(stages: Stages = STAGES) -> None:
    """Read one sentence, so that a broken installation is one error at the start and not a skip an article.

    Raises `InstallationError`.
    """
    result = read(_PROBE, stages=stages)
    if isinstance(result, Skip):
        raise InstallationError(f"the installation is broken, no article can be read: {result.reason}")
