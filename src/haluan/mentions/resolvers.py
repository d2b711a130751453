"""One function for each sort of anaphor: whom it stands for, or nothing where no one is clearly meant."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from haluan.mentions import offices
from haluan.mentions.discourse import QUOTES, Turn
from haluan.mentions.found import Found
from haluan.mentions.lists import announced, coordinated
from haluan.mentions.sets import counted, ranked, states
from haluan.mentions.spots import Answer, Place, stands_for
from haluan.mentions.story import Story
from haluan.model import MentionKind, Sentence
from haluan.ontology.types import ActorKind

_EARLY = 4  # tokens at the beginning of a sentence where "mereka" means the subject of the one before
_BLOCS = frozenset({ActorKind.BLOC, ActorKind.PACT})
_GROUPS = frozenset({ActorKind.GROUP})
_JOINING = frozenset(("dan", "and", "serta", "atau", "or", "maupun"))
_PRESIDENTS = frozenset(("presiden", "president"))
_MINISTERS = frozenset(("perdana", "pm", "premier", "prime", "minister"))

Resolver = Callable[[Story, Place], Answer]


def both_states(story: Story, place: Place) -> Answer:
    """ "kedua negara": the only two states named here or just before, or a section's state and the title's pole."""
    return stands_for(place, _pair(story, place, story.states)) or counted(story, place)


def both_sides(story: Story, place: Place) -> Answer:
    """ "kedua pihak": the same with blocs and armed groups."""
    before = place.before
    opening = not before or not before[0].isalnum() or before in place.anaphors.openers
    if place.sentence.lower[place.first] == "keduanya" and not (opening or before == "antara"):
        return None  # as an object it is as often two persons or things
    return stands_for(place, _pair(story, place, story.any_actors))


def _pair(story: Story, place: Place, distinct: Callable[[Sequence[Found]], tuple[str, ...]]) -> tuple[str, ...]:
    named_now = announced(place.here, place.last, 2, story.actors, place.anaphors)
    if named_now:
        return named_now
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
    pole = story.listicle.pole
    if story.heading and pole and set(codes) <= {story.heading, pole}:
        return (story.heading, pole)
    for turn in story.back(3):
        own = distinct(turn.found)
        anaphor = _pair_anaphor(turn)
        if anaphor and len(own) != 2 and set(own).difference(anaphor).issuperset(codes):
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
        return stands_for(place, here)
    if len(here) > 1:
        return stands_for(place, here[-1:]) if len(here) == 2 else None
    if story.heading:
        return stands_for(place, (story.heading,))
    for turn in story.back(2):
        codes = tuple(code for code in story.states(turn.found, places=True) if code not in here)
        if len(codes) == 1:
            return stands_for(place, codes)
        if codes:
            subject = turn.subject
            return (
                stands_for(place, subject.actors)
                if subject and place.first <= 1 and _one_state(story, subject)
                else None
            )
    return None


def _acts_on(place: Place) -> bool:
    """Whether the sentence's subject does something to or with "the country", which is then another one."""
    return place.before in place.anaphors.oblique and place.here.subject in place.earlier


def _one_state(story: Story, found: Found) -> bool:
    return len(found.actors) == 1 and story.is_state(found.actors[0])


def territory(story: Story, place: Place) -> Answer:
    """Whose place was named last, for "wilayah itu"; a state counts where something is in it."""
    if place.before in story.phrases.indefinite:
        return None  # "dua wilayah itu"
    for sentence, found in ((place.sentence, place.earlier), *((t.sentence, t.found) for t in story.back(1))):
        named = [item for item in found if _is_where(sentence, item, story)]
        codes = story.states(named, places=True)
        if codes:
            return stands_for(place, codes) if len(codes) == 1 else None
    return None


def _is_where(sentence: Sentence, item: Found, story: Story) -> bool:
    before = sentence.lower[item.first - 1] if item.first else ""
    return item.kind is MentionKind.PLACE or (item.kind is MentionKind.NAME and before in story.phrases.locative)


def _nearest(story: Story, place: Place, kinds: frozenset[ActorKind], turns: int) -> Answer:
    for found in (place.earlier, *(turn.found for turn in story.back(turns))):
        codes = [code for item in found for code in item.actors if story.is_kind(code, kinds)]
        if codes:
            return stands_for(place, codes[-1:]) if len(set(codes)) == 1 else None
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
    return stands_for(place, person.actors, person) if person is not None else None


def antecedent(story: Story, place: Place) -> Found | None:
    """Return the person whom "ia" at this place would mean."""
    people = [item for item in place.earlier if item.actors and story.is_individual(item)]
    people = [item for item in people if not _is_oblique(place, item)] if len(people) > 1 else people
    if len(people) == 1 and _is_oblique(place, people[0]) and people[0] is not place.here.subject:
        people = []  # "Dalam pertemuan dengan X, ia ..." is somebody else
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


def _is_oblique(place: Place, item: Found) -> bool:
    return bool(item.first) and place.sentence.lower[item.first - 1] in place.anaphors.oblique


def they(story: Story, place: Place) -> Answer:
    """ "mereka": the state, force or group that is the subject here or just before, if no people stand nearer."""
    if place.in_quote:
        return _they_quoted(story, place)
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
        return stands_for(place, story.any_actors(lists[0]) if lists else subject.actors)
    return None


