import pytest

from haluan.claims.lexicon import Frame, data, lexicon, split
from haluan.ontology import load


def relations(language: str) -> set[str]:
    return {cue.relation for entries in lexicon(language).index.values() for _, cues in entries for cue in cues} - {""}


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_relation_has_cues(language: str) -> None:
    assert relations(language) == set(load().relations)


def test_malay_reads_with_the_indonesian_cues() -> None:
    assert lexicon("ms").index.keys() == lexicon("id").index.keys()


@pytest.mark.parametrize("name", ["cues_id.yaml", "cues_en.yaml", "modality.yaml", "speech.yaml", "grammar.yaml"])
def test_vocabulary_is_text_all_through(name: str) -> None:
    # YAML 1.1 reads a bare "on" or "no" as a truth value, which then never matches
    def leaves(value: object) -> list[object]:
        if isinstance(value, dict):
            return [*value.keys(), *(leaf for v in value.values() for leaf in leaves(v))]
        if isinstance(value, list):
            return [leaf for v in value for leaf in leaves(v)]
        return [value]

    assert not [leaf for leaf in leaves(data(name)) if not isinstance(leaf, str)]


def test_longest_cue_wins() -> None:
    tokens = split("menandatangani nota kesepahaman dengan")
    readings = list(lexicon("id").hits(tokens, (-1,) * len(tokens)))
    assert readings[0][0].last == 3


def test_phrases_that_mean_something_else_are_no_cues() -> None:
    tokens = split("ia terkena serangan jantung")
    assert not list(lexicon("id").hits(tokens, (-1,) * len(tokens)))


def test_passive_turns_the_frame() -> None:
    tokens = ("diserang",)
    (reading,) = lexicon("id").hits(tokens, (-1,))
    assert {hit.cue.frame for hit in reading} == {Frame.PASSIVE}


def test_actors_hide_the_cues_inside_them() -> None:
    tokens = split("perang melawan perang")
    assert [r[0].first for r in lexicon("id").hits(tokens, (0, -1, -1))] == [1, 2]
