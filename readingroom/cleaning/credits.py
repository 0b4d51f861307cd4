"""
Lines of credits: what a page prints about its article, in any order and any number on a line.

Sites glue such lines together as they like: `2024-07-09 06:44张三李四`, `来源:某某网-某某报 作者:张三 【大 中 小】`,
`《 某某日报 》( 2022年02月16日 05 版)`. So a line is read piece by piece, and it is a line of credits when every piece
is something that credits are made of. One word that is not, and the line is text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from readingroom.cleaning import words
from readingroom.cleaning.blocks import Block
from readingroom.cleaning.characters import HAN, SENTENCE_ENDS, count_han, ends_with
from readingroom.cleaning.dates import Date, find_dates
from readingroom.cleaning.evidence import Evidence, Found, Power
from readingroom.cleaning.names import Names, is_name, read_names

LONGEST = 160
"""A line of labels can be 76 characters long with six labels; longer ones are text that begins with a label."""

LONGEST_UNLABELLED = 80
"""Imprints, running heads, dates and names are short."""

LONGEST_NAME = 24
"""An outlet, a person, a column: longer values are no names."""

LONGEST_PATH = 48
"""A directory of a site's offices where the source should stand: 区委部门 > 宣传部 > …"""

MOST_OWNERS = 4
"""Of a role: 本报全媒体首席记者."""

GLUED = ("作者", "来源", "记者", "责编")
"""Labels that are found right behind other words too."""

LONG_LABEL = 4
"""Characters; so long a label is one even where it is glued to what stands before."""

BRACKETS = "?()[]【】〔〕<>|/·•■—–-_:,;、＊*+ \t"

ISSUE = re.compile(
    r"(?P<year>\d{4})\s?年?\s?[,,]?\s?(?:第\s?)?(?P<issue>\d{1,2})\s?期(?:\s*[(/,]?\s*总第?\s?\d{1,5}\s?期\)?)?|总第\s?\d{1,5}\s?期"
)
NEWSPAPER_PAGE = re.compile(r"(?:第\s*)?(?P<page>[A-Z]?\d{1,5}[A-Z]?)\s*版(?:\s*:\s*[^\s:]{1,10})?")
FREQUENCY = re.compile(r"(?P<day>每月\d{1,2}日(?:、\d{1,2}日)*出版)|(?P<name>月刊|半月刊|双月刊|季刊|周刊)")
WEEKDAY = re.compile("(?:星期|周)[一二三四五六日天]")
COUNT = re.compile(r"[(\[]?\s*+\d{0,7}\s*+[)\]]?\s*+(?:次|人|条|℃|分)?|0+")
URL = re.compile(r"(?:https?://|www\.)[\w./?=&%#~:-]+")
SIGNED_AT = re.compile(rf"(?<=[日月])于[{HAN}]{{2,4}}")
"""2021年7月1日于清河: where an author signed."""

POSTED_AT = re.compile(rf"发表于[{HAN}]{{2,8}}")
ADOPTION = re.compile(r"\(?.{0,12}\d{4}年\d{1,2}月\d{1,2}日.{0,40}(?:通过|修订|修正|印发|发布|公布|施行|实施)\)?")
RARE_NAMES = re.compile(rf"[{HAN}]{{2,3}}(?:\s[{HAN}]{{2,3}})*")
"""Behind 记者 in brackets, where nothing but names stands: their surnames may be any."""

WIRE = re.compile(rf"[{HAN}]{{2,12}}\d{{1,2}}月\d{{1,2}}日(?:电|讯|消息)")
"""某某社某地8月14日电, the reporters behind it: the day of the report, its year unsaid."""

DATELINE = re.compile(r".{2,14}\d{1,2}月\d{1,2}日(?:电|讯|消息)[\s?:]*题\s*:.{4,60}")
ARTICLE_OF = re.compile(r"(?:以下)?文章来源于\s*:?(?P<source>[^,]{2,20}?)\s*\.?(?:,\s*作者\s*:?(?P<author>.{2,20}))?")
OTHER_LABELS = re.compile(rf"(?:[{HAN}]{{2,6}}\s*:\s*[^\s:]{{0,20}}\s*)+")
"""Labels that nobody listed, in front of one that is: 上传人:某某 文档编号:604177 上传时间:…."""

NEIGHBOUR = re.compile(r"[3<>«»\s]*[上下]一[篇版期条页章]")
"""A link to another page: its date and title are not this one's."""

