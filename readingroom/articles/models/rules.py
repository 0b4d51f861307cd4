from __future__ import annotations

from django.db import models

from readingroom.cleaning import rule_name

from .room import OfficeRow


class RuleMode(models.TextChoices):
    AUTO = "auto", "自动"
    ALWAYS = "always", "总是问"
    NEVER = "never", "不再问"


class RuleSetting(OfficeRow):
    """规则的处理: whether a person is asked about the lines that a rule of cleaning removes. Without a row: 自动."""

    rule = models.CharField("规则", max_length=64, unique=True)
    mode = models.CharField("处理", max_length=8, choices=RuleMode, default=RuleMode.AUTO)

    class Meta:
        verbose_name = "规则的处理"
        verbose_name_plural = "规则的处理"
        ordering = ["rule"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(rule=""), name="rule_setting_names_a_rule"),
            models.CheckConstraint(condition=models.Q(mode__in=RuleMode.values), name="rule_mode_is_known"),
        ]

    def __str__(self) -> str:
        return rule_name(self.rule)
