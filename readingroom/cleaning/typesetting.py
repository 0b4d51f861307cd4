"""
From raw characters to set text: marks and spaces, each change recorded, with the damage that was mended before.

Half-width marks have one cause: every sign of the block U+FF01 to U+FF5E was mapped to ASCII on the way, while
。、“”《》 lie outside it and survived. So the damage is known and can be undone. The mark's neighbours decide, not
the mark next to it: a first version that looked at direct neighbours changed its own output.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from readingroom.cleaning.blocks import Span, join_needs_space, needs_space
from readingroom.cleaning.characters import HAN, INVISIBLE, PAD
from readingroom.cleaning.damage import NO_DAMAGE, Damages
from readingroom.records import Edit

FULL_WIDTH = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！"}
BRACKETS = {"(": "（", ")": "）"}

_LETTERS = {
    code: code - 0xFEE0
    for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B), *map(ord, "＋％＆＠＝"))
}
WIDE_SIGNS = {"．": ".", "－": "-", "／": "/"}

_WIDE = frozenset(WIDE_SIGNS).union(map(chr, _LETTERS))
_NARROW = frozenset(FULL_WIDTH).union(BRACKETS)
"""What the two steps change. Most lines have none of it and are not gone through character by character."""

_HAN = re.compile(f"[{HAN}]")


@dataclass(frozen=True)
class Cell:
    """One raw character and what is set for it. A join that needs a space is a cell without a raw character."""

    line: int
    start: int
    before: str
    after: str
    rule: str = ""

    @property
    def end(self) -> int:
        return self.start + len(self.before)


def set_text(spans: Sequence[Span], damages: Damages = NO_DAMAGE) -> tuple[str, list[Edit]]:
    """
    The text of spans joined into one, and the edits that lead from the raw characters to it.

    >>> set_text([Span(1, 0, 8, "指出:“好 吗?”")])[0]
    '指出：“好吗？”'
    """
    cells = set_cells(spans, damages)
    return text_of(cells), edits_of(cells)


def set_cells(spans: Sequence[Span], damages: Damages = NO_DAMAGE) -> list[Cell]:
    """The characters of the spans with all changes that the rules make."""
    cells = cells_of(spans, damages)
    # Spaces last: whether one may stay depends on what the marks beside it have become.
    for step in (mend_letters, mend_marks, drop_spaces):
        cells = step(cells)
    return cells


def text_of(cells: Sequence[Cell]) -> str:
    return "".join(cell.after for cell in cells)


def cells_of(spans: Sequence[Span], damages: Damages = NO_DAMAGE) -> list[Cell]:
    """The characters of the spans; spaces go, except one between Latin words or numbers."""
    cells: list[Cell] = []
    for span in spans:
        if cells and not _adjoins(cells[-1], span) and join_needs_space(text_of(cells[-1:]), span):
            cells.append(Cell(cells[-1].line, cells[-1].end, "", " ", "space_at_join"))
        cells += _cells_of_span(span, damages)
    return cells


def _adjoins(cell: Cell, span: Span) -> bool:
    """Nothing stands between the two on the page: a line was cut there by hand and put together again."""
    return (cell.line, cell.end) == (span.line, span.start)


_BLANKS = re.compile(rf"[\s{INVISIBLE}]+")


def _cells_of_span(span: Span, damages: Damages) -> Iterator[Cell]:
    at = 0
    for match in [*_BLANKS.finditer(_masked(span, damages)), None]:
        stop = match.start() if match else len(span.text)
        yield from (_cell(span, place, damages) for place in range(at, stop))
        if match is None:
            return
        at = match.end()
        kept = (
            " "
            if match[0].strip(INVISIBLE) and needs_space(span.text[max(0, stop - 1) : stop], span.text[at : at + 1])
            else ""
        )
        rule = "" if kept == match[0] else "space"
        yield Cell(span.line, span.start + stop, match[0], kept, rule)


def _masked(span: Span, damages: Damages) -> str:
    """The span's text with mended places made solid: a blank in them is no blank of the raw line."""
    if not damages:
        return span.text
    places = enumerate(span.text, span.start)
    return "".join(PAD if (span.line, place) in damages else character for place, character in places)


def _cell(span: Span, place: int, damages: Damages) -> Cell:
    start, character = span.start + place, span.text[place]
    damage = damages.get((span.line, start))
    if damage is None:
        return Cell(span.line, start, character, character)
    after = damage.after if start == damage.start else ""
    return Cell(span.line, start, damage.before[start - damage.start], after, damage.rule)


def mend_letters(cells: Sequence[Cell]) -> list[Cell]:
    """
    Full-width letters and digits become ordinary ones, as Chinese is printed: ２０２１年 → 2021年.

    Signs that Chinese has in full width too (～ ｜) are left alone, and dots and dashes unless they stand in a number.
    """
    raw = text_of(cells)
    mended = list(cells)
    if _WIDE.isdisjoint(raw):
        return mended
    text = raw.translate(_LETTERS)
    at = 0
    for index, cell in enumerate(cells):
        wide = WIDE_SIGNS.get(cell.after)
        around = text[max(0, at - 1) : at], text[at + 1 : at + 2]
        if wide and all(one.isascii() and one.isalnum() for one in around):
            mended[index] = replace(cell, after=wide, rule=cell.rule or "full_width_letter")
        elif len(cell.after) == 1 and ord(cell.after) in _LETTERS:
            mended[index] = replace(cell, after=text[at], rule=cell.rule or "full_width_letter")
        at += len(cell.after)
    return mended


