"""The vocabulary and the neutral phrases that come with the room, read from the files beside this module."""

from __future__ import annotations

import functools
import tomllib
from collections import Counter
from collections.abc import Iterable
from importlib.resources import files
from typing import Any

from readingroom.records import THEME_SLUGS
from readingroom.themes.vocabulary import ThemeTerm, Vocabulary


class WrongVocabulary(Exception):
    """A vocabulary file that cannot be used; the message names the file and what is wrong in it."""


@functools.cache
def shipped_vocabulary() -> Vocabulary:
    """The terms of terms.toml."""
    return parse_vocabulary(_text_of("terms.toml"), name="terms.toml")


@functools.cache
def neutral_phrases() -> tuple[str, ...]:
    """The phrases of neutral.toml, which hold a term's characters and are no evidence."""
    groups = _parsed(_text_of("neutral.toml"), name="neutral.toml").get("group", [])
    return tuple(phrase for group in groups for phrase in group["phrases"])


def parse_vocabulary(text: str, *, name: str) -> Vocabulary:
    """The vocabulary a file describes. Every word stands once: a word for two themes would speak for neither."""
    data = _parsed(text, name=name)
    weights = data.get("weights", {})
    terms = tuple(term for group in data.get("group", []) for term in _terms(group, weights, name=name))
    if repeated := _repeated(term.word for term in terms):
        raise WrongVocabulary(f"{name}: more than once: {'、'.join(repeated)}")
    return Vocabulary(terms=terms)


def _terms(group: dict[str, Any], weights: dict[str, float], *, name: str) -> list[ThemeTerm]:
    theme, weight, words = group.get("theme"), weights.get(group.get("weight", "")), group.get("words")
    if theme not in THEME_SLUGS or theme == "general":
        raise WrongVocabulary(f"{name}: no theme that may have words: {theme!r}")
    if not isinstance(weight, int | float) or weight <= 0:
        raise WrongVocabulary(f"{name}: {theme} has a group of unknown weight {group.get('weight')!r}")
    if not isinstance(words, list) or not all(isinstance(word, str) and word.strip() == word != "" for word in words):
        raise WrongVocabulary(f"{name}: {theme} has a group whose words are no list of words: {words!r}")
    return [ThemeTerm(theme, word, float(weight)) for word in words]


def _repeated(words: Iterable[str]) -> list[str]:
    return [word for word, count in Counter(words).items() if count > 1]


def _parsed(text: str, *, name: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise WrongVocabulary(f"{name}: {error}") from error


def _text_of(name: str) -> str:
    return files("readingroom.themes").joinpath(name).read_text(encoding="utf-8")
