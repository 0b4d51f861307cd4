"""
The parts of a Word document: XML files in a ZIP, and which of them belong together.

Names are compared without their namespaces: there are two sets of them (transitional and strict), and what an element
says is the same in both.
"""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from typing import Any

from lxml import etree

from readingroom.intake.archives import contents_of, open_archive
from readingroom.intake.formats import AS_TEXT
from readingroom.records import Unreadable

DAMAGED = "打不开，文件已损坏或不是真正的 Word 文档。请用 WPS 文字或 Word 打开它，另存为“Word 文档（*.docx）”，再收入另存的文件。"
BEYOND_LIMITS = "里的内容层层相套，或有一段超过 10 MB，不像一篇文章，没有读下去。" + AS_TEXT
XML = (".xml", ".rels")
TEXTS = (".html", ".htm", ".xhtml", ".mht", ".mhtml", ".txt")
MAIN_PART = "word/document.xml"


def local(element: Any) -> str:
    """
    An element's name without its namespace.

    >>> local(etree.fromstring('<w:p xmlns:w="urn:w"/>'))
    'p'
    """
    return str(element.tag).rpartition("}")[2]


def value(element: Any, name: str = "val") -> str | None:
    """An attribute, by its name without namespace."""
    return next((str(said) for key, said in element.items() if key.rpartition("}")[2] == name), None)


def child(element: Any | None, *path: str) -> Any | None:
    """The first descendant along a path of names, or nothing."""
    for step in path:
        if element is None:
            return None
        element = next((each for each in element if local(each) == step), None)
    return element


def child_value(element: Any | None, *path: str) -> str | None:
    found = child(element, *path)
    return None if found is None else value(found)


def whole_number(said: str | None) -> int | None:
    """
    What an attribute says as a number, where it is one of a sound document.

    >>> [whole_number(said) for said in ("12", "-1", "²", "99999999999", None)]
    [12, None, None, None, None]
    """
    return int(said) if said and said.isascii() and said.isdigit() and len(said) < 9 else None


def is_on(element: Any | None) -> bool:
    """Whether a property that is there by itself says yes; `<w:b w:val="0"/>` says no."""
    return element is not None and value(element) not in ("0", "false", "off", "none")


def text_of(element: Any) -> str:
    return "".join(each.text or "" for each in element.iter("{*}t"))


def alternative(element: Any) -> Any:
    """Of what is said twice, for new programs and for old ones, the one that has the more text."""
    ways = [each for each in element if local(each) in ("Choice", "Fallback")]
    return max(ways, key=lambda way: sum(len(each.text or "") for each in way.iter("{*}t")), default=())


class Package:
    """A document's parts. Raises Unreadable for a ZIP that is unreasonable, and for parts that are no sound XML."""

    def __init__(self, data: bytes, *, name: str) -> None:
        self._name = name
        self._archive = open_archive(data, name=name, unpacked=(*XML, *TEXTS))
        self._entries = {entry.filename: entry for entry in self._archive.infolist()}
        self.main = next(iter(self._targets("", "officeDocument")), MAIN_PART)

    @property
    def size(self) -> int:
        """Bytes of all XML in the document."""
        return sum(entry.file_size for path, entry in self._entries.items() if path.endswith(XML))

    def xml(self, path: str) -> Any | None:
        """The root of a part, or nothing when there is no such part."""
        entry = self._entries.get(path) if path.endswith(XML) else None
        return None if entry is None else self._parse(entry)

    def contents(self, path: str) -> bytes | None:
        """The bytes of a part that holds a text of another format, or nothing when there is no such part."""
        entry = self._entries.get(path) if path.lower().endswith(TEXTS) else None
        return None if entry is None else contents_of(self._archive, entry, name=self._name)

    def related(self, kind: str) -> list[tuple[str, str]]:
        """The parts of a kind (`header`, `styles` …) that belong to the document: the references to them, and paths."""
        return [(reference, path) for reference, path, said in self._relations(self.main) if said == kind]

    def only(self, kind: str) -> Any | None:
        """The root of the one part of a kind."""
        return next((self.xml(path) for _, path in self.related(kind)), None)

    def _parse(self, entry: zipfile.ZipInfo) -> Any:
        # A parser keeps what it has read of entities; each part has one of its own.
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
        )
        try:
            root = etree.fromstring(contents_of(self._archive, entry, name=self._name), parser)
        except (etree.XMLSyntaxError, ValueError):
            is_beyond = any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log)
            raise Unreadable(f"{self._name} {BEYOND_LIMITS if is_beyond else DAMAGED}") from None
        if root.getroottree().docinfo.doctype:
            # The format forbids it; only who wants to break a parser writes one.
            raise Unreadable(f"{self._name} {DAMAGED}")
        return root

    def _targets(self, part: str, kind: str) -> Iterator[str]:
        return (path for _, path, said in self._relations(part) if said == kind)

    def _relations(self, part: str) -> Iterator[tuple[str, str, str]]:
        """Reference, path and kind of what a part names; what lies outside of the document is never looked at."""
        folder, file = posixpath.split(part)
        root = self.xml(posixpath.join(folder, "_rels", f"{file}.rels"))
        for relation in root if root is not None else ():
            target = relation.get("Target") or ""
            if relation.get("TargetMode") != "External":
                path = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
                yield relation.get("Id") or "", path, (relation.get("Type") or "").rpartition("/")[2]
