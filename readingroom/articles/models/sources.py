from __future__ import annotations

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
