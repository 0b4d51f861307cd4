"""
Damage to single characters, mended before anything else is read.

Converters and scrapers leave wrong characters behind: 現(xiàn)代, &ldquo;, â€œ, ，，, ⼈⺠. Where what stood there is certain it is
put back, and every such place becomes an edit of the article; where it is not, the text stays as it is and `review`
asks for a person. The mended lines are as long as the raw ones, so that places hold for both: what is too much is
filled up with `PAD`.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from types import MappingProxyType

from readingroom.cleaning import words
from readingroom.cleaning.blocks import Span, visible
from readingroom.cleaning.characters import HAN, MENDED_BLANK, PAD, half_width, without_invisible
from readingroom.records import Reading
from readingroom.simplified import simplified

PINYIN = re.compile(
    rf"(?<=[{HAN}{PAD}])\s?[(（](?=[a-zü]*[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ])[a-züāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]{{1,6}}\s?[)）]"
)
PINYIN_PLACES = 3
"""So many behind traditional characters are a converter's; an author says how rare ones are read: 亳(bó)、歙(shè)."""

BARE_PINYIN = re.compile(
    rf"(?<=[{HAN}{PAD}])(?:\s?[(（](?:[bpmfdtnlgkhjqxrzcsyw]|[zcs]h)?(?:[aeiouü]{{1,3}}|[aeiou]{{1,2}}n?g?|er)\s?[)）])+"
)
LESSON = re.compile("拼音|读音|讀音|读作|讀作|注音|多音字")
"""An article that speaks of readings gives them on purpose."""

TRADITIONAL_LINE = 3
"""And of one line."""

TRADITIONAL_PAGE = 20
"""Traditional characters of a page that went through such a converter."""

BARE_PINYIN_PLACES = 6
"""Without the mark of the tone it takes more, and more than one letter: (a) and (e) number paragraphs too."""

ENTITY = re.compile(
    r"&(?:amp;)?(?:nbsp[;；]?|(?:ensp|emsp|thinsp|ldquo|rdquo|lsquo|rsquo|mdash|ndash|hellip|middot|bull|quot|amp|times|gt|lt|#\d{2,5})[;；])"
)

DOUBLED = re.compile(
    rf"(?<=[{HAN}{PAD}%％”’」』》）)\]〕])\s?"
    r"(?P<marks>[,，]\s?[,，]|[。！？][,，](?=\s?[^,，])|[,，][。、！？]|[;；]{2}|[:：]{2}|。。)(?![,，、;；:：。])"
)
"""The same mark twice, or a comma beside another mark, which is the one that was meant. Three stops are an ellipsis."""

_CONTINUATION = "\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u2026\u2030\u2039\u203a\u20ac\u2122"
LATIN_MOJIBAKE = re.compile(
    f"[\u00e2-\u00ef][{_CONTINUATION}]{{2}}|\u00c2[\u00a0-\u00bf]|\u00e2\u20ac(?![{_CONTINUATION}])"
)
"""The bytes of one character in UTF-8, read as Windows-1252. Of ” one has no character there, and gets lost."""

MISREAD_RUN = re.compile(rf"[{HAN}\ue000-\uf8ff\u20ac€℃㈠-㊣]{{3,}}")
"""Characters as which the bytes of UTF-8 may come out when they are read as GB 18030."""

LOST_SPACE = re.compile(r"(?<=摘)[?？\s]*[?？][?？\s]*(?=要)|^[?？]{2,4}(?=\s*[\u4e00-\u9fff“])")
LOST_AMONG_NUMBERS = re.compile(r"(?<=[\]】〕\sA-Z0-9])[?？]")
NUMBERS = re.compile("分类号|标识码|标志码|文章编号")
"""Lines of classification numbers ask nothing."""

SHIFTED = re.compile("[?？](?=[\uff01-\uff5e!,:;(])")
BEFORE_LOST = frozenset("上沿青珠高學学黨党院規规楷勞劳")
"""The characters of A3 as second byte that are common are 。海校模; before the last three one of these stands."""

WIDTH = 0xFEE0
"""From a half-width sign to the full-width one."""

LONGEST_SHIFT = 7
"""GBK read from its second byte on: 。基層黨 lost the first byte of 。 and became ?；鶎狱h, until a byte was ASCII."""

