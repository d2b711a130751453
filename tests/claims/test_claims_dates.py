"""Date expressions and their EDTF values, from a Wednesday, 18 June 2025."""

from __future__ import annotations

from datetime import date

import pytest
from edtf import parse_edtf
from hypothesis import given
from hypothesis import strategies as st

from haluan.claims.dates import Dated, find
from haluan.claims.dates_words import beginnings
from haluan.claims.lexicon import data

PUBLISHED = "2025-06-18"


def tokens_of(text: str) -> tuple[str, ...]:
    """Tokens as written here: apart by spaces, as the text stage cuts them."""
    return tuple(text.casefold().split())


def values(text: str, published: str | None = PUBLISHED) -> list[str]:
    return [dated.edtf for dated in find(tokens_of(text), published)]


def valid(edtf: str) -> bool:
    """Whether both ends are EDTF; the library knows no interval with a decade and an open end (198X/..)."""
    ends = edtf.split("/")
    return len(ends) <= 2 and all(end == ".." or parse_edtf(end) is not None for end in ends)


DAYS = [
    ("bertemu pada 1 Februari 2023", "2023-02-01"),
    ("on 1 Feb. 2023", "2023-02-01"),
    ("on Oct. 7 , 2023", "2023-10-07"),
    ("on 7 October 2023 in", "2023-10-07"),
    ("the 7th of October 2023", "2023-10-07"),
    ("pada 17hb Jun 2024", "2024-06-17"),
    ("pada Isnin , 3 Julai 2023", "2023-07-03"),
    ("pada 5 Mac 2024", "2024-03-05"),
    ("pada 9 Disember 2024", "2024-12-09"),
    ("pada 31 Ogos 2024", "2024-08-31"),
    ("on May 7 , 2024", "2024-05-07"),
    ("on 7 May at noon", "2025-05-07"),
    ("Rabu ( 18/6/2025 ) dini hari", "2025-06-18"),
    ("Rabu , ( 18/6/2025 )", "2025-06-18"),
    ("Selasa ( 17/6/2205 )", "2025-06-17"),  # a slip of the pen: no year that news speaks of
    ("Selasa ( 3/6 )", "2025-06-03"),
    ("( Selasa , 3/6 )", "2025-06-03"),
    ("kemarin ( 17/6 )", "2025-06-17"),
    ("diterbitkan 2024 - 05 - 06", "2024-05-06"),
    ("pada 20 Desember", "2024-12-20"),
    ("akan tiba pada 20 Desember", "2025-12-20"),
    ("pada 20 Desember mendatang", "2025-12-20"),
    ("pada 20 Juni", "2025-06-20"),
    ("kemarin", "2025-06-17"),
    ("semalam", "2025-06-17"),
    ("last night", "2025-06-17"),
    ("dini hari tadi", "2025-06-18"),
    ("hari ini", "2025-06-18"),
    ("besok", "2025-06-19"),
    ("lusa", "2025-06-20"),
    ("pada Kamis malam", "2025-06-12"),
    ("Khamis", "2025-06-12"),
    ("Ahad lalu", "2025-06-15"),
    ("pada hari Minggu", "2025-06-15"),
    ("pada Minggu ( 15/6 )", "2025-06-15"),
    ("pada Minggu mengatakan", "2025-06-15"),
    ("Minggu pagi", "2025-06-15"),
    ("Rabu lalu", "2025-06-11"),
    ("last Saturday", "2025-06-14"),
    ("next Friday", "2025-06-20"),
    ("Jumat mendatang", "2025-06-20"),
    ("Rabu depan", "2025-06-25"),
    ("mereka akan berunding pada Jumat", "2025-06-20"),
    ("akan berunding , kata menteri itu , Jumat", "2025-06-13"),
    ("Senin pekan lalu", "2025-06-09"),
    ("Monday of last week", "2025-06-09"),
    ("Selasa pekan depan", "2025-06-24"),
    ("dua hari lalu", "2025-06-16"),
    ("three days ago", "2025-06-15"),
    ("serangan 7 Oktober", "2023-10-07"),
    ("the Oct. 7 attacks", "2023-10-07"),
    ("pada 7 Oktober", "2024-10-07"),
    ("sehari setelah 7 Oktober 2023", "2023-10-08"),
    ("two days before 9 May 2024", "2024-05-07"),
]
STRETCHES = [
    ("pekan lalu", "2025-06-09/2025-06-15"),
    ("minggu lalu", "2025-06-09/2025-06-15"),
    ("this week", "2025-06-16/2025-06-22"),
    ("next week", "2025-06-23/2025-06-29"),
    ("minggu hadapan", "2025-06-23/2025-06-29"),
    ("awal pekan lalu", "2025-06-09/2025-06-15"),
    ("akhir pekan lalu", "2025-06-14/2025-06-15"),
    ("last weekend", "2025-06-14/2025-06-15"),
    ("bulan lalu", "2025-05"),
    ("bulan depan", "2025-07"),
    ("tiga bulan lalu", "2025-03"),
    ("tahun lalu", "2024"),
    ("tahun lepas", "2024"),
    ("pertengahan tahun ini", "2025"),
    ("dua tahun lalu", "2023"),
    ("dua puluh tahun lalu", "2005"),
    ("setahun lalu", "2024"),
    ("a decade ago", "2015"),
    ("the last two years", "2023/2025"),
    ("dalam dua tahun terakhir", "2023/2025"),
    ("enam bulan ke depan", "2025-06/2025-12"),
    ("Juni 2022", "2022-06"),
    ("pada Mei 2022", "2022-05"),
    ("in May", "2025-05"),
    ("akhir Mei", "2025-05"),
    ("mid - June 2024", "2024-06"),
    ("April lalu", "2025-04"),
    ("November lalu", "2024-11"),
    ("last June", "2024-06"),
    ("Oktober mendatang", "2025-10"),
    ("Desember tahun lalu", "2024-12"),
    ("in June last year", "2024-06"),
    ("pada awal 2023", "2023"),
    ("late 2023", "2023"),
    ("invasi 2003", "2003"),
    ("kuartal II 2024", "2024-04/2024-06"),
    ("the second quarter of 2024", "2024-04/2024-06"),
    ("Q4 2023", "2023-10/2023-12"),
    ("suku pertama 2024", "2024-01/2024-03"),
    ("paruh kedua 2023", "2023-07/2023-12"),
    ("musim panas 2023", "2023-22"),
    ("last winter", "2024-24"),
    ("the 1990s", "199X"),
    ("era 1990 - an", "199X"),
    ("tahun 90 - an", "199X"),
    ("akhir 1980an", "198X"),
    ("abad ke - 20", "19XX"),
    ("abad XIX", "18XX"),
    ("the 20th century", "19XX"),
    ("last century", "19XX"),
]
RANGES = [
    ("sejak Juni 2022", "2022-06/.."),
    ("sejak pada bulan Juni 2022", "2022-06/.."),
    ("sejak 7 Oktober 2023", "2023-10-07/.."),
    ("sejak Senin", "2025-06-16/.."),
    ("sejak akhir 1980an", "198X/.."),
    ("sejak 30 tahun lalu", "1995/.."),
    ("since 2014", "2014/.."),
    ("sejak dimulai pada Oktober 2023", "2023-10/.."),
    ("mulai bulan depan", "2025-07"),
    ("mulai Januari 2024", "2024-01"),
    ("tariffs to take effect Friday", "2025-06-20"),
    ("hingga 2025", "../2025"),
    ("sampai dengan 31 Maret 2025", "../2025-03-31"),
    ("until June 2024", "../2024-06"),
    ("antara 2014 dan 2019", "2014/2019"),
    ("between 2014 and 2019", "2014/2019"),
    ("sejak 2014 hingga 2019", "2014/2019"),
    ("dari 2014 sampai 2019", "2014/2019"),
    ("periode 2014 - 2019", "2014/2019"),
    ("17 - 19 Juni 2024", "2024-06-17/2024-06-19"),
    ("17 hingga 19 Juni 2024", "2024-06-17/2024-06-19"),
    ("17 dan 18 Juni 2024", "2024-06-17/2024-06-18"),
    ("June 17 - 19 , 2024", "2024-06-17/2024-06-19"),
    ("30 Juni - 2 Juli 2024", "2024-06-30/2024-07-02"),
    ("Selasa ( 2-3/6 )", None),
    ("Selasa ( 2 - 3/6 )", "2025-06-02/2025-06-03"),
    ("Januari sampai dengan Maret 2025", "2025-01/2025-03"),
    ("Juni - Juli 2024", "2024-06/2024-07"),
    ("Desember hingga Februari 2025", "2024-12/2025-02"),
    ("Senin dan Selasa", "2025-06-16/2025-06-17"),
    ("Sabtu dan Minggu", "2025-06-14/2025-06-15"),
    ("Sabtu hingga Selasa", "2025-06-14/2025-06-17"),
    ("from Monday to Friday", "2025-06-09/2025-06-13"),
]


