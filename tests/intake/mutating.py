"""Sound files of every format, and what chance makes of them."""

from __future__ import annotations

import copy
import io
import random
import zipfile
from collections.abc import Callable
from functools import cache
from typing import Any

from lxml import etree

from tests.intake.hostile import FONT, SENTENCE, flate, page, pdf
from tests.intake.word_files import docx, numbered, numbering, p, r, table
from tests.intake.zips import zip_of


def document() -> bytes:
    body = "".join(
        (
            p("夜校办到家门口", properties='<w:pStyle w:val="1"/><w:jc w:val="center"/>'),
            p(SENTENCE, r("课程", "<w:b/>"), "<w:r><w:footnoteReference w:id='2'/><w:br/><w:t>又</w:t></w:r>"),
            p("第一课", properties=numbered(1)),
            p("讲课", properties=numbered(1, 1)),
            table(("月份", "人数"), ("三月", "41")),
            p(f"<w:ins w:id='1'>{r('三')}</w:ins><w:del w:id='2'><w:r><w:delText>两</w:delText></w:r></w:del>"),
            p(f"<w:r><w:pict><v:textbox><w:txbxContent>{p('框')}</w:txbxContent></v:textbox></w:pict></w:r>"),
            p("<w:r><w:fldChar w:fldCharType='begin'/><w:sym w:font='Wingdings' w:char='F0FC'/></w:r>"),
        )
    )
    return docx(
        body,
        styles='<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style>',
        numbering=numbering((("chineseCounting", "%1、"), ("decimal", "%1.%2"))),
        header=p("学习材料"),
        footnotes=f'<w:footnote w:id="2">{p("据村史。")}</w:footnote>',
    )


def web_page() -> bytes:
    return (
        f"<!DOCTYPE html><html><head><meta charset=utf-8><title>夜校</title></head><body><div class=nav><a href=/>首页</a>"
        f"</div><h1>夜校办到家门口</h1><p align=center>{SENTENCE}<b>课程</b><br>又</p><table><tr><td>三月<td>41</table>"
        f"<ul><li>第一课<li>讲课</ul><!-- 完 --><script>var a = '<p>'</script><p>{SENTENCE}</p></body></html>"
    ).encode()


def saved_page() -> bytes:
    head = b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\n"
    return head + b"Content-Type: text/html\r\nContent-Transfer-Encoding: 8bit\r\n\r\n" + web_page() + b"\r\n--b--\r\n"


def printed_page() -> bytes:
    text = b"BT /F 12 Tf 60 700 Td (An evening school) Tj 0 -20 Td (opens in the village.) Tj ET"
    return pdf(page(resources=b"<</Font<</F 5 0 R>>>>"), flate(text), FONT)


@cache
def sound_files() -> dict[str, bytes]:
    return {
        "docx": document(),
        "html": web_page(),
        "mhtml": saved_page(),
        "pdf": printed_page(),
        "zip": zip_of({"夜校.txt": SENTENCE, "二.html": web_page()}),
    }


def mutated(kind: str, number: int) -> bytes:
    """The file that chance makes of the sound one, the same for a number each time."""
    chance = random.Random(number)
    if kind == "docx" and chance.random() < 0.8:
        return _with_changed_part(sound_files()[kind], chance)
    return mutate(sound_files()[kind], chance)


def mutate(data: bytes, chance: random.Random) -> bytes:
    """The file with one to eight changes."""
    for _ in range(chance.randint(1, 8)):
        start = chance.randrange(len(data) + 1)
        end = min(len(data), start + int(chance.expovariate(1 / 20)) + 1)
        data = chance.choice(_CHANGES)(data, start, end, chance)
    return data


def _flip(data: bytes, start: int, end: int, chance: random.Random) -> bytes:
    return data[:start] + chance.randbytes(end - start) + data[end:]


def _cut_out(data: bytes, start: int, end: int, chance: random.Random) -> bytes:
    return data[:start] + data[end:]


def _double(data: bytes, start: int, end: int, chance: random.Random) -> bytes:
    return data[:end] + data[start:end] * chance.choice((1, 2, 50)) + data[end:]


def _put_elsewhere(data: bytes, start: int, end: int, chance: random.Random) -> bytes:
    place = chance.randrange(len(data) + 1)
    return data[:place] + data[start:end] + data[place:]


def _cut_off(data: bytes, start: int, end: int, chance: random.Random) -> bytes:
    return data[:start] if chance.random() < 0.2 else data[: len(data) - (end - start)]


def _other_number(data: bytes, start: int, end: int, chance: random.Random) -> bytes:
    """A digit near becomes a large number, or one below zero."""
    place = next((place for place in range(start, min(len(data), start + 200)) if 0x30 <= data[place] <= 0x39), None)
    if place is None:
        return data
    return data[:place] + chance.choice((b"99999999999", b"-1", b"0", b"1e9", "٣".encode())) + data[place + 1 :]


_CHANGES: tuple[Callable[[bytes, int, int, random.Random], bytes], ...] = (
    _flip,
    _cut_out,
    _double,
    _put_elsewhere,
    _cut_off,
    _other_number,
)


def _with_changed_part(data: bytes, chance: random.Random) -> bytes:
    """A document in which a part is sound XML still, and no longer what it was: a changed byte breaks the ZIP only."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = chance.choice([*parts, *["word/document.xml"] * len(parts)])
    root = etree.fromstring(parts[name])
    for _ in range(chance.randint(1, 6)):
        _change_tree(root, chance)
    return zip_of({**parts, name: etree.tostring(root)})


def _change_tree(root: Any, chance: random.Random) -> None:
    """An element goes, comes twice, goes elsewhere, takes another's name; an attribute goes or says something else."""
    elements = list(root.iter())
    one, other = chance.choice(elements), chance.choice(elements)
    what = chance.randrange(6)
    if what == 0 and one.getparent() is not None:
        one.getparent().remove(one)
    elif what == 1:
        other.append(copy.deepcopy(one))
    elif what == 2 and one not in (other, *other.iterancestors()):
        other.append(one)
    elif what == 3:
        one.tag = other.tag
    elif one.attrib:
        key = chance.choice(list(one.attrib))
        one.set(key, chance.choice(("", "-1", "99999999999", "٣", "²", "0", "9", "x" * 5_000, "true")))
    else:
        one.text = chance.choice(("", "字", "-1", " "))
