"""From evidence to a decision: the theme of each item, and the themes of an article."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterable, Sequence

from readingroom.records import Item, ThemeHit, Theming
from readingroom.themes.scoring import Lexicon, gather_hits, scores
from readingroom.themes.thresholds import ARTICLE_SHARE, ENOUGH, ENOUGH_PER_HUNDRED, NEAR_TIE, SECONDARY
from readingroom.themes.vocabulary import Vocabulary

GENERAL = "general"


def theme_items(items: Sequence[Item], vocabulary: Vocabulary) -> tuple[Item, ...]:
    """The items with their theme and its evidence; front matter has none and stays as it is."""
    lexicon = Lexicon.of(vocabulary)
    heading = ""
    themed = []
    for item in items:
        if item.kind == "heading":
            heading = item.text
        themed.append(_with_theme(item, "" if item.kind == "heading" else heading, lexicon))
    return tuple(themed)


def article_themes(items: Iterable[Item]) -> tuple[str, ...]:
    """The themes that are primary for a fifth of the body's characters, largest first; general if none is."""
    lengths: Counter[str] = Counter()
    for item in items:
        if item.kind == "paragraph":
            lengths[item.theming.primary if item.theming else GENERAL] += len(item.text)
    least = ARTICLE_SHARE * lengths.total()
    reached = [(-length, theme) for theme, length in lengths.items() if theme != GENERAL and length >= least]
    return tuple(theme for _, theme in sorted(reached)) or (GENERAL,)


def _with_theme(item: Item, heading: str, lexicon: Lexicon) -> Item:
    if item.kind == "front":
        return item
    return dataclasses.replace(item, theming=_decide(gather_hits(item.text, heading, lexicon), len(item.text)))


def _decide(hits: tuple[ThemeHit, ...], length: int) -> Theming:
    """The best theme if its evidence is enough for the length; if not, general, with the best one as second."""
    ranked = list(scores(hits).items())
    first, best = ranked[0] if ranked else (GENERAL, 0.0)
    second, next_best = ranked[1] if len(ranked) > 1 else (None, 0.0)
    if best < max(ENOUGH, ENOUGH_PER_HUNDRED * length / 100):
        return Theming(GENERAL, None if first == GENERAL else first, near_tie=False, hits=hits)
    return Theming(
        first,
        second if next_best >= SECONDARY * best else None,
        near_tie=best - next_best < NEAR_TIE * best,
        hits=hits,
    )
