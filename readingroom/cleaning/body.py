"""
Which of the undecided blocks are the article, and how they become its items.

A line is no paragraph by itself: sentences were broken over lines by columns and pages, and are joined where the
text shows it. Then the body is the run of complete sentences; short lines inside it are headings.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from readingroom.cleaning.blocks import Block, Span, join_rows
from readingroom.cleaning.characters import (
    LINE_ENDS,
    SENTENCE_ENDS,
    clauses,
    count_han,
    ends_with,
    has_open_pair,
    is_truncated,
)
from readingroom.cleaning.evidence import Evidence
from readingroom.records import ItemKind

SHORTEST_SENTENCE = 10
"""Han characters; a shorter complete sentence speaks for the body only when it stands inside it."""

EDGE_LINES = 30
"""So many short lines may stand above the first full sentence; a longer list is no body."""

SHORTEST_EDGE = 3
"""Han characters of a sentence that may open or close the body: 谢谢大家。"""

UNFINISHED_SENTENCE = 30
"""A line without an end mark is longer than any heading from here on: a sentence that was broken off."""

LONGEST_JOINED = 3000
"""Characters; no paragraph is longer, so what goes on breaking off is no sentence."""

LONGEST_HEADING = 30
LONGEST_NUMBERED_HEADING = 44

LONGEST_LEAD = 25
"""A run-in lead sentence is a heading in one sentence; longer first sentences are text."""

LEADS_NEEDED = 2
"""Run-in headings come in parallel; one sentence that ends with its row may be chance."""

SECOND_RUN = 100
"""Han characters from which text that stands apart from the body is kept, and said to stand apart."""

NUMBERED = re.compile(
    r"\s*(?:第[一二三四五六七八九十百]+[章节部分条篇]|[(（][一二三四五六七八九十\d]{1,3}[)）]|[一二三四五六七八九十]{1,3}[、.．]|\d{1,2}[、.．](?!\d))"
)
SPEAKER = re.compile("(?:问|答|记者|主持人|嘉宾|代表)[：:]")
TIME_OPENING = re.compile(
    r"(?:早在|自|从|截至|到)?(?:\d{4}年|\d{1,2}月|近年来|当前|目前|如今|日前|近日)[^,，]{0,10}[,，]"
)
DANGLING = re.compile(r"(?:[,，、]|[把被将与及]|以及|并且|而且|或者|由于|因为|如果|虽然)$")
CLAUSE_DIFFERENCE = 2
"""Characters by which the clauses of a heading such as 抓班子，带队伍，促发展 differ at most."""


@dataclass(frozen=True)
class Unit:
    """Blocks that belong together: a paragraph, a heading, or a line not decided yet. `index` is its first block's."""

    index: int
    spans: tuple[Span, ...]
    printed: bool

    @cached_property
    def text(self) -> str:
        return join_rows([span.text for span in self.spans])

    @cached_property
    def han(self) -> int:
        return count_han(self.text)


@dataclass(frozen=True)
class Body:
    """The units of the body with their kinds, and those that stand before and after it or apart from it."""

    items: tuple[tuple[ItemKind, Unit], ...]
    before: tuple[Unit, ...]
    after: tuple[Unit, ...]
    is_scattered: bool = False

    @property
    def text(self) -> str:
        return "".join(unit.text for _, unit in self.items)


def join_broken(blocks: Sequence[Block], verdicts: Sequence[Evidence | None]) -> list[Unit]:
    """The undecided blocks as units: sentences that were broken over lines are one unit."""
    units: list[Unit] = []
    for index, (block, verdict) in enumerate(zip(blocks, verdicts, strict=True)):
        if verdict is not None:
            continue
        if units and not block.printed and not units[-1].printed and is_broken_off(units[-1].text, block.text):
            units[-1] = Unit(units[-1].index, (*units[-1].spans, *block.spans), printed=False)
        else:
            units.append(Unit(index, block.spans, block.printed))
    return units


def is_broken_off(text: str, following: str) -> bool:
    """
    Whether a line breaks off in mid-sentence and the following one goes on with it.

    Never over a mark that ends a line, except within a quotation that the following line closes. Headings that
    end like broken sentences (共产党就是给人民办事的) have no comma and are left alone.

    >>> is_broken_off("2014年11月，某某来到", "某某社区，提出要求。")
    True
    >>> is_broken_off("立足群众需求，切实提升服务", "基层党员扎根群众之中，服务群众。")
    False
    """
    if len(text) > LONGEST_JOINED:
        return False
    if has_open_pair(text):
        return not has_open_pair(text + following) and not following.startswith(("“", "「"))
    if ends_with(text, LINE_ENDS) or is_truncated(text) or NUMBERED.match(following):
        return False
    if following[0] in "，。、；：！？,;:!?”’」』）》】":
        return True
    return _is_unfinished(text) and ends_with(following, LINE_ENDS)


