"""
Pages of which it is known where each row stands, as in a PDF: from rows to paragraphs, headings and what stands around.

The page says by place and size what plain text has to guess: a row that stands in begins a paragraph, one that stops
short ends it, one in larger or bolder type is a heading, and what stands on every page in the same place is no text.
A paragraph goes on over the end of a column or a page, and past a caption or a note that comes between.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby, pairwise
from statistics import median

from readingroom.cleaning.blocks import HEADING, Block, Span, go_on, span_of
from readingroom.cleaning.characters import NUMBERED, SENTENCE_ENDS, count_han, ends_with, fold
from readingroom.cleaning.evidence import Evidence, Found, Power
from readingroom.records import Box, Line

MARGIN_ROWS = 3
"""So many rows at the upper and lower edge of a page may be its running head or foot."""

SAME_PLACE = 6.0
"""Points by which a running head moves from page to page."""

HEAD_WHITE = 1.5
"""Of its size: white below a running head."""

HEAD_OFF, LONGEST_HEAD = 0.3, 30
"""Of the size, white below a head over that between two rows; and its characters at most."""

PAGES_NEEDED = 3
"""Pages on which a running head stands at most; of fewer pages half will do, as left and right ones differ."""

LARGER, SMALLER = 1.08, 0.93
"""Times the size of the text: from there on a row is set in another size."""

FULL = 1.7
"""Characters by which a full row may end before its column: a mark that may not begin a row takes one along."""

SHORT = 2.6
"""Characters by which a row ends before its column that is the last one of its paragraph."""

INDENT = (1.2, 4.5)
"""Characters by which a first row stands in from its column's edge."""

INDENTED_ROWS = 2
"""So many indented rows, and fewer than the others: the page indents its paragraphs."""

MANY_ROWS = 8
"""From so many rows on, one alone is not believed where its column's edge is: a quotation mark hangs over it."""

RUNNING_ROWS = 3
"""Rows of a column of text at least; fewer may be an author, a date."""

BLANK = 0.9
"""Of the size: white above a row, over the usual, that is a blank line."""

PARAGRAPH_WHITE = 0.4
"""The same where paragraphs are not indented: white parts them then, where the last row of one happens to be full."""

HEADING_ROWS, LONGEST_HEADING = 3, 70
"""Rows and Han characters of a heading at most; more in another type is a foreword."""

LEAD_ENDS = "。：:，,；;！？!?"
"""How a sentence ends that is bold at the beginning of a paragraph; a heading has no mark."""

SMALL_ROWS, LONGEST_SMALL = 4, 120
"""Rows and characters of a caption at most."""

NOTE = re.compile(r"[①-⑳]|[\[〔［(（]\d{1,2}[\]〕］)）]|[*＊※†]|注(?:释)?(?:[:：]|\d|\s|$)|\d{1,2}\s*(?=[《\[“])")
"""How the notes at the foot of a page begin."""

NUMBER_AT_EDGE = re.compile(r"^(?P<first>\d{1,4})(?=\s)|(?<=\s)(?P<last>\d{1,4})$")
CLAUSE = re.compile("[，,。；;]")
DIGITS = re.compile(r"\d+")

AROUND = frozenset({"printed_head", "footnote", "small_print", "hidden_text", "slanted_text"})
"""What stands around the text of a page: roles that are rules too."""

_ROLES_OF_MARKS = {"hidden": "hidden_text", "aslant": "slanted_text"}


@dataclass(frozen=True)
class Row:
    """A printed row, and what is known of it."""

    span: Span
    box: Box
    size: float
    marks: frozenset[str]
    column: str
    lead: int = 0
    initial: int = 0

    @property
    def bold(self) -> bool:
        return "bold" in self.marks

    @property
    def centered(self) -> bool:
        return "centered" in self.marks

    @property
    def place(self) -> tuple[int, str]:
        return self.box.page, self.column

    @property
    def setting(self) -> tuple[int, str, float]:
        """The column, and the size that its edges hold for: a foreword in small type is set to its own width."""
        return (*self.place, self.size)

    @property
    def is_larger(self) -> bool:
        return self.size >= LARGER

    @property
    def is_smaller(self) -> bool:
        return self.size <= SMALLER


