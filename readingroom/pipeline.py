"""The journey of an article on one screen: a reading and what was decided about it become a themed clean article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import Any

from readingroom import cleaning, themes
from readingroom.cleaning.anchors import find_anchor
from readingroom.records import CleanArticle, Decision, Item, LedgerLine, Reading, Segment, Theming
from readingroom.themes.vocabulary import Vocabulary

__all__ = ["process", "public_form"]


def process(reading: Reading, decisions: Sequence[Decision] = (), vocabulary: Vocabulary | None = None) -> CleanArticle:
    """
    The clean article with its themes. Pure. Without a vocabulary the one that comes with the software is used.

    Curators' decisions are applied where they belong: those about text and fields while cleaning, those about
    themes here.
    """
    article = cleaning.clean(reading, decisions)
    items = themes.theme_items(article.items, vocabulary or themes.shipped_vocabulary())
    items, lost = _apply_theme_decisions(items, article.ledger, decisions, reading)
    return replace(
        article,
        items=items,
        themes=_decided_themes(decisions) or themes.article_themes(items),
        review=(*article.review, *cleaning.doubts_about_decisions(lost)),
        lost_decisions=(*article.lost_decisions, *lost),
    )


def _apply_theme_decisions(
    items: tuple[Item, ...], ledger: Sequence[LedgerLine], decisions: Sequence[Decision], reading: Reading
) -> tuple[tuple[Item, ...], list[Decision]]:
    """The items with the themes that curators gave them; and the decisions whose paragraph is gone."""
    decided = list(items)
    lost: list[Decision] = []
    segments = [segment for line in ledger for segment in line.segments]
    for decision in decisions:
        if decision.kind != "theme" or decision.anchor is None:
            continue
        anchor = find_anchor(decision.anchor, reading)
        number = _item_at(segments, anchor.line, anchor.start) if anchor else None
        if number is None or decided[number].kind == "front":
            lost.append(decision)
            continue
        value = decision.value
        theming = Theming(value["primary"], value.get("secondary"), near_tie=False, decided_by="curator")
        decided[number] = replace(decided[number], theming=theming)
    return tuple(decided), lost


def _item_at(segments: Sequence[Segment], line: int, start: int) -> int | None:
    for segment in segments:
        if segment.line == line and segment.start <= start < segment.end and isinstance(segment.to, int):
            return segment.to
    return None


def _decided_themes(decisions: Sequence[Decision]) -> tuple[str, ...]:
    """The article's themes as a curator last set them; empty when nobody did."""
    decided = [decision.value for decision in decisions if decision.kind == "article_themes"]
    return tuple(decided[-1]) if decided else ()


def public_form(article: CleanArticle) -> dict[str, Any]:
    """The article as a plain object, as `manage.py clean --json` prints it. Every key is always present."""
    return {
        "fields": dict(article.fields),
        "evidence": {name: asdict(evidence) for name, evidence in article.evidence.items()},
        "items": [_public_item(number, item) for number, item in enumerate(article.items)],
        "lines": [_public_line(line) for line in article.ledger],
        "edits": [asdict(edit) for edit in article.edits],
        "review": list(article.review),
        "notes": list(article.notes),
    }


def _public_item(number: int, item: Item) -> dict[str, Any]:
    theming = item.theming
    return {
        "i": number,
        "kind": item.kind,
        "text": item.text,
        "theme": theming.primary if theming else None,
        "theme_secondary": theming.secondary if theming else None,
        "near_tie": theming.near_tie if theming else False,
        "continues_previous_page": item.continues_previous_page,
        "lines": list(item.lines),
    }


def _public_line(line: LedgerLine) -> dict[str, Any]:
    entry: dict[str, Any] = {"n": line.number, "fate": line.fate, "to": list(line.to), "reason": line.reason}
    segments = [{key: value for key, value in asdict(segment).items() if key != "line"} for segment in line.segments]
    return {**entry, "fields": list(line.fields), "rule": line.rule, "segments": segments}
