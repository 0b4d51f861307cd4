"""
PDF files with a text layer, read from the places of their characters. Runs in the confined child.

A line is one printed row, in reading order, with its box; a blank line parts two pages. What the rows are is left to
cleaning: here only their order is settled, since without it there is no text.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace

import pypdfium2

from readingroom.intake.cells import Grid, find_grids, marks_of_cells
from readingroom.intake.drawings import Drawing, read_drawings, shows_itself
from readingroom.intake.fragments import usual_size
from readingroom.intake.glyph_reader import GlyphReader
from readingroom.intake.glyphs import UNMAPPED, Glyph, is_wide
from readingroom.intake.page_cut import Row, cut
from readingroom.intake.text_boxes import TextBox, find_boxes, is_ruled, room_beside
from readingroom.intake.vertical import in_one_line, set_vertically, vertical_share
from readingroom.records import Box, Line, Reading, Unreadable

READER = "pdf-3"
"""The reader and its version. Raised whenever the same bytes would give other lines or other places."""

MOST_PAGES = 200
"""An issue of a journal has fewer; a book is split by whoever brings it in."""

MOST_CHARACTERS = 200_000
"""What is read in half the time that a reader has, where every character is drawn by itself: a thousand on each page."""

PASSWORD_ERROR = 4

MOST_UNMAPPED = 0.3
"""Of the characters of a file: when more have no code, what is left is no text any more."""

FEWEST_A_PAGE = 8
"""Characters a page, on average: fewer are what a scanner's program stamps on pictures."""

HIDDEN_SHARE = 0.5
"""Of the characters: from here on they are the layer below a scan, which a recognition program has written."""

VERTICAL_SHARE = 0.5

WIDEST_PICTURE = 1600
TALLEST_PICTURE = 4 * WIDEST_PICTURE

SAME_SIZE = 0.06
CENTERED = 0.6
"""Characters by which the middle of a centered row may be off."""
MARGIN_OF_CENTERED = 2.6
"""Characters of white at both sides of a centered row at least; a paragraph's first row has two on the left."""
BOLD_SHARE = 0.8

SHORTEST_TITLE = 4
"""Chinese characters of a title that a file gives itself."""

NO_TITLE = re.compile(r"\.\w{2,5}$|Microsoft|未命名|untitled|幻灯片|演示文稿", re.IGNORECASE)
"""What programs put there: the name of the file, or nothing."""

HOW_TO_GET_TEXT = "请先用文字识别（OCR）软件转成文字，核对后再收入。"


@dataclass
class _Found:
    """What is noticed on the way."""

    characters: int = 0
    unmapped: int = 0
    hidden: int = 0
    white: int = 0
    lost: int = 0
    vertical_pages: list[int] = field(default_factory=list)
    vertical_headlines: list[int] = field(default_factory=list)
    unprinted_title: str = ""


@dataclass(frozen=True)
class _PageRow:
    """A row with its page, where it is in the page that is looked at, and what sets it apart."""

    row: Row
    page: int
    box: Box
    marks: tuple[str, ...] = ()


@dataclass(frozen=True)
class _PageLook:
    """A page by its number, its width, and what is drawn on it; `gutters` are those of the pages before."""

    number: int
    width: float
    drawings: Sequence[Drawing]
    gutters: dict[str, list[float]]


def read_pdf(data: bytes, *, name: str) -> Reading:
    """Read a PDF. Raises Unreadable for one that is locked, damaged, too long, or has no text in it."""
    found = _Found()
    with closing(_open(data, name)) as document:
        pages = len(document)
        if pages > MOST_PAGES:
            raise Unreadable(f"{name} 有 {pages} 页，最多读 {MOST_PAGES} 页。请拆开后再收，一篇文章一个文件最好。")
        rows = _read_pages(document, found, name)
        found.unprinted_title = _unprinted_title(document, rows)
    _refuse_without_text(found, rows, pages=pages, name=name)
    return Reading(
        tuple(_lines(rows)),
        format="pdf",
        encoding="unicode",
        reader=READER,
        doubts=(*_doubts_about_title(found), *_doubts(found)),
    )


