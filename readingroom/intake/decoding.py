"""
Bytes to text.

The order was measured on the seeds, whole and cut short, in seven encodings: a byte order mark; then strict
UTF-8, whose accidents are rare; then charset-normalizer, kept to the encodings Chinese offices have (left free
it takes a GBK text for Korean now and then); then GB 18030 with the bad bytes replaced, which is said.
GB 2312 and GBK are always decoded as GB 18030, which holds both.
"""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

DECLARED = {
    "utf-8": "utf-8",
    "utf8": "utf-8",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "gb18030": "gb18030",
    "big5": "big5hkscs",
    "big5-hkscs": "big5hkscs",
}
"""Encodings that web pages declare and are believed when their bytes agree, each with the larger one that holds it."""

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
CANDIDATES = ["gb18030", "big5", "big5hkscs", "utf_16", "utf_16_le", "utf_16_be", "cp1252"]
SAMPLE_BYTES = 64 * 1024
"""How much charset-normalizer looks at; an encoding does not change in mid-file."""

NUL_LADEN = "夹有空字节（NUL），不是纯文本或已经损坏。请重新保存为纯文本再试。"

USUAL = re.compile(r"[\t\n\r -~\u3000-\u303f\u4e00-\u9fff\uff00-\uffef\u2010-\u2027]")
USUAL_SHARE = 0.9
"""Read in the wrong byte order, Chinese falls all over Unicode; the marks and characters above are most of a page."""

_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")

DAMAGED_SHARE = 0.1
"""Fewer bad places for the characters beyond ASCII are a damaged UTF-8 file; in another encoding about every second one is bad."""

MOJIBAKE_SHARE = 0.8
"""Bytes of real Chinese in GB 18030 hardly ever form UTF-8 by accident; of mojibake all do, but for lost ones."""


def decode(data: bytes, *, declared: str | None = None) -> tuple[str, str, tuple[str, ...]]:
    """
    The text without its byte order mark, the encoding's name, and doubts about it in Chinese.

    `declared` is what a web page says; pages that say gb2312 and are UTF-8 happen, so strict UTF-8 comes before it.
    Raises UnicodeError, with a Chinese reason, for bytes that are no text.
    """
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _replacing(data.removeprefix(mark) if encoding == "utf-8" else data, encoding)
    if b"\0" in data:
        return _utf16_without_mark(data)
    utf8 = _utf8(data)
    if utf8 is not None:
        return _mend_mojibake(utf8, "utf-8")
    for encoding in dict.fromkeys(["utf-8", DECLARED.get((declared or "").lower(), "utf-8")]):
        if _is_little_damaged(data.decode(encoding, errors="replace")):
            return _replacing(data, encoding)
    guessed = _guess(data)
    if guessed is None:
        return _replacing(data, "gb18030")
    return _mend_mojibake(data.decode(guessed), guessed)


def _is_little_damaged(text: str) -> bool:
    return text.count("\ufffd") <= DAMAGED_SHARE * sum(not character.isascii() for character in text)


def _utf8(data: bytes) -> str | None:
    """Strict UTF-8; a last character that was cut off in the middle is dropped."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start > len(data) - 4 and error.reason == "unexpected end of data" and error.start > 0:
            return data[: error.start].decode("utf-8")
        return None


def _utf16_without_mark(data: bytes) -> tuple[str, str, tuple[str, ...]]:
    """Bytes with NULs are UTF-16, in the byte order that gives Chinese; in neither they are no text."""
    orders = () if _utf8(data) is not None else ("utf-16-le", "utf-16-be")
    for encoding in orders:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if len(USUAL.findall(text)) >= USUAL_SHARE * len(text):
            return text, encoding, ()
    raise UnicodeError(NUL_LADEN)


def _guess(data: bytes) -> str | None:
    best = from_bytes(data[:SAMPLE_BYTES], cp_isolation=CANDIDATES).best()
    encoding = "gb18030" if best is None or best.encoding.startswith("gb") else best.encoding
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return None
    return encoding


def _replacing(data: bytes, encoding: str) -> tuple[str, str, tuple[str, ...]]:
    text = data.decode(encoding, errors="replace").removeprefix("\ufeff")
    bad = text.count("\ufffd")
    return text, encoding, (f"有 {bad} 处字节读不出来，已用“\ufffd”代替，请对照原件",) if bad else ()


def _mend_mojibake(text: str, encoding: str) -> tuple[str, str, tuple[str, ...]]:
    """Text that was UTF-8 and once read as GBK is turned back where every character can be; else it is flagged."""
    raw = "".join(_NOT_ASCII.findall(text)).encode("gb18030", errors="ignore")
    mended = raw.decode("utf-8", errors="ignore")
    if not raw or len(mended.encode()) < MOJIBAKE_SHARE * len(raw):
        return text, encoding, ()
    try:
        return text.encode("gb18030").decode("utf-8"), encoding, ("原文是乱码，已按编码误读还原，请对照原件",)
    except UnicodeError:
        return text, encoding, ("原文像是乱码（编码误读），不能可靠还原，请另找原件",)
