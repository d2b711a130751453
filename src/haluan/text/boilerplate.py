"""Marks what stands in the text but is not the article: links to others, advertisements, bylines, tags, datelines.

Patterns are data (``data/boilerplate.yaml``); the structure of a page is judged here. Losing a sentence of the article
is worse than keeping a line of boilerplate, so that doubtful lines stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from haluan.model import Span
from haluan.text.datelines import dateline
from haluan.text.headlines import content, headline_end, is_headline, number_of
from haluan.text.lines import Line
from haluan.text.names import actor_words
from haluan.text.vocabulary import table, vocabulary, words

_ENDS = '.!?"”’)'
_HEADLINE = 7  # words of a headline that stands between paragraphs, at least
_PARAGRAPH = 60  # characters of a paragraph beside such a headline, at least
_PROSE = 150  # a line of so many characters that ends like a sentence belongs to an article again
_TOP = 6  # lines among which a byline may stand
_NEAR = 12  # lines below a heading in which its subject is looked for
_BYLINE = re.compile(r"(?:[A-Z][\w'’.]+ ){1,3}[A-Z][\w'’.]+")
_CLOCK = re.compile(r"[\d:.,/|()\s-]+|wib|wita|wit|gmt|am|pm|pukul|jam", re.IGNORECASE)
_DAY = re.compile(r"\b(?:senin|selasa|rabu|kamis|jumat|jum'at|sabtu|minggu|ahad|\w+day)\b", re.IGNORECASE)
_AGO = re.compile(r"\d{1,2} (?:menit|jam|hari|minggu|bulan|minutes?|hours?|days?|weeks?) (?:lalu|yang lalu|ago)", re.I)
_CODE = re.compile(r"\([a-z]{2,5}(?:/[a-z]{2,5}){1,3}\)")


def boilerplate(text: str, lines: list[Line], acronyms: frozenset[str]) -> tuple[Span, ...]:
    """Return the boilerplate of ``text``, sorted and disjoint; ``acronyms`` name actors (see `dateline`)."""
    taken = _whole_lines(text, lines)
    for index in _unlabelled(lines, taken):
        taken.add(index)
    _extend_tags(lines, taken)
    spans = [Span(line.start, line.end) for index, line in enumerate(lines) if index in taken]
    for index, line in enumerate(lines):
        if index not in taken:
            spans.extend(_inside(text, line, index, acronyms))
    return _merged(text, spans)


@cache
def _compiled(key: str) -> re.Pattern[str]:
    patterns = table("boilerplate")[key]
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), 0 if key == "credit" else re.IGNORECASE)


def _whole_lines(text: str, lines: list[Line]) -> set[int]:
    """Return the indices of lines that are boilerplate as a whole."""
    taken: set[int] = set()
    title = lines[0].text.casefold()
    index = 0
    while index < len(lines):
        body = lines[index].text
        following = lines[index + 1].text if index + 1 < len(lines) else ""
        if _compiled("tail").fullmatch(body) and index:
            stop = _prose_after(lines, index + 1)
            taken.update(range(index, stop))
            index = stop
            continue
        if _compiled("label").fullmatch(body):
            taken.add(index)
            if following and is_headline(following):
                taken.add(index + 1)
                index += 1
        elif (index and (body.casefold() == title or _is_line(body, index))) or _names_date(body):
            taken.add(index)
            # "Sumber :" and the bullet with its answer on the next line
            if body.endswith(":") and following.startswith("•"):
                taken.add(index + 1)
                index += 1
        elif body == "-" and index > 1 and len(lines[index - 1].text.split()) <= 3:
            taken.update((index - 1, index))  # a dateline over two lines: "Jakarta", "-"
        index += 1
    return taken


def _is_line(body: str, index: int) -> bool:
    match = _compiled("line").match(body)
    if match is None:
        return index <= _TOP and _is_byline(body)
    if not body.casefold().startswith("baca juga"):
        return True
    # "Baca juga" may stand before the article's own text, where the link after it got lost.
    rest = body[len("baca juga") :].lstrip(" :")
    return not rest or is_headline(rest)


def _is_byline(body: str) -> bool:
    """Tell whether a line near the top is a person's name and nothing else."""
    if not _BYLINE.fullmatch(body):
        return False
    return not any(word in vocabulary() or word in actor_words() for word in body.casefold().split())