PAPER = re.compile("数字报|电子报|电子版|版面导航|标题导航")
"""What the pages of electronic papers have beside the paper's name."""

TITLE_MARKS = re.compile(r"《\s*(?P<name>[^《》]{2,20}?)\s*》")
UNKNOWN = re.compile(rf"[{HAN}A-Za-z0-9]{{1,12}}")
PICTURES = re.compile("[\u2600-\u27bf\ufe0f\U0001f300-\U0001faff]")
SPREAD_SHARE = 0.7
"""Of the parts of a line that is set wide, how many are single characters: its brackets hang on their neighbours."""

SPREAD_HAN = 3
"""Single Chinese characters at least."""

SPREAD_PARTS = 5
"""Fewer characters with blanks between are two names of two characters."""

LEVELS = (re.compile(r"[|?()\[\]【】〔〕<>]+|\s{2,}|\s*[·•]\s*"), re.compile(r"[\s/,、;_—–-]+"))
"""What pieces are parted by: first by marks and wide blanks, then by any blank. Names may have a blank inside."""


@dataclass(frozen=True)
class Piece:
    """One piece of a line: what it is, and the values in it."""

    kind: str
    found: tuple[Found, ...] = ()
    text: str = ""


STRONG = frozenset({"adoption", "label", "date", "issue", "page", "role", "mark", "verb", "frequency", "staff"})
"""Pieces that say by themselves that the line is credits. A name or an office may be anything else."""

RULES = (
    ("adoption", "adoption"),
    ("label", "label_line"),
    ("page", "imprint"),
    ("frequency", "masthead"),
    ("role", "byline"),
    ("mark", "byline"),
    ("staff", "byline"),
    ("issue", "issue_line"),
    ("verb", "reposted_from"),
    ("date", "date_line"),
)
"""What a line is called after: the piece that says most."""


def credits_line(block: Block) -> Evidence | None:
    """
    A line that is nothing but credits.

    >>> from readingroom.cleaning.blocks import Block, Span
    >>> line = credits_line(Block((Span(1, 0, 0, "更新时间:2023-10 来源:网友投稿"),)))
    >>> [(found.field, found.value) for found in line.found]
    [('date', '2023-10'), ('date_kind', 'updated'), ('source', '网友投稿')]
    """
    pieces = _name_journals(read_credits(block.plain) or [])
    kinds = [piece.kind for piece in pieces]
    rule = next((rule for kind, rule in RULES if kind in kinds), None)
    if rule is None and {"outlet", "widget"} == set(kinds) and PAPER.search(block.plain):
        rule = "outlet_line"
    if rule is None or kinds.count("unknown") > _unknown_admitted(pieces):
        return None
    if rule == "date_line" and "outlet" in kinds and "《" in block.plain:
        rule = "imprint"
    found = _join_authors([one for piece in pieces for one in piece.found])
    return Evidence(rule, "metadata", Power.LABEL, _with_kind_of_date(found, rule))


def _join_authors(found: Sequence[Found]) -> tuple[Found, ...]:
    """All authors that the line names as one value."""
    authors = [one for one in found if one.field == "author"]
    if len(authors) < 2:
        return tuple(found)
    names = dict.fromkeys(name for one in authors for name in one.value.split())
    joined = replace(authors[0], value=" ".join(names), sure=all(one.sure for one in authors))
    return (joined, *(one for one in found if one.field != "author"))


def _name_journals(pieces: Sequence[Piece]) -> list[Piece]:
    """What stands before an issue's number is the journal, whatever its name: 某某与实务  2023年第4期."""
    named = list(pieces)
    for index, (before, piece) in enumerate(pairwise(pieces)):
        if before.kind == "unknown" and piece.kind == "issue" and len(piece.found) == 1:
            named[index] = Piece("outlet", tuple(source_found(before.text, raw=before.text)))
    return named


def _unknown_admitted(pieces: Sequence[Piece]) -> int:
    """Unknown words, a column's or an account's name, beside a time of day or several pieces that are known."""
    has_time = any(found.field == "time" for piece in pieces for found in piece.found)
    kinds = {piece.kind for piece in pieces}
    return 2 if has_time else int(len(kinds & (STRONG | {"outlet"})) > 1)


def _with_kind_of_date(found: tuple[Found, ...], rule: str) -> tuple[Found, ...]:
    """A paper's own date is that of publication; a date beside nothing else is the day of posting."""
    kind = "published" if rule == "imprint" else "posted"
    return tuple(replace(one, value=one.value or kind) if one.field == "date_kind" else one for one in found)


