"""Draws the real sentences that people label, and writes them as work sheets outside the repository.

    python -m training.sample FOLDER [--seed 20250601]

The same seed and data give the same sheets. Sentences whose article resembles a gold item are never drawn. Rare cue
words, rare pairs of actors, outlets and topics weigh more (see `training/cues.yaml`); a fixed share names fewer than
two actors and serves as negatives. Half of the sample of `id_articles` are runs of neighbouring sentences, so that
labels of context can be learned.
"""

from __future__ import annotations

import math
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

import yaml
from training.gold import FEWEST_WORDS, Gold, alike_any, read, words_of
from training.labels import CORPORA, HERE, Row, corpus, day

from haluan.mentions import link
from haluan.model import Document, MentionKind, Span
from training import sheets as worksheets

SHEETS = 11
PER_SHEET = 400
SIZES = {"id_articles": 2300, "id_headlines": 1000, "en_briefs": 1100}
RUNS_SHARE = 0.5  # of id_articles
RUN_LENGTHS = (3, 4)
NEGATIVES = 0.15  # fewer than two actors, and no word that points to one
PER_ARTICLE = 3  # single sentences of one article
READ_BRIEFS = 14_000  # of 36,000: more than ten times the sample, and two minutes of reading
MOST_WORDS = 80

_ENDINGS = "nya|kan|lah|an|i|s|d|ed"


@dataclass(slots=True)
class Drawable:
    """A sentence that may be drawn, with what decides how likely that is."""

    corpus: str
    article: str
    index: int  # in its article
    start: int
    end: int
    words: frozenset[str]
    cues: frozenset[str]
    pair: tuple[str, ...]  # the actors named, at most four
    negative: bool
    weight: float = field(default=0.0)


@cache
def _cues() -> dict[str, re.Pattern[str]]:
    listed: dict[str, str] = yaml.safe_load((HERE / "cues.yaml").read_text(encoding="utf-8"))
    return {name: re.compile(rf"\b(?:{words})(?:{_ENDINGS})?\b", re.IGNORECASE) for name, words in listed.items()}


def drawables(name: str, gold: Gold, draw: random.Random) -> Iterator[Drawable]:
    """Yield every sentence of a corpus that may be drawn."""
    articles = list(corpus(name).values())
    if name == "en_briefs":
        articles = draw.sample(articles, READ_BRIEFS)
    for row in articles:
        document = read(row)
        if document is not None and not gold.has(row, document):
            yield from _sentences(name, row, document, gold)


def _sentences(name: str, row: Row, document: Document, gold: Gold) -> Iterator[Drawable]:
    actors: dict[int, set[str]] = defaultdict(set)
    anaphors: set[int] = set()
    for mention in link(document):
        if mention.kind is MentionKind.ANAPHOR:
            anaphors.add(mention.sentence)
        actors[mention.sentence].update(mention.actors)
    for sentence in document.sentences:
        text = row["text"][sentence.span.start : sentence.span.end]
        words = words_of(text)
        if not FEWEST_WORDS <= len(sentence.words) <= MOST_WORDS or gold.has_sentence(words):
            continue
        named = actors[sentence.index]
        cues = frozenset(cue for cue, pattern in _cues().items() if pattern.search(text))
        negative = len(named) < 2 and not (named and sentence.index in anaphors)
        pair = tuple(sorted(named)[:4])
        span = sentence.span
        yield Drawable(name, row["id"], sentence.index, span.start, span.end, words, cues, pair, negative)


def weigh(found: list[Drawable]) -> None:
    """Give each sentence the weight of its rarest cue times the rarity of its actors, outlet and month."""
    cues = Counter(cue for item in found for cue in item.cues)
    pairs = Counter(item.pair for item in found)
    outlets = Counter(_outlet(item) for item in found)
    months = Counter(_month(item) for item in found)
    for item in found:
        rarity = max((1 / math.sqrt(cues[cue]) for cue in item.cues), default=1 / math.sqrt(len(found)))
        spread = pairs[item.pair] ** -0.35 * outlets[_outlet(item)] ** -0.15 * months[_month(item)] ** -0.15
        item.weight = rarity * spread


def _outlet(item: Drawable) -> str:
    return str(corpus(item.corpus)[item.article].get("outlet"))


def _month(item: Drawable) -> str:
    return (day(corpus(item.corpus)[item.article].get("date")) or "")[:7]


