"""Evidence and its sum: which words speak for which theme, where they stand, and how much that comes to."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from readingroom.records import ThemeHit
from readingroom.simplified import simplified
from readingroom.themes.scanning import WordIndex, find_words, index_words
from readingroom.themes.shipped import neutral_phrases
from readingroom.themes.thresholds import HEADING, HEADING_REACH, LEAD, LEAD_LENGTH, REPEAT
from readingroom.themes.vocabulary import ThemeTerm, Vocabulary

Where = Literal["text", "lead", "heading"]

PLACE_FACTORS: Mapping[Where, float] = {"text": 1.0, "lead": LEAD, "heading": HEADING}

_SENTENCE_END = re.compile("[。！？]")


@dataclass(frozen=True)
class Lexicon:
    """
    A vocabulary made ready for finding its words.

    A term counts instead of the same everyday word. A phrase without either is found, and is no evidence.
    """

    index: WordIndex
    terms: Mapping[str, tuple[ThemeTerm, ...]]

    @classmethod
    def of(cls, vocabulary: Vocabulary) -> Lexicon:
        terms: defaultdict[str, list[ThemeTerm]] = defaultdict(list)
        for term in vocabulary.terms:
            terms[term.word].append(term)
        for word in vocabulary.everyday:
            terms.setdefault(word.word, [word])
        return cls(index_words([*terms, *neutral_phrases()]), {word: tuple(group) for word, group in terms.items()})


def gather_hits(text: str, heading: str, lexicon: Lexicon) -> tuple[ThemeHit, ...]:
    """The evidence of a text and of the heading above it, what counts most first."""
    counts = Counter(_words_of_text(text.translate(simplified()), lexicon))
    for _, word in find_words(heading.translate(simplified()), lexicon.index):
        counts["heading", word] += 1 + len(text) // HEADING_REACH
    hits = (
        ThemeHit(term.theme, word, term.weight, count, where)
        for (where, word), count in counts.items()
        for term in lexicon.terms.get(word, ())
    )
    return tuple(sorted(hits, key=lambda hit: (-contribution(hit), hit.theme, hit.word, hit.where)))


def contribution(hit: ThemeHit) -> float:
    """What a piece of evidence adds to its theme's score."""
    return hit.weight * PLACE_FACTORS[hit.where] * (1 + REPEAT * (hit.count - 1))


def scores(hits: Iterable[ThemeHit]) -> dict[str, float]:
    """Themes and their scores, largest first; nothing but the evidence goes into them."""
    sums: defaultdict[str, float] = defaultdict(float)
    for hit in hits:
        sums[hit.theme] += contribution(hit)
    return dict(sorted(sums.items(), key=lambda pair: (-pair[1], pair[0])))


def _words_of_text(text: str, lexicon: Lexicon) -> Iterator[tuple[Where, str]]:
    lead_end = _lead_end(text)
    for place, word in find_words(text, lexicon.index):
        yield ("lead" if place < lead_end else "text"), word


def _lead_end(text: str) -> int:
    """The end of the lead sentence: the first one, if it is short and more follows; else 0."""
    end = _SENTENCE_END.search(text, 0, LEAD_LENGTH)
    return end.end() if end and end.end() < len(text) else 0