def _is_unfinished(text: str) -> bool:
    if DANGLING.search(text) or TIME_OPENING.match(text):
        return True
    if NUMBERED.match(text) and len(text) <= LONGEST_NUMBERED_HEADING:
        return False
    parts = clauses(text)
    if len(parts) < 2:
        return count_han(text) > 2 * UNFINISHED_SENTENCE
    lengths = [len(part) for part in parts]
    parallel = max(lengths) - min(lengths) <= CLAUSE_DIFFERENCE
    return count_han(text) > UNFINISHED_SENTENCE or (len(parts) > 2 and not parallel)


def is_body_like(unit: Unit) -> bool:
    """A complete sentence, a printed paragraph, or a sentence so long that only its end can be missing."""
    if unit.printed:
        return unit.han >= SHORTEST_SENTENCE
    if unit.han >= SHORTEST_SENTENCE and ends_with(unit.text, SENTENCE_ENDS + "：:…—；;"):
        return True
    return unit.han > UNFINISHED_SENTENCE and len(clauses(unit.text)) > 2


def is_heading_like(text: str) -> bool:
    """Short, without an end mark; a numbered one may be longer."""
    longest = LONGEST_NUMBERED_HEADING if NUMBERED.match(text) else LONGEST_HEADING
    return len(text) <= longest and not ends_with(text, LINE_ENDS)


def find_body(units: Sequence[Unit], verdicts: Sequence[Evidence | None]) -> Body:
    """The body among the units, headings told from paragraphs."""
    runs = _runs(units, verdicts)
    if not runs:
        return Body((), tuple(units), ())
    runs = [_extend(run, units, verdicts) for run in runs]
    main = max(runs, key=lambda run: sum(unit.han for unit in units[run.start : run.stop]))
    kept = [run for run in runs if run == main or _weighs(units[run.start : run.stop])]
    items = [item for run in kept for item in _items(units[run.start : run.stop])]
    first, last = kept[0].start, kept[-1].stop
    between = [unit for index, unit in enumerate(units[first:last], first) if not any(index in run for run in kept)]
    return Body(tuple(_split_leads(items)), tuple(units[:first]), (*between, *units[last:]), is_scattered=len(kept) > 1)


def _extend(run: range, units: Sequence[Unit], verdicts: Sequence[Evidence | None]) -> range:
    """
    The run with the short sentences, list entries and headings at its edges.

    A title never ends with a full stop, and stands before the line that names source or date; what stands behind
    that line is a heading already.
    """
    start, stop = run.start, run.stop
    while (
        run.start - start < EDGE_LINES
        and start > 0
        and _adjoins(units[start - 1], units[start], verdicts)
        and _opens_body(units, start - 1, verdicts)
    ):
        start -= 1
    while stop < len(units) and _adjoins(units[stop - 1], units[stop], verdicts) and _ends_as_sentence(units[stop]):
        stop += 1
    return range(start, stop)


def _adjoins(earlier: Unit, later: Unit, verdicts: Sequence[Evidence | None]) -> bool:
    """Nothing that was removed stands between the two."""
    between = verdicts[earlier.index + 1 : later.index]
    return all(verdict is None or verdict.front for verdict in between)


def _opens_body(units: Sequence[Unit], position: int, verdicts: Sequence[Evidence | None]) -> bool:
    unit = units[position]
    if NUMBERED.match(unit.text) or _ends_as_sentence(unit, marks="。；：;:") or SPEAKER.match(unit.text):
        return True
    return is_heading_like(unit.text) and _stands_below_title(units, position, verdicts)


def _stands_below_title(units: Sequence[Unit], position: int, verdicts: Sequence[Evidence | None]) -> bool:
    """Whether the line that names source or date stands above, and a title above that."""
    for earlier, later in pairwise(reversed(units[: position + 1])):
        if _has_metadata_between(later, earlier, verdicts):
            return is_heading_like(later.text)
        if not is_heading_like(later.text):
            return False
    return False