class Drawn:
    """The sentences drawn so far: no two alike, few of one article."""

    def __init__(self, draw: random.Random) -> None:
        self.units: dict[str, list[list[Drawable]]] = {name: [] for name in CORPORA}
        self._draw = draw
        self._words: dict[str, list[frozenset[str]]] = defaultdict(list)
        self._articles: Counter[str] = Counter()

    def order(self, weights: list[float]) -> list[int]:
        """Return the positions in a random order in which greater weights tend to come first."""
        keys = [self._draw.random() ** (1 / weight) if weight else 0.0 for weight in _scaled(weights)]
        return sorted(range(len(weights)), key=keys.__getitem__, reverse=True)

    def singles(self, found: list[Drawable], size: int) -> None:
        """Draw ``size`` sentences by themselves."""
        taken = 0
        for at in self.order([item.weight for item in found]):
            if taken == size:
                break
            if self._articles[found[at].article] < PER_ARTICLE and self._take([found[at]]):
                taken += 1

    def runs(self, found: list[Drawable], size: int) -> None:
        """Draw runs of neighbouring sentences until they are ``size`` in all, one run an article."""
        windows = list(_windows(found, self._draw))
        taken = 0
        weights = [sum(item.weight for item in window) / len(window) for window in windows]
        for at in self.order(weights):
            window = windows[at][: size - taken]
            if taken >= size:
                break
            if not self._articles[window[0].article] and self._take(window):
                taken += len(window)

    def _take(self, unit: list[Drawable]) -> bool:
        if any(alike_any(item.words, self._words) for item in unit):
            return False
        for item in unit:
            for word in item.words:
                self._words[word].append(item.words)
        self._articles[unit[0].article] += 1 if len(unit) == 1 else PER_ARTICLE
        self.units[unit[0].corpus].append(unit)
        return True


def _scaled(weights: list[float]) -> Iterable[float]:
    most = max(weights, default=1.0) or 1.0
    return [weight / most for weight in weights]


def _windows(found: list[Drawable], draw: random.Random) -> Iterator[list[Drawable]]:
    """Yield runs of neighbours with at least one sentence that names two actors."""
    for at in range(len(found)):
        window = found[at : at + draw.choice(RUN_LENGTHS)]
        close = all(b.article == a.article and b.index == a.index + 1 for a, b in pairwise(window))
        if len(window) >= min(RUN_LENGTHS) and close and sum(not item.negative for item in window) >= 2:
            yield window


def sample(seed: int) -> Drawn:
    """Draw the whole sample."""
    draw = random.Random(seed)
    gold = Gold(worksheets.data())
    drawn = Drawn(draw)
    for name in CORPORA:
        found = list(drawables(name, gold, draw))
        weigh(found)
        size = SIZES[name]
        if name == "id_articles":
            runs = int(size * RUNS_SHARE)
            drawn.runs(found, runs)
            size -= runs
        without = round(size * NEGATIVES)
        drawn.singles([item for item in found if item.negative], without)
        drawn.singles([item for item in found if not item.negative], size - without)
    return drawn


def sheets(drawn: Drawn, draw: random.Random) -> list[list[Drawable]]:
    """Deal the sample into sheets of equal size and like composition, runs kept together."""
    dealt: list[list[Drawable]] = [[] for _ in range(SHEETS)]
    for name in CORPORA:
        units = drawn.units[name]
        draw.shuffle(units)
        for unit in sorted(units, key=len, reverse=True):
            min(dealt, key=len).extend(unit)
    return [sorted(sheet, key=lambda item: (CORPORA.index(item.corpus), item.article, item.start)) for sheet in dealt]


def _line(item: Drawable) -> Row:
    row = corpus(item.corpus)[item.article]
    document = read(row)
    assert document is not None
    before = [sentence.span for sentence in document.sentences[: item.index][-2:]]
    return worksheets.line(item.corpus, row, Span(item.start, item.end), before)


def main() -> None:
    """Write the sheets and print what they hold."""
    options = worksheets.options(__doc__, seed=20250601)
    drawn = sample(options.seed)
    dealt = [[_line(item) for item in sheet] for sheet in sheets(drawn, random.Random(options.seed))]
    worksheets.write_sheets(options.folder, 1, dealt)
    taken = [item for units in drawn.units.values() for unit in units for item in unit]
    print(len(taken), "sentences;", sum(item.negative for item in taken), "name fewer than two actors")
    print("cues:", dict(Counter(cue for item in taken for cue in item.cues).most_common()))
    print("actors:", Counter(item.pair for item in taken).most_common(15))


if __name__ == "__main__":
    main()
