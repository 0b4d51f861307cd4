"""
Saved web pages: bytes in, lines out, with what the page says of itself before them and a witness's word on each.

The page is read as a browser would show it (`html_lines`). Its title element and its meta elements come first, as lines
with the style `title` and `meta:NAME`: cleaning takes fields from them. Beside our own line rules a general extractor
looks at the same tree (`extracting`); where the two disagree a person is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from lxml import etree, html

from readingroom.intake.decoding import decode
from readingroom.intake.extracting import Witness, extract
from readingroom.intake.html_lines import TooManyLines, hidden_text, lines_of
from readingroom.intake.html_pieces import HtmlLine
from readingroom.intake.stylesheets import Sheet
from readingroom.intake.unclosed import close, release
from readingroom.intake.web_archives import SavedPage, open_archive
from readingroom.records import Line, Reading, Unreadable

__all__ = ["read_html"]

READER = "html-3"
"""The reader and its version. Raised whenever the same bytes would give other lines or other places."""

META = (
    # Everywhere, and the cards of social networks.
    "author",
    "og:title",
    "og:site_name",
    "og:url",
    "article:published_time",
    "article:author",
    # Chinese government sites by their standard.
    "sitename",
    "columnname",
    "articletitle",
    "pubdate",
    "contentsource",
    "url",
    # News sites and journals.
    "source",
    "publishdate",
    "citation_title",
    "citation_author",
    "citation_date",
    "citation_publication_date",
    "citation_journal_title",
    "citation_issue",
)
"""What pages say of themselves and cleaning can use, in small letters."""

OWN_ELEMENTS = {"js_name": "account", "publish_time": "publish_time"}
"""Elements that public accounts' pages always have: who published, and when; both are shown without a label."""

LONGEST_META = 500
DECLARATION = 4096
"""Bytes at the beginning of a page in which its encoding is declared; browsers look at 1024."""

_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]{2,20})", re.IGNORECASE)
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d{1,6}\)(\S{1,2000}?)\s*-->", re.IGNORECASE)
_XML_CHARACTERS = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ufffe\uffff]")
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")

MUCH_HIDDEN = 200
"""Han characters: a page that hides so many, and more than it shows, shows them by a script."""

TEXT_OF_A_PAGE = 100
"""Han characters in whole sentences; a page with fewer and with pictures may have its text in them."""

_HEAD_OR_FOOT = re.compile(r"(?:^a |header|footer|nav|logo|banner|share|qr)", re.IGNORECASE)
_BUTTON = re.compile(r"logo|icon|banner|btn|button|avatar|qr|loading|blank|^top\b|^bg", re.IGNORECASE)
"""What templates call pictures that hold no article."""

SMALLEST_PICTURE = 200
"""Pixels; smaller ones are buttons."""

BY_HAND = "请在浏览器里打开它，选中正文复制，用“粘贴文字”收入。"
TOO_DEEP = "这个网页的代码层层相套，读不下去。" + BY_HAND
TOO_LONG = "文字太多，不是一篇文章。请拆成几个文件再收入。"
TOO_BULKY = "里有一段不分开的内容超过 10 MB，不像一篇文章。" + BY_HAND
IN_FRAMES = "这个网页由几个框架拼成，文字在另外的文件里。请在浏览器里打开它，在正文上点右键，选“在新标签页中打开框架”，另存后收入。"
IN_PICTURES = "这个网页里没有文字，只有图片。这里不认图中的字，请先用文字识别（OCR）软件转成文字，核对后再收入。"
BY_SCRIPT = "这个网页里没有文字，可能要靠脚本从网上取来才显示。" + BY_HAND

PICTURES_DOUBT = "网页上有图片而很少成句的文字，正文可能在图片里，请对照原件"
SWALLOWED_DOUBT = "网页的代码有缺损（有一处开了头没有结尾），浏览器可能不显示它后面的文字；已一并读出，请核对"
WHITE_DOUBT = "网页里有 {} 个字是白色的，看不出它们下面有别的底色，可能是页面上看不见的字，已一并读出，请核对"
HIDDEN_DOUBT = "网页把大部分文字藏着（点开才显示），已一并读出，请核对"


def read_html(data: bytes, *, name: str) -> Reading:
    """The lines of a saved page, plain or as a web archive (MHTML). Raises Unreadable, and says what to do."""
    page = open_archive(data, name=name) or SavedPage(data)
    text, encoding, doubts = _decode(page, name)
    source = close(text)
    root = _parse(source.text, name)
    if release(root, source.still_open) or source.swallows:
        doubts = (*doubts, SWALLOWED_DOUBT)
    sheet = _sheet_of(root, page.sheets)
    try:
        lines = lines_of(root, sheet)
        if _hides_its_text(root, sheet, lines):
            lines, doubts = lines_of(root, sheet, with_hidden=True), (*doubts, HIDDEN_DOUBT)
    except TooManyLines:
        raise Unreadable(f"{name} {TOO_LONG}") from None
    if not lines:
        raise Unreadable(f"{name} {_why_empty(root)}")
    if _is_in_pictures(root, lines):
        doubts = (*doubts, PICTURES_DOUBT)
    if white := sum(line.white for line in lines):
        doubts = (*doubts, WHITE_DOUBT.format(white))
    own = [Line(0, value, style) for style, value in _said_of_itself(root, text, page.address)]
    shown = [Line(0, line.text, line.style + mark) for line, mark in zip(lines, _witnessed(root, lines), strict=True)]
    numbered = tuple(Line(number, line.text, line.style) for number, line in enumerate([*own, *shown], start=1))
    return Reading(numbered, page.format, encoding, READER, doubts)


