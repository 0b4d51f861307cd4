"""Word documents for tests, put together from their XML."""

from __future__ import annotations

from collections.abc import Mapping

from tests.intake.zips import zip_of

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
PART_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
ROOTS = {
    "header": "hdr", "footer": "ftr", "styles": "styles", "numbering": "numbering",
    "footnotes": "footnotes", "endnotes": "endnotes", "comments": "comments",
}  # fmt: skip


def docx(body: str, *, documents_head: str = "", more: Mapping[str, str] | None = None, **parts: str) -> bytes:
    """
    A document with this body; `parts` are the contents of others by kind (`header="<w:p>…"`), `more` whole files.

    Headers and footers are referred to from the last section.
    """
    references = "".join(
        f'<w:{kind}Reference w:type="default" r:id="{kind}"/>' for kind in ("header", "footer") if kind in parts
    )
    contents = (
        "".join(f'<Override PartName="/word/{kind}.xml" ContentType="{PART_TYPE}.{kind}+xml"/>' for kind in parts)
        + f'<Override PartName="/word/document.xml" ContentType="{PART_TYPE}.document.main+xml"/>'
    )
    section = f"<w:sectPr>{references}</w:sectPr>"
    files = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{contents}</Types>',
        "_rels/.rels": relations({"main": ("officeDocument", "word/document.xml")}),
        "word/document.xml": f"{documents_head}<w:document {NAMESPACES}><w:body>{body}{section}</w:body></w:document>",
        "word/_rels/document.xml.rels": relations({kind: (kind, f"{kind}.xml") for kind in parts}),
    }
    files |= {
        f"word/{kind}.xml": f"<w:{ROOTS[kind]} {NAMESPACES}>{xml}</w:{ROOTS[kind]}>" for kind, xml in parts.items()
    }
    return zip_of({**files, **(more or {})})


def relations(targets: Mapping[str, tuple[str, str]], *, mode: str = "Internal") -> str:
    listed = "".join(
        f'<Relationship Id="{name}" Type="{R}/{kind}" Target="{target}" TargetMode="{mode}"/>'
        for name, (kind, target) in targets.items()
    )
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{listed}</Relationships>'
    )


def p(*content: str, properties: str = "") -> str:
    """A paragraph; content that is no XML becomes a run."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(each if each.startswith('<') else r(each) for each in content)}</w:p>"


def r(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def table(*rows: tuple[str, ...]) -> str:
    made = ("".join(f"<w:tc>{cell if cell.startswith('<') else p(cell)}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in made)}</w:tbl>"


def numbered(use: int, level: int = 0) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{use}"/></w:numPr>'


def numbering(*lists: tuple[tuple[str, str], ...]) -> str:
    """Lists of levels (format, text), used as 1, 2 …"""
    abstract = "".join(
        f'<w:abstractNum w:abstractNumId="{number}">'
        + "".join(
            f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{called}"/><w:lvlText w:val="{text}"/></w:lvl>'
            for level, (called, text) in enumerate(levels)
        )
        + "</w:abstractNum>"
        for number, levels in enumerate(lists, start=1)
    )
    uses = "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>' for number in range(1, len(lists) + 1)
    )
    return abstract + uses