@pytest.mark.parametrize(("text", "value"), [row for row in DAYS + STRETCHES + RANGES if row[1]])
def test_one_expression(text: str, value: str) -> None:
    assert values(text) == [value]
    assert valid(value)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("17 dan 19 Juni 2024", ["2024-06-17", "2024-06-19"]),
        ("Senin dan Kamis", ["2025-06-16", "2025-06-12"]),
        ("Jumat ( 13/6 ) , sehari sebelumnya", ["2025-06-13", "2025-06-12"]),
        ("on 9 May 2024 and two days later", ["2024-05-09", "2024-05-11"]),
    ],
)
def test_two_expressions(text: str, expected: list[str]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Mei Ling bertemu",
        "dengan Mei Ling di",
        "it may rain",
        "the 27 may decide",
        "the troops march on",
        "they march 3 km",
        "he sat down",
        "menang 2 - 1",
        "( 2 - 1 )",
        "harga 12.500",
        "naik 5 persen",
        "menteri ( 45 )",
        "usia 45 tahun",
        "1/3 suara",
        "( 2/3 suara )",
        "telepon 0812 - 3456 - 7890",
        "2000 tentara",
        "US$ 2000",
        "resolusi 1973",
        "level 60 - an dollar",
        "setiap Senin",
        "every Monday",
        "setiap hari Senin",
        "the Sunday Times",
        "Black Friday sales",
        "tiga hari",
        "selama dua tahun",
        "tiga kali per minggu .",
        "beberapa tahun lalu",
        "a few years ago",
        "1,5 tahun lalu",
        "sehari sebelumnya",
        "two days later",
        "saat ini",
        "31 Februari 2024",
        "30 Februari",
        "( 31/2/2024 )",
        "( 5/13 )",
        "5000 tahun lalu",
        "abad ke - 99",
        "",
    ],
)
def test_no_date(text: str) -> None:
    assert values(text) == []


