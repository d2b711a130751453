"""One sentence as the rule reader sees it: tokens, actor phrases (lists merged), cues, and what divides its clauses."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from haluan.claims.lexicon import Hit, WordSet, lexicon, words
from haluan.model import Mention, MentionKind, Sentence

COMMA = ","
QUOTES = frozenset('"“”„«»')
_OFFICIAL = {MentionKind.PERSON, MentionKind.OFFICE, MentionKind.BODY, MentionKind.ANAPHOR}
HYPHENS = frozenset({"-", "–", "/"})
OPENING = frozenset("“„«")
MASK = "\u00a7"  # stands for short names ("AS", "US"), which would pass for function words of the other language
SCARE = 4  # quoted words up to which quotation marks only set off a term
HARD_STOPS = frozenset({";", ":", "|", "?", "!", "—"})


@cache
def grammar(key: str) -> WordSet:
    """Function words of every language under ``key`` of grammar.yaml."""
    return words("grammar.yaml", key)


@dataclass(frozen=True, slots=True)
class Phrase:
    """One actor or a list of actors ("AS, Inggris, dan Prancis") at tokens ``[first, last)``.

    ``prep`` is the preposition that governs it, ``label`` marks a mere label ("perang Rusia-Ukraina").
    """

    first: int
    last: int
    mentions: tuple[Mention, ...]
    prep: str | None = None
    label: bool = False

    @property
    def actors(self) -> tuple[str, ...]:
        """Distinct codes, in the order of the text."""
        return tuple(dict.fromkeys(a for m in self.mentions for a in m.actors))

    @property
    def plural(self) -> bool:
        """Whether it stands for two or more actors."""
        return len(self.actors) > 1

    @property
    def named(self) -> bool:
        """Whether every mention in it is a name and not an anaphor."""
        return all(m.named for m in self.mentions)

    @property
    def place(self) -> bool:
        """Whether it only names a place."""
        return all(m.kind is MentionKind.PLACE for m in self.mentions)

    @property
    def official(self) -> bool:
        """Whether it names a person or an organ, not the state as such."""
        return any(m.kind in _OFFICIAL for m in self.mentions)

    @property
    def adjective(self) -> bool:
        """Whether it is a demonym that modifies the next noun ("Israeli strikes")."""
        return self.mentions[-1].kind is MentionKind.DEMONYM


@dataclass(frozen=True, slots=True)
class Clause:
    """A sentence prepared for role assignment. ``owner[i]`` is the phrase that token ``i`` belongs to, or -1."""

    sentence: Sentence
    tokens: tuple[str, ...]
    phrases: tuple[Phrase, ...]
    owner: tuple[int, ...]
    hits: tuple[tuple[Hit, ...], ...]
    cue_at: tuple[int, ...]  # index into hits, or -1
    quoted: tuple[bool, ...]  # whether a token stands between quotation marks
    open_after: bool  # whether a quotation goes on into the next sentence

    @property
    def paragraph(self) -> int:
        """Paragraph of the sentence."""
        return self.sentence.paragraph

    def phrase_at(self, i: int) -> Phrase | None:
        """The phrase that token ``i`` belongs to."""
        return self.phrases[self.owner[i]] if 0 <= i < len(self.owner) and self.owner[i] >= 0 else None


def prepare(sentence: Sentence, mentions: tuple[Mention, ...], language: str, *, open_before: bool = False) -> Clause:
    """Build the clause of ``sentence`` from the mentions in it; ``open_before``: it begins inside a quotation."""
    tokens = unscared(tuple(t.replace("’", "'") for t in sentence.lower))
    resolved = tuple(m for m in mentions if m.actors and not _affixed(tokens, m))
    taken = [-1] * len(tokens)
    for k, m in enumerate(resolved):
        taken[m.first : m.last] = [k] * (m.last - m.first)
    tokens = tuple(MASK if k >= 0 and len(t) <= 2 else t for t, k in zip(tokens, taken, strict=True))
    hits = tuple(lexicon(language).hits(tokens, tuple(taken)))
    cue_at = [-1] * len(tokens)
    for k, readings in enumerate(hits):
        cue_at[readings[0].first : readings[0].last] = [k] * (readings[0].last - readings[0].first)
    phrases = _phrases(tokens, resolved, cue_at)
    owner = [-1] * len(tokens)
    for k, p in enumerate(phrases):
        owner[p.first : p.last] = [k] * (p.last - p.first)
    quoted, open_after = quotation(tokens, open_before)
    return Clause(sentence, tokens, phrases, tuple(owner), hits, tuple(cue_at), quoted, open_after)


def _affixed(tokens: tuple[str, ...], mention: Mention) -> bool:
    """Whether a prefix turns the name into something else: "sekutu non-NATO", "kelompok anti-Israel"."""
    i = mention.first
    return i > 1 and tokens[i - 1] in HYPHENS and tokens[i - 2] in grammar("affixes")


def unscared(tokens: tuple[str, ...]) -> tuple[str, ...]:
    """Make the marks around scare quotes ("strategi militer") plain apostrophes, so that they part nothing."""
    marks = [i for i, t in enumerate(tokens) if t in QUOTES]
    out = list(tokens)
    for a, b in zip(marks[::2], marks[1::2], strict=False):
        if b - a - 1 <= SCARE and tokens[b - 1] not in {",", ".", "!", "?"}:
            out[a] = out[b] = "'"
    return tuple(out)


def quotation(tokens: tuple[str, ...], open_before: bool) -> tuple[tuple[bool, ...], bool]:
    """Mark the tokens between quotation marks, and tell whether the quotation goes on into the next sentence.

    A straight mark toggles; curly marks and guillemets say themselves whether they open.
    """
    inside, marks = open_before, []
    for token in tokens:
        if token in QUOTES:
            inside = token in OPENING or (token == '"' and not inside)
            marks.append(False)
        else:
            marks.append(inside)
    return tuple(marks), inside


def _phrases(tokens: tuple[str, ...], mentions: tuple[Mention, ...], cue_at: list[int]) -> tuple[Phrase, ...]:
    runs: list[list[Mention]] = []
    k = 0
    while k < len(mentions):
        run = _run(tokens, mentions, k, cue_at)
        runs.append(run)
        k += len(run)
    return tuple(_phrase(tokens, run, cue_at) for run in runs)


def _phrase(tokens: tuple[str, ...], run: list[Mention], cue_at: list[int]) -> Phrase:
    first, last = run[0].first, run[-1].last
    hyphen = any(tokens[a.last] in HYPHENS if b.first - a.last == 1 else a.last == b.first for a, b in pairwise(run))
    beside = {tokens[first - 1] if first else "", tokens[last] if last < len(tokens) else ""}
    label = hyphen and any(token in grammar("labels") for token in beside)
    return Phrase(first, last, tuple(run), _governor(tokens, first, cue_at), label)


def _governor(tokens: tuple[str, ...], first: int, cue_at: list[int]) -> str | None:
    """The preposition at most three tokens before a phrase, unless its noun phrase closed or a cue stands between.

    "dalam perang [Rusia] melawan": the preposition governs the war, and Russia may well be a subject.
    """
    prepositions, closers = grammar("prepositions"), grammar("closers")
    for i in range(first - 1, max(first - 4, -1), -1):
        token = tokens[i]
        if cue_at[i] >= 0:
            return None
        if token in prepositions:
            return token
        if token in closers or not token[0].isalnum() or token.endswith("nya") or grammar("relative").at(tokens, i):
            return None
    return None


def _run(tokens: tuple[str, ...], mentions: tuple[Mention, ...], k: int, cue_at: list[int]) -> list[Mention]:
    """Longest list of mentions from ``k`` on that commas, "dan" or a hyphen join."""
    run = [mentions[k]]
    joins: list[str] = []
    for nxt in mentions[k + 1 :]:
        same = run[-1].actors == nxt.actors and _governor(tokens, run[0].first, cue_at) is None
        before = run[0].first - 1
        beside = len(run) == 1 and before >= 0 and (cue_at[before] >= 0 or tokens[before] in grammar("labels"))
        join = _join(tokens, run[-1].last, nxt.first, same=same, beside=beside)
        if join is None or (join == "together" and not _leads(tokens, run[0].first, cue_at)):
            break
        run.append(nxt)
        joins.append(join)
    while joins and not _coheres(tokens, run, joins, cue_at):
        run.pop()
        joins.pop()
    return run


def _leads(tokens: tuple[str, ...], first: int, cue_at: list[int]) -> bool:
    """Whether a list can begin at token ``first`` with "bersama": in "menyerang A bersama B" it is the doer's."""
    return _governor(tokens, first, cue_at) is None and (first == 0 or cue_at[first - 1] < 0)


