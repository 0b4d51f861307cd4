"""
The printed lines of an article as readers may see them.

What others wrote is not published with it: adverts and the titles of other articles are counted where they stood.
Numbers of persons are masked in all that is shown, in what was printed and in what an edit made of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, islice

from readingroom.articles import ledger
from readingroom.articles.ledger import Piece, Row
from readingroom.articles.wording import REASONS
from readingroom.cleaning import FIELD_LABELS
from readingroom.personal_data import MASK, mask_parts
from readingroom.records import LedgerLine, Segment

OF_OTHERS = frozenset({"advertisement", "related-links"})
COMMENTS = ("page-furniture", "section")
"""Reason and rule of what readers of the site wrote below the article."""

NEIGHBOURS = ("navigation", "previous_next")
"""Reason and rule of what names the article before or after this one, which may be an advert's."""

IN_THEIR_COMPANY = frozenset({"contact", "navigation"})
"""Right beside an advert stand the advertiser's telephone and the button to more of them; alone they are the page's."""

UNSAID = frozenset({"date_precision", "date_kind"})
"""Fields that a reader does not see as such: they say how the date is to be read."""


@dataclass(frozen=True)
class Place:
    """What a line became a part of: a paragraph, or the title."""

    name: str
    url: str


Places = Mapping[ledger.Place, Place]
Texts = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class ShownPiece:
    """
    A stretch of a line: what was printed, and what an edit made of it (None: it stayed).

    `omitted` says what it was when it is not shown, `to` where it went when other stretches went elsewhere.
    """

    printed: str
    edited: str | None = None
    is_removed: bool = False
    omitted: str = ""
    to: Place | None = None

    @property
    def is_edited(self) -> bool:
        return self.edited is not None


@dataclass(frozen=True)
class ShownLine:
    row: Row
    pieces: Sequence[ShownPiece]
    places: Sequence[Place]

    @property
    def fields(self) -> str:
        """What was taken from it for the source line."""
        names = self.row.line.fields if self.row.line else ()
        return "、".join(FIELD_LABELS[name] for name in names if name not in UNSAID)


@dataclass(frozen=True)
class Omission:
    """Lines that are counted only, from line `number` on."""

    number: int
    counts: tuple[tuple[str, int], ...]


def written_by_others(lines: Iterable[LedgerLine]) -> frozenset[Segment]:
    """
    All that was removed because it is somebody else's text, with what stands in its company.

    A line that gave the article a field is the page's own, whatever it stands beside.
    """
    segments = [(segment, bool(line.fields)) for line in lines for segment in line.segments]
    found: set[Segment] = set()
    for may_be, group in groupby(segments, key=lambda pair: _may_be_of_others(*pair)):
        run = [segment for segment, _ in group]
        if may_be and any(map(_is_of_others, run)):
            found.update(run)
    return frozenset(found) | {segment for segment, gave_fields in segments if _names_others(segment, gave_fields)}


def show(
    rows: Iterable[Row], hidden: Collection[Segment], places: Places, *, numbers: Container[int] | None = None
) -> Iterator[ShownLine | Omission]:
    """
    Blank lines are left out; their numbers are missing in the count.

    With `numbers` only these lines are shown; the others are there for the telephone number that begins or ends in them.
    """
    printed = [row for row in rows if row.line is not None]
    texts = _masked(printed)
    shown = [row for row in printed if numbers is None or row.number in numbers]
    for is_hidden, group in groupby(shown, key=lambda row: _is_hidden(row, hidden)):
        if is_hidden:
            yield _omission(list(group))
        else:
            yield from (_shown_line(row, texts[row.number], hidden, places) for row in group)


def count_reasons(reasons: Iterable[str | None]) -> tuple[tuple[str, int], ...]:
    """What they are in words, and how often; the most frequent first."""
    return tuple(Counter(REASONS[reason] for reason in reasons if reason).most_common())


def _is_of_others(segment: Segment) -> bool:
    return segment.reason in OF_OTHERS or (segment.reason, segment.rule) == COMMENTS


def _may_be_of_others(segment: Segment, gave_fields: bool) -> bool:
    return _is_of_others(segment) or (segment.reason in IN_THEIR_COMPANY and not gave_fields)


def _names_others(segment: Segment, gave_fields: bool) -> bool:
    return (segment.reason, segment.rule) == NEIGHBOURS and not gave_fields


def _is_hidden(row: Row, hidden: Collection[Segment]) -> bool:
    return row.line is not None and all(segment in hidden for segment in row.line.segments)


def _omission(rows: Sequence[Row]) -> Omission:
    return Omission(rows[0].number, count_reasons(row.line.reason for row in rows if row.line))


def _masked(rows: Sequence[Row]) -> dict[int, Texts]:
    """What was printed and what it became, for each piece of each line. A number may run over the end of a line."""
    before = mask_parts(list(_texts(rows, lambda piece: piece.text)))
    after = mask_parts(list(_texts(rows, lambda piece: piece.edit.after if piece.edit else piece.text)))
    pairs = zip(before, after, strict=True)
    return {row.number: list(islice(pairs, len(row.pieces) + 1))[:-1] for row in rows}


def _texts(rows: Iterable[Row], text_of: Callable[[Piece], str]) -> Iterator[str]:
    for row in rows:
        yield from map(text_of, row.pieces)
        yield "\n"


def _shown_line(row: Row, texts: Texts, hidden: Collection[Segment], places: Places) -> ShownLine:
    went_to = [places[to] for to in row.line.to] if row.line else []
    pieces = list(_shown_pieces(row, texts, hidden))
    if len(went_to) > 1:
        for at, to in _ends_of_stretches(row):
            pieces[at] = replace(pieces[at], to=places[to])
    return ShownLine(row, pieces, went_to)


def _ends_of_stretches(row: Row) -> Iterator[tuple[int, ledger.Place]]:
    """The last piece of each stretch that went to one place; a line of two columns has two."""
    kept = [(at, piece.segment.to) for at, piece in enumerate(row.pieces) if piece.segment]
    for (at, to), (_, following) in zip(kept, [*kept[1:], (0, None)], strict=True):
        if to is not None and to != following:
            yield at, to


def _shown_pieces(row: Row, texts: Texts, hidden: Collection[Segment]) -> Iterator[ShownPiece]:
    concealed = [segment for segment in row.line.segments if segment in hidden] if row.line else []
    for piece, (before, after) in zip(row.pieces, texts, strict=True):
        covers = next((segment for segment in concealed if _meets(piece, segment)), None)
        if covers:
            yield ShownPiece("", omitted=REASONS[str(covers.reason)])
        elif piece.edit:
            yield ShownPiece(before, after)
        else:
            # An edit beside it may make a number of what was none, or the other way round.
            yield ShownPiece(_masked_in_either(before, after), is_removed=piece.is_removed)


def _meets(piece: Piece, segment: Segment) -> bool:
    if piece.edit:
        return piece.edit.start < segment.end and segment.start < piece.edit.end
    return piece.segment == segment


def _masked_in_either(one: str, other: str) -> str:
    return "".join(MASK if MASK in pair else pair[0] for pair in zip(one, other, strict=True))
