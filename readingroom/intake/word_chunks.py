"""
Texts of another format within a Word document: web pages and plain text that Word takes in when it opens the file.

Programs that make documents out of web pages put the whole text there, and nothing into the document itself.
"""

from __future__ import annotations

from collections.abc import Iterator

from readingroom.intake.formats import format_of
from readingroom.intake.plain_text import read_text
from readingroom.intake.word_lines import Account, WordLine
from readingroom.intake.word_parts import Package
from readingroom.records import Line, Reading, Unreadable

KINDS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6", "li", "td", "tr"])
"""What a line may be in both; all else is a paragraph."""

MOST = 20
"""Of a document that are read; each is a file of its own to its reader."""


class Chunks:
    """The texts that a document names; what cannot be read is counted."""

    def __init__(self, package: Package, account: Account, *, name: str) -> None:
        self._package = package
        self._account = account
        self._name = name
        self._read = 0

    def lines_of(self, reference: str | None, kind: str) -> Iterator[WordLine]:
        reading = self._reading(dict(self._package.related("aFChunk")).get(reference or "", ""))
        if reading is None:
            self._account.embedded += 1
            return
        self._account.chunk_doubts += reading.doubts
        yield from (_as_word(line, kind) for line in reading.lines if not line.style.startswith(("title", "meta:")))

    def _reading(self, path: str) -> Reading | None:
        data = self._package.contents(path)
        self._read += 1
        if data is None or self._read > MOST:
            return None
        try:
            found = format_of(data, name=self._name)
            if found == "text":
                return read_text(data, name=self._name)
            # Most documents have none, and the reader of web pages takes its time to load.
            from readingroom.intake.webpages import read_html

            return read_html(data, name=self._name) if found in ("html", "mhtml") else None
        except Unreadable:
            return None


def _as_word(line: Line, kind: str) -> WordLine:
    said = line.style.split()
    own = said[0] if said and said[0] in KINDS else "p"
    return WordLine(line.text, own if kind == "p" else kind, bold="bold" in said, centered="centered" in said)
