"""
Bytes in, a `Reading` out: decoded lines, with what is doubtful about the decoding.

Nothing is interpreted here. Cleaning sees every character that the original held, in its own line.
"""

from __future__ import annotations

from readingroom.intake.decoding import NUL_LADEN, decode
from readingroom.intake.formats import refuse_other_formats
from readingroom.records import Line, Reading, Unreadable

__all__ = ["READER", "read"]

READER = "plain-1"
"""The reader and its version. Raised whenever the same bytes would give other lines or other places."""


def read(data: bytes, *, name: str) -> Reading:
    """
    Read a plain text in any encoding. Raises Unreadable, in Chinese and with what to do, for everything else.

    >>> [line.text for line in read("题目\\n正文。".encode("gb18030"), name="a.txt").lines]
    ['题目', '正文。']
    """
    refuse_other_formats(data, name=name)
    try:
        text, encoding, doubts = decode(data)
    except UnicodeError as error:
        raise Unreadable(f"{name} {error}") from None
    if "\0" in text:
        raise Unreadable(f"{name} {NUL_LADEN}")
    if not text.strip():
        raise Unreadable(f"{name} 是空的，没有可读的文字。请检查文件。")
    if text.count("\r") > 2 and "\n" not in text:
        doubts = (*doubts, "行尾是旧式的回车符，全文成了一行，请另存为通常的文本再收入")
    lines = tuple(Line(number, line) for number, line in enumerate(text.split("\n"), start=1))
    return Reading(lines, format="text", encoding=encoding, reader=READER, doubts=doubts)
