"""
Which of the undecided blocks are the article, and how they become its items.

A line is no paragraph by itself: sentences were broken over lines by columns and pages, and are joined where the
text shows it. Then the body is the run of complete sentences; short lines inside it are headings.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from readingroom.cleaning.blocks import HEADING, RUNNING, Block, Span, join_rows
from readingroom.cleaning.characters import (
    LINE_ENDS,
    NUMBERED,
    SENTENCE_ENDS,
    clauses,
    count_han,
    ends_with,
    has_open_pair,
    is_truncated,
)
from readingroom.cleaning.evidence import Evidence
from readingroom.cleaning.verse import find_verse, verse_with_marks
from readingroom.records import ItemKind

SHORTEST_SENTENCE = 10
"""Han characters; a shorter complete sentence speaks for the body only when it stands inside it."""

EDGE_LINES = 30
"""So many short lines may stand above the first full sentence; a longer list is no body."""

SHORTEST_EDGE = 3
"""Han characters of a sentence that may open or close the body: 谢谢大家。"""

UNFINISHED_SENTENCE = 30
"""A line without an end mark is longer than any heading from here on: a sentence that was broken off."""

LONGEST_TITLE = 60
"""Characters of a line that may be a title, commas and all."""

LONGEST_JOINED = 3000
"""Characters; no paragraph is longer, so what goes on breaking off is no sentence."""

SHORTEST_HEADING = 5
"""Han characters of a heading without a number that opens the body."""

LONGEST_HEADING = 30
LONGEST_NUMBERED_HEADING = 44

LONGEST_LEAD = 25
"""A run-in lead sentence is a heading in one sentence; longer first sentences are text."""

LEADS_NEEDED = 2
"""Run-in headings come in parallel; one sentence that ends with its row may be chance."""

HEADINGS_BETWEEN = 2
"""So many headings may stand between the last full sentence and what follows it."""

SECOND_RUN = 100
"""Han characters from which text that stands apart from the body is kept, and said to stand apart."""

BULLET = re.compile(r"\s*[•·●◆■▪○◇□]")

NO_HEADING = re.compile(
    r"[。！](?!$)|^\s*(?:[•·●◆■▪○◇□*]|-(?!-)|第[一二三四五六七八九十百]+条|[A-H][.、．]\s*(?![A-Za-z]))"
)
"""A sentence inside, an entry of a list, an article of a rule, one answer of several."""

LISTED = 3
"""So many numbered lines without a text below any of them are the entries of a list."""

CHAPTER = re.compile(r"\s*[一二三四五六七八九十]{1,3}、")
BRACKETED = re.compile("【[^【】：:]{2,12}】")
"""【背景】 above the first paragraph; nothing speaks against it only where others like it stand further down."""

VERSE = "verse"
"""The role of a line of a ballad, which is an item of its own whatever its marks say."""

PAGE_EDGES = frozenset({"browser_margin", "folio", "viewer_page", "running_head"})
"""Rules about what stands at the edge of a page and nowhere else."""

NUMBER_STYLE = re.compile(r"\s*[(（]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[)）、.．]")
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
    role: str = ""

    @cached_property
    def text(self) -> str:
        return join_rows(self.spans)

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


@dataclass(frozen=True)
class Said:
    """
    What the format of a page says of its lines, by their numbers: which kind of item a line is, which lines stand where
    the article stands, and which stand outside of it.
    """

    kinds: Mapping[int, ItemKind] = field(default_factory=dict)
    in_text: frozenset[int] = frozenset()
    elsewhere: frozenset[int] = frozenset()

    def kind(self, unit: Unit) -> ItemKind | None:
        return self.kinds.get(unit.spans[0].line) if len(unit.spans) == 1 else None

    def is_in_text(self, unit: Unit) -> bool:
        return all(span.line in self.in_text for span in unit.spans)

    def is_elsewhere(self, unit: Unit) -> bool:
        return all(span.line in self.elsewhere for span in unit.spans)

    def parts(self, unit: Unit, block: Block) -> bool:
        """Whether one of the two is a heading, which no sentence goes on from."""
        return "heading" in (self.kinds.get(unit.spans[-1].line), self.kinds.get(block.spans[0].line))


NOTHING_SAID = Said()


def join_broken(blocks: Sequence[Block], verdicts: Sequence[Evidence | None], said: Said = NOTHING_SAID) -> list[Unit]:
    """The undecided blocks as units: sentences that were broken over lines are one unit."""
    units: list[Unit] = []
    verse = verse_with_marks(blocks, verdicts)
    for index, (block, verdict) in enumerate(zip(blocks, verdicts, strict=True)):
        if verdict is not None:
            continue
        if index in verse:
            units.append(Unit(index, block.spans, block.printed, VERSE))
            continue
        goes_on = units and (_goes_on(units[-1], block, said) or _turns_page(units[-1], index, block, verdicts))
        if goes_on and not _is_headed_between(units[-1], index, verdicts):
            units[-1] = Unit(units[-1].index, (*units[-1].spans, *block.spans), printed=False)
        else:
            units.append(Unit(index, block.spans, block.printed, block.role))
    return units


def _is_headed_between(unit: Unit, index: int, verdicts: Sequence[Evidence | None]) -> bool:
    """Whether credits or the code of a paragraph stand between: no sentence goes on below."""
    between = [verdict for verdict in verdicts[unit.index + 1 : index] if verdict is not None]
    return any(verdict.reason == "metadata" or verdict.rule == "block_markup" for verdict in between)


def _turns_page(unit: Unit, index: int, block: Block, verdicts: Sequence[Evidence | None]) -> bool:
    """
    Whether the edge of a page breaks a paragraph: behind whole sentences one that has begun.

    Without the edge between, it may as well be a paragraph whose last mark is lost.
    """
    between = {verdict.rule for verdict in verdicts[unit.index + 1 : index] if verdict is not None}
    if not between & PAGE_EDGES or NUMBERED.match(block.text) or not ends_with(block.text, LINE_ENDS):
        return False
    return "。" in unit.text and not ends_with(unit.text, LINE_ENDS)


def _goes_on(unit: Unit, block: Block, said: Said) -> bool:
    if unit.spans[-1].line == block.spans[0].line and unit.spans[-1].end < block.spans[0].start:
        return not ends_with(unit.text, LINE_ENDS)
    if block.printed or unit.printed or unit.role == VERSE or HEADING in (block.role, unit.role):
        return False
    if said.parts(unit, block):
        return False
    return is_broken_off(unit.text, block.text)


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
    if ends_with(text, LINE_ENDS) or is_truncated(text) or text.endswith((")", "）")) or NUMBERED.match(following):
        return False
    if following.startswith(tuple("，。、；：！？,;:!?”’」』）》】")):
        return True
    if TIME_OPENING.match(following) and len(text) <= LONGEST_TITLE:
        # A title or heading above 2022年6月24日下午，…
        return False
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
    if unit.role in (HEADING, VERSE):
        return unit.role == VERSE
    if unit.printed:
        return unit.han >= SHORTEST_SENTENCE
    if unit.han >= SHORTEST_SENTENCE and ends_with(unit.text, SENTENCE_ENDS + "：:…—；;"):
        return True
    return unit.han > UNFINISHED_SENTENCE and len(clauses(unit.text)) > 2


def is_heading_like(text: str) -> bool:
    """Short, without an end mark; a numbered one may be longer. 此致 ends a letter."""
    if text.strip() == "此致":
        return False
    longest = LONGEST_NUMBERED_HEADING if NUMBERED.match(text) else LONGEST_HEADING
    return len(text) <= longest and not ends_with(text, LINE_ENDS) and not NO_HEADING.search(text)


def find_core(units: Sequence[Unit], verdicts: Sequence[Evidence | None], said: Said = NOTHING_SAID) -> range | None:
    """The longest stretch that begins and ends with full sentences: the title stands above it, or is its first cry."""
    core = max(_runs(units, verdicts, said), key=lambda run: _han(units, run), default=None)
    if core and len(core) > 1 and _may_be_cry(units[core.start]) and _heads(units[core.start], core.start, verdicts):
        return range(core.start + 1, core.stop)
    return core or _verse(units, verdicts)


def _heads(unit: Unit, position: int, verdicts: Sequence[Evidence | None]) -> bool:
    """Whether nothing stands above a line, or the credits right below it."""
    below = verdicts[unit.index + 1] if unit.index + 1 < len(verdicts) else None
    return position == 0 or (below is not None and below.reason == "metadata")


def _lines_of_verse(units: Sequence[Unit], verse: range) -> Body:
    lines: list[tuple[ItemKind, Unit]] = [("paragraph", unit) for unit in units[verse.start : verse.stop]]
    return Body(tuple(lines), tuple(units[: verse.start]), tuple(units[verse.stop :]))


def _verse(units: Sequence[Unit], verdicts: Sequence[Evidence | None]) -> range | None:
    return find_verse([unit.index for unit in units], [unit.text for unit in units], verdicts)


def _may_be_cry(unit: Unit) -> bool:
    """A title that ends with a mark: 为这十六位老党员鼓掌！"""
    return not unit.printed and unit.han <= LONGEST_HEADING and ends_with(unit.text, "！!？?") and "。" not in unit.text


def find_body(
    units: Sequence[Unit], verdicts: Sequence[Evidence | None], title: int | None, said: Said = NOTHING_SAID
) -> Body:
    """The body among the units below the title's block, headings told from paragraphs."""
    runs = _runs(units, verdicts, said)
    if not runs:
        return _lines_of_verse(units, _verse(units, verdicts) or range(0))
    runs = [_extend(run, units, verdicts, title, said) for run in runs]
    main = max(runs, key=lambda run: _han(units, run))
    kept = [run for run in runs if run == main or _han(units, run) >= SECOND_RUN]
    items = [item for run in kept for item in _items(units[run.start : run.stop], said)]
    first, last = kept[0].start, kept[-1].stop
    between = [unit for index, unit in enumerate(units[first:last], first) if not any(index in run for run in kept)]
    return Body(tuple(_split_leads(items)), tuple(units[:first]), (*between, *units[last:]), is_scattered=len(kept) > 1)