@dataclass(frozen=True)
class _Edges:
    """Where the rows of a column begin and end."""

    left: float
    right: float


@dataclass
class _Print:
    """The measures of a document's type."""

    rows: Sequence[Row]
    columns: Mapping[tuple[int, str, float], Sequence[Row]] = field(init=False)
    edges: Mapping[tuple[int, str, float], _Edges] = field(init=False)

    def __post_init__(self) -> None:
        columns: defaultdict[tuple[int, str, float], list[Row]] = defaultdict(list)
        for row in self.rows:
            if not row.is_larger and not row.centered:
                columns[row.setting].append(row)
        self.columns = columns
        self.edges = {place: self._edges_of(rows) for place, rows in columns.items()}

    @cached_property
    def em(self) -> float:
        text = [row for row in self.rows if not row.is_larger and not row.is_smaller] or self.rows
        return max(1.0, median(min(row.box.bottom - row.box.top, row.box.right - row.box.left) for row in text))

    @cached_property
    def white(self) -> float:
        """Between two rows of a paragraph, as a rule: the upper one is full, and its sentence goes on below."""
        pairs = [pair for pair in pairwise(self.rows) if pair[0].place == pair[1].place]
        inside = [
            pair for pair in pairs if self.is_running(pair[0]) and not ends_with(pair[0].span.text, SENTENCE_ENDS)
        ]
        whites = [below.box.top - above.box.bottom for above, below in inside or pairs]
        return median(whites) if whites else 0.0

    @cached_property
    def indents(self) -> bool:
        text = [row for row in self.rows if not row.is_larger and not row.is_smaller]
        return INDENTED_ROWS <= sum(map(self.is_indented, text)) <= 0.6 * len(text)

    def is_indented(self, row: Row) -> bool:
        edges = self.edges.get(row.setting)
        return (
            bool(edges)
            and not row.centered
            and self._in(row) >= INDENT[0] * self.em
            and self._in(row) <= INDENT[1] * self.em
        )

    def _in(self, row: Row) -> float:
        return row.box.left - self.edges[row.setting].left

    def ends_before(self, row: Row) -> float:
        """Characters by which a row ends before its column does."""
        edges = self.edges.get(row.setting)
        return (edges.right - row.box.right) / self.em if edges else 0.0

    def is_running(self, row: Row) -> bool:
        """Whether a row is full in a column of several: the text has begun."""
        return len(self.columns.get(row.setting, ())) >= RUNNING_ROWS and self.is_full(row)

    def is_full(self, row: Row) -> bool:
        return self.ends_before(row) <= FULL

    def _edges_of(self, rows: Sequence[Row]) -> _Edges:
        near = 0.4 * self.em
        lefts, rights = [row.box.left for row in rows], [row.box.right for row in rows]
        if len(rows) < MANY_ROWS:
            return _Edges(min(lefts), max(rights))
        left = min((one for one in lefts if sum(abs(one - other) <= near for other in lefts) > 1), default=min(lefts))
        right = max(
            (one for one in rights if sum(abs(one - other) <= near for other in rights) > 1), default=max(rights)
        )
        return _Edges(left, right)


def is_printed(lines: Sequence[Line]) -> bool:
    """Whether it is known where the lines stand."""
    return any(line.box for line in lines)


def lay_out_pages(lines: Sequence[Line], stands_alone: Callable[[Block], bool]) -> tuple[list[Block], bool]:
    """The blocks of printed pages in reading order, and whether the text goes on from an earlier page."""
    rows = [row for line in lines if (row := _row(line))]
    roles = {row.span.line: role for row in rows for mark, role in _ROLES_OF_MARKS.items() if mark in row.marks}
    roles |= {
        row.span.line: "printed_head" for row in _running_heads([row for row in rows if row.span.line not in roles])
    }
    text = [row for row in rows if row.span.line not in roles]
    printed = _Print(text)
    if lone := {row.span.line: "printed_head" for row in _lone_heads(text, printed)}:
        roles |= lone
        text = [row for row in text if row.span.line not in lone]
        printed = _Print(text)
    roles |= {row.span.line: role for role, found in _small(text, printed) for row in found}
    flow = [row for row in text if row.span.line not in roles]
    groups = [(group, _role(group, printed)) for group in _groups(flow, printed, stands_alone)]
    blocks = [_block(group, role, printed, stands_alone) for group, role in groups]
    blocks += [_aside(found, role) for role, found in _asides(rows, roles)]
    return sorted(blocks, key=lambda block: block.spans[0].line), bool(groups) and _goes_on(*groups[0], printed)


