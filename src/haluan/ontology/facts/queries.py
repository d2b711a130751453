"""Questions to the reference facts, answered as of a date."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from haluan.ontology.facts.dates import Period
from haluan.ontology.facts.types import Ally, Fact, FactKind, Holds, Listing, OfficeVerdict, Roster, Verdict
from haluan.ontology.types import Term

# Roles by which one belongs to a bloc or pact; "anggota" in news means any of them.
BELONGING: Final = ("member", "signatory", "joiner")
STATEHOOD: Final = "statehood"
MUTUAL_DEFENCE: Final = "mutual_defence"
# Bilateral roles that make two actors allies. Of partnerships, only the one that the law calls an alliance.
_ALLIANCES: Final = frozenset({MUTUAL_DEFENCE, "alliance", "major_non_nato_ally"})
# Offices that one person holds at a time, and whose holders the terms name without gaps.
_SINGLE_OFFICES: Final = frozenset({"head_of_state", "head_of_government", "foreign_minister", "defence_minister"})
_BLOC_HEAD: Final = "bloc_head"
_LAST: Final = "9999-12-31"


class Facts:
    """All reference facts with their indexes. Actors are given by code, dates as EDTF (`Period.parse`)."""

    def __init__(
        self, facts: Sequence[Fact], rosters: Iterable[Roster], terms: Sequence[Term], stands_for: Mapping[str, str]
    ) -> None:
        self.facts: Final = tuple(facts)
        self.rosters: Final = {(roster.kind, roster.object, roster.role): roster for roster in rosters}
        self._stands_for: Final = stands_for
        self._by_object: Final[dict[tuple[FactKind, str], list[Fact]]] = defaultdict(list)
        self._by_actor: Final[dict[str, list[Fact]]] = defaultdict(list)
        self._bonds: Final[dict[tuple[FactKind, str, str], list[Fact]]] = defaultdict(list)
        self._terms: Final[dict[str, list[Term]]] = defaultdict(list)
        for fact in self.facts:
            self._by_object[fact.kind, fact.object].append(fact)
            self._bonds[fact.kind, fact.subject, fact.object].append(fact)
            self._by_actor[fact.subject].append(fact)
            self._by_actor[fact.object].append(fact)
        self.terms: Final = tuple(terms)
        for term in self.terms:
            self._terms[term.actor].append(term)

    def covers(self, bloc: str) -> bool:
        """Whether there are facts about who belongs to ``bloc``."""
        return (FactKind.MEMBERSHIP, self.code(bloc)) in self._by_object

    def code(self, actor: str) -> str:
        """Return the code under which the facts keep ``actor``: the Rome Statute's parties stand under ICC."""
        return self._stands_for.get(actor, actor)

    def about(self, actor: str) -> tuple[Fact, ...]:
        """All facts with ``actor`` at either end, in the order of the files."""
        return tuple(self._by_actor.get(self.code(actor), ()))

    def members(self, bloc: str, as_of: str, role: str | None = None) -> Listing:
        """Who belonged to ``bloc``; with ``role`` who stood in that role to it (observer, candidate...)."""
        return self._listing(FactKind.MEMBERSHIP, self.code(bloc), as_of, (role,) if role else BELONGING)

    def is_member(self, actor: str, bloc: str, as_of: str, role: str | None = None) -> Verdict:
        """Whether ``actor`` belonged to ``bloc``; with ``role`` whether it stood in that role to it."""
        return self._verdict(FactKind.MEMBERSHIP, actor, self.code(bloc), as_of, (role,) if role else BELONGING)

    def recognizes(self, a: str, b: str, as_of: str) -> Verdict:
        """Whether ``a`` recognized the statehood of ``b``."""
        return self._verdict(FactKind.RECOGNITION, a, b, as_of, (STATEHOOD,))

    def recognizers(self, actor: str, as_of: str) -> Listing:
        """Who recognized the statehood of ``actor``."""
        return self._listing(FactKind.RECOGNITION, actor, as_of, (STATEHOOD,))

    def stands(self, kind: FactKind, subject: str, object_: str, role: str, as_of: str) -> Verdict:
        """Whether ``subject`` stood in a bond of ``kind`` and ``role`` to ``object_``, in this direction."""
        return self._verdict(kind, subject, self.code(object_), as_of, (role,))

    def between(self, a: str, b: str) -> tuple[Fact, ...]:
        """All facts between two actors, in either direction."""
        a, b = self.code(a), self.code(b)
        return tuple(fact for fact in self._by_actor.get(a, ()) if b in (fact.subject, fact.object) and a != b)

    def allies(self, actor: str, as_of: str) -> tuple[Ally, ...]:
        """Who was bound to ``actor`` by a mutual-defence treaty, a defence bloc, or the law's name of an ally."""
        period, found = Period.parse(as_of), defaultdict[str, list[Fact]](list)
        for fact in self._by_actor.get(actor, ()):
            if fact.holds(period) is not Holds.YES:
                continue
            if fact.kind in (FactKind.TREATY, FactKind.PARTNERSHIP) and fact.role in _ALLIANCES:
                found[fact.object if fact.subject == actor else fact.subject].append(fact)
            elif fact.kind is FactKind.MEMBERSHIP and fact.subject == actor and self._defends(fact):
                for other in self.members(fact.object, as_of).facts:
                    if other.subject != actor:
                        found[other.subject] += [fact, other]
        return tuple(Ally(code, tuple(facts)) for code, facts in sorted(found.items()))

    def offices(self, actor: str, as_of: str, office: str | None = None) -> tuple[Term, ...]:
        """Who held the offices of ``actor`` on some day of ``as_of``; with ``office`` only that one."""
        period = Period.parse(as_of)
        return tuple(
            term
            for term in self._terms.get(actor, ())
            if office in (None, term.office) and term.since <= period.last and period.first < (term.until or _LAST)
        )

    def holds_office(self, person: str, actor: str, as_of: str, office: str | None = None) -> OfficeVerdict:
        """Whether ``person`` (any spelling that the terms know) held ``office``, or any office, of ``actor``."""
        key, period = person.casefold(), Period.parse(as_of)
        own = tuple(
            term
            for term in self._terms.get(actor, ())
            if office in (None, term.office) and key in (name.casefold() for name in (term.person, *term.aliases))
        )
        holders = self.offices(actor, as_of, office)
        if any(term.since <= period.first and period.last < (term.until or _LAST) for term in own):
            holds = Holds.YES
        elif any(term in holders for term in own):
            holds = Holds.PARTLY
        else:
            wanted = {office} if office else {term.office for term in own}
            taken = bool(wanted) and all(_taken(name, holders) for name in wanted)
            holds = Holds.NO if taken else Holds.UNKNOWN
        return OfficeVerdict(holds, as_of, own, holders)

    def _defends(self, fact: Fact) -> bool:
        roster = self.rosters.get((fact.kind, fact.object, fact.role))
        return roster is not None and roster.bond == MUTUAL_DEFENCE

    def _listing(self, kind: FactKind, object_: str, as_of: str, roles: Sequence[str]) -> Listing:
        period = Period.parse(as_of)
        held: dict[str, Fact] = {}
        unsure: dict[str, Fact] = {}
        for fact in self._by_object.get((kind, object_), ()):
            if fact.role not in roles:
                continue
            holds = fact.holds(period)
            if holds in (Holds.YES, Holds.PARTLY):
                held.setdefault(fact.subject, fact)
            elif holds is Holds.UNKNOWN:
                unsure.setdefault(fact.subject, fact)
        roster = self._roster(kind, object_, roles, period)
        facts = tuple(held[code] for code in sorted(held))
        rest = tuple(unsure[code] for code in sorted(unsure.keys() - held.keys()))
        return Listing(object_, as_of, facts, rest, roster, roster is not None and roster.covers(period))

    def _verdict(self, kind: FactKind, subject: str, object_: str, as_of: str, roles: Sequence[str]) -> Verdict:
        period = Period.parse(as_of)
        rows = [fact for fact in self._bonds.get((kind, subject, object_), ()) if fact.role in roles]
        roster = self._roster(kind, object_, roles, period)
        for wanted in (Holds.YES, Holds.PARTLY, Holds.UNKNOWN):
            if found := tuple(fact for fact in rows if fact.holds(period) is wanted):
                return Verdict(wanted, as_of, found, roster)
        if roster is not None and roster.covers(period) and subject != object_:
            return Verdict(Holds.NO, as_of, tuple(rows), roster)
        return Verdict(Holds.UNKNOWN, as_of, tuple(rows), roster)

    def _roster(self, kind: FactKind, object_: str, roles: Sequence[str], period: Period) -> Roster | None:
        """Find the roster of these roles, one that covers the time if there is any."""
        found = [roster for role in roles if (roster := self.rosters.get((kind, object_, role)))]
        return next((roster for roster in found if roster.covers(period)), found[0] if found else None)


def _taken(office: str, holders: Sequence[Term]) -> bool:
    """Whether somebody is known to have held an office that has room for one."""
    count = sum(term.office == office for term in holders)
    return count > 0 if office in _SINGLE_OFFICES else office == _BLOC_HEAD and count == 1