def mend_marks(cells: Sequence[Cell]) -> list[Cell]:
    """
    Half-width marks become full-width where the nearest letter or digit on either side is Chinese.

    Between two ASCII letters or digits they stay: 14:54, 3,900, A,B. Brackets change as a pair, when they hold or
    touch Chinese. The length stays the same.
    """
    marks = mended_marks(text_of(cells))
    mended = list(cells)
    if not marks:
        return mended
    at = 0
    for index, cell in enumerate(cells):
        if at in marks and len(cell.after) == 1:
            mended[index] = replace(cell, after=marks[at], rule=cell.rule or "half_width_mark")
        at += len(cell.after)
    return mended


def mended_marks(text: str) -> dict[int, str]:
    """
    Places of half-width marks that should be full-width, with the mark.

    >>> mended_marks("好,吗? 14:54")
    {1: '，', 3: '？'}
    """
    if _NARROW.isdisjoint(text):
        return {}
    left, right = _nearest(text), _nearest(text[::-1])[::-1]
    marks = {
        at: FULL_WIDTH[character]
        for at, character in enumerate(text)
        if character in FULL_WIDTH and "han" in (left[at], right[at])
    }
    return marks | _mended_brackets(text, left, right)


def _nearest(text: str) -> list[str]:
    """For each place, the kind of the nearest letter or digit before it; marks, quotes and spaces are skipped."""
    kinds: list[str] = []
    kind = ""
    for character in text:
        kinds.append(kind)
        if _HAN.match(character):
            kind = "han"
        elif character.isalnum():
            kind = "other"
    return kinds


def _mended_brackets(text: str, left: Sequence[str], right: Sequence[str]) -> dict[int, str]:
    mended: dict[int, str] = {}
    open_at: list[int] = []
    han_before = list(accumulate((bool(_HAN.match(character)) for character in text), initial=0))
    for at, character in enumerate(text):
        if character == "(":
            open_at.append(at)
        elif character == ")" and open_at:
            start = open_at.pop()
            if han_before[at] > han_before[start] or "han" in (left[start], right[at]):
                mended |= {start: BRACKETS["("], at: BRACKETS[")"]}
        elif character == ")" and "han" in (left[at], right[at]):
            mended[at] = BRACKETS[")"]
    return mended | {at: BRACKETS["("] for at in open_at if "han" in (left[at], right[at])}


def drop_spaces(cells: Sequence[Cell]) -> list[Cell]:
    """Spaces that have come to stand beside Chinese or a full-width mark go; those between Latin words stay."""
    kept: list[Cell] = []
    for index, cell in enumerate(cells):
        if cell.after == " " and not _stands_between_latin(cells, index):
            if not cell.before:
                continue
            cell = replace(cell, after="", rule=cell.rule or "space")
        kept.append(cell)
    return kept


def _stands_between_latin(cells: Sequence[Cell], index: int) -> bool:
    before = text_of(cells[max(0, index - 1) : index])
    after = text_of(cells[index + 1 : index + 2])
    return needs_space(before, after)


def reword(cells: Sequence[Cell], line: int, start: int, end: int, text: str) -> list[Cell] | None:
    """
    The cells with a curator's wording in place of the raw characters from start to end of a line.

    None when the place is not, or not wholly, among these cells: half a correction would be none.
    """
    if start == end:
        return _insert(cells, line, start, text)
    inside = [at for at, cell in enumerate(cells) if cell.line == line and cell.before and start <= cell.start < end]
    if not inside or cells[inside[0]].start != start or cells[inside[-1]].end != end:
        return None
    reworded = list(cells)
    for at in range(inside[0], inside[-1] + 1):
        reworded[at] = replace(cells[at], after=text, rule="curator")
        text = ""
    return reworded


def _insert(cells: Sequence[Cell], line: int, start: int, text: str) -> list[Cell] | None:
    """
    Behind the character that ends at the place; at the beginning of a line, before the one that starts there.

    What was put there before, the space of a join or an earlier insertion, gives way.
    """
    inserted = Cell(line, start, "", text, "curator")
    for at, cell in enumerate(cells):
        if cell.line == line and cell.before and cell.end == start:
            gives_way = at + 1 < len(cells) and not cells[at + 1].before
            return [*cells[: at + 1], inserted, *cells[at + (2 if gives_way else 1) :]]
    for at, cell in enumerate(cells):
        if cell.line == line and cell.before and cell.start == start:
            return [*cells[:at], inserted, *cells[at:]]
    return None


def edits_of(cells: Sequence[Cell], edges: Container[tuple[int, int]] = ()) -> list[Edit]:
    """The changed cells as edits; a change of several characters at once is one, unless it runs over an edge."""
    edits: list[Edit] = []
    for cell in cells:
        if not cell.rule:
            continue
        last = edits[-1] if edits else None
        if (
            last
            and last.before
            and cell.before
            and not cell.after
            and _follows(last, cell)
            and (cell.line, cell.start) not in edges
        ):
            edits[-1] = replace(last, end=cell.end, before=last.before + cell.before)
        else:
            edits.append(Edit(cell.line, cell.start, cell.end, cell.before, cell.after, cell.rule))
    return edits


def _follows(edit: Edit, cell: Cell) -> bool:
    return (edit.line, edit.end, edit.rule) == (cell.line, cell.start, cell.rule)