def _han(units: Sequence[Unit], run: range) -> int:
    return sum(unit.han for unit in units[run.start : run.stop])


def _extend(
    run: range, units: Sequence[Unit], verdicts: Sequence[Evidence | None], title: int | None, said: Said
) -> range:
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
        and _opens_body(units[start - 1], verdicts, title, said)
    ):
        start -= 1
    while more := _goes_on_with(units, start, stop, verdicts, said):
        stop += more
    return range(start, stop)


def _goes_on_with(units: Sequence[Unit], start: int, stop: int, verdicts: Sequence[Evidence | None], said: Said) -> int:
    """How many units behind the run belong to it: a sentence, or headings with one below, up to the page's cut-off end."""
    marks = {_list_mark(unit.text) for unit in units[start:stop]}
    for more, unit in enumerate(units[stop : stop + HEADINGS_BETWEEN + 1], start=1):
        if said.is_elsewhere(unit):
            return 0
        if not _adjoins(units[stop + more - 2], unit, verdicts):
            return 0
        if more == 1 and _ends_letter(units, stop):
            return 2
        is_listed = _list_mark(unit.text) and _list_mark(unit.text) in marks
        if _ends_as_sentence(unit) or _has_sentence(unit) or is_listed or _is_cut_off(unit, units, verdicts):
            return more
        if said.is_in_text(unit) and said.kind(unit) != "heading":
            return more
        if not is_heading_like(unit.text):
            return 0
    return 0


