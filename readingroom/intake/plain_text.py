"""Plain text in any encoding: decoding is all that is done."""

from __future__ import annotations

from readingroom.intake.answers import MOST_LINES, TOO_MANY_LINES
from readingroom.intake.decoding import NUL_LADEN, decode
from readingroom.records import Line, Reading, Unreadable

READER = "plain-1"
"""The reader and its version. Raised whenever the same bytes would give other lines or other places."""


def read_text(data: bytes, *, name: str) -> Reading:
    """The lines of a plain text. Raises Unreadable for bytes that are none."""
    try:
        text, encoding, doubts = decode(data)
    except UnicodeError as error:
        raise Unreadable(f"{name} {error}") from None
    if "\0" in text:
        raise Unreadable(f"{name} {NUL_LADEN}")
    if not text.strip():
        raise Unreadable(f"{name} 是空的，没有可读的文字。请检查文件。")
    if text.count("\n") >= MOST_LINES:
        # Before there is an object for each: that takes longer than all the rest.
        raise Unreadable(f"{name} {TOO_MANY_LINES}")
    if text.count("\r") > 2 and "\n" not in text:
        doubts = (*doubts, "行尾是旧式的回车符，全文成了一行，请另存为通常的文本再收入")
    lines = tuple(Line(number, line) for number, line in enumerate(text.split("\n"), start=1))
    return Reading(lines, format="text", encoding=encoding, reader=READER, doubts=doubts)
