"""What stands behind a label: a source, authors, a date, and whatever else is on the line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from readingroom.cleaning import words
from readingroom.cleaning.characters import HAN
from readingroom.cleaning.credits.bylines import read_byline
from readingroom.cleaning.credits.credit import BRACKETS, Credit, date_found, source_found, words_of
from readingroom.cleaning.credits.imprints import PAGE_BEHIND_LABEL, read_issue
from readingroom.cleaning.credits.outlets import TITLE_MARKS, read_office, read_outlet
from readingroom.cleaning.credits.readers import READERS, URL, read_parts, read_stretch, read_widget
from readingroom.cleaning.dates import Date, find_dates
from readingroom.cleaning.evidence import Found
from readingroom.cleaning.names import is_name
from readingroom.simplified import simplified

PLACE_KINDS = frozenset("省市州县旗区镇乡村街")
"""What a place is, behind its name: 石桥镇."""

LONGEST_NAME = 24
"""An outlet, a person, a column: longer values are no names."""

NEIGHBOUR = re.compile(r"[3<>«»\s]*[上下]一[篇版期条页章]")
"""A link to another page: its date and title are not this one's."""

LONGEST_PATH = 48
"""A directory of a site's offices where the source should stand: 区委部门 > 宣传部 > …"""


def read_value(label: words.Label, value: str) -> list[Credit]:
    """What stands behind a label. A date behind a name is the page's; what else stands there is read if it can be."""
    if label.field == "author" and (more := re.search(r"[《|\[【]", value)):
        rest = read_stretch(value[more.start() :])
        return [*read_value(label, value[: more.start()]), *(rest or ())]
    dates = find_dates(value)
    if label.field == "date":
        found = [
            one for date in dates[:1] for one in date_found(date, raw=_raw(value, date), kind=label.date_kind or "")
        ]
        return [Credit("label", tuple(found))]
    name = value[: dates[0].start] if dates else value
    rest = read_stretch(value[dates[0].start :]) if dates else []
    if dates and rest is None:
        rest = [Credit("date", tuple(date_found(dates[0], raw=_raw(value, dates[0]))))]
    return [Credit("label", tuple(_named(label, name.strip()))), *(rest or ())]


def _raw(text: str, date: Date) -> str:
    return text[date.start : date.end]


def _named(label: words.Label, value: str) -> Iterator[Found]:
    field = label.field
    if field == "source":
        yield from (replace(found, sure=found.sure and not label.names_office) for found in _source_value(value))
    elif field == "author":
        yield from (_office_as_author(found) for found in _author_value(value) if found.sure or not label.names_only)
    elif field == "url" and (match := URL.search(value)):
        yield Found("url", match[0], match[0])
    elif field == "page" and (page := PAGE_BEHIND_LABEL.match(value)):
        yield Found("page", page["page"], page[0])
    elif field and field != "url" and (name := _without_buttons(value)) and len(name) <= LONGEST_NAME:
        yield Found(field, name, name)


def _without_buttons(value: str) -> str:
    """
    The value without the buttons behind it.

    >>> _without_buttons("图评 上一篇 下一篇"), _without_buttons("基层 党建")
    ('图评', '基层 党建')
    """
    words_of_it = value.strip(BRACKETS).split(" ")
    while len(words_of_it) > 1 and (not words_of_it[-1] or _is_button(words_of_it[-1])):
        words_of_it.pop()
    return " ".join(words_of_it).strip(BRACKETS)


def _is_button(text: str) -> bool:
    return bool(NEIGHBOUR.match(text)) or read_widget(text.strip(BRACKETS)) is not None


def _source_value(value: str) -> Iterator[Found]:
    """人民网-人民日报, 《某刊》2022年第7期, or a path of offices; not the buttons behind it."""
    value = value.strip(" ,;|")
    if " > " in value and len(value) <= LONGEST_PATH:
        yield Found("source", value, value)
        return
    head = re.split(r"[|\[【<(]|\s{2,}", value)[0].strip(BRACKETS)
    marked = TITLE_MARKS.match(head)
    issue = read_issue(head)
    if marked:
        yield from source_found(re.sub(r"\s", "", marked["name"]), raw=marked[0])
        yield from (one for piece in read_parts(head[marked.end() :]) or () for one in piece.found)
    elif issue:
        yield from issue.found
    elif head:
        first = head.split()[0]
        name = first if first != head and (read_outlet(first) or any(map(_is_piece, head.split()[1:]))) else head
        if len(name) <= LONGEST_NAME:
            yield from (replace(found, sure=_may_be_source(name)) for found in source_found(name, raw=name))


def _may_be_source(name: str) -> bool:
    """
    Whether a name has something that sources have, or is a person's: 来源：百姓的信任 is a heading.

    >>> _may_be_source("清河日报"), _may_be_source("网友投稿"), _may_be_source("百姓的信任")
    (True, True, False)
    """
    plain = name.translate(simplified())
    return name in words.no_outlets() or is_name(name) or any(sign in plain for sign in words_of("source_signs"))


def _is_piece(text: str) -> bool:
    return any(read(text.strip(BRACKETS)) is not None for read in READERS)


def _author_value(value: str) -> Iterator[Found]:
    """The names at the head of the value, with or without the office before them; else an office, which is not sure."""
    value = re.split(r"[|\[【<(]", value.strip(" ,;|("))[0].strip(BRACKETS)
    parts = value.split()
    for end in range(len(parts), 0, -1):
        for start in range(end):
            piece = read_byline(" ".join(parts[start:end]))
            if (
                piece
                and piece.found
                and (not start or read_office("".join(parts[:start])) or read_outlet("".join(parts[:start])))
            ):
                yield piece.found[0]
                return
    if signed := _name_and_office(re.sub(r"\s", "", value)):
        yield signed
    elif value and len(value) <= 2 * LONGEST_NAME and re.search(f"[{HAN}]", value):
        offices = [re.sub(r"\s", "", part) for part in re.split("[、,]", value)]
        yield Found("author", " ".join(filter(None, offices)), value, sure=False)


def _office_as_author(found: Found) -> Found:
    """
    作者：某某街道: the label says who wrote it, and offices write. Not sure where a name may be glued to it.

    >>> [_office_as_author(Found("author", who, who, sure=False)).sure for who in ("渡口街道", "张三某区委组织部")]
    [True, False]
    """
    is_office = all(
        part.endswith(words_of("office_ends")) and not is_name(part[:2]) and not is_name(part[:3])
        for part in found.value.split()
    )
    return replace(found, sure=found.sure or is_office)


def _name_and_office(text: str) -> Found | None:
    """
    司马甲区委组织部: the office glued to the name. Not sure: 高新技术开发区党工委 is an office alone.

    >>> _name_and_office("司马甲区委组织部").raw, _name_and_office("石桥镇党委")
    ('司马甲', None)
    """
    for length in (3, 2, 4):
        name, office = text[:length], text[length:]
        # 石桥|镇党委: what stands before the kind of a place is the place; but 张三|区委组织部.
        names_place = office[:1] in PLACE_KINDS and office[1:2] != "委"
        if is_name(name) and not names_place and read_office(office):
            return Found("author", name, name, sure=False)
    return None