def read_credits(text: str) -> list[Piece] | None:
    """The pieces of a folded line, or None when something in it is no credit."""
    if len(text) > LONGEST or ends_with(text, SENTENCE_ENDS) or NEIGHBOUR.match(text):
        return None
    text = PICTURES.sub(" ", text)
    if is_spread(text) and read_names(text) is None:
        text = re.sub(r"(?<=\S) (?=\S)", "", text)
    return _read_line(text)


def is_spread(text: str) -> bool:
    """
    Whether a text is set wide, with a blank behind every character: 清 风 月 刊  2018 年 第 9 期.

    >>> is_spread("清 风 月 刊 2018 年"), is_spread("王某 李某 赵某 钱某")
    (True, False)
    """
    parts = text.split()
    han = [part for part in parts if count_han(part)]
    single = sum(len(part) == 1 for part in han)
    return len(parts) >= SPREAD_PARTS and single >= max(SPREAD_HAN, SPREAD_SHARE * len(han))


def _read_line(text: str) -> list[Piece] | None:
    labels = list(_label_pattern().finditer(text))
    if not labels and len(text) > LONGEST_UNLABELLED:
        return None
    if adoption := _adoption(text):
        return [adoption]
    first = text[: labels[0].start() if labels else len(text)]
    pieces = _read_stretch(OTHER_LABELS.sub("", first) if labels else first)
    if pieces is None:
        return None
    ends = [*(match.start() for match in labels[1:]), len(text)]
    for match, end in zip(labels, ends[: len(labels)], strict=True):
        label = words.labels()[re.sub(r"\s", "", match["bracketed"] or match["label"] or match["by"])]
        pieces += _read_value(label, text[match.end() : end].strip())
    return pieces


@cache
def _label_pattern() -> re.Pattern[str]:
    """A label and its colon: after a mark, a number or the line's beginning, and a long one after anything."""
    spaced = {word: r"\s*".join(map(re.escape, word)) for word in sorted(words.labels(), key=lambda word: -len(word))}
    any_of_them = "|".join(spaced.values())
    long = "|".join(pattern for word, pattern in spaced.items() if len(word) >= LONG_LABEL or word in GLUED)
    stands_free = rf"(?:^|(?<=[{re.escape(BRACKETS)}》\d日]))(?:{any_of_them})"
    # 【打印】 is a button, 【作者】 a label.
    with_value = "|".join(pattern for word, pattern in spaced.items() if words.labels()[word].field)
    bracketed = rf"(?<=[【\[〔])\s*(?:{with_value})\s*(?=[】\]〕])"
    return re.compile(
        rf"(?P<bracketed>{bracketed})[】\]〕]\s*:?\s*|(?P<label>{stands_free}|{long})\s*[:丨︱]\s*|^(?P<by>文)\s*/\s*(?!图)"
    )


# ------------------------------------------------------------------- stretches


def _read_stretch(text: str) -> list[Piece] | None:
    """What stands outside of labels: dates, and pieces between and around them."""
    pieces: list[Piece] = []
    at = 0
    dates = find_dates(text)
    for date in dates:
        before = _read_pieces(text[at : date.start])
        if before is None:
            return None
        pieces += [*before, Piece("date", tuple(date_found(date, raw=text[date.start : date.end])))]
        at = date.end
    rest = [] if SIGNED_AT.fullmatch(text, at) else _read_pieces(text[at:])
    if rest is None or sum(piece.kind == "date" for piece in pieces) > 2:
        return None
    return pieces + rest


def _read_pieces(text: str, level: int = 0) -> list[Piece] | None:
    """The pieces of a stretch: as a whole, else cut at marks and wide blanks, else at any blank."""
    text = text.strip(BRACKETS)
    if not text:
        return []
    for read in READERS:
        if (piece := read(text)) is not None:
            return [piece]
    for deeper, marks in enumerate(LEVELS[level:], start=level + 1):
        parts = [part for part in marks.split(text) if part.strip(BRACKETS)]
        if parts != [text]:
            return _read_parts(parts, deeper)
    return [Piece("unknown", text=text)] if UNKNOWN.fullmatch(text) else None


def _read_parts(parts: Sequence[str], level: int) -> list[Piece] | None:
    pieces: list[Piece] = []
    for part in parts:
        read_part = _read_pieces(part, level)
        if read_part is None:
            return None
        pieces += read_part
    return pieces