SHIFTED_MEANING = re.compile(f"。[{HAN}“”‘’、—…《》（）]+[!-~]?")

RADICALS = {
    chr(code): meant
    for block in ((0x2F00, 0x2FD6), (0xF900, 0xFB00))
    for code in range(*block)
    if (meant := unicodedata.normalize("NFKC", chr(code))) != chr(code) and len(meant) == 1
} | dict(
    zip(
        "⺟⺠⻄⻅⻆⻉⻋⻑⻓⻔⻗⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰⻳⻁⺒⺶⺁⺎⺓⺝",
        "母民西见角贝车長长门雨青韦页风飞食马骨鬼鱼鸟卤麦黄黾齐齿龙龟虎巳羊厂兀幺月",
        strict=True,
    )
)
"""
Signs that look like characters and are none: radicals of a dictionary's index, and what old Korean and Japanese sets
had twice. The fonts of a PDF draw the character and name the sign (⼈⺠ for 人民). Unicode says which is meant; of the
second row of radicals, whose map is no normalization, those that are whole characters.
"""

_RADICAL = re.compile(f"[{''.join(RADICALS)}]")

WRITTEN_OUT = re.compile(f"[{HAN}]")


@dataclass(frozen=True)
class Damage:
    """A damaged place: what stands there, what stood there, and the rule that knows it."""

    line: int
    start: int
    before: str
    after: str
    rule: str

    @property
    def end(self) -> int:
        return self.start + len(self.before)


Damages = Mapping[tuple[int, int], Damage]
"""The damage at every damaged character, by line and place."""

NO_DAMAGE: Damages = MappingProxyType({})


def mend(reading: Reading) -> tuple[Reading, Damages]:
    """The reading with all certain damage mended, its lines as long as before, and what was mended where."""
    lines = []
    damages: dict[tuple[int, int], Damage] = {}
    absent = set(_absent(reading.text))
    for line in reading.lines:
        text = line.text
        found: dict[tuple[int, int], Damage] = {}
        for rule, find in FINDERS.items():
            if rule in absent:
                continue
            characters = list(text)
            for start, end, after in find(text):
                characters[start:end] = after.replace(" ", MENDED_BLANK).ljust(end - start, PAD)
                damage = Damage(line.number, start, line.text[start:end], after, rule)
                found |= {(line.number, place): damage for place in range(start, end)}
            text = "".join(characters)
        if found and visible(without_invisible(half_width(text))):
            damages |= found
            line = replace(line, text=text)
        lines.append(line)
    return replace(reading, lines=tuple(lines)), damages


Found = Iterator[tuple[int, int, str]]
"""Places of a line with what stood there, never longer than what stands there."""


def raw_text(span: Span, start: int, end: int, damages: Damages) -> str:
    """What stands on the page between two places of a mended span, which count from the span's start."""
    return "".join(
        _raw(span.line, place, span.text[place - span.start], damages)
        for place in range(span.start + start, span.start + end)
    )


def _raw(line: int, place: int, mended: str, damages: Damages) -> str:
    damage = damages.get((line, place))
    return damage.before[place - damage.start] if damage else mended


def _absent(text: str) -> Iterator[str]:
    """The kinds of damage that are certain only where a page has a lot of them, and has not."""
    if LESSON.search(text):
        yield from ("pinyin", "bare_pinyin")
    places = [match.start() for match in PINYIN.finditer(text)]
    if sum(ord(text[place - 1]) in simplified() for place in places) < PINYIN_PLACES:
        yield "pinyin"
    bare = [match for match in BARE_PINYIN.finditer(text) if len(re.sub("[^a-zü]", "", match[0])) > 1]
    traditional = sum(ord(character) in simplified() for character in text)
    if len(bare) < BARE_PINYIN_PLACES or traditional < TRADITIONAL_PAGE:
        yield "bare_pinyin"


def _added(pattern: re.Pattern[str], text: str) -> Found:
    """What a converter put in between: nothing stood there."""
    for match in pattern.finditer(text):
        yield match.start(), match.end(), ""


