"""
Text that stands in a box of its own beside the rows of a text: pull quotes, captions, boxes with background.

The rows give way to it, so on one baseline stand a row of the text and a row of the box; read across, both are
spoiled. A box is known by its frame or ground, or by its type: rows in another size or font, with white around,
beside which the text is narrower than above or below.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from readingroom.intake.drawings import SAME_END, Drawing, joined
from readingroom.intake.glyphs import Glyph
from readingroom.intake.holes import fill_holes
from readingroom.intake.row_pieces import SAME_BASE, Piece, pieces_of

LARGEST_SHARE = 0.4
"""Of a page's characters: what frames more is the page's own frame, or its article."""

FEWEST_ROWS = 2
"""Rows of a box: one row on a ground of its own is a heading."""

PITCH = 1.4
"""Of the size: white between two rows of one box at most."""

LARGEST_STEP = 1.2
"""Times the size: from there on a row below another is of another text, such as a heading above a box."""

BESIDE = 4.0
"""Characters between a box and the rows that give way to it at most."""

CLEAR = 0.5
"""Characters of white around a box at least."""

ACROSS = 1.5
"""Characters by which the rows above or below a box stand over it, where the rows beside it do not."""

ABOVE = 8.0
"""Characters between a box and a full row above or below it at most; the nearest may end a paragraph."""

PICTURE = 2.0
"""Characters between a picture and its caption at most."""

COVERED = 0.5
"""Of a caption's width: so much of it stands below or above its picture."""

SLACK = 1.0
"""Characters by which a row may stand above or below what it gives way to."""

RULE_ABOVE = 1.6
"""Characters between a ruled line and the row below it."""

MOST_ROWS = 400
"""Of a page; no page that is set by people has more, and each is compared with each."""


@dataclass(frozen=True)
class TextBox:
    """
    The characters of a box and the room that it takes up, with its picture if there is one.

    `is_drawn` says that there is a frame, a ground or a picture: no white alone has made the box.
    """

    glyphs: tuple[Glyph, ...]
    room: Drawing
    is_drawn: bool = False


def find_boxes(glyphs: Sequence[Glyph], drawings: Sequence[Drawing], em: float) -> list[TextBox]:
    """The boxes of a page whose characters are written across."""
    plates = [one for one in drawings if one.is_plate]
    boxes = list(_on_plates(glyphs, plates, em))
    boxes += _in_other_type(_without(glyphs, boxes), plates, em)
    boxes += _in_own_type(_without(glyphs, boxes), em)
    return boxes


def _without(glyphs: Sequence[Glyph], boxes: Sequence[TextBox]) -> list[Glyph]:
    boxed = {id(glyph) for box in boxes for glyph in box.glyphs}
    return [glyph for glyph in glyphs if id(glyph) not in boxed]


def _in_own_type(glyphs: Sequence[Glyph], em: float) -> Iterator[TextBox]:
    """What is set as the text is, without frame or ground: the rows give way to it, above and below they do not."""
    pieces = list(pieces_of(glyphs, em))
    if len(pieces) <= MOST_ROWS:
        for group, hole in fill_holes(pieces, em):
            yield TextBox(tuple(glyph for one in group for glyph in one.glyphs), hole)


def _on_plates(glyphs: Sequence[Glyph], plates: Sequence[Drawing], em: float) -> Iterator[TextBox]:
    """
    What stands in a frame or on a ground. Of frames within one another the outer one that is no page's.

    Many a program puts white behind each paragraph; a white ground makes a box where rows give way to it.
    """
    pieces = list(pieces_of(glyphs, em))
    taken: set[int] = set()
    for plate in sorted(plates, key=lambda one: (one.left - one.right) * (one.bottom - one.top)):
        if any(_are_cells(plate, other) for other in plates):
            continue
        inside = [glyph for glyph in glyphs if plate.holds(*_middle(glyph)) and id(glyph) not in taken]
        if not 0 < len(inside) <= LARGEST_SHARE * len(glyphs) or _rows(inside) < FEWEST_ROWS:
            continue
        outside = [one.place for one in pieces if not plate.holds(*_middle(one.place))]
        if plate.is_white and not _give_way(plate, outside, em):
            continue
        taken |= {id(glyph) for glyph in inside}
        yield TextBox(tuple(inside), plate, is_drawn=not plate.is_white)


def _are_cells(first: Drawing, second: Drawing) -> bool:
    """Whether two rectangles stand side by side without white, as a table's cells do."""
    same_row = max(abs(first.top - second.top), abs(first.bottom - second.bottom)) <= SAME_END
    return same_row and min(abs(first.right - second.left), abs(second.right - first.left)) <= SAME_END


