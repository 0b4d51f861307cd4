"""
The next edition of an article as it would be published now: keys given, title and source settled.

Publishing writes it, and a proposal says how it differs from the current edition.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from readingroom.records import FIELD_NAMES, CleanArticle, Item, Segment

from . import keys, stored
from .lineage import Holder, carry_over
from .models import Article, FormerKey, Paragraph, Reading, Theme
from .outlets import outlet_name
from .titles import display_title


@dataclass(frozen=True)
class Manuscript:
    """`items` are entries of `Edition.items`; `former` are all keys that stand on no paragraph of their own."""

    title: str
    title_is_built: bool
    fields: dict[str, str | None]
    source: str
    themes: tuple[str, ...]
    items: tuple[dict[str, Any], ...]
    former: tuple[keys.Former, ...]
    rules_version: str

    @property
    def fingerprint(self) -> str:
        """What a proposal is known by after it was rejected; by which rules it came about does not matter."""
        said = ("kind", "text", "theme", "theme_secondary")
        content = [self.fields, self.source, self.themes, [[item[name] for name in said] for item in self.items]]
        return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def make_manuscript(article: Article, reading: Reading, clean: CleanArticle) -> Manuscript:
    """From what the rules made of this reading; nothing is written."""
    title, title_is_built = display_title(clean.fields, clean.items)
    carried = _carry_keys(article, reading, clean)
    return Manuscript(
        title=title,
        title_is_built=title_is_built,
        fields={name: clean.fields.get(name) for name in FIELD_NAMES},
        source=outlet_name(clean.fields),
        themes=clean.themes,
        items=tuple(_entry(key, item) for key, item in zip(carried.keys, clean.items, strict=True)),
        former=carried.former,
        rules_version=clean.rules_version,
    )


def _entry(key: str, item: Item) -> dict[str, Any]:
    theming = item.theming
    return {
        "key": key,
        "kind": item.kind,
        "text": item.text,
        "line": item.line,
        "start": item.start,
        "lines": list(item.lines),
        "continues_previous_page": item.continues_previous_page,
        "theme": theming and theming.primary,
        "theme_secondary": theming and theming.secondary,
        "near_tie": bool(theming and theming.near_tie),
        "theme_decided_by": theming.decided_by if theming else "rules",
        "theme_evidence": stored.dump_hits(theming.hits) if theming else [],
    }


def paragraphs_of(article: Article, items: Iterable[Mapping[str, Any]], themes: Mapping[str, Theme]) -> list[Paragraph]:
    """Entries of `Edition.items` as the rows that pages read; not saved."""
    return [
        Paragraph(
            key=item["key"],
            article=article,
            order=order,
            kind=item["kind"],
            text=item["text"],
            continues_previous_page=item["continues_previous_page"],
            theme=themes.get(item["theme"]),
            secondary_theme=themes.get(item["theme_secondary"]),
            near_tie=item["near_tie"],
            theme_evidence=item["theme_evidence"],
            theme_decided_by=item["theme_decided_by"],
        )
        for order, item in enumerate(items)
    ]


def _carry_keys(article: Article, reading: Reading, clean: CleanArticle) -> keys.Carried:
    """Fifty bits may meet by chance: a new key that another article has is passed over for the next."""
    items = [keys.Unkeyed(item.text, keys.Place(reading.pk, item.line, item.start)) for item in clean.items]
    standing, former = _standing(article), _former(article)
    taken: set[str] = set()
    while True:
        carried = carry_over(
            items,
            original=reading.original.sha256,
            standing=standing,
            former=former,
            holder=_holder(reading.pk, clean),
            taken=taken,
        )
        met = _keys_of_others(article, carried.keys)
        if not met:
            return carried
        taken |= met


def _standing(article: Article) -> list[keys.Keyed]:
    edition = article.edition
    if edition is None:
        return []
    return [
        keys.Keyed(item["key"], item["text"], keys.Place(edition.reading_id, item["line"], item["start"]))
        for item in edition.items
    ]


def _former(article: Article) -> list[keys.Former]:
    return [
        keys.Former(row.key, row.last_text, keys.Place(row.reading_id, row.line, row.start), row.paragraph_id)
        for row in article.former_keys.all()
    ]


def _holder(reading: int, clean: CleanArticle) -> Holder:
    """Mostly nothing is asked of it, so that it looks through the ledger when it is."""

    @cache
    def kept() -> Mapping[int, list[Segment]]:
        by_line = defaultdict(list)
        for segment in (segment for line in clean.ledger for segment in line.segments if segment.to is not None):
            by_line[segment.line].append(segment)
        return by_line

    def holder(place: keys.Place) -> int | Literal["title"] | None:
        if place.reading != reading:
            return None
        here = kept().get(place.line, ())
        return next((segment.to for segment in here if segment.start <= place.start < segment.end), None)

    return holder


def _keys_of_others(article: Article, wanted: Sequence[str]) -> set[str]:
    others = [
        rows.objects.filter(key__in=wanted).exclude(article=article).values_list("key", flat=True)
        for rows in (Paragraph, FormerKey)
    ]
    return {key for found in others for key in found}