def _widget(text: str) -> Piece | None:
    bare = re.sub(r"[()\d\s:<>]", "", text)
    if bare in _words("widgets") or bare in words.controls() or COUNT.fullmatch(text):
        return Piece("widget")
    return None


def _wire(text: str) -> Piece | None:
    return Piece("role") if WIRE.fullmatch(text) else None


def _weekday(text: str) -> Piece | None:
    return Piece("widget") if WEEKDAY.fullmatch(text) or POSTED_AT.fullmatch(text) else None


def _address(text: str) -> Piece | None:
    return Piece("url", (Found("url", text, text),)) if URL.fullmatch(text) else None


def _issue(text: str) -> Piece | None:
    """2022年第7期/总第1447期, with or without the journal's name before it."""
    match = ISSUE.search(text)
    if match is None or match.end() != len(text):
        return None
    name = text[: match.start()].strip(BRACKETS + "《》")
    if name and not re.fullmatch(rf"[{HAN}A-Za-z()]{{2,16}}", name):
        return None
    source = tuple(source_found(name, raw=name)) if name else ()
    return Piece("issue", (*issue_found(match), *source))


def _page(text: str) -> Piece | None:
    match = NEWSPAPER_PAGE.fullmatch(text)
    return Piece("page", (Found("page", match["page"], match[0]),)) if match else None


def _frequency(text: str) -> Piece | None:
    """实践/每月1日出版: says the source, and that issue n is month n."""
    match = FREQUENCY.search(text)
    name = text[: match.start()].strip(BRACKETS + "《》") if match else ""
    if match is None or match.end() != len(text) or not re.fullmatch(rf"[{HAN}]{{2,12}}", name):
        return None
    monthly = match["name"] == "月刊" or (match["day"] or "").count("日") == 1
    found = (Found("frequency", "monthly", match[0]),) if monthly else ()
    return Piece("frequency", (*source_found(name, raw=name), *found))


def _reposted(text: str) -> Piece | None:
    """转自某某日报. 据 begins sentences too (据了解): the name must end as outlets' names do."""
    match = _reposted_pattern().fullmatch(text)
    if match is None or _outlet(match["outlet"]) is None:
        return None
    return Piece("verb", tuple(source_found(match["outlet"], raw=match["outlet"])))


@cache
def _reposted_pattern() -> re.Pattern[str]:
    verbs = "|".join(_words("verbs"))
    return re.compile(
        rf"[{_words('marks')}]?\s*(?:{verbs})\s*:?\s*(?P<outlet>《?[{HAN}A-Za-z·]{{2,16}}?》?)\s*(?:消息|报道|电|讯)?"
    )


def read_byline(text: str, *, in_brackets: bool = False) -> Piece | None:
    """
    本报记者张三 通讯员李四, □ 张三, 文/张三, 张三/文: roles, and the names behind them; before a last role, in front of it.

    Names alone are a piece too, which says nothing by itself. Those of photographers and editors are no authors'.
    """
    marked = text.lstrip(_marks())
    if marked != text and (signed := _signed(marked)):
        return signed
    groups = _by_roles(marked, in_brackets=in_brackets)
    if groups is None:
        return None
    names = [name for role, read in groups if role != "staff" for name in (read.names if read else ())]
    certain = all(read.certain for _, read in groups if read)
    has_role = any(role for role, _ in groups)
    if has_role and not names and all(role == "staff" for role, _ in groups):
        return Piece("staff" if any(read for _, read in groups) else "widget")
    kind = "role" if has_role else "mark" if marked != text else "name"
    found = (Found("author", " ".join(names), text, sure=certain),) if names else ()
    return Piece(kind, found)


def _signed(text: str) -> Piece | None:
    """张三 某某党校某教研部教授、博士生导师 behind a mark: one name, and offices in any words."""
    name, _, rest = text.partition(" ")
    read = read_names(name)
    if read is None or not rest or not rest.rstrip(")").endswith(_words("office_ends")):
        return None
    return Piece("mark", (Found("author", str(read), name, sure=read.certain),))