def _names_date(body: str) -> bool:
    """Tell whether the line is a date of publication and nothing else."""
    if len(body) > 60 or not any(char.isdigit() for char in body):
        return False
    if _AGO.fullmatch(body):
        return True
    if not re.search(r"\b(?:19|20)\d\d\b", body):
        return False
    rest = _CLOCK.sub(" ", _DAY.sub(" ", body)).split()
    return 1 <= len(rest) <= 3 and all(
        word.casefold() in words("boilerplate", "months") or word.casefold() in ("published", "terbit", "diperbarui")
        for word in rest
    )


def _prose_after(lines: list[Line], index: int) -> int:
    """Return the index of the first line from ``index`` on that is prose again, else the count of lines."""
    while index < len(lines):
        body = lines[index].text
        if len(body) >= _PROSE and body[-1] in _ENDS and not _compiled("line").match(body):
            return index
        index += 1
    return index


def _unlabelled(lines: list[Line], taken: set[int]) -> Iterator[int]:
    """Yield the lines that are headlines of other articles between the paragraphs of this one.

    A section heading shares a word with what follows it; a link to another article does not, or it stands between the
    items of a numbered list.
    """
    for index in range(1, len(lines) - 1):
        line = lines[index].text
        if index in taken or len(line.split()) < _HEADLINE or line[0] in "#-•*" or number_of(line):
            continue
        if not is_headline(line):
            continue
        before, following = index - 1, index + 1
        while before in taken:
            before -= 1
        while following in taken:
            following += 1
        if before < 0 or following >= len(lines) or not _is_prose(lines[before].text):
            continue
        below = lines[following].text
        if number_of(below) >= 2 or (_is_prose(below) and not _shares_subject(lines, index, following, taken)):
            yield index


def _is_prose(body: str) -> bool:
    return len(body) >= _PARAGRAPH and body[-1] in _ENDS


def _shares_subject(lines: list[Line], index: int, following: int, taken: set[int]) -> bool:
    subject = content(lines[index].text)
    read = 0
    for at in range(following, min(len(lines), following + _NEAR)):
        body = lines[at].text
        if at in taken:
            continue
        if read and (number_of(body) or is_headline(body)):
            break
        if subject & content(body):
            return True
        read += 1
        if read == 3:
            break
    return False


def _extend_tags(lines: list[Line], taken: set[int]) -> None:
    """Take the tags at the end of a page: short lines after an author's code, or many of them."""
    first = len(lines)
    while first > 1 and (first - 1 in taken or _is_tag(lines[first - 1].text)):
        first -= 1
    tags = [index for index in range(first, len(lines)) if index not in taken]
    coded = any(_CODE.fullmatch(lines[index].text) for index in range(max(first - 1, 0), len(lines)))
    if tags and (coded or len(tags) >= 5 or (len(tags) >= 2 and all(lines[t].text.islower() for t in tags))):
        last_code = max((i for i in range(first, len(lines)) if _CODE.fullmatch(lines[i].text)), default=first)
        taken.update(index for index in tags if index >= last_code or len(tags) >= 5 or lines[index].text.islower())


def _is_tag(body: str) -> bool:
    return len(body) <= 40 and len(body.split()) <= 4 and body[-1] not in '.!?:"”' and body[0] not in "-•*#0123456789"


def _inside(text: str, line: Line, index: int, acronyms: frozenset[str]) -> Iterator[Span]:
    """Yield the boilerplate inside the line ``index`` of the article."""
    length = 0
    if index or len(line.text) > _PROSE:  # a title has no dateline
        length = dateline(line.text, acronyms, index < _TOP)
    if length:
        length += dateline(line.text[length:], acronyms, index < _TOP)  # "KONTAN.CO.ID - WASHINGTON - "
        yield Span(line.start, line.start + length)
    for key in ("inline", "credit"):
        for match in _compiled(key).finditer(line.text):
            yield Span(line.start + match.start(), line.start + match.end())
    for match in _label_inside().finditer(text, line.start + length, line.end):
        yield Span(match.start(), _label_end(text, match.end(), line.end))


@cache
def _label_inside() -> re.Pattern[str]:
    return re.compile(table("boilerplate")["inside"], re.IGNORECASE)


def _label_end(text: str, start: int, end: int) -> int:
    """Return the end of the boilerplate that a label before ``start`` opens inside a line."""
    colon = text[start - 1] == ":"
    if not colon and start < end and text[start].isspace():
        return start  # the link after the label got lost; what follows is the article's own
    stop = max(start, headline_end(text, start, end))
    return stop - 1 if stop > start and text[stop - 1] in "([" else stop


def _merged(text: str, spans: list[Span]) -> tuple[Span, ...]:
    """Return ``spans`` sorted, with those joined that overlap or have only white space between them."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and (span.start <= merged[-1].end or not text[merged[-1].end : span.start].strip()):
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)