def _goes_on(first: Sequence[Row], role: str, printed: _Print) -> bool:
    """Whether the first rows of a document are the end of a paragraph that begins on an earlier page."""
    begins = printed.is_indented(first[0]) or first[0].initial
    return printed.indents and not role and not begins and len(first) > 1


def _row(line: Line) -> Row | None:
    span = span_of(line)
    if span is None or line.box is None:
        return None
    marks = line.style.split()
    values = dict(mark.split("=", 1) for mark in marks if "=" in mark)
    return Row(
        span,
        _as_read(line.box, marks),
        float(values.get("size", 1)),
        frozenset(marks),
        values.get("column", ""),
        int(values.get("lead", 0)),
        int(values.get("initial", 0)),
    )


def _as_read(box: Box, marks: Sequence[str]) -> Box:
    """The box of a row that is written down or stands on its side, as if the page were turned to be read."""
    left, top, right, bottom = box.left, box.top, box.right, box.bottom
    if "down" in marks or "turned=90" in marks:
        return Box(box.page, top, -right, bottom, -left)
    if "turned=180" in marks:
        return Box(box.page, -right, -bottom, -left, -top)
    if "turned=270" in marks:
        return Box(box.page, -bottom, left, -top, right)
    return box


# ------------------------------------------------------- what stands around the text


