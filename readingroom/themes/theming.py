"""From evidence to a decision: the theme of each item, and the themes of an article."""

from __future__ import annotations

import dataclasses
import functools
from collections import Counter
from collections.abc import Iterable, Sequence

from readingroom.records import Item, ThemeHit, Theming
from readingroom.themes.scoring import Lexicon, gather_hits, scores
from readingroom.themes.thresholds import ARTICLE_SHARE, ENOUGH, ENOUGH_PER_HUNDRED, NEAR_TIE, SECONDARY
from readingroom.themes.vocabulary import Vocabulary

GENERAL = "general"


def theme_items(items: Sequence[Item], vocabulary: Vocabulary) -> tuple[Item, ...]:
    """
    The items with their themes and the evidence for them; front matter has none and stays as it is.

    A heading is themed by its own words and speaks for every paragraph down to the next one. A heading without a
    word of any theme is general and says nothing about the paragraphs below it.
    """
    lexicon = _lexicon_of(vocabulary)
    heading = ""
    themed: list[Item] = []
    for item in items:
        if item.kind == "heading":
            heading = item.text
            item = _with_theme(item, gather_hits("", heading, lexicon))
        elif item.kind == "paragraph":
            item = _with_theme(item, gather_hits(item.text, heading, lexicon))
        themed.append(item)
    return tuple(themed)


@functools.lru_cache(maxsize=4)
def _lexicon_of(vocabulary: Vocabulary) -> Lexicon:
    """Making one takes longer than finding its words in an article; a preview compares two of them."""
    return Lexicon.of(vocabulary)


def article_themes(items: Iterable[Item]) -> tuple[str, ...]:
    """The themes that are primary for a fifth of the body's characters, largest first; general if there is none."""
    lengths: Counter[str] = Counter()
    for item in items:
        if item.kind == "paragraph":
            lengths[item.theming.primary if item.theming else GENERAL] += len(item.text)
    least = ARTICLE_SHARE * lengths.total()
    reached = [(-length, theme) for theme, length in lengths.items() if theme != GENERAL and length >= least]
    return tuple(theme for _, theme in sorted(reached)) or (GENERAL,)


def _with_theme(item: Item, hits: tuple[ThemeHit, ...]) -> Item:
    return dataclasses.replace(item, theming=_decide(hits, len(item.text)))


def _decide(hits: tuple[ThemeHit, ...], length: int) -> Theming:
    """
    The theme with the most evidence if general has less; else general, with that theme in second place.

    General needs no words: it has a head start, to which its own words add.
    """
    found = scores(hits)
    general = ENOUGH + ENOUGH_PER_HUNDRED * length / 100 + found.pop(GENERAL, 0.0)
    (first, best), (second, next_best), *_ = [*found.items(), (None, 0.0), (None, 0.0)]
    if first is None or best <= general:
        return Theming(GENERAL, first, near_tie=False, hits=hits)
    return Theming(
        first,
        second if next_best >= SECONDARY * best else None,
        near_tie=best - max(next_best, general) < NEAR_TIE * best,
        hits=hits,
    )
