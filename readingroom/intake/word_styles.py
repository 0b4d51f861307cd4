"""What the styles of a Word document say of a paragraph or a run that does not say it itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from mammoth.docx.dingbats import dingbats

from readingroom.intake.word_parts import child, child_value, is_on, local, value, whole_number

DEFAULT_SIZE = 20
"""Half points, where a document says nothing."""
DEEPEST_HEADING = 6
SYMBOL_FONTS = frozenset(font for font, _ in dingbats)
WHITE = "FFFFFF"
LONGEST_CHAIN = 20
"""Styles based on one another; a ring of them must end."""

_HEADING_NAME = re.compile(r"(?:heading|标题)\s*([1-9])$", re.IGNORECASE)
_CONTENTS_NAME = re.compile(r"(?:toc|目录)\s*(?:[1-9]|heading|标题)$", re.IGNORECASE)
_PROMPT_NAMES = ("placeholder text", "占位符文本")
_TITLE_NAMES = ("title", "标题")


def has_ground(properties: Any | None) -> bool:
    """Whether text, a paragraph or a cell is set on a colour that is not the paper's."""
    shade, mark = child(properties, "shd"), child(properties, "highlight")
    fill = "" if shade is None else (value(shade, "fill") or "").upper()
    return (fill not in ("", "AUTO", WHITE)) or (mark is not None and value(mark) not in ("none", "white"))


class Styles:
    """The styles part, asked along the chain of what a style is based on."""

    def __init__(self, root: Any | None) -> None:
        elements = [element for element in (root if root is not None else ()) if local(element) == "style"]
        self._by_id = {value(element, "styleId"): element for element in elements}
        self._usual = next(
            (
                value(element, "styleId")
                for element in elements
                if value(element, "type") == "paragraph" and value(element, "default") in ("1", "true", "on")
            ),
            None,
        )
        self._found: dict[tuple[str | None, tuple[str, ...]], Any | None] = {}
        said = child_value(root, "docDefaults", "rPrDefault", "rPr", "sz")
        self._size = whole_number(said) or DEFAULT_SIZE

    def of_paragraph(self, properties: Any | None) -> str | None:
        return child_value(properties, "pStyle") or self._usual

    def find(self, style: str | None, *path: str) -> Any | None:
        """A property such as ("pPr", "jc"), from the style or the nearest it is based on."""
        if (style, path) not in self._found:
            said = (found for each in self._chain(style) if (found := child(each, *path)) is not None)
            self._found[style, path] = next(said, None)
        return self._found[style, path]

    def heading_level(self, style: str | None, properties: Any | None) -> int | None:
        """From 1: by the outline level that Word's navigation goes by, else by the style's name."""
        outline = child(properties, "outlineLvl")
        if outline is None:
            outline = self.find(style, "pPr", "outlineLvl")
        if outline is not None and (level := whole_number(value(outline))) is not None:
            return min(level + 1, DEEPEST_HEADING) if level < 9 else None
        return self._level_by_name(style)

    def is_centered(self, style: str | None, properties: Any | None) -> bool:
        said = child(properties, "jc")
        said = said if said is not None else self.find(style, "pPr", "jc")
        return said is not None and value(said) == "center"

    def of_run(self, name: str, paragraph_style: str | None, properties: Any | None) -> Any | None:
        """A property of a run: its own, its style's, or its paragraph's style's."""
        own = child(properties, name)
        if own is not None:
            return own
        style = child_value(properties, "rStyle")
        found = self.find(style, "rPr", name) if style else None
        return found if found is not None else self.find(paragraph_style, "rPr", name)

    def is_bold(self, paragraph_style: str | None, properties: Any | None) -> bool:
        return is_on(self.of_run("b", paragraph_style, properties))

    def is_hidden(self, paragraph_style: str | None, properties: Any | None) -> bool:
        return is_on(self.of_run("vanish", paragraph_style, properties))

    def is_white(self, paragraph_style: str | None, properties: Any | None) -> bool:
        said = self.of_run("color", paragraph_style, properties)
        return said is not None and (value(said) or "").upper() == WHITE and not has_ground(properties)

    def is_struck(self, paragraph_style: str | None, properties: Any | None) -> bool:
        return any(is_on(self.of_run(name, paragraph_style, properties)) for name in ("strike", "dstrike"))

    def place(self, paragraph_style: str | None, properties: Any | None) -> str:
        """Whether it stands above or below the line."""
        said = self.of_run("vertAlign", paragraph_style, properties)
        return (value(said) if said is not None else None) or ""

    def symbol_font(self, paragraph_style: str | None, properties: Any | None) -> str:
        """The font in which letters are signs, where one is used."""
        said = self.of_run("rFonts", paragraph_style, properties)
        font = (value(said, "ascii") or value(said, "hAnsi") or "") if said is not None else ""
        return font if font in SYMBOL_FONTS else ""

    def is_of_contents(self, style: str | None) -> bool:
        """Whether it is a line of a table of contents, which Word makes out of the headings."""
        return any(_CONTENTS_NAME.match((child_value(each, "name") or "").strip()) for each in self._chain(style))

    def is_of_prompts(self, style: str | None) -> bool:
        return any((child_value(each, "name") or "").lower() in _PROMPT_NAMES for each in self._chain(style))

    def size(self, paragraph_style: str | None, properties: Any | None) -> int:
        """Half points."""
        said = self.of_run("sz", paragraph_style, properties)
        return (whole_number(value(said)) if said is not None else None) or self._size

    def _level_by_name(self, style: str | None) -> int | None:
        for each in self._chain(style):
            name = (child_value(each, "name") or "").strip()
            if name.lower() in _TITLE_NAMES:
                return 1
            if named := _HEADING_NAME.match(name):
                return min(int(named[1]), DEEPEST_HEADING)
        return None

    def _chain(self, style: str | None) -> Iterator[Any]:
        for _ in range(LONGEST_CHAIN):
            element = self._by_id.get(style)
            if style is None or element is None:
                return
            yield element
            style = child_value(element, "basedOn")