def _join(tokens: tuple[str, ...], a: int, b: int, *, same: bool, beside: bool) -> str | None:
    """How two mentions are joined: "and", "together", "comma", "hyphen", "same" (apposition), or None."""
    gap = tuple(t for t in tokens[a:b] if t not in {"(", ")", "'s"})
    if a == b and beside:
        return "hyphen"  # headlines: "gencatan senjata Israel Hamas"
    if same and gap in ((), (COMMA,)):
        return "same"
    conj, together = grammar("and"), grammar("together")
    if len(gap) == 1 and gap[0] in HYPHENS:
        return "hyphen"
    if gap in ((COMMA,), ()):
        return "comma" if gap else None
    if len(gap) <= 2 and (gap[-1] in conj or gap[-1] in together) and (len(gap) == 1 or gap[0] == COMMA):
        return "and" if gap[-1] in conj else "together"
    if gap and grammar("examples").at(gap, len(gap) - 1) and gap[:-1] in ((), (COMMA,)):
        return "example"
    apposed = gap[1:-1] if gap and gap[-1] == COMMA else gap[1:]  # "A dan sekutunya, B"
    if apposed and gap[0] in conj and grammar("joined").at(apposed, 0) == len(apposed):
        return "and"
    return None


def _coheres(tokens: tuple[str, ...], run: list[Mention], joins: list[str], cue_at: list[int]) -> bool:
    """Whether a run is one list: commas need an "and" or a third member, and no clause may begin inside it."""
    if joins[-1] == "same":
        return True
    if "example" in joins:  # "negara-negara Teluk seperti A dan B", but "anggota NATO seperti A" is no list
        at = run[joins.index("example")].first - 1
        return at < 0 or tokens[at] not in grammar("partitive")
    after = run[-1].last
    if "comma" in joins and not {"and", "together"} & set(joins) and len(run) < 3:
        # headlines drop the "and": "Saudi Arabia, Canada restore ties"
        return run[0].first == 0 and after < len(tokens) and cue_at[after] >= 0
    starts_clause = joins[-1] != "hyphen" and after < len(tokens) and cue_at[after] >= 0
    governed = any(cue_at[i] >= 0 for i in range(max(run[0].first - 6, 0), run[0].first))
    return not (starts_clause and governed and len(run) == 2)
