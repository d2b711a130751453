"""Drafts of the briefs about ties with one actor: rank, pair, state."""

from __future__ import annotations

from collections.abc import Sequence

from haluan.answers import PairAnswer, RankAnswer, StateAnswer
from haluan.briefs.drafting import Desk, Draft, best, heading, nothing, stance_places, title
from haluan.briefs.sections import Line, stance, topic_paragraphs
from haluan.briefs.telling import acts
from haluan.briefs.types import Paragraph, Section, Sentence
from haluan.model import Status

_MOST_ACTS = 3


def rank(desk: Desk, answer: RankAnswer) -> Draft:
    """Who stands with the pole, a section each; then those that lean the other way."""
    words, pole = desk.words, (answer.toward.actor, answer.toward.name)
    ranked = [desk.line(found, pole) for found in answer.ranked]
    friends = [line for line in ranked if line.stance == "friendly" and (not answer.quiet or _hushed(line))]
    rest = [line for line in ranked if line not in friends] + [desk.line(found, pole) for found in answer.others]
    toward = words.name(*pole)
    place = words.get("region").format(region=answer.region.name) if answer.region else ""
    shown = friends[: desk.most]
    sections = [desk.section(f"{number}. {line.name}", line) for number, line in enumerate(shown, 1)]
    sections += desk.shorts("others", rest)
    key = "rank" if answer.region else "rank_world"
    lead = desk.listing(key, friends, 1, o=toward, region=place)
    lead += _most(desk, shown)
    lead += desk.listing("others", [line for line in rest if line.stance == "hostile"], -1, o=toward)
    name = f"{key}{'_quiet' if answer.quiet else ''}{'_one' if len(friends) == 1 else ''}"
    claims = [_hushed(line)[0] if answer.quiet else said.claims[0] for line in friends if (said := best(line, 1))]
    head = title(words, name if friends else "rank_none", claims, n=words.number(len(friends)), o=toward, region=place)
    return Draft(
        title=head,
        lead=tuple(lead or [nothing(words)]),
        sections=tuple(sections),
        basis=answer.basis,
        lines=tuple(shown + rest),
        places=stance_places([*friends, *rest], answer.gaps, pole),
        gaps=answer.gaps,
        more=len(friends) - len(shown) + answer.more_ranked,
    )


def _hushed(line: Line) -> tuple[str, ...]:
    """Claims of friendly ties that a text marks as quiet."""
    return tuple(claim for said in line.told if said.tie.sign > 0 for claim in said.quiet)


def pair(desk: Desk, answer: PairAnswer) -> Draft:
    """What each of the two says and does, then the evidence."""
    words = desk.words
    a, b = (answer.a.actor, answer.a.name), (answer.b.actor, answer.b.name)
    names = {"s": words.name(*a), "o": words.name(*b)}
    if answer.relationship is None:
        return Draft(title(words, "pair", (), **names), (nothing(words),), (), answer.basis, gaps=answer.gaps)
    ours, theirs = desk.line(answer.relationship, b, a), desk.line(answer.relationship, a, b)
    if not ours.told:
        return Draft(title(words, "pair", (), **names), (nothing(words),), (), answer.basis)
    groups = {citation.cited.group for said in ours.told for citation in said.citations}
    text = words.count("lead.pair", len(groups), **names)
    sections = [Section(a[0], heading(words, "ours", s=names["s"]), tuple(_own(desk, ours)))]
    if back := _own(desk, theirs)[1:]:
        sections.append(Section(b[0], heading(words, "ours", s=names["o"]), tuple(back)))
    sections.append(Section("", heading(words, "evidence"), tuple(desk.evidence(ours))))
    return Draft(
        title=title(words, "pair", ours.claims[:1], **names),
        lead=(Sentence(words.runs(text), ours.claims), *_most(desk, [ours])),
        sections=tuple(sections),
        basis=answer.basis,
        lines=(ours,),
    )


def state(desk: Desk, answer: StateAnswer) -> Draft:
    """One actor's ties with others, a section each."""
    words, own = desk.words, (answer.actor.actor, answer.actor.name)
    lines = [desk.line(found, (found.actor, found.name), own) for found in answer.relationships]
    told = [line for line in lines if line.told]
    shown = told[: desk.most]
    # Of each line the pole is the other actor, so that is who the lists name.
    others = [Line(one.pole, one.pole_name, *own, one.relationship, one.told, one.unsure) for one in told]
    lead = []
    for kind, sign in (("friendly", 1), ("hostile", -1), ("mixed", 0)):
        lead += desk.listing(kind, [one for one in others if one.stance == kind], sign, s=words.name(*own))
    return Draft(
        title=title(words, "state", [said.claims[0] for line in shown if (said := best(line))], s=words.name(*own)),
        lead=tuple(lead or [nothing(words)]),
        sections=tuple(desk.section(line.pole_name, line) for line in shown),
        basis=answer.basis,
        lines=tuple(Line(one.pole, one.pole_name, *own, one.relationship, one.told, one.unsure) for one in shown),
        places=stance_places(others, (), own),
        gaps=answer.gaps,
        more=len(told) - len(shown) + answer.more,
    )


def _most(desk: Desk, lines: Sequence[Line]) -> list[Sentence]:
    """What the best evidenced friend did."""
    if not lines:
        return []
    line = max(lines, key=lambda line: len(line.claims))
    deeds = [
        said
        for said in line.told
        if said.tie.source == line.actor and said.tie.sign > 0 and said.status is Status.ACTUAL
    ][:_MOST_ACTS]
    if not deeds:
        return []
    words, claims = desk.words, tuple(claim for said in deeds for claim in said.claims)
    agreement = words.agreement(line.actor)
    text = words.say("lead.most", s=words.name(line.actor, line.name), acts=acts(words, deeds), **agreement)
    return [Sentence(words.runs(text), claims)]


def _own(desk: Desk, line: Line) -> list[Paragraph]:
    """Stance, words, deeds, demands and hostile acts of one of a pair, without those of the other."""
    return [stance(desk.words, line), *topic_paragraphs(desk.words, line, own=True)]