def _by_roles(text: str, *, in_brackets: bool) -> list[tuple[str, Names | None]] | None:
    """The names of a text with the role that each group has; None when anything else is in it."""
    groups: list[tuple[str, Names | None]] = []
    role, last, at = "", "", 0
    for match in [*_role_pattern().finditer(text), None]:
        stretch = text[at : match.start() if match else len(text)].strip(BRACKETS)
        read = read_names(stretch) if stretch else None
        if read is None and role and in_brackets and RARE_NAMES.fullmatch(stretch):
            read = Names(tuple(stretch.split()))
        if stretch and read is None:
            return None
        # In 张三/文 李四/图 the role stands behind, also after 记者; and 文/图 张三 is the author too.
        is_behind = match is not None and read is not None and (not role or text[match.start() - 1] == "/")
        if read or (role and match is None):
            groups.append((_role(match) if match and is_behind else role or last, read))
        if match is None:
            break
        last = "author" if role == "author" and not read else _role(match)
        role, at = "" if is_behind else last, match.end()
    return groups or None


def _role(match: re.Match[str]) -> str:
    return "author" if match["author"] else "staff"


@cache
def _role_pattern() -> re.Pattern[str]:
    """A role, with whose it is. One of a single character has to stand free: 文 and 图 are in names too."""

    def any_of(name: str) -> str:
        free = r"(?:(?<=^)|(?<=[/丨|\s]))(?:{})(?=[/丨|:\s]|$)".format("|".join(w for w in _words(name) if len(w) == 1))
        return "|".join([*sorted((w for w in _words(name) if len(w) > 1), key=len, reverse=True), free])

    owners = "|".join(sorted(_words("owners"), key=len, reverse=True))
    return re.compile(
        rf"(?:{owners}|(?>[{HAN}]{{1,6}}(?:报业|传媒|广电|客户端|社|网|报(?!道)|台))){{0,{MOST_OWNERS}}}(?:(?P<author>{any_of('roles')})|(?P<staff>{any_of('staff')}))"
    )


def _outlet(text: str) -> Piece | None:
    """A paper, journal or site: 《某刊》, or a name that ends as theirs do. 织密服务群众一张网 is a title."""
    marked = TITLE_MARKS.fullmatch(text)
    name = (
        re.sub(r"\s", "", marked["name"])
        if marked
        else re.sub("(?:数字报纸?|电子报|电子版)$", "", text.lstrip(_marks()))
    )
    if text.startswith("返回"):
        return Piece("widget")
    is_paper = re.fullmatch(rf"[{HAN}A-Za-z0-9·-]{{3,16}}", name) and name.endswith(_words("outlet_ends"))
    if marked or (is_paper and not name.endswith("张网")):
        return Piece("outlet", tuple(source_found(name, raw=text)))
    if re.fullmatch(rf"[{HAN}]{{3,12}}", name) and name.endswith(_words("account_ends")):
        return Piece("account", tuple(replace(one, sure=False) for one in source_found(name, raw=text)))
    return None


def _adoption(text: str) -> Piece | None:
    """(2019年12月30日某某会议通过), 某某社某地8月14日电 题:……: dates that are not those of the page."""
    return Piece("adoption") if ADOPTION.fullmatch(text) or DATELINE.fullmatch(text) else None


def _article_of(text: str) -> Piece | None:
    """以下文章来源于某某党建 ,作者张三: an account's post that it took over from another."""
    match = ARTICLE_OF.fullmatch(text)
    names = read_names(match["author"] or "") if match else None
    if match is None:
        return None
    author = (Found("author", str(names), match["author"]),) if names else ()
    return Piece("label", (*source_found(match["source"].strip(" .,"), raw=match["source"]), *author))


def _office(text: str) -> Piece | None:
    """
    An office, a school, a post: where an author works.

    >>> _office("青石区委组织部") is None, _office("在一线识别干部") is None
    (False, True)
    """
    return Piece("office") if _office_pattern().fullmatch(text) else None


@cache
def _office_pattern() -> re.Pattern[str]:
    """Where it is, what is in between, and how offices and posts end; or two posts in a row."""
    ends = "|".join(sorted(_words("office_ends"), key=len, reverse=True))
    places = "|".join(sorted(_words("office_places"), key=len, reverse=True))
    return re.compile(rf"[《]?[{HAN}]{{0,12}}(?:{places})[》]?[{HAN}、()\d]{{0,16}}?(?:{ends})\)?(?:[、]?(?:{ends}))*")


READERS: Sequence[Callable[[str], Piece | None]] = (
    _article_of,
    _wire,
    _widget,
    _weekday,
    _address,
    _page,
    _frequency,
    _issue,
    _reposted,
    read_byline,
    _outlet,
    _office,
)


