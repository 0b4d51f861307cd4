"""Items with a known theme, and the measures that say how many of them were found."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from readingroom.records import THEME_SLUGS, Item, ItemKind, Theming
from readingroom.themes import shipped_vocabulary, theme_items

TESTS = Path(__file__).parent.parent
SEEDS = ("000", "001", "002", "003", "004")
SETS = ("field", "everyday", "held_out")
"""The files in paragraphs/, each of which says how it was written and labelled."""

Pairs = Sequence[tuple[str, str]]
"""Known and found themes, item by item."""


@dataclass(frozen=True)
class Labelled:
    """An item, and what a person says of its theme."""

    item: Item
    primary: str
    secondary: str | None = None
    certain: bool = True


def an_item(text: str, kind: ItemKind = "paragraph") -> Item:
    return Item(kind=kind, text=text, line=1, start=0, lines=(1,))


def paragraphs(name: str) -> list[Labelled]:
    """The paragraphs of a file, written for this project; each stands alone, without a heading."""
    text = (TESTS / "themes" / "paragraphs" / f"{name}.toml").read_text(encoding="utf-8")
    entries = tomllib.loads(text)["paragraph"]
    return [Labelled(an_item(entry["text"]), entry["theme"], entry.get("secondary")) for entry in entries]


def gold_items(seed: str) -> list[Labelled]:
    """The items of a seed as a person cut and labelled them, in reading order."""
    gold = json.loads((TESTS / "gold" / f"{seed}.json").read_text(encoding="utf-8"))
    return [
        Labelled(
            an_item(entry["text"], entry["kind"]),
            entry["theme"]["primary"],
            entry["theme"]["secondary"],
            entry["theme"]["certain"],
        )
        for entry in gold["items"]
    ]


def themed(labelled: Sequence[Labelled]) -> Iterator[tuple[Labelled, Theming]]:
    """Each labelled item beside what the shipped vocabulary makes of it, all read as one article."""
    items = theme_items([entry.item for entry in labelled], shipped_vocabulary())
    for entry, item in zip(labelled, items, strict=True):
        assert item.theming is not None
        yield entry, item.theming


def accuracy(pairs: Pairs) -> float:
    return sum(known == found for known, found in pairs) / len(pairs)


def recall(theme: str, pairs: Pairs) -> float:
    of_theme = [pair for pair in pairs if pair[0] == theme]
    return accuracy(of_theme)


def macro_f1(pairs: Pairs) -> float:
    """The mean over the themes that occur of 2·right / (known + found)."""
    themes = [theme for theme in THEME_SLUGS if any(theme in pair for pair in pairs)]
    return sum(_f1(theme, pairs) for theme in themes) / len(themes)


def _f1(theme: str, pairs: Pairs) -> float:
    right = sum(known == found == theme for known, found in pairs)
    mentioned = sum((known == theme) + (found == theme) for known, found in pairs)
    return 2 * right / mentioned
