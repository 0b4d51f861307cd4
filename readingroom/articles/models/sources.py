from __future__ import annotations

from django.conf import settings
from django.db import models

from ..addresses import address_of


class SourceKind(models.TextChoices):
    CENTRAL = "central", "中央媒体"
    LOCAL = "local", "地方媒体"
    JOURNAL = "journal", "期刊"
    BOOK = "book", "图书"
    WEBSITE = "website", "网站"
    OWN = "own", "自编"
    OTHER = "other", "其他"


class Source(models.Model):
    """
    来源: an outlet that prints or posts; of a book it is the publisher.

    网络整理 and 网友投稿 are words a page prints, not outlets.
    """

    name = models.CharField("名称", max_length=100, unique=True, help_text="报刊、网站或出版社的正式名称，不带书名号。")
    kind = models.CharField("类别", max_length=16, choices=SourceKind, default=SourceKind.OTHER)
    home_page = models.URLField("网址", blank=True)

    class Meta:
        verbose_name = "来源"
        verbose_name_plural = "来源"
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(name=""), name="source_has_a_name"),
            models.CheckConstraint(condition=models.Q(kind__in=SourceKind.values), name="source_kind_is_known"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return address_of("pages:source", self.pk)


class SourceAlias(models.Model):
    """Another spelling under which a source is printed: 《人民日报》, 人民网-人民日报."""

    source = models.ForeignKey(Source, models.CASCADE, related_name="aliases", verbose_name="来源")
    spelling = models.CharField("写法", max_length=100, unique=True, help_text="文章上印出的另一种写法。")

    class Meta:
        verbose_name = "来源别名"
        verbose_name_plural = "来源别名"
        ordering = ["spelling"]

    def __str__(self) -> str:
        return self.spelling


class SourceMerger(models.Model):
    """
    并入: a source that was found to be another one by a second name; its number leads to that one from then on.

    `row` is what the source said of itself, `moved` the rows that were its own: {"appearances": [pk, …], "editions":
    [pk, …], "aliases": [spelling, …]}. So it can be taken back.
    """

    number = models.PositiveBigIntegerField("原编号")
    name = models.CharField("原名称", max_length=100)
    kept = models.ForeignKey(Source, models.CASCADE, related_name="mergers", verbose_name="并入")
    row = models.JSONField("原来的内容")
    moved = models.JSONField("移过去的")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="经手人")
    at = models.DateTimeField("时间", auto_now_add=True)
    undone_at = models.DateTimeField("撤销时间", null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="撤销者"
    )

    class Meta:
        verbose_name = "来源的合并"
        verbose_name_plural = "来源的合并"
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["number"], condition=models.Q(undone_at=None), name="a_source_is_merged_into_one"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} → {self.kept}"
