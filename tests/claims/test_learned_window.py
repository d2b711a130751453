from haluan.claims.learned.numbers import FEATURES, HINTS, RELATIONS, batch
from haluan.claims.learned.pieces import SPACE, Pieces
from haluan.claims.learned.window import MAX_ACTORS, Window, windows
from haluan.mentions import link
from haluan.model import Article, Skip
from haluan.text import prepare

LETTERS = Pieces.of([(SPACE, -2.0)] + [(chr(c), -3.0) for c in range(33, 127)])


def see(text: str, language: str = "id") -> list[Window]:
    document = prepare(Article(id="a", text=text, language=language, date="2024-05-06"))
    assert not isinstance(document, Skip)
    return list(windows(document, link(document)))


def test_actors_of_the_sentence_come_before_those_of_the_context() -> None:
    (_, second) = see("Peru mengecam Bolivia.\nKedua pihak lalu bertemu Brasil di Lima.")
    inside = [e.code for e in second.entities if e.inside]
    assert "BRA" in inside
    assert second.words[second.start] == "Kedua"


def test_a_sentence_with_one_actor_and_none_before_is_no_window() -> None:
    assert see("Peru menggelar pemilu. Cuaca cerah.") == []


def test_pairs_need_one_side_in_the_sentence() -> None:
    window = see("Peru mengecam Bolivia.\nBrasil menolak komentar.")[-1]
    codes = [e.code for e in window.entities]
    named = {(codes[a], codes[b]) for a, b in window.pairs()}
    assert ("BRA", "PER") in named
    assert ("PER", "BOL") not in named


def test_spans_stand_on_the_words_of_the_actor() -> None:
    (window,) = see("Presiden Prancis Emmanuel Macron mengunjungi Vietnam.")
    by_code = {e.code: window.words[e.spans[0][0] : e.spans[0][1]] for e in window.entities}
    assert by_code["VNM"] == ("Vietnam",)
    assert "Macron" in by_code["FRA"]


def test_many_actors_are_cut_at_the_limit() -> None:
    names = "Peru, Bolivia, Brasil, Chile, Ekuador, Kolombia, Kanada, Meksiko, Kuba, dan Haiti"
    (window,) = see(f"{names} bertemu.")
    assert len(window.entities) == MAX_ACTORS


def test_batch_has_a_row_a_pair_and_hints_where_they_belong() -> None:
    found = see("Peru mengecam Bolivia.")
    made, pairs = batch(found, [{("PER", "BOL"): [("opposes", "actual")]}], LETTERS)
    assert made.features.shape == (len(pairs), FEATURES) == (2, FEATURES)
    codes = [e.code for e in found[0].entities]
    row = pairs.index((0, codes.index("PER"), codes.index("BOL")))
    hints = made.features[:, HINTS : HINTS + len(RELATIONS)]
    assert hints[row].sum() == 1
    assert hints[row, RELATIONS.index("opposes")] == 1
    assert hints[1 - row].sum() == 0


def test_pooling_weights_sum_to_one_on_actors_in_view() -> None:
    found = see("Peru mengecam Bolivia setelah Brasil menolak sanksi terhadap Chile.")
    made, _ = batch(found, [{}], LETTERS)
    for slot in range(len(found[0].entities)):
        assert abs(made.pool[0, slot].sum() - 1) < 1e-6
    assert made.pool[0, len(found[0].entities) :].sum() == 0


def test_long_sentences_keep_within_the_encoder() -> None:
    long = " ".join(["panjang"] * 300)
    made, _ = batch(see(f"Peru mengecam Bolivia {long}."), [{}], LETTERS)
    assert made.ids.shape[1] <= 256