def draw_page(data: bytes, page: int, *, width: int) -> bytes:
    """A picture (PNG) of a page, from 1, at most so many pixels wide."""
    with closing(_open(data, "PDF")) as document:
        if not 1 <= page <= len(document):
            raise Unreadable(f"这个 PDF 只有 {len(document)} 页，没有第 {page} 页。")
        across, along = document[page - 1].get_size()
        if not (across > 0 and along > 0):
            raise Unreadable(f"第 {page} 页没有大小，画不出来。")
        scale = min(max(1, min(width, WIDEST_PICTURE)) / across, TALLEST_PICTURE / along)
        picture = io.BytesIO()
        document[page - 1].render(scale=scale).to_pil().save(picture, "PNG", dpi=(72 * scale, 72 * scale))
        return picture.getvalue()


def _open(data: bytes, name: str) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        # PDFium keeps the number of an earlier error where it has none.
        if error.err_code == PASSWORD_ERROR and b"/Encrypt" in data:
            raise Unreadable(f"{name} 加了密码。请用密码打开它，另存或打印成没有密码的 PDF，再收入。") from None
        raise Unreadable(f"{name} 已经损坏，打不开。请重新下载，或向给您文件的人再要一份。") from None


def _read_pages(document: pypdfium2.PdfDocument, found: _Found, name: str) -> list[_PageRow]:
    rows: list[_PageRow] = []
    known: dict[str, list[float]] = {}
    for number in range(1, len(document) + 1):
        try:
            page = document[number - 1]
            reader = GlyphReader(page)
        except pypdfium2.PdfiumError:
            raise Unreadable(f"{name} 的第 {number} 页已经损坏。请重新下载，或另存为新的 PDF 再收入。") from None
        found.characters += (count := reader.count())
        if found.characters > MOST_CHARACTERS:
            raise Unreadable(f"{name} 超过 {MOST_CHARACTERS // 10_000} 万字，请拆开后再收。")
        if count:
            if shows_itself(reader):
                raise Unreadable(f"{name} 的第 {number} 页有图形套着它自己，文字会重复。请打印成新的 PDF 再收入。")
            glyphs = reader.read()
            rows += _page_rows(glyphs, _PageLook(number, reader.width, read_drawings(reader), known), found)
            found.lost += reader.count_lost()
        page.close()
    return rows


def _page_rows(glyphs: Sequence[Glyph], page: _PageLook, found: _Found) -> Iterator[_PageRow]:
    """The rows of a page: the text's, then what is written down or aslant, then what nobody sees."""
    found.unmapped += sum(glyph.text == UNMAPPED for glyph in glyphs)
    found.hidden += (hidden := sum(glyph.hidden for glyph in glyphs))
    found.white += sum(glyph.white and not glyph.hidden for glyph in glyphs)
    seen = [glyph for glyph in glyphs if not glyph.hidden]
    layers = [(glyphs, "")] if hidden > HIDDEN_SHARE * len(glyphs) else [(seen, ""), (_hidden(glyphs), "hidden")]
    for layer, mark in layers:
        for row in _layer_rows(layer, page, found):
            yield replace(row, marks=(*row.marks, *([mark] if mark else ())))


def _hidden(glyphs: Sequence[Glyph]) -> list[Glyph]:
    return [glyph for glyph in glyphs if glyph.hidden]


def _layer_rows(glyphs: Sequence[Glyph], page: _PageLook, found: _Found) -> Iterator[_PageRow]:
    if not glyphs:
        return
    angle = Counter(glyph.angle for glyph in glyphs).most_common(1)[0][0] or 0
    straight, aside = _parted(glyphs, [glyph.angle == angle for glyph in glyphs])
    frame = f"turned={angle}" if angle else "across"
    if angle == 0 and vertical_share(straight) > VERTICAL_SHARE:
        frame = "down"
        found.vertical_pages.append(page.number)
        # Numbers and Latin words lie on their side there.
        straight, aside = _parted(glyphs, [glyph.angle in (0, 90) for glyph in glyphs])
        straight = list(in_one_line(straight))
    elif any(down := set_vertically(straight)):
        found.vertical_headlines.append(page.number)
        headlines, straight = _parted(straight, down)
        yield from _framed(list(in_one_line(headlines)), "down", page, [])
    known = page.gutters.setdefault(frame, [])
    yield from _with_boxes(straight, page, known) if frame == "across" else _framed(straight, frame, page, known)
    yield from _framed(aside, "across", page, [], ("aslant",))


