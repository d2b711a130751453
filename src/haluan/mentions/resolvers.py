"""One function for each sort of anaphor: whom it stands for, or nothing where no one is clearly meant."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from haluan.mentions import offices
from haluan.mentions.discourse import Turn
from haluan.mentions.found import Found
from haluan.mentions.story import Story, coordinated
from haluan.mentions.words import Anaphors
from haluan.model import MentionKind, Sentence
from haluan.ontology.types import ActorKind

_EARLY = 4  # tokens at the beginning of a sentence where "mereka" means the subject of the one before
_BLOCS = frozenset({ActorKind.BLOC, ActorKind.PACT})
_GROUPS = frozenset({ActorKind.GROUP})
_NUMBERS = {
    "ketiga": 3, "tiga": 3, "three": 3, "keempat": 4, "empat": 4, "four": 4, "kelima": 5, "lima": 5, "five": 5,
    "keenam": 6, "ketujuh": 7,
}  # fmt: skip
_PRESIDENTS = frozenset(("presiden", "president"))
_MINISTERS = frozenset(("perdana", "pm", "premier", "prime", "minister"))


@dataclass(frozen=True, slots=True)
class Place:
    """Where an anaphor stands: ``earlier`` are the mentions before it in its sentence."""

    sentence: Sentence
    first: int
    last: int
    earlier: tuple[Found, ...]
    here: Turn  # the sentence with its named mentions
    following: tuple[Turn, ...]  # the next sentences, with their named mentions
    in_quote: bool
    anaphors: Anaphors


Answer = Found | None
Resolver = Callable[[Story, Place], Answer]


def _as(place: Place, actors: Sequence[str], person: Found | None = None) -> Answer:
    if not actors:
        return None
    found = Found(place.first, place.last, MentionKind.ANAPHOR, tuple(actors))
    return found if person is None else replace(found, person=person.person, terms=person.terms, head=person.head)


def both_states(story: Story, place: Place) -> Answer:
    """ "kedua negara": the only two states named here or just before, or a section's state and the title's pole."""
    return _as(place, _pair(story, place, story.states))


def both_sides(story: Story, place: Place) -> Answer:
    """ "kedua pihak": the same with blocs and armed groups."""
    before = place.sentence.lower[place.first - 1] if place.first else ""
    opening = not before or not before[0].isalnum() or before in place.anaphors.openers
    if place.sentence.lower[place.first] == "keduanya" and not (opening or before == "antara"):
        return None  # as an object it is as often two persons or things
    return _as(place, _pair(story, place, story.any_actors))


def _pair(story: Story, place: Place, distinct: Callable[[Sequence[Found]], tuple[str, ...]]) -> tuple[str, ...]:
    lower = place.sentence.lower
    if place.last < len(lower) and lower[place.last] in place.anaphors.announcing:
        later = [item for item in place.here.found if item.first >= place.last]
        listed = [codes for group in coordinated(place.sentence, later) if len(codes := distinct(group)) == 2]
        return listed[0] if listed else ()
    codes = distinct(place.earlier)
    if len(codes) == 2:
        return codes
    if len(codes) == 1 and place.here.speaker in place.earlier:
        talked_of = _pair_before(story, distinct)
        if talked_of and codes[0] not in talked_of:
            return talked_of
    lists = coordinated(place.sentence, place.earlier)
    if len(codes) > 2:
        return _last_pair(lists, distinct)
    if story.heading and story.pole and set(codes) <= {story.heading, story.pole}:
        return (story.heading, story.pole)
    for turn in story.back(3):
        own = distinct(turn.found)
        anaphor = _pair_anaphor(turn)
        if anaphor and not codes and len(own) != 2:
            return anaphor
        union = tuple(dict.fromkeys((*codes, *own)))
        if len(union) == 2:
            return union
        if len(union) > 2:
            return own if len(own) == 2 and not codes else _last_pair(coordinated(turn.sentence, turn.found), distinct)
        codes = union
    titled = tuple(code for code in story.title if distinct != story.states or story.is_state(code))
    return titled if len(titled) == 2 and set(codes) <= set(titled) else ()


def _pair_anaphor(turn: Turn) -> tuple[str, ...]:
    pairs = {item.actors for item in turn.found if item.kind is MentionKind.ANAPHOR and len(item.actors) == 2}
    return pairs.pop() if len(pairs) == 1 else ()


def _pair_before(story: Story, distinct: Callable[[Sequence[Found]], tuple[str, ...]]) -> tuple[str, ...]:
    """The two whom somebody talks of: of the nearest turn that has a pair at all."""
    for turn in story.back(3):
        own = distinct(turn.found)
        pair = _pair_anaphor(turn) or (own if len(own) == 2 else ())
        if pair:
            return pair
    return ()


def _last_pair(
    lists: list[tuple[Found, ...]], distinct: Callable[[Sequence[Found]], tuple[str, ...]]
) -> tuple[str, ...]:
    pairs = [codes for group in lists if len(codes := distinct(group)) == 2]
    return pairs[-1] if len(set(map(frozenset, pairs))) == 1 else ()


def state(story: Story, place: Place) -> Answer:
    """ "negara itu": the nearest state named before, where the sentence or the one before leaves no choice."""
    here = story.states(place.earlier)
    if len(here) == 1 and not _acts_on(place):
        return _as(place, here)
    if len(here) > 1:
        return _as(place, here[-1:]) if len(here) == 2 else None
    if story.heading:
        return _as(place, (story.heading,))
    for turn in story.back(2):
        codes = tuple(code for code in story.states(turn.found, places=True) if code not in here)
        if len(codes) == 1:
            return _as(place, codes)
        if codes:
            subject = turn.subject
            return _as(place, subject.actors) if subject and place.first <= 1 and _one_state(story, subject) else None
    return None


def _acts_on(place: Place) -> bool:
    """Whether the sentence's subject does something to or with "the country", which is then another one."""
    before = place.sentence.lower[place.first - 1] if place.first else ""
    return before in place.anaphors.oblique and place.here.subject in place.earlier


