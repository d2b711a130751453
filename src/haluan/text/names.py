"""The words of actors' and leaders' names, from the ontology, as far as cutting a text into words needs them."""

from __future__ import annotations

from functools import cache

from haluan.ontology import NameKind, load
from haluan.text.vocabulary import vocabulary, words

_KINDS = frozenset((NameKind.NAME, NameKind.SHORT, NameKind.DEMONYM, NameKind.SEAT, NameKind.PLACE))
_SHORTEST, _SHORTEST_PERSON = 4, 5  # shorter names begin too many plain words


@cache
def name_words() -> frozenset[str]:
    """Return the words that end the name of an actor, leader or news agency, as written: "Iran", "Netanyahu", "Emirat".

    Plain words ("Serikat", "Utara") are left out: they prove nothing where they begin a longer word.
    """
    ontology = load()
    found = {name.name.rsplit(None, 1)[-1] for name in ontology.names if name.kind in _KINDS}
    found = {word for word in found if len(word) >= _SHORTEST} | words("glue", "sources")
    for term in ontology.terms:
        found.update(alias for alias in term.aliases if len(alias) >= _SHORTEST_PERSON)
        surname = term.person.rsplit(None, 1)[-1]
        if len(surname) > _SHORTEST_PERSON:
            found.add(surname)
    return frozenset(
        word for word in found if word.isalpha() and word.istitle() and word.casefold() not in vocabulary()
    )


@cache
def actor_words() -> frozenset[str]:
    """Return every word of every actor's names, casefolded: "korea", "selatan", "gedung"."""
    return frozenset(word for name in load().names for word in name.name.casefold().replace("-", " ").split())


@cache
def whole_words() -> frozenset[str]:
    """Return every word of every name, of leaders too: words that are whole, whatever they begin with ("nigeria")."""
    people = (name for term in load().terms for name in (term.person, *term.aliases))
    return actor_words() | {word for name in people for word in name.casefold().replace("-", " ").split()}


@cache
def acronyms() -> frozenset[str]:
    """Return the acronyms that name actors or stand beside them in news: "AS", "NATO", "KTT"."""
    cased = (name.name for name in load().names if name.cased)
    return words("glue", "acronyms") | {name for name in cased if name.isalpha() and name.isupper()}