def _with_boxes(glyphs: Sequence[Glyph], page: _PageLook, known: list[float]) -> Iterator[_PageRow]:
    """The rows of a page that is written across, those of each box behind the last row that stands beside it."""
    if not glyphs:
        return
    em = max(0.1, usual_size(glyphs))
    boxes = find_boxes(glyphs, page.drawings, em)
    boxed = {id(glyph) for box in boxes for glyph in box.glyphs}
    rooms = [*(box.room for box in boxes), *(one for one in page.drawings if one.is_plate)]
    grids = find_grids(page.drawings)
    rows = [
        _in_cells(_beside(row, rooms, page.drawings, em), grids)
        for row in _framed([glyph for glyph in glyphs if id(glyph) not in boxed], "across", page, known)
    ]
    places = [_place(box, number, rows) for number, box in enumerate(boxes, start=1)]
    for at in range(len(rows) + 1):
        for number in (number for number, place in enumerate(places, start=1) if place == at):
            box = boxes[number - 1]
            marks = (f"boxed={number}", *(("drawn",) if box.is_drawn else ()))
            yield from _framed(box.glyphs, "across", page, [], marks)
        yield from rows[at : at + 1]


def _beside(one: _PageRow, rooms: Sequence[Drawing], drawings: Sequence[Drawing], em: float) -> _PageRow:
    place = Drawing(one.box.left, one.box.top, one.box.right, one.box.bottom)
    room = room_beside(one.row.edges, place, rooms, em)
    marks = [*([f"beside={room}"] if room else []), *(["ruled"] if is_ruled(place, drawings, em) else [])]
    return replace(one, marks=(*one.marks, *marks))


def _in_cells(one: _PageRow, grids: Sequence[Grid]) -> _PageRow:
    place = Drawing(one.box.left, one.box.top, one.box.right, one.box.bottom)
    return replace(one, marks=(*one.marks, *marks_of_cells(one.row.glyphs, place, grids)))


def _place(box: TextBox, number: int, rows: Sequence[_PageRow]) -> int:
    beside = [at for at, one in enumerate(rows) if f"beside={number}" in one.marks]
    above = [at for at, one in enumerate(rows) if one.box.bottom <= box.room.top]
    return max(beside or above, default=-1) + 1


def _parted(glyphs: Sequence[Glyph], chosen: Sequence[bool]) -> tuple[list[Glyph], list[Glyph]]:
    sides: tuple[list[Glyph], list[Glyph]] = ([], [])
    for glyph, is_chosen in zip(glyphs, chosen, strict=True):
        sides[not is_chosen].append(glyph)
    return sides


def _framed(
    glyphs: Sequence[Glyph], frame: str, page: _PageLook, known: list[float], marks: tuple[str, ...] = ()
) -> Iterator[_PageRow]:
    """The rows of characters that are all written the same way, looked at as if they were written across."""
    if not glyphs:
        return
    for row in cut([_turned(glyph, frame, page.width) for glyph in glyphs], known):
        edges = _turned_back(row, frame, page.width)
        box = Box(page.number, *(round(edge, 1) for edge in edges))
        yield _PageRow(row, page.number, box, marks if frame == "across" else (frame, *marks))


def _turned(glyph: Glyph, frame: str, width: float) -> Glyph:
    left, top, right, bottom = glyph.left, glyph.top, glyph.right, glyph.bottom
    if frame == "down":
        # The first row of a page that is written down is the one at the right.
        return glyph._replace(left=top, right=bottom, top=width - right, bottom=width - left, base=width - left)
    if frame == "turned=90":
        return glyph._replace(left=top, right=bottom, top=-right, bottom=-left, base=-glyph.base)
    if frame == "turned=180":
        return glyph._replace(left=-right, right=-left, top=-bottom, bottom=-top, base=-glyph.base)
    if frame == "turned=270":
        return glyph._replace(left=-bottom, right=-top, top=left, bottom=right)
    return glyph


def _turned_back(row: Row, frame: str, width: float) -> tuple[float, float, float, float]:
    left, right = min(glyph.left for glyph in row.glyphs), max(glyph.right for glyph in row.glyphs)
    top, bottom = min(glyph.top for glyph in row.glyphs), max(glyph.bottom for glyph in row.glyphs)
    return {
        "down": (width - bottom, left, width - top, right),
        "turned=90": (-bottom, left, -top, right),
        "turned=180": (-right, -bottom, -left, -top),
        "turned=270": (top, -right, bottom, -left),
    }.get(frame, (left, top, right, bottom))


