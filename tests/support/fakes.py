"""Stages that do what the words of an article say. At the top level of a module, so that workers can import them."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from samples import NEARNESS, sign

from haluan.ingest import Options
from haluan.model import Article, Claim, Document, Evidence, Mention, MentionKind, Skip, Span, Status
from haluan.pipeline import Stages


def sources(names: Iterable[str], _options: Options) -> Iterator[Article | Skip]:
    """``skip:...`` cannot be read; ``many:100`` are 100 articles; any other name is the text of one article."""
    for name in names:
        kind, _, rest = name.partition(":")
        if kind == "skip":
            yield Skip(name, "ingest", rest)
        elif kind == "many":
            yield from (Article(f"n{i}", f"Article number {i}.", origin=f"{name}:{i}") for i in range(int(rest)))
        else:
            yield Article(name, name, origin=name)


def prepare(article: Article) -> Document | Skip:
    if "broken-text" in article.text:
        raise ValueError("no such alphabet")
    if "german" in article.text:
        return Skip(article.origin or article.id, "text", "language de is not read", article.id)
    return Document(article, "en", ())


def link(document: Document) -> tuple[Mention, ...]:
    text = document.article.text
    if "broken-mentions" in text:
        raise KeyError("no such actor")
    if "exit" in text:
        os._exit(3)
    if "killed" in text:
        os.kill(os.getpid(), signal.SIGKILL)
    while "endless" in text:
        time.sleep(0.005)
    unsure = Mention(0, 0, 1, Span(0, 4), MentionKind.NAME, (), (("GEO", 0.5),))
    return (unsure,) if "unsure" in text else ()


@dataclass(frozen=True)
class FakeReader:
    name: str
    version: str = "1"

    def read(self, document: Document, _mentions: tuple[Mention, ...]) -> tuple[Claim, ...]:
        article = document.article
        if "broken-claims" in article.text:
            raise RecursionError("too deep")
        quotes = [Evidence.cut(article.text, 0, 4)]
        if "liar" in article.text:
            quotes.append(Evidence(0, 4, "lies"))
        return tuple(
            Claim(
                article.id, "IDN", relation, "PSE", Status.ACTUAL, quote, reader=self.name, reader_version=self.version
            )
            for quote, relation in zip(quotes, ("aids", "arms"), strict=False)
        )


def newer_reader(name: str) -> FakeReader:
    return FakeReader(name, "2")


FAKES = Stages(sources, prepare, link, FakeReader, sign, NEARNESS)
