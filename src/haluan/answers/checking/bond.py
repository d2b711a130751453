"""What the facts know of one bond between two actors: its rows, the marks of completeness, and whether it held."""

from __future__ import annotations

from haluan.answers.checking.types import Assertion, Finding, Kind
from haluan.answers.checking.words import words
from haluan.ontology.facts import BELONGING, Fact, FactKind, Facts, Holds, Period, Roster

_KINDS = {
    Kind.MEMBERSHIP: FactKind.MEMBERSHIP,
    Kind.RECOGNITION: FactKind.RECOGNITION,
    Kind.SOVEREIGNTY: FactKind.SOVEREIGNTY,
    Kind.RELATIONS: FactKind.RELATIONS,
}
_TREATIES = frozenset({"mutual_defence", "defence", "peace", "friendship"})
_MUTUAL = frozenset({"strategic_partnership", "alliance"})  # partnerships in which both sides are partners
_RELATIONS = "diplomatic_relations"
_STATEHOOD = "statehood"
SEVERED = "severed"
SUSPENDED = ("suspended",)
_LESSER = frozenset({"observer", "candidate", "partner", "dialogue_partner"})
_OWED = "mutual_defence"
_MARKED = ((_OWED,), ("peace",))


class Bond:
    """All rows about one asserted bond, and the roster that makes their absence mean "no"."""

    def __init__(self, facts: Facts, assertion: Assertion) -> None:
        self._facts = facts
        self._kind, self._roles = _fact_kind(assertion)
        self._subject, self._object = assertion.subject or "", facts.code(assertion.object or "")
        self.recognition = assertion.kind is Kind.RELATIONS and self._roles == (_RELATIONS,)
        self._rival = words()["either"].get(self._object) if self._of_state() else None
        self.rows = tuple(fact for fact in facts.between(self._subject, self._object) if self._is(fact))

    def _of_state(self) -> bool:
        return self.recognition or self._kind is FactKind.RECOGNITION

    def _is(self, fact: Fact) -> bool:
        if self.recognition and fact.kind is FactKind.RECOGNITION:
            return fact.role == _STATEHOOD and fact.object in words()["relations_mean_recognition"]
        symmetric = self._kind in (FactKind.RELATIONS, FactKind.TREATY) or fact.role in _MUTUAL
        ends = (fact.subject, fact.object)
        right = ends == (self._subject, self._object) or (symmetric and ends == (self._object, self._subject))
        return right and fact.kind is self._kind and fact.role in self._roles

    @property
    def covered(self) -> bool:
        """Whether the facts know anything of this sort about the object."""
        return (
            bool(self.rows)
            or any(self.rosters())
            or self._rival is not None
            or self._claimed() is not None
            or (self.recognition and bool(self._severed()))
        )

    def _severed(self) -> tuple[Fact, ...]:
        between = self._facts.between(self._subject, self._object)
        return tuple(fact for fact in between if fact.kind is FactKind.RELATIONS and fact.role == SEVERED)

    def rosters(self) -> list[Roster]:
        """All marks of completeness that the roles may fall under."""
        known = self._facts.rosters
        found = [known.get((self._kind, self._object, role)) for role in self._roles]
        if self._kind is FactKind.TREATY:  # of both sides, and only where all that the words may mean is marked
            found += [known.get((self._kind, self._subject, role)) for role in self._roles]
            found = found if self._roles in _MARKED else []
        if self.recognition:  # no recognition, no relations
            found += [known.get((FactKind.RECOGNITION, end, _STATEHOOD)) for end in (self._object, self._subject)]
        return [roster for roster in found if roster is not None]

    def roster(self, period: Period) -> Roster | None:
        """The mark of completeness that covers the period; where several roles count, each must be marked."""
        marks = self.rosters()
        covering = [roster for roster in marks if roster.covers(period) or self._from_the_start(roster, period)]
        if self._roles in (tuple(words()["seats"]["any"]),) and len(covering) < len(self._roles):
            return None
        return covering[0] if covering else None

    def _from_the_start(self, roster: Roster, period: Period) -> bool:
        """Whether the roster is complete since the first row of its kind: before it there was nothing to belong to.

        Where nobody left before the roster begins, whoever has no row, or only later ones, did not belong before it.
        """
        later = all(Period.parse(fact.since).first > period.last for fact in self.rows)
        if later and self._object in words()["nobody_left"]:
            return period.last <= roster.complete_until
        starts = [
            Period.parse(fact.since).first
            for fact in self._facts.about(self._object)
            if fact.object == self._object and fact.kind is roster.kind and fact.role == roster.role
        ]
        return bool(starts) and roster.complete_from <= min(starts) and period.last <= roster.complete_until

    def holds(self, period: Period) -> tuple[Holds, tuple[Fact, ...], Roster | None]:
        """Whether it held in the period, the rows that say so, and the roster."""
        for wanted in (Holds.YES, Holds.PARTLY, Holds.UNKNOWN):
            if found := tuple(fact for fact in self.rows if fact.holds(period) is wanted):
                return wanted, found, None
        if claimed := self._claimed_rows(period):
            return Holds.NO, claimed, None
        roster = self.roster(period)
        if self._roles and _LESSER.issuperset(self._roles):
            member = self._facts.is_member(self._subject, self._object, f"{period.first}/{period.last}")
            if member.holds is Holds.YES:  # whoever is a member is no observer or candidate
                return Holds.NO, (*self.rows, *member.facts), None
        if self._rival is not None:
            return self._instead(self._rival, period)
        if self._kind is FactKind.TREATY and _OWED in self._roles and (bound := self._bound(period)):
            return Holds.YES, bound, None
        if self.recognition:
            return self._related(period, roster)
        if roster is not None and self._subject != self._object:
            return Holds.NO, self.rows, roster
        return Holds.UNKNOWN, self.rows, None

    def _instead(self, rival: str, period: Period) -> tuple[Holds, tuple[Fact, ...], Roster | None]:
        """Of two of which each allows relations with one only, the answer about the other decides."""
        found = self._facts.recognizes(self._subject, rival, f"{period.first}/{period.last}")
        if found.holds is Holds.YES:
            return Holds.NO, found.facts, None
        if found.holds is Holds.NO and self._subject not in words()["neither"]:
            united = self._facts.is_member(self._subject, "UN", f"{period.first}/{period.last}")
            if united.holds is Holds.YES:
                return Holds.YES, found.facts, found.roster
        return Holds.UNKNOWN, found.facts, None

    def _claimed(self) -> str | None:
        """The state that the territory is to some, where it is said whose territory it is."""
        return (
            words()["claimed"].get(*self._roles, None) if self._kind is FactKind.SOVEREIGNTY and self._roles else None
        )

    def _claimed_rows(self, period: Period) -> tuple[Fact, ...]:
        """The rows by which the subject recognizes the territory as a state in all the period."""
        found = self._facts.recognizes(self._subject, self._claimed() or "", f"{period.first}/{period.last}")
        return found.facts if self._claimed() and found.holds is Holds.YES else ()

    def switched(self, when: Period) -> tuple[Fact, ...]:
        """The rows of the rival that ended then: relations with the one begin where those with the other end."""
        between = self._facts.between(self._subject, self._rival or "")
        told = [fact for fact in between if fact.kind is FactKind.RECOGNITION and fact.until]
        return tuple(fact for fact in told if when.first <= Period.parse(fact.until or "").last <= when.last)

    def _bound(self, period: Period) -> tuple[Fact, ...]:
        """The rows by which the two owe each other help as members of one alliance."""
        allies = self._facts.allies(self._subject, f"{period.first}/{period.last}")
        rows = (fact for ally in allies if ally.actor == self._object for fact in ally.facts)
        return tuple(fact for fact in rows if fact.kind is FactKind.MEMBERSHIP)

    def readmitted(self, when: Period) -> tuple[Fact, ...]:
        """The suspensions that were lifted then."""
        between = self._facts.between(self._subject, self._object)
        rows = (fact for fact in between if (fact.role,) == SUSPENDED and fact.until)
        return tuple(fact for fact in rows if when.first <= Period.parse(fact.until or "").last <= when.last)

    def related_since(self, when: Period, day: str) -> Finding:
        """Whether relations began then, where only recognition is known: the two often come together."""
        between = self._facts.between(self._subject, self._object)
        known = [fact for fact in between if fact.kind is FactKind.RECOGNITION]
        began = [fact for fact in known if when.first <= Period.parse(fact.since).first <= when.last]
        if began:
            return Finding(True, "began", day, tuple(began))
        holds, rows, roster = self._related(when, None)
        return Finding(False if holds is Holds.NO else None, "absent" if roster else "open", day, rows, roster=roster)

    def _related(self, period: Period, roster: Roster | None) -> tuple[Holds, tuple[Fact, ...], Roster | None]:
        """Diplomatic relations follow recognition: none without it, and always with it for some."""
        for a, b in ((self._subject, self._object), (self._object, self._subject)):
            severed = self._facts.stands(FactKind.RELATIONS, a, b, SEVERED, f"{period.first}/{period.last}")
            if severed.holds is Holds.YES:
                return Holds.NO, severed.facts, None
            found = self._facts.recognizes(a, b, f"{period.first}/{period.last}")
            if found.holds is Holds.NO:
                return Holds.NO, found.facts, found.roster
            if found.holds is Holds.YES and b in words()["relations_mean_recognition"]:
                return Holds.YES, found.facts, None
        return Holds.UNKNOWN, self.rows, None


def _fact_kind(assertion: Assertion) -> tuple[FactKind, tuple[str, ...]]:
    if assertion.kind is Kind.ALLIANCE:
        kind = FactKind.TREATY if _TREATIES.issuperset(assertion.roles) else FactKind.PARTNERSHIP
        return kind, assertion.roles
    if assertion.kind is Kind.RECOGNITION:
        return FactKind.RECOGNITION, (_STATEHOOD,)
    if assertion.kind is Kind.RELATIONS:
        return FactKind.RELATIONS, assertion.roles or (_RELATIONS,)
    return _KINDS[assertion.kind], assertion.roles or BELONGING
