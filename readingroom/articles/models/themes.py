from __future__ import annotations

from django.db import models

from readingroom.records import THEME_SLUGS

from ..addresses import address_of

HEAVIEST = 100
"""The shipped weights go up to 3; a word that weighs more than all others together decides every paragraph alone."""


class Theme(models.Model):
    """
    主题. The four slugs that come with the room never change, `general` (综合) is a row like the others:
    not deletable, and without terms.
    """

    slug = models.SlugField("代号", max_length=32, unique=True, help_text="用在网址里，定下后不再改。")
    name = models.CharField("名称", max_length=32, unique=True)
    description = models.TextField("说明", blank=True, help_text="显示在主题页的开头。")
    order = models.PositiveSmallIntegerField("次序", default=0)

    class Meta:
        verbose_name = "主题"
        verbose_name_plural = "主题"
        ordering = ["order", "slug"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return address_of("pages:theme", self.slug)

    @property
    def is_shipped(self) -> bool:
        return self.slug in THEME_SLUGS


class Origin(models.TextChoices):
    SHIPPED = "shipped", "随软件提供"
    OFFICE = "office", "本单位"


class TermState(models.TextChoices):
    ACTIVE = "active", "使用中"
    PROPOSED = "proposed", "待采纳"
    DELETED = "deleted", "已删除"


class Term(models.Model):
    """
    主题词: a word that speaks for a theme, with its weight.

    `shipped_weight` is the weight the software last brought; while `weight` equals it, the office has not
    touched the entry. A deleted entry stays as a row, so that loading the vocabulary does not bring it back.
    """

    theme = models.ForeignKey(Theme, models.CASCADE, related_name="terms", verbose_name="主题")
    word = models.CharField("词语", max_length=32)
    weight = models.FloatField("权重", default=1.0, help_text="越大越能说明主题，一般 0.5 到 3。")
    origin = models.CharField("出处", max_length=8, choices=Origin, default=Origin.OFFICE)
    state = models.CharField("状态", max_length=8, choices=TermState, default=TermState.ACTIVE)
    shipped_weight = models.FloatField("软件给出的权重", null=True, blank=True, editable=False)
    proposed_weight = models.FloatField("软件新提出的权重", null=True, blank=True, editable=False)

    class Meta:
        verbose_name = "主题词"
        verbose_name_plural = "主题词"
        ordering = ["theme", "-weight", "word"]
        constraints = [
            models.UniqueConstraint(fields=["theme", "word"], name="one_term_per_theme_and_word"),
            models.CheckConstraint(condition=~models.Q(word=""), name="term_has_a_word"),
            models.CheckConstraint(
                condition=models.Q(weight__gt=0, weight__lte=HEAVIEST),
                name="term_weight_is_sensible",
                violation_error_message=f"权重应大于 0，不超过 {HEAVIEST}。",
            ),
            models.CheckConstraint(condition=models.Q(origin__in=Origin.values), name="term_origin_is_known"),
            models.CheckConstraint(condition=models.Q(state__in=TermState.values), name="term_state_is_known"),
        ]

    def __str__(self) -> str:
        return self.word
