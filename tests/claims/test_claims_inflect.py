import pytest

from haluan.claims.inflect import english, indonesian, nasal


@pytest.mark.parametrize(
    ("root", "verb"),
    [
        ("serang", "menyerang"),
        ("kecam", "mengecam"),
        ("tuduh", "menuduh"),
        ("puji", "memuji"),
        ("bom", "mengebom"),
        ("ancam", "mengancam"),
        ("gempur", "menggempur"),
        ("desak", "mendesak"),
        ("veto", "memveto"),
        ("rusak", "merusak"),
        ("lantik", "melantik"),
        ("hukum", "menghukum"),
        ("blokade", "memblokade"),
        ("kritik", "mengkritik"),
        ("protes", "memprotes"),
        ("traktir", "mentraktir"),
    ],
)
def test_me_prefix_assimilates(root: str, verb: str) -> None:
    assert nasal(root) == verb


def test_suffix_stays_in_all_voices() -> None:
    forms = indonesian("jatuh+kan")
    assert forms.active == ("menjatuhkan",)
    assert forms.passive == ("dijatuhkan",)
    assert forms.bare == ("jatuhkan",)


def test_equals_sign_takes_the_form_as_it_is() -> None:
    assert indonesian("=bertemu").active == ("bertemu",)
    assert indonesian("=bertemu").passive == ()


@pytest.mark.parametrize(
    ("base", "active", "participle"),
    [
        ("attack", ("attack", "attacks", "attacking", "attacked"), "attacked"),
        ("invade", ("invade", "invades", "invading", "invaded"), "invaded"),
        ("ally", ("ally", "allies", "allying", "allied"), "allied"),
        ("ban", ("ban", "bans", "banning", "banned"), "banned"),
        ("free", ("free", "frees", "freeing", "freed"), "freed"),
        ("clash", ("clash", "clashes", "clashing", "clashed"), "clashed"),
        ("strike/struck/struck", ("strike", "strikes", "striking", "struck"), "struck"),
        ("withdraw/withdrew/withdrawn", ("withdraw", "withdraws", "withdrawing", "withdrew"), "withdrawn"),
    ],
)
def test_english_forms(base: str, active: tuple[str, ...], participle: str) -> None:
    forms = english(base)
    assert forms.active == active
    assert forms.passive == (participle,)
