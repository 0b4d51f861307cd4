"""
本文引语亦见于: what an article quotes, beside its wording in other articles.

The places were found ahead (`search.keeping.quotations`); the words are taken from the paragraphs as they are published
now, and what is no more there is not shown: an article that was withdrawn, an edition that was corrected since.

Differences are marked in the text and said in words, for marks are no help to who has the page read aloud.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from readingroom.articles.models import Article, Paragraph
from readingroom.comparing import Pieces, compare, differences
from readingroom.search.keeping.shared import Quotations, SharedQuotation, Stretch

MOST_SHOWN = 3
"""Articles that are shown with their wording, for each quotation; the others are counted."""

MOST_TOLD = 3
"""Differences that are said in words; who wants more compares the two himself."""

LONGEST_SHOWN = 160
LONGEST_TOLD = 24
"""Characters of a stretch, and of one that is said in words; longer ones are cut in the middle, the whole is a click away."""

# What words begin and end with is often a mark of the sentence they stand in.
_NOT_ITS_OWN = "，。；、"


@dataclass(frozen=True)
class Wording:
    """A quotation as another article has it; no `differences`: to the letter."""

    article: Article
    key: str
    pieces: Pieces
    differences: list[str]

    @property
    def address(self) -> str:
        return f"{self.article.get_absolute_url()}#p-{self.key}"


@dataclass(frozen=True)
class Quotation:
    """What is quoted and where; `others` are the articles that are only counted, or, with `has_more`, more than so many."""

    key: str
    text: str
    wordings: list[Wording]
    others: int
    has_more: bool


def quotations_of(
    article: Article, found: Quotations, articles: Mapping[int, Article], paragraphs: Mapping[str, Paragraph]
) -> list[Quotation]:
    """
    What of the quotations that were found can be shown.

    `articles` are those of the named ones that are published, `paragraphs` the current ones by key: the article's own
    and those that are named.
    """
    if found.edition != article.edition_id:
        return []
    current = [one for one in found.shared if _is_current(one, articles, paragraphs)]
    return [
        _quotation(quoted, list(same), articles, paragraphs)
        for quoted, same in groupby(current, lambda one: one.quoted)
    ]


def _is_current(one: SharedQuotation, articles: Mapping[int, Article], paragraphs: Mapping[str, Paragraph]) -> bool:
    """An edition never changes, so what was found in it is in it still."""
    other = articles.get(one.article)
    if other is None or other.edition_id != one.edition:
        return False
    there = paragraphs.get(one.there.key)
    is_there = there is not None and there.article_id == one.article
    return is_there and all(_text(place, paragraphs) for place in (one.quoted, one.there))


def _quotation(
    quoted: Stretch, same: list[SharedQuotation], articles: Mapping[int, Article], paragraphs: Mapping[str, Paragraph]
) -> Quotation:
    text = _text(quoted, paragraphs)
    return Quotation(
        key=quoted.key,
        text=_shortened(text, LONGEST_SHOWN),
        wordings=[
            _wording(text, _text(one.there, paragraphs), articles[one.article], one.there.key)
            for one in same[:MOST_SHOWN]
        ],
        others=len(same[MOST_SHOWN:]),
        has_more=same[0].has_more,
    )


def _wording(text: str, there: str, article: Article, key: str) -> Wording:
    _, pieces = compare(text, there)
    shown = [(_shortened(piece, LONGEST_SHOWN), differs) for piece, differs in pieces]
    return Wording(article, key, shown, list(_in_words(differences(text, there))))


def _in_words(found: list[tuple[str, str]]) -> Iterator[str]:
    for here, there in found[:MOST_TOLD]:
        if here and there:
            yield f"“{_shortened(here, LONGEST_TOLD)}”此处作“{_shortened(there, LONGEST_TOLD)}”"
        else:
            yield f"此处没有“{_bare(here)}”" if here else f"此处多“{_bare(there)}”"
    if len(found) > MOST_TOLD:
        yield f"共{len(found)}处不同"


def _bare(text: str) -> str:
    """Without the marks that join it to the rest, unless there is nothing else."""
    return _shortened(text.strip(_NOT_ITS_OWN) or text, LONGEST_TOLD)


def _text(place: Stretch, paragraphs: Mapping[str, Paragraph]) -> str:
    paragraph = paragraphs.get(place.key)
    return paragraph.text[place.start : place.end].rstrip(_NOT_ITS_OWN) if paragraph else ""


def _shortened(text: str, longest: int) -> str:
    half = longest // 2
    return f"{text[:half]}……{text[-half:]}" if len(text) > longest else text
