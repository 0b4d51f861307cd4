"""What curators bring in, from the moment it is received to the moment it is settled."""

from __future__ import annotations

from typing import ClassVar, Self

from django.conf import settings
from django.db import models

from .library import Article
from .originals import Original
from .shapes import is_long


class UploadState(models.TextChoices):
    WAITING = "waiting", "排队"
    WORKING = "working", "处理中"
    ASKS = "asks", "待定"
    DONE = "done", "已办"
    REFUSED = "refused", "未收"
    DROPPED = "dropped", "不要了"


PENDING = (UploadState.WAITING, UploadState.WORKING)
"""What somebody at a page may wait for."""

OPEN = (UploadState.ASKS, UploadState.REFUSED)
"""What a curator has to say something about."""

UNPACKED = "unpacked"
"""The outcome of an archive; a file ends in one of the five of importing, or `reprint`."""

REPRINT = "reprint"
"""The outcome of a file whose text was there: it is noted where else it was printed. Before: what was asked for."""


class BatchQuerySet(models.QuerySet["Batch"]):
    def open(self) -> Self:
        """With a file that a curator has to say something about."""
        return self.filter(models.Exists(Upload.objects.filter(batch=models.OuterRef("pk"), state__in=OPEN)))


class Batch(models.Model):
    """批次: what one curator brought in at one time."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="收稿人")
    at = models.DateTimeField("时间", auto_now_add=True)

    objects = BatchQuerySet.as_manager()

    class Meta:
        verbose_name = "批次"
        verbose_name_plural = "批次"
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"第 {self.pk} 批"


class UploadQuerySet(models.QuerySet["Upload"]):
    def pending(self) -> Self:
        return self.filter(state__in=PENDING)


class UploadManager(models.Manager["Upload"]):
    """Leaves the bytes in the database until somebody asks for them."""

    def get_queryset(self) -> UploadQuerySet:
        return UploadQuerySet(self.model, using=self._db).defer("content")

    def pending(self) -> UploadQuerySet:
        return self.get_queryset().pending()


class Upload(models.Model):
    """
    来件: one file as it came, and what became of it.

    The bytes are here until they are an original's, so nothing that was received is lost, whatever happens to the
    browser, the reader or the server; what could not be read keeps them, with the reason, until a curator does not want
    it any more. An archive's files are uploads of their own, whose `archive` it is; with them it has given its bytes.
    """

    batch = models.ForeignKey(Batch, models.PROTECT, related_name="uploads", verbose_name="批次")
    archive = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="members", verbose_name="压缩包"
    )
    file_name = models.CharField("文件名", max_length=255)
    content = models.BinaryField("内容", null=True)
    size = models.PositiveBigIntegerField("字节数")
    sha256 = models.CharField("SHA-256", max_length=64)
    url = models.URLField("网址", max_length=500, blank=True)
    accessed_on = models.DateField("访问日期", null=True, blank=True)
    state = models.CharField("状态", max_length=8, choices=UploadState, default=UploadState.WAITING, db_index=True)
    outcome = models.CharField("结果", max_length=16, blank=True)
    reason = models.TextField("说明", blank=True)
    article = models.ForeignKey(
        Article, models.PROTECT, null=True, blank=True, related_name="uploads", verbose_name="文章"
    )
    original = models.ForeignKey(
        Original, models.PROTECT, null=True, blank=True, related_name="uploads", verbose_name="原件"
    )
    attempts = models.PositiveSmallIntegerField("次数", default=0)
    settled_at = models.DateTimeField("办完时间", null=True, blank=True)

    objects: ClassVar[UploadManager] = UploadManager()

    class Meta:
        verbose_name = "来件"
        verbose_name_plural = "来件"
        base_manager_name = "objects"
        ordering = ["batch", "pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=UploadState.values), name="upload_state_is_known"),
            models.CheckConstraint(condition=is_long("sha256", 64), name="upload_hash_is_whole"),
            models.CheckConstraint(
                condition=models.Q(content__isnull=False)
                | models.Q(original__isnull=False)
                | models.Q(state=UploadState.DROPPED)
                | models.Q(state=UploadState.DONE, outcome=UNPACKED),
                name="upload_keeps_its_bytes",
            ),
        ]

    def __str__(self) -> str:
        return self.path

    @property
    def path(self) -> str:
        """As the commands call it, the name of its archive in front."""
        return f"{self.archive.file_name}/{self.file_name}" if self.archive else self.file_name

    @property
    def is_pending(self) -> bool:
        return self.state in PENDING