def _entities(text: str) -> Found:
    for match in ENTITY.finditer(text):
        meant = html.unescape(html.unescape(match[0].replace("；", ";")))
        if len(meant) == 1 and (meant.isprintable() or meant.isspace()):
            yield match.start(), match.end(), " " if meant.isspace() else meant


def _radicals(text: str) -> Found:
    for match in _RADICAL.finditer(text):
        yield match.start(), match.end(), RADICALS[match[0]]


def _doubled_marks(text: str) -> Found:
    for match in DOUBLED.finditer(text):
        marks = match["marks"]
        yield match.start("marks"), match.end(), marks[0 if marks[0] in "。！？" else -1]


def _lost_spaces(text: str) -> Found:
    """摘? 要, 〔分类号〕? D26? ? 〔文献标识码〕: wide spaces that came out as question marks, where no question can be."""
    is_numbers = NUMBERS.search(half_width(text).translate(simplified()))
    return _added(LOST_AMONG_NUMBERS if is_numbers else LOST_SPACE, text)


def _latin_mojibake(text: str) -> Found:
    for match in LATIN_MOJIBAKE.finditer(text):
        data = b"".join(map(_windows_byte, match[0]))
        meant = "”" if data == b"\xe2\x80" else _decoded(data, "utf-8")
        if meant and (meant == "·" or not meant.isspace()):
            yield match.start(), match.end(), meant


def _windows_byte(character: str) -> bytes:
    try:
        return character.encode("cp1252")
    except UnicodeEncodeError:
        return character.encode("latin-1", "replace")


def _chinese_mojibake(text: str) -> Found:
    for match in MISREAD_RUN.finditer(text):
        meant = _decoded(match[0].encode("gb18030"), "utf-8")
        if meant and WRITTEN_OUT.search(meant):
            yield match.start(), match.end(), meant


def _shifted_bytes(text: str) -> Found:
    """
    What came out from the second byte on. The first byte may have been another than that of 。 too (上海基層 comes out
    as 上?；鶎): behind a character that such a word begins with nothing is certain.
    """
    converted = sum(ord(character) in simplified() for character in text) >= TRADITIONAL_LINE
    for match in SHIFTED.finditer(text):
        if text[max(0, match.start() - 1) : match.start()] in BEFORE_LOST:
            continue
        for end in range(match.end() + 2, min(match.end() + LONGEST_SHIFT, len(text)) + 1):
            # The signs may have been made half-width since.
            shifted = chr(ord(half_width(text[match.end()])) + WIDTH) + text[match.end() + 1 : end]
            meant = _decoded(b"\xa1" + shifted.encode("gb18030", "replace"), "gb18030")
            if (
                meant
                and SHIFTED_MEANING.fullmatch(meant)
                and (converted or any(map(_is_rare, text[match.end() + 1 : end])))
            ):
                yield match.start(), end, meant
                break


def _is_rare(character: str) -> bool:
    """Neither among the characters of GB 2312 nor among the common ones of Big5, whose first byte is below C9."""
    traditional = character.encode("big5", "ignore")
    return not character.encode("gb2312", "ignore") and not b"" < traditional < b"\xc9"


def _decoded(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _avoided_words(text: str) -> Found:
    """Words written around a filter: GCD员 is 共产党员. Between Latin letters they are left alone."""
    meant = words.repairs()
    for match in words.any_of(tuple(meant)).finditer(half_width(text)):
        if (match[0] + text[match.end() :]).startswith("GCD员工"):
            continue
        around = text[max(0, match.start() - 1) : match.start()], text[match.end() : match.end() + 1]
        if any(map(WRITTEN_OUT.match, around)) and not any(one.isascii() and one.isalnum() for one in around):
            yield match.start(), match.end(), meant[match[0]]


FINDERS: Mapping[str, Callable[[str], Found]] = {
    "entity": _entities,
    "latin_mojibake": _latin_mojibake,
    "chinese_mojibake": _chinese_mojibake,
    "shifted_bytes": _shifted_bytes,
    "radical": _radicals,
    "lost_space": _lost_spaces,
    "pinyin": partial(_added, PINYIN),
    "bare_pinyin": partial(_added, BARE_PINYIN),
    "doubled_mark": _doubled_marks,
    "repair": _avoided_words,
}
"""In this order, so that what one mends the next one reads."""
