"""The terms, everyday words and neutral phrases that come with the room, read from the files beside this module."""

from __future__ import annotations

import functools
import math
import tomllib
from collections import Counter
from collections.abc import Iterable, Sequence
from importlib.resources import files
from typing import Any

from readingroom.records import THEME_SLUGS
from readingroom.themes.vocabulary import ThemeTerm, Vocabulary

THEMES_WITH_TERMS = tuple(theme for theme in THEME_SLUGS if theme != "general")


class WrongVocabulary(Exception):
    """A file of words that cannot be used; the message names the file and what is wrong in it."""


@functools.cache
def shipped_vocabulary() -> Vocabulary:
    """The terms of terms.toml, and the everyday words."""
    return Vocabulary(parse_terms(_text_of("terms.toml"), name="terms.toml"), everyday_words())


@functools.cache
def everyday_words() -> tuple[ThemeTerm, ...]:
    """The words of everyday.toml, general's among them."""
    return parse_terms(_text_of("everyday.toml"), name="everyday.toml", themes=THEME_SLUGS)


@functools.cache
def neutral_phrases() -> tuple[str, ...]:
    """The phrases of neutral.toml, which contain a term and are no evidence."""
    return parse_phrases(_text_of("neutral.toml"), name="neutral.toml")


def parse_terms(text: str, *, name: str, themes: Sequence[str] = THEMES_WITH_TERMS) -> tuple[ThemeTerm, ...]:
    """The words of a file. Every one stands once: a word that speaks for two themes decides between none."""
    data = _parsed(text, name=name)
    groups = _groups(data, name=name)
    for group in groups:
        if group.get("theme") not in themes:
            raise WrongVocabulary(f"{name}: {group.get('theme')!r} is no theme that has words")
    terms = [term for group in groups for term in _terms(group, data, name=name)]
    _refuse_repeated((term.word for term in terms), name=name)
    return tuple(terms)


def parse_phrases(text: str, *, name: str) -> tuple[str, ...]:
    phrases = [phrase for group in _groups(_parsed(text, name=name), name=name) for phrase in _words(group, name=name)]
    _refuse_repeated(phrases, name=name)
    return tuple(phrases)


def _terms(group: dict[str, Any], data: dict[str, Any], *, name: str) -> list[ThemeTerm]:
    theme, weight_class = group["theme"], group.get("weight")
    weight = data.get("weights", {}).get(weight_class) if isinstance(weight_class, str) else None
    if not isinstance(weight, int | float) or not 0 < weight < math.inf:
        raise WrongVocabulary(f"{name}: a group of {theme} has no usable weight: {weight_class!r}")
    return [ThemeTerm(theme, word, float(weight)) for word in _words(group, name=name)]


def _words(group: dict[str, Any], *, name: str) -> list[str]:
    words = group.get("words")
    if not isinstance(words, list) or not words:
        raise WrongVocabulary(f"{name}: a group has no list of words: {group!r}")
    for word in words:
        if not isinstance(word, str) or not word or word != word.strip():
            raise WrongVocabulary(f"{name}: {word!r} is no word")
    return words


def _groups(data: dict[str, Any], *, name: str) -> list[dict[str, Any]]:
    groups = data.get("group")
    if not isinstance(groups, list) or not all(isinstance(group, dict) for group in groups):
        raise WrongVocabulary(f"{name}: there is no [[group]]")
    return groups


def _refuse_repeated(words: Iterable[str], *, name: str) -> None:
    if repeated := [word for word, count in Counter(words).items() if count > 1]:
        raise WrongVocabulary(f"{name}: more than once: {'、'.join(repeated)}")


def _parsed(text: str, *, name: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise WrongVocabulary(f"{name}: {error}") from error


def _text_of(name: str) -> str:
    return files("readingroom.themes").joinpath(name).read_text(encoding="utf-8")