def _running_heads(rows: Sequence[Row]) -> Iterator[Row]:
    """Rows at a page's edge that stand on other pages too, in the same place and with the same words but for numbers."""
    pages = [sorted(found, key=lambda row: row.box.top) for _, found in groupby(rows, key=lambda row: row.box.page)]
    at_edge: defaultdict[str, list[tuple[int, Row]]] = defaultdict(list)
    for number, page in enumerate(pages):
        edge = {row.span.line: row for row in (*page[:MARGIN_ROWS], *page[-MARGIN_ROWS:])}
        # Running text may say the same twice; running heads have no commas.
        for row in (one for one in edge.values() if not CLAUSE.search(one.span.text)):
            at_edge[DIGITS.sub("0", re.sub(r"\s", "", row.span.text))].append((number, row))
    yield from (page[0] for page in pages[1:] if _stands_off(page))
    for same in at_edge.values():
        for number, row in same:
            others = {other for other, one in same if abs(one.box.top - row.box.top) <= SAME_PLACE}
            needed = min(PAGES_NEEDED, max(2, len(pages) // 2))
            if len(others) >= needed and number in others:
                yield row


def _stands_off(page: Sequence[Row]) -> bool:
    """Whether the first row of a later page is small and far above the rest: left pages have other heads than right ones."""
    first = page[0]
    below = next((row for row in page if row.box.top >= first.box.bottom), None)
    if below is None or not first.is_smaller or ends_with(first.span.text, SENTENCE_ENDS):
        return False
    return below.box.top - first.box.bottom >= HEAD_WHITE * (first.box.bottom - first.box.top)


def _lone_heads(rows: Sequence[Row], printed: _Print) -> Iterator[Row]:
    """
    Heads that stand on one page alone, as a left page's does in two pages: short rows that stand off at the top.

    What tells one from a heading is that a sentence of the page before goes on below it, or that it is set as the text
    is, in the place where another page has its head.
    """
    heads = [(last, row) for last, row, below in _tops(rows) if _stands_above(row, below, printed)]
    for last, row in heads:
        is_broken = last and printed.is_running(last) and not ends_with(last.span.text, SENTENCE_ENDS)
        others = [one for _, one in heads if one is not row and abs(one.box.top - row.box.top) <= SAME_PLACE]
        is_plain = not any(one.bold or one.is_larger or one.centered for one in (row, *others))
        if last and (is_broken or (is_plain and others and not NUMBERED.match(row.span.text))):
            yield row


def _tops(rows: Sequence[Row]) -> Iterator[tuple[Row | None, Row, Row]]:
    """For each page the last row of the page before, its first row and its second."""
    for last, row, below in zip([None, *rows], rows, rows[1:], strict=False):
        if (last is None or last.box.page < row.box.page) and row.box.page == below.box.page:
            yield last, row, below


def _stands_above(row: Row, below: Row, printed: _Print) -> bool:
    white = below.box.top - row.box.bottom
    is_short = len(row.span.text) <= LONGEST_HEAD and not CLAUSE.search(row.span.text)
    return is_short and white > max(printed.white, 0) + HEAD_OFF * printed.em and not printed.is_indented(row)


def _small(rows: Sequence[Row], printed: _Print) -> Iterator[tuple[str, list[Row]]]:
    """Notes at the foot of a column, and captions between its rows; both are set smaller than the text."""
    started = False
    runs = [(small, list(found)) for small, found in groupby(rows, key=lambda row: row.is_smaller)]
    last = max((at for at, (small, found) in enumerate(runs) if not small), default=0)
    for at, (small, found) in enumerate(runs):
        if not small:
            started = started or any(map(printed.is_running, found))
            continue
        note = next((index for index, row in enumerate(found) if NOTE.match(row.span.text)), None)
        if note is not None and started:
            yield "footnote", found[note:]
            found = found[:note]
        if not started or not found or at > last:
            continue
        if runs[at + 1][1][0].place != found[-1].place:
            yield "footnote", found
        elif len(found) <= SMALL_ROWS and sum(len(row.span.text) for row in found) <= LONGEST_SMALL:
            yield "small_print", found


def _asides(rows: Sequence[Row], roles: Mapping[int, str]) -> Iterator[tuple[str, list[Row]]]:
    """What stands around, a note or caption of several rows together."""
    for (role, place, _), found in groupby(rows, key=lambda row: (roles.get(row.span.line, ""), row.place, row.size)):
        if role in ("footnote", "small_print"):
            for group in _split(list(found), lambda row: NOTE.match(row.span.text) is not None):
                yield role, group
        elif role and place:
            yield from ((role, [row]) for row in found)


def _split(rows: Sequence[Row], begins: Callable[[Row], bool]) -> Iterator[list[Row]]:
    group: list[Row] = []
    for row in rows:
        if group and begins(row):
            yield group
            group = []
        group.append(row)
    if group:
        yield group


def _aside(rows: Sequence[Row], role: str) -> Block:
    return Block(tuple(row.span for row in rows), role=role)


def stands_around(blocks: Sequence[Block], said: Sequence[Sequence[Evidence]]) -> Iterator[tuple[int, Evidence]]:
    """
    What stands around the text of a printed page: running heads, notes, captions, what nobody sees.

    A running head gives the fields that the other rules find in it, and the page's number; a note says who the author is.

    >>> head = Block((Span(1, 0, 8, "15  清河月刊"),), role="printed_head")
    >>> [found.value for _, evidence in stands_around([head], [[]]) for found in evidence.found]
    ['15']
    """
    for index, block in enumerate(blocks):
        if block.role not in AROUND:
            continue
        gives = block.role in ("printed_head", "footnote")
        found = [one for evidence in said[index] for one in evidence.found] if gives else []
        number = NUMBER_AT_EDGE.search(block.plain) if block.role == "printed_head" else None
        if number and not any(one.field == "folio" for one in found):
            found.append(Found("folio", number[0], number[0]))
        yield index, Evidence(block.role, "page-furniture", Power.PRINT, tuple(found), overrides_length=True)


# --------------------------------------------------------------- paragraphs, headings


def _groups(rows: Sequence[Row], printed: _Print, stands_alone: Callable[[Block], bool]) -> list[list[Row]]:
    """The rows of one paragraph or heading each."""
    groups: list[list[Row]] = []
    is_closed = True
    for row in rows:
        alone = not printed.is_full(row) and stands_alone(Block((row.span,)))
        last = groups[-1][-1] if groups else None
        if last is None or is_closed or alone or _begins(last, row, groups[-1], printed):
            groups.append([row])
        else:
            groups[-1].append(row)
        is_closed = alone
    return groups


def _begins(last: Row, row: Row, group: Sequence[Row], printed: _Print) -> bool:
    """Whether a row begins something new: another type, or another paragraph."""
    if abs(row.size - last.size) > LARGER - 1 or row.initial:
        return True
    if len(group) < group[0].initial:
        return False
    stands_out = (row.is_larger or row.bold) and row.bold == last.bold
    # The last row of a heading that takes several stands in the middle, the full ones above do not.
    if row.centered != last.centered and not (stands_out and printed.is_full(last)):
        return True
    if row.centered and not row.is_larger and not row.bold:
        return printed.ends_before(last) > FULL
    if row.is_larger or row.centered:
        return row.place != last.place or _is_blank_between(last, row, printed) or row.bold != last.bold
    return _begins_in_bold(last, row, group, printed) or _begins_paragraph(last, row, group, printed)


def _begins_in_bold(last: Row, row: Row, group: Sequence[Row], printed: _Print) -> bool:
    """Whether a heading ends above the row, or begins with it."""
    if row.bold == last.bold:
        return False
    ended = ends_with(last.span.text, SENTENCE_ENDS)
    return _is_bold_heading(group, row, printed) or (row.bold and (ended or not printed.is_full(last)))


def _begins_paragraph(last: Row, row: Row, group: Sequence[Row], printed: _Print) -> bool:
    ended = ends_with(last.span.text, SENTENCE_ENDS)
    if printed.is_indented(row):
        # The rows of a quotation all stand in.
        is_set_in = printed.is_indented(last) and abs(row.box.left - last.box.left) < 0.3 * printed.em
        return not (is_set_in and len(group) > 1 and printed.is_full(last) and not ended)
    is_last = printed.ends_before(last) >= SHORT or NUMBERED.match(row.span.text) is not None
    least = BLANK if printed.indents else PARAGRAPH_WHITE
    if ended and (is_last or _is_blank_between(last, row, printed, least)):
        return True
    return not printed.indents and not printed.is_full(last)


def _is_blank_between(last: Row, row: Row, printed: _Print, least: float = BLANK) -> bool:
    white = row.box.top - last.box.bottom
    return row.place == last.place and white > max(printed.white, 0) + least * printed.em


def _is_bold_heading(group: Sequence[Row], row: Row, printed: _Print) -> bool:
    """Rows all in bold, before one that is not: a heading, unless its first sentence alone is bold and runs on."""
    if not all(one.bold for one in group) or row.lead:
        return False
    runs_on = printed.is_full(group[-1]) and ends_with(group[-1].span.text, LEAD_ENDS)
    return not runs_on or printed.is_indented(row)


def _role(group: Sequence[Row], printed: _Print) -> str:
    """A heading is set larger, bold or in the middle, and is short."""
    text = "".join(row.span.text for row in group)
    stands_out = all(row.is_larger or row.bold or row.centered for row in group)
    if not stands_out or len(group) > HEADING_ROWS or count_han(text) > LONGEST_HEADING or not count_han(text):
        return ""
    stands_alone = any(row.centered for row in group) and all(row.bold for row in group)
    is_sentence = ends_with(text, "。；;，,") and not stands_alone and not all(row.is_larger for row in group)
    return "" if is_sentence or (len(group) > 1 and "。" in fold(text)[:-1]) else HEADING


def _block(group: Sequence[Row], role: str, printed: _Print, stands_alone: Callable[[Block], bool]) -> Block:
    spans = tuple(go_on([row.span for row in group], [printed.is_full(row) for row in group]))
    plain = Block(spans, role=role)
    if role or len(spans) == 1 or stands_alone(plain):
        return plain
    return Block(spans, printed=True, indented=printed.is_indented(group[0]))