def _middle(one: Glyph | Drawing) -> tuple[float, float]:
    return (one.left + one.right) / 2, (one.top + one.bottom) / 2


def _rows(glyphs: Sequence[Glyph]) -> int:
    bases = sorted(glyph.base for glyph in glyphs)
    least = SAME_BASE * min(glyph.size for glyph in glyphs)
    return 1 + sum(below - above > least for above, below in pairwise(bases))


def _in_other_type(glyphs: Sequence[Glyph], plates: Sequence[Drawing], em: float) -> Iterator[TextBox]:
    pieces = list(pieces_of(glyphs, em))
    if len(pieces) > MOST_ROWS:
        return
    usual = [one.place for one in pieces if not one.is_odd]
    for group in _groups([one for one in pieces if one.is_odd], em):
        place = joined(one.place for one in group)
        pictures = [plate for plate in plates if _belongs(place, plate, em)]
        room = joined([place, *pictures])
        is_enough = len(group) >= FEWEST_ROWS or pictures
        if is_enough and _is_clear(place, usual, em) and _give_way(room, usual, em):
            is_drawn = any(not one.is_white for one in pictures)
            yield TextBox(tuple(glyph for one in group for glyph in one.glyphs), room, is_drawn)


def _groups(pieces: Sequence[Piece], em: float) -> Iterator[list[Piece]]:
    """Rows below one another, with no more white between than one text has."""
    groups: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda one: one.place.top):
        near = [group for group in groups if any(_is_below(one, piece) for one in group)]
        for group in near:
            groups.remove(group)
        groups.append([*(one for group in near for one in group), piece])
    yield from groups


def _is_below(upper: Piece, lower: Piece) -> bool:
    smaller, size = sorted((upper.glyphs[0].size, lower.glyphs[0].size))
    white = lower.place.top - upper.place.bottom
    is_near = -0.5 * size <= white <= PITCH * size and _overlap(upper.place, lower.place) > 0
    return is_near and size <= LARGEST_STEP * smaller


def _overlap(first: Drawing, second: Drawing) -> float:
    """Points that two have of each other's width."""
    return min(first.right, second.right) - max(first.left, second.left)


def _belongs(caption: Drawing, plate: Drawing, em: float) -> bool:
    white = max(caption.top - plate.bottom, plate.top - caption.bottom)
    return white <= PICTURE * em and _overlap(caption, plate) >= COVERED * (caption.right - caption.left)


def _is_clear(place: Drawing, usual: Sequence[Drawing], em: float) -> bool:
    around = Drawing(place.left - CLEAR * em, place.top, place.right + CLEAR * em, place.bottom)
    return not any(_overlap(around, one) > 0 and _is_beside(around, one) for one in usual)


def _is_beside(room: Drawing, row: Drawing) -> bool:
    return min(room.bottom, row.bottom) - max(room.top, row.top) > (row.bottom - row.top) / 2


def _give_way(room: Drawing, usual: Sequence[Drawing], em: float) -> bool:
    """Whether rows stand beside it that are narrower than those above or below."""
    beside = [one for one in usual if _is_beside(room, one) and -BESIDE * em <= _overlap(room, one) <= 0]
    over = [one for one in usual if _overlap(room, one) >= ACROSS * em and _is_near(room, one, em)]
    return any(_overlap(one, other) >= ACROSS * em for one in beside for other in over)


def _is_near(room: Drawing, row: Drawing, em: float) -> bool:
    """Whether a row stands above or below, not far away."""
    return -em <= room.top - row.bottom <= ABOVE * em or -em <= row.top - room.bottom <= ABOVE * em


def room_beside(edges: tuple[float, float], row: Drawing, rooms: Sequence[Drawing], em: float) -> int:
    """The number, from 1, of what stands beside a row within its column; 0 if the row has the column for itself."""
    column = Drawing(edges[0], row.top, edges[1], row.bottom)
    beside = (
        number
        for number, room in enumerate(rooms, start=1)
        if _overlap(column, room) >= em and min(room.bottom, row.bottom) - max(room.top, row.top) > -SLACK * em
    )
    return next((number for number in beside if _overlap(row, rooms[number - 1]) < em), 0)


def is_ruled(row: Drawing, drawings: Sequence[Drawing], em: float) -> bool:
    """Whether a line is drawn above a row that begins where the row does, as above the notes at a page's foot."""
    return any(
        one.is_line and 0 <= row.top - one.top <= RULE_ABOVE * em and abs(one.left - row.left) <= 3 * em
        for one in drawings
    )