def _decode(page: SavedPage, name: str) -> tuple[str, str, tuple[str, ...]]:
    declared = _CHARSET.search(page.data[:DECLARATION])
    charset = declared[1].decode() if declared else page.charset
    try:
        text, encoding, doubts = decode(page.data, declared=charset)
    except UnicodeError as error:
        raise Unreadable(f"{name} {error}") from None
    return _XML_CHARACTERS.sub("", text), encoding, doubts


def _parse(text: str, name: str) -> Any:
    """The tree; scripts and styles are in it, entities are resolved, and nothing is fetched."""
    parser = html.HTMLParser(encoding="utf-8", recover=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(text.encode("utf-8", errors="replace"), parser=parser)
    except etree.ParserError:
        raise Unreadable(f"{name} 是空的网页，没有可读的文字。请检查文件。") from None
    for entry in parser.error_log:
        if entry.type_name == "ERR_RESOURCE_LIMIT":
            raise Unreadable(f"{name} {TOO_DEEP if 'depth' in entry.message else TOO_BULKY}")
    return root


def _said_of_itself(root: Any, text: str, address: str) -> Iterator[tuple[str, str]]:
    """The page's title, the meta elements that cleaning knows, and its addresses; each once, as styles and values."""
    titles = (title for title in root.iter("title") if next(title.iterancestors("svg", "math"), None) is None)
    said = [("title", _text_of(title)) for title in titles][:1]
    for element in root.iter("meta"):
        name = (element.get("name") or element.get("property") or "").strip().lower()
        if name in META:
            said.append((f"meta:{name}", element.get("content") or ""))
    said += [
        ("meta:canonical", link.get("href") or "")
        for link in root.iter("link")
        if (link.get("rel") or "").lower() == "canonical"
    ][:1]
    said += [
        (f"meta:{OWN_ELEMENTS[mark]}", _text_of(each))
        for each in root.iter()
        if (mark := each.get("id")) in OWN_ELEMENTS
    ]
    saved_from = _SAVED_FROM.search(text[:DECLARATION])
    said.append(("meta:saved-from", saved_from[1] if saved_from else address))
    for style, value in dict.fromkeys((style, " ".join(value.split())) for style, value in said):
        if value and len(value) <= LONGEST_META:
            yield style, value


def _text_of(element: Any) -> str:
    return "".join(element.itertext())


def _witnessed(root: Any, lines: Sequence[HtmlLine]) -> list[str]:
    """For each line the mark of what the extractor did with it; none where it gave no text."""
    taken = extract(root)
    if taken is None:
        return [""] * len(lines)
    witness = Witness(taken)
    return [" witness=in" if witness.has(line.own) else " witness=out" for line in lines]


def _sheet_of(root: Any, beside: Sequence[str]) -> Sheet:
    """
    The page's style elements, after the sheets that were saved with it. One that hides much is used by a script, which shows it part by part; it is not followed.
    """
    sheet = Sheet(root, beside)
    hidden = [sum(map(_han, hidden_text(root, each))) for each in (sheet, sheet.without_hiding())]
    return sheet if hidden[0] - hidden[1] < MUCH_HIDDEN else sheet.without_hiding()


def _hides_its_text(root: Any, sheet: Sheet, lines: Sequence[HtmlLine]) -> bool:
    shown = sum(_han(line.text) for line in lines)
    hidden = max((_han(text) for text in hidden_text(root, sheet)), default=0)
    return hidden >= MUCH_HIDDEN and hidden > shown


def _is_in_pictures(root: Any, lines: Sequence[HtmlLine]) -> bool:
    sentences = sum(_han(line.text) for line in lines if line.text.rstrip("”’」）)").endswith(("。", "！", "？", "；")))
    return sentences < TEXT_OF_A_PAGE and any(_may_hold_text(picture) for picture in root.iter("img"))


def _may_hold_text(picture: Any) -> bool:
    """One that leads nowhere, stands in no named head or foot and does not say that it is small."""
    if any(
        _HEAD_OR_FOOT.search(f"{each.tag} {each.get('id')} {each.get('class')}") for each in picture.iterancestors()
    ):
        return False
    if _BUTTON.search(picture.get("src") or ""):
        return False
    sizes = [
        int(size) for name in ("width", "height") if (size := (picture.get(name) or "").removesuffix("px")).isdigit()
    ]
    return min(sizes, default=SMALLEST_PICTURE) >= SMALLEST_PICTURE


def _why_empty(root: Any) -> str:
    if next(root.iter("frame", "frameset"), None) is not None:
        return IN_FRAMES
    return IN_PICTURES if next(root.iter("img"), None) is not None else BY_SCRIPT


def _han(text: str) -> int:
    return len(_HAN.findall(text))
