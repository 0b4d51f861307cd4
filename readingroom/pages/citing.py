"""
An article's entry in a list of references, after GB/T 7714-2025 (顺序编码制).

    张三，李四. 题名（栏目）[N/OL]. 柳河日报，2022-02-16（5）. https://…
    张三. 题名[J]. 柳河党建，2022，12（7）：15-18.
    张三. 题名[EB/OL]. （2022-02-16）[2022-03-01]. https://…

Marks are full-width but for the full stop, [ ], / and -, as in the standard's own examples. What is not printed is
left out, with the mark that would lead to it: nothing is inferred, and no 佚名 or 出版地不详 is put in its place. A title
of the room's own stands in [ ], as all does that the one who cites supplies.

Four kinds by hand and not citeproc: a citation is made for every article page, of fields that are few and known.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from readingroom.articles.models import Appearance, Edition
from readingroom.articles.models.sources import SourceKind
from readingroom.articles.outlets import printed_outlet
from readingroom.records import FIELD_NAMES

from .document_kinds import Provenance, document_kind
from .numbering import issue_parts, page_numbers

MOST_AUTHORS = 3
"""Of more, the standard has these named and the others told of by 等."""

_BETWEEN_AUTHORS = re.compile(r"[、，；;\u3000]|(?<![!-~])[, ]| (?![!-~])|(?=等$)")

_BRACKETS = "()（）[]【】〔〕"
"""In which columns are printed, and at times typed with them."""


@dataclass(frozen=True)
class Citation:
    """`mark` is the kind of document with what carries it (N, J/OL); `text` the whole entry, one line without markup."""

    mark: str
    text: str


def cite(edition: Edition, appearance: Appearance | None = None) -> Citation:
    """`appearance`, the one that leads, says when the page was looked at, if that is known."""
    fields = {name: (edition.fields.get(name) or "").strip() for name in FIELD_NAMES}
    origin = _provenance(edition, fields | {"accessed_on": _accessed_on(fields["url"], appearance)})
    kind = document_kind(origin)
    mark = f"{kind}/OL" if fields["url"] else kind
    title = _title(edition, origin.column.strip(_BRACKETS) if kind == "N" else "")
    entry = [_authors(fields["author"]), f"{title}[{mark}]", _PLACES[kind](origin), fields["url"]]
    return Citation(mark, ". ".join(part.rstrip(".") for part in entry if part) + ".")


def _accessed_on(url: str, appearance: Appearance | None) -> str:
    """The appearance follows the working copy: its address may be one that is not published yet."""
    if appearance is None or appearance.accessed_on is None or appearance.url != url:
        return ""
    return appearance.accessed_on.isoformat()


def _provenance(edition: Edition, fields: dict[str, str]) -> Provenance:
    """An article that names its site alone was read there."""
    if edition.source:
        return Provenance(edition.source.kind, edition.source.name, fields)
    if printed := printed_outlet(fields):
        return Provenance("", printed, fields)
    return Provenance(SourceKind.WEBSITE.value if fields["site"] else "", fields["site"], fields)


def _authors(names: str) -> str:
    """
    Authors stand in one field with a space between, or as people type them; a name in Latin letters has spaces and a
    comma of its own.

    >>> _authors("张三 李四"), _authors("张三 李四 王五 赵六"), _authors("Edgar Snow 张三"), _authors("张三、李四等")
    ('张三，李四', '张三，李四，王五，等', 'Edgar Snow，张三', '张三，李四，等')
    """
    authors = [name for name in _BETWEEN_AUTHORS.split(names) if name]
    return "，".join([*authors[:MOST_AUTHORS], *(["等"] if len(authors) > MOST_AUTHORS else [])])


def _title(edition: Edition, column: str) -> str:
    """Newspapers print their column with the title, and so does the standard's example."""
    if edition.title_is_built:
        return f"[{edition.title}]"
    named = re.search(rf"\s*[{re.escape(_BRACKETS)}]{re.escape(column)}[{re.escape(_BRACKETS)}]$", edition.title)
    return (edition.title[: named.start()] if named and column else edition.title) + _in_brackets(column)


def _newspaper(origin: Provenance) -> str:
    """柳河日报，2022-02-16（5）"""
    return _join("，", origin.name, _date_of_print(origin)) + _in_brackets(page_numbers(origin.fields["page"]))


def _journal(origin: Provenance) -> str:
    """柳河党建，2022，12（7）：15-18; an article that appeared before its issue has the whole date for a year."""
    year, volume, number = issue_parts(origin.fields["issue"])
    date = _date_of_print(origin)
    when = _join("，", year or date[:4], volume) if volume or number else year or date
    return _join("：", _join("，", origin.name, when) + _in_brackets(number), page_numbers(origin.fields["page"]))


def _book(origin: Provenance) -> str:
    """柳河出版社，2022：15"""
    return _join("：", _join("，", origin.name, _date_of_print(origin)[:4]), page_numbers(origin.fields["page"]))


def _web_page(origin: Provenance) -> str:
    """（2022-02-16）[2022-03-01]: when it was posted or changed, and when it was looked at."""
    accessed_on = origin.fields["accessed_on"]
    return _in_brackets(origin.fields["date"]) + (f"[{accessed_on}]" if accessed_on else "")


def _other(origin: Provenance) -> str:
    """柳河社区，2022-02-16：3; a page of nothing is none."""
    where = _join("，", origin.name, origin.fields["date"])
    return where and _join("：", where, page_numbers(origin.fields["page"]))


_PLACES = {"N": _newspaper, "J": _journal, "M": _book, "EB": _web_page, "Z": _other}
"""What stands between title and address, by kind."""


def _date_of_print(origin: Provenance) -> str:
    return "" if origin.is_web_date else origin.fields["date"]


def _in_brackets(text: str) -> str:
    return f"（{text}）" if text else ""


def _join(mark: str, *parts: str) -> str:
    return mark.join(part for part in parts if part)