@pytest.mark.parametrize("text", ["kemarin", "Senin", "pekan lalu", "7 Oktober", "( 5/9 )", "dua tahun lalu"])
def test_without_a_day_of_publication_only_absolute_dates_are_read(text: str) -> None:
    assert values(text, None) == []
    assert values(f"{text} , 3 Mei 2021", None)[-1] == "2021-05-03"


def test_span_takes_in_what_belongs_to_the_date() -> None:
    tokens = tokens_of("tiba pada Rabu ( 18/6/2025 ) dini hari waktu setempat di Doha")
    assert list(find(tokens, PUBLISHED)) == [Dated(2, 10, "2025-06-18")]


def test_the_turn_of_the_year() -> None:
    assert values("pada 28 Desember", "2025-01-03") == ["2024-12-28"]
    assert values("pada 3 Januari", "2024-12-30") == ["2025-01-03"]
    assert values("bulan lalu", "2025-01-03") == ["2024-12"]
    assert values("29 Februari", "2024-03-02") == ["2024-02-29"]
    assert values("29 Februari", "2025-03-02") == []


GLUE = ["-", "–", "/", "(", ")", ",", ".", "dan", "hingga", "to", "and", "of", "an", "ke", "sebelum", "setelah", "kata"]
NUMBERS = [
    "0",
    "1",
    "2",
    "7",
    "17",
    "29",
    "30",
    "31",
    "99",
    "1990",
    "2024",
    "2025",
    "1990s",
    "5/9",
    "31/2",
    "9/13",
    "1.5.2024",
]
VOCABULARY = sorted(
    beginnings()
    | {word.split()[0] for key in ("since", "until", "past", "future", "fillers") for word in data("dates.yaml")[key]}
    | set(GLUE)
    | set(NUMBERS)
)
WORDS = st.lists(st.sampled_from(VOCABULARY) | st.text(min_size=1, max_size=6), max_size=12).map(tuple)
ANCHORS = st.none() | st.dates(date(1, 1, 1), date(9999, 12, 31)).map(date.isoformat)


@given(WORDS, ANCHORS)
def test_any_tokens_give_ordered_spans_with_valid_values(tokens: tuple[str, ...], published: str | None) -> None:
    end = 0
    for dated in find(tokens, published):
        assert end <= dated.first < dated.last <= len(tokens)
        assert valid(dated.edtf), dated.edtf
        ends = dated.edtf.split("/")
        if ".." not in ends and len(ends) == 2:
            assert parse_edtf(ends[0]).lower_strict() <= parse_edtf(ends[1]).upper_strict()
        end = dated.last