def _ends_letter(units: Sequence[Unit], at: int) -> bool:
    """此致 and 敬礼！, each in a line of its own."""
    return [re.sub(r"\W", "", unit.text) for unit in units[at : at + 2]] == ["此致", "敬礼"]


def _has_sentence(unit: Unit) -> bool:
    """A sentence and the beginning of another, which breaks off."""
    return unit.han >= SHORTEST_SENTENCE and "。" in unit.text


def _is_cut_off(unit: Unit, units: Sequence[Unit], verdicts: Sequence[Evidence | None]) -> bool:
    """The very last line of a page that was cut off: a heading's number, or a sentence that has begun."""
    if unit is not units[-1] or unit.han < SHORTEST_EDGE:
        return False
    is_last = all(verdict is None for verdict in verdicts[unit.index + 1 :])
    has_begun = len(clauses(unit.text)) > 1 or has_open_pair(unit.text) or unit.han >= SHORTEST_SENTENCE
    return NUMBERED.match(unit.text) is not None or (is_last and has_begun)


def _adjoins(earlier: Unit, later: Unit, verdicts: Sequence[Evidence | None]) -> bool:
    """Nothing that was removed stands between the two."""
    between = verdicts[earlier.index + 1 : later.index]
    return all(verdict is None or verdict.front for verdict in between)


