"""Articles that have text in common, and what a curator said of that."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from .library import Appearance, Article
from .originals import Reading


class Likeness(models.TextChoices):
    SAME = "same", "文字相同"
    REVISED = "revised", "像是修订稿"
    REPRINT = "reprint", "像是转载"
    QUOTATIONS = "quotations", "只有引文相同"


class Verdict(models.TextChoices):
    SAME = "same", "同一篇"
    REVISED = "revised", "修订稿"
    DIFFERENT = "different", "不是重复"


class Resemblance(models.Model):
    """
    相近: two articles with text in common, the one that came later first.

    `likeness` is the machine's, `verdict` the curator's; it is remembered, so nobody is asked twice. What a verdict
    brought about can be taken back: `appearance` is the one that the other article was given, `replaced` the reading
    that its working copy was made of before.
    """

    article = models.ForeignKey(Article, models.PROTECT, related_name="resemblances", verbose_name="文章")
    other = models.ForeignKey(Article, models.PROTECT, related_name="+", verbose_name="较早的文章")
    likeness = models.CharField("相近程度", max_length=16, choices=Likeness)
    shared = models.PositiveSmallIntegerField("相同的文字（%）")
    verdict = models.CharField("判定", max_length=16, choices=Verdict, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="判定者"
    )
    at = models.DateTimeField("判定时间", null=True, blank=True)
    appearance = models.ForeignKey(
        Appearance, models.SET_NULL, null=True, blank=True, editable=False, related_name="+", verbose_name="添上的刊登"
    )
    replaced = models.ForeignKey(
        Reading, models.PROTECT, null=True, blank=True, editable=False, related_name="+", verbose_name="换下的读本"
    )

    class Meta:
        verbose_name = "相近"
        verbose_name_plural = "相近"
        ordering = ["article", "-shared", "other"]
        constraints = [
            models.UniqueConstraint(fields=["article", "other"], name="one_resemblance_per_pair"),
            models.CheckConstraint(condition=~models.Q(article=models.F("other")), name="nothing_resembles_itself"),
            models.CheckConstraint(condition=models.Q(likeness__in=Likeness.values), name="likeness_is_known"),
            models.CheckConstraint(condition=models.Q(verdict__in=["", *Verdict.values]), name="verdict_is_known"),
            models.CheckConstraint(
                condition=models.Q(verdict="", at__isnull=True) | (~models.Q(verdict="") & models.Q(at__isnull=False)),
                name="verdict_says_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.article} / {self.other}"


class Run(models.Model):
    """A run of letters of an article's working copy, as a number: one of the sample by which others are compared."""

    article = models.ForeignKey(Article, models.PROTECT, related_name="runs", verbose_name="文章")
    value = models.PositiveIntegerField("指纹")

    class Meta:
        verbose_name = "字句指纹"
        verbose_name_plural = "字句指纹"
        constraints = [models.UniqueConstraint(fields=["value", "article"], name="a_run_once_per_article")]

    def __str__(self) -> str:
        return f"{self.value:08x}"
