"""Files that hold more than one article, or less than one."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from .library import Article
from .originals import Reading


class CompositionKind(models.TextChoices):
    SPLIT = "split", "拆开"
    JOIN = "join", "并入"


class Composition(models.Model):
    """
    拆并: of one article's file a part became another article, or another article's file was added to it.

    The readings that the two had before and after are kept, so that it can be undone; the parts of a composed reading
    are told by its `ReadingPart`s. Of a split, `other` is the article that came about and had no reading before.
    """

    kind = models.CharField("种类", max_length=8, choices=CompositionKind)
    article = models.ForeignKey(Article, models.PROTECT, related_name="compositions", verbose_name="文章")
    other = models.ForeignKey(Article, models.PROTECT, related_name="+", verbose_name="另一篇")
    before = models.ForeignKey(Reading, models.PROTECT, related_name="+", verbose_name="原来的读本")
    after = models.ForeignKey(Reading, models.PROTECT, related_name="+", verbose_name="后来的读本")
    other_reading = models.ForeignKey(Reading, models.PROTECT, related_name="+", verbose_name="另一篇的读本")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="经手人")
    at = models.DateTimeField("时间", auto_now_add=True)
    undone_at = models.DateTimeField("还原时间", null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="还原者"
    )

    class Meta:
        verbose_name = "拆并"
        verbose_name_plural = "拆并"
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=CompositionKind.values), name="composition_kind_is_known"
            ),
            models.CheckConstraint(
                condition=~models.Q(article=models.F("other")), name="nothing_is_composed_of_itself"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.article} / {self.other}"