def _one_state(story: Story, found: Found) -> bool:
    return len(found.actors) == 1 and story.is_state(found.actors[0])


def states(story: Story, place: Place) -> Answer:
    """ "negara-negara itu", "kelima negara": the states of a list article, or as many as the number says."""
    words = place.sentence.lower[place.first : place.last]
    number = next((_NUMBERS[word] for word in words if word in _NUMBERS), None)
    if len(story.headings) > 1 and number in (None, len(story.headings)):
        return _as(place, story.headings)
    for turn in story.back(2):
        codes = story.states(item for item in turn.found if not story.is_individual(item))
        if number is not None and len(codes) == number:
            return _as(place, codes)
        lists = [story.states(group) for group in coordinated(turn.sentence, turn.found)]
        fitting = [group for group in lists if (len(group) > 2 if number is None else len(group) == number)]
        if len(fitting) == 1:
            return _as(place, fitting[0])
    return None


def territory(story: Story, place: Place) -> Answer:
    """Whose place was named last, for "wilayah itu"; a state counts where something is in it."""
    if place.first and place.sentence.lower[place.first - 1] in story.phrases.indefinite:
        return None  # "dua wilayah itu"
    for sentence, found in ((place.sentence, place.earlier), *((t.sentence, t.found) for t in story.back(1))):
        named = [item for item in found if _is_where(sentence, item, story)]
        codes = story.states(named, places=True)
        if codes:
            return _as(place, codes) if len(codes) == 1 else None
    return None


def _is_where(sentence: Sentence, item: Found, story: Story) -> bool:
    before = sentence.lower[item.first - 1] if item.first else ""
    return item.kind is MentionKind.PLACE or (item.kind is MentionKind.NAME and before in story.phrases.locative)


def _nearest(story: Story, place: Place, kinds: frozenset[ActorKind], turns: int) -> Answer:
    for found in (place.earlier, *(turn.found for turn in story.back(turns))):
        codes = [code for item in found for code in item.actors if story.is_kind(code, kinds)]
        if codes:
            return _as(place, codes[-1:]) if len(set(codes)) == 1 else None
    return None


def group(story: Story, place: Place) -> Answer:
    """ "kelompok itu": the armed group named last."""
    return _nearest(story, place, _GROUPS, 3)


def bloc(story: Story, place: Place) -> Answer:
    """ "aliansi itu": the bloc or pact named last."""
    return _nearest(story, place, _BLOCS, 3)


def he(story: Story, place: Place) -> Answer:
    """ "ia", "she": the official who spoke or acted last, unless a stranger came between."""
    if place.in_quote:
        return None
    person = antecedent(story, place)
    return _as(place, person.actors, person) if person is not None else None


def antecedent(story: Story, place: Place) -> Found | None:
    """Return the person whom "ia" at this place would mean."""
    people = [item for item in place.earlier if item.actors and story.is_individual(item)]
    if people:
        subject = place.here.subject
        return subject if subject in people else (people[0] if len(people) == 1 else None)
    if place.here.stranger and place.first > 1:
        return None
    for turn in story.back(3):
        if turn.stranger:
            return None
        for candidate in (turn.speaker, turn.subject):
            if candidate is not None and story.is_individual(candidate):
                return candidate
        others = [item for item in turn.found if item.actors and story.is_individual(item)]
        if others:
            return others[0] if len(others) == 1 else None
    return None


def they(story: Story, place: Place) -> Answer:
    """ "mereka": the state, force or group that is the subject here or just before, if no people stand nearer."""
    if place.in_quote:
        return None
    if place.earlier:
        return _they_here(story, place)
    if place.first > _EARLY:
        return None
    for turn in story.back(1):
        subject = turn.subject
        people = place.anaphors.people.intersection((*turn.sentence.lower, *place.sentence.lower[: place.first]))
        if subject is None or turn.stranger or people or story.is_individual(subject):
            return None
        lists = [group for group in coordinated(turn.sentence, turn.found) if subject in group]
        return _as(place, story.any_actors(lists[0]) if lists else subject.actors)
    return None


