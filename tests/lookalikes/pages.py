"""
Pages like those that readers bring in, written for these tests, each with the right answer beside it.

A page is one file, `NNN.page`: a head in TOML between two lines `+++`, then the raw page, every line of it behind a
tag that says what becomes of the line. The file format is told in README.md beside this module.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from readingroom.records import Line, Reading

FOLDER = Path(__file__).parent
SETS = (
    "development",
    "held_out_1",
    "held_out_2",
    "held_out_3",
    "held_out_4",
    "held_out_5",
    "held_out_6a",
    "held_out_6b",
    "held_out_7",
    "held_out_8",
)
"""
Pages to build on; and sets that were written without knowledge of the rules and opened one after the other.
"""

CLOSED = ("held_out_9",)
"""Not opened and no gate: only the benchmark runs them."""

FIELDS = ("title", "author", "source", "date")
KINDS = {"h": "heading", "p": "paragraph", "front": "front"}
REMOVED = ("meta", "x")
EITHER = "?"


@dataclass(frozen=True)
class GoldItem:
    """An item as it should be: its kind, its text, and the raw lines it is made of."""

    kind: str
    text: str
    lines: tuple[int, ...]


@dataclass(frozen=True)
class Page:
    """
    A raw page and what it must become. `fields` hold all answers that are right; "" means none is printed.

    `cut_out` are the places within kept lines that must go. `is_uncertain` says that a person has to look at the page: it holds damage that nobody can mend for certain.
    """

    name: str
    form: str
    raw: str
    tags: dict[int, str]
    cut_out: dict[int, tuple[range, ...]]
    fields: dict[str, tuple[str, ...]]
    items: tuple[GoldItem, ...]
    is_uncertain: bool

    @property
    def reading(self) -> Reading:
        lines = tuple(Line(number, line) for number, line in enumerate(self.raw.split("\n"), start=1))
        return Reading(lines, "text", "utf-8", "plain-1")

    def lines_tagged(self, *tags: str) -> list[int]:
        return [number for number, tag in self.tags.items() if tag in tags]


@cache
def load(folder: str) -> tuple[Page, ...]:
    """The pages of one set in the order of their numbers."""
    return tuple(_parse(path) for path in sorted((FOLDER / folder).glob("*.page")))


def _parse(path: Path) -> Page:
    _, head, body = path.read_text("utf-8").split("+++\n", 2)
    fields = tomllib.loads(head)
    raw: list[str] = []
    right: list[tuple[str, str]] = []
    cut_out: dict[int, tuple[range, ...]] = {}
    for line in body.removesuffix("\n").split("\n"):
        tag, _, text = line.partition("|")
        if tag == "=":
            right[-1] = (right[-1][0], text)
        else:
            raw.append(text.replace("⟦", "").replace("⟧", ""))
            cut_out[len(raw)] = tuple(_places_cut_out(text))
            right.append((tag, _kept(text)))
    return Page(
        name=path.stem,
        form=fields["form"],
        raw="\n".join(raw) + "\n",
        tags={number: tag for number, (tag, _) in enumerate(right, start=1) if tag},
        cut_out=cut_out,
        fields={name: _answers(fields[name]) for name in FIELDS},
        items=tuple(_items(right)),
        is_uncertain="" not in _answers(fields["flag"]),
    )


def _items(right: Sequence[tuple[str, str]]) -> list[GoldItem]:
    items: list[GoldItem] = []
    is_open = False
    for number, (tag, text) in enumerate(right, start=1):
        if tag in KINDS:
            items.append(GoldItem(KINDS[tag], text, (number,)))
        elif tag == "+" and is_open:
            items[-1] = GoldItem(items[-1].kind, items[-1].text + text, (*items[-1].lines, number))
        is_open = is_open if tag in ("", "x", "meta", EITHER) else tag in (*KINDS, "+")
    return items


def _places_cut_out(text: str) -> Iterator[range]:
    """Where in the raw line the pieces stand that are between ⟦ and ⟧."""
    for number, match in enumerate(re.finditer("⟦([^⟧]*)⟧", text)):
        start = match.start() - 2 * number
        yield range(start, start + len(match[1]))


def _kept(text: str) -> str:
    """The line without the pieces that must go, which stand between ⟦ and ⟧."""
    kept, *parts = text.split("⟦")
    return kept + "".join(part.partition("⟧")[2] for part in parts)


def _answers(value: str | list[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)
