"""
Which rules of cleaning a person is asked about: those that removed what curators put back, and those they name.

Counted absolutely, the rules that decide most would be asked about everywhere; so it is a share of what a rule removes,
in articles that are not all of one make.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil

from django.db.models import Count, Exists, OuterRef, QuerySet, Sum
from django.db.models.functions import Least

from .models import Article, Decision, DecisionKind, Removal, RuleMode, RuleSetting, Status

LEAST_ARTICLES = 2
"""A page that is odd in one way has many lines restored at once, and says nothing of others."""

LEAST_SHARE = 0.05
"""Restored of what a rule removed: who looks at twenty lines finds one. Of fewer, nobody looks at the twentieth."""

MOST_OF_ONE = 20
"""Places of one article that count: a page with thousands of notices says no more about others than one with twenty."""

_ASKED_ANYWAY = "undecided"
"""What no rule spoke about is a reason to review by itself."""

IN_HAND = (Status.DRAFT, Status.PENDING)
"""Where doubts are looked into; what is published a person has published."""


@dataclass(frozen=True)
class Questioning:
    """
    `removed` are the places a rule removes in the working copies now, `restored` those that curators put back.

    Of both no more are counted than so many articles may give.
    """

    rule: str
    mode: RuleMode
    removed: int
    restored: int
    articles: int

    @property
    def is_doubtful(self) -> bool:
        """By the count alone."""
        share = LEAST_SHARE * (self.restored + self.removed)
        return self.articles >= LEAST_ARTICLES and self.restored >= share

    @property
    def asks(self) -> bool:
        return self.mode == RuleMode.ALWAYS or (self.mode == RuleMode.AUTO and self.is_doubtful)


def questioned_rules() -> frozenset[str]:
    """Asked at every cleaning, so nothing is counted further than the answer needs."""
    modes = dict(RuleSetting.objects.values_list("rule", "mode"))
    suspected = (
        Questioning(rule, RuleMode.AUTO, _removed_up_to(ceil(times / LEAST_SHARE), rule), times, articles)
        for rule, times, articles in _restored()
        if articles >= LEAST_ARTICLES and modes.get(rule, RuleMode.AUTO) == RuleMode.AUTO
    )
    always = (rule for rule, mode in modes.items() if mode == RuleMode.ALWAYS)
    return frozenset({*always, *(one.rule for one in suspected if one.asks)})


def questionings(rules: Sequence[str] | None = None) -> list[Questioning]:
    """Of these rules, or of all that remove anything now, did before it was put back, or are set."""
    restored = {rule: (times, articles) for rule, times, articles in _restored()}
    removed = dict(_removed(rules))
    modes = dict(RuleSetting.objects.values_list("rule", "mode"))
    return [
        Questioning(rule, RuleMode(modes.get(rule, RuleMode.AUTO)), removed.get(rule, 0), *restored.get(rule, (0, 0)))
        for rule in sorted({*removed, *restored, *modes} if rules is None else rules)
    ]


def articles_touched(*rules: str) -> QuerySet[Article]:
    """Where one of the rules removes something, the latest first."""
    removals = Removal.objects.filter(cleaning=OuterRef("cleaning"), rule__in=rules)
    return Article.objects.filter(Exists(removals)).order_by("-pk")


def _restored() -> Iterator[tuple[str, int, int]]:
    """What became the title is left out: mostly it stood in the article before, and no rule had removed it."""
    standing = Decision.objects.filter(kind=DecisionKind.KEEP, undone_at=None).exclude(value="title")
    of_rules = standing.exclude(overrules__in=("", _ASKED_ANYWAY)).order_by().values_list("overrules")
    for rule, times, articles in of_rules.annotate(Count("pk"), Count("article", distinct=True)):
        yield rule, min(times, articles * MOST_OF_ONE), articles


def _removed_up_to(most: int, rule: str) -> int:
    present = Exists(Article.objects.filter(cleaning=OuterRef("cleaning")))
    counted = Removal.objects.filter(present, rule=rule).annotate(counted=Least("places", MOST_OF_ONE))
    return sum(counted.values_list("counted", flat=True)[:most])


def _removed(rules: Sequence[str] | None) -> QuerySet[Removal, tuple[str, int]]:
    """Of the working copies that articles have now; an article may keep the one that its edition was made from."""
    present = Removal.objects.filter(Exists(Article.objects.filter(cleaning=OuterRef("cleaning"))))
    chosen = present.exclude(rule=_ASKED_ANYWAY) if rules is None else present.filter(rule__in=rules)
    return chosen.order_by().values_list("rule").annotate(removed=Sum(Least("places", MOST_OF_ONE)))
