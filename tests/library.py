"""
Articles for tests, made the way the room makes them: a reading, a clean article, publishing.

What stands on a page is written down directly (`clean_article`), so that tests of the library do not depend on
what the cleaning rules make of a text.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.contrib.auth.models import User

from readingroom.articles import curation
from readingroom.articles.importing import Arrival, store
from readingroom.articles.models import Article
from readingroom.articles.vocabulary import load_themes
from readingroom.articles.working_copy import working_copy
from readingroom.records import (
    FIELD_NAMES,
    CleanArticle,
    Item,
    ItemKind,
    LedgerLine,
    Line,
    Reading,
    Segment,
    Theming,
)

BODY = (
    "党支部每月召开一次支部党员大会，讨论决定支部的重要事项。",
    "社区把服务窗口搬到楼下，居民办事不再来回跑路。",
    "街道为每个网格配备一名专职干部，并定期组织业务培训。",
)
"""Three paragraphs that speak of organization, service and cadres."""


def item(text: str, *, kind: ItemKind = "paragraph", theme: str = "organization", line: int = 1) -> Item:
    """One item that is a whole line of its page; front items have no theme."""
    theming = None if kind == "front" else Theming(primary=theme, secondary=None, near_tie=False)
    return Item(kind=kind, text=text, line=line, start=0, lines=(line,), theming=theming)


def clean_article(
    items: Sequence[Item | str] = BODY,
    *,
    themes: Sequence[str] = ("organization",),
    review: Sequence[str] = (),
    notes: Sequence[str] = (),
    rules_version: str = "test-1",
    **fields: str | None,
) -> CleanArticle:
    """A clean article of these items, one a line; texts are paragraphs. Fields not named are not printed."""
    placed = [
        replace(one if isinstance(one, Item) else item(one), line=line, lines=(line,))
        for line, one in enumerate(items, 1)
    ]
    return CleanArticle(
        rules_version=rules_version,
        fields={**dict.fromkeys(FIELD_NAMES), "title": "党建引领基层治理", **fields},
        evidence={},
        items=tuple(placed),
        ledger=tuple(_kept(line, one.text) for line, one in enumerate(placed)),
        edits=(),
        review=tuple(review),
        notes=tuple(notes),
        themes=tuple(themes),
    )


def _kept(number: int, text: str) -> LedgerLine:
    segment = Segment(number + 1, 0, len(text), "kept", number, None, "test")
    return LedgerLine(number + 1, "kept", (number,), None, (), "test", (segment,))


def reading(lines: Sequence[str]) -> Reading:
    return Reading(
        lines=tuple(Line(number, text) for number, text in enumerate(lines, 1)),
        format="text",
        encoding="utf-8",
        reader="test-1",
    )


LETTERS = str.maketrans("0123456789", "ghijklmnop")
"""A file name with digits in it is found by the number of another article."""


def arrival(clean: CleanArticle, *, name: str = "", data: bytes = b"") -> Arrival:
    """A file that was read into this clean article; without a name, one of its own."""
    page = reading([one.text for one in clean.items])
    data = data or page.text.encode()
    return Arrival(
        data=data,
        name=name or f"{hashlib.sha256(data).hexdigest()[:8].translate(LETTERS)}.txt",
        reading=page,
        clean=clean,
    )


def draft(items: Sequence[Item | str] = BODY, *, name: str = "", by: User | None = None, **about: Any) -> Article:
    """An imported article, 草稿 or (with review reasons) 待审. `about`: see `clean_article`."""
    load_themes()
    outcome = store(arrival(clean_article(items, **about), name=name), by=by)
    return Article.objects.get(pk=outcome.number)


def published_article(items: Sequence[Item | str] = BODY, *, by: User | None = None, **about: Any) -> Article:
    """An article in its first edition. `about`: see `draft`."""
    article = draft(items, by=by, **about)
    curation.publish(article, by=by)
    return article


def published_articles(count: int, **about: Any) -> list[Article]:
    """Many articles, each with its own number in title and text."""
    return [
        published_article(_numbered(number), **{"title": f"第{number}篇文章", **about})
        for number in range(1, count + 1)
    ]


def _numbered(number: int) -> list[str]:
    return [f"{text[:-1]}，这是第{number}篇。" for text in BODY]


def texts(article: Article) -> list[str]:
    """What the working copy says."""
    return [one.text for one in working_copy(article).items]


def keys_by_text(article: Article) -> Mapping[str, str]:
    return dict(article.paragraphs.values_list("text", "key"))