def _they_here(story: Story, place: Place) -> Answer:
    """The nearest mention before "mereka" in its sentence, with those that it is listed with."""
    nearest = place.earlier[-1]
    before = place.sentence.lower[nearest.first - 1] if nearest.first else ""
    between = place.sentence.lower[nearest.last : place.first]
    unfit = story.is_individual(nearest) or nearest.kind is MentionKind.PLACE or before in place.anaphors.oblique
    if unfit or place.anaphors.people.intersection(between):
        return None
    lists = [group for group in coordinated(place.sentence, place.earlier) if nearest in group]
    return _as(place, story.any_actors(lists[0]) if lists else nearest.actors)


def own_side(story: Story, place: Place) -> Answer:
    """ "pihaknya": the side of the subject or speaker."""
    if place.in_quote:
        return None
    subject = place.here.subject
    if subject is not None and subject in place.earlier and len(subject.actors) == 1:
        return _as(place, subject.actors)
    if place.here.stranger:
        return None
    if place.here.speaker is not None:
        return _as(place, place.here.speaker.actors)
    person = antecedent(story, place)
    return _as(place, person.actors) if person is not None else None


def we(story: Story, place: Place) -> Answer:
    """ "kami" in a quotation: the actor of the official who is quoted."""
    if not place.in_quote:
        return None
    speaker = _quoted_speaker(story, place)
    return _as(place, speaker.actors) if speaker is not None and len(speaker.actors) == 1 else None


def _quoted_speaker(story: Story, place: Place) -> Found | None:
    here = place.here
    if here.speaker is not None or here.stranger:
        return None if here.stranger else here.speaker
    if place.anaphors.speech_own.intersection(place.sentence.lower):
        outside = replace(place, first=0, earlier=())
        return antecedent(story, outside)
    for turn in place.following[:2]:
        if turn.speaker is not None or turn.stranger:
            return None if turn.stranger else turn.speaker
        if place.anaphors.speech_own.intersection(turn.sentence.lower):
            return antecedent(story, replace(place, first=0, earlier=()))
    for turn in story.back(2):
        if turn.speaker is not None or turn.stranger:
            return None if turn.stranger else turn.speaker
    return None


def presidents(story: Story, place: Place) -> Answer:
    """ "sang presiden": the president named last."""
    return _holder(story, place, _PRESIDENTS, "head_of_state")


def ministers_first(story: Story, place: Place) -> Answer:
    """ "perdana menteri itu": the head of government named last."""
    return _holder(story, place, _MINISTERS, "head_of_government")


def _holder(story: Story, place: Place, heads: frozenset[str], office: str) -> Answer:
    for found in (place.earlier, *(turn.found for turn in story.back(4))):
        for item in reversed(found):
            fits = item.head in heads or any(term.office == office for term in item.terms)
            if fits and item.actors:
                return _as(place, item.actors, item)
    return None


def officeholder(story: Story, place: Place) -> Answer:
    """ "Menlu" without a state: of the one actor for whom that office acts in the article."""
    words, lower = place.sentence.words, place.sentence.lower
    if place.last < len(words) and words[place.last][0].isupper():
        return None  # a name follows that nobody has introduced
    heads = [word for word in lower[place.first : place.last] if word in story.phrases.offices]
    actors = story.holders.get(heads[-1], frozenset()) if heads else frozenset()
    return _as(place, tuple(actors)) if len(actors) == 1 else None


def government(story: Story, place: Place) -> Answer:
    """ "pemerintah", "Kemlu" without a state: the one state that has just acted, else the outlet's own."""
    lower = place.sentence.lower
    after = lower[place.last] if place.last < len(lower) else ""
    before = lower[place.first - 1] if place.first else ""
    if after in place.anaphors.local or (before and before not in place.anaphors.acting):
        return None
    if not any(offices.is_head(story.phrases, lower, at) for at in range(place.first, place.last)):
        return None
    here = story.states(place.earlier)
    if here:
        return _as(place, here) if len(here) == 1 else None
    acting = story.states(turn.subject for turn in story.back(2) if turn.subject is not None)
    at_home = story.counts[story.home] > 0
    if len(acting) == 1 and (not at_home or acting[0] == story.home):
        return _as(place, acting)
    leading = story.counts.most_common(1)
    return _as(place, (story.home,)) if at_home and leading[0][0] == story.home else None


RESOLVERS: dict[str, Resolver] = {
    "both_states": both_states,
    "both_sides": both_sides,
    "state": state,
    "states": states,
    "territory": territory,
    "group": group,
    "bloc": bloc,
    "he": he,
    "they": they,
    "own_side": own_side,
    "we": we,
    "presidents": presidents,
    "ministers_first": ministers_first,
    "officeholder": officeholder,
    "government": government,
}
