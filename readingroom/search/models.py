from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import StrIndex
from django.db.models.lookups import GreaterThan

from readingroom.articles.models import OfficeRow

from .language.folding import fold
from .language.segmenting import shipped_words
from .typed_words import BETWEEN, LONGEST_WORD, take_apart, why_no_custom_word, why_no_synonym

MOST_SYNONYMS = 12
"""Words of one group: a question is asked for each of them, and what has more names has more meanings."""

LONGEST_QUESTION = 200
"""Characters; a question is no place for a page. What is longer is cut before it is asked, and so before it is kept."""


class Word(OfficeRow):
    """
    自定义词: a word of the office's own, which the dictionary would cut apart.

    `folded` is how the segmenter meets it in texts and in questions.
    """

    text = models.CharField(
        "词", max_length=LONGEST_WORD, help_text="不应被拆开的词，如本地活动或机构的名称。只用汉字，2 到 20 个字。"
    )
    folded = models.CharField("查找时的写法", max_length=LONGEST_WORD, blank=True, editable=False)
    note = models.CharField("说明", max_length=200, blank=True, help_text="为什么加这个词；只在工作台里看得到。")

    class Meta:
        verbose_name = "自定义词"
        verbose_name_plural = "自定义词"
        ordering = ["folded"]
        constraints = [
            models.UniqueConstraint(
                fields=["folded"], name="one_word_of_a_folded_form", violation_error_message="这个词已经有了。"
            ),
            models.CheckConstraint(condition=~models.Q(text="") & ~models.Q(folded=""), name="word_is_written"),
        ]

    def __str__(self) -> str:
        return self.text

    def clean(self) -> None:
        # A field that was left empty says so itself.
        if self.text and (reason := self._why_not(take_apart(self.text))):
            raise ValidationError({"text": reason})
        self.text = "".join(take_apart(self.text))
        self.folded = fold(self.text)

    def _why_not(self, words: list[str]) -> str | None:
        if len(words) != 1:
            return "请写一个词，一次一个。"
        return why_no_custom_word(words[0]) or self._why_not_again(words[0])

    def _why_not_again(self, word: str) -> str | None:
        known = Word.objects.exclude(pk=self.pk).filter(folded=fold(word)).first()
        if known:
            return f"“{known}”已经有了。"
        # A newer version may bring a word that the office added long ago; that does no harm.
        is_new = fold(word) != self.folded
        return f"“{word}”在随软件提供的词表里，不必再加。" if is_new and fold(word) in shipped_words() else None


class SynonymGroup(OfficeRow):
    """
    同义词组: words that stand for one another; who asks for one of them is shown the others too.

    A word may stand in several groups, which does not join them. `shipped_as` names a group that came with the
    software: it can be switched off but not deleted, so that it does not come back.
    """

    words = models.TextField(
        "词语", help_text="意思相同、可以互相代替的词，用顿号、空格或换行隔开，2 到 12 个，如：党建、党的建设。"
    )
    note = models.CharField("说明", max_length=200, blank=True, help_text="为什么是同义词；只在工作台里看得到。")
    in_use = models.BooleanField("启用", default=True, help_text="停用的组留在这里，检索时不用。")
    shipped_as = models.CharField("软件中的名称", max_length=32, null=True, blank=True, unique=True, editable=False)

    class Meta:
        verbose_name = "同义词组"
        verbose_name_plural = "同义词组"
        ordering = ["words"]
        constraints = [
            models.UniqueConstraint(
                fields=["words"], name="one_group_of_the_same_words", violation_error_message="已经有同样的一组。"
            ),
            models.CheckConstraint(
                condition=models.Q(GreaterThan(StrIndex("words", models.Value(BETWEEN)), 1)),
                name="group_has_two_words",
                violation_error_message="一组至少要有两个词。",
            ),
            models.CheckConstraint(condition=~models.Q(shipped_as=""), name="shipped_group_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.words

    def clean(self) -> None:
        words = take_apart(self.words)
        reasons = filter(None, [*map(why_no_synonym, words), _why_no_group(words), self._why_not_again(words)])
        if self.words and (reason := next(reasons, None)):
            raise ValidationError({"words": reason})
        self.words = BETWEEN.join(words)

    @property
    def each_word(self) -> list[str]:
        return self.words.split(BETWEEN)

    @property
    def why_it_stays(self) -> str:
        return f"“{self}”是随软件提供的，不能删除，可以停用。" if self.shipped_as else ""

    def _why_not_again(self, words: list[str]) -> str | None:
        folded = set(map(fold, words))
        for other in SynonymGroup.objects.exclude(pk=self.pk):
            if folded <= set(map(fold, other.each_word)):
                return f"这些词已经在同一组里：{other}{'' if other.in_use else '（已停用）'}。"
        return None


def _why_no_group(words: list[str]) -> str | None:
    if len(words) < 2:
        return "一组至少要有两个不同的词，用顿号、空格或换行隔开。"
    if len(words) > MOST_SYNONYMS:
        return f"一组最多 {MOST_SYNONYMS} 个词，这里有 {len(words)} 个。"
    return None


class UnansweredQuestion(OfficeRow):
    """
    没找到的: a question that found nothing, with days instead of times and without who asked.

    `folded` is what questions have in common that are asked alike.
    """

    # To the second it would say when somebody asked.
    changed_at = None  # type: ignore[assignment]

    text = models.CharField("问题", max_length=LONGEST_QUESTION)
    folded = models.CharField("查找时的写法", max_length=LONGEST_QUESTION, unique=True, editable=False)
    times = models.PositiveIntegerField("次数", default=0)
    first_on = models.DateField("首次")
    last_on = models.DateField("最近")
    is_settled = models.BooleanField("已处理", default=False, help_text="已补充文章或同义词，或者不必处理。")

    class Meta:
        verbose_name = "没找到的问题"
        verbose_name_plural = "没找到的"
        ordering = ["is_settled", "-times", "-last_on", "pk"]
        constraints = [models.CheckConstraint(condition=~models.Q(folded=""), name="question_asks_something")]

    def __str__(self) -> str:
        return self.text
