"""
What a change of the office's words would do to the library, worked out before it is made.

Nothing is written. Both are bounded, in articles and in seconds, and say how far they came: a curator who is about to
save waits for the answer.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db import connection
from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast

from readingroom import records, themes
from readingroom.cleaning import FIELD_LABELS, OfficeWords, clean
from readingroom.cleaning.characters import HAN
from readingroom.simplified import in_any_script, simplified
from readingroom.themes.vocabulary import Vocabulary

from .models import Article, CleaningWord, Paragraph, Status, Term, Theme
from .revising import reading_of, standing_decisions
from .vocabulary import current_vocabulary, current_words, vocabulary_with, words_with
from .wording import FATES, REASONS, field_value
from .working_copy import as_record, decision_record

SHOWN = 20
"""Changes that are shown of all that are counted."""

MOST_THEMED, MOST_CLEANED = 400, 40
SECONDS = 4
"""Theming an article takes a hundredth of a second, cleaning it twice a tenth and more; and the curator waits."""

FEW = 20
"""Working copies that are read at a time: each is larger than its page."""

_LINES = Cast("cleaning__reading__lines", TextField())

_UNPUBLISHED = (Status.DRAFT, Status.PENDING, Status.WITHDRAWN)


@dataclass(frozen=True)
class Effect:
    """One place where something would be otherwise; `place` says where in the article, `text` how it begins."""

    article: Article
    place: str
    text: str
    before: str
    after: str


@dataclass(frozen=True)
class Preview:
    """`looked_at` articles of `candidates` that may be concerned; where there are more, `is_sample`."""

    effects: tuple[Effect, ...]
    looked_at: int
    candidates: int

    @property
    def shown(self) -> tuple[Effect, ...]:
        return self.effects[:SHOWN]

    @property
    def articles(self) -> int:
        return len({effect.article.pk for effect in self.effects})

    @property
    def is_sample(self) -> bool:
        return self.looked_at < self.candidates


def effect_of_terms(terms: Sequence[Term]) -> Preview:
    """
    Paragraphs and headings whose theme would be another with these terms as they stand here, unsaved.

    Compared is what the words make of them, before and after; what a curator decided stays. Only texts that have one of
    the words are looked at, with the paragraphs below a heading that has it, and those not published yet.
    """
    before, after = current_vocabulary(), vocabulary_with(terms)
    names = dict(Theme.objects.values_list("slug", "name"))
    words = [term.word for term in terms]
    holding = Paragraph.objects.published().filter(text__regex=in_any_script(words)).order_by()
    published = sorted(holding.values_list("article", flat=True).distinct(), reverse=True)
    waiting = Article.objects.filter(status__in=_UNPUBLISHED).select_related("cleaning").order_by("-pk")
    latest = Article.objects.filter(pk__in=published[:MOST_THEMED]).order_by("-pk")
    return _preview(
        chain(latest.iterator(chunk_size=FEW), waiting.iterator(chunk_size=FEW)),
        len(published) + waiting.count(),
        MOST_THEMED,
        lambda article: _themed_otherwise(article, words, before, after, names),
    )


def effect_of_cleaning_words(words: Sequence[CleaningWord]) -> Preview:
    """Lines and fields that would be otherwise with these words as they stand here, unsaved, where a page has one."""
    before, after = current_words(), words_with(words)
    concerned = _with_lines_that_have([word.word for word in words])
    candidates = list(concerned.values_list("pk", flat=True))
    latest = Article.objects.filter(pk__in=candidates[:MOST_CLEANED]).order_by("-pk")
    return _preview(latest, len(candidates), MOST_CLEANED, lambda article: _cleaned_otherwise(article, before, after))


def _preview(
    articles: Iterable[Article], candidates: int, most: int, look: Callable[[Article], Iterable[Effect]]
) -> Preview:
    until, effects, looked_at = time.monotonic() + SECONDS, list[Effect](), 0
    for article in articles:
        if looked_at == most or time.monotonic() > until:
            break
        with suppress(ObjectDoesNotExist):
            # Otherwise its working copy was replaced while it was looked at.
            effects += look(article)
        looked_at += 1
    return Preview(tuple(effects), looked_at, candidates)


def _themed_otherwise(
    article: Article, words: Sequence[str], before: Vocabulary, after: Vocabulary, names: dict[str, str]
) -> Iterator[Effect]:
    items = _items_of(article)
    texts = [item.text.translate(simplified()) for item in items]
    if not any(word in text for word in words for text in texts):
        return
    pairs = zip(items, themes.theme_items(items, before), themes.theme_items(items, after), strict=True)
    for number, (item, old, new) in enumerate(pairs, 1):
        if old.theming is None or new.theming is None or (item.theming and item.theming.decided_by == "curator"):
            continue
        said = [_themes_in_words(theming, names) for theming in (old.theming, new.theming)]
        if said[0] != said[1]:
            yield Effect(article, f"第{number}段", item.text, *said)


def _items_of(article: Article) -> Sequence[records.Item]:
    """Of the working copy without reading the rest of it, which is larger by far."""
    if article.status != Status.PUBLISHED:
        items = article.cleaning.result["items"]
        return [_item(one["kind"], one["text"], (one["theming"] or {}).get("decided_by")) for one in items]
    rows = article.paragraphs.order_by("order").values_list("kind", "text", "theme_decided_by")
    return [_item(*row) for row in rows]


def _item(kind: Any, text: str, decided_by: str | None) -> records.Item:
    decided = records.Theming("", None, near_tie=False, decided_by="curator")
    return records.Item(kind, text, 1, 0, (), theming=decided if decided_by == "curator" else None)


def _themes_in_words(theming: records.Theming, names: dict[str, str]) -> str:
    slugs = (theming.primary, theming.secondary)
    return "、".join(names.get(slug, slug) for slug in slugs if slug)


def _cleaned_otherwise(article: Article, before: OfficeWords, after: OfficeWords) -> Iterator[Effect]:
    reading = as_record(reading_of(article))
    decisions = [decision_record(row) for row in standing_decisions(article)]
    old, new = (clean(reading, decisions, words) for words in (before, after))
    for was, now in zip(old.ledger, new.ledger, strict=True):
        said = [_fate_in_words(line) for line in (was, now)]
        if said[0] != said[1]:
            yield Effect(article, f"第{was.number}行", reading.lines[was.number - 1].text.strip(), *said)
    for name, label in FIELD_LABELS.items():
        values = [field_value(name, article.fields.get(name)) or "未印出" for article in (old, new)]
        if values[0] != values[1]:
            yield Effect(article, "著录项", label, *values)


def _fate_in_words(line: records.LedgerLine) -> str:
    parts = [f"{FATES[one.fate]}{f'（{REASONS[one.reason]}）' if one.reason else ''}" for one in line.segments]
    return "、".join(dict.fromkeys(parts))


def _with_lines_that_have(words: Sequence[str]) -> QuerySet[Article]:
    """By the longest run of characters: marks and blanks may be printed in other widths."""
    runs = [max(re.findall(f"[{HAN}]+", word), key=len, default=word) for word in words]
    articles = Article.objects.exclude(status=Status.ARCHIVED).order_by("-pk")
    return articles.annotate(lines=_LINES).filter(lines__regex=in_any_script(runs, _as_stored))


def _as_stored(character: str) -> str:
    """SQLite has the lines as Python wrote them, in ASCII; PostgreSQL has read them."""
    return json.dumps(character)[1:-1] if connection.vendor == "sqlite" else character
