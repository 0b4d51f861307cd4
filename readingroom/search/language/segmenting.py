"""
Words of Chinese text, by jieba or by rjieba (its algorithm in Rust, 12 to 15 times as fast, 99.98 % the same words).

A segmenter is made for one vocabulary and never changed: an index and the questions put to it must be cut by the
same one. `dictionary.txt` is the vocabulary that comes with the room.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.metadata import version
from pathlib import Path

from django.conf import settings

DICTIONARY = Path(__file__).with_name("dictionary.txt")


@dataclass(frozen=True)
class Segmenter:
    """
    `cut` gives the words of a text one after another, `cut_finely` also the words within longer words.

    `knows`: whether a word is in the dictionary, not only guessed from its characters.
    """

    name: str
    cut: Callable[[str], Iterable[str]]
    cut_finely: Callable[[str], Iterable[str]]
    knows: Callable[[str], bool]


def read_words(text: str) -> tuple[str, ...]:
    """The words of a dictionary: one a line; what follows # is a note about the group or its source."""
    words = (line.partition("#")[0].strip() for line in text.splitlines())
    return tuple(dict.fromkeys(word for word in words if word))


@cache
def shipped_words() -> tuple[str, ...]:
    return read_words(DICTIONARY.read_text(encoding="utf-8"))


_making = threading.Lock()


def segmenter(name: str, words: tuple[str, ...]) -> Segmenter:
    """Made once: the first readers after a start wait for it, and making several at a time would take them longer."""
    with _making:
        return _segmenter(name, words)


# An office has one vocabulary, and for a while a second one, while the index is rebuilt for it.
@lru_cache(maxsize=2)
def _segmenter(name: str, words: tuple[str, ...]) -> Segmenter:
    return _MAKERS[name](words)


def _jieba(words: tuple[str, ...]) -> Segmenter:
    # Imported at first use: the dictionary costs 66 MB and most commands never search.
    import jieba

    log = logging.getLogger("jieba")
    log.handlers.clear()
    log.setLevel(logging.WARNING)
    tokenizer = jieba.Tokenizer()
    tokenizer.tmp_dir = str(_cache_folder())
    for word in words:
        tokenizer.add_word(word)
    tokenizer.initialize()
    # The table also holds the beginnings of words, with a frequency of zero.
    frequencies = tokenizer.FREQ
    return Segmenter(
        f"jieba {version('jieba')}",
        tokenizer.cut,
        tokenizer.cut_for_search,
        lambda word: bool(frequencies.get(word)),
    )


def _rjieba(words: tuple[str, ...]) -> Segmenter:
    import rjieba

    tokenizer = rjieba.Jieba()
    for word in words:
        tokenizer.add_word(word, tokenizer.suggest_freq(word), None)
    return Segmenter(f"rjieba {version('rjieba')}", tokenizer.cut, tokenizer.cut_for_search, tokenizer.has_word)


def _cache_folder() -> Path:
    """
    Where jieba keeps its loaded dictionary: in the data folder.

    By default it would be a file of a known name in the shared temporary folder, loaded with `marshal` whoever
    wrote it.
    """
    folder: Path = settings.ENVIRONMENT.data / "cache"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


_MAKERS: dict[str, Callable[[tuple[str, ...]], Segmenter]] = {"jieba": _jieba, "rjieba": _rjieba}
