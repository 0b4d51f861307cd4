"""
What a reading is made of: the whole of a file, or stretches of one or several.

A composed reading is a reading like any other; nothing but splitting and joining looks here. Its stretches are those of
files as they were read, however often they were split and joined, so a raw line is always known by its file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Q, QuerySet

from .models import Article, Composition, CompositionKind, Original, Reading, ReadingPart
from .working_copy import line_of_row, lines_as_rows


@dataclass(frozen=True)
class Stretch:
    """Lines of a file as it was read, the last included; `source` is the number of that reading."""

    source: int
    first: int
    last: int

    @property
    def length(self) -> int:
        return self.last - self.first + 1


Place = tuple[int, int]
"""A reading as it was read, and a line of it."""


@dataclass(frozen=True)
class Composed:
    """A reading with the stretches it is made of; one that was just composed is not stored yet."""

    reading: Reading
    parts: tuple[Stretch, ...]

    @property
    def places(self) -> list[Place]:
        return places(self.parts)


def of(article: Article) -> QuerySet[Composition]:
    """What was split from an article or joined to it and is so still, the latest first."""
    standing = Composition.objects.filter(Q(article=article) | Q(other=article), undone_at=None)
    return standing.select_related("article", "other", "by")


def heirs(article: Article) -> set[int]:
    """The articles that have lines by now which were this one's: those split off, and the one it was joined to."""
    standing = Composition.objects.filter(undone_at=None)
    found: set[int] = set()
    asked = {article.pk}
    while asked:
        split_off = standing.filter(kind=CompositionKind.SPLIT, article__in=asked).values_list("other", flat=True)
        joined_to = standing.filter(kind=CompositionKind.JOIN, other__in=asked).values_list("article", flat=True)
        asked = {*split_off, *joined_to} - found - {article.pk}
        found |= asked
    return found


def stretches(reading: Reading) -> tuple[Stretch, ...]:
    if not reading.is_composed:
        return (Stretch(reading.pk, 1, len(reading.lines)),)
    return tuple(Stretch(part.source_id, part.first_line, part.last_line) for part in reading.parts.order_by("order"))


def cut(parts: Iterable[Stretch], line: int) -> tuple[tuple[Stretch, ...], tuple[Stretch, ...]]:
    """
    The stretches before a line and those from there on.

    >>> cut([Stretch(1, 1, 4), Stretch(2, 3, 9)], 6)
    ((Stretch(source=1, first=1, last=4), Stretch(source=2, first=3, last=3)), (Stretch(source=2, first=4, last=9),))
    """
    before: list[Stretch] = []
    after: list[Stretch] = []
    left = line - 1
    for part in parts:
        taken = min(max(left, 0), part.length)
        if taken:
            before.append(replace(part, last=part.first + taken - 1))
        if taken < part.length:
            after.append(replace(part, first=part.first + taken))
        left -= part.length
    return tuple(before), tuple(after)


def joined(parts: Iterable[Stretch]) -> tuple[Stretch, ...]:
    """
    Stretches that follow each other in their file are one.

    >>> joined([Stretch(1, 1, 4), Stretch(1, 5, 9), Stretch(2, 1, 3)])
    (Stretch(source=1, first=1, last=9), Stretch(source=2, first=1, last=3))
    """
    done: list[Stretch] = []
    for part in parts:
        if done and (done[-1].source, done[-1].last + 1) == (part.source, part.first):
            part = replace(done.pop(), last=part.last)
        done.append(part)
    return tuple(done)


def places(parts: Iterable[Stretch]) -> list[Place]:
    """Where each line of a composed reading stands in its file."""
    return [(part.source, line) for part in parts for line in range(part.first, part.last + 1)]


def stored(number: int) -> Composed:
    """The reading of this number."""
    reading = _readings().get(pk=number)
    return Composed(reading, stretches(reading))


def compose(parts: Sequence[Stretch]) -> Composed:
    """The reading of these stretches; of a whole file its own one. Nothing is written."""
    parts = joined(parts)
    sources = _sources(parts)
    first = sources[parts[0].source]
    if parts == stretches(first):
        return Composed(first, parts)
    reading = Reading(
        original=first.original,
        reader=first.reader,
        encoding=first.encoding,
        lines=list(_lines(parts, sources)),
        doubts=list(dict.fromkeys(doubt for source in sources.values() for doubt in source.doubts)),
        is_composed=True,
    )
    return Composed(reading, parts)


def store(composed: Composed) -> Reading:
    """Where it is not stored already."""
    reading = composed.reading
    if reading.pk is None:
        reading.save()
        ReadingPart.objects.bulk_create(
            ReadingPart(reading=reading, order=order, source_id=part.source, first_line=part.first, last_line=part.last)
            for order, part in enumerate(composed.parts)
        )
    return reading


def page_of_file(reading: Reading, page: int) -> tuple[Original, int]:
    """The original and its page that a page of a reading is: those of a second file are counted on from the first."""
    if not reading.is_composed:
        return reading.original, page
    sources = _sources(stretches(reading))
    for number, pages in _pages(sources).items():
        if page in pages:
            return sources[number].original, page - pages.start + 1
    return reading.original, page


def _sources(parts: Iterable[Stretch]) -> dict[int, Reading]:
    """In the order in which they come."""
    numbers = list(dict.fromkeys(part.source for part in parts))
    rows = _readings().in_bulk(numbers)
    return {number: rows[number] for number in numbers}


def _readings() -> QuerySet[Reading]:
    return Reading.objects.select_related("original").defer("original__content")


def _lines(parts: Iterable[Stretch], sources: Mapping[int, Reading]) -> Iterator[list[Any]]:
    pages = _pages(sources)
    for part in parts:
        before = pages[part.source].start - 1
        for number, row in enumerate(sources[part.source].lines[part.first - 1 : part.last], part.first):
            line = line_of_row(number, row)
            if line.box and before:
                line = replace(line, box=replace(line.box, page=line.box.page + before))
            yield from lines_as_rows([line])


def _pages(sources: Mapping[int, Reading]) -> dict[int, range]:
    """The pages that each file has in a reading of them all: two pages of one number would be taken for one."""
    pages = {}
    first = 1
    for number, source in sources.items():
        boxes = (line_of_row(1, row).box for row in source.lines)
        last = first + max((box.page for box in boxes if box), default=0) - 1
        pages[number] = range(first, last + 1)
        first = last + 1
    return pages
