"""How well cleaning does on the look-alike pages: figures for the gate, the benchmark, and who looks for mistakes."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from readingroom.cleaning import clean
from readingroom.cleaning.blocks import Span
from readingroom.cleaning.chain import read_blocks
from readingroom.cleaning.evidence import Evidence
from readingroom.cleaning.fates import gather
from readingroom.cleaning.titles import COPY
from readingroom.records import CleanArticle, Item
from tests.gold.score import norm
from tests.lookalikes.pages import EITHER, FIELDS, REMOVED, Page


@dataclass(frozen=True)
class Outcome:
    """What cleaning made of one page, held against what is right."""

    page: Page
    article: CleanArticle

    def is_printed(self, field: str) -> bool:
        return self.page.fields[field][0] != ""

    def is_right(self, field: str) -> bool:
        """Whether the field's value is one of those that are right; names in any order."""
        value = _bare(field, self.article.fields[field] or "")
        return value in {_bare(field, answer) for answer in self.page.fields[field]}

    def is_sure(self, field: str) -> bool:
        evidence = self.article.evidence.get(field)
        return evidence is not None and evidence.sure

    @property
    def has_value(self) -> frozenset[str]:
        return frozenset(field for field in FIELDS if self.article.fields[field])

    @property
    def noise_kept(self) -> list[int]:
        """Lines that are no text and were kept as an item's."""
        noise = set(self.page.lines_tagged(*REMOVED))
        return [line for line in noise if line in {number for item in self.article.items for number in item.lines}]

    @property
    def text_lost(self) -> list[int]:
        """Lines that are text and were removed whole."""
        kept = {number for item in self.article.items for number in item.lines}
        return [number for item in self.page.items for number in item.lines if number not in kept]

    @property
    def is_first_paragraph_right(self) -> bool:
        ours = next((item.text for item in self._items if item.kind == "paragraph"), "")
        gold = next(item.text for item in self.page.items if item.kind == "paragraph")
        return norm(ours) == norm(gold)

    @property
    def is_body_right(self) -> bool:
        """Whether all items are as they should be, in their order: kinds, boundaries and text."""
        gold = [(item.kind, norm(item.text)) for item in self.page.items]
        return [(item.kind, norm(item.text)) for item in self._items] == gold

    @property
    def is_front_right(self) -> bool:
        ours = [norm(item.text) for item in self._items if item.kind == "front"]
        return ours == [norm(item.text) for item in self.page.items if item.kind == "front"]

    @property
    def is_flagged(self) -> bool:
        return bool(self.article.review)

    @property
    def _items(self) -> list[Item]:
        """Without those made of lines that may be kept or not."""
        either = set(self.page.lines_tagged(EITHER))
        return [item for item in self.article.items if not set(item.lines) <= either]


def _bare(field: str, value: str) -> str:
    if field == "author":
        # A name of two characters is printed with a blank inside, too.
        return "".join(sorted(str(norm(value))))
    return str(norm(value)).strip("《》")


def outcomes(pages: Iterable[Page]) -> list[Outcome]:
    return [Outcome(page, clean(page.reading)) for page in pages]


@dataclass(frozen=True)
class Share:
    """One figure: so many of so many."""

    name: str
    part: int
    whole: int

    @property
    def value(self) -> float:
        return self.part / self.whole if self.whole else 1.0


def shares(done: Sequence[Outcome]) -> Iterator[Share]:
    """All figures of one set of pages."""
    for field in FIELDS:
        printed = [one for one in done if one.is_printed(field)]
        yield Share(f"{field} right, where printed", sum(one.is_right(field) for one in printed), len(printed))
    for field in FIELDS:
        given = [one for one in done if field in one.has_value and not one.is_right(field)]
        yield Share(f"{field} invented", sum(not one.is_printed(field) for one in given), len(done))
    yield from _shares_of_sure(done)
    yield Share("first paragraph right", sum(one.is_first_paragraph_right for one in done), len(done))
    yield Share("body right, all of it", sum(one.is_body_right for one in done), len(done))
    with_front = [one for one in done if any(item.kind == "front" for item in one.page.items)]
    yield Share(
        "front matter right, where there is some", sum(one.is_front_right for one in with_front), len(with_front)
    )
    noise = sum(len(one.page.lines_tagged(*REMOVED)) for one in done)
    yield Share("noise lines kept", sum(len(one.noise_kept) for one in done), noise)
    text = sum(len(item.lines) for one in done for item in one.page.items)
    yield Share("text lines lost", sum(len(one.text_lost) for one in done), text)
    wrong = [one for one in done if not one.is_body_right]
    yield Share("pages with a wrong body that are flagged", sum(one.is_flagged for one in wrong), len(wrong))
    right = [one for one in done if one.is_body_right and not one.page.is_uncertain]
    yield Share("pages with a right body that are flagged", sum(one.is_flagged for one in right), len(right))
    yield Share(
        "pages with a wrong body that nobody is asked about", sum(not one.is_flagged for one in wrong), len(done)
    )
    damaged = [one for one in done if one.page.is_uncertain]
    yield Share("pages with uncertain damage that are flagged", sum(one.is_flagged for one in damaged), len(damaged))


def _shares_of_sure(done: Sequence[Outcome]) -> Iterator[Share]:
    counts = Counter[str]()
    for one in done:
        for field in one.has_value:
            counts["values"] += 1
            counts["sure"] += one.is_sure(field)
            counts["sure and right"] += one.is_sure(field) and one.is_right(field)
    yield Share("values that are sure", counts["sure"], counts["values"])
    yield Share("sure values that are right", counts["sure and right"], counts["sure"])


@dataclass
class RuleCount:
    """How a rule did: lines it spoke about, those it was wrong about, and pages where it alone spoke about a line."""

    hits: int = 0
    wrong: int = 0
    pages_alone: int = 0


def rule_counts(pages: Iterable[Page]) -> dict[str, RuleCount]:
    """Every rule that had to say something about the pages. Lines that may be either are not counted."""
    counts: defaultdict[str, RuleCount] = defaultdict(RuleCount)
    for page in pages:
        _, blocks, _ = read_blocks(page.reading)
        alone = set()
        for block, said in zip(blocks, gather(blocks), strict=True):
            tag = _tag(page, block.spans[0])
            if tag == EITHER:
                continue
            for one in said:
                counts[one.rule].hits += 1
                counts[one.rule].wrong += tag not in _right_tags(one)
            alone |= {one.rule for one in said if len(said) == 1}
        for rule in alone:
            counts[rule].pages_alone += 1
    return dict(sorted(counts.items()))


def _right_tags(evidence: Evidence) -> tuple[str, ...]:
    """What a line may be when the evidence about it is right; of two lines with the title either may be the copy."""
    if evidence.front:
        return ("front",)
    return (*REMOVED, "title") if evidence.rule == COPY else REMOVED


def _tag(page: Page, span: Span) -> str:
    """What a piece of a line should become: a piece that was cut out of a kept line goes."""
    cut_out = any(span.start in place for place in page.cut_out[span.line])
    return REMOVED[0] if cut_out else page.tags[span.line]
