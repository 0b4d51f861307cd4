"""
Fields: what Word computes. A field is its code, which nobody sees, and its result, which is kept in the document.

Some have no result there because Word draws them anew each time: a number in a circle, a box that is ticked, the entry
that was chosen. What those show is in the code; of the others (today's date) only that there was something is known.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from mammoth.docx.dingbats import dingbats

from readingroom.intake.numerals import signs_from
from readingroom.intake.word_parts import child, child_value, is_on, local, value, whole_number

_NAMES = "ADVANCE ASK BIDI HYPERLINK NUMPAGES PAGE PRIVATE RD SECTION SECTIONPAGES SET TA TC XE"
SHOW_NOTHING = frozenset(_NAMES.split())
"""Marks for an index, instructions, and numbers of pages, which stand in margins: nothing is missed without them."""

ENCLOSURES = "○〇◯□◻△▲◇◆●■"
"""Signs that are set around another one."""

DEEPEST = 8
"""Formulas within formulas; deeper ones are read as they are written."""

_circled = signs_from("①", 20)
_EQ_PART = re.compile(r"\\([a-zA-Z]+)[ \d]*|([(),;，])|([^\\(),;，]+)|\\.?")
_EQ_FORMAT = re.compile(r'\\\*\s*(?:"[^"]*"|\S+)')
_WORD = re.compile(r"\s*([A-Za-z=]+)\s*(.*)", re.DOTALL)


@dataclass
class _Field:
    begin: Any
    code: str = ""
    in_result: bool = False
    has_result: bool = False


class Fields:
    """The fields that are open where a document is read, the innermost last."""

    def __init__(self) -> None:
        self._open: list[_Field] = []

    @property
    def in_code(self) -> bool:
        return any(not field.in_result for field in self._open)

    def add_code(self, text: str) -> None:
        if self._open and not self._open[-1].in_result:
            self._open[-1].code += text

    def add_result(self) -> None:
        """There is text; what is in a field is in those around it, too."""
        for field in self._open:
            field.has_result |= field.in_result

    def end_paragraph(self) -> None:
        """The code of a field ends with its paragraph at the latest: a broken one must not take the rest along."""
        for field in self._open:
            field.in_result = field.has_result = True

    def mark(self, element: Any) -> str | None:
        """Take one of a field's three marks. At its end what it shows without a result: nothing if unknown."""
        said = value(element, "fldCharType")
        if said == "begin":
            self._open.append(_Field(element))
        elif said == "separate" and self._open:
            self._open[-1].in_result = True
        elif said == "end" and self._open:
            field = self._open.pop()
            return "" if field.has_result else _shown(field)
        return ""


def _shown(field: _Field) -> str | None:
    match = _WORD.match(field.code)
    if match is None:
        return ""
    name, rest = match[1].upper(), match[2]
    if name in SHOW_NOTHING:
        return ""
    if name == "EQ":
        return equation(rest)
    if name.startswith("FORM"):
        return _form(child(field.begin, "ffData"))
    if name == "SYMBOL":
        return _symbol(rest)
    if name == "QUOTE":
        return rest.strip().strip('"“”')
    if name == "MACROBUTTON":
        return rest.partition(" ")[2].strip()
    return None


def _form(data: Any | None) -> str | None:
    """A box with or without a tick, the chosen entry of a list; a blank to be filled in is blank."""
    box, choice = child(data, "checkBox"), child(data, "ddList")
    if box is not None:
        said = child(box, "checked")
        return "☑" if is_on(said if said is not None else child(box, "default")) else "☐"
    if choice is None:
        return ""
    entries = [value(each) or "" for each in choice if local(each) == "listEntry"]
    chosen = whole_number(child_value(choice, "result") or child_value(choice, "default")) or 0
    return entries[chosen] if chosen < len(entries) else None


def _symbol(said: str) -> str | None:
    """SYMBOL 252 \\f Wingdings"""
    words = said.replace('"', " ").split()
    try:
        code = int(words[0], 0) if words else 0
    except ValueError:
        return None
    font = words[words.index("\\f") + 1] if "\\f" in words[:-1] else ""
    known = dingbats.get((font, code))
    return chr(known) if known else chr(code) if not font and 0x20 <= code < 0xD800 else None


def equation(code: str) -> str:
    """
    What an EQ field shows, in one line: signs in circles, characters with their pronunciation above, fractions.

    >>> equation(r"\\o\\ac(○,3)"), equation(r"\\* jc0 \\o\\ad(\\s\\up 9(yè),夜)"), equation(r"\\f(1,2)")
    ('③', '夜', '1/2')
    """
    parts = list(_EQ_PART.finditer(_EQ_FORMAT.sub("", code)))
    return _Equation(parts).read()


class _Equation:
    """Reads the parts of an EQ field from left to right."""

    def __init__(self, parts: Sequence[re.Match[str]]) -> None:
        self._parts = parts
        self._at = 0

    def read(self, depth: int = 0) -> str:
        """Up to the end of the argument: a mark that parts it from the next, or the bracket around."""
        shown, switches = "", ""
        while self._at < len(self._parts):
            part = self._parts[self._at]
            if depth and part[2] and part[2] != "(":
                break
            self._at += 1
            if part[1]:
                switches += f"\\{part[1].lower()}"
            elif part[2] == "(" and depth < DEEPEST:
                shown += _set(switches, self._arguments(depth + 1))
                switches = ""
            elif part[2] or part[3]:
                shown += part[0] if shown or depth else part[0].lstrip()
        return shown.strip()

    def _arguments(self, depth: int) -> list[str]:
        found = [self.read(depth)]
        while self._at < len(self._parts):
            mark = self._parts[self._at][2]
            self._at += 1
            if mark == ")":
                break
            found.append(self.read(depth))
        return found


def _set(switches: str, arguments: list[str]) -> str:
    """The arguments in one line. What is raised over a base is marked by a sign that no text has."""
    kind = switches[1:2]
    if kind == "s":
        return "".join(f"\x00{each}" if "\\up" in switches else each for each in arguments)
    if kind == "f":
        return "/".join(arguments)
    if kind == "r":
        return "√" + arguments[-1]
    if kind == "b":
        return f"({''.join(arguments)})"
    if kind == "o":
        bases = [each for each in arguments if "\x00" not in each and each not in ENCLOSURES] or arguments
        is_circled = any(each and each in ENCLOSURES[:3] for each in arguments)
        text = "".join(bases).replace("\x00", "")
        number = whole_number(text)
        return _circled(number) if is_circled and number and number <= 20 else text
    return "".join(arguments).replace("\x00", "")
