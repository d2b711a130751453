"""One page an answer: what `haluan rank`, `pair`, `state`, `bloc` and `split` print for people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rich.padding import Padding
from rich.text import Text

from haluan.answers import (
    ActorName,
    BlocAnswer,
    KnownMember,
    Membership,
    Moment,
    PairAnswer,
    RankAnswer,
    Relationship,
    SplitAnswer,
    StateAnswer,
    Tie,
)
from haluan.cli import tables
from haluan.cli.terminal import Printer, clean
from haluan.ontology.facts import Holds

# Ties to show for one actor before pointing to the full list; fewer where the actor is not what was asked for.
MOST, FEW = 6, 3
MOST_ALONGSIDE = 8
_STANCES = ("friendly", "hostile", "mixed", "neutral")
_HOLDS = {Holds.YES: "green", Holds.PARTLY: "yellow", Holds.NO: "red", Holds.UNKNOWN: "dim"}


def rank_page(printer: Printer, answer: RankAnswer) -> None:
    """Print the ranked, those whose ties do not outweigh, and the silent."""
    say, pole = printer.say, _name(printer, answer.toward)
    key = "rank.title" + answer.manner + ("_in" if answer.region else "")
    tables.title(printer, say(key, toward=pole, region=answer.region.name if answer.region else ""))
    for number, line in enumerate(answer.ranked, 1):
        _line(printer, line, answer.toward, MOST, number, quiet_first=answer.quiet)
    _more(printer, answer.more_ranked)
    if not answer.ranked:
        printer.print(say(f"rank.nobody{answer.manner}", toward=pole), "")
    _part(printer, say("rank.others"), answer.others, answer.toward, FEW)
    _more(printer, answer.more_others)
    tables.print_unsure(printer, answer.unsure)
    tables.print_gaps(printer, answer.gaps)
    tables.print_basis(printer, answer.basis)


def pair_page(printer: Printer, answer: PairAnswer) -> None:
    """Print every tie between the two."""
    say, names = printer.say, {"a": _name(printer, answer.a), "b": _name(printer, answer.b)}
    tables.title(printer, say("pair.title", **names))
    if answer.relationship:
        line = answer.relationship
        tables.relationship(printer, replace(line, unsure=()), line.ties, "", named=False)
        _ties(printer, say("pair.unsure"), line.unsure)
        _over_time(printer, answer)
    else:
        printer.print(say("pair.nothing", **names), "")
    tables.print_basis(printer, answer.basis)


def state_page(printer: Printer, answer: StateAnswer) -> None:
    """Print the best proven relationships of one actor."""
    say, name = printer.say, _name(printer, answer.actor)
    tables.title(printer, say("state.title", actor=name))
    for line in answer.relationships:
        _line(printer, line, answer.actor, FEW)
    _more(printer, answer.more)
    if not answer.relationships:
        printer.print(say("state.nothing", actor=name), "")
    tables.print_unsure(printer, answer.unsure)
    tables.print_basis(printer, answer.basis)


def bloc_page(printer: Printer, answer: BlocAnswer) -> None:
    """Print members and joiners, leavers, suitors, critics, and what is reported in the same passages."""
    say, name = printer.say, _name(printer, answer.bloc)
    tables.title(printer, say("bloc.title", bloc=name))
    if answer.empty:
        printer.print(say("bloc.nothing", bloc=name), "")
    _members(printer, answer.members)
    _known(printer, answer.known)
    _ties(printer, say("bloc.leavers"), answer.leavers)
    _part(printer, say("bloc.suitors"), answer.suitors, answer.bloc, MOST)
    _part(printer, say("bloc.critics"), answer.critics, answer.bloc, MOST)
    _part(printer, say("bloc.dissent"), answer.dissent, answer.bloc, FEW)
    _ties(printer, say("bloc.asks"), answer.asked[:MOST_ALONGSIDE])
    _ties(printer, say("bloc.alongside"), [tie for tie in answer.alongside if tie.sign >= 0][:MOST_ALONGSIDE])
    _ties(printer, say("bloc.conflict"), [tie for tie in answer.alongside if tie.sign < 0][:MOST_ALONGSIDE])
    tables.print_unsure(printer, answer.unsure)
    tables.print_basis(printer, answer.basis)


def reach_page(printer: Printer, answer: BlocAnswer) -> None:
    """Print a bloc's ties with the states of a region, and what it asks of each."""
    say, name = printer.say, _name(printer, answer.bloc)
    tables.title(printer, say("bloc.reach", bloc=name, region=answer.region.name if answer.region else ""))
    if not answer.reach:
        printer.print(say("bloc.nothing", bloc=name), "")
    for number, reach in enumerate(answer.reach, 1):
        _line(printer, reach.relationship, answer.bloc, MOST, number)
        _ties(printer, say("bloc.asked", actor=reach.relationship.name), reach.asked)
    tables.print_unsure(printer, answer.unsure)
    tables.print_gaps(printer, answer.gaps)
    tables.print_basis(printer, answer.basis)


