"""
What suggestions and corrections are chosen from: the words of the library, its titles and its sources.

One file beside the index, ``lexicon.json``, made by `refresh` off the request path and read again when it changes.
It is a help and never the truth: without the file, or with one that cannot be read, nothing is suggested, and what it
says of titles and sources is looked up in the library before it is shown.
"""

from __future__ import annotations

import json
import logging
import os
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice, product
from pathlib import Path
from typing import Any

from django.conf import settings

from readingroom.articles.models import Article, Room, Source

from ..engine import IndexBusy
from ..engine.locking import exclusive
from ..engine.schema import channel_column
from ..engine.store import Opened, Store
from ..keeping.holdings import backend
from ..language.analysis import STOPWORDS
from ..language.atoms import HAN
from ..language.folding import fold
from ..language.segmenting import read_words, segmenter
from . import sounds
from .lines import Lines
from .sounds import Sounds
from .spelled_lines import SpelledLines
from .spelling import Way, is_pinyin, ways_to_read

FORMAT = 1
MOST_WORDS = 20_000
"""Of the texts; those of the vocabulary come in addition."""

# A word of one paragraph stands in two documents of the index: the paragraph's and its article's.
_DOCUMENTS_OF_A_WORD = 3
# Chinese, or Latin with Chinese; but no 第二十.
_WORD = re.compile(rf"(?=.*[{HAN}])(?!第[〇零一二三四五六七八九十百千\d])[^\W_]{{2,8}}")

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

    def ways_to_read(self, typed: str, *, unfinished: bool) -> list[Way]:
        """None for what is no pinyin."""
        known = is_pinyin(typed) and self.sounds.characters
        return ways_to_read(typed, self.sounds, unfinished=unfinished) if known else []


@dataclass(frozen=True)
class _Loaded:
    path: Path
    state: tuple[int, ...]
    lexicon: Lexicon


_loaded: _Loaded | None = None


def current() -> Lexicon:
    """The lexicon as the file has it now. Costs one look at the file system when nothing has changed."""
    global _loaded
    path = _path(_store())
    state = _state(path)
    if _loaded is None or (_loaded.path, _loaded.state) != (path, state):
        _loaded = _Loaded(path, state, _read(path))
    return _loaded.lexicon


def refresh() -> None:
    """Make the file anew when index or library have changed since. Raises `IndexUnusable`."""
    store = _store()
    opened = store.open()
    try:
        with exclusive(store.path / "lexicon.lock", wait=0):
            state = _state_of_library(opened)
            if current().made_from != state:
                _write(_path(store), _make(opened, state))
                _make_ready(current())
    except IndexBusy:
        _log.debug("Another process makes the list of words.")


def _make_ready(known: Lexicon) -> None:
    """So that no request of this process has to."""
    _ = known.word_set, known.title_texts, known.source_names
    _ = known.spelled_words, known.spelled_titles, known.spelled_sources


# ------------------------------------------------------------------------- the file


def _store() -> Store:
    return backend().store


def _path(store: Store) -> Path:
    return store.path / "lexicon.json"


def _state(path: Path) -> tuple[int, ...]:
    try:
        status = path.stat()
    except OSError:
        return ()
    return status.st_ino, status.st_mtime_ns, status.st_size


def _read(path: Path) -> Lexicon:
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


def _write(path: Path, lexicon: Lexicon) -> None:
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


# ----------------------------------------------------------------------- what is in it


def _state_of_library(opened: Opened) -> list[Any]:
    revision = Room.objects.values_list("revision", flat=True).first()
    return [FORMAT, sounds.VERSION, opened.folder.name, *opened.state, revision]


def _make(opened: Opened, state: list[Any]) -> Lexicon:
    return Lexicon(
        made_from=state,
        words=Lines(_words(opened)),
        titles=tuple(_titles(opened)),
        sources=tuple(_sources()),
        characters=_characters(opened),
        sounds=_sounds(),
    )


def _words(opened: Opened) -> list[str]:
    """Those of the vocabulary, wherever they stand, and the most frequent others; the most frequent first."""
    own = {fold(word) for word in read_words(opened.analyser.vocabulary)}
    terms = opened.snapshot.terms(channel_column("text", "words"))
    known = [(word, count) for word, count in terms if _WORD.fullmatch(word) and word not in STOPWORDS]
    others = [word for word, count in known if count >= _DOCUMENTS_OF_A_WORD and word not in own]
    chosen = own.union(others[:MOST_WORDS])
    return [word for word, _ in known if word in chosen]


def _titles(opened: Opened) -> Iterable[Title]:
    cut = segmenter(settings.ENVIRONMENT.segmenter, read_words(opened.analyser.vocabulary)).cut
    published = Article.objects.published().newest_first()
    for article, edition, title in published.values_list("number", "edition", "edition__title"):
        yield Title(article, edition, " ".join(cut(fold(title))))


def _sources() -> Iterable[tuple[int, str]]:
    for number, name in Source.objects.order_by("name").values_list("pk", "name"):
        yield number, fold(name)


def _characters(opened: Opened) -> str:
    terms = opened.snapshot.terms(channel_column("text", "characters"))
    return "".join(character for character, _ in terms if re.match(f"[{HAN}]", character))


def _sounds() -> Sounds:
    """The table that is there already, when it was made by the same library."""
    kept = current()
    return kept.sounds if kept.made_from[1:2] == [sounds.VERSION] else sounds.make_sounds()