@cache
def _words(name: str) -> tuple[str, ...]:
    return tuple(words.load("credits")[name])


@cache
def _marks() -> str:
    marks: str = words.load("credits")["marks"]
    return marks + " "


# ---------------------------------------------------------------------- values


def _read_value(label: words.Label, value: str) -> list[Piece]:
    """What stands behind a label. A date behind a name is the page's; what else stands there is read if it can be."""
    if label.field == "author" and (more := re.search(r"[《|\[【]", value)):
        rest = _read_stretch(value[more.start() :])
        return [*_read_value(label, value[: more.start()]), *(rest or ())]
    dates = find_dates(value)
    if label.field == "date":
        found = [
            one for date in dates[:1] for one in date_found(date, raw=_raw(value, date), kind=label.date_kind or "")
        ]
        return [Piece("label", tuple(found))]
    name = value[: dates[0].start] if dates else value
    rest = _read_stretch(value[dates[0].start :]) if dates else []
    if dates and rest is None:
        rest = [Piece("date", tuple(date_found(dates[0], raw=_raw(value, dates[0]))))]
    return [Piece("label", tuple(_named(label, name.strip()))), *(rest or ())]


def _raw(text: str, date: Date) -> str:
    return text[date.start : date.end]


def _named(label: words.Label, value: str) -> Iterator[Found]:
    field = label.field
    if field == "source":
        yield from (replace(found, sure=not label.names_office) for found in _source_value(value))
    elif field == "author":
        yield from (found for found in _author_value(value) if found.sure or not label.names_only)
    elif field == "url" and (match := URL.search(value)):
        yield Found("url", match[0], match[0])
    elif field and field != "url" and (name := value.strip(BRACKETS)) and len(name) <= LONGEST_NAME:
        yield Found(field, name, name)


def _source_value(value: str) -> Iterator[Found]:
    """人民网-人民日报, 《某刊》2022年第7期, or a path of offices; not the buttons behind it."""
    value = value.strip(" ,;|")
    if " > " in value and len(value) <= LONGEST_PATH:
        yield Found("source", value, value)
        return
    head = re.split(r"[|\[【<(]|\s{2,}", value)[0].strip(BRACKETS)
    marked = TITLE_MARKS.match(head)
    issue = _issue(head)
    if marked:
        yield from source_found(re.sub(r"\s", "", marked["name"]), raw=marked[0])
        yield from (one for piece in _read_pieces(head[marked.end() :]) or () for one in piece.found)
    elif issue:
        yield from issue.found
    elif head:
        first = head.split()[0]
        name = first if first != head and (_outlet(first) or any(map(_is_piece, head.split()[1:]))) else head
        if len(name) <= LONGEST_NAME:
            yield from source_found(name, raw=name)


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
                and (not start or _office("".join(parts[:start])) or _outlet("".join(parts[:start])))
            ):
                yield piece.found[0]
                return
    if value and len(value) <= 2 * LONGEST_NAME and re.search(f"[{HAN}]", value):
        offices = [re.sub(r"\s", "", part) for part in re.split("[、,]", value)]
        yield Found("author", " ".join(filter(None, offices)), value, sure=False)


def _name_and_office(text: str) -> Piece | None:
    """张三青石区委组织部: the office glued to the name."""
    for length in (3, 2, 4):
        if is_name(text[:length]) and _office(text[length:]):
            return Piece("name", (Found("author", text[:length], text[:length]),))
    return None


def source_found(name: str, *, raw: str) -> Iterator[Found]:
    """
    A source as printed, and the outlet it names: the last part of 人民网-人民日报, which had it first.

    >>> [(found.field, found.value) for found in source_found("人民网-人民日报", raw="")]
    [('source', '人民网-人民日报'), ('outlet', '人民日报')]
    """
    name = name.strip("《》 ")
    if not name:
        return
    yield Found("source", name, raw)
    outlet = re.split("[-—]+", name)[-1].strip().strip("《》 ")
    if outlet and outlet not in words.no_outlets():
        yield Found("outlet", outlet, raw)


def issue_found(match: re.Match[str]) -> Iterator[Found]:
    yield Found("issue", match[0].strip(), match[0].strip())


def date_found(date: Date, *, raw: str, kind: str = "") -> Iterator[Found]:
    """A date with its kind, which the line gives where no label does, and the time of day where one is printed."""
    yield Found("date", date.value, raw)
    yield Found("date_kind", kind, raw)
    if date.time:
        yield Found("time", date.time, raw)
