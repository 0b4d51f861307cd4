"""
What a change of the office's words would do to the library, as a page shows it before the change is made.

Worked out when the page is rendered: by then no transaction is open, so that nobody waits for a look.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property

from django.db.models import QuerySet

from readingroom.articles.effects import Preview
from readingroom.articles.models import Appearance, Article, Edition, Paragraph, Source, Theme
from readingroom.articles.questioning import IN_HAND, articles_touched
from readingroom.search.reach import Reach, reach

SHOWN = 10
"""Articles that are named of all that are counted."""


class Weight:
    """`template` shows it; `effect` says in words when it takes effect."""

    template: str

    def __init__(self, effect: str) -> None:
        self.effect = effect


class ReachWeight(Weight):
    """Words by which readers find: what counts is how many paragraphs have them."""

    template = "desk/_weight.html"

    def __init__(self, words: Sequence[str], effect: str) -> None:
        super().__init__(effect)
        self.words = words

    @cached_property
    def reach(self) -> Reach | None:
        return reach(self.words)


class PreviewWeight(Weight):
    """Places of the library that would be otherwise; `what` names them."""

    template = "desk/_preview.html"

    def __init__(self, look: Callable[[], Preview], what: str, effect: str) -> None:
        super().__init__(effect)
        self._look, self.what = look, what

    @cached_property
    def preview(self) -> Preview:
        return self._look()


class ThemeWeight(Weight):
    """A shelf's name and place are seen by readers at once."""

    template = "desk/_renaming.html"

    def __init__(self, theme: Theme) -> None:
        super().__init__("")
        self.theme = theme

    @property
    def articles(self) -> int:
        return Edition.objects.published().on_theme(self.theme.slug).count()

    @property
    def paragraphs(self) -> int:
        return Paragraph.objects.published().on_theme(self.theme.slug).count()

    @property
    def order_of_all(self) -> list[Theme]:
        others = Theme.objects.exclude(pk=self.theme.pk)
        return sorted([*others, self.theme], key=lambda theme: (theme.order, theme.slug))


class RuleWeight(Weight):
    """The articles in which rules remove something: those in hand are asked about, others were published by a person."""

    template = "desk/_touched.html"

    def __init__(self, rules: Sequence[str], effect: str) -> None:
        super().__init__(effect)
        self.rules = rules

    @cached_property
    def in_hand(self) -> int:
        return self._in_hand.count()

    @cached_property
    def others(self) -> int:
        return articles_touched(*self.rules).exclude(status__in=IN_HAND).count()

    @property
    def shown(self) -> Sequence[Article]:
        return list(self._in_hand.only("number", "name", "status")[:SHOWN])

    @property
    def _in_hand(self) -> QuerySet[Article]:
        return articles_touched(*self.rules).filter(status__in=IN_HAND)


class AliasWeight(Weight):
    """Spellings by which articles to come are filed; what is filed already stays where it is."""

    template = "desk/_spellings.html"

    def __init__(self, source: Source, added: Sequence[str], dropped: Sequence[str]) -> None:
        super().__init__("已经归好的不动；以后新收的、未发布而重新清洗的，照新的别名归。")
        self.source, self._added, self._dropped = source, added, dropped

    @property
    def added(self) -> list[tuple[str, int, int]]:
        """With how many appearances print it, and how many of them are filed elsewhere."""
        printed = ((one, self._printed(one).count()) for one in self._added)
        return [(one, count, count - self._filed_here(one)) for one, count in printed]

    @property
    def dropped(self) -> list[tuple[str, int]]:
        return [(one, self._filed_here(one)) for one in self._dropped]

    def _filed_here(self, spelling: str) -> int:
        """Under a source that is not saved yet nothing is filed."""
        return self._printed(spelling).filter(source=self.source).count() if self.source.pk else 0

    def _printed(self, spelling: str) -> QuerySet[Appearance]:
        return Appearance.objects.filter(source_as_printed=spelling)
