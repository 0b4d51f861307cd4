"""One article as the 处理 page shows it: raw lines, clean text, doubts, evidence, decisions."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Count, Max, QuerySet

from readingroom import proofing
from readingroom.articles import compositions, ledger, resemblances
from readingroom.articles.differences import FIELD_LABELS
from readingroom.articles.models import Article, Batch, Composition, Decision, DecisionKind, Resemblance, Status, Theme
from readingroom.articles.stand_ins import put_away
from readingroom.articles.wording import field_value
from readingroom.articles.working_copy import as_record, working_copy
from readingroom.cleaning import rule_name
from readingroom.records import FIELD_NAMES, CleanArticle, FieldEvidence, Item, Line, Reading, Theming

from .doubts import Doubt, doubts, flagged, line_of, near_ties, notes
from .item_text import Stretch, stretches
from .wording import HOW, KINDS, decided

_SENTENCE_END = re.compile(r"[。！？；][”’）》]?(?=.)")
_CLAUSE_END = re.compile(r"[，、：](?=.)")


@dataclass(frozen=True)
class FieldRow:
    """A field of the article with its evidence."""

    name: str
    value: str | None
    evidence: FieldEvidence | None

    @property
    def label(self) -> str:
        return FIELD_LABELS[self.name]

    @property
    def value_in_words(self) -> str:
        return field_value(self.name, self.value)

    @property
    def how(self) -> str:
        if self.evidence is None:
            return ""
        return "编辑定" if self.evidence.rule == "curator" else HOW[self.evidence.how]


@dataclass(frozen=True)
class ItemRow:
    """One item of the clean article; `number` counts from 1 as people do, `index` from 0 as the records do."""

    index: int
    item: Item
    theme_names: Mapping[str, str]
    stretches: Sequence[Stretch] = ()
    doubts: Sequence[Doubt] = ()

    @cached_property
    def number(self) -> str:
        return str(self.index + 1)

    @property
    def place(self) -> str:
        return f"P{self.number}"

    @property
    def kind(self) -> str:
        return KINDS[self.item.kind]

    @property
    def theming(self) -> Theming | None:
        return self.item.theming

    @property
    def themes(self) -> str:
        if self.item.theming is None:
            return ""
        slugs = (self.item.theming.primary, self.item.theming.secondary)
        return "、".join(self.theme_names.get(slug, slug) for slug in slugs if slug)

    @property
    def decided_by(self) -> str:
        return "编辑定" if self.item.theming and self.item.theming.decided_by == "curator" else "规则定"

    @property
    def evidence(self) -> list[tuple[str, str]]:
        """For each theme the words that speak for it, the theme with the most weight first."""
        weights: dict[str, float] = defaultdict(float)
        words: dict[str, list[str]] = defaultdict(list)
        for hit in self.item.theming.hits if self.item.theming else ():
            weights[hit.theme] += hit.weight * hit.count
            words[hit.theme].append(f"{hit.word}×{hit.count}" if hit.count > 1 else hit.word)
        themes = sorted(weights, key=lambda theme: (-weights[theme], theme))
        return [(self.theme_names.get(theme, theme), "、".join(words[theme])) for theme in themes]

    @property
    def why(self) -> str:
        """The evidence in a line."""
        return "；".join(f"{theme} {words}" for theme, words in self.evidence)

    @property
    def breaks(self) -> Iterator[tuple[int, str]]:
        """Where sentences begin, or clauses in an item of one sentence, with the words that begin them."""
        text = self.item.text
        for found in list(_SENTENCE_END.finditer(text)) or _CLAUSE_END.finditer(text):
            yield found.end(), text[found.end() : found.end() + 12]


MOST_OFFERED = 100
"""Articles to choose from: as many as files come in at one time."""

LONG = 60
"""Characters. A longer line that says something for a field says more beside it, and is left in the text."""


@dataclass(frozen=True)
class LineRow:
    """
    One raw line with the doubts about it.

    What a page of five hundred says of each is made ready here: a template takes four times as long for it.
    """

    row: ledger.Row
    doubts: Sequence[Doubt] = ()

    @cached_property
    def number(self) -> str:
        return str(self.row.number)

    @property
    def place(self) -> str:
        return f"L{self.number}"

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.row.pieces).strip()

    @property
    def why(self) -> list[tuple[str, bool, str]]:
        """Each stretch of it with whether it is kept and the rule that decided."""
        raw = "".join(piece.text for piece in self.row.pieces)
        segments = self.row.line.segments if self.row.line else ()
        return [(raw[one.start : one.end], one.fate == "kept", rule_name(one.rule)) for one in segments]

    @property
    def is_long(self) -> bool:
        return len(self.text) >= LONG

    @cached_property
    def fate(self) -> str:
        return self.row.fate

    @property
    def said(self) -> str:
        """Its fate, and for what is removed the reason."""
        reasons = self.row.reasons
        return f"{self.row.fate_in_words}（{reasons}）" if reasons else self.row.fate_in_words

    @property
    def rule(self) -> str:
        rule = rule_name(self.row.line.rule) if self.row.line else ""
        return f"{rule}，取出{self.row.fields}" if self.row.fields else rule

    @property
    def items(self) -> list[tuple[str, str]]:
        """The places of the items that it went to, and how they are called; the title has no place."""
        to = self.row.line.to if self.row.line else ()
        return [("" if one == "title" else f"P{one + 1}", ledger.place_in_words(one)) for one in to]


@dataclass(frozen=True)
class DecisionRow:
    decision: Decision
    theme_names: Mapping[str, str]

    @property
    def value(self) -> str:
        return decided(self.decision.kind, self.decision.value, self.theme_names)

    @property
    def in_words(self) -> str:
        """All of it in a line, for lists of news."""
        place = f"（第 {self.decision.line} 行“{self.decision.quote[:16]}”）" if self.decision.line else ""
        value = f" → {self.value}" if self.value else ""
        return f"{self.decision.get_kind_display()}{place}{value}"


class Workbench:
    """Everything the 处理 page and its forms need of one article, each part loaded once and only when asked for."""

    def __init__(self, article: Article, part: int = 1, at: str = "", page: int = 0) -> None:
        """
        `part` is the one to be shown, see `parts`; of an article that became shorter the last. `at` is the place
        whose panel is open, L7 or P3, which settles the part as well; `page` the page of the original whose picture
        stands where the lines would, 0 for none.
        """
        self.article = article
        self.at = at
        self._part = part
        self._page = page

    @cached_property
    def clean(self) -> CleanArticle:
        return working_copy(self.article)

    @cached_property
    def reading(self) -> Reading:
        return as_record(self.article.cleaning.reading)

    @cached_property
    def themes(self) -> Sequence[Theme]:
        return list(Theme.objects.all())

    @cached_property
    def theme_names(self) -> Mapping[str, str]:
        return {theme.slug: theme.name for theme in self.themes}

    @property
    def theme_keys(self) -> list[tuple[str, Theme]]:
        """Each theme with the key that chooses it: 0 what fits none, 1 to 9 the others in their order."""
        others = [theme for theme in self.themes if theme.slug != "general"]
        keyed = [(str(key) if key < 10 else "", theme) for key, theme in enumerate(others, 1)]
        return keyed + [("0", theme) for theme in self.themes if theme.slug == "general"]

    @cached_property
    def version(self) -> str:
        """
        Another one after every decision, undoing, cleaning, publishing and change of status.

        Not stored: it is made of what those acts write anyway.
        """
        decisions = Decision.objects.filter(article=self.article).aggregate(Max("pk"), Count("undone_at"))
        parts = (self.article.cleaning_id, self.article.edition_id, self.article.status, *decisions.values())
        return ".".join(str(part or 0) for part in parts)

    @property
    def decisions(self) -> QuerySet[Decision]:
        """Those that hold, the latest first: the one to undo is mostly the last."""
        return self.article.decisions.filter(undone_at=None).select_related("by").order_by("-at", "-pk")

    @cached_property
    def decision_rows(self) -> list[DecisionRow]:
        return [DecisionRow(decision, self.theme_names) for decision in self.decisions]

    @property
    def accepted(self) -> list[DecisionRow]:
        """Reasons to doubt that somebody looked into."""
        return [row for row in self.decision_rows if row.decision.kind == DecisionKind.ACCEPT]

    @cached_property
    def lines_with_text(self) -> frozenset[int]:
        """The raw lines that something can be done to."""
        return frozenset(line.number for line in self.clean.ledger)

    @cached_property
    def doubts(self) -> list[Doubt]:
        return doubts(self.clean)

    @cached_property
    def settled(self) -> list[Doubt]:
        """Lines about which the machine made up its mind without asking."""
        return [note for note in notes(self.clean) if note.place.startswith("L")]

    @cached_property
    def remarks(self) -> list[Doubt]:
        """What else is true of the page."""
        return [note for note in notes(self.clean) if not note.place.startswith("L")]

    @cached_property
    def near_ties(self) -> list[Doubt]:
        return near_ties(self.clean)

    @cached_property
    def flags(self) -> list[tuple[proofing.Flag, Doubt]]:
        return flagged(self.clean, proofing.look(self.clean))

    @property
    def worth_a_look(self) -> int:
        """Places that hold nothing up: what proofing found, and near ties."""
        return len(self.flags) + len(self.near_ties)

    @cached_property
    def batch(self) -> Batch | None:
        """With which it came, the last time."""
        upload = self.article.uploads.select_related("batch").order_by("-pk").first()
        return upload.batch if upload else None

    @property
    def came_with(self) -> QuerySet[Article]:
        """What came in with it and goes on by itself: where another part of a text, or the same text, is looked for."""
        others = Article.objects.filter(uploads__batch=self.batch).exclude(pk=self.article.pk)
        return others.exclude(status=Status.ARCHIVED).exclude(put_away()).distinct().order_by("number")[:MOST_OFFERED]

    @cached_property
    def compositions(self) -> Sequence[Composition]:
        """What was split from the article or joined to it, the latest first."""
        return list(compositions.of(self.article))

    @cached_property
    def resemblances(self) -> Sequence[Resemblance]:
        return list(resemblances.of(self.article))

    @property
    def field_rows(self) -> list[FieldRow]:
        return [FieldRow(name, self.clean.fields.get(name), self.clean.evidence.get(name)) for name in FIELD_NAMES]

    @cached_property
    def pages(self) -> range:
        """Those of the original that lines stand on; none of a web page. Of several files they are counted on."""
        return range(1, max((line.box.page for line in self.reading.lines if line.box), default=0) + 1)

    @property
    def parts(self) -> range:
        return range(1, ledger.part_of(len(self.reading.lines)) + 1)

    @property
    def page(self) -> int:
        """The page whose picture is shown, the last for one beyond it; 0 where lines are."""
        return min(self._page, self.pages[-1]) if self.pages else 0

    @cached_property
    def lines_of_page(self) -> list[Line]:
        return [line for line in self.reading.lines if line.box and line.box.page == self.page]

    @property
    def part(self) -> int:
        line = line_of(self.at, self.clean) if self.at else 0
        if not line and self.page and self.lines_of_page:
            line = self.lines_of_page[0].number
        return min(ledger.part_of(line) if line else self._part, self.parts[-1])

    @property
    def part_of_lines(self) -> int:
        """The part whose lines are on the page; 0 where a picture is."""
        return 0 if self.page else self.part

    @cached_property
    def items_shown(self) -> list[ItemRow]:
        items = enumerate(self.clean.items)
        part = self.part
        return [self._item_row(index) for index, item in items if ledger.part_of(item.line) == part]

    @property
    def item_at(self) -> ItemRow | None:
        """The item whose panel is open; its text is typed there, and not marked."""
        number = int(self.at[1:]) if self.at.startswith("P") else 0
        if not 0 < number <= len(self.clean.items):
            return None
        return ItemRow(number - 1, self.clean.items[number - 1], self.theme_names, (), self._doubts_by_place[self.at])

    def _item_row(self, index: int) -> ItemRow:
        pieces = stretches(index, self.clean, self.reading, self._flags_by_item[index])
        here = self._doubts_by_place[f"P{index + 1}"]
        return ItemRow(index, self.clean.items[index], self.theme_names, pieces, here)

    @cached_property
    def _flags_by_item(self) -> Mapping[int, list[proofing.Flag]]:
        by_item: dict[int, list[proofing.Flag]] = defaultdict(list)
        for flag, _ in self.flags:
            by_item[flag.item].append(flag)
        return by_item

    @cached_property
    def lines_shown(self) -> list[LineRow]:
        """Of the part that is shown."""
        return self._line_rows((self.part - 1) * ledger.LINES, self.part * ledger.LINES)

    @property
    def line_at(self) -> LineRow | None:
        """The line whose panel is open."""
        number = int(self.at[1:]) if self.at.startswith("L") else 0
        return next(iter(self._line_rows(number - 1, number)), None) if number else None

    def _line_rows(self, start: int, end: int) -> list[LineRow]:
        rows = ledger.rows(self.reading.lines[start:end], self.clean)
        return [LineRow(row, self._doubts_by_place[f"L{row.number}"]) for row in rows]

    @cached_property
    def _doubts_by_place(self) -> Mapping[str, list[Doubt]]:
        by_place: dict[str, list[Doubt]] = defaultdict(list)
        for doubt in self.doubts:
            by_place[doubt.place].append(doubt)
        return by_place

    def address(self, place: str) -> str:
        """From what is shown to a place, as `doubts` names it; to the top of the page where it names none."""
        line = line_of(place, self.clean)
        shown = self.part_of_lines if place.startswith("L") else self.part
        part = ledger.part_of(line) if line else shown
        return f"{'' if part == shown else f'?part={part}'}#{place or 'content'}"