def _opens_body(unit: Unit, verdicts: Sequence[Evidence | None], title: int | None, said: Said) -> bool:
    if title is not None and unit.index <= title:
        return False
    if title is not None and (said.kind(unit) == "heading" or said.is_in_text(unit)):
        return True
    if NUMBERED.match(unit.text) or _ends_as_sentence(unit, marks="。；：;:") or SPEAKER.match(unit.text):
        return True
    if title is not None and BRACKETED.fullmatch(unit.text.strip()):
        return True
    between = verdicts[title + 1 : unit.index] if title is not None else ()
    is_plain = unit.han >= SHORTEST_HEADING and not re.search(r"\s|\.$", unit.text.strip())
    return (
        is_plain and is_heading_like(unit.text) and any(verdict and verdict.reason == "metadata" for verdict in between)
    )


def _ends_as_sentence(unit: Unit, *, marks: str = "。！？!?；;：:") -> bool:
    return unit.han >= SHORTEST_EDGE and ends_with(unit.text, marks)


def _runs(units: Sequence[Unit], verdicts: Sequence[Evidence | None], said: Said) -> list[range]:
    """Stretches of units that begin and end body-like, with nothing foreign between."""
    runs: list[range] = []
    for position, unit in enumerate(units):
        if not is_body_like(unit) or said.is_elsewhere(unit):
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


def _items(units: Sequence[Unit], said: Said) -> list[tuple[ItemKind, Unit]]:
    """Headings and paragraphs of one run. The last unit is a heading only when it is numbered as other headings are."""
    items: list[tuple[ItemKind, Unit]] = [
        (said.kind(unit) or ("heading" if _is_heading(unit) else "paragraph"), unit) for unit in units
    ]
    listed = _listed(items, said)
    items = [("paragraph" if unit.index in listed else kind, unit) for kind, unit in items]
    kind, last = items[-1]
    if kind == "heading":
        number = _numbering(last.text)
        alike = [kind for kind, unit in items[:-1] if number and _numbering(unit.text) == number]
        items[-1] = ("heading" if number and "paragraph" not in alike else "paragraph", last)
    return items


def _listed(items: Sequence[tuple[ItemKind, Unit]], said: Said) -> set[int]:
    """Numbered lines that look like headings, one right below the other: 1.支部领着干 2.党员走在前 3.群众跟着干."""
    runs: list[list[Unit]] = []
    for kind, unit in items:
        style = NUMBER_STYLE.match(unit.text) if kind == "heading" and not (unit.role or said.kind(unit)) else None
        if style is None:
            runs.append([])
        elif runs and runs[-1] and _style(runs[-1][-1].text) == _style(unit.text):
            runs[-1].append(unit)
        else:
            runs.append([unit])
    return {unit.index for run in runs if len(run) >= LISTED for unit in run}


def _style(text: str) -> str:
    """Brackets, kind of digits and mark of a line's number."""
    match = NUMBER_STYLE.match(text)
    return re.sub(r"\d+", "1", re.sub("[一二三四五六七八九十]+", "一", match[0])) if match else ""


