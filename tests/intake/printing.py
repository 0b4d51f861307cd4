"""
A printer of PDF files for tests: characters at places, and a little typesetting in columns.

The font is not in the file, only its map to Unicode and its widths, which is all that a reader of text looks at. Codes
are code points; a character is as wide as it is high, an ASCII one half as wide.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

WIDTH, HEIGHT = 595, 842

TO_UNICODE = """/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /U def /CMapType 2 def
1 begincodespacerange <0000> <FFFF> endcodespacerange
%d beginbfrange
%s
endbfrange
endcmap CMapName currentdict /CMap defineresource pop end end"""


@dataclass
class Page:
    """A page and what is printed on it; places are points from its upper left, down to the baseline."""

    width: float = WIDTH
    height: float = HEIGHT
    entries: str = ""
    content: list[str] = field(default_factory=list)

    def put(
        self,
        x: float,
        y: float,
        text: str,
        size: float = 10,
        *,
        font: str = "Song",
        look: str = "",
        turn: str = "1 0 0 1",
    ) -> None:
        """`look` are operators before the text: `3 Tr` hides it, `1 g` makes it white."""
        code = text.encode("utf-16-be").hex()
        self.content.append(f"q BT {look} /{font} {size} Tf {turn} {x} {self.height - y} Tm <{code}> Tj ET Q")

    def put_down(self, x: float, y: float, text: str, size: float = 10, *, font: str = "Song") -> None:
        """From top to bottom. With a blank behind: of a font that is not there PDFium drops what has no width."""
        for at, character in enumerate(text):
            self.put(x, y + at * size, character + " ", size, font=font)

    def frame(self, left: float, top: float, right: float, bottom: float, *, look: str = "S") -> None:
        """`look` is how it is drawn: S framed, f on a ground, `1 g` before it for white."""
        colour, _, paint = look.rpartition(" ")
        self.content.append(f"q {colour} {left} {self.height - bottom} {right - left} {bottom - top} re {paint} Q")

    def rule(self, left: float, y: float, right: float) -> None:
        """A line across."""
        self.content.append(f"q 0.5 w {left} {self.height - y} m {right} {self.height - y} l S Q")

    def picture(self, left: float, top: float, right: float, bottom: float) -> None:
        self.content.append(f"q {right - left} 0 0 {bottom - top} {left} {self.height - bottom} cm /Scan Do Q")

    def fill(self) -> None:
        """A picture over the whole page, as a scan has."""
        self.content.append(f"q {self.width} 0 0 {self.height} 0 0 cm /Scan Do Q")


FONTS = {
    "Song": ("SimSun", True),
    "Hei": ("SimHei", True),
    "Secret": ("Secret", False),
}
"""Name, and whether there is a map to Unicode."""


def print_pdf(pages: Sequence[Page], *, trailer: str = "", form: str = "", title: str = "") -> bytes:
    """`form` is what a form draws that pages show with `/Form Do`; it may show itself."""
    objects: list[bytes] = []

    def add(body: str | bytes) -> int:
        objects.append(body.encode("latin-1") if isinstance(body, str) else body)
        return len(objects)

    def add_stream(data: bytes, entries: str = "") -> int:
        return add(b"<< /Length %d %s >>\nstream\n" % (len(data), entries.encode()) + data + b"\nendstream")

    ranges = "\n".join(f"<{high:02X}00> <{high:02X}FF> <{high:02X}00>" for high in range(256))
    to_unicode = add_stream((TO_UNICODE % (256, ranges)).encode())
    fonts = []
    for name, (base, is_mapped) in FONTS.items():
        descriptor = add(
            f"<< /Type /FontDescriptor /FontName /{base} /Flags 4 /FontBBox [0 -120 1000 880] /ItalicAngle 0"
            " /Ascent 880 /Descent -120 /CapHeight 700 /StemV 80 >>"
        )
        descendant = add(
            f"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /{base} /FontDescriptor {descriptor} 0 R /DW 1000"
            " /W [32 126 500] /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>"
        )
        unicode_map = f"/ToUnicode {to_unicode} 0 R" if is_mapped else ""
        font = add(
            f"<< /Type /Font /Subtype /Type0 /BaseFont /{base} /Encoding /Identity-H"
            f" /DescendantFonts [{descendant} 0 R] {unicode_map} >>"
        )
        fonts.append(f"/{name} {font} 0 R")
    scan = add_stream(
        b"\x80", "/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8"
    )
    shown = len(objects) + 1
    add_stream(
        form.encode("latin-1"),
        f"/Type /XObject /Subtype /Form /BBox [0 0 {WIDTH} {HEIGHT}]"
        f" /Resources << /Font << {' '.join(fonts)} >> /XObject << /Form {shown} 0 R >> >>",
    )
    tree = len(objects) + 2 * len(pages) + 1
    kids = []
    for page in pages:
        content = add_stream("\n".join(page.content).encode("latin-1"))
        kids.append(
            add(
                f"<< /Type /Page /Parent {tree} 0 R /MediaBox [0 0 {page.width} {page.height}] {page.entries}"
                f" /Resources << /Font << {' '.join(fonts)} >> /XObject << /Scan {scan} 0 R /Form {shown} 0 R >> >> /Contents {content} 0 R >>"
            )
        )
    add(f"<< /Type /Pages /Kids [{' '.join(f'{kid} 0 R' for kid in kids)}] /Count {len(kids)} >>")
    root = add(f"<< /Type /Catalog /Pages {tree} 0 R >>")
    info = add(f"<< /Title <FEFF{title.encode('utf-16-be').hex()}> >>")
    return _file(objects, f"/Root {root} 0 R /Info {info} 0 R {trailer}")


def _file(objects: Iterable[bytes], trailer: str) -> bytes:
    out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += f"trailer << /Size {len(places) + 1} {trailer} >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)


NOT_FIRST = "，。、；：？！）》”’…"
"""Marks that begin no row: the one before takes them along, and ends a little wider."""


def width_of(text: str) -> float:
    """In characters."""
    return sum(0.5 if character.isascii() else 1 for character in text)


def rows_of(paragraph: str, width: int, *, indent: int = 2) -> Iterator[tuple[float, str, bool]]:
    """The rows of a paragraph, so many characters wide: indent, text, and whether it is spread over the full width."""
    at, stands_in = 0, indent
    while at < len(paragraph):
        end = at
        while end < len(paragraph) and width_of(paragraph[at : end + 1]) <= width - stands_in:
            end += 1
        # A mark that may not begin a row takes the character before it along, and words are not broken.
        while end < len(paragraph) and (
            paragraph[end] in NOT_FIRST
            or (paragraph[end - 1 : end + 1].isascii() and paragraph[end - 1 : end + 1].isalnum())
        ):
            end -= 1
        yield stands_in, paragraph[at:end], end < len(paragraph)
        at, stands_in = end, 0


@dataclass
class Setting:
    """How a text is set in columns."""

    columns: int = 2
    size: float = 10
    pitch: float = 1.55
    gutter: float = 2
    left: float = 60
    whole: float = WIDTH - 120
    top: float = 90
    bottom: float = 760
    indent: int = 2
    across: bool = False

    @property
    def width(self) -> int:
        """Characters of a row."""
        return int((self.whole / self.size - self.gutter * (self.columns - 1)) / self.columns)

    def places(self, top: float) -> Iterator[tuple[int, int, float, float]]:
        """Page, column, and where each row goes."""
        page = 0
        while True:
            for column in range(self.columns):
                x = self.left + column * (self.width + self.gutter) * self.size
                y = top
                while y <= self.bottom:
                    yield page, column, x, y
                    y += self.size * self.pitch
            page, top = page + 1, self.top


def set_columns(
    paragraphs: Iterable[str], setting: Setting, *, first: Page | None = None, top: float | None = None
) -> list[Page]:
    """Pages with the paragraphs in columns. One that begins with `#` is a heading, in bold and in the middle."""
    rows = [row for paragraph in paragraphs for row in _set(paragraph, setting)]
    placed = list(zip(rows, setting.places(top or setting.top), strict=False))
    pages = [first or Page()] + [Page() for _ in range(placed[-1][1][0] if placed else 0)]
    if setting.across:
        # Written as a scanner or a converter does: row by row over all columns.
        placed.sort(key=lambda one: (one[1][0], one[1][3], one[1][1]))
    for (stands_in, text, font, is_spread), (page, _, x, y) in placed:
        white = (setting.width - stands_in - width_of(text)) * setting.size / max(1, len(text) - 1)
        look = f"{white:.3f} Tc" if is_spread else ""
        pages[page].put(x + stands_in * setting.size, y, text, setting.size, font=font, look=look)
    return pages


def set_around(paragraphs: Iterable[str], hole: tuple[float, float, float, float], *, size: float = 10) -> Page:
    """A page of one column whose rows give way to a hole (left, top, right, bottom) at its left or right edge."""
    page, left, right, y = Page(), 60.0, WIDTH - 60.0, 90.0
    for paragraph in paragraphs:
        at = 0
        while at < len(paragraph):
            is_beside = y > hole[1] and y - size < hole[3]
            start = hole[2] if is_beside and hole[0] <= left else left
            end = hole[0] if is_beside and hole[0] > left else right
            indent = 2 * size * (at == 0)
            _, row, is_spread = next(rows_of(paragraph[at:], int((end - start - indent) / size), indent=0))
            white = (end - start - indent - width_of(row) * size) / max(1, len(row) - 1)
            page.put(start + indent, y, row, size, look=f"{white:.3f} Tc" if is_spread else "")
            at, y = at + len(row), y + 1.55 * size
    return page


def _set(paragraph: str, setting: Setting) -> Iterator[tuple[float, str, str, bool]]:
    if not paragraph.startswith("#"):
        for stands_in, row, is_spread in rows_of(paragraph, setting.width, indent=setting.indent):
            yield stands_in, row, "Song", is_spread
        return
    for _, row, _ in rows_of(paragraph[1:], setting.width, indent=0):
        yield (setting.width - width_of(row)) / 2, row, "Hei", False
