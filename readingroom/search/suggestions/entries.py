"""What the lexicon holds, how it is searched, and how it lies in a file."""

from __future__ import annotations

import json
import logging
import os
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice, product
from pathlib import Path
from typing import Any

from .lines import Lines
from .sounds import Sounds
from .spelled_lines import SpelledLines
from .spelling import Way, is_pinyin, ways_to_read

# A word with several characters of several readings is spelled in so many ways at most.
_MOST_SPELLINGS = 4

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Title:
    """The title of a published article, folded and cut into words, with the edition that has it."""

    article: int
    edition: int
    words: str

    @cached_property
    def folded(self) -> str:
        return self.words.replace(" ", "")


@dataclass(frozen=True, eq=False)
class Lexicon:
    """
    Words most frequent first, titles newest first, sources with their folded names; `characters` are those of the
    library. `made_from` tells the state of index and library from every other.
    """

    made_from: list[Any] = field(default_factory=list)
    words: Lines = field(default_factory=lambda: Lines([]))
    titles: tuple[Title, ...] = ()
    sources: tuple[tuple[int, str], ...] = ()
    characters: str = ""
    sounds: Sounds = field(default_factory=lambda: Sounds({}))

    @cached_property
    def word_set(self) -> frozenset[str]:
        return frozenset(self.words.texts)

    @cached_property
    def title_texts(self) -> Lines:
        return Lines(title.folded for title in self.titles)

    @cached_property
    def source_names(self) -> Lines:
        return Lines(name for _, name in self.sources)

    @cached_property
    def spelled_words(self) -> SpelledLines:
        return SpelledLines(self.words, self.sounds)

    @cached_property
    def spelled_titles(self) -> SpelledLines:
        """Their words, each with a space around it."""
        return SpelledLines(Lines(f" {title.words} " for title in self.titles), self.sounds)

    @cached_property
    def spelled_sources(self) -> SpelledLines:
        return SpelledLines(Lines(f" {name} " for _, name in self.sources), self.sounds)

    @cached_property
    def spelled_out(self) -> tuple[list[str], list[int]]:
        """The words in Latin letters, each in all its readings, and the number of the word that each is of."""
        spelled, numbers = [], []
        for number, word in enumerate(self.words.texts):
            readings = [self.sounds.readings.get(character, ("",)) for character in word]
            for syllables in islice(product(*readings), _MOST_SPELLINGS):
                spelled.append("".join(syllables))
                numbers.append(number)
        return spelled, numbers

    def make_ready(self) -> None:
        """So that no request of this process has to."""
        _ = self.word_set, self.title_texts, self.source_names
        _ = self.spelled_words, self.spelled_titles, self.spelled_sources

    def ways_to_read(self, typed: str, *, unfinished: bool) -> list[Way]:
        """None for what is no pinyin."""
        known = is_pinyin(typed) and self.sounds.characters
        return ways_to_read(typed, self.sounds, unfinished=unfinished) if known else []


def read(path: Path) -> Lexicon:
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
        return Lexicon(
            made_from=kept["made_from"],
            words=Lines(kept["words"]),
            titles=tuple(Title(*title) for title in kept["titles"]),
            sources=tuple((number, name) for number, name in kept["sources"]),
            characters=kept["characters"],
            sounds=Sounds(kept["sounds"]),
        )
    except FileNotFoundError:
        return Lexicon()
    except (OSError, ValueError, LookupError, TypeError) as error:
        _log.warning("检索建议的词单不能用，将重新生成：%s", error)
        return Lexicon()


def write(path: Path, lexicon: Lexicon) -> None:
    """A reader has the old file or the new one, whole, whenever the power goes."""
    kept = {
        "made_from": lexicon.made_from,
        "words": lexicon.words.texts,
        "titles": [(title.article, title.edition, title.words) for title in lexicon.titles],
        "sources": lexicon.sources,
        "characters": lexicon.characters,
        "sounds": lexicon.sounds.characters,
    }
    new = path.with_suffix(".new")
    with new.open("w", encoding="utf-8") as file:
        json.dump(kept, file, ensure_ascii=False)
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)
