from __future__ import annotations

import unicodedata

from django.core.exceptions import ValidationError
from django.db import models

from readingroom.cleaning.characters import count_han
from readingroom.cleaning.office import LONGEST_WORD, SHORTEST_NOTICE

from .room import OfficeRow


class CleaningWordKind(models.TextChoices):
    LINE = "line", "整行移除"
    OPENER = "opener", "栏目开头"
    NOTICE = "notice", "声明用语"
    SITE = "site", "网站名称"
    NO_OUTLET = "no_outlet", "不算来源"


MEANINGS = {
    CleaningWordKind.LINE: "整行正好是这些字，就作为页面附件移除；句子里出现的不动。",
    CleaningWordKind.OPENER: "整行正好是这些字，就把它和下面的标题、摘要作为相关链接移除，到正文再开始为止；长句不移除。",
    CleaningWordKind.NOTICE: "含有这些字的行作为声明移除；以句号结尾、超过六十个汉字的长句不移除。",
    CleaningWordKind.SITE: "整行正好是这个名称，就作为网站名称移除，并记为转载的网站。",
    CleaningWordKind.NO_OUTLET: "来源一栏印的是这些字时，照印出的保留，但不当作报刊或网站的名称。",
}


class CleaningWord(OfficeRow):
    """
    清洗用词: words of the office's own pages that the rules would not know, beside those in cleaning's word files.

    They apply to what is cleaned from then on; what was cleaned before takes them when it is cleaned anew.
    """

    kind = models.CharField("用法", max_length=16, choices=CleaningWordKind)
    word = models.CharField("文字", max_length=LONGEST_WORD, help_text="照页面上印的写，标点和全角半角不必相同。")
    note = models.CharField("说明", max_length=200, blank=True, help_text="为什么加；只在工作台里看得到。")
    in_use = models.BooleanField("启用", default=True)

    class Meta:
        verbose_name = "清洗用词"
        verbose_name_plural = "清洗用词"
        ordering = ["kind", "word"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "word"], name="a_cleaning_word_once", violation_error_message="这个用词已经有了。"
            ),
            models.CheckConstraint(condition=~models.Q(word=""), name="cleaning_word_is_written"),
            models.CheckConstraint(
                condition=models.Q(kind__in=CleaningWordKind.values), name="cleaning_word_kind_is_known"
            ),
        ]

    def __str__(self) -> str:
        return self.word

    def clean(self) -> None:
        self.word = self.word.strip()
        if any(unicodedata.category(character).startswith("C") for character in self.word):
            raise ValidationError({"word": "一次写一行文字，里面不能有换行或看不见的字符。"})
        if self.word and count_han(self.word) < self._shortest:
            raise ValidationError({"word": f"至少要有 {self._shortest} 个汉字：太短的字词在正文里也常见。"})

    @property
    def _shortest(self) -> int:
        return SHORTEST_NOTICE if self.kind == CleaningWordKind.NOTICE else 2
