from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models.functions import Cast, Length

from readingroom.cleaning.pieces import CURATOR

from .shapes import is_long


class OriginalManager(models.Manager["Original"]):
    """Leaves the bytes in the database until somebody asks for them."""

    def get_queryset(self) -> models.QuerySet[Original]:
        return super().get_queryset().defer("content")


NO_HASH = "0" * 64
"""Of bytes that are gone and that nobody is to find out by trying; see `Original`."""


class Original(models.Model):
    """
    原件: the raw bytes as they came, known by their SHA-256, never changed but by a redaction.

    The bytes are in the database and not in a folder beside it: so one transaction holds an original together
    with all that was made of it, and one backup holds everything.

    After a redaction the hash is a way to find out what was taken out: there are ten thousand million telephone numbers,
    and where all else is known each can be put in its place and tried, in an hour. So a text is called by the hash of
    what is left of it; of other formats the rest of the bytes is gone, and nobody can try. What stays are the keys of its
    paragraphs, for they are quoted elsewhere, and the same file has the same keys in every room: whoever knows the rest of
    a text file to the byte can try numbers on them.
    """

    sha256 = models.CharField("SHA-256", max_length=64, unique=True)
    content = models.BinaryField("内容")
    size = models.PositiveBigIntegerField("字节数")
    file_name = models.CharField("文件名", max_length=255)
    format = models.CharField("格式", max_length=16)
    simhash = models.CharField(
        "文本指纹", max_length=16, editable=False, help_text="收入时机器清洗所得正文的指纹，十六进制。"
    )
    added_at = models.DateTimeField("收入时间", auto_now_add=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="收入者"
    )
    # Empty only between the writing of an original and of the article made from it, within one transaction.
    article = models.ForeignKey(
        "articles.Article", models.PROTECT, null=True, blank=True, related_name="originals", verbose_name="文章"
    )
    # Its bytes are no longer those that came in. In this room or in that which it was taken over from.
    redacted_at = models.DateTimeField("隐去时间", null=True, blank=True, editable=False)
    # Empty where it was another room's.
    redaction = models.ForeignKey(
        "articles.Redaction",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="originals",
        verbose_name="隐去",
    )

    objects: ClassVar[OriginalManager] = OriginalManager()

    class Meta:
        verbose_name = "原件"
        verbose_name_plural = "原件"
        base_manager_name = "objects"
        ordering = ["-added_at", "-pk"]
        constraints = [models.CheckConstraint(condition=is_long("sha256", 64), name="original_hash_is_whole")]

    def __str__(self) -> str:
        return self.file_name

    @property
    def is_called_by_its_bytes(self) -> bool:
        """Not where personal data was taken out of what is no text."""
        return hashlib.sha256(bytes(self.content)).hexdigest() == self.sha256


class Reading(models.Model):
    """
    读本: the lines as a reader first decoded them from an original. Immutable; cleaning always starts from it.

    `lines` is [[text, style], …] in order, with a box behind them where a line stood on a page (see `working_copy`).
    Reading an original anew is a curator's act and makes another row. One that is composed holds a stretch of
    another reading, or several (`ReadingPart`): the file held more than one article, or less.
    """

    original = models.ForeignKey(Original, models.PROTECT, related_name="readings", verbose_name="原件")
    reader = models.CharField("读取程序", max_length=32)
    encoding = models.CharField("编码", max_length=32)
    lines = models.JSONField("各行")
    doubts = models.JSONField("疑点", default=list)
    read_at = models.DateTimeField("读取时间", auto_now_add=True)
    is_composed = models.BooleanField("由拆并而成", default=False, editable=False)

    class Meta:
        verbose_name = "读本"
        verbose_name_plural = "读本"
        ordering = ["original", "-read_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["original", "reader"],
                condition=models.Q(is_composed=False),
                name="one_reading_per_original_and_reader",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.original} ({self.reader})"