def _they_quoted(story: Story, place: Place) -> Answer:
    """ "Mereka" that opens a quotation after one whose subject are several actors: somebody goes on about them."""
    turn = story.turns[-1] if story.turns else None
    if turn is None or place.earlier or place.first > _EARLY or turn.subject is None:
        return None
    if turn.sentence.words[0] not in QUOTES or turn.subject.first > _EARLY or story.is_individual(turn.subject):
        return None
    lists = [group for group in coordinated(turn.sentence, turn.found) if turn.subject in group]
    return stands_for(place, story.any_actors(lists[0]) if lists else ())


def _they_here(story: Story, place: Place) -> Answer:
    """The nearest mention before "mereka" in its sentence, with those that it is listed with."""
    nearest = place.earlier[-1]
    before = place.sentence.lower[nearest.first - 1] if nearest.first else ""
    between = place.sentence.lower[nearest.last : place.first]
    unfit = story.is_individual(nearest) or nearest.kind is MentionKind.PLACE or before in place.anaphors.oblique
    if unfit or place.anaphors.people.intersection(between):
        return None
    lists = [group for group in coordinated(place.sentence, place.earlier) if nearest in group]
    return stands_for(place, story.any_actors(lists[0]) if lists else nearest.actors)


def own_side(story: Story, place: Place) -> Answer:
    """ "pihaknya": the side of the subject or speaker."""
    if place.in_quote:
        return None
    subject = place.here.subject
    if subject is not None and subject in place.earlier and len(subject.actors) == 1:
        return stands_for(place, subject.actors)
    if place.here.stranger:
        return None
    if place.here.speaker is not None:
        return stands_for(place, place.here.speaker.actors)
    person = antecedent(story, place)
    return stands_for(place, person.actors) if person is not None else None


def we(story: Story, place: Place) -> Answer:
    """ "kami" in a quotation: the actor of the official who is quoted."""
    if not place.in_quote:
        return None
    speaker = _quoted_speaker(story, place)
    return stands_for(place, speaker.actors) if speaker is not None and len(speaker.actors) == 1 else None


def _quoted_speaker(story: Story, place: Place) -> Found | None:
    here = place.here
    if here.speaker is not None or here.stranger:
        return None if here.stranger else here.speaker
    for turn in place.following[:2]:
        if turn.speaker is not None or turn.stranger:
            return None if turn.stranger else turn.speaker
        if place.anaphors.speech_own.intersection(turn.sentence.lower):
            return last_voice(story)[0]
    for turn in story.back(2):
        if turn.speaker is not None or turn.stranger:
            return None if turn.stranger else turn.speaker
    return None


def last_voice(story: Story) -> tuple[Found | None, bool]:
    """Return who spoke or acted last, as "ujarnya" means it, and whether that is somebody unknown."""
    for turn in story.back(4):
        if turn.unknown_voice:
            return None, True
        if turn.speaker is not None and turn.speaker.kind is not MentionKind.NAME:
            return turn.speaker, False
        if turn.stranger:
            return None, True
        if turn.subject is not None and story.is_individual(turn.subject):
            return turn.subject, False
        others = [item for item in turn.found if item.actors and story.is_individual(item)]
        if others:
            return (others[0], False) if len(others) == 1 else (None, False)
    return None, False


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
                return stands_for(place, item.actors, item)
    return None


def officeholder(story: Story, place: Place) -> Answer:
    """ "Menlu" without a state: of the one actor for whom that office acts in the article."""
    words, lower = place.sentence.words, place.sentence.lower
    if place.last < len(words) and words[place.last][0].isupper():
        return None  # a name follows that nobody has introduced
    heads = [word for word in lower[place.first : place.last] if word in story.phrases.offices]
    actors = story.holders.get(heads[-1], frozenset()) if heads else frozenset()
    return stands_for(place, tuple(actors)) if len(actors) == 1 else None


def government(story: Story, place: Place) -> Answer:
    """ "pemerintah", "Kemlu" without a state: the one state that has just acted, else the outlet's own."""
    lower = place.sentence.lower
    if place.after in place.anaphors.local or (place.before and place.before not in place.anaphors.acting):
        return None
    if not any(offices.is_head(story.phrases, lower, at) for at in range(place.first, place.last)):
        return None
    if lower[place.first] in place.anaphors.adjectives and _is_adjective(story, place):
        return None
    here = story.states(place.earlier)
    if here:
        return stands_for(place, here) if len(here) == 1 else None
    acting = story.states(turn.subject for turn in story.back(2) if turn.subject is not None)
    at_home = story.counts[story.home] > 0
    if len(acting) == 1 and (not at_home or acting[0] == story.home):
        return stands_for(place, acting)
    leading = story.counts.most_common(1)
    return stands_for(place, (story.home,)) if at_home and leading[0][0] == story.home else None


def _is_adjective(story: Story, place: Place) -> bool:
    """Whether the word only describes what stands before it: "politik dan militer", "ekonomi, militer, dan ..."."""
    sentence, first = place.sentence, place.first
    if first < 2:
        return False
    if place.before in _JOINING:
        joined = sentence.lower[first - 2]
        names = any(item.last == first - 1 for item in place.earlier)
        return not names and joined not in story.phrases.forces and joined not in story.phrases.organs
    if place.before == ",":
        return place.after == "," or place.after in _JOINING
    closing = not place.before[0].isalnum() and sentence.starts[first - 1] == sentence.ends[first - 2]
    return closing and place.before != ":"


RESOLVERS: dict[str, Resolver] = {
    "both_states": both_states,
    "both_sides": both_sides,
    "state": state,
    "states": states,
    "counted": counted,
    "ranked": ranked,
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
