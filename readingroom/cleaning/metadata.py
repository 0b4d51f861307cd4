"""Rules for what a page prints about its article: labels, imprints, issue lines, mastheads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from readingroom.cleaning import words
from readingroom.cleaning.blocks import Block
from readingroom.cleaning.characters import HAN, SENTENCE_ENDS, ends_with
from readingroom.cleaning.dates import Date, find_dates
from readingroom.cleaning.evidence import Evidence, Found, Power

LONGEST_LABELS = 120
"""A line of labels can be 76 characters long with six labels; longer ones are text that begins with a label."""

LONGEST_IMPRINT = 60
"""Imprints, running heads and lines of a date are short."""

LONGEST_NAME = 24
"""An outlet, a person, a column: longer values are no names."""

_BRACKETS = "()[]【】〔〕<>|/·•■—- \t"

ISSUE = re.compile(r"(?P<year>\d{4})\s?年\s?第?\s?(?P<issue>\d{1,2})\s?期(?:\s*[(/,]?\s*总第?\s?\d{1,5}\s?期\)?)?")
IMPRINT = re.compile(
    r"[(\[]?\s*(?P<kind>来源:|据|转自|摘自|原载)?\s*《\s*(?P<outlet>[^《》]{2,20}?)\s*》\s*(?P<rest>[^。!?]{0,50})"
)
NEWSPAPER_PAGE = re.compile(r"(?:第\s*)?(?P<page>[A-Z]?\d{1,3})\s*版")
FREQUENCY = re.compile(
    rf"《?(?P<outlet>[{HAN}]{{2,12}})》?\s*[/|·\s]\s*(?:(?P<day>每月\d{{1,2}}日(?:、\d{{1,2}}日)*出版)|(?P<name>月刊|半月刊|双月刊|季刊|周刊))"
)
REPOSTED = re.compile(
    rf"[■□●▲◆*(\[【]?\s*(?P<verb>据|转自|摘自|来源于|综合)\s*[:]?\s*(?P<outlet>[{HAN}A-Za-z·]{{2,16}}?)\s*(?:消息|报道|电|讯)?[)\]】]?"
)
WEEKDAY = re.compile("(?:星期|周)[一二三四五六日天]")
NAME = re.compile(rf"[{HAN}A-Za-z·]{{2,12}}")
REPORTER = r"(?:本报|本刊|本网|本社|特约|见习|实习|全媒体)*(?:记者|通讯员|评论员)"
BYLINE = re.compile(
    rf"{REPORTER}(?:\s*:\s*|\s+)[{HAN}·]{{2,4}}(?:[\s、,/]+(?:{REPORTER}[\s:]+)?[{HAN}·]{{2,4}}){{0,5}}"
)
OUTLET_END = re.compile(r"(网|报|刊|社|台|客户端|杂志|通讯|日报|在线|公众号|微信|求是|频道|中心|新闻|论坛)$")


def label_line(block: Block) -> Evidence | None:
    """
    A line of labels and values: 来源, 作者, 发布时间, 责任编辑, 浏览数 … One line may hold several.

    Text that merely begins with such a word is left alone: a sentence, or a line that is too long.

    >>> from readingroom.cleaning.blocks import Block, Span
    >>> line = label_line(Block((Span(1, 0, 20, "更新时间:2023-10 来源:网友投稿"),)))
    >>> [(found.field, found.value) for found in line.found]
    [('date', '2023-10'), ('date_kind', 'updated'), ('source', '网友投稿')]
    """
    if len(block.plain) > LONGEST_LABELS or ends_with(block.plain, SENTENCE_ENDS):
        return None
    matches = list(_label_pattern().finditer(block.plain))
    if not matches:
        return None
    lead = block.plain[: matches[0].start()].strip(_BRACKETS)
    if lead and not _is_dates_only(lead):
        return None
    found = [*_dates_found(lead, "posted")]
    ends = [match.start() for match in matches[1:]] + [len(block.plain)]
    for match, end in zip(matches, ends, strict=True):
        label = words.labels()[re.sub(r"\s", "", match["label"])]
        found += _values(label, block.plain[match.end() : end].strip())
    return Evidence("label_line", "metadata", Power.LABEL, tuple(found))


@cache
def _label_pattern() -> re.Pattern[str]:
    spaced = "|".join(
        r"\s*".join(map(re.escape, word)) for word in sorted(words.labels(), key=lambda word: (-len(word), word))
    )
    return re.compile(rf"(?:^|(?<=[{re.escape(_BRACKETS)}\d日]))(?P<label>{spaced})\s*:\s*")


def _is_dates_only(text: str) -> bool:
    for date in reversed(find_dates(text)):
        text = text[: date.start] + text[date.end :]
    return not text.strip(_BRACKETS)


def _values(label: words.Label, value: str) -> Iterator[Found]:
    dates = find_dates(value)
    if label.field == "date":
        yield from _dates_found(value, label.date_kind or "posted")
        return
    name = (value[: dates[0].start] if dates else value).strip(_BRACKETS)
    if label.field and name and len(name) <= LONGEST_NAME * (8 if label.field == "url" else 1):
        yield from _name_found(label.field, name)
    yield from _dates_found(value, "posted")


def _name_found(field: str, name: str) -> Iterator[Found]:
    if field == "source":
        yield from source_found(name, raw=name)
    elif field == "author":
        yield Found("author", " ".join(part for part in re.split(r"[\s、,/]+", name) if part), name)
    else:
        yield Found(field, name, name)


def source_found(name: str, *, raw: str) -> Iterator[Found]:
    """
    A source as printed, and the outlet it names: the last part of 人民网-人民日报, which had it first.

    >>> [(found.field, found.value) for found in source_found("人民网-人民日报", raw="")]
    [('source', '人民网-人民日报'), ('outlet', '人民日报')]
    """
    name = name.strip("《》 ")
    yield Found("source", name, raw)
    outlet = re.split(r"\s*[-—]+\s*", name)[-1].strip("《》 ")
    if outlet and outlet not in words.no_outlets():
        yield Found("outlet", outlet, raw)


def _dates_found(text: str, kind: str) -> Iterator[Found]:
    dates = find_dates(text)
    if dates:
        yield from date_found(dates[0], kind, raw=text[dates[0].start : dates[0].end])


def date_found(date: Date, kind: str, *, raw: str) -> Iterator[Found]:
    """A date with its kind, and the time of day where one is printed."""
    yield Found("date", date.value, raw)
    yield Found("date_kind", kind, raw)
    if date.time:
        yield Found("time", date.time, raw)


def imprint(block: Block) -> Evidence | None:
    """
    A newspaper's or journal's line: 《 人民日报 》( 2022年02月16日 05 版), or (来源:《实践》2022年第7期).

    A sentence that begins with a book title is left alone: after the title only dates, issues and pages may stand.

    >>> from readingroom.cleaning.blocks import Block, Span
    >>> line = imprint(Block((Span(1, 0, 0, "《 某某日报 》( 2022年02月16日 05 版)"),)))
    >>> {found.field: found.value for found in line.found}["page"]
    '05'
    """
    match = IMPRINT.fullmatch(block.plain.rstrip(")] ")) if len(block.plain) <= LONGEST_LABELS else None
    if not match:
        return None
    rest = match["rest"]
    issue, dates, page = ISSUE.search(rest), find_dates(rest), NEWSPAPER_PAGE.search(rest)
    if not (issue or dates or page or match["kind"]) or _leftover(rest):
        return None
    found = list(source_found(re.sub(r"\s", "", match["outlet"]), raw=match["outlet"]))
    if dates:
        found += date_found(dates[0], "published", raw=rest[dates[0].start : dates[0].end])
    elif issue:
        found += _issue_found(issue)
    if page:
        found.append(Found("page", page["page"], page[0]))
    return Evidence("imprint", "metadata", Power.LABEL, tuple(found))


def _leftover(rest: str) -> str:
    for date in reversed(find_dates(rest)):
        rest = rest[: date.start] + rest[date.end :]
    rest = NEWSPAPER_PAGE.sub("", ISSUE.sub("", rest))
    return re.sub(r"[\s(),.、:/·-]|星期.|周.", "", rest)


def issue_line(block: Block) -> Evidence | None:
    """
    The running head of a journal: 2022年第7期/总第1447期, with or without the journal's name.

    >>> from readingroom.cleaning.blocks import Block, Span
    >>> issue_line(Block((Span(1, 0, 0, "2022年第7期/总第1447期"),))).found[0].value
    '2022年第7期/总第1447期'
    """
    if len(block.plain) > LONGEST_IMPRINT or ends_with(block.plain, SENTENCE_ENDS):
        return None
    match = ISSUE.search(block.plain)
    if not match:
        return None
    name = (block.plain[: match.start()] + block.plain[match.end() :]).strip(_BRACKETS + "《》,.")
    if name and not (re.fullmatch(rf"[{HAN}]{{2,12}}", name) and block.plain.startswith((name, f"《{name}"))):
        return None
    found = list(_issue_found(match))
    if name:
        found += source_found(name, raw=name)
    return Evidence("issue_line", "metadata", Power.LABEL, tuple(found))


def _issue_found(match: re.Match[str]) -> Iterator[Found]:
    yield Found("issue", match[0].strip(), match[0].strip())


def spaced_head(block: Block) -> Evidence | None:
    """
    The head of a newspaper or journal page in one row: name, date, weekday, page or issue, column, blanks between.

    >>> from readingroom.cleaning.blocks import Block, Span
    >>> head = spaced_head(Block((Span(1, 0, 0, "某某晚报  2023年06月30日  星期五  第A03版  要闻"),)))
    >>> {found.field: found.value for found in head.found}["page"]
    'A03'
    """
    if len(block.plain) > LONGEST_IMPRINT or ends_with(block.plain, SENTENCE_ENDS):
        return None
    cells = [cell.strip(_BRACKETS + "《》") for cell in re.split(r"\s{2,}|\s*[|]\s*", block.plain)]
    found = [one for cell in cells for one in _cell_found(cell)]
    names = [cell for cell in cells if cell and not list(_cell_found(cell)) and not WEEKDAY.fullmatch(cell)]
    if len(cells) < 2 or not found or any(not NAME.fullmatch(name) for name in names):
        return None
    outlets = [name for name in names if OUTLET_END.search(name)] or names[:1] * bool(ISSUE.search(block.plain))
    if outlets:
        found += source_found(outlets[0], raw=outlets[0])
    return Evidence("spaced_head", "metadata", Power.LABEL, tuple(found))


def _cell_found(cell: str) -> Iterator[Found]:
    dates = find_dates(cell)
    page = re.match(NEWSPAPER_PAGE.pattern + r"(?::\s*.{0,8})?$", cell)
    issue = ISSUE.fullmatch(cell)
    if issue:
        yield from _issue_found(issue)
    elif page:
        yield Found("page", page["page"], page[0])
    elif dates and dates[0].start == 0 and dates[0].end == len(cell):
        yield from date_found(dates[0], "published", raw=cell)


def byline(block: Block) -> Evidence | None:
    """
    A reporter's line: 本报记者 某某 通讯员 某某. A name alone is left to curators: it may be anything.

    >>> from readingroom.cleaning.blocks import Block, Span
    >>> byline(Block((Span(1, 0, 0, "本报记者 甲某某  通讯员 乙某"),))).found[0].value
    '甲某某 乙某'
    """
    text = block.plain.strip("()[]□■ ")
    if len(text) > LONGEST_IMPRINT or not BYLINE.fullmatch(text):
        return None
    names = [name for name in re.split(rf"[\s、,/:]+|{REPORTER}", text) if name]
    return Evidence("byline", "metadata", Power.LABEL, (Found("author", " ".join(names), text),))


def masthead(block: Block) -> Evidence | None:
    """
    A journal's name with how often it appears: 实践/每月1日出版. Says the source, and that issue n is month n.

    >>> from readingroom.cleaning.blocks import Block, Span
    >>> masthead(Block((Span(1, 0, 0, "某刊/每月1日出版"),))).found[0].value
    '某刊'
    """
    match = FREQUENCY.fullmatch(block.plain) if len(block.plain) <= LONGEST_IMPRINT else None
    if not match:
        return None
    monthly = match["name"] == "月刊" or (match["day"] or "").count("日") == 1
    frequency = (Found("frequency", "monthly", match[0]),) if monthly else ()
    return Evidence(
        "masthead", "metadata", Power.LABEL, (*source_found(match["outlet"], raw=match["outlet"]), *frequency)
    )


def reposted_from(block: Block) -> Evidence | None:
    """
    Where a text was taken from, in a short line of its own: ■据人民网, (转自某某日报).

    据 begins sentences too (据了解 …): the name must end as outlets' names do.

    >>> from readingroom.cleaning.blocks import Block, Span
    >>> reposted_from(Block((Span(1, 0, 0, "■据某某网"),))).found[0].value
    '某某网'
    >>> reposted_from(Block((Span(1, 0, 0, "据统计"),)))
    """
    match = REPOSTED.fullmatch(block.plain) if len(block.plain) <= LONGEST_IMPRINT else None
    if not match or not OUTLET_END.search(match["outlet"]):
        return None
    return Evidence("reposted_from", "metadata", Power.LABEL, tuple(source_found(match["outlet"], raw=match["outlet"])))


def date_line(block: Block) -> Evidence | None:
    """
    A line that is a date and nothing else, or a date with a name that may be the source's.

    >>> from readingroom.cleaning.blocks import Block, Span
    >>> date_line(Block((Span(1, 0, 0, "2021-07-01 09:30"),))).found[0].value
    '2021-07-01'
    """
    if len(block.plain) > LONGEST_IMPRINT:
        return None
    dates = find_dates(block.plain)
    if len(dates) != 1:
        return None
    rest = (block.plain[: dates[0].start] + " " + block.plain[dates[0].end :]).strip(_BRACKETS)
    if rest and not (OUTLET_END.search(rest) and re.fullmatch(rf"[{HAN}A-Za-z-]{{2,16}}", rest)):
        return None
    found = list(date_found(dates[0], "posted", raw=block.plain[dates[0].start : dates[0].end]))
    if rest:
        found += source_found(rest, raw=rest)
    return Evidence("date_line", "metadata", Power.LABEL, tuple(found))
