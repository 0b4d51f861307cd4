"""Files made to break a reader, by kind. They are made when they are asked for; none lies on a disk."""

from __future__ import annotations

import io
import random
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping

from tests.intake.word_files import W, docx, numbered, p, r, relations, table
from tests.intake.zips import raw_zip, zip_of

MB = 2**20
SENTENCE = "夜校办到了村口，老支书每周来讲一课，来听的人坐满了院子。"
TEXT = SENTENCE.encode()


def entities(declared: str, used: str) -> bytes:
    """A document that says `used`, under a DTD."""
    return docx(p(SENTENCE, r(used)), documents_head=f"<!DOCTYPE w:document [{declared}]>")


def laughs() -> str:
    levels = (f'<!ENTITY l{level} "{f"&l{level - 1};" * 10}">' for level in range(1, 12))
    return '<!ENTITY l0 "哈哈">' + "".join(levels)


def styled(chain: int) -> bytes:
    styles = (
        f'<w:style w:type="paragraph" w:styleId="s{n}"><w:basedOn w:val="s{n + 1}"/></w:style>' for n in range(chain)
    )
    return docx(p(SENTENCE, properties='<w:pStyle w:val="s0"/>') * 2_000, styles="".join(styles))


def ring_of_lists() -> bytes:
    style = f'<w:style w:type="numbering" w:styleId="L"><w:pPr>{numbered(1)}</w:pPr></w:style>'
    lists = (
        '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="L"/></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    )
    return docx(p(SENTENCE, properties=numbered(1)), styles=style, numbering=lists)


def huge_numbers() -> bytes:
    level = (
        '<w:lvl w:ilvl="0"><w:start w:val="99999999"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1%2%9"/></w:lvl>'
    )
    lists = (
        f'<w:abstractNum w:abstractNumId="1">{level}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    )
    return docx(p(SENTENCE, properties=numbered(1, 0)) * 50, numbering=lists)


def nested(tag: str, depth: int, inside: str = SENTENCE) -> str:
    return f"<{tag}>" * depth + inside + f"</{tag}>" * depth


def counted(number: int) -> Iterator[str]:
    """Texts that do not shrink to nothing when they are packed."""
    chance = random.Random(7)
    return (f"学{chance.random()}" for _ in range(number))


def tables_in_tables(depth: int) -> str:
    made = p(SENTENCE)
    for _ in range(depth):
        made = table((made + p(),))
    return made


def zip_in_zip(depth: int) -> bytes:
    data = zip_of({"夜校.txt": TEXT})
    for _ in range(depth):
        data = zip_of({"内.zip": data, "夜校.txt": TEXT})
    return data


def two_tables_of_contents() -> bytes:
    """Another archive in the comment: readers that look from behind find it, others do not."""
    inner = zip_of({"b.txt": TEXT})
    outer = io.BytesIO()
    with zipfile.ZipFile(outer, "w") as archive:
        archive.writestr("a.txt", TEXT)
        archive.comment = inner
    return outer.getvalue()


def pdf(*objects: bytes, trailer: bytes = b"", pages: bytes = b"") -> bytes:
    """A PDF of these objects, from number 3; the first two are the catalogue and the pages."""
    pages = pages or b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
    body, places = b"%PDF-1.7\n", []
    for number, content in enumerate((b"<</Type/Catalog/Pages 2 0 R>>", pages, *objects), start=1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table_of_places = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
    end = b"trailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF" % (len(places) + 1, trailer, len(body))
    return body + head + table_of_places + end


def pdf_in_a_ring() -> bytes:
    """The table of objects says that an older one stands where it stands itself."""
    plain = pdf(page(), stream(b""))
    place = int(plain.rpartition(b"startxref\n")[2].split()[0])
    return pdf(page(), stream(b""), trailer=b"/Prev %d" % place)


def page(content: int = 4, box: bytes = b"0 0 595 842", resources: bytes = b"<<>>") -> bytes:
    return b"<</Type/Page/Parent 2 0 R/MediaBox[%s]/Contents %d 0 R/Resources %s>>" % (box, content, resources)


def stream(data: bytes, entries: bytes = b"") -> bytes:
    return b"<</Length %d%s>>\nstream\n%s\nendstream" % (len(data), entries, data)


def flate(data: bytes, times: int = 1) -> bytes:
    for _ in range(times):
        data = zlib.compress(data, 9)
    return stream(data, b"/Filter[%s]" % (b"/FlateDecode" * times))


FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
FORM = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</F 4 0 R>>>>"

ZIPS: Mapping[str, Callable[[], bytes]] = {
    "zip: one entry of zeros": lambda: raw_zip([(b"a.txt", bytes(40 * MB))]),
    "zip: zeros in many entries": lambda: raw_zip([(b"%d.txt" % n, bytes(MB)) for n in range(150)]),
    "zip: zips in zips": lambda: zip_in_zip(20),
    "zip: more than it says": lambda: raw_zip([(b"a.txt", bytes(40 * MB))], size=10),
    "zip: less than it says": lambda: raw_zip([(b"a.txt", TEXT)], size=30 * MB),
    "zip: four gigabytes promised": lambda: raw_zip([(b"a.txt", TEXT)], size=2**32 - 1),
    "zip: entries over one another": lambda: raw_zip(
        [(b"%d.txt" % n, bytes(MB)) for n in range(100)], overlapping=True
    ),
    "zip: a hundred thousand entries": lambda: raw_zip([(b"%d" % n, b"") for n in range(60_000)]),
    "zip: locked": lambda: raw_zip([(b"a.txt", TEXT)], flags=1),
    "zip: links": lambda: raw_zip([(b"a.txt", b"/etc/passwd"), (b"b.txt", b"/dev/zero")], mode=0o120777),
    "zip: two of one name": lambda: raw_zip([(b"a.txt", TEXT), (b"a.txt", b"x")]),
    "zip: cut off": lambda: zip_of({"a.txt": TEXT * 100})[:-60],
    "zip: names that lead away": lambda: raw_zip([(b"../../../etc/passwd", TEXT), (b"C:\\Windows\\a.txt", TEXT)]),
    "zip: a name of sixty kilobytes": lambda: raw_zip([(b"\xff\0\n\x1b" * 15_000, TEXT)]),
    "zip: two tables of contents": two_tables_of_contents,
}
DOCUMENTS: Mapping[str, Callable[[], bytes]] = {
    "docx: billion laughs": lambda: entities(laughs(), "&l11;"),
    "docx: one entity many times": lambda: entities(f'<!ENTITY a "{"哈" * 100_000}">', "&a;" * 5_000),
    "docx: a file of the machine": lambda: entities('<!ENTITY a SYSTEM "file:///etc/passwd">', "&a;"),
    "docx: an address of the network": lambda: entities('<!ENTITY % a SYSTEM "http://127.0.0.1:1/a">%a;', "x"),
    "docx: a DTD in UTF-16": lambda: docx(
        "",
        more={
            "word/document.xml": (
                '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>'
                f'<w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>'
            ).encode("utf-16")  # type: ignore[dict-item]
        },
    ),
    "docx: an inclusion": lambda: docx(
        p(SENTENCE, '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd" parse="text"/>')
    ),
    "docx: half a million paragraphs": lambda: docx(
        "".join(f"<w:p><w:r><w:t>{text:.6}</w:t></w:r></w:p>" for text in counted(500_000))
    ),
    "docx: thirty thousand deep": lambda: docx(p(nested("w:smartTag", 30_000))),
    "docx: as deep as is allowed": lambda: docx(p(nested("w:smartTag", 240, r(SENTENCE)))),
    "docx: tables in tables": lambda: docx(tables_in_tables(60)),
    "docx: parts elsewhere": lambda: docx(
        p(SENTENCE),
        more={
            "word/_rels/document.xml.rels": relations(
                {"a": ("styles", "file:///etc/passwd"), "b": ("numbering", "../../../../etc/passwd")}
            ),
            "word/settings.xml": relations({"t": ("attachedTemplate", "http://127.0.0.1:1/a")}, mode="External"),
        },
    ),
    "docx: one word of twelve megabytes": lambda: docx(p("".join(counted(600_000)))),
    "docx: a chain of styles": lambda: styled(20_000),
    "docx: a list that stands for itself": ring_of_lists,
    "docx: numbers beyond counting": huge_numbers,
    "docx: no XML": lambda: docx("", more={"word/document.xml": "\x89PNG\r\n"}),
    "docx: an attribute of twenty megabytes": lambda: docx(f'<w:p w:rsidR="{"a" * 20 * MB}"/>' + p(SENTENCE)),
    "docx: cut off": lambda: docx(p(SENTENCE))[:700],
    "docx: zeros": lambda: docx(p(SENTENCE), more={"word/media/a.png": "\0" * 40 * MB}),
    "docx: zeros for a part": lambda: docx(p(SENTENCE), comments="\0" * 40 * MB),
}
PAGES: Mapping[str, Callable[[], bytes]] = {
    "html: a hundred thousand deep": lambda: b"<html>" + nested("div", 100_000).encode(),
    "html: tables in tables": lambda: b"<html>" + b"<table><tr><td>" * 5_000 + TEXT,
    "html: thirty megabytes in one line": lambda: b"<html><p>" + b"a " * (15 * MB),
    "html: NULs": lambda: b"<html>" + bytes(MB) + TEXT,
    "html: a million paragraphs": lambda: b"<html>" + b"<p>a" * 1_000_000,
    "html: half a million attributes": lambda: b"<html><p " + b"".join(b"a%d=1 " % n for n in range(500_000)) + b">",
    "html: nothing is ever closed": lambda: b"<html><!-- <script><style><title><textarea>" * 20_000 + TEXT,
    "html: entities": lambda: b"<html><!DOCTYPE a [" + laughs().encode() + b"]><p>&l11;" + b"&#x110000;&#0;" * 100_000,
    "html: a picture of twenty megabytes": lambda: (
        b"<html><img src='data:image/png;base64," + b"A" * 20 * MB + b"'>" + TEXT
    ),
    "html: bold in bold": lambda: b"<html>" + b"<b><i><font><p>" * 20_000 + TEXT,
    "html: scripts everywhere": lambda: (
        f"<html><p onclick=alert(1)>{SENTENCE}</p><script>alert(1)</script><svg onload=alert(1)>"
        f"<p>&lt;script&gt;alert(1)&lt;/script&gt;</p><a href='javascript:alert(1)'>{SENTENCE}</a>"
    ).encode(),
    "mhtml: parts in parts": lambda: (
        b"".join(
            b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b%d\n\n--b%d\n" % (n, n)
            for n in range(2_000)
        )
        + b"Content-Type: text/html\n\n"
        + TEXT
    ),
}
PRINTED: Mapping[str, Callable[[], bytes]] = {
    "pdf: nothing but the opening": lambda: b"%PDF-1.7\n",
    "pdf: a table that names itself": pdf_in_a_ring,
    "pdf: pages that hold themselves": lambda: pdf(pages=b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 999999999>>"),
    "pdf: a page as large as a town": lambda: pdf(page(box=b"0 0 99999999 99999999"), stream(b"BT ET")),
    "pdf: zeros in zeros": lambda: pdf(page(), flate(b"0 0 m " * 8 * MB, times=2)),
    "pdf: a picture that shows itself": lambda: pdf(
        page(resources=b"<</XObject<</F 4 0 R>>>>"), stream(b"/F Do /F Do /F Do " * 50, FORM)
    ),
    "pdf: a million letters": lambda: pdf(
        page(resources=b"<</Font<</F 5 0 R>>>>"), flate(b"BT /F 9 Tf (" + b"a" * MB + b") Tj ET"), FONT
    ),
    "pdf: a hundred thousand pages": lambda: pdf(
        page(),
        stream(b"BT ET"),
        pages=b"<</Type/Pages/Kids[%s]/Count 100000>>" % (b"3 0 R " * 100_000),
    ),
    "pdf: deep brackets": lambda: pdf(b"[" * 200_000 + b"]" * 200_000),
    "pdf: locked": lambda: pdf(
        page(),
        stream(b"BT ET"),
        b"<</Filter/Standard/V 1/R 2/O<%s>/U<%s>/P -4>>" % (b"00" * 32, b"11" * 32),
        trailer=b"/Encrypt 5 0 R/ID[<00><00>]",
    ),
    "pdf: cut off": lambda: pdf(page(), stream(b"BT (a) Tj ET"))[:200],
}
OTHERS: Mapping[str, Callable[[], bytes]] = {
    "nothing": bytes,
    "a megabyte of NULs": lambda: bytes(MB),
    "text: two megabytes in one line": lambda: TEXT * (2 * MB // len(TEXT)),
    "text: thirty megabytes": lambda: TEXT * (30 * MB // len(TEXT)),
    "text: a line for each byte": lambda: b"\n" * (2 * MB - 1) + b"a",
    "text: chance": lambda: random.Random(1).randbytes(MB),
    "text: tags that never end": lambda: b"<" * MB,
    "a program": lambda: b"MZ\x90\0" + bytes(1000),
    "a picture called DOCX": lambda: b"\x89PNG\r\n\x1a\n" + bytes(1000),
}
HOSTILE = {**ZIPS, **DOCUMENTS, **PAGES, **PRINTED, **OTHERS}