def _has_metadata_between(earlier: Unit, later: Unit, verdicts: Sequence[Evidence | None]) -> bool:
    between = verdicts[earlier.index + 1 : later.index]
    return any(verdict is not None and verdict.reason == "metadata" for verdict in between)


def _ends_as_sentence(unit: Unit, *, marks: str = "。！？!?；;：:") -> bool:
    return unit.han >= SHORTEST_EDGE and ends_with(unit.text, marks)


def _weighs(units: Sequence[Unit]) -> bool:
    return sum(unit.han for unit in units) >= SECOND_RUN


def _runs(units: Sequence[Unit], verdicts: Sequence[Evidence | None]) -> list[range]:
    """Stretches of units that begin and end body-like, with nothing foreign between."""
    runs: list[range] = []
    for position, unit in enumerate(units):
        if not is_body_like(unit):
            continue
        if runs and not _is_foreign_between(units[runs[-1].stop - 1], unit, verdicts):
            runs[-1] = range(runs[-1].start, position + 1)
        else:
            runs.append(range(position, position + 1))
    return runs


FOREIGN = frozenset({"related-links", "advertisement", "disclaimer", "contact"})
"""What stands below an article; navigation and page furniture stand between its pages too."""

FOREIGN_LINES = 3
"""One or two foreign lines are put into the midst of articles; so many, or a section, come after the end."""


def _is_foreign_between(earlier: Unit, later: Unit, verdicts: Sequence[Evidence | None]) -> bool:
    between = [verdict for verdict in verdicts[earlier.index + 1 : later.index] if verdict is not None]
    foreign = [verdict for verdict in between if verdict.reason in FOREIGN]
    return len(foreign) >= FOREIGN_LINES or any(verdict.rule == "section" for verdict in foreign)


def _items(units: Sequence[Unit]) -> list[tuple[ItemKind, Unit]]:
    """Headings and paragraphs of one run; the last unit of a run is never a heading, since nothing follows it."""
    return [
        ("heading" if not unit.printed and is_heading_like(unit.text) and unit is not units[-1] else "paragraph", unit)
        for unit in units
    ]


def _split_leads(items: Sequence[tuple[ItemKind, Unit]]) -> list[tuple[ItemKind, Unit]]:
    """
    Run-in headings: bold first sentences. The text says nothing of bold, so they are taken only in parallel.

    On a printed page a paragraph's first sentence is one when it ends exactly where its row ends; anywhere else
    when it stands in a line of its own before a paragraph. Lead sentences inside a row stay where they are.
    """
    leads = {unit.index for kind, unit in items if kind == "paragraph" and _is_lead(unit.spans[0].text)}
    in_rows = {unit.index for _, unit in items if unit.index in leads and unit.printed and len(unit.spans) > 1}
    in_lines = _leads_in_lines(items, leads)
    split: list[tuple[ItemKind, Unit]] = []
    for kind, unit in items:
        if unit.index in in_rows and len(in_rows) >= LEADS_NEEDED:
            split.append(("heading", Unit(unit.index, unit.spans[:1], unit.printed)))
            unit = Unit(unit.index, unit.spans[1:], unit.printed)
        split.append(("heading" if unit.index in in_lines else kind, unit))
    return split


def _leads_in_lines(items: Sequence[tuple[ItemKind, Unit]], leads: set[int]) -> set[int]:
    """The leads that stand alone in their lines, each before a paragraph; none unless they are built alike."""
    alone = [
        unit
        for (_, unit), (kind, below) in pairwise(items)
        if unit.index in leads and len(unit.spans) == 1 and kind == "paragraph" and below.index not in leads
    ]
    if len(alone) < LEADS_NEEDED or not _are_parallel([unit.text for unit in alone]):
        return set()
    return {unit.index for unit in alone}


def _is_lead(row: str) -> bool:
    """One short sentence and nothing else."""
    sentences = sum(row.count(mark) for mark in SENTENCE_ENDS)
    return len(row) <= LONGEST_LEAD and sentences == 1 and row.endswith("。") and len(clauses(row)) > 1


def _are_parallel(texts: Sequence[str]) -> bool:
    """Built alike: the same number of clauses, and clauses of about the same lengths."""
    shapes = [[len(part) for part in clauses(text)] for text in texts]
    if len({len(shape) for shape in shapes}) != 1:
        return False
    return all(max(lengths) - min(lengths) <= CLAUSE_DIFFERENCE for lengths in zip(*shapes, strict=True))