def _is_heading(unit: Unit) -> bool:
    return unit.role == HEADING or (not unit.printed and unit.role != VERSE and is_heading_like(unit.text))


def _list_mark(text: str) -> str:
    """How a text is numbered, or the bullet it begins with."""
    bullet = BULLET.match(text)
    return bullet[0].strip() if bullet else _numbering(text)


def _numbering(text: str) -> str:
    """
    How a text is numbered, the number left out.

    >>> _numbering("（一）抓班子"), _numbering("一、抓班子"), _numbering("抓班子")
    ('（）', '、', '')
    """
    match = NUMBERED.match(text)
    return re.sub(r"[\s一二三四五六七八九十百\d]", "", match[0]) if match else ""


def _split_leads(items: Sequence[tuple[ItemKind, Unit]]) -> list[tuple[ItemKind, Unit]]:
    """
    Run-in headings: bold first sentences. The text says nothing of bold, so they are taken only in parallel.

    On a printed page a paragraph's first sentence is one when it ends exactly where its row ends; anywhere else
    when it stands in a line of its own before a paragraph. Where the type of a page is known it has said so already. Lead sentences inside a row stay where they are.
    """
    leads = {unit.index for kind, unit in items if kind == "paragraph" and _is_lead(unit.spans[0].text)}
    in_rows = {
        unit.index
        for _, unit in items
        if unit.index in leads and unit.printed and unit.role != RUNNING and len(unit.spans) > 1
    }
    in_lines = _leads_in_lines(items, leads) | _questions(items)
    split: list[tuple[ItemKind, Unit]] = []
    for kind, unit in items:
        if unit.index in in_rows and len(in_rows) >= LEADS_NEEDED:
            split.append(("heading", Unit(unit.index, unit.spans[:1], unit.printed)))
            unit = Unit(unit.index, unit.spans[1:], unit.printed)
        split.append(("heading" if unit.index in in_lines else kind, unit))
    return split


def _questions(items: Sequence[tuple[ItemKind, Unit]]) -> set[int]:
    """Numbered questions with answers below: 7.流动党员怎样参加组织生活？"""
    asked = {
        unit.index
        for (_, unit), (_, below) in pairwise(items)
        if len(unit.spans) == 1 and _is_question(unit.text) and not _is_question(below.text)
    }
    return asked if len(asked) >= LEADS_NEEDED else set()


def _is_question(text: str) -> bool:
    return bool(NUMBERED.match(text)) and len(text) <= LONGEST_NUMBERED_HEADING and ends_with(text, "？?")


def _leads_in_lines(items: Sequence[tuple[ItemKind, Unit]], leads: set[int]) -> set[int]:
    """The leads that stand alone in their lines, each before a paragraph; none unless they are built alike."""
    alone = [
        unit
        for (_, unit), (kind, below) in pairwise(items)
        if unit.index in leads and len(unit.spans) == 1 and kind == "paragraph" and below.index not in leads
    ]
    numbered = {unit.index for unit in alone if CHAPTER.match(unit.text)}
    if len(alone) < LEADS_NEEDED or not _are_parallel([unit.text for unit in alone]):
        return numbered
    return {unit.index for unit in alone}


def _is_lead(row: str) -> bool:
    """One short sentence and nothing else."""
    sentences = sum(row.count(mark) for mark in SENTENCE_ENDS)
    several = len(clauses(row)) > 1 or CHAPTER.match(row) is not None
    return len(row) <= LONGEST_LEAD and sentences == 1 and row.endswith("。") and several


def _are_parallel(texts: Sequence[str]) -> bool:
    """Built alike: the same number of clauses, and clauses of about the same lengths."""
    shapes = [[len(part) for part in clauses(text)] for text in texts]
    if len({len(shape) for shape in shapes}) != 1:
        return False
    return all(max(lengths) - min(lengths) <= CLAUSE_DIFFERENCE for lengths in zip(*shapes, strict=True))
