"""
The office's own words beside those of the rules: names of its sites, lines of its pages, its notices.

They are given to `clean`, so that the same reading and the same words always make the same article. None of them
removes a long sentence (`fates.BRAKE`): a word that was chosen badly costs lines, never the text.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass
from functools import cached_property

from readingroom.cleaning.blocks import Block
from readingroom.cleaning.characters import fold
from readingroom.cleaning.evidence import Evidence, Found, Power
from readingroom.cleaning.sections import OPENER_DECORATION, ends_section
from readingroom.records import Reason

LONGEST_WORD = 60
"""Characters; a line of furniture is shorter, and a sentence is no word."""

SHORTEST_NOTICE = 4
"""Han characters of words that are looked for within lines: 转载 stands in articles, 本馆不负责 hardly."""


@dataclass(frozen=True)
class OfficeWords:
    """
    What an office has added, by what it is for.

    `lines` and `sites` are whole lines, `openers` whole lines with related posts below them, `notices` stand anywhere
    in a line, and `no_outlets` are printed in the place of a source and name none.
    """

    lines: tuple[str, ...] = ()
    openers: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()
    no_outlets: tuple[str, ...] = ()

    @property
    def version(self) -> str:
        """A part of the version of the rules; empty without words, so that rooms with none have the same versions."""
        return f"+{hashlib.sha256(repr(astuple(self)).encode()).hexdigest()[:8]}" if any(astuple(self)) else ""

    def gather(self, blocks: Sequence[Block]) -> Iterator[tuple[int, Evidence]]:
        for index, block in enumerate(blocks):
            if evidence := self.says_of(block):
                yield index, evidence
        yield from self._sections(blocks)

    def says_of(self, block: Block) -> Evidence | None:
        """What the words say of a line by itself; most lines are compared with nothing but a set."""
        if (line := _bare(block.plain)) in self._whole_lines:
            return self._whole_lines[line]
        if any(word in block.plain for word in self._notices):
            return Evidence("office_notice", "disclaimer", Power.LABEL)
        return None

    def is_no_outlet(self, name: str) -> bool:
        return _bare(fold(name)) in self._no_outlets

    def _sections(self, blocks: Sequence[Block]) -> Iterator[tuple[int, Evidence]]:
        is_open = False
        for index, block in enumerate(blocks):
            if _bare(block.plain) in self._openers:
                is_open = True
            elif is_open and ends_section(blocks, index):
                is_open = False
            if is_open:
                yield index, Evidence("office_section", "related-links", Power.SECTION)

    @cached_property
    def _whole_lines(self) -> Mapping[str, Evidence]:
        furniture: Reason = "page-furniture"
        sites = {
            _bare(fold(name)): Evidence("office_site", furniture, Power.LABEL, (Found("site", name, fold(name)),))
            for name in self.sites
        }
        lines = {_bare(fold(word)): Evidence("office_line", furniture, Power.LABEL) for word in self.lines}
        return {**sites, **lines}

    @cached_property
    def _openers(self) -> frozenset[str]:
        return frozenset(_bare(fold(word)) for word in self.openers)

    @cached_property
    def _notices(self) -> tuple[str, ...]:
        return tuple(map(fold, self.notices))

    @cached_property
    def _no_outlets(self) -> frozenset[str]:
        return frozenset(_bare(fold(word)) for word in self.no_outlets)


NO_WORDS = OfficeWords()


def _bare(line: str) -> str:
    return line.strip(OPENER_DECORATION)
