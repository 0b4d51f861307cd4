"""
Bytes in, a `Reading` out: the lines of an original, with what is doubtful about them.

Nothing is interpreted here. Cleaning sees every character that the original held, in its own line. The format is
known by its bytes. Plain text as long as an article is decoded here; a longer one, and whatever has to be parsed, is
read in a child process with limits and without network, since a file from outside may be made to break a reader.

The modules, by what they are for:

- in the room's own process: `formats`; for a short text `plain_text`, `decoding`
- from here to the child and back: `confinement` starts it, `worker` is what runs there, `isolation` what it gives up,
  `answers` what it may say
- web pages: `webpages`, `unclosed`, `stylesheets`, `declarations`, `html_lines`, `html_pieces`, `html_looks`,
  `html_lists`, `web_archives`, `extracting`
- PDF: `pdfs`, `glyphs`, `glyph_reader`, `repeats`, `shadows`, `vertical`, `drawings`, `row_pieces`, `text_boxes`,
  `holes`, `cells`, `page_cut`, `fragments`, `initials`
- Word: `documents`, `word_parts`, `word_text`, `word_chunks`, `word_lines`, `word_runs`, `word_tables`, `word_styles`,
  `word_numbering`, `word_fields`, `word_formulas`
- both: `numerals`
- ZIP: `archives`
"""

from __future__ import annotations

from readingroom.intake import confinement
from readingroom.intake.answers import Member, Picture, Unpacked
from readingroom.intake.formats import LARGEST, Format, format_of
from readingroom.intake.plain_text import READER, read_text
from readingroom.records import Reading, Unreadable

__all__ = ["LARGEST", "READER", "Format", "Member", "Unpacked", "draw_page", "is_archive", "read", "unpack"]

LONGEST_READ_HERE = 128 * 2**10
"""
Bytes of a plain text. The longest report to a party congress has less, and the worst of so many takes a tenth of a
second; starting a child for every page that is pasted would take longer than the pages.
"""


def read(data: bytes, *, name: str) -> Reading:
    """
    Read an original of any format. Raises Unreadable, in Chinese and with what to do, for what gives no reading.

    >>> [line.text for line in read("题目\\n正文。".encode("gb18030"), name="a.txt").lines]
    ['题目', '正文。']
    """
    found = _format(data, name)
    if found == "text" and len(data) <= LONGEST_READ_HERE:
        return read_text(data, name=name)
    if found == "zip":
        raise Unreadable(f"{name} 是压缩文件。它里面的文件要一个一个地读；套在另一个压缩文件里的，请先解压再收入。")
    job = "read_html" if found in ("html", "mhtml") else f"read_{found}"
    reading = confinement.run(job, data, name=name)
    assert isinstance(reading, Reading), reading
    return reading


def is_archive(data: bytes) -> bool:
    """Whether the bytes are a ZIP of files, to be unpacked; a DOCX is a ZIP too, but one original."""
    try:
        return format_of(data, name="") == "zip"
    except Unreadable:
        return False


def unpack(data: bytes, *, name: str) -> Unpacked:
    """The files in a ZIP, and a sentence about those left out. Raises Unreadable for one that is damaged, locked or a bomb."""
    _refuse_too_large(data, "zip", name)
    members = confinement.run("unpack", data, name=name)
    assert isinstance(members, Unpacked), members
    return members


def draw_page(data: bytes, page: int, *, width: int) -> bytes:
    """A picture (PNG) of a page, from 1, of a PDF, so many pixels wide."""
    picture = confinement.run("draw_page", data, name="PDF", page=page, width=width)
    assert isinstance(picture, Picture), picture
    return picture.data


def _format(data: bytes, name: str) -> Format:
    found = format_of(data, name=name)
    _refuse_too_large(data, found, name)
    return found


def _refuse_too_large(data: bytes, found: Format, name: str) -> None:
    if len(data) > LARGEST[found]:
        raise Unreadable(f"{name} 超过 {LARGEST[found] // 2**20} MB，请拆开后再收。")
