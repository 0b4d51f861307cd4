"""One article as the 处理 page shows it: clean text, evidence, raw lines, decisions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Count, Max, QuerySet

from readingroom.articles import ledger
from readingroom.articles.differences import FIELD_LABELS
from readingroom.articles.models import Article, Decision, Theme
from readingroom.articles.wording import field_value
from readingroom.articles.working_copy import as_record, working_copy
from readingroom.records import FIELD_NAMES, CleanArticle, FieldEvidence, Item, Reading, Theming

from .wording import HOW, KINDS, decided


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
    theme_names: dict[str, str]

    @property
    def number(self) -> int:
        return self.index + 1

    @property
    def kind(self) -> str:
        return KINDS[self.item.kind]

    @property
    def theming(self) -> Theming:
        """Of items that have one: all but front matter."""
        assert self.item.theming is not None
        return self.item.theming

    @property
    def decided_by(self) -> str:
        return "编辑定" if self.theming.decided_by == "curator" else "规则定"

    @property
    def evidence(self) -> list[tuple[str, str]]:
        """For each theme the words that speak for it, the theme with the most weight first."""
        weights: dict[str, float] = defaultdict(float)
        words: dict[str, list[str]] = defaultdict(list)
        for hit in self.theming.hits:
            weights[hit.theme] += hit.weight * hit.count
            words[hit.theme].append(f"{hit.word}×{hit.count}" if hit.count > 1 else hit.word)
        themes = sorted(weights, key=lambda theme: (-weights[theme], theme))
        return [(self.theme_names.get(theme, theme), "、".join(words[theme])) for theme in themes]


@dataclass(frozen=True)
class DecisionRow:
    decision: Decision
    theme_names: dict[str, str]

    @property
    def value(self) -> str:
        return decided(self.decision.kind, self.decision.value, self.theme_names)


class Workbench:
    """Everything the 处理 page and its forms need of one article, each part loaded once and only when asked for."""

    def __init__(self, article: Article, part: int = 1) -> None:
        """`part` is the one to be shown, see `parts`; of an article that became shorter the last."""
        self.article = article
        self._part = part

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
    def theme_names(self) -> dict[str, str]:
        return {theme.slug: theme.name for theme in self.themes}

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

    @property
    def field_rows(self) -> list[FieldRow]:
        return [FieldRow(name, self.clean.fields.get(name), self.clean.evidence.get(name)) for name in FIELD_NAMES]

    @property
    def item_rows(self) -> list[ItemRow]:
        return [ItemRow(index, item, self.theme_names) for index, item in enumerate(self.clean.items)]

    @property
    def decision_rows(self) -> list[DecisionRow]:
        return [DecisionRow(decision, self.theme_names) for decision in self.decisions]

    @property
    def parts(self) -> range:
        return range(1, ledger.part_of(len(self.reading.lines)) + 1)

    @property
    def part(self) -> int:
        return min(self._part, self.parts[-1])

    @property
    def items_shown(self) -> list[ItemRow]:
        return [row for row in self.item_rows if ledger.part_of(row.item.line) == self.part]

    @property
    def ledger_rows(self) -> list[ledger.Row]:
        """Of the part that is shown."""
        lines = self.reading.lines[(self.part - 1) * ledger.LINES : self.part * ledger.LINES]
        return ledger.rows(lines, self.clean)