class ReadingPart(models.Model):
    """A stretch of an original's own reading that a composed one is made of; lines from 1, the last included."""

    reading = models.ForeignKey(Reading, models.PROTECT, related_name="parts", verbose_name="读本")
    order = models.PositiveSmallIntegerField("次序")
    source = models.ForeignKey(Reading, models.PROTECT, related_name="+", verbose_name="取自")
    first_line = models.PositiveIntegerField("首行")
    last_line = models.PositiveIntegerField("末行")

    class Meta:
        verbose_name = "读本的组成"
        verbose_name_plural = "读本的组成"
        ordering = ["reading", "order"]
        constraints = [
            models.UniqueConstraint(fields=["reading", "order"], name="a_place_once_per_reading"),
            models.CheckConstraint(
                condition=models.Q(first_line__gte=1, last_line__gte=models.F("first_line")),
                name="reading_part_has_lines",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.first_line}–{self.last_line}"


class DecisionKind(models.TextChoices):
    KEEP = "keep", "恢复"
    REMOVE = "remove", "移除"
    SPLIT = "split", "拆分"
    JOIN = "join", "合并"
    MOVE = "move", "移动"
    KIND = "kind", "改类型"
    TEXT = "text", "改文字"
    FIELD = "field", "改著录项"
    THEME = "theme", "定段落主题"
    ARTICLE_THEMES = "article_themes", "定文章主题"
    ACCEPT = "accept", "核对无误"


class Decision(models.Model):
    """
    决定: what a curator decided about a reading. See `records.Decision` for what the values mean.

    The anchor holds the quoted text too, so that the place is found again in another reading. A decision is
    never deleted: undoing it sets `undone_at`.
    """

    article = models.ForeignKey("articles.Article", models.PROTECT, related_name="decisions", verbose_name="文章")
    reading = models.ForeignKey(Reading, models.PROTECT, related_name="decisions", verbose_name="读本")
    kind = models.CharField("种类", max_length=16, choices=DecisionKind)
    line = models.PositiveIntegerField("行", null=True, blank=True)
    start = models.PositiveIntegerField("起", null=True, blank=True)
    end = models.PositiveIntegerField("止", null=True, blank=True)
    quote = models.TextField("所引文字", blank=True)
    before = models.CharField("前文", max_length=16, blank=True)
    after = models.CharField("后文", max_length=16, blank=True)
    value = models.JSONField("内容", null=True, blank=True)
    overrules = models.CharField(
        "所改的规则", max_length=64, blank=True, editable=False, help_text="作决定时，管这个位置的规则。"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="决定者")
    at = models.DateTimeField("时间", auto_now_add=True)
    undone_at = models.DateTimeField("撤销时间", null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="撤销者"
    )

    class Meta:
        verbose_name = "决定"
        verbose_name_plural = "决定"
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=DecisionKind.values), name="decision_kind_is_known"),
            models.CheckConstraint(
                condition=models.Q(line__isnull=True, start__isnull=True, end__isnull=True)
                | models.Q(line__gte=1, start__isnull=False, end__isnull=False, end__gte=models.F("start")),
                name="decision_anchor_is_whole",
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=["field", "article_themes", "accept"]) | models.Q(line__isnull=False),
                name="decision_about_text_has_a_place",
            ),
            models.CheckConstraint(
                condition=models.Q(undone_at__isnull=False) | models.Q(undone_by__isnull=True),
                name="decision_undone_by_somebody_says_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.quote[:20]}"


class Redaction(models.Model):
    """
    隐去: personal data that is taken out of an original, its readings and all editions, for good.

    One person asks and another agrees. `places` says where and what kind of number it was, never what it said.
    """

    article = models.ForeignKey("articles.Article", models.PROTECT, related_name="redactions", verbose_name="文章")
    places = models.JSONField("位置", help_text="[{reading, line, start, end, kind}, …]")
    reason = models.CharField("理由", max_length=200)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="提出者")
    asked_at = models.DateTimeField("提出时间", auto_now_add=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="复核者"
    )
    decided_at = models.DateTimeField("复核时间", null=True, blank=True)
    is_agreed = models.BooleanField("同意", null=True, blank=True)
    done_at = models.DateTimeField("执行时间", null=True, blank=True)

    class Meta:
        verbose_name = "隐去"
        verbose_name_plural = "隐去"
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(decided_by__isnull=True) | ~models.Q(decided_by=models.F("asked_by")),
                name="redaction_takes_two_people",
            ),
            models.CheckConstraint(
                condition=models.Q(done_at__isnull=True) | models.Q(is_agreed=True, decided_by__isnull=False),
                name="redaction_is_agreed_before_it_is_done",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.article}（{len(self.places)} 处）"


class CleaningQuerySet(models.QuerySet["Cleaning"]):
    def doubtful(self) -> Self:
        """By the length of the list as text, which is in an index."""
        return self.annotate(length=Length(Cast("review", models.TextField()))).filter(length__gt=len("[]"))


class Cleaning(models.Model):
    """
    清洗结果: what the rules of one version made of a reading and the decisions, with the ledger.

    Only the latest of an article and the one its current edition was published from are kept. `result` is
    larger than the page, so nothing but the desk and publishing loads it.
    """

    reading = models.ForeignKey(Reading, models.PROTECT, related_name="cleanings", verbose_name="读本")
    rules_version = models.CharField("规则版本", max_length=64)
    result = models.JSONField("结果")
    review = models.JSONField("待核原因", default=list)
    rule_hits = models.JSONField("各规则的次数", default=dict, help_text="每条规则管了多少个片段。")
    made_at = models.DateTimeField("时间", auto_now_add=True)

    objects = CleaningQuerySet.as_manager()

    class Meta:
        verbose_name = "清洗结果"
        verbose_name_plural = "清洗结果"
        ordering = ["-made_at", "-pk"]
        # Otherwise SQLite reads each result, which lies before the reasons, to see that there are none.
        indexes = [models.Index(Length(Cast("review", models.TextField())), name="cleaning_by_review")]

    def __str__(self) -> str:
        return f"{self.reading} · {self.rules_version}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """A new one with the account of what its rules remove, which no writer may forget."""
        is_new = self._state.adding
        super().save(*args, **kwargs)
        if is_new:
            removed = removed_places(self.result)
            Removal.objects.bulk_create(Removal(cleaning=self, rule=rule, places=removed[rule]) for rule in removed)


def removed_places(result: Mapping[str, Any]) -> Counter[str]:
    """By the rules that removed them; what a curator removed is no rule's."""
    segments = (segment for line in result.get("ledger", ()) for segment in line["segments"])
    return Counter(one["rule"] for one in segments if one["fate"] == "removed" and one["rule"] != CURATOR)


class Removal(models.Model):
    """
    移除: in how many places of a working copy a rule removes something.

    Beside the result, which is larger than the page: how often a rule was wrong is asked at every cleaning.
    """

    cleaning = models.ForeignKey(Cleaning, models.CASCADE, related_name="removals", verbose_name="清洗结果")
    rule = models.CharField("规则", max_length=64)
    places = models.PositiveIntegerField("处数")

    class Meta:
        verbose_name = "移除"
        verbose_name_plural = "移除"
        constraints = [models.UniqueConstraint(fields=["rule", "cleaning"], name="a_rule_once_per_cleaning")]

    def __str__(self) -> str:
        return f"{self.rule} × {self.places}"
