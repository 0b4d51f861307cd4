"""
Words are weighed before they are saved: the first press of 保存 shows what they would do to the library.

The page that shows it is the form itself, so that the words can be mended there; when they are, they are weighed
again. Without an index nothing can be weighed; that is said, and no reason not to save.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from django import forms

from readingroom.articles.effects import Preview, effect_of_cleaning_word, effect_of_term
from readingroom.articles.models import CleaningWord, Edition, Paragraph, Theme
from readingroom.articles.models.cleaning_words import MEANINGS, CleaningWordKind
from readingroom.search.models import SynonymGroup, Word
from readingroom.search.reach import Reach, reach

from .stock import StockModelForm


class WeighedForm(StockModelForm):
    """Is valid once what it says was weighed; one that is not valid Django shows again, here without errors."""

    weighed_fields: Sequence[str]
    weight_template: str

    def is_valid(self) -> bool:
        return super().is_valid() and not self.waits

    @property
    def waits(self) -> bool:
        """Whether there is something to weigh that the curator has not seen."""
        is_sound = self.is_bound and not self.errors
        return is_sound and self._is_weighty and self.data.get("weighed") != self.to_weigh

    @property
    def to_weigh(self) -> str:
        return " ".join(str(getattr(self.instance, name)) for name in self.weighed_fields)

    @property
    def _is_weighty(self) -> bool:
        return bool(set(self.changed_data) & set(self.weighed_fields))


class SearchedForm(WeighedForm):
    """Words by which readers find: what counts is how many paragraphs have them."""

    weight_template = "desk/_weight.html"

    @property
    def reach(self) -> Reach | None:
        return reach(self.words)

    @property
    def words(self) -> list[str]:
        raise NotImplementedError


class WordForm(SearchedForm):
    weighed_fields = ("text",)
    effect = "保存以后，检索库在后台重建，读者照常检索；重建完成以后，这个词就不再被拆开。"

    class Meta:
        model = Word
        fields = ("text", "note")

    @property
    def words(self) -> list[str]:
        return [self.instance.text]


class SynonymGroupForm(SearchedForm):
    weighed_fields = ("words", "in_use")

    class Meta:
        model = SynonymGroup
        fields = ("words", "note", "in_use")
        widgets = {"words": forms.Textarea({"rows": 5, "cols": 60})}

    @property
    def effect(self) -> str:
        if self.instance.in_use:
            return "保存以后，读者查其中一个词，只含其他各词的段落也会找出来，一般排在后面。"
        return "停用以后，读者查其中一个词，不再找出只含其他各词的段落。"

    @property
    def words(self) -> list[str]:
        words: list[str] = self.instance.each_word
        return words


class TermForm(WeighedForm):
    weighed_fields = ("theme", "word", "weight", "state")
    weight_template = "desk/_preview.html"
    effect = (
        "保存以后，新收的文章按新的词判断。已有的文章先不动：在文章列表里选中，“重新清洗”，已发布的成为待采纳的改动。"
    )
    what = "段的主题会变"

    @cached_property
    def preview(self) -> Preview:
        return effect_of_term(self.instance)


class CleaningWordForm(WeighedForm):
    weighed_fields = ("kind", "word", "in_use")
    weight_template = "desk/_preview.html"
    what = "处的去向会变"

    class Meta:
        model = CleaningWord
        fields = ("kind", "word", "note", "in_use")

    @property
    def effect(self) -> str:
        said = (
            MEANINGS[CleaningWordKind(self.instance.kind)] if self.instance.in_use else "停用以后，这些字不再起作用。"
        )
        return f"{said}保存以后，新收的文章照此清洗；已有的文章先不动，在文章列表里选中、“重新清洗”以后才变。"

    @cached_property
    def preview(self) -> Preview:
        return effect_of_cleaning_word(self.instance)


class ThemeForm(WeighedForm):
    weighed_fields = ("name", "order")
    weight_template = "desk/_renaming.html"

    class Meta:
        model = Theme
        fields = ("name", "slug", "description", "order")

    @property
    def articles(self) -> int:
        return Edition.objects.published().on_theme(self.instance.slug).count()

    @property
    def paragraphs(self) -> int:
        return Paragraph.objects.published().on_theme(self.instance.slug).count()

    @property
    def order_of_all(self) -> list[Theme]:
        others = Theme.objects.exclude(pk=self.instance.pk)
        return sorted([*others, self.instance], key=lambda theme: (theme.order, theme.slug))
