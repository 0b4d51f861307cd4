from __future__ import annotations

from uuid import uuid4

from django.conf import settings
from django.db import models

from .library import Article


class Room(models.Model):
    """
    阅览室: the one row of what the office decides, and the room revision.

    Every write that can change a public page raises `revision`; with an article's edition it gives ETags and
    cache keys. `identity` tells this room from all others, whatever they are called and wherever they are moved; what
    has to have a name of its own in the whole world, as an entry of a feed, is named by it.
    """

    name = models.CharField("阅览室名称", max_length=60, default="党建阅览室")
    office = models.CharField("单位名称", max_length=60, blank=True)
    contact = models.CharField("联系方式", max_length=120, blank=True, help_text="显示在页脚，供读者反映错误。")
    revision = models.PositiveBigIntegerField("修订号", default=1, editable=False)
    identity = models.UUIDField("标识", default=uuid4, editable=False)

    class Meta:
        verbose_name = "阅览室"
        verbose_name_plural = "阅览室"
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="there_is_one_room")]

    def __str__(self) -> str:
        return self.name


class OfficeRow(models.Model):
    """
    What the office decides row by row in apps above this one; `curation.save` notes who wrote it last, and when.

    Who wrote it before stands in the desk's history.
    """

    changed_at = models.DateTimeField("修改时间", auto_now=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name="修改者",
    )

    class Meta:
        abstract = True

    @property
    def why_it_stays(self) -> str:
        """A sentence for a curator who wants to delete it; empty when nothing is against that."""
        return ""


class Change(models.Model):
    """News for the index: this article's public state may have changed. Written in the transaction that changed it."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="changes", verbose_name="文章")
    at = models.DateTimeField("时间", auto_now_add=True)

    class Meta:
        verbose_name = "变动"
        verbose_name_plural = "变动"
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.article_id)
