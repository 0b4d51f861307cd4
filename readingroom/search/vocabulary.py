"""
The words that searching knows: those that are not cut apart, and those that stand for one another.

Custom words take part when the index is made: a change makes it outdated, it is made anew aside, and until then
questions are cut as it was. Synonyms hold from the next question on. What comes from the rows is worked out once and
kept for as long as the rows say the same, in every process by itself.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.resources import files

from readingroom.articles.room import announce, writing

from .language import analysis
from .language.folding import fold
from .language.segmenting import shipped_words
from .models import SynonymGroup, Word
from .typed_words import BETWEEN


def analyser(vocabulary: str | None = None) -> analysis.Analyser:
    """The analyser for a vocabulary as an index folder keeps it; None: for the words in use today."""
    return analysis.analyser("\n".join(words()) if vocabulary is None else vocabulary)


def words() -> tuple[str, ...]:
    """The shipped words and the office's own, as they are looked for."""
    return _with_shipped(tuple(Word.objects.order_by("folded").values_list("folded", flat=True)))


def synonyms() -> Mapping[str, tuple[str, ...]]:
    """For every word of a group in use, folded: the other words of its groups, as they are written."""
    groups = SynonymGroup.objects.filter(in_use=True).order_by("words")
    return _others(tuple(groups.values_list("words", flat=True)))


def load_synonyms() -> bool:
    """
    Bring in the groups that come with the software; says whether anything was written.

    Those of an empty room are in use at once. What a later version brings is switched off until the office wants
    it. What is there already is the office's, whatever a later version says.
    """
    with writing():
        there = [name for row in SynonymGroup.objects.values_list("shipped_as", "words") for name in row]
        new = [group for group in _shipped_groups() if group.shipped_as not in there and group.words not in there]
        for group in new:
            group.in_use = not there
        if SynonymGroup.objects.bulk_create(new):
            announce()
    return bool(new)


def _shipped_groups() -> list[SynonymGroup]:
    groups = tomllib.loads((files(__package__) / "synonyms.toml").read_text("utf-8"))["groups"]
    return [
        SynonymGroup(words=BETWEEN.join(group["words"]), note=group["reason"], shipped_as=group["name"])
        for group in groups
    ]


@lru_cache(maxsize=2)
def _with_shipped(own: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*shipped_words(), *own)))


@lru_cache(maxsize=2)
def _others(groups: Sequence[str]) -> Mapping[str, tuple[str, ...]]:
    others: dict[str, dict[str, None]] = {}
    for group in groups:
        for word in (together := group.split(BETWEEN)):
            others.setdefault(fold(word), {}).update(dict.fromkeys(other for other in together if other != word))
    return {word: tuple(found) for word, found in others.items()}
