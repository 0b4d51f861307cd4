"""
What suggestions and corrections are chosen from: the words of the library, its titles and its sources.

One file beside the index, ``lexicon.json``, made by `refresh` off the request path and read again when it changes.
It is a help and never the truth: without the file, or with one that cannot be read, nothing is suggested, and what it
says of titles and sources is looked up in the library before it is shown.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable
from dataclasses import dataclass
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
from . import entries, sounds
from .entries import Lexicon, Title
from .lines import Lines
from .sounds import Sounds

FORMAT = 1
MOST_WORDS = 20_000
"""Of the texts; those of the vocabulary come in addition."""

# A word of one paragraph stands in two documents of the index: the paragraph's and its article's.
_DOCUMENTS_OF_A_WORD = 3
# Chinese, or Latin with Chinese; but no 第二十.
_WORD = re.compile(rf"(?=.*[{HAN}])(?!第[〇零一二三四五六七八九十百千\d])[^\W_]{{2,8}}")

_log = logging.getLogger(__name__)


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
        _loaded = _Loaded(path, state, entries.read(path))
    return _loaded.lexicon


def refresh() -> None:
    """Make the file anew when index or library have changed since. Raises `IndexUnusable`."""
    store = _store()
    opened = store.open()
    try:
        with exclusive(store.path / "lexicon.lock", wait=0):
            state = _state_of_library(opened)
            if current().made_from != state:
                entries.write(_path(store), _make(opened, state))
                current().make_ready()
    except IndexBusy:
        _log.debug("Another process makes the list of words.")


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
    """Those of something that readers may see."""
    printed = Article.objects.published().values("edition__source")
    for number, name in Source.objects.filter(pk__in=printed).order_by("name").values_list("pk", "name"):
        yield number, fold(name)


def _characters(opened: Opened) -> str:
    terms = opened.snapshot.terms(channel_column("text", "characters"))
    return "".join(character for character, _ in terms if re.match(f"[{HAN}]", character))


def _sounds() -> Sounds:
    """The table that is there already, when it was made by the same library."""
    kept = current()
    return kept.sounds if kept.made_from[1:2] == [sounds.VERSION] else sounds.make_sounds()
