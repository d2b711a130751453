"""What holds of the mentions of any text."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from haluan.mentions import link
from haluan.model import Article, Document
from haluan.text import prepare

TEXT = """
Presiden AS Rusia Ukraina ( ) , . " Trump Putin Kedua negara kedua pihak menteri Menlu RI dan - kata ia Kami kami
mereka mantan untuk di ke Israel Gaza Hamas NATO Korea Selatan (Korsel) US US$ the country of Israeli military said
Washington 4 Kongo Georgia pihaknya negara-negara itu Xi XI 's
5 Negara Asia adalah : Jepang keempat negara two countries Nomor 2 2. ujarnya “ ” # - lain termasuk the of Institute
"""
WORDS = st.sampled_from([*TEXT.split(), "\n"])


@settings(max_examples=150, deadline=None)
@given(words=st.lists(WORDS, min_size=1, max_size=40), language=st.sampled_from(["id", "ms", "en"]))
def test_mentions_are_ordered_apart_and_inside_their_sentence(ontology, words, language):
    document = prepare(Article(id="p", text=" ".join(words), language=language, date="2025-08-12"))
    if not isinstance(document, Document):
        return
    mentions = link(document, ontology)
    places = [(m.sentence, m.first, m.last) for m in mentions]
    assert places == sorted(places)
    for before, after in pairwise(mentions):
        assert before.sentence < after.sentence or before.last <= after.first
    for mention in mentions:
        sentence = document.sentences[mention.sentence]
        assert mention.span.start == sentence.starts[mention.first]
        assert mention.span.end == sentence.ends[mention.last - 1]
        assert mention.actors or mention.candidates
        assert set(mention.actors) <= set(ontology.actors)
    assert link(document, ontology) == mentions
