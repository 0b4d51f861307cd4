"""A whole line of credits, labels and all, as evidence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from readingroom.cleaning import words
from readingroom.cleaning.blocks import Block
from readingroom.cleaning.characters import HAN, SENTENCE_ENDS, ends_with, is_spread
from readingroom.cleaning.credits.credit import BRACKETS, Credit, source_found
from readingroom.cleaning.credits.readers import read_stretch
from readingroom.cleaning.credits.reports import read_adoption
from readingroom.cleaning.credits.values import NEIGHBOUR, read_value
from readingroom.cleaning.evidence import Evidence, Found, Power
from readingroom.cleaning.names import read_names

LONGEST = 160
"""A line of labels can be 76 characters long with six labels; longer ones are text that begins with a label."""

LONGEST_UNLABELLED = 80
"""Imprints, running heads, dates and names are short."""

GLUED = ("作者", "来源", "记者", "责编")
"""Labels that are found right behind other words too."""

LONG_LABEL = 4
"""Characters; so long a label is one even where it is glued to what stands before."""

OTHER_LABELS = re.compile(rf"(?:[{HAN}]{{2,6}}\s*:\s*[^\s:]{{0,20}}\s*)+")
"""Labels that nobody listed, in front of one that is: 上传人:某某 文档编号:604177 上传时间:…."""

PAPER = re.compile("数字报|电子报|电子版|版面导航|标题导航")
"""What the pages of electronic papers have beside the paper's name."""

OWN_WORK = "原创 "
"""原创 张三 清河先锋 2022-06-28: a message's own line, which names its account; elsewhere 先锋 may be anything."""

PICTURES = re.compile("[▼▽\u2600-\u27bf\ufe0f\U0001f300-\U0001faff]")

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
    if block.plain.startswith(OWN_WORK):
        found = tuple(replace(one, sure=True) if one.field in ("source", "outlet") else one for one in found)
    return Evidence(rule, "metadata", Power.LABEL, _with_kind_of_date(found, rule))


def _join_authors(found: Sequence[Found]) -> tuple[Found, ...]:
    """All authors that the line names as one value."""
    authors = [one for one in found if one.field == "author"]
    if len(authors) < 2:
        return tuple(found)
    names = dict.fromkeys(name for one in authors for name in one.value.split())
    joined = replace(authors[0], value=" ".join(names), sure=all(one.sure for one in authors))
    return (joined, *(one for one in found if one.field != "author"))


def _name_journals(pieces: Sequence[Credit]) -> list[Credit]:
    """What stands before an issue's number is the journal, whatever its name: 某某与实务  2023年第4期."""
    named = list(pieces)
    for index, (before, piece) in enumerate(pairwise(pieces)):
        if before.kind == "unknown" and piece.kind == "issue" and len(piece.found) == 1:
            named[index] = Credit("outlet", tuple(source_found(before.text, raw=before.text)))
    return named


def _unknown_admitted(pieces: Sequence[Credit]) -> int:
    """Unknown words, a column's or an account's name, beside a time of day or several pieces that are known."""
    has_time = any(found.field == "time" for piece in pieces for found in piece.found)
    kinds = {piece.kind for piece in pieces}
    has_numeric_date = any(re.match(r"\d{4}[-./]\d", found.raw) for piece in pieces for found in piece.found)
    if [piece.kind for piece in pieces] in (["unknown", "date"], ["date", "unknown"]) and has_numeric_date:
        return 1
    return 2 if has_time else int(len(kinds & (STRONG | {"outlet"})) > 1)


def _with_kind_of_date(found: tuple[Found, ...], rule: str) -> tuple[Found, ...]:
    """A paper's own date is that of publication; a date beside nothing else is the day of posting."""
    kind = "published" if rule == "imprint" else "posted"
    return tuple(replace(one, value=one.value or kind) if one.field == "date_kind" else one for one in found)


def read_credits(text: str) -> list[Credit] | None:
    """The pieces of a folded line, or None when something in it is no credit."""
    if len(text) > LONGEST or ends_with(text, SENTENCE_ENDS) or NEIGHBOUR.match(text):
        return None
    text = PICTURES.sub(" ", text)
    if is_spread(text) and read_names(text) is None:
        text = re.sub(r"(?<=\S) (?=\S)", "", text)
    return _read_line(text)


def _read_line(text: str) -> list[Credit] | None:
    labels = list(_label_pattern().finditer(text))
    if not labels and len(text) > LONGEST_UNLABELLED:
        return None
    if adoption := read_adoption(text):
        return [adoption]
    first = text[: labels[0].start() if labels else len(text)]
    pieces = read_stretch(OTHER_LABELS.sub("", first) if labels else first)
    if pieces is None:
        return None
    ends = [*(match.start() for match in labels[1:]), len(text)]
    for match, end in zip(labels, ends[: len(labels)], strict=True):
        label = words.labels()[re.sub(r"\s", "", match["bracketed"] or match["label"] or match["by"])]
        pieces += read_value(label, text[match.end() : end].strip())
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
        rf"(?P<bracketed>{bracketed})[】\]〕]\s*:?\s*|(?P<label>{stands_free}|{long})\s*[:丨︱]\s*|^(?P<by>文|图|编辑|责编|责任编辑|校对|审核|摄影|排版)\s*[/|]\s*(?!图)"
    )