def split_page(printer: Printer, answer: SplitAnswer) -> None:
    """Print the members by where they stand, and why each counts as a member."""
    say, names = printer.say, {"bloc": _name(printer, answer.bloc), "on": _name(printer, answer.on)}
    tables.title(printer, say("split.title", **names))
    if answer.empty:
        printer.print(say("split.nothing", **names), "")
    elif not answer.members and not answer.known:
        printer.print(say("split.unknown", **names), "")
    if answer.cohesion is not None:
        printer.print(say("split.cohesion", value=say.number(answer.cohesion, 2)), "")
    for stance in _STANCES:
        _part(printer, say(f"split.{stance}"), getattr(answer, stance), answer.on, MOST)
    _part(printer, say("split.own", bloc=answer.bloc.name), (answer.own,) if answer.own else (), answer.on, MOST)
    tables.print_unsure(printer, answer.unsure)  # about where they stand; who is a member comes next
    tables.print_gaps(printer, answer.gaps)
    if answer.unsure or answer.gaps:
        printer.print("")
    _members(printer, answer.members)
    _known(printer, answer.known)
    tables.print_basis(printer, answer.basis)


def _known(printer: Printer, members: Sequence[KnownMember]) -> None:
    """Print who belongs by the facts."""
    if members:
        names = ", ".join(clean(member.name) for member in members)
        printer.print(Text(printer.say("split.known", n=len(members), names=names), style="dim"), "")


def _name(printer: Printer, actor: ActorName) -> str:
    return tables.full_name(printer.say, actor.name, actor.actor)


def _over_time(printer: Printer, answer: PairAnswer) -> None:
    """Print the stance the other way, when standing ties held, and what is reported of each month."""
    say, back = printer.say, answer.back
    if back is not None:
        text = Text(f"{say('pair.back')}: ").append_text(tables.scores_text(say, back.said, back.done, back.reading))
        printer.print(text, "")
    standing = [course for course in answer.courses if course.stretches]
    if standing:
        tables.section(printer, say("pair.stood"))
    for course in standing:
        spans = "; ".join(
            say("pair.stretch", since=one.since or say("pair.unknown_day"), until=one.until or say("pair.today"))
            for one in course.stretches
        )
        printer.print(Padding(Text(f"{clean(course.label)}: ").append(spans, style="dim"), (0, 0, 0, 2)))
    months = [moment for moment in answer.timeline if moment.month]
    if len({moment.month for moment in months}) > 1:
        tables.section(printer, say("pair.timeline"))
        for moment in months:
            printer.print(Padding(_moment(printer, moment), (0, 0, 0, 2)))
    if answer.turns:
        levels = (f"{tables.signed(say, turn.before)} → {tables.signed(say, turn.after)}" for turn in answer.turns)
        told = ", ".join(f"{turn.month} ({level})" for turn, level in zip(answer.turns, levels, strict=True))
        printer.print(Padding(Text(say("pair.turned", months=told), style="yellow"), (0, 0, 0, 2)))
    printer.print("")


def _moment(printer: Printer, moment: Moment) -> Text:
    """One month of one tie on a line."""
    say, (mark, style) = printer.say, tables.MARKS[moment.sign]
    text = Text(f"{moment.month} ").append(f"{mark} ", style=style).append(f"{clean(moment.label)} · ")
    text.append_text(tables.status_text(say, moment.status, moment.quiet))
    counts = say("line.sources", n=moment.independent)
    return text.append(f" · {counts}, {moment.citation.cited.id[: tables.SHORT_ID]}", style="dim")


def _members(printer: Printer, members: Sequence[Membership]) -> None:
    """Print the reported members, each with what the reference facts say of it."""
    if not members:
        return
    say = printer.say
    tables.section(printer, say("bloc.members"))
    for member in members:
        mark = say(f"member.{member.fact.holds.value}", since=clean(member.fact.since or ""))
        name = tables.full_name(say, member.name, member.actor)
        printer.print(Text(f"{clean(name)}  ").append(mark, style=_HOLDS[member.fact.holds]))
        tables.print_ties(printer, (member.tie, *member.contrary))
    printer.print("")


def _ties(printer: Printer, heading: str, ties: Sequence[Tie]) -> None:
    """Print a part of an answer that is a list of ties; nothing where it is empty."""
    if ties:
        tables.section(printer, heading)
        tables.print_ties(printer, ties)
        printer.print("")


def _part(printer: Printer, heading: str, lines: Sequence[Relationship], other: ActorName, most: int) -> None:
    """Print a part of an answer that is a list of actors; nothing where it is empty."""
    if lines:
        tables.section(printer, heading)
        for line in lines:
            _line(printer, line, other, most)


def _more(printer: Printer, left_out: int) -> None:
    """Say how many actors a limit left out; nothing where it left none."""
    if left_out:
        printer.print(printer.say("line.more_actors", n=left_out), "")


def _line(
    printer: Printer, line: Relationship, other: ActorName, most: int, number: int = 0, quiet_first: bool = False
) -> None:
    shown = tables.choose(line, most, quiet_first)
    tables.relationship(printer, line, shown, printer.hint("pair", line.actor, other.actor), number)