def _lines(rows: Sequence[_PageRow]) -> Iterator[Line]:
    usual = max(0.1, usual_size(glyph for one in rows for glyph in one.row.glyphs))
    is_bold = sum(glyph.bold for one in rows for glyph in one.row.glyphs)
    bold_says = is_bold < sum(len(one.row.glyphs) for one in rows) / 2
    number = 0
    for before, one in zip([None, *rows], rows, strict=False):
        if before and before.page != one.page:
            number += 1
            yield Line(number, "")
        number += 1
        yield Line(number, one.row.text, _style(one, usual, bold_says=bold_says), one.box)


def _style(one: _PageRow, usual: float, *, bold_says: bool) -> str:
    row = one.row
    marks = ["row", *one.marks]
    if abs(row.size / usual - 1) > SAME_SIZE:
        marks.append(f"size={row.size / usual:.2g}")
    if bold_says and sum(glyph.bold for glyph in row.glyphs) >= BOLD_SHARE * len(row.glyphs):
        marks.append("bold")
    elif bold_says and (lead := _bold_start(row)):
        marks.append(f"lead={lead}")
    if (rows := row.glyphs[0].rows) > 1:
        marks.append(f"initial={rows}")
    if _is_centered(row) and not any(mark.startswith("beside=") for mark in marks):
        marks.append("centered")
    return " ".join([*marks, f"column={row.column}"] if row.column else marks)


def _bold_start(row: Row) -> int:
    """Characters at the beginning of a row that are bold: the end of a lead sentence, or all of it."""
    return next((at for at, glyph in enumerate(row.glyphs) if not glyph.bold), 0)


def _is_centered(row: Row) -> bool:
    left, right = row.glyphs[0].left - row.edges[0], row.edges[1] - row.glyphs[-1].right
    return min(left, right) >= MARGIN_OF_CENTERED * row.size and abs(left - right) <= 2 * CENTERED * row.size


def _unprinted_title(document: pypdfium2.PdfDocument, rows: Sequence[_PageRow]) -> str:
    """The title that a file gives itself, where no page has it: LibreOffice's web export loses a headline so."""
    title = document.get_metadata_value("Title").strip()
    if NO_TITLE.search(title) or sum(map(is_wide, title)) < SHORTEST_TITLE:
        return ""
    printed = "".join("".join(one.row.text for one in rows).split())
    return "" if "".join(title.split()) in printed else title


def _refuse_without_text(found: _Found, rows: Sequence[_PageRow], *, pages: int, name: str) -> None:
    if not rows or found.characters < FEWEST_A_PAGE * pages:
        raise Unreadable(f"{name} 是扫描件或图片，里面没有文字。{HOW_TO_GET_TEXT}")
    if found.unmapped > MOST_UNMAPPED * found.characters:
        raise Unreadable(f"{name} 的字体没有对应的文字编码，读出来是乱码。{HOW_TO_GET_TEXT}")


def _doubts_about_title(found: _Found) -> Iterator[str]:
    if found.unprinted_title:
        yield f"PDF 的属性里写着题名“{found.unprinted_title[:40]}”，页面上没有印出，请核对题名"


def _doubts(found: _Found) -> Iterator[str]:
    if found.unmapped:
        yield f"有 {found.unmapped} 个字在 PDF 里没有对应的编码，已用“{UNMAPPED}”代替，请对照原件"
    if found.lost:
        yield f"有 {found.lost} 处文字的字体不在 PDF 里，本机也没有，没有读出来，请对照原件"
    if found.hidden > HIDDEN_SHARE * found.characters:
        yield "文字取自扫描件的识别层（OCR），可能有认错的字，请对照原件"
    elif found.hidden:
        yield f"PDF 里有 {found.hidden} 个看不见的字，未收入正文，请核对"
    if found.white:
        yield f"PDF 里有 {found.white} 个白色的字，在白底上看不见，请核对"
    if found.vertical_pages:
        yield f"第 {_numbers(found.vertical_pages)} 页是竖排，已按从右到左的顺序读出，请核对"
    if found.vertical_headlines:
        yield f"第 {_numbers(found.vertical_headlines)} 页有竖排的标题，位置可能不对，请核对"


def _numbers(pages: Sequence[int]) -> str:
    return "、".join(str(page) for page in dict.fromkeys(pages))
