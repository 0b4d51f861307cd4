"""
What a reader may be about to type: words, titles and sources that begin so or hold it.

Chinese is taken as it is typed, traditional or simplified, and the last word of a longer question is completed;
Latin letters may be pinyin, in full or by initials. What is suggested comes from the lexicon, which is made off the
request path; titles and sources are looked up in the library before they are shown.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import Literal

from django.db.models import Exists, OuterRef

from readingroom.articles.models import Article, Source

from ..engine import IndexUnusable
from ..language.folding import fold
from ..models import LONGEST_QUESTION
from . import lexicon
from .corpus import corpus
from .entries import Lexicon, Title
from .lines import Lines
from .spelled_lines import SpelledLines
from .spelling import Way

MOST = 8
MOST_TITLES = 4
MOST_SOURCES = 2

# Titles looked up for each that is shown: some may have been withdrawn since the lexicon was made.
_SPARE = 3
# A word being typed: letters, digits and Chinese to the end, with the apostrophes of pinyin; Latin ones with spaces.
_LAST_WORD = re.compile(r"(?<![^\W_])(?:[a-zü]+(?:['’ ]+[a-zü]+)+['’]?|[^\W_]+(?:['’]+[^\W_]+)*['’]?)$", re.IGNORECASE)
_LATIN_TAIL = re.compile(r"[a-zü]+(?:['’ ]+[a-zü]*)*$", re.IGNORECASE)


@dataclass(frozen=True)
class Suggestion:
    """`text`: the whole question or name to show; `url`: where a title or source is, None for a question to ask."""

    text: str
    kind: Literal["title", "term", "source"]
    url: str | None


def suggest(typed: str) -> list[Suggestion]:
    """At most eight; what begins as typed before what holds it, frequent words before rare ones."""
    if not _can_be_suggested_for(typed):
        return []
    known = lexicon.current()
    titles = _titles(known, typed)
    sources = _sources(known, typed)
    terms = [Suggestion(text, "term", None) for text in islice(_terms(known, typed), MOST - len(titles) - len(sources))]
    return [*terms, *titles, *sources]


def _can_be_suggested_for(typed: str) -> bool:
    """What is suggested repeats what was typed, and no page can show half of a character."""
    is_text = all(unicodedata.category(sign) not in ("Cc", "Cs") for sign in typed)
    return is_text and bool(fold(typed)) and len(typed) <= LONGEST_QUESTION


# -------------------------------------------------------------------------------- words


def _terms(known: Lexicon, typed: str) -> Iterator[str]:
    """The question with its last word completed."""
    last = _LAST_WORD.search(typed)
    if not last:
        return
    seen = {fold(typed)}
    for word in _completions(known, last[0]):
        text = typed[: last.start()] + word
        if fold(text) not in seen:
            seen.add(fold(text))
            yield text


def _completions(known: Lexicon, piece: str) -> Iterator[str]:
    """Words that begin so; when there are none, what the library has that goes on so (社区党建引, 社区党建引领)."""
    if found := list(islice(_words_beginning(known, piece), MOST + 1)):
        yield from found
        return
    chinese = len(piece) - len(_latin_tail(piece))
    for start in range(1, min(chinese, len(piece) - 1)):
        if goes_on := list(islice(_words_beginning(known, piece[start:]), MOST + 1)):
            texts = [piece[:start] + word for word in goes_on]
            yield from (text for text in texts if _occurs(text, otherwise=False))
            return


def _occurs(text: str, *, otherwise: bool) -> bool:
    """`otherwise`: what is taken for granted where the index cannot say."""
    try:
        return bool(corpus().count(text))
    except IndexUnusable:
        return otherwise


def _words_beginning(known: Lexicon, piece: str) -> Iterator[str]:
    """Some may have left with their article since the lexicon was made."""
    begun = (known.words.texts[number] for number in known.words.beginning(fold(piece)))
    letters = _latin_tail(piece)
    spelled = _words_spelled(known, fold(piece.removesuffix(letters)), letters) if letters else ()
    return (word for word in chain(begun, spelled) if _occurs(word, otherwise=True))


def _latin_tail(piece: str) -> str:
    match = _LATIN_TAIL.search(piece)
    return match[0] if match else ""


def _words_spelled(known: Lexicon, before: str, letters: str) -> Iterator[str]:
    ways = known.ways_to_read(letters, unfinished=True)
    met = [islice(known.spelled_words.beginning(way, after=before), MOST + 1) for way in ways]
    numbers = sorted({word.line for word in chain.from_iterable(met)})
    yield from (known.words.texts[number] for number in numbers)


# --------------------------------------------------------------------- titles and sources


def _titles(known: Lexicon, typed: str) -> list[Suggestion]:
    ways = known.ways_to_read(typed, unfinished=True)
    numbers = chain(_lines(known.title_texts, typed), _lines_spelled(known.spelled_titles, ways))
    chosen = [known.titles[number] for number in _first(numbers, MOST_TITLES * _SPARE)]
    return list(islice(_published(chosen), MOST_TITLES))


def _sources(known: Lexicon, typed: str) -> list[Suggestion]:
    ways = known.ways_to_read(typed, unfinished=True)
    numbers = chain(_lines(known.source_names, typed), _lines_spelled(known.spelled_sources, ways))
    chosen = [known.sources[number][0] for number in _first(numbers, MOST_SOURCES * _SPARE)]
    return list(islice(_in_use(chosen), MOST_SOURCES))


def _first(numbers: Iterable[int], count: int) -> list[int]:
    """So many of the numbers, each once."""
    chosen: dict[int, None] = {}
    for number in numbers:
        chosen[number] = None
        if len(chosen) == count:
            break
    return list(chosen)


def _lines(lines: Lines, typed: str) -> Iterator[int]:
    """Those that begin as typed, then those that hold all that was typed."""
    first, *others = [folded for piece in typed.split() if (folded := fold(piece))]
    for number in chain(lines.beginning(first), lines.holding(first)):
        if all(piece in lines.texts[number] for piece in others):
            yield number


def _lines_spelled(lines: SpelledLines, ways: Sequence[Way]) -> Iterator[int]:
    beginning = (lines.beginning(way, after=" ") for way in ways)
    holding = (lines.words(way, unfinished=True) for way in ways)
    for met in chain.from_iterable(chain(beginning, holding)):
        yield met.line


def _published(titles: Sequence[Title]) -> Iterator[Suggestion]:
    """Those that readers may see as they stand in the lexicon."""
    articles = Article.objects.published().in_bulk([title.article for title in titles])
    for title in titles:
        article = articles.get(title.article)
        if article and article.edition and article.edition_id == title.edition:
            yield Suggestion(article.edition.title, "title", article.get_absolute_url())


def _in_use(numbers: Sequence[int]) -> Iterator[Suggestion]:
    """Sources with an article that readers may see."""
    articles = Article.objects.published().filter(edition__source=OuterRef("pk"))
    sources = Source.objects.filter(Exists(articles)).in_bulk(numbers)
    for source in (sources[number] for number in numbers if number in sources):
        yield Suggestion(source.name, "source", source.get_absolute_url())
